/* What was on its way: items from state to state, publications, incidents.
 *
 * An item is a flow once it has arrived: what was sent waits in a table until what was received has the same name
 * (incident, originator, giver, recipient, channel). A seat sees one end of each flow only; the other end is put a
 * little before or after. Flows are kept in the order in which they arrive, which is the order in which they are read,
 * and those of one tick between the same two states are one flow with a count. */
#include "timeline_internal.h"

#include <stdlib.h>

enum {
  TICKS_UNSEEN = 2,  /* between the end that a seat sees and the one that it does not */
  TICKS_INCIDENT = 3 /* before its arrival an incident sets out: 1.4 s at the usual speed of playback */
};

static bool is_seat(const pl_timeline *t) { return t->history->sight.viewer == PL_VIEWER_SEAT; }

static pl_tick round_begin(pl_tick tick) { return tick / PL_TICKS_PER_ROUND * PL_TICKS_PER_ROUND; }

static pl_tick later(pl_tick a, pl_tick b) { return a > b ? a : b; }

/* ---- adding and merging ---- */

static uint32_t *latest(pl_timeline *t, const pl_flow *flow) {
  const size_t n = (size_t)t->states, from = flow->from < n ? flow->from : n;
  const size_t kind = flow->kind == PL_FLOW_INCIDENT;
  return &t->latest_flow[(kind * (n + 1) + from) * n + flow->to];
}

static bool can_merge(const pl_flow *a, const pl_flow *b) {
  return a->kind == b->kind && a->from == b->from && a->to == b->to && a->end == b->end;
}

static bool add_flow(pl_timeline *t, const pl_flow *flow) {
  uint32_t *place = flow->to < t->states ? latest(t, flow) : NULL;
  pl_flow *flows = t->flows.row;
  pl_flow *before = place && *place < t->flows.count ? &flows[*place] : NULL;
  if (before && can_merge(before, flow)) {
    before->count += flow->count;
    if (flow->start < before->start) before->start = flow->start;
    return true;
  }
  if (place) *place = (uint32_t)t->flows.count;
  pl_flow *new = pl_list_add(&t->flows, sizeof *new);
  if (!new) return false;
  *new = *flow;
  return true;
}

/* ---- what a seat sent arrives a little later than what is being read ---- */

static bool post(pl_timeline *t, const pl_flow *flow) {
  pl_flow *new = pl_list_add(&t->posted, sizeof *new);
  if (!new) return false;
  *new = *flow;
  return true;
}

static bool deliver_until(pl_timeline *t, pl_tick end) {
  for (; t->posted_done < t->posted.count; t->posted_done++) {
    const pl_flow *flow = (const pl_flow *)t->posted.row + t->posted_done;
    if (flow->end > end) break;
    if (!add_flow(t, flow)) return false;
  }
  return true;
}

/* ---- what is under way ---- */

static uint64_t name_of(const pl_timeline *t, const pl_event *event) {
  const pl_incident_seen *incident = pl_timeline_incident(t, event->iid);
  const uint64_t place = incident ? (uint64_t)(incident - (const pl_incident_seen *)t->incidents.row) + 1 : 0;
  return place << 28 | (uint64_t)(event->originator & 0xFF) << 20 | (uint64_t)(event->state & 0xFF) << 12 |
         (uint64_t)(event->other & 0xFF) << 4 | (event->index & 0xF);
}

static size_t slot_of(uint64_t name, size_t capacity) {
  return (size_t)((name * UINT64_C(0x9E3779B97F4A7C15)) >> 20) & (capacity - 1);
}

/* Where that name is, or the free place where it would be. */
static size_t find(const pl_under_way *table, size_t capacity, uint64_t name) {
  size_t at = slot_of(name, capacity);
  while (table[at].key && table[at].key != name) at = (at + 1) & (capacity - 1);
  return at;
}

static bool grow(pl_timeline *t) {
  const size_t capacity = t->under_way_capacity ? t->under_way_capacity * 2 : 1024;
  pl_under_way *larger = calloc(capacity, sizeof *larger);
  if (!larger) return false;
  for (size_t i = 0; i < t->under_way_capacity; i++)
    if (t->under_way[i].key) larger[find(larger, capacity, t->under_way[i].key)] = t->under_way[i];
  free(t->under_way);
  t->under_way = larger;
  t->under_way_capacity = capacity;
  return true;
}

static bool send(pl_timeline *t, const pl_event *event) {
  if (t->under_way_count * 2 >= t->under_way_capacity && !grow(t)) return false;
  const uint64_t name = name_of(t, event);
  pl_under_way *place = &t->under_way[find(t->under_way, t->under_way_capacity, name)];
  t->under_way_count += !place->key;
  *place = (pl_under_way){.key = name, .tick = event->tick, .forum = event->forum};
  return true;
}

/* Takes it out; those behind it that would no longer be found move up. False: it was never sent. */
static bool take(pl_timeline *t, const pl_event *event, pl_under_way *sent) {
  if (!t->under_way_capacity) return false;
  const size_t mask = t->under_way_capacity - 1;
  size_t hole = find(t->under_way, t->under_way_capacity, name_of(t, event));
  *sent = t->under_way[hole];
  if (!sent->key) return false;
  for (size_t at = (hole + 1) & mask; t->under_way[at].key; at = (at + 1) & mask) {
    const size_t wanted = slot_of(t->under_way[at].key, t->under_way_capacity);
    if (((at - wanted) & mask) < ((at - hole) & mask)) continue;
    t->under_way[hole] = t->under_way[at];
    hole = at;
  }
  t->under_way[hole].key = 0;
  t->under_way_count--;
  return true;
}

/* ---- events ---- */

static pl_flow flow_of(const pl_event *event, pl_flow_kind kind) {
  return (pl_flow){.kind = kind, .from = event->state, .to = event->other, .forum = event->forum, .iid = event->iid,
                   .start = event->tick, .end = event->tick, .count = 1, .hit = -1};
}

static bool read_sent(pl_timeline *t, const pl_event *event) {
  if (event->index == PL_CHANNEL_PUBLIC) return true; /* a publication is one flow, not one for each reader */
  if (!is_seat(t)) return send(t, event);
  if (event->state != t->history->sight.seat) return true;
  pl_flow flow = flow_of(event, PL_FLOW_SHARED);
  const pl_tick end = flow.start + TICKS_UNSEEN, next = round_begin(flow.start) + PL_TICKS_PER_ROUND;
  flow.end = end < next ? end : next;
  return post(t, &flow) && pl_timeline_give(t, event->tick, event->state, event->other);
}

static bool read_received(pl_timeline *t, const pl_event *event) {
  if (event->state >= t->states) return true; /* from vendors */
  if (!pl_timeline_give(t, event->tick, event->state, event->other)) return false;
  if (event->index == PL_CHANNEL_PUBLIC) return true;
  pl_flow flow = flow_of(event, PL_FLOW_SHARED);
  pl_under_way sent;
  if (is_seat(t)) {
    flow.start = later(flow.end - TICKS_UNSEEN, 0);
  } else {
    if (!take(t, event, &sent)) return true;
    flow.start = sent.tick;
    flow.forum = sent.forum;
  }
  return add_flow(t, &flow);
}

static bool read_publication(pl_timeline *t, const pl_event *event) {
  pl_flow flow = flow_of(event, PL_FLOW_PUBLISHED);
  flow.to = PL_NONE;
  return add_flow(t, &flow);
}

/* Control sees where an infection came from when it happens, the public when it is found. A seat never hears. */
static bool read_infection(pl_timeline *t, const pl_event *event) {
  const bool is_control = t->history->sight.viewer == PL_VIEWER_CONTROL;
  const pl_event_kind told_by = is_control ? PL_EVENT_LATENT : PL_EVENT_CONTAINED;
  if (is_seat(t) || event->kind != told_by || event->other == event->state) return true;
  pl_flow flow = flow_of(event, PL_FLOW_INCIDENT);
  flow.from = event->other;
  flow.to = event->state;
  flow.forum = PL_NONE;
  flow.start = later(flow.end - TICKS_INCIDENT, round_begin(flow.end));
  return add_flow(t, &flow);
}

static bool is_between_states(const pl_timeline *t, const pl_event *event) {
  return event->state < t->states && event->other < t->states;
}

bool pl_timeline_read_flow(pl_timeline *t, const pl_event *event) {
  if (!deliver_until(t, event->tick - 1)) return false;
  switch (event->kind) {
  case PL_EVENT_SENT: return !is_between_states(t, event) || read_sent(t, event);
  case PL_EVENT_RECEIVED: return event->other >= t->states || read_received(t, event);
  case PL_EVENT_PUBLISHED: return event->state >= t->states || read_publication(t, event);
  case PL_EVENT_LATENT:
  case PL_EVENT_CONTAINED: return event->state >= t->states || read_infection(t, event);
  default: return true;
  }
}

bool pl_timeline_settle_flows(pl_timeline *t, pl_tick end, size_t from) {
  if (!deliver_until(t, end)) return false;
  pl_flow *flow = t->flows.row;
  for (size_t i = from; i < t->flows.count; i++) {
    if (flow[i].kind != PL_FLOW_SHARED) continue;
    const pl_incident_seen *incident = pl_timeline_incident(t, flow[i].iid);
    flow[i].hit = incident && incident->row ? incident->row[flow[i].to].hit : -1;
    flow[i].was_in_time = flow[i].hit < 0 || flow[i].end < flow[i].hit;
  }
  return true;
}

/* ---- looking ---- */

const pl_flow *pl_timeline_flows(const pl_timeline *t, size_t *count) {
  *count = t->flows.count;
  return t->flows.row;
}

size_t pl_timeline_first_flow(const pl_timeline *t, pl_tick from) {
  const pl_flow *flow = t->flows.row;
  size_t low = 0, high = t->flows.count;
  while (low < high) {
    const size_t middle = (low + high) / 2;
    if (flow[middle].end < from)
      low = middle + 1;
    else
      high = middle;
  }
  return low;
}
