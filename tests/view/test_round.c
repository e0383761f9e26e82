/* Deciding, on the screen: sharing, keeping back, the budget, answers, undoing and committing, by mouse and by
 * keyboard; what can't be says why. */
#include "deciding.h"

#include <unistd.h>

/* ---- by mouse ---- */

static void test_share_by_mouse(void **state) {
  (void)state;
  pl_desk desk;
  open_at(&desk, WIDTH, HEIGHT, "scenarios/first-share", 0, 2);
  desk_press(&desk, "Worm");
  assert_false(desk_find(&desk, "Decide")->is_enabled);
  desk_press(&desk, "Southland");
  desk_press(&desk, "The Isles");
  desk_press(&desk, "Share with 2 states");
  const pl_decision shared = last_of(&desk);
  assert_int_equal(shared.action, PL_ACTION_SHARE);
  assert_int_equal(pl_set_count(&shared.audience.states), 2);
  assert_int_equal(screen_of(&desk)->draft.subject, ROUND_NOTHING);
  desk_press(&desk, "Worm");
  desk_press(&desk, "Keep back");
  desk_press(&desk, "Keep it back");
  assert_int_equal(last_of(&desk).action, PL_ACTION_WITHHOLD);
  desk_close(&desk);
}

static void test_forum_brings_its_members(void **state) {
  (void)state;
  pl_desk desk;
  open_at(&desk, WIDTH, HEIGHT, "scenarios/first-share", 0, 2);
  const round_screen *r = screen_of(&desk);
  desk_press(&desk, "Worm");
  desk_press(&desk, "Delta Exchange");
  assert_int_equal(r->draft.audience.forums, 1);
  for (int t = 1; t < 4; t++) assert_int_equal(r->state_mark[t], PL_MARK_CHOSEN);
  desk_press(&desk, "Southland"); /* can't be dropped alone */
  assert_int_equal(r->draft.audience.forums, 1);
  assert_int_equal(r->state_mark[1], PL_MARK_CHOSEN);
  pl_buffer why = {0};
  pl_round_explain(desk.app->state, 1, -1, &why);
  assert_non_null(strstr(pl_buffer_text(&why), "can't be dropped alone"));
  pl_buffer_clear(&why);
  desk_press(&desk, "All");
  desk_press(&desk, "Southland"); /* of all, the others remain */
  assert_int_equal(r->draft.audience.words, 0);
  assert_int_equal(pl_set_count(&r->draft.audience.states), 2);
  desk_close(&desk);
}

static void test_budget_and_answer(void **state) {
  (void)state;
  pl_desk desk;
  open_at(&desk, 1920, 1080, "scenarios/first-share", 0, 2);
  const pl_widget *step = desk_find(&desk, "Defend");
  desk_click_at(&desk, (pl_point){step->rect.x + step->rect.w - 10, step->rect.y + 10});
  assert_int_equal(screen_of(&desk)->draft.subject, ROUND_SPLIT);
  desk_press(&desk, "Set the budget");
  assert_int_equal(last_of(&desk).action, PL_ACTION_SPLIT);
  assert_int_equal(last_of(&desk).split[PL_DEFEND], 400);
  step = desk_find(&desk, "Defend"); /* three, four and three: there is no more */
  desk_click_at(&desk, (pl_point){step->rect.x + step->rect.w - 10, step->rect.y + 10});
  assert_int_equal(screen_of(&desk)->draft.tenths[PL_DEFEND], 4);
  assert_int_equal(pl_game_unanswered(desk.app->game), 1);
  desk_press(&desk, "Ask Eastmoor");
  assert_int_equal(last_of(&desk).action, PL_ACTION_ANSWER);
  assert_int_equal(pl_game_unanswered(desk.app->game), 0);
  desk_close(&desk);
}

/* ---- by keyboard ---- */

static void test_share_by_keyboard(void **state) {
  (void)state;
  pl_desk desk;
  open_at(&desk, WIDTH, HEIGHT, "scenarios/first-share", 0, 2);
  desk_key(&desk, SDLK_1, 0);
  assert_string_equal(focused(&desk)->label, "New items");
  desk_key(&desk, SDLK_DOWN, 0);
  assert_string_equal(focused(&desk)->label, "Worm");
  desk_key(&desk, SDLK_SPACE, 0);
  desk_key(&desk, SDLK_2, 0);
  assert_string_equal(focused(&desk)->label, "Delta Exchange");
  desk_key(&desk, SDLK_SPACE, 0);
  assert_int_equal(screen_of(&desk)->draft.audience.forums, 1);
  desk_key(&desk, SDLK_d, 0);
  assert_int_equal(last_of(&desk).action, PL_ACTION_SHARE);
  desk_key(&desk, SDLK_3, 0);
  assert_string_equal(focused(&desk)->label, "Prevent");
  desk_key(&desk, SDLK_PLUS, 0);
  assert_int_equal(screen_of(&desk)->draft.tenths[PL_PREVENT], 4);
  desk_key(&desk, SDLK_MINUS, 0);
  assert_int_equal(screen_of(&desk)->draft.tenths[PL_PREVENT], 3);
  desk_close(&desk);
}

static void test_undo_and_redo(void **state) {
  (void)state;
  pl_desk desk;
  pl_decision pending[PL_PENDING];
  open_at(&desk, WIDTH, HEIGHT, "scenarios/first-share", 0, 2);
  desk_press(&desk, "Worm");
  desk_press(&desk, "All");
  desk_press(&desk, "Share with 3 states");
  const pl_decision shared = last_of(&desk);
  desk_key(&desk, SDLK_z, KMOD_CTRL);
  assert_int_equal(pending_of(&desk, pending), 0);
  desk_key(&desk, SDLK_y, KMOD_CTRL);
  assert_int_equal(last_of(&desk).action, shared.action);
  assert_int_equal(last_of(&desk).iid, shared.iid);
  assert_int_equal(last_of(&desk).audience.words, shared.audience.words);
  desk_key(&desk, SDLK_y, KMOD_CTRL); /* nothing more */
  assert_int_equal(pending_of(&desk, pending), 1);
  desk_press(&desk, "Undo");
  assert_int_equal(pending_of(&desk, pending), 0);
  desk_press(&desk, "Worm");
  desk_press(&desk, "Keep back");
  desk_press(&desk, "Keep it back");
  desk_key(&desk, SDLK_y, KMOD_CTRL); /* something else was decided */
  assert_int_equal(pending_of(&desk, pending), 1);
  desk_close(&desk);
}

/* ---- the end of a round ---- */

static void test_commit_asks_once(void **state) {
  (void)state;
  pl_desk desk;
  open_at(&desk, WIDTH, HEIGHT, "scenarios/first-share", 0, 2);
  desk_key(&desk, SDLK_RETURN, KMOD_CTRL);
  assert_int_equal(screen_of(&desk)->dialog, ROUND_ASKS_COMMIT);
  desk_key(&desk, SDLK_ESCAPE, 0);
  assert_int_equal(screen_of(&desk)->dialog, ROUND_NO_DIALOG);
  assert_int_equal(pl_game_rounds_done(desk.app->game), 2);
  desk_key(&desk, SDLK_RETURN, KMOD_CTRL); /* it has been asked */
  assert_int_equal(pl_game_rounds_done(desk.app->game), 3);
  assert_int_equal(desk.app->screen, PL_SCREEN_DAYS);
  desk_close(&desk);
}

/* The file is gone: the round stays open with all that was decided, and is closed when it can be kept again. */
static void test_unsaved_round_stays(void **state) {
  (void)state;
  pl_desk desk;
  pl_error error = {0};
  pl_decision pending[PL_PENDING];
  char folder[64] = "/tmp/polder-round-XXXXXX", path[96], other[96];
  assert_non_null(mkdtemp(folder));
  snprintf(path, sizeof path, "%s/kept.polder", folder);
  snprintf(other, sizeof other, "%s/other.polder", folder);
  open_at(&desk, WIDTH, HEIGHT, "scenarios/first-share", 0, 2);
  if (pl_game_keep_in(desk.app->game, path, &error) != PL_OK) fail_msg("%s", error.text);
  desk_press(&desk, "New items");
  desk_press(&desk, "All");
  desk_press(&desk, "Set standing order");
  strcpy(screen_of(&desk)->remark, "why not");
  assert_int_equal(unlink(path), 0);
  desk_key(&desk, SDLK_RETURN, KMOD_CTRL);
  desk_key(&desk, SDLK_ESCAPE, 0);
  desk_key(&desk, SDLK_RETURN, KMOD_CTRL);
  assert_int_equal(desk.app->screen, PL_SCREEN_ROUND);
  assert_int_equal(pl_game_rounds_done(desk.app->game), 2);
  assert_int_equal(pending_of(&desk, pending), 1);
  assert_string_equal(screen_of(&desk)->remark, "why not");
  if (pl_game_keep_in(desk.app->game, other, &error) != PL_OK) fail_msg("%s", error.text);
  desk_key(&desk, SDLK_RETURN, KMOD_CTRL);
  assert_int_equal(pl_game_rounds_done(desk.app->game), 3);
  assert_int_equal(desk.app->screen, PL_SCREEN_DAYS);
  desk_close(&desk);
  unlink(other);
  rmdir(folder);
}

static void test_enter_alone_commits_nothing(void **state) {
  (void)state;
  pl_desk desk;
  open_at(&desk, WIDTH, HEIGHT, "scenarios/first-share", 0, 0);
  desk_key(&desk, SDLK_RETURN, 0);
  assert_int_equal(screen_of(&desk)->dialog, ROUND_NO_DIALOG);
  assert_int_equal(pl_game_rounds_done(desk.app->game), 0);
  desk_close(&desk);
}

/* ---- what can't be ---- */

static void test_locked_says_why(void **state) {
  (void)state;
  pl_desk desk;
  open_at(&desk, WIDTH, HEIGHT, "scenarios/withdrawal", NLD, 0);
  round_screen *r = screen_of(&desk);
  desk_press(&desk, "New items");
  desk_press(&desk, "All");
  for (int t = 0; t < r->scenario->state_count; t++) {
    pl_buffer why = {0};
    pl_round_explain(r, t, -1, &why);
    assert_true(t == NLD || why.length > 10);
    pl_buffer_clear(&why);
  }
  assert_int_equal(r->state_mark[NLD], PL_MARK_OWN);
  desk_close(&desk);
}

static void test_refusal_is_shown(void **state) {
  (void)state;
  pl_desk desk;
  open_at(&desk, WIDTH, HEIGHT, "scenarios/withdrawal", NLD, 4);
  round_screen *r = screen_of(&desk);
  desk_press(&desk, "Long Ditch"); /* TLP:AMBER+STRICT, and csirts takes up to TLP:AMBER */
  r->draft.audience = (pl_audience){.forums = (uint64_t)1 << pl_scenario_find_forum(r->scenario, "csirts")};
  r->draft.is_forum_only = true;
  pl_round_touch(r);
  desk_rest(&desk);
  assert_int_equal(r->look.decision.action, PL_ACTION_SHARE_FORUM);
  assert_int_equal(r->look.refusal.status, PL_BAD_INPUT);
  assert_non_null(strstr(r->look.refusal.text, "TLP:AMBER"));
  const pl_widget *button = desk_find(&desk, pl_round_verb(r));
  assert_non_null(button);
  assert_false(button->is_enabled);
  desk_key(&desk, SDLK_d, 0);
  assert_int_equal(r->pending_count, 0);
  desk_close(&desk);
}

/* A forum whose ceiling is below an item's label says so, and what choosing it means only where it can be chosen. */
static void test_a_ceiling_is_said(void **state) {
  (void)state;
  pl_desk desk;
  open_at(&desk, WIDTH, HEIGHT, "scenarios/withdrawal", NLD, 8);
  round_screen *r = screen_of(&desk);
  without_forecasts(&desk);
  int above = 0;
  for (int i = 0; i < (int)r->brief->item_count; i++) {
    r->draft = (round_draft){.subject = ROUND_ITEM, .iid = r->brief->items[i].iid};
    pl_round_touch(r);
    pl_round_refresh(r);
    for (int f = 0; pl_round_has_audience(r) && f < r->scenario->forum_count; f++) {
      pl_buffer out = {0};
      pl_round_explain(r, -1, f, &out);
      const char *said = pl_buffer_text(&out);
      const bool is_above = strstr(said, "It takes nothing above ") != NULL;
      if (is_above) assert_true(r->brief->items[i].label > r->scenario->forums[f].ceiling);
      if (is_above) assert_null(strstr(said, "It warns its members"));
      if (r->forum_mark[f] == PL_MARK_LOCKED) assert_null(strstr(said, "Choosing it means"));
      above += is_above;
      pl_buffer_clear(&out);
    }
  }
  assert_true(above > 0);
  desk_close(&desk);
}

/* ---- the board stays where it is ---- */

static pl_rect place_of(const pl_desk *desk, const char *label) {
  const pl_widget *widget = desk_find(desk, label);
  assert_non_null(widget);
  return widget->rect;
}

/* Three columns only where the board has room besides the two others: not on every large screen. */
static void test_columns_leave_the_board_room(void **state) {
  static const struct { int width, height, scale; bool is_narrow; } sizes[] = {
      {1536, 864, 125, true}, {1920, 1080, 100, false}, {1024, 640, 100, false}, {1920, 1080, 150, true}};
  (void)state;
  pl_desk desk;
  open_at(&desk, WIDTH, HEIGHT, "scenarios/first-share", 0, 0);
  without_forecasts(&desk);
  for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
    desk.width = sizes[i].width;
    desk.height = sizes[i].height;
    desk.app->scale = (float)sizes[i].scale / 100;
    desk_frame(&desk, 0.05f);
    assert_int_equal(screen_of(&desk)->is_narrow, sizes[i].is_narrow);
  }
  desk_close(&desk);
}

/* Whatever chips there are above it. */
static void test_the_board_does_not_move(void **state) {
  static const int sizes[][2] = {{WIDTH, HEIGHT}, {1200, 675}, {700, 640}};
  (void)state;
  for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
    pl_desk desk;
    open_at(&desk, sizes[i][0], sizes[i][1], "scenarios/withdrawal", NLD, 2);
    round_screen *r = screen_of(&desk);
    without_forecasts(&desk);
    r->tab = ROUND_TAB_BOARD;
    desk_rest(&desk);
    const pl_rect before = place_of(&desk, "Finland");
    assert_true(r->brief->item_count > 0);
    for (int step = 0; step < 4; step++) {
      r->draft = (round_draft){.subject = step ? ROUND_ITEM : ROUND_ORDER, .iid = step ? r->brief->items[0].iid : 0};
      if (step > 1) r->draft.audience.forums = 1;
      if (step > 2) r->draft.is_tear = true;
      pl_round_touch(r);
      for (int again = 0; again < 3; again++) desk_frame(&desk, 0.05f);
      const pl_rect after = place_of(&desk, "Finland");
      assert_true(before.x == after.x && before.y == after.y && before.w == after.w);
    }
    assert_non_null(desk_find(&desk, "Through that forum only")); /* the last chip of all */
    desk_close(&desk);
  }
}

/* ---- forecasts beside the frames ---- */

/* Whoever goes on before an answer is there loses nothing and waits for nothing: choosing again, deciding, taking back,
 * committing. (A sanitizer for threads reads along.) */
static void test_going_on_while_it_computes(void **state) {
  (void)state;
  pl_desk desk;
  pl_error error = {0};
  open_at(&desk, WIDTH, HEIGHT, "scenarios/first-share", 0, 2);
  round_screen *r = screen_of(&desk);
  without_forecasts(&desk);
  desk.app->is_synchronous = false;
  r->forecasting = pl_forecasting_new(r->brief, false, &error);
  assert_non_null(r->forecasting);
  for (int i = 0; i < 2; i++) {
    desk_press(&desk, "Worm");
    desk_press(&desk, i % 2 ? "Allies" : "All");
    assert_true(r->look.is_there);
    desk_press(&desk, "Southland");
  }
  desk_press(&desk, "All");
  desk_press(&desk, "Share with 3 states");
  desk_key(&desk, SDLK_z, KMOD_CTRL);
  desk_press(&desk, "Worm");
  desk_press(&desk, "All");
  desk_key(&desk, SDLK_d, 0);
  assert_int_equal(last_of(&desk).action, PL_ACTION_SHARE);
  desk_press(&desk, "New items");
  pl_round_press_word(r, PL_AUDIENCE_ALL);
  desk_frame(&desk, 0.05f); /* it is asked, */
  pl_round_close(r);        /* and nobody waits for the answer */
  desk_rest(&desk);
  assert_true(desk_is_on(&desk, PL_SCREEN_DAYS));
  desk_close(&desk);
}

static void test_forecast_in_a_thread(void **state) {
  (void)state;
  pl_desk desk;
  pl_error error = {0};
  pl_forecast at_once, later;
  bool has_last;
  open_at(&desk, WIDTH, HEIGHT, "scenarios/first-share", 0, 2);
  const round_screen *r = screen_of(&desk);
  const pl_decision all = {.action = PL_ACTION_POSTURE, .audience = {.words = PL_AUDIENCE_ALL}};
  const pl_decision none = {.action = PL_ACTION_WITHHOLD, .iid = r->brief->items[0].iid};
  pl_forecasting *here = pl_forecasting_new(r->brief, true, &error);
  pl_forecasting *beside = pl_forecasting_new(r->brief, false, &error);
  assert_non_null(here);
  assert_non_null(beside);
  assert_int_equal(pl_forecasting_answer(beside, &later, &has_last), ROUND_NOT_ASKED);
  pl_forecasting_ask(here, &all, NULL, 0);
  assert_int_equal(pl_forecasting_answer(here, &at_once, &has_last), ROUND_HAS_FORECAST);
  pl_forecasting_ask(beside, &none, NULL, 0); /* forgotten for the next */
  pl_forecasting_ask(beside, &all, NULL, 0);
  round_answer answer = ROUND_COMPUTES;
  for (int i = 0; i < 6000 && answer == ROUND_COMPUTES; i++) {
    answer = pl_forecasting_answer(beside, &later, &has_last);
    SDL_Delay(5);
  }
  assert_int_equal(answer, ROUND_HAS_FORECAST);
  assert_int_equal(later.low, at_once.low);
  assert_int_equal(later.high, at_once.high);
  assert_int_equal(later.mean_tenths, at_once.mean_tenths);
  pl_forecasting_ask(beside, &all, NULL, 0); /* and is left while it works */
  pl_forecasting_free(beside);
  pl_forecasting_free(here);
  desk_close(&desk);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_share_by_mouse),
      cmocka_unit_test(test_forum_brings_its_members),
      cmocka_unit_test(test_budget_and_answer),
      cmocka_unit_test(test_share_by_keyboard),
      cmocka_unit_test(test_undo_and_redo),
      cmocka_unit_test(test_commit_asks_once),
      cmocka_unit_test(test_unsaved_round_stays),
      cmocka_unit_test(test_enter_alone_commits_nothing),
      cmocka_unit_test(test_locked_says_why),
      cmocka_unit_test(test_refusal_is_shown),
      cmocka_unit_test(test_a_ceiling_is_said),
      cmocka_unit_test(test_columns_leave_the_board_room),
      cmocka_unit_test(test_the_board_does_not_move),
      cmocka_unit_test(test_going_on_while_it_computes),
      cmocka_unit_test(test_forecast_in_a_thread),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
