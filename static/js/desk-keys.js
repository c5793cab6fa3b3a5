// Single keys at the desk: each presses what bears it on the page (data-key). They can be switched off.

import { turned } from "./desk-turn.js";

const OFF = "quandary:no-single-keys";

document.documentElement.classList.add("has-keys");

let pressed = Promise.resolve();

document.addEventListener("keydown", (event) => {
  if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
  if (document.querySelector("dialog[open]")) return;
  if (event.key === "Enter") return enter(event);
  if (event.key === "Escape") return leave(event.target);
  if (!/^[a-z1-3?/]$/.test(event.key) || isOff() || isTyping(event.target)) return;
  event.preventDefault();
  if (event.repeat && !/[jk]/.test(event.key)) return;
  pressed = pressed.then(() => turned).then(() => press(bearing(event.key)));
});

document.addEventListener("change", ({ target }) => {
  if (target.dataset.behaviour !== "single-keys") return;
  try {
    localStorage.setItem(OFF, target.checked ? "" : "off");
  } catch {
    target.checked = !isOff();
  }
});

document.addEventListener("click", ({ target }) => {
  if (target.dataset.behaviour !== "show-keys") return;
  document.querySelector("[data-behaviour='single-keys']").checked = !isOff();
  document.getElementById("keys").showModal();
});

/** What bears KEY on the page as it is by now. */
function bearing(key) {
  return [...document.querySelectorAll(`[data-key="${key}"]`)].find((each) => each.checkVisibility());
}

function press(target) {
  if (target?.matches("summary")) return unfold(target.parentElement);
  if (target?.matches("textarea, select, input:not([type='checkbox'])")) return target.focus();
  target?.click();
}

function unfold(details) {
  details.open = true;
  details.querySelector("summary ~ * :is(button, input:not([type='hidden']), select, textarea)").focus();
}

/** Enter in a field of a menu presses the button behind it; on a tick it does nothing. */
function enter(event) {
  if (event.target.matches("[name='selected']")) event.preventDefault();
  if (!event.target.matches(".menu input, .filing :is(select, input)")) return;
  event.preventDefault();
  let next = event.target.closest("label") ?? event.target;
  while (!next.matches("button")) next = next.nextElementSibling;
  next.click();
}

function leave(target) {
  const menu = target.closest?.("details");
  if (menu?.open) menu.open = false;
  (menu?.querySelector("summary") ?? target).focus?.();
  if (isTyping(target)) target.blur();
}

function isTyping(target) {
  return target.matches?.("textarea, select, input:not([type='checkbox'])");
}

function isOff() {
  try {
    return localStorage.getItem(OFF) === "off";
  } catch {
    return false;
  }
}
