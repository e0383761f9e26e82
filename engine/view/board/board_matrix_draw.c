/* Drawing the matrices, into one layer that is drawn again when figures, order or room change.
 *
 * Classes of colour are help: where there is room each cell prints its number, and where there is none the totals do.
 * Cells of unknown trust have no plate; trust that is known in fifths only is a row of five marks and not a number.
 * What stands beside and below the cells is in board_matrix_side.c. */
#include "board_matrix.h"

#include <math.h>

/* ---- cells ---- */

static int class_of(int32_t value, const int32_t limit[MATRIX_CLASSES - 1]) {
  int class = 0;
  while (class < MATRIX_CLASSES - 1 && value > limit[class]) class++;
  return class;
}

static void draw_middle(pl_canvas *canvas, pl_rect cell, float size, int weight, pl_colour colour, const char *text) {
  const pl_font font = pl_board_font(size, weight, colour);
  const pl_point base = {cell.x + cell.w / 2, cell.y + cell.h / 2 + size * 0.36f};
  pl_draw_text(canvas, base, PL_ALIGN_CENTRE, &font, text);
}

static void draw_number(pl_canvas *canvas, pl_rect cell, float size, pl_colour colour, int number) {
  char text[16];
  SDL_snprintf(text, sizeof text, "%d", number);
  draw_middle(canvas, cell, size, 600, colour, text);
}

/* Half the height of a cell, but no smaller than a key's cap; a number that would be wider than the cell is as wide. */
static float digit_size(pl_canvas *canvas, pl_rect cell, int number, float most) {
  char text[16];
  SDL_snprintf(text, sizeof text, "%d", number);
  const float size = pl_between(cell.h * 0.5f, PL_FONT_KEYCAP, most);
  const pl_font font = pl_board_font(size, 600, PL_COLOUR_TEXT);
  return size * fminf(1, (cell.w - 3) / fmaxf(pl_font_width(canvas, &font, text), 1));
}

static void draw_self(pl_canvas *canvas, pl_rect cell) {
  const float x = cell.x + cell.w / 2, y = cell.y + cell.h / 2, half = fminf(cell.w, cell.h) * 0.16f;
  pl_draw_line(canvas, (pl_point){x - half, y + half}, (pl_point){x + half, y - half}, 2, (pl_dash){0}, PL_COLOUR_LINE);
}

static float rounding(pl_rect cell) { return fminf(5, cell.w * 0.14f); }

static void draw_unknown(pl_canvas *canvas, pl_rect cell) {
  pl_draw_disc(canvas, (pl_point){cell.x + cell.w / 2, cell.y + cell.h / 2}, 1.8f, PL_COLOUR_LINE);
}

static void draw_given_cell(pl_canvas *canvas, pl_rect whole, int32_t value, const int32_t *limit, bool has_digits) {
  const pl_rect cell = pl_rect_inset(whole, whole.w > 30 ? 1.5f : 0.8f);
  if (value <= 0) {
    pl_draw_outline(canvas, cell, rounding(cell), 1.5f, PL_COLOUR_GRATICULE);
    return;
  }
  const int class = class_of(value, limit);
  pl_draw_fill_round(canvas, cell, rounding(cell), pl_matrix_given_colour(class));
  if (has_digits)
    draw_number(canvas, cell, digit_size(canvas, cell, value, PL_FONT_LEAD),
                class >= 3 ? PL_COLOUR_SEA : PL_COLOUR_TEXT, value);
}

/* Five marks, `step` of them filled: trust of which only the fifth is known. */
static void draw_steps(pl_canvas *canvas, pl_rect cell, int step) {
  const float pitch = fminf(cell.w / 6.2f, 9), size = pitch - 1.5f, high = pl_between(cell.h * 0.24f, size, 2 * size);
  const float left = cell.x + cell.w / 2 - 2.5f * pitch + 0.75f;
  pl_draw_fill_round(canvas, cell, rounding(cell), pl_matrix_trust_colour(pl_matrix_trust_class(step * 20 - 10)));
  for (int i = 0; i < 5; i++) {
    const pl_rect mark = {left + pitch * (float)i, cell.y + cell.h / 2 - high, size, 2 * high};
    pl_draw_fill(canvas, mark, i < step ? PL_COLOUR_TEXT : pl_fade(PL_COLOUR_TEXT, 0.25f));
  }
}

static void draw_low_trust(pl_canvas *canvas, pl_rect cell, int points, float size, bool has_digits) {
  pl_draw_fill_round(canvas, cell, rounding(cell), PL_COLOUR_TRUST_LOW);
  pl_draw_hatch(canvas, cell, 45, 7, 1.6f, pl_fade(PL_COLOUR_FORUM_2, 0.75f));
  if (!has_digits) return;
  const float x = cell.x + cell.w / 2, y = cell.y + cell.h / 2;
  const pl_rect plate = {x - size * 0.72f, y - size * 0.6f, size * 1.44f, size * 1.2f};
  pl_draw_fill_round(canvas, plate, 3, PL_COLOUR_SEA);
  draw_number(canvas, cell, size, PL_COLOUR_TEXT, points);
}

static void draw_trust_cell(pl_canvas *canvas, pl_rect whole, int points, bool has_digits) {
  const pl_rect cell = pl_rect_inset(whole, whole.w > 24 ? 1.2f : 0.6f);
  const float size = digit_size(canvas, cell, points > 9 ? points : 10, PL_FONT_FLOOR);
  const int class = pl_matrix_trust_class(points);
  if (points == -1) {
    draw_unknown(canvas, cell);
    return;
  }
  if (points < -1) {
    draw_steps(canvas, cell, -points - 2);
    return;
  }
  if (class == 0) {
    draw_low_trust(canvas, cell, points, size, has_digits);
    return;
  }
  pl_draw_fill_round(canvas, cell, rounding(cell), pl_matrix_trust_colour(class));
  if (has_digits) draw_number(canvas, cell, size, class == MATRIX_CLASSES - 1 ? PL_COLOUR_SEA : PL_COLOUR_TEXT, points);
}

/* ---- heads ---- */

static const char *name_of(const pl_board *board, const matrix_layout *l, int row) {
  const int state = pl_matrix_row(board, l, row);
  return state < 0 ? PL_TEXT("others, mean") : pl_board_id(board, state);
}

/* Of a column: whether the row of the same state is lopsided. */
static bool is_lopsided_column(const pl_board *board, const matrix_layout *l, int column) {
  const int state = pl_matrix_column(board, l, column);
  if (state < 0 || !l->has_sharing || !pl_matrix_knows(board, state)) return false;
  return board->matrix.got[state] > 0 && board->matrix.got[state] >= 5 * board->matrix.gave[state];
}

static void draw_heads(pl_canvas *canvas, const pl_board *board, const matrix_layout *l, const matrix_table *t) {
  for (int i = 0; i < l->columns; i++) {
    const pl_rect head = pl_matrix_head(t, l->columns, i);
    const pl_colour colour = is_lopsided_column(board, l, i) ? PL_COLOUR_AMBER : PL_COLOUR_MUTED;
    const pl_font font = pl_board_font(t->head, 600, colour);
    pl_draw_text_fit(canvas, (pl_point){head.x + head.w / 2, head.y + head.h - font.size * 0.18f}, PL_ALIGN_CENTRE,
                     head.w + 2, &font, pl_matrix_head_text(board, l, i));
  }
}

void pl_matrix_draw_names(pl_canvas *canvas, const pl_board *board, const matrix_layout *l, const matrix_table *t) {
  for (int i = 0; i < l->rows; i++) {
    const pl_rect cell = pl_matrix_cell(t, i, 0);
    const bool is_others = pl_matrix_row(board, l, i) < 0;
    const float left = is_others && t == pl_matrix_main(l) ? l->disc : 0; /* they have no disc */
    const pl_font font = pl_board_font(t->font, 600, is_others                            ? PL_COLOUR_MUTED
                                                     : pl_matrix_is_lopsided(board, l, i) ? PL_COLOUR_AMBER
                                                                                          : PL_COLOUR_TEXT);
    pl_draw_text_fit(canvas, (pl_point){t->label_x - left, cell.y + cell.h / 2 + font.size * 0.36f}, PL_ALIGN_LEFT,
                     t->label_width + left + 6, &font, name_of(board, l, i));
  }
}

/* The state's disc at the head of its row: what is left of its cluster when it has flown here. */
void pl_matrix_draw_discs(pl_canvas *canvas, const pl_board *board) {
  const pl_moment *moment = board->scene.moment;
  for (int s = 0; moment && s < board->states; s++) {
    const pl_rect head = board->matrix.head[s];
    const pl_point at = {head.x + head.w / 2, head.y + head.h / 2};
    const float all = (float)(board->history->first[s + 1] - board->history->first[s]);
    const float hit = moment->state[s].is_known && all > 0 ? (float)moment->state[s].hit / all : 0;
    if (head.w <= 0) continue;
    pl_draw_disc(canvas, at, head.w / 2 - 2, PL_COLOUR_RAISED);
    pl_draw_ring(canvas, at, head.w / 2 - 1.5f, 3, PL_COLOUR_RING);
    if (hit > 0) pl_draw_arc(canvas, at, head.w / 2 - 1.5f, 4, 0, hit, (pl_dash){0}, PL_COLOUR_INCIDENT);
  }
}

void pl_matrix_draw_title(pl_canvas *canvas, const pl_board *board, const matrix_layout *l, int half) {
  const pl_rect room = half ? l->right : l->left;
  const pl_font large = pl_board_font(pl_matrix_type(l, PL_FONT_TITLE), 700, PL_COLOUR_TEXT);
  const pl_font small = pl_board_font(pl_matrix_type(l, PL_FONT_NOTE), 400, PL_COLOUR_MUTED);
  char note[MATRIX_NOTE];
  pl_matrix_note(board, l, half, note);
  if (l->title > 0)
    pl_draw_text_fit(canvas, (pl_point){room.x, room.y + l->title}, PL_ALIGN_LEFT, room.w, &large,
                     pl_matrix_title(board, l, half));
  if (l->note > 0)
    pl_draw_text_wrap(canvas, (pl_rect){room.x, room.y + l->note, room.w, 400}, &small, note, false);
}

/* ---- halves ---- */

static float draw_legend(pl_canvas *canvas, const pl_board *board, const matrix_layout *l, int half) {
  const matrix_table *t = half ? &l->trust : &l->given;
  const pl_rect room = half ? l->right : l->left;
  const float left = t->cells.x, y = t->cells.y + t->cells.h + PL_SPACE_3;
  if (!l->has_legend) return y;
  const bool has_pages = l->pages.w > 0 && l->pages.y > t->cells.y && (!half || l->is_single);
  const bool is_beside = has_pages && l->pages.y < y + MATRIX_CONTROL;
  const float right = is_beside ? l->pages.x - PL_SPACE_3 : room.x + room.w;
  const float whole = pl_matrix_legend(canvas, board, l, half, (pl_rect){0, 0, right - left, 0}, true);
  const float one = pl_matrix_legend(canvas, board, l, half, (pl_rect){0, 0, 4000, 0}, true);
  const float x = whole > one + 0.5f ? room.x : left; /* below the cells, if it is one line there */
  return y + pl_matrix_legend(canvas, board, l, half, (pl_rect){x, y, right - x, 0}, false);
}

static void draw_half_given(pl_canvas *canvas, pl_board *board, const matrix_layout *l) {
  int32_t limit[MATRIX_CLASSES - 1];
  pl_matrix_limits(board, limit);
  pl_matrix_draw_title(canvas, board, l, 0);
  draw_heads(canvas, board, l, &l->given);
  pl_matrix_draw_names(canvas, board, l, &l->given);
  for (int row = 0; row < l->rows; row++)
    for (int column = 0; column < l->columns; column++) {
      const pl_rect cell = pl_matrix_cell(&l->given, row, column);
      const int from = pl_matrix_row(board, l, row), to = pl_matrix_column(board, l, column);
      const int32_t value = pl_matrix_given(board, l, row, column);
      if (from == to && from >= 0) draw_self(canvas, cell);
      else if (!value && !pl_matrix_knows(board, from) && !pl_matrix_knows(board, to)) draw_unknown(canvas, cell);
      else draw_given_cell(canvas, cell, value, limit, l->given.has_digits);
    }
  pl_matrix_draw_bars(canvas, board, l);
  draw_legend(canvas, board, l, 0);
}

static void draw_half_trust(pl_canvas *canvas, const pl_board *board, const matrix_layout *l) {
  pl_matrix_draw_title(canvas, board, l, 1);
  draw_heads(canvas, board, l, &l->trust);
  pl_matrix_draw_names(canvas, board, l, &l->trust);
  for (int row = 0; row < l->rows; row++)
    for (int column = 0; column < l->columns; column++) {
      const pl_rect cell = pl_matrix_cell(&l->trust, row, column);
      const int from = pl_matrix_row(board, l, row);
      if (from >= 0 && from == pl_matrix_column(board, l, column)) draw_self(canvas, cell);
      else draw_trust_cell(canvas, cell, pl_matrix_points(board, l, row, column), l->trust.has_digits);
    }
  pl_matrix_draw_changes(canvas, board, l, draw_legend(canvas, board, l, 1));
}

static uint64_t key_of(const pl_board *board, const matrix_layout *l) {
  const board_matrix *m = &board->matrix;
  const int32_t value[] = {m->rounds, (int32_t)m->order, m->first_row, m->first_column, m->half, l->rows, l->columns,
                           l->is_single, l->has_trust, l->has_sharing, board->history->rounds,
                           (int32_t)pl_translate_language(),
                           board->scene.moment ? board->scene.moment->tick : -1};
  const uint64_t key = pl_key(3, value, sizeof value);
  return pl_key(key, &board->area, sizeof board->area);
}

static void draw_left(pl_canvas *canvas, pl_board *board, const matrix_layout *l) {
  if (l->has_sharing) draw_half_given(canvas, board, l);
  else pl_matrix_draw_members(canvas, board, l);
}

static void draw_right(pl_canvas *canvas, pl_board *board, const matrix_layout *l) {
  if (l->has_trust) draw_half_trust(canvas, board, l);
  else pl_matrix_draw_public(canvas, board, l);
}

void pl_matrix_draw(pl_board *board, pl_canvas *canvas, const matrix_layout *l) {
  board_matrix *m = &board->matrix;
  if (pl_layer_begin(canvas, &m->layer, board->area, true, key_of(board, l))) {
    pl_draw_fill(canvas, board->area, PL_COLOUR_SEA);
    if (l->left.w > 0) draw_left(canvas, board, l);
    if (l->right.w > 0) draw_right(canvas, board, l);
    pl_matrix_draw_discs(canvas, board);
    const float x = l->right.x - PL_MARGIN_BOARD * l->unit;
    if (!l->is_single)
      pl_draw_fill(canvas, (pl_rect){x, board->area.y + 24, 2, board->area.h - 48}, PL_COLOUR_LINE);
  }
  pl_layer_end(canvas, &m->layer);
}
