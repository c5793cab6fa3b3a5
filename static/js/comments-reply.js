// Comments without leaving the page: "Reply" opens the server's own form in place, and what was
// posted appears where it belongs. Without scripts the same links and forms lead to pages.

import { fetchPage } from "./html.js";
import { remember, restore } from "./comments-mine.js";

const thread = document.querySelector("[data-behaviour='replying']");
const list = thread.querySelector(".comments");
// Behind a private link nothing is kept here: it would tell the next one at this browser who asked.
const keeps = thread.dataset.keeps !== "nothing";

thread.addEventListener("click", async (event) => {
  const link = event.target.closest("a.re");
  if (!link || event.metaKey || event.ctrlKey || event.shiftKey) return;
  event.preventDefault();
  const row = link.closest("li");
  const open = row.querySelector("form");
  if (open) return close(open, link);
  const { page, ok } = await fetchPage(link.href).catch(() => ({}));
  if (!ok) return location.assign(link.href);
  if (row.querySelector("form")) return;
  place(page.querySelector(".comment-form"), row, link);
});

thread.addEventListener("submit", async (event) => {
  const form = event.target;
  if (!form.matches(".comment-form")) return;
  event.preventDefault();
  const button = form.querySelector("button:not([type])");
  button.disabled = true;
  try {
    await send(form);
  } catch {
    say(form, "It could not be sent just now. Your text is still here; please try again in a minute.");
  } finally {
    button.disabled = false;
  }
});

function place(form, row, link) {
  form.setAttribute("aria-label", link.getAttribute("aria-label"));
  form.action = link.href;
  own(form, row.id);
  const cancel = Object.assign(document.createElement("button"), { type: "button", textContent: "Cancel" });
  cancel.className = "button quiet";
  cancel.addEventListener("click", () => close(form, link));
  form.append(cancel);
  link.after(form);
  link.setAttribute("aria-expanded", "true");
  form.querySelector("textarea").focus();
}

function close(form, link) {
  if (form.querySelector("textarea").value.trim() && !confirm("Throw away what you wrote?")) return;
  form.remove();
  link?.removeAttribute("aria-expanded");
  link?.focus();
}

/** Give the fields of a second form on the page ids of their own. */
function own(form, suffix) {
  for (const element of form.querySelectorAll("[id]")) element.id += `-${suffix}`;
  for (const label of form.querySelectorAll("label")) label.htmlFor += `-${suffix}`;
  for (const field of form.querySelectorAll("[aria-describedby]")) {
    const ids = field.getAttribute("aria-describedby").trim().split(/\s+/);
    field.setAttribute("aria-describedby", ids.map((id) => `${id}-${suffix}`).join(" "));
  }
}

async function send(form) {
  const { page, ok, status, address } = await fetchPage(form.action, {
    method: "POST",
    body: new FormData(form),
  });
  const posted = ok && page.querySelector(".comments > li");
  if (posted) return arrive(posted, form, new URL(address).pathname);
  if (status >= 500) throw new Error(`answered ${status}`);
  const reasons = page.querySelectorAll(".comment-form .wrong:not(.summary), .notice-page h1 + p");
  say(form, [...reasons].map((each) => each.textContent).join(" "));
}

function arrive(posted, form, address) {
  const row = form.closest("li");
  if (keeps) remember(location.pathname, posted.id, address);
  insert(posted, row);
  if (!posted.querySelector(".note")) countOneMore();
  const link = row?.querySelector("a.re");
  form.querySelector("textarea").value = "";
  form.querySelector(".summary")?.remove();
  if (row) close(form, link);
  posted.tabIndex = -1;
  posted.focus();
}

function countOneMore() {
  const heading = document.getElementById("comments-heading");
  const count = (Number.parseInt(heading.textContent) || 0) + 1;
  heading.textContent = `${count} comment${count === 1 ? "" : "s"}`;
}

/** Put a comment behind the last reply to the one in ROW, or at the end of the thread. */
function insert(posted, row) {
  posted.classList.add("mine");
  if (!row) return list.append(posted);
  const level = levelOf(row);
  let last = row;
  while (levelOf(last.nextElementSibling) > level) last = last.nextElementSibling;
  last.after(posted);
}

function levelOf(row) {
  return Number(row?.getAttribute("aria-level"));
}

function say(form, sentence) {
  form.querySelector(".summary")?.remove();
  const said = document.createElement("p");
  said.className = "wrong summary";
  said.setAttribute("role", "alert");
  said.textContent = sentence;
  form.prepend(said);
  form.querySelector("textarea").focus();
}

if (keeps) restore(insert);
