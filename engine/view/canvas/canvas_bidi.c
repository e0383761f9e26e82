/* Text that runs from right to left: names in Arabic or Hebrew, alone or within a sentence that runs the other way.
 *
 * FriBidi says which way each character of a line runs (Unicode's algorithm, UAX #9). Every line runs from left to
 * right itself, as the interface does, so that "name (CODE)" has its code at the right whatever the name is written
 * in. Characters of one level are shaped as one run; then the runs are put in the order in which they are seen: from
 * the highest level down to the lowest odd one, whatever lies at it or above is turned round (rule L2). */
#include "canvas_bidi.h"

#include <fribidi.h>
#include <stddef.h>
#include <stdlib.h>

typedef struct range {
  uint32_t first, last;
  const char *script;
} range;

static const range ranges[] = {
    {0x0590, 0x05FF, "Hebr"}, {0x0600, 0x06FF, "Arab"}, {0x0700, 0x074F, "Syrc"}, {0x0750, 0x077F, "Arab"},
    {0x0780, 0x07BF, "Thaa"}, {0x07C0, 0x07FF, "Nkoo"}, {0x0870, 0x08FF, "Arab"}, {0xFB1D, 0xFB4F, "Hebr"},
    {0xFB50, 0xFDFF, "Arab"}, {0xFE70, 0xFEFE, "Arab"}, {0x1E900, 0x1E95F, "Adlm"},
};

const char *pl_bidi_script(uint32_t character) {
  for (size_t i = 0; i < sizeof ranges / sizeof *ranges && character >= ranges[i].first; i++)
    if (character <= ranges[i].last) return ranges[i].script;
  return NULL;
}

bool pl_bidi_is_mark(uint32_t c) {
  return c == 0x061C || c == 0x200E || c == 0x200F || (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
}

/* Most lines have nothing that could turn a direction. */
static bool is_needed(const uint32_t *character, int count) {
  for (int i = 0; i < count; i++)
    if (pl_bidi_is_mark(character[i]) || (character[i] >= 0x590 && pl_bidi_script(character[i]))) return true;
  return false;
}

bool pl_bidi_levels(const uint32_t *character, int count, int8_t *level) {
  if (!is_needed(character, count)) return false;
  FriBidiCharType *type = calloc((size_t)count, sizeof *type);
  FriBidiBracketType *bracket = calloc((size_t)count, sizeof *bracket);
  FriBidiParType direction = FRIBIDI_PAR_LTR;
  bool is_found = type && bracket;
  if (is_found) {
    fribidi_get_bidi_types(character, count, type);
    fribidi_get_bracket_types(character, count, type, bracket);
    is_found = fribidi_get_par_embedding_levels_ex(type, bracket, count, &direction, level) > 0;
  }
  free(type);
  free(bracket);
  return is_found;
}

static void turn_round(int *order, int from, int to) {
  for (; from < to; from++, to--) {
    const int kept = order[from];
    order[from] = order[to];
    order[to] = kept;
  }
}

void pl_bidi_order(const int8_t *level, int count, int *order) {
  int highest = 0;
  for (int i = 0; i < count; i++) {
    order[i] = i;
    if (level[i] > highest) highest = level[i];
  }
  for (int least = highest; least > 0; least--) {
    for (int from = 0, to; from < count; from = to + 1) {
      for (to = from; to < count && level[order[to]] >= least; to++) continue;
      turn_round(order, from, to - 1);
    }
  }
}
