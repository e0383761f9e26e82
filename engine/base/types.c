/* Types: the names that every layer spells alike, and counting in sets.
 *
 * A set of states is four 64-bit words, state s being bit s % 64 of word s / 64. Members come out in
 * ascending order, which is the declared order of the states: whoever walks a set walks it the same way on
 * every machine. Plain C only, no compiler builtins; compilers recognise the counting below for what it is. */
#include <polder/types.h>

#include <string.h>

/* ---- names ---- */
static const char *const label_names[PL_LABELS] = {"TLP:CLEAR", "TLP:GREEN", "TLP:AMBER", "TLP:AMBER+STRICT",
                                                   "TLP:RED"};
static const char *const family_names[PL_FAMILIES] = {"ransomware", "election", "espionage", "wiper"};

const char *pl_label_name(pl_label label) { return (unsigned)label < PL_LABELS ? label_names[label] : "TLP:?"; }

pl_label pl_label_parse(const char *name) {
  int label = 0;
  while (label < PL_LABELS && strcmp(label_names[label], name) != 0) label++;
  return (pl_label)label;
}

const char *pl_family_name(pl_family family) { return (unsigned)family < PL_FAMILIES ? family_names[family] : "?"; }

/* ---- texts ---- */
const char *pl_text_in(const pl_text *text, pl_language language) {
  if ((unsigned)language < PL_LANGUAGES && text->in[language]) return text->in[language];
  for (int each = 0; each < PL_LANGUAGES; each++) /* English is the first */
    if (text->in[each]) return text->in[each];
  return "";
}

/* ---- sets ---- */
int pl_word_count(uint64_t word) {
  word -= word >> 1 & UINT64_C(0x5555555555555555);
  word = (word & UINT64_C(0x3333333333333333)) + (word >> 2 & UINT64_C(0x3333333333333333));
  word = (word + (word >> 4)) & UINT64_C(0x0F0F0F0F0F0F0F0F);
  return (int)(word * UINT64_C(0x0101010101010101) >> 56);
}

/* The bits below the lowest one are as many as its place. */
int pl_word_lowest(uint64_t word) { return pl_word_count((word & (~word + 1)) - 1); }

int pl_set_count(const pl_state_set *set) {
  int count = 0;
  for (int i = 0; i < PL_SET_WORDS; i++) count += pl_word_count(set->word[i]);
  return count;
}

int pl_set_next(const pl_state_set *set, int from) {
  if (from < 0) from = 0;
  for (int i = from / 64; i < PL_SET_WORDS; i++) {
    uint64_t rest = set->word[i];
    if (i == from / 64) rest &= ~UINT64_C(0) << from % 64;
    if (rest) return i * 64 + pl_word_lowest(rest);
  }
  return -1;
}
