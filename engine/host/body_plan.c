/* What a team is about to decide: its draft, what it has committed, and what both leave of the money.
 *
 * What the draft costs is counted on the draft alone, since it takes the place of everything that was committed. */
#include "body.h"

#include <polder/decision_json.h>

/* ---- orders ---- */

static json_t *audience_of(pl_making *m, const pl_audience *audience) {
  pl_buffer text = {0};
  pl_audience_print(m->scenario, audience, &text);
  return pl_body_take(m, &text);
}

/* One order as the sentence with which it would be given. */
static void say(pl_making *m, json_t *says, const pl_decision *order) {
  pl_buffer text = {0};
  if (order->action != PL_ACTION_POSTURE && !pl_game_offers(m->game, order->action)) return;
  pl_put_decision_of(&text, m->voice, order);
  pl_body_add(m, says, pl_body_take(m, &text));
}

static json_t *says_of(pl_making *m, const pl_seat_orders *o) {
  json_t *says = pl_body_list(m);
  const pl_decision order = {.seat = (uint16_t)m->seat};
  pl_decision d = order;
  d.action = PL_ACTION_POSTURE, d.audience = o->posture;
  say(m, says, &d);
  d = order, d.action = PL_ACTION_PUBLISH, d.flag = 1;
  if (o->publish) say(m, says, &d);
  d.action = PL_ACTION_ONWARD;
  if (o->onward) say(m, says, &d);
  d.action = PL_ACTION_RELAY;
  if (o->relay) say(m, says, &d);
  d = order, d.action = PL_ACTION_CONSENT, d.audience = o->consent;
  if (!pl_audience_is_empty(&o->consent)) say(m, says, &d);
  d.action = PL_ACTION_TEAR, d.audience = o->tear;
  if (!pl_audience_is_empty(&o->tear)) say(m, says, &d);
  d = order, d.action = PL_ACTION_HOLD, d.families = o->hold;
  if (o->hold) say(m, says, &d);
  d = order, d.action = PL_ACTION_SPLIT;
  for (int i = 0; i < PL_TRACKS; i++) d.split[i] = o->split[i];
  say(m, says, &d);
  return says;
}

json_t *pl_body_orders(pl_making *m, const pl_seat_orders *orders) {
  json_t *body = pl_body_object(m);
  pl_body_set(m, body, "says", says_of(m, orders));
  pl_body_set(m, body, "posture", audience_of(m, &orders->posture));
  pl_body_set(m, body, "consent", audience_of(m, &orders->consent));
  pl_body_set(m, body, "tear", audience_of(m, &orders->tear));
  pl_body_set(m, body, "split", json_pack("[i,i,i]", orders->split[PL_PREVENT], orders->split[PL_DEFEND],
                                          orders->split[PL_STRENGTHEN]));
  pl_body_set(m, body, "hold", pl_body_families(m, orders->hold));
  pl_body_set(m, body, "publish", json_boolean(orders->publish));
  pl_body_set(m, body, "onward", json_boolean(orders->onward));
  pl_body_set(m, body, "relay", json_boolean(orders->relay));
  return body;
}

/* ---- decisions ---- */

static json_t *decision_of(pl_making *m, const pl_decision *decision) {
  pl_buffer text = {0};
  pl_decision_to_json(m->scenario, decision, &text);
  json_t *value = text.failed ? NULL : json_loadb(pl_buffer_text(&text), text.length, 0, NULL);
  pl_buffer_clear(&text);
  if (!value) m->failed = true;
  return value;
}

static json_t *decided_row(pl_making *m, const pl_decision *decision) {
  json_t *row = pl_body_object(m);
  pl_buffer says = {0}, help = {0};
  pl_put_decision_of(&says, m->voice, decision);
  pl_put_action_help(&help, m->game, decision->action);
  pl_body_set(m, row, "decision", decision_of(m, decision));
  pl_body_set(m, row, "says", pl_body_take(m, &says));
  pl_body_set(m, row, "cost", pl_body_money(m, pl_game_cost(m->game, decision)));
  pl_body_set(m, row, "help", pl_body_take_sentence(m, &help));
  return row;
}

json_t *pl_body_decided(pl_making *m, const pl_decision *decisions, size_t count) {
  json_t *list = pl_body_list(m);
  for (size_t i = 0; m->game && i < count; i++) pl_body_add(m, list, decided_row(m, &decisions[i]));
  return list;
}

/* ---- what is left ---- */

static bool is_answered(const pl_decision *decisions, size_t count, uint16_t inject) {
  for (size_t i = 0; i < count; i++)
    if (decisions[i].action == PL_ACTION_ANSWER && decisions[i].target == inject) return true;
  return false;
}

/* As pl_game_money_left, which knows only what was committed: of two answers the later counts, and whoever leaves a
 * forum saves its dues. */
pl_mu pl_body_money_left(pl_making *m, const pl_decision *decisions, size_t count) {
  pl_mu money = m->brief && m->brief->is_state ? m->brief->money : 0;
  for (size_t i = 0; m->game && m->brief && m->brief->is_state && i < count; i++) {
    const pl_decision *d = &decisions[i];
    if (d->action == PL_ACTION_ANSWER && is_answered(d + 1, count - i - 1, d->target)) continue;
    money -= pl_game_cost(m->game, d);
    if (d->action == PL_ACTION_LEAVE) money += m->brief->budget * m->scenario->forums[d->target].dues / PL_ONE;
  }
  return money;
}

int pl_body_unanswered(pl_making *m, const pl_decision *decisions, size_t count) {
  int open = 0;
  for (size_t i = 0; m->brief && i < m->brief->inject_count; i++) {
    const pl_brief_inject *row = &m->brief->injects[i];
    const bool asks = row->is_open && m->scenario->injects[row->inject].option_count;
    open += asks && !is_answered(decisions, count, row->inject);
  }
  return open;
}

/* ---- the sheet ---- */

static json_t *orders_after(pl_making *m, const pl_chair *chair) {
  if (!m->brief || !m->brief->is_state) return json_null();
  pl_seat_orders orders = m->brief->orders;
  for (size_t i = 0; i < chair->draft_count; i++) pl_seat_orders_take(&orders, &chair->draft[i]);
  return pl_body_orders(m, &orders);
}

json_t *pl_body_plan(pl_room *room, int seat) {
  pl_making m = pl_body_begin(room, seat);
  const pl_chair *chair = &room->chair[seat];
  const bool is_deciding = room->phase == PL_ROOM_DECIDING;
  pl_decision committed[PL_PENDING];
  const size_t count = m.game && is_deciding ? pl_game_pending(m.game, committed) : 0;
  json_t *body = pl_body_object(&m);
  pl_body_set(&m, body, "version", json_integer(chair->draft_version));
  pl_body_set(&m, body, "round", json_integer(pl_body_round_shown(room) + 1));
  pl_body_set(&m, body, "draft", pl_body_decided(&m, chair->draft, chair->draft_count));
  pl_body_set(&m, body, "committed", pl_body_decided(&m, committed, count));
  pl_body_set(&m, body, "changed", json_boolean(chair->is_changed));
  pl_body_set(&m, body, "ready", json_boolean(chair->is_ready));
  pl_body_set(&m, body, "by", pl_body_text(chair->drafted_by));
  pl_body_set(&m, body, "orders", orders_after(&m, chair));
  pl_body_set(&m, body, "money", pl_body_money(&m, pl_body_money_left(&m, NULL, 0)));
  pl_body_set(&m, body, "money_left", pl_body_money(&m, pl_body_money_left(&m, chair->draft, chair->draft_count)));
  pl_body_set(&m, body, "unanswered", json_integer(pl_body_unanswered(&m, chair->draft, chair->draft_count)));
  return pl_body_finish(&m, body);
}
