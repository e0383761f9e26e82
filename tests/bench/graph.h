/* Random graphs for the spread benchmark, built once per size and outside every timing. */
#ifndef POLDER_BENCH_GRAPH_H
#define POLDER_BENCH_GRAPH_H

#include <polder/world.h>

enum { GRAPH_ISLAND = 16 }; /* vertices of a ring that is linked to nothing else */

/* An Erdős–Rényi graph G(n, p) on the vertices 0 … n−1 and, behind it, the ring n … n+15. Simple and undirected: each
 * link stands with both its ends, neighbours ascending. */
typedef struct bench_graph {
  uint32_t n, vertex_count; /* n + GRAPH_ISLAND */
  uint32_t link_count;      /* undirected, without the ring's */
  uint32_t *first;          /* [vertex_count + 1] */
  uint32_t *neighbour;      /* [first[vertex_count]] */
} bench_graph;

/* False: out of memory, and nothing is left allocated. */
bool bench_graph_init(bench_graph *graph, uint32_t n, double mean_degree, uint64_t seed);
void bench_graph_clear(bench_graph *graph);

/* The same graph as a map of one state: links of `weight`, organisations of hygiene 1. NULL: out of memory. */
pl_map *bench_graph_map(const bench_graph *graph, pl_q16 weight);

#endif
