/* Translation: Dutch without Dutch locales and with them, English without a catalogue, figures as in C everywhere. */
#include "support.h"

#include <locale.h>
#include <stdlib.h>

#include <polder/translate.h>

/* What a person's shell may have set. */
static void set_environment(const char *all, const char *lang) {
  unsetenv("LANGUAGE");
  unsetenv("LC_MESSAGES");
  if (all) setenv("LC_ALL", all, 1);
  else unsetenv("LC_ALL");
  if (lang) setenv("LANG", lang, 1);
  else unsetenv("LANG");
  setlocale(LC_ALL, "C");
  setlocale(LC_ALL, "");
}

static void assert_figures_are_plain(void) {
  char text[32];
  assert_string_equal(setlocale(LC_NUMERIC, NULL), "C");
  assert_string_equal(setlocale(LC_COLLATE, NULL), "C");
  snprintf(text, sizeof text, "%.1f", 1.5);
  assert_string_equal(text, "1.5");
}

static void assert_speaks(pl_language language) {
  assert_int_equal(pl_translate_language(), language);
  assert_string_equal(PL_TEXT("en"), language == PL_DUTCH ? "nl" : "en");
  assert_figures_are_plain();
}

static void test_english_is_spoken_at_first(void **state) {
  (void)state;
  assert_int_equal(pl_translate_language(), PL_ENGLISH);
  assert_string_equal(pl_translate("en"), "en");
}

static void test_dutch_needs_no_dutch_locale(void **state) {
  (void)state;
  static const char *const locales[][2] = {
      {NULL, NULL}, {NULL, "C"}, {"C", NULL}, {"POSIX", "nl_NL.UTF-8"}, {"C.UTF-8", NULL}, {"xx_XX.UTF-8", "xx_XX"}};
  for (size_t i = 0; i < sizeof locales / sizeof locales[0]; i++) {
    set_environment(locales[i][0], locales[i][1]);
    pl_translate_into(PL_DUTCH, POLDER_LOCALE_FOLDER);
    assert_speaks(PL_DUTCH);
  }
}

static void test_a_dutch_locale_changes_words_only(void **state) {
  (void)state;
  set_environment(NULL, "nl_NL.UTF-8"); /* made by the tests' build: see LOCPATH */
  assert_non_null(setlocale(LC_ALL, ""));
  assert_string_equal(localeconv()->decimal_point, ",");
  pl_translate_into(PL_DUTCH, POLDER_LOCALE_FOLDER);
  assert_speaks(PL_DUTCH);
  setlocale(LC_ALL, "");
  pl_translate_into(PL_ENGLISH, POLDER_LOCALE_FOLDER);
  assert_speaks(PL_ENGLISH);
}

static void test_without_a_catalogue_english_is_spoken(void **state) {
  (void)state;
  set_environment(NULL, NULL);
  pl_translate_into(PL_DUTCH, POLDER_SOURCE_DIR "/tests");
  assert_speaks(PL_ENGLISH);
  pl_translate_into(PL_DUTCH, POLDER_LOCALE_FOLDER); /* and it can be found later */
  assert_speaks(PL_DUTCH);
}

static void test_a_threads_own_locale_changes_nothing(void **state) {
  (void)state;
  locale_t plain = newlocale(LC_ALL_MASK, "C", (locale_t)0);
  pl_translate_into(PL_DUTCH, POLDER_LOCALE_FOLDER);
  locale_t before = uselocale(plain);
  assert_string_equal(PL_TEXT("en"), "nl");
  assert_string_equal(PL_TEXTS("%zu error, ", "%zu errors, ", 2), "%zu fouten, ");
  assert_ptr_equal(uselocale(before), plain);
  freelocale(plain);
}

static void test_an_unknown_sentence_stays_itself(void **state) {
  (void)state;
  pl_translate_into(PL_DUTCH, POLDER_LOCALE_FOLDER);
  static const char text[] = "no sentence of this program";
  assert_ptr_equal(pl_translate(text), text);
  assert_string_equal(pl_translate(""), "");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_english_is_spoken_at_first),
      cmocka_unit_test(test_dutch_needs_no_dutch_locale),
      cmocka_unit_test(test_a_dutch_locale_changes_words_only),
      cmocka_unit_test(test_without_a_catalogue_english_is_spoken),
      cmocka_unit_test(test_a_threads_own_locale_changes_nothing),
      cmocka_unit_test(test_an_unknown_sentence_stays_itself),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
