/* Words: figures, dates, lists and placeholders as sentences show them. */
#include "text_support.h"

static support_room room;

static int set_up(void **state) {
  (void)state;
  support_scenario(&room, 10);
  return 0;
}

static pl_buffer out;

static void expect(const char *expected) {
  assert_string_equal(pl_buffer_text(&out), expected);
  pl_buffer_clear(&out);
}

static void test_money_is_as_fine_as_its_size(void **state) {
  (void)state;
  static const struct {
    pl_mu money;
    const char *number;
  } rows[] = {{0, "0.00"},     {4, "0.01"},       {5, "0.01"},      {94, "0.09"},    {999, "1.00"},
              {1000, "1.00"},  {9994, "9.99"},    {9995, "10.0"},   {38249, "38.2"}, {38250, "38.3"},
              {-820, "−0.82"}, {-12040, "−12.0"}, {600000, "600.0"}};
  for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
    pl_put_number(&out, rows[i].money);
    expect(rows[i].number);
  }
  pl_put_units(&out, 2);
  expect("under 0.01\xC2\xA0units");
  pl_put_units(&out, 1000);
  expect("1.00\xC2\xA0unit");
}

static void test_time_spans(void **state) {
  (void)state;
  static const char *const spans[] = {"0\xC2\xA0hours",
                                      "6\xC2\xA0hours",
                                      "12\xC2\xA0hours",
                                      "18\xC2\xA0hours",
                                      "1\xC2\xA0"
                                      "day",
                                      "1¼\xC2\xA0"
                                      "days",
                                      "1½\xC2\xA0"
                                      "days",
                                      "1¾\xC2\xA0"
                                      "days",
                                      "2\xC2\xA0"
                                      "days"};
  for (int ticks = 0; ticks < 9; ticks++) {
    pl_put_span(&out, ticks);
    expect(spans[ticks]);
  }
}

static void test_steps_are_the_briefs_fifths(void **state) {
  (void)state;
  assert_int_equal(pl_step(0), 1);
  assert_int_equal(pl_step(13107), 1);
  assert_int_equal(pl_step(13108), 2);
  assert_int_equal(pl_step(PL_ONE - 1), 5);
  assert_int_equal(pl_step(PL_ONE), 5);
  assert_string_equal(pl_step_bar(3), "■■■□□");
}

static void test_dates_follow_the_calendar(void **state) {
  (void)state;
  static const struct {
    const char *start;
    int days, year, month, day;
  } rows[] = {
      {"2026-01-07", 0, 2026, 1, 7},  {"2026-01-07", 7 * 12, 2026, 4, 1}, {"2026-12-31", 1, 2027, 1, 1},
      {"2024-02-28", 1, 2024, 2, 29}, {"2024-02-28", 2, 2024, 3, 1},      {"2100-02-28", 1, 2100, 3, 1},
      {"2000-02-28", 1, 2000, 2, 29}, {"1999-12-31", 366, 2000, 12, 31},  {"2026-01-07", 365 * 60, 2085, 12, 23}};
  for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
    pl_date date;
    assert_true(pl_date_parse(rows[i].start, &date));
    date = pl_date_add(date, rows[i].days);
    if (date.year != rows[i].year || date.month != rows[i].month || date.day != rows[i].day)
      fail_msg("%s + %d is %d-%d-%d", rows[i].start, rows[i].days, date.year, date.month, date.day);
  }
  pl_date date;
  static const char *const bad[] = {NULL,         "",           "2026",       "2026-1-7",
                                    "2026-13-01", "2026-00-10", "2026-01-32", "2026-01-07x"};
  for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) assert_false(pl_date_parse(bad[i], &date));
}

static void test_days_have_dates_where_the_scenario_starts_on_one(void **state) {
  (void)state;
  pl_voice voice = {.scenario = &room.scenario};
  pl_put_round_days(&out, &voice, 1);
  expect("days 8 to 14");
  pl_put_short_day(&out, &voice, 9);
  expect("Day 9");
  room.scenario.starts = "2026-01-07";
  pl_put_round_days(&out, &voice, 1);
  expect("14 to 20 January 2026");
  pl_put_round_days(&out, &voice, 3);
  expect("28 January to 3 February 2026");
  pl_put_short_day(&out, &voice, 1);
  expect("7 Jan");
  pl_put_short_day(&out, &voice, 28);
  expect("3 Feb");
}

static void test_lists_of_states(void **state) {
  (void)state;
  pl_voice voice = {.scenario = &room.scenario, .seat = 0};
  pl_state_set states = {{0}};
  pl_put_states(&out, &voice, &states);
  expect("nobody");
  pl_set_add(&states, 3);
  pl_put_states(&out, &voice, &states);
  expect("s3");
  pl_set_add(&states, 1);
  pl_set_add(&states, 9);
  pl_put_states(&out, &voice, &states);
  expect("s1, s3 and s9");
  for (unsigned s = 4; s < 8; s++) pl_set_add(&states, s);
  pl_put_states(&out, &voice, &states);
  expect("7 states (s1, s3, s4, s5, s6, s7, s9)");
  states = pl_set_first(10);
  pl_put_states(&out, &voice, &states);
  expect("all other states");
}

static void test_names_take_their_article_within_a_sentence(void **state) {
  (void)state;
  static const char *const rows[][2] = {{"United States", "the United States"},
                                        {"The Isles", "the Isles"},
                                        {"Netherlands", "the Netherlands"},
                                        {"Estonia", "Estonia"},
                                        {"Northern Statesia", "Northern Statesia"},
                                        {"Congo, The Democratic Republic of the", "Congo, The Democratic Republic of the"}};
  pl_voice voice = {.scenario = &room.scenario, .seat = 0};
  for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
    room.state[3].name.in[PL_ENGLISH] = rows[i][0];
    pl_put_state(&out, &voice, 3);
    expect(rows[i][1]);
  }
  static const char *const forums[][2] = {
      {"Delta Exchange", "the Delta Exchange"}, {"cell", "cell"}, {"The Table", "the Table"}};
  for (size_t i = 0; i < sizeof forums / sizeof forums[0]; i++) {
    pl_put_forum(&out, forums[i][0]);
    expect(forums[i][1]);
  }
}

static void test_refusals_say_you(void **state) {
  (void)state;
  static const char *const rows[][2] = {
      {"EST has decided to buy already this round", "You have decided to buy already this round"},
      {"EST is no member of cell", "You are no member of cell"},
      {"EST shares or votes in cell this round", "You share or vote in cell this round"},
      {"cell is not open to EST: share", "cell is not open to you: share"},
      {"buy costs 4 units and EST has 3 left", "buy costs 4 units and you have 3 left"},
      {"second is not for EST", "second is not for you"},
      {"ESTONIA is no state", "ESTONIA is no state"},
      {"unknown state \"EST\"", "unknown state \"EST\""},
      {"share WEST with EST", "share WEST with EST"}};
  for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
    pl_put_refusal(&out, rows[i][0], "EST");
    expect(rows[i][1]);
  }
}

static void test_placeholders(void **state) {
  (void)state;
  pl_brief_other others[10] = {{0}};
  pl_brief brief = {
      .scenario = &room.scenario, .round = 2, .seat = 1, .is_state = true, .contained = 3, .others = others};
  pl_voice voice = {.scenario = &room.scenario, .seat = 1, .brief = &brief};
  others[2].hits = 5;
  others[3].hits = -1;
  static const struct {
    const char *text, *shown;
  } rows[] = {{"{seat} in round {round}", "s1 in round 3"},
              {"{state:s2.name}: {state:s2.hit_now}, own {state:s1.hit_now}, {state:s3.hit_now}", "s2: 5, own 3, ?"},
              {"{unknown} {state:zz.name} {state:s1.secret} {", "{unknown} {state:zz.name} {state:s1.secret} {"},
              {"a\033[1mb\tc\nd", "a[1mbc\nd"}};
  for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
    pl_text text = {{rows[i].text, NULL}};
    pl_put_scenario_text(&out, &voice, &text);
    expect(rows[i].shown);
  }
}

static void test_dutch_is_shown_where_there_is_dutch(void **state) {
  (void)state;
  pl_voice voice = {.scenario = &room.scenario, .language = PL_DUTCH};
  pl_text both = {{"a worm", "een worm"}}, english = {{"a worm", NULL}};
  pl_put_scenario_text(&out, &voice, &both);
  expect("een worm");
  pl_put_scenario_text(&out, &voice, &english);
  expect("a worm");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup(test_money_is_as_fine_as_its_size, set_up),
      cmocka_unit_test_setup(test_time_spans, set_up),
      cmocka_unit_test_setup(test_steps_are_the_briefs_fifths, set_up),
      cmocka_unit_test_setup(test_dates_follow_the_calendar, set_up),
      cmocka_unit_test_setup(test_days_have_dates_where_the_scenario_starts_on_one, set_up),
      cmocka_unit_test_setup(test_lists_of_states, set_up),
      cmocka_unit_test_setup(test_names_take_their_article_within_a_sentence, set_up),
      cmocka_unit_test_setup(test_refusals_say_you, set_up),
      cmocka_unit_test_setup(test_placeholders, set_up),
      cmocka_unit_test_setup(test_dutch_is_shown_where_there_is_dutch, set_up),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
