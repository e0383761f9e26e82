/* What to share and with whom: one finding at a time, or, as a standing order, whatever is found from now on.
 *
 * Meanwhile the host says what to expect of what is chosen. */
import { problemOf } from "./choices.js";
import { audienceChips, audienceIds, audienceText, reach } from "./choices_controls.js";
import { chip, h, icon } from "./page.js";
import { paragraphs } from "./paragraphs.js";
import { t } from "./words.js";

const wide = window.matchMedia("(min-width: 900px)"); /* there is room for all of it */
const NEW = "*"; /* in the place of an item: what is found from now on; no item is named so */
const SETTLED_MS = 500; /* after the last touch the host is asked what to expect; */
const AGAIN_MS = 150;   /* whom it would reach, sooner */

function offered(choices, name) {
  return choices.seat().actions.find((action) => action.name === name && action.available);
}
export function hasShare(choices) {
  return choices.seat().actions.some((action) => action.name === "share") || Boolean(offered(choices, "posture"));
}
function openItems(choices) {
  return choices.seat().items.filter((one) => one.is_open);
}

/* What the draft says about this item. */
function draftedFor(choices, item) {
  return choices.plan().draft.find(({ decision }) => (item === NEW ? decision.action === "posture"
    : decision.action === "share" && decision.item === item));
}

/* ---- 1. what ---- */

function choose(choices, item) {
  const { chosen } = choices;
  choices.barred = new Map();
  choices.outlook = null;
  if (chosen.item === item) {
    chosen.item = null;
  } else {
    const drafted = draftedFor(choices, item);
    chosen.item = item;
    chosen.tear = Boolean(drafted && drafted.decision.tear);
    chosen.isSuggested = false;
    if (drafted) {
      chosen.audience = audienceIds(drafted.decision.audience);
    } else if (choices.orders() && (item === NEW || !chosen.audience.length)) {
      chosen.audience = audienceIds(choices.orders().posture);
      chosen.isSuggested = item !== NEW;
    }
  }
  change(choices);
}

function card(choices, item, ...content) {
  const isOn = choices.chosen.item === item;
  const sign = isOn ? h("span", { class: "good row" }, icon("tick", "small"), t("chosen"))
    : draftedFor(choices, item) ? h("span", { class: "good small" }, choices.words.inPlace)
      : h("span", { class: "circle", "aria-hidden": "true" });
  const [first, ...rest] = content;
  return h("button", { key: item, type: "button", class: `card item${isOn ? " chosen" : ""}`, "aria-pressed": String(isOn),
    onclick: () => choose(choices, item) }, h("span", { class: "row apart" }, first, sign), rest);
}

function itemCard(choices, one) {
  return card(choices, one.item, one.label ? chip(one.label) : h("span", {}),
    h("b", {}, one.title),
    h("span", { class: "dim small" }, [one.kind, t("quality %1$s", one.quality), one.age].filter(Boolean).join(" · ")),
    h("span", { class: "dim small" }, one.sent_text, one.is_burnt ? ` ${one.note || ""}` : ""));
}

function what(choices) {
  const items = openItems(choices), held = choices.orders();
  return [
    h("h3", { key: "what", class: "step" }, h("span", { class: "number", "aria-hidden": "true" }, "1. "), t("What do you share?")),
    h("div", { key: "items", class: "items" },
      items.map((one) => itemCard(choices, one)),
      offered(choices, "posture") ? card(choices, NEW, h("b", {}, t("What you find from now on")),
        h("span", { class: "dim small" }, held ? held.says[0] : "")) : null),
    items.length ? null : h("p", { key: "none", class: "dim small none" }, t("You hold nothing that waits for a decision.")),
  ];
}

/* ---- 2. with whom ---- */

function shareDecision(choices) {
  const { chosen } = choices, seat = choices.seat().id;
  if (!chosen.item || (chosen.item !== NEW && !openItems(choices).some((one) => one.item === chosen.item))) return null;
  if (chosen.item === NEW) return { seat, action: "posture", audience: audienceText(chosen.audience) };
  if (!chosen.audience.length) return null;
  const decision = { seat, action: "share", item: chosen.item, audience: audienceText(chosen.audience) };
  if (chosen.tear) decision.tear = true;
  return decision;
}

/* Whether something is chosen that neither the draft says nor holds anyway. */
export function isUnsaid(choices) {
  const decision = shareDecision(choices);
  if (!decision) return false;
  const drafted = draftedFor(choices, choices.chosen.item);
  const same = (text) => audienceIds(text).sort().join() === audienceIds(decision.audience).sort().join();
  if (drafted) return !same(drafted.decision.audience) || Boolean(drafted.decision.tear) !== Boolean(decision.tear);
  return decision.action !== "posture" || !choices.orders() || !same(choices.orders().posture);
}

export async function addShare(choices) {
  const decision = shareDecision(choices), { item } = choices.chosen;
  const isDone = await choices.attempt("share", () => choices.add(decision), choices.words.added);
  if (isDone && choices.chosen.item === item) { /* the next choice is about something else; the audience often is the same */
    choices.chosen.item = null;
    choices.changed();
  }
  return isDone;
}

/* Whether there is anything to choose an audience for. */
export function hasWhom(choices) {
  return hasShare(choices) && (openItems(choices).length > 0 || Boolean(choices.chosen.item));
}

function whom(choices) {
  const seat = choices.seat(), { chosen } = choices;
  if (!hasWhom(choices)) return null;
  const item = seat.items.find((one) => one.item === chosen.item);
  const set = (ids) => {
    chosen.audience = ids;
    chosen.isSuggested = false;
    change(choices);
  };
  const isReady = isUnsaid(choices);
  const words = !chosen.item ? t("Choose what to share") : !shareDecision(choices) ? t("Choose with whom")
    : choices.isBusy("share") ? t("One moment") : isReady ? choices.words.add : draftedFor(choices, chosen.item) ? choices.words.isIn : t("This holds already");
  return [
    h("div", { key: "whom", class: "step row apart" },
      h("h3", {}, h("span", { class: "number", "aria-hidden": "true" }, "2. "), t("With whom?")),
      h("span", { class: "dim small" }, t("%1$s of %2$s states", reach(seat, chosen.audience), seat.states.length))),
    audienceChips(seat, chosen.audience, t("With whom?"), set, { barred: choices.barred,
      explain: (id) => { choices.explained = id; choices.draw(); } }),
    reasons(choices),
    item && item.tear_label ? h("label", { key: "tear", class: "check" },
      h("input", { type: "checkbox", checked: chosen.tear, "aria-describedby": `${choices.id}-tear-help`,
        onchange: (event) => { chosen.tear = event.target.checked; change(choices); } }),
      h("span", {}, t("Only a tear-line, without the source:"), " ", chip(item.tear_label))) : null,
    item && item.tear_label ? h("p", { key: "tear-help", class: "small dim", id: `${choices.id}-tear-help` },
      t("One label more open and less of the content; the source runs less risk.")) : null,
    h("div", { key: "outlook", class: "outlook", "aria-live": "polite" }, outlook(choices)),
    problemOf(choices, "share"),
    h("button", { key: "add", type: "button", class: "wide", "aria-disabled": isReady && !choices.isBusy("share") ? false : "true",
      onclick: () => { if (isReady) addShare(choices); } }, words),
  ];
}

/* Why some cannot get it: of a locked one that was pressed, and of those that are chosen. */
function reasons(choices) {
  const { barred, chosen, explained } = choices, seat = choices.seat();
  const nameOf = (id) => (seat.audiences.find((one) => one.id === id) || { name: id }).name;
  const line = (id) => h("li", { key: id }, icon("lock", "small"), h("span", {}, h("b", {}, nameOf(id)), `: ${barred.get(id).why}`));
  const ids = [...new Set([explained, ...chosen.audience])].filter((id) => barred.has(id) && (id === explained || barred.get(id).locked));
  return h("div", { key: "reasons", role: "status" }, h("ul", { class: "plain reasons small" }, ids.map(line)));
}

export function drawShare(choices) {
  return [what(choices), whom(choices)];
}

/* ---- what to expect of it ---- */

function change(choices) {
  const { timers } = choices;
  clearTimeout(timers.outlook);
  clearTimeout(timers.reach);
  timers.outlook = setTimeout(() => askOutlook(choices), SETTLED_MS);
  timers.reach = setTimeout(() => askReach(choices), choices.barred.size ? AGAIN_MS : 0);
  choices.explained = null;
  choices.changed();
}

/* After a reload: what the host says of what was restored. */
export function lookAgain(choices) {
  if (choices.chosen.item) change(choices);
}

/* What the standing order suggests is no suggestion where it reaches nobody. */
function withoutLocked(choices) {
  const { chosen, barred } = choices;
  const left = chosen.audience.filter((id) => !(barred.get(id) || {}).locked);
  chosen.isSuggested = false;
  if (left.length < chosen.audience.length) {
    chosen.audience = left;
    change(choices);
  }
}

/* Whom it would reach: asked of what is chosen so far, be that nobody. */
async function askReach(choices) {
  const { chosen } = choices, { item, tear } = chosen;
  if (!choices.reach || !item || !choices.isOpen()) return;
  const decision = { seat: choices.seat().id, action: item === NEW ? "posture" : "share", audience: audienceText(chosen.audience) };
  if (item !== NEW) decision.item = item;
  if (tear) decision.tear = true;
  try {
    const { audiences } = await choices.reach(decision);
    if (choices.chosen.item !== item || choices.chosen.tear !== tear) return;
    choices.barred = new Map(audiences.map((one) => [one.id, one]));
    if (choices.chosen.isSuggested) withoutLocked(choices);
    choices.draw();
  } catch (refused) {
    if (!refused.why) throw refused; /* then nothing is locked, and the host refuses what cannot be */
  }
}

async function askOutlook(choices) {
  const decision = shareDecision(choices), { timers } = choices;
  const mine = ++timers.asked;
  if (!decision || !choices.isOpen()) {
    choices.isAsking = false;
    choices.outlook = null;
    choices.draw();
    return;
  }
  let answer;
  choices.isAsking = true;
  choices.draw();
  try {
    answer = await choices.expect(decision);
  } catch (refused) {
    if (!refused.why) throw refused;
    answer = refused.why === "lost" ? null : { refused: refused.text };
    if (refused.wait_ms && mine === timers.asked) setTimeout(() => { if (mine === timers.asked) askOutlook(choices); }, refused.wait_ms);
  }
  if (mine !== timers.asked) return;
  choices.isAsking = false;
  choices.outlook = answer;
  choices.draw();
}

function outlook(choices) {
  const answer = choices.outlook;
  if (!choices.chosen.item) return null;
  if (!answer) return choices.isAsking ? h("p", { class: "dim", "aria-hidden": "true" }, t("One moment")) : null;
  if (answer.refused) return h("p", { class: "bad" }, icon("lock", "small"), " ", answer.refused);
  return [answer.forecast ? h("p", { class: "forecast" }, answer.forecast) : null,
    h("details", { key: "more", open: wide.matches }, h("summary", {}, t("What it costs and brings")), paragraphs(answer.outlook, 4))];
}
