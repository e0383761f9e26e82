/* Plain text: what can be shown on any terminal and in any page without doing something to it. */
#ifndef POLDER_PLAIN_H
#define POLDER_PLAIN_H

#include <stddef.h>

typedef enum pl_plain {
  PL_PLAIN,
  PL_PLAIN_BROKEN,   /* a byte that is no UTF-8 (overlong forms and surrogates included) */
  PL_PLAIN_CONTROL,  /* C0 (newline and tab too), DEL, C1, and Unicode's own ends of line and paragraph */
  PL_PLAIN_DIRECTION /* turns the direction of writing, or its neighbours round, seen by nobody */
} pl_plain;

/* What the first character of `text` (`length` > 0 bytes) is. `size`: how many bytes it takes, 1 for a broken one. */
pl_plain pl_plain_step(const char *text, size_t length, size_t *size);
/* Makes one plain line of a text: space for what ends lines, "?" for everything else that is not plain. */
void pl_plain_line(char *text);

#endif
