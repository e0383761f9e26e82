/* A bounded cache: values by a key of bytes; the one that was not used for longest goes first. */
#ifndef POLDER_VIEW_CACHE_H
#define POLDER_VIEW_CACHE_H

#include <stddef.h>
#include <stdint.h>

typedef struct pl_cache pl_cache;

/* Holds at most `most` values of `value_size` bytes and a total cost of at most `most_cost` (0: any). `release` frees
 * what a value owns and may be NULL. NULL: out of memory. */
pl_cache *pl_cache_new(size_t most, size_t most_cost, size_t value_size, void (*release)(void *value));
void pl_cache_free(pl_cache *cache); /* NULL is fine */
void pl_cache_clear(pl_cache *cache);
/* The value kept under this key, or NULL. Valid until the next is added. */
void *pl_cache_find(pl_cache *cache, const void *key, size_t length);
/* Room, zeroed, for the value of a key that is not there yet; older ones make place. NULL: out of memory. */
void *pl_cache_add(pl_cache *cache, const void *key, size_t length, size_t cost);
/* Forgets what was found or added: it turned out not to be usable. */
void pl_cache_drop(pl_cache *cache, void *value);
size_t pl_cache_count(const pl_cache *cache);

#endif
