import { resumeConversation, startConversation } from "./api.js";
import { Banner } from "./banner.js";
import { Composer } from "./composer.js";
import { Follower } from "./follow.js";
import { Outbox } from "./outbox.js";
import { Stream } from "./stream.js";
import { Thread } from "./thread.js";
import { Typing } from "./typing.js";
import { WORDS } from "./words.js";

const RETRY_MS = 3000;
// Browsers tell screen readers about changes a moment later.
const HISTORY_SETTLES_MS = 300;

const part = (id) => document.getElementById(id);
const otherTabs = "BroadcastChannel" in window ? new BroadcastChannel("noor") : null;
const log = part("log");
const banner = new Banner(part("banner"));
const follower = new Follower(part("scroller"), part("end"), part("newest"));
const typing = new Typing(part("typing"), () => follower.revealEnd());
const thread = new Thread(log, choose);
const composer = new Composer(part("composer"), say);
const outbox = new Outbox(thread, {
  gone: (text) => startOver(text),
  refused: takeBack,
  failed: sayFailure,
  settled: () => {
    sayFailure("");
    composer.focus();
  },
});
const stream = new Stream({
  message: receive,
  typing: (on) => typing.show(on),
  connected: () => banner.connected() && outbox.retryUnreached(),
  lost: () => banner.lost(),
  gone: () => startOver(),
});

let historyUntil = 0;
let isStartingOver = false;
let kept = false;

function say(text, option) {
  banner.clear();
  follower.added(outbox.send(text, option), { always: true });
}

function choose(option, event) {
  say(option.label, option.id);
  moveFocusOn(event);
}

// On a phone the composer would bring up the keyboard in front of the next question.
function moveFocusOn(event) {
  const isTap = event.detail > 0 && matchMedia("(pointer: coarse)").matches;
  if (isTap) part("scroller").focus({ preventScroll: true });
  else composer.focus();
}

function sayFailure(words) {
  part("alert").textContent = words;
  follower.revealEnd();
}

function takeBack(text, words) {
  const restored = composer.restore(text);
  if (restored) composer.complain(words);
  return restored;
}

function receive(message) {
  if (message.from !== "resident") typing.show(false);
  const inHistory = message.position <= historyUntil;
  follower.added(thread.receive(message), { always: inHistory });
  if (message.position === historyUntil) setTimeout(readAloud, HISTORY_SETTLES_MS);
}

function readAloud() {
  log.setAttribute("aria-live", "polite");
}

/** Show the conversation that the cookie names from its start; what was said before `position` is not read aloud. */
function show(position) {
  historyUntil = position;
  log.setAttribute("aria-live", position ? "off" : "polite");
  typing.show(false);
  outbox.clear();
  thread.clear();
  follower.reset();
  stream.restart();
}

async function begin() {
  try {
    const position = await resumeConversation();
    if (position === null) await startNew();
    else show(position);
  } catch {
    banner.lost();
    setTimeout(begin, RETRY_MS);
  }
}

async function startNew() {
  stream.close();
  await startConversation();
  otherTabs?.postMessage("restarted");
  show(0);
}

/** The old conversation is gone: begin a new one and keep what the resident had typed. */
async function startOver(text = null) {
  kept = (text && composer.restore(text)) || kept;
  if (isStartingOver) return;
  isStartingOver = true;
  try {
    await startNew();
    banner.tell(kept ? WORDS.goneKept : WORDS.gone);
    kept = false;
  } catch {
    banner.lost();
    setTimeout(startOver, RETRY_MS);
  } finally {
    isStartingOver = false;
  }
}

part("person").addEventListener("click", (event) => {
  say(WORDS.person);
  moveFocusOn(event);
});
part("restart").addEventListener("click", () => {
  part("confirm").returnValue = "no";
  part("confirm").showModal();
});
part("confirm").addEventListener("close", async () => {
  if (part("confirm").returnValue !== "yes") return;
  composer.focus();
  try {
    await startNew();
    banner.clear();
  } catch {
    banner.tell(WORDS.notRestarted);
    stream.open();
  }
});
otherTabs?.addEventListener("message", () => show(0));
window.addEventListener("offline", () => banner.lost());
window.addEventListener("online", () => stream.reopen());

part("chat").hidden = false;
part("person").hidden = false;
begin();
