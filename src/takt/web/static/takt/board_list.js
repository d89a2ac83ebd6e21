// @ts-check
/** “What would move”: the moves with what speaks against them, each order before and after, and the way to propose them. */

import { element, filled, times } from "./board_facts.js";
import { minuteOf } from "./board_time.js";

/** @typedef {import("./board_view.js").View} View */
/** @typedef {import("./board_moves.js").Answer} Answer */

export class MoveList {
  /** @param {HTMLElement} panel @param {View} view @param {import("./board_moves.js").Moves} moves @param {(at: number) => void} choose */
  constructor(panel, view, moves, choose) {
    this.panel = panel;
    this.view = view;
    this.moves = moves;
    this.choose = choose;
    this.form = /** @type {HTMLFormElement} */ (this.part("form"));
    this.form.addEventListener("submit", () => this.send());
    this.part("clear").addEventListener("click", () => moves.clear());
  }

  /** @param {string} name */
  part(name) {
    return /** @type {HTMLElement} */ (this.panel.querySelector(`[data-board-${name}]`));
  }

  /** @param {Answer | null} answer null: not known yet @param {boolean} failed */
  show(answer, failed) {
    const { view } = this;
    this.panel.hidden = !view.moves.size;
    this.part("count").textContent = String(view.moves.size);
    this.part("list").replaceChildren(...[...view.moves].map(([at, place]) => this.row(at, place)));
    this.part("orders").replaceChildren(...(answer?.orders ?? []).map((each) => this.order(each)));
    const others = (answer?.refusals ?? []).filter(({ sentence }) => ![...view.against.values()].some((all) => all.includes(sentence)));
    this.part("refusals").replaceChildren(...others.map(({ sentence }) => element("p", `⚠ ${sentence}`, "warning-line is-bad")));
    const speaks = answer?.refusals.length ?? 0;
    this.part("verdict").textContent = failed ? view.words.away : !answer ? view.words.asking : speaks ? filled(view.words.speaks, { count: speaks }) : view.words.nothing_speaks;
    const button = /** @type {HTMLButtonElement} */ (this.part("propose"));
    button.disabled = !answer || speaks > 0;
  }

  /** @param {number} at @param {import("./board_data.js").Place} place */
  row(at, place) {
    const { view } = this;
    const { all, told } = view.schedule;
    const row = element("li");
    const before = view.schedule.place(at);
    const name = element("button", `${told.orders[all.order[at]][0]} · ${view.named(at)}`, "board-move-name");
    name.addEventListener("click", () => this.choose(at));
    const undo = element("button", view.words.undo, "btn btn-sm");
    undo.setAttribute("aria-label", `${view.words.undo}: ${all.number[at]}`);
    undo.addEventListener("click", () => this.moves.undo(at));
    for (const button of [name, undo]) button.setAttribute("type", "button");
    const from = element("del", times(view, before));
    const to = element("ins", times(view, place));
    const machines = place.machine === before.machine ? told.machines[place.machine][0] : `${told.machines[before.machine][0]} → ${told.machines[place.machine][0]}`;
    row.append(name, undo, element("span", machines, "note"), from, to);
    for (const why of view.against.get(at) ?? []) row.append(element("p", `⚠ ${why}`, "warning-line is-bad"));
    return row;
  }

  /** @param {import("./board_moves.js").OrderShift} shift */
  order(shift) {
    const { clock, words } = this.view;
    const [before, after, due] = [shift.before, shift.after, shift.due].map(minuteOf);
    const row = element("tr");
    const heading = element("th", shift.order);
    heading.setAttribute("scope", "row");
    const verdict = shift.becomes_late ? ["! ", words.becomes_late, "is-bad"] : after > due ? ["! ", words.stays_late, "is-warn"] : before > due ? ["✓ ", words.comes_in_time, "is-good"] : ["✓ ", words.in_time, "is-good"];
    heading.append(element("br"), element("span", verdict[0] + verdict[1], `tag ${verdict[2]}`));
    row.append(heading, element("td", clock.say("full", before)), element("td", clock.say("full", after)));
    return row;
  }

  /** The moves as the fields of the act's own form. */
  send() {
    const fields = this.moves.wishes().flatMap((wish, n) => Object.entries(wish).map(([name, value]) => {
      const field = document.createElement("input");
      Object.assign(field, { type: "hidden", name: `moves.${n}.${name}`, value });
      return field;
    }));
    this.part("fields").replaceChildren(...fields);
  }
}
