/* polder fan: what else might have come of it. From the opening of a round on the exercise goes on many times under
 * other luck; where it was played to the same end, it also says how lucky it was. */
#include <string.h>

#include "commands.h"
#include "laid_out.h"
#include "progress.h"

enum { USUAL_RUNS = 200 };

static pl_status read_by(const pl_arguments *arguments, pl_others *decided, pl_error *error) {
  const char *by = arguments->by ? arguments->by : "recorded";
  *decided = strcmp(by, "bots") ? PL_OTHERS_RECORDED : PL_OTHERS_BOTS;
  if (!strcmp(by, "bots") || !strcmp(by, "recorded")) return PL_OK;
  return pl_error_set(error, PL_USAGE, "--by is \"%.40s\", expected recorded or bots", by);
}

static pl_status tell(const pl_laid_out *laid, const pl_arguments *arguments, const pl_fan *fan, pl_error *error) {
  pl_tale tale = {0};
  pl_tell_fan(pl_narrator_voice(laid->narrator), fan, &tale);
  return pl_laid_out_show(&tale, arguments, error);
}

static pl_status spread_out(const pl_laid_out *laid, const pl_arguments *arguments, pl_others decided,
                            pl_error *error) {
  pl_progress_line line;
  const int32_t round = arguments->at > 0 ? (int32_t)arguments->at - 1 : pl_fan_usual_round(laid->session, decided);
  const int32_t runs = arguments->runs > 0 ? (int32_t)arguments->runs : USUAL_RUNS;
  const pl_progress progress = pl_progress_begin(&line, PL_TEXT("playing under other luck"), arguments->quiet);
  pl_fan *fan = pl_fan_new(laid->course, round, decided, runs, &progress, error);
  pl_progress_end(&line);
  if (!fan) return error->status;
  pl_status status =
      arguments->json ? pl_print_json(pl_json_of_fan(laid->session, fan), error) : tell(laid, arguments, fan, error);
  pl_fan_free(fan);
  return status;
}

static pl_status fan(const pl_arguments *arguments, pl_error *error) {
  pl_laid_out laid = {.session = NULL};
  pl_others decided;
  pl_status status = read_by(arguments, &decided, error);
  if (status == PL_OK) status = pl_laid_out_begin(&laid, arguments, error);
  if (status == PL_OK) status = spread_out(&laid, arguments, decided, error);
  pl_laid_out_end(&laid);
  return status;
}

static const pl_option_row options[] = {
    {"--at", "ROUND", PL_LATER("from the opening of this round on (default: 1; by bots, of an exercise that is not over, the coming one)"), PL_OPTION_NUMBER,
     offsetof(pl_arguments, at), 1, PL_MAX_ROUNDS},
    {"--by", "recorded|bots",
     PL_LATER("everybody decides as recorded, to the last round done (default), or bots do, to the last round"),
     PL_OPTION_TEXT, offsetof(pl_arguments, by), 0, 0},
    {"--runs", "N", PL_LATER("so many exercises (default: 200)"), PL_OPTION_NUMBER, offsetof(pl_arguments, runs), 1,
     PL_MOST_RUNS},
    PL_OPTION_ROW_JOBS,
    PL_OPTION_ROW_QUIET,
    PL_OPTION_ROW_JSON,
    PL_OPTION_ROW_LANG_OF_FILE,
    PL_OPTION_ROW_HELP};
const pl_command_row pl_command_fan = {
    .name = "fan",
    .operand = "FILE",
    .explain = PL_LATER("how else a kept exercise might have gone on, and how lucky it was"),
    .options = options,
    .option_count = sizeof options / sizeof options[0],
    .run = fan,
    .more = PL_LATER(
        "FILE is only read. Examples:\n"
        "polder fan monday.polder\n"
        "polder fan monday.polder --at 4 --by bots --runs 1000\n"
        "With --json: exercise (true), scenario, seed, rounds, rounds_done, digest, caveat; round, by, runs, "
        "from_tick, ticks; hit, peak and loss (spreads, their mean and its standard error in thousandths), band (by "
        "tick), hits (of each run, sorted), hit_real and luck (in thousandths; null where the exercise has not come as "
        "far), unluckier, as_lucky; rulings_left_out (control's, on what teams proposed; with bots they are in no run) "
        "and moot_in (runs in which something else that control did became impossible).")};
