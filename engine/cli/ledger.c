/* polder ledger: what each act of sharing, and each silence, was worth. */
#include "commands.h"
#include "laid_out.h"
#include "progress.h"

static pl_status tell(const pl_laid_out *laid, const pl_arguments *arguments, const pl_ledger *ledger,
                      pl_error *error) {
  pl_tale tale = {0};
  pl_tell_ledger(pl_narrator_voice(laid->narrator), ledger, arguments->all ? PL_ACCOUNT_ALL_STATES : 0, &tale);
  return pl_laid_out_show(&tale, arguments, error);
}

static pl_status draw_up(const pl_laid_out *laid, const pl_arguments *arguments, pl_error *error) {
  pl_progress_line line;
  pl_ledger_options how = {.progress = pl_progress_begin(&line, PL_TEXT("drawing up the ledger"), arguments->quiet)};
  pl_ledger *ledger = pl_ledger_new(laid->course, &how, error);
  pl_progress_end(&line);
  if (!ledger) return error->status;
  pl_status status = arguments->json ? pl_print_json(pl_json_of_ledger(laid->session, ledger), error)
                                     : tell(laid, arguments, ledger, error);
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
    PL_OPTION_ROW_QUIET,
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
        "Each finding that was shared is withheld once, and each that was withheld is shared once, under the same "
        "luck. What several spared together is split fairly among them (Shapley values). "
        "FILE is only read. Example: polder "
        "ledger monday.polder\n"
        "With --json: exercise (true), scenario, seed, rounds, rounds_done, digest, caveat; total, split, together "
        "(organisations), total_loss, replays; states, incidents and items as in the table, shares in thousandths of "
        "an organisation and money in thousandths of a unit.")};
