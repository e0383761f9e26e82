/* The world's life and its windows: making, copying, freeing, and the const accessors (world.h).
 *
 * A world owns everything it points to except scenario, map, rules and log. Copying is complete: a copy continued with
 * the same decisions gives the same digests as the original. */
#include "world_internal.h"

#include <stdlib.h>
#include <string.h>

enum { TRUST_AT_START = 30000, TRUST_OF_ALLIES = 45000 };

/* ---- life ---- */
static bool allocate_room(pl_world *w) {
  const size_t n = (size_t)w->n;
  w->room.orders = calloc(n, sizeof *w->room.orders);
  w->room.gave = calloc(n, sizeof *w->room.gave);
  w->room.breach = calloc(n, sizeof *w->room.breach);
  w->room.loss_before = calloc(n, sizeof *w->room.loss_before);
  w->room.election_loss = calloc(n, sizeof *w->room.election_loss);
  w->room.peer_order = calloc(n * n, 1);
  w->room.best_forum = malloc(PL_LABELS * n * n);
  return w->room.orders && w->room.gave && w->room.breach && w->room.loss_before && w->room.election_loss &&
         w->room.peer_order && w->room.best_forum;
}

static bool allocate_adversaries(pl_world *w) {
  for (int a = 0; a < w->adversary_count; a++) {
    w->adversary[a].tension = calloc((size_t)w->n, sizeof(pl_q16));
    w->adversary[a].pending = calloc((size_t)w->n, sizeof(pl_q16));
    if (!w->adversary[a].tension || !w->adversary[a].pending) return false;
  }
  return true;
}

/* An empty world of the right shape; NULL: out of memory. */
static pl_world *world_allocate(const pl_scenario *scenario, const pl_map *map, uint64_t seed) {
  pl_world *w = calloc(1, sizeof *w);
  if (!w) return NULL;
  w->scenario = scenario;
  w->map = map;
  w->p = &scenario->parameters;
  w->seed = seed;
  w->n = scenario->state_count;
  w->forum_count = scenario->forum_count;
  w->adversary_count = scenario->adversary_count;
  const size_t n = (size_t)w->n;
  w->state = calloc(n, sizeof *w->state);
  w->trust = calloc(n * n, sizeof *w->trust);
  w->forum = calloc((size_t)w->forum_count + 1, sizeof *w->forum);
  w->adversary = calloc((size_t)w->adversary_count + 1, sizeof *w->adversary);
  if (w->state && w->trust && w->forum && w->adversary && allocate_adversaries(w) && allocate_room(w)) return w;
  pl_world_free(w);
  return NULL;
}

static void start_forums(pl_world *w) {
  for (int f = 0; f < w->forum_count; f++) {
    pl_forum *forum = &w->forum[f];
    const pl_forum_spec *spec = &w->scenario->forums[f];
    forum->members = spec->members;
    forum->applicant = PL_NONE;
    for (int s = 0; s < PL_MAX_STATES; s++) forum->admit_round[s] = -1;
    for (int s = pl_set_next(&spec->members, 0); s >= 0; s = pl_set_next(&spec->members, s + 1)) {
      w->state[s].forums |= UINT64_C(1) << f;
      if (spec->kind == PL_FORUM_ALLIANCE) w->state[s].allies = pl_set_union(w->state[s].allies, spec->members);
    }
  }
}

static void start_state(pl_world *w, int state) {
  const pl_state_spec *spec = &w->scenario->states[state];
  pl_state *s = &w->state[state];
  s->budget = spec->budget;
  s->expertise = spec->expertise;
  memcpy(s->stock, spec->stock, sizeof s->stock);
  s->standing = spec->standing;
  s->confidence = spec->confidence;
  s->rights = spec->rights;
  if (w->scenario->treaties) s->allies = pl_set_union(s->allies, w->scenario->treaties[state]);
  pl_set_remove(&s->allies, (unsigned)state);
  s->orders.posture = spec->posture;
  memcpy(s->orders.split, spec->split, sizeof s->orders.split);
  s->posture = s->seen = pl_set_first((unsigned)w->n);
  for (int t = 0, i = 0; t < w->n; t++) {
    if (t == state) continue; /* trust in oneself is not kept */
    const pl_q16 standard = pl_set_has(&s->allies, (unsigned)t) ? TRUST_OF_ALLIES : TRUST_AT_START;
    *pl_trust(w, state, t) = spec->trust && spec->trust[t] >= 0 ? spec->trust[t] : standard;
    w->room.peer_order[state * w->n + i++] = (uint8_t)t;
  }
}

static void start_adversaries(pl_world *w) {
  for (int a = 0; a < w->adversary_count; a++)
    for (int s = 0; s < w->n; s++)
      w->adversary[a].tension[s] = w->scenario->adversaries[a].tension ? w->scenario->adversaries[a].tension[s] : 0;
}

static void start_freshness(pl_world *w) {
  w->fresh_power[0] = PL_ONE;
  for (int i = 1; i < FRESH_POWERS; i++) w->fresh_power[i] = (pl_q16)mul(w->fresh_power[i - 1], w->p->fresh);
}

pl_world *pl_world_new(const pl_scenario *scenario, const pl_map *map, const pl_rules *rules, uint64_t seed,
                       pl_error *error) {
  pl_world *w = world_allocate(scenario, map, seed);
  if (!w || !pl_story_new(w)) {
    pl_world_free(w);
    pl_error_set(error, PL_NO_MEMORY, "out of memory for the world; use a smaller map or close other programs");
    return NULL;
  }
  w->rules = rules;
  start_forums(w);
  for (int s = 0; s < w->n; s++) start_state(w, s);
  start_adversaries(w);
  start_freshness(w);
  pl_levels_update(w);
  return w;
}

void pl_world_free(pl_world *w) {
  if (!w) return;
  pl_story_free(w);
  for (int i = 0; i < w->incident_count; i++) pl_incident_free(w->incident[i]);
  for (int a = 0; w->adversary && a < w->adversary_count; a++) {
    free(w->adversary[a].tension);
    free(w->adversary[a].pending);
  }
  for (int t = 0; t < DELIVERY_TICKS; t++) free(w->queue[t].row);
  free(w->incident);
  free(w->active);
  free(w->state);
  free(w->trust);
  free(w->forum);
  free(w->adversary);
  free(w->room.orders);
  free(w->room.gave);
  free(w->room.breach);
  free(w->room.loss_before);
  free(w->room.election_loss);
  free(w->room.peer_order);
  free(w->room.best_forum);
  pl_trace_clear(&w->trace);
  free(w);
}

/* ---- copying ---- */
static void copy_array(void *to, const void *from, size_t count, size_t size) {
  if (count) memcpy(to, from, count * size);
}

static bool copy_incident(pl_world *to, const pl_incident *from) {
  const size_t n = (size_t)to->n;
  pl_incident *incident = pl_incident_new(to->n);
  if (!incident) return false;
  pl_incident arrays = *incident;
  *incident = *from;
  incident->wave = arrays.wave;
  incident->knowledge = arrays.knowledge;
  incident->item = arrays.item;
  incident->hit = arrays.hit;
  copy_array(incident->wave, from->wave, n, sizeof *from->wave);
  copy_array(incident->knowledge, from->knowledge, n, sizeof *from->knowledge);
  copy_array(incident->item, from->item, n, sizeof *from->item);
  copy_array(incident->hit, from->hit, n, sizeof *from->hit);
  incident->outbreak = from->outbreak ? pl_outbreak_copy(from->outbreak) : NULL;
  if (from->outbreak && !incident->outbreak) {
    pl_incident_free(incident);
    return false;
  }
  to->incident[to->incident_count++] = incident;
  return true;
}

static bool copy_incidents(pl_world *to, const pl_world *from) {
  if (!from->incident_capacity) return true;
  to->incident = calloc((size_t)from->incident_capacity, sizeof *to->incident);
  to->active = calloc((size_t)from->incident_capacity, sizeof *to->active);
  if (!to->incident || !to->active) return false;
  to->incident_capacity = from->incident_capacity;
  for (int i = 0; i < from->incident_count; i++)
    if (!copy_incident(to, from->incident[i])) return false;
  copy_array(to->active, from->active, (size_t)from->active_count, sizeof *to->active);
  to->active_count = from->active_count;
  return true;
}

static bool copy_queues(pl_world *to, const pl_world *from) {
  for (int t = 0; t < DELIVERY_TICKS; t++) {
    const delivery_queue *q = &from->queue[t];
    if (!q->count) continue;
    to->queue[t].row = malloc(q->count * sizeof *q->row);
    if (!to->queue[t].row) return false;
    copy_array(to->queue[t].row, q->row, q->count, sizeof *q->row);
    to->queue[t].count = to->queue[t].capacity = q->count;
  }
  return true;
}

static void copy_adversaries(pl_world *to, const pl_world *from) {
  for (int a = 0; a < from->adversary_count; a++) {
    to->adversary[a].suppression = from->adversary[a].suppression;
    to->adversary[a].success = from->adversary[a].success;
    copy_array(to->adversary[a].tension, from->adversary[a].tension, (size_t)from->n, sizeof(pl_q16));
    copy_array(to->adversary[a].pending, from->adversary[a].pending, (size_t)from->n, sizeof(pl_q16));
  }
}

/* Within a round the room is rebuilt when decisions are gathered; between calls only these two matter. */
static void copy_room(pl_world *to, const pl_world *from) {
  const size_t n = (size_t)from->n;
  copy_array(to->room.peer_order, from->room.peer_order, n * n, 1);
  copy_array(to->room.best_forum, from->room.best_forum, PL_LABELS * n * n, 1);
}

pl_world *pl_world_copy(const pl_world *from) {
  pl_world *w = world_allocate(from->scenario, from->map, from->seed);
  if (!w) return NULL;
  const size_t n = (size_t)w->n;
  copy_array(w->state, from->state, n, sizeof *w->state);
  copy_array(w->trust, from->trust, n * n, sizeof *w->trust);
  copy_array(w->forum, from->forum, (size_t)w->forum_count, sizeof *w->forum);
  copy_array(w->fresh_power, from->fresh_power, FRESH_POWERS, sizeof *w->fresh_power);
  copy_adversaries(w, from);
  copy_room(w, from);
  w->round = from->round;
  w->now = from->now;
  w->stage = from->stage;
  w->norm = from->norm;
  w->used_items = from->used_items;
  w->out_of_memory = from->out_of_memory;
  w->supposed = from->supposed;
  w->supposed_count = from->supposed_count;
  if (copy_incidents(w, from) && copy_queues(w, from) && pl_story_copy(w, from)) return w;
  pl_world_free(w);
  return NULL;
}

void pl_world_redraw(pl_world *w, uint64_t seed) {
  w->seed = seed;
  for (int i = 0; i < w->active_count; i++) pl_outbreak_redraw(w->incident[w->active[i]]->outbreak, seed);
}

void pl_world_redraw_run(pl_world *w, uint32_t run) {
  pl_world_redraw(w, pl_luck_key(w->seed, PL_LUCK_OTHERWISE, (uint32_t)w->round, run, 0));
}

void pl_world_suppose(pl_world *w, const pl_supposition *rows, size_t count) {
  w->supposed = rows;
  w->supposed_count = count;
}

void pl_world_count(pl_world *w, int32_t *counts) { w->counts = counts; }

uint64_t pl_world_lapses(const pl_world *w) { return w->lapses; }
uint64_t pl_world_moots(const pl_world *w) { return w->moots; }

void pl_world_take_rules(pl_world *w, const pl_rules *rules) { w->rules = rules; }

/* ---- events ---- */
void pl_world_record(pl_world *w, pl_event_log *log) { w->log = log; }

pl_event pl_event_now(const pl_world *w, pl_event_kind kind) {
  return (pl_event){.kind = (uint8_t)kind,
                    .round = (uint16_t)w->round,
                    .tick = w->now,
                    .state = PL_NONE,
                    .other = PL_NONE,
                    .originator = PL_NONE,
                    .forum = PL_NONE,
                    .adversary = PL_NONE,
                    .index = PL_NONE};
}

void pl_record(pl_world *w, const pl_event *event) {
  if (!w->log) return;
  pl_event_log_add(w->log, event);
  if (w->log->failed) w->out_of_memory = true;
}

pl_state_set pl_seen_by(int seat) {
  pl_state_set set = {{0}};
  pl_set_add(&set, (unsigned)seat);
  return set;
}

void pl_record_lapse(pl_world *w, int seat, int action, int target, pl_lapse why) {
  w->lapses++;
  if (!w->log) return;
  pl_event event = pl_event_now(w, PL_EVENT_LAPSED);
  event.state = (uint16_t)seat;
  event.index = (uint16_t)action;
  event.other = (uint16_t)target;
  event.amount = why;
  event.seen_by = pl_seen_by(seat);
  pl_record(w, &event);
}

/* ---- looking ---- */
const pl_scenario *pl_world_scenario(const pl_world *w) { return w->scenario; }
const pl_map *pl_world_map(const pl_world *w) { return w->map; }
uint64_t pl_world_seed(const pl_world *w) { return w->seed; }
int pl_world_round(const pl_world *w) { return w->round; }
bool pl_world_is_over(const pl_world *w) { return w->round >= w->scenario->rounds; }
pl_tick pl_world_tick(const pl_world *w) { return w->now; }
const pl_state *pl_world_state(const pl_world *w, int state) { return &w->state[state]; }
const pl_forum *pl_world_forum(const pl_world *w, int forum) { return &w->forum[forum]; }
const pl_adversary *pl_world_adversary(const pl_world *w, int adversary) { return &w->adversary[adversary]; }
int pl_world_incident_count(const pl_world *w) { return w->incident_count; }
const pl_incident *pl_world_incident(const pl_world *w, int incident) { return w->incident[incident]; }
pl_q16 pl_world_trust(const pl_world *w, int of, int in) { return w->trust[of * w->n + in]; }
pl_q16 pl_world_norm(const pl_world *w) { return w->norm; }
pl_mu pl_world_money(const pl_world *w, int state) { return pl_money_before_actions(w, state); }

int pl_world_find_incident(const pl_world *w, pl_iid iid) {
  for (int i = 0; i < w->incident_count; i++)
    if (w->incident[i]->iid == iid) return i;
  return -1;
}

int pl_world_find_declared(const pl_world *w, int declared) {
  for (int i = w->incident_count - 1; i >= 0; i--)
    if (w->incident[i]->declared == declared) return i;
  return -1;
}

pl_mu pl_world_payoff(const pl_world *w, int state) {
  const pl_state *s = &w->state[state];
  return s->edge - (s->loss >> 16) - s->burn - s->effort;
}

char pl_world_organisation_status(const pl_world *w, int incident, uint32_t organisation) {
  const pl_incident *i = w->incident[incident];
  return i->outbreak ? pl_outbreak_status(i->outbreak, organisation) : '-';
}

pl_state_set pl_world_resolve_audience(const pl_world *w, int seat, const pl_audience *audience) {
  pl_state_set set = audience->states;
  if (audience->words & PL_AUDIENCE_ALL) set = pl_set_first((unsigned)w->n);
  if (seat < w->n) {
    if (audience->words & PL_AUDIENCE_ALLIES) set = pl_set_union(set, w->state[seat].allies);
    const uint64_t own = audience->words & PL_AUDIENCE_FORUMS ? w->state[seat].forums : 0;
    for (int f = 0; f < w->forum_count; f++)
      if ((own | audience->forums) >> f & 1) set = pl_set_union(set, w->forum[f].members);
    pl_set_remove(&set, (unsigned)seat);
  }
  return set;
}
