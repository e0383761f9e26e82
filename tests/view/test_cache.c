/* The bounded cache: what goes first, and that what values own is freed once. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "cache.h"
#include "fault.h"

typedef struct held {
  int *counter; /* one less when it is released */
  int value;
} held;

static void release(void *value) {
  held *h = value;
  if (h->counter) --*h->counter;
}

static void put(pl_cache *cache, int key, int *counter, size_t cost) {
  held *h = pl_cache_add(cache, &key, sizeof key, cost);
  assert_non_null(h);
  *h = (held){counter, key};
  ++*counter;
}

static const held *get(pl_cache *cache, int key) { return pl_cache_find(cache, &key, sizeof key); }

static void test_oldest_goes(void **state) {
  (void)state;
  int alive = 0;
  pl_cache *cache = pl_cache_new(3, 0, sizeof(held), release);
  for (int i = 0; i < 3; i++) put(cache, i, &alive, 0);
  assert_non_null(get(cache, 0)); /* used: 1 is the oldest now */
  put(cache, 3, &alive, 0);
  assert_null(get(cache, 1));
  assert_int_equal(get(cache, 0)->value, 0);
  assert_int_equal(get(cache, 3)->value, 3);
  assert_int_equal(alive, 3);
  assert_int_equal(pl_cache_count(cache), 3);
  pl_cache_free(cache);
  assert_int_equal(alive, 0);
}

static void test_cost(void **state) {
  (void)state;
  int alive = 0;
  pl_cache *cache = pl_cache_new(100, 10, sizeof(held), release);
  for (int i = 0; i < 5; i++) put(cache, i, &alive, 4);
  assert_int_equal(alive, 2);
  put(cache, 9, &alive, 50); /* dearer than all that is allowed: alone */
  assert_int_equal(alive, 1);
  pl_cache_clear(cache);
  assert_int_equal(alive, 0);
  assert_null(get(cache, 9));
  pl_cache_free(cache);
}

static void test_drop(void **state) {
  (void)state;
  int alive = 0, key = 7;
  pl_cache *cache = pl_cache_new(100, 0, sizeof(held), release);
  for (int i = 0; i < 20; i++) put(cache, i, &alive, 1);
  pl_cache_drop(cache, pl_cache_find(cache, &key, sizeof key));
  assert_null(get(cache, 7));
  assert_non_null(get(cache, 8));
  assert_int_equal(alive, 19);
  pl_cache_free(cache);
}

/* Against a list: thousands of keys of any length, one after the other. */
static void test_many(void **state) {
  (void)state;
  pl_cache *cache = pl_cache_new(64, 0, sizeof(int), NULL);
  char key[40];
  for (int i = 0; i < 5000; i++) {
    memset(key, 'a' + i % 7, sizeof key);
    memcpy(key, &i, sizeof i);
    int *value = pl_cache_add(cache, key, sizeof i + (size_t)i % 36, 0);
    assert_non_null(value);
    assert_int_equal(*value, 0);
    *value = i;
    for (int back = 0; back < 64 && back <= i; back += 9) {
      const int old = i - back;
      memset(key, 'a' + old % 7, sizeof key);
      memcpy(key, &old, sizeof old);
      const int *found = pl_cache_find(cache, key, sizeof old + (size_t)old % 36);
      if (found) assert_int_equal(*found, old);
      if (!back) assert_non_null(found);
    }
  }
  assert_int_equal(pl_cache_count(cache), 64);
  pl_cache_free(cache);
}

static void test_no_memory(void **state) {
  (void)state;
  for (long n = 0;; n++) {
    int key = 1;
    fault_after(n);
    pl_cache *cache = pl_cache_new(4, 0, sizeof(held), release);
    void *value = cache ? pl_cache_add(cache, &key, sizeof key, 0) : NULL;
    const int reached = fault_stop();
    assert_true(!reached == (value != NULL));
    pl_cache_free(cache);
    if (!reached) break;
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_oldest_goes), cmocka_unit_test(test_cost),      cmocka_unit_test(test_drop),
      cmocka_unit_test(test_many),        cmocka_unit_test(test_no_memory),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
