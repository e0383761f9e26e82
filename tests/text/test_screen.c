/* The screen: wrapping, hanging indents, styles that leave no trace where there is no colour. */
#include "text_support.h"

static char *shown(int columns, bool has_colour, const char *text) {
  FILE *file = tmpfile();
  pl_screen screen = {.out = file, .columns = columns, .has_colour = has_colour, .has_truecolour = true};
  pl_screen_put(&screen, text);
  assert_false(screen.failed);
  return text_of(file);
}

static void expect(int columns, const char *text, const char *expected) {
  char *got = shown(columns, false, text);
  assert_string_equal(got, expected);
  free(got);
}

static void test_short_lines_stay_as_they_are(void **state) {
  (void)state;
  expect(20, "one two", "one two\n");
  expect(20, "one  two   three", "one  two   three\n");
  expect(20, "a\nb\n", "a\nb\n");
  expect(20, "a\n\nb", "a\n\nb\n");
  expect(20, "", "\n");
  expect(20, "ends with blanks   ", "ends with blanks\n");
}

static void test_long_lines_wrap_under_their_indent(void **state) {
  (void)state;
  expect(12, "one two three four", "one two\nthree four\n");
  expect(12, "  one two three", "  one two\n  three\n");
  expect(12, "exactly12col", "exactly12col\n");
  expect(12, "ab exactly12col cd", "ab\nexactly12col\ncd\n");
  expect(12, "much-longer-than-twelve x", "much-longer-than-twelve\nx\n");
}

static void test_a_paragraph_can_hang(void **state) {
  (void)state;
  expect(14, "Key: " PL_HANG "one two three", "Key: one two\n     three\n");
  expect(14, PL_BOLD "Key" PL_PLAIN ": " PL_HANG "one two three", "Key: one two\n     three\n");
}

static void test_a_no_break_space_holds_and_is_written_as_a_blank(void **state) {
  (void)state;
  expect(10, "it costs 5\xC2\xA0units", "it costs\n5 units\n");
}

static void test_width_counts_characters(void **state) {
  (void)state;
  expect(9, "Ålesund ä", "Ålesund ä\n");
  assert_int_equal(pl_text_width("■■□" PL_BOLD "a" PL_PLAIN PL_HANG), 4);
}

static void test_no_colour_means_no_escapes(void **state) {
  (void)state;
  for (int label = 0; label < PL_LABELS; label++) {
    char *got = shown(80, false, pl_chip((pl_label)label));
    assert_null(strchr(got, '\033'));
    assert_memory_equal(got, pl_label_name((pl_label)label), strlen(pl_label_name((pl_label)label)));
    free(got);
  }
}

static void test_chips_have_the_colours_of_the_standard(void **state) {
  (void)state;
  static const char *const colours[PL_LABELS] = {"255;255;255", "51;255;0", "255;192;0", "255;192;0", "255;43;43"};
  for (int label = 0; label < PL_LABELS; label++) {
    char *got = shown(80, true, pl_chip((pl_label)label));
    assert_non_null(strstr(got, colours[label]));
    assert_non_null(strstr(got, "\033[40;"));
    assert_non_null(strstr(got, "\033[0m"));
    free(got);
  }
}

static void test_no_style_crosses_a_line_end(void **state) {
  (void)state;
  char *got = shown(12, true, PL_BOLD "one two three four" PL_PLAIN " five");
  for (char *line = strtok(got, "\n"); line; line = strtok(NULL, "\n")) {
    const char *on = strstr(line, "\033[1m");
    if (on) assert_non_null(strstr(on, "\033[0m"));
  }
  free(got);
}

static void test_what_a_player_typed_is_tamed(void **state) {
  (void)state;
  pl_buffer out = {0};
  pl_put_tame(&out, "a\033[31mb\xFF\xC3\xA9\xC2\x9B\x01z");
  assert_string_equal(pl_buffer_text(&out), "a?[31mb?\xC3\xA9???z");
  pl_buffer_clear(&out);
}

static void test_a_failed_write_is_remembered(void **state) {
  (void)state;
  FILE *file = fopen("/dev/full", "w");
  if (!file) fail_msg("/dev/full is missing: this test needs Linux");
  pl_screen screen = {.out = file, .columns = 80};
  for (int i = 0; i < 20000 && !screen.failed; i++) pl_screen_put(&screen, "words and more words");
  assert_true(screen.failed);
  fclose(file);
}

/* A reader who turns some pages and then has seen enough. */
typedef struct reader {
  int turns, patience;
} reader;

static bool turn(void *context) {
  reader *who = context;
  return who->turns++ < who->patience;
}

static char *paged(int lines, reader *who) {
  pl_screen screen = {.out = tmpfile(), .columns = 80, .rows = 12, .turn = turn, .context = who};
  for (int i = 0; i < lines; i++) {
    char line[16];
    snprintf(line, sizeof line, "%d", i);
    pl_screen_put(&screen, line);
  }
  pl_screen_ask(&screen, "and then");
  return text_of(screen.out);
}

static void test_a_long_text_is_shown_page_by_page(void **state) {
  (void)state;
  static const struct {
    int lines, patience, turns, last;
  } cases[] = {{10, 9, 0, 9}, {11, 9, 1, 10}, {20, 9, 1, 19}, {21, 9, 2, 20}, {60, 2, 3, 29}};
  for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
    char last[40];
    reader who = {.patience = cases[i].patience};
    char *text = paged(cases[i].lines, &who);
    assert_int_equal(who.turns, cases[i].turns);
    snprintf(last, sizeof last, "%d\nand then", cases[i].last);
    assert_non_null(strstr(text, last));
    free(text);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_short_lines_stay_as_they_are),
      cmocka_unit_test(test_long_lines_wrap_under_their_indent),
      cmocka_unit_test(test_a_paragraph_can_hang),
      cmocka_unit_test(test_a_no_break_space_holds_and_is_written_as_a_blank),
      cmocka_unit_test(test_width_counts_characters),
      cmocka_unit_test(test_no_colour_means_no_escapes),
      cmocka_unit_test(test_chips_have_the_colours_of_the_standard),
      cmocka_unit_test(test_no_style_crosses_a_line_end),
      cmocka_unit_test(test_what_a_player_typed_is_tamed),
      cmocka_unit_test(test_a_failed_write_is_remembered),
      cmocka_unit_test(test_a_long_text_is_shown_page_by_page),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
