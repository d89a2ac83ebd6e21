/** Cards that fall from a button: one at a time, closed by Escape, by a click elsewhere, or by leaving them. */
export function startDrops() {
  const drops = /** @type {HTMLDetailsElement[]} */ ([...document.querySelectorAll("details[data-drop]")]);
  const close = (/** @type {Node | null} */ but) => {
    for (const drop of drops) if (drop.open && !(but && drop.contains(but))) drop.open = false;
  };
  document.addEventListener("click", (event) => close(/** @type {Node} */ (event.target)));
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    const open = drops.find((drop) => drop.open);
    close(null);
    open?.querySelector("summary")?.focus();
  });
  for (const drop of drops) {
    drop.addEventListener("toggle", () => {
      if (!drop.open) return;
      /** @type {HTMLElement | null} */ (drop.querySelector("form input:not([type=hidden])"))?.focus();
      count(drop);
    });
  }
}

/**
 * How many rows an export will have: counted only when somebody is about to ask for it.
 * @param {HTMLDetailsElement} drop
 */
async function count(drop) {
  const address = drop.dataset.count;
  const place = drop.querySelector("[data-count-here]");
  if (!address || !place || drop.dataset.counted) return;
  drop.dataset.counted = "1";
  const answer = await fetch(address);
  if (answer.ok) place.textContent = await answer.text();
}
