/* The spread of one incident (outbreak.h; model §6.2).
 *
 *   index[organisation] ──► slot[]   one per organisation ever touched; the exposed first, state by state
 *                            │
 *        frontier ◄──────────┤       susceptible slots under pressure, as parallel arrays:
 *          pressure[] += step[]      one addition each per tick, compared with bound[]
 *                            │
 *        latent, infectious, contained ◄── lists in order of infection
 *
 * Net pressure is kept up to date when a window opens or closes and when a supplier becomes or ceases to be infectious;
 * sums of integers have no order, so this equals adding everything anew each tick. `step` = net × susceptibility ×
 * hygiene is constant until one of them changes. A threshold is drawn in full only when pressure reaches its lower
 * bound. Damage is charged when an organisation leaves a status and at the end of the round, not tick by tick. The
 * index is allocated zeroed and holds slot + 1, so that a small outbreak costs the same in a large world. */
#include "outbreak.h"

#include "fixed.h"

#include <stdlib.h>
#include <string.h>

typedef enum condition { SUSCEPTIBLE, LATENT, INFECTIOUS, CONTAINED, RECOVERED } condition;

typedef struct slot {
  uint32_t organisation;
  int32_t pressure; /* gathered; while in the frontier, that one counts, as for bound */
  int32_t bound;    /* of the threshold; the threshold itself if is_exact */
  int32_t place;    /* in the frontier, −1 outside: then no pressure is on it */
  uint16_t state;
  uint8_t condition;
  bool is_exact;
} slot;

/* Parallel arrays, the first five in one block of memory. */
enum { FRONTIER_ARRAYS = 5 };
typedef struct frontier {
  int32_t *pressure, *step, *bound;
  int32_t *net; /* pressure per tick before susceptibility and hygiene, > 0 */
  int32_t *hygiene;
  uint32_t *slot;
  uint16_t *state;
  uint32_t count, capacity;
} frontier;

typedef struct stay { /* an organisation in L, I or C, with what is needed often at hand */
  int64_t value;
  uint32_t slot;
  pl_tick timer;     /* age at which it moves on */
  pl_tick charged;   /* damage is charged up to and including this age */
  int32_t remainder; /* hazard left before detection */
  uint16_t state;
} stay;

typedef struct stay_list {
  stay *row;
  uint32_t first, count, capacity; /* rows first … count−1 */
} stay_list;

typedef struct region { /* what the outbreak knows of one state */
  pl_q16 susceptibility, hazard, shield;
  pl_tick wave;
  uint32_t exposed, exposed_end; /* slots */
  int64_t damage;                /* since the last settlement */
  bool is_open, is_stale;
} region;

struct pl_outbreak {
  const pl_map *map;
  pl_disease disease;
  uint64_t seed, exposed_key, threshold_key, detect_key, recover_key; /* keys half made */
  pl_iid iid;
  uint32_t *index; /* [organisation_count], slot + 1 */
  slot *slot;
  uint32_t slot_count, slot_capacity;
  region *region; /* [state_count] */
  frontier frontier;
  stay_list latent, infectious, contained;
  uint32_t *reached; /* scratch */
  uint32_t reached_capacity;
  pl_tick next_edge;     /* no window opens or closes before this age */
  pl_tick next_recovery; /* nobody recovers before this age */
  bool any_stale, is_spent, failed;
};

/* ---- growing ---- */
static bool grow(void **block, uint32_t *capacity, uint32_t wanted, size_t size) {
  if (wanted <= *capacity) return true;
  uint32_t larger = *capacity ? *capacity * 2 : 64;
  while (larger < wanted) larger *= 2;
  void *grown = realloc(*block, larger * size);
  if (!grown) return false;
  *block = grown;
  *capacity = larger;
  return true;
}

static bool append_stay(pl_outbreak *o, stay_list *list, stay row) {
  if (list->count == list->capacity) {
    void *block = list->row;
    if (!grow(&block, &list->capacity, list->count + 1, sizeof *list->row)) return !(o->failed = true);
    list->row = block;
  }
  list->row[list->count++] = row;
  return true;
}

/* The five arrays of a frontier, laid out in `block` for `capacity` entries. */
static void lay_out(frontier *f, int32_t *block, size_t capacity) {
  int32_t **array[FRONTIER_ARRAYS] = {&f->pressure, &f->step, &f->bound, &f->net, &f->hygiene};
  for (size_t i = 0; i < FRONTIER_ARRAYS; i++) {
    if (f->count) memcpy(block + i * capacity, *array[i], f->count * sizeof *block);
    *array[i] = block + i * capacity;
  }
}

static bool grow_frontier(frontier *f) {
  const uint32_t capacity = f->capacity ? f->capacity * 2 : 64;
  int32_t *block = malloc(FRONTIER_ARRAYS * (size_t)capacity * sizeof *block);
  uint32_t *slots = realloc(f->slot, capacity * sizeof *slots);
  if (slots) f->slot = slots;
  uint16_t *states = realloc(f->state, capacity * sizeof *states);
  if (states) f->state = states;
  if (!block || !slots || !states) {
    free(block);
    return false;
  }
  int32_t *old = f->pressure;
  lay_out(f, block, capacity);
  f->capacity = capacity;
  free(old);
  return true;
}

/* ---- the frontier ---- */
static int32_t step_of(int32_t net, pl_q16 susceptibility, int32_t hygiene) {
  return (int32_t)mul(mul(net, susceptibility), hygiene);
}

static void enter_frontier(pl_outbreak *o, uint32_t index, int32_t net) {
  frontier *f = &o->frontier;
  slot *s = &o->slot[index];
  if (f->count == f->capacity && !grow_frontier(f)) {
    o->failed = true;
    return;
  }
  const uint32_t place = f->count++;
  f->pressure[place] = s->pressure;
  f->bound[place] = s->bound;
  f->net[place] = net;
  f->hygiene[place] = o->map->hygiene[s->organisation];
  f->step[place] = step_of(net, o->region[s->state].susceptibility, f->hygiene[place]);
  f->slot[place] = index;
  f->state[place] = s->state;
  s->place = (int32_t)place;
}

static void leave_frontier(pl_outbreak *o, slot *s) {
  frontier *f = &o->frontier;
  const uint32_t place = (uint32_t)s->place, last = --f->count;
  s->pressure = f->pressure[place];
  s->bound = f->bound[place];
  s->place = -1;
  if (place == last) return;
  f->pressure[place] = f->pressure[last];
  f->step[place] = f->step[last];
  f->bound[place] = f->bound[last];
  f->net[place] = f->net[last];
  f->hygiene[place] = f->hygiene[last];
  f->slot[place] = f->slot[last];
  f->state[place] = f->state[last];
  o->slot[f->slot[place]].place = (int32_t)place;
}

static void dissolve_frontier(pl_outbreak *o) {
  while (o->frontier.count) leave_frontier(o, &o->slot[o->frontier.slot[o->frontier.count - 1]]);
}

/* More or less pressure per tick on a susceptible slot. */
static void press(pl_outbreak *o, uint32_t index, int32_t amount) {
  slot *s = &o->slot[index];
  if (s->condition != SUSCEPTIBLE) return;
  if (s->place < 0) {
    if (amount > 0) enter_frontier(o, index, amount);
    return;
  }
  frontier *f = &o->frontier;
  const int32_t net = f->net[s->place] += amount;
  if (net > 0)
    f->step[s->place] = step_of(net, o->region[s->state].susceptibility, f->hygiene[s->place]);
  else
    leave_frontier(o, s);
}

/* ---- slots ---- */
static uint32_t add_slot(pl_outbreak *o, uint32_t organisation) {
  void *block = o->slot;
  if (!grow(&block, &o->slot_capacity, o->slot_count + 1, sizeof *o->slot)) {
    o->failed = true;
    return UINT32_MAX;
  }
  o->slot = block;
  const uint64_t key = pl_luck_finish(o->threshold_key, organisation, 0);
  const uint32_t index = o->slot_count++;
  o->slot[index] = (slot){.organisation = organisation,
                          .bound = o->map->threshold_floor[pl_luck_cell(key)],
                          .place = -1,
                          .state = o->map->state[organisation]};
  o->index[organisation] = index + 1;
  return index;
}

static uint32_t slot_of(pl_outbreak *o, uint32_t organisation) {
  const uint32_t known = o->index[organisation];
  return known ? known - 1 : add_slot(o, organisation);
}

/* In a large world the index misses the caches; asking for all entries at once hides most of the waiting. */
static void fetch_ahead(const pl_outbreak *o, uint32_t organisation) {
#if defined(__GNUC__)
  const pl_map *map = o->map;
  for (uint32_t a = map->out_first[organisation]; a < map->out_first[organisation + 1]; a++)
    __builtin_prefetch(&o->index[map->arc[a].customer]);
#else
  (void)o, (void)organisation;
#endif
}

/* An infectious organisation presses on its customers, or (sign −1) ceases to. */
static void press_customers(pl_outbreak *o, uint32_t organisation, int sign) {
  const pl_map *map = o->map;
  fetch_ahead(o, organisation);
  for (uint32_t a = map->out_first[organisation]; a < map->out_first[organisation + 1]; a++) {
    const uint32_t index = slot_of(o, map->arc[a].customer);
    if (index == UINT32_MAX) return;
    const int32_t amount = (int32_t)mul(o->disease.beta, map->arc[a].weight);
    if (amount) press(o, index, sign * amount);
  }
}

/* ---- damage ---- */
static void charge(pl_outbreak *o, const stay *row, int64_t damage, int64_t ticks) {
  region *r = &o->region[row->state];
  int64_t x = mul(row->value, damage);
  x -= mul(x, r->shield);
  r->damage += x * ticks;
}

static void charge_until(pl_outbreak *o, stay *row, int64_t damage, pl_tick age) {
  charge(o, row, damage, age - row->charged);
  row->charged = age;
}

/* ---- one tick ---- */
static void open_window(pl_outbreak *o, region *r, bool open) {
  r->is_open = open;
  const int32_t amount = open ? o->disease.background : -o->disease.background;
  if (!amount) return;
  for (uint32_t i = r->exposed; i < r->exposed_end; i++) press(o, i, amount);
}

static void update_windows(pl_outbreak *o, pl_tick age) {
  o->next_edge = INT32_MAX;
  for (int s = 0; s < o->map->state_count; s++) {
    region *r = &o->region[s];
    if (r->exposed == r->exposed_end) continue;
    const bool open = age >= r->wave && age - r->wave < o->disease.window;
    if (open != r->is_open) open_window(o, r, open);
    const pl_tick edge = open ? r->wave + o->disease.window : r->wave;
    if (edge > age && edge < o->next_edge) o->next_edge = edge;
  }
}

static void refresh_steps(pl_outbreak *o) {
  frontier *f = &o->frontier;
  for (uint32_t i = 0; i < f->count; i++)
    if (o->region[f->state[i]].is_stale)
      f->step[i] = step_of(f->net[i], o->region[f->state[i]].susceptibility, f->hygiene[i]);
  for (int s = 0; s < o->map->state_count; s++) o->region[s].is_stale = false;
  o->any_stale = false;
}

/* Adds a tick of pressure to everybody; whether any bound was reached. */
static bool advance_pressure(frontier *f) {
  int32_t *restrict pressure = f->pressure;
  const int32_t *restrict step = f->step, *restrict bound = f->bound;
  const uint32_t count = f->count;
  int32_t any = 0;
  for (uint32_t i = 0; i < count; i++) {
    pressure[i] += step[i];
    any |= -(pressure[i] >= bound[i]);
  }
  return any != 0;
}

/* The bound was reached: has the threshold been, too? */
static bool is_infected_now(pl_outbreak *o, uint32_t place) {
  frontier *f = &o->frontier;
  slot *s = &o->slot[f->slot[place]];
  if (!s->is_exact) {
    s->is_exact = true;
    f->bound[place] = pl_luck_exponential(pl_luck_finish(o->threshold_key, s->organisation, 0));
  }
  return f->pressure[place] >= f->bound[place];
}

static int by_number(const void *a, const void *b) {
  const uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
  return (x > y) - (x < y);
}

/* Few at a time in small worlds, many in large ones. */
static void sort_numbers(uint32_t *number, uint32_t count) {
  if (count > 32) {
    qsort(number, count, sizeof *number, by_number);
    return;
  }
  for (uint32_t i = 1; i < count; i++) {
    const uint32_t x = number[i];
    uint32_t j = i;
    for (; j > 0 && number[j - 1] > x; j--) number[j] = number[j - 1];
    number[j] = x;
  }
}

static void infect(pl_outbreak *o, uint32_t organisation, pl_tick age) {
  const uint32_t index = o->index[organisation] - 1;
  slot *s = &o->slot[index];
  if (s->place >= 0) leave_frontier(o, s);
  s->condition = LATENT;
  const int32_t remainder = pl_luck_exponential(pl_luck_finish(o->detect_key, organisation, 0));
  append_stay(o, &o->latent,
              (stay){.value = o->map->value[organisation],
                     .slot = index,
                     .timer = age + o->disease.latency,
                     .remainder = remainder,
                     .state = s->state});
}

/* Everybody whose threshold was reached, in ascending organisation id. */
static void infect_reached(pl_outbreak *o, pl_tick age, const pl_outbreak_host *host) {
  const frontier *f = &o->frontier;
  void *block = o->reached;
  if (!grow(&block, &o->reached_capacity, f->count, sizeof *o->reached)) {
    o->failed = true;
    return;
  }
  o->reached = block;
  uint32_t count = 0;
  for (uint32_t i = 0; i < f->count; i++)
    if (f->pressure[i] >= f->bound[i] && is_infected_now(o, i)) o->reached[count++] = o->slot[f->slot[i]].organisation;
  sort_numbers(o->reached, count);
  for (uint32_t i = 0; i < count; i++) {
    infect(o, o->reached[i], age);
    host->moved(host->context, o->reached[i], o->map->state[o->reached[i]], 'L');
  }
}

static pl_tick recovery_time(const pl_outbreak *o, uint32_t organisation, pl_q16 aid) {
  int64_t time = (int64_t)o->disease.recovery << 16;
  time -= mul(time, aid);
  time = (time + mul(time, pl_luck_exponential(pl_luck_finish(o->recover_key, organisation, 0)))) / 2;
  return (pl_tick)clamp((time + PL_ONE / 2) >> 16, 1, 40);
}

static void contain(pl_outbreak *o, stay row, pl_tick age, const pl_outbreak_host *host) {
  const uint32_t organisation = o->slot[row.slot].organisation;
  charge_until(o, &row, o->disease.damage_infectious, age);
  o->slot[row.slot].condition = CONTAINED;
  if (!o->is_spent) press_customers(o, organisation, -1);
  row.timer = age + recovery_time(o, organisation, host->recovery_aid(host->context, row.state));
  append_stay(o, &o->contained, row);
  if (row.timer < o->next_recovery) o->next_recovery = row.timer;
  host->moved(host->context, organisation, row.state, 'C');
}

static void progress_infectious(pl_outbreak *o, pl_tick age, const pl_outbreak_host *host) {
  stay_list *list = &o->infectious;
  uint32_t kept = 0;
  for (uint32_t i = 0; i < list->count; i++) {
    stay row = list->row[i];
    row.remainder -= o->region[row.state].hazard;
    if (row.remainder <= 0 || row.timer <= age)
      contain(o, row, age, host);
    else
      list->row[kept++] = row;
  }
  list->count = kept;
}

static void progress_latent(pl_outbreak *o, pl_tick age, const pl_outbreak_host *host) {
  stay_list *list = &o->latent;
  while (list->first < list->count && list->row[list->first].timer <= age) {
    stay row = list->row[list->first++];
    const uint32_t organisation = o->slot[row.slot].organisation;
    o->slot[row.slot].condition = INFECTIOUS;
    row.charged = age;
    charge(o, &row, o->disease.damage_start, 1);
    row.timer = age + o->disease.longest_infectious;
    append_stay(o, &o->infectious, row);
    if (!o->is_spent) press_customers(o, organisation, 1);
    host->moved(host->context, organisation, row.state, 'I');
  }
  if (list->first == list->count) list->first = list->count = 0;
}

/* Who was contained in this tick recovers in a later one: a recovery takes at least a tick. */
static void progress_contained(pl_outbreak *o, pl_tick age, const pl_outbreak_host *host) {
  if (age < o->next_recovery) return;
  stay_list *list = &o->contained;
  uint32_t kept = 0;
  o->next_recovery = INT32_MAX;
  for (uint32_t i = 0; i < list->count; i++) {
    stay row = list->row[i];
    if (row.timer > age) {
      list->row[kept++] = row;
      if (row.timer < o->next_recovery) o->next_recovery = row.timer;
      continue;
    }
    charge_until(o, &row, o->disease.damage_contained, age);
    o->slot[row.slot].condition = RECOVERED;
    host->moved(host->context, o->slot[row.slot].organisation, row.state, 'R');
  }
  list->count = kept;
}

bool pl_outbreak_tick(pl_outbreak *o, pl_tick age, const pl_outbreak_host *host) {
  if (age >= o->disease.life && !o->is_spent) {
    dissolve_frontier(o);
    o->is_spent = true;
  }
  if (!o->is_spent) {
    if (age >= o->next_edge) update_windows(o, age);
    if (o->any_stale) refresh_steps(o);
    if (advance_pressure(&o->frontier)) infect_reached(o, age, host);
  }
  progress_infectious(o, age, host);
  progress_latent(o, age, host);
  progress_contained(o, age, host);
  return !o->failed;
}

/* ---- what the host sets ---- */
void pl_outbreak_set_state(pl_outbreak *o, int state, pl_q16 susceptibility, pl_q16 hazard) {
  region *r = &o->region[state];
  if (r->susceptibility != susceptibility) r->is_stale = o->any_stale = true;
  r->susceptibility = susceptibility;
  r->hazard = hazard;
}

void pl_outbreak_set_shield(pl_outbreak *o, int state, pl_q16 shield) { o->region[state].shield = shield; }

void pl_outbreak_move_wave(pl_outbreak *o, int state, pl_tick wave) {
  o->region[state].wave = wave;
  o->next_edge = 0; /* look again at the next tick */
}

void pl_outbreak_weaken(pl_outbreak *o, pl_q16 beta, pl_q16 background) {
  dissolve_frontier(o);
  o->disease.beta = beta;
  o->disease.background = background;
  if (o->is_spent) return;
  for (int s = 0; s < o->map->state_count; s++)
    if (o->region[s].is_open) open_window(o, &o->region[s], true);
  for (uint32_t i = 0; i < o->infectious.count; i++)
    press_customers(o, o->slot[o->infectious.row[i].slot].organisation, 1);
}

bool pl_outbreak_expose(pl_outbreak *o, int state, const pl_q16 share[PL_SECTORS], pl_tick wave) {
  region *r = &o->region[state];
  r->wave = wave;
  r->exposed = o->slot_count;
  for (uint32_t org = o->map->first[state]; org < o->map->first[state + 1]; org++) {
    const pl_q16 chance = share[o->map->sector[org]];
    if (pl_luck_unif(pl_luck_finish(o->exposed_key, org, 0)) >= chance || o->index[org]) continue;
    if (add_slot(o, org) == UINT32_MAX) return false;
  }
  r->exposed_end = o->slot_count;
  return true;
}

bool pl_outbreak_seed(pl_outbreak *o, uint32_t organisation, pl_tick age) {
  const uint32_t index = slot_of(o, organisation);
  if (index == UINT32_MAX) return false;
  if (o->slot[index].condition == SUSCEPTIBLE) infect(o, organisation, age);
  return !o->failed;
}

bool pl_outbreak_is_quiet(const pl_outbreak *o) {
  return o->latent.first == o->latent.count && !o->infectious.count && !o->contained.count;
}

void pl_outbreak_settle(pl_outbreak *o, pl_tick age, int64_t *damage) {
  for (uint32_t i = 0; i < o->infectious.count; i++)
    charge_until(o, &o->infectious.row[i], o->disease.damage_infectious, age);
  for (uint32_t i = 0; i < o->contained.count; i++)
    charge_until(o, &o->contained.row[i], o->disease.damage_contained, age);
  for (int s = 0; s < o->map->state_count; s++) {
    damage[s] += o->region[s].damage;
    o->region[s].damage = 0;
  }
}

/* ---- looking ---- */
char pl_outbreak_status(const pl_outbreak *o, uint32_t organisation) {
  const uint32_t known = o->index[organisation];
  return known ? "SLICR"[o->slot[known - 1].condition] : 'S';
}

static uint64_t digest_of(uint64_t organisation, uint64_t a, uint64_t b) {
  return pl_luck_mix(pl_luck_mix(organisation) ^ (a << 32 | (b & 0xFFFFFFFF)));
}

static uint64_t digest_list(const pl_outbreak *o, const stay_list *list) {
  uint64_t sum = 0;
  for (uint32_t i = list->first; i < list->count; i++)
    sum += digest_of(o->slot[list->row[i].slot].organisation, (uint32_t)list->row[i].timer,
                     (uint32_t)list->row[i].remainder);
  return sum;
}

uint64_t pl_outbreak_digest(const pl_outbreak *o) {
  uint64_t sum = 0;
  for (uint32_t i = 0; i < o->slot_count; i++) {
    const slot *s = &o->slot[i];
    const int32_t pressure = s->place >= 0 ? o->frontier.pressure[s->place] : s->pressure;
    if (s->condition != SUSCEPTIBLE || pressure)
      sum += digest_of(s->organisation, s->condition, s->condition == SUSCEPTIBLE ? (uint32_t)pressure : 0);
  }
  return sum + digest_list(o, &o->latent) + digest_list(o, &o->infectious) + digest_list(o, &o->contained);
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
    list->row[i].remainder =
        pl_luck_exponential(pl_luck_finish(o->detect_key, o->slot[list->row[i].slot].organisation, 0));
}

/* An exponential has no memory: what is left of a threshold not yet reached is drawn like a new one. */
void pl_outbreak_redraw(pl_outbreak *o, uint64_t seed) {
  set_keys(o, seed);
  for (uint32_t i = 0; i < o->slot_count; i++) {
    slot *s = &o->slot[i];
    if (s->condition != SUSCEPTIBLE) continue;
    int32_t *pressure = s->place >= 0 ? &o->frontier.pressure[s->place] : &s->pressure;
    int32_t *bound = s->place >= 0 ? &o->frontier.bound[s->place] : &s->bound;
    *bound = *pressure + pl_luck_exponential(pl_luck_finish(o->threshold_key, s->organisation, 0));
    s->is_exact = true;
  }
  redraw_remainders(o, &o->latent);
  redraw_remainders(o, &o->infectious);
}

/* ---- life ---- */
pl_outbreak *pl_outbreak_new(const pl_map *map, const pl_disease *disease, uint64_t seed, pl_iid iid) {
  pl_outbreak *o = calloc(1, sizeof *o);
  if (!o) return NULL;
  o->map = map;
  o->disease = *disease;
  o->iid = iid;
  o->next_recovery = INT32_MAX;
  set_keys(o, seed);
  o->index = calloc((size_t)map->organisation_count + 1, sizeof *o->index);
  o->region = calloc((size_t)map->state_count, sizeof *o->region);
  if (o->index && o->region) return o;
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

static bool copy_frontier(frontier *to, const frontier *from) {
  const uint32_t count = from->count;
  if (!count) return true;
  int32_t *block = malloc(FRONTIER_ARRAYS * (size_t)count * sizeof *block);
  uint32_t *slots = malloc(count * sizeof *slots);
  uint16_t *states = malloc(count * sizeof *states);
  if (!block || !slots || !states) {
    free(block);
    free(slots);
    free(states);
    return false;
  }
  *to = *from;
  lay_out(to, block, count);
  to->slot = memcpy(slots, from->slot, count * sizeof *slots);
  to->state = memcpy(states, from->state, count * sizeof *states);
  to->capacity = count;
  return true;
}

/* The index is rebuilt from the slots, so that copying costs what was touched. */
pl_outbreak *pl_outbreak_copy(const pl_outbreak *from) {
  pl_outbreak *o = pl_outbreak_new(from->map, &from->disease, from->seed, from->iid);
  if (!o) return NULL;
  void *slots = NULL;
  if (!copy_block(&slots, from->slot, from->slot_count, sizeof *from->slot) ||
      !copy_frontier(&o->frontier, &from->frontier) || !copy_list(&o->latent, &from->latent) ||
      !copy_list(&o->infectious, &from->infectious) || !copy_list(&o->contained, &from->contained)) {
    free(slots);
    pl_outbreak_free(o);
    return NULL;
  }
  o->slot = slots;
  o->slot_count = o->slot_capacity = from->slot_count;
  for (uint32_t i = 0; i < o->slot_count; i++) o->index[o->slot[i].organisation] = i + 1;
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
  free(o->index);
  free(o->slot);
  free(o->region);
  free(o->frontier.pressure);
  free(o->frontier.slot);
  free(o->frontier.state);
  free(o->latent.row);
  free(o->infectious.row);
  free(o->contained.row);
  free(o->reached);
  free(o);
}
