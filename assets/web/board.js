/* The public board in a browser, for a host without a display of its own: what everybody in the room may see, and how to
 * join. It asks for nothing; opened beside the control page, in the same browser, it also shows address and PIN. */
import { connect } from "./connection.js";
import { clockTime, h, render, svg } from "./page.js";
import { loadWords, t } from "./words.js";
import { drawMap, layOut, sizeOf } from "./board_map.js";

const at = (id) => document.getElementById(id);
let room = null, board = null, layout = null, laidOutFor = "", rings = null;
let heardAt = 0; /* when the clock of `room` was told */

const LONG = 260; /* characters: what is longer is set smaller */

/* ---- the bar ---- */

function left() {
  if (!room.clock) return null;
  return Math.max(0, room.clock.left_ms - (room.paused ? 0 : Date.now() - heardAt));
}

function doing() {
  const taken = room.seats.filter((seat) => seat.by === "people");
  const ready = taken.filter((seat) => seat.ready);
  if (room.phase === "lobby") return [t("Take your seats"), "", ""];
  if (room.phase === "over") return [t("The exercise is over"), "", t("Time for the hot wash")];
  const round = t("Round %1$s of %2$s", room.round, room.rounds);
  if (room.phase === "passing") return [round, room.day || "", t("The days pass")];
  return [round, t("teams decide"),
    taken.length ? t("%1$s of %2$s teams have committed", ready.length, taken.length) : t("Bots decide for everybody")];
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
  const [round, what, note] = doing();
  render(at("bar"), [
    h("div", { class: "title", key: "title" }, h("h1", {}, room.title), h("p", {}, t("Exercise · public board"))),
    h("div", { class: "moment", key: "moment" },
      h("p", { class: "large" }, h("b", {}, round), what ? h("span", { class: "doing" }, what) : null), h("p", {}, note)),
    clock(), joining()]);
}

/* ---- taking seats ---- */

function people(seat) {
  if (seat.by !== "people") return t("not taken");
  return seat.people === 1 ? t("1 person") : t("%1$s people", seat.people);
}

function showLobby() {
  const seats = room.seats.filter((seat) => seat.playable);
  const taken = seats.filter((seat) => seat.by === "people");
  const count = seats.reduce((sum, seat) => sum + seat.people, 0);
  render(at("lobby"), [
    h("div", { class: "how", key: "how" },
      room.address ? [h("p", {}, t("1  Scan the code, or open on your phone"), h("strong", {}, room.address)),
        room.pin ? h("p", {}, t("2  The PIN"), h("strong", { class: "digits" }, digits(room.pin))) : null,
        h("p", {}, t("3  Choose a seat. Several people can share one."))]
        : h("p", {}, t("Whoever is in control opens this board from the control page to show how to join."))),
    room.code ? code(room.code) : null,
    h("div", { class: "who", key: "who" },
      h("h2", {}, t("%1$s in the room, %2$s of %3$s seats taken", count, taken.length, seats.length)),
      h("ul", {}, seats.map((seat) => h("li", { key: seat.id, class: seat.by === "people" ? "taken" : "" },
        h("span", {}, seat.name), h("span", {}, people(seat))))))]);
}

/* ---- the board ---- */

function showNews() {
  const told = (board ? board.happenings : []).filter((one) => (one.kind === "inject" || one.kind === "ruling") && one.round === room.round);
  const written = (board ? board.messages : []).filter((one) => one.round === room.round);
  const lines = [...told.map((one) => one.text), ...written.map((one) => one.text)].slice(-2).reverse();
  render(at("news"), [
    room.spotlight ? h("p", { class: "spotlight", key: "spotlight" }, room.spotlight) : null,
    room.phase === "lobby" ? null : lines.map((line) => h("p", { key: line, class: line.length > LONG ? "long" : "" }, h("span", { class: "lines" }, line)))]);
}

function curve() {
  const days = room.rounds * 7, most = Math.max(10, ...board.curve);
  const x = (day) => (day * 1000) / days, y = (count) => 100 - (count * 96) / most;
  const points = board.curve.map((count, i) => `${x(i + 1).toFixed(1)} ${y(count).toFixed(1)}`);
  const line = points.length ? `M0 100L${points.join("L")}` : "M0 100";
  const rounds = Array.from({ length: room.rounds + 1 }, (unused, i) => svg("path", { class: "grid", d: `M${x(i * 7)} 0V100` }));
  const last = board.curve.length ? board.curve[board.curve.length - 1] : 0;
  return [
    h("div", { class: "hero", key: "hero" }, h("p", {}, h("span", { class: "sign", "aria-hidden": "true" }, "◆"), h("b", {}, last)), h("p", {}, t("organisations found hit"))),
    h("div", { class: "scale", key: "scale", "aria-hidden": "true" }, h("span", {}, most), h("span", {}, 0)),
    svg("svg", { key: "curve", viewBox: "0 0 1000 100", preserveAspectRatio: "none", role: "img",
      "aria-label": t("Organisations found hit at the end of each day, %1$s now", last) },
    rounds, svg("path", { class: "area", d: `${line}L${x(board.curve.length)} 100z` }), svg("path", { class: "line", d: line }))];
}

/* A little more or less room is no reason to move everything. */
const step = (pixels) => Math.round(pixels / 48);

function show() {
  if (!room) return;
  const isLobby = room.phase === "lobby" || !board;
  document.title = `${room.title} · ${t("Public board")}`;
  showBar();
  showNews();
  at("lobby").hidden = !isLobby;
  at("map").hidden = isLobby;
  at("curve").hidden = isLobby || !board.reveals.found;
  if (!at("curve").hidden) render(at("curve"), curve());
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

function onSheet(name, body) {
  if (name === "room") { room = body; heardAt = Date.now(); }
  if (name === "board") board = body;
  show();
}

function onState({ state, text }) {
  at("state").hidden = state === "connected";
  at("state").textContent = state === "connected" ? "" : text;
}

/* The land is decoration: without it the board is as good. */
async function loadLand() {
  try {
    const answer = await fetch("land.json");
    if (answer.ok) rings = await answer.json();
    show();
  } catch (error) { /* no land, then */ }
}

await loadWords();
connect({ page: "board", onSheet, onState });
loadLand();
new ResizeObserver(() => { if (!at("map").hidden) show(); }).observe(at("map"));
setInterval(() => { if (room && room.clock && !room.paused) showBar(); }, 250);
document.addEventListener("keydown", (event) => {
  if (event.key === "f" && !event.ctrlKey && !event.metaKey) {
    if (document.fullscreenElement) document.exitFullscreen(); else document.documentElement.requestFullscreen().catch(() => {});
  }
});
