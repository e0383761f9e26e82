/* Focus, keys, pointer, dialogs and names of the interface. */
#include "ui_support.h"

#include "fault.h"

/* ---- a screen of a row, a column and what stands alone ---- */

typedef struct {
  int presses[16];
  bool is_hidden[16], is_disabled[16], has_dialog, dialog_closed_by_key;
  int keys, dialog_presses, inert_keys;
  char label[32];
} page;

enum { TOP, ROW_A, ROW_B, ROW_C, COLUMN_A, COLUMN_B, BOTTOM };

static void put(pl_ui *ui, page *p, int which, const char *label, float x, float y) {
  if (p->is_hidden[which]) return;
  if (pl_button(ui, (pl_rect){x, y, 120, 44}, label, NULL, PL_BUTTON_PLAIN, !p->is_disabled[which], "Because."))
    p->presses[which]++;
}

static void draw_dialog(pl_ui *ui, page *p) {
  pl_ui_modal_begin(ui);
  if (pl_button(ui, (pl_rect){800, 500, 120, 44}, "No", NULL, PL_BUTTON_PLAIN, true, NULL)) p->dialog_presses++;
  if (pl_button(ui, (pl_rect){940, 500, 120, 44}, "Yes", NULL, PL_BUTTON_MAIN, true, NULL)) p->has_dialog = false;
  if (pl_ui_key(ui, SDLK_ESCAPE, 0)) {
    p->has_dialog = false;
    p->dialog_closed_by_key = true;
  }
  pl_ui_modal_end(ui);
}

static void draw_page(pl_ui *ui, void *context) {
  page *p = context;
  if (pl_ui_key(ui, SDLK_RETURN, 0)) p->keys++; /* asked before any widget is drawn */
  put(ui, p, TOP, p->label[0] ? p->label : "Top", 40, 40);
  pl_ui_push(ui, "row");
  put(ui, p, ROW_A, "A", 40, 100);
  put(ui, p, ROW_B, "B", 200, 100);
  put(ui, p, ROW_C, "C", 360, 100);
  pl_ui_pop(ui);
  pl_ui_push(ui, "column");
  for (int i = 0; i < 2; i++) { /* each has names of its own */
    pl_ui_push_number(ui, i);
    put(ui, p, COLUMN_A + i, i ? "E" : "D", 40, 200 + 60 * (float)i);
    pl_ui_pop(ui);
  }
  pl_ui_pop(ui);
  put(ui, p, BOTTOM, "Bottom", 40, 400);
  if (pl_ui_key(ui, SDLK_SPACE, 0)) p->keys++;
  if (pl_ui_key(ui, SDLK_RIGHT, 0)) p->inert_keys++;
  if (pl_ui_key(ui, SDLK_F5, 0)) p->inert_keys += 100;
  if (p->has_dialog) draw_dialog(ui, p);
}

static void test_tab_goes_through_all_in_the_order_of_drawing_and_round(void **state) {
  (void)state;
  static const char *const order[] = {"Top", "A", "B", "C", "D", "E", "Bottom", "Top", "A"};
  page p = {0};
  stage s;
  stage_open(&s, draw_page, &p);
  stage_frame(&s, 0);
  assert_string_equal(stage_focus(&s), "");
  for (size_t i = 0; i < 9; i++) {
    stage_key(&s, SDLK_TAB, 0);
    assert_string_equal(stage_focus(&s), order[i]);
  }
  for (size_t i = 8; i-- > 0;) {
    stage_key(&s, SDLK_TAB, KMOD_LSHIFT);
    assert_string_equal(stage_focus(&s), order[i]);
  }
  stage_key(&s, SDLK_TAB, KMOD_SHIFT);
  assert_string_equal(stage_focus(&s), "Bottom");
  size_t count;
  (void)pl_ui_widgets(s.ui, &count);
  assert_int_equal(count, 7);
  stage_close(&s);
}

static void focus_on(stage *s, const char *label) {
  for (int i = 0; i < 40 && strcmp(stage_focus(s), label) != 0; i++) stage_key(s, SDLK_TAB, 0);
  assert_string_equal(stage_focus(s), label);
}

static void test_arrows_move_within_a_group_and_not_out_of_it(void **state) {
  (void)state;
  page p = {0};
  stage s;
  stage_open(&s, draw_page, &p);
  stage_frame(&s, 0);
  focus_on(&s, "A");
  stage_key(&s, SDLK_RIGHT, 0);
  assert_string_equal(stage_focus(&s), "B");
  stage_key(&s, SDLK_END, 0);
  assert_string_equal(stage_focus(&s), "C");
  stage_key(&s, SDLK_RIGHT, 0); /* at the edge the key is used up, not handed on */
  assert_string_equal(stage_focus(&s), "C");
  assert_int_equal(p.inert_keys, 0);
  stage_key(&s, SDLK_DOWN, 0); /* out of the group */
  assert_string_equal(stage_focus(&s), "C");
  stage_key(&s, SDLK_HOME, 0);
  assert_string_equal(stage_focus(&s), "A");
  focus_on(&s, "D"); /* alone within its names: the names around it are its group */
  stage_key(&s, SDLK_DOWN, 0);
  assert_string_equal(stage_focus(&s), "E");
  stage_key(&s, SDLK_UP, 0);
  assert_string_equal(stage_focus(&s), "D");
  stage_key(&s, SDLK_RIGHT, 0); /* a column does not extend sideways: the screen may have the key */
  assert_int_equal(p.inert_keys, 1);
  stage_close(&s);
}

static void test_a_press_needs_press_and_release_on_the_same_widget(void **state) {
  (void)state;
  page p = {0};
  stage s;
  stage_open(&s, draw_page, &p);
  stage_frame(&s, 0);
  stage_click(&s, 100, 60);
  assert_int_equal(p.presses[TOP], 1);
  stage_press(&s, 100, 60);
  stage_release(&s, 100, 120); /* on A */
  assert_int_equal(p.presses[TOP], 1);
  assert_int_equal(p.presses[ROW_A], 0);
  stage_press(&s, 700, 600); /* on nothing */
  stage_release(&s, 100, 60);
  assert_int_equal(p.presses[TOP], 1);
  s.input.was_pressed = s.input.was_released = true; /* both in one frame */
  stage_point(&s, 100, 60);
  assert_int_equal(p.presses[TOP], 2);
  stage_frame(&s, 0.016f);
  assert_int_equal(p.presses[TOP], 2);
  stage_close(&s);
}

static void test_enter_and_space_press_what_is_focused_and_nothing_else(void **state) {
  (void)state;
  page p = {0};
  stage s;
  stage_open(&s, draw_page, &p);
  stage_frame(&s, 0);
  stage_key(&s, SDLK_RETURN, 0);
  assert_int_equal(p.keys, 1); /* nothing has the focus: the screen's */
  focus_on(&s, "B");
  stage_key(&s, SDLK_RETURN, 0);
  stage_key(&s, SDLK_SPACE, 0);
  stage_key(&s, SDLK_KP_ENTER, 0);
  assert_int_equal(p.presses[ROW_B], 3);
  assert_int_equal(p.keys, 1);
  stage_key(&s, SDLK_RETURN, KMOD_ALT); /* not Enter alone */
  assert_int_equal(p.presses[ROW_B], 3);
  stage_close(&s);
}

static void test_a_focus_that_nobody_sees_is_not_pressed_by_keys(void **state) {
  (void)state;
  page p = {0};
  stage s;
  stage_open(&s, draw_page, &p);
  stage_frame(&s, 0);
  stage_click_on(&s, "B");
  assert_string_equal(stage_focus(&s), "B");
  stage_key(&s, SDLK_SPACE, 0);
  assert_int_equal(p.presses[ROW_B], 1); /* by the click */
  assert_int_equal(p.keys, 1);
  stage_key(&s, SDLK_TAB, 0); /* goes on from there, and is seen */
  assert_string_equal(stage_focus(&s), "C");
  stage_key(&s, SDLK_SPACE, 0);
  assert_int_equal(p.presses[ROW_C], 1);
  stage_close(&s);
}

static void test_keys_of_one_frame_are_heard_in_their_order(void **state) {
  (void)state;
  page p = {0};
  stage s;
  stage_open(&s, draw_page, &p);
  stage_frame(&s, 0);
  static const SDL_Keycode keys[] = {SDLK_TAB, SDLK_TAB, SDLK_SPACE, SDLK_RIGHT, SDLK_SPACE, SDLK_LSHIFT, SDLK_SPACE};
  for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) s.input.key[s.input.key_count++] = (pl_key_press){keys[i], 0};
  stage_frame(&s, 0.016f);
  assert_true(pl_ui_is_moving(s.ui)); /* what waits wants another frame */
  for (int i = 0; i < 3; i++) stage_frame(&s, 0.016f);
  assert_int_equal(p.presses[ROW_A], 1);
  assert_int_equal(p.presses[ROW_B], 2);
  assert_int_equal(p.keys, 0);
  stage_close(&s);
}

static void test_what_is_disabled_can_be_focused_and_never_pressed(void **state) {
  (void)state;
  page p = {.is_disabled[ROW_B] = true};
  stage s;
  stage_open(&s, draw_page, &p);
  stage_frame(&s, 0);
  focus_on(&s, "B");
  stage_key(&s, SDLK_RETURN, 0);
  stage_key(&s, SDLK_SPACE, 0);
  stage_click_on(&s, "B");
  assert_int_equal(p.presses[ROW_B], 0);
  assert_int_equal(p.keys, 0); /* and Enter does not go on to mean something else */
  assert_false(stage_widget(&s, "B")->is_enabled);
  stage_close(&s);
}

static void test_the_focus_stays_or_goes_to_the_nearest(void **state) {
  (void)state;
  page p = {0};
  stage s;
  stage_open(&s, draw_page, &p);
  stage_frame(&s, 0);
  focus_on(&s, "C");
  p.is_hidden[ROW_A] = true;
  stage_frame(&s, 0.016f);
  assert_string_equal(stage_focus(&s), "C");
  p.is_hidden[ROW_C] = true;
  stage_frame(&s, 0.016f);
  assert_string_equal(stage_focus(&s), "D");
  focus_on(&s, "Top");
  strcpy(p.label, "Other"); /* the same button with another label */
  stage_frame(&s, 0.016f);
  assert_string_equal(stage_focus(&s), "Other");
  focus_on(&s, "Bottom");
  p.is_hidden[BOTTOM] = true;
  stage_frame(&s, 0.016f);
  assert_string_equal(stage_focus(&s), "E");
  for (int i = 0; i <= BOTTOM; i++) p.is_hidden[i] = true;
  stage_frame(&s, 0.016f);
  assert_string_equal(stage_focus(&s), "");
  stage_close(&s);
}

/* ---- dialogs ---- */

static void test_a_dialog_has_all_and_gives_the_focus_back(void **state) {
  (void)state;
  page p = {0};
  stage s;
  stage_open(&s, draw_page, &p);
  stage_frame(&s, 0);
  focus_on(&s, "B");
  p.has_dialog = true;
  stage_frame(&s, 0.016f);
  stage_frame(&s, 0.016f);
  assert_true(pl_ui_is_focused(s.ui, stage_widget(&s, "B")->id) == false);
  stage_click(&s, 100, 60); /* on Top, below */
  assert_int_equal(p.presses[TOP], 0);
  stage_key(&s, SDLK_TAB, 0);
  stage_key(&s, SDLK_TAB, 0);
  stage_key(&s, SDLK_SPACE, 0); /* on No, not on the page */
  assert_int_equal(p.dialog_presses, 1);
  stage_key(&s, SDLK_RIGHT, 0);
  stage_key(&s, SDLK_F5, 0);
  assert_int_equal(p.inert_keys, 0);
  assert_int_equal(p.keys, 0);
  assert_true(p.has_dialog);
  stage_key(&s, SDLK_ESCAPE, 0);
  assert_true(p.dialog_closed_by_key);
  stage_frame(&s, 0.016f);
  assert_string_equal(stage_focus(&s), "B");
  for (int i = 0; i <= BOTTOM; i++) assert_int_equal(p.presses[i], 0);
  stage_close(&s);
}

static void test_a_dialog_is_walked_round_inside(void **state) {
  (void)state;
  page p = {.has_dialog = true};
  stage s;
  stage_open(&s, draw_page, &p);
  stage_frame(&s, 0);
  stage_key(&s, SDLK_SPACE, 0); /* the first of it has the focus, and shows it */
  assert_int_equal(p.dialog_presses, 1);
  stage_key(&s, SDLK_TAB, 0);
  stage_key(&s, SDLK_TAB, 0);
  stage_key(&s, SDLK_SPACE, 0);
  assert_int_equal(p.dialog_presses, 2);
  stage_press(&s, 100, 60); /* below it: the focus stays in the dialog */
  stage_release(&s, 100, 60);
  stage_key(&s, SDLK_TAB, KMOD_SHIFT); /* from its first to its last */
  stage_key(&s, SDLK_RETURN, 0);
  assert_int_equal(p.dialog_presses, 2);
  assert_false(p.has_dialog);
  p.has_dialog = true;
  stage_frame(&s, 0.016f);
  stage_key(&s, SDLK_RIGHT, 0);
  stage_press(&s, 100, 60);
  stage_release(&s, 100, 60);
  stage_key(&s, SDLK_LEFT, 0); /* shows the focus, wherever it is */
  stage_key(&s, SDLK_TAB, 0);
  stage_key(&s, SDLK_TAB, 0);
  stage_key(&s, SDLK_RETURN, 0);
  assert_false(p.has_dialog);
  stage_close(&s);
}

static void test_what_comes_while_a_dialog_goes_is_not_lost(void **state) {
  (void)state;
  page p = {.has_dialog = true};
  stage s;
  stage_open(&s, draw_page, &p);
  stage_frame(&s, 0);
  stage_key(&s, SDLK_ESCAPE, 0);
  assert_false(p.has_dialog);
  stage_key(&s, SDLK_RETURN, 0); /* the frame that finds the dialog gone */
  stage_frame(&s, 0.016f);
  assert_int_equal(p.keys, 1);
  p.has_dialog = true;
  stage_frame(&s, 0.016f);
  stage_key(&s, SDLK_ESCAPE, 0);
  stage_press(&s, 100, 60);
  stage_release(&s, 100, 60);
  assert_int_equal(p.presses[TOP], 1);
  stage_close(&s);
}

/* ---- names ---- */

static void draw_twins(pl_ui *ui, void *context) {
  int *presses = context;
  for (int i = 0; i < 3; i++)
    if (pl_button(ui, (pl_rect){40 + 200 * (float)i, 40, 160, 44}, "Twin", NULL, PL_BUTTON_PLAIN, true, NULL))
      presses[i]++;
}

static void test_one_label_three_times_at_one_place(void **state) {
  (void)state;
  int presses[3] = {0};
  stage s;
  stage_open(&s, draw_twins, presses);
  stage_frame(&s, 0);
  size_t count;
  const pl_widget *widget = pl_ui_widgets(s.ui, &count);
  assert_int_equal(count, 3);
  assert_true(widget[0].id != widget[1].id && widget[1].id != widget[2].id && widget[0].id != widget[2].id);
  stage_click(&s, 300, 60);
  assert_int_equal(presses[1], 1);
  for (int i = 0; i < 2; i++) stage_key(&s, SDLK_TAB, 0); /* from the second to the third and round */
  stage_key(&s, SDLK_SPACE, 0);
  assert_int_equal(presses[0], 1);
  assert_int_equal(presses[1], 1);
  stage_close(&s);
}

typedef struct {
  bool is_asked;
  uint64_t id;
  int plus, question, turns;
  pl_input seen;
} signs;

static void draw_signs(pl_ui *ui, void *context) {
  signs *p = context;
  p->id = pl_ui_id(ui, "Second");
  if (p->is_asked) pl_ui_focus(ui, p->id);
  p->is_asked = false;
  pl_button(ui, (pl_rect){40, 40, 160, 44}, "First", NULL, PL_BUTTON_PLAIN, true, NULL);
  pl_button(ui, (pl_rect){40, 140, 160, 44}, "Second", NULL, PL_BUTTON_PLAIN, true, NULL);
  const pl_touch touch = pl_ui_touch(ui, "Mark", PL_WIDGET_MARK, (pl_rect){400, 40, 60, 60}, true, false);
  p->turns += touch.is_pressed;
  if (pl_ui_key(ui, SDLK_PLUS, 0)) p->plus++;
  if (pl_ui_key(ui, SDLK_EQUALS, KMOD_SHIFT)) p->plus++;
  if (pl_ui_key(ui, SDLK_QUESTION, 0)) p->question++;
  p->seen = *pl_ui_input(ui);
}

static void test_the_program_may_give_the_focus(void **state) {
  (void)state;
  signs p = {.is_asked = true};
  stage s;
  stage_open(&s, draw_signs, &p);
  stage_frame(&s, 0);
  stage_frame(&s, 0);
  assert_string_equal(stage_focus(&s), "Second");
  stage_close(&s);
}

static void test_signs_are_known_by_what_was_typed_and_once(void **state) {
  (void)state;
  signs p = {0};
  stage s;
  stage_open(&s, draw_signs, &p);
  stage_frame(&s, 0);
  strcpy(s.input.text, "+"); /* as on an American keyboard */
  stage_key(&s, SDLK_EQUALS, KMOD_LSHIFT);
  assert_int_equal(p.plus, 1);
  strcpy(s.input.text, "+"); /* as on a German one */
  stage_key(&s, SDLK_PLUS, 0);
  assert_int_equal(p.plus, 2);
  stage_key(&s, SDLK_PLUS, 0);
  assert_int_equal(p.plus, 3);
  strcpy(s.input.text, "?");
  stage_key(&s, SDLK_COMMA, KMOD_RSHIFT); /* as on a French one */
  assert_int_equal(p.question, 1);
  stage_close(&s);
}

static void test_screens_do_not_see_the_pointer_that_a_button_has(void **state) {
  (void)state;
  signs p = {0};
  stage s;
  stage_open(&s, draw_signs, &p);
  stage_frame(&s, 0);
  stage_press(&s, 100, 60);
  assert_false(p.seen.was_pressed);
  assert_false(p.seen.is_down);
  stage_release(&s, 100, 60);
  stage_press(&s, 430, 70); /* a place of the board: it may be dragged with what it lies on */
  assert_true(p.seen.was_pressed);
  stage_point(&s, 430, 70);
  stage_release(&s, 430, 70);
  assert_int_equal(p.turns, 1);
  stage_press(&s, 410, 60);
  stage_release(&s, 450, 90); /* dragged, not clicked */
  assert_int_equal(p.turns, 1);
  stage_close(&s);
}

/* ---- memory ---- */

static void draw_many(pl_ui *ui, void *context) {
  const int count = *(int *)context;
  for (int i = 0; i < count; i++) {
    pl_ui_push_number(ui, i);
    (void)pl_ui_touch(ui, "place", PL_WIDGET_MARK, (pl_rect){(float)i, 10, 4, 4}, true, false);
    pl_ui_pop(ui);
  }
}

static void test_without_memory_things_are_drawn_and_deaf(void **state) {
  (void)state;
  int count = 200;
  size_t known;
  fault_after(0);
  pl_error error = {0};
  assert_null(pl_ui_new(NULL, &error));
  (void)fault_stop();
  assert_int_equal(error.status, PL_NO_MEMORY);
  for (long n = 0; n < 6; n++) {
    stage s;
    stage_open(&s, draw_many, &count);
    fault_from(n);
    stage_frame(&s, 0);
    (void)fault_stop();
    stage_frame(&s, 0); /* and when there is memory again, so are the widgets */
    (void)pl_ui_widgets(s.ui, &known);
    assert_int_equal(known, 200);
    stage_close(&s);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_tab_goes_through_all_in_the_order_of_drawing_and_round),
      cmocka_unit_test(test_arrows_move_within_a_group_and_not_out_of_it),
      cmocka_unit_test(test_a_press_needs_press_and_release_on_the_same_widget),
      cmocka_unit_test(test_enter_and_space_press_what_is_focused_and_nothing_else),
      cmocka_unit_test(test_a_focus_that_nobody_sees_is_not_pressed_by_keys),
      cmocka_unit_test(test_keys_of_one_frame_are_heard_in_their_order),
      cmocka_unit_test(test_what_is_disabled_can_be_focused_and_never_pressed),
      cmocka_unit_test(test_the_focus_stays_or_goes_to_the_nearest),
      cmocka_unit_test(test_a_dialog_has_all_and_gives_the_focus_back),
      cmocka_unit_test(test_a_dialog_is_walked_round_inside),
      cmocka_unit_test(test_what_comes_while_a_dialog_goes_is_not_lost),
      cmocka_unit_test(test_one_label_three_times_at_one_place),
      cmocka_unit_test(test_the_program_may_give_the_focus),
      cmocka_unit_test(test_signs_are_known_by_what_was_typed_and_once),
      cmocka_unit_test(test_screens_do_not_see_the_pointer_that_a_button_has),
      cmocka_unit_test(test_without_memory_things_are_drawn_and_deaf),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
