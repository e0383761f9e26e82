/* polder whatif: the same luck, another decision.
 *
 * Goes back into one round of a kept exercise, turns something around, plays on and compares. What was asked for is
 * read by text/turns.c and told by text/accounts.c; with --seeds both are played again under other luck. */
#include <string.h>

#include "commands.h"
#include "laid_out.h"
#include "progress.h"

typedef struct question {
  pl_turn turn[PL_MOST_TURNS];
  pl_what_if what_if;
} question;

/* ---- what is asked ---- */

static pl_status read_others(const pl_arguments *arguments, pl_what_if *what_if, pl_error *error) {
  const char *others = arguments->others ? arguments->others : "recorded";
  what_if->others = strcmp(others, "bots") ? PL_OTHERS_RECORDED : PL_OTHERS_BOTS;
  if (!strcmp(others, "bots") || !strcmp(others, "recorded")) return PL_OK;
  return pl_error_set(error, PL_USAGE, "--others is \"%.40s\", expected recorded or bots", others);
}

static pl_status check_arguments(const pl_arguments *arguments, pl_error *error) {
  if (arguments->round < 0)
    return pl_error_set(error, PL_USAGE, "--round is missing: in which round is something otherwise? --round 3");
  if (!arguments->seat)
    return pl_error_set(error, PL_USAGE, "--seat is missing: whose decision is otherwise? --seat ID");
  if (!arguments->turn_count)
    return pl_error_set(error, PL_USAGE, "nothing is otherwise yet: give --share, --withhold, --posture, --without or "
                        "--decision");
  return PL_OK;
}

/* An option's name as it was typed, in what is wrong with its value. */
static pl_status read_turn(const pl_laid_out *laid, const pl_argument_turn *given, int seat, pl_turn *turn,
                           pl_error *error) {
  pl_error why = {0};
  pl_status status = pl_turn_read(laid->session, seat, given->word, given->value, turn, &why);
  if (status != PL_OK) pl_error_set(error, status, "--%s: %.400s", given->word, why.text);
  return status;
}

static pl_status read_question(const pl_laid_out *laid, const pl_arguments *arguments, question *q, pl_error *error) {
  int seat;
  *q = (question){.what_if = {.round = (int32_t)arguments->round - 1, .turn_count = arguments->turn_count}};
  q->what_if.turn = q->turn;
  pl_status status = pl_kept_seat(laid->session, arguments->seat, &seat, error);
  if (status == PL_OK) status = read_others(arguments, &q->what_if, error);
  for (size_t i = 0; i < arguments->turn_count && status == PL_OK; i++)
    status = read_turn(laid, &arguments->turns[i], seat, &q->turn[i], error);
  return status;
}

/* ---- what comes out ---- */

static pl_status play_pairs(const pl_laid_out *laid, const pl_arguments *arguments, const pl_what_if *what_if,
                            pl_pairs **pairs, pl_error *error) {
  pl_progress_line line;
  *pairs = NULL;
  if (arguments->seeds < 1) return PL_OK;
  const pl_progress progress = pl_progress_begin(&line, PL_TEXT("playing under other luck"), arguments->quiet);
  *pairs = pl_what_if_pairs(laid->course, what_if, (int32_t)arguments->seeds, &progress, error);
  pl_progress_end(&line);
  return *pairs ? PL_OK : error->status;
}

static pl_status tell(const pl_laid_out *laid, const pl_arguments *arguments, const pl_what_if *what_if,
                      const pl_comparison *comparison, const pl_pairs *pairs, pl_error *error) {
  const pl_voice *voice = pl_narrator_voice(laid->narrator);
  const unsigned flags = arguments->all ? PL_ACCOUNT_ALL_STATES : 0;
  pl_tale tale = {0};
  pl_tell_comparison(voice, what_if, comparison, flags, &tale);
  if (pairs) pl_tell_pairs(voice, what_if, pairs, flags, &tale);
  return pl_laid_out_show(&tale, arguments, error);
}

static pl_status answer(const pl_laid_out *laid, const pl_arguments *arguments, pl_error *error) {
  question q;
  pl_pairs *pairs = NULL;
  pl_status status = read_question(laid, arguments, &q, error);
  if (status != PL_OK) return status;
  pl_comparison *comparison = pl_what_if_compare(laid->course, &q.what_if, error);
  if (!comparison) return error->status;
  status = play_pairs(laid, arguments, &q.what_if, &pairs, error);
  if (status == PL_OK && arguments->json)
    status = pl_print_json(pl_json_of_what_if(laid->session, &q.what_if, comparison, pairs), error);
  else if (status == PL_OK)
    status = tell(laid, arguments, &q.what_if, comparison, pairs, error);
  pl_pairs_free(pairs);
  pl_comparison_free(comparison);
  return status;
}

static pl_status whatif(const pl_arguments *arguments, pl_error *error) {
  pl_laid_out laid = {.session = NULL};
  pl_status status = check_arguments(arguments, error);
  if (status == PL_OK) status = pl_laid_out_begin(&laid, arguments, error);
  if (status == PL_OK) status = answer(&laid, arguments, error);
  pl_laid_out_end(&laid);
  return status;
}

static const pl_option_row options[] = {
    {"--round", "ROUND", PL_LATER("the round in which it is otherwise, from 1"), PL_OPTION_NUMBER,
     offsetof(pl_arguments, round), 1, PL_MAX_ROUNDS},
    {"--seat", "ID", PL_LATER("whose decision it is"), PL_OPTION_TEXT, offsetof(pl_arguments, seat), 0, 0},
    {"--share", "ITEM=AUDIENCE", PL_LATER("this finding goes there, and nowhere else"), PL_OPTION_TURN, 0, 0, 0},
    {"--withhold", "ITEM", PL_LATER("this finding goes to nobody"), PL_OPTION_TURN, 0, 0, 0},
    {"--posture", "AUDIENCE", PL_LATER("new findings go there, until the seat decides about it again"), PL_OPTION_TURN,
     0, 0, 0},
    {"--without", "ACTION[=TARGET]", PL_LATER("what it decided of that kind was not decided, by order or not"),
     PL_OPTION_TURN, 0, 0, 0},
    {"--decision", "JSON", PL_LATER("it decides this as well, or instead of what it replaces"), PL_OPTION_TURN, 0, 0,
     0},
    {"--others", "recorded|bots",
     PL_LATER("everybody else decides as recorded (default), or bots answer from the next round on"), PL_OPTION_TEXT,
     offsetof(pl_arguments, others), 0, 0},
    {"--seeds", "N", PL_LATER("play both under N kinds of other luck as well"), PL_OPTION_NUMBER,
     offsetof(pl_arguments, seeds), 1, PL_MOST_RUNS},
    PL_OPTION_ROW_JOBS,
    PL_OPTION_ROW_QUIET,
    {"--all", NULL, PL_LATER("states without any difference too"), PL_OPTION_FLAG, offsetof(pl_arguments, all), 0, 0},
    PL_OPTION_ROW_JSON,
    PL_OPTION_ROW_LANG_OF_FILE,
    PL_OPTION_ROW_HELP};
const pl_command_row pl_command_whatif = {
    .name = "whatif",
    .operand = "FILE",
    .explain = PL_LATER("decide one thing otherwise in a kept exercise, and compare"),
    .options = options,
    .option_count = sizeof options / sizeof options[0],
    .run = whatif,
    .more = PL_LATER(
        "FILE is only read; an exercise that goes on will do. ITEM is an incident, or INCIDENT@STATE for the finding "
        "of another state; AUDIENCE is all, none, forums, allies, or states and forums joined with + "
        "(EST+forum:delta). Several things may be otherwise in the same round.\n"
        "Examples:\n"
        "polder whatif monday.polder --round 3 --seat USA --without leave\n"
        "polder whatif monday.polder --round 5 --seat NLD --share long-ditch=all --seeds 200\n"
        "polder whatif monday.polder --round 2 --seat EST --decision '{\"seat\": \"EST\", \"action\": \"buy\"}'\n"
        "With --json: exercise (true), scenario, seed, rounds, rounds_done, digest, caveat; round, others, turns; "
        "different (is anything), parting and first_hit (tick, day, round, played_only, event, state, incident; or "
        "null); played and otherwise (hit, loss, peak, peak_tick, digest, curve by tick, states); difference (by "
        "state, otherwise less as played: hit, loss, sharing, trust, standing, confidence, points); lapsed; and with "
        "--seeds pairs (spreads with their mean and its standard error in thousandths, fewer and less being as played "
        "less otherwise). Money is in thousandths of a unit, shares are 65536 for 1.")};
