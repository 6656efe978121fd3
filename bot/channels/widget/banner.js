import { withLinks } from "./links.js";
import { WORDS } from "./words.js";

const PATIENCE_MS = 3000;
const SHOWN_MS = 5000;

/** The line above the composer that tells about the connection and about a conversation that ended. */
export class Banner {
  constructor(node) {
    this.node = node;
    this.isLost = false;
  }

  /** Say that the connection is lost, unless it comes back within a moment. What the server says of it is said at once. */
  lost(words = null) {
    if (words || this.isLost || !navigator.onLine) this.#show(words ?? WORDS.lost, true);
    else this.doubt ??= setTimeout(() => this.#show(WORDS.lost, true), PATIENCE_MS);
  }

  /** Returns whether the resident had been told that the connection was lost. */
  connected() {
    const wasLost = this.isLost;
    this.#trust();
    this.isLost = false;
    if (wasLost) this.tellBriefly(WORDS.back);
    return wasLost;
  }

  tell(words) {
    this.#show(words, false);
  }

  /** Say something for a moment; that the connection is lost stands there again afterwards. */
  tellBriefly(words) {
    const { isLost } = this;
    const before = isLost ? this.node.textContent : "";
    this.#show(words, isLost);
    this.leave = setTimeout(() => this.#show(before, isLost), SHOWN_MS);
  }

  clear() {
    if (!this.isLost) this.#show("", false);
  }

  #show(words, isLost) {
    clearTimeout(this.leave);
    if (isLost) this.#trust();
    this.isLost = isLost;
    if (this.node.textContent !== words) this.node.textContent = words;
    this.node.classList.toggle("lost", isLost);
  }

  #trust() {
    clearTimeout(this.doubt);
    this.doubt = null;
  }
}

/** What everybody must hear, on the screen as long as it holds. It is read aloud once, as the message it also is. */
export function showNotice(node, words) {
  node.querySelector("p").replaceChildren(...withLinks(words ?? ""));
  node.hidden = !words;
}
