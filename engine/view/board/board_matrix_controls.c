/* What moves the matrices: which half is shown where there is room for one, the order of the rows, and the window over
 * rows and columns. Each can be pressed, and has its keys: arrows move the cursor and take the window along, with Shift
 * they pan a windowful, S changes the order. */
#include "board_matrix.h"

#include <math.h>

/* ---- words ---- */

const char *pl_matrix_title(const pl_board *board, const matrix_layout *layout, int half) {
  (void)board;
  if (half) return layout->has_trust ? PL_TEXT("Who trusts whom") : PL_TEXT("Who works together");
  return layout->has_sharing ? PL_TEXT("Who gave what to whom") : PL_TEXT("Who is in which forum");
}

const char *pl_matrix_short_title(const matrix_layout *layout, int half) {
  if (half) return layout->has_trust ? PL_TEXT("Trust") : PL_TEXT("Forums");
  return layout->has_sharing ? PL_TEXT("Sharing") : PL_TEXT("Members");
}

static void note_of_given(const pl_board *board, char note[MATRIX_NOTE]) {
  const bool is_seat = board->history->sight.viewer == PL_VIEWER_SEAT;
  const int rounds = board->matrix.rounds;
  if (rounds == 0) SDL_snprintf(note, MATRIX_NOTE, "%s", PL_TEXT("The first round is not over yet."));
  else
    SDL_snprintf(note, MATRIX_NOTE,
                 is_seat ? PL_TEXTS("Items that arrived in round %d, as far as known; the row gave",
                                    "Items that arrived in rounds 1–%d, as far as known; the row gave", rounds)
                         : PL_TEXTS("Items that arrived in round %d; giver in the row, receiver in the column",
                                    "Items that arrived in rounds 1–%d; giver in the row, receiver in the column",
                                    rounds),
                 rounds);
}

void pl_matrix_note(const pl_board *board, const matrix_layout *layout, int half, char note[MATRIX_NOTE]) {
  const bool is_seat = board->history->sight.viewer == PL_VIEWER_SEAT;
  const char *text = "";
  if (half && !layout->has_trust) text = PL_TEXT("Who trusts whom is not shown in public");
  else if (half)
    text = is_seat ? PL_TEXT("Points of 100, as far as known; others' trust in steps of five")
                   : PL_TEXT("Points of 100; the row trusts the column");
  else if (!layout->has_sharing) text = PL_TEXT("What states share with each other has not been revealed to the room.");
  if (*text) SDL_snprintf(note, MATRIX_NOTE, "%s", text);
  else note_of_given(board, note);
}

const char *pl_matrix_order(matrix_order order) {
  switch (order) {
    case MATRIX_BY_GIVEN: return PL_TEXT("Sorted by items given");
    case MATRIX_BY_TRUST: return PL_TEXT("Sorted by trust received");
    case MATRIX_BY_NAME: return PL_TEXT("Sorted by code");
    case MATRIX_BY_FORUM: return PL_TEXT("Sorted by forum");
    case MATRIX_ORDERS: break;
  }
  return "";
}

static int last_shown(int first, int count, bool has_others) { return first + count - (has_others ? 1 : 0); }

void pl_matrix_pages(const pl_board *board, const matrix_layout *l, char text[MATRIX_NOTE]) {
  const board_matrix *m = &board->matrix;
  const int n = board->states, widest[4] = {n, n, n, n};
  const int shown[4] = {m->first_row + 1, l ? last_shown(m->first_row, l->rows, l->has_other_rows) : 0,
                        m->first_column + 1, l ? last_shown(m->first_column, l->columns, l->has_other_columns) : 0};
  const int *at = l ? shown : widest;
  SDL_snprintf(text, MATRIX_NOTE, PL_TEXT("rows %d–%d, columns %d–%d of %d"), at[0], at[1], at[2], at[3], n);
}

/* ---- the window ---- */

static int moved(int first, int by, int shown, int states, bool has_others) {
  const int last = states - shown + 1, to = first + by;
  return !has_others || to < 0 ? 0 : to > last ? last : to;
}

void pl_matrix_pan(pl_board *board, const matrix_layout *l, int rows, int columns) {
  board_matrix *m = &board->matrix;
  m->first_row = moved(m->first_row, rows, l->rows, board->states, l->has_other_rows);
  m->first_column = moved(m->first_column, columns, l->columns, board->states, l->has_other_columns);
}

/* The focus stays on the row of the window that it was on, whosever that is now. */
static void refocus(pl_board *board, pl_ui *ui, const matrix_layout *l) {
  board_matrix *m = &board->matrix;
  const int state = m->focused < 0 || m->cursor_row < 0 ? -1 : pl_matrix_row(board, l, m->cursor_row);
  if (state < 0) return;
  pl_ui_push(ui, "rows");
  pl_ui_push_number(ui, state);
  board->focused = pl_ui_id(ui, pl_name_of_seat(board->voice, state));
  pl_ui_focus(ui, board->focused);
  pl_ui_pop(ui);
  pl_ui_pop(ui);
}

static void pan_pages(pl_board *board, pl_ui *ui, const matrix_layout *l, int rows, int columns) {
  const int high = l->rows > 2 ? l->rows - 2 : 1, wide = l->columns > 2 ? l->columns - 2 : 1; /* one stays in sight */
  pl_matrix_pan(board, l, rows * high, columns * wide);
  refocus(board, ui, l);
}

/* ---- keys ---- */

static int kept_within(int at, int last) { return at < 0 ? 0 : at > last ? last : at; }

/* The cursor goes from cell to cell; at the edge of the window the window goes. */
static void move_cursor(pl_board *board, pl_ui *ui, const matrix_layout *l, int rows, int columns) {
  board_matrix *m = &board->matrix;
  const int last_row = l->rows - 1 - l->has_other_rows, last_column = l->columns - 1 - l->has_other_columns;
  const int row = (m->cursor_row < 0 ? 0 : m->cursor_row) + rows;
  const int column = (m->cursor_column < 0 ? 0 : m->cursor_column) + columns;
  pl_matrix_pan(board, l, row < 0 ? -1 : row > last_row, column < 0 ? -1 : column > last_column);
  m->cursor_row = kept_within(row, last_row);
  m->cursor_column = kept_within(column, last_column);
  refocus(board, ui, l);
}

static void change_order(pl_board *board) {
  board->matrix.order = (board->matrix.order + 1) % MATRIX_ORDERS;
  pl_matrix_update(board);
}

bool pl_matrix_keys(pl_board *board, pl_ui *ui, const matrix_layout *l) {
  static const struct { SDL_Keycode key; int rows, columns; } arrows[] = {
      {SDLK_UP, -1, 0}, {SDLK_DOWN, 1, 0}, {SDLK_LEFT, 0, -1}, {SDLK_RIGHT, 0, 1}};
  const pl_input *input = pl_ui_input(ui);
  const bool has_table = pl_matrix_main(l) != NULL;
  for (size_t i = 0; has_table && i < sizeof arrows / sizeof *arrows; i++) {
    if (pl_ui_key(ui, arrows[i].key, 0)) move_cursor(board, ui, l, arrows[i].rows, arrows[i].columns);
    if (pl_ui_key(ui, arrows[i].key, KMOD_SHIFT)) pan_pages(board, ui, l, arrows[i].rows, arrows[i].columns);
  }
  if (has_table && input->wheel != 0 && pl_rect_has(board->area, input->pointer))
    pl_matrix_pan(board, l, input->wheel > 0 ? -3 : 3, 0);
  if (!pl_ui_key(ui, SDLK_s, 0)) return false;
  change_order(board);
  return true;
}

/* ---- what can be pressed ---- */

static void put_switch(pl_board *board, pl_ui *ui, const matrix_layout *l) {
  pl_ui_push(ui, "half");
  for (int half = 0; half < 2; half++) {
    if (l->choice[half].w <= 0) continue;
    if (pl_choice(ui, l->choice[half], pl_matrix_short_title(l, half), board->matrix.half == half, true, NULL))
      board->matrix.half = half;
    pl_tooltip_last(ui, pl_matrix_title(board, l, half));
  }
  pl_ui_pop(ui);
}

static void put_order(pl_board *board, pl_ui *ui, const matrix_layout *l) {
  if (l->order.w <= 0) return;
  pl_ui_push(ui, "order");
  if (pl_button(ui, l->order, pl_matrix_order(board->matrix.order), "S", PL_BUTTON_PLAIN, true, NULL))
    change_order(board);
  pl_tooltip_last(ui, PL_TEXT("The order of the rows, and the same of the columns. Press for the next one: items "
                              "given, trust received from others, code, forum."));
  pl_ui_pop(ui);
}

static void put_arrows(pl_board *board, pl_ui *ui, const matrix_layout *l) {
  static const struct { const char *sign, *tip; int rows, columns; } arrows[] = {
      {"↑", PL_LATER("the rows before these (Shift ↑)"), -1, 0},
      {"↓", PL_LATER("the rows after these (Shift ↓)"), 1, 0},
      {"←", PL_LATER("the columns before these (Shift ←)"), 0, -1},
      {"→", PL_LATER("the columns after these (Shift →)"), 0, 1}};
  pl_rect row = l->pages;
  char text[MATRIX_NOTE];
  if (row.w <= 0) return;
  pl_ui_push(ui, "pages");
  for (size_t i = 0; i < sizeof arrows / sizeof *arrows; i++) {
    const bool can = arrows[i].rows ? l->has_other_rows : l->has_other_columns;
    const pl_rect place = pl_cut_left(&row, MATRIX_ARROW);
    pl_cut_left(&row, PL_SPACE_1);
    if (pl_button(ui, place, arrows[i].sign, NULL, PL_BUTTON_PLAIN, can, NULL))
      pan_pages(board, ui, l, arrows[i].rows, arrows[i].columns);
    pl_tooltip_last(ui, PL_TEXT(arrows[i].tip));
  }
  pl_ui_pop(ui);
  pl_cut_left(&row, PL_SPACE_2);
  const pl_font font = pl_board_font(PL_FONT_FLOOR, 400, PL_COLOUR_MUTED);
  pl_matrix_pages(board, l, text);
  if (row.w >= 2 * MATRIX_ARROW)
    pl_draw_text_fit(pl_ui_canvas(ui), (pl_point){row.x, row.y + row.h / 2 + font.size * 0.36f}, PL_ALIGN_LEFT, row.w,
                     &font, text);
}

void pl_matrix_controls(pl_board *board, pl_ui *ui, const matrix_layout *l) {
  put_switch(board, ui, l);
  put_order(board, ui, l);
  put_arrows(board, ui, l);
}

/* ---- heads ---- */

/* The name of a row or column under the pointer; −1: none, −2: the others. */
static int head_under(const pl_board *board, const matrix_layout *l, const matrix_table *t, bool has_columns,
                      pl_point at, pl_rect *head) {
  for (int row = 0; t->cells.w > 0 && row < l->rows; row++) {
    const pl_rect cell = pl_matrix_cell(t, row, 0);
    *head = (pl_rect){t->label_x, cell.y, t->label_width, cell.h};
    const int state = pl_matrix_row(board, l, row);
    if (pl_rect_has(*head, at)) return state < 0 ? -2 : state;
  }
  for (int column = 0; has_columns && t->cells.w > 0 && column < l->columns; column++) {
    *head = pl_matrix_head(t, l->columns, column);
    const int state = pl_matrix_column(board, l, column);
    if (pl_rect_has(*head, at)) return state < 0 ? -2 : state;
  }
  return -1;
}

int pl_matrix_touch_head(pl_board *board, pl_ui *ui, const matrix_layout *l) {
  const pl_input *input = pl_ui_input(ui);
  pl_rect head = {0};
  if (!input->has_pointer) return -1;
  int state = head_under(board, l, &l->given, l->has_sharing, input->pointer, &head);
  if (state == -1) state = head_under(board, l, &l->trust, true, input->pointer, &head);
  if (state == -1) return -1;
  const char *name = state < 0 ? PL_TEXT("others, mean") : pl_name_of_seat(board->voice, state);
  pl_ui_push(ui, "head");
  const pl_touch touch = pl_ui_touch(ui, name, PL_WIDGET_MARK, head, true, state >= 0 && board->selected == state);
  pl_ui_pop(ui);
  if (state >= 0) pl_board_explain_state(board, ui, state, &touch);
  else pl_tooltip(ui, &touch, PL_TEXT("The mean of all states that are not shown here."));
  return touch.is_pressed && state >= 0 ? state : -1;
}
