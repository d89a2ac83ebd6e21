// The inbox on a wide screen: a row's act stands beside the list, evidence and form; j and k go on, Enter opens.
// Without scripts, and on a phone, a row is a link to the page of its act.
import { isTyping } from "./keys.js";

const WIDE = matchMedia("(min-width: 75rem)");
const inbox = document.querySelector("[data-inbox]");

/** @param {string} name */
const part = (name) => inbox?.querySelector(`[data-inbox-${name}]`) ?? null;
const rows = () => /** @type {HTMLElement[]} */ ([...(inbox?.querySelectorAll("[data-inbox-row]") ?? [])]);
/** @param {Element | undefined} row */
const linkOf = (row) => /** @type {HTMLAnchorElement | null} */ (row?.querySelector("a.inbox-what") ?? null);
const isSplit = () => WIDE.matches && part("pane") !== null;

let here = "";
let asked = 0;

/** @param {HTMLElement} row */
function mark(row) {
  rows().forEach((each) => each.classList.toggle("is-here", each === row));
  const place = part("place");
  if (place) place.textContent = `${rows().indexOf(row) + 1} / ${rows().length}`;
  row.scrollIntoView({ block: "nearest" });
}

/** Puts the act of a row beside the list. @param {HTMLElement} row @param {boolean} focus */
async function show(row, focus) {
  const link = linkOf(row);
  const open = part("open");
  if (!link) return;
  here = link.href;
  mark(row);
  if (open instanceof HTMLAnchorElement) Object.assign(open, { href: link.href, hidden: false });
  await put(fetch(link.href, { headers: { "X-Fragment": "1" } }), focus);
}

/** Fills the pane with an answer, unless another one was asked for since. @param {Promise<Response>} coming @param {boolean} focus */
async function put(coming, focus) {
  const body = part("body");
  if (!(body instanceof HTMLElement)) return;
  const number = ++asked;
  body.setAttribute("aria-busy", "true");
  try {
    const answer = await coming;
    if (number !== asked) return;
    if (answer.status === 204) await goOn();
    else fill(body, await answer.text(), focus);
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    body.textContent = /** @type {HTMLElement} */ (inbox).dataset.saidFailed ?? "";
  } finally {
    if (number === asked) body.removeAttribute("aria-busy");
  }
}

/** @param {HTMLElement} body @param {string} html @param {boolean} focus */
function fill(body, html, focus) {
  const found = new DOMParser().parseFromString(html, "text/html");
  for (const sheet of found.querySelectorAll("link[rel=stylesheet]")) {
    if (!document.head.querySelector(`link[href="${sheet.getAttribute("href")}"]`)) document.head.append(document.importNode(sheet));
    sheet.remove();
  }
  const modules = [...found.querySelectorAll("script[src]")].map((script) => script.getAttribute("src") ?? "");
  found.querySelectorAll("script[src]").forEach((script) => script.remove()); // data of charts stays
  const page = found.querySelector("main") ?? found.body;
  body.replaceChildren(...[...page.childNodes].map((node) => document.importNode(node, true)));
  body.scrollTop = 0;
  if (focus) body.focus({ preventScroll: true });
  Promise.all(modules.map((source) => import(source))).then(() => body.dispatchEvent(new CustomEvent("takt:fragment", { bubbles: true })));
}

/** The act is done: the list anew, what was said, and the row that took its place. */
async function goOn() {
  const place = Math.max(0, rows().findIndex((row) => linkOf(row)?.href === here));
  const answer = await fetch(location.href);
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
  for (const name of ["[data-inbox-list]", "[data-toasts]", ".page-head"]) {
    const old = document.querySelector(name);
    const next = fresh.querySelector(name);
    if (old && next) old.replaceWith(document.importNode(next, true));
  }
  const left = rows();
  if (left.length) await show(left[Math.min(place, left.length - 1)], true);
  else location.reload();
}

/** @param {number} step */
function move(step) {
  const all = rows();
  const now = all.findIndex((row) => row.classList.contains("is-here") || row.contains(document.activeElement));
  const row = all[now < 0 ? 0 : Math.min(all.length - 1, Math.max(0, now + step))];
  if (!row) return;
  linkOf(row)?.focus();
  if (isSplit()) show(row, false);
}

/** @param {MouseEvent} event */
function clicked(event) {
  const link = event.target instanceof Element ? event.target.closest("a[data-decides]") : null;
  const row = link?.closest("[data-inbox-row]");
  const plain = !(event.ctrlKey || event.metaKey || event.shiftKey || event.button);
  if (!(row instanceof HTMLElement) || !isSplit() || !plain) return;
  event.preventDefault();
  show(row, true);
}

/** @param {SubmitEvent} event */
function sent(event) {
  const form = event.target;
  if (event.defaultPrevented || !(form instanceof HTMLFormElement) || !isSplit() || !part("body")?.contains(form) || form.method !== "post") return;
  event.preventDefault();
  const body = new FormData(form, event.submitter instanceof HTMLElement ? event.submitter : undefined);
  put(fetch(form.action, { method: "POST", body, headers: { "X-Fragment": "1" } }), true);
}

/** @param {KeyboardEvent} event */
function pressed(event) {
  if (isTyping(event) || event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]")) return;
  if (event.key !== "j" && event.key !== "k") return;
  event.preventDefault();
  move(event.key === "j" ? 1 : -1);
}

function lay() {
  const pane = part("pane");
  if (!(pane instanceof HTMLElement)) return;
  pane.hidden = !WIDE.matches;
  inbox?.classList.toggle("is-split", WIDE.matches);
  const first = rows().find((row) => linkOf(row)?.hasAttribute("data-decides"));
  if (WIDE.matches && !here && first) show(first, false);
}

if (inbox) {
  inbox.addEventListener("click", (event) => {
    const step = event.target instanceof Element ? event.target.closest("[data-inbox-step]") : null;
    if (step instanceof HTMLElement) move(Number(step.dataset.inboxStep));
    else clicked(/** @type {MouseEvent} */ (event));
  });
  document.addEventListener("submit", sent);
  document.addEventListener("keydown", pressed);
  WIDE.addEventListener("change", lay);
  lay();
}
