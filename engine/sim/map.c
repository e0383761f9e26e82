/* The map: organisations and the links between them (model §12).
 *
 * Built once per scenario and map seed, immutable, shared by every world of a batch. Each organisation's draws are
 * keyed by its own index, so appending one leaves the others as they were. A link is drawn by its customer; the map
 * keeps it with its supplier, from where infection runs. */
#include "fixed.h"
#include "luck.h"

#include <polder/world.h>
#include <stdlib.h>

enum {
  TOTAL_WEIGHT_LIMIT = 1 << 30, /* of links into one organisation: pressure stays far inside 32 bits */
  FIRST_FOREIGN_KEY = 3,        /* k of the first foreign link; domestic links beyond three have keys of their own */
  EXTRA_DOMESTIC_KEY = 16
};

typedef struct draft_link {
  uint32_t supplier, customer;
  pl_q16 weight;
} draft_link;

typedef struct draft {
  const pl_scenario *scenario;
  pl_map *map;
  pl_q16 *strength; /* [customer state · n + supplier state], factor of the race */
  draft_link *link;
  size_t count, capacity;
} draft;

static uint64_t map_key(const draft *d, pl_stream stream, uint32_t a, uint32_t b, uint32_t c) {
  return pl_luck_key(d->scenario->map.seed, stream, a, b, c);
}

/* ---- organisations ---- */
static void draw_organisations(draft *d, int state, int64_t *raw) {
  pl_map *map = d->map;
  const pl_state_spec *spec = &d->scenario->states[state];
  const uint32_t first = map->first[state], end = map->first[state + 1];
  for (uint32_t o = first; o < end; o++) {
    map->state[o] = (uint16_t)state;
    map->sector[o] = (uint8_t)((o - first) % PL_SECTORS);
    map->hygiene[o] = PL_ONE / 2 + pl_luck_unif(map_key(d, PL_LUCK_MAP, o, 1, 0));
    raw[o - first] = -1;
  }
  uint32_t named = first;
  for (int i = 0; i < d->scenario->organisation_count; i++) {
    const pl_organisation_spec *o = &d->scenario->organisations[i];
    if (o->state != state) continue;
    map->sector[named] = (uint8_t)o->sector;
    if (o->weakness >= 0) map->hygiene[named] = o->weakness;
    raw[named++ - first] = o->weight;
  }
  int64_t sum = 0;
  for (uint32_t o = first; o < end; o++) {
    int64_t *r = &raw[o - first];
    if (*r < 0) {
      *r = PL_ONE + 2 * (int64_t)pl_luck_exponential(map_key(d, PL_LUCK_MAP, o, 0, 0));
      if (map->sector[o] < 2) *r *= 2;
    }
    sum += *r;
  }
  const int64_t worth = spec->budget * d->scenario->parameters.vscale / 1000;
  for (uint32_t o = first; o < end; o++) {
    const int64_t v = sum ? worth * raw[o - first] * PL_ONE / sum : 0;
    map->value[o] = v > 1 ? v : 1;
  }
}

/* ---- links ---- */
static bool add_link(draft *d, uint32_t supplier, uint32_t customer, int64_t weight) {
  if (supplier == customer) return true;
  if (d->count == d->capacity) {
    const size_t capacity = d->capacity ? d->capacity * 2 : 1024;
    draft_link *grown = realloc(d->link, capacity * sizeof *grown);
    if (!grown) return false;
    d->link = grown;
    d->capacity = capacity;
  }
  d->link[d->count++] = (draft_link){supplier, customer, (pl_q16)weight};
  return true;
}

static uint32_t organisation_in(const draft *d, int state, uint64_t key) {
  const uint32_t first = d->map->first[state], size = d->map->first[state + 1] - first;
  return first + (uint32_t)(key % size);
}

static bool is_inhabited(const draft *d, int state) { return d->map->first[state] < d->map->first[state + 1]; }

/* The supplier state of a foreign link: an exponential race, the own state left out. −1: nobody runs. */
static int foreign_supplier(const draft *d, uint32_t customer, uint32_t k) {
  const int n = d->map->state_count, own = d->map->state[customer];
  int winner = -1;
  int64_t best = 0;
  for (int t = 0; t < n; t++) {
    if (t == own || !is_inhabited(d, t)) continue;
    const int64_t weight = mul(d->scenario->states[t].budget / 1000 + 60, d->strength[own * n + t]);
    if (weight <= 0) continue;
    const uint64_t key = map_key(d, PL_LUCK_LINK, customer, k, 100 + (uint32_t)t);
    const int64_t time = ((int64_t)pl_luck_exponential(key) << 20) / weight;
    if (winner < 0 || time < best) winner = t, best = time;
  }
  return winner;
}

static bool draw_links(draft *d, uint32_t o) {
  const pl_map_spec *spec = &d->scenario->map;
  for (uint32_t j = 0; j < (uint32_t)spec->domestic_links; j++) {
    const uint32_t k = j < FIRST_FOREIGN_KEY ? j : EXTRA_DOMESTIC_KEY + j;
    const uint32_t supplier = organisation_in(d, d->map->state[o], map_key(d, PL_LUCK_LINK, o, k, 0));
    const int64_t weight = PL_ONE / 2 + pl_luck_unif(map_key(d, PL_LUCK_LINK, o, k, 3));
    if (!add_link(d, supplier, o, weight)) return false;
  }
  for (uint32_t j = 0; j < (uint32_t)spec->foreign_links; j++) {
    const uint32_t k = FIRST_FOREIGN_KEY + j;
    if (pl_luck_unif(map_key(d, PL_LUCK_LINK, o, k, 1)) >= spec->foreign_chance) continue;
    const int state = foreign_supplier(d, o, k);
    if (state < 0) continue;
    const uint32_t supplier = organisation_in(d, state, map_key(d, PL_LUCK_LINK, o, k, 2));
    const int64_t weight = PL_ONE / 2 + pl_luck_unif(map_key(d, PL_LUCK_LINK, o, k, 3));
    if (!add_link(d, supplier, o, weight * 3 / 4)) return false;
  }
  return true;
}

/* The map index of a named organisation: named ones come first within their state, in declared order. */
static uint32_t named_index(const draft *d, int organisation) {
  const pl_organisation_spec *o = d->scenario->organisations;
  uint32_t before = 0;
  for (int i = 0; i < organisation; i++) before += o[i].state == o[organisation].state;
  return d->map->first[o[organisation].state] + before;
}

static bool draw_all_links(draft *d) {
  for (uint32_t o = 0; o < (uint32_t)d->map->organisation_count; o++)
    if (!draw_links(d, o)) return false;
  for (int i = 0; i < d->scenario->link_count; i++) {
    const pl_link_spec *link = &d->scenario->links[i];
    if (!add_link(d, named_index(d, link->supplier), named_index(d, link->customer), link->weight)) return false;
  }
  return true;
}

static int by_customer(const void *a, const void *b) { /* arcs of one supplier, ties by order of generation */
  const pl_arc *x = *(const pl_arc *const *)a, *y = *(const pl_arc *const *)b;
  if (x->customer != y->customer) return x->customer < y->customer ? -1 : 1;
  return (x > y) - (x < y);
}

/* Declared links were drafted last: a supplier that has one is put back into the order of its customers' ids. */
static bool sort_arcs(pl_map *map, uint32_t supplier) {
  pl_arc *arc = map->arc + map->out_first[supplier];
  const size_t count = map->out_first[supplier + 1] - map->out_first[supplier];
  bool is_sorted = true;
  for (size_t i = 1; i < count; i++) is_sorted &= arc[i - 1].customer <= arc[i].customer;
  if (is_sorted) return true;
  pl_arc *copy = malloc(count * sizeof *copy);
  const pl_arc **order = malloc(count * sizeof *order);
  const bool has_room = copy && order;
  for (size_t i = 0; has_room && i < count; i++) order[i] = &arc[i];
  if (has_room) qsort(order, count, sizeof *order, by_customer);
  for (size_t i = 0; has_room && i < count; i++) copy[i] = *order[i];
  for (size_t i = 0; has_room && i < count; i++) arc[i] = copy[i];
  free(copy);
  free(order);
  return has_room;
}

/* From "by customer" to "by supplier": a stable counting sort into the map's arcs. */
static bool keep_links(draft *d) {
  pl_map *map = d->map;
  const uint32_t count = (uint32_t)d->count;
  map->arc_count = count;
  map->arc = calloc(count ? count : 1, sizeof *map->arc);
  if (!map->arc) return false;
  for (uint32_t i = 0; i < count; i++) map->out_first[d->link[i].supplier + 1]++;
  for (int o = 0; o < map->organisation_count; o++) map->out_first[o + 1] += map->out_first[o];
  for (uint32_t i = 0; i < count; i++) {
    const draft_link *link = &d->link[i];
    map->arc[map->out_first[link->supplier]++] = (pl_arc){link->customer, link->weight};
    map->link_in[map->state[link->customer] * map->state_count + map->state[link->supplier]] += link->weight;
  }
  for (int o = map->organisation_count; o > 0; o--) map->out_first[o] = map->out_first[o - 1];
  map->out_first[0] = 0;
  for (uint32_t o = 0; d->scenario->link_count && o < (uint32_t)map->organisation_count; o++)
    if (!sort_arcs(map, o)) return false;
  return true;
}

/* Pressure on one organisation must fit 32 bits however many of its suppliers are infectious. */
static bool is_weight_bounded(const draft *d, int64_t *sum) {
  for (size_t i = 0; i < d->count; i++)
    if ((sum[d->link[i].customer] += d->link[i].weight) > TOTAL_WEIGHT_LIMIT) return false;
  return true;
}

/* ---- life ---- */
static bool allocate(pl_map *map, const pl_scenario *scenario) {
  const size_t n = scenario->state_count;
  map->state_count = (int32_t)n;
  map->first = calloc(n + 1, sizeof *map->first);
  if (!map->first) return false;
  for (size_t s = 0; s < n; s++) map->first[s + 1] = map->first[s] + (uint32_t)scenario->states[s].organisations;
  const size_t organisations = map->first[n];
  map->organisation_count = (int32_t)organisations;
  map->state = calloc(organisations + 1, sizeof *map->state);
  map->sector = calloc(organisations + 1, sizeof *map->sector);
  map->value = calloc(organisations + 1, sizeof *map->value);
  map->hygiene = calloc(organisations + 1, sizeof *map->hygiene);
  map->out_first = calloc(organisations + 1, sizeof *map->out_first);
  map->link_in = calloc(n * n, sizeof *map->link_in);
  map->threshold_floor = calloc(PL_LUCK_CELLS, sizeof *map->threshold_floor);
  return map->state && map->sector && map->value && map->hygiene && map->out_first && map->link_in &&
         map->threshold_floor;
}

static bool fill_strength(draft *d) {
  const size_t n = d->scenario->state_count;
  d->strength = malloc(n * n * sizeof *d->strength);
  if (!d->strength) return false;
  for (size_t i = 0; i < n * n; i++) d->strength[i] = PL_ONE;
  for (int i = 0; i < d->scenario->dependency_count; i++) {
    const pl_dependency_spec *row = &d->scenario->dependencies[i];
    d->strength[row->customer * n + row->supplier] = row->strength;
  }
  return true;
}

static int largest_state(const pl_map *map) {
  int largest = 0;
  for (int s = 0; s < map->state_count; s++) {
    const int size = (int)(map->first[s + 1] - map->first[s]);
    if (size > largest) largest = size;
  }
  return largest;
}

pl_map *pl_map_new(const pl_scenario *scenario, pl_error *error) {
  draft d = {.scenario = scenario, .map = calloc(1, sizeof *d.map)};
  int64_t *scratch = NULL;
  bool is_done = false, is_too_heavy = false;
  if (!d.map || !allocate(d.map, scenario) || !fill_strength(&d)) goto done;
  pl_luck_floors_init(d.map->threshold_floor);
  scratch = calloc((size_t)d.map->organisation_count + (size_t)largest_state(d.map) + 1, sizeof *scratch);
  if (!scratch) goto done;
  for (int s = 0; s < d.map->state_count; s++) draw_organisations(&d, s, scratch + d.map->organisation_count);
  if (!draw_all_links(&d)) goto done;
  is_too_heavy = !is_weight_bounded(&d, scratch);
  if (is_too_heavy) goto done;
  is_done = keep_links(&d);
done:
  free(scratch);
  free(d.strength);
  free(d.link);
  if (is_done) return d.map;
  pl_map_free(d.map);
  if (is_too_heavy)
    pl_error_set(error, PL_BAD_INPUT,
                 "map: too many links into one organisation (their weights add up to more than "
                 "16384); use fewer organisations or fewer links");
  else
    pl_error_set(error, PL_NO_MEMORY, "map: out of memory; use fewer organisations or close other programs");
  return NULL;
}

void pl_map_free(pl_map *map) {
  if (!map) return;
  free(map->first);
  free(map->state);
  free(map->sector);
  free(map->value);
  free(map->hygiene);
  free(map->out_first);
  free(map->arc);
  free(map->link_in);
  free(map->threshold_floor);
  free(map);
}
