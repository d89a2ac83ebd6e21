// @ts-check
/** The dashboard: draws each figure's chart from the data beside it, and fetches the figures that take longer. */

import { base, draw } from "./drawing.js";

/** @typedef {{name: string, line: boolean, unit: string, values: (number | null)[], texts: string[]}} Series */
/** @typedef {{shape: string, unit: string, labels: string[], links: string[], series: Series[], rows: string[], cells: [number, number, number | null][], texts: string[]}} Chart */

const ROW_PX = 34;
const SPLIT = 5;

/** @param {number} value @param {string} unit */
function short(value, unit) {
  if (unit === "share") return `${Math.round(value * 100)}%`;
  return Math.abs(value) >= 10000 ? `${Math.round(value / 1000)}k` : String(Math.round(value * 10) / 10);
}

/** @param {Chart} chart @param {Record<string, string>} c */
function bars(chart, c) {
  const across = chart.shape === "bars-across";
  const last = chart.series.length - 1;
  const names = { type: "category", data: chart.labels, axisTick: { show: false }, axisLine: { lineStyle: { color: c.line } }, axisLabel: { color: c["ink-2"], hideOverlap: !across, ...(across && chart.labels.some((l) => l.length > 12) ? { width: 120, overflow: "break" } : {}) }, inverse: across };
  const own = [...new Set(chart.series.map((s) => s.line))];
  const values = own.map((line, index) => ({
    type: "value", minInterval: chart.unit === "count" && !line ? 1 : 0, splitNumber: SPLIT, max: chart.unit === "share" ? 1 : undefined,
    splitLine: { show: index === 0, lineStyle: { color: c.line } },
    axisLabel: { color: c["ink-3"], formatter: (/** @type {number} */ v) => short(v, line ? "money" : chart.unit) },
  }));
  const series = chart.series.map((s, index) => ({
    name: s.name, type: s.line || chart.shape === "lines" ? "line" : "bar", yAxisIndex: s.line ? own.indexOf(true) : 0,
    data: s.values, barMaxWidth: across ? 14 : 28, connectNulls: false, symbolSize: 7, lineStyle: { width: 2, type: index ? "dashed" : "solid" },
    symbol: index ? "diamond" : "circle",
    itemStyle: { color: s.line ? c.warn : index === last && last ? (chart.shape === "lines" ? c.warn : c.idle) : c.accent, borderRadius: 3 },
    label: across ? { show: true, position: "right", color: c.ink, formatter: (/** @type {{dataIndex: number}} */ p) => s.texts[p.dataIndex] } : undefined,
  }));
  const tooltip = { trigger: "axis", axisPointer: { type: across || chart.shape === "bars" ? "shadow" : "line" }, formatter: (/** @type {{dataIndex: number}[]} */ points) => {
    const at = points[0].dataIndex;
    return [chart.labels[at], ...chart.series.map((s) => `${s.name}: ${s.texts[at]}`)].join("\n");
  } };
  const whole = base(c);
  const top = chart.series.length > 1 ? whole.grid.top : 12;
  const axes = across ? { yAxis: names, xAxis: { ...values[0], axisLabel: { show: false }, splitLine: { show: false } } } : { xAxis: names, yAxis: values };
  return { ...whole, ...axes, series, legend: { ...whole.legend, show: chart.series.length > 1 }, tooltip: { ...whole.tooltip, ...tooltip },
    grid: { ...whole.grid, top, right: across ? 64 : 16 } };
}

/** @param {Chart} chart @param {Record<string, string>} c */
function heat(chart, c) {
  const whole = base(c);
  const text = (/** @type {{dataIndex: number}} */ p) => chart.texts[p.dataIndex];
  const category = { type: "category", splitArea: { show: false }, axisTick: { show: false }, axisLine: { show: false }, axisLabel: { color: c["ink-2"] } };
  return {
    ...whole, legend: { show: false }, grid: { ...whole.grid, top: 4 },
    tooltip: { ...whole.tooltip, formatter: (/** @type {{dataIndex: number}} */ p) => `${chart.rows[chart.cells[p.dataIndex][1]]} · ${chart.labels[chart.cells[p.dataIndex][0]]}\n${text(p)}` },
    xAxis: { ...category, data: chart.labels }, yAxis: { ...category, data: chart.rows, inverse: true, axisLabel: { color: c["ink-2"], width: 88, overflow: "truncate" } },
    visualMap: { show: false, dimension: 2, pieces: [{ lte: 0, color: c["surface-sunken"] }, { gt: 0, lt: 0.6, color: c["calm-soft"] },
      { gte: 0.6, lt: 0.85, color: c["good-soft"] }, { gte: 0.85, lt: 0.98, color: c["warn-soft"] }, { gte: 0.98, color: c["bad-soft"] }] },
    series: [{ type: "heatmap", data: chart.cells.map(([x, y, v]) => [x, y, v ?? 0]), label: { show: true, color: c.ink, fontSize: 11, formatter: text },
      itemStyle: { borderColor: c.surface, borderWidth: 2, borderRadius: 4 }, emphasis: { itemStyle: { borderColor: c.accent } } }],
  };
}

/** @param {HTMLElement} place */
async function show(place) {
  const data = document.getElementById(place.dataset.chart ?? "");
  if (!data?.textContent) return;
  /** @type {Chart} */
  const chart = JSON.parse(data.textContent);
  const rows = chart.shape === "heat" ? chart.rows.length : chart.shape === "bars-across" ? chart.labels.length * Math.max(1, chart.series.length * 0.75) : 0;
  if (rows) place.style.height = `${Math.max(3, rows) * ROW_PX + 44}px`;
  const instance = await draw(place, (c) => (chart.shape === "heat" ? heat(chart, c) : bars(chart, c)));
  instance.on("click", (/** @type {{dataIndex: number}} */ point) => {
    const link = chart.links[point.dataIndex];
    if (link) location.assign(link);
  });
  instance.getZr().setCursorStyle("default");
}

/** @param {ParentNode} within */
async function showAll(within) {
  for (const place of within.querySelectorAll("[data-chart]")) await show(/** @type {HTMLElement} */ (place));
}

/** What takes longer comes after the page, one at a time. @param {HTMLElement} section */
async function fetchFigure(section) {
  const address = section.dataset.later;
  if (!address) return;
  section.setAttribute("aria-busy", "true");
  const answer = await fetch(address, { headers: { "X-Requested-With": "dashboard" } });
  section.removeAttribute("aria-busy");
  if (!answer.ok) { section.classList.add("has-failed"); return; }
  const body = new DOMParser().parseFromString(await answer.text(), "text/html").body;
  const card = body.querySelector("[data-card]");
  if (card) document.querySelector(`[data-card="${card.getAttribute("data-card")}"]`)?.replaceWith(card);
  const fresh = body.querySelector("section");
  if (!fresh) return;
  section.replaceWith(fresh);
  await showAll(fresh);
}

await showAll(document);
for (const section of document.querySelectorAll("section[data-later]")) await fetchFigure(/** @type {HTMLElement} */ (section));
