// Keeps a page of the desk up to date. An element <div id=… data-live="ADDRESS"> is fetched again when handovers of one's
// departments come or change, and its content replaced; focus and scrolling stay where they were.
// Others may listen too: document.addEventListener("handovers", ({ detail }) => …) with detail = { new, overdue, arrived }.

import { ask, isSignedOut, showSignedOut } from "./ask.js";

const STREAM = "/balie/nieuws";
const ANYTHING = "/balie/lijst/wachtenden";
const RETRY_MS = 10_000;
const LOST = "De verbinding is weg. Deze pagina gaat vanzelf verder als die terug is.";
const LOST_AFTER_MS = 3000;
const status = document.getElementById("status");
const busy = new WeakMap();

function key(element) {
  return element.id ? `#${CSS.escape(element.id)}` : element.tagName + ["href", "name", "value"]
    .filter((name) => element.hasAttribute(name))
    .map((name) => `[${name}="${CSS.escape(element.getAttribute(name))}"]`).join("");
}

const changed = (field) => (field.options
  ? [...field.options].some((option) => option.selected !== option.defaultSelected)
  : field.value !== field.defaultValue);

// What somebody fills in is left alone.
function isBeingFilledIn(element) {
  const fields = [...element.querySelectorAll("select, textarea, input:not([type=hidden])")];
  return fields.some((field) => field === document.activeElement || changed(field));
}

function replace(element, html) {
  const template = document.createElement("template");
  template.innerHTML = html;
  if (template.innerHTML === element.innerHTML) return;
  if (isBeingFilledIn(element)) return;
  const focused = element.contains(document.activeElement) && element !== document.activeElement ? document.activeElement : null;
  const place = focused && key(focused);
  element.replaceChildren(template.content);
  if (focused) element.querySelector(place)?.focus({ preventScroll: true });
}

async function fetchAgain(element) {
  const response = await ask(element.dataset.live, { headers: { "Noor-By-Itself": "1" }, redirect: "manual" });
  if (response.ok) replace(element, await response.text());
}

export async function refresh(element) {
  if (busy.has(element)) return busy.set(element, true);
  busy.set(element, false);
  try {
    await fetchAgain(element);
  } catch {
    // No network: the stream notices too, and refreshes when it is back.
  }
  const again = busy.get(element);
  busy.delete(element);
  if (again) refresh(element);
}

let stale = false;
function refreshAll() {
  stale = document.hidden;
  if (!stale) document.querySelectorAll("[data-live]").forEach(refresh);
}

function tell(detail) {
  document.dispatchEvent(new CustomEvent("handovers", { detail }));
  refreshAll();
}

// A short break, as when the page is left, is not worth a word. Without a connection nobody knows of a session.
let losing;
function say({ connected, session }) {
  clearTimeout(losing);
  if (session !== undefined) showSignedOut(!session);
  if (!connected && !isSignedOut()) losing = setTimeout(() => { status.textContent = LOST; }, LOST_AFTER_MS);
  else if (status.textContent === LOST) status.textContent = "";
}

// A stream that is refused does not say why.
async function hasSession() {
  try {
    return (await ask(ANYTHING, { headers: { "Noor-By-Itself": "1" } })).status !== 401;
  } catch {
    return undefined;
  }
}

// One stream for all windows of a browser: it allows only six connections to one site.
const windows = new BroadcastChannel("balie");
windows.addEventListener("message", ({ data }) => {
  if (data.news) tell(data.news);
  else say(data);
});

function sayEverywhere(how) {
  say(how);
  windows.postMessage(how);
}

function listen() {
  const stream = new EventSource(STREAM);
  stream.addEventListener("handovers", ({ data }) => {
    const news = JSON.parse(data);
    sayEverywhere({ connected: true, session: true });
    tell(news);
    windows.postMessage({ news });
  });
  stream.addEventListener("error", async () => {
    const refused = stream.readyState === EventSource.CLOSED;
    if (refused) setTimeout(listen, RETRY_MS);
    sayEverywhere({ connected: false, session: refused ? await hasSession() : undefined });
  });
}

document.addEventListener("visibilitychange", () => stale && refreshAll());
if (navigator.locks) navigator.locks.request("balie", () => new Promise(listen));
else listen();
