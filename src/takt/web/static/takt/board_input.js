// @ts-check
/** Mouse, pen, fingers and keys on the board. */

import { AXIS } from "./board_view.js";
import { DAY } from "./board_time.js";

/** @typedef {import("./board_view.js").View} View */
/** @typedef {{view: View, moves: import("./board_moves.js").Moves, canMove: boolean, redraw: () => void, hover: (at: number, x: number, y: number) => void, choose: (at: number, said?: boolean) => void, drop: (at: number, place: import("./board_data.js").Place, wait?: number) => void, open: (at: number) => void}} Desk */
/** @typedef {{x: number, y: number}} Point */

const STIR = 4;
const TOUCH_REACH = 12;
const KEY_WAIT_MS = 450;
const ZOOM = 1.5;

export class Input {
  /** @param {HTMLCanvasElement} canvas @param {Desk} desk */
  constructor(canvas, desk) {
    this.canvas = canvas;
    this.desk = desk;
    this.view = desk.view;
    /** @type {Map<number, Point>} */
    this.fingers = new Map();
    /** @type {{x: number, y: number, left: number, scroll: number, at: number, grabbed: number, kind: "" | "pan" | "move"} | null} */
    this.grip = null;
    this.pinched = 0;
    canvas.addEventListener("pointerdown", (event) => this.down(event));
    canvas.addEventListener("pointermove", (event) => this.moved(event));
    canvas.addEventListener("pointerup", (event) => this.up(event));
    canvas.addEventListener("pointercancel", (event) => this.cancel(event));
    canvas.addEventListener("pointerleave", () => this.desk.hover(-1, 0, 0));
    canvas.addEventListener("dblclick", () => this.view.chosen >= 0 && this.desk.open(this.view.chosen));
    canvas.addEventListener("wheel", (event) => this.wheel(event), { passive: false });
    canvas.addEventListener("keydown", (event) => this.key(event));
  }

  /** @param {MouseEvent} event @returns {Point} */
  point(event) {
    const box = this.canvas.getBoundingClientRect();
    return { x: event.clientX - box.left, y: event.clientY - box.top };
  }

  /** @param {PointerEvent} event */
  down(event) {
    if (event.button > 0) return;
    const { x, y } = this.point(event);
    this.canvas.setPointerCapture(event.pointerId);
    this.fingers.set(event.pointerId, { x, y });
    if (this.fingers.size === 2) {
      this.release();
      this.pinched = this.spread();
      return;
    }
    const at = this.view.at(x, y, event.pointerType === "mouse" ? 3 : TOUCH_REACH);
    const grabbed = at < 0 ? 0 : this.view.scale.minute(x - this.view.size.gutter) - this.view.where(at).start;
    this.grip = { x, y, left: this.view.scale.left, scroll: this.view.scroll, at, grabbed, kind: "" };
  }

  /** @param {PointerEvent} event */
  moved(event) {
    const here = this.point(event);
    if (this.fingers.has(event.pointerId)) this.fingers.set(event.pointerId, here);
    if (this.fingers.size === 2) this.pinch();
    else if (!this.grip) this.desk.hover(event.pointerType === "touch" ? -1 : this.view.at(here.x, here.y), here.x, here.y);
    else this.drag(here, event.pointerType === "mouse");
  }

  /** @param {Point} here @param {boolean} isMouse a finger moves only what was chosen before, so that panning moves nothing */
  drag(here, isMouse) {
    const grip = this.grip;
    if (!grip) return;
    if (!grip.kind) {
      if (Math.hypot(here.x - grip.x, here.y - grip.y) < STIR) return;
      const mine = grip.at >= 0 && this.desk.canMove && (isMouse || grip.at === this.view.chosen);
      grip.kind = mine && !this.view.schedule.fixed(grip.at) ? "move" : "pan";
      this.canvas.classList.add(`is-${grip.kind}`);
      this.desk.hover(-1, 0, 0);
      if (grip.kind === "move") this.desk.choose(grip.at);
    }
    if (grip.kind === "pan") {
      this.view.scale.go(grip.left - (here.x - grip.x) * this.view.scale.perPx);
      this.view.scrollTo(grip.scroll - (here.y - grip.y));
    } else this.carry(grip, here);
    this.desk.redraw();
  }

  /** @param {{at: number, grabbed: number}} grip @param {Point} here */
  carry(grip, here) {
    const { view } = this;
    const now = view.where(grip.at);
    const line = view.lineAt(here.y);
    const fits = line && line.machine >= 0 && view.schedule.siblings(now.machine).includes(line.machine);
    const machine = fits ? line.machine : now.machine;
    const place = this.desk.moves.put(grip.at, machine, view.scale.minute(here.x - view.size.gutter) - grip.grabbed);
    view.dragged = { at: grip.at, place, why: this.desk.moves.obstacle(grip.at, place) };
    this.desk.hover(grip.at, here.x, here.y);
  }

  /** @param {PointerEvent} event */
  up(event) {
    this.fingers.delete(event.pointerId);
    const grip = this.grip;
    const dragged = this.view.dragged;
    this.release();
    if (!grip) return;
    if (!grip.kind) this.desk.choose(grip.at, true);
    if (dragged) this.desk.drop(dragged.at, dragged.place);
    this.desk.redraw();
  }

  /** @param {PointerEvent} event */
  cancel(event) {
    this.fingers.delete(event.pointerId);
    this.release();
    this.desk.redraw();
  }

  release() {
    this.grip = null;
    this.view.dragged = null;
    this.canvas.classList.remove("is-pan", "is-move");
    this.desk.hover(-1, 0, 0);
  }

  spread() {
    const [one, other] = [...this.fingers.values()];
    return Math.max(20, Math.hypot(one.x - other.x, one.y - other.y));
  }

  pinch() {
    const [one, other] = [...this.fingers.values()];
    const spread = this.spread();
    const middle = (one.x + other.x) / 2 - this.view.size.gutter;
    this.view.scale.show((this.view.scale.span * this.pinched) / spread, middle);
    this.pinched = spread;
    this.desk.redraw();
  }

  /** Zoom at the pointer; over the machines the rows move; sideways, or with Shift, the time. @param {WheelEvent} event */
  wheel(event) {
    event.preventDefault();
    const { x, y } = this.point(event);
    const turn = event.deltaY * (event.deltaMode === 1 ? 16 : 1);
    const aside = event.deltaX || (event.shiftKey ? turn : 0);
    if (Math.abs(aside) > Math.abs(event.shiftKey ? 0 : turn)) this.view.scale.go(this.view.scale.left + aside * this.view.scale.perPx);
    else if (x < this.view.size.gutter && y > AXIS && !event.ctrlKey) this.view.scrollTo(this.view.scroll + turn);
    else this.view.scale.show(this.view.scale.span * Math.exp(turn * (event.ctrlKey ? 0.01 : 0.0015)), x - this.view.size.gutter);
    this.desk.redraw();
  }

  /** @param {KeyboardEvent} event */
  key(event) {
    if (event.ctrlKey || event.metaKey) return;
    const done = event.altKey ? this.shift(event.key) : event.shiftKey && event.key.startsWith("Arrow") ? this.step(event.key) : this.plain(event.key);
    if (!done) return;
    event.preventDefault();
    event.stopPropagation();
    this.desk.redraw();
  }

  /** What a key without others does; false: nothing. @param {string} key */
  plain(key) {
    const { view, desk } = this;
    const { scale } = view;
    /** @type {Record<string, () => void>} */
    const deeds = {
      "+": () => scale.show(scale.span / ZOOM), "=": () => scale.show(scale.span / ZOOM), "-": () => scale.show(scale.span * ZOOM),
      ArrowLeft: () => scale.go(scale.left - scale.span / 8), ArrowRight: () => scale.go(scale.left + scale.span / 8),
      ArrowUp: () => view.scrollTo(view.scroll - view.size.row), ArrowDown: () => view.scrollTo(view.scroll + view.size.row),
      Home: () => scale.go(view.schedule.told.now - scale.span / 4),
      j: () => this.next(1), k: () => this.next(-1),
      Enter: () => view.chosen >= 0 && desk.open(view.chosen),
      Escape: () => (view.chosen >= 0 ? desk.choose(-1) : desk.moves.clear()),
    };
    deeds[key]?.();
    return key in deeds;
  }

  /** Choose the next or previous operation of all those shown, by their start. @param {1 | -1} by */
  next(by) {
    const { view } = this;
    const rows = new Set(view.lines.map((line) => line.machine));
    const { all, count } = view.schedule;
    const from = view.scale.left;
    const isShown = (/** @type {number} */ at) => rows.has(view.where(at).machine) && (view.order < 0 || all.order[at] === view.order);
    let at = view.chosen;
    if (at < 0) at = all.start.findIndex((start, each) => start >= from && isShown(each)) - by;
    do at += by; while (at >= 0 && at < count && !isShown(at));
    if (at >= 0 && at < count) this.desk.choose(at, true);
  }

  /** Choose the neighbour on the machine, or the nearest on the machine above or beneath. @param {string} key */
  step(key) {
    const { view } = this;
    if (view.chosen < 0) return this.plain("j");
    const place = view.where(view.chosen);
    const { rows } = view.schedule;
    const machines = view.lines.map((line) => line.machine).filter((machine) => machine === place.machine || rows[machine]?.members.length);
    const down = key === "ArrowDown" ? 1 : key === "ArrowUp" ? -1 : 0;
    const machine = machines[machines.indexOf(place.machine) + down] ?? place.machine;
    const row = [...rows[machine].members];
    const far = (/** @type {number} */ at) => Math.abs(view.where(at).start - place.start);
    if (!down) this.desk.choose(row[row.indexOf(view.chosen) + (key === "ArrowRight" ? 1 : -1)] ?? view.chosen, true);
    else if (machine !== place.machine) this.desk.choose(row.reduce((best, at) => (far(at) < far(best) ? at : best)), true);
    return true;
  }

  /** Alt and an arrow: move the chosen operation by a step, or to the machine above or beneath of its work centre. @param {string} key */
  shift(key) {
    const { view, desk } = this;
    const at = view.chosen;
    if (at < 0 || !key.startsWith("Arrow")) return false;
    if (!desk.canMove || view.schedule.fixed(at)) return true;
    const place = view.where(at);
    const siblings = view.schedule.siblings(place.machine);
    const down = key === "ArrowDown" ? 1 : key === "ArrowUp" ? -1 : 0;
    const machine = siblings[siblings.indexOf(place.machine) + down] ?? place.machine;
    const step = down ? 0 : key === "ArrowRight" ? view.scale.step : -view.scale.step;
    desk.drop(at, step < 0 ? this.earlier(at, place, step) : desk.moves.put(at, machine, place.start + step), KEY_WAIT_MS);
    return true;
  }

  /** A step to the left that ends before the shift begins leads to the end of the shift before. @param {number} at @param {import("./board_data.js").Place} place @param {number} step */
  earlier(at, place, step) {
    for (let back = step; back > -14 * DAY; back += step) {
      const found = this.desk.moves.put(at, place.machine, place.start + back);
      if (found.start < place.start) return found;
    }
    return place;
  }
}
