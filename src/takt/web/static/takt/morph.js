// @ts-check
/**
 * Make the content of an element like other content, and keep every node that is in both: so focus, scroll position, open
 * details and what somebody is typing stay. Children are matched by `id` or `data-key`, else by their place.
 */

const OWN = new Set(["open", "data-live-fresh"]); // what the reader or the page's script set, not the server

/**
 * @param {Element} now what the page shows
 * @param {Element} then what it should show
 * @returns {Element[]} the elements in which something changed
 */
export function morph(now, then) {
  /** @type {Set<Element>} */
  const changed = new Set();
  children(now, then, changed);
  return [...changed];
}

/** @param {Element} now @param {Element} then @param {Set<Element>} changed */
function children(now, then, changed) {
  const keyed = new Map([...now.children].filter(key).map((child) => [key(child), child]));
  /** @type {ChildNode | null} */
  let place = now.firstChild;
  for (const want of [...then.childNodes]) {
    const match = matching(want, place, keyed);
    if (!match) {
      now.insertBefore(document.adoptNode(want), place);
      changed.add(want instanceof Element ? want : now);
      continue;
    }
    if (match === place) place = place.nextSibling;
    else now.insertBefore(match, place);
    update(match, want, now, changed);
  }
  while (place) {
    const next = place.nextSibling;
    if (!(place instanceof Element && place.hasAttribute("data-live-keep"))) {
      if (place instanceof Element || place.nodeValue?.trim()) changed.add(now);
      place.remove();
    }
    place = next;
  }
}

/** @param {Node} want @param {ChildNode | null} place @param {Map<string | null, Element>} keyed */
function matching(want, place, keyed) {
  if (want instanceof Element && key(want)) {
    const found = keyed.get(key(want));
    return found && found.nodeName === want.nodeName ? found : null;
  }
  if (!place || place.nodeType !== want.nodeType || place.nodeName !== want.nodeName) return null;
  return place instanceof Element && key(place) ? null : place;
}

/** @param {Element} element */
function key(element) {
  return element.id || element.getAttribute("data-key");
}

/** @param {Node} now @param {Node} then @param {Element} parent @param {Set<Element>} changed */
function update(now, then, parent, changed) {
  if (now instanceof Element && then instanceof Element) {
    if (now.hasAttribute("data-live-keep") || now.isEqualNode(then)) return;
    attributes(now, then, changed);
    children(now, then, changed);
  } else if (now.nodeValue !== then.nodeValue) {
    if ((now.nodeValue ?? "").trim() !== (then.nodeValue ?? "").trim()) changed.add(parent);
    now.nodeValue = then.nodeValue;
  }
}

/** @param {Element} now @param {Element} then @param {Set<Element>} changed */
function attributes(now, then, changed) {
  for (const { name, value } of [...then.attributes]) {
    if (OWN.has(name) || now.getAttribute(name) === value) continue;
    now.setAttribute(name, value);
    if (name !== "data-live-since") changed.add(now);
  }
  for (const { name } of [...now.attributes]) {
    if (!OWN.has(name) && !then.hasAttribute(name)) now.removeAttribute(name);
  }
}
