/* Arena and buffer, with and without memory. */
#include <polder/memory.h>

#include <setjmp.h>
#include <stdalign.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "fault.h"

/* ---- arena ---- */
static bool is_zero(const unsigned char *bytes, size_t size) {
  for (size_t i = 0; i < size; i++)
    if (bytes[i]) return false;
  return true;
}

/* Sizes around every page boundary: each piece is zeroed, aligned and keeps what was written to it. */
static void pieces_are_zeroed_aligned_and_apart(void **state) {
  (void)state;
  enum { PIECES = 400 };
  pl_arena *arena = pl_arena_new(0);
  assert_non_null(arena);
  unsigned char *piece[PIECES];
  for (size_t i = 0; i < PIECES; i++) {
    size_t size = i * 37 + 1;
    piece[i] = pl_arena_take(arena, size);
    assert_non_null(piece[i]);
    assert_int_equal((uintptr_t)piece[i] % alignof(max_align_t), 0);
    assert_true(is_zero(piece[i], size));
    memset(piece[i], (int)(i % 255 + 1), size);
  }
  for (size_t i = 0; i < PIECES; i++) {
    assert_int_equal(piece[i][0], i % 255 + 1);
    assert_int_equal(piece[i][i * 37], i % 255 + 1);
  }
  pl_arena_free(arena);
}

static void a_piece_may_be_larger_than_any_page(void **state) {
  (void)state;
  pl_arena *arena = pl_arena_new(0);
  unsigned char *large = pl_arena_take(arena, 5u << 20);
  assert_non_null(large);
  assert_true(is_zero(large, 5u << 20));
  assert_non_null(pl_arena_take(arena, 1));
  pl_arena_free(arena);
}

static void nothing_has_an_address_and_costs_nothing(void **state) {
  (void)state;
  pl_arena *arena = pl_arena_new(16);
  assert_non_null(pl_arena_take(arena, 0));
  assert_non_null(pl_arena_array(arena, 0, 100));
  assert_non_null(pl_arena_array(arena, 100, 0));
  assert_int_equal(pl_arena_used(arena), 0);
  assert_non_null(pl_arena_take(arena, 16));
  assert_non_null(pl_arena_take(arena, 0)); /* also when it is full */
  pl_arena_free(arena);
}

static void the_limit_is_kept(void **state) {
  (void)state;
  pl_arena *arena = pl_arena_new(1000);
  assert_non_null(pl_arena_take(arena, 500));
  assert_null(pl_arena_take(arena, 600));
  assert_true(pl_arena_used(arena) <= 1000);
  assert_non_null(pl_arena_take(arena, 400)); /* refused once is not refused for ever */
  assert_null(pl_arena_take(arena, 200));
  pl_arena_free(arena);
}

static void sizes_that_overflow_are_refused(void **state) {
  (void)state;
  pl_arena *arena = pl_arena_new(0);
  assert_null(pl_arena_take(arena, SIZE_MAX));
  assert_null(pl_arena_take(arena, SIZE_MAX - alignof(max_align_t)));
  assert_null(pl_arena_array(arena, SIZE_MAX / 2, 3));
  assert_null(pl_arena_array(arena, 3, SIZE_MAX / 2));
  assert_null(pl_arena_text(arena, "x", SIZE_MAX));
  assert_int_equal(pl_arena_used(arena), 0);
  assert_non_null(pl_arena_take(arena, 10));
  pl_arena_free(arena);
}

static void a_text_is_copied_and_ended(void **state) {
  (void)state;
  pl_arena *arena = pl_arena_new(0);
  char source[] = "polder and dike";
  const char *copy = pl_arena_text(arena, source, 6);
  source[0] = 'x';
  assert_string_equal(copy, "polder");
  assert_string_equal(pl_arena_text(arena, NULL, 0), "");
  pl_arena_free(arena);
}

static void an_arena_without_memory_says_so(void **state) {
  (void)state;
  fault_after(0);
  assert_null(pl_arena_new(0));
  assert_true(fault_stop());

  pl_arena *arena = pl_arena_new(0);
  fault_after(0);
  assert_null(pl_arena_take(arena, 8));
  assert_true(fault_stop());
  assert_int_equal(pl_arena_used(arena), 0);
  unsigned char *bytes = pl_arena_take(arena, 8); /* and goes on when there is some again */
  assert_non_null(bytes);
  fault_after(0);
  assert_null(pl_arena_take(arena, 100000));
  assert_true(fault_stop());
  assert_ptr_equal((unsigned char *)pl_arena_take(arena, 8) - alignof(max_align_t), bytes);
  pl_arena_free(arena);
  pl_arena_free(NULL);
}

/* ---- buffer ---- */
static void an_empty_buffer_is_an_empty_text(void **state) {
  (void)state;
  pl_buffer buffer = {0};
  assert_string_equal(pl_buffer_text(&buffer), "");
  pl_buffer_add_text(&buffer, NULL);
  pl_buffer_add_text(&buffer, "");
  pl_buffer_add(&buffer, NULL, 0);
  pl_buffer_add_format(&buffer, "%s", "");
  assert_null(buffer.bytes);
  assert_false(buffer.failed);
  pl_buffer_clear(&buffer);
}

static void what_is_added_is_there_and_ended(void **state) {
  (void)state;
  pl_buffer buffer = {0};
  char expected[40000] = "";
  size_t length = 0;
  for (int i = 0; length < 30000; i++) {
    pl_buffer_add_format(&buffer, "%d,", i);
    length += (size_t)sprintf(expected + length, "%d,", i);
    pl_buffer_add_text(&buffer, "and ");
    strcpy(expected + length, "and ");
    length += 4;
    assert_int_equal(buffer.length, length);
    assert_true(buffer.capacity > buffer.length);
    assert_int_equal(buffer.bytes[buffer.length], 0);
  }
  assert_string_equal(pl_buffer_text(&buffer), expected);
  pl_buffer_clear(&buffer);
}

static void bytes_may_be_zero(void **state) {
  (void)state;
  pl_buffer buffer = {0};
  pl_buffer_add(&buffer, "a\0b", 3);
  assert_int_equal(buffer.length, 3);
  assert_memory_equal(buffer.bytes, "a\0b", 4);
  pl_buffer_clear(&buffer);
}

/* Growing exactly to, and one past, the first capacity. */
static void the_boundary_of_a_capacity(void **state) {
  (void)state;
  char text[128];
  memset(text, 'z', sizeof text);
  for (size_t length = 60; length < 70; length++) {
    pl_buffer buffer = {0};
    pl_buffer_add(&buffer, text, length);
    assert_int_equal(buffer.length, length);
    assert_true(buffer.capacity > length);
    assert_int_equal(strlen(pl_buffer_text(&buffer)), length);
    pl_buffer_clear(&buffer);
  }
}

static void failing_is_remembered_until_cleared(void **state) {
  (void)state;
  pl_buffer buffer = {0};
  pl_buffer_add_text(&buffer, "kept");
  char large[1000];
  memset(large, 'l', sizeof large);
  fault_after(0);
  pl_buffer_add(&buffer, large, sizeof large);
  assert_true(fault_stop());
  assert_true(buffer.failed);
  pl_buffer_add_text(&buffer, "x"); /* would fit, but the text would have a hole */
  pl_buffer_add_format(&buffer, "%d", 1);
  assert_string_equal(pl_buffer_text(&buffer), "kept");
  pl_buffer_clear(&buffer);
  assert_false(buffer.failed);
  pl_buffer_add_text(&buffer, "again");
  assert_string_equal(pl_buffer_text(&buffer), "again");
  pl_buffer_clear(&buffer);
}

static void a_buffer_that_never_got_memory_is_an_empty_text(void **state) {
  (void)state;
  pl_buffer buffer = {0};
  fault_from(0);
  pl_buffer_add_format(&buffer, "%s", "lost");
  assert_true(fault_stop());
  assert_true(buffer.failed);
  assert_string_equal(pl_buffer_text(&buffer), "");
  pl_buffer_clear(&buffer);
}

static void lengths_that_overflow_fail(void **state) {
  (void)state;
  pl_buffer buffer = {0};
  pl_buffer_add_text(&buffer, "a");
  pl_buffer_add(&buffer, "b", SIZE_MAX);
  assert_true(buffer.failed);
  assert_string_equal(pl_buffer_text(&buffer), "a");
  pl_buffer_clear(&buffer);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(pieces_are_zeroed_aligned_and_apart),
      cmocka_unit_test(a_piece_may_be_larger_than_any_page),
      cmocka_unit_test(nothing_has_an_address_and_costs_nothing),
      cmocka_unit_test(the_limit_is_kept),
      cmocka_unit_test(sizes_that_overflow_are_refused),
      cmocka_unit_test(a_text_is_copied_and_ended),
      cmocka_unit_test(an_arena_without_memory_says_so),
      cmocka_unit_test(an_empty_buffer_is_an_empty_text),
      cmocka_unit_test(what_is_added_is_there_and_ended),
      cmocka_unit_test(bytes_may_be_zero),
      cmocka_unit_test(the_boundary_of_a_capacity),
      cmocka_unit_test(failing_is_remembered_until_cleared),
      cmocka_unit_test(a_buffer_that_never_got_memory_is_an_empty_text),
      cmocka_unit_test(lengths_that_overflow_fail),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
