// The one way in which HTML from our own server enters a page (Trusted Types policy "quandary").

const trusted = window.trustedTypes?.createPolicy("quandary", { createHTML: (html) => html });
const trust = (html) => trusted?.createHTML(html) ?? html;

/** A page of ours, fetched, as a document that runs nothing. */
export async function fetchPage(address, options = {}) {
  const answer = await fetch(address, { credentials: "same-origin", ...options });
  const page = new DOMParser().parseFromString(trust(await answer.text()), "text/html");
  return { page, ok: answer.ok, status: answer.status, address: answer.url };
}

/** Put HTML, sanitised by the server, inside an element. */
export function show(element, html) {
  element.innerHTML = trust(html);
}
