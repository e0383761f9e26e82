/* string, text and utf8: plain searching and cutting, without patterns, formats or locales.
 *
 * Everything is bytes except in utf8. Work is charged by the byte before it is done, results are measured before they
 * are built, so that no call runs long or grows large unseen. */
#include "library.h"

#include <string.h>

enum { MANY = 250 }; /* values one call may return or take */

void pl_library_check_length(lua_State *L, size_t length) {
  if (length > PL_SANDBOX_STRING)
    pl_sandbox_limit(L, PL_TEXT("a string of %I bytes (the limit is %d): keep texts shorter, or use a list of strings"),
                     (LUAI_UACINT)length, PL_SANDBOX_STRING);
}

char *pl_library_room(lua_State *L, size_t length) {
  return lua_newuserdatauv(L, length, 0);
}

int pl_library_compare_text(const char *a, size_t a_length, const char *b, size_t b_length) {
  int order = memcmp(a, b, a_length < b_length ? a_length : b_length);
  return order != 0 ? order : (a_length > b_length) - (a_length < b_length);
}

/* ---- string ---- */

/* A position as scripts count them, from 1 or backwards from −1, within `length`; may be one off either end. */
static lua_Integer position(lua_Integer at, size_t length) {
  if (at >= 0) return at > (lua_Integer)length + 1 ? (lua_Integer)length + 1 : at;
  return at < -(lua_Integer)length ? 0 : (lua_Integer)length + at + 1;
}

/* The range [i, j] of arguments 2 and 3, clamped; returns its length and sets `first` from 0. */
static size_t range(lua_State *L, size_t length, lua_Integer i_default, lua_Integer j_default, size_t *first) {
  lua_Integer i = position(luaL_optinteger(L, 2, i_default), length);
  lua_Integer j = position(luaL_optinteger(L, 3, j_default == 0 ? i : j_default), length);
  if (i < 1) i = 1;
  if (j > (lua_Integer)length) j = (lua_Integer)length;
  *first = (size_t)(i - 1);
  return i <= j ? (size_t)(j - i + 1) : 0;
}

static int string_len(lua_State *L) {
  size_t length;
  pl_library_check_text(L, 1, &length);
  lua_pushinteger(L, (lua_Integer)length);
  return 1;
}

static int string_sub(lua_State *L) {
  size_t length, first;
  const char *s = pl_library_check_text(L, 1, &length);
  size_t count = range(L, length, 1, -1, &first);
  pl_sandbox_charge(L, count / 16);
  lua_pushlstring(L, s + first, count);
  return 1;
}

static int string_byte(lua_State *L) {
  size_t length, first;
  const char *s = pl_library_check_text(L, 1, &length);
  size_t count = range(L, length, 1, 0, &first);
  if (count > MANY)
    return pl_sandbox_limit(L, PL_TEXT("string.byte of more than %d bytes (the limit): ask for fewer at a time"), MANY);
  luaL_checkstack(L, (int)count, NULL);
  for (size_t i = 0; i < count; i++) lua_pushinteger(L, (unsigned char)s[first + i]);
  return (int)count;
}

/* ASCII letters from one case to the other; the rest stays. */
static int change_case(lua_State *L, char from, char to) {
  size_t length;
  const char *s = pl_library_check_text(L, 1, &length);
  pl_sandbox_charge(L, length / 4);
  char *out = pl_library_room(L, length);
  for (size_t i = 0; i < length; i++) out[i] = (char)(s[i] >= from && s[i] <= from + 25 ? s[i] - from + to : s[i]);
  lua_pushlstring(L, out, length);
  return 1;
}

static int string_upper(lua_State *L) {
  return change_case(L, 'a', 'A');
}

static int string_lower(lua_State *L) {
  return change_case(L, 'A', 'a');
}

static int string_rep(lua_State *L) {
  size_t length, between_length = 0;
  const char *s = pl_library_check_text(L, 1, &length);
  lua_Integer times = luaL_checkinteger(L, 2);
  const char *between = lua_isnoneornil(L, 3) ? "" : pl_library_check_text(L, 3, &between_length);
  if (times <= 0 || length + between_length == 0) {
    lua_pushliteral(L, "");
    return 1;
  }
  bool is_long =
      (lua_Unsigned)times > PL_SANDBOX_STRING || (size_t)times * (length + between_length) > 2 * PL_SANDBOX_STRING;
  size_t total = is_long ? PL_SANDBOX_STRING + 1 : (size_t)times * (length + between_length) - between_length;
  if (total > PL_SANDBOX_STRING)
    return pl_sandbox_limit(L, PL_TEXT("string.rep makes more than %d bytes (the limit): repeat less often"),
                            PL_SANDBOX_STRING);
  pl_sandbox_charge(L, (size_t)times + total / 16);
  char *out = pl_library_room(L, total), *at = out;
  for (lua_Integer i = 0; i < times; i++) {
    memcpy(at, s, length);
    at += length;
    if (i + 1 == times) break;
    memcpy(at, between, between_length);
    at += between_length;
  }
  lua_pushlstring(L, out, total);
  return 1;
}

/* The first place of `needle` in `s` from `from` on, or `length` + 1. Charges for what it compares. */
static size_t find_plain(lua_State *L, const char *s, size_t length, const char *needle, size_t needle_length,
                         size_t from) {
  size_t work = 0;
  if (needle_length > length) return length + 1;
  for (size_t at = from; at <= length - needle_length; at++) {
    if (memcmp(s + at, needle, needle_length) == 0) return at;
    work += 1 + needle_length / 8;
    if (work < 4096) continue;
    pl_sandbox_charge(L, work / 2);
    work = 0;
  }
  pl_sandbox_charge(L, work / 2);
  return length + 1;
}

static int string_find(lua_State *L) {
  size_t length, needle_length;
  const char *s = pl_library_check_text(L, 1, &length);
  const char *needle = pl_library_check_text(L, 2, &needle_length);
  lua_Integer from = position(luaL_optinteger(L, 3, 1), length);
  /* would Lua read this as a pattern? Then say so instead of finding something else */
  if (!lua_toboolean(L, 4) && strpbrk(needle, "^$*+?.([%-"))
    return luaL_error(
        L, PL_TEXT("string.find searches plain text, there are no patterns: write string.find(s, text, 1, true)"));
  size_t at = find_plain(L, s, length, needle, needle_length, from < 1 ? 0 : (size_t)from - 1);
  if (at > length) {
    lua_pushnil(L);
    return 1;
  }
  lua_pushinteger(L, (lua_Integer)at + 1);
  lua_pushinteger(L, (lua_Integer)(at + needle_length));
  return 2;
}

const luaL_Reg *pl_library_string(void) {
  static const luaL_Reg functions[] = {
      {"byte", string_byte}, {"find", string_find}, {"len", string_len},     {"lower", string_lower},
      {"rep", string_rep},   {"sub", string_sub},   {"upper", string_upper}, {NULL, NULL},
  };
  return functions;
}

/* ---- text ---- */

static int text_split(lua_State *L) {
  size_t length, by_length;
  const char *s = pl_library_check_text(L, 1, &length);
  const char *by = pl_library_check_text(L, 2, &by_length);
  luaL_argcheck(L, by_length > 0, 2, "the separator is empty");
  lua_newtable(L);
  lua_Integer count = 0;
  for (size_t from = 0; from <= length;) {
    size_t at = find_plain(L, s, length, by, by_length, from);
    size_t end = at > length ? length : at;
    pl_sandbox_charge(L, 4);
    lua_pushlstring(L, s + from, end - from);
    lua_rawseti(L, -2, ++count);
    from = at > length ? length + 1 : end + by_length;
  }
  return 1;
}

static bool is_space(char c) {
  return c == ' ' || (c >= '\t' && c <= '\r');
}

static int text_trim(lua_State *L) {
  size_t end, first = 0;
  const char *s = pl_library_check_text(L, 1, &end);
  pl_sandbox_charge(L, end / 16);
  while (first < end && is_space(s[first])) first++;
  while (end > first && is_space(s[end - 1])) end--;
  lua_pushlstring(L, s + first, end - first);
  return 1;
}

static int text_starts_with(lua_State *L) {
  size_t length, start_length;
  const char *s = pl_library_check_text(L, 1, &length);
  const char *start = pl_library_check_text(L, 2, &start_length);
  lua_pushboolean(L, start_length <= length && memcmp(s, start, start_length) == 0);
  return 1;
}

const luaL_Reg *pl_library_text(void) {
  static const luaL_Reg functions[] = {
      {"split", text_split}, {"starts_with", text_starts_with}, {"trim", text_trim}, {NULL, NULL}};
  return functions;
}

/* ---- utf8 ---- */

/* Bytes of the character at `s` (`room` bytes follow), 0: not UTF-8. */
static size_t character_size(const unsigned char *s, size_t room) {
  size_t size = s[0] < 0x80                   ? 1
                : s[0] >= 0xC2 && s[0] < 0xE0 ? 2
                : s[0] >> 4 == 14             ? 3
                : s[0] >= 0xF0 && s[0] < 0xF5 ? 4
                                              : 0;
  if (size == 0 || size > room) return 0;
  for (size_t i = 1; i < size; i++)
    if (s[i] >> 6 != 2) return 0;
  if (s[0] == 0xE0 && s[1] < 0xA0) return 0; /* overlong */
  if (s[0] == 0xED && s[1] > 0x9F) return 0; /* surrogate */
  if (s[0] == 0xF0 && s[1] < 0x90) return 0;
  if (s[0] == 0xF4 && s[1] > 0x8F) return 0; /* beyond the last character */
  return size;
}

/* utf8.len(s): characters; nil and the position of the first byte that does not belong. */
static int utf8_len(lua_State *L) {
  size_t length;
  const char *s = pl_library_check_text(L, 1, &length);
  lua_Integer count = 0;
  pl_sandbox_charge(L, length / 4);
  for (size_t at = 0; at < length; count++) {
    size_t size = character_size((const unsigned char *)s + at, length - at);
    if (size == 0) {
      lua_pushnil(L);
      lua_pushinteger(L, (lua_Integer)at + 1);
      return 2;
    }
    at += size;
  }
  lua_pushinteger(L, count);
  return 1;
}

static size_t encode(lua_Integer code, char *out) {
  if (code < 0x80) {
    out[0] = (char)code;
    return 1;
  }
  size_t size = code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
  for (size_t i = size - 1; i > 0; i--, code >>= 6) out[i] = (char)(0x80 | (code & 0x3F));
  out[0] = (char)((0xF00u >> size & 0xFF) | (unsigned)code);
  return size;
}

static int utf8_char(lua_State *L) {
  int count = lua_gettop(L);
  if (count > MANY)
    return pl_sandbox_limit(L, PL_TEXT("utf8.char of more than %d characters (the limit): join shorter texts"), MANY);
  char text[4 * MANY];
  size_t length = 0;
  for (int i = 1; i <= count; i++) {
    lua_Integer code = luaL_checkinteger(L, i);
    bool is_character = code >= 0 && code <= 0x10FFFF && !(code >= 0xD800 && code <= 0xDFFF);
    luaL_argcheck(L, is_character, i, "not a character");
    length += encode(code, text + length);
  }
  lua_pushlstring(L, text, length);
  return 1;
}

const luaL_Reg *pl_library_utf8(void) {
  static const luaL_Reg functions[] = {{"char", utf8_char}, {"len", utf8_len}, {NULL, NULL}};
  return functions;
}
