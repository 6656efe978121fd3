// What somebody fills in outlives their session: it is filled in again after signing in, and when a page is loaded
// again. It stays in this tab, until the server has taken it or somebody else signs in. Passwords are not kept.
const WHO = "noor-balie-wie";
const TYPED = "noor-balie-getypt";
// The answer has a draft of its own (answer.js).
const FORMS = "form[method=post]:not([data-act=antwoorden], :has([type=password]))";
const NOT_TYPED = ["hidden", "password", "file", "submit", "button", "reset", "fieldset", "output"];

const read = () => JSON.parse(sessionStorage.getItem(TYPED) ?? "{}");
const write = (kept) => sessionStorage.setItem(TYPED, JSON.stringify(kept));
const fieldsOf = (form) => [...form.elements].filter(({ name, type }) => name && !NOT_TYPED.includes(type));
const isChoice = ({ type }) => type === "radio" || type === "checkbox";
let over = false;

/** Of several forms alike, what is hidden says which one it is; an id is made anew each time. */
function nameOf(form) {
  const hidden = [...form.elements].filter(({ type, name }) => type === "hidden" && name !== "id");
  return JSON.stringify([location.pathname, form.getAttribute("action"), ...hidden.map(({ name, value }) => [name, value])]);
}

function keep(form, sent = false) {
  const fields = fieldsOf(form).filter((field) => !isChoice(field) || field.checked).map(({ name, value }) => [name, value]);
  const { [nameOf(form)]: _, ...others } = read();
  if (fieldsOf(form).length) write({ ...others, [nameOf(form)]: { path: location.pathname, fields, sent, again: over } });
}

/** The server has taken what was typed in this form. */
export function forget(form) {
  const { [nameOf(form)]: _, ...others } = read();
  write(others);
}

function fill(form, fields) {
  const left = [...fields];
  for (const field of fieldsOf(form)) {
    const at = left.findIndex(([name, value]) => name === field.name && (!isChoice(field) || value === field.value));
    if (isChoice(field)) field.checked = at >= 0;
    else if (at >= 0) [, field.value] = left[at];
    if (at >= 0) left.splice(at, 1);
  }
  const details = form.closest("details");
  if (details) details.open = true;
}

/** What was sent is taken, unless this page says that it is not or one went back from where it failed; what was left for
    another page is let go. */
function settle() {
  const kept = read();
  const unfinished = document.querySelector("[data-unfinished]") !== null;
  const came = performance.getEntriesByType("navigation")[0]?.type;
  const left = ({ path, again }) => came === "navigate" && path === location.pathname && !again;
  for (const [name, one] of Object.entries(kept)) {
    if (unfinished) Object.assign(one, { sent: false, again: true });
    else if ((one.sent && came !== "back_forward") || left(one)) delete kept[name];
  }
  write(kept);
  if (!unfinished) fillAgain(kept);
}

function fillAgain(kept) {
  const forms = new Map([...document.querySelectorAll(FORMS)].map((form) => [nameOf(form), form]));
  for (const [name, one] of Object.entries(kept)) {
    const form = forms.get(name);
    if (!form) continue;
    fill(form, one.fields);
    if (one.again) (form.querySelector("textarea") ?? fieldsOf(form)[0])?.focus();
    one.again = false;
  }
  write(kept);
}

function begin() {
  const { me } = document.body.dataset;
  const last = sessionStorage.getItem(WHO);
  if (me && last && me !== last) sessionStorage.clear();
  if (me) sessionStorage.setItem(WHO, me);
}

begin();
document.addEventListener("input", ({ target }) => target.form?.matches(FORMS) && keep(target.form));
document.addEventListener("signed-out", () => {
  over = true;
  write(Object.fromEntries(Object.entries(read()).map(([name, one]) => [name, { ...one, again: true }])));
});
// On the window: what a script sends itself is prevented by then.
addEventListener("submit", ({ target, defaultPrevented }) => {
  if (defaultPrevented || target.method !== "post") return;
  if (target.matches(FORMS)) keep(target, true);
  const kept = read();
  const action = target.getAttribute("action");
  for (const [name, one] of Object.entries(kept)) one.sent ||= one.path === location.pathname && JSON.parse(name)[1] === action;
  write(kept);
});
// Once the scripts of the page know it as it came.
addEventListener("DOMContentLoaded", settle);
