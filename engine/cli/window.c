/* Wiring for the window: it asks for scenarios and exercises, the command line knows them.
 *
 * When a display goes away, the library that talks to it ends the program there and then. Every decision is on disk by
 * then, so all that is left to do is to say how to go on; that is what the words of farewell are for. A host is no one
 * person's game: it goes on from within its end, without the window, until whoever runs it ends it. */
#include "window.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <polder/translate.h>
#include <polder/view.h>

/* ---- a display that goes away ---- */

/* atexit has no other way to know anything: with which words to polder the exercise in the window goes on, its file
 * quoted as a shell wants it; "": not kept, or no window. */
static char go_on_with[PL_MAX_PATH];
static bool has_window;
/* What goes on when the display is gone; NULL: nothing. */
static const pl_window_room *room_behind;

static void say_farewell(void) {
  if (!has_window) return;
  has_window = false;
  if (room_behind) _exit(room_behind->go_on(room_behind->context));
  if (*go_on_with)
    fprintf(stderr, PL_TEXT("polder: the display is gone. Nothing decided is lost; go on with: polder %s\n"),
            go_on_with);
  else
    fputs(PL_TEXT("polder: the display is gone, and this exercise was not kept.\n"), stderr);
  _exit(4);
}

static void expect_farewell(void) {
  static bool is_registered;
  if (!is_registered) atexit(say_farewell);
  is_registered = true;
  has_window = true;
}

/* As it is written in a command: by the time it is needed there may be no memory to compose that in. */
static void remember_words(const char *command, const char *path) {
  pl_buffer words = {0};
  if (path) {
    pl_buffer_add_format(&words, "%s ", command);
    pl_put_shell_word(&words, path);
  }
  *go_on_with = '\0';
  if (!words.failed && words.length < sizeof go_on_with) strcpy(go_on_with, pl_buffer_text(&words));
  pl_buffer_clear(&words);
}

static void remember_file(void *context, const char *path) {
  (void)context;
  remember_words("resume", path);
}

/* ---- whether ---- */

/* A pipe or a file on standard input is a game to be played from it. */
static bool has_something_to_read(void) {
  struct stat is;
  return !fstat(STDIN_FILENO, &is) && (S_ISFIFO(is.st_mode) || S_ISREG(is.st_mode) || S_ISSOCK(is.st_mode));
}

bool pl_window_is_wanted(const pl_arguments *arguments) {
  return !arguments->text && pl_view_has_display() && !has_something_to_read();
}

static pl_view_options options_for(const pl_arguments *arguments) {
  return (pl_view_options){.language = arguments->language,
                           .scale = arguments->scale > 0 ? (int)arguments->scale : 100,
                           .has_reduced_motion = arguments->reduced_motion,
                           .is_full_screen = arguments->full_screen,
                           .is_public = arguments->public_form,
                           .recorded_seat = -1,
                           .keeps_in = remember_file};
}

static pl_status run(const pl_view_options *options, bool *has_opened, pl_error *error) {
  expect_farewell();
  const pl_status status = pl_view_run(options, has_opened, error);
  has_window = false;
  return status;
}

/* ---- playing ---- */

typedef struct play {
  const pl_arguments *arguments;
  pl_exercise exercise;
  pl_found_list *found;    /* owned, as the next */
  pl_view_scenario *list;  /* [found->count] */
  char **words;            /* its texts, three for each */
  bool has_begun;          /* an exercise, so that the next one is another */
} play;

static char *copy_of(const char *text) {
  const size_t size = strlen(text) + 1;
  char *copy = malloc(size);
  return copy ? memcpy(copy, text, size) : NULL;
}

/* What the picker shows of one scenario. */
static void look_at(play *p, size_t at) {
  pl_bundle_room room = {0};
  pl_rules rules = {0};
  pl_error why = {0};
  const pl_found *found = &p->found->found[at];
  pl_view_scenario *row = &p->list[at];
  const pl_rules_factory factory = pl_script_factory();
  const bool is_read = pl_bundle_read(found->path, &room, &why) == PL_OK;
  const bool is_loaded = is_read && factory.open(factory.context, &room.bundle, &rules, &why) == PL_OK;
  *row = (pl_view_scenario){.name = found->path, .title = found->name};
  if (is_loaded) {
    char **words = &p->words[at * 3];
    words[0] = copy_of(pl_text_in(&rules.scenario->title, p->arguments->language));
    words[1] = copy_of(pl_text_in(&rules.scenario->summary, p->arguments->language));
    if (words[0]) row->title = words[0];
    row->summary = words[1];
    row->rounds = rules.scenario->rounds;
    row->states = rules.scenario->state_count;
    rules.close(rules.self);
  } else {
    p->words[at * 3] = copy_of(why.text);
    row->trouble = p->words[at * 3] ? p->words[at * 3] : "";
  }
  if (is_read) pl_bundle_clear(&room);
}

static size_t list_scenarios(void *context, const pl_view_scenario **list) {
  play *p = context;
  pl_error error = {0};
  if (!p->found) {
    p->found = pl_found_new(&error);
    if (!p->found) return 0;
    p->list = calloc(p->found->count + 1, sizeof *p->list);
    p->words = calloc(p->found->count * 3 + 1, sizeof *p->words);
    if (p->list && p->words)
      for (size_t i = 0; i < p->found->count; i++) look_at(p, i);
  }
  *list = p->list;
  return p->list && p->words ? p->found->count : 0;
}

/* File and seat were named for the first exercise; the next one finds its own. */
static pl_arguments arguments_for(const play *p) {
  pl_arguments arguments = *p->arguments;
  if (!p->has_begun) return arguments;
  if (arguments.session && strcmp(arguments.session, "none")) arguments.session = NULL;
  arguments.seat = NULL;
  return arguments;
}

static pl_game *open_exercise(void *context, const char *scenario, pl_error *error) {
  play *p = context;
  const pl_arguments arguments = arguments_for(p);
  if (pl_exercise_begin(&p->exercise, &arguments, scenario, true, error) != PL_OK) return NULL;
  p->has_begun = true;
  p->exercise.game.language = p->arguments->language;
  pl_game *game = pl_game_new(p->exercise.session, &p->exercise.bots, &p->exercise.game, error);
  if (!game) pl_exercise_end(&p->exercise);
  return game;
}

static void close_exercise(void *context) {
  play *p = context;
  pl_exercise_end(&p->exercise);
}

static void forget_scenarios(play *p) {
  for (size_t i = 0; p->words && i < p->found->count * 3; i++) free(p->words[i]);
  free(p->words);
  free(p->list);
  pl_found_free(p->found);
}

pl_status pl_window_play(const pl_arguments *arguments, const char *operand, bool *has_opened, pl_error *error) {
  play p = {.arguments = arguments};
  pl_view_options options = options_for(arguments);
  const pl_bots bots = {.decide = pl_policy_decide, .context = &p.exercise.bots};
  options.scenario = operand;
  options.bots = &bots;
  options.context = &p;
  options.list = list_scenarios;
  options.open = open_exercise;
  options.close = close_exercise;
  const pl_status status = run(&options, has_opened, error);
  pl_exercise_end(&p.exercise);
  forget_scenarios(&p);
  return status;
}

pl_status pl_window_resume(const pl_arguments *arguments, pl_session *session, const pl_policy_table *bots,
                           const pl_game_options *game_options, bool *has_opened, pl_error *error) {
  pl_view_options options = options_for(arguments);
  const pl_bots who = {.decide = pl_policy_decide, .context = bots};
  options.bots = &who;
  options.language = game_options->language;
  options.game = pl_game_new(session, bots, game_options, error);
  if (!options.game) return error->status;
  remember_file(NULL, pl_session_path(session));
  return run(&options, has_opened, error);
}

/* ---- a hosted exercise ---- */

pl_status pl_window_wall(const pl_arguments *arguments, const pl_window_room *room, pl_language language,
                         bool *has_opened, pl_error *error) {
  pl_view_options options = options_for(arguments);
  options.language = language;
  options.look = room->look;
  options.context = room->context;
  options.keeps_in = NULL;
  room_behind = room;
  const pl_status status = run(&options, has_opened, error);
  room_behind = NULL;
  return status;
}

/* ---- looking again ---- */

pl_status pl_window_replay(const pl_arguments *arguments, const pl_session *session, int seat, pl_language language,
                           bool *has_opened, pl_error *error) {
  pl_view_options options = options_for(arguments);
  pl_policy_table table;
  const pl_bots bots = {.decide = pl_policy_decide, .context = &table};
  pl_status status = pl_policy_table_take(&table, session, error);
  if (status != PL_OK) return status;
  options.bots = &bots;
  options.language = language;
  options.recorded = session;
  options.recorded_seat = seat;
  remember_file(NULL, arguments->operand);
  return run(&options, has_opened, error);
}

/* ---- a picture ---- */

static pl_status read_mode(const char *text, pl_picture_mode *mode, pl_error *error) {
  static const char *const names[] = {"map", "network", "matrix"};
  *mode = PL_PICTURE_MAP;
  if (!text) return PL_OK;
  for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
    if (!strcmp(text, names[i])) {
      *mode = (pl_picture_mode)i;
      return PL_OK;
    }
  return pl_error_set(error, PL_USAGE, "--mode is \"%.40s\", expected map, network or matrix", text);
}

/* "3" is the end of round 3, "3.5" after five ticks of it, "3.0" its opening. */
static pl_status read_moment(const char *text, int rounds, pl_picture_options *options, pl_error *error) {
  char *end;
  long round = rounds, tick = PL_TICKS_PER_ROUND;
  bool is_good = true;
  if (text) {
    round = strtol(text, &end, 10);
    is_good = end != text;
    if (is_good && *end == '.') {
      const char *after = end + 1;
      tick = strtol(after, &end, 10);
      is_good = end != after;
    }
    is_good = is_good && !*end && round >= 1 && round <= PL_MAX_ROUNDS && tick >= 0 && tick <= PL_TICKS_PER_ROUND;
  }
  if (!is_good)
    return pl_error_set(error, PL_USAGE,
                        "--at is \"%.40s\", expected ROUND or ROUND.TICK, such as 3 or 3.14 (ticks 0 to 28)", text);
  if (round > (rounds ? rounds : 1))
    return pl_error_set(error, PL_BAD_INPUT, "--at asks for round %d; this exercise has %d rounds so far", (int)round,
                        rounds);
  options->round = round > 0 ? (int)round - 1 : 0;
  options->tick = rounds ? (int)tick : 0;
  return PL_OK;
}

static pl_status read_size(const char *text, pl_picture_options *options, pl_error *error) {
  char *end = NULL;
  options->width = 1920;
  options->height = 1080;
  if (!text) return PL_OK;
  const long width = strtol(text, &end, 10);
  const long height = *end == 'x' ? strtol(end + 1, &end, 10) : 0;
  if (!*end && width >= 320 && width <= 7680 && height >= 320 && height <= 7680) {
    options->width = (int)width;
    options->height = (int)height;
    return PL_OK;
  }
  return pl_error_set(error, PL_USAGE,
                      "--size is \"%.40s\", expected WIDTHxHEIGHT in pixels, 320 to 7680, such as 1920x1080", text);
}

pl_status pl_window_picture(const pl_arguments *arguments, const pl_session *session, int seat, pl_language language,
                            pl_error *error) {
  pl_picture_options options = {.seat = seat,
                                .is_public = arguments->public_form,
                                .scale = arguments->scale > 0 ? (int)arguments->scale : 100,
                                .language = language};
  pl_status status = read_mode(arguments->mode, &options.mode, error);
  if (status == PL_OK) status = read_moment(arguments->at_moment, pl_session_rounds_done(session), &options, error);
  if (status == PL_OK) status = read_size(arguments->size, &options, error);
  return status == PL_OK ? pl_view_picture(session, &options, arguments->screenshot, error) : status;
}

void pl_window_versions(FILE *out) {
  pl_buffer lines = {0};
  pl_view_versions(&lines);
  fputs(pl_buffer_text(&lines), out);
  pl_buffer_clear(&lines);
}
