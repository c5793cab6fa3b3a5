// The letters that this browser keeps until they are sent, one a key. A tab writes only to a key that
// nobody else wrote to meanwhile, so that two of them cannot destroy each other's text.

const LETTERS = "quandary:ask:";
const MINE = "quandary:asking";
let key = tried(() => sessionStorage.getItem(MINE));
let last = key && read(key);

/** All that are kept, the newest first: each with its key, when it was kept, and its fields. */
export function kept() {
  const keys = tried(() => Object.keys(localStorage).filter((each) => each.startsWith(LETTERS))) ?? [];
  const letters = keys.map((each) => ({ key: each, ...tried(() => JSON.parse(read(each))) }));
  return letters.filter((letter) => letter.fields).sort((one, other) => other.at - one.at);
}

/** The one that this tab writes, if it is kept. */
export function mine() {
  return kept().find((letter) => letter.key === key);
}

/** Go on with LETTER in this tab. */
export function take(letter) {
  [key, last] = [letter.key, read(letter.key)];
  tried(() => sessionStorage.setItem(MINE, key));
}

/** Keep what stands in FIELDS, under a new key where another tab wrote to ours. */
export function keep(fields) {
  if (!key || read(key) !== last) take({ key: `${LETTERS}${Date.now()}-${Math.random()}` });
  const letter = JSON.stringify({ at: Date.now(), fields });
  tried(() => localStorage.setItem(key, letter));
  last = read(key);
}

/** Call ACT when another tab has written to our key, and CHANGED when it did anything else. */
export function listen(act, changed) {
  addEventListener("storage", (event) => {
    const isOurs = event.key === key && event.newValue !== null && event.newValue !== last;
    (isOurs ? act : changed)();
  });
}

/** Forget the letter of this tab, and the same where it is kept twice. */
export function forgetMine() {
  const ours = JSON.stringify(mine()?.fields);
  forget(kept().filter((letter) => letter.key === key || JSON.stringify(letter.fields) === ours));
}

/** Forget LETTERS; the next that is written begins anew. */
export function forget(letters) {
  for (const letter of letters) tried(() => localStorage.removeItem(letter.key));
  tried(() => sessionStorage.removeItem(MINE));
  key = last = null;
}

/** Keep LETTERS again as they were. */
export function restore(letters) {
  for (const { key: its, ...letter } of letters) tried(() => localStorage.setItem(its, JSON.stringify(letter)));
}

function read(its) {
  return tried(() => localStorage.getItem(its));
}

/** What ACT returns; null where this browser keeps nothing, or what it kept is none of ours. */
function tried(act) {
  try {
    return act() ?? null;
  } catch {
    return null;
  }
}
