import { button, make } from "./dom.js";
import { WORDS } from "./words.js";

const LONG = new Intl.DateTimeFormat("nl-NL", { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });

/** A date to pick beside the text box. `say` sends it in words, as it would be typed. */
export function dateHelp(say) {
  const input = make("input", { type: "date", id: "date", max: "2199-12-31", "aria-describedby": "help-problem" });
  const problem = make("p", { id: "help-problem", class: "problem", role: "alert" });
  const send = () => {
    const missing = Number.isNaN(input.valueAsNumber);
    problem.textContent = missing ? WORDS.dateMissing : "";
    if (missing) input.focus();
    else say(LONG.format(input.valueAsDate));
  };
  input.addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return;
    event.preventDefault();
    send();
  });
  return make(
    "div",
    { class: "help" },
    make("label", { for: "date" }, WORDS.dateLabel),
    make("div", { class: "help-row" }, input, button(WORDS.dateSend, send)),
    problem,
  );
}
