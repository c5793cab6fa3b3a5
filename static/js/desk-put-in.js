// A canned reply is put in below what was typed, in place; without scripts the same button brings the whole page.

import { fetchPage } from "./html.js";

document.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-behaviour='put-in'] button");
  if (!button) return;
  event.preventDefault();
  const field = button.form.elements[button.value];
  const before = field.value;
  const body = new FormData(button.form, button);
  const { page, ok } = await fetchPage(button.form.action, { method: "POST", body }).catch(() => ({}));
  const filled = ok && page.getElementById(field.id);
  if (!filled) return button.form.requestSubmit(button);
  if (field.value !== before) return;
  field.value = filled.value;
  field.dispatchEvent(new Event("input", { bubbles: true }));
  field.focus();
});
