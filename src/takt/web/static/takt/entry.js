// Typing an order while the caller speaks: Enter goes on, the server prices and says what to read back, a draft is kept.
// The server counts the truth; here nothing is computed. Without scripts the same form is sent and shown again.
import { addRow } from "./rows.js";

const LOOK_AFTER_MS = 250;
const KEEP_AFTER_MS = 2000;
const STOPS = "input:not([type=hidden]):not([disabled]), select:not([disabled]), textarea, button[data-entry-send]";

/** The desk: one form. */
class Entry {
  /** @param {HTMLElement} place */
  constructor(place) {
    this.place = place;
    this.form = /** @type {HTMLFormElement} */ (place.closest("form"));
    this.asked = 0;
    this.keeps = Boolean(place.dataset.draftAt);
    this.form.classList.add("has-script");
    place.querySelector(".entry-default")?.remove();
    this.form.addEventListener("keydown", (event) => this.key(event));
    this.form.addEventListener("input", () => this.typed());
    this.form.addEventListener("change", () => this.typed());
    this.form.addEventListener("takt:removed", () => this.typed());
    this.form.addEventListener("submit", () => this.stop());
    const first = /** @type {HTMLInputElement | null} */ (place.querySelector("input:not([type=hidden])"));
    if (first && !first.value && !place.querySelector("[aria-invalid=true]")) first.focus();
    if (first?.value) this.look();
  }

  /** @returns {HTMLTableElement | null} */
  get table() { return this.place.querySelector("table[data-rows=lines]"); }

  /** @param {KeyboardEvent} event */
  key(event) {
    const at = event.target;
    if (!(at instanceof HTMLElement) || event.isComposing) return;
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) { event.preventDefault(); this.form.requestSubmit(this.send); return; }
    if (event.key === "Delete" && event.ctrlKey && at.closest("[data-line]")) { event.preventDefault(); this.remove(at); return; }
    const goesOn = event.key === "Enter" && (at instanceof HTMLInputElement || at instanceof HTMLSelectElement);
    if (goesOn) { event.preventDefault(); this.goOn(at); return; }
    if (event.key === "Tab" && !event.shiftKey && this.isLastCell(at) && this.isFilled(at)) { event.preventDefault(); this.newLine(); }
  }

  get send() { return /** @type {HTMLButtonElement} */ (this.form.querySelector("[data-entry-send]")); }

  /** @param {HTMLElement} at */
  goOn(at) {
    if (this.isLastCell(at) && this.isFilled(at)) { this.newLine(); return; }
    if (at.matches("[data-pick]") && at.closest("[data-line]") && !(/** @type {HTMLInputElement} */ (at).value.trim())) { this.leaveLines(); return; }
    this.after(at)?.focus();
  }

  /** @param {Element} at */
  after(at) {
    const stops = [...this.form.querySelectorAll(STOPS)].filter((each) => each instanceof HTMLElement && each.offsetParent !== null && each.tabIndex >= 0);
    return /** @type {HTMLElement | undefined} */ (stops[stops.indexOf(at) + 1]);
  }

  /** An item left empty with Enter means: no more lines. */
  leaveLines() {
    const readBack = this.place.querySelector(".entry-panel input");
    /** @type {HTMLElement} */ (readBack ?? this.place.querySelector("[name=reason]") ?? this.send).focus();
  }

  /** @param {Element} at */
  isLastCell(at) {
    const row = at.closest("[data-line]");
    if (!row || row.nextElementSibling) return false;
    const cells = [...row.querySelectorAll("input:not([type=hidden])")];
    return cells.at(-1) === at;
  }

  /** @param {Element} at */
  isFilled(at) {
    const item = at.closest("[data-line]")?.querySelector("[data-pick]");
    return item instanceof HTMLInputElement && item.value.trim() !== "";
  }

  newLine() {
    const template = this.form.querySelector("template[data-rows-template=lines]");
    if (!this.table || !(template instanceof HTMLTemplateElement)) return;
    addRow(this.table, template)?.querySelector("input")?.focus();
  }

  /** @param {Element} at */
  remove(at) {
    const row = at.closest("[data-line]");
    const beside = row?.previousElementSibling ?? row?.nextElementSibling;
    row?.remove();
    if (beside) /** @type {HTMLElement | null} */ (beside.querySelector("input"))?.focus(); else this.newLine();
    this.typed();
  }

  typed() {
    clearTimeout(this.looking);
    this.looking = setTimeout(() => this.look(), LOOK_AFTER_MS);
    clearTimeout(this.keeping);
    if (this.keeps) this.keeping = setTimeout(() => this.keep(), KEEP_AFTER_MS);
  }

  stop() {
    clearTimeout(this.looking);
    clearTimeout(this.keeping);
    this.saving?.abort();
  }

  async look() {
    const number = ++this.asked;
    const answer = await fetch(this.place.dataset.look ?? "", { method: "POST", body: new FormData(this.form) });
    if (!answer.ok || number !== this.asked) return;
    this.show(await answer.json());
  }

  /** @param {{contacts: any[], addresses: any[], lines: Record<string, any>, wrong: Record<string, string>, meant: Record<string, string>, panel: string}} told */
  show(told) {
    const panel = this.place.querySelector("[data-entry-panel]");
    if (panel) panel.innerHTML = told.panel;
    this.offer("contact", told.contacts);
    this.offer("ship_to", told.addresses);
    this.place.querySelectorAll("[data-line]").forEach((row) => this.showLine(row, told.lines));
    for (const [name, number] of Object.entries(told.meant)) this.mean(name, number);
    this.hint(told.wrong);
  }

  /** @param {string} name @param {{value: string, label: string}[]} choices */
  offer(name, choices) {
    const select = this.form.elements.namedItem(name);
    if (!(select instanceof HTMLSelectElement) || !choices) return;
    const now = [...select.options].slice(1).map((each) => each.value).join();
    if (now === choices.map((each) => each.value).join()) return;
    const kept = select.value;
    select.replaceChildren(select.options[0], ...choices.map((each) => new Option(each.label, each.value)));
    const only = choices.length === 1 ? choices[0].value : "";
    select.value = choices.some((each) => each.value === kept) ? kept : only;
    if (select.value !== kept) this.typed();
  }

  /** @param {Element} row @param {Record<string, any>} lines */
  showLine(row, lines) {
    const number = row.querySelector("[name]")?.getAttribute("name")?.split(".")[1] ?? "";
    const line = lines[number] ?? { name: "", unit: "", list_price: "", amount: "" };
    /** @type {[string, string][]} */
    const shown = [["[data-line-name]", line.name], ["[data-line-unit]", line.unit], ["[data-line-amount]", line.amount]];
    for (const [where, words] of shown) {
      const place = row.querySelector(where);
      if (place && place.textContent !== words) place.textContent = words;
    }
    const price = row.querySelector("[name$='.price']");
    if (price instanceof HTMLInputElement) price.placeholder = line.list_price;
  }

  /** Letters that can mean one row only become its number, unless somebody is still typing there. @param {string} name @param {string} number */
  mean(name, number) {
    const input = this.form.elements.namedItem(name);
    if (!(input instanceof HTMLInputElement) || input === document.activeElement || input.value === number) return;
    input.value = number;
    this.typed();
  }

  /** What would be refused, said while it is typed; not where somebody is typing still. @param {Record<string, string>} wrong */
  hint(wrong) {
    this.place.querySelectorAll(".hint-wrong").forEach((each) => each.remove());
    for (const [name, sentence] of Object.entries(wrong)) {
      const input = this.form.elements.namedItem(name);
      if (!(input instanceof HTMLElement) || input === document.activeElement) continue;
      if (input.parentElement?.querySelector(".field-error")) continue;
      const said = document.createElement("p");
      said.className = "hint-wrong";
      said.setAttribute("role", "status");
      said.textContent = sentence;
      (input.closest("td, .field") ?? input.parentElement)?.append(said);
    }
  }

  async keep() {
    const status = this.form.querySelector("[data-draft-status]");
    this.saving = new AbortController();
    try {
      const answer = await fetch(this.place.dataset.draftAt ?? "", { method: "POST", body: new FormData(this.form), signal: this.saving.signal });
      if (status && answer.ok) status.textContent = `${this.place.dataset.savedWords} ${new Date().toTimeString().slice(0, 5)}`;
    } catch (error) {
      if (status) status.textContent = "";
      if (!(error instanceof DOMException || error instanceof TypeError)) throw error; // aborted by sending, or no network: tried again at the next key
    }
  }
}

for (const place of document.querySelectorAll("[data-entry]")) new Entry(/** @type {HTMLElement} */ (place));

document.querySelector("[data-draft-drop]")?.addEventListener("click", async (event) => {
  const place = /** @type {HTMLElement} */ (document.querySelector("[data-entry]"));
  const body = new FormData(/** @type {HTMLFormElement} */ (place.closest("form")));
  body.set("drop", "1");
  const answer = await fetch(place.dataset.draftAt ?? "", { method: "POST", body });
  if (answer.ok && event.target instanceof Element) event.target.closest("[data-draft]")?.remove();
});
