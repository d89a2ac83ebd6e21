import { openPalette } from "./palette.js";

const GO_WITHIN_MILLISECONDS = 1200;
let goUntil = 0;

/** The keys of every page: ? help, / search, g and a letter to go somewhere. Lists add their own. */
export function startKeys() {
  document.addEventListener("keydown", (event) => {
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k") {
      event.preventDefault();
      openPalette();
      return;
    }
    if (isTyping(event) || event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]")) return;
    const place = performance.now() < goUntil ? placeOf(event.key) : null;
    goUntil = event.key === "g" ? performance.now() + GO_WITHIN_MILLISECONDS : 0;
    if (place) place.click();
    else if (event.key === "?") open("keys");
    else if (event.key === "/") find();
    else return;
    event.preventDefault();
  });
}

/**
 * Whether the key goes into a field and means nothing else.
 * @param {KeyboardEvent} event
 * @returns {boolean}
 */
export function isTyping(event) {
  const where = event.target;
  return where instanceof HTMLElement && (where.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(where.tagName) && !/^(checkbox|radio|button)$/.test(/** @type {HTMLInputElement} */ (where).type));
}

/**
 * @param {string} key
 * @returns {HTMLAnchorElement | null}
 */
function placeOf(key) {
  return /^[a-z]$/.test(key) ? document.querySelector(`a[data-go="${key}"]`) : null;
}

/** @param {string} id */
function open(id) {
  const dialog = document.getElementById(id);
  if (dialog instanceof HTMLDialogElement) dialog.showModal();
}

function find() {
  const fields = /** @type {HTMLInputElement[]} */ ([...document.querySelectorAll("[data-find-here], [data-find]")]);
  const field = fields.sort((a, b) => Number("findHere" in b.dataset) - Number("findHere" in a.dataset)).find((f) => f.offsetParent);
  if (field) field.focus();
  else openPalette();
}
