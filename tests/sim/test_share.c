/* Sharing by standing order: who counts as deciding item by item (extension §17), and who is told what (§18). */
#include "game.h"

enum { SIZE = 6 };

/* Six states that share nothing of themselves; state 0 finds the worm in the first tick of round `found`. */
static game *quiet_new(pl_intel_spec *intel, int found) {
  game *g = calloc(1, sizeof *g);
  assert_non_null(g);
  support_scenario(&g->room, SIZE);
  pl_scenario *x = &g->room.scenario;
  g->room.adversary[0].rate = g->room.adversary[1].rate = 0;
  for (int s = 0; s < SIZE; s++) g->room.state[s].posture = (pl_audience){.words = 0};
  x->parameters.noise = x->parameters.burn_p = 0;
  const int worm = support_incident(&g->room, "worm", found, PL_ONE);
  g->room.incident[worm].exposure = 0;
  *intel = (pl_intel_spec){.id = "intel", .holder = 0, .round = -1, .quality = PL_ONE, .label = PL_GREEN};
  x->intel = intel;
  x->intel_count = 1;
  return g;
}

static pl_decision standing(int seat, pl_action action, pl_audience audience) {
  return (pl_decision){.seat = (uint16_t)seat, .action = (uint16_t)action, .audience = audience};
}

static pl_audience one(int state) { return (pl_audience){.states = support_set(1, &state)}; }

static void round_with(game *g, const pl_decision *decisions, size_t count) {
  open_round(g->world);
  resolve(g->world, decisions, count);
}

static bool trusts(const game *g, int s, int t) { return pl_set_has(&pl_world_state(g->world, s)->seen, (unsigned)t); }

/* Tear-lines by standing order instead of texts: whoever gets them may resent it, as if each had been decided on. */
static void test_tear_lines_by_standing_order_are_resented(void **state) {
  (void)state;
  pl_intel_spec intel;
  for (int certain = 0; certain < 2; certain++) {
    game *g = quiet_new(&intel, 0);
    g->room.scenario.parameters.tear_no = certain ? PL_ONE : 0;
    game_start(g, 1);
    const pl_decision tear = standing(0, PL_ACTION_TEAR, one(1));
    round_with(g, &tear, 1);
    assert_true(pl_set_has(&pl_world_incident(g->world, 0)->item[0].tear, 1));
    assert_int_equal(trusts(g, 1, 0), !certain);
    game_free(g);
  }
}

/* An item that an order holds back is held back: whoever got another one may notice. */
static void test_families_held_by_standing_order_are_noticed(void **state) {
  (void)state;
  pl_intel_spec intel[2];
  for (int certain = 0; certain < 2; certain++) {
    game *g = quiet_new(intel, 0);
    g->room.scenario.parameters.it_disc = certain ? PL_ONE : 0;
    const int mole = support_incident(&g->room, "mole", 0, PL_ONE);
    g->room.incident[mole].exposure = 0;
    g->room.incident[mole].family = PL_ESPIONAGE;
    intel[1] = intel[0];
    intel[1].about = (uint16_t)mole;
    g->room.scenario.intel_count = 2;
    game_start(g, 1);
    pl_decision orders[] = {standing(0, PL_ACTION_POSTURE, one(1)), {.seat = 0, .action = PL_ACTION_HOLD}};
    orders[1].families = 1u << PL_ESPIONAGE;
    round_with(g, orders, 2);
    assert_true(pl_set_has(&pl_world_incident(g->world, 0)->item[0].sent, 1));
    assert_false(pl_set_has(&pl_world_incident(g->world, 1)->item[0].sent, 1));
    assert_int_equal(trusts(g, 1, 0), !certain);
    game_free(g);
  }
}

/* 0 sends to 1, who passes it on to 2; whether 0 hears of that. */
static bool is_told(bool consents, bool is_found_out, bool *is_leaked) {
  pl_intel_spec intel;
  game *g = quiet_new(&intel, 0);
  g->room.scenario.parameters.onw_disc = is_found_out ? PL_ONE : 0;
  game_start(g, 1);
  pl_decision orders[] = {standing(0, PL_ACTION_POSTURE, one(1)), standing(0, PL_ACTION_CONSENT, one(2)),
                          standing(1, PL_ACTION_POSTURE, one(2)), {.seat = 1, .action = PL_ACTION_ONWARD, .flag = 1}};
  if (consents) orders[3].action = PL_ACTION_RELAY;
  else orders[1].audience = (pl_audience){.words = 0};
  round_with(g, orders, 4);
  const pl_item *item = &pl_world_incident(g->world, 0)->item[0];
  assert_true(pl_set_has(&item->sent, 2));
  *is_leaked = pl_set_has(&item->leaked, 2);
  bool told = false;
  for (size_t i = 0; i < g->log.count; i++) {
    const pl_event *e = &g->log.event[i];
    told |= e->kind == PL_EVENT_SENT && e->other == 2 && pl_set_has(&e->seen_by, 0);
  }
  game_free(g);
  return told;
}

static void test_the_originator_hears_of_relays_and_not_of_breaches(void **state) {
  (void)state;
  bool is_leaked;
  assert_true(is_told(true, false, &is_leaked));
  assert_false(is_leaked);
  assert_false(is_told(false, false, &is_leaked));
  assert_true(is_leaked);
  assert_false(is_told(false, true, &is_leaked)); /* the breach is an event of its own */
  assert_false(is_leaked);
}

/* The check refuses these; the world does not rely on that. */
static void test_decisions_about_nothing_that_exists_come_to_nothing(void **state) {
  (void)state;
  pl_intel_spec intel;
  game *g = quiet_new(&intel, 0);
  game_start(g, 1);
  round_with(g, NULL, 0);
  const pl_iid worm = pl_iid_declared(&g->room.scenario, 0, 0);
  const pl_decision wild[] = {{.seat = 0, .action = PL_ACTION_SHARE_FORUM, .iid = worm, .target = 700},
                              {.seat = PL_MAX_STATES, .action = PL_ACTION_SHARE_PUBLIC, .iid = worm}};
  round_with(g, wild, 2);
  const pl_item *item = &pl_world_incident(g->world, 0)->item[0];
  assert_true(pl_set_is_empty(&item->sent) && !item->is_single);
  game_free(g);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_tear_lines_by_standing_order_are_resented),
      cmocka_unit_test(test_families_held_by_standing_order_are_noticed),
      cmocka_unit_test(test_the_originator_hears_of_relays_and_not_of_breaches),
      cmocka_unit_test(test_decisions_about_nothing_that_exists_come_to_nothing),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
