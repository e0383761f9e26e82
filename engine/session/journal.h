/* The journal of one exercise: every decision that was accepted, in the order in which it came. */
#ifndef POLDER_SESSION_JOURNAL_H
#define POLDER_SESSION_JOURNAL_H

#include <polder/session.h>

typedef struct pl_journal {
  pl_journal_entry *entry; /* owned */
  size_t count, capacity;
  size_t open;             /* the first entry of the open round */
} pl_journal;

void pl_journal_clear(pl_journal *journal);
/* PL_OK or PL_NO_MEMORY, and then nothing has changed. */
pl_status pl_journal_add(pl_journal *journal, const pl_journal_entry *entry, pl_error *error);
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
