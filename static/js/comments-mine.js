// My own comments that others cannot see yet come back to me when I do: their pages' addresses are
// kept in this browser alone.

import { fetchPage } from "./html.js";

const KEPT = "quandary:mine";
const MOST = 20;

/** Keep the address of the page of a comment that was written here. */
export function remember(path, id, address) {
  const kept = read().filter((each) => each.id !== id);
  write([...kept, { path, id, address }].slice(-MOST));
}

/** Show my held comments of this page again, and forget those that are gone or public. */
export async function restore(insert) {
  for (const mine of read().filter((each) => each.path === location.pathname)) {
    if (document.getElementById(mine.id)) forget(mine.id);
    else await bring(mine, insert);
  }
}

async function bring(mine, insert) {
  const { page, ok, status } = await fetchPage(mine.address);
  const row = ok && page.querySelector(".comments > li");
  if (row?.querySelector(".note")) insert(row, parentOf(row));
  else if (status === 404 || row) forget(mine.id);
}

function parentOf(row) {
  const to = row.querySelector("a.to")?.hash.slice(1);
  return to ? document.getElementById(to) : null;
}

function forget(id) {
  write(read().filter((each) => each.id !== id));
}

function read() {
  try {
    return JSON.parse(localStorage.getItem(KEPT)) ?? [];
  } catch {
    return [];
  }
}

function write(kept) {
  try {
    localStorage.setItem(KEPT, JSON.stringify(kept));
  } catch {
    // A browser that keeps nothing shows no held comments again; their pages still do.
  }
}
