/* What happens to an outbreak besides spreading: it is made, looked at, given new luck, copied and given back. */
#include "outbreak_internal.h"

#include <stdlib.h>
#include <string.h>

/* ---- looking ---- */
char pl_outbreak_status(const pl_outbreak *o, uint32_t organisation) {
  return "SLICR"[condition_of(entry_of(o, organisation))];
}

static uint64_t digest_of(uint64_t organisation, uint64_t a, uint64_t b) {
  return pl_luck_mix(pl_luck_mix(organisation) ^ (a << 32 | (b & 0xFFFFFFFF)));
}

static uint64_t digest_list(const stay_list *list) {
  uint64_t sum = 0;
  for (uint32_t i = list->first; i < list->count; i++)
    sum += digest_of(list->row[i].organisation, (uint32_t)list->row[i].timer, (uint32_t)list->row[i].remainder);
  return sum;
}

/* Somebody susceptible without pressure counts for nothing: whether there is a slot does not show. */
uint64_t pl_outbreak_digest(const pl_outbreak *o) {
  uint64_t sum = 0;
  for (uint32_t i = 1; i < o->slot_count; i++) {
    const slot *s = &o->slot[i];
    if (s->place == INFECTED) {
      sum += digest_of(s->organisation, condition_of(entry_of(o, s->organisation)), 0);
    } else {
      const int32_t pressure = s->place >= 0 ? o->frontier.pressure[s->place] : s->pressure;
      if (pressure) sum += digest_of(s->organisation, SUSCEPTIBLE, (uint32_t)pressure);
    }
  }
  return sum + digest_list(&o->latent) + digest_list(&o->infectious) + digest_list(&o->contained);
}

/* ---- new luck ---- */
static void set_keys(pl_outbreak *o, uint64_t seed) {
  o->seed = seed;
  o->exposed_key = pl_luck_begin(seed, PL_LUCK_EXPOSED, o->iid);
  o->threshold_key = pl_luck_begin(seed, PL_LUCK_THRESHOLD, o->iid);
  o->detect_key = pl_luck_begin(seed, PL_LUCK_DETECT, o->iid);
  o->recover_key = pl_luck_begin(seed, PL_LUCK_RECOVER, o->iid);
}

static void redraw_remainders(pl_outbreak *o, stay_list *list) {
  for (uint32_t i = list->first; i < list->count; i++)
    list->row[i].remainder = pl_luck_exponential(pl_luck_finish(o->detect_key, list->row[i].organisation, 0));
}

/* An exponential has no memory: what is left of a threshold not yet reached is drawn like a new one. */
void pl_outbreak_redraw(pl_outbreak *o, uint64_t seed) {
  set_keys(o, seed);
  for (uint32_t i = 1; i < o->slot_count; i++) {
    slot *s = &o->slot[i];
    if (s->place == INFECTED) continue;
    const int32_t *pressure = s->place >= 0 ? &o->frontier.pressure[s->place] : &s->pressure;
    int32_t *bound = s->place >= 0 ? &o->frontier.bound[s->place] : &s->bound;
    *bound = *pressure + pl_luck_exponential(pl_luck_finish(o->threshold_key, s->organisation, 0));
    s->is_exact = true;
  }
  redraw_remainders(o, &o->latent);
  redraw_remainders(o, &o->infectious);
}

/* ---- memory ---- */
/* What is in `from`, in a block of its own with room for `capacity` entries. */
static bool copy_frontier(frontier *to, const frontier *from, uint32_t capacity) {
  int32_t *block = malloc(FRONTIER_ARRAYS * ((size_t)capacity + 1) * sizeof *block);
  if (!block) return false;
  *to = *from;
  to->capacity = capacity;
  int32_t **array[FRONTIER_ARRAYS] = {&to->pressure, &to->step, &to->bound, &to->state, &to->slot};
  for (size_t i = 0; i < FRONTIER_ARRAYS; i++, block += capacity) {
    if (from->count) memcpy(block, *array[i], from->count * sizeof *block);
    *array[i] = block;
  }
  return true;
}

bool pl_outbreak_grow_frontier(frontier *f) {
  frontier larger;
  if (!copy_frontier(&larger, f, f->capacity ? f->capacity * 2 : 64)) return false;
  free(f->pressure);
  *f = larger;
  return true;
}

pl_outbreak *pl_outbreak_new(const pl_map *map, const pl_disease *disease, uint64_t seed, pl_iid iid) {
  pl_outbreak *o = calloc(1, sizeof *o);
  if (!o) return NULL;
  o->map = map;
  o->disease = *disease;
  o->iid = iid;
  o->slot_count = 1;
  o->next_recovery = INT32_MAX;
  set_keys(o, seed);
  o->page_size = map->organisation_count < PAGE_ENTRIES ? (uint32_t)map->organisation_count : PAGE_ENTRIES;
  o->page_count = (uint32_t)map->organisation_count / PAGE_ENTRIES + 1;
  o->page = calloc(o->page_count, sizeof *o->page);
  o->region = calloc((size_t)map->state_count, sizeof *o->region);
  if (o->page && o->region) return o;
  pl_outbreak_free(o);
  return NULL;
}

static bool copy_block(void **to, const void *from, size_t count, size_t size) {
  *to = malloc(count ? count * size : 1);
  if (!*to) return false;
  if (count) memcpy(*to, from, count * size);
  return true;
}

static bool copy_list(stay_list *to, const stay_list *from) {
  void *block;
  if (!copy_block(&block, from->row, from->count, sizeof *from->row)) return false;
  *to = (stay_list){block, from->first, from->count, from->count};
  return true;
}

static bool copy_slots(pl_outbreak *to, const pl_outbreak *from) {
  void *block;
  if (!copy_block(&block, from->slot, from->slot ? from->slot_count : 0, sizeof *from->slot)) return false;
  to->slot = block;
  to->slot_count = to->slot_capacity = from->slot_count;
  for (uint32_t i = 0; i < from->page_count; i++) {
    if (!from->page[i]) continue;
    if (!copy_block(&block, from->page[i], from->page_size, sizeof **from->page)) return false;
    to->page[i] = block;
  }
  return true;
}

pl_outbreak *pl_outbreak_copy(const pl_outbreak *from) {
  pl_outbreak *o = pl_outbreak_new(from->map, &from->disease, from->seed, from->iid);
  if (!o) return NULL;
  if (!copy_slots(o, from) || !copy_frontier(&o->frontier, &from->frontier, from->frontier.count) ||
      !copy_list(&o->latent, &from->latent) || !copy_list(&o->infectious, &from->infectious) ||
      !copy_list(&o->contained, &from->contained)) {
    pl_outbreak_free(o);
    return NULL;
  }
  memcpy(o->region, from->region, (size_t)o->map->state_count * sizeof *o->region);
  o->next_edge = from->next_edge;
  o->next_recovery = from->next_recovery;
  o->any_stale = from->any_stale;
  o->is_spent = from->is_spent;
  o->failed = from->failed;
  return o;
}

void pl_outbreak_free(pl_outbreak *o) {
  if (!o) return;
  for (uint32_t i = 0; o->page && i < o->page_count; i++) free(o->page[i]);
  free(o->page);
  free(o->slot);
  free(o->region);
  free(o->frontier.pressure);
  free(o->latent.row);
  free(o->infectious.row);
  free(o->contained.row);
  free(o->reached);
  free(o);
}
