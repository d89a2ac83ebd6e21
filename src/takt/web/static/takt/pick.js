// A field that finds a row by what is typed: number, name, pinyin, initials (the ARIA combobox pattern).
// Without scripts the field takes the number itself.

let lists = 0;

/** One field with its list of offers. */
class Picker {
  /** @param {HTMLInputElement} input */
  constructor(input) {
    this.input = input;
    this.list = document.createElement("ul");
    this.list.className = "picks";
    this.list.id = `picks-${++lists}`;
    this.list.setAttribute("role", "listbox");
    this.list.setAttribute("aria-label", input.labels?.[0]?.textContent?.trim() ?? "");
    this.list.hidden = true;
    input.after(this.list);
    input.setAttribute("aria-controls", this.list.id);
    this.active = -1;
    this.asked = 0;
    input.addEventListener("input", () => this.ask());
    input.addEventListener("keydown", (event) => this.key(event));
    input.addEventListener("blur", () => setTimeout(() => this.close(), 150));
    this.list.addEventListener("pointerdown", (event) => {
      const option = event.target instanceof Element && event.target.closest("li");
      if (option) { event.preventDefault(); this.choose(option); }
    });
  }

  ask() {
    const number = ++this.asked;
    clearTimeout(this.timer);
    this.timer = setTimeout(async () => {
      const answer = await fetch(`${this.input.dataset.pick}?q=${encodeURIComponent(this.input.value)}`);
      if (!answer.ok || number !== this.asked) return;
      this.show((await answer.json()).choices);
    }, 120);
  }

  /** @param {{value: string, label: string}[]} choices */
  show(choices) {
    this.list.replaceChildren(...choices.map((choice, index) => {
      const item = document.createElement("li");
      item.id = `${this.list.id}-${index}`;
      item.setAttribute("role", "option");
      item.dataset.value = choice.value;
      item.textContent = choice.label;
      return item;
    }));
    this.list.hidden = choices.length === 0 || document.activeElement !== this.input;
    this.input.setAttribute("aria-expanded", String(!this.list.hidden));
    this.move(choices.length ? 0 : -1);
  }

  /** @param {KeyboardEvent} event */
  key(event) {
    if (event.key === "ArrowDown" && this.list.hidden) { this.ask(); return; }
    if (this.list.hidden) return;
    const count = this.list.children.length;
    if (event.key === "ArrowDown") this.move((this.active + 1) % count);
    else if (event.key === "ArrowUp") this.move((this.active + count - 1) % count);
    else if (event.key === "Enter" || event.key === "Tab") {
      const option = this.list.children[this.active];
      if (option) this.choose(option);
      if (event.key === "Tab") return;
    } else if (event.key === "Escape") this.close();
    else return;
    event.preventDefault();
  }

  /** @param {number} index */
  move(index) {
    this.active = index;
    [...this.list.children].forEach((each, n) => each.setAttribute("aria-selected", String(n === index)));
    const option = this.list.children[index];
    if (option) { this.input.setAttribute("aria-activedescendant", option.id); option.scrollIntoView({ block: "nearest" }); }
    else this.input.removeAttribute("aria-activedescendant");
  }

  /** @param {Element} option */
  choose(option) {
    this.input.value = /** @type {HTMLElement} */ (option).dataset.value ?? "";
    this.input.title = option.textContent ?? "";
    this.asked += 1;
    this.close();
    this.input.dispatchEvent(new CustomEvent("takt:picked", { bubbles: true, detail: { label: option.textContent } }));
    this.input.dispatchEvent(new Event("change", { bubbles: true }));
  }

  close() {
    this.list.hidden = true;
    this.input.setAttribute("aria-expanded", "false");
    this.input.removeAttribute("aria-activedescendant");
  }
}

/** @param {ParentNode} place */
export function enhancePicks(place) {
  place.querySelectorAll("input[data-pick]:not([aria-controls])").forEach((input) => new Picker(/** @type {HTMLInputElement} */ (input)));
}
