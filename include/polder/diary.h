/* The diary of a hosted exercise: what control did to its course, beside the world (act.h) and the decisions.
 *
 * Kept in room rows "diary/0001", "diary/0002", … of the exercise's file (session.h); pl_session_read of a whole file
 * takes these along, so that they are there for whoever reports on it. The rules never read them, and nothing depends
 * on them: what a row does not say is left out. */
#ifndef POLDER_DIARY_H
#define POLDER_DIARY_H

#include <polder/session.h>

/* X(constant, name in the row, what was done) */
#define PL_DIARY_TABLE(X)                                                                                     \
  X(PL_DIARY_START, "start", "the first round was opened to the teams")                                       \
  X(PL_DIARY_PAUSE, "pause", "all clocks stopped")                                                            \
  X(PL_DIARY_RESUME, "resume", "they went on")                                                                \
  X(PL_DIARY_EXTEND, "extend", "the phase got `seconds` more, or less")                                       \
  X(PL_DIARY_HAND, "hand", "seat `seat` went to people (`to_people`) or to a bot")                            \
  X(PL_DIARY_BACK, "back", "back to the opening of round `round`; the exercise as it was stays in `file`")     \
  X(PL_DIARY_END, "end", "the exercise was ended here")

typedef enum pl_diary_kind {
#define X(constant, name, meaning) constant,
  PL_DIARY_TABLE(X)
#undef X
  PL_DIARY_KINDS
} pl_diary_kind;

#define PL_DIARY_PREFIX "diary/" /* of keys */

enum { PL_DIARY_ENTRIES = 1000, PL_DIARY_FILE_BYTES = 200 };

typedef struct pl_diary_entry {
  pl_diary_kind kind;
  int32_t round;     /* from 0: the one that was open, or was opened */
  int64_t at;        /* milliseconds since 1970, UTC; 0: not known */
  int seat;          /* −1: none */
  bool to_people;
  int64_t seconds;
  char file[PL_DIARY_FILE_BYTES]; /* without folders; "" */
} pl_diary_entry;

/* Writes a row more, as pl_session_set_room does. PL_BAD_INPUT: the diary is full. */
pl_status pl_diary_add(pl_session *session, const pl_diary_entry *entry, pl_error *error);
/* All rows of `from` into `to`, which has none. */
pl_status pl_diary_copy(const pl_session *from, pl_session *to, pl_error *error);
/* In order; what makes no sense is left out. The caller frees it. NULL: PL_NO_MEMORY. */
pl_diary_entry *pl_diary_read(const pl_session *session, size_t *count, pl_error *error);
const char *pl_diary_name(pl_diary_kind kind);

#endif
