/* The page where people come in: PIN, seat, name. Whoever was in already is led on to the team's page at once. */
import { connect } from "./connection.js";
import { announce, h, icon, render } from "./page.js";
import { loadWords, t } from "./words.js";

const main = document.getElementById("main");
let room = null, role = null;
let seat = null, problem = "", isAsking = false, isConnected = false;

/* What the address says behind "#" is for this page alone and leaves the address bar: "#123456", also with "seat=NLD";
 * "#again" is from a team page whose token counts no more. */
const fragment = new URLSearchParams(location.hash.slice(1).replace(/^(\d+)/, "pin=$1"));
if (location.hash) history.replaceState(null, "", location.pathname);
const pin = (fragment.get("pin") || "").replace(/\D/g, "").slice(0, 6);
const wasRefused = fragment.has("again");
seat = fragment.get("seat");

await loadWords();

const connection = connect({
  page: "join",
  onSheet(name, body) {
    if (name === "room") { room = body; draw(); setTimeout(fetchAhead, 0); }
  },
  onState({ state, text }) {
    isConnected = state === "connected";
    document.getElementById("state").textContent = isConnected ? "" : text;
    draw();
  },
  onHello(who) {
    role = who.role;
    if (role === "team") location.replace("/team");
    draw();
  },
});

/* While somebody fills in the form the files of the next page are on their way: the page names them all. */
let isAhead = false;
async function fetchAhead() {
  if (isAhead) return;
  isAhead = true;
  try {
    const page = await (await fetch("/team")).text();
    const addresses = [...page.matchAll(/(?:href|src)="(\/\w+\/\w+\.(?:js|css))"/g)].map(([, address]) => address);
    await Promise.all(addresses.map((address) => fetch(address)));
  } catch (error) { /* then that page fetches them itself */ }
}

function people(one) {
  if (one.by === "bot" && !one.people) return t("Free; a bot plays it until then");
  if (!one.people) return t("Free");
  if (one.people === 1) return one.here ? t("One person is in this team") : t("One person, not connected now");
  return t("%1$s people in this team, %2$s connected", one.people, one.here);
}

function seatCard(one) {
  return h("label", { key: one.id, class: `seat${seat === one.id ? " chosen" : ""}` },
    h("input", { type: "radio", name: "seat", value: one.id, checked: seat === one.id, required: true,
      onchange: () => { seat = one.id; draw(); } }),
    h("span", {},
      h("b", {}, one.name),
      h("span", { class: "who" },
        one.people ? h("span", { class: one.here ? "here" : "here none", "aria-hidden": "true" }) : icon("people", "small"),
        people(one)),
      one.is_role ? h("span", { class: "who" }, t("A role without a state of its own")) : null,
      one.recommended ? h("span", { class: "who" }, t("A good seat to begin with")) : null));
}

async function join(event) {
  event.preventDefault();
  const form = event.currentTarget;
  const isSolo = room && room.mode === "solo";
  const fields = { seat, name: form.elements.name.value.trim() };
  fields.pin = isSolo ? "" : form.elements.pin.value.replace(/\D/g, "");
  if (!isSolo && fields.pin.length !== 6) return refuse(t("The PIN has six digits. It is on the board."), form.elements.pin);
  if (!seat) return refuse(t("Choose a seat."), form.querySelector('input[type="radio"]'));
  if (!fields.name) return refuse(t("Give your name, so that your team knows you."), form.elements.name);
  isAsking = true;
  problem = "";
  draw();
  try {
    await connection.enter("join", fields); /* onHello leads on */
    return undefined;
  } catch (refused) {
    refuse(refused.text, refused.why === "secret" ? form.elements.pin : null);
  }
  isAsking = false;
  draw();
  return undefined;
}

function refuse(text, field) {
  problem = text;
  draw();
  announce(text, "assertive");
  if (field) field.focus();
}

function form() {
  const isSolo = room.mode === "solo";
  const seats = room.seats.filter((one) => one.playable);
  return h("form", { key: "form", onsubmit: join, novalidate: true, autocomplete: "off" },
    isSolo ? null : h("div", { class: "field", key: "pin" },
      h("label", { for: "pin" }, t("PIN")),
      h("input", { id: "pin", name: "pin", class: "pin", type: "text", inputmode: "numeric", maxlength: 7, value: pin,
        autocomplete: "off", "aria-describedby": "pin-help", required: true }),
      h("p", { class: "small dim", id: "pin-help" }, t("Six digits; they are on the board."))),
    h("fieldset", { class: "field", key: "seats" },
      h("legend", {}, t("Which seat do you take?")),
      h("p", { class: "dim" }, isSolo ? t("Bots play the others.") : t("Several people may share one seat.")),
      h("div", { class: "seats" }, seats.map(seatCard))),
    h("div", { class: "field short", key: "name" },
      h("label", { for: "name" }, t("Your name")),
      h("input", { id: "name", name: "name", type: "text", maxlength: 60, autocomplete: "given-name", required: true,
        value: isSolo ? t("Player") : "" })),
    h("p", { class: "error", key: "problem", id: "problem" }, problem),
    h("p", { class: "finish", key: "finish" },
      h("button", { class: "main", type: "submit", disabled: !isConnected || isAsking },
        isAsking ? t("One moment") : t("Take this seat"))));
}

function draw() {
  const exercise = document.getElementById("exercise");
  render(exercise, h("b", {}, t("Exercise")), room ? ` · ${room.title}` : "");
  if (!room) return;
  document.title = t("Join: %1$s", room.title);
  render(main,
    wasRefused ? h("p", { class: "card notice", key: "again" },
      t("Your place in this exercise counts no more. Take a seat again, or ask control.")) : null,
    role === "control" ? h("p", { class: "card notice", key: "control" }, t("This browser is in control of the exercise.")) : null,
    room.summary ? h("p", { class: "summary", key: "summary" }, room.summary) : null,
    room.phase === "over" ? h("p", { class: "card", key: "over" }, t("The exercise is over. You can still read what happened."))
      : room.phase !== "lobby" ? h("p", { class: "card", key: "late" },
        t("Round %1$s of %2$s is under way. You see where things stand as soon as you sit down.", room.round, room.rounds)) : null,
    form());
}
