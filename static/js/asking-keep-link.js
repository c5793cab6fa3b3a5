// Copy and print buttons on the private page; without scripts the link can be selected by hand.

const acts = document.querySelector("[data-behaviour='keep-link']");
const said = (acts.querySelector(".said") ? acts : acts.parentElement).querySelector(".said");
acts.hidden = false;

acts.querySelector("[data-copy]").addEventListener("click", async (event) => {
  const link = document.getElementById(event.target.dataset.copy);
  link.select();
  try {
    await navigator.clipboard.writeText(link.value);
    said.textContent = "Copied.";
  } catch {
    said.textContent = "Selected: copy it with your keyboard or a long press.";
  }
});

acts.querySelector("[data-print]")?.addEventListener("click", () => window.print());
