const MOST = 8;
const KEY = `takt-recent-${document.body.dataset.reader ?? ""}`;

/** @typedef {{ address: string, title: string }} Visit */

/** Keep the page just opened, when it is a page about one thing: it has <h1 data-remember>. */
export function remember() {
  const heading = /** @type {HTMLElement | null} */ (document.querySelector("h1[data-remember]"));
  if (!heading) return;
  const visit = { address: location.pathname, title: heading.dataset.remember || heading.innerText.trim() };
  const others = visits().filter((each) => each.address !== visit.address);
  localStorage.setItem(KEY, JSON.stringify([visit, ...others].slice(0, MOST)));
}

/** Whoever signs out leaves nothing behind on this machine. */
export function forget() {
  localStorage.removeItem(KEY);
}

/**
 * What was looked at last, as links of the palette.
 * @param {string} title heading of the group
 * @returns {HTMLElement[]}
 */
export function recent(title) {
  const links = visits().filter((each) => each.address !== location.pathname).map((visit) => {
    const link = document.createElement("a");
    link.className = "hit";
    link.href = visit.address;
    link.setAttribute("role", "option");
    link.append(Object.assign(document.createElement("strong"), { textContent: visit.title }));
    return link;
  });
  if (!links.length) return [];
  return [Object.assign(document.createElement("h2"), { textContent: title }), ...links];
}

/** @returns {Visit[]} */
function visits() {
  try {
    const kept = JSON.parse(localStorage.getItem(KEY) ?? "[]");
    return Array.isArray(kept) ? kept.filter((each) => typeof each?.address === "string" && each.address.startsWith("/")) : [];
  } catch {
    return []; // somebody else wrote there
  }
}
