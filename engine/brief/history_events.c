/* What a viewer sees of what happened: which events, and how much of each.
 *
 *   control   every event
 *   seat      the events of its briefs (pl_brief_may_see), as they are
 *   public    what is public by the rules, and the kinds that control has chosen to reveal
 *
 * Nobody but control ever hears of an infection before it is found. When it is found, its event gets the state that it
 * came from, for who may know that: the log says so where the infection began, and the two have to be brought together
 * again. An organisation is seldom infected by many incidents, so its infections are a short chain:
 *
 *   last[organisation] ──► event ──before[]──► event ──► … (1 + place among the events; 0 ends it) */
#include "history_internal.h"

#include <stdlib.h>

/* ---- where infections came from ---- */

bool pl_infections_find(pl_infections *infections, const pl_event_log *log, size_t count, uint32_t organisations) {
  *infections = (pl_infections){.log = log};
  if (count >= UINT32_MAX) return false;
  infections->last = calloc((size_t)organisations + 1, sizeof *infections->last);
  infections->before = malloc((count + 1) * sizeof *infections->before);
  if (!infections->last || !infections->before) {
    pl_infections_clear(infections);
    return false;
  }
  for (size_t i = 0; i < count; i++) {
    const pl_event *event = &log->event[i];
    if (event->kind != PL_EVENT_LATENT) continue;
    infections->before[i] = infections->last[event->organisation];
    infections->last[event->organisation] = (uint32_t)i + 1;
  }
  return true;
}

void pl_infections_clear(pl_infections *infections) {
  free(infections->last);
  free(infections->before);
  *infections = (pl_infections){.log = NULL};
}

/* The state from which `found` came; PL_NONE: from outside. */
static uint16_t source_of(const pl_infections *infections, const pl_event *found) {
  for (uint32_t at = infections->last[found->organisation]; at; at = infections->before[at - 1]) {
    const pl_event *infection = &infections->log->event[at - 1];
    if (infection->iid == found->iid) return infection->other;
  }
  return PL_NONE;
}

/* ---- who sees what ---- */

/* What control may reveal to everybody, besides what is public. */
static const uint8_t revealed_with[PL_EVENT_KINDS] = {[PL_EVENT_CONTAINED] = PL_REVEAL_FOUND,
                                                      [PL_EVENT_RECOVERED] = PL_REVEAL_FOUND,
                                                      [PL_EVENT_SENT] = PL_REVEAL_SHARING,
                                                      [PL_EVENT_RECEIVED] = PL_REVEAL_SHARING};

/* What a state bought or was told by a vendor is nothing that another state shared. */
static bool is_from_nobody(const pl_event *event) {
  return event->kind == PL_EVENT_RECEIVED && event->state == PL_NONE;
}

static bool public_may_see(unsigned reveals, const pl_event *event) {
  const bool is_hidden = event->kind == PL_EVENT_LATENT || event->kind == PL_EVENT_INFECTIOUS;
  if (is_hidden) return false;
  return event->is_public || (revealed_with[event->kind] & reveals && !is_from_nobody(event));
}

static bool may_see(const pl_sight *sight, const pl_scenario *scenario, const pl_event *event) {
  switch (sight->viewer) {
  case PL_VIEWER_CONTROL: return true;
  case PL_VIEWER_SEAT: return pl_brief_may_see(scenario, sight->seat, event);
  case PL_VIEWER_PUBLIC: return public_may_see(sight->reveals, event);
  }
  return false;
}

/* The public hears that something arrived, not how good it was; who else was told is part of a takedown only. */
static void keep_public_part(pl_event *event) {
  if (event->kind == PL_EVENT_SENT || event->kind == PL_EVENT_RECEIVED) event->amount = 0;
  if (event->kind != PL_EVENT_TAKEDOWN) event->seen_by = (pl_state_set){{0}};
}

bool pl_sight_needs_sources(const pl_sight *sight) {
  return sight->viewer == PL_VIEWER_CONTROL ||
         (sight->viewer == PL_VIEWER_PUBLIC && sight->reveals & PL_REVEAL_FOUND);
}

bool pl_sight_of(const pl_sight *sight, const pl_scenario *scenario, const pl_event *event,
                 const pl_infections *infections, pl_event *seen) {
  if (!may_see(sight, scenario, event)) return false;
  *seen = *event;
  if (sight->viewer == PL_VIEWER_PUBLIC) keep_public_part(seen);
  if (infections && event->kind == PL_EVENT_CONTAINED) seen->other = source_of(infections, event);
  return true;
}
