/* Memory for one Lua state: small blocks from chunks, and everything given back at once. */
#ifndef POLDER_SCRIPT_POOL_H
#define POLDER_SCRIPT_POOL_H

#include <stddef.h>

enum { PL_POOL_STEP = 16, PL_POOL_CLASSES = 17 }; /* small: up to 256 bytes */

/* How many times longer than usual things take where a sanitizer watches each block. */
#if defined(__has_feature)
#if __has_feature(address_sanitizer)
#define PL_POOL_HAS_SANITIZER
#endif
#endif
#if defined(__SANITIZE_ADDRESS__)
#define PL_POOL_HAS_SANITIZER
#endif
#if defined(PL_POOL_HAS_SANITIZER)
enum { PL_POOL_SLOWNESS = 20 };
#else
enum { PL_POOL_SLOWNESS = 1 };
#endif

/* Zeroed is valid and empty. */
typedef struct pl_pool {
  struct pl_pool_free *free[PL_POOL_CLASSES]; /* blocks of 16 · class bytes */
  struct pl_pool_large *chunks, *large;       /* owned */
  char *next;                                 /* what is left of the newest chunk */
  size_t left;
} pl_pool;

/* Makes (`block` NULL), resizes or frees (`size` 0) a block of `old_size` bytes. NULL: freed, or no memory, and then
 * the block is as it was. */
void *pl_pool_resize(pl_pool *pool, void *block, size_t old_size, size_t size);
/* Frees every block there is. */
void pl_pool_clear(pl_pool *pool);

#endif
