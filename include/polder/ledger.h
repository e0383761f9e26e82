/* The ledger: what each act of sharing and each silence was worth.
 *
 * An item of intelligence is a finding of one originator on one incident. What one item spared is the difference
 * between the exercise as played and the same with that item withheld from its birth (leave-one-out). Where several
 * shared what they knew of the same incident these differences do not add up, because one warning is enough; what all
 * of them spared together is then split by Shapley values (L. S. Shapley, A value for n-person games, 1953): an
 * originator's share is its marginal contribution, averaged over all orders in which they might have come to share.
 * Exact where there are few coalitions, else averaged over sampled orders, with the standard error of that (Castro,
 * Gómez and Tejada, Polynomial calculation of the Shapley value based on sampling, 2009); shares add up to the whole
 * either way, state by state. What was withheld is counted by what it would have spared had it gone to everybody at
 * birth.
 *
 * All of this is conditional on the model, with everybody else's decisions as recorded. Integers only. */
#ifndef POLDER_LEDGER_H
#define POLDER_LEDGER_H

#include <polder/what_if.h>

/* In organisations ever hit, fewer than otherwise, and mu of damage; negative: more. Arrays are by the state that was
 * spared, [state_count]. */
typedef struct pl_ledger_item {
  pl_iid iid;
  uint16_t originator;
  pl_tick birth;
  pl_state_set sent;         /* whom it went to by the end, directly or passed on, or was published to */
  bool was_shared;           /* it went to somebody; else what follows is what sharing it with all would have spared */
  int64_t spared;            /* organisations, all states; leave-one-out */
  pl_mu spared_loss;         /* damage, all states */
  int32_t *spared_by_state;
  int64_t share;             /* of what all sharers of this incident spared, thousandths of an organisation; 0 unless
                              * was_shared */
  int64_t share_error;       /* its standard error, thousandths; 0: exact, or in proportion */
  int64_t *share_by_state;   /* thousandths */
} pl_ledger_item;

typedef enum pl_split {
  PL_SPLIT_ALONE,    /* one sharer: the whole is its own */
  PL_SPLIT_EXACT,    /* all coalitions were played */
  PL_SPLIT_SAMPLED,  /* `orders` sampled orders, one for each way round from each cut of a random circle */
  PL_SPLIT_IN_PROPORTION /* to what each spared by itself and beside all others; in equal parts where that is nothing */
} pl_split;

typedef struct pl_ledger_incident {
  pl_iid iid;
  int32_t sharers;     /* originators whose items were shared */
  int64_t spared;      /* organisations that all sharing on it spared: equals the sum of `share` of its items / 1000 */
  pl_mu spared_loss;
  pl_split split;
  int32_t orders;
} pl_ledger_incident;

/* One state's account. */
typedef struct pl_ledger_state {
  int32_t gave, withheld;  /* items of its own that went to somebody, and to nobody */
  int32_t received;        /* items of others that reached it */
  int64_t spared_others;   /* organisations elsewhere that its items spared, thousandths */
  int64_t was_spared;      /* of its own, by others' items, thousandths */
  int64_t spared_itself;   /* of its own, by its own sharing, thousandths: what comes back */
  int64_t error;           /* the largest standard error of the three, thousandths */
  int64_t silence;         /* organisations elsewhere that its withheld items would have spared, each taken alone */
} pl_ledger_state;

typedef struct pl_ledger {
  int32_t state_count;
  pl_ledger_item *item;          /* [item_count], by birth, then iid, then originator */
  size_t item_count;
  pl_ledger_incident *incident;  /* [incident_count], those on which anything was shared, by `spared`, largest first */
  size_t incident_count;
  pl_ledger_state *state;        /* [state_count] */
  int64_t split;                 /* organisations: the sum of `spared` over the incidents */
  int64_t total;                 /* organisations that all sharing together spared: all of it withheld, compared with
                                  * what was played (what others would then find out goes where they say) */
  int64_t together;              /* total − split: what incidents do to each other, through trust and money */
  pl_mu total_loss;
  int32_t replays;               /* exercises played for this, */
  int32_t moot;                  /* and in how many of them an act of control's had become impossible */
  void *memory;                  /* private */
} pl_ledger;

typedef struct pl_ledger_options {
  int32_t exact_up_to;    /* sharers of an incident whose coalitions are all played, 1 … 12; 0: the usual 7 */
  int32_t orders;         /* sampled beyond, at least; 0: the usual 60 */
  int32_t most_incidents; /* so many of those that mattered most are split so, the rest in proportion; 0: the usual 6 */
  pl_progress progress;
} pl_ledger_options;

/* NULL options: the usual ones. NULL: error; PL_CANCELLED. */
pl_ledger *pl_ledger_new(pl_course *course, const pl_ledger_options *options, pl_error *error);
void pl_ledger_free(pl_ledger *ledger); /* NULL is fine */

#endif
