import { button, element } from "./dom.js";
import { WORDS } from "./words.js";

const ADDRESS = /https:\/\/[a-z0-9][^\s<>"'()[\]{}]*[^\s<>"'()[\]{}.,;:!?…]/gi;
const CLOCK = new Intl.DateTimeFormat("nl-NL", { hour: "2-digit", minute: "2-digit" });

function link(address) {
  const node = element("a", "", address);
  node.href = address;
  node.target = "_blank";
  node.rel = "noopener noreferrer";
  node.append(element("span", "visually-hidden", WORDS.newTab));
  return node;
}

/** The text cut into text nodes and links, for senders whose addresses can be trusted. */
function withLinks(text) {
  const parts = [];
  let from = 0;
  for (const match of text.matchAll(ADDRESS)) {
    parts.push(text.slice(from, match.index), link(match[0]));
    from = match.index + match[0].length;
  }
  return [...parts, text.slice(from)];
}

/** One message on the screen. Status and failure stay out of the live region: `Outbox` says failures once. */
export class Message {
  constructor(sender, text, at) {
    this.sender = sender;
    this.node = element("div", `message from-${sender}`);
    this.textNode = element("p", "text");
    this.textNode.dir = "auto";
    this.meta = element("p", "meta");
    this.meta.setAttribute("aria-live", "off");
    this.node.append(element("span", "visually-hidden", WORDS.spokenBy[sender]), this.textNode, this.meta);
    this.setText(text);
    this.setTime(at);
  }

  setText(text) {
    if (this.text === text) return;
    this.text = text;
    if (this.sender === "resident") this.textNode.textContent = text;
    else this.textNode.replaceChildren(...withLinks(text));
  }

  setTime(at) {
    this.at = at;
    const time = element("time", "", CLOCK.format(at));
    time.dateTime = at.toISOString();
    const who = element("span", "", `${WORDS.writtenBy[this.sender]} · `);
    who.setAttribute("aria-hidden", "true");
    this.meta.replaceChildren(who, time);
  }

  showSending() {
    this.#setState("is-sending");
    this.meta.append(` · ${WORDS.sending}`);
  }

  showSent(text, at) {
    this.#setState(null);
    this.setText(text);
    this.setTime(at);
    this.meta.append(` · ${WORDS.sent}`);
  }

  /** `again` is left out when trying again cannot help. */
  showFailed(words, { again, remove }) {
    this.#setState("is-failed");
    this.setTime(this.at);
    this.failure = element("div", "failure");
    this.failure.setAttribute("aria-live", "off");
    this.failure.append(element("p", "", words));
    if (again) this.failure.append(button(WORDS.again, again));
    this.failure.append(button(WORDS.remove, remove));
    this.node.append(this.failure);
  }

  #setState(name) {
    this.node.classList.remove("is-sending", "is-failed");
    if (name) this.node.classList.add(name);
    this.failure?.remove();
  }
}
