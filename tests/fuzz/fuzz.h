/* What the fuzz targets share: the entry point, and what holds of every text that people are shown.
 *
 * A target is one file, fuzz_<what>.c, with the function that libFuzzer calls. The same file linked with replay.c is an
 * ordinary test that runs it over the corpus and everything that was ever found. A target ends the process when an
 * answer is wrong; crashes, leaks and hangs are the sanitizers' and libFuzzer's to see. */
#ifndef POLDER_FUZZ_H
#define POLDER_FUZZ_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <polder/memory.h>
#include <polder/session.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

/* Ends the process with `what` unless `holds`. */
void fuzz_must(bool holds, const char *what);
/* The error of a call that failed with `status`: the same status, and one line that is safe on any terminal. */
void fuzz_must_explain(pl_status status, const pl_error *error);
/* Text of one or, if allowed, several lines: valid UTF-8, without controls and marks of direction. */
void fuzz_must_be_safe(const char *text, size_t length, bool may_have_lines);

/* The input as a scenario's files. A line "==== NAME" begins the file of that name; what comes before the first of
 * them is scenario.lua. `arena` is the caller's. */
pl_bundle fuzz_bundle(const uint8_t *bytes, size_t size, pl_arena *arena);
void fuzz_bundle_clear(pl_bundle *bundle);

/* Whether a world of this scenario is small enough to be played thousands of times. */
bool fuzz_is_small(const pl_scenario *scenario);
/* Plays at most two rounds among the scenario's bots, once through each factory: both must come to the same end, and so
 * must a replay. */
void fuzz_play(const pl_bundle *bundle, const pl_rules_factory *plain, const pl_rules_factory *cached);

/* An exercise of the corpus' scenario "everything", opened once in a process and played as often as one likes. */
enum { FUZZ_SEED = 1 };
typedef struct fuzz_table {
  pl_arena *arena;
  pl_bundle bundle;
  pl_rules rules;
  pl_rules_factory factory; /* lends `rules` */
  const pl_scenario *scenario;
  pl_map *map;
} fuzz_table;
const fuzz_table *fuzz_table_lay(void);
/* A new exercise before its first round; the caller frees it. */
pl_session *fuzz_table_session(const fuzz_table *table);
/* Opens a round, lets the bots decide, and resolves it. */
void fuzz_play_round(pl_session *session);

#endif
