/* Playing games for the validation, without sessions: worlds, briefs and policies alone (lab.h). */
#include "lab.h"

#include <math.h>
#include <stdlib.h>

#include "support.h"

struct lab {
  support_room room;
  pl_scenario tuned; /* the room's, with an arm's parameters */
  pl_map *map[MAPS];
  pl_brief_room brief;
  pl_event_log log;
  int seeds;
  uint64_t first_seed;
};

static void give_up(const char *what) {
  fprintf(stderr, "validation: %s\n", what);
  exit(2);
}

lab *lab_new(int seeds, uint64_t first_seed) {
  lab *l = calloc(1, sizeof *l);
  if (!l) return NULL;
  l->seeds = seeds;
  l->first_seed = first_seed;
  support_standard(&l->room);
  pl_error error = {0};
  for (int m = 0; m < MAPS; m++) {
    l->room.scenario.map.seed = (uint64_t)m + 1;
    l->map[m] = pl_map_new(&l->room.scenario, &error);
    if (!l->map[m]) give_up(error.text);
  }
  return l;
}

void lab_free(lab *l) {
  if (!l) return;
  for (int m = 0; m < MAPS; m++) pl_map_free(l->map[m]);
  pl_brief_room_clear(&l->brief);
  pl_event_log_clear(&l->log);
  free(l);
}

int lab_seeds(const lab *l) { return l->seeds; }
uint64_t lab_seed(const lab *l, int index) { return l->first_seed + (uint64_t)index; }

/* ---- arms ---- */
int policy_named(const char *name) {
  const int policy = pl_policy_find(name);
  if (policy < 0) give_up(name);
  return policy;
}

arm arm_of(const char *policy) {
  arm a = {.seat = -1};
  for (int s = 0; s < SEATS; s++) a.policy[s] = policy_named(policy);
  return a;
}

size_class class_of(int seat) { return seat == 0 ? GREAT : seat < 3 ? LARGE : seat < 7 ? MIDDLE : SMALL; }

int seat_of(size_class class, int index) {
  static const int first[CLASSES] = {0, 1, 3, 7}, count[CLASSES] = {1, 2, 4, 7};
  return first[class] + index % count[class];
}

/* ---- one game ---- */
static size_t decide(lab *l, const pl_world *w, const arm *a, pl_decision *out) {
  size_t count = 0;
  for (int s = 0; s < SEATS; s++) {
    const pl_policy_row *row = &pl_policy_rows(NULL)[a->policy[s]];
    pl_error error = {0};
    if (pl_brief_build(w, NULL, s, row->parts, &l->brief, &error) != PL_OK) give_up(error.text);
    out[count++] = (pl_decision){.seat = (uint16_t)s, .action = PL_ACTION_POSTURE,
                                 .audience = {.states = pl_policy_posture(a->policy[s], &l->brief.brief)}};
    if (!a->extra) continue;
    pl_decision extra[MOST_EXTRA];
    const int extras = a->extra(a, pl_world_round(w), s, extra);
    for (int i = 0; i < extras; i++) out[count++] = extra[i];
  }
  return count;
}

static double share_of_budget(const pl_world *w, int s, double mu) {
  return 100 * mu / ((double)pl_world_state(w, s)->budget * ROUNDS);
}

static double loss_of(const pl_world *w, int s) {
  return share_of_budget(w, s, (double)pl_world_state(w, s)->loss / PL_ONE);
}

/* The first tick at which each state knew anything of the incident; INT32_MAX: never. */
static void first_knowledge(const pl_event_log *log, pl_iid iid, pl_tick known[SEATS]) {
  for (int s = 0; s < SEATS; s++) known[s] = INT32_MAX;
  for (size_t i = 0; i < log->count; i++) {
    const pl_event *e = &log->event[i];
    if (e->iid != iid || (e->kind != PL_EVENT_ITEM && e->kind != PL_EVENT_RECEIVED)) continue;
    const int s = e->kind == PL_EVENT_ITEM ? e->state : e->other;
    if (e->tick < known[s]) known[s] = e->tick;
  }
}

/* Incidents first detected so late that the exercise ends before the cap are left out: who would have been warned in
 * time is not known. (Taking them as never warned adds about .8 ticks.) */
static double mean_warning(const pl_world *w, const pl_event_log *log) {
  enum { CAP = 40 };
  sample ticks = {0};
  for (int i = 0; i < pl_world_incident_count(w); i++) {
    const pl_incident *incident = pl_world_incident(w, i);
    pl_tick known[SEATS];
    if (incident->first_detection < 0 || incident->first_detection > ROUNDS * PL_TICKS_PER_ROUND - CAP) continue;
    first_knowledge(log, incident->iid, known);
    for (int s = 0; s < SEATS; s++) {
      if (s == incident->first_detector) continue;
      const bool is_late = known[s] == INT32_MAX || known[s] - incident->first_detection > CAP;
      add(&ticks, is_late ? CAP : known[s] - incident->first_detection);
    }
  }
  return mean_of(&ticks);
}

static void look(const lab *l, const arm *a, const pl_world *w, outcome *out) {
  for (int s = 0; s < SEATS; s++) {
    out->payoff[s] = share_of_budget(w, s, (double)pl_world_payoff(w, s));
    out->burn[s] = share_of_budget(w, s, (double)pl_world_state(w, s)->burn);
    out->loss[s] = loss_of(w, s);
  }
  for (int i = 0; i < pl_world_incident_count(w); i++) {
    const pl_incident *incident = pl_world_incident(w, i);
    const int kind = l->room.adversary[incident->adversary].is_state;
    out->incidents[kind]++;
    out->damage[kind] += (double)incident->damage / PL_ONE / 1000;
    out->infections += incident->infections;
  }
  out->forum_latency = pl_world_forum(w, 0)->latency;
  out->forum_quality = (double)pl_world_forum(w, 0)->quality / PL_ONE;
  if (a->counts_warnings) out->warning = mean_warning(w, &l->log);
}

void play(lab *l, const arm *a, uint64_t seed, outcome *out) {
  pl_error error = {0};
  pl_decision decisions[SEATS * (1 + MOST_EXTRA)];
  *out = (outcome){.infections = 0};
  l->tuned = l->room.scenario;
  if (a->tune) a->tune(a, &l->tuned);
  pl_world *w = pl_world_new(&l->tuned, l->map[seed % MAPS], NULL, seed, &error);
  if (!w) give_up(error.text);
  pl_event_log_clear(&l->log);
  if (a->counts_warnings) pl_world_record(w, &l->log);
  for (int r = 0; r < ROUNDS; r++) {
    if (pl_world_open_round(w, &error) != PL_OK) give_up(error.text);
    const size_t count = decide(l, w, a, decisions);
    if (pl_world_resolve(w, decisions, count, &error) != PL_OK) give_up(error.text);
    for (int s = 0; s < SEATS; s++) out->loss_after[r][s] = loss_of(w, s);
  }
  look(l, a, w, out);
  pl_world_free(w);
}

/* ---- statistics ---- */
void add(sample *s, double x) {
  s->count++;
  s->sum += x;
  s->squares += x * x;
}
double mean_of(const sample *s) { return s->count ? s->sum / (double)s->count : 0; }
double variance_of(const sample *s) {
  const double mean = mean_of(s);
  return s->count > 1 ? (s->squares - mean * s->sum) / (double)(s->count - 1) : 0;
}
double interval_of(const sample *s) { return s->count > 1 ? 1.96 * sqrt(variance_of(s) / (double)s->count) : 0; }
