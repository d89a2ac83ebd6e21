// @ts-check
/** The order page: the bar shows which section is in sight, menus close by themselves, charts are drawn when they are seen. */

import { watchCharts } from "./charts.js";

/** Mark the link of the section that is uppermost in sight. @param {Element} bar */
function followSections(bar) {
  const links = new Map(
    [...bar.querySelectorAll("a")].map((link) => [document.getElementById(link.hash.slice(1)), link]),
  );
  const seen = new Set();
  const watcher = new IntersectionObserver(
    (entries) => {
      for (const entry of entries) entry.isIntersecting ? seen.add(entry.target) : seen.delete(entry.target);
      const first = [...links.keys()].find((section) => seen.has(section));
      if (!first) return;
      for (const [section, link] of links) {
        if (section === first) link.setAttribute("aria-current", "true");
        else link.removeAttribute("aria-current");
      }
    },
    { rootMargin: "-120px 0px -55% 0px" },
  );
  for (const section of links.keys()) if (section) watcher.observe(section);
}

/** A menu closes when something else is chosen. */
function closeMenus() {
  document.addEventListener("click", (event) => {
    for (const menu of document.querySelectorAll("details[data-menu][open]")) {
      if (event.target instanceof Node && !menu.contains(event.target)) menu.removeAttribute("open");
    }
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    for (const menu of document.querySelectorAll("details[data-menu][open]")) {
      menu.removeAttribute("open");
      menu.querySelector("summary")?.focus();
    }
  });
}

/** What an address names inside a closed fold is opened. */
function openNamed() {
  const named = location.hash.length > 1 ? document.getElementById(decodeURIComponent(location.hash.slice(1))) : null;
  for (let fold = named?.closest("details"); fold; fold = fold.parentElement?.closest("details") ?? null) fold.open = true;
  named?.scrollIntoView({ block: "start" });
}

for (const bar of document.querySelectorAll("[data-sections]")) followSections(bar);
closeMenus();
watchCharts(document);
document.addEventListener("takt:refreshed", () => watchCharts(document));
document.addEventListener("takt:fragment", () => watchCharts(document));
addEventListener("hashchange", openNamed);
if (location.hash) openNamed();
