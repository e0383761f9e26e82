/* Dutch: figures, dates, names and refusals as a Dutch reader has them, out of the same functions. */
#include "text_support.h"

#include <polder/translate.h>

static support_room room;
static pl_buffer out;

static int set_up(void **state) {
  (void)state;
  support_scenario(&room, 10);
  pl_translate_into(PL_DUTCH, POLDER_LOCALE_FOLDER);
  if (pl_translate_language() != PL_DUTCH) fail_msg("there is no catalogue in %s", POLDER_LOCALE_FOLDER);
  return 0;
}

static int tear_down(void **state) {
  (void)state;
  pl_translate_into(PL_ENGLISH, POLDER_LOCALE_FOLDER);
  return 0;
}

static void expect(const char *expected) {
  assert_string_equal(pl_buffer_text(&out), expected);
  pl_buffer_clear(&out);
}

#define NB "\302\240"

static void test_figures_have_a_decimal_comma(void **state) {
  (void)state;
  static const struct {
    pl_mu money;
    const char *units;
  } rows[] = {{27500, "27,5" NB "eenheden"},
              {1000, "1,00" NB "eenheid"},
              {2, "minder dan 0,01" NB "eenheid"},
              {1234567, "1.234,6" NB "eenheden"},
              {12345678900, "12.345.678,9" NB "eenheden"}};
  for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
    pl_put_units(&out, rows[i].money);
    expect(rows[i].units);
  }
  pl_put_count(&out, 999);
  expect("999");
  pl_put_count(&out, 12000);
  expect("12.000");
  pl_put_tenths(&out, -1035);
  expect("−103,5");
  pl_put_amount(&out, 1500, true);
  expect("+1,50");
}

static void test_english_figures_are_english_again(void **state) {
  (void)state;
  pl_translate_into(PL_ENGLISH, POLDER_LOCALE_FOLDER);
  pl_put_units(&out, 1234567);
  expect("1,234.6" NB "units");
}

static void test_spans(void **state) {
  (void)state;
  static const char *const spans[] = {
      [1] = "6" NB "uur", [4] = "1" NB "dag", [6] = "1½" NB "dag", [9] = "2¼" NB "dagen"};
  for (int ticks = 0; ticks < 10; ticks++) {
    if (!spans[ticks]) continue;
    pl_put_span(&out, ticks);
    expect(spans[ticks]);
  }
}

static void test_dates(void **state) {
  (void)state;
  pl_voice voice = {.scenario = &room.scenario};
  room.scenario.starts = "2026-01-07";
  pl_put_short_day(&out, &voice, 8);
  expect("14 jan");
  pl_put_short_day(&out, &voice, 60);
  expect("7 mrt");
  pl_put_round_days(&out, &voice, 0);
  expect("7 tot en met 13 januari 2026");
  pl_put_round_days(&out, &voice, 3);
  expect("28 januari tot en met 3 februari 2026");
  room.scenario.starts = "2025-12-29";
  pl_put_round_days(&out, &voice, 0);
  expect("29 december 2025 tot en met 4 januari 2026");
  room.scenario.starts = NULL;
  pl_put_round_days(&out, &voice, 1);
  expect("dag 8 tot en met 14");
}

static void test_names_take_their_articles(void **state) {
  (void)state;
  static const struct {
    const char *name, *said;
    int number;
  } rows[] = {{"Nederland", "Nederland", 1},
              {"Verenigde Staten", "de Verenigde Staten", 2},
              {"Verenigd Koninkrijk", "het Verenigd Koninkrijk", 1},
              {"Salomonseilanden", "de Salomonseilanden", 2},
              {"De Eilanden", "de Eilanden", 2},
              {"Dominicaanse Republiek", "de Dominicaanse Republiek", 1},
              {"Oosterveen", "Oosterveen", 1}};
  pl_voice voice = {.scenario = &room.scenario, .language = PL_DUTCH};
  for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
    room.state[3].name = (pl_text){{"Somewhere", rows[i].name}};
    pl_put_state(&out, &voice, 3);
    expect(rows[i].said);
    assert_int_equal(pl_number_of_state(&voice, 3), rows[i].number);
  }
  static const char *const forums[][2] = {
      {"Deltaberaad", "het Deltaberaad"},
      {"Global Forum on Cyber Expertise", "het Global Forum on Cyber Expertise"},
      {"CSIRT-netwerk van de Europese Unie", "het CSIRT-netwerk van de Europese Unie"},
      {"Waarschuwingscel van het bondgenootschap", "de Waarschuwingscel van het bondgenootschap"},
      {"gfce", "gfce"}};
  for (size_t i = 0; i < sizeof forums / sizeof forums[0]; i++) {
    pl_put_forum(&out, forums[i][0]);
    expect(forums[i][1]);
  }
  pl_put_first(&out, "het Deltaberaad verlaten");
  expect("Het Deltaberaad verlaten");
  pl_put_first(&out, "detail");
  expect("detail");
}

static void test_lists(void **state) {
  (void)state;
  pl_voice voice = {.scenario = &room.scenario, .seat = 0};
  pl_state_set states = {{0}};
  pl_put_states(&out, &voice, &states);
  expect("niemand");
  for (unsigned s = 1; s < 4; s++) pl_set_add(&states, s);
  pl_put_states(&out, &voice, &states);
  expect("s1, s2 en s3");
  pl_audience audience = {.words = PL_AUDIENCE_ALL};
  pl_put_audience(&out, &voice, &audience);
  expect("alle andere landen");
}

static void test_refusals_speak_to_the_seat(void **state) {
  (void)state;
  static const char *const rows[][2] = {
      {"s3 is geen lid van cell", "U bent geen lid van cell"},
      {"s3 heeft al besloten", "U hebt al besloten"},
      {"buy kost 4,000 eenheden en s3 heeft er nog 1,000", "buy kost 4,000 eenheden en u hebt er nog 1,000"},
      {"cell staat niet open voor s3: deel", "cell staat niet open voor u: deel"},
      {"s33 is geen lid", "s33 is geen lid"}};
  for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
    pl_put_refusal(&out, rows[i][0], "s3");
    expect(rows[i][1]);
  }
}

static void test_an_error_is_set_in_dutch(void **state) {
  (void)state;
  pl_error error = {0};
  pl_error_set(&error, PL_BAD_INPUT, "there is no seat %d", 7);
  assert_string_equal(error.text, "er is geen rol 7");
  pl_error_set(&error, PL_NO_MEMORY, "%s", "");
  assert_string_equal(error.text, "er is geen geheugen meer");
}

int main(void) {
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
  const struct CMUnitTest tests[] = {
      TEST(test_figures_have_a_decimal_comma),
      TEST(test_english_figures_are_english_again),
      TEST(test_spans),
      TEST(test_dates),
      TEST(test_names_take_their_articles),
      TEST(test_lists),
      TEST(test_refusals_speak_to_the_seat),
      TEST(test_an_error_is_set_in_dutch),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
