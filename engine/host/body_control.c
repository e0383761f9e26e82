/* Control's sheet: from whoever runs the exercise nothing is hidden. */
#include "body.h"
#include "requests.h"

enum { WRITTEN = 100 };

/* ---- seats ---- */

static json_t *seat_row(pl_making *control, int seat) {
  pl_room *room = control->room;
  const pl_chair *chair = &room->chair[seat];
  pl_making m = pl_body_begin(room, seat);
  const bool is_state = seat < m.scenario->state_count && m.brief;
  pl_decision committed[PL_PENDING];
  const bool is_deciding = m.game && room->phase == PL_ROOM_DECIDING;
  const size_t count = is_deciding ? pl_game_pending(m.game, committed) : 0;
  const pl_mu left = pl_body_money_left(&m, committed, count), all = pl_body_money_left(&m, NULL, 0);
  json_t *row = pl_body_object(&m);
  pl_body_set(&m, row, "id", pl_body_id(m.scenario, seat));
  pl_body_set(&m, row, "name", pl_body_text(pl_name_of_seat(m.voice, seat)));
  pl_body_set(&m, row, "mark", pl_body_mark(&m, seat));
  pl_body_set(&m, row, "is_role", json_boolean(seat >= m.scenario->state_count));
  pl_body_set(&m, row, "playable", json_boolean(pl_room_seat_is_for_people(room, seat)));
  pl_body_set(&m, row, "by", json_string(pl_body_player(room, seat)));
  pl_body_set(&m, row, "player", pl_body_text(pl_session_player(room->session, seat)));
  pl_body_set(&m, row, "people", pl_body_people_for_control(&m, seat));
  pl_body_set(&m, row, "ready", json_boolean(pl_room_seat_is_ready(room, seat)));
  pl_body_set(&m, row, "changed", json_boolean(chair->is_changed));
  pl_body_set(&m, row, "draft", pl_body_decided(&m, chair->draft, chair->draft_count));
  pl_body_set(&m, row, "committed", pl_body_decided(&m, committed, count));
  pl_body_set(&m, row, "spent", is_state ? pl_body_money(&m, all - left) : json_null());
  pl_body_set(&m, row, "money_left", is_state ? pl_body_money(&m, left) : json_null());
  pl_body_set(&m, row, "unanswered", json_integer(pl_body_unanswered(&m, committed, count)));
  control->failed = control->failed || m.failed;
  return row;
}

static json_t *seats_of(pl_making *m) {
  json_t *list = pl_body_list(m);
  for (int s = 0; s < m->room->seat_count; s++) pl_body_add(m, list, seat_row(m, s));
  return list;
}

/* ---- the rest ---- */

static json_t *written_of(pl_making *m) {
  size_t count, written = 0;
  const pl_message *messages = pl_session_messages(m->room->session, &count);
  json_t *list = pl_body_list(m);
  pl_mail mail = pl_mail_begin(m, -1);
  for (size_t i = 0; i < count; i++) written += messages[i].form == PL_MESSAGE_INJECT;
  for (size_t i = 0; i < count; i++)
    if (messages[i].form == PL_MESSAGE_INJECT && written-- <= WRITTEN)
      pl_body_add(m, list, pl_body_message(m, &mail, &messages[i]));
  pl_mail_end(&mail);
  return list;
}

static json_t *reveals_of(const pl_room *room) {
  return json_pack("{s:b, s:b}", "found", (room->reveals & PL_REVEAL_FOUND) != 0, "sharing",
                   (room->reveals & PL_REVEAL_SHARING) != 0);
}

static json_t *files_of(pl_making *m) {
  const char *now = pl_session_path(m->room->session);
  json_t *kept = pl_body_list(m);
  for (size_t i = 0; i < m->room->kept_count; i++) pl_body_add(m, kept, pl_body_text(m->room->kept[i]));
  return json_pack("{s:o, s:o}", "now", pl_body_text_or_null(now), "kept", kept);
}

json_t *pl_body_control(pl_room *room) {
  pl_making m = pl_body_begin(room, -1);
  json_t *body = pl_body_object(&m);
  pl_body_set(&m, body, "seats", seats_of(&m));
  pl_body_set(&m, body, "msel", pl_body_msel(&m));
  pl_body_set(&m, body, "moves", pl_body_moves(&m));
  pl_body_set(&m, body, "rulings", pl_body_rulings(&m));
  pl_body_set(&m, body, "written", written_of(&m));
  pl_body_set(&m, body, "reveals", reveals_of(room));
  pl_body_set(&m, body, "files", files_of(&m));
  pl_body_set(&m, body, "jobs", pl_jobs_list(room));
  pl_body_set(&m, body, "effects", pl_body_effects(&m));
  pl_body_set(&m, body, "choices", pl_body_effect_choices(&m));
  pl_body_set(&m, body, "join", pl_body_join(&m));
  const pl_error *trouble = room->trouble.status == PL_OK ? &room->doubt : &room->trouble;
  pl_body_set(&m, body, "trouble", pl_body_text_or_null(trouble->status == PL_OK ? NULL : trouble->text));
  return pl_body_finish(&m, body);
}
