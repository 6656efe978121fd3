const UNSENT = "unsent";
const TOKEN = "token";
const OPEN = "open";
const DRAFT = "draft";

/** What one tab remembers between pages: the token where no cookie can hold it, and what was not sent yet. */
export class Session {
  constructor(server) {
    this.prefix = `noor ${server} `;
    this.memory = new Map();
    this.token = this.#read(TOKEN);
  }

  /** Keep the token of a new conversation; null when the browser has it in a cookie that scripts cannot read. */
  keep(token) {
    this.token = token;
    this.#write(TOKEN, token);
  }

  get isOpen() {
    return this.#read(OPEN) === true;
  }

  set isOpen(on) {
    this.#write(OPEN, on || null);
  }

  /** What stands in the text box. */
  get draft() {
    return this.#read(DRAFT) ?? "";
  }

  set draft(text) {
    this.#write(DRAFT, text || null);
  }

  /** The messages that were typed and of which it is not sure that they arrived: [{id, text, body}]. */
  get unsent() {
    return this.#read(UNSENT) ?? [];
  }

  set unsent(items) {
    this.#write(UNSENT, items.length ? items : null);
  }

  // A browser may forbid keeping anything; then it lasts as long as the page.
  #read(name) {
    try {
      return JSON.parse(sessionStorage.getItem(this.prefix + name));
    } catch {
      return this.memory.get(name) ?? null;
    }
  }

  #write(name, value) {
    this.memory.set(name, value);
    try {
      if (value === null) sessionStorage.removeItem(this.prefix + name);
      else sessionStorage.setItem(this.prefix + name, JSON.stringify(value));
    } catch {
      // Kept in memory.
    }
  }
}
