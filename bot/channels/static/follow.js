/** Keeps the newest message in view, but never pushes the resident's last words out of it, and leaves the page
 * alone when the resident is reading further up. */
export class Follower {
  constructor(scroller, end, button) {
    this.scroller = scroller;
    this.end = end;
    this.anchor = null;
    this.atEnd = true;
    button.addEventListener("click", () => {
      this.end.scrollIntoView({ block: "end" });
      this.scroller.focus();
    });
    new IntersectionObserver(([entry]) => {
      this.atEnd = entry.isIntersecting;
      button.hidden = this.atEnd;
    }).observe(end);
    new ResizeObserver(() => this.revealEnd()).observe(scroller);
  }

  /** For a new conversation. */
  reset() {
    this.anchor = null;
    this.atEnd = true;
  }

  /** `always` scrolls even when the resident was reading further up: for their own message and for history. */
  added(message, { always = false } = {}) {
    if (message.sender === "resident") this.anchor = message.node;
    if (always || this.atEnd) this.#scroll();
  }

  /** After something grew or the window changed: show the end again when it was in view. */
  revealEnd() {
    if (this.atEnd) this.#scroll();
  }

  // Before the resident has said anything the page starts at its top, with what is kept of a conversation.
  #scroll() {
    if (!this.anchor) return;
    this.end.scrollIntoView({ block: "end" });
    const top = Math.max(0, this.scroller.getBoundingClientRect().top);
    if (this.anchor.getBoundingClientRect().top < top) this.anchor.scrollIntoView({ block: "start" });
  }
}
