/* An outbreak in a checkpoint: who has a slot, how much pressure the susceptible gathered, and where the infected are
 * in their course.
 *
 * What follows from that is worked out again rather than kept, so that no bytes can contradict themselves: the entries,
 * who stands under how much pressure now (from open windows and the infectious), which bounds are the lowest that a
 * threshold can be, values, states. The frontier comes back without those who were idle in it; nothing depends on
 * them. */
#include "outbreak_internal.h"

#include <stdlib.h>

/* Thresholds are below 2^21, also after they were drawn anew some times; a step more cannot overflow. */
enum { MOST_PRESSURE = 1 << 26, MOST_REMAINDER = 1 << 30, LONGEST_STAY = 1000 /* ticks; parameters.h */ };

static void spoil(pl_archive *a) { a->is_bad = true; }

/* ---- slots ---- */

static uint32_t carry_exposed(pl_outbreak *o, pl_archive *a) {
  uint32_t next = 1;
  for (int s = 0; s < o->map->state_count; s++) {
    region *r = &o->region[s];
    const uint32_t most = o->map->first[s + 1] - o->map->first[s];
    const uint32_t count = (uint32_t)pl_archive_number(a, r->exposed_end - r->exposed, 0, most);
    if (pl_archive_is_loading(a)) {
      r->exposed = next;
      r->exposed_end = next + count;
    }
    next += count;
  }
  return next - 1;
}

/* Every slot has another organisation; most are a little further on than the one before. */
static uint32_t carry_organisation(const pl_outbreak *o, pl_archive *a, uint32_t organisation, uint32_t before) {
  const uint32_t all = (uint32_t)o->map->organisation_count;
  const uint32_t step = organisation >= before ? organisation - before : organisation + all - before;
  return (before + (uint32_t)pl_archive_number(a, step, 0, (int64_t)all - 1)) % all;
}

static bool add_slot(pl_outbreak *o, pl_archive *a, uint32_t organisation) {
  if (entry_of(o, organisation)) spoil(a);
  else if (!pl_outbreak_add_slot(o, organisation)) a->out_of_memory = true;
  return !a->is_bad && !a->out_of_memory;
}

typedef enum slot_kind { WITH_FLOOR, WITH_THRESHOLD, HIT } slot_kind; /* what is known of its bound */

static slot_kind kind_of(const slot *s) {
  return s->place == INFECTED ? HIT : s->is_exact ? WITH_THRESHOLD : WITH_FLOOR;
}

static void carry_slot(pl_outbreak *o, pl_archive *a, uint32_t number) {
  slot *s = &o->slot[number];
  const bool is_inside = s->place >= 0; /* never while loading */
  int32_t pressure = is_inside ? o->frontier.pressure[s->place] : s->pressure;
  int32_t bound = is_inside ? o->frontier.bound[s->place] : s->bound;
  const slot_kind kind = (slot_kind)pl_archive_number(a, kind_of(s), WITH_FLOOR, HIT);
  if (kind != HIT) pl_archive_int(a, &pressure, 0, MOST_PRESSURE);
  if (kind == WITH_THRESHOLD) pl_archive_int(a, &bound, 0, MOST_PRESSURE);
  if (!pl_archive_is_loading(a)) return;
  s->pressure = pressure;
  s->bound = bound;
  s->is_exact = kind == WITH_THRESHOLD;
  if (kind != HIT) return;
  s->place = INFECTED;
  set_condition(o, s->organisation, RECOVERED); /* unless one of the lists knows better */
}

static void carry_slots(pl_outbreak *o, pl_archive *a) {
  const uint32_t exposed = carry_exposed(o, a);
  const size_t most = (size_t)o->map->organisation_count;
  const uint32_t count = (uint32_t)pl_archive_count(a, o->slot_count - 1, most);
  if (count < exposed) spoil(a);
  uint32_t before = 0;
  for (uint32_t i = 1; i <= count && !a->is_bad; i++) {
    before = carry_organisation(o, a, pl_archive_is_loading(a) ? 0 : o->slot[i].organisation, before);
    if (pl_archive_is_loading(a) && !add_slot(o, a, before)) return;
    carry_slot(o, a, i);
  }
}

/* Those exposed of a state are of that state. */
static bool is_in_place(const pl_outbreak *o) {
  for (int s = 0; s < o->map->state_count; s++)
    for (uint32_t i = o->region[s].exposed; i < o->region[s].exposed_end; i++)
      if (o->slot[i].state != (uint32_t)s) return false;
  return true;
}

/* ---- the infected ---- */

/* One of the hit who is in no list yet. */
static bool is_free(const pl_outbreak *o, uint32_t organisation) {
  return condition_of(entry_of(o, organisation)) == RECOVERED;
}

static void carry_row(pl_outbreak *o, pl_archive *a, stay *row, uint32_t before, condition in, pl_tick age) {
  const uint32_t organisation = carry_organisation(o, a, row->organisation, before);
  pl_archive_int(a, &row->timer, (int64_t)age + 1, (int64_t)age + LONGEST_STAY);
  pl_archive_int(a, &row->remainder, -MOST_REMAINDER, MOST_REMAINDER);
  if (!pl_archive_is_loading(a)) return;
  row->organisation = organisation;
  row->value = o->map->value[organisation];
  row->state = o->map->state[organisation];
  row->charged = in == LATENT ? 0 : age;
  if (is_free(o, organisation)) set_condition(o, organisation, in);
  else spoil(a);
}

static void carry_list(pl_outbreak *o, pl_archive *a, stay_list *list, condition in, pl_tick age) {
  const uint32_t count = (uint32_t)pl_archive_count(a, list->count - list->first, (size_t)o->map->organisation_count);
  if (pl_archive_is_loading(a)) {
    stay *rows = calloc((size_t)count + 1, sizeof *rows);
    if (!rows) a->out_of_memory = true;
    if (!rows) return;
    *list = (stay_list){.row = rows, .count = count, .capacity = count + 1};
  }
  uint32_t before = 0;
  for (uint32_t i = 0; i < count && !a->is_bad; i++) {
    stay *row = &list->row[list->first + i];
    carry_row(o, a, row, before, in, age);
    before = row->organisation;
  }
}

/* ---- what follows ---- */

static void find_next_recovery(pl_outbreak *o) {
  for (uint32_t i = 0; i < o->contained.count; i++)
    if (o->contained.row[i].timer < o->next_recovery) o->next_recovery = o->contained.row[i].timer;
}

/* As at the end of the tick at `age`. */
static void rebuild(pl_outbreak *o, pl_tick age, const pl_tick *wave) {
  for (int s = 0; s < o->map->state_count; s++) {
    region *r = &o->region[s];
    r->wave = wave[s];
    r->is_open = r->exposed < r->exposed_end && age >= wave[s] && age - wave[s] < o->disease.window;
  }
  o->next_edge = 0; /* look again at the next tick */
  o->is_spent = age >= o->disease.life;
  find_next_recovery(o);
  pl_outbreak_weaken(o, o->disease.beta, o->disease.background); /* brings all pressure back */
}

void pl_outbreak_carry(pl_outbreak *o, pl_archive *a, pl_tick age, const pl_tick *wave) {
  carry_slots(o, a);
  carry_list(o, a, &o->latent, LATENT, age);
  carry_list(o, a, &o->infectious, INFECTIOUS, age);
  carry_list(o, a, &o->contained, CONTAINED, age);
  if (!pl_archive_is_loading(a) || a->is_bad || a->out_of_memory) return;
  if (is_in_place(o)) rebuild(o, age, wave);
  else spoil(a);
  if (o->failed) a->out_of_memory = true;
}
