/* Bots at the table: what they journal, what they leave alone, and what looking ahead must not do. */
#include "support.h"

#include "fault.h"

#include <polder/policy.h>

static support_room room;
static const pl_file file = {.name = "scenario.lua", .bytes = "", .length = 0};
static const pl_bundle bundle = {.file = &file, .count = 1};

static int set_up(void **state) {
  (void)state;
  support_standard(&room);
  return 0;
}

static pl_session *start_with(pl_rules_factory factory, uint64_t seed) {
  pl_error error = {0};
  pl_session_options options = {.seed = seed, .record_events = true};
  pl_session *session = pl_session_new(&factory, &bundle, NULL, &options, &error);
  if (!session) fail_msg("%s", error.text);
  return session;
}

static pl_session *start(uint64_t seed) { return start_with(support_factory(&room), seed); }

static pl_policy_table table_of(const char *text) {
  pl_policy_table table;
  pl_error error = {0};
  pl_policy_table_init(&table, &room.scenario);
  if (pl_policy_table_parse(&table, &room.scenario, text, &error) != PL_OK) fail_msg("%s", error.text);
  return table;
}

static void must(pl_status status, const pl_error *error) {
  if (status != PL_OK) fail_msg("%s", error->text);
}

static void open_and_play(pl_session *session, const pl_policy_table *table) {
  pl_brief_room briefs = {0};
  pl_error error = {0};
  must(pl_session_open_round(session, &error), &error);
  must(pl_policy_play(session, table, &briefs, &error), &error);
  pl_brief_room_clear(&briefs);
}

static void play_round(pl_session *session, const pl_policy_table *table) {
  pl_error error = {0};
  open_and_play(session, table);
  must(pl_session_resolve_round(session, &error), &error);
}

static size_t journaled(const pl_session *session) {
  size_t count;
  pl_session_journal(session, &count);
  return count;
}

static pl_decision held_by(const pl_session *session, int seat, int action) {
  pl_decision held[16], nothing = {.action = PL_NONE};
  size_t count = pl_session_decisions(session, seat, held, 16);
  for (size_t i = 0; i < count; i++)
    if (held[i].action == action) return held[i];
  return nothing;
}

/* ---- what is said, and what is not ---- */

static void test_nothing_new_is_nothing_said(void **state) {
  (void)state;
  pl_policy_table never = table_of("never"), always = table_of("always");
  pl_session *session = start(1);
  play_round(session, &never);
  assert_int_equal(journaled(session), SUPPORT_STATES); /* their standing order was their forums */
  play_round(session, &never);
  assert_int_equal(journaled(session), SUPPORT_STATES);
  open_and_play(session, &always);
  assert_int_equal(held_by(session, 3, PL_ACTION_POSTURE).audience.words, PL_AUDIENCE_ALL);
  assert_int_equal(journaled(session), 2 * SUPPORT_STATES);
  size_t count;
  const pl_journal_entry *journal = pl_session_journal(session, &count);
  for (size_t i = 0; i < count; i++) assert_int_equal(journal[i].author, PL_AUTHOR_BOT);
  pl_session_free(session);
}

static void test_the_same_states_in_other_words_are_nothing_new(void **state) {
  (void)state;
  for (int s = 0; s < SUPPORT_STATES; s++)
    room.state[s].posture = (pl_audience){.states = pl_set_first(SUPPORT_STATES)};
  pl_policy_table always = table_of("always");
  pl_session *session = start(1);
  play_round(session, &always);
  assert_int_equal(journaled(session), 0);
  pl_session_free(session);
}

/* All fourteen are in forum 0, so sharing with the forums would be sharing with everybody, did nobody leave. */
static void test_who_leaves_a_forum_stays_a_peer(void **state) {
  (void)state;
  pl_policy_table always = table_of("always");
  pl_session *session = start(1);
  pl_session_set_person(session, 13, true);
  open_and_play(session, &always);
  for (int f = 0; f < 3; f += 2) { /* all the forums it is in */
    pl_decision leave = {.seat = 13, .action = PL_ACTION_LEAVE, .target = (uint16_t)f};
    if (pl_world_state(pl_session_world(session), 13)->forums >> f & 1)
      assert_int_equal(pl_session_decide(session, &leave, PL_AUTHOR_PERSON, NULL), PL_OK);
  }
  assert_int_equal(pl_session_resolve_round(session, NULL), PL_OK);
  const pl_world *world = pl_session_world(session);
  assert_true(pl_world_state(world, 13)->forums == 0);
  for (int s = 0; s < 13; s++) assert_true(pl_set_has(&pl_world_state(world, s)->posture, 13));
  pl_session_free(session);
}

static void test_a_split_is_restored_to_the_scenario(void **state) {
  (void)state;
  room.state[2].split[PL_PREVENT] = 150;
  pl_policy_table always = table_of("always");
  pl_session *session = start(1);
  open_and_play(session, &always);
  assert_int_equal(held_by(session, 2, PL_ACTION_SPLIT).action, PL_NONE); /* the scenario's split is its order */
  pl_decision other = {.seat = 2, .action = PL_ACTION_SPLIT, .split = {100, 100, 100}};
  assert_int_equal(pl_session_decide(session, &other, PL_AUTHOR_PERSON, NULL), PL_OK);
  assert_int_equal(pl_session_resolve_round(session, NULL), PL_OK);
  open_and_play(session, &always);
  assert_int_equal(held_by(session, 2, PL_ACTION_SPLIT).split[PL_PREVENT], 150);
  pl_session_free(session);
}

/* As with orders: only what nobody decided is the bot's. */
static void test_what_control_decided_is_left_alone(void **state) {
  (void)state;
  pl_policy_table always = table_of("always");
  pl_session *session = start(1);
  pl_error error = {0};
  const pl_decision alone = {.seat = 2, .action = PL_ACTION_POSTURE};
  must(pl_session_open_round(session, &error), &error);
  must(pl_session_decide_anew(session, 2, &alone, 1, PL_AUTHOR_CONTROL, NULL, &error), &error);
  pl_brief_room brief = {0};
  must(pl_policy_play(session, &always, &brief, &error), &error);
  pl_brief_room_clear(&brief);
  must(pl_session_resolve_round(session, &error), &error);
  assert_true(pl_set_is_empty(&pl_world_state(pl_session_world(session), 2)->posture));
  pl_session_free(session);
}

static void test_persons_decide_for_themselves(void **state) {
  (void)state;
  pl_policy_table never = table_of("never");
  pl_session *session = start(1);
  pl_session_set_person(session, 4, true);
  open_and_play(session, &never);
  assert_int_equal(journaled(session), SUPPORT_STATES - 1);
  assert_int_equal(pl_session_decisions(session, 4, NULL, 0), 0);
  pl_session_free(session);
}

static void test_an_order_is_left_alone(void **state) {
  (void)state;
  room.ordered[0] = (pl_decision){.seat = 4, .action = PL_ACTION_POSTURE, .audience = {.forums = 1u << 2}};
  room.order[0] = (pl_order_spec){.round = 1, .decisions = room.ordered, .decision_count = 1};
  room.scenario.order_count = 1;
  pl_policy_table never = table_of("never");
  pl_session *session = start(1);
  play_round(session, &never);
  open_and_play(session, &never);
  assert_int_equal(held_by(session, 4, PL_ACTION_POSTURE).audience.forums, 1u << 2);
  assert_int_equal(pl_session_decisions(session, 4, NULL, 0), 1);
  assert_int_equal(pl_session_resolve_round(session, NULL), PL_OK);
  open_and_play(session, &never); /* the round after, the policy has its way again */
  assert_true(held_by(session, 4, PL_ACTION_POSTURE).action == PL_ACTION_POSTURE);
  assert_int_equal(held_by(session, 4, PL_ACTION_POSTURE).audience.forums, 0);
  pl_session_free(session);
}

static void test_what_is_not_offered_is_not_done(void **state) {
  (void)state;
  room.scenario.actions &= ~((uint64_t)1 << PL_ACTION_POSTURE);
  pl_policy_table never = table_of("never"), greedy = table_of("greedy");
  pl_session *session = start(1);
  play_round(session, &never);
  play_round(session, &greedy);
  assert_int_equal(journaled(session), 0);
  pl_session_free(session);
}

/* ---- looking ahead ---- */

static void test_looking_ahead_changes_nothing(void **state) {
  (void)state;
  pl_policy_table greedy = table_of("greedy"), never = table_of("never");
  pl_session *looked = start(3), *plain = start(3);
  for (int r = 0; r < 3; r++) {
    open_and_play(looked, &greedy);
    for (int s = 0; s < SUPPORT_STATES; s++)
      while (pl_session_undo(looked, s, NULL) == PL_OK) continue;
    pl_brief_room briefs = {0};
    pl_error error = {0};
    must(pl_policy_play(looked, &never, &briefs, &error), &error);
    must(pl_session_resolve_round(looked, &error), &error);
    play_round(plain, &never);
    pl_brief_room_clear(&briefs);
    assert_true(pl_session_digest(looked, r) == pl_session_digest(plain, r));
  }
  pl_session_free(looked);
  pl_session_free(plain);
}

static pl_state_set greedy_choice(pl_session *session, int seat) {
  pl_decision d = held_by(session, seat, PL_ACTION_POSTURE);
  const pl_world *world = pl_session_world(session);
  const pl_audience *standing = &pl_world_state(world, seat)->orders.posture;
  return pl_world_resolve_audience(world, seat, d.action == PL_ACTION_POSTURE ? &d.audience : standing);
}

static void test_looking_ahead_picks_a_candidate_and_repeats_itself(void **state) {
  (void)state;
  pl_policy_table greedy = table_of("gtft,s0=greedy,s7=greedy");
  pl_session *a = start(5), *b = start(5);
  for (int r = 0; r < 4; r++) {
    open_and_play(a, &greedy);
    open_and_play(b, &greedy);
    static const int seats[] = {0, 7};
    for (int i = 0; i < 2; i++) {
      pl_state_set chosen = greedy_choice(a, seats[i]), again = greedy_choice(b, seats[i]);
      assert_true(pl_set_is_equal(chosen, again));
      pl_state_set allies = pl_world_state(pl_session_world(a), seats[i])->allies;
      int size = pl_set_count(&chosen);
      assert_true(size == 0 || size == SUPPORT_STATES - 1 || pl_set_is_equal(chosen, allies));
    }
    assert_int_equal(pl_session_resolve_round(a, NULL), PL_OK);
    assert_int_equal(pl_session_resolve_round(b, NULL), PL_OK);
  }
  assert_true(pl_session_digest(a, 3) == pl_session_digest(b, 3));
  pl_session_free(a);
  pl_session_free(b);
}

/* With every consequence of sharing taken away but its price, looking ahead must find that silence pays. */
static void test_looking_ahead_sees_the_price(void **state) {
  (void)state;
  pl_parameters *p = &room.scenario.parameters;
  p->eta = p->thetaQ = p->aid = 0;
  p->edge = 6000;
  pl_policy_table greedy = table_of("always,s3=greedy");
  pl_session *session = start(2);
  for (int r = 0; r < 4; r++) play_round(session, &greedy);
  open_and_play(session, &greedy);
  pl_state_set chosen = greedy_choice(session, 3);
  assert_true(pl_set_is_empty(&chosen));
  pl_session_free(session);
}

static void test_a_secret_decision_of_others_makes_no_difference(void **state) {
  (void)state;
  pl_policy_table table = table_of("tft,s9=greedy");
  pl_session *silent = start(8), *loud = start(8);
  pl_session_set_person(silent, 1, true);
  pl_session_set_person(loud, 1, true);
  for (int r = 0; r < 3; r++) {
    open_and_play(silent, &table);
    pl_error error = {0};
    pl_brief_room briefs = {0};
    must(pl_session_open_round(loud, &error), &error);
    pl_decision strike = {.seat = 1, .action = PL_ACTION_STRIKE, .target = 6};
    must(pl_session_decide(loud, &strike, PL_AUTHOR_PERSON, &error), &error);
    must(pl_policy_play(loud, &table, &briefs, &error), &error);
    pl_state_set one = greedy_choice(silent, 9), other = greedy_choice(loud, 9);
    assert_true(pl_set_is_equal(one, other));
    must(pl_session_undo(loud, 1, &error), &error);
    must(pl_session_resolve_round(silent, &error), &error);
    must(pl_session_resolve_round(loud, &error), &error);
    assert_true(pl_session_digest(silent, r) == pl_session_digest(loud, r));
    pl_brief_room_clear(&briefs);
  }
  pl_session_free(silent);
  pl_session_free(loud);
}

/* ---- bots of the scenario's own ---- */

static const pl_bot_spec bots[] = {{.id = "broker"}, {.id = "broken"}, {.id = "voter"}};

/* Buys, shares with state 0, and tries to leave a forum it is not in; the second bot fails, the third votes. */
static pl_status decide(void *self, int bot, const pl_brief *brief, pl_decision *decisions, size_t capacity,
                        size_t *count, pl_error *error) {
  (void)self;
  assert_true(capacity >= 3);
  if (bot == 1) return pl_error_set(error, PL_BAD_INPUT, "scenario.lua:7: attempt to index a nil value");
  assert_true(brief->others && brief->forums); /* it sees its whole brief */
  if (bot == 2) {
    decisions[0] = (pl_decision){.action = PL_ACTION_VOTE, .target = 2, .option = PL_BALLOT_NO};
    *count = 1;
    return PL_OK;
  }
  decisions[0] = (pl_decision){.seat = 13, .action = PL_ACTION_BUY}; /* no bot decides for another seat */
  decisions[1] = (pl_decision){.action = PL_ACTION_POSTURE};
  pl_set_add(&decisions[1].audience.states, 0);
  decisions[2] = (pl_decision){.action = PL_ACTION_LEAVE, .target = 2};
  *count = 3;
  return PL_OK;
}

static pl_status open_with_bots(void *context, const pl_bundle *files, pl_rules *rules, pl_error *error) {
  pl_status status = support_open(context, files, rules, error);
  rules->decide = decide;
  return status;
}

static pl_session *start_with_bots(void) {
  room.scenario.bots = bots;
  room.scenario.bot_count = 3;
  return start_with((pl_rules_factory){.context = &room, .open = open_with_bots}, 1);
}

static void test_own_bots_go_through_the_same_door(void **state) {
  (void)state;
  pl_session *session = start_with_bots();
  pl_policy_table table = table_of("always,s1=broker");
  open_and_play(session, &table);
  pl_decision held[4];
  assert_int_equal(pl_session_decisions(session, 1, held, 4), 2); /* the impossible third came to nothing */
  assert_int_equal(held_by(session, 1, PL_ACTION_BUY).seat, 1);
  pl_decision posture = held_by(session, 1, PL_ACTION_POSTURE);
  assert_true(pl_set_has(&posture.audience.states, 0));
  pl_session_free(session);
}

/* Where members vote, every member may, whatever the list of actions says; a bot too. */
static void test_own_bots_may_always_vote(void **state) {
  (void)state;
  room.scenario.actions = (uint64_t)1 << PL_ACTION_JOIN;
  room.forum[2].vote = PL_VOTE_MAJORITY;
  pl_session *session = start_with_bots();
  pl_policy_table table = table_of("always,s3=voter");
  open_and_play(session, &table);
  const pl_decision join = {.seat = 0, .action = PL_ACTION_JOIN, .target = 2};
  assert_int_equal(pl_session_decide(session, &join, PL_AUTHOR_PERSON, NULL), PL_OK);
  assert_int_equal(pl_session_resolve_round(session, NULL), PL_OK);
  open_and_play(session, &table);
  assert_int_equal(held_by(session, 3, PL_ACTION_VOTE).target, 2);
  pl_session_free(session);
}

static void test_a_failing_bot_is_an_error(void **state) {
  (void)state;
  pl_session *session = start_with_bots();
  pl_policy_table table = table_of("always,s2=broken");
  pl_brief_room briefs = {0};
  pl_error error = {0};
  must(pl_session_open_round(session, &error), &error);
  assert_int_equal(pl_policy_play(session, &table, &briefs, &error), PL_BAD_INPUT);
  assert_non_null(strstr(error.text, "scenario.lua:7"));
  pl_brief_room_clear(&briefs);
  pl_session_free(session);
}

/* ---- when memory runs out ---- */

static void test_running_out_of_memory_is_an_error(void **state) {
  (void)state;
  support_scenario(&room, 3);
  for (int s = 0; s < 3; s++) room.state[s].organisations = 10;
  pl_policy_table table = table_of("greedy,s0=tft");
  bool reached = true;
  for (long n = 0; reached; n += 1 + n / 8) {
    pl_session *session = start(1);
    pl_brief_room briefs = {0};
    pl_error error = {0};
    must(pl_session_open_round(session, &error), &error);
    fault_after(n);
    pl_status status = pl_policy_play(session, &table, &briefs, &error);
    reached = fault_stop();
    if (!reached) assert_int_equal(status, PL_OK);
    else if (status != PL_OK) assert_int_equal(status, PL_NO_MEMORY);
    must(pl_policy_play(session, &table, &briefs, &error), &error); /* and the next try succeeds */
    must(pl_session_resolve_round(session, &error), &error);
    pl_brief_room_clear(&briefs);
    pl_session_free(session);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup(test_nothing_new_is_nothing_said, set_up),
      cmocka_unit_test_setup(test_the_same_states_in_other_words_are_nothing_new, set_up),
      cmocka_unit_test_setup(test_who_leaves_a_forum_stays_a_peer, set_up),
      cmocka_unit_test_setup(test_a_split_is_restored_to_the_scenario, set_up),
      cmocka_unit_test_setup(test_what_control_decided_is_left_alone, set_up),
      cmocka_unit_test_setup(test_persons_decide_for_themselves, set_up),
      cmocka_unit_test_setup(test_an_order_is_left_alone, set_up),
      cmocka_unit_test_setup(test_what_is_not_offered_is_not_done, set_up),
      cmocka_unit_test_setup(test_looking_ahead_changes_nothing, set_up),
      cmocka_unit_test_setup(test_looking_ahead_picks_a_candidate_and_repeats_itself, set_up),
      cmocka_unit_test_setup(test_looking_ahead_sees_the_price, set_up),
      cmocka_unit_test_setup(test_a_secret_decision_of_others_makes_no_difference, set_up),
      cmocka_unit_test_setup(test_own_bots_go_through_the_same_door, set_up),
      cmocka_unit_test_setup(test_own_bots_may_always_vote, set_up),
      cmocka_unit_test_setup(test_a_failing_bot_is_an_error, set_up),
      cmocka_unit_test_setup(test_running_out_of_memory_is_an_error, set_up),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
