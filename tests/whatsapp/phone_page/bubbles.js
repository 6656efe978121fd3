// Messages on the screen. What is there already is only changed where it changed, so that a screen reader
// hears new messages and the focus stays where it is.

const shown = new WeakMap();

function part(kind, name, content) {
  const element = document.createElement(kind);
  element.className = name;
  element.textContent = content;
  return element;
}

function button(name, content, onclick) {
  const element = part("button", name, content);
  element.type = "button";
  element.onclick = onclick;
  return element;
}

function taps(bubble, handlers) {
  const all = bubble.buttons.map((choice) => button("tap", choice.title, () => handlers.tap(bubble, choice)));
  if (bubble.rows.length) all.push(Object.assign(button("tap", `☰ ${bubble.opener}`, () => handlers.openList(bubble)), { ariaHasPopup: "dialog" }));
  if (bubble.asks_location) all.push(button("tap", "Locatie sturen", handlers.location));
  if (bubble.link) {
    const [label, href] = bubble.link;
    all.push(Object.assign(part("a", "tap", label), { href, target: "_blank", rel: "noreferrer" }));
  }
  return all;
}

function build(bubble, quoted, handlers) {
  const message = part("div", `message ${bubble.sender}${bubble.gone ? " gone" : ""}`, "");
  message.dataset.id = bubble.id;
  const box = part("div", "bubble", "");
  box.append(part("span", "hidden", bubble.sender === "me" ? "Jij: " : "Noordwijk: "));
  if (quoted) box.append(part("div", "quote", quoted.text));
  if (bubble.header) box.append(part("div", "head", bubble.header));
  box.append(part("div", "words", bubble.gone ? "Je hebt dit bericht verwijderd." : words(bubble)));
  if (bubble.footer) box.append(part("div", "foot", bubble.footer));
  const under = part("div", "under", "");
  const reactions = Object.values(bubble.reactions).join(" ");
  if (reactions) under.append(part("span", "", reactions));
  if (bubble.sender === "me") {
    under.append(part("span", "ticks", bubble.seen ? "✓✓ gelezen" : "✓ verstuurd"));
    if (!bubble.gone && bubble.kind === "text") {
      const more = button("dots", "⋮", () => handlers.openOwn(bubble));
      more.setAttribute("aria-label", `Wijzigen of verwijderen: ${bubble.text.slice(0, 40)}`);
      more.ariaHasPopup = "dialog";
      under.append(more);
    }
  }
  if (under.childNodes.length) box.append(under);
  message.append(box, ...taps(bubble, handlers));
  return message;
}

function words(bubble) {
  const icon = { location: "📍 ", image: "📷 ", audio: "🎤 " }[bubble.kind] ?? "";
  return icon + (bubble.kind === "audio" ? "spraakbericht" : bubble.text);
}

export function draw(log, bubbles, handlers) {
  bubbles.forEach((bubble, index) => {
    const now = JSON.stringify(bubble);
    const there = log.children[index];
    if (there && shown.get(there) === now) return;
    const message = build(bubble, bubbles.find(({ id }) => id === bubble.answers), handlers);
    shown.set(message, now);
    if (!there) log.append(message);
    else {
      const at = [...there.querySelectorAll("button, a")].indexOf(document.activeElement);
      there.replaceWith(message);
      if (at >= 0) message.querySelectorAll("button, a")[at]?.focus();
    }
  });
}
