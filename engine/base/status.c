/* Status: words and exit codes from the one table, and the text of an error.
 *
 * An error's text is for a person at a terminal and for a line in a log, so it is made safe for both here,
 * in one place, whatever was put into it: it is one plain line (plain.h), and it ends
 * at a whole UTF-8 character when the message was longer than its room.
 *
 *   message   "scenario.lua:12: unknown state »Grüne…"      longer than sizeof text
 *   kept      as many whole characters as fit, then NUL
 *
 * The message is in the reader's language (translate.h): callers write its English format, and it is translated here.
 * The message is composed aside and copied at the end, so a caller may add context to an error by naming
 * its old text among the arguments. Nothing here allocates: running out of memory can be reported. */
#include <polder/status.h>

#include <polder/plain.h>
#include <polder/translate.h>

#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

typedef struct status_row {
  int exit_code;
  const char *word;
} status_row;

static const status_row rows[] = {
#define X(name, code, word) {code, word},
    PL_STATUS_TABLE(X)
#undef X
};

/* A status that is not in the table is itself a bug in Polder. */
static const status_row *row_of(pl_status status) {
  size_t index = (size_t)status;
  return &rows[index < sizeof rows / sizeof rows[0] ? index : (size_t)PL_BUG];
}

int pl_status_exit_code(pl_status status) { return row_of(status)->exit_code; }

const char *pl_status_word(pl_status status) { return row_of(status)->word; }

/* How many bytes the character that starts with `lead` should have; a stray continuation byte stands alone. */
static size_t character_size(unsigned char lead) {
  if (lead >= 0xF0) return 4;
  if (lead >= 0xE0) return 3;
  return lead >= 0xC0 ? 2 : 1;
}

/* The length of `text` without a character cut off at its end. */
static size_t whole_characters(const char *text, size_t length) {
  size_t start = length;
  while (start > 0 && ((unsigned char)text[start - 1] & 0xC0) == 0x80) start--;
  if (start == 0) return length; /* nothing but continuation bytes: not UTF-8, nothing to save */
  start--;
  return start + character_size((unsigned char)text[start]) > length ? start : length;
}

pl_status pl_error_set(pl_error *error, pl_status status, const char *format, ...) {
  if (!error) return status;
  char text[sizeof error->text];
  va_list arguments;
  va_start(arguments, format);
  int wanted = vsnprintf(text, sizeof text, pl_translate(format), arguments);
  va_end(arguments);
  if (wanted < 0) text[0] = '\0'; /* the format itself was refused: the word must do */
  if (wanted >= (int)sizeof text) text[whole_characters(text, sizeof text - 1)] = '\0';
  pl_plain_line(text);
  error->status = status;
  const char *said = text[0] ? text : pl_translate(pl_status_word(status));
  memcpy(error->text, said, strlen(said) + 1);
  return status;
}
