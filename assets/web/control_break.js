/* In the break: how else it might have gone on (a fan), what another decision would have changed, and the story of each
 * round. What was computed stays here until it is asked for anew. */
import { h, svg } from "./page.js";
import { paragraphs } from "./paragraphs.js";
import { t } from "./words.js";
import { choicesOf, drawChoices } from "./control_decide.js";
import { button, field, newWindow, option } from "./control_tools.js";

export const roundsDone = (desk) => {
  const { phase, round, rounds } = desk.sheets.room;
  if (phase === "lobby") return 0;
  if (desk.sheets.board && desk.sheets.board.rounds_done !== undefined) return desk.sheets.board.rounds_done;
  return phase === "over" ? rounds : round - 1;
};

const roundOptions = (last) =>
  Array.from({ length: last }, (_, i) => last - i).map((one) => option(String(one), t("Round %1$s", one)));

/* ---- two curves ---- */

const WIDE = 640,
  HIGH = 240,
  LEFT = 44,
  BELOW = 30,
  TOP = 14,
  RIGHT = 12;

/* A scale's steps: 1, 2 or 5 times a power of ten, at most five of them. */
function stepOf(most) {
  let step = 1;
  for (let i = 0; most / step > 5; i++) step *= i % 3 === 1 ? 2.5 : 2;
  return step;
}

export function curves({ played, otherwise }) {
  const count = Math.max(played.length, otherwise.length),
    most = Math.max(1, ...played, ...otherwise),
    step = stepOf(most);
  const top = Math.ceil(most / step) * step;
  const x = (i) => LEFT + (i / Math.max(1, count - 1)) * (WIDE - LEFT - RIGHT),
    y = (value) => HIGH - BELOW - (value / top) * (HIGH - BELOW - TOP);
  const line = (list) => list.map((value, i) => `${i ? "L" : "M"}${x(i).toFixed(1)} ${y(value).toFixed(1)}`).join("");
  const grid = Array.from({ length: Math.round(top / step) + 1 }, (_, i) => i * step);
  const days = Math.round(count / 4),
    dayStep = Math.max(1, Math.ceil(days / 6 / 7)) * 7;
  const last = (list) => list[list.length - 1] || 0;
  const says = t(
    "Organisations found hit, day by day: as played it ends at %1$s, otherwise at %2$s.",
    last(played),
    last(otherwise),
  );
  return h(
    "figure",
    { class: "curves" },
    svg(
      "svg",
      { viewBox: `0 0 ${WIDE} ${HIGH}`, role: "img", "aria-label": says },
      grid.map((value) => [
        svg("path", { class: value ? "grid" : "base", d: `M${LEFT} ${y(value)}H${WIDE - RIGHT}` }),
        svg("text", { x: LEFT - 8, y: y(value) + 4, class: "end" }, String(value)),
      ]),
      Array.from({ length: Math.floor(days / dayStep) }, (_, i) => (i + 1) * dayStep).map((day) =>
        svg(
          "text",
          { x: x(Math.min(count - 1, day * 4)), y: HIGH - 8, class: day * 4 >= count - 2 ? "end" : "middle" },
          t("Day %1$s", day),
        ),
      ),
      svg("path", { class: "area", d: `${line(played)}L${x(played.length - 1)} ${y(0)}L${x(0)} ${y(0)}Z` }),
      svg("path", { class: "played", d: line(played) }),
      svg("path", { class: "otherwise", d: line(otherwise) }),
    ),
    h(
      "figcaption",
      {},
      h("span", { class: "key played" }, t("as played")),
      h("span", { class: "key otherwise" }, t("otherwise")),
      h("span", { class: "dim" }, t("organisations found hit at that moment")),
    ),
  );
}

/* How often it came to how many: a bar for each span of figures, and in words which of them holds what was played. */
function bars({ low, width, counts, real }) {
  const most = Math.max(1, ...counts);
  return h(
    "table",
    { class: "bins" },
    h("caption", {}, t("How many organisations were ever hit, in how many runs")),
    h(
      "tbody",
      {},
      counts.map((count, i) => {
        const from = low + i * width,
          to = from + width - 1,
          isPlayed = real >= from && real <= to;
        return h(
          "tr",
          { key: from },
          h("th", { scope: "row" }, from === to ? String(from) : t("%1$s to %2$s", from, to)),
          h(
            "td",
            {},
            svg(
              "svg",
              { class: "bar", viewBox: "0 0 100 10", preserveAspectRatio: "none", "aria-hidden": "true" },
              svg("rect", { class: isPlayed ? "fails" : "partly", width: (100 * count) / most, height: 10 }),
            ),
          ),
          h("td", {}, String(count), isPlayed ? h("b", {}, ` · ${t("as played")}`) : null),
        );
      }),
    ),
  );
}

const jobName = (what) =>
  ({
    forecast: t("A forecast"),
    fan: t("The fan"),
    what_if: t("A what-if"),
    own_what_if: t("A team's what-if"),
    report: t("A report"),
  })[what] || what;

/* ---- the window ---- */

const ANY = "any"; /* in the place of an offer */

export function inBreak(desk) {
  const about = { round: null, seat: "", offers: null, offer: 0, others: "recorded", result: null, past: null };
  const many = { round: null, decided: null, runs: "200", result: null };

  async function loadOffers() {
    about.offers = about.past = null;
    about.offer = 0;
    if (!about.seat || !about.round) return desk.draw();
    const mark = `${about.round} ${about.seat}`;
    const answer = await desk.ask("what-if", "offers", { round: about.round, seat: about.seat });
    if (answer && mark === `${about.round} ${about.seat}`) about.offers = answer.offers || [];
    desk.draw();
  }

  /* `otherwise`: {offer} or {decision}. */
  async function whatIf(otherwise) {
    const { round, seat, others } = about;
    about.result = null;
    const answer = await desk.room.ask("what_if", { round, seat, others, ...otherwise });
    about.result = { ...answer, says: `${t("Round %1$s", round)} · ${answer.says}` };
    desk.draw();
    queueMicrotask(() => document.getElementById("what-if-result")?.scrollIntoView({ block: "nearest" }));
  }

  const ask = (event) => {
    event.preventDefault();
    return desk.attempt("what-if", () => whatIf({ offer: about.offer }));
  };

  /* Any decision: chosen from what the seat was offered then, as its team would have. */
  async function lookBack() {
    about.past = null;
    const mark = `${about.round} ${about.seat}`;
    const answer = await desk.ask("what-if", "look", { round: about.round, seat: about.seat });
    if (!answer || mark !== `${about.round} ${about.seat}`) return;
    const at = { seat: answer.seat, plan: answer.plan };
    at.choices = choicesOf(desk, at, "what-if", {
      add: (decision) => whatIf({ decision }),
      expect: () => Promise.resolve(null),
      words: {
        add: t("What would have come of it?"),
        added: t("Compared."),
        isIn: t("That is what it decided"),
        inPlace: t("decided"),
        rest: (free) => t("%1$s of 20 still to be given to one of them; then it is compared.", free),
      },
    });
    about.past = at;
    desk.draw();
  }

  async function askFan(event) {
    event.preventDefault();
    const { round, decided, runs } = many;
    many.result = null;
    const answer = await desk.ask("fan", "fan", { runs: Number(runs), round, decided });
    if (answer) many.result = answer;
    desk.draw();
  }

  function drawWhatIf(done) {
    const seats = (desk.sheets.room.seats || []).filter((seat) => !seat.is_role);
    const isBusy = desk.isBusy("what-if");
    if (!about.round || about.round > done) about.round = done;
    return h(
      "form",
      { key: "what-if", onsubmit: ask },
      h("h3", {}, t("What if")),
      h(
        "div",
        { class: "pair" },
        field(
          t("Round"),
          h(
            "select",
            {
              id: "what-if-round",
              value: String(about.round),
              onchange: (event) => {
                about.round = Number(event.target.value);
                loadOffers();
              },
            },
            roundOptions(done),
          ),
        ),
        field(
          t("Seat"),
          h(
            "select",
            {
              id: "what-if-seat",
              value: about.seat,
              onchange: (event) => {
                about.seat = event.target.value;
                loadOffers();
              },
            },
            option("", t("choose …")),
            seats.map((seat) => option(seat.id, seat.name)),
          ),
        ),
      ),
      about.seat && about.offers
        ? field(
            t("What is otherwise"),
            h(
              "select",
              {
                id: "what-if-offer",
                value: isAny() ? ANY : String(about.offer),
                onchange: (event) => {
                  about.offer = event.target.value === ANY ? ANY : Number(event.target.value);
                  if (isAny()) lookBack();
                  desk.draw();
                },
              },
              about.offers.map((offer, i) => option(String(i), offer.says)),
              option(ANY, t("any other decision …")),
            ),
          )
        : null,
      field(
        t("The others"),
        h(
          "select",
          {
            id: "what-if-others",
            value: about.others,
            onchange: (event) => {
              about.others = event.target.value;
            },
          },
          option("recorded", t("decide what they decided")),
          option("bots", t("people as they decided; bots decide anew")),
        ),
      ),
      about.seat && about.offers && isAny()
        ? null
        : h(
            "div",
            { class: "choices", key: "ask" },
            button(isBusy ? t("Computing …") : t("What would have come of it?"), null, {
              kind: "main small",
              type: "submit",
              isBusy,
              off: !(about.offers && about.offers.length),
            }),
          ),
      desk.refusal("what-if"),
      about.result
        ? h(
            "div",
            { class: "result", id: "what-if-result", key: "result", tabindex: "-1" },
            h("p", { class: "about" }, about.result.says),
            about.result.curves && about.result.curves.played ? curves(about.result.curves) : null,
            paragraphs(about.result.paragraphs, 4),
          )
        : null,
    );
  }

  const isAny = () => about.offer === ANY || Boolean(about.offers && !about.offers.length);

  function drawAny() {
    if (!about.seat || !about.offers || !isAny()) return null;
    if (!about.past)
      return about.offers.length || desk.isBusy("what-if")
        ? h("p", { class: "dim", key: "past" }, t("Looking …"))
        : button(t("Choose another decision"), lookBack, { kind: "small", name: "past" });
    return h(
      "section",
      { class: "past", key: `past ${about.round} ${about.seat}`, "aria-labelledby": "past-title" },
      h("h3", { id: "past-title" }, t("What %1$s could decide in round %2$s", desk.nameOf(about.seat), about.round)),
      h(
        "p",
        { class: "about" },
        t("It decided: %1$s", about.past.plan.draft.map((one) => one.says).join("; ") || t("nothing")),
      ),
      drawChoices(about.past.choices),
    );
  }

  /* From the present round on by default; when all is over, the whole of it. */
  function settleFan(done) {
    const last = done < desk.sheets.room.rounds && desk.sheets.room.phase !== "over" ? done + 1 : done;
    if (!many.round || many.round > last || (many.isDefault && many.last !== last)) {
      many.isDefault = true;
      many.round = last > done ? last : 1;
      many.decided = last > done ? "bots" : "recorded";
    }
    many.last = last;
    if (many.round > done) many.decided = "bots"; /* nobody has decided there yet */
    return last;
  }

  function drawFan(done) {
    const isBusy = desk.isBusy("fan"),
      last = settleFan(done);
    const set = (key, read) => (event) => {
      many[key] = read(event.target.value);
      many.isDefault = false;
      desk.draw();
    };
    return h(
      "form",
      { key: "fan", onsubmit: askFan },
      h("h3", {}, t("The fan")),
      h("p", { class: "hint" }, t("It goes on many times under other luck: how much of what happens is chance.")),
      h(
        "div",
        { class: "pair" },
        field(
          t("From round"),
          h(
            "select",
            { id: "fan-round", value: String(many.round), onchange: set("round", Number) },
            Array.from({ length: last }, (_, i) => last - i).map((one) =>
              option(String(one), one > done ? t("Round %1$s (now)", one) : t("Round %1$s", one)),
            ),
          ),
        ),
        field(
          t("Runs"),
          h(
            "select",
            { id: "fan-runs", value: many.runs, onchange: set("runs", String) },
            ["50", "100", "200", "500"].map((runs) => option(runs, runs)),
          ),
        ),
      ),
      field(
        t("Who decides"),
        h(
          "select",
          { id: "fan-decided", value: many.decided, onchange: set("decided", String) },
          many.round > done ? null : option("recorded", t("everybody as they did, in the rounds that are done")),
          option("bots", t("bots, for all states, to the last round")),
        ),
      ),
      h(
        "div",
        { class: "choices" },
        button(isBusy ? t("Computing …") : t("Draw the fan"), null, { kind: "small", type: "submit", isBusy }),
      ),
      desk.refusal("fan"),
      many.result
        ? h(
            "div",
            { class: "result" },
            many.result.bins && many.result.bins.counts ? bars(many.result.bins) : null,
            paragraphs(many.result.paragraphs, 4),
          )
        : null,
    );
  }

  return newWindow(desk, "in-break", t("In the break"), () => {
    const done = roundsDone(desk);
    const jobs = (desk.control().jobs || []).filter((job) => job.done_milli < 1000);
    return [
      done ? null : h("p", { class: "dim", key: "none" }, t("No round is done yet.")),
      jobs.length
        ? h(
            "ul",
            { class: "plain jobs", key: "jobs" },
            jobs.map((job) =>
              h("li", { key: job.what }, t("%1$s: %2$s %% done", jobName(job.what), Math.round(job.done_milli / 10))),
            ),
          )
        : null,
      done
        ? h(
            "div",
            { class: "side-by-side", key: "both" },
            h("div", { key: "left" }, drawWhatIf(done), drawAny()),
            drawFan(done),
          )
        : null,
    ];
  });
}

/* ---- the story ---- */

/* `can`: whether a seat may be chosen whose story it is. */
export function storyTeller(desk, { canChoose = true, name = "story" } = {}) {
  const about = { round: null, seat: "", told: null, of: "" };
  async function load() {
    const of = `${about.round} ${about.seat}`;
    const answer = await desk.ask(
      name,
      "story",
      about.seat ? { round: about.round, seat: about.seat } : { round: about.round },
    );
    if (answer && of === `${about.round} ${about.seat}`) Object.assign(about, { told: answer, of });
    desk.draw();
  }
  const choose = (key, read) => (event) => {
    about[key] = read(event.target.value);
    load();
  };
  return () => {
    const done = roundsDone(desk);
    if (!done) return h("p", { class: "dim" }, t("No round is done yet."));
    if (about.round > done) about.round = null;
    if (!about.round) {
      about.round = done;
      queueMicrotask(load);
    }
    return [
      h(
        "div",
        { class: "pair" },
        field(
          t("Round"),
          h(
            "select",
            { id: `${name}-round`, value: String(about.round), onchange: choose("round", Number) },
            roundOptions(done),
          ),
        ),
        canChoose
          ? field(
              t("As seen by"),
              h(
                "select",
                { id: `${name}-seat`, value: about.seat, onchange: choose("seat", String) },
                option("", t("Control")),
                (desk.sheets.room.seats || []).map((seat) => option(seat.id, seat.name)),
              ),
            )
          : null,
      ),
      desk.refusal(name),
      about.told && about.of === `${about.round} ${about.seat}`
        ? h(
            "article",
            { key: about.of },
            about.told.title ? h("h3", {}, about.told.title) : null,
            paragraphs(about.told.paragraphs, 4),
          )
        : desk.isBusy(name)
          ? h("p", { class: "dim" }, t("Looking …"))
          : null,
    ];
  };
}
