/* The public board in a browser, for a host without a display of its own: what everybody in the room may see, and how to
 * join. It asks for nothing; opened beside the control page, in the same browser, it also shows address and PIN. */
import { connect } from "./connection.js";
import { clockTime, h, render, svg } from "./page.js";
import { loadWords, t } from "./words.js";
import { drawCurve } from "./board_curve.js";
import { drawMap, layOut, sizeOf } from "./board_map.js";
import { setNews } from "./board_news.js";

const at = (id) => document.getElementById(id);
let room = null, board = null, layout = null, laidOutFor = "", rings = null;
let heardAt = 0; /* when the clock of `room` was told */

let showsNews = false; /* what everybody was told, on a page of its own */

/* ---- the bar ---- */

function left() {
  if (!room.clock) return null;
  return Math.max(0, room.clock.left_ms - (room.paused ? 0 : Date.now() - heardAt));
}

/* Rows of "0" and "1" as one path of dark squares. */
function code(rows) {
  const path = rows.flatMap((row, y) => [...row].map((dot, x) => (dot === "1" ? `M${x + 2} ${y + 2}h1v1h-1z` : "")));
  return svg("svg", { class: "code", viewBox: `0 0 ${rows.length + 4} ${rows.length + 4}`, role: "img", "aria-label": t("Code to scan"), "shape-rendering": "crispEdges" },
    svg("path", { d: path.join("") }));
}

const digits = (pin) => `${pin.slice(0, 3)} ${pin.slice(3)}`;

function joining() {
  if (!room.pin || room.phase === "lobby") return null;
  return h("div", { class: "join", key: "join" }, room.code ? code(room.code) : null,
    h("div", {}, h("p", {}, room.address.replace(/^http:\/\//, "")), h("p", { class: "large" }, t("PIN %1$s", digits(room.pin)))));
}

function clock() {
  const time = room.phase === "deciding" ? left() : null;
  const short = time !== null && time < 60000;
  return h("div", { class: "clock", key: "clock", role: "timer" },
    time === null ? null : h("p", { class: short || room.paused ? "time short" : "time" }, clockTime(time)),
    room.paused ? h("p", { class: "paused" }, t("Paused")) : time === null ? null : h("p", {}, t("minutes left")));
}

function showBar() {
  const { round, doing, note } = room.says;
  render(at("bar"), [
    h("div", { class: "title", key: "title" }, h("h1", {}, room.title), h("p", {}, t("Exercise · public board"))),
    h("div", { class: "moment", key: "moment" },
      h("p", { class: "large" }, h("b", {}, round), doing ? h("span", { class: "doing" }, doing) : null), h("p", {}, note)),
    clock(), joining()]);
}

/* ---- taking seats ---- */

const MANY = 24; /* seats: then their names are set closer */

function people(seat) {
  if (seat.by !== "people") return t("not taken");
  return seat.people === 1 ? t("1 person") : t("%1$s people", seat.people);
}

function showLobby() {
  const seats = room.seats.filter((seat) => seat.playable);
  at("lobby").classList.toggle("many", seats.length > MANY);
  render(at("lobby"), [
    h("div", { class: "how", key: "how" },
      room.address ? [h("p", {}, t("1  Scan the code, or open on your phone"), h("strong", {}, room.address)),
        room.pin ? h("p", {}, t("2  The PIN"), h("strong", { class: "digits" }, digits(room.pin))) : null,
        h("p", {}, t("3  Choose a seat. Several people can share one."))]
        : h("p", {}, t("Whoever is in control opens this board from the control page to show how to join."))),
    room.code ? code(room.code) : null,
    h("div", { class: "who", key: "who" },
      h("h2", {}, room.says.people || ""),
      h("ul", {}, seats.map((seat) => h("li", { key: seat.id, class: seat.by === "people" ? "taken" : "" },
        h("span", {}, seat.name), seats.length > MANY && seat.by !== "people" ? null : h("span", {}, people(seat))))))]);
}

/* ---- the board ---- */

/* Control's line, then the round's messages, the newest first: [{text, isControl}]. */
function told() {
  const lines = board ? board.news.map((text) => ({ text, isControl: false })).reverse() : [];
  return room.spotlight ? [{ text: room.spotlight, isControl: true }, ...lines] : lines;
}

function showNews() {
  const isLobby = room.phase === "lobby" || !board, box = at("news");
  const lines = isLobby ? told().filter((one) => one.isControl) : told();
  const isPage = showsNews && !isLobby && lines.length > 0;
  const { place, size, notices } = setNews(lines, at("main"), isPage, isLobby);
  document.body.classList.toggle("telling", isPage);
  at("main").classList.toggle("has-side", place === "beside");
  box.className = `news ${place}`;
  box.style.fontSize = size ? `${size}px` : "";
  render(box, notices.map(({ text, isControl }) =>
    h("p", { key: text, class: isControl ? "spotlight" : "" }, h("span", { class: "lines" }, text))));
  [...box.children].forEach((child, i) => { child.firstChild.style.webkitLineClamp = notices[i].room; });
}

/* What board.css leaves of the foot beside the number. */
function sizeOfChart() {
  const foot = at("curve"), style = getComputedStyle(foot), hero = foot.querySelector(".hero");
  const width = foot.clientWidth - 2 * parseFloat(style.paddingLeft), height = foot.clientHeight - 2 * parseFloat(style.paddingTop);
  const letters = parseFloat(style.fontSize);
  if (style.flexDirection === "column") return { width, height: height - (hero ? hero.offsetHeight : 0), letters };
  return { width: width - (hero ? hero.offsetWidth : width * 0.3) - parseFloat(style.columnGap || 0), height, letters };
}

/* A little more or less room is no reason to move everything. */
const step = (pixels) => Math.round(pixels / 48);

function show() {
  if (!room) return;
  const isLobby = room.phase === "lobby" || !board;
  document.title = `${room.title} · ${t("Public board")}`;
  showBar();
  at("lobby").hidden = !isLobby;
  at("map").hidden = isLobby;
  at("curve").hidden = isLobby || !board.figures;
  if (at("curve").clientWidth > 0) render(at("curve"), drawCurve(room, board, sizeOfChart()));
  showNews(); /* after all that takes room from it */
  if (isLobby) {
    showLobby();
    return;
  }
  const row = document.querySelector("#map .legend");
  const width = at("map").clientWidth, height = at("map").clientHeight - (row ? row.offsetHeight : 44);
  const shape = board.states.map((state) => state.id).join() + board.forums.map((forum) => forum.id).join() + `${step(width)},${step(height)}`;
  if (shape !== laidOutFor) {
    layout = layOut(board, sizeOf(width, height));
    laidOutFor = shape;
  }
  render(at("map"), drawMap(layout, board, rings, room.phase === "passing"));
}

/* ---- beginning ---- */

/* Sheets that come together are drawn together. */
let isDue = false;
function showSoon() {
  if (isDue) return;
  isDue = true;
  requestAnimationFrame(() => { isDue = false; show(); });
}

function onSheet(name, body) {
  if (name === "room") { room = body; heardAt = Date.now(); }
  if (name === "board") board = body;
  showSoon();
}

/* A moment without connection is nobody's business; the clock goes on by itself. */
const LOST_FOR = 2500;
let saying = 0;
function onState({ state, text }) {
  clearTimeout(saying);
  if (state === "connected") at("state").hidden = true;
  else saying = setTimeout(() => { at("state").hidden = false; at("state").textContent = text; }, at("state").hidden ? LOST_FOR : 0);
}

/* The land is decoration: without it the board is as good. */
async function loadLand() {
  try {
    const answer = await fetch("land.json");
    if (answer.ok) rings = await answer.json();
    showSoon();
  } catch (error) { /* no land, then */ }
}

/* ---- on a projector ---- */

/* Where the browser lets a page do so, the screen stays awake while the board is seen; elsewhere its settings decide. */
async function stayAwake() {
  if (!navigator.wakeLock || document.hidden) return;
  try {
    await navigator.wakeLock.request("screen");
  } catch (error) { /* the battery is low, say */ }
}

/* The pointer is in nobody's way. */
const POINTER_RESTS = 3000;
let resting = 0;
function rest() {
  document.body.classList.remove("resting");
  clearTimeout(resting);
  resting = setTimeout(() => document.body.classList.add("resting"), POINTER_RESTS);
}

const keys = {
  f: () => { if (document.fullscreenElement) document.exitFullscreen(); else document.documentElement.requestFullscreen().catch(() => {}); },
  n: () => { showsNews = !showsNews; show(); },
};

await loadWords();
connect({ page: "board", onSheet, onState });
loadLand();
stayAwake();
rest();
const sizes = new ResizeObserver(showSoon);
sizes.observe(at("main"));
sizes.observe(at("map"));
setInterval(() => { if (room && room.clock && !room.paused) showBar(); }, 250);
document.addEventListener("visibilitychange", stayAwake);
document.addEventListener("pointermove", rest);
document.addEventListener("keydown", (event) => {
  if (!event.ctrlKey && !event.metaKey && !event.altKey) keys[event.key.toLowerCase()]?.();
});
