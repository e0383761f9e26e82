/* Told texts as plain ones. */
#ifndef POLDER_REPORT_FLATTEN_H
#define POLDER_REPORT_FLATTEN_H

#include <polder/memory.h>

/* Takes the style bytes of tale.h out of a text and makes one plain line of it. */
void pl_flatten(pl_buffer *text);

#endif
