/* An exercise that was kept: what its file says about who plays and in which language. */
#ifndef POLDER_CLI_KEPT_FILE_H
#define POLDER_CLI_KEPT_FILE_H

#include "scenarios.h"

/* The language to speak about it, and from here on it is spoken: --lang, else the file's. */
pl_language pl_kept_language(const pl_arguments *arguments, const pl_session *session);
/* How the scenario inside a file is opened: the first time in a confined process too, for it may be a stranger's. The
 * factory borrows `guard`, which starts zeroed and has to live as long as any session that is made with it. */
typedef struct pl_kept_guard {
  bool is_checked;
} pl_kept_guard;
pl_rules_factory pl_kept_factory(pl_kept_guard *guard);
/* Before FILE is opened: opening what is no file, such as a pipe, may wait for ever. */
pl_status pl_kept_look(const char *path, pl_error *error);
/* The exercise in FILE as a copy in memory, up to (excluding) `until_round`, −1: all of it. NULL: error. */
pl_session *pl_kept_read(const pl_arguments *arguments, pl_kept_guard *guard, int until_round, pl_error *error);

/* The seat that --seat names, any state or role; −1 for NULL. PL_USAGE lists those there are. */
pl_status pl_kept_seat(const pl_session *session, const char *id, int *seat, pl_error *error);

#endif
