/* Hooks: a scenario's functions, and the world as they see it. */
#ifndef POLDER_SCRIPT_HOOKS_H
#define POLDER_SCRIPT_HOOKS_H

#include <polder/rules.h>

#include "sandbox.h"

/* Defines on_round, on_incident, on_decision, on_share and on_end, which record functions. May raise: call it in
 * protected mode, while declaring. */
void pl_hooks_install(pl_sandbox *sandbox);

/* What was registered, in order. Strings live as long as the sandbox. `id` is NULL where the kind has none. */
size_t pl_hooks_count(pl_sandbox *sandbox);
void pl_hooks_row(pl_sandbox *sandbox, size_t row, pl_hook *kind, const char **id, const char **file, int *line);
/* Says what the id of a row turned out to be: a declared incident, an action (built-in or PL_ACTIONS + i), or
 * PL_HOOKS_INJECT | an inject. A row with an id that is never bound never runs. */
enum { PL_HOOKS_INJECT = 0x8000 };
void pl_hooks_bind(pl_sandbox *sandbox, size_t row, int index);
int pl_hooks_bound(pl_sandbox *sandbox, size_t row); /* −1: not bound */

/* The registry keys under which tests and bots are kept: tables of functions, by index + 1. */
#define PL_HOOKS_TESTS "polder.tests"
#define PL_HOOKS_BOTS "polder.bots"

/* Makes the rules. On PL_OK `out` owns sandbox, scenario and arena (close frees them), and the script's names are
 * locked. On failure the caller still owns everything. */
pl_status pl_hooks_rules(pl_sandbox *sandbox, pl_scenario *scenario, pl_arena *arena, pl_rules *out, pl_error *error);
/* The same for a scenario that others use as well: closing calls `release_owner(owner)` for it. */
pl_status pl_hooks_rules_shared(pl_sandbox *sandbox, pl_scenario *scenario, void *owner, void (*release_owner)(void *),
                                pl_rules *out, pl_error *error);

#endif
