// What is typed in the editor stays in this browser until the column has kept it, one post a key.

const form = document.querySelector("[data-behaviour~='autosave']");
const KEY = `quandary:post:${form.dataset.post}`;
const FIELDS = ":is(textarea, input[type='text'], input[type='datetime-local'])[name]";
const NAMES = [...form.querySelectorAll(FIELDS)].map((field) => field.name);
const BESIDE = ["categories", "publish_at"];
let older = [];

/** The names of what is written, and of the order of its parts: all that the column keeps as it is typed. */
export const WRITTEN = [...NAMES.filter((name) => !BESIDE.includes(name)), "order"];

/** What stands in the fields of the editor. */
export function typed() {
  return Object.fromEntries([...NAMES, "order"].map((name) => [name, form.elements[name]?.value ?? ""]));
}

/** Whether two texts are the same, but for the space around them that the column does not keep. */
export function same(one, other, names = NAMES) {
  return names.every((name) => (one[name] ?? "").trim() === (other[name] ?? "").trim());
}

/** Keep what is typed, beside what is still on offer. */
export function keep() {
  write([...older, { at: Date.now(), ...typed() }]);
}

/** The column has kept TEXT: this browser need not, unless it has other text by now. */
export function forget(text) {
  write(read().filter((each) => older.some((offered) => offered.at === each.at) || !same(each, text)));
}

/** Show each text that was kept and is not in the editor; USE is called when one was put there. */
export function offer(use) {
  older = read().filter((each) => !same(each, typed()));
  for (const each of older) show(each, use);
}

function show(kept, use) {
  const shown = document.getElementById("kept-here").content.cloneNode(true).firstElementChild;
  const when = new Date(kept.at);
  shown.querySelector("time").textContent = time(when);
  shown.querySelector("time").dateTime = when.toISOString();
  const passages = NAMES.filter((name) => !BESIDE.includes(name)).map((name) => kept[name]);
  shown.querySelector("pre").textContent = passages.filter(Boolean).join("\n\n");
  shown.querySelector("[data-throw]").addEventListener("click", () => withdraw(kept, shown));
  shown.querySelector("[data-use]").addEventListener("click", () => {
    for (const name of NAMES) form.elements[name].value = kept[name] ?? "";
    use();
    withdraw(kept, shown);
  });
  document.getElementById("kept-list").append(shown);
}

function withdraw(kept, shown) {
  older = older.filter((each) => each !== kept);
  write(read().filter((each) => each.at !== kept.at));
  if (shown.contains(document.activeElement)) form.elements.body.focus();
  shown.remove();
}

/** A moment as it is said: 14:05, with the day where that is not today. */
export function time(when) {
  const clock = when.toLocaleTimeString([], { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
  const today = when.toDateString() === new Date().toDateString();
  return today ? clock : `${when.toLocaleDateString([], { day: "numeric", month: "long" })}, ${clock}`;
}

function read() {
  try {
    return JSON.parse(localStorage.getItem(KEY)) ?? [];
  } catch {
    return [];
  }
}

function write(kept) {
  try {
    if (kept.length) localStorage.setItem(KEY, JSON.stringify(kept));
    else localStorage.removeItem(KEY);
  } catch {
    // A browser that keeps nothing leaves it to the column, which has the text a few seconds later.
  }
}
