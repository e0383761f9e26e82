/* The spread of one incident, tick by tick (outbreak.h; model §6.2). outbreak_internal.h draws what it works on.
 *
 * Net pressure is kept up to date when a window opens or closes and when a supplier becomes or ceases to be infectious;
 * sums of integers have no order, so this equals adding everything anew each tick. What is left for every tick is one
 * addition per susceptible organisation under pressure, over plain arrays.
 *
 * A threshold is drawn in full only when pressure reaches its lower bound, and the length of a recovery only when its
 * bounds disagree about the tick. Damage is charged when an organisation leaves a status and at the end of the round.
 *
 * In a large world nearly every link leads to memory that is in no cache. So all who became infectious or ceased to be
 * in a tick press together, after they have moved, and what the next ones will touch is asked for in good time. */
#include "outbreak_internal.h"

#include <stdlib.h>
#include <string.h>

/* ---- asking for memory that will be touched soon ---- */
enum { AHEAD = 8 }; /* loops that touch one line each time ask for that many turns from now */
#if defined(__GNUC__)
static void fetch(const void *address) { __builtin_prefetch(address); }
#else
static void fetch(const void *address) { (void)address; }
#endif

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

/* ---- bounds of draws ---- */
static pl_q16 floor_of(const pl_outbreak *o, uint64_t key) { return o->map->threshold_floor[pl_luck_cell(key)]; }

/* Draws fall from cell to cell, so no draw of this one is above the floor of the one before. */
static pl_q16 ceiling_of(const pl_outbreak *o, uint64_t key) {
  enum { LARGEST_DRAW = 1453632 }; /* luck.h */
  const int cell = pl_luck_cell(key);
  return cell > 0 ? o->map->threshold_floor[cell - 1] : LARGEST_DRAW;
}

/* ---- the frontier ---- */
static int32_t step_of(const pl_outbreak *o, const slot *s) {
  return (int32_t)mul(mul(s->net, o->region[s->state].susceptibility), s->hygiene);
}

static void enter_frontier(pl_outbreak *o, slot *s) {
  frontier *f = &o->frontier;
  if (f->count == f->capacity && !pl_outbreak_grow_frontier(f)) {
    o->failed = true;
    return;
  }
  const uint32_t place = f->count++;
  f->pressure[place] = s->pressure;
  f->bound[place] = s->bound;
  f->step[place] = step_of(o, s);
  f->state[place] = (int32_t)s->state;
  f->slot[place] = (int32_t)(s - o->slot);
  s->place = (int32_t)place;
}

static void leave_frontier(const frontier *f, slot *s, uint32_t place) {
  if (s->place == INFECTED) return;
  s->pressure = f->pressure[place];
  s->bound = f->bound[place];
  s->place = OUTSIDE;
}

static void move_entry(const frontier *f, uint32_t to, uint32_t from) {
  f->pressure[to] = f->pressure[from];
  f->step[to] = f->step[from];
  f->bound[to] = f->bound[from];
  f->state[to] = f->state[from];
  f->slot[to] = f->slot[from];
}

/* Idle entries leave, the others close ranks. */
static void sweep_frontier(pl_outbreak *o) {
  const frontier f = o->frontier;
  uint32_t kept = 0;
  for (uint32_t i = 0; i < f.count; i++) {
    slot *s = &o->slot[f.slot[i]];
    if (f.step[i] == 0 && s->net == 0) { /* the step alone may have been rounded to nought */
      leave_frontier(&f, s, i);
      continue;
    }
    move_entry(&f, kept, i);
    s->place = (int32_t)kept++;
  }
  o->frontier.count = kept;
  o->frontier.idle = 0;
}

/* All pressure ends. */
static void dissolve_frontier(pl_outbreak *o) {
  frontier *f = &o->frontier;
  for (uint32_t i = 0; i < f->count; i++) o->slot[f->slot[i]].net = f->step[i] = 0;
  sweep_frontier(o);
}

/* No pressure counts any more. */
static void close_slot(pl_outbreak *o, slot *s) {
  frontier *f = &o->frontier;
  if (s->place >= 0) {
    f->step[s->place] = 0;
    f->bound[s->place] = INT32_MAX;
    f->idle += s->net != 0;
  }
  s->net = 0;
  s->place = INFECTED;
}

/* More or less pressure per tick on a susceptible slot. */
static void press(pl_outbreak *o, slot *s, int32_t amount) {
  const int32_t before = s->net;
  s->net += amount;
  if (s->place < 0) {
    enter_frontier(o, s);
    return;
  }
  o->frontier.step[s->place] = step_of(o, s);
  o->frontier.idle += (uint32_t)((s->net == 0) - (before == 0));
}

/* ---- slots ---- */

uint32_t pl_outbreak_add_slot(pl_outbreak *o, uint32_t organisation) {
  void *block = o->slot;
  const uint32_t number = o->slot_count;
  if (!grow(&block, &o->slot_capacity, number + 1, sizeof *o->slot)) return !(o->failed = true);
  o->slot = block;
  uint32_t **page = &o->page[organisation >> PAGE_BITS];
  if (!*page && !(*page = calloc(o->page_size, sizeof **page))) return !(o->failed = true);
  (*page)[organisation % PAGE_ENTRIES] = number << CONDITION_BITS;
  const uint64_t key = pl_luck_finish(o->threshold_key, organisation, 0);
  o->slot[number] = (slot){.hygiene = o->map->hygiene[organisation],
                           .place = OUTSIDE,
                           .state = o->map->state[organisation],
                           .organisation = organisation,
                           .bound = floor_of(o, key)};
  o->slot_count++;
  return number;
}

/* ---- pressing on customers ---- */

/* An infectious organisation presses on its customers, or (sign −1) ceases to. */
static void press_customers(pl_outbreak *o, uint32_t supplier, int sign) {
  const pl_map *map = o->map;
  const uint32_t end = map->out_first[supplier + 1];
  for (uint32_t a = map->out_first[supplier]; a < end; a++) {
    const uint32_t customer = map->arc[a].customer;
    const int32_t amount = (int32_t)mul(o->disease.beta, map->arc[a].weight);
    const uint32_t entry = entry_of(o, customer);
    if (!amount || condition_of(entry) != SUSCEPTIBLE) continue;
    const uint32_t number = entry ? slot_number(entry) : pl_outbreak_add_slot(o, customer);
    if (!number) return;
    press(o, &o->slot[number], sign * amount);
  }
}

static void fetch_arcs(const pl_map *map, uint32_t supplier) {
  enum { LINE = 64 / sizeof *map->arc };
  for (uint32_t a = map->out_first[supplier]; a < map->out_first[supplier + 1]; a += LINE) fetch(&map->arc[a]);
}

static void fetch_entries(const pl_outbreak *o, uint32_t supplier) {
  const pl_map *map = o->map;
  for (uint32_t a = map->out_first[supplier]; a < map->out_first[supplier + 1]; a++) {
    const uint32_t *page = o->page[map->arc[a].customer >> PAGE_BITS];
    if (page) fetch(&page[map->arc[a].customer % PAGE_ENTRIES]);
  }
}

static void fetch_slots(const pl_outbreak *o, uint32_t supplier) {
  const pl_map *map = o->map;
  for (uint32_t a = map->out_first[supplier]; a < map->out_first[supplier + 1]; a++) {
    const uint32_t customer = map->arc[a].customer, entry = entry_of(o, customer);
    const uint32_t number = condition_of(entry) == SUSCEPTIBLE ? slot_number(entry) : 0;
    fetch(entry ? (const void *)&o->slot[number] : &map->hygiene[customer]);
  }
}

/* A customer is found through three jumps: first arc, arc, entry; its slot is the fourth. Asks for what the rows after
 * `row` will touch, each of the four early enough for the next one to find it there. */
static void look_ahead(const pl_outbreak *o, const stay *row, const stay *end) {
  enum { FIRST = 8, ARCS = 6, ENTRIES = 4, SLOTS = 2 };
  if (end - row > FIRST) fetch(&o->map->out_first[row[FIRST].organisation]);
  if (end - row > ARCS) fetch_arcs(o->map, row[ARCS].organisation);
  if (end - row > ENTRIES) fetch_entries(o, row[ENTRIES].organisation);
  if (end - row > SLOTS) fetch_slots(o, row[SLOTS].organisation);
}

/* The rows of `list` from `from` on have become infectious, or (sign −1) ceased to be. */
static void press_customers_of(pl_outbreak *o, const stay_list *list, uint32_t from, int sign) {
  enum { LARGE = 20000 }; /* organisations; with fewer, everything is in the caches anyway */
  const bool is_large = o->map->organisation_count > LARGE;
  for (uint32_t i = from; i < list->count; i++) {
    if (is_large) look_ahead(o, &list->row[i], &list->row[list->count]);
    press_customers(o, list->row[i].organisation, sign);
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

/* ---- windows and figures ---- */
static void open_window(pl_outbreak *o, region *r, bool open) {
  r->is_open = open;
  const int32_t amount = open ? o->disease.background : -o->disease.background;
  if (!amount) return;
  for (uint32_t i = r->exposed; i < r->exposed_end; i++)
    if (o->slot[i].place != INFECTED) press(o, &o->slot[i], amount);
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
  const frontier f = o->frontier;
  const region *regions = o->region;
  for (uint32_t i = 0; i < f.count; i++)
    if (regions[f.state[i]].is_stale) f.step[i] = step_of(o, &o->slot[f.slot[i]]);
  for (int s = 0; s < o->map->state_count; s++) o->region[s].is_stale = false;
  o->any_stale = false;
}

/* ---- infection ---- */

/* A tick of pressure on the entries begin … end−1; whether any bound was reached. */
static bool advance(frontier *f, uint32_t begin, uint32_t end) {
  int32_t *restrict pressure = f->pressure;
  const int32_t *restrict step = f->step, *restrict bound = f->bound;
  int32_t any = 0;
  for (uint32_t i = begin; i < end; i++) {
    pressure[i] += step[i];
    any |= -(pressure[i] >= bound[i]);
  }
  return any != 0;
}

/* The bound was reached: has the threshold been, too? Often the upper bound already says so. */
static bool is_reached(pl_outbreak *o, slot *s) {
  frontier *f = &o->frontier;
  if (s->net == 0) return false;
  if (!s->is_exact) {
    const uint64_t key = pl_luck_finish(o->threshold_key, s->organisation, 0);
    if (f->pressure[s->place] >= ceiling_of(o, key)) return true;
    s->is_exact = true;
    f->bound[s->place] = pl_luck_exponential(key);
  }
  return f->pressure[s->place] >= f->bound[s->place];
}

/* Appends to reached[] the places among begin … end−1 whose bound was reached. */
static uint32_t collect_places(const pl_outbreak *o, uint32_t begin, uint32_t end, uint32_t count) {
  const int32_t *pressure = o->frontier.pressure, *bound = o->frontier.bound;
  uint32_t *reached = o->reached;
  for (uint32_t i = begin; i < end; i++)
    if (pressure[i] >= bound[i]) reached[count++] = i;
  return count;
}

/* Puts organisations in place of the `count` places in reached[], without those whose threshold was not reached. */
static uint32_t close_reached(pl_outbreak *o, uint32_t count) {
  const int32_t *number = o->frontier.slot;
  uint32_t *reached = o->reached, kept = 0;
  for (uint32_t i = 0; i < count; i++) {
    if (count - i > AHEAD) fetch(&o->slot[number[reached[i + AHEAD]]]);
    slot *s = &o->slot[number[reached[i]]];
    if (!is_reached(o, s)) continue;
    close_slot(o, s);
    reached[kept++] = s->organisation;
  }
  return kept;
}

/* Pressure on everybody; returns the number of those whose threshold was reached, now in reached[]. Block by block: in
 * most of them nothing happens. */
static uint32_t advance_pressure(pl_outbreak *o) {
  enum { BLOCK = 32 };
  frontier *f = &o->frontier;
  uint32_t count = 0;
  for (uint32_t begin = 0; begin < f->count; begin += BLOCK) {
    const uint32_t end = f->count - begin < BLOCK ? f->count : begin + BLOCK;
    if (advance(f, begin, end)) count = collect_places(o, begin, end, count);
  }
  return close_reached(o, count);
}

static void sort_few(uint32_t *number, uint32_t count) {
  for (uint32_t i = 1; i < count; i++) {
    const uint32_t x = number[i];
    uint32_t j = i;
    for (; j > 0 && number[j - 1] > x; j--) number[j] = number[j - 1];
    number[j] = x;
  }
}

/* One pass of a radix sort. */
static void sort_by_digit(const uint32_t *from, uint32_t *to, uint32_t count, int shift) {
  uint32_t start[257] = {0};
  for (uint32_t i = 0; i < count; i++) start[(from[i] >> shift & 255) + 1]++;
  for (int digit = 0; digit < 255; digit++) start[digit + 1] += start[digit];
  for (uint32_t i = 0; i < count; i++) to[start[from[i] >> shift & 255]++] = from[i];
}

/* Few at a time in small worlds, many in large ones. `room` is as long; what is returned is one of the two. */
static uint32_t *sort_numbers(uint32_t *number, uint32_t *room, uint32_t count, uint32_t largest) {
  if (count <= 32) {
    sort_few(number, count);
    return number;
  }
  for (int shift = 0; shift < 32 && largest >> shift; shift += 8) {
    sort_by_digit(number, room, count, shift);
    uint32_t *sorted = room;
    room = number;
    number = sorted;
  }
  return number;
}

static void infect(pl_outbreak *o, uint32_t organisation, pl_tick age) {
  set_condition(o, organisation, LATENT);
  const int32_t remainder = pl_luck_exponential(pl_luck_finish(o->detect_key, organisation, 0));
  append_stay(o, &o->latent,
              (stay){.value = o->map->value[organisation],
                     .organisation = organisation,
                     .timer = age + o->disease.latency,
                     .remainder = remainder,
                     .state = o->map->state[organisation]});
}

/* Everybody whose threshold is reached in this tick, in ascending organisation id. */
static void infect_reached(pl_outbreak *o, pl_tick age, const pl_outbreak_host *host) {
  void *block = o->reached;
  if (!grow(&block, &o->reached_capacity, 2 * o->frontier.count, sizeof *o->reached)) {
    o->failed = true;
    return;
  }
  o->reached = block;
  const uint32_t count = advance_pressure(o);
  const uint32_t *reached =
      sort_numbers(o->reached, o->reached + count, count, (uint32_t)o->map->organisation_count);
  for (uint32_t i = 0; i < count; i++) {
    if (count - i > AHEAD) fetch(&o->map->value[reached[i + AHEAD]]);
    infect(o, reached[i], age);
    host->moved(host->context, reached[i], o->map->state[reached[i]], 'L');
  }
}

/* ---- the course of the infected ---- */
static pl_tick recovery_ticks(int64_t mean, int32_t draw) {
  return (pl_tick)clamp(((mean + mul(mean, draw)) / 2 + PL_ONE / 2) >> 16, 1, 40);
}

/* The draw itself is needed only if its bounds disagree about the tick. */
static pl_tick recovery_time(const pl_outbreak *o, uint32_t organisation, pl_q16 aid) {
  int64_t mean = (int64_t)o->disease.recovery << 16;
  mean -= mul(mean, aid);
  const uint64_t key = pl_luck_finish(o->recover_key, organisation, 0);
  const pl_tick shortest = recovery_ticks(mean, floor_of(o, key));
  if (shortest == recovery_ticks(mean, ceiling_of(o, key))) return shortest;
  return recovery_ticks(mean, pl_luck_exponential(key));
}

static void contain(pl_outbreak *o, stay row, pl_tick age, const pl_outbreak_host *host) {
  charge_until(o, &row, o->disease.damage_infectious, age);
  set_condition(o, row.organisation, CONTAINED);
  row.timer = age + recovery_time(o, row.organisation, host->recovery_aid(host->context, row.state));
  append_stay(o, &o->contained, row);
  if (row.timer < o->next_recovery) o->next_recovery = row.timer;
  host->moved(host->context, row.organisation, row.state, 'C');
}

static void progress_infectious(pl_outbreak *o, pl_tick age, const pl_outbreak_host *host) {
  stay_list *list = &o->infectious;
  const uint32_t contained = o->contained.count;
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
  if (o->contained.count > contained && !o->is_spent) press_customers_of(o, &o->contained, contained, -1);
}

static void progress_latent(pl_outbreak *o, pl_tick age, const pl_outbreak_host *host) {
  stay_list *list = &o->latent;
  const uint32_t infectious = o->infectious.count;
  while (list->first < list->count && list->row[list->first].timer <= age) {
    stay row = list->row[list->first++];
    if (list->count - list->first > AHEAD) fetch(address_of(o, list->row[list->first + AHEAD].organisation));
    set_condition(o, row.organisation, INFECTIOUS);
    row.charged = age;
    charge(o, &row, o->disease.damage_start, 1);
    row.timer = age + o->disease.longest_infectious;
    append_stay(o, &o->infectious, row);
    host->moved(host->context, row.organisation, row.state, 'I');
  }
  if (list->first == list->count) list->first = list->count = 0;
  if (o->infectious.count > infectious && !o->is_spent) press_customers_of(o, &o->infectious, infectious, 1);
}

/* Who was contained in this tick recovers in a later one: a recovery takes at least a tick. */
static void progress_contained(pl_outbreak *o, pl_tick age, const pl_outbreak_host *host) {
  if (age < o->next_recovery) return;
  stay_list *list = &o->contained;
  uint32_t kept = 0;
  o->next_recovery = INT32_MAX;
  for (uint32_t i = 0; i < list->count; i++) {
    stay *row = &list->row[i];
    if (row->timer > age) {
      if (row->timer < o->next_recovery) o->next_recovery = row->timer;
      if (kept != i) list->row[kept] = *row;
      kept++;
      continue;
    }
    charge_until(o, row, o->disease.damage_contained, age);
    set_condition(o, row->organisation, RECOVERED);
    host->moved(host->context, row->organisation, row->state, 'R');
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
    if (o->frontier.idle * 2 > o->frontier.count) sweep_frontier(o);
    if (o->any_stale) refresh_steps(o);
    if (o->frontier.count) infect_reached(o, age, host);
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
  press_customers_of(o, &o->infectious, 0, 1);
}

bool pl_outbreak_expose(pl_outbreak *o, int state, const pl_q16 share[PL_SECTORS], pl_tick wave) {
  region *r = &o->region[state];
  r->wave = wave;
  r->exposed = o->slot_count;
  for (uint32_t org = o->map->first[state]; org < o->map->first[state + 1]; org++) {
    const pl_q16 chance = share[o->map->sector[org]];
    if (pl_luck_unif(pl_luck_finish(o->exposed_key, org, 0)) >= chance || entry_of(o, org)) continue;
    if (!pl_outbreak_add_slot(o, org)) return false;
  }
  r->exposed_end = o->slot_count;
  return true;
}

bool pl_outbreak_seed(pl_outbreak *o, uint32_t organisation, pl_tick age) {
  const uint32_t entry = entry_of(o, organisation);
  if (condition_of(entry) != SUSCEPTIBLE) return !o->failed;
  const uint32_t number = entry ? slot_number(entry) : pl_outbreak_add_slot(o, organisation);
  if (!number) return false;
  close_slot(o, &o->slot[number]);
  infect(o, organisation, age);
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
