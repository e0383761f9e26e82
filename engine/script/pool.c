/* A pool: most of what Lua asks for is a few dozen bytes, and most of it soon comes back.
 *
 *     small    lists of free blocks by size, in steps of 16 bytes, cut from chunks that are never given back
 *     large    malloc, each with a header that links it to the others
 *
 * The caller remembers the sizes, as Lua does. A block whose shrinking failed may come back under a smaller size than
 * it was made with; then the rest of it is lost until the pool is cleared, and nothing else happens. Clearing gives
 * back everything without visiting the blocks.
 *
 * Under AddressSanitizer every block is large, so that it sees each of them. */
#include "pool.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#if defined(PL_POOL_HAS_SANITIZER)
enum { LARGEST_SMALL = 0 };
#else
enum { LARGEST_SMALL = PL_POOL_STEP * (PL_POOL_CLASSES - 1) };
#endif
enum { FIRST_CHUNK = 4096, LARGEST_CHUNK = 65536 };

typedef struct pl_pool_free {
  struct pl_pool_free *next;
} pl_pool_free;

typedef struct pl_pool_large {
  struct pl_pool_large *next, *before;
  max_align_t bytes[];
} pl_pool_large;

/* ---- large blocks ---- */
static void link_block(pl_pool_large **list, pl_pool_large *block) {
  block->before = NULL;
  block->next = *list;
  if (*list) (*list)->before = block;
  *list = block;
}

static void unlink_block(pl_pool_large **list, pl_pool_large *block) {
  if (block->before) block->before->next = block->next;
  else *list = block->next;
  if (block->next) block->next->before = block->before;
}

static pl_pool_large *header_of(void *block) {
  return (pl_pool_large *)((char *)block - offsetof(pl_pool_large, bytes));
}

static void *take_large(pl_pool_large **list, size_t size) {
  pl_pool_large *block = size <= SIZE_MAX - sizeof *block ? malloc(sizeof *block + size) : NULL;
  if (!block) return NULL;
  link_block(list, block);
  return block->bytes;
}

static void *resize_large(pl_pool *pool, void *old, size_t size) {
  if (size > SIZE_MAX - sizeof(pl_pool_large)) return NULL;
  pl_pool_large *block = header_of(old);
  unlink_block(&pool->large, block);
  pl_pool_large *moved = realloc(block, sizeof *block + size);
  link_block(&pool->large, moved ? moved : block);
  return moved ? moved->bytes : NULL;
}

/* ---- small blocks ---- */
static size_t class_of(size_t size) { return (size + PL_POOL_STEP - 1) / PL_POOL_STEP; }

/* A new chunk, twice the last; what was left of that is cut up for the list it fits. */
static bool add_chunk(pl_pool *pool) {
  size_t size = FIRST_CHUNK;
  for (const pl_pool_large *chunk = pool->chunks; chunk && size < LARGEST_CHUNK; chunk = chunk->next) size *= 2;
  char *chunk = take_large(&pool->chunks, size);
  if (!chunk) return false;
  if (pool->left >= PL_POOL_STEP) {
    pl_pool_free *rest = (pl_pool_free *)(void *)pool->next;
    rest->next = pool->free[pool->left / PL_POOL_STEP];
    pool->free[pool->left / PL_POOL_STEP] = rest;
  }
  pool->next = chunk;
  pool->left = size;
  return true;
}

static void *take_small(pl_pool *pool, size_t size) {
  size_t class = class_of(size);
  pl_pool_free *block = pool->free[class];
  if (block) {
    pool->free[class] = block->next;
    return block;
  }
  if (pool->left < class * PL_POOL_STEP && !add_chunk(pool)) return NULL;
  void *cut = pool->next;
  pool->next += class * PL_POOL_STEP;
  pool->left -= class * PL_POOL_STEP;
  return cut;
}

/* ---- both ---- */
static void *take(pl_pool *pool, size_t size) {
  return size <= LARGEST_SMALL ? take_small(pool, size) : take_large(&pool->large, size);
}

static void give_back(pl_pool *pool, void *block, size_t size) {
  if (size <= LARGEST_SMALL) {
    pl_pool_free *freed = block;
    freed->next = pool->free[class_of(size)];
    pool->free[class_of(size)] = freed;
  } else {
    unlink_block(&pool->large, header_of(block));
    free(header_of(block));
  }
}

void *pl_pool_resize(pl_pool *pool, void *block, size_t old_size, size_t size) {
  if (!block) return size ? take(pool, size) : NULL;
  if (!size) {
    give_back(pool, block, old_size);
    return NULL;
  }
  if (old_size > LARGEST_SMALL && size > LARGEST_SMALL) return resize_large(pool, block, size);
  if (old_size <= LARGEST_SMALL && size <= LARGEST_SMALL && class_of(old_size) == class_of(size)) return block;
  void *moved = take(pool, size);
  if (!moved) return NULL;
  memcpy(moved, block, old_size < size ? old_size : size);
  give_back(pool, block, old_size);
  return moved;
}

static void free_list(pl_pool_large *list) {
  while (list) {
    pl_pool_large *next = list->next;
    free(list);
    list = next;
  }
}

void pl_pool_clear(pl_pool *pool) {
  free_list(pool->chunks);
  free_list(pool->large);
  *pool = (pl_pool){.left = 0};
}
