/* What a mistyped name was probably meant to be: checked against the plain way of reckoning it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "words.h"

enum { LONGEST = 12 };

static size_t least(size_t a, size_t b) { return a < b ? a : b; }

/* The whole table, every cell. */
static size_t plain_distance(const char *a, const char *b) {
  size_t table[LONGEST + 1][LONGEST + 1], rows = strlen(a), columns = strlen(b);
  for (size_t i = 0; i <= rows; i++) table[i][0] = i;
  for (size_t j = 0; j <= columns; j++) table[0][j] = j;
  for (size_t i = 1; i <= rows; i++)
    for (size_t j = 1; j <= columns; j++) {
      table[i][j] = least(least(table[i - 1][j], table[i][j - 1]) + 1, table[i - 1][j - 1] + (a[i - 1] != b[j - 1]));
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
        table[i][j] = least(table[i][j], table[i - 2][j - 2] + 1);
    }
  return table[rows][columns];
}

static uint32_t next(uint32_t *luck) { return (*luck = *luck * 1664525u + 1013904223u) >> 16; }

static void random_word(uint32_t *luck, char word[LONGEST + 1]) {
  size_t length = 1 + next(luck) % LONGEST;
  for (size_t i = 0; i < length; i++) word[i] = (char)('a' + next(luck) % 3);
  word[length] = 0;
}

static void the_nearest_name_is_found(void **state) {
  (void)state;
  uint32_t luck = 7;
  size_t found = 0;
  for (int run = 0; run < 20000; run++) {
    char wanted[LONGEST + 1], candidates[4][LONGEST + 1];
    const char *best = NULL;
    random_word(&luck, wanted);
    pl_suggestion suggestion = pl_suggestion_for(wanted);
    size_t nearest = suggestion.distance;
    for (int i = 0; i < 4; i++) {
      random_word(&luck, candidates[i]);
      pl_suggestion_offer(&suggestion, candidates[i]);
      size_t distance = plain_distance(wanted, candidates[i]);
      if (distance >= strlen(candidates[i])) continue;
      bool is_better =
          distance < nearest || (best && distance == nearest && strcmp(candidates[i], best) < 0);
      if (is_better) best = candidates[i], nearest = distance;
    }
    if (best) assert_non_null(suggestion.best), assert_string_equal(suggestion.best, best);
    else assert_null(suggestion.best);
    found += best != NULL;
  }
  assert_true(found > 1000);
}

static void texts_that_play_tricks_are_known(void **state) {
  (void)state;
  static const char *const fine[] = {"plain", "two\nlines", "één €5 😀", "100 %s %n {round}", "<b>&amp;</b>", ""};
  static const char *const tricks[] = {
      "\x1b[31m",     "bell\a",       "\t",           "\r",       "\x7f",         "\xC2\x9B 31m",
      "\xE2\x80\xAE", "\xE2\x80\xAA", "\xE2\x81\xA6", "\xE2\x81\xA9", "\xC0\xAF", "\xED\xA0\x80", "\xF4\x90\x80\x80",
      "\xFF",         "cut \xE2\x82", "\xE2\x80\xA8", "\xE2\x80\xA9", "\xE2\x80\x8E", "\xD8\x9C"};
  for (size_t i = 0; i < sizeof fine / sizeof fine[0]; i++) assert_null(pl_text_problem(fine[i], strlen(fine[i])));
  for (size_t i = 0; i < sizeof tricks / sizeof tricks[0]; i++)
    if (!pl_text_problem(tricks[i], strlen(tricks[i]))) fail_msg("number %zu is let through", i);
  assert_non_null(pl_text_problem("a\0b", 3));
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(the_nearest_name_is_found),
      cmocka_unit_test(texts_that_play_tricks_are_known),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
