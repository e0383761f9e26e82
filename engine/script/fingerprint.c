/* What a scenario's code remembers beside the world, as one number.
 *
 *   hooks, tests, bots ──► upvalues ──► tables, functions ──► …
 *                            └─ _ENV ──► the scenario's globals
 *
 * Starting from the functions that the engine may call, everything they can reach is walked through once: strings and
 * numbers by content, functions by their code and upvalues, tables by their entries. What is an object of its own (a
 * table, a function, an upvalue that several share) gets a number where it is first met, so that sharing counts and
 * cycles end. The one thing passed over is what `w` gives: that is the world.
 *
 * The order of entries is whatever Lua has, so the number means something within one state only. It is allowed to
 * differ where nothing has changed, never to agree where something has: a memory too large, too deep or too costly to
 * walk through gets a number that no other has. */
#include <stdlib.h>
#include <string.h>

#include "hooks_internal.h"

enum {
  MOST_WORK = 200000, /* values, and pieces of 64 bytes */
  PIECE = 64,
  DEEPEST = 1000,     /* tables and functions within each other */
  SLOTS = 6           /* of Lua's stack that a level needs */
};

typedef struct walk {
  pl_hooks *hooks;
  uint64_t hash;
  const void **met; /* owned; a hash table of objects, NULL where free */
  size_t *number;   /* owned; of the object in the same place */
  size_t met_count, capacity;
  size_t work;
  int depth;
  bool is_lost; /* it was too much */
} walk;

/* ---- hashing ---- */

static uint64_t stir(uint64_t x) {
  x = (x ^ x >> 31) * UINT64_C(0x9FB21C651E98DF25);
  x = (x ^ x >> 29) * UINT64_C(0xD6E8FEB86659FD93);
  return x ^ x >> 32;
}

static void add(walk *w, uint64_t word) { w->hash = stir((w->hash + UINT64_C(0x632BE59BD9B4E019)) ^ stir(word)); }

static bool spend(walk *w, size_t work) {
  if (work > MOST_WORK - w->work) w->is_lost = true;
  else w->work += work;
  return !w->is_lost;
}

static void add_bytes(walk *w, const char *bytes, size_t length) {
  if (!spend(w, length / PIECE)) return;
  add(w, length);
  for (uint64_t word = 0; length > 0;) {
    const size_t piece = length < sizeof word ? length : sizeof word;
    word = 0;
    memcpy(&word, bytes, piece);
    add(w, word);
    bytes += piece;
    length -= piece;
  }
}

/* ---- objects ---- */

static size_t place_of(const walk *w, const void *object) {
  size_t place = (size_t)stir((uintptr_t)object) & (w->capacity - 1);
  while (w->met[place] && w->met[place] != object) place = (place + 1) & (w->capacity - 1);
  return place;
}

/* Room for twice as many. */
static bool grow(walk *w) {
  walk larger = *w;
  larger.capacity = w->capacity ? w->capacity * 2 : 1024;
  larger.met = calloc(larger.capacity, sizeof *larger.met);
  larger.number = calloc(larger.capacity, sizeof *larger.number);
  for (size_t i = 0; larger.met && larger.number && i < w->capacity; i++) {
    if (!w->met[i]) continue;
    const size_t place = place_of(&larger, w->met[i]);
    larger.met[place] = w->met[i];
    larger.number[place] = w->number[i];
  }
  const bool is_good = larger.met && larger.number;
  free(is_good ? w->met : larger.met);
  free(is_good ? w->number : larger.number);
  if (is_good) *w = larger;
  return is_good;
}

/* Adds the object's number; whether it is met for the first time. */
static bool meet(walk *w, const void *object) {
  if (w->met_count * 2 >= w->capacity && !grow(w)) {
    w->is_lost = true;
    return false;
  }
  const size_t place = place_of(w, object);
  const bool is_new = !w->met[place];
  if (is_new) {
    w->met[place] = object;
    w->number[place] = ++w->met_count;
  }
  add(w, w->number[place]);
  return is_new;
}

/* ---- values ---- */

static void add_value(lua_State *L, walk *w);

static void add_number(lua_State *L, walk *w) {
  if (lua_isinteger(L, -1)) {
    add(w, (uint64_t)lua_tointeger(L, -1));
    return;
  }
  const lua_Number x = lua_tonumber(L, -1);
  char bytes[sizeof x];
  memcpy(bytes, &x, sizeof x);
  add(w, LUA_TNUMBER);
  add_bytes(w, bytes, sizeof x);
}

static void add_string(lua_State *L, walk *w) {
  size_t length;
  const char *bytes = lua_tolstring(L, -1, &length); /* a string already: nothing is made */
  add_bytes(w, bytes, length);
}

static void add_table(lua_State *L, walk *w) {
  const int table = lua_gettop(L);
  lua_pushnil(L);
  while (!w->is_lost && lua_next(L, table)) {
    lua_pushvalue(L, -2);
    add_value(L, w);
    lua_pop(L, 1);
    add_value(L, w);
    lua_pop(L, 1);
  }
  lua_settop(L, table);
  if (!lua_getmetatable(L, table)) return;
  add_value(L, w);
  lua_settop(L, table);
}

/* lua_Writer */
static int add_code(lua_State *L, const void *bytes, size_t length, void *context) {
  (void)L;
  walk *w = context;
  add_bytes(w, bytes, length);
  return w->is_lost;
}

static void add_function(lua_State *L, walk *w) {
  const int function = lua_gettop(L);
  const lua_CFunction of_c = lua_tocfunction(L, function);
  if (of_c) add_bytes(w, (const char *)&of_c, sizeof of_c);
  else lua_dump(L, add_code, w, 1);
  for (int i = 1; !w->is_lost && lua_getupvalue(L, function, i); i++) {
    if (of_c || meet(w, lua_upvalueid(L, function, i))) add_value(L, w);
    lua_settop(L, function);
  }
}

static void add_object(lua_State *L, walk *w) {
  if (!meet(w, lua_topointer(L, -1))) return;
  if (w->depth == DEEPEST || !lua_checkstack(L, SLOTS)) {
    w->is_lost = true;
    return;
  }
  w->depth++;
  if (lua_type(L, -1) == LUA_TTABLE) add_table(L, w);
  else add_function(L, w);
  w->depth--;
}

/* Of the value on top, which stays there. */
static void add_value(lua_State *L, walk *w) {
  if (!spend(w, 1)) return;
  const int type = lua_type(L, -1);
  add(w, (uint64_t)type);
  switch (type) {
    case LUA_TNIL: break;
    case LUA_TBOOLEAN: add(w, (uint64_t)lua_toboolean(L, -1)); break;
    case LUA_TNUMBER: add_number(L, w); break;
    case LUA_TSTRING: add_string(L, w); break;
    case LUA_TTABLE:
    case LUA_TFUNCTION: add_object(L, w); break;
    default: meet(w, lua_topointer(L, -1)); /* the engine's own; nothing of it can be changed */
  }
}

/* ---- roots ---- */

/* Runs protected. */
static int walk_roots(lua_State *L) {
  walk *w = lua_touserdata(L, 1);
  luaL_checkstack(L, SLOTS, NULL);
  pl_hooks_push(L, w->hooks, PL_ANCHOR_W_FIELDS);
  meet(w, lua_topointer(L, -1));
  pl_hooks_push(L, w->hooks, PL_ANCHOR_FUNCTIONS);
  add_value(L, w);
  lua_getfield(L, LUA_REGISTRYINDEX, PL_HOOKS_TESTS);
  add_value(L, w);
  lua_getfield(L, LUA_REGISTRYINDEX, PL_HOOKS_BOTS);
  add_value(L, w);
  return 0;
}

uint64_t pl_hooks_fingerprint(pl_hooks *hooks) {
  walk w = {.hooks = hooks};
  if (pl_sandbox_protect(hooks->sandbox, walk_roots, &w, 0, NULL) != PL_OK) w.is_lost = true;
  free(w.met);
  free(w.number);
  return w.is_lost ? stir(++hooks->lost_count) : w.hash;
}
