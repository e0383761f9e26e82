/* polder resume: goes on with an exercise that was kept, where it stopped.
 *
 * Seat, bots and language are the file's. An exercise that is over shows its reckoning once more. */
#include <string.h>

#include <polder/translate.h>

#include "commands.h"
#include "kept_file.h"
#include "language.h"
#include "terminal.h"
#include "window.h"

/* The seat to go on with: the one that a person plays; −1 (ask) where there are none or several. Once all is over,
 * somebody has to read the reckoning. */
static int seat_of(const pl_session *session) {
  const pl_scenario *scenario = pl_session_scenario(session);
  int found = -1, first = -1, count = 0;
  for (int s = pl_scenario_seat_count(scenario) - 1; s >= 0; s--) {
    if (s < scenario->state_count && scenario->states[s].is_playable) first = s;
    if (pl_session_is_person(session, s)) found = s, count++;
  }
  if (count >= 1 && (count == 1 || pl_session_is_over(session))) return found;
  return pl_session_is_over(session) ? first : -1;
}

static pl_status go_on(const pl_arguments *arguments, pl_session *session, const pl_policy_table *bots,
                       const pl_game_options *game, pl_error *error) {
  bool has_opened = false;
  if (pl_window_is_wanted(arguments)) {
    const pl_status status = pl_window_resume(arguments, session, bots, game, &has_opened, error);
    if (has_opened) return status;
    pl_terminal_instead(error);
  }
  pl_terminal_open();
  pl_play_options options = pl_terminal_options(arguments);
  options.game = *game;
  const pl_status status = pl_play(session, bots, &options, error);
  if (status == PL_OK) pl_terminal_close();
  return status;
}

static pl_status resume(const pl_arguments *arguments, pl_error *error) {
  pl_policy_table bots;
  pl_kept_guard guard = {0};
  pl_rules_factory factory = pl_kept_factory(&guard);
  if (pl_kept_look(arguments->operand, error) != PL_OK) return error->status;
  pl_session *session = pl_session_resume(&factory, arguments->operand, error);
  if (!session) return error->status;
  const pl_game_options game = {
      .is_resumed = true, .language = pl_kept_language(arguments, session), .seat = seat_of(session)};
  pl_status status = pl_policy_table_take(&bots, session, error);
  if (status == PL_OK) status = go_on(arguments, session, &bots, &game, error);
  pl_session_free(session);
  return status;
}

static const pl_option_row options[] = {PL_OPTION_ROW_TEXT,        PL_OPTION_ROW_SCALE, PL_OPTION_ROW_REDUCED_MOTION,
                                        PL_OPTION_ROW_FULL_SCREEN, PL_OPTION_ROW_LANG_OF_FILE, PL_OPTION_ROW_HELP};
const pl_command_row pl_command_resume = {
    .name = "resume",
    .operand = "FILE",
    .explain = PL_LATER("go on with an exercise that was kept, where it stopped"),
    .options = options,
    .option_count = sizeof options / sizeof options[0],
    .run = resume,
    .more = PL_LATER(
        "Everything you decided is in FILE, also if the program was ended in the middle of a round. Nobody else "
        "can open FILE meanwhile. An exercise that is over shows its reckoning.")};
