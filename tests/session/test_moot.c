/* What control did, in another course of things: in its own words, or said to have become impossible. */
#include "acts.h"

#include "course.h"

#include <polder/ledger.h>

enum { RUNS = 6 };

/* `help` comes by itself at the opening after s1 has answered "share" to `warn`; as played it waits, and control fires
 * it in round 2, in other words. Then three rulings: on a person's seat, on a bot's that wrote, on a bot's that did
 * not. */
static pl_session *play(acts_room *room) {
  static const pl_effect cost = {.kind = PL_EFFECT_STANDING, .subject = PL_NONE, .other = PL_NONE,
                                 .incident = PL_NONE, .amount = -PL_ONE / 10};
  static pl_condition shared;
  shared = (pl_condition){.kind = PL_WHEN_CHOSEN, .at_least = INT64_MIN, .at_most = INT64_MAX, .state = PL_NONE,
                          .inject = 0, .option = 0};
  room->inject[HELP].when = &shared;
  pl_error error = {0};
  pl_session *session = file_start(&room->file);
  const pl_decision wait = {.seat = 1, .action = PL_ACTION_ANSWER, .target = 0, .option = 1};
  const pl_message move = {.form = PL_MESSAGE_MOVE, .seat = 3, .to_control = true, .label = PL_LABELS, .about = -1,
                           .text = "switch it off"};
  const uint16_t movers[] = {0, 3, 3};
  pl_act act = acts_on(PL_ACT_REWORD, HELP);
  file_expect(pl_session_open_round(session, &error), PL_OK, &error);
  file_expect(pl_session_decide(session, &wait, PL_AUTHOR_PERSON, &error), PL_OK, &error);
  act.text = "Anyone?";
  file_expect(pl_session_act(session, &act, NULL, &error), PL_OK, &error);
  file_expect(pl_session_resolve_round(session, &error), PL_OK, &error);
  file_expect(pl_session_open_round(session, &error), PL_OK, &error);
  act = acts_on(PL_ACT_FIRE, HELP);
  file_expect(pl_session_act(session, &act, NULL, &error), PL_OK, &error);
  file_expect(pl_session_resolve_round(session, &error), PL_OK, &error);
  file_expect(pl_session_open_round(session, &error), PL_OK, &error);
  for (int i = 0; i < 3; i++) {
    pl_act rule = {.kind = PL_ACT_RULE, .inject = PL_NONE, .seat = movers[i], .message = -1, .outcome_count = 1,
                   .text = "It goes as they say",
                   .outcome = {{.odds = PL_ONE, .text = "It works", .effects = {&cost, 1}}}};
    if (i == 1) file_expect(pl_session_say(session, &move, &rule.message, &error), PL_OK, &error);
    file_expect(pl_session_act(session, &rule, NULL, &error), PL_OK, &error);
  }
  file_expect(pl_session_resolve_round(session, &error), PL_OK, &error);
  return session;
}

static pl_status decide_nothing(const void *context, pl_session *session, pl_error *error) {
  (void)context, (void)session, (void)error;
  return PL_OK;
}

static pl_course *lay_out(const pl_session *session, int workers) {
  const pl_bots bots = {.decide = decide_nothing};
  pl_error error = {0};
  pl_course *course = pl_course_new(session, &bots, workers, &error);
  if (!course) fail_msg("%s", error.text);
  return course;
}

static const pl_turn share = {.kind = PL_TURN_DECIDE,
                              .decision = {.seat = 1, .action = PL_ACTION_ANSWER, .target = 0, .option = 0}};
static const pl_what_if sharing = {.round = 0, .turn = &share, .turn_count = 1};

static void test_what_had_come_cannot_be_fired(void **state) {
  acts_room *room = acts_begin(state);
  pl_error error = {0};
  pl_session *session = play(room);
  pl_course *course = lay_out(session, 1);
  pl_comparison *c = pl_what_if_compare(course, &sharing, &error);
  if (!c) fail_msg("%s", error.text);
  assert_int_equal(c->lapsed_count, 1);
  assert_int_equal(c->lapsed[0].kind, PL_EVENT_MOOT);
  assert_int_equal(c->lapsed[0].round, 1);
  assert_int_equal(c->lapsed[0].amount, PL_ACT_FIRE);
  assert_int_equal(c->lapsed[0].index, HELP);
  pl_comparison_free(c);
  const pl_what_if nothing = {.round = 0};
  c = pl_what_if_compare(course, &nothing, &error);
  assert_int_equal(c->lapsed_count, 0);
  pl_comparison_free(c);
  pl_pairs *pairs = pl_what_if_pairs(course, &sharing, RUNS, NULL, &error);
  assert_int_equal(pairs->moot, RUNS);
  assert_int_equal(pairs->lapsed, 0);
  pl_pairs_free(pairs);
  pl_ledger *ledger = pl_ledger_new(course, NULL, &error);
  assert_int_equal(ledger->moot, 0); /* no item has to do with it */
  pl_ledger_free(ledger);
  pl_course_free(course);
  pl_session_free(session);
  free(room);
}

/* Where the one exercise parts by an inject, its words are those that were told in it. */
static void test_a_comparison_keeps_its_words(void **state) {
  acts_room *room = acts_begin(state);
  pl_error error = {0};
  pl_session *session = play(room);
  pl_course *course = lay_out(session, 1);
  const pl_what_if later = {.round = 0, .turn = &share, .turn_count = 1, .rounds = 2};
  pl_comparison *c = pl_what_if_compare(course, &later, &error);
  if (!c) fail_msg("%s", error.text);
  pl_session *whole = pl_what_if_session(course, &sharing, &error);
  const pl_event_log *log = pl_session_events(whole);
  bool is_told = false;
  for (size_t i = 0; i < log->count; i++) {
    pl_event event = log->event[i];
    pl_event_log said = {0};
    if (event.kind != PL_EVENT_INJECT || event.index != HELP) continue;
    is_told = true;
    assert_int_equal(event.round, 1);
    assert_false(event.flag); /* it came at the opening */
    pl_event_log_take_lines(&said, log, &event);
    const pl_text words = pl_event_inject_text(pl_session_scenario(whole), &said, &event);
    assert_string_equal(pl_text_in(&words, PL_DUTCH), "Anyone?");
    pl_event_log_clear(&said);
  }
  assert_true(is_told);
  pl_session_free(whole);
  pl_comparison_free(c);
  pl_course_free(course);
  pl_session_free(session);
  free(room);
}

/* Both rulings on what somebody wrote or a person did are in no run; the one that control made up is in all. */
static void test_bots_propose_nothing(void **state) {
  acts_room *room = acts_begin(state);
  pl_error error = {0};
  pl_session *session = play(room);
  for (int workers = 1; workers <= 2; workers++) {
    pl_course *course = lay_out(session, workers);
    for (int round = 0; round <= 3; round++) {
      pl_fan *fan = pl_fan_new(course, round, PL_OTHERS_BOTS, RUNS, NULL, &error);
      if (!fan) fail_msg("%s", error.text);
      assert_int_equal(fan->rulings_left_out, round < 3 ? 2 : 0);
      assert_int_equal(fan->moot, 0);
      pl_fan_free(fan);
    }
    pl_fan *luck = pl_fan_new(course, 0, PL_OTHERS_RECORDED, RUNS, NULL, &error);
    assert_int_equal(luck->rulings_left_out, 0);
    assert_int_equal(luck->moot, 0);
    pl_fan_free(luck);
    pl_course_free(course);
  }
  pl_session_free(session);
  free(room);
}

static void test_what_control_made_up_stays(void **state) {
  acts_room *room = acts_begin(state);
  pl_error error = {0};
  pl_session *session = play(room);
  pl_course *course = lay_out(session, 1);
  const pl_playing all_bots = {.round = 0, .until = 3, .others = PL_OTHERS_BOTS, .all_bots = true, .records = true};
  const pl_session *played;
  file_expect(pl_course_play(course, 0, &all_bots, &played, &error), PL_OK, &error);
  const pl_event_log *log = pl_session_events(played);
  size_t rulings = 0, moots = 0;
  for (size_t i = 0; i < log->count; i++) {
    const pl_event *event = &log->event[i];
    if (event->kind == PL_EVENT_RULING) rulings++, assert_int_equal(event->state, 3);
    if (event->kind == PL_EVENT_MOOT) assert_int_equal(event->amount, PL_ACT_RULE), assert_int_equal(event->round, 2);
    if (event->kind == PL_EVENT_MOOT) assert_int_equal(event->state, moots++ ? 3 : 0);
  }
  assert_int_equal(rulings, 1);
  assert_int_equal(moots, 2);
  pl_course_free(course);
  pl_session_free(session);
  free(room);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup_teardown(test_what_had_come_cannot_be_fired, file_set_up, file_tear_down),
      cmocka_unit_test_setup_teardown(test_a_comparison_keeps_its_words, file_set_up, file_tear_down),
      cmocka_unit_test_setup_teardown(test_bots_propose_nothing, file_set_up, file_tear_down),
      cmocka_unit_test_setup_teardown(test_what_control_made_up_stays, file_set_up, file_tear_down),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
