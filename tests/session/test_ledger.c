/* Ledgers of a world in which everything is seen by itself: three who are told of a worm and warn a fourth. */
#include "small_world.h"

#include <polder/ledger.h>

#include <stdlib.h>

enum { VICTIM = 3, STATES = 5, VICTIMS = 30, TIPS = 6 };

typedef struct ledger_world {
  small_world w;
  pl_intel_spec tip[TIPS];
  pl_ledger *ledger;
} ledger_world;

/* A worm, and if there are `incidents` a second one a round later, that press on the victim alone. */
static void begin(ledger_world *l, int incidents) {
  l->ledger = NULL;
  small_states(&l->w, STATES);
  pl_scenario *x = &l->w.room.scenario;
  for (int s = 0; s < STATES; s++) {
    l->w.room.state[s].organisations = s == VICTIM ? VICTIMS : 1;
    for (int t = 0; t < STATES; t++) l->w.delay[t] = 0;
  }
  static const char *const id[] = {"worm", "rat"};
  for (int i = 0; i < incidents; i++) {
    pl_incident_spec *spec = &l->w.room.incident[support_incident(&l->w.room, id[i], i, PL_ONE)];
    spec->targets = pl_set_first(0);
    pl_set_add(&spec->targets, VICTIM);
    spec->exposure = PL_ONE;
    spec->delay = l->w.delay;
  }
  x->intel = l->tip;
  pl_parameters *p = &x->parameters;
  p->det[PL_RANSOMWARE] = 1;
  p->imax[PL_RANSOMWARE] = 200;
  p->wave_len = PL_TICKS_PER_ROUND;
  p->bil_lat = p->ally_lat = WARNING_TICKS;
  p->bil_q = p->fresh = p->det_lo = PL_ONE;
  p->det_tr = p->burn_p = p->noise = 0;
}

/* `state` is told, and warns those in `audience` (bits). */
static void tell(ledger_world *l, int incident, int state, pl_tick tick, pl_q16 quality, unsigned audience) {
  l->tip[l->w.room.scenario.intel_count++] =
      (pl_intel_spec){.id = "tip", .text = {{"A tip", NULL}}, .about = (uint16_t)incident, .holder = (uint16_t)state,
                      .round = incident, .tick = tick, .quality = quality, .label = PL_GREEN};
  l->w.room.state[state].posture = small_audience(audience);
}

static void draw_up(ledger_world *l, uint64_t seed, int workers, const pl_ledger_options *options) {
  pl_error error = {0};
  small_start(&l->w, seed);
  small_course(&l->w, SMALL_ROUNDS, NULL, workers);
  l->ledger = pl_ledger_new(l->w.course, options, &error);
  if (!l->ledger) fail_msg("%s", error.text);
}

static void end(ledger_world *l) {
  pl_ledger_free(l->ledger);
  small_end(&l->w);
}

/* Three of whom each knows a part, one after another. */
static void begin_with_three(ledger_world *l, int incidents) {
  begin(l, incidents);
  for (int i = 0; i < incidents; i++) {
    tell(l, i, 0, 1, 20000, 1u << VICTIM);
    tell(l, i, 1, 3, 30000, 1u << VICTIM);
    tell(l, i, 2, 6, 40000, 1u << VICTIM);
  }
}

static const pl_ledger_item *find(const ledger_world *l, int incident, int originator) {
  const pl_iid iid = pl_iid_declared(&l->w.room.scenario, incident, incident);
  for (size_t i = 0; i < l->ledger->item_count; i++)
    if (l->ledger->item[i].iid == iid && l->ledger->item[i].originator == originator) return &l->ledger->item[i];
  fail_msg("there is no item of %d on incident %d", originator, incident);
  return NULL;
}

/* ---- sums ---- */

static void check_incident(const ledger_world *l, const pl_ledger_incident *incident) {
  int64_t share = 0;
  int sharers = 0;
  for (size_t i = 0; i < l->ledger->item_count; i++) {
    const pl_ledger_item *item = &l->ledger->item[i];
    if (item->iid != incident->iid || !item->was_shared) continue;
    share += item->share;
    sharers++;
  }
  assert_int_equal(sharers, incident->sharers);
  assert_int_equal(share, 1000 * incident->spared);
}

static void check_item(const ledger_world *l, const pl_ledger_item *item) {
  int64_t spared = 0, share = 0;
  for (int s = 0; s < l->ledger->state_count; s++) {
    spared += item->spared_by_state[s];
    share += item->share_by_state[s];
  }
  assert_int_equal(spared, item->spared);
  assert_int_equal(share, item->share);
}

static void check_sums(const ledger_world *l) {
  const pl_ledger *ledger = l->ledger;
  int64_t split = 0, given = 0, received = 0;
  for (size_t i = 0; i < ledger->incident_count; i++) {
    check_incident(l, &ledger->incident[i]);
    split += ledger->incident[i].spared;
    if (i) assert_true(ledger->incident[i - 1].spared >= ledger->incident[i].spared);
  }
  for (size_t i = 0; i < ledger->item_count; i++) check_item(l, &ledger->item[i]);
  for (int s = 0; s < ledger->state_count; s++) {
    given += ledger->state[s].spared_others + ledger->state[s].spared_itself;
    received += ledger->state[s].was_spared + ledger->state[s].spared_itself;
  }
  assert_int_equal(split, ledger->split);
  assert_int_equal(ledger->split + ledger->together, ledger->total);
  assert_int_equal(given, 1000 * split);
  assert_int_equal(received, 1000 * split);
}

/* ---- coalitions, played here one by one ---- */

/* How many organisations are hit when only these share on an incident, which begins in the round of its number. */
static int64_t hit_with(ledger_world *l, int incident, unsigned coalition) {
  pl_turn turn[3];
  size_t count = 0;
  for (int s = 0; s < 3; s++) {
    if (coalition >> s & 1) continue;
    turn[count] = small_item(&l->w, s, 0);
    turn[count++].decision.iid = pl_iid_declared(&l->w.room.scenario, incident, incident);
  }
  const pl_what_if what_if = {.round = incident, .turn = turn, .turn_count = count};
  pl_comparison *c = small_compare(&l->w, &what_if);
  const int64_t hit = c->otherwise.hit;
  pl_comparison_free(c);
  return hit;
}

static int64_t hit_when(ledger_world *l, unsigned coalition) { return hit_with(l, 0, coalition); }

/* Sixths of an organisation, by all six orders of coming. */
static void enumerate(ledger_world *l, int64_t sixths[3]) {
  static const int order[6][3] = {{0, 1, 2}, {0, 2, 1}, {1, 0, 2}, {1, 2, 0}, {2, 0, 1}, {2, 1, 0}};
  int64_t hit[8];
  for (unsigned c = 0; c < 8; c++) hit[c] = hit_when(l, c);
  memset(sixths, 0, 3 * sizeof *sixths);
  for (int i = 0; i < 6; i++) {
    unsigned coalition = 0;
    for (int k = 0; k < 3; k++) {
      sixths[order[i][k]] += hit[coalition] - hit[coalition | 1u << order[i][k]];
      coalition |= 1u << order[i][k];
    }
  }
}

static void three_sharers_get_what_all_orders_say(void **state) {
  (void)state;
  int uneven = 0;
  for (uint64_t seed = 1; seed <= 12; seed++) {
    ledger_world l;
    int64_t sixths[3];
    begin_with_three(&l, 1);
    draw_up(&l, seed, 1, NULL);
    enumerate(&l, sixths);
    assert_int_equal(l.ledger->incident_count, 1);
    assert_int_equal(l.ledger->incident[0].split, PL_SPLIT_EXACT);
    for (int s = 0; s < 3; s++) {
      const pl_ledger_item *item = find(&l, 0, s);
      assert_true(llabs(6 * item->share - 1000 * sixths[s]) < 6); /* less than a thousandth */
      assert_int_equal(item->share_error, 0);
      assert_int_equal(item->spared, hit_when(&l, 7u & ~(1u << s)) - hit_when(&l, 7));
      uneven += item->share != 1000 * item->spared;
    }
    assert_int_equal(l.ledger->incident[0].spared, hit_when(&l, 0) - hit_when(&l, 7));
    assert_true(l.ledger->incident[0].spared > 3);
    check_sums(&l);
    end(&l);
  }
  assert_true(uneven > 12); /* one warning made up for another */
}

static int64_t square(int64_t x) { return x * x; }

/* Off as far as is stated, over many exercises; and three around a circle, both ways, are all orders. */
static void sampled_shares_are_within_their_error(void **state) {
  (void)state;
  int64_t off = 0, stated = 0;
  int within = 0, cases = 0;
  for (uint64_t seed = 1; seed <= 24; seed++) {
    for (int orders = 6; orders <= 30; orders += 24) {
      ledger_world l;
      int64_t sixths[3];
      begin_with_three(&l, 1);
      const pl_ledger_options options = {.exact_up_to = 1, .orders = orders};
      draw_up(&l, seed, 1, &options);
      enumerate(&l, sixths);
      assert_int_equal(l.ledger->incident[0].split, PL_SPLIT_SAMPLED);
      assert_true(l.ledger->incident[0].orders >= orders);
      for (int s = 0; s < 3; s++) {
        const pl_ledger_item *item = find(&l, 0, s);
        const int64_t miss = llabs(6 * item->share - 1000 * sixths[s]) / 6;
        if (orders == 30) {
          assert_int_equal(item->share_error, 0);
          assert_int_equal(miss, 0);
          continue;
        }
        assert_int_equal(l.ledger->state[s].error, item->share_error); /* nothing comes back, and there is one only */
        off += square(miss);
        stated += square(item->share_error);
        within += miss <= 2 * item->share_error + 1;
        cases++;
      }
      assert_int_equal(l.ledger->state[VICTIM].error, 0); /* it was spared what it was spared */
      check_sums(&l);
      end(&l);
    }
  }
  assert_true(off > 0 && off < 2 * stated && stated < 4 * off);
  assert_true(within * 10 >= cases * 8); /* from three samples an error is only roughly known */
}

static void alike_sharers_have_alike_shares(void **state) {
  (void)state;
  ledger_world l;
  begin(&l, 1);
  for (int s = 0; s < 3; s++) tell(&l, 0, s, 2, 30000, 1u << VICTIM);
  draw_up(&l, 3, 1, NULL);
  assert_true(l.ledger->incident[0].spared > 0);
  for (int s = 1; s < 3; s++) assert_true(llabs(find(&l, 0, s)->share - find(&l, 0, 0)->share) <= 1);
  check_sums(&l);
  end(&l);
}

static void who_comes_too_late_has_no_share(void **state) {
  (void)state;
  for (int exact = 0; exact < 2; exact++) {
    ledger_world l;
    begin(&l, 1);
    tell(&l, 0, 0, 1, 20000, 1u << VICTIM);
    tell(&l, 0, 1, 3, 30000, 1u << VICTIM);
    tell(&l, 0, 2, PL_TICKS_PER_ROUND - 2, PL_ONE, 1u << VICTIM); /* there after the last pressure */
    const pl_ledger_options options = {.exact_up_to = exact ? 3 : 1};
    draw_up(&l, 5, 1, &options);
    assert_true(find(&l, 0, 2)->was_shared);
    assert_int_equal(find(&l, 0, 2)->spared, 0);
    for (int s = 0; s < STATES; s++) assert_int_equal(find(&l, 0, 2)->share_by_state[s], 0);
    assert_true(find(&l, 0, 0)->share > 0 && find(&l, 0, 1)->share > 0);
    end(&l);
  }
}

static void one_sharer_has_all_of_it(void **state) {
  (void)state;
  ledger_world l;
  begin(&l, 1);
  tell(&l, 0, 1, 2, PL_ONE, 1u << VICTIM);
  draw_up(&l, 1, 1, NULL);
  const pl_ledger_item *item = find(&l, 0, 1);
  const pl_turn turn = small_item(&l.w, 1, 0);
  const pl_what_if what_if = {.turn = &turn, .turn_count = 1};
  pl_comparison *c = small_compare(&l.w, &what_if);
  assert_int_equal(l.ledger->incident[0].split, PL_SPLIT_ALONE);
  assert_int_equal(item->birth, 2);
  assert_true(item->spared > 0);
  assert_int_equal(item->spared, c->otherwise.hit - c->played.hit);
  assert_int_equal(item->spared_loss, c->otherwise.loss - c->played.loss);
  assert_int_equal(l.ledger->total_loss, item->spared_loss);
  assert_int_equal(item->share, 1000 * item->spared);
  assert_int_equal(item->share_by_state[VICTIM], item->share);
  assert_int_equal(l.ledger->state[1].spared_others, item->share);
  assert_int_equal(l.ledger->state[VICTIM].was_spared, item->share);
  assert_int_equal(l.ledger->state[1].gave, 1);
  assert_int_equal(l.ledger->state[VICTIM].received, 1);
  assert_int_equal(l.ledger->replays, 3);
  pl_comparison_free(c);
  end(&l);
}

static void silence_is_counted_by_what_all_would_have_gained(void **state) {
  (void)state;
  ledger_world l;
  begin(&l, 1);
  tell(&l, 0, 0, 2, 30000, 0);
  tell(&l, 0, 1, 2, 30000, 1u << VICTIM);
  draw_up(&l, 1, 1, NULL);
  const pl_ledger_item *item = find(&l, 0, 0);
  pl_turn turn = small_item(&l.w, 0, 0);
  turn.decision.audience.words = PL_AUDIENCE_ALL;
  const pl_what_if what_if = {.turn = &turn, .turn_count = 1};
  pl_comparison *c = small_compare(&l.w, &what_if);
  assert_false(item->was_shared);
  assert_true(pl_set_is_empty(&item->sent));
  assert_true(item->spared > 0);
  assert_int_equal(item->spared, c->played.hit - c->otherwise.hit);
  assert_int_equal(item->spared_loss, c->played.loss - c->otherwise.loss);
  assert_int_equal(item->share, 0);
  assert_int_equal(l.ledger->state[0].silence, item->spared);
  assert_int_equal(l.ledger->state[0].withheld, 1);
  assert_int_equal(l.ledger->incident[0].sharers, 1);
  pl_comparison_free(c);
  end(&l);
}

/* Two incidents that have nothing to do with each other: what both spared is the sum. */
static void what_is_apart_adds_up(void **state) {
  (void)state;
  ledger_world l;
  begin_with_three(&l, 2);
  draw_up(&l, 2, 1, NULL);
  assert_int_equal(l.ledger->incident_count, 2);
  assert_true(l.ledger->incident[0].spared > 0 && l.ledger->incident[1].spared > 0);
  assert_int_equal(l.ledger->together, 0);
  check_sums(&l);
  end(&l);
}

/* To what each adds as the first and as the last. */
static void check_proportions(ledger_world *l, int incident) {
  int64_t weight[3], sum = 0;
  const int64_t none = hit_with(l, incident, 0), all = hit_with(l, incident, 7);
  for (unsigned s = 0; s < 3; s++) {
    weight[s] = none - hit_with(l, incident, 1u << s) + hit_with(l, incident, 7u & ~(1u << s)) - all;
    assert_true(weight[s] >= 0);
    sum += weight[s];
  }
  for (int s = 0; s < 3; s++) {
    const pl_ledger_item *item = find(l, incident, s);
    assert_true(llabs(item->share * sum - 1000 * (none - all) * weight[s]) < sum);
    assert_int_equal(item->share_error, 0);
  }
  assert_true(sum > 0 && weight[0] != weight[1]);
}

/* Only the one that mattered most is split well. */
static void the_rest_is_in_proportion(void **state) {
  (void)state;
  for (uint64_t seed = 1; seed <= 4; seed++) {
    ledger_world l;
    begin_with_three(&l, 2);
    const pl_ledger_options options = {.most_incidents = 1};
    draw_up(&l, seed, 2, &options);
    const pl_ledger_incident *first = &l.ledger->incident[0], *second = &l.ledger->incident[1];
    assert_int_equal(first->split, PL_SPLIT_EXACT);
    assert_int_equal(second->split, PL_SPLIT_IN_PROPORTION);
    assert_true(first->spared > second->spared);
    check_proportions(&l, second->iid == pl_iid_declared(&l.w.room.scenario, 1, 1));
    check_sums(&l);
    /* Each item; all three withheld, of both; everything; three more coalitions of the one, three by themselves of the
     * other. */
    assert_int_equal(l.ledger->replays, (int)l.ledger->item_count + 2 + 1 + 3 + 3);
    end(&l);
  }
}

/* ---- how it is played ---- */

static void expect_equal(const pl_ledger *a, const pl_ledger *b) {
  const size_t n = (size_t)a->state_count;
  assert_int_equal(a->item_count, b->item_count);
  assert_int_equal(a->incident_count, b->incident_count);
  assert_int_equal(a->replays, b->replays);
  assert_int_equal(a->total, b->total);
  assert_int_equal(a->total_loss, b->total_loss);
  for (size_t i = 0; i < a->item_count; i++) {
    const pl_ledger_item *x = &a->item[i], *y = &b->item[i];
    assert_true(x->iid == y->iid && x->originator == y->originator && x->spared_loss == y->spared_loss);
    assert_int_equal(x->share_error, y->share_error);
    assert_memory_equal(x->spared_by_state, y->spared_by_state, n * sizeof *x->spared_by_state);
    assert_memory_equal(x->share_by_state, y->share_by_state, n * sizeof *x->share_by_state);
  }
  for (size_t i = 0; i < a->incident_count; i++) {
    assert_int_equal(a->incident[i].iid, b->incident[i].iid);
    assert_int_equal(a->incident[i].spared, b->incident[i].spared);
  }
  assert_memory_equal(a->state, b->state, n * sizeof *a->state);
}

static void workers_change_nothing(void **state) {
  (void)state;
  const pl_ledger_options options = {.exact_up_to = 1, .orders = 12, .most_incidents = 1};
  ledger_world one, three;
  begin_with_three(&one, 2);
  begin_with_three(&three, 2);
  draw_up(&one, 4, 1, &options);
  draw_up(&three, 4, 3, &options);
  expect_equal(one.ledger, three.ledger);
  end(&one);
  end(&three);
}

static void the_middle_of_an_exercise_has_a_ledger_too(void **state) {
  (void)state;
  ledger_world l;
  pl_error error = {0};
  begin_with_three(&l, 2);
  small_start(&l.w, 2);
  small_course(&l.w, 1, NULL, 1);
  l.ledger = pl_ledger_new(l.w.course, NULL, &error);
  assert_non_null(l.ledger);
  assert_int_equal(l.ledger->incident_count, 1); /* the second has not begun */
  assert_true(l.ledger->total > 0);
  check_sums(&l);
  end(&l);
}

static void without_items_it_is_empty(void **state) {
  (void)state;
  ledger_world l;
  begin(&l, 0);
  draw_up(&l, 1, 2, NULL);
  assert_int_equal(l.ledger->item_count, 0);
  assert_int_equal(l.ledger->incident_count, 0);
  assert_int_equal(l.ledger->replays, 0);
  assert_int_equal(l.ledger->total, 0);
  check_sums(&l);
  end(&l);
}

typedef struct watch {
  size_t calls, stop_at, done, total;
  bool goes_back;
} watch;

static bool step(void *context, size_t done, size_t total) {
  watch *w = context;
  w->goes_back |= done < w->done || done > total;
  w->done = done;
  w->total = total;
  return ++w->calls != w->stop_at;
}

static void progress_goes_forward_and_can_be_stopped(void **state) {
  (void)state;
  size_t calls = 0;
  for (size_t stop_at = 0; stop_at == 0 || stop_at < calls; stop_at++) {
    pl_error error = {0};
    ledger_world l;
    watch w = {.stop_at = stop_at};
    begin_with_three(&l, 2);
    small_start(&l.w, 2);
    small_course(&l.w, SMALL_ROUNDS, NULL, 1);
    const pl_ledger_options options = {.exact_up_to = 1, .orders = 6, .most_incidents = 1,
                                       .progress = {.step = step, .context = &w}};
    l.ledger = pl_ledger_new(l.w.course, &options, &error);
    assert_false(w.goes_back);
    if (!stop_at) {
      assert_non_null(l.ledger);
      calls = w.calls;
      assert_int_equal(w.done, w.total);
      assert_int_equal(w.done, l.ledger->replays);
    } else if (!l.ledger) {
      assert_int_equal(error.status, PL_CANCELLED);
      assert_int_equal(w.calls, stop_at);
    } else {
      assert_true(w.done == (size_t)l.ledger->replays || w.calls > stop_at); /* nothing was left to be stopped */
    }
    end(&l);
  }
  assert_true(calls > 10);
}

static void out_of_memory(void **state) {
  (void)state;
  ledger_world l;
  begin_with_three(&l, 2);
  small_start(&l.w, 2);
  small_course(&l.w, SMALL_ROUNDS, NULL, 1);
  const pl_ledger_options options = {.exact_up_to = 1, .orders = 6, .most_incidents = 1};
  for (long n = 0;; n += n < 300 ? 1 : 37) {
    pl_error error = {0};
    fault_after(n);
    l.ledger = pl_ledger_new(l.w.course, &options, &error);
    const bool reached = fault_stop();
    if (!reached) break;
    if (!l.ledger) assert_int_equal(error.status, PL_NO_MEMORY);
    pl_ledger_free(l.ledger);
    l.ledger = NULL;
  }
  assert_non_null(l.ledger); /* and the course is as good as before */
  check_sums(&l);
  end(&l);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(three_sharers_get_what_all_orders_say),
      cmocka_unit_test(sampled_shares_are_within_their_error),
      cmocka_unit_test(alike_sharers_have_alike_shares),
      cmocka_unit_test(who_comes_too_late_has_no_share),
      cmocka_unit_test(one_sharer_has_all_of_it),
      cmocka_unit_test(silence_is_counted_by_what_all_would_have_gained),
      cmocka_unit_test(what_is_apart_adds_up),
      cmocka_unit_test(the_rest_is_in_proportion),
      cmocka_unit_test(workers_change_nothing),
      cmocka_unit_test(the_middle_of_an_exercise_has_a_ledger_too),
      cmocka_unit_test(without_items_it_is_empty),
      cmocka_unit_test(progress_goes_forward_and_can_be_stopped),
      cmocka_unit_test(out_of_memory),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
