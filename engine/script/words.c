/* Two small judgements about text.
 *
 * A suggestion is the candidate with the fewest single-letter edits (insert, drop, replace, swap two neighbours), if
 * these are few enough for the length of the word; among equals the first by bytes, so that the order in which
 * candidates are offered does not matter. Names are short: what is longer than LONGEST is compared by its start.
 *
 * A text may be shown on terminals, boards and web pages. It is therefore refused when it is not UTF-8, when it could
 * move the cursor, or when it could make a line read differently from how it is stored. */
#include "words.h"

#include <stdint.h>
#include <string.h>

enum { LONGEST = 63 };

static unsigned char lowered(char c) {
  return (unsigned char)(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
}

static size_t least(size_t a, size_t b) {
  return a < b ? a : b;
}

/* Edits between two words, if they are at most `most`; letters that differ in case only are alike. Three rows of the
 * usual table, and of each row only what is near enough to its diagonal to matter. */
static size_t distance_between(const char *a, const char *b, size_t most) {
  size_t a_length = strnlen(a, LONGEST), b_length = strnlen(b, LONGEST), far = most + 1;
  if (a_length > b_length + most || b_length > a_length + most) return far;
  size_t rows[3][LONGEST + 2];
  size_t *before = rows[0], *last = rows[1], *row = rows[2];
  for (size_t j = 0; j <= b_length; j++) last[j] = least(j, far);
  for (size_t i = 1; i <= a_length; i++) {
    size_t first = i > most + 1 ? i - most : 1, end = least(i + most, b_length);
    row[first - 1] = first > 1 ? far : least(i, far);
    for (size_t j = first; j <= end; j++) {
      bool is_same = lowered(a[i - 1]) == lowered(b[j - 1]);
      row[j] = least(least(last[j], row[j - 1]) + 1, last[j - 1] + !is_same);
      bool is_swap = i > 1 && j > 1 && lowered(a[i - 1]) == lowered(b[j - 2]) && lowered(a[i - 2]) == lowered(b[j - 1]);
      if (is_swap) row[j] = least(row[j], before[j - 2] + 1);
    }
    row[end + 1] = far; /* what the next row looks at beyond this one's end */
    size_t *spare = before;
    before = last;
    last = row;
    row = spare;
  }
  return least(last[b_length], far);
}

pl_suggestion pl_suggestion_for(const char *wanted) {
  size_t length = strlen(wanted);
  return (pl_suggestion){.wanted = wanted, .distance = 1 + (length > 3) + (length > 8) + 1};
}

void pl_suggestion_offer(pl_suggestion *suggestion, const char *candidate) {
  size_t distance = distance_between(suggestion->wanted, candidate, suggestion->distance);
  if (distance >= strlen(candidate)) return; /* nothing of the candidate was written? */
  bool is_nearer = distance < suggestion->distance;
  bool is_tie = suggestion->best && distance == suggestion->distance && strcmp(candidate, suggestion->best) < 0;
  if (!is_nearer && !is_tie) return;
  suggestion->best = candidate;
  suggestion->distance = distance;
}

/* ---- text ---- */

/* Decodes one character at `at` and moves it on; false: not UTF-8 (overlong forms and surrogates included). */
static bool decode(const unsigned char **at, const unsigned char *end, uint32_t *code) {
  static const uint32_t smallest[] = {0, 0x80, 0x800, 0x10000};
  const unsigned char *p = *at;
  int more = *p < 0x80 ? 0 : *p >> 5 == 6 ? 1 : *p >> 4 == 14 ? 2 : *p >> 3 == 30 ? 3 : -1;
  if (more < 0 || end - p <= more) return false;
  uint32_t value = more == 0 ? *p : *p & (0x3Fu >> more);
  for (int i = 1; i <= more; i++) {
    if (p[i] >> 6 != 2) return false;
    value = value << 6 | (p[i] & 0x3Fu);
  }
  if (value < smallest[more] || value > 0x10FFFF || (value >= 0xD800 && value <= 0xDFFF)) return false;
  *at = p + more + 1;
  *code = value;
  return true;
}

/* Overrides, embeddings, isolates, and the three marks that are seen by nobody but turn their neighbours round. */
static bool is_direction_mark(uint32_t code) {
  return (code >= 0x202A && code <= 0x202E) || (code >= 0x2066 && code <= 0x2069) || code == 0x200E || code == 0x200F ||
         code == 0x061C;
}

/* C0 but for newline, C1, DEL, and Unicode's own ends of line and paragraph. */
static bool is_control(uint32_t code) {
  return (code < 0x20 && code != '\n') || (code >= 0x7F && code < 0xA0) || code == 0x2028 || code == 0x2029;
}

size_t pl_text_step(const char *text, size_t length, const char **problem) {
  const unsigned char *start = (const unsigned char *)text, *at = start;
  uint32_t code;
  *problem = "bytes that are not UTF-8";
  if (!decode(&at, start + length, &code)) return 1;
  if (is_control(code)) *problem = "a control character";
  else if (is_direction_mark(code)) *problem = "a character that reverses the direction of writing";
  else *problem = NULL;
  return (size_t)(at - start);
}

const char *pl_text_problem(const char *text, size_t length) {
  const char *problem = NULL;
  for (size_t at = 0; at < length && !problem;) at += pl_text_step(text + at, length - at, &problem);
  return problem;
}

void pl_text_tidy(char *text) {
  size_t length = strlen(text), kept = 0;
  for (size_t at = 0, size; at < length; at += size) {
    const char *problem;
    size = pl_text_step(text + at, length - at, &problem);
    if (strchr("\t\n\r", text[at])) {
      text[kept++] = ' ';
    } else if (problem) {
      text[kept++] = '?';
    } else {
      memmove(text + kept, text + at, size);
      kept += size;
    }
  }
  text[kept] = 0;
}
