/* The board as a part of a screen: what the keyboard reaches, where the camera may go, when playing stops, and that
 * nothing is drawn outside of the board's area. On a surface, without a display. */
#include "support.h"

#include <malloc.h>
#include <math.h>
#include <stdlib.h>

#include <polder/policy.h>
#include <polder/script.h>

#include "../fault.h"
#include "board.h"
#include "board_internal.h"

enum { WIDTH = 320, HEIGHT = 180, ROUNDS = 3 };

typedef struct table { /* what is shared by all tests */
  pl_session *session;
  pl_history *history;
  pl_phrases phrases;
  pl_voice voice;
} table;

typedef struct stage {
  SDL_Surface *surface;
  SDL_Renderer *renderer;
  pl_canvas *canvas;
  pl_ui *ui;
  pl_board *board;
  pl_rect area; /* of the board */
  pl_input input;
  bool has_reduced_motion, has_furniture;
  pl_board_touch touch;
} stage;

/* ---- the stage ---- */

static pl_session *play(const char *folder) {
  pl_error error = {0};
  pl_bundle_room room = {0};
  pl_policy_table bots;
  pl_brief_room brief = {0};
  const pl_rules_factory factory = pl_script_factory();
  const pl_session_options options = {.seed = 2026, .record_events = true};
  if (pl_bundle_read(folder, &room, &error) != PL_OK) fail_msg("%s", error.text);
  pl_session *session = pl_session_new(&factory, &room.bundle, NULL, &options, &error);
  if (!session) fail_msg("%s", error.text);
  pl_bundle_clear(&room);
  pl_policy_table_init(&bots, pl_session_scenario(session));
  for (int r = 0; r < ROUNDS; r++) {
    assert_int_equal(pl_session_open_round(session, &error), PL_OK);
    assert_int_equal(pl_policy_play(session, &bots, &brief, &error), PL_OK);
    assert_int_equal(pl_session_resolve_round(session, &error), PL_OK);
  }
  pl_brief_room_clear(&brief);
  return session;
}

static int set_up(void **state) {
  table *t = calloc(1, sizeof *t);
  pl_error error = {0};
  t->session = play("scenarios/withdrawal");
  t->history = pl_history_new(t->session, (pl_sight){.viewer = PL_VIEWER_CONTROL}, &error);
  if (!t->history) fail_msg("%s", error.text);
  t->voice = (pl_voice){.scenario = pl_session_scenario(t->session), .seat = -1, .phrases = &t->phrases};
  *state = t;
  return 0;
}

static int take_down(void **state) {
  table *t = *state;
  pl_history_free(t->history);
  pl_session_free(t->session);
  pl_phrases_clear(&t->phrases);
  free(t);
  return 0;
}

static void open_stage(stage *s, const table *t) {
  pl_error error = {0};
  *s = (stage){.area = {100, 60, 1720, 900}, .has_furniture = false};
  s->surface = SDL_CreateRGBSurfaceWithFormat(0, WIDTH, HEIGHT, 32, SDL_PIXELFORMAT_ARGB8888);
  s->renderer = SDL_CreateSoftwareRenderer(s->surface);
  assert_non_null(s->renderer);
  s->canvas = pl_canvas_new(s->renderer, &error);
  if (!s->canvas) fail_msg("%s", error.text);
  s->ui = pl_ui_new(s->canvas, &error);
  s->board = pl_board_new(t->history, &t->voice, &error);
  assert_non_null(s->ui);
  assert_non_null(s->board);
}

static void close_stage(stage *s) {
  pl_board_free(s->board);
  pl_ui_free(s->ui);
  pl_canvas_free(s->canvas);
  SDL_DestroyRenderer(s->renderer);
  SDL_FreeSurface(s->surface);
}

static void frame(stage *s, float seconds) {
  pl_canvas_begin(s->canvas, WIDTH, HEIGHT, HEIGHT / 1080.0f);
  pl_ui_begin(s->ui, &s->input, seconds, s->has_reduced_motion);
  pl_board_advance(s->board, seconds);
  s->touch = pl_board_frame(s->board, s->ui, s->area);
  if (s->has_furniture) {
    pl_board_legend(s->board, s->ui, s->area);
    pl_board_title_bar(s->board, s->ui, (pl_rect){0, 0, 1920, 60}, NULL, NULL, NULL);
    pl_board_timeline_bar(s->board, s->ui, (pl_rect){0, 960, 1920, 120});
  }
  pl_ui_end(s->ui);
  pl_canvas_end(s->canvas, NULL);
  s->input.was_pressed = s->input.was_released = s->input.was_double = false;
  s->input.wheel = 0;
  s->input.key_count = 0;
}

static void key(stage *s, SDL_Keycode code, Uint16 modifiers) {
  s->input.key[s->input.key_count++] = (pl_key_press){code, modifiers};
  frame(s, 0.016f);
}

/* ---- keyboard ---- */

static void test_tab_reaches_states_and_forums(void **state) {
  table *t = *state;
  stage s;
  open_stage(&s, t);
  const int states = t->history->scenario->state_count, forums = t->history->scenario->forum_count;
  float west = -INFINITY;
  bool seen[64] = {false};
  frame(&s, 0);
  for (int i = 0; i < states + forums; i++) {
    key(&s, SDLK_TAB, 0);
    frame(&s, 0.016f);
    key(&s, SDLK_RETURN, 0);
    const int at = i < states ? s.touch.state : states + s.touch.forum;
    if (i < states) assert_int_equal(s.touch.forum, -1);
    else assert_int_equal(s.touch.state, -1);
    assert_in_range(at, 0, states + forums - 1);
    assert_false(seen[at]);
    seen[at] = true;
    if (i >= states) continue;
    assert_true(s.board->placement->state[at].map.x >= west);
    west = s.board->placement->state[at].map.x;
  }
  close_stage(&s);
}

static void test_enter_selects_and_escape_releases(void **state) {
  stage s;
  open_stage(&s, *state);
  frame(&s, 0);
  key(&s, SDLK_TAB, 0);
  key(&s, SDLK_RETURN, 0);
  assert_int_equal(s.board->selected, s.touch.state);
  assert_true(s.board->selected >= 0);
  key(&s, SDLK_ESCAPE, 0);
  assert_int_equal(s.board->selected, -1);
  close_stage(&s);
}

static void test_while_choosing_nothing_is_selected(void **state) {
  stage s;
  pl_mark states[PL_MAX_STATES] = {PL_MARK_NONE}, forums[PL_MAX_FORUMS] = {PL_MARK_NONE};
  const pl_board_choice choice = {.states = states, .forums = forums};
  open_stage(&s, *state);
  pl_board_choose(s.board, &choice);
  frame(&s, 0);
  key(&s, SDLK_TAB, 0);
  key(&s, SDLK_RETURN, 0);
  assert_true(s.touch.state >= 0);
  assert_int_equal(s.board->selected, -1);
  close_stage(&s);
}

static void test_modes_follow_each_other(void **state) {
  stage s;
  open_stage(&s, *state);
  frame(&s, 0);
  const pl_board_mode order[] = {PL_MODE_NETWORK, PL_MODE_MATRIX, PL_MODE_MAP};
  for (int i = 0; i < 3; i++) {
    key(&s, SDLK_m, 0);
    assert_int_equal(pl_board_shows(s.board), order[i]);
    assert_true(pl_board_is_moving(s.board));
    for (int j = 0; j < 40; j++) frame(&s, 0.05f);
    assert_false(pl_board_is_moving(s.board));
  }
  close_stage(&s);
}

static void test_rows_of_the_matrix_can_be_pressed(void **state) {
  table *t = *state;
  stage s;
  open_stage(&s, t);
  pl_board_show(s.board, PL_MODE_MATRIX, true);
  pl_board_seek(s.board, 2 * PL_TICKS_PER_ROUND);
  frame(&s, 0);
  pl_state_set seen = {{0}};
  for (int i = 0; i < 4 && s.board->matrix.focused < 0; i++) key(&s, SDLK_TAB, 0); /* controls come first */
  for (int i = 0; i < t->history->scenario->state_count; i++) {
    if (i > 0) key(&s, SDLK_TAB, 0);
    key(&s, SDLK_RETURN, 0);
    assert_true(s.touch.state >= 0);
    assert_false(pl_set_has(&seen, (unsigned)s.touch.state));
    pl_set_add(&seen, (unsigned)s.touch.state);
  }
  const uint16_t first = s.board->matrix.row[0];
  key(&s, SDLK_s, 0);
  key(&s, SDLK_s, 0);
  assert_int_equal(s.board->matrix.order, MATRIX_BY_NAME);
  for (int i = 1; i < t->history->scenario->state_count; i++)
    assert_true(strcmp(t->history->scenario->states[s.board->matrix.row[i - 1]].id,
                       t->history->scenario->states[s.board->matrix.row[i]].id) < 0);
  key(&s, SDLK_s, 0);
  key(&s, SDLK_s, 0);
  assert_int_equal(s.board->matrix.row[0], first);
  close_stage(&s);
}

/* ---- the clock ---- */

static void test_playing_stops_at_the_stop(void **state) {
  stage s;
  open_stage(&s, *state);
  pl_board_seek(s.board, 20);
  pl_board_stop_at(s.board, 28);
  pl_board_play(s.board, true);
  for (int i = 0; i < 20 && pl_board_is_playing(s.board); i++) frame(&s, 0.5f);
  assert_false(pl_board_is_playing(s.board));
  assert_true(pl_board_tick(s.board) == 28);
  pl_board_play(s.board, true);
  assert_false(pl_board_is_playing(s.board)); /* there is nothing to play up to here */
  pl_board_stop_at(s.board, -1);
  pl_board_speed(s.board, 1);
  pl_board_play(s.board, true);
  frame(&s, 1);
  assert_true(pl_board_tick(s.board) == 32);
  frame(&s, 1000);
  assert_true(pl_board_tick(s.board) == ROUNDS * PL_TICKS_PER_ROUND);
  pl_board_seek(s.board, -5);
  assert_true(pl_board_tick(s.board) == 0);
  pl_board_seek(s.board, NAN);
  assert_true(pl_board_tick(s.board) == 0);
  close_stage(&s);
}

static void test_a_passage_ends(void **state) {
  stage s;
  open_stage(&s, *state);
  frame(&s, 0);
  pl_board_show(s.board, PL_MODE_NETWORK, false);
  float seconds = 0;
  for (; pl_board_is_moving(s.board) && seconds < 10; seconds += 0.1f) frame(&s, 0.1f);
  assert_true(seconds > 0.5f && seconds < 2);
  assert_true(s.board->passage == 1);
  s.has_reduced_motion = true;
  pl_board_show(s.board, PL_MODE_MATRIX, false);
  frame(&s, 0.01f);
  assert_false(pl_board_is_moving(s.board));
  close_stage(&s);
}

/* ---- the camera ---- */

static bool is_in_sight(const stage *s) {
  for (int i = 0; i < s->board->scene.state_count; i++)
    if (pl_rect_has(s->area, s->board->scene.state[i].at)) return true;
  return false;
}

/* When the days stop, a number may be on its way: frames go on until it is there, and no longer; and where no time
 * passes for the board none is wanted. */
static void test_a_number_arrives(void **state) {
  stage s;
  open_stage(&s, *state);
  pl_timeline *timeline = pl_board_timeline(s.board);
  pl_tick tick = 1;
  while (tick < pl_timeline_end(timeline) && pl_timeline_at(timeline, tick)->hit == 0) tick++;
  pl_board_seek(s.board, tick - 1);
  frame(&s, 0.01f);
  assert_int_equal(s.board->scene.hit, 0);
  pl_board_stop_at(s.board, tick);
  pl_board_speed(s.board, 2);
  pl_board_play(s.board, true);
  frame(&s, 0.49f);
  frame(&s, 0.02f);
  assert_false(pl_board_is_playing(s.board));
  float seconds = 0;
  for (; pl_board_is_moving(s.board) && seconds < 2; seconds += 0.05f) frame(&s, 0.05f);
  assert_true(seconds < 0.5f);
  assert_int_equal(s.board->scene.hit, s.board->scene.moment->hit);
  assert_true(s.board->scene.hit > 0);
  pl_board_play(s.board, false);
  pl_board_show(s.board, PL_MODE_NETWORK, false);
  assert_true(pl_board_is_moving(s.board));
  pl_board_rest(s.board);
  assert_false(pl_board_is_moving(s.board));
  frame(&s, 0.01f);
  assert_true(pl_board_is_moving(s.board));
  close_stage(&s);
}

static void test_the_camera_never_loses_the_board(void **state) {
  stage s;
  unsigned seed = 7;
  open_stage(&s, *state);
  frame(&s, 0);
  for (int i = 0; i < 240; i++) {
    static const SDL_Keycode keys[] = {SDLK_LEFT, SDLK_RIGHT, SDLK_UP, SDLK_DOWN};
    seed = seed * 1103515245u + 12345u;
    const unsigned luck = seed >> 16;
    s.input.has_pointer = true;
    s.input.pointer = (pl_point){100 + (float)(luck % 1720), 60 + (float)(luck / 7 % 900)};
    s.input.wheel = luck % 5 == 0 ? (float)(luck % 13) - 6 : 0;
    s.input.was_pressed = luck % 9 == 0 && !s.input.is_down;
    if (s.input.was_pressed) s.input.is_down = true;
    else if (luck % 9 == 4 && s.input.is_down) s.input.is_down = false, s.input.was_released = true;
    if (luck % 11 == 0) key(&s, SDLK_m, 0);
    if (luck % 3 == 0) key(&s, keys[luck / 3 % 4], KMOD_LSHIFT);
    if (luck % 17 == 0) s.area.w = 400 + (float)(luck % 1300);
    frame(&s, 0.03f);
    const pl_camera camera = pl_board_camera(s.board);
    assert_true(camera.zoom > 0 && camera.zoom < 100 && isfinite(camera.centre.x) && isfinite(camera.centre.y));
  }
  s.input = (pl_input){.has_pointer = false};
  pl_board_show(s.board, PL_MODE_MAP, true);
  for (int i = 0; i < 4; i++) key(&s, SDLK_0, 0);
  for (int i = 0; i < 60; i++) frame(&s, 0.05f);
  assert_true(is_in_sight(&s));
  for (int i = 0; i < s.board->scene.state_count; i++) assert_true(pl_rect_has(s.area, s.board->scene.state[i].at));
  close_stage(&s);
}

static void rest_in(stage *s, pl_rect area) {
  s->area = area;
  for (int i = 0; i < 60; i++) frame(s, 0.05f);
}

/* A round is decided beside a small board, its days are played on a large one. */
static void test_a_larger_area_and_back(void **state) {
  const pl_rect small = {340, 160, 800, 485}, large = {0, 60, 1600, 610};
  stage s;
  open_stage(&s, *state);
  rest_in(&s, small);
  const float all = pl_board_camera(s.board).zoom;
  for (int i = 0; i < 2 * s.board->states; i++) key(&s, SDLK_TAB, 0); /* also to what is close to an edge */
  rest_in(&s, large);
  rest_in(&s, small);
  assert_float_equal(pl_board_camera(s.board).zoom, all, all * 0.001f);
  for (int i = 0; i < s.board->scene.state_count; i++) assert_true(pl_rect_has(s.area, s.board->scene.state[i].at));
  for (int i = 0; i < 3; i++) key(&s, SDLK_PLUS, 0);
  rest_in(&s, small);
  const pl_camera close = pl_board_camera(s.board);
  assert_true(close.zoom > 1.5f * all);
  rest_in(&s, large);
  assert_true(pl_board_camera(s.board).zoom > 1.2f * close.zoom); /* as close to a larger board */
  rest_in(&s, small);
  assert_float_equal(pl_board_camera(s.board).zoom, close.zoom, close.zoom * 0.001f);
  close_stage(&s);
}

/* A drag moves the board and presses nothing. */
static void test_a_drag_presses_nothing(void **state) {
  stage s;
  open_stage(&s, *state);
  frame(&s, 0);
  for (int i = 0; i < 2; i++) key(&s, SDLK_PLUS, 0);
  for (int i = 0; i < 60; i++) frame(&s, 0.05f);
  const pl_scene_state *disc = NULL;
  for (int i = 0; i < s.board->scene.state_count; i++)
    if (pl_rect_has(pl_rect_inset(s.area, 200), s.board->scene.state[i].at)) disc = &s.board->scene.state[i];
  if (!disc) fail_msg("no disc is in sight");
  const pl_point from = disc ? disc->at : (pl_point){0, 0};
  const pl_camera before = pl_board_camera(s.board);
  s.input.has_pointer = s.input.is_down = s.input.was_pressed = true;
  s.input.pointer = from;
  frame(&s, 0.016f);
  s.input.pointer.x += 60;
  frame(&s, 0.016f);
  s.input.is_down = false;
  s.input.was_released = true;
  frame(&s, 0.016f);
  assert_int_equal(s.touch.state, -1);
  assert_int_equal(s.board->selected, -1);
  assert_true(fabsf(pl_board_camera(s.board).centre.x - before.centre.x) > 1);
  close_stage(&s);
}

/* ---- pins ---- */

static void set_on_network(stage *s, const table *t) {
  open_stage(s, t);
  pl_board_show(s->board, PL_MODE_NETWORK, true);
  for (int i = 0; i < 3; i++) frame(s, 0.016f);
}

static void press_at(stage *s, pl_point at, bool is_double) {
  s->input.has_pointer = s->input.is_down = s->input.was_pressed = true;
  s->input.was_double = is_double;
  s->input.pointer = at;
  frame(s, 0.016f);
}

static void let_go(stage *s) {
  s->input.is_down = false;
  s->input.was_released = true;
  frame(s, 0.016f);
  frame(s, 0.016f);
}

/* A state with room at its right. */
static int state_with_room(const stage *s) {
  for (int a = 0; a < s->board->states; a++) {
    const pl_point at = s->board->placement->state[a].network;
    bool has_room = at.x < 500;
    for (int b = 0; b < s->board->states; b++) {
      const pl_point other = s->board->placement->state[b].network;
      has_room = has_room && (a == b || hypotf(other.x - at.x - 60, other.y - at.y) > 150);
    }
    if (has_room) return a;
  }
  fail_msg("everybody stands in a crowd");
  return -1;
}

static void test_a_state_can_be_pinned(void **state) {
  stage s;
  set_on_network(&s, *state);
  const int moved = state_with_room(&s);
  const pl_place_on_board *place = &s.board->placement->state[moved];
  const pl_point free = place->network;
  const pl_camera before = pl_board_camera(s.board);
  press_at(&s, pl_board_to_screen(s.board, free), false);
  for (int i = 0; i < 6; i++) {
    s.input.pointer.x += 10;
    frame(&s, 0.016f);
  }
  let_go(&s);
  assert_int_equal(s.touch.state, -1);
  assert_int_equal(s.board->selected, -1);
  assert_true(place->is_pinned);
  assert_true(fabsf(place->network.x - free.x - 60 / before.zoom) < 1 && fabsf(place->network.y - free.y) < 1);
  assert_true(pl_board_camera(s.board).centre.x == before.centre.x);
  const pl_scene_state *disc = &s.board->scene.state[s.board->place_of[moved]];
  const pl_point shown = pl_board_to_screen(s.board, place->network);
  assert_true(disc->is_pinned && fabsf(disc->at.x - shown.x) < 0.1f);
  /* It stays there while the days pass and one looks at something else. */
  pl_board_show(s.board, PL_MODE_MAP, true);
  frame(&s, 0.016f);
  assert_false(s.board->scene.state[s.board->place_of[moved]].is_pinned);
  pl_board_seek(s.board, 60);
  pl_board_show(s.board, PL_MODE_NETWORK, true);
  frame(&s, 0.016f);
  assert_true(place->is_pinned);
  press_at(&s, pl_board_to_screen(s.board, place->network), true);
  let_go(&s);
  assert_false(place->is_pinned);
  assert_true(place->network.x == free.x && place->network.y == free.y);
  close_stage(&s);
}

static void test_a_state_can_be_pinned_by_keys(void **state) {
  stage s;
  set_on_network(&s, *state);
  key(&s, SDLK_TAB, 0);
  frame(&s, 0.016f);
  const int moved = s.board->hovered;
  assert_true(moved >= 0);
  const pl_place_on_board *place = &s.board->placement->state[moved];
  const pl_point free = place->network;
  key(&s, SDLK_UP, KMOD_LALT);
  key(&s, SDLK_RIGHT, KMOD_LALT);
  assert_true(place->is_pinned && (place->network.x != free.x || place->network.y != free.y));
  frame(&s, 0.016f);
  assert_int_equal(s.board->hovered, moved);
  key(&s, SDLK_0, KMOD_LALT);
  assert_false(place->is_pinned);
  assert_true(place->network.x == free.x && place->network.y == free.y);
  pl_board_show(s.board, PL_MODE_MAP, true); /* where states stand where they are, nothing is moved */
  frame(&s, 0.016f);
  key(&s, SDLK_UP, KMOD_LALT);
  assert_false(place->is_pinned);
  close_stage(&s);
}

/* ---- drawing ---- */

static void fill(stage *s, uint32_t colour) { SDL_FillRect(s->surface, NULL, colour); }

static uint32_t pixel_at(const stage *s, int x, int y) {
  const void *row = (const char *)s->surface->pixels + (size_t)y * (size_t)s->surface->pitch;
  return ((const uint32_t *)row)[x];
}

static void test_nothing_is_drawn_outside(void **state) {
  enum { SENTINEL = 0x12AB34 };
  stage s;
  open_stage(&s, *state);
  pl_board_seek(s.board, 60);
  for (int mode = 0; mode < PL_MODES; mode++) {
    pl_board_show(s.board, (pl_board_mode)mode, false);
    for (int i = 0; i < 14; i++) {
      fill(&s, 0xFF000000u | SENTINEL);
      s.input.has_pointer = true;
      s.input.pointer = (pl_point){900, 500};
      s.input.wheel = i == 3 ? 5 : 0;
      s.has_reduced_motion = false;
      frame(&s, 0.1f);
    }
    const float unit = HEIGHT / 1080.0f;
    int inside = 0;
    for (int y = 0; y < HEIGHT; y++)
      for (int x = 0; x < WIDTH; x++) {
        const bool is_in = (float)x >= s.area.x * unit - 1.5f && (float)x <= (s.area.x + s.area.w) * unit + 0.5f &&
                           (float)y >= s.area.y * unit - 1.5f && (float)y <= (s.area.y + s.area.h) * unit + 0.5f;
        const bool is_bare = (pixel_at(&s, x, y) & 0xFFFFFF) == SENTINEL;
        if (!is_in && !is_bare) fail_msg("mode %d: something is drawn at %d, %d", mode, x, y);
        inside += is_in && !is_bare;
      }
    assert_true(inside > WIDTH * HEIGHT / 2);
  }
  close_stage(&s);
}

/* What is in use after many frames is what was in use after some. (The sanitizers count for themselves.) */
static void test_memory_does_not_grow(void **state) {
  enum { WARM = 400, FRAMES = 1000, SPARE = 1 << 20 };
  stage s;
  size_t used = 0;
  open_stage(&s, *state);
  s.has_furniture = true;
  pl_board_speed(s.board, 0.2f);
  for (int i = 0; i < FRAMES; i++) {
    if (i % 60 == 0) pl_board_show(s.board, (pl_board_mode)(i / 60 % PL_MODES), i % 120 == 0);
    if (!pl_board_is_playing(s.board)) {
      pl_board_seek(s.board, 0);
      pl_board_play(s.board, true);
    }
    s.input.has_pointer = true;
    s.input.pointer = (pl_point){100 + (float)(i * 7 % 1700), 60 + (float)(i * 3 % 900)};
    frame(&s, 0.016f);
    if (i == WARM) used = mallinfo2().uordblks;
  }
  assert_true(mallinfo2().uordblks < used + SPARE);
  close_stage(&s);
}

static void test_want_of_memory(void **state) {
  table *t = *state;
  for (long n = 0;; n++) {
    pl_error error = {0};
    fault_after(n);
    pl_board *board = pl_board_new(t->history, &t->voice, &error);
    const bool was_reached = fault_stop();
    if (!was_reached) {
      assert_non_null(board);
      pl_board_free(board);
      break;
    }
    if (!board) assert_int_equal(error.status, PL_NO_MEMORY);
    pl_board_free(board);
  }
  stage s;
  open_stage(&s, t);
  s.has_furniture = true;
  pl_board_seek(s.board, 60);
  for (long n = 0; n < 300; n += 1 + n / 12) {
    pl_board_show(s.board, (pl_board_mode)(n % PL_MODES), true);
    pl_canvas_lost(s.canvas); /* all is made anew */
    fault_after(n);
    frame(&s, 0.016f);
    fault_stop();
  }
  frame(&s, 0.016f);
  assert_false(s.board->scene.failed);
  assert_true(s.board->scene.state_count > 0);
  close_stage(&s);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_tab_reaches_states_and_forums),
      cmocka_unit_test(test_enter_selects_and_escape_releases),
      cmocka_unit_test(test_while_choosing_nothing_is_selected),
      cmocka_unit_test(test_modes_follow_each_other),
      cmocka_unit_test(test_rows_of_the_matrix_can_be_pressed),
      cmocka_unit_test(test_playing_stops_at_the_stop),
      cmocka_unit_test(test_a_passage_ends),
      cmocka_unit_test(test_a_number_arrives),
      cmocka_unit_test(test_the_camera_never_loses_the_board),
      cmocka_unit_test(test_a_larger_area_and_back),
      cmocka_unit_test(test_a_drag_presses_nothing),
      cmocka_unit_test(test_a_state_can_be_pinned),
      cmocka_unit_test(test_a_state_can_be_pinned_by_keys),
      cmocka_unit_test(test_nothing_is_drawn_outside),
      cmocka_unit_test(test_memory_does_not_grow),
      cmocka_unit_test(test_want_of_memory),
  };
  return cmocka_run_group_tests(tests, set_up, take_down);
}
