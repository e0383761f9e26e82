/* What-ifs on a real scenario, with bots and rules in Lua. */
#include "../support.h"


#include <polder/policy.h>
#include <polder/script.h>
#include <polder/what_if.h>

typedef struct desk {
  pl_bundle_room room;
  pl_rules_factory factory;
  pl_session *session;
  pl_policy_table bots;
  pl_course *course;
} desk;

static void open_desk(desk *d, const char *scenario) {
  pl_error error = {0};
  char path[512];
  snprintf(path, sizeof path, "%s/scenarios/%s", POLDER_SOURCE_DIR, scenario);
  d->factory = pl_script_factory();
  assert_int_equal(pl_bundle_read(path, &d->room, &error), PL_OK);
  const pl_session_options options = {.seed = 1};
  d->session = pl_session_new(&d->factory, &d->room.bundle, NULL, &options, &error);
  assert_non_null(d->session);
  pl_policy_table_init(&d->bots, pl_session_scenario(d->session));
  while (!pl_session_is_over(d->session)) {
    assert_int_equal(pl_session_open_round(d->session, &error), PL_OK);
    assert_int_equal(pl_policy_decide(&d->bots, d->session, &error), PL_OK);
    assert_int_equal(pl_session_resolve_round(d->session, &error), PL_OK);
  }
  const pl_bots bots = {.decide = pl_policy_decide, .context = &d->bots};
  d->course = pl_course_new(d->session, &bots, 2, &error);
  assert_non_null(d->course);
}

static void close_desk(desk *d) {
  pl_course_free(d->course);
  pl_session_free(d->session);
  pl_bundle_clear(&d->room);
}

static void a_null_change_makes_no_difference(void **state) {
  (void)state;
  const char *const scenarios[] = {"first-share", "withdrawal"};
  for (size_t i = 0; i < 2; i++) {
    desk d = {.course = NULL};
    open_desk(&d, scenarios[i]);
    const int rounds = pl_course_rounds(d.course);
    for (int r = 0; r < rounds; r++) {
      pl_error error = {0};
      const pl_what_if nothing = {.round = r};
      pl_comparison *same = pl_what_if_compare(d.course, &nothing, &error);
      assert_string_equal(error.text, "");
      assert_non_null(same);
      assert_false(same->first.is_any);
      assert_false(same->first_hit.is_any);
      assert_int_equal(same->played.digest, pl_session_digest(d.session, rounds - 1));
      assert_int_equal(same->otherwise.digest, same->played.digest);
      assert_memory_equal(same->played.curve, same->otherwise.curve, (size_t)same->played.ticks * sizeof(int32_t));
      assert_int_equal(same->lapsed_count, 0);
      pl_comparison_free(same);
    }
    close_desk(&d);
  }
}

/* Fast or whole, it is the same exercise. */
static void the_other_exercise_is_the_same_by_both_ways(void **state) {
  (void)state;
  desk d = {.course = NULL};
  open_desk(&d, "withdrawal");
  const pl_scenario *scenario = pl_course_scenario(d.course);
  int differing = 0;
  for (int r = 0; r < pl_course_rounds(d.course); r += 3) {
    for (int others = 0; others < 2; others++) {
      pl_error error = {0};
      const uint16_t seat = (uint16_t)pl_scenario_find_seat(scenario, "NLD");
      const pl_turn turn = {.kind = PL_TURN_DECIDE, .decision = {.seat = seat, .action = PL_ACTION_POSTURE}};
      const pl_what_if what_if = {.round = r, .turn = &turn, .turn_count = 1, .others = (pl_others)others};
      pl_comparison *c = pl_what_if_compare(d.course, &what_if, &error);
      assert_string_equal(error.text, "");
      pl_session *whole = pl_what_if_session(d.course, &what_if, &error);
      assert_string_equal(error.text, "");
      assert_int_equal(c->otherwise.digest, pl_session_digest(whole, pl_course_rounds(d.course) - 1));
      differing += c->first.is_any;
      pl_session_free(whole);
      pl_comparison_free(c);
    }
  }
  assert_true(differing > 0);
  close_desk(&d);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(a_null_change_makes_no_difference),
      cmocka_unit_test(the_other_exercise_is_the_same_by_both_ways),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
