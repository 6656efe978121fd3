// The conversation as it goes on: new lines without a jump, who is typing, and when the rest of the page is out of date.
import { isSignedOut, showSignedOut } from "./ask.js";
import { fetchCopy, renew } from "./parts.js";

const NEAR = 60;
const RETRY_MS = 5000;
const WRITING = { resident: "De inwoner schrijft…", noor: "Noor schrijft…" };
const section = document.querySelector("[data-conversation]");
const scroll = document.getElementById("scroll");
const lines = document.getElementById("lines");
const newest = document.getElementById("newest");
const typing = document.getElementById("typing");
let position = Number(section.dataset.position);
let stream = null;
let opened = false;

const atEnd = () => scroll.scrollHeight - scroll.scrollTop - scroll.clientHeight < NEAR;
const events = () => Number(document.getElementById("head").dataset.events);
const live = () => document.querySelector("#text[data-talking]") !== null;

function toEnd() {
  scroll.scrollTop = scroll.scrollHeight;
  newest.hidden = true;
}

function add({ position: at, html }) {
  if (at <= position) return;
  position = at;
  const template = document.createElement("template");
  template.innerHTML = html;
  const follows = atEnd();
  lines.append(template.content);
  if (follows) toEnd();
  else newest.hidden = false;
}

/** Lines that say something else now: the resident put them right or took them back. */
function reword(copy) {
  const words = (line) => line.querySelector(".text").textContent;
  for (const line of copy.querySelectorAll("#lines > li")) {
    const old = document.getElementById(line.id);
    if (old && words(old) !== words(line)) old.replaceWith(document.adoptNode(line));
  }
}

/** The page is another department's now. Who sent it there is led on by what they sent. */
function leave() {
  if (!document.querySelector("form[aria-busy=true]")) location.reload();
}

async function update() {
  try {
    const copy = await fetchCopy();
    if (copy) {
      renew(copy);
      reword(copy);
    } else leave();
  } catch {
    // No connection: the stream notices too, and asks again when it is back. No session: that is said.
  }
}

function open() {
  const source = new EventSource(`${location.pathname}/nieuws?after=${position}`);
  const on = (name, react) => source.addEventListener(name, ({ data }) => react(JSON.parse(data)));
  on("line", add);
  on("reworded", update);
  on("typing", ({ who }) => { typing.textContent = WRITING[who] ?? ""; });
  on("changed", (news) => news.events !== events() && update());
  on("gone", leave);
  on("signed-out", () => {
    close();
    showSignedOut();
  });
  source.addEventListener("open", () => {
    // What was reworded while nobody listened is not told again.
    if (opened) update();
    opened = true;
    showSignedOut(false);
  });
  source.addEventListener("error", () => {
    typing.textContent = "";
    if (source.readyState === EventSource.CLOSED) comeBack();
  });
  stream = source;
}

function close() {
  stream?.close();
  stream = null;
}

/** The stream was refused. Who signs in again in another window finds this one going on. */
async function comeBack() {
  close();
  await update();
  if (isSignedOut()) return;
  setTimeout(() => stream ?? open(), RETRY_MS);
}

/** Browsers allow few connections to one site: a window that nobody looks at needs none, unless it talks. */
function follow() {
  toEnd();
  scroll.addEventListener("scroll", () => { if (atEnd()) newest.hidden = true; });
  newest.addEventListener("click", () => { toEnd(); scroll.focus({ preventScroll: true }); });
  document.addEventListener("visibilitychange", () => {
    if (!document.hidden && !stream) open();
    else if (document.hidden && !live()) close();
  });
  open();
}

export { follow };
