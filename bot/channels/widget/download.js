import { WORDS } from "./words.js";

const MOMENT = new Intl.DateTimeFormat("nl-NL", { dateStyle: "long", timeStyle: "short" });

/** What was said, as a text that anybody can read anywhere. */
export function asText(said, now) {
  const lines = said.map(({ name, text, when }) => `${MOMENT.format(when)} · ${name}\n${text}\n`);
  return [WORDS.downloadHead, WORDS.downloadAt(MOMENT.format(now)), "", ...lines].join("\n");
}

/** Let the browser save the conversation as a file. */
export function download(said) {
  const now = new Date();
  const address = URL.createObjectURL(new Blob(["\ufeff", asText(said, now)], { type: "text/plain;charset=utf-8" }));
  const link = document.createElement("a");
  link.href = address;
  link.download = `gesprek-met-noor-${now.toISOString().slice(0, 10)}.txt`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 10000);
}
