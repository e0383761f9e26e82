/* What an ISO code brings along. The names are made by the build from whatever iso-codes is installed, so this looks at
 * what has to hold for any of its versions, and at the names that are ours. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "countries.h"
#include "words.h"

static void test_names_that_are_ours(void **state) {
  static const struct {
    const char *code, *english, *dutch;
  } rows[] = {
      {"NLD", "Netherlands", "Nederland"},
      {"BLR", "Belarus", "Belarus"},
      {"GEO", "Georgia", "Georgië"},
      {"RUS", "Russia", "Rusland"},
      {"VGB", "British Virgin Islands", "Britse Maagdeneilanden"},
  };
  (void)state;
  for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
    const pl_country *country = pl_country_find(rows[i].code);
    assert_non_null(country);
    assert_string_equal(country->english, rows[i].english);
    assert_string_equal(country->dutch, rows[i].dutch);
  }
}

/* The fourteen of the scenario "withdrawal", as people say them. */
static void test_names_from_iso_codes(void **state) {
  static const char *const rows[][3] = {
      {"USA", "United States", "Verenigde Staten"},
      {"DEU", "Germany", "Duitsland"},
      {"FRA", "France", "Frankrijk"},
      {"GBR", "United Kingdom", "Verenigd Koninkrijk"},
      {"POL", "Poland", "Polen"},
      {"ESP", "Spain", "Spanje"},
      {"CAN", "Canada", "Canada"},
      {"SWE", "Sweden", "Zweden"},
      {"FIN", "Finland", "Finland"},
      {"NOR", "Norway", "Noorwegen"},
      {"EST", "Estonia", "Estland"},
      {"LVA", "Latvia", "Letland"},
      {"LTU", "Lithuania", "Litouwen"},
      {"KOR", "South Korea", "Zuid-Korea"},
      {"CZE", "Czechia", "Tsjechië"},
  };
  (void)state;
  bool has_dutch = strcmp(pl_country_find("DEU")->dutch, "Germany") != 0; /* else the system leaves translations out */
  for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
    const pl_country *country = pl_country_find(rows[i][0]);
    assert_non_null(country);
    assert_string_equal(country->english, rows[i][1]);
    assert_string_equal(country->dutch, has_dutch ? rows[i][2] : rows[i][1]);
  }
}

static void check_name(const char *code, const char *name) {
  if (!*name || pl_text_problem(name, strlen(name))) fail_msg("%s is called \"%s\"", code, name);
  bool is_list = !strcmp(code, "SHN"); /* Saint Helena, Ascension and Tristan da Cunha */
  if (strchr(name, ',') && !is_list) fail_msg("%s is called \"%s\": a name turned round", code, name);
}

/* Islands far away and the meridian of 180° once drew these three off their land. */
static void test_places_on_their_land(void **state) {
  static const struct {
    const char *code;
    int32_t west, east, south, north;
  } rows[] = {{"AUS", 115000, 150000, -37000, -15000},
              {"FJI", 177000, 179000, -18300, -17300},
              {"RUS", 40000, 130000, 52000, 70000},
              {"USA", -120000, -80000, 32000, 48000}};
  (void)state;
  for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
    const pl_country *country = pl_country_find(rows[i].code);
    assert_non_null(country);
    assert_in_range(country->longitude + 360000, rows[i].west + 360000, rows[i].east + 360000);
    assert_in_range(country->latitude + 360000, rows[i].south + 360000, rows[i].north + 360000);
  }
}

/* Every code there is, and that each of the table is found. */
static void test_all(void **state) {
  int count = 0;
  (void)state;
  for (int i = 0; i < 26 * 26 * 26; i++) {
    char code[] = {(char)('A' + i / 676), (char)('A' + i / 26 % 26), (char)('A' + i % 26), 0};
    const pl_country *country = pl_country_find(code);
    if (!country) continue;
    count++;
    assert_string_equal(country->code, code);
    check_name(code, country->english);
    check_name(code, country->dutch);
    assert_true(country->latitude >= -90000 && country->latitude <= 90000);
  }
  assert_int_equal(count, 235);
}

static void test_what_is_no_code(void **state) {
  static const char *const codes[] = {"", "NL", "nld", "XXX", "NLDX", "ZZZ", "AAA"};
  (void)state;
  for (size_t i = 0; i < sizeof codes / sizeof codes[0]; i++) assert_null(pl_country_find(codes[i]));
}

int main(void) {
  static const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_names_that_are_ours),
      cmocka_unit_test(test_names_from_iso_codes),
      cmocka_unit_test(test_places_on_their_land),
      cmocka_unit_test(test_all),
      cmocka_unit_test(test_what_is_no_code),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
