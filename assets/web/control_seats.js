/* The seats: who sits there, whether they are connected and ready, what they plan; people or bot in one click. */
import { announce, h, icon, render } from "./page.js";
import { t } from "./words.js";
import { button, confirmed } from "./control_tools.js";

const OFFER_BOT_AFTER = 60000;

export function span(milliseconds) {
  const seconds = Math.round(milliseconds / 1000);
  return seconds < 90 ? t("%1$s s", seconds) : t("%1$s min", Math.round(seconds / 60));
}

/* How long somebody has been gone by now; the sheet says how long it was when it was sent. */
const lostFor = (desk, person) => person.lost_ms + performance.now() - desk.arrived.control;
const isLost = (person) => person.lost_ms !== null && person.lost_ms !== undefined;

/* How long the last of a seat's people has been gone; null: somebody is there, or nobody ever was. */
export function goneFor(desk, seat) {
  if (!seat.people.length || seat.people.some((person) => person.here)) return null;
  const spans = seat.people.filter(isLost).map((person) => lostFor(desk, person));
  return spans.length ? Math.min(...spans) : 0;
}

function connection(desk, seat) {
  if (seat.by === "bot")
    return [icon("bot", "small"), h("span", {}, seat.player ? t("bot, %1$s", seat.player) : t("bot"))];
  if (!seat.people.length) return [h("i", { class: "dot nobody" }), h("span", { class: "dim" }, t("nobody"))];
  const here = seat.people.filter((person) => person.here).length;
  if (!here)
    return [
      icon("cross", "small lost"),
      h("span", {}, goneFor(desk, seat) ? t("lost %1$s", span(goneFor(desk, seat))) : t("not connected")),
    ];
  if (here < seat.people.length)
    return [h("i", { class: "dot some" }), h("span", {}, t("%1$s of %2$s connected", here, seat.people.length))];
  return [h("i", { class: "dot here" }), h("span", {}, t("connected"))];
}

function standing(desk, seat) {
  if (desk.sheets.room.phase !== "deciding") return h("span", { class: "dim" }, "–");
  if (seat.by === "bot" || !seat.people.length)
    return h("span", { class: "dim" }, seat.committed.length ? t("committed") : "–");
  if (seat.ready) return h("b", { class: "now" }, seat.changed ? t("ready, changing") : t("ready"));
  return h("span", {}, seat.draft.length ? t("drafting") : t("reading"));
}

const hand = async (desk, seat, to) => {
  if (await desk.ask(`seat ${seat.id}`, "hand", { seat: seat.id, to }))
    announce(to === "bot" ? t("%1$s is played by a bot.", seat.name) : t("%1$s is played by people.", seat.name));
};

function handOver(desk, seat) {
  const choice = (to, says) =>
    h(
      "button",
      {
        type: "button",
        key: to,
        class: (seat.by === "bot") === (to === "bot") ? "on" : null,
        "aria-pressed": String((seat.by === "bot") === (to === "bot")),
        onclick: () => hand(desk, seat, to),
        "aria-label": t("%1$s: %2$s", seat.name, says),
      },
      says,
    );
  if (seat.is_role) return h("span", { class: "no-switch" });
  return h(
    "div",
    { class: "either", role: "group", "aria-label": t("Who plays %1$s", seat.name) },
    choice("people", t("Human")),
    choice("bot", t("Bot")),
  );
}

function decisions(title, list, none) {
  return h(
    "div",
    { class: "plan" },
    h("h4", {}, title),
    list.length
      ? h(
          "ul",
          {},
          list.map((one, i) =>
            h(
              "li",
              { key: i },
              one.says,
              one.cost && one.cost.mu ? h("span", { class: "dim" }, ` · ${one.cost.text}`) : null,
            ),
          ),
        )
      : h("p", { class: "dim" }, none),
  );
}

async function expel(desk, seat, name) {
  const who = name || seat.name;
  const text = [
    name
      ? t("%1$s has to join again with the PIN.", name)
      : t("Everybody in this seat has to join again with the PIN."),
  ];
  if (await confirmed(t("Send %1$s out?", who), text, t("Send out")))
    await desk.ask(`seat ${seat.id}`, "expel", name ? { seat: seat.id, name } : { seat: seat.id });
}

function people(desk, seat) {
  if (!seat.people.length) return null;
  return h(
    "ul",
    { class: "plain people" },
    seat.people.map((person) =>
      h(
        "li",
        { key: person.name },
        h("i", { class: `dot ${person.here ? "here" : "nobody"}` }),
        h(
          "span",
          {},
          person.name,
          person.here
            ? null
            : h(
                "span",
                { class: "dim" },
                ` · ${isLost(person) ? t("lost %1$s", span(lostFor(desk, person))) : t("not connected")}`,
              ),
        ),
        button(t("Send out"), () => expel(desk, seat, person.name), {
          kind: "small quiet",
          label: t("%1$s: %2$s", t("Send out"), person.name),
        }),
      ),
    ),
  );
}

function inside(desk, seat, decide) {
  const isOver = desk.sheets.room.phase === "over" || desk.sheets.room.phase === "lobby";
  return h(
    "div",
    { class: "inside" },
    people(desk, seat),
    h(
      "div",
      { class: "plans" },
      decisions(t("Draft"), seat.changed ? seat.draft : [], seat.changed ? t("empty") : t("as committed")),
      decisions(t("Committed"), seat.committed, t("nothing yet")),
    ),
    h(
      "p",
      { class: "about" },
      [
        seat.spent ? t("spends %1$s", seat.spent.text) : null,
        seat.money_left ? t("%1$s left", seat.money_left.text) : null,
        seat.unanswered ? t("messages without answer: %1$s", seat.unanswered) : null,
      ]
        .filter(Boolean)
        .join(" · "),
    ),
    h(
      "div",
      { class: "choices" },
      isOver ? null : button(t("Decide for %1$s", seat.mark), () => decide(seat.id), { kind: "small" }),
      seat.people.length > 1 ? button(t("Send everybody out"), () => expel(desk, seat), { kind: "small" }) : null,
    ),
  );
}

function drawSeat(desk, seat, decide) {
  const gone = seat.by === "people" ? goneFor(desk, seat) : null;
  const count = seat.people.length;
  const hasMark = seat.mark !== seat.name && seat.mark.length <= 4;
  return h(
    "li",
    { class: `seat ${seat.by}`, key: seat.id },
    h(
      "details",
      { key: "more" },
      h(
        "summary",
        {},
        hasMark ? h("b", { class: "mark" }, seat.mark) : null,
        h(
          "span",
          { class: hasMark ? "names" : "names alone" },
          seat.name,
          count
            ? [
                h("span", { class: "dim", "aria-hidden": "true" }, ` · ${count}`),
                h("span", { class: "unseen" }, ` ${t("people: %1$s", count)}`),
              ]
            : null,
        ),
        h("span", { class: "link" }, ...connection(desk, seat)),
        h("span", { class: "ready" }, standing(desk, seat)),
      ),
      inside(desk, seat, decide),
    ),
    handOver(desk, seat),
    gone !== null && gone >= OFFER_BOT_AFTER
      ? h(
          "p",
          { class: "offer", key: "offer" },
          t("Nobody of %1$s has been connected for %2$s.", seat.name, span(gone)),
          " ",
          button(t("Hand to a bot"), () => hand(desk, seat, "bot"), { kind: "small" }),
        )
      : null,
    desk.refusal(`seat ${seat.id}`),
  );
}

export function seats(desk, { decide }) {
  const panel = document.getElementById("seats");
  let showsAll = false;
  const draw = () => {
    const list = (desk.control().seats || []).filter((seat) => seat.playable || seat.is_role);
    const isBotAlone = (seat) => seat.by === "bot" && !seat.people.length;
    const first = list.filter((seat) => !isBotAlone(seat)),
      bots = list.filter(isBotAlone);
    const few = showsAll || list.length <= 8 ? bots : bots.slice(0, Math.max(0, 8 - first.length));
    const hidden = bots.length - few.length;
    const ready = first.filter((seat) => seat.ready).length;
    const played = first.filter((seat) => seat.by === "people").length;
    render(
      panel,
      h(
        "div",
        { class: "head" },
        h("h2", { id: "seats-title" }, t("Seats")),
        h(
          "span",
          { class: "small dim" },
          t("With people: %1$s, bots: %2$s · %3$s of %4$s ready", played, bots.length, ready, played),
        ),
      ),
      h(
        "ul",
        { class: "plain list scroll", tabindex: "0", "aria-labelledby": "seats-title" },
        [...first, ...few].map((seat) => drawSeat(desk, seat, decide)),
      ),
      list.length > 8 && (hidden || showsAll)
        ? h(
            "div",
            { class: "foot" },
            h("span", { class: "small dim" }, hidden === 1 ? t("One more bot") : hidden ? t("%1$s more bots", hidden) : ""),
            button(
              showsAll ? t("Show fewer") : t("Show all seats"),
              () => {
                showsAll = !showsAll;
                desk.draw();
              },
              { kind: "small" },
            ),
          )
        : null,
    );
  };
  desk.add(draw);
  setInterval(() => {
    if (desk.control().seats && !document.hidden) draw();
  }, 5000);
}
