/* What a window says begins with a capital; what is written as it is stays so. */
#include "support.h"

#include <string.h>

#include "sentence.h"

static void test_sentences(void **state) {
  static const struct { const char *before, *after; } rows[] = {
      {"the file is damaged", "The file is damaged"},
      {"out of memory: cannot show it", "Out of memory: cannot show it"},
      {"can't be shared", "Can't be shared"},
      {"nee", "Nee"},
      {"\xC3\xA9\xC3\xA9n bestand", "\xC3\x89\xC3\xA9n bestand"},
      {"The file", "The file"},
      {"", ""},
      {" so", " so"},
      {"a.polder: is there already", "a.polder: is there already"},
      {"first-share is over", "first-share is over"},
      {"scenario.lua:3: no", "scenario.lua:3: no"},
      {"exercises/mine cannot be read", "exercises/mine cannot be read"},
      {"--seat is \"x\"", "--seat is \"x\""},
      {"\"x\" is no state", "\"x\" is no state"},
      {"3 states", "3 states"},
      {"\xC3\xB7 is a sign", "\xC3\xB7 is a sign"},
  };
  (void)state;
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
    char text[64];
    strcpy(text, rows[i].before);
    pl_sentence_begin(text);
    assert_string_equal(text, rows[i].after);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_sentences)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
