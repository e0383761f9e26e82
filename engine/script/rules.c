/* The engine's rules, answered by Lua.
 *
 * Each question (a hook, a test, a bot) is one protected call: it sets what is running, enters Lua once, and clears it
 * again, whatever happened. In between, the world is const and the queue fills. An error becomes one line with the
 * place, what was running, the round and the seed, and how to see it again. */
#include <polder/brief.h>
#include <polder/rules.h>
#include <polder/world.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "hooks_internal.h"
#include "read.h"

/* ---- errors ---- */

/* "file:12: in WHAT, round 7, seed 2024: text; to see it again: …" */
static pl_status explain(const pl_hooks *hooks, pl_status status, const pl_fault *fault, const char *what, int round,
                         uint64_t seed, pl_error *error) {
  char place[160] = "";
  unsigned long long shown = (unsigned long long)seed;
  const char *id = hooks->scenario->id ? hooks->scenario->id : "scenario.lua";
  if (status == PL_NO_MEMORY)
    return pl_error_set(error, status, "out of memory in %s, round %d, seed %llu", what, round + 1, shown);
  if (fault->line > 0) snprintf(place, sizeof place, "%s:%d: ", fault->file, fault->line);
  else if (hooks->at)
    snprintf(place, sizeof place, "%s:%d: ", hooks->at->file, hooks->at->line);
  else if (hooks->function_line > 0)
    snprintf(place, sizeof place, "%s:%d: ", hooks->function_file, hooks->function_line);
  return pl_error_set(error, status,
                      "%sin %s, round %d, seed %llu: %s; to see it again: polder run %s --seed %llu --rounds %d", place,
                      what, round + 1, shown, fault->text, id, shown, round + 1);
}

static void name_hook(const pl_hooks *hooks, char *name, size_t size) {
  static const char *const names[PL_HOOKS] = {"on_round", "on_decision", "on_incident", "on_share", "on_end"};
  const char *kind = names[hooks->call->kind], *id = hooks->at ? hooks->at->id : NULL;
  if (id) snprintf(name, size, "%s(\"%s\")", kind, id);
  else snprintf(name, size, "%s", kind);
}

/* One question more, about `call` if it is a hook's. */
static void begin_call(pl_hooks *hooks, const pl_hook_call *call) {
  hooks->call = call;
  hooks->at = NULL;
  hooks->function_line = 0;
  hooks->number++;
  hooks->effects_before += hooks->effect_count;
  hooks->lines_before += hooks->line_count;
  hooks->effect_count = hooks->line_count = 0;
  hooks->text_count = 0;
}

/* What a round may do is counted anew. */
static void begin_round(pl_hooks *hooks, int round) {
  hooks->round = round;
  hooks->effects_before = hooks->lines_before = 0;
  pl_sandbox_begin(hooks->sandbox);
}

static void begin(pl_hooks *hooks, pl_running running, const pl_world *world, int round) {
  hooks->running = running;
  hooks->world = world;
  begin_call(hooks, NULL);
  if (round != hooks->round) begin_round(hooks, round);
}

static void end(pl_hooks *hooks) {
  hooks->running = PL_RUNNING_NOTHING;
  hooks->world = NULL;
  hooks->call = NULL;
  hooks->at = NULL;
}

/* ---- hooks ---- */

static bool is_about(const pl_registration *row, const pl_hook_call *call) {
  if (row->kind != call->kind) return false;
  if (!row->id) return true;
  if (call->kind == PL_HOOK_INCIDENT) return row->index == call->incident;
  const pl_decision *d = call->decision;
  return row->index == d->action || (d->action == PL_ACTION_ANSWER && row->index == (PL_HOOKS_INJECT | d->target));
}

static bool is_anyone_about(const pl_hooks *hooks, const pl_hook_call *call) {
  if (!hooks->has[call->kind]) return false;
  for (size_t i = 0; i < hooks->count; i++)
    if (is_about(&hooks->row[i], call)) return true;
  return false;
}

/* Where things are on the stack while hooks run. */
enum { AT_FUNCTIONS = 2, AT_W, AT_PARTS };

/* Pushes what a hook of this kind gets beside `w`; returns how many values. Each hook gets its own, to do with as it
 * likes. */
static int push_argument(lua_State *L, const pl_hooks *hooks) {
  switch (hooks->call->kind) {
    case PL_HOOK_DECISION: pl_hooks_push_decision(L, hooks); return 1;
    case PL_HOOK_SHARE: pl_hooks_push_share(L, hooks, AT_PARTS); return 1;
    case PL_HOOK_INCIDENT: {
      int index = pl_world_find_incident(hooks->world, hooks->call->iid);
      if (index < 0) lua_pushnil(L);
      else pl_hooks_push_incident(L, hooks, index);
      return 1;
    }
    case PL_HOOK_ROUND:
    case PL_HOOK_END:
    case PL_HOOKS: break;
  }
  return 0;
}

/* Every hook that is about the running call, in order. */
static void run_call(lua_State *L, pl_hooks *hooks) {
  for (size_t i = 0; i < hooks->count; i++) {
    if (!is_about(&hooks->row[i], hooks->call)) continue;
    hooks->at = &hooks->row[i];
    lua_rawgeti(L, AT_FUNCTIONS, (lua_Integer)i + 1);
    lua_pushvalue(L, AT_W);
    int extra = push_argument(L, hooks);
    lua_call(L, 1 + extra, 0);
  }
}

typedef struct hook_calls {
  pl_hooks *hooks;
  const pl_hook_call *call;
  size_t count, done;
} hook_calls;

/* Runs protected: the calls one after another, each with limits of its own, until one asks for something. */
static int run_hooks(lua_State *L) {
  hook_calls *calls = lua_touserdata(L, 1);
  pl_hooks *hooks = calls->hooks;
  luaL_checkstack(L, 12 + PL_HOOKS_SHARE_PARTS, NULL);
  pl_hooks_set_round(L, hooks);
  pl_hooks_push(L, hooks, PL_ANCHOR_FUNCTIONS);
  pl_hooks_push(L, hooks, PL_ANCHOR_W);
  if (calls->call->kind == PL_HOOK_SHARE) pl_hooks_push_share_parts(L, hooks);
  while (calls->done < calls->count && hooks->effect_count + hooks->line_count == 0) {
    begin_call(hooks, &calls->call[calls->done++]);
    pl_sandbox_refill(L);
    run_call(L, hooks);
  }
  return 0;
}

static pl_status answer_hook_many(void *self, const pl_world *world, const pl_hook_call *call, size_t count,
                                  size_t *done, pl_effect_queue *out, pl_error *error) {
  pl_hooks *hooks = self;
  pl_fault fault;
  char what[96];
  hook_calls calls = {.hooks = hooks, .call = call, .count = count};
  begin(hooks, PL_RUNNING_HOOK, world, pl_world_round(world));
  hooks->call = call; /* until the first one runs */
  pl_status status = pl_sandbox_protect(hooks->sandbox, run_hooks, &calls, 0, &fault);
  *done = calls.done;
  if (status == PL_OK) {
    *out = (pl_effect_queue){hooks->effect, hooks->effect_count, hooks->line, hooks->line_count};
  } else {
    *out = (pl_effect_queue){0};
    name_hook(hooks, what, sizeof what);
    explain(hooks, status, &fault, what, pl_world_round(world), pl_world_seed(world), error);
  }
  end(hooks);
  return status;
}

static pl_status answer_hook(void *self, const pl_world *world, const pl_hook_call *call, pl_effect_queue *out,
                             pl_error *error) {
  size_t done;
  *out = (pl_effect_queue){0};
  return is_anyone_about(self, call) ? answer_hook_many(self, world, call, 1, &done, out, error) : PL_OK;
}

static bool has_hook(void *self, pl_hook kind) {
  const pl_hooks *hooks = self;
  return (unsigned)kind < PL_HOOKS && hooks->has[kind];
}

/* ---- tests ---- */
typedef struct test_call {
  pl_hooks *hooks;
  int objective;
  pl_q16 met;
} test_call;

/* Pushes the function of that number from one of the registry's tables, and notes where it begins: a mistake in what it
 * returns is at no line that is running. */
static void push_stored(lua_State *L, pl_hooks *hooks, const char *table, int index) {
  lua_Debug ar;
  bool is_there = lua_getfield(L, LUA_REGISTRYINDEX, table) == LUA_TTABLE &&
                  lua_rawgeti(L, -1, (lua_Integer)index + 1) == LUA_TFUNCTION;
  if (!is_there) luaL_error(L, PL_TEXT("there is no such function"));
  lua_pushvalue(L, -1);
  if (!lua_getinfo(L, ">S", &ar) || ar.linedefined <= 0) return;
  snprintf(hooks->function_file, sizeof hooks->function_file, "%s", ar.source[0] == '@' ? ar.source + 1 : ar.source);
  hooks->function_line = ar.linedefined;
}

/* Runs protected. */
static int run_test(lua_State *L) {
  test_call *call = lua_touserdata(L, 1);
  luaL_checkstack(L, 8, NULL);
  pl_hooks_set_round(L, call->hooks);
  push_stored(L, call->hooks, PL_HOOKS_TESTS, call->objective);
  pl_hooks_push(L, call->hooks, PL_ANCHOR_W);
  lua_call(L, 1, 1);
  if (lua_type(L, -1) == LUA_TBOOLEAN) {
    call->met = lua_toboolean(L, -1) ? PL_ONE : 0;
    return 0;
  }
  lua_Number x = lua_type(L, -1) == LUA_TNUMBER ? lua_tonumber(L, -1) : -1;
  if (!(x >= 0 && x <= 1)) { /* also NaN */
    const char *text = pl_sandbox_text(L, -1, NULL);
    return luaL_error(L, PL_TEXT("a test returns true, false or a number from 0 to 1, this one returned %s"),
                      text ? text : luaL_typename(L, -1));
  }
  call->met = (pl_q16)(x * PL_ONE + 0.5);
  return 0;
}

static pl_status answer_test(void *self, const pl_world *world, int objective, pl_q16 *met, pl_error *error) {
  pl_hooks *hooks = self;
  pl_fault fault;
  char what[96];
  test_call call = {.hooks = hooks, .objective = objective};
  begin(hooks, PL_RUNNING_TEST, world, pl_world_round(world));
  pl_status status = pl_sandbox_protect(hooks->sandbox, run_test, &call, 0, &fault);
  end(hooks);
  if (status == PL_OK) {
    *met = call.met;
    return PL_OK;
  }
  snprintf(what, sizeof what, PL_TEXT("the test of objective \"%s\""), hooks->scenario->objectives[objective].id);
  return explain(hooks, status, &fault, what, pl_world_round(world), pl_world_seed(world), error);
}

/* ---- bots ---- */
typedef struct bot_call {
  pl_hooks *hooks;
  int bot;
  const pl_brief *brief;
  pl_decision *decisions;
  size_t capacity, count;
} bot_call;

/* Runs protected. */
static int run_bot(lua_State *L) {
  bot_call *call = lua_touserdata(L, 1);
  char problem[320] = "";
  luaL_checkstack(L, 12, NULL);
  push_stored(L, call->hooks, PL_HOOKS_BOTS, call->bot);
  pl_hooks_push_brief(L, call->hooks, call->brief);
  lua_call(L, 1, 1);
  if (lua_isnil(L, -1)) return 0; /* everything stays as it was */
  if (lua_type(L, -1) != LUA_TTABLE)
    return luaL_error(L, PL_TEXT("decide returns a table with the fields of an order, this one returned a %s"),
                      luaL_typename(L, -1));
  if (!pl_read_order(L, lua_gettop(L), &call->hooks->names, call->brief->seat, call->decisions, call->capacity,
                     &call->count, problem, sizeof problem))
    return luaL_error(L, PL_TEXT("what decide returned: %s"), problem);
  return 0;
}

static pl_status answer_decide(void *self, int bot, const pl_brief *brief, pl_decision *decisions, size_t capacity,
                               size_t *count, pl_error *error) {
  pl_hooks *hooks = self;
  pl_fault fault;
  char what[128];
  bot_call call = {.hooks = hooks, .bot = bot, .brief = brief, .decisions = decisions, .capacity = capacity};
  *count = 0;
  begin(hooks, PL_RUNNING_BOT, NULL, brief->round);
  pl_status status = pl_sandbox_protect(hooks->sandbox, run_bot, &call, 0, &fault);
  end(hooks);
  if (status == PL_OK) {
    *count = call.count;
    return PL_OK;
  }
  snprintf(what, sizeof what, PL_TEXT("decide of bot \"%s\" for %s"), hooks->scenario->bots[bot].id,
           pl_scenario_seat_id(hooks->scenario, brief->seat));
  return explain(hooks, status, &fault, what, brief->round, brief->seed, error);
}

/* ---- life ---- */

static uint64_t take_fingerprint(void *self) { return pl_hooks_fingerprint(self); }

static void close_rules(void *self) {
  pl_hooks *hooks = self;
  void *owner = hooks->owner;
  void (*release_owner)(void *) = hooks->release_owner;
  pl_sandbox_free(hooks->sandbox); /* and with it the hooks */
  release_owner(owner);
}

/* Runs protected. */
static int open_hooks(lua_State *L) {
  pl_hooks *hooks = lua_touserdata(L, 1);
  pl_hooks_open_world(L, hooks);
  pl_sandbox_lock(L);
  return 0;
}

/* Installs hooks in a sandbox that never declared any. */
static int install(lua_State *L) {
  pl_hooks_install(pl_sandbox_of(L));
  return 0;
}

/* What a hook's tables refer to. */
static bool sort_names(pl_hooks *hooks, const pl_scenario *scenario) {
  if (!hooks->sorted) hooks->sorted = pl_arena_new(0);
  hooks->names = (pl_names){.of = scenario};
  return hooks->sorted && pl_names_add_all(&hooks->names, hooks->sorted);
}

pl_status pl_hooks_rules_shared(pl_sandbox *sandbox, pl_scenario *scenario, void *owner, void (*release_owner)(void *),
                                pl_rules *out, pl_error *error) {
  pl_fault fault;
  if (!pl_sandbox_attached(sandbox) && pl_sandbox_protect(sandbox, install, NULL, 0, &fault) != PL_OK)
    return pl_error_set(error, PL_NO_MEMORY, "out of memory while preparing the hooks");
  pl_hooks *hooks = pl_sandbox_attached(sandbox);
  if (!hooks->effect) hooks->effect = calloc(PL_HOOKS_EFFECTS, sizeof *hooks->effect);
  if (!hooks->effect || !sort_names(hooks, scenario))
    return pl_error_set(error, PL_NO_MEMORY, "out of memory while preparing the hooks");
  hooks->scenario = scenario;
  hooks->round = -1;
  pl_status status = pl_sandbox_protect(sandbox, open_hooks, hooks, 0, &fault);
  if (status != PL_OK) {
    hooks->scenario = NULL;
    return pl_error_set(error, status, "cannot prepare the hooks: %s", fault.text);
  }
  hooks->owner = owner;
  hooks->release_owner = release_owner;
  for (size_t i = 0; i < hooks->count; i++)
    if (!hooks->row[i].id || hooks->row[i].index >= 0) hooks->has[hooks->row[i].kind] = true;
  *out = (pl_rules){.scenario = scenario,
                    .self = hooks,
                    .has = has_hook,
                    .hook = answer_hook,
                    .hook_many = answer_hook_many,
                    .test = answer_test,
                    .decide = answer_decide,
                    .fingerprint = take_fingerprint,
                    .close = close_rules};
  return PL_OK;
}

static void free_arena(void *arena) { pl_arena_free(arena); }

pl_status pl_hooks_rules(pl_sandbox *sandbox, pl_scenario *scenario, pl_arena *arena, pl_rules *out, pl_error *error) {
  return pl_hooks_rules_shared(sandbox, scenario, arena, free_arena, out, error);
}
