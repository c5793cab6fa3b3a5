// What is similar to the open letter comes by itself, once she stays with it for a moment; without
// scripts, a link leads to it.

import { fetchPage } from "./html.js";

const MOMENT = 400;
const main = document.getElementById("main");
let waiting;

new MutationObserver(look).observe(main, { childList: true });
look();

function look() {
  clearTimeout(waiting);
  const place = main.querySelector("[data-behaviour='similar']");
  if (place) waiting = setTimeout(bring, MOMENT, place);
}

async function bring(place) {
  const { page, ok } = await fetchPage(place.querySelector("a").href).catch(() => ({}));
  if (ok && place.isConnected) place.replaceChildren(...page.getElementById("similar").childNodes);
}
