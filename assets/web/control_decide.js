/* Deciding for a seat, with the same choices as its team has (choices.js).
 *
 * The seat is looked at as its team sees it ("look"). What control puts together is a list of its own, which the host
 * checks and puts into words ("check") and nobody else sees; it is kept here for each seat until it is committed in
 * place of what the seat has decided. */
import { drawActions, drawBudget } from "./choices_actions.js";
import { drawShare, hasShare, isUnsaid } from "./choices_share.js";
import { newChoices } from "./choices.js";
import { announce, h } from "./page.js";
import { t } from "./words.js";
import { button, newWindow } from "./control_tools.js";

const ELSEWHERE = new Set(["share", "posture", "split"]); /* they have a place of their own */

/* Whose choices these are: `at` holds the sheets {seat, plan}, `source` what else choices.js asks for. */
export function choicesOf(desk, at, place, source) {
  return newChoices({
    id: place.replace(/\W+/g, "-"),
    seat: () => at.seat,
    plan: () => at.plan,
    isOpen: () => at.seat.is_open,
    async attempt(key, ask, done) {
      const isDone = Boolean(await desk.attempt(`${place} ${key}`, ask));
      if (isDone && done) announce(done);
      return isDone;
    },
    problem: (key) => desk.problem(`${place} ${key}`),
    isBusy: (key) => desk.isBusy(`${place} ${key}`),
    draw: () => desk.draw(),
    ...source,
  });
}

export function drawChoices(choices) {
  const parts = [
    hasShare(choices) ? drawShare(choices) : null,
    drawBudget(choices),
    drawActions(choices, ELSEWHERE),
  ];
  return h("div", { class: "choosing", key: `choosing ${choices.id}` }, parts);
}

/* ---- the list ---- */

const listOf = (at) => at.plan.draft.map((one) => one.decision);

async function change(desk, id, at, decisions) {
  const { plan } = await desk.room.ask("check", { seat: id, decisions });
  at.plan = { ...plan, committed: at.plan.committed };
  at.isChanged = true;
  desk.draw();
}

function drawList(desk, id, at) {
  const { draft, committed, money_left, unanswered } = at.plan;
  const isNew = (one) => !committed.some((other) => JSON.stringify(other.decision) === JSON.stringify(one.decision));
  const without = (i) => () =>
    desk.attempt("decide", () => change(desk, id, at, listOf(at).filter((one, other) => other !== i)));
  return h(
    "section",
    { class: "listed", key: "listed", "aria-labelledby": "decide-list" },
    h(
      "div",
      { class: "head" },
      h("h3", { id: "decide-list" }, t("What it decides")),
      money_left && !at.seat.is_role ? h("span", { class: "small dim" }, t("%1$s left", money_left.text)) : null,
    ),
    draft.length
      ? h(
          "ul",
          { class: "plain list", key: "list" },
          draft.map((one, i) =>
            h(
              "li",
              { class: "decided", key: JSON.stringify(one.decision) },
              h(
                "span",
                { class: "says" },
                one.says,
                one.cost && one.cost.mu ? h("span", { class: "dim" }, ` · ${one.cost.text}`) : null,
                isNew(one) ? h("b", { class: "now" }, ` · ${t("new")}`) : null,
              ),
              button("×", without(i), { kind: "small quiet", label: t("Take away: %1$s", one.says) }),
            ),
          ),
        )
      : h("p", { class: "dim", key: "none" }, t("Nothing. Its standing orders hold.")),
    unanswered ? h("p", { class: "about" }, t("messages without answer: %1$s", unanswered)) : null,
  );
}

/* ---- the window ---- */

const looked = new Map(); /* seat → {seat, plan, round, isChanged, choices} */

function drawFoot(desk, id, at, { save, again }) {
  const isLate = at.round !== desk.sheets.room.round || desk.sheets.room.phase !== "deciding";
  const isHalf = !isLate && (isUnsaid(at.choices) || at.choices.split);
  return h(
    "div",
    { class: "decide-foot", key: "foot" },
    isLate
      ? h("p", { class: "error", role: "alert" }, t("That round is closed. Start again from what is committed."))
      : isHalf
        ? h("p", { class: "about" }, t("What you have chosen above is not on the list yet."))
        : null,
    desk.refusal("decide"),
    h(
      "div",
      { class: "choices" },
      button(t("Commit for %1$s", desk.nameOf(id)), save, {
        kind: "main",
        isBusy: desk.isBusy("decide"),
        off: isLate || !at.isChanged,
      }),
      button(t("Start again from what is committed"), again),
    ),
  );
}

export function deciding(desk) {
  let id = null;
  async function save() {
    const at = looked.get(id);
    if (!(await desk.ask("decide", "decide", { seat: id, decisions: listOf(at) }))) return;
    looked.delete(id);
    window.close();
    announce(t("Decided for %1$s.", desk.nameOf(id)));
  }
  async function look(seat) {
    const answer = await desk.ask("decide", "look", { seat });
    if (!answer) return;
    const { committed } = answer.plan;
    const at = { seat: answer.seat, plan: answer.plan, round: answer.seat.round, isChanged: false };
    at.choices = choicesOf(desk, at, "decide", {
      add: (decision) => change(desk, seat, at, [...listOf(at), decision]),
      expect: (decision) => desk.room.ask("expect", { seat, decisions: listOf(at), decision }),
      reach: (decision) => desk.room.ask("reach", { seat, decision }),
      words: {
        add: t("Add to the list"),
        added: t("On the list."),
        isIn: t("It is on the list"),
        inPlace: t("on the list"),
        rest: (free) => t("%1$s of 20 still to be given to one of them; then it goes on the list.", free),
      },
    });
    const decisions = committed.map((one) => one.decision);
    const { plan } = (await desk.ask("decide", "check", { seat, decisions })) || {};
    if (!plan) return;
    at.plan = { ...plan, committed };
    looked.set(seat, at);
    desk.draw();
  }
  const window = newWindow(
    desk,
    "decide",
    () => t("Decide for %1$s", id ? desk.nameOf(id) : ""),
    () => {
      const at = looked.get(id);
      if (!at) return [h("p", { class: "dim" }, t("Looking …")), desk.refusal("decide")];
      return h(
        "div",
        { key: id },
        h("p", {}, t("This takes the place of everything that the seat has decided in this round. Its team sees it.")),
        drawList(desk, id, at),
        at.seat.actions.some((one) => one.available)
          ? drawChoices(at.choices)
          : h("p", { class: "dim", key: "nothing" }, t("There is nothing that it could decide now.")),
        drawFoot(desk, id, at, { save, again: () => look(id) }),
      );
    },
  );
  return (seat) => {
    id = seat;
    desk.refuse("decide", "");
    window.open();
    const at = looked.get(seat);
    if (!at || at.round !== desk.sheets.room.round || !at.isChanged) {
      looked.delete(seat);
      look(seat);
    }
  };
}
