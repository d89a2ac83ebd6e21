// @ts-check
/** The board's colours, out of the page's: by order, by lateness, by state. */

/** @typedef {Record<string, string>} Ink */
/** @typedef {"order" | "lateness" | "state"} Mode */
/** @typedef {import("./board_data.js").Schedule} Schedule */

const NAMES = ["ink", "ink-2", "ink-3", "line", "line-strong", "surface", "surface-raised", "surface-sunken", "paper", "accent", "accent-strong", "accent-soft", "focus",
  "good", "good-soft", "warn", "warn-soft", "bad", "bad-ink", "bad-soft", "calm", "calm-soft", "idle", "idle-soft"];
const MIXED = ["good", "warn", "bad", "calm", "idle"];
const HUES = 12;
const SOON = 2 * 1440;
/** What stands for a state beside its colour. @type {Record<string, string>} */
export const MARKS = { running: "▶ ", paused: "Ⅱ ", inspection: "◎ ", late: "! " };

/** The page's colours as they are now: `light-dark()` is resolved by asking an element. @returns {Ink} */
export function inks() {
  const probe = document.createElement("span");
  probe.hidden = true;
  document.body.append(probe);
  const found = Object.fromEntries(NAMES.map((name) => {
    probe.style.color = `var(--${name})`;
    return [name, getComputedStyle(probe).color];
  }));
  for (const name of MIXED) {
    probe.style.color = `color-mix(in oklab, var(--${name}) 32%, var(--surface))`;
    found[`${name}-bar`] = getComputedStyle(probe).color;
  }
  probe.remove();
  found.face = getComputedStyle(document.body).fontFamily;
  found.scheme = isDark(found.surface) ? "dark" : "light";
  return found;
}

/** @param {string} colour */
function isDark(colour) {
  const [red, green, blue] = (colour.match(/[\d.]+/g) ?? ["255", "255", "255"]).map(Number);
  return red + green + blue < 384;
}

/** The fills and edges of a mode, by the style of an operation. @param {Mode} mode @param {Ink} ink @returns {{fill: string, edge: string}[]} */
export function palette(mode, ink) {
  if (mode === "order") {
    const dark = ink.scheme === "dark";
    return Array.from({ length: HUES }, (_, n) => {
      const hue = Math.round((n * 360) / HUES + 200) % 360;
      return { fill: dark ? `hsl(${hue} 32% 27%)` : `hsl(${hue} 58% 86%)`, edge: dark ? `hsl(${hue} 45% 60%)` : `hsl(${hue} 48% 42%)` };
    });
  }
  const names = mode === "lateness" ? ["good", "warn", "bad"] : ["calm", "good", "warn", "idle"];
  return names.map((name) => ({ fill: ink[`${name}-bar`], edge: ink[name] }));
}

/** Which style each operation has. @param {Mode} mode @param {Schedule} schedule */
export function styles(mode, schedule) {
  const { all, told } = schedule;
  const found = new Uint8Array(schedule.count);
  const states = ["waiting", "running", "paused", "inspection"];
  for (let at = 0; at < schedule.count; at++) {
    const order = all.order[at];
    if (mode === "order") found[at] = (order * 5) % HUES;
    else if (mode === "state") found[at] = Math.max(0, states.indexOf(all.state[at]));
    else found[at] = schedule.isLate(order) ? 2 : told.orders[order][3] - told.orders[order][4] < SOON ? 1 : 0;
  }
  return found;
}

/** Slanting lines that say: stays as it is. @param {CanvasRenderingContext2D} brush @param {string} colour */
export function hatching(brush, colour) {
  const tile = document.createElement("canvas");
  tile.width = tile.height = 8;
  const pen = tile.getContext("2d");
  if (!pen) return colour;
  pen.strokeStyle = colour;
  pen.lineWidth = 1;
  pen.beginPath();
  for (const shift of [-8, 0, 8]) {
    pen.moveTo(shift, 8);
    pen.lineTo(shift + 8, 0);
  }
  pen.stroke();
  return brush.createPattern(tile, "repeat") ?? colour;
}
