/* polder ledger: what each act of sharing, and each silence, was worth. */
#include "commands.h"
#include "laid_out.h"
#include "progress.h"

static json_t *set_of(const pl_scenario *scenario, const pl_state_set *states) {
  json_t *list = json_array();
  for (int s = pl_set_next(states, 0); s >= 0 && s < scenario->state_count; s = pl_set_next(states, s + 1))
    json_array_append_new(list, json_string(scenario->states[s].id));
  return list;
}

static json_t *items_of(const pl_scenario *scenario, const pl_ledger *ledger) {
  json_t *list = json_array();
  for (size_t i = 0; i < ledger->item_count; i++) {
    const pl_ledger_item *item = &ledger->item[i];
    json_t *spared = json_array(), *share = json_array();
    for (int s = 0; s < ledger->state_count; s++) {
      json_array_append_new(spared, json_integer(item->spared_by_state[s]));
      json_array_append_new(share, json_integer((json_int_t)item->share_by_state[s]));
    }
    json_array_append_new(
        list, json_pack("{s:o,s:s,s:i,s:o,s:b,s:I,s:I,s:I,s:I,s:o,s:o}", "incident",
                        pl_json_of_incident(scenario, item->iid), "originator",
                        pl_scenario_seat_id(scenario, item->originator), "tick", (int)item->birth, "sent",
                        set_of(scenario, &item->sent), "shared", item->was_shared, "spared", (json_int_t)item->spared,
                        "spared_loss", (json_int_t)item->spared_loss, "share", (json_int_t)item->share, "share_error",
                        (json_int_t)item->share_error, "spared_by_state", spared, "share_by_state", share));
  }
  return list;
}

static json_t *incidents_of(const pl_scenario *scenario, const pl_ledger *ledger) {
  static const char *const splits[] = {[PL_SPLIT_ALONE] = "alone", [PL_SPLIT_EXACT] = "exact",
                                       [PL_SPLIT_SAMPLED] = "sampled", [PL_SPLIT_IN_PROPORTION] = "in proportion"};
  json_t *list = json_array();
  for (size_t i = 0; i < ledger->incident_count; i++) {
    const pl_ledger_incident *incident = &ledger->incident[i];
    json_array_append_new(list, json_pack("{s:o,s:i,s:I,s:I,s:s,s:i}", "incident",
                                          pl_json_of_incident(scenario, incident->iid), "sharers",
                                          (int)incident->sharers, "spared", (json_int_t)incident->spared,
                                          "spared_loss", (json_int_t)incident->spared_loss, "split",
                                          splits[incident->split], "orders", (int)incident->orders));
  }
  return list;
}

static json_t *states_of(const pl_scenario *scenario, const pl_ledger *ledger) {
  json_t *list = json_array();
  for (int s = 0; s < ledger->state_count; s++) {
    const pl_ledger_state *state = &ledger->state[s];
    json_array_append_new(
        list, json_pack("{s:s,s:i,s:i,s:i,s:I,s:I,s:I,s:I,s:I}", "id", scenario->states[s].id, "gave",
                        (int)state->gave, "withheld", (int)state->withheld, "received", (int)state->received,
                        "spared_others", (json_int_t)state->spared_others, "was_spared", (json_int_t)state->was_spared,
                        "spared_itself", (json_int_t)state->spared_itself, "error", (json_int_t)state->error, "silence",
                        (json_int_t)state->silence));
  }
  return list;
}

static json_t *object_of(const pl_laid_out *laid, const pl_ledger *ledger) {
  const pl_scenario *scenario = pl_session_scenario(laid->session);
  json_t *object = pl_json_of_exercise(laid);
  json_t *more = json_pack("{s:I,s:I,s:I,s:I,s:i,s:o,s:o,s:o}", "total", (json_int_t)ledger->total, "split",
                           (json_int_t)ledger->split, "together", (json_int_t)ledger->together, "total_loss",
                           (json_int_t)ledger->total_loss, "replays", (int)ledger->replays, "states",
                           states_of(scenario, ledger), "incidents", incidents_of(scenario, ledger), "items",
                           items_of(scenario, ledger));
  const bool is_whole = object && more && !json_object_update(object, more);
  json_decref(more);
  if (is_whole) return object;
  json_decref(object);
  return NULL;
}

static pl_status tell(const pl_laid_out *laid, const pl_arguments *arguments, const pl_ledger *ledger,
                      pl_error *error) {
  pl_tale tale = {0};
  pl_tell_ledger(pl_narrator_voice(laid->narrator), ledger, arguments->all ? PL_ACCOUNT_ALL_STATES : 0, &tale);
  return pl_laid_out_show(&tale, arguments, error);
}

static pl_status draw_up(const pl_laid_out *laid, const pl_arguments *arguments, pl_error *error) {
  pl_progress_line line;
  pl_ledger_options how = {.progress = pl_progress_begin(&line, PL_TEXT("drawing up the ledger"))};
  pl_ledger *ledger = pl_ledger_new(laid->course, &how, error);
  pl_progress_end(&line);
  if (!ledger) return error->status;
  pl_status status =
      arguments->json ? pl_print_json(object_of(laid, ledger), error) : tell(laid, arguments, ledger, error);
  pl_ledger_free(ledger);
  return status;
}

static pl_status ledger(const pl_arguments *arguments, pl_error *error) {
  pl_laid_out laid = {.session = NULL};
  pl_status status = pl_laid_out_begin(&laid, arguments, error);
  if (status == PL_OK) status = draw_up(&laid, arguments, error);
  pl_laid_out_end(&laid);
  return status;
}

static const pl_option_row options[] = {
    {"--all", NULL, PL_LATER("all items and incidents, not only those that mattered most"), PL_OPTION_FLAG,
     offsetof(pl_arguments, all), 0, 0},
    PL_OPTION_ROW_JOBS,
    PL_OPTION_ROW_JSON,
    PL_OPTION_ROW_LANG_OF_FILE,
    PL_OPTION_ROW_HELP};
const pl_command_row pl_command_ledger = {
    .name = "ledger",
    .operand = "FILE",
    .explain = PL_LATER("what each act of sharing and each silence in a kept exercise was worth"),
    .options = options,
    .option_count = sizeof options / sizeof options[0],
    .run = ledger,
    .more = PL_LATER(
        "Each finding that was shared is withheld once, and each that was withheld is shared once, under the same luck. "
        "What several spared together is split fairly among them (Shapley values). FILE is only read. Example: polder "
        "ledger monday.polder\n"
        "With --json: exercise (true), scenario, seed, rounds, rounds_done, digest, caveat; total, split, together "
        "(organisations), total_loss, replays; states, incidents and items as in the table, shares in thousandths of "
        "an organisation and money in thousandths of a unit.")};
