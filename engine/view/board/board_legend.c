/* The legend: what the signs on the board mean. It can be hidden (L), and with many states it is one row.
 *
 * It stands in the lower left corner and covers no state as long as there is room: long names of forums are wrapped,
 * then everything is set a little smaller, and at last it is one row, for which the cameras leave room. Where states
 * stand is asked of the camera at rest, so that the legend keeps its form while somebody moves about. */
#include "board_internal.h"

#include <polder/board_words.h>

typedef struct pen { /* where the next sign goes */
  pl_canvas *canvas;
  float x, y, unit;
  float right;     /* names end here or are wrapped */
  bool is_measured_only;
} pen;

static pl_font note_font(float unit, pl_colour colour) { return pl_board_font(PL_FONT_BOARD * unit, 500, colour); }

/* Draws a word after its sign and moves on. */
static void put_word(pen *p, const char *word) {
  const pl_font font = note_font(p->unit, PL_COLOUR_TEXT);
  if (p->is_measured_only) p->x += pl_font_width(p->canvas, &font, word);
  else p->x += pl_draw_text(p->canvas, (pl_point){p->x, p->y + 10 * p->unit}, PL_ALIGN_LEFT, &font, word);
  p->x += 26 * p->unit;
}

static void put_dot(pen *p, pl_condition_shown condition, const char *word) {
  const float u = p->unit;
  const pl_point at = {p->x + 12 * u, p->y};
  if (!p->is_measured_only) {
    if (condition == PL_SHOWN_CLEAN) pl_draw_disc(p->canvas, at, 8 * u, PL_COLOUR_CLEAN);
    if (condition == PL_SHOWN_HIT)
      pl_draw_diamond(p->canvas, at, 13 * u, PL_COLOUR_INCIDENT, 2.6f * u, PL_COLOUR_INCIDENT_EDGE);
    if (condition == PL_SHOWN_RECOVERED) pl_draw_ring(p->canvas, at, 9 * u, 4.4f * u, PL_COLOUR_RECOVERED);
    if (condition == PL_SHOWN_LATENT)
      pl_draw_polygon(p->canvas, (pl_point){at.x, at.y + 2 * u}, 12 * u, 3, pl_fade(PL_COLOUR_INCIDENT_TEXT, 0), 3 * u,
                      PL_COLOUR_INCIDENT_TEXT);
  }
  p->x += 32 * u;
  put_word(p, word);
}

static void put_pulse(pen *p, pl_flow_kind kind, const char *word) {
  if (!p->is_measured_only)
    pl_board_draw_pulse(p->canvas, kind, (pl_point){p->x + 18 * p->unit, p->y},
                        (kind == PL_FLOW_INCIDENT ? 12 : 9) * p->unit);
  p->x += 44 * p->unit;
  put_word(p, word);
}

static void put_alliance(pen *p) {
  const float u = p->unit;
  const pl_point from = {p->x, p->y}, to = {p->x + 64 * u, p->y};
  if (!p->is_measured_only) {
    pl_draw_line(p->canvas, from, to, 9 * u, (pl_dash){0}, pl_fade(PL_COLOUR_ALLIANCE, 0.8f));
    pl_draw_line(p->canvas, from, to, 4 * u, (pl_dash){0}, PL_COLOUR_PANEL);
  }
  p->x += 78 * u;
  put_word(p, PL_TEXT("alliance"));
}

/* A name within what room there is; it may take several lines, and moves the pen down by those beyond the first. */
static void put_name(pen *p, const char *name) {
  const pl_font font = note_font(p->unit, PL_COLOUR_TEXT);
  const float u = p->unit, width = pl_font_width(p->canvas, &font, name), room = p->right - p->x;
  if (width <= room) {
    put_word(p, name);
    return;
  }
  const pl_rect rect = {p->x, p->y - 17 * u, room, 400};
  const float height = pl_draw_text_wrap(p->canvas, rect, &font, name, p->is_measured_only);
  const float line = pl_draw_text_wrap(p->canvas, rect, &font, "H", true);
  p->x = p->right;
  p->y += height > line ? height - line : 0;
}

static void put_forum(pen *p, const pl_board *board, int forum) {
  const float u = p->unit;
  const forum_style style = pl_forum_style(forum);
  if (!p->is_measured_only) {
    pl_draw_line(p->canvas, (pl_point){p->x + 46 * u, p->y}, (pl_point){p->x + 122 * u, p->y}, 3.4f * u, style.dash,
                 style.colour);
    pl_board_draw_hub(p->canvas, board, forum, (pl_point){p->x + 18 * u, p->y}, 18 * u);
  }
  p->x += 140 * u;
  put_name(p, pl_name_of_forum(board->voice, forum));
}

static void put_cut(pen *p) {
  const float u = p->unit, y = p->y;
  if (!p->is_measured_only) {
    pl_draw_line(p->canvas, (pl_point){p->x, y}, (pl_point){p->x + 50 * u, y}, 3.4f * u, (pl_dash){0}, PL_COLOUR_MUTED);
    pl_draw_line(p->canvas, (pl_point){p->x + 72 * u, y}, (pl_point){p->x + 122 * u, y}, 3.4f * u, (pl_dash){0},
                 pl_fade(PL_COLOUR_MUTED, 0.45f));
    for (int i = 0; i < 2; i++) {
      const float x = p->x + (i ? 72 : 50) * u;
      pl_draw_line(p->canvas, (pl_point){x, y - 12 * u}, (pl_point){x, y + 12 * u}, 3.4f * u, (pl_dash){0},
                   PL_COLOUR_AMBER);
    }
  }
  p->x += 140 * u;
  put_word(p, PL_TEXT("thread cut"));
}

static void put_head(pen *p, float left, float width, const char *word, pl_colour colour) {
  const pl_font font = pl_board_font(PL_FONT_BOARD * p->unit, 600, colour);
  if (!p->is_measured_only)
    pl_draw_text_fit(p->canvas, (pl_point){left, p->y + 10 * p->unit}, PL_ALIGN_LEFT, width - 16, &font, word);
  p->x = left + width;
}

/* Whoever may see infections that nobody found gets their sign. */
static bool has_latent(const pl_board *board) {
  return !board->is_public && board->history->sight.viewer == PL_VIEWER_CONTROL;
}

static bool has_alliances(const pl_board *board) {
  for (int i = 0; i < board->scene.tie_count; i++)
    if (board->scene.tie[i].kind == PL_TIE_ALLIANCE) return true;
  return false;
}

static bool has_left(const pl_board *board) {
  for (int i = 0; i < board->scene.tie_count; i++)
    if (board->scene.tie[i].kind == PL_TIE_CUT) return true;
  return false;
}

static bool is_revealed(const pl_board *board, unsigned what) {
  return board->history->sight.viewer != PL_VIEWER_PUBLIC || (board->history->sight.reveals & what);
}

static void put_organisations(pen *p, const pl_board *board) {
  if (!is_revealed(board, PL_REVEAL_FOUND)) {
    put_dot(p, PL_SHOWN_CLEAN, PL_TEXT("what was found is not shown"));
    return;
  }
  put_dot(p, PL_SHOWN_CLEAN, PL_TEXT("clean"));
  if (has_latent(board)) put_dot(p, PL_SHOWN_LATENT, PL_TEXT("latent"));
  put_dot(p, PL_SHOWN_HIT, pl_board_hit_words(board->history->sight.viewer == PL_VIEWER_PUBLIC, true));
  put_dot(p, PL_SHOWN_RECOVERED, PL_TEXT("recovered"));
}

static void put_contrast(pen *p, pl_contrast_mark mark, const char *word) {
  if (!p->is_measured_only)
    pl_board_draw_contrast(p->canvas, mark, (pl_point){p->x + 14 * p->unit, p->y}, 7 * p->unit);
  p->x += 38 * p->unit;
  put_word(p, word);
}

static void put_contrasts(pen *p) {
  put_contrast(p, PL_CONTRAST_SPARED, PL_TEXT("hit as played only"));
  put_contrast(p, PL_CONTRAST_EXTRA, PL_TEXT("hit otherwise only"));
}

static void put_moving(pen *p, const pl_board *board) {
  if (is_revealed(board, PL_REVEAL_SHARING)) put_pulse(p, PL_FLOW_SHARED, PL_TEXT("intelligence"));
  if (is_revealed(board, PL_REVEAL_FOUND)) put_pulse(p, PL_FLOW_INCIDENT, PL_TEXT("incident"));
}

static float head_width(pl_canvas *canvas, float unit) {
  const char *head[] = {PL_TEXT("Organisation"), PL_TEXT("On the move"), PL_TEXT("Forum"), PL_TEXT("Left a forum"),
                        PL_TEXT("By now")};
  const pl_font font = pl_board_font(PL_FONT_BOARD * unit, 600, PL_COLOUR_TEXT);
  float widest = 0;
  for (size_t i = 0; i < sizeof head / sizeof *head; i++) {
    const float width = pl_font_width(canvas, &font, head[i]);
    widest = width > widest ? width : widest;
  }
  return widest + 28 * unit;
}

static float larger(float a, float b) { return a > b ? a : b; }

/* What is put: where it begins, how large, and where it has to end. */
typedef struct form {
  pl_point at;
  float unit, right;
} form;

/* Rows from the top left; returns how far they reach. */
static pl_point put_rows(pl_canvas *canvas, const pl_board *board, const form *f, bool is_measured_only) {
  enum { MOST_FORUMS = 5 };
  const float heads = head_width(canvas, f->unit), pitch = 50 * f->unit, left = f->at.x;
  pl_point reach = f->at;
  pen p = {canvas, f->at.x, f->at.y, f->unit, f->right, is_measured_only};
  put_head(&p, left, heads, PL_TEXT("Organisation"), PL_COLOUR_MUTED);
  put_organisations(&p, board);
  reach.x = p.x, p.y += pitch;
  if (board->other) {
    put_head(&p, left, heads, PL_TEXT("By now"), PL_COLOUR_SHARE);
    put_contrasts(&p);
    reach.x = larger(p.x, reach.x), p.y += pitch;
  }
  if (is_revealed(board, PL_REVEAL_ALL)) {
    put_head(&p, left, heads, PL_TEXT("On the move"), PL_COLOUR_MUTED);
    put_moving(&p, board);
    reach.x = larger(p.x, reach.x), p.y += pitch;
  }
  for (int i = 0; i < board->forums && i < MOST_FORUMS; i++) {
    put_head(&p, left, heads, i ? "" : PL_TEXT("Forum"), PL_COLOUR_MUTED);
    put_forum(&p, board, i);
    reach.x = larger(p.x, reach.x), p.y += pitch;
  }
  if (has_left(board)) {
    put_head(&p, left, heads, PL_TEXT("Left a forum"), PL_COLOUR_AMBER);
    put_cut(&p);
    reach.x = larger(p.x, reach.x), p.y += pitch;
  }
  reach.y = p.y - pitch;
  return reach;
}

static pl_point put_one_row(pl_canvas *canvas, const pl_board *board, const form *f, bool is_measured_only) {
  pen p = {canvas, f->at.x, f->at.y, f->unit, f->right, is_measured_only};
  put_organisations(&p, board);
  if (board->other) put_contrasts(&p);
  else put_moving(&p, board);
  if (has_alliances(board)) put_alliance(&p);
  return (pl_point){p.x, p.y};
}

/* ---- where there is room ---- */

/* As in board.c: all of it, below what stands at the top. */
static pl_camera camera_at_rest(const pl_board *board, pl_rect area) {
  pl_cut_top(&area, board->head_room);
  pl_camera camera = pl_camera_for(board->placement, PL_MODE_MAP, area);
  camera.centre.y -= board->head_room / 2 / camera.zoom;
  return camera;
}

/* How far from the left it is to the first state or hub that stands lower than `top`, with the camera at rest. */
static float free_width(const pl_board *board, pl_rect area, float top) {
  const pl_placement *place = board->placement;
  const pl_camera camera = camera_at_rest(board, area);
  float width = area.w;
  for (int i = 0; i < board->states + board->forums; i++) {
    const pl_place_on_board *at = i < board->states ? &place->state[i] : &place->forum[i - board->states];
    const float reach = (i < board->states ? at->radius : 22) * camera.zoom + 16;
    const float x = area.w / 2 + (at->map.x - camera.centre.x) * camera.zoom;
    const float y = area.y + area.h / 2 + (at->map.y - camera.centre.y) * camera.zoom;
    if (y + reach + (i < board->states ? 34 : 0) > top && x - reach < width) width = x - reach;
  }
  return width;
}

enum { STATES_FOR_ONE_ROW = 20 };
#define PADDING 38.0f  /* from the middle of a row to the edge */
#define OUTSIDE 28.0f  /* from the edge to the text */

/* Whether rows fit beside the states at this size; `f` gets where names have to end. */
static bool fit_rows(pl_canvas *canvas, const pl_board *board, pl_rect area, form *f) {
  const float names = f->at.x + head_width(canvas, f->unit) + 140 * f->unit;
  float right = area.x + area.w;
  for (int i = 0; i < 3; i++) {
    f->right = right;
    const pl_point reach = put_rows(canvas, board, f, true);
    const float height = reach.y - f->at.y + 2 * PADDING * f->unit;
    const float most = area.x + free_width(board, area, area.y + area.h - height - 18 * f->unit) - 20 * f->unit;
    if (reach.x <= most && height < area.h * 0.8f) return true;
    right = most;
    if (right < names + 220 * f->unit) return false;
  }
  return false;
}

/* Who looks at something closely knows the signs by then. */
static bool is_zoomed(const pl_board *board, pl_rect area) {
  return board->camera[0].to.zoom > 1.05f * camera_at_rest(board, area).zoom;
}

/* The largest form for which there is room; true: rows. */
static bool choose_form(pl_canvas *canvas, const pl_board *board, pl_rect area, form *f) {
  const float full = pl_between(area.h / 1080 * 1.35f, 0.62f, 1) * (board->is_public ? 1 : 0.86f);
  static const float sizes[] = {1, 0.88f, 0.78f};
  const bool is_row = board->states > STATES_FOR_ONE_ROW || board->passage > 0.5f || is_zoomed(board, area);
  for (size_t i = 0; i < sizeof sizes / sizeof *sizes && !is_row; i++) {
    f->unit = full * sizes[i];
    f->at = (pl_point){area.x + (PL_MARGIN_BOARD * 0.8f + OUTSIDE) * f->unit, 0};
    if (f->unit * PL_FONT_BOARD >= PL_FONT_KEYCAP && fit_rows(canvas, board, area, f)) return true;
  }
  f->unit = full;
  f->at = (pl_point){area.x + (PL_MARGIN_BOARD * 0.8f + OUTSIDE) * f->unit, 0};
  f->right = area.x + area.w;
  const float wide = put_one_row(canvas, board, f, true).x - area.x, room = area.w - 40 * f->unit;
  if (wide > room) f->unit *= pl_between(room / wide, 0.5f, 1);
  f->at.x = area.x + (PL_MARGIN_BOARD * 0.8f + OUTSIDE) * f->unit;
  return false;
}

void pl_board_legend(pl_board *board, pl_ui *ui, pl_rect area) {
  pl_canvas *canvas = pl_ui_canvas(ui);
  form f = {{0, 0}, 1, 0};
  if (pl_ui_key(ui, SDLK_l, 0)) board->is_legend_hidden = !board->is_legend_hidden;
  board->legend_rect = (pl_rect){0};
  board->is_legend_shown = !board->is_legend_hidden && area.w >= 320;
  if (!board->is_legend_shown || board->mode == PL_MODE_MATRIX) return;
  pl_point (*const put)(pl_canvas *, const pl_board *, const form *, bool) =
      choose_form(canvas, board, area, &f) ? put_rows : put_one_row;
  const pl_point reach = put(canvas, board, &f, true);
  board->is_legend_row = put == put_one_row && !is_zoomed(board, area);
  const float u = f.unit, height = reach.y - f.at.y + 2 * PADDING * u;
  const float left = f.at.x - OUTSIDE * u;
  const pl_rect rect = {left, area.y + area.h - height - 18 * u, reach.x - left + 8 * u, height};
  const int32_t value[] = {has_alliances(board), put == put_one_row, has_left(board), has_latent(board),
                           (int32_t)board->history->sight.reveals, board->other != NULL,
                           (int32_t)pl_translate_language()};
  const uint64_t key = pl_key(pl_key(pl_key(6, value, sizeof value), &rect, sizeof rect), &f, sizeof f);
  board->legend_rect = rect;
  if (pl_layer_begin(canvas, &board->legend, rect, false, key)) {
    f.at.y = rect.y + PADDING * u;
    pl_draw_fill_round(canvas, rect, PL_RADIUS_CARD, pl_fade(PL_COLOUR_PANEL, 0.94f));
    pl_draw_outline(canvas, rect, PL_RADIUS_CARD, 2, PL_COLOUR_LINE);
    put(canvas, board, &f, false);
  }
  pl_layer_end(canvas, &board->legend);
}
