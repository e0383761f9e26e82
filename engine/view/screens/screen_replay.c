/* Looking at an exercise again: the board over all rounds and ticks, as control, through one seat's eyes, or in
 * the form for a projector that shows only what is public and what control reveals.
 *
 * The public form is another history, not another way of drawing: what the room may not see is not there. Beside
 * the board stands what was told of the round that is shown. */
#include <stdio.h>
#include <stdlib.h>

#include "playback.h"

typedef struct replay {
  bool is_public, has_legend, has_timeline, has_story;
  bool shows_timeline, insists; /* it is there; it was asked for although there is little room */
  int told_round;   /* whose story is in `tale`; −1: none yet */
  pl_tale tale;
  pl_scroll scroll;
  float quiet;      /* seconds since the pointer last moved */
  pl_point pointer;
} replay;

/* ---- what is looked at ---- */

static pl_sight sight_of(const pl_app *app, bool is_public) {
  const int seat = app->options->recorded_seat;
  /* Control reveals what it sees; who looks as a seat can reveal nothing to a room. */
  if (is_public) return (pl_sight){.viewer = PL_VIEWER_PUBLIC, .seat = -1, .reveals = seat < 0 ? PL_REVEAL_ALL : 0};
  if (seat >= 0) return (pl_sight){.viewer = PL_VIEWER_SEAT, .seat = seat};
  return (pl_sight){.viewer = PL_VIEWER_CONTROL, .seat = -1};
}

/* Another sight on the same moment. After a failure everything is as it was. */
static pl_status look_as(pl_app *app, replay *r, bool is_public, pl_error *error) {
  pl_history *history = pl_history_new(app->options->recorded, sight_of(app, is_public), error);
  if (!history) return error->status;
  app->voice = (pl_voice){.scenario = history->scenario,
                          .language = app->options->language,
                          .seat = is_public ? -1 : app->options->recorded_seat,
                          .phrases = &app->phrases};
  pl_board *board = pl_board_new(history, &app->voice, error);
  if (!board) {
    pl_history_free(history);
    return error->status;
  }
  if (app->board) {
    pl_board_seek(board, pl_board_tick(app->board));
    pl_board_show(board, pl_board_shows(app->board), true);
    pl_board_speed(board, pl_board_seconds_per_day(app->board));
    pl_board_play(board, pl_board_is_playing(app->board));
  }
  pl_board_public(board, is_public);
  pl_board_free(app->board);
  pl_history_free(app->history);
  app->board = board;
  app->history = history;
  r->is_public = is_public;
  return PL_OK;
}

static void *open_replay(pl_app *app, pl_error *error) {
  replay *r = calloc(1, sizeof *r);
  if (!r) {
    pl_error_set(error, PL_NO_MEMORY, "out of memory: cannot show the exercise");
    return NULL;
  }
  r->has_legend = r->has_timeline = r->has_story = true;
  r->told_round = -1;
  r->quiet = 60;
  if (look_as(app, r, app->options->is_public, error) == PL_OK) return r;
  free(r);
  return NULL;
}

static void close_replay(pl_app *app, void *state) {
  replay *r = state;
  (void)app;
  pl_tale_clear(&r->tale);
  free(r);
}

/* ---- its clock ---- */

static void turn_public(pl_app *app, replay *r) {
  pl_error error = {0};
  if (look_as(app, r, !r->is_public, &error) != PL_OK) pl_app_say(app, &error);
}

static pl_playback all_of(const pl_app *app) {
  return (pl_playback){0, pl_timeline_end(pl_board_timeline(app->board))};
}

static void go_rounds(pl_board *board, int rounds) {
  pl_board_play(board, false);
  pl_board_seek(board, pl_board_tick(board) + rounds * PL_TICKS_PER_ROUND);
}

/* ---- otherwise ---- */

/* The room in front of a projector asks nothing. */
static bool can_ask(const pl_app *app, const replay *r) {
  return !r->is_public && !app->is_picture && app->history->rounds > 0;
}

static void ask_what_if(pl_app *app) {
  const int round = (int)(pl_board_tick(app->board) / PL_TICKS_PER_ROUND);
  pl_app_what_if(app, round < app->history->rounds ? round : app->history->rounds - 1, app->options->recorded_seat);
}

static void put_timeline(pl_app *app, const replay *r, pl_rect area) {
  const int seat = app->options->recorded_seat;
  pl_board_marks_lead(app->board, can_ask(app, r) ? PL_TEXT("What if this had not been decided?") : NULL);
  pl_board_timeline_bar(app->board, app->ui, area);
  const pl_mark_on_curve *mark = pl_board_pressed_mark(app->board);
  if (mark && (seat < 0 || mark->state == seat)) pl_app_what_if_mark(app, mark);
}

static void take_keys(pl_app *app, replay *r) {
  pl_ui *ui = app->ui;
  pl_board *board = app->board;
  pl_playback_keys(app, all_of(app));
  if (pl_ui_key(ui, SDLK_PAGEDOWN, 0)) go_rounds(board, 1);
  if (pl_ui_key(ui, SDLK_PAGEUP, 0)) go_rounds(board, -1);
  if (pl_ui_key(ui, SDLK_l, 0)) r->has_legend = !r->has_legend;
  if (pl_ui_key(ui, SDLK_t, 0)) r->has_timeline = r->insists = !r->shows_timeline;
  if (pl_ui_key(ui, SDLK_d, 0)) r->has_story = !r->has_story;
  if (pl_ui_key(ui, SDLK_f, 0)) app->is_full_screen = !app->is_full_screen;
  if (pl_ui_key(ui, SDLK_b, 0)) turn_public(app, r);
  if (can_ask(app, r) && pl_ui_key(ui, SDLK_o, 0)) ask_what_if(app);
}

/* ---- the strip of controls ---- */

/* Help and menu, at the right of a row that may be another one. */
static void put_general(pl_app *app, pl_rect *row) {
  const char *help = PL_TEXT("Help"), *menu = PL_TEXT("Menu");
  const pl_rect menu_at = pl_cut_right(row, pl_button_width(app->ui, menu, NULL));
  pl_cut_right(row, PL_SPACE_2);
  const pl_rect help_at = pl_cut_right(row, pl_button_width(app->ui, help, NULL));
  pl_cut_right(row, PL_SPACE_2);
  if (pl_button(app->ui, help_at, help, NULL, PL_BUTTON_QUIET, true, NULL)) app->is_helping = true;
  if (pl_button(app->ui, menu_at, menu, NULL, PL_BUTTON_QUIET, true, NULL)) app->is_in_menu = true;
}

static float width_of_general(pl_app *app) {
  return pl_button_width(app->ui, PL_TEXT("Help"), NULL) + pl_button_width(app->ui, PL_TEXT("Menu"), NULL) +
         2 * PL_SPACE_2;
}

static void put_forms(pl_app *app, replay *r, pl_rect row) {
  const char *public_form = PL_TEXT("Public board"), *story = PL_TEXT("Story");
  const char *what_if = PL_TEXT("What if …?");
  const float what_if_width = pl_button_width(app->ui, what_if, NULL);
  const bool has_what_if = can_ask(app, r) && row.w > what_if_width;
  const pl_rect what_if_at = pl_cut_right(&row, has_what_if ? what_if_width : 0);
  pl_cut_right(&row, has_what_if ? PL_SPACE_2 : 0);
  const float story_width = pl_button_width(app->ui, story, NULL) + 40;
  const float public_width = pl_button_width(app->ui, public_form, NULL) + 40;
  const bool has_story = !r->is_public && row.w > public_width + story_width + PL_SPACE_2;
  if (pl_choice(app->ui, pl_playback_place(&row, public_width), public_form, r->is_public, true, NULL))
    turn_public(app, r);
  pl_tooltip_last(app->ui, PL_TEXT("the public board, for a projector, and back (B)"));
  if (has_story && pl_choice(app->ui, pl_playback_place(&row, story_width), story, r->has_story, true, NULL))
    r->has_story = !r->has_story;
  if (has_what_if) {
    if (pl_button(app->ui, what_if_at, what_if, NULL, PL_BUTTON_PLAIN, true, NULL)) ask_what_if(app);
    pl_tooltip_last(app->ui, PL_TEXT("decide something otherwise, and see what comes of it (O)"));
  }
}

static float width_of_forms(pl_app *app, const replay *r) {
  const float what_if = can_ask(app, r) ? pl_button_width(app->ui, PL_TEXT("What if …?"), NULL) + PL_SPACE_2 : 0;
  return width_of_general(app) + pl_button_width(app->ui, PL_TEXT("Public board"), NULL) + 40 + PL_SPACE_2 + what_if;
}

static void put_strip(pl_app *app, replay *r, pl_rect strip) {
  const bool has_two = strip.h > PL_PLAYBACK_STRIP;
  pl_rect row = pl_playback_strip(app, strip), second = pl_playback_second(&row);
  pl_ui_push(app->ui, "strip");
  pl_playback_buttons(app, all_of(app), &row);
  pl_playback_modes(app, has_two ? &second : &row);
  const pl_rect forms = pl_cut_left(has_two ? &second : &row, (has_two ? second.w : row.w - width_of_general(app)));
  put_forms(app, r, forms);
  put_general(app, &row);
  pl_ui_pop(app->ui);
}

/* ---- the story beside the board ---- */

/* The round of the moment that is shown; after the last tick the last one. */
static int shown_round(const pl_app *app) {
  const int round = (int)(pl_board_tick(app->board) / PL_TICKS_PER_ROUND);
  const int rounds = app->history->rounds;
  return rounds && round >= rounds ? rounds - 1 : round;
}

static void tell(pl_app *app, replay *r, int round) {
  pl_error error = {0};
  pl_tale_clear(&r->tale);
  r->told_round = round;
  r->scroll = (pl_scroll){0};
  if (pl_retell_round(app->options->recorded, app->options->recorded_seat, round, app->options->language, &r->tale,
                      &error) != PL_OK)
    pl_app_say(app, &error);
}

static void put_story(pl_app *app, replay *r, pl_rect panel) {
  pl_canvas *canvas = pl_ui_canvas(app->ui);
  const int round = shown_round(app);
  pl_draw_fill(canvas, panel, PL_COLOUR_PANEL);
  pl_draw_fill(canvas, (pl_rect){panel.x, panel.y, 2, panel.h}, PL_COLOUR_LINE);
  if (round != r->told_round && !pl_board_is_playing(app->board)) tell(app, r, round);
  const pl_rect inside = pl_scroll_begin(app->ui, pl_rect_inset(panel, PL_MARGIN_PLAY), "story", &r->scroll);
  pl_scroll_end(app->ui, pl_ui_tale(app->ui, inside, PL_FONT_SMALL, &r->tale, false));
}

/* ---- a frame ---- */

static void put_title(pl_app *app, const replay *r, pl_rect bar) {
  char subtitle[160], note[64];
  const bool is_playing = pl_board_is_playing(app->board);
  if (r->is_public)
    snprintf(subtitle, sizeof subtitle, "%s", PL_TEXT("Exercise · public board"));
  else if (app->options->recorded_seat >= 0)
    snprintf(subtitle, sizeof subtitle, PL_TEXT("Exercise · as %s saw it"),
             pl_phrase_state(&app->voice, app->options->recorded_seat));
  else
    snprintf(subtitle, sizeof subtitle, "%s", PL_TEXT("Exercise · as control sees it"));
  const float seconds = pl_board_seconds_per_day(app->board);
  snprintf(note, sizeof note, PL_TEXT("1 day = %d s"), (int)(seconds + 0.5f));
  const char *status = app->is_picture ? "" : is_playing ? PL_TEXT("Playing") : PL_TEXT("Paused");
  pl_board_title_bar(app->board, app->ui, bar, subtitle, status, app->is_picture ? "" : note);
}

/* On a projector the controls stay away while nobody reaches for them. */
static bool has_strip(pl_app *app, replay *r) {
  const pl_input *input = pl_ui_input(app->ui);
  const float dx = input->pointer.x - r->pointer.x, dy = input->pointer.y - r->pointer.y;
  const bool has_moved = input->key_count || (input->has_pointer && dx * dx + dy * dy > 4);
  r->pointer = input->pointer;
  r->quiet = has_moved ? 0 : r->quiet + pl_ui_seconds(app->ui);
  if (app->is_picture) return false;
  app->is_waiting = r->is_public && r->quiet < 4;
  return !r->is_public || app->is_waiting;
}

static void frame_replay(pl_app *app, void *state, pl_rect area) {
  replay *r = state;
  const bool is_matrix = pl_board_shows(app->board) == PL_MODE_MATRIX;
  pl_board_advance(app->board, pl_ui_seconds(app->ui));
  const pl_rect title = pl_cut_top(&area, PL_TITLE_BAR);
  put_title(app, r, title);
  /* On a projector the strip lies over the timeline when it comes, and moves nothing. */
  pl_rect whole = area;
  const bool shows_strip = has_strip(app, r);
  pl_rect *from = r->is_public ? &whole : &area;
  const float height = shows_strip ? pl_playback_height(app, area.w, width_of_forms(app, r)) : 0;
  const pl_rect strip = pl_cut_bottom(from, height);
  const bool has_room = app->is_picture ? !is_matrix : r->insists || area.h > PL_PLAYBACK_ROOM;
  r->shows_timeline = r->has_timeline && has_room;
  const pl_rect timeline = pl_cut_bottom(&area, r->shows_timeline ? PL_TIMELINE : 0);
  const bool has_story = !r->is_public && r->has_story && !app->is_picture && area.w > 1300;
  const pl_rect story = has_story ? pl_cut_right(&area, PL_PLAY_RIGHT) : (pl_rect){0};
  pl_board_frame(app->board, app->ui, area);
  if (r->has_legend && !is_matrix) pl_board_legend(app->board, app->ui, area);
  if (has_story) put_story(app, r, story);
  if (timeline.h > 0) put_timeline(app, r, timeline);
  if (strip.h > 0) put_strip(app, r, strip);
  take_keys(app, r);
}

static const pl_key_row keys[] = {
    PL_PLAYBACK_KEY_ROWS,
    {"PgDn  PgUp", PL_LATER("a round on, a round back")},
    {"B", PL_LATER("the public board, for a projector, and back")},
    {"D", PL_LATER("the story beside the board")},
    {"O", PL_LATER("decide something otherwise, and see what comes of it")},
    {"L  T", PL_LATER("legend, timeline")},
    {"F", PL_LATER("full screen")},
    {NULL, NULL},
};
const pl_screen_row pl_screen_replay = {"replay", open_replay, frame_replay, close_replay, keys};
