// The letter follows the date that is promised; its further pages are shown below the first one.

const place = /** @type {HTMLElement | null} */ (document.querySelector("[data-letter]"));
const field = /** @type {HTMLInputElement | null} */ (place && document.querySelector(`[name=${place.dataset.letterField}]`));

/** @param {string} promised @param {number} page */
function address(promised, page) {
  return `${place?.dataset.letter}?promised=${encodeURIComponent(promised)}&page=${page}`;
}

let asked = 0;

async function show() {
  if (!place || !field || !/^\d{4}-\d\d-\d\d$/.test(field.value)) return;
  const number = ++asked;
  const answer = await fetch(address(field.value, 1));
  if (!answer.ok || number !== asked) return;
  const pages = Math.min(Number(answer.headers.get("X-Pages") ?? 1), 8);
  const first = /** @type {HTMLImageElement} */ (place.querySelector("[data-page='1']"));
  first.src = address(field.value, 1);
  place.querySelectorAll("[data-page]:not([data-page='1'])").forEach((each) => each.remove());
  for (let page = pages; page > 1; page -= 1) {
    const sheet = /** @type {HTMLImageElement} */ (first.cloneNode());
    sheet.dataset.page = String(page);
    sheet.alt = "";
    sheet.src = address(field.value, page);
    first.after(sheet);
  }
  const pdf = /** @type {HTMLAnchorElement | null} */ (place.querySelector("[data-letter-pdf]"));
  if (pdf) pdf.href = `${pdf.pathname}?promised=${encodeURIComponent(field.value)}`;
}

field?.form?.classList.add("has-script");
let waiting = 0;
field?.addEventListener("input", () => { clearTimeout(waiting); waiting = setTimeout(show, 400); });
show();
