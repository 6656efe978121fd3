import { element, make } from "./dom.js";
import { WORDS } from "./words.js";

const MOST = 6;

/** A text field that suggests: the arrows choose, Enter takes, Escape closes; anything else may be typed as well. */
export class Combobox {
  /** `find` gives the suggestions for what is typed; `onTake` hears of the one that was taken. */
  constructor(input, id, find, onTake) {
    this.input = input;
    this.find = find;
    this.onTake = onTake;
    this.list = make("ul", { id, class: "suggestions", role: "listbox", "aria-label": WORDS.suggestions, hidden: true });
    this.count = make("span", { class: "visually-hidden", role: "status" });
    for (const [name, value] of [["role", "combobox"], ["aria-autocomplete", "list"], ["aria-controls", id], ["autocomplete", "off"]]) {
      input.setAttribute(name, value);
    }
    input.addEventListener("input", () => this.#suggest());
    input.addEventListener("keydown", (event) => this.#key(event));
    input.addEventListener("blur", () => this.#close());
    // Kept from taking the focus out of the field, which would close the list before the press is over.
    this.list.addEventListener("pointerdown", (event) => event.preventDefault());
    this.list.addEventListener("click", (event) => this.#take(event.target.closest("li")));
    this.#close();
  }

  get isOpen() {
    return !this.list.hidden;
  }

  #suggest() {
    const found = this.find(this.input.value).slice(0, MOST);
    this.list.replaceChildren(...found.map((text, number) => this.#option(text, number)));
    this.#mark(null);
    this.list.hidden = found.length === 0;
    this.input.setAttribute("aria-expanded", String(this.isOpen));
    if (this.isOpen) this.list.scrollIntoView({ block: "nearest" });
    this.count.textContent = found.length ? WORDS.suggested(found.length) : "";
  }

  #option(text, number) {
    const option = element("li", "", text);
    option.id = `${this.list.id}-${number}`;
    option.setAttribute("role", "option");
    return option;
  }

  #key(event) {
    if (!this.isOpen) return;
    const options = [...this.list.children];
    const at = options.indexOf(this.marked);
    if (event.key === "ArrowDown") this.#mark(options[(at + 1) % options.length]);
    else if (event.key === "ArrowUp") this.#mark(options[(at <= 0 ? options.length : at) - 1]);
    else if (event.key === "Enter" && this.marked) this.#take(this.marked);
    else if (event.key === "Escape") this.#close();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  #mark(option) {
    this.marked?.setAttribute("aria-selected", "false");
    this.marked = option;
    option?.setAttribute("aria-selected", "true");
    option?.scrollIntoView({ block: "nearest" });
    this.input.setAttribute("aria-activedescendant", option?.id ?? "");
  }

  #take(option) {
    if (!option) return;
    this.#close();
    this.onTake(option.textContent);
  }

  #close() {
    this.list.hidden = true;
    this.marked = null;
    this.count.textContent = "";
    this.input.setAttribute("aria-expanded", "false");
    this.input.removeAttribute("aria-activedescendant");
  }
}
