/* Numbers, limits and sets that every layer shares.
 *
 * The world holds integers only. A q16 is a fixed-point number with 65536 = 1.0; money is counted in mu,
 * thousandths of a budget unit; time in ticks of six hours, 28 to a round of seven days. */
#ifndef POLDER_TYPES_H
#define POLDER_TYPES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef int32_t pl_q16;  /* 65536 = 1.0 */
typedef int64_t pl_mu;   /* 1/1000 of a budget unit */
typedef int32_t pl_tick; /* six hours, counted from the start of the exercise */

#define PL_ONE 65536 /* 1.0 as q16 */

enum {
  PL_TICKS_PER_ROUND = 28,
  PL_TICKS_PER_DAY = 4,
  PL_MAX_STATES = 200,
  PL_MAX_SEATS = 232, /* the states and at most 32 seats without a state */
  PL_MAX_FORUMS = 64,
  PL_MAX_ADVERSARIES = 64,
  PL_MAX_ROUNDS = 60,
  PL_MAX_ORGANISATIONS = 1000000,
  PL_MAX_PER_STATE = 20000,
  PL_MAX_SLOTS = 8,            /* random incidents per adversary and round */
  PL_MAX_DECLARED = 248,       /* declared incidents: iid slots 8..255 */
  PL_SECTORS = 8,
  PL_MAX_ITEM_DECISIONS = 8,   /* per seat and round */
  PL_NONE = 0xFFFF             /* "no state", "no incident": never a valid index */
};

/* TLP 2.0, from open to closed. The labels are never translated. */
typedef enum pl_label { PL_CLEAR, PL_GREEN, PL_AMBER, PL_AMBER_STRICT, PL_RED, PL_LABELS } pl_label;
/* "TLP:AMBER+STRICT" and so on. Never NULL. */
const char *pl_label_name(pl_label label);
/* The label spelled exactly so, or PL_LABELS. */
pl_label pl_label_parse(const char *name);
/* The label of a tear-line: one step more open than its item. */
static inline pl_label pl_label_of_tear(pl_label label) { return label > PL_CLEAR ? (pl_label)(label - 1) : PL_CLEAR; }

typedef enum pl_family { PL_RANSOMWARE, PL_ELECTION, PL_ESPIONAGE, PL_WIPER, PL_FAMILIES } pl_family;
const char *pl_family_name(pl_family family); /* "ransomware", …; never NULL */

typedef enum pl_track { PL_PREVENT, PL_DEFEND, PL_STRENGTHEN, PL_TRACKS } pl_track;

typedef enum pl_language { PL_ENGLISH, PL_DUTCH, PL_LANGUAGES } pl_language;
/* A text in the languages a scenario has; a missing one is NULL and English is shown instead. */
typedef struct pl_text {
  const char *in[PL_LANGUAGES];
} pl_text;
/* The text in `language`, else in English, else in whatever there is, else "". Borrowed. */
const char *pl_text_in(const pl_text *text, pl_language language);

/* An incident's name across counterfactual worlds: adversary << 16 | launch round << 8 | slot, round from 0
 * (model §2). Slots 8..255 are declared incidents. */
typedef uint32_t pl_iid;
#define PL_NO_INCIDENT UINT32_MAX /* 0 is one: the first of the first adversary, in the first round */

/* ---- sets of states ---- */
enum { PL_SET_WORDS = 4 };
typedef struct pl_state_set {
  uint64_t word[PL_SET_WORDS];
} pl_state_set;

static inline bool pl_set_has(const pl_state_set *set, unsigned state) {
  return state < PL_SET_WORDS * 64u && (set->word[state >> 6] >> (state & 63) & 1);
}
static inline void pl_set_add(pl_state_set *set, unsigned state) {
  set->word[state >> 6] |= (uint64_t)1 << (state & 63);
}
static inline void pl_set_remove(pl_state_set *set, unsigned state) {
  set->word[state >> 6] &= ~((uint64_t)1 << (state & 63));
}
static inline bool pl_set_is_empty(const pl_state_set *set) {
  return !(set->word[0] | set->word[1] | set->word[2] | set->word[3]);
}
static inline pl_state_set pl_set_union(pl_state_set a, pl_state_set b) {
  for (int i = 0; i < PL_SET_WORDS; i++) a.word[i] |= b.word[i];
  return a;
}
static inline pl_state_set pl_set_intersection(pl_state_set a, pl_state_set b) {
  for (int i = 0; i < PL_SET_WORDS; i++) a.word[i] &= b.word[i];
  return a;
}
static inline pl_state_set pl_set_difference(pl_state_set a, pl_state_set b) {
  for (int i = 0; i < PL_SET_WORDS; i++) a.word[i] &= ~b.word[i];
  return a;
}
static inline bool pl_set_is_equal(pl_state_set a, pl_state_set b) {
  uint64_t differs = 0;
  for (int i = 0; i < PL_SET_WORDS; i++) differs |= a.word[i] ^ b.word[i];
  return !differs;
}
/* The states 0 … count−1. */
static inline pl_state_set pl_set_first(unsigned count) {
  pl_state_set set = {{0}};
  for (unsigned i = 0; i < count; i++) pl_set_add(&set, i);
  return set;
}
/* Bits of one word, and the lowest of them (word ≠ 0), without compiler builtins in the interface. */
int pl_word_count(uint64_t word);
int pl_word_lowest(uint64_t word);
int pl_set_count(const pl_state_set *set);
/* The smallest member ≥ `from`, or −1: `for (int s = pl_set_next(&x, 0); s >= 0; s = pl_set_next(&x, s + 1))`. */
int pl_set_next(const pl_state_set *set, int from);

/* ---- audiences ---- */
/* Whom something is shared with, as a seat said it: the words are kept as words, because "forums" must
 * still mean the right states after somebody left. What is shared goes to the union of the parts, never to
 * the seat itself. Written NLD+DEU+forum:delta, all, none, allies, forums. */
enum { PL_AUDIENCE_ALL = 1, PL_AUDIENCE_ALLIES = 2, PL_AUDIENCE_FORUMS = 4 };
typedef struct pl_audience {
  pl_state_set states; /* named one by one */
  uint64_t forums;     /* the members of these */
  uint8_t words;       /* PL_AUDIENCE_…; nothing set anywhere: "none" */
} pl_audience;

/* Whether it means nobody, in as many words: "none". */
static inline bool pl_audience_is_empty(const pl_audience *audience) {
  return !audience->words && !audience->forums && pl_set_is_empty(&audience->states);
}

#endif
