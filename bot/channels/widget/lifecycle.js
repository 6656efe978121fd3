import { WORDS } from "./words.js";

const RETRY_MS = 3000;
const LONGEST_PAUSE_MS = 60000;

/** Which conversation the chat shows: the one this browser has, a new one, or a new one in the place of one that is gone.
 *
 * `on` holds: leave() before another conversation is begun, show(position, { keep }) with the position up to which it is
 * history and whether what was not sent yet goes along, begunElsewhere() when another tab began anew, tell(words), lost(words). */
export class Lifecycle {
  constructor(api, on) {
    this.api = api;
    this.on = on;
    this.pause = 0;
    this.tabs = "BroadcastChannel" in window ? new BroadcastChannel(`noor ${api.root}`) : null;
    this.tabs?.addEventListener("message", () => on.begunElsewhere());
  }

  /** Show the conversation that this browser has, or begin one. What is typed in the meantime goes along to it. */
  async find() {
    try {
      const position = await this.api.resume();
      if (position === null) await this.#begin({ keep: true });
      else this.on.show(position, { keep: true });
    } catch (error) {
      this.#later(error, () => this.find());
    }
  }

  /** Begin another conversation because the resident wants that. Throws CallError; then the old one goes on. */
  begin() {
    return this.#begin({ keep: false });
  }

  /** Begin another conversation because the old one is gone; `isKept`: what the resident had typed is still there. */
  replace(isKept) {
    this.isKept ||= isKept;
    if (this.isReplacing) return;
    this.isReplacing = true;
    this.timer = setTimeout(() => this.#tryToReplace(), this.pause);
    // Conversations that are gone at once are not to be begun without end.
    this.pause = Math.min(Math.max(this.pause * 2, RETRY_MS), LONGEST_PAUSE_MS);
  }

  /** The conversation can be followed, so it is there. */
  holds() {
    this.pause = 0;
  }

  async #tryToReplace() {
    try {
      await this.#begin({ keep: false });
      this.on.tell(this.isKept ? WORDS.goneKept : WORDS.gone);
      this.isKept = false;
    } catch (error) {
      this.#later(error, () => this.#tryToReplace());
    }
  }

  async #begin({ keep }) {
    this.on.leave();
    await this.api.start();
    // Whoever began it, what is gone has been replaced by it.
    clearTimeout(this.timer);
    this.isReplacing = false;
    this.tabs?.postMessage("restarted");
    this.on.show(0, { keep });
  }

  #later(error, again) {
    this.on.lost(error.words);
    if (error.mayWorkLater !== false) this.timer = setTimeout(again, Math.max(RETRY_MS, error.wait ?? 0));
  }
}
