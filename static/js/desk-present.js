// Who else has a letter open: while this page is in sight it says so every twenty seconds, and hears who
// else is. Without scripts, whoever opened a letter counts as there for a minute.

const EVERY = 20_000;
const MOMENT = 300;
const here = () => document.getElementById("here");
let waiting;

new MutationObserver(() => {
  clearTimeout(waiting);
  waiting = setTimeout(tell, MOMENT);
}).observe(document.getElementById("main"), { childList: true });
addEventListener("pageshow", tell);
document.addEventListener("visibilitychange", tell);
addEventListener("pagehide", () => {
  clearTimeout(waiting);
  const body = new FormData(here());
  body.set("leaving", "yes");
  navigator.sendBeacon(here().action, body);
});

async function tell() {
  clearTimeout(waiting);
  if (document.hidden) return;
  waiting = setTimeout(tell, EVERY);
  const options = { method: "POST", body: new FormData(here()) };
  const answer = await fetch(here().action, options).catch(() => null);
  if (answer?.ok) show(await answer.json());
}

function show(present) {
  for (const place of document.querySelectorAll("[data-present]")) {
    const told = present[place.dataset.present] ?? "";
    if (place.textContent !== told) place.textContent = told;
  }
}
