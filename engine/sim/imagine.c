/* Imagined worlds: what one seat knows, put into a world that was drawn for it.
 *
 * A forecast plays on from a world that nobody is in: an ordinary one, of a scenario made up from what a seat knows,
 * played up to the present under luck of its own. That past is invented, so at the present two things are put right
 * here: the figures that the seat knows are those of the imagined scenario, however the imagined past moved them; and
 * what the seat has heard of, and only that, it has heard of. Nothing in this file looks at any other world. */
#include "world_internal.h"

#include <string.h>

static void restore_figures(pl_world *w) {
  for (int s = 0; s < w->n; s++) {
    const pl_state_spec *spec = &w->scenario->states[s];
    pl_state *state = &w->state[s];
    memcpy(state->stock, spec->stock, sizeof state->stock);
    state->standing = spec->standing;
    state->confidence = spec->confidence;
    state->rights = spec->rights;
    state->orders.posture = spec->posture;
    state->seen = pl_set_first((unsigned)w->n);
    for (int t = 0; t < w->n; t++)
      if (t != s && spec->trust && spec->trust[t] >= 0) *pl_trust(w, s, t) = spec->trust[t];
  }
}

/* Those whom the seat has told already know of it; when they were told is not known, so they are told as well as a
 * direct message could have. */
static void tell_recipients(pl_world *w, int index, int seat, const pl_imagined *known) {
  pl_incident *incident = w->incident[index];
  const pl_q16 quality = (pl_q16)mul(mul(known->quality, w->fresh_power[w->p->bil_lat]), w->p->bil_q);
  for (int t = pl_set_next(&known->sent, 0); t >= 0; t = pl_set_next(&known->sent, t + 1)) {
    if (t != seat && incident->knowledge[t] < quality) incident->knowledge[t] = quality;
    pl_levels_incident(w, incident, t);
  }
}

static void put_item(pl_world *w, int index, int seat, const pl_imagined *known) {
  pl_item *item = &w->incident[index]->item[seat];
  if (!known->has_item) {
    item->birth = -1;
    return;
  }
  *item = (pl_item){.birth = known->birth, .quality = known->quality, .sensitivity = known->sensitivity,
                    .label = known->label, .sent = known->sent, .hold = known->sent,
                    .is_single = known->is_single, .is_burnt = known->is_burnt};
  w->incident[index]->is_burnt |= known->is_burnt;
  if (known->is_single) pl_set_add(&w->used_items, (unsigned)seat);
  tell_recipients(w, index, seat, known);
}

/* An incident that the seat would have heard of by now, had it been there, was not there. */
static void forget(pl_world *w, int index) {
  pl_incident *incident = w->incident[index];
  pl_outbreak_free(incident->outbreak);
  incident->outbreak = NULL;
  incident->phase = PL_PHASE_ENDED;
  for (int s = 0; s < w->n; s++) incident->item[s].birth = -1;
  int kept = 0;
  for (int i = 0; i < w->active_count; i++)
    if (w->active[i] != index) w->active[kept++] = w->active[i];
  w->active_count = kept;
}

static bool has_heard(const pl_incident *incident, int seat) {
  return incident->knowledge[seat] > 0 || incident->item[seat].birth >= 0;
}

static const pl_imagined *find_known(const pl_imagined *known, size_t count, int declared) {
  for (size_t i = 0; i < count; i++)
    if (known[i].declared == declared) return &known[i];
  return NULL;
}

void pl_world_imagine(pl_world *w, int seat, const pl_imagined *known, size_t count) {
  restore_figures(w);
  pl_set_remove(&w->used_items, (unsigned)seat);
  for (int i = 0; i < w->incident_count; i++) {
    pl_incident *incident = w->incident[i];
    const pl_imagined *fact = find_known(known, count, incident->declared);
    if (!fact && incident->phase != PL_PHASE_ENDED && has_heard(incident, seat)) forget(w, i);
    if (!fact || incident->phase == PL_PHASE_ENDED) continue;
    incident->knowledge[seat] = fact->knowledge;
    put_item(w, i, seat, fact);
  }
  pl_levels_update(w);
}
