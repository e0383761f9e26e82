/* Checkpoints: a world between two rounds as bytes.
 *
 *   mark | shape, round | states | forums | adversaries | incidents | deliveries | story | digest | seal
 *
 * A checkpoint saves time and is never the truth: what it brings back counts only if its digest is the one it was saved
 * with. Loading begins with a world before its first round and puts in what has changed since. What never changes
 * (budgets, alliances, what an incident is like) and what follows from the rest (memberships of a state, active
 * incidents, the order of peers) is not kept.
 *
 * Every field is carried by one function in both directions (archive.h), with the range in which the rest of the engine
 * expects it: indices lead somewhere, and no figure is so large that sums overflow. */
#include "world_internal.h"

#include <stdlib.h>
#include <string.h>

/* The last character is the version of everything in here: raise it when a field comes, goes or changes meaning. */
static const char mark[] = "polderW2";

static const int64_t MOST_MONEY = INT64_C(1) << 46, MOST_SUM = INT64_C(1) << 58, MOST_BONUS = 1000000000;
enum { LATEST_ROUND = 1 << 20, LONGEST_WAVE = 1 << 20, MOST_TIMES = 1 << 30 };

/* ---- what a checkpoint is of ---- */

/* A hash of the sizes and parameters that the world must have. */
static uint64_t shape(const pl_world *w) {
  const pl_scenario *x = w->scenario;
  const int64_t size[] = {x->rounds,          x->state_count,    x->role_count,     x->forum_count,
                          x->adversary_count, x->incident_count, x->intel_count,    x->inject_count,
                          x->objective_count, x->action_count,   x->variable_count, w->map->organisation_count,
                          w->map->arc_count};
  int32_t parameter[sizeof *w->p / sizeof(int32_t)];
  _Static_assert(sizeof parameter == sizeof *w->p, "parameters are nothing but int32_t");
  memcpy(parameter, w->p, sizeof parameter);
  uint64_t hash = w->seed;
  for (size_t i = 0; i < sizeof size / sizeof size[0]; i++) hash = pl_digest_add(hash, (uint64_t)size[i]);
  for (size_t i = 0; i < sizeof parameter / sizeof parameter[0]; i++)
    hash = pl_digest_add(hash, (uint64_t)(uint32_t)parameter[i]);
  return hash;
}

static bool carry_word(pl_archive *a, uint64_t expected) {
  const bool is_same = pl_archive_bits(a, expected, UINT64_MAX) == expected;
  if (!is_same) a->is_bad = true;
  return is_same;
}

/* ---- states ---- */

static void carry_audience(pl_archive *a, const pl_world *w, pl_audience *audience) {
  const uint64_t forums = w->forum_count < 64 ? (UINT64_C(1) << w->forum_count) - 1 : UINT64_MAX;
  pl_archive_set(a, &audience->states, w->n);
  pl_archive_word(a, &audience->forums, forums);
  pl_archive_byte(a, &audience->words, 0, PL_AUDIENCE_ALL | PL_AUDIENCE_ALLIES | PL_AUDIENCE_FORUMS);
}

static void carry_orders(pl_archive *a, const pl_world *w, pl_seat_orders *o) {
  carry_audience(a, w, &o->posture);
  carry_audience(a, w, &o->consent);
  carry_audience(a, w, &o->tear);
  for (int k = 0; k < PL_TRACKS; k++) pl_archive_short(a, &o->split[k], 0, 1000);
  pl_archive_byte(a, &o->hold, 0, (1 << PL_FAMILIES) - 1);
  pl_archive_flag(a, &o->publish);
  pl_archive_flag(a, &o->onward);
  pl_archive_flag(a, &o->relay);
}

static void carry_state(pl_archive *a, const pl_world *w, pl_state *s) {
  for (int k = 0; k < PL_TRACKS; k++) {
    pl_archive_long(a, &s->stock[k], 0, MOST_MONEY);
    pl_archive_int(a, &s->level[k], 0, PL_ONE);
  }
  pl_archive_int(a, &s->effective_expertise, 0, PL_ONE);
  pl_archive_int(a, &s->standing, 0, PL_ONE);
  pl_archive_int(a, &s->confidence, 0, PL_ONE);
  pl_archive_int(a, &s->rights, 0, PL_ONE);
  pl_archive_word(a, &s->ever_left, UINT64_MAX);
  carry_orders(a, w, &s->orders);
  pl_archive_set(a, &s->posture, w->n);
  pl_archive_set(a, &s->seen, w->n);
  pl_archive_set(a, &s->ever_defected, w->n);
  pl_archive_flag(a, &s->has_subscription);
  pl_archive_long(a, &s->loss, 0, MOST_SUM);
  pl_archive_long(a, &s->edge, 0, MOST_SUM);
  pl_archive_long(a, &s->burn, 0, MOST_SUM);
  pl_archive_long(a, &s->effort, 0, MOST_SUM);
  pl_archive_long(a, &s->spent, 0, MOST_SUM);
  pl_archive_int(a, &s->hit_now, 0, MOST_TIMES);
  pl_archive_int(a, &s->hit_peak, 0, MOST_TIMES);
  pl_archive_long(a, &s->hit_total, 0, MOST_SUM);
}

static void carry_states(pl_archive *a, pl_world *w) {
  for (int s = 0; s < w->n; s++) carry_state(a, w, &w->state[s]);
  for (int i = 0; i < w->n * w->n; i++) pl_archive_int(a, &w->trust[i], 0, PL_ONE);
  pl_archive_int(a, &w->norm, 0, 4 * PL_ONE);
  pl_archive_set(a, &w->used_items, w->n);
}

/* ---- forums and adversaries ---- */

static void carry_forum(pl_archive *a, const pl_world *w, pl_forum *f) {
  pl_archive_set(a, &f->members, w->n);
  pl_archive_int(a, &f->phi, 0, PL_ONE);
  pl_archive_int(a, &f->quality, 0, PL_ONE);
  pl_archive_int(a, &f->latency, 0, DELIVERY_TICKS - 1);
  pl_archive_index(a, &f->applicant, w->n);
  pl_archive_int(a, &f->applied_round, 0, LATEST_ROUND);
  for (int s = 0; s < w->n; s++) pl_archive_int(a, &f->admit_round[s], -1, LATEST_ROUND);
}

/* Forums' members and states' forums say the same. */
static void restore_memberships(pl_world *w) {
  for (int s = 0; s < w->n; s++) {
    w->state[s].forums = 0;
    for (int f = 0; f < w->forum_count; f++)
      if (pl_set_has(&w->forum[f].members, (unsigned)s)) w->state[s].forums |= UINT64_C(1) << f;
  }
}

/* The table of channels is of the last update and not of the present members: as runs of the same forum. */
static void carry_channels(pl_archive *a, pl_world *w) {
  uint8_t *best = w->room.best_forum;
  const size_t all = (size_t)PL_LABELS * (size_t)w->n * (size_t)w->n;
  for (size_t i = 0, end; i < all && !a->is_bad; i = end) {
    end = i + 1;
    while (!pl_archive_is_loading(a) && end < all && best[end] == best[i]) end++;
    uint16_t forum = best[i] == UINT8_MAX ? PL_NONE : best[i];
    pl_archive_index(a, &forum, w->forum_count);
    end = i + (size_t)pl_archive_number(a, (int64_t)(end - i), 1, (int64_t)(all - i));
    if (pl_archive_is_loading(a)) memset(best + i, forum == PL_NONE ? UINT8_MAX : forum, end - i);
  }
}

static void carry_forums(pl_archive *a, pl_world *w) {
  for (int f = 0; f < w->forum_count; f++) carry_forum(a, w, &w->forum[f]);
  carry_channels(a, w);
  if (pl_archive_is_loading(a)) restore_memberships(w);
}

static void carry_adversaries(pl_archive *a, pl_world *w) {
  for (int i = 0; i < w->adversary_count; i++) {
    pl_adversary *adversary = &w->adversary[i];
    pl_archive_int(a, &adversary->suppression, 0, PL_ONE);
    pl_archive_int(a, &adversary->success, 0, PL_ONE);
    for (int s = 0; s < w->n; s++) {
      pl_archive_int(a, &adversary->tension[s], 0, PL_ONE);
      pl_archive_int(a, &adversary->pending[s], 0, 4 * PL_ONE);
    }
  }
}

/* ---- incidents ---- */

static void carry_item(pl_archive *a, const pl_world *w, pl_item *item) {
  pl_archive_int(a, &item->birth, -1, w->now);
  if (item->birth < 0) return;
  pl_archive_int(a, &item->quality, 0, PL_ONE);
  pl_archive_int(a, &item->sensitivity, 0, PL_ONE);
  const int64_t label = pl_archive_number(a, item->label, PL_CLEAR, PL_RED);
  if (pl_archive_is_loading(a)) item->label = (pl_label)label;
  pl_archive_set(a, &item->sent, w->n);
  pl_archive_set(a, &item->hold, w->n);
  pl_archive_set(a, &item->tear, w->n);
  pl_archive_set(a, &item->leaked, w->n);
  pl_archive_flag(a, &item->is_single);
  pl_archive_flag(a, &item->is_burnt);
  pl_archive_flag(a, &item->is_published);
}

static void carry_where(pl_archive *a, const pl_world *w, pl_incident *i) {
  for (int s = 0; s < w->n; s++) {
    pl_archive_int(a, &i->wave[s], 0, LONGEST_WAVE);
    pl_archive_int(a, &i->knowledge[s], 0, PL_ONE);
    pl_archive_int(a, &i->hit[s], 0, w->map->first[s + 1] - w->map->first[s]);
    carry_item(a, w, &i->item[s]);
  }
}

/* Adversary, round and slot are in the iid, and with them the declaration. */
static void carry_name(pl_archive *a, const pl_world *w, pl_incident *i) {
  pl_archive_unsigned(a, &i->iid, 0, UINT32_MAX);
  const int64_t family = pl_archive_number(a, i->family, 0, PL_FAMILIES - 1);
  if (!pl_archive_is_loading(a)) return;
  const int round = i->iid >> 8 & 255, declared = (int)(i->iid & 255) - PL_MAX_SLOTS;
  i->family = (pl_family)family;
  i->adversary = (uint16_t)(i->iid >> 16);
  i->declared = declared < 0 ? PL_NONE : (uint16_t)declared;
  if (i->adversary >= w->adversary_count || round >= w->round || declared >= w->scenario->incident_count) {
    a->is_bad = true;
  } else if (declared >= 0) {
    const pl_incident_spec *spec = &w->scenario->incidents[declared];
    if (spec->by != i->adversary || spec->family != i->family) a->is_bad = true;
  }
}

static void carry_incident(pl_archive *a, const pl_world *w, pl_incident *i) {
  carry_name(a, w, i);
  if (a->is_bad) return;
  if (pl_archive_is_loading(a)) pl_incident_describe(w, i);
  const pl_tick first = (pl_tick)(i->iid >> 8 & 255) * PL_TICKS_PER_ROUND;
  const int64_t phase = pl_archive_number(a, i->phase, PL_PHASE_ACTIVE, PL_PHASE_ENDED);
  if (pl_archive_is_loading(a)) i->phase = (pl_phase)phase;
  pl_archive_int(a, &i->launch, first, first + PL_TICKS_PER_ROUND - 1);
  pl_archive_int(a, &i->first_detection, -1, w->now);
  pl_archive_index(a, &i->first_detector, w->n);
  pl_archive_set(a, &i->targets, w->n);
  pl_archive_int(a, &i->beta, 0, PL_ONE);
  pl_archive_int(a, &i->background, 0, PL_ONE);
  pl_archive_flag(a, &i->is_burnt);
  pl_archive_int(a, &i->burnt_at, -1, w->now);
  pl_archive_int(a, &i->infections, 0, w->map->organisation_count);
  pl_archive_long(a, &i->damage, 0, MOST_SUM);
  carry_where(a, w, i);
}

static void carry_outbreak(pl_archive *a, pl_world *w, pl_incident *i) {
  if (pl_archive_is_loading(a)) {
    const pl_disease disease = pl_incident_disease(w, i);
    i->outbreak = pl_outbreak_new(w->map, &disease, w->seed, i->iid);
    if (!i->outbreak) a->out_of_memory = true;
    if (!i->outbreak) return;
    pl_levels_outbreak(w, i);
  }
  pl_outbreak_carry(i->outbreak, a, w->now - 1 - i->launch, i->wave);
}

/* Another incident at the end of the list, of nothing yet; NULL: out of memory. There is room for it. */
static pl_incident *add_incident(pl_archive *a, pl_world *w) {
  pl_incident *incident = pl_incident_new(w->n);
  if (incident) w->incident[w->incident_count++] = incident;
  else a->out_of_memory = true;
  return incident;
}

static bool make_room(pl_archive *a, pl_world *w, size_t count) {
  w->incident = calloc(count + 1, sizeof *w->incident);
  w->active = calloc(count + 1, sizeof *w->active);
  if (w->incident && w->active) w->incident_capacity = (int)count + 1;
  else a->out_of_memory = true;
  return !a->out_of_memory;
}

static void carry_incidents(pl_archive *a, pl_world *w) {
  const size_t random = (size_t)w->adversary_count * PL_MAX_SLOTS * (size_t)w->round;
  const size_t most = random + w->scenario->incident_count;
  const size_t count = pl_archive_count(a, (size_t)w->incident_count, most < PL_NONE ? most : PL_NONE);
  const bool is_loading = pl_archive_is_loading(a);
  if (is_loading && !make_room(a, w, count)) return;
  for (size_t i = 0; i < count; i++) {
    pl_incident *incident = is_loading ? add_incident(a, w) : w->incident[i];
    if (!incident) return;
    carry_incident(a, w, incident);
    if (a->is_bad) return;
    if (incident->phase == PL_PHASE_ACTIVE) carry_outbreak(a, w, incident);
    if (a->is_bad || a->out_of_memory) return;
    if (!is_loading) continue;
    if (incident->outbreak) w->active[w->active_count++] = (int)i;
    else incident->sealed = pl_incident_digest(incident, w->n);
  }
}

/* ---- deliveries ---- */

/* Of an item that there is, or by a vendor. */
static bool is_delivery(const pl_world *w, const delivery *d) {
  const bool is_commercial = d->channel == PL_CHANNEL_COMMERCIAL;
  if (d->incident == PL_NONE || d->recipient == PL_NONE) return false;
  if (is_commercial || d->originator == PL_NONE) return is_commercial && d->originator == PL_NONE;
  const pl_item *item = &w->incident[d->incident]->item[d->originator];
  return item->birth >= 0 && d->giver != PL_NONE && d->recipient != d->originator;
}

static void carry_delivery(pl_archive *a, const pl_world *w, delivery *d) {
  pl_archive_index(a, &d->incident, w->incident_count);
  pl_archive_index(a, &d->originator, w->n);
  pl_archive_index(a, &d->giver, w->n);
  pl_archive_index(a, &d->recipient, w->n);
  pl_archive_byte(a, &d->channel, PL_CHANNEL_FORUM, PL_CHANNEL_COMMERCIAL);
  pl_archive_flag(a, &d->is_tear);
  pl_archive_int(a, &d->quality, 0, PL_ONE);
  if (pl_archive_is_loading(a) && !is_delivery(w, d)) a->is_bad = true;
}

static void carry_queue(pl_archive *a, const pl_world *w, delivery_queue *q) {
  const uint32_t count = (uint32_t)pl_archive_count(a, q->count, UINT32_MAX);
  if (pl_archive_is_loading(a) && count) {
    q->row = calloc(count, sizeof *q->row);
    if (!q->row) a->out_of_memory = true;
    if (!q->row) return;
    q->count = q->capacity = count;
  }
  for (uint32_t i = 0; i < count && !a->is_bad; i++) carry_delivery(a, w, &q->row[i]);
}

/* ---- the story ---- */

/* A text that took the place of the scenario's; loaded, it is the world's own. */
static void carry_text(pl_archive *a, char **owned) {
  if (!pl_archive_number(a, *owned != NULL, 0, 1)) return;
  const char *text = *owned;
  const size_t length = pl_archive_count(a, text ? strlen(text) : 0, INT32_MAX);
  text = pl_archive_bytes(a, text, length);
  if (!pl_archive_is_loading(a) || !text) return;
  char *copy = calloc(length + 1, 1);
  if (!copy) a->out_of_memory = true;
  if (!copy) return;
  memcpy(copy, text, length);
  if (memchr(copy, 0, length)) a->is_bad = true;
  *owned = copy;
}

static void carry_injects(pl_archive *a, pl_world *w) {
  for (int i = 0; i < w->scenario->inject_count; i++) {
    pl_inject_state *s = &w->story.inject[i];
    pl_archive_int(a, &s->fired_round, -1, LATEST_ROUND);
    pl_archive_int(a, &s->due_round, -1, LATEST_ROUND);
    pl_archive_int(a, &s->answered_round, -1, LATEST_ROUND);
    pl_archive_word(a, &s->chosen, UINT64_MAX);
    pl_archive_set(a, &w->story.inject_seats[i], pl_scenario_seat_count(w->scenario));
    pl_archive_flag(a, &w->story.inject_called[i]);
    pl_archive_flag(a, &w->story.inject_held[i]);
    carry_text(a, &w->story.inject_text[i]);
  }
}

static void carry_variables(pl_archive *a, pl_world *w) {
  for (int i = 0; i < w->scenario->variable_count; i++) {
    pl_variable *variable = &w->story.variable[i];
    switch (w->scenario->variables[i].kind) {
    case PL_VARIABLE_BOOLEAN: pl_archive_long(a, &variable->value, 0, 1); break;
    case PL_VARIABLE_INTEGER: pl_archive_long(a, &variable->value, INT64_MIN, INT64_MAX); break;
    case PL_VARIABLE_TEXT:
      carry_text(a, &w->story.owned_text[i]);
      if (w->story.owned_text[i]) variable->text = w->story.owned_text[i];
      break;
    }
  }
}

/* What lives for one round only, and what only a round that is open needs, is left behind. */
static void carry_story(pl_archive *a, pl_world *w) {
  const pl_scenario *x = w->scenario;
  story *s = &w->story;
  const size_t seats = (size_t)pl_scenario_seat_count(x);
  carry_injects(a, w);
  carry_variables(a, w);
  for (int i = 0; i < x->incident_count; i++) {
    pl_archive_int(a, &s->incident_due[i], -1, LATEST_ROUND);
    pl_archive_flag(a, &s->incident_created[i]);
  }
  for (int i = 0; i < x->intel_count; i++) pl_archive_flag(a, &s->intel_born[i]);
  for (int i = 0; i < w->n; i++) pl_archive_long(a, &s->bonus[i], -MOST_BONUS, MOST_BONUS);
  for (size_t i = 0; i < seats * (size_t)s->action_total; i++) pl_archive_unsigned(a, &s->done[i], 0, MOST_TIMES);
  for (size_t i = 0; i < seats * x->objective_count; i++) pl_archive_int(a, &s->objective[i], -1, PL_ONE);
}

/* ---- the world ---- */

static void carry_world(pl_archive *a, pl_world *w) {
  if (!carry_word(a, shape(w))) return;
  pl_archive_int(a, &w->round, 0, w->scenario->rounds);
  if (pl_archive_is_loading(a)) w->now = w->round * PL_TICKS_PER_ROUND;
  carry_states(a, w);
  carry_forums(a, w);
  carry_adversaries(a, w);
  carry_incidents(a, w);
  if (a->is_bad || a->out_of_memory) return;
  for (int t = 0; t < DELIVERY_TICKS; t++) carry_queue(a, w, &w->queue[(w->now + t) % DELIVERY_TICKS]);
  carry_story(a, w);
}

/* Carrying changes a world that is loaded; saving only looks at it, hence the cast. */
void pl_world_save(const pl_world *world, pl_buffer *out) {
  if (world->stage != STAGE_BETWEEN || world->out_of_memory) return;
  pl_archive a = pl_archive_save(out, mark);
  carry_world(&a, (pl_world *)world);
  carry_word(&a, pl_world_digest(world));
  pl_archive_seal(&a);
}

static void check_digest(pl_archive *a, uint64_t digest) {
  if (a->is_unsealed) pl_archive_bits(a, 0, UINT64_MAX);
  else carry_word(a, digest);
}

static pl_world *refuse(const pl_archive *a, pl_error *error) {
  if (a->out_of_memory)
    pl_error_set(error, PL_NO_MEMORY, "out of memory for the checkpoint; close other programs");
  else
    pl_error_set(error, PL_BAD_INPUT, "the checkpoint is damaged, or of another exercise or version of Polder; "
                                      "build the world from its decisions");
  return NULL;
}

pl_world *pl_checkpoint_load(pl_archive *a, const pl_scenario *scenario, const pl_map *map, const pl_rules *rules,
                             uint64_t seed, pl_error *error) {
  if (a->is_bad) return refuse(a, error);
  pl_world *w = pl_world_new(scenario, map, rules, seed, error);
  if (!w) return NULL;
  carry_world(a, w);
  if (!a->is_bad && !a->out_of_memory) check_digest(a, pl_world_digest(w));
  if (!a->out_of_memory && pl_archive_is_done(a)) return w;
  pl_world_free(w);
  return refuse(a, error);
}

pl_world *pl_world_load(const pl_scenario *scenario, const pl_map *map, const pl_rules *rules, uint64_t seed,
                        const void *bytes, size_t length, pl_error *error) {
  pl_archive a = pl_archive_load(bytes, length, mark);
  return pl_checkpoint_load(&a, scenario, map, rules, seed, error);
}
