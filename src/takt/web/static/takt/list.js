import { startDrops } from "./drops.js";
import { isTyping } from "./keys.js";

const card = /** @type {HTMLElement | null} */ (document.querySelector("[data-list]"));
const rows = /** @type {HTMLTableRowElement[]} */ ([...(card?.querySelectorAll("tr[data-row]") ?? [])]);
const bar = /** @type {HTMLElement | null} */ (card?.querySelector("[data-selection]") ?? null);
let at = -1;

startDrops();
for (const row of rows) {
  row.addEventListener("click", (event) => {
    const inside = /** @type {Element} */ (event.target).closest("a, button, input, label, summary");
    if (inside || getSelection()?.toString()) return;
    open(row, event.ctrlKey || event.metaKey);
  });
}
document.addEventListener("keydown", (event) => {
  if (isTyping(event) || event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]")) return;
  if (event.key === "j") go(at + 1);
  else if (event.key === "k") go(at - 1);
  else if (event.key === "x" && rows[at]) choose(rows[at]);
  else if (event.key === "Enter" && rows[at] && !(/** @type {Element} */ (event.target).closest("a, button, summary"))) open(rows[at], false);
  else if (event.key === "[") turn("prev");
  else if (event.key === "]") turn("next");
  else return;
  event.preventDefault();
});
bar?.querySelector("[data-clear]")?.addEventListener("click", () => {
  rows.forEach((row) => row.classList.remove("is-chosen"));
  tell();
});
bar?.querySelector("[data-copy]")?.addEventListener("click", copy);

/** @param {number} to */
function go(to) {
  if (!rows.length) return;
  rows[at]?.classList.remove("is-at");
  at = Math.max(0, Math.min(to, rows.length - 1));
  rows[at].classList.add("is-at");
  rows[at].scrollIntoView({ block: "nearest" });
  rows[at].querySelector("a")?.focus({ preventScroll: true });
}

/**
 * @param {HTMLTableRowElement} row
 * @param {boolean} beside in a tab of its own
 */
function open(row, beside) {
  const link = row.querySelector("a");
  if (!link) return;
  if (beside) window.open(link.href, "_blank", "noopener");
  else link.click();
}

/** @param {"prev" | "next"} side */
function turn(side) {
  /** @type {HTMLAnchorElement | null} */ (document.querySelector(`.paging a[rel=${side}]`))?.click();
}

/** @param {HTMLTableRowElement} row */
function choose(row) {
  row.classList.toggle("is-chosen");
  tell();
}

function tell() {
  const chosen = rows.filter((row) => row.classList.contains("is-chosen"));
  const words = /** @type {HTMLElement | null} */ (bar?.querySelector("[data-selected]") ?? null);
  if (!bar || !words) return;
  bar.hidden = chosen.length === 0;
  words.textContent = `${chosen.length} ${words.dataset.selected}`;
}

/** The chosen rows with their headings, as a spreadsheet takes them. */
async function copy() {
  const chosen = rows.filter((row) => row.classList.contains("is-chosen"));
  const words = /** @type {HTMLElement | null} */ (bar?.querySelector("[data-selected]") ?? null);
  const cells = (/** @type {HTMLTableRowElement} */ row) => [...row.cells].map((cell) => said(cell)).join("\t");
  const heading = /** @type {HTMLTableRowElement | null | undefined} */ (card?.querySelector("thead tr"));
  await navigator.clipboard.writeText([...(heading ? [heading] : []), ...chosen].map(cells).join("\n"));
  if (words) words.textContent = card?.dataset.copied ?? "";
}

/** @param {HTMLTableCellElement} cell */
function said(cell) {
  const lights = [...cell.querySelectorAll("[role=img]")].map((light) => light.getAttribute("aria-label"));
  return (lights.length ? lights.join("; ") : cell.innerText).replace(/\s+/g, " ").trim();
}
