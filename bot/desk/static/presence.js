// Lets the desk hear every half minute that somebody who is there still is, and says so when that no longer holds.
import { ask } from "./ask.js";

const EVERY_MS = 30_000;
// So long after the last sign of a browser the desk brings it no residents (bot/handover/presence.py).
const SILENCE_MS = 90_000;
const CUT_OFF = "De verbinding is weg. Er komen nu geen inwoners bij je.";
const FAILED = "Dat is niet gelukt. Probeer het zo opnieuw.";
const form = document.getElementById("presence");
const button = form?.querySelector("button");
const link = form?.querySelector(".presence-state");
const toast = document.getElementById("status");
// Whether they said to be there; the page shows otherwise when the desk has not heard it for long.
let meant = form?.classList.contains("is-there");
let heardAt = Date.now();
let told = "";

// What nobody asked for must be seen as well as heard.
function tell(sentence) {
  if (sentence || toast.textContent === told) toast.textContent = sentence;
  told = sentence;
}

function show(isThere) {
  const was = form.classList.contains("is-there");
  form.classList.toggle("is-there", isThere);
  link.textContent = isThere ? "Je bent er" : "Je bent er niet";
  button.value = isThere ? "no" : "yes";
  button.textContent = isThere ? "Ik ben er niet" : "Ik ben er";
  if (was !== isThere) form.querySelector("[role=status]").textContent = isThere ? "Je bent er nu voor inwoners." : "Je bent er nu niet voor inwoners.";
}

// The page says so itself, with the way back.
function signedOut() {
  meant = false;
  show(false);
  tell("");
  if (button === document.activeElement) document.querySelector("#signed-out a").focus();
  button.hidden = true;
}

function signedIn() {
  button.hidden = false;
  post(`${form.getAttribute("action")}/hartslag`).catch(() => {});
}

async function post(address, body) {
  const response = await ask(address, { method: "POST", body, headers: { Accept: "application/json" }, redirect: "error" });
  if (response.status === 401) return;
  if (!response.ok) throw new Error(response.statusText);
  meant = (await response.json()).available;
  heardAt = Date.now();
  show(meant);
  tell("");
}

async function beat() {
  if (!meant) return;
  try {
    await post(`${form.getAttribute("action")}/hartslag`);
  } catch {
    if (Date.now() - heardAt < SILENCE_MS) return;
    show(false);
    tell(CUT_OFF);
  }
}

if (form) {
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const body = new URLSearchParams({ available: button.value });
    post(form.getAttribute("action"), body).catch(() => tell(FAILED));
  });
  setInterval(beat, EVERY_MS);
  document.addEventListener("visibilitychange", () => document.hidden || beat());
  document.addEventListener("signed-out", signedOut);
  document.addEventListener("signed-in", signedIn);
  beat();
}
