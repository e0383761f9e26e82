/* polder provenance: who had which item of intelligence when, from whom, under which label, and whether the rules were
 * kept. */
#include <jansson.h>
#include <string.h>

#include <polder/accounts.h>
#include <polder/play.h>

#include "commands.h"
#include "kept_file.h"
#include "terminal.h"

/* ---- what is asked for ---- */

static pl_status refuse_item(const char *word, pl_error *error) {
  return pl_error_set(error, PL_USAGE, PL_TEXT("--item is \"%.64s\", expected INCIDENT@STATE, as in worm@NLD"), word);
}

/* NULL without --item. PL_BAD_INPUT: nobody sent or found that, as far as is known. */
static pl_status find_item(const pl_provenance *provenance, const char *word, const pl_provenance_item **found,
                           pl_error *error) {
  *found = NULL;
  if (!word) return PL_OK;
  const char *at = strrchr(word, '@');
  char incident[65];
  if (!at || at == word || (size_t)(at - word) >= sizeof incident) return refuse_item(word, error);
  memcpy(incident, word, (size_t)(at - word));
  incident[at - word] = 0;
  pl_iid iid;
  const int originator = pl_scenario_find_seat(provenance->scenario, at + 1);
  if (originator < 0 || originator >= provenance->scenario->state_count) return refuse_item(word, error);
  const pl_status status = pl_iid_parse(provenance->scenario, incident, &iid, error);
  if (status != PL_OK) return status;
  *found = pl_provenance_find(provenance, iid, (uint16_t)originator);
  if (*found) return PL_OK;
  return pl_error_set(error, PL_BAD_INPUT,
                      PL_TEXT("nothing is known of a finding %.64s: without --item all that is known are listed"), word);
}

/* ---- for machines ---- */

static json_t *name_of(const pl_scenario *scenario, int state) {
  return state < scenario->state_count ? json_string(scenario->states[state].id) : json_null();
}
static json_t *label_of(pl_label label) { return label < PL_LABELS ? json_string(pl_label_name(label)) : json_null(); }
static json_t *number_of(int64_t number) { return number < 0 ? json_null() : json_integer((json_int_t)number); }

static json_t *incident_of(const pl_scenario *scenario, pl_iid iid) {
  pl_buffer text = {0};
  pl_iid_print(scenario, iid, &text);
  json_t *string = text.failed ? NULL : json_string(pl_buffer_text(&text));
  pl_buffer_clear(&text);
  return string;
}

static json_t *hop_of(const pl_scenario *scenario, const pl_hop *hop) {
  static const char *const channels[] = {[PL_CHANNEL_FORUM] = "forum", [PL_CHANNEL_BILATERAL] = "bilateral",
                                         [PL_CHANNEL_PUBLIC] = "public", [PL_CHANNEL_ONWARD] = "onward",
                                         [PL_CHANNEL_RELAY] = "relay", [PL_CHANNEL_COMMERCIAL] = "commercial"};
  static const char *const arrivals[PL_ARRIVALS] = {"received", "under way", "too late", "unknown"};
  static const char *const handlings[PL_HANDLINGS] = {"originator", "consent", "breach", "vendor"};
  const char *forum = hop->forum < scenario->forum_count ? scenario->forums[hop->forum].id : NULL;
  return json_pack("{s:o,s:o,s:s,s:s?,s:b,s:o,s:o,s:o,s:s,s:o,s:s,s:b,s:b,s:o}", "from", name_of(scenario, hop->from),
                   "to", name_of(scenario, hop->to), "channel", channels[hop->channel], "forum", forum, "tear_line",
                   hop->is_tear, "label", label_of(hop->label), "sent", number_of(hop->sent), "received",
                   number_of(hop->received), "arrival", arrivals[hop->arrival], "quality", number_of(hop->quality),
                   "handling", handlings[hop->handling], "rules_kept", pl_hop_kept_rules(hop), "beyond_label",
                   hop->is_beyond_label, "found", number_of(hop->found));
}

static json_t *item_of(const pl_scenario *scenario, const pl_provenance_item *item) {
  json_t *hops = json_array();
  for (size_t i = 0; i < item->hop_count; i++) json_array_append_new(hops, hop_of(scenario, &item->hop[i]));
  return json_pack("{s:o,s:o,s:o,s:o,s:o,s:o,s:o,s:b,s:o,s:o,s:o}", "incident", incident_of(scenario, item->iid),
                   "originator", name_of(scenario, item->originator), "birth", number_of(item->birth), "quality",
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

static json_t *object_of(const pl_session *session, const pl_provenance *p, const pl_provenance_item *only) {
  const pl_scenario *scenario = pl_session_scenario(session);
  json_t *items = json_array(), *states = json_array();
  for (size_t i = 0; i < p->item_count; i++)
    if (!only || only == &p->item[i]) json_array_append_new(items, item_of(scenario, &p->item[i]));
  for (int s = 0; s < scenario->state_count; s++)
    json_array_append_new(states, counts_of(&p->state[s], name_of(scenario, s)));
  const char *seat = p->sight.viewer == PL_VIEWER_SEAT ? pl_scenario_seat_id(scenario, p->sight.seat) : NULL;
  return json_pack("{s:b,s:s,s:I,s:i,s:s?,s:o,s:o,s:o}", "exercise", 1, "scenario", scenario->id, "seed",
                   (json_int_t)pl_world_seed(pl_session_world(session)), "rounds_done",
                   pl_session_rounds_done(session), "seat", seat, "all", counts_of(&p->all, json_null()), "states",
                   states, "items", items);
}

/* ---- telling ---- */

static pl_status tell(const pl_arguments *arguments, const pl_session *session, const pl_provenance *p,
                      const pl_provenance_item *only, pl_error *error) {
  pl_tale tale = {0};
  const pl_play_options options = pl_terminal_options(arguments);
  pl_narrator *narrator = pl_narrator_new(session, pl_kept_language(arguments, session), error);
  if (!narrator) return error->status;
  pl_tell_provenance(pl_narrator_voice(narrator), p, only, &tale);
  const pl_status status = pl_show_tale(&tale, &options, error);
  pl_tale_clear(&tale);
  pl_narrator_free(narrator);
  return status;
}

static pl_status trace(const pl_arguments *arguments, const pl_session *session, const pl_history *history,
                       pl_error *error) {
  const pl_provenance_item *only;
  pl_provenance *p = pl_provenance_new(history, error);
  if (!p) return error->status;
  pl_status status = find_item(p, arguments->item, &only, error);
  if (status == PL_OK)
    status = arguments->json ? pl_print_json(object_of(session, p, only), error)
                             : tell(arguments, session, p, only, error);
  pl_provenance_free(p);
  return status;
}

static pl_status provenance(const pl_arguments *arguments, pl_error *error) {
  int seat;
  pl_kept_guard guard = {0};
  pl_session *session = pl_kept_read(arguments, &guard, -1, error);
  if (!session) return error->status;
  pl_status status = pl_kept_seat(session, arguments->seat, &seat, error);
  const pl_sight sight = {.viewer = seat < 0 ? PL_VIEWER_CONTROL : PL_VIEWER_SEAT, .seat = seat < 0 ? 0 : seat};
  pl_history *history = status == PL_OK ? pl_history_new(session, sight, error) : NULL;
  if (history) status = trace(arguments, session, history, error);
  else if (status == PL_OK) status = error->status;
  pl_history_free(history);
  pl_session_free(session);
  return status;
}

static const pl_option_row options[] = {
    {"--item", "INCIDENT@STATE", PL_LATER("only what this state found out about this incident, step by step"),
     PL_OPTION_TEXT, offsetof(pl_arguments, item), 0, 0},
    {"--seat", "ID", PL_LATER("only what this seat could see (default: everything, as control)"), PL_OPTION_TEXT,
     offsetof(pl_arguments, seat), 0, 0},
    PL_OPTION_ROW_JSON,
    PL_OPTION_ROW_LANG_OF_FILE,
    PL_OPTION_ROW_HELP};
const pl_command_row pl_command_provenance = {
    .name = "provenance",
    .operand = "FILE",
    .explain = PL_LATER("who had which intelligence when, from whom, and whether its rules were kept"),
    .options = options,
    .option_count = sizeof options / sizeof options[0],
    .run = provenance,
    .more = PL_LATER(
        "An originator may send its own item to anyone. Who passes on what others sent keeps the rules with the "
        "originator's consent; without it originator control is broken, and beyond TLP:GREEN the label too. FILE is "
        "only read. Example: polder provenance monday.polder --item worm@NLD\n"
        "With --json: exercise (true), scenario, seed, rounds_done, seat; all, states and items with their hops; times "
        "in ticks of six hours, quality in parts of 65536, money in thousandths of a unit; null is what is not known, "
        "or has not happened.")};
