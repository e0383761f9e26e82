/* Where the matrices stand, and how much of them.
 *
 * Nothing is set smaller than can be read: a row is as high as the smallest type, a column at least half as wide as the
 * widest head, as every other head may stand a line higher. What that leaves no room for goes in this order: the other
 * half (a switch brings it back), notes and legend, and at last rows and columns, of which a window can be panned over
 * all.
 *
 *   both halves                                        one
 *   ┌ title ─────────── order ┬ title ──────┐         ┌ [half] [half] [order] ──────┐
 *   │ note                    │ note        │         │ note                        │
 *   │      heads              │    heads    │         │      heads                  │
 *   │ names cells   bars      │ names cells │         │ names cells  bars or changes│
 *   │      legend       pages │  legend     │         │      legend           pages │
 *   └─────────────────────────┴─ changes ───┘         └─────────────────────────────┘ */
#include "board_matrix.h"

#include <math.h>
#include <string.h>

#define LEAST_UNIT 0.62f
#define LEAST_CELL 22.0f    /* rows of the smallest type, two digits of it */
#define WIDEST_HEAD 72.0f   /* a longer one is cut, and told in full by its tooltip */
#define WIDE 1700.0f        /* where cells of trust have room in a third of it */
#define GAP 14.0f           /* between a name and its cells */
#define TAG_ROOM 150.0f     /* "gets 12 per 1" */
#define LOW 330.0f          /* without notes and legend */
#define LEAST_PAGES (4.0f * (MATRIX_ARROW + PL_SPACE_1)) /* without words */
enum { ENOUGH = 16 };       /* rows and columns of both halves that are better than all of one */

typedef struct needs { /* in the smallest type */
  float head, name, others, column;
  float given, trust; /* cells that print their numbers */
} needs;

float pl_matrix_type(const matrix_layout *layout, float size) { return fmaxf(size * layout->unit, PL_FONT_FLOOR); }

static float width_of(pl_canvas *canvas, float size, const char *text) {
  const pl_font font = pl_board_font(size, 600, PL_COLOUR_TEXT);
  return pl_font_width(canvas, &font, text);
}

static const char *head_of_state(const pl_board *board, int state) {
  const char *id = pl_scenario_seat_id(board->history->scenario, state), *mark = pl_board_id(board, state);
  return strlen(id) < strlen(mark) ? id : mark;
}

const char *pl_matrix_head_text(const pl_board *board, const matrix_layout *layout, int column) {
  const int state = pl_matrix_column(board, layout, column);
  return state < 0 ? "…" : head_of_state(board, state);
}

static needs needs_of(const pl_board *board, pl_canvas *canvas) {
  needs n = {.others = width_of(canvas, PL_FONT_FLOOR, PL_TEXT("others, mean"))};
  for (int s = 0; s < board->states; s++) {
    n.head = fmaxf(n.head, width_of(canvas, PL_FONT_FLOOR, head_of_state(board, s)));
    n.name = fmaxf(n.name, width_of(canvas, PL_FONT_FLOOR, pl_board_id(board, s)));
  }
  n.head = fminf(n.head, WIDEST_HEAD);
  n.column = fmaxf(LEAST_CELL, (n.head + 6) / 2);
  char number[16];
  SDL_snprintf(number, sizeof number, "%d", (int)board->matrix.largest);
  n.given = fmaxf(LEAST_CELL, width_of(canvas, PL_FONT_KEYCAP, number) + 4);
  n.trust = fmaxf(LEAST_CELL, width_of(canvas, PL_FONT_KEYCAP, "88") + 4);
  return n;
}

/* How many rows or columns of a pitch there is room for, of all states; at least one and the others. */
static int fitting(float room, float pitch, int states) {
  const int fit = (int)fmaxf(room / pitch, 0);
  return fit >= states ? states : fit < 2 ? (states < 2 ? states : 2) : fit;
}

/* ---- one table ---- */

/* Sets the names' room and the width of cells; the heads follow. */
static void place_columns(const matrix_layout *l, matrix_table *t, const needs *n, pl_rect half, float left,
                          float right, float largest, float type) {
  t->font = pl_matrix_type(l, type);
  const float all = fminf(n->name * t->font / PL_FONT_FLOOR, 190 * l->unit);
  t->label_width = l->has_other_rows ? fmaxf(all, n->others * t->font / PL_FONT_FLOOR - left) : all;
  t->label_x = half.x + left;
  const float room = half.w - left - t->label_width - GAP - right;
  t->width = fmaxf(fminf(room / (float)l->columns, largest * 1.25f), 2);
  t->cells = (pl_rect){t->label_x + t->label_width + GAP, 0, t->width * (float)l->columns, 0};
  const float wanted = fmaxf(t->font * 0.85f, PL_FONT_FLOOR), head = n->head * wanted / PL_FONT_FLOOR;
  const float single = wanted * (t->width - 6) / fmaxf(head, 1);
  t->has_steps = single < PL_FONT_FLOOR;
  t->head = pl_between(t->has_steps ? 2 * single : single, PL_FONT_FLOOR, wanted);
}

static float heads_height(const matrix_table *t) { return t->head * (t->has_steps ? 2.3f : 1.15f) + 10; }

static void place_rows(const matrix_layout *l, matrix_table *t, float top, float room, float largest, float number) {
  t->height = fmaxf(fminf(room / (float)l->rows, largest), 2);
  t->font = fminf(t->font, fmaxf(t->height * 0.72f, PL_FONT_FLOOR));
  t->cells.y = top;
  t->cells.h = t->height * (float)l->rows;
  t->has_digits = t->width >= number && t->height >= LEAST_CELL - 0.5f;
}

static bool has_tags(const pl_board *board, const matrix_layout *l) {
  for (int row = 0; l->has_sharing && row < l->rows; row++)
    if (pl_matrix_is_lopsided(board, l, row)) return true;
  return false;
}

/* ---- what stands around the tables ---- */

static float note_height(const pl_board *board, pl_canvas *canvas, const matrix_layout *l, int half, float width) {
  char note[MATRIX_NOTE];
  const pl_font font = pl_board_font(pl_matrix_type(l, PL_FONT_NOTE), 400, PL_COLOUR_MUTED);
  pl_matrix_note(board, l, half, note);
  return pl_draw_text_wrap(canvas, (pl_rect){0, 0, width, 400}, &font, note, true);
}

/* Widths of controls are the same whatever they say now, so that what is pressed stays under the pointer. */
static float order_width(pl_canvas *canvas) {
  float widest = 0;
  for (int i = 0; i < MATRIX_ORDERS; i++)
    widest = fmaxf(widest, width_of(canvas, PL_FONT_SMALL, pl_matrix_order((matrix_order)i)));
  return widest + 68; /* the key's cap, and air */
}

static float pages_width(const pl_board *board, pl_canvas *canvas) {
  char text[MATRIX_NOTE];
  pl_matrix_pages(board, NULL, text);
  return 4 * MATRIX_ARROW + 4 * PL_SPACE_1 + PL_SPACE_3 + width_of(canvas, PL_FONT_FLOOR, text);
}

/* Legend and pages below the cells: the pages beside the legend, or in a line of their own. */
static float foot_height(const pl_board *board, pl_canvas *canvas, const matrix_layout *l, int half, float width,
                         float pages) {
  const float line = 48;
  const bool has_legend = l->has_legend && (half ? l->has_trust : l->has_sharing);
  if (!has_legend) return pages > 0 ? line + PL_SPACE_2 : PL_SPACE_2;
  const pl_rect beside = {0, 0, width - pages - PL_SPACE_5, 0}, all = {0, 0, width, 0};
  const float one = pl_matrix_legend(canvas, board, l, half, (pl_rect){0, 0, 4000, 0}, true);
  const float high = pl_matrix_legend(canvas, board, l, half, all, true);
  if (pages <= 0) return high + PL_SPACE_4;
  return pl_matrix_legend(canvas, board, l, half, beside, true) <= one + 0.5f ? fmaxf(one + PL_SPACE_4, line)
                                                                              : high + PL_SPACE_4 + line;
}

static void place_pages(matrix_layout *l, pl_rect half, float pages) {
  const float width = fminf(pages, half.w);
  l->pages = (pl_rect){half.x + half.w - width, half.y + half.h - MATRIX_CONTROL - PL_SPACE_1, width, MATRIX_CONTROL};
}

static bool has_pages(const matrix_layout *l) { return l->has_other_rows || l->has_other_columns; }

/* Rows, from what there is room for. */
static void set_rows(const pl_board *board, matrix_layout *l, float room) {
  l->rows = fitting(room, LEAST_CELL, board->states);
  l->has_other_rows = l->rows < board->states;
}

static void set_columns(const pl_board *board, matrix_layout *l, float room, const needs *n) {
  l->columns = fitting(room, n->column, board->states);
  l->has_other_columns = l->columns < board->states;
}

/* ---- both halves ---- */

/* What the bars take, and what they can do with where all columns are wanted. */
static float bars_of(const matrix_layout *l, bool has_tag, bool is_least) {
  const float least = has_tag ? 110 + TAG_ROOM : 165;
  return is_least ? least : pl_between(370 * l->unit, least + 40, 370);
}

static float bars_beside(const pl_board *board, const matrix_layout *l, const needs *n, float room) {
  const bool has_tag = has_tags(board, l);
  const float wanted = bars_of(l, has_tag, false);
  return room - wanted >= n->column * (float)board->states ? wanted : bars_of(l, has_tag, true);
}

/* False: they cannot both be read. */
static bool place_both(pl_board *board, pl_canvas *canvas, pl_rect area, const needs *n, matrix_layout *l) {
  const float u = l->unit = pl_between(fminf(area.h / 900, area.w / 1800), LEAST_UNIT, 1), margin = PL_MARGIN_BOARD * u;
  const float part = l->has_trust && area.w < WIDE ? 0.6f : 0.652f;
  l->left = (pl_rect){area.x + margin, area.y, area.w * part - 2 * margin, area.h};
  l->right = (pl_rect){area.x + area.w * part + margin, area.y, area.w * (1 - part) - 2 * margin, area.h};
  l->has_legend = true;
  l->title = 54 * u;
  l->note = l->title + 14 * u;
  l->disc = 40 * u;
  const int enough = board->states < ENOUGH ? board->states : ENOUGH;
  const float title = pl_matrix_type(l, PL_FONT_TITLE), order = order_width(canvas);
  l->rows = board->states < 40 ? board->states : 40; /* for the tags */
  const float names = fminf(n->name * pl_matrix_type(l, PL_FONT_LEAD) / PL_FONT_FLOOR, 190 * u);
  const float bars = bars_beside(board, l, n, l->left.w - l->disc - names - GAP);
  set_columns(board, l, l->left.w - l->disc - names - GAP - bars, n);
  const int given_columns = l->columns;
  const float small = fminf(n->name * pl_matrix_type(l, PL_FONT_BODY) / PL_FONT_FLOOR, 190 * u);
  set_columns(board, l, l->right.w - fmaxf(small, board->states > ENOUGH ? n->others : 0) - GAP, n);
  if (!l->has_trust || l->columns > given_columns) l->columns = given_columns;
  l->has_other_columns = l->columns < board->states;
  l->has_other_rows = board->states > ENOUGH; /* so much room for names, at least */
  place_columns(l, &l->given, n, l->left, l->disc, bars, 51 * u, PL_FONT_LEAD);
  place_columns(l, &l->trust, n, l->right, 0, 0, 36.5f * u, PL_FONT_BODY);
  const float notes = fmaxf(note_height(board, canvas, l, 0, l->left.w), note_height(board, canvas, l, 1, l->right.w));
  const float top = l->note + notes + 10 * u + fmaxf(heads_height(&l->given), heads_height(&l->trust));
  const float pages = has_pages(l) ? pages_width(board, canvas) : 0;
  const float foot = foot_height(board, canvas, l, 0, l->left.w, pages);
  const float foot_right = foot_height(board, canvas, l, 1, l->right.w, 0);
  set_rows(board, l, area.h - top - fmaxf(foot, foot_right) - 12 * u);
  place_rows(l, &l->given, area.y + top, area.h - top - foot - 12 * u, 51 * u, n->given);
  const float right = fmaxf((area.h - top) * 0.68f, fminf((float)l->rows * LEAST_CELL, area.h - top - foot_right));
  place_rows(l, &l->trust, area.y + top, right, 36.5f * u, n->trust);
  const float middle = area.y + l->title - title * 0.36f;
  l->order = (pl_rect){l->left.x + l->left.w - order, middle - MATRIX_CONTROL / 2.0f, order, MATRIX_CONTROL};
  if (has_pages(l)) place_pages(l, l->left, pages_width(board, canvas));
  if (!l->has_trust) l->trust = (matrix_table){.font = l->trust.font};
  const bool fits = width_of(canvas, title, pl_matrix_title(board, l, 0)) * 1.08f + 24 + order <= l->left.w &&
                    width_of(canvas, title, pl_matrix_title(board, l, 1)) * 1.08f <= l->right.w;
  if (board->states < ENOUGH && (!l->given.has_digits || (l->has_trust && !l->trust.has_digits))) return false;
  return fits && l->rows >= enough && l->columns >= enough && l->title >= 32 && l->right.w > 300 && area.h > 420;
}

/* ---- one half ---- */

/* Controls in one or two lines; returns their height. */
static float place_controls(pl_canvas *canvas, matrix_layout *l, pl_rect half) {
  float x = half.x, y = half.y + PL_SPACE_2;
  for (int i = 0; i < 2; i++) {
    const float width = width_of(canvas, PL_FONT_FLOOR, pl_matrix_short_title(l, i)) + 64;
    l->choice[i] = (pl_rect){x, y, width, MATRIX_CONTROL};
    x += width + PL_SPACE_2;
  }
  x += PL_SPACE_3;
  const float order = fminf(order_width(canvas), half.w);
  if (x + order > half.x + half.w) x = half.x, y += MATRIX_CONTROL + PL_SPACE_1;
  l->order = (pl_rect){x, y, order, MATRIX_CONTROL};
  return y + MATRIX_CONTROL - half.y;
}

/* Beside the cells there may be the changes of trust, where they leave enough of the cells. */
static float room_for_changes(const pl_board *board, const matrix_layout *l, const needs *n, float width) {
  const float wanted = pl_between(width * 0.34f, 250, 420), names = n->name + GAP + l->disc;
  const int enough = board->states < ENOUGH ? board->states : ENOUGH;
  return width - wanted - names - PL_SPACE_5 >= n->column * (float)enough ? wanted : 0;
}

static void place_single(pl_board *board, pl_canvas *canvas, pl_rect area, const needs *n, matrix_layout *l) {
  const int shown = board->matrix.half;
  const float u = l->unit = pl_between(fminf(area.h / 900, area.w / 1100), LEAST_UNIT, 1);
  const float margin = fmaxf(PL_MARGIN_BOARD * u, PL_SPACE_4);
  const pl_rect half = {area.x + margin, area.y, area.w - 2 * margin, area.h};
  *(shown ? &l->right : &l->left) = half;
  l->is_single = true;
  l->has_legend = area.h >= LOW;
  l->disc = 44 * u;
  const float controls = place_controls(canvas, l, half);
  l->note = l->has_legend ? controls + PL_SPACE_2 : 0;
  const float head = l->note > 0 ? l->note + note_height(board, canvas, l, shown, half.w) : controls;
  if (shown && !l->has_trust) {
    l->order.w = 0; /* there are no rows */
    return;
  }
  matrix_table *t = shown ? &l->trust : &l->given;
  l->rows = board->states < 40 ? board->states : 40; /* for the tags */
  const float changes = shown && l->has_legend ? room_for_changes(board, l, n, half.w) : 0;
  const float beside = changes > 0 ? changes + PL_SPACE_5
                       : shown    ? 0
                                  : bars_beside(board, l, n, half.w - l->disc - n->name - GAP);
  const float first = area.h - head - 60;
  float pages = 0, top = 0;
  bool is_above = false;
  l->has_other_rows = (float)board->states * LEAST_CELL > first;
  for (int pass = 0; pass < 3; pass++) { /* until names and foot are as the numbers of rows and columns want them */
    const bool had_others = l->has_other_rows;
    const float names = l->has_other_rows ? fmaxf(n->name, n->others - l->disc) : n->name;
    set_columns(board, l, half.w - l->disc - names - GAP - beside, n);
    place_columns(l, t, n, half, l->disc, beside, shown ? 46 : 51, u > 0.8f ? PL_FONT_LEAD : PL_FONT_BODY);
    top = head + PL_SPACE_2 + heads_height(t);
    pages = has_pages(l) ? pages_width(board, canvas) : 0;
    const float above = half.x + half.w - l->order.x - l->order.w - PL_SPACE_4;
    if (!l->has_legend && pages > above && above > LEAST_PAGES) pages = LEAST_PAGES;
    is_above = pages > 0 && pages <= above;
    const float foot = foot_height(board, canvas, l, shown, half.w, is_above ? 0 : pages);
    set_rows(board, l, area.h - top - foot);
    place_rows(l, t, area.y + top, area.h - top - foot, shown ? 46 : 51, shown ? n->trust : n->given);
    if (had_others == l->has_other_rows && (pages > 0 || !has_pages(l))) break;
    l->has_other_rows |= had_others;
  }
  l->has_other_rows = l->rows < board->states;
  if (!has_pages(l)) pages = 0;
  if (pages > 0) place_pages(l, half, pages);
  if (pages > 0 && is_above) l->pages.y = l->order.y;
  const float end = l->pages.w > 0 && !is_above ? l->pages.y : area.y + area.h;
  if (changes > 0)
    l->changes = (pl_rect){half.x + half.w - changes, area.y + top, changes, end - PL_SPACE_2 - area.y - top};
}

/* ---- all of it ---- */

matrix_layout pl_matrix_layout(pl_board *board, pl_canvas *canvas, pl_rect area) {
  const pl_sight *sight = &board->history->sight;
  const needs n = needs_of(board, canvas);
  const matrix_layout bare = {
      .unit = 1,
      .has_sharing = sight->viewer != PL_VIEWER_PUBLIC || (sight->reveals & PL_REVEAL_SHARING),
      .has_trust = sight->viewer != PL_VIEWER_PUBLIC && !board->is_public};
  matrix_layout l = bare;
  if (place_both(board, canvas, area, &n, &l)) return l;
  l = bare;
  place_single(board, canvas, area, &n, &l);
  return l;
}

const matrix_table *pl_matrix_main(const matrix_layout *layout) {
  if (layout->given.cells.w > 0) return &layout->given;
  return layout->trust.cells.w > 0 ? &layout->trust : NULL;
}

static int state_at(const pl_board *board, bool is_others, int place) {
  return is_others || place >= board->states ? -1 : board->matrix.row[place];
}

int pl_matrix_row(const pl_board *board, const matrix_layout *layout, int row) {
  return state_at(board, layout->has_other_rows && row == layout->rows - 1, board->matrix.first_row + row);
}

int pl_matrix_column(const pl_board *board, const matrix_layout *layout, int column) {
  return state_at(board, layout->has_other_columns && column == layout->columns - 1,
                  board->matrix.first_column + column);
}

pl_rect pl_matrix_cell(const matrix_table *table, int row, int column) {
  return (pl_rect){table->cells.x + (float)column * table->width, table->cells.y + (float)row * table->height,
                   table->width, table->height};
}

pl_rect pl_matrix_head(const matrix_table *table, int columns, int column) {
  const float pitch = table->head * 1.15f, spare = table->has_steps ? table->width / 2 : 0;
  const bool is_high = table->has_steps && (columns - column) % 2 == 0;
  const float x = table->cells.x + (float)column * table->width;
  return (pl_rect){x - spare + 2, table->cells.y - 8 - pitch * (is_high ? 2 : 1), table->width + 2 * spare - 4, pitch};
}
