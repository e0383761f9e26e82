/* Many runs, summed up.
 *
 *   curve     run 0  run 1  run 2  …
 *   tick 0    [ one column of all runs, sorted when all are there ] ─► p5, median, p95 of that tick
 *   tick 1    [ …
 *
 * What is kept of a run is its figures and nothing else, so that a hundred thousand runs have room. */
#include "runs.h"

#include <stdlib.h>

pl_status pl_runs_check(int32_t runs, pl_error *error) {
  if (runs >= 1 && runs <= PL_MOST_RUNS) return PL_OK;
  return pl_error_set(error, PL_BAD_INPUT, "cannot play it %d times: ask for 1 to %d runs", (int)runs,
                      (int)PL_MOST_RUNS);
}

pl_status pl_runs_init(pl_runs *runs, size_t count, const pl_playing *playing, pl_error *error) {
  *runs = (pl_runs){.count = count, .from = playing->round * PL_TICKS_PER_ROUND,
                    .ticks = playing->until * PL_TICKS_PER_ROUND};
  runs->curve = calloc((size_t)(runs->ticks - runs->from) * count, sizeof *runs->curve);
  runs->hit = calloc(count, sizeof *runs->hit);
  runs->loss = calloc(count, sizeof *runs->loss);
  runs->peak = calloc(count, sizeof *runs->peak);
  runs->is_moot = calloc(count, sizeof *runs->is_moot);
  runs->left_out = (uint64_t)playing->rulings_left_out;
  if (runs->curve && runs->hit && runs->loss && runs->peak && runs->is_moot) return PL_OK;
  return pl_error_set(error, PL_NO_MEMORY, "out of memory: ask for fewer than %d runs", (int)count);
}

void pl_runs_clear(pl_runs *runs) {
  free(runs->curve);
  free(runs->hit);
  free(runs->loss);
  free(runs->peak);
  free(runs->is_moot);
  *runs = (pl_runs){.count = 0};
}

void pl_runs_take(pl_runs *runs, size_t run, const pl_course *course, int worker) {
  const pl_world *world = course->worker[worker]->world;
  const int n = pl_course_scenario(course)->state_count;
  runs->is_moot[run] = pl_world_moots(world) > runs->left_out;
  const int32_t *counts = course->worker_counts[worker] + (size_t)runs->from * (size_t)n;
  for (int s = 0; s < n; s++) {
    runs->hit[run] += pl_world_state(world, s)->hit_total;
    runs->loss[run] += pl_world_state(world, s)->loss >> 16;
  }
  for (pl_tick t = 0; t < runs->ticks - runs->from; t++, counts += n) {
    int32_t hit = 0;
    for (int s = 0; s < n; s++) hit += counts[s];
    runs->curve[(size_t)t * runs->count + run] = hit;
    if (hit > runs->peak[run]) runs->peak[run] = hit;
  }
}

int32_t pl_runs_moot(const pl_runs *runs) {
  int32_t count = 0;
  for (size_t i = 0; i < runs->count; i++) count += runs->is_moot[i];
  return count;
}

static int ascending(const void *a, const void *b) {
  const int32_t x = *(const int32_t *)a, y = *(const int32_t *)b;
  return (x > y) - (x < y);
}

bool pl_runs_band(pl_runs *runs, pl_arena *arena, pl_band *band) {
  const size_t ticks = (size_t)(runs->ticks - runs->from);
  *band = (pl_band){.p5 = pl_arena_array(arena, ticks, sizeof *band->p5),
                    .median = pl_arena_array(arena, ticks, sizeof *band->median),
                    .p95 = pl_arena_array(arena, ticks, sizeof *band->p95)};
  if (!band->p5 || !band->median || !band->p95) return false;
  for (size_t t = 0; t < ticks; t++) {
    int32_t *column = runs->curve + t * runs->count;
    qsort(column, runs->count, sizeof *column, ascending);
    band->p5[t] = column[pl_percentile_at(runs->count, 5)];
    band->median[t] = column[pl_percentile_at(runs->count, 50)];
    band->p95[t] = column[pl_percentile_at(runs->count, 95)];
  }
  return true;
}
