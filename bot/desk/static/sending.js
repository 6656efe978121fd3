// Sends the forms of the page without leaving it, and shows what came of it.
import { answered } from "./answer.js";
import { parse, renew } from "./parts.js";

const NO_CONNECTION = "Er is geen verbinding. Wat je typte, staat er nog: probeer het zo opnieuw.";
// After these, a colleague writes.
const THEN_WRITE = ["oppakken", "overnemen", "antwoorden", "heropenen"];

export function tell(sentence) {
  const status = document.getElementById("status");
  status.textContent = sentence;
  clearTimeout(tell.timer);
  tell.timer = setTimeout(() => { status.textContent = ""; }, 8000);
}

export function sendForms() {
  document.addEventListener("submit", (event) => {
    const form = event.target.closest("form[data-act]");
    if (!form) return;
    event.preventDefault();
    if (!form.hasAttribute("aria-busy")) send(form);
  });
}

async function send(form) {
  form.setAttribute("aria-busy", "true");
  const response = await post(form);
  form.removeAttribute("aria-busy");
  if (!response) tell(NO_CONNECTION);
  else if (response.status === 401) location.reload();
  else if (elsewhere(response)) location.assign(response.url);
  else show(form, parse(response.text), response.ok);
}

/** What the server answers; null when it does not, or says that something is broken. */
async function post(form) {
  try {
    const response = await fetch(form.action, { method: "POST", body: new URLSearchParams(new FormData(form)) });
    const { status, ok, url, redirected } = response;
    return ok || [401, 409].includes(status) ? { status, ok, url, redirected, text: await response.text() } : null;
  } catch {
    return null;
  }
}

/** The handover went to another department, or the session is over. */
function elsewhere(response) {
  return response.redirected && new URL(response.url).pathname !== location.pathname;
}

function show(form, copy, done) {
  const act = form.dataset.act;
  if (done) {
    form.reset();
    form.closest("details")?.removeAttribute("open");
    if (act === "antwoorden") answered(copy);
  }
  renew(copy);
  // An answer tells by itself that it is there.
  if (done && act !== "antwoorden") tell(copy.querySelector("main > .notice")?.textContent ?? "");
  focusAfter(act, done);
}

function focusAfter(act, done) {
  const writing = THEN_WRITE.includes(act) ? document.getElementById("text") : null;
  const next = done ? writing : document.querySelector("main [aria-invalid=true], main [role=alert]");
  const details = next?.closest("details");
  if (details) details.open = true;
  if (next?.matches("[role=alert], fieldset")) next.tabIndex = -1;
  const lost = !document.activeElement || document.activeElement === document.body;
  if (next) next.focus();
  else if (lost || act === "teruggeven") document.getElementById("acts").focus({ preventScroll: true });
}

/** A form that opens has the focus; Escape closes it again. */
export function openForms() {
  document.addEventListener("toggle", ({ target }) => {
    if (target.matches("details") && target.open) target.querySelector("form :is(input:not([type=hidden]), select, textarea)")?.focus();
  }, true);
  document.addEventListener("keydown", (event) => {
    const details = event.key === "Escape" && event.target.closest?.("details[open]");
    if (!details) return;
    details.open = false;
    details.querySelector("summary").focus();
  });
  document.addEventListener("click", (event) => {
    const details = document.getElementById(event.target.closest?.("[data-open]")?.dataset.open);
    if (!details) return;
    event.preventDefault();
    details.open = true;
    details.scrollIntoView({ block: "nearest" });
  });
}
