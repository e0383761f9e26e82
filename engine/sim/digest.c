/* The digest: one number for the whole state after a round.
 *
 * It covers every figure the rules can read later, in declared order, and nothing that merely caches or records. What
 * organisations are in is summed, so it does not matter how the kernel arranges them. Two worlds with the same digest
 * go on alike; a change of any figure, or of this file, changes it. */
#include "world_internal.h"

typedef struct folding {
  uint64_t digest;
} folding;

static void fold(folding *f, uint64_t word) { f->digest = pl_digest_add(f->digest, word); }
static void fold_two(folding *f, int64_t a, int64_t b) { fold(f, (uint64_t)a << 32 ^ (uint32_t)b); }
static void fold_set(folding *f, const pl_state_set *set) {
  for (int i = 0; i < PL_SET_WORDS; i++) {
    if (!set->word[i]) continue;
    fold(f, (uint64_t)i);
    fold(f, set->word[i]);
  }
  fold(f, PL_SET_WORDS);
}
static void fold_audience(folding *f, const pl_audience *a) {
  fold_set(f, &a->states);
  fold(f, a->forums);
  fold(f, a->words);
}

static void fold_orders(folding *f, const pl_seat_orders *o) {
  fold_audience(f, &o->posture);
  fold_audience(f, &o->consent);
  fold_audience(f, &o->tear);
  fold(f, (uint64_t)o->split[0] << 32 | (uint64_t)o->split[1] << 16 | o->split[2]);
  fold(f, (uint64_t)o->hold << 3 | (uint64_t)o->publish << 2 | (uint64_t)o->onward << 1 | (uint64_t)o->relay);
}

static void fold_state(folding *f, const pl_state *s) {
  fold(f, (uint64_t)s->budget);
  fold_two(f, s->expertise, s->effective_expertise);
  for (int k = 0; k < PL_TRACKS; k++) {
    fold(f, (uint64_t)s->stock[k]);
    fold(f, (uint64_t)s->level[k]);
  }
  fold_two(f, s->standing, s->confidence);
  fold_two(f, s->rights, s->has_subscription);
  fold_set(f, &s->allies);
  fold(f, s->forums);
  fold(f, s->ever_left);
  fold_orders(f, &s->orders);
  fold_set(f, &s->posture);
  fold_set(f, &s->seen);
  fold_set(f, &s->ever_defected);
  fold(f, (uint64_t)s->loss);
  fold(f, (uint64_t)s->edge);
  fold(f, (uint64_t)s->burn);
  fold(f, (uint64_t)s->effort);
  fold(f, (uint64_t)s->bonus);
  fold_two(f, s->hit_now, s->hit_peak);
  fold(f, (uint64_t)s->hit_total);
}

static void fold_item(folding *f, const pl_item *item) {
  fold_two(f, item->birth, item->quality);
  fold_two(f, item->sensitivity,
           (int64_t)item->label << 3 | item->is_single << 2 | item->is_burnt << 1 | item->is_published);
  fold_set(f, &item->sent);
  fold_set(f, &item->hold);
  fold_set(f, &item->tear);
}

uint64_t pl_incident_digest(const pl_incident *i, int n) {
  folding folded = {0}, *f = &folded;
  fold_two(f, i->iid, i->family);
  fold_two(f, i->phase, i->launch);
  fold_two(f, i->first_detection, i->first_detector);
  fold_two(f, i->beta, i->background);
  fold_two(f, i->is_burnt, i->infections);
  fold(f, (uint64_t)i->damage);
  fold_set(f, &i->targets);
  for (int s = 0; s < n; s++) {
    fold_two(f, i->knowledge[s], i->hit[s]);
    fold(f, (uint64_t)(uint32_t)i->wave[s]);
    if (i->item[s].birth >= 0) fold_item(f, &i->item[s]);
  }
  if (i->outbreak) fold(f, pl_outbreak_digest(i->outbreak));
  return f->digest;
}

static void fold_forum(folding *f, const pl_forum *forum, int n) {
  fold_set(f, &forum->members);
  fold_two(f, forum->phi, forum->quality);
  fold_two(f, forum->latency, forum->applicant);
  for (int s = 0; s < n; s++)
    if (forum->admit_round[s] >= 0) fold_two(f, s, forum->admit_round[s]);
}

static void fold_adversary(folding *f, const pl_adversary *a, int n) {
  fold_two(f, a->suppression, a->success);
  for (int s = 0; s < n; s++) fold_two(f, a->tension[s], a->pending[s]);
}

/* What is due in `ticks`: when it arrives matters as much as what. */
static void fold_queue(folding *f, const delivery_queue *q, int ticks) {
  if (q->count) fold_two(f, ticks, q->count);
  for (uint32_t i = 0; i < q->count; i++) {
    const delivery *d = &q->row[i];
    fold_two(f, (int64_t)d->incident << 16 | d->originator, d->recipient);
    fold_two(f, (int64_t)d->channel << 1 | d->is_tear, d->quality);
  }
}

uint64_t pl_world_digest(const pl_world *w) {
  folding f = {pl_digest_add(w->seed, (uint64_t)w->round)};
  for (int s = 0; s < w->n; s++) fold_state(&f, &w->state[s]);
  for (int i = 0; i < w->n * w->n; i++) fold(&f, (uint64_t)w->trust[i]);
  for (int i = 0; i < w->forum_count; i++) fold_forum(&f, &w->forum[i], w->n);
  for (int a = 0; a < w->adversary_count; a++) fold_adversary(&f, &w->adversary[a], w->n);
  fold_two(&f, w->norm, w->now);
  fold_set(&f, &w->used_items);
  for (int i = 0; i < w->incident_count; i++) {
    const pl_incident *incident = w->incident[i];
    fold(&f, incident->outbreak ? pl_incident_digest(incident, w->n) : incident->sealed);
  }
  for (int t = 1; t <= DELIVERY_TICKS; t++) fold_queue(&f, &w->queue[(w->now + t) % DELIVERY_TICKS], t);
  return pl_story_digest(w, f.digest);
}
