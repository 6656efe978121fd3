import { button, element } from "./dom.js";
import { withLinks } from "./links.js";
import { WORDS } from "./words.js";

const CLOCK = new Intl.DateTimeFormat("nl-NL", { hour: "2-digit", minute: "2-digit" });

/** One message on the screen. Status and failure stay out of the live region: `Outbox` says failures once. */
export class Message {
  constructor(sender, text, at, name = null) {
    this.sender = sender;
    this.name = name ?? WORDS.writtenBy[sender];
    this.node = element("div", `message from-${sender}`);
    this.textNode = element("p", "text");
    this.textNode.dir = "auto";
    this.meta = element("p", "meta");
    this.meta.setAttribute("aria-live", "off");
    const speaker = name ? WORDS.spokenByColleague(name) : WORDS.spokenBy[sender];
    this.node.append(element("span", "visually-hidden", speaker), this.textNode, this.meta);
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
    const who = element("span", "", `${this.name} · `);
    who.setAttribute("aria-hidden", "true");
    this.meta.replaceChildren(who, time);
  }

  /** Put a picture in the place of the words. */
  showPhoto(picture) {
    this.textNode.hidden = true;
    this.textNode.after(picture);
  }

  showSending() {
    this.#setState("is-sending");
    this.setTime(this.at);
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
