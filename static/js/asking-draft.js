// What is typed on the ask page stays in this browser until it is sent, all but the e-mail; a bar says so,
// with a way to clear it for whoever shares a computer.

import { forget, forgetMine, keep, kept, listen, mine, restore, take } from "./asking-kept.js";

const form = document.querySelector("[data-behaviour~='draft']");
const bar = document.getElementById("kept-here");
const said = bar.querySelector("[role='status']");
const [clear, undo] = bar.querySelectorAll("button");
const others = document.getElementById("kept-others");
const WRITTEN = ["letter", "headline", "signature"];
const NAMES = [...WRITTEN, "deadline", "not_before", "permission", "wants_follow_up"];
const KEEPS = "This browser keeps what you type until you send it.";
let cleared;

bar.hidden = false;
begin();
form.addEventListener("input", note);
clear.addEventListener("click", empty);
undo.addEventListener("click", bringBack);
listen(note, look);
addEventListener("pageshow", look);

function begin() {
  const found = mine() ?? kept()[0];
  if (!isBlank(typed())) note();
  else if (found) goOn(found);
  offerOthers();
}

function note() {
  if (isBlank(typed())) forgetMine();
  else keep(typed());
  undo.hidden = true;
  say(kept().length ? KEEPS : "");
}

function goOn(letter) {
  take(letter);
  fill(letter.fields);
  say(`Here again is what you wrote on ${time(letter)}.`);
}

function offerOthers() {
  others.replaceChildren(...kept().filter((letter) => letter.key !== mine()?.key).map(offered));
}

function offered(letter) {
  const shown = document.getElementById("kept-other").content.cloneNode(true).firstElementChild;
  shown.querySelector("time").textContent = time(letter);
  shown.querySelector("q").textContent = `${WRITTEN.map((name) => letter.fields[name]).join(" ").trim().slice(0, 90)}…`;
  shown.querySelector("button").addEventListener("click", () => {
    goOn(letter);
    offerOthers();
    form.elements.letter.focus();
  });
  return shown;
}

function empty() {
  cleared = { letters: kept(), ours: mine(), fields: typed(), email: form.elements.email.value };
  forget(cleared.letters);
  fill({});
  form.elements.email.value = "";
  others.replaceChildren();
  undo.hidden = false;
  undo.focus();
  say("Cleared. This browser keeps nothing of it.");
}

function bringBack() {
  restore(cleared.letters);
  if (cleared.ours) take(cleared.ours);
  fill(cleared.fields);
  form.elements.email.value = cleared.email;
  begin();
  form.elements.letter.focus();
}

/** See whether another tab, or the page that this one led to, has cleared what was kept. */
function look() {
  if (!kept().length) say(undo.hidden ? "" : said.textContent);
}

function say(sentence) {
  clear.hidden = kept().length === 0;
  if (said.textContent !== sentence) said.textContent = sentence;
}

function typed() {
  const filled = new FormData(form);
  return Object.fromEntries(NAMES.map((name) => [name, filled.get(name) ?? ""]));
}

function fill(fields) {
  for (const name of NAMES.slice(0, -2)) form.elements[name].value = fields[name] ?? "";
  form.elements.permission.value = fields.permission || form.elements.permission[0].value;
  form.elements.wants_follow_up.checked = Boolean(fields.wants_follow_up);
}

function isBlank(fields) {
  return WRITTEN.every((name) => !fields[name].trim());
}

function time(letter) {
  return new Date(letter.at).toLocaleString("en-GB", { day: "numeric", month: "long", hour: "2-digit", minute: "2-digit" });
}
