/* Reading and compiling a bundle, without making rules of it. */
#ifndef POLDER_SCRIPT_OPEN_H
#define POLDER_SCRIPT_OPEN_H

#include <polder/script.h>

#include "record.h"

/* What a scenario may take in memory, beside its Lua state; and what looking for the places of mistakes may. */
enum { PL_OPEN_BYTES = 64 << 20, PL_OPEN_SCRATCH = 32 << 20 };

/* Opens `bundle` into `arena`; `sandbox` and `scenario` are filled on PL_OK, the sandbox owned by the caller. Hooks are
 * bound. `kept` gets what a repetition needs, NULL: nothing. Findings go to `report`, which is finished. */
pl_status pl_open(const pl_bundle *bundle, pl_arena *arena, pl_kept *kept, bool wants_warnings, pl_report *report,
                  pl_sandbox **sandbox, pl_scenario **scenario);
/* Runs the files of a bundle that was opened before with `kept` in a new sandbox, which then has the same functions
 * under the same numbers; hooks are not bound yet. Owned by the caller on PL_OK. */
pl_status pl_open_again(const pl_bundle *bundle, pl_kept *kept, pl_sandbox **sandbox);
/* The error for a status of these: the first finding, or that memory ran out. */
pl_status pl_open_error(pl_status status, const pl_report *report, pl_error *error);

#endif
