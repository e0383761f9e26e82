/* Buffer: bytes that grow, with a memory of having failed.
 *
 * A text is composed from many small pieces, and asking after each whether it fitted would drown the code
 * that composes it. So a buffer that could not grow says so once, in `failed`, and ignores everything after;
 * whoever wanted the text looks at the end.
 *
 *   [ text ........ | NUL | spare ... ]
 *     ◄─ length ──►
 *     ◄────────── capacity ──────────►
 *
 * Invariant: bytes is NULL and capacity 0, or capacity > length and bytes[length] is NUL. */
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <polder/memory.h>

enum { FIRST_CAPACITY = 64 };

void pl_buffer_clear(pl_buffer *buffer) {
  free(buffer->bytes);
  *buffer = (pl_buffer){0};
}

/* Makes room for `more` bytes and the NUL; false, with `failed` set, where there is none. */
static bool reserve(pl_buffer *buffer, size_t more) {
  if (buffer->failed) return false;
  if (more < buffer->capacity - buffer->length) return true;
  size_t wanted = buffer->capacity ? buffer->capacity : FIRST_CAPACITY;
  if (more < SIZE_MAX / 2 - buffer->length) {
    while (wanted <= buffer->length + more) wanted *= 2; /* stays below SIZE_MAX: the sum is below its half */
    char *grown = realloc(buffer->bytes, wanted);
    if (grown) {
      grown[buffer->length] = '\0';
      buffer->bytes = grown;
      buffer->capacity = wanted;
      return true;
    }
  }
  buffer->failed = true;
  return false;
}

void pl_buffer_add(pl_buffer *buffer, const void *bytes, size_t length) {
  if (length == 0 || !reserve(buffer, length)) return;
  memcpy(buffer->bytes + buffer->length, bytes, length);
  buffer->length += length;
  buffer->bytes[buffer->length] = '\0';
}

void pl_buffer_add_text(pl_buffer *buffer, const char *text) {
  if (text) pl_buffer_add(buffer, text, strlen(text));
}

/* Measured first and written second: the arguments are read twice, the text is written once. */
void pl_buffer_add_format(pl_buffer *buffer, const char *format, ...) {
  va_list arguments, again;
  va_start(arguments, format);
  va_copy(again, arguments);
  int length = vsnprintf(NULL, 0, format, arguments);
  if (length < 0) buffer->failed = true;
  if (length > 0 && reserve(buffer, (size_t)length)) {
    vsnprintf(buffer->bytes + buffer->length, (size_t)length + 1, format, again);
    buffer->length += (size_t)length;
  }
  va_end(again);
  va_end(arguments);
}

const char *pl_buffer_text(const pl_buffer *buffer) { return buffer->bytes ? buffer->bytes : ""; }
