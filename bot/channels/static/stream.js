import { eventsAfter, resumeConversation } from "./api.js";

const FIRST_DELAY_MS = 1000;
const LONGEST_DELAY_MS = 15000;

/** Follows a conversation's event stream from position to position, through lost connections.
 *
 * `on` holds: message(message), typing(isTyping), connected(), lost(), gone(). */
export class Stream {
  constructor(on) {
    this.on = on;
    this.position = 0;
    this.delay = FIRST_DELAY_MS;
  }

  /** Start at the first message of the conversation that the cookie now names. */
  restart() {
    this.position = 0;
    this.open();
  }

  open() {
    this.close();
    const source = eventsAfter(this.position);
    this.source = source;
    source.addEventListener("open", () => {
      this.delay = FIRST_DELAY_MS;
      this.on.connected();
    });
    source.addEventListener("message", (event) => this.#receive(JSON.parse(event.data)));
    source.addEventListener("typing", (event) => this.on.typing(JSON.parse(event.data).on));
    source.addEventListener("error", () => this.#lose(source));
  }

  /** Try at once what would otherwise wait: the browser says that the network is back. */
  reopen() {
    if (this.source) this.open();
  }

  close() {
    clearTimeout(this.timer);
    this.source?.close();
    this.source = null;
  }

  #receive(message) {
    if (message.position <= this.position) return;
    this.position = message.position;
    this.on.message(message);
  }

  async #lose(source) {
    if (source !== this.source) return;
    this.on.typing(false);
    this.on.lost();
    // The browser itself tries again after a broken connection, but gives up after a refusal and does not say why.
    if (source.readyState !== EventSource.CLOSED) return;
    const known = await resumeConversation().catch(() => undefined);
    if (source !== this.source) return;
    if (known === null) {
      this.on.gone();
      return;
    }
    this.timer = setTimeout(() => this.open(), this.delay);
    this.delay = Math.min(this.delay * 2, LONGEST_DELAY_MS);
  }
}
