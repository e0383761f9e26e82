/* Forecasts: pairs of imagined futures, with a decision and without it.
 *
 *   for each run    draw a few pasts, keep the one that fits best ── play on without the decision ─┐
 *                                                                 └─ play on with it ─────────────┴─► difference
 *
 * Both futures of a pair have the same luck, so that what differs is the decision's doing. Of the differences the
 * outermost tenth on either side is left out; the rest is the interval. */
#include "forecast_internal.h"

#include "../sim/fixed.h"
#include "../sim/luck.h"

#include <stdlib.h>
#include <string.h>

enum {
  HORIZON = 3,        /* rounds, the open one included */
  MOST_RUNS = 64,
  FEWEST_RUNS = 8,
  WORK = 100000,      /* of all runs together, as work_of_run counts it */
  TRIES = 4,          /* pasts drawn for each run */
  MAPS = 8,           /* kept by a forecaster and used in turn */
  MOST_DECISIONS = 96,
  MAP_STREAM = 0xB311EF
};

struct pl_forecaster {
  const pl_scenario *scenario;
  int seat;           /* whose links the maps agree with; −1: none yet */
  pl_map *map[MAPS];  /* owned; drawn when first needed */
  pl_progress watch;
};

/* ---- believed maps ---- */
static void drop_maps(pl_forecaster *f) {
  for (int i = 0; i < MAPS; i++) {
    pl_map_free(f->map[i]);
    f->map[i] = NULL;
  }
}

pl_forecaster *pl_forecaster_new(const pl_scenario *scenario, pl_error *error) {
  pl_forecaster *f = calloc(1, sizeof *f);
  if (!f) {
    pl_error_set(error, PL_NO_MEMORY, "out of memory: no forecasts");
    return NULL;
  }
  f->scenario = scenario;
  f->seat = -1;
  return f;
}

void pl_forecaster_free(pl_forecaster *f) {
  if (!f) return;
  drop_maps(f);
  free(f);
}

void pl_forecaster_watch(pl_forecaster *f, const pl_progress *progress) {
  f->watch = progress ? *progress : (pl_progress){.step = NULL};
}

/* A seat knows how much it depends on each state: links into it are scaled to those sums, where there are any. */
static void fit_links(pl_map *map, const pl_brief *b) {
  const int n = map->state_count;
  int64_t *drawn = map->link_in + (size_t)b->seat * (size_t)n, total = 0;
  for (int t = 0; t < n; t++) total += b->others[t].link_in;
  if (total > 1 << 30) return; /* pressure on one organisation must fit; of so many links the sums agree anyway */
  const uint32_t first = map->first[b->seat], end = map->first[b->seat + 1];
  for (uint32_t supplier = 0; supplier < (uint32_t)map->organisation_count; supplier++) {
    const int t = map->state[supplier];
    for (uint32_t a = map->out_first[supplier]; drawn[t] && a < map->out_first[supplier + 1]; a++)
      if (map->arc[a].customer >= first && map->arc[a].customer < end)
        map->arc[a].weight = (pl_q16)(map->arc[a].weight * b->others[t].link_in / drawn[t]);
  }
  for (int t = 0; t < n; t++)
    if (drawn[t]) drawn[t] = b->others[t].link_in;
}

/* The links that the scenario declares are everybody's to read; all others are drawn under another seed. */
static const pl_map *map_of(pl_forecaster *f, const pl_brief *b, int run, pl_error *error) {
  if (f->seat != b->seat) drop_maps(f);
  f->seat = b->seat;
  pl_map **map = &f->map[run % MAPS];
  if (*map) return *map;
  pl_scenario scenario = *f->scenario;
  scenario.map.seed = pl_luck_key(MAP_STREAM, PL_LUCK_ROLLOUT, b->seat, (uint32_t)(run % MAPS), 0);
  *map = pl_map_new(&scenario, error);
  if (*map) fit_links(*map, b);
  return *map;
}

/* ---- decisions as the imagined world needs them ---- */
typedef struct plan {
  pl_decision decision[MOST_DECISIONS];
  size_t count;
} plan;

static void put(plan *p, const pl_decision *decision) {
  if (p->count < MOST_DECISIONS) p->decision[p->count++] = *decision;
}

/* An imagined incident has a name of its own, and what the author scripted is not there. */
static void put_translated(plan *p, const pl_belief *belief, const pl_decision *decision) {
  if (decision->action >= PL_ACTIONS || decision->action == PL_ACTION_ANSWER) return;
  pl_decision d = *decision;
  if (pl_action_rows()[d.action].arguments & PL_ARGUMENT_ITEM) {
    const int heard = pl_belief_find(belief, d.iid);
    if (heard < 0) return;
    d.iid = pl_belief_iid(belief, heard);
  }
  put(p, &d);
}

static void put_standing_orders(plan *p, const pl_brief *b) {
  const pl_seat_orders *o = &b->orders;
  pl_decision d = {.seat = b->seat, .action = PL_ACTION_POSTURE, .audience = o->posture};
  put(p, &d);
  d = (pl_decision){.seat = b->seat, .action = PL_ACTION_PUBLISH, .flag = o->publish};
  put(p, &d);
  d = (pl_decision){.seat = b->seat, .action = PL_ACTION_ONWARD, .flag = o->onward};
  put(p, &d);
  d = (pl_decision){.seat = b->seat, .action = PL_ACTION_CONSENT, .audience = o->consent};
  put(p, &d);
  d = (pl_decision){.seat = b->seat, .action = PL_ACTION_RELAY, .flag = o->relay};
  put(p, &d);
  d = (pl_decision){.seat = b->seat, .action = PL_ACTION_HOLD, .families = o->hold};
  put(p, &d);
  d = (pl_decision){.seat = b->seat, .action = PL_ACTION_TEAR, .audience = o->tear};
  put(p, &d);
}

/* ---- one pair ---- */
typedef struct outcome {
  int64_t hits, own_hits;
  pl_mu worth; /* edge less burn and effort */
  int burnt;
} outcome;

static void look(const pl_world *world, int seat, outcome *out) {
  const pl_state *own = pl_world_state(world, seat);
  *out = (outcome){.own_hits = own->hit_total, .worth = own->edge - own->burn - own->effort};
  for (int s = 0; s < pl_world_scenario(world)->state_count; s++) out->hits += pl_world_state(world, s)->hit_total;
  for (int i = 0; i < pl_world_incident_count(world); i++) {
    const pl_item *item = &pl_world_incident(world, i)->item[seat];
    out->burnt += item->birth >= 0 && item->is_burnt;
  }
}

/* Another round: the seat's orders stand, the others have seen what it did. */
static pl_status play_round(pl_world *world, const pl_past *past, const pl_belief *belief, pl_error *error) {
  const int n = belief->brief->scenario->state_count, seat = belief->brief->seat;
  pl_decision decision[PL_MAX_STATES];
  size_t count = 0;
  const pl_status status = pl_world_open_round(world, error);
  if (status != PL_OK) return status;
  for (int t = 0; t < n; t++) {
    if (t == seat || !pl_set_has(&past->habits.sharers, (unsigned)t)) continue;
    const bool sees_seat = pl_set_has(&pl_world_state(world, t)->seen, (unsigned)seat);
    const pl_state_set posture = pl_habits_posture(&past->habits, belief, t, sees_seat);
    decision[count++] =
        (pl_decision){.seat = (uint16_t)t, .action = PL_ACTION_POSTURE, .audience = {.states = posture}};
  }
  return pl_world_resolve(world, decision, count, error);
}

/* From the present on, in a copy. */
static pl_status play_on(const pl_past *past, const pl_belief *belief, const plan *p, outcome *out, pl_error *error) {
  pl_world *world = pl_world_copy(past->world);
  if (!world) return pl_error_set(error, PL_NO_MEMORY, "out of memory: no forecast");
  pl_status status = pl_world_resolve(world, p->decision, p->count, error);
  for (int r = 1; status == PL_OK && r < belief->future_rounds; r++) status = play_round(world, past, belief, error);
  if (status == PL_OK) look(world, belief->brief->seat, out);
  pl_world_free(world);
  return status;
}

/* The best of a few pasts, in one of the two places. Both are the caller's to clear, also after a failure. NULL: out of
 * memory. */
static pl_past *find_past(pl_past place[2], const pl_belief *belief, const pl_map *map, int run, int about,
                          pl_error *error) {
  int32_t best = INT32_MAX;
  int kept = 0;
  for (int i = 0; i < TRIES && best > 0; i++) {
    pl_past *next = &place[1 - kept];
    pl_past_clear(next);
    if (pl_past_draw(next, belief, map, (uint32_t)(run * TRIES + i), error) != PL_OK) return NULL;
    const int32_t misfit = pl_past_misfit(next, belief, about);
    if (misfit >= best) continue;
    best = misfit;
    kept = 1 - kept;
  }
  return &place[kept];
}

typedef struct question {
  pl_belief belief;
  plan without, with;
  int about; /* incident heard of; −1: all with an item to decide about */
} question;

static pl_status play_pair(pl_forecaster *f, const question *q, int run, outcome *without, outcome *with,
                           pl_error *error) {
  const pl_map *map = map_of(f, q->belief.brief, run, error);
  if (!map) return PL_NO_MEMORY;
  pl_past place[2] = {{.world = NULL}, {.world = NULL}};
  pl_past *past = find_past(place, &q->belief, map, run, q->about, error);
  pl_status status = past ? PL_OK : PL_NO_MEMORY;
  if (past) {
    pl_past_put_right(past, &q->belief);
    status = play_on(past, &q->belief, &q->without, without, error);
  }
  if (status == PL_OK) status = play_on(past, &q->belief, &q->with, with, error);
  pl_past_clear(&place[0]);
  pl_past_clear(&place[1]);
  return status;
}

/* ---- the forecast ---- */
typedef struct tally {
  int32_t fewer[MOST_RUNS];
  int64_t sum, own_sum;
  pl_mu cost;
  int32_t burnt;
} tally;

static int compare(const void *a, const void *b) {
  const int32_t x = *(const int32_t *)a, y = *(const int32_t *)b;
  return (x > y) - (x < y);
}

static int64_t rounded(int64_t sum, int64_t count) { return (2 * sum + (sum < 0 ? -count : count)) / (2 * count); }

static void conclude(tally *t, const pl_belief *belief, int runs, pl_forecast *forecast) {
  qsort(t->fewer, (size_t)runs, sizeof *t->fewer, compare);
  const int cut = runs / PL_FORECAST_FEW;
  *forecast = (pl_forecast){.runs = runs,
                            .until_day = (belief->brief->round + belief->future_rounds) *
                                         (PL_TICKS_PER_ROUND / PL_TICKS_PER_DAY),
                            .low = t->fewer[cut],
                            .high = t->fewer[runs - 1 - cut],
                            .mean_tenths = (int32_t)rounded(10 * t->sum, runs),
                            .own_mean_tenths = (int32_t)rounded(10 * t->own_sum, runs),
                            .cost = rounded(t->cost, runs),
                            .burnt = t->burnt};
}

static pl_status play_pairs(pl_forecaster *f, const question *q, int runs, pl_forecast *forecast, pl_error *error) {
  tally t = {.sum = 0};
  for (int run = 0; run < runs; run++) {
    outcome without, with;
    if (f->watch.step && !f->watch.step(f->watch.context, (size_t)run, (size_t)runs))
      return pl_error_set(error, PL_CANCELLED, "the forecast was stopped");
    const pl_status status = play_pair(f, q, run, &without, &with, error);
    if (status != PL_OK) return status;
    t.fewer[run] = (int32_t)(without.hits - with.hits);
    t.sum += t.fewer[run];
    t.own_sum += without.own_hits - with.own_hits;
    t.cost += without.worth - with.worth;
    t.burnt += with.burnt > without.burnt;
  }
  conclude(&t, &q->belief, runs, forecast);
  return PL_OK;
}

/* ---- how much can be afforded ---- */
/* About what a run takes, from sizes alone: incidents a round, times those who may be hit and those who tell each other
 * of it. A unit is one or two microseconds. */
static int64_t work_of_run(const pl_scenario *scenario) {
  int64_t organisations = 0, incidents = 0;
  const int64_t n = scenario->state_count;
  for (int s = 0; s < n; s++) organisations += scenario->states[s].organisations;
  for (int a = 0; a < scenario->adversary_count; a++)
    incidents += (int64_t)scenario->adversaries[a].slots * scenario->adversaries[a].rate;
  incidents += (int64_t)scenario->incident_count * PL_ONE / scenario->rounds;
  if (incidents < PL_ONE / 2) incidents = PL_ONE / 2;
  return (organisations + n * n) * incidents / PL_ONE + 1;
}

/* 0: too large for a forecast that comes while one waits. */
static int runs_for(const pl_scenario *scenario) {
  const int64_t runs = WORK / work_of_run(scenario);
  return runs * 3 < FEWEST_RUNS ? 0 : (int)clamp(runs, FEWEST_RUNS, MOST_RUNS);
}

static bool has_forecast(int action) {
  switch ((pl_action)action) {
    case PL_ACTION_POSTURE: case PL_ACTION_PUBLISH: case PL_ACTION_TEAR: case PL_ACTION_HOLD: case PL_ACTION_SHARE:
    case PL_ACTION_SHARE_FORUM: case PL_ACTION_SHARE_PUBLIC: case PL_ACTION_WITHHOLD: case PL_ACTION_RELEASE:
      return true;
    case PL_ACTION_SPLIT: case PL_ACTION_ONWARD: case PL_ACTION_CONSENT: case PL_ACTION_RELAY: case PL_ACTION_BUY:
    case PL_ACTION_STRIKE: case PL_ACTION_TAKEDOWN: case PL_ACTION_LEAVE: case PL_ACTION_JOIN: case PL_ACTION_VOTE:
    case PL_ACTION_ANSWER: case PL_ACTIONS: break;
  }
  return false;
}

pl_status pl_forecast_decision(pl_forecaster *f, const pl_brief *brief, const pl_decision *decision,
                               const pl_decision *pending, size_t pending_count, pl_forecast *forecast,
                               pl_error *error) {
  if (!has_forecast(decision->action))
    return pl_error_set(error, PL_BAD_INPUT, "there is no forecast for %s",
                        pl_action_name(brief->scenario, decision->action));
  const int runs = runs_for(brief->scenario);
  if (!runs) return pl_error_set(error, PL_BAD_INPUT, "this exercise is too large for a forecast");
  const bool is_item = pl_action_rows()[decision->action].arguments & PL_ARGUMENT_ITEM;
  question *q = calloc(1, sizeof *q);
  if (!q) return pl_error_set(error, PL_NO_MEMORY, "out of memory: no forecast");
  pl_status status = pl_belief_form(&q->belief, brief, is_item ? decision->iid : PL_NO_INCIDENT, HORIZON, error);
  if (status == PL_OK) {
    q->about = is_item ? pl_belief_find(&q->belief, decision->iid) : -1;
    put_standing_orders(&q->without, brief);
    for (size_t i = 0; i < pending_count; i++) put_translated(&q->without, &q->belief, &pending[i]);
    q->with = q->without;
    put_translated(&q->with, &q->belief, decision);
    status = play_pairs(f, q, runs, forecast, error);
  }
  pl_belief_clear(&q->belief);
  free(q);
  return status;
}
