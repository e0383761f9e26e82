/* Derived quantities (model §4): recomputed once per round, and per incident whenever knowledge rises.
 *
 * Everything here is a pure function of the figures above it; nothing is remembered except in the fields it fills. */
#include "world_internal.h"

/* Returns diminish, and the weakest track lifts all three: islands get none of the common term. */
static void update_tracks(const pl_parameters *p, pl_state *s) {
  const int64_t half = mul(s->budget, p->ktrack);
  int64_t level[PL_TRACKS], weakest = PL_ONE;
  for (int k = 0; k < PL_TRACKS; k++) {
    level[k] = s->stock[k] ? s->stock[k] * PL_ONE / (s->stock[k] + half) : 0; /* half may round down to nothing */
    if (level[k] < weakest) weakest = level[k];
  }
  for (int k = 0; k < PL_TRACKS; k++) s->level[k] = clampq(level[k] + mul(p->synergy, weakest));
}

typedef struct contributions { /* of a forum's members: sum, smallest, largest, number */
  int64_t sum, smallest, largest, count;
} contributions;

static void contribute(contributions *c, int64_t amount) {
  c->smallest = c->count && c->smallest < amount ? c->smallest : amount;
  c->largest = c->count && c->largest > amount ? c->largest : amount;
  c->sum += amount;
  c->count++;
}

/* Between weakest link (−1), sum (0) and best shot (+1); all agree when members are equal. */
static int64_t aggregate(const contributions *c, int64_t aggregation) {
  const int64_t weight = aggregation < 0 ? -aggregation : aggregation;
  const int64_t extreme = c->count * (aggregation < 0 ? c->smallest : c->largest);
  return q16_floor((PL_ONE - weight) * c->sum + weight * extreme);
}

/* Hill curve of order 2 on squares that were divided by `divisor` against overflow. Only the ratio counts, so that a
 * total beyond what 63 bits can take (many rich members, the highest dues) is halved together with its half. */
static int64_t hill(int64_t total, int64_t half, int64_t divisor) {
  while (total * total / divisor > INT64_MAX / PL_ONE) total /= 2, half /= 2;
  const int64_t t = total * total / divisor, h = half * half / divisor;
  return t + h ? t * PL_ONE / (t + h) : 0;
}

static void update_forum(pl_world *w, int forum) {
  const pl_parameters *p = w->p;
  pl_forum *f = &w->forum[forum];
  contributions money = {0}, knowledge = {0};
  for (int s = pl_set_next(&f->members, 0); s >= 0; s = pl_set_next(&f->members, s + 1)) {
    const pl_state *state = &w->state[s];
    contribute(&money, mul(state->budget, w->scenario->forums[forum].dues));
    contribute(&knowledge, mul(state->expertise, 16384 + 49152 * (state->budget / 1000) / 600));
  }
  if (!money.count) {
    f->phi = 0;
    f->latency = p->lmax;
    f->quality = p->fq_min;
    return;
  }
  const int64_t by_money = hill(aggregate(&money, p->aggr), (int64_t)p->kfund * money.count, 1);
  const int64_t by_knowledge = hill(aggregate(&knowledge, p->aggr), (int64_t)p->kexp * money.count, 16);
  f->phi = (pl_q16)((by_money + by_knowledge) / 2);
  f->latency = (pl_tick)(p->lmin + ((int64_t)(p->lmax - p->lmin) * (PL_ONE - f->phi) + PL_ONE / 2) / PL_ONE);
  f->quality = (pl_q16)(p->fq_min + mul(PL_ONE - p->fq_min, f->phi));
}

/* Capacity building helps the weak most. */
static void update_expertise(const pl_world *w, pl_state *s) {
  int64_t spill = 0;
  for (int f = 0; f < w->forum_count; f++)
    if (s->forums >> f & 1)
      spill += mul(w->forum[f].phi, w->scenario->forums[f].kind == PL_FORUM_CAPACITY ? w->p->spill : w->p->spill_o);
  s->effective_expertise = clampq(s->expertise + mul(PL_ONE - s->expertise, clampq(spill)));
}

static pl_q16 susceptibility(const pl_parameters *p, const pl_state *s, pl_q16 knowledge) {
  const int64_t k = PL_ONE + mul(p->kappa, 2 * (int64_t)s->level[PL_DEFEND] - PL_ONE);
  const int64_t r = clamp(mul(mul(p->eta, knowledge), k), 0, 62000);
  return (pl_q16)mul(PL_ONE - mul(p->alphaP, s->level[PL_PREVENT]), PL_ONE - r);
}

static pl_q16 hazard(const pl_parameters *p, const pl_state *s, pl_q16 detection, pl_q16 knowledge) {
  int64_t h = mul(detection, PL_ONE + mul(p->thetaD, s->level[PL_DEFEND]));
  h = mul(h, PL_ONE + mul(p->thetaQ, knowledge));
  return (pl_q16)mul(h, p->exp_floor + mul(PL_ONE - p->exp_floor, s->effective_expertise));
}

void pl_levels_incident(pl_world *w, pl_incident *incident, int state) {
  if (!incident->outbreak) return;
  const pl_state *s = &w->state[state];
  const pl_q16 knowledge = incident->knowledge[state];
  pl_outbreak_set_state(incident->outbreak, state, susceptibility(w->p, s, knowledge),
                        hazard(w->p, s, incident->detection, knowledge));
}

void pl_levels_outbreak(pl_world *w, pl_incident *incident) {
  for (int s = 0; s < w->n; s++) {
    pl_levels_incident(w, incident, s);
    pl_outbreak_set_shield(incident->outbreak, s, (pl_q16)mul(w->p->gammaS, w->state[s].level[PL_STRENGTHEN]));
  }
}

/* The best forum per label and pair: lowest latency, then lowest id, among those whose ceiling allows the label. */
static void update_channels(pl_world *w) {
  const int n = w->n;
  uint8_t *best = w->room.best_forum;
  for (int i = 0; i < PL_LABELS * n * n; i++) best[i] = UINT8_MAX;
  for (int f = 0; f < w->forum_count; f++) {
    const pl_forum *forum = &w->forum[f];
    for (int s = pl_set_next(&forum->members, 0); s >= 0; s = pl_set_next(&forum->members, s + 1))
      for (int t = pl_set_next(&forum->members, 0); t >= 0; t = pl_set_next(&forum->members, t + 1))
        for (int label = 0; label <= (int)w->scenario->forums[f].ceiling; label++) {
          uint8_t *b = &best[(label * n + s) * n + t];
          if (*b == UINT8_MAX || forum->latency < w->forum[*b].latency) *b = (uint8_t)f;
        }
  }
}

void pl_levels_update(pl_world *w) {
  for (int s = 0; s < w->n; s++) update_tracks(w->p, &w->state[s]);
  for (int f = 0; f < w->forum_count; f++) update_forum(w, f);
  for (int s = 0; s < w->n; s++) update_expertise(w, &w->state[s]);
  update_channels(w);
  for (int i = 0; i < w->active_count; i++) pl_levels_outbreak(w, w->incident[w->active[i]]);
}
