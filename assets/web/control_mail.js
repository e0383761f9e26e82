/* Messages: all of them, those of one seat, and one to send. */
import { announce, chip, h, render } from "./page.js";
import { forgetSent, keepWritten, written } from "./kept_text.js";
import { t } from "./words.js";
import { button, option, timeOfDay } from "./control_tools.js";

const formWord = (form) => ({ move: t("free move"), inject: t("event"), ruling: t("ruling") })[form] || null;

/* ---- what control has not read ---- */

const isToControl = (message) => message.to_control && !message.is_mine && message.form === "text";
const keyOf = (desk) => `polder.control.read.${(desk.room.hello() || {}).exercise}`;
const kept = (desk) => {
  try {
    return Number(sessionStorage.getItem(keyOf(desk)) ?? -1);
  } catch (error) {
    return -1;
  }
};
let read = null; /* the number of the last message that was read; of this tab */
/* After a step back there may be fewer than were read. */
function readUpTo(desk) {
  const { messages = [] } = desk.sheets.mail || {};
  if (read === null) read = kept(desk);
  if (messages.length) read = Math.min(read, messages[messages.length - 1].number);
  return read;
}
/* What is said about a free move stands there. */
export function unreadForControl(desk) {
  const aboutMoves = new Set((desk.control().moves || []).flatMap((move) => move.answers));
  return ((desk.sheets.mail || {}).messages || []).filter(
    (one) => isToControl(one) && one.number > readUpTo(desk) && !aboutMoves.has(one.number),
  );
}

/* Whoever is busy with the messages has read what is there. */
export function readMail(desk) {
  const { messages = [] } = desk.sheets.mail || {};
  const last = messages.length ? messages[messages.length - 1].number : -1;
  if (last <= readUpTo(desk)) return;
  read = last;
  try {
    sessionStorage.setItem(keyOf(desk), String(last));
  } catch (error) {
    /* then it lasts as long as the page */
  }
  desk.draw();
}

/* ---- messages ---- */

/* `reply`: answers a message; without it nobody can. */
function drawMessage(desk, message, reply) {
  const from = message.from === "control" ? t("Control") : desk.markOf(message.from);
  const kind = [formWord(message.form), message.by || null, message.sender || null].filter(Boolean).join(" · ");
  const isNew = reply && isToControl(message) && message.number > readUpTo(desk);
  return h(
    "li",
    { class: `message ${message.form}${isNew ? " new" : ""}`, key: message.number },
    h(
      "p",
      { class: "route" },
      h("b", {}, from, " → ", message.to_text || message.to.map((id) => desk.markOf(id)).join(", ")),
      " ",
      kind ? h("span", { class: "about" }, kind) : null,
      message.label ? chip(message.label) : null,
      isNew ? h("b", { class: "now" }, t("new")) : null,
      reply && message.form === "text" && !message.is_mine
        ? button(t("Reply"), () => reply(message), {
            kind: "small quiet reply",
            name: "reply",
            label: t("Reply to %1$s", message.from_name),
          })
        : null,
      h("span", { class: "about time" }, timeOfDay(message.at_ms) || t("Round %1$s", message.round)),
    ),
    h("p", { class: "says quote" }, message.text),
  );
}

const touches = (message, seat) => message.from === seat || message.public || message.to.includes(seat);

/* Which seat's messages are shown; `list.seat` is where that is kept. */
export function drawFilter(desk, list) {
  return h(
    "label",
    { class: "filter", key: "filter" },
    h("span", { class: "unseen" }, t("Messages of")),
    h(
      "select",
      {
        id: "mail-filter",
        value: list.seat,
        onchange: (event) => {
          list.seat = event.target.value;
          desk.draw();
        },
      },
      option("", t("All messages")),
      (desk.sheets.room.seats || []).map((seat) => option(seat.id, t("Of and to %1$s", seat.name))),
    ),
  );
}

export function drawMail(desk, list, reply = null) {
  const { messages = [], left_out = 0 } = desk.sheets.mail || {};
  const shown = messages.filter((message) => !list.seat || touches(message, list.seat)).reverse();
  if (!shown.length) return h("p", { class: "dim", key: "none" }, t("No messages yet."));
  return h(
    "ul",
    { class: "plain list scroll", tabindex: "0", "aria-labelledby": "mail-title", key: "mail" },
    shown.map((message) => drawMessage(desk, message, reply)),
    left_out ? h("li", { class: "dim", key: "left-out" }, t("%1$s older ones are in the report.", left_out)) : null,
  );
}

export function mail(desk) {
  const panel = document.getElementById("mail");
  const list = { seat: "" },
    to = new Set();
  let about = null; /* the number of the message that is answered */
  const reply = (message) => {
    about = message.number;
    to.clear();
    to.add(message.from);
    readMail(desk);
    desk.draw();
    queueMicrotask(() => document.getElementById("mail-text").focus());
  };
  const noReply = () => {
    about = null;
    to.clear();
    desk.draw();
  };
  panel.addEventListener("pointerdown", () => readMail(desk));
  panel.addEventListener("focusin", (event) => event.target !== panel && readMail(desk));
  const seatsToChoose = () => (desk.sheets.room.seats || []).filter((seat) => seat.playable || seat.is_role);
  const send = async (event) => {
    event.preventDefault();
    const form = event.currentTarget,
      text = form.elements.text.value.trim();
    if (!text) return desk.refuse("mail", t("Write the message first."));
    const all = seatsToChoose().map((seat) => seat.id);
    const fields = { to: to.size ? all.filter((id) => to.has(id)) : all, text };
    if (about !== null) fields.about = about;
    if (!(await desk.ask("mail", "say", fields))) return;
    if (about !== null) noReply();
    forgetSent(desk.room.hello(), "message", form.elements.text, text);
    announce(t("Sent."));
  };
  const choose = (id) => (event) => {
    if (event.target.checked) to.add(id);
    else to.delete(id);
    desk.draw();
  };
  desk.add(() => {
    const { messages = [], left_out = 0 } = desk.sheets.mail || {};
    const names = seatsToChoose()
      .filter((seat) => to.has(seat.id))
      .map((seat) => seat.mark);
    const whom = names.length ? t("To %1$s", names.join(", ")) : t("To all teams");
    const answered = about === null ? null : messages.find((message) => message.number === about);
    render(
      panel,
      h(
        "div",
        { class: "head" },
        h("h2", { id: "mail-title" }, t("Messages")),
        drawFilter(desk, list),
        h("span", { class: "small dim" }, t("%1$s sent", messages.length + left_out)),
      ),
      drawMail(desk, list, reply),
      h(
        "form",
        { onsubmit: send },
        answered
          ? h(
              "p",
              { class: "about in-answer", key: "in-answer" },
              h("span", { class: "cut" }, t("In answer to: %1$s", answered.text)),
              button(t("Not as an answer"), noReply, { kind: "small quiet" }),
            )
          : null,
        h(
          "details",
          { class: "whom", key: "whom" },
          h("summary", {}, names.length ? whom : t("Choose to whom")),
          h(
            "div",
            { class: "ticks", role: "group", "aria-label": t("To") },
            seatsToChoose().map((seat) =>
              h(
                "label",
                { class: "tick", key: seat.id },
                h("input", { type: "checkbox", checked: to.has(seat.id), onchange: choose(seat.id) }),
                h("span", {}, seat.name),
              ),
            ),
          ),
        ),
        h(
          "div",
          { class: "one-line" },
          h("label", { class: "unseen", for: "mail-text" }, whom),
          h("input", {
            id: "mail-text",
            name: "text",
            type: "text",
            maxlength: 1000,
            autocomplete: "off",
            placeholder: whom,
            value: written(desk.room.hello(), "message"),
            oninput: (event) => keepWritten(desk.room.hello(), "message", event.target.value),
          }),
          button(t("Send"), null, { kind: "main small", type: "submit", isBusy: desk.isBusy("mail") }),
        ),
      ),
      desk.refusal("mail"),
    );
  });
}
