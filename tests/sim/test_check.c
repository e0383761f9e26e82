/* Checks: what is accepted, what is refused, and that every refusal says why. */
#include "story_support.h"

#include "fault.h"

/* Accepted (`expected` NULL), or refused with a sentence that contains `expected`. */
static void assert_check_after(const pl_world *w, pl_decision d, const pl_decision *earlier, size_t count,
                               const char *expected) {
  pl_error error = {PL_OK, ""};
  const uint64_t before = pl_world_digest(w);
  const pl_status status = pl_world_check(w, &d, earlier, count, &error);
  if (!expected && status != PL_OK) fail_msg("refused: %s", error.text);
  if (expected && status == PL_OK) fail_msg("accepted, expected \"%s\"", expected);
  if (expected && !strstr(error.text, expected)) fail_msg("expected \"%s\", got \"%s\"", expected, error.text);
  assert_int_equal(status, expected ? PL_BAD_INPUT : PL_OK);
  assert_true(before == pl_world_digest(w));
}

static void assert_check(const pl_world *w, pl_decision d, const char *expected) {
  assert_check_after(w, d, NULL, 0, expected);
}

static pl_decision decide(int seat, int action, int target) {
  return (pl_decision){.seat = (uint16_t)seat, .action = (uint16_t)action, .target = (uint16_t)target};
}

/* s2 has an item on the worm, born in round 0; round 1 is open. */
static story_room *with_item(pl_label label) {
  story_room *room = story_room_new();
  support_incident(&room->base, "worm", 0, PL_ONE);
  room->base.incident[0].exposure = 0;
  room->intel[0] = (pl_intel_spec){.about = 0, .holder = 2, .round = -1, .quality = 40000, .label = label};
  room->base.scenario.intel_count = 1;
  room->base.state[2].posture = (pl_audience){.words = 0};
  story_begin(room, false);
  story_round(room);
  story_open(room);
  return room;
}

static pl_decision about_item(const story_room *room, int seat, int action) {
  pl_decision d = decide(seat, action, 0);
  d.iid = pl_iid_declared(&room->base.scenario, 0, 0);
  if (action == PL_ACTION_SHARE) d.audience.words = PL_AUDIENCE_ALL;
  return d;
}

static void test_only_while_a_round_is_open(void **state) {
  (void)state;
  story_room *room = story_room_new();
  room->base.scenario.rounds = 1;
  pl_world *w = story_begin(room, false);
  assert_check(w, decide(0, PL_ACTION_BUY, 0), "no round is open");
  story_open(room);
  assert_check(w, decide(0, PL_ACTION_BUY, 0), NULL);
  story_resolve(room, NULL, 0);
  assert_check(w, decide(0, PL_ACTION_BUY, 0), "the exercise is over");
  story_end(room);
}

static void test_who_may_do_what(void **state) {
  (void)state;
  story_room *room = story_room_new();
  room->base.scenario.actions &= ~((uint64_t)1 << PL_ACTION_STRIKE);
  pl_world *w = story_begin(room, false);
  story_open(room);
  assert_check(w, decide(99, PL_ACTION_BUY, 0), "there is no seat 99");
  assert_check(w, decide(0, 77, 0), "there is no action 77");
  assert_check(w, decide(0, PL_ACTION_STRIKE, 0), "does not offer strike");
  assert_check(w, decide(STORY_ROLE, PL_ACTION_BUY, 0), "press is no state");
  story_end(room);
}

static void test_votes_and_answers_are_always_offered(void **state) {
  (void)state;
  story_room *room = story_room_new();
  room->base.scenario.actions = 0;
  story_inject(room, "warn", 1, 0);
  story_option(room, "wait", true);
  pl_world *w = story_begin(room, false);
  story_open(room);
  assert_check(w, story_answer(1, 0, 0), NULL);
  assert_check(w, decide(1, PL_ACTION_VOTE, 0), "nothing to vote on");
  assert_check(w, decide(1, PL_ACTION_PUBLISH, 0), "does not offer publish");
  story_end(room);
}

static void test_shape(void **state) {
  (void)state;
  story_room *room = story_room_new();
  pl_world *w = story_begin(room, false);
  story_open(room);
  pl_decision d = decide(1, PL_ACTION_POSTURE, 0);
  assert_check(w, d, NULL); /* none */
  d.audience.words = PL_AUDIENCE_ALL | PL_AUDIENCE_ALLIES | PL_AUDIENCE_FORUMS;
  d.audience.forums = 3;
  d.audience.states = pl_set_first(STORY_STATES);
  assert_check(w, d, NULL);
  d.audience.words = 8;
  assert_check(w, d, "unknown word");
  d.audience = (pl_audience){.forums = 4};
  assert_check(w, d, "a forum that does not exist");
  d.audience = (pl_audience){.states = pl_seen_by(STORY_ROLE)};
  assert_check(w, d, "a seat that is no state");

  d = decide(1, PL_ACTION_SPLIT, 0);
  d.split[0] = 500, d.split[1] = 500;
  assert_check(w, d, NULL);
  d.split[2] = 1;
  assert_check(w, d, "500/500/1 divides 1001");
  d.split[0] = d.split[1] = d.split[2] = UINT16_MAX; /* the sum does not wrap */
  assert_check(w, d, "at most 1000");

  d = decide(1, PL_ACTION_PUBLISH, 0);
  d.flag = 1;
  assert_check(w, d, NULL);
  d.flag = 2;
  assert_check(w, d, "on or off");
  d = decide(1, PL_ACTION_HOLD, 0);
  d.families = 15;
  assert_check(w, d, NULL);
  d.families = 16;
  assert_check(w, d, "a family that does not exist");
  d = decide(1, PL_ACTION_VOTE, 0);
  d.option = 3;
  assert_check(w, d, "no, yes or abstain");
  assert_check(w, decide(1, PL_ACTION_STRIKE, 2), "there is no adversary 2");
  assert_check(w, decide(1, PL_ACTION_LEAVE, 2), "there is no forum 2");
  assert_check(w, story_answer(1, 0, 0), "there is no inject 0");
  story_end(room);
}

static void test_what_an_action_does_not_take_must_be_absent(void **state) {
  (void)state;
  story_room *room = story_room_new();
  pl_world *w = story_begin(room, false);
  story_open(room);
  pl_decision d[7];
  const char *const names[] = {"target", "option", "split", "families", "flag", "item", "audience"};
  for (int i = 0; i < 7; i++) d[i] = decide(1, PL_ACTION_BUY, 0);
  d[0].target = 1, d[1].option = 1, d[2].split[2] = 1, d[3].families = 1, d[4].flag = 1, d[5].iid = 1;
  d[6].audience.forums = 1;
  char expected[64];
  for (int i = 0; i < 7; i++) {
    snprintf(expected, sizeof expected, "buy takes no %s", names[i]);
    assert_check(w, d[i], expected);
  }
  story_end(room);
}

static void test_items(void **state) {
  (void)state;
  story_room *room = with_item(PL_AMBER);
  pl_world *w = room->world;
  const int actions[] = {PL_ACTION_SHARE, PL_ACTION_SHARE_FORUM, PL_ACTION_SHARE_PUBLIC, PL_ACTION_WITHHOLD,
                         PL_ACTION_RELEASE};
  for (int i = 0; i < 5; i++) {
    assert_check(w, about_item(room, 2, actions[i]), NULL);
    assert_check(w, about_item(room, 1, actions[i]), "s1 has no own item on worm");
  }
  pl_decision stranger = about_item(room, 2, PL_ACTION_WITHHOLD);
  stranger.iid = 0x10000;
  assert_check(w, stranger, "s2 has no own item on actor1.1.1"); /* whether it exists is not told */
  pl_decision nobody = about_item(room, 2, PL_ACTION_SHARE);
  nobody.audience = (pl_audience){.states = pl_seen_by(2)};
  assert_check(w, nobody, "with nobody");

  pl_decision earlier[PL_MAX_ITEM_DECISIONS];
  for (int i = 0; i < PL_MAX_ITEM_DECISIONS; i++) earlier[i] = about_item(room, 2, PL_ACTION_WITHHOLD);
  assert_check_after(w, earlier[0], earlier, PL_MAX_ITEM_DECISIONS - 1, NULL);
  assert_check_after(w, earlier[0], earlier, PL_MAX_ITEM_DECISIONS, "as often as a round allows");

  story_resolve(room, NULL, 0);
  story_open(room);
  assert_check(w, about_item(room, 2, PL_ACTION_WITHHOLD), "more than a round old");
  w->incident[0]->item[2].birth = w->now - PL_TICKS_PER_ROUND; /* just young enough */
  assert_check(w, about_item(room, 2, PL_ACTION_WITHHOLD), NULL);
  w->incident[0]->phase = PL_PHASE_ENDED;
  assert_check(w, about_item(room, 2, PL_ACTION_WITHHOLD), "worm is over");
  w->incident[0]->phase = PL_PHASE_ACTIVE;
  story_end(room);
}

static void test_labels(void **state) {
  (void)state;
  const struct {
    pl_label label;
    const char *forum, *forum_tear, *public, *public_tear;
  } cases[] = {{PL_CLEAR, NULL, NULL, NULL, NULL},
               {PL_AMBER, NULL, NULL, NULL, NULL},
               {PL_AMBER_STRICT, "share it as a tear-line", NULL, "share it as a tear-line", NULL},
               {PL_RED, "share with states by name", "TLP:AMBER+STRICT is too closed for delta",
                "share with states by name", "TLP:AMBER+STRICT is too closed for the public"}};
  for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
    story_room *room = with_item(cases[i].label);
    pl_decision forum = about_item(room, 2, PL_ACTION_SHARE_FORUM);
    pl_decision public = about_item(room, 2, PL_ACTION_SHARE_PUBLIC);
    assert_check(room->world, forum, cases[i].forum);
    assert_check(room->world, public, cases[i].public);
    forum.flag = public.flag = 1;
    assert_check(room->world, forum, cases[i].forum_tear);
    assert_check(room->world, public, cases[i].public_tear);
    forum.target = 1; /* the cell takes anything, but s2 is no member */
    assert_check(room->world, forum, "s2 is no member of cell");
    story_end(room);
  }
}

static void test_joining_and_leaving(void **state) {
  (void)state;
  story_room *room = story_room_new();
  pl_set_remove(&room->base.forum[1].open_to, 3);
  pl_world *w = story_begin(room, false);
  story_open(room);
  const pl_decision leave = decide(2, PL_ACTION_LEAVE, 0), join = decide(2, PL_ACTION_JOIN, 1);
  assert_check(w, leave, NULL);
  assert_check(w, join, NULL);
  assert_check(w, decide(2, PL_ACTION_LEAVE, 1), "s2 is no member of cell");
  assert_check(w, decide(2, PL_ACTION_JOIN, 0), "s2 is a member of delta already");
  assert_check(w, decide(3, PL_ACTION_JOIN, 1), "cell is not open to s3");
  assert_check_after(w, decide(2, PL_ACTION_JOIN, 0), &leave, 1, "s2 leaves delta this round");
  w->state[2].forums |= 2;
  assert_check_after(w, decide(2, PL_ACTION_LEAVE, 1), &join, 1, "s2 joins cell this round");
  w->state[2].forums &= ~(uint64_t)2;
  assert_check_after(w, join, &join, 1, "already this round");
  assert_check_after(w, leave, &join, 1, NULL);
  story_end(room);
}

static void test_nobody_acts_in_a_forum_it_leaves(void **state) {
  (void)state;
  story_room *room = with_item(PL_GREEN);
  room->world->forum[0].applicant = 3;
  room->world->forum[0].applied_round = 0;
  const pl_decision leave = decide(2, PL_ACTION_LEAVE, 0), share = about_item(room, 2, PL_ACTION_SHARE_FORUM);
  const pl_decision vote = decide(2, PL_ACTION_VOTE, 0);
  assert_check(room->world, vote, NULL);
  assert_check_after(room->world, share, &leave, 1, "s2 leaves delta this round");
  assert_check_after(room->world, vote, &leave, 1, "s2 leaves delta this round");
  assert_check_after(room->world, leave, &share, 1, "take that back first");
  assert_check_after(room->world, leave, &vote, 1, "take that back first");
  room->world->forum[0].applicant = PL_NONE;
  story_end(room);
}

static void test_applications_and_votes(void **state) {
  (void)state;
  story_room *room = story_room_new();
  room->base.forum[1].vote = PL_VOTE_MAJORITY;
  room->base.forum[1].delay = 2;
  pl_world *w = story_begin(room, false);
  story_open(room);
  const pl_decision join = decide(2, PL_ACTION_JOIN, 1);
  pl_decision vote = decide(0, PL_ACTION_VOTE, 1);
  vote.option = PL_BALLOT_YES;
  assert_check(w, join, NULL);
  assert_check(w, vote, "nothing to vote on");
  story_resolve(room, &join, 1);
  story_open(room);
  assert_check(w, join, "s2 has applied to cell already");
  assert_check(w, decide(3, PL_ACTION_JOIN, 1), NULL); /* after the vote of this round */
  assert_check(w, vote, NULL);
  assert_check_after(w, vote, &vote, 1, "already this round");
  vote.seat = 2;
  assert_check(w, vote, "only members vote");
  pl_decision votes[] = {decide(0, PL_ACTION_VOTE, 1), decide(1, PL_ACTION_VOTE, 1)};
  votes[0].option = votes[1].option = PL_BALLOT_YES;
  story_resolve(room, votes, 2);
  story_open(room);
  assert_check(w, join, "s2 is admitted to cell already, from round 4 on");
  story_end(room);
}

static void test_answers(void **state) {
  (void)state;
  story_room *room = story_room_new();
  const pl_condition never = {.kind = PL_WHEN_ROUND, .at_least = 99, .at_most = MOST};
  pl_inject_spec *inject = story_inject(room, "warn", 1, 0);
  room->everyone[0] = 1, room->everyone[1] = STORY_ROLE;
  inject->to = room->everyone;
  inject->to_count = 2;
  story_option(room, "share", false);
  story_option(room, "shout", false)->needs = &never;
  story_option(room, "wait", true);
  pl_world *w = story_begin(room, false);
  story_open(room);
  const pl_decision first = story_answer(1, 0, 0);
  assert_check(w, first, NULL);
  assert_check(w, story_answer(STORY_ROLE, 0, 2), NULL);
  assert_check(w, story_answer(2, 0, 0), "warn does not wait for an answer of s2");
  assert_check(w, story_answer(1, 0, 1), "warn.shout is not possible now");
  assert_check(w, story_answer(1, 0, 3), "its options are 0 (share) to 2 (wait)");
  assert_check_after(w, story_answer(1, 0, 2), &first, 1, NULL); /* replaces */
  story_resolve(room, NULL, 0);
  story_open(room);
  assert_check(w, first, "does not wait");
  story_end(room);
}

static void test_custom_actions(void **state) {
  (void)state;
  story_room *room = story_room_new();
  const pl_condition later = {.kind = PL_WHEN_ROUND, .at_least = 1, .at_most = MOST};
  const uint16_t who[] = {1, STORY_ROLE};
  room->action[0] = (pl_action_spec){.id = "speech", .who = who, .who_count = 2, .limit = 1};
  room->action[1] = (pl_action_spec){.id = "visit", .is_for_all = true, .target = PL_TARGET_STATE, .needs = &later};
  room->base.scenario.action_count = 2;
  pl_world *w = story_begin(room, false);
  story_open(room);
  const pl_decision speech = decide(1, PL_ACTIONS, 0);
  assert_check(w, speech, NULL);
  assert_check(w, decide(STORY_ROLE, PL_ACTIONS, 0), NULL); /* named */
  assert_check(w, decide(2, PL_ACTIONS, 0), "speech is not for s2");
  assert_check(w, decide(1, PL_ACTIONS, 1), "speech takes no target");
  assert_check_after(w, speech, &speech, 1, "as often as the scenario allows");
  assert_check(w, decide(2, PL_ACTIONS + 1, 3), "its condition does not hold");
  assert_check(w, decide(2, PL_ACTIONS + 1, STORY_ROLE), "there is no state 4");
  assert_check(w, decide(2, PL_ACTIONS + 1, 2), "visit needs a state other than s2");
  assert_check(w, decide(STORY_ROLE, PL_ACTIONS + 1, 0), "visit is not for press");
  story_resolve(room, &speech, 1);
  story_open(room);
  assert_check(w, speech, "as often as the scenario allows");
  assert_check(w, decide(2, PL_ACTIONS + 1, 3), NULL);
  story_end(room);
}

static void test_money(void **state) {
  (void)state;
  story_room *room = story_room_new();
  story_inject(room, "warn", 3, 0);
  story_option(room, "all of it", false);
  story_option(room, "too much", false);
  story_option(room, "wait", true);
  pl_world *w = story_begin(room, false);
  const pl_mu money = pl_world_money(w, 3), price = pl_world_action_cost(w, 3, &(pl_decision){.action = PL_ACTION_BUY});
  assert_int_equal(price, room->base.scenario.parameters.comm_price);
  room->option[0][0].cost = money;
  room->option[0][1].cost = money + 1;
  story_open(room);
  assert_check(w, story_answer(3, 0, 0), NULL);
  assert_check(w, story_answer(3, 0, 1), "choose something cheaper");
  const pl_decision buy = decide(3, PL_ACTION_BUY, 0), all = story_answer(3, 0, 0);
  assert_check_after(w, all, &buy, 1, "take something else back");
  assert_check_after(w, buy, &all, 1, "buy costs 4.000 units and s3 has 0.000 left");
  const pl_decision replaced[] = {all, story_answer(3, 0, 2)};
  assert_check_after(w, buy, replaced, 2, NULL);
  assert_check_after(w, replaced[1], replaced, 1, NULL);
  assert_check_after(w, buy, &buy, 1, "already this round");

  const pl_decision strike = decide(3, PL_ACTION_STRIKE, 0), other = decide(3, PL_ACTION_STRIKE, 1);
  assert_int_equal(pl_world_action_cost(w, 3, &strike), mul(w->state[3].budget, w->p->strike_cost));
  assert_check_after(w, strike, &strike, 1, "already this round");
  assert_check_after(w, other, &strike, 1, NULL);

  /* dues: paid at once where joining is open, saved by leaving */
  const pl_decision join = decide(3, PL_ACTION_JOIN, 1), leave = decide(3, PL_ACTION_LEAVE, 0);
  const pl_mu dues = mul(w->state[3].budget, room->base.forum[1].dues);
  assert_int_equal(pl_world_action_cost(w, 3, &join), dues);
  assert_int_equal(pl_world_action_cost(w, STORY_ROLE, &buy), 0);
  assert_check_after(w, all, &join, 1, "left this round");
  room->option[0][1].cost = money + dues;
  assert_check_after(w, story_answer(3, 0, 1), &leave, 1, NULL);
  story_end(room);
}

/* What a check accepts, resolving does not let lapse. */
static void test_what_is_accepted_does_not_lapse(void **state) {
  (void)state;
  story_room *room = with_item(PL_GREEN);
  pl_world *w = room->world;
  pl_decision accepted[128];
  size_t count = 0;
  for (int seat = 0; seat <= STORY_ROLE; seat++) {
    const size_t first = count;
    for (int action = 0; action < PL_ACTIONS; action++)
      for (int target = 0; target < 2; target++) {
        pl_decision d = decide(seat, action, target);
        if (pl_action_rows()[action].arguments & PL_ARGUMENT_ITEM) d.iid = pl_iid_declared(&room->base.scenario, 0, 0);
        if (action == PL_ACTION_SHARE) d.audience.words = PL_AUDIENCE_ALL;
        if (count < 128 && pl_world_check(w, &d, accepted + first, count - first, NULL) == PL_OK) accepted[count++] = d;
      }
  }
  assert_true(count > 40);
  assert_true(count < 128);
  story_resolve(room, accepted, count);
  const pl_event *lapsed = story_event(room, PL_EVENT_LAPSED, 0);
  if (lapsed) fail_msg("%s of s%d lapsed", pl_action_name(&room->base.scenario, lapsed->index), lapsed->state);
  story_end(room);
}

static void test_a_refusal_needs_no_memory_to_be_right(void **state) {
  (void)state;
  story_room *room = with_item(PL_AMBER);
  pl_error error;
  const pl_decision d = about_item(room, 1, PL_ACTION_WITHHOLD);
  for (long n = 0; n < 4; n++) {
    fault_from(n);
    const pl_status status = pl_world_check(room->world, &d, NULL, 0, &error);
    fault_stop();
    assert_int_equal(status, PL_BAD_INPUT);
  }
  story_end(room);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_only_while_a_round_is_open),
      cmocka_unit_test(test_who_may_do_what),
      cmocka_unit_test(test_votes_and_answers_are_always_offered),
      cmocka_unit_test(test_shape),
      cmocka_unit_test(test_what_an_action_does_not_take_must_be_absent),
      cmocka_unit_test(test_items),
      cmocka_unit_test(test_labels),
      cmocka_unit_test(test_joining_and_leaving),
      cmocka_unit_test(test_nobody_acts_in_a_forum_it_leaves),
      cmocka_unit_test(test_applications_and_votes),
      cmocka_unit_test(test_answers),
      cmocka_unit_test(test_custom_actions),
      cmocka_unit_test(test_money),
      cmocka_unit_test(test_what_is_accepted_does_not_lapse),
      cmocka_unit_test(test_a_refusal_needs_no_memory_to_be_right),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
