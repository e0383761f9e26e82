/* The master scenario events list: every inject with its state under its round, the next one highlighted; fire, skip,
 * reword, move to another round, and write one now (control_write.js).
 *
 * An event is moved by dragging it to a round, with Alt and an arrow while it has the focus, or by its form. It can come
 * at the opening of any round after the one that takes decisions; what is dragged to that one is fired. */
import { announce, chip, h, render, svg } from "./page.js";
import { t } from "./words.js";
import { roundsDone } from "./control_break.js";
import { button, confirmed, field, seatsInWords } from "./control_tools.js";
import { writing } from "./control_write.js";

const SHAPES = {
  waiting: ["M12 3a9 9 0 1 1 0 18a9 9 0 0 1 0-18"],
  delayed: ["M12 3a9 9 0 1 1 0 18a9 9 0 0 1 0-18", "M12 7v5l3.5 2"],
  conditional: ["M12 2.5l9.5 9.5-9.5 9.5L2.5 12z"],
  fired: ["M12 3a9 9 0 1 1 0 18a9 9 0 0 1 0-18", "M7.5 12.5l3 3 6-6.5"],
  skipped: ["M12 3a9 9 0 1 1 0 18a9 9 0 0 1 0-18", "M8 12h8"],
  next: ["M7 4l13 8-13 8z"],
};
const sign = (state) =>
  svg(
    "svg",
    { class: `sign ${state}`, viewBox: "0 0 24 24", "aria-hidden": "true", focusable: "false" },
    SHAPES[state].map((d) => svg("path", { d })),
  );

const stateWord = (row) =>
  ({
    waiting: t("waiting"),
    conditional: t("if it comes to it"),
    delayed: t("moved"),
    skipped: t("skipped"),
    fired: t("fired"),
  })[row.state];

const isOpen = (row) => row.state === "waiting" || row.state === "delayed" || row.state === "conditional";

/* The first that comes by its time; where none does, the first that may come. */
export function nextOf(desk) {
  const rows = desk.control().msel || [];
  return rows.find((row) => row.state === "waiting" || row.state === "delayed") || rows.find(isOpen) || null;
}

const place = (row) => `msel ${row.inject}`;
const act = (desk, row, fields) => desk.ask(place(row), "act", { act: { inject: row.inject, ...fields } });

export async function fire(desk, row) {
  if (!row) return announce(t("No event is waiting."));
  if (await act(desk, row, { act: "fire" })) announce(t("Fired: %1$s", row.text));
  else announce(t("Not fired."));
}

export async function skip(desk, row) {
  if (row && (await act(desk, row, { act: "skip" }))) announce(t("Skipped: %1$s", row.text));
}

/* ---- to another round ---- */

/* The round that takes decisions, or will when its days have passed; whatever comes comes in it or later. */
const openRound = (desk) => Math.min(desk.sheets.room.rounds, roundsDone(desk) + 1);
const laterRounds = (desk) => {
  const open = openRound(desk);
  return Array.from({ length: Math.max(0, desk.sheets.room.rounds - open) }, (_, i) => open + 1 + i);
};
const canMove = (desk, row) => row.state !== "fired" && takesActs(desk);

async function moveTo(desk, row, round) {
  if (!(await act(desk, row, { act: "delay", round }))) return false;
  announce(t("It comes at the opening of round %1$s.", round));
  return true;
}

/* What is dropped on a round: on the one that is open it is fired, after a question. */
async function drop(desk, row, round) {
  if (!row || !canMove(desk, row) || (round === row.round && row.state !== "skipped")) return;
  if (round > openRound(desk)) {
    await moveTo(desk, row, round);
    return;
  }
  const says = row.text.length > 120 ? `${row.text.slice(0, 118)}…` : row.text;
  if (await confirmed(t("Fire it now?"), [`“${says}”`, t("It cannot be taken back.")], t("Fire now"))) await fire(desk, row);
}

let dragged = null; /* the inject in somebody's hand */

function dragging(desk, row) {
  return {
    ondragstart(event) {
      dragged = row.inject;
      event.dataTransfer.effectAllowed = "move";
      event.dataTransfer.setData("text/plain", row.inject);
      setTimeout(desk.draw); /* not before the browser has taken it up */
    },
    ondragend() {
      dragged = null;
      desk.draw();
    },
  };
}

/* A round takes what is dropped anywhere on it. */
function taking(desk, round) {
  if (!dragged || round < openRound(desk)) return {};
  const mark = (isOver) => (event) => event.currentTarget.classList.toggle("over", isOver);
  return {
    ondragover(event) {
      event.preventDefault();
      mark(true)(event);
    },
    ondragleave: mark(false),
    ondrop(event) {
      event.preventDefault();
      mark(false)(event);
      const row = (desk.control().msel || []).find((one) => one.inject === dragged);
      dragged = null;
      desk.draw();
      drop(desk, row, round);
    },
  };
}

/* Alt and an arrow: a round later, or earlier. */
async function onKey(desk, row, event) {
  const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!by || !event.altKey || event.ctrlKey || event.metaKey || !canMove(desk, row)) return;
  event.preventDefault();
  const later = laterRounds(desk),
    from = row.round && row.state !== "skipped" ? row.round : openRound(desk);
  const to = later.find((round) => round === from + by);
  if (!to) return announce(by > 0 ? t("There is no later round.") : t("Earlier than that it can only be fired."));
  held = { inject: row.inject, round: to };
  if (!(await moveTo(desk, row, to))) held = null;
}

/* What was moved by keyboard has the focus again where it stands now. */
let held = null;
function focusHeld(panel, rows) {
  const row = held && rows.find((one) => one.inject === held.inject && one.round === held.round);
  if (!row) return;
  held = null;
  panel.querySelector(`[data-inject="${CSS.escape(row.inject)}"] :is(.fold, .whole summary, button)`)?.focus();
}

/* ---- one row ---- */

const opened = new Map(); /* inject → "reword" or "delay": which form is open */

export function openForm(desk, row, which) {
  if (!row) return;
  if (opened.get(row.inject) === which) opened.delete(row.inject);
  else opened.set(row.inject, which);
  desk.draw();
  queueMicrotask(() => document.querySelector(`#${CSS.escape(`${which}-${row.inject}`)}`)?.focus());
}

function rewordForm(desk, row) {
  const send = async (event) => {
    event.preventDefault();
    const text = event.currentTarget.elements.text.value.trim();
    if (text && (await act(desk, row, { act: "reword", text }))) close(desk, row);
  };
  return h(
    "form",
    { class: "inline", key: "reword", onsubmit: send },
    field(
      t("From now on it says"),
      h("textarea", {
        id: `reword-${row.inject}`,
        name: "text",
        rows: 4,
        maxlength: 1000,
        required: true,
        value: row.text,
      }),
    ),
    row.state === "fired"
      ? h("p", { class: "hint" }, t("It has come. What the teams have received stays as it was."))
      : null,
    h(
      "div",
      { class: "choices" },
      button(t("Reword"), null, { kind: "main", type: "submit" }),
      button(t("Cancel"), () => close(desk, row)),
    ),
  );
}

function delayForm(desk, row) {
  const later = laterRounds(desk);
  const send = async (event) => {
    event.preventDefault();
    if (await moveTo(desk, row, Number(event.currentTarget.elements.round.value))) close(desk, row);
  };
  if (!later.length) return h("p", { class: "hint", key: "delay" }, t("There is no later round."));
  return h(
    "form",
    { class: "inline", key: "delay", onsubmit: send },
    field(
      t("It comes at the opening of"),
      h(
        "select",
        { id: `delay-${row.inject}`, name: "round" },
        later.map((one) =>
          h("option", { value: String(one), key: one, selected: one === row.round }, t("Round %1$s", one)),
        ),
      ),
    ),
    h(
      "div",
      { class: "choices" },
      button(t("Move"), null, { kind: "main", type: "submit" }),
      button(t("Cancel"), () => close(desk, row)),
    ),
  );
}

function close(desk, row) {
  opened.delete(row.inject);
  desk.draw();
}

/* The answers that it offers; of one that has come, who chose what is always in sight. */
function answers(desk, row) {
  if (!row.options || !row.options.length) return null;
  const list = h(
    "ul",
    { class: "plain options", key: "options" },
    row.options.map((one) =>
      h(
        "li",
        { key: one.id },
        one.text,
        one.is_default ? h("span", { class: "dim" }, ` · ${t("if nobody answers")}`) : null,
        one.chosen_by && one.chosen_by.length
          ? h("b", { class: "now" }, ` · ${one.chosen_by.map((id) => desk.markOf(id)).join(", ")}`)
          : null,
      ),
    ),
  );
  if (row.state === "fired") return list;
  return h(
    "details",
    { class: "about", key: "answers" },
    h("summary", {}, t("Answers that it offers: %1$s", row.options.length)),
    list,
  );
}

/* The condition is the scenario's own, long sometimes: it comes last, and a closed row may cut it. */
function aboutRow(desk, row, isNext) {
  return [
    row.round ? row.day || t("Round %1$s", row.round) : null,
    t("to %1$s", row.to.length ? seatsInWords(desk, row.to) : row.to_text),
    isNext ? t("next") : stateWord(row),
    row.is_reworded ? t("reworded") : null,
    row.when,
  ]
    .filter(Boolean)
    .join(" · ");
}

const takesActs = (desk) => ["deciding", "passing"].includes(desk.sheets.room.phase);
const unfolded = new Set(); /* injects */

function foldedText(desk, row, isShown) {
  const turn = () => {
    if (!unfolded.delete(row.inject)) unfolded.add(row.inject);
    desk.draw();
  };
  return h(
    "button",
    { type: "button", class: "fold", key: "fold", "aria-expanded": String(isShown), onclick: turn },
    h("span", { class: isShown ? "says" : "says cut" }, row.text),
  );
}

const LONG = 160;
/* What it says; the next one is not folded, so a long text is cut and can be unfolded by itself. */
function wholeText(row) {
  if (row.text.length <= LONG) return h("p", { class: "says", key: "says" }, row.text);
  const cut = row.text.lastIndexOf(" ", LONG);
  return h(
    "details",
    { class: "whole", key: "whole" },
    h("summary", {}, h("span", { class: "says" }, `${row.text.slice(0, cut)} …`)),
    h("p", { class: "says" }, row.text.slice(cut)),
  );
}

function drawRow(desk, row, next) {
  const isNext = next && row.inject === next.inject;
  const state = isNext && row.state !== "conditional" ? "next" : row.state;
  const isBusy = desk.isBusy(place(row));
  const choose = (which) => () => openForm(desk, row, which);
  const which = opened.get(row.inject);
  const buttons = h(
    "div",
    { class: "choices" },
    isOpen(row) || row.state === "skipped"
      ? button(t("Fire now"), () => fire(desk, row), {
          kind: isNext ? "main small" : "small",
          key: isNext ? "F" : "",
          isBusy,
        })
      : null,
    isOpen(row) ? button(t("Skip"), () => skip(desk, row), { kind: "small", isBusy }) : null,
    row.state !== "fired" ? button(t("Edit"), choose("reword"), { kind: "small" }) : null,
    row.state !== "fired" ? button(t("Move"), choose("delay"), { kind: "small" }) : null,
  );
  /* A form that is open stays open when another event comes next. */
  const isShown = isNext || unfolded.has(row.inject) || opened.has(row.inject);
  const about = h("p", { class: isShown ? "about" : "about cut" }, aboutRow(desk, row, isNext && state === "next"));
  const body = [
    row.label || row.sender
      ? h(
          "p",
          { class: "about" },
          row.sender ? t("from %1$s", row.sender) : null,
          " ",
          row.label ? chip(row.label) : null,
        )
      : null,
    row.state === "fired" || !takesActs(desk) ? null : buttons,
    answers(desk, row),
    which === "reword" ? rewordForm(desk, row) : which === "delay" ? delayForm(desk, row) : null,
    desk.refusal(place(row)),
  ];
  const mayMove = canMove(desk, row) && !opened.has(row.inject); /* in a form, dragging marks words */
  return h(
    "li",
    {
      class: `event ${state}${isNext ? " chosen" : ""}${mayMove ? " may-move" : ""}`,
      key: row.inject,
      "aria-current": isNext ? "true" : null,
      draggable: mayMove ? "true" : null,
      "data-inject": row.inject,
      ...(mayMove ? dragging(desk, row) : {}),
      onkeydown: (event) => onKey(desk, row, event),
    },
    sign(state),
    h(
      "div",
      { class: "what" },
      isNext ? wholeText(row) : foldedText(desk, row, isShown),
      about,
      isShown ? h("div", { key: "body" }, body) : null,
    ),
  );
}

/* ---- the rounds ---- */

function drawWritten(one) {
  return h(
    "li",
    { class: "event fired", key: `written ${one.number}` },
    sign("fired"),
    h(
      "div",
      { class: "what" },
      h("p", { class: "says" }, one.text),
      h("p", { class: "about" }, [t("to %1$s", one.to_text), t("written by control")].join(" · ")),
    ),
  );
}

/* The rounds that have something; while one is dragged, all that it may be dropped on. `null`: nobody knows when. */
function roundsOf(desk, rows, written) {
  const rounds = new Set([...rows.map((row) => row.round), ...written.map((one) => one.round)]);
  if (dragged) [openRound(desk), ...laterRounds(desk)].forEach((round) => rounds.add(round));
  return [...rounds].sort((a, b) => (a || Infinity) - (b || Infinity));
}

function drawRound(desk, round, rows, written, next) {
  const isOpen = round === openRound(desk) && takesActs(desk);
  const says = round ? t("Round %1$s", round) : t("If it comes to it");
  const when = desk.sheets.room.phase === "passing" ? t("after these days") : t("now");
  return h(
    "li",
    { class: `round${isOpen ? " open" : ""}`, key: `round ${round}`, "data-round": round, ...(round ? taking(desk, round) : {}) },
    h("h3", { class: "round-name" }, says, isOpen ? h("span", { class: "dim" }, ` · ${when}`) : null),
    h(
      "ol",
      { class: "plain list" },
      rows.filter((row) => row.round === round).map((row) => drawRow(desk, row, next)),
      written.filter((one) => one.round === round).map(drawWritten),
    ),
  );
}

export function events(desk) {
  const panel = document.getElementById("msel");
  const add = writing(desk);
  let shown = null;
  desk.add(() => {
    const rows = desk.control().msel || [],
      written = desk.control().written || [];
    const next = nextOf(desk),
      left = rows.filter(isOpen).length;
    panel.classList.toggle("dragging", Boolean(dragged));
    render(
      panel,
      h(
        "div",
        { class: "head" },
        h(
          "div",
          {},
          h("h2", { id: "msel-title" }, t("Events (MSEL)")),
          rows.length ? h("p", { class: "about" }, t("%1$s of %2$s to come", left, rows.length)) : null,
        ),
        button(t("Add"), add.open, { key: "N", kind: "small" }),
      ),
      h(
        "ol",
        { class: "plain scroll rounds", tabindex: "0", "aria-labelledby": "msel-title" },
        roundsOf(desk, rows, written).map((round) => drawRound(desk, round, rows, written, next)),
      ),
      rows.length ? null : h("p", { class: "dim" }, t("This scenario has no events of its own.")),
    );
    focusHeld(panel, rows);
    /* What is next stays in sight when it changes, and when others come before it. */
    const now = next && `${next.inject} ${written.length}`;
    if (now && now !== shown) panel.querySelector(".event.chosen")?.scrollIntoView({ block: "nearest" });
    shown = now;
  });
  return { add: add.open };
}
