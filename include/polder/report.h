/* The report: what is left in people's hands after an exercise.
 *
 * An after-action report as HSEEP has it, and exports for other programs: all from one recorded exercise, all marked
 * EXERCISE, all with the recipe by which every figure in them can be computed again. The same session gives the same
 * file, byte for byte, whenever and wherever it is made. */
#ifndef POLDER_REPORT_H
#define POLDER_REPORT_H

#include <polder/what_if.h>

/* X(constant, ending). The ending of a file's name says which it is; of two that fit, the longer. */
#define PL_REPORT_TABLE(X)                                                                             \
  X(PL_REPORT_HTML, ".html")      /* one page to read, print and pass on */                            \
  X(PL_REPORT_MARKDOWN, ".md")    /* the same as plain text */                                         \
  X(PL_REPORT_CSV, ".csv")        /* events and decisions, one row each */                             \
  X(PL_REPORT_XLSX, ".xlsx")      /* a workbook: the report's tables, events and decisions */          \
  X(PL_REPORT_JSON, ".json")      /* all figures, with the commands that compute them again */         \
  X(PL_REPORT_STIX, ".stix.json") /* the intelligence that was shared, as a STIX 2.1 bundle */

typedef enum pl_report_kind {
#define X(constant, ending) constant,
  PL_REPORT_TABLE(X)
#undef X
  PL_REPORT_KINDS
} pl_report_kind;
const char *pl_report_ending(pl_report_kind kind);
/* What a file of this name would be; PL_REPORT_KINDS: its ending says nothing. */
pl_report_kind pl_report_kind_of(const char *path);

typedef struct pl_report_options {
  pl_language language;
  int32_t runs;          /* pairs of each what-if, and runs of a fan; 0: the usual 200 */
  int workers;           /* crew.h; 0: as many as the machine has room for */
  const char *file;      /* how the session's file is called in the recipe; its folders are left out; NULL: "FILE" */
  pl_progress progress;  /* of all that has to be computed, in thousandths */
} pl_report_options;

/* Computes what this kind of file needs and writes it to `path`. `session` has at least one round done; `bots` as
 * pl_course_new. PL_BAD_INPUT: nothing to report, or the ending says nothing (the error lists those that do).
 * PL_SYSTEM: it cannot be written; a file that was there stays as it was. PL_CANCELLED: nothing was written. */
pl_status pl_report_write(const struct pl_session *session, const pl_bots *bots, const char *path,
                          const pl_report_options *options, pl_error *error);

#endif
