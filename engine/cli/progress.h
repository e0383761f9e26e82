/* How far something long is, for whoever watches: one line on standard error, which goes when it is done. Ctrl-C stops
 * it in good order. */
#ifndef POLDER_CLI_PROGRESS_H
#define POLDER_CLI_PROGRESS_H

#include <signal.h>
#include <time.h>

#include <polder/crew.h>

typedef struct pl_progress_line {
  const char *what; /* translated; borrowed */
  struct timespec begun, told;
  bool is_watched;  /* standard error is a terminal, and whoever is there has not asked for quiet */
  bool is_shown;
  bool is_listening;       /* for an interrupt, in the place of … */
  struct sigaction before;
} pl_progress_line;

/* Begins; the first second passes in silence, and nothing is ever shown where nobody watches or wants to (`quiet`).
 * Until the end Ctrl-C is a cancellation (PL_CANCELLED). The line stays where it is. */
pl_progress pl_progress_begin(pl_progress_line *line, const char *what, bool quiet);
void pl_progress_end(pl_progress_line *line);

#endif
