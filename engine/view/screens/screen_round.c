/* The round: the screen on which a player decides.
 *
 * Three columns where there is room for them: how one stands and what came in; who receives, on the board, and what
 * that would mean; what is shared, the money, the other actions and what was decided. Where there is not, three tabs.
 * Undo and commit stay in sight in either.
 *
 * What happens in a frame only changes the draft or records a decision; what follows from that is worked out before the
 * next one is drawn. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "round.h"

#include "board_internal.h"

enum {
  WIDE = PL_PLAY_LEFT + PL_PLAY_RIGHT + 640, /* with less the board is too small */
  FOOT = 84, STRIP = 72, TAB_BAR = 60, MODES = 44, SIDE_BY_SIDE = 960
};

/* ---- opening and closing ---- */

static void close_round(pl_app *app, void *state) {
  round_screen *r = state;
  if (app->board) pl_board_choose(app->board, NULL);
  if (app->board) pl_board_head_room(app->board, 0);
  app->is_waiting = false;
  pl_forecasting_free(r->forecasting);
  pl_tale_clear(&r->look.tale);
  pl_tale_clear(&r->beginning);
  free(r->offer);
  free(r);
}

static pl_status begin(round_screen *r, pl_error *error) {
  pl_status status = pl_game_open_round(r->game, error);
  if (status == PL_OK) status = pl_app_board(r->app, error);
  if (status != PL_OK) return status;
  r->brief = pl_game_brief(r->game);
  r->forecasting = pl_forecasting_new(r->brief, r->app->is_synchronous, error);
  if (!r->forecasting) return error->status;
  status = pl_game_tell(r->game, PL_TOPIC_BEGINNING, &r->beginning, error);
  pl_board_play(r->app->board, false);
  pl_board_seek(r->app->board, (double)r->brief->round * PL_TICKS_PER_ROUND);
  pl_board_select(r->app->board, -1);
  return status;
}

static void *open_round(pl_app *app, pl_error *error) {
  round_screen *r = calloc(1, sizeof *r);
  if (!r) {
    pl_error_set(error, PL_NO_MEMORY, "out of memory: cannot show the round");
    return NULL;
  }
  r->app = app;
  r->ui = app->ui;
  r->canvas = pl_ui_canvas(app->ui);
  r->game = app->game;
  r->scenario = pl_game_scenario(app->game);
  r->voice = pl_game_voice(app->game);
  r->tab = ROUND_TAB_DECIDE;
  r->is_stale = true;
  if (begin(r, error) == PL_OK) return r;
  close_round(app, r);
  return NULL;
}

/* ---- the columns ---- */

static void draw_ground(const round_screen *r, pl_rect area) {
  pl_draw_fill(r->canvas, area, PL_COLOUR_PANEL);
}

static void put_situation(round_screen *r, pl_rect area) {
  draw_ground(r, area);
  area = pl_rect_inset(area, PL_SPACE_4);
  const pl_rect inside = pl_rect_inset(pl_scroll_begin(r->ui, area, "situation", &r->left), PL_SPACE_2);
  pl_rect at = inside;
  at.y += pl_round_gauges(r, at) + PL_SPACE_2;
  at.y += pl_round_inbox(r, at);
  pl_scroll_end(r->ui, at.y - inside.y + PL_SPACE_4);
}

/* Wide and low: gauges and inbox beside each other. */
static void put_situation_beside(round_screen *r, pl_rect area) {
  draw_ground(r, area);
  area = pl_rect_inset(area, PL_SPACE_4);
  const pl_rect left = pl_cut_left(&area, (area.w - PL_SPACE_5) * 0.42f);
  pl_cut_left(&area, PL_SPACE_5);
  pl_rect inside = pl_rect_inset(pl_scroll_begin(r->ui, left, "situation", &r->left), PL_SPACE_2);
  pl_scroll_end(r->ui, pl_round_gauges(r, inside) + PL_SPACE_4);
  inside = pl_rect_inset(pl_scroll_begin(r->ui, area, "inbox", &r->middle), PL_SPACE_2);
  pl_scroll_end(r->ui, pl_round_inbox(r, inside) + PL_SPACE_4);
}

/* Undo and commit. */
static void put_foot(round_screen *r, pl_rect area) {
  pl_buffer label = {0};
  draw_ground(r, area);
  pl_draw_fill(r->canvas, (pl_rect){area.x, area.y, area.w, 2}, PL_COLOUR_LINE);
  area = pl_rect_inset(area, PL_SPACE_3);
  const char *undo = PL_TEXT("Undo"), *redo = PL_TEXT("Redo");
  const float wanted = pl_button_width(r->ui, undo, "Ctrl Z"), most = area.w * 0.36f;
  pl_rect left = pl_cut_left(&area, wanted < most ? wanted : most);
  pl_cut_left(&area, PL_SPACE_3);
  pl_ui_push(r->ui, "foot");
  if (r->taken_count) {
    const pl_rect half = pl_cut_right(&left, (left.w - PL_SPACE_2) / 2);
    pl_cut_right(&left, PL_SPACE_2);
    if (pl_button(r->ui, half, redo, NULL, PL_BUTTON_PLAIN, true, NULL)) pl_round_redo(r);
    pl_tooltip_last(r->ui, PL_TEXT("Decides again what was taken back last: Ctrl+Y."));
  }
  if (pl_button(r->ui, left, undo, "Ctrl Z", PL_BUTTON_PLAIN, r->pending_count > 0,
                PL_TEXT("Nothing was decided in this round yet.")))
    pl_round_undo(r);
  pl_buffer_add_format(&label, PL_TEXT("Commit round %d"), (int)r->brief->round + 1);
  if (pl_button(r->ui, area, pl_buffer_text(&label), "Ctrl Enter", PL_BUTTON_MAIN, true, NULL)) pl_round_commit(r);
  pl_ui_pop(r->ui);
  pl_buffer_clear(&label);
}

static float put_rest_of_deciding(round_screen *r, pl_rect at) {
  const float top = at.y;
  float height = pl_round_budget(r, at);
  at.y += height + (height > 0 ? PL_SPACE_5 : 0);
  height = pl_round_actions(r, at);
  at.y += height + (height > 0 ? PL_SPACE_4 : 0);
  at.y += pl_round_decided(r, at);
  return at.y - top + PL_SPACE_4;
}

/* Where the board is on another tab: the way there, and the button that decides. */
static void put_draft(round_screen *r, pl_rect *area) {
  if (!r->is_narrow || r->draft.subject == ROUND_NOTHING) return;
  pl_rect strip = pl_cut_bottom(area, STRIP);
  pl_draw_fill(r->canvas, strip, PL_COLOUR_RAISED);
  pl_draw_fill(r->canvas, (pl_rect){strip.x, strip.y, strip.w, 2}, PL_COLOUR_LINE);
  strip = pl_rect_inset(strip, PL_SPACE_3);
  const pl_rect board = pl_cut_left(&strip, (strip.w - PL_SPACE_3) / 2);
  pl_cut_left(&strip, PL_SPACE_3);
  const char *label = pl_round_has_audience(r) ? PL_TEXT("Choose who receives it…") : PL_TEXT("What to expect…");
  pl_ui_push(r->ui, "draft");
  if (pl_button(r->ui, board, label, "2", PL_BUTTON_PLAIN, true, NULL)) r->tab = ROUND_TAB_BOARD;
  pl_round_put_decide(r, strip);
  pl_ui_pop(r->ui);
}

static void put_deciding(round_screen *r, pl_rect area) {
  const pl_rect foot = pl_cut_bottom(&area, FOOT);
  draw_ground(r, area);
  put_draft(r, &area);
  area = pl_rect_inset(area, PL_SPACE_4);
  const pl_rect inside = pl_rect_inset(pl_scroll_begin(r->ui, area, "deciding", &r->right), PL_SPACE_2);
  pl_rect at = inside;
  if (r->brief->is_state && pl_round_offers_sharing(r)) at.y += pl_round_items(r, at) + PL_SPACE_3;
  at.y += put_rest_of_deciding(r, at);
  pl_scroll_end(r->ui, at.y - inside.y);
  put_foot(r, foot);
}

static void put_deciding_beside(round_screen *r, pl_rect area) {
  const pl_rect foot = pl_cut_bottom(&area, FOOT);
  draw_ground(r, area);
  put_draft(r, &area);
  area = pl_rect_inset(area, PL_SPACE_4);
  if (r->brief->is_state && pl_round_offers_sharing(r)) {
    const pl_rect left = pl_cut_left(&area, (area.w - PL_SPACE_5) / 2);
    pl_cut_left(&area, PL_SPACE_5);
    const pl_rect inside = pl_rect_inset(pl_scroll_begin(r->ui, left, "items", &r->middle), PL_SPACE_2);
    pl_scroll_end(r->ui, pl_round_items(r, inside) + PL_SPACE_4);
  }
  const pl_rect inside = pl_rect_inset(pl_scroll_begin(r->ui, area, "deciding", &r->right), PL_SPACE_2);
  pl_scroll_end(r->ui, put_rest_of_deciding(r, inside));
  put_foot(r, foot);
}

/* ---- the board ---- */

static void put_sign(const round_screen *r, pl_rect *at, pl_mark mark, const char *word) {
  const pl_font font = pl_round_font(PL_FONT_FLOOR, 400, PL_COLOUR_TEXT);
  const pl_point middle = {at->x + 14, at->y + at->h / 2};
  const float width = pl_font_width(r->canvas, &font, word) + 34;
  if (width + PL_SPACE_5 > at->w) return;
  const pl_dash dash = mark == PL_MARK_ELIGIBLE ? (pl_dash){5, 4, 0, 0} : (pl_dash){0};
  if (mark == PL_MARK_LOCKED)
    pl_round_tick(r, middle, false, true);
  else if (mark == PL_MARK_HAS)
    pl_board_draw_badge(r->canvas, middle, 11, mark);
  else
    pl_draw_arc(r->canvas, middle, 10, mark == PL_MARK_OWN ? 4 : 3.5f, 0, 1, dash,
                mark == PL_MARK_OWN ? PL_COLOUR_WHITE : PL_COLOUR_SHARE);
  pl_draw_text(r->canvas, (pl_point){at->x + 34, middle.y + 6}, PL_ALIGN_LEFT, &font, word);
  pl_cut_left(at, width + PL_SPACE_5);
}

static const char *name_of_mode(pl_board_mode mode) {
  switch (mode) {
  case PL_MODE_MAP: return PL_TEXT("Map");
  case PL_MODE_NETWORK: return PL_TEXT("Network");
  case PL_MODE_MATRIX: return PL_TEXT("Matrix");
  case PL_MODES: break;
  }
  return "";
}

static bool some_have_it(const round_screen *r) {
  for (int t = 0; t < r->scenario->state_count; t++)
    if (r->state_mark[t] == PL_MARK_HAS) return true;
  return false;
}

/* What the marks mean, and the ways to look at it. */
static void put_modes(round_screen *r, pl_rect row) {
  pl_board *board = r->app->board;
  const float width = row.w < 620 ? 104 : row.w < 760 ? 116 : 140;
  pl_draw_fill(r->canvas, row, PL_COLOUR_SEA);
  pl_rect right = pl_cut_right(&row, 3 * (width + PL_SPACE_2));
  pl_ui_push(r->ui, "modes");
  for (int mode = 0; mode < PL_MODES; mode++) {
    const pl_rect at = {right.x + (width + PL_SPACE_2) * (float)mode, right.y + 2, width, 40};
    const bool is_shown = pl_board_shows(board) == (pl_board_mode)mode;
    if (pl_choice(r->ui, at, name_of_mode((pl_board_mode)mode), is_shown, true, NULL))
      pl_board_show(board, (pl_board_mode)mode, false);
  }
  pl_ui_pop(r->ui);
  pl_cut_left(&row, PL_SPACE_4);
  if (!pl_round_has_audience(r)) {
    put_sign(r, &row, PL_MARK_OWN, PL_TEXT("you"));
    return;
  }
  put_sign(r, &row, PL_MARK_CHOSEN, PL_TEXT("receives it"));
  put_sign(r, &row, PL_MARK_ELIGIBLE, PL_TEXT("can be added"));
  if (some_have_it(r)) put_sign(r, &row, PL_MARK_HAS, PL_TEXT("has it already"));
  put_sign(r, &row, PL_MARK_LOCKED, PL_TEXT("out of reach"));
}

/* Step 2 before there is anything to be received. */
static void put_waiting_step(round_screen *r, pl_rect bar) {
  const pl_font font = {.size = PL_FONT_LEAD, .weight = 600, .colour = PL_COLOUR_MUTED, .halo = PL_COLOUR_SEA};
  char text[120];
  snprintf(text, sizeof text, "2  %s", PL_TEXT("Who receives it? Choose first what you share."));
  pl_draw_text_fit(r->canvas, (pl_point){bar.x + PL_SPACE_2, bar.y + 34}, PL_ALIGN_LEFT, bar.w, &font, text);
}

/* Whatever chips there are, the board stays where it is. */
static float audience_room(round_screen *r, pl_rect bar) {
  const float key = r->is_low ? -bar.w : bar.w;
  if (r->audience_room <= 0 || r->audience_width != key) r->audience_room = pl_round_audience_height(r, bar);
  r->audience_width = key;
  return r->audience_room;
}

/* Map and network go on under the chips, with all states below them; a matrix stands below. */
static void put_board_itself(round_screen *r, pl_rect area) {
  pl_board *board = r->app->board;
  const pl_rect bar = pl_rect_inset(area, PL_SPACE_3);
  const float room = audience_room(r, bar) + 2 * PL_SPACE_3;
  const bool is_matrix = pl_board_shows(board) == PL_MODE_MATRIX;
  const pl_rect band = pl_cut_top(&area, is_matrix ? room : 0);
  if (is_matrix) pl_draw_fill(r->canvas, band, PL_COLOUR_SEA);
  pl_board_head_room(board, is_matrix ? 0 : room);
  pl_board_choose(board, pl_round_has_audience(r) ? &r->choice : NULL);
  const pl_board_touch touch = pl_board_frame(board, r->ui, area);
  if (touch.state >= 0) pl_round_press_state(r, touch.state);
  if (touch.forum >= 0) pl_round_press_forum(r, touch.forum);
  if (!is_matrix && pl_round_has_audience(r))
    pl_draw_fill(r->canvas, (pl_rect){area.x, area.y, area.w, room}, pl_fade(PL_COLOUR_SEA, 0.7f));
  if (pl_round_audience_bar(r, bar) <= 0) put_waiting_step(r, bar);
}

static void put_board(round_screen *r, pl_rect area) {
  r->is_low = pl_round_is_low(area.h);
  const pl_rect panel = pl_cut_bottom(&area, pl_round_outlook_height(area.h));
  const pl_rect modes = pl_cut_bottom(&area, MODES);
  put_board_itself(r, area);
  put_modes(r, modes);
  pl_round_outlook(r, panel);
}

/* ---- arranging ---- */

static void put_columns(round_screen *r, pl_rect area) {
  const pl_rect left = pl_cut_left(&area, PL_PLAY_LEFT), right = pl_cut_right(&area, PL_PLAY_RIGHT);
  pl_rect middle = area;
  put_situation(r, left);
  put_board(r, middle);
  put_deciding(r, right);
  pl_draw_fill(r->canvas, (pl_rect){middle.x - 1, middle.y, 2, middle.h}, PL_COLOUR_LINE);
  pl_draw_fill(r->canvas, (pl_rect){right.x - 1, right.y, 2, right.h}, PL_COLOUR_LINE);
}

static const char *name_of_tab(round_tab tab) {
  switch (tab) {
  case ROUND_TAB_SITUATION: return PL_TEXT("Situation");
  case ROUND_TAB_BOARD: return PL_TEXT("Board");
  case ROUND_TAB_DECIDE: return PL_TEXT("Decide");
  case ROUND_TABS: break;
  }
  return "";
}

static void put_tabs(round_screen *r, pl_rect area) {
  pl_rect bar = pl_cut_top(&area, TAB_BAR);
  draw_ground(r, bar);
  bar = pl_rect_inset(bar, PL_SPACE_2);
  const float width = (bar.w - 2 * PL_SPACE_2) / ROUND_TABS;
  pl_ui_push(r->ui, "tabs");
  for (int tab = 0; tab < ROUND_TABS; tab++) {
    const pl_rect at = {bar.x + (width + PL_SPACE_2) * (float)tab, bar.y, width, bar.h};
    if (pl_choice(r->ui, at, name_of_tab((round_tab)tab), r->tab == (round_tab)tab, true, NULL))
      r->tab = (round_tab)tab;
  }
  pl_ui_pop(r->ui);
  const bool is_beside = area.w >= SIDE_BY_SIDE;
  switch (r->tab) {
  case ROUND_TAB_SITUATION: (is_beside ? put_situation_beside : put_situation)(r, area); break;
  case ROUND_TAB_BOARD: put_board(r, area); break;
  case ROUND_TAB_DECIDE: (is_beside ? put_deciding_beside : put_deciding)(r, area); break;
  case ROUND_TABS: break;
  }
}

static void put_bar(round_screen *r, pl_rect *area) {
  pl_buffer middle = {0};
  pl_buffer_add_format(&middle, PL_TEXT("Round %d of %d"), (int)r->brief->round + 1, (int)r->scenario->rounds);
  *area = pl_app_bar(r->app, *area, pl_buffer_text(&middle), PL_TEXT("You decide. The days wait for you."));
  pl_buffer_clear(&middle);
}

/* ---- keys ---- */

static void go_to_step(round_screen *r, int step) {
  static const round_tab tabs[] = {ROUND_TAB_SITUATION, ROUND_TAB_DECIDE, ROUND_TAB_BOARD, ROUND_TAB_DECIDE};
  r->wants_step = step;
  r->tab = tabs[step];
}

static void take_keys(round_screen *r) {
  for (int step = 1; step <= 3; step++)
    if (pl_ui_key(r->ui, SDLK_0 + step, 0)) go_to_step(r, step);
  if (pl_ui_key(r->ui, SDLK_i, 0)) go_to_step(r, 0);
  if (pl_ui_key(r->ui, SDLK_z, KMOD_CTRL)) pl_round_undo(r);
  if (pl_ui_key(r->ui, SDLK_y, KMOD_CTRL) || pl_ui_key(r->ui, SDLK_z, KMOD_CTRL | KMOD_SHIFT)) pl_round_redo(r);
  if (pl_ui_key(r->ui, SDLK_d, 0) && r->look.is_there && r->look.refusal.status == PL_OK) pl_round_decide_draft(r);
  if (pl_ui_key(r->ui, SDLK_RETURN, KMOD_CTRL) || pl_ui_key(r->ui, SDLK_KP_ENTER, KMOD_CTRL)) pl_round_commit(r);
}

static bool is_computing(round_screen *r) {
  pl_forecast forecast;
  bool has_last;
  return pl_forecasting_answer(r->forecasting, &forecast, &has_last) == ROUND_COMPUTES;
}

static void frame_round(pl_app *app, void *state, pl_rect area) {
  round_screen *r = state;
  const int step = r->wants_step;
  const pl_rect all = area;
  pl_round_refresh(r);
  pl_board_advance(app->board, pl_ui_seconds(r->ui));
  put_bar(r, &area);
  r->is_narrow = all.w < WIDE;
  if (r->is_narrow)
    put_tabs(r, area);
  else
    put_columns(r, area);
  if (r->wants_step == step) r->wants_step = 0;
  if (r->dialog == ROUND_NO_DIALOG)
    take_keys(r);
  else
    pl_round_dialogs(r, all);
  if (r->is_committed) pl_round_close(r);
  app->is_waiting = r->is_stale || r->wants_step || is_computing(r);
}

static const pl_key_row keys[] = {
    {"1  2  3", PL_LATER("what you share, who receives it, the budget")},
    {"I", PL_LATER("gauges and inbox")},
    {"Arrows", PL_LATER("from card to card, from state to state")},
    {"Space", PL_LATER("choose a card; add a state or forum, or drop it")},
    {"+  −", PL_LATER("more or less for a track of the budget")},
    {"D", PL_LATER("decide what you put together")},
    {"Ctrl Z  Ctrl Y", PL_LATER("take the last decision back, take it again")},
    {"Ctrl Enter", PL_LATER("commit the round")},
    {"M", PL_LATER("map, network, matrix")},
    {"S", PL_LATER("the matrix in another order")},
    {PL_LATER("Alt + arrows  Alt 0"),
     PL_LATER("on the network: put a state elsewhere, as by dragging it; let it go, as by a double click")},
    {NULL, NULL},
};
const pl_screen_row pl_screen_round = {"round", open_round, frame_round, close_round, keys};
