// A file may be dropped where one would choose it.

for (const place of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-drop]"))) {
  const input = /** @type {HTMLInputElement | null} */ (place.querySelector("input[type=file]"));
  const over = (/** @type {DragEvent} */ event) => { event.preventDefault(); place.classList.add("is-over"); };
  place.addEventListener("dragenter", over);
  place.addEventListener("dragover", over);
  place.addEventListener("dragleave", () => place.classList.remove("is-over"));
  place.addEventListener("drop", (event) => {
    event.preventDefault();
    place.classList.remove("is-over");
    if (!input || !event.dataTransfer?.files.length) return;
    input.files = event.dataTransfer.files;
    input.dispatchEvent(new Event("change", { bubbles: true }));
  });
}
