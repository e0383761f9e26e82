/* G(n, p) by leaps: the pairs (v, w), w < v, stand in one long row, and the number of pairs passed over before the next
 * link is geometric, so that the work is proportional to the links and no link is drawn twice. */
#include "graph.h"

#include "luck.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

typedef struct draft {
  uint32_t *end; /* two per link: the larger, the smaller */
  size_t count, capacity;
} draft;

static bool add(draft *d, uint32_t larger, uint32_t smaller) {
  if (d->count == d->capacity) {
    const size_t capacity = d->capacity ? d->capacity * 2 : 4096;
    uint32_t *grown = realloc(d->end, 2 * capacity * sizeof *grown);
    if (!grown) return false;
    d->end = grown;
    d->capacity = capacity;
  }
  d->end[2 * d->count] = larger;
  d->end[2 * d->count++ + 1] = smaller;
  return true;
}

static bool draw(draft *d, uint32_t n, double p, uint64_t seed) {
  const double log_miss = log1p(-p);
  int64_t v = 1, w = -1;
  for (uint64_t i = 0; v < n; i++) {
    const double u = ((double)(pl_luck_mix(seed + i) >> 11) + .5) * 0x1p-53;
    w += 1 + (int64_t)(log(u) / log_miss);
    while (w >= v && v < n) w -= v++;
    if (v < n && !add(d, (uint32_t)v, (uint32_t)w)) return false;
  }
  return true;
}

static bool add_island(draft *d, uint32_t n) {
  for (uint32_t i = 0; i + 1 < GRAPH_ISLAND; i++)
    if (!add(d, n + i + 1, n + i)) return false;
  return add(d, n + GRAPH_ISLAND - 1, n);
}

/* The links were drawn in ascending order, so filling in that order leaves each vertex's neighbours ascending. */
static void arrange(bench_graph *graph, const draft *d) {
  for (size_t i = 0; i < 2 * d->count; i++) graph->first[d->end[i] + 1]++;
  for (uint32_t v = 0; v < graph->vertex_count; v++) graph->first[v + 1] += graph->first[v];
  for (size_t i = 0; i < d->count; i++) {
    const uint32_t a = d->end[2 * i], b = d->end[2 * i + 1];
    graph->neighbour[graph->first[a]++] = b;
    graph->neighbour[graph->first[b]++] = a;
  }
  for (uint32_t v = graph->vertex_count; v > 0; v--) graph->first[v] = graph->first[v - 1];
  graph->first[0] = 0;
}

bool bench_graph_init(bench_graph *graph, uint32_t n, double mean_degree, uint64_t seed) {
  draft d = {0};
  *graph = (bench_graph){.n = n, .vertex_count = n + GRAPH_ISLAND};
  bool good = draw(&d, n, mean_degree / (n - 1), pl_luck_mix(seed));
  graph->link_count = (uint32_t)d.count;
  good = good && add_island(&d, n);
  graph->first = calloc((size_t)graph->vertex_count + 1, sizeof *graph->first);
  graph->neighbour = malloc((2 * d.count + 1) * sizeof *graph->neighbour);
  good = good && graph->first && graph->neighbour;
  if (good)
    arrange(graph, &d);
  else
    bench_graph_clear(graph);
  free(d.end);
  return good;
}

void bench_graph_clear(bench_graph *graph) {
  free(graph->first);
  free(graph->neighbour);
  *graph = (bench_graph){0};
}

static void fill_map(pl_map *map, const bench_graph *graph, pl_q16 weight) {
  map->first[1] = graph->vertex_count;
  for (uint32_t o = 0; o < graph->vertex_count; o++) {
    map->sector[o] = (uint8_t)(o % PL_SECTORS);
    map->value[o] = 1;
    map->hygiene[o] = PL_ONE;
  }
  memcpy(map->out_first, graph->first, ((size_t)graph->vertex_count + 1) * sizeof *map->out_first);
  for (uint32_t a = 0; a < map->arc_count; a++) map->arc[a] = (pl_arc){graph->neighbour[a], weight};
  pl_luck_floors_init(map->threshold_floor);
}

pl_map *bench_graph_map(const bench_graph *graph, pl_q16 weight) {
  const size_t count = graph->vertex_count;
  pl_map *map = calloc(1, sizeof *map);
  if (!map) return NULL;
  map->state_count = 1;
  map->organisation_count = (int32_t)count;
  map->arc_count = graph->first[count];
  map->first = calloc(2, sizeof *map->first);
  map->state = calloc(count, sizeof *map->state);
  map->sector = calloc(count, sizeof *map->sector);
  map->value = calloc(count, sizeof *map->value);
  map->hygiene = calloc(count, sizeof *map->hygiene);
  map->out_first = calloc(count + 1, sizeof *map->out_first);
  map->arc = calloc((size_t)map->arc_count + 1, sizeof *map->arc);
  map->link_in = calloc(1, sizeof *map->link_in);
  map->threshold_floor = calloc(PL_LUCK_CELLS, sizeof *map->threshold_floor);
  if (map->first && map->state && map->sector && map->value && map->hygiene && map->out_first && map->arc &&
      map->link_in && map->threshold_floor) {
    fill_map(map, graph, weight);
    return map;
  }
  pl_map_free(map);
  return NULL;
}
