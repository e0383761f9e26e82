/* Intelligence and sharing (model §7; single items and tear-lines: extension §17; consent and relaying: §18).
 *
 *   detection ─► item ─► channel per recipient ─► queue[due tick] ─► K rises ─► trust, standing, burn, passing on
 *
 * An item is (incident, originator). `sent` is set when it leaves, `hold` when it arrives. Freshness is lost before
 * delivery only, so knowledge never falls. A tick's deliveries are worked in two passes: first everybody learns, then
 * everything else follows, so that one burn cannot depend on the order of the queue. */
#include "world_internal.h"

#include <stdlib.h>

typedef struct parcel { /* one sharing call: what goes out, and what it cost so far */
  int incident, originator;
  pl_item *item;
  pl_q16 quality; /* fresh, before the channel */
  pl_label label; /* as it counts for ceilings */
  pl_tick age;
  uint64_t forums_used;
  int bilateral; /* recipients so far */
  bool is_tear;
} parcel;

/* ---- queue ---- */
static void post(pl_world *w, pl_tick delay, delivery row) {
  delivery_queue *q = &w->queue[(w->now + delay) % DELIVERY_TICKS];
  if (q->count == q->capacity) {
    const uint32_t capacity = q->capacity ? q->capacity * 2 : 32;
    delivery *grown = realloc(q->row, capacity * sizeof *grown);
    if (!grown) {
      w->out_of_memory = true;
      return;
    }
    q->row = grown;
    q->capacity = capacity;
  }
  q->row[q->count++] = row;
}

/* The label of a copy: what is published is clear, the full text or its tear-line. */
static pl_label label_of_copy(const pl_item *item, pl_channel channel, bool is_tear) {
  if (channel == PL_CHANNEL_PUBLIC || item->label == PL_CLEAR) return PL_CLEAR;
  if (!is_tear) return item->label;
  return item->is_published ? PL_CLEAR : pl_label_of_tear(item->label);
}

static void mark_sent(pl_world *w, int incident, int originator, int giver, int recipient, pl_channel channel,
                      int forum, bool is_tear) {
  pl_item *item = &w->incident[incident]->item[originator];
  pl_set_add(&item->sent, (unsigned)recipient);
  if (is_tear) pl_set_add(&item->tear, (unsigned)recipient);
  pl_set_add(&w->room.gave[giver], (unsigned)recipient);
  if (!pl_is_recording(w)) return;
  pl_event event = pl_event_now(w, PL_EVENT_SENT);
  event.state = (uint16_t)giver;
  event.other = (uint16_t)recipient;
  event.originator = (uint16_t)originator;
  event.iid = w->incident[incident]->iid;
  event.index = (uint16_t)channel;
  event.forum = (uint16_t)forum;
  event.flag = is_tear;
  event.label = (uint8_t)label_of_copy(item, channel, is_tear);
  event.seen_by = pl_seen_by(giver);
  if (channel == PL_CHANNEL_RELAY) pl_set_add(&event.seen_by, (unsigned)originator); /* who consents is told */
  pl_record(w, &event);
}

/* ---- suppositions ---- */
/* What is supposed of this item; NULL: nothing. */
static const pl_supposition *supposition_of(const pl_world *w, int incident, int originator) {
  for (size_t i = 0; i < w->supposed_count; i++)
    if (w->supposed[i].originator == originator && w->supposed[i].iid == w->incident[incident]->iid)
      return &w->supposed[i];
  return NULL;
}

/* ---- channels ---- */
static pl_q16 fresh_for(const pl_world *w, pl_q16 quality, pl_tick latency) {
  return (pl_q16)mul(quality, w->fresh_power[latency]);
}

/* Through `forum`, or bilaterally (PL_NONE). */
static void send(pl_world *w, parcel *p, int recipient, pl_tick latency, pl_q16 channel_quality, int forum) {
  const pl_channel channel = forum == PL_NONE ? PL_CHANNEL_BILATERAL : PL_CHANNEL_FORUM;
  const int64_t detail = w->p->det_lo + mul(w->p->det_tr, *pl_trust(w, p->originator, recipient));
  const int64_t quality = mul(mul(fresh_for(w, p->quality, latency), channel_quality), detail);
  if (p->is_tear) pl_set_add(&w->used_items, (unsigned)p->originator);
  post(w, latency,
       (delivery){.incident = (uint16_t)p->incident,
                  .originator = (uint16_t)p->originator,
                  .giver = (uint16_t)p->originator,
                  .recipient = (uint16_t)recipient,
                  .channel = (uint8_t)channel,
                  .is_tear = p->is_tear,
                  .quality = (pl_q16)quality});
  mark_sent(w, p->incident, p->originator, p->originator, recipient, channel, forum, p->is_tear);
}

static void send_through_forum(pl_world *w, parcel *p, int recipient, int forum) {
  if (!(p->forums_used >> forum & 1)) {
    p->forums_used |= UINT64_C(1) << forum;
    w->state[p->originator].effort += mul(w->state[p->originator].budget, w->p->effort_f);
  }
  send(w, p, recipient, w->forum[forum].latency, w->forum[forum].quality, forum);
}

static void send_bilaterally(pl_world *w, parcel *p, int recipient, pl_tick latency) {
  p->bilateral++;
  w->state[p->originator].effort += mul(w->state[p->originator].budget, w->p->effort_b);
  send(w, p, recipient, latency, w->p->bil_q, PL_NONE);
}

/* The forum if it is not slower or the bilateral cap is used up; else bilaterally; else not at all. */
static void send_best(pl_world *w, parcel *p, int recipient) {
  const int n = w->n;
  /* The table is of the last update; an effect may share after somebody left. */
  const uint64_t common = w->state[p->originator].forums & w->state[recipient].forums;
  uint8_t forum = w->room.best_forum[((int)p->label * n + p->originator) * n + recipient];
  if (forum != UINT8_MAX && !(common >> forum & 1)) forum = UINT8_MAX;
  const bool is_ally = pl_set_has(&w->state[p->originator].allies, (unsigned)recipient);
  const pl_tick latency = is_ally ? w->p->ally_lat : w->p->bil_lat;
  const bool has_bilateral = p->bilateral < w->p->bil_cap;
  if (forum != UINT8_MAX && (!has_bilateral || w->forum[forum].latency <= latency))
    send_through_forum(w, p, recipient, forum);
  else if (has_bilateral)
    send_bilaterally(w, p, recipient, latency);
}

/* The others in order of falling trust, then id. Trust moves little between calls, so the order of the last call is
 * nearly right and an insertion sort nearly free. */
static const uint8_t *peers_by_trust(pl_world *w, int state) {
  uint8_t *order = &w->room.peer_order[state * w->n];
  const pl_q16 *trust = &w->trust[state * w->n];
  for (int i = 1; i < w->n - 1; i++) {
    const uint8_t x = order[i];
    int j = i;
    for (; j > 0 && (trust[order[j - 1]] < trust[x] || (trust[order[j - 1]] == trust[x] && order[j - 1] > x)); j--)
      order[j] = order[j - 1];
    order[j] = x;
  }
  return order;
}

static parcel parcel_of(pl_world *w, int incident, int originator, bool is_tear) {
  pl_item *item = &w->incident[incident]->item[originator];
  parcel p = {.incident = incident,
              .originator = originator,
              .item = item,
              .quality = item->quality,
              .label = is_tear ? pl_label_of_tear(item->label) : item->label,
              .age = w->now - item->birth,
              .is_tear = is_tear};
  for (pl_tick age = 0; age < p.age; age++) p.quality = (pl_q16)mul(p.quality, w->p->fresh);
  if (is_tear) p.quality = (pl_q16)mul(p.quality, w->p->tear_q);
  return p;
}

static void record_item(pl_world *w, pl_event_kind kind, int incident, int state, int64_t amount, bool flag) {
  if (!pl_is_recording(w)) return;
  pl_event event = pl_event_now(w, kind);
  event.state = (uint16_t)state;
  event.originator = (uint16_t)state;
  event.iid = w->incident[incident]->iid;
  event.amount = amount;
  event.flag = flag;
  if (kind == PL_EVENT_ITEM) event.label = (uint8_t)w->incident[incident]->item[state].label;
  event.is_public = kind == PL_EVENT_PUBLISHED;
  event.seen_by = pl_seen_by(state);
  pl_record(w, &event);
}

/* Offers an item, whatever is supposed of it. */
static void offer(pl_world *w, int incident, int originator, pl_state_set set, int forum, bool is_tear) {
  const pl_item *item = &w->incident[incident]->item[originator];
  if (w->incident[incident]->phase != PL_PHASE_ACTIVE || item->birth < 0) return;
  pl_set_remove(&set, (unsigned)originator);
  set = pl_set_difference(set, item->sent);
  if (pl_set_is_empty(&set)) return;
  parcel p = parcel_of(w, incident, originator, is_tear);
  const uint8_t *peer = peers_by_trust(w, originator);
  for (int i = 0; i < w->n - 1; i++) {
    if (!pl_set_has(&set, peer[i])) continue;
    if (forum >= 0)
      send_through_forum(w, &p, peer[i], forum);
    else
      send_best(w, &p, peer[i]);
  }
}

void pl_share_with(pl_world *w, int incident, int originator, pl_state_set set, int forum, bool is_tear) {
  if (!supposition_of(w, incident, originator)) offer(w, incident, originator, set, forum, is_tear);
}

static void share_as_supposed(pl_world *w, int incident, const pl_supposition *row) {
  offer(w, incident, row->originator, pl_world_resolve_audience(w, row->originator, &row->audience), -1, false);
}

void pl_share_supposed(pl_world *w) {
  for (size_t i = 0; i < w->supposed_count; i++) {
    const pl_supposition *row = &w->supposed[i];
    const int incident = pl_world_find_incident(w, row->iid);
    if (incident < 0 || w->now - w->incident[incident]->item[row->originator].birth > PL_TICKS_PER_ROUND) continue;
    share_as_supposed(w, incident, row);
  }
}

/* Everybody learns at once, the adversary too: waves that are still to come are moved up. */
static void tip_off(pl_world *w, pl_incident *incident) {
  const pl_tick age = w->now - incident->launch;
  for (int s = 0; s < w->n; s++) {
    if (incident->wave[s] <= age || !pl_set_has(&incident->targets, (unsigned)s)) continue;
    incident->wave[s] = age + w->p->rush;
    pl_outbreak_move_wave(incident->outbreak, s, incident->wave[s]);
  }
}

void pl_share_publish(pl_world *w, int incident, int originator, bool is_tear) {
  pl_item *item = &w->incident[incident]->item[originator];
  if (w->incident[incident]->phase != PL_PHASE_ACTIVE || item->birth < 0) return;
  if (supposition_of(w, incident, originator)) return;
  pl_state_set set = pl_set_difference(pl_set_first((unsigned)w->n), item->sent);
  pl_set_remove(&set, (unsigned)originator);
  if (pl_set_is_empty(&set)) return;
  int64_t quality = mul(item->quality, w->p->pub_q);
  if (is_tear) quality = mul(quality, w->p->tear_q);
  for (int s = pl_set_next(&set, 0); s >= 0; s = pl_set_next(&set, s + 1)) {
    post(w, w->p->pub_lat,
         (delivery){.incident = (uint16_t)incident,
                    .originator = (uint16_t)originator,
                    .giver = (uint16_t)originator,
                    .recipient = (uint16_t)s,
                    .channel = PL_CHANNEL_PUBLIC,
                    .is_tear = is_tear,
                    .quality = (pl_q16)quality});
    mark_sent(w, incident, originator, originator, s, PL_CHANNEL_PUBLIC, PL_NONE, is_tear);
  }
  w->state[originator].effort += mul(w->state[originator].budget, w->p->effort_f);
  item->is_published = true;
  if (!is_tear) item->label = PL_CLEAR;
  record_item(w, PL_EVENT_PUBLISHED, incident, originator, 0, is_tear);
  tip_off(w, w->incident[incident]);
}

/* Under standing orders: published, or by posture with a tear-line for whom nothing else reached. */
static void share_standing(pl_world *w, int incident, int originator) {
  const pl_state *s = &w->state[originator];
  const pl_item *item = &w->incident[incident]->item[originator];
  if (s->orders.publish && item->label <= PL_AMBER) {
    pl_share_publish(w, incident, originator, false);
    return;
  }
  pl_share_with(w, incident, originator, s->posture, -1, false);
  const pl_audience *tear = &s->orders.tear;
  if (!pl_audience_is_empty(tear))
    pl_share_with(w, incident, originator, pl_world_resolve_audience(w, originator, tear), -1, true);
}

void pl_share_flush(pl_world *w) {
  for (int i = 0; i < w->active_count; i++) {
    const pl_incident *incident = w->incident[w->active[i]];
    if (incident->phase != PL_PHASE_ACTIVE) continue;
    for (int s = 0; s < w->n; s++) {
      const pl_item *item = &incident->item[s];
      if (item->birth >= 0 && !item->is_single && w->now - item->birth <= PL_TICKS_PER_ROUND)
        share_standing(w, w->active[i], s);
    }
  }
}

/* ---- birth ---- */
void pl_knowledge_add(pl_world *w, int incident, int state, pl_q16 quality) {
  pl_incident *i = w->incident[incident];
  if (i->phase == PL_PHASE_ENDED) return; /* too late to matter */
  i->knowledge[state] = noisy_or(i->knowledge[state], quality);
  pl_levels_incident(w, i, state);
}

static pl_q16 quality_at_birth(const pl_world *w, const pl_incident *incident, int state) {
  const pl_parameters *p = w->p;
  const pl_state *s = &w->state[state];
  const int32_t draw = pl_luck_unif(pl_luck_key(w->seed, PL_LUCK_QUALITY, incident->iid, (uint32_t)state, 0));
  return clampq(p->q_base + mul(p->q_exp, s->effective_expertise) + mul(p->q_def, s->level[PL_DEFEND]) +
                (draw - PL_ONE / 2) / 6);
}

void pl_item_born(pl_world *w, int incident, int state, pl_q16 quality, pl_label label) {
  pl_incident *i = w->incident[incident];
  pl_item *item = &i->item[state];
  if (item->birth >= 0) return;
  item->birth = w->now;
  item->quality = quality >= 0 ? quality : quality_at_birth(w, i, state);
  item->label = label;
  item->sensitivity = i->sensitivity;
  item->is_single = w->state[state].orders.hold >> i->family & 1;
  if (item->is_single) pl_set_add(&w->used_items, (unsigned)state);
  pl_knowledge_add(w, incident, state, item->quality);
  record_item(w, PL_EVENT_ITEM, incident, state, item->quality, false);
  const pl_supposition *supposed = supposition_of(w, incident, state);
  if (supposed) share_as_supposed(w, incident, supposed);
  else if (!item->is_single) share_standing(w, incident, state);
}

/* ---- vendors ---- */
void pl_share_vendors(pl_world *w, int incident) {
  const pl_parameters *p = w->p;
  const pl_incident *i = w->incident[incident];
  const bool is_state = w->scenario->adversaries[i->adversary].is_state;
  const int32_t covered = is_state ? p->comm_cov / 2 : p->comm_cov;
  if (pl_luck_unif(pl_luck_key(w->seed, PL_LUCK_VENDOR, i->iid, is_state, 0)) >= covered) return;
  for (int s = 0; s < w->n; s++) {
    if (!w->state[s].has_subscription) continue;
    const int64_t quality = p->comm_q + mul(p->comm_qe, w->state[s].effective_expertise);
    post(w, p->comm_lat,
         (delivery){.incident = (uint16_t)incident,
                    .originator = PL_NONE,
                    .giver = PL_NONE,
                    .recipient = (uint16_t)s,
                    .channel = PL_CHANNEL_COMMERCIAL,
                    .quality = clampq(quality)});
  }
}

/* ---- passing on ---- */
static void cut_trust(pl_world *w, int of, int in, int64_t share) {
  pl_q16 *trust = pl_trust(w, of, in);
  *trust = (pl_q16)mul(*trust, PL_ONE - share);
}

/* A discovered breach of originator control costs the forwarder everybody's trust, the originator's most. */
static void draw_discovery(pl_world *w, const delivery *d, int forwarder, int recipient) {
  const pl_incident *incident = w->incident[d->incident];
  const uint32_t pair = (uint32_t)forwarder << 16 | d->originator;
  if (pl_luck_unif(pl_luck_key(w->seed, PL_LUCK_ONWARD, incident->iid, pair, (uint32_t)recipient)) >= w->p->onw_disc)
    return;
  for (int s = 0; s < w->n; s++)
    if (s != forwarder) cut_trust(w, s, forwarder, s == d->originator ? w->p->onw_pen : w->p->onw_pen / 8);
  pl_set_remove(&w->incident[d->incident]->item[d->originator].leaked, (unsigned)recipient);
  pl_set_add(&w->room.breach[d->originator], (unsigned)forwarder);
  if (!pl_is_recording(w)) return;
  pl_event event = pl_event_now(w, PL_EVENT_BREACH);
  event.state = (uint16_t)forwarder;
  event.other = (uint16_t)recipient;
  event.originator = d->originator;
  event.iid = incident->iid;
  event.is_public = true;
  pl_record(w, &event);
}

/* At the moment of receipt, once, to every peer whom the originator left out. Consent makes it relaying; without, a
 * breach. */
static void pass_on(pl_world *w, const delivery *d) {
  const pl_seat_orders *orders = &w->state[d->recipient].orders;
  if (!orders->onward && !orders->relay) return;
  pl_item *item = &w->incident[d->incident]->item[d->originator];
  const pl_state_set consent = pl_world_resolve_audience(w, d->originator, &w->state[d->originator].orders.consent);
  pl_state_set left_out = pl_set_difference(w->state[d->recipient].posture, item->sent);
  pl_set_remove(&left_out, d->originator);
  pl_set_remove(&left_out, d->recipient);
  for (int u = pl_set_next(&left_out, 0); u >= 0; u = pl_set_next(&left_out, u + 1)) {
    const bool is_relay = pl_set_has(&consent, (unsigned)u);
    if (!is_relay && !orders->onward) continue;
    const pl_channel channel = is_relay ? PL_CHANNEL_RELAY : PL_CHANNEL_ONWARD;
    post(w, w->p->bil_lat,
         (delivery){.incident = d->incident,
                    .originator = d->originator,
                    .giver = d->recipient,
                    .recipient = (uint16_t)u,
                    .channel = (uint8_t)channel,
                    .is_tear = d->is_tear,
                    .quality = (pl_q16)mul(d->quality, w->p->bil_q)});
    mark_sent(w, d->incident, d->originator, d->recipient, u, channel, PL_NONE, d->is_tear);
    if (is_relay) continue;
    pl_set_add(&item->leaked, (unsigned)u);
    draw_discovery(w, d, d->recipient, u);
  }
}

/* ---- arrival ---- */
static void draw_burn(pl_world *w, const delivery *d) {
  const pl_parameters *p = w->p;
  pl_incident *incident = w->incident[d->incident];
  pl_item *item = &incident->item[d->originator];
  const int64_t sensitivity = d->is_tear ? mul(item->sensitivity, p->tear_s) : item->sensitivity;
  int64_t chance = p->burn_pub / 8;
  if (d->channel != PL_CHANNEL_PUBLIC)
    chance = mul(mul(p->burn_p, sensitivity), 2 * PL_ONE - *pl_trust(w, d->originator, d->recipient));
  if (pl_luck_unif(pl_luck_key(w->seed, PL_LUCK_BURN, incident->iid, d->originator, d->recipient)) >= chance) return;
  if (!incident->is_burnt) incident->burnt_at = w->now;
  incident->is_burnt = true;
  if (item->is_burnt) return;
  item->is_burnt = true;
  const pl_mu cost = mul(mul(w->state[d->originator].budget, p->burn_cost), sensitivity);
  w->state[d->originator].burn += cost;
  record_item(w, PL_EVENT_BURNT, d->incident, d->originator, cost, false);
}

static void record_received(pl_world *w, const delivery *d, const pl_item *item) {
  if (!pl_is_recording(w)) return;
  pl_event event = pl_event_now(w, PL_EVENT_RECEIVED);
  event.state = d->giver;
  event.originator = d->originator;
  event.other = d->recipient;
  event.iid = w->incident[d->incident]->iid;
  event.amount = d->quality;
  event.index = d->channel;
  event.flag = d->is_tear;
  if (item) event.label = (uint8_t)label_of_copy(item, (pl_channel)d->channel, d->is_tear);
  event.seen_by = pl_seen_by(d->recipient);
  pl_record(w, &event);
}

static void arrive(pl_world *w, const delivery *d) {
  const bool is_commercial = d->channel == PL_CHANNEL_COMMERCIAL;
  pl_item *item = is_commercial ? NULL : &w->incident[d->incident]->item[d->originator];
  if (item && pl_set_has(&item->hold, d->recipient)) return;
  record_received(w, d, item);
  if (!item) return;
  pl_set_add(&item->hold, d->recipient);
  pl_q16 *trust = pl_trust(w, d->recipient, d->originator);
  *trust = noisy_or(*trust, (pl_q16)mul(w->p->tr_up, d->quality));
  pl_state *originator = &w->state[d->originator];
  originator->standing = clampq(originator->standing + 60);
  draw_burn(w, d);
  pl_story_note_arrival(w, d->incident, d->originator, d->recipient);
  if (d->channel == PL_CHANNEL_FORUM || d->channel == PL_CHANNEL_BILATERAL) pass_on(w, d);
}

void pl_share_deliver(pl_world *w) {
  delivery_queue *q = &w->queue[w->now % DELIVERY_TICKS];
  uint32_t due = 0;
  for (uint32_t i = 0; i < q->count; i++) { /* pass 1: everybody learns; what is about an ended incident is dropped */
    delivery *d = &q->row[i];
    const pl_incident *incident = w->incident[d->incident];
    if (incident->phase == PL_PHASE_ENDED) continue;
    if (incident->is_burnt && d->channel != PL_CHANNEL_COMMERCIAL) d->quality = (pl_q16)mul(d->quality, w->p->adapt);
    pl_knowledge_add(w, d->incident, d->recipient, d->quality);
    q->row[due++] = *d;
  }
  q->count = due;
  for (uint32_t i = 0; i < due; i++) arrive(w, &q->row[i]); /* pass 2; what it posts is due later */
  q->count = 0;
}
