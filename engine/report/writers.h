/* Writers: one for each kind of file, all reading the same after-action.
 *
 * A writer computes nothing and opens no file: it adds the whole file's bytes to `out`, and report.c puts them on the
 * disk, all or nothing. The same after-action gives the same bytes: no clock, no environment, no random names inside.
 * Every file says EXERCISE where people look first. */
#ifndef POLDER_REPORT_WRITERS_H
#define POLDER_REPORT_WRITERS_H

#include "after_action.h"

/* `out` is empty. Whoever calls looks at out->failed too; PL_NO_MEMORY may say the same. */
typedef pl_status (*pl_report_writer)(const pl_after_action *after, pl_buffer *out, pl_error *error);

pl_status pl_write_html(const pl_after_action *after, pl_buffer *out, pl_error *error);
pl_status pl_write_markdown(const pl_after_action *after, pl_buffer *out, pl_error *error);
pl_status pl_write_csv(const pl_after_action *after, pl_buffer *out, pl_error *error);
pl_status pl_write_xlsx(const pl_after_action *after, pl_buffer *out, pl_error *error);
pl_status pl_write_json(const pl_after_action *after, pl_buffer *out, pl_error *error);
pl_status pl_write_stix(const pl_after_action *after, pl_buffer *out, pl_error *error);

#endif
