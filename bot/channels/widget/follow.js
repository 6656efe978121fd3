const TALL = "(min-height: 30rem)";
const MARGIN = 12;

/** Keeps the newest message in view, but never pushes the resident's last words out of it, nor those of a colleague,
 * who may come while one reads an answer of Noor's. Leaves the page alone once the resident has scrolled up. */
export class Follower {
  constructor({ panel, scroller, end, newest }) {
    this.panel = panel;
    this.scroller = scroller;
    this.end = end;
    this.tall = matchMedia(TALL);
    this.reset();
    newest.addEventListener("click", () => {
      this.#toEnd();
      this.scroller.focus();
    });
    new IntersectionObserver(([entry]) => {
      this.atEnd = entry.isIntersecting;
      newest.hidden = this.atEnd || !this.anchor;
    }).observe(end);
    new ResizeObserver(() => this.revealEnd()).observe(scroller);
  }

  /** For a new conversation. */
  reset() {
    this.anchor = null;
    this.atEnd = true;
    this.left = null;
  }

  /** `always` scrolls even when the resident was reading further up: for their own message and for history. */
  added(message, { always = false } = {}) {
    const speaks = message.sender !== "noor";
    // The observer hears of it only later, and an answer may come sooner.
    this.atEnd = always || this.atEnd || (speaks && this.#unmoved);
    if (message.sender === "resident" || (this.anchor && speaks)) this.anchor = message.node;
    if (this.atEnd) this.#scroll();
  }

  /** After something grew or the window changed: show the end again when it was in view. */
  revealEnd() {
    if (this.atEnd) this.#scroll();
  }

  // In a short window the whole panel scrolls. The page around the widget is never scrolled.
  get #box() {
    return this.tall.matches ? this.scroller : this.panel;
  }

  // How far the last words are below the top. The browser keeps it while things above them grow or go.
  get #above() {
    return this.anchor.getBoundingClientRect().top - this.#box.getBoundingClientRect().top;
  }

  get #unmoved() {
    return this.left !== null && Math.abs(this.#above - this.left) < MARGIN;
  }

  #toEnd() {
    const box = this.#box.getBoundingClientRect();
    this.#box.scrollTop += this.end.getBoundingClientRect().bottom - box.bottom;
  }

  // Before the resident has said anything the page starts at its top, with what is kept of a conversation.
  #scroll() {
    if (!this.anchor) return;
    this.#toEnd();
    const above = this.#above - MARGIN;
    if (above < 0) this.#box.scrollTop += above;
    this.left = this.#above;
  }
}
