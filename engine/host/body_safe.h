/* Safe texts: see body_safe.c. */
#ifndef POLDER_HOST_BODY_SAFE_H
#define POLDER_HOST_BODY_SAFE_H

#include <polder/memory.h>

/* Adds `length` bytes of anything as text that is safe to show. */
void pl_body_put_safe(pl_buffer *out, const char *text, size_t length);

#endif
