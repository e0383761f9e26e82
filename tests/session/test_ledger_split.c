/* Splitting by itself: games of a few numbers, beside a plain average over all orders. */
#include "../support.h"
#include "../fault.h"

#include "ledger_split.h"

#include <stdlib.h>

enum { MOST_PLAYERS = 8, COLUMNS = 3 };

typedef struct table { /* value[coalition as bits][column] */
  int players;
  int32_t value[1 << MOST_PLAYERS][COLUMNS];
  const pl_state_set *coalitions; /* those that were announced; NULL: nobody looks */
  size_t count;
} table;

static const int32_t *value_of(const void *context, const pl_state_set *coalition) {
  const table *t = context;
  if (t->coalitions) assert_true(pl_split_find(t->coalitions, t->count, coalition) < t->count);
  assert_true(coalition->word[0] >> t->players == 0 && !(coalition->word[1] | coalition->word[2] | coalition->word[3]));
  return t->value[coalition->word[0]];
}

/* Less is left over the more act, and nobody adds as much as when first: as with warnings. */
static void fill_randomly(table *t, int players, uint64_t *luck) {
  int32_t power[MOST_PLAYERS][COLUMNS];
  *t = (table){.players = players};
  for (int p = 0; p < players; p++)
    for (int c = 0; c < COLUMNS; c++) power[p][c] = (int32_t)support_random(luck, 30) - 3;
  for (unsigned mask = 0; mask < 1u << players; mask++)
    for (int c = 0; c < COLUMNS; c++) {
      int32_t sum = 0;
      for (int p = 0; p < players; p++) sum += mask >> p & 1 ? power[p][c] : 0;
      t->value[mask][c] = 900 / (9 + (sum > 0 ? sum : 0)) - (sum < 0 ? sum : 0) + (int32_t)support_random(luck, 3);
    }
}

/* ---- the same in another way: every order, one by one ---- */

typedef struct whole_sums {
  int64_t sum[MOST_PLAYERS][COLUMNS], all[MOST_PLAYERS];
  int64_t orders;
} whole_sums;

static void go_through_orders(const table *t, int *order, int placed, whole_sums *out) {
  if (placed == t->players) {
    unsigned mask = 0;
    for (int i = 0; i < t->players; i++) {
      const unsigned with = mask | 1u << order[i];
      for (int c = 0; c < COLUMNS; c++) {
        out->sum[order[i]][c] += t->value[mask][c] - t->value[with][c];
        out->all[order[i]] += t->value[mask][c] - t->value[with][c];
      }
      mask = with;
    }
    out->orders++;
    return;
  }
  for (int i = placed; i < t->players; i++) {
    const int chosen = order[i];
    order[i] = order[placed];
    order[placed] = chosen;
    go_through_orders(t, order, placed + 1, out);
    order[placed] = order[i];
    order[i] = chosen;
  }
}

static void enumerate(const table *t, whole_sums *out) {
  int order[MOST_PLAYERS];
  for (int i = 0; i < t->players; i++) order[i] = i;
  *out = (whole_sums){.orders = 0};
  go_through_orders(t, order, 0, out);
}

/* ---- splits ---- */

typedef struct result {
  int64_t share[MOST_PLAYERS * COLUMNS], all[MOST_PLAYERS];
  pl_split_error error_of[MOST_PLAYERS];
} result;

static const uint16_t own[MOST_PLAYERS] = {0, 1, 2, 0, 1, 2, 0, 1};

static void split(table *t, const pl_split_plan *plan, result *out) {
  pl_error error = {0};
  pl_state_set *coalitions = NULL;
  assert_int_equal(pl_split_coalitions(plan, &coalitions, &t->count, &error), PL_OK);
  assert_true(t->count <= pl_split_most_coalitions(plan));
  t->coalitions = coalitions;
  const pl_split_game game = {.columns = COLUMNS, .value = value_of, .context = t, .own = own};
  assert_int_equal(pl_split_do(plan, &game, out->share, out->error_of, &error), PL_OK);
  t->coalitions = NULL;
  free(coalitions);
  const unsigned full = (1u << t->players) - 1;
  for (int p = 0; p < t->players; p++) out->all[p] = 0;
  for (int c = 0; c < COLUMNS; c++) { /* they add up, exactly */
    int64_t sum = 0;
    for (int p = 0; p < t->players; p++) {
      sum += out->share[p * COLUMNS + c];
      out->all[p] += out->share[p * COLUMNS + c];
    }
    assert_int_equal(sum, 1000 * (t->value[0][c] - t->value[full][c]));
  }
}

static void exact_is_the_average_over_all_orders(void **state) {
  (void)state;
  uint64_t luck = 1;
  for (int players = 1; players <= 7; players++) {
    table t;
    whole_sums w;
    result r;
    fill_randomly(&t, players, &luck);
    enumerate(&t, &w);
    const pl_split_plan plan = pl_split_plan_of(players, 12, 60, 0);
    assert_true(plan.is_exact);
    split(&t, &plan, &r);
    for (int p = 0; p < players; p++) {
      assert_int_equal(r.error_of[p].all, 0);
      for (int c = 0; c < COLUMNS; c++) /* but for what rounding takes: less than a thousandth */
        assert_true(llabs(r.share[p * COLUMNS + c] * w.orders - 1000 * w.sum[p][c]) < w.orders);
    }
  }
}

/* Of many samples the mean is right, and the error says how far each of them is off. */
static void sampled_is_right_on_average_and_says_how_far_off(void **state) {
  (void)state;
  uint64_t luck = 7;
  enum { SAMPLES = 300 };
  for (int orders = 6; orders <= 60; orders += 18) {
    table t;
    whole_sums w;
    fill_randomly(&t, 7, &luck);
    enumerate(&t, &w);
    int64_t sum[MOST_PLAYERS] = {0};
    double squared = 0, stated = 0;
    int within = 0;
    for (int k = 0; k < SAMPLES; k++) {
      result r;
      const pl_split_plan plan = pl_split_plan_of(7, 1, orders, (uint64_t)k << 32);
      assert_false(plan.is_exact);
      assert_true(pl_split_orders(&plan) >= orders);
      split(&t, &plan, &r);
      for (int p = 0; p < 7; p++) {
        const double right = 1000. * (double)w.all[p] / (double)w.orders, off = (double)r.all[p] - right;
        sum[p] += r.all[p];
        squared += off * off;
        stated += (double)r.error_of[p].all * (double)r.error_of[p].all;
        within += (off < 0 ? -off : off) <= 2. * (double)r.error_of[p].all + COLUMNS;
      }
    }
    for (int p = 0; p < 7; p++) {
      const double right = 1000. * (double)w.all[p] / (double)w.orders, off = (double)sum[p] / SAMPLES - right;
      assert_true(off * off < squared / (SAMPLES * 7.) / SAMPLES * 25 + 4);
    }
    assert_true(stated > squared * .8); /* never stated as much less than it is, */
    assert_true(stated < squared * 4);  /* nor as much more */
    assert_true(within > SAMPLES * 7 * 9 / 10);
  }
}

/* Only the first column is in doubt: it is everybody's own, or nobody's. */
static void an_error_is_of_others_and_of_oneself(void **state) {
  (void)state;
  static const uint16_t first[MOST_PLAYERS] = {0}, second[MOST_PLAYERS] = {1, 1, 1, 1, 1, 1};
  uint64_t luck = 21;
  table t;
  fill_randomly(&t, 6, &luck);
  for (unsigned mask = 0; mask < 64; mask++) t.value[mask][1] = t.value[mask][2] = -(int32_t)(mask & 1);
  const pl_split_plan plan = pl_split_plan_of(6, 1, 12, 3);
  for (int is_own = 0; is_own < 2; is_own++) {
    pl_error error = {0};
    result r;
    const pl_split_game game = {.columns = COLUMNS, .value = value_of, .context = &t, .own = is_own ? first : second};
    assert_int_equal(pl_split_do(&plan, &game, r.share, r.error_of, &error), PL_OK);
    for (int p = 0; p < 6; p++) {
      const pl_split_error *e = &r.error_of[p];
      assert_true(e->all > 0);
      assert_int_equal(e->own, is_own ? e->all : 0);
      assert_int_equal(e->others, is_own ? 0 : e->all);
    }
  }
}

static void who_makes_no_difference_has_no_share(void **state) {
  (void)state;
  uint64_t luck = 3;
  for (int exact = 0; exact < 2; exact++) {
    table t;
    result r;
    fill_randomly(&t, 6, &luck);
    for (unsigned mask = 0; mask < 64; mask++) /* the last one makes none, the two before it the same */
      memcpy(t.value[mask], t.value[(mask & 15) | (mask & 16 && !(mask & 8) ? 8 : 0)], sizeof t.value[mask]);
    const pl_split_plan plan = pl_split_plan_of(6, exact ? 12 : 1, 12, 5);
    split(&t, &plan, &r);
    for (int c = 0; c < COLUMNS; c++) {
      assert_int_equal(r.share[5 * COLUMNS + c], 0);
      if (exact) assert_true(llabs(r.share[3 * COLUMNS + c] - r.share[4 * COLUMNS + c]) <= 1);
    }
  }
}

static void what_does_not_depend_on_others_has_no_error(void **state) {
  (void)state;
  table t = {.players = 8};
  for (unsigned mask = 0; mask < 256; mask++)
    for (int p = 0; p < 8; p++) t.value[mask][p % COLUMNS] -= mask >> p & 1 ? p * p - 9 : 0;
  result r;
  const pl_split_plan plan = pl_split_plan_of(8, 1, 10, 5);
  split(&t, &plan, &r);
  for (int p = 0; p < 8; p++) {
    assert_int_equal(r.all[p], 1000 * (p * p - 9));
    assert_int_equal(r.error_of[p].all, 0);
  }
}

static void everybody_comes_at_every_place_as_often(void **state) {
  (void)state;
  const pl_split_plan plan = pl_split_plan_of(8, 1, 40, 9);
  assert_int_equal(plan.cuts, 8);
  pl_error error = {0};
  pl_state_set *set = NULL;
  size_t count = 0;
  assert_int_equal(pl_split_coalitions(&plan, &set, &count, &error), PL_OK);
  int of_size[9] = {0}, has[9][8] = {{0}};
  for (size_t i = 0; i < count; i++) {
    const int size = pl_set_count(&set[i]);
    of_size[size]++;
    for (unsigned p = 0; p < 8; p++) has[size][p] += pl_set_has(&set[i], p);
    if (i) assert_true(set[i].word[0] > set[i - 1].word[0]);
  }
  assert_int_equal(of_size[0], 1);
  assert_int_equal(of_size[8], 1);
  for (unsigned p = 0; p < 8; p++) assert_int_equal(has[1][p], 1);
  assert_int_equal(of_size[7], 8);
  assert_true(of_size[4] > 8 && of_size[4] <= 8 * plan.circles);
  free(set);
}

static void many_players_stay_affordable(void **state) {
  (void)state;
  const pl_split_plan plan = pl_split_plan_of(PL_MAX_STATES, 12, 60, 1);
  pl_error error = {0};
  pl_state_set *set = NULL;
  size_t count = 0;
  assert_int_equal(pl_split_orders(&plan), 60);
  assert_int_equal(pl_split_coalitions(&plan, &set, &count, &error), PL_OK);
  assert_true(count <= pl_split_most_coalitions(&plan) && count > 10000);
  const pl_state_set all = pl_set_first(PL_MAX_STATES), none = {{0}}, stranger = {{5, 5, 5, 5}};
  assert_true(pl_split_find(set, count, &all) < count && pl_split_find(set, count, &none) < count);
  assert_int_equal(pl_split_find(set, count, &stranger), count);
  free(set);
}

static void parts_add_up_to_their_whole(void **state) {
  (void)state;
  uint64_t luck = 11;
  for (int k = 0; k < 2000; k++) {
    int64_t sums[12], before[12], whole = 0, sum = 0;
    const int count = 1 + (int)support_random(&luck, 6);
    const int64_t divisor = 1 + support_random(&luck, 700);
    for (int i = 0; i < count; i++) {
      sums[2 * i + 1] = INT64_MAX; /* is not looked at */
      whole += sums[2 * i] = support_random(&luck, 4) ? (int64_t)support_random(&luck, 9000) - 4500 : 0;
    }
    sums[0] -= whole % divisor;
    whole -= whole % divisor;
    memcpy(before, sums, sizeof sums);
    pl_split_apportion(sums, (size_t)count, 2, divisor);
    for (int i = 0; i < count; i++) {
      sum += sums[2 * i];
      assert_true(llabs(sums[2 * i] * divisor - 1000 * before[2 * i]) < divisor);
      assert_int_equal(sums[2 * i + 1], INT64_MAX);
    }
    assert_int_equal(sum, 1000 * (whole / divisor));
  }
}

static void roots_are_rounded_up(void **state) {
  (void)state;
  assert_int_equal(pl_split_root(0), 0);
  assert_int_equal(pl_split_root(1), 1);
  assert_int_equal(pl_split_root(2), 2);
  assert_int_equal(pl_split_root(16), 4);
  assert_int_equal(pl_split_root(17), 5);
  assert_int_equal(pl_split_root(UINT64_MAX), INT64_C(1) << 32);
  assert_int_equal(pl_split_add_square(7, -3), 16);
  assert_true(pl_split_add_square(UINT64_MAX - 3, 2) == UINT64_MAX);
  assert_true(pl_split_add_square(0, INT64_MIN) == UINT64_MAX);
}

static void out_of_memory(void **state) {
  (void)state;
  uint64_t luck = 4;
  table t;
  fill_randomly(&t, 5, &luck);
  const pl_split_plan plan = pl_split_plan_of(5, 1, 12, 2);
  const pl_split_game game = {.columns = COLUMNS, .value = value_of, .context = &t, .own = own};
  for (long n = 0;; n++) {
    pl_error error = {0};
    pl_state_set *set = NULL;
    result r;
    fault_after(n);
    pl_status status = pl_split_coalitions(&plan, &set, &t.count, &error);
    if (status == PL_OK) status = pl_split_do(&plan, &game, r.share, r.error_of, &error);
    const bool reached = fault_stop();
    free(set);
    assert_int_equal(status, reached ? PL_NO_MEMORY : PL_OK);
    if (!reached) break;
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(exact_is_the_average_over_all_orders),
      cmocka_unit_test(sampled_is_right_on_average_and_says_how_far_off),
      cmocka_unit_test(an_error_is_of_others_and_of_oneself),
      cmocka_unit_test(who_makes_no_difference_has_no_share),
      cmocka_unit_test(what_does_not_depend_on_others_has_no_error),
      cmocka_unit_test(everybody_comes_at_every_place_as_often),
      cmocka_unit_test(many_players_stay_affordable),
      cmocka_unit_test(parts_add_up_to_their_whole),
      cmocka_unit_test(roots_are_rounded_up),
      cmocka_unit_test(out_of_memory),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
