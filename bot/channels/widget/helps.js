import { dateHelp } from "./help-date.js";
import { photoHelp } from "./help-photo.js";
import { PlaceHelp } from "./help-place.js";
import { WORDS } from "./words.js";

/** The place under the conversation for what is easier to pick than to type. One help at a time; a photo comes first.
 *
 * `on` holds: say(text), sendPlace(place), sendPhoto(file), streets(), shown() when a help came or went, and left()
 * when the help that had the focus went. */
export class Helps {
  constructor(node, hint, on) {
    this.node = node;
    this.hint = hint;
    this.on = on;
    this.kind = null;
    this.photo = null;
  }

  /** The kind of answer that the open question expects, or null. `quietly` leaves it unsaid that there is help. */
  expect(kind, { quietly = false } = {}) {
    if (kind === this.kind) return;
    this.kind = kind;
    this.hint.textContent = (!quietly && WORDS.hints[kind]) || "";
    this.#show();
  }

  offerPhoto(file) {
    this.photo = file;
    this.#show();
    this.node.querySelector("button").focus();
  }

  /** Put away the photo that was not sent; whether there was one. */
  dropPhoto() {
    const had = this.photo !== null;
    this.photo = null;
    if (had) this.#show();
    return had;
  }

  #show() {
    const hadFocus = this.node.contains(this.node.getRootNode().activeElement);
    const help = this.#make();
    this.node.replaceChildren(...(help ? [help] : []));
    this.node.hidden = !help;
    this.on.shown();
    if (hadFocus) this.on.left();
  }

  #make() {
    if (this.photo) return photoHelp(this.photo, { send: (file) => this.#send(file), close: () => this.dropPhoto() });
    if (this.kind === "date") return dateHelp(this.on.say);
    if (this.kind === "place") return new PlaceHelp(this.on).node;
    return null;
  }

  #send(file) {
    this.dropPhoto();
    this.on.sendPhoto(file);
  }
}
