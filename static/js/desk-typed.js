// What is typed at a letter and not kept yet stays with that letter, in this tab, whatever is done meanwhile.

const name = (field) => `quandary:typed:${field.form.action.split("?")[0]}:${field.name}`;
const fields = (root) => root.querySelectorAll("form textarea");

document.addEventListener("input", ({ target }) => {
  if (!target.matches("main form textarea")) return;
  try {
    sessionStorage.setItem(name(target), target.value);
  } catch {
    // A browser that keeps nothing loses it with the page, as it always did.
  }
});

/** Put what was typed before into the fields inside ROOT. */
export function bringBack(root) {
  for (const field of fields(root)) {
    const typed = read(field);
    if (typed !== null) field.value = typed;
  }
}

/** Forget what was typed in FORM: it was kept. */
export function forget(form) {
  for (const field of fields(form.parentElement)) {
    if (field.form === form && read(field) !== null) sessionStorage.removeItem(name(field));
  }
}

function read(field) {
  try {
    return sessionStorage.getItem(name(field));
  } catch {
    return null;
  }
}
