/* The wall: a hosted exercise as everybody in the room sees it, on a projector.
 *
 * It decides nothing. In each frame it asks for the billboard, which is the public's view of one moment, and shows it:
 * who sits where while people come in, then the board, whose clock is the room's and not its own. Somebody at the
 * machine may turn map, network and matrix, and show once more how to join. */
#include <stdlib.h>

#include "wall.h"

typedef struct wall {
  bool has_legend, has_timeline, shows_joining, shows_news;
} wall;

/* ---- what is looked at ---- */

/* Another history: the exercise has gone on, or was stepped back. After a failure the old board stays. */
static void follow_history(pl_app *app, const pl_billboard *billboard) {
  pl_error error = {0};
  if (billboard->history == app->watched) return;
  pl_board *board = billboard->history ? pl_board_new(billboard->history, &app->voice, &error) : NULL;
  if (billboard->history && !board) {
    pl_app_say(app, &error);
    return;
  }
  if (board && app->board) pl_board_show(board, pl_board_shows(app->board), true);
  if (board) pl_board_public(board, true);
  pl_board_free(app->board);
  app->board = board;
  app->watched = billboard->history;
}

static const pl_billboard *look(pl_app *app) {
  const pl_billboard *billboard = app->options->look(app->options->context);
  app->voice = (pl_voice){.scenario = billboard->scenario,
                          .language = app->options->language,
                          .seat = -1,
                          .phrases = &app->phrases};
  follow_history(app, billboard);
  return billboard;
}

/* The moment that the room is at. While days pass the clock says it, so that things move instead of jumping. */
static double moment_of(const pl_billboard *billboard) {
  const double begin = (double)billboard->round * PL_TICKS_PER_ROUND;
  if (billboard->phase == PL_ROOM_OVER) return begin + PL_TICKS_PER_ROUND;
  if (billboard->phase != PL_ROOM_PASSING) return begin;
  if (billboard->of_ms <= 0 || billboard->left_ms < 0) return begin + billboard->tick;
  const double part = 1 - (double)billboard->left_ms / (double)billboard->of_ms;
  return begin + PL_TICKS_PER_ROUND * (part < 0 ? 0 : part > 1 ? 1 : part);
}

static void *open_wall(pl_app *app, pl_error *error) {
  (void)app;
  wall *w = calloc(1, sizeof *w);
  if (!w) {
    pl_error_set(error, PL_NO_MEMORY, "out of memory: cannot show the exercise");
    return NULL;
  }
  w->has_legend = w->has_timeline = true;
  return w;
}

static void close_wall(pl_app *app, void *state) {
  (void)app;
  free(state);
}

/* ---- a frame ---- */

static void take_keys(pl_app *app, wall *w) {
  pl_ui *ui = app->ui;
  if (pl_ui_key(ui, SDLK_j, 0)) w->shows_joining = !w->shows_joining;
  if (pl_ui_key(ui, SDLK_n, 0)) w->shows_news = !w->shows_news;
  if (pl_ui_key(ui, SDLK_l, 0)) w->has_legend = !w->has_legend;
  if (pl_ui_key(ui, SDLK_t, 0)) w->has_timeline = !w->has_timeline;
  if (pl_ui_key(ui, SDLK_f, 0)) app->is_full_screen = !app->is_full_screen;
}

/* Where it is not revealed what was found there is no number and no curve; then the map has the room. */
static bool has_curve(const pl_billboard *billboard) {
  return billboard->history && (billboard->history->sight.reveals & PL_REVEAL_FOUND);
}

static void put_board(pl_app *app, const wall *w, const pl_billboard *billboard, pl_rect area) {
  const bool is_matrix = pl_board_shows(app->board) == PL_MODE_MATRIX;
  const bool has_timeline = w->has_timeline && !is_matrix && area.h > 560 && has_curve(billboard);
  const pl_rect timeline = pl_cut_bottom(&area, has_timeline ? PL_TIMELINE : 0);
  const pl_wall_news_place news = pl_wall_news_find(app, billboard, area);
  pl_board_seek(app->board, moment_of(billboard));
  pl_board_mark_round(app->board, billboard->phase == PL_ROOM_DECIDING ? billboard->round : -1);
  pl_board_advance(app->board, pl_ui_seconds(app->ui));
  if (news.side_room > 0) pl_draw_fill(pl_ui_canvas(app->ui), pl_cut_left(&area, news.side_room), PL_COLOUR_SEA);
  pl_board_head_room(app->board, news.head_room > 0 ? news.head_room + PL_SPACE_5 : 0); /* a name may stand above */
  pl_board_frame(app->board, app->ui, area);
  if (w->has_legend && !is_matrix) pl_board_legend(app->board, app->ui, area);
  if (news.rect.w > 0) pl_wall_news(app, billboard, news.rect);
  if (has_timeline) pl_board_timeline_bar(app->board, app->ui, timeline);
}

static void frame_wall(pl_app *app, void *state, pl_rect area) {
  wall *w = state;
  const pl_billboard *billboard = look(app);
  const bool is_passing = billboard->phase == PL_ROOM_PASSING && !billboard->is_paused;
  app->follows_clock = !app->is_picture;
  app->is_waiting = is_passing && !app->is_picture && !app->has_reduced_motion;
  pl_wall_bar(app, billboard, pl_cut_top(&area, PL_TITLE_BAR));
  const bool has_news = *billboard->spotlight || billboard->news_count;
  if (w->shows_news && has_news && billboard->phase != PL_ROOM_LOBBY)
    pl_wall_news_page(app, billboard, area);
  else if (app->board && billboard->phase != PL_ROOM_LOBBY && !w->shows_joining)
    put_board(app, w, billboard, area);
  else
    pl_wall_lobby(app, billboard, area);
  take_keys(app, w);
}

static const pl_key_row keys[] = {
    {"M", PL_LATER("map, network, matrix")},
    {"J", PL_LATER("how to join, and back to the board")},
    {"N", PL_LATER("what everybody was told, whole, and back to the board")},
    {"Tab", PL_LATER("from state to state, west to east")},
    {PL_LATER("Shift + arrows  + − 0"), PL_LATER("move and enlarge the board; as it was")},
    {"L  T", PL_LATER("legend, timeline")},
    {"F", PL_LATER("full screen")},
    {NULL, NULL},
};
const pl_screen_row pl_screen_wall = {"wall", open_wall, frame_wall, close_wall, keys};
