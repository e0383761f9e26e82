/* Intelligence: the incidents this seat has heard of, what it holds about each, and where that comes from. */
import { chip, h, mark } from "./page.js";
import { t } from "./words.js";
import { bar } from "./team_top.js";

function own(one) {
  return h("li", { key: one.item },
    h("p", { class: "row" }, one.label ? chip(one.label) : null, h("span", { class: "dim small" }, t("your own, quality %1$s, %2$s", one.quality, one.age))),
    h("p", { class: "small" }, one.sent_text, one.note ? ` ${one.note}` : ""));
}
function received(one) {
  return h("li", { key: "received" },
    h("p", { class: "row" }, one.label ? chip(one.label) : null, h("span", { class: "dim small" }, t("received, quality %1$s, %2$s", one.quality, one.age))),
    h("p", { class: "small" }, one.from_text));
}

function incident(seat, one) {
  const items = seat.items.filter((item) => item.item === one.incident || item.item.split("@")[0] === one.incident);
  const text = one.text || (items.find((item) => item.text) || {}).text;
  return h("article", { key: one.incident, class: `card incident${one.is_over ? " over" : ""}` },
    h("h3", { class: "row" }, one.hit ? mark("hit") : one.recovered ? mark("recovered") : mark("suspected"), one.title),
    h("p", { class: "small dim" }, [one.kind, one.adversary, one.is_over ? t("over") : null].filter(Boolean).join(" · ")),
    text && text !== one.title ? h("p", {}, text) : null,
    h("div", { class: "knowledge" }, h("p", { class: "row apart small" }, h("span", {}, t("What you know about it")), h("b", {}, one.knowledge)), bar(one.knowledge_milli)),
    one.note ? h("p", { class: "small" }, one.note) : null,
    h("ul", { class: "plain sources" }, items.map(own), one.received ? received(one.received) : null));
}

export function drawIntel(team) {
  const { seat } = team.sheets;
  const known = new Set(seat.incidents.map((one) => one.incident));
  const loose = seat.items.filter((one) => !known.has(one.item) && !known.has(one.item.split("@")[0]));
  return [h("h2", { key: "title", id: "intel-title", class: "part-title" }, t("Intel")),
    seat.is_role ? h("p", { key: "role", class: "dim" }, t("This seat has no organisations of its own and finds nothing itself.")) : null,
    !seat.is_role && !seat.incidents.length && !loose.length ? h("p", { key: "none", class: "dim" }, t("Nothing found yet, and nothing received.")) : null,
    seat.incidents.map((one) => incident(seat, one)),
    loose.length ? h("ul", { key: "loose", class: "plain card sources" }, loose.map((one) => h("li", { key: one.item }, h("h3", {}, one.title), own(one)))) : null];
}
