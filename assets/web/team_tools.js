/* What several parts of the team's page show. */
import { h } from "./page.js";
import { t } from "./words.js";

/* What went wrong with what was asked under this key. */
export function problem(team, key) {
  const text = team.ui.problems[key];
  return text ? h("p", { class: "error", key: `problem.${key}` }, text) : null;
}

/* People of a team, and whether they are connected. */
export function people(list) {
  return h("ul", { class: "plain people" }, list.map((one) => h("li", { key: one.name },
    h("span", { class: one.here ? "here" : "here none", "aria-hidden": "true" }), one.name,
    one.here ? null : h("span", { class: "dim" }, ` · ${t("not connected")}`))));
}
