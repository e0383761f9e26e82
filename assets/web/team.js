/* The team's page: what one seat knows, and what its team decides.
 *
 * It holds the sheets of the host and, apart from them, what this person is choosing just now. Every change of either
 * draws all parts again, on a phone first the one that is seen; page.js sees to it that whoever is typing is not
 * disturbed. The clock alone draws only the bar.
 *
 *   team_top.js        the bar: exercise, seat, round, clock, connection; notices below it; the tabs
 *   choices.js         what somebody chooses: what to share and with whom, the budget, any other action
 *   team_decide.js     those choices, and moves in words
 *   team_plan.js       the draft of the team, undo, commit
 *   team_help.js, team_away.js     for the first time; what happened meanwhile
 *   team_back.js       the back button
 *   team_inbox.js, team_intel.js, team_messages.js, team_state.js, team_over.js     the other parts */
import { newChoices } from "./choices.js";
import { lookAgain } from "./choices_share.js";
import { connect } from "./connection.js";
import { keepWritten, written } from "./kept_text.js";
import { announce, render } from "./page.js";
import { loadWords, t } from "./words.js";
import { drawDecide, drawFoot } from "./team_decide.js";
import { drawInbox } from "./team_inbox.js";
import { drawIntel } from "./team_intel.js";
import { lookBack } from "./team_away.js";
import { keepBack } from "./team_back.js";
import { drawMessages, leaveMessages, markRead } from "./team_messages.js";
import { drawState } from "./team_state.js";
import { drawOver } from "./team_over.js";
import { drawNotices, drawTabs, drawTop, leavingWords, tellTime } from "./team_top.js";

await loadWords();

const PARTS = ["decide", "inbox", "intel", "messages", "state"];
const wide = window.matchMedia("(min-width: 900px)");

/* What was shown before the page was loaded again. */
function partShown() {
  const { polder } = history.state || {};
  return PARTS.includes(polder) ? polder : "decide";
}

const team = {
  sheets: {},          /* name → body, the last of each */
  who: null,           /* role, seat, name */
  state: "connecting", /* of the connection, and what it says */
  stateText: "",
  stateWhy: "",
  ends: null,          /* when the clock of the phase ends, by Date.now(); null: it stands or there is none */
  part: partShown(),
  ui: { problems: {}, busy: {}, stories: {}, offers: {} },
  draw, go, attempt, isWide: () => wide.matches,
  ask: (what, fields) => connection.ask(what, fields),
  leave,
  left() {
    const clock = team.sheets.room && team.sheets.room.clock;
    if (!clock) return null;
    return team.ends === null ? clock.left_ms : Math.max(0, team.ends - Date.now());
  },
  /* Whether decisions are taken now. */
  isDeciding() {
    const { room, seat, plan } = team.sheets;
    return Boolean(room && seat && plan && room.phase === "deciding" && seat.is_open);
  },
  mySeat: () => team.sheets.room && team.who && team.sheets.room.seats.find((one) => one.id === team.who.seat),
};

team.choices = newChoices({
  id: "decide",
  seat: () => team.sheets.seat,
  plan: () => team.sheets.plan,
  isOpen: () => team.isDeciding(),
  add: (decision) => team.ask("draft", { decision }),
  expect: (decision) => team.ask("expect", { decision }),
  reach: (decision) => team.ask("reach", { decision }),
  keep: (half) => keepWritten(team.who, "choices", half ? JSON.stringify({ round: team.sheets.plan.round, half }) : ""),
  attempt, draw,
  problem: (key) => team.ui.problems[key] || "",
  isBusy: (key) => Boolean(team.ui.busy[key]),
  words: {
    add: t("Add to the draft"), added: t("It is in the draft."), isIn: t("It is in the draft"), inPlace: t("in the draft"),
    rest: (free) => t("%1$s of 20 still to be given to one of them; then it goes into the draft.", free),
  },
});

/* Does something that asks the host, and shows under `key` what came of it. Nobody's input is lost when it fails. */
async function attempt(key, action, done) {
  if (team.ui.busy[key]) return false;
  team.ui.busy[key] = true;
  team.ui.problems[key] = "";
  draw();
  let isDone = false;
  try {
    await action();
    isDone = true;
    if (done) announce(done);
  } catch (refused) {
    if (!refused.why) throw refused;
    team.ui.problems[key] = refused.text;
    announce(refused.text, "assertive");
  } finally {
    team.ui.busy[key] = false;
    draw();
  }
  return isDone;
}

/* What was half chosen before the page was loaded again, if that is still the round. */
let isRestored = false;
function restore() {
  if (isRestored) return;
  isRestored = true;
  try {
    const { round, half } = JSON.parse(written(team.who, "choices"));
    if (round !== team.sheets.plan.round) return;
    team.choices.restore(half);
    lookAgain(team.choices);
  } catch (error) { /* nothing was, or not by this page */ }
}

/* Shows a part; on a desk all are shown, and it is brought into view. */
function go(part) {
  if (part !== team.part && team.part === "messages") leaveMessages(team);
  team.part = part;
  wentTo(part);
  draw();
  window.requestAnimationFrame(() => {
    const section = document.getElementById(part);
    section.focus({ preventScroll: true });
    if (team.isWide()) section.scrollIntoView({ block: "start" });
    else window.scrollTo(0, 0);
  });
}

async function leave() {
  try { await connection.leave(); } catch (refused) { if (!refused.why) throw refused; }
  location.replace("/");
}

/* ---- drawing ---- */

let isDue = false;
function draw() {
  if (isDue) return;
  isDue = true;
  /* not requestAnimationFrame: it stands still while the page is in the background */
  queueMicrotask(() => {
    isDue = false;
    drawAll();
  });
}

function drawAll() {
  const { room, seat, plan } = team.sheets;
  lookBack(team);
  document.body.dataset.part = team.part;
  render(document.getElementById("top"), drawTop(team));
  render(document.getElementById("notices"), drawNotices(team));
  if (!room || !seat || !plan) return;
  document.title = `${seat.name} · ${room.title}`;
  if (team.who) restore();
  if (team.part === "messages" || document.activeElement?.closest("#messages")) markRead(team);
  const now = team.isWide() ? PARTS : [team.part];
  now.forEach(drawPart);
  render(document.getElementById("foot"), drawFoot(team));
  render(document.getElementById("tabs"), drawTabs(team));
  drawInTurn(PARTS.filter((part) => !now.includes(part)));
}

const DRAWN = {
  decide: () => (team.sheets.seat.is_over || team.sheets.room.phase === "over" ? drawOver(team) : drawDecide(team)),
  inbox: () => drawInbox(team), intel: () => drawIntel(team), messages: () => drawMessages(team), state: () => drawState(team),
};
function drawPart(part) {
  render(document.getElementById(part), DRAWN[part]());
}

/* The parts that are not seen, one at a time, so that a slow phone can answer a finger in between. */
let inTurn = [], turn = 0;
function drawInTurn(parts) {
  inTurn = parts;
  if (!turn && inTurn.length) turn = setTimeout(drawNext, 0);
}
function drawNext() {
  turn = 0;
  if (!inTurn.length) return; /* the window became wide meanwhile, and all is drawn */
  drawPart(inTurn.shift());
  drawInTurn(inTurn);
}

/* Sheets come several at a time. */
const TOGETHER = 30;
let soon = 0;
function drawSoon() {
  if (!soon) soon = setTimeout(() => { soon = 0; draw(); }, TOGETHER);
}

/* ---- what comes in ---- */

let wasRefused = false;
const connection = connect({
  page: "team",
  onSheet(name, body) {
    const before = team.sheets[name];
    team.sheets[name] = body;
    if (name === "room") {
      team.ends = body.clock && !body.paused ? Date.now() + body.clock.left_ms : null;
      if (before) tellChange(before, body);
    }
    if (name === "seat" && before && before.round !== body.round) newRound();
    if (name === "mail" && before) tellMail(before, body);
    drawSoon();
  },
  onState({ state, text, why }) {
    if (state !== team.state && team.state === "connected") announce(text, "assertive");
    if (state === "connected" && team.state === "lost") announce(text);
    team.state = state;
    team.stateText = text;
    team.stateWhy = why;
    if (why === "token") wasRefused = true;
    draw();
  },
  onHello(who) {
    team.who = who;
    if (who.role !== "team") location.replace(wasRefused ? "/#again" : "/");
    draw();
  },
});
team.connection = connection;

/* Choices belong to a round: what was chosen for the last one goes, what was written stays. */
function newRound() {
  team.choices.forget();
  team.ui.problems = {};
  team.ui.confirm = null;
}

function tellChange(before, room) {
  if (room.paused !== before.paused) announce(room.paused ? t("The exercise is paused.") : t("The exercise goes on."));
  if (room.phase === before.phase) return;
  const sentence = {
    deciding: t("Round %1$s: you decide.", room.round), passing: t("The round is closed. The days pass."),
    over: t("The exercise is over."),
  }[room.phase];
  if (sentence) announce(sentence);
}

function tellMail(before, mail) {
  const known = new Set(before.messages.map((message) => message.number));
  const fresh = mail.messages.filter((message) => !known.has(message.number) && !message.is_mine);
  if (fresh.length) announce(t("Message from %1$s", fresh[fresh.length - 1].from_name));
}

const wentTo = keepBack({
  part: () => team.part,
  show: (part) => { if (part !== team.part) go(part); },
  warn(isLeaving) {
    if (team.ui.isLeaving === isLeaving) return;
    team.ui.isLeaving = isLeaving;
    if (isLeaving) announce(leavingWords());
    draw();
  },
});

/* The keyboard of a phone takes most of what is seen: then nothing else stays in sight over what is written. */
const seen = window.visualViewport;
function makeRoom() {
  document.body.classList.toggle("typing", seen.height * seen.scale < window.innerHeight * 0.75);
}
if (seen) seen.addEventListener("resize", makeRoom);

document.getElementById("messages").addEventListener("pointerdown", () => { if (markRead(team)) draw(); });
document.getElementById("messages").addEventListener("focusin", () => { if (markRead(team)) draw(); });
wide.addEventListener("change", draw);
setInterval(() => { if (lookBack(team)) draw(); }, 1000);
/* The commit button warns when time is short; everything else of the clock is in the bar. */
setInterval(() => {
  const { isMarked, isNew } = tellTime(team);
  if (isMarked) draw();
  else if (isNew) render(document.getElementById("top"), drawTop(team));
}, 250);
