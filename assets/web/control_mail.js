/* Messages: all of them, those of one seat, and one to send. */
import { announce, chip, h, render } from "./page.js";
import { forgetSent, keepWritten, written } from "./kept_text.js";
import { t } from "./words.js";
import { button, option, timeOfDay } from "./control_tools.js";

const formWord = (form) => ({ move: t("free move"), inject: t("event"), ruling: t("ruling") })[form] || null;

function drawMessage(desk, message) {
  const from = message.from === "control" ? t("Control") : desk.markOf(message.from);
  const kind = [formWord(message.form), message.by || null, message.sender || null].filter(Boolean).join(" · ");
  return h(
    "li",
    { class: `message ${message.form}`, key: message.number },
    h(
      "p",
      { class: "route" },
      h("b", {}, from, " → ", message.to_text || message.to.map((id) => desk.markOf(id)).join(", ")),
      " ",
      kind ? h("span", { class: "about" }, kind) : null,
      message.label ? chip(message.label) : null,
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

export function drawMail(desk, list) {
  const { messages = [], left_out = 0 } = desk.sheets.mail || {};
  const shown = messages.filter((message) => !list.seat || touches(message, list.seat)).reverse();
  if (!shown.length) return h("p", { class: "dim", key: "none" }, t("No messages yet."));
  return h(
    "ul",
    { class: "plain list scroll", tabindex: "0", "aria-labelledby": "mail-title", key: "mail" },
    shown.map((message) => drawMessage(desk, message)),
    left_out ? h("li", { class: "dim", key: "left-out" }, t("%1$s older ones are in the report.", left_out)) : null,
  );
}

export function mail(desk) {
  const panel = document.getElementById("mail");
  const list = { seat: "" },
    to = new Set();
  const seatsToChoose = () => (desk.sheets.room.seats || []).filter((seat) => seat.playable || seat.is_role);
  const send = async (event) => {
    event.preventDefault();
    const form = event.currentTarget,
      text = form.elements.text.value.trim();
    if (!text) return desk.refuse("mail", t("Write the message first."));
    const all = seatsToChoose().map((seat) => seat.id);
    if (!(await desk.ask("mail", "say", { to: to.size ? all.filter((id) => to.has(id)) : all, text }))) return;
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
    render(
      panel,
      h(
        "div",
        { class: "head" },
        h("h2", { id: "mail-title" }, t("Messages")),
        drawFilter(desk, list),
        h("span", { class: "small dim" }, t("%1$s sent", messages.length + left_out)),
      ),
      drawMail(desk, list),
      h(
        "form",
        { onsubmit: send },
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
