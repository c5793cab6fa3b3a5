// Pictures in the editor: by a button, dropped on the text or pasted into it. Each is uploaded, and the line
// that shows it is put where the caret is. Without scripts, the page of all pictures does the same by hand.

import { fetchPage } from "./html.js";

const TEXTS = "textarea[data-behaviour^='pictures']";
const dialog = document.getElementById("add-picture");
const form = dialog.querySelector("form");
const wrong = form.querySelector("[role='alert']");
const { picture, alt } = form.elements;
let text = document.querySelector(TEXTS);
let caret;

for (const button of document.querySelectorAll("[data-behaviour='add-picture']")) {
  button.hidden = false;
  button.addEventListener("click", () => open());
}
document.addEventListener("focusin", ({ target }) => (text = target.closest(TEXTS) ?? text));
document.addEventListener("paste", (event) => {
  if (!event.clipboardData.types.includes("text/plain")) take(event, event.clipboardData);
});
document.addEventListener("dragover", (event) => {
  if (event.target.closest?.(TEXTS) && event.dataTransfer.types.includes("Files")) event.preventDefault();
});
document.addEventListener("drop", (event) => take(event, event.dataTransfer));
form.querySelector("[data-close]").addEventListener("click", () => dialog.close());
form.addEventListener("submit", (event) => {
  event.preventDefault();
  upload();
});

/** Offer to add the picture that came with EVENT, if one did. */
function take(event, brought) {
  const target = event.target.closest?.(TEXTS);
  const file = target && [...brought.files].find((each) => each.type.startsWith("image/"));
  if (!file) return;
  event.preventDefault();
  text = target;
  open(file);
}

function open(file) {
  caret = [text.selectionStart, text.selectionEnd];
  form.reset();
  wrong.hidden = true;
  if (file) {
    const chosen = new DataTransfer();
    chosen.items.add(file);
    picture.files = chosen.files;
  }
  dialog.showModal();
  (file ? alt : picture).focus();
}

async function upload() {
  const [file] = picture.files;
  if (file?.size > form.dataset.most) return say("That picture is larger than 12 MB. Make it smaller first.");
  const button = form.querySelector("button");
  button.disabled = true;
  try {
    const { page, ok } = await fetchPage(form.action, { method: "POST", body: new FormData(form) });
    const line = ok && page.getElementById("written");
    if (line) return put(text.dataset.behaviour.endsWith("html") ? line.dataset.html : line.value);
    const reason = page.querySelector(".wrong, .notice-page h1 + p")?.textContent;
    say(reason ?? "It was not uploaded: you were signed out. Sign in in another window, then try again.");
  } catch {
    say("It was not uploaded: the column does not answer. Your text is as it was; please try again.");
  } finally {
    button.disabled = false;
  }
}

function say(sentence) {
  wrong.textContent = sentence;
  wrong.hidden = false;
}

/** Put LINE where the caret is, as if it were typed: it can be undone, and is kept like all that is typed. */
function put(line) {
  dialog.close();
  text.focus();
  text.setSelectionRange(...caret);
  if (!document.execCommand("insertText", false, line)) text.setRangeText(line);
}
