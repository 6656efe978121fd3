// Sends the forms of the page without leaving it, and shows what came of it. The answer has its own way (answer.js).
import { ask } from "./ask.js";
import { forget } from "./kept-forms.js";
import { parse, renew } from "./parts.js";

const NO_CONNECTION = "Er is geen verbinding. Wat je typte, staat er nog: probeer het zo opnieuw.";
const BROKEN = "Er ging bij ons iets mis. Wat je typte, staat er nog: probeer het zo opnieuw.";
const REFUSED = {
  403: "Dit mag nu niet. Wat je typte, staat er nog: laad de pagina opnieuw en probeer het nog eens.",
  404: "Deze overdracht is er niet meer, of hoort nu bij een andere afdeling.",
  413: "Dit is te veel tekst in één keer. Maak het korter.",
};
// After these, a colleague writes.
const THEN_WRITE = ["oppakken", "overnemen", "heropenen"];

/** A sentence for who looks and who listens. */
export function tell(sentence) {
  const status = document.getElementById("status");
  status.textContent = sentence;
  clearTimeout(tell.timer);
  tell.timer = setTimeout(() => { status.textContent = ""; }, 8000);
}

export function sendForms() {
  document.addEventListener("submit", (event) => {
    const form = event.target.closest("form[data-act]:not([data-act=antwoorden])");
    if (!form) return;
    event.preventDefault();
    if (!form.hasAttribute("aria-busy")) send(form);
  });
}

async function send(form) {
  form.setAttribute("aria-busy", "true");
  const response = await post(form.action, new URLSearchParams(new FormData(form)));
  if (response?.ok) forget(form);
  if (response !== null && goesElsewhere(response)) return;
  form.removeAttribute("aria-busy");
  if (response === null) return;
  const { act } = form.dataset;
  const copy = parse(response.text);
  if (response.ok) {
    form.reset();
    form.closest("details")?.removeAttribute("open");
  }
  renew(copy, { own: true });
  if (response.ok) tell(copy.querySelector("main > .notice")?.textContent ?? "");
  focusAfter(act, response.ok);
}

/** What the server answers to a form; null, and the colleague knows why, when it could not be done. */
export async function post(address, body, headers = {}) {
  try {
    const response = await ask(address, { method: "POST", body, headers, keepalive: true });
    const { status, ok, url, redirected } = response;
    if (ok || status === 401 || status === 409) return { status, ok, url, redirected, text: await response.text() };
    tell(REFUSED[status] ?? BROKEN);
  } catch {
    tell(NO_CONNECTION);
  }
  return null;
}

/** Follow where the answer leads: the handover went to another department, or the session is over. */
export function goesElsewhere({ status, url, redirected }) {
  const leaves = status === 401 || (redirected && new URL(url).pathname !== location.pathname);
  if (leaves) location.assign(status === 401 ? location.pathname + location.search : url);
  return leaves;
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

/** A form that opens has the focus at once, whoever types fast; Escape closes it again. */
export function openForms() {
  document.addEventListener("click", (event) => {
    const opener = event.target.closest?.("main summary, [data-open]");
    if (!opener) return;
    event.preventDefault();
    const details = opener.closest("details") ?? document.getElementById(opener.dataset.open);
    details.open = !details.open || opener.matches("[data-open]");
    if (details.open) details.querySelector("form :is(input:not([type=hidden]), select, textarea)")?.focus();
  });
  document.addEventListener("keydown", (event) => {
    const details = event.key === "Escape" && event.target.closest?.("details[open]");
    if (!details) return;
    details.open = false;
    details.querySelector("summary").focus();
  });
}
