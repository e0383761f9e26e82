/* Playing whole exercises for the benchmarks, through a session as a batch run would. */
#ifndef POLDER_BENCH_EXERCISE_H
#define POLDER_BENCH_EXERCISE_H

#include <polder/policy.h>

#include "bench.h"

typedef struct exercise {
  const char *name;
  pl_rules_factory factory;
  const pl_bundle *bundle;
  const pl_map *map; /* borrowed; NULL: each session makes its own */
  const char *bots;  /* as for pl_policy_table_parse; NULL: as the scenario declares */
} exercise;

/* What was seen of one exercise; asking for it costs a digest per round. */
typedef struct exercise_probe {
  double digest; /* seconds of these */
  size_t decisions;
  int incidents;
  int64_t infections;
} exercise_probe;

static inline void exercise_look(const pl_session *session, exercise_probe *probe) {
  const pl_world *world = pl_session_world(session);
  pl_session_journal(session, &probe->decisions);
  probe->incidents = pl_world_incident_count(world);
  probe->infections = 0;
  for (int i = 0; i < probe->incidents; i++) probe->infections += pl_world_incident(world, i)->infections;
}

static inline pl_status exercise_rounds(const exercise *x, pl_session *session, exercise_probe *probe,
                                        pl_error *error) {
  pl_policy_table table;
  pl_brief_room room = {0};
  pl_policy_table_init(&table, pl_session_scenario(session));
  pl_status status = x->bots ? pl_policy_table_parse(&table, pl_session_scenario(session), x->bots, error) : PL_OK;
  while (status == PL_OK && !pl_session_is_over(session)) {
    status = pl_session_open_round(session, error);
    if (status == PL_OK) status = pl_policy_play(session, &table, &room, error);
    if (status == PL_OK) status = pl_session_resolve_round(session, error);
    if (!probe) continue;
    const double start = bench_wall();
    volatile uint64_t digest = pl_world_digest(pl_session_world(session));
    (void)digest;
    probe->digest += bench_wall() - start;
  }
  pl_brief_room_clear(&room);
  return status;
}

/* One exercise from opening the rules to freeing the session. */
static inline pl_status exercise_play(const exercise *x, uint64_t seed, exercise_probe *probe, pl_error *error) {
  const pl_session_options options = {.seed = seed};
  pl_session *session = pl_session_new(&x->factory, x->bundle, x->map, &options, error);
  if (!session) return error->status;
  const pl_status status = exercise_rounds(x, session, probe, error);
  if (probe) exercise_look(session, probe);
  pl_session_free(session);
  return status;
}

/* Prints what went wrong. */
static inline bool exercise_is_good(const exercise *x, pl_status status, const pl_error *error) {
  if (status != PL_OK) fprintf(stderr, "%s: %s\n", x->name, error->text);
  return status == PL_OK;
}

/* `games` exercises, the seeds from `seed` on; CPU seconds of each go to `seconds` (NULL: nowhere). */
static inline bool exercise_many(const exercise *x, uint64_t seed, int games, bench_samples *seconds) {
  for (int i = 0; i < games; i++) {
    pl_error error = {0};
    const double start = bench_busy();
    const pl_status status = exercise_play(x, seed + (uint64_t)i, NULL, &error);
    if (seconds) bench_add(seconds, bench_busy() - start);
    if (!exercise_is_good(x, status, &error)) return false;
  }
  return true;
}

#endif
