/* What events mean for organisations and memberships.
 *
 * Events are about an organisation and an incident; what is shown is about an organisation. In between stands its part
 * in each incident, which moves along clean → latent → hit → recovered as far as the viewer hears of it. Control hears
 * of all of it, everybody else of what was found: to them an organisation is hit from the day it was contained.
 *
 *   newest_part[organisation] ──► part (iid 7, hit) ──► part (iid 3, recovered) ──► nothing
 *
 * The chains are short: an organisation is seldom in more than a few incidents. */
#include "timeline_internal.h"

bool pl_timeline_counts(const pl_timeline *t, int state) {
  const pl_sight *sight = &t->history->sight;
  switch (sight->viewer) {
  case PL_VIEWER_CONTROL: return true;
  case PL_VIEWER_SEAT: return state == sight->seat;
  case PL_VIEWER_PUBLIC: return sight->reveals & PL_REVEAL_FOUND;
  }
  return false;
}

/* What an organisation becomes; PL_SHOWN_CLEAN: the event says nothing about that. */
static pl_condition_shown shown_by(const pl_timeline *t, const pl_event *event) {
  const bool is_control = t->history->sight.viewer == PL_VIEWER_CONTROL;
  switch (event->kind) {
  case PL_EVENT_LATENT: return is_control ? PL_SHOWN_LATENT : PL_SHOWN_CLEAN;
  case PL_EVENT_INFECTIOUS: return is_control ? PL_SHOWN_HIT : PL_SHOWN_CLEAN;
  case PL_EVENT_CONTAINED: return PL_SHOWN_HIT;
  case PL_EVENT_RECOVERED: return PL_SHOWN_RECOVERED;
  default: return PL_SHOWN_CLEAN;
  }
}

/* The organisation's part in the incident, made if there was none. NULL: out of memory. */
static pl_part *part_of(pl_timeline *t, uint32_t organisation, pl_iid iid) {
  pl_part *parts = t->parts.row;
  for (uint32_t at = t->newest_part[organisation]; at; at = parts[at - 1].next)
    if (parts[at - 1].iid == iid) return &parts[at - 1];
  pl_part *part = pl_list_add(&t->parts, sizeof *part);
  if (!part) return NULL;
  *part = (pl_part){.iid = iid, .next = t->newest_part[organisation]};
  t->newest_part[organisation] = (uint32_t)t->parts.count;
  return part;
}

static bool is_unresolved(uint8_t shown) { return shown == PL_SHOWN_LATENT || shown == PL_SHOWN_HIT; }

static bool move(pl_timeline *t, pl_tick tick, uint32_t organisation, int state, pl_part *part, uint8_t to) {
  pl_incident_seen *incident = pl_timeline_hear(t, part->iid);
  pl_step *step = incident ? pl_list_add(&t->steps, sizeof *step) : NULL;
  if (!step) return false;
  *step = (pl_step){.tick = tick, .organisation = organisation, .changed_before = -1};
  step->state = (unsigned)state & 0xFFFFu;
  step->from = (unsigned)part->shown & 3u;
  step->to = (unsigned)to & 3u;
  incident->unresolved += is_unresolved(to) - is_unresolved(part->shown);
  part->shown = to;
  return true;
}

/* Whoever is still in it when an incident is over has come through: this does not happen in the standard model. */
static bool end_incident(pl_timeline *t, const pl_event *event) {
  const pl_incident_seen *incident = pl_timeline_incident(t, event->iid);
  if (!incident || !incident->unresolved) return true;
  for (int s = 0; s < t->states; s++)
    for (uint32_t o = t->history->first[s]; o < t->history->first[s + 1]; o++)
      for (uint32_t at = t->newest_part[o]; at; at = ((pl_part *)t->parts.row)[at - 1].next) {
        pl_part *part = (pl_part *)t->parts.row + at - 1;
        if (part->iid != event->iid || !is_unresolved(part->shown)) continue;
        if (!move(t, event->tick, o, s, part, PL_SHOWN_RECOVERED)) return false;
      }
  return true;
}

static bool read_membership(pl_timeline *t, const pl_event *event) {
  if (event->state >= t->states || event->forum >= t->history->scenario->forum_count) return true;
  const bool is_left = event->kind == PL_EVENT_LEFT;
  pl_membership *change = pl_list_add(&t->memberships, sizeof *change);
  if (!change) return false;
  *change = (pl_membership){.tick = event->tick, .state = event->state, .forum = event->forum, .is_left = is_left};
  if (!is_left) return true;
  pl_leaving *leaving = pl_list_add(&t->leavings, sizeof *leaving);
  if (!leaving) return false;
  *leaving = (pl_leaving){event->tick, event->state, event->forum};
  return true;
}

bool pl_timeline_read_step(pl_timeline *t, const pl_event *event) {
  if (event->kind == PL_EVENT_LEFT || event->kind == PL_EVENT_JOINED) return read_membership(t, event);
  if (event->kind == PL_EVENT_ENDED) return end_incident(t, event);
  const pl_condition_shown to = shown_by(t, event);
  if (to == PL_SHOWN_CLEAN || event->state >= t->states || event->organisation >= t->organisations) return true;
  if (!pl_timeline_counts(t, event->state)) return true;
  pl_part *part = part_of(t, event->organisation, event->iid);
  if (!part) return false;
  return part->shown == to || move(t, event->tick, event->organisation, event->state, part, (uint8_t)to);
}
