// Lets the desk hear every half minute that somebody who is there still is, and says so when that no longer holds.
const EVERY_MS = 30000;
const form = document.getElementById("presence");

function show(isThere) {
  const was = form.classList.contains("is-there");
  form.classList.toggle("is-there", isThere);
  const button = form.querySelector("button");
  form.querySelector(".presence-state").textContent = isThere ? "Je bent er" : "Je bent er niet";
  button.value = isThere ? "no" : "yes";
  button.textContent = isThere ? "Ik ben er niet" : "Ik ben er";
  if (was !== isThere) form.querySelector("[role=status]").textContent = isThere ? "Je bent er nu voor inwoners." : "Je bent er nu niet voor inwoners.";
}

async function post(address, body) {
  const response = await fetch(address, { method: "POST", body, headers: { Accept: "application/json" }, redirect: "error" });
  if (response.ok) show((await response.json()).available);
}

async function beat() {
  if (!form.classList.contains("is-there")) return;
  // Without a connection the next beat tells how it is.
  await post(`${form.getAttribute("action")}/hartslag`).catch(() => {});
}

if (form) {
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const body = new URLSearchParams({ available: form.querySelector("button").value });
    post(form.getAttribute("action"), body).catch(() => form.submit());
  });
  setInterval(beat, EVERY_MS);
  document.addEventListener("visibilitychange", () => document.hidden || beat());
  beat();
}
