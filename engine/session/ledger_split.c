/* Shapley values, exact or sampled (ledger.h).
 *
 * A player's share is what it adds to those who came before it, averaged over all orders of coming. Exact: that is a
 * weighted sum over coalitions, with the weights as whole numbers (k! (n−1−k)! of n!). Sampled: over some orders. Along
 * each order the additions telescope to the whole, so all sums do, before anything is rounded.
 *
 *      a b          Orders are not drawn one by one. A circle of all players is drawn and cut open in several places,
 *    f     c        and gone around both ways from each: abcdef, fedcba, bcdefa, afedcb, … Each of these is as likely
 *      e d          as any order, so the average is right; every player is first, second, … last equally often, which
 *                   is what matters most; and what comes first of any such order is an arc of the circle, so 2n orders
 *                   ask for n(n−1) coalitions instead of twice as many. To play a coalition is what costs.
 *
 * The error comes from the differences between circles, which are independent. A few circles say little about one
 * player, so nobody's error is stated as less than the root mean square over all players. */
#include "ledger_split.h"

#include <polder/what_if.h>

#include <stdlib.h>

/* ---- the plan ---- */

enum { FEWEST_CIRCLES = 3 }; /* for the error */

pl_split_plan pl_split_plan_of(int players, int exact_up_to, int orders, uint64_t key) {
  pl_split_plan plan = {.players = players, .key = key};
  if (exact_up_to > PL_SPLIT_MOST_EXACT) exact_up_to = PL_SPLIT_MOST_EXACT;
  if (players <= 2 || players <= exact_up_to) {
    plan.is_exact = true;
    return plan;
  }
  /* Most of a circle costs nearly as much as all of it. */
  const int fewest = (orders + 2 * FEWEST_CIRCLES - 1) / (2 * FEWEST_CIRCLES);
  plan.cuts = players <= fewest + fewest / 2 ? players : fewest;
  plan.circles = (orders + 2 * plan.cuts - 1) / (2 * plan.cuts);
  if (plan.circles < FEWEST_CIRCLES) plan.circles = FEWEST_CIRCLES;
  return plan;
}

int pl_split_orders(const pl_split_plan *plan) { return plan->is_exact ? 0 : 2 * plan->cuts * plan->circles; }

/* ---- orders ---- */

/* A stream of analysis' own (splitmix64): nothing in an exercise is drawn from it. */
static uint64_t next_draw(uint64_t *luck) {
  uint64_t z = *luck += UINT64_C(0x9E3779B97F4A7C15);
  z = (z ^ z >> 30) * UINT64_C(0xBF58476D1CE4E5B9);
  z = (z ^ z >> 27) * UINT64_C(0x94D049BB133111EB);
  return z ^ z >> 31;
}

static void draw_circle(const pl_split_plan *plan, int number, uint16_t *circle) {
  uint64_t luck = plan->key + (uint64_t)number;
  luck = next_draw(&luck);
  for (int i = 0; i < plan->players; i++) circle[i] = (uint16_t)i;
  for (int i = plan->players - 1; i > 0; i--) {
    const int j = (int)((next_draw(&luck) >> 32) * (uint64_t)(i + 1) >> 32);
    const uint16_t swapped = circle[i];
    circle[i] = circle[j];
    circle[j] = swapped;
  }
}

/* Who comes `place`-th (from 0) in order `number` (0 … 2 · cuts − 1) of a circle. */
static int at(const pl_split_plan *plan, const uint16_t *circle, int number, int place) {
  const int n = plan->players, start = number / 2 * n / plan->cuts;
  return circle[(start + (number % 2 ? n - 1 - place : place)) % n];
}

/* ---- coalitions ---- */

static int compare_sets(const void *a, const void *b) {
  const pl_state_set *x = a, *y = b;
  for (int i = PL_SET_WORDS - 1; i >= 0; i--)
    if (x->word[i] != y->word[i]) return x->word[i] < y->word[i] ? -1 : 1;
  return 0;
}

size_t pl_split_find(const pl_state_set *coalitions, size_t count, const pl_state_set *wanted) {
  const pl_state_set *found = bsearch(wanted, coalitions, count, sizeof *coalitions, compare_sets);
  return found ? (size_t)(found - coalitions) : count;
}

static size_t asked_for(const pl_split_plan *plan) { /* repeated ones included */
  if (plan->is_exact) return (size_t)1 << plan->players;
  return (size_t)pl_split_orders(plan) * ((size_t)plan->players + 1);
}

size_t pl_split_most_coalitions(const pl_split_plan *plan) {
  if (plan->is_exact) return asked_for(plan);
  const size_t n = (size_t)plan->players, arcs = n * (n - 1), met = 2 * (size_t)plan->cuts * (n - 1);
  return (size_t)plan->circles * (met < arcs ? met : arcs) + 2;
}

static void list_all(const pl_split_plan *plan, pl_state_set *out) {
  for (uint64_t mask = 0; mask >> plan->players == 0; mask++) out[mask] = (pl_state_set){{mask}};
}

static void list_circle(const pl_split_plan *plan, const uint16_t *circle, pl_state_set *out) {
  for (int order = 0; order < 2 * plan->cuts; order++) {
    pl_state_set set = {{0}};
    *out++ = set;
    for (int place = 0; place < plan->players; place++) {
      pl_set_add(&set, (unsigned)at(plan, circle, order, place));
      *out++ = set;
    }
  }
}

static size_t drop_repeated(pl_state_set *sets, size_t count) {
  size_t kept = 0;
  qsort(sets, count, sizeof *sets, compare_sets);
  for (size_t i = 0; i < count; i++)
    if (!kept || compare_sets(&sets[kept - 1], &sets[i])) sets[kept++] = sets[i];
  return kept;
}

pl_status pl_split_coalitions(const pl_split_plan *plan, pl_state_set **coalitions, size_t *count, pl_error *error) {
  const size_t most = asked_for(plan);
  pl_state_set *out = malloc(most * sizeof *out);
  if (!out) return pl_error_set(error, PL_NO_MEMORY, "out of memory: cannot split what %d shared", plan->players);
  if (plan->is_exact) list_all(plan, out);
  for (int c = 0; !plan->is_exact && c < plan->circles; c++) {
    uint16_t circle[PL_MAX_STATES];
    draw_circle(plan, c, circle);
    list_circle(plan, circle, out + most / (size_t)plan->circles * (size_t)c);
  }
  *coalitions = out;
  *count = drop_repeated(out, most);
  return PL_OK;
}

/* ---- whole numbers ---- */

static int64_t quotient(int64_t a, int64_t divisor) { /* rounded down */
  return a / divisor - (a % divisor < 0);
}

static int64_t remainder_of(int64_t a, int64_t divisor) { return a - quotient(a, divisor) * divisor; }

/* In thousandths and rounded down, which loses less than a thousandth. */
static int64_t thousandths(int64_t a, int64_t divisor) {
  return quotient(a, divisor) * 1000 + remainder_of(a, divisor) * 1000 / divisor;
}
static int64_t lost(int64_t a, int64_t divisor) { return remainder_of(a, divisor) * 1000 % divisor; }

void pl_split_apportion(int64_t *sums, size_t count, size_t stride, int64_t divisor) {
  int64_t lost_in_all = 0;
  for (size_t i = 0; i < count; i++) lost_in_all += lost(sums[i * stride], divisor);
  /* Fewer are left over than have a remainder, so whoever has none gets nothing. */
  bool has_more[PL_MAX_STATES] = {false};
  for (int64_t left = lost_in_all / divisor; left > 0; left--) {
    size_t largest = count;
    for (size_t i = 0; i < count; i++)
      if (!has_more[i] &&
          (largest == count || lost(sums[i * stride], divisor) > lost(sums[largest * stride], divisor)))
        largest = i;
    if (largest < count) has_more[largest] = true;
  }
  for (size_t i = 0; i < count; i++) sums[i * stride] = thousandths(sums[i * stride], divisor) + has_more[i];
}

uint64_t pl_split_add_square(uint64_t sum, int64_t x) {
  const uint64_t size = x < 0 ? 0 - (uint64_t)x : (uint64_t)x;
  if (size > UINT32_MAX || sum > UINT64_MAX - size * size) return UINT64_MAX;
  return sum + size * size;
}

int64_t pl_split_root(uint64_t square) {
  uint64_t root = 0;
  for (int bit = 31; bit >= 0; bit--) {
    const uint64_t next = root | UINT64_C(1) << bit;
    if (next <= square / next) root = next;
  }
  return (int64_t)(root + (root * root < square));
}

/* ---- exact ---- */

static int64_t factorial(int n) { return n < 2 ? 1 : n * factorial(n - 1); }

static void add_exact(const pl_split_plan *plan, const pl_split_game *game, const pl_state_set *before, int player,
                      int64_t *share) {
  pl_state_set with = *before;
  pl_set_add(&with, (unsigned)player);
  const int members = pl_set_count(before);
  const int64_t weight = factorial(members) * factorial(plan->players - 1 - members);
  const int32_t *less = game->value(game->context, &with), *more = game->value(game->context, before);
  for (int c = 0; c < game->columns; c++) share[player * game->columns + c] += weight * (more[c] - less[c]);
}

static int64_t sum_exactly(const pl_split_plan *plan, const pl_split_game *game, int64_t *share) {
  for (uint64_t mask = 0; mask >> plan->players == 0; mask++) {
    const pl_state_set before = {{mask}};
    for (int p = 0; p < plan->players; p++)
      if (!pl_set_has(&before, (unsigned)p)) add_exact(plan, game, &before, p, share);
  }
  return factorial(plan->players);
}

/* ---- sampled ---- */

/* What each circle came to, for the error. */
typedef struct tally {
  int64_t *all, *own, *others; /* [players][circles] */
} tally;

static void walk(const pl_split_plan *plan, const pl_split_game *game, const uint16_t *circle, int number, int order,
                 int64_t *share, tally *t) {
  pl_state_set set = {{0}};
  const int32_t *before = game->value(game->context, &set);
  for (int place = 0; place < plan->players; place++) {
    const int p = at(plan, circle, order, place), here = p * plan->circles + number;
    pl_set_add(&set, (unsigned)p);
    const int32_t *after = game->value(game->context, &set);
    for (int c = 0; c < game->columns; c++) {
      const int64_t added = (int64_t)before[c] - after[c];
      share[p * game->columns + c] += added;
      t->all[here] += added;
      *(c == game->own[p] ? &t->own[here] : &t->others[here]) += added;
    }
    before = after;
  }
}

/* Of the mean, in thousandths. */
static int64_t error_of_mean(int64_t *sums, const pl_split_plan *plan) {
  const int orders = 2 * plan->cuts; /* in each */
  pl_spread spread;
  pl_spread_of(sums, (size_t)plan->circles, &spread);
  return (spread.error + orders - 1) / orders;
}

static int64_t larger(int64_t a, int64_t b) { return a > b ? a : b; }

static void find_errors(const pl_split_plan *plan, const tally *t, pl_split_error *error_of) {
  const uint64_t n = (uint64_t)plan->players;
  uint64_t all = 0, others = 0, own = 0;
  for (int p = 0; p < plan->players; p++) {
    pl_split_error *e = &error_of[p];
    const int first = p * plan->circles;
    *e = (pl_split_error){.all = error_of_mean(t->all + first, plan),
                          .others = error_of_mean(t->others + first, plan),
                          .own = error_of_mean(t->own + first, plan)};
    all = pl_split_add_square(all, e->all);
    others = pl_split_add_square(others, e->others);
    own = pl_split_add_square(own, e->own);
  }
  for (int p = 0; p < plan->players; p++) {
    pl_split_error *e = &error_of[p];
    *e = (pl_split_error){.all = larger(e->all, pl_split_root(all / n)),
                          .others = larger(e->others, pl_split_root(others / n)),
                          .own = larger(e->own, pl_split_root(own / n))};
  }
}

static int64_t sum_sampled(const pl_split_plan *plan, const pl_split_game *game, int64_t *share, tally *t) {
  for (int number = 0; number < plan->circles; number++) {
    uint16_t circle[PL_MAX_STATES];
    draw_circle(plan, number, circle);
    for (int order = 0; order < 2 * plan->cuts; order++) walk(plan, game, circle, number, order, share, t);
  }
  return pl_split_orders(plan);
}

/* ---- together ---- */

pl_status pl_split_do(const pl_split_plan *plan, const pl_split_game *game, int64_t *share, pl_split_error *error_of,
                      pl_error *error) {
  const size_t n = (size_t)plan->players, columns = (size_t)game->columns, room = n * (size_t)plan->circles;
  int64_t divisor;
  for (size_t i = 0; i < n * columns; i++) share[i] = 0;
  for (size_t p = 0; p < n; p++) error_of[p] = (pl_split_error){0};
  if (plan->is_exact) {
    divisor = sum_exactly(plan, game, share);
  } else {
    int64_t *rows = calloc(3 * room, sizeof *rows);
    if (!rows) return pl_error_set(error, PL_NO_MEMORY, "out of memory: cannot split what %d shared", plan->players);
    tally t = {.all = rows, .own = rows + room, .others = rows + 2 * room};
    divisor = sum_sampled(plan, game, share, &t);
    find_errors(plan, &t, error_of);
    free(rows);
  }
  for (size_t c = 0; c < columns; c++) pl_split_apportion(share + c, n, columns, divisor);
  return PL_OK;
}
