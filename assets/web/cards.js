/* Seat cards: half a page of A4 for each seat, with its role, its aims and how to join. They are for whoever runs the
 * exercise, so this page uses the token that the control page left in this browser. */
import { connect } from "./connection.js";
import { h, render } from "./page.js";
import { paragraphs } from "./paragraphs.js";
import { loadWords, t } from "./words.js";
import { codePicture } from "./control_tools.js";

await loadWords();
document.title = `${t("Seat cards")} · ${t("EXERCISE")}`;

let room = null,
  role = "",
  problem = "";
const looked = new Map(),
  left = new Set(); /* seats that are not printed */
const seatsOf = () => (room ? room.seats.filter((seat) => seat.playable || seat.is_role) : []);

const connection = connect({
  page: "cards",
  onSheet(name, body) {
    if (name === "room") {
      room = body;
      draw();
      lookAtAll();
    }
  },
  onState({ state, text }) {
    problem = state === "connected" || state === "connecting" ? "" : text;
    draw();
  },
  onHello(who) {
    role = who.role;
    draw();
    lookAtAll();
  },
});

/* One seat after the other: cards are not in a hurry, the exercise may be. */
let isLooking = false;
async function lookAtAll() {
  if (isLooking || role !== "control" || !room) return;
  isLooking = true;
  for (const { id } of seatsOf()) {
    if (looked.has(id)) continue;
    try {
      looked.set(id, await connection.ask("look", { seat: id }));
    } catch (refused) {
      problem = refused.text;
      if (refused.why === "often")
        await new Promise((resolve) => {
          setTimeout(resolve, refused.wait_ms || 1000);
        });
      else if (refused.why !== "lost") looked.set(id, null);
    }
    draw();
  }
  isLooking = false;
  if (seatsOf().every(({ id }) => looked.has(id))) problem = "";
  draw();
}

function joining(seat, { link, code }) {
  const address = (room.address || "").replace(/^http:\/\//, "").replace(/\/$/, "");
  return h(
    "div",
    { class: "join-card" },
    h("h3", {}, t("How to join")),
    code && code.length ? codePicture(code, t("Code that leads to %1$s", link)) : null,
    h(
      "dl",
      {},
      h("dt", {}, t("Address")),
      h("dd", {}, address),
      h("dt", {}, t("PIN")),
      h("dd", { class: "pin" }, room.pin || ""),
    ),
    h(
      "ol",
      {},
      h("li", {}, t("Scan the code, or open the address.")),
      h("li", {}, t("Choose %1$s, and say your name.", seat.name)),
      h("li", {}, t("Lost it? Open the same page again: you are back in your seat.")),
    ),
  );
}

/* What the exercise is, the seat and its aims, as its team reads it at the opening. */
const roleOf = (look) => h("div", { class: "role" }, paragraphs(look.seat.opening, 3));

function card(seat) {
  const look = looked.get(seat.id);
  if (!look) return null;
  return h(
    "article",
    { class: "seat-card", key: seat.id },
    h("p", { class: "exercise-line" }, t("EXERCISE"), ` · ${room.title}`),
    h(
      "div",
      { class: "inner" },
      h(
        "div",
        { class: "role-side" },
        h("p", { class: "mark dim" }, seat.mark === seat.name ? "" : seat.mark),
        h("h2", {}, seat.name),
        roleOf(look),
      ),
      joining(seat, look),
    ),
  );
}

/* What is too long for its card is set smaller, twice at most. */
function fit() {
  for (const one of document.querySelectorAll(".seat-card")) {
    for (const kind of ["is-small", "is-smaller"]) {
      const inner = one.querySelector(".inner").getBoundingClientRect();
      if (one.querySelector(".role").getBoundingClientRect().bottom <= inner.bottom) break;
      one.classList.add(kind);
    }
  }
}

function draw() {
  const seats = seatsOf(),
    shown = seats.filter(({ id }) => !left.has(id));
  const isDone = seats.length > 0 && seats.every(({ id }) => looked.has(id));
  render(
    document.getElementById("tools"),
    h("h1", {}, t("Seat cards")),
    role && role !== "control"
      ? h(
          "p",
          { role: "alert" },
          t("These cards are for control. Enter the control page in this browser first, then load this page again."),
          " ",
          h("a", { href: "/control" }, t("Control")),
        )
      : h("p", {}, t("Two cards on a page of A4: print, and cut in the middle.")),
    problem ? h("p", { class: "error", role: "alert" }, problem) : null,
    role === "control"
      ? [
          h(
            "fieldset",
            { class: "row" },
            h("legend", {}, t("Seats")),
            seats.map((seat) =>
              h(
                "label",
                { class: "row", key: seat.id },
                h("input", {
                  type: "checkbox",
                  checked: !left.has(seat.id),
                  onchange: (event) => {
                    if (event.target.checked) left.delete(seat.id);
                    else left.add(seat.id);
                    draw();
                  },
                }),
                seat.mark,
              ),
            ),
          ),
          h(
            "p",
            {},
            h(
              "button",
              { type: "button", class: "main", onclick: () => window.print(), disabled: !isDone },
              isDone ? t("Print") : t("Looking …"),
            ),
          ),
        ]
      : null,
  );
  const cards = shown.map(card).filter(Boolean),
    pages = [];
  for (let i = 0; i < cards.length; i += 2) pages.push(h("div", { class: "card-page" }, cards.slice(i, i + 2)));
  document.getElementById("cards").replaceChildren(...pages);
  fit();
}
