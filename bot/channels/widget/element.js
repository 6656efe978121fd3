import { Api } from "./api.js";
import { Chat } from "./chat.js";
import { Corner } from "./corner.js";
import { download } from "./download.js";
import { dress } from "./dress.js";
import { buildFrame } from "./frame.js";
import { Menu } from "./menu.js";
import { Session } from "./session.js";
import { WORDS } from "./words.js";

const NAME = "noor-chat";
// A window that nobody looks at lets its connection go after a while; browsers allow only a few.
const REST_AFTER_MS = 60000;

// A classic script knows itself; a module has to look for itself.
const SCRIPT =
  document.currentScript?.src ?? [...document.scripts].map(({ src }) => src).find((src) => /\/noor-chat\.js([?#]|$)/.test(src));

/** `<noor-chat>`: a button in the corner that opens the conversation, or with mode="page" the conversation itself.
 *
 * `server`: where Noor is; without it, where the script came from. */
class NoorChat extends HTMLElement {
  connectedCallback() {
    if (this.shadowRoot) {
      this.chat?.stream.wake();
      return;
    }
    const root = this.attachShadow({ mode: "open" });
    const server = new URL(this.getAttribute("server") ?? SCRIPT ?? "/", location.href).origin;
    dress(root, server, () => this.#build(root, server));
  }

  #build(root, server) {
    const isPage = this.getAttribute("mode") === "page";
    this.piece = buildFrame(root, isPage);
    this.session = new Session(server);
    this.api = new Api(server, this.session);
    this.chat = new Chat(this.piece, this.api, this.session, { heard: () => this.corner?.heard() });
    this.menu = new Menu(this.piece("more"), this.piece("menu"));
    this.#wire();
    if (isPage) this.#beAPage();
    else this.#beInTheCorner();
    performance.mark("noor-interactive");
  }

  disconnectedCallback() {
    this.chat?.stream.rest();
  }

  #beAPage() {
    this.piece("panel").addEventListener("keydown", (event) => event.key === "Escape" && this.#putAway());
    this.piece("skip").addEventListener("click", () => this.chat.composer.focus());
    this.chat.begin();
    this.chat.shown();
  }

  #beInTheCorner() {
    const pieces = {
      launcher: this.piece("launcher"),
      panel: this.piece("panel"),
      unread: this.piece("unread"),
      unreadSpoken: this.piece("unread-spoken"),
    };
    this.corner = new Corner(pieces, this.session, {
      opened: ({ focus }) => this.#opened(focus),
      closed: () => this.menu.toggle(false),
      escape: () => this.#putAway(),
    });
    this.piece("close").addEventListener("click", () => this.corner.close());
    this.corner.openAgain();
  }

  #opened(focus) {
    this.chat.begin();
    this.chat.shown();
    if (!focus) return;
    if (matchMedia("(pointer: coarse)").matches) this.piece("name").focus();
    else this.chat.composer.focus();
  }

  /** What Escape closes before the panel itself; whether there was something. */
  #putAway() {
    return this.menu.escape() || this.chat.helps.dropPhoto();
  }

  #wire() {
    const { piece: part, chat } = this;
    part("person").addEventListener("click", (event) => {
      chat.say(WORDS.person);
      chat.moveFocusOn(event);
    });
    part("download").addEventListener("click", () => {
      download(chat.thread.said);
      chat.banner.tellBriefly(WORDS.downloaded);
    });
    part("restart").addEventListener("click", () => {
      part("confirm").returnValue = "no";
      part("confirm").showModal();
    });
    part("confirm").addEventListener("close", () => (part("confirm").returnValue === "yes" ? chat.startOver() : part("more").focus()));
    part("photo").addEventListener("click", () => part("file").click());
    part("file").addEventListener("change", ({ target }) => {
      if (target.files[0]) chat.helps.offerPhoto(target.files[0]);
      target.value = "";
    });
    window.addEventListener("offline", () => chat.banner.lost());
    window.addEventListener("online", () => chat.stream.reopen());
    document.addEventListener("visibilitychange", () => this.#rest(document.hidden));
    window.addEventListener("pageshow", ({ persisted }) => persisted && chat.stream.reopen());
  }

  #rest(isHidden) {
    clearTimeout(this.resting);
    if (isHidden) this.resting = setTimeout(() => this.chat.stream.rest(), REST_AFTER_MS);
    else this.chat.stream.wake();
  }
}

function appear() {
  if (!document.querySelector(NAME)) document.body.append(document.createElement(NAME));
}

if (!customElements.get(NAME)) {
  customElements.define(NAME, NoorChat);
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", appear);
  else appear();
}
