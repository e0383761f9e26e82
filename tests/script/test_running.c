/* What hooks and bots hand over while the scenario runs: the same readers, one sentence instead of findings. */
#include "reading.h"

#include "read.h"
#include "sandbox.h"

enum { ROOM = 8 };

static const char *const base =
    "polder \"1\"\nscenario { id = \"test\", title = \"Test\" }\nstate { id = \"NLD\" }\nstate { id = \"BEL\" }\n"
    "seat { id = \"press\", name = \"Press\" }\nforum { id = \"delta\", name = \"Delta\", members = \"all\" }\n"
    "adversary { id = \"krill\", kind = \"criminal\" }\nincident { id = \"worm\", by = \"krill\", family = \"wiper\" "
    "}\n"
    "vars { name = \"x\", count = 1 }\n";

typedef enum what { EFFECTS, ORDER, AUDIENCE } what;

typedef struct call {
  what what;
  const pl_names *names;
  int seat;
  const char *source;
  pl_effect effect[ROOM];
  pl_decision decision[ROOM];
  pl_audience audience;
  size_t count;
  bool is_fine;
  char problem[300];
} call;

static int run(lua_State *L) {
  call *c = lua_touserdata(L, 1);
  pl_fault fault;
  if (pl_sandbox_load(pl_sandbox_of(L), "test.lua", c->source, strlen(c->source), &fault))
    return luaL_error(L, "%s", fault.text);
  lua_call(L, 0, 1);
  switch (c->what) {
  case EFFECTS:
    c->is_fine = pl_read_effects(L, -1, c->names, c->seat, c->effect, ROOM, &c->count, c->problem, sizeof c->problem);
    break;
  case ORDER:
    c->is_fine = pl_read_order(L, -1, c->names, c->seat, c->decision, ROOM, &c->count, c->problem, sizeof c->problem);
    break;
  case AUDIENCE: c->is_fine = pl_read_audience(L, -1, c->names, &c->audience, c->problem, sizeof c->problem); break;
  }
  return 0;
}

static call read_value(what kind, int seat, const char *source) {
  reading r;
  call c = {.what = kind, .seat = seat, .source = source};
  reading_open_text(&r, base);
  pl_arena *sorted = pl_arena_new(0);
  pl_names names = {.of = reading_scenario(&r)};
  assert_true(sorted && pl_names_add_all(&names, sorted));
  c.names = &names;
  pl_sandbox *sandbox = pl_sandbox_new();
  pl_fault fault = {.line = 0};
  pl_status status = pl_sandbox_protect(sandbox, run, &c, 0, &fault);
  pl_sandbox_free(sandbox);
  pl_arena_free(sorted);
  reading_clear(&r);
  if (status) fail_msg("%s: %s", source, fault.text);
  return c;
}

static void test_effects(void **state) {
  (void)state;
  call c = read_value(EFFECTS, 1, "return { standing = 0.5, trust_in = { NLD = -0.25 }, set = { count = 7 } }");
  assert_true(c.is_fine && c.count == 3);
  assert_true(c.effect[0].kind == PL_EFFECT_STANDING && c.effect[0].subject == 1 && c.effect[0].amount == 32768);
  assert_true(c.effect[1].other == 0 && c.effect[1].amount == -16384);
  assert_true(c.effect[2].kind == PL_EFFECT_SET && c.effect[2].amount == 7);
  c = read_value(EFFECTS, PL_NONE, "return { of = \"NLD\", standing = 0.5 }");
  assert_true(c.is_fine && c.effect[0].subject == 0);
}

static void test_order(void **state) {
  (void)state;
  call c = read_value(
      ORDER, 1,
      "return { posture = { \"NLD\", \"forum:delta\" }, leave = \"delta\", split = { 0.5, 0.5, 0 }, buy = false }");
  assert_true(c.is_fine && c.count == 3);
  assert_true(c.decision[0].action == PL_ACTION_POSTURE && c.decision[0].seat == 1 &&
              c.decision[0].audience.forums == 1);
  assert_true(c.decision[1].action == PL_ACTION_SPLIT && c.decision[1].split[1] == 500);
  assert_true(c.decision[2].action == PL_ACTION_LEAVE && c.decision[2].target == 0);
  c = read_value(ORDER, 0, "return nil");
  assert_true(c.is_fine && c.count == 0);
}

static void test_audience(void **state) {
  (void)state;
  call c = read_value(AUDIENCE, 0, "return \"allies\"");
  assert_true(c.is_fine && c.audience.words == PL_AUDIENCE_ALLIES);
}

static void test_problems(void **state) {
  static const struct { what what; int seat; const char *source, *said;
  } rows[] = {
      {EFFECTS, 0, "return { standing = 5 }", "standing is 5, expected a number from -1 to 1"},
      {EFFECTS, 0, "return { standng = 5 }", "did you mean \"standing\"?"},
      {EFFECTS, 0, "return { trust_in = { BLE = 0.1 } }", "no state called \"BLE\"; did you mean \"BEL\"?"},
      {EFFECTS, 0, "return 3", "is 3, expected a table of effects"},
      {EFFECTS, 2, "return { standing = 0.1 }", "happens to nobody; add of = …"},
      {EFFECTS, 0,
       "return { { standing = 0.1 }, { standing = 0.1 }, { standing = 0.1 }, { standing = 0.1 }, { standing = 0.1 },"
       " { standing = 0.1 }, { standing = 0.1 }, { standing = 0.1 }, { standing = 0.1 } }",
       "more effects at once than the 8 that there is room for"},
      {EFFECTS, 0, "local t = {} t[1] = t return t", "does it contain itself?"},
      {EFFECTS, 0, "return { set = { count = true } }", "expected an integer"},
      {ORDER, 0, "return { seat = \"NLD\", buy = true }", "leave out seat and round"},
      {ORDER, 0, "return { strike = \"kril\" }", "did you mean \"krill\"?"},
      {ORDER, 0, "return 7", "expected a table with an order's fields"},
      {AUDIENCE, 0, "return { \"delta\" }", "write \"forum:delta\""},
  };
  (void)state;
  for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
    call c = read_value(rows[i].what, rows[i].seat, rows[i].source);
    assert_false(c.is_fine);
    assert_int_equal(c.count, 0);
    if (!strstr(c.problem, rows[i].said)) fail_msg("%s: %s", rows[i].source, c.problem);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_effects),
      cmocka_unit_test(test_order),
      cmocka_unit_test(test_audience),
      cmocka_unit_test(test_problems),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
