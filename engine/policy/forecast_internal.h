/* What the files of the forecast share: beliefs, and the pasts drawn from them.
 *
 *   brief ──► belief    the present as one seat sees it, as a scenario of its own: figures, relations, incidents
 *   belief ──► habits   whom the others share with, drawn
 *   belief ──► past     that scenario with everything unknown drawn, played from some rounds ago up to the present */
#ifndef POLDER_FORECAST_INTERNAL_H
#define POLDER_FORECAST_INTERNAL_H

#include <polder/forecast.h>
#include <polder/world.h>

/* An incident that the seat has heard of and that still spreads. Its index among those heard of is its index among the
 * incidents that the imagined scenario declares. */
typedef struct pl_heard {
  const pl_brief_incident *incident;
  pl_imagined fact;
  pl_tick first_sign;      /* the earliest finding the seat knows of, in the belief's ticks; −1: none */
  pl_state_set finders;    /* whose items the seat holds, its own included */
  bool was_found_here;     /* own organisations were found hit */
} pl_heard;

typedef struct pl_belief {
  const pl_brief *brief;
  pl_arena *arena;         /* everything below lives here; owned */
  pl_scenario scenario;    /* what all pasts have in common; rounds count from `first_round` */
  pl_heard *heard;
  int heard_count;
  int first_round, past_rounds, future_rounds;
  uint64_t seed;           /* from what the brief shows, never from the exercise's seed */
} pl_belief;

/* PL_BAD_INPUT: the seat has no state. `about`: an incident whose past must be covered, or PL_NO_INCIDENT. */
pl_status pl_belief_form(pl_belief *belief, const pl_brief *brief, pl_iid about, int horizon, pl_error *error);
void pl_belief_clear(pl_belief *belief);
/* The index of an incident heard of, or −1. */
int pl_belief_find(const pl_belief *belief, pl_iid iid);
/* What the imagined worlds call it. */
pl_iid pl_belief_iid(const pl_belief *belief, int heard);
/* A draw about this belief: `what` and the numbers that it is about. */
uint64_t pl_belief_key(const pl_belief *belief, uint32_t run, uint32_t what, uint32_t number);

/* Who is believed to share, for one run. */
typedef struct pl_habits {
  pl_state_set sharers; /* with each other, and with the seat unless they are wary of it */
  pl_state_set wary;    /* do not count the seat among those who give */
  pl_state_set firm;    /* never change their minds about it */
} pl_habits;
void pl_habits_draw(pl_habits *habits, const pl_belief *belief, uint32_t run);
/* Whom `state` shares with while it thinks so of the seat. */
pl_state_set pl_habits_posture(const pl_habits *habits, const pl_belief *belief, int state, bool sees_seat);

/* One past: a world at the opening of the present round. The struct must stay where it is, for its world points into
 * it. */
typedef struct pl_past {
  pl_scenario scenario;
  pl_habits habits;
  pl_state_spec *states;       /* owned, as the next three */
  pl_incident_spec *incidents;
  pl_intel_spec *intel;
  pl_tick *delay;
  pl_world *world;
} pl_past;
/* `run` names the draws. A failed past needs no clearing. */
pl_status pl_past_draw(pl_past *past, const pl_belief *belief, const pl_map *map, uint32_t run, pl_error *error);
void pl_past_clear(pl_past *past);
/* How badly the past disagrees with what the seat knows about incident `heard` (−1: about all on which it has an item
 * to decide about); 0: not at all. */
int32_t pl_past_misfit(const pl_past *past, const pl_belief *belief, int heard);
/* Makes the present what the seat knows it to be; from here on it can be played on. */
void pl_past_put_right(pl_past *past, const pl_belief *belief);

#endif
