/* The control page: whoever runs the exercise. It enters with the control code, which is never in an address, and then
 * each part draws itself from the sheets (control_*.js). */
import { connect } from "./connection.js";
import { announce, h } from "./page.js";
import { loadWords, t } from "./words.js";
import { newDesk, newWindow } from "./control_tools.js";
import { head, space, step } from "./control_clock.js";
import { events, fire, nextOf, openForm, skip } from "./control_msel.js";
import { seats } from "./control_seats.js";
import { deciding } from "./control_decide.js";
import { moves, roll } from "./control_moves.js";
import { projector } from "./control_projector.js";
import { drawObjectives, notes } from "./control_notes.js";
import { mail } from "./control_mail.js";
import { inBreak, storyTeller } from "./control_break.js";
import { printing, reports } from "./control_report.js";
import { keys } from "./control_keys.js";

await loadWords();
const door = document.getElementById("door"),
  form = document.getElementById("door-form"),
  page = document.getElementById("desk");
const desk = newDesk();

function show(isIn) {
  door.hidden = isIn;
  page.hidden = !isIn;
  document.title =
    isIn && desk.sheets.room ? `${desk.sheets.room.title} · ${t("Control")} · ${t("EXERCISE")}` : t("Control");
}

function say(text) {
  document.getElementById("connection").textContent = text;
}

desk.room = connect({
  page: "control",
  onSheet(name, body) {
    desk.take(name, body);
    if (name === "room" && !page.hidden) show(true);
  },
  onState({ state, text }) {
    say(state === "connected" || state === "connecting" ? "" : text);
    if (state === "lost") announce(text);
  },
  onHello(who) {
    const isIn = who.role === "control";
    show(isIn);
    if (!isIn) document.getElementById("code").focus();
    desk.draw();
  },
});

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  const refusal = document.getElementById("door-refusal");
  refusal.textContent = "";
  try {
    await desk.room.enter("control", { code: form.elements.code.value.trim() });
    form.reset();
    document.getElementById("msel").focus({ preventScroll: true });
  } catch (refused) {
    refusal.textContent = refused.text;
    form.elements.code.select();
  }
});

const windows = { inBreak: inBreak(desk), report: reports(desk), print: printing(desk) };
const objectives = newWindow(desk, "objectives", t("Objectives, and what was noted about them"), () =>
  drawObjectives(desk),
);
const story = storyTeller(desk);
windows.story = newWindow(desk, "story-window", t("Story of the rounds"), () => h("div", {}, story()));
const msel = events(desk);
windows.keys = keys(desk, [
  [" ", t("Space"), t("start, pause, resume"), () => space(desk)],
  [".", ".", t("one day on, while days pass, and hold"), () => step(desk)],
  ["f", "F", t("fire the next event"), () => fire(desk, nextOf(desk))],
  ["s", "S", t("skip the next event"), () => skip(desk, nextOf(desk))],
  ["e", "E", t("edit the next event"), () => openForm(desk, nextOf(desk), "reword")],
  ["n", "N", t("write an event now"), msel.add],
  ["r", "R", t("roll the odds of the free move"), () => roll(desk)],
  ["m", "M", t("write a message"), () => document.getElementById("mail-text").focus()],
  ["o", "O", t("write a note"), () => document.getElementById("note-text").focus()],
  [null, `Alt ↑ ↓`, t("move the event that has the focus to an earlier or later round"), null],
]);
head(desk, windows);
seats(desk, { decide: deciding(desk) });
moves(desk);
projector(desk);
notes(desk, objectives);
mail(desk);
