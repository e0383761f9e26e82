/* A seat as it was in a round that is done, with what it decided then: what a what-if begins with.
 *
 * Sheets are made of a room; so there is a room around the exercise as it stood at that moment, with one game in it,
 * for as long as it takes to make two sheets. It sends nothing and keeps nothing, and the room itself is only read. */
#include <stdlib.h>

#include "body.h"

static pl_status furnish(pl_room *past, int seat, int round, const pl_room *room, pl_error *error) {
  const pl_game_options options = {.seat = seat, .language = room->language, .is_in_room = true};
  *past = (pl_room){.scenario = room->scenario, .bots = room->bots, .language = room->language, .voice = room->voice,
                    .seat_count = room->seat_count, .phase = PL_ROOM_DECIDING, .left = -1, .of = -1, .now = room->now};
  past->voice.phrases = &past->phrases;
  past->session = pl_session_branch(room->session, round, error);
  if (!past->session) return error->status;
  past->scenario = past->voice.scenario = pl_session_scenario(past->session);
  past->voice.log = pl_session_events(past->session);
  past->chair = calloc((size_t)room->seat_count, sizeof *past->chair);
  if (!past->chair) return pl_error_set(error, PL_NO_MEMORY, "There is no memory for that now.");
  pl_chair *chair = &past->chair[seat];
  chair->game = pl_game_new(past->session, past->bots, &options, error);
  const size_t count = pl_session_decisions(past->session, seat, chair->draft, PL_PENDING);
  chair->draft_count = count < PL_PENDING ? count : PL_PENDING;
  return chair->game ? pl_game_open_round(chair->game, error) : error->status;
}

static void clear(pl_room *past, int seat) {
  pl_bodies_free(past->bodies);
  if (past->chair) pl_game_free(past->chair[seat].game);
  free(past->chair);
  pl_phrases_clear(&past->phrases);
  pl_session_free(past->session);
}

json_t *pl_body_look_back(pl_room *room, int seat, int round, pl_error *error) {
  pl_room past;
  pl_making m = pl_body_begin(room, -1);
  json_t *body = NULL;
  if (furnish(&past, seat, round, room, error) == PL_OK) {
    body = pl_body_object(&m);
    pl_body_set(&m, body, "seat", pl_body_seat(&past, seat));
    pl_body_set(&m, body, "plan", pl_body_plan(&past, seat));
    pl_body_set(&m, body, "code", json_null());
    pl_body_set(&m, body, "link", json_string(""));
    body = pl_body_finish(&m, body);
  }
  clear(&past, seat);
  return body;
}
