/* A kept exercise laid out for going back into it: what whatif, ledger and fan have in common. */
#ifndef POLDER_CLI_LAID_OUT_H
#define POLDER_CLI_LAID_OUT_H

#include <polder/account_json.h>
#include <polder/accounts.h>

#include "kept_file.h"

/* Zeroed: none. The course points into it, so it stays where it is. */
typedef struct pl_laid_out {
  pl_kept_guard guard;
  pl_session *session;    /* owned, as all that follows */
  pl_policy_table bots;
  pl_course *course;
  pl_narrator *narrator;
  pl_language language;   /* spoken from here on */
} pl_laid_out;

/* Reads FILE and lays it out; whatever comes back, pl_laid_out_end clears it. */
pl_status pl_laid_out_begin(pl_laid_out *laid, const pl_arguments *arguments, pl_error *error);
void pl_laid_out_end(pl_laid_out *laid);
/* Shows a tale at the terminal or in the pipe that standard output is, and clears it. */
pl_status pl_laid_out_show(pl_tale *tale, const pl_arguments *arguments, pl_error *error);

#endif
