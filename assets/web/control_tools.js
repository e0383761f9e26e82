/* What all parts of the control page share.
 *
 * Sheets come whole and often, while somebody is typing. So nothing that can be typed into is ever made anew: a list
 * keeps one node for each key (keyed), and an update touches only the texts and classes of that node. What is asked
 * is asked through one function (asking), which shows a refusal where the action was. */
import { t } from "./words.js";
import { h } from "./page.js";

let number = 0;
export const new_id = (word) => `${word}-${++number}`;

/* A text that is only touched when it is another one, so that a selection or a screen reader is not disturbed. */
export function set_text(node, text) {
  const wanted = text == null ? "" : String(text);
  if (node.textContent !== wanted) node.textContent = wanted;
}

export function set_attribute(node, name, value) {
  if (value == null || value === false) node.removeAttribute(name);
  else if (node.getAttribute(name) !== String(value)) node.setAttribute(name, value === true ? "" : value);
}

/* Keeps the children of `parent` as `items`: `make(item)` returns a node, once for each key; `update(node, item)` is
 * called each time. Nodes whose key is gone go, and the focus goes to their neighbour. */
export function keyed(parent, items, key_of, make, update) {
  const known = parent.nodesByKey ??= new Map();
  const gone = new Set(known.keys());
  let before = null;
  for (const item of items) {
    const key = String(key_of(item));
    gone.delete(key);
    let node = known.get(key);
    if (!node) known.set(key, node = make(item));
    update(node, item);
    const place = before ? before.nextSibling : parent.firstChild;
    if (place !== node) move(parent, node, place);
    before = node;
  }
  for (const key of gone) {
    known.get(key).remove();
    known.delete(key);
  }
}

/* A node that is moved loses the focus: it is given back. */
function move(parent, node, place) {
  const focused = node.contains(document.activeElement) ? document.activeElement : null;
  parent.insertBefore(node, place);
  if (focused) focused.focus({ preventScroll: true });
}

/* A button. `press` may be asynchronous: meanwhile the button is busy, and is not pressed twice. */
export function button(says, press, { kind = "", key = "", label = "", title = "" } = {}) {
  const node = h("button", { type: "button", class: kind }, h("span", { class: "says" }, says));
  if (key) {
    node.append(h("kbd", { "aria-hidden": "true" }, key));
    node.setAttribute("aria-keyshortcuts", key === t("Space") ? "Space" : key);
  }
  if (label) node.setAttribute("aria-label", label);
  if (title) node.title = title;
  node.addEventListener("click", async () => {
    if (node.getAttribute("aria-busy")) return;
    node.setAttribute("aria-busy", "true");
    try {
      await press(node);
    } finally {
      node.removeAttribute("aria-busy");
    }
  });
  return node;
}

export const set_says = (node, says) => set_text(node.querySelector(".says"), says);

/* Asks the host, and shows what it refuses in `place`. Returns what was answered, or null. */
export async function asking(room, place, what, fields = {}) {
  if (place) set_text(place, "");
  try {
    return await room.ask(what, fields) ?? {};
  } catch (refused) {
    refuse(place, refused?.text || t("The host did not answer. Look at the connection, and try again."));
    return null;
  }
}

export function refuse(place, text) {
  if (place) set_text(place, text);
  else aloud(text);
}

export const new_refusal = () => h("p", { class: "refusal", role: "alert" });

/* Says something to a screen reader. */
export function aloud(text) {
  set_text(document.getElementById("live"), text);
}

/* A labelled field: the label and what it is for. */
export function field(says, control, { hint = "", kind = "" } = {}) {
  control.id ||= new_id("field");
  const parts = [h("label", { for: control.id }, says), control];
  if (hint) {
    const about = h("p", { class: "hint", id: new_id("hint") }, hint);
    control.setAttribute("aria-describedby", about.id);
    parts.push(about);
  }
  return h("div", { class: `field ${kind}`.trim() }, ...parts);
}

/* Keeps the options of a select as `options` ([value, text]); what was chosen stays chosen while it is there. */
export function set_options(select, options) {
  const mark = JSON.stringify(options);
  if (select.optionsMark === mark) return;
  select.optionsMark = mark;
  const chosen = select.value;
  select.replaceChildren(...options.map(([value, text]) => h("option", { value }, text)));
  if (options.some(([value]) => String(value) === chosen)) select.value = chosen;
}

/* Boxes to tick, one for each [value, text], with "all" before them. `.chosen()` tells which. */
export function ticks(says, { all = "" } = {}) {
  const boxes = h("div", { class: "ticks" });
  const every = h("button", { type: "button", class: "small-button" }, all);
  const set = h("fieldset", {}, h("legend", {}, says), all ? every : null, boxes);
  const inputs = () => [...boxes.querySelectorAll("input")];
  every.addEventListener("click", () => {
    const wanted = inputs().some((box) => !box.checked);
    for (const box of inputs()) box.checked = wanted;
  });
  set.offer = (options) => keyed(boxes, options, ([value]) => value,
    ([value, text]) => h("label", { class: "tick" }, h("input", { type: "checkbox", value }), h("span", {}, text)),
    (node, [, text]) => set_text(node.lastChild, text));
  set.chosen = () => inputs().filter((box) => box.checked).map((box) => box.value);
  set.choose = (values) => inputs().forEach((box) => { box.checked = values.includes(box.value); });
  return set;
}

/* Time as on a clock: 2:45, 1:02:45. */
export function clock_of(milliseconds) {
  const seconds = Math.max(0, Math.ceil(milliseconds / 1000));
  const two = (n) => String(n).padStart(2, "0");
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes}:${two(seconds % 60)}`;
  return `${Math.floor(minutes / 60)}:${two(minutes % 60)}:${two(seconds % 60)}`;
}

/* A window over the page that is made once: what is half written in it is there when it is opened again. */
export function sheet_window(title, kind, ...content) {
  const heading = h("h2", { id: new_id("window") }, title);
  const close = button(t("Close"), () => node.close(), { kind: "close" });
  const node = h("dialog", { class: `window ${kind}`, "aria-labelledby": heading.id },
    h("div", { class: "head" }, heading, close), ...content);
  node.addEventListener("click", (event) => { if (event.target === node) node.close(); });
  document.body.append(node);
  node.set_title = (text) => set_text(heading, text);
  return node;
}

/* Asks before something that cannot be taken back. Resolves to true or false. */
export function confirmed(title, text, yes, kind = "main") {
  return new Promise((done) => {
    const node = sheet_window(title, "question", h("p", {}, text),
      h("div", { class: "choices" }, button(yes, () => finish(true), { kind }), button(t("Cancel"), () => finish(false))));
    const finish = (answer) => { done(answer); node.close(); };
    node.addEventListener("close", () => { done(false); node.remove(); });
    node.showModal();
  });
}

/* A TLP label as it is always written. */
export const chip = (label) => h("span", { class: `chip ${label.replace(/^TLP:/, "").replace(/\+.*/, "").toLowerCase()}` }, label);

/* The picture of an address: rows of "0" and "1", 1 is dark; with the quiet border that a camera needs. */
export function code_picture(rows, says) {
  const size = rows.length + 8;
  const path = rows.flatMap((row, y) => [...row].map((cell, x) => (cell === "1" ? `M${x + 4} ${y + 4}h1v1h-1z` : "")));
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("viewBox", `0 0 ${size} ${size}`);
  svg.setAttribute("class", "code");
  svg.setAttribute("role", "img");
  svg.setAttribute("aria-label", says);
  svg.setAttribute("shape-rendering", "crispEdges");
  const ink = document.createElementNS("http://www.w3.org/2000/svg", "path");
  ink.setAttribute("d", path.join(""));
  svg.append(ink);
  return svg;
}
