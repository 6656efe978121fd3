import { WORDS } from "./words.js";

// Browsers tell screen readers about changes a moment later.
const HISTORY_SETTLES_MS = 300;

/** What comes in: what is said, and who it is that talks with the resident.
 *
 * Takes the pieces of the chat that show it. `on.heard(message)` hears of what others say after the history. */
export class Incoming {
  constructor({ part, thread, follower, typing, helps, outbox }, on) {
    Object.assign(this, { part, thread, follower, typing, helps, outbox, on });
    this.log = part("log");
    this.historyUntil = 0;
    this.colleague = null;
    this.expected = null;
  }

  /** For a conversation of which what was said up to `position` is not read aloud. */
  restart(position) {
    this.historyUntil = position;
    this.log.setAttribute("aria-live", position ? "off" : "polite");
    this.changeHands(null);
    this.typing.show({ on: false });
    this.#expectNothing();
  }

  receive(message) {
    if (message.from !== "resident") this.typing.show({ on: false });
    if (message.id) this.outbox.arrived(message.id);
    const inHistory = message.position <= this.historyUntil;
    if (!message.photo && message.from !== "system") this.expected = this.colleague ? null : (message.expects ?? null);
    if (message.position >= this.historyUntil) this.helps.expect(this.expected, { quietly: inHistory });
    this.follower.added(this.thread.receive(message), { always: inHistory });
    if (this.colleague) this.#settle();
    if (message.position === this.historyUntil) setTimeout(() => this.#readAloud(), HISTORY_SETTLES_MS);
    if (!inHistory && message.from !== "resident") this.on.heard(message);
  }

  /** `name`: the colleague who has the conversation now, null when it is Noor's. */
  changeHands(name) {
    if (name === this.colleague) return;
    this.colleague = name;
    this.typing.show({ on: false });
    this.#expectNothing();
    if (name) this.#settle();
    this.part("noor").classList.toggle("is-live", name !== null);
    this.part("who").textContent = name ? WORDS.colleague(name) : WORDS.computer;
    this.part("person").hidden = name !== null;
  }

  #expectNothing() {
    this.expected = null;
    this.helps.expect(null);
  }

  /** What Noor offered to tap is no answer to a colleague. */
  #settle() {
    const hadFocus = this.thread.options?.node.contains(this.log.getRootNode().activeElement);
    this.thread.settle();
    if (hadFocus) this.part("scroller").focus({ preventScroll: true });
  }

  #readAloud() {
    this.log.setAttribute("aria-live", "polite");
  }
}
