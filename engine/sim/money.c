/* Money, tracks, strikes and takedowns (model §5.3–§5.6, §8): state by state, then what states do together.
 *
 * A round's money is use-it-or-lose-it. What it no longer covers lapses, costs nothing and is recorded. */
#include "story.h"

#include <string.h>

pl_mu pl_money_before_actions(const pl_world *w, int state) {
  const pl_state *s = &w->state[state];
  pl_mu money = mul(s->budget, 52429 + mul(13107, s->confidence)) + s->bonus;
  for (int f = 0; f < w->forum_count; f++)
    if (s->forums >> f & 1) money -= mul(s->budget, w->scenario->forums[f].dues);
  return money > 0 ? money : 0;
}

pl_mu pl_world_action_cost(const pl_world *world, int state, const pl_decision *decision) {
  const pl_scenario *scenario = world->scenario;
  const int target = decision->target;
  if (state < 0 || state >= world->n) return 0;
  const pl_mu budget = world->state[state].budget;
  if (pl_story_is_custom(world, decision->action)) return pl_story_custom(world, decision->action)->cost;
  switch ((pl_action)decision->action) {
  case PL_ACTION_BUY: return world->p->comm_price;
  case PL_ACTION_STRIKE: return mul(budget, world->p->strike_cost);
  case PL_ACTION_TAKEDOWN: return mul(budget, world->p->dis_cost);
  case PL_ACTION_JOIN: /* where members vote, dues come later */
    if (target >= world->forum_count || scenario->forums[target].vote != PL_VOTE_OPEN) return 0;
    return mul(budget, scenario->forums[target].dues);
  case PL_ACTION_ANSWER:
    if (target >= scenario->inject_count || decision->option >= scenario->injects[target].option_count) return 0;
    return scenario->injects[target].options[decision->option].cost;
  default: return 0;
  }
}

/* Pays if it can; else the action lapses. */
static bool pay(pl_world *w, int state, pl_action action, int target, pl_mu *money) {
  const pl_decision decision = {.seat = (uint16_t)state, .action = (uint16_t)action, .target = (uint16_t)target};
  const pl_mu price = pl_world_action_cost(w, state, &decision);
  if (*money < price) {
    pl_record_lapse(w, state, action, target, PL_LAPSE_MONEY);
    return false;
  }
  *money -= price;
  return true;
}

static void record_against(pl_world *w, pl_event_kind kind, int state, int adversary) {
  if (!pl_is_recording(w)) return;
  pl_event event = pl_event_now(w, kind);
  event.state = (uint16_t)state;
  event.adversary = (uint16_t)adversary;
  event.is_public = kind == PL_EVENT_STRUCK;
  event.seen_by = pl_seen_by(state);
  pl_record(w, &event);
}

static void add_pending(pl_adversary *a, int state, int64_t tension) {
  a->pending[state] = (pl_q16)clamp(a->pending[state] + tension, 0, 4 * PL_ONE);
}

/* Quiet now, tension later; allies share the tension without having been asked. */
static void strike(pl_world *w, int state, int adversary) {
  const pl_parameters *p = w->p;
  pl_adversary *a = &w->adversary[adversary];
  pl_state *s = &w->state[state];
  s->standing = (pl_q16)mul(s->standing, PL_ONE - PL_STRIKE_STANDING);
  s->rights = (pl_q16)mul(s->rights, PL_ONE - PL_STRIKE_RIGHTS);
  a->suppression = noisy_or(a->suppression, p->strike_sup);
  for (int i = 0; i < w->active_count; i++) {
    pl_incident *incident = w->incident[w->active[i]];
    if (incident->adversary != adversary) continue;
    incident->background -= (pl_q16)mul(incident->background, p->strike_act);
    incident->beta -= (pl_q16)mul(incident->beta, p->strike_act);
    pl_outbreak_weaken(incident->outbreak, incident->beta, incident->background);
  }
  const int64_t tension = w->scenario->adversaries[adversary].is_state ? p->tens_strike : p->tens_crim / 4;
  add_pending(a, state, tension);
  for (int t = pl_set_next(&s->allies, 0); t >= 0; t = pl_set_next(&s->allies, t + 1))
    add_pending(a, t, mul(tension, p->ally_spill));
  w->norm = (pl_q16)clamp(w->norm + p->norm_up, 0, 4 * PL_ONE);
  record_against(w, PL_EVENT_STRUCK, state, adversary);
}

static void buy(pl_world *w, int state, pl_mu *money) {
  pl_state *s = &w->state[state];
  s->has_subscription = w->room.orders[state].buy && pay(w, state, PL_ACTION_BUY, 0, money);
  if (s->has_subscription) record_against(w, PL_EVENT_BOUGHT, state, PL_NONE);
}

static void invest(const pl_world *w, pl_state *s, pl_mu money) {
  for (int k = 0; k < PL_TRACKS; k++) {
    s->stock[k] -= mul(s->stock[k], w->p->decay);
    s->stock[k] += money * s->orders.split[k] / 1000;
  }
}

/* A watchful state, or one that buys what vendors collected, pays in rights. */
static void erode_rights(pl_state *s) {
  const uint16_t *split = s->orders.split;
  if (2 * split[PL_DEFEND] > split[PL_PREVENT] + split[PL_DEFEND] + split[PL_STRENGTHEN])
    s->rights = (pl_q16)mul(s->rights, PL_ONE - PL_WATCHFUL_RIGHTS);
  if (s->has_subscription) s->rights = (pl_q16)mul(s->rights, PL_ONE - PL_BOUGHT_RIGHTS);
}

static void resolve_state(pl_world *w, int state, const pl_decision *decisions, size_t count, bool *accepted) {
  pl_state *s = &w->state[state];
  const round_orders *orders = &w->room.orders[state];
  pl_mu money = pl_money_before_actions(w, state);
  s->bonus = 0;
  buy(w, state, &money);
  uint64_t strikes = 0;
  for (int a = 0; a < w->adversary_count; a++)
    if (orders->strike >> a & 1 && pay(w, state, PL_ACTION_STRIKE, a, &money))
      strikes |= UINT64_C(1) << a;
  w->room.orders[state].strike = strikes; /* from here on: those that were paid */
  for (int a = 0; a < w->adversary_count; a++)
    if (orders->takedown >> a & 1 && pay(w, state, PL_ACTION_TAKEDOWN, a, &money)) {
      w->room.takedown_paid[a][state >> 6] |= UINT64_C(1) << (state & 63);
      w->room.takedowns |= UINT64_C(1) << a;
    }
  pl_story_pay(w, state, decisions, count, accepted, &money);
  for (int a = 0; a < w->adversary_count; a++)
    if (strikes >> a & 1) strike(w, state, a);
  s->spent = money;
  invest(w, s, money);
  erode_rights(s);
}

/* One draw for all who joined; the more and the abler, the likelier. */
static void resolve_takedown(pl_world *w, int adversary) {
  pl_state_set paid;
  memcpy(paid.word, w->room.takedown_paid[adversary], sizeof paid.word);
  int64_t chance = 0;
  for (int s = pl_set_next(&paid, 0); s >= 0; s = pl_set_next(&paid, s + 1))
    chance += mul(w->p->dis_p, w->state[s].effective_expertise);
  if (chance > 58000) chance = 58000;
  const uint64_t key = pl_luck_key(w->seed, PL_LUCK_DISRUPT, (uint32_t)adversary, (uint32_t)w->round, 0);
  const bool is_success = pl_luck_unif(key) < chance;
  pl_adversary *a = &w->adversary[adversary];
  if (is_success) a->suppression = noisy_or(a->suppression, w->p->dis_sup);
  if (!pl_is_recording(w)) return;
  pl_event event = pl_event_now(w, PL_EVENT_TAKEDOWN);
  event.adversary = (uint16_t)adversary;
  event.flag = is_success;
  event.amount = pl_set_count(&paid);
  event.seen_by = paid;
  event.is_public = true;
  pl_record(w, &event);
}

/* The decisions of one seat: they stand together, because decisions are in total order by seat. */
static size_t seat_end(const pl_decision *decisions, size_t first, size_t count) {
  size_t end = first;
  while (end < count && decisions[end].seat == decisions[first].seat) end++;
  return end;
}

void pl_money_resolve(pl_world *w, const pl_decision *decisions, size_t count, bool *accepted) {
  size_t next = 0;
  if (!count) decisions = &(const pl_decision){0}; /* a caller without decisions may have no array either */
  for (int s = 0; s < w->n; s++) {
    const size_t end = next < count && decisions[next].seat == s ? seat_end(decisions, next, count) : next;
    resolve_state(w, s, decisions + next, end - next, accepted + next);
    next = end;
  }
  while (next < count) { /* roles: they answer injects and pay nothing */
    const size_t end = seat_end(decisions, next, count);
    pl_story_pay(w, decisions[next].seat, decisions + next, end - next, accepted + next, NULL);
    next = end;
  }
  for (int a = 0; a < w->adversary_count; a++)
    if (w->room.takedowns >> a & 1) resolve_takedown(w, a);
}
