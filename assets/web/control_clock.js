/* The head of the control page: where the exercise stands, its clock, and what moves it. */
import { announce, clockTime, h, render, svg } from "./page.js";
import { t } from "./words.js";
import { attention } from "./control_attention.js";
import { roundsDone } from "./control_break.js";
import { button, codePicture, confirmed, newWindow, option } from "./control_tools.js";

const PLACE = "clock";
const PACES = [1, 2, 3, 5, 10, 20, 30];

const logo = () =>
  svg(
    "svg",
    { class: "logo", viewBox: "0 0 104 48", "aria-hidden": "true", focusable: "false" },
    svg("path", { d: "M8 38C30-8 46-8 54 24S78 56 96 12" }),
    svg("circle", { cx: 8, cy: 38, r: 7 }),
    svg("circle", { class: "middle", cx: 54, cy: 24, r: 6 }),
    svg("circle", { cx: 96, cy: 12, r: 7 }),
  );

/* ---- what the head says ---- */

const runs = ({ phase }) => phase === "deciding" || phase === "passing";

function standing({ phase, round, rounds, day }) {
  if (phase === "lobby") return h("p", { class: "big" }, t("Not started"));
  if (phase === "over") return h("p", { class: "big" }, t("The exercise is over"));
  return h(
    "p",
    { class: "big" },
    t("Round %1$s of %2$s", round, rounds),
    " ",
    phase === "passing" && day ? h("span", { class: "now" }, day) : null,
  );
}

/* How much time is left, as large as anything on the page; amber in the last minute. */
function timeLeft(desk) {
  const { room } = desk.sheets,
    left = desk.left();
  if (left === null || !runs(room)) return null;
  const isLate = left <= 60000 && room.phase === "deciding";
  return h(
    "p",
    { class: `clock${isLate ? " soon" : ""}${room.paused ? " stands" : ""}`, role: "timer", key: "clock" },
    clockTime(left),
  );
}

function standingLine(desk) {
  const { phase, paused, days } = desk.sheets.room;
  const words = {
    lobby: t("People take their seats. No clock runs."),
    deciding: t("teams decide"),
    passing: t("the days pass"),
    over: t("The report is ready to be made."),
  }[phase];
  return h(
    "p",
    { class: "line" },
    paused ? [h("b", { class: "paused" }, t("Paused")), " · "] : null,
    words,
    phase === "deciding" ? ` · ${days}` : null,
  );
}

/* ---- what it does ---- */

const ask = (desk, what, fields) => desk.ask(PLACE, what, fields);

export async function space(desk) {
  const { phase, paused } = desk.sheets.room;
  if (phase === "over") return;
  const what = phase === "lobby" ? "start" : paused ? "resume" : "pause";
  if (await ask(desk, what)) announce({ start: t("Started"), resume: t("Resumed"), pause: t("Paused") }[what]);
}

/* One day on, and hold. */
export async function step(desk) {
  if (desk.sheets.room.phase !== "passing") return announce(t("No days pass now."));
  if (await ask(desk, "step")) announce(t("One day on."));
}

export async function endRound(desk) {
  const { phase, seats } = desk.sheets.room;
  if (phase === "deciding") {
    const late = seats.filter((seat) => seat.by === "people" && !seat.ready).map((seat) => seat.name);
    const text = late.length
      ? [t("Not ready yet: %1$s. What they have not committed is not played.", late.join(", "))]
      : [t("All teams have committed something.")];
    if (!(await confirmed(t("End the round now?"), text, t("End round")))) return;
  }
  await ask(desk, "next");
}

async function finish(desk, menu) {
  menu.close();
  const text = [
    t("No further round is played. Reports can be made from what was played, and the file stays as it is."),
  ];
  if (await confirmed(t("End the exercise here?"), text, t("End the exercise"))) await ask(desk, "end");
}

function buttons(desk, more) {
  const { phase, paused, ms_per_day } = desk.sheets.room;
  const isOn = phase === "deciding" || phase === "passing";
  const says = phase === "lobby" ? t("Start") : paused ? t("Resume") : t("Pause");
  const pace = Math.round((ms_per_day || 2000) / 1000);
  const isBusy = desk.isBusy(PLACE);
  return h(
    "div",
    { class: "buttons", role: "group", "aria-label": t("Clock") },
    phase === "over"
      ? null
      : button(says, () => space(desk), {
          kind: "main",
          key: t("Space"),
          name: "space",
          isBusy,
          sign: phase === "lobby" || paused ? "" : "pause",
        }),
    phase === "passing"
      ? h(
          "label",
          { class: "pace", key: "pace" },
          h("span", { class: "unseen" }, t("Pace of the days")),
          h(
            "select",
            {
              id: "pace",
              value: String(pace),
              onchange: (event) => ask(desk, "pace", { seconds: Number(event.target.value) }),
            },
            [...new Set([...PACES, pace])]
              .sort((a, b) => a - b)
              .map((seconds) => option(String(seconds), t("%1$s s per day", seconds))),
          ),
        )
      : null,
    phase === "passing" ? button(t("Step 1 day"), () => step(desk), { name: "step", key: ".", isBusy }) : null,
    phase === "deciding" && desk.left() !== null
      ? button(t("+2 min"), () => ask(desk, "extend", { seconds: 120 }), {
          name: "extend",
          label: t("+2 min: two minutes more"),
        })
      : null,
    isOn
      ? button(phase === "passing" ? t("Show the rest") : t("End round"), () => endRound(desk), {
          name: "next",
        })
      : null,
    phase === "over" ? button(t("Reports"), () => more.report.open(), { kind: "main", name: "report" }) : null,
    button(t("More"), () => more.menu.open(), { name: "more" }),
  );
}

function joining(desk, open) {
  const { address, pin, code } = { ...desk.sheets.room, ...desk.control().join };
  if (!pin) return null;
  return h(
    "div",
    { class: "join" },
    h(
      "button",
      { type: "button", class: "code-button", onclick: open, "aria-label": t("How to join, large") },
      code && code.length ? codePicture(code, "") : t("Join"),
    ),
    h(
      "p",
      {},
      h("span", { class: "small dim" }, t("Join, PIN")),
      h("strong", { class: "pin" }, pin),
      h("span", { class: "small dim address" }, (address || "").replace(/^https?:\/\//, "").replace(/\/$/, "")),
    ),
  );
}

/* In several networks at once, the one that the board names; only then there is anything to choose. */
function whichAddress(desk, { address, addresses, is_chosen }) {
  if (!addresses || addresses.length < 2) return null;
  return h(
    "div",
    { class: "field" },
    h("label", { for: "join-address" }, t("Address on the board")),
    h(
      "select",
      {
        id: "join-address",
        value: is_chosen ? address : "",
        onchange: (event) => desk.ask("join", "address", { address: event.target.value }),
      },
      option("", t("The best that this computer has")),
      addresses.map((one) => option(one, one)),
    ),
  );
}

/* Why nothing can be saved; it is said to whoever can do something about it. */
function trouble(desk) {
  const why = desk.control().trouble;
  const says = why ? t("Nothing can be saved, so the clock stands still: %1$s", why) : "";
  const line = document.getElementById("trouble");
  if (line.textContent !== says) line.textContent = says;
}

function drawJoin(desk) {
  const join = { ...desk.sheets.room, ...desk.control().join };
  const { address, pin, evaluator_pin, code, link } = join;
  return [
    h(
      "div",
      { class: "join-large" },
      code && code.length ? codePicture(code, t("Code that leads to %1$s", link || address)) : null,
      h(
        "dl",
        {},
        h("div", {}, h("dt", {}, t("Address")), h("dd", {}, address)),
        h("div", {}, h("dt", {}, t("PIN of the teams")), h("dd", { class: "pin" }, pin)),
        h("div", {}, h("dt", {}, t("PIN of the evaluators")), h("dd", { class: "pin" }, evaluator_pin || "")),
        h(
          "div",
          {},
          h("dt", {}, t("Page of the evaluators")),
          h("dd", {}, `${(address || "").replace(/\/$/, "")}/evaluator`),
        ),
      ),
    ),
    whichAddress(desk, join),
    desk.refusal("join"),
    h("p", { class: "hint" }, t("The evaluators' PIN is not for the projector.")),
  ];
}

/* ---- an earlier round again ---- */

function drawBack(desk, back) {
  const { now, kept } = desk.control().files || {};
  const rounds = Array.from({ length: roundsDone(desk) }, (_, i) => i + 1).reverse();
  const go = async (event) => {
    event.preventDefault();
    const chosen = Number(event.currentTarget.elements.round.value);
    if (await desk.ask("back", "back", { round: chosen })) {
      back.close();
      announce(t("The exercise goes on from the opening of round %1$s.", chosen));
    }
  };
  return [
    h("p", {}, t("The exercise goes on from the opening of the round that you choose, paused, in a new file.")),
    now ? h("p", {}, t("What was played until now is kept in %1$s, and can be looked at and reported on.", now)) : null,
    kept && kept.length
      ? [
          h("h3", {}, t("Kept from earlier steps back")),
          h(
            "ul",
            {},
            kept.map((file) => h("li", { key: file }, file)),
          ),
        ]
      : null,
    rounds.length
      ? h(
          "form",
          { onsubmit: go },
          h(
            "div",
            { class: "field" },
            h("label", { for: "back-round" }, t("Back to the opening of")),
            h(
              "select",
              { id: "back-round", name: "round" },
              rounds.map((one) => option(String(one), t("Round %1$s", one))),
            ),
          ),
          h(
            "div",
            { class: "choices" },
            button(t("Step back"), null, { kind: "main", type: "submit", isBusy: desk.isBusy("back") }),
            button(t("Cancel"), () => back.close()),
          ),
        )
      : h("p", {}, t("No round is done yet.")),
    desk.refusal("back"),
  ];
}

/* `windows`: {report, inBreak, story, keys}, which other parts made. */
export function head(desk, windows) {
  const back = newWindow(desk, "back", t("Step back to an earlier round"), () => drawBack(desk, back));
  const join = newWindow(desk, "join-window", t("How to join"), () => drawJoin(desk));
  desk.add(() => trouble(desk));
  const entry = (says, help, press) =>
    h(
      "li",
      { key: says },
      button(says, () => {
        menu.close();
        press();
      }),
      h("p", { class: "hint" }, help),
    );
  const menu = newWindow(desk, "menu", t("More"), () =>
    h(
      "ul",
      { class: "plain menu" },
      entry(
        t("In the break"),
        t("How else it might have gone on, and what another decision would have changed."),
        windows.inBreak.open,
      ),
      entry(t("Story of the rounds"), t("Each round as control sees it, or as one seat saw it."), windows.story.open),
      entry(t("Reports"), t("A page for the debrief, tables, and files for machines."), windows.report.open),
      entry(t("Seat cards and situation manual"), t("To print before the exercise."), windows.print.open),
      entry(t("Step back to an earlier round"), t("It asks first. Nothing is lost: the old file is kept."), back.open),
      entry(t("Keys"), t("What the keyboard does on this page."), windows.keys.open),
      desk.sheets.room.phase === "over"
        ? null
        : h(
            "li",
            { key: "end" },
            button(t("End the exercise"), () => finish(desk, menu), { kind: "warn" }),
            h("p", { class: "hint" }, t("It asks first.")),
          ),
    ),
  );
  const top = document.getElementById("top");
  const all = { menu, ...windows };
  const draw = () =>
    render(
      top,
      h(
        "div",
        { class: "who" },
        logo(),
        h(
          "div",
          {},
          h("h1", {}, desk.sheets.room.title),
          h("p", { class: "small dim" }, h("b", { class: "exercise-word" }, t("EXERCISE")), ` · ${t("Control")}`),
        ),
      ),
      h("div", { class: "when" }, timeLeft(desk), h("div", {}, standing(desk.sheets.room), standingLine(desk))),
      buttons(desk, all),
      joining(desk, join.open),
      attention(desk),
      desk.refusal(PLACE),
    );
  desk.add(draw);
  setInterval(() => {
    if (desk.sheets.room && !document.hidden) draw();
  }, 500);
}
