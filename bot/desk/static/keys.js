/* Keys for who uses the desk all day. Anything with `data-keys="g w"` is clicked when those keys are typed one after
   the other; a field is focused instead. `?` shows what this page has. A colleague may switch them off: whoever speaks
   to the computer would otherwise press them by accident. */
const PATIENCE_MS = 1500;
const OFF = "noor-balie-sneltoetsen";

const dialog = document.querySelector("#keys");
const switchOn = dialog.querySelector("#keys-on");
let typed = "";
let last = 0;

const shown = () => [...document.querySelectorAll("[data-keys]")].filter((node) => node.dataset.keys && !node.disabled);
const label = (node) => node.dataset.keysLabel ?? node.getAttribute("aria-label") ?? node.labels?.[0]?.textContent ?? node.textContent;

function press(node) {
  if (node.matches("input:not([type=checkbox], [type=radio]), textarea, select")) node.focus();
  else node.click();
}

function row(keys, words) {
  const line = document.createElement("tr");
  const [first, second] = [document.createElement("td"), document.createElement("td")];
  for (const key of keys.split(" ")) {
    const cap = document.createElement("kbd");
    cap.textContent = key;
    first.append(cap, " ");
  }
  second.textContent = words.trim();
  line.append(first, second);
  return line;
}

function showHelp() {
  dialog.querySelector("tbody").replaceChildren(...shown().map((node) => row(node.dataset.keys, label(node))));
  switchOn.checked = localStorage.getItem(OFF) === null;
  document.querySelector("#account")?.hidePopover();
  if (!dialog.open) dialog.showModal();
}

switchOn.addEventListener("change", () => {
  if (switchOn.checked) localStorage.removeItem(OFF);
  else localStorage.setItem(OFF, "uit");
});
document.querySelector("[data-help]").addEventListener("click", showHelp);

document.addEventListener("keydown", (event) => {
  const writing = event.target.closest?.("input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]");
  if (event.ctrlKey || event.metaKey || event.altKey || event.key.length > 1 || writing) return;
  if (event.defaultPrevented || document.querySelector("dialog[open]") || localStorage.getItem(OFF) !== null) return;
  typed = event.timeStamp - last < PATIENCE_MS ? `${typed} ${event.key}` : event.key;
  last = event.timeStamp;
  const nodes = shown();
  // What was typed before may be the beginning of nothing: then this key begins anew.
  if (!nodes.some((node) => node.dataset.keys.startsWith(typed))) typed = event.key;
  const found = nodes.find((node) => node.dataset.keys === typed);
  if (!found) return;
  event.preventDefault();
  typed = "";
  press(found);
});
