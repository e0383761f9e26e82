/* Where scenarios are found.
 *
 * SCENARIO is a path when it has a slash in it, ends in .lua or names a scenario that is there; else it is looked up,
 * in this order, in
 *
 *   ./scenarios                            the working folder
 *   <program>/scenarios                    beside the program
 *   <program>/../share/polder/scenarios    installed
 *   POLDER_SCENARIO_DIR                   what the build was told, separated by colons
 *
 * A scenario is a folder with a scenario.lua in it. */
#include "scenarios.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <polder/spelling.h>

#ifndef POLDER_SCENARIO_DIR
#define POLDER_SCENARIO_DIR ""
#endif

/* ---- places ---- */

static bool is_there(const char *path) {
  struct stat info;
  return !stat(path, &info);
}

static bool join(char *path, const char *folder, const char *name) {
  int length = snprintf(path, PL_MAX_PATH, "%s/%s", folder, name);
  return length > 0 && length < PL_MAX_PATH;
}

bool pl_program_folder(char path[PL_MAX_PATH]) {
  ssize_t length = readlink("/proc/self/exe", path, PL_MAX_PATH - 1);
  if (length <= 0) return false;
  path[length] = 0;
  char *slash = strrchr(path, '/');
  if (slash) *slash = 0;
  return slash != NULL;
}

/* The `index`-th part of the colon-separated list; false: there are fewer. */
static bool built_in_place(size_t index, char *path) {
  const char *at = POLDER_SCENARIO_DIR;
  for (; index && at; index--) {
    at = strchr(at, ':');
    if (at) at++;
  }
  if (!at || !*at) return false;
  size_t length = strcspn(at, ":");
  if (length >= PL_MAX_PATH) return false;
  memcpy(path, at, length);
  path[length] = 0;
  return true;
}

/* The `index`-th place to look in. 0: no more; −1: this one is not there on this system; 1: `path` is it. */
static int place(size_t index, char *path) {
  static const char *const beside[] = {"scenarios", "../share/polder/scenarios"};
  char folder[PL_MAX_PATH];
  if (index == 0) return join(path, ".", "scenarios") ? 1 : -1;
  if (index <= 2) return pl_program_folder(folder) && join(path, folder, beside[index - 1]) ? 1 : -1;
  return built_in_place(index - 3, path);
}

/* ---- listing ---- */

static bool is_known(const pl_found_list *list, const char *name) {
  for (size_t i = 0; i < list->count; i++)
    if (!strcmp(list->found[i].name, name)) return true;
  return false;
}

static char *copy_text(const char *text) {
  size_t size = strlen(text) + 1;
  char *copy = malloc(size);
  return copy ? memcpy(copy, text, size) : NULL;
}

static pl_status add_folder(pl_found_list *list, const char *place_path, const char *name, pl_error *error) {
  char path[PL_MAX_PATH], file[PL_MAX_PATH];
  if (name[0] == '.' || !join(path, place_path, name) || !join(file, path, "scenario.lua")) return PL_OK;
  if (!is_there(file) || is_known(list, name) || list->count == PL_MAX_FOUND) return PL_OK;
  pl_found found = {.name = copy_text(name), .path = copy_text(path)};
  if (!found.name || !found.path) {
    free(found.name);
    free(found.path);
    return pl_error_set(error, PL_NO_MEMORY, "out of memory: cannot list the scenarios");
  }
  list->found[list->count++] = found;
  return PL_OK;
}

static pl_status add_place(pl_found_list *list, const char *path, pl_error *error) {
  DIR *folder = opendir(path);
  pl_status status = PL_OK;
  if (!folder) return PL_OK; /* a place that is not there has nothing in it */
  for (struct dirent *entry = readdir(folder); entry && status == PL_OK; entry = readdir(folder))
    status = add_folder(list, path, entry->d_name, error);
  closedir(folder);
  return status;
}

static int by_name(const void *a, const void *b) {
  return strcmp(((const pl_found *)a)->name, ((const pl_found *)b)->name);
}

pl_found_list *pl_found_new(pl_error *error) {
  char path[PL_MAX_PATH];
  pl_found_list *list = calloc(1, sizeof *list);
  if (!list) {
    pl_error_set(error, PL_NO_MEMORY, "out of memory: cannot list the scenarios");
    return NULL;
  }
  for (size_t i = 0;; i++) {
    int is_place = place(i, path);
    if (!is_place) break;
    if (is_place > 0 && add_place(list, path, error) != PL_OK) {
      pl_found_free(list);
      return NULL;
    }
  }
  qsort(list->found, list->count, sizeof list->found[0], by_name);
  return list;
}

void pl_found_free(pl_found_list *list) {
  for (size_t i = 0; list && i < list->count; i++) {
    free(list->found[i].name);
    free(list->found[i].path);
  }
  free(list);
}

/* ---- locating ---- */

static pl_status refuse_name(const char *name, const pl_found_list *list, pl_error *error) {
  pl_spelling spelling;
  pl_spelling_init(&spelling, name);
  for (size_t i = 0; i < list->count; i++) pl_spelling_offer(&spelling, list->found[i].name);
  return pl_spelling_refuse(&spelling, PL_BAD_INPUT, "scenario", error);
}

static pl_status look_up(const char *name, char *path, pl_error *error) {
  pl_found_list *list = pl_found_new(error);
  if (!list) return PL_NO_MEMORY;
  pl_status status = PL_BAD_INPUT;
  for (size_t i = 0; i < list->count && status != PL_OK; i++) {
    if (strcmp(list->found[i].name, name)) continue;
    snprintf(path, PL_MAX_PATH, "%s", list->found[i].path);
    status = PL_OK;
  }
  if (status != PL_OK && is_there(name)) {
    snprintf(path, PL_MAX_PATH, "%s", name); /* what is wrong with it is told by whoever reads it */
    status = PL_OK;
  }
  if (status != PL_OK) refuse_name(name, list, error);
  pl_found_free(list);
  return status;
}

pl_status pl_scenario_locate(const char *operand, char path[PL_MAX_PATH], pl_error *error) {
  char file[PL_MAX_PATH];
  bool is_path = strchr(operand, '/') || (join(file, operand, "scenario.lua") && is_there(file));
  size_t length = strlen(operand);
  if (length > 4 && !strcmp(operand + length - 4, ".lua")) is_path = true;
  if (!is_path) return look_up(operand, path, error);
  if (length >= PL_MAX_PATH)
    return pl_error_set(error, PL_BAD_INPUT, "the path of the scenario is longer than %d bytes", PL_MAX_PATH);
  memcpy(path, operand, length + 1);
  if (!is_there(path))
    return pl_error_set(error, PL_BAD_INPUT, "%.300s: %s: name a folder with a scenario.lua, or see polder list",
                        operand, strerror(errno));
  return PL_OK;
}

pl_status pl_scenario_read(const char *operand, pl_bundle_room *room, pl_error *error) {
  char path[PL_MAX_PATH];
  pl_status status = pl_scenario_locate(operand, path, error);
  return status == PL_OK ? pl_bundle_read(path, room, error) : status;
}

/* ---- opening ---- */

static pl_status choose_bots(const pl_arguments *arguments, const pl_scenario *scenario, pl_policy_table *bots,
                             pl_error *error) {
  pl_policy_table_init(bots, scenario);
  pl_status status = PL_OK;
  for (size_t i = 0; i < arguments->bots_count && status == PL_OK; i++)
    status = pl_policy_table_parse(bots, scenario, arguments->bots[i], error);
  return status;
}

/* The scenario's own seed, unless the arguments give one. */
static pl_status choose_seed(const pl_arguments *arguments, const pl_bundle *bundle, uint64_t *seed, pl_error *error) {
  pl_rules_factory factory = pl_script_factory();
  pl_rules rules = {0};
  *seed = arguments->seed >= 0 ? (uint64_t)arguments->seed : 0;
  if (arguments->seed >= 0) return PL_OK;
  pl_status status = factory.open(factory.context, bundle, &rules, error);
  if (status != PL_OK) return status;
  *seed = rules.scenario->seed;
  rules.close(rules.self);
  return PL_OK;
}

const char *pl_bot_name(const pl_scenario *scenario, const pl_policy_table *bots, int state) {
  int bot = bots->of[state];
  return bot < 0 ? scenario->bots[-1 - bot].id : pl_policy_rows(NULL)[bot].name;
}

/* So that whoever resumes the exercise finds the same bots. */
static pl_status remember_bots(pl_session *session, const pl_policy_table *bots, pl_error *error) {
  const pl_scenario *scenario = pl_session_scenario(session);
  pl_status status = PL_OK;
  for (int s = 0; s < scenario->state_count && status == PL_OK; s++)
    status = pl_session_set_player(session, s, pl_bot_name(scenario, bots, s), error);
  return status;
}

/* Whether a scenario came with the program: then it needs no wall of its own. */
static bool is_installed(const char *path) {
  char folder[PL_MAX_PATH];
  for (size_t i = 1;; i++) { /* 0 is the working folder's: anybody's */
    int is_place = place(i, folder);
    if (!is_place) return false;
    size_t length = strlen(folder);
    if (is_place > 0 && !strncmp(path, folder, length) && path[length] == '/' && !strstr(path + length, "/.."))
      return true;
  }
}

/* A stranger's scenario is first opened where it can do nothing; it costs a few milliseconds. */
static pl_status check_stranger(const char *operand, const pl_bundle *bundle, pl_error *error) {
  char path[PL_MAX_PATH];
  pl_report report = {0};
  pl_error unimportant;
  if (pl_scenario_locate(operand, path, &unimportant) == PL_OK && is_installed(path)) return PL_OK;
  pl_status status = pl_script_check(bundle, &report, NULL, error);
  pl_report_clear(&report);
  return status;
}

pl_session *pl_exercise_open(const pl_arguments *arguments, const char *operand, bool record_events,
                             pl_policy_table *bots, pl_error *error) {
  pl_bundle_room room = {0};
  pl_session_options options = {.record_events = record_events, .language = arguments->language};
  pl_rules_factory factory = pl_script_factory();
  pl_session *session = NULL;
  if (pl_scenario_read(operand, &room, error) != PL_OK) return NULL;
  if (check_stranger(operand, &room.bundle, error) == PL_OK &&
      choose_seed(arguments, &room.bundle, &options.seed, error) == PL_OK)
    session = pl_session_new(&factory, &room.bundle, NULL, &options, error);
  pl_bundle_clear(&room);
  if (!session) return NULL;
  pl_status status = choose_bots(arguments, pl_session_scenario(session), bots, error);
  if (status == PL_OK) status = remember_bots(session, bots, error);
  if (status == PL_OK) return session;
  pl_session_free(session);
  return NULL;
}
