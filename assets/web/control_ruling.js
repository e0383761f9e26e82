/* Rulings that are being written: for each move what control has put together so far, and how it is sent.
 *
 * A shift moves percentage points from the last outcomes to the first, or back. The odds that are sent always add up
 * to 100; one certain outcome is a plain ruling, for which nothing is drawn. */
import { announce } from "./page.js";
import { t } from "./words.js";
import { effectToJson } from "./control_effects.js";

const rulings = new Map(); /* move number → what is being written */
let lastId = 0;

/* What the last ruling came to: {seat, result}; null: none, or it was read. */
export const made = { last: null };

export const newOutcome = (text, odds) => ({ id: ++lastId, text, odds, effects: [] });

export function rulingOf(move) {
  if (!rulings.has(move.number))
    rulings.set(move.number, {
      says: move.text,
      isPublic: false,
      shift: 0,
      isCertain: false,
      back: null,
      result: "",
      outcomes: [newOutcome(t("Works fully"), 35), newOutcome(t("Works in part"), 40), newOutcome(t("Fails"), 25)],
    });
  return rulings.get(move.number);
}

/* The odds after the shift. */
export function shifted(odds, shift) {
  const out = [...odds];
  if (out.length < 2) return out;
  let left = Math.abs(shift);
  const last = out.length - 1;
  const givers = shift > 0 ? Array.from({ length: last }, (_, i) => last - i) : [0];
  const taker = shift > 0 ? 0 : last;
  for (const giver of givers) {
    const given = Math.min(left, out[giver]);
    out[giver] -= given;
    out[taker] += given;
    left -= given;
  }
  return out;
}

export const place = (move) => `move ${move.number}`;

/* ---- what is sent ---- */

function outcomeToJson(desk, seat, outcome, odds) {
  if (!outcome.text.trim()) return { problem: t("Say in words what each outcome is.") };
  const effects = [];
  for (const one of outcome.effects) {
    const { json, problem } = effectToJson(desk, one, seat);
    if (problem) return { problem: `${outcome.text}: ${problem}` };
    effects.push(json);
  }
  return { json: { odds, text: outcome.text.trim(), effects } };
}

export async function rule(desk, move, chosen) {
  const ruling = rulingOf(move),
    outcomes = [];
  const odds = shifted(
    ruling.outcomes.map((outcome) => outcome.odds),
    ruling.shift,
  );
  const sum = odds.reduce((all, one) => all + one, 0);
  if (!chosen && sum !== 100)
    return desk.refuse(
      place(move),
      sum < 100
        ? t("The odds add up to %1$s %%. Give the other %2$s %% to an outcome.", sum, 100 - sum)
        : t("The odds add up to %1$s %%. Take %2$s %% away.", sum, sum - 100),
    );
  for (const [i, outcome] of ruling.outcomes.entries()) {
    if (chosen ? outcome !== chosen : !odds[i]) continue;
    const { json, problem } = outcomeToJson(desk, move.seat, outcome, chosen ? 1000 : odds[i] * 10);
    if (problem) return desk.refuse(place(move), problem);
    outcomes.push(json);
  }
  const act = {
    act: "rule",
    seat: move.seat,
    message: move.number,
    text: (ruling.says.trim() || move.text).slice(0, 1000),
    public: ruling.isPublic,
    outcomes,
  };
  const answer = await desk.ask(place(move), "act", { act });
  if (!answer) return;
  rulings.delete(move.number);
  const result = answer.text || outcomes[answer.outcome || 0].text;
  announce(t("It came to: %1$s", result), "assertive");
  made.last = { seat: move.seat_name, result };
  desk.draw();
}

export async function answerBack(desk, move, text) {
  const { back } = rulingOf(move);
  const done =
    back === "refuse"
      ? await desk.ask(place(move), "refuse", { about: move.number, text })
      : await desk.ask(place(move), "say", { to: [move.seat], text, about: move.number });
  if (!done) return;
  rulingOf(move).back = null;
  if (back === "refuse") rulings.delete(move.number);
  announce(back === "refuse" ? t("Refused.") : t("Asked."));
  desk.draw();
}
