/* What authors are told exists: held against the sandbox, the hooks and a bot's brief, in both directions. */
#include "reading.h"

#include <polder/world.h>

#include "api.h"
#include "hooks_internal.h"
#include "library.h"

enum { ROOM = 1 << 16 };

/* ---- the language ---- */

static bool is_told(const char *table, const char *name) {
  size_t count;
  const pl_api_function *functions = pl_api_library(&count);
  char whole[64];
  snprintf(whole, sizeof whole, "%s%s%s", table, *table ? "." : "", name);
  if (!strcmp(whole, "math.maxinteger") || !strcmp(whole, "math.mininteger")) return true;
  for (size_t i = 0; i < count; i++)
    if (!strcmp(functions[i].name, whole)) return true;
  return false;
}

/* Every entry of the table on top is told; returns how many there are. */
static size_t check_told(lua_State *L, const char *table) {
  size_t count = 0;
  for (lua_pushnil(L); lua_next(L, -2); lua_pop(L, 1)) {
    if (lua_type(L, -1) == LUA_TTABLE) {
      count += check_told(L, lua_tostring(L, -2));
    } else {
      if (!is_told(table, lua_tostring(L, -2))) fail_msg("%s.%s is told to nobody", table, lua_tostring(L, -2));
      count++;
    }
  }
  return count;
}

static void test_the_library_is_told_whole_and_nothing_else(void **state) {
  (void)state;
  pl_sandbox *sandbox = pl_sandbox_new();
  lua_State *L = pl_sandbox_lua(sandbox);
  size_t told;
  pl_api_library(&told);
  lua_rawgeti(L, LUA_REGISTRYINDEX, LUA_RIDX_GLOBALS);
  assert_int_equal(check_told(L, ""), told + 2); /* and the two constants of math */
  lua_pop(L, 1);
  pl_sandbox_free(sandbox);
}

static void test_nothing_is_told_that_was_left_out_on_purpose(void **state) {
  (void)state;
  size_t count;
  const pl_api_function *functions = pl_api_library(&count);
  for (size_t i = 0; i < count; i++) assert_null(pl_library_instead(functions[i].name));
}

/* ---- what functions are given ---- */

static const char frame[] =
    "polder \"1\"\n"
    "local told = {}\n"
    "%s"
    "local function same(t, class)\n"
    "  for k in pairs(t) do if not told[class][k] then error(class .. \" has a field nobody is told about: \" .. k) "
    "end end\n"
    "  for k in pairs(told[class]) do local _ = t[k] end\n"
    "end\n"
    "scenario { id = \"s\", title = \"S\", rounds = 3, random_incidents = \"none\" }\n"
    "state { id = \"a\", name = \"A\", posture = \"all\", bot = \"own\" }\n"
    "state { id = \"b\", name = \"B\", posture = \"all\" }\n"
    "forum { id = \"f\", name = \"F\", members = { \"a\", \"b\" } }\n"
    "adversary { id = \"x\", kind = \"criminal\" }\n"
    "incident { id = \"w\", by = \"x\", family = \"ransomware\", round = 1, exposure = 1, targets = { \"a\", \"b\" } "
    "}\n"
    "intel { id = \"i\", about = \"w\", holder = \"a\", round = 1, day = 2, quality = 1 }\n"
    "inject { id = \"q\", to = { \"a\" }, text = \"Q\", round = 1, options = { { id = \"y\", text = \"Y\", default = "
    "true } } }\n"
    "vars { n = 0, incidents = 0, shares = 0, decisions = 0 }\n"
    "on_round(function(w)\n"
    "  for k in pairs(told.World) do local _ = w[k] end\n"
    "  same(w.state(\"a\"), \"StateView\") same(w.incident(\"w\"), \"IncidentView\")\n"
    "  same(w.forum(\"f\"), \"ForumView\") same(w.adversary(\"x\"), \"AdversaryView\") w.set(\"n\", w.vars.n + 1)\n"
    "end)\n"
    "on_incident(\"w\", function(w, t) same(t, \"IncidentView\") w.set(\"incidents\", 1) end)\n"
    "on_share(function(w, t) same(t, \"ShareView\") w.set(\"shares\", 1) end)\n"
    "on_decision(\"q\", function(w, t) same(t, \"DecisionView\") w.set(\"decisions\", 1) end)\n"
    "bot { id = \"own\", name = \"Own\", decide = function(b)\n"
    "  same(b, \"Brief\") same(b.others.b, \"BriefOther\") same(b.items[1], \"BriefItem\")\n"
    "  same(b.incidents[1], \"BriefIncident\") same(b.injects[1], \"BriefInject\") same(b.bodies.f, \"BriefForum\")\n"
    "  return {}\n"
    "end }\n";

/* The classes as Lua: told.World = { round = true, … }. */
static void put_classes(pl_buffer *out) {
  size_t count;
  const pl_api_class *classes = pl_api_classes(&count);
  for (size_t c = 0; c < count; c++) {
    pl_buffer_add_format(out, "told.%s = {", classes[c].name);
    for (size_t i = 0; i < classes[c].count; i++) pl_buffer_add_format(out, " %s = true,", classes[c].member[i].name);
    pl_buffer_add_text(out, " }\n");
  }
}

static void open_frame(reading *r, char *text) {
  pl_buffer classes = {0};
  put_classes(&classes);
  snprintf(text, ROOM, frame, pl_buffer_text(&classes));
  pl_buffer_clear(&classes);
  reading_open_text(r, text);
  reading_scenario(r);
}

static void play(pl_world *world) {
  pl_error error = {0};
  const pl_decision answer = {.seat = 0, .action = PL_ACTION_ANSWER};
  for (int round = 0; !pl_world_is_over(world); round++) {
    if (pl_world_open_round(world, &error) || pl_world_resolve(world, &answer, round == 0, &error))
      fail_msg("%s", error.text);
  }
}

static void test_hooks_are_given_what_is_told(void **state) {
  (void)state;
  char *text = malloc(ROOM);
  reading r;
  pl_error error = {0};
  open_frame(&r, text);
  pl_map *map = pl_map_new(r.rules.scenario, &error);
  pl_world *world = pl_world_new(r.rules.scenario, map, &r.rules, 1, &error);
  play(world);
  for (int v = 0; v < r.rules.scenario->variable_count; v++)
    if (pl_world_variable(world, v)->value == 0)
      fail_msg("%s: such a hook never ran", r.rules.scenario->variables[v].name);
  pl_world_free(world);
  pl_map_free(map);
  reading_clear(&r);
  free(text);
}

static void test_bots_are_given_what_is_told(void **state) {
  (void)state;
  char *text = malloc(ROOM);
  reading r;
  pl_error error = {0};
  pl_decision decisions[4];
  size_t count;
  open_frame(&r, text);
  pl_brief_other others[2] = {{.trust = 0}};
  pl_brief_item item = {.iid = pl_iid_declared(r.rules.scenario, 0, 0)};
  pl_brief_incident incident = {.iid = item.iid};
  pl_brief_inject inject = {.inject = 0};
  pl_brief_forum forum = {.applicant = PL_NONE};
  const pl_brief brief = {.scenario = r.rules.scenario,
                          .is_state = true,
                          .others = others,
                          .items = &item,
                          .item_count = 1,
                          .incidents = &incident,
                          .incident_count = 1,
                          .injects = &inject,
                          .inject_count = 1,
                          .forums = &forum};
  if (r.rules.decide(r.rules.self, 0, &brief, decisions, 4, &count, &error)) fail_msg("%s", error.text);
  reading_clear(&r);
  free(text);
}

/* Nothing that w has is missing from the table: what the hooks register is counted. */
static void test_w_is_told_whole(void **state) {
  (void)state;
  char *text = malloc(ROOM);
  reading r;
  size_t classes, count = 0;
  open_frame(&r, text);
  pl_hooks *hooks = r.rules.self;
  lua_State *L = pl_sandbox_lua(hooks->sandbox);
  pl_hooks_push(L, hooks, PL_ANCHOR_W_FIELDS);
  for (lua_pushnil(L); lua_next(L, -2); lua_pop(L, 1)) count++;
  lua_pop(L, 1);
  assert_int_equal(count, pl_api_classes(&classes)[0].count);
  reading_clear(&r);
  free(text);
}

/* ---- the schema's rows ---- */

static void test_every_row_can_be_told(void **state) {
  (void)state;
  const pl_schema *schemas[PL_API_SCHEMAS];
  size_t count = pl_api_schemas(schemas);
  assert_in_range(count, 20, PL_API_SCHEMAS - 1);
  for (size_t i = 0; i < count; i++) {
    for (size_t k = 0; k < schemas[i]->count; k++) {
      const pl_field *field = &schemas[i]->field[k];
      bool needs_type = field->type == PL_TYPE_OTHER || field->type == PL_TYPE_FUNCTION;
      if (needs_type && !field->lua) fail_msg("%s.%s has no type for editors", schemas[i]->name, field->name);
      if (!field->doc || !*field->doc) fail_msg("%s.%s has no explanation", schemas[i]->name, field->name);
      if (field->since < 1) fail_msg("%s.%s: since which schema?", schemas[i]->name, field->name);
      if (field->type == PL_TYPE_RECORD || field->type == PL_TYPE_PLACE) assert_non_null(field->inner);
    }
  }
}

/* The stubs are Lua; nobody runs them, but editors read them. */
static void test_stubs_compile(void **state) {
  (void)state;
  pl_buffer text = {0};
  pl_fault fault;
  pl_sandbox *sandbox = pl_sandbox_new();
  pl_script_api_luacats(&text);
  if (pl_sandbox_load(sandbox, "polder.lua", text.bytes, text.length, &fault))
    fail_msg("%d: %s", fault.line, fault.text);
  pl_sandbox_free(sandbox);
  pl_buffer_clear(&text);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_the_library_is_told_whole_and_nothing_else),
      cmocka_unit_test(test_nothing_is_told_that_was_left_out_on_purpose),
      cmocka_unit_test(test_hooks_are_given_what_is_told),
      cmocka_unit_test(test_bots_are_given_what_is_told),
      cmocka_unit_test(test_w_is_told_whole),
      cmocka_unit_test(test_every_row_can_be_told),
      cmocka_unit_test(test_stubs_compile),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
