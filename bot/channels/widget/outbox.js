import { newId } from "./api.js";
import { WORDS } from "./words.js";

/** Sends the resident's messages one after the other and shows at each how that went.
 *
 * `on` holds: gone(text) when the conversation no longer exists, refused(text, words) when a typed text cannot be
 * accepted as it is (returns true when it took the text back), failed(words) to say a failure aloud, settled() when
 * the resident has dealt with a failure. */
export class Outbox {
  constructor(api, thread, session, on) {
    this.api = api;
    this.thread = thread;
    this.session = session;
    this.on = on;
    this.clear();
  }

  clear() {
    this.pending = new Map();
    this.unreached = new Set();
    this.queue = Promise.resolve();
  }

  send(text, option = null) {
    const id = newId();
    return this.#take({ id, text, body: option ? { id, option } : { id, text } });
  }

  sendPlace(place) {
    const id = newId();
    return this.#take({ id, text: WORDS.placeSent, body: { id, place } });
  }

  sendPhoto(file) {
    return this.#take({ id: newId(), text: WORDS.photo, file });
  }

  /** Send nothing until the next `clear`: it is not known yet in which conversation. */
  hold() {
    this.queue = new Promise(() => {});
  }

  /** What was taken in and of which it is not sure that it arrived. */
  get items() {
    return [...this.pending.values()];
  }

  /** Take in again what another page or an earlier moment did not get sent; the same id is the same message. */
  resume(items) {
    items.forEach((item) => this.#take(item));
  }

  /** Try once more what did not reach the server. */
  retryUnreached() {
    const items = [...this.unreached].filter((item) => this.thread.isWaiting(item.id));
    this.unreached.clear();
    items.forEach((item) => this.#enqueue(item));
  }

  /** A message came back on the event stream. */
  arrived(id) {
    if (this.pending.delete(id)) this.#remember();
  }

  #take(item) {
    item.shown = this.thread.addOwn(item.id, item.text, !item.file);
    this.pending.set(item.id, item);
    this.#remember();
    this.#enqueue(item);
    return item.shown;
  }

  #enqueue(item) {
    item.shown.showSending();
    this.queue = this.queue.then(() => this.#deliver(item));
  }

  async #deliver(item) {
    if (!this.thread.isWaiting(item.id)) return;
    try {
      await (item.file ? this.api.sendPhoto(item.id, item.file) : this.api.send(item.body));
      if (this.thread.isWaiting(item.id)) item.shown.showSent(item.text, item.shown.at);
    } catch (error) {
      // The event stream may have brought the message although the answer to the call was lost.
      if (this.thread.isWaiting(item.id)) this.#fail(item, error);
    }
  }

  #fail(item, error) {
    const typed = item.body !== undefined && "text" in item.body;
    if (error.status === 401) {
      this.on.gone(typed ? item.text : null);
      return;
    }
    const words = error.words ?? WORDS.notSent;
    const remove = () => this.#remove(item);
    if (!error.mayWorkLater && typed && this.on.refused(item.text, words)) {
      this.#remove(item);
      return;
    }
    if (error.status === 0) this.unreached.add(item);
    const again = error.mayWorkLater ? () => this.#again(item) : null;
    item.shown.showFailed(words, { again, remove });
    this.on.failed(words);
  }

  #again(item) {
    this.unreached.delete(item);
    this.#enqueue(item);
    this.on.settled();
  }

  #remove(item) {
    this.unreached.delete(item);
    this.thread.remove(item.id);
    this.arrived(item.id);
    this.on.settled();
  }

  // A photo is too large to remember; a page that was left while it was being sent has lost it.
  #remember() {
    this.session.unsent = this.items.filter(({ file }) => !file).map(({ id, text, body }) => ({ id, text, body }));
  }
}
