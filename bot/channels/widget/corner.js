import { WORDS } from "./words.js";

// Where there is room the page beside the panel can still be used; where there is none the panel is all there is.
const ROOM = "(min-width: 40rem) and (min-height: 30rem)";

/** The button in the corner and the panel it opens.
 *
 * `on` holds: opened({ focus }), closed(), and escape(), which returns whether something inside was put away. */
export class Corner {
  constructor({ launcher, panel, unread, unreadSpoken }, session, on) {
    this.launcher = launcher;
    this.panel = panel;
    this.unread = unread;
    this.unreadSpoken = unreadSpoken;
    this.session = session;
    this.on = on;
    this.count = 0;
    this.room = matchMedia(ROOM);
    launcher.addEventListener("click", () => this.open());
    this.room.addEventListener("change", () => this.isOpen && this.#show());
    panel.addEventListener("cancel", (event) => {
      if (event.target !== panel) return;
      event.preventDefault();
      this.#escape();
    });
    panel.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || event.isComposing || event.defaultPrevented || event.target.closest?.("#confirm")) return;
      event.preventDefault();
      this.#escape();
    });
  }

  get isOpen() {
    return this.panel.open;
  }

  open({ focus = true } = {}) {
    this.session.isOpen = true;
    this.#show();
    this.launcher.hidden = true;
    this.#count(0);
    this.on.opened({ focus });
  }

  /** On the next page of a visitor who had it open: beside the page, never in front of what they came for. */
  openAgain() {
    if (this.session.isOpen && this.room.matches) this.open({ focus: false });
  }

  close() {
    this.session.isOpen = false;
    if (this.panel.open) this.panel.close();
    this.launcher.hidden = false;
    this.launcher.focus();
    this.on.closed();
  }

  /** Something was said while the panel was closed. */
  heard() {
    if (!this.isOpen) this.#count(this.count + 1);
  }

  // The `open` attribute shows the panel beside the page without taking the focus, which `show()` would.
  #show() {
    if (this.panel.open) this.panel.close();
    if (this.room.matches) this.panel.setAttribute("open", "");
    else this.panel.showModal();
  }

  #escape() {
    if (!this.on.escape()) this.close();
  }

  #count(count) {
    this.count = count;
    this.unread.hidden = count === 0;
    this.unread.textContent = count ? WORDS.unread(count) : "";
    this.unreadSpoken.textContent = count ? WORDS.unreadSpoken(WORDS.unread(count)) : "";
  }
}
