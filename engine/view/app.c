/* The application: one frame of whatever screen is shown, and the few things that are the same on all of them.
 *
 * A screen asks for another one; the change happens between two frames, so that no screen is closed while it draws.
 * Help and menu lie over every screen. The keys that are everywhere: F1 and ? help, Esc menu, F11 full screen, Ctrl
 * with + − 0 the size of everything, Ctrl M reduced motion. */
#include "app.h"

#include <stdlib.h>
#include <string.h>

#include "app_overlays.h"
#include "emblem.h"
#include "sentence.h"

static pl_screen_name first_screen(const pl_app *app) {
  const pl_view_options *options = app->options;
  if (options->look) return PL_SCREEN_WALL;
  if (options->recorded) return PL_SCREEN_REPLAY;
  if (!app->game) return options->scenario ? PL_SCREEN_SEAT : PL_SCREEN_PICKER;
  if (pl_game_seat(app->game) < 0) return PL_SCREEN_SEAT;
  return pl_game_is_over(app->game) ? PL_SCREEN_RECKONING : PL_SCREEN_ROUND;
}

pl_app *pl_app_new(pl_canvas *canvas, const pl_view_options *options, pl_error *error) {
  pl_app *app = calloc(1, sizeof *app);
  if (!app) {
    pl_error_set(error, PL_NO_MEMORY, "out of memory: cannot open the window");
    return NULL;
  }
  *app = (pl_app){.options = options,
                  .game = options->game,
                  .scale = (float)(options->scale ? options->scale : 100) / 100,
                  .has_reduced_motion = options->has_reduced_motion,
                  .is_full_screen = options->is_full_screen};
  app->ui = pl_ui_new(canvas, error);
  if (!app->ui) {
    app->game = NULL; /* stays the caller's */
    pl_app_free(app);
    return NULL;
  }
  app->screen = PL_SCREENS;
  app->next = first_screen(app);
  return app;
}

static void close_screen(pl_app *app) {
  if (app->screen < PL_SCREENS && app->state) pl_screen_row_of(app->screen)->close(app, app->state);
  app->state = NULL;
}

void pl_app_free(pl_app *app) {
  if (!app) return;
  close_screen(app);
  pl_board_free(app->board);
  pl_history_free(app->history);
  pl_phrases_clear(&app->phrases);
  pl_game_free(app->game);
  if (app->options->close) app->options->close(app->options->context);
  pl_ui_free(app->ui);
  free(app);
}

void pl_app_go(pl_app *app, pl_screen_name screen) { app->next = screen; }

/* What was played would be gone. */
static bool would_lose(pl_app *app) {
  const char *path;
  if (!app->game || pl_game_seat(app->game) < 0 || pl_game_is_over(app->game)) return false;
  pl_game_keeping(app->game, &path);
  return !path;
}

void pl_app_leave(pl_app *app) {
  if (app->is_leaving || !would_lose(app))
    app->wants_to_leave = true;
  else
    app->is_leaving = true;
}

void pl_app_say(pl_app *app, const pl_error *error) {
  pl_error said = *error;
  pl_sentence_begin(said.text);
  pl_toast(app->ui, said.text, true);
}

void pl_app_fail(pl_app *app, const pl_error *error) {
  app->error = *error;
  app->status = error->status;
  app->wants_to_leave = true;
}

void pl_app_tell_keeping(pl_app *app) {
  const char *path;
  const char *sentence = pl_game_keeping(app->game, &path);
  pl_toast(app->ui, sentence, !path);
  if (app->options->keeps_in) app->options->keeps_in(app->options->context, path);
}

pl_status pl_app_board(pl_app *app, pl_error *error) {
  const pl_history *history = app->game ? pl_game_history(app->game) : app->history;
  if (!history) return pl_error_set(error, PL_NO_MEMORY, "out of memory: there is nothing to draw a board from");
  if (app->board) return pl_board_extend(app->board, error);
  app->board = pl_board_new(history, app->game ? pl_game_voice(app->game) : &app->voice, error);
  return app->board ? PL_OK : error->status;
}

/* Between two frames: the screen that was asked for takes the place of the present one. */
static void change_screen(pl_app *app) {
  if (app->next == app->screen) return;
  pl_error error = {0};
  close_screen(app);
  app->screen = app->next;
  pl_ui_focus(app->ui, 0);
  app->state = pl_screen_row_of(app->screen)->open(app, &error);
  if (!app->state) pl_app_fail(app, &error);
}

void pl_app_reduce_motion(pl_app *app, bool is_reduced) {
  app->has_reduced_motion = is_reduced;
  pl_toast(app->ui, is_reduced ? PL_TEXT("Reduced motion: things change at once instead of moving.")
                               : PL_TEXT("Things move again."), false);
}

static void resize_interface(pl_app *app, float by) {
  const float scale = app->scale + by;
  app->scale = scale < 0.8f ? 0.8f : scale > 2 ? 2 : scale;
}

static void take_keys(pl_app *app) {
  pl_ui *ui = app->ui;
  if (pl_ui_key(ui, SDLK_F1, 0) || pl_ui_key(ui, SDLK_QUESTION, 0) || pl_ui_key(ui, SDLK_SLASH, KMOD_SHIFT))
    app->is_helping = true;
  if (pl_ui_key(ui, SDLK_F11, 0) || pl_ui_key(ui, SDLK_RETURN, KMOD_ALT)) app->is_full_screen = !app->is_full_screen;
  if (pl_ui_key(ui, SDLK_m, KMOD_CTRL)) pl_app_reduce_motion(app, !app->has_reduced_motion);
  if (pl_ui_key(ui, SDLK_PLUS, KMOD_CTRL) || pl_ui_key(ui, SDLK_EQUALS, KMOD_CTRL)) resize_interface(app, 0.1f);
  if (pl_ui_key(ui, SDLK_MINUS, KMOD_CTRL)) resize_interface(app, -0.1f);
  if (pl_ui_key(ui, SDLK_0, KMOD_CTRL)) app->scale = 1;
  if (pl_ui_key(ui, SDLK_ESCAPE, 0)) app->is_in_menu = true; /* a box that is open has taken it */
}

void pl_app_frame(pl_app *app, const pl_input *input, float seconds) {
  pl_canvas *canvas = pl_ui_canvas(app->ui);
  const pl_rect area = pl_canvas_area(canvas);
  change_screen(app);
  if (app->board) pl_board_rest(app->board);
  pl_ui_begin(app->ui, input, seconds, app->has_reduced_motion);
  pl_draw_fill(canvas, area, PL_COLOUR_SEA);
  if (app->state) pl_screen_row_of(app->screen)->frame(app, app->state, area);
  if (app->is_leaving)
    pl_app_ask_to_leave(app, area);
  else if (app->is_helping)
    pl_app_help(app, area);
  else if (app->is_in_menu)
    pl_app_menu(app, area);
  take_keys(app);
  pl_ui_end(app->ui);
}

bool pl_app_is_moving(const pl_app *app) {
  return app->is_waiting || app->next != app->screen || pl_ui_is_moving(app->ui) ||
         (app->board && pl_board_is_moving(app->board));
}

/* ---- the bar ---- */

static const char *title_of(const pl_app *app) {
  const pl_scenario *scenario = app->game ? pl_game_scenario(app->game) : app->voice.scenario;
  return scenario ? pl_text_in(&scenario->title, app->options->language) : "Polder";
}

/* Help and menu, at the right end; returns how wide they are. */
static float put_buttons(pl_app *app, pl_rect bar) {
  const char *help = PL_TEXT("Help"), *menu = PL_TEXT("Menu");
  const float help_width = pl_button_width(app->ui, help, "F1"), menu_width = pl_button_width(app->ui, menu, "Esc");
  const float y = bar.y + (bar.h - 44) / 2, right = bar.x + bar.w - PL_MARGIN_PLAY;
  const pl_rect menu_at = {right - menu_width, y, menu_width, 44};
  const pl_rect help_at = {menu_at.x - PL_SPACE_2 - help_width, y, help_width, 44};
  if (pl_button(app->ui, help_at, help, "F1", PL_BUTTON_QUIET, true, NULL)) app->is_helping = true;
  if (pl_button(app->ui, menu_at, menu, "Esc", PL_BUTTON_QUIET, true, NULL)) app->is_in_menu = true;
  return right - help_at.x + PL_MARGIN_PLAY;
}

pl_rect pl_app_bar(pl_app *app, pl_rect area, const char *middle, const char *note) {
  pl_canvas *canvas = pl_ui_canvas(app->ui);
  const pl_rect bar = pl_cut_top(&area, PL_PLAY_BAR);
  const pl_font title = {.size = PL_FONT_LARGE, .weight = 700, .colour = PL_COLOUR_TEXT};
  const pl_font quiet = {.size = PL_FONT_BODY, .weight = 400, .colour = PL_COLOUR_MUTED};
  const char *kind = app->game ? PL_TEXT("Exercise · single player") : PL_TEXT("Exercise");
  const float base = bar.y + bar.h / 2 + 10;
  pl_draw_fill(canvas, bar, PL_COLOUR_PANEL);
  pl_draw_fill(canvas, (pl_rect){bar.x, bar.y + bar.h - 2, bar.w, 2}, PL_COLOUR_LINE);
  pl_draw_emblem(canvas, (pl_rect){bar.x + 28, bar.y + 16, 78, 34});
  const float buttons = put_buttons(app, bar);
  const float left = bar.x + 122, room = bar.x + bar.w - buttons - left;
  const float middle_width = *middle ? pl_font_width(canvas, &title, middle) : 0;
  const float note_width = *note ? pl_font_width(canvas, &quiet, note) + PL_SPACE_5 : 0;
  const bool has_note = middle_width + note_width < room * 0.6f;
  const float centre = middle_width + (has_note ? note_width : 0);
  float x = bar.x + bar.w / 2 - centre / 2;
  if (x + centre > left + room - PL_SPACE_4) x = left + room - PL_SPACE_4 - centre;
  const float for_title = x - left - PL_SPACE_5;
  const float used = for_title > 80 ? pl_draw_text_fit(canvas, (pl_point){left, base}, PL_ALIGN_LEFT, for_title, &title,
                                                       title_of(app))
                                    : 0;
  if (used + PL_SPACE_4 + pl_font_width(canvas, &quiet, kind) < for_title)
    pl_draw_text(canvas, (pl_point){left + used + PL_SPACE_4, base}, PL_ALIGN_LEFT, &quiet, kind);
  if (*middle) pl_draw_text(canvas, (pl_point){x, base}, PL_ALIGN_LEFT, &title, middle);
  if (has_note && *note)
    pl_draw_text(canvas, (pl_point){x + middle_width + PL_SPACE_5, base}, PL_ALIGN_LEFT, &quiet, note);
  return area;
}
