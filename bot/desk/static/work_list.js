// The list by keyboard, and what is told when work becomes late.
const rows = document.getElementById("rows");
const status = document.getElementById("status");

function step(by) {
  const links = [...(rows?.querySelectorAll("a[href]") ?? [])];
  const here = links.findIndex((link) => link.closest("tr").contains(document.activeElement));
  const next = links[here < 0 ? (by > 0 ? 0 : links.length - 1) : here + by];
  next?.focus();
  next?.closest("tr").scrollIntoView({ block: "nearest" });
}

document.getElementById("down")?.addEventListener("click", () => step(1));
document.getElementById("up")?.addEventListener("click", () => step(-1));

let late;
document.addEventListener("handovers", ({ detail: { overdue } }) => {
  if (late !== undefined && overdue > late) {
    status.textContent = overdue === 1 ? "Er is nu 1 overdracht te laat." : `Er zijn nu ${overdue} overdrachten te laat.`;
    setTimeout(() => { status.textContent = ""; }, 10_000);
  }
  late = overdue;
});
