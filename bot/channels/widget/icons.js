import { drawing } from "./dom.js";

const LINE = { fill: "none", stroke: "currentColor", "stroke-width": "2.2", "stroke-linecap": "round", "stroke-linejoin": "round" };

const icon = (path) => drawing("svg", { class: "icon", viewBox: "0 0 24 24", "aria-hidden": "true" }, drawing("path", { ...LINE, d: path }));

export const closeIcon = () => icon("M6 6l12 12M18 6L6 18");
export const moreIcon = () => icon("M5 7h14M5 12h14M5 17h14");
export const photoIcon = () => icon("M4 8h4l2-3h4l2 3h4v11H4zM12 17a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7z");
export const placeIcon = () => icon("M12 21s-6.5-6-6.5-11a6.5 6.5 0 0 1 13 0c0 5-6.5 11-6.5 11zM12 12.2a2.2 2.2 0 1 0 0-4.4 2.2 2.2 0 0 0 0 4.4z");

/** Sun, sea and bulb field: Noor's mark. */
export function mark() {
  const wave = (top) => `M1 ${top}c6-5 10-5 15.500 0s10 5 15.500 0 10-5 15.500 0v${48 - top}H1z`;
  return drawing(
    "svg",
    { class: "mark", viewBox: "0 0 48 48", "aria-hidden": "true" },
    drawing("circle", { cx: 24, cy: 24, r: 23, fill: "#fdf7ea" }),
    drawing("circle", { cx: 33, cy: 15, r: 6, fill: "#e9b32a" }),
    drawing(
      "g",
      { class: "sea" },
      drawing("path", { d: wave(25), fill: "#2f8ca0" }),
      drawing("path", { d: wave(33), fill: "#0b5568" }),
      drawing("path", { d: wave(41), fill: "#c2334d" }),
    ),
    drawing("circle", { cx: 24, cy: 24, r: 23, fill: "none", stroke: "#fdf7ea", "stroke-width": 2 }),
  );
}

/** The edge of the header. */
export function wave() {
  const shape = drawing("path", { d: "M0 0h96v7C84 0 72 0 60 6S36 14 24 12 6 10 0 7z", fill: "currentColor" });
  return drawing(
    "svg",
    { class: "wave", "aria-hidden": "true" },
    drawing("pattern", { id: "waves", width: 96, height: 14, patternUnits: "userSpaceOnUse" }, shape),
    drawing("rect", { width: "100%", height: 14, fill: "url(#waves)" }),
  );
}
