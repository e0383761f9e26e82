/* Errors are made for the end of a line that begins with "polder:", where they go on in lower case. In a window they
 * stand alone, and there they are sentences. */
#include "sentence.h"

#include <stdbool.h>
#include <string.h>

static bool is_small(unsigned char c) { return c >= 'a' && c <= 'z'; }

/* The small letters of Latin-1 with an accent, in UTF-8: 0xC3 and this; ÷ is none. */
static bool is_small_accent(unsigned char c) { return c >= 0xA0 && c <= 0xBE && c != 0xB7; }

/* A word has letters only, and what may follow one; "scenario.lua:3", "first-share" and "a/b" are names. */
static bool is_word(const char *text) {
  const size_t length = strcspn(text, " \xC2\n");
  const char *end = text + length;
  while (end > text && strchr(",:;", end[-1])) end--;
  for (const char *c = text; c < end; c++)
    if (!is_small((unsigned char)*c) && (unsigned char)*c < 0x80 && *c != '\'') return false;
  return end > text;
}

void pl_sentence_begin(char *text) {
  unsigned char *first = (unsigned char *)text;
  if (!is_word(text)) return;
  if (is_small(first[0])) first[0] = (unsigned char)(first[0] - 'a' + 'A');
  else if (first[0] == 0xC3 && is_small_accent(first[1])) first[1] = (unsigned char)(first[1] - 0x20);
}
