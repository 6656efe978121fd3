import { Banner, showNotice } from "./banner.js";
import { Composer } from "./composer.js";
import { Follower } from "./follow.js";
import { picture } from "./help-photo.js";
import { Helps } from "./helps.js";
import { Outbox } from "./outbox.js";
import { Stream } from "./stream.js";
import { Thread } from "./thread.js";
import { Typing } from "./typing.js";
import { WORDS } from "./words.js";

const RETRY_MS = 3000;
// Browsers tell screen readers about changes a moment later.
const HISTORY_SETTLES_MS = 300;

/** One conversation: what comes in, what goes out, and how it is shown.
 *
 * `part` finds a piece of the frame; `on.heard(message)` hears of what others say after the history. */
export class Chat {
  constructor(part, api, session, on) {
    this.part = part;
    this.api = api;
    this.session = session;
    this.on = on;
    this.log = part("log");
    this.historyUntil = 0;
    this.colleague = null;
    this.banner = new Banner(part("banner"));
    this.follower = new Follower({ panel: part("panel"), scroller: part("scroller"), end: part("end"), newest: part("newest") });
    this.typing = new Typing(part("typing"), () => this.follower.revealEnd());
    this.thread = new Thread(this.log, {
      choose: (option, event) => this.choose(option, event),
      picture: (photo) => picture(photo, api),
    });
    this.composer = this.#makeComposer();
    this.helps = this.#makeHelps();
    this.outbox = this.#makeOutbox();
    this.stream = this.#makeStream();
    this.otherTabs = this.#listenToOtherTabs();
  }

  #makeComposer() {
    return new Composer(this.part("composer"), {
      send: (text) => this.say(text),
      typing: (on) => this.colleague && this.api.typing(on),
      draft: (text) => (this.session.draft = text),
    });
  }

  #makeHelps() {
    return new Helps(this.part("helps"), this.part("hint"), {
      say: (text) => this.say(text),
      sendPlace: (place) => this.#sent(this.outbox.sendPlace(place)),
      sendPhoto: (file) => this.#show(this.outbox.sendPhoto(file)),
      streets: () => this.api.streets(),
      shown: () => this.follower.revealEnd(),
      left: () => this.composer.focus(),
    });
  }

  #makeOutbox() {
    return new Outbox(this.api, this.thread, this.session, {
      gone: (text) => this.#startAnew(text),
      refused: (text, words) => this.#takeBack(text, words),
      failed: (words) => this.#sayFailure(words),
      settled: () => {
        this.#sayFailure("");
        this.composer.focus();
      },
    });
  }

  #makeStream() {
    return new Stream(this.api, {
      message: (message) => this.#receive(message),
      typing: (typing) => this.typing.show(typing),
      live: (name) => this.#changeHands(name),
      notice: (words) => showNotice(this.part("notice"), words),
      connected: () => this.banner.connected() && this.outbox.retryUnreached(),
      lost: () => this.banner.lost(),
      gone: () => this.#startAnew(),
    });
  }

  // Another tab that began anew has changed the cookie; a tab with a token of its own is not concerned.
  #listenToOtherTabs() {
    const tabs = "BroadcastChannel" in window ? new BroadcastChannel(`noor ${this.api.root}`) : null;
    tabs?.addEventListener("message", () => !this.session.token && this.isBegun && this.#restart(0));
    return tabs;
  }

  /** Show the conversation that this browser has, or begin one. May be called again. */
  async begin() {
    if (this.isBegun) return;
    this.isBegun = true;
    this.composer.restore(this.session.draft);
    this.outbox.hold();
    this.outbox.resume(this.session.unsent);
    await this.#find();
  }

  // What is typed in the meantime waits, and goes along to the conversation that is found.
  async #find() {
    try {
      const position = await this.api.resume();
      if (position === null) await this.#startNew({ keep: true });
      else this.#restart(position, { keep: true });
    } catch {
      this.banner.lost();
      setTimeout(() => this.#find(), RETRY_MS);
    }
  }

  say(text, option) {
    this.#sent(this.outbox.send(text, option));
  }

  choose(option, event) {
    this.say(option.label, option.id);
    this.moveFocusOn(event);
  }

  #sent(message) {
    this.helps.expect(null);
    this.#show(message);
  }

  #show(message) {
    this.banner.clear();
    this.follower.added(message, { always: true });
  }

  /** After a press: to the text box, unless that would bring up a phone's keyboard in front of the next question. */
  moveFocusOn(event) {
    const isTap = event.detail > 0 && matchMedia("(pointer: coarse)").matches;
    if (isTap) this.part("scroller").focus({ preventScroll: true });
    else this.composer.focus();
  }

  /** The window is on the screen (again). */
  shown() {
    this.composer.fit();
    this.follower.revealEnd();
  }

  #sayFailure(words) {
    this.part("alert").textContent = words;
    this.follower.revealEnd();
  }

  #takeBack(text, words) {
    const restored = this.composer.restore(text);
    if (restored) this.composer.complain(words);
    return restored;
  }

  #receive(message) {
    if (message.from !== "resident") this.typing.show({ on: false });
    if (message.id) this.outbox.arrived(message.id);
    const inHistory = message.position <= this.historyUntil;
    if (!message.photo && message.from !== "system") this.expected = this.colleague ? null : (message.expects ?? null);
    if (message.position >= this.historyUntil) this.helps.expect(this.expected, { quietly: inHistory });
    this.follower.added(this.thread.receive(message), { always: inHistory });
    if (this.colleague) this.#settle();
    if (message.position === this.historyUntil) setTimeout(() => this.#readAloud(), HISTORY_SETTLES_MS);
    if (!inHistory && message.from !== "resident") this.on.heard(message);
  }

  #changeHands(name) {
    this.colleague = name;
    this.typing.show({ on: false });
    this.helps.expect(null);
    if (name) this.#settle();
    this.part("noor").classList.toggle("is-live", name !== null);
    this.part("who").textContent = name ? WORDS.colleague(name) : WORDS.computer;
    this.part("person").hidden = name !== null;
  }

  /** What Noor offered to tap is no answer to a colleague. */
  #settle() {
    const hadFocus = this.thread.options?.node.contains(this.log.getRootNode().activeElement);
    this.thread.settle();
    if (hadFocus) this.part("scroller").focus({ preventScroll: true });
  }

  #readAloud() {
    this.log.setAttribute("aria-live", "polite");
  }

  /** Show the conversation from its start; what was said before `position` is not read aloud. `keep` sends once more
   * what is not sure to have arrived. */
  #restart(position, { keep = false } = {}) {
    const items = keep ? this.outbox.items : [];
    this.historyUntil = position;
    this.log.setAttribute("aria-live", position ? "off" : "polite");
    this.typing.show({ on: false });
    this.#changeHands(null);
    this.outbox.clear();
    this.thread.clear();
    this.follower.reset();
    this.session.unsent = [];
    this.outbox.resume(items);
    this.stream.restart();
  }

  async #startNew({ keep = false } = {}) {
    this.stream.close();
    await this.api.start();
    this.otherTabs?.postMessage("restarted");
    this.#restart(0, { keep });
  }

  /** The resident wants to begin again. */
  async startOver() {
    this.composer.focus();
    try {
      await this.#startNew();
      this.banner.clear();
    } catch (error) {
      this.banner.tell(error.words ?? WORDS.notRestarted);
      this.stream.open();
    }
  }

  /** The old conversation is gone: begin a new one and keep what the resident had typed. */
  async #startAnew(text = null) {
    this.restored = (text && this.composer.restore(text)) || this.restored;
    if (this.isStartingAnew) return;
    this.isStartingAnew = true;
    try {
      await this.#startNew();
      this.banner.tell(this.restored ? WORDS.goneKept : WORDS.gone);
      this.restored = false;
    } catch {
      this.banner.lost();
      setTimeout(() => this.#startAnew(), RETRY_MS);
    } finally {
      this.isStartingAnew = false;
    }
  }
}
