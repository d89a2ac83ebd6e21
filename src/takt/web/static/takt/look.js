/** Choose light or dark, row height and side menu at once: the form is sent behind the page's back. */
export function startLook() {
  for (const form of /** @type {NodeListOf<HTMLFormElement>} */ (document.querySelectorAll("form[data-look]"))) {
    form.addEventListener("submit", (event) => {
      const button = event.submitter;
      if (!(button instanceof HTMLButtonElement)) return;
      event.preventDefault();
      choose(button.name, button.value);
      for (const other of form.querySelectorAll(`button[name="${button.name}"][aria-pressed]`)) {
        other.setAttribute("aria-pressed", String(other === button));
      }
      fetch(form.action, { method: "POST", body: new FormData(form, button), redirect: "manual" });
    });
  }
}

/**
 * @param {string} name theme, density or sidebar
 * @param {string} value one of its choices
 */
function choose(name, value) {
  const page = document.documentElement;
  if (name === "theme") {
    if (value === "auto") delete page.dataset.bsTheme;
    else page.dataset.bsTheme = value;
    document.querySelector("meta[name=color-scheme]")?.setAttribute("content", value === "auto" ? "light dark" : value);
    document.dispatchEvent(new CustomEvent("takt:theme", { detail: value })); // charts redraw in the new colours
  } else {
    page.dataset[name] = value;
  }
}
