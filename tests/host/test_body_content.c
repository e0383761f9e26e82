/* What is in the sheets: a plan counted on its draft, the MSEL as control changes it, moves and rulings, seats without
 * a state, Dutch, and texts with any bytes. */
#include "body_table.h"

#include <polder/decision_json.h>
#include <polder/translate.h>

static json_t *at(json_t *list, const char *key, const char *id) {
  json_t *row;
  size_t i;
  json_array_foreach(list, i, row) {
    if (!strcmp(json_string_value(json_object_get(row, key)), id)) return row;
  }
  fail_msg("there is no %s %s", key, id);
  return NULL;
}

static const char *text_of(const json_t *object, const char *key) {
  const char *text = json_string_value(json_object_get(object, key));
  return text ? text : "";
}

static json_int_t number_of(const json_t *object, const char *key) {
  return json_integer_value(json_object_get(object, key));
}

/* ---- a plan ---- */

static void draft(pl_chair *chair, pl_decision decision) { chair->draft[chair->draft_count++] = decision; }

static void test_a_plan_is_counted_on_its_draft(void **state) {
  (void)state;
  table t;
  pl_error error = {0};
  table_open(&t, "scenarios/withdrawal", PL_ENGLISH);
  table_decide(&t);
  const int seat = pl_scenario_find_seat(t.room.scenario, "NLD");
  pl_chair *chair = &t.room.chair[seat];
  const pl_decision strike = {.seat = (uint16_t)seat, .action = PL_ACTION_STRIKE};
  table_must(pl_session_decide(t.room.session, &strike, PL_AUTHOR_PERSON, &error), &error);
  draft(chair, (pl_decision){.seat = (uint16_t)seat, .action = PL_ACTION_BUY});
  draft(chair, (pl_decision){.seat = (uint16_t)seat, .action = PL_ACTION_SPLIT, .split = {500, 300, 200}});
  chair->is_changed = true;
  json_t *plan = pl_body_plan(&t.room, seat), *drafted = json_object_get(plan, "draft");
  assert_int_equal(json_array_size(drafted), 2);
  assert_int_equal(json_array_size(json_object_get(plan, "committed")), 1);
  const json_int_t all = number_of(json_object_get(plan, "money"), "mu");
  const json_int_t left = number_of(json_object_get(plan, "money_left"), "mu");
  assert_int_equal(all - left, number_of(json_object_get(json_array_get(drafted, 0), "cost"), "mu"));
  assert_true(all > left);
  assert_string_equal(text_of(json_array_get(drafted, 0), "says"), "Buy commercial intelligence for this round");
  const json_t *split = json_object_get(json_object_get(plan, "orders"), "split");
  assert_int_equal(json_integer_value(json_array_get(split, 0)), 500);
  assert_string_equal(text_of(json_object_get(json_array_get(drafted, 1), "decision"), "action"), "split");
  assert_true(number_of(plan, "unanswered") >= 0);
  json_decref(plan);
  table_close(&t);
}

/* ---- after a restart ---- */

/* Two rounds were played; the same exercise, built anew, shows the same figures with the same changes. */
static void test_changes_are_known_after_a_restart(void **state) {
  (void)state;
  table played, again;
  pl_error error = {0};
  table_open(&played, "scenarios/withdrawal", PL_ENGLISH);
  for (int round = 0; round < 3; round++) {
    table_decide(&played);
    table_pass(&played, 0);
  }
  pl_session *session = pl_session_replay(played.room.session, -1, &error);
  if (!session) fail_msg("%s", error.text);
  table_take(&again, session, PL_ENGLISH);
  table_decide(&played);
  pl_body_recall(&again.room);
  table_decide(&again);
  for (int s = 0; s < played.room.scenario->state_count; s++) {
    json_t *one = pl_body_seat(&played.room, s), *two = pl_body_seat(&again.room, s);
    const json_t *changes = json_object_get(one, "changes");
    assert_true(json_equal(json_object_get(one, "figures"), json_object_get(two, "figures")));
    assert_true(json_equal(changes, json_object_get(two, "changes")));
    if (s == pl_scenario_find_seat(played.room.scenario, "DEU")) assert_true(json_array_size(changes) > 0);
    json_decref(one);
    json_decref(two);
  }
  table_close(&played);
  table_close(&again);
}

/* ---- what can be done ---- */

static void test_actions_say_what_they_can_be_about(void **state) {
  (void)state;
  table t;
  table_open(&t, "scenarios/withdrawal", PL_ENGLISH);
  table_decide(&t);
  const int seat = pl_scenario_find_seat(t.room.scenario, "NLD");
  json_t *body = pl_body_seat(&t.room, seat), *actions = json_object_get(body, "actions");
  const json_t *leave = at(actions, "name", "leave"), *vote = at(actions, "name", "vote");
  assert_true(json_array_size(json_object_get(leave, "choices")) > 0);
  assert_true(json_is_true(json_object_get(leave, "available")));
  assert_true(json_is_false(json_object_get(vote, "available")));
  assert_string_equal(text_of(vote, "why_not"), "Nobody asks to join a forum of yours.");
  assert_true(json_is_null(json_object_get(leave, "why_not")));
  assert_true(json_is_true(json_object_get(at(actions, "name", "posture"), "is_standing")));
  assert_true(json_is_null(json_object_get(at(actions, "name", "join"), "cost")));
  const json_t *all = at(json_object_get(body, "audiences"), "id", "all");
  assert_int_equal(number_of(all, "count"), t.room.scenario->state_count - 1);
  const json_t *forum = at(json_object_get(body, "audiences"), "id", "forum:gfce");
  assert_string_equal(text_of(forum, "kind"), "forum");
  json_decref(body);
  table_close(&t);
}

/* What an inbox offers is what the rules accept, and the one committed is marked. */
static void test_an_answer_is_marked(void **state) {
  (void)state;
  table t;
  pl_error error = {0};
  table_open(&t, "scenarios/first-share", PL_ENGLISH);
  table_decide(&t);
  table_pass(&t, 6);
  table_decide(&t);
  json_t *body = pl_body_seat(&t.room, 0), *warn = at(json_object_get(body, "inbox"), "inject", "warn");
  assert_true(json_is_true(json_object_get(warn, "asks")));
  assert_true(json_is_null(json_object_get(warn, "chosen")));
  const char text[] = "{\"seat\":\"noordland\",\"action\":\"answer\",\"inject\":\"warn\",\"option\":\"own\"}";
  pl_decision answer;
  table_must(pl_decision_from_json(t.room.scenario, text, sizeof text - 1, &answer, &error), &error);
  table_must(pl_session_decide(t.room.session, &answer, PL_AUTHOR_PERSON, &error), &error);
  json_decref(body);
  body = pl_body_seat(&t.room, 0);
  assert_string_equal(text_of(at(json_object_get(body, "inbox"), "inject", "warn"), "chosen"), "own");
  json_decref(body);
  json_t *control = pl_body_control(&t.room);
  const json_t *options = json_object_get(at(json_object_get(control, "msel"), "inject", "warn"), "options");
  const json_t *chosen = json_object_get(at((json_t *)options, "id", "own"), "chosen_by");
  assert_string_equal(json_string_value(json_array_get(chosen, 0)), "noordland");
  json_decref(control);
  table_close(&t);
}

/* ---- the MSEL ---- */

static uint16_t inject_of(const table *t, const char *id) {
  for (int i = 0; i < t->room.scenario->inject_count; i++)
    if (!strcmp(t->room.scenario->injects[i].id, id)) return (uint16_t)i;
  fail_msg("there is no inject %s", id);
  return 0;
}

static void act(table *t, pl_act act) {
  pl_error error = {0};
  table_must(pl_session_act(t->room.session, &act, NULL, &error), &error);
}

static void expect_state(table *t, const char *inject, const char *expected, const char *key, const char *value) {
  json_t *control = pl_body_control(&t->room);
  const json_t *row = at(json_object_get(control, "msel"), "inject", inject);
  assert_string_equal(text_of(row, "state"), expected);
  if (key) assert_string_equal(text_of(row, key), value);
  json_decref(control);
}

static void test_the_msel_says_what_became_of_each_inject(void **state) {
  (void)state;
  table t;
  table_open(&t, "scenarios/first-share", PL_ENGLISH);
  table_decide(&t);
  expect_state(&t, "welcome", "fired", NULL, NULL);
  expect_state(&t, "budget", "waiting", NULL, NULL);
  expect_state(&t, "taker-answers", "conditional", "when", "when the scenario's code says so");
  act(&t, (pl_act){.kind = PL_ACT_SKIP, .inject = inject_of(&t, "budget"), .message = -1});
  act(&t, (pl_act){.kind = PL_ACT_DELAY, .inject = inject_of(&t, "warn"), .round = 3, .message = -1});
  act(&t, (pl_act){.kind = PL_ACT_REWORD, .inject = inject_of(&t, "last"), .text = "Other words.", .message = -1});
  act(&t, (pl_act){.kind = PL_ACT_FIRE, .inject = inject_of(&t, "taker"), .message = -1});
  expect_state(&t, "budget", "skipped", NULL, NULL);
  expect_state(&t, "warn", "delayed", NULL, NULL);
  expect_state(&t, "last", "waiting", "text", "Other words.");
  expect_state(&t, "taker", "fired", NULL, NULL);
  json_t *control = pl_body_control(&t.room);
  assert_int_equal(number_of(at(json_object_get(control, "msel"), "inject", "warn"), "round"), 4);
  json_decref(control);
  table_close(&t);
}

/* ---- moves ---- */

static void expect_move(table *t, const char *state, json_int_t outcome) {
  json_t *control = pl_body_control(&t->room);
  assert_string_equal(text_of(json_array_get(json_object_get(control, "moves"), 0), "state"), state);
  const json_t *ruling = json_array_get(json_object_get(control, "rulings"), 0);
  if (outcome >= 0) assert_int_equal(number_of(ruling, "outcome"), outcome);
  else assert_null(ruling);
  json_decref(control);
}

static void say(table *t, pl_message_form form, int seat, int32_t about, const char *text) {
  pl_error error = {0};
  pl_message message = {.form = form, .seat = seat, .by = "", .to_control = seat >= 0, .sender = "",
                        .label = PL_LABELS, .about = about, .text = text};
  if (seat < 0) pl_set_add(&message.to, 0);
  table_must(pl_session_say(t->room.session, &message, NULL, &error), &error);
}

static void test_a_move_waits_until_it_is_ruled_on(void **state) {
  (void)state;
  table t;
  table_open(&t, "scenarios/first-share", PL_ENGLISH);
  table_decide(&t);
  say(&t, PL_MESSAGE_MOVE, 0, -1, "We phone them.");
  expect_move(&t, "waiting", -1);
  say(&t, PL_MESSAGE_TEXT, -1, 0, "Whom?");
  expect_move(&t, "asked", -1);
  say(&t, PL_MESSAGE_TEXT, 0, -1, "Something else.");
  expect_move(&t, "asked", -1);
  say(&t, PL_MESSAGE_TEXT, 0, 1, "The three largest.");
  expect_move(&t, "waiting", -1);
  json_t *control = pl_body_control(&t.room);
  const json_t *answers = json_object_get(json_array_get(json_object_get(control, "moves"), 0), "answers");
  assert_int_equal(json_array_size(answers), 2);
  assert_int_equal(json_integer_value(json_array_get(answers, 1)), 3);
  json_decref(control);
  say(&t, PL_MESSAGE_RULING, -1, 0, "They do not answer.");
  expect_move(&t, "answered", -1);
  say(&t, PL_MESSAGE_TEXT, 0, 4, "A pity.");
  expect_move(&t, "answered", -1);
  act(&t, (pl_act){.kind = PL_ACT_RULE, .seat = 0, .text = "They phone", .message = 0, .outcome_count = 1,
                   .outcome = {{.odds = PL_ONE, .text = "It works."}}});
  expect_move(&t, "ruled", 0);
  table_close(&t);
}

/* ---- a seat without a state ---- */

static const pl_file no_file = {.name = "scenario.lua", .bytes = "", .length = 0};
static const pl_bundle no_bundle = {.file = &no_file, .count = 1};

static void take_by_hand(table *t, support_room *room) {
  pl_error error = {0};
  const pl_rules_factory factory = support_factory(room);
  const pl_session_options options = {.seed = 3, .record_events = true};
  pl_session *session = pl_session_new(&factory, &no_bundle, NULL, &options, &error);
  if (!session) fail_msg("%s", error.text);
  table_take(t, session, PL_ENGLISH);
}

static void test_a_role_has_what_a_role_has(void **state) {
  (void)state;
  support_room room;
  static const uint16_t to[] = {4};
  table t;
  support_scenario(&room, 4);
  room.role = (pl_role_spec){.id = "press", .name = {{"The press", NULL}}};
  room.scenario.role_count = 1;
  room.option[0] = (pl_option_spec){.id = "print", .text = {{"Print it", NULL}}, .is_default = true};
  room.inject = (pl_inject_spec){.id = "leak", .to = to, .to_count = 1, .text = {{"A letter", NULL}},
                                 .from = {{"Nobody", NULL}}, .label = -1, .round = 0, .after = PL_NONE,
                                 .after_option = PL_NONE, .options = room.option, .option_count = 1};
  room.scenario.inject_count = 1;
  take_by_hand(&t, &room);
  table_decide(&t);
  json_t *body = pl_body_seat(&t.room, 4), *actions = json_object_get(body, "actions");
  assert_true(json_is_true(json_object_get(body, "is_role")));
  assert_true(json_is_null(json_object_get(body, "organisations")));
  assert_int_equal(json_array_size(actions), 1);
  assert_string_equal(text_of(json_array_get(actions, 0), "name"), "answer");
  assert_true(json_is_true(json_object_get(json_array_get(actions, 0), "available")));
  assert_string_equal(text_of(at(json_object_get(body, "inbox"), "inject", "leak"), "text"), "A letter");
  assert_int_equal(json_array_size(json_object_get(body, "figures")), 0);
  json_decref(body);
  table_close(&t);
}

/* ---- any bytes ---- */

static void test_texts_are_safe_whatever_they_hold(void **state) {
  (void)state;
  static const struct {
    const char *raw, *safe;
  } rows[] = {{"plain", "plain"},
              {"<b>&\"</b>", "<b>&\"</b>"},
              {"broken \xff and \xc3", "broken ? and ?"},
              {"\x1b[31mred", "?[31mred"},
              {"two\nlines\tand a tab", "two\nlines and a tab"},
              {"turned \xe2\x80\xaeround", "turned round"},
              {PL_BOLD "bold" PL_PLAIN " and \001", "bold and ?"},
              {"Ijmuiden \xc3\xa9\xf0\x9f\x8c\x8a", "Ijmuiden \xc3\xa9\xf0\x9f\x8c\x8a"}};
  for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
    json_t *text = pl_body_text(rows[i].raw);
    assert_non_null(text);
    assert_string_equal(json_string_value(text), rows[i].safe);
    json_decref(text);
  }
}

static void test_a_tale_becomes_spans(void **state) {
  (void)state;
  pl_tale tale = {0};
  pl_tale_heading(&tale, "News");
  pl_tale_put(&tale, "  Day 9   " PL_HANG "A " PL_GOOD "warning" PL_PLAIN " under " PL_CHIP "2TLP:AMBER" PL_PLAIN ".");
  json_t *list = pl_body_of_tale(&tale);
  char *text = table_text(list);
  assert_string_equal(text,
                      "[{\"kind\":\"heading\",\"column\":null,\"spans\":[{\"t\":\"News\",\"s\":null,\"chip\":null}]},"
                      "{\"kind\":\"text\",\"column\":[{\"t\":\"Day 9\",\"s\":null,\"chip\":null}],\"spans\":["
                      "{\"t\":\"A \",\"s\":null,\"chip\":null},{\"t\":\"warning\",\"s\":\"good\",\"chip\":null},"
                      "{\"t\":\" under \",\"s\":null,\"chip\":null},"
                      "{\"t\":\"TLP:AMBER\",\"s\":null,\"chip\":\"TLP:AMBER\"},"
                      "{\"t\":\".\",\"s\":null,\"chip\":null}]}]");
  free(text);
  pl_tale_clear(&tale);
}

/* A text written at a certain moment is shown as that moment. */
static void test_notes_have_their_time_as_a_number(void **state) {
  (void)state;
  table t;
  pl_error error = {0};
  table_open(&t, "scenarios/first-share", PL_ENGLISH);
  table_decide(&t);
  table_must(pl_session_note(t.room.session, -1, "Seen <i>well</i>", &error), &error);
  json_t *observed = pl_body_observed(&t.room), *note = json_array_get(json_object_get(observed, "notes"), 0);
  assert_string_equal(text_of(note, "text"), "Seen <i>well</i>");
  assert_true(json_is_null(json_object_get(note, "at_ms")) || number_of(note, "at_ms") > INT64_C(1600000000000));
  json_decref(observed);
  table_close(&t);
}

/* ---- Dutch ---- */

static void test_everything_is_said_in_dutch(void **state) {
  (void)state;
  table t;
  pl_translate_into(PL_DUTCH, POLDER_LOCALE_FOLDER);
  if (pl_translate_language() != PL_DUTCH) fail_msg("there is no catalogue in %s", POLDER_LOCALE_FOLDER);
  table_open(&t, "scenarios/first-share", PL_DUTCH);
  table_decide(&t);
  json_t *body = pl_body_seat(&t.room, 0);
  assert_string_equal(text_of(at(json_object_get(body, "figures"), "key", "confidence"), "label"),
                      PL_TEXT("Public confidence"));
  assert_string_not_equal(PL_TEXT("Public confidence"), "Public confidence");
  const json_t *share = at(json_object_get(body, "actions"), "name", "share");
  assert_string_not_equal(text_of(share, "title"), "Share");
  assert_string_not_equal(text_of(share, "why_not"),
                          "You have no item of your own to decide about now. New items follow your standing order.");
  json_decref(body);
  json_t *control = pl_body_control(&t.room);
  assert_string_not_equal(text_of(at(json_object_get(control, "msel"), "inject", "taker-answers"), "when"),
                          "when the scenario's code says so");
  assert_string_equal(text_of(at(json_object_get(control, "msel"), "inject", "taker-answers"), "state"), "conditional");
  json_decref(control);
  table_close(&t);
  pl_translate_into(PL_ENGLISH, POLDER_LOCALE_FOLDER);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_a_plan_is_counted_on_its_draft),
      cmocka_unit_test(test_changes_are_known_after_a_restart),
      cmocka_unit_test(test_actions_say_what_they_can_be_about),
      cmocka_unit_test(test_an_answer_is_marked),
      cmocka_unit_test(test_the_msel_says_what_became_of_each_inject),
      cmocka_unit_test(test_a_move_waits_until_it_is_ruled_on),
      cmocka_unit_test(test_a_role_has_what_a_role_has),
      cmocka_unit_test(test_texts_are_safe_whatever_they_hold),
      cmocka_unit_test(test_a_tale_becomes_spans),
      cmocka_unit_test(test_notes_have_their_time_as_a_number),
      cmocka_unit_test(test_everything_is_said_in_dutch),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
