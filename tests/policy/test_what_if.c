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

static void play(desk *d, const pl_bundle *bundle, int workers) {
  pl_error error = {0};
  const pl_session_options options = {.seed = 1};
  d->factory = pl_script_factory();
  d->session = pl_session_new(&d->factory, bundle, NULL, &options, &error);
  if (!d->session) fail_msg("%s", error.text);
  pl_policy_table_init(&d->bots, pl_session_scenario(d->session));
  while (!pl_session_is_over(d->session)) {
    assert_int_equal(pl_session_open_round(d->session, &error), PL_OK);
    if (pl_policy_decide(&d->bots, d->session, &error) != PL_OK) fail_msg("%s", error.text);
    assert_int_equal(pl_session_resolve_round(d->session, &error), PL_OK);
  }
  const pl_bots bots = {.decide = pl_policy_decide, .context = &d->bots};
  d->course = pl_course_new(d->session, &bots, workers, &error);
  assert_non_null(d->course);
}

static void open_desk(desk *d, const char *scenario, int workers) {
  pl_error error = {0};
  char path[512];
  snprintf(path, sizeof path, "%s/scenarios/%s", POLDER_SOURCE_DIR, scenario);
  assert_int_equal(pl_bundle_read(path, &d->room, &error), PL_OK);
  play(d, &d->room.bundle, workers);
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
    open_desk(&d, scenarios[i], 2);
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
  open_desk(&d, "withdrawal", 2);
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

/* ---- several threads, each with its own Lua ---- */

enum { RUNS = 12 };

/* In the third round a state of the middle keeps everything to itself. */
static pl_pairs *pairs_of(const desk *d, pl_others others) {
  pl_error error = {0};
  const pl_turn turn = {.kind = PL_TURN_DECIDE,
                        .decision = {.seat = (uint16_t)(pl_course_scenario(d->course)->state_count / 2),
                                     .action = PL_ACTION_POSTURE}};
  const pl_what_if what_if = {.round = 2, .turn = &turn, .turn_count = 1, .others = others};
  pl_pairs *pairs = pl_what_if_pairs(d->course, &what_if, RUNS, NULL, &error);
  if (!pairs) fail_msg("%s", error.text);
  return pairs;
}

static pl_fan *fan_of(const desk *d, int round) {
  pl_error error = {0};
  pl_fan *fan = pl_fan_new(d->course, round, PL_OTHERS_BOTS, RUNS, NULL, &error);
  if (!fan) fail_msg("%s", error.text);
  return fan;
}

static void assert_alike(const desk *one, const desk *many) {
  for (int others = 0; others < 2; others++) {
    pl_pairs *a = pairs_of(one, (pl_others)others), *b = pairs_of(many, (pl_others)others);
    assert_memory_equal(&a->hit_played, &b->hit_played, 9 * sizeof a->hit_played); /* all nine spreads */
    assert_int_equal(a->variance_paired, b->variance_paired);
    assert_int_equal(a->variance_independent, b->variance_independent);
    assert_int_equal(a->lapsed, b->lapsed);
    assert_true(a->variance_independent > 0);
    pl_pairs_free(a);
    pl_pairs_free(b);
  }
  for (int round = 0; round < pl_course_rounds(one->course); round += 5) {
    pl_fan *a = fan_of(one, round), *b = fan_of(many, round);
    assert_memory_equal(a->hits, b->hits, RUNS * sizeof *a->hits);
    assert_int_equal(a->unluckier, b->unluckier);
    pl_fan_free(a);
    pl_fan_free(b);
  }
}

static void workers_make_no_difference(void **state) {
  (void)state;
  const char *const scenarios[] = {"first-share", "withdrawal"};
  for (size_t i = 0; i < 2; i++) {
    desk one = {.course = NULL}, many = {.course = NULL};
    open_desk(&one, scenarios[i], 1);
    open_desk(&many, scenarios[i], 2);
    assert_alike(&one, &many);
    close_desk(&one);
    close_desk(&many);
  }
}

/* Bots in Lua, one of which counts how often it was asked, and a hook that remembers as well. */
static const char moody[] =
    "polder \"1\"\n"
    "scenario { id = \"moody\", title = \"Moody\", rounds = 6 }\n"
    "adversary { id = \"gang\", name = \"Gang\", kind = \"criminal\" }\n"
    "local asked = 0\n"
    "bot { id = \"moody\", name = \"Moody\", decide = function(brief)\n"
    "  asked = asked + 1\n"
    "  return { posture = asked % 3 == 0 and \"none\" or \"all\" }\n"
    "end }\n"
    "state { id = \"AAA\", name = \"A\", bot = \"moody\" }\n"
    "state { id = \"BBB\", name = \"B\", bot = \"moody\" }\n"
    "state { id = \"CCC\", name = \"C\", bot = \"tft\" }\n"
    "state { id = \"DDD\", name = \"D\", bot = \"never\" }\n"
    "forum { id = \"delta\", name = \"Delta\", members = { \"AAA\", \"BBB\", \"CCC\", \"DDD\" } }\n";
static const char hook[] =
    "local rounds = 0\n"
    "on_round(function(w)\n"
    "  rounds = rounds + 1\n"
    "  if rounds % 2 == 0 then w.effect(\"AAA\", { standing = 0.01 * rounds }) end\n"
    "end)\n";

static void what_code_remembers_makes_no_difference_either(void **state) {
  (void)state;
  for (int has_hook = 0; has_hook < 2; has_hook++) {
    char text[sizeof moody + sizeof hook];
    snprintf(text, sizeof text, "%s%s", moody, has_hook ? hook : "");
    const pl_file file = {.name = "scenario.lua", .bytes = text, .length = strlen(text)};
    const pl_bundle bundle = {.file = &file, .count = 1};
    desk one = {.course = NULL}, many = {.course = NULL};
    play(&one, &bundle, 1);
    play(&many, &bundle, 2);
    for (int r = 0; r < pl_course_rounds(one.course); r++) {
      pl_error error = {0};
      const pl_what_if nothing = {.round = r, .others = PL_OTHERS_BOTS};
      pl_comparison *same = pl_what_if_compare(one.course, &nothing, &error);
      if (!same) fail_msg("%s", error.text);
      assert_false(same->first.is_any);
      assert_int_equal(same->otherwise.digest, same->played.digest);
      pl_comparison_free(same);
    }
    assert_alike(&one, &many);
    close_desk(&one);
    close_desk(&many);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(a_null_change_makes_no_difference),
      cmocka_unit_test(the_other_exercise_is_the_same_by_both_ways),
      cmocka_unit_test(workers_make_no_difference),
      cmocka_unit_test(what_code_remembers_makes_no_difference_either),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
