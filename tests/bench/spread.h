/* Three ways to let the same disease run over the same graph, each measured from nothing to nothing: memory of the run
 * taken, filled and given back included, the graph excluded. */
#ifndef POLDER_BENCH_SPREAD_H
#define POLDER_BENCH_SPREAD_H

#include "graph.h"

typedef struct spread_problem {
  const bench_graph *graph;
  const pl_map *map;      /* the same as a map, links of weight 1 */
  const void *igraph;     /* the same as an igraph_t; NULL: igraph is not there */
  double tau, gamma;      /* rate of transmission per link, rate of recovery */
  double tick;            /* length of one of Polder's ticks */
} spread_problem;

typedef struct spread_result {
  double seconds;
  uint32_t cases, peak;   /* ever infected; most infectious at once */
  double peak_time;
  uint64_t links;         /* of all cases, both ways; 0: not known */
} spread_result;

/* One outbreak from `vertex` with the luck of `seed`. False: out of memory. */
typedef bool spread_kernel(const spread_problem *problem, uint32_t vertex, uint64_t seed, spread_result *result);
spread_kernel spread_polder, spread_reference, spread_igraph;

/* An igraph_t of the graph without its ring; NULL: out of memory. */
void *spread_igraph_new(const bench_graph *graph);
void spread_igraph_free(void *igraph);

#endif
