/* The evaluators' page: what was observed about the objectives, written down in a few seconds, on a phone or a tablet.
 *
 * The words come first, then one touch files them: under an objective as met, partly met or not met, or in general.
 * Who watches one team sees its objectives alone. Beside that they see who is there and ready, and read what control
 * reads of each round, and the messages. */
import { connect } from "./connection.js";
import { announce, clockTime, h, render } from "./page.js";
import { forgetSent, keepWritten, written } from "./kept_text.js";
import { loadWords, t } from "./words.js";
import { newDesk, option } from "./control_tools.js";
import { drawNote, objectiveState, observedSign, observedWord } from "./control_notes.js";
import { drawFilter, drawMail } from "./control_mail.js";
import { storyTeller } from "./control_break.js";

await loadWords();
const door = document.getElementById("door"),
  form = document.getElementById("door-form"),
  page = document.getElementById("desk");
const desk = newDesk();
const PARTS = [
  ["note", () => t("Note")],
  ["notes", () => t("All notes")],
  ["teams", () => t("Teams")],
  ["story", () => t("Story")],
  ["mail", () => t("Messages")],
];
let part = "note";

desk.room = connect({
  page: "evaluator",
  onSheet(name, body) {
    desk.take(name, body);
  },
  onState({ state, text }) {
    document.getElementById("connection").textContent = state === "connected" || state === "connecting" ? "" : text;
    if (state === "lost") announce(text);
  },
  onHello(who) {
    const isIn = who.role === "evaluator";
    door.hidden = isIn;
    page.hidden = !isIn;
    desk.draw();
  },
});

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  const refusal = document.getElementById("door-refusal");
  refusal.textContent = "";
  try {
    await desk.room.enter("evaluate", {
      pin: form.elements.pin.value.replace(/\D/g, ""),
      name: form.elements.name.value.trim(),
    });
    form.reset();
    document.getElementById("part-note").focus({ preventScroll: true });
  } catch (refused) {
    refusal.textContent = refused.text;
  }
});

/* ---- the head ---- */

function standing({ phase, round, rounds, day, paused }) {
  const where =
    { lobby: t("Not started"), over: t("The exercise is over") }[phase] || t("Round %1$s of %2$s", round, rounds);
  const what = { deciding: t("teams decide"), passing: day || t("the days pass") }[phase];
  return [where, what, paused ? t("Paused") : null].filter(Boolean).join(" · ");
}

function drawTop() {
  const { title, phase } = desk.sheets.room,
    left = desk.left();
  const name = (desk.room.hello() || {}).name;
  render(
    document.getElementById("top"),
    h(
      "div",
      {},
      h(
        "p",
        { class: "small dim" },
        h("b", { class: "exercise-word" }, t("EXERCISE")),
        ` · ${t("Evaluator")}${name ? ` · ${name}` : ""}`,
      ),
      h("h1", {}, title),
      h("p", { class: "dim" }, standing(desk.sheets.room)),
    ),
    left !== null && (phase === "deciding" || phase === "passing")
      ? h("p", { class: "big clock" }, clockTime(left))
      : null,
  );
  document.title = `${title} · ${t("Evaluator")} · ${t("EXERCISE")}`;
}

/* ---- a note ---- */

async function note(fields) {
  const field = document.getElementById("note-text"),
    text = field.value.trim();
  if (!text) {
    field.focus();
    return desk.refuse("note", t("Write the note first."));
  }
  if (!(await desk.ask("note", "note", { text, ...fields }))) return;
  forgetSent(desk.room.hello(), "note", field, text);
  announce(t("Noted."));
  noted = fields.observed ? t("Noted: %1$s", observedWord(fields.observed)) : t("Noted.");
  desk.draw();
}
let noted = "";

const OBSERVED = ["met", "partly", "not met"];

/* Which team is watched: "" is all; kept in this browser. */
const WATCHED = "polder.evaluator.watched";
let watched = "";
try {
  watched = localStorage.getItem(WATCHED) || "";
} catch (error) {
  /* then all, each time */
}
function watch(seat) {
  watched = seat;
  try {
    localStorage.setItem(WATCHED, seat);
  } catch (error) {
    /* as long as the page */
  }
  desk.draw();
}

const isFor = (objective, seat) => !objective.seats.length || objective.seats.includes(seat);

function drawWatched(objectives) {
  const seats = desk.sheets.room.seats.filter((seat) => objectives.some((one) => one.seats.includes(seat.id)));
  if (seats.length < 2) return null;
  return h(
    "label",
    { class: "watched", key: "watched" },
    h("span", {}, t("Objectives of")),
    h(
      "select",
      { id: "watched", value: watched, onchange: (event) => watch(event.target.value) },
      option("", t("all teams")),
      seats.map((seat) => option(seat.id, seat.name)),
    ),
  );
}

function drawNoting() {
  const { objectives: all = [] } = desk.sheets.observed || {};
  const isKnown = all.some((one) => one.seats.includes(watched)); /* it may be of another exercise */
  const objectives = all.filter((one) => !isKnown || isFor(one, watched));
  render(
    document.getElementById("part-note"),
    h(
      "div",
      { class: "writing" },
      h("h2", { id: "part-note-title" }, h("label", { for: "note-text" }, t("What do you observe?"))),
      h("textarea", {
        id: "note-text",
        rows: 3,
        maxlength: 1000,
        value: written(desk.room.hello(), "note"),
        oninput: (event) => {
          keepWritten(desk.room.hello(), "note", event.target.value);
          if (noted) {
            noted = "";
            desk.draw();
          }
        },
      }),
      h(
        "div",
        { class: "choices" },
        h("button", { type: "button", onclick: () => note({}) }, t("Note in general")),
        h("span", { class: "now" }, noted),
      ),
      desk.refusal("note"),
    ),
    h("div", { class: "head", key: "about" }, h("h3", {}, t("Or about an objective")), drawWatched(all)),
    h(
      "ol",
      { class: "plain aims" },
      objectives.map((one) =>
        h(
          "li",
          { key: one.id },
          h(
            "div",
            { class: "aim" },
            h("p", { class: "says", id: `aim-${one.id}` }, h("b", {}, `${all.indexOf(one) + 1}. `), one.text),
            h("p", { class: "about" }, one.seats.length ? one.seats.map((id) => desk.nameOf(id)).join(", ") : t("all")),
            objectiveState(desk, one),
          ),
          h(
            "div",
            { class: "observed", role: "group", "aria-labelledby": `aim-${one.id}` },
            OBSERVED.map((observed) =>
              h(
                "button",
                {
                  type: "button",
                  class: observed.replace(" ", "-"),
                  key: observed,
                  "aria-describedby": `aim-${one.id}`,
                  onclick: () => note({ objective: one.id, observed }),
                },
                observedSign(observed),
                h("span", {}, observedWord(observed)),
              ),
            ),
          ),
        ),
      ),
    ),
    all.length ? null : h("p", { class: "dim" }, t("This scenario has no objectives of its own.")),
  );
}

/* ---- who is there ---- */

function standingOf({ by, people, here, ready }) {
  if (by === "bot") return t("a bot");
  if (!people) return t("nobody");
  return [
    here === people ? t("connected") : t("%1$s of %2$s connected", here, people),
    desk.sheets.room.phase === "deciding" ? (ready ? t("ready") : t("not ready yet")) : null,
  ]
    .filter(Boolean)
    .join(" · ");
}

function drawTeams() {
  const seats = desk.sheets.room.seats.filter((seat) => seat.playable || seat.is_role);
  render(
    document.getElementById("part-teams"),
    h("h2", { id: "part-teams-title" }, t("Teams")),
    h(
      "ul",
      { class: "plain list teams" },
      seats.map((seat) =>
        h(
          "li",
          { key: seat.id },
          h("b", {}, seat.name),
          h("span", { class: seat.by === "people" && seat.ready ? "now" : "dim" }, standingOf(seat)),
        ),
      ),
    ),
  );
}

function drawNotes() {
  const { notes = [] } = desk.sheets.observed || {};
  render(
    document.getElementById("part-notes"),
    h("h2", { id: "part-notes-title" }, t("All notes")),
    notes.length
      ? h(
          "ul",
          { class: "plain list" },
          [...notes].reverse().map((one) => drawNote(desk, one)),
        )
      : h("p", { class: "dim" }, t("Nothing was noted yet.")),
  );
}

const story = storyTeller(desk, { canChoose: false });
const list = { seat: "" };

function drawTabs() {
  render(
    document.getElementById("tabs"),
    PARTS.map(([name, says]) =>
      h(
        "button",
        {
          type: "button",
          key: name,
          "aria-pressed": String(name === part),
          onclick: () => {
            part = name;
            desk.draw();
            document.getElementById(`part-${name}`).focus({ preventScroll: true });
            window.scrollTo(0, 0);
          },
        },
        says(),
      ),
    ),
  );
  page.dataset.part = part;
}

desk.add(() => {
  drawTop();
  drawTabs();
  if (!desk.sheets.observed) return;
  drawNoting();
  drawNotes();
  drawTeams();
  render(document.getElementById("part-story"), h("h2", { id: "part-story-title" }, t("Story of the rounds")), story());
  render(
    document.getElementById("part-mail"),
    h("div", { class: "head" }, h("h2", { id: "mail-title" }, t("Messages")), drawFilter(desk, list)),
    drawMail(desk, list),
  );
});
setInterval(() => {
  if (desk.sheets.room && !page.hidden && !document.hidden) drawTop();
}, 500);
