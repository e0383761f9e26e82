/* The text of an error: always one line of whole characters, whatever was put in. */
#include <polder/status.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static void words_and_exit_codes_come_from_one_table(void **state) {
  (void)state;
  assert_int_equal(pl_status_exit_code(PL_OK), 0);
  assert_int_equal(pl_status_exit_code(PL_FINDINGS), 1);
  assert_int_equal(pl_status_exit_code(PL_USAGE), 2);
  assert_int_equal(pl_status_exit_code(PL_BAD_INPUT), 3);
  assert_int_equal(pl_status_exit_code(PL_SYSTEM), 4);
  assert_int_equal(pl_status_exit_code(PL_BUG), 70);
  assert_string_equal(pl_status_word(PL_NO_MEMORY), "out of memory");
}

static void a_status_outside_the_table_is_a_bug(void **state) {
  (void)state;
  assert_int_equal(pl_status_exit_code((pl_status)99), 70);
  assert_string_equal(pl_status_word((pl_status)-1), pl_status_word(PL_BUG));
}

static void setting_returns_the_status_and_fills_the_text(void **state) {
  (void)state;
  pl_error error = {0};
  assert_int_equal(pl_error_set(&error, PL_BAD_INPUT, "round %d of %s", 3, "alpha"), PL_BAD_INPUT);
  assert_int_equal(error.status, PL_BAD_INPUT);
  assert_string_equal(error.text, "round 3 of alpha");
}

static void nobody_has_to_listen(void **state) {
  (void)state;
  assert_int_equal(pl_error_set(NULL, PL_SYSTEM, "unheard"), PL_SYSTEM);
}

static void context_is_added_to_the_old_text(void **state) {
  (void)state;
  pl_error error = {0};
  pl_error_set(&error, PL_BAD_INPUT, "no such state");
  pl_error_set(&error, PL_BAD_INPUT, "line 7: %s", error.text);
  assert_string_equal(error.text, "line 7: no such state");
}

static void an_error_does_nothing_to_a_terminal(void **state) {
  (void)state;
  pl_error error = {0};
  pl_error_set(&error, PL_BAD_INPUT, "one\ntwo\r\tthree\x1b[31m\x7f");
  assert_string_equal(error.text, "one two  three?[31m?");
  pl_error_set(&error, PL_BAD_INPUT, "state \"a\u202eb\" \xff, cut: %.2s", "\u20ac");
  assert_string_equal(error.text, "state \"a?b\" ?, cut: ??");
}

static void an_empty_message_says_the_word(void **state) {
  (void)state;
  pl_error error = {0};
  pl_error_set(&error, PL_NO_MEMORY, "%s", "");
  assert_string_equal(error.text, "out of memory");
}

/* Every place the cut can fall in characters of one to four bytes, and the longest text that is not cut. */
static void a_long_message_is_cut_at_a_whole_character(void **state) {
  (void)state;
  static const char *const characters[] = {"x", "\u00e9", "\u20ac", "\U0001F30A"};
  for (size_t kind = 0; kind < 4; kind++) {
    size_t size = strlen(characters[kind]);
    assert_int_equal(size, kind + 1);
    for (size_t shift = 0; shift < 4; shift++) {
      char long_text[1024] = "abcd";
      long_text[shift] = '\0';
      while (strlen(long_text) < 700) strcat(long_text, characters[kind]);
      pl_error error;
      pl_error_set(&error, PL_BAD_INPUT, "%s", long_text);
      size_t room = sizeof error.text - 1;
      assert_int_equal(strlen(error.text), shift + (room - shift) / size * size);
      assert_memory_equal(error.text, long_text, strlen(error.text));
    }
  }
}

static void a_message_that_just_fits_is_kept_whole(void **state) {
  (void)state;
  char text[512];
  memset(text, 'y', sizeof text);
  memcpy(text + sizeof text - 3, "\u00e9", 3); /* ends with a two-byte character and the NUL */
  pl_error error;
  pl_error_set(&error, PL_BAD_INPUT, "%s", text);
  assert_string_equal(error.text, text);
}

static void bytes_that_are_not_utf8_do_no_harm(void **state) {
  (void)state;
  char text[600];
  memset(text, 0x80, sizeof text);
  text[sizeof text - 1] = '\0';
  pl_error error;
  pl_error_set(&error, PL_BAD_INPUT, "%s", text);
  assert_int_equal(strlen(error.text), sizeof error.text - 1);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(words_and_exit_codes_come_from_one_table),
      cmocka_unit_test(a_status_outside_the_table_is_a_bug),
      cmocka_unit_test(setting_returns_the_status_and_fills_the_text),
      cmocka_unit_test(nobody_has_to_listen),
      cmocka_unit_test(context_is_added_to_the_old_text),
      cmocka_unit_test(an_error_does_nothing_to_a_terminal),
      cmocka_unit_test(an_empty_message_says_the_word),
      cmocka_unit_test(a_long_message_is_cut_at_a_whole_character),
      cmocka_unit_test(a_message_that_just_fits_is_kept_whole),
      cmocka_unit_test(bytes_that_are_not_utf8_do_no_harm),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
