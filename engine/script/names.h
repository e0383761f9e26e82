/* Names: what a scenario's ids mean, found quickly. */
#ifndef POLDER_SCRIPT_NAMES_H
#define POLDER_SCRIPT_NAMES_H

#include <polder/decision.h>
#include <polder/memory.h>

#include "schema.h"

typedef struct pl_name_row {
  const char *id;
  uint16_t index;
} pl_name_row;

/* The ids of one scenario, by kind and sorted. Zeroed but for `of` is valid: then only built-in names are known. */
typedef struct pl_names {
  const pl_scenario *of; /* borrowed, like everything it holds */
  const pl_name_row *row[PL_KINDS];
  size_t count[PL_KINDS];
} pl_names;

/* Sorts the ids that `names->of` has of that kind / of every kind. The rows live in `arena`. False: out of memory. */
bool pl_names_add(pl_names *names, pl_arena *arena, pl_kind kind);
bool pl_names_add_all(pl_names *names, pl_arena *arena);

/* The i-th name of a kind, or NULL after the last. */
const char *pl_name_at(const pl_scenario *scenario, pl_kind kind, size_t i);
/* The index of an id, or −1; the first of several. PL_KIND_ITEM gives the declared incident. */
int pl_name_find(const pl_names *names, pl_kind kind, const char *id);

#endif
