// The phone: shows the screen that the server tells, and tells the server what is tapped and typed.
import { draw } from "./bubbles.js";

const find = (id) => document.getElementById(id);
const log = find("log");
const text = find("text");
let number;

async function act(name, body = {}) {
  const response = await fetch(`/phone/${number}/${name}`, { method: "POST", body: JSON.stringify(body) });
  if (!response.ok) find("state").textContent = await response.text();
}

function openDialog(dialog) {
  dialog.showModal();
  dialog.querySelector(".close").onclick = () => dialog.close();
}

const handlers = {
  tap: (bubble, choice) => act("press", { id: bubble.id, title: choice.title }),
  openList(bubble) {
    const dialog = find("list");
    find("list-title").textContent = bubble.opener;
    dialog.querySelector(".rows").replaceChildren(...bubble.rows.map((row) => {
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = row.title;
      if (row.description) {
        const small = document.createElement("small");
        small.textContent = row.description;
        button.append(small);
      }
      button.onclick = () => { dialog.close(); act("choose", { id: bubble.id, title: row.title }); };
      return button;
    }));
    openDialog(dialog);
  },
  openOwn(bubble) {
    const dialog = find("own");
    find("changed").value = bubble.text;
    dialog.onclose = () => {
      if (dialog.returnValue) act(dialog.returnValue, { id: bubble.id, text: find("changed").value });
      dialog.returnValue = "";
    };
    openDialog(dialog);
  },
  react: (bubble) => act("react", { id: bubble.id, emoji: "👍" }),
  location: () => act("location"),
};

function show(screen) {
  const atEnd = log.scrollHeight - log.scrollTop - log.clientHeight < 80;
  draw(log, screen.bubbles, handlers);
  find("state").textContent = screen.typing ? "aan het typen…" : "online";
  find("unreached").hidden = !screen.unreached;
  find("none").hidden = screen.refused.length > 0;
  find("refused").hidden = screen.refused.length === 0;
  find("refused").replaceChildren(...screen.refused.map((line) => Object.assign(document.createElement("li"), { textContent: line })));
  if (atEnd) log.scrollTop = log.scrollHeight;
}

function send() {
  if (!text.value.trim()) return;
  act("write", { text: text.value });
  text.value = "";
  text.focus();
}

find("composer").onsubmit = (event) => { event.preventDefault(); send(); };
text.onkeydown = (event) => {
  if (event.key === "Enter" && !event.shiftKey && !event.isComposing) { event.preventDefault(); send(); }
};
find("attach").onclick = () => openDialog(find("more"));
find("tomorrow").onclick = () => act("tomorrow");
for (const button of find("more").querySelectorAll("[data-act]")) {
  button.onclick = () => { find("more").close(); act(button.dataset.act); };
}
find("photo").onchange = async ({ target }) => {
  find("more").close();
  const [file] = target.files;
  if (file) await fetch(`/phone/${number}/photo`, { method: "POST", body: file, headers: { "Content-Type": file.type } });
  target.value = "";
};

const begun = await (await fetch("/phone", { method: "POST" })).json();
number = begun.number;
find("business").textContent = begun.business;
find("number").textContent = `+${number}`;
new EventSource(`/phone/${number}/events`).onmessage = ({ data }) => show(JSON.parse(data));
