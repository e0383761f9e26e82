/* The wall: it follows the billboard of a hosted exercise, from the lobby to the end, and decides nothing. */
#include "billboards.h"
#include "desk.h"
#include "past.h"
#include "wall.h"

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

/* ---- within ---- */

enum { MARGIN = 90, WIDEST = 2100, HIGHEST = 1300 };
static const Uint32 nothing = 0xFF010203u;

/* What lies around it on the same canvas, which would show what is drawn outside, is as it was. */
static void assert_nothing_beside(const pl_desk *desk, int width, int height, const char *what) {
  for (int y = 0; y < desk->surface->h; y++) {
    const Uint32 *row = (const Uint32 *)(const void *)((const Uint8 *)desk->surface->pixels + y * desk->surface->pitch);
    const bool is_beside = y < MARGIN - 1 || y > MARGIN + height;
    for (int x = 0; x < desk->surface->w; x++)
      if ((is_beside || x < MARGIN - 1 || x > MARGIN + width) && row[x] != nothing)
        fail_msg("%d x %d: %s draws at %d, %d", width, height, what, x - MARGIN, y - MARGIN);
  }
}

static void draw_within(hall *h, int width, int height, const char *what,
                        void (*draw)(pl_app *, const pl_billboard *, pl_rect)) {
  pl_error error = {0};
  const float unit = pl_unit_for(width, height, 1), margin = MARGIN / unit;
  SDL_FillRect(h->desk.surface, NULL, nothing);
  pl_canvas_begin(h->desk.canvas, WIDEST, HIGHEST, unit);
  draw(h->desk.app, &h->room.board, (pl_rect){margin, margin, (float)width / unit, (float)height / unit});
  if (pl_canvas_end(h->desk.canvas, &error) != PL_OK) fail_msg("%s", error.text);
  assert_nothing_beside(&h->desk, width, height, what);
}

static void draw_bar(pl_app *app, const pl_billboard *billboard, pl_rect area) {
  pl_wall_bar(app, billboard, pl_cut_top(&area, PL_TITLE_BAR));
}

static void draw_news(pl_app *app, const pl_billboard *billboard, pl_rect area) {
  pl_wall_news(app, billboard, pl_wall_news_find(app, billboard, area).rect);
}

static void draw_all(hall *h, int width, int height) {
  for (int paused = 0; paused < 2; paused++)
    for (int phase = 0; phase < PL_ROOM_PHASES; phase++) {
      h->room.board.phase = (pl_room_phase)phase;
      h->room.board.is_paused = paused;
      draw_within(h, width, height, "the bar", draw_bar);
    }
  draw_within(h, width, height, "the lobby", pl_wall_lobby);
  draw_within(h, width, height, "the news", draw_news);
  draw_within(h, width, height, "the page of news", pl_wall_news_page);
}

static const char long_words[] =
    "The ministers of nine states say that they have seen the same traces in the systems of their energy "
    "providers, that they do not yet know who left them, and that whoever has more to say about it is asked to "
    "say it before Friday, because the press conference cannot be put off again: it was put off twice, and the "
    "markets have taken notice. Asked whether organisations should disconnect, a spokeswoman answered that each "
    "has to decide for itself, in the light of what it knows, and that the network of national teams is at work "
    "around the clock. The ministers will meet again tomorrow. They thank everybody who has shared what they "
    "found, and regret that two states have left the table; the door, they say, stays open. A list of addresses "
    "to look for is published with this statement.";

/* In each size, in both languages, with the longest that anybody may say and the most hours that a clock can have. */
static void test_within(void **state) {
  (void)state;
  static const int sizes[][2] = {{640, 400}, {800, 600}, {1024, 640}, {1280, 720}, {600, 1000}, {1920, 1080}};
  static const char *const news[] = {long_words, long_words, long_words};
  hall h;
  for (int language = 0; language < 2; language++) {
    pl_translate_into(language ? PL_DUTCH : PL_ENGLISH, POLDER_LOCALE_FOLDER);
    enter(&h, 1);
    desk_close(&h.desk);
    desk_hang(&h.desk, WIDEST, HIGHEST, billboards_look, &h.room);
    h.room.board.news = news;
    h.room.board.news_count = 3;
    h.room.board.spotlight = long_words;
    h.room.board.left_ms = 14400000;
    h.room.board.of_ms = 14400000;
    for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; i++) draw_all(&h, sizes[i][0], sizes[i][1]);
    leave(&h);
  }
  pl_translate_into(PL_ENGLISH, POLDER_LOCALE_FOLDER);
}

/* In a window, where the board is as well: what can be touched can be reached. */
static void test_board_within(void **state) {
  (void)state;
  static const int sizes[][2] = {{640, 400}, {1024, 640}, {1280, 720}, {600, 1000}};
  hall h;
  enter(&h, 2);
  h.room.board.phase = PL_ROOM_DECIDING;
  h.room.board.round = 2;
  for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; i++) {
    desk_close(&h.desk);
    desk_hang(&h.desk, sizes[i][0], sizes[i][1], billboards_look, &h.room);
    size_t count;
    const pl_widget *widget = pl_ui_widgets(h.desk.app->ui, &count);
    const pl_rect all = pl_canvas_area(h.desk.canvas);
    assert_true(count >= 14);
    for (size_t w = 0; w < count; w++) {
      const pl_rect r = widget[w].rect;
      if (r.x < -0.5f || r.y < -0.5f || r.x + r.w > all.w + 0.5f || r.y + r.h > all.h + 0.5f)
        fail_msg("%d x %d: \"%s\" is outside of the window", sizes[i][0], sizes[i][1], widget[w].label);
    }
  }
  leave(&h);
}

/* What is short stands over the board, and takes a little of its height; what is long stands beside it where a wall is
 * wide, and over it, cut, where it is not. */
static void test_long_news(void **state) {
  (void)state;
  static const char *const news[] = {"Short.", long_words};
  hall h;
  enter(&h, 1);
  const pl_rect wide = {0, 0, 1600, 760}, narrow = {0, 0, 900, 1400};
  pl_wall_news_place place = pl_wall_news_find(h.desk.app, &h.room.board, wide);
  assert_true(place.head_room == 0 && place.side_room == 0 && place.rect.w == 0);
  h.room.board.spotlight = "Coffee";
  place = pl_wall_news_find(h.desk.app, &h.room.board, wide);
  assert_true(place.head_room > 0 && place.head_room < wide.h * 0.2f && place.side_room == 0);
  h.room.board.news = news;
  h.room.board.news_count = 2;
  place = pl_wall_news_find(h.desk.app, &h.room.board, wide);
  assert_true(place.head_room == 0 && place.side_room > 400 && place.side_room < wide.w * 0.45f);
  assert_true(place.rect.y + place.rect.h <= wide.h);
  place = pl_wall_news_find(h.desk.app, &h.room.board, narrow);
  assert_true(place.side_room == 0 && place.head_room > 0 && place.head_room < narrow.h * 0.45f);
  leave(&h);
}

/* The page of its own is for what is told; without anything, the board stays. */
static void test_page_of_news(void **state) {
  (void)state;
  static const char *const news[] = {long_words};
  hall h;
  enter(&h, 1);
  h.room.board.phase = PL_ROOM_DECIDING;
  h.room.board.round = 1;
  desk_rest(&h.desk);
  assert_non_null(desk_find(&h.desk, "Netherlands"));
  desk_key(&h.desk, SDLK_n, 0);
  desk_rest(&h.desk);
  assert_non_null(desk_find(&h.desk, "Netherlands"));
  h.room.board.news = news;
  h.room.board.news_count = 1;
  desk_rest(&h.desk);
  assert_null(desk_find(&h.desk, "Netherlands"));
  desk_key(&h.desk, SDLK_n, 0);
  desk_rest(&h.desk);
  assert_non_null(desk_find(&h.desk, "Netherlands"));
  leave(&h);
}

/* Where it is not revealed what was found, no number and no curve are there. */
static void test_hidden_curve(void **state) {
  (void)state;
  hall h;
  pl_error error = {0};
  enter(&h, 1);
  h.room.board.phase = PL_ROOM_DECIDING;
  h.room.board.round = 1;
  desk_rest(&h.desk);
  assert_non_null(desk_find(&h.desk, "course of the exercise"));
  pl_history *shown = h.room.history;
  h.room.history = pl_history_new(h.past.session, (pl_sight){.viewer = PL_VIEWER_PUBLIC}, &error);
  assert_non_null(h.room.history);
  h.room.board.history = h.room.history;
  desk_rest(&h.desk);
  pl_history_free(shown);
  assert_null(desk_find(&h.desk, "course of the exercise"));
  leave(&h);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_phases), cmocka_unit_test(test_follows_history),
                                     cmocka_unit_test(test_lobby_of_any_size),
                                     cmocka_unit_test(test_within),
                                     cmocka_unit_test(test_board_within),
                                     cmocka_unit_test(test_long_news),
                                     cmocka_unit_test(test_page_of_news),
                                     cmocka_unit_test(test_hidden_curve)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
