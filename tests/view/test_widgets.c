/* What each widget does with pointer and keys; and 2,000 frames of anything at all. */
#include "ui_support.h"

#include <stdio.h>

static void draw_nothing(pl_ui *ui, void *context) { (void)ui, (void)context; }

/* ---- stepper ---- */

typedef struct {
  int value, cells, most, changes;
} steps;

static void draw_stepper(pl_ui *ui, void *context) {
  steps *p = context;
  if (pl_stepper(ui, (pl_rect){100, 100, 236, 36}, "Defend", &p->value, p->cells, p->most, "All is spent."))
    p->changes++;
}

static void test_a_stepper_stays_within_its_bounds(void **state) {
  (void)state;
  steps p = {.value = 2, .cells = 6, .most = 4};
  stage s;
  stage_open(&s, draw_stepper, &p);
  stage_frame(&s, 0);
  stage_key(&s, SDLK_TAB, 0);
  for (int i = 0; i < 9; i++) stage_key(&s, SDLK_RIGHT, 0);
  assert_int_equal(p.value, 4);
  assert_int_equal(p.changes, 2);
  for (int i = 0; i < 9; i++) stage_key(&s, SDLK_MINUS, 0);
  assert_int_equal(p.value, 0);
  stage_key(&s, SDLK_EQUALS, KMOD_SHIFT);
  assert_int_equal(p.value, 1);
  stage_key(&s, SDLK_END, 0);
  assert_int_equal(p.value, 4);
  stage_key(&s, SDLK_HOME, 0);
  assert_int_equal(p.value, 0);
  p.most = 40; /* never more than there are cells */
  stage_key(&s, SDLK_END, 0);
  assert_int_equal(p.value, 6);
  p.most = -3;
  stage_key(&s, SDLK_END, 0);
  assert_int_equal(p.value, 0);
  stage_close(&s);
}

static void test_a_stepper_hears_the_pointer_in_three_places(void **state) {
  (void)state;
  steps p = {.value = 2, .cells = 6, .most = 4};
  stage s;
  stage_open(&s, draw_stepper, &p);
  stage_frame(&s, 0);
  const pl_rect all = stage_widget(&s, "Defend")->rect;
  const float y = all.y + 18, minus = all.x + 18, plus = all.x + all.w - 18, cells = all.x + 46 + 24 * 2.5f;
  stage_click(&s, plus, y);
  assert_int_equal(p.value, 3);
  for (int i = 0; i < 3; i++) stage_click(&s, plus, y);
  assert_int_equal(p.value, 4);
  stage_click(&s, minus, y);
  assert_int_equal(p.value, 3);
  stage_press(&s, minus, y); /* taken hold of in one place and let go in another */
  stage_release(&s, plus, y);
  assert_int_equal(p.value, 3);
  stage_click(&s, cells - 24, y);
  assert_int_equal(p.value, 2);
  stage_click(&s, cells + 72, y); /* the sixth: more than there may be */
  assert_int_equal(p.value, 4);
  stage_close(&s);
}

/* ---- slider ---- */

typedef struct {
  float value, from, to, step;
} slide;

static void draw_slider(pl_ui *ui, void *context) {
  slide *p = context;
  (void)pl_slider(ui, (pl_rect){100, 100, 222, 36}, "Size", &p->value, p->from, p->to, p->step);
}

static void test_a_slider_goes_by_steps_and_ends_at_its_ends(void **state) {
  (void)state;
  slide p = {100, 80, 200, 10};
  stage s;
  stage_open(&s, draw_slider, &p);
  stage_frame(&s, 0);
  stage_key(&s, SDLK_TAB, 0);
  stage_key(&s, SDLK_RIGHT, 0);
  assert_float_equal(p.value, 110, 0.01);
  stage_key(&s, SDLK_HOME, 0);
  stage_key(&s, SDLK_LEFT, 0);
  assert_float_equal(p.value, 80, 0.01);
  stage_key(&s, SDLK_END, 0);
  stage_key(&s, SDLK_PAGEUP, 0);
  assert_float_equal(p.value, 200, 0.01);
  stage_press(&s, 211, 118); /* the middle */
  assert_float_equal(p.value, 140, 0.01);
  stage_point(&s, 900, 400); /* dragged far beyond */
  assert_float_equal(p.value, 200, 0.01);
  stage_release(&s, 900, 400);
  stage_point(&s, 120, 118); /* let go: it stays */
  assert_float_equal(p.value, 200, 0.01);
  p = (slide){5, 5, 5, 0}; /* nowhere to go */
  stage_click(&s, 200, 118);
  stage_key(&s, SDLK_RIGHT, 0);
  assert_float_equal(p.value, 5, 0.01);
  stage_close(&s);
}

/* ---- field ---- */

typedef struct {
  char text[64];
  size_t size;
  int entered, keys;
} form;

static void draw_form(pl_ui *ui, void *context) {
  form *p = context;
  if (pl_field(ui, (pl_rect){100, 100, 200, 44}, "Name", p->text, p->size, "a name")) p->entered++;
  pl_button(ui, (pl_rect){100, 200, 200, 44}, "Other", NULL, PL_BUTTON_PLAIN, true, NULL);
  if (pl_ui_key(ui, SDLK_m, 0)) p->keys++;
  if (pl_ui_key(ui, SDLK_F1, 0)) p->keys += 10;
  if (pl_ui_key(ui, SDLK_ESCAPE, 0)) p->keys += 100;
  if (pl_ui_key(ui, SDLK_z, KMOD_CTRL)) p->keys += 1000;
}

static void test_a_field_is_edited_by_whole_characters(void **state) {
  (void)state;
  form p = {.size = sizeof p.text};
  stage s;
  stage_open(&s, draw_form, &p);
  stage_frame(&s, 0);
  stage_type(&s, "x"); /* nothing has the focus */
  assert_string_equal(p.text, "");
  stage_key(&s, SDLK_TAB, 0);
  stage_type(&s, "caf\u00e9 \U0001F642!");
  assert_string_equal(p.text, "caf\u00e9 \U0001F642!");
  stage_key(&s, SDLK_LEFT, 0);
  stage_key(&s, SDLK_BACKSPACE, 0);
  assert_string_equal(p.text, "caf\u00e9 !");
  stage_key(&s, SDLK_LEFT, 0);
  stage_key(&s, SDLK_LEFT, 0);
  stage_key(&s, SDLK_DELETE, 0);
  assert_string_equal(p.text, "caf !");
  stage_key(&s, SDLK_HOME, 0);
  stage_key(&s, SDLK_BACKSPACE, 0); /* nothing before it */
  stage_type(&s, "\u00c9");
  assert_string_equal(p.text, "\u00c9caf !");
  stage_key(&s, SDLK_END, 0);
  stage_key(&s, SDLK_DELETE, 0);
  stage_key(&s, SDLK_RETURN, 0);
  assert_int_equal(p.entered, 1);
  stage_key(&s, SDLK_a, KMOD_CTRL);
  stage_type(&s, "n");
  assert_string_equal(p.text, "n");
  stage_close(&s);
}

static void test_a_field_never_holds_more_than_fits_nor_what_is_no_text(void **state) {
  (void)state;
  form p = {.size = 8};
  stage s;
  stage_open(&s, draw_form, &p);
  stage_frame(&s, 0);
  stage_key(&s, SDLK_TAB, 0);
  stage_type(&s, "a\n\x01\xff\xc3" "b\xed\xa0\x80\xc2\x85"); /* controls, broken UTF-8, half of a surrogate */
  assert_string_equal(p.text, "ab");
  stage_type(&s, "\U0001F642\U0001F642"); /* four bytes each: one fits */
  assert_string_equal(p.text, "ab\U0001F642");
  stage_type(&s, "cd");
  assert_string_equal(p.text, "ab\U0001F642" "c");
  assert_int_equal(strlen(p.text), 7);
  strcpy(p.text, "z"); /* changed by its owner */
  stage_key(&s, SDLK_BACKSPACE, 0);
  assert_string_equal(p.text, "");
  stage_close(&s);
}

static void test_a_field_keeps_the_keys_of_typing_to_itself(void **state) {
  (void)state;
  form p = {.size = sizeof p.text};
  stage s;
  stage_open(&s, draw_form, &p);
  stage_frame(&s, 0);
  stage_key(&s, SDLK_m, 0);
  assert_int_equal(p.keys, 1);
  stage_click_on(&s, "Name");
  stage_key(&s, SDLK_m, 0);
  assert_int_equal(p.keys, 1);
  stage_key(&s, SDLK_F1, 0);
  stage_key(&s, SDLK_ESCAPE, 0);
  stage_key(&s, SDLK_z, KMOD_RCTRL);
  assert_int_equal(p.keys, 1111);
  s.input.pointer = (pl_point){800, 600};
  stage_click(&s, 800, 600); /* beside it: done with typing */
  stage_key(&s, SDLK_m, 0);
  assert_int_equal(p.keys, 1112);
  stage_close(&s);
}

static void test_the_caret_goes_where_the_pointer_is(void **state) {
  (void)state;
  form p = {.text = "iiiiWWWW", .size = sizeof p.text};
  stage s;
  stage_open(&s, draw_form, &p);
  stage_frame(&s, 0);
  stage_click(&s, 103, 120);
  stage_type(&s, "1");
  assert_string_equal(p.text, "1iiiiWWWW");
  stage_click(&s, 290, 120);
  stage_type(&s, "2");
  assert_string_equal(p.text, "1iiiiWWWW2");
  stage_close(&s);
}

/* ---- scroll ---- */

typedef struct {
  pl_scroll scroll;
  int rows, page_keys;
  bool has_slider;
  pl_input left;
} rows;

static void draw_rows(pl_ui *ui, void *context) {
  rows *p = context;
  const pl_rect area = {100, 100, 400, 300};
  pl_rect inside = pl_scroll_begin(ui, area, "rows", &p->scroll);
  const float top = inside.y;
  for (int i = 0; i < p->rows; i++) {
    char label[16];
    snprintf(label, sizeof label, "Row %d", i);
    (void)pl_button(ui, pl_cut_top(&inside, 44), label, NULL, PL_BUTTON_PLAIN, true, NULL);
    inside.y += 6;
    inside.h += 50;
  }
  pl_scroll_end(ui, inside.y - top);
  if (pl_ui_key(ui, SDLK_PAGEDOWN, 0)) p->page_keys++;
  p->left = *pl_ui_input(ui);
}

static bool is_in_sight(const stage *s, const char *label) {
  const pl_widget *widget = stage_widget(s, label);
  return widget && widget->rect.y >= 100 && widget->rect.y + widget->rect.h <= 400;
}

static void test_a_scroll_area_keeps_the_focus_in_sight(void **state) {
  (void)state;
  rows p = {.rows = 30};
  stage s;
  stage_open(&s, draw_rows, &p);
  stage_frame(&s, 0);
  stage_frame(&s, 0);
  for (int i = 0; i < 64; i++) {
    stage_key(&s, SDLK_TAB, i < 33 ? 0 : KMOD_SHIFT);
    stage_frame(&s, 0.016f);
    if (strcmp(stage_focus(&s), "rows") != 0) assert_true(is_in_sight(&s, stage_focus(&s)));
  }
  size_t count;
  (void)pl_ui_widgets(s.ui, &count);
  assert_int_equal(count, 31); /* also those out of sight */
  stage_close(&s);
}

static void test_a_scroll_area_is_moved_by_wheel_keys_and_bar(void **state) {
  (void)state;
  rows p = {.rows = 30};
  stage s;
  stage_open(&s, draw_rows, &p);
  stage_frame(&s, 0);
  stage_frame(&s, 0);
  s.input.wheel = -1;
  stage_point(&s, 200, 200);
  assert_true(p.scroll.offset > 0);
  assert_true(p.left.wheel == 0); /* not for anybody else */
  s.input.wheel = 30;
  stage_point(&s, 200, 200);
  assert_float_equal(p.scroll.offset, 0, 0.01);
  s.input.wheel = 1; /* at its top it cannot go further: the screen may have it */
  stage_point(&s, 200, 200);
  assert_true(p.left.wheel > 0);
  s.input.wheel = -1;
  stage_point(&s, 800, 200); /* beside it */
  assert_float_equal(p.scroll.offset, 0, 0.01);
  stage_key(&s, SDLK_PAGEDOWN, 0);
  assert_float_equal(p.scroll.offset, 255, 0.5);
  assert_int_equal(p.page_keys, 0);
  stage_key(&s, SDLK_TAB, 0);
  assert_string_equal(stage_focus(&s), "rows"); /* a text without controls can be read by keyboard */
  stage_key(&s, SDLK_END, 0);
  assert_float_equal(p.scroll.offset, 30 * 50 - 300, 0.5);
  stage_key(&s, SDLK_UP, 0);
  assert_true(p.scroll.offset < 30 * 50 - 300);
  stage_press(&s, 496, 399); /* the bar */
  stage_point(&s, 496, 0);
  assert_float_equal(p.scroll.offset, 0, 0.5);
  stage_point(&s, 496, 900);
  assert_float_equal(p.scroll.offset, 30 * 50 - 300, 0.5);
  stage_release(&s, 496, 900);
  stage_close(&s);
}

static void test_what_a_scroll_area_hides_is_not_pressed(void **state) {
  (void)state;
  rows p = {.rows = 30};
  stage s;
  stage_open(&s, draw_rows, &p);
  stage_frame(&s, 0);
  stage_press(&s, 200, 420); /* where Row 6 would be without the area's edge */
  assert_string_equal(stage_focus(&s), "");
  stage_release(&s, 200, 420);
  p.rows = 3; /* all fits now */
  stage_frame(&s, 0);
  stage_frame(&s, 0);
  assert_null(stage_widget(&s, "rows"));
  assert_float_equal(p.scroll.offset, 0, 0.01);
  stage_key(&s, SDLK_PAGEDOWN, 0);
  assert_int_equal(p.page_keys, 1);
  stage_close(&s);
}

/* ---- tooltips and toasts: what is seen ---- */

static unsigned long long picture_of(const stage *s) {
  unsigned long long sum = 0;
  for (int y = 0; y < s->surface->h; y++) {
    const Uint32 *line = (const Uint32 *)(const void *)((const char *)s->surface->pixels + y * s->surface->pitch);
    for (int x = 0; x < s->surface->w; x++) sum = sum * 1099511628211u + line[x];
  }
  return sum;
}

static bool is_pixel_set(const stage *s, int x, int y) {
  const Uint32 *line = (const Uint32 *)(const void *)((const char *)s->surface->pixels + y * s->surface->pitch);
  return (line[x] & 0xFFFFFF) != (PL_COLOUR_SEA >> 8);
}

static void draw_locked(pl_ui *ui, void *context) {
  const char *label = context;
  pl_draw_fill(pl_ui_canvas(ui), pl_canvas_area(pl_ui_canvas(ui)), PL_COLOUR_SEA);
  (void)pl_button(ui, (pl_rect){1720, 1020, 190, 50}, label, NULL, PL_BUTTON_PLAIN, false,
                  "It costs 3 points and you have 2 left, so something else has to go first.");
}

static void test_why_not_is_told_after_a_moment_or_at_once_by_keyboard(void **state) {
  (void)state;
  char label[] = "Buy";
  stage s;
  stage_open(&s, draw_locked, label);
  s.has_reduced_motion = true;
  stage_frame(&s, 0);
  stage_point(&s, 1800, 1040);
  stage_frame(&s, 0.1f);
  assert_false(is_pixel_set(&s, 860, 490)); /* above the button, within the window */
  assert_true(pl_ui_is_moving(s.ui));
  stage_frame(&s, 0.35f);
  assert_true(is_pixel_set(&s, 860, 490));
  stage_point(&s, 100, 100);
  assert_false(is_pixel_set(&s, 860, 490));
  stage_key(&s, SDLK_TAB, 0);
  assert_true(is_pixel_set(&s, 860, 490));
  assert_false(pl_ui_is_moving(s.ui));
  stage_close(&s);
}

typedef struct {
  const char *text;
  bool is_bad;
} message;

static void draw_message(pl_ui *ui, void *context) {
  message *p = context;
  pl_draw_fill(pl_ui_canvas(ui), pl_canvas_area(pl_ui_canvas(ui)), PL_COLOUR_SEA);
  if (p->text) pl_toast(ui, p->text, p->is_bad);
  p->text = NULL;
}

static int seconds_of_toast(stage *s) {
  for (int i = 0; i < 1000; i++) {
    if (!pl_ui_is_moving(s->ui)) return i;
    stage_frame(s, 1);
  }
  return 1000;
}

static void test_a_toast_ends_and_a_long_one_later(void **state) {
  (void)state;
  message p = {.text = "Kept in first-share.polder."};
  stage s;
  stage_open(&s, draw_message, &p);
  stage_frame(&s, 0.016f);
  stage_frame(&s, 1);
  assert_true(is_pixel_set(&s, 480, 16));
  const int shorter = seconds_of_toast(&s);
  assert_in_range(shorter, 4, 6);
  assert_false(is_pixel_set(&s, 480, 16));
  p = (message){"The exercise could not be kept, as the disk is full. Free some room, then choose another file in the "
                "menu; until then everything goes on, and nothing of it is lost as long as this window is open.", true};
  stage_frame(&s, 0.016f);
  assert_in_range(seconds_of_toast(&s), shorter + 4, 30);
  stage_close(&s);
}

static void test_toasts_wait_for_each_other(void **state) {
  (void)state;
  message p = {.text = "One."};
  stage s;
  stage_open(&s, draw_message, &p);
  stage_frame(&s, 0.016f);
  p.text = "Two.";
  stage_frame(&s, 0.016f);
  p.text = "Two."; /* said already */
  stage_frame(&s, 0.016f);
  assert_in_range(seconds_of_toast(&s), 9, 13);
  char text[32];
  for (int i = 0; i < 50; i++) { /* no more than a few are kept */
    snprintf(text, sizeof text, "Number %d.", i);
    p.text = text;
    stage_frame(&s, 0);
  }
  assert_in_range(seconds_of_toast(&s), 20, 60);
  stage_close(&s);
}

/* What went wrong is seen at once, whatever was being said. */
static void test_a_bad_toast_waits_for_no_good_one(void **state) {
  (void)state;
  message p = {.text = "Kept in first-share.polder."};
  stage s;
  stage_open(&s, draw_message, &p);
  stage_frame(&s, 0.016f);
  p = (message){"No room is left.", true};
  stage_frame(&s, 0.016f);
  assert_in_range(seconds_of_toast(&s), 6, 8);
  stage_close(&s);
}

static void test_reduced_motion_fades_nothing(void **state) {
  (void)state;
  char label[] = "Buy";
  stage s;
  stage_open(&s, draw_locked, label);
  s.has_reduced_motion = true;
  stage_frame(&s, 0);
  stage_point(&s, 1800, 1040);
  stage_frame(&s, 0.41f);
  const unsigned long long then = picture_of(&s);
  assert_false(pl_ui_is_moving(s.ui) && picture_of(&s) != then);
  stage_frame(&s, 0.02f);
  assert_true(picture_of(&s) == then);
  stage_close(&s);
}

/* ---- tales ---- */

static void test_a_tale_is_as_high_as_it_is_measured(void **state) {
  (void)state;
  stage s;
  stage_open(&s, draw_nothing, NULL);
  pl_tale tale = {0};
  pl_tale_title(&tale, "Title");
  pl_tale_put(&tale, "A first paragraph that is long enough to be wrapped in the width given here.\n\nSecond");
  pl_tale_heading(&tale, "Heading");
  pl_tale_put(&tale, PL_BOLD "Bold" PL_PLAIN " and plain");
  pl_canvas_begin(s.canvas, 960, 540, 0.5f);
  pl_ui_begin(s.ui, &s.input, 0, false);
  const pl_rect wide = {10, 10, 900, 0}, narrow = {10, 10, 200, 0};
  const float measured = pl_ui_tale(s.ui, wide, PL_FONT_BODY, &tale, true);
  assert_float_equal(pl_ui_tale(s.ui, wide, PL_FONT_BODY, &tale, false), measured, 0.01);
  assert_true(pl_ui_tale(s.ui, narrow, PL_FONT_BODY, &tale, true) > measured + 3 * PL_FONT_BODY);
  const pl_tale empty = {0};
  assert_float_equal(pl_ui_tale(s.ui, wide, PL_FONT_BODY, &empty, false), 0, 0.01);
  pl_ui_end(s.ui);
  pl_error error = {0};
  (void)pl_canvas_end(s.canvas, &error);
  pl_tale_clear(&tale);
  stage_close(&s);
}

/* ---- anything at all ---- */

typedef struct {
  uint32_t luck;
  int value, choice, card;
  float slide;
  char text[12];
  pl_scroll scroll, inner;
  bool has_dialog, has_inner_dialog;
} anything;

static uint32_t draw_luck(anything *p) { return (p->luck = p->luck * 1664525u + 1013904223u) >> 8; }

static void draw_anything(pl_ui *ui, void *context) {
  anything *p = context;
  if (pl_ui_key(ui, SDLK_SPACE, 0) || draw_luck(p) % 60 == 0) p->has_dialog = !p->has_dialog;
  pl_rect inside = pl_scroll_begin(ui, (pl_rect){20, 20, 500, 600}, "list", &p->scroll);
  const float top = inside.y;
  const int count = (int)(draw_luck(p) % 200 < 3 ? draw_luck(p) % 40 : 12);
  for (int i = 0; i < count; i++) {
    pl_ui_push_number(ui, i);
    const pl_rect card = {inside.x, inside.y, inside.w, 100};
    const pl_touch touch = pl_card(ui, card, "card", i == p->card, i % 3 != 0, "No.");
    if (touch.is_pressed) p->card = i;
    pl_tooltip(ui, &touch, "A card " PL_BOLD "of some sort" PL_PLAIN ".");
    inside.y += 110;
    pl_ui_pop(ui);
  }
  const pl_rect small = pl_scroll_begin(ui, (pl_rect){inside.x, inside.y, 300, 100}, "inner", &p->inner);
  (void)pl_button(ui, (pl_rect){small.x, small.y + 200, 80, 30}, "A label that never fits in there", "F9",
                  PL_BUTTON_QUIET, true, NULL);
  pl_scroll_end(ui, 300);
  pl_scroll_end(ui, inside.y + 100 - top);
  pl_ui_push(ui, "right");
  (void)pl_stepper(ui, (pl_rect){600, 40, 300, 36}, "s", &p->value, 6, (int)(draw_luck(p) % 8), "No more.");
  (void)pl_slider(ui, (pl_rect){600, 100, 300, 36}, "s", &p->slide, -1, 1, 0.25f);
  if (pl_field(ui, (pl_rect){600, 160, 300, 44}, "s", p->text, sizeof p->text, "…")) pl_toast(ui, p->text, true);
  for (int i = 0; i < 3; i++)
    if (pl_choice(ui, (pl_rect){600 + 110 * (float)i, 240, 100, 36}, "s", i == p->choice, i != 1, NULL)) p->choice = i;
  (void)pl_ui_touch(ui, "place", PL_WIDGET_MARK, (pl_rect){700, 400, 90, 90}, true, false);
  pl_ui_pop(ui);
  if (!p->has_dialog) return;
  pl_ui_modal_begin(ui);
  const pl_rect more = {700, 700, 120, 44}, close = {850, 700, 120, 44}, less = {700, 800, 120, 44};
  if (pl_button(ui, more, "More", NULL, PL_BUTTON_PLAIN, true, NULL)) p->has_inner_dialog = true;
  if (pl_button(ui, close, "Close", NULL, PL_BUTTON_MAIN, true, NULL)) p->has_dialog = false;
  if (p->has_inner_dialog) {
    pl_ui_modal_begin(ui);
    if (pl_button(ui, less, "Less", NULL, PL_BUTTON_MAIN, true, NULL)) p->has_inner_dialog = false;
    pl_ui_modal_end(ui);
  }
  pl_ui_modal_end(ui);
}

static void throw_input(anything *p, pl_input *input) {
  static const SDL_Keycode keys[] = {SDLK_TAB, SDLK_TAB, SDLK_RETURN, SDLK_SPACE, SDLK_LEFT, SDLK_RIGHT, SDLK_UP,
                                     SDLK_DOWN, SDLK_HOME, SDLK_END, SDLK_PAGEUP, SDLK_PAGEDOWN, SDLK_BACKSPACE,
                                     SDLK_DELETE, SDLK_a, SDLK_v, SDLK_x, SDLK_ESCAPE, SDLK_PLUS, SDLK_F1};
  static const Uint16 modifiers[] = {0, 0, 0, KMOD_LSHIFT, KMOD_RCTRL, KMOD_ALT, KMOD_CTRL | KMOD_SHIFT};
  const bool was_down = input->is_down;
  if (draw_luck(p) % 3 == 0) {
    input->pointer.x = (float)(draw_luck(p) % 2100) - 90;
    input->pointer.y = (float)(draw_luck(p) % 1200) - 60;
  }
  input->has_pointer = draw_luck(p) % 20 != 0;
  if (draw_luck(p) % 3 == 0) input->is_down = !was_down;
  const bool is_both = draw_luck(p) % 40 == 0;
  input->was_pressed = is_both || (input->is_down && !was_down);
  input->was_released = is_both || (was_down && !input->is_down);
  input->was_double = draw_luck(p) % 90 == 0;
  if (draw_luck(p) % 5 == 0) input->wheel = (float)(draw_luck(p) % 9) - 4;
  const int count = draw_luck(p) % 50 == 0 ? PL_INPUT_KEYS : (int)(draw_luck(p) % 3);
  for (int i = 0; i < count; i++)
    input->key[input->key_count++] = (pl_key_press){keys[draw_luck(p) % (sizeof keys / sizeof *keys)],
                                                    modifiers[draw_luck(p) % (sizeof modifiers / sizeof *modifiers)]};
  const int length = draw_luck(p) % 6 == 0 ? (int)(draw_luck(p) % 12) : 0;
  for (int i = 0; i < length; i++) input->text[i] = (char)(draw_luck(p) % 3 ? 'a' : (int)(draw_luck(p) % 255) + 1);
  input->text[length] = '\0';
}

static bool is_whole_text(const char *text) {
  for (; *text; text++)
    if ((unsigned char)*text < 0x20 || (unsigned char)*text == 0x7F) return false;
  return true;
}

static void test_two_thousand_frames_of_anything(void **state) {
  (void)state;
  anything p = {.luck = 20, .card = -1};
  stage s;
  stage_open(&s, draw_anything, &p);
  size_t most = 0, count;
  for (int i = 0; i < 2000; i++) {
    throw_input(&p, &s.input);
    s.has_reduced_motion = i % 500 > 400;
    stage_frame(&s, (float)(draw_luck(&p) % 40) / 1000);
    (void)pl_ui_widgets(s.ui, &count);
    if (count > most) most = count;
    assert_in_range(p.value, 0, 6);
    assert_true(p.slide >= -1 && p.slide <= 1);
    assert_true(strlen(p.text) < sizeof p.text && is_whole_text(p.text));
    assert_true(p.scroll.offset >= 0 && p.scroll.offset <= 4600);
  }
  assert_in_range(most, 20, 64);
  stage_close(&s);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_a_stepper_stays_within_its_bounds),
      cmocka_unit_test(test_a_stepper_hears_the_pointer_in_three_places),
      cmocka_unit_test(test_a_slider_goes_by_steps_and_ends_at_its_ends),
      cmocka_unit_test(test_a_field_is_edited_by_whole_characters),
      cmocka_unit_test(test_a_field_never_holds_more_than_fits_nor_what_is_no_text),
      cmocka_unit_test(test_a_field_keeps_the_keys_of_typing_to_itself),
      cmocka_unit_test(test_the_caret_goes_where_the_pointer_is),
      cmocka_unit_test(test_a_scroll_area_keeps_the_focus_in_sight),
      cmocka_unit_test(test_a_scroll_area_is_moved_by_wheel_keys_and_bar),
      cmocka_unit_test(test_what_a_scroll_area_hides_is_not_pressed),
      cmocka_unit_test(test_why_not_is_told_after_a_moment_or_at_once_by_keyboard),
      cmocka_unit_test(test_a_toast_ends_and_a_long_one_later),
      cmocka_unit_test(test_toasts_wait_for_each_other),
      cmocka_unit_test(test_a_bad_toast_waits_for_no_good_one),
      cmocka_unit_test(test_reduced_motion_fades_nothing),
      cmocka_unit_test(test_a_tale_is_as_high_as_it_is_measured),
      cmocka_unit_test(test_two_thousand_frames_of_anything),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
