/* The small language's own library, in C. Each file registers its part; all of it runs in protected calls. */
#ifndef POLDER_SCRIPT_LIBRARY_H
#define POLDER_SCRIPT_LIBRARY_H

#include "sandbox.h"

/* Fills the table of globals with everything the language has. Raises when memory runs out. */
void pl_library_open(lua_State *L);

/* The parts, each a list of functions that ends with a NULL name. */
const luaL_Reg *pl_library_string(void);
const luaL_Reg *pl_library_text(void);
const luaL_Reg *pl_library_utf8(void);
const luaL_Reg *pl_library_table(void);
const luaL_Reg *pl_library_math(void);

/* pairs: a sorted snapshot of the keys. */
int pl_library_pairs(lua_State *L);
/* A metafield of tables that stand for something else: a C function that returns the table pairs should walk. */
#define PL_LIBRARY_CONTENTS "__contents"

/* Gives the table on top of the stack a metatable under which reading an unknown string key raises "no `kind` called
 * …"; `is_final` also refuses new keys. */
void pl_library_make_strict(lua_State *L, const char *kind, bool is_final);

/* For a name that Lua has and Polder has not: what to do instead, in words. NULL: not such a name. */
const char *pl_library_instead(const char *name);

/* Argument `index` as a string, numbers included as pl_sandbox_text writes them; raises for anything else. Stays at
 * `index`. */
const char *pl_library_check_text(lua_State *L, int index, size_t *length);
/* Raises when `length` is more than one string may hold. */
void pl_library_check_length(lua_State *L, size_t length);
/* Pushes a block of `length` bytes to build a string in. Not luaL_Buffer: that gives up where Lua itself would first
 * collect what is no longer used, so that it would depend on the collector whether a call meets the memory limit. */
char *pl_library_room(lua_State *L, size_t length);
/* The order of two strings by bytes: negative, 0, positive. */
int pl_library_compare_text(const char *a, size_t a_length, const char *b, size_t b_length);

#endif
