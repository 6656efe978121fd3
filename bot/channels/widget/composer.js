import { CONFIG } from "./config.js";
import { WORDS } from "./words.js";

const LONGEST = CONFIG.longest;
const COUNT_FROM = LONGEST * 0.8;
const SPEAK_EVERY = 100;
// How often a colleague hears that the resident is still writing, and after how long a pause that it stopped.
const SIGNAL_EVERY_MS = 3000;
const PAUSE_MS = 5000;

/** The text box: Enter sends, Shift+Enter starts a new line, it grows with the text and counts what still fits.
 *
 * `on` holds: send(text), typing(isTyping), draft(text) for what stands in the box. */
export class Composer {
  constructor(form, on) {
    this.box = form.elements.text;
    this.problem = form.querySelector("#problem");
    this.left = form.querySelector("#left");
    this.leftSpoken = form.querySelector("#left-spoken");
    this.on = on;
    this.signalled = 0;
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#send();
    });
    this.box.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
      event.preventDefault();
      this.#send();
    });
    this.box.addEventListener("input", () => {
      this.#update();
      this.#signal();
    });
  }

  focus() {
    this.box.focus();
  }

  /** Put a text back to be changed or sent again; false when the resident is already writing something else. */
  restore(text) {
    if (this.box.value.trim()) return false;
    this.box.value = text;
    this.#update();
    return true;
  }

  complain(words) {
    this.problem.textContent = words;
    this.box.setAttribute("aria-invalid", "true");
    this.focus();
  }

  #send() {
    const text = this.box.value.trim();
    this.focus();
    if (!text) this.complain(WORDS.empty);
    else if (lengthOf(text) > LONGEST) this.complain(WORDS.shorten(LONGEST));
    else {
      this.box.value = "";
      this.#update();
      this.#quiet();
      this.on.send(text);
    }
  }

  #signal() {
    clearTimeout(this.pause);
    this.pause = setTimeout(() => {
      this.on.typing(false);
      this.#quiet();
    }, PAUSE_MS);
    if (Date.now() - this.signalled < SIGNAL_EVERY_MS) return;
    this.signalled = Date.now();
    this.on.typing(true);
  }

  #quiet() {
    clearTimeout(this.pause);
    this.signalled = 0;
  }

  /** Fit the box to its text, which can only be measured when it is on the screen. */
  fit() {
    this.box.style.height = "auto";
    const height = this.box.scrollHeight + this.box.offsetHeight - this.box.clientHeight;
    if (height) this.box.style.height = `${height}px`;
  }

  #update() {
    this.problem.textContent = "";
    this.box.removeAttribute("aria-invalid");
    this.on.draft(this.box.value);
    this.fit();
    this.#count(LONGEST - lengthOf(this.box.value.trim()));
  }

  #count(left) {
    const words = left < 0 ? WORDS.tooLong(-left) : WORDS.left(left);
    const shown = left < LONGEST - COUNT_FROM;
    this.left.textContent = shown ? words : "";
    this.left.classList.toggle("over", left < 0);
    const step = shown ? Math.floor(left / SPEAK_EVERY) : null;
    if (step !== this.spokenStep) this.leftSpoken.textContent = shown ? words : "";
    this.spokenStep = step;
  }
}

// Counted as the server counts: an emoji outside the basic plane is one character.
const lengthOf = (text) => [...text].length;
