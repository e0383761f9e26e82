/* math: whole numbers and what is exact. Nothing here calls libm, whose results differ between machines. */
#include "library.h"

/* Below this every double has a place for halves; from here on all are whole. */
#define WHOLE 4503599627370496.0 /* 2^52 */

static int math_abs(lua_State *L) {
  if (lua_isinteger(L, 1)) {
    lua_Integer n = lua_tointeger(L, 1);
    lua_pushinteger(L, n < 0 ? (lua_Integer)(0 - (lua_Unsigned)n) : n);
    return 1;
  }
  lua_Number x = luaL_checknumber(L, 1);
  lua_pushnumber(L, x < 0 ? -x : x);
  return 1;
}

/* Rounds towards `direction` (−1 down, 1 up); an integer where it fits one. */
static int round_towards(lua_State *L, int direction) {
  if (lua_isinteger(L, 1)) {
    lua_settop(L, 1);
    return 1;
  }
  lua_Number x = luaL_checknumber(L, 1);
  if (x > -WHOLE && x < WHOLE) {
    lua_Integer n = (lua_Integer)x; /* towards zero */
    if (direction < 0 && (lua_Number)n > x) n--;
    if (direction > 0 && (lua_Number)n < x) n++;
    lua_pushinteger(L, n);
    return 1;
  }
  int is_exact;
  lua_Integer n = lua_tointegerx(L, 1, &is_exact);
  if (is_exact) lua_pushinteger(L, n);
  else lua_pushnumber(L, x); /* too large, infinite, or not a number */
  return 1;
}

static int math_floor(lua_State *L) {
  return round_towards(L, -1);
}

static int math_ceil(lua_State *L) {
  return round_towards(L, 1);
}

/* The remainder with the sign of the dividend, from Lua's own operator on absolute values. */
static int math_fmod(lua_State *L) {
  luaL_checknumber(L, 1);
  luaL_checknumber(L, 2);
  bool are_integers = lua_isinteger(L, 1) && lua_isinteger(L, 2);
  if (are_integers && lua_tointeger(L, 2) == 0) return luaL_argerror(L, 2, "zero");
  if (are_integers) {
    lua_Integer a = lua_tointeger(L, 1), b = lua_tointeger(L, 2);
    lua_pushinteger(L, b == -1 ? 0 : a % b); /* C's remainder already has the dividend's sign */
    return 1;
  }
  lua_Number a = lua_tonumber(L, 1), b = lua_tonumber(L, 2);
  lua_pushnumber(L, a < 0 ? -a : a);
  lua_pushnumber(L, b < 0 ? -b : b);
  lua_arith(L, LUA_OPMOD);
  if (a < 0) lua_pushnumber(L, -lua_tonumber(L, -1));
  return 1;
}

/* The argument that wins against all others under `is_less`. */
static int extreme(lua_State *L, bool wants_less) {
  int best = 1, count = lua_gettop(L);
  luaL_checknumber(L, 1);
  for (int i = 2; i <= count; i++) {
    luaL_checknumber(L, i);
    if (wants_less ? lua_compare(L, i, best, LUA_OPLT) : lua_compare(L, best, i, LUA_OPLT)) best = i;
  }
  pl_sandbox_charge(L, (size_t)count);
  lua_pushvalue(L, best);
  return 1;
}

static int math_min(lua_State *L) {
  return extreme(L, true);
}

static int math_max(lua_State *L) {
  return extreme(L, false);
}

static int math_tointeger(lua_State *L) {
  luaL_checkany(L, 1);
  int is_exact = 0;
  lua_Integer n = lua_type(L, 1) == LUA_TNUMBER ? lua_tointegerx(L, 1, &is_exact) : 0;
  if (is_exact) lua_pushinteger(L, n);
  else lua_pushnil(L);
  return 1;
}

static int math_type(lua_State *L) {
  luaL_checkany(L, 1);
  if (lua_type(L, 1) != LUA_TNUMBER) lua_pushnil(L);
  else lua_pushstring(L, lua_isinteger(L, 1) ? "integer" : "float");
  return 1;
}

static int math_ult(lua_State *L) {
  lua_pushboolean(L, (lua_Unsigned)luaL_checkinteger(L, 1) < (lua_Unsigned)luaL_checkinteger(L, 2));
  return 1;
}

const luaL_Reg *pl_library_math(void) {
  static const luaL_Reg functions[] = {
      {"abs", math_abs}, {"ceil", math_ceil}, {"floor", math_floor}, {"fmod", math_fmod},           {"max", math_max},
      {"min", math_min}, {"type", math_type}, {"ult", math_ult},     {"tointeger", math_tointeger}, {NULL, NULL},
  };
  return functions;
}
