/* The pool against its own bookkeeping: every block keeps its bytes, whatever happens to the others. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "fault.h"
#include "pool.h"

enum { SLOTS = 64, STEPS = 200000 };

typedef struct slot {
  unsigned char *bytes;
  size_t size;
  unsigned char mark;
} slot;

static uint32_t next(uint32_t *x) {
  *x = *x * 1664525u + 1013904223u;
  return *x >> 8;
}

static bool is_whole(const slot *s, size_t size) {
  for (size_t i = 0; i < size; i++)
    if (s->bytes[i] != s->mark) return false;
  return true;
}

/* Sizes around the borders between classes, and around that between small and large. */
static size_t some_size(uint32_t *x) {
  static const size_t sizes[] = {0, 1, 15, 16, 17, 31, 32, 33, 240, 241, 255, 256, 257, 272, 1000, 5000, 70000};
  uint32_t n = next(x) % 40;
  return n < sizeof sizes / sizeof *sizes ? sizes[n] : next(x) % 300;
}

static void blocks_keep_their_bytes(void **state) {
  (void)state;
  pl_pool pool = {.left = 0};
  slot slots[SLOTS] = {{NULL, 0, 0}};
  uint32_t x = 7;
  for (int step = 0; step < STEPS; step++) {
    slot *s = &slots[next(&x) % SLOTS];
    size_t size = some_size(&x);
    s->bytes = pl_pool_resize(&pool, s->bytes, s->size, size);
    assert_true((s->bytes != NULL) == (size > 0));
    assert_int_equal((uintptr_t)s->bytes % 16, 0);
    if (s->bytes) assert_true(is_whole(s, size < s->size ? size : s->size));
    s->size = size;
    s->mark = (unsigned char)next(&x);
    if (s->bytes) memset(s->bytes, s->mark, size);
  }
  for (int i = 0; i < SLOTS; i++) assert_true(is_whole(&slots[i], slots[i].size));
  pl_pool_clear(&pool);
  assert_null(pl_pool_resize(&pool, NULL, 0, 0));
}

/* A failed request leaves the block alone, and a block that could not shrink may be freed under the smaller size. */
static void failures_change_nothing(void **state) {
  (void)state;
  const size_t large = 5000, small = 100;
  pl_pool pool = {.left = 0};
  slot s = {pl_pool_resize(&pool, NULL, 0, large), large, 9};
  assert_non_null(s.bytes);
  memset(s.bytes, s.mark, large);
  fault_from(0);
  assert_null(pl_pool_resize(&pool, NULL, 0, large));
  assert_null(pl_pool_resize(&pool, NULL, 0, small));
  assert_null(pl_pool_resize(&pool, s.bytes, large, 2 * large));
  assert_true(is_whole(&s, large));
  assert_null(pl_pool_resize(&pool, s.bytes, large, SIZE_MAX));
  assert_true(is_whole(&s, large));
  assert_true(fault_stop());
  void *other = pl_pool_resize(&pool, NULL, 0, large);
  assert_non_null(other);
  s.bytes = pl_pool_resize(&pool, s.bytes, large, 2 * large);
  assert_true(is_whole(&s, large));
  pl_pool_clear(&pool); /* both */
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(blocks_keep_their_bytes),
      cmocka_unit_test(failures_change_nothing),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
