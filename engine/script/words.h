/* Words: what a mistyped name was probably meant to be, and whether a text is fit to be shown. */
#ifndef POLDER_SCRIPT_WORDS_H
#define POLDER_SCRIPT_WORDS_H

#include <stdbool.h>
#include <stddef.h>

/* Offer candidates one by one, in any order; `best` is the nearest so far, NULL while none is near enough. Ties go to
 * the first by bytes. Borrows `wanted` and every candidate. */
typedef struct pl_suggestion {
  const char *wanted, *best;
  size_t distance;
} pl_suggestion;
pl_suggestion pl_suggestion_for(const char *wanted);
void pl_suggestion_offer(pl_suggestion *suggestion, const char *candidate);

/* NULL: valid UTF-8 without control characters (newline is fine), bidirectional overrides or isolates. Otherwise
 * what is wrong, in words that complete "the text contains …". */
const char *pl_text_problem(const char *text, size_t length);
/* Bytes of the first character of `text`, which has at least one; `problem` as above, about that character. */
size_t pl_text_step(const char *text, size_t length, const char **problem);

#endif
