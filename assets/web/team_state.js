/* How things stand: figures, forums, other states and trust, objectives; what happened in each round; remarks. */
import { chip, h, icon } from "./page.js";
import { paragraphs } from "./paragraphs.js";
import { forgetSent, keepWritten, written } from "./kept_text.js";
import { t } from "./words.js";
import { drawHelp } from "./team_help.js";
import { people as drawPeople, problem } from "./team_tools.js";
import { bar } from "./team_top.js";

const WARM = { confidence: "", standing: "", damage: "hit" };

function figure(one) {
  return h("li", { key: one.key }, h("p", { class: "row apart" }, h("span", {}, one.label), h("b", {}, one.value)),
    one.milli === null || one.milli === undefined ? null : bar(one.milli, WARM[one.key] || ""),
    one.change ? h("p", { class: `small ${one.better === false ? "bad" : one.better ? "good" : "dim"}` }, one.change) : null);
}

function block(key, title, ...content) {
  return h("section", { key, class: "card" }, h("h3", {}, title), ...content);
}

function change(one) {
  return h("li", { key: one.what }, h("p", {}, h("b", {}, one.what), ": ", h("span", { class: one.worse ? "bad" : "" }, one.change)),
    one.why ? h("p", { class: "small dim" }, one.why) : null);
}

export function changes(seat) {
  return h("ul", { class: "plain changes" }, seat.changes.map(change));
}

function forum(seat, one) {
  const names = one.members.map((id) => (id === seat.id ? t("you") : (seat.states.find((state) => state.id === id) || { name: id }).name));
  return h("li", { key: one.id },
    h("p", { class: "row apart" }, h("b", {}, one.name), h("span", { class: one.is_member ? "good small" : "dim small" },
      one.is_member ? t("you are in") : one.may_join ? t("you may join") : t("closed to you"))),
    h("p", { class: "small dim" }, names.join(", ")),
    h("p", { class: "small row" }, one.ceiling ? [t("up to"), " ", chip(one.ceiling)] : null,
      h("span", {}, t("delay %1$s, quality %2$s, dues %3$s", one.delay, one.quality, one.dues.text))),
    one.change ? h("p", { class: "small bad" }, one.change) : null,
    one.applicant ? h("p", { class: "small" }, t("%1$s asks to join.", one.applicant_name)) : null);
}

/* Five steps of trust, as boxes and as a word. */
function steps(count) {
  return h("span", { class: "steps", "aria-hidden": "true" }, [1, 2, 3, 4, 5].map((step) => h("i", { class: step <= count ? "full" : "" })));
}

function state(one) {
  const moved = one.change > 0 ? t("rising") : one.change < 0 ? t("falling") : "";
  return h("tr", { key: one.id }, h("th", { scope: "row" }, one.name, h("span", { class: "small dim" },
    [one.is_ally ? t("ally") : "", one.hits === null ? "" : t("%1$s reported hit", one.hits), one.held_back ? t("held back last round") : ""]
      .filter(Boolean).join(" · "))),
  h("td", {}, steps(one.trust), h("span", {}, one.trust ? one.trust_word : t("unknown"))),
  h("td", {}, steps(one.trust_in_me), h("span", {}, one.trust_in_me ? one.trust_in_me_word : t("unknown")),
    moved ? h("span", { class: `small ${one.change < 0 ? "bad" : "good"}` }, moved) : null));
}

const MET = { "met": () => t("met"), "partly": () => t("partly met"), "not met": () => t("not met") };

export function objective(one) {
  return h("li", { key: one.id }, h("p", {}, one.text),
    h("p", { class: "small dim" }, one.met ? h("b", { class: one.met === "met" ? "good" : one.met === "partly" ? "" : "bad" }, MET[one.met]()) : t("judged after round %1$s", one.judged_after),
      " · ", one.got === null || one.got === undefined ? t("%1$s points", one.points) : t("%1$s of %2$s points", one.got, one.points)));
}

/* ---- the rounds ---- */

export async function load(team, round) {
  if (team.ui.stories[round] || team.ui.busy[`story.${round}`]) return;
  await team.attempt(`story.${round}`, async () => { team.ui.stories[round] = await team.ask("story", { round }); });
}

export function told(team, one) {
  const loaded = one.paragraphs ? one : team.ui.stories[one.round];
  const open = (event) => { if (event.currentTarget.open && !loaded) load(team, one.round); };
  return h("details", { key: one.round, class: "told-round", ontoggle: open }, h("summary", {}, one.title || t("Round %1$s", one.round), one.days ? h("span", { class: "dim small" }, ` · ${one.days}`) : null),
    loaded ? paragraphs(loaded.paragraphs, 4) : h("p", { class: "dim" }, team.ui.problems[`story.${one.round}`] || t("One moment")));
}

/* ---- remarks ---- */

function remark(team) {
  const notes = (team.sheets.people && team.sheets.people.notes) || [], isBusy = Boolean(team.ui.busy.note);
  const send = async (event) => {
    event.preventDefault();
    const field = event.currentTarget.elements.note;
    const text = field.value.trim();
    if (!text) return field.focus();
    if (await team.attempt("note", () => team.ask("note", { text }), t("Noted."))) {
      forgetSent(team.who, "note", field, text);
      team.draw();
    }
    return undefined;
  };
  return block("note", t("A remark for the debrief"), h("form", { onsubmit: send },
    h("label", { for: "note", class: "unseen" }, t("A remark for the debrief")),
    h("textarea", { id: "note", name: "note", rows: 2, maxlength: 2000, placeholder: t("What should be talked about afterwards?"),
      value: written(team.who, "note"), oninput: (event) => keepWritten(team.who, "note", event.target.value) }),
    problem(team, "note"),
    h("button", { type: "submit", class: "wide", "aria-disabled": isBusy ? "true" : false }, isBusy ? t("One moment") : t("Note it"))),
  h("ul", { class: "plain remarks" }, [...notes].reverse().map((one, index) => h("li", { key: notes.length - index, class: "small quote" },
    h("span", { class: "dim" }, [t("Round %1$s", one.round), one.by].filter(Boolean).join(" · ")), "\n", one.text))));
}

export function drawState(team) {
  const { seat, story, people } = team.sheets;
  const rounds = story ? [...story.rounds].reverse() : [];
  return [h("h2", { key: "title", id: "state-title", class: "part-title" }, t("Situation")),
    seat.figures.length ? block("figures", seat.name, seat.organisations ? h("p", { class: "dim" }, seat.organisations.text) : null,
      h("ul", { class: "plain figures" }, seat.figures.map(figure))) : null,
    seat.changes.length ? block("changes", t("Since the last round"), changes(seat)) : null,
    seat.objectives.length ? block("objectives", t("Your objectives"), h("ul", { class: "plain listed" }, seat.objectives.map(objective))) : null,
    rounds.length ? block("story", t("What happened so far"), rounds.map((one) => told(team, one))) : null,
    seat.states.length ? block("states", t("Other states"), h("table", { class: "trust" },
      h("thead", {}, h("tr", {}, h("th", { scope: "col" }, t("State")), h("th", { scope: "col" }, t("Your trust")), h("th", { scope: "col" }, t("Trust in you")))),
      h("tbody", {}, seat.states.map(state)))) : null,
    seat.forums.length ? block("forums", t("Forums"), h("ul", { class: "plain listed" }, seat.forums.map((one) => forum(seat, one)))) : null,
    remark(team),
    team.sheets.room.phase !== "lobby" && seat.round > 1 ? drawHelp(team) : null,
    people ? block("people", t("Your team"), drawPeople(people.people),
      h("button", { type: "button", class: "quiet", onclick: () => team.leave() }, icon("people", "small"), t("Leave this seat"))) : null];
}
