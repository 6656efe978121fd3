import { make } from "./dom.js";
import { STYLES } from "./styles.js";

/** Give the widget its styles, then call `done`.
 *
 * Sheets made by a script need no permission from the page around the widget. Browsers that lack them (Safari before
 * 16.4) fetch the styles from `server`; if that fails, a plain widget still is one. */
export function dress(root, server, done) {
  if ("adoptedStyleSheets" in root && "replaceSync" in CSSStyleSheet.prototype) {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(STYLES);
    root.adoptedStyleSheets = [sheet];
    done();
  } else {
    const link = make("link", { rel: "stylesheet", href: `${server}/noor-chat.css` });
    link.addEventListener("load", done, { once: true });
    link.addEventListener("error", done, { once: true });
    root.append(link);
  }
}
