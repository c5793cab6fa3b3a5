// Below a round-up: the comments about one part, shown in place. Without scripts the links lead to pages.

const nav = document.querySelector("[data-behaviour='part']");
const thread = nav.closest(".thread");

nav.addEventListener("click", (event) => {
  const link = event.target.closest("a");
  if (!link || event.metaKey || event.ctrlKey || event.shiftKey) return;
  event.preventDefault();
  choose(link);
  show(link.dataset.part);
  nav.querySelector("[role='status']").textContent = told(link);
});

function choose(link) {
  nav.querySelector("[aria-current]").removeAttribute("aria-current");
  link.setAttribute("aria-current", "true");
  const about = thread.querySelector(":scope > form select[name='part']");
  if (about) about.value = link.dataset.part;
}

function show(part) {
  for (const row of rows()) row.hidden = Boolean(part) && !row.classList.contains(`p${part}`);
}

function told(link) {
  const count = rows().filter((row) => !row.hidden && row.matches(".u-comment")).length;
  return `${link.textContent}: ${count} comment${count === 1 ? "" : "s"} shown`;
}

function rows() {
  return [...thread.querySelectorAll(".comments > li")];
}
