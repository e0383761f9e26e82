/* What the files of the ledger share while it is made. */
#ifndef POLDER_SESSION_LEDGER_WORK_H
#define POLDER_SESSION_LEDGER_WORK_H

#include <polder/ledger.h>

#include "course.h"
#include "ledger_split.h"

/* Those who shared what they knew of one incident. */
typedef struct pl_ledger_group {
  pl_ledger_incident incident;
  size_t *item;             /* [incident.sharers]: their items, by originator */
  int32_t *spared_by_state; /* by all of them together */
  pl_split_error *error_of; /* [incident.sharers], of their shares */
  bool is_in_proportion;
} pl_ledger_group;

typedef struct pl_ledger_work {
  pl_course *course;
  pl_ledger *out;
  pl_arena *arena;          /* of the ledger: what is taken from it lasts */
  pl_ledger_options options; /* none is 0 any more */
  const pl_world *played;   /* at the end */
  size_t states;
  pl_ledger_group *group;
  size_t group_count;
  size_t *shared;           /* [shared_count]: all items that were shared */
  size_t shared_count;
  int64_t *alone;           /* [items]: what it spares when nobody else shares on its incident (pl_ledger_play_alone) */
  int32_t moot[PL_MOST_WORKERS]; /* of each worker's replays: in how many an act of control's was impossible */
  size_t done, to_come;     /* replays before and after those that are being played, for the progress */
} pl_ledger_work;

/* Those who shared on this incident, or NULL. */
pl_ledger_group *pl_ledger_find_group(const pl_ledger_work *work, pl_iid iid);
/* Plays what each item spared, what each group did, and all of them. */
pl_status pl_ledger_play_all(pl_ledger_work *work, pl_error *error);
/* Plays each item of groups that are divided in proportion as the only one of its group. */
pl_status pl_ledger_play_alone(pl_ledger_work *work, pl_error *error);
/* Plays coalitions of the group, and splits what it spared. */
pl_status pl_ledger_split_group(pl_ledger_work *work, pl_ledger_group *group, const pl_split_plan *plan,
                                pl_error *error);

#endif
