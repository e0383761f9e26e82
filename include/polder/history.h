/* History: what one viewer may see of an exercise so far, round by round and tick by tick.
 *
 * A brief is one seat's knowledge at one moment; a history is a viewer's knowledge of all that has passed, as a plain
 * model that boards, pages and reports are drawn from. What a viewer may know is decided here, as for briefs, so
 * whatever draws a history cannot leak. This header does not know the world. */
#ifndef POLDER_HISTORY_H
#define POLDER_HISTORY_H

#include <polder/event.h>
#include <polder/scenario.h>

struct pl_session;
struct pl_course;
struct pl_what_if;

/* Who looks. */
typedef enum pl_viewer {
  PL_VIEWER_CONTROL, /* sees everything */
  PL_VIEWER_SEAT,    /* sees what its briefs held */
  PL_VIEWER_PUBLIC   /* everybody in the room: what is public by the rules, and what control reveals */
} pl_viewer;

/* What control reveals to the public, as bits. Nothing ever reveals undetected infections, trust or items held. */
enum {
  PL_REVEAL_FOUND = 1,   /* organisations found hit, and where each infection came from once it is found */
  PL_REVEAL_SHARING = 2, /* who sent what to whom, under which label */
  PL_REVEAL_ALL = 3
};

typedef struct pl_sight {
  pl_viewer viewer;
  int seat;         /* PL_VIEWER_SEAT */
  unsigned reveals; /* PL_VIEWER_PUBLIC: PL_REVEAL_… */
} pl_sight;

/* How the states stood to each other after a number of rounds, at the opening of the next one. n =
 * scenario->state_count. Control sees everything; a seat its own row of trust, and its column in fifths; a role and the
 * public no trust at all. Memberships and alliances are no secret. */
typedef struct pl_relations {
  pl_q16 *trust;         /* [n·n], at s·n + t: trust of s in t; −1: not for this viewer, or s = t */
  uint8_t *trust_step;   /* [n·n]: the same in fifths, 1 … 5, also where a seat knows no more than that; 0: unknown */
  pl_state_set *members; /* [forum_count] */
  pl_state_set *allies;  /* [n] */
  int32_t *reported;     /* [n], PL_VIEWER_SEAT: organisations the state told this seat last round that it had found
                          * hit, −1: nothing told; the seat's own: found hit now. Others: −1 */
} pl_relations;

typedef struct pl_history {
  const pl_scenario *scenario; /* borrowed from the session */
  pl_sight sight;
  int rounds;                  /* resolved */
  /* The map, as far as it is nobody's secret: where each organisation is and in which sector. */
  uint32_t *first;             /* [n + 1]: organisations of state s are first[s] … first[s + 1] − 1 */
  uint8_t *sector;             /* [first[n]], 0 … PL_SECTORS − 1 */
  int64_t *dependency;         /* [n·n], at s·n + t: summed weight of the links by which s depends on t; a seat knows
                                * its own row, the public none; what is not known is 0 */
  /* What happened, in order, the opening of a round that is open included. Events are copies, with fields that this
   * viewer may not know set to PL_NONE or 0. A PL_EVENT_CONTAINED has in `other` the state that the infection came
   * from (its PL_EVENT_LATENT says so; PL_NONE: from outside), for control and, with PL_REVEAL_FOUND, for the public; a
   * seat is not told. */
  pl_event *event;
  size_t event_count;
  const pl_event_log *said;    /* the lines that events name: the session's log, borrowed; pl_history_otherwise's own */
  pl_relations *after;         /* [rounds + 1]: after 0 … `rounds` rounds */
  void *memory;                /* private */
} pl_history;

/* The history of `session` as `sight` may see it; the session needs its events and is only read (rounds that are past
 * are played once more in a copy). Independent of the session afterwards, but for the scenario and `said`. NULL:
 * `error`, PL_BUG where there is no such seat or no record of events. */
pl_history *pl_history_new(const struct pl_session *session, pl_sight sight, pl_error *error);
/* Adds what happened since; the session is the one it was made from, or an equal one (taken up again from its file,
 * say), whose scenario and log the history borrows from then on. Nothing is played again for who extends while each
 * round is open: then the last entry of `after` stays as it is, while one taken between two rounds is replaced at the
 * next call. Pointers into the history hold until then. PL_BUG: it is another exercise. After a failure the history is
 * as it was, but `event` may have moved. */
pl_status pl_history_extend(pl_history *history, const struct pl_session *session, pl_error *error);
void pl_history_free(pl_history *history);

/* The history of the exercise otherwise (what_if.h), to be drawn over that of the exercise as it was. It borrows the
 * course's scenario, stands by itself otherwise, and is not extended. NULL: error, PL_BAD_INPUT where the turn is
 * impossible. */
pl_history *pl_history_otherwise(struct pl_course *course, const struct pl_what_if *what_if, pl_sight sight,
                                 pl_error *error);

#endif
