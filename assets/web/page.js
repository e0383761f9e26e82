/* Making what a page shows, and changing it without disturbing whoever is using it.
 *
 * A sheet replaces the one before, so a page is drawn again whole; `render` then changes only what differs. What is
 * focused stays focused, what is half written stays as it is, what is scrolled or unfolded remains so. Text is only
 * ever text: there is no way here to put markup into a page. */

const MADE = Symbol("made"); /* on every element made by h: {key, on: {type: handler}, state: {checked, value, …}} */

/* The element <tag>, with these attributes and children.
 *   key                     which element it is among its siblings, over renderings
 *   onclick, oninput, …     a function
 *   checked, value, indeterminate    what a control shows; a text field takes `value` only when it is made
 *   anything else           an attribute: true is present, false, null and undefined absent
 * Children: elements, texts, numbers, arrays of them; null, undefined and false are left out. */
export function h(tag, attributes, ...children) {
  const element = document.createElement(tag);
  return furnish(element, attributes, children);
}

const SVG = "http://www.w3.org/2000/svg";
export function svg(tag, attributes, ...children) {
  return furnish(document.createElementNS(SVG, tag), attributes, children);
}

const STATE = new Set(["checked", "value", "indeterminate"]);

function furnish(element, attributes, children) {
  const made = { key: null, on: {}, state: {} };
  for (const [name, value] of Object.entries(attributes || {})) {
    if (name === "key") made.key = value === null || value === undefined ? null : String(value);
    else if (typeof value === "function") made.on[name.slice(2)] = value;
    else if (STATE.has(name) && element.namespaceURI !== SVG) made.state[name] = value;
    else if (value !== false && value !== null && value !== undefined) element.setAttribute(name, value === true ? "" : value);
  }
  element[MADE] = made;
  for (const type of Object.keys(made.on)) element.addEventListener(type, dispatch);
  append(element, children);
  show(element, made.state, true); /* after the options of a select */
  return element;
}

function append(element, children) {
  for (const child of children) {
    if (child === null || child === undefined || child === false || child === true) continue;
    if (Array.isArray(child)) append(element, child);
    else element.append(child instanceof Node ? child : String(child));
  }
}

/* One listener for each type; which function it calls changes with every rendering. */
function dispatch(event) {
  const handler = event.currentTarget[MADE].on[event.type];
  if (handler) handler.call(event.currentTarget, event);
}

function isTextField(element) {
  return element.localName === "textarea" ||
    (element.localName === "input" && !["checkbox", "radio", "range", "button", "submit"].includes(element.type));
}

function show(element, state, isNew) {
  for (const [name, value] of Object.entries(state)) {
    if (name === "value" && isTextField(element) && !isNew) continue; /* what is written there is the writer's */
    if (element[name] !== value) element[name] = value;
  }
}

/* The children of `container` become these. */
export function render(container, ...children) {
  const fresh = document.createDocumentFragment();
  append(fresh, children);
  const focused = document.activeElement;
  const selection = focused && isTextField(focused) ? [focused.selectionStart, focused.selectionEnd] : null;
  const isInside = focused && focused !== document.body && container.contains(focused);
  patchChildren(container, fresh);
  if (isInside && document.activeElement !== focused) restore(container, focused, selection);
}

/* A moved element lost the focus and gets it back; where it is gone or can have it no more, the part it was in has it,
 * so that the next Tab goes on from there. */
function restore(container, focused, selection) {
  if (focused.isConnected) focused.focus({ preventScroll: true });
  if (document.activeElement === focused) {
    if (selection && selection[0] !== null) focused.setSelectionRange(selection[0], selection[1]);
    return;
  }
  const part = container.closest('[tabindex="-1"]');
  if (part) part.focus({ preventScroll: true });
}

function keyOf(node) {
  return node[MADE] ? node[MADE].key : null;
}

function isSame(old, fresh) {
  return old.nodeType === fresh.nodeType && old.nodeName === fresh.nodeName && keyOf(old) === keyOf(fresh) &&
    (old.nodeName !== "INPUT" || old.type === fresh.type);
}

function patchChildren(parent, fresh) {
  const keyed = new Map();
  for (const child of parent.childNodes) if (keyOf(child) !== null) keyed.set(keyOf(child), child);
  let place = parent.firstChild;
  for (const child of [...fresh.childNodes]) {
    let old = keyOf(child) !== null ? keyed.get(keyOf(child)) : place;
    while (old && keyOf(child) === null && keyOf(old) !== null) old = old.nextSibling; /* those wait for their own */
    if (old && isSame(old, child)) {
      if (old === place) place = place.nextSibling;
      else parent.insertBefore(old, place);
      patch(old, child);
    } else {
      parent.insertBefore(child, place);
    }
  }
  while (place) {
    const next = place.nextSibling;
    place.remove();
    place = next;
  }
}

/* Attributes that belong to whoever uses the page once the element is there. */
const OWN = new Set(["open"]);

function patch(old, fresh) {
  if (old.nodeType !== Node.ELEMENT_NODE) {
    if (old.nodeValue !== fresh.nodeValue) old.nodeValue = fresh.nodeValue;
    return;
  }
  for (const { name } of [...old.attributes]) {
    if (!OWN.has(name) && !fresh.hasAttribute(name)) old.removeAttribute(name);
  }
  for (const { name, value } of fresh.attributes) {
    if (!OWN.has(name) && old.getAttribute(name) !== value) old.setAttribute(name, value);
  }
  const made = fresh[MADE] || { key: null, on: {}, state: {} };
  for (const type of Object.keys(made.on)) if (!old[MADE] || !(type in old[MADE].on)) old.addEventListener(type, dispatch);
  old[MADE] = { key: made.key, on: { ...(old[MADE] ? blank(old[MADE].on) : {}), ...made.on }, state: made.state };
  if (old.localName !== "textarea") patchChildren(old, fresh);
  show(old, made.state, false);
}

/* Types that are listened to stay listed, without a function. */
function blank(on) {
  return Object.fromEntries(Object.keys(on).map((type) => [type, null]));
}

/* ---- saying things to people who listen to the page ---- */

/* Says a sentence through a screen reader without moving anybody; "assertive" interrupts. */
export function announce(text, manner = "polite") {
  let region = document.getElementById(`announce-${manner}`);
  if (!region) {
    region = h("div", { id: `announce-${manner}`, class: "unseen", "aria-live": manner, role: manner === "polite" ? "status" : "alert" });
    document.body.append(region);
  }
  const line = h("p", {}, text);
  region.append(line);
  setTimeout(() => line.remove(), 10000);
}

/* ---- small things that many pages need ---- */

/* A label of the Traffic Light Protocol (TLP 2.0), never translated. */
export function chip(label) {
  const colour = { "TLP:RED": "red", "TLP:AMBER": "amber", "TLP:AMBER+STRICT": "amber", "TLP:GREEN": "green" }[label] || "clear";
  return h("span", { class: `chip ${colour}` }, label);
}

/* Drawn on a field of 24 by 24. X: name, what it is drawn of. */
const ICONS = {
  tick: ["M4 13l5 5L20 6"],
  cross: ["M5 5l14 14M19 5L5 19"],
  inbox: ["M4 14V5h16v9M4 14v5h16v-5M4 14h4l2 3h4l2-3h4"],
  layers: ["M12 3l9 5-9 5-9-5zM3 12.5l9 5 9-5", "M3 17l9 5 9-5"],
  message: ["M3 5h18v12H10l-4 4v-4H3z"],
  bars: ["M4 21v-7M9.3 21V6M14.6 21v-9M20 21V3"],
  lock: ["M6 11h12v9H6zM8.5 11V8a3.5 3.5 0 0 1 7 0v3"],
  people: ["M9 11a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7zM2.5 20a6.5 6.5 0 0 1 13 0M16 4.5a3.5 3.5 0 0 1 0 6.5M18 14.5a6.5 6.5 0 0 1 3.5 5.5"],
  bot: ["M5 8h14v11H5zM12 8V4M9 13v1M15 13v1M2.5 12v4M21.5 12v4"],
  pause: ["M8 4v16M16 4v16"],
  pen: ["M4 20l1-5L16 4l4 4L9 19z"],
  warning: ["M12 3.5L22 20.5H2zM12 10v5M12 17.5v.5"],
};
export function icon(name, kind = "") {
  return svg("svg", { class: `icon ${kind}`.trim(), viewBox: "0 0 24 24", "aria-hidden": "true", focusable: "false" },
    (ICONS[name] || []).map((d) => svg("path", { d })));
}
/* The marks of an organisation's state: shape first, colour second. */
export function mark(name) {
  const shape = { hit: "M12 2l10 10-10 10L2 12z", suspected: "M12 4l9 16H3z" }[name];
  return svg("svg", { class: `mark ${name}`, viewBox: "0 0 24 24", "aria-hidden": "true", focusable: "false" },
    shape ? svg("path", { d: shape }) : svg("circle", { cx: 12, cy: 12, r: name === "recovered" ? 8 : 7 }));
}

/* A span of time for a clock: "2:45". */
export function clockTime(milliseconds) {
  const seconds = Math.max(0, Math.ceil(milliseconds / 1000));
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60];
  const two = (number) => String(number).padStart(2, "0");
  return hours ? `${hours}:${two(minutes)}:${two(seconds % 60)}` : `${minutes}:${two(seconds % 60)}`;
}
