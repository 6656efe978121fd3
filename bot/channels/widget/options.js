import { button, element } from "./dom.js";
import { WORDS } from "./words.js";

let groups = 0;

/** The answers a resident can tap under a message: buttons while they count, afterwards a plain list. */
export class Options {
  constructor(options, onChoose) {
    this.options = options;
    this.node = element("div", "options");
    this.node.setAttribute("role", "group");
    this.legend = element("p", "", WORDS.choose);
    this.legend.id = `options-${(groups += 1)}`;
    this.node.setAttribute("aria-labelledby", this.legend.id);
    const choices = element("div", "choices");
    choices.append(...options.map((option) => button(option.label, (event) => onChoose(option, event))));
    this.node.append(this.legend, choices);
  }

  /** Turn the buttons into a list that marks the one whose label is `answer`, without reading it aloud again. */
  settle(answer) {
    this.node.setAttribute("aria-live", "off");
    this.legend.textContent = WORDS.couldChoose;
    const list = element("ul");
    for (const { label } of this.options) {
      const item = element("li", "", label);
      if (label.toLowerCase() === answer?.trim().toLowerCase()) {
        item.className = "chosen";
        item.append(WORDS.chosen);
      }
      list.append(item);
    }
    this.node.lastChild.replaceWith(list);
  }
}
