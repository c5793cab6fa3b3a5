// A letter that went, or that an earlier answer spared, is kept no longer: it is forgotten on the page that
// this led to, so that nothing is lost where it failed.

import { forgetMine } from "./asking-kept.js";

const GOING = "quandary:going";
const SOON = 120_000;
const forms = document.querySelectorAll("[data-behaviour~='going']");

for (const form of forms) {
  form.addEventListener("submit", (event) => {
    if (event.submitter?.dataset.done !== undefined) write(Date.now());
  });
}
if (!forms.length && Date.now() - read() < SOON) forgetMine();
write("");

function read() {
  try {
    return Number(sessionStorage.getItem(GOING));
  } catch {
    return 0;
  }
}

function write(when) {
  try {
    sessionStorage.setItem(GOING, when);
  } catch {
    // A browser that keeps nothing has no letter to forget.
  }
}
