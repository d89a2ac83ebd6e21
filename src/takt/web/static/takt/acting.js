// The forms of acts: rows, searching fields, focus on what was refused, no second sending while the first is under way.
import { enhancePicks } from "./pick.js";
import { enhanceRows } from "./rows.js";

/** @param {ParentNode} place a page or a fragment that was put into one */
export function enhanceActs(place) {
  enhanceRows(place);
  enhancePicks(place);
  const wrong = place.querySelector("[aria-invalid=true]") ?? place.querySelector("#act-errors");
  if (wrong instanceof HTMLElement) {
    if (wrong.id === "act-errors") wrong.tabIndex = -1;
    wrong.focus();
  }
  place.querySelectorAll("form[data-act]").forEach((form) => {
    form.addEventListener("submit", (event) => {
      if (form.hasAttribute("data-sent")) event.preventDefault();
      form.setAttribute("data-sent", "");
    });
  });
}

document.addEventListener("takt:added", (event) => enhancePicks(/** @type {Element} */ (event.target)));
document.addEventListener("takt:fragment", async (event) => {
  const place = /** @type {Element} */ (event.target);
  enhanceActs(place);
  if (place.querySelector("[data-chart]")) (await import("./charts.js")).watchCharts(place);
});
addEventListener("pageshow", () => document.querySelectorAll("form[data-sent]").forEach((form) => form.removeAttribute("data-sent")));
enhanceActs(document);
