/* Which characters are plain, and what is made of the others. */
#include <polder/plain.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static pl_plain kind_of(const char *text, size_t *size) { return pl_plain_step(text, strlen(text), size); }

static void characters_are_known_with_their_sizes(void **state) {
  (void)state;
  static const struct { const char *text; pl_plain plain; size_t size; } rows[] = {
      {"a", PL_PLAIN, 1}, {"\u00e9", PL_PLAIN, 2}, {"\u20ac", PL_PLAIN, 3}, {"\U0001F30A", PL_PLAIN, 4},
      {"\x1b", PL_PLAIN_CONTROL, 1}, {"\n", PL_PLAIN_CONTROL, 1}, {"\x7f", PL_PLAIN_CONTROL, 1},
      {"\xC2\x9B", PL_PLAIN_CONTROL, 2}, {"\u2028", PL_PLAIN_CONTROL, 3},
      {"\u200f", PL_PLAIN_DIRECTION, 3}, {"\u202e", PL_PLAIN_DIRECTION, 3}, {"\u2066", PL_PLAIN_DIRECTION, 3},
      {"\x80", PL_PLAIN_BROKEN, 1}, {"\xff", PL_PLAIN_BROKEN, 1}, {"\xC2", PL_PLAIN_BROKEN, 1},
      {"\xE2\x82", PL_PLAIN_BROKEN, 1}, {"\xE2(\xA1", PL_PLAIN_BROKEN, 1},
      {"\xC0\x80", PL_PLAIN_BROKEN, 1}, {"\xE0\x80\xAF", PL_PLAIN_BROKEN, 1}, /* overlong */
      {"\xED\xA0\x80", PL_PLAIN_BROKEN, 1}, {"\xF4\x90\x80\x80", PL_PLAIN_BROKEN, 1}, /* surrogate, too large */
  };
  for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
    size_t size = 0;
    assert_int_equal(kind_of(rows[i].text, &size), rows[i].plain);
    assert_int_equal(size, rows[i].size);
  }
}

static void a_zero_byte_is_a_character_like_others(void **state) {
  (void)state;
  size_t size;
  assert_int_equal(pl_plain_step("\0a", 2, &size), PL_PLAIN_CONTROL);
  assert_int_equal(size, 1);
}

static void a_line_is_made_of_anything(void **state) {
  (void)state;
  char text[] = "one\r\ntwo\t\u202e\u20ac\x1b[0m\xE2\x82";
  pl_plain_line(text);
  assert_string_equal(text, "one  two ?\u20ac?[0m??");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(characters_are_known_with_their_sizes),
      cmocka_unit_test(a_zero_byte_is_a_character_like_others),
      cmocka_unit_test(a_line_is_made_of_anything),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
