/* What-if: the same luck, another decision.
 *
 * A recorded exercise is a course of rounds. One goes back into one of them, turns something around, and plays on as it
 * was: everybody else's decisions are the recorded ones (or bots answer), and every draw of luck that is about the same
 * thing is the same draw. So the two exercises part where the decision mattered and nowhere else. What comes out is
 * true of the model; people might have acted differently. All figures are integers and the same on every machine, with
 * any number of workers. This header does not know the world. */
#ifndef POLDER_WHAT_IF_H
#define POLDER_WHAT_IF_H

#include <polder/crew.h>
#include <polder/decision.h>
#include <polder/event.h>

struct pl_session;

/* ---- the recorded exercise ---- */

/* Lets every seat that no person plays decide in the open round of `session` (pl_policy_decide is one). Called from
 * several threads at a time, each with a session of its own. */
typedef struct pl_bots {
  pl_status (*decide)(const void *context, struct pl_session *session, pl_error *error);
  const void *context; /* borrowed, read by all threads */
} pl_bots;

/* A recorded exercise laid out for going back into it again and again: the world at the opening of each round is at
 * hand, and each worker has an exercise of its own to work in. Of a scenario whose code remembers something beside the
 * world, the rounds before are played again each time: slower, and the same. */
typedef struct pl_course pl_course;

/* With several workers the session's rules are opened by several threads at a time: of a scenario in Lua by
 * pl_script_factory, not through a cache.
 *
 * The course of the rounds done. `session` is only read, and borrowed for its scenario and journal: it must not change
 * while the course lives. `bots` (copied; NULL: there are none) for what bots are to answer; `workers` as in crew.h.
 * The rounds are played once more; PL_BAD_INPUT: this engine computes something else than was recorded, no round is
 * done, or `session` is one of pl_what_if_session in which an item goes another way. NULL: error. */
pl_course *pl_course_new(const struct pl_session *session, const pl_bots *bots, int workers, pl_error *error);
void pl_course_free(pl_course *course); /* NULL is fine */
const pl_scenario *pl_course_scenario(const pl_course *course);
int pl_course_rounds(const pl_course *course); /* done */

/* ---- what is turned around ---- */

typedef enum pl_turn_kind {
  PL_TURN_DECIDE,    /* `decision` is taken as well; it replaces what a later decision of its kind replaces */
  PL_TURN_TAKE_BACK, /* what its seat decided with decision.action is not decided: all of it, or only what is about
                      * decision.target (where that is not PL_NONE) or, of an action about an item, about decision.iid
                      * (where that is not PL_NO_INCIDENT) */
  PL_TURN_ITEM       /* the item of decision.seat on decision.iid goes to decision.audience, and to nobody beside whom
                      * it reached already: from this round on, or from its birth in this round or later. No audience:
                      * it is withheld */
} pl_turn_kind;

typedef struct pl_turn {
  pl_turn_kind kind;
  pl_decision decision; /* decision.seat: whose */
} pl_turn;

typedef enum pl_others {
  PL_OTHERS_RECORDED, /* everybody decides what is recorded; what has become impossible lapses */
  PL_OTHERS_BOTS      /* from the next round on bots decide anew; people's and scripted decisions are as recorded */
} pl_others;

typedef struct pl_what_if {
  int32_t round;       /* from 0; one that is done */
  const pl_turn *turn; /* borrowed; all of them in this round */
  size_t turn_count;   /* 0: nothing is turned around */
  pl_others others;
  int32_t rounds;      /* how many rounds are played, this one included; 0: all that were */
} pl_what_if;

/* ---- one exercise in figures ---- */

typedef struct pl_outcome_state {
  int64_t hit;                       /* organisations ever hit, found or not, over all incidents */
  pl_mu loss, edge, burn, effort;    /* so far; payoff is edge − loss − burn − effort */
  pl_q16 standing, confidence, rights;
  int64_t trust;                     /* q16: the sum of the others' trust in it */
} pl_outcome_state;

typedef struct pl_outcome {
  int32_t state_count, seat_count, objective_count;
  pl_tick ticks;              /* played, from the start of the exercise */
  pl_outcome_state *state;    /* [state_count] */
  int32_t *curve;             /* [ticks]: organisations hit at the same time (I or C), all states, after each tick */
  int32_t *state_curve;       /* [ticks · state_count], at tick · state_count + state */
  pl_q16 *met;                /* [objective_count · seat_count], at objective · seat_count + seat; −1: not judged */
  int64_t hit;                /* organisations ever hit, all states */
  pl_mu loss;                 /* all states */
  int32_t peak;               /* the largest of `curve`, */
  pl_tick peak_tick;          /* and its first tick */
  uint64_t digest;            /* after the last round played */
} pl_outcome;

/* ---- two exercises side by side ---- */

/* The first thing that happened in one of two exercises and not in the other. In which order things happened within one
 * tick is no difference. */
typedef struct pl_parting {
  bool is_any;      /* they part at all */
  bool was_played;  /* it happened as played, and not otherwise; else the other way round */
  pl_event event;   /* the first such event; of two in the same place the one otherwise */
} pl_parting;

typedef struct pl_comparison {
  pl_outcome played, otherwise; /* over the same rounds */
  pl_parting first;             /* of everything after the decisions themselves: the cause */
  pl_parting first_hit;         /* of organisations infected (PL_EVENT_LATENT): the place */
  pl_event *lapsed;             /* [lapsed_count] PL_EVENT_LAPSED, PL_EVENT_MOOT: decisions and acts of control's that
                                 * became impossible otherwise */
  size_t lapsed_count;
  int32_t *again;               /* [turn_count]: of a standing order, the later round in which its seat decided about it
                                 * again, so that it holds until then; −1: none, or it is no standing order */
  size_t turn_count;
  pl_event_log said;            /* no events: the lines that those above name */
  void *memory;                 /* private */
} pl_comparison;

/* Plays the exercise otherwise and compares it with what was played. PL_BAD_INPUT: the turn is impossible, and the
 * error says why and what would be possible; or others were to be bots and there are none. NULL: error. */
pl_comparison *pl_what_if_compare(pl_course *course, const pl_what_if *what_if, pl_error *error);
void pl_comparison_free(pl_comparison *comparison); /* NULL is fine */

/* The other exercise itself, whole: with its events, to be looked at (history.h). It can be replayed like any, and is
 * kept in no file. The caller frees it with pl_session_free, before the session that the course was made from. NULL:
 * error, as above. */
struct pl_session *pl_what_if_session(pl_course *course, const pl_what_if *what_if, pl_error *error);

/* ---- many exercises ---- */

/* What a number of runs came to. Percentiles are values that occurred: the ⌈q·n⌉-th smallest. */
typedef struct pl_spread {
  int64_t mean;       /* in thousandths, rounded to the nearest */
  int64_t error;      /* standard error of the mean, in thousandths, rounded up; 0 for fewer than two runs */
  int64_t p5, p25, median, p75, p95;
  int64_t least, most;
} pl_spread;
/* Of `count` > 0 values within ±2^53, which are sorted by this. */
void pl_spread_of(int64_t *values, size_t count, pl_spread *spread);

/* A curve of each run, summed up tick by tick. */
typedef struct pl_band {
  int32_t *p5, *median, *p95; /* [ticks] */
} pl_band;

/* Pairs of exercises, the one as decided and the other otherwise, under luck that was redrawn for both at the opening
 * of the round in question: what was done and had befallen before stays. */
typedef struct pl_pairs {
  int32_t runs;
  int32_t state_count;
  pl_tick from, ticks;         /* bands are of ticks `from` … `ticks` − 1, at index tick − from */
  pl_band played, otherwise;
  pl_spread hit_played, hit_otherwise, hit_fewer;    /* organisations ever hit; fewer: played − otherwise, in pairs */
  pl_spread peak_played, peak_otherwise, peak_fewer; /* of the curve from this round on */
  pl_spread loss_played, loss_otherwise, loss_less;  /* mu, all states */
  pl_spread *state_fewer, *state_less;               /* [state_count]: hit, loss */
  /* How much the pairing is worth: the variance of the difference of `hit` in pairs, and between runs of different luck
   * (run i against run i + 1, the last against the first), both in thousandths, rounded. */
  int64_t variance_paired, variance_independent;
  int32_t lapsed;              /* runs in which more decisions of the other exercise came to nothing than really did, */
  int32_t moot;                /* and in which an act of control's had become impossible */
  void *memory;                /* private */
} pl_pairs;

enum { PL_MOST_RUNS = 100000 };
/* `runs` 1 … PL_MOST_RUNS pairs, numbered from 0: run i is the same whatever `runs` is. NULL: error, as
 * pl_what_if_compare; PL_CANCELLED. */
pl_pairs *pl_what_if_pairs(pl_course *course, const pl_what_if *what_if, int32_t runs, const pl_progress *progress,
                           pl_error *error);
void pl_pairs_free(pl_pairs *pairs); /* NULL is fine */

/* ---- the fan ---- */

/* From the opening of a round on the exercise goes on `runs` times under other luck. */
typedef struct pl_fan {
  int32_t runs;
  int32_t round;               /* from 0 */
  pl_others decided;           /* recorded: luck alone differs; bots: every state's bot decides, people's too */
  pl_tick from, ticks;
  pl_band band;
  pl_spread hit, peak, loss;   /* at the end, as in pl_pairs */
  int64_t *hits;               /* [runs], sorted: the distribution */
  int64_t hit_real;            /* of the exercise as it was; −1: it was not played to `ticks`, and the next two are 0 */
  int32_t unluckier;           /* runs with more organisations hit than really were; */
  int32_t as_lucky;            /* and with as many. Percentile of luck: (unluckier + as_lucky / 2) / runs */
  /* A ruling on what a team proposed has no premise where a bot plays that seat: with bots, these are in no run. */
  int32_t rulings_left_out;
  int32_t moot;                /* runs in which something else that control did had become impossible */
  void *memory;                /* private */
} pl_fan;
/* PL_OTHERS_BOTS goes to the last round of the scenario, PL_OTHERS_RECORDED to the last that is done. `round` may then,
 * with bots, also be the coming one. NULL: error. */
pl_fan *pl_fan_new(pl_course *course, int32_t round, pl_others decided, int32_t runs, const pl_progress *progress,
                   pl_error *error);
void pl_fan_free(pl_fan *fan); /* NULL is fine */
/* Where it begins when nobody says: the present moment where bots go on with an exercise that is not over (the coming
 * round), else the first round. */
int32_t pl_fan_usual_round(const struct pl_session *session, pl_others decided);

#endif
