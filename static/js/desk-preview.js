// What changes in the editor with what is typed, made by the server's own renderer a moment after the
// last key: the preview, the counts, what gives the asker away, what was changed of the letter.

import { fetchPage } from "./html.js";

const form = document.querySelector("[data-behaviour~='preview']");
let waiting;
let newest = 0;

form.addEventListener("input", () => wait(250));
if ([...form.elements].some(wasTyped)) wait(0);

/** Whether FIELD was typed in before this script came. */
function wasTyped(field) {
  return field.type !== "hidden" && field.defaultValue !== undefined && field.value !== field.defaultValue;
}

function wait(milliseconds) {
  clearTimeout(waiting);
  waiting = setTimeout(render, milliseconds);
}

async function render() {
  const turn = ++newest;
  const asked = fetchPage(form.dataset.preview, { method: "POST", body: new FormData(form) });
  const { page, ok } = await asked.catch(() => ({}));
  if (turn !== newest) return;
  if (!page) return wait(3000);
  if (!ok) return;
  for (const part of page.querySelectorAll("[data-live]")) {
    document.querySelector(`[data-live='${part.dataset.live}']`)?.replaceChildren(...part.childNodes);
  }
}
