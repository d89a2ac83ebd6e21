// @ts-check
/** Parts of a page (`data-live="address"`) read again and morphed in place; what is new is marked and announced. */

import { morph } from "./morph.js";

const FRESH_MS = 2500;
/** @type {WeakMap<Element, string>} */
const etags = new WeakMap();

/** The reader may not see this any more, or is signed out. */
export class NotForYou extends Error {}

/**
 * Read a part again.
 * @param {Element} part
 * @returns {Promise<boolean>} whether something changed
 */
export async function refresh(part) {
  const address = part.getAttribute("data-live");
  if (!address) return false;
  const known = etags.get(part);
  const answer = await fetch(address, {
    headers: { "X-Requested-With": "live", ...(known ? { "If-None-Match": known } : {}) },
    cache: "no-store",
    redirect: "manual",
  });
  if (answer.type === "opaqueredirect" || [401, 403, 404].includes(answer.status)) throw new NotForYou(address);
  if (answer.status !== 200) return false;
  etags.set(part, answer.headers.get("ETag") ?? "");
  const body = new DOMParser().parseFromString(await answer.text(), "text/html").body;
  const changed = morph(part, body);
  for (const element of changed) mark(element);
  part.dispatchEvent(new CustomEvent("takt:refreshed", { bubbles: true, detail: { changed: changed.length } }));
  return changed.length > 0;
}

/** @param {Element} element */
function mark(element) {
  element.setAttribute("data-live-fresh", "");
  setTimeout(() => element.removeAttribute("data-live-fresh"), FRESH_MS);
}

/**
 * Say it politely to who cannot see it.
 * @param {string} words
 */
export function announce(words) {
  let region = document.getElementById("live-said");
  if (!region) {
    region = document.createElement("div");
    region.id = "live-said";
    region.className = "visually-hidden";
    region.setAttribute("role", "status");
    document.body.append(region);
  }
  region.textContent = "";
  const target = region; // a change of text is announced; the same text twice would not be
  requestAnimationFrame(() => (target.textContent = words));
}
