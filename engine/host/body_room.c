/* What everybody in the room may know: which exercise, which phase, the clock, who sits where; and where to join, for
 * the wall and for control. */
#include "body.h"

#include <polder/board_words.h>

static const char *mode_name(pl_mode mode) {
  switch (mode) {
  case PL_MODE_WORKSHOP: return "workshop";
  case PL_MODE_SOLO: return "solo";
  case PL_MODE_REHEARSAL: break;
  }
  return "rehearsal";
}

/* ---- who sits where ---- */

const char *pl_body_player(const pl_room *room, int seat) {
  const bool is_state = seat < room->scenario->state_count;
  return room->chair[seat].has_people ? "people" : is_state ? "bot" : "nobody";
}

static json_t *seat_of(pl_making *m, int seat) {
  const pl_room *room = m->room;
  const bool is_role = seat >= m->scenario->state_count;
  json_t *row = pl_body_object(m);
  pl_body_set(m, row, "id", pl_body_id(m->scenario, seat));
  pl_body_set(m, row, "name", pl_body_text(pl_name_of_seat(m->voice, seat)));
  pl_body_set(m, row, "mark", pl_body_mark(m, seat));
  pl_body_set(m, row, "is_role", json_boolean(is_role));
  pl_body_set(m, row, "playable", json_boolean(pl_room_seat_is_for_people(room, seat)));
  pl_body_set(m, row, "recommended", json_boolean(seat == m->scenario->recommended));
  pl_body_set(m, row, "people", json_integer(pl_room_people_at(room, seat, false)));
  pl_body_set(m, row, "here", json_integer(pl_room_people_at(room, seat, true)));
  pl_body_set(m, row, "by", json_string(pl_body_player(room, seat)));
  pl_body_set(m, row, "ready", json_boolean(pl_room_seat_is_ready(room, seat)));
  return row;
}

json_t *pl_body_mark(pl_making *m, int seat) {
  return pl_body_text(seat < m->scenario->state_count ? pl_mark_of_state(m->scenario, m->voice->language, seat)
                                                      : pl_scenario_seat_id(m->scenario, seat));
}

/* ---- the moment ---- */

static json_t *days_of(pl_making *m, int round) {
  pl_buffer text = {0};
  pl_put_round_days(&text, m->voice, round);
  return pl_body_take(m, &text);
}

static json_t *clock_of(pl_making *m) {
  const int64_t left = pl_room_left(m->room);
  if (left < 0) return json_null();
  return json_pack("{s:I, s:I}", "left_ms", (json_int_t)left, "of_ms", (json_int_t)m->room->of);
}

static json_t *day_of(pl_making *m) {
  pl_buffer text = {0};
  if (m->room->phase != PL_ROOM_PASSING) return json_null();
  const pl_tick tick = pl_room_tick(m->room), last = PL_TICKS_PER_ROUND - 1;
  pl_put_short_day(&text, m->voice, pl_day_of(m->room->passing * PL_TICKS_PER_ROUND + (tick < last ? tick : last)));
  return pl_body_take(m, &text);
}

static void set_moment(pl_making *m, json_t *body) {
  const pl_room *room = m->room;
  const int round = pl_body_round_shown(room);
  const bool is_passing = room->phase == PL_ROOM_PASSING;
  pl_body_set(m, body, "phase", json_string(pl_room_phase_name(room->phase)));
  pl_body_set(m, body, "paused", json_boolean(room->is_paused));
  pl_body_set(m, body, "round", json_integer(round + 1));
  pl_body_set(m, body, "rounds", json_integer(m->scenario->rounds));
  pl_body_set(m, body, "days", days_of(m, round));
  pl_body_set(m, body, "clock", clock_of(m));
  pl_body_set(m, body, "tick", json_integer(is_passing ? pl_room_tick(room) : 0));
  pl_body_set(m, body, "ticks", json_integer(PL_TICKS_PER_ROUND));
  pl_body_set(m, body, "day", day_of(m));
  pl_body_set(m, body, "ms_per_day", json_integer(room->day));
}

/* The same in words, for boards; who is in the room only while people come in. */
static json_t *said(pl_making *m) {
  const pl_billboard *billboard = pl_room_glance(m->room);
  const bool is_lobby = billboard->phase == PL_ROOM_LOBBY;
  const pl_board_moment now = pl_board_moment_of(m->voice, billboard);
  json_t *words = pl_body_object(m);
  pl_body_set(m, words, "round", pl_body_text(now.round));
  pl_body_set(m, words, "doing", pl_body_text(now.doing));
  pl_body_set(m, words, "note", pl_body_text(now.note));
  pl_body_set(m, words, "people",
              pl_body_text_or_null(is_lobby ? pl_phrase_in_the_room(m->voice, billboard) : NULL));
  return words;
}

static json_t *whole_room(pl_making *m) {
  const pl_room *room = m->room;
  json_t *body = pl_body_object(m), *seats = pl_body_list(m);
  for (int s = 0; s < room->seat_count; s++) pl_body_add(m, seats, seat_of(m, s));
  pl_body_set(m, body, "exercise", pl_body_text(room->exercise));
  pl_body_set(m, body, "title", pl_body_scenario_text(m, &m->scenario->title));
  pl_body_set(m, body, "summary", pl_body_scenario_text(m, &m->scenario->summary));
  pl_body_set(m, body, "mode", json_string(mode_name(room->options.mode)));
  set_moment(m, body);
  pl_body_set(m, body, "says", said(m));
  pl_body_set(m, body, "spotlight", pl_body_text(room->spotlight));
  pl_body_set(m, body, "seats", seats);
  return body;
}

json_t *pl_body_room(pl_room *room) {
  pl_making m = pl_body_begin(room, -1);
  return pl_body_finish(&m, whole_room(&m));
}

/* ---- where to join ---- */

/* The code as rows of "0" and "1". */
static json_t *code_of(pl_making *m) {
  const uint8_t *code = m->room->code;
  const int size = code ? m->room->billboard.code_size : 0;
  if (size <= 0) return json_null();
  json_t *rows = pl_body_list(m);
  for (int y = 0; y < size; y++) {
    pl_buffer row = {0};
    for (int x = 0; x < size; x++) pl_buffer_add(&row, code[y * size + x] & 1 ? "1" : "0", 1);
    pl_body_add(m, rows, pl_body_take(m, &row));
  }
  return rows;
}

static void set_join(pl_making *m, json_t *body) {
  const char *address = m->room->options.address;
  pl_body_set(m, body, "address", pl_body_text(address ? address : ""));
  pl_body_set(m, body, "pin", pl_body_text(m->room->pin));
  pl_body_set(m, body, "link", pl_body_text(pl_buffer_text(&m->room->join)));
  pl_body_set(m, body, "code", code_of(m));
}

json_t *pl_body_room_and_join(pl_room *room) {
  pl_making m = pl_body_begin(room, -1);
  json_t *body = whole_room(&m);
  set_join(&m, body);
  return pl_body_finish(&m, body);
}

json_t *pl_body_join(pl_making *m) {
  json_t *join = pl_body_object(m), *addresses = pl_body_list(m);
  for (int i = 0; i < m->room->address_count; i++) pl_body_add(m, addresses, pl_body_text(m->room->address[i]));
  set_join(m, join);
  pl_body_set(m, join, "addresses", addresses);
  pl_body_set(m, join, "is_chosen", json_boolean(*m->room->chosen_address != 0));
  pl_body_set(m, join, "evaluator_pin", pl_body_text(m->room->evaluator_pin));
  return join;
}

/* ---- people ---- */

/* The seat's own remarks. */
static json_t *notes_of(pl_making *m) {
  size_t count;
  const pl_note *notes = pl_session_notes(m->room->session, &count);
  json_t *list = pl_body_list(m);
  for (size_t i = 0; i < count; i++) {
    if (notes[i].seat != m->seat) continue;
    json_t *row = pl_body_object(m);
    pl_body_set(m, row, "round", json_integer(notes[i].round + 1));
    pl_body_set(m, row, "at_ms", pl_body_time(notes[i].at ? notes[i].at : ""));
    pl_body_set(m, row, "by", pl_body_text(notes[i].by ? notes[i].by : ""));
    pl_body_set(m, row, "text", pl_body_text(notes[i].text));
    pl_body_add(m, list, row);
  }
  return list;
}

json_t *pl_body_people(pl_room *room, int seat) {
  pl_making m = pl_body_begin(room, seat);
  json_t *body = pl_body_object(&m), *people = pl_body_list(&m);
  for (size_t i = 0; i < room->person_count; i++) {
    const pl_person *person = &room->person[i];
    if (person->seat != seat) continue;
    json_t *row = pl_body_object(&m);
    pl_body_set(&m, row, "name", pl_body_text(person->name));
    pl_body_set(&m, row, "here", json_boolean(person->here > 0));
    pl_body_add(&m, people, row);
  }
  pl_body_set(&m, body, "people", people);
  pl_body_set(&m, body, "notes", notes_of(&m));
  return pl_body_finish(&m, body);
}

json_t *pl_body_people_for_control(pl_making *m, int seat) {
  json_t *people = pl_body_list(m);
  for (size_t i = 0; i < m->room->person_count; i++) {
    const pl_person *person = &m->room->person[i];
    const bool is_lost = !person->here && person->lost_since >= 0;
    if (person->seat != seat) continue;
    json_t *row = pl_body_object(m);
    pl_body_set(m, row, "name", pl_body_text(person->name));
    pl_body_set(m, row, "here", json_boolean(person->here > 0));
    const int64_t lost = is_lost ? m->room->now.milliseconds - person->lost_since : -1;
    pl_body_set(m, row, "lost_ms", pl_body_number_or_null(lost));
    pl_body_add(m, people, row);
  }
  return people;
}
