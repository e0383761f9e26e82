/* polder run: a whole exercise among bots, without a display.
 *
 * Prints how every state fared and, last, the digest of the final world: the same on every machine for the same
 * scenario, seed, bots and number of rounds. With --json one object that holds every round. */
#include <inttypes.h>
#include <jansson.h>
#include <string.h>
#include <unistd.h>

#include <polder/translate.h>

#include "commands.h"
#include "kept_folder.h"

static int64_t trust_given(const pl_world *world, int state) {
  int64_t sum = 0;
  int count = pl_world_scenario(world)->state_count;
  for (int t = 0; t < count; t++)
    if (t != state) sum += pl_world_trust(world, state, t);
  return sum;
}

/* One state after one round; see the README for the units. */
static json_t *round_of_state(const pl_world *world, int index) {
  const pl_state *state = pl_world_state(world, index);
  return json_pack("{s:I,s:I,s:I,s:I,s:i,s:i,s:i,s:I,s:I}", "loss", (json_int_t)(state->loss >> 16), "edge",
                   (json_int_t)state->edge, "burn", (json_int_t)state->burn, "effort", (json_int_t)state->effort,
                   "standing", (int)state->standing, "confidence", (int)state->confidence, "rights", (int)state->rights,
                   "trust_given", (json_int_t)trust_given(world, index), "ever_hit", (json_int_t)state->hit_total);
}

static json_t *text_of_digest(uint64_t digest) {
  char text[17];
  snprintf(text, sizeof text, "%016" PRIx64, digest);
  return json_string(text);
}

/* Adds the round just played to the states' lists and the digests. */
static bool add_round(const pl_session *session, json_t *states, json_t *digests) {
  const pl_world *world = pl_session_world(session);
  size_t count = json_array_size(states);
  for (size_t s = 0; s < count; s++) {
    json_t *rounds = json_object_get(json_array_get(states, s), "rounds");
    if (json_array_append_new(rounds, round_of_state(world, (int)s))) return false;
  }
  return !json_array_append_new(digests,
                                text_of_digest(pl_session_digest(session, pl_session_rounds_done(session) - 1)));
}

static json_t *states_of(const pl_scenario *scenario) {
  json_t *states = json_array();
  for (int s = 0; states && s < scenario->state_count; s++) {
    json_t *state = json_pack("{s:s,s:[]}", "id", scenario->states[s].id, "rounds");
    if (!json_array_append_new(states, state)) continue;
    json_decref(states);
    states = NULL;
  }
  return states;
}

static pl_status play_round(pl_session *session, const pl_policy_table *bots, pl_brief_room *room, pl_error *error) {
  pl_status status = pl_session_open_round(session, error);
  if (status == PL_OK) status = pl_policy_play(session, bots, room, error);
  return status == PL_OK ? pl_session_resolve_round(session, error) : status;
}

/* Only where somebody is watching: a pipe or a log gets the result alone. */
static void show_progress(bool is_shown, int done, int rounds) {
  if (!is_shown) return;
  fprintf(stderr, "\r%30s\r", "");
  if (done < rounds) fprintf(stderr, PL_TEXT("round %d of %d"), done + 1, rounds);
}

/* Plays `rounds` rounds. `states` and `digests` may be NULL: then nothing is collected. */
static pl_status play_all(pl_session *session, const pl_policy_table *bots, int rounds, bool is_watched, json_t *states,
                          json_t *digests, pl_error *error) {
  pl_brief_room room = {0};
  pl_status status = PL_OK;
  for (int i = 0; i < rounds && status == PL_OK; i++) {
    show_progress(is_watched, i, rounds);
    status = play_round(session, bots, &room, error);
    if (status == PL_OK && states && !add_round(session, states, digests))
      status = pl_error_set(error, PL_NO_MEMORY, "out of memory: cannot collect the rounds");
  }
  show_progress(is_watched, rounds, rounds);
  pl_brief_room_clear(&room);
  return status;
}

/* ---- the table ---- */

typedef struct column {
  const char *name;
  int width;
} column;
/* Wide enough for their figures; a longer heading makes one wider. In all eighty columns, with ids of five letters. */
static const column columns[] = {{PL_LATER("loss"), 7},       {PL_LATER("edge"), 7},   {PL_LATER("burn"), 7},
                                 {PL_LATER("effort"), 6},     {PL_LATER("payoff"), 8}, {PL_LATER("standing"), 6},
                                 {PL_LATER("confidence"), 6}, {PL_LATER("rights"), 6}, {PL_LATER("hits"), 4}};
enum { COLUMNS = sizeof columns / sizeof columns[0] };

static int width_of(const column *c) {
  int heading = (int)strlen(PL_TEXT(c->name));
  return heading > c->width ? heading : c->width;
}

static double units(pl_mu money) { return (double)money / 1000; }
static double percent(pl_q16 share) { return (double)share * 100 / PL_ONE; }

static int id_width(const pl_scenario *scenario) {
  int width = 5;
  for (int s = 0; s < scenario->state_count; s++) {
    int length = (int)strlen(scenario->states[s].id);
    if (length > width) width = length;
  }
  return width;
}

/* With the decimal mark of whoever reads: this table is for people, --json for machines. */
static void print_number(double number, int decimals, int width) {
  char text[64];
  snprintf(text, sizeof text, "%.*f", decimals, number);
  char *mark = strchr(text, '.');
  if (mark && pl_translate_language() == PL_DUTCH) *mark = ',';
  printf(" %*s", width, text);
}

static void print_state(const pl_world *world, int index) {
  const pl_state *state = pl_world_state(world, index);
  const double number[COLUMNS] = {units(state->loss >> 16),
                                  units(state->edge),
                                  units(state->burn),
                                  units(state->effort),
                                  units(pl_world_payoff(world, index)),
                                  percent(state->standing),
                                  percent(state->confidence),
                                  percent(state->rights),
                                  (double)state->hit_total};
  static const int decimals[COLUMNS] = {2, 2, 2, 2, 2, 1, 1, 1, 0};
  for (int i = 0; i < COLUMNS; i++) print_number(number[i], decimals[i], width_of(&columns[i]));
}

static void print_table(const pl_session *session) {
  const pl_scenario *scenario = pl_session_scenario(session);
  int width = id_width(scenario);
  printf("%-*s", width, PL_TEXT("state"));
  for (int i = 0; i < COLUMNS; i++) printf(" %*s", width_of(&columns[i]), PL_TEXT(columns[i].name));
  putchar('\n');
  for (int s = 0; s < scenario->state_count; s++) {
    printf("%-*s", width, scenario->states[s].id);
    print_state(pl_session_world(session), s);
    putchar('\n');
  }
  puts(PL_TEXT("(loss, edge, burn, effort and payoff in budget units; standing, confidence and\n"
               "rights in per cent; hit: organisations ever hit, over all incidents)"));
}

static uint64_t last_digest(const pl_session *session) {
  return pl_session_digest(session, pl_session_rounds_done(session) - 1);
}

static pl_status run_for_people(pl_session *session, const pl_policy_table *bots, int rounds, bool quiet,
                                pl_error *error) {
  bool is_watched = !quiet && isatty(STDERR_FILENO) && isatty(STDOUT_FILENO);
  pl_status status = play_all(session, bots, rounds, is_watched, NULL, NULL, error);
  if (status != PL_OK) return status;
  const pl_scenario *scenario = pl_session_scenario(session);
  if (!quiet) {
    printf("%s \xC2\xB7 %s: ", PL_TEXT("EXERCISE"), scenario->id);
    printf(PL_TEXTS("%d round, seed %" PRIu64, "%d rounds, seed %" PRIu64, rounds), rounds,
           pl_world_seed(pl_session_world(session)));
    fputs("\n\n", stdout);
    print_table(session);
    if (pl_session_path(session)) printf(PL_TEXT("\nkept in %s\n"), pl_session_path(session));
  }
  printf("digest: %016" PRIx64 "\n", last_digest(session));
  return PL_OK;
}

static pl_status run_for_machines(pl_session *session, const pl_policy_table *bots, int rounds, pl_error *error) {
  const pl_scenario *scenario = pl_session_scenario(session);
  json_t *states = states_of(scenario), *digests = json_array();
  pl_status status = states && digests ? play_all(session, bots, rounds, false, states, digests, error)
                                       : pl_error_set(error, PL_NO_MEMORY, "out of memory: cannot collect the rounds");
  if (status != PL_OK) {
    json_decref(states);
    json_decref(digests);
    return status;
  }
  json_t *object = json_pack("{s:b,s:s,s:I,s:i,s:o,s:o,s:o}", "exercise", 1, "scenario", scenario->id, "seed",
                             (json_int_t)pl_world_seed(pl_session_world(session)), "rounds", rounds, "digest",
                             text_of_digest(last_digest(session)), "digests", digests, "states", states);
  return pl_print_json(object, error);
}

static pl_status check_rounds(const pl_arguments *arguments, const pl_scenario *scenario, pl_error *error) {
  if (arguments->rounds <= scenario->rounds) return PL_OK;
  return pl_error_set(error, PL_USAGE, "--rounds is %d, but %s has %d rounds", (int)arguments->rounds, scenario->id,
                      (int)scenario->rounds);
}

/* From the start, so that a run that is cut short can be resumed. */
static pl_status keep(const pl_arguments *arguments, pl_session *session, pl_error *error) {
  const char *path = arguments->session;
  if (!path || !strcmp(path, "none")) return PL_OK;
  pl_status status = pl_kept_folder_refuse_existing(path, error);
  return status == PL_OK ? pl_session_keep(session, path, error) : status;
}

static pl_status run(const pl_arguments *arguments, pl_error *error) {
  pl_policy_table bots;
  pl_session *session = pl_exercise_open(arguments, arguments->operand, arguments->session != NULL, &bots, error);
  if (!session) return error->status;
  int all = pl_session_scenario(session)->rounds;
  int rounds = arguments->rounds < 0 ? all : (int)arguments->rounds;
  pl_status status = check_rounds(arguments, pl_session_scenario(session), error);
  if (status == PL_OK) status = keep(arguments, session, error);
  if (status == PL_OK)
    status = arguments->json ? run_for_machines(session, &bots, rounds, error)
                             : run_for_people(session, &bots, rounds, arguments->quiet, error);
  pl_session_free(session);
  return status;
}

static const pl_option_row options[] = {
    PL_OPTION_ROW_SEED, PL_OPTION_ROW_ROUNDS,
    PL_OPTION_ROW_BOTS, PL_OPTION_ROW_SESSION(PL_LATER("keep the exercise in this new file")),
    PL_OPTION_ROW_JSON, PL_OPTION_ROW_QUIET,
    PL_OPTION_ROW_LANG, PL_OPTION_ROW_HELP};
const pl_command_row pl_command_run = {
    .name = "run",
    .operand = "SCENARIO",
    .explain = PL_LATER("play a scenario among bots and print how every state fared"),
    .options = options,
    .option_count = sizeof options / sizeof options[0],
    .run = run,
    .more =
        PL_LATER("The last line, \"digest: …\", is the same on every machine for the same scenario, seed and bots.\n"
                 "With --quiet only that line. Example: polder run withdrawal --bots gtft,USA=never --seed 7\n"
                 "With --json: exercise (true), scenario, seed, rounds, digest; digests (after each round); states, "
                 "each with its id and for each round loss, edge, burn, effort, standing, confidence, rights, "
                 "trust_given, ever_hit.")};
