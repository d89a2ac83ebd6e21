// @ts-check
/** What the board shows at the moment: rows, scale, what is pointed at, chosen, moved; and what stands at a point. */

import { clamp, Scale } from "./board_time.js";
import { palette, styles } from "./board_look.js";

/** @typedef {import("./board_data.js").Schedule} Schedule */
/** @typedef {import("./board_data.js").Place} Place */
/** @typedef {{machine: number, center: number, y: number, height: number}} Line a machine's row; machine -1: the heading of a work centre */

const HEADING = 22;
const ROW = 30;
const TALL_ROW = 52;
const NARROW = 640;
export const AXIS = 42;

export class View {
  /** @param {Schedule} schedule @param {import("./board_time.js").PlantClock} clock @param {Record<string, string>} words */
  constructor(schedule, clock, words) {
    this.schedule = schedule;
    this.clock = clock;
    this.words = words;
    const { since, until } = schedule.told;
    this.scale = new Scale(clock, since, until);
    this.size = { width: 0, height: 0, gutter: 148, foot: 76, row: 30 };
    this.scroll = 0;
    this.center = -1;
    /** @type {Line[]} */
    this.lines = [];
    this.hovered = -1;
    this.chosen = -1;
    this.order = -1; // found by its number
    /** @type {Map<number, Place>} */
    this.moves = new Map();
    /** @type {Map<number, string[]>} what speaks against a move, by operation */
    this.against = new Map();
    /** @type {{at: number, place: Place, why: string} | null} */
    this.dragged = null;
    this.compared = -1;
    /** @type {Record<string, string>} */
    this.states = {};
    this.addresses = { order: "", operation: "" };
    /** @type {import("./board_look.js").Mode} */
    this.mode = "order";
    /** @type {import("./board_look.js").Ink} */
    this.ink = {};
    /** @type {{fill: string, edge: string}[]} */
    this.palette = [];
    this.styles = styles(this.mode, schedule);
    /** @type {ReturnType<Schedule["daily"]> | null} */
    this.load = null;
    /** @type {Set<number>} */
    this.chain = new Set();
    this.drawn = 0; // operations drawn the last time
    this.chinese = document.documentElement.lang.startsWith("zh");
    this.lay();
  }

  /** What an operation is called. @param {number} at */
  named(at) {
    const [chinese, english] = this.schedule.told.names[this.schedule.all.name[at]];
    return this.chinese ? chinese : english || chinese;
  }

  /** What a work centre is called. @param {number} center */
  centerName(center) {
    const [, chinese, english] = this.schedule.told.work_centers[center];
    return this.chinese ? chinese : english || chinese;
  }

  /** @param {import("./board_look.js").Mode} mode @param {import("./board_look.js").Ink} ink */
  colour(mode, ink) {
    this.mode = mode;
    this.ink = ink;
    this.palette = palette(mode, ink);
    this.styles = styles(mode, this.schedule);
  }

  /** Put the rows one under the other: all machines, or those of one work centre. */
  lay() {
    this.lines = [];
    let y = 0;
    let last = -1;
    this.schedule.told.machines.forEach(([, , center], machine) => {
      if (this.center >= 0 && center !== this.center) return;
      if (center !== last) {
        this.lines.push({ machine: -1, center, y, height: HEADING });
        y += HEADING;
        last = center;
      }
      this.lines.push({ machine, center, y, height: this.size.row });
      y += this.size.row;
    });
    this.load = null;
    this.scrollTo(this.scroll);
  }

  /** @param {number} width @param {number} height */
  resize(width, height) {
    const narrow = width < NARROW;
    this.size = { ...this.size, width, height, gutter: narrow ? 76 : 148, foot: narrow ? 56 : 76 };
    this.scale.width = Math.max(50, width - this.size.gutter);
    this.scale.go(this.scale.left);
    const rows = this.lines.filter((line) => line.machine >= 0).length;
    const row = clamp(Math.floor((this.room - (this.lines.length - rows) * HEADING) / Math.max(1, rows)), ROW, TALL_ROW);
    if (row !== this.size.row) {
      this.size.row = row;
      this.lay();
    }
    this.scrollTo(this.scroll);
  }

  /** The height of all rows. */
  get tall() {
    const last = this.lines.at(-1);
    return last ? last.y + last.height : 0;
  }

  /** The height in which rows are seen. */
  get room() {
    return this.size.height - AXIS - this.size.foot;
  }

  /** @param {number} y */
  scrollTo(y) {
    this.scroll = clamp(y, 0, Math.max(0, this.tall - this.room));
  }

  /** The lines that are seen. */
  shown() {
    return this.lines.filter((line) => line.y + line.height > this.scroll && line.y < this.scroll + this.room);
  }

  /** @param {number} y on the canvas */
  lineAt(y) {
    const inside = y - AXIS + this.scroll;
    return this.lines.find((line) => inside >= line.y && inside < line.y + line.height) ?? null;
  }

  /** Where an operation stands, moved or not. @param {number} at @returns {Place} */
  where(at) {
    return this.dragged?.at === at ? this.dragged.place : (this.moves.get(at) ?? this.schedule.place(at));
  }

  /** The bar of a place on the canvas; null when its row is not shown. @param {Place} place */
  bar(place) {
    const line = this.lines.find((each) => each.machine === place.machine);
    if (!line) return null;
    const x = this.size.gutter + this.scale.x(place.start);
    return { x, y: AXIS + line.y - this.scroll + 3, width: Math.max(1.5, (place.end - place.start) / this.scale.perPx - 1), height: line.height - 6 };
  }

  /** The operation at a point; a narrow one is found a few pixels beside. @param {number} x @param {number} y @param {number} [reach] */
  at(x, y, reach = 3) {
    const line = this.lineAt(y);
    if (!line || line.machine < 0 || x < this.size.gutter || y < AXIS || y > AXIS + this.room) return -1;
    const minute = this.scale.minute(x - this.size.gutter);
    const near = reach * this.scale.perPx;
    for (const [at, place] of this.moves) if (place.machine === line.machine && place.start - near <= minute && minute < place.end + near) return at;
    const row = this.schedule.rows[line.machine];
    const [from, to] = row.within(minute - near, minute + near);
    let best = -1;
    let least = Infinity;
    for (let n = from; n < to; n++) {
      const at = row.members[n];
      const far = Math.max(this.schedule.all.start[at] - minute, minute - this.schedule.all.end[at], 0);
      if (!this.moves.has(at) && far <= near && far < least) [best, least] = [at, far];
    }
    return best;
  }

  /** Mark what an operation builds on and what builds on it. */
  mark() {
    const at = this.dragged?.at ?? (this.hovered >= 0 ? this.hovered : this.chosen);
    this.chain = new Set();
    if (at < 0) return;
    this.chain.add(at);
    const { all, followers } = this.schedule;
    for (const next of [all.after, followers]) {
      const open = [at];
      for (let each = open.pop(); each !== undefined; each = open.pop()) {
        for (const other of next[each]) {
          if (this.chain.has(other)) continue;
          this.chain.add(other);
          open.push(other);
        }
      }
    }
  }

  /** Whether an operation stands out: nothing else does, or it belongs to what is marked. @param {number} at */
  standsOut(at) {
    if (this.chain.size) return this.chain.has(at);
    return this.order < 0 || this.schedule.all.order[at] === this.order;
  }

  /** Bring an operation into sight. @param {number} at */
  reveal(at) {
    const place = this.where(at);
    const line = this.lines.find((each) => each.machine === place.machine);
    if (line && (line.y < this.scroll || line.y + line.height > this.scroll + this.room)) this.scrollTo(line.y - this.room / 2);
    const x = this.scale.x(place.start);
    if (x < 0 || this.scale.x(place.end) > this.scale.width) this.scale.go(place.start - this.scale.span / 4);
  }

  /** Load of the machines shown, by day; counted once until something moves. */
  daily() {
    const machines = new Set(this.lines.filter((line) => line.machine >= 0).map((line) => line.machine));
    this.load ??= this.schedule.daily(machines, this.clock.floor(this.scale.first, 1440), (at) => this.where(at));
    return this.load;
  }
}
