/* Findings: collecting what there is to say about a scenario. The public half is in polder/script.h. */
#ifndef POLDER_SCRIPT_FINDINGS_H
#define POLDER_SCRIPT_FINDINGS_H

#include <polder/script.h>

enum { PL_FINDINGS_SHOWN = 50, PL_FINDINGS_KEPT = 400 };

/* Adds a copy of `finding`; what does not fit is counted. False: out of memory. */
bool pl_report_add(pl_report *report, const pl_finding *finding);
/* Sorts by file, line and column, drops repetitions, keeps the first PL_FINDINGS_SHOWN. */
void pl_report_finish(pl_report *report);
/* The first error in one line: "file:line:column: E204 message; hint". */
void pl_report_first(const pl_report *report, char *text, size_t size);

#endif
