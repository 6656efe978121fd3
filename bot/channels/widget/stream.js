import { CallError } from "./api.js";

const FIRST_DELAY_MS = 500;
const LONGEST_DELAY_MS = 15000;
// The server says something every fifteen seconds; a connection that is silent for longer is dead.
const SILENCE_MS = 40000;

/** Follows a conversation's event stream from position to position, through lost connections.
 *
 * `on` holds: message(message), typing(typing), live(name), notice(words), connected(), lost(words)
 * with the server's own words if there are any, gone(). */
export class Stream {
  constructor(api, on) {
    this.api = api;
    this.on = on;
    this.position = 0;
    this.delay = FIRST_DELAY_MS;
    this.current = null;
    this.wanted = false;
    this.isResting = false;
  }

  /** Start at the first message of the conversation that the api now has. */
  restart() {
    this.position = 0;
    this.open();
  }

  open() {
    this.close();
    this.wanted = true;
    this.connectedAt = Infinity;
    this.current = new AbortController();
    this.#follow(this.current);
  }

  /** Try at once what would otherwise wait: the browser says that the network is back. */
  reopen() {
    if (this.wanted) this.open();
  }

  /** Let the connection go until `wake`, if there is one. */
  rest() {
    const isResting = this.isResting || this.wanted;
    this.close();
    this.isResting = isResting;
  }

  wake() {
    if (this.isResting) this.open();
  }

  close() {
    this.wanted = false;
    this.isResting = false;
    clearTimeout(this.timer);
    clearTimeout(this.silence);
    this.current?.abort();
    this.current = null;
  }

  async #follow(mine) {
    let failure = null;
    try {
      this.#expectAnswer(mine);
      const response = await this.api.events(this.position, mine.signal);
      if (mine === this.current) await this.#read(response.body.getReader(), mine);
    } catch (error) {
      if (error instanceof CallError) failure = error;
      // Otherwise broken off: what follows is the same as after an end.
    }
    if (mine !== this.current) return;
    clearTimeout(this.silence);
    if (failure?.status === 401) this.on.gone();
    else this.#lose(failure);
  }

  #expectAnswer(mine) {
    clearTimeout(this.silence);
    this.silence = setTimeout(() => mine.abort(), SILENCE_MS);
  }

  async #read(reader, mine) {
    const decoder = new TextDecoder();
    let text = "";
    this.connectedAt = Date.now();
    this.on.connected();
    while (true) {
      this.#expectAnswer(mine);
      const { done, value } = await reader.read();
      if (done || mine !== this.current) return;
      const events = (text + decoder.decode(value, { stream: true })).split("\n\n");
      text = events.pop();
      for (const event of events) this.#take(event);
    }
  }

  #take(event) {
    const fields = Object.fromEntries(event.split("\n").map((line) => [line.split(":", 1)[0], line.slice(line.indexOf(":") + 2)]));
    if (!fields.data) return;
    const data = JSON.parse(fields.data);
    if (fields.event === "typing") this.on.typing(data);
    else if (fields.event === "live") this.on.live(data.name);
    else if (fields.event === "notice") this.on.notice(data.text);
    else if (fields.event === "message" && data.position > this.position) {
      this.position = data.position;
      this.on.message(data);
    }
  }

  #lose(failure) {
    this.on.typing({ on: false });
    this.on.lost(failure?.words);
    if (failure && !failure.mayWorkLater) return;
    if (Date.now() - this.connectedAt > LONGEST_DELAY_MS) this.delay = FIRST_DELAY_MS;
    this.timer = setTimeout(() => this.open(), Math.max(this.delay, failure?.wait ?? 0));
    this.delay = Math.min(this.delay * 2, LONGEST_DELAY_MS);
  }
}
