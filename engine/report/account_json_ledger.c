/* The ledger as JSON: its totals, and a row for each state, incident and item. */
#include "account_json_internal.h"

static json_t *items_of(const pl_scenario *scenario, const pl_ledger *ledger) {
  json_t *list = json_array();
  for (size_t i = 0; i < ledger->item_count; i++) {
    const pl_ledger_item *item = &ledger->item[i];
    json_t *spared = json_array(), *share = json_array();
    for (int s = 0; s < ledger->state_count; s++) {
      pl_json_add(&spared, json_integer(item->spared_by_state[s]));
      pl_json_add(&share, json_integer((json_int_t)item->share_by_state[s]));
    }
    json_t *sent = pl_json_of_states(scenario, &item->sent);
    pl_json_add(&list, json_pack("{s:o,s:s,s:i,s:o,s:b,s:I,s:I,s:I,s:I,s:o,s:o}", "incident",
                                 pl_json_of_incident(scenario, item->iid), "originator",
                                 pl_scenario_seat_id(scenario, item->originator), "tick", (int)item->birth, "sent",
                                 sent, "shared", item->was_shared, "spared", (json_int_t)item->spared, "spared_loss",
                                 (json_int_t)item->spared_loss, "share", (json_int_t)item->share, "share_error",
                                 (json_int_t)item->share_error, "spared_by_state", spared, "share_by_state", share));
  }
  return list;
}

static json_t *incidents_of(const pl_scenario *scenario, const pl_ledger *ledger) {
  static const char *const splits[] = {[PL_SPLIT_ALONE] = "alone",
                                       [PL_SPLIT_EXACT] = "exact",
                                       [PL_SPLIT_SAMPLED] = "sampled",
                                       [PL_SPLIT_IN_PROPORTION] = "in proportion"};
  json_t *list = json_array();
  for (size_t i = 0; i < ledger->incident_count; i++) {
    const pl_ledger_incident *incident = &ledger->incident[i];
    pl_json_add(&list, json_pack("{s:o,s:i,s:I,s:I,s:s,s:i}", "incident", pl_json_of_incident(scenario, incident->iid),
                                 "sharers", (int)incident->sharers, "spared", (json_int_t)incident->spared,
                                 "spared_loss", (json_int_t)incident->spared_loss, "split", splits[incident->split],
                                 "orders", (int)incident->orders));
  }
  return list;
}

static json_t *states_of(const pl_scenario *scenario, const pl_ledger *ledger) {
  json_t *list = json_array();
  for (int s = 0; s < ledger->state_count; s++) {
    const pl_ledger_state *state = &ledger->state[s];
    pl_json_add(&list, json_pack("{s:s,s:i,s:i,s:i,s:I,s:I,s:I,s:I,s:I}", "id", scenario->states[s].id, "gave",
                                 (int)state->gave, "withheld", (int)state->withheld, "received", (int)state->received,
                                 "spared_others", (json_int_t)state->spared_others, "was_spared",
                                 (json_int_t)state->was_spared, "spared_itself", (json_int_t)state->spared_itself,
                                 "error", (json_int_t)state->error, "silence", (json_int_t)state->silence));
  }
  return list;
}

json_t *pl_json_of_ledger(const pl_session *session, const pl_ledger *ledger) {
  const pl_scenario *scenario = pl_session_scenario(session);
  json_t *object = pl_json_of_exercise(session);
  json_t *more =
      json_pack("{s:I,s:I,s:I,s:I,s:i,s:i,s:o,s:o,s:o}", "total", (json_int_t)ledger->total, "split",
                (json_int_t)ledger->split, "together", (json_int_t)ledger->together, "total_loss",
                (json_int_t)ledger->total_loss, "replays", (int)ledger->replays, "moot_in", (int)ledger->moot,
                "states", states_of(scenario, ledger), "incidents", incidents_of(scenario, ledger), "items",
                items_of(scenario, ledger));
  return pl_json_joined(object, more);
}
