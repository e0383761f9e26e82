/* Polder's kernel as a plain SIR model: no latency, nobody exposed but the seed, detection as recovery, and containment
 * as the removed class.
 *
 * A tick of length dt adds `beta` to the pressure per infectious neighbour and `hazard` = gamma·dt to what is gathered
 * against an exponential threshold. Somebody is infectious for k ticks with chance (1 − e^−h)·e^−h(k−1) and passes it
 * over a link with chance T = (1 − e^−b) / (1 − e^−(b+h)) in all. `beta` is chosen so that T is the continuous model's
 * tau/(tau+gamma): the final size is then the same at every dt, and only times are rounded. */
#include "bench.h"
#include "outbreak.h"
#include "spread.h"

#include <math.h>

typedef struct tally { /* the full time series, tick by tick */
  uint32_t *infected, *recovered; /* ever, at the end of each tick */
  uint32_t tick_count, capacity;
  uint32_t infected_now, recovered_now;
} tally;

static void moved(void *context, uint32_t organisation, int state, char status) {
  tally *t = context;
  (void)organisation, (void)state;
  t->infected_now += status == 'L';
  t->recovered_now += status == 'C';
}

static pl_q16 no_aid(void *context, int state) {
  (void)context, (void)state;
  return 0;
}

static bool record(tally *t) {
  if (t->tick_count == t->capacity) {
    const uint32_t capacity = t->capacity ? t->capacity * 2 : 256;
    uint32_t *infected = realloc(t->infected, capacity * sizeof *infected);
    if (infected) t->infected = infected;
    uint32_t *recovered = realloc(t->recovered, capacity * sizeof *recovered);
    if (recovered) t->recovered = recovered;
    if (!infected || !recovered) return false;
    t->capacity = capacity;
  }
  t->infected[t->tick_count] = t->infected_now;
  t->recovered[t->tick_count++] = t->recovered_now;
  return true;
}

static pl_disease disease_of(const spread_problem *problem) {
  const double hazard = problem->gamma * problem->tick;
  const double wanted = problem->tau / (problem->tau + problem->gamma);
  const double beta = problem->tau > 0 ? -log((1 - wanted) / (1 - wanted * exp(-hazard))) : 0;
  return (pl_disease){.beta = (pl_q16)lround(beta * PL_ONE), .longest_infectious = INT32_MAX / 4,
                      .life = INT32_MAX / 2};
}

static bool run(pl_outbreak *outbreak, uint32_t vertex, pl_q16 hazard, tally *t) {
  const pl_outbreak_host host = {t, moved, no_aid};
  pl_outbreak_set_state(outbreak, 0, PL_ONE, hazard);
  if (!pl_outbreak_seed(outbreak, vertex, 0)) return false;
  t->infected_now = 1;
  for (pl_tick age = 0; !pl_outbreak_is_quiet(outbreak); age++)
    if (!pl_outbreak_tick(outbreak, age, &host) || !record(t)) return false;
  return true;
}

static void sum_up(const spread_problem *problem, const pl_outbreak *outbreak, const tally *t, spread_result *result) {
  result->cases = t->infected_now;
  for (uint32_t i = 0; i < t->tick_count; i++)
    if (t->infected[i] - t->recovered[i] > result->peak) {
      result->peak = t->infected[i] - t->recovered[i];
      result->peak_time = i * problem->tick;
    }
  const uint32_t *first = problem->graph->first;
  for (uint32_t o = 0; o < problem->graph->vertex_count; o++)
    if (pl_outbreak_status(outbreak, o) != 'S') result->links += first[o + 1] - first[o];
}

bool spread_polder(const spread_problem *problem, uint32_t vertex, uint64_t seed, spread_result *result) {
  const pl_disease disease = disease_of(problem);
  tally t = {0};
  *result = (spread_result){0};
  const double start = bench_busy();
  pl_outbreak *outbreak = pl_outbreak_new(problem->map, &disease, seed, 1);
  const bool good = outbreak && run(outbreak, vertex, (pl_q16)lround(problem->gamma * problem->tick * PL_ONE), &t);
  const double end = bench_busy();
  if (good) sum_up(problem, outbreak, &t, result);
  const double clearing = bench_busy();
  pl_outbreak_free(outbreak);
  free(t.infected);
  free(t.recovered);
  result->seconds = end - start + bench_busy() - clearing;
  return good;
}
