/* Offers: what could have been otherwise, listed from what is on record.
 *
 * Journal and events say what a seat decided and had in one round; each of that has an opposite or two, which become
 * rows. What the seat did anyway is not offered again, and neither is what would be refused in any case, such as to
 * withhold what had been sent. Whether the rest is possible is found out when it is played. */
#include <polder/accounts.h>

#include <string.h>

#include <polder/session.h>

typedef struct offering {
  const pl_session *session;
  const pl_scenario *scenario;
  int round, seat;
  pl_offer *offers;
  size_t count, capacity;
} offering;

static pl_offer *add(offering *o, pl_offer_kind kind, pl_turn_kind turn, int action) {
  if (o->count++ >= o->capacity) return NULL;
  pl_offer *offer = &o->offers[o->count - 1];
  *offer = (pl_offer){.kind = kind, .turn_count = 1};
  offer->turn[0] = (pl_turn){.kind = turn, .decision = {.seat = (uint16_t)o->seat, .action = (uint16_t)action}};
  return offer;
}

static pl_turn *add_turn(pl_offer *offer, pl_turn_kind kind, int action) {
  pl_turn *turn = &offer->turn[offer->turn_count++];
  *turn = (pl_turn){.kind = kind, .decision = {.seat = offer->turn[0].decision.seat, .action = (uint16_t)action}};
  return turn;
}

static bool is_state(const offering *o) { return o->seat < o->scenario->state_count; }

static bool has_allies(const offering *o) {
  return o->scenario->treaties && !pl_set_is_empty(&o->scenario->treaties[o->seat]);
}

/* ---- items ---- */

typedef struct item { /* the seat's own, as it stands for this round */
  pl_tick birth;
  bool has_ended;         /* its incident was over when the round opened */
  bool was_sent, is_sent; /* before the round, ever */
  pl_state_set sent;
} item;

static item item_of(const offering *o, pl_iid iid, pl_tick birth) {
  const pl_event_log *log = pl_session_events(o->session);
  const pl_tick opening = o->round * PL_TICKS_PER_ROUND;
  item it = {.birth = birth};
  for (size_t i = 0; i < log->count; i++) {
    const pl_event *event = &log->event[i];
    if (event->iid != iid) continue;
    if (event->kind == PL_EVENT_ENDED && event->tick <= opening && event->round < o->round) it.has_ended = true;
    if (event->state != o->seat) continue;
    const bool is_public = event->kind == PL_EVENT_PUBLISHED;
    if (!is_public && (event->kind != PL_EVENT_SENT || event->originator != o->seat)) continue;
    it.is_sent = true;
    it.was_sent |= event->round < o->round;
    if (is_public) it.sent = pl_set_first(o->scenario->state_count);
    else pl_set_add(&it.sent, event->other);
  }
  return it;
}

static void add_item(offering *o, pl_iid iid, uint8_t words) {
  pl_offer *offer = add(o, PL_OFFER_ITEM, PL_TURN_ITEM, 0);
  if (!offer) return;
  offer->turn[0].decision.iid = iid;
  offer->turn[0].decision.audience.words = words;
}

static void offer_item(offering *o, pl_iid iid, pl_tick birth) {
  const item it = item_of(o, iid, birth);
  if (it.has_ended || o->round * PL_TICKS_PER_ROUND - birth > PL_TICKS_PER_ROUND) return;
  pl_state_set rest = pl_set_difference(pl_set_first(o->scenario->state_count), it.sent);
  pl_set_remove(&rest, (unsigned)o->seat);
  if (!pl_set_is_empty(&rest)) add_item(o, iid, PL_AUDIENCE_ALL);
  if (has_allies(o) && !it.is_sent) add_item(o, iid, PL_AUDIENCE_ALLIES);
  if (it.is_sent && !it.was_sent) add_item(o, iid, 0);
}

static void offer_items(offering *o) {
  const pl_event_log *log = pl_session_events(o->session);
  for (size_t i = 0; i < log->count && log->event[i].round <= o->round; i++)
    if (log->event[i].kind == PL_EVENT_ITEM && log->event[i].state == o->seat)
      offer_item(o, log->event[i].iid, log->event[i].tick);
}

/* ---- standing orders ---- */

/* At the opening of the round, or once the round's decisions are taken. */
static pl_seat_orders orders_of(const offering *o, bool with_round) {
  size_t count;
  const pl_journal_entry *journal = pl_session_journal(o->session, &count);
  pl_seat_orders orders = {.posture = o->scenario->states[o->seat].posture};
  memcpy(orders.split, o->scenario->states[o->seat].split, sizeof orders.split);
  for (size_t i = 0; i < count && journal[i].round < o->round + with_round; i++)
    if (!journal[i].is_withdrawn && journal[i].decision.seat == o->seat)
      pl_seat_orders_take(&orders, &journal[i].decision);
  return orders;
}

static bool is_same_audience(const pl_audience *a, const pl_audience *b) {
  return a->words == b->words && a->forums == b->forums && !memcmp(&a->states, &b->states, sizeof a->states);
}

static bool is_same_orders(const pl_seat_orders *a, const pl_seat_orders *b) {
  return is_same_audience(&a->posture, &b->posture) && is_same_audience(&a->consent, &b->consent) &&
         is_same_audience(&a->tear, &b->tear) && !memcmp(a->split, b->split, sizeof a->split) && a->hold == b->hold &&
         a->publish == b->publish && a->onward == b->onward && a->relay == b->relay;
}

/* New findings go there, and whatever stood in the way of it does no longer. */
static void add_order(offering *o, const pl_seat_orders *orders, const pl_audience *audience) {
  const bool is_nobody = pl_audience_is_empty(audience);
  pl_offer *offer = add(o, PL_OFFER_ORDER, PL_TURN_DECIDE, PL_ACTION_POSTURE);
  if (!offer) return;
  offer->turn[0].decision.audience = *audience;
  if (!is_nobody && orders->hold) add_turn(offer, PL_TURN_DECIDE, PL_ACTION_HOLD);
  if (is_nobody && orders->publish) add_turn(offer, PL_TURN_DECIDE, PL_ACTION_PUBLISH);
}

static void offer_order(offering *o, const pl_seat_orders *orders, uint8_t words) {
  const pl_audience audience = {.words = words};
  if (is_same_audience(&orders->posture, &audience) && !(words ? orders->hold : orders->publish)) return;
  add_order(o, orders, &audience);
}

static void offer_orders(offering *o) {
  const pl_seat_orders orders = orders_of(o, true);
  offer_order(o, &orders, PL_AUDIENCE_ALL);
  if (o->scenario->forum_count) offer_order(o, &orders, PL_AUDIENCE_FORUMS);
  if (has_allies(o)) offer_order(o, &orders, PL_AUDIENCE_ALLIES);
  offer_order(o, &orders, 0);
}

/* ---- what was decided ---- */

static bool is_same_object(const pl_decision *a, const pl_decision *b) {
  return a->action == b->action && a->target == b->target && a->iid == b->iid;
}

/* A standing order given again as it stood is no decision. */
static bool is_idle(const pl_seat_orders *before, const pl_decision *decision) {
  pl_seat_orders after = *before;
  const bool is_standing = decision->action < PL_ACTIONS && pl_action_rows()[decision->action].is_standing;
  pl_seat_orders_take(&after, decision);
  return is_standing && is_same_orders(before, &after);
}

static bool is_listed(const pl_journal_entry *journal, size_t from, size_t at) {
  for (size_t i = from; i < at; i++)
    if (!journal[i].is_withdrawn && journal[i].decision.seat == journal[at].decision.seat &&
        is_same_object(&journal[i].decision, &journal[at].decision))
      return true;
  return false;
}

static void offer_to_take_back(offering *o) {
  size_t count, from = 0;
  const pl_journal_entry *journal = pl_session_journal(o->session, &count);
  const pl_seat_orders before = is_state(o) ? orders_of(o, false) : (pl_seat_orders){.hold = 0};
  while (from < count && journal[from].round < o->round) from++;
  for (size_t i = from; i < count && journal[i].round == o->round; i++) {
    const pl_decision *d = &journal[i].decision;
    if (journal[i].is_withdrawn || d->seat != o->seat || is_idle(&before, d) || is_listed(journal, from, i)) continue;
    pl_offer *offer = add(o, PL_OFFER_TAKE_BACK, PL_TURN_TAKE_BACK, d->action);
    const unsigned aimed = PL_ARGUMENT_FORUM | PL_ARGUMENT_BALLOT | PL_ARGUMENT_ADVERSARY | PL_ARGUMENT_INJECT |
                           PL_ARGUMENT_STATE;
    if (!offer) continue;
    offer->turn[0].decision = *d;
    if (!(pl_action_arguments(o->scenario, d->action) & aimed)) offer->turn[0].decision.target = PL_NONE;
  }
}

/* ---- answers ---- */

static void offer_answers(offering *o) {
  const pl_event_log *log = pl_session_events(o->session);
  for (size_t i = 0; i < log->count; i++) {
    const pl_event *event = &log->event[i];
    if (event->kind != PL_EVENT_ANSWER || event->round != o->round || event->state != o->seat) continue;
    for (int option = 0; option < o->scenario->injects[event->index].option_count; option++) {
      if (option == event->other) continue;
      pl_offer *offer = add(o, PL_OFFER_ANSWER, PL_TURN_DECIDE, PL_ACTION_ANSWER);
      if (!offer) continue;
      offer->turn[0].decision.target = event->index;
      offer->turn[0].decision.option = (uint16_t)option;
    }
  }
}

size_t pl_offer_turns(const pl_session *session, int round, int seat, pl_offer *offers, size_t capacity) {
  offering o = {.session = session, .scenario = pl_session_scenario(session), .round = round, .seat = seat,
                .offers = offers, .capacity = capacity};
  if (round < 0 || round >= pl_session_rounds_done(session)) return 0;
  if (seat < 0 || seat >= pl_scenario_seat_count(o.scenario)) return 0;
  if (is_state(&o)) offer_items(&o);
  if (is_state(&o)) offer_orders(&o);
  offer_to_take_back(&o);
  offer_answers(&o);
  return o.count;
}

bool pl_offer_for(const pl_session *session, int round, const pl_offer *like, const pl_audience *audience,
                  pl_offer *offer) {
  offering o = {.session = session, .scenario = pl_session_scenario(session), .round = round,
                .seat = like->turn[0].decision.seat, .offers = offer, .capacity = 1};
  *offer = *like;
  if (like->kind == PL_OFFER_ITEM) offer->turn[0].decision.audience = *audience;
  if (like->kind != PL_OFFER_ORDER) return like->kind == PL_OFFER_ITEM;
  const pl_seat_orders orders = orders_of(&o, true);
  add_order(&o, &orders, audience);
  return true;
}
