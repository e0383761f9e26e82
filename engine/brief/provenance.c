/* Provenance, folded from the events of a history.
 *
 *   1. every (incident, originator) that an event names becomes an item        keys, sorted, each once
 *   2. the events once more, in order: births, hops, arrivals, breaches        a chain of hops for each item
 *   3. hops are laid together item by item, items in the order of time, and counted
 *
 *   last[item] ──► hop ──before[]──► hop ──► …   (1 + place among the hops; 0 ends it)
 *
 * An item reaches a state once, so item and recipient name a hop; only vendors may send more than once. A viewer who is
 * not control sees parts of hops: a giver that it sent, a recipient that it got, everybody a breach that was found.
 * Each part alone makes the hop, and what it does not tell stays unknown. */
#include <polder/provenance.h>

#include <stdlib.h>

typedef struct key {
  pl_iid iid;
  uint16_t originator;
} key;

typedef struct folding {
  const pl_history *history;
  pl_provenance *out;
  pl_arena *arena;       /* of what stays */
  key *keys;             /* owned: of the items, sorted */
  size_t key_count;
  pl_hop *hop;           /* owned: in the order of events */
  size_t hop_count;
  uint32_t *owner;       /* owned, of each hop: its item */
  uint32_t *last, *before; /* owned: the chains */
  bool *has_ended;       /* owned, of each item: its incident is over; only control is told */
} folding;

/* ---- which items there are ---- */

static int by_key(const void *a, const void *b) {
  const key *x = a, *y = b;
  if (x->iid != y->iid) return x->iid < y->iid ? -1 : 1;
  return (x->originator > y->originator) - (x->originator < y->originator);
}

/* Whether the event is about an item, and which; `makes_hop`: it may be the first that is seen of a hop. */
static bool is_about_item(const pl_event *event, key *of, bool *makes_hop) {
  *of = (key){.iid = event->iid, .originator = event->originator};
  *makes_hop = false;
  switch ((pl_event_kind)event->kind) {
  case PL_EVENT_SENT:
  case PL_EVENT_RECEIVED:
  case PL_EVENT_BREACH: return *makes_hop = true;
  case PL_EVENT_ITEM:
  case PL_EVENT_PUBLISHED:
  case PL_EVENT_BURNT: return true;
  default: return false;
  }
}

static bool gather_keys(folding *f) {
  const pl_history *history = f->history;
  size_t count = 0, hops = 0;
  key of;
  bool makes_hop;
  f->keys = malloc((history->event_count + 1) * sizeof *f->keys);
  if (!f->keys || history->event_count >= UINT32_MAX) return false;
  for (size_t i = 0; i < history->event_count; i++) {
    if (!is_about_item(&history->event[i], &of, &makes_hop)) continue;
    f->keys[count++] = of;
    hops += makes_hop;
  }
  qsort(f->keys, count, sizeof *f->keys, by_key);
  for (size_t i = 0; i < count; i++)
    if (!f->key_count || by_key(&f->keys[f->key_count - 1], &f->keys[i])) f->keys[f->key_count++] = f->keys[i];
  f->hop = malloc((hops + 1) * sizeof *f->hop);
  f->owner = malloc((hops + 1) * sizeof *f->owner);
  f->before = malloc((hops + 1) * sizeof *f->before);
  f->last = calloc(f->key_count + 1, sizeof *f->last);
  f->has_ended = calloc(f->key_count + 1, sizeof *f->has_ended);
  return f->hop && f->owner && f->before && f->last && f->has_ended;
}

static bool begin_items(folding *f) {
  pl_provenance *out = f->out;
  out->item = pl_arena_array(f->arena, f->key_count, sizeof *out->item);
  if (!out->item) return false;
  out->item_count = f->key_count;
  for (size_t i = 0; i < f->key_count; i++)
    out->item[i] = (pl_provenance_item){.iid = f->keys[i].iid, .originator = f->keys[i].originator, .birth = -1,
                                        .quality = -1, .label_at_birth = PL_LABELS, .label_now = PL_LABELS,
                                        .published = -1, .burnt = -1};
  return true;
}

/* ---- hops ---- */

static pl_handling handling_of(pl_channel channel) {
  switch (channel) {
  case PL_CHANNEL_FORUM:
  case PL_CHANNEL_BILATERAL:
  case PL_CHANNEL_PUBLIC: return PL_HANDLING_ORIGINATOR;
  case PL_CHANNEL_ONWARD: return PL_HANDLING_BREACH;
  case PL_CHANNEL_RELAY: return PL_HANDLING_CONSENT;
  case PL_CHANNEL_COMMERCIAL: return PL_HANDLING_VENDOR;
  }
  return PL_HANDLING_VENDOR;
}

/* A forum carries no more than its ceiling. A recipient may give TLP:GREEN to its community, and that is the states of
 * the exercise; what is more closed stays with the recipient, unless the originator consents. */
static bool is_beyond_label(const pl_scenario *scenario, const pl_hop *hop) {
  if (hop->label == PL_LABELS) return false;
  if (hop->forum < scenario->forum_count) return hop->label > scenario->forums[hop->forum].ceiling;
  return hop->handling == PL_HANDLING_BREACH && hop->label > PL_GREEN;
}

static pl_hop *find_hop(folding *f, size_t item, uint16_t to) {
  for (uint32_t at = f->last[item]; at; at = f->before[at - 1])
    if (f->hop[at - 1].to == to) return &f->hop[at - 1];
  return NULL;
}

static pl_hop *add_hop(folding *f, size_t item, uint16_t from, uint16_t to, pl_channel channel) {
  pl_hop *hop = &f->hop[f->hop_count];
  *hop = (pl_hop){.from = from, .to = to, .forum = PL_NONE, .channel = channel, .label = PL_LABELS, .sent = -1,
                  .received = -1, .quality = -1, .handling = handling_of(channel), .found = -1};
  f->owner[f->hop_count] = (uint32_t)item;
  f->before[f->hop_count] = f->last[item];
  f->last[item] = (uint32_t)++f->hop_count;
  return hop;
}

static void read_sent(folding *f, size_t item, const pl_event *event) {
  pl_hop *hop = add_hop(f, item, event->state, event->other, (pl_channel)event->index);
  hop->forum = event->forum;
  hop->label = (pl_label)event->label;
  hop->is_tear = event->flag;
  hop->sent = event->tick;
}

static void read_received(folding *f, size_t item, const pl_event *event) {
  pl_hop *hop = event->originator == PL_NONE ? NULL : find_hop(f, item, event->other);
  if (!hop) hop = add_hop(f, item, event->state, event->other, (pl_channel)event->index);
  if (hop->label == PL_LABELS && event->originator != PL_NONE) hop->label = (pl_label)event->label;
  hop->is_tear = event->flag;
  hop->received = event->tick;
  hop->quality = f->history->sight.viewer == PL_VIEWER_PUBLIC ? -1 : (pl_q16)event->amount;
}

/* It was found out at the moment it was sent. */
static void read_breach(folding *f, size_t item, const pl_event *event) {
  pl_hop *hop = find_hop(f, item, event->other);
  if (!hop) hop = add_hop(f, item, event->state, event->other, PL_CHANNEL_ONWARD);
  hop->sent = event->tick;
  hop->found = event->tick;
}

/* ---- events ---- */

static void read_birth(pl_provenance_item *item, const pl_event *event) {
  item->birth = event->tick;
  item->quality = (pl_q16)event->amount;
  item->label_at_birth = (pl_label)event->label;
}

static void read_event(folding *f, size_t at, const pl_event *event) {
  pl_provenance_item *item = &f->out->item[at];
  switch ((pl_event_kind)event->kind) {
  case PL_EVENT_ITEM: read_birth(item, event); break;
  case PL_EVENT_SENT: read_sent(f, at, event); break;
  case PL_EVENT_RECEIVED: read_received(f, at, event); break;
  case PL_EVENT_BREACH: read_breach(f, at, event); break;
  case PL_EVENT_PUBLISHED:
    item->published = event->tick;
    item->is_tear_published = event->flag;
    break;
  case PL_EVENT_BURNT:
    item->burnt = event->tick;
    item->burn_cost = event->amount;
    break;
  default: break;
  }
}

/* Of all its items, which stand together. */
static void read_ended(folding *f, pl_iid iid) {
  size_t low = 0, high = f->key_count;
  while (low < high) {
    const size_t middle = low + (high - low) / 2;
    if (f->keys[middle].iid < iid) low = middle + 1;
    else high = middle;
  }
  for (; low < f->key_count && f->keys[low].iid == iid; low++) f->has_ended[low] = true;
}

static void read_events(folding *f) {
  const pl_history *history = f->history;
  key of;
  bool makes_hop;
  for (size_t i = 0; i < history->event_count; i++) {
    const pl_event *event = &history->event[i];
    if (event->kind == PL_EVENT_ENDED) read_ended(f, event->iid);
    if (!is_about_item(event, &of, &makes_hop)) continue;
    const key *found = bsearch(&of, f->keys, f->key_count, sizeof of, by_key);
    if (found) read_event(f, (size_t)(found - f->keys), event);
  }
}

/* ---- what follows ---- */

static pl_arrival arrival_of(const pl_history *history, const pl_hop *hop, bool has_ended) {
  if (hop->received >= 0) return PL_ARRIVAL_RECEIVED;
  if (history->sight.viewer != PL_VIEWER_CONTROL) return PL_ARRIVAL_UNKNOWN;
  return has_ended ? PL_ARRIVAL_TOO_LATE : PL_ARRIVAL_UNDER_WAY;
}

/* A recipient of the full text knows how it is labelled; publishing alone changes that. */
static void settle_label(pl_provenance_item *item) {
  for (size_t h = 0; h < item->hop_count && item->label_at_birth == PL_LABELS; h++) {
    const pl_hop *hop = &item->hop[h];
    const bool is_early = item->published < 0 || (hop->received >= 0 && hop->received < item->published);
    if (hop->handling != PL_HANDLING_VENDOR && !hop->is_tear && hop->channel != PL_CHANNEL_PUBLIC && is_early)
      item->label_at_birth = hop->label;
  }
  const bool is_clear = item->published >= 0 && !item->is_tear_published;
  item->label_now = is_clear ? PL_CLEAR : item->label_at_birth;
}

/* Hops of one item stay in the order of events. */
static bool lay_hops_together(folding *f) {
  pl_provenance *out = f->out;
  out->hop = pl_arena_array(f->arena, f->hop_count, sizeof *out->hop);
  size_t *next = calloc(f->key_count + 1, sizeof *next);
  if (!out->hop || !next) {
    free(next);
    return false;
  }
  for (size_t h = 0; h < f->hop_count; h++) out->item[f->owner[h]].hop_count++;
  for (size_t i = 0; i < out->item_count; i++) next[i + 1] = next[i] + out->item[i].hop_count;
  for (size_t i = 0; i < out->item_count; i++) out->item[i].hop = out->hop + next[i];
  for (size_t h = 0; h < f->hop_count; h++) out->hop[next[f->owner[h]]++] = f->hop[h];
  out->hop_count = f->hop_count;
  free(next);
  return true;
}

static void settle_hop(const folding *f, size_t at) {
  pl_hop *hop = &f->hop[at];
  hop->arrival = arrival_of(f->history, hop, f->has_ended[f->owner[at]]);
  hop->is_beyond_label = is_beyond_label(f->history->scenario, hop);
}

static pl_tick first_known(const pl_provenance_item *item) {
  if (item->birth >= 0) return item->birth;
  if (item->hop_count) return item->hop->sent >= 0 ? item->hop->sent : item->hop->received;
  return item->published >= 0 ? item->published : item->burnt;
}

static int by_time(const void *a, const void *b) {
  const pl_provenance_item *x = a, *y = b;
  const pl_tick s = first_known(x), t = first_known(y);
  if (s != t) return s < t ? -1 : 1;
  if (x->iid != y->iid) return x->iid < y->iid ? -1 : 1;
  return (x->originator > y->originator) - (x->originator < y->originator);
}

/* ---- counting ---- */

static void count_giver(pl_provenance_state *giver, const pl_hop *hop) {
  giver->sent += hop->handling == PL_HANDLING_ORIGINATOR;
  giver->relayed += hop->handling == PL_HANDLING_CONSENT;
  giver->breaches += hop->handling == PL_HANDLING_BREACH;
  giver->found += hop->found >= 0;
  giver->beyond_label += hop->is_beyond_label;
}

static void count_item(pl_provenance *out, const pl_provenance_item *item, int states) {
  const bool is_known = item->originator < states && item->birth >= 0;
  if (is_known) out->state[item->originator].items++;
  bool has_left = false;
  for (size_t h = 0; h < item->hop_count; h++) {
    const pl_hop *hop = &item->hop[h];
    has_left = has_left || hop->handling == PL_HANDLING_ORIGINATOR;
    if (hop->from < states) count_giver(&out->state[hop->from], hop);
    if (hop->to < states) out->state[hop->to].received += hop->received >= 0;
  }
  if (is_known && !has_left) out->state[item->originator].never_sent++;
}

static void add_up(pl_provenance_state *all, const pl_provenance_state *one) {
  all->items += one->items;
  all->never_sent += one->never_sent;
  all->sent += one->sent;
  all->relayed += one->relayed;
  all->breaches += one->breaches;
  all->found += one->found;
  all->beyond_label += one->beyond_label;
  all->received += one->received;
}

static bool count_all(folding *f) {
  pl_provenance *out = f->out;
  const int states = f->history->scenario->state_count;
  out->state = pl_arena_array(f->arena, (size_t)states, sizeof *out->state);
  if (!out->state) return false;
  for (size_t i = 0; i < out->item_count; i++) count_item(out, &out->item[i], states);
  for (int s = 0; s < states; s++) add_up(&out->all, &out->state[s]);
  return true;
}

/* ---- life ---- */

static bool fold(folding *f) {
  if (!gather_keys(f) || !begin_items(f)) return false;
  read_events(f);
  for (size_t h = 0; h < f->hop_count; h++) settle_hop(f, h);
  if (!lay_hops_together(f)) return false;
  for (size_t i = 0; i < f->out->item_count; i++) settle_label(&f->out->item[i]);
  qsort(f->out->item, f->out->item_count, sizeof *f->out->item, by_time);
  return count_all(f);
}

pl_provenance *pl_provenance_new(const pl_history *history, pl_error *error) {
  pl_arena *arena = pl_arena_new(0);
  pl_provenance *out = arena ? pl_arena_take(arena, sizeof *out) : NULL;
  folding f = {.history = history, .out = out, .arena = arena};
  bool is_whole = false;
  if (out) {
    *out = (pl_provenance){.scenario = history->scenario, .sight = history->sight, .memory = arena};
    is_whole = fold(&f);
  }
  free(f.keys);
  free(f.hop);
  free(f.owner);
  free(f.last);
  free(f.before);
  free(f.has_ended);
  if (is_whole) return out;
  pl_arena_free(arena);
  pl_error_set(error, PL_NO_MEMORY, "out of memory: cannot tell where the intelligence came from");
  return NULL;
}

void pl_provenance_free(pl_provenance *provenance) {
  if (provenance) pl_arena_free(provenance->memory);
}

const pl_provenance_item *pl_provenance_find(const pl_provenance *provenance, pl_iid iid, uint16_t originator) {
  for (size_t i = 0; i < provenance->item_count; i++)
    if (provenance->item[i].iid == iid && provenance->item[i].originator == originator) return &provenance->item[i];
  return NULL;
}
