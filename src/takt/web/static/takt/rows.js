// The rows of a list in a form: add one, remove one; a row may hold rows. Without scripts the button asks for one more.

/** @param {HTMLTableElement} table */
function nextNumber(table) {
  const start = `${table.getAttribute("data-rows")}.`;
  const names = [...table.querySelectorAll("[name]")].map((input) => input.getAttribute("name") ?? "").filter((name) => name.startsWith(start));
  const numbers = names.map((name) => Number(name.slice(start.length).split(".")[0]));
  return Math.max(-1, ...numbers.filter(Number.isInteger)) + 1;
}

/** @param {HTMLTableElement} table @param {HTMLTemplateElement} template */
export function addRow(table, template) {
  const holder = document.createElement("tbody");
  const mark = table.classList.contains("rows-inner") ? "__m__" : "__n__";
  holder.innerHTML = template.innerHTML.replaceAll(mark, String(nextNumber(table)));
  const row = holder.firstElementChild;
  if (!row) return null;
  table.tBodies[0].append(row);
  row.querySelectorAll("[data-row-remove]").forEach((button) => button.removeAttribute("hidden"));
  enhanceRows(row);
  row.dispatchEvent(new CustomEvent("takt:added", { bubbles: true }));
  return row;
}

/** @param {ParentNode} place */
export function enhanceRows(place) {
  place.querySelectorAll("table[data-rows]").forEach((table) => {
    const name = table.getAttribute("data-rows");
    const form = table.closest("form");
    const template = form?.querySelector(`template[data-rows-template="${name}"]`);
    const button = form?.querySelector(`[data-rows-add="${name}"]`);
    if (!(template instanceof HTMLTemplateElement) || !(button instanceof HTMLButtonElement)) return;
    button.type = "button";
    button.hidden = false;
    table.querySelectorAll("[data-row-remove]").forEach((each) => each.removeAttribute("hidden"));
    button.addEventListener("click", () => {
      const row = addRow(/** @type {HTMLTableElement} */ (table), template);
      row?.querySelector("input, select, textarea")?.focus();
    });
    table.addEventListener("click", (event) => {
      const remove = event.target instanceof Element && event.target.closest("[data-row-remove]");
      if (!remove || remove.closest("table") !== table) return;
      remove.closest("tr")?.remove();
      button.focus();
      table.dispatchEvent(new CustomEvent("takt:removed", { bubbles: true }));
    });
  });
}
