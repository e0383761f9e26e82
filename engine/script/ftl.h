/* Texts in files: the part of Fluent (.ftl) that Polder reads. */
#ifndef POLDER_SCRIPT_FTL_H
#define POLDER_SCRIPT_FTL_H

#include <polder/memory.h>
#include <polder/status.h>
#include <polder/types.h>

typedef struct pl_ftl_entry {
  const char *key, *text;
  int line; /* of the key, from 1 */
} pl_ftl_entry;
/* One file. Zeroed is valid and empty. */
typedef struct pl_ftl {
  const pl_ftl_entry *entry; /* sorted by key, each key once */
  size_t count;
} pl_ftl;

/* Called for every line that is not understood; `message` says what is wrong and what would do. */
typedef void pl_ftl_complaint(void *context, int line, int column, const char *message);

/* Reads a file into `arena`. Lines that are not understood are complained about and skipped. PL_NO_MEMORY: nothing in
 * `out`. */
pl_status pl_ftl_read(const char *bytes, size_t length, pl_arena *arena, pl_ftl *out, pl_ftl_complaint *complain,
                      void *context);
#endif
