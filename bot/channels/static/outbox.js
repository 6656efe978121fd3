import { newId, sendMessage } from "./api.js";
import { WORDS } from "./words.js";

/** Sends the resident's messages one after the other and shows at each how that went.
 *
 * `on` holds: gone(text) when the conversation no longer exists, refused(text, words) when a typed text cannot be
 * accepted as it is (returns true when it took the text back), failed(words) to say a failure aloud, settled() when
 * the resident has dealt with a failure. */
export class Outbox {
  constructor(thread, on) {
    this.thread = thread;
    this.on = on;
    this.clear();
  }

  clear() {
    this.unreached = new Set();
    this.queue = Promise.resolve();
  }

  send(text, option = null) {
    const id = newId();
    const item = { id, text, body: option ? { id, option } : { id, text }, shown: this.thread.addOwn(id, text) };
    this.#enqueue(item);
    return item.shown;
  }

  /** Try once more what did not reach the server. */
  retryUnreached() {
    const items = [...this.unreached].filter((item) => this.thread.isWaiting(item.id));
    this.unreached.clear();
    items.forEach((item) => this.#enqueue(item));
  }

  #enqueue(item) {
    item.shown.showSending();
    this.queue = this.queue.then(() => this.#deliver(item));
  }

  async #deliver(item) {
    if (!this.thread.isWaiting(item.id)) return;
    try {
      await sendMessage(item.body);
      if (this.thread.isWaiting(item.id)) item.shown.showSent(item.text, item.shown.at);
    } catch (error) {
      // The event stream may have brought the message although the answer to the call was lost.
      if (this.thread.isWaiting(item.id)) this.#fail(item, error);
    }
  }

  #fail(item, error) {
    const typed = "text" in item.body;
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
    this.on.settled();
  }
}
