/* polder fork: a new exercise that is the same up to a round, and undecided from there on. The old file is only read.
 */
#include <polder/play.h>
#include <polder/translate.h>

#include "commands.h"
#include "kept_folder.h"
#include "kept_file.h"

static pl_status check_arguments(const pl_arguments *arguments, pl_error *error) {
  if (arguments->at < 0)
    return pl_error_set(error, PL_USAGE, PL_TEXT("--at is missing: from the start of which round? --at 3"));
  if (!arguments->out) return pl_error_set(error, PL_USAGE, PL_TEXT("--out is missing: name a new file, --out FILE"));
  return pl_kept_folder_refuse_existing(arguments->out, error);
}

static pl_status refuse_round(const pl_arguments *arguments, int last, pl_error *error) {
  if (last == 1)
    return pl_error_set(error, PL_USAGE, PL_TEXT("--at is %d, but %.200s goes no further than round 1: choose 1"),
                        (int)arguments->at, arguments->operand);
  return pl_error_set(error, PL_USAGE, PL_TEXT("--at is %d, but %.200s goes no further than round %d: choose 1 to %d"),
                      (int)arguments->at, arguments->operand, last, last);
}

/* Read no further than to the round: what comes after it may be what somebody wants to get round. Where that fails, the
 * whole says whether there are so many rounds. */
static pl_session *read_until(const pl_arguments *arguments, pl_kept_guard *guard, pl_error *error) {
  pl_error why = {0};
  pl_session *session = pl_kept_read(arguments, guard, (int)arguments->at - 1, &why);
  pl_session *whole = session || why.status != PL_BAD_INPUT ? NULL : pl_kept_read(arguments, guard, -1, error);
  const pl_session *known = session ? session : whole;
  int last = known ? pl_session_rounds_done(known) + 1 : PL_MAX_ROUNDS;
  if (known && last > pl_session_scenario(known)->rounds) last = pl_session_scenario(known)->rounds;
  if (!session) *error = why;
  if (arguments->at > last) {
    refuse_round(arguments, last, error);
    pl_session_free(session);
    session = NULL;
  }
  pl_session_free(whole);
  return session;
}

static void say_how_to_go_on(const pl_arguments *arguments) {
  pl_buffer command = {0};
  pl_put_shell_word(&command, arguments->out);
  printf(PL_TEXT("%s: the exercise from the start of round %d. %s is as it was.\nTo go on: polder resume %s\n"),
         arguments->out, (int)arguments->at, arguments->operand, pl_buffer_text(&command));
  pl_buffer_clear(&command);
}

static pl_status fork_exercise(const pl_arguments *arguments, pl_error *error) {
  pl_status status = check_arguments(arguments, error);
  if (status != PL_OK) return status;
  pl_kept_guard guard = {0};
  pl_session *session = read_until(arguments, &guard, error);
  if (!session) return error->status;
  status = pl_session_keep(session, arguments->out, error);
  if (status == PL_OK && !arguments->quiet) say_how_to_go_on(arguments);
  pl_session_free(session);
  return status;
}

static const pl_option_row options[] = {
    {"--at", "ROUND", PL_LATER("the round to begin with, from 1; its decisions are not taken over"), PL_OPTION_NUMBER,
     offsetof(pl_arguments, at), 1, PL_MAX_ROUNDS},
    {"--out", "FILE", PL_LATER("the new file"), PL_OPTION_TEXT, offsetof(pl_arguments, out), 0, 0},
    PL_OPTION_ROW_QUIET,
    PL_OPTION_ROW_LANG,
    PL_OPTION_ROW_HELP};
const pl_command_row pl_command_fork = {
    .name = "fork",
    .operand = "FILE",
    .explain = PL_LATER("a new exercise from the start of a round of a kept one"),
    .options = options,
    .option_count = sizeof options / sizeof options[0],
    .run = fork_exercise,
    .more =
        PL_LATER("The same luck up to that round and after it: what differs later differs because of what is decided "
                 "otherwise. Example: polder fork monday.polder --at 5 --out monday-5.polder")};
