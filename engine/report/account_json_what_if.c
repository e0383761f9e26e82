/* A what-if as JSON: what is otherwise, where the two exercises part, both of them in figures, the difference, and the
 * same under other luck. */
#include "account_json_internal.h"

#include <polder/accounts.h>
#include <polder/act.h>

static const char *state_id(const pl_scenario *scenario, int state) {
  return state < pl_scenario_seat_count(scenario) ? pl_scenario_seat_id(scenario, state) : NULL;
}

/* ---- what is otherwise ---- */

static json_t *item_of(const pl_scenario *scenario, const pl_decision *d) {
  pl_buffer audience = {0};
  pl_audience_print(scenario, &d->audience, &audience);
  json_t *object = json_pack("{s:s,s:s,s:o,s:s}", "kind", "item", "seat", pl_scenario_seat_id(scenario, d->seat),
                             "item", pl_json_of_incident(scenario, d->iid), "audience", pl_buffer_text(&audience));
  pl_buffer_clear(&audience);
  return object;
}

static json_t *turn_of(const pl_scenario *scenario, const pl_turn *turn) {
  const pl_decision *d = &turn->decision;
  const bool is_about_item = pl_action_arguments(scenario, d->action) & PL_ARGUMENT_ITEM;
  switch (turn->kind) {
  case PL_TURN_DECIDE:
    return json_pack("{s:s,s:s,s:o}", "kind", "decide", "seat", pl_scenario_seat_id(scenario, d->seat), "decision",
                     pl_json_of_decision(scenario, d));
  case PL_TURN_TAKE_BACK:
    return json_pack("{s:s,s:s,s:s,s:s?,s:o}", "kind", "without", "seat", pl_scenario_seat_id(scenario, d->seat),
                     "action", pl_action_name(scenario, d->action), "target", pl_json_target(scenario, d), "item",
                     is_about_item && d->iid != PL_NO_INCIDENT ? pl_json_of_incident(scenario, d->iid) : json_null());
  case PL_TURN_ITEM: return item_of(scenario, d);
  }
  return NULL;
}

/* ---- what came of it ---- */

static json_t *parting_of(const pl_scenario *scenario, const pl_parting *parting) {
  const pl_event *event = &parting->event;
  if (!parting->is_any) return json_null();
  return json_pack("{s:i,s:i,s:i,s:b,s:s,s:s?,s:o}", "tick", (int)event->tick, "day", pl_day_of(event->tick), "round",
                   (int)event->round + 1, "played_only", parting->was_played, "event",
                   pl_event_name((pl_event_kind)event->kind), "state", state_id(scenario, event->state), "incident",
                   event->iid ? pl_json_of_incident(scenario, event->iid) : json_null());
}

static json_t *state_of(const pl_scenario *scenario, const pl_outcome *outcome, int index) {
  const pl_outcome_state *s = &outcome->state[index];
  return json_pack("{s:s,s:I,s:I,s:I,s:I,s:I,s:I,s:i,s:i,s:i}", "id", scenario->states[index].id, "hit",
                   (json_int_t)s->hit, "loss", (json_int_t)s->loss, "edge", (json_int_t)s->edge, "burn",
                   (json_int_t)s->burn, "effort", (json_int_t)s->effort, "trust", (json_int_t)s->trust, "standing",
                   (int)s->standing, "confidence", (int)s->confidence, "rights", (int)s->rights);
}

json_t *pl_json_of_outcome(const pl_scenario *scenario, const pl_outcome *outcome) {
  json_t *curve = json_array(), *states = json_array();
  for (pl_tick t = 0; t < outcome->ticks; t++) pl_json_add(&curve, json_integer(outcome->curve[t]));
  for (int s = 0; s < outcome->state_count; s++) pl_json_add(&states, state_of(scenario, outcome, s));
  return json_pack("{s:I,s:I,s:i,s:i,s:o,s:o,s:o}", "hit", (json_int_t)outcome->hit, "loss", (json_int_t)outcome->loss,
                   "peak", (int)outcome->peak, "peak_tick", (int)outcome->peak_tick, "digest",
                   pl_json_of_digest(outcome->digest), "curve", curve, "states", states);
}

static json_t *differences_of(const pl_scenario *scenario, const pl_comparison *comparison) {
  json_t *list = json_array();
  for (int s = 0; s < scenario->state_count; s++) {
    pl_difference d;
    pl_difference_of(scenario, comparison, s, &d);
    pl_json_add(&list,
                json_pack("{s:s,s:I,s:I,s:I,s:i,s:i,s:i,s:i}", "id", scenario->states[s].id, "hit", (json_int_t)d.hit,
                          "loss", (json_int_t)d.loss, "sharing", (json_int_t)d.sharing, "trust", (int)d.trust,
                          "standing", (int)d.standing, "confidence", (int)d.confidence, "points", (int)d.points));
  }
  return list;
}

static json_t *lapsed_of(const pl_scenario *scenario, const pl_comparison *comparison) {
  json_t *list = json_array();
  for (size_t i = 0; i < comparison->lapsed_count; i++) {
    const pl_event *event = &comparison->lapsed[i];
    if (event->kind != PL_EVENT_LAPSED) continue;
    pl_json_add(&list, json_pack("{s:i,s:s?,s:s}", "round", (int)event->round + 1, "seat",
                                 state_id(scenario, event->state), "action", pl_action_name(scenario, event->index)));
  }
  return list;
}

/* Control's acts that became impossible. */
static json_t *moot_of(const pl_scenario *scenario, const pl_comparison *comparison) {
  json_t *list = json_array();
  for (size_t i = 0; i < comparison->lapsed_count; i++) {
    const pl_event *event = &comparison->lapsed[i];
    if (event->kind != PL_EVENT_MOOT) continue;
    const char *inject = event->index < scenario->inject_count ? scenario->injects[event->index].id : NULL;
    pl_json_add(&list, json_pack("{s:i,s:s,s:s?,s:s?}", "round", (int)event->round + 1, "act",
                                 pl_act_name((pl_act_kind)event->amount), "seat", state_id(scenario, event->state),
                                 "inject", inject));
  }
  return list;
}

/* ---- under other luck ---- */

static json_t *pairs_by_state(const pl_scenario *scenario, const pl_pairs *pairs) {
  json_t *list = json_array();
  for (int s = 0; s < pairs->state_count; s++)
    pl_json_add(&list, json_pack("{s:s,s:o,s:o}", "id", scenario->states[s].id, "hit_fewer",
                                 pl_json_of_spread(&pairs->state_fewer[s]), "loss_less",
                                 pl_json_of_spread(&pairs->state_less[s])));
  return list;
}

static json_t *three_of(const pl_spread *played, const pl_spread *otherwise, const char *word, const pl_spread *less) {
  return json_pack("{s:o,s:o,s:o}", "played", pl_json_of_spread(played), "otherwise", pl_json_of_spread(otherwise),
                   word, pl_json_of_spread(less));
}

static json_t *pairs_of(const pl_scenario *scenario, const pl_pairs *p) {
  return json_pack("{s:i,s:i,s:o,s:o,s:o,s:o,s:o,s:o,s:I,s:I,s:i,s:i}", "runs", (int)p->runs, "from_tick", (int)p->from,
                   "hit", three_of(&p->hit_played, &p->hit_otherwise, "fewer", &p->hit_fewer), "peak",
                   three_of(&p->peak_played, &p->peak_otherwise, "fewer", &p->peak_fewer), "loss",
                   three_of(&p->loss_played, &p->loss_otherwise, "less", &p->loss_less), "states",
                   pairs_by_state(scenario, p), "band_played", pl_json_of_band(&p->played, p->ticks - p->from),
                   "band_otherwise", pl_json_of_band(&p->otherwise, p->ticks - p->from), "variance_paired",
                   (json_int_t)p->variance_paired, "variance_independent", (json_int_t)p->variance_independent,
                   "lapsed_in", (int)p->lapsed, "moot_in", (int)p->moot);
}

/* ---- together ---- */

json_t *pl_json_of_what_if(const pl_session *session, const pl_what_if *what_if, const pl_comparison *comparison,
                           const pl_pairs *pairs) {
  const pl_scenario *scenario = pl_session_scenario(session);
  json_t *object = pl_json_of_exercise(session), *turns = json_array();
  for (size_t i = 0; i < what_if->turn_count; i++) pl_json_add(&turns, turn_of(scenario, &what_if->turn[i]));
  json_t *more =
      json_pack("{s:i,s:s,s:o,s:b,s:o,s:o,s:o,s:o,s:o,s:o,s:o}", "round", (int)what_if->round + 1, "others",
                what_if->others == PL_OTHERS_BOTS ? "bots" : "recorded", "turns", turns, "different",
                comparison->first.is_any || comparison->played.digest != comparison->otherwise.digest, "parting",
                parting_of(scenario, &comparison->first), "first_hit", parting_of(scenario, &comparison->first_hit),
                "played", pl_json_of_outcome(scenario, &comparison->played), "otherwise",
                pl_json_of_outcome(scenario, &comparison->otherwise), "difference",
                differences_of(scenario, comparison), "lapsed", lapsed_of(scenario, comparison),
                "moot", moot_of(scenario, comparison));
  object = pl_json_joined(object, more);
  if (!object || !pairs || !json_object_set_new(object, "pairs", pairs_of(scenario, pairs))) return object;
  json_decref(object);
  return NULL;
}
