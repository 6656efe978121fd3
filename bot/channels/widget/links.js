import { CONFIG } from "./config.js";
import { element } from "./dom.js";
import { WORDS } from "./words.js";

// Neither side may go on as a word, a number or an address: "fixi.nl" is not part of "nepfixi.nl.kwaad.nl". What stands
// before is matched along, because old browsers cannot look behind.
const KNOWN = new Map(CONFIG.links.map(({ text, href }) => [text.toLowerCase(), href]));
const PATTERN = [...KNOWN.keys()].map((text) => text.replace(/[.*+?^${}()|[\]\\/-]/g, "\\$&")).join("|");
const LINKS = PATTERN && new RegExp(`(^|[^\\w@.:/-])((?:https:\\/\\/)?(${PATTERN}))(?![\\w@/-]|[.:]\\w)`, "gi");

/** The text as nodes, in which telephone numbers and addresses of our own data are links; nothing else ever is. */
export function withLinks(text) {
  const parts = [];
  let from = 0;
  for (const match of LINKS ? text.matchAll(LINKS) : []) {
    const [whole, before, shown, known] = match;
    parts.push(text.slice(from, match.index + before.length), link(shown, KNOWN.get(known.toLowerCase())));
    from = match.index + whole.length;
  }
  return [...parts, text.slice(from)];
}

function link(text, href) {
  const node = element("a", "", text);
  node.href = href;
  if (href.startsWith("https:")) {
    node.target = "_blank";
    node.rel = "noopener noreferrer";
    node.append(element("span", "visually-hidden", WORDS.newTab));
  }
  return node;
}
