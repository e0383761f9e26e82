/* Gas and memory never enter a result: the same exercise comes out the same whatever Lua's hash seed, its collector and
 * its limits are, and a limit that is met ends it with an error instead of leaving something out. */
#include "reading.h"

#include <polder/world.h>

#include "hooks_internal.h"

static const char text[] =
    "polder \"1\"\n"
    "scenario { id = \"x\", title = \"X\", rounds = 6, map = { organisations = 20 } }\n"
    "state { id = \"NLD\" } state { id = \"DEU\" } state { id = \"BEL\" }\n"
    "forum { id = \"delta\", name = \"Delta\", members = { \"NLD\", \"DEU\", \"BEL\" } }\n"
    "adversary { id = \"gang\", kind = \"criminal\", activity = 4 }\n"
    "incident { id = \"worm\", by = \"gang\", family = \"wiper\" }\n"
    "vars { sum = 0, words = \"\" }\n"
    "local kept = {}\n"
    "on_round(function(w)\n"
    "  local t = { b = w.round, a = 2, [10] = 3, [2.5] = 4, [true] = 5 }\n"
    "  for i = 1, 300 do kept[\"k\" .. (i * w.round) % 500] = { i, w.round } t[\"x\" .. i] = i end\n"
    "  local words, sum, n = {}, 0, 0\n"
    "  for k, v in pairs(kept) do n = n + 1 sum = (sum * 31 + #k * n + v[1]) % 1000003 end\n"
    "  for k in pairs(t) do if #words < 40 then words[#words + 1] = tostring(k) end end\n"
    "  table.sort(words, function(a, b) return #a > #b end)\n"
    "  w.set(\"sum\", w.vars.sum + sum) w.set(\"words\", table.concat(words, \" \") .. tostring(kept))\n"
    "  if w.chance(\"luck\", 0.5) then w.effect(\"NLD\", { trust_in = { DEU = 0.01 }, standing = -0.01 }) end\n"
    "end)\n"
    "on_share(function(w, s) kept[s.from .. s.to] = { 1, 2 } w.set(\"sum\", w.vars.sum + 1) end)\n";

typedef enum manner { PLAIN, NO_COLLECTOR, EAGER_COLLECTOR, GENERATIONS, GARBAGE, MUCH_GAS, CONDITIONS } manner;

static void arrange(pl_hooks *hooks, manner condition) {
  lua_State *L = pl_sandbox_lua(hooks->sandbox);
  switch (condition) {
  case NO_COLLECTOR: lua_gc(L, LUA_GCSTOP); break;
  case EAGER_COLLECTOR: lua_gc(L, LUA_GCINC, 100, 1000, 0); break;
  case GENERATIONS: lua_gc(L, LUA_GCGEN, 0, 0); break;
  case GARBAGE:
    for (int i = 0; i < 3000; i++) lua_pushfstring(L, "garbage %d", i), lua_pop(L, 1);
    break;
  case MUCH_GAS: pl_sandbox_set_limits(hooks->sandbox, 1000000000, 3600000); break;
  case PLAIN:
  case CONDITIONS: break;
  }
}

enum { ROUNDS = 6 };

static void play(manner condition, uint64_t digests[ROUNDS]) {
  reading r;
  pl_error error = {0};
  reading_open_text(&r, text);
  const pl_scenario *scenario = reading_scenario(&r);
  arrange(r.rules.self, condition);
  pl_map *map = pl_map_new(scenario, &error);
  pl_world *world = pl_world_new(scenario, map, &r.rules, 7, &error);
  assert_non_null(world);
  for (int i = 0; i < ROUNDS; i++) {
    if (pl_world_open_round(world, &error) || pl_world_resolve(world, NULL, 0, &error)) fail_msg("%s", error.text);
    if (condition == EAGER_COLLECTOR) lua_gc(pl_sandbox_lua(((pl_hooks *)r.rules.self)->sandbox), LUA_GCCOLLECT);
    digests[i] = pl_world_digest(world);
  }
  pl_world_free(world);
  pl_map_free(map);
  reading_clear(&r);
}

static void an_exercise_is_the_same_whatever_lua_is_like(void **state) {
  (void)state;
  uint64_t first[ROUNDS], again[ROUNDS];
  play(PLAIN, first);
  for (int condition = PLAIN; condition < CONDITIONS; condition++)
    for (int run = 0; run < 3; run++) {
      play(condition, again);
      for (int i = 0; i < ROUNDS; i++)
        if (first[i] != again[i]) fail_msg("condition %d, run %d: round %d differs", condition, run, i + 1);
    }
}

/* With less gas there is an error, at the same round, or the same digest: never another one. */
static void a_limit_ends_it_or_changes_nothing(void **state) {
  (void)state;
  uint64_t first[ROUNDS];
  int ended = 0, finished = 0;
  play(PLAIN, first);
  for (size_t gas = 500; gas < 2000000; gas = gas * 5 / 4) {
    reading r;
    pl_error error = {0};
    reading_open_text(&r, text);
    pl_sandbox_set_limits(((pl_hooks *)r.rules.self)->sandbox, gas, 3600000);
    pl_map *map = pl_map_new(reading_scenario(&r), &error);
    pl_world *world = pl_world_new(r.rules.scenario, map, &r.rules, 7, &error);
    assert_non_null(world);
    pl_status status = PL_OK;
    for (int i = 0; i < ROUNDS && status == PL_OK; i++) {
      status = pl_world_open_round(world, &error);
      if (status == PL_OK) status = pl_world_resolve(world, NULL, 0, &error);
      if (status == PL_OK) assert_int_equal(pl_world_digest(world), first[i]);
    }
    if (status != PL_OK) {
      ended++;
      assert_int_equal(status, PL_BAD_INPUT);
      assert_non_null(strstr(error.text, "units of work"));
      assert_int_equal(strncmp(error.text, "scenario.lua:", 13), 0);
    } else {
      finished++;
    }
    pl_world_free(world);
    pl_map_free(map);
    reading_clear(&r);
  }
  assert_true(ended > 2 && finished > 2);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(an_exercise_is_the_same_whatever_lua_is_like),
      cmocka_unit_test(a_limit_ends_it_or_changes_nothing),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
