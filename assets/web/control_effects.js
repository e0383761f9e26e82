/* What an outcome of a ruling changes: rows of effects, built from the sheet's list of what an act may do (act.h).
 *
 * Amounts are typed as people say them, 5 percentage points or 1.5 units, and sent in the thousandths of a scenario. */
import { h } from "./page.js";
import { t } from "./words.js";
import { button, option } from "./control_tools.js";

/* What one thing of an amount is, and how many thousandths of a scenario's it has. */
const MEASURES = { budget: [() => t("units"), 1000] };
const measureOf = (effect) => MEASURES[effect] || [() => t("percentage points"), 10];

const LISTS = { state: "states", adversary: "adversaries", forum: "forums", inject: "injects", variable: "variables" };

const names = {
  budget: () => t("Money next round"),
  prevent: () => t("Prevent"),
  defend: () => t("Defend"),
  strengthen: () => t("Strengthen"),
  standing: () => t("Standing"),
  confidence: () => t("Public confidence"),
  rights: () => t("Digital rights"),
  trust_in: () => t("Its trust in another"),
  trust_from: () => t("Another's trust in it"),
  knowledge: () => t("What it knows of an incident"),
  tension: () => t("Tension with an adversary"),
  join: () => t("Joins a forum"),
  leave: () => t("Leaves a forum"),
  share: () => t("Shares its finding"),
  launch: () => t("An incident begins"),
  fire: () => t("An event comes"),
  set: () => t("A value is set"),
};
export const nameOfEffect = (effect) => (names[effect] ? names[effect]() : effect);

const injectTitle = (desk, id) => {
  const row = (desk.control().msel || []).find((one) => one.inject === id);
  return row ? (row.text.length > 60 ? `${row.text.slice(0, 58)}…` : row.text) : id;
};

/* [value, text] of what an effect of this row may be on. */
function targets(desk, row) {
  const list = (desk.control().choices || {})[LISTS[row.on]] || [];
  return list.map((one) =>
    typeof one === "string" ? [one, row.on === "inject" ? injectTitle(desk, one) : one] : [one.id, one.name || one.id],
  );
}

export const newEffect = (effect) => ({
  effect,
  of: "",
  on: "",
  incident: "",
  amount: "",
  text: "",
  audience: "all",
  key: crypto.getRandomValues(new Uint32Array(1))[0],
});

const rowOf = (desk, one) => (desk.control().effects || []).find((known) => known.effect === one.effect);
const variableOf = (desk, one) => ((desk.control().choices || {}).variables || []).find((known) => known.id === one.on);

/* What a variable is set to: a text, true or false, or a whole number, each as it is. */
function valueToJson(variable, one) {
  if (variable.kind === "text") return { text: one.text };
  if (variable.kind === "switch") return one.amount === "" ? {} : { amount: Number(one.amount) };
  return /^[-+−]?\d+$/.test(one.amount.trim()) ? { amount: Number(one.amount.replace("−", "-")) } : {};
}

/* One effect as the form holds it, as act.h writes it, of a move of `seat`. Returns {json} or {problem}. */
export function effectToJson(desk, one, seat) {
  const row = rowOf(desk, one);
  if (!row) return { problem: t("Choose what changes.") };
  const json = { effect: row.effect };
  if (row.subject && one.of) json.of = one.of;
  if (row.subject && !one.of && !isState(desk, seat))
    return { problem: t("%1$s: choose to which state.", nameOfEffect(row.effect)) };
  if (row.on) {
    if (!one.on) return { problem: t("%1$s: choose what it is about.", nameOfEffect(row.effect)) };
    json.on = one.on;
  }
  if (row.incident) {
    if (!one.incident) return { problem: t("%1$s: choose the incident.", nameOfEffect(row.effect)) };
    json.incident = one.incident;
  }
  if (row.effect === "set") {
    const value = valueToJson(variableOf(desk, one), one);
    return Object.keys(value).length
      ? { json: { ...json, ...value } }
      : { problem: t("%1$s: say the new value, a whole number.", nameOfEffect(row.effect)) };
  }
  if (row.amount) {
    const amount = Number(String(one.amount).replace(",", "."));
    if (one.amount === "" || !Number.isFinite(amount))
      return { problem: t("%1$s: say how much.", nameOfEffect(row.effect)) };
    if (amount < 0 && !row.is_signed) return { problem: t("%1$s: not less than nothing.", nameOfEffect(row.effect)) };
    json.amount = Math.round(amount * measureOf(row.effect)[1]);
  }
  if (row.audience) json.audience = one.audience || "all";
  return { json };
}

function choice(id, says, value, options, put) {
  return h(
    "label",
    { class: "small-field" },
    h("span", {}, says),
    h(
      "select",
      { id, value, onchange: (event) => put(event.target.value) },
      options.map(([one, text]) => option(one, text)),
    ),
  );
}

const isState = (desk, seat) => ((desk.control().choices || {}).states || []).some((state) => state.id === seat);

const typed = (id, says, kind, attributes) =>
  h(
    "label",
    { class: `small-field ${kind}` },
    h("span", {}, says),
    h("input", { id, autocomplete: "off", ...attributes }),
  );

const YES_OR_NO = () => [
  ["", t("choose …")],
  ["1", t("yes")],
  ["0", t("no")],
];

/* The new value of a variable, by what it holds. */
function drawValue(desk, one, id, put) {
  const variable = variableOf(desk, one);
  if (!variable) return null;
  const now = t("now: %1$s", variable.kind === "switch" ? (variable.value === "1" ? t("yes") : t("no")) : variable.value);
  if (variable.kind === "switch")
    return choice(`${id}-amount`, `${t("new value")} (${now})`, one.amount, YES_OR_NO(), put("amount"));
  const isText = variable.kind === "text",
    key = isText ? "text" : "amount";
  return typed(`${id}-${key}`, `${t("new value")} (${now})`, isText ? "words" : "amount", {
    key: `${variable.id} ${key}`,
    type: "text",
    inputmode: isText ? null : "numeric",
    maxlength: isText ? 1000 : 19,
    value: one[key],
    oninput: (event) => {
      one[key] = event.target.value;
    },
  });
}

/* The row of one effect on a move of `seat`. `redraw` after what changes its shape. */
export function drawEffect(desk, one, { id, seat, remove, redraw }) {
  const row = rowOf(desk, one);
  const choices = desk.control().choices || {};
  const put = (key) => (value) => {
    one[key] = value;
    redraw();
  };
  const itself = isState(desk, seat) ? t("the seat itself") : t("choose …");
  const whom = [["", itself], ...(choices.states || []).map((state) => [state.id, state.name])];
  const [measure] = measureOf(one.effect);
  return h(
    "li",
    { class: "effect", key: one.key },
    choice(
      `${id}-what`,
      t("Changes"),
      one.effect,
      (desk.control().effects || []).map((known) => [known.effect, nameOfEffect(known.effect)]),
      (value) => {
        Object.assign(one, { effect: value, of: "", on: "", amount: "", text: "" });
        redraw();
      },
    ),
    row && row.subject ? choice(`${id}-of`, t("of whom"), one.of, whom, put("of")) : null,
    row && row.on
      ? choice(`${id}-on`, t("about what"), one.on, [["", t("choose …")], ...targets(desk, row)], (value) => {
          Object.assign(one, { on: value }, row.on === "variable" ? { amount: "", text: "" } : {});
          redraw();
        })
      : null,
    row && row.incident
      ? choice(
          `${id}-incident`,
          t("incident"),
          one.incident,
          [
            ["", t("choose …")],
            ...(choices.incidents || []).map((incident) => [incident.id, incident.name || incident.id]),
          ],
          put("incident"),
        )
      : null,
    row && row.effect === "set" ? drawValue(desk, one, id, put) : null,
    row && row.amount && row.effect !== "set"
      ? typed(`${id}-amount`, measure(), "amount", {
          key: row.effect,
          type: "text",
          inputmode: "decimal",
          maxlength: 9,
          value: one.amount,
          placeholder: row.is_signed ? "+5, −5" : "5",
          oninput: (event) => {
            one.amount = event.target.value.replace("−", "-").replace("+", "");
          },
        })
      : null,
    row && row.audience
      ? choice(
          `${id}-audience`,
          t("with whom"),
          one.audience,
          [
            ["all", t("everybody")],
            ["allies", t("its allies")],
            ["forums", t("its forums")],
            ...(choices.forums || []).map((forum) => [`forum:${forum.id}`, forum.name]),
            ...(choices.states || []).map((state) => [state.id, state.name]),
          ],
          put("audience"),
        )
      : null,
    button("×", remove, { kind: "small quiet", label: t("Take this effect away") }),
    row && row.help ? h("p", { class: "hint" }, row.help) : null,
  );
}
