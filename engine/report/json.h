/* What the files are made of that write JSON. */
#ifndef POLDER_REPORT_JSON_H
#define POLDER_REPORT_JSON_H

#include "account_json_internal.h"
#include "happenings.h"

/* What stands on everything that leaves an exercise. */
#define PL_EXERCISE_MARKING "EXERCISE: simulated; describes no real event"

/* A text of the scenario or of a player on one plain line. NULL: out of memory. */
json_t *pl_json_of_plain(pl_buffer *text); /* cleared */
json_t *pl_json_of_scenario_text(const pl_after_action *after, const pl_text *text);
/* Appends the whole object and gives it back. NULL: PL_NO_MEMORY. */
pl_status pl_json_write(json_t *object, pl_buffer *out, pl_error *error);
/* The recipe: the commands, and which figures of `report` each of them computes again. */
json_t *pl_json_of_recipe(const pl_after_action *after, const json_t *report);

#endif
