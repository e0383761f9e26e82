/* Confining: what a scenario makes the program do, done where it can do nothing. */
#ifndef POLDER_SCRIPT_CONFINE_H
#define POLDER_SCRIPT_CONFINE_H

#include <polder/script.h>

enum {
  PL_CONFINE_SECONDS = 2,      /* of processor time */
  PL_CONFINE_PATIENCE = 20,    /* seconds until somebody who says nothing is ended */
  PL_CONFINE_BYTES = 192 << 20, /* more memory than there was before */
  PL_CONFINE_ANSWER = 1 << 20  /* bytes */
};

/* What the child does. It writes its answer to `pipe`, the only thing it can reach, and returns. */
typedef void pl_confined(void *context, const pl_bundle *bundle, int pipe);

/* Opens the bundle and writes what came of it, as pl_confine reads it. */
void pl_confine_open(void *context, const pl_bundle *bundle, int pipe);

/* Runs `work` in a child behind walls, and reads its answer into `report` and `error`. PL_SYSTEM: there is no child to
 * be had, and nothing was done. */
pl_status pl_confine(pl_confined *work, void *context, const pl_bundle *bundle, pl_report *report, pl_walls *walls,
                     pl_error *error);

#endif
