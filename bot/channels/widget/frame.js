import { CONFIG } from "./config.js";
import { element, make } from "./dom.js";
import { closeIcon, mark, moreIcon, photoIcon, wave } from "./icons.js";
import { WORDS } from "./words.js";

/** Everything the widget consists of, as one tree; `part("id")` finds a piece of it. */
export function buildFrame(root, isPage) {
  const panel = make(
    isPage ? "section" : "dialog",
    { id: "panel", class: "panel", "aria-labelledby": "name of" },
    ...(isPage ? [make("button", { class: "skip", id: "skip", type: "button" }, WORDS.skip)] : []),
    header(isPage),
    notice(),
    scroller(),
    dock(),
    make("p", { id: "alert", class: "visually-hidden", role: "alert" }),
    make("p", { id: "hint", class: "visually-hidden", role: "status" }),
    confirm(),
  );
  const frame = make("div", { id: "noor", class: `noor ${isPage ? "is-page" : "is-corner"}`, lang: "nl" });
  // What a button says of itself is not read aloud when it changes, and what is in a closed panel neither.
  const unreadSpoken = make("p", { id: "unread-spoken", class: "visually-hidden", role: "status" });
  frame.append(...(isPage ? [] : [launcher(), unreadSpoken]), panel);
  root.append(frame);
  return (id) => root.getElementById(id);
}

function launcher() {
  return make(
    "button",
    { id: "launcher", class: "launcher", type: "button", "aria-haspopup": "dialog" },
    mark(),
    make("span", {}, WORDS.open),
    make("span", { id: "unread", class: "unread", hidden: true }),
  );
}

function header(isPage) {
  return make(
    "div",
    { class: "header" },
    make(
      "div",
      { class: "header-row" },
      mark(),
      make(
        "div",
        { class: "name" },
        make(isPage ? "h1" : "h2", { id: "name", tabindex: "-1" }, WORDS.name),
        make("p", { id: "of" }, WORDS.of),
      ),
      make("p", { id: "who", class: "who" }, WORDS.computer),
      person(),
      make(
        "div",
        { class: "tools" },
        tool("more", WORDS.more, moreIcon(), { title: WORDS.more, "aria-expanded": "false", "aria-controls": "menu" }),
        ...(isPage ? [] : [tool("close", WORDS.close, closeIcon(), { title: WORDS.closeSpoken })]),
      ),
    ),
    menu(),
    wave(),
  );
}

// In a narrow header the first words are only spoken.
const person = () =>
  make("button", { id: "person", class: "person", type: "button" }, make("span", { class: "i-want" }, `${WORDS.personWant} `), WORDS.personWho);

const tool = (id, words, icon, attributes) =>
  make("button", { id, class: "tool", type: "button", ...attributes }, icon, make("span", {}, words));

const notice = () =>
  make("section", { id: "notice", class: "notice", "aria-label": WORDS.important, hidden: true }, element("p"));

function menu() {
  const { phone } = CONFIG;
  const items = [
    make("button", { id: "download", type: "button" }, WORDS.download),
    make("button", { id: "restart", type: "button" }, WORDS.restart),
    ...(phone?.href ? [make("a", { class: "button", href: phone.href }, WORDS.call(phone.text))] : []),
  ];
  return make("ul", { id: "menu", class: "menu", hidden: true }, ...items.map((item) => make("li", {}, item)));
}

function scroller() {
  const dots = make("span", { class: "dots", "aria-hidden": "true" }, element("i"), element("i"), element("i"));
  return make(
    "div",
    { id: "scroller", class: "scroller", role: "region", "aria-label": WORDS.conversation, tabindex: "0" },
    make(
      "div",
      { class: "column" },
      make("p", { id: "kept", class: "kept" }, WORDS.kept),
      make("div", {
        id: "log",
        class: "log",
        role: "log",
        "aria-live": "polite",
        "aria-relevant": "additions",
        "aria-label": WORDS.messages,
      }),
      make("div", { id: "helps", class: "helps", hidden: true }),
      make("p", { id: "typing", class: "typing", hidden: true }, dots, element("span")),
      make("div", { id: "end", class: "end" }),
    ),
  );
}

function dock() {
  const arrow = make("span", { "aria-hidden": "true" }, "↓");
  const words = make("span", { class: "newest-words" }, WORDS.newest, " ");
  return make(
    "div",
    { class: "dock" },
    make("button", { id: "newest", class: "newest", type: "button", hidden: true }, words, arrow),
    make("p", { id: "banner", class: "banner", role: "status" }),
    composer(),
  );
}

function composer() {
  const keys = make("span", { id: "keys", class: "keys" }, WORDS.keys);
  const box = { id: "text", name: "text", rows: "1", enterkeyhint: "send", autocomplete: "off", "aria-describedby": "problem keys" };
  return make(
    "form",
    { id: "composer", class: "composer column", novalidate: true },
    make("div", { class: "composer-head" }, make("label", { for: "text" }, WORDS.label), keys),
    make("textarea", box),
    make("p", { id: "problem", class: "problem", role: "alert" }),
    make(
      "div",
      { class: "composer-foot" },
      make("button", { id: "photo", class: "quiet", type: "button", "aria-label": WORDS.photoSpoken }, photoIcon(), WORDS.photo),
      make("span", { id: "left", class: "left" }),
      make("span", { id: "left-spoken", class: "visually-hidden", role: "status" }),
      make("button", { type: "submit", class: "primary" }, WORDS.send),
    ),
    make("input", {
      id: "file",
      type: "file",
      accept: "image/jpeg,image/png,image/webp,image/heic,image/heif,.heic,.heif",
      hidden: true,
    }),
  );
}

function confirm() {
  return make(
    "dialog",
    { id: "confirm", class: "confirm", "aria-labelledby": "confirm-title", "aria-describedby": "confirm-text" },
    make(
      "form",
      { method: "dialog" },
      make("h2", { id: "confirm-title" }, WORDS.restartAsk),
      make("p", { id: "confirm-text" }, WORDS.restartTold),
      make(
        "div",
        { class: "dialog-buttons" },
        make("button", { value: "no", autofocus: true }, WORDS.restartNo),
        make("button", { value: "yes", class: "primary" }, WORDS.restartYes),
      ),
    ),
  );
}
