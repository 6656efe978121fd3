// A verdict in two keystrokes: a letter chooses it; a digit chooses what was right and saves, or Enter saves.
// The keys act only outside fields where one types. They are off with all other keys of the desk (keys.js).

const OFF = "noor-balie-sneltoetsen";
const TYPED_IN = "textarea, select, [contenteditable], input:not([type=radio], [type=checkbox])";

function mayAct(event) {
  if (document.querySelector("dialog[open]")) return false;
  return !(event.ctrlKey || event.altKey || event.metaKey || event.repeat || event.target.closest?.(TYPED_IN));
}

function start(form) {
  const toggle = form.querySelector("[data-own-keys]");
  const use = (on) => {
    toggle.checked = on;
    form.classList.toggle("with-keys", on);
  };
  toggle.closest("label").hidden = false;
  use(localStorage.getItem(OFF) === null);
  toggle.addEventListener("change", () => {
    if (toggle.checked) localStorage.removeItem(OFF);
    else localStorage.setItem(OFF, "uit");
    use(toggle.checked);
  });

  document.addEventListener("keydown", (event) => {
    if (!toggle.checked || !mayAct(event)) return;
    const verdict = form.querySelector("[name=verdict]:checked")?.value;
    const choice = form.querySelector(`[data-of="${verdict}"] [data-key="${CSS.escape(event.key)}"]`);
    const chosen = choice ?? form.querySelector(`.verdicts [data-key="${CSS.escape(event.key.toLowerCase())}"]`);
    if (!chosen) return;
    event.preventDefault();
    chosen.checked = true;
    chosen.focus();
    if (choice) form.requestSubmit();
  });

  // Who picks one of the other goals has not picked one of the first.
  const other = form.querySelector("[name=other_goal]");
  const goals = form.querySelectorAll("[name=right_goal]");
  other?.addEventListener("change", () => goals.forEach((goal) => (goal.checked &&= !other.value)));
  goals.forEach((goal) => goal.addEventListener("change", () => other && (other.value = "")));
  form.addEventListener("submit", (event) => {
    if (event.submitter === null && form.querySelector("[name=right_goal]:checked")?.value && other) other.value = "";
  });
}

document.querySelectorAll("form[data-review]").forEach(start);
