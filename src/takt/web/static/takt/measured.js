// Measured values are marked while they are typed: within their limits, or outside; in colour and in words.

/** @param {HTMLElement} row @param {string} name @returns {number | null} */
function number(row, name) {
  const field = row.querySelector(`input[name$=".${name}"]`);
  const text = field instanceof HTMLInputElement ? field.value.normalize("NFKC").replaceAll(/[\s,]/g, "") : "";
  return text === "" || Number.isNaN(Number(text)) ? null : Number(text);
}

/** @param {HTMLElement} grid @param {HTMLElement} row */
function mark(grid, row) {
  const cell = row.querySelector('input[name$=".value"]')?.closest("td");
  if (!cell) return;
  const [value, lower, upper] = ["value", "lower", "upper"].map((name) => number(row, name));
  const known = value !== null && (lower !== null || upper !== null);
  const inside = known && (lower === null || value >= lower) && (upper === null || value <= upper);
  cell.classList.toggle("is-inside", inside);
  cell.classList.toggle("is-outside", known && !inside);
  let said = cell.querySelector(".measured-mark");
  if (!said) {
    said = document.createElement("span");
    said.className = "measured-mark";
    said.setAttribute("role", "status");
    cell.append(said);
  }
  const words = !known ? "" : inside ? `✓ ${grid.dataset.inside}` : `⚠ ${grid.dataset.outside}`;
  if (said.textContent !== words) said.textContent = words;
}

for (const grid of document.querySelectorAll("[data-measured]")) {
  for (const row of grid.querySelectorAll("tbody tr")) mark(grid, row);
  grid.addEventListener("input", (event) => {
    const row = event.target instanceof Element && event.target.closest("tr");
    if (row instanceof HTMLElement) mark(grid, row);
  });
}
