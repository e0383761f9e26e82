/* What to share and with whom: one finding at a time, or, as a standing order, whatever is found from now on.
 *
 * A choice is one's own until it is added to the draft. Meanwhile the host says what to expect of it. */
import { chip, h, icon } from "./page.js";
import { paragraphs } from "./paragraphs.js";
import { t } from "./words.js";
import { audienceChips, audienceIds, audienceText, problem, reach } from "./team_controls.js";

const NEW = "*"; /* in the place of an item: what is found from now on; no item is named so */

function offered(team, name) {
  return team.sheets.seat.actions.find((action) => action.name === name && action.available);
}
export function hasShare(team) {
  return team.sheets.seat.actions.some((action) => action.name === "share") || Boolean(offered(team, "posture"));
}
function orders(team) {
  return team.sheets.plan.orders || team.sheets.seat.orders;
}
function openItems(team) {
  return team.sheets.seat.items.filter((one) => one.is_open);
}

/* What the draft says about this item. */
function draftedFor(team, item) {
  return team.sheets.plan.draft.find(({ decision }) => (item === NEW ? decision.action === "posture"
    : decision.action === "share" && decision.item === item));
}

/* ---- 1. what ---- */

function choose(team, item) {
  const { chosen } = team.ui;
  if (chosen.item === item) {
    chosen.item = null;
  } else {
    const drafted = draftedFor(team, item);
    chosen.item = item;
    chosen.tear = Boolean(drafted && drafted.decision.tear);
    if (drafted) chosen.audience = audienceIds(drafted.decision.audience);
    else if (orders(team) && (item === NEW || !chosen.audience.length)) chosen.audience = audienceIds(orders(team).posture);
  }
  outlookSoon(team);
  team.draw();
}

function card(team, item, ...content) {
  const isOn = team.ui.chosen.item === item;
  const sign = isOn ? h("span", { class: "good row" }, icon("tick", "small"), t("chosen"))
    : draftedFor(team, item) ? h("span", { class: "good small" }, t("in the draft"))
      : h("span", { class: "circle", "aria-hidden": "true" });
  const [first, ...rest] = content;
  return h("button", { key: item, type: "button", class: `card item${isOn ? " chosen" : ""}`, "aria-pressed": String(isOn),
    onclick: () => choose(team, item) }, h("span", { class: "row apart" }, first, sign), rest);
}

function itemCard(team, one) {
  return card(team, one.item, one.label ? chip(one.label) : h("span", {}),
    h("b", {}, one.title),
    h("span", { class: "dim small" }, [one.kind, t("quality %1$s", one.quality), one.age].filter(Boolean).join(" · ")),
    h("span", { class: "dim small" }, one.sent_text, one.is_burnt ? ` ${one.note || ""}` : ""));
}

function what(team) {
  const items = openItems(team), held = orders(team);
  return [
    h("h3", { key: "what", class: "step" }, h("span", { class: "number", "aria-hidden": "true" }, "1. "), t("What do you share?")),
    h("div", { key: "items", class: "items" },
      items.map((one) => itemCard(team, one)),
      offered(team, "posture") ? card(team, NEW, h("b", {}, t("What you find from now on")),
        h("span", { class: "dim small" }, held ? held.says[0] : "")) : null),
    items.length ? null : h("p", { key: "none", class: "dim small none" }, t("You hold nothing that waits for a decision.")),
  ];
}

/* ---- 2. with whom ---- */

function shareDecision(team) {
  const { chosen } = team.ui, seat = team.sheets.seat.id;
  if (!chosen.item) return null;
  if (chosen.item === NEW) return { seat, action: "posture", audience: audienceText(chosen.audience) };
  if (!chosen.audience.length) return null;
  const decision = { seat, action: "share", item: chosen.item, audience: audienceText(chosen.audience) };
  if (chosen.tear) decision.tear = true;
  return decision;
}

/* Whether something is chosen that neither the draft says nor holds anyway. */
export function isUnsaid(team) {
  const decision = shareDecision(team);
  if (!decision) return false;
  const drafted = draftedFor(team, team.ui.chosen.item);
  const same = (text) => audienceIds(text).sort().join() === audienceIds(decision.audience).sort().join();
  if (drafted) return !same(drafted.decision.audience) || Boolean(drafted.decision.tear) !== Boolean(decision.tear);
  return decision.action !== "posture" || !orders(team) || !same(orders(team).posture);
}

export async function draftShare(team) {
  const decision = shareDecision(team), { chosen } = team.ui, { item } = chosen;
  const isDone = await team.attempt("share", () => team.ask("draft", { decision }), t("It is in the draft."));
  if (isDone && chosen.item === item) { /* the next choice is about something else; the audience often is the same */
    chosen.item = null;
    team.draw();
  }
  return isDone;
}

/* Whether there is anything to choose an audience for. */
export function hasWhom(team) {
  return hasShare(team) && (openItems(team).length > 0 || Boolean(team.ui.chosen.item));
}

function whom(team) {
  const { seat } = team.sheets, { chosen } = team.ui;
  if (!hasWhom(team)) return null;
  const item = seat.items.find((one) => one.item === chosen.item);
  const set = (ids) => {
    chosen.audience = ids;
    outlookSoon(team);
    team.draw();
  };
  const isReady = isUnsaid(team);
  const words = !chosen.item ? t("Choose what to share") : !shareDecision(team) ? t("Choose with whom")
    : isReady ? t("Add to the draft") : draftedFor(team, chosen.item) ? t("It is in the draft") : t("This holds already");
  return [
    h("div", { key: "whom", class: "step row apart" },
      h("h3", {}, h("span", { class: "number", "aria-hidden": "true" }, "2. "), t("With whom?")),
      h("span", { class: "dim small" }, t("%1$s of %2$s states", reach(seat, chosen.audience), seat.states.length))),
    audienceChips(seat, chosen.audience, t("With whom?"), set),
    item && item.tear_label ? h("label", { key: "tear", class: "check" },
      h("input", { type: "checkbox", checked: chosen.tear, onchange: (event) => { chosen.tear = event.target.checked; outlookSoon(team); team.draw(); } }),
      h("span", {}, t("Only a tear-line, without the source:"), " ", chip(item.tear_label))) : null,
    h("div", { key: "outlook", class: "outlook", "aria-live": "polite" }, outlook(team)),
    problem(team, "share"),
    h("button", { key: "add", type: "button", class: "wide", "aria-disabled": isReady ? false : "true",
      onclick: () => { if (isReady) draftShare(team); } }, words),
  ];
}

export function drawShare(team) {
  return [what(team), whom(team)];
}

/* ---- what to expect of it ---- */

let soon = 0, asked = 0;
function outlookSoon(team) {
  clearTimeout(soon);
  soon = setTimeout(() => askOutlook(team), 500);
}

async function askOutlook(team) {
  const decision = shareDecision(team);
  const mine = ++asked;
  if (!decision || !team.isDeciding()) {
    team.ui.outlook = null;
    team.draw();
    return;
  }
  let answer;
  try {
    answer = await team.ask("expect", { decision });
  } catch (refused) {
    if (!refused.why) throw refused;
    answer = refused.why === "lost" ? null : { refused: refused.text };
    if (refused.wait_ms && mine === asked) setTimeout(() => { if (mine === asked) askOutlook(team); }, refused.wait_ms);
  }
  if (mine !== asked) return;
  team.ui.outlook = answer;
  team.draw();
}

function outlook(team) {
  const answer = team.ui.outlook;
  if (!answer || !team.ui.chosen.item) return null;
  if (answer.refused) return h("p", { class: "bad" }, icon("lock", "small"), " ", answer.refused);
  return [answer.forecast ? h("p", { class: "forecast" }, answer.forecast) : null,
    h("details", { key: "more" }, h("summary", {}, t("What it costs and brings")), paragraphs(answer.outlook, 4))];
}
