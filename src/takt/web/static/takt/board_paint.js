// @ts-check
/** Draws the rows of the board: shut time, the frozen zone, the operations that are in sight, chains, wanted places. */

import { AXIS } from "./board_view.js";
import { hatching, MARKS } from "./board_look.js";
import { paintEdges } from "./board_edges.js";

/** @typedef {import("./board_view.js").View} View */
/** @typedef {import("./board_view.js").Line} Line */

const LABEL_PX = 34;
const FAINT = 0.28;
/** @type {Map<string, number>} */
const widths = new Map();
/** @type {{surface: string, pattern: CanvasPattern | string}} */
const kept = { surface: "", pattern: "" };

/** Draw everything. @param {CanvasRenderingContext2D} brush @param {View} view */
export function paint(brush, view) {
  const { width, height, gutter } = view.size;
  brush.fillStyle = view.ink.surface;
  brush.fillRect(0, 0, width, height);
  brush.save();
  brush.beginPath();
  brush.rect(gutter, AXIS, width - gutter, view.room);
  brush.clip();
  const lines = view.shown();
  paintGround(brush, view, lines);
  paintBars(brush, view, lines);
  paintWanted(brush, view);
  paintMoves(brush, view);
  paintChain(brush, view);
  paintNow(brush, view);
  brush.restore();
  paintEdges(brush, view, lines);
}

/** Shut time, lines of the days, the frozen zone. @param {CanvasRenderingContext2D} brush @param {View} view @param {Line[]} lines */
function paintGround(brush, view, lines) {
  const { scale, schedule, size, ink } = view;
  const [from, to] = [scale.left, scale.minute(scale.width)];
  brush.fillStyle = ink["surface-sunken"];
  brush.beginPath();
  for (const line of lines) {
    const y = AXIS + line.y - view.scroll;
    if (line.machine < 0) brush.rect(size.gutter, y, scale.width, line.height);
    else shut(schedule.calendar(line.machine), from, to, (a, b) => {
      if (b - a > scale.perPx) brush.rect(size.gutter + scale.x(a), y, (b - a) / scale.perPx, line.height);
    });
  }
  brush.fill();
  brush.fillStyle = ink.line;
  for (const at of scale.ticks().at) brush.fillRect(size.gutter + Math.round(scale.x(at)), AXIS, 1, view.room);
  for (const line of lines) brush.fillRect(size.gutter, AXIS + line.y + line.height - view.scroll - 1, scale.width, 1);
  const { now, frozen_until: until } = schedule.told;
  if (until > now && until > from && now < to) {
    if (kept.surface !== ink["line-strong"]) Object.assign(kept, { surface: ink["line-strong"], pattern: hatching(brush, ink["line-strong"]) });
    brush.fillStyle = kept.pattern;
    brush.fillRect(size.gutter + scale.x(now), AXIS, (until - now) / scale.perPx, view.room);
  }
}

/** Call `each` with every shut span in [from, to). @param {number[]} spans @param {number} from @param {number} to @param {(a: number, b: number) => void} each */
function shut(spans, from, to, each) {
  let at = from;
  for (let n = 0; n < spans.length && at < to; n += 2) {
    if (spans[n + 1] <= at) continue;
    if (spans[n] > at) each(at, Math.min(spans[n], to));
    at = Math.max(at, spans[n + 1]);
  }
  if (at < to) each(at, to);
}

/** The operations in sight, one path for each colour. @param {CanvasRenderingContext2D} brush @param {View} view @param {Line[]} lines */
function paintBars(brush, view, lines) {
  const { scale, schedule, size } = view;
  const { all } = schedule;
  const loud = view.palette.map(() => /** @type {number[]} */ ([]));
  const faint = view.palette.map(() => /** @type {number[]} */ ([]));
  /** @type {number[]} */
  const late = [];
  /** @type {number[]} */
  const labels = [];
  view.drawn = 0;
  for (const line of lines) {
    if (line.machine < 0) continue;
    const row = schedule.rows[line.machine];
    const [first, last] = row.within(scale.left, scale.minute(scale.width));
    const y = AXIS + line.y - view.scroll + 3;
    for (let n = first; n < last; n++) {
      const at = row.members[n];
      if (view.moves.has(at) || view.dragged?.at === at) continue;
      const x = size.gutter + scale.x(all.start[at]);
      const width = Math.max(1.5, (all.end[at] - all.start[at]) / scale.perPx - 1);
      const height = line.height - 6;
      const out = view.standsOut(at);
      (out ? loud : faint)[view.styles[at]].push(x, all.off[at] ? y + height - 6 : y, width, all.off[at] ? 6 : height);
      if (out && schedule.isLate(all.order[at])) late.push(x, y + height - 3, width, 3);
      if (width > LABEL_PX && !all.off[at]) labels.push(at, x, y, width);
      view.drawn++;
    }
  }
  brush.globalAlpha = FAINT;
  fill(brush, view, faint);
  brush.globalAlpha = 1;
  fill(brush, view, loud);
  one(brush, late, view.ink.bad);
  for (let n = 0; n < labels.length; n += 4) label(brush, view, labels[n], labels[n + 1], labels[n + 2], labels[n + 3]);
  brush.globalAlpha = 1;
}

/** @param {CanvasRenderingContext2D} brush @param {View} view @param {number[][]} rects */
function fill(brush, view, rects) {
  rects.forEach((some, style) => {
    one(brush, some, view.palette[style].fill);
    brush.fillStyle = view.palette[style].edge;
    brush.beginPath();
    for (let n = 0; n < some.length; n += 4) brush.rect(some[n], some[n + 1], Math.min(3, some[n + 2]), some[n + 3]);
    brush.fill();
  });
}

/** @param {CanvasRenderingContext2D} brush @param {number[]} rects @param {string} colour */
function one(brush, rects, colour) {
  if (!rects.length) return;
  brush.fillStyle = colour;
  brush.beginPath();
  for (let n = 0; n < rects.length; n += 4) brush.rect(rects[n], rects[n + 1], rects[n + 2], rects[n + 3]);
  brush.fill();
}

/** The order's number, its part and step as far as they fit. @param {CanvasRenderingContext2D} brush @param {View} view @param {number} at @param {number} x @param {number} y @param {number} width */
function label(brush, view, at, x, y, width) {
  const { schedule, ink, size } = view;
  const { all, told } = schedule;
  const mark = MARKS[all.state[at]] ?? (schedule.isLate(all.order[at]) ? MARKS.late : "");
  const number = told.orders[all.order[at]][0];
  const from = Math.max(x, size.gutter) + 6;
  const room = x + width - from - 3;
  const short = number.split("-").at(-1)?.replace(/^0+(?=\d)/, "") ?? number;
  const text = [`${mark}${number} · ${view.named(at)} · ${told.items[all.item[at]]}`, `${mark}${number} · ${view.named(at)}`, mark + number, mark + short, short]
    .find((each) => wide(brush, each, ink.face) <= room);
  if (!text) return;
  brush.globalAlpha = view.standsOut(at) ? 1 : 0.5;
  brush.fillStyle = ink.ink;
  brush.font = `12px ${ink.face}`;
  brush.textBaseline = "middle";
  brush.fillText(text, from, y + (size.row - 6) / 2);
}

/** @param {CanvasRenderingContext2D} brush @param {string} text @param {string} face */
function wide(brush, text, face) {
  let found = widths.get(text);
  if (found === undefined) {
    brush.font = `12px ${face}`;
    found = brush.measureText(text).width;
    if (widths.size > 20000) widths.clear();
    widths.set(text, found);
  }
  return found;
}

/** Where the compared rescheduling wants operations: outlines. @param {CanvasRenderingContext2D} brush @param {View} view */
function paintWanted(brush, view) {
  const moves = view.schedule.told.reschedulings[view.compared]?.moves ?? [];
  brush.strokeStyle = view.ink.accent;
  brush.lineWidth = 2;
  brush.setLineDash([5, 3]);
  for (let n = 0; n < moves.length; n += 4) {
    const [at, machine, start, end] = moves.slice(n, n + 4);
    const bar = view.bar({ machine, start, end });
    const now = view.bar(view.schedule.place(at));
    if (!bar) continue;
    brush.strokeRect(bar.x + 1, bar.y + 1, Math.max(3, bar.width - 2), bar.height - 2);
    if (now) arrow(brush, now.x + now.width / 2, now.y + now.height / 2, bar.x + bar.width / 2, bar.y + bar.height / 2);
  }
  brush.setLineDash([]);
}

/** What is moved: an outline where it stands, the bar where it is wanted. @param {CanvasRenderingContext2D} brush @param {View} view */
function paintMoves(brush, view) {
  const moved = new Map(view.moves);
  if (view.dragged) moved.set(view.dragged.at, view.dragged.place);
  for (const [at, place] of moved) {
    const before = view.bar(view.schedule.place(at));
    const bar = view.bar(place);
    const isWrong = view.dragged?.at === at ? Boolean(view.dragged.why) : view.against.has(at);
    const colour = isWrong ? view.ink.bad : view.ink.accent;
    brush.lineWidth = 1;
    brush.setLineDash([3, 3]);
    brush.strokeStyle = view.ink["ink-3"];
    if (before) brush.strokeRect(before.x + 0.5, before.y + 0.5, before.width, before.height - 1);
    brush.setLineDash([]);
    if (!bar) continue;
    brush.fillStyle = isWrong ? view.ink["bad-soft"] : view.ink["accent-soft"];
    brush.fillRect(bar.x, bar.y, bar.width, bar.height);
    brush.lineWidth = 2;
    brush.strokeStyle = colour;
    brush.strokeRect(bar.x + 1, bar.y + 1, Math.max(2, bar.width - 2), bar.height - 2);
    if (bar.width > LABEL_PX) label(brush, view, at, bar.x, bar.y, bar.width);
    brush.globalAlpha = 1;
  }
}

/** Arrows from each operation of the chain to what builds on it, and a frame round the one that is meant. @param {CanvasRenderingContext2D} brush @param {View} view */
function paintChain(brush, view) {
  brush.strokeStyle = view.ink["ink-2"];
  brush.lineWidth = 1.25;
  for (const at of view.chain) {
    const to = view.bar(view.where(at));
    for (const before of view.schedule.all.after[at]) {
      const from = view.chain.has(before) ? view.bar(view.where(before)) : null;
      if (from && to) arrow(brush, from.x + from.width, from.y + from.height / 2, to.x, to.y + to.height / 2);
    }
  }
  for (const [at, colour] of [[view.hovered, view.ink["ink-2"]], [view.chosen, view.ink.focus]]) {
    const bar = Number(at) >= 0 ? view.bar(view.where(Number(at))) : null;
    if (!bar) continue;
    brush.strokeStyle = String(colour);
    brush.lineWidth = 2;
    brush.strokeRect(bar.x - 1.5, bar.y - 1.5, bar.width + 3, bar.height + 3);
  }
}

/** @param {CanvasRenderingContext2D} brush @param {number} x @param {number} y @param {number} toX @param {number} toY */
function arrow(brush, x, y, toX, toY) {
  const bend = Math.max(10, Math.abs(toX - x) / 3);
  brush.beginPath();
  brush.moveTo(x, y);
  brush.bezierCurveTo(x + bend, y, toX - bend, toY, toX, toY);
  brush.moveTo(toX - 5, toY - 3.5);
  brush.lineTo(toX, toY);
  brush.lineTo(toX - 5, toY + 3.5);
  brush.stroke();
}

/** @param {CanvasRenderingContext2D} brush @param {View} view */
function paintNow(brush, view) {
  const x = Math.round(view.size.gutter + view.scale.x(view.schedule.told.now));
  brush.fillStyle = view.ink.bad;
  brush.fillRect(x - 1, AXIS, 2, view.room);
}
