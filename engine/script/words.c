/* Two small judgements about text.
 *
 * A suggestion is the candidate with the fewest single-letter edits (insert, drop, replace, swap two neighbours), if
 * these are few enough for the length of the word; among equals the first by bytes, so that the order in which
 * candidates are offered does not matter. Names are short: what is longer than LONGEST is compared by its start.
 *
 * A text may be shown on terminals, boards and web pages. It is therefore refused when it is not UTF-8, when it could
 * move the cursor, or when it could make a line read differently from how it is stored (see plain.h). */
#include "words.h"

#include <polder/translate.h>

#include <string.h>

#include <polder/plain.h>

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

size_t pl_text_step(const char *text, size_t length, const char **problem) {
  static const char *const problems[] = {
      [PL_PLAIN] = NULL,
      [PL_PLAIN_BROKEN] = PL_LATER("bytes that are not UTF-8"),
      [PL_PLAIN_CONTROL] = PL_LATER("a control character"),
      [PL_PLAIN_DIRECTION] = PL_LATER("a character that reverses the direction of writing"),
  };
  size_t size;
  *problem = problems[pl_plain_step(text, length, &size)];
  if (text[0] == '\n') *problem = NULL;
  if (*problem) *problem = pl_translate(*problem);
  return size;
}

const char *pl_text_problem(const char *text, size_t length) {
  const char *problem = NULL;
  for (size_t at = 0; at < length && !problem;) at += pl_text_step(text + at, length - at, &problem);
  return problem;
}
