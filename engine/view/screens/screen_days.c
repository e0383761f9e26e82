/* The days pass: the round just decided, played on the board as its seat could see it. Intelligence races incidents;
 * it can be stopped, slowed and looked at again, and nothing in it is decided any more. */
#include <stdio.h>
#include <stdlib.h>

#include "playback.h"

typedef struct days {
  pl_playback what;
  bool has_legend;
} days;

static void *open_days(pl_app *app, pl_error *error) {
  days *d = calloc(1, sizeof *d);
  if (!d) {
    pl_error_set(error, PL_NO_MEMORY, "out of memory: cannot show the days");
    return NULL;
  }
  if (pl_app_board(app, error) != PL_OK) {
    free(d);
    return NULL;
  }
  const int done = pl_game_rounds_done(app->game);
  *d = (days){.what = {(done - 1) * PL_TICKS_PER_ROUND, done * PL_TICKS_PER_ROUND}, .has_legend = true};
  pl_board_choose(app->board, NULL);
  pl_board_select(app->board, -1);
  pl_board_seek(app->board, d->what.from);
  pl_board_stop_at(app->board, d->what.to);
  pl_board_play(app->board, true);
  return d;
}

static void close_days(pl_app *app, void *state) {
  pl_board_play(app->board, false);
  free(state);
}

static void put_strip(pl_app *app, days *d, pl_rect strip) {
  const bool is_over = pl_board_tick(app->board) >= d->what.to, has_two = strip.h > PL_PLAYBACK_STRIP;
  const char *label = PL_TEXT("What changed, and why"), *key = "Enter";
  pl_rect row = pl_playback_strip(app, strip), second = pl_playback_second(&row);
  const float rest = pl_button_width(app->ui, label, key);
  const bool has_cap = has_two ? rest <= second.w * 0.45f
                               : pl_playback_height(app, strip.w - PL_SPACE_6, rest) <= PL_PLAYBACK_STRIP;
  if (!has_cap) key = NULL;
  const pl_rect next = pl_cut_right(has_two ? &second : &row, pl_button_width(app->ui, label, key));
  pl_playback_buttons(app, d->what, &row);
  pl_playback_modes(app, has_two ? &second : &row);
  const pl_button_style style = is_over ? PL_BUTTON_MAIN : PL_BUTTON_PLAIN;
  const bool is_pressed = pl_button(app->ui, next, label, key, style, true, NULL);
  if (is_pressed || pl_ui_key(app->ui, SDLK_RETURN, 0) || pl_ui_key(app->ui, SDLK_n, 0))
    pl_app_go(app, PL_SCREEN_AFTER);
}

static void frame_days(pl_app *app, void *state, pl_rect area) {
  days *d = state;
  char middle[64], note[96];
  const int round = pl_game_rounds_done(app->game), rounds = pl_game_scenario(app->game)->rounds;
  pl_board_advance(app->board, pl_ui_seconds(app->ui));
  int day = (int)(pl_board_tick(app->board) / PL_TICKS_PER_DAY) - (round - 1) * 7 + 1;
  if (day > 7) day = 7;
  snprintf(middle, sizeof middle, PL_TEXT("Round %d of %d"), round, rounds);
  snprintf(note, sizeof note, PL_TEXT("Day %d of %d"), day, 7);
  area = pl_app_bar(app, area, middle, note);
  const float rest = pl_button_width(app->ui, PL_TEXT("What changed, and why"), NULL);
  const pl_rect strip = pl_cut_bottom(&area, pl_playback_height(app, area.w, rest));
  const pl_rect timeline = area.h > PL_PLAYBACK_ROOM ? pl_cut_bottom(&area, PL_TIMELINE) : (pl_rect){0};
  const bool is_matrix = pl_board_shows(app->board) == PL_MODE_MATRIX;
  pl_board_frame(app->board, app->ui, area);
  if (d->has_legend && !is_matrix) pl_board_legend(app->board, app->ui, area);
  if (timeline.h > 0) pl_board_timeline_bar(app->board, app->ui, timeline);
  put_strip(app, d, strip);
  pl_playback_keys(app, d->what);
  if (pl_ui_key(app->ui, SDLK_l, 0)) d->has_legend = !d->has_legend;
}

static const pl_key_row keys[] = {
    PL_PLAYBACK_KEY_ROWS,
    {"L", PL_LATER("the legend")},
    {"Enter  N", PL_LATER("what changed, and why")},
    {NULL, NULL},
};
const pl_screen_row pl_screen_days = {"days", open_days, frame_days, close_days, keys};
