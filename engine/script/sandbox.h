/* The sandbox: one locked-down Lua state, and the only doors into it.
 *
 * Everything that may raise a Lua error runs inside pl_sandbox_load, _call or _protect; outside these a caller
 * may only look at values and pop them. The engine never calls a metamethod of a script's own, and a script
 * cannot make one. Limits are in the enum below; each of them ends the call with a fault that names it. */
#ifndef POLDER_SCRIPT_SANDBOX_H
#define POLDER_SCRIPT_SANDBOX_H

#include <lauxlib.h>
#include <lua.h>

#include <polder/memory.h>
#include <polder/status.h>
#include <polder/types.h>

enum {
  PL_SANDBOX_SOURCE = 1 << 20,  /* bytes of one source file */
  PL_SANDBOX_STRING = 64 << 10, /* bytes of one string */
  PL_SANDBOX_BLOCK = 1 << 20,   /* bytes of one block: a table's entries, or the call stack */
  PL_SANDBOX_TOTAL = 64 << 20,  /* bytes in all */
  PL_SANDBOX_GAS = 10000000,    /* units per call: about one per instruction, more for costly functions */
  PL_SANDBOX_STRETCH = 20000000, /* units of all calls of a stretch: reading the scenario, or one round */
  PL_SANDBOX_COMPARING = 64,    /* units for a look at whether a name was meant */
  PL_SANDBOX_UNPACK = 250,      /* values table.unpack returns */
  PL_SANDBOX_BRAKE = 500        /* milliseconds of processor time per stretch: for emergencies, not for honest code */
};

typedef struct pl_sandbox pl_sandbox;

/* A locked-down state with the small language and nothing else. The caller owns it. NULL: out of memory. */
pl_sandbox *pl_sandbox_new(void);
void pl_sandbox_free(pl_sandbox *sandbox); /* NULL is fine */
lua_State *pl_sandbox_lua(pl_sandbox *sandbox); /* borrowed */
/* Less gas and an earlier brake than above, for tests that have no time to wait for these. */
void pl_sandbox_set_limits(pl_sandbox *sandbox, size_t gas, int brake_milliseconds);
/* Raises that the system has no more memory, for a C function that asked for some itself. */
int pl_sandbox_no_memory(lua_State *L);
/* A new stretch begins: gas and time of all calls before it are forgotten. */
void pl_sandbox_begin(pl_sandbox *sandbox);
/* For tests: after `count` more allocations the system has no more memory for this state. −1: it has again. Says
 * whether it came to that. */
bool pl_sandbox_starve(pl_sandbox *sandbox, long count);
pl_sandbox *pl_sandbox_of(lua_State *L);        /* from inside a C function */

/* Where a Lua error happened, or what limit was hit. `file` is "" and `line` 0 where that is not known; `text` is
 * one line in plain words without the position. A raise by luaL_error and pl_sandbox_limit gets the position of the
 * nearest line of Lua. */
typedef struct pl_fault {
  char file[128];
  int line;
  bool is_syntax, is_limit;
  char text[512];
} pl_fault;

/* Compiles a chunk and pushes its function. `name` is how faults and lua_Debug.short_src will call the file. Text only;
 * a BOM is skipped, CRLF accepted, NUL and bytecode refused, at most PL_SANDBOX_SOURCE bytes. On failure nothing is
 * pushed. */
pl_status pl_sandbox_load(pl_sandbox *sandbox, const char *name, const char *bytes, size_t length, pl_fault *fault);
/* Writes the compiled function on top of the stack to `code` (the stack stays as it is), and pushes one that was
 * written so. Bytecode can break Lua: undump only what this process dumped and nobody else could change. */
pl_status pl_sandbox_dump(pl_sandbox *sandbox, pl_buffer *code);
pl_status pl_sandbox_undump(pl_sandbox *sandbox, const char *code, size_t length, pl_fault *fault);
/* Calls the function below `arguments` values in protected mode; pops both. Pushes exactly `results` values on PL_OK,
 * nothing otherwise. The outermost call starts with fresh gas; calls within it share that. `fault` may be NULL.
 * PL_BAD_INPUT: the script's fault; PL_NO_MEMORY: the system had no more memory. */
pl_status pl_sandbox_call(pl_sandbox *sandbox, int arguments, int results, pl_fault *fault);
/* The same for a C function with `context` as its only argument, a light userdata. */
pl_status pl_sandbox_protect(pl_sandbox *sandbox, lua_CFunction function, void *context, int results, pl_fault *fault);

/* ---- for C functions inside a protected call ---- */
/* Gas used by C code; raises when it runs out. Roughly one unit per element or per 16 bytes touched. */
void pl_sandbox_charge(lua_State *L, size_t units);
/* Fresh gas and a fresh brake, as if an outermost call began: for a C function that calls many functions of the script
 * one after another, each with limits of its own. Does nothing in a call within a call. */
void pl_sandbox_refill(lua_State *L);
/* Raises an error that counts as a limit. The message should name limit, value and way out. Never returns. */
int pl_sandbox_limit(lua_State *L, const char *format, ...);
/* Raises an error about a name that does not exist. `kind` as in "no state called", `known` is the stack index of a
 * table whose string keys, or whose string elements if it is a sequence, are the names that do exist. Never returns. */
int pl_sandbox_unknown(lua_State *L, const char *kind, const char *name, int known);
/* The text of a number or string at `index` (no metamethods, "nan" for every NaN); pushes it and returns it. NULL,
 * nothing pushed: neither. */
const char *pl_sandbox_text(lua_State *L, int index, size_t *length);

/* After the declarations: names can no longer be assigned to, and unknown ones say so. Raises. */
void pl_sandbox_lock(lua_State *L);

/* One pointer that the hooks keep with a sandbox, freed with `release`. */
void pl_sandbox_attach(pl_sandbox *sandbox, void *data, void (*release)(void *data));
void *pl_sandbox_attached(const pl_sandbox *sandbox);

#endif
