/* While you were away: what happened since this person last had the page before them.
 *
 * What was seen is remembered in the browser, per seat and exercise, as long as the page is in view and connected. Who
 * comes back after a while, be it to a page that slept or to one that is loaded again, is told what is new. */
import { h, icon } from "./page.js";
import { t } from "./words.js";

const AWAY_MS = 20000;    /* shorter absences need no word */
const SETTLES_MS = 12000; /* a connection is made anew in this time */
const WRITES_MS = 3000;

const keyOf = (team) => `polder.seen.${team.who.exercise}.${team.who.seat}`;

function read(team) {
  try { return JSON.parse(localStorage.getItem(keyOf(team))); } catch (error) { return null; }
}
function write(team, seen) {
  try { localStorage.setItem(keyOf(team), JSON.stringify(seen)); } catch (error) { /* it lasts as long as the page */ }
}

/* What there is to see now. */
function stand(team) {
  const { room, seat, plan, mail } = team.sheets;
  return {
    phase: room.phase, round: room.round, done: room.phase === "over" ? room.rounds : seat.round - 1,
    messages: mail ? mail.messages.reduce((last, one) => Math.max(last, one.number), -1) : -1,
    inbox: seat.inbox.map((one) => one.inject), draft: JSON.stringify(plan.draft.map((one) => one.decision)), ready: plan.ready && !plan.changed,
  };
}

function difference(team, before) {
  const now = stand(team), { plan, mail } = team.sheets;
  const fresh = mail ? mail.messages.filter((one) => one.number > before.messages && !one.is_mine).length : 0;
  const inbox = now.inbox.filter((id) => now.round !== before.round || !before.inbox.includes(id)).length;
  const played = now.round - before.round;
  const lines = [];
  if (before.phase === "lobby" && now.phase !== "lobby") lines.push({ says: t("The exercise has begun.") });
  if (now.phase === "over" && before.phase !== "over") lines.push({ says: t("The exercise is over.") });
  else if (played === 1) lines.push({ says: t("Round %1$s was played.", before.round), part: "state", label: t("What happened so far") });
  else if (played > 1) lines.push({ says: t("Rounds %1$s to %2$s were played.", before.round, now.round - 1), part: "state", label: t("What happened so far") });
  else if (played < 0) lines.push({ says: t("Control went back to round %1$s.", now.round) });
  else if (now.phase === "passing" && before.phase === "deciding") lines.push({ says: t("The round was closed.") });
  if (inbox && now.phase !== "lobby") lines.push({ says: inbox === 1 ? t("One message is new in your inbox.") : t("%1$s messages are new in your inbox.", inbox), part: "inbox", label: t("To the inbox") });
  if (fresh) lines.push({ says: fresh === 1 ? t("One message came from another seat or control.") : t("%1$s messages came from other seats or control.", fresh), part: "messages", label: t("To the messages") });
  if (!played && now.phase === "deciding" && now.draft !== before.draft) {
    lines.push({ says: plan.by ? t("%1$s changed the draft of your team.", plan.by) : t("The draft of your team was changed.") });
  }
  if (!played && now.ready && !before.ready) lines.push({ says: t("Your team has committed.") });
  return lines;
}

/* Called every second and before something is drawn: remembers, and compares after an absence. A page that wakes up shows
 * for a moment what it showed before, so what comes soon after counts as well. True: there is more to tell. */
let absence = null, written = 0;
export function lookBack(team) {
  const { room, seat, plan, mail } = team.sheets, now = Date.now();
  if (!team.who || !room || !seat || !plan || !mail || document.hidden) return false;
  if (team.state !== "connected") {
    if (absence) absence.until = now + SETTLES_MS;
    return false;
  }
  const before = team.ui.seen || read(team);
  if (!absence && before && now - before.at > AWAY_MS) absence = { before, minutes: Math.round((now - before.at) / 60000), until: now + SETTLES_MS };
  const isMore = absence !== null && tell(team, absence);
  if (absence && now > absence.until) absence = null;
  team.ui.seen = { ...stand(team), at: now };
  if (!absence && now - written >= WRITES_MS) {
    written = now;
    write(team, team.ui.seen);
  }
  return isMore;
}

function tell(team, { before, minutes, isTold }) {
  const lines = difference(team, before), count = team.ui.away ? team.ui.away.lines.length : 0;
  if (isTold || !lines.length) return false;
  team.ui.away = { minutes, lines };
  return lines.length !== count;
}

export function drawAway(team) {
  const { away } = team.ui;
  if (!away) return null;
  const done = () => {
    team.ui.away = null;
    if (absence) absence.isTold = true;
    team.draw();
  };
  const title = away.minutes < 2 ? t("While you were away") : t("While you were away, %1$s minutes", away.minutes);
  return h("section", { key: "away", class: "card away", "aria-label": t("While you were away") },
    h("div", { class: "row apart" }, h("h2", {}, title),
      h("button", { type: "button", class: "quiet", "aria-label": t("Close"), onclick: done }, icon("cross", "small"))),
    h("ul", { class: "plain" }, away.lines.map((one) => h("li", { key: one.says, class: "row apart" }, h("span", {}, one.says),
      one.part ? h("button", { type: "button", class: "quiet small", onclick: () => { done(); team.go(one.part); } }, one.label) : null))));
}
