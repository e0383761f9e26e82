/* Notes for the debrief: general, or against an objective, as met, partly met or not met. For control and
 * evaluators. */
import { announce, h, icon, render } from "./page.js";
import { forgetSent, keepWritten, written } from "./kept_text.js";
import { t } from "./words.js";
import { button, option, timeOfDay } from "./control_tools.js";

export const observedWord = (observed) =>
  ({ met: t("met"), partly: t("partly met"), "not met": t("not met") })[observed] || "";
const OBSERVED = ["met", "partly", "not met"];

export function observedSign(observed) {
  const name = { met: "tick", partly: "half", "not met": "cross" }[observed];
  return name === "half"
    ? h("i", { class: "half", "aria-hidden": "true" })
    : icon(name || "pen", `small ${name || "pen"}`);
}

/* How an objective stands: how often what was observed of it, and how far it is met by its own measure, once judged. */
export function objectiveState(desk, objective) {
  const { notes = [] } = desk.sheets.observed || {};
  const count = (observed) => notes.filter((note) => note.objective === objective.id && note.observed === observed).length;
  const judged = (objective.results || []).filter((result) => result.met);
  return h(
    "p",
    { class: "about state" },
    OBSERVED.map((observed) => [observed, count(observed)])
      .filter(([, times]) => times)
      .map(([observed, times]) =>
        h(
          "span",
          { class: `seen ${observed.replace(" ", "-")}`, key: observed },
          observedSign(observed),
          t("%1$s × %2$s", times, observedWord(observed)),
        ),
      ),
    h(
      "span",
      { key: "measure" },
      judged.length
        ? t(
            "By its own measure: %1$s",
            judged.map((result) => t("%1$s %2$s", desk.markOf(result.seat), observedWord(result.met))).join(", "),
          )
        : objective.judged_after
          ? t("judged after round %1$s", objective.judged_after)
          : t("not judged yet"),
    ),
  );
}

export function drawNote(desk, note) {
  const objective = (desk.sheets.observed.objectives || []).find((one) => one.id === note.objective);
  return h(
    "li",
    { class: `note ${(note.observed || "none").replace(" ", "-")}`, key: note.index },
    observedSign(note.observed),
    h(
      "div",
      {},
      h("p", { class: "says quote" }, note.text),
      h(
        "p",
        { class: "about" },
        [
          timeOfDay(note.at_ms),
          t("Round %1$s", note.round),
          note.by || (note.seat ? null : t("Control")),
          note.seat ? desk.nameOf(note.seat) : null,
          note.observed ? observedWord(note.observed) : null,
          objective ? objective.text.replace(/\.$/, "") : null,
        ]
          .filter(Boolean)
          .join(" · "),
      ),
    ),
  );
}

/* The form: words, what they are about, and what was observed. */
export function noteForm(desk, { rows = 2 } = {}) {
  const objectives = (desk.sheets.observed && desk.sheets.observed.objectives) || [];
  const send = async (event) => {
    event.preventDefault();
    const form = event.currentTarget,
      fields = { text: form.elements.text.value.trim() };
    const objective = form.elements.objective.value,
      observed = event.submitter && event.submitter.value;
    if (!fields.text) return desk.refuse("note", t("Write the note first."));
    if (objective) fields.objective = objective;
    if (objective && observed) fields.observed = observed;
    if (!(await desk.ask("note", "note", fields))) return;
    forgetSent(desk.room.hello(), "note", form.elements.text, fields.text);
    form.elements.text.focus();
    announce(t("Noted."));
  };
  const changed = () => desk.draw();
  const chosen = document.getElementById("note-objective");
  const isAbout = Boolean(chosen && chosen.value);
  return h(
    "form",
    { class: "note-form", onsubmit: send },
    h("label", { class: "unseen", for: "note-text" }, t("Write a note")),
    h("textarea", {
      id: "note-text",
      name: "text",
      rows,
      maxlength: 1000,
      placeholder: t("Write a note"),
      value: written(desk.room.hello(), "note"),
      oninput: (event) => keepWritten(desk.room.hello(), "note", event.target.value),
    }),
    h(
      "div",
      { class: "note-about" },
      h("label", { class: "unseen", for: "note-objective" }, t("About")),
      h(
        "select",
        { id: "note-objective", name: "objective", onchange: changed },
        option("", t("In general")),
        objectives.map((one, i) => option(one.id, t("%1$s. %2$s", i + 1, one.text))),
      ),
      isAbout
        ? h(
            "div",
            { class: "observed", role: "group", "aria-label": t("Observed"), key: "observed" },
            OBSERVED.map((observed) =>
              h(
                "button",
                { type: "submit", class: `small ${observed.replace(" ", "-")}`, value: observed, key: observed },
                observedSign(observed),
                h("span", {}, observedWord(observed)),
              ),
            ),
          )
        : button(t("Note"), null, { type: "submit", kind: "small", name: "general" }),
    ),
    desk.refusal("note"),
  );
}

/* The objectives, each with its notes. */
export function drawObjectives(desk) {
  const { objectives = [], notes = [] } = desk.sheets.observed || {};
  return h(
    "ol",
    { class: "objectives" },
    objectives.map((one) =>
      h(
        "li",
        { key: one.id },
        h("p", { class: "says" }, one.text),
        h(
          "p",
          { class: "about" },
          [
            one.seats && one.seats.length ? one.seats.map((id) => desk.markOf(id)).join(", ") : null,
            t("%1$s points", one.points),
          ]
            .filter(Boolean)
            .join(" · "),
        ),
        objectiveState(desk, one),
        one.notes && one.notes.length
          ? h(
              "ul",
              { class: "plain" },
              one.notes
                .map((index) => notes.find((note) => note.index === index))
                .filter(Boolean)
                .map((note) => drawNote(desk, note)),
            )
          : null,
      ),
    ),
  );
}

export function notes(desk, objectivesWindow) {
  const panel = document.getElementById("notes");
  desk.add(() => {
    const { notes: list = [], objectives = [] } = desk.sheets.observed || {};
    render(
      panel,
      h(
        "div",
        { class: "head" },
        h("h2", { id: "notes-title" }, t("Notes")),
        button(t("%1$s noted, %2$s objectives", list.length, objectives.length), objectivesWindow.open, {
          kind: "small quiet",
        }),
      ),
      list.length
        ? h(
            "ul",
            { class: "plain list scroll", tabindex: "0", "aria-labelledby": "notes-title" },
            [...list].reverse().map((note) => drawNote(desk, note)),
          )
        : null,
      noteForm(desk),
    );
  });
}
