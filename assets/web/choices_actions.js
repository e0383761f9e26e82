/* The budget, and every action that has no place of its own: a form each, unfolded when it is wanted. */
import { problemOf } from "./choices.js";
import { controlsFor, decisionOf, isSplitWhole, newForm, splitControls, thousandthsOf, trackNames, twentiethsOf } from "./choices_controls.js";
import { h, icon } from "./page.js";
import { t, wordsLanguage } from "./words.js";

/* ---- the budget ---- */

const SETTLED_MS = 900; /* after the last touch it is added by itself */

/* `number`: which step this is; null: none. */
export function drawBudget(choices, number = null) {
  const seat = choices.seat(), plan = choices.plan(), orders = choices.orders();
  if (!orders || !seat.actions.some((action) => action.name === "split" && action.available)) return null;
  const now = choices.split || twentiethsOf(orders.split);
  const free = 20 - now.reduce((sum, one) => sum + one, 0);
  const set = (twentieths) => {
    choices.split = twentieths;
    clearTimeout(choices.timers.split);
    if (isSplitWhole(twentieths)) choices.timers.split = setTimeout(() => addSplit(choices), SETTLED_MS);
    choices.changed();
  };
  const units = (milli) => (plan.money_left ? t("%1$s units", decimal((plan.money_left.mu * milli) / 1e6)) : "");
  return [
    h("div", { key: "budget", class: "step row apart" },
      h("h3", {}, number ? h("span", { class: "number", "aria-hidden": "true" }, `${number}. `) : null, t("Budget")),
      h("span", { class: "dim small" }, plan.money_left ? t("%1$s to divide, in twentieths", plan.money_left.text) : "")),
    splitControls(trackNames(), now, set, units),
    h("p", { key: "free", class: "small", role: "status" }, free ? h("span", { class: "bad" }, choices.words.rest(free)) : null),
    problemOf(choices, "split"),
  ];
}

async function addSplit(choices) {
  const twentieths = choices.split;
  const isDone = await choices.attempt("split", () => choices.add({ seat: choices.seat().id, action: "split", split: thousandthsOf(twentieths) }));
  if (isDone && choices.split === twentieths) choices.split = null;
  choices.changed();
}

function decimal(value) {
  return value.toLocaleString(wordsLanguage(), { maximumFractionDigits: 1, minimumFractionDigits: value < 10 ? 1 : 0 });
}

/* ---- all other actions ---- */

/* In this order. */
const GROUPS = {
  own: () => t("In this exercise"), share: () => t("Share in another way"), forums: () => t("Forums"),
  adversaries: () => t("Adversaries"), money: () => t("Buy"), orders: () => t("Standing orders"), answer: () => t("Inbox"),
};

function actionRow(choices, action) {
  const seat = choices.seat();
  const key = `action.${action.name}`;
  const isIn = choices.plan().draft.some((one) => one.decision.action === action.name);
  const form = choices.forms[action.name] || (choices.forms[action.name] = newForm(action, choices.orders()));
  const set = (name, value) => { form[name] = value; choices.changed(); };
  const decision = decisionOf(seat, action, form);
  const add = async () => {
    if (decision && await choices.attempt(key, () => choices.add(decision), choices.words.added)) {
      delete choices.forms[action.name];
      choices.changed();
    }
  };
  const cost = action.cost ? (action.cost.mu ? action.cost.text : t("free")) : "";
  const fold = (event) => {
    if (event.currentTarget.open === Boolean(choices.unfolded[action.name])) return;
    choices.unfolded[action.name] = event.currentTarget.open;
    choices.changed();
  };
  return h("details", { key, class: "action", open: Boolean(choices.unfolded[action.name]), ontoggle: fold },
    h("summary", {}, h("span", { class: "title" }, action.title),
      h("span", { class: "dim small" }, isIn ? h("span", { class: "good" }, choices.words.inPlace) : cost)),
    h("p", { class: "dim" }, action.help),
    controlsFor({ action, seat, form, id: `${choices.id}-${action.name}`, set }), problemOf(choices, key),
    h("button", { type: "button", class: "wide", "aria-disabled": decision && !choices.isBusy(key) ? false : "true", onclick: add },
      choices.isBusy(key) ? t("One moment") : decision ? choices.words.add : t("Choose first")));
}

/* What cannot be done now is one line, which says why where it is unfolded. */
function impossible(rows) {
  if (!rows.length) return null;
  return h("details", { key: "impossible", class: "impossible" },
    h("summary", { class: "small dim" }, icon("lock", "small"), h("span", {}, t("Not now: %1$s", rows.map((one) => one.title).join(", ")))),
    h("dl", {}, rows.map((one) => h("div", { key: one.name }, h("dt", {}, one.title),
      h("dd", { class: "small" }, one.help), h("dd", { class: "small dim" }, one.why_not || t("Not now."))))));
}

/* `elsewhere`: names of actions that have a place of their own. */
export function drawActions(choices, elsewhere = new Set()) {
  const orders = choices.orders();
  return Object.keys(GROUPS).map((group) => {
    const all = choices.seat().actions.filter((action) => action.group === group && !elsewhere.has(action.name));
    const rows = all.filter((action) => action.available);
    if (!all.length) return null;
    return h("div", { key: group, class: "group" }, h("h3", { class: "step" }, GROUPS[group]()),
      group === "orders" && orders ? h("ul", { class: "plain says" }, orders.says.map((says) => h("li", { class: "dim small" }, says))) : null,
      rows.map((action) => actionRow(choices, action)), impossible(all.filter((action) => !action.available)));
  });
}
