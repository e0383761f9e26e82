/* Reports, once made fetched from a path that lasts for one download; and what is printed before the exercise. */
import { announce, h } from "./page.js";
import { t } from "./words.js";
import { button, newWindow, timeOfDay } from "./control_tools.js";

const ENDINGS = [
  ["html", () => t("Page for the debrief"), () => t("One page that needs no network, for the screen and for paper.")],
  ["md", () => t("Text"), () => t("The same account as Markdown, to write an evaluation report in.")],
  ["xlsx", () => t("Tables"), () => t("Figures, decisions, messages and notes for a spreadsheet.")],
  ["csv", () => t("Events as CSV"), () => t("One row for each event.")],
  ["json", () => t("Everything as JSON"), () => t("For programs.")],
  ["stix.json", () => t("Findings as STIX 2.1"), () => t("Marked as an exercise.")],
];

/* The browser saves it: the path is good for one download. */
function save(path, ending) {
  const link = h("a", { href: path, download: `report.${ending}` });
  document.body.append(link);
  link.click();
  link.remove();
}

export function reports(desk) {
  const made = new Map(); /* ending → when */
  const make = (ending) => async () => {
    const answer = await desk.ask(`report ${ending}`, "report", { as: ending });
    if (!answer || !/^\/report\/[\w.-]+$/.test(answer.path || "")) return;
    save(answer.path, ending);
    made.set(ending, new Date());
    announce(t("The report is being saved."));
    desk.draw();
  };
  return newWindow(desk, "report", t("Reports"), () => [
    desk.sheets.room.phase === "over"
      ? null
      : h("p", { class: "hint" }, t("Of the rounds that are done. At the end they can be made again.")),
    h(
      "ul",
      { class: "plain menu" },
      ENDINGS.map(([ending, says, help]) => {
        const isBusy = desk.isBusy(`report ${ending}`);
        return h(
          "li",
          { key: ending },
          button(isBusy ? t("Being made …") : says(), make(ending), { isBusy, name: ending }),
          h(
            "p",
            { class: "hint" },
            help(),
            made.has(ending) ? h("b", { class: "now" }, ` ${t("Saved at %1$s.", timeOfDay(made.get(ending)))}`) : null,
          ),
          desk.refusal(`report ${ending}`),
        );
      }),
    ),
    desk.control().files
      ? h("p", { class: "dim" }, t("The exercise itself is kept in %1$s.", desk.control().files.now))
      : null,
  ]);
}

export function printing(desk) {
  const link = (path, says, help) =>
    h(
      "li",
      { key: path },
      h("a", { class: "button", href: path, target: "_blank", rel: "noopener" }, says),
      h("p", { class: "hint" }, help),
    );
  return newWindow(desk, "print", t("Seat cards and situation manual"), () =>
    h(
      "ul",
      { class: "plain menu" },
      link("/cards", t("Seat cards"), t("Half a page for each seat: its role, its aims and how to join.")),
      link(
        "/manual",
        t("Situation manual"),
        t("For everybody before the exercise: the situation, who takes part, the rules and the timetable."),
      ),
    ),
  );
}
