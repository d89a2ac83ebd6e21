// What every page does with scripts on: look, keys, palette, remembered menu. Without scripts the forms and links work alone.
import { startKeys } from "./keys.js";
import { startLook } from "./look.js";
import { startPalette } from "./palette.js";
import { startMenu } from "./menu.js";
import { startCounts } from "./counts.js";

startLook();
startMenu();
startPalette();
startKeys();
startCounts();
for (const element of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-needs-script]"))) element.hidden = false;
for (const button of document.querySelectorAll("[data-open]")) {
  button.addEventListener("click", () => {
    const dialog = document.getElementById(/** @type {HTMLElement} */ (button).dataset.open ?? "");
    if (dialog instanceof HTMLDialogElement) dialog.showModal();
  });
}
