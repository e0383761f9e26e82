/* A session: what it lets in, in which order it plays it, and that its journal says everything. */
#include "support.h"

#include <polder/session.h>

static support_room room;
static const pl_file file = {.name = "scenario.lua", .bytes = "", .length = 0};
static const pl_bundle bundle = {.file = &file, .count = 1};

static int set_up(void **state) {
  (void)state;
  support_standard(&room);
  room.scenario.rounds = 6;
  for (int a = 0; a < SUPPORT_ADVERSARIES; a++) room.adversary[a].to_round = 5;
  return 0;
}

static pl_session *start(uint64_t seed) {
  pl_error error = {0};
  pl_rules_factory factory = support_factory(&room);
  pl_session_options options = {.seed = seed, .record_events = true};
  pl_session *session = pl_session_new(&factory, &bundle, NULL, &options, &error);
  if (!session) fail_msg("%s", error.text);
  return session;
}

static void expect(pl_status status, pl_status expected, const pl_error *error) {
  if (status != expected) fail_msg("status %d, expected %d: %s", status, expected, error->text);
}

static void open_round(pl_session *session) {
  pl_error error = {0};
  expect(pl_session_open_round(session, &error), PL_OK, &error);
}

static void resolve(pl_session *session) {
  pl_error error = {0};
  expect(pl_session_resolve_round(session, &error), PL_OK, &error);
}

static void decide(pl_session *session, pl_decision decision) {
  pl_error error = {0};
  expect(pl_session_decide(session, &decision, PL_AUTHOR_PERSON, &error), PL_OK, &error);
}

static pl_decision posture(int seat, int with) {
  pl_decision decision = {.seat = (uint16_t)seat, .action = PL_ACTION_POSTURE};
  if (with >= 0) pl_set_add(&decision.audience.states, (unsigned)with);
  return decision;
}

static pl_decision split(int seat, int prevent) {
  return (pl_decision){.seat = (uint16_t)seat, .action = PL_ACTION_SPLIT, .split = {(uint16_t)prevent, 0, 0}};
}

/* Lets every seat try a few random things; refusals are part of the game. Returns how many were accepted. */
static int play_randomly(pl_session *session, uint64_t *luck, int tries) {
  int accepted = 0;
  for (int s = 0; s < SUPPORT_STATES; s++) {
    for (int i = 0; i < tries; i++) {
      pl_decision d = support_random_decision(luck, &room.scenario, s, pl_session_rounds_done(session));
      accepted += pl_session_decide(session, &d, PL_AUTHOR_PERSON, NULL) == PL_OK;
      if (!support_random(luck, 6)) pl_session_undo(session, s, NULL);
    }
  }
  return accepted;
}

static pl_session *play_all_randomly(uint64_t seed) {
  pl_session *session = start(seed);
  uint64_t luck = seed * 31;
  int accepted = 0;
  while (!pl_session_is_over(session)) {
    open_round(session);
    accepted += play_randomly(session, &luck, 5);
    resolve(session);
  }
  assert_true(accepted > 100);
  return session;
}

static void assert_same_digests(const pl_session *a, const pl_session *b, int rounds) {
  for (int r = 0; r < rounds; r++) {
    if (pl_session_digest(a, r) != pl_session_digest(b, r)) fail_msg("the digests of round %d differ", r + 1);
    assert_true(pl_session_digest(a, r) != 0);
  }
}

/* ---- */

static void test_a_round_has_its_order(void **state) {
  (void)state;
  pl_error error = {0};
  pl_session *session = start(1);
  pl_decision decision = posture(0, 1);
  expect(pl_session_decide(session, &decision, PL_AUTHOR_PERSON, &error), PL_BAD_INPUT, &error);
  assert_non_null(strstr(error.text, "no round is open"));
  expect(pl_session_resolve_round(session, &error), PL_BAD_INPUT, &error);
  for (int r = 0; r < 6; r++) {
    assert_false(pl_session_is_over(session));
    assert_int_equal(pl_session_rounds_done(session), r);
    open_round(session);
    expect(pl_session_open_round(session, &error), PL_BAD_INPUT, &error);
    resolve(session);
  }
  assert_true(pl_session_is_over(session));
  expect(pl_session_open_round(session, &error), PL_BAD_INPUT, &error);
  assert_non_null(strstr(error.text, "over"));
  assert_int_equal(pl_session_digest(session, 6), 0);
  assert_int_equal(pl_session_digest(session, -1), 0);
  pl_session_free(session);
}

static void test_a_later_standing_order_replaces_the_earlier(void **state) {
  (void)state;
  pl_session *session = start(1);
  pl_decision held[8];
  open_round(session);
  decide(session, posture(3, 1));
  decide(session, split(3, 500));
  decide(session, posture(3, 2));
  assert_int_equal(pl_session_decisions(session, 3, held, 8), 2);
  assert_int_equal(held[0].action, PL_ACTION_SPLIT);
  assert_true(pl_set_has(&held[1].audience.states, 2));
  assert_int_equal(pl_session_decisions(session, 3, held, 1), 2); /* says how many there are */
  assert_int_equal(pl_session_decisions(session, 4, held, 8), 0);
  size_t count;
  pl_session_journal(session, &count);
  assert_int_equal(count, 3); /* nothing is ever removed */
  resolve(session);
  const pl_state *three = pl_world_state(pl_session_world(session), 3);
  assert_true(pl_set_has(&three->posture, 2));
  assert_int_equal(pl_set_count(&three->posture), 1);
  assert_int_equal(three->orders.split[PL_PREVENT], 500);
  pl_session_free(session);
}

static void test_undo_brings_the_earlier_back(void **state) {
  (void)state;
  pl_error error = {0};
  pl_session *session = start(1);
  pl_decision held[8];
  open_round(session);
  decide(session, posture(3, 1));
  decide(session, posture(5, 1));
  decide(session, posture(3, 2));
  expect(pl_session_undo(session, 3, &error), PL_OK, &error);
  assert_int_equal(pl_session_decisions(session, 3, held, 8), 1);
  assert_true(pl_set_has(&held[0].audience.states, 1));
  expect(pl_session_undo(session, 3, &error), PL_OK, &error);
  expect(pl_session_undo(session, 3, &error), PL_BAD_INPUT, &error);
  assert_non_null(strstr(error.text, "s3"));
  assert_int_equal(pl_session_decisions(session, 5, held, 8), 1); /* another seat's stands */
  size_t count;
  const pl_journal_entry *journal = pl_session_journal(session, &count);
  assert_int_equal(count, 3);
  assert_true(journal[0].is_withdrawn && journal[2].is_withdrawn && !journal[1].is_withdrawn);
  resolve(session);
  open_round(session);
  expect(pl_session_undo(session, 5, &error), PL_BAD_INPUT, &error); /* a sealed round is sealed */
  pl_session_free(session);
}

static void test_what_is_refused_is_not_journaled(void **state) {
  (void)state;
  pl_error error = {0};
  pl_session *session = start(1);
  size_t count;
  open_round(session);
  pl_decision wrong[] = {
      {.seat = 900, .action = PL_ACTION_BUY},
      {.seat = 0, .action = 4000},
      {.seat = 0, .action = PL_ACTION_SPLIT, .split = {1000, 1, 0}},
      {.seat = 0, .action = PL_ACTION_LEAVE, .target = 2}, /* not a member */
      {.seat = 0, .action = PL_ACTION_STRIKE, .target = 60},
      {.seat = 0, .action = PL_ACTION_WITHHOLD, .iid = 4711},
  };
  for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
    error.text[0] = 0;
    expect(pl_session_decide(session, &wrong[i], PL_AUTHOR_PERSON, &error), PL_BAD_INPUT, &error);
    assert_true(error.text[0] != 0);
  }
  pl_session_journal(session, &count);
  assert_int_equal(count, 0);
  pl_session_free(session);
}

static void test_asking_says_the_same_and_leaves_no_trace(void **state) {
  (void)state;
  pl_session *session = start(1);
  open_round(session);
  const pl_decision asked[] = {
      posture(3, 1),
      {.seat = 0, .action = PL_ACTION_LEAVE, .target = 2},
      {.seat = 3, .action = PL_ACTION_SPLIT, .split = {900, 200, 0}},
  };
  for (size_t i = 0; i < sizeof asked / sizeof asked[0]; i++) {
    pl_error question = {0}, answer = {0};
    size_t before, between;
    pl_session_journal(session, &before);
    const pl_status status = pl_session_check(session, &asked[i], &question);
    pl_session_journal(session, &between);
    assert_int_equal(before, between);
    assert_int_equal(status, pl_session_decide(session, &asked[i], PL_AUTHOR_PERSON, &answer));
    assert_string_equal(question.text, answer.text);
  }
  pl_session_free(session);
}

static void test_a_flood_is_refused(void **state) {
  (void)state;
  pl_error error = {0};
  pl_session *session = start(1);
  open_round(session);
  pl_status status = PL_OK;
  int accepted = 0;
  for (; status == PL_OK && accepted < 5000; accepted++) {
    pl_decision d = posture(3, accepted % 2);
    status = pl_session_decide(session, &d, PL_AUTHOR_PERSON, &error);
    pl_session_undo(session, 3, NULL);
  }
  assert_int_equal(status, PL_BAD_INPUT);
  assert_in_range(accepted, 500, 2000);
  decide(session, posture(4, 1)); /* the others notice nothing */
  pl_session_free(session);
}

static void test_seats_come_before_submission(void **state) {
  (void)state;
  pl_session *a = start(1), *b = start(1);
  open_round(a);
  open_round(b);
  for (int s = 0; s < SUPPORT_STATES; s++) {
    decide(a, posture(s, (s + 1) % SUPPORT_STATES));
    decide(a, split(s, 40 * s));
  }
  for (int s = SUPPORT_STATES - 1; s >= 0; s--) decide(b, posture(s, (s + 1) % SUPPORT_STATES));
  for (int s = 0; s < SUPPORT_STATES; s++) decide(b, split(s, 40 * s));
  resolve(a);
  resolve(b);
  assert_same_digests(a, b, 1);
  pl_session_free(a);
  pl_session_free(b);
}

static void test_replay_equals_the_original(void **state) {
  (void)state;
  for (uint64_t seed = 1; seed <= 3; seed++) {
    pl_error error = {0};
    pl_session *session = play_all_randomly(seed);
    pl_session *copy = pl_session_replay(session, -1, &error);
    if (!copy) fail_msg("%s", error.text);
    assert_int_equal(pl_session_rounds_done(copy), 6);
    assert_same_digests(session, copy, 6);
    assert_int_equal(pl_session_events(copy)->count, pl_session_events(session)->count);
    pl_session_free(session); /* the copy stands on its own */
    pl_session *again = pl_session_replay(copy, -1, &error);
    assert_same_digests(copy, again, 6);
    pl_session_free(copy);
    pl_session_free(again);
  }
}

static void test_replay_may_stop_early_and_go_on(void **state) {
  (void)state;
  pl_error error = {0};
  pl_session *session = play_all_randomly(9);
  pl_session *fork = pl_session_replay(session, 2, &error);
  assert_int_equal(pl_session_rounds_done(fork), 2);
  assert_same_digests(session, fork, 2);
  size_t all, some;
  pl_session_journal(session, &all);
  pl_session_journal(fork, &some);
  assert_true(some < all);
  open_round(fork);
  decide(fork, split(0, 1000));
  resolve(fork);
  assert_true(pl_session_digest(fork, 2) != pl_session_digest(session, 2));
  assert_null(pl_session_replay(fork, 4, &error));
  assert_int_equal(error.status, PL_BAD_INPUT);
  pl_session_free(session);
  pl_session_free(fork);
}

/* Back in a round that was played: it is open with everybody's decisions, and sealed again it is what it was. */
static void test_a_branch_is_the_round_before_it_was_sealed(void **state) {
  (void)state;
  pl_error error = {0};
  pl_session *session = play_all_randomly(9);
  assert_int_equal(pl_session_set_player(session, 2, "gtft", &error), PL_OK);
  for (int r = 0; r < 6; r++) {
    pl_session *branch = pl_session_branch(session, r, &error);
    if (!branch) fail_msg("%s", error.text);
    assert_true(pl_session_is_open(branch));
    assert_string_equal(pl_session_player(branch, 2), "gtft");
    assert_int_equal(pl_session_rounds_done(branch), r);
    resolve(branch);
    assert_false(pl_session_is_open(branch));
    assert_same_digests(session, branch, r + 1);
    pl_session_free(branch);
  }
  assert_null(pl_session_branch(session, 6, &error));
  assert_null(pl_session_branch(session, -1, &error));
  assert_int_equal(error.status, PL_BAD_INPUT);
  pl_session_free(session);
}

static void test_a_branch_can_be_decided_otherwise(void **state) {
  (void)state;
  pl_error error = {0};
  pl_session *session = start(9);
  pl_decision held[4];
  for (int r = 0; r < 2; r++) {
    open_round(session);
    decide(session, posture(3, r));
    decide(session, split(3, 900));
    resolve(session);
  }
  pl_session *branch = pl_session_branch(session, 0, &error);
  assert_int_equal(pl_session_decisions(branch, 3, held, 4), 2);
  expect(pl_session_undo(branch, 3, &error), PL_OK, &error);
  assert_int_equal(pl_session_decisions(branch, 3, held, 4), 1);
  decide(branch, split(3, 100));
  resolve(branch);
  assert_true(pl_session_digest(branch, 0) != pl_session_digest(session, 0));
  pl_session_free(branch);
  pl_session_free(session);
}

static void test_what_was_taken_back_left_no_trace(void **state) {
  (void)state;
  pl_session *a = start(4), *b = start(4);
  uint64_t luck = 17;
  for (int r = 0; r < 3; r++) {
    open_round(a);
    open_round(b);
    play_randomly(b, &luck, 3);
    for (int s = 0; s < SUPPORT_STATES; s++)
      while (pl_session_undo(b, s, NULL) == PL_OK) continue;
    resolve(a);
    resolve(b);
  }
  assert_same_digests(a, b, 3);
  pl_session_free(a);
  pl_session_free(b);
}

static void test_two_sessions_do_not_touch_each_other(void **state) {
  (void)state;
  pl_session *alone[2] = {play_all_randomly(21), play_all_randomly(22)};
  pl_session *woven[2] = {start(21), start(22)};
  uint64_t luck[2] = {21 * 31, 22 * 31};
  for (int r = 0; r < 6; r++) {
    for (int i = 0; i < 2; i++) open_round(woven[i]);
    for (int i = 0; i < 2; i++) play_randomly(woven[i], &luck[i], 5);
    for (int i = 1; i >= 0; i--) resolve(woven[i]);
  }
  for (int i = 0; i < 2; i++) {
    assert_same_digests(alone[i], woven[i], 6);
    pl_session_free(alone[i]);
    pl_session_free(woven[i]);
  }
}

/* ---- orders ---- */

static void add_order(int round, pl_decision decision) {
  int i = room.scenario.order_count++;
  room.ordered[i] = decision;
  room.order[i] = (pl_order_spec){.round = round, .decisions = &room.ordered[i], .decision_count = 1};
}

static void test_orders_bind_bots_only(void **state) {
  (void)state;
  pl_decision held[4];
  add_order(1, (pl_decision){.seat = 0, .action = PL_ACTION_LEAVE, .target = 0});
  add_order(1, (pl_decision){.seat = 1, .action = PL_ACTION_LEAVE, .target = 0});
  pl_session *session = start(1);
  pl_session_set_person(session, 1, true);
  assert_true(pl_session_is_person(session, 1));
  assert_false(pl_session_is_person(session, 0));
  open_round(session);
  assert_int_equal(pl_session_decisions(session, 0, held, 4), 0);
  resolve(session);
  open_round(session);
  assert_int_equal(pl_session_decisions(session, 0, held, 4), 1);
  assert_int_equal(held[0].action, PL_ACTION_LEAVE);
  assert_int_equal(pl_session_decisions(session, 1, held, 4), 0);
  assert_int_equal(pl_session_undo(session, 0, NULL), PL_BAD_INPUT); /* the scenario's word stands */
  resolve(session);
  const pl_forum *forum = pl_world_forum(pl_session_world(session), 0);
  assert_false(pl_set_has(&forum->members, 0));
  assert_true(pl_set_has(&forum->members, 1));
  pl_session *copy = pl_session_replay(session, -1, NULL);
  assert_same_digests(session, copy, 2);
  pl_session_free(session);
  pl_session_free(copy);
}

static size_t count_lapses(const pl_session *session) {
  const pl_event_log *log = pl_session_events(session);
  size_t count = 0;
  for (size_t i = 0; i < log->count; i++) count += log->event[i].kind == PL_EVENT_LAPSED;
  return count;
}

static void test_an_impossible_order_lapses(void **state) {
  (void)state;
  add_order(0, (pl_decision){.seat = 0, .action = PL_ACTION_LEAVE, .target = 2}); /* not a member */
  pl_session *session = start(1);
  open_round(session);
  pl_decision held[4];
  assert_int_equal(pl_session_decisions(session, 0, held, 4), 0);
  assert_int_equal(count_lapses(session), 1);
  resolve(session);
  pl_session *copy = pl_session_replay(session, -1, NULL);
  assert_int_equal(count_lapses(copy), 1);
  assert_same_digests(session, copy, 1);
  pl_session_free(session);
  pl_session_free(copy);
}

/* ---- maps ---- */

static void test_a_map_may_be_shared(void **state) {
  (void)state;
  pl_error error = {0};
  pl_rules_factory factory = support_factory(&room);
  pl_session_options options = {.seed = 1};
  pl_map *map = pl_map_new(&room.scenario, &error);
  pl_session *own = start(1), *borrowed = pl_session_new(&factory, &bundle, map, &options, &error);
  open_round(own);
  open_round(borrowed);
  resolve(own);
  resolve(borrowed);
  assert_same_digests(own, borrowed, 1);
  assert_int_equal(pl_session_events(borrowed)->count, 0); /* nor was anything recorded */
  pl_session_free(borrowed);
  room.state[3].organisations++;
  assert_null(pl_session_new(&factory, &bundle, map, &options, &error));
  assert_non_null(strstr(error.text, "another scenario"));
  pl_session_free(own);
  pl_map_free(map);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup(test_a_round_has_its_order, set_up),
      cmocka_unit_test_setup(test_a_later_standing_order_replaces_the_earlier, set_up),
      cmocka_unit_test_setup(test_undo_brings_the_earlier_back, set_up),
      cmocka_unit_test_setup(test_what_is_refused_is_not_journaled, set_up),
      cmocka_unit_test_setup(test_asking_says_the_same_and_leaves_no_trace, set_up),
      cmocka_unit_test_setup(test_a_flood_is_refused, set_up),
      cmocka_unit_test_setup(test_seats_come_before_submission, set_up),
      cmocka_unit_test_setup(test_replay_equals_the_original, set_up),
      cmocka_unit_test_setup(test_replay_may_stop_early_and_go_on, set_up),
      cmocka_unit_test_setup(test_a_branch_is_the_round_before_it_was_sealed, set_up),
      cmocka_unit_test_setup(test_a_branch_can_be_decided_otherwise, set_up),
      cmocka_unit_test_setup(test_what_was_taken_back_left_no_trace, set_up),
      cmocka_unit_test_setup(test_two_sessions_do_not_touch_each_other, set_up),
      cmocka_unit_test_setup(test_orders_bind_bots_only, set_up),
      cmocka_unit_test_setup(test_an_impossible_order_lapses, set_up),
      cmocka_unit_test_setup(test_a_map_may_be_shared, set_up),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
