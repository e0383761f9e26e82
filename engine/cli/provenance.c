/* polder provenance: who had which item of intelligence when, from whom, under which label, and whether the rules were
 * kept. */
#include <string.h>

#include <polder/account_json.h>
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
                      PL_TEXT("nothing is known of a finding %.64s: without --item all that is known are listed"),
                      word);
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
    status = arguments->json ? pl_print_json(pl_json_of_provenance(session, p, only), error)
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
