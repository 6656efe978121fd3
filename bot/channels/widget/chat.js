import { Banner, showNotice } from "./banner.js";
import { Composer } from "./composer.js";
import { Follower } from "./follow.js";
import { picture } from "./help-photo.js";
import { Helps } from "./helps.js";
import { Incoming } from "./incoming.js";
import { Lifecycle } from "./lifecycle.js";
import { Outbox } from "./outbox.js";
import { Stream } from "./stream.js";
import { Thread } from "./thread.js";
import { Typing } from "./typing.js";
import { WORDS } from "./words.js";

/** One conversation: what comes in, what goes out, and how it is shown.
 *
 * `part` finds a piece of the frame; `on.heard(message)` hears of what others say after the history. */
export class Chat {
  constructor(part, api, session, on) {
    this.part = part;
    this.api = api;
    this.session = session;
    this.banner = new Banner(part("banner"));
    this.follower = new Follower({ panel: part("panel"), scroller: part("scroller"), end: part("end"), newest: part("newest") });
    this.typing = new Typing(part("typing"), () => this.follower.revealEnd());
    this.thread = new Thread(part("log"), {
      choose: (option, event) => this.choose(option, event),
      picture: (photo) => picture(photo, api),
    });
    this.composer = this.#makeComposer();
    this.helps = this.#makeHelps();
    this.outbox = this.#makeOutbox();
    this.incoming = new Incoming(this, { heard: on.heard });
    this.stream = this.#makeStream();
    this.lifecycle = this.#makeLifecycle();
  }

  #makeComposer() {
    return new Composer(this.part("composer"), {
      send: (text) => this.say(text),
      typing: (on) => this.incoming.colleague && this.api.typing(on),
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
      gone: (text) => this.#replace(text),
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
      message: (message) => this.incoming.receive(message),
      typing: (typing) => this.typing.show(typing),
      live: (name) => this.incoming.changeHands(name),
      notice: (words) => showNotice(this.part("notice"), words),
      connected: () => this.#connected(),
      lost: (words) => this.banner.lost(words),
      gone: () => this.#replace(),
    });
  }

  #makeLifecycle() {
    return new Lifecycle(this.api, {
      leave: () => this.stream.close(),
      show: (position, { keep }) => this.#restart(position, { keep }),
      // The other tab changed the cookie; a tab with a token of its own is not concerned.
      begunElsewhere: () => !this.session.token && this.isBegun && this.#restart(0),
      tell: (words) => this.banner.tell(words),
      lost: (words) => this.banner.lost(words),
    });
  }

  /** Show the conversation that this browser has, or begin one. May be called again. */
  async begin() {
    if (this.isBegun) return;
    this.isBegun = true;
    this.composer.restore(this.session.draft);
    this.outbox.hold();
    this.outbox.resume(this.session.unsent);
    await this.lifecycle.find();
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

  #connected() {
    this.lifecycle.holds();
    this.typing.show({ on: false });
    if (this.banner.connected()) this.outbox.retryUnreached();
  }

  /** Show the conversation from its start; what was said before `position` is not read aloud. `keep` sends once more
   * what is not sure to have arrived. */
  #restart(position, { keep = false } = {}) {
    const items = keep ? this.outbox.items : [];
    this.incoming.restart(position);
    this.outbox.clear();
    this.thread.clear();
    this.follower.reset();
    this.session.unsent = [];
    this.outbox.resume(items);
    this.stream.restart();
  }

  /** The resident wants to begin again. */
  async startOver() {
    this.composer.focus();
    try {
      await this.lifecycle.begin();
      this.banner.clear();
    } catch (error) {
      this.banner.tell(error.words ?? WORDS.notRestarted);
      this.stream.open();
    }
  }

  /** The old conversation is gone: begin a new one and keep what the resident had typed. */
  #replace(text = null) {
    this.lifecycle.replace(text !== null && this.composer.restore(text));
  }
}
