/** The four calls of the chat's API. The conversation is recognised by a cookie that scripts cannot read. */
const ROOT = "/api/chat";
const TIMEOUT_MS = 15000;

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

async function call(method, path, body) {
  const controller = new AbortController();
  const timer = setTimeout(() => controller.abort(), TIMEOUT_MS);
  try {
    const response = await fetch(ROOT + path, {
      method,
      credentials: "same-origin",
      cache: "no-store",
      signal: controller.signal,
      ...(body && { headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) }),
    });
    const data = await response.json().catch(() => ({}));
    if (!response.ok) throw new CallError(response.status, data.error?.message ?? null);
    return data;
  } catch (error) {
    throw error instanceof CallError ? error : new CallError(0);
  } finally {
    clearTimeout(timer);
  }
}

/** The position of the last message of the conversation this browser has, or null when it has none. */
export async function resumeConversation() {
  try {
    return (await call("GET", "/conversations")).position;
  } catch (error) {
    if (error.status === 401) return null;
    throw error;
  }
}

export const startConversation = () => call("POST", "/conversations");

/** `message` is {id, text} or {id, option}; sending the same id twice is one message. */
export const sendMessage = (message) => call("POST", "/messages", message);

export const eventsAfter = (position) => new EventSource(`${ROOT}/events?after=${position}`);

/** An id for a message. `crypto.randomUUID` exists on https and localhost only. */
export function newId() {
  if (crypto.randomUUID) return crypto.randomUUID();
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}
