/* polder play: one person, the other seats played by bots, in the terminal.
 *
 * Without a scenario it asks which of the installed ones. Standard input and output may be a terminal or a pipe;
 * colour is for terminals that want it (see https://no-color.org). */
#include <inttypes.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <polder/play.h>

#include "commands.h"
#include "scenarios.h"

/* ---- the terminal ---- */

static int columns_of_terminal(void) {
  struct winsize size;
  if (!isatty(STDOUT_FILENO)) return 80;
  if (!ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) && size.ws_col)
    return size.ws_col < 100 ? size.ws_col : 100; /* longer lines tire */
  return 80;
}

static bool wants_colour(void) {
  const char *no = getenv("NO_COLOR"), *terminal = getenv("TERM");
  return isatty(STDOUT_FILENO) && !(no && *no) && terminal && strcmp(terminal, "dumb");
}

static bool has_truecolour(void) {
  const char *value = getenv("COLORTERM");
  return value && (!strcmp(value, "truecolor") || !strcmp(value, "24bit"));
}

/* Ctrl-C: put the terminal's colours back, begin a new line, and go the way the signal meant. */
static void leave(int number) {
  static const char farewell[] = "\n";
  static const char plain[] = "\033[0m\n";
  ssize_t ignored = isatty(STDOUT_FILENO) ? write(STDOUT_FILENO, plain, sizeof plain - 1)
                                          : write(STDOUT_FILENO, farewell, sizeof farewell - 1);
  (void)ignored;
  signal(number, SIG_DFL);
  raise(number);
}

/* ---- which scenario ---- */

static void print_choices(const pl_found_list *list, pl_language language) {
  pl_rules_factory factory = pl_script_factory();
  puts("Which exercise?\n");
  for (size_t i = 0; i < list->count; i++) {
    pl_bundle_room room = {0};
    pl_rules rules = {0};
    pl_error why;
    bool is_read = pl_bundle_read(list->found[i].path, &room, &why) == PL_OK;
    bool is_loaded = is_read && factory.open(factory.context, &room.bundle, &rules, &why) == PL_OK;
    if (is_loaded)
      printf("%4zu  %-16s %s (%d rounds)\n", i + 1, list->found[i].name, pl_text_in(&rules.scenario->title, language),
             (int)rules.scenario->rounds);
    else
      printf("%4zu  %-16s (does not load)\n", i + 1, list->found[i].name);
    if (is_loaded) rules.close(rules.self);
    if (is_read) pl_bundle_clear(&room);
  }
}

/* The one an answer means: its number or its name. */
static const pl_found *meant(const pl_found_list *list, const char *answer) {
  char *end;
  long number = strtol(answer, &end, 10);
  if (*answer && !*end && number >= 1 && (size_t)number <= list->count) return &list->found[number - 1];
  for (size_t i = 0; i < list->count; i++)
    if (!strcmp(answer, list->found[i].name)) return &list->found[i];
  return NULL;
}

/* Asks until the answer is a scenario; false: the player left. */
static bool choose(const pl_found_list *list, pl_language language, char path[PL_MAX_PATH]) {
  char line[256];
  print_choices(list, language);
  for (;;) {
    fputs("\nNumber or name (or quit) > ", stdout);
    if (fflush(stdout) || !fgets(line, sizeof line, stdin)) return false;
    line[strcspn(line, "\r\n")] = 0;
    if (!strcmp(line, "quit") || !strcmp(line, "q")) return false;
    const pl_found *found = meant(list, line);
    if (found) {
      snprintf(path, PL_MAX_PATH, "%s", found->path);
      return true;
    }
    puts("That is none of them.");
  }
}

/* ---- the game ---- */

static pl_status find_seat(const pl_scenario *scenario, const char *id, int *seat, pl_error *error) {
  *seat = -1;
  if (!id) return PL_OK;
  *seat = pl_scenario_find_seat(scenario, id);
  if (*seat >= 0 && *seat < scenario->state_count && scenario->states[*seat].is_playable) return PL_OK;
  pl_buffer known = {0};
  for (int s = 0; s < scenario->state_count; s++)
    if (scenario->states[s].is_playable)
      pl_buffer_add_format(&known, "%s%s", known.length ? ", " : "", scenario->states[s].id);
  pl_error_set(error, PL_USAGE, "--seat is \"%.64s\", expected one of the states that can be played: %s", id,
               known.length ? pl_buffer_text(&known) : "none");
  pl_buffer_clear(&known);
  return PL_USAGE;
}

/* The command that plays the same again: with the same bots, for they decide too. */
static void put_again(pl_buffer *out, const pl_arguments *arguments, const char *operand, uint64_t seed) {
  const char *quote = strchr(operand, ' ') ? "'" : "";
  pl_buffer_add_format(out, "polder play %s%s%s --seed %" PRIu64, quote, operand, quote, seed);
  for (size_t i = 0; i < arguments->bots_count; i++) pl_buffer_add_format(out, " --bots %s", arguments->bots[i]);
  if (arguments->language_name) pl_buffer_add_format(out, " --lang %s", arguments->language_name);
}

static pl_status play_game(const pl_arguments *arguments, const char *operand, pl_error *error) {
  pl_policy_table bots;
  pl_session *session = pl_exercise_open(arguments, operand, true, &bots, error);
  if (!session) return error->status;
  pl_buffer again = {0};
  put_again(&again, arguments, operand, pl_world_seed(pl_session_world(session)));
  pl_play_options options = {.in = stdin,
                             .out = stdout,
                             .is_terminal = isatty(STDIN_FILENO) && isatty(STDOUT_FILENO),
                             .has_colour = wants_colour(),
                             .has_truecolour = has_truecolour(),
                             .columns = columns_of_terminal(),
                             .language = arguments->language,
                             .quiet = arguments->quiet,
                             .again = pl_buffer_text(&again)};
  pl_status status = find_seat(pl_session_scenario(session), arguments->seat, &options.seat, error);
  if (status == PL_OK) status = pl_play(session, &bots, &options, error);
  pl_buffer_clear(&again);
  pl_session_free(session);
  return status;
}

static pl_status play(const pl_arguments *arguments, pl_error *error) {
  char path[PL_MAX_PATH];
  signal(SIGINT, leave);
  if (arguments->operand) return play_game(arguments, arguments->operand, error);
  pl_found_list *list = pl_found_new(error);
  if (!list) return error->status;
  bool is_chosen = false, is_empty = !list->count;
  if (!is_empty) is_chosen = choose(list, arguments->language, path);
  pl_found_free(list);
  if (is_empty)
    return pl_error_set(error, PL_BAD_INPUT, "no scenarios are installed: name one by its path, polder play FOLDER");
  if (is_chosen) return play_game(arguments, path, error);
  puts("\nNothing was played.");
  return PL_OK;
}

static const pl_option_row options[] = {PL_OPTION_ROW_SEAT,  PL_OPTION_ROW_SEED, PL_OPTION_ROW_BOTS, PL_OPTION_ROW_TEXT,
                                        PL_OPTION_ROW_QUIET, PL_OPTION_ROW_LANG, PL_OPTION_ROW_HELP};
const pl_command_row pl_command_play = {
    .name = "play",
    .operand = "[SCENARIO]",
    .explain = "speak for one state in the terminal; bots play the others",
    .options = options,
    .option_count = sizeof options / sizeof options[0],
    .run = play,
    .more = "Without SCENARIO you can pick one. Type help during the game. A good start: polder play first-share"};
