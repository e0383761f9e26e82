/* Splitting what several achieved together: Shapley values of a small game, in whole numbers. */
#ifndef POLDER_SESSION_LEDGER_SPLIT_H
#define POLDER_SESSION_LEDGER_SPLIT_H

#include <polder/status.h>
#include <polder/types.h>

enum { PL_SPLIT_MOST_EXACT = 12 }; /* players whose coalitions may all be asked for */

/* Who takes part, and in which orders. */
typedef struct pl_split_plan {
  int players;  /* 1 … PL_MAX_STATES, numbered from 0 */
  bool is_exact; /* all coalitions, instead of: */
  int circles;  /* random circles of all players, two or more; */
  int cuts;     /* where each is cut open, 1 … players, to be gone around both ways: 2 · cuts orders */
  uint64_t key; /* of the draws: equal keys, equal circles */
} pl_split_plan;
/* Exact up to so many players, else at least so many orders. */
pl_split_plan pl_split_plan_of(int players, int exact_up_to, int orders, uint64_t key);
int pl_split_orders(const pl_split_plan *plan); /* 0: exact */

/* The coalitions that the plan asks for, in ascending order, each once; the empty and the full one are among them. The
 * caller frees them. PL_NO_MEMORY. */
pl_status pl_split_coalitions(const pl_split_plan *plan, pl_state_set **coalitions, size_t *count, pl_error *error);
/* At most so many. */
size_t pl_split_most_coalitions(const pl_split_plan *plan);
/* Where `wanted` is among them, or `count`. */
size_t pl_split_find(const pl_state_set *coalitions, size_t count, const pl_state_set *wanted);

/* What is left over of each column (organisations hit in each state) when a coalition acts: less is better. */
typedef struct pl_split_game {
  int columns;
  const int32_t *(*value)(const void *context, const pl_state_set *coalition); /* [columns]; borrowed */
  const void *context;
  const uint16_t *own; /* [players]: the player's own column */
} pl_split_game;

/* Standard errors of the sums over all columns, the others' and the player's own; thousandths, rounded up. */
typedef struct pl_split_error {
  int64_t all, others, own;
} pl_split_error;

/* How much less is left over because of each player, in thousandths, to share[player · columns + column]. For each
 * column the players' shares add up to exactly what the full coalition leaves less than the empty one; a player that
 * never makes a difference to a column has 0 of it. error_of[players]: 0 where the plan is exact. PL_NO_MEMORY. */
pl_status pl_split_do(const pl_split_plan *plan, const pl_split_game *game, int64_t *share, pl_split_error *error_of,
                      pl_error *error);

/* Turns `sums`, `stride` apart, into thousandths of `divisor` > 0 that add up to the thousandths of their whole, which
 * must be a multiple of the divisor: each is rounded down, and what is left over goes to the largest remainders. */
void pl_split_apportion(int64_t *sums, size_t count, size_t stride, int64_t divisor);

/* For errors that are independent of each other: sum + x², at most UINT64_MAX, and the root, rounded up. */
uint64_t pl_split_add_square(uint64_t sum, int64_t x);
int64_t pl_split_root(uint64_t square);

#endif
