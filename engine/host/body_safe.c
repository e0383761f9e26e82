/* Safe texts. What a person or a scenario wrote may be any bytes; what leaves for a page is valid UTF-8 without control
 * characters, but for the ends of lines, and without what turns the direction of writing. That it is text and no markup
 * is for the page to keep. (A file of its own, because tales call their plain style what plain.h calls plain text.) */
#include "body_safe.h"

#include <polder/plain.h>

void pl_body_put_safe(pl_buffer *out, const char *text, size_t length) {
  for (size_t size = 1; length; text += size, length -= size) {
    switch (pl_plain_step(text, length, &size)) {
    case PL_PLAIN: pl_buffer_add(out, text, size); break;
    case PL_PLAIN_BROKEN: pl_buffer_add_text(out, "?"); break;
    case PL_PLAIN_CONTROL: pl_buffer_add_text(out, *text == '\n' ? "\n" : *text == '\t' || size > 2 ? " " : "?"); break;
    case PL_PLAIN_DIRECTION: break;
    }
  }
}
