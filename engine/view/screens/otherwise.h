/* Another decision worked out beside the frames: first the other exercise itself, then many pairs under other luck. */
#ifndef POLDER_VIEW_OTHERWISE_H
#define POLDER_VIEW_OTHERWISE_H

#include <polder/accounts.h>
#include <polder/history.h>
#include <polder/what_if.h>

typedef struct pl_otherwise pl_otherwise;

typedef enum pl_otherwise_stage {
  PL_OTHERWISE_NOT_ASKED,
  PL_OTHERWISE_COMPUTES, /* the other exercise */
  PL_OTHERWISE_FAILED,   /* it was impossible: `error` */
  PL_OTHERWISE_COUNTS,   /* the other exercise is there, and pairs are being played: `done` of `total` */
  PL_OTHERWISE_STOPPED,  /* … and no more: cancelled, not wanted, or `error` */
  PL_OTHERWISE_DONE      /* … and the pairs too */
} pl_otherwise_stage;

typedef struct pl_otherwise_answer { /* what is there so far; borrowed until the next question */
  pl_otherwise_stage stage;
  const pl_comparison *comparison;
  const pl_history *history; /* NULL: it is not to be looked at, … */
  const pl_own_account *own; /* … and this is all that its seat may hear of it; else NULL */
  const pl_pairs *pairs;
  size_t done, total;
  pl_error error;
} pl_otherwise_answer;

typedef struct pl_otherwise_options {
  pl_sight sight;
  bool has_history;    /* the other exercise may be looked at */
  int32_t runs;        /* pairs; 0: none */
  bool is_synchronous; /* nothing beside the frames: the answer is there at once */
  const pl_bots *bots; /* who answers where others don't decide as recorded; borrowed. NULL: nobody can */
} pl_otherwise_options;

/* Of the rounds done of `session`, which is borrowed and must not change meanwhile. NULL: out of memory. */
pl_otherwise *pl_otherwise_new(const struct pl_session *session, const pl_otherwise_options *options, pl_error *error);
/* Stops what is going on. */
void pl_otherwise_free(pl_otherwise *otherwise); /* NULL is fine */
/* One thing that was decided otherwise in this round, and how others go on; copied. The answer to an earlier question
 * is gone. */
void pl_otherwise_ask(pl_otherwise *otherwise, int round, const pl_offer *offer, pl_others others);
/* No more pairs, or the pairs after all. */
void pl_otherwise_stop(pl_otherwise *otherwise);
void pl_otherwise_go_on(pl_otherwise *otherwise);
void pl_otherwise_look(pl_otherwise *otherwise, pl_otherwise_answer *answer);

#endif
