/* igraph_sir: the best known C library's continuous-time SIR, which also returns the full time series. It infects one
 * vertex of its own choice; only the seed of its generator is ours. */
#include "bench.h"
#include "spread.h"

#include <igraph.h>

static bool add_links(igraph_t *igraph, const bench_graph *graph) {
  igraph_vector_int_t ends;
  if (igraph_vector_int_init(&ends, 2 * (igraph_integer_t)graph->link_count) != IGRAPH_SUCCESS) return false;
  igraph_integer_t *end = VECTOR(ends);
  for (uint32_t v = 0; v < graph->n; v++)
    for (uint32_t a = graph->first[v]; a < graph->first[v + 1]; a++)
      if (graph->neighbour[a] < v) {
        *end++ = v;
        *end++ = graph->neighbour[a];
      }
  const bool good = igraph_create(igraph, &ends, graph->n, IGRAPH_UNDIRECTED) == IGRAPH_SUCCESS;
  igraph_vector_int_destroy(&ends);
  return good;
}

void *spread_igraph_new(const bench_graph *graph) {
  igraph_t *igraph = malloc(sizeof *igraph);
  if (igraph && add_links(igraph, graph)) return igraph;
  free(igraph);
  return NULL;
}

void spread_igraph_free(void *igraph) {
  if (igraph) igraph_destroy(igraph);
  free(igraph);
}

static void sum_up(const igraph_sir_t *sir, spread_result *result) {
  const igraph_integer_t count = igraph_vector_size(&sir->times);
  for (igraph_integer_t i = 0; i < count; i++)
    if (VECTOR(sir->no_i)[i] > (igraph_integer_t)result->peak) {
      result->peak = (uint32_t)VECTOR(sir->no_i)[i];
      result->peak_time = VECTOR(sir->times)[i];
    }
  result->cases = (uint32_t)VECTOR(sir->no_r)[count - 1];
}

bool spread_igraph(const spread_problem *problem, uint32_t vertex, uint64_t seed, spread_result *result) {
  (void)vertex;
  *result = (spread_result){0};
  igraph_rng_seed(igraph_rng_default(), seed);
  igraph_vector_ptr_t runs;
  const double start = bench_busy();
  if (igraph_vector_ptr_init(&runs, 0) != IGRAPH_SUCCESS) return false;
  const bool good = igraph_sir(problem->igraph, problem->tau, problem->gamma, 1, &runs) == IGRAPH_SUCCESS;
  const double end = bench_busy();
  if (good) sum_up(VECTOR(runs)[0], result);
  const double clearing = bench_busy();
  if (good) {
    igraph_sir_destroy(VECTOR(runs)[0]);
    igraph_free(VECTOR(runs)[0]);
  }
  igraph_vector_ptr_destroy(&runs);
  result->seconds = end - start + bench_busy() - clearing;
  return good;
}
