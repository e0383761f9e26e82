/* Messages with other seats and with control, newest first. What is half written stays, whatever comes in. */
import { chip, h, icon } from "./page.js";
import { forgetSent, keepWritten, written } from "./kept_text.js";
import { t, wordsLanguage } from "./words.js";
import { problem } from "./team_tools.js";

function mails(team) {
  return team.sheets.mail ? team.sheets.mail.messages : [];
}
function readKey(team) {
  return team.who ? `polder.read.${team.who.exercise}.${team.who.seat}` : null;
}
function readUpTo(team) {
  if (team.ui.read === undefined) {
    try { team.ui.read = Number(localStorage.getItem(readKey(team)) ?? -1); } catch (error) { team.ui.read = -1; }
  }
  return team.ui.read;
}
export function unread(team) {
  return mails(team).filter((one) => !one.is_mine && one.number > readUpTo(team)).length;
}
/* All are read. True: some were not. */
export function markRead(team) {
  const list = mails(team);
  const last = list.length ? Math.max(...list.map((one) => one.number)) : -1;
  if (last <= readUpTo(team)) return false;
  team.ui.read = last;
  try { localStorage.setItem(readKey(team), String(last)); } catch (error) { /* it lasts as long as the page */ }
  return true;
}
export function latestMessage(team) {
  const list = mails(team).filter((one) => !one.is_mine && one.number > readUpTo(team));
  return list.length ? list[list.length - 1] : null;
}

/* Whoever has looked at them and goes on has seen what was new; what comes later is. */
export function leaveMessages(team) {
  team.ui.readBefore = readUpTo(team);
}

/* ---- writing ---- */

/* To whom, and in answer to what: kept like the text itself. */
function addressed(team) {
  if (!team.ui.letter) {
    try { team.ui.letter = JSON.parse(written(team.who, "letter")); } catch (error) { /* nothing is kept */ }
    team.ui.letter = team.ui.letter || { to: [], about: null };
  }
  return team.ui.letter;
}
function address(team, letter) {
  team.ui.letter = { ...addressed(team), ...letter };
  const { to, about } = team.ui.letter;
  keepWritten(team.who, "letter", to.length || about !== null ? JSON.stringify(team.ui.letter) : "");
}

function picks(team) {
  const { room } = team.sheets;
  const chosen = addressed(team).to;
  const rows = [{ id: "control", name: t("Control") }, ...room.seats.filter((one) => one.id !== team.who.seat)];
  const toggle = (id) => {
    address(team, { to: chosen.includes(id) ? chosen.filter((other) => other !== id) : [...chosen, id] });
    if (team.ui.problems.say) team.ui.problems.say = "";
    team.draw();
  };
  return h("div", { class: "chips", role: "group", "aria-label": t("To") }, rows.map((one) => {
    const isOn = chosen.includes(one.id);
    return h("button", { key: one.id, type: "button", class: `pick${isOn ? " on" : ""}`, "aria-pressed": String(isOn), onclick: () => toggle(one.id) },
      isOn ? icon("tick", "small") : null, one.name,
      one.by === "bot" ? [icon("bot", "small"), h("span", { class: "unseen" }, ` ${t("a bot, which does not read")}`)] : null);
  }));
}

function reply(team, one) {
  address(team, { to: [one.from], about: one.number });
  team.draw();
  document.getElementById("message-text").focus();
}

async function send(team, event) {
  event.preventDefault();
  const field = event.currentTarget.elements.text;
  const text = field.value.trim();
  const letter = addressed(team), { to, about } = letter;
  if (!to.length) {
    team.ui.problems.say = t("Choose who gets it.");
    team.draw();
    return;
  }
  if (!text) { field.focus(); return; }
  const fields = { to, text };
  if (about !== null) fields.about = about;
  if (!(await team.attempt("say", () => team.ask("say", fields), t("Sent.")))) return;
  forgetSent(team.who, "message", field, text);
  if (team.ui.letter === letter) address(team, { to: [], about: null });
  team.draw();
}

function writing(team) {
  const { about: number } = addressed(team), isSending = Boolean(team.ui.busy.say);
  const about = number !== null && mails(team).find((one) => one.number === number);
  return h("form", { key: "write", class: "card write", onsubmit: (event) => send(team, event) },
    h("p", { class: "label" }, t("To")), picks(team),
    about ? h("p", { class: "small dim row apart" }, h("span", { class: "cut" }, t("In answer to: %1$s", about.text)),
      h("button", { type: "button", class: "quiet small", onclick: () => { address(team, { about: null }); team.draw(); } }, t("Not as an answer"))) : null,
    h("label", { for: "message-text", class: "unseen" }, t("Message")),
    h("textarea", { id: "message-text", name: "text", rows: 3, maxlength: 2000, placeholder: t("Write a message"),
      value: written(team.who, "message"), oninput: (event) => keepWritten(team.who, "message", event.target.value) }),
    problem(team, "say"),
    h("button", { class: "wide", type: "submit", "aria-disabled": isSending ? "true" : false }, isSending ? t("Sending …") : t("Send")));
}

/* ---- reading ---- */

function time(at) {
  return at ? new Date(at).toLocaleTimeString(wordsLanguage() === "nl" ? "nl-NL" : "en-GB", { hour: "2-digit", minute: "2-digit" }) : "";
}

const FORMS = { move: () => t("a move, to control"), ruling: () => t("what control ruled"), inject: () => t("a message of the exercise") };

/* What a message answers, or which move control asks about or has ruled on. */
function answering(answered, one) {
  if (answered.form === "move" && answered.is_mine)
    return one.form === "text" ? t("A question about your move: %1$s", answered.text) : t("About your move: %1$s", answered.text);
  return answered.is_mine ? t("In answer to you: %1$s", answered.text) : t("In answer to: %1$s", answered.text);
}

function letter(team, one) {
  const isNew = !one.is_mine && one.number > team.ui.readBefore;
  const answered = one.about !== null && mails(team).find((other) => other.number === one.about);
  const from = one.is_mine ? (one.by ? t("%1$s (you)", one.by) : t("You")) : one.sender || one.from_name;
  return h("article", { key: one.number, class: `card letter${one.is_mine ? " mine" : ""}${isNew ? " new" : ""}` },
    h("p", { class: "row apart small" },
      h("span", {}, h("b", {}, from), h("span", { class: "dim" }, ` → ${one.to_text}`, one.public ? ` · ${t("public")}` : "")),
      h("span", { class: "dim" }, time(one.at_ms) || t("round %1$s", one.round))),
    one.label || FORMS[one.form] ? h("p", { class: "row small dim" }, one.label ? chip(one.label) : null, FORMS[one.form] ? FORMS[one.form]() : null) : null,
    answered ? h("p", { class: "small dim answered" }, h("span", { class: "cut" }, answering(answered, one))) : null,
    h("p", { class: "quote" }, one.text),
    one.is_mine || team.sheets.room.mode === "solo" ? null : h("p", { class: "row apart small" }, isNew ? h("b", { class: "good" }, t("new")) : h("span", {}),
      h("button", { type: "button", class: "quiet small", "aria-label": t("Reply to %1$s", from), onclick: () => reply(team, one) }, t("Reply"))));
}

export function drawMessages(team) {
  const { mail } = team.sheets;
  if (team.ui.readBefore === undefined) team.ui.readBefore = readUpTo(team);
  if (team.ui.reply !== null && team.ui.reply !== undefined) {
    const one = mails(team).find((message) => message.number === team.ui.reply);
    team.ui.reply = null;
    if (one) address(team, { to: [one.from], about: one.number });
  }
  const list = [...mails(team)].reverse();
  return [h("h2", { key: "title", id: "messages-title", class: "part-title" }, t("Messages")),
    team.sheets.room.mode === "solo" ? null : writing(team), /* bots do not read */
    list.length ? list.map((one) => letter(team, one)) : h("p", { key: "none", class: "dim" }, t("No messages yet.")),
    mail && mail.left_out ? h("p", { key: "older", class: "dim small" }, t("%1$s older messages are not shown.", mail.left_out)) : null];
}
