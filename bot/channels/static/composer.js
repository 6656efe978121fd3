import { WORDS } from "./words.js";

const LONGEST = 2000;
const COUNT_FROM = 1600;
const SPEAK_EVERY = 100;

/** The text box: Enter sends, Shift+Enter starts a new line, it grows with the text and counts what still fits. */
export class Composer {
  constructor(form, onSend) {
    this.box = form.elements.text;
    this.problem = form.querySelector("#problem");
    this.left = form.querySelector("#left");
    this.leftSpoken = form.querySelector("#left-spoken");
    this.onSend = onSend;
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#send();
    });
    this.box.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
      event.preventDefault();
      this.#send();
    });
    this.box.addEventListener("input", () => this.#update());
    this.#update();
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
      this.onSend(text);
    }
  }

  #update() {
    this.problem.textContent = "";
    this.box.removeAttribute("aria-invalid");
    this.box.style.height = "auto";
    this.box.style.height = `${this.box.scrollHeight + this.box.offsetHeight - this.box.clientHeight}px`;
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
