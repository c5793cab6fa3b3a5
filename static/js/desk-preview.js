// The editor's live preview, made by the server's own renderer a moment after the last key.

import { show } from "./html.js";

const form = document.querySelector("[data-behaviour~='preview']");
const preview = document.getElementById("preview");
let waiting;
let newest = 0;

form.addEventListener("input", () => {
  clearTimeout(waiting);
  waiting = setTimeout(render, 250);
});

async function render() {
  const turn = ++newest;
  const answer = await fetch(form.dataset.preview, { method: "POST", body: new FormData(form) }).catch(() => null);
  const html = await answer?.text();
  if (answer?.ok && turn === newest) show(preview, html);
}
