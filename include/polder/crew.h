/* A crew: independent tasks on several threads.
 *
 * What a task answers may depend on its number only, never on who does it or when: results are the same with one worker
 * and with many. */
#ifndef POLDER_CREW_H
#define POLDER_CREW_H

#include <stdbool.h>
#include <stddef.h>

#include <polder/status.h>

enum { PL_MOST_WORKERS = 64 };

/* Told from time to time how far something is, by the thread that asked for it. False: stop as soon as possible. A
 * zeroed one tells nobody. */
typedef struct pl_progress {
  bool (*step)(void *context, size_t done, size_t total);
  void *context; /* borrowed */
} pl_progress;

/* Task number `task` of a crew, done by `worker` (0 … workers − 1): a worker does one task at a time. */
typedef pl_status (*pl_task)(void *context, int worker, size_t task, pl_error *error);

/* Does tasks 0 … `count` − 1 with up to `workers` threads (1: this thread alone; more than PL_MOST_WORKERS count as
 * that many), and returns when all threads have ended. Where a thread cannot be had the others do its work. The first
 * task that fails, by number, ends the rest with its status and error; PL_CANCELLED: `progress` said stop. NULL
 * progress: tells nobody. */
pl_status pl_crew_do(int workers, size_t count, pl_task task, void *context, const pl_progress *progress,
                     pl_error *error);
/* How many workers this machine has room for, at least 1. */
int pl_crew_size(void);

#endif
