/* The recipe: by which commands every figure of a report can be computed again from the session's file. */
#ifndef POLDER_REPORT_RECIPE_H
#define POLDER_REPORT_RECIPE_H

#include "after_action.h"

typedef enum pl_recipe_kind {
  PL_RECIPE_VERIFY,     /* every round again, compared by digest */
  PL_RECIPE_LEDGER,
  PL_RECIPE_WHAT_IF,    /* one for each question that was possible */
  PL_RECIPE_LUCK,       /* decided as recorded */
  PL_RECIPE_FAN,        /* decided by bots */
  PL_RECIPE_PROVENANCE,
  PL_RECIPE_BELIEF,     /* one for each seat looked through */
  PL_RECIPE_KINDS
} pl_recipe_kind;

typedef struct pl_recipe_step {
  pl_recipe_kind kind;
  size_t index;         /* of the question or the perspective */
} pl_recipe_step;

/* Of what this after-action holds, in the order above. */
size_t pl_recipe_count(const pl_after_action *after);
pl_recipe_step pl_recipe_at(const pl_after_action *after, size_t index);
/* A command line that can be typed as it stands: "polder ledger monday.polder". */
void pl_put_recipe(pl_buffer *out, const pl_after_action *after, pl_recipe_step step);
/* The same as words after the program's name, each ended by a NUL byte: "ledger" "monday.polder". `file`: how the
 * session's file is called in them. */
void pl_put_recipe_words(pl_buffer *words, const pl_after_action *after, pl_recipe_step step, const char *file);

#endif
