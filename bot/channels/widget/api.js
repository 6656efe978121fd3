const ROOT = "/api/chat";
const TIMEOUT_MS = 15000;
const PHOTO_TIMEOUT_MS = 120000;

/** A call that failed. `status` is 0 when no answer came; `words` is what the server wants the resident to read, `wait`
 * for how many milliseconds it asks to be left alone. */
export class CallError extends Error {
  constructor(status, words = null, wait = 0) {
    super(`call failed with status ${status}`);
    this.status = status;
    this.words = words;
    this.wait = wait;
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

  /** Begin a conversation in the place of the one there was, which stays when this fails. */
  async start() {
    const { token, position, cookie } = await this.#json("POST", "/conversations");
    this.session.keep(cookie && (await this.#cookieOpens(position)) ? null : token);
  }

  // A browser refuses a cookie without a word: in a frame on another site, or a secure one without https.
  async #cookieOpens(position) {
    const found = await this.#json("GET", "/conversations", null, TIMEOUT_MS, null).catch(() => null);
    return found?.position === position;
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

  /** The event stream as a response whose body goes on and on. Throws what `fetch` throws, and CallError. */
  events(position, signal) {
    return this.#fetch("GET", `/events?after=${position}`, null, signal);
  }

  async #json(...request) {
    const response = await this.#call(...request);
    return response.json().catch(() => {
      throw new CallError(0);
    });
  }

  async #call(method, path, body = null, patience = TIMEOUT_MS, token = this.session.token) {
    const controller = new AbortController();
    const timer = setTimeout(() => controller.abort(), patience);
    try {
      return await this.#fetch(method, path, body, controller.signal, token);
    } catch (error) {
      throw error instanceof CallError ? error : new CallError(0);
    } finally {
      clearTimeout(timer);
    }
  }

  async #fetch(method, path, body, signal, token = this.session.token) {
    const headers = {};
    if (typeof body === "string") headers["Content-Type"] = "application/json";
    if (token) headers.Authorization = `Bearer ${token}`;
    const request = { method, headers, body, signal, credentials: "include", cache: "no-store" };
    const response = await fetch(this.root + path, request);
    if (response.ok) return response;
    const { error } = await response.json().catch(() => ({}));
    throw new CallError(response.status, error?.message ?? null, Number(response.headers.get("Retry-After")) * 1000 || 0);
  }
}

/** An id for a message. `crypto.randomUUID` exists on https and localhost only. */
export function newId() {
  if (crypto.randomUUID) return crypto.randomUUID();
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}
