/* Deciding: what to share and with whom, the budget, every other action, a move in words; below it the draft.
 *
 * What is chosen here is one's own until it is added to the draft, which is the team's. Only the budget goes into the
 * draft by itself, a moment after the last touch. */
import { drawActions, drawBudget } from "./choices_actions.js";
import { drawShare, hasShare, hasWhom } from "./choices_share.js";
import { forgetSent, keepWritten, written } from "./kept_text.js";
import { h, icon } from "./page.js";
import { paragraphs } from "./paragraphs.js";
import { drawHelp } from "./team_help.js";
import { isWaiting, newest } from "./team_inbox.js";
import { latestMessage } from "./team_messages.js";
import { drawCommit, drawDraft, drawLine } from "./team_plan.js";
import { changes, load } from "./team_state.js";
import { people, problem } from "./team_tools.js";
import { t } from "./words.js";

/* These have a place of their own on this page. */
const ELSEWHERE = new Set(["share", "posture", "split", "answer"]);

/* ---- a move in words ---- */

function freeMove(team) {
  const send = async (event) => {
    event.preventDefault();
    const field = event.currentTarget.elements.move;
    const text = field.value.trim();
    if (!text) return field.focus();
    if (await team.attempt("move", () => team.ask("move", { text }), t("Control has your move."))) {
      forgetSent(team.who, "move", field, text);
    }
    return undefined;
  };
  const isBusy = Boolean(team.ui.busy.move);
  const moves = (team.sheets.mail ? team.sheets.mail.messages : []).filter((one) => one.form === "move" && one.is_mine);
  return h("details", { key: "free", class: "action free", open: Boolean(written(team.who, "move")) },
    h("summary", {}, h("span", { class: "title" }, t("Propose another move"))),
    h("form", { onsubmit: send },
      h("div", { class: "field" },
        h("label", { for: "move" }, t("What do you do, why would it work, and what do you want to achieve?")),
        h("textarea", { id: "move", name: "move", maxlength: 1000, rows: 3, "aria-describedby": "move-help",
          value: written(team.who, "move"), oninput: (event) => keepWritten(team.who, "move", event.target.value) }),
        h("p", { class: "small dim", id: "move-help" }, t("It goes to control at once. Control says what comes of it, or asks back."))),
      problem(team, "move"),
      h("button", { class: "wide", type: "submit", "aria-disabled": isBusy ? "true" : false }, isBusy ? t("Sending …") : t("Send to control"))),
    moves.length ? h("ul", { class: "plain" }, moves.slice(-3).map((one) => h("li", { key: one.number, class: "small dim quote" },
      t("Round %1$s: %2$s", one.round, one.text)))) : null);
}

/* ---- the part ---- */

function passing(team) {
  const { story, room } = team.sheets;
  const now = story && story.rounds.find((one) => one.round === room.round && one.paragraphs)
    || (story && story.rounds.filter((one) => one.paragraphs).pop());
  return [h("p", { class: "card", key: "closed" }, t("The round is closed. What happens now is told day by day; then you decide again.")),
    now ? h("div", { key: `told.${now.round}`, class: "card days", "aria-live": "polite" }, h("h3", {}, now.title), paragraphs(now.paragraphs, 3)) : null];
}

function lobby(team) {
  const who = team.sheets.people ? team.sheets.people.people : [];
  return [drawHelp(team), h("p", { class: "card", key: "wait" }, t("You are in. The exercise begins when control starts it; this page notices by itself.")),
    who.length ? h("div", { class: "card", key: "people" }, h("h3", {}, t("Your team")), people(who)) : null,
    h("div", { class: "card", key: "opening" }, paragraphs(team.sheets.seat.opening, 3))];
}
function latest(team) {
  const { seat } = team.sheets;
  const waiting = seat.inbox.filter((one) => isWaiting(team, one)), last = waiting.pop() || newest(seat);
  if (!last) return null;
  const more = seat.inbox.length - 1;
  return h("div", { key: "latest", class: "card latest" }, h("span", { class: "diamond" }, icon("inbox")),
    h("div", {}, h("p", { class: "row apart small" }, h("span", { class: "dim" }, last.sender || t("Message")),
      h("button", { class: "quiet small", type: "button", onclick: () => team.go("inbox") },
        isWaiting(team, last) ? t("Answer") : more === 0 ? t("To the inbox") : t("%1$s more in the inbox", more))),
    h("p", { class: "cut" }, last.text)));
}

function briefing(team) {
  const { seat } = team.sheets;
  const list = seat.beginning && seat.beginning.length ? seat.beginning : null;
  const isFolded = Boolean(newest(seat)) && !team.isWide(); /* then the first card says what matters */
  return [
    seat.round === 1 ? drawHelp(team) : lastRound(team),
    seat.opening.length ? h("details", { key: "opening", class: "card", open: seat.round === 1 && !isFolded },
      h("summary", {}, h("h3", {}, t("Your task"))), paragraphs(seat.opening, 4)) : null,
    list ? h("details", { key: "beginning", class: "card", open: !isFolded }, h("summary", {}, h("h3", {}, t("What has happened"))), paragraphs(list, 4)) : null,
  ];
}

/* The round before, as it was told while its days passed. */
function lastRound(team) {
  const { seat, story } = team.sheets;
  const one = story && story.rounds.find(({ round }) => round === seat.round - 1);
  if (!one) return null;
  const loaded = one.paragraphs ? one : team.ui.stories[one.round];
  const unfold = (event) => { if (event.currentTarget.open && !loaded) load(team, one.round); };
  return h("details", { key: `last.${one.round}`, class: "card", ontoggle: unfold },
    h("summary", {}, h("h3", {}, t("What happened in round %1$s", one.round))),
    seat.changes.length ? [h("h4", {}, t("Since the last round")), changes(seat)] : null,
    loaded ? paragraphs(loaded.paragraphs, 4) : h("p", { class: "dim" }, team.ui.problems[`story.${one.round}`] || t("One moment")));
}

export function drawDecide(team) {
  const { choices } = team, { room, seat } = team.sheets;
  const title = h("h2", { key: "title", id: "decide-title", class: "part-title" }, t("Decide"));
  if (room.phase === "lobby") return [title, lobby(team)];
  if (room.phase === "passing" || !seat.is_open) return [title, passing(team)];
  return [title, team.isWide() ? null : latest(team), briefing(team),
    hasShare(choices) ? h("div", { key: "share", class: "step-part" }, drawShare(choices)) : null,
    h("div", { key: "budget", class: "step-part" }, drawBudget(choices, hasWhom(choices) ? 3 : hasShare(choices) ? 2 : 1)),
    h("div", { key: "others", class: "step-part" }, drawActions(choices, ELSEWHERE), room.mode === "solo" ? null : freeMove(team)),
    h("div", { key: "draft", class: "step-part" }, drawDraft(team))];
}

/* What stays in sight below: undo and commit, and the last message. */
export function drawFoot(team) {
  const message = latestMessage(team);
  return [team.isDeciding() ? [drawLine(team), drawCommit(team)] : null,
    message && !team.isWide() ? h("button", { key: "last", type: "button", class: "last", onclick: () => {
      team.ui.reply = message.number;
      team.go("messages");
    } }, icon("message"), h("span", { class: "cut" }, h("b", {}, `${message.from_name}: `), message.text), h("span", { class: "good" }, t("Reply"))) : null];
}
