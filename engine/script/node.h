/* Nodes: a copy in C of what a constructor was given.
 *
 * Taken at the moment of the call, so that a table that changes afterwards does no harm, and read without
 * metamethods. Items 1, 2, 3 … come first, then fields by the bytes of their names. */
#ifndef POLDER_SCRIPT_NODE_H
#define POLDER_SCRIPT_NODE_H

#include <lua.h>

#include <polder/memory.h>

#include <stdint.h>

typedef enum pl_node_kind {
  PL_NODE_NIL, PL_NODE_BOOLEAN, PL_NODE_NUMBER, PL_NODE_TEXT, PL_NODE_TABLE, PL_NODE_FUNCTION,
  PL_NODE_OTHER /* nothing a scenario can use */
} pl_node_kind;

typedef struct pl_node {
  pl_node_kind kind;
  const struct pl_node *parent; /* NULL: the constructor's argument */
  const char *key;              /* NULL: an item */
  int index;                    /* of an item, from 1 */
  bool boolean, is_integer;
  double number;
  int64_t integer;              /* with is_integer */
  const char *text;             /* terminated; may hold NULs only if length says so */
  size_t length;
  struct pl_node *child;
  size_t count, items;          /* children, and how many of them are items */
} pl_node;

enum { PL_NODE_DEPTH = 32, PL_NODE_TOTAL = 200000, PL_NODE_BYTES = 16 << 20, PL_NODE_KEY = 100 };

/* Counts over all nodes of one scenario; `problem` is set when a table cannot be copied. */
typedef struct pl_node_room {
  pl_arena *arena;
  size_t total, bytes; /* bytes: of texts and names, each as often as it is written */
  const char *problem; /* what is wrong, in words; NULL: nothing */
  bool no_memory;
  bool borrows;        /* texts stay Lua's: the nodes must not outlive the value */
} pl_node_room;

/* Charges the gas for a copy of the value at `index`; raises when it runs out. */
void pl_node_charge(lua_State *L, int index);
/* Copies the value at `index`. Raises nothing. False: see `room`. */
bool pl_node_copy(lua_State *L, int index, pl_node_room *room, pl_node *out);
/* The field of that name, or NULL. */
const pl_node *pl_node_find(const pl_node *table, const char *key);
/* "a text", "a table", … */
const char *pl_node_kind_name(const pl_node *node);

#endif
