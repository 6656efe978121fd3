const FIRST_DELAY_MS = 500;
const LONGEST_DELAY_MS = 15000;
// The server says something every fifteen seconds; a connection that is silent for longer is dead.
const SILENCE_MS = 40000;

/** Follows a conversation's event stream from position to position, through lost connections.
 *
 * `on` holds: message(message), typing(typing), live(name), notice(words), connected(), lost(), gone(). */
export class Stream {
  constructor(api, on) {
    this.api = api;
    this.on = on;
    this.position = 0;
    this.delay = FIRST_DELAY_MS;
    this.current = null;
    this.wanted = false;
  }

  /** Start at the first message of the conversation that the api now has. */
  restart() {
    this.position = 0;
    this.open();
  }

  open() {
    this.close();
    this.wanted = true;
    this.current = new AbortController();
    this.#follow(this.current);
  }

  /** Try at once what would otherwise wait: the browser says that the network is back. */
  reopen() {
    if (this.wanted) this.open();
  }

  close() {
    this.wanted = false;
    clearTimeout(this.timer);
    clearTimeout(this.silence);
    this.current?.abort();
    this.current = null;
  }

  async #follow(mine) {
    try {
      const response = await this.api.events(this.position, mine.signal);
      if (response.status === 401) {
        if (mine === this.current) this.on.gone();
        return;
      }
      if (response.ok) await this.#read(response.body.getReader(), mine);
    } catch {
      // Broken off: what follows is the same as after an end.
    }
    if (mine === this.current) this.#lose();
  }

  async #read(reader, mine) {
    const decoder = new TextDecoder();
    let text = "";
    this.delay = FIRST_DELAY_MS;
    this.on.connected();
    while (true) {
      clearTimeout(this.silence);
      this.silence = setTimeout(() => mine.abort(), SILENCE_MS);
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

  #lose() {
    clearTimeout(this.silence);
    this.on.typing({ on: false });
    this.on.lost();
    this.timer = setTimeout(() => this.open(), this.delay);
    this.delay = Math.min(this.delay * 2, LONGEST_DELAY_MS);
  }
}
