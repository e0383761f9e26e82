/* What is the same on every screen: motion reduced by a key and in the menu. */
#include "desk.h"

static void open_picker(pl_desk *desk) {
  desk_open(desk, 1000, 560, POLDER_SOURCE_DIR "/scenarios/first-share", 1);
}

static void test_motion_by_key_and_menu(void **state) {
  (void)state;
  pl_desk desk;
  open_picker(&desk);
  desk.app->has_reduced_motion = false;
  desk_key(&desk, SDLK_m, KMOD_CTRL);
  assert_true(desk.app->has_reduced_motion);
  assert_true(pl_ui_has_reduced_motion(desk.app->ui));
  desk_key(&desk, SDLK_ESCAPE, 0);
  assert_true(desk_find(&desk, "Reduced motion")->is_selected);
  desk_press(&desk, "Reduced motion");
  assert_false(desk.app->has_reduced_motion);
  desk_key(&desk, SDLK_m, 0); /* another key */
  assert_false(desk.app->has_reduced_motion);
  desk_close(&desk);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_motion_by_key_and_menu),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
