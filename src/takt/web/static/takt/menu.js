const OPEN = "takt-menu-open";

/** The side menu keeps its open groups and its place from page to page. */
export function startMenu() {
  const menu = document.getElementById("sidebar");
  if (!menu) return;
  const open = new Set((sessionStorage.getItem(OPEN) ?? "").split(" ").filter(Boolean));
  for (const group of /** @type {NodeListOf<HTMLDetailsElement>} */ (menu.querySelectorAll("details[data-keep]"))) {
    const key = group.dataset.keep ?? "";
    if (open.has(key)) group.open = true;
    group.addEventListener("toggle", () => {
      if (group.open) open.add(key);
      else open.delete(key);
      sessionStorage.setItem(OPEN, [...open].join(" "));
    });
  }
  menu.querySelector("[aria-current]")?.scrollIntoView({ block: "nearest" });
}
