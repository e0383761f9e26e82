/* The story: what a seat saw, round by round, told from the record of events; nothing is played again for it.
 *
 * A page gets the last rounds at once and asks for older ones. A round that is over is told once and kept; the one
 * whose days pass is told anew for each day, up to the day that passes. */
#include "body.h"

#include "requests.h"

#include <stdlib.h>

enum { TOLD = 2 }; /* rounds that the sheet tells */

struct pl_bodies {
  const pl_session *session;
  int seat_count, rounds;
  json_t **told;          /* [(seat_count + 1) · rounds], control's first: rounds that are over; NULL: not told yet */
  json_t **seat;          /* [seat_count], the sheet "seat" as it was last made while its round was open; or NULL */
  int *seat_round;        /* [seat_count], of which round */
  json_t *debrief;        /* when all is over; or NULL */
};

void pl_bodies_free(pl_bodies *bodies) {
  if (!bodies) return;
  for (int i = 0; bodies->told && i < (bodies->seat_count + 1) * bodies->rounds; i++) json_decref(bodies->told[i]);
  for (int s = 0; bodies->seat && s < bodies->seat_count; s++) json_decref(bodies->seat[s]);
  json_decref(bodies->debrief);
  free(bodies->told);
  free(bodies->seat);
  free(bodies->seat_round);
  free(bodies);
}

static pl_bodies *bodies_new(const pl_room *room) {
  const size_t count = (size_t)room->seat_count;
  pl_bodies *bodies = calloc(1, sizeof *bodies);
  if (!bodies) return NULL;
  bodies->session = room->session;
  bodies->seat_count = room->seat_count;
  bodies->rounds = room->scenario->rounds;
  bodies->told = calloc((count + 1) * (size_t)bodies->rounds, sizeof *bodies->told);
  bodies->seat = calloc(count + 1, sizeof *bodies->seat);
  bodies->seat_round = calloc(count + 1, sizeof *bodies->seat_round);
  if (bodies->told && bodies->seat && bodies->seat_round) return bodies;
  pl_bodies_free(bodies);
  return NULL;
}

/* What is kept of this exercise; NULL where there is no memory for it. */
static pl_bodies *bodies_of(pl_room *room) {
  if (room->bodies && room->bodies->session != room->session) {
    pl_bodies_free(room->bodies);
    room->bodies = NULL;
  }
  if (!room->bodies) room->bodies = bodies_new(room);
  return room->bodies;
}

void pl_body_keep_seat(pl_making *m, json_t *body) {
  pl_bodies *bodies = bodies_of(m->room);
  if (!bodies || !body) return;
  json_decref(bodies->seat[m->seat]);
  bodies->seat[m->seat] = json_incref(body);
  bodies->seat_round[m->seat] = pl_body_round_shown(m->room);
}

json_t *pl_body_kept_seat(pl_making *m) {
  pl_bodies *bodies = bodies_of(m->room);
  const bool is_there = bodies && bodies->seat[m->seat] && bodies->seat_round[m->seat] == pl_body_round_shown(m->room);
  return is_there ? bodies->seat[m->seat] : NULL;
}

/* ---- the debrief ---- */

/* Some of its questions are answered by playing again, so it is told once for all, by a worker, and comes later. */
json_t *pl_body_debrief(pl_making *m) {
  pl_bodies *bodies = bodies_of(m->room);
  if (bodies && bodies->debrief) return json_incref(bodies->debrief);
  if (!bodies || !pl_begin_debrief(m->room)) m->failed = true;
  return pl_body_list(m);
}

void pl_body_take_debrief(pl_room *room, json_t *paragraphs) {
  pl_bodies *bodies = bodies_of(room);
  json_t *debrief = paragraphs ? paragraphs : json_array();
  if (bodies) {
    json_decref(bodies->debrief);
    bodies->debrief = json_incref(debrief);
  }
  json_decref(debrief);
  pl_room_stale_for_all(room, PL_SHEET_SEAT);
}

/* ---- one round ---- */

static bool is_passing(const pl_room *room, int round) {
  return room->phase == PL_ROOM_PASSING && round == room->passing && pl_body_until(room) != INT32_MAX;
}

static json_t *told_to_seat(pl_making *m, int round) {
  pl_tale tale = {0};
  pl_error error;
  if (!m->game || !m->brief) return pl_body_list(m);
  const pl_tick until = is_passing(m->room, round) ? pl_body_until(m->room) : INT32_MAX;
  if (pl_game_tell_round(m->game, round, until, &tale, &error) != PL_OK) m->failed = true;
  return pl_body_tale(m, &tale);
}

static json_t *told_to_control(pl_making *m, int round) {
  pl_tale tale = {0};
  pl_error error;
  if (pl_tell_round_to_control(m->room->session, round, m->room->language, &tale, &error) != PL_OK) m->failed = true;
  return pl_body_tale(m, &tale);
}

static json_t *title_of(pl_making *m, int round) {
  pl_buffer title = {0};
  pl_buffer_add_format(&title, PL_TEXT("Round %d"), round + 1);
  return pl_body_take(m, &title);
}

static json_t *round_row(pl_making *m, int round, json_t *paragraphs) {
  json_t *row = pl_body_object(m);
  pl_buffer days = {0};
  pl_put_round_days(&days, m->voice, round);
  pl_body_set(m, row, "round", json_integer(round + 1));
  pl_body_set(m, row, "title", title_of(m, round));
  pl_body_set(m, row, "days", pl_body_take(m, &days));
  pl_body_set(m, row, "is_whole", json_boolean(!is_passing(m->room, round)));
  pl_body_set(m, row, "paragraphs", paragraphs);
  return row;
}

/* Where a round that is over is kept once it was told; NULL: nowhere, it is told anew each time. */
static json_t **place_of(pl_making *m, int round) {
  pl_bodies *bodies = bodies_of(m->room);
  const bool is_over = round >= 0 && round < pl_session_rounds_done(m->room->session) && !is_passing(m->room, round);
  const bool has_eyes = m->seat < 0 || (m->game && m->brief);
  return bodies && is_over && has_eyes ? &bodies->told[(m->seat + 1) * bodies->rounds + round] : NULL;
}

json_t *pl_body_round(pl_room *room, int seat, int round) {
  pl_making m = pl_body_begin(room, seat);
  json_t **kept = place_of(&m, round), *paragraphs;
  if (kept && *kept) return json_incref(*kept);
  if (round < 0 || round >= pl_session_rounds_done(room->session)) paragraphs = pl_body_list(&m);
  else paragraphs = seat < 0 ? told_to_control(&m, round) : told_to_seat(&m, round);
  json_t *row = pl_body_finish(&m, round_row(&m, round, paragraphs));
  if (kept) *kept = json_incref(row);
  return row;
}

json_t *pl_body_story(pl_room *room, int seat) {
  pl_making m = pl_body_begin(room, seat);
  json_t *body = pl_body_object(&m), *rounds = pl_body_list(&m);
  const int done = pl_session_rounds_done(room->session);
  for (int round = 0; round < done; round++)
    pl_body_add(&m, rounds, round < done - TOLD ? round_row(&m, round, json_null()) : pl_body_round(room, seat, round));
  pl_body_set(&m, body, "rounds", rounds);
  return pl_body_finish(&m, body);
}
