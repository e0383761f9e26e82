/* How decisions are spelt: what is printed can be read back, and what cannot be read is answered with help. */
#include "support.h"

#include <polder/spelling.h>

static support_room room;

static int set_up(void **state) {
  (void)state;
  support_scenario(&room, 4);
  support_incident(&room, "worm", 1, PL_ONE);
  support_incident(&room, "leak", -1, PL_ONE);
  support_inject(&room, 0, 1);
  room.role = (pl_role_spec){.id = "press"};
  room.scenario.role_count = 1;
  room.action = (pl_action_spec){.id = "second", .target = PL_TARGET_STATE, .is_for_all = true};
  room.scenario.action_count = 1;
  return 0;
}

/* Prints into a buffer of this file and compares. */
static void assert_prints(const pl_decision *decision, const char *expected) {
  pl_buffer out = {0};
  pl_decision_print(&room.scenario, decision, &out);
  assert_string_equal(pl_buffer_text(&out), expected);
  pl_buffer_clear(&out);
}

static void assert_audience(const char *text, const char *expected) {
  pl_error error = {0};
  pl_audience audience;
  if (pl_audience_parse(&room.scenario, text, &audience, &error) != PL_OK) fail_msg("%s: %s", text, error.text);
  pl_buffer out = {0};
  pl_audience_print(&room.scenario, &audience, &out);
  assert_string_equal(pl_buffer_text(&out), expected);
  pl_buffer_clear(&out);
}

static void refuse_audience(const char *text, const char *fragment) {
  pl_error error = {0};
  pl_audience audience = {.words = 77}, before = audience;
  assert_int_equal(pl_audience_parse(&room.scenario, text, &audience, &error), PL_BAD_INPUT);
  assert_int_equal(error.status, PL_BAD_INPUT);
  if (!strstr(error.text, fragment)) fail_msg("\"%s\" does not say \"%s\"", error.text, fragment);
  assert_memory_equal(&audience, &before, sizeof audience);
}

static void test_audiences_are_read_back(void **state) {
  (void)state;
  assert_audience("none", "none");
  assert_audience("all", "all");
  assert_audience("allies+forums", "allies+forums");
  assert_audience("s2+s0", "s0+s2");
  assert_audience(" s1 + forum:delta ", "s1+forum:delta");
  assert_audience("forum:cell+s3+allies", "allies+s3+forum:cell");
}

static void test_a_strange_audience_is_refused_with_help(void **state) {
  (void)state;
  refuse_audience("", "missing");
  refuse_audience("s1+", "missing");
  refuse_audience("ally", "did you mean \"all\"");
  refuse_audience("alies", "did you mean \"allies\"");
  refuse_audience("s1+none", "none alone");
  refuse_audience("forum:dleta", "did you mean \"delta\"");
  refuse_audience("delta", "forum:delta");
  refuse_audience("press", "without a state");
  refuse_audience("elephant", "known: all, allies");
}

static void assert_iid(const char *text, pl_iid expected) {
  pl_error error = {0};
  pl_iid iid = 0;
  if (pl_iid_parse(&room.scenario, text, &iid, &error) != PL_OK) fail_msg("%s: %s", text, error.text);
  assert_int_equal(iid, expected);
  pl_buffer out = {0};
  pl_iid_print(&room.scenario, iid, &out);
  assert_string_equal(pl_buffer_text(&out), text);
  pl_buffer_clear(&out);
}

static void refuse_iid(const char *text, const char *fragment) {
  pl_error error = {0};
  pl_iid iid = 4711;
  assert_int_equal(pl_iid_parse(&room.scenario, text, &iid, &error), PL_BAD_INPUT);
  if (!strstr(error.text, fragment)) fail_msg("\"%s\" does not say \"%s\"", error.text, fragment);
  assert_int_equal(iid, 4711);
}

static void test_incidents_are_read_back(void **state) {
  (void)state;
  assert_iid("worm", 0u << 16 | 1u << 8 | 8u);
  assert_iid("worm.5", 0u << 16 | 4u << 8 | 8u);
  assert_iid("leak.3", 0u << 16 | 2u << 8 | 9u);
  assert_iid("gang0.1.1", 0);
  assert_iid("actor1.12.2", 1u << 16 | 11u << 8 | 1u);
  assert_int_equal(pl_iid_incident(pl_iid_declared(&room.scenario, 1, 7)), 1);
  assert_int_equal(pl_iid_incident(1u << 16 | 3u << 8 | 7u), -1);
}

static void test_a_strange_incident_is_refused_with_help(void **state) {
  (void)state;
  refuse_iid("wrom", "did you mean \"worm\"");
  refuse_iid("leak", "leak.ROUND");
  refuse_iid("worm.13", "1 to 12");
  refuse_iid("worm.0", "1 to 12");
  refuse_iid("gang0", "gang0.ROUND.SLOT");
  refuse_iid("gang0.1", "gang0.ROUND.SLOT");
  refuse_iid("gang0.1.9", "gang0.ROUND.SLOT");
  refuse_iid("gang0.1.x", "gang0.ROUND.SLOT");
  refuse_iid("", "unknown incident");
}

static void test_decisions_read_like_sentences(void **state) {
  (void)state;
  pl_iid worm = pl_iid_declared(&room.scenario, 0, 1);
  pl_audience audience = {.forums = 1};
  pl_set_add(&audience.states, 2);
  assert_prints(&(pl_decision){.seat = 1, .action = PL_ACTION_SHARE, .iid = worm, .audience = audience, .flag = 1},
                "s1 share worm@s1=s2+forum:delta tear-line");
  assert_prints(&(pl_decision){.seat = 0, .action = PL_ACTION_POSTURE}, "s0 posture none");
  assert_prints(&(pl_decision){.action = PL_ACTION_SPLIT, .split = {400, 300, 300}}, "s0 split 400/300/300");
  assert_prints(&(pl_decision){.action = PL_ACTION_PUBLISH, .flag = 1}, "s0 publish on");
  assert_prints(&(pl_decision){.action = PL_ACTION_RELAY}, "s0 relay off");
  assert_prints(&(pl_decision){.action = PL_ACTION_HOLD, .families = 1u << PL_ESPIONAGE | 1u << PL_WIPER},
                "s0 hold espionage+wiper");
  assert_prints(&(pl_decision){.action = PL_ACTION_HOLD}, "s0 hold none");
  assert_prints(&(pl_decision){.action = PL_ACTION_SHARE_FORUM, .iid = worm, .target = 1},
                "s0 share-forum worm@s0=forum:cell");
  assert_prints(&(pl_decision){.action = PL_ACTION_SHARE_PUBLIC, .iid = worm, .flag = 1},
                "s0 share-public worm@s0 tear-line");
  assert_prints(&(pl_decision){.action = PL_ACTION_BUY, .seat = 3}, "s3 buy");
  assert_prints(&(pl_decision){.action = PL_ACTION_STRIKE, .target = 1}, "s0 strike actor1");
  assert_prints(&(pl_decision){.action = PL_ACTION_LEAVE, .target = 1}, "s0 leave cell");
  assert_prints(&(pl_decision){.action = PL_ACTION_VOTE, .target = 1, .option = PL_BALLOT_ABSTAIN},
                "s0 vote cell abstain");
  assert_prints(&(pl_decision){.action = PL_ACTION_ANSWER, .option = 1}, "s0 answer warn.wait");
  assert_prints(&(pl_decision){.action = PL_ACTIONS, .target = 3}, "s0 second s3");
}

static void test_nonsense_prints_without_harm(void **state) {
  (void)state;
  assert_prints(&(pl_decision){.seat = 900, .action = 4000}, "? ?");
  assert_prints(&(pl_decision){.action = PL_ACTION_ANSWER, .target = 9, .option = 9}, "s0 answer ?.?");
  assert_prints(&(pl_decision){.action = PL_ACTION_VOTE, .target = 60, .option = 60}, "s0 vote ? ?");
  assert_prints(&(pl_decision){.action = PL_ACTION_STRIKE, .target = 60}, "s0 strike ?");
}

static void test_actions_are_found_by_name(void **state) {
  (void)state;
  for (int i = 0; i < PL_ACTIONS; i++) {
    assert_int_equal(pl_action_find(&room.scenario, pl_action_rows()[i].name), i);
    assert_int_equal(pl_action_arguments(&room.scenario, i), pl_action_rows()[i].arguments);
  }
  assert_int_equal(pl_action_find(&room.scenario, "second"), PL_ACTIONS);
  assert_int_equal(pl_action_arguments(&room.scenario, PL_ACTIONS), PL_ARGUMENT_STATE);
  assert_int_equal(pl_action_find(&room.scenario, "surrender"), -1);
  assert_string_equal(pl_action_name(&room.scenario, PL_ACTIONS + 1), "?");
}

static void test_distances(void **state) {
  (void)state;
  assert_int_equal(pl_spelling_distance("", "abc"), 3);
  assert_int_equal(pl_spelling_distance("NDL", "NLD"), 1);
  assert_int_equal(pl_spelling_distance("nld", "NLD"), 0);
  assert_int_equal(pl_spelling_distance("kitten", "sitting"), 3);
  assert_int_equal(pl_spelling_distance("abcd", "acbd"), 1);
  char longest[80];
  memset(longest, 'x', sizeof longest - 1);
  longest[sizeof longest - 1] = 0;
  assert_int_equal(pl_spelling_distance(longest, "x"), 64);
}

static void test_the_log_grows_and_keeps_its_lines(void **state) {
  (void)state;
  pl_event_log log = {0};
  for (int i = 0; i < 1000; i++) pl_event_log_add(&log, &(pl_event){.kind = PL_EVENT_LOG, .amount = i});
  assert_int_equal(log.count, 1000);
  for (int i = 0; i < 1000; i++) assert_int_equal(log.event[i].amount, i);
  for (int i = 0; i < 100; i++) assert_int_equal(pl_event_log_add_line(&log, i % 2 ? "odd" : "even"), i);
  assert_string_equal(log.line[98], "even");
  assert_string_equal(log.line[99], "odd");
  assert_false(log.failed);
  pl_event_log_clear(&log);
  assert_int_equal(log.count, 0);
  assert_null(log.event);
  assert_string_equal(pl_event_name(PL_EVENT_SENT), "sent");
  assert_string_equal(pl_event_name(PL_EVENT_KINDS), "?");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_audiences_are_read_back),
      cmocka_unit_test(test_a_strange_audience_is_refused_with_help),
      cmocka_unit_test(test_incidents_are_read_back),
      cmocka_unit_test(test_a_strange_incident_is_refused_with_help),
      cmocka_unit_test(test_decisions_read_like_sentences),
      cmocka_unit_test(test_nonsense_prints_without_harm),
      cmocka_unit_test(test_actions_are_found_by_name),
      cmocka_unit_test(test_distances),
      cmocka_unit_test(test_the_log_grows_and_keeps_its_lines),
  };
  return cmocka_run_group_tests(tests, set_up, NULL);
}
