/* What if: one decision is taken otherwise, under the same luck, and the second world drawn over the first.
 *
 * Control and, once the exercise is over, everybody see all of it: any seat's decisions, both worlds on one board,
 * both curves, and what other luck would have made of it. A seat that is in the middle of its exercise, or that looks
 * at a recorded one through its own eyes before its end, may ask about its own decisions only, and hears what the
 * account tells it (PL_ACCOUNT_OWN): its board stays the one world that it knows. The screen has a board of its own. */
#include <stdio.h>
#include <stdlib.h>

#include "what_if.h"

/* ---- who may see what ---- */

static pl_sight sight_of(const what_if_screen *w) {
  if (w->is_any_seat) return (pl_sight){.viewer = PL_VIEWER_CONTROL, .seat = -1};
  return (pl_sight){.viewer = PL_VIEWER_SEAT, .seat = w->voice.seat};
}

static pl_status find_voice(what_if_screen *w, int seat, pl_error *error) {
  const pl_app *app = w->app;
  const bool is_going_on = app->game && !pl_game_is_over(app->game);
  if (is_going_on) {
    w->voice = *pl_game_voice(app->game);
    return PL_OK;
  }
  w->narrator = pl_narrator_new(w->session, app->options->language, error);
  if (!w->narrator) return error->status;
  w->voice = *pl_narrator_voice(w->narrator);
  w->voice.seat = seat;
  return PL_OK;
}

static pl_status find_sight(what_if_screen *w, pl_error *error) {
  const pl_app *app = w->app;
  const int seat = app->game ? pl_game_seat(app->game) : app->options->recorded_seat;
  w->session = app->game ? pl_game_session(app->game) : app->options->recorded;
  w->is_any_seat = app->game ? pl_game_is_over(app->game) : seat < 0;
  if (find_voice(w, seat, error) != PL_OK) return error->status;
  w->history = pl_history_new(w->session, sight_of(w), error);
  if (!w->history) return error->status;
  w->rounds = w->history->rounds;
  w->has_world = w->is_any_seat || w->rounds == w->history->scenario->rounds;
  w->flags = PL_ACCOUNT_BESIDE | (w->is_any_seat ? 0 : PL_ACCOUNT_OWN);
  return PL_OK;
}

/* ---- coming and going ---- */

static void close_what_if(pl_app *app, void *state) {
  what_if_screen *w = state;
  if (app->board != w->before) pl_board_free(app->board);
  app->board = w->before;
  pl_otherwise_free(w->otherwise);
  pl_tale_clear(&w->tale);
  pl_narrator_free(w->narrator);
  pl_history_free(w->history);
  free(w);
}

static pl_status make_board(what_if_screen *w, pl_error *error) {
  pl_board *board = pl_board_new(w->history, &w->voice, error);
  if (!board) return error->status;
  w->all = (pl_playback){0, pl_timeline_end(pl_board_timeline(board))};
  pl_board_seek(board, w->all.to); /* all of it has been seen */
  if (w->before) {
    pl_board_show(board, pl_board_shows(w->before), true);
    pl_board_speed(board, pl_board_seconds_per_day(w->before));
  }
  w->app->board = board;
  return PL_OK;
}

static pl_status make_otherwise(what_if_screen *w, pl_error *error) {
  const pl_app *app = w->app;
  const int32_t runs = app->what_if_runs ? app->what_if_runs : PL_USUAL_RUNS;
  const pl_otherwise_options options = {.sight = sight_of(w),
                                        .has_history = w->has_world,
                                        .runs = w->has_world ? runs : 0,
                                        .is_synchronous = app->is_synchronous,
                                        .bots = app->options->bots};
  w->otherwise = pl_otherwise_new(w->session, &options, error);
  return w->otherwise ? PL_OK : error->status;
}

static void wish_for(pl_app *app, pl_screen_name from, const pl_mark_on_curve *mark) {
  const bool is_forum = mark->kind == PL_EVENT_LEFT || mark->kind == PL_EVENT_JOINED;
  app->what_if = (pl_what_if_wish){.from = from, .round = mark->tick / PL_TICKS_PER_ROUND, .seat = mark->state,
                                   .has_decided = true, .target = is_forum ? mark->forum : mark->adversary};
  switch (mark->kind) {
  case PL_EVENT_LEFT: app->what_if.action = PL_ACTION_LEAVE; break;
  case PL_EVENT_JOINED: app->what_if.action = PL_ACTION_JOIN; break;
  case PL_EVENT_STRUCK: app->what_if.action = PL_ACTION_STRIKE; break;
  case PL_EVENT_TAKEDOWN: app->what_if.action = PL_ACTION_TAKEDOWN; break;
  default: app->what_if.has_decided = false; break;
  }
}

static bool is_about(const pl_offer *offer, const pl_what_if_wish *wish) {
  const pl_decision *d = &offer->turn[0].decision;
  return offer->kind == PL_OFFER_TAKE_BACK && wish->has_decided && d->action == wish->action &&
         d->target == wish->target;
}

/* The decision that was pointed at: what it led to may be on record in the first tick of the round after. */
static void begin_with_wish(what_if_screen *w) {
  const pl_what_if_wish *wish = &w->app->what_if;
  for (int back = 0; back < 2 && wish->has_decided && w->chosen < 0 && wish->round >= back; back++) {
    pl_what_if_look_at(w, wish->round - back, wish->seat);
    for (size_t i = 0; i < w->offer_count && w->chosen < 0; i++)
      if (is_about(&w->offer[i], wish)) pl_what_if_choose(w, (int)i);
  }
  if (w->chosen < 0) pl_what_if_look_at(w, wish->round, wish->seat);
}

static void *open_what_if(pl_app *app, pl_error *error) {
  what_if_screen *w = calloc(1, sizeof *w);
  if (!w) {
    pl_error_set(error, PL_NO_MEMORY, "out of memory: nothing can be decided otherwise");
    return NULL;
  }
  w->app = app;
  w->before = app->board;
  w->chosen = -1;
  w->has_legend = true;
  pl_status status = find_sight(w, error);
  if (status == PL_OK) status = make_board(w, error);
  if (status == PL_OK) status = make_otherwise(w, error);
  if (status != PL_OK) {
    close_what_if(app, w);
    return NULL;
  }
  begin_with_wish(w);
  if (w->chosen < 0) pl_board_seek(app->board, (double)w->round * PL_TICKS_PER_ROUND + 1);
  return w;
}

/* ---- choosing ---- */

void pl_what_if_look_at(what_if_screen *w, int round, int seat) {
  w->round = round < 0 ? 0 : round >= w->rounds ? w->rounds - 1 : round;
  w->seat = w->is_any_seat ? (seat < 0 ? 0 : seat) : w->voice.seat;
  w->offer_count = pl_offer_turns(w->session, w->round, w->seat, w->offer, PL_LISTED_OFFERS);
  if (w->offer_count > PL_LISTED_OFFERS) w->offer_count = PL_LISTED_OFFERS;
  w->list = (pl_scroll){0, 0};
}

static void take_off(what_if_screen *w) {
  pl_error error = {0};
  pl_board_compare(w->app->board, NULL, 0, &error);
  w->is_laid_over = false;
  pl_tale_clear(&w->tale);
  w->answer = (pl_otherwise_answer){.stage = PL_OTHERWISE_NOT_ASKED};
}

void pl_what_if_choose(what_if_screen *w, int offer) {
  pl_otherwise_stop(w->otherwise);
  take_off(w);
  w->chosen = offer;
  w->words = (pl_scroll){0, 0};
  if (offer >= 0) pl_otherwise_ask(w->otherwise, w->round, &w->offer[offer], w->others);
}

void pl_what_if_let_others(what_if_screen *w, pl_others others) {
  if (others == w->others) return;
  w->others = others;
  if (w->chosen >= 0) pl_what_if_choose(w, w->chosen);
}

/* ---- what came of it ---- */

/* Where the two differ most. */
static pl_tick widest(const pl_comparison *c) {
  pl_tick at = 0;
  int32_t most = 0;
  for (pl_tick t = 0; t < c->played.ticks && t < c->otherwise.ticks; t++) {
    const int32_t apart = abs(c->played.curve[t] - c->otherwise.curve[t]);
    if (apart <= most) continue;
    most = apart;
    at = t + 1;
  }
  return most ? at : c->played.ticks;
}

static void tell(what_if_screen *w) {
  const pl_offer *offer = &w->offer[w->chosen];
  const pl_what_if what_if = {.round = w->round, .turn = offer->turn, .turn_count = offer->turn_count,
                              .others = w->others};
  if (w->answer.own)
    pl_tell_own_account(&w->voice, &what_if, w->answer.comparison, w->answer.own, w->flags, &w->tale);
  else
    pl_tell_comparison(&w->voice, &what_if, w->answer.comparison, w->flags, &w->tale);
}

static void lay_over(what_if_screen *w) {
  pl_error error = {0};
  w->is_laid_over = true;
  tell(w);
  if (!w->answer.history) return;
  if (pl_board_compare(w->app->board, w->answer.history, w->round, &error) != PL_OK) pl_app_say(w->app, &error);
  pl_board_seek(w->app->board, widest(w->answer.comparison));
}

static void look(what_if_screen *w) {
  if (w->chosen < 0) return;
  pl_otherwise_look(w->otherwise, &w->answer);
  w->app->is_waiting = w->answer.stage == PL_OTHERWISE_COMPUTES || w->answer.stage == PL_OTHERWISE_COUNTS;
  if (w->answer.comparison && !w->is_laid_over) lay_over(w);
  /* They count what is true, and a seat's curve what it knew. */
  if (w->answer.pairs && w->is_any_seat) pl_board_compare_pairs(w->app->board, w->answer.pairs);
}

/* ---- the strip ---- */

/* Both by name, or where there is no room the other one alone, on and off. */
static void put_worlds(what_if_screen *w, pl_rect *row) {
  const char *names[] = {PL_TEXT("As played"), PL_TEXT("Otherwise")};
  pl_board *board = w->app->board;
  const bool is_otherwise = pl_board_is_otherwise(board);
  float widths[2];
  for (int i = 0; i < 2; i++) widths[i] = pl_button_width(w->app->ui, names[i], NULL) + 40;
  const bool has_both = widths[0] + PL_SPACE_2 + widths[1] <= row->w;
  pl_ui_push(w->app->ui, "world");
  for (int i = has_both ? 0 : 1; i < 2; i++) {
    if (pl_choice(w->app->ui, pl_playback_place(row, widths[i]), names[i], is_otherwise == (i == 1), true, NULL))
      pl_board_flip(board, has_both ? i == 1 : !is_otherwise);
    pl_tooltip_last(w->app->ui, PL_TEXT("the same moment in the other world (O)"));
  }
  pl_ui_pop(w->app->ui);
}

static void put_strip(what_if_screen *w, pl_rect strip) {
  pl_rect row = pl_playback_strip(w->app, strip);
  pl_ui_push(w->app->ui, "strip");
  pl_playback_buttons(w->app, w->all, &row);
  pl_playback_modes(w->app, &row);
  if (pl_board_compares(w->app->board)) put_worlds(w, &row);
  pl_ui_pop(w->app->ui);
}

/* ---- the timeline ---- */

static int round_at(const pl_board *board) { return (int)(pl_board_tick(board) / PL_TICKS_PER_ROUND); }

/* A mark leads to the decision that it stands for; pressing a round, to that round's decisions. */
static void put_timeline(what_if_screen *w, pl_rect area) {
  pl_app *app = w->app;
  pl_board_marks_lead(app->board, w->chosen < 0 ? PL_TEXT("What if this had not been decided?") : NULL);
  const bool was_pressed = pl_board_timeline_bar(app->board, app->ui, area);
  const pl_mark_on_curve *mark = pl_board_pressed_mark(app->board);
  if (mark && (w->is_any_seat || mark->state == w->seat)) {
    wish_for(app, app->what_if.from, mark);
    begin_with_wish(w);
  } else if (was_pressed && w->chosen < 0 && round_at(app->board) != w->round) {
    pl_what_if_look_at(w, round_at(app->board), w->seat);
  }
}

/* ---- the frame ---- */

pl_rect pl_what_if_foot(what_if_screen *w, pl_rect *panel) {
  pl_canvas *canvas = pl_ui_canvas(w->app->ui);
  const pl_font quiet = {.size = PL_FONT_FLOOR, .weight = 400, .colour = PL_COLOUR_MUTED};
  const pl_rect buttons = pl_cut_bottom(panel, 48);
  const float height = pl_draw_text_wrap(canvas, *panel, &quiet, pl_account_caveat(), true);
  pl_cut_bottom(panel, PL_SPACE_3);
  const pl_rect words = pl_cut_bottom(panel, height);
  pl_draw_text_wrap(canvas, words, &quiet, pl_account_caveat(), false);
  pl_cut_bottom(panel, PL_SPACE_3);
  return buttons;
}

static void put_panel(what_if_screen *w, pl_rect panel) {
  pl_canvas *canvas = pl_ui_canvas(w->app->ui);
  pl_draw_fill(canvas, panel, PL_COLOUR_PANEL);
  pl_draw_fill(canvas, (pl_rect){panel.x, panel.y, 2, panel.h}, PL_COLOUR_LINE);
  panel = pl_rect_inset(panel, PL_MARGIN_PLAY);
  pl_ui_push(w->app->ui, "what if");
  if (w->chosen < 0) pl_what_if_put_choice(w, panel);
  else pl_what_if_put_result(w, panel);
  pl_ui_pop(w->app->ui);
}

/* Esc takes one step back: out of the pairs, out of the answer, out of the screen. */
static void step_back(what_if_screen *w) {
  if (w->chosen >= 0 && w->answer.stage == PL_OTHERWISE_COUNTS) pl_otherwise_stop(w->otherwise);
  else if (w->chosen >= 0) pl_what_if_choose(w, -1);
  else pl_app_go(w->app, w->app->what_if.from);
}

/* Before the panel is drawn, whose list would turn its pages. */
static void take_keys_for_rounds(what_if_screen *w) {
  if (w->chosen >= 0) return;
  const int rounds = pl_ui_key(w->app->ui, SDLK_PAGEDOWN, 0) - pl_ui_key(w->app->ui, SDLK_PAGEUP, 0);
  if (!rounds) return;
  pl_what_if_look_at(w, w->round + rounds, w->seat);
  pl_board_seek(w->app->board, (double)w->round * PL_TICKS_PER_ROUND + 1);
}

static void take_keys(what_if_screen *w) {
  pl_ui *ui = w->app->ui;
  pl_board *board = w->app->board;
  pl_playback_keys(w->app, w->all);
  if (pl_ui_key(ui, SDLK_o, 0)) pl_board_flip(board, !pl_board_is_otherwise(board));
  if (pl_ui_key(ui, SDLK_l, 0)) w->has_legend = !w->has_legend;
  if (pl_ui_key(ui, SDLK_ESCAPE, 0)) step_back(w);
  if (w->chosen >= 0) return;
  const int seats = pl_ui_key(ui, SDLK_RIGHTBRACKET, 0) - pl_ui_key(ui, SDLK_LEFTBRACKET, 0);
  const int all = pl_scenario_seat_count(w->voice.scenario);
  if (seats) pl_what_if_look_at(w, w->round, (w->seat + seats + all) % all);
}

static void frame_what_if(pl_app *app, void *state, pl_rect area) {
  what_if_screen *w = state;
  enum { LOW = 800 };
  const pl_rect all = area;
  pl_board_advance(app->board, pl_ui_seconds(app->ui));
  look(w);
  area = pl_app_bar(app, area, PL_TEXT("What if …?"), "");
  const pl_rect strip = pl_cut_bottom(&area, PL_PLAYBACK_STRIP);
  const float width = area.w * 0.42f < PL_PLAY_RIGHT ? area.w * 0.42f : PL_PLAY_RIGHT;
  pl_rect panel = {0, 0, 0, 0};
  if (area.h < LOW) panel = pl_cut_right(&area, width);
  const pl_rect timeline = area.h > 420 ? pl_cut_bottom(&area, PL_TIMELINE) : (pl_rect){0, 0, 0, 0};
  if (panel.w <= 0) panel = pl_cut_right(&area, width);
  const bool is_matrix = pl_board_shows(app->board) == PL_MODE_MATRIX;
  pl_board_frame(app->board, app->ui, area);
  if (w->has_legend && !is_matrix) pl_board_legend(app->board, app->ui, area);
  take_keys_for_rounds(w);
  put_panel(w, panel);
  if (timeline.h > 0) put_timeline(w, timeline);
  put_strip(w, strip);
  take_keys(w);
  pl_what_if_put_audience(w, all);
}

static const pl_key_row keys[] = {
    {"PgDn  PgUp", PL_LATER("a round on, a round back")},
    {"[  ]", PL_LATER("another seat")},
    {"O", PL_LATER("the same moment in the other world")},
    {"Esc", PL_LATER("stop playing pairs; another decision; back")},
    {"L", PL_LATER("legend")},
    PL_PLAYBACK_KEY_ROWS,
    {NULL, NULL},
};
const pl_screen_row pl_screen_what_if = {"what-if", open_what_if, frame_what_if, close_what_if, keys};

/* ---- how one gets here ---- */

void pl_app_what_if(pl_app *app, int round, int seat) {
  app->what_if = (pl_what_if_wish){.from = app->screen, .round = round, .seat = seat};
  pl_app_go(app, PL_SCREEN_WHAT_IF);
}

void pl_app_what_if_mark(pl_app *app, const pl_mark_on_curve *mark) {
  wish_for(app, app->screen, mark);
  pl_app_go(app, PL_SCREEN_WHAT_IF);
}
