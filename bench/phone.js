// What the browser itself notes of a page: https://www.w3.org/TR/event-timing/ and its siblings.

const seen = { paint: [], "largest-contentful-paint": [], "layout-shift": [], longtask: [], event: [] };
const waiting = new Set();
for (const type in seen) {
  const keep = (list) => {
    seen[type].push(...list.getEntries());
    for (const look of waiting) look();
  };
  new PerformanceObserver(keep).observe({ type, buffered: true, durationThreshold: 16 });
}

const ENOUGH = 1000;
const frame = () => new Promise(requestAnimationFrame);
const longest = (entries) => Math.max(0, ...entries.map((each) => each.duration));

window.watched = {
  first: () => seen.paint.find((each) => each.name === "first-contentful-paint").startTime,
  largest: () => seen["largest-contentful-paint"].at(-1).startTime,
  task: () => longest(seen.longtask),
  shift: () => seen["layout-shift"].reduce((sum, each) => sum + (each.hadRecentInput ? 0 : each.value), 0),

  /** The time, once there is nothing left to paint. */
  async still() {
    await frame();
    await frame();
    return performance.now();
  },

  /** Go down the page once, a screen a frame. */
  async scroll() {
    for (let y = 0; y < document.documentElement.scrollHeight; y += innerHeight) {
      scrollTo({ top: y, behavior: "instant" });
      await frame();
    }
    await this.still();
  },

  /** The longest of what EVENT set off, until the paint after it; 0 stands for less than 16 ms. */
  async heeded(event, since) {
    const all = () => seen.event.filter((each) => each.interactionId && each.startTime >= since);
    await new Promise((done) => {
      const look = () => all().some((each) => each.name === event) && done();
      waiting.add(look);
      setTimeout(done, ENOUGH);
      look();
    });
    waiting.clear();
    return longest(all());
  },

  /** How long it took until what SELECTOR names was added and painted. */
  async shown(selector, since) {
    await new Promise((done) => {
      const look = () => document.querySelector(selector) && done();
      new MutationObserver(look).observe(document.body, { childList: true, subtree: true });
      look();
    });
    return (await this.still()) - since;
  },
};
