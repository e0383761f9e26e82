/* Free moves: what a team wants to do in words, and what comes of it.
 *
 * Control states up to four outcomes with odds and effects, and lets one be drawn, or says which it is; or it asks the
 * team back, or refuses. The ruling being written is kept in control_ruling.js, whatever else happens on the page. */
import { announce, clockTime, h, render } from "./page.js";
import { t } from "./words.js";
import { button, field } from "./control_tools.js";
import { drawOutcome } from "./control_outcomes.js";
import { answerBack, made, newOutcome, place, rule, rulingOf, shifted } from "./control_ruling.js";

const MOST = 4; /* outcomes */
let current = null; /* the number of the move that was chosen */

/* ---- the form ---- */

function drawBack(desk, move, ruling) {
  const isRefusal = ruling.back === "refuse";
  const send = (event) => {
    event.preventDefault();
    const text = event.currentTarget.elements.text.value.trim();
    if (text) answerBack(desk, move, text);
  };
  return h(
    "form",
    { class: "inline", key: `back ${ruling.back}`, onsubmit: send },
    field(
      isRefusal ? t("Why not, for the team") : t("What you ask the team; its answer comes back to this move"),
      h("textarea", { id: `back-${move.number}`, name: "text", rows: 2, maxlength: 1000, required: true }),
    ),
    h(
      "div",
      { class: "choices" },
      button(isRefusal ? t("Refuse the move") : t("Ask"), null, {
        kind: "main small",
        type: "submit",
        isBusy: desk.isBusy(place(move)),
      }),
      button(
        t("Cancel"),
        () => {
          ruling.back = null;
          desk.draw();
        },
        { kind: "small" },
      ),
    ),
  );
}

function drawJudging(desk, move, ruling) {
  const odds = shifted(
    ruling.outcomes.map((outcome) => outcome.odds),
    ruling.shift,
  );
  const rest = 100 - odds.reduce((all, one) => all + one, 0);
  const sign = ruling.shift > 0 ? "+" : ruling.shift < 0 ? "−" : "";
  return [
    h(
      "ol",
      { class: "plain outcomes", key: "outcomes" },
      ruling.outcomes.map((outcome, i) => drawOutcome(desk, move, ruling, outcome, i, odds[i])),
    ),
    h(
      "div",
      { class: "sum", key: "sum" },
      ruling.outcomes.length < MOST
        ? button(
            t("Add an outcome"),
            () => {
              ruling.outcomes.push(newOutcome("", Math.max(0, rest)));
              desk.draw();
            },
            { kind: "small" },
          )
        : null,
      ruling.isCertain
        ? null
        : h(
            "span",
            { class: rest ? "rest wrong" : "rest dim" },
            rest > 0
              ? t("%1$s %% left to give", rest)
              : rest < 0
                ? t("%1$s %% too much", -rest)
                : t("adds up to 100 %"),
          ),
    ),
    ruling.isCertain || ruling.outcomes.length < 2
      ? null
      : h(
          "div",
          { class: "shift", key: "shift" },
          h("label", { for: `shift-${move.number}` }, t("Your shift")),
          h("input", {
            id: `shift-${move.number}`,
            type: "range",
            min: "-50",
            max: "50",
            step: "5",
            value: String(ruling.shift),
            "aria-valuetext": t("%1$s percentage points", `${sign}${Math.abs(ruling.shift)}`),
            oninput: (event) => {
              ruling.shift = Number(event.target.value);
              desk.draw();
            },
          }),
          h("b", {}, t("%1$s percentage points", `${sign}${Math.abs(ruling.shift)}`)),
        ),
    h(
      "details",
      { key: "says", class: "effects" },
      h("summary", {}, t("As it is told: in your words, to whom")),
      field(
        t("The move in your words"),
        h("textarea", {
          id: `says-${move.number}`,
          rows: 2,
          maxlength: 1000,
          value: ruling.says,
          oninput: (event) => {
            ruling.says = event.target.value;
          },
        }),
      ),
      h(
        "label",
        { class: "tick alone" },
        h("input", {
          type: "checkbox",
          checked: ruling.isPublic,
          onchange: (event) => {
            ruling.isPublic = event.target.checked;
            desk.draw();
          },
        }),
        h("span", {}, t("Everybody is told what came of it")),
      ),
    ),
    ruling.isCertain
      ? h("p", { class: "hint", key: "certain" }, t("You decide: press what happens. Nothing is drawn."))
      : null,
    ruling.back ? drawBack(desk, move, ruling) : null,
  ];
}

/* What is always in sight: what can be done with the move. */
function drawFoot(desk, move) {
  const ruling = rulingOf(move);
  const certain = () => {
    ruling.isCertain = !ruling.isCertain;
    desk.draw();
  };
  const back = (which) => () => {
    ruling.back = ruling.back === which ? null : which;
    desk.draw();
    queueMicrotask(() => document.getElementById(`back-${move.number}`)?.focus());
  };
  return h(
    "div",
    { class: "choices judge", key: "judge" },
    ruling.isCertain
      ? null
      : button(t("Roll the odds"), () => roll(desk), { kind: "main", key: "R", isBusy: desk.isBusy(place(move)) }),
    button(ruling.isCertain ? t("Back to the odds") : t("Decide myself"), certain),
    button(t("Ask back"), back("ask")),
    button(t("Refuse"), back("refuse"), { kind: "last" }),
  );
}

/* ---- the part ---- */

/* Those that wait for control, or for their team's answer; one that was refused stays at hand until the round is over. */
const openMoves = (desk) =>
  (desk.control().moves || []).filter(
    (move) =>
      move.state === "waiting" ||
      move.state === "asked" ||
      (move.state === "answered" && move.round === desk.sheets.room.round),
  );
/* The one that waits longest first. */
export const waitingMoves = (desk) =>
  openMoves(desk)
    .filter((move) => move.state === "waiting")
    .sort((a, b) => since(desk, a) - since(desk, b));

/* What was written about a move, by control and its team. */
const threadOf = (desk, move) =>
  (move.answers || [])
    .map((number) => ((desk.sheets.mail || {}).messages || []).find((message) => message.number === number))
    .filter(Boolean);

function chosen(desk) {
  return openMoves(desk).find((move) => move.number === current) || waitingMoves(desk)[0] || null;
}

export async function roll(desk) {
  const move = chosen(desk);
  if (!move || rulingOf(move).isCertain) return announce(t("No move is waiting for odds."));
  await rule(desk, move, null);
}

/* Since when: the team's last word about it. */
const since = (desk, move) =>
  threadOf(desk, move)
    .filter((message) => message.from === move.seat)
    .reduce((last, message) => message.at_ms || last, move.at_ms) || Date.now();
export const waited = (desk, move) => clockTime(Math.max(0, Date.now() - since(desk, move)));

const standing = (desk, move) =>
  ({ waiting: waited(desk, move), asked: t("asked back"), answered: t("refused") })[move.state];

/* Shows this one, and leads there. */
export function showMove(desk, move) {
  current = move.number;
  desk.draw();
  const panel = document.getElementById("moves");
  panel.scrollIntoView({ block: "nearest" });
  panel.focus({ preventScroll: true });
}

function drawMove(desk, move) {
  return h(
    "article",
    { class: "judging", key: move.number, "aria-label": t("Move of %1$s", move.seat_name) },
    h(
      "blockquote",
      {},
      h("b", {}, move.seat_name, ": "),
      h("span", { class: "quote" }, `“${move.text}”`),
      move.by ? h("footer", { class: "about" }, [move.by, t("Round %1$s", move.round)].join(" · ")) : null,
    ),
    threadOf(desk, move).map((message) =>
      h(
        "p",
        { class: `thread${message.is_mine ? " mine" : ""}`, key: `answer ${message.number}` },
        h("b", {}, `${!message.is_mine ? message.from_name : message.form === "ruling" ? t("Refused") : t("Asked back")}: `),
        h("span", { class: "quote" }, message.text),
      ),
    ),
    move.state === "asked" ? h("p", { class: "about", key: "asked" }, t("The team has not answered yet.")) : null,
    drawJudging(desk, move, rulingOf(move)),
  );
}

function drawRuled(desk, ruling, i) {
  const outcome = ruling.outcomes[ruling.outcome || 0] || {};
  const isPlain = ruling.outcomes.length === 1;
  return h(
    "li",
    { key: i },
    h("p", { class: "says" }, h("b", {}, desk.markOf(ruling.seat), ": "), ruling.text),
    h(
      "p",
      { class: "about" },
      h("b", { class: "now" }, outcome.text),
      ` · ${isPlain ? t("decided") : t("drawn at %1$s %%", Math.round(outcome.odds_milli / 10))} · `,
      t("Round %1$s", ruling.round),
      ruling.public ? ` · ${t("public")}` : null,
    ),
  );
}

export function moves(desk) {
  const panel = document.getElementById("moves");
  let known = 0;
  const draw = () => {
    const open = openMoves(desk),
      waiting = waitingMoves(desk),
      move = chosen(desk);
    const ruled = desk.control().rulings || [];
    panel.classList.toggle("waiting", waiting.length > 0);
    if (waiting.length > known) announce(t("A free move is waiting."));
    known = waiting.length;
    render(
      panel,
      h(
        "div",
        { class: "head" },
        h("h2", { id: "moves-title" }, waiting.length === 1 ? t("Free move to judge") : t("Free moves")),
        waiting.length
          ? h("span", { class: "wait" }, t("waiting %1$s", waited(desk, waiting[0])))
          : h("span", { class: "small dim" }, open.length ? t("none is waiting for you") : t("none is waiting")),
      ),
      h(
        "div",
        { class: "scroll", key: "moves", tabindex: "0", role: "group", "aria-labelledby": "moves-title" },
        made.last
          ? h(
              "p",
              { class: "result", key: "result" },
              h("b", {}, t("%1$s: it came to", made.last.seat)),
              ` ${made.last.result} `,
              button(
                "×",
                () => {
                  made.last = null;
                  desk.draw();
                },
                { kind: "small quiet", label: t("Close") },
              ),
            )
          : null,
        open.length > 1 || (open.length && !move)
          ? h(
              "div",
              { class: "choices queue", role: "group", "aria-label": t("Moves"), key: "queue" },
              open.map((one) =>
                h(
                  "button",
                  {
                    type: "button",
                    key: one.number,
                    class: "small",
                    "aria-pressed": String(Boolean(move && one.number === move.number)),
                    onclick: () => {
                      current = one.number;
                      desk.draw();
                    },
                  },
                  `${one.seat_name} · ${standing(desk, one)}`,
                ),
              ),
            )
          : null,
        move ? drawMove(desk, move) : null,
        !open.length && !ruled.length
          ? h(
              "p",
              { class: "dim", key: "none" },
              t("A team that wants to do something else than the page offers says so in words, and it comes here."),
            )
          : null,
        !move && ruled.length
          ? h(
              "ul",
              { class: "plain list ruled", key: "ruled" },
              [...ruled].reverse().map((one, i) => drawRuled(desk, one, ruled.length - i)),
            )
          : null,
      ),
      move ? [desk.refusal(place(move)), drawFoot(desk, move)] : null,
    );
  };
  desk.add(draw);
  setInterval(() => {
    if (desk.sheets.room && openMoves(desk).length && !document.hidden) draw();
  }, 1000);
}
