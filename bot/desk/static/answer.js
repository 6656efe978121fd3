// The box for the answer: a draft that outlives a reload, ready-made texts, and telling the resident that one is writing.
const TYPING_MS = 3000;
const reference = document.querySelector("[data-conversation]").dataset.conversation;
const address = `/balie/overdrachten/${reference}`;
const draft = `noor-balie-antwoord-${reference}`;
const box = () => document.getElementById("text");
let told = 0;

/** Bring back what was being typed before the page was loaded again. */
export function keepDraft() {
  const text = box();
  const kept = sessionStorage.getItem(draft);
  if (text && kept && !text.value) text.value = kept;
  if (text?.value) text.dispatchEvent(new Event("input", { bubbles: true }));
}

/** It was said: the next answer has an id of its own, so that it is another one. */
export function answered(copy) {
  sessionStorage.removeItem(draft);
  const [mine, next] = [document, copy].map((page) => page.querySelector("form[data-act=antwoorden] [name=id]"));
  if (mine && next) mine.setAttribute("value", next.value);
  if (box()) box().value = "";
  told = 0;
  count();
}

export function wireAnswer() {
  showScripted();
  document.addEventListener("renewed", showScripted);
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
  if (!text.hasAttribute("data-live")) return;
  const on = text.value.trim() !== "";
  if (on && Date.now() - told < TYPING_MS) return;
  told = on ? Date.now() : 0;
  const body = new URLSearchParams({ aan: on ? "1" : "0" });
  fetch(`${address}/typt`, { method: "POST", body, keepalive: true }).catch(() => {});
}

function showScripted() {
  for (const node of document.querySelectorAll("[data-scripted]")) node.hidden = false;
}
