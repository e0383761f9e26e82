/* How this works, for whoever sees it for the first time: open before the beginning, later one line to unfold. */
import { h } from "./page.js";
import { t } from "./words.js";

export function drawHelp(team) {
  const { room } = team.sheets;
  const isAlone = room.mode === "solo";
  return h("details", { key: "help", class: "card help", open: room.phase === "lobby" },
    h("summary", {}, h("h3", {}, t("How this works"))),
    h("ol", {},
      h("li", {}, t("Read your task and your inbox: what you are after, and what has happened.")),
      h("li", {}, isAlone ? t("Choose what you share and with whom, how you divide the budget, and whatever else you do. Every choice says what it costs and what can be expected of it.")
        : t("Choose what you share and with whom, how you divide the budget, and whatever else you do. What is added goes into the draft of your team: all of you see it and can change it.")),
      h("li", {}, isAlone ? t("Commit, and close the round: only what is committed is done.")
        : t("Commit before the clock runs out: only what is committed is done. Until then you can change it.")),
      h("li", {}, t("Then seven days pass before your eyes, and you decide again."))),
    h("p", {}, t("Sharing warns others in time, and they remember it. It costs a little work, gives away a part of your head start and may burn the source.")),
    h("p", { class: "small dim" }, t("A label says how far a finding may go: TLP:RED to named recipients only, TLP:AMBER to those who need to know, TLP:GREEN to the community, TLP:CLEAR to anybody.")));
}
