/* A hash table with chains whose entries are also in one line by use, the latest first. An entry is one allocation:
 *
 *     links · hash, cost, length of the key · value, aligned · key
 *
 * The table does not grow: it has as many chains as entries at most. */
#include <stdlib.h>
#include <string.h>

#include "cache.h"

typedef struct entry {
  struct entry *next;           /* in its chain */
  struct entry *newer, *older;  /* in the line */
  uint64_t hash;
  size_t cost, length;
  max_align_t value[];
} entry;

struct pl_cache {
  entry **chains;
  size_t chain_count, most, most_cost, value_size, count, cost;
  entry *newest, *oldest;
  void (*release)(void *value);
};

static size_t aligned(size_t size) {
  const size_t unit = sizeof(max_align_t);
  return (size + unit - 1) / unit * unit;
}

pl_cache *pl_cache_new(size_t most, size_t most_cost, size_t value_size, void (*release)(void *value)) {
  pl_cache *cache = calloc(1, sizeof *cache);
  if (!cache) return NULL;
  *cache = (pl_cache){.chain_count = most ? most : 1, .most = most ? most : 1, .most_cost = most_cost,
                      .value_size = aligned(value_size), .release = release};
  cache->chains = calloc(cache->chain_count, sizeof *cache->chains);
  if (cache->chains) return cache;
  free(cache);
  return NULL;
}

void pl_cache_free(pl_cache *cache) {
  if (!cache) return;
  pl_cache_clear(cache);
  free(cache->chains);
  free(cache);
}

size_t pl_cache_count(const pl_cache *cache) { return cache->count; }

static uint64_t hash_of(const void *key, size_t length) {
  uint64_t hash = UINT64_C(14695981039346656037);
  const unsigned char *bytes = key;
  for (size_t i = 0; i < length; i++) hash = (hash ^ bytes[i]) * UINT64_C(1099511628211);
  return hash ^ hash >> 29;
}

static void *key_of(const pl_cache *cache, entry *e) { return (char *)e->value + cache->value_size; }

static void take_from_line(pl_cache *cache, entry *e) {
  *(e->newer ? &e->newer->older : &cache->newest) = e->older;
  *(e->older ? &e->older->newer : &cache->oldest) = e->newer;
}

static void put_first(pl_cache *cache, entry *e) {
  e->newer = NULL;
  e->older = cache->newest;
  *(cache->newest ? &cache->newest->newer : &cache->oldest) = e;
  cache->newest = e;
}

static void drop(pl_cache *cache, entry *e) {
  entry **at = &cache->chains[e->hash % cache->chain_count];
  while (*at != e) at = &(*at)->next;
  *at = e->next;
  take_from_line(cache, e);
  cache->count--;
  cache->cost -= e->cost;
  if (cache->release) cache->release(e->value);
  free(e);
}

void pl_cache_clear(pl_cache *cache) {
  while (cache->oldest) drop(cache, cache->oldest);
}

void pl_cache_drop(pl_cache *cache, void *value) {
  drop(cache, (entry *)(void *)((char *)value - offsetof(entry, value)));
}

void *pl_cache_find(pl_cache *cache, const void *key, size_t length) {
  const uint64_t hash = hash_of(key, length);
  for (entry *e = cache->chains[hash % cache->chain_count]; e; e = e->next)
    if (e->hash == hash && e->length == length && !memcmp(key_of(cache, e), key, length)) {
      take_from_line(cache, e);
      put_first(cache, e);
      return e->value;
    }
  return NULL;
}

void *pl_cache_add(pl_cache *cache, const void *key, size_t length, size_t cost) {
  entry *e = calloc(1, sizeof *e + cache->value_size + length);
  if (!e) return NULL;
  while (cache->oldest && (cache->count >= cache->most || (cache->most_cost && cache->cost + cost > cache->most_cost)))
    drop(cache, cache->oldest);
  e->hash = hash_of(key, length);
  e->cost = cost;
  e->length = length;
  memcpy(key_of(cache, e), key, length);
  entry **chain = &cache->chains[e->hash % cache->chain_count];
  e->next = *chain;
  *chain = e;
  put_first(cache, e);
  cache->count++;
  cache->cost += cost;
  return e->value;
}
