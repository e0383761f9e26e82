/* The master scenario events list: every inject with its state, the next one highlighted; fire, skip, reword, delay,
 * and write one now. */
import { announce, chip, h, render, svg } from "./page.js";
import { t } from "./words.js";
import { button, field, newWindow, option, seatsInWords, ticked, ticks } from "./control_tools.js";

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
    delayed: t("delayed"),
    skipped: t("skipped"),
    fired: row.fired_round ? t("fired in round %1$s", row.fired_round) : t("fired"),
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
  const { round, rounds } = desk.sheets.room;
  const later = Array.from({ length: Math.max(0, rounds - round) }, (_, i) => round + 1 + i);
  const send = async (event) => {
    event.preventDefault();
    if (await act(desk, row, { act: "delay", round: Number(event.currentTarget.elements.round.value) }))
      close(desk, row);
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
        later.map((one) => option(String(one), t("Round %1$s", one))),
      ),
    ),
    h(
      "div",
      { class: "choices" },
      button(t("Delay"), null, { kind: "main", type: "submit" }),
      button(t("Cancel"), () => close(desk, row)),
    ),
  );
}

function close(desk, row) {
  opened.delete(row.inject);
  desk.draw();
}

function answers(desk, row) {
  if (!row.options || !row.options.length) return null;
  return h(
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

const LONG = 220;
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
    row.state !== "fired" ? button(t("Delay"), choose("delay"), { kind: "small" }) : null,
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
  return h(
    "li",
    { class: `event ${state}${isNext ? " chosen" : ""}`, key: row.inject, "aria-current": isNext ? "true" : null },
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

/* ---- one that is written now ---- */

function drawAdd(desk, add) {
  const { seats = [], labels = [] } = desk.control().choices || {};
  const send = async (event) => {
    event.preventDefault();
    const form = event.currentTarget;
    const isPublic = form.elements.public.checked;
    const to = ticked(form, "to");
    if (!to.length && !isPublic) return desk.refuse("write", t("Choose who receives it."));
    const fields = {
      to,
      text: form.elements.text.value.trim(),
      sender: form.elements.sender.value.trim(),
      public: isPublic,
    };
    if (form.elements.label.value) fields.label = form.elements.label.value;
    if (await desk.ask("write", "write", fields)) {
      form.reset();
      add.close();
      announce(t("Sent."));
    }
  };
  return h(
    "form",
    { onsubmit: send },
    field(
      t("What it says"),
      h("textarea", { id: "write-text", name: "text", rows: 4, required: true, maxlength: 1000 }),
    ),
    field(
      t("Who it comes from"),
      h("input", {
        id: "write-sender",
        name: "sender",
        type: "text",
        maxlength: 80,
        autocomplete: "off",
        placeholder: t("A newspaper, a grid operator …"),
      }),
    ),
    ticks(
      t("To"),
      "to",
      seats.map((seat) => [seat.id, seat.name]),
    ),
    h(
      "div",
      { class: "pair" },
      field(
        t("Label"),
        h(
          "select",
          { id: "write-label", name: "label" },
          option("", t("No label")),
          labels.map((label) => option(label, label)),
        ),
      ),
      h(
        "label",
        { class: "tick alone" },
        h("input", { type: "checkbox", name: "public" }),
        h("span", {}, t("Public: on the projector as well")),
      ),
    ),
    h(
      "div",
      { class: "choices" },
      button(t("Send now"), null, { kind: "main", type: "submit", isBusy: desk.isBusy("write") }),
      button(t("Close"), () => add.close()),
    ),
    desk.refusal("write"),
  );
}

export function events(desk) {
  const panel = document.getElementById("msel");
  const add = newWindow(desk, "write", t("Write an event now"), () => drawAdd(desk, add));
  let shown = null;
  desk.add(() => {
    const rows = desk.control().msel || [],
      written = desk.control().written || [];
    const next = nextOf(desk);
    render(
      panel,
      h(
        "div",
        { class: "head" },
        h("h2", { id: "msel-title" }, t("Events (MSEL)")),
        button(t("Add"), add.open, { key: "N", kind: "small" }),
      ),
      h(
        "ol",
        { class: "plain list scroll", tabindex: "0", "aria-labelledby": "msel-title" },
        rows.map((row) => drawRow(desk, row, next)),
        written.map((one) =>
          h(
            "li",
            { class: "event fired", key: `written ${one.number}` },
            sign("fired"),
            h(
              "div",
              { class: "what" },
              h("p", { class: "says" }, one.text),
              h(
                "p",
                { class: "about" },
                [t("Round %1$s", one.round), t("to %1$s", one.to_text), t("written by control")].join(" · "),
              ),
            ),
          ),
        ),
      ),
      rows.length ? null : h("p", { class: "dim" }, t("This scenario has no events of its own.")),
    );
    if (next && next.inject !== shown) panel.querySelector(".event.chosen")?.scrollIntoView({ block: "nearest" });
    shown = next && next.inject;
  });
  return { add: add.open };
}
