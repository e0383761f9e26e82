/* Files of exercises: where those go that nobody named a file for. */
#ifndef POLDER_CLI_KEPT_FOLDER_H
#define POLDER_CLI_KEPT_FOLDER_H

#include "scenarios.h"

/* A new file's name for an exercise on this scenario, in a folder of the user's own, which is made if need be.
 * PL_SYSTEM: there is no such folder. */
pl_status pl_kept_folder_place(const char *scenario, char path[PL_MAX_PATH], pl_error *error);
/* PL_BAD_INPUT: there is something at `path` already. */
pl_status pl_kept_folder_refuse_existing(const char *path, pl_error *error);

#endif
