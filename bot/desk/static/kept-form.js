// A form that was sent when the session was over: it is filled in again after signing in, in this tab.

const place = `noor-balie-formulier-${location.pathname}`;

export function keepForm(form) {
  sessionStorage.setItem(place, JSON.stringify({ act: form.dataset.act, fields: [...new FormData(form)] }));
}

export function fillAgain() {
  const { act, fields } = JSON.parse(sessionStorage.getItem(place) ?? "{}");
  sessionStorage.removeItem(place);
  const forms = [...document.querySelectorAll("form[data-act]")].filter((form) => form.dataset.act === act);
  const form = forms.find(({ elements }) => fields.every(([name, value]) => isFor(elements.namedItem(name), value)));
  const details = form?.closest("details");
  if (!details) return;
  for (const [name, value] of fields) form.elements.namedItem(name).value = value;
  details.open = true;
  (form.querySelector("textarea") ?? form.querySelector("button")).focus();
}

/** Of several forms alike, what is hidden says which one it was. */
function isFor(field, value) {
  return field !== null && (field.type !== "hidden" || field.value === value);
}
