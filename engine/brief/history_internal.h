/* What the files of a history share. */
#ifndef POLDER_HISTORY_INTERNAL_H
#define POLDER_HISTORY_INTERNAL_H

#include <polder/brief.h>
#include <polder/history.h>
#include <polder/session.h>

/* What a history remembers for the next time it is extended. */
typedef struct pl_history_memory {
  size_t event_capacity;
  size_t looked_at; /* events of the session's log */
  int settled;      /* entries of `after` that no round to come changes any more */
  uint64_t digest;  /* after the last round; 0: none is done */
  int states, most_rounds; /* of the scenario, which may be gone with its session */
  pl_event_log said;       /* of its own: the lines of another session (pl_history_otherwise) */
} pl_history_memory;

/* How the states stand to each other in `then`, as `sight` may see it. `room` is for briefs. After a failure
 * `relations` holds nothing; otherwise the caller clears it. */
pl_status pl_relations_take(pl_relations *relations, const pl_session *then, const pl_sight *sight,
                            pl_brief_room *room, pl_error *error);
void pl_relations_clear(pl_relations *relations);

/* ---- history_events.c ---- */
/* Where each infection came from: the events of a log, by organisation. */
typedef struct pl_infections {
  const pl_event_log *log;
  uint32_t *last; /* owned, [organisations]: 1 + the place of its last infection among the events; 0: never infected */
  uint32_t *before; /* owned, [events]: the same, of the infection before this one */
} pl_infections;
/* Of the first `count` events. False: out of memory; there is nothing to clear. */
bool pl_infections_find(pl_infections *infections, const pl_event_log *log, size_t count, uint32_t organisations);
void pl_infections_clear(pl_infections *infections);

/* Whether this viewer needs to know where infections came from. */
bool pl_sight_needs_sources(const pl_sight *sight);
/* Whether the viewer may see the event; if so, `seen` is what it may know of it. `infections` NULL: not needed. */
bool pl_sight_of(const pl_sight *sight, const pl_scenario *scenario, const pl_event *event,
                 const pl_infections *infections, pl_event *seen);

#endif
