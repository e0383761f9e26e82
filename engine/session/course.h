/* A course from inside: playing a recorded exercise from one of its rounds on, as it was or otherwise. */
#ifndef POLDER_SESSION_COURSE_H
#define POLDER_SESSION_COURSE_H

#include <polder/what_if.h>

#include "session_internal.h"

/* One playing. */
typedef struct pl_playing {
  int round;               /* the round from which on it is played; one that is done, or with all_bots the coming one */
  int until;               /* rounds done in the end */
  const pl_turn *turn;     /* turned around in that round */
  size_t turn_count;
  pl_others others;
  bool all_bots;           /* nobody's recorded decision counts: every seat is a bot's */
  bool has_other_luck;     /* redrawn at the opening of the round, as number `run` */
  uint32_t run;
  bool records;            /* events are wanted (pl_course_events) */
  bool skips_digests;      /* and digests are not */
  int32_t rulings_left_out; /* where all are bots: pl_course_rulings_left_out */
} pl_playing;

struct pl_course {
  const pl_session *original;
  pl_bots bots;
  bool has_bots;
  int workers;
  int rounds;              /* done */
  pl_session *base;        /* the exercise played once more, with all its events */
  pl_world **opening;      /* [rounds + 1]: the world when each round was open; the last: after all of them */
  size_t *entries;         /* [rounds + 1]: where the journal's entries of each round begin, */
  size_t *events;          /* and the events after its opening */
  int32_t *counts;         /* [ticks · states] of pl_world_count, as played */
  bool remembers;          /* the scenario's code remembers something beside the world: no short cuts */
  bool bots_remember;      /* its own bots do: no short cuts where they are asked */
  pl_session *worker[PL_MOST_WORKERS];    /* made when they are first needed */
  uint64_t bot_fingerprint[PL_MOST_WORKERS]; /* of its bots' code as newly opened */
  int32_t *worker_counts[PL_MOST_WORKERS]; /* as `counts`; of the whole scenario's ticks */
};

/* Plays. What was played is the worker's session until it plays again: its world, its events (if it records), its
 * digests from `round` on, and its counts for ticks from that round's opening on. */
pl_status pl_course_play(pl_course *course, int worker, const pl_playing *playing, const pl_session **played,
                         pl_error *error);

/* An exercise that lasts, with all that happened from the beginning, in the open round `playing->round` with what was
 * recorded in it. The caller frees it before the session that the course was made from. NULL: error. */
pl_session *pl_course_branch(const pl_course *course, const pl_playing *playing, pl_error *error);

/* What happened in it after the opening of its first round. */
const pl_event *pl_course_events(const pl_course *course, const pl_session *played, const pl_playing *playing,
                                 size_t *count);

/* How many rulings from this round on have no premise where bots play every seat. */
int32_t pl_course_rulings_left_out(const pl_course *course, int round);

/* The playing that a what-if asks for. PL_BAD_INPUT: there is no such round, or bots are asked for and there are
 * none. */
pl_status pl_course_plan(const pl_course *course, const pl_what_if *what_if, pl_playing *playing, pl_error *error);

/* Turns things around in a round that is open with its recorded decisions in it. PL_BAD_INPUT: why that is
 * impossible. */
pl_status pl_turns_make(const pl_course *course, pl_session *session, const pl_playing *playing, pl_error *error);
/* Plays on from an open round to the end of the playing; of one that ends before the recorded rounds do, to the opening
 * of the next. */
pl_status pl_course_go_on(const pl_course *course, pl_session *session, const pl_playing *playing, pl_error *error);

#endif
