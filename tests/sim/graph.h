/* Graphs made by hand, for tests of the kernel: a pl_map whose organisations and arcs are what the test says.
 *
 *   graph g;
 *   graph_begin(&g, states, organisations of each);   every organisation: sector 0, value 1, hygiene 1
 *   graph_add(&g, supplier, customer, weight); …
 *   graph_finish(&g);                                 from here on g.map may be used
 *   graph_clear(&g);
 *
 * Random graphs are drawn by keys, like everything else: the same seed gives the same graph everywhere. */
#ifndef POLDER_TESTS_GRAPH_H
#define POLDER_TESTS_GRAPH_H

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "outbreak.h"

enum { GRAPH_LUCK = 200 }; /* a stream that the engine does not use */

typedef struct graph_edge {
  uint32_t supplier, customer;
  pl_q16 weight;
} graph_edge;

typedef struct graph {
  pl_map map;
  graph_edge *edge;
  size_t count, capacity;
} graph;

static inline void *graph_memory(size_t count, size_t size) {
  void *memory = calloc(count ? count : 1, size);
  if (!memory) abort();
  return memory;
}

static inline void graph_begin(graph *g, int states, int organisations) {
  const size_t all = (size_t)states * (size_t)organisations;
  *g = (graph){.map = {.state_count = states, .organisation_count = (int32_t)all}};
  pl_map *map = &g->map;
  map->first = graph_memory((size_t)states + 1, sizeof *map->first);
  map->state = graph_memory(all + 1, sizeof *map->state);
  map->sector = graph_memory(all + 1, sizeof *map->sector);
  map->value = graph_memory(all + 1, sizeof *map->value);
  map->hygiene = graph_memory(all + 1, sizeof *map->hygiene);
  map->out_first = graph_memory(all + 2, sizeof *map->out_first);
  map->link_in = graph_memory((size_t)states * (size_t)states, sizeof *map->link_in);
  map->threshold_floor = graph_memory(PL_LUCK_CELLS, sizeof *map->threshold_floor);
  pl_luck_floors_init(map->threshold_floor);
  for (int s = 0; s <= states; s++) map->first[s] = (uint32_t)(s * organisations);
  for (size_t o = 0; o < all; o++) {
    map->state[o] = (uint16_t)(o / (size_t)organisations);
    map->value[o] = map->hygiene[o] = PL_ONE;
  }
}

static inline void graph_add(graph *g, uint32_t supplier, uint32_t customer, pl_q16 weight) {
  if (g->count == g->capacity) {
    g->capacity = g->capacity ? g->capacity * 2 : 256;
    g->edge = realloc(g->edge, g->capacity * sizeof *g->edge);
    if (!g->edge) abort();
  }
  g->edge[g->count++] = (graph_edge){supplier, customer, weight};
}

/* A stable counting sort by one end; by customer and then by supplier gives the order of a map's arcs. */
static inline void graph_sort(graph *g, bool by_supplier) {
  const size_t all = (size_t)g->map.organisation_count;
  size_t *next = graph_memory(all + 2, sizeof *next);
  graph_edge *sorted = graph_memory(g->count, sizeof *sorted);
  for (size_t i = 0; i < g->count; i++) next[(by_supplier ? g->edge[i].supplier : g->edge[i].customer) + 1]++;
  for (size_t o = 0; o < all; o++) next[o + 1] += next[o];
  for (size_t i = 0; i < g->count; i++)
    sorted[next[by_supplier ? g->edge[i].supplier : g->edge[i].customer]++] = g->edge[i];
  free(next);
  free(g->edge);
  g->edge = sorted;
  g->capacity = g->count;
}

static inline void graph_finish(graph *g) {
  pl_map *map = &g->map;
  graph_sort(g, false);
  graph_sort(g, true);
  map->arc_count = (uint32_t)g->count;
  map->arc = graph_memory(g->count, sizeof *map->arc);
  for (size_t i = 0; i < g->count; i++) {
    const graph_edge *e = &g->edge[i];
    map->arc[i] = (pl_arc){e->customer, e->weight};
    map->out_first[e->supplier + 1]++;
    map->link_in[map->state[e->customer] * map->state_count + map->state[e->supplier]] += e->weight;
  }
  for (int32_t o = 0; o < map->organisation_count; o++) map->out_first[o + 1] += map->out_first[o];
}

static inline void graph_clear(graph *g) {
  free(g->map.first);
  free(g->map.state);
  free(g->map.sector);
  free(g->map.value);
  free(g->map.hygiene);
  free(g->map.out_first);
  free(g->map.arc);
  free(g->map.link_in);
  free(g->map.threshold_floor);
  free(g->edge);
  *g = (graph){.count = 0};
}

/* ---- graphs of one state, links of weight 1 both ways ---- */
static inline void graph_join(graph *g, uint32_t a, uint32_t b) {
  graph_add(g, a, b, PL_ONE);
  graph_add(g, b, a, PL_ONE);
}

static inline void graph_complete(graph *g, int n) {
  graph_begin(g, 1, n);
  for (uint32_t a = 0; a < (uint32_t)n; a++)
    for (uint32_t b = a + 1; b < (uint32_t)n; b++) graph_join(g, a, b);
  graph_finish(g);
}

/* Each of the n(n−1)/2 pairs with the same chance; runs of absent pairs are geometric, so they are skipped at once. */
static inline void graph_erdos_renyi(graph *g, int n, double mean_degree, uint64_t seed) {
  const double absent = log1p(-mean_degree / (n - 1));
  graph_begin(g, 1, n);
  int64_t customer = 1, supplier = -1;
  for (uint32_t i = 0; customer < n; i++) {
    const uint64_t key = pl_luck_key(seed, GRAPH_LUCK, i, 0, 0);
    const double u = ((double)(key >> 11) + 1) / 9007199254740992.0; /* 2^53 */
    supplier += 1 + (int64_t)(log(u) / absent);
    while (supplier >= customer && customer < n) supplier -= customer++;
    if (customer < n) graph_join(g, (uint32_t)supplier, (uint32_t)customer);
  }
  graph_finish(g);
}

/* Every organisation has d stubs; a random pairing of all stubs makes the links. The few pairs that meet themselves are
 * dropped (about (d−1)/2 of them at any n). */
static inline void graph_regular(graph *g, int n, int d, uint64_t seed) {
  const uint32_t stubs = (uint32_t)n * (uint32_t)d;
  uint32_t *owner = graph_memory(stubs, sizeof *owner);
  for (uint32_t i = 0; i < stubs; i++) owner[i] = i / (uint32_t)d;
  for (uint32_t i = stubs - 1; i > 0; i--) {
    const uint32_t j = (uint32_t)(pl_luck_key(seed, GRAPH_LUCK, i, 1, 0) % (i + 1)), kept = owner[i];
    owner[i] = owner[j];
    owner[j] = kept;
  }
  graph_begin(g, 1, n);
  for (uint32_t i = 0; i + 1 < stubs; i += 2)
    if (owner[i] != owner[i + 1]) graph_join(g, owner[i], owner[i + 1]);
  graph_finish(g);
  free(owner);
}

#endif
