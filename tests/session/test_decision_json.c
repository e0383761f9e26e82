/* Decisions as JSON: whatever can be decided is read back as it was written; everything else is refused in words. */
#include "support.h"

#include <polder/decision_json.h>
#include <polder/script.h>

#include "fault.h"

static support_room room;

static int set_up(void **state) {
  (void)state;
  support_standard(&room);
  support_incident(&room, "worm", 2, PL_ONE);
  support_incident(&room, "flood", -1, PL_ONE);
  support_inject(&room, 1, 0);
  room.action = (pl_action_spec){.id = "sanction", .is_for_all = true, .target = PL_TARGET_STATE};
  room.scenario.action_count = 1;
  room.role = (pl_role_spec){.id = "press", .name = {{"The press", NULL}}};
  room.scenario.role_count = 1;
  return 0;
}

/* ---- round trips ---- */

static bool is_same(const pl_decision *a, const pl_decision *b) {
  return a->seat == b->seat && a->action == b->action && a->target == b->target && a->option == b->option &&
         !memcmp(a->split, b->split, sizeof a->split) && a->families == b->families && a->flag == b->flag &&
         a->iid == b->iid && pl_set_is_equal(a->audience.states, b->audience.states) &&
         a->audience.forums == b->audience.forums && a->audience.words == b->audience.words;
}

static void assert_survives(const pl_scenario *scenario, const pl_decision *decision) {
  pl_error error = {0};
  pl_buffer text = {0};
  pl_decision read = {.seat = 4711};
  pl_decision_to_json(scenario, decision, &text);
  assert_false(text.failed);
  assert_null(strchr(pl_buffer_text(&text), '\n'));
  if (pl_decision_from_json(scenario, text.bytes, text.length, &read, &error) != PL_OK)
    fail_msg("%s: %s", pl_buffer_text(&text), error.text);
  if (!is_same(decision, &read)) fail_msg("%s is read as something else", pl_buffer_text(&text));
  pl_buffer_clear(&text);
}

/* The name of an incident, random or declared, as a decision may carry it. */
static pl_iid any_iid(uint64_t *luck, const pl_scenario *scenario) {
  int round = (int)support_random(luck, (uint32_t)scenario->rounds);
  if (scenario->incident_count && support_random(luck, 2))
    return pl_iid_declared(scenario, (int)support_random(luck, scenario->incident_count), round);
  return support_random(luck, scenario->adversary_count) << 16 | (uint32_t)round << 8 |
         support_random(luck, PL_MAX_SLOTS);
}

static uint16_t any_target(uint64_t *luck, const pl_scenario *scenario, unsigned arguments) {
  const unsigned of_forum = PL_ARGUMENT_FORUM | PL_ARGUMENT_BALLOT;
  if (arguments & of_forum) return (uint16_t)support_random(luck, scenario->forum_count);
  if (arguments & PL_ARGUMENT_ADVERSARY) return (uint16_t)support_random(luck, scenario->adversary_count);
  if (arguments & PL_ARGUMENT_STATE) return (uint16_t)support_random(luck, scenario->state_count);
  if (arguments & PL_ARGUMENT_INJECT) return (uint16_t)support_random(luck, scenario->inject_count);
  return 0;
}

static pl_decision any_decision(uint64_t *luck, const pl_scenario *scenario, int action) {
  unsigned arguments = pl_action_arguments(scenario, action);
  pl_decision d = {.seat = (uint16_t)support_random(luck, (uint32_t)pl_scenario_seat_count(scenario)),
                   .action = (uint16_t)action, .target = any_target(luck, scenario, arguments)};
  if (arguments & PL_ARGUMENT_AUDIENCE) d.audience = support_random_audience(luck, scenario);
  if (arguments & (PL_ARGUMENT_SWITCH | PL_ARGUMENT_TEAR)) d.flag = (uint8_t)support_random(luck, 2);
  if (arguments & PL_ARGUMENT_FAMILIES) d.families = (uint8_t)support_random(luck, 1u << PL_FAMILIES);
  if (arguments & PL_ARGUMENT_BALLOT) d.option = (uint16_t)support_random(luck, 3);
  if (arguments & PL_ARGUMENT_INJECT)
    d.option = (uint16_t)support_random(luck, scenario->injects[d.target].option_count);
  if (arguments & PL_ARGUMENT_ITEM) d.iid = any_iid(luck, scenario);
  for (int k = 0; arguments & PL_ARGUMENT_SPLIT && k < PL_TRACKS; k++)
    d.split[k] = (uint16_t)support_random(luck, 1001);
  return d;
}

static bool is_possible(const pl_scenario *scenario, int action) {
  unsigned arguments = pl_action_arguments(scenario, action);
  if (arguments & PL_ARGUMENT_INJECT) {
    for (int i = 0; i < scenario->inject_count; i++)
      if (!scenario->injects[i].option_count) return false;
    return scenario->inject_count > 0;
  }
  if (arguments & (PL_ARGUMENT_ADVERSARY | PL_ARGUMENT_ITEM)) return scenario->adversary_count > 0;
  return !(arguments & (PL_ARGUMENT_FORUM | PL_ARGUMENT_BALLOT | PL_ARGUMENT_AUDIENCE)) || scenario->forum_count > 0;
}

/* Returns how many actions were tried. */
static int assert_all_survive(const pl_scenario *scenario) {
  uint64_t luck = 7;
  int tried = 0;
  for (int action = 0; action < PL_ACTIONS + scenario->action_count; action++) {
    if (!is_possible(scenario, action)) continue;
    tried++;
    for (int i = 0; i < 60; i++) {
      pl_decision decision = any_decision(&luck, scenario, action);
      assert_survives(scenario, &decision);
    }
  }
  return tried;
}

static void test_every_action_survives(void **state) {
  (void)state;
  assert_int_equal(assert_all_survive(&room.scenario), PL_ACTIONS + 1);
}

static void test_the_shipped_scenarios_survive(void **state) {
  (void)state;
  static const char *const names[] = {"first-share", "standard-map", "withdrawal"};
  for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
    char path[1024];
    pl_error error = {0};
    pl_bundle_room files = {0};
    pl_rules rules = {0};
    pl_rules_factory factory = pl_script_factory();
    snprintf(path, sizeof path, "%s/scenarios/%s", POLDER_SOURCE_DIR, names[i]);
    if (pl_bundle_read(path, &files, &error) != PL_OK ||
        factory.open(factory.context, &files.bundle, &rules, &error) != PL_OK)
      fail_msg("%s", error.text);
    assert_true(assert_all_survive(rules.scenario) >= PL_ACTIONS - 2);
    rules.close(rules.self);
    pl_bundle_clear(&files);
  }
}

static void test_the_words_are_fixed(void **state) {
  (void)state;
  static const struct {
    pl_decision decision;
    const char *text;
  } cases[] = {
      {{.seat = 1, .action = PL_ACTION_SHARE, .iid = 2 << 8 | 8, .flag = 1,
        .audience = {.states = {{4}}, .forums = 8}},
       "{\"seat\": \"s1\", \"action\": \"share\", \"item\": \"worm\", \"audience\": \"s2+forum:cell\", "
       "\"tear\": true}"},
      {{.seat = 0, .action = PL_ACTION_SPLIT, .split = {500, 300, 200}},
       "{\"seat\": \"s0\", \"action\": \"split\", \"split\": [500, 300, 200]}"},
      {{.seat = 1, .action = PL_ACTION_ANSWER, .option = 1},
       "{\"seat\": \"s1\", \"action\": \"answer\", \"inject\": \"warn\", \"option\": \"wait\"}"},
      {{.seat = 2, .action = PL_ACTION_VOTE, .target = 1, .option = PL_BALLOT_YES},
       "{\"seat\": \"s2\", \"action\": \"vote\", \"forum\": \"hybrid\", \"ballot\": \"yes\"}"},
      {{.seat = 2, .action = PL_ACTION_HOLD, .families = 9},
       "{\"seat\": \"s2\", \"action\": \"hold\", \"families\": [\"ransomware\", \"wiper\"]}"},
      {{.seat = 14, .action = PL_ACTIONS, .target = 3},
       "{\"seat\": \"press\", \"action\": \"sanction\", \"state\": \"s3\"}"},
      {{.seat = 2, .action = PL_ACTION_ONWARD}, "{\"seat\": \"s2\", \"action\": \"onward\", \"on\": false}"},
  };
  for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
    pl_buffer text = {0};
    pl_decision_to_json(&room.scenario, &cases[i].decision, &text);
    assert_string_equal(pl_buffer_text(&text), cases[i].text);
    pl_buffer_clear(&text);
  }
}

/* ---- what is refused ---- */

static void test_everything_else_is_refused(void **state) {
  (void)state;
  static const struct {
    const char *text, *reason;
  } cases[] = {
      {"", "no JSON"},
      {"nonsense", "no JSON"},
      {"[]", "a JSON object"},
      {"{} {}", "no JSON"},
      {"{\"seat\": \"s1\xff\", \"action\": \"buy\"}", "no JSON"},
      {"{\"seat\": \"s1\\u0000\", \"action\": \"buy\"}", "no JSON"},
      {"{\"action\": \"buy\"}", "no \"seat\""},
      {"{\"seat\": \"s1\"}", "no \"action\""},
      {"{\"seat\": \"s1\", \"seat\": \"s1\", \"action\": \"buy\"}", "one key twice"},
      {"{\"seat\": 1, \"action\": \"buy\"}", "\"seat\" is a number, but must be a text"},
      {"{\"seat\": \"s99\", \"action\": \"buy\"}", "unknown seat"},
      {"{\"seat\": \"s1\", \"action\": \"shar\"}", "did you mean \"share\""},
      {"{\"seat\": \"s1\", \"action\": \"buy\", \"item\": \"worm\"}", "unknown key of this decision \"item\""},
      {"{\"seat\": \"s1\", \"action\": \"withhold\"}", "no \"item\""},
      {"{\"seat\": \"s1\", \"action\": \"withhold\", \"item\": \"gang0\"}", "gang0.ROUND.SLOT"},
      {"{\"seat\": \"s1\", \"action\": \"split\", \"split\": [1, 2]}", "three whole numbers"},
      {"{\"seat\": \"s1\", \"action\": \"split\", \"split\": [1, 2, 3, 4]}", "three whole numbers"},
      {"{\"seat\": \"s1\", \"action\": \"split\", \"split\": [1, 2, -3]}", "three whole numbers"},
      {"{\"seat\": \"s1\", \"action\": \"split\", \"split\": [1, 2, 65537]}", "three whole numbers"},
      {"{\"seat\": \"s1\", \"action\": \"split\", \"split\": [1, 2, 3.0]}", "three whole numbers"},
      {"{\"seat\": \"s1\", \"action\": \"split\", \"split\": [1, 2, 99999999999999999999]}", "no JSON"},
      {"{\"seat\": \"s1\", \"action\": \"split\", \"split\": \"500/300/200\"}", "is a text, but must be a list"},
      {"{\"seat\": \"s1\", \"action\": \"relay\", \"on\": 1}", "must be true or false"},
      {"{\"seat\": \"s1\", \"action\": \"hold\", \"families\": [1]}", "a list of words"},
      {"{\"seat\": \"s1\", \"action\": \"hold\", \"families\": [\"flu\"]}", "unknown family"},
      {"{\"seat\": \"s1\", \"action\": \"vote\", \"forum\": \"cell\", \"ballot\": \"maybe\"}", "unknown ballot"},
      {"{\"seat\": \"s1\", \"action\": \"answer\", \"inject\": \"warn\", \"option\": \"run\"}", "unknown option"},
      {"{\"seat\": \"s1\", \"action\": \"sanction\", \"state\": \"press\"}", "unknown state"},
      {"{\"seat\": \"s1\", \"action\": \"posture\", \"audience\": \"press\"}", "without a state"},
  };
  for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
    pl_error error = {0};
    pl_decision decision = {.seat = 4711};
    pl_status status = pl_decision_from_json(&room.scenario, cases[i].text, strlen(cases[i].text), &decision, &error);
    if (status != PL_BAD_INPUT) fail_msg("%s: status %d", cases[i].text, status);
    if (!strstr(error.text, cases[i].reason)) fail_msg("%s: %s", cases[i].text, error.text);
    assert_int_equal(decision.seat, 4711);
  }
}

static void test_size_and_depth_are_bounded(void **state) {
  (void)state;
  static char deep[PL_DECISION_JSON_BYTES + 1];
  pl_error error = {0};
  pl_decision decision;
  memset(deep, '[', sizeof deep);
  assert_int_equal(pl_decision_from_json(&room.scenario, deep, sizeof deep, &decision, &error), PL_BAD_INPUT);
  assert_non_null(strstr(error.text, "too long"));
  assert_int_equal(pl_decision_from_json(&room.scenario, deep, sizeof deep - 1, &decision, &error), PL_BAD_INPUT);
  assert_non_null(strstr(error.text, "no JSON"));
}

static void test_only_a_tear_line_may_go_without_saying(void **state) {
  (void)state;
  static const char text[] = "{\"action\": \"share-public\", \"item\": \"gang0.2.1\", \"seat\": \"s1\"}";
  pl_error error = {0};
  pl_decision decision;
  assert_int_equal(pl_decision_from_json(&room.scenario, text, sizeof text - 1, &decision, &error), PL_OK);
  assert_int_equal(decision.flag, 0);
  assert_int_equal(decision.iid, 1 << 8);
}

static void test_without_memory(void **state) {
  (void)state;
  pl_decision decision = {.seat = 1, .action = PL_ACTION_POSTURE, .audience = {.states = {{0x3ffd}}}};
  for (long n = 0;; n++) {
    pl_buffer text = {0};
    fault_after(n);
    pl_decision_to_json(&room.scenario, &decision, &text);
    bool reached = fault_stop();
    if (!text.failed) assert_true(text.length > 60);
    assert_true(text.failed == reached);
    pl_buffer_clear(&text);
    if (!reached) return;
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup(test_every_action_survives, set_up),
      cmocka_unit_test_setup(test_the_shipped_scenarios_survive, set_up),
      cmocka_unit_test_setup(test_the_words_are_fixed, set_up),
      cmocka_unit_test_setup(test_everything_else_is_refused, set_up),
      cmocka_unit_test_setup(test_size_and_depth_are_bounded, set_up),
      cmocka_unit_test_setup(test_only_a_tear_line_may_go_without_saying, set_up),
      cmocka_unit_test_setup(test_without_memory, set_up),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
