/* Deciding, on the screen: in every size and both languages everything stays within the window. */
#include "deciding.h"

enum { WIDEST = 1600, HIGHEST = 900 };

/* Nothing leaves the sides; what is below the edge lies in an area that scrolls. */
static void assert_within(const pl_desk *desk) {
  size_t count;
  const pl_widget *widget = pl_ui_widgets(desk->app->ui, &count);
  const pl_rect all = pl_canvas_area(desk->canvas);
  bool has_scroll = false;
  for (size_t i = 0; i < count; i++) has_scroll = has_scroll || widget[i].kind == PL_WIDGET_SCROLL;
  for (size_t i = 0; i < count; i++) {
    const pl_rect r = widget[i].rect;
    const bool is_beside = r.x < -0.5f || r.x + r.w > all.w + 0.5f;
    const bool is_below = r.y < -0.5f || r.y + r.h > all.h + 0.5f;
    const bool may_scroll = has_scroll && widget[i].kind != PL_WIDGET_SCROLL;
    if (is_beside || (is_below && !may_scroll))
      fail_msg("%d x %d at %d %%: \"%s\" is outside of the window", desk->width, desk->height,
               (int)(desk->app->scale * 100 + 0.5f), widget[i].label);
  }
}

static void look_at_every_tab(pl_desk *desk) {
  round_screen *r = screen_of(desk);
  for (int tab = 0; tab < ROUND_TABS; tab++) {
    r->tab = (round_tab)tab;
    desk_frame(desk, 1);
    desk_frame(desk, 1);
    assert_within(desk);
    if (!r->is_narrow) return;
  }
}

static void look_at_every_dialog(pl_desk *desk) {
  round_screen *r = screen_of(desk);
  for (int i = 0; i < r->offer_count; i++) {
    const pl_decision first = r->offer[i].first;
    pl_round_ask(r, &first);
    desk_frame(desk, 1);
    desk_frame(desk, 1);
    assert_int_equal(r->dialog, ROUND_ASKS_ACTION);
    assert_within(desk);
    r->dialog = ROUND_NO_DIALOG;
    pl_round_touch(r);
  }
  desk_frame(desk, 1);
}

static void look_in_every_size(pl_desk *desk) {
  static const struct {
    int width, height, scale;
  } sizes[] = {{960, 540, 100}, {960, 540, 200}, {1024, 640, 100}, {1280, 800, 150}, {1600, 600, 80}, {700, 900, 100}};
  round_screen *r = screen_of(desk);
  for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; i++) {
    desk->width = sizes[i].width;
    desk->height = sizes[i].height;
    desk->app->scale = (float)sizes[i].scale / 100;
    r->draft.subject = ROUND_NOTHING;
    pl_round_touch(r);
    look_at_every_tab(desk);
    pl_round_choose_order(r);
    look_at_every_tab(desk);
    look_at_every_dialog(desk);
  }
}

static void test_english(void **state) {
  (void)state;
  pl_desk desk;
  open_at(&desk, WIDEST, HIGHEST, "scenarios/withdrawal", NLD, 1);
  without_forecasts(&desk);
  look_in_every_size(&desk);
  desk_close(&desk);
}

static void test_dutch(void **state) {
  (void)state;
  pl_desk desk;
  pl_translate_into(PL_DUTCH, POLDER_LOCALE_FOLDER);
  assert_int_equal(pl_translate_language(), PL_DUTCH);
  open_at(&desk, WIDEST, HIGHEST, "scenarios/withdrawal", NLD, 1);
  without_forecasts(&desk);
  look_in_every_size(&desk);
  desk_close(&desk);
  pl_translate_into(PL_ENGLISH, POLDER_LOCALE_FOLDER);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_english), cmocka_unit_test(test_dutch)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
