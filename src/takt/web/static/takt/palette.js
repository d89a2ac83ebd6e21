import { forget, recent, remember } from "./recent.js";

const WAIT_MILLISECONDS = 120;
const dialog = /** @type {HTMLDialogElement | null} */ (document.getElementById("palette"));
const field = /** @type {HTMLInputElement | null} */ (dialog?.querySelector("input") ?? null);
const found = /** @type {HTMLElement | null} */ (document.getElementById("palette-found"));
let waiting = 0;
let asked = new AbortController();

/** Ctrl+K: where to go, what to create, what is found. The search page does the same without scripts. */
export function startPalette() {
  if (!dialog || !field || !found) return;
  remember();
  document.querySelector("[data-sign-out]")?.addEventListener("submit", forget);
  for (const link of document.querySelectorAll("[data-palette]")) {
    link.addEventListener("click", (event) => {
      event.preventDefault();
      openPalette();
    });
  }
  field.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = window.setTimeout(ask, WAIT_MILLISECONDS);
  });
  field.addEventListener("keydown", steer);
  dialog.addEventListener("click", (event) => {
    if (event.target === dialog) dialog.close();
  });
}

/** Open it empty, with pages, actions and what was looked at last. */
export function openPalette() {
  if (!dialog || !field || dialog.open) return;
  field.value = "";
  found?.replaceChildren(...[1, 2, 3].map(() => Object.assign(document.createElement("span"), { className: "skeleton hit" })));
  dialog.showModal();
  field.focus();
  ask();
}

async function ask() {
  if (!dialog || !field || !found) return;
  asked.abort();
  asked = new AbortController();
  const words = field.value.trim();
  try {
    const answer = await fetch(`${dialog.dataset.address}&q=${encodeURIComponent(words)}`, { signal: asked.signal });
    if (!answer.ok) throw new Error(String(answer.status));
    found.innerHTML = await answer.text(); // our own page's part, escaped by its template
  } catch (error) {
    if (error instanceof DOMException && error.name === "AbortError") return;
    location.assign(`${new URL(dialog.dataset.address ?? "", location.href).pathname}?q=${encodeURIComponent(words)}`);
    return;
  }
  if (!words) found.prepend(...recent(found.dataset.recentTitle ?? ""));
  select(hits()[0]);
}

/** @returns {HTMLAnchorElement[]} */
function hits() {
  return [...(found?.querySelectorAll("a.hit") ?? [])].map((hit) => /** @type {HTMLAnchorElement} */ (hit));
}

/** @param {HTMLAnchorElement | undefined} hit */
function select(hit) {
  hits().forEach((each, index) => {
    each.id ||= `hit-${index}`;
    each.setAttribute("aria-selected", String(each === hit));
  });
  if (hit) field?.setAttribute("aria-activedescendant", hit.id);
  else field?.removeAttribute("aria-activedescendant");
  hit?.scrollIntoView({ block: "nearest" });
}

/** @param {KeyboardEvent} event */
function steer(event) {
  const all = hits();
  const at = all.findIndex((hit) => hit.getAttribute("aria-selected") === "true");
  if (event.isComposing) return; // pinyin is being typed
  if (event.key === "ArrowDown") select(all[Math.min(at + 1, all.length - 1)]);
  else if (event.key === "ArrowUp") select(all[Math.max(at - 1, 0)]);
  else if (event.key === "Enter" && all[at]) all[at].click();
  else return;
  event.preventDefault();
}
