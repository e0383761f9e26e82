/* The digest: one number for the whole state after a round; and its parts by name, to say where two worlds differ.
 *
 * It covers every figure the rules can read later, in declared order, and nothing that merely caches or records. What
 * organisations are in is summed, so it does not matter how the kernel arranges them. Two worlds with the same digest
 * go on alike; a change of any figure, or of this file, changes it.
 *
 * Every figure is folded once, with the name of its quantity: into the digest, and into that part if parts are wanted.
 * So the digest and the quantities cannot come to cover different things. Where a word of the digest holds two figures,
 * each goes to its own part; what the digest knows by the order of its words alone, fold_place tells the part. */
#include "world_internal.h"

#include <polder/translate.h>

/* X(constant, name): the parts, in the order in which they are compared. */
#define QUANTITIES(X)                                                                                                \
  X(SEED, PL_LATER("seed and round"))                                                                                \
  X(LOSS, PL_LATER("loss"))                                                                                          \
  X(HIT, PL_LATER("organisations hit"))                                                                              \
  X(EDGE, PL_LATER("edge"))                                                                                          \
  X(BURN, PL_LATER("burnt sources"))                                                                                 \
  X(EFFORT, PL_LATER("effort"))                                                                                      \
  X(BUDGET, PL_LATER("budget"))                                                                                      \
  X(TRACKS, PL_LATER("budget tracks"))                                                                               \
  X(EXPERTISE, PL_LATER("expertise"))                                                                                \
  X(STANDING, PL_LATER("standing"))                                                                                  \
  X(CONFIDENCE, PL_LATER("confidence"))                                                                              \
  X(RIGHTS, PL_LATER("rights"))                                                                                      \
  X(TRUST, PL_LATER("trust"))                                                                                        \
  X(PERCEPTION, PL_LATER("perceived cooperation"))                                                                   \
  X(ORDERS, PL_LATER("standing orders"))                                                                             \
  X(SUBSCRIPTIONS, PL_LATER("commercial intelligence"))                                                              \
  X(ALLIANCES, PL_LATER("alliances"))                                                                                \
  X(MEMBERS, PL_LATER("forum members"))                                                                              \
  X(APPLICATIONS, PL_LATER("applications to forums"))                                                                \
  X(FORUMS, PL_LATER("quality of forums"))                                                                           \
  X(ADVERSARIES, PL_LATER("adversaries"))                                                                            \
  X(TENSION, PL_LATER("tension"))                                                                                    \
  X(RESTRAINT, PL_LATER("restraint of state actors"))                                                                \
  X(INCIDENTS, PL_LATER("incidents"))                                                                                \
  X(ORGANISATIONS, PL_LATER("organisations"))                                                                        \
  X(KNOWLEDGE, PL_LATER("knowledge"))                                                                                \
  X(ITEMS, PL_LATER("items"))                                                                                        \
  X(DELIVERIES, PL_LATER("deliveries"))                                                                              \
  X(INJECTS, PL_LATER("injects"))                                                                                    \
  X(VARIABLES, PL_LATER("variables"))                                                                                \
  X(DECLARED, PL_LATER("incidents to come"))                                                                         \
  X(INTEL, PL_LATER("intel"))                                                                                        \
  X(DONE, PL_LATER("actions done"))                                                                                  \
  X(OBJECTIVES, PL_LATER("objectives"))

typedef enum quantity {
#define X(constant, name) constant,
  QUANTITIES(X)
#undef X
  COUNT_OF_QUANTITIES
} quantity;

/* ---- folding ---- */

typedef struct folding {
  uint64_t digest;
  uint64_t *part; /* [COUNT_OF_QUANTITIES], or NULL: only the whole is wanted */
} folding;

static void fold_part(folding *f, quantity q, uint64_t word) { f->part[q] = pl_digest_add(f->part[q], word); }

/* What follows belongs there; the digest need not be told. */
static void fold_place(folding *f, quantity q, uint64_t place) {
  if (f->part) fold_part(f, q, place);
}

static void fold(folding *f, quantity q, uint64_t word) {
  f->digest = pl_digest_add(f->digest, word);
  if (f->part) fold_part(f, q, word);
}

/* Two figures in one word, of different quantities. */
static void fold_both(folding *f, quantity q, int64_t a, quantity r, int64_t b) {
  f->digest = pl_digest_add(f->digest, (uint64_t)a << 32 ^ (uint32_t)b);
  if (!f->part) return;
  fold_part(f, q, (uint32_t)a);
  fold_part(f, r, (uint32_t)b);
}

static void fold_two(folding *f, quantity q, int64_t a, int64_t b) { fold_both(f, q, a, q, b); }

static void fold_set(folding *f, quantity q, const pl_state_set *set) {
  for (int i = 0; i < PL_SET_WORDS; i++) {
    if (!set->word[i]) continue;
    fold(f, q, (uint64_t)i);
    fold(f, q, set->word[i]);
  }
  fold(f, q, PL_SET_WORDS);
}

static void fold_text(folding *f, quantity q, const char *text) {
  size_t length = 0;
  for (; text && text[length]; length++) fold(f, q, (unsigned char)text[length]);
  fold(f, q, length);
}

/* ---- states ---- */

static void fold_audience(folding *f, const pl_audience *a) {
  fold_set(f, ORDERS, &a->states);
  fold(f, ORDERS, a->forums);
  fold(f, ORDERS, a->words);
}

static void fold_orders(folding *f, const pl_seat_orders *o) {
  fold_audience(f, &o->posture);
  fold_audience(f, &o->consent);
  fold_audience(f, &o->tear);
  fold(f, ORDERS, (uint64_t)o->split[0] << 32 | (uint64_t)o->split[1] << 16 | o->split[2]);
  fold(f, ORDERS,
       (uint64_t)o->hold << 3 | (uint64_t)o->publish << 2 | (uint64_t)o->onward << 1 | (uint64_t)o->relay);
}

static void fold_state(folding *f, const pl_state *s) {
  fold(f, BUDGET, (uint64_t)s->budget);
  fold_two(f, EXPERTISE, s->expertise, s->effective_expertise);
  for (int k = 0; k < PL_TRACKS; k++) {
    fold(f, TRACKS, (uint64_t)s->stock[k]);
    fold(f, TRACKS, (uint64_t)s->level[k]);
  }
  fold_both(f, STANDING, s->standing, CONFIDENCE, s->confidence);
  fold_both(f, RIGHTS, s->rights, SUBSCRIPTIONS, s->has_subscription);
  fold_set(f, ALLIANCES, &s->allies);
  fold(f, MEMBERS, s->forums);
  fold(f, MEMBERS, s->ever_left);
  fold_orders(f, &s->orders);
  fold_set(f, ORDERS, &s->posture);
  fold_set(f, PERCEPTION, &s->seen);
  fold_set(f, PERCEPTION, &s->ever_defected);
  fold(f, LOSS, (uint64_t)s->loss);
  fold(f, EDGE, (uint64_t)s->edge);
  fold(f, BURN, (uint64_t)s->burn);
  fold(f, EFFORT, (uint64_t)s->effort);
  fold(f, BUDGET, (uint64_t)s->bonus);
  fold_two(f, HIT, s->hit_now, s->hit_peak);
  fold(f, HIT, (uint64_t)s->hit_total);
}

/* ---- forums and adversaries ---- */

static void fold_forum(folding *f, const pl_forum *forum, int n) {
  fold_set(f, MEMBERS, &forum->members);
  fold_two(f, FORUMS, forum->phi, forum->quality);
  fold_both(f, FORUMS, forum->latency, APPLICATIONS, forum->applicant);
  for (int s = 0; s < n; s++)
    if (forum->admit_round[s] >= 0) fold_two(f, APPLICATIONS, s, forum->admit_round[s]);
}

static void fold_adversary(folding *f, const pl_adversary *a, int n) {
  fold_two(f, ADVERSARIES, a->suppression, a->success);
  for (int s = 0; s < n; s++) fold_two(f, TENSION, a->tension[s], a->pending[s]);
}

/* ---- incidents ---- */

static void fold_item(folding *f, const pl_item *item) {
  fold_two(f, ITEMS, item->birth, item->quality);
  fold_two(f, ITEMS, item->sensitivity,
           (int64_t)item->label << 3 | item->is_single << 2 | item->is_burnt << 1 | item->is_published);
  fold_set(f, ITEMS, &item->sent);
  fold_set(f, ITEMS, &item->hold);
  fold_set(f, ITEMS, &item->tear);
}

static void fold_incident(folding *f, const pl_incident *i, int n) {
  fold_two(f, INCIDENTS, i->iid, i->family);
  fold_two(f, INCIDENTS, i->phase, i->launch);
  fold_two(f, INCIDENTS, i->first_detection, i->first_detector);
  fold_two(f, INCIDENTS, i->beta, i->background);
  fold_two(f, INCIDENTS, i->is_burnt, i->infections);
  fold(f, INCIDENTS, (uint64_t)i->damage);
  fold_set(f, INCIDENTS, &i->targets);
  for (int s = 0; s < n; s++) {
    fold_both(f, KNOWLEDGE, i->knowledge[s], INCIDENTS, i->hit[s]);
    fold(f, INCIDENTS, (uint64_t)(uint32_t)i->wave[s]);
    if (i->item[s].birth < 0) continue;
    fold_place(f, ITEMS, (uint64_t)i->iid << 16 | (uint64_t)s);
    fold_item(f, &i->item[s]);
  }
  if (i->outbreak) fold(f, ORGANISATIONS, pl_outbreak_digest(i->outbreak));
}

uint64_t pl_incident_digest(const pl_incident *i, int n) {
  folding f = {0};
  fold_incident(&f, i, n);
  return f.digest;
}

/* An incident is one word of the digest, so that one that is over need not be looked at again. */
static void fold_incidents(folding *f, const pl_world *w) {
  for (int i = 0; i < w->incident_count; i++) {
    const pl_incident *incident = w->incident[i];
    folding inner = {.part = f->part};
    if (incident->outbreak || f->part) fold_incident(&inner, incident, w->n);
    f->digest = pl_digest_add(f->digest, incident->outbreak ? inner.digest : incident->sealed);
  }
}

/* What is due in `ticks`: when it arrives matters as much as what. */
static void fold_queue(folding *f, const delivery_queue *q, int ticks) {
  if (q->count) fold_two(f, DELIVERIES, ticks, q->count);
  for (uint32_t i = 0; i < q->count; i++) {
    const delivery *d = &q->row[i];
    fold_two(f, DELIVERIES, (int64_t)d->incident << 16 | d->originator, d->recipient);
    fold_two(f, DELIVERIES, (int64_t)d->channel << 1 | d->is_tear, d->quality);
  }
}

/* ---- the story ---- */

static void fold_injects(folding *f, const pl_world *w) {
  for (int i = 0; i < w->scenario->inject_count; i++) {
    const pl_inject_state *s = &w->story.inject[i];
    fold(f, INJECTS, (uint64_t)(uint32_t)s->fired_round << 32 | (uint32_t)s->due_round);
    fold(f, INJECTS, (uint64_t)(uint32_t)s->answered_round << 1 | w->story.inject_called[i]);
    fold(f, INJECTS, s->chosen);
    if (w->story.inject_held[i]) fold(f, INJECTS, (uint64_t)i); /* without acts nothing is */
  }
}

static void fold_variables(folding *f, const pl_world *w) {
  for (int i = 0; i < w->scenario->variable_count; i++) {
    fold(f, VARIABLES, (uint64_t)w->story.variable[i].value);
    if (w->scenario->variables[i].kind == PL_VARIABLE_TEXT) fold_text(f, VARIABLES, w->story.variable[i].text);
  }
}

/* Everything that can still make a difference. What never happened adds nothing, so that a scenario that scripts
 * nothing has the digest of the bare model, and an action that nobody uses leaves all digests as they were. */
static void fold_story(folding *f, const pl_world *w) {
  const pl_scenario *scenario = w->scenario;
  const story *s = &w->story;
  const int seats = pl_scenario_seat_count(scenario);
  fold_injects(f, w);
  fold_variables(f, w);
  for (int i = 0; i < scenario->incident_count; i++)
    fold(f, DECLARED, (uint64_t)(uint32_t)s->incident_due[i] << 1 | s->incident_created[i]);
  for (int i = 0; i < scenario->intel_count; i++) fold(f, INTEL, s->intel_born[i]);
  for (int i = 0; i < w->n; i++) {
    if (!s->bonus[i]) continue;
    fold(f, BUDGET, (uint64_t)i);
    fold(f, BUDGET, (uint64_t)s->bonus[i]);
  }
  for (int i = 0; i < seats * s->action_total; i++)
    if (s->done[i]) fold(f, DONE, (uint64_t)i << 32 | s->done[i]);
  for (int i = 0; i < seats * scenario->objective_count; i++)
    if (s->objective[i] >= 0) fold(f, OBJECTIVES, (uint64_t)i << 32 | (uint32_t)s->objective[i]);
}

/* ---- the world ---- */

static void fold_world(folding *f, const pl_world *w) {
  f->digest = pl_digest_add(w->seed, (uint64_t)w->round);
  if (f->part) f->part[SEED] = f->digest;
  for (int s = 0; s < w->n; s++) fold_state(f, &w->state[s]);
  for (int i = 0; i < w->n * w->n; i++) fold(f, TRUST, (uint64_t)w->trust[i]);
  for (int i = 0; i < w->forum_count; i++) fold_forum(f, &w->forum[i], w->n);
  for (int a = 0; a < w->adversary_count; a++) fold_adversary(f, &w->adversary[a], w->n);
  fold_both(f, RESTRAINT, w->norm, SEED, w->now);
  fold_set(f, ITEMS, &w->used_items);
  fold_incidents(f, w);
  for (int t = 1; t <= DELIVERY_TICKS; t++) fold_queue(f, &w->queue[(w->now + t) % DELIVERY_TICKS], t);
  fold_story(f, w);
}

uint64_t pl_world_digest(const pl_world *w) {
  folding f = {0};
  fold_world(&f, w);
  return f.digest;
}

size_t pl_world_quantities(const pl_world *w, pl_quantity *quantities, size_t capacity) {
  static const char *const name[] = {
#define X(constant, text) [constant] = text,
      QUANTITIES(X)
#undef X
  };
  uint64_t part[COUNT_OF_QUANTITIES] = {0};
  folding f = {.part = part};
  fold_world(&f, w);
  for (size_t i = 0; i < COUNT_OF_QUANTITIES && i < capacity; i++) quantities[i] = (pl_quantity){name[i], part[i]};
  return COUNT_OF_QUANTITIES;
}
