/* The timeline: a history as a course of moments, for any tick in any order.
 *
 * A moment is the fold of what happened before it, and each step of the fold can be undone: going on or back by a tick
 * costs what happened in it. Nothing here knows pixels. */
#ifndef POLDER_VIEW_TIMELINE_H
#define POLDER_VIEW_TIMELINE_H

#include <polder/history.h>

/* What the viewer knows of an organisation: the worst of all its incidents. */
typedef enum pl_condition_shown {
  PL_SHOWN_CLEAN, PL_SHOWN_RECOVERED, PL_SHOWN_LATENT, PL_SHOWN_HIT
} pl_condition_shown;

typedef struct pl_state_moment {
  int32_t hit, latent, recovered; /* organisations, as the viewer knows them */
  int32_t ever_hit;               /* so far, each counted once */
  bool is_known;                  /* false: the viewer can't know (its label ends in "?") */
  uint64_t left;                  /* forums it left in the round of this moment, up to it */
} pl_state_moment;

typedef struct pl_moment {
  pl_tick tick;                   /* 0 … rounds · 28: events before this tick have happened; at the end, all */
  int round;                      /* of the tick, from 0; after the last tick the last round */
  pl_state_moment *state;         /* [state_count], owned by the timeline */
  uint8_t *condition;             /* [organisations]: pl_condition_shown */
  pl_tick *changed;               /* [organisations]: tick of the last change, −1: never */
  pl_state_set *members;          /* [forum_count] */
  int32_t hit, latent, recovered, ever_hit, organisations; /* of all states that are known */
} pl_moment;

/* Something on its way from one state to another. */
typedef enum pl_flow_kind { PL_FLOW_SHARED, PL_FLOW_PUBLISHED, PL_FLOW_INCIDENT } pl_flow_kind;
typedef struct pl_flow {
  pl_flow_kind kind;
  uint16_t from, to;              /* PL_NONE: from outside (an adversary), to everybody (a publication) */
  uint16_t forum;                 /* through this forum; PL_NONE: directly */
  pl_iid iid;
  pl_tick start, end;             /* leaves and arrives; an incident arrives in the tick of the infection */
  int32_t count;                  /* items or organisations in one */
  pl_tick hit;                    /* shared: the receiver's first known hit by that incident; −1: none so far */
  bool was_in_time;               /* shared: arrived before that */
} pl_flow;

typedef struct pl_timeline pl_timeline;
/* Borrows the history, which may grow: call pl_timeline_extend then. NULL: out of memory. */
pl_timeline *pl_timeline_new(const pl_history *history, pl_error *error);
/* PL_NO_MEMORY: the timeline shows what it showed, and can't be extended any more. */
pl_status pl_timeline_extend(pl_timeline *timeline, pl_error *error);
void pl_timeline_free(pl_timeline *timeline);
const pl_history *pl_timeline_history(const pl_timeline *timeline);
pl_tick pl_timeline_end(const pl_timeline *timeline); /* rounds · 28 */

/* The moment before `tick`, clamped. Borrowed, until the next call. */
const pl_moment *pl_timeline_at(pl_timeline *timeline, pl_tick tick);
/* The most organisations of a state that were hit at once, in any moment there is. */
int32_t pl_timeline_most_hit(const pl_timeline *timeline, int state);

/* All flows, in the order in which they arrive; the first with end ≥ `from`. */
const pl_flow *pl_timeline_flows(const pl_timeline *timeline, size_t *count);
size_t pl_timeline_first_flow(const pl_timeline *timeline, pl_tick from);
/* Every forum that a state left, in order. */
typedef struct pl_leaving {
  pl_tick tick;
  uint16_t state, forum;
} pl_leaving;
const pl_leaving *pl_timeline_leavings(const pl_timeline *timeline, size_t *count);

/* The curve: organisations hit (known to the viewer) at the end of each day, [days]; days = rounds · 7. */
const int32_t *pl_timeline_curve(const pl_timeline *timeline, size_t *days);
/* What the curve is marked with: a state left forums, struck, published … in that tick. */
typedef struct pl_mark_on_curve {
  pl_tick tick;
  pl_event_kind kind; /* PL_EVENT_LEFT, _JOINED, _STRUCK, _TAKEDOWN */
  uint16_t state, forum, adversary;
  int32_t count;      /* forums left at once */
} pl_mark_on_curve;
const pl_mark_on_curve *pl_timeline_marks(const pl_timeline *timeline, size_t *count);

/* Who gave what to whom in rounds 0 … `rounds` − 1: items received by `to` from `from`, [n·n] at from·n + to. */
void pl_timeline_given(const pl_timeline *timeline, int rounds, int32_t *given);

/* Who knew what, when: one incident's row for each state. */
typedef struct pl_knowing {
  pl_tick knows;       /* first had an item on it, own or received; −1: never, as far as known */
  pl_tick hit;         /* first known hit by it; −1: none */
  pl_tick sent;        /* first sent its own item; −1: never. Held back: from knows to sent */
  bool is_finder;      /* what it knew first was its own finding */
  bool is_known;       /* false: the viewer can't know this row, or only that it was told */
} pl_knowing;
/* `row` has room for every state. */
void pl_timeline_knowing(const pl_timeline *timeline, pl_iid iid, pl_knowing *row);
/* The incidents the viewer has heard of, by the number of states concerned, most first. */
const pl_iid *pl_timeline_incidents(const pl_timeline *timeline, size_t *count);

#endif
