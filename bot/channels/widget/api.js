const ROOT = "/api/chat";
const TIMEOUT_MS = 15000;
const PHOTO_TIMEOUT_MS = 120000;

/** A call that failed. `status` is 0 when no answer came; `words` is what the server wants the resident to read. */
export class CallError extends Error {
  constructor(status, words = null) {
    super(`call failed with status ${status}`);
    this.status = status;
    this.words = words;
  }

  get mayWorkLater() {
    return this.status === 0 || this.status === 408 || this.status === 429 || this.status >= 500;
  }
}

/** The calls of the chat. On pages of the same site the conversation is recognised by a cookie that scripts cannot
 * read; elsewhere by a token that this tab keeps. */
export class Api {
  constructor(server, session) {
    this.root = server + ROOT;
    this.session = session;
  }

  /** The position of the last message of the conversation this browser has, or null when it has none. */
  async resume() {
    return (await this.#json("GET", "/conversations")).position;
  }

  async start() {
    this.session.forget();
    this.session.keep(await this.#json("POST", "/conversations"));
  }

  /** `message` is {id, text}, {id, option} or {id, place}; sending the same id twice is one message. */
  send(message) {
    return this.#json("POST", "/messages", JSON.stringify(message));
  }

  sendPhoto(id, file) {
    return this.#json("POST", `/photos?id=${id}`, file, PHOTO_TIMEOUT_MS);
  }

  async photo(id) {
    return (await this.#call("GET", `/photos/${id}`)).blob();
  }

  async streets() {
    return (await this.#json("GET", "/streets")).streets;
  }

  /** Tell a colleague that the resident is writing; whether that arrives does not matter. */
  typing(on) {
    this.#call("POST", "/typing", JSON.stringify({ on })).catch(() => {});
  }

  /** The event stream as a response whose body goes on and on. */
  events(position, signal) {
    return this.#fetch("GET", `/events?after=${position}`, null, signal);
  }

  async #json(...request) {
    const response = await this.#call(...request);
    return response.json().catch(() => {
      throw new CallError(0);
    });
  }

  async #call(method, path, body = null, patience = TIMEOUT_MS) {
    const controller = new AbortController();
    const timer = setTimeout(() => controller.abort(), patience);
    try {
      const response = await this.#fetch(method, path, body, controller.signal);
      if (response.ok) return response;
      const { error } = await response.json().catch(() => ({}));
      throw new CallError(response.status, error?.message ?? null);
    } catch (error) {
      throw error instanceof CallError ? error : new CallError(0);
    } finally {
      clearTimeout(timer);
    }
  }

  #fetch(method, path, body, signal) {
    const headers = {};
    if (typeof body === "string") headers["Content-Type"] = "application/json";
    if (this.session.token) headers.Authorization = `Bearer ${this.session.token}`;
    return fetch(this.root + path, { method, headers, body, signal, credentials: "include", cache: "no-store" });
  }
}

/** An id for a message. `crypto.randomUUID` exists on https and localhost only. */
export function newId() {
  if (crypto.randomUUID) return crypto.randomUUID();
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}
