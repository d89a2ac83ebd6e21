// @ts-check
// A password field: show what is typed, and say that Caps Lock is on.

for (const part of document.querySelectorAll("[data-password]")) {
  const field = part.querySelector("input");
  const button = part.querySelector("[data-show-password]");
  const caps = part.querySelector("[data-caps]");
  if (!(field instanceof HTMLInputElement) || !(button instanceof HTMLButtonElement) || !(caps instanceof HTMLElement)) continue;
  if (part.hasAttribute("data-ready")) continue;
  part.setAttribute("data-ready", "");
  button.hidden = false;
  button.addEventListener("click", () => {
    const shown = field.type === "text";
    field.type = shown ? "password" : "text";
    button.setAttribute("aria-pressed", String(!shown));
  });
  field.form?.addEventListener("submit", () => { field.type = "password"; });
  for (const kind of ["keydown", "keyup"]) {
    field.addEventListener(kind, (event) => {
      if (event instanceof KeyboardEvent) caps.hidden = !event.getModifierState("CapsLock");
    });
  }
  field.addEventListener("blur", () => { caps.hidden = true; });
}
