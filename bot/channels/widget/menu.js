/** What one seldom needs, behind one button: shown and put away, with the focus where it was. */
export class Menu {
  constructor(opener, list) {
    this.opener = opener;
    this.list = list;
    opener.addEventListener("click", () => this.toggle(this.list.hidden));
    list.addEventListener("click", () => this.escape());
    // Whoever goes on elsewhere no longer needs it, and it would cover what they go to.
    list.addEventListener("focusout", ({ relatedTarget }) => {
      if (relatedTarget && relatedTarget !== opener && !list.contains(relatedTarget)) this.toggle(false);
    });
  }

  toggle(on) {
    this.list.hidden = !on;
    this.opener.setAttribute("aria-expanded", String(on));
  }

  /** Put it away; whether it was open. */
  escape() {
    const wasOpen = !this.list.hidden;
    this.toggle(false);
    if (wasOpen) this.opener.focus();
    return wasOpen;
  }
}
