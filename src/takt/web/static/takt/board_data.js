// @ts-check
/** The schedule in force as the board holds it: columns of numbers, each machine's operations by their start. */

import { bisect, DAY } from "./board_time.js";

/** @typedef {{number: string[], order: number[], item: number[], name: number[], machine: number[], person: number[], start: number[], end: number[], minutes: number[], state: string[], sequence: number[], off: number[], after: number[][]}} Columns */
/** @typedef {{now: number, since: number, until: number, frozen_until: number, is_cut: boolean, work_centers: [string, string, string][], machines: [string, string, number, number][], calendars: number[][], orders: [string, string, string, number, number][], items: string[], names: [string, string][], people: string[], operations: Columns, reschedulings: {number: string, moves: number[]}[]}} Told */
/** @typedef {{machine: number, start: number, end: number}} Place */

/** The operations of one machine: by their start, with the latest end so far (for those that overlap). */
class Row {
  /** @param {number[]} members @param {Columns} told */
  constructor(members, told) {
    this.members = Int32Array.from(members).sort((a, b) => told.start[a] - told.start[b] || a - b);
    this.starts = Float64Array.from(this.members, (at) => told.start[at]);
    this.ends = new Float64Array(this.members.length);
    let latest = -Infinity;
    this.members.forEach((at, n) => (this.ends[n] = latest = Math.max(latest, told.end[at])));
  }

  /** The members that take time in [from, to), as a range of places. @param {number} from @param {number} to */
  within(from, to) {
    return [bisect(this.ends, from + 1e-6), bisect(this.starts, to)];
  }
}

export class Schedule {
  /** @param {Told} told */
  constructor(told) {
    this.told = told;
    this.all = told.operations;
    this.count = this.all.number.length;
    const byMachine = told.machines.map(() => /** @type {number[]} */ ([]));
    this.all.machine.forEach((machine, at) => byMachine[machine]?.push(at));
    this.rows = byMachine.map((members) => new Row(members, this.all));
    /** @type {number[][]} */
    this.followers = this.all.number.map(() => []);
    this.all.after.forEach((before, at) => before.forEach((each) => this.followers[each].push(at)));
    this.byOrder = told.orders.map(() => /** @type {number[]} */ ([]));
    this.all.order.forEach((order, at) => this.byOrder[order].push(at));
    this.places = new Map(this.all.number.map((number, at) => [number, at]));
  }

  /** @param {number} at @returns {Place} */
  place(at) {
    return { machine: this.all.machine[at], start: this.all.start[at], end: this.all.end[at] };
  }

  /** The end of the order's last operation is after its due day. @param {number} order */
  isLate(order) {
    return this.told.orders[order][4] > this.told.orders[order][3];
  }

  /** Why an operation stays where it is: "" when it can be moved. @param {number} at @returns {"" | "begun" | "frozen"} */
  fixed(at) {
    if (this.all.state[at] !== "waiting") return "begun";
    const start = this.all.start[at];
    return this.told.now <= start && start < this.told.frozen_until ? "frozen" : "";
  }

  /** The order whose number holds the words, the one that begins so first; -1 when there is none. @param {string} words */
  find(words) {
    const wanted = words.trim().toUpperCase();
    if (!wanted) return -1;
    const numbers = this.told.orders.map((order) => order[0].toUpperCase());
    const exact = numbers.findIndex((number) => number === wanted || number.endsWith(wanted));
    return exact >= 0 ? exact : numbers.findIndex((number) => number.includes(wanted));
  }

  /** The machines of the same work centre. @param {number} machine */
  siblings(machine) {
    const center = this.told.machines[machine][2];
    return this.told.machines.flatMap((each, at) => (each[2] === center ? [at] : []));
  }

  /** @param {number} machine */
  calendar(machine) {
    return this.told.calendars[this.told.machines[machine][3]];
  }

  /** The first open minute at or after `start`; -1 when the calendar is not known so far. @param {number} machine @param {number} start */
  opening(machine, start) {
    const spans = this.calendar(machine);
    const next = bisect(spans, start + 1e-6);
    return next % 2 ? start : (spans[next] ?? -1);
  }

  /** Where so many minutes of work end that begin at `start`, by the machine's shifts. @param {number} machine @param {number} start @param {number} minutes */
  ending(machine, start, minutes) {
    const spans = this.calendar(machine);
    let left = minutes;
    for (let n = bisect(spans, start + 1e-6) & ~1; n < spans.length; n += 2) {
      const from = Math.max(spans[n], start);
      if (left <= spans[n + 1] - from) return from + left;
      left -= spans[n + 1] - from;
    }
    return start + minutes;
  }

  /** Minutes open of a machine in [from, to). @param {number} machine @param {number} from @param {number} to */
  open(machine, from, to) {
    const spans = this.calendar(machine);
    let sum = 0;
    for (let n = bisect(spans, from + 1e-6) & ~1; n < spans.length && spans[n] < to; n += 2) sum += Math.max(0, Math.min(to, spans[n + 1]) - Math.max(from, spans[n]));
    return sum;
  }

  /** Minutes open and taken of some machines on each day from `first` (a midnight) on. @param {Set<number>} machines @param {number} first @param {(at: number) => Place} where */
  daily(machines, first, where) {
    const days = Math.ceil((this.told.until - first) / DAY);
    const open = new Float64Array(days);
    const taken = new Float64Array(days);
    /** @param {Float64Array} into @param {number} machine @param {number} from @param {number} to */
    const spread = (into, machine, from, to) => {
      for (let day = Math.max(0, Math.floor((from - first) / DAY)); day < days && first + day * DAY < to; day++) {
        into[day] += this.open(machine, Math.max(from, first + day * DAY), Math.min(to, first + (day + 1) * DAY));
      }
    };
    machines.forEach((machine) => spread(open, machine, first, this.told.until));
    for (let at = 0; at < this.count; at++) {
      const place = where(at);
      if (!this.all.off[at] && machines.has(place.machine)) spread(taken, place.machine, place.start, place.end);
    }
    return { first, open, taken };
  }
}
