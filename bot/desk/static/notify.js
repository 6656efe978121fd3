// Tells of new handovers when somebody looks elsewhere: a count in the title, and notifications for who asks for them.
const OFF = "noor-balie-meldingen-uit";
const button = document.getElementById("notifications");
const title = document.title;

const on = () => "Notification" in window && Notification.permission === "granted" && localStorage.getItem(OFF) === null;

function label() {
  if (!button || !("Notification" in window)) return;
  button.hidden = false;
  button.disabled = Notification.permission === "denied";
  if (button.disabled) button.textContent = "Meldingen staan uit in je browser";
  else button.textContent = on() ? "Meldingen uitzetten" : "Meldingen aanzetten";
}

button?.addEventListener("click", async () => {
  if (on()) localStorage.setItem(OFF, "uit");
  else if ((await Notification.requestPermission()) === "granted") localStorage.removeItem(OFF);
  label();
});
label();

// Only what may be seen on a screen that others look at too: nothing a resident said.
function show({ reference, goal, department }) {
  const shown = new Notification(`${department}: nieuwe overdracht`, { body: `${goal} (${reference})`, tag: reference });
  shown.addEventListener("click", () => {
    window.focus();
    location.assign(`/balie/overdrachten/${reference}`);
  });
}

document.addEventListener("handovers", ({ detail }) => {
  document.title = detail.new ? `(${detail.new}) ${title}` : title;
  if (on() && !document.hasFocus()) detail.arrived.forEach(show);
});
