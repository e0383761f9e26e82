/* Organisations that were found hit, counted as every board counts them.
 *
 * Events are about an organisation and an incident, a board shows organisations: one that two incidents have hit is hit
 * once, and recovered when it is out of both. In between stands its part in each incident.
 *
 *   newest[organisation] ──► part (iid 7, hit) ──► part (iid 3, recovered) ──► nothing
 *
 * It goes forward only: whoever wants a curve asks for the counts at the end of one day after the other. */
#include "body.h"

#include <stdlib.h>

typedef struct part {
  pl_iid iid;
  uint32_t organisation, next; /* next: 1 + the index of an older part of the same organisation, 0: none */
  uint16_t state;
  bool is_hit;
} part;

struct pl_tally {
  const pl_history *history;
  int states;
  size_t at;                   /* the next event */
  part *parts;                 /* owned, as all below */
  size_t part_count, part_capacity;
  uint32_t *newest;            /* [organisations] */
  int32_t *hit, *recovered;    /* [states] */
};

void pl_tally_free(pl_tally *found) {
  if (!found) return;
  free(found->parts);
  free(found->newest);
  free(found->hit);
  free(found->recovered);
  free(found);
}

pl_tally *pl_tally_new(const pl_history *history, int states) {
  pl_tally *found = calloc(1, sizeof *found);
  if (!found) return NULL;
  found->history = history;
  found->states = states;
  found->newest = calloc(history ? (size_t)history->first[states] + 1 : 1, sizeof *found->newest);
  found->hit = calloc((size_t)states + 1, sizeof *found->hit);
  found->recovered = calloc((size_t)states + 1, sizeof *found->recovered);
  if (found->newest && found->hit && found->recovered) return found;
  pl_tally_free(found);
  return NULL;
}

const int32_t *pl_tally_hit(const pl_tally *found) { return found->hit; }
const int32_t *pl_tally_recovered(const pl_tally *found) { return found->recovered; }

/* ---- one organisation ---- */

static part *add_part(pl_tally *found, uint32_t organisation, uint16_t state, pl_iid iid) {
  if (found->part_count == found->part_capacity) {
    const size_t capacity = found->part_capacity ? 2 * found->part_capacity : 256;
    part *grown = realloc(found->parts, capacity * sizeof *grown);
    if (!grown) return NULL;
    found->parts = grown;
    found->part_capacity = capacity;
  }
  part *added = &found->parts[found->part_count++];
  *added = (part){.iid = iid, .organisation = organisation, .next = found->newest[organisation], .state = state};
  found->newest[organisation] = (uint32_t)found->part_count;
  return added;
}

static part *part_of(pl_tally *found, uint32_t organisation, uint16_t state, pl_iid iid) {
  for (uint32_t at = found->newest[organisation]; at; at = found->parts[at - 1].next)
    if (found->parts[at - 1].iid == iid) return &found->parts[at - 1];
  return add_part(found, organisation, state, iid);
}

/* It is hit while it is so in any incident, and recovered once it is in none any more. */
static void count(pl_tally *found, uint32_t organisation, uint16_t state, int by) {
  bool is_hit = false;
  if (!found->newest[organisation]) return;
  for (uint32_t at = found->newest[organisation]; at && !is_hit; at = found->parts[at - 1].next)
    is_hit = found->parts[at - 1].is_hit;
  *(is_hit ? &found->hit[state] : &found->recovered[state]) += by;
}

static bool move(pl_tally *found, uint32_t organisation, uint16_t state, pl_iid iid, bool is_hit) {
  count(found, organisation, state, -1);
  part *own = part_of(found, organisation, state, iid);
  if (own) own->is_hit = is_hit;
  count(found, organisation, state, 1);
  return own != NULL;
}

/* Whoever is still in it when an incident is over has come through. */
static void end_incident(pl_tally *found, pl_iid iid) {
  for (size_t i = 0; i < found->part_count; i++) {
    const part own = found->parts[i];
    if (own.iid == iid && own.is_hit) move(found, own.organisation, own.state, iid, false);
  }
}

static bool take(pl_tally *found, const pl_event *event) {
  if (event->kind == PL_EVENT_ENDED) end_incident(found, event->iid);
  if (event->kind != PL_EVENT_CONTAINED && event->kind != PL_EVENT_RECOVERED) return true;
  if (event->state >= found->states || event->organisation >= found->history->first[found->states]) return true;
  return move(found, event->organisation, event->state, event->iid, event->kind == PL_EVENT_CONTAINED);
}

/* ---- in order ---- */

bool pl_tally_go_on(pl_tally *found, pl_tick until) {
  const pl_history *history = found->history;
  for (; history && found->at < history->event_count && history->event[found->at].tick < until; found->at++)
    if (!take(found, &history->event[found->at])) return false;
  return true;
}
