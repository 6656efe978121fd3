import { element } from "./dom.js";
import { Message } from "./message.js";
import { Options } from "./options.js";
import { WORDS } from "./words.js";

const DAY = new Intl.DateTimeFormat("nl-NL", { weekday: "long", day: "numeric", month: "long" });

/** The conversation on the screen, in the log's order; the resident's messages that are not sent yet come last. */
export class Thread {
  constructor(log, on) {
    this.log = log;
    this.on = on;
    this.clear();
  }

  clear() {
    this.log.replaceChildren();
    this.waiting = new Map();
    this.options = null;
    this.day = null;
    this.said = [];
  }

  /** Show the resident's own message at once, before the server has it. */
  addOwn(id, text, answers = true) {
    const message = new Message("resident", text, new Date());
    this.waiting.set(id, message);
    if (answers) this.settle(text);
    this.log.append(message.node);
    return message;
  }

  /** Take in one message of the event stream and return how it is shown. */
  receive({ id, from, name, text, options, photo, at }) {
    const when = new Date(at);
    this.said.push({ name: name ?? WORDS.writtenBy[from], text, when });
    this.#startDay(when);
    const own = this.waiting.get(id);
    const message = own ?? new Message(from, text, when, name);
    if (own) {
      this.waiting.delete(id);
      own.showSent(text, when);
    }
    if (photo) message.showPhoto(this.on.picture(photo));
    else if (from === "resident" && !own) this.settle(text);
    if (options?.length) this.#offer(message, options);
    this.#place(message.node);
    return message;
  }

  remove(id) {
    this.waiting.get(id)?.node.remove();
    this.waiting.delete(id);
  }

  isWaiting(id) {
    return this.waiting.has(id);
  }

  #offer(message, options) {
    this.settle(null);
    this.options = new Options(options, this.on.choose);
    message.node.append(this.options.node);
  }

  /** The last answers to tap count no more. */
  settle(answer = null) {
    this.options?.settle(answer);
    this.options = null;
  }

  // A conversation that is wholly of today needs no date.
  #startDay(when) {
    const day = when.toDateString();
    const isToday = day === new Date().toDateString();
    if (day !== this.day && !(isToday && this.day === null)) {
      this.#place(element("p", "day", isToday ? WORDS.today : DAY.format(when)));
    }
    this.day = day;
  }

  // Moving a node that is already in its place would make screen readers say it again.
  #place(node) {
    const firstWaiting = this.waiting.values().next().value?.node ?? null;
    if (node.parentNode === this.log && node.nextSibling === firstWaiting) return;
    if (node !== firstWaiting) this.log.insertBefore(node, firstWaiting);
  }
}
