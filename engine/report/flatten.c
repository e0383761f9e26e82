/* Told texts as plain ones: style bytes leave no trace, and what could disturb whoever opens the file is made harmless.
 * In a file of its own because a "plain" character and the end of a style go by the same name. */
#include "flatten.h"

#include <string.h>

#include <polder/plain.h>

enum { STYLE = 1, HANG = 2 }; /* bytes; after STYLE comes one that says which */

void pl_flatten(pl_buffer *text) {
  size_t kept = 0;
  for (size_t i = 0; i < text->length; i++) {
    if (text->bytes[i] == STYLE)
      i++;
    else if (text->bytes[i] != HANG)
      text->bytes[kept++] = text->bytes[i];
  }
  if (!text->bytes) return;
  text->bytes[kept] = 0;
  pl_plain_line(text->bytes);
  text->length = strlen(text->bytes);
}
