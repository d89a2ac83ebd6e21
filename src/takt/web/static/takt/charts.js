// @ts-check
/**
 * Charts of the order page. `<figure data-chart="ID">` holds the canvas `#ID` and its data as JSON; each mark names in `opens`
 * the element with the rows behind it. Nothing is loaded before a chart comes into sight; without scripts the rows stand alone.
 */

import { colours } from "./drawing.js";

const LIBRARY = "../parts/echarts.js";
const ROW_PX = 34;
const watched = new WeakSet();

/** Draw the charts under `root` once they are seen. @param {ParentNode} root */
export function watchCharts(root) {
  const watcher = new IntersectionObserver(
    (entries) => {
      for (const entry of entries) {
        if (!entry.isIntersecting) continue;
        watcher.unobserve(entry.target);
        void draw(/** @type {HTMLElement} */ (entry.target));
      }
    },
    { rootMargin: "200px" },
  );
  for (const figure of root.querySelectorAll("[data-chart]")) {
    if (watched.has(figure)) continue;
    watched.add(figure);
    watcher.observe(figure);
  }
}

/** @param {HTMLElement} figure */
async function draw(figure) {
  const canvas = /** @type {HTMLElement | null} */ (figure.querySelector(".chart-canvas"));
  const kept = figure.querySelector('script[type="application/json"]');
  if (!canvas || !kept) return;
  const data = JSON.parse(kept.textContent ?? "{}");
  const echarts = await import(LIBRARY);
  canvas.style.setProperty("--chart-height", `${height(data)}px`);
  figure.classList.add("is-drawn");
  const chart = echarts.init(canvas, null, { renderer: "svg" });
  const paint = () => chart.setOption(options(data, colours(), canvas.clientWidth), true);
  paint();
  chart.on("click", (/** @type {any} */ event) => open(event.data?.opens));
  new ResizeObserver(() => {
    chart.resize();
    paint();
  }).observe(canvas);
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", paint);
  new MutationObserver(paint).observe(document.documentElement, { attributeFilter: ["data-bs-theme"] });
}

/** Show the rows behind a mark. @param {string | undefined} id */
function open(id) {
  const rows = id ? document.getElementById(id) : null;
  if (!rows) return;
  for (let fold = rows.closest("details"); fold; fold = fold.parentElement?.closest("details") ?? null) fold.open = true;
  for (const other of document.querySelectorAll(".is-opened")) other.classList.remove("is-opened");
  rows.classList.add("is-opened");
  rows.scrollIntoView({ block: "center", behavior: isStill() ? "auto" : "smooth" });
}

const isStill = () => matchMedia("(prefers-reduced-motion: reduce)").matches;

/** @param {any} data */
function height(data) {
  return data.type === "cost" ? 86 + data.lines.length * ROW_PX : 30 + data.centers.length * ROW_PX;
}

/** @param {any} data @param {Record<string, string>} ink @param {number} width */
function options(data, ink, width) {
  const shared = {
    animation: !isStill(),
    textStyle: { color: ink.ink, fontFamily: getComputedStyle(document.body).fontFamily },
    tooltip: { renderMode: "richText", confine: true, backgroundColor: ink.surface, borderColor: ink.line, textStyle: { color: ink.ink } },
  };
  return data.type === "cost" ? costs(data, ink, shared, width) : loads(data, ink, shared, width);
}

/** The width that labels need, in pixels. @param {string[]} labels */
const room = (labels) => 14 + 7.4 * Math.max(...labels.map((label) => label.length));

/** @param {any} data @param {Record<string, string>} ink @param {any} shared @param {number} width */
function costs(data, ink, shared, width) {
  const looks = /** @type {Record<string, string>} */ ({ material: ink.calm, labour: ink.accent, machine: ink.warn, overhead: ink.idle, subcontract: ink["ink-2"], margin: ink.good });
  const axis = { axisLabel: { color: ink["ink-2"] }, axisLine: { lineStyle: { color: ink.line } } };
  const number = new Intl.NumberFormat(document.documentElement.lang, { maximumFractionDigits: 0 });
  return {
    ...shared,
    legend: { top: 0, textStyle: { color: ink.ink }, type: "scroll", itemHeight: 10, itemWidth: 14 },
    grid: { left: room(data.lines), right: 32, top: 32, bottom: 24 },
    tooltip: { ...shared.tooltip, valueFormatter: (/** @type {number} */ value) => `${number.format(value)} ${data.currency}` },
    xAxis: { type: "value", ...axis, splitNumber: width < 500 ? 2 : 5, splitLine: { lineStyle: { color: ink.line } }, axisLabel: { color: ink["ink-2"], formatter: (/** @type {number} */ v) => number.format(v) } },
    yAxis: { type: "category", inverse: true, data: data.lines, ...axis },
    series: data.series.map((/** @type {any} */ each) => ({
      name: each.name, type: "bar", stack: "all", barMaxWidth: 20, data: each.data,
      itemStyle: { color: looks[each.kind], borderColor: ink.surface, borderWidth: 1, decal: each.kind === "margin" ? { symbol: "rect", dashArrayX: [1, 0], dashArrayY: [2, 4], rotation: 0.8, color: ink.surface } : undefined },
    })),
  };
}

/** @param {any} data @param {Record<string, string>} ink @param {any} shared @param {number} width */
function loads(data, ink, shared, width) {
  const axis = { axisLabel: { color: ink["ink-2"] }, axisLine: { show: false }, axisTick: { show: false }, splitArea: { show: false } };
  return {
    ...shared,
    grid: { left: room(data.centers), right: 4, top: 4, bottom: 24 },
    tooltip: { ...shared.tooltip, formatter: (/** @type {any} */ p) => `${data.centers[p.data.value[1]]} ${data.weeks[p.data.value[0]]}: ${p.data.before ?? "–"}% → ${p.data.value[2]}%` },
    xAxis: { type: "category", data: data.weeks, ...axis },
    yAxis: { type: "category", data: data.centers, ...axis },
    visualMap: {
      show: false,
      pieces: [{ max: 0, color: ink.surface }, { gt: 0, lt: 85, color: ink["good-soft"] }, { gte: 85, lte: 100, color: ink["warn-soft"] }, { gt: 100, color: ink["bad-soft"] }],
    },
    series: [{
      type: "heatmap", data: data.cells,
      itemStyle: { borderColor: ink.line, borderWidth: 1 },
      label: { show: true, color: ink.ink, formatter: (/** @type {any} */ p) => (p.data.before === p.data.value[2] || width < 420 ? `${p.data.value[2]}%` : `${p.data.before ?? "–"} → ${p.data.value[2]}%`) },
      emphasis: { itemStyle: { borderColor: ink.accent, borderWidth: 2 } },
    }],
  };
}
