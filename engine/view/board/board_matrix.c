/* The matrices: who gave what to whom, and who trusts whom, after the rounds that are over at the board's moment; their
 * figures, and what can be pressed in them. Where they stand is in board_matrix_layout.c, what moves them in
 * board_matrix_controls.c.
 *
 * Both have the same order of states. A row that got at least five times what it gave says the ratio and nothing else:
 * it is a question for the debriefing, and capacity may be the answer. What the viewer does not know is not drawn as
 * nothing: an unknown trust has no plate, and the public sees memberships in place of trust. Rows are what the keyboard
 * stops at; arrows move a cursor over the cells. */
#include "board_matrix.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

bool pl_matrix_new(pl_board *board) {
  const size_t n = (size_t)board->states + 1;
  board_matrix *m = &board->matrix;
  *m = (board_matrix){.rounds = -1, .cursor_row = -1, .cursor_column = -1, .focused = -1};
  m->given = calloc(n * n, sizeof *m->given);
  m->gave = calloc(n, sizeof *m->gave);
  m->got = calloc(n, sizeof *m->got);
  m->trusted = calloc(n, sizeof *m->trusted);
  m->row = calloc(n, sizeof *m->row);
  m->head = calloc(n, sizeof *m->head);
  return m->given && m->gave && m->got && m->trusted && m->row && m->head;
}

void pl_matrix_clear(pl_board *board) {
  board_matrix *m = &board->matrix;
  free(m->given);
  free(m->gave);
  free(m->got);
  free(m->trusted);
  free(m->row);
  free(m->head);
  pl_layer_free(&m->layer);
}

/* ---- figures ---- */

int pl_matrix_trust(const pl_board *board, int rounds, int from, int to) {
  const pl_relations *relations = &board->history->after[rounds];
  const size_t pair = (size_t)from * (size_t)board->states + (size_t)to;
  if (from == to || board->is_public) return -1;
  if (relations->trust && relations->trust[pair] >= 0)
    return (int)(((int64_t)relations->trust[pair] * 100 + PL_ONE / 2) / PL_ONE);
  const int step = relations->trust_step ? relations->trust_step[pair] : 0;
  return step ? -2 - step : -1;
}

static void sum_up(pl_board *board) {
  board_matrix *m = &board->matrix;
  const int n = board->states;
  m->largest = 0;
  memset(m->gave, 0, sizeof *m->gave * (size_t)n);
  memset(m->got, 0, sizeof *m->got * (size_t)n);
  for (int from = 0; from < n; from++)
    for (int to = 0; to < n; to++) {
      m->gave[from] += m->given[from * n + to];
      m->got[to] += m->given[from * n + to];
      if (m->given[from * n + to] > m->largest) m->largest = m->given[from * n + to];
    }
  for (int to = 0; to < n; to++) {
    int sum = 0, count = 0;
    for (int from = 0; from < n; from++) {
      const int points = pl_matrix_trust(board, m->rounds, from, to);
      if (points >= 0) sum += points, count++;
      if (points < -1) sum += (-points - 2) * 20 - 10, count++;
    }
    m->trusted[to] = count ? sum / count : -1;
  }
}

static int first_forum(const pl_board *board, int state) {
  for (int f = 0; f < board->forums; f++)
    if (pl_set_has(&board->history->after[board->matrix.rounds].members[f], (unsigned)state)) return f;
  return board->forums;
}

/* Before 0: `a` stands above `b`. */
static int64_t compare_rows(const pl_board *board, int a, int b) {
  const board_matrix *m = &board->matrix;
  int64_t order = 0;
  switch (m->order) {
    case MATRIX_BY_GIVEN: order = m->gave[b] - m->gave[a]; break;
    case MATRIX_BY_TRUST: order = m->trusted[b] - m->trusted[a]; break;
    case MATRIX_BY_NAME: order = strcmp(pl_board_id(board, a), pl_board_id(board, b)); break;
    case MATRIX_BY_FORUM: order = first_forum(board, a) - first_forum(board, b); break;
    case MATRIX_ORDERS: break;
  }
  if (order == 0) order = m->got[a] - m->got[b]; /* of those who give as much, who got less first */
  return order != 0 ? order : a - b;
}

static void sort_rows(pl_board *board) {
  uint16_t *row = board->matrix.row;
  for (int i = 0; i < board->states; i++) { /* insertion: it is short, and stable */
    int at = i;
    for (; at > 0 && compare_rows(board, row[at - 1], i) > 0; at--) row[at] = row[at - 1];
    row[at] = (uint16_t)i;
  }
}

void pl_matrix_update(pl_board *board) {
  board_matrix *m = &board->matrix;
  int rounds = (int)(board->tick / PL_TICKS_PER_ROUND);
  if (rounds > board->history->rounds) rounds = board->history->rounds;
  if (m->rounds == rounds && m->order_shown == m->order) return;
  m->rounds = rounds;
  m->order_shown = m->order;
  pl_timeline_given(board->timeline, rounds, m->given);
  sum_up(board);
  sort_rows(board);
}

int pl_matrix_changes(const pl_board *board, matrix_change *change, int most) {
  const int rounds = board->matrix.rounds;
  int count = 0;
  for (int i = 0; rounds > 0 && i < board->states * board->states; i++) {
    matrix_change c = {i / board->states, i % board->states, 0, 0};
    c.before = pl_matrix_trust(board, rounds - 1, c.from, c.to);
    c.after = pl_matrix_trust(board, rounds, c.from, c.to);
    if (c.before < 0 || c.after < 0 || c.before == c.after) continue;
    int at = count < most ? count++ : most;
    for (; at > 0 && abs(change[at - 1].after - change[at - 1].before) < abs(c.after - c.before); at--)
      if (at < most) change[at] = change[at - 1];
    if (at < most) change[at] = c;
  }
  return count;
}

/* A row or column stands for the state at this place in the order: it is that one's, or it is that of the others and
 * the place is not shown. */
static bool is_row_of(const pl_board *board, const matrix_layout *l, int row, int place) {
  const int state = pl_matrix_row(board, l, row), first = board->matrix.first_row;
  return state >= 0 ? board->matrix.row[place] == state : place < first || place >= first + l->rows - 1;
}

static bool is_column_of(const pl_board *board, const matrix_layout *l, int column, int place) {
  const int state = pl_matrix_column(board, l, column), first = board->matrix.first_column;
  return state >= 0 ? board->matrix.row[place] == state : place < first || place >= first + l->columns - 1;
}

typedef int32_t pair_value(const pl_board *board, int from, int to);
static int32_t value_given(const pl_board *board, int from, int to) {
  return board->matrix.given[from * board->states + to];
}

/* The mean of a value over the pairs that a cell stands for; −1: there is none of which it is known. */
static int32_t mean_of_cell(const pl_board *board, const matrix_layout *l, int row, int column, pair_value *value) {
  int64_t sum = 0, count = 0;
  for (int i = 0; i < board->states; i++) {
    if (!is_row_of(board, l, row, i)) continue;
    for (int j = 0; j < board->states; j++) {
      if (i == j || !is_column_of(board, l, column, j)) continue;
      const int32_t each = value(board, board->matrix.row[i], board->matrix.row[j]);
      if (each < 0) continue;
      sum += each;
      count++;
    }
  }
  return count ? (int32_t)((sum + count / 2) / count) : -1;
}

int32_t pl_matrix_given(const pl_board *board, const matrix_layout *layout, int row, int column) {
  const int from = pl_matrix_row(board, layout, row), to = pl_matrix_column(board, layout, column);
  if (from >= 0 && to >= 0) return value_given(board, from, to);
  const int32_t mean = mean_of_cell(board, layout, row, column, value_given);
  return mean > 0 ? mean : 0;
}

static int32_t value_trust(const pl_board *board, int from, int to) {
  return pl_matrix_trust(board, board->matrix.rounds, from, to);
}

int pl_matrix_points(const pl_board *board, const matrix_layout *layout, int row, int column) {
  const int from = pl_matrix_row(board, layout, row), to = pl_matrix_column(board, layout, column);
  if (from >= 0 && to >= 0) return value_trust(board, from, to);
  return mean_of_cell(board, layout, row, column, value_trust);
}

void pl_matrix_totals(const pl_board *board, const matrix_layout *layout, int row, int32_t *gave, int32_t *got) {
  int32_t count = 0;
  *gave = *got = 0;
  for (int i = 0; i < board->states; i++) {
    if (!is_row_of(board, layout, row, i)) continue;
    *gave += board->matrix.gave[board->matrix.row[i]];
    *got += board->matrix.got[board->matrix.row[i]];
    count++;
  }
  if (count > 1) *gave = (*gave + count / 2) / count, *got = (*got + count / 2) / count;
}

bool pl_matrix_knows(const pl_board *board, int state) {
  const pl_sight *sight = &board->history->sight;
  return sight->viewer != PL_VIEWER_SEAT || sight->seat == state;
}

bool pl_matrix_is_lopsided(const pl_board *board, const matrix_layout *layout, int row) {
  int32_t gave = 0, got = 0;
  const int state = pl_matrix_row(board, layout, row);
  if (state < 0 || !layout->has_sharing || !pl_matrix_knows(board, state)) return false; /* a mean is nobody's */
  pl_matrix_totals(board, layout, row, &gave, &got);
  return got > 0 && got >= 5 * gave;
}

/* ---- input ---- */

/* The cell of a table that the pointer is on. */
static bool cell_under(const matrix_table *table, const matrix_layout *l, pl_point at, int *row, int *column) {
  if (!pl_rect_has(table->cells, at) || table->width <= 0 || table->height <= 0) return false;
  *row = (int)((at.y - table->cells.y) / table->height);
  *column = (int)((at.x - table->cells.x) / table->width);
  return *row < l->rows && *column < l->columns;
}

/* Where the focus is kept within what is shown: from the last row it moves the window on, from the first one back. */
static void follow_focus(pl_board *board, const matrix_layout *layout, int row) {
  board_matrix *m = &board->matrix;
  const int before = m->first_row, last = layout->rows - 1 - layout->has_other_rows;
  m->cursor_row = row;
  if (m->cursor_column < 0) m->cursor_column = row ? 0 : 1;
  if (row == 0) pl_matrix_pan(board, layout, -1, 0);
  else if (row >= last) pl_matrix_pan(board, layout, 1, 0);
  m->is_panned = m->first_row != before;
  m->cursor_row -= m->first_row - before;
}

/* Rows are what Tab stops at. Returns the state of the one that was pressed; `focused` gets the one with the focus. */
static int touch_rows(pl_board *board, pl_ui *ui, const matrix_layout *layout, pl_touch *focused) {
  const matrix_table *table = pl_matrix_main(layout);
  int pressed = -1, seen = -1, row_of_focus = -1;
  pl_ui_push(ui, "rows");
  for (int row = 0; table && row < layout->rows; row++) {
    const int state = pl_matrix_row(board, layout, row);
    const pl_rect cell = pl_matrix_cell(table, row, 0);
    const float left = table->label_x - layout->disc - 6, right = table->cells.x + table->cells.w + 6;
    if (state < 0) continue;
    pl_ui_push_number(ui, state);
    const pl_touch touch = pl_ui_touch(ui, pl_name_of_seat(board->voice, state), PL_WIDGET_MARK,
                                       (pl_rect){left, cell.y, right - left, cell.h}, true, board->selected == state);
    pl_ui_pop(ui);
    if (touch.is_pressed) pressed = state;
    if (!touch.is_focused) continue;
    *focused = touch;
    seen = state;
    if (board->focused != touch.id) row_of_focus = row;
    board->focused = touch.id;
  }
  pl_ui_pop(ui);
  board->matrix.focused = seen;
  board->matrix.is_panned = false;
  if (row_of_focus >= 0) follow_focus(board, layout, row_of_focus);
  return pressed;
}

/* The one cell that the pointer is on can be asked about and pressed, for its row; the others are no widgets. */
static pl_touch touch_cell(pl_board *board, pl_ui *ui, pl_rect cell, int from, int to) {
  char name[64];
  SDL_snprintf(name, sizeof name, "%s → %s", pl_board_id(board, from), pl_board_id(board, to));
  pl_ui_push(ui, "cell");
  const pl_touch touch = pl_ui_touch(ui, name, PL_WIDGET_MARK, cell, true, false);
  pl_ui_pop(ui);
  return touch;
}

/* ---- a frame ---- */

static void outline_pair(pl_canvas *canvas, const matrix_layout *layout, int row, int column) {
  if (layout->has_sharing && layout->given.cells.w > 0)
    pl_draw_outline(canvas, pl_matrix_cell(&layout->given, row, column), 5, 3, PL_COLOUR_TEXT);
  if (layout->has_trust && layout->trust.cells.w > 0)
    pl_draw_outline(canvas, pl_matrix_cell(&layout->trust, row, column), 4, 2.5f, PL_COLOUR_TEXT);
}

/* The pair under the pointer, or else under the cursor of the keyboard, in both tables. Returns the state whose cell
 * was pressed. */
static int draw_pair(pl_board *board, pl_ui *ui, const matrix_layout *layout, const pl_touch *focused) {
  const pl_input *input = pl_ui_input(ui);
  const matrix_table *table = NULL, *given = &layout->given, *trust = &layout->trust;
  int row = board->matrix.cursor_row, column = board->matrix.cursor_column;
  if (input->has_pointer && layout->has_sharing && cell_under(given, layout, input->pointer, &row, &column))
    table = given;
  if (input->has_pointer && layout->has_trust && cell_under(trust, layout, input->pointer, &row, &column))
    table = trust;
  if (row < 0 || column < 0 || row >= layout->rows || column >= layout->columns) return -1;
  if (!table && !focused->id) return -1;
  outline_pair(pl_ui_canvas(ui), layout, row, column);
  const int from = pl_matrix_row(board, layout, row), to = pl_matrix_column(board, layout, column);
  if (from < 0 || to < 0 || from == to) return -1;
  const pl_touch touch = table ? touch_cell(board, ui, pl_matrix_cell(table, row, column), from, to) : *focused;
  pl_board_explain_pair(board, ui, from, to, &touch);
  return table && touch.is_pressed ? from : -1;
}

static void outline_selected(const pl_board *board, pl_canvas *canvas, const matrix_layout *layout) {
  const matrix_table *table = pl_matrix_main(layout);
  for (int i = 0; table && board->selected >= 0 && i < layout->rows; i++) {
    const pl_rect row = pl_matrix_cell(table, i, 0);
    if (pl_matrix_row(board, layout, i) == board->selected)
      pl_draw_outline(canvas, (pl_rect){row.x - 1, row.y, table->cells.w + 2, row.h}, 6, 2.5f, PL_COLOUR_TEXT);
  }
  const bool has_columns = table != &layout->given || layout->has_sharing;
  for (int i = 0; table && has_columns && board->selected >= 0 && i < layout->columns; i++) {
    const pl_rect column = pl_matrix_cell(table, 0, i);
    if (pl_matrix_column(board, layout, i) == board->selected)
      pl_draw_outline(canvas, (pl_rect){column.x, column.y - 1, column.w, table->cells.h + 2}, 6, 1.5f,
                      pl_fade(PL_COLOUR_TEXT, 0.6f));
  }
}

/* On the way, the discs of the board fly to the heads of their rows; in place they are part of what is baked. */
static void draw_flying_discs(pl_board *board, pl_canvas *canvas, float part) {
  for (int i = 0; i < board->scene.state_count; i++) {
    const pl_scene_state *state = &board->scene.state[i];
    const pl_rect head = board->matrix.head[state->state];
    const pl_point to = {head.x + head.w / 2, head.y + head.h / 2};
    if (head.w <= 0) continue;
    const pl_point at = {pl_mix(state->at.x, to.x, part), pl_mix(state->at.y, to.y, part)};
    pl_board_put_cluster(canvas, board, state, at, pl_mix(state->radius, head.w / 2, part));
  }
}

static void place_heads(pl_board *board, const matrix_layout *layout) {
  const matrix_table *table = pl_matrix_main(layout);
  memset(board->matrix.head, 0, sizeof *board->matrix.head * (size_t)board->states);
  for (int row = 0; table && row < layout->rows; row++) {
    const int state = pl_matrix_row(board, layout, row);
    const pl_rect cell = pl_matrix_cell(table, row, 0);
    const float radius = fminf(cell.h * 0.36f, 14 * layout->unit);
    if (state < 0) continue;
    const float x = table->label_x - layout->disc + 2 + 14 * layout->unit, y = cell.y + cell.h / 2;
    board->matrix.head[state] = (pl_rect){x - radius, y - radius, 2 * radius, 2 * radius};
  }
}

int pl_matrix_frame(pl_board *board, pl_ui *ui, pl_rect area, float part) {
  pl_canvas *canvas = pl_ui_canvas(ui);
  int pressed = -1;
  pl_matrix_update(board);
  matrix_layout layout = pl_matrix_layout(board, canvas, area);
  pl_matrix_pan(board, &layout, 0, 0);
  if (board->mode == PL_MODE_MATRIX && pl_matrix_keys(board, ui, &layout))
    layout = pl_matrix_layout(board, canvas, area);
  place_heads(board, &layout);
  pl_canvas_push_fade(canvas, part < 1 && !board->is_still ? pl_between(1.6f * part - 0.6f, 0, 1) : part);
  pl_matrix_draw(board, canvas, &layout);
  if (part < 1) {
    pl_canvas_pop_fade(canvas);
    if (!board->is_still) draw_flying_discs(board, canvas, part);
    return -1;
  }
  outline_selected(board, canvas, &layout);
  if (board->mode == PL_MODE_MATRIX) {
    pl_touch focused = {.id = 0};
    pl_matrix_controls(board, ui, &layout);
    pressed = touch_rows(board, ui, &layout, &focused);
    const int head = pl_matrix_touch_head(board, ui, &layout);
    if (head >= 0) pressed = head;
    const int from = draw_pair(board, ui, &layout, &focused);
    if (from >= 0) pressed = from;
  }
  pl_canvas_pop_fade(canvas);
  return pressed;
}
