/* Each policy's rule on briefs made by hand, and who plays which seat. */
#include "support.h"

#include <polder/policy.h>

#include "../engine/sim/luck.h"

enum { ME = 2 };

static support_room room;
static pl_brief brief;
static pl_brief_other others[SUPPORT_STATES];

static int set_up(void **state) {
  (void)state;
  support_scenario(&room, SUPPORT_STATES);
  memset(others, 0, sizeof others);
  brief = (pl_brief){.scenario = &room.scenario, .seed = 5, .round = 3, .seat = ME, .is_state = true, .others = others};
  return 0;
}

static bool shares(const char *policy, int t) {
  pl_state_set posture = pl_policy_posture(pl_policy_find(policy), &brief);
  assert_false(pl_set_has(&posture, ME));
  return pl_set_has(&posture, (unsigned)t);
}

static int partners(const char *policy) {
  pl_state_set posture = pl_policy_posture(pl_policy_find(policy), &brief);
  return pl_set_count(&posture);
}

static void test_unconditional(void **state) {
  (void)state;
  assert_int_equal(partners("always"), SUPPORT_STATES - 1);
  assert_int_equal(partners("never"), 0);
}

static void test_tit_for_tat_answers_what_it_saw(void **state) {
  (void)state;
  others[5].seen = true;
  assert_true(shares("tft", 5));
  assert_int_equal(partners("tft"), 1);
}

static void test_grim_never_forgets(void **state) {
  (void)state;
  assert_int_equal(partners("grim"), SUPPORT_STATES - 1);
  others[4] = (pl_brief_other){.ever_defected = true, .seen = true};
  assert_false(shares("grim", 4));
  assert_int_equal(partners("grim"), SUPPORT_STATES - 2);
}

static void test_pavlov_stays_when_answered_in_kind(void **state) {
  (void)state;
  others[3] = (pl_brief_other){.was_peer = true, .seen = true};
  others[4] = (pl_brief_other){.was_peer = true, .seen = false};
  others[5] = (pl_brief_other){.was_peer = false, .seen = true};
  others[6] = (pl_brief_other){.was_peer = false, .seen = false};
  assert_true(shares("pavlov", 3));
  assert_false(shares("pavlov", 4));
  assert_false(shares("pavlov", 5));
  assert_true(shares("pavlov", 6));
}

static void test_trusted_has_a_line(void **state) {
  (void)state;
  others[3].trust = 28000;
  others[4].trust = 27999;
  assert_true(shares("trusted", 3));
  assert_int_equal(partners("trusted"), 1);
}

/* With the standard parameters and 14 states the cost is 2·131/13 + 2·6 = 32 (in q16 of the budget). */
static void test_threshold_weighs_dependence_and_reciprocity(void **state) {
  (void)state;
  others[3] = (pl_brief_other){.seen = true, .trust = 30000}; /* 2·640/13 = 98 */
  others[4] = (pl_brief_other){.seen = true, .trust = 9600};  /* 2·205/13 = 31 */
  others[5] = (pl_brief_other){.seen = true, .trust = 10100}; /* 2·215/13 = 33 */
  assert_true(shares("threshold", 3));
  assert_false(shares("threshold", 4));
  assert_true(shares("threshold", 5));
  others[6].link_in = 12 * 65536;     /* 3000·12/1000: 35, rounded down */
  others[7].link_in = 10 * 65536;     /* 29 */
  others[ME].link_in = 978 * 65536;   /* the own state's links count in the total */
  assert_true(shares("threshold", 6));
  assert_false(shares("threshold", 7));
  others[ME].link_in = 0;
  assert_true(shares("threshold", 7));
}

static void test_generous_dice_are_keyed(void **state) {
  (void)state;
  int forgiven = 0, asked = 0;
  for (brief.round = 0; brief.round < 60; brief.round++) {
    for (brief.seat = 0; brief.seat < SUPPORT_STATES; brief.seat++) {
      pl_state_set posture = pl_policy_posture(pl_policy_find("gtft"), &brief);
      for (unsigned t = 0; t < SUPPORT_STATES; t++) {
        if (t == brief.seat) continue;
        uint64_t key = pl_luck_key(5, 13, (uint32_t)brief.seat << 16 | t, (uint32_t)brief.round, 0);
        assert_int_equal(pl_set_has(&posture, t), pl_luck_unif(key) < 19661);
        forgiven += pl_set_has(&posture, t);
        asked++;
      }
    }
  }
  assert_in_range(forgiven * 1000 / asked, 285, 315); /* 0.3, 10,920 draws: three standard deviations are 13 */
}

static void test_generous_shares_with_whom_it_saw(void **state) {
  (void)state;
  room.scenario.parameters.forgive = 0;
  others[9].seen = true;
  assert_true(shares("gtft", 9));
  assert_int_equal(partners("gtft"), 1);
}

static void test_rows(void **state) {
  (void)state;
  size_t count;
  const pl_policy_row *rows = pl_policy_rows(&count);
  assert_int_equal(count, 9);
  for (size_t i = 0; i < count; i++) assert_int_equal(pl_policy_find(rows[i].name), i);
  assert_int_equal(pl_policy_find("tit-for-tat"), -1);
  assert_true(rows[pl_policy_find("greedy")].is_omniscient);
  assert_false(rows[pl_policy_find("gtft")].is_omniscient);
}

/* ---- the table ---- */

static int16_t policy(const char *name) { return (int16_t)pl_policy_find(name); }

static void test_the_scenario_says_who_plays(void **state) {
  (void)state;
  static const pl_bot_spec bots[] = {{.id = "broker"}, {.id = "hermit"}};
  room.scenario.bots = bots;
  room.scenario.bot_count = 2;
  room.state[3].bot_name = "never";
  room.state[4].bot_name = "hermit";
  pl_policy_table table;
  pl_policy_table_init(&table, &room.scenario);
  assert_int_equal(table.of[0], policy("gtft"));
  assert_int_equal(table.of[3], policy("never"));
  assert_int_equal(table.of[4], -2);
  assert_int_equal(pl_policy_table_parse(&table, &room.scenario, "s5=broker", NULL), PL_OK);
  assert_int_equal(table.of[5], -1);
}

static void test_a_table_is_read(void **state) {
  (void)state;
  pl_error error = {0};
  pl_policy_table table;
  pl_policy_table_init(&table, &room.scenario);
  assert_int_equal(pl_policy_table_parse(&table, &room.scenario, "tft", &error), PL_OK);
  for (int s = 0; s < SUPPORT_STATES; s++) assert_int_equal(table.of[s], policy("tft"));
  assert_int_equal(pl_policy_table_parse(&table, &room.scenario, "s1=never,s13=always", &error), PL_OK);
  assert_int_equal(pl_policy_table_parse(&table, &room.scenario, "s2=grim", &error), PL_OK);
  assert_int_equal(table.of[1], policy("never"));
  assert_int_equal(table.of[2], policy("grim"));
  assert_int_equal(table.of[13], policy("always"));
  assert_int_equal(table.of[3], policy("tft"));
}

static void refuse(const char *text, const char *fragment) {
  pl_error error = {0};
  pl_policy_table table, before;
  pl_policy_table_init(&table, &room.scenario);
  before = table;
  assert_int_equal(pl_policy_table_parse(&table, &room.scenario, text, &error), PL_USAGE);
  if (!strstr(error.text, fragment)) fail_msg("\"%s\" does not say \"%s\"", error.text, fragment);
  assert_memory_equal(&table, &before, sizeof table);
}

static void test_a_strange_table_is_refused_with_help(void **state) {
  (void)state;
  refuse("gtf", "did you mean \"gtft\"");
  refuse("nevr", "did you mean \"never\"");
  refuse("s1=tft,s2=elephants", "known: always, never, tft");
  refuse("s14=tft", "unknown state \"s14\"");
  refuse("", "unknown policy");
  refuse("s1=tft,", "unknown policy");
  refuse("=tft", "unknown state");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup(test_unconditional, set_up),
      cmocka_unit_test_setup(test_tit_for_tat_answers_what_it_saw, set_up),
      cmocka_unit_test_setup(test_grim_never_forgets, set_up),
      cmocka_unit_test_setup(test_pavlov_stays_when_answered_in_kind, set_up),
      cmocka_unit_test_setup(test_trusted_has_a_line, set_up),
      cmocka_unit_test_setup(test_threshold_weighs_dependence_and_reciprocity, set_up),
      cmocka_unit_test_setup(test_generous_dice_are_keyed, set_up),
      cmocka_unit_test_setup(test_generous_shares_with_whom_it_saw, set_up),
      cmocka_unit_test_setup(test_rows, set_up),
      cmocka_unit_test_setup(test_the_scenario_says_who_plays, set_up),
      cmocka_unit_test_setup(test_a_table_is_read, set_up),
      cmocka_unit_test_setup(test_a_strange_table_is_refused_with_help, set_up),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
