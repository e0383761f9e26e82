/* The globals of the small language, and its base functions.
 *
 * What is not here is not in the language. The functions are our own because Lua's would show addresses, trust
 * metamethods or work without being counted. Reading a name that does not exist is an error with a suggestion, in
 * the libraries and in the globals: a misspelt name never becomes nil. For names that Lua has and Polder has not,
 * `absent` says what to use instead.
 *
 * Locking (after the declarations) moves the globals behind an empty table:
 *
 *   _ENV = {}  ── __index ──►  every name  ── __index ──►  strict
 *          └──── __newindex ─►  refuse
 */
#include "library.h"

#include <string.h>

typedef struct absence {
  const char *name, *instead;
} absence;

static const absence absent[] = {
    {"pcall", "errors end the run and say where, so there is nothing to catch"},
    {"xpcall", "errors end the run and say where, so there is nothing to catch"},
    {"require", "use include \"file.lua\" while declaring"},
    {"dofile", "use include \"file.lua\" while declaring"},
    {"loadfile", "use include \"file.lua\" while declaring"},
    {"load", "text cannot be run as code here"},
    {"print", "use w.log(text) in a hook"},
    {"next", "use pairs"},
    {"coroutine", "hooks run from start to end; keep what must last in vars"},
    {"setmetatable", "tables are plain data here"},
    {"getmetatable", "tables are plain data here"},
    {"rawget", "tables are plain data here"},
    {"rawset", "tables are plain data here"},
    {"rawequal", "tables are plain data here"},
    {"rawlen", "use #"},
    {"collectgarbage", "memory looks after itself"},
    {"io", "a scenario reads and writes no files; use texts and include"},
    {"os", "a scenario knows no clock and no system; w.round tells the time"},
    {"debug", "errors already say where they happened"},
    {"package", "use include \"file.lua\" while declaring"},
    {"_G", "use the names themselves"},
    {"format", "use .. and tostring"},
    {"gsub", "there are no patterns; use text.split and table.concat"},
    {"gmatch", "there are no patterns; use text.split"},
    {"match", "there are no patterns; use string.find, text.split or text.starts_with"},
    {"char", "write the character itself, or use utf8.char"},
    {"random", "use w.chance(label, p) in a hook, so that the exercise can be replayed"},
    {"randomseed", "the exercise's seed decides all dice; use w.chance(label, p)"},
    {"huge", "use math.maxinteger"},
    {"pi", "a scenario needs no circles; write the number"},
    {"sqrt", "results of libm differ between machines; use whole numbers"},
    {"move", "copy with a loop"},
    {"pack", "write { ... }"},
};

/* ---- strict tables ---- */

const char *pl_library_instead(const char *name) {
  for (size_t i = 0; i < sizeof absent / sizeof *absent; i++)
    if (strcmp(absent[i].name, name) == 0) return absent[i].instead;
  return NULL;
}

/* __index: (table, key) → error. Upvalue 1: what its names are. */
static int refuse_unknown(lua_State *L) {
  const char *kind = lua_tostring(L, lua_upvalueindex(1));
  if (lua_type(L, 2) != LUA_TSTRING) return 0; /* a list read past its end */
  const char *name = lua_tostring(L, 2);
  const char *instead = pl_library_instead(name);
  if (instead) {
    lua_pushfstring(L, "there is no %s in Polder's Lua: %s", name, instead);
    return lua_error(L);
  }
  return pl_sandbox_unknown(L, kind, name, 1);
}

/* __newindex of what may not be changed. Upvalue 1: what its names are. */
static int refuse_change(lua_State *L) {
  const char *kind = lua_tostring(L, lua_upvalueindex(1));
  const char *name = lua_type(L, 2) == LUA_TSTRING ? lua_tostring(L, 2) : "?";
  lua_pushfstring(L, "%s \"%s\" cannot be set here: use a local variable, or vars and w.set for what must last", kind,
                  name);
  return lua_error(L);
}

void pl_library_make_strict(lua_State *L, const char *kind, bool is_final) {
  luaL_checkstack(L, 4, NULL);
  lua_createtable(L, 0, 2);
  lua_pushstring(L, kind);
  lua_pushcclosure(L, refuse_unknown, 1);
  lua_setfield(L, -2, "__index");
  if (is_final) {
    lua_pushstring(L, kind);
    lua_pushcclosure(L, refuse_change, 1);
    lua_setfield(L, -2, "__newindex");
  }
  lua_setmetatable(L, -2);
}

void pl_sandbox_lock(lua_State *L) {
  luaL_checkstack(L, 8, NULL);
  lua_pushglobaltable(L);
  int globals = lua_gettop(L);
  lua_createtable(L, 0, 64);
  lua_pushnil(L);
  while (lua_next(L, globals)) { /* every name moves over; setting an existing one to nil is safe here */
    lua_pushvalue(L, -2);
    lua_pushvalue(L, -2);
    lua_rawset(L, globals + 1);
    lua_pop(L, 1);
    lua_pushvalue(L, -1);
    lua_pushnil(L);
    lua_rawset(L, globals);
  }
  pl_library_make_strict(L, "variable or function", false);
  lua_createtable(L, 0, 2);
  lua_insert(L, -2);
  lua_setfield(L, -2, "__index");
  lua_pushliteral(L, "global variable");
  lua_pushcclosure(L, refuse_change, 1);
  lua_setfield(L, -2, "__newindex");
  lua_setmetatable(L, globals);
  lua_settop(L, globals - 1);
}

/* ---- base functions ---- */

const char *pl_library_check_text(lua_State *L, int index, size_t *length) {
  if (lua_type(L, index) == LUA_TSTRING) return lua_tolstring(L, index, length);
  if (!pl_sandbox_text(L, index, length)) luaL_typeerror(L, index, "string");
  lua_replace(L, index);
  return lua_tolstring(L, index, length);
}

/* Raises `message` as if at `level`. */
static int raise_at(lua_State *L, int level, int message) {
  luaL_where(L, level);
  lua_pushvalue(L, message);
  lua_concat(L, 2);
  return lua_error(L);
}

static int base_error(lua_State *L) {
  lua_Integer level = luaL_optinteger(L, 2, 1);
  size_t length;
  pl_library_check_text(L, 1, &length);
  return raise_at(L, level >= 1 && level <= 20 ? (int)level : 1, 1);
}

static int base_assert(lua_State *L) {
  luaL_checkany(L, 1);
  if (lua_toboolean(L, 1)) return lua_gettop(L);
  if (lua_isnoneornil(L, 2)) lua_pushliteral(L, "an assertion failed");
  else lua_pushvalue(L, 2);
  lua_replace(L, 1);
  size_t length;
  pl_library_check_text(L, 1, &length);
  return raise_at(L, 1, 1);
}

static int next_element(lua_State *L) {
  lua_Integer i = lua_tointeger(L, 2) + 1;
  lua_pushinteger(L, i);
  return lua_type(L, 1) == LUA_TTABLE && lua_rawgeti(L, 1, i) != LUA_TNIL ? 2 : 0;
}

static int base_ipairs(lua_State *L) {
  luaL_checktype(L, 1, LUA_TTABLE);
  lua_pushcfunction(L, next_element);
  lua_pushvalue(L, 1);
  lua_pushinteger(L, 0);
  return 3;
}

static int base_select(lua_State *L) {
  int count = lua_gettop(L);
  if (lua_type(L, 1) == LUA_TSTRING && strcmp(lua_tostring(L, 1), "#") == 0) {
    lua_pushinteger(L, count - 1);
    return 1;
  }
  lua_Integer i = luaL_checkinteger(L, 1);
  if (i < 0) i = count + i;
  else if (i > count) i = count;
  luaL_argcheck(L, i >= 1, 1, "index out of range");
  pl_sandbox_charge(L, (size_t)(count - i));
  return count - (int)i;
}

static int digit_value(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'z') return c - 'a' + 10;
  if (c >= 'A' && c <= 'Z') return c - 'A' + 10;
  return 99;
}

/* tonumber(text, base): whole numbers only, wrapping around as Lua's do. */
static int number_in_base(lua_State *L) {
  lua_Integer base = luaL_checkinteger(L, 2);
  luaL_argcheck(L, base >= 2 && base <= 36, 2, "base must be from 2 to 36");
  luaL_checktype(L, 1, LUA_TSTRING);
  const char *p = lua_tostring(L, 1);
  lua_Unsigned value = 0;
  bool is_negative = *p == '-';
  p += is_negative;
  bool is_number = *p != '\0';
  for (; *p && is_number; p++) {
    is_number = digit_value(*p) < base;
    value = value * (lua_Unsigned)base + (lua_Unsigned)digit_value(*p);
  }
  if (is_number) lua_pushinteger(L, (lua_Integer)(is_negative ? 0 - value : value));
  else lua_pushnil(L);
  return 1;
}

static int base_tonumber(lua_State *L) {
  if (!lua_isnoneornil(L, 2)) return number_in_base(L);
  luaL_checkany(L, 1);
  if (lua_type(L, 1) == LUA_TNUMBER) {
    lua_settop(L, 1);
    return 1;
  }
  size_t length = 0;
  const char *text = lua_type(L, 1) == LUA_TSTRING ? lua_tolstring(L, 1, &length) : NULL;
  pl_sandbox_charge(L, 1 + length / 16);
  if (!text || lua_stringtonumber(L, text) != length + 1) lua_pushnil(L);
  return 1;
}

static int base_tostring(lua_State *L) {
  luaL_checkany(L, 1);
  if (pl_sandbox_text(L, 1, NULL)) return 1;
  if (lua_type(L, 1) == LUA_TBOOLEAN) lua_pushstring(L, lua_toboolean(L, 1) ? "true" : "false");
  else lua_pushstring(L, luaL_typename(L, 1)); /* no addresses: they differ in every run */
  return 1;
}

static int base_type(lua_State *L) {
  luaL_checkany(L, 1);
  lua_pushstring(L, luaL_typename(L, 1));
  return 1;
}

static const luaL_Reg base_functions[] = {
    {"assert", base_assert},     {"error", base_error},       {"ipairs", base_ipairs},
    {"pairs", pl_library_pairs}, {"select", base_select},     {"tonumber", base_tonumber},
    {"tostring", base_tostring}, {"type", base_type},         {NULL, NULL},
};

/* ---- opening ---- */

typedef struct part {
  const char *name, *kind;
  const luaL_Reg *(*functions)(void);
} part;

static const part parts[] = {
    {"string", "function in string", pl_library_string},
    {"text", "function in text", pl_library_text},
    {"utf8", "function in utf8", pl_library_utf8},
    {"table", "function in table", pl_library_table},
    {"math", "function in math", pl_library_math},
};

/* `("x"):upper()`: strings find their methods in a metatable that no script can reach or replace. */
static void lock_strings(lua_State *L) {
  lua_pushliteral(L, "");
  lua_createtable(L, 0, 2);
  lua_createtable(L, 0, 8); /* not the global table `string`, which a script may spoil for itself */
  luaL_setfuncs(L, pl_library_string(), 0);
  pl_library_make_strict(L, "function in string", true);
  lua_setfield(L, -2, "__index");
  lua_setmetatable(L, -2);
  lua_pop(L, 1);
}

void pl_library_open(lua_State *L) {
  lua_createtable(L, 0, 64);
  luaL_setfuncs(L, base_functions, 0);
  for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
    lua_createtable(L, 0, 16);
    luaL_setfuncs(L, parts[i].functions(), 0);
    if (strcmp(parts[i].name, "math") == 0) {
      lua_pushinteger(L, LUA_MAXINTEGER);
      lua_setfield(L, -2, "maxinteger");
      lua_pushinteger(L, LUA_MININTEGER);
      lua_setfield(L, -2, "mininteger");
    }
    pl_library_make_strict(L, parts[i].kind, true);
    lua_setfield(L, -2, parts[i].name);
  }
  pl_library_make_strict(L, "variable or function", false);
  lua_rawseti(L, LUA_REGISTRYINDEX, LUA_RIDX_GLOBALS);
  lock_strings(L);
}
