/* Texts in files. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "ftl.h"

typedef struct complaints {
  int count, line[16], column[16];
  char message[16][200];
} complaints;

static void note(void *context, int line, int column, const char *message) {
  complaints *all = context;
  assert_true(all->count < 16);
  all->line[all->count] = line;
  all->column[all->count] = column;
  snprintf(all->message[all->count++], sizeof all->message[0], "%s", message);
}

static pl_arena *arena;

static pl_ftl read_text(const char *text, complaints *all) {
  pl_ftl ftl;
  memset(all, 0, sizeof *all);
  assert_int_equal(pl_ftl_read(text, strlen(text), arena, &ftl, note, all), PL_OK);
  return ftl;
}

static const char *find(const pl_ftl *ftl, const char *key) {
  for (size_t i = 0; i < ftl->count; i++) {
    if (i > 0) assert_true(strcmp(ftl->entry[i - 1].key, ftl->entry[i].key) < 0);
    if (strcmp(ftl->entry[i].key, key) == 0) return ftl->entry[i].text;
  }
  return NULL;
}

static void texts_are_read(void **state) {
  (void)state;
  complaints all;
  pl_ftl ftl = read_text("\xEF\xBB\xBF# A comment\r\n"
                         "memo = One line, with = inside.  \r\n"
                         "## another\n"
                         "seat_press=The press\n"
                         "long = Starts here\n"
                         "    and goes on\n"
                         "      indented\n"
                         "\n"
                         "    after a blank line\n"
                         "\n"
                         "below =\n"
                         "  Only below.\n"
                         "last = {seat} in {round}: één",
                         &all);
  assert_int_equal(all.count, 0);
  assert_int_equal(ftl.count, 5);
  assert_string_equal(find(&ftl, "memo"), "One line, with = inside.");
  assert_string_equal(find(&ftl, "seat_press"), "The press");
  assert_string_equal(find(&ftl, "long"), "Starts here\nand goes on\n  indented\n\nafter a blank line");
  assert_string_equal(find(&ftl, "below"), "Only below.");
  assert_string_equal(find(&ftl, "last"), "{seat} in {round}: één");
  assert_null(find(&ftl, "lost"));
  assert_int_equal(ftl.entry[0].line, 11); /* below */
}

static void bad_lines_are_complained_about(void **state) {
  (void)state;
  complaints all;
  pl_ftl ftl = read_text("  nothing above\n"
                         "-term = x\n"
                         "9key = x\n"
                         "no sign here\n"
                         "    with more\n"
                         "empty =\n"
                         "good = yes\n"
                         "good = again\n"
                         "\ttab = x\n"
                         "ctrl = a\x01z\n"
                         "latin = caf\xE9\n"
                         "attr = a\n"
                         "  .title = b\n",
                         &all);
  const int lines[] = {1, 2, 3, 4, 6, 9, 10, 11, 13, 8};
  assert_int_equal(all.count, 10);
  for (int i = 0; i < 10; i++) assert_int_equal(all.line[i], lines[i]);
  assert_non_null(strstr(all.message[1], "terms"));
  assert_non_null(strstr(all.message[3], "expected \"=\""));
  assert_int_equal(all.column[3], 4);
  assert_non_null(strstr(all.message[5], "tab"));
  assert_non_null(strstr(all.message[6], "control character"));
  assert_non_null(strstr(all.message[7], "UTF-8"));
  assert_non_null(strstr(all.message[9], "line 7"));
  assert_string_equal(find(&ftl, "good"), "yes");
  assert_null(find(&ftl, "empty"));
  assert_int_equal(ftl.count, 2);
}

static void odd_files_are_fine(void **state) {
  (void)state;
  complaints all;
  assert_int_equal(read_text("", &all).count, 0);
  assert_int_equal(read_text("\n\n   \n", &all).count, 0);
  assert_int_equal(all.count, 0);
  assert_int_equal(read_text("=\n==\n", &all).count, 0);
  assert_int_equal(all.count, 2);
  assert_int_equal(read_text("a=\n b\n ", &all).count, 1);
}

static int set_up(void **state) {
  (void)state;
  arena = pl_arena_new(0);
  return arena ? 0 : -1;
}

static int tear_down(void **state) {
  (void)state;
  pl_arena_free(arena);
  return 0;
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(texts_are_read),
      cmocka_unit_test(bad_lines_are_complained_about),
      cmocka_unit_test(odd_files_are_fine),
  };
  return cmocka_run_group_tests(tests, set_up, tear_down);
}
