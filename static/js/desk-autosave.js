// What is typed in the editor is kept by this browser at once and by the column a moment later.

import { show } from "./html.js";
import { WRITTEN, forget, keep, offer, same, time, typed } from "./desk-kept.js";

const QUIET = 3000;
const LONGEST = 5000;
const form = document.querySelector("[data-behaviour~='autosave']");
const kept = form.querySelector("[data-kept]");
const trouble = form.querySelector("[data-trouble]");
let refused = Boolean(document.querySelector(".wrong, .said.refused"));
let waiting;
let since = 0;
let sending = null;
let unanswered = null;
let apart = false;
let stopped = false;
let atHome = typed();
let leaving = false;

form.addEventListener("input", changed);

function changed() {
  keep();
  kept.textContent = "";
  leaving = false;
  since ||= Date.now();
  wait(Math.min(QUIET, since + LONGEST - Date.now()));
}

function wait(milliseconds) {
  clearTimeout(waiting);
  if (!stopped) waiting = setTimeout(() => (sending ??= send()), Math.max(0, milliseconds));
}

async function send() {
  const text = typed();
  const body = new FormData(form);
  if (apart) body.set("apart", "yes");
  since = 0;
  try {
    const options = { method: "POST", body, signal: AbortSignal.timeout(10000) };
    const answer = await fetch(form.dataset.autosave, options);
    if (answer.ok) took(text, await answer.json());
    else if (answer.status === 409 || answer.status === 422) await refusedBy(answer, text);
    else if (answer.status === 403) signedOut();
    else throw new Error(`answered ${answer.status}`);
  } catch {
    unanswered = text;
    say("Not kept: the column does not answer. This browser has your text; trying again.");
    wait(QUIET);
  } finally {
    sending = null;
  }
  if (since) wait(Math.min(QUIET, since + LONGEST - Date.now()));
}

function took(text, { version }) {
  form.elements.version.value = version;
  unanswered = null;
  apart = refused = false;
  atHome = { ...text, categories: atHome.categories, publish_at: atHome.publish_at };
  forget(atHome);
  say("");
  kept.textContent = `Saved at ${time(new Date())}`;
}

/** Somebody else changed it, unless what is kept is what we sent before and never had an answer to. */
async function refusedBy(answer, text) {
  const { said, version, html, kept: theirs } = await answer.json();
  if (theirs && unanswered && same(theirs, unanswered, WRITTEN)) {
    took(unanswered, { version });
    if (!same(text, atHome, WRITTEN)) since ||= Date.now();
    return;
  }
  say(`Not kept: ${said}`);
  if (!theirs) return;
  stopped = true;
  form.elements.version.value = version;
  show(document.getElementById("theirs"), html);
}

function signedOut() {
  say("Not kept: you were signed out. This browser has your text; sign in in another window.");
  wait(2 * LONGEST);
}

function say(sentence) {
  if (trouble.textContent !== sentence) trouble.textContent = sentence;
}

/** A save waits for the autosave on its way, which raises the version that the save names.
 *  Where that was refused, the author sees both texts before she decides. */
form.addEventListener("submit", (event) => {
  clearTimeout(waiting);
  leaving = true;
  if (!sending) return;
  event.preventDefault();
  sending.then(() => {
    clearTimeout(waiting);
    if (stopped) leaving = false;
    else form.requestSubmit(event.submitter);
  });
});

window.addEventListener("beforeunload", (event) => {
  if (!leaving && (refused || !same(typed(), atHome))) event.preventDefault();
});

offer(() => {
  apart = true;
  form.dispatchEvent(new Event("input"));
});
if (!refused) forget(atHome);
