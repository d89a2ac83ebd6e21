// The station's number pad: types into the quantity that was touched last. Scanners type into the scan field and send Enter.

/** One report form: its quantity fields and its keys. */
class Pad {
  /** @param {HTMLFormElement} form */
  constructor(form) {
    /** @type {HTMLInputElement[]} */
    this.fields = [...form.querySelectorAll("[data-pad-field]")];
    this.choose(this.fields[0]);
    for (const field of this.fields) field.addEventListener("focus", () => this.choose(field));
    form.addEventListener("click", (event) => {
      const key = event.target instanceof Element && event.target.closest("[data-pad-key], [data-fill]");
      if (key instanceof HTMLElement) this.press(key);
    });
  }

  /** @param {HTMLInputElement} field */
  choose(field) {
    this.active = field;
    for (const each of this.fields) each.classList.toggle("is-active", each === field);
  }

  /** @param {HTMLElement} key */
  press(key) {
    if (key.dataset.fill !== undefined) this.choose(this.fields[0]);
    const { padKey, fill } = key.dataset;
    const held = this.active.value;
    if (fill !== undefined) this.active.value = fill;
    else if (padKey === "back") this.active.value = held.slice(0, -1);
    else if (padKey !== "." || !held.includes(".")) this.active.value = held + padKey;
    this.active.dispatchEvent(new Event("input", { bubbles: true }));
  }
}

for (const form of document.querySelectorAll("form[data-pad]")) new Pad(form);
// One fold at a time, so that what is asked stays in sight.
for (const fold of document.querySelectorAll(".station-fold")) {
  fold.addEventListener("toggle", () => { if (fold.open) fold.scrollIntoView({ block: "nearest" }); });
}
