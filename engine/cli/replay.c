/* polder replay: shows a kept exercise again, in a window, in the terminal or as a picture, or verifies it.
 *
 * To verify is to compute everything anew from scenario, seed and decisions and to compare each round's digest with the
 * file's: exit 0 if all agree, 1 if not. For machines one JSON object with the decisions, digests and notes. */
#include <inttypes.h>
#include <jansson.h>
#include <string.h>

#include <polder/account_json.h>
#include <polder/translate.h>

#include "commands.h"
#include "kept_file.h"
#include "terminal.h"
#include "window.h"

/* ---- verifying ---- */

static pl_status verify_for_machines(const char *path, pl_status status, const pl_verification *found,
                                     pl_error *error) {
  bool is_same = status == PL_OK;
  json_t *object = json_pack("{s:b,s:s,s:b,s:i,s:o}", "exercise", 1, "file", path, "verified", is_same, "rounds",
                             found->rounds, "digest", found->rounds ? pl_json_of_digest(found->digest) : json_null());
  if (object && !is_same) {
    json_object_set_new(object, "differs_in", json_integer(found->differs_in + 1));
    json_object_set_new(object, "quantity", json_string(found->quantity));
  }
  pl_status printed = pl_print_json(object, error);
  return printed == PL_OK ? status : printed;
}

static void verify_for_people(const char *path, pl_status status, const pl_verification *found) {
  if (status == PL_OK && !found->rounds)
    printf(PL_TEXT("%s: there is no round to verify yet\n"), path);
  else if (status == PL_OK && found->rounds == 1)
    printf(PL_TEXT("%s: 1 round verified, digest %016" PRIx64 "\n"), path, found->digest);
  else if (status == PL_OK)
    printf(PL_TEXT("%s: %d rounds verified, digest %016" PRIx64 "\n"), path, found->rounds, found->digest);
  else
    printf(PL_TEXT("%s: round %d: %s differs from what was recorded\n"), path, found->differs_in + 1,
           *found->quantity ? pl_translate(found->quantity) : PL_TEXT("the digest"));
}

static pl_status verify(const pl_arguments *arguments, pl_error *error) {
  pl_kept_guard guard = {0};
  pl_rules_factory factory = pl_kept_factory(&guard);
  pl_verification found = {0};
  pl_status status = pl_kept_look(arguments->operand, error);
  if (status == PL_OK) status = pl_session_verify(&factory, arguments->operand, &found, error);
  if (status != PL_OK && status != PL_FINDINGS) return status;
  error->text[0] = 0; /* a finding is told on standard output */
  if (arguments->json) return verify_for_machines(arguments->operand, status, &found, error);
  if (!arguments->quiet) verify_for_people(arguments->operand, status, &found);
  return status;
}

/* ---- for machines ---- */

static json_t *seats_of(const pl_session *session, int only) {
  const pl_scenario *scenario = pl_session_scenario(session);
  json_t *seats = json_array();
  for (int s = 0; s < pl_scenario_seat_count(scenario); s++) {
    if (only >= 0 && s != only) continue;
    json_array_append_new(seats, json_pack("{s:s,s:b,s:s}", "id", pl_scenario_seat_id(scenario, s), "person",
                                           pl_session_is_person(session, s), "player", pl_session_player(session, s)));
  }
  return seats;
}

static pl_status print_for_machines(const pl_session *session, int seat, pl_error *error) {
  const pl_scenario *scenario = pl_session_scenario(session);
  json_t *object =
      json_pack("{s:b,s:s,s:I,s:i,s:i,s:s,s:b,s:o,s:o,s:o,s:o}", "exercise", 1, "scenario", scenario->id, "seed",
                (json_int_t)pl_world_seed(pl_session_world(session)), "rounds", (int)scenario->rounds, "rounds_done",
                pl_session_rounds_done(session), "language", pl_session_language(session) == PL_DUTCH ? "nl" : "en",
                "over", pl_session_is_over(session), "seats", seats_of(session, seat), "digests",
                pl_json_of_digests(session), "decisions", pl_json_of_decisions(session, seat), "notes",
                pl_json_of_notes(session, seat));
  const bool is_control = seat < 0;
  if (object && is_control && (json_object_set_new(object, "acts", pl_json_of_acts(session)) ||
                               json_object_set_new(object, "messages", pl_json_of_messages(session)))) {
    json_decref(object);
    object = NULL;
  }
  return pl_print_json(object, error);
}

/* ---- telling ---- */

static pl_status tell(const pl_arguments *arguments, const pl_session *session, int seat, pl_error *error) {
  pl_terminal_open();
  pl_play_options options = pl_terminal_options(arguments);
  options.game.seat = seat;
  options.game.language = pl_kept_language(arguments, session);
  options.with_truth = arguments->truth;
  pl_status status = pl_retell(session, &options, error);
  if (status == PL_OK) pl_terminal_close();
  return status;
}

/* As a picture, in a window, or in the terminal. */
static pl_status show(const pl_arguments *arguments, const pl_session *session, int seat, pl_error *error) {
  bool has_opened = false;
  const pl_language language = pl_kept_language(arguments, session);
  if (arguments->screenshot) return pl_window_picture(arguments, session, seat, language, error);
  if (pl_window_is_wanted(arguments) && !arguments->quiet && !arguments->truth) {
    const pl_status status = pl_window_replay(arguments, session, seat, language, &has_opened, error);
    if (has_opened) return status;
    pl_terminal_instead(error);
  }
  return tell(arguments, session, seat, error);
}

static pl_status refuse_lonely(const pl_arguments *arguments, pl_error *error) {
  const char *lonely = arguments->at_moment ? "--at" : arguments->mode ? "--mode" : arguments->size ? "--size" : NULL;
  if (lonely && !arguments->screenshot)
    return pl_error_set(error, PL_USAGE, "%s says what a picture shows: it needs --screenshot OUT.png", lonely);
  if (arguments->truth && (!arguments->seat || arguments->screenshot || arguments->json))
    return pl_error_set(error, PL_USAGE, PL_TEXT("--truth is told beside what a seat could see: it needs --seat ID and "
                                                 "neither --json nor --screenshot"));
  return PL_OK;
}

static pl_status replay(const pl_arguments *arguments, pl_error *error) {
  int seat;
  if (arguments->verify) return verify(arguments, error);
  if (refuse_lonely(arguments, error) != PL_OK) return error->status;
  pl_kept_guard guard = {0};
  pl_session *session = pl_kept_read(arguments, &guard, -1, error);
  if (!session) return error->status;
  pl_status status = pl_kept_seat(session, arguments->seat, &seat, error);
  if (status == PL_OK)
    status = arguments->json ? print_for_machines(session, seat, error) : show(arguments, session, seat, error);
  pl_session_free(session);
  return status;
}

static const pl_option_row options[] = {
    {"--verify", NULL, PL_LATER("compute everything again and compare; exit 1 if anything differs"), PL_OPTION_FLAG,
     offsetof(pl_arguments, verify), 0, 0},
    {"--seat", "ID", PL_LATER("only what this seat could see (default: everything, as control)"), PL_OPTION_TEXT,
     offsetof(pl_arguments, seat), 0, 0},
    {"--truth", NULL, PL_LATER("with --seat, in the terminal: after each round also what was true"), PL_OPTION_FLAG,
     offsetof(pl_arguments, truth), 0, 0},
    {"--screenshot", "OUT.png", PL_LATER("write a picture of the board; needs no display"), PL_OPTION_TEXT,
     offsetof(pl_arguments, screenshot), 0, 0},
    {"--at", "ROUND[.TICK]", PL_LATER("of that moment: 3 is the end of round 3, 3.14 the middle (default: the end)"),
     PL_OPTION_TEXT, offsetof(pl_arguments, at_moment), 0, 0},
    {"--mode", "MODE", PL_LATER("map, network or matrix (default: map)"), PL_OPTION_TEXT, offsetof(pl_arguments, mode),
     0, 0},
    {"--size", "WxH", PL_LATER("in pixels (default: 1920x1080)"), PL_OPTION_TEXT, offsetof(pl_arguments, size), 0, 0},
    {"--public", NULL, PL_LATER("the public board, as for a projector"), PL_OPTION_FLAG,
     offsetof(pl_arguments, public_form), 0, 0},
    PL_OPTION_ROW_TEXT,
    PL_OPTION_ROW_SCALE,
    PL_OPTION_ROW_REDUCED_MOTION,
    PL_OPTION_ROW_FULL_SCREEN,
    PL_OPTION_ROW_JSON,
    PL_OPTION_ROW_QUIET,
    PL_OPTION_ROW_LANG_OF_FILE,
    PL_OPTION_ROW_HELP};
const pl_command_row pl_command_replay = {
    .name = "replay",
    .operand = "FILE",
    .explain = PL_LATER("look at a kept exercise again, or verify it"),
    .options = options,
    .option_count = sizeof options / sizeof options[0],
    .run = replay,
    .more = PL_LATER("FILE is only read. Example: polder replay monday.polder --verify\n"
                     "With --json: exercise (true), scenario, seed, rounds, rounds_done, language, over, seats, "
                     "digests, decisions, notes; to control also acts (what control did) and messages. With --verify: "
                     "exercise (true), file, verified, rounds, digest, and what differs.")};
