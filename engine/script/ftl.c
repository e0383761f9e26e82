/* Reading .ftl files: `key = text`, and nothing cleverer.
 *
 *   # a comment
 *   memo = One line.
 *   long =
 *       Indented lines belong to the text above them;
 *       what they have in common of the indent goes.
 *
 *       A blank line between them stays.
 *
 * Fluent's terms, attributes, selectors and functions are complained about: a text whose words depend on numbers
 * belongs in two keys. What stands in braces is left alone here; the schema knows the placeholders that may be used.
 * CRLF and a BOM are accepted. Keys are letters, digits, "_" and "-", a letter first, at most 64 long. */
#include "ftl.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "words.h"

enum { LONGEST_KEY = 64, MOST_KEYS = 10000 };

typedef struct span {
  const char *at;
  size_t length;
} span;

typedef struct reader {
  span rest;      /* what is still to be read */
  int line;       /* of the line last read, from 1 */
  pl_arena *arena;
  pl_ftl_entry *entry;
  size_t count;
  pl_buffer text; /* of the entry being read */
  pl_ftl_complaint *complain;
  void *context;
  bool no_memory;
} reader;

/* ---- lines ---- */

static span first_line(span from) {
  const char *end = from.length > 0 ? memchr(from.at, '\n', from.length) : NULL;
  span line = {from.at, end ? (size_t)(end - from.at) : from.length};
  if (line.length > 0 && line.at[line.length - 1] == '\r') line.length--;
  return line;
}

static void drop_line(reader *r) {
  const char *end = memchr(r->rest.at, '\n', r->rest.length);
  size_t size = end ? (size_t)(end - r->rest.at) + 1 : r->rest.length;
  r->rest.at += size;
  r->rest.length -= size;
  r->line++;
}

static size_t indent_of(span line) {
  size_t indent = 0;
  while (indent < line.length && line.at[indent] == ' ') indent++;
  return indent;
}

static bool is_blank(span line) {
  return indent_of(line) == line.length;
}

static span without_ends(span s) {
  while (s.length > 0 && s.at[s.length - 1] == ' ') s.length--;
  while (s.length > 0 && s.at[0] == ' ') s.at++, s.length--;
  return s;
}

static void complain(reader *r, int column, const char *message) {
  if (r->complain) r->complain(r->context, r->line, column, pl_translate(message));
}

/* ---- entries ---- */

static bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static size_t key_length(span line) {
  size_t length = 0;
  if (line.length == 0 || !is_letter(line.at[0])) return 0;
  while (length < line.length && (is_letter(line.at[length]) || (line.at[length] >= '0' && line.at[length] <= '9') ||
                                  line.at[length] == '_' || line.at[length] == '-'))
    length++;
  return length;
}

/* What is wrong with a line that is no `key = text`. */
static const char *line_problem(span line, size_t key) {
  if (line.at[0] == '-') return PL_LATER("terms (a name that starts with \"-\") are not supported: use a plain key");
  if (line.at[0] == '\t') return PL_LATER("indent with spaces, not with a tab");
  if (key == 0)
    return PL_LATER("expected \"key = text\" (a key starts with a letter), a comment (#) or an indented line");
  if (key > LONGEST_KEY) return PL_LATER("the key is longer than 64 characters (the limit)");
  return PL_LATER("expected \"=\" after the key");
}

/* The lines that belong to an entry: how many, and the indent they share. Blank lines at the end are not counted. */
static size_t count_continued(const reader *r, size_t *shared) {
  size_t lines = 0, seen = 0;
  span rest = r->rest;
  *shared = SIZE_MAX;
  while (rest.length > 0) {
    span line = first_line(rest);
    size_t indent = indent_of(line);
    if (!is_blank(line)) {
      if (indent == 0) break;
      if (indent < *shared) *shared = indent;
      lines = seen + 1;
    }
    seen++;
    const char *end = memchr(rest.at, '\n', rest.length);
    size_t size = end ? (size_t)(end - rest.at) + 1 : rest.length;
    rest.at += size;
    rest.length -= size;
  }
  return lines;
}

/* Adds the continuation lines to the text. */
static void read_continued(reader *r) {
  size_t shared, lines = count_continued(r, &shared);
  for (size_t i = 0; i < lines; i++) {
    span line = first_line(r->rest);
    drop_line(r);
    char first = line.length > shared ? line.at[shared] : ' ';
    if (first == '.' || first == '[' || first == '*')
      complain(r, (int)shared + 1, PL_LATER("attributes and variants are not supported: use a key for each text"));
    if (r->text.length > 0) pl_buffer_add(&r->text, "\n", 1);
    if (is_blank(line)) continue;
    span rest = {line.at + shared, line.length - shared};
    while (rest.length > 0 && rest.at[rest.length - 1] == ' ') rest.length--;
    pl_buffer_add(&r->text, rest.at, rest.length);
  }
}

static void keep(reader *r, span key, int line) {
  const char *problem = pl_text_problem(pl_buffer_text(&r->text), r->text.length);
  char message[160];
  if (r->text.length > 0 && !problem) {
    r->entry[r->count].key = pl_arena_text(r->arena, key.at, key.length);
    r->entry[r->count].text = pl_arena_text(r->arena, r->text.bytes, r->text.length);
    r->entry[r->count].line = line;
    r->no_memory = r->no_memory || !r->entry[r->count].key || !r->entry[r->count].text;
    r->count++;
    return;
  }
  snprintf(message, sizeof message,
           problem ? PL_TEXT("the text of \"%.*s\" contains %s")
                   : PL_TEXT("the text of \"%.*s\" is empty: write it after \"=\""),
           (int)key.length, key.at, problem);
  r->line = line;
  complain(r, 1, message);
}

static void read_entry(reader *r, span line) {
  size_t key = key_length(line), at = key;
  while (at < line.length && line.at[at] == ' ') at++;
  if (key == 0 || key > LONGEST_KEY || at == line.length || line.at[at] != '=') {
    complain(r, key == 0 ? 1 : (int)at + 1, line_problem(line, key));
    size_t shared;
    for (size_t lines = count_continued(r, &shared); lines > 0; lines--) drop_line(r); /* they belong to the bad line */
    return;
  }
  int place = r->line;
  span text = without_ends((span){line.at + at + 1, line.length - at - 1});
  r->text.length = 0;
  pl_buffer_add(&r->text, text.at, text.length);
  read_continued(r);
  int after = r->line;
  keep(r, (span){line.at, key}, place);
  r->line = after;
}

static int compare_entries(const void *left, const void *right) {
  const pl_ftl_entry *a = left, *b = right;
  int order = strcmp(a->key, b->key);
  return order != 0 ? order : a->line - b->line;
}

/* Sorts, and complains about keys that are there twice; the first stays. */
static void settle(reader *r) {
  size_t kept = 0;
  if (r->count > 0) qsort(r->entry, r->count, sizeof *r->entry, compare_entries);
  for (size_t i = 0; i < r->count; i++) {
    if (kept > 0 && strcmp(r->entry[kept - 1].key, r->entry[i].key) == 0) {
      char message[160];
      snprintf(message, sizeof message, PL_TEXT("\"%s\" was already written in line %d: remove one of them"),
               r->entry[i].key, r->entry[kept - 1].line);
      r->line = r->entry[i].line;
      complain(r, 1, message);
    } else {
      r->entry[kept++] = r->entry[i];
    }
  }
  r->count = kept;
}

static size_t most_entries(const char *bytes, size_t length) {
  size_t signs = 0;
  for (size_t i = 0; i < length; i++) signs += bytes[i] == '=';
  return signs < MOST_KEYS ? signs : MOST_KEYS;
}

pl_status pl_ftl_read(const char *bytes, size_t length, pl_arena *arena, pl_ftl *out, pl_ftl_complaint *complaint,
                      void *context) {
  bool has_mark = length >= 3 && memcmp(bytes, "\xEF\xBB\xBF", 3) == 0;
  reader r = {.rest = {bytes + (has_mark ? 3 : 0), length - (has_mark ? 3 : 0)}, .arena = arena, .complain = complaint,
              .context = context};
  *out = (pl_ftl){0};
  size_t most = most_entries(bytes, length);
  r.entry = pl_arena_array(arena, most, sizeof *r.entry);
  if (!r.entry) return PL_NO_MEMORY;
  while (r.rest.length > 0) {
    span line = first_line(r.rest);
    drop_line(&r);
    if (is_blank(line) || line.at[0] == '#') continue;
    if (line.at[0] == ' ') {
      complain(&r, (int)indent_of(line) + 1, PL_LATER("an indented line that continues nothing: put it under its key"));
    } else if (r.count == most) {
      complain(&r, 1, PL_LATER("more than 10000 texts in one file (the limit): split it"));
      break;
    } else {
      read_entry(&r, line);
    }
  }
  settle(&r);
  bool has_failed = r.no_memory || r.text.failed;
  pl_buffer_clear(&r.text);
  if (has_failed) return PL_NO_MEMORY;
  *out = (pl_ftl){r.entry, r.count};
  return PL_OK;
}
