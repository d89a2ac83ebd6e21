// @ts-check
/** Charts: ECharts in the page's colours, drawn again when light turns dark, resized with its place. */

/** @typedef {(colours: Colours) => object} Make */
/** @typedef {Record<string, string>} Colours */

const NAMES = ["ink", "ink-2", "ink-3", "line", "surface", "surface-raised", "surface-sunken", "accent", "accent-soft", "good", "good-soft",
  "warn", "warn-soft", "bad", "bad-soft", "calm", "calm-soft", "idle", "idle-soft"];
/** @type {Promise<any> | undefined} */
let library;
/** @type {Map<HTMLElement, {instance: any, make: Make}>} */
const drawn = new Map();

/** The page's colours as they are now: `light-dark()` is resolved by asking an element. */
export function colours() {
  const probe = document.createElement("span");
  probe.hidden = true;
  document.body.append(probe);
  /** @type {Colours} */
  const found = {};
  for (const name of NAMES) {
    probe.style.color = `var(--${name})`;
    found[name] = getComputedStyle(probe).color;
  }
  probe.remove();
  return found;
}

/** What all our charts share: type, grid, tooltip without HTML (the content policy forbids its inline styles).
 * @param {Colours} c */
export function base(c) {
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  return {
    animation: !calm,
    animationDuration: 250,
    textStyle: { fontFamily: getComputedStyle(document.body).fontFamily, color: c["ink-2"], fontSize: 12 },
    color: [c.accent, c.idle, c.good, c.warn],
    grid: { left: 8, right: 16, top: 36, bottom: 4, containLabel: true },
    tooltip: { renderMode: "richText", confine: true, backgroundColor: c["surface-raised"], borderColor: c.line, textStyle: { color: c.ink, fontSize: 12 } },
    legend: { top: 0, left: 0, itemWidth: 14, itemHeight: 8, textStyle: { color: c["ink-2"], fontSize: 12 } },
  };
}

/** Draw a chart in an element; `make` is asked again whenever the colours change.
 * @param {HTMLElement} element
 * @param {Make} make
 * @returns {Promise<any>} the ECharts instance */
export async function draw(element, make) {
  // @ts-ignore  // served beside us under a stable name
  library ??= import("../parts/echarts.js");
  const { init } = await library;
  const instance = init(element, null, { renderer: "canvas" });
  instance.setOption(make(colours()));
  drawn.set(element, { instance, make });
  sizes.observe(element);
  return instance;
}

const sizes = new ResizeObserver((entries) => {
  for (const entry of entries) drawn.get(/** @type {HTMLElement} */ (entry.target))?.instance.resize();
});

function again() {
  const now = colours();
  for (const [element, { instance, make }] of drawn) {
    if (element.isConnected) instance.setOption(make(now), true);
    else { instance.dispose(); drawn.delete(element); }
  }
}

matchMedia("(prefers-color-scheme: dark)").addEventListener("change", again);
new MutationObserver(again).observe(document.documentElement, { attributes: true, attributeFilter: ["data-bs-theme"] });
