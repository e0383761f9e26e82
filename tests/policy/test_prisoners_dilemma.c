/* The policies in their purest form: the iterated prisoner's dilemma, without the model around it.
 *
 * Two states, 200 turns, T 5, R 3, P 1, S 0. Sharing is cooperating, and everybody sees exactly what the other did.
 * The very functions that play an exercise must reproduce the textbook's payoffs to the point. */
#include "support.h"

#include <polder/policy.h>

enum { TURNS = 200 };

/* payoff[mine][other's]; 1 is cooperation */
static const int payoff[2][2] = {{1, 5}, {0, 3}};

typedef struct player {
  int policy;
  pl_brief brief;
  pl_brief_other others[2];
  int score;
} player;

static support_room room;

static void seat_player(player *p, const char *policy, int seat) {
  *p = (player){.policy = pl_policy_find(policy)};
  assert_true(p->policy >= 0);
  p->brief = (pl_brief){.scenario = &room.scenario, .seed = 7, .seat = (uint16_t)seat, .is_state = true};
  p->others[1 - seat] = (pl_brief_other){.trust = 30000, .seen = true, .was_peer = true};
}

static bool move_of(player *p) {
  p->brief.others = p->others;
  pl_state_set posture = pl_policy_posture(p->policy, &p->brief);
  assert_false(pl_set_has(&posture, p->brief.seat));
  return pl_set_has(&posture, 1u - p->brief.seat);
}

static void remember(player *p, bool mine, bool theirs) {
  pl_brief_other *other = &p->others[1 - p->brief.seat];
  p->score += payoff[mine][theirs];
  other->seen = theirs;
  other->was_peer = mine;
  other->ever_defected |= !theirs;
  p->brief.round++;
}

static void meet(const char *one, const char *two, int *score_one, int *score_two) {
  player a, b;
  seat_player(&a, one, 0);
  seat_player(&b, two, 1);
  for (int turn = 0; turn < TURNS; turn++) {
    bool x = move_of(&a), y = move_of(&b);
    remember(&a, x, y);
    remember(&b, y, x);
  }
  *score_one = a.score;
  *score_two = b.score;
}

static void assert_meeting(const char *one, const char *two, int expected_one, int expected_two) {
  int score_one, score_two;
  meet(one, two, &score_one, &score_two);
  if (score_one != expected_one || score_two != expected_two)
    fail_msg("%s against %s: %d/%d, expected %d/%d", one, two, score_one, score_two, expected_one, expected_two);
  meet(two, one, &score_two, &score_one); /* the seats make no difference */
  assert_int_equal(score_one, expected_one);
  assert_int_equal(score_two, expected_two);
}

static void test_published_payoffs(void **state) {
  (void)state;
  assert_meeting("tft", "tft", 600, 600);
  assert_meeting("tft", "never", 199, 204);
  assert_meeting("never", "never", 200, 200);
}

static void test_payoffs_that_follow_from_the_rules(void **state) {
  (void)state;
  assert_meeting("always", "never", 0, 1000);
  assert_meeting("always", "tft", 600, 600);
  assert_meeting("grim", "never", 199, 204);
  assert_meeting("grim", "tft", 600, 600);
  assert_meeting("pavlov", "pavlov", 600, 600);
  assert_meeting("pavlov", "never", 100, 600); /* it tries again every second turn */
  assert_meeting("pavlov", "tft", 600, 600);
}

static void test_generosity_lies_between_two_rules(void **state) {
  (void)state;
  int32_t usual = room.scenario.parameters.forgive;
  room.scenario.parameters.forgive = 0;
  assert_meeting("gtft", "never", 199, 204);
  room.scenario.parameters.forgive = PL_ONE;
  assert_meeting("gtft", "never", 0, 1000);
  room.scenario.parameters.forgive = usual;
  int generous, never;
  meet("gtft", "never", &generous, &never);
  assert_true(generous < 199 && generous > 0);
  assert_int_equal(generous * 4 + never, 1000); /* a turn pays 1/1 or, when forgiven, 0/5 */
}

/* Against a coin the exact expectation is a walk over what tit for tat may have seen: the chance of each is a power of
 * two, which a double holds exactly. */
static void test_tit_for_tat_against_a_coin(void **state) {
  (void)state;
  double seen_chance[2] = {0, 1}, tft = 0, coin = 0;
  player p;
  seat_player(&p, "tft", 0);
  for (int turn = 0; turn < TURNS; turn++) {
    double next[2] = {0, 0};
    for (int seen = 0; seen < 2; seen++) {
      p.others[1].seen = seen;
      bool mine = move_of(&p);
      for (int theirs = 0; theirs < 2; theirs++) {
        double chance = seen_chance[seen] / 2;
        tft += chance * payoff[mine][theirs];
        coin += chance * payoff[theirs][mine];
        next[theirs] += chance;
      }
    }
    seen_chance[0] = next[0];
    seen_chance[1] = next[1];
  }
  assert_true(tft == 2.24625 * TURNS);
  assert_true(coin == 2.25875 * TURNS);
}

static int set_up(void **state) {
  (void)state;
  support_scenario(&room, 2);
  return 0;
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_published_payoffs),
      cmocka_unit_test(test_payoffs_that_follow_from_the_rules),
      cmocka_unit_test(test_generosity_lies_between_two_rules),
      cmocka_unit_test(test_tit_for_tat_against_a_coin),
  };
  return cmocka_run_group_tests(tests, set_up, NULL);
}
