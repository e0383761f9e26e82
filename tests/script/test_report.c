/* The exact words: how findings are printed for people and for editors. */
#include "reading.h"

#include <jansson.h>
#include <time.h>

#include "findings.h"

static void check_print(const char *source, const char *expected) {
  reading r;
  pl_buffer out = {0};
  reading_open_text(&r, source);
  pl_report_print(&r.report, &r.bundle, &out);
  assert_string_equal(pl_buffer_text(&out), expected);
  pl_buffer_clear(&out);
  reading_clear(&r);
}

#define HEAD                                                                                                   \
  "polder \"1\"\nscenario { id = \"delta\", title = \"Delta\" }\nstate { id = \"noordland\", name = \"N\" }\n" \
  "state { id = \"zuidland\", name = \"Z\" }\nstate { id = \"eilanden\", name = \"E\" }\n"

static void test_unknown_name(void **state) {
  (void)state;
  check_print(HEAD "inject { id = \"islands-ask\", round = 1, to = { \"noordlnd\" }, text = \"?\" }\n",
              "scenario.lua:6:48: error E301: no state called \"noordlnd\"\n"
              "    6 | inject { id = \"islands-ask\", round = 1, to = { \"noordlnd\" }, text = \"?\" }\n"
              "      |                                                ^^^^^^^^^^ did you mean \"noordland\"? (states: "
              "noordland, "
              "zuidland, eilanden)\n");
}

static void test_range(void **state) {
  (void)state;
  check_print(HEAD "forum { id = \"delta\", name = \"D\", members = \"all\",\n"
                   "  dues = 2 }\n",
              "scenario.lua:7:10: error E204: forum \"delta\": dues is 2, expected a share from 0 to 0.2\n"
              "    7 |   dues = 2 }\n"
              "      |          ^ did you mean 0.02?\n");
}

static void test_unknown_field(void **state) {
  (void)state;
  check_print(HEAD "adversary {\n\tid = \"krill\", kind = \"criminal\",\n\tactivty = 1, -- é\n}\n",
              "scenario.lua:8:2: error E202: adversary \"krill\" has no field \"activty\"\n"
              "    8 | \tactivty = 1, -- é\n"
              "      | \t^^^^^^^ did you mean \"activity\"?\n");
}

static void test_missing(void **state) {
  (void)state;
  check_print(HEAD "  adversary { id = \"krill\" }\n",
              "scenario.lua:6:3: error E205: adversary \"krill\" has no \"kind\", expected \"criminal\" or \"state\"\n"
              "    6 |   adversary { id = \"krill\" }\n"
              "      |   ^^^^^^^^^\n");
}

/* Deep inside, after texts of several bytes a letter and a comment with braces. */
static void test_deep(void **state) {
  (void)state;
  check_print(
      HEAD "inject { id = \"a\", to = { \"noordland\" }, round = 1, text = \"ééé {round}\", --[[ } ]] options = {\n"
           "  { id = \"x\", text = \"X\", default = true },\n"
           "  { id = \"ÿ\", text = \"Ý\", effects = { trust_from = { [\"zuidland\"] = 10 } } } } }\n",
      "scenario.lua:8:10: error E203: inject \"a\": options[2].id is \"ÿ\", expected an id: a letter, then at most 31 "
      "letters, digits or hyphens\n"
      "    8 |   { id = \"ÿ\", text = \"Ý\", effects = { trust_from = { [\"zuidland\"] = 10 } } } } }\n"
      "      |          ^^^\n"
      "scenario.lua:8:69: error E204: inject \"a\": options[2].effects.trust_from.zuidland is 10, expected a number "
      "from "
      "-1 to 1\n"
      "    8 |   { id = \"ÿ\", text = \"Ý\", effects = { trust_from = { [\"zuidland\"] = 10 } } } } }\n"
      "      |                                                                     ^^ did you mean 0.1?\n");
}

/* Two on one line: each mark stands at its own. */
static void test_same_line(void **state) {
  (void)state;
  check_print(
      HEAD
      "adversary { id = \"a\", kind = \"state\", skill = 3 } adversary { id = \"b\", kind = \"state\", skill = 4 }\n",
      "scenario.lua:6:47: error E204: adversary \"a\": skill is 3, expected a number from 0.5 to 2\n"
      "    6 | adversary { id = \"a\", kind = \"state\", skill = 3 } adversary { id = \"b\", kind = \"state\", skill = "
      "4 }\n"
      "      |                                               ^\n"
      "scenario.lua:6:97: error E204: adversary \"b\": skill is 4, expected a number from 0.5 to 2\n"
      "    6 | adversary { id = \"a\", kind = \"state\", skill = 3 } adversary { id = \"b\", kind = \"state\", skill = "
      "4 }\n"
      "      |                                                                                                 ^\n");
}

static void test_syntax(void **state) {
  (void)state;
  check_print("polder \"1\"\nscenario { id = \"x\" title = \"X\" }\n",
              "scenario.lua:2:21: error E101: '}' expected near 'title'\n"
              "    2 | scenario { id = \"x\" title = \"X\" }\n"
              "      |                     ^^^^^\n");
}

/* A mistake in a loop is one finding; a value from elsewhere is marked where it is used. */
static void test_loop(void **state) {
  (void)state;
  check_print(HEAD "local dues = 3\nfor i = 1, 30 do adversary { id = \"a\" .. i, kind = \"crime\" } end\n"
                   "forum { id = \"f\", name = \"F\", members = \"all\", dues = dues }\n",
              "scenario.lua:7:52: error E203: adversary \"a1\": kind is \"crime\", expected \"criminal\" or \"state\"\n"
              "    7 | for i = 1, 30 do adversary { id = \"a\" .. i, kind = \"crime\" } end\n"
              "      |                                                    ^^^^^^^\n"
              "scenario.lua:8:55: error E204: forum \"f\": dues is 3, expected a share from 0 to 0.2\n"
              "    8 | forum { id = \"f\", name = \"F\", members = \"all\", dues = dues }\n"
              "      |                                                       ^^^^ did you mean 0.03?\n");
}

static void test_first_line(void **state) {
  reading r;
  (void)state;
  reading_open_text(&r, HEAD "state { id = \"LUX\", size = \"big\" }\n");
  assert_string_equal(r.error.text,
                      "scenario.lua:6:28: E203 state \"LUX\": size is \"big\", expected \"small\", \"middle\", "
                      "\"large\" or \"great\"");
  reading_clear(&r);
}

static void test_json(void **state) {
  reading r;
  pl_buffer out = {0};
  (void)state;
  reading_open_text(&r, HEAD "forum { id = \"delta\", name = \"D\", members = \"all\", dues = 2 }\n");
  pl_report_print_json(&r.report, &out);
  json_t *list = json_loads(pl_buffer_text(&out), 0, NULL);
  assert_int_equal(json_array_size(list), 1);
  const char *severity, *code, *file, *message, *hint;
  int line, column, width;
  assert_int_equal(json_unpack(json_array_get(list, 0), "{s:s, s:s, s:s, s:i, s:i, s:i, s:s, s:s}", "severity",
                               &severity, "code", &code, "file", &file, "line", &line, "column", &column, "width",
                               &width, "message", &message, "hint", &hint),
                   0);
  assert_string_equal(severity, "error");
  assert_string_equal(code, "E204");
  assert_string_equal(file, "scenario.lua");
  assert_true(line == 6 && column == 59 && width == 1);
  assert_string_equal(message, "forum \"delta\": dues is 2, expected a share from 0 to 0.2");
  assert_string_equal(hint, "did you mean 0.02?");
  json_decref(list);
  pl_buffer_clear(&out);
  reading_clear(&r);
}

static void test_empty(void **state) {
  const pl_report report = {0};
  pl_buffer out = {0};
  (void)state;
  pl_report_print(&report, NULL, &out);
  assert_string_equal(pl_buffer_text(&out), "");
  pl_report_print_json(&report, &out);
  assert_string_equal(pl_buffer_text(&out), "[]\n");
  pl_buffer_clear(&out);
}

/* Fifty are shown, in the order of the source; the others are counted. */
static void test_many(void **state) {
  pl_report report = {0};
  pl_finding finding = {.severity = PL_SEVERITY_WARNING, .code = "W203", .file = "a.lua", .message = "m"};
  (void)state;
  for (int i = 500; i > 0; i--) {
    finding.line = i;
    assert_true(pl_report_add(&report, &finding));
  }
  pl_report_finish(&report);
  assert_int_equal(report.count, PL_FINDINGS_SHOWN);
  assert_int_equal(report.dropped, 450);
  assert_int_equal(report.warnings, 500);
  for (size_t i = 1; i < report.count; i++) assert_int_equal(report.finding[i].line, report.finding[i - 1].line + 1);
  pl_report_clear(&report);
}

/* What an author wrote is quoted in messages and shown as source, but does nothing to a terminal or to JSON. */
static void test_hostile_words(void **state) {
  (void)state;
  check_print(HEAD "state { id = \"x\", name = \"X\", [\"\\27[2Jred\\xFF\"] = 1 } -- \xE2\x80\xAE\x1B\xC2\x9B\xFF\n",
              "scenario.lua:6:1: error E202: state \"x\" has no field \"?[2Jred?\"\n"
              "    6 | state { id = \"x\", name = \"X\", [\"\\27[2Jred\\xFF\"] = 1 } -- ????\n"
              "      | ^^^^^ fields: id, name, size, budget, expertise, organisations, prevent, defend, strengthen, "
              "standing, confidence, rights, trust, playable, bot, split, posture, at\n");
}

/* A value that is cut for a message may be cut within a letter. */
static void test_json_of_a_cut_letter(void **state) {
  (void)state;
  reading r;
  pl_buffer out = {0};
  reading_open_text(&r, HEAD "forum { id = \"delta\", name = \"D\", members = \"all\", kind = "
                             "\"een ge\xC3\xAF\xC3\xAF\xC3\xAF\xC3\xAF\xC3\xAF\xC3\xAF\xC3\xAF\xC3\xAF\xC3\xAF"
                             "\xC3\xAF\xC3\xAF\xC3\xAF\xC3\xAF\xC3\xAF\xC3\xAF\xC3\xAF\xC3\xAF\xC3\xAF\" }\n");
  pl_report_print_json(&r.report, &out);
  assert_false(out.failed);
  json_t *list = json_loads(pl_buffer_text(&out), 0, NULL);
  assert_int_equal(json_array_size(list), 1);
  json_decref(list);
  pl_buffer_clear(&out);
  reading_clear(&r);
}

/* Findings beyond those that are kept cost next to nothing, however long the source. */
static void test_many_in_a_long_file(void **state) {
  enum { STATEMENTS = 200000 };
  static const char mistakes[] = "\nfor n = 1, 3 do\n  local s = { id = \"DEU\" }\n"
                                 "  for i = 1, 16000 do s[\"field\" .. i] = 1 end\n  state(s)\nend\n";
  (void)state;
  reading r;
  size_t size = sizeof HEAD + 4 * STATEMENTS + sizeof mistakes;
  char *source = malloc(size), *at = source + sprintf(source, "%s", HEAD);
  for (int i = 0; i < STATEMENTS; i++, at += 4) memcpy(at, "x=1 ", 4);
  memcpy(at, mistakes, sizeof mistakes);
  clock_t start = clock();
  reading_open_text(&r, source);
  assert_true(clock() - start < 5 * CLOCKS_PER_SEC);
  assert_true(r.report.errors > 40000);
  reading_clear(&r);
  free(source);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_unknown_name), cmocka_unit_test(test_range),     cmocka_unit_test(test_unknown_field),
      cmocka_unit_test(test_missing),      cmocka_unit_test(test_deep),      cmocka_unit_test(test_same_line),
      cmocka_unit_test(test_syntax),       cmocka_unit_test(test_loop),      cmocka_unit_test(test_first_line),
      cmocka_unit_test(test_hostile_words), cmocka_unit_test(test_json_of_a_cut_letter),
      cmocka_unit_test(test_many_in_a_long_file),
      cmocka_unit_test(test_json),         cmocka_unit_test(test_empty),     cmocka_unit_test(test_many),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
