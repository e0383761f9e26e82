/* What a round leaves behind (model §5.11–§5.14): edge, perception, adversaries, society; extension §17's perception.
 *
 * Reads what was given and withheld this round; changes trust, tension, confidence, standing and rights. */
#include "world_internal.h"

enum { MEMORY_TICKS = 56 }; /* items this young still count as something one could have shared */

/* ---- §5.11: exclusivity is worth something, and every recipient takes a slice of it ---- */
static void pay_edge(pl_world *w, pl_tick end) {
  for (int i = 0; i < w->incident_count; i++) {
    const pl_incident *incident = w->incident[i];
    for (int s = 0; s < w->n; s++) {
      const pl_item *item = &incident->item[s];
      if (item->birth < 0 || item->birth <= end - MEMORY_TICKS) continue;
      const pl_state_set hold_tear = pl_set_intersection(item->hold, item->tear);
      const int64_t slices = 2 * (w->n - 1 - pl_set_count(&item->hold)) + pl_set_count(&hold_tear);
      const int64_t worth = mul(mul(w->state[s].budget, w->p->edge), item->quality);
      if (w->n > 1) w->state[s].edge += worth * slices / (2 * (w->n - 1));
    }
  }
}

/* ---- §5.12: did t cooperate with me? ---- */
typedef struct giver {   /* what t kept from whom this round */
  pl_state_set withheld; /* some young own item of t never went to these */
  pl_state_set thinned;  /* got tear-lines only, where the full text was allowed */
} giver;

static giver look_at_giver(const pl_world *w, int t, pl_tick end) {
  giver g = {{{0}}, {{0}}};
  const pl_state_set everyone = pl_set_first((unsigned)w->n);
  pl_state_set in_full = {{0}}, torn = {{0}};
  for (int i = 0; i < w->incident_count; i++) {
    const pl_item *item = &w->incident[i]->item[t];
    if (item->birth < 0 || item->birth < end - MEMORY_TICKS) continue;
    g.withheld = pl_set_union(g.withheld, pl_set_difference(everyone, item->sent));
    in_full = pl_set_union(in_full, pl_set_difference(item->sent, item->tear));
    if (item->label <= PL_AMBER) torn = pl_set_union(torn, item->tear);
  }
  g.thinned = pl_set_difference(torn, in_full);
  return g;
}

static int32_t observe(const pl_world *w, int s, int t, uint32_t which) {
  return pl_luck_unif(
      pl_luck_key(w->seed, PL_LUCK_OBSERVE, (uint32_t)s << 16 | (uint32_t)t, (uint32_t)w->round, which));
}

static bool perceives_giver(const pl_world *w, const giver *g, int s, int t) {
  const bool is_clear = observe(w, s, t, 0) >= w->p->noise;
  if (!pl_set_has(&w->used_items, (unsigned)t)) return is_clear;
  if (pl_set_has(&g->withheld, (unsigned)s)) return is_clear && observe(w, s, t, 1) >= w->p->it_disc;
  if (pl_set_has(&g->thinned, (unsigned)s)) return is_clear && observe(w, s, t, 1) >= w->p->tear_no;
  return is_clear;
}

static bool perceives(const pl_world *w, const giver *g, int s, int t) {
  if (pl_set_has(&w->room.breach[s], (unsigned)t)) return false;
  if (pl_set_has(&w->room.gave[t], (unsigned)s)) return perceives_giver(w, g, s, t);
  if (pl_set_has(&g->withheld, (unsigned)s)) return observe(w, s, t, 1) >= w->p->p_disc;
  return observe(w, s, t, 2) >= w->p->noise;
}

static void resent(pl_world *w, int s, int t) {
  pl_q16 *trust = pl_trust(w, s, t);
  *trust = (pl_q16)mul(*trust, PL_ONE - w->p->tr_down);
  pl_set_add(&w->state[s].ever_defected, (unsigned)t);
  if (!pl_is_recording(w)) return;
  pl_event event = pl_event_now(w, PL_EVENT_DEFECTED);
  event.state = (uint16_t)t;
  event.other = (uint16_t)s;
  event.seen_by = pl_seen_by(s);
  pl_record(w, &event);
}

static void form_perceptions(pl_world *w, pl_tick end) {
  for (int t = 0; t < w->n; t++) {
    const giver g = look_at_giver(w, t, end);
    for (int s = 0; s < w->n; s++) {
      if (s == t) continue;
      if (perceives(w, &g, s, t)) {
        pl_set_add(&w->state[s].seen, (unsigned)t);
      } else {
        pl_set_remove(&w->state[s].seen, (unsigned)t);
        resent(w, s, t);
      }
    }
  }
}

/* ---- §5.13: adversaries ---- */
static int64_t infections_launched_now(const pl_world *w, int adversary) {
  int64_t count = 0;
  for (int i = w->incident_count - 1; i >= 0 && (int)(w->incident[i]->iid >> 8 & 0xFF) == w->round; i--)
    if (w->incident[i]->adversary == adversary) count += w->incident[i]->infections;
  return count;
}

static void update_adversary(pl_world *w, int adversary) {
  const pl_parameters *p = w->p;
  pl_adversary *a = &w->adversary[adversary];
  a->suppression -= (pl_q16)mul(a->suppression, p->sup_decay);
  for (int s = 0; s < w->n; s++) { /* tension comes home */
    const int64_t home = mul(a->pending[s], p->tens_mat);
    a->pending[s] -= (pl_q16)home;
    a->tension[s] = clampq(a->tension[s] - mul(a->tension[s], p->tens_decay) + home);
  }
  const int64_t organisations = w->map->organisation_count ? w->map->organisation_count : 1;
  const int64_t success = infections_launched_now(w, adversary) * 2 * PL_ONE * w->n / organisations;
  a->success = clampq((a->success + success) / 2);
}

/* ---- §5.14: society ---- */
static void update_society(pl_world *w, int state) {
  pl_state *s = &w->state[state];
  const int64_t lost =
      s->loss - w->room.loss_before[state] + 3 * w->room.election_loss[state]; /* elections weigh fourfold */
  const int64_t hit = lost / s->budget;
  s->confidence = clampq(s->confidence + mul(PL_ONE - s->confidence, 9830) - hit / 6);
  s->standing += (PL_ONE / 2 - s->standing) / 20;
  s->rights += (pl_q16)mul(PL_ONE - s->rights, 1311);
}

void pl_aftermath(pl_world *w) {
  pay_edge(w, w->now);
  form_perceptions(w, w->now);
  for (int a = 0; a < w->adversary_count; a++) update_adversary(w, a);
  for (int s = 0; s < w->n; s++) update_society(w, s);
}
