// @ts-check
/** The board on paper: A3 landscape, in light colours, as sharp as a printer likes it; afterwards as it was on the screen. */

import { AXIS } from "./board_view.js";

const WIDTH = 1520;
const TALLEST = 1020;
const RATIO = 2;

/** @typedef {{view: import("./board_view.js").View, canvas: HTMLCanvasElement, brush: CanvasRenderingContext2D, fit: (width: number, height: number, ratio: number) => void, paintNow: () => void, recolour: () => void, resize: () => void}} Printed */

/** @param {Printed} board */
export function printing(board) {
  /** @type {{theme: string | undefined, left: number, perPx: number} | null} */
  let before = null;
  addEventListener("beforeprint", () => {
    const { scale } = board.view;
    before = { theme: document.documentElement.dataset.bsTheme, left: scale.left, perPx: scale.perPx };
    const span = scale.span;
    document.documentElement.dataset.bsTheme = "light";
    const height = Math.min(TALLEST, AXIS + board.view.tall + board.view.size.foot);
    board.fit(WIDTH, height, RATIO);
    scale.show(span, 0);
    board.canvas.classList.add("is-printed");
    board.recolour();
    board.paintNow();
  });
  addEventListener("afterprint", () => {
    if (!before) return;
    const { theme, left, perPx } = before;
    if (theme === undefined) delete document.documentElement.dataset.bsTheme;
    else document.documentElement.dataset.bsTheme = theme;
    board.canvas.classList.remove("is-printed");
    board.resize();
    Object.assign(board.view.scale, { left, perPx });
    board.recolour();
    before = null;
  });
}
