/* What the tests of terminal play share: a session on a scenario made by hand, and text caught in memory. */
#ifndef POLDER_TESTS_TEXT_SUPPORT_H
#define POLDER_TESTS_TEXT_SUPPORT_H

#include "support.h"

#include <stdlib.h>

#include <polder/play.h>

#include "terminal.h"

static const pl_file text_file = {.name = "scenario.lua", .bytes = "", .length = 0};
static const pl_bundle text_bundle = {.file = &text_file, .count = 1};

static inline pl_session *text_session(support_room *room, uint64_t seed) {
  pl_error error = {0};
  pl_rules_factory factory = support_factory(room);
  pl_session_options options = {.seed = seed, .record_events = true};
  pl_session *session = pl_session_new(&factory, &text_bundle, NULL, &options, &error);
  if (!session) fail_msg("%s", error.text);
  return session;
}

/* All that was written to a temporary file; the caller frees it. Closes the file. */
static inline char *text_of(FILE *file) {
  long length = ftell(file);
  char *text = calloc(1, (size_t)length + 1);
  assert_non_null(text);
  rewind(file);
  assert_int_equal(fread(text, 1, (size_t)length, file), length);
  fclose(file);
  return text;
}

/* No line takes more than `columns`, unless it is one word; nothing but text is in it. */
static inline void assert_fits(const char *text, int columns) {
  while (*text) {
    size_t length = strcspn(text, "\n");
    char line[4096];
    assert_true(length < sizeof line);
    memcpy(line, text, length);
    line[length] = 0;
    bool is_one_word = !strchr(line + strspn(line, " "), ' ');
    if (!is_one_word && pl_text_width(line) > columns)
      fail_msg("a line of %d columns: %s", pl_text_width(line), line);
    for (size_t i = 0; i < length; i++)
      if ((unsigned char)line[i] < 0x20) fail_msg("byte %d in: %s", line[i], line);
    text += length + (text[length] == '\n');
  }
}

#endif
