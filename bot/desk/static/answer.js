// The box for the answer: it is sent at once and in order, a draft outlives a reload, ready-made texts, and the resident
// sees that one is writing.
import { ask } from "./ask.js";
import { parse, renew } from "./parts.js";
import { goesElsewhere, post } from "./sending.js";

const TYPING_MS = 3000;
const reference = document.querySelector("[data-conversation]").dataset.conversation;
const address = `/balie/overdrachten/${reference}`;
const draft = `noor-balie-antwoord-${reference}`;
const box = () => document.getElementById("text");
let told = 0;
let sending = Promise.resolve();

/** Bring back what was being typed before the page was loaded again. */
export function keepDraft() {
  const text = box();
  const kept = sessionStorage.getItem(draft);
  if (text && kept && !text.value) text.value = kept;
  if (text?.value) text.dispatchEvent(new Event("input", { bubbles: true }));
}

/** The box is free for the next words at once. What could not be said comes back into it,
    also after signing in again. */
function send(form) {
  const [body, text, id] = [new URLSearchParams(new FormData(form)), box().value, form.elements.id.value];
  if (!text.trim()) return box().focus();
  form.elements.id.value = newId();
  write("");
  told = 0;
  sending = sending.then(async () => {
    const response = await post(form.action, body, { "Noor-Briefly": "1" });
    // Only this says that it was said: a page, such as that for signing in, does not.
    if (response?.status === 204) return;
    bringBack(text, id);
    if (response && !goesElsewhere(response)) renew(parse(response.text), { own: true });
  });
}

function bringBack(text, id) {
  const field = box();
  if (!field) return;
  const since = field.value === text ? "" : field.value;
  // The same words keep their id: should they have arrived after all, they are not said twice.
  if (!since) field.form.elements.id.value = id;
  write(since ? `${text}\n\n${since}` : text);
  field.focus();
}

function write(text) {
  box().value = text;
  if (text) sessionStorage.setItem(draft, text);
  else sessionStorage.removeItem(draft);
  count();
}

/** Not `randomUUID`, which browsers keep from pages that come over plain http. */
function newId() {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

export function wireAnswer() {
  showScripted();
  document.addEventListener("renewed", showScripted);
  document.addEventListener("submit", (event) => {
    if (!event.target.matches("form[data-act=antwoorden]")) return;
    event.preventDefault();
    send(event.target);
  });
  document.addEventListener("input", ({ target }) => {
    if (target.id !== "text") return;
    sessionStorage.setItem(draft, target.value);
    count();
    tellTyping(target);
  });
  document.addEventListener("keydown", (event) => {
    if (event.target.id === "text" && event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      event.target.form.requestSubmit();
    }
    if (event.target.id === "text" && event.key === "Escape") document.getElementById("scroll").focus();
    if (event.target.id === "ready" && event.key === "Enter") {
      event.preventDefault();
      insert();
    }
  });
  document.addEventListener("click", ({ target }) => target.id === "insert" && insert());
}

function insert() {
  const [text, ready] = [box(), document.getElementById("ready")];
  if (!ready.value) return ready.focus();
  const before = text.value.slice(0, text.selectionStart);
  const gap = before && !/\s$/.test(before) ? "\n\n" : "";
  text.setRangeText(gap + ready.value, text.selectionStart, text.selectionEnd, "end");
  ready.value = "";
  text.focus();
  text.dispatchEvent(new Event("input", { bubbles: true }));
}

function count() {
  const text = box();
  if (!text) return;
  const left = Number(text.dataset.longest) - text.value.length;
  document.getElementById("count").textContent = left < 500 ? `Nog ${left} tekens.` : "";
}

function tellTyping(text) {
  if (!text.hasAttribute("data-talking")) return;
  const on = text.value.trim() !== "";
  if (on && Date.now() - told < TYPING_MS) return;
  told = on ? Date.now() : 0;
  const body = new URLSearchParams({ aan: on ? "1" : "0" });
  ask(`${address}/typt`, { method: "POST", body, keepalive: true }).catch(() => {});
}

function showScripted() {
  for (const node of document.querySelectorAll("[data-scripted]")) node.hidden = false;
}
