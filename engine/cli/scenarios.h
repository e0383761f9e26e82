/* Scenarios: finding them by name and opening an exercise on one. */
#ifndef POLDER_CLI_SCENARIOS_H
#define POLDER_CLI_SCENARIOS_H

#include <polder/policy.h>
#include <polder/script.h>

#include "arguments.h"

enum { PL_MAX_PATH = 4096, PL_MAX_FOUND = 512 };

/* The folder of the running program; false where the system does not tell. */
bool pl_program_folder(char path[PL_MAX_PATH]);

/* One scenario in one of the places where installed scenarios are looked for. */
typedef struct pl_found {
  char *name; /* the folder's */
  char *path;
} pl_found;
typedef struct pl_found_list {
  pl_found found[PL_MAX_FOUND]; /* by name; a name in an earlier place hides the same name in a later one */
  size_t count;
} pl_found_list;
/* Everything that is installed or lies in ./scenarios. The caller frees it with pl_found_clear. */
pl_found_list *pl_found_new(pl_error *error);
void pl_found_free(pl_found_list *list);

/* The path that SCENARIO means: a folder, a file, or the name of an installed scenario. PL_BAD_INPUT: there is none. */
pl_status pl_scenario_locate(const char *operand, char path[PL_MAX_PATH], pl_error *error);
pl_status pl_scenario_read(const char *operand, pl_bundle_room *room, pl_error *error);

/* The name of the policy or scenario's bot that plays a state, as --bots spells it. */
const char *pl_bot_name(const pl_scenario *scenario, const pl_policy_table *bots, int state);
/* A session on SCENARIO with the seed and bots of the arguments. NULL: error. */
pl_session *pl_exercise_open(const pl_arguments *arguments, const char *operand, bool record_events,
                             pl_policy_table *bots, pl_error *error);

#endif
