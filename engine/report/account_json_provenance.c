/* Provenance as JSON. What this viewer is not told, and what has not happened, is null. */
#include "account_json_internal.h"

static json_t *name_of(const pl_scenario *scenario, int state) {
  return state < scenario->state_count ? json_string(scenario->states[state].id) : json_null();
}
static json_t *label_of(pl_label label) { return label < PL_LABELS ? json_string(pl_label_name(label)) : json_null(); }
static json_t *number_of(int64_t number) { return number < 0 ? json_null() : json_integer((json_int_t)number); }

static json_t *hop_of(const pl_scenario *scenario, const pl_hop *hop) {
  static const char *const arrivals[PL_ARRIVALS] = {"received", "under way", "too late", "unknown"};
  static const char *const handlings[PL_HANDLINGS] = {"originator", "consent", "breach", "vendor"};
  const char *forum = hop->forum < scenario->forum_count ? scenario->forums[hop->forum].id : NULL;
  return json_pack("{s:o,s:o,s:s,s:s?,s:b,s:o,s:o,s:o,s:s,s:o,s:s,s:b,s:b,s:o}", "from", name_of(scenario, hop->from),
                   "to", name_of(scenario, hop->to), "channel", pl_json_channel(hop->channel), "forum", forum,
                   "tear_line", hop->is_tear, "label", label_of(hop->label), "sent", number_of(hop->sent), "received",
                   number_of(hop->received), "arrival", arrivals[hop->arrival], "quality", number_of(hop->quality),
                   "handling", handlings[hop->handling], "rules_kept", pl_hop_kept_rules(hop), "beyond_label",
                   hop->is_beyond_label, "found", number_of(hop->found));
}

static json_t *item_of(const pl_scenario *scenario, const pl_provenance_item *item) {
  json_t *hops = json_array();
  for (size_t i = 0; i < item->hop_count; i++) pl_json_add(&hops, hop_of(scenario, &item->hop[i]));
  json_t *incident = pl_json_of_incident(scenario, item->iid);
  return json_pack("{s:o,s:o,s:o,s:o,s:o,s:o,s:o,s:b,s:o,s:o,s:o}", "incident", incident, "originator",
                   name_of(scenario, item->originator), "birth", number_of(item->birth), "quality",
                   number_of(item->quality), "label", label_of(item->label_at_birth), "label_now",
                   label_of(item->label_now), "published", number_of(item->published), "tear_line_published",
                   item->is_tear_published, "burnt", number_of(item->burnt), "burn_cost",
                   item->burnt < 0 ? json_null() : json_integer((json_int_t)item->burn_cost), "hops", hops);
}

static json_t *counts_of(const pl_provenance_state *state, json_t *id) {
  return json_pack("{s:o,s:i,s:i,s:i,s:i,s:i,s:i,s:i,s:i}", "id", id, "items", (int)state->items, "never_sent",
                   (int)state->never_sent, "sent", (int)state->sent, "relayed", (int)state->relayed, "breaches",
                   (int)state->breaches, "found", (int)state->found, "beyond_label", (int)state->beyond_label,
                   "received", (int)state->received);
}

json_t *pl_json_of_provenance(const pl_session *session, const pl_provenance *p, const pl_provenance_item *only) {
  const pl_scenario *scenario = pl_session_scenario(session);
  json_t *items = json_array(), *states = json_array();
  for (size_t i = 0; i < p->item_count; i++)
    if (!only || only == &p->item[i]) pl_json_add(&items, item_of(scenario, &p->item[i]));
  for (int s = 0; s < scenario->state_count; s++) pl_json_add(&states, counts_of(&p->state[s], name_of(scenario, s)));
  const char *seat = p->sight.viewer == PL_VIEWER_SEAT ? pl_scenario_seat_id(scenario, p->sight.seat) : NULL;
  return json_pack("{s:b,s:s,s:I,s:i,s:s?,s:o,s:o,s:o}", "exercise", 1, "scenario", scenario->id, "seed",
                   (json_int_t)pl_world_seed(pl_session_world(session)), "rounds_done", pl_session_rounds_done(session),
                   "seat", seat, "all", counts_of(&p->all, json_null()), "states", states, "items", items);
}
