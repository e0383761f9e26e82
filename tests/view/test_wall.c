/* The wall: it follows the billboard of a hosted exercise, from the lobby to the end, and decides nothing. */
#include "billboards.h"
#include "desk.h"
#include "past.h"

typedef struct hall {
  past past;
  billboards room;
  pl_desk desk;
} hall;

static void enter(hall *h, int rounds) {
  past_play(&h->past, POLDER_SOURCE_DIR "/scenarios/withdrawal", rounds);
  billboards_make(&h->room, h->past.session);
  desk_hang(&h->desk, 1280, 720, billboards_look, &h->room);
}

static void leave(hall *h) {
  desk_close(&h->desk);
  billboards_clear(&h->room);
  past_clear(&h->past);
}

static void test_phases(void **state) {
  (void)state;
  hall h;
  enter(&h, 3);
  assert_true(desk_is_on(&h.desk, PL_SCREEN_WALL));
  assert_true(h.desk.app->follows_clock);
  h.room.board.phase = PL_ROOM_DECIDING;
  h.room.board.round = 2;
  h.room.board.left_ms = 1000;
  desk_rest(&h.desk);
  assert_int_equal((int)pl_board_tick(h.desk.app->board), 2 * PL_TICKS_PER_ROUND);
  h.room.board.phase = PL_ROOM_PASSING;
  h.room.board.left_ms = 250;
  h.room.board.of_ms = 1000;
  desk_rest(&h.desk);
  assert_int_equal((int)pl_board_tick(h.desk.app->board), 2 * PL_TICKS_PER_ROUND + 21);
  h.room.board.phase = PL_ROOM_OVER;
  desk_rest(&h.desk);
  assert_int_equal((int)pl_board_tick(h.desk.app->board), 3 * PL_TICKS_PER_ROUND);
  leave(&h);
}

/* A round later there is another history; what the room looks at stays as it was turned. */
static void test_follows_history(void **state) {
  (void)state;
  hall h;
  pl_error error = {0};
  enter(&h, 1);
  h.room.board.phase = PL_ROOM_DECIDING;
  h.room.board.round = 1;
  desk_rest(&h.desk);
  pl_board_show(h.desk.app->board, PL_MODE_NETWORK, true);
  past_rounds(h.past.session, 1);
  pl_history *before = h.room.history;
  h.room.history =
      pl_history_new(h.past.session, (pl_sight){.viewer = PL_VIEWER_PUBLIC, .reveals = PL_REVEAL_FOUND}, &error);
  assert_non_null(h.room.history);
  h.room.board.history = h.room.history;
  h.room.board.round = 2;
  desk_rest(&h.desk);
  pl_history_free(before);
  desk_rest(&h.desk);
  assert_int_equal(pl_board_shows(h.desk.app->board), PL_MODE_NETWORK);
  assert_int_equal((int)pl_board_tick(h.desk.app->board), 2 * PL_TICKS_PER_ROUND);
  leave(&h);
}

/* Before the first round there is nothing to draw, and a room of one seat or of two hundred fits. */
static void test_lobby_of_any_size(void **state) {
  (void)state;
  hall h;
  enter(&h, 0);
  h.room.board.history = NULL;
  for (int seats = 0; seats <= h.room.board.seat_count; seats++) {
    for (int s = 0; s < h.room.board.seat_count; s++) h.room.seat[s].is_playable = s < seats;
    desk_rest(&h.desk);
  }
  desk_key(&h.desk, SDLK_j, 0);
  h.room.board.phase = PL_ROOM_DECIDING;
  h.room.board.code = NULL;
  h.room.board.pin = "";
  desk_rest(&h.desk);
  assert_null(h.desk.app->board);
  leave(&h);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_phases), cmocka_unit_test(test_follows_history),
                                     cmocka_unit_test(test_lobby_of_any_size)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
