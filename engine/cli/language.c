/* Choosing the language, before anything is said: a mistake on the command line is told in it as well.
 *
 * Catalogues are looked for, in this order, in
 *
 *   <program>/locale                       a build folder
 *   <program>/../share/locale              installed
 *   POLDER_LOCALE_DIR                      what the build was told */
#include "language.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "scenarios.h"

#ifndef POLDER_LOCALE_DIR
#define POLDER_LOCALE_DIR ""
#endif

/* "nl", "nl_NL.UTF-8" and "nl_BE:en" mean Dutch; everything else English. */
static pl_language language_of(const char *name) {
  bool is_dutch = !strncmp(name, "nl", 2) && (!name[2] || strchr("_.@:", name[2]));
  return is_dutch ? PL_DUTCH : PL_ENGLISH;
}

/* The value of --lang, the last of several; NULL: there is none. */
static const char *asked_for(int count, char **words) {
  const char *value = NULL;
  for (int i = 1; i < count && strcmp(words[i], "--"); i++) {
    if (!strncmp(words[i], "--lang=", 7)) value = words[i] + 7;
    if (!strcmp(words[i], "--lang") && i + 1 < count) value = words[++i];
  }
  return value;
}

pl_language pl_language_wanted(int count, char **words) {
  static const char *const names[] = {"LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"};
  const char *value = asked_for(count, words);
  for (size_t i = 0; !value && i < sizeof names / sizeof names[0]; i++) {
    value = getenv(names[i]);
    if (value && !*value) value = NULL;
  }
  return value ? language_of(value) : PL_ENGLISH;
}

static bool has_catalogues(const char *folder) {
  char path[PL_MAX_PATH];
  struct stat info;
  int length = snprintf(path, sizeof path, "%s/nl/LC_MESSAGES/polder.mo", folder);
  return length > 0 && (size_t)length < sizeof path && !stat(path, &info);
}

void pl_language_speak(pl_language language) {
  static const char *const beside[] = {"/locale", "/../share/locale"};
  char program[PL_MAX_PATH], folder[PL_MAX_PATH + 32] = "";
  bool is_found = false, is_known = pl_program_folder(program);
  for (size_t i = 0; is_known && !is_found && i < sizeof beside / sizeof beside[0]; i++) {
    snprintf(folder, sizeof folder, "%s%s", program, beside[i]);
    is_found = has_catalogues(folder);
  }
  pl_translate_into(language, is_found ? folder : POLDER_LOCALE_DIR);
}
