// @ts-check
/** Moves that nobody has proposed yet: what speaks against them at once, what follows from them, what the house says to them. */

import { minuteOf } from "./board_time.js";

/** @typedef {import("./board_view.js").View} View */
/** @typedef {import("./board_data.js").Place} Place */
/** @typedef {{sentence: string, facts: Record<string, string>}} Refusal */
/** @typedef {{order: string, before: string, after: string, due: string, becomes_late: boolean}} OrderShift */
/** @typedef {{refusals: Refusal[], moves: {operation: string, machine: string, start: string, end: string}[], orders: OrderShift[]}} Answer */

export const SNAP = 5;
const TRIES = 2000;

export class Moves {
  /** @param {View} view @param {string} address where a rehearsal is asked for @param {string} token @param {(answer: Answer | null, failed: boolean) => void} told */
  constructor(view, address, token, told) {
    this.view = view;
    this.address = address;
    this.token = token;
    this.told = told;
    this.asked = 0;
    this.takesAlong = false;
    /** @type {number | undefined} */
    this.waiting = undefined;
  }

  /** Where an operation comes to stand that is put at `start`: on the grid, in a shift. @param {number} at @param {number} machine @param {number} start @returns {Place} */
  put(at, machine, start) {
    const { schedule } = this.view;
    const snapped = Math.round(start / SNAP) * SNAP;
    const opens = schedule.opening(machine, snapped);
    const begins = opens < 0 ? snapped : opens;
    return { machine, start: begins, end: schedule.ending(machine, begins, schedule.all.minutes[at]) };
  }

  /** The word for what speaks against a place, as far as it is seen here; "" for nothing. @param {number} at @param {Place} place */
  obstacle(at, place) {
    const { schedule } = this.view;
    if (place.start < schedule.told.frozen_until) return "why_frozen";
    if (schedule.all.after[at].some((each) => this.view.where(each).end > place.start)) return "why_before";
    if (!this.takesAlong && schedule.followers[at].some((each) => this.view.where(each).start < place.end)) return "why_after";
    return this.holder(at, place) >= 0 ? "why_taken" : "";
  }

  /** Who has the machine at that time; -1: nobody. @param {number} at @param {Place} place */
  holder(at, place) {
    const { schedule } = this.view;
    const overlaps = (/** @type {Place} */ other) => other.machine === place.machine && other.start < place.end && place.start < other.end;
    for (const [other, where] of this.view.moves) if (other !== at && overlaps(where)) return other;
    const row = schedule.rows[place.machine];
    const [from, to] = row.within(place.start, place.end);
    for (let n = from; n < to; n++) {
      const other = row.members[n];
      if (other !== at && !this.view.moves.has(other) && !schedule.all.off[other] && overlaps(schedule.place(other))) return other;
    }
    return -1;
  }

  /** Move an operation, and what follows it where that is wished. @param {number} at @param {Place} place @param {number} [wait] milliseconds before the house is asked */
  drop(at, place, wait = 0) {
    this.keep(at, place);
    if (this.takesAlong) this.push(at);
    this.changed(wait);
  }

  /** @param {number} at @param {Place} place */
  keep(at, place) {
    const before = this.view.schedule.place(at);
    if (before.machine === place.machine && before.start === place.start) this.view.moves.delete(at);
    else this.view.moves.set(at, place);
  }

  /** Whatever builds on it and would start too soon goes to the next room on its own machine. @param {number} first */
  push(first) {
    const { schedule } = this.view;
    const open = [first];
    for (let at = open.shift(); at !== undefined; at = open.shift()) {
      for (const next of schedule.followers[at]) {
        const earliest = Math.max(...schedule.all.after[next].map((each) => this.view.where(each).end));
        const now = this.view.where(next);
        if (now.start >= earliest || schedule.fixed(next)) continue;
        this.keep(next, this.room(next, now.machine, earliest));
        open.push(next);
      }
    }
  }

  /** The first room on a machine. @param {number} at @param {number} machine @param {number} from */
  room(at, machine, from) {
    let place = this.put(at, machine, Math.ceil(from / SNAP) * SNAP);
    for (let tries = 0; tries < TRIES; tries++) {
      const other = this.holder(at, place);
      if (other < 0) return place;
      place = this.put(at, machine, Math.ceil(this.view.where(other).end / SNAP) * SNAP);
    }
    return place;
  }

  /** @param {number} at */
  undo(at) {
    this.view.moves.delete(at);
    this.changed();
  }

  clear() {
    this.view.moves.clear();
    this.changed();
  }

  /** @param {number} [wait] */
  changed(wait = 0) {
    this.view.load = null;
    this.view.against.clear();
    this.asked += 1;
    clearTimeout(this.waiting);
    this.told(null, false);
    if (this.view.moves.size) this.waiting = setTimeout(() => void this.ask(), wait);
  }

  /** What would be sent: each operation, where it starts, on which machine. */
  wishes() {
    const { schedule } = this.view;
    return [...this.view.moves].map(([at, place]) => ({
      operation: schedule.all.number[at],
      start: new Date(Date.UTC(2020, 0, 1) + place.start * 60_000).toISOString(),
      machine: schedule.told.machines[place.machine][0],
    }));
  }

  /** Ask the house; an answer to what is not wished any more is not heard. */
  async ask() {
    const asked = this.asked;
    /** @type {Answer | null} */
    let answer = null;
    try {
      const response = await fetch(this.address, {
        method: "POST",
        headers: { "Content-Type": "application/json", "X-CSRFToken": this.token, "Accept-Language": document.documentElement.lang },
        body: JSON.stringify({ moves: this.wishes() }),
      });
      const body = await response.json();
      answer = { refusals: body.refusals ?? [], moves: body.moves ?? [], orders: body.orders ?? [] };
    } catch (error) {
      console.error("board preview", error);
    }
    if (asked !== this.asked) return;
    if (answer) this.mark(answer);
    this.told(answer, answer === null);
  }

  /** Ends as the house counts them; what speaks against which move. @param {Answer} answer */
  mark(answer) {
    const { schedule, moves, against } = this.view;
    for (const move of answer.moves) {
      const at = schedule.places.get(move.operation) ?? -1;
      const place = moves.get(at);
      if (place) moves.set(at, { ...place, end: minuteOf(move.end) });
    }
    for (const { facts, sentence } of answer.refusals) {
      for (const number of new Set([facts.operation, facts.predecessor])) {
        const at = schedule.places.get(number) ?? -1;
        if (moves.has(at)) against.set(at, [...(against.get(at) ?? []), sentence]);
      }
    }
    this.view.load = null;
  }
}
