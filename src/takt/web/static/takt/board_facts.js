// @ts-check
/** An operation in words: beside the pointer, in the panel, and for who listens. */

import { AXIS } from "./board_view.js";

/** @typedef {import("./board_view.js").View} View */

/** The words of the page with what they tell filled in. @param {string} sentence @param {Record<string, string | number>} facts */
export const filled = (sentence, facts) => sentence.replace(/%\((\w+)\)s/g, (_, name) => String(facts[name] ?? ""));

/** @param {string} name @param {string} [words] @param {string} [look] */
export function element(name, words = "", look = "") {
  const made = document.createElement(name);
  if (words) made.textContent = words;
  if (look) made.className = look;
  return made;
}

/** @param {string} words @param {string} address */
export function link(words, address) {
  const made = /** @type {HTMLAnchorElement} */ (element("a", words));
  made.href = address;
  return made;
}

/** The times of an operation: one day is named once. @param {View} view @param {import("./board_data.js").Place} place */
export function times(view, place) {
  const { clock } = view;
  const isOneDay = clock.say("day", place.start) === clock.say("day", place.end);
  return `${clock.say("full", place.start)} – ${isOneDay ? clock.say("time", place.end) : clock.say("full", place.end)}`;
}

/** What is known of an operation, as pairs of a heading and words. @param {View} view @param {number} at @returns {[string, string][]} */
export function facts(view, at) {
  const { schedule, words } = view;
  const { all, told } = schedule;
  const place = view.where(at);
  const [, customer, customerEn, due, end] = told.orders[all.order[at]];
  const fixed = schedule.fixed(at);
  const state = view.states[all.state[at]] ?? all.state[at];
  return [
    [words.customer, view.chinese ? customer : customerEn || customer],
    [words.part, told.items[all.item[at]]],
    [words.machine, `${told.machines[place.machine][0]} ${told.machines[place.machine][1]}`],
    [words.time, times(view, place)],
    [words.person, told.people[all.person[at]] || "–"],
    [words.state, fixed === "frozen" ? `${state} · ${words.frozen}` : state],
    [words.order_ends, view.clock.say("full", end)],
    [words.order_due, `${view.clock.say("day", due - 1)} · ${schedule.isLate(all.order[at]) ? words.late : words.in_time}`],
  ];
}

/** One sentence for who listens. @param {View} view @param {number} at */
export function sentence(view, at) {
  const { all, told } = view.schedule;
  const row = view.schedule.rows[view.where(at).machine].members;
  return [
    `${told.orders[all.order[at]][0]} ${view.named(at)}`,
    ...facts(view, at).slice(1).map(([heading, words]) => `${heading} ${words}`),
    filled(view.words.position, { place: row.indexOf(at) + 1, count: row.length }),
    ...(view.against.get(at) ?? []),
  ].filter(Boolean).join(view.chinese ? "，" : ", ");
}

/** The panel of the chosen operation. @param {HTMLElement} panel @param {View} view @param {number} at */
export function showFacts(panel, view, at) {
  panel.hidden = at < 0;
  if (at < 0) return;
  const { all, told } = view.schedule;
  const order = told.orders[all.order[at]][0];
  const list = element("dl");
  for (const [heading, words] of facts(view, at)) list.append(element("dt", heading), element("dd", words));
  const title = element("h2", "", "card-title");
  title.append(link(order, view.addresses.order.replace("0000", encodeURIComponent(order))), ` ${view.named(at)}`);
  const more = element("p", "", "note");
  more.append(link(all.number[at], view.addresses.operation.replace("0000", encodeURIComponent(all.number[at]))));
  const why = view.schedule.fixed(at);
  const body = panel.querySelector("[data-board-facts-body]");
  body?.replaceChildren(title, list, more, ...(why ? [element("p", view.words[`stays_${why}`], "note")] : []));
}

/** Beside the pointer: the order, the step, the times, and what speaks against a move. @param {HTMLElement} tip @param {View} view @param {number} at @param {number} x @param {number} y */
export function showTip(tip, view, at, x, y) {
  tip.hidden = at < 0;
  if (at < 0) return;
  const { all, told } = view.schedule;
  const dragged = view.dragged?.at === at ? view.dragged : null;
  const place = view.where(at);
  const lines = [
    element("strong", `${told.orders[all.order[at]][0]} · ${view.named(at)}`),
    element("span", times(view, place)),
    element("span", `${told.machines[place.machine][0]} · ${told.items[all.item[at]]} · ${told.people[all.person[at]] || "–"}`),
  ];
  if (!dragged) lines.push(element("span", `${view.states[all.state[at]] ?? ""} · ${view.schedule.isLate(all.order[at]) ? view.words.late : view.words.in_time}`));
  else if (dragged.why) lines.push(element("em", `⚠ ${view.words[dragged.why]}`));
  else lines.push(element("span", `✓ ${view.words.fits}`));
  tip.replaceChildren(...lines);
  const { width, height } = view.size;
  tip.style.left = `${x + tip.offsetWidth + 20 > width ? Math.max(4, x - tip.offsetWidth - 12) : x + 14}px`;
  tip.style.top = `${Math.max(AXIS, Math.min(y + 16, height - tip.offsetHeight - 4))}px`;
}
