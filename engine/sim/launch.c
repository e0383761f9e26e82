/* New incidents (model §5.8 and §5.1): who launches what, at whom, and who stands open to it.
 *
 * An incident is created at the start of its round, with that round's levels, and sleeps until its tick. Random
 * incidents have slots 0…7 of their adversary and round, declared ones slots 8…255 in declared order; the slot is in
 * the key of every draw about it, so no incident can shift another's luck. */
#include "world_internal.h"

#include <stdlib.h>
#include <string.h>

/* ---- rates and families ---- */
static int64_t launch_rate(const pl_world *w, int adversary) {
  const pl_parameters *p = w->p;
  const pl_adversary *a = &w->adversary[adversary];
  const pl_adversary_spec *spec = &w->scenario->adversaries[adversary];
  int64_t tension = 0;
  for (int s = 0; s < w->n; s++) tension += a->tension[s];
  int64_t factor = PL_ONE + mul(p->tens_rate, tension);
  factor += spec->is_state ? w->norm : mul(p->succ_gain, a->success);
  const int64_t rate = q16_floor(spec->rate * factor);
  return rate - mul(rate, a->suppression);
}

/* The thresholds are cumulative in this order. */
static pl_family draw_family(const pl_world *w, int adversary, int slot) {
  static const pl_family order[PL_FAMILIES] = {PL_ESPIONAGE, PL_ELECTION, PL_WIPER, PL_RANSOMWARE};
  const int32_t x =
      pl_luck_unif(pl_luck_key(w->seed, PL_LUCK_FAMILY, (uint32_t)adversary, (uint32_t)w->round, (uint32_t)slot));
  for (int i = 0; i < PL_FAMILIES - 1; i++)
    if (x < w->scenario->adversaries[adversary].family_below[i]) return order[i];
  return order[PL_FAMILIES - 1];
}

/* ---- making one ---- */
pl_incident *pl_incident_new(int n) {
  pl_incident *incident = calloc(1, sizeof *incident);
  if (!incident) return NULL;
  incident->wave = calloc((size_t)n, sizeof *incident->wave);
  incident->knowledge = calloc((size_t)n, sizeof *incident->knowledge);
  incident->item = calloc((size_t)n, sizeof *incident->item);
  incident->hit = calloc((size_t)n, sizeof *incident->hit);
  if (!incident->wave || !incident->knowledge || !incident->item || !incident->hit) {
    pl_incident_free(incident);
    return NULL;
  }
  for (int s = 0; s < n; s++) incident->item[s].birth = -1;
  return incident;
}

void pl_incident_free(pl_incident *incident) {
  if (!incident) return;
  pl_outbreak_free(incident->outbreak);
  free(incident->wave);
  free(incident->knowledge);
  free(incident->item);
  free(incident->hit);
  free(incident);
}

static pl_label family_label(pl_family family) {
  static const pl_label label[PL_FAMILIES] = {PL_GREEN, PL_AMBER, PL_AMBER_STRICT, PL_AMBER};
  return label[family];
}

static int64_t scaled(int64_t value, pl_q16 factor) { return factor == PL_ONE ? value : mul(value, factor); }

static void set_disease(const pl_world *w, pl_incident *incident) {
  const pl_parameters *p = w->p;
  const pl_adversary_spec *by = &w->scenario->adversaries[incident->adversary];
  const pl_family f = incident->family;
  incident->beta = p->beta[f];
  incident->background = clampq(scaled(by->is_state ? p->bg_state : p->bg_crim, by->skill));
  incident->detection = clampq((int64_t)p->det[f] * PL_ONE / by->skill);
  incident->d0 = p->d0[f];
  incident->dI = p->dI[f];
  incident->dC = p->dC[f];
  incident->label = family_label(f);
  incident->sensitivity = p->sens[f];
}

static void apply_spec(pl_incident *incident, const pl_incident_spec *spec) {
  incident->beta = clampq(scaled(incident->beta, spec->virulence));
  incident->background = clampq(scaled(incident->background, spec->pressure));
  incident->detection = clampq((int64_t)incident->detection * PL_ONE / spec->stealth);
  incident->d0 = scaled(incident->d0, spec->damage);
  incident->dI = scaled(incident->dI, spec->damage);
  incident->dC = scaled(incident->dC, spec->damage);
  incident->label = spec->label;
  incident->sensitivity = spec->sensitivity;
}

void pl_incident_describe(const pl_world *w, pl_incident *incident) {
  set_disease(w, incident);
  if (incident->declared != PL_NONE) apply_spec(incident, &w->scenario->incidents[incident->declared]);
}

/* ---- targets and waves ---- */
/* Criminals come everywhere, by the easy doors first: an exponential delay, longer where prevention and defence are
 * good. */
static pl_tick criminal_wave(const pl_world *w, const pl_incident *incident, int state) {
  const pl_state *s = &w->state[state];
  const int64_t draw = pl_luck_exponential(pl_luck_key(w->seed, PL_LUCK_WAVE, incident->iid, (uint32_t)state, 0));
  int64_t wave =
      mul(q16_floor(draw * w->p->wave_mean), PL_ONE / 2 + ((int64_t)s->level[PL_PREVENT] + s->level[PL_DEFEND]) / 2);
  const pl_q16 prefers = w->scenario->adversaries[incident->adversary].prefers[state];
  if (prefers != PL_ONE) wave = wave * PL_ONE / prefers;
  return (pl_tick)(wave < w->p->wave_max ? wave : w->p->wave_max);
}

static int64_t target_time(const pl_world *w, const pl_incident *incident, int state) {
  const int64_t tension = w->adversary[incident->adversary].tension[state];
  const pl_q16 prefers = w->scenario->adversaries[incident->adversary].prefers[state];
  const int64_t weight =
      scaled((w->state[state].budget / 1000 + 60) * (PL_ONE + mul(w->p->tens_tgt, tension)) >> 8, prefers);
  const int64_t draw = pl_luck_exponential(pl_luck_key(w->seed, PL_LUCK_TARGET, incident->iid, (uint32_t)state, 0));
  return weight > 0 ? (draw << 24) / weight : INT64_MAX;
}

/* A state actor chooses one to three victims by one exponential race; each next wave comes six ticks later. */
static void choose_targets(pl_world *w, pl_incident *incident) {
  const int wanted = 1 + (int)(pl_luck_key(w->seed, PL_LUCK_TARGETS, incident->iid, 0, 0) % 3);
  for (int k = 0; k < wanted && k < w->n; k++) {
    int first = -1;
    int64_t best = 0;
    for (int s = 0; s < w->n; s++) {
      if (pl_set_has(&incident->targets, (unsigned)s)) continue;
      const int64_t time = target_time(w, incident, s);
      if (first < 0 || time < best) first = s, best = time;
    }
    pl_set_add(&incident->targets, (unsigned)first);
    incident->wave[first] = 6 * k;
  }
}

static void set_targets(pl_world *w, pl_incident *incident, const pl_incident_spec *spec) {
  const bool is_state = w->scenario->adversaries[incident->adversary].is_state;
  if (spec && spec->has_targets) {
    incident->targets = spec->targets;
    int k = 0;
    for (int s = pl_set_next(&spec->targets, 0); s >= 0; s = pl_set_next(&spec->targets, s + 1))
      incident->wave[s] = is_state ? 6 * (k++ % 3) : criminal_wave(w, incident, s);
  } else if (is_state) {
    choose_targets(w, incident);
  } else {
    incident->targets = pl_set_first((unsigned)w->n);
    for (int s = 0; s < w->n; s++) incident->wave[s] = criminal_wave(w, incident, s);
  }
  for (int s = 0; spec && spec->delay && s < w->n; s++)
    if (spec->delay[s] >= 0) incident->wave[s] = spec->delay[s];
}

/* ---- exposure ---- */
static bool expose(pl_world *w, pl_incident *incident, const pl_incident_spec *spec) {
  const bool is_state = w->scenario->adversaries[incident->adversary].is_state;
  pl_q16 base = is_state ? w->p->expo_state : w->p->expo_crim;
  if (spec && spec->exposure >= 0) base = spec->exposure;
  for (int s = pl_set_next(&incident->targets, 0); s >= 0; s = pl_set_next(&incident->targets, s + 1)) {
    pl_q16 share[PL_SECTORS];
    for (int sector = 0; sector < PL_SECTORS; sector++) {
      share[sector] = is_state && sector >= 4 ? base / 3 : base; /* they want the vital ones */
      share[sector] -= (pl_q16)mul(share[sector], w->state[s].level[PL_PREVENT] / 2);
    }
    if (!pl_outbreak_expose(incident->outbreak, s, share, incident->wave[s])) return false;
  }
  return true;
}

pl_disease pl_incident_disease(const pl_world *w, const pl_incident *incident) {
  const pl_parameters *p = w->p;
  const pl_family f = incident->family;
  return (pl_disease){.beta = incident->beta,
                      .background = incident->background,
                      .latency = p->lat[f],
                      .longest_infectious = p->imax[f],
                      .recovery = p->rec[f],
                      .life = p->life,
                      .window = p->wave_len,
                      .damage_start = incident->d0,
                      .damage_infectious = incident->dI,
                      .damage_contained = incident->dC};
}

static bool start_outbreak(pl_world *w, pl_incident *incident, const pl_incident_spec *spec) {
  const pl_disease disease = pl_incident_disease(w, incident);
  incident->outbreak = pl_outbreak_new(w->map, &disease, w->seed, incident->iid);
  if (!incident->outbreak || !expose(w, incident, spec)) return false;
  pl_levels_outbreak(w, incident);
  return true;
}

/* ---- keeping it ---- */
static bool make_room(pl_world *w) {
  if (w->incident_count < w->incident_capacity) return true;
  const int capacity = w->incident_capacity ? w->incident_capacity * 2 : 64;
  pl_incident **incident = realloc(w->incident, (size_t)capacity * sizeof *incident);
  if (!incident) return false;
  w->incident = incident;
  int *active = realloc(w->active, (size_t)capacity * sizeof *active);
  if (!active) return false;
  w->active = active;
  w->incident_capacity = capacity;
  return true;
}

static bool create(pl_world *w, int adversary, int slot, pl_family family, pl_tick launch, int declared) {
  if (w->incident_count >= PL_NONE || !make_room(w)) return false;
  const pl_incident_spec *spec = declared >= 0 ? &w->scenario->incidents[declared] : NULL;
  pl_incident *incident = pl_incident_new(w->n);
  if (!incident) return false;
  incident->iid = (pl_iid)adversary << 16 | (pl_iid)w->round << 8 | (pl_iid)slot;
  incident->adversary = (uint16_t)adversary;
  incident->declared = spec ? (uint16_t)declared : PL_NONE;
  incident->family = family;
  incident->launch = launch;
  incident->first_detection = -1;
  incident->first_detector = PL_NONE;
  incident->burnt_at = -1;
  pl_incident_describe(w, incident);
  set_targets(w, incident, spec);
  if (!start_outbreak(w, incident, spec)) {
    pl_incident_free(incident);
    return false;
  }
  w->active[w->active_count++] = w->incident_count;
  w->incident[w->incident_count++] = incident;
  return true;
}

static bool launch_random(pl_world *w, int adversary) {
  const pl_adversary_spec *spec = &w->scenario->adversaries[adversary];
  if (w->round < spec->from_round || w->round > spec->to_round) return true;
  const int64_t rate = launch_rate(w, adversary);
  const uint32_t a = (uint32_t)adversary, r = (uint32_t)w->round;
  for (int slot = 0; slot < spec->slots; slot++) {
    if (pl_luck_unif(pl_luck_key(w->seed, PL_LUCK_LAUNCH, a, r, (uint32_t)slot)) >= rate) continue;
    const pl_tick tick = (pl_tick)(pl_luck_key(w->seed, PL_LUCK_TICK, a, r, (uint32_t)slot) % PL_TICKS_PER_ROUND);
    if (!create(w, adversary, slot, draw_family(w, adversary, slot), w->now + tick, -1)) return false;
  }
  return true;
}

static bool launch_declared(pl_world *w, int declared) {
  const pl_incident_spec *spec = &w->scenario->incidents[declared];
  const int slot = PL_MAX_SLOTS + declared;
  w->story.incident_created[declared] = true;
  const uint64_t key = pl_luck_key(w->seed, PL_LUCK_LAUNCH, spec->by, (uint32_t)w->round, (uint32_t)slot);
  if (pl_luck_unif(key) >= spec->chance) return true;
  return create(w, spec->by, slot, spec->family, w->now + spec->tick, declared);
}

bool pl_launch_round(pl_world *w) {
  for (int a = 0; a < w->adversary_count; a++)
    if (!launch_random(w, a)) return false;
  for (int i = 0; i < w->scenario->incident_count; i++)
    if (w->story.incident_due[i] == w->round && !w->story.incident_created[i] && !launch_declared(w, i)) return false;
  return true;
}
