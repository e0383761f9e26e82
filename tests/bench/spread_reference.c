/* The yardstick: what a competent programmer would write for continuous-time SIR in plain C.
 *
 * Events stand in a binary heap, 8 bytes each: the time and a vertex, one bit of which says whether it recovers or is
 * infected. Per vertex there is one float, the earliest infection promised so far: +infinity at first, −1 once
 * infected, so that "earlier than promised?" answers "still susceptible?" as well. A promise that was bettered stays in
 * the heap and is passed over. Draws are keyed by vertex or link, as in Polder; most links need no logarithm, because
 * the draw is first compared with the chance that nothing is transmitted before recovery. */
#include "bench.h"
#include "luck.h"
#include "spread.h"

#include <math.h>

typedef struct event {
  float time;
  uint32_t what; /* vertex << 1 | recovers */
} event;

typedef struct point { /* of the time series */
  float time;
  uint32_t infected, recovered; /* ever */
} point;

typedef struct run {
  const spread_problem *problem;
  uint64_t link_key, recovery_key;
  float *promised; /* [vertex_count] */
  event *heap;
  size_t heap_count, heap_capacity;
  point *series;
  size_t series_count, series_capacity;
  uint32_t infected, recovered;
  bool failed;
} run;

static double uniform(uint64_t key) { return ((double)(key >> 11) + .5) * 0x1p-53; }

static void push(run *r, event e) {
  if (r->heap_count == r->heap_capacity) {
    const size_t capacity = r->heap_capacity ? r->heap_capacity * 2 : 256;
    event *grown = realloc(r->heap, capacity * sizeof *grown);
    if (!grown) {
      r->failed = true;
      return;
    }
    r->heap = grown;
    r->heap_capacity = capacity;
  }
  size_t i = r->heap_count++;
  for (; i > 0 && r->heap[(i - 1) / 2].time > e.time; i = (i - 1) / 2) r->heap[i] = r->heap[(i - 1) / 2];
  r->heap[i] = e;
}

static event pop(run *r) {
  event *heap = r->heap;
  const event top = heap[0], last = heap[--r->heap_count];
  size_t i = 0;
  for (size_t child = 1; child < r->heap_count; child = 2 * i + 1) {
    if (child + 1 < r->heap_count && heap[child + 1].time < heap[child].time) child++;
    if (heap[child].time >= last.time) break;
    heap[i] = heap[child];
    i = child;
  }
  heap[i] = last;
  return top;
}

static void record(run *r, float time) {
  if (r->series_count == r->series_capacity) {
    const size_t capacity = r->series_capacity ? r->series_capacity * 2 : 256;
    point *grown = realloc(r->series, capacity * sizeof *grown);
    if (!grown) {
      r->failed = true;
      return;
    }
    r->series = grown;
    r->series_capacity = capacity;
  }
  r->series[r->series_count++] = (point){time, r->infected, r->recovered};
}

static void infect(run *r, uint32_t vertex, float time) {
  const bench_graph *graph = r->problem->graph;
  const double tau = r->problem->tau;
  const double duration = -log(uniform(pl_luck_finish(r->recovery_key, vertex, 0))) / r->problem->gamma;
  const double chance_of_none = exp(-tau * duration);
  const uint64_t key = pl_luck_mix(r->link_key ^ vertex);
  r->promised[vertex] = -1;
  for (uint32_t a = graph->first[vertex]; a < graph->first[vertex + 1]; a++) {
    const uint32_t other = graph->neighbour[a];
    const double u = uniform(pl_luck_mix(key ^ other));
    if (u <= chance_of_none || r->promised[other] < 0) continue;
    const float at = time + (float)(-log(u) / tau);
    if (at >= r->promised[other]) continue;
    r->promised[other] = at;
    push(r, (event){at, other << 1});
  }
  push(r, (event){time + (float)duration, vertex << 1 | 1});
}

static bool spread(run *r, uint32_t vertex) {
  r->promised[vertex] = 0;
  push(r, (event){0, vertex << 1});
  while (r->heap_count && !r->failed) {
    const event e = pop(r);
    if (e.what & 1) {
      r->recovered++;
    } else {
      if (r->promised[e.what >> 1] != e.time) continue;
      r->infected++;
      infect(r, e.what >> 1, e.time);
    }
    record(r, e.time);
  }
  return !r->failed;
}

static void sum_up(const run *r, spread_result *result) {
  result->cases = r->infected;
  for (size_t i = 0; i < r->series_count; i++) {
    const point *p = &r->series[i];
    if (p->infected - p->recovered <= result->peak) continue;
    result->peak = p->infected - p->recovered;
    result->peak_time = (double)p->time;
  }
  const uint32_t *first = r->problem->graph->first;
  for (uint32_t v = 0; v < r->problem->graph->vertex_count; v++)
    if (r->promised[v] < 0) result->links += first[v + 1] - first[v];
}

bool spread_reference(const spread_problem *problem, uint32_t vertex, uint64_t seed, spread_result *result) {
  const uint32_t count = problem->graph->vertex_count;
  *result = (spread_result){0};
  const double start = bench_busy();
  run r = {.problem = problem, .link_key = pl_luck_begin(seed, PL_LUCK_THRESHOLD, 1),
           .recovery_key = pl_luck_begin(seed, PL_LUCK_DETECT, 1)};
  r.promised = malloc(count * sizeof *r.promised);
  bool good = r.promised != NULL;
  for (uint32_t v = 0; good && v < count; v++) r.promised[v] = INFINITY;
  good = good && spread(&r, vertex);
  const double end = bench_busy();
  if (good) sum_up(&r, result);
  const double clearing = bench_busy();
  free(r.promised);
  free(r.heap);
  free(r.series);
  result->seconds = end - start + bench_busy() - clearing;
  return good;
}
