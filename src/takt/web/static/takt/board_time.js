// @ts-check
/** The board's time: whole minutes since 2020-01-01T00:00Z, shown by the plant's clock; and the scale on which it is drawn. */

export const DAY = 1440;
const EPOCH_MS = Date.UTC(2020, 0, 1);
const LEAST_SPAN = 60;
const STEPS = [5, 15, 30, 60, 120, 240, 480, DAY, 2 * DAY, 7 * DAY];
const LEAST_TICK_PX = 46;

/** @param {number} minute */
export const dateOf = (minute) => new Date(EPOCH_MS + minute * 60_000);
/** @param {string} text an ISO time */
export const minuteOf = (text) => Math.round((Date.parse(text) - EPOCH_MS) / 60_000);
/** @param {number} value @param {number} low @param {number} high */
export const clamp = (value, low, high) => Math.max(low, Math.min(high, value));

/** The first place whose value is not below `wanted`. @param {ArrayLike<number>} sorted @param {number} wanted */
export function bisect(sorted, wanted) {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle] < wanted) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Times as the plant's clock shows them, in the reader's language. */
export class PlantClock {
  /** @param {string} zone @param {string} language */
  constructor(zone, language) {
    /** @param {Intl.DateTimeFormatOptions} options */
    const by = (options) => new Intl.DateTimeFormat(language, { timeZone: zone, hourCycle: "h23", ...options });
    this.formats = {
      time: by({ hour: "2-digit", minute: "2-digit" }),
      day: by({ month: "short", day: "numeric", weekday: "short" }),
      date: by({ month: "numeric", day: "numeric" }),
      month: by({ year: "numeric", month: "short" }),
      full: by({ month: "short", day: "numeric", weekday: "short", hour: "2-digit", minute: "2-digit" }),
    };
    this.parts = new Intl.DateTimeFormat("en-US", { timeZone: zone, hourCycle: "h23", year: "numeric", month: "numeric", day: "numeric", hour: "numeric", minute: "numeric" });
    /** @type {Map<number, number>} */
    this.offsets = new Map();
  }

  /** @param {"time" | "day" | "date" | "month" | "full"} how @param {number} minute */
  say(how, minute) {
    return this.formats[how].format(dateOf(minute));
  }

  /** Minutes by which the plant's clock is ahead of UTC. @param {number} minute */
  offset(minute) {
    const hour = Math.floor(minute / 60);
    let found = this.offsets.get(hour);
    if (found === undefined) {
      const at = dateOf(hour * 60);
      const named = Object.fromEntries(this.parts.formatToParts(at).map((part) => [part.type, Number(part.value)]));
      found = (Date.UTC(named.year, named.month - 1, named.day, named.hour, named.minute) - at.getTime()) / 60_000;
      this.offsets.set(hour, found);
    }
    return found;
  }

  /** The last moment not after `minute` at which a step of the plant's clock begins; weeks begin on Mondays. @param {number} minute @param {number} step */
  floor(minute, step) {
    const shift = step === 7 * DAY ? 2 * DAY : 0; // 2020-01-01 was a Wednesday
    const local = minute + this.offset(minute) + shift;
    const begins = Math.floor(local / step) * step - shift;
    return begins - this.offset(begins - this.offset(minute));
  }
}

/** Which minute stands where: `left` is the minute at x = 0, `perPx` the minutes of a pixel. */
export class Scale {
  /** @param {PlantClock} clock @param {number} first @param {number} last the board's bounds */
  constructor(clock, first, last) {
    this.clock = clock;
    this.first = first;
    this.last = last;
    this.width = 1000;
    this.left = first;
    this.perPx = (7 * DAY) / this.width;
  }

  get span() {
    return this.perPx * this.width;
  }

  /** @param {number} minute */
  x(minute) {
    return (minute - this.left) / this.perPx;
  }

  /** @param {number} x */
  minute(x) {
    return this.left + x * this.perPx;
  }

  /** Show so many minutes; the minute at `x` stays where it is. @param {number} span @param {number} [x] */
  show(span, x = this.width / 2) {
    const held = this.minute(x);
    this.perPx = clamp(span, LEAST_SPAN, this.last - this.first) / this.width;
    this.go(held - x * this.perPx);
  }

  /** @param {number} left */
  go(left) {
    this.left = clamp(left, this.first, Math.max(this.first, this.last - this.span));
  }

  /** A step for moving by keys: five minutes, or more when a pixel is more. */
  get step() {
    return STEPS.find((step) => step / this.perPx >= 6) ?? DAY;
  }

  /** The lines of the axis from left to right, and the step between them. */
  ticks() {
    const step = STEPS.find((each) => each / this.perPx >= LEAST_TICK_PX) ?? 7 * DAY;
    const found = [];
    for (let at = this.clock.floor(this.left, step); at <= this.minute(this.width); at = this.clock.floor(at + step + step / 2, step)) found.push(at);
    return { step, at: found };
  }
}
