/* The matrices of the board: in every size, for 14, 30 and 200 states, what is shown can be read and stays in its
 * column; what is not shown can be brought into sight, by mouse and by keyboard. */
#include "support.h"

#include <math.h>

#include "board.h"
#include "board_matrix.h"
#include "past.h"

enum { WIDTH = 320, HEIGHT = 180, SEA = 0x0B1730 };

typedef struct table { /* what is shared by all tests: withdrawal, 30 and 200 states */
  past past[3];
} table;

typedef struct stage {
  const past *past; /* borrowed */
  pl_history *history;
  pl_phrases phrases;
  pl_voice voice;
  SDL_Surface *surface;
  SDL_Renderer *renderer;
  pl_canvas *canvas;
  pl_ui *ui;
  pl_board *board;
  pl_rect area; /* of the board */
  float unit;
  pl_input input;
} stage;

/* ---- the stage ---- */

static int set_up(void **state) {
  table *t = calloc(1, sizeof *t);
  assert_non_null(t);
  past_play(&t->past[0], "scenarios/withdrawal", 3);
  for (int i = 1; i < 3; i++) {
    past_make(&t->past[i], i == 1 ? 30 : 200, 2, 3);
    past_play_made(&t->past[i], 2);
  }
  *state = t;
  return 0;
}

static int take_down(void **state) {
  table *t = *state;
  for (int i = 0; i < 3; i++) past_clear(&t->past[i]);
  free(t);
  return 0;
}

/* A surface as large as the area. */
static void open_stage(stage *s, const past *played, pl_sight sight, pl_rect area, float unit) {
  pl_error error = {0};
  *s = (stage){.past = played, .area = area, .unit = unit};
  s->history = past_history(s->past, sight);
  s->voice = (pl_voice){.scenario = pl_session_scenario(s->past->session), .seat = -1, .phrases = &s->phrases,
                        .language = pl_translate_language()};
  const int width = (int)ceilf((area.x + area.w) * unit), height = (int)ceilf((area.y + area.h) * unit);
  s->surface = SDL_CreateRGBSurfaceWithFormat(0, width, height, 32, SDL_PIXELFORMAT_ARGB8888);
  s->renderer = SDL_CreateSoftwareRenderer(s->surface);
  assert_non_null(s->renderer);
  s->canvas = pl_canvas_new(s->renderer, &error);
  if (!s->canvas) fail_msg("%s", error.text);
  s->ui = pl_ui_new(s->canvas, &error);
  s->board = pl_board_new(s->history, &s->voice, &error);
  assert_true(s->ui && s->board);
  pl_board_show(s->board, PL_MODE_MATRIX, true);
  pl_board_seek(s->board, (double)s->history->rounds * PL_TICKS_PER_ROUND);
}

static void close_stage(stage *s) {
  pl_board_free(s->board);
  pl_ui_free(s->ui);
  pl_canvas_free(s->canvas);
  SDL_DestroyRenderer(s->renderer);
  SDL_FreeSurface(s->surface);
  pl_history_free(s->history);
  pl_phrases_clear(&s->phrases);
}

static void frame(stage *s) {
  pl_canvas_begin(s->canvas, s->surface->w, s->surface->h, s->unit);
  pl_ui_begin(s->ui, &s->input, 0.05f, true);
  pl_board_advance(s->board, 0.05f);
  pl_board_frame(s->board, s->ui, s->area);
  pl_ui_end(s->ui);
  pl_canvas_end(s->canvas, NULL);
  s->input.was_pressed = s->input.was_released = false;
  s->input.key_count = 0;
  s->input.wheel = 0;
}

static void key(stage *s, SDL_Keycode code, Uint16 modifiers) {
  s->input.key[s->input.key_count++] = (pl_key_press){code, modifiers};
  frame(s);
  for (int i = 0; i < 3 && pl_board_is_moving(s->board); i++) frame(s);
}

static const pl_widget *find(const stage *s, const char *label) {
  size_t count;
  const pl_widget *widget = pl_ui_widgets(s->ui, &count);
  for (size_t i = 0; i < count; i++)
    if (!strncmp(widget[i].label, label, strlen(label))) return &widget[i];
  return NULL;
}

static const char *focused(const stage *s) {
  size_t count;
  const pl_widget *widget = pl_ui_widgets(s->ui, &count);
  for (size_t i = 0; i < count; i++)
    if (widget[i].id == pl_ui_focused(s->ui)) return widget[i].label;
  return "";
}

static void click(stage *s, const char *label) {
  const pl_widget *widget = find(s, label);
  if (!widget) fail_msg("there is no \"%s\"", label);
  else s->input.pointer = (pl_point){widget->rect.x + widget->rect.w / 2, widget->rect.y + widget->rect.h / 2};
  s->input.has_pointer = true;
  frame(s);
  s->input.is_down = s->input.was_pressed = true;
  frame(s);
  s->input.is_down = false;
  s->input.was_released = true;
  frame(s);
  s->input.has_pointer = false;
  frame(s);
}

static matrix_layout layout_of(stage *s, pl_rect area, float unit) {
  pl_canvas_begin(s->canvas, s->surface->w, s->surface->h, unit);
  s->board->area = area;
  pl_matrix_update(s->board);
  const matrix_layout l = pl_matrix_layout(s->board, s->canvas, area);
  pl_canvas_end(s->canvas, NULL);
  return l;
}

/* ---- what can be read ---- */

static bool is_within(pl_rect inner, pl_rect outer) {
  return inner.x >= outer.x - 0.5f && inner.y >= outer.y - 0.5f && inner.x + inner.w <= outer.x + outer.w + 0.5f &&
         inner.y + inner.h <= outer.y + outer.h + 0.5f;
}

static bool overlap(pl_rect a, pl_rect b) {
  return a.w > 0 && b.w > 0 && a.x < b.x + b.w - 0.5f && b.x < a.x + a.w - 0.5f && a.y < b.y + b.h - 0.5f &&
         b.y < a.y + a.h - 0.5f;
}

/* Heads are no smaller than the floor, stand beside each other, and are as wide as what they say. */
static void assert_heads(stage *s, const matrix_layout *l, const matrix_table *t, pl_rect half, const char *where) {
  const pl_font font = pl_board_font(t->head, 600, PL_COLOUR_TEXT);
  if (t->head < PL_FONT_FLOOR - 0.01f) fail_msg("%s: heads of %.1f", where, (double)t->head);
  for (int i = 0; i < l->columns; i++) {
    const pl_rect head = pl_matrix_head(t, l->columns, i);
    const float width = pl_font_width(s->canvas, &font, pl_matrix_head_text(s->board, l, i));
    if (width > head.w + 2.5f) fail_msg("%s: head %d needs %.1f of %.1f", where, i, (double)width, (double)head.w);
    if (head.y < half.y || head.y + head.h > t->cells.y) fail_msg("%s: head %d is too high or too low", where, i);
    for (int j = i + 1; j < l->columns && j < i + 4; j++)
      if (overlap(head, pl_matrix_head(t, l->columns, j))) fail_msg("%s: heads %d and %d overlap", where, i, j);
  }
}

static void assert_table(stage *s, const matrix_layout *l, const matrix_table *t, pl_rect half, const char *where) {
  if (t->cells.w <= 0) return;
  if (!is_within(t->cells, half)) fail_msg("%s: cells are outside of their half", where);
  if (t->width < 21.9f || t->height < 21.9f)
    fail_msg("%s: cells of %.1f by %.1f", where, (double)t->width, (double)t->height);
  if (t->font < PL_FONT_FLOOR - 0.01f) fail_msg("%s: names of %.1f", where, (double)t->font);
  if (t->label_x + t->label_width > t->cells.x) fail_msg("%s: names run into cells", where);
  const pl_font digits = pl_board_font(PL_FONT_KEYCAP, 600, PL_COLOUR_TEXT);
  if (t->has_digits && t == &l->trust && t->width < pl_font_width(s->canvas, &digits, "88") + 3)
    fail_msg("%s: digits in cells of %.1f", where, (double)t->width);
  assert_int_equal(l->rows < s->board->states, l->has_other_rows);
  assert_int_equal(l->columns < s->board->states, l->has_other_columns);
  assert_heads(s, l, t, half, where);
}

static void assert_layout(stage *s, const matrix_layout *l, pl_rect area, const char *where) {
  const pl_rect controls[] = {l->choice[0], l->choice[1], l->order, l->pages};
  enum { CONTROLS = sizeof controls / sizeof *controls };
  assert_table(s, l, &l->given, l->left, where);
  assert_table(s, l, &l->trust, l->right, where);
  assert_int_equal(l->is_single, l->choice[0].w > 0);
  if (l->order.w <= 0 && pl_matrix_main(l)) fail_msg("%s: no order", where);
  if ((l->has_other_rows || l->has_other_columns) && l->pages.w <= 0) fail_msg("%s: no way to the others", where);
  for (int i = 0; i < CONTROLS; i++) {
    if (controls[i].w <= 0) continue;
    if (!is_within(controls[i], area)) fail_msg("%s: control %d is outside", where, i);
    if (overlap(controls[i], l->given.cells) || overlap(controls[i], l->trust.cells))
      fail_msg("%s: control %d lies over cells", where, i);
    for (int j = 0; j < i; j++)
      if (overlap(controls[i], controls[j])) fail_msg("%s: controls %d and %d overlap", where, i, j);
  }
  if (overlap(l->changes, l->trust.cells)) fail_msg("%s: changes lie over cells", where);
  if (overlap(l->changes, l->pages)) fail_msg("%s: changes lie over controls", where);
}

static void look_in_every_size(const past *played, pl_sight sight) {
  static const struct { float width, height, unit; } sizes[] = {
      {960, 600, 1},     {960, 480, 0.667f}, {692, 480, 0.62f}, {644, 400, 1}, {1280, 270, 1},  {1101, 560, 0.93f},
      {1101, 240, 0.93f}, {826, 300, 1.24f}, {1120, 630, 0.62f}, {1390, 684, 1},
      {1920, 684, 1}, {1920, 976, 1},   {3840, 1900, 1}};
  stage s;
  open_stage(&s, played, sight, (pl_rect){0, 0, WIDTH, HEIGHT}, 1);
  for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++)
    for (int half = 0; half < 2; half++) {
      const pl_rect area = {7, 60, sizes[i].width, sizes[i].height};
      char where[120];
      snprintf(where, sizeof where, "%d states, %.0f x %.0f at %.2f, half %d", s.board->states, (double)area.w,
               (double)area.h, (double)sizes[i].unit, half);
      s.board->matrix.half = half;
      const matrix_layout l = layout_of(&s, area, sizes[i].unit);
      assert_layout(&s, &l, area, where);
      if (area.w >= 1390 && area.h > 600 && s.board->states < 16) assert_false(l.is_single);
      if (area.w <= 960) assert_true(l.is_single);
    }
  close_stage(&s);
}

static void test_fourteen_states(void **state) {
  const table *t = *state;
  look_in_every_size(&t->past[0], (pl_sight){.viewer = PL_VIEWER_CONTROL});
  look_in_every_size(&t->past[0], (pl_sight){.viewer = PL_VIEWER_SEAT, .seat = 4});
  look_in_every_size(&t->past[0], (pl_sight){.viewer = PL_VIEWER_PUBLIC});
  look_in_every_size(&t->past[0], (pl_sight){.viewer = PL_VIEWER_PUBLIC, .reveals = PL_REVEAL_SHARING});
}

static void test_thirty_states(void **state) {
  const table *t = *state;
  look_in_every_size(&t->past[1], (pl_sight){.viewer = PL_VIEWER_CONTROL});
}

static void test_two_hundred_states(void **state) {
  const table *t = *state;
  look_in_every_size(&t->past[2], (pl_sight){.viewer = PL_VIEWER_CONTROL});
}

static void test_dutch(void **state) {
  const table *t = *state;
  pl_translate_into(PL_DUTCH, POLDER_LOCALE_FOLDER);
  assert_int_equal(pl_translate_language(), PL_DUTCH);
  look_in_every_size(&t->past[0], (pl_sight){.viewer = PL_VIEWER_SEAT, .seat = 4});
  look_in_every_size(&t->past[1], (pl_sight){.viewer = PL_VIEWER_CONTROL});
  pl_translate_into(PL_ENGLISH, POLDER_LOCALE_FOLDER);
}

/* ---- columns ---- */

static int drawn_in(const stage *s, pl_rect strip) {
  int count = 0;
  for (int y = (int)(strip.y * s->unit); y < (int)((strip.y + strip.h) * s->unit); y++)
    for (int x = (int)ceilf(strip.x * s->unit); x < (int)((strip.x + strip.w) * s->unit); x++) {
      const void *row = (const char *)s->surface->pixels + (size_t)y * (size_t)s->surface->pitch;
      count += (((const uint32_t *)row)[x] & 0xFFFFFF) != SEA;
    }
  return count;
}

/* The gap on each side of the line between the halves, and the margins at the sides of the window. */
static void test_nothing_leaves_its_column(void **state) {
  static const pl_rect areas[] = {{0, 0, 1390, 684}, {0, 0, 1440, 700}, {0, 0, 1920, 900}};
  const table *t = *state;
  for (size_t i = 0; i < sizeof areas / sizeof *areas; i++) {
    stage s;
    open_stage(&s, &t->past[0], (pl_sight){.viewer = PL_VIEWER_SEAT, .seat = 4}, areas[i], 0.62f);
    frame(&s);
    const matrix_layout l = layout_of(&s, s.area, s.unit);
    if (l.is_single) fail_msg("%.0f: one half only", (double)s.area.w);
    const float left = l.left.x + l.left.w + 2, right = l.right.x + l.right.w + 2;
    const float line = l.right.x - PL_MARGIN_BOARD * l.unit;
    assert_int_equal(drawn_in(&s, (pl_rect){left, 0, line - 3 - left, s.area.h}), 0);
    assert_int_equal(drawn_in(&s, (pl_rect){line + 4, 0, l.right.x - 4 - line - 4, s.area.h}), 0);
    assert_int_equal(drawn_in(&s, (pl_rect){right, 0, s.area.w - right - 1, s.area.h}), 0);
    assert_true(drawn_in(&s, l.right) > 1000);
    close_stage(&s);
  }
}

/* Names wider than the column are wrapped at their words, or cut; they never run into what is beside. */
static void test_changes_stay_in_their_column(void **state) {
  (void)state;
  past own;
  past_play(&own, "scenarios/withdrawal", 3);
  for (float width = 120; width < 460; width += 37) {
    stage s;
    open_stage(&s, &own, (pl_sight){.viewer = PL_VIEWER_CONTROL}, (pl_rect){0, 0, 700, 600}, 1);
    for (int i = 0; i < s.board->states; i++) /* long names */
      ((pl_state_spec *)(uintptr_t)&s.voice.scenario->states[i])->id = i % 2 ? "Neder-Saksen" : "Overijssel";
    matrix_layout l = layout_of(&s, s.area, 1);
    l.changes = (pl_rect){200, 40, width, 540};
    pl_canvas_begin(s.canvas, s.surface->w, s.surface->h, 1);
    pl_draw_fill(s.canvas, s.area, SEA << 8 | 0xFF);
    pl_matrix_draw_changes(s.canvas, s.board, &l, 0);
    pl_canvas_end(s.canvas, NULL);
    assert_int_equal(drawn_in(&s, (pl_rect){0, 0, 199, 600}), 0);
    assert_int_equal(drawn_in(&s, (pl_rect){200 + width + 2, 0, 498 - width, 600}), 0);
    assert_int_equal(drawn_in(&s, (pl_rect){0, 581, 700, 19}), 0);
    assert_true(drawn_in(&s, l.changes) > 500);
    close_stage(&s);
  }
  past_clear(&own);
}

/* ---- controls ---- */

static void test_the_keyboard_reaches_the_other_half(void **state) {
  static const char *const order[] = {"Sharing", "Trust", "Sorted by items given"};
  stage s;
  const table *t = *state;
  open_stage(&s, &t->past[0], (pl_sight){.viewer = PL_VIEWER_SEAT, .seat = 4}, (pl_rect){0, 0, 960, 560}, 0.3f);
  frame(&s);
  for (size_t i = 0; i < sizeof order / sizeof *order; i++) {
    key(&s, SDLK_TAB, 0);
    assert_string_equal(focused(&s), order[i]);
  }
  key(&s, SDLK_TAB, 0);
  assert_true(s.board->matrix.focused >= 0); /* then the rows */
  for (int i = 0; i < 2; i++) key(&s, SDLK_TAB, KMOD_LSHIFT);
  assert_string_equal(focused(&s), "Trust");
  key(&s, SDLK_RETURN, 0);
  frame(&s);
  assert_int_equal(s.board->matrix.half, 1);
  assert_true(find(&s, "Trust")->is_selected);
  key(&s, SDLK_LEFT, 0);
  key(&s, SDLK_SPACE, 0);
  assert_int_equal(s.board->matrix.half, 0);
  click(&s, "Trust");
  assert_int_equal(s.board->matrix.half, 1);
  close_stage(&s);
}

static void test_the_order_has_a_button(void **state) {
  static const char *const labels[] = {"Sorted by items given", "Sorted by trust received", "Sorted by code",
                                       "Sorted by forum"};
  stage s;
  const table *t = *state;
  open_stage(&s, &t->past[0], (pl_sight){.viewer = PL_VIEWER_CONTROL}, (pl_rect){0, 0, 1920, 800}, 0.2f);
  frame(&s);
  for (int i = 0; i < 2 * MATRIX_ORDERS; i++) {
    assert_int_equal(s.board->matrix.order, i % MATRIX_ORDERS);
    assert_non_null(find(&s, labels[i % MATRIX_ORDERS]));
    if (i < MATRIX_ORDERS) click(&s, labels[i]);
    else key(&s, SDLK_s, 0), frame(&s);
  }
  close_stage(&s);
}

/* ---- the window over many states ---- */

static void test_every_state_can_be_reached(void **state) {
  stage s;
  bool seen[200] = {false};
  int count = 0;
  const table *t = *state;
  open_stage(&s, &t->past[2], (pl_sight){.viewer = PL_VIEWER_CONTROL}, (pl_rect){0, 0, 960, 480}, 0.1f);
  frame(&s);
  for (int i = 0; i < 230 && count < 200; i++) {
    key(&s, SDLK_TAB, 0);
    const int at = s.board->matrix.focused;
    if (at < 0 || seen[at]) continue;
    seen[at] = true;
    count++;
    assert_int_equal(pl_matrix_row(s.board, &(matrix_layout){.rows = 200}, s.board->matrix.cursor_row), at);
  }
  assert_int_equal(count, 200);
  close_stage(&s);
}

static void test_rows_and_columns_are_panned_apart(void **state) {
  stage s;
  const table *t = *state;
  open_stage(&s, &t->past[2], (pl_sight){.viewer = PL_VIEWER_CONTROL}, (pl_rect){0, 0, 960, 480}, 0.1f);
  frame(&s);
  const board_matrix *m = &s.board->matrix;
  key(&s, SDLK_RIGHT, KMOD_LSHIFT);
  assert_int_equal(m->first_row, 0);
  assert_true(m->first_column > 4);
  const int column = m->first_column;
  click(&s, "↓");
  assert_true(m->first_row > 2);
  assert_int_equal(m->first_column, column);
  click(&s, "←");
  assert_int_equal(m->first_column, 0);
  for (int i = 0; i < 60; i++) key(&s, SDLK_RIGHT, KMOD_LSHIFT), key(&s, SDLK_DOWN, KMOD_LSHIFT);
  const matrix_layout l = layout_of(&s, s.area, s.unit);
  assert_int_equal(pl_matrix_row(s.board, &l, l.rows - 2), m->row[199]);
  assert_int_equal(pl_matrix_column(s.board, &l, l.columns - 2), m->row[199]);
  assert_int_equal(pl_matrix_row(s.board, &l, l.rows - 1), -1);
  assert_int_equal(pl_matrix_column(s.board, &l, l.columns - 1), -1);
  s.input.has_pointer = true;
  s.input.pointer = (pl_point){400, 300};
  for (int i = 0; i < 80; i++) s.input.wheel = 1, frame(&s);
  assert_int_equal(m->first_row, 0);
  close_stage(&s);
}

/* The cursor takes the window along, and a mean is of all that is not shown. */
static void test_the_cursor_moves_the_window(void **state) {
  stage s;
  const table *t = *state;
  open_stage(&s, &t->past[2], (pl_sight){.viewer = PL_VIEWER_CONTROL}, (pl_rect){0, 0, 960, 480}, 0.1f);
  frame(&s);
  while (s.board->matrix.focused < 0) key(&s, SDLK_TAB, 0);
  for (int i = 0; i < 60; i++) key(&s, SDLK_RIGHT, 0);
  for (int i = 0; i < 40; i++) key(&s, SDLK_DOWN, 0);
  const matrix_layout l = layout_of(&s, s.area, s.unit);
  const board_matrix *m = &s.board->matrix;
  assert_true(m->first_column + m->cursor_column >= 60);
  assert_int_equal(m->first_row + m->cursor_row, 40);
  assert_int_equal(m->focused, m->row[40]);
  assert_in_range(m->cursor_row, 0, l.rows - 2);
  assert_in_range(m->cursor_column, 0, l.columns - 2);
  int64_t sum = 0;
  for (int i = 0; i < 200; i++)
    if (i < m->first_row || i >= m->first_row + l.rows - 1) sum += m->gave[m->row[i]];
  const int count = 200 - l.rows + 1;
  int32_t gave, got;
  pl_matrix_totals(s.board, &l, l.rows - 1, &gave, &got);
  assert_int_equal(gave, (sum + count / 2) / count);
  close_stage(&s);
}

/* The head of a column is short; under the pointer it says the whole name. */
static void test_heads_tell_whole_names(void **state) {
  stage s;
  const table *t = *state;
  open_stage(&s, &t->past[0], (pl_sight){.viewer = PL_VIEWER_CONTROL}, (pl_rect){0, 0, 960, 560}, 0.3f);
  frame(&s);
  const matrix_layout l = layout_of(&s, s.area, s.unit);
  const pl_rect head = pl_matrix_head(&l.given, l.columns, 3);
  s.input.has_pointer = true;
  s.input.pointer = (pl_point){head.x + head.w / 2, head.y + head.h / 2};
  frame(&s);
  size_t count;
  const pl_widget *widget = pl_ui_widgets(s.ui, &count);
  bool is_there = false;
  for (size_t i = 0; i < count; i++)
    is_there |= !strcmp(widget[i].label, pl_name_of_seat(&s.voice, pl_matrix_column(s.board, &l, 3))) &&
                fabsf(widget[i].rect.x - head.x) < 1 && fabsf(widget[i].rect.y - head.y) < 1;
  assert_true(is_there);
  close_stage(&s);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_fourteen_states),
      cmocka_unit_test(test_thirty_states),
      cmocka_unit_test(test_two_hundred_states),
      cmocka_unit_test(test_dutch),
      cmocka_unit_test(test_nothing_leaves_its_column),
      cmocka_unit_test(test_changes_stay_in_their_column),
      cmocka_unit_test(test_the_keyboard_reaches_the_other_half),
      cmocka_unit_test(test_the_order_has_a_button),
      cmocka_unit_test(test_every_state_can_be_reached),
      cmocka_unit_test(test_rows_and_columns_are_panned_apart),
      cmocka_unit_test(test_the_cursor_moves_the_window),
      cmocka_unit_test(test_heads_tell_whole_names),
  };
  return cmocka_run_group_tests(tests, set_up, take_down);
}
