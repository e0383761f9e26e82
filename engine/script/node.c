/* Copying Lua values into nodes.
 *
 * Everything is read raw. Gas is charged beforehand, so that nothing raises while memory is held. Depth, number of
 * nodes and keys are limited, so that a table that contains itself ends in a sentence and not in a full stack. */
#include "node.h"

#include "sandbox.h"

#include <stdlib.h>
#include <string.h>

static bool copy(lua_State *L, int index, pl_node_room *room, int depth, pl_node *out);

static bool fail(pl_node_room *room, const char *problem) {
  if (problem) room->problem = problem;
  else room->no_memory = true;
  return false;
}

static int compare(const void *left, const void *right) {
  const pl_node *a = left, *b = right;
  if (!a->key || !b->key) {
    if (!a->key && !b->key) return (a->index > b->index) - (a->index < b->index);
    return a->key ? 1 : -1;
  }
  return strcmp(a->key, b->key);
}

static size_t count_entries(lua_State *L, int index) {
  size_t count = 0;
  for (lua_pushnil(L); lua_next(L, index); lua_pop(L, 1)) count++;
  return count;
}

/* A text of Lua's as the room wants it. */
static bool keep(pl_node_room *room, const char *text, size_t length, const char **kept) {
  room->bytes += room->borrows ? 0 : length;
  if (room->bytes > PL_NODE_BYTES)
    return fail(room,
                PL_LATER("makes the scenario's texts longer than 16777216 bytes together (the limit); declare less"));
  *kept = room->borrows ? text : pl_arena_text(room->arena, text, length);
  return *kept ? true : fail(room, NULL);
}

/* The key below the value on top of the stack. */
static bool copy_key(lua_State *L, pl_node_room *room, pl_node *child) {
  if (lua_type(L, -2) == LUA_TSTRING) {
    size_t length;
    const char *key = lua_tolstring(L, -2, &length);
    if (strlen(key) != length) return fail(room, PL_LATER("has a field whose name contains a zero byte"));
    if (length > PL_NODE_KEY)
      return fail(room, PL_LATER("has a field whose name is longer than 100 bytes (the limit)"));
    return keep(room, key, length, &child->key);
  }
  int is_integer = lua_isinteger(L, -2);
  lua_Integer key = is_integer ? lua_tointeger(L, -2) : 0;
  if (!is_integer || key < 1 || key > PL_NODE_TOTAL)
    return fail(room, PL_LATER("has a key that is neither a name nor a place in a list"));
  child->index = (int)key;
  return true;
}

static bool copy_table(lua_State *L, int index, pl_node_room *room, int depth, pl_node *out) {
  if (depth >= PL_NODE_DEPTH)
    return fail(room, PL_LATER("is nested more than 32 tables deep (the limit); does it contain itself?"));
  out->count = count_entries(L, index);
  room->total += out->count;
  if (room->total > PL_NODE_TOTAL)
    return fail(room, PL_LATER("makes the scenario larger than 200,000 values (the limit); declare less"));
  out->child = pl_arena_array(room->arena, out->count, sizeof *out->child);
  if (!out->child) return fail(room, NULL);
  size_t i = 0;
  for (lua_pushnil(L); lua_next(L, index); lua_pop(L, 1)) {
    if (!copy_key(L, room, &out->child[i]) || !copy(L, lua_gettop(L), room, depth + 1, &out->child[i])) {
      lua_pop(L, 2);
      return false;
    }
    if (!out->child[i].key) out->items++;
    i++;
  }
  qsort(out->child, out->count, sizeof *out->child, compare);
  return true;
}

/* Children move while they are sorted; parents are known for good only afterwards. */
static void adopt(pl_node *node) {
  for (size_t i = 0; i < node->count; i++) {
    node->child[i].parent = node;
    adopt(&node->child[i]);
  }
}

static bool copy(lua_State *L, int index, pl_node_room *room, int depth, pl_node *out) {
  if (!lua_checkstack(L, 4)) return fail(room, NULL);
  switch (lua_type(L, index)) {
  case LUA_TNIL: out->kind = PL_NODE_NIL; return true;
  case LUA_TBOOLEAN:
    out->kind = PL_NODE_BOOLEAN;
    out->boolean = lua_toboolean(L, index);
    return true;
  case LUA_TNUMBER:
    out->kind = PL_NODE_NUMBER;
    out->number = lua_tonumber(L, index);
    if (lua_isinteger(L, index)) out->is_integer = true, out->integer = lua_tointeger(L, index);
    else if (out->number >= -9e15 && out->number <= 9e15 && (double)(int64_t)out->number == out->number)
      out->is_integer = true, out->integer = (int64_t)out->number;
    return true;
  case LUA_TSTRING: {
    out->kind = PL_NODE_TEXT;
    const char *text = lua_tolstring(L, index, &out->length);
    return keep(room, text, out->length, &out->text);
  }
  case LUA_TTABLE: out->kind = PL_NODE_TABLE; return copy_table(L, index, room, depth, out);
  case LUA_TFUNCTION: out->kind = PL_NODE_FUNCTION; return true;
  default: out->kind = PL_NODE_OTHER; return true;
  }
}

/* Entries below a table, at most `left` and to the depth that a copy would reach. */
static size_t measure(lua_State *L, int index, int depth, size_t left) {
  size_t total = 0;
  if (lua_type(L, index) != LUA_TTABLE || depth >= PL_NODE_DEPTH || !lua_checkstack(L, 4)) return 0;
  for (lua_pushnil(L); lua_next(L, index); lua_pop(L, 1)) {
    total++;
    if (total < left) total += measure(L, lua_gettop(L), depth + 1, left - total);
    if (total < left) continue;
    lua_pop(L, 2); /* no need to know exactly */
    break;
  }
  return total;
}

void pl_node_charge(lua_State *L, int index) {
  pl_sandbox_charge(L, 2 * measure(L, lua_absindex(L, index), 0, PL_NODE_TOTAL) + 8);
}

bool pl_node_copy(lua_State *L, int index, pl_node_room *room, pl_node *out) {
  *out = (pl_node){0};
  if (!copy(L, lua_absindex(L, index), room, 0, out)) return false;
  adopt(out);
  return true;
}

const pl_node *pl_node_find(const pl_node *table, const char *key) {
  if (!table || table->kind != PL_NODE_TABLE) return NULL;
  size_t low = table->items, high = table->count;
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    int order = strcmp(table->child[middle].key, key);
    if (!order) return &table->child[middle];
    if (order < 0) low = middle + 1;
    else high = middle;
  }
  return NULL;
}

const char *pl_node_kind_name(const pl_node *node) {
  switch (node->kind) {
  case PL_NODE_NIL: return PL_TEXT("nothing");
  case PL_NODE_BOOLEAN: return node->boolean ? "true" : "false";
  case PL_NODE_NUMBER: return PL_TEXT("a number");
  case PL_NODE_TEXT: return PL_TEXT("a text");
  case PL_NODE_TABLE: return node->count ? PL_TEXT("a table") : PL_TEXT("an empty table");
  case PL_NODE_FUNCTION: return PL_TEXT("a function");
  case PL_NODE_OTHER: break;
  }
  return PL_TEXT("something a scenario cannot use");
}
