// A list at the desk without page loads: what a form or a link would lead to is fetched, and its main part
// takes the place of ours. Without scripts the same forms and links lead to whole pages.

import { bringBack, forget } from "./desk-typed.js";
import { fetchPage } from "./html.js";

const main = document.getElementById("main");
const said = document.getElementById("said");
const ticked = new Set();
const STAYS = /\/(un)?(star|tag|group|category|low|normal|high)\b/;
const LOST = "That did not reach the desk just now. Nothing was changed; please try again.";

/** Settles when the last turn that was begun is done. */
export let turned = Promise.resolve();

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.dataset.behaviour !== "turn" || event.submitter?.dataset.leaves) return;
  event.preventDefault();
  const body = new FormData(form, event.submitter);
  turn(event.submitter?.getAttribute("formaction") ?? form.action, { method: "POST", body }, event.submitter);
});

document.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-behaviour='turn']");
  if (!link || event.metaKey || event.ctrlKey || event.shiftKey) return;
  event.preventDefault();
  turn(link.href);
});

addEventListener("popstate", () => turn(location.href, {}, null, false));
history.scrollRestoration = "manual";
bringBack(main);
showLane();

function turn(address, options, from, isNew = true) {
  turned = turned.then(() => go(address, options, from, isNew)).catch(() => say(LOST));
}

async function go(address, options = {}, from = null, isNew = true) {
  const answer = await fetchPage(address, options);
  const fresh = answer.page.getElementById("main");
  if (!fresh || !answer.page.getElementById("triage")) return refused(answer, options);
  if (options.method && answer.ok && from?.form) forget(from.form);
  if (options.method && answer.ok && !STAYS.test(address)) ticked.clear();
  said.replaceChildren(...answer.page.getElementById("said").childNodes);
  main.className = fresh.className;
  main.replaceChildren(...fresh.childNodes);
  document.title = answer.page.title;
  takeTicks();
  if (isNew && answer.ok && answer.address !== location.href) history.pushState(null, "", answer.address);
  showTicked();
  bringBack(main);
  showLane();
  settle(from);
}

/** Another page than the list: a sentence that says why not, or somewhere else altogether. */
function refused({ page, ok, address }, options) {
  const reason = page.querySelector(".notice-page h1 + p");
  if (!ok && reason) return say(reason.textContent);
  if (options.method && !ok) throw new Error("the desk is not there");
  location.assign(address);
}

/** The focus stays on the key that was pressed, where the same thing stays open; else it goes to that. */
function settle(from) {
  const isSame = from?.form && from.form.elements.opened?.value === opened();
  const again = isSame && [...main.querySelectorAll(`.acts [data-key="${from.dataset.key}"]`)];
  const key = again && again.find((each) => each.checkVisibility());
  (key || main.querySelector("[tabindex='-1']")).focus({ preventScroll: true });
  main.querySelector(".opened")?.scrollIntoView({ block: "nearest" });
  if (main.matches(".split")) scrollTo(0, 0);
}

/** On a phone the row of lanes is wider than the screen. */
function showLane() {
  main.querySelector(".lanes [aria-current]")?.scrollIntoView({ inline: "center", block: "nearest" });
}

function say(sentence) {
  const line = document.createElement("p");
  line.textContent = sentence;
  const box = document.createElement("div");
  box.className = "said refused";
  box.append(line);
  said.replaceChildren(box);
}

const opened = () => document.getElementById("triage").elements.opened?.value;
const boxes = () => main.querySelectorAll("input[name='selected']");

document.addEventListener("change", ({ target }) => {
  if (target.name !== "selected") return;
  ticked[target.checked ? "add" : "delete"](target.value);
  showTicked();
});

/** What comes ticked counts as ticked. */
function takeTicks() {
  for (const box of boxes()) if (box.checked) ticked.add(box.value);
}

/** What was ticked stays so when the list moves on, and is sent even where it is out of sight. */
function showTicked() {
  for (const box of boxes()) box.checked = ticked.has(box.value);
  for (const place of main.querySelectorAll("[data-behaviour='count-ticked']")) place.textContent = `${ticked.size} ticked:`;
  main.classList.toggle("has-ticked", ticked.size > 0);
}

takeTicks();
showTicked();

document.addEventListener("formdata", ({ target, formData }) => {
  if (target.id !== "triage") return;
  formData.delete("selected");
  for (const number of ticked) formData.append("selected", number);
});
