/* What a scenario's code remembers beside the world: the fingerprint changes with it, and with nothing else. */
#include "../support.h"

#include <stdlib.h>

#include "reading.h"

#include <polder/world.h>

#include "fault.h"

#define HEAD                                                                                                         \
  "polder \"1\"\n"                                                                                                   \
  "scenario { id = \"memory\", title = \"Memory\", rounds = 6 }\n"                                                   \
  "state { id = \"one\", name = \"One\" }\n"                                                                         \
  "state { id = \"two\", name = \"Two\" }\n"                                                                         \
  "adversary { id = \"gang\", name = \"Gang\", kind = \"criminal\" }\n"                                              \
  "vars { count = 0, told = \"\" }\n"

enum { ROUNDS = 4 };

typedef struct game {
  reading reading;
  pl_map *map;
  pl_world *world;
} game;

static uint64_t fingerprint(const game *g) { return g->reading.rules.fingerprint(g->reading.rules.self); }

static void game_begin(game *g, const char *text) {
  pl_error error = {0};
  reading_open_text(&g->reading, text);
  const pl_scenario *scenario = reading_scenario(&g->reading);
  g->map = pl_map_new(scenario, &error);
  g->world = pl_world_new(scenario, g->map, &g->reading.rules, 3, &error);
  assert_non_null(g->world);
}

static void game_end(game *g) {
  pl_world_free(g->world);
  pl_map_free(g->map);
  reading_clear(&g->reading);
}

static void play_round(game *g) {
  const pl_decision nothing = {0};
  pl_error error = {0};
  if (pl_world_open_round(g->world, &error) || pl_world_resolve(g->world, &nothing, 0, &error))
    fail_msg("%s", error.text);
}

/* Whether the fingerprint is another after each round (`every`), or never. */
static void expect(const char *code, bool every) {
  char text[4096];
  game g;
  assert_true(snprintf(text, sizeof text, "%s%s", HEAD, code) < (int)sizeof text);
  game_begin(&g, text);
  uint64_t before = fingerprint(&g);
  assert_true(fingerprint(&g) == before); /* looking changes nothing */
  for (int r = 0; r < ROUNDS; r++) {
    play_round(&g);
    const uint64_t after = fingerprint(&g);
    if ((after != before) != every) fail_msg("round %d: %s\n%s", r + 1, every ? "not noticed" : "changed", code);
    before = after;
  }
  game_end(&g);
}

static void test_what_is_remembered(void **state) {
  (void)state;
  static const char *const codes[] = {
      "local n = 0 on_round(function(w) n = n + 1 end)",
      "local n = 0.5 on_round(function(w) n = n / 2 end)",
      "local n = 1 on_round(function(w) n = w.round % 2 == 1 and 1.0 or 1 end)", /* another subtype */
      "local s = \"\" on_round(function(w) s = s .. \"x\" end)",
      "local t = {} on_round(function(w) t[#t + 1] = w.round end)",
      "local t = { deep = { deeper = { n = 1 } } } on_round(function(w) t.deep.deeper.n = t.deep.deeper.n + 1 end)",
      "shared = { n = 0 } on_round(function(w) shared.n = shared.n + 1 end)", /* a global's contents */
      "local a, b = {}, {} local one = a\n"
      "on_round(function(w) one = one == a and b or a end) on_end(function(w) a[1] = b end)",
      "local function one() return 1 end local f = one\n"
      "on_round(function(w) local g = f f = w.round % 2 == 1 and function() return g end or one end)",
      "local f = function() return 0 end\n" /* on one line, without upvalues */
      "on_round(function(w) f = w.round % 2 == 1 and function() return 1 end or function() return 2 end end)",
      "local t = {} on_round(function(w) t.on = not t.on end)",
      "local n = 0\n"
      "objective { id = \"o\", seats = { \"one\" }, text = \"x\", at = 6, test = function(w) return n > 3 end }\n"
      "on_round(function(w) n = n + 1 end)",
      "local t = {} t.me = t on_round(function(w) t.me = { t, w.round } end)",
      "local key = {} local t = {} on_round(function(w) t[key] = w.round end)",
      "local n = 0 local function step() n = n + 1 end on_round(function(w) step() end)",
      "string.len = 0 on_round(function(w) string.len = w.round end)", /* its own spoilt library */
  };
  for (size_t i = 0; i < sizeof codes / sizeof codes[0]; i++) expect(codes[i], true);
}

static void test_what_is_not(void **state) {
  (void)state;
  static const char *const codes[] = {
      "on_round(function(w) w.set(\"count\", w.vars.count + 1) end)",
      "on_round(function(w) w.set(\"told\", w.vars.told .. \"x\") w.log(\"x\" .. w.round) end)",
      "on_round(function(w) if w.chance(\"x\", 0.5) then w.effect(\"one\", { standing = 0.1 }) end end)",
      "local t = { 1, 2, { 3 } } on_round(function(w) local u = {} for i, x in ipairs(t) do u[i] = x end end)",
      "local a, b = {}, {} a.b = b b.a = a a.a = a on_round(function(w) local x = a.b.a.a end)", /* cycles */
      "local function f(n) return n == 0 and 0 or f(n - 1) end on_round(function(w) f(10) end)",
      "local n = 1 on_round(function(w) n = n * 1 end)",
  };
  for (size_t i = 0; i < sizeof codes / sizeof codes[0]; i++) expect(codes[i], false);
}

/* A hook that keeps w keeps no memory: the first round sets the local, from then on nothing changes. */
static void test_keeping_w_is_no_memory(void **state) {
  (void)state;
  game g;
  game_begin(&g, HEAD "local world on_round(function(w) world = w end)");
  play_round(&g);
  const uint64_t after = fingerprint(&g);
  for (int r = 1; r < ROUNDS; r++) {
    play_round(&g);
    assert_true(fingerprint(&g) == after);
  }
  game_end(&g);
}

/* What is too much to look through is never the same as anything. */
static void test_too_much(void **state) {
  (void)state;
  static const char *const codes[] = {
      HEAD "local t = {} on_round(function() return t end)\n" /* many values */
           "for i = 1, 9 do local u = {} for j = 1, 25000 do u[j] = j end t[i] = u end",
      HEAD "local t = {} on_round(function() return t end)\n" /* deep */
           "for i = 1, 3000 do t = { t } end",
      HEAD "local t = {} on_round(function() return t end)\n" /* long texts */
           "local s = string.rep(\"x\", 60000) for i = 1, 300 do t[i] = s end",
  };
  for (size_t i = 0; i < sizeof codes / sizeof codes[0]; i++) {
    game g;
    game_begin(&g, codes[i]);
    const uint64_t first = fingerprint(&g), second = fingerprint(&g);
    assert_true(first != second && second != fingerprint(&g));
    play_round(&g);
    game_end(&g);
  }
}

static void test_failing_allocations(void **state) {
  (void)state;
  game g;
  game_begin(&g, HEAD "local t = { 1, { 2 } } on_round(function(w) t[2][1] = 2 end)");
  const uint64_t whole = fingerprint(&g);
  for (long n = 0;; n++) {
    fault_after(n);
    const uint64_t x = fingerprint(&g);
    const bool reached = fault_stop();
    assert_true((x == whole) == !reached);
    if (!reached) break;
  }
  play_round(&g);
  assert_true(fingerprint(&g) == whole);
  game_end(&g);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_what_is_remembered), cmocka_unit_test(test_what_is_not),
      cmocka_unit_test(test_keeping_w_is_no_memory), cmocka_unit_test(test_too_much),
      cmocka_unit_test(test_failing_allocations),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
