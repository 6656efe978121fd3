// Elements with an id and `data-part` are brought up to date from a newer copy of the page. What somebody is doing in
// them stays: open forms, what was typed, where the focus is.
import { ask } from "./ask.js";

const known = new Map();
const parts = () => document.querySelectorAll("[data-part]");
// An id that is made for each copy of the page is no difference.
const essence = (part) => part.outerHTML.replace(/(name="id" value=")[^"]*/g, "$1");

/** Remember the parts as the server sent them, to know later which of them changed. */
export function remember() {
  for (const part of parts()) known.set(part.id, essence(part));
}

/** Replace the parts that differ in `copy`, a newer copy of the page. One that says what went wrong is left until the
 * colleague does something (`own`), or the sentence would be gone before it is read. */
export function renew(copy, { own = false } = {}) {
  for (const old of parts()) {
    const part = copy.getElementById(old.id);
    if (!part || essence(part) === known.get(old.id)) continue;
    if (!own && old.querySelector("[role=alert], .error")) continue;
    known.set(old.id, essence(part));
    const kept = whatIsGoingOn(old);
    old.replaceWith(document.adoptNode(part));
    goOn(part, kept);
    part.dispatchEvent(new CustomEvent("renewed", { bubbles: true }));
  }
}

/** A newer copy of this page; null when it is not for this colleague any more. Throws when there is no
 * connection or session, or the server is broken. */
export async function fetchCopy(address = location.pathname) {
  const response = await ask(address, { headers: { "Noor-By-Itself": "1" } });
  if (response.status === 401 || response.status >= 500) throw new Error(`answered ${response.status}`);
  if (!response.ok || new URL(response.url).pathname !== location.pathname) return null;
  return parse(await response.text());
}

export const parse = (html) => new DOMParser().parseFromString(html, "text/html");

function whatIsGoingOn(part) {
  const fields = [...part.querySelectorAll("textarea[id], input[id], select[id]")];
  const active = part.contains(document.activeElement) ? document.activeElement : null;
  return {
    open: [...part.querySelectorAll("details[id][open]")].map((details) => details.id),
    typed: fields.filter((field) => field.type !== "radio" && field.value !== field.defaultValue).map((field) => [field.id, field.value]),
    chosen: fields.filter((field) => field.checked).map((field) => field.id),
    focus: active?.id || active?.closest("details[id]")?.id,
    selection: active?.matches("textarea") ? [active.selectionStart, active.selectionEnd] : null,
    focused: active !== null,
  };
}

function goOn(part, kept) {
  const within = (id) => id && part.querySelector(`#${CSS.escape(id)}`);
  for (const id of kept.open) within(id)?.setAttribute("open", "");
  for (const [id, value] of kept.typed) if (within(id)) within(id).value = value;
  for (const id of kept.chosen) if (within(id)) within(id).checked = true;
  if (!kept.focused) return;
  const found = within(kept.focus);
  const target = found?.matches("details") ? found.querySelector("summary") : found;
  (target ?? nearest(part)).focus({ preventScroll: true });
  if (kept.selection && target?.matches("textarea")) target.setSelectionRange(...kept.selection);
}

function nearest(part) {
  if (!part.hasAttribute("tabindex")) part.tabIndex = -1;
  return part;
}
