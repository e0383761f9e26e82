/* Did you mean: a word that nobody knows, and the words that would do. */
#ifndef POLDER_SPELLING_H
#define POLDER_SPELLING_H

#include <polder/memory.h>
#include <polder/status.h>

/* Filled by offering the known words one by one. Between pl_spelling_init and pl_spelling_refuse it owns memory. */
typedef struct pl_spelling {
  const char *given;   /* borrowed */
  const char *nearest; /* borrowed from an offer; NULL: nothing is near enough */
  int distance;
  size_t count;
  pl_buffer known;
} pl_spelling;

void pl_spelling_init(pl_spelling *spelling, const char *given);
void pl_spelling_offer(pl_spelling *spelling, const char *word);
/* Fills `error` with «unknown WHAT "given": did you mean "nearest"? (known: …)», frees, and returns `status`. `what` is
 * English and is translated here. */
pl_status pl_spelling_refuse(pl_spelling *spelling, pl_status status, const char *what, pl_error *error);
/* Letters to add, drop, change or swap to get from one word to the other; capitals do not count. 64 when one of them
 * is longer than 63 letters. */
int pl_spelling_distance(const char *a, const char *b);

#endif
