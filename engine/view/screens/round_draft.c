/* The draft: what is being put together, the one decision that would follow from it, and what is to be known of that.
 *
 *   subject        audience, publication …     decision
 *   new items      differs from what holds     posture; publish where publication was switched
 *   one own item   somebody, everybody         share, share-forum, share-public; withhold, release by intent
 *   the money      differs from what holds     split
 *
 * Everything that follows is worked out anew after each change, and nothing in a frame without one. */
#include "round.h"

#include <string.h>

void pl_round_touch(round_screen *r) { r->is_stale = true; }

static bool is_same_audience(const pl_audience *a, const pl_audience *b) {
  return pl_set_is_equal(a->states, b->states) && a->forums == b->forums && a->words == b->words;
}

bool pl_round_offers_sharing(const round_screen *r) {
  static const int actions[] = {PL_ACTION_POSTURE,      PL_ACTION_SHARE,    PL_ACTION_SHARE_FORUM,
                                PL_ACTION_SHARE_PUBLIC, PL_ACTION_WITHHOLD, PL_ACTION_RELEASE};
  for (size_t i = 0; i < sizeof actions / sizeof actions[0]; i++)
    if (pl_game_offers(r->game, actions[i])) return true;
  return false;
}

const pl_brief_item *pl_round_item(const round_screen *r, pl_iid iid) {
  for (size_t i = 0; i < r->brief->item_count; i++)
    if (r->brief->items[i].is_own && r->brief->items[i].iid == iid) return &r->brief->items[i];
  return NULL;
}

/* ---- choosing a subject ---- */

static void set_tenths(round_screen *r) {
  for (int i = 0; i < PL_TRACKS; i++) r->draft.tenths[i] = r->orders.split[i] / 100;
}

void pl_round_choose_order(round_screen *r) {
  r->draft.subject = ROUND_ORDER;
  r->draft.intent = ROUND_SHARE;
  r->draft.audience = r->orders.posture;
  r->draft.is_public = r->orders.publish;
  r->draft.is_tear = r->draft.is_forum_only = false;
  set_tenths(r);
  pl_round_touch(r);
}

static round_intent first_intent(const round_screen *r) {
  if (pl_game_offers(r->game, PL_ACTION_SHARE) || pl_game_offers(r->game, PL_ACTION_SHARE_FORUM) ||
      pl_game_offers(r->game, PL_ACTION_SHARE_PUBLIC))
    return ROUND_SHARE;
  return pl_game_offers(r->game, PL_ACTION_WITHHOLD) ? ROUND_WITHHOLD : ROUND_RELEASE;
}

void pl_round_choose_item(round_screen *r, pl_iid iid) {
  r->draft.subject = ROUND_ITEM;
  r->draft.intent = first_intent(r);
  r->draft.iid = iid;
  r->draft.audience = (pl_audience){.words = 0};
  r->draft.is_public = r->draft.is_tear = r->draft.is_forum_only = false;
  set_tenths(r);
  pl_round_touch(r);
}

void pl_round_choose_split(round_screen *r) {
  r->draft.subject = ROUND_SPLIT;
  pl_round_touch(r);
}

/* ---- composing ---- */

static int only_forum(const pl_audience *audience) {
  const bool is_one = !audience->words && pl_set_is_empty(&audience->states) && pl_word_count(audience->forums) == 1;
  return is_one ? pl_word_lowest(audience->forums) : -1;
}

static bool compose_share(const round_screen *r, pl_decision *d) {
  const round_draft *draft = &r->draft;
  const int forum = only_forum(&draft->audience);
  const bool may_share = pl_game_offers(r->game, PL_ACTION_SHARE);
  d->flag = draft->is_tear;
  if (draft->is_public) {
    d->action = PL_ACTION_SHARE_PUBLIC;
    return true;
  }
  if (forum >= 0 && pl_game_offers(r->game, PL_ACTION_SHARE_FORUM) && (draft->is_forum_only || !may_share)) {
    d->action = PL_ACTION_SHARE_FORUM;
    d->target = (uint16_t)forum;
    return true;
  }
  d->action = PL_ACTION_SHARE;
  d->audience = draft->audience;
  return !pl_audience_is_empty(&draft->audience);
}

static bool compose_item(const round_screen *r, pl_decision *d) {
  d->iid = r->draft.iid;
  switch (r->draft.intent) {
  case ROUND_SHARE: return compose_share(r, d);
  case ROUND_WITHHOLD: d->action = PL_ACTION_WITHHOLD; return true;
  case ROUND_RELEASE: d->action = PL_ACTION_RELEASE; return true;
  }
  return false;
}

static bool compose_order(const round_screen *r, pl_decision *d) {
  if (r->draft.is_public != r->orders.publish) {
    d->action = PL_ACTION_PUBLISH;
    d->flag = r->draft.is_public;
    return true;
  }
  d->action = PL_ACTION_POSTURE;
  d->audience = r->draft.audience;
  return !is_same_audience(&r->draft.audience, &r->orders.posture);
}

static bool compose_split(const round_screen *r, pl_decision *d) {
  bool differs = false;
  d->action = PL_ACTION_SPLIT;
  for (int i = 0; i < PL_TRACKS; i++) {
    d->split[i] = (uint16_t)(r->draft.tenths[i] * 100);
    differs = differs || r->draft.tenths[i] != r->orders.split[i] / 100;
  }
  return differs;
}

bool pl_round_compose(const round_screen *r, pl_decision *decision) {
  memset(decision, 0, sizeof *decision);
  decision->seat = r->brief->seat;
  switch (r->draft.subject) {
  case ROUND_NOTHING: return false;
  case ROUND_ORDER: return compose_order(r, decision);
  case ROUND_ITEM: return compose_item(r, decision);
  case ROUND_SPLIT: return compose_split(r, decision);
  }
  return false;
}

static const char *verb_of_share(const round_screen *r) {
  const int count = r->look.has_reach ? (int)r->look.reach.count : 0;
  pl_buffer text = {0};
  pl_buffer_add_format(&text, PL_TEXTS("Share with %d state", "Share with %d states", count), count);
  return pl_phrase_of(r->voice, &text);
}

const char *pl_round_verb(const round_screen *r) {
  switch (r->look.decision.action) {
  case PL_ACTION_POSTURE: return PL_TEXT("Set standing order");
  case PL_ACTION_SPLIT: return PL_TEXT("Set the budget");
  case PL_ACTION_PUBLISH: return r->look.decision.flag ? PL_TEXT("Publish new items") : PL_TEXT("Stop publishing");
  case PL_ACTION_SHARE_PUBLIC: return PL_TEXT("Publish it");
  case PL_ACTION_WITHHOLD: return PL_TEXT("Keep it back");
  case PL_ACTION_RELEASE: return PL_TEXT("Leave it to the standing order");
  default: return verb_of_share(r);
  }
}

/* ---- what follows ---- */

/* What holds once the pending decisions do. */
static void find_pending(round_screen *r) {
  r->pending_count = pl_game_pending(r->game, r->pending);
  r->orders = r->brief->orders;
  for (size_t i = 0; i < r->pending_count; i++) pl_seat_orders_take(&r->orders, &r->pending[i]);
  r->money_left = pl_game_money_left(r->game);
}

/* Whom the decision sends what to. */
static void find_reach(round_screen *r) {
  const pl_decision *d = &r->look.decision;
  const pl_state_set all = pl_set_first(r->scenario->state_count);
  pl_state_set to = pl_audience_states(r->brief, &d->audience);
  const pl_brief_item *item = pl_round_item(r, d->iid);
  const bool is_order = d->action == PL_ACTION_POSTURE || (d->action == PL_ACTION_PUBLISH && d->flag);
  const bool is_item = d->action == PL_ACTION_SHARE || d->action == PL_ACTION_SHARE_FORUM ||
                       d->action == PL_ACTION_SHARE_PUBLIC;
  r->look.has_reach = r->brief->others && (is_order || (is_item && item));
  if (!r->look.has_reach) return;
  pl_offer offer = is_item ? pl_offer_of(r->brief, item, d->flag) : pl_offer_expected(r->brief, PL_RANSOMWARE);
  offer.is_public = d->action == PL_ACTION_SHARE_PUBLIC || d->action == PL_ACTION_PUBLISH;
  if (offer.is_public) to = all;
  if (d->action == PL_ACTION_SHARE_FORUM) {
    offer.forum = d->target;
    to = r->brief->forums[d->target].members;
  }
  pl_reach_find(r->brief, &offer, &to, &r->look.reach);
}

static void look_at(round_screen *r) {
  pl_error error = {0};
  round_look *look = &r->look;
  pl_tale_clear(&look->tale);
  look->refusal = (pl_error){.status = PL_OK};
  look->has_reach = false;
  look->cost = 0;
  if (r->dialog == ROUND_ASKS_ACTION) look->decision = r->asked;
  look->is_there = r->dialog == ROUND_ASKS_ACTION || pl_round_compose(r, &look->decision);
  if (!look->is_there) {
    pl_forecasting_ask(r->forecasting, NULL, NULL, 0);
    return;
  }
  look->cost = pl_game_cost(r->game, &look->decision);
  if (pl_round_check(r, &look->decision, &look->refusal) == PL_OK) look->refusal.status = PL_OK;
  if (r->brief->is_state) find_reach(r);
  if (look->refusal.status == PL_OK && pl_game_tell_outlook(r->game, &look->decision, &look->tale, &error) != PL_OK)
    pl_app_say(r->app, &error);
  pl_forecasting_ask(r->forecasting, look->refusal.status == PL_OK ? &look->decision : NULL, r->pending,
                     r->pending_count);
}

void pl_round_refresh(round_screen *r) {
  pl_error error = {.status = PL_NO_MEMORY};
  if (!r->is_stale) return;
  r->is_stale = false;
  find_pending(r);
  if (r->draft.subject == ROUND_NOTHING) set_tenths(r);
  look_at(r);
  pl_round_mark(r);
  if (pl_round_find_offers(r)) return;
  pl_error_set(&error, PL_NO_MEMORY, "out of memory: not every action can be shown");
  pl_app_say(r->app, &error);
}
