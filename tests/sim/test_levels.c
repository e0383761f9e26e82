/* The derived figures at the edges of what a scenario may say (model §4): parameters and sizes at their limits. */
#include "support.h"

#include <polder/world.h>
#include <stdlib.h>

enum { MANY = PL_MAX_STATES };

typedef struct crowd { /* 200 states in one forum */
  support_room room;
  char id[MANY][8];
  pl_state_spec state[MANY];
  pl_q16 each[MANY], none[MANY];
  pl_state_set treaty[MANY];
  pl_map *map;
  pl_world *world;
} crowd;

static crowd *crowd_new(pl_mu budget, pl_q16 dues) {
  crowd *c = calloc(1, sizeof *c);
  assert_non_null(c);
  support_scenario(&c->room, 2);
  pl_scenario *x = &c->room.scenario;
  for (int s = 0; s < MANY; s++) {
    snprintf(c->id[s], sizeof c->id[s], "n%d", s);
    c->state[s] = c->room.state[0];
    c->state[s].id = c->id[s];
    c->state[s].budget = budget;
    c->state[s].organisations = 1;
    c->state[s].trust = NULL;
    c->each[s] = PL_ONE;
  }
  x->states = c->state;
  x->state_count = MANY;
  x->treaties = c->treaty;
  for (int a = 0; a < 2; a++) {
    c->room.adversary[a].prefers = c->each;
    c->room.adversary[a].tension = c->none;
  }
  x->forum_count = 1;
  c->room.forum[0].members = c->room.forum[0].open_to = pl_set_first(MANY);
  c->room.forum[0].dues = dues;
  return c;
}

static void crowd_start(crowd *c) {
  pl_error error = {0};
  c->map = pl_map_new(&c->room.scenario, &error);
  if (!c->map) fail_msg("%s", error.text);
  c->world = pl_world_new(&c->room.scenario, c->map, NULL, 1, &error);
  if (!c->world) fail_msg("%s", error.text);
}

static void crowd_free(crowd *c) {
  pl_world_free(c->world);
  pl_map_free(c->map);
  free(c);
}

static pl_q16 phi_of(pl_mu budget, pl_q16 dues) {
  crowd *c = crowd_new(budget, dues);
  crowd_start(c);
  const pl_q16 phi = pl_world_forum(c->world, 0)->phi;
  crowd_free(c);
  return phi;
}

/* 200 members, 1000 units each, a fifth of it in dues: the square of their sum no longer fits 63 bits. */
static void test_the_richest_forum_does_not_overflow(void **state) {
  (void)state;
  const pl_q16 usual = phi_of(1000000, 1311), richest = phi_of(1000000, 13107);
  assert_in_range(usual, 1, PL_ONE);
  assert_in_range(richest, usual, PL_ONE);
}

/* A half-saturation that rounds down to nothing, and a stock of nothing: that is no level, and no division by zero. */
static void test_a_track_of_nothing_has_no_level(void **state) {
  (void)state;
  crowd *c = crowd_new(1000, 0);
  c->room.scenario.parameters.ktrack = 1;
  for (int k = 0; k < PL_TRACKS; k++) c->state[0].stock[k] = 0;
  crowd_start(c);
  for (int k = 0; k < PL_TRACKS; k++) {
    assert_int_equal(pl_world_state(c->world, 0)->level[k], 0);
    assert_int_equal(pl_world_state(c->world, 1)->level[k], PL_ONE);
  }
  crowd_free(c);
}

/* A whole round with everything as large as it gets, for the sanitizers. */
static void test_a_round_of_two_hundred_states(void **state) {
  (void)state;
  crowd *c = crowd_new(1000000, 13107);
  crowd_start(c);
  pl_error error = {0};
  for (int r = 0; r < 2; r++) {
    if (pl_world_open_round(c->world, &error) != PL_OK) fail_msg("%s", error.text);
    if (pl_world_resolve(c->world, NULL, 0, &error) != PL_OK) fail_msg("%s", error.text);
  }
  crowd_free(c);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_the_richest_forum_does_not_overflow),
      cmocka_unit_test(test_a_track_of_nothing_has_no_level),
      cmocka_unit_test(test_a_round_of_two_hundred_states),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
