import { CONFIG } from "./config.js";
import { button, make } from "./dom.js";
import { WORDS } from "./words.js";

const MEGABYTE = 1024 * 1024;
const KINDS = /\.(jpe?g|png|webp|heic|heif)$/i;
const SHOWN_AT_MOST = 640;

/** Shows which photo was chosen and asks before it is sent. `on` holds: send(file), close(). */
export function photoHelp(file, on) {
  const problem = whatIsWrong(file);
  const size = `${(file.size / MEGABYTE).toLocaleString("nl-NL", { maximumFractionDigits: 1, minimumFractionDigits: 1 })} MB`;
  const row = make("div", { class: "help-row" });
  if (!problem) row.append(button(WORDS.photoSend, () => on.send(file), "primary"));
  row.append(button(WORDS.photoNot, on.close));
  return make(
    "div",
    { class: "help", role: "group", "aria-labelledby": "photo-title" },
    make("p", { id: "photo-title", class: "help-title" }, WORDS.photoReady(file.name, size)),
    problem ? make("p", { class: "problem", role: "alert" }, problem) : make("p", {}, WORDS.photoClean),
    row,
  );
}

function whatIsWrong(file) {
  if (!file.type.startsWith("image/") && !KINDS.test(file.name)) return WORDS.photoKind;
  return file.size > CONFIG.photoMb * MEGABYTE ? WORDS.photoTooLarge : null;
}

/** The photo as it is kept, on a canvas: so the page around the widget needs no rule that lets images in. */
export function picture({ id, width, height }, api) {
  const share = Math.min(1, SHOWN_AT_MOST / Math.max(width, height));
  const canvas = make("canvas", { class: "picture", role: "img", "aria-label": WORDS.photoShown });
  canvas.width = Math.max(1, Math.round(width * share));
  canvas.height = Math.max(1, Math.round(height * share));
  paint(canvas, id, api).catch(() => canvas.setAttribute("aria-label", WORDS.photoGone));
  return canvas;
}

async function paint(canvas, id, api) {
  const bitmap = await createImageBitmap(await api.photo(id));
  canvas.getContext("2d").drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  bitmap.close();
}
