import { Combobox } from "./combobox.js";
import { button, make } from "./dom.js";
import { placeIcon } from "./icons.js";
import { WORDS } from "./words.js";

const LOCATE_WITHIN_MS = 20000;
const plain = (text) => text.toLowerCase().normalize("NFD").replace(/\p{M}/gu, "");

/** A place: where the resident stands, if they want to share that, or a street with suggestions.
 *
 * `on` holds: say(text), sendPlace({latitude, longitude, accuracy}) and streets(), a promise of all streets. */
export class PlaceHelp {
  constructor(on) {
    this.on = on;
    this.streets = [];
    on.streets().then((streets) => (this.streets = streets)).catch(() => {});
    this.use = button(WORDS.placeUse, () => this.#locate());
    this.use.prepend(placeIcon());
    this.told = make("div", { class: "help-told", role: "status" }, make("p", {}, WORDS.placeAsk));
    this.input = make("input", { type: "text", id: "street", maxlength: "120", "aria-describedby": "help-problem" });
    this.problem = make("p", { id: "help-problem", class: "problem", role: "alert" });
    this.node = this.#build();
  }

  #build() {
    const find = (typed) => this.#find(typed);
    const combobox = new Combobox(this.input, "streets", find, (street) => this.#take(street));
    this.input.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || event.defaultPrevented) return;
      event.preventDefault();
      this.#send();
    });
    return make(
      "div",
      { class: "help", role: "group", "aria-labelledby": "place-title" },
      make("p", { id: "place-title", class: "help-title" }, WORDS.placeTitle),
      ...("geolocation" in navigator && window.isSecureContext ? [make("div", { class: "help-row" }, this.use), this.told] : []),
      make("label", { for: "street" }, WORDS.streetLabel),
      make(
        "div",
        { class: "help-row" },
        make("div", { class: "combobox" }, this.input, combobox.list, combobox.count),
        button(WORDS.streetSend, () => this.#send()),
      ),
      this.problem,
    );
  }

  // "kerks" finds the Kerkstraat, "astrid" the Koningin Astrid Boulevard; a house number ends the search.
  #find(typed) {
    const words = plain(typed).trim();
    if (words.length < 2 || /\d/.test(words)) return [];
    const starts = (street) => plain(street).split(" ").some((word, at, all) => all.slice(at).join(" ").startsWith(words));
    return this.streets.filter(starts);
  }

  #take(street) {
    this.input.value = `${street} `;
    this.input.focus();
  }

  #send() {
    const text = this.input.value.trim();
    this.problem.textContent = text ? "" : WORDS.streetMissing;
    if (text) this.on.say(text);
    else this.input.focus();
  }

  #locate() {
    this.use.disabled = true;
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => this.#confirm(coords),
      () => this.#tell(WORDS.placeDenied),
      { enableHighAccuracy: true, timeout: LOCATE_WITHIN_MS, maximumAge: 60000 },
    );
  }

  #confirm({ latitude, longitude, accuracy }) {
    const send = button(WORDS.placeSend, () => this.on.sendPlace({ latitude, longitude, accuracy }), "primary");
    const no = button(WORDS.placeNot, () => this.#tell(WORDS.placeAsk));
    this.#tell(WORDS.placeFound(Math.max(1, Math.round(accuracy))), send, no);
    send.focus();
  }

  #tell(words, ...buttons) {
    const hadFocus = this.told.contains(this.told.getRootNode().activeElement);
    this.use.disabled = false;
    this.told.replaceChildren(make("p", {}, words), ...(buttons.length ? [make("div", { class: "help-row" }, ...buttons)] : []));
    if (hadFocus && !buttons.length) this.use.focus();
  }
}
