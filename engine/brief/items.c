/* Items and incidents: what a seat holds, and what it has heard of.
 *
 * A seat has heard of an incident once it knows anything about it: its own finding, an item that somebody sent, a
 * vendor's report, or what control told it. An item is in the brief of its originator and of those whom it reached;
 * that others hold it too, or have items of their own, is nobody else's business. The world keeps an item as it was
 * born; when and how well it arrived is in the event log, and without a log a received item's quality reads 0 and its
 * arrival −1. */
#include "brief_internal.h"

/* Posture and decisions may still send an own item this many ticks after its birth (model §5.9). */
enum { OPEN_TICKS = PL_TICKS_PER_ROUND };

static bool holds(const pl_incident *incident, int originator, int seat) {
  const pl_item *item = &incident->item[originator];
  return item->birth >= 0 && (originator == seat || pl_set_has(&item->hold, (unsigned)seat));
}

size_t pl_brief_count_items(const pl_brief_work *work) {
  size_t count = 0;
  int states = work->brief->scenario->state_count;
  for (int i = 0; i < pl_world_incident_count(work->world); i++) {
    const pl_incident *incident = pl_world_incident(work->world, i);
    for (int o = 0; o < states; o++) count += holds(incident, o, work->brief->seat);
  }
  return count;
}

static pl_brief_item own_item(const pl_brief_work *work, const pl_incident *incident) {
  const pl_item *item = &incident->item[work->brief->seat];
  pl_state_set known = pl_set_difference(item->sent, item->leaked); /* a breach not found is not told */
  bool is_young = pl_world_tick(work->world) - item->birth <= OPEN_TICKS;
  return (pl_brief_item){.iid = incident->iid, .originator = work->brief->seat, .is_own = true,
                         .is_burnt = item->is_burnt, .is_single = item->is_single,
                         .is_open = is_young && incident->phase == PL_PHASE_ACTIVE, .quality = item->quality,
                         .birth = item->birth, .received = item->birth, .label = item->label,
                         .sensitivity = item->sensitivity, .sent = known};
}

/* A text that was published is clear already; publishing its tear-line leaves the text as it was. */
static pl_label label_of(const pl_item *item, bool is_tear) {
  if (!is_tear) return item->label;
  return item->is_published ? PL_CLEAR : pl_label_of_tear(item->label);
}

static pl_brief_item received_item(const pl_brief_work *work, const pl_incident *incident, int originator) {
  const pl_item *item = &incident->item[originator];
  bool is_tear = pl_set_has(&item->tear, work->brief->seat);
  return (pl_brief_item){.iid = incident->iid, .originator = (uint16_t)originator, .is_tear = is_tear,
                         .birth = item->birth, .received = -1, .label = label_of(item, is_tear)};
}

/* Receipts come in the order of time and items in that of their incidents, so the next is seldom far from the last. */
static size_t find_item(const pl_brief *b, const pl_event *event, size_t from) {
  for (size_t i = 0; i < b->item_count; i++) {
    size_t at = (from + i) % b->item_count;
    if (b->items[at].iid == event->iid && b->items[at].originator == event->originator) return at;
  }
  return b->item_count;
}

static void fill_receipts(const pl_brief_work *work) {
  pl_brief *b = work->brief;
  size_t last = 0;
  for (size_t i = 0; work->log && i < work->log->count; i++) {
    const pl_event *event = &work->log->event[i];
    if (event->kind != PL_EVENT_RECEIVED || event->other != b->seat || event->originator == PL_NONE) continue;
    size_t at = find_item(b, event, last);
    if (at == b->item_count) continue;
    last = at;
    pl_brief_item *item = &b->items[at];
    if (item->is_own || item->received >= 0) continue; /* a second copy changes nothing */
    item->received = event->tick;
    item->quality = (pl_q16)event->amount;
  }
}

void pl_brief_fill_items(const pl_brief_work *work) {
  pl_brief *b = work->brief;
  size_t count = 0;
  for (int i = 0; i < pl_world_incident_count(work->world); i++) {
    const pl_incident *incident = pl_world_incident(work->world, i);
    for (int o = 0; o < b->scenario->state_count; o++) {
      if (!holds(incident, o, b->seat)) continue;
      b->items[count++] = o == b->seat ? own_item(work, incident) : received_item(work, incident, o);
    }
  }
  fill_receipts(work);
}

/* ---- incidents ---- */

static bool has_heard(const pl_brief_work *work, const pl_incident *incident) {
  int seat = work->brief->seat;
  if (incident->knowledge[seat] > 0) return true;
  for (int o = 0; o < work->brief->scenario->state_count; o++)
    if (holds(incident, o, seat)) return true;
  return false;
}

size_t pl_brief_count_incidents(const pl_brief_work *work) {
  size_t count = 0;
  for (int i = 0; i < pl_world_incident_count(work->world); i++)
    count += has_heard(work, pl_world_incident(work->world, i));
  return count;
}

/* Own organisations in this incident. S, L and I all look clean; only what was found is counted and marked. An
 * incident ends when nobody is in L, I or C any more: whoever was hit has recovered by then. */
static void look_at_own(const pl_brief_work *work, int incident, pl_brief_incident *out) {
  const pl_brief *b = work->brief;
  uint32_t first = pl_world_map(work->world)->first[b->seat];
  int32_t hit = pl_world_incident(work->world, incident)->hit[b->seat];
  if (hit == 0) return;
  if (out->is_over) {
    out->recovered = hit;
    return;
  }
  for (int32_t i = 0; i < b->organisations; i++) {
    char status = pl_world_organisation_status(work->world, incident, first + (uint32_t)i);
    out->contained += status == 'C';
    out->recovered += status == 'R';
    work->own[i] |= (uint8_t)(status == 'C' ? PL_OWN_CONTAINED : status == 'R' ? PL_OWN_RECOVERED : 0);
  }
}

void pl_brief_fill_incidents(const pl_brief_work *work) {
  pl_brief *b = work->brief;
  size_t count = 0;
  for (int i = 0; i < pl_world_incident_count(work->world); i++) {
    const pl_incident *incident = pl_world_incident(work->world, i);
    if (!has_heard(work, incident)) continue;
    pl_brief_incident *out = &b->incidents[count++];
    *out = (pl_brief_incident){.iid = incident->iid, .declared = incident->declared, .adversary = incident->adversary,
                               .family = incident->family, .is_over = incident->phase == PL_PHASE_ENDED,
                               .knowledge = incident->knowledge[b->seat]};
    look_at_own(work, i, out);
  }
}

const pl_brief_incident *pl_brief_incident_of(const pl_brief *brief, pl_iid iid) {
  for (size_t i = 0; i < brief->incident_count; i++)
    if (brief->incidents[i].iid == iid) return &brief->incidents[i];
  return NULL;
}

pl_brief_received pl_brief_received_about(const pl_brief *brief, pl_iid iid) {
  pl_brief_received all = {.is_tear_only = true};
  for (size_t i = 0; i < brief->item_count; i++) {
    const pl_brief_item *item = &brief->items[i];
    if (item->iid != iid) continue;
    all.has_own = all.has_own || item->is_own;
    if (item->is_own) continue;
    if (item->originator < PL_MAX_STATES) pl_set_add(&all.from, item->originator);
    if (item->quality > all.quality) all.quality = item->quality;
    if (item->label > all.label) all.label = item->label;
    if (item->received > all.last) all.last = item->received;
    all.is_tear_only = all.is_tear_only && item->is_tear;
    all.count++;
  }
  return all;
}
