/* When memory runs out: whatever allocation fails, the answer is an error, nothing leaks, what was accepted stands. */
#include "support.h"

#include "fault.h"

#include <polder/session.h>

static support_room room;
static const pl_file file = {.name = "scenario.lua", .bytes = "polder \"1\"", .length = 10};
static const pl_bundle bundle = {.file = &file, .count = 1};

static int set_up(void **state) {
  (void)state;
  support_scenario(&room, 3);
  for (int s = 0; s < 3; s++) room.state[s].organisations = 10;
  room.scenario.rounds = 2;
  room.ordered[0] = (pl_decision){.seat = 1, .action = PL_ACTION_BUY};
  room.order[0] = (pl_order_spec){.round = 0, .decisions = room.ordered, .decision_count = 1};
  room.scenario.order_count = 1;
  return 0;
}

static pl_session *start(pl_error *error) {
  pl_rules_factory factory = support_factory(&room);
  pl_session_options options = {.seed = 1, .record_events = true};
  return pl_session_new(&factory, &bundle, NULL, &options, error);
}

static pl_status play_to_the_end(pl_session *session, pl_error *error) {
  pl_status status = PL_OK;
  while (status == PL_OK && !pl_session_is_over(session)) {
    status = pl_session_open_round(session, error);
    for (int s = 0; status == PL_OK && s < 3; s++) {
      pl_decision d = {.seat = (uint16_t)s, .action = PL_ACTION_SPLIT, .split = {100, 200, 300}};
      status = pl_session_decide(session, &d, PL_AUTHOR_PERSON, error);
    }
    if (status == PL_OK) status = pl_session_resolve_round(session, error);
  }
  return status;
}

static void test_starting(void **state) {
  (void)state;
  for (long n = 0;; n++) {
    pl_error error = {0};
    fault_after(n);
    pl_session *session = start(&error);
    if (!fault_stop()) {
      assert_non_null(session);
      pl_session_free(session);
      assert_true(n > 10);
      return;
    }
    assert_null(session);
    assert_int_equal(error.status, PL_NO_MEMORY);
  }
}

/* A session that stopped says so again and again, and can still be replayed up to where it was sound. */
static void assert_stopped_well(pl_session *session) {
  pl_error error = {0};
  int done = pl_session_rounds_done(session);
  pl_status status = pl_session_open_round(session, &error);
  if (status == PL_OK) return; /* it had failed before anything changed */
  assert_true(status == PL_NO_MEMORY || status == PL_BAD_INPUT);
  pl_session *copy = pl_session_replay(session, -1, &error);
  if (!copy) fail_msg("%s", error.text);
  assert_int_equal(pl_session_rounds_done(copy), done);
  for (int r = 0; r < done; r++) assert_true(pl_session_digest(copy, r) == pl_session_digest(session, r));
  pl_session_free(copy);
}

static void test_playing(void **state) {
  (void)state;
  for (long n = 0;; n++) {
    pl_error error = {0};
    pl_session *session = start(&error);
    fault_after(n);
    pl_status status = play_to_the_end(session, &error);
    bool reached = fault_stop();
    if (!reached) assert_int_equal(status, PL_OK);
    if (reached && status != PL_OK) {
      if (status != PL_NO_MEMORY) fail_msg("allocation %ld: status %d, %s", n, status, error.text);
      assert_stopped_well(session);
    }
    pl_session_free(session);
    if (!reached) {
      assert_true(n > 20);
      return;
    }
  }
}

/* A round that opened with some of its orders only would be another round: it stops instead. */
static void test_orders_are_placed_all_or_none(void **state) {
  (void)state;
  for (long n = 0;; n++) {
    pl_error error = {0};
    pl_session *session = start(&error);
    fault_after(n);
    pl_status status = pl_session_open_round(session, &error);
    bool reached = fault_stop();
    if (status != PL_OK) {
      assert_int_equal(pl_session_resolve_round(session, &error), PL_NO_MEMORY);
      assert_int_equal(pl_session_rounds_done(session), 0);
    }
    pl_session_free(session);
    if (reached) continue;
    assert_true(n > 0);
    return;
  }
}

static void test_replaying(void **state) {
  (void)state;
  pl_error error = {0};
  pl_session *session = start(&error);
  assert_int_equal(play_to_the_end(session, &error), PL_OK);
  for (long n = 0;; n++) {
    fault_after(n);
    pl_session *copy = pl_session_replay(session, -1, &error);
    bool reached = fault_stop();
    if (copy) assert_true(pl_session_digest(copy, 1) == pl_session_digest(session, 1));
    else assert_int_equal(error.status, PL_NO_MEMORY);
    pl_session_free(copy);
    if (!reached) break;
  }
  pl_session_free(session);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup(test_starting, set_up),
      cmocka_unit_test_setup(test_playing, set_up),
      cmocka_unit_test_setup(test_orders_are_placed_all_or_none, set_up),
      cmocka_unit_test_setup(test_replaying, set_up),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
