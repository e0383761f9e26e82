/* When all is over: one's own reckoning, how everybody fared, what to talk about, and the board over all rounds.
 *
 * Nothing is secret any more but what nobody's eyes have seen: the figures are everybody's, the board is still the
 * seat's own. The foot says where the exercise is kept and how to look at it again, also after the window is gone. */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "playback.h"
#include "reckoning.h"

typedef enum tab { TAB_FIGURES, TAB_TALK, TAB_BOARD, TABS } tab;

typedef struct ending {
  pl_reckoning reckoning;
  pl_tale talk;
  tab tab;
  pl_scroll own, states, all, words;
  pl_playback what;
  bool has_legend;
} ending;

/* ---- coming and going ---- */

static void close_reckoning(pl_app *app, void *state) {
  ending *e = state;
  if (app->board) pl_board_play(app->board, false);
  pl_tale_clear(&e->talk);
  free(e);
}

static void *open_reckoning(pl_app *app, pl_error *error) {
  ending *e = calloc(1, sizeof *e);
  if (!e) {
    pl_error_set(error, PL_NO_MEMORY, "out of memory: cannot show the reckoning");
    return NULL;
  }
  pl_status status = pl_app_board(app, error);
  if (status == PL_OK) status = pl_game_reckon(app->game, &e->reckoning, error);
  if (status == PL_OK) status = pl_game_tell(app->game, PL_TOPIC_DEBRIEF, &e->talk, error);
  if (status != PL_OK) {
    close_reckoning(app, e);
    return NULL;
  }
  e->has_legend = true;
  e->what = (pl_playback){0, pl_timeline_end(pl_board_timeline(app->board))};
  pl_board_choose(app->board, NULL);
  pl_board_select(app->board, -1);
  pl_board_seek(app->board, 0);
  return e;
}

/* The exercise is put away, and the next one chosen. What this screen keeps needs none of it. */
static void begin_another(pl_app *app) {
  pl_board_free(app->board);
  app->board = NULL;
  pl_game_free(app->game);
  app->game = NULL;
  if (app->options->close) app->options->close(app->options->context);
  pl_app_go(app, PL_SCREEN_PICKER);
}

/* About the round that the board stands at, or the first. */
static void ask_what_if(pl_app *app, const ending *e) {
  const int round = e->tab == TAB_BOARD ? (int)(pl_board_tick(app->board) / PL_TICKS_PER_ROUND) : 0;
  if (pl_game_rounds_done(app->game)) pl_app_what_if(app, round, pl_game_seat(app->game));
}

/* ---- the tabs ---- */

static void show(pl_app *app, ending *e, tab wanted) {
  if (wanted != TAB_BOARD) pl_board_play(app->board, false);
  e->tab = wanted;
}

static void put_tabs(pl_app *app, ending *e, pl_rect row) {
  static const char *const names[TABS] = {PL_LATER("How it went"), PL_LATER("To talk about"),
                                          PL_LATER("Look at it again")};
  pl_ui_push(app->ui, "tabs");
  for (int i = 0; i < TABS; i++) {
    const char *label = PL_TEXT(names[i]);
    if (i == TAB_TALK && !e->talk.count) continue;
    const float width = pl_button_width(app->ui, label, NULL) + 40;
    if (pl_choice(app->ui, pl_playback_place(&row, width), label, (int)e->tab == i, true, NULL))
      show(app, e, (tab)i);
  }
  pl_ui_pop(app->ui);
  const char *what_if = PL_TEXT("What if …?");
  const float width = pl_button_width(app->ui, what_if, "O");
  if (width <= row.w && pl_button(app->ui, pl_cut_right(&row, width), what_if, "O", PL_BUTTON_PLAIN, true, NULL))
    ask_what_if(app, e);
}

static void put_figures(pl_app *app, ending *e, pl_rect area) {
  pl_canvas *canvas = pl_ui_canvas(app->ui);
  if (area.w < 1400) {
    pl_rect inside = pl_scroll_begin(app->ui, pl_rect_inset(area, PL_MARGIN_PLAY), "reckoning", &e->all);
    const float top = inside.y;
    inside.w -= PL_SPACE_5;
    inside.y += pl_reckoning_own(app, inside, &e->reckoning) + PL_SPACE_6;
    inside.y += pl_reckoning_states(app, inside, &e->reckoning) + PL_SPACE_5;
    pl_scroll_end(app->ui, inside.y - top);
    return;
  }
  const pl_rect left = pl_cut_left(&area, area.w * 0.42f);
  pl_draw_fill(canvas, area, PL_COLOUR_PANEL);
  pl_draw_fill(canvas, (pl_rect){area.x, area.y, 2, area.h}, PL_COLOUR_LINE);
  pl_rect inside = pl_scroll_begin(app->ui, pl_rect_inset(left, PL_SPACE_6), "own", &e->own);
  inside.w -= PL_SPACE_5;
  pl_scroll_end(app->ui, pl_reckoning_own(app, inside, &e->reckoning) + PL_SPACE_4);
  inside = pl_scroll_begin(app->ui, pl_rect_inset(area, PL_SPACE_6), "everybody", &e->states);
  inside.w -= PL_SPACE_5;
  pl_scroll_end(app->ui, pl_reckoning_states(app, inside, &e->reckoning) + PL_SPACE_4);
}

static void put_talk(pl_app *app, ending *e, pl_rect area) {
  const float width = area.w < 1060 ? area.w - 2 * PL_MARGIN_PLAY : 1000; /* some 75 characters a line */
  const pl_rect column = {area.x + (area.w - width) / 2, area.y + PL_SPACE_6, width, area.h - PL_SPACE_6};
  const pl_rect inside = pl_scroll_begin(app->ui, column, "debrief", &e->words);
  pl_scroll_end(app->ui, pl_ui_tale(app->ui, inside, PL_FONT_LEAD, &e->talk, false) + PL_SPACE_6);
}

static void put_board(pl_app *app, ending *e, pl_rect area) {
  pl_rect strip = pl_cut_bottom(&area, PL_PLAYBACK_STRIP);
  const pl_rect timeline = area.h > 560 ? pl_cut_bottom(&area, PL_TIMELINE) : (pl_rect){0};
  const bool is_matrix = pl_board_shows(app->board) == PL_MODE_MATRIX;
  pl_board_frame(app->board, app->ui, area);
  if (e->has_legend && !is_matrix) pl_board_legend(app->board, app->ui, area);
  if (timeline.h > 0) pl_board_timeline_bar(app->board, app->ui, timeline);
  strip = pl_playback_strip(app, strip);
  pl_playback_buttons(app, e->what, &strip);
  pl_playback_modes(app, &strip);
}

/* ---- the foot ---- */

/* A line that can be copied: pressed, it is on the clipboard. */
static void put_copy(pl_app *app, pl_rect row, const char *label, const char *text, const char *copied) {
  const pl_font font = {.size = PL_FONT_FLOOR, .weight = 400, .colour = PL_COLOUR_MUTED, .is_tabular = true};
  pl_canvas *canvas = pl_ui_canvas(app->ui);
  const pl_touch touch = pl_ui_touch(app->ui, copied, PL_WIDGET_BUTTON, row, true, false);
  if (touch.is_hovered) pl_draw_fill_round(canvas, row, PL_RADIUS_CHIP, PL_COLOUR_RAISED);
  const float used = pl_draw_text(canvas, (pl_point){row.x, row.y + 22}, PL_ALIGN_LEFT, &font, label);
  pl_draw_text_fit(canvas, (pl_point){row.x + used + PL_SPACE_2, row.y + 22}, PL_ALIGN_LEFT, row.w - used - PL_SPACE_2,
                   &font, text);
  pl_tooltip(app->ui, &touch, PL_TEXT("Press to copy it."));
  if (touch.is_pressed && SDL_SetClipboardText(copied) == 0) pl_toast(app->ui, PL_TEXT("Copied."), false);
}

static void put_keeping(pl_app *app, pl_rect area) {
  const pl_font words = {.size = PL_FONT_FLOOR, .weight = 500, .colour = PL_COLOUR_TEXT};
  const char *path;
  char digest[32];
  pl_buffer command = {0};
  const char *sentence = pl_game_keeping(app->game, &path);
  const int rounds = pl_game_rounds_done(app->game);
  snprintf(digest, sizeof digest, "%016" PRIx64, rounds > 0 ? pl_game_digest(app->game, rounds - 1) : 0);
  pl_draw_text_fit(pl_ui_canvas(app->ui), (pl_point){area.x, area.y + 24}, PL_ALIGN_LEFT, area.w, &words, sentence);
  pl_rect row = {area.x, area.y + 34, area.w, 30};
  put_copy(app, pl_cut_left(&row, row.w < 320 ? row.w : 300), PL_TEXT("Digest"), digest, digest);
  pl_cut_left(&row, PL_SPACE_4);
  if (path && row.w > 200) {
    pl_buffer_add_text(&command, "polder replay ");
    pl_put_shell_word(&command, path);
    put_copy(app, row, PL_TEXT("Later:"), pl_buffer_text(&command), pl_buffer_text(&command));
  }
  pl_buffer_clear(&command);
}

/* True when another exercise is wanted. */
static bool put_foot(pl_app *app, pl_rect foot) {
  pl_canvas *canvas = pl_ui_canvas(app->ui);
  const char *another = PL_TEXT("Another exercise"), *leave = PL_TEXT("Leave");
  pl_draw_fill(canvas, foot, PL_COLOUR_PANEL);
  pl_draw_fill(canvas, (pl_rect){foot.x, foot.y, foot.w, 2}, PL_COLOUR_LINE);
  foot = (pl_rect){foot.x + PL_MARGIN_PLAY, foot.y, foot.w - 2 * PL_MARGIN_PLAY, foot.h};
  pl_rect right = foot;
  const pl_rect leave_at = pl_cut_right(&right, pl_button_width(app->ui, leave, NULL));
  pl_cut_right(&right, PL_SPACE_3);
  const bool has_list = app->options->list != NULL;
  const pl_rect another_at = pl_cut_right(&right, has_list ? pl_button_width(app->ui, another, "N") : 0);
  pl_cut_right(&right, PL_SPACE_5);
  put_keeping(app, (pl_rect){right.x, right.y + 4, right.w, right.h});
  bool is_wanted = false;
  if (has_list) {
    const pl_rect at = {another_at.x, foot.y + 14, another_at.w, 52};
    is_wanted = pl_button(app->ui, at, another, "N", PL_BUTTON_PLAIN, true, NULL) || pl_ui_key(app->ui, SDLK_n, 0);
  }
  if (pl_button(app->ui, (pl_rect){leave_at.x, foot.y + 14, leave_at.w, 52}, leave, NULL, PL_BUTTON_MAIN, true, NULL))
    pl_app_leave(app);
  return is_wanted;
}

/* ---- the frame ---- */

static void take_keys(pl_app *app, ending *e) {
  if (e->tab == TAB_BOARD) pl_playback_keys(app, e->what);
  if (e->tab == TAB_BOARD && pl_ui_key(app->ui, SDLK_l, 0)) e->has_legend = !e->has_legend;
  if (pl_ui_key(app->ui, SDLK_r, 0)) show(app, e, TAB_FIGURES);
  if (e->talk.count && pl_ui_key(app->ui, SDLK_d, 0)) show(app, e, TAB_TALK);
  if (pl_ui_key(app->ui, SDLK_w, 0)) show(app, e, TAB_BOARD);
  if (pl_ui_key(app->ui, SDLK_o, 0)) ask_what_if(app, e);
}

static void frame_reckoning(pl_app *app, void *state, pl_rect area) {
  ending *e = state;
  if (!app->game) return;
  pl_board_advance(app->board, pl_ui_seconds(app->ui));
  area = pl_app_bar(app, area, PL_TEXT("The reckoning"), "");
  const pl_rect tabs = pl_cut_top(&area, 64);
  const pl_rect foot = pl_cut_bottom(&area, 80);
  put_tabs(app, e, (pl_rect){tabs.x + PL_MARGIN_PLAY, tabs.y + 12, tabs.w - 2 * PL_MARGIN_PLAY, 44});
  switch (e->tab) {
  case TAB_FIGURES: put_figures(app, e, area); break;
  case TAB_TALK: put_talk(app, e, area); break;
  case TAB_BOARD: put_board(app, e, area); break;
  case TABS: break;
  }
  const bool wants_another = put_foot(app, foot);
  take_keys(app, e);
  if (wants_another) begin_another(app);
}

static const pl_key_row keys[] = {
    {"R  D  W", PL_LATER("how it went, what to talk about, the board over all rounds")},
    {"O", PL_LATER("decide something otherwise, and see what comes of it")},
    {"N", PL_LATER("another exercise")},
    {"L", PL_LATER("on the board: the legend")},
    PL_PLAYBACK_KEY_ROWS,
    {NULL, NULL},
};
const pl_screen_row pl_screen_reckoning = {"reckoning", open_reckoning, frame_reckoning, close_reckoning, keys};
