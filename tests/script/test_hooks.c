/* Hooks, tests and bots: the world as they see it, what they may ask for, and what their errors say. */
#include "../support.h"

#include <stdlib.h>

#include <polder/brief.h>
#include <polder/world.h>

#include "fault.h"
#include "hooks.h"

typedef struct room {
  support_room base;
  pl_variable_spec variable[3];
  pl_intel_spec intel;
  pl_objective_spec objective[3];
  pl_bot_spec bot;
  pl_map *map;
  pl_world *world;
  pl_event_log log;
  pl_rules rules;
} room;

typedef struct declaration {
  const char *code;
  size_t bound;   /* rows with an id get these, in order */
  int index[8];
} declaration;

static int install(lua_State *L) {
  pl_hooks_install(pl_sandbox_of(L));
  lua_newtable(L);
  lua_pushvalue(L, -1);
  lua_setglobal(L, "tests");
  lua_setfield(L, LUA_REGISTRYINDEX, PL_HOOKS_TESTS);
  lua_newtable(L);
  lua_pushvalue(L, -1);
  lua_setglobal(L, "bots");
  lua_setfield(L, LUA_REGISTRYINDEX, PL_HOOKS_BOTS);
  return 0;
}

static void fill_scenario(room *r) {
  support_scenario(&r->base, 4);
  pl_scenario *x = &r->base.scenario;
  x->rounds = 3;
  for (int a = 0; a < 2; a++) r->base.adversary[a].slots = 0;
  x->role_count = 1;
  r->base.role = (pl_role_spec){.id = "press", .name = {{"The press", NULL}}};
  support_incident(&r->base, "worm", 0, PL_ONE);
  support_incident(&r->base, "sleeper", -1, PL_ONE);
  support_inject(&r->base, 1, 0);
  r->variable[0] = (pl_variable_spec){.name = "count", .kind = PL_VARIABLE_INTEGER};
  r->variable[1] = (pl_variable_spec){.name = "note", .kind = PL_VARIABLE_TEXT, .text = ""};
  r->variable[2] = (pl_variable_spec){.name = "open", .kind = PL_VARIABLE_BOOLEAN};
  x->variables = r->variable;
  x->variable_count = 3;
  r->intel =
      (pl_intel_spec){.id = "tip", .about = 0, .holder = 2, .round = -1, .quality = PL_ONE / 2, .label = PL_GREEN};
  x->intel = &r->intel;
  x->intel_count = 1;
  x->objectives = r->objective;
  r->bot = (pl_bot_spec){.id = "sly", .name = {{"Sly", NULL}}};
  x->bots = &r->bot;
  x->bot_count = 1;
}

/* Declares `code` and makes rules and a world of it. */
static room *start(const declaration *d) {
  room *r = calloc(1, sizeof *r);
  assert_non_null(r);
  fill_scenario(r);
  pl_sandbox *sandbox = pl_sandbox_new();
  pl_fault fault;
  pl_error error;
  assert_non_null(sandbox);
  assert_int_equal(pl_sandbox_protect(sandbox, install, NULL, 0, &fault), PL_OK);
  if (pl_sandbox_load(sandbox, "delta.lua", d->code, strlen(d->code), &fault) != PL_OK ||
      pl_sandbox_call(sandbox, 0, 0, &fault) != PL_OK)
    fail_msg("%s:%d: %s", fault.file, fault.line, fault.text);
  for (size_t i = 0, bound = 0; i < pl_hooks_count(sandbox); i++) {
    pl_hook kind;
    const char *id, *file;
    int line;
    pl_hooks_row(sandbox, i, &kind, &id, &file, &line);
    assert_string_equal(file, "delta.lua");
    assert_true(line > 0);
    if (id && bound < d->bound) pl_hooks_bind(sandbox, i, d->index[bound++]);
  }
  pl_arena *arena = pl_arena_new(0);
  if (pl_hooks_rules(sandbox, &r->base.scenario, arena, &r->rules, &error) != PL_OK) fail_msg("%s", error.text);
  r->map = pl_map_new(&r->base.scenario, &error);
  r->world = pl_world_new(&r->base.scenario, r->map, &r->rules, 2024, &error);
  if (!r->world) fail_msg("%s", error.text);
  pl_world_record(r->world, &r->log);
  return r;
}

static void stop(room *r) {
  pl_world_free(r->world);
  pl_map_free(r->map);
  r->rules.close(r->rules.self);
  pl_event_log_clear(&r->log);
  free(r);
}

static const pl_decision nothing[1];

static void play_round(room *r, const pl_decision *decisions, size_t count) {
  pl_error error;
  if (pl_world_open_round(r->world, &error) != PL_OK || pl_world_resolve(r->world, decisions, count, &error) != PL_OK)
    fail_msg("%s", error.text);
}

static bool was_logged(const room *r, const char *line) {
  for (size_t i = 0; i < r->log.line_count; i++)
    if (strcmp(r->log.line[i], line) == 0) return true;
  return false;
}

static void expect_logged(const room *r, const char *line) {
  if (was_logged(r, line)) return;
  for (size_t i = 0; i < r->log.line_count; i++) print_message("log: %s\n", r->log.line[i]);
  fail_msg("not in the log: %s", line);
}

/* ---- reading and asking ---- */

static void hooks_see_the_world(void **state) {
  (void)state;
  room *r = start(&(declaration){
      "on_round(function(w)\n"
      "  local s = w.state('s1')\n"
      "  w.log(w.round .. '/' .. w.rounds .. ' ' .. s.id .. ' ' .. s.budget .. ' ' .. s.standing .. ' ' .. s.hit_now)\n"
      "  w.log('trust ' .. s.trust.s0 .. ' forums ' .. table.concat(s.forums, '+'))\n"
      "  local f = w.forum('delta') w.log('members ' .. table.concat(f.members, ' '))\n"
      "  local i = w.incident('worm') w.log(tostring(i.launched) .. i.family .. i.adversary .. i.hit.s3)\n"
      "  w.log(tostring(w.knows('s2', 'worm')) .. tostring(w.shared('tip', 's2', 's1')) .. "
      "tostring(w.chosen('warn.wait')))\n"
      "  w.log('tension ' .. w.adversary('actor1').tension.s2)\n"
      "  for name, value in pairs(w.vars) do w.log(name .. '=' .. tostring(value)) end\n"
      "end)\n"
      "on_end(function(w) w.log('the end in round ' .. w.round) end)\n",
      0,
      {0}});
  play_round(r, nothing, 0);
  expect_logged(r, "1/3 s1 200 0.5 0");
  expect_logged(r, "trust 0.6866455078125 forums delta+cell");
  expect_logged(r, "members s0 s1 s2 s3");
  expect_logged(r, "falseransomwaregang00");
  expect_logged(r, "0.0falsefalse");
  expect_logged(r, "tension 0.0");
  expect_logged(r, "count=0");
  expect_logged(r, "note=");
  expect_logged(r, "open=false");
  play_round(r, nothing, 0);
  play_round(r, nothing, 0);
  expect_logged(r, "the end in round 3");
  stop(r);
}

static void what_hooks_ask_for_happens_in_order(void **state) {
  (void)state;
  room *r = start(&(declaration){
      "on_round(function(w)\n"
      "  if w.round ~= 1 then return end\n"
      "  w.set('count', 3) w.set('count', w.vars.count + 1)\n" /* the queue has not been applied yet: 0 + 1 */
      "  w.set('open', true) w.set('note', 'ab' .. 'c' .. ('d'):rep(60))\n"
      "  w.effect('s1', { standing = 0.1, trust_in = { s2 = -0.2 } })\n"
      "  w.launch('sleeper')\n"
      "end)\n"
      "on_round(function(w) w.log('second ' .. w.vars.count) end)\n", 0, {0}});
  pl_q16 trust = pl_world_trust(r->world, 1, 2), standing = pl_world_state(r->world, 1)->standing;
  pl_error error;
  assert_int_equal(pl_world_open_round(r->world, &error), PL_OK);
  assert_int_equal(pl_world_variable(r->world, 0)->value, 1);
  assert_int_equal(pl_world_variable(r->world, 2)->value, 1);
  assert_int_equal(strlen(pl_world_variable(r->world, 1)->text), 63);
  assert_int_equal(pl_world_state(r->world, 1)->standing, standing + 6554);
  assert_int_equal(pl_world_trust(r->world, 1, 2), trust - 13107);
  expect_logged(r, "second 0");
  assert_int_equal(pl_world_resolve(r->world, nothing, 0, &error), PL_OK);
  assert_true(pl_world_find_declared(r->world, 1) >= 0);
  stop(r);
}

static void decisions_incidents_and_shares_are_told(void **state) {
  (void)state;
  declaration d = {
      "on_decision('warn', function(w, d) w.log(d.seat .. ' ' .. d.action .. ' ' .. d.option .. ' ' .. d.target)\n"
      "  w.log(tostring(d.incident)) end)\n"
      "on_incident('worm', function(w, i) w.log(i.id .. ' ' .. tostring(i.launched) .. ' ' .. i.round) end)\n"
      "on_incident('sleeper', function(w) w.log('never') end)\n"
      "on_share(function(w, s) w.log(s.incident .. ' from ' .. s.from .. ' to ' .. s.to) end)\n"
      "on_decision('buy', function(w, d) w.log(d.seat .. ' ' .. tostring(d.option)) end)\n",
      4,
      {PL_HOOKS_INJECT | 0, 0, 1, PL_ACTION_BUY}};
  room *r = start(&d);
  pl_decision decisions[] = {{.seat = 1, .action = PL_ACTION_ANSWER, .target = 0, .option = 0},
                             {.seat = 2, .action = PL_ACTION_BUY}};
  play_round(r, decisions, 2);
  expect_logged(r, "s1 answer share warn");
  expect_logged(r, "false");
  expect_logged(r, "worm true 1");
  expect_logged(r, "s2 false");
  play_round(r, nothing, 0);
  expect_logged(r, "worm from s2 to s0");
  assert_false(was_logged(r, "never"));
  stop(r);
}

static void dice_are_keyed_by_their_label(void **state) {
  (void)state;
  declaration d = {
      "on_round(function(w) local s = '' for i = 1, 40 do s = s .. (w.chance('c' .. i, 0.5) and 1 or 0) end\n"
      "w.log(s) w.log(tostring(w.chance('no', 0)) .. tostring(w.chance('yes', 1))) end)",
      0,
      {0}};
  room *a = start(&d), *b = start(&d);
  play_round(a, nothing, 0);
  play_round(b, nothing, 0);
  assert_string_equal(a->log.line[0], b->log.line[0]);
  assert_non_null(strchr(a->log.line[0], '0'));
  assert_non_null(strchr(a->log.line[0], '1'));
  expect_logged(a, "falsetrue");
  play_round(a, nothing, 0);
  assert_string_not_equal(a->log.line[0], a->log.line[2]);
  stop(a);
  stop(b);
}

/* ---- errors ---- */
typedef struct mistake {
  const char *code, *words;
} mistake;

static const mistake mistakes[] = {
    {"w.state('s1').infectd = w.state('s1').hit_nou",
     "no field of a state called \"hit_nou\", did you mean \"hit_now\"?"},
    {"w.state('S7')", "no state called \"S7\""},
    {"w.state(7)", "string expected"},
    {"w.statee('s1')", "no field of w called \"statee\", did you mean \"state\"?"},
    {"w.round = 2", "cannot be set"},
    {"w.extra = 2", "cannot be set"},
    {"w.vars.count = 2", "w.set(\"count\", value)"},
    {"return w.vars.cout", "did you mean \"count\"?"},
    {"w.set('count', 1.5)", "declared as a whole number"},
    {"w.set('count', true)", "declared as a whole number"},
    {"w.set('open', 1)", "declared as true or false"},
    {"w.set('note', 0/0)", "no result"},
    {"w.set('note', 'a\\1')", "control character"},
    {"w.set('missing', 1)", "no variable in vars called"},
    {"w.fire('wran')", "did you mean \"warn\"?"},
    {"w.launch('wrm')", "did you mean \"worm\"?"},
    {"w.effect('s9', {})", "no seat called"},
    {"w.effect('s1', { standng = 1 })", "standng"},
    {"w.effect('s1', { standing = 0/0 })", "no result"},
    {"w.log('x' .. 0/0)", "no result"},
    {"w.effect('s1')", "write w.effect"},
    {"w.log('\\226\\128\\174evil')", "direction"},
    {"w.log({})", "wants a text"},
    {"w.log(('x'):rep(2000))", "1024"},
    {"for i = 1, 100 do w.log('x') end", "64"},
    {"for i = 1, 5000 do w.set('count', i) end", "1024"},
    {"w.chance('a', 0.5) w.chance('a', 0.5)", "label \"a\" was used before"},
    {"w.chance('a', 1.5)", "1.5, expected a chance from 0 to 1"},
    {"w.chance('a', 0/0)", "no result"},
    {"w.chance('', 1)", "1 to 64"},
    {"w.chosen('warn.nothing')", "no option of inject \"warn\" called"},
    {"w.knows('s1', 'gang0.x.1')", "no incident called"},
    {"w.incident('gang0.1.1')", "there has been no incident"},
    {"on_round(function() end)", "at the top of the file"},
    {"while true do end", "units of work"},
    {"undefined()", "no variable or function called"},
    {"new_global = 1", "cannot be set"},
    {"error('my words')", "my words"},
};

static void mistakes_are_named_with_place_round_and_seed(void **state) {
  (void)state;
  for (size_t i = 0; i < sizeof mistakes / sizeof *mistakes; i++) {
    char code[256];
    snprintf(code, sizeof code, "on_round(function(w)\n\n%s end)", mistakes[i].code);
    room *r = start(&(declaration){code, 0, {0}});
    pl_error error = {0};
    pl_status status = pl_world_open_round(r->world, &error);
    const char *start_words = "delta.lua:3: in on_round, round 1, seed 2024: ";
    const char *end_words = "; to see it again: polder run test --seed 2024 --rounds 1";
    size_t length = strlen(error.text), end_length = strlen(end_words);
    if (status != PL_BAD_INPUT || strncmp(error.text, start_words, strlen(start_words)) != 0 ||
        !strstr(error.text, mistakes[i].words) || length < end_length ||
        strcmp(error.text + length - end_length, end_words) != 0)
      fail_msg("%s → %d: %s", mistakes[i].code, status, error.text);
    stop(r);
  }
}

static void w_is_nothing_between_calls(void **state) {
  (void)state;
  declaration d = {
      "local kept\n"
      "on_round(function(w) kept = kept or w if w.round == 2 then w.log('fine ' .. kept.state('s1').id) end end)\n"
      "bots[1] = function(brief) return kept.state('s1') end\n",
      0,
      {0}};
  room *r = start(&d);
  play_round(r, nothing, 0);
  play_round(r, nothing, 0);
  expect_logged(r, "fine s1");
  pl_brief brief = {.scenario = &r->base.scenario, .seat = 1, .is_state = true};
  pl_decision decisions[4];
  size_t count;
  pl_error error;
  assert_int_equal(r->rules.decide(r->rules.self, 0, &brief, decisions, 4, &count, &error), PL_BAD_INPUT);
  assert_non_null(strstr(error.text, "w can be used only while"));
  assert_non_null(strstr(error.text, "decide of bot \"sly\" for s1"));
  stop(r);
}

/* ---- tests and bots ---- */

static void tests_answer_with_a_share(void **state) {
  (void)state;
  declaration d = {"tests[1] = function(w) return w.state('s1').standing end\n"
                   "tests[2] = function(w) return w.round == 1 end\n"
                   "tests[3] = function(w) w.set('count', 1) end\n"
                   "tests[4] = function(w) return 0/0 end\n"
                   "tests[5] = function(w) return {} end\n", 0, {0}};
  room *r = start(&d);
  const char *const words[] = {"a test only looks", "returned nan", "returned table"};
  pl_q16 met = -1;
  pl_error error;
  pl_objective_spec objectives[5] = {{.id = "a"}, {.id = "b"}, {.id = "c"}, {.id = "d"}, {.id = "e"}};
  r->base.scenario.objectives = objectives;
  assert_int_equal(r->rules.test(r->rules.self, r->world, 0, &met, &error), PL_OK);
  assert_int_equal(met, PL_ONE / 2);
  assert_int_equal(r->rules.test(r->rules.self, r->world, 1, &met, &error), PL_OK);
  assert_int_equal(met, PL_ONE);
  for (int i = 0; i < 3; i++) {
    assert_int_equal(r->rules.test(r->rules.self, r->world, 2 + i, &met, &error), PL_BAD_INPUT);
    if (!strstr(error.text, words[i])) fail_msg("%s", error.text);
  }
  assert_non_null(strstr(error.text, "the test of objective \"e\""));
  stop(r);
}

static void bots_get_a_brief_and_give_orders(void **state) {
  (void)state;
  declaration d = {
      "bots[1] = function(b)\n"
      "  assert(b.seat == 's1' and b.round == 2 and b.money == 12.5 and b.others.s2.trust == 0.25)\n"
      "  assert(b.others.s2.hits == false and b.others.s0.trust_in_me == 4 and #b.items == 1)\n"
      "  assert(b.items[1].incident == 'worm' and b.items[1].from == 's2' and b.items[1].label == 'TLP:GREEN')\n"
      "  assert(#b.injects == 0 and b.bodies.delta.members[2] == 's1')\n"
      "  return { posture = { 's2' }, buy = true }\n"
      "end\n",
      0,
      {0}};
  room *r = start(&d);
  pl_brief_other others[4] = {{.trust_in_me = 4, .hits = 0}, {0}, {.trust = PL_ONE / 4, .hits = -1}, {0}};
  pl_brief_item item = {
      .iid = pl_iid_declared(&r->base.scenario, 0, 0), .originator = 2, .label = PL_GREEN, .birth = 4};
  pl_brief_forum forums[2] = {{.members = pl_set_first(4), .applicant = PL_NONE}, {.applicant = PL_NONE}};
  pl_brief brief = {.scenario = &r->base.scenario,
                    .seat = 1,
                    .is_state = true,
                    .round = 1,
                    .money = 12500,
                    .others = others,
                    .items = &item,
                    .item_count = 1,
                    .forums = forums};
  pl_decision decisions[8];
  size_t count = 0;
  pl_error error;
  pl_status status = r->rules.decide(r->rules.self, 0, &brief, decisions, 8, &count, &error);
  if (status != PL_OK) fail_msg("%s", error.text);
  assert_int_equal(count, 2);
  assert_int_equal(decisions[0].action, PL_ACTION_POSTURE);
  assert_true(pl_set_has(&decisions[0].audience.states, 2));
  assert_int_equal(decisions[1].action, PL_ACTION_BUY);
  assert_int_equal(decisions[1].seat, 1);
  stop(r);
}

static const char *line_in(const room *r, size_t event, pl_language language) {
  for (size_t i = 0; i < r->log.count; i++)
    if (r->log.event[i].kind == PL_EVENT_LOG && !event--) return pl_event_log_line(&r->log, &r->log.event[i], language);
  return "no such line";
}

static void the_log_has_each_line_in_its_languages(void **state) {
  (void)state;
  room *r = start(&(declaration){"on_round(function(w)\n"
                                 "  w.log({ en = 'the end', nl = 'het einde' })\n"
                                 "  w.log({ nl = 'alleen zo' })\n"
                                 "  w.log('as it is')\n"
                                 "end)",
                                 0, {0}});
  play_round(r, nothing, 0);
  assert_string_equal(line_in(r, 0, PL_ENGLISH), "the end");
  assert_string_equal(line_in(r, 0, PL_DUTCH), "het einde");
  for (int language = 0; language < PL_LANGUAGES; language++) {
    assert_string_equal(line_in(r, 1, (pl_language)language), "alleen zo");
    assert_string_equal(line_in(r, 2, (pl_language)language), "as it is");
  }
  stop(r);
}

static void unbound_hooks_never_run(void **state) {
  (void)state;
  room *r = start(&(declaration){"on_incident('unknown', function(w) w.log('ran') end)", 0, {0}});
  assert_false(r->rules.has(r->rules.self, PL_HOOK_INCIDENT));
  assert_false(r->rules.has(r->rules.self, PL_HOOK_ROUND));
  play_round(r, nothing, 0);
  assert_int_equal(r->log.line_count, 0);
  stop(r);
}

static void running_out_of_memory_is_an_error(void **state) {
  (void)state;
  declaration d = {
      "on_round(function(w) w.log('a' .. w.round) w.effect('s1', { standing = 0.1 }) w.state('s2') end)", 0, {0}};
  long failures = 0;
  bool reached = true;
  for (long n = 0; reached && n < 400; n++) {
    room *r = start(&d);
    pl_hook_call call = {.kind = PL_HOOK_ROUND, .incident = PL_NONE, .state = PL_NONE, .other = PL_NONE};
    pl_effect_queue queue;
    pl_error error = {0};
    fault_from(n);
    pl_status status = r->rules.hook(r->rules.self, r->world, &call, &queue, &error);
    reached = fault_stop();
    bool says_so =
        status == PL_NO_MEMORY || strstr(error.text, "no memory"); /* in a sentence where tables are copied */
    if (status != PL_OK && (!reached || !says_so)) fail_msg("after %ld: %d %s", n, status, error.text);
    if (status == PL_OK) assert_int_equal(queue.count, 1);
    failures += status != PL_OK;
    stop(r);
  }
  assert_true(failures > 0);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(hooks_see_the_world),
      cmocka_unit_test(what_hooks_ask_for_happens_in_order),
      cmocka_unit_test(decisions_incidents_and_shares_are_told),
      cmocka_unit_test(dice_are_keyed_by_their_label),
      cmocka_unit_test(mistakes_are_named_with_place_round_and_seed),
      cmocka_unit_test(w_is_nothing_between_calls),
      cmocka_unit_test(tests_answer_with_a_share),
      cmocka_unit_test(bots_get_a_brief_and_give_orders),
      cmocka_unit_test(the_log_has_each_line_in_its_languages),
      cmocka_unit_test(unbound_hooks_never_run),
      cmocka_unit_test(running_out_of_memory_is_an_error),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
