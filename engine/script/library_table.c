/* table, and pairs: lists and loops whose order depends on nothing but their contents.
 *
 * Lua visits keys in the order of a hash whose seed differs in every run, and its sort takes pivots from the clock.
 * Here pairs takes a snapshot of the keys, sorted: false, true, numbers, then texts by bytes. Values are read when
 * their turn comes, keys that have gone by then are skipped, keys added meanwhile are not visited. Sorting is a stable
 * merge. Lengths are raw, elements are counted and charged. */
#include "library.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* ---- pairs ---- */
typedef enum key_kind { KEY_BOOLEAN, KEY_NUMBER, KEY_TEXT } key_kind;

typedef struct key {
  union {
    lua_Integer integer; /* also booleans */
    lua_Number number;
    const char *text;
  } as;
  uint32_t length; /* of a text */
  uint32_t place : 28, kind : 2, is_float : 1; /* place: in the list of unsorted keys */
} key;

/* An integer and a float that differ (equal ones are one key in Lua): is the integer smaller? */
static bool is_integer_below(lua_Integer i, lua_Number x) {
  if (x >= 9223372036854775808.0) return true;
  if (x < -9223372036854775808.0) return false;
  lua_Integer whole = (lua_Integer)x; /* towards zero */
  return i != whole ? i < whole : (lua_Number)whole < x;
}

static int compare_numbers(const key *a, const key *b) {
  if (a->is_float && b->is_float) return a->as.number < b->as.number ? -1 : 1;
  if (a->is_float) return is_integer_below(b->as.integer, a->as.number) ? 1 : -1;
  if (b->is_float) return is_integer_below(a->as.integer, b->as.number) ? -1 : 1;
  return (a->as.integer > b->as.integer) - (a->as.integer < b->as.integer);
}

/* For qsort. Keys of one table differ, so the order is total. */
static int compare_keys(const void *left, const void *right) {
  const key *a = left, *b = right;
  if (a->kind != b->kind) return a->kind < b->kind ? -1 : 1;
  if (a->kind == KEY_TEXT) return pl_library_compare_text(a->as.text, a->length, b->as.text, b->length);
  if (a->kind == KEY_NUMBER) return compare_numbers(a, b);
  return (int)a->as.integer - (int)b->as.integer;
}

/* Describes the key at the top of the stack. */
static key describe_key(lua_State *L, uint32_t place) {
  key k = {.place = place & 0xFFFFFFFu};
  size_t length;
  switch (lua_type(L, -1)) {
    case LUA_TBOOLEAN: k.kind = KEY_BOOLEAN; k.as.integer = lua_toboolean(L, -1); break;
    case LUA_TSTRING: k.kind = KEY_TEXT; k.as.text = lua_tolstring(L, -1, &length); k.length = (uint32_t)length; break;
    case LUA_TNUMBER:
      k.kind = KEY_NUMBER;
      k.is_float = !lua_isinteger(L, -1);
      if (k.is_float) k.as.number = lua_tonumber(L, -1);
      else k.as.integer = lua_tointeger(L, -1);
      break;
    default:
      luaL_error(L, PL_TEXT("pairs: a key is a %s; keys are texts, numbers or booleans, because others have no order"),
                 luaL_typename(L, -1));
  }
  return k;
}

/* How many keys the table at 1 has, and whether they are just 1 … count. */
static size_t count_keys(lua_State *L, bool *is_list) {
  size_t count = 0, length = lua_rawlen(L, 1);
  *is_list = true;
  for (lua_pushnil(L); lua_next(L, 1); lua_pop(L, 1), count++) {
    if (!*is_list) continue;
    lua_Integer i = lua_isinteger(L, -2) ? lua_tointeger(L, -2) : 0;
    *is_list = i >= 1 && (lua_Unsigned)i <= length;
  }
  *is_list = *is_list && count == length;
  return count;
}

/* Pushes a list of the keys of the table at 1, in order. */
static void push_sorted_keys(lua_State *L, size_t count) {
  key *keys = lua_newuserdatauv(L, count * sizeof *keys, 0);
  lua_createtable(L, (int)count, 0);
  int unsorted = lua_gettop(L);
  uint32_t n = 0;
  for (lua_pushnil(L); lua_next(L, 1);) {
    lua_pop(L, 1);
    keys[n] = describe_key(L, n + 1);
    lua_pushvalue(L, -1);
    lua_rawseti(L, unsorted, ++n);
  }
  qsort(keys, n, sizeof *keys, compare_keys);
  lua_createtable(L, (int)count, 0);
  for (uint32_t i = 0; i < n; i++) {
    lua_rawgeti(L, unsorted, keys[i].place);
    lua_rawseti(L, -2, (lua_Integer)i + 1);
  }
}

/* The iterator. Upvalues: the table, its keys (nil: 1 … count), count, keys visited. */
static int next_entry(lua_State *L) {
  lua_Integer count = lua_tointeger(L, lua_upvalueindex(3)), at = lua_tointeger(L, lua_upvalueindex(4));
  bool is_list = lua_isnil(L, lua_upvalueindex(2));
  bool is_found = false;
  while (at < count && !is_found) {
    lua_settop(L, 0);
    at++;
    if (is_list) lua_pushinteger(L, at);
    else lua_rawgeti(L, lua_upvalueindex(2), at);
    lua_pushvalue(L, -1);
    is_found = lua_rawget(L, lua_upvalueindex(1)) != LUA_TNIL;
  }
  lua_pushinteger(L, at);
  lua_replace(L, lua_upvalueindex(4));
  return is_found ? 2 : 0;
}

int pl_library_pairs(lua_State *L) {
  luaL_checktype(L, 1, LUA_TTABLE);
  lua_settop(L, 1);
  if (luaL_getmetafield(L, 1, PL_LIBRARY_CONTENTS) != LUA_TNIL) {
    lua_pushvalue(L, 1);
    lua_call(L, 1, 1);
    lua_replace(L, 1);
  }
  bool is_list;
  size_t count = count_keys(L, &is_list);
  pl_sandbox_charge(L, 8 + (is_list ? count : count * 16));
  lua_pushvalue(L, 1);
  lua_pushnil(L);
  if (!is_list) {
    push_sorted_keys(L, count);
    lua_replace(L, 3);
    lua_settop(L, 3);
  }
  lua_pushinteger(L, (lua_Integer)count);
  lua_pushinteger(L, 0);
  lua_pushcclosure(L, next_entry, 4);
  return 1;
}

/* ---- table ---- */

static lua_Integer list_length(lua_State *L) {
  luaL_checktype(L, 1, LUA_TTABLE);
  return (lua_Integer)lua_rawlen(L, 1);
}

/* Moves the elements from … to by one, towards `step`, starting at the end that is overwritten last. */
static void shift(lua_State *L, lua_Integer from, lua_Integer to, int step) {
  if (from > to) return;
  pl_sandbox_charge(L, (size_t)(to - from + 1));
  lua_Integer count = to - from + 1, at = step > 0 ? to : from;
  for (lua_Integer i = 0; i < count; i++, at -= step) {
    lua_rawgeti(L, 1, at);
    lua_rawseti(L, 1, at + step);
  }
}

static int table_insert(lua_State *L) {
  lua_Integer length = list_length(L), at = length + 1;
  int count = lua_gettop(L);
  if (count != 2 && count != 3)
    return luaL_error(L, PL_TEXT("table.insert wants (list, value) or (list, position, value)"));
  if (count == 3) {
    at = luaL_checkinteger(L, 2);
    luaL_argcheck(L, at >= 1 && at <= length + 1, 2, "position outside the list");
    shift(L, at, length, 1);
  }
  lua_settop(L, count);
  lua_rawseti(L, 1, at);
  return 0;
}

static int table_remove(lua_State *L) {
  lua_Integer length = list_length(L), at = luaL_optinteger(L, 2, length);
  bool is_inside = length == 0 ? at == 0 || at == 1 : at >= 1 && at <= length + 1;
  luaL_argcheck(L, is_inside, 2, "position outside the list");
  lua_rawgeti(L, 1, at);
  shift(L, at + 1, length, -1);
  if (at <= length && length > 0) {
    lua_pushnil(L);
    lua_rawseti(L, 1, length);
  }
  return 1;
}

/* The bytes of the elements first … last of the list at 1, with `by_length` between them; all of them texts. */
static size_t measure_elements(lua_State *L, lua_Integer first, lua_Integer last, size_t by_length) {
  size_t total = 0, length;
  for (lua_Integer i = first; i <= last; i++) {
    lua_rawgeti(L, 1, i);
    if (!pl_sandbox_text(L, -1, &length)) /* pushes */
      luaL_error(L, PL_TEXT("table.concat: element %I is a %s"), (LUAI_UACINT)i, luaL_typename(L, -1));
    total += length + (i < last ? by_length : 0);
    pl_library_check_length(L, total);
    pl_sandbox_charge(L, 2 + length / 16);
    lua_pop(L, 2);
    if (i == LUA_MAXINTEGER) break;
  }
  return total;
}

static int table_concat(lua_State *L) {
  size_t by_length = 0, length;
  lua_Integer last = luaL_optinteger(L, 4, list_length(L)), first = luaL_optinteger(L, 3, 1);
  lua_settop(L, 2);
  if (lua_isnil(L, 2)) {
    lua_pushliteral(L, "");
    lua_replace(L, 2);
  }
  const char *by = pl_library_check_text(L, 2, &by_length);
  size_t total = measure_elements(L, first, last, by_length), used = 0;
  char *out = pl_library_room(L, total);
  for (lua_Integer i = first; i <= last; i++) {
    lua_rawgeti(L, 1, i);
    const char *text = pl_sandbox_text(L, -1, &length);
    memcpy(out + used, text, length);
    used += length;
    lua_pop(L, 2);
    if (i == last) break;
    memcpy(out + used, by, by_length);
    used += by_length;
  }
  lua_pushlstring(L, out, total);
  return 1;
}

static int table_unpack(lua_State *L) {
  lua_Integer last = luaL_optinteger(L, 3, list_length(L)), first = luaL_optinteger(L, 2, 1);
  if (first > last) return 0;
  lua_Unsigned count = (lua_Unsigned)last - (lua_Unsigned)first;
  if (count >= PL_SANDBOX_UNPACK)
    return pl_sandbox_limit(L, PL_TEXT("table.unpack of more than %d values (the limit): use the list itself"),
                            PL_SANDBOX_UNPACK);
  luaL_checkstack(L, (int)count + 1, NULL);
  for (lua_Unsigned i = 0; i <= count; i++) lua_rawgeti(L, 1, (lua_Integer)((lua_Unsigned)first + i));
  return (int)count + 1;
}

/* ---- sorting ---- */

/* Does the value at −2 come before the one at −1? Argument 2 is the comparison, or nil. Pops both. */
static bool pop_is_before(lua_State *L) {
  bool is_before;
  if (!lua_isnil(L, 2)) {
    lua_pushvalue(L, 2);
    lua_insert(L, -3);
    lua_call(L, 2, 1);
    is_before = lua_toboolean(L, -1);
    lua_pop(L, 1);
    return is_before;
  }
  int a = lua_type(L, -2), b = lua_type(L, -1);
  if (a == LUA_TNUMBER && b == LUA_TNUMBER) {
    is_before = lua_compare(L, -2, -1, LUA_OPLT);
  } else if (a == LUA_TSTRING && b == LUA_TSTRING) {
    size_t a_length, b_length;
    const char *a_text = lua_tolstring(L, -2, &a_length), *b_text = lua_tolstring(L, -1, &b_length);
    is_before = pl_library_compare_text(a_text, a_length, b_text, b_length) < 0;
  } else {
    return luaL_error(L, PL_TEXT("table.sort: cannot compare a %s with a %s; pass a comparison"), lua_typename(L, a),
                      lua_typename(L, b));
  }
  lua_pop(L, 2);
  return is_before;
}

/* Merges the runs [low, middle) and [middle, high) of the list at `from` into the list at `to`. From 1. */
static void merge(lua_State *L, int from, int to, lua_Integer low, lua_Integer middle, lua_Integer high) {
  lua_Integer left = low, right = middle;
  for (lua_Integer at = low; at < high; at++) {
    bool takes_right = left >= middle;
    if (!takes_right && right < high) {
      lua_rawgeti(L, from, right);
      lua_rawgeti(L, from, left);
      takes_right = pop_is_before(L); /* equal: the left one, that is what makes it stable */
    }
    lua_rawgeti(L, from, takes_right ? right++ : left++);
    lua_rawseti(L, to, at);
  }
}

static lua_Integer smaller(lua_Integer a, lua_Integer b) {
  return a < b ? a : b;
}

static int table_sort(lua_State *L) {
  lua_Integer length = list_length(L);
  if (!lua_isnoneornil(L, 2)) luaL_checktype(L, 2, LUA_TFUNCTION);
  lua_settop(L, 2);
  pl_sandbox_charge(L, (size_t)length * 2);
  lua_createtable(L, (int)length, 0); /* 3 and 4: the comparison may do to the list what it likes */
  lua_createtable(L, (int)length, 0);
  for (lua_Integer i = 1; i <= length; i++) {
    lua_rawgeti(L, 1, i);
    lua_rawseti(L, 3, i);
  }
  int from = 3, to = 4;
  for (lua_Integer width = 1; width < length; width *= 2) {
    pl_sandbox_charge(L, (size_t)length * 2);
    for (lua_Integer low = 1; low <= length; low += 2 * width)
      merge(L, from, to, low, smaller(low + width, length + 1), smaller(low + 2 * width, length + 1));
    from = 7 - from;
    to = 7 - to;
  }
  for (lua_Integer i = 1; i <= length; i++) {
    lua_rawgeti(L, from, i);
    lua_rawseti(L, 1, i);
  }
  return 0;
}

const luaL_Reg *pl_library_table(void) {
  static const luaL_Reg functions[] = {
      {"concat", table_concat}, {"insert", table_insert}, {"remove", table_remove},
      {"sort", table_sort},     {"unpack", table_unpack}, {NULL, NULL},
  };
  return functions;
}
