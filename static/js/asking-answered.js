// Earlier answers about the same appear below the text while it is written: looked for in a pause, said
// politely, and never so that what somebody types or reads moves. The text goes in a body, to us alone.

import { fetchPage } from "./html.js";

const MOMENT = 900;
const LEAST = 40;
const SENT = ["letter", "headline", "csrf_token"];
const place = document.querySelector("[data-behaviour='answered']");
const form = place.closest("form");
const [said, list] = place.children;
let waiting;
let newest = 0;
let looked = written();

form.querySelector(".check").hidden = true;
form.addEventListener("input", wait);
if (!list.children.length) {
  looked = "";
  wait();
}

function wait() {
  clearTimeout(waiting);
  waiting = setTimeout(look, MOMENT);
}

function written() {
  return `${form.elements.headline.value} ${form.elements.letter.value}`.trim();
}

async function look() {
  if (written() === looked) return;
  looked = written();
  const turn = ++newest;
  const found = looked.length < LEAST ? null : await ask().catch(() => null);
  if (turn === newest && !list.contains(document.activeElement)) show(found);
}

async function ask() {
  const body = new FormData();
  for (const name of SENT) if (form.elements[name]) body.append(name, form.elements[name].value);
  const { page, ok } = await fetchPage(place.dataset.address, { method: "POST", body });
  return ok ? page.getElementById("answered") : null;
}

/** Put what was found in its place; whatever has the focus stays where it is on the screen. */
function show(found) {
  const [sentence, answers] = found?.children ?? [];
  const isFound = Boolean(answers?.children.length);
  if ((isFound ? answers.textContent : "") === list.textContent) return;
  const busy = document.activeElement;
  const before = busy.getBoundingClientRect().top;
  place.style.minHeight = form.contains(busy) ? `${place.offsetHeight}px` : "";
  list.replaceChildren(...(isFound ? answers.childNodes : []));
  said.textContent = isFound ? sentence.textContent : "";
  scrollBy({ top: busy.getBoundingClientRect().top - before, behavior: "instant" });
}
