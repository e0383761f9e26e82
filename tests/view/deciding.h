/* A desk at the beginning of a round, for tests of the screen on which a player decides. */
#ifndef POLDER_TESTS_VIEW_DECIDING_H
#define POLDER_TESTS_VIEW_DECIDING_H

#include "desk.h"

#include "round.h"

enum { WIDTH = 1000, HEIGHT = 560, NLD = 4 }; /* small, for speed; the three columns are there all the same */

static inline round_screen *screen_of(const pl_desk *desk) {
  assert_int_equal(desk->app->screen, PL_SCREEN_ROUND);
  return desk->app->state;
}

/* At the beginning of a round, so many after the first. */
static inline void open_at(pl_desk *desk, int width, int height, const char *folder, int seat, int rounds) {
  pl_error error = {0};
  desk_open_for(desk, width, height, folder, 1, seat);
  for (int i = 0; i < rounds; i++) {
    if (pl_game_open_round(desk->app->game, &error) != PL_OK) fail_msg("%s", error.text);
    if (pl_game_close_round(desk->app->game, &error) != PL_OK) fail_msg("%s", error.text);
  }
  pl_app_go(desk->app, PL_SCREEN_ROUND);
  desk_rest(desk);
}

/* Forecasts take time and are not what this is about. */
static inline void without_forecasts(pl_desk *desk) {
  round_screen *r = screen_of(desk);
  pl_forecasting_free(r->forecasting);
  r->forecasting = NULL;
}

static inline size_t pending_of(const pl_desk *desk, pl_decision *pending) {
  return pl_game_pending(desk->app->game, pending);
}

static inline pl_decision last_of(const pl_desk *desk) {
  pl_decision pending[PL_PENDING];
  const size_t count = pending_of(desk, pending);
  assert_true(count > 0);
  return pending[count - 1];
}

static inline void tab(pl_desk *desk) {
  desk->input.key[desk->input.key_count++] = (pl_key_press){SDLK_TAB, 0};
  desk_frame(desk, 0.05f);
  if (pl_app_is_moving(desk->app)) desk_frame(desk, 0.5f);
}

static inline const pl_widget *focused(const pl_desk *desk) {
  size_t count;
  const pl_widget *widget = pl_ui_widgets(desk->app->ui, &count);
  for (size_t i = 0; i < count; i++)
    if (widget[i].id == pl_ui_focused(desk->app->ui)) return &widget[i];
  return NULL;
}

static inline bool is_inside(const pl_desk *desk, pl_rect rect) {
  const pl_rect all = pl_canvas_area(desk->canvas);
  return rect.x > -0.5f && rect.y > -0.5f && rect.x + rect.w < all.w + 0.5f && rect.y + rect.h < all.h + 0.5f;
}

#endif
