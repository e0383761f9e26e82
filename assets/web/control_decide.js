/* Deciding for a seat: what its team could decide, as a form.
 *
 * The seat is looked at as its team sees it ("look"): its actions with their arguments, and what is committed. Control
 * puts together a list of decisions and sends it in place of what the seat has decided. The list being made is kept
 * here for each seat until it is sent. */
import { announce, h } from "./page.js";
import { t } from "./words.js";
import { button, field, newWindow, option } from "./control_tools.js";

const looked = new Map(); /* seat → {seat, plan, list, action, form} */

const GROUPS = ["share", "orders", "money", "forums", "adversaries", "answer", "own"];
const groupName = (group) =>
  ({
    share: t("Findings"),
    orders: t("Standing orders"),
    money: t("Money"),
    forums: t("Forums"),
    adversaries: t("Adversaries"),
    answer: t("Answers"),
    own: t("Other"),
  })[group] || group;

const TRACKS = [() => t("Prevent"), () => t("Defend"), () => t("Strengthen")];

/* ---- one argument, as a control ---- */

const select = (name, says, options) =>
  field(
    says,
    h(
      "select",
      { id: `decide-${name}`, name },
      options.map(([value, text]) => option(value, text)),
    ),
  );

const within = (action, list, id_of) =>
  action.choices ? list.filter((one) => action.choices.includes(id_of(one))) : list;

const CONTROLS = {
  item: (seat, action) =>
    select(
      "item",
      t("Finding"),
      within(action, seat.items, (one) => one.item).map((one) => [one.item, `${one.title} · ${one.label}`]),
    ),
  audience: (seat) =>
    h(
      "fieldset",
      { class: "ticks" },
      h("legend", {}, t("With whom; nobody ticked means nobody")),
      seat.audiences.map((one) =>
        h(
          "label",
          { class: "tick", key: one.id },
          h("input", { type: "checkbox", name: "audience", value: one.id }),
          h("span", {}, one.name),
        ),
      ),
    ),
  tear: () =>
    h(
      "label",
      { class: "tick alone" },
      h("input", { type: "checkbox", name: "tear" }),
      h("span", {}, t("As a tear-line: without its sources")),
    ),
  switch: () =>
    select("on", t("On or off"), [
      ["on", t("on")],
      ["off", t("off")],
    ]),
  split: (seat) =>
    h(
      "fieldset",
      { class: "split" },
      h("legend", {}, t("Of the money, in percent; together at most 100")),
      TRACKS.map((says, i) =>
        field(
          says(),
          h("input", {
            id: `decide-split-${i}`,
            name: `split${i}`,
            type: "number",
            min: "0",
            max: "100",
            step: "5",
            value: String(Math.round(((seat.orders && seat.orders.split[i]) || 0) / 10)),
          }),
        ),
      ),
    ),
  adversary: (seat, action) =>
    select(
      "adversary",
      t("Adversary"),
      within(action, seat.adversaries, (one) => one.id).map((one) => [one.id, one.name]),
    ),
  forum: (seat, action) =>
    select(
      "forum",
      t("Forum"),
      within(action, seat.forums, (one) => one.id).map((one) => [one.id, one.name]),
    ),
  families: (seat) =>
    h(
      "fieldset",
      { class: "ticks" },
      h("legend", {}, t("On which incidents")),
      seat.families.map((one) =>
        h(
          "label",
          { class: "tick", key: one.id },
          h("input", { type: "checkbox", name: "families", value: one.id }),
          h("span", {}, one.name),
        ),
      ),
    ),
  inject: (seat, action) =>
    select(
      "answer",
      t("Answer"),
      within(
        action,
        seat.inbox.filter((one) => one.is_open && one.options.length),
        (one) => one.inject,
      ).flatMap((message) =>
        message.options.map((one) => [
          `${message.inject}/${one.id}`,
          `${message.sender ? `${message.sender}: ` : ""}${one.text}`,
        ]),
      ),
    ),
  ballot: (seat) =>
    h(
      "div",
      {},
      select(
        "forum",
        t("Forum"),
        seat.forums.filter((one) => one.applicant).map((one) => [one.id, `${one.name}: ${one.applicant_name}`]),
      ),
      select(
        "ballot",
        t("Vote"),
        seat.ballots.map((one) => [one.id, one.name]),
      ),
    ),
  state: (seat, action) =>
    select(
      "state",
      t("State"),
      within(action, seat.states, (one) => one.id).map((one) => [one.id, one.name]),
    ),
};

/* ---- the form, as a decision (decision_json.h) ---- */

const all = (form, name) => [...form.querySelectorAll(`input[name="${name}"]:checked`)].map((box) => box.value);
/* A form's own list of controls has methods by such names as "item". */
const named = (form, name) => form.querySelector(`[name="${name}"]`);
const READERS = {
  item: (form) => ({ item: named(form, "item").value }),
  audience: (form) => ({ audience: all(form, "audience").join("+") || "none" }),
  tear: (form) => (named(form, "tear").checked ? { tear: true } : {}),
  switch: (form) => ({ on: named(form, "on").value === "on" }),
  split: (form) => ({ split: [0, 1, 2].map((i) => Math.round(Number(named(form, `split${i}`).value) * 10)) }),
  adversary: (form) => ({ adversary: named(form, "adversary").value }),
  forum: (form) => ({ forum: named(form, "forum").value }),
  families: (form) => ({ families: all(form, "families") }),
  inject: (form) => {
    const [inject, answer] = named(form, "answer").value.split("/");
    return { inject, option: answer };
  },
  ballot: (form) => ({ forum: named(form, "forum").value, ballot: named(form, "ballot").value }),
  state: (form) => ({ state: named(form, "state").value }),
};

function decisionOf(form, id, action) {
  const decision = { seat: id, action: action.name };
  for (const argument of action.arguments) Object.assign(decision, READERS[argument] ? READERS[argument](form) : {});
  return decision;
}

/* ---- the window ---- */

/* The host says what it thinks of a decision before it is on the list: it is refused where the form is. */
async function add(desk, id, event) {
  event.preventDefault();
  const form = event.currentTarget,
    at = looked.get(id);
  const action = at.seat.actions.find((one) => one.name === at.action);
  const decision = decisionOf(form, id, action);
  const answer = await desk.ask("decide-add", "check", { seat: id, decision });
  if (!answer) return;
  at.list.push({
    decision,
    says: answer.says || inWords(at.seat, action, decision),
    cost: answer.cost || action.cost,
    isNew: true,
  });
  announce(t("On the list."));
  desk.draw();
}

const nameIn = (list, key, id) => {
  const one = (list || []).find((other) => other[key] === id);
  return one ? one.title || one.name || id : id;
};

/* What a decision is in short, where the host has not said it. */
function inWords(seat, action, decision) {
  const parts = [
    decision.item && nameIn(seat.items, "item", decision.item),
    decision.forum && nameIn(seat.forums, "id", decision.forum),
    decision.audience &&
      (decision.audience === "none"
        ? t("nobody")
        : decision.audience
            .split("+")
            .map((id) => nameIn(seat.audiences, "id", id))
            .join(", ")),
    decision.adversary && nameIn(seat.adversaries, "id", decision.adversary),
    decision.state && nameIn(seat.states, "id", decision.state),
    decision.split && decision.split.map((part) => `${part / 10} %`).join(" / "),
    decision.families && decision.families.map((id) => nameIn(seat.families, "id", id)).join(", "),
    decision.ballot && nameIn(seat.ballots, "id", decision.ballot),
    "on" in decision && (decision.on ? t("on") : t("off")),
    decision.tear && t("as a tear-line"),
    decision.option && nameOfOption(seat, decision),
  ];
  return [action.title, parts.filter(Boolean).join(", ")].filter(Boolean).join(": ");
}

function nameOfOption(seat, decision) {
  const message = seat.inbox.find((one) => one.inject === decision.inject);
  const one = message && message.options.find((other) => other.id === decision.option);
  return one ? one.text : decision.option;
}

async function save(desk, id, window) {
  const at = looked.get(id);
  if (!(await desk.ask("decide", "decide", { seat: id, decisions: at.list.map((one) => one.decision) }))) return;
  looked.delete(id);
  window.close();
  announce(t("Decided for %1$s.", desk.nameOf(id)));
}

function drawList(desk, at) {
  return [
    h("h3", {}, t("What it decides")),
    at.list.length
      ? h(
          "ul",
          { class: "plain list", key: "list" },
          at.list.map((one, i) =>
            h(
              "li",
              { class: "decided", key: JSON.stringify(one.decision) },
              h(
                "span",
                { class: "says" },
                one.says,
                one.cost && one.cost.mu ? h("span", { class: "dim" }, ` · ${one.cost.text}`) : null,
                one.isNew ? h("b", { class: "now" }, ` · ${t("new")}`) : null,
              ),
              button(
                "×",
                () => {
                  at.list.splice(i, 1);
                  desk.draw();
                },
                { kind: "small quiet", label: t("Take away: %1$s", one.says) },
              ),
            ),
          ),
        )
      : h("p", { class: "dim", key: "none" }, t("Nothing. Its standing orders hold.")),
  ];
}

function drawForm(desk, id, at) {
  const offered = at.seat.actions.filter((one) => one.available);
  const action = offered.find((one) => one.name === at.action) || offered[0];
  if (!action) return h("p", { class: "dim" }, t("There is nothing that it could decide now."));
  at.action = action.name;
  const groups = GROUPS.map((group) => [group, offered.filter((one) => one.group === group)]).filter(
    ([, list]) => list.length,
  );
  return h(
    "form",
    { key: "form", onsubmit: (event) => add(desk, id, event) },
    h("h3", {}, t("Add")),
    field(
      t("Action"),
      h(
        "select",
        {
          id: "decide-action",
          value: action.name,
          onchange: (event) => {
            at.action = event.target.value;
            desk.draw();
          },
        },
        groups.map(([group, list]) =>
          h(
            "optgroup",
            { label: groupName(group), key: group },
            list.map((one) => option(one.name, one.title)),
          ),
        ),
      ),
    ),
    action.help ? h("p", { class: "hint" }, action.help) : null,
    h(
      "div",
      { class: "arguments", key: `arguments ${action.name}` },
      action.arguments.filter((argument) => CONTROLS[argument]).map((argument) => CONTROLS[argument](at.seat, action)),
    ),
    h(
      "div",
      { class: "choices" },
      button(t("Add to the list"), null, { type: "submit", kind: "small", isBusy: desk.isBusy("decide-add") }),
    ),
    desk.refusal("decide-add"),
  );
}

export function deciding(desk) {
  let id = null;
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
        at.round !== desk.sheets.room.round
          ? h(
              "p",
              { class: "error", role: "alert" },
              t("Another round is open now. Start again from what is committed."),
            )
          : null,
        h("p", {}, t("This takes the place of everything that the seat has decided in this round. Its team sees it.")),
        drawList(desk, at),
        drawForm(desk, id, at),
        desk.refusal("decide"),
        h(
          "div",
          { class: "choices" },
          button(t("Commit for %1$s", desk.nameOf(id)), () => save(desk, id, window), {
            kind: "main",
            isBusy: desk.isBusy("decide"),
          }),
          button(t("Start again from what is committed"), () => look(id)),
        ),
      );
    },
  );
  async function look(seat) {
    const answer = await desk.ask("decide", "look", { seat });
    if (!answer) return;
    looked.set(seat, {
      seat: answer.seat,
      plan: answer.plan,
      list: [...answer.plan.committed],
      action: null,
      round: desk.sheets.room.round,
    });
    desk.draw();
  }
  return (seat) => {
    id = seat;
    desk.refuse("decide", "");
    desk.refuse("decide-add", "");
    window.open();
    const at = looked.get(seat);
    if (!at || at.round !== desk.sheets.room.round) look(seat);
  };
}
