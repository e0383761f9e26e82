/* Spelling: which known word was probably meant.
 *
 * The distance is the usual edit distance with swaps of neighbours (optimal string alignment), in three rows of a
 * small table. A word is near enough to suggest when at most a third of its letters differ, and always when one
 * does: "NDL" suggests NLD, "elephant" suggests nothing. Of equally near words the first offered wins, so that the
 * suggestion follows the declared order. Long lists are cut: an error is one line. */
#include <polder/spelling.h>
#include <polder/translate.h>

#include <string.h>

enum { LONGEST = 63, LISTED = 240 };

static int lower(char c) { return c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : (unsigned char)c; }

static int smaller(int a, int b) { return a < b ? a : b; }

int pl_spelling_distance(const char *a, const char *b) {
  size_t la = strlen(a), lb = strlen(b);
  if (la > LONGEST || lb > LONGEST) return LONGEST + 1;
  int rows[3][LONGEST + 2];
  int *before = rows[0], *above = rows[1], *row = rows[2];
  for (size_t j = 0; j <= lb; j++) before[j] = above[j] = (int)j;
  for (size_t i = 1; i <= la; i++) {
    row[0] = (int)i;
    for (size_t j = 1; j <= lb; j++) {
      int change = above[j - 1] + (lower(a[i - 1]) != lower(b[j - 1]));
      row[j] = smaller(change, smaller(above[j], row[j - 1]) + 1);
      bool swapped = i > 1 && j > 1 && lower(a[i - 1]) == lower(b[j - 2]) && lower(a[i - 2]) == lower(b[j - 1]);
      if (swapped) row[j] = smaller(row[j], before[j - 2] + 1);
    }
    int *oldest = before;
    before = above, above = row, row = oldest;
  }
  return above[lb];
}

void pl_spelling_init(pl_spelling *spelling, const char *given) {
  *spelling = (pl_spelling){.given = given, .distance = LONGEST + 1};
}

void pl_spelling_offer(pl_spelling *spelling, const char *word) {
  int distance = pl_spelling_distance(spelling->given, word);
  int allowed = (int)(strlen(word) / 3);
  if (allowed < 1) allowed = 1;
  if (distance <= allowed && distance < spelling->distance) {
    spelling->nearest = word;
    spelling->distance = distance;
  }
  spelling->count++;
  if (spelling->known.length > LISTED) return;
  if (spelling->known.length) pl_buffer_add_text(&spelling->known, ", ");
  pl_buffer_add_text(&spelling->known, spelling->known.length > LISTED ? "…" : word);
}

pl_status pl_spelling_refuse(pl_spelling *spelling, pl_status status, const char *what, pl_error *error) {
  const char *known = spelling->count ? pl_buffer_text(&spelling->known) : PL_TEXT("none");
  what = pl_translate(what);
  if (spelling->nearest) {
    pl_error_set(error, status, "unknown %s \"%.64s\": did you mean \"%s\"? (known: %s)", what, spelling->given,
                 spelling->nearest, known);
  } else {
    pl_error_set(error, status, "unknown %s \"%.64s\" (known: %s)", what, spelling->given, known);
  }
  pl_buffer_clear(&spelling->known);
  return status;
}
