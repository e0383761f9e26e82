/* Every door into Lua and every function behind it, with the n-th allocation failing, for n = 0, 1, 2 … until it
 * passes: always an error, never a crash or a leak. What fails is what Lua asks for, or what the engine does. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <polder/brief.h>
#include <polder/world.h>

#include "fault.h"
#include "hooks_internal.h"
#include "open.h"
#include "pool.h"

enum { ENDLESS = 20000 };

/* ---- the library ---- */
static const char *const library[] = {
    "assert(true, 'x')",
    "local s = tostring(1.5) .. tostring({}) .. tostring(true) .. tostring(nil) .. type(1)",
    "local n = tonumber('0x10') + tonumber('7f', 16) + tonumber('1.5')",
    "for i, x in ipairs({ 1, 2, 3 }) do local y = { i, x } end",
    "for k, v in pairs({ b = 1, a = 2, [3] = 4, [true] = 5, [1.5] = 6 }) do local t = { k, v } end",
    "for k, v in pairs({ 1, 2, 3 }) do local t = { k, v } end",
    "local n = select('#', 1, 2) + select(2, 5, 6)",
    "local s = ('abc'):upper() .. ('ABC'):lower() .. ('abc'):sub(2) .. ('abc'):rep(30, '-') .. ('abc'):len()",
    "local a, b = ('hello'):find('ll', 1, true) local c = ('A'):byte()",
    "local t = text.split('a,b,c,d', ',') local s = text.trim('  x ' .. #t) local y = text.starts_with(s, 'x')",
    "local n = utf8.len('één') local s = utf8.char(233, 8364)",
    "local t = {} for i = 1, 40 do table.insert(t, i) end table.insert(t, 1, 0) table.remove(t, 2) table.remove(t)",
    "local t = {} for i = 1, 40 do t[i] = 'x' .. i end local s = table.concat(t, ', ')",
    "local t = { 3, 1, 2, 5, 4 } table.sort(t) table.sort(t, function(a, b) return a > b end)",
    "local t = { table.unpack({ 1, 2, 3, 4, 5, 6, 7, 8, 9 }) }",
    "local n = math.abs(-1.5) + math.ceil(1.5) + math.floor(1.5) + math.fmod(7, 3) + math.max(1, 2) + math.min(1, 2)",
    "local n = math.tointeger(3.0) local s = math.type(n) .. tostring(math.ult(1, 2))",
    "local function f(n) return n == 0 and 0 or 1 + f(n - 1) end f(150)",
    "local list = nil for i = 1, 60 do list = { list, function() return i, list end } end",
};

/* How often it failed before it passed. */
static long starve_code(const char *code) {
  for (long n = 0; n < ENDLESS; n++) {
    pl_fault fault = {.line = 0};
    pl_sandbox *sandbox = pl_sandbox_new();
    assert_non_null(sandbox);
    pl_sandbox_starve(sandbox, n);
    pl_status status = pl_sandbox_load(sandbox, "starve.lua", code, strlen(code), &fault);
    if (status == PL_OK) status = pl_sandbox_call(sandbox, 0, 0, &fault);
    bool has_starved = pl_sandbox_starve(sandbox, -1);
    assert_int_equal(lua_gettop(pl_sandbox_lua(sandbox)), 0);
    pl_sandbox_free(sandbox);
    if (!has_starved && status != PL_OK) fail_msg("%s: %s", code, fault.text);
    if (!has_starved) return n;
    if (status != PL_NO_MEMORY) fail_msg("%s, after %ld: %d %s", code, n, status, fault.text);
  }
  fail_msg("%s: never passes", code);
  return 0;
}

static void the_library_starves(void **state) {
  (void)state;
  for (size_t i = 0; i < sizeof library / sizeof library[0]; i++) assert_true(starve_code(library[i]) > 1);
}

/* ---- the constructors ---- */
static const char main_file[] =
    "polder \"1\"\n"
    "local T = texts \"main\"\n"
    "scenario { id = \"x\", title = \"X\", rounds = 3, random_incidents = \"none\", languages = { \"en\", \"nl\" },\n"
    "  map = { seed = 2, organisations = 5 }, model = { beta_r = 900 }, actions = { \"posture\", \"split\" } }\n"
    "include \"other.lua\"\n"
    "state { id = \"NLD\", trust = { DEU = 0.5, default = 0.4 }, posture = { \"DEU\", \"forum:delta\" },\n"
    "  bot = \"sly\" }\n"
    "state { id = \"DEU\", split = { 0.2, 0.3, 0.5 }, at = { lon = 1, lat = 2 } }\n"
    "seat { id = \"press\", name = \"Press\", sees = { \"NLD\", \"delta\" } }\n"
    "organisation { id = \"port\", name = \"Port\", state = \"NLD\", sector = \"energy\" }\n"
    "organisation { id = \"bank\", name = \"Bank\", state = \"DEU\", sector = \"finance\", weight = 2 }\n"
    "forum { id = \"delta\", name = \"Delta\", members = { \"NLD\", \"DEU\" }, open_to = \"all\" }\n"
    "link { kind = \"dependency\", customer = \"port\", supplier = \"bank\", strength = 0.5 }\n"
    "link { kind = \"alliance\", between = { \"NLD\", \"DEU\" } }\n"
    "adversary { id = \"gang\", kind = \"criminal\", families = { wiper = 1 }, prefers = { NLD = 2 },\n"
    "  tension = { DEU = 0.1 } }\n"
    "incident { id = \"worm\", by = \"gang\", family = \"wiper\", targets = { \"NLD\" }, delay = { DEU = 3 } }\n"
    "incident { id = \"late\", by = \"gang\", family = \"wiper\", when = { any = {\n"
    "  { state = \"NLD\", hit_total_at_least = 1 }, { trust = { of = \"NLD\", in_ = \"DEU\", "
    "at_least = 0.5 } }, { var = { name = \"n\", is = 2 } } } } }\n"
    "intel { id = \"tip\", about = \"worm\", holder = \"DEU\", text = T.tip }\n"
    "order { seat = \"DEU\", round = 1, posture = \"none\", split = { 1, 0, 0 } }\n"
    "inject { id = \"ask\", to = { \"NLD\", \"press\" }, text = T.ask, round = 1, options = {\n"
    "  { id = \"yes\", text = T.yes, default = true, effects = { standing = 0.1, set = { n = 3 } }, "
    "fires = \"then\" },\n"
    "  { id = \"no\", text = T.no, needs = { round_at_least = 1 }, cost = 1 } } }\n"
    "inject { id = \"then\", to = \"all\", text = T.ask, after = \"ask.yes\", effects = { { of = "
    "\"NLD\", rights = -0.1 } } }\n"
    "objective { id = \"aim\", seats = { \"NLD\" }, text = T.ask, when = { chosen = \"ask.yes\" } }\n"
    "objective { id = \"test\", seats = \"all\", text = T.ask, test = function(w) return "
    "w.state(\"NLD\").standing end }\n"
    "action { id = \"call\", text = T.ask, target = \"state\", effects = { trust_from = { NLD = 0.1 } } }\n"
    "vars { n = 1, open = true, note = \"x\" }\n"
    "debrief { T.ask, { what_if = { seat = \"NLD\", round = 1, withhold = \"worm\" }, text = T.ask } }\n"
    "bot { id = \"sly\", name = \"Sly\", decide = function(b)\n"
    "  local t = { b.round, b.seat, b.money, b.forums, b.others.DEU.trust, b.items, b.incidents, b.injects,\n"
    "    b.bodies.delta }\n"
    "  return { posture = { \"DEU\" }, split = { 1, 0, 0 }, buy = true } end }\n"
    "on_incident(\"worm\", function(w, i) w.log(i.id .. i.round .. i.hit.NLD) end)\n"
    "on_decision(\"call\", function(w, d) w.log(d.seat .. d.action .. tostring(d.target)) end)\n"
    "on_share(function(w, s) w.log(s.from .. s.to .. s.incident) end)\n"
    "on_end(function(w) w.log(T.ask) end)\n";
static const char other_file[] = "for i = 1, 3 do debrief { { en = \"q\" .. i, nl = \"v\" .. i } } end\n";
static const char ftl_file[] = "tip = T\nask = A\nyes = Y\nno = N\n";

static const pl_file files[] = {{"scenario.lua", main_file, sizeof main_file - 1},
                                {"main.en.ftl", ftl_file, sizeof ftl_file - 1},
                                {"main.nl.ftl", ftl_file, sizeof ftl_file - 1},
                                {"other.lua", other_file, sizeof other_file - 1}};
static const pl_bundle bundle = {files, sizeof files / sizeof files[0]};

static void the_constructors_starve(void **state) {
  (void)state;
  bool has_starved = true;
  for (long n = 0; has_starved && n < ENDLESS; n += 1 + n / 400) {
    pl_report report = {0};
    pl_sandbox *sandbox = pl_sandbox_new();
    pl_arena *arena = pl_arena_new(0);
    pl_tokens tokens[sizeof files / sizeof files[0]] = {{0}};
    assert_non_null(sandbox);
    pl_source source = {.report = &report, .bundle = &bundle, .tokens = tokens, .arena = arena};
    pl_recorder recorder = {.source = &source, .arena = arena};
    pl_sandbox_starve(sandbox, n);
    pl_status status = pl_declarations_record(sandbox, &recorder);
    has_starved = pl_sandbox_starve(sandbox, -1);
    if (status != (has_starved ? PL_NO_MEMORY : PL_OK) || report.errors)
      fail_msg("after %ld: %d, %zu errors: %s", n, status, report.errors,
               report.count ? report.finding[0].message : "");
    pl_sandbox_free(sandbox);
    pl_report_clear(&report);
    pl_arena_free(arena);
  }
  assert_false(has_starved);
}

static void opening_starves(void **state) {
  (void)state;
  bool reached = true;
  for (long n = 0; reached && n < ENDLESS; n += 1 + n / 400) {
    pl_rules rules = {0};
    pl_report report;
    pl_error error = {0};
    fault_after(n);
    pl_status status = pl_script_open(&bundle, &rules, &report, &error);
    reached = fault_stop();
    if (status == PL_OK) rules.close(rules.self);
    else if (!reached || status != PL_NO_MEMORY) fail_msg("after %ld: %d %s", n, status, error.text);
    pl_report_clear(&report);
  }
  assert_false(reached);
}

/* ---- hooks ---- */
static const char *const bodies[] = {
    "local t = { w.round, w.rounds, w.vars.n, w.vars.open, w.vars.note }",
    "for k, v in pairs(w.vars) do local t = { k, v } end",
    "local s = w.state('NLD') local t = { s.id, s.budget, s.trust.DEU, s.forums[1], s.loss_percent }",
    "local i = w.incident('worm') local t = { i.id, i.adversary, i.family, i.hit.NLD }",
    "local i = w.incident('late') local t = { i.id, i.launched }",
    "local f = w.forum('delta') local t = { f.id, f.members[1], f.delay, f.quality }",
    "local a = w.adversary('gang') local t = { a.id, a.tension.NLD }",
    "local t = { w.shared('tip', 'DEU', 'NLD'), w.shared('worm', 'NLD', 'DEU') }",
    "local t = { w.knows('NLD', 'worm'), w.chosen('ask.yes'), w.chosen('ask') }",
    "local t = { w.chance('leak', 0.5), w.chance('other', 0.1) }",
    "w.effect('NLD', { budget = 1, prevent = 0.1, standing = 0.1, confidence = -0.1, rights = 0.1 })",
    "w.effect('NLD', { trust_in = { DEU = 0.1 }, trust_from = { DEU = 0.1 }, knowledge = { worm = 0.1 } })",
    "w.effect('NLD', { tension = { gang = 0.1 }, join = 'delta', leave = { 'delta' }, share = { worm = 'all' } })",
    "w.effect('NLD', { launch = 'late', fire = { 'then' }, set = { note = 'a' .. 'b' }, { of = 'DEU', rights = 1 } })",
    "w.set('n', 4) w.set('open', false) w.set('note', 'n' .. w.round)",
    "w.fire('then') w.launch('late')",
    "w.log('line ' .. w.round) w.log(5) w.log({ en = 'e' .. w.round, nl = 'n' })",
};

typedef struct table {
  pl_bundle bundle;
  pl_file file[4];
  char text[8192];
  pl_rules rules;
  pl_map *map;
  pl_world *world;
} table;

static void lay(table *t, const char *body) {
  pl_error error = {0};
  memcpy(t->file, files, sizeof files);
  snprintf(t->text, sizeof t->text, "%son_round(function(w) %s end)\n", main_file, body);
  t->file[0] = (pl_file){"scenario.lua", t->text, strlen(t->text)};
  t->bundle = (pl_bundle){t->file, 4};
  if (pl_script_open(&t->bundle, &t->rules, NULL, &error)) fail_msg("%s", error.text);
  t->map = pl_map_new(t->rules.scenario, &error);
  assert_non_null(t->map);
  t->world = pl_world_new(t->rules.scenario, t->map, NULL, 1, &error);
  assert_non_null(t->world);
}

static void clear(table *t) {
  pl_world_free(t->world);
  pl_map_free(t->map);
  t->rules.close(t->rules.self);
}

static bool says_memory(pl_status status, const pl_error *error) {
  return status == PL_NO_MEMORY || strstr(error->text, "memory");
}

typedef pl_status question(table *t, pl_error *error);

static pl_status ask_hook(table *t, pl_error *error) {
  pl_hook_call call = {.kind = PL_HOOK_ROUND, .incident = PL_NONE, .state = PL_NONE, .other = PL_NONE};
  pl_effect_queue queue;
  return t->rules.hook(t->rules.self, t->world, &call, &queue, error);
}

static pl_status ask_decision(table *t, pl_error *error) {
  const pl_decision decision = {.seat = 0, .action = PL_ACTIONS, .target = 1};
  pl_hook_call call = {.kind = PL_HOOK_DECISION, .decision = &decision, .incident = PL_NONE, .state = PL_NONE,
                       .other = PL_NONE};
  pl_effect_queue queue;
  return t->rules.hook(t->rules.self, t->world, &call, &queue, error);
}

static pl_status ask_share(table *t, pl_error *error) {
  pl_hook_call call = {.kind = PL_HOOK_SHARE, .incident = 0, .iid = pl_iid_declared(t->rules.scenario, 0, 0),
                       .state = 0, .other = 1};
  pl_effect_queue queue;
  return t->rules.hook(t->rules.self, t->world, &call, &queue, error);
}

static pl_status ask_end(table *t, pl_error *error) {
  pl_hook_call call = {.kind = PL_HOOK_END, .incident = PL_NONE, .state = PL_NONE, .other = PL_NONE};
  pl_effect_queue queue;
  return t->rules.hook(t->rules.self, t->world, &call, &queue, error);
}

static pl_status ask_test(table *t, pl_error *error) {
  pl_q16 met;
  return t->rules.test(t->rules.self, t->world, 1, &met, error);
}

static pl_status ask_bot(table *t, pl_error *error) {
  pl_brief_other others[2] = {{.hits = -1}, {.trust = PL_ONE / 4, .forums = 1}};
  pl_brief_item items[2] = {{.iid = pl_iid_declared(t->rules.scenario, 0, 0), .originator = 1, .sent = pl_set_first(2)},
                            {.iid = 3, .originator = 0}};
  pl_brief_incident incidents[1] = {{.iid = pl_iid_declared(t->rules.scenario, 0, 0)}};
  pl_brief_inject injects[1] = {{.inject = 0, .is_open = true, .available = 3}};
  pl_brief_forum forums[1] = {{.members = pl_set_first(2), .applicant = 1}};
  pl_brief brief = {.scenario = t->rules.scenario, .seat = 0, .is_state = true, .round = 1, .money = 12500,
                    .others = others, .items = items, .item_count = 2, .incidents = incidents, .incident_count = 1,
                    .injects = injects, .inject_count = 1, .forums = forums, .forums_joined = 1};
  pl_decision decisions[16];
  size_t count;
  return t->rules.decide(t->rules.self, 0, &brief, decisions, 16, &count, error);
}

/* First with Lua's allocations failing, then with the engine's. */
static void starve_question(table *t, question *ask) {
  pl_sandbox *sandbox = ((pl_hooks *)t->rules.self)->sandbox;
  bool has_failed = true;
  for (long n = 0; has_failed && n < ENDLESS; n += PL_POOL_SLOWNESS > 1 ? 1 + n / 20 : 1) {
    pl_error error = {0};
    pl_sandbox_begin(sandbox);
    pl_sandbox_starve(sandbox, n);
    pl_status status = ask(t, &error);
    has_failed = pl_sandbox_starve(sandbox, -1);
    if (has_failed ? !says_memory(status, &error) : status != PL_OK)
      fail_msg("after %ld: %d %s", n, status, error.text);
  }
  assert_false(has_failed);
  has_failed = true;
  for (long n = 0; has_failed && n < ENDLESS; n++) {
    pl_error error = {0};
    fault_from(n);
    pl_status status = ask(t, &error);
    has_failed = fault_stop();
    if (status != PL_OK && (!has_failed || !says_memory(status, &error)))
      fail_msg("engine, after %ld: %d %s", n, status, error.text);
  }
  assert_false(has_failed);
}

static void hooks_starve(void **state) {
  (void)state;
  static question *const others[] = {ask_decision, ask_share, ask_end, ask_test, ask_bot};
  for (size_t i = 0; i < sizeof bodies / sizeof bodies[0]; i++) {
    table t;
    lay(&t, bodies[i]);
    starve_question(&t, ask_hook);
    for (size_t k = 0; i == 0 && k < sizeof others / sizeof others[0]; k++) starve_question(&t, others[k]);
    clear(&t);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(the_library_starves),
      cmocka_unit_test(the_constructors_starve),
      cmocka_unit_test(opening_starves),
      cmocka_unit_test(hooks_starve),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
