/* The subcommands: one row and one file each. */
#ifndef POLDER_CLI_COMMANDS_H
#define POLDER_CLI_COMMANDS_H

#include "arguments.h"

extern const pl_command_row pl_command_play, pl_command_run, pl_command_resume, pl_command_replay, pl_command_fork,
    pl_command_check, pl_command_list, pl_command_policies, pl_command_version, pl_command_new, pl_command_api,
    pl_command_whatif, pl_command_ledger, pl_command_fan, pl_command_provenance, pl_command_report,
    pl_command_host;

/* Prints a JSON object, indented, and a line end; frees it. NULL counts as out of memory. */
struct json_t;
pl_status pl_print_json(struct json_t *object, pl_error *error);

#endif
