/* When all is over: how everybody fared, what to talk about, and what would have come of one's own decisions otherwise. */
import { h } from "./page.js";
import { paragraphs } from "./paragraphs.js";
import { t } from "./words.js";
import { problem } from "./team_tools.js";
import { objective } from "./team_state.js";

function own(reckoning, seat) {
  if (!reckoning.own) return null;
  return h("section", { key: "own", class: "card" }, h("h3", {}, seat.name),
    h("dl", { class: "rows wide-rows" }, reckoning.own.rows.map((row) => h("div", { key: row.what }, h("dt", {}, row.what),
      h("dd", {}, h("b", {}, row.value), row.why ? h("p", { class: "small dim" }, row.why) : null)))),
    reckoning.own.percent && !reckoning.own.rows.some((row) => row.why === reckoning.own.percent) ? h("p", {}, reckoning.own.percent) : null);
}

function everybody(reckoning) {
  if (!reckoning.states.length) return null;
  const columns = [["result", t("Result")], ["damage", t("Damage")], ["others", t("Other")], ["hit", t("Hit")],
    ["confidence", t("Public confidence")], ["standing", t("Standing")], ["rights", t("Rights")]];
  return h("section", { key: "states", class: "card" }, h("h3", {}, t("Everybody, best first")),
    h("div", { class: "scroll", tabindex: "0", role: "group", "aria-label": t("Everybody, best first") }, h("table", { class: "reckoning" },
      h("thead", {}, h("tr", {}, h("th", { scope: "col" }, t("State")), columns.map(([key, words]) => h("th", { scope: "col", key }, words)))),
      h("tbody", {}, reckoning.states.map((one) => h("tr", { key: one.id, class: one.is_own ? "own" : "" },
        h("th", { scope: "row" }, one.name), columns.map(([key]) => h("td", { key }, one[key]))))))));
}

/* ---- otherwise ---- */

async function chooseRound(team, round) {
  team.ui.otherwise = { round, offers: null, offer: "", told: null };
  team.draw();
  if (!round) return;
  await team.attempt("otherwise", async () => {
    const answer = await team.ask("offers", { round: Number(round) });
    if (team.ui.otherwise.round === round) team.ui.otherwise.offers = answer.offers;
  });
}

async function tryIt(team, event) {
  event.preventDefault();
  const otherwise = team.ui.otherwise;
  if (!otherwise || otherwise.offer === "") return;
  await team.attempt("otherwise", async () => {
    const answer = await team.ask("what_if", { round: Number(otherwise.round), offer: Number(otherwise.offer) });
    otherwise.told = answer.paragraphs;
  }, t("Computed."));
}

function otherwise(team) {
  const state = team.ui.otherwise || { round: "", offers: null, offer: "", told: null };
  const rounds = team.sheets.story ? team.sheets.story.rounds : [];
  const isBusy = Boolean(team.ui.busy.otherwise);
  return h("form", { key: "otherwise", class: "card", onsubmit: (event) => tryIt(team, event) }, h("h3", {}, t("And if you had decided otherwise?")),
    h("div", { class: "field" }, h("label", { for: "otherwise-round" }, t("In which round?")),
      h("select", { id: "otherwise-round", value: state.round, onchange: (event) => chooseRound(team, event.target.value) },
        h("option", { value: "" }, t("Choose")), rounds.map((one) => h("option", { key: one.round, value: String(one.round) }, t("Round %1$s", one.round))))),
    state.offers ? h("div", { class: "field" }, h("label", { for: "otherwise-offer" }, t("What?")),
      state.offers.length ? h("select", { id: "otherwise-offer", value: state.offer, onchange: (event) => { state.offer = event.target.value; state.told = null; team.draw(); } },
        h("option", { value: "" }, t("Choose")), state.offers.map((one, index) => h("option", { key: index, value: String(index) }, one.says)))
        : h("p", { class: "dim" }, t("There was nothing to decide otherwise in this round."))) : null,
    problem(team, "otherwise"),
    state.offers && state.offers.length ? h("button", { type: "submit", class: "wide", disabled: isBusy || state.offer === "" }, isBusy ? t("One moment") : t("See what would have come of it")) : null,
    state.told ? h("div", { "aria-live": "polite", class: "told-if" }, paragraphs(state.told, 4)) : null);
}

export function drawOver(team) {
  const { seat, room } = team.sheets;
  const reckoning = seat.reckoning;
  return [h("h2", { key: "title", id: "decide-title", class: "part-title" }, t("The exercise is over")),
    reckoning ? h("p", { key: "points", class: "lead" }, t("Your objectives: %1$s of %2$s points.", reckoning.points, reckoning.of)) : null,
    seat.objectives.length ? h("section", { key: "objectives", class: "card" }, h("h3", {}, t("Your objectives")),
      h("ul", { class: "plain listed" }, seat.objectives.map(objective))) : null,
    reckoning ? [own(reckoning, seat), everybody(reckoning)] : h("p", { key: "wait", class: "card" }, t("Thank you for taking part in %1$s.", room.title), " ",
      t("Control ended it in round %1$s of %2$s: what is judged later is not judged, and there is no reckoning.", room.round, room.rounds)),
    seat.debrief.length ? h("section", { key: "debrief", class: "card" }, paragraphs(seat.debrief, 3)) : null,
    otherwise(team)];
}
