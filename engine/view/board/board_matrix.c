/* The matrices: who gave what to whom, and who trusts whom, after the rounds that are over at the board's moment.
 *
 * Both have the same order of states. A row that got at least five times what it gave says the ratio and nothing else:
 * it is a question for the debriefing, and capacity may be the answer. What the viewer does not know is not drawn as
 * nothing: an unknown trust has no plate, and the public sees memberships in place of trust. Rows are what the keyboard
 * stops at; arrows move a cursor over the cells. */
#include "board_matrix.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define SMALLEST_CELL 26.0f
#define HEAD 158.0f /* titles and heads of columns above the cells */
#define FOOT 76.0f  /* the legend below them */

bool pl_matrix_new(pl_board *board) {
  const size_t n = (size_t)board->states + 1;
  board_matrix *m = &board->matrix;
  *m = (board_matrix){.rounds = -1, .cursor_row = -1, .cursor_column = -1};
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
  memset(m->gave, 0, sizeof *m->gave * (size_t)n);
  memset(m->got, 0, sizeof *m->got * (size_t)n);
  for (int from = 0; from < n; from++)
    for (int to = 0; to < n; to++) {
      m->gave[from] += m->given[from * n + to];
      m->got[to] += m->given[from * n + to];
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

int pl_matrix_state(const pl_board *board, const matrix_layout *layout, int row) {
  if (layout->has_others && row == layout->shown - 1) return -1;
  const int at = board->matrix.first + row;
  return at < board->states ? board->matrix.row[at] : -1;
}

/* Whether a place in the order is one of those that the last row stands for. */
static bool is_other(const pl_board *board, const matrix_layout *layout, int place) {
  return place < board->matrix.first || place >= board->matrix.first + layout->shown - 1;
}

typedef int32_t pair_value(const pl_board *board, int from, int to);
static int32_t value_given(const pl_board *board, int from, int to) {
  return board->matrix.given[from * board->states + to];
}

/* The mean of a value over the pairs that a cell stands for; −1: there is none of which it is known. */
static int32_t mean_of_cell(const pl_board *board, const matrix_layout *layout, int row, int column,
                            pair_value *value) {
  const int from = pl_matrix_state(board, layout, row), to = pl_matrix_state(board, layout, column);
  int64_t sum = 0, count = 0;
  for (int i = 0; i < board->states; i++) {
    if (from >= 0 ? board->matrix.row[i] != from : !is_other(board, layout, i)) continue;
    for (int j = 0; j < board->states; j++) {
      if (i == j || (to >= 0 ? board->matrix.row[j] != to : !is_other(board, layout, j))) continue;
      const int32_t each = value(board, board->matrix.row[i], board->matrix.row[j]);
      if (each < 0) continue;
      sum += each;
      count++;
    }
  }
  return count ? (int32_t)((sum + count / 2) / count) : -1;
}

int32_t pl_matrix_given(const pl_board *board, const matrix_layout *layout, int row, int column) {
  const int from = pl_matrix_state(board, layout, row), to = pl_matrix_state(board, layout, column);
  if (from >= 0 && to >= 0) return value_given(board, from, to);
  const int32_t mean = mean_of_cell(board, layout, row, column, value_given);
  return mean > 0 ? mean : 0;
}

static int32_t value_trust(const pl_board *board, int from, int to) {
  return pl_matrix_trust(board, board->matrix.rounds, from, to);
}

int pl_matrix_points(const pl_board *board, const matrix_layout *layout, int row, int column) {
  const int from = pl_matrix_state(board, layout, row), to = pl_matrix_state(board, layout, column);
  if (from >= 0 && to >= 0) return value_trust(board, from, to);
  return mean_of_cell(board, layout, row, column, value_trust);
}

void pl_matrix_totals(const pl_board *board, const matrix_layout *layout, int row, int32_t *gave, int32_t *got) {
  const int state = pl_matrix_state(board, layout, row);
  int32_t count = 0;
  *gave = *got = 0;
  for (int i = 0; i < board->states; i++) {
    if (state >= 0 ? board->matrix.row[i] != state : !is_other(board, layout, i)) continue;
    *gave += board->matrix.gave[board->matrix.row[i]];
    *got += board->matrix.got[board->matrix.row[i]];
    count++;
  }
  if (count > 1) *gave = (*gave + count / 2) / count, *got = (*got + count / 2) / count;
}

/* ---- layout ---- */

static float widest_id(const pl_board *board, pl_canvas *canvas, float size) {
  const pl_font font = pl_board_font(size, 600, PL_COLOUR_TEXT);
  float widest = 0;
  for (int s = 0; s < board->states; s++) widest = fmaxf(widest, pl_font_width(canvas, &font, pl_board_id(board, s)));
  return widest;
}

static matrix_table table_in(pl_rect room, float label_width, float disc, int shown, float largest, float font) {
  matrix_table t = {.font = font, .label_x = room.x + disc, .label_width = label_width};
  const float size_x = (room.w - label_width - disc - 14) / (float)shown, size_y = room.h / (float)shown;
  t.height = fminf(size_y, largest);
  t.width = fminf(size_x, largest * 1.25f);
  t.cells = (pl_rect){room.x + disc + label_width + 14, room.y, t.width * (float)shown, t.height * (float)shown};
  return t;
}

matrix_layout pl_matrix_layout(pl_board *board, pl_canvas *canvas, pl_rect area) {
  const pl_sight *sight = &board->history->sight;
  matrix_layout l = {.unit = pl_between(fminf(area.h / 900, area.w / 1800), 0.62f, 1)};
  const float u = l.unit, margin = PL_MARGIN_BOARD * u;
  l.left = (pl_rect){area.x + margin, area.y, area.w * 0.652f - 2 * margin, area.h};
  l.right = (pl_rect){area.x + area.w * 0.652f + margin, area.y, area.w * 0.348f - 2 * margin, area.h};
  l.has_sharing = sight->viewer != PL_VIEWER_PUBLIC || (sight->reveals & PL_REVEAL_SHARING);
  l.has_trust = sight->viewer != PL_VIEWER_PUBLIC && !board->is_public;
  float label = fminf(widest_id(board, canvas, PL_FONT_LEAD * u), 190 * u);
  const float beside = 370 * u; /* bars and what stands beside them */
  const pl_rect room = {l.left.x, area.y + HEAD * u, l.left.w - beside, area.h - (HEAD + FOOT) * u};
  const int fit = (int)fminf(room.h, room.w - label - 50 * u) / (int)(SMALLEST_CELL * u);
  l.shown = board->states <= fit || fit < 4 ? board->states : fit;
  l.has_others = l.shown < board->states;
  if (l.has_others) label = fmaxf(label, 166 * u); /* for the name of the last row */
  l.has_digits = board->states < 16;
  l.given = table_in(room, label, 40 * u, l.shown, 51 * u, PL_FONT_LEAD * u);
  const float small = fmaxf(fminf(widest_id(board, canvas, PL_FONT_BODY * u), 130 * u), l.has_others ? 116 * u : 0);
  const pl_rect side = {l.right.x, area.y + HEAD * u, l.right.w, (area.h - HEAD * u) * 0.68f};
  l.trust = table_in(side, small, 0, l.shown, 36.5f * u, PL_FONT_BODY * u);
  return l;
}

pl_rect pl_matrix_cell(const matrix_table *table, int row, int column) {
  return (pl_rect){table->cells.x + (float)column * table->width, table->cells.y + (float)row * table->height,
                   table->width, table->height};
}

/* ---- input ---- */

static void scroll(pl_board *board, const matrix_layout *layout, int by) {
  const int last = board->states - layout->shown + 1;
  const int first = board->matrix.first + by;
  board->matrix.first = !layout->has_others || first < 0 ? 0 : first > last ? last : first;
}

static void move_cursor(pl_board *board, const matrix_layout *layout, int rows, int columns) {
  board_matrix *m = &board->matrix;
  const int last = layout->shown - 1;
  if (m->cursor_row < 0) m->cursor_row = m->cursor_column = 0;
  m->cursor_row += rows;
  m->cursor_column += columns;
  const int beyond = m->cursor_row < 0 ? -1 : m->cursor_row > last - layout->has_others ? 1 : 0;
  if (layout->has_others && beyond) scroll(board, layout, beyond);
  m->cursor_row = m->cursor_row < 0 ? 0 : m->cursor_row > last ? last : m->cursor_row;
  m->cursor_column = m->cursor_column < 0 ? 0 : m->cursor_column > last ? last : m->cursor_column;
}

static void take_keys(pl_board *board, pl_ui *ui, const matrix_layout *layout) {
  static const struct { SDL_Keycode key; int rows, columns; } arrows[] = {
      {SDLK_UP, -1, 0}, {SDLK_DOWN, 1, 0}, {SDLK_LEFT, 0, -1}, {SDLK_RIGHT, 0, 1}};
  for (size_t i = 0; i < sizeof arrows / sizeof *arrows; i++)
    if (pl_ui_key(ui, arrows[i].key, 0)) move_cursor(board, layout, arrows[i].rows, arrows[i].columns);
  if (pl_ui_key(ui, SDLK_PAGEDOWN, 0)) scroll(board, layout, layout->shown - 1);
  if (pl_ui_key(ui, SDLK_PAGEUP, 0)) scroll(board, layout, 1 - layout->shown);
  if (pl_ui_key(ui, SDLK_s, 0)) {
    board->matrix.order = (board->matrix.order + 1) % MATRIX_ORDERS;
    pl_matrix_update(board);
  }
}

/* The cell of a table that the pointer is on. */
static bool cell_under(const matrix_table *table, int shown, pl_point at, int *row, int *column) {
  if (!pl_rect_has(table->cells, at) || table->width <= 0 || table->height <= 0) return false;
  *row = (int)((at.y - table->cells.y) / table->height);
  *column = (int)((at.x - table->cells.x) / table->width);
  return *row < shown && *column < shown;
}

/* Rows are what Tab stops at. Returns the state of the one that was pressed; `focused` gets the one with the focus. */
static int touch_rows(pl_board *board, pl_ui *ui, const matrix_layout *layout, pl_touch *focused) {
  int pressed = -1;
  for (int row = 0; row < layout->shown; row++) {
    const int state = pl_matrix_state(board, layout, row);
    const pl_rect cell = pl_matrix_cell(&layout->given, row, 0);
    const float right = layout->given.cells.x + layout->given.cells.w + 6;
    const pl_rect rect = {layout->left.x - 6, cell.y, right - layout->left.x + 6, cell.h};
    if (state < 0) continue;
    pl_ui_push_number(ui, state);
    const pl_touch touch = pl_ui_touch(ui, pl_name_of_seat(board->voice, state), PL_WIDGET_MARK, rect, true,
                                       board->selected == state);
    pl_ui_pop(ui);
    if (touch.is_pressed) pressed = state;
    if (touch.is_focused) *focused = touch;
    if (!touch.is_focused || board->focused == touch.id) continue;
    board->focused = touch.id;
    board->matrix.cursor_row = row;
    if (board->matrix.cursor_column < 0) board->matrix.cursor_column = row ? 0 : 1;
  }
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
  if (layout->has_sharing)
    pl_draw_outline(canvas, pl_matrix_cell(&layout->given, row, column), 5, 3, PL_COLOUR_TEXT);
  if (layout->has_trust)
    pl_draw_outline(canvas, pl_matrix_cell(&layout->trust, row, column), 4, 2.5f, PL_COLOUR_TEXT);
}

/* The pair under the pointer, or else under the cursor of the keyboard, in both tables. Returns the state whose cell
 * was pressed. */
static int draw_pair(pl_board *board, pl_ui *ui, const matrix_layout *layout, const pl_touch *focused) {
  const pl_input *input = pl_ui_input(ui);
  const matrix_table *table = NULL, *given = &layout->given, *trust = &layout->trust;
  int row = board->matrix.cursor_row, column = board->matrix.cursor_column;
  if (input->has_pointer && layout->has_sharing && cell_under(given, layout->shown, input->pointer, &row, &column))
    table = given;
  if (input->has_pointer && layout->has_trust && cell_under(trust, layout->shown, input->pointer, &row, &column))
    table = trust;
  if (row < 0 || column < 0 || row >= layout->shown || column >= layout->shown) return -1;
  if (!table && !focused->id) return -1;
  outline_pair(pl_ui_canvas(ui), layout, row, column);
  const int from = pl_matrix_state(board, layout, row), to = pl_matrix_state(board, layout, column);
  if (from < 0 || to < 0 || from == to) return -1;
  const pl_touch touch = table ? touch_cell(board, ui, pl_matrix_cell(table, row, column), from, to) : *focused;
  pl_board_explain_pair(board, ui, from, to, &touch);
  return table && touch.is_pressed ? from : -1;
}

static void outline_selected(const pl_board *board, pl_canvas *canvas, const matrix_layout *layout) {
  for (int i = 0; i < layout->shown; i++) {
    if (pl_matrix_state(board, layout, i) != board->selected || board->selected < 0) continue;
    const pl_rect row = pl_matrix_cell(&layout->given, i, 0), column = pl_matrix_cell(&layout->given, 0, i);
    const pl_rect whole_row = {row.x - 1, row.y, layout->given.cells.w + 2, row.h};
    const pl_rect whole_column = {column.x, column.y - 1, column.w, layout->given.cells.h + 2};
    pl_draw_outline(canvas, whole_row, 6, 2.5f, PL_COLOUR_TEXT);
    pl_draw_outline(canvas, whole_column, 6, 1.5f, pl_fade(PL_COLOUR_TEXT, 0.6f));
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
  memset(board->matrix.head, 0, sizeof *board->matrix.head * (size_t)board->states);
  for (int row = 0; row < layout->shown; row++) {
    const int state = pl_matrix_state(board, layout, row);
    const pl_rect cell = pl_matrix_cell(&layout->given, row, 0);
    const float radius = fminf(cell.h * 0.36f, 14 * layout->unit);
    if (state < 0) continue;
    const float x = layout->left.x + 2 + 14 * layout->unit, y = cell.y + cell.h / 2;
    board->matrix.head[state] = (pl_rect){x - radius, y - radius, 2 * radius, 2 * radius};
  }
}

int pl_matrix_frame(pl_board *board, pl_ui *ui, pl_rect area, float part) {
  pl_canvas *canvas = pl_ui_canvas(ui);
  int pressed = -1;
  pl_matrix_update(board);
  const matrix_layout layout = pl_matrix_layout(board, canvas, area);
  scroll(board, &layout, 0);
  if (board->mode == PL_MODE_MATRIX) {
    const pl_input *input = pl_ui_input(ui);
    take_keys(board, ui, &layout);
    if (input->wheel != 0 && pl_rect_has(area, input->pointer)) scroll(board, &layout, input->wheel > 0 ? -3 : 3);
  }
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
    pressed = touch_rows(board, ui, &layout, &focused);
    const int from = draw_pair(board, ui, &layout, &focused);
    if (from >= 0) pressed = from;
  }
  pl_canvas_pop_fade(canvas);
  return pressed;
}
