/* What an outcome of a ruling changes: rows of effects, built from the sheet's list of what an act may do (act.h).
 *
 * Amounts are typed as people say them, 5 percentage points or 1.5 units, and sent in the thousandths of a scenario. */
import { h } from "./page.js";
import { t } from "./words.js";
import { button, option } from "./control_tools.js";

/* What one thing of an amount is, and how many thousandths of a scenario's it has. */
const MEASURES = { budget: [() => t("units"), 1000], set: [() => "", 1000] };
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
  audience: "all",
  key: crypto.getRandomValues(new Uint32Array(1))[0],
});

/* One effect as the form holds it, as act.h writes it. Returns {json} or {problem}. */
export function effectToJson(desk, one) {
  const row = (desk.control().effects || []).find((known) => known.effect === one.effect);
  if (!row) return { problem: t("Choose what changes.") };
  const json = { effect: row.effect };
  if (one.of) json.of = one.of;
  if (row.on) {
    if (!one.on) return { problem: t("%1$s: choose what it is about.", nameOfEffect(row.effect)) };
    json.on = one.on;
  }
  if (row.incident) {
    if (!one.incident) return { problem: t("%1$s: choose the incident.", nameOfEffect(row.effect)) };
    json.incident = one.incident;
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

/* The row of one effect. `redraw` after what changes its shape. */
export function drawEffect(desk, one, { id, remove, redraw }) {
  const row = (desk.control().effects || []).find((known) => known.effect === one.effect);
  const choices = desk.control().choices || {};
  const put = (key) => (value) => {
    one[key] = value;
    redraw();
  };
  const whom = [["", t("the seat itself")], ...(choices.states || []).map((state) => [state.id, state.name])];
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
        one.effect = value;
        one.on = "";
        redraw();
      },
    ),
    row && !["launch", "fire", "set"].includes(row.effect)
      ? choice(`${id}-of`, t("of whom"), one.of, whom, put("of whom"))
      : null,
    row && row.on
      ? choice(`${id}-on`, t("about what"), one.on, [["", t("choose …")], ...targets(desk, row)], put("on"))
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
    row && row.amount
      ? h(
          "label",
          { class: "small-field amount" },
          h("span", {}, measure() || t("new value")),
          h("input", {
            id: `${id}-amount`,
            type: "text",
            inputmode: "decimal",
            maxlength: 9,
            autocomplete: "off",
            value: one.amount,
            placeholder: row.is_signed ? "+5, −5" : "5",
            oninput: (event) => {
              one.amount = event.target.value.replace("−", "-").replace("+", "");
            },
          }),
        )
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
