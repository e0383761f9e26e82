/* The tale: paragraphs as they were told, and the little alphabet that they are written in. */
#include "text_support.h"

#include "fault.h"

static void expect(const pl_tale *tale, size_t at, pl_paragraph_kind kind, const char *text) {
  assert_true(at < tale->count);
  assert_int_equal(tale->paragraph[at].kind, kind);
  assert_string_equal(tale->paragraph[at].text, text);
}

static void test_every_line_is_a_paragraph(void **state) {
  (void)state;
  pl_tale tale = {0};
  pl_tale_put(&tale, "one\n\n  two\n");
  pl_tale_put(&tale, "");
  pl_tale_print(&tale, "%s and %d", "three", 4);
  pl_tale_title(&tale, "EXERCISE\nx");
  pl_tale_heading(&tale, "News");
  pl_tale_gap(&tale);
  pl_buffer line = {0};
  pl_buffer_add_text(&line, "five");
  pl_tale_take(&tale, &line);
  assert_int_equal(line.length, 0);
  assert_int_equal(tale.count, 9);
  expect(&tale, 0, PL_PARAGRAPH_TEXT, "one");
  expect(&tale, 1, PL_PARAGRAPH_GAP, "");
  expect(&tale, 2, PL_PARAGRAPH_TEXT, "  two");
  expect(&tale, 3, PL_PARAGRAPH_GAP, "");
  expect(&tale, 4, PL_PARAGRAPH_TEXT, "three and 4");
  expect(&tale, 5, PL_PARAGRAPH_TITLE, "EXERCISE x");
  expect(&tale, 6, PL_PARAGRAPH_HEADING, "News");
  expect(&tale, 7, PL_PARAGRAPH_GAP, "");
  expect(&tale, 8, PL_PARAGRAPH_TEXT, "five");
  assert_false(tale.failed);
  pl_tale_clear(&tale);
  assert_int_equal(tale.count, 0);
  pl_tale_put(&tale, "again");
  assert_int_equal(tale.count, 1);
  pl_tale_clear(&tale);
}

static void test_a_chip_is_its_label(void **state) {
  (void)state;
  for (int label = 0; label < PL_LABELS; label++) {
    const char *chip = pl_chip((pl_label)label);
    char expected[64];
    snprintf(expected, sizeof expected, PL_CHIP "%c%s" PL_PLAIN, '0' + label, pl_label_name((pl_label)label));
    assert_string_equal(chip, expected);
    assert_int_equal(pl_text_width(chip), strlen(pl_label_name((pl_label)label)));
  }
  assert_string_equal(pl_chip((pl_label)99), "");
}

/* What a terminal makes of it: a rule over a title, room over a heading. */
static void test_a_terminal_shows_it(void **state) {
  (void)state;
  pl_tale tale = {0};
  pl_screen screen = {.out = tmpfile(), .columns = 40};
  pl_tale_title(&tale, "T");
  pl_tale_heading(&tale, "H");
  pl_tale_put(&tale, "  text " PL_BOLD "bold" PL_PLAIN);
  pl_tale_gap(&tale);
  pl_screen_tell(&screen, &tale);
  char *text = text_of(screen.out), rule[40 * 3 + 1] = "", expected[400];
  for (int i = 0; i < 40; i++) strcat(rule, "─");
  snprintf(expected, sizeof expected, "\n%s\nT\n\nH\n  text bold\n\n", rule);
  assert_string_equal(text, expected);
  free(text);
  pl_tale_clear(&tale);
}

static void tell(pl_tale *tale) {
  for (int i = 0; i < 40; i++) {
    pl_tale_print(tale, "paragraph %d", i);
    pl_tale_heading(tale, "heading");
  }
}

static void test_a_missing_paragraph_is_noticed(void **state) {
  (void)state;
  for (long n = 0;; n++) {
    pl_tale tale = {0};
    fault_after(n);
    tell(&tale);
    bool is_reached = fault_stop();
    assert_int_equal(tale.failed, is_reached);
    pl_screen screen = {.out = tmpfile(), .columns = 40};
    pl_screen_tell(&screen, &tale);
    assert_int_equal(screen.failed, is_reached);
    fclose(screen.out);
    pl_tale_clear(&tale);
    if (!is_reached) break;
  }
  pl_tale tale = {0};
  pl_buffer failed = {.failed = true};
  pl_tale_take(&tale, &failed);
  assert_true(tale.failed);
  pl_tale_clear(&tale);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_every_line_is_a_paragraph),
      cmocka_unit_test(test_a_chip_is_its_label),
      cmocka_unit_test(test_a_terminal_shows_it),
      cmocka_unit_test(test_a_missing_paragraph_is_noticed),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
