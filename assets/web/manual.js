/* The situation manual: what everybody may know before the exercise begins, to read or to print. Facts come from the
 * host (the sheets room and board, and "manual"); how the exercise is played is said here, once. */
import { connect } from "./connection.js";
import { chip, h, render } from "./page.js";
import { paragraphs } from "./paragraphs.js";
import { loadWords, t } from "./words.js";

await loadWords();
document.title = `${t("Situation manual")} · ${t("EXERCISE")}`;

const sheets = {};
let manual = null,
  role = "",
  problem = "";
const times = { start: "10:00", before: 20, decide: 15, passing: 5, pause: 15, after: 40 };

const connection = connect({
  page: "manual",
  onSheet(name, body) {
    sheets[name] = body;
    draw();
  },
  onState({ state, text }) {
    problem = state === "connected" || state === "connecting" ? "" : text;
    draw();
  },
  async onHello(who) {
    role = who.role;
    draw();
    if (role !== "control" || manual) return;
    try {
      manual = await connection.ask("manual", {});
    } catch (refused) {
      problem = refused.text;
    }
    draw();
  },
});

/* ---- the rules, on a page ---- */

const rules = () => [
  t(
    "You act for a state or a role, in a team. Nobody plays themselves, and nothing that is said here is " +
      "anybody's real position.",
  ),
  t(
    "The exercise goes in rounds. In each round the teams decide at the same time; then the days of the round " +
      "pass, and everybody sees what has become public.",
  ),
  t(
    "Your team finds out things about incidents: findings. A finding is worth something to whoever does not have " +
      "it yet, and only in time. For each you decide who receives it: nobody, some, a forum, or everybody.",
  ),
  t(
    "Sharing can burn a source, and tells the intruder what is known. Withholding leaves others unwarned. Both " +
      "are legitimate, and both have a price that the debrief shows.",
  ),
  t(
    "Standing orders hold until you change them: with whom new findings are shared without being asked about, how" +
      " the money is divided, what is passed on.",
  ),
  t(
    "Money is divided over three tracks. Prevent makes it harder to get in, defend finds and contains what got " +
      "in, strengthen makes you recover faster.",
  ),
  t(
    "A team has one draft. Everybody in the team sees it and may change it; only what is committed when the round" +
      " closes is played. Until then it can be changed.",
  ),
  t(
    "Events arrive as messages and may ask for an answer. If you do not answer, what is marked as the default happens.",
  ),
  t("Teams write to each other and to control. Agreements bind only as far as the teams keep them."),
  t(
    "What the page does not offer can be proposed in your own words as a free move. Control judges it, states the" +
      " odds, and says what came of it.",
  ),
  t(
    "When control pauses, every clock stands still and nothing is lost. If your connection breaks, open the same " +
      "page again: you are back in your seat.",
  ),
];

const labels = () => [
  ["TLP:RED", t("For the eyes and ears of the recipients only. It is not passed on.")],
  ["TLP:AMBER+STRICT", t("For the recipient's own organisation only, on a need-to-know basis.")],
  ["TLP:AMBER", t("For the recipient's organisation and those it serves, on a need-to-know basis.")],
  ["TLP:GREEN", t("For the recipient's community. Not to be published.")],
  ["TLP:CLEAR", t("For everybody. It may be published.")],
];

/* ---- parts ---- */

const sizeWord = (size) =>
  ({ small: t("small"), middle: t("middle-sized"), large: t("large"), great: t("great power") })[size] || size;

/* The board has the short names of forums. */
function shortName(forum) {
  const onBoard = ((sheets.board && sheets.board.forums) || []).find((one) => one.id === forum.id);
  return (onBoard && onBoard.short) || forum.name;
}

/* A row for each state: [name, size, forums, played by]. */
function stateRow(state, playable) {
  const forums = (manual.forums || []).filter((forum) => (forum.members || []).includes(state.id));
  return h(
    "tr",
    { key: state.id },
    h("th", { scope: "row" }, state.name),
    h("td", {}, sizeWord(state.size)),
    h("td", {}, forums.map(shortName).join(", ")),
    h("td", {}, playable.has(state.id) ? t("a team, or a bot") : t("a bot")),
  );
}

function drawSeats() {
  if (!manual) return null;
  const roles = (sheets.room.seats || []).filter((seat) => seat.is_role);
  const playable = new Set((sheets.room.seats || []).filter((seat) => seat.playable).map((seat) => seat.id));
  const heads = [t("State"), t("Size"), t("Forums"), t("Played by")];
  return [
    h("h2", {}, t("Who takes part")),
    h(
      "table",
      {},
      h(
        "thead",
        {},
        h(
          "tr",
          {},
          heads.map((says) => h("th", { scope: "col" }, says)),
        ),
      ),
      h(
        "tbody",
        {},
        (manual.states || []).map((state) => stateRow(state, playable)),
      ),
    ),
    roles.length
      ? h("p", {}, t("Roles without a state of their own: %1$s.", roles.map((one) => one.name).join(", ")))
      : null,
  ];
}

function drawForums() {
  const forums = (manual && manual.forums) || [];
  if (!forums.length) return null;
  return [
    h("h2", {}, t("Forums")),
    forums.map((forum) =>
      h("section", { class: "forum", key: forum.id }, h("h3", {}, forum.name), paragraphs(forum.about, 4)),
    ),
  ];
}

const twoDigits = (n) => String(n).padStart(2, "0");
const onClock = (minutes) => `${twoDigits(Math.floor(minutes / 60) % 24)}:${twoDigits(minutes % 60)}`;

/* The timetable: from when it begins and how long each part takes. One break in the middle, where there are rounds
 * enough for it. */
function timetable(rounds) {
  const [hours, minutes] = times.start.split(":").map(Number),
    rows = [];
  let at = (hours || 0) * 60 + (minutes || 0);
  const add = (length, says) => {
    if (length > 0) rows.push([at, at + length, says]);
    at += Math.max(0, length);
  };
  add(times.before, t("Welcome, roles and rules; the teams take their seats"));
  for (let round = 1; round <= rounds; round++) {
    add(times.decide + times.passing, t("Round %1$s", round));
    if (rounds > 3 && round === Math.ceil(rounds / 2)) add(times.pause, t("Break"));
  }
  add(times.after, t("Hot wash: what happened, why, and what we take home"));
  return [rows, at];
}

function drawTimes() {
  const { rounds } = sheets.room,
    [rows, end] = timetable(rounds);
  return [
    h("h2", {}, t("Timetable")),
    h(
      "p",
      {},
      [
        t("%1$s rounds.", rounds),
        manual && manual.days ? t("The exercise plays over %1$s days.", manual.days) : null,
        manual && manual.starts ? t("Its first day is %1$s.", manual.starts) : null,
      ]
        .filter(Boolean)
        .join(" "),
    ),
    h(
      "table",
      { class: "timetable" },
      h(
        "thead",
        {},
        h(
          "tr",
          {},
          h("th", { scope: "col" }, t("From")),
          h("th", { scope: "col" }, t("To")),
          h("th", { scope: "col" }, t("What")),
        ),
      ),
      h(
        "tbody",
        {},
        rows.map(([from, to, says], i) =>
          h("tr", { key: i }, h("td", {}, onClock(from)), h("td", {}, onClock(to)), h("td", {}, says)),
        ),
      ),
    ),
    h("p", { class: "dim" }, t("It ends at about %1$s.", onClock(end))),
  ];
}

function drawTools() {
  const number = (key, says) =>
    h(
      "label",
      {},
      says,
      h("input", {
        id: `time-${key}`,
        type: "number",
        min: "0",
        max: "240",
        value: String(times[key]),
        oninput: (event) => {
          times[key] = Math.max(0, Math.min(240, Math.round(Number(event.target.value)) || 0));
          draw();
        },
      }),
    );
  render(
    document.getElementById("tools"),
    h("p", { class: "tools-title" }, h("b", {}, t("Situation manual"))),
    role && role !== "control"
      ? h(
          "p",
          { role: "alert" },
          t("This page is for control. Enter the control page in this browser first, then load this page again."),
          " ",
          h("a", { href: "/control" }, t("Control")),
        )
      : [
          h(
            "fieldset",
            {},
            h("legend", {}, t("For the timetable, in minutes")),
            h(
              "div",
              { class: "times" },
              h(
                "label",
                {},
                t("It begins at"),
                h("input", {
                  id: "time-start",
                  type: "text",
                  maxlength: 5,
                  value: times.start,
                  oninput: (event) => {
                    if (/^\d?\d:\d\d$/.test(event.target.value)) {
                      times.start = event.target.value;
                      draw();
                    }
                  },
                }),
              ),
              number("before", t("Introduction")),
              number("decide", t("Deciding")),
              number("passing", t("The days pass")),
              number("pause", t("Break")),
              number("after", t("Hot wash")),
            ),
          ),
          h(
            "p",
            {},
            h(
              "button",
              { type: "button", class: "main", onclick: () => window.print(), disabled: !manual },
              t("Print"),
            ),
          ),
        ],
    problem ? h("p", { class: "error", role: "alert" }, problem) : null,
  );
}

function draw() {
  drawTools();
  if (!sheets.room || role !== "control") return;
  const { title } = sheets.room;
  render(
    document.getElementById("manual"),
    h("p", { class: "exercise-line" }, t("EXERCISE")),
    h("h1", {}, title),
    h("p", { class: "lead dim" }, t("Situation manual")),
    manual ? [h("h2", {}, t("The situation")), paragraphs(manual.opening, 3)] : null,
    drawSeats(),
    drawForums(),
    h("h2", {}, t("How it is played")),
    h(
      "ol",
      {},
      rules().map((rule, i) => h("li", { key: i }, rule)),
    ),
    manual && manual.actions
      ? [
          h("h2", {}, t("What a team can decide")),
          h(
            "dl",
            { class: "rows" },
            manual.actions.map((action) =>
              h("div", { key: action.title }, h("dt", {}, action.title), h("dd", {}, action.help)),
            ),
          ),
        ]
      : null,
    h("h2", {}, t("Labels: the Traffic Light Protocol")),
    h("p", {}, t("Every finding carries a label that says how far it may go. Labels are those of TLP 2.0.")),
    h(
      "table",
      { class: "labels" },
      h(
        "tbody",
        {},
        labels().map(([label, says]) => h("tr", { key: label }, h("td", {}, chip(label)), h("td", {}, says))),
      ),
    ),
    drawTimes(),
    h("p", { class: "exercise-line foot-line" }, t("EXERCISE")),
  );
}
