/* The inbox: messages of the exercise's own (injects), newest first, with the answers that may be given. */
import { chip, h, icon } from "./page.js";
import { keepWritten, written } from "./kept_text.js";
import { t } from "./words.js";
import { problem } from "./team_tools.js";

export function newest(seat) {
  return seat.inbox.length ? seat.inbox[seat.inbox.length - 1] : null;
}

/* What this person has looked at, of this round; also before the page was loaded again. */
function seen(team) {
  const { seat } = team.sheets;
  if (!team.ui.looked) {
    try { team.ui.looked = JSON.parse(written(team.who, "looked")); } catch (error) { /* nothing yet */ }
  }
  if (!team.ui.looked || team.ui.looked.round !== seat.round) team.ui.looked = { round: seat.round, ids: [] };
  return team.ui.looked.ids;
}
export function newInInbox(team) {
  const { seat } = team.sheets;
  if (!seat) return 0;
  const known = seen(team);
  const fresh = seat.inbox.filter((one) => !known.includes(one.inject));
  if (team.part === "inbox" && fresh.length && team.who) {
    for (const one of fresh) known.push(one.inject);
    keepWritten(team.who, "looked", JSON.stringify(team.ui.looked));
  }
  return seat.inbox.filter((one) => !known.includes(one.inject) || isWaiting(team, one)).length;
}

function drafted(team, one) {
  return team.sheets.plan.draft.find((two) => two.decision.action === "answer" && two.decision.inject === one.inject);
}
export function isWaiting(team, one) {
  return one.asks && one.is_open && !one.chosen && !drafted(team, one);
}

function option(team, one, choice, answer) {
  const { seat } = team.sheets;
  const key = `answer.${one.inject}`;
  const isOn = answer === choice.id;
  const give = () => team.attempt(key, () => team.ask("draft", {
    decision: { seat: seat.id, action: "answer", inject: one.inject, option: choice.id } }), t("It is in the draft."));
  return h("button", { key: choice.id, type: "button", class: `option${isOn ? " on" : ""}`, "aria-pressed": String(isOn),
    "aria-disabled": choice.is_affordable ? false : "true", onclick: () => { if (choice.is_affordable && !isOn) give(); } },
  h("span", {}, isOn ? icon("tick", "small") : null, choice.text),
  h("span", { class: "dim small" }, !choice.is_affordable ? t("not enough money") : choice.cost && choice.cost.mu ? choice.cost.text : "",
    choice.is_default ? ` ${t("holds if you do not answer")}` : ""));
}

function message(team, one) {
  const inDraft = drafted(team, one);
  const answer = inDraft ? inDraft.decision.option : one.chosen;
  const isAnswerable = one.is_open && one.asks && team.isDeciding();
  return h("article", { key: one.inject, class: "card inject" },
    h("p", { class: "row apart small" }, h("span", { class: "dim" }, one.sender || t("Message")), one.label ? chip(one.label) : null),
    h("p", { class: "quote" }, one.text),
    isAnswerable ? h("div", { class: "options", role: "group", "aria-label": t("Your answer") }, one.options.map((choice) => option(team, one, choice, answer))) : null,
    one.asks && !one.is_open && one.chosen ? h("p", { class: "small dim" }, t("Answered: %1$s",
      (one.options.find((choice) => choice.id === one.chosen) || { text: one.chosen }).text)) : null,
    isAnswerable ? h("p", { class: `small ${inDraft || one.chosen ? "dim" : "bad"}` }, inDraft && one.chosen !== inDraft.decision.option ? t("In the draft; it counts when it is committed.")
      : one.chosen ? t("Answered and committed.") : t("Waits for an answer.")) : null,
    problem(team, `answer.${one.inject}`));
}

export function drawInbox(team) {
  const { seat } = team.sheets;
  return [h("h2", { key: "title", id: "inbox-title", class: "part-title" }, t("Inbox")),
    seat.inbox.length ? [...seat.inbox].reverse().map((one) => message(team, one))
      : h("p", { key: "none", class: "dim" }, t("No messages in this round. Older ones are in the story of the rounds."))];
}
