/* The journal of one exercise: every decision and every act that was accepted, in the order in which they came. */
#ifndef POLDER_SESSION_JOURNAL_H
#define POLDER_SESSION_JOURNAL_H

#include <polder/session.h>

/* What goes with an entry: where it is in the session's file, and what its seat did next. */
typedef struct pl_journal_mark {
  int64_t sequence;        /* of its row; 0: it is not written */
  int32_t place;           /* the order of submission within its round, which is not always that of the rows */
  size_t next;             /* the next entry of the same seat and round; PL_JOURNAL_END: none */
} pl_journal_mark;
#define PL_JOURNAL_END SIZE_MAX

typedef struct pl_journal {
  pl_journal_entry *entry; /* owned */
  pl_journal_mark *mark;   /* owned; one for each entry */
  size_t count, capacity;
  size_t open;             /* the first entry of the open round */
  int32_t next_place;
  size_t first[PL_MAX_SEATS], last[PL_MAX_SEATS]; /* of each seat in the open round; PL_JOURNAL_END: none */
} pl_journal;

/* A valid empty one; a zeroed one is not. */
void pl_journal_init(pl_journal *journal);

void pl_journal_clear(pl_journal *journal);
/* Makes room for that many more entries. PL_OK or PL_NO_MEMORY. */
pl_status pl_journal_reserve(pl_journal *journal, size_t more, pl_error *error);
/* Its act is copied. PL_OK or PL_NO_MEMORY, and then nothing has changed. */
pl_status pl_journal_add(pl_journal *journal, const pl_journal_entry *entry, pl_error *error);
/* The same where room was made; takes `act`, NULL for a decision. */
void pl_journal_add_reserved(pl_journal *journal, const pl_journal_entry *entry, pl_act *act);
/* Writes where the last entry of the open round is in the file. */
void pl_journal_mark_last(pl_journal *journal, int64_t sequence, int32_t place);
/* From here on entries belong to a new round. */
void pl_journal_open(pl_journal *journal);
/* Whether an entry stays. */
typedef bool (*pl_journal_keeps)(const void *context, const pl_journal_entry *entry, const pl_journal_mark *mark);
/* Drops those decisions of the open round that do not; acts have taken effect, and stay. */
void pl_journal_keep(pl_journal *journal, pl_journal_keeps keeps, const void *context);
/* Whether `later` of the same seat takes the place of `earlier`: the same standing order, the same inject, the same
 * ballot. */
bool pl_journal_replaces(const pl_decision *later, const pl_decision *earlier);
/* Whether this entry of the open round counts: neither withdrawn nor replaced. */
bool pl_journal_counts(const pl_journal *journal, size_t entry);
/* The last entry of the open round that this seat may take back, or `count`. */
size_t pl_journal_last(const pl_journal *journal, int seat);
/* The decisions of the open round that count, by seat and then as they came; an array that the caller frees.
 * NULL only when out of memory. */
pl_decision *pl_journal_sealed(const pl_journal *journal, int seat_count, size_t *count);

#endif
