/* Billboards for the tests of the wall: what a host would show of a recorded exercise.
 *
 *   billboards room;
 *   billboards_make(&room, recorded);          the lobby; change room.board as the test likes
 *   room.board.phase = PL_ROOM_DECIDING;
 *   billboards_clear(&room); */
#ifndef POLDER_TESTS_VIEW_BILLBOARDS_H
#define POLDER_TESTS_VIEW_BILLBOARDS_H

#include "support.h"

#include <polder/billboard.h>
#include <polder/session.h>

enum { BILLBOARDS_CODE = 29 };

typedef struct billboards {
  pl_billboard board;
  pl_history *history; /* owned: of the public, with everything revealed */
  pl_billboard_seat seat[PL_MAX_SEATS];
  uint8_t code[BILLBOARDS_CODE * BILLBOARDS_CODE];
} billboards;

static inline void billboards_make(billboards *room, const pl_session *recorded) {
  pl_error error = {0};
  const pl_scenario *scenario = pl_session_scenario(recorded);
  memset(room, 0, sizeof *room);
  room->history =
      pl_history_new(recorded, (pl_sight){.viewer = PL_VIEWER_PUBLIC, .reveals = PL_REVEAL_ALL}, &error);
  if (!room->history) fail_msg("%s", error.text);
  for (int i = 0; i < BILLBOARDS_CODE * BILLBOARDS_CODE; i++) room->code[i] = (uint8_t)(i * i / 7 % 3 == 0);
  for (int s = 0; s < pl_scenario_seat_count(scenario); s++) {
    const bool is_playable = s >= scenario->state_count || scenario->states[s].is_playable;
    const bool has_people = is_playable && s % 3 != 1;
    room->seat[s] = (pl_billboard_seat){.is_playable = is_playable, .has_people = has_people, .is_ready = s % 2,
                                        .people = has_people ? 1 + s % 4 : 0, .here = has_people ? 1 : 0};
  }
  room->board = (pl_billboard){.version = 1, .scenario = scenario, .history = room->history,
                               .title = pl_text_in(&scenario->title, pl_translate_language()),
                               .address = "http://192.168.178.20:8080/", .pin = "482913",
                               .join = "http://192.168.178.20:8080/#482913", .code = room->code,
                               .code_size = BILLBOARDS_CODE, .spotlight = "", .phase = PL_ROOM_LOBBY,
                               .rounds = scenario->rounds, .left_ms = -1, .of_ms = -1, .seat = room->seat,
                               .seat_count = pl_scenario_seat_count(scenario)};
}

static inline void billboards_clear(billboards *room) { pl_history_free(room->history); }

static inline const pl_billboard *billboards_look(void *context) { return &((billboards *)context)->board; }

#endif
