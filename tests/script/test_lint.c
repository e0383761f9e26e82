/* Warnings: what is very likely a slip, and what must not be called one. */
#include "reading.h"

static const char *const base = "polder \"1\"\nscenario { id = \"test\", title = \"Test\", rounds = 8 }\n"
                                "state { id = \"NLD\", size = \"small\" }\nstate { id = \"BEL\", size = \"large\" "
                                "}\nseat { id = \"press\", name = \"Press\" }\n"
                                "inject { id = \"warn\", to = { \"NLD\" }, text = \"?\", round = 2, options = {\n"
                                "  { id = \"yes\", text = \"Yes\", effects = { standing = 0.1 } }, { id = \"no\", text "
                                "= \"No\", default = true } } }\n";

/* `expected`: the codes, in the order of the source, separated by spaces. */
static void check(const char *snippet, const char *expected) {
  char text[4000], found[500] = "";
  reading r;
  snprintf(text, sizeof text, "%s%s\n", base, snippet);
  reading_open_text(&r, text);
  for (size_t i = 0; i < r.report.count; i++) {
    if (i) strcat(found, " ");
    strcat(found, r.report.finding[i].code);
  }
  if (strcmp(found, expected)) fail_msg("%s\n  expected \"%s\", found \"%s\" (%s)", snippet, expected, found,
                                        r.report.count ? r.report.finding[0].message : "-");
  assert_int_equal(r.status, PL_OK);
  reading_clear(&r);
}

#define NEWS "inject { id = \"news\", to = { \"NLD\" }, text = \"?\", "
#define MORE "inject { id = \"more\", to = { \"NLD\" }, text = \"?\", "

static void test_reach(void **state) {
  (void)state;
  check("", "");
  check(NEWS "}", "W203");
  check(NEWS "round = 8 }", "");
  check(NEWS "round = 9 }", "W201");
  check(NEWS "after = \"warn\", delay = 7 }", "W201");
  check(NEWS "after = \"warn\", delay = 6 }", "");
  check(NEWS "after = \"more\" }\n" MORE "after = \"news\" }", "W205 W205");
  check(NEWS "after = \"more\" }\n" MORE "after = \"news\", round = 3 }", "");
  check(NEWS "after = \"more\" }\n" MORE "}", "W206 W203");
  check(NEWS "when = { round_at_least = 9 } }", "W201 W207");
  check(NEWS "when = { state = \"NLD\", hit_now_at_least = 1 } }", "");
}

static void test_fired(void **state) {
  (void)state;
  check(NEWS "by_hook = true }", "W204");
  check(NEWS "by_hook = true }\non_round(function(w) w.fire(\"news\") end)", "");
  check(NEWS "}\non_round(function(w) w.fire(\"news\") end)", "");
  check(NEWS "}\non_round(function(w) w.fire(\"warn\") end)", "W203");
  check(NEWS "}\naction { id = \"tell\", text = \"t\", effects = { fire = \"news\" } }", "");
  check(NEWS "}\n" MORE "round = 2, options = { { id = \"a\", text = \"a\", fires = \"news\" },\n"
             "  { id = \"b\", text = \"b\", default = true } } }", "");
}

static void test_options(void **state) {
  (void)state;
  check(NEWS "round = 1, options = { { id = \"a\", text = \"a\" }, { id = \"b\", text = \"b\", default = true } } }",
        "W208");
  check(NEWS "round = 1, options = { { id = \"a\", text = \"a\" }, { id = \"b\", text = \"b\", default = true } } }\n"
             MORE "after = \"news.a\" }", "");
  check(NEWS "round = 1, options = { { id = \"a\", text = \"a\" }, { id = \"b\", text = \"b\", default = true } } }\n"
             "objective { id = \"o\", seats = \"all\", text = \"o\", when = { any = { { chosen = \"news.a\" } } } }",
        "");
  check(NEWS "round = 1, options = { { id = \"a\", text = \"a\" }, { id = \"b\", text = \"b\", default = true } } }\n"
             "on_round(function(w) if w.chosen(\"news.a\") then w.log(\"x\") end end)", "");
  check(NEWS "round = 1, options = { { id = \"a\", text = \"a\" }, { id = \"b\", text = \"b\", default = true } } }\n"
             "on_decision(\"news\", function(w, d) end)", "");
  check("action { id = \"nod\", text = \"t\" }", "W209");
  check("action { id = \"nod\", text = \"t\" }\non_decision(\"nod\", function(w, d) end)", "");
}

static void test_balance(void **state) {
  (void)state;
#define PAY(to, cost)                                                                                                 \
  "inject { id = \"pay\", to = " to ", text = \"?\", round = 1, options = { { id = \"a\", text = \"a\", cost = " cost \
  " },"                                                                                                               \
  " { id = \"b\", text = \"b\", default = true } } }"
  check(PAY("{ \"NLD\" }", "40"), "");
  check(PAY("{ \"NLD\" }", "41"), "W301");
  check(PAY("{ \"BEL\" }", "41"), "");
  check(PAY("{ \"press\" }", "1"), "W301");
  check(PAY("\"all\"", "1"), "");
  check("inject { id = \"ask\", to = { \"press\" }, text = \"?\", round = 1, options = { { id = \"a\", text = \"a\", "
        "effects = {\n"
        "  standing = 0.1 } }, { id = \"b\", text = \"b\", default = true } } }",
        "W302");
  check("inject { id = \"ask\", to = { \"press\" }, text = \"?\", round = 1, options = { { id = \"a\", text = \"a\", "
        "effects = {\n"
        "  of = \"NLD\", standing = 0.1 } }, { id = \"b\", text = \"b\", default = true } } }",
        "");
}

static void test_portability(void **state) {
  (void)state;
  check("local x = 2 ^ 3", "W401");
  check("local x = \"2 ^ 3\" -- 2 ^ 3", "");
  check("local x = [==[ 2 ^ 3 ]] ]==] --[[ 2 ^ 3 ]]", "");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_reach),   cmocka_unit_test(test_fired),       cmocka_unit_test(test_options),
      cmocka_unit_test(test_balance), cmocka_unit_test(test_portability),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
