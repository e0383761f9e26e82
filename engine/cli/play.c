/* polder play: one person, the other seats played by bots, in a window or in the terminal.
 *
 * Without a scenario it asks which of the installed ones. In the terminal, standard input and output may be a
 * terminal or a pipe. In a window and at a terminal the exercise is kept in a file, so that it can be resumed;
 * through a pipe only if --session says so. */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include <polder/translate.h>

#include "commands.h"
#include "terminal.h"
#include "window.h"

/* ---- which scenario ---- */

static void print_choices(const pl_found_list *list, pl_language language) {
  pl_rules_factory factory = pl_script_factory();
  printf("%s\n\n", PL_TEXT("Which exercise?"));
  for (size_t i = 0; i < list->count; i++) {
    pl_bundle_room room = {0};
    pl_rules rules = {0};
    pl_error why;
    bool is_read = pl_bundle_read(list->found[i].path, &room, &why) == PL_OK;
    bool is_loaded = is_read && factory.open(factory.context, &room.bundle, &rules, &why) == PL_OK;
    if (is_loaded)
      printf(PL_TEXT("%4zu  %-16s %s (%d rounds)\n"), i + 1, list->found[i].name,
             pl_text_in(&rules.scenario->title, language), (int)rules.scenario->rounds);
    else
      printf(PL_TEXT("%4zu  %-16s (does not load)\n"), i + 1, list->found[i].name);
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
    fputs(PL_TEXT("\nNumber or name (or quit) > "), stdout);
    if (fflush(stdout) || !pl_terminal_read(line, sizeof line)) return false;
    if (!strcmp(line, "quit") || !strcmp(line, "q")) return false;
    const pl_found *found = meant(list, line);
    if (found) {
      snprintf(path, PL_MAX_PATH, "%s", found->path);
      return true;
    }
    puts(PL_TEXT("That is none of them."));
  }
}

/* ---- the game ---- */

/* The command that plays the same again: with the same bots, for they decide too. */
static void put_again(pl_buffer *out, const pl_arguments *arguments, const char *operand, uint64_t seed) {
  pl_buffer_add_text(out, "polder play ");
  pl_put_shell_word(out, operand);
  pl_buffer_add_format(out, " --seed %" PRIu64, seed);
  for (size_t i = 0; i < arguments->bots_count; i++) pl_buffer_add_format(out, " --bots %s", arguments->bots[i]);
  if (arguments->language_name) pl_buffer_add_format(out, " --lang %s", arguments->language_name);
}

static pl_status play_game(const pl_arguments *arguments, const char *operand, pl_error *error) {
  pl_exercise exercise;
  pl_play_options options = pl_terminal_options(arguments);
  pl_status status = pl_exercise_begin(&exercise, arguments, operand, options.is_terminal, error);
  if (status != PL_OK) return status;
  pl_buffer again = {0};
  put_again(&again, arguments, operand, pl_world_seed(pl_session_world(exercise.session)));
  options.again = pl_buffer_text(&again);
  options.game = exercise.game;
  if (*exercise.why_not_kept.text) printf(PL_TEXT("This exercise is not kept: %s\n"), exercise.why_not_kept.text);
  status = pl_play(exercise.session, &exercise.bots, &options, error);
  if (status == PL_OK) pl_terminal_close();
  pl_buffer_clear(&again);
  pl_exercise_end(&exercise);
  return status;
}

/* In a window if there is one. False: there is none, and nothing has happened. */
static bool play_in_window(const pl_arguments *arguments, pl_status *status, pl_error *error) {
  bool has_opened = false;
  if (!pl_window_is_wanted(arguments)) return false;
  *status = pl_window_play(arguments, arguments->operand, &has_opened, error);
  if (!has_opened) pl_terminal_instead(error);
  return has_opened;
}

static pl_status play(const pl_arguments *arguments, pl_error *error) {
  char path[PL_MAX_PATH];
  pl_status status;
  if (play_in_window(arguments, &status, error)) return status;
  pl_terminal_open();
  if (arguments->operand) return play_game(arguments, arguments->operand, error);
  pl_found_list *list = pl_found_new(error);
  if (!list) return error->status;
  bool is_chosen = false, is_empty = !list->count;
  if (!is_empty) is_chosen = choose(list, arguments->language, path);
  pl_found_free(list);
  if (is_empty)
    return pl_error_set(error, PL_BAD_INPUT, "no scenarios are installed: name one by its path, polder play FOLDER");
  if (is_chosen) return play_game(arguments, path, error);
  puts(PL_TEXT("\nNothing was played."));
  pl_terminal_close();
  return PL_OK;
}

static const pl_option_row options[] = {
    PL_OPTION_ROW_SEAT,
    PL_OPTION_ROW_SEED,
    PL_OPTION_ROW_BOTS,
    PL_OPTION_ROW_SESSION(PL_LATER("keep the exercise in this new file; none: nowhere (default: see below)")),
    PL_OPTION_ROW_TEXT,
    PL_OPTION_ROW_SCALE,
    PL_OPTION_ROW_REDUCED_MOTION,
    PL_OPTION_ROW_FULL_SCREEN,
    PL_OPTION_ROW_QUIET,
    PL_OPTION_ROW_LANG,
    PL_OPTION_ROW_HELP};
const pl_command_row pl_command_play = {
    .name = "play",
    .operand = "[SCENARIO]",
    .explain = PL_LATER("speak for one state, in a window or the terminal; bots play the others"),
    .options = options,
    .option_count = sizeof options / sizeof options[0],
    .run = play,
    .more =
        PL_LATER("Without SCENARIO you can pick one. Without a display it is played in the terminal; type help there. "
                 "A good start: polder play first-share\n"
                 "The exercise is kept, in ~/.local/state/polder if --session names no file; through a pipe only with "
                 "--session. To go on with it: polder resume FILE")};
