/* Arena: a list of pages, each handed out from front to back and all freed together.
 *
 *   arena ──► newest page ──► older page ──► … ──► NULL
 *             [header|taken........|free......]
 *
 * Invariant: every byte that was not handed out yet is zero, because pages come from calloc and nothing is
 * ever given back; so taking is a matter of moving `taken`. Only the newest page has room worth looking at.
 * Pages double up to a ceiling; a request larger than a page gets one of its own size. What is counted
 * against the limit is each size rounded up to the alignment, which is what it costs. */
#include <stdalign.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <polder/memory.h>

enum { ALIGNMENT = alignof(max_align_t), FIRST_PAGE = 4096, LARGEST_PAGE = 1 << 20 };

typedef struct page {
  struct page *older;
  size_t capacity;
  size_t taken;
  alignas(max_align_t) unsigned char bytes[];
} page;

struct pl_arena {
  page *newest;
  size_t limit; /* 0: none */
  size_t used;
  size_t next_page;
  bool is_full; /* the limit refused something */
  alignas(max_align_t) unsigned char nothing[ALIGNMENT]; /* where pointers to nothing point */
};

pl_arena *pl_arena_new(size_t limit) {
  pl_arena *arena = calloc(1, sizeof *arena);
  if (!arena) return NULL;
  arena->limit = limit;
  arena->next_page = FIRST_PAGE;
  return arena;
}

void pl_arena_free(pl_arena *arena) {
  if (!arena) return;
  for (page *each = arena->newest; each;) {
    page *older = each->older;
    free(each);
    each = older;
  }
  free(arena);
}

/* A new newest page with room for `size`; false: out of memory, and the arena is as it was. */
static bool add_page(pl_arena *arena, size_t size) {
  size_t capacity = size > arena->next_page ? size : arena->next_page;
  if (capacity > SIZE_MAX - sizeof(page)) return false;
  page *added = calloc(1, sizeof(page) + capacity);
  if (!added) return false;
  added->capacity = capacity;
  added->older = arena->newest;
  arena->newest = added;
  if (arena->next_page < LARGEST_PAGE) arena->next_page *= 2;
  return true;
}

void *pl_arena_take(pl_arena *arena, size_t size) {
  if (size == 0) return arena->nothing;
  if (size > SIZE_MAX - ALIGNMENT) return NULL;
  size_t rounded = (size + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
  if (rounded > SIZE_MAX - arena->used) return NULL;
  if (arena->limit && arena->used + rounded > arena->limit) {
    arena->is_full = true;
    return NULL;
  }
  const page *newest = arena->newest;
  if (!newest || newest->capacity - newest->taken < rounded)
    if (!add_page(arena, rounded)) return NULL;
  void *taken = arena->newest->bytes + arena->newest->taken;
  arena->newest->taken += rounded;
  arena->used += rounded;
  return taken;
}

void *pl_arena_array(pl_arena *arena, size_t count, size_t size) {
  if (size && count > SIZE_MAX / size) return NULL;
  return pl_arena_take(arena, count * size);
}

char *pl_arena_text(pl_arena *arena, const char *text, size_t length) {
  if (length == SIZE_MAX) return NULL;
  char *copy = pl_arena_take(arena, length + 1); /* zeroed: the terminator is there already */
  if (copy && length) memcpy(copy, text, length);
  return copy;
}

bool pl_arena_is_full(const pl_arena *arena) { return arena->is_full; }

size_t pl_arena_used(const pl_arena *arena) { return arena->used; }
