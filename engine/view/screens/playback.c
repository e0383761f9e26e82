/* A day on is the beginning of the next day, from wherever within a day the board stands. */
#include "playback.h"

#include <math.h>

static void seek(pl_app *app, pl_playback what, double tick) {
  pl_board_play(app->board, false);
  pl_board_seek(app->board, tick < what.from ? what.from : tick > what.to ? what.to : tick);
}

static void go_days(pl_app *app, pl_playback what, int days) {
  const double now = pl_board_tick(app->board) / PL_TICKS_PER_DAY;
  const double whole = days > 0 ? floor(now + 1e-6) : ceil(now - 1e-6);
  seek(app, what, (whole + days) * PL_TICKS_PER_DAY);
}

static void toggle(pl_app *app, pl_playback what) {
  const bool is_playing = pl_board_is_playing(app->board);
  if (!is_playing && pl_board_tick(app->board) >= what.to) seek(app, what, what.from);
  pl_board_stop_at(app->board, what.to);
  pl_board_play(app->board, !is_playing);
}

static const struct {
  SDL_Keycode key;
  const char *label;
  float seconds;
} speeds[] = {{SDLK_1, "1 s", 1}, {SDLK_2, "2 s", 2}, {SDLK_4, "4 s", 4}};
enum { SPEEDS = sizeof speeds / sizeof speeds[0] };

void pl_playback_keys(pl_app *app, pl_playback what) {
  pl_ui *ui = app->ui;
  if (pl_ui_key(ui, SDLK_SPACE, 0)) toggle(app, what);
  if (pl_ui_key(ui, SDLK_PERIOD, 0)) go_days(app, what, 1);
  if (pl_ui_key(ui, SDLK_COMMA, 0)) go_days(app, what, -1);
  if (pl_ui_key(ui, SDLK_HOME, 0)) seek(app, what, what.from);
  if (pl_ui_key(ui, SDLK_END, 0)) seek(app, what, what.to);
  for (int i = 0; i < SPEEDS; i++)
    if (pl_ui_key(ui, speeds[i].key, 0)) pl_board_speed(app->board, speeds[i].seconds);
}

pl_rect pl_playback_strip(pl_app *app, pl_rect strip) {
  pl_canvas *canvas = pl_ui_canvas(app->ui);
  pl_draw_fill(canvas, strip, PL_COLOUR_PANEL);
  pl_draw_fill(canvas, (pl_rect){strip.x, strip.y, strip.w, 2}, PL_COLOUR_LINE);
  return (pl_rect){strip.x + PL_MARGIN_PLAY, strip.y + 8, strip.w - 2 * PL_MARGIN_PLAY, strip.h - 16};
}

pl_rect pl_playback_place(pl_rect *row, float width) {
  const pl_rect place = pl_cut_left(row, width);
  pl_cut_left(row, PL_SPACE_2);
  return place;
}

enum { DAY = 56, SPEED = 92, NARROWER = 40 }; /* the last may lose so much before it is put on another row */

static float width_of_modes(pl_app *app);

static float width_of_play(pl_app *app) {
  const char *key = PL_TEXT("Space");
  const float a = pl_button_width(app->ui, PL_TEXT("Play"), key), b = pl_button_width(app->ui, PL_TEXT("Pause"), key);
  return a > b ? a : b;
}

float pl_playback_height(pl_app *app, float width, float rest) {
  const float buttons = width_of_play(app) + 2 * DAY + SPEEDS * SPEED + (3 + SPEEDS) * PL_SPACE_2;
  const bool is_one_row = buttons + width_of_modes(app) + rest <= width - 2 * PL_MARGIN_PLAY + NARROWER;
  return is_one_row ? PL_PLAYBACK_STRIP : 2 * PL_PLAYBACK_STRIP - PL_SPACE_2;
}

pl_rect pl_playback_second(pl_rect *row) {
  if (row->h <= PL_PLAYBACK_STRIP) return *row;
  const pl_rect second = pl_cut_bottom(row, (row->h - PL_SPACE_2) / 2);
  pl_cut_bottom(row, PL_SPACE_2);
  return second;
}

static void put_speeds(pl_app *app, pl_rect *row) {
  const float now = pl_board_seconds_per_day(app->board);
  pl_ui_push(app->ui, "speed");
  for (int i = 0; i < SPEEDS; i++) {
    const bool is_now = now > speeds[i].seconds - 0.1f && now < speeds[i].seconds + 0.1f;
    if (pl_choice(app->ui, pl_playback_place(row, SPEED), speeds[i].label, is_now, true, NULL))
      pl_board_speed(app->board, speeds[i].seconds);
    pl_tooltip_last(app->ui, PL_TEXT("seconds for a day"));
  }
  pl_ui_pop(app->ui);
}

void pl_playback_buttons(pl_app *app, pl_playback what, pl_rect *row) {
  const char *play = PL_TEXT("Play"), *pause = PL_TEXT("Pause"), *key = PL_TEXT("Space");
  const char *label = pl_board_is_playing(app->board) ? pause : play;
  pl_ui_push(app->ui, "playback");
  if (pl_button(app->ui, pl_playback_place(row, width_of_play(app)), label, key, PL_BUTTON_MAIN, true, NULL))
    toggle(app, what);
  if (pl_button(app->ui, pl_playback_place(row, 56), "‹", NULL, PL_BUTTON_PLAIN, true, NULL)) go_days(app, what, -1);
  pl_tooltip_last(app->ui, PL_TEXT("a day back (,)"));
  if (pl_button(app->ui, pl_playback_place(row, 56), "›", NULL, PL_BUTTON_PLAIN, true, NULL)) go_days(app, what, 1);
  pl_tooltip_last(app->ui, PL_TEXT("a day on (.)"));
  put_speeds(app, row);
  pl_ui_pop(app->ui);
}

static const char *const names[PL_MODES] = {PL_LATER("Map"), PL_LATER("Network"), PL_LATER("Matrix")};

static float width_of_mode(pl_app *app, int mode) { return pl_button_width(app->ui, PL_TEXT(names[mode]), NULL) + 40; }

static float width_of_modes(pl_app *app) {
  float width = 0;
  for (int m = 0; m < PL_MODES; m++) width += width_of_mode(app, m) + PL_SPACE_2;
  return width;
}

void pl_playback_modes(pl_app *app, pl_rect *row) {
  pl_ui_push(app->ui, "mode");
  for (int m = 0; m < PL_MODES; m++) {
    const char *label = PL_TEXT(names[m]);
    const float width = width_of_mode(app, m);
    const bool is_shown = pl_board_shows(app->board) == (pl_board_mode)m;
    if (pl_choice(app->ui, pl_playback_place(row, width), label, is_shown, true, NULL))
      pl_board_show(app->board, (pl_board_mode)m, app->has_reduced_motion);
  }
  pl_ui_pop(app->ui);
}
