/* Status: the one result type of every Polder function that can fail.
 *
 * One table gives each status its name, the exit code of the program that ends with it and a word for
 * people; they cannot disagree. A function that returns pl_status and takes a pl_error fills the error
 * exactly when it returns something other than PL_OK. */
#ifndef POLDER_STATUS_H
#define POLDER_STATUS_H

#include <polder/translate.h>

/* X(name, exit code, word) */
#define PL_STATUS_TABLE(X)                                                                                      \
  X(PL_OK, 0, PL_LATER("done"))                                                                                 \
  X(PL_FINDINGS, 1, PL_LATER("findings"))              /* a check found errors, a verification failed */        \
  X(PL_USAGE, 2, PL_LATER("usage"))                    /* the command line is off */                            \
  X(PL_BAD_INPUT, 3, PL_LATER("bad input"))            /* scenario, session, decision, message */               \
  X(PL_SYSTEM, 4, PL_LATER("the system refused"))      /* file, socket, display */                              \
  X(PL_NO_MEMORY, 4, PL_LATER("out of memory"))                                                                 \
  X(PL_CANCELLED, 130, PL_LATER("cancelled"))          /* whoever asked for it stopped it */                    \
  X(PL_BUG, 70, PL_LATER("a bug in Polder"))

typedef enum pl_status {
#define X(name, code, word) name,
  PL_STATUS_TABLE(X)
#undef X
} pl_status;

/* What went wrong, where, and what to do about it: one line, UTF-8, cut at a whole character. */
typedef struct pl_error {
  pl_status status;
  char text[512];
} pl_error;

/* The exit code / the word of a status. Never NULL. */
int pl_status_exit_code(pl_status status);
const char *pl_status_word(pl_status status);

/* The format is English and is translated here; words for people among the arguments are the caller's to translate.
 * Fills `error` (which may be NULL) and returns `status`, so that a caller can write
 * `return pl_error_set(error, PL_BAD_INPUT, "…")`. */
#if defined(__GNUC__)
__attribute__((format(printf, 3, 4)))
#endif
pl_status pl_error_set(pl_error *error, pl_status status, const char *format, ...);

#endif
