/* Who knew what, when, and who gave what to whom.
 *
 * Each incident that the viewer has heard of has a row for every state: when it first had an item on it, when it was
 * first known to be hit by it, when it first sent its own item. Rows are found by the incident's name through a small
 * table of hashes. What was given is summed up to the end of each round. */
#include "timeline_internal.h"

#include <stdlib.h>
#include <string.h>

/* ---- incidents by name ---- */

static size_t slot_of(pl_iid iid, size_t capacity) {
  return (size_t)(((uint64_t)iid * UINT64_C(0x9E3779B97F4A7C15)) >> 32) & (capacity - 1);
}

static uint32_t *find_slot(const pl_timeline *t, pl_iid iid) {
  uint32_t *slot = t->slots.row;
  const pl_incident_seen *incident = t->incidents.row;
  size_t at = slot_of(iid, t->slots.capacity);
  while (slot[at] && incident[slot[at] - 1].iid != iid) at = (at + 1) & (t->slots.capacity - 1);
  return &slot[at];
}

pl_incident_seen *pl_timeline_incident(const pl_timeline *t, pl_iid iid) {
  if (!t->slots.capacity) return NULL;
  const uint32_t place = *find_slot(t, iid);
  return place ? (pl_incident_seen *)t->incidents.row + place - 1 : NULL;
}

static bool grow_slots(pl_timeline *t) {
  const size_t capacity = t->slots.capacity ? t->slots.capacity * 2 : 256;
  uint32_t *larger = calloc(capacity, sizeof *larger);
  if (!larger) return false;
  free(t->slots.row);
  t->slots.row = larger;
  t->slots.capacity = capacity;
  const pl_incident_seen *incident = t->incidents.row;
  for (size_t i = 0; i < t->incidents.count; i++) *find_slot(t, incident[i].iid) = (uint32_t)i + 1;
  return true;
}

pl_incident_seen *pl_timeline_hear(pl_timeline *t, pl_iid iid) {
  pl_incident_seen *there = pl_timeline_incident(t, iid);
  if (there) return there;
  if (t->incidents.count * 2 >= t->slots.capacity && !grow_slots(t)) return NULL;
  uint32_t *slot = find_slot(t, iid);
  pl_incident_seen *new = pl_list_add(&t->incidents, sizeof *new);
  if (!new) return NULL;
  new->iid = iid;
  *slot = (uint32_t)t->incidents.count;
  return new;
}

/* ---- rows ---- */

static const pl_knowing nothing = {.knows = -1, .hit = -1, .sent = -1};

static pl_knowing *row_of(pl_timeline *t, pl_iid iid, int state) {
  pl_incident_seen *incident = pl_timeline_hear(t, iid);
  if (!incident) return NULL;
  if (!incident->row) {
    incident->row = malloc((size_t)t->states * sizeof *incident->row);
    if (!incident->row) return NULL;
    for (int s = 0; s < t->states; s++) incident->row[s] = nothing;
  }
  pl_knowing *row = &incident->row[state];
  incident->states += row->knows < 0 && row->hit < 0 && row->sent < 0;
  return row;
}

static void note_first(pl_tick *first, pl_tick tick) {
  if (*first < 0) *first = tick;
}

/* Which state an event tells something about, −1: none, and what: it knows, it is hit, it has sent its own. */
typedef struct news {
  int state;
  bool knows, hit, sent;
} news;

static news news_in(const pl_timeline *t, const pl_event *event) {
  const bool is_control = t->history->sight.viewer == PL_VIEWER_CONTROL;
  switch (event->kind) {
  case PL_EVENT_INFECTIOUS: return (news){.state = is_control ? event->state : -1, .hit = true};
  case PL_EVENT_CONTAINED: return (news){.state = event->state, .hit = true, .knows = true};
  case PL_EVENT_ITEM: return (news){.state = event->state, .knows = true};
  case PL_EVENT_RECEIVED: return (news){.state = event->other, .knows = true};
  case PL_EVENT_SENT: return (news){.state = event->state == event->originator ? event->state : -1, .sent = true};
  case PL_EVENT_PUBLISHED: return (news){.state = event->state, .sent = true, .knows = true};
  default: return (news){.state = -1};
  }
}

/* Who passes an item on knew it by then, also where that is all the viewer ever hears of it. */
static bool read_giver(pl_timeline *t, const pl_event *event) {
  if (event->kind != PL_EVENT_RECEIVED || event->state >= t->states) return true;
  pl_knowing *row = row_of(t, event->iid, event->state);
  if (row) note_first(&row->knows, event->tick);
  return row != NULL;
}

bool pl_timeline_read_knowing(pl_timeline *t, const pl_event *event) {
  if (event->kind == PL_EVENT_LAUNCHED) return pl_timeline_hear(t, event->iid) != NULL;
  const news n = news_in(t, event);
  if (n.state < 0 || n.state >= t->states) return true;
  pl_knowing *row = row_of(t, event->iid, n.state);
  if (!row) return false;
  if (event->kind == PL_EVENT_ITEM && row->knows < 0) row->is_finder = true;
  if (n.knows) note_first(&row->knows, event->tick);
  if (n.hit) note_first(&row->hit, event->tick);
  if (n.sent) note_first(&row->sent, event->tick);
  return read_giver(t, event);
}

static bool can_know(const pl_timeline *t, int state) {
  const pl_sight *sight = &t->history->sight;
  return sight->viewer == PL_VIEWER_CONTROL || (sight->viewer == PL_VIEWER_SEAT && state == sight->seat) ||
         (sight->viewer == PL_VIEWER_PUBLIC && sight->reveals == PL_REVEAL_ALL);
}

void pl_timeline_knowing(const pl_timeline *t, pl_iid iid, pl_knowing *row) {
  const pl_incident_seen *incident = pl_timeline_incident(t, iid);
  for (int s = 0; s < t->states; s++) {
    row[s] = incident && incident->row ? incident->row[s] : nothing;
    row[s].is_known = can_know(t, s);
  }
}

/* ---- incidents, the widest first ---- */

typedef struct rank {
  int32_t states;
  uint32_t place;
  pl_iid iid;
} rank;

static int wider_first(const void *a, const void *b) {
  const rank *x = a, *y = b;
  if (x->states != y->states) return x->states > y->states ? -1 : 1;
  return x->place < y->place ? -1 : x->place > y->place;
}

bool pl_timeline_rank_incidents(pl_timeline *t) {
  const size_t count = t->incidents.count;
  const pl_incident_seen *incident = t->incidents.row;
  rank *order = malloc((count + 1) * sizeof *order);
  if (!order) return false;
  for (size_t i = 0; i < count; i++) order[i] = (rank){incident[i].states, (uint32_t)i, incident[i].iid};
  qsort(order, count, sizeof *order, wider_first);
  bool is_done = true;
  while (is_done && t->heard.count < count) is_done = pl_list_add(&t->heard, sizeof(pl_iid)) != NULL;
  for (size_t i = 0; is_done && i < count; i++) ((pl_iid *)t->heard.row)[i] = order[i].iid;
  free(order);
  return is_done;
}

const pl_iid *pl_timeline_incidents(const pl_timeline *t, size_t *count) {
  *count = t->heard.count;
  return t->heard.row;
}

/* ---- given ---- */

/* One matrix for each round begun, each begun with what was given before. */
bool pl_timeline_give(pl_timeline *t, pl_tick tick, int from, int to) {
  const size_t cells = (size_t)t->states * (size_t)t->states, round = (size_t)tick / PL_TICKS_PER_ROUND;
  while (t->given.count <= round) {
    if (!pl_list_add(&t->given, cells * sizeof(int32_t))) return false;
    int32_t *last = (int32_t *)t->given.row + (t->given.count - 1) * cells;
    if (t->given.count > 1) memcpy(last, last - cells, cells * sizeof *last);
  }
  ((int32_t *)t->given.row)[round * cells + (size_t)from * (size_t)t->states + (size_t)to]++;
  return true;
}

void pl_timeline_given(const pl_timeline *t, int rounds, int32_t *given) {
  const size_t cells = (size_t)t->states * (size_t)t->states;
  const size_t there = rounds < 0 ? 0 : (size_t)rounds < t->given.count ? (size_t)rounds : t->given.count;
  memset(given, 0, cells * sizeof *given);
  if (there) memcpy(given, (const int32_t *)t->given.row + (there - 1) * cells, cells * sizeof *given);
}
