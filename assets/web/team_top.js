/* The bar at the top: that this is an exercise, which seat, how far, how long still, whether there is a connection.
 * Below it what everybody at this seat has to know now; at the bottom of a phone the tabs. */
import { announce, clockTime, h, icon, svg } from "./page.js";
import { t } from "./words.js";
import { drawAway } from "./team_away.js";
import { newInInbox } from "./team_inbox.js";
import { unread } from "./team_messages.js";

const SOON = 60000, NOW = 30000;

function phaseWords(room) {
  const round = t("Round %1$s of %2$s", room.round, room.rounds);
  switch (room.phase) {
    case "lobby": return t("Not begun yet");
    case "deciding": return `${round} · ${room.paused ? t("paused") : t("you decide")}`;
    case "passing": return `${round} · ${room.paused ? t("paused") : room.day || t("the days pass")}`;
    default: return t("The exercise is over");
  }
}

function connection(team) {
  const kind = team.state === "connected" ? "on" : "off";
  const words = { connected: t("Connected"), connecting: t("Connecting"), lost: t("Connection lost"), refused: t("Load again") };
  return h("p", { class: `connection ${kind}` }, h("span", { class: "light", "aria-hidden": "true" }), words[team.state]);
}

function clock(team, room) {
  const left = team.left();
  if (left === null || room.phase === "lobby" || room.phase === "over") return null;
  const isLittle = room.phase === "deciding" && !room.paused && left <= SOON;
  let words = room.phase === "passing" ? t("until you decide") : left < SOON ? t("seconds left") : t("minutes left");
  if (room.paused) words = t("the clock stands");
  else if (isLittle) words = t("little time left");
  return h("div", { class: `clock${isLittle ? " little" : ""}${room.paused ? " stands" : ""}`, role: "timer", "aria-live": "off" },
    h("b", { id: "time" }, clockTime(left)), h("span", { class: "dim" }, words));
}

/* A bar drawn with a width in thousandths; no style attributes are needed for it. */
export function bar(milli, kind = "") {
  return svg("svg", { class: `bar ${kind}`.trim(), viewBox: "0 0 1000 10", preserveAspectRatio: "none", "aria-hidden": "true" },
    svg("rect", { class: "all", width: 1000, height: 10 }),
    svg("rect", { class: "part-of", width: Math.max(0, Math.min(1000, Math.round(milli))), height: 10 }));
}

function progress(team, room) {
  if (room.phase === "passing") return bar(((room.tick + 1) * 1000) / room.ticks);
  const left = team.left();
  if (room.phase !== "deciding" || left === null || !room.clock.of_ms) return null;
  return bar((left * 1000) / room.clock.of_ms);
}

export function drawTop(team) {
  const { room, seat } = team.sheets;
  return [
    h("div", { key: "line", class: "line" },
      h("p", { class: "exercise" }, h("b", {}, t("Exercise")), room ? ` · ${room.title}` : ""), connection(team)),
    h("div", { key: "stand", class: "stand" },
      h("div", { class: "seat-name" }, h("h1", {}, seat ? seat.name : t("One moment")),
        room ? h("p", { class: "dim" }, phaseWords(room)) : null),
      room ? clock(team, room) : null),
    h("div", { key: "progress", class: "progress" }, room ? progress(team, room) : null),
  ];
}

/* Draws the clock again, and says what is left at 60, 30 and 10 seconds: that is a mark. isNew: the bar goes on. */
let shown = "", said = null, phase = "";
export function tellTime(team) {
  const { room, plan } = team.sheets;
  const time = document.getElementById("time");
  const left = team.left();
  if (!room || left === null || room.paused) return { isMarked: false, isNew: false };
  const now = clockTime(left);
  if (time && now !== shown) time.textContent = now;
  const isNew = now !== shown;
  shown = now;
  const mark = [10, 30, 60].find((seconds) => left <= seconds * 1000) || null;
  const stage = `${room.phase}.${room.round}`;
  const isCrossed = room.phase === "deciding" && mark !== null && (mark !== said || stage !== phase);
  const wasSame = stage === phase;
  said = mark;
  phase = stage;
  if (isCrossed && wasSame) {
    const isOpen = plan && (plan.changed || !plan.ready);
    const sentence = t("%1$s seconds left.", mark);
    announce(isOpen ? `${sentence} ${t("Your draft is not committed.")}` : sentence, mark === 10 ? "assertive" : "polite");
  }
  return { isMarked: isCrossed, isNew: isNew && room.phase !== "lobby" && room.phase !== "over" };
}

/* ---- notices ---- */

export function isUncommitted(plan) {
  return plan.changed || (!plan.ready && plan.draft.length > 0);
}

export function leavingWords() {
  return t("Back once more leaves this page. Your seat stays yours: open the address again and you are in it.");
}

export function drawNotices(team) {
  const { room, plan } = team.sheets;
  const notices = [];
  const add = (key, name, text, ...more) => notices.push(h("div", { key, class: "card notice" }, icon(name), h("p", {}, text), more));
  if (team.state === "lost" || team.state === "connecting" && room) {
    add("lost", "warning", team.stateWhy === "blocked" ? team.stateText
      : t("There is no connection with the host. This page tries again by itself; what you write stays here."));
  }
  if (team.state === "refused") {
    add("refused", "warning", team.stateText, h("button", { onclick: () => location.reload() }, t("Load again")));
  }
  if (team.ui.isLeaving) add("leaving", "people", leavingWords());
  if (!room) return notices;
  const mine = team.mySeat();
  if (room.paused) add("paused", "pause", t("Paused. The clock stands still and nothing happens; you can go on drafting and committing."));
  if (mine && mine.by === "bot" && room.phase !== "over") {
    add("bot", "bot", t("A bot decides for this seat now. You can read along; ask control to have the seat back."));
  }
  const left = team.left();
  if (plan && team.isDeciding() && !room.paused && left !== null && left <= SOON && isUncommitted(plan)) {
    add("short", "warning", left <= NOW ? t("Not committed, and less than 30 seconds left. What is not committed is not done.")
      : t("Not committed, and less than a minute left. What is not committed is not done."));
  }
  if (room.spotlight) add("spotlight", "message", room.spotlight);
  return [notices, drawAway(team)];
}

/* ---- tabs ---- */

export function drawTabs(team) {
  const fresh = newInInbox(team), letters = unread(team);
  const tab = (part, name, words, count, counted) => h("button", {
    key: part, class: "tab", "data-part": part, "aria-current": team.part === part ? "page" : false,
    onclick: () => { team.go(part); },
  }, h("span", { class: "drawn" }, icon(name), count ? h("span", { class: "count", "aria-hidden": "true" }, count) : null),
  h("span", {}, words, count ? h("span", { class: "unseen" }, `, ${counted}`) : null));
  return [
    tab("decide", team.sheets.room.phase === "over" ? "layers" : "tick", team.sheets.room.phase === "over" ? t("Debrief") : t("Decide")),
    tab("inbox", "inbox", t("Inbox"), fresh, t("%1$s new", fresh)),
    tab("intel", "layers", t("Intel")),
    tab("messages", "message", t("Messages"), letters, t("%1$s new", letters)),
    tab("state", "bars", t("Situation")),
  ];
}
