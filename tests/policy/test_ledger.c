/* Ledgers of real scenarios, played by bots: that they add up, and that each figure is what a what-if says. */
#include "../support.h"

#include <polder/ledger.h>
#include <polder/policy.h>
#include <polder/script.h>

#include <stdlib.h>

typedef struct desk {
  pl_bundle_room room;
  pl_rules_factory factory;
  pl_session *session;
  pl_course *course;
  pl_ledger *ledger;
} desk;

static void open_desk(desk *d, const char *scenario, int rounds, const pl_ledger_options *options) {
  pl_error error = {0};
  char path[512];
  snprintf(path, sizeof path, "%s/scenarios/%s", POLDER_SOURCE_DIR, scenario);
  d->factory = pl_script_factory();
  assert_int_equal(pl_bundle_read(path, &d->room, &error), PL_OK);
  const pl_session_options chosen = {.seed = 1};
  d->session = pl_session_new(&d->factory, &d->room.bundle, NULL, &chosen, &error);
  assert_non_null(d->session);
  pl_policy_table bots;
  pl_policy_table_init(&bots, pl_session_scenario(d->session));
  while (pl_session_rounds_done(d->session) < rounds) {
    assert_int_equal(pl_session_open_round(d->session, &error), PL_OK);
    assert_int_equal(pl_policy_decide(&bots, d->session, &error), PL_OK);
    assert_int_equal(pl_session_resolve_round(d->session, &error), PL_OK);
  }
  d->course = pl_course_new(d->session, NULL, 2, &error);
  assert_non_null(d->course);
  d->ledger = pl_ledger_new(d->course, options, &error);
  assert_string_equal(error.text, "");
  assert_non_null(d->ledger);
}

static void close_desk(desk *d) {
  pl_ledger_free(d->ledger);
  pl_course_free(d->course);
  pl_session_free(d->session);
  pl_bundle_clear(&d->room);
}

/* Two-dimensional: every incident's shares, state by state, are what was spared there; every state's account too. */
static void check_sums(const pl_ledger *ledger) {
  int64_t split = 0, given = 0, received = 0, gave = 0;
  for (size_t i = 0; i < ledger->incident_count; i++) {
    const pl_ledger_incident *incident = &ledger->incident[i];
    int64_t share = 0;
    for (size_t k = 0; k < ledger->item_count; k++)
      if (ledger->item[k].iid == incident->iid) share += ledger->item[k].share;
    assert_int_equal(share, 1000 * incident->spared);
    split += incident->spared;
  }
  for (size_t k = 0; k < ledger->item_count; k++) {
    const pl_ledger_item *item = &ledger->item[k];
    int64_t spared = 0, share = 0;
    for (int s = 0; s < ledger->state_count; s++) {
      spared += item->spared_by_state[s];
      share += item->share_by_state[s];
    }
    assert_int_equal(spared, item->spared);
    assert_int_equal(share, item->share);
    gave += item->was_shared;
    assert_true(!k || item->birth >= ledger->item[k - 1].birth);
  }
  for (int s = 0; s < ledger->state_count; s++) {
    given += ledger->state[s].spared_others + ledger->state[s].spared_itself;
    received += ledger->state[s].was_spared + ledger->state[s].spared_itself;
    gave -= ledger->state[s].gave;
  }
  assert_int_equal(gave, 0);
  assert_int_equal(split, ledger->split);
  assert_int_equal(given, 1000 * split);
  assert_int_equal(received, 1000 * split);
  assert_int_equal(ledger->split + ledger->together, ledger->total);
}

/* ---- by what-ifs ---- */

static pl_turn around(const pl_ledger_item *item) {
  pl_turn turn = {.kind = PL_TURN_ITEM, .decision = {.seat = item->originator, .iid = item->iid}};
  if (!item->was_shared) turn.decision.audience.words = PL_AUDIENCE_ALL;
  return turn;
}

typedef struct gain { /* as played, of what is otherwise */
  int64_t hit;
  pl_mu loss;
} gain;

static gain without(const desk *d, const pl_turn *turn, size_t count, int round) {
  pl_error error = {0};
  const pl_what_if what_if = {.round = round, .turn = turn, .turn_count = count};
  pl_comparison *c = pl_what_if_compare(d->course, &what_if, &error);
  assert_string_equal(error.text, "");
  const gain g = {.hit = c->otherwise.hit - c->played.hit, .loss = c->otherwise.loss - c->played.loss};
  pl_comparison_free(c);
  return g;
}

static void check_items(const desk *d, size_t step) {
  int differing = 0;
  for (size_t i = 0; i < d->ledger->item_count; i += step) {
    const pl_ledger_item *item = &d->ledger->item[i];
    const pl_turn turn = around(item);
    const gain g = without(d, &turn, 1, item->birth / PL_TICKS_PER_ROUND);
    const int sign = item->was_shared ? 1 : -1;
    assert_int_equal(item->spared, sign * g.hit);
    assert_int_equal(item->spared_loss, sign * g.loss);
    differing += g.hit != 0;
  }
  assert_true(differing > 0);
}

/* All that was shared (is_any), or all of it on one incident. Items are by birth, so the first says the round. */
static gain without_all(const desk *d, pl_iid iid, bool is_any) {
  pl_turn *turn = calloc(d->ledger->item_count, sizeof *turn);
  size_t count = 0;
  int round = -1;
  for (size_t i = 0; i < d->ledger->item_count; i++) {
    const pl_ledger_item *item = &d->ledger->item[i];
    if (!item->was_shared || (!is_any && item->iid != iid)) continue;
    if (round < 0) round = item->birth / PL_TICKS_PER_ROUND;
    turn[count++] = around(item);
  }
  const gain g = without(d, turn, count, round);
  free(turn);
  return g;
}

static void check_wholes(const desk *d) {
  for (size_t i = 0; i < d->ledger->incident_count; i++) {
    const gain g = without_all(d, d->ledger->incident[i].iid, false);
    assert_int_equal(d->ledger->incident[i].spared, g.hit);
    assert_int_equal(d->ledger->incident[i].spared_loss, g.loss);
  }
  const gain all = without_all(d, 0, true);
  assert_int_equal(d->ledger->total, all.hit);
  assert_int_equal(d->ledger->total_loss, all.loss);
}

static void first_share_adds_up(void **state) {
  (void)state;
  desk d;
  int silent = 0;
  open_desk(&d, "first-share", 4, NULL);
  check_sums(d.ledger);
  check_items(&d, 1);
  check_wholes(&d);
  for (size_t i = 0; i < d.ledger->item_count; i++) silent += !d.ledger->item[i].was_shared;
  assert_true(silent > 0);
  for (size_t i = 0; i < d.ledger->incident_count; i++)
    assert_int_equal(d.ledger->incident[i].split, PL_SPLIT_EXACT);
  close_desk(&d);
}

static void withdrawal_adds_up(void **state) {
  (void)state;
  desk d;
  const pl_ledger_options options = {.exact_up_to = 3, .orders = 6, .most_incidents = 3};
  open_desk(&d, "withdrawal", 12, &options);
  check_sums(d.ledger);
  check_items(&d, 9);
  check_wholes(&d);
  int of_kind[4] = {0};
  for (size_t i = 0; i < d.ledger->incident_count; i++) of_kind[d.ledger->incident[i].split]++;
  assert_true(of_kind[PL_SPLIT_SAMPLED] > 0 && of_kind[PL_SPLIT_IN_PROPORTION] > 0);
  assert_true(d.ledger->total > 0);
  close_desk(&d);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(first_share_adds_up),
      cmocka_unit_test(withdrawal_adds_up),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
