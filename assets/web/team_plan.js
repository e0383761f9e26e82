/* The plan: the draft that the team shares, and what of it is committed. A decision counts when it is committed, and can
 * be changed until the round closes. */
import { h, icon } from "./page.js";
import { t } from "./words.js";
import { problem } from "./team_tools.js";
import { addShare, isUnsaid } from "./choices_share.js";

function cost(one) {
  return one.cost && one.cost.mu ? one.cost.text : t("free");
}

/* What is pressed twice in a moment is meant once: the row that moves into its place stays. */
const TWICE_MS = 400;
let dropped = 0;
function takeOut(team, index, event) {
  if (event.detail > 1 || Date.now() - dropped < TWICE_MS) return;
  dropped = Date.now();
  drop(team, index);
}
function drop(team, index) {
  team.attempt("draft", () => team.ask("drop", { index }), t("Taken out of the draft."));
}

function decided(team, one, index) {
  return h("li", { key: JSON.stringify(one.decision) },
    h("div", {}, h("p", {}, one.says), h("p", { class: "small dim" }, cost(one))),
    h("button", { type: "button", class: "quiet", "aria-label": t("Take out: %1$s", one.says), onclick: (event) => takeOut(team, index, event) }, icon("cross", "small")));
}

function standing(plan, isRole) {
  if (plan.changed) return plan.ready ? t("Changed since it was committed. Commit again.") : t("Not committed yet.");
  if (plan.ready) return t("Committed. You can change it until the round closes.");
  if (plan.draft.length) return t("Not committed yet.");
  return isRole ? t("Nothing yet.") : t("Nothing yet. Your standing orders hold.");
}

export function drawDraft(team) {
  const { plan, seat } = team.sheets;
  return h("div", { class: "card draft", id: "draft", tabindex: "-1" },
    h("div", { class: "row apart" }, h("h3", {}, t("The draft of your team")),
      plan.money_left && !seat.is_role ? h("span", { class: "dim small" }, t("%1$s left", plan.money_left.text)) : null),
    plan.draft.length ? h("ol", { class: "plain" }, plan.draft.map((one, index) => decided(team, one, index))) : null,
    h("p", { class: `small ${plan.changed ? "bad" : "dim"}`, id: "standing", role: "status" }, standing(plan, seat.is_role)),
    plan.by ? h("p", { class: "small dim" }, icon("pen", "small"), " ", t("Last changed by %1$s", plan.by)) : null,
    plan.unanswered ? h("p", { class: "small" }, plan.unanswered === 1 ? t("One message waits for an answer.")
      : t("%1$s messages wait for an answer.", plan.unanswered), " ",
    h("button", { type: "button", class: "quiet small", onclick: () => team.go("inbox") }, t("To the inbox"))) : null,
    problem(team, "draft"),
    plan.changed && plan.committed.length ? h("button", { type: "button", class: "small", onclick: () => team.attempt("draft",
      () => team.ask("clear", {}), t("The draft is what was committed.")) }, t("Back to what is committed")) : null);
}

/* ---- undo and commit ---- */

function undo(team) {
  const { plan } = team.sheets;
  if (plan.draft.length) drop(team, plan.draft.length - 1);
}

async function commit(team) {
  const { plan } = team.sheets;
  team.ui.confirm = null;
  await team.attempt("commit", () => team.ask("commit", { draft: plan.version }), t("Committed."));
}

/* For one who plays alone. */
async function close(team) {
  team.ui.confirm = null;
  await team.attempt("commit", () => team.ask("close", {}));
}

/* Asked once before something that may be an oversight; the answer is where the button was, and a second press in the same
 * moment is none. */
function doubts(team) {
  const { plan } = team.sheets;
  if (isUnsaid(team.choices)) return "unsaid";
  if (!plan.draft.length) return "empty";
  return null;
}

const QUESTIONS = {
  unsaid: (team) => ({
    text: t("What you have chosen to share is not in the draft yet."),
    yes: [t("Add it and commit"), async () => {
      const before = team.sheets.plan.version;
      team.ui.confirm = null;
      if (await addShare(team.choices)) await whenChanged(team, before);
    }],
    no: [t("Commit without it"), () => commit(team)],
  }),
  empty: (team) => ({
    text: team.sheets.seat.is_role ? t("Commit nothing?") : t("Commit nothing? Then your standing orders decide alone."),
    yes: [t("Commit nothing"), () => commit(team)],
  }),
  close: (team) => ({
    text: t("What is not committed is not done. Close the round without it?"),
    yes: [t("Close without it"), () => close(team)],
  }),
};

/* The answer to a draft comes before the sheet with its version; the commit waits for that. */
async function whenChanged(team, before) {
  for (let tries = 0; tries < 40 && team.sheets.plan.version === before; tries++) {
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  await commit(team);
}

function question(team) {
  const { text, yes, no } = QUESTIONS[team.ui.confirm](team);
  const meant = (action) => () => { if (Date.now() - team.ui.confirmAt >= TWICE_MS) action(); };
  return h("div", { key: "question", class: "question", role: "group", "aria-label": t("Before you commit") }, h("p", {}, text),
    h("div", { class: "row" },
      h("button", { type: "button", class: "main", id: "confirm", onclick: meant(yes[1]) }, yes[0]),
      no ? h("button", { type: "button", onclick: meant(no[1]) }, no[0]) : null,
      h("button", { type: "button", onclick: () => { team.ui.confirm = null; team.draw(); } }, t("Back"))));
}

/* The draft in one line, which leads to it. */
export function drawLine(team) {
  const { plan } = team.sheets;
  const count = plan.draft.length;
  const show = () => {
    const card = document.getElementById("draft");
    card.scrollIntoView({ block: "center" });
    card.focus({ preventScroll: true });
  };
  return h("button", { key: "line", type: "button", class: "quiet line-of-draft", onclick: show },
    h("span", {}, count === 0 ? t("The draft is empty") : count === 1 ? t("One decision in the draft") : t("%1$s decisions in the draft", count)),
    h("span", { class: plan.changed ? "bad" : "dim" }, plan.changed ? t("not committed") : plan.ready ? t("committed") : ""));
}

export function drawCommit(team) {
  const { plan, room } = team.sheets;
  if (team.ui.confirm) return question(team);
  const isBusy = Boolean(team.ui.busy.commit);
  const isDone = plan.ready && !plan.changed && !isUnsaid(team.choices);
  const ask = (what) => {
    team.ui.confirm = what;
    team.ui.confirmAt = Date.now();
    team.draw();
    queueMicrotask(() => document.getElementById("confirm")?.focus());
  };
  const press = () => {
    const doubt = doubts(team);
    if (isDone || isBusy) return;
    if (doubt) ask(doubt);
    else commit(team);
  };
  return h("div", { key: "commit", class: "commit" },
    problem(team, "commit"),
    h("div", { class: "both" },
      h("button", { type: "button", "aria-disabled": plan.draft.length ? false : "true", onclick: () => undo(team) }, t("Undo")),
      h("button", { type: "button", id: "commit", class: `main${isDone ? " done" : ""}`, "aria-disabled": isDone || isBusy ? "true" : false, onclick: press },
        isBusy ? t("One moment") : isDone ? [icon("tick"), t("Committed")] : plan.ready ? t("Commit the change") : t("Commit decision"))),
    room.mode === "solo" ? h("button", { type: "button", class: "wide", onclick: () => {
      if (plan.changed || isUnsaid(team.choices)) ask("close");
      else close(team);
    } }, t("Close the round")) : null);
}
