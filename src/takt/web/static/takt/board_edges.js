// @ts-check
/** Draws what frames the rows of the board: the axis above, the machines to the left, the load by day beneath. */

import { AXIS } from "./board_view.js";
import { DAY } from "./board_time.js";

/** @typedef {import("./board_view.js").View} View */
/** @typedef {import("./board_view.js").Line} Line */

const FULL = 0.85;
const HALF = AXIS / 2;

/** @param {CanvasRenderingContext2D} brush @param {View} view @param {Line[]} lines */
export function paintEdges(brush, view, lines) {
  brush.textBaseline = "middle";
  paintAxis(brush, view);
  paintLoad(brush, view);
  paintMachines(brush, view, lines);
}

/** Days or months above, the ticks below, the time of the now-line. @param {CanvasRenderingContext2D} brush @param {View} view */
function paintAxis(brush, view) {
  const { scale, size, ink, clock } = view;
  brush.fillStyle = ink["surface-raised"];
  brush.fillRect(size.gutter, 0, scale.width, AXIS);
  const { step, at } = scale.ticks();
  const upper = step < DAY ? "day" : "month";
  let said = "";
  let until = 0;
  for (const [n, tick] of at.entries()) {
    const x = size.gutter + scale.x(tick);
    const lower = clock.say(step < DAY ? "time" : "date", tick);
    text(brush, lower, x + 4, HALF + 10, ink["ink-2"], `11px ${ink.face}`);
    brush.fillStyle = ink["line-strong"];
    brush.fillRect(Math.round(x), HALF, 1, HALF);
    const above = clock.say(upper, Math.max(tick, scale.left));
    const aboveX = n === 0 ? size.gutter + 6 : Math.max(x + 4, size.gutter + 6);
    if (above !== said && (aboveX >= until || n === 0)) {
      const next = at.find((other) => other > tick && clock.say(upper, other) !== above);
      brush.font = `600 12px ${ink.face}`;
      const width = brush.measureText(above).width;
      const fits = aboveX + width < size.width || n === 0;
      if (fits && (n > 0 || next === undefined || size.gutter + scale.x(next) > aboveX + width + 6)) {
        text(brush, above, aboveX, 12, ink.ink, `600 12px ${ink.face}`);
        until = aboveX + width + 8;
      }
      said = above;
    }
  }
  const now = view.schedule.told.now;
  const x = size.gutter + scale.x(now);
  if (x > size.gutter && x < size.width) badge(brush, clock.say("time", now), x, AXIS - 10, ink);
  brush.fillStyle = ink["line-strong"];
  brush.fillRect(0, AXIS - 1, size.width, 1);
}

/** @param {CanvasRenderingContext2D} brush @param {string} words @param {number} x @param {number} y @param {import("./board_look.js").Ink} ink */
function badge(brush, words, x, y, ink) {
  brush.font = `600 11px ${ink.face}`;
  const width = brush.measureText(words).width + 10;
  brush.fillStyle = ink.bad;
  brush.fillRect(x - width / 2, y - 8, width, 17);
  text(brush, words, x - width / 2 + 5, y + 1, ink.surface, `600 11px ${ink.face}`);
}

/** @param {CanvasRenderingContext2D} brush @param {string} words @param {number} x @param {number} y @param {string} colour @param {string} font @param {number} [most] */
function text(brush, words, x, y, colour, font, most) {
  brush.fillStyle = colour;
  brush.font = font;
  brush.fillText(most === undefined ? words : fitting(brush, words, most), x, y);
}

/** The beginning of the words that fits. @param {CanvasRenderingContext2D} brush @param {string} words @param {number} most */
function fitting(brush, words, most) {
  if (brush.measureText(words).width <= most) return words;
  let length = words.length - 1;
  while (length > 0 && brush.measureText(`${words.slice(0, length)}…`).width > most) length--;
  return `${words.slice(0, length)}…`;
}

/** @param {CanvasRenderingContext2D} brush @param {View} view @param {Line[]} lines */
function paintMachines(brush, view, lines) {
  const { size, ink, schedule, words } = view;
  brush.fillStyle = ink["surface-raised"];
  brush.fillRect(0, 0, size.gutter, size.height);
  brush.fillStyle = ink["line-strong"];
  brush.fillRect(size.gutter - 1, 0, 1, size.height);
  brush.save();
  brush.beginPath();
  brush.rect(0, AXIS, size.width, view.room);
  brush.clip();
  const narrow = size.gutter < 100;
  for (const line of lines) {
    const middle = AXIS + line.y - view.scroll + line.height / 2 + 1;
    if (line.machine < 0) {
      const [code] = schedule.told.work_centers[line.center];
      brush.fillStyle = ink["surface-sunken"];
      brush.fillRect(0, middle - line.height / 2 - 1, size.gutter, line.height);
      text(brush, `${code} ${view.centerName(line.center)}`, 10, middle, ink["ink-2"], `600 12px ${ink.face}`, narrow ? size.width - 20 : undefined);
      continue;
    }
    const [code, name] = schedule.told.machines[line.machine];
    text(brush, code, 10, narrow ? middle : middle - 6, ink.ink, `500 12px ${ink.face}`, size.gutter - 16);
    if (!narrow) text(brush, name, 10, middle + 8, ink["ink-2"], `11px ${ink.face}`, size.gutter - 16);
    brush.fillStyle = ink.line;
    brush.fillRect(0, middle + line.height / 2 - 2, size.gutter - 1, 1);
  }
  brush.restore();
  brush.fillStyle = ink["line-strong"];
  const foot = size.height - size.foot;
  brush.fillRect(0, foot, size.width, 1);
  brush.fillRect(0, AXIS - 1, size.gutter, 1);
  text(brush, words.load, 10, foot + 16, ink.ink, `600 12px ${ink.face}`, size.gutter - 16);
  if (!narrow) text(brush, words.load_by_day, 10, foot + 34, ink["ink-2"], `11px ${ink.face}`, size.gutter - 16);
}

/** Taken of open minutes of each day; a line where it is full. @param {CanvasRenderingContext2D} brush @param {View} view */
function paintLoad(brush, view) {
  const { scale, size, ink } = view;
  const { first, open, taken } = view.daily();
  const top = size.height - size.foot;
  const most = size.foot - 20;
  brush.fillStyle = ink["surface-raised"];
  brush.fillRect(size.gutter, top, scale.width, size.foot);
  const from = Math.max(0, Math.floor((scale.left - first) / DAY));
  const width = DAY / scale.perPx;
  brush.textAlign = "center";
  for (let day = from; day < open.length && first + day * DAY < scale.minute(scale.width); day++) {
    if (!open[day]) continue;
    const share = taken[day] / open[day];
    const x = size.gutter + scale.x(first + day * DAY);
    const tall = Math.max(taken[day] ? 1.5 : 0, Math.min(1, share) * most);
    const tone = share > 1 ? "bad" : share >= FULL ? "warn" : "calm";
    brush.fillStyle = ink[`${tone}-soft`];
    brush.fillRect(x + 1, size.height - 2 - tall, Math.max(1, width - 2), tall);
    brush.fillStyle = ink[tone];
    brush.fillRect(x + 1, size.height - 2 - tall, Math.max(1, width - 2), Math.min(2, tall));
    const middle = (Math.max(x, size.gutter) + Math.min(x + width, size.width)) / 2;
    if (width > 34 && taken[day]) text(brush, `${Math.round(share * 100)}%`, middle, size.height - Math.min(tall, most) - 9, ink["ink-2"], `11px ${ink.face}`);
  }
  brush.textAlign = "start";
  brush.fillStyle = ink["line-strong"];
  for (let x = size.gutter; x < size.width; x += 8) brush.fillRect(x, size.height - 2 - most, 4, 1);
}
