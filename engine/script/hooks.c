/* Registering hooks.
 *
 * A hook is a row (kind, id, place) and a function in a table of the registry under the same number. Rows are made
 * while declaring, bound to what their ids mean when the scenario is compiled, and only read after that. They run in
 * the order in which they were declared. */
#include "hooks.h"

#include <stdlib.h>
#include <string.h>

#include "hooks_internal.h"

static const char *const kind_names[PL_HOOKS] = {[PL_HOOK_ROUND] = "on_round",
                                                 [PL_HOOK_DECISION] = "on_decision",
                                                 [PL_HOOK_INCIDENT] = "on_incident",
                                                 [PL_HOOK_SHARE] = "on_share",
                                                 [PL_HOOK_END] = "on_end"};
static const char *const kind_usage[PL_HOOKS] = {
    [PL_HOOK_ROUND] = "on_round(function(w) … end)",
    [PL_HOOK_DECISION] = "on_decision(\"action or inject\", function(w, d) … end)",
    [PL_HOOK_INCIDENT] = "on_incident(\"incident\", function(w, incident) … end)",
    [PL_HOOK_SHARE] = "on_share(function(w, share) … end)",
    [PL_HOOK_END] = "on_end(function(w) … end)"};

pl_hooks *pl_hooks_of(lua_State *L) {
  return pl_sandbox_attached(pl_sandbox_of(L));
}

void pl_hooks_push(lua_State *L, const pl_hooks *hooks, pl_anchor anchor) {
  lua_rawgeti(L, LUA_REGISTRYINDEX, hooks->anchor[anchor]);
}

static bool has_id(pl_hook kind) {
  return kind == PL_HOOK_DECISION || kind == PL_HOOK_INCIDENT;
}

/* Keeps a copy of `text` alive in the registry and returns it. */
static const char *keep_word(lua_State *L, const pl_hooks *hooks, const char *text) {
  pl_hooks_push(L, hooks, PL_ANCHOR_WORDS);
  const char *kept = lua_pushstring(L, text);
  lua_rawseti(L, -2, (lua_Integer)lua_rawlen(L, -2) + 1);
  lua_pop(L, 1);
  return kept;
}

static void note_place(lua_State *L, const pl_hooks *hooks, pl_registration *row) {
  lua_Debug ar;
  row->file = "";
  if (!lua_getstack(L, 1, &ar) || !lua_getinfo(L, "Sl", &ar) || ar.currentline <= 0) return;
  row->file = keep_word(L, hooks, ar.source[0] == '@' ? ar.source + 1 : ar.source);
  row->line = ar.currentline;
}

/* on_…([id,] function). Upvalue 1: the kind. */
static int register_hook(lua_State *L) {
  pl_hooks *hooks = pl_hooks_of(L);
  pl_hook kind = (pl_hook)lua_tointeger(L, lua_upvalueindex(1));
  int function = has_id(kind) ? 2 : 1;
  if (hooks->scenario)
    return luaL_error(L, PL_TEXT("%s belongs outside of hooks, at the top of the file"), kind_names[kind]);
  bool is_good = lua_type(L, function) == LUA_TFUNCTION && lua_gettop(L) == function;
  if (!is_good || (has_id(kind) && lua_type(L, 1) != LUA_TSTRING))
    return luaL_error(L, PL_TEXT("write %s"), kind_usage[kind]);
  if (hooks->count == PL_HOOKS_MOST)
    return pl_sandbox_limit(L, PL_TEXT("more than %d hooks (the limit): join some into one function"), PL_HOOKS_MOST);
  pl_registration row = {.kind = kind, .index = -1};
  note_place(L, hooks, &row);
  if (has_id(kind)) row.id = keep_word(L, hooks, lua_tostring(L, 1));
  pl_hooks_push(L, hooks, PL_ANCHOR_FUNCTIONS);
  lua_pushvalue(L, function);
  lua_rawseti(L, -2, (lua_Integer)hooks->count + 1);
  hooks->row[hooks->count++] = row;
  return 0;
}

static void release(void *data) {
  pl_hooks *hooks = data;
  pl_arena_free(hooks->sorted);
  free(hooks->effect);
  free(hooks);
}

void pl_hooks_install(pl_sandbox *sandbox) {
  lua_State *L = pl_sandbox_lua(sandbox);
  pl_hooks *hooks = calloc(1, sizeof *hooks);
  if (!hooks) pl_sandbox_no_memory(L);
  hooks->sandbox = sandbox;
  pl_sandbox_attach(sandbox, hooks, release);
  luaL_checkstack(L, 4, NULL);
  for (int anchor = PL_ANCHOR_FUNCTIONS; anchor <= PL_ANCHOR_NAMES; anchor++) {
    lua_newtable(L);
    hooks->anchor[anchor] = luaL_ref(L, LUA_REGISTRYINDEX);
  }
  for (int kind = 0; kind < PL_HOOKS; kind++) {
    lua_pushinteger(L, kind);
    lua_pushcclosure(L, register_hook, 1);
    lua_setglobal(L, kind_names[kind]);
  }
}

size_t pl_hooks_count(pl_sandbox *sandbox) {
  const pl_hooks *hooks = pl_sandbox_attached(sandbox);
  return hooks ? hooks->count : 0;
}

void pl_hooks_row(pl_sandbox *sandbox, size_t row, pl_hook *kind, const char **id, const char **file, int *line) {
  const pl_hooks *hooks = pl_sandbox_attached(sandbox);
  *kind = hooks->row[row].kind;
  *id = hooks->row[row].id;
  *file = hooks->row[row].file;
  *line = hooks->row[row].line;
}

void pl_hooks_bind(pl_sandbox *sandbox, size_t row, int index) {
  pl_hooks *hooks = pl_sandbox_attached(sandbox);
  hooks->row[row].index = index;
}

int pl_hooks_bound(pl_sandbox *sandbox, size_t row) {
  const pl_hooks *hooks = pl_sandbox_attached(sandbox);
  return hooks->row[row].index;
}
