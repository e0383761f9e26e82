/* What waits for control, in one line below the clock: the most urgent first, each a way to where it is dealt with. The
 * line is there when nothing waits as well, so that nothing on the page moves when something does. */
import { clockTime, h, icon } from "./page.js";
import { t } from "./words.js";
import { endRound } from "./control_clock.js";
import { readMail, unreadForControl } from "./control_mail.js";
import { showMove, waited, waitingMoves } from "./control_moves.js";
import { goneFor, span } from "./control_seats.js";

const GONE_MS = 20000; /* a page that is loaded again takes less */
const SOON_MS = 60000;

function lead(id) {
  const panel = document.getElementById(id);
  panel.scrollIntoView({ block: "nearest" });
  panel.focus({ preventScroll: true });
}

function aboutMoves(desk) {
  const waiting = waitingMoves(desk);
  if (!waiting.length) return null;
  const [first] = waiting;
  const says =
    waiting.length === 1
      ? t("A move of %1$s waits: %2$s", first.seat_name, waited(desk, first))
      : t("%1$s moves wait, the first for %2$s", waiting.length, waited(desk, first));
  return { key: "moves", isUrgent: true, says, press: () => showMove(desk, first) };
}

function aboutSeats(desk) {
  const gone = (desk.control().seats || [])
    .filter((seat) => seat.by === "people")
    .map((seat) => [seat, goneFor(desk, seat)])
    .filter(([, since]) => since !== null && since >= GONE_MS);
  if (!gone.length) return null;
  const names = gone.map(([seat]) => seat.mark).join(", ");
  const says =
    gone.length === 1
      ? t("%1$s: nobody connected for %2$s", gone[0][0].name, span(gone[0][1]))
      : t("Nobody connected: %1$s", names);
  return { key: "gone", isUrgent: true, says, press: () => lead("seats") };
}

function aboutMail(desk) {
  const unread = unreadForControl(desk);
  if (!unread.length) return null;
  const last = unread[unread.length - 1];
  const says = unread.length === 1 ? t("%1$s wrote to you", last.from_name) : t("%1$s messages to you", unread.length);
  const press = () => {
    readMail(desk);
    lead("mail");
  };
  return { key: "mail", says, press };
}

/* Who has not committed yet counts when time is nearly up, and when it is nobody. */
function aboutTime(desk) {
  const { phase, seats, paused } = desk.sheets.room,
    left = desk.left();
  const played = seats.filter((seat) => seat.by === "people"),
    late = played.filter((seat) => !seat.ready);
  if (phase !== "deciding" || !played.length) return null;
  if (!late.length) return { key: "time", isGood: true, says: t("All teams have committed. End the round?"), press: () => endRound(desk) };
  if (left === null || left > SOON_MS || paused) return null;
  const names = late.map((seat) => seat.mark).join(", ");
  return { key: "time", isUrgent: true, says: t("%1$s left, not ready: %2$s", clockTime(left), names), press: () => lead("seats") };
}

/* In the lobby: how full the room is. */
function calm(desk) {
  const { phase, seats } = desk.sheets.room;
  const open = seats.filter((seat) => seat.playable || seat.is_role),
    taken = open.filter((seat) => seat.people);
  if (phase === "lobby") return t("%1$s of %2$s seats have people; bots play the others.", taken.length, open.length);
  if (phase === "over") return t("Every team reads its own reckoning now.");
  return t("Nothing waits for you.");
}

export function attention(desk) {
  const rows = [aboutTime, aboutMoves, aboutSeats, aboutMail].map((about) => about(desk)).filter(Boolean);
  rows.sort((a, b) => Boolean(b.isUrgent) - Boolean(a.isUrgent));
  return h(
    "section",
    { class: "attention", "aria-label": t("What waits for you"), key: "attention" },
    rows.length
      ? rows.map(({ key, says, press, isUrgent, isGood }) =>
          h(
            "button",
            { type: "button", key, class: `small${isUrgent ? " urgent" : ""}${isGood ? " good" : ""}`, onclick: press },
            icon(isGood ? "tick" : isUrgent ? "warning" : "message", "small"),
            h("span", {}, says),
          ),
        )
      : h("p", { class: "dim small" }, calm(desk)),
  );
}
