/* Controls for the arguments of any action, made from what the seat's sheet says about it; so an action that a scenario
 * brings along has its form without a line of code here.
 *
 * A form is an object that holds what is chosen, with the keys of a decision; `decisionOf` makes the decision. */
import { h, icon } from "./page.js";
import { t } from "./words.js";

const STEPS = 20; /* a budget is split in twentieths */

/* ---- audiences ---- */

/* "DEU+forum:delta" as ids; "none" is none. */
export function audienceIds(text) {
  return text && text !== "none" ? text.split("+") : [];
}
export function audienceText(ids) {
  return ids.length ? ids.join("+") : "none";
}
/* How many states these mean together. */
export function reach(seat, ids) {
  const states = new Set();
  for (const one of seat.audiences) if (ids.includes(one.id)) for (const state of one.states) states.add(state);
  return states.size;
}

/* Chips to choose from; `change` gets the new ids. `barred`: audience → {locked, why}; a locked one cannot be added, and
 * `explain` gets its id when it is pressed. */
export function audienceChips(seat, ids, name, change, { barred = new Map(), explain = () => {} } = {}) {
  const kinds = { word: [], forum: [], state: [] };
  for (const one of seat.audiences) (kinds[one.kind] || kinds.state).push(one);
  const toggle = (id) => change(ids.includes(id) ? ids.filter((other) => other !== id) : [...ids, id]);
  const named = (one) => { /* where a forum has no short name, its own says more than its id */
    const forum = one.kind === "forum" && seat.forums.find(({ id }) => one.id === `forum:${id}`);
    return forum && forum.short === forum.id ? forum.name : one.name;
  };
  const chipFor = (one) => {
    const isOn = ids.includes(one.id), { locked, why } = barred.get(one.id) || {};
    const isShut = Boolean(locked) && !isOn;
    return h("button", { key: one.id, type: "button", class: `pick${isOn ? " on" : ""}${isShut ? " shut" : ""}`, "aria-pressed": String(isOn),
      "aria-disabled": isShut ? "true" : false, title: why || (one.kind === "state" ? false : t("%1$s states", one.count)),
      onclick: () => (isShut ? explain(one.id) : toggle(one.id)) },
    locked ? icon("lock", "small") : isOn ? icon("tick", "small") : null, named(one),
    locked ? h("span", { class: "unseen" }, `: ${why}`) : null);
  };
  return h("div", { role: "group", "aria-label": name },
    h("div", { class: "chips" }, [...kinds.word, ...kinds.forum].map(chipFor)),
    h("div", { class: "chips many" }, kinds.state.map(chipFor)));
}

/* ---- budget ---- */

/* − and + for three tracks. `twentieths` may add up to less than twenty while somebody is choosing. */
export function splitControls(names, twentieths, change, money) {
  const free = STEPS - twentieths.reduce((sum, one) => sum + one, 0);
  const set = (track, by) => change(twentieths.map((one, index) => (index === track ? one + by : one)));
  return h("div", { class: "split" },
    names.map((name, track) => h("div", { key: track, class: "track", role: "group", "aria-label": name },
      h("span", { class: "name" }, name),
      h("button", { type: "button", "aria-label": t("%1$s: less", name), "aria-disabled": twentieths[track] === 0 ? "true" : false,
        onclick: () => { if (twentieths[track] > 0) set(track, -1); } }, "−"),
      h("output", { "aria-live": "polite" }, h("b", {}, twentieths[track]), h("span", { class: "unseen" }, t("of 20"))),
      h("button", { type: "button", "aria-label": t("%1$s: more", name), "aria-disabled": free === 0 ? "true" : false,
        title: free === 0 ? t("First take something from another one.") : false,
        onclick: () => { if (free > 0) set(track, 1); } }, "+"),
      money ? h("span", { class: "sum small dim" }, money(twentieths[track] * 50)) : null)));
}
/* The nearest twentieths that add up: what rounding down leaves goes to the largest rests. */
export function twentiethsOf(thousandths) {
  const all = thousandths.reduce((sum, one) => sum + one, 0) || 1;
  const exact = thousandths.map((one) => (one * STEPS) / all);
  const whole = exact.map(Math.floor);
  const order = exact.map((one, index) => index).sort((a, b) => (exact[b] - whole[b]) - (exact[a] - whole[a]) || a - b);
  for (let rest = STEPS - whole.reduce((sum, one) => sum + one, 0), i = 0; i < rest; i++) whole[order[i]]++;
  return whole;
}
export function isSplitWhole(twentieths) {
  return twentieths.reduce((sum, one) => sum + one, 0) === STEPS;
}
export function thousandthsOf(twentieths) {
  return twentieths.map((one) => one * (1000 / STEPS));
}
export function trackNames() {
  return [t("Prevent"), t("Defend"), t("Strengthen")];
}

/* ---- a form ---- */

function choice(id, name, label, rows, value, change) {
  return h("div", { class: "field", key: name },
    h("label", { for: id }, label),
    h("select", { id, value: value ?? "", onchange: (event) => change(event.target.value) },
      h("option", { value: "" }, t("Choose")),
      rows.map((row) => h("option", { key: row.id, value: row.id }, row.name))));
}

/* The rows of `list` that this action may take now. */
function allowed(action, list) {
  return action.choices ? list.filter((row) => action.choices.includes(row.id)) : list;
}

function itemRows(seat) {
  return seat.items.filter((one) => one.is_open).map((one) => ({ id: one.item, name: `${one.title} · ${one.label || ""}` }));
}
function injectRows(seat) {
  return seat.inbox.filter((one) => one.is_open && one.asks).map((one) => ({ id: one.inject, name: one.text }));
}
function stateRows(seat) {
  return [{ id: seat.id, name: seat.name }, ...seat.states];
}

/* X: argument of an action → its controls. `set` changes one key of the form. */
const CONTROLS = {
  item: (c) => choice(`${c.id}-item`, "item", t("Which item?"), allowed(c.action, itemRows(c.seat)), c.form.item, (v) => c.set("item", v)),
  audience: (c) => h("div", { class: "field", key: "audience" },
    h("p", { class: "label" }, t("With whom?"), " ", h("span", { class: "dim" }, t("%1$s of %2$s states", reach(c.seat, c.form.audience), c.seat.states.length))),
    audienceChips(c.seat, c.form.audience, t("With whom?"), (v) => c.set("audience", v))),
  tear: (c) => check(`${c.id}-tear`, "tear", t("As a tear-line: what may be known more widely, without the source"), c.form.tear, (v) => c.set("tear", v)),
  split: (c) => h("div", { class: "field", key: "split" }, splitControls(trackNames(), c.form.split, (v) => c.set("split", v))),
  adversary: (c) => choice(`${c.id}-adversary`, "adversary", t("Which adversary?"), allowed(c.action, c.seat.adversaries), c.form.adversary, (v) => c.set("adversary", v)),
  forum: (c) => choice(`${c.id}-forum`, "forum", t("Which forum?"), allowed(c.action, c.seat.forums), c.form.forum, (v) => c.set("forum", v)),
  state: (c) => choice(`${c.id}-state`, "state", t("Which state?"), allowed(c.action, stateRows(c.seat)), c.form.state, (v) => c.set("state", v)),
  families: (c) => h("fieldset", { class: "field", key: "families" }, h("legend", {}, t("Which kinds of incident?")),
    c.seat.families.map((one) => check(`${c.id}-${one.id}`, one.id, one.name, c.form.families.includes(one.id),
      (on) => c.set("families", on ? [...c.form.families, one.id] : c.form.families.filter((other) => other !== one.id))))),
  inject: (c) => [
    choice(`${c.id}-inject`, "inject", t("Which message?"), allowed(c.action, injectRows(c.seat)), c.form.inject, (v) => c.set("inject", v)),
    choice(`${c.id}-option`, "option", t("What do you answer?"),
      (c.seat.inbox.find((one) => one.inject === c.form.inject) || { options: [] }).options.map((one) => ({ id: one.id, name: one.text })),
      c.form.option, (v) => c.set("option", v))],
  ballot: (c) => [
    choice(`${c.id}-ballot-forum`, "forum", t("Which forum?"), c.seat.forums.filter((one) => one.applicant)
      .map((one) => ({ id: one.id, name: t("%1$s: %2$s asks to join", one.name, one.applicant_name) })), c.form.forum, (v) => c.set("forum", v)),
    choice(`${c.id}-ballot`, "ballot", t("Your vote"), c.seat.ballots, c.form.ballot, (v) => c.set("ballot", v))],
  switch: (c) => h("fieldset", { class: "field", key: "switch" }, h("legend", { class: "unseen" }, c.action.title),
    h("div", { class: "row" },
      [[true, t("Yes, from now on")], [false, t("No, from now on")]].map(([value, words]) => h("label", { key: value, class: "check" },
        h("input", { type: "radio", name: `${c.id}-on`, checked: c.form.on === value, onchange: () => c.set("on", value) }), words)))),
};

function check(id, key, words, isOn, change) {
  return h("label", { key, class: "check", for: id },
    h("input", { id, type: "checkbox", checked: isOn, onchange: (event) => change(event.target.checked) }), h("span", {}, words));
}

const STANDING = { posture: "posture", consent: "consent", tear: "tear" };

/* An empty form; a standing order's shows what holds. */
export function newForm(action, orders) {
  const form = { audience: [], tear: false, families: [], split: [7, 7, 6], on: null };
  for (const name of ["item", "forum", "adversary", "state", "inject"]) {
    if (action.arguments.includes(name) && action.choices && action.choices.length === 1) [form[name]] = action.choices;
  }
  if (!orders) return form;
  if (STANDING[action.name]) form.audience = audienceIds(orders[action.name]);
  if (action.arguments.includes("switch")) form.on = typeof orders[action.name] === "boolean" ? orders[action.name] : null;
  if (action.name === "hold") form.families = [...orders.hold];
  if (action.arguments.includes("split")) form.split = twentiethsOf(orders.split);
  return form;
}

export function controlsFor(context) {
  return context.action.arguments.map((name) => (CONTROLS[name] ? CONTROLS[name](context) : null));
}

/* The decision of a form; null while something is missing. */
export function decisionOf(seat, action, form) {
  const decision = { seat: seat.id, action: action.name };
  const take = { item: ["item"], adversary: ["adversary"], forum: ["forum"], state: ["state"], inject: ["inject", "option"], ballot: ["forum", "ballot"] };
  for (const name of action.arguments) {
    for (const key of take[name] || []) {
      if (!form[key]) return null;
      decision[key] = form[key];
    }
    if (name === "audience") {
      if (!form.audience.length && !action.is_standing) return null; /* a standing order may be for nobody */
      decision.audience = audienceText(form.audience);
    } else if (name === "tear") {
      if (form.tear) decision.tear = true;
    } else if (name === "families") {
      decision.families = form.families;
    } else if (name === "split") {
      if (!isSplitWhole(form.split)) return null;
      decision.split = thousandthsOf(form.split);
    } else if (name === "switch") {
      if (form.on === null) return null;
      decision.on = form.on;
    }
  }
  return decision;
}
