/* Many runs: what each came to, kept in columns until they are summed up. */
#ifndef POLDER_SESSION_RUNS_H
#define POLDER_SESSION_RUNS_H

#include "course.h"

/* Of one exercise that is played `count` times. Each run writes places of its own, so workers need no lock. */
typedef struct pl_runs {
  size_t count;
  uint64_t left_out;   /* rulings that no run has */
  pl_tick from, ticks; /* curves are of ticks `from` … `ticks` − 1 */
  int32_t *curve;      /* [ticks − from][count], all states */
  int64_t *hit, *loss, *peak; /* [count] */
  bool *is_moot;       /* [count]: something that control did had become impossible */
} pl_runs;

/* PL_NO_MEMORY: what was allocated is freed by pl_runs_clear all the same. */
pl_status pl_runs_init(pl_runs *runs, size_t count, const pl_playing *playing, pl_error *error);
void pl_runs_clear(pl_runs *runs); /* a zeroed one is fine */
/* What worker `worker` has played is run number `run`. Rulings without a premise (pl_course_rulings_left_out) are no
 * news of one run. */
void pl_runs_take(pl_runs *runs, size_t run, const pl_course *course, int worker);
/* How many of them are moot. */
int32_t pl_runs_moot(const pl_runs *runs);
/* Sums up the curves, which are sorted by this. The band is in the arena; false: out of memory. */
bool pl_runs_band(pl_runs *runs, pl_arena *arena, pl_band *band);
/* PL_BAD_INPUT unless there may be so many. */
pl_status pl_runs_check(int32_t runs, pl_error *error);

/* Where a percentile of `count` > 0 sorted values stands. */
size_t pl_percentile_at(size_t count, int percent);
/* Their variance as that of a sample, in thousandths, to the nearest; 0 for fewer than two. */
int64_t pl_variance_of(const int64_t *values, size_t count);

#endif
