/* Messages: to a team those from it, to it and to everybody; to control and evaluators all. */
#include "body.h"

#include <stdlib.h>
#include <string.h>

enum { SHOWN = 400 };

static bool may_read(const pl_message *message, int reader) {
  if (reader == -1 || message->is_public) return true;
  return reader >= 0 && (message->seat == reader || pl_set_has(&message->to, (unsigned)reader));
}

/* ---- numbers ---- */

/* Numbers of a whole sheet are counted once, and not for each of its messages. */
pl_mail pl_mail_begin(pl_making *m, int reader) {
  pl_mail mail = {0};
  int32_t next = 0;
  const pl_message *messages = pl_session_messages(m->room->session, &mail.count);
  if (reader == -1) return mail;
  mail.number = malloc((mail.count + 1) * sizeof *mail.number);
  if (!mail.number) {
    mail.count = 0;
    m->failed = true;
  }
  for (size_t i = 0; i < mail.count; i++) mail.number[i] = may_read(&messages[i], reader) ? next++ : -1;
  return mail;
}

void pl_mail_end(pl_mail *mail) {
  free(mail->number);
  *mail = (pl_mail){0};
}

static int32_t number_in(const pl_mail *mail, int32_t recorded) {
  if (recorded < 0 || (size_t)recorded >= mail->count) return -1;
  return mail->number ? mail->number[recorded] : recorded;
}

int32_t pl_mail_number(const pl_room *room, int reader, int32_t recorded) {
  size_t count;
  int32_t number = 0;
  const pl_message *messages = pl_session_messages(room->session, &count);
  for (size_t i = 0; i < count; i++) {
    if (!may_read(&messages[i], reader)) continue;
    if (messages[i].number == recorded) return reader == -1 ? recorded : number;
    number++;
  }
  return -1;
}

int32_t pl_mail_recorded(const pl_room *room, int reader, int32_t number) {
  size_t count;
  const pl_message *messages = pl_session_messages(room->session, &count);
  for (size_t i = 0; i < count; i++)
    if (may_read(&messages[i], reader) && !number--) return messages[i].number;
  return -1;
}

/* ---- a message ---- */

static const char *form_name(pl_message_form form) {
  static const char *const names[PL_MESSAGE_FORMS] = {[PL_MESSAGE_TEXT] = "text", [PL_MESSAGE_MOVE] = "move",
                                                      [PL_MESSAGE_INJECT] = "inject", [PL_MESSAGE_RULING] = "ruling"};
  return (unsigned)form < PL_MESSAGE_FORMS ? names[form] : "text";
}

static bool is_for_all_teams(const pl_room *room, const pl_message *message) {
  int count = 0;
  for (int s = 0; s < room->seat_count; s++) {
    if (s == message->seat || !pl_room_seat_is_for_people(room, s)) continue;
    if (!pl_set_has(&message->to, (unsigned)s)) return false;
    count++;
  }
  return count > 1;
}

/* "Estonia, Latvia, control", "all teams" */
static json_t *readers_of(pl_making *m, const pl_message *message) {
  pl_buffer text = {0};
  const char *between = "";
  const bool is_for_all = is_for_all_teams(m->room, message);
  if (is_for_all) {
    pl_buffer_add_text(&text, PL_TEXT("all teams"));
    between = ", ";
  }
  for (int s = pl_set_next(&message->to, 0); s >= 0 && s < m->room->seat_count; s = pl_set_next(&message->to, s + 1)) {
    if (is_for_all && pl_room_seat_is_for_people(m->room, s)) continue;
    pl_buffer_add_format(&text, "%s%s", between, pl_name_of_seat(m->voice, s));
    between = ", ";
  }
  if (message->to_control) {
    pl_buffer_add_format(&text, "%s%s", between, PL_TEXT("control"));
    between = ", ";
  }
  if (message->is_public) pl_buffer_add_format(&text, "%s%s", between, PL_TEXT("the board"));
  return pl_body_take(m, &text);
}

json_t *pl_body_message(pl_making *m, const pl_mail *mail, const pl_message *message) {
  const bool is_controls = message->seat < 0;
  json_t *row = pl_body_object(m);
  pl_body_set(m, row, "number", json_integer(number_in(mail, message->number)));
  pl_body_set(m, row, "round", json_integer(message->round + 1));
  pl_body_set(m, row, "at_ms", pl_body_time(message->at ? message->at : ""));
  pl_body_set(m, row, "form", json_string(form_name(message->form)));
  pl_body_set(m, row, "from", is_controls ? json_string("control") : pl_body_id(m->scenario, message->seat));
  pl_body_set(m, row, "from_name",
              pl_body_text(is_controls ? PL_TEXT("Control") : pl_name_of_seat(m->voice, message->seat)));
  pl_body_set(m, row, "by", pl_body_text(message->by ? message->by : ""));
  pl_body_set(m, row, "to", pl_body_ids(m, &message->to));
  pl_body_set(m, row, "to_control", json_boolean(message->to_control));
  pl_body_set(m, row, "to_text", readers_of(m, message));
  pl_body_set(m, row, "public", json_boolean(message->is_public));
  pl_body_set(m, row, "sender", pl_body_text(message->sender ? message->sender : ""));
  pl_body_set(m, row, "label", pl_body_tlp((int)message->label));
  pl_body_set(m, row, "about", pl_body_number_or_null(number_in(mail, message->about)));
  pl_body_set(m, row, "text", pl_body_text(message->text ? message->text : ""));
  pl_body_set(m, row, "is_mine", json_boolean(m->seat < 0 ? is_controls : message->seat == m->seat));
  return row;
}

json_t *pl_body_mail(pl_room *room, int seat) {
  pl_making m = pl_body_begin(room, seat);
  size_t count, readable = 0, left_out;
  const pl_message *messages = pl_session_messages(room->session, &count);
  pl_mail mail = pl_mail_begin(&m, seat);
  json_t *body = pl_body_object(&m), *list = pl_body_list(&m);
  for (size_t i = 0; i < count; i++) readable += may_read(&messages[i], seat);
  left_out = readable > SHOWN ? readable - SHOWN : 0;
  for (size_t i = 0, at = 0; i < count; i++)
    if (may_read(&messages[i], seat) && at++ >= left_out)
      pl_body_add(&m, list, pl_body_message(&m, &mail, &messages[i]));
  pl_mail_end(&mail);
  pl_body_set(&m, body, "messages", list);
  pl_body_set(&m, body, "left_out", json_integer((json_int_t)left_out));
  return pl_body_finish(&m, body);
}
