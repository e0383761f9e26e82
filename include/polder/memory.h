/* Memory: an arena for what lives and dies together, a buffer for what grows.
 *
 * Nothing in Polder aborts on a failed allocation: an arena returns NULL, a buffer remembers that it
 * failed and ignores what follows, so that one check at the end is enough. */
#ifndef POLDER_MEMORY_H
#define POLDER_MEMORY_H

#include <stdbool.h>
#include <stddef.h>

/* ---- arena ---- */
typedef struct pl_arena pl_arena;

/* A new, empty arena that will hand out at most `limit` bytes in all (0: no limit). The caller owns it
 * and frees it with pl_arena_free. NULL: out of memory. */
pl_arena *pl_arena_new(size_t limit);
void pl_arena_free(pl_arena *arena); /* NULL is fine; everything taken from it ends here */

/* `size` zeroed bytes, aligned for any type, alive until the arena is freed. NULL: out of memory or over
 * the limit. A size of 0 returns a valid pointer to nothing. */
void *pl_arena_take(pl_arena *arena, size_t size);
/* `count` zeroed elements of `size` bytes; NULL also where the product overflows. */
void *pl_arena_array(pl_arena *arena, size_t count, size_t size);
/* A terminated copy of `length` bytes of text. NULL: out of memory. */
char *pl_arena_text(pl_arena *arena, const char *text, size_t length);
size_t pl_arena_used(const pl_arena *arena); /* bytes handed out so far */
bool pl_arena_is_full(const pl_arena *arena); /* something was refused because of the limit */

/* ---- buffer ---- */
/* Growing bytes, always followed by a NUL that is not counted. A zeroed pl_buffer is a valid empty one. */
typedef struct pl_buffer {
  char *bytes;     /* owned; NULL while nothing was added */
  size_t length;   /* without the NUL */
  size_t capacity;
  bool failed;     /* an allocation failed; sticky until cleared; contents stay as they were then */
} pl_buffer;

void pl_buffer_clear(pl_buffer *buffer); /* frees; the buffer is empty and usable again */
void pl_buffer_add(pl_buffer *buffer, const void *bytes, size_t length);
void pl_buffer_add_text(pl_buffer *buffer, const char *text); /* NULL adds nothing */
#if defined(__GNUC__)
__attribute__((format(printf, 2, 3)))
#endif
void pl_buffer_add_format(pl_buffer *buffer, const char *format, ...);
/* The text so far, "" while empty. Borrowed: valid until the buffer changes. Never NULL. */
const char *pl_buffer_text(const pl_buffer *buffer);

#endif
