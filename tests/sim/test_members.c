/* Who sits where: accession by vote (extension §19) against whatever else happens to a membership; who hears of it. */
#include "game.h"

enum { CLUB = 1, SIZE = 6 }; /* forum 1: members 0, 1, 2 of six */

static game *club_new(pl_vote vote, int delay) {
  game *g = calloc(1, sizeof *g);
  assert_non_null(g);
  support_scenario(&g->room, SIZE);
  g->room.adversary[0].rate = g->room.adversary[1].rate = 0;
  g->room.scenario.role_count = 1;
  g->room.role = (pl_role_spec){.id = "press"};
  g->room.forum[CLUB].vote = vote;
  g->room.forum[CLUB].delay = delay;
  g->room.incident[0] = (pl_incident_spec){.id = "unused"};
  game_start(g, 1);
  return g;
}

static pl_decision about_club(int seat, pl_action action, int option) {
  return (pl_decision){.seat = (uint16_t)seat, .action = (uint16_t)action, .target = CLUB,
                       .option = (uint16_t)option};
}

static void round_with(game *g, const pl_decision *decisions, size_t count) {
  open_round(g->world);
  resolve(g->world, decisions, count);
}

static bool is_in_club(const game *g, int state) {
  return pl_set_has(&pl_world_forum(g->world, CLUB)->members, (unsigned)state);
}

static const pl_event *last_event(const game *g, pl_event_kind kind, int seen_by) {
  for (size_t i = g->log.count; i-- > 0;) {
    const pl_event *e = &g->log.event[i];
    if (e->kind == kind && (e->is_public || pl_set_has(&e->seen_by, (unsigned)seen_by))) return e;
  }
  return NULL;
}

/* The round of a vote is also one in which others may apply: their turn comes after it. */
static void test_the_next_applies_while_the_first_is_voted_on(void **state) {
  (void)state;
  game *g = club_new(PL_VOTE_UNANIMITY, 1);
  const pl_decision first = about_club(3, PL_ACTION_JOIN, 0);
  round_with(g, &first, 1);
  const pl_decision second[] = {about_club(0, PL_ACTION_VOTE, PL_BALLOT_NO), about_club(4, PL_ACTION_JOIN, 0)};
  round_with(g, second, 2);
  assert_int_equal(pl_world_forum(g->world, CLUB)->applicant, 4);
  round_with(g, NULL, 0);
  round_with(g, NULL, 0);
  assert_true(is_in_club(g, 4));
  assert_false(is_in_club(g, 3));
  game_free(g);
}

/* An effect lets the applicant in before the vote: there is nothing left to vote on, and nothing that would bring it
 * back when it leaves. */
static void test_who_came_in_otherwise_does_not_come_in_again(void **state) {
  (void)state;
  game *g = club_new(PL_VOTE_MAJORITY, 1);
  static const pl_effect let_in = {.kind = PL_EFFECT_JOIN, .subject = 4, .other = CLUB};
  g->room.action = (pl_action_spec){.id = "let-in", .is_for_all = true, .effects = {&let_in, 1}};
  pl_world_free(g->world);
  g->room.scenario.action_count = 1;
  g->world = pl_world_new(&g->room.scenario, g->map, NULL, 1, NULL);
  assert_non_null(g->world);
  const pl_decision both[] = {{.seat = 0, .action = PL_ACTIONS}, about_club(4, PL_ACTION_JOIN, 0)};
  round_with(g, both, 2);
  assert_true(is_in_club(g, 4));
  assert_int_equal(pl_world_forum(g->world, CLUB)->applicant, PL_NONE);
  for (int r = 0; r < 3; r++) round_with(g, NULL, 0);
  const pl_decision leave = about_club(4, PL_ACTION_LEAVE, 0);
  round_with(g, &leave, 1);
  assert_false(is_in_club(g, 4));
  round_with(g, NULL, 0);
  assert_false(is_in_club(g, 4));
  game_free(g);
}

/* Members hear of an application and of the count; others of the result. */
static void test_who_hears_of_an_application(void **state) {
  (void)state;
  game *g = club_new(PL_VOTE_MAJORITY, 1);
  const pl_decision apply = about_club(4, PL_ACTION_JOIN, 0), no = about_club(0, PL_ACTION_VOTE, PL_BALLOT_NO);
  round_with(g, &apply, 1);
  for (int s = 0; s <= SIZE; s++) assert_int_equal(last_event(g, PL_EVENT_APPLIED, s) != NULL, s < 3 || s == 4);
  round_with(g, &no, 1);
  for (int s = 0; s <= SIZE; s++) { /* the last is the role */
    const pl_event *result = last_event(g, PL_EVENT_ADMISSION, s);
    assert_non_null(result);
    assert_int_equal(result->state, 4);
    assert_true(result->flag);
    assert_int_equal(result->amount, s < 3 ? 2 : -1);
    assert_int_equal(result->index, s < 3 ? 1 : PL_NONE);
  }
  game_free(g);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_the_next_applies_while_the_first_is_voted_on),
      cmocka_unit_test(test_who_came_in_otherwise_does_not_come_in_again),
      cmocka_unit_test(test_who_hears_of_an_application),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
