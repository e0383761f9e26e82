/* Perspective: what a seat believed beside what was true.
 *
 * Made from two histories of the same exercise: the seat's, which is what it could know, and control's, which is the
 * truth. At the opening of each round the two are put side by side. Organisations are counted once for each incident
 * that hit them, as in the curve of an exercise; hit means damaged, whether found (contained) or not yet (infectious).
 * Which organisations are latent no state can know. */
#ifndef POLDER_PERSPECTIVE_H
#define POLDER_PERSPECTIVE_H

#include <polder/history.h>

/* Another state at one opening. */
typedef struct pl_perspective_other {
  int32_t told;        /* organisations that it told the seat last round it had found hit; −1: it told nothing */
  int32_t found, hit;  /* how many it had found hit in truth, and how many were hit */
  uint8_t trust_seen;  /* its trust in the seat, in fifths 1 … 5, as the seat sees it; 0: not at all */
  uint8_t trust_step;  /* the same in truth, */
  pl_q16 trust;        /* and exactly */
} pl_perspective_other;

/* The opening of one round. For a seat that is no state its own figures are −1. */
typedef struct pl_perspective_moment {
  int32_t found;          /* own organisations that it had found hit, */
  int32_t hit, latent;    /* those that were hit in truth, and those that soon would be */
  int32_t heard, active;  /* incidents going on that it had heard of; incidents going on */
  int32_t heard_here, active_here; /* the same of those that had infected own organisations */
  pl_perspective_other *other;     /* [state_count]; the own entry is zero, `told` −1 */
} pl_perspective_moment;

/* How a seat first heard of an incident. */
typedef enum pl_hearing {
  PL_HEARING_NEVER,
  PL_HEARING_FOUND,     /* it found out itself, or the scenario gave it the finding */
  PL_HEARING_TOLD,      /* by the state `from` */
  PL_HEARING_VENDOR,
  PL_HEARING_SAID,      /* only of others' doings (a seat that is no state) */
  PL_HEARINGS
} pl_hearing;

typedef struct pl_perspective_incident {
  pl_iid iid;
  pl_tick launch, over;    /* −1: not over yet */
  pl_hearing hearing;
  pl_tick heard;           /* −1: never */
  uint16_t from, originator; /* PL_HEARING_TOLD */
  pl_tick hit_here;        /* when the first own organisation was infected; −1: none was */
  int32_t infected_here;   /* own organisations infected by it in all, */
  int32_t infected_unheard;/* and before the seat had heard of it */
  pl_tick unaware;         /* ticks from `hit_here` until it heard, the incident was over, or the history ends; 0: it
                            * had heard before */
} pl_perspective_incident;

typedef struct pl_perspective {
  const pl_scenario *scenario;        /* control's history's */
  int seat;
  bool is_state;
  int rounds;                         /* done */
  pl_perspective_moment *moment;      /* [rounds + 1]; the last: after all of them */
  pl_perspective_incident *incident;  /* [incident_count], by launch, then as the history has them */
  size_t incident_count;
  int underestimated;                 /* of `rounds` openings: at which it had found fewer than were hit */
  int unheard;                        /* the same: at which an incident was infecting it of which it had not heard */
  int64_t unfound;                    /* own organisations hit and not found, summed over these openings */
  int blind_spot;                     /* index of the incident with the largest `unaware`; −1: there is none */
  void *memory;                       /* private */
} pl_perspective;

/* NULL: error; PL_BUG: these are no histories of a seat and of control, or not of one exercise; PL_NO_MEMORY. */
pl_perspective *pl_perspective_new(const pl_history *seat, const pl_history *control, pl_error *error);
void pl_perspective_free(pl_perspective *perspective); /* NULL is fine */

#endif
