// @ts-check
/** The scheduling board (III.3.3): fetches the schedule in force and puts canvas, controls and panels together. */

import { Schedule } from "./board_data.js";
import { element, filled, sentence, showFacts, showTip } from "./board_facts.js";
import { Input } from "./board_input.js";
import { MoveList } from "./board_list.js";
import { inks } from "./board_look.js";
import { Moves } from "./board_moves.js";
import { paint } from "./board_paint.js";
import { printing } from "./board_print.js";
import { DAY, PlantClock } from "./board_time.js";
import { View } from "./board_view.js";

const KEPT_COLOUR = "takt-board-colour";
const MODES = /** @type {const} */ (["order", "lateness", "state"]);
const SPANS = /** @type {Record<string, number>} */ ({ hour: 240, day: DAY, week: 7 * DAY, month: 31 * DAY, quarter: 92 * DAY });
const ZOOM = 1.5;
const MINUTE_MS = 60_000;

class Board {
  /** @param {HTMLElement} place @param {import("./board_data.js").Told} told @param {Record<string, string>} words */
  constructor(place, told, words) {
    this.place = place;
    const { zone = "UTC", preview = "", token = "", canMove, order = "", operation = "", states = "{}" } = place.dataset;
    this.view = new View(new Schedule(told), new PlantClock(zone, document.documentElement.lang), words);
    this.view.states = JSON.parse(states);
    this.view.addresses = { order, operation };
    this.canMove = canMove === "1";
    this.canvas = /** @type {HTMLCanvasElement} */ (this.part("canvas"));
    this.brush = /** @type {CanvasRenderingContext2D} */ (this.canvas.getContext("2d", { alpha: false }));
    this.tip = this.part("tip");
    this.moves = new Moves(this.view, preview, token, (answer, failed) => this.answered(answer, failed));
    this.list = this.canMove ? new MoveList(this.part("moves"), this.view, this.moves, (at) => this.choose(at, true)) : null;
    this.asked = 0;
    this.frames = 0;
    this.recolour();
    this.fill();
    this.controls();
    new Input(this.canvas, this);
    new ResizeObserver(() => this.resize()).observe(this.canvas.parentElement ?? this.canvas);
    printing(this);
    setInterval(() => this.pass(), MINUTE_MS);
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => this.recolour());
    new MutationObserver(() => this.recolour()).observe(document.documentElement, { attributeFilter: ["data-bs-theme"] });
  }

  /** @param {string} name @returns {HTMLElement} */
  part(name) {
    const found = this.place.querySelector(`[data-board-${name}]`);
    if (!(found instanceof HTMLElement)) throw new Error(`board: no part ${name}`);
    return found;
  }

  redraw() {
    if (this.asked) return;
    this.asked = requestAnimationFrame(() => {
      this.asked = 0;
      this.paintNow();
      for (const button of this.place.querySelectorAll("[data-board-span]")) {
        const span = SPANS[button.getAttribute("data-board-span") ?? ""];
        button.setAttribute("aria-pressed", String(Math.abs(span / this.view.scale.span - 1) < 0.15));
      }
    });
  }

  /** A minute has passed: the now-line and the frozen zone go on. */
  pass() {
    this.view.schedule.told.now += 1;
    this.view.schedule.told.frozen_until += 1;
    this.redraw();
  }

  paintNow() {
    this.frames += 1;
    paint(this.brush, this.view);
  }

  resize() {
    const { clientWidth: width, clientHeight: height } = /** @type {HTMLElement} */ (this.canvas.parentElement);
    if (!width || !height) return;
    const isFirst = !this.view.size.width;
    this.fit(width, height, devicePixelRatio);
    if (isFirst) {
      this.view.scale.show(width < 640 ? DAY : 5 * DAY, 0);
      this.view.scale.go(this.view.schedule.told.now - this.view.scale.span / 6);
    }
    this.redraw();
  }

  /** @param {number} width @param {number} height @param {number} ratio pixels of the canvas to one of the page */
  fit(width, height, ratio) {
    this.canvas.width = Math.round(width * ratio);
    this.canvas.height = Math.round(height * ratio);
    this.brush.setTransform(ratio, 0, 0, ratio, 0, 0);
    this.view.resize(width, height);
  }

  recolour() {
    const kept = localStorage.getItem(KEPT_COLOUR);
    const mode = MODES.find((each) => each === kept) ?? "order";
    this.view.colour(mode, inks());
    /** @type {HTMLSelectElement} */ (this.part("colour")).value = mode;
    this.legend();
    this.redraw();
  }

  legend() {
    const { mode, palette, words } = this.view;
    const names = mode === "lateness" ? ["in_time", "due_soon", "late"] : ["state_waiting", "state_running", "state_paused", "state_inspection"];
    const some = mode === "order" ? [[palette[0], words.one_order], [palette[5], words.another_order]] : names.map((name, n) => [palette[n], words[name]]);
    const keys = some.map(([style, said]) => {
      const key = element("span", String(said), "board-key");
      const swatch = element("i");
      swatch.style.background = /** @type {{fill: string}} */ (style).fill;
      swatch.style.borderColor = /** @type {{edge: string}} */ (style).edge;
      key.prepend(swatch);
      return key;
    });
    this.part("legend").replaceChildren(...keys);
  }

  /** The work centres and the open reschedulings to choose from. */
  fill() {
    const { told } = this.view.schedule;
    told.work_centers.forEach((center, at) => this.part("center").append(new Option(`${center[0]} ${this.view.centerName(at)}`, String(at))));
    told.reschedulings.forEach((each, at) => this.part("compare").append(new Option(filled(this.view.words.compared, { number: each.number, count: each.moves.length / 4 }), String(at))));
    /** @type {HTMLSelectElement} */ (this.part("compare")).disabled = !told.reschedulings.length;
    this.part("orders-known").replaceChildren(...told.orders.slice(0, 2000).map((order) => new Option(order[0], order[0])));
    this.part("cut").hidden = !told.is_cut;
  }

  controls() {
    const { view } = this;
    /** @param {string} name @param {string} event @param {(value: string) => void} deed */
    const on = (name, event, deed) => this.part(name).addEventListener(event, (happened) => {
      deed(/** @type {HTMLInputElement} */ (happened.currentTarget).value);
      this.redraw();
    });
    on("colour", "change", (mode) => { localStorage.setItem(KEPT_COLOUR, mode); this.recolour(); });
    on("center", "change", (center) => this.filter(Number(center)));
    on("compare", "change", (number) => this.compare(Number(number)));
    on("in", "click", () => view.scale.show(view.scale.span / ZOOM));
    on("out", "click", () => view.scale.show(view.scale.span * ZOOM));
    on("now", "click", () => view.scale.go(view.schedule.told.now - view.scale.span / 6));
    on("print", "click", () => print());
    on("find", "change", (words) => this.find(words));
    on("find", "input", (words) => { if (!words || view.schedule.told.orders.some((order) => order[0] === words)) this.find(words); });
    if (this.canMove) this.part("along").addEventListener("change", (event) => (this.moves.takesAlong = /** @type {HTMLInputElement} */ (event.target).checked));
    for (const button of this.place.querySelectorAll("[data-board-span]")) {
      button.addEventListener("click", () => { view.scale.show(SPANS[button.getAttribute("data-board-span") ?? ""]); this.redraw(); });
    }
  }

  /** Only one work centre's machines, and its operations as a list. @param {number} center -1: all */
  filter(center) {
    this.view.center = center;
    this.view.lay();
    this.view.resize(this.view.size.width, this.view.size.height);
    if (this.view.chosen >= 0 && !this.isShown(this.view.chosen)) this.choose(-1);
    const list = /** @type {HTMLAnchorElement} */ (this.part("table"));
    const address = new URL(list.href);
    if (center < 0) address.searchParams.delete("work_center");
    else address.searchParams.set("work_center", this.view.schedule.told.work_centers[center][0]);
    list.href = address.href;
  }

  /** @param {number} number of the open rescheduling; -1: none */
  compare(number) {
    this.view.compared = number;
    const [at] = this.view.schedule.told.reschedulings[number]?.moves ?? [];
    if (at !== undefined) this.view.reveal(at);
  }

  /** Mark an order and go to its first operation. @param {string} words */
  find(words) {
    const { view } = this;
    view.order = view.schedule.find(words);
    const said = view.order < 0 ? (words.trim() ? view.words.not_found : "") : filled(view.words.found, { order: view.schedule.told.orders[view.order][0], count: view.schedule.byOrder[view.order].length });
    this.part("found").textContent = said;
    if (view.order < 0) return;
    const first = view.schedule.byOrder[view.order];
    const at = first.find((each) => this.isShown(each)) ?? first[0];
    if (!this.isShown(at)) {
      /** @type {HTMLSelectElement} */ (this.part("center")).value = "-1";
      this.filter(-1);
    }
    this.choose(at);
  }

  /** Whether the operation's machine has a row. @param {number} at */
  isShown(at) {
    return this.view.lines.some((line) => line.machine === this.view.where(at).machine);
  }

  /** @param {number} at @param {number} x @param {number} y */
  hover(at, x, y) {
    const isOther = at !== this.view.hovered;
    this.view.hovered = at;
    showTip(this.tip, this.view, at, x, y);
    this.canvas.classList.toggle("is-over", at >= 0);
    this.canvas.classList.toggle("is-movable", at >= 0 && this.canMove && !this.view.schedule.fixed(at));
    if (!isOther) return;
    this.view.mark();
    this.redraw();
  }

  /** @param {number} at @param {boolean} [isSaid] */
  choose(at, isSaid = false) {
    this.view.chosen = at;
    this.view.mark();
    if (at >= 0) this.view.reveal(at);
    showFacts(this.part("facts"), this.view, at);
    if (isSaid) this.part("said").textContent = at < 0 ? "" : sentence(this.view, at);
    this.redraw();
  }

  /** @param {number} at @param {import("./board_data.js").Place} place @param {number} [wait] */
  drop(at, place, wait = 0) {
    this.moves.drop(at, place, wait);
    this.choose(at, true);
  }

  /** @param {import("./board_moves.js").Answer | null} answer @param {boolean} failed */
  answered(answer, failed) {
    this.list?.show(answer, failed);
    if (answer && this.view.chosen >= 0) this.part("said").textContent = sentence(this.view, this.view.chosen);
    this.redraw();
  }

  /** @param {number} at */
  open(at) {
    location.assign(this.view.addresses.operation.replace("0000", encodeURIComponent(this.view.schedule.all.number[at])));
  }
}

/** @param {HTMLElement} place */
async function start(place) {
  const status = /** @type {HTMLElement} */ (place.querySelector("[data-board-status]"));
  const words = JSON.parse(document.getElementById("board-words")?.textContent ?? "{}");
  const answer = await fetch(place.dataset.address ?? "", { headers: { "Accept-Language": document.documentElement.lang } });
  if (!answer.ok) {
    status.textContent = words.away;
    return;
  }
  const told = await answer.json();
  status.hidden = true;
  place.classList.add("is-ready");
  if (!told.machines.length) place.classList.add("is-empty");
  const board = new Board(place, told, words);
  Object.assign(place, { board }); // for measurements
}

addEventListener("pageshow", (event) => event.persisted && location.reload());
const place = document.querySelector("[data-board]");
if (place instanceof HTMLElement) await start(place);
