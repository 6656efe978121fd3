import { WORDS } from "./words.js";

const SHOWN_AFTER_MS = 400;

/** The line that says an answer is being written. It stays away when the answer comes at once. */
export class Typing {
  constructor(node, onShown) {
    this.node = node;
    this.words = node.lastElementChild;
    this.onShown = onShown;
  }

  show({ on, from, name }) {
    clearTimeout(this.timer);
    this.node.hidden = true;
    if (!on) return;
    this.words.textContent = WORDS.writing(name ?? WORDS.writtenBy[from]);
    this.timer = setTimeout(() => this.#reveal(), SHOWN_AFTER_MS);
  }

  #reveal() {
    this.node.hidden = false;
    this.onShown();
  }
}
