// @ts-check
/**
 * How many things wait behind a link: `data-counted` names where that is told. Asked once the page is painted, and again when
 * somebody comes back to it, so that no page pays for it and no number is old. The same address is asked once for all its links.
 */

export function startCounts() {
  const places = /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-counted]"));
  if (!places.length) return;
  /** @type {Promise<void> | undefined} */
  let asking;
  const ask = () => void (asking ??= tell(places).finally(() => (asking = undefined)));
  const idle = window.requestIdleCallback ?? ((/** @type {() => void} */ then) => setTimeout(then, 200));
  idle(ask);
  document.addEventListener("visibilitychange", () => document.hidden || ask());
  document.addEventListener("takt:refreshed", ask);
}

/** @param {NodeListOf<HTMLElement>} places */
async function tell(places) {
  for (const address of new Set([...places].map((place) => place.dataset.counted ?? ""))) {
    const answer = await fetch(address, { headers: { Accept: "application/json" } }).catch(() => null); // the network is away: no number
    if (!answer?.ok || answer.redirected) continue;
    const told = await answer.json();
    for (const place of places) {
      if (place.dataset.counted !== address) continue;
      place.textContent = told.count;
      place.setAttribute("aria-label", told.said);
      place.setAttribute("role", "img");
      place.classList.toggle("is-overdue", told.overdue);
      place.hidden = !told.count;
    }
  }
}
