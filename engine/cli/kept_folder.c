/* Where exercises are kept that nobody named a file for: $XDG_STATE_HOME/polder, else ~/.local/state/polder (the XDG
 * base directory specification), as SCENARIO-DATE-N.polder. The date is for people; nothing reads it. */
#include "kept_folder.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>

#include <polder/translate.h>

enum { MOST_IN_A_DAY = 10000 };

static bool is_there(const char *path) {
  struct stat info;
  return !lstat(path, &info);
}

pl_status pl_kept_folder_refuse_existing(const char *path, pl_error *error) {
  if (!is_there(path)) return PL_OK;
  return pl_error_set(error, PL_BAD_INPUT,
                      PL_TEXT("%.200s exists already: resume it with polder resume %.200s, or choose another name"),
                      path, path);
}

static bool join(char *path, const char *folder, const char *name) {
  int length = snprintf(path, PL_MAX_PATH, "%s/%s", folder, name);
  return length > 0 && length < PL_MAX_PATH;
}

/* A path that does not begin at the root counts as not set. */
static const char *absolute(const char *variable) {
  const char *value = getenv(variable);
  return value && value[0] == '/' ? value : NULL;
}

static bool find_folder(char *folder) {
  const char *state = absolute("XDG_STATE_HOME"), *home = absolute("HOME");
  if (state) return join(folder, state, "polder");
  return home && join(folder, home, ".local/state/polder");
}

/* Makes the folder and whatever is missing above it, for nobody else to read. */
static bool make_folder(char *folder) {
  for (char *at = strchr(folder + 1, '/'); at; at = strchr(at + 1, '/')) {
    *at = 0;
    bool is_made = !mkdir(folder, 0700) || is_there(folder);
    *at = '/';
    if (!is_made) return false;
  }
  return !mkdir(folder, 0700) || is_there(folder);
}

static void write_today(char *date, size_t size) {
  time_t now = time(NULL);
  struct tm today;
  if (!localtime_r(&now, &today) || !strftime(date, size, "%Y-%m-%d", &today)) snprintf(date, size, "undated");
}

pl_status pl_kept_folder_place(const char *scenario, char path[PL_MAX_PATH], pl_error *error) {
  char folder[PL_MAX_PATH], date[32], name[256];
  if (!find_folder(folder))
    return pl_error_set(error, PL_SYSTEM, PL_TEXT("neither XDG_STATE_HOME nor HOME says where: use --session FILE"));
  if (!make_folder(folder))
    return pl_error_set(error, PL_SYSTEM, PL_TEXT("%.200s: %s: use --session FILE"), folder, strerror(errno));
  write_today(date, sizeof date);
  for (int n = 1; n < MOST_IN_A_DAY; n++) {
    snprintf(name, sizeof name, "%.100s-%s-%d.polder", scenario, date, n);
    if (!join(path, folder, name)) break;
    if (!is_there(path)) return PL_OK;
  }
  return pl_error_set(error, PL_SYSTEM, PL_TEXT("%.200s: there is no room for another name: use --session FILE"),
                      folder);
}
