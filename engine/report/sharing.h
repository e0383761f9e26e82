/* The sharing matrix: who sent how much to whom.
 *
 * An item counts once for each pair, however often and in whatever way it went from the one to the other; a tear-line
 * counts as its item. Made from control's provenance; what vendors sold is not in it. */
#ifndef POLDER_REPORT_SHARING_H
#define POLDER_REPORT_SHARING_H

#include <polder/provenance.h>

typedef struct pl_sharing {
  int32_t states;
  int32_t *sent;     /* [states²], at from · states + to: items, its own and passed on */
  int32_t *received; /* the same: those of them that arrived */
} pl_sharing;

/* PL_NO_MEMORY. */
pl_status pl_sharing_make(pl_sharing *sharing, const pl_provenance *provenance, pl_error *error);
void pl_sharing_clear(pl_sharing *sharing); /* zeroed is fine */
/* Items sent by one state to all, and by all to one: the sum of a row, and of a column. */
int32_t pl_sharing_gave(const pl_sharing *sharing, int from);
int32_t pl_sharing_got(const pl_sharing *sharing, int to);

#endif
