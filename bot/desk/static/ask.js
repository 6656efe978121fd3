// All that the scripts of the desk ask of the server. When the session is over the page stays as it is, and says so.
const notice = document.getElementById("signed-out");

/** As `fetch`. Says that a script asks, which browsers leave out over plain http. */
export async function ask(address, { headers = {}, ...options } = {}) {
  const response = await fetch(address, { ...options, headers: { "Noor-Script": "1", ...headers } });
  showSignedOut(response.status === 401);
  return response;
}

export const isSignedOut = () => !notice.hidden;

export function showSignedOut(over = true) {
  if (over === isSignedOut()) return;
  notice.querySelector("a").href = location.pathname + location.search;
  notice.hidden = !over;
  document.dispatchEvent(new CustomEvent(over ? "signed-out" : "signed-in"));
}
