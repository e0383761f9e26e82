/* One locked-down Lua state.
 *
 * Lua's own means do not make a sandbox: a hook that counts instructions sees nothing of C functions, coroutines and
 * finalisers, and an error can be caught. This one is safe because the language is small (library.c: nothing that
 * catches errors, compiles, yields or sets a metatable, no patterns, no bytecode) and because four limits cover the
 * rest:
 *
 *   gas      one counter per outermost call, fed by a hook every STEP instructions, by every allocated byte and by
 *            our own C functions; empty: an error. The calls of a stretch (reading the scenario, or a round) share a
 *            larger amount, so that many calls cannot do what one may not
 *   memory   an allocator that refuses long strings, large blocks and more than the total
 *   depth    the call stack is a block, nested C calls are limited by Lua itself
 *   brake    processor time of the stretch, looked at in all three places above, for what the counters miss (keys
 *            made to collide, comparing strings full of zeros, sources made to compile slowly). Between two looks at
 *            it, a cheaper clock tells whether a look is worth it
 *
 * No script can catch an error, so each limit ends the outermost call with a fault. The C locale is in force inside
 * calls, whatever the program's is: it decides how numbers are read and written and how strings compare.
 *
 * A number that is none (0/0, infinity minus infinity) reads "nan" on one processor and "-nan" on another, and no
 * metamethod sees it joined to a text. The processor itself notes that a calculation had no result: a call in which
 * that happened ends with a fault, so nothing can depend on what it read like.
 *
 * Positions: the message handler notes the nearest line of Lua; an allocation that is refused notes it too, because Lua
 * does not run the handler for those. Only while Lua moves its own stack (from 5.4.5 on) nobody may look at the stack;
 * then the place of the last look at the gas must do. */
#include "sandbox.h"

#include <fenv.h>
#include <locale.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <polder/plain.h>

#include "library.h"
#include "pool.h"
#include "words.h"

enum {
  STEP = 200,             /* instructions between two looks at the gas */
  PAUSE_OF_LOOKS = 2,     /* milliseconds between two looks at processor time */
  PIECE = 1024,           /* bytes of source handed to the compiler at a time */
  DEEP = 4000,            /* calls on the stack that look like recursion without end */
  ALLOCATIONS_A_LOOK = 512, /* allocations between two looks at the clock */
  PAUSE = 1000,           /* percent of what is in use that may pile up before the collector starts again */
  NAMES_SHOWN = 8
};

typedef enum refusal { REFUSED_NOT, REFUSED_STRING, REFUSED_BLOCK, REFUSED_DEPTH, REFUSED_TOTAL, REFUSED_TIME,
                       REFUSED_BY_SYSTEM } refusal;

static const char *const refusal_texts[] = {
    [REFUSED_NOT] = PL_LATER("not enough memory"),
    [REFUSED_STRING] =
        PL_LATER("a string of more than 65536 bytes (the limit): keep texts shorter, or use a list of strings"),
    [REFUSED_BLOCK] =
        PL_LATER("a table or function of more than 1048576 bytes (the limit, some 30000 entries): use several "
                 "smaller ones"),
    [REFUSED_DEPTH] =
        PL_LATER("functions call each other too deeply (more than 4000 levels; the limit is 1048576 bytes of "
                 "stack): does a function call itself without end?"),
    [REFUSED_TOTAL] = PL_LATER("more than 67108864 bytes of memory in all (the limit): keep less in tables"),
    [REFUSED_TIME] =
        PL_LATER("more than half a second of processor time in one round, or in reading the scenario (the limit): do "
                 "less work"),
    [REFUSED_BY_SYSTEM] = PL_LATER("the system has no more memory"),
};
_Static_assert(PL_SANDBOX_STRING == 65536 && PL_SANDBOX_BLOCK == 1048576 && PL_SANDBOX_TOTAL == 67108864 &&
                   PL_SANDBOX_BRAKE == 500 && PL_SANDBOX_SOURCE == 1048576 && DEEP == 4000,
               "the texts above and in source_problem name these values");

struct pl_sandbox {
  lua_State *L;
  locale_t locale;
  pl_pool pool;        /* everything the state has */
  size_t memory;       /* bytes in use */
  size_t gas;          /* left in the outermost call */
  size_t given;        /* what that call began with */
  size_t gas_a_call;
  size_t gas_a_stretch;
  size_t stretch;      /* left to all calls of the stretch, the running one included */
  int64_t brake;       /* processor time that a stretch may take; this and what follows in nanoseconds */
  int64_t spent;       /* by the stretch's calls before the running one */
  int64_t start, look; /* processor time when the running call began; a clock's time when it was last looked at */
  long starving;       /* allocations before the system has no more; −1: it has */
  bool has_starved;
  int depth;           /* protected calls inside each other */
  bool is_limit;       /* a limit was raised */
  bool is_without_memory; /* pl_sandbox_no_memory was raised */
  refusal refused;     /* by the allocator, latest */
  char file[128];      /* where the last error or refusal was; "" unknown */
  int line;
  char near_file[128]; /* where the gas was last looked at */
  int near_line;
  void *stack;         /* the block of Lua's stack, if Lua grows it in place */
  bool seeks_stack;    /* the next block that grows is the stack */
  unsigned allocations;
  void *attached;
  void (*release)(void *);
};

lua_State *pl_sandbox_lua(pl_sandbox *sandbox) {
  return sandbox->L;
}

pl_sandbox *pl_sandbox_of(lua_State *L) {
  return *(pl_sandbox **)lua_getextraspace(L);
}

void pl_sandbox_attach(pl_sandbox *sandbox, void *data, void (*release)(void *data)) {
  sandbox->attached = data;
  sandbox->release = release;
}

void *pl_sandbox_attached(const pl_sandbox *sandbox) {
  return sandbox->attached;
}

/* ---- limits ---- */

static void spend(pl_sandbox *sandbox, size_t units) {
  sandbox->gas -= units < sandbox->gas ? units : sandbox->gas;
}

/* Processor time of this thread, so that a busy machine changes nothing. */
static int64_t read_clock(clockid_t clock) {
  struct timespec now = {0};
  clock_gettime(clock, &now);
  return (int64_t)now.tv_sec * 1000000000 + now.tv_nsec;
}

static bool is_out_of_time(pl_sandbox *sandbox) {
  int64_t now = read_clock(CLOCK_MONOTONIC); /* asks no kernel, unlike the other */
  if (now - sandbox->look < (int64_t)PAUSE_OF_LOOKS * 1000000) return false;
  sandbox->look = now;
  return sandbox->spent + read_clock(CLOCK_THREAD_CPUTIME_ID) - sandbox->start > sandbox->brake;
}

/* A chunk's name as it was given, without Lua's mark. */
static void copy_name(char *out, size_t size, const char *source) {
  snprintf(out, size, "%s", source[0] == '@' ? source + 1 : source);
}

/* Notes the nearest line of Lua. Allocates nothing. */
static void note_position(pl_sandbox *sandbox, lua_State *L) {
  lua_Debug ar;
  sandbox->file[0] = '\0';
  sandbox->line = 0;
  for (int level = 0; lua_getstack(L, level, &ar); level++) {
    if (!lua_getinfo(L, "Sl", &ar) || ar.currentline <= 0) continue;
    copy_name(sandbox->file, sizeof sandbox->file, ar.source);
    sandbox->line = ar.currentline;
    return;
  }
}

static refusal judge(pl_sandbox *sandbox, bool is_string, size_t old_size, size_t size) {
  lua_Debug ar;
  if (is_string && size > PL_SANDBOX_STRING + 64) return REFUSED_STRING; /* 64: Lua's header */
  if (size > PL_SANDBOX_BLOCK)
    return sandbox->L && lua_getstack(sandbox->L, DEEP, &ar) ? REFUSED_DEPTH : REFUSED_BLOCK;
  bool is_full = size - old_size > PL_SANDBOX_TOTAL - sandbox->memory; /* Lua then collects everything and comes back */
  bool looks = is_full || ++sandbox->allocations % ALLOCATIONS_A_LOOK == 0;
  if (sandbox->depth > 0 && (sandbox->refused == REFUSED_TIME || (looks && is_out_of_time(sandbox))))
    return REFUSED_TIME; /* for the rest of the call, or coming back would help */
  return is_full ? REFUSED_TOTAL : REFUSED_NOT;
}

static void *refuse(pl_sandbox *sandbox, refusal why, bool is_stack) {
  sandbox->refused = why;
  if (is_stack) {
    memcpy(sandbox->file, sandbox->near_file, sizeof sandbox->file);
    sandbox->line = sandbox->near_line;
  } else if (sandbox->L) {
    note_position(sandbox, sandbox->L);
  }
  return NULL;
}

/* Plays a system without memory. Everything fails from then on, for Lua tries again after collecting. */
static bool is_starving(pl_sandbox *sandbox) {
  if (sandbox->starving < 0) return false;
  if (sandbox->starving > 0) return sandbox->starving--, false;
  return sandbox->has_starved = true;
}

/* lua_Alloc. For a new block Lua passes its type where the old size would be. */
static void *allocate(void *context, void *block, size_t old_size, size_t size) {
  pl_sandbox *sandbox = context;
  bool is_string = !block && old_size == LUA_TSTRING;
  bool is_stack = block && (block == sandbox->stack || sandbox->seeks_stack);
  if (!block) old_size = 0;
  if (size == 0) {
    if (block) pl_pool_resize(&sandbox->pool, block, old_size, 0);
    sandbox->memory -= old_size;
    return NULL;
  }
  if (size > old_size) {
    refusal why = judge(sandbox, is_string, old_size, size);
    if (why != REFUSED_NOT) return refuse(sandbox, why, is_stack);
    spend(sandbox, 1 + (size - old_size) / 16);
    if (is_starving(sandbox)) return refuse(sandbox, REFUSED_BY_SYSTEM, is_stack);
  }
  void *moved = pl_pool_resize(&sandbox->pool, block, old_size, size);
  if (!moved && size > old_size) return refuse(sandbox, REFUSED_BY_SYSTEM, is_stack);
  sandbox->memory = sandbox->memory - old_size + size;
  if (is_stack && moved) sandbox->stack = moved;
  return moved ? moved : block; /* Lua counts on being able to shrink */
}

/* ---- numbers that are none ---- */
static const char no_result[] =
    PL_LATER("a calculation had no result (0/0, or infinity minus infinity): look at what it divides by, or at its "
             "size");

#if defined(FE_INVALID)
static bool has_no_result(void) { return fetestexcept(FE_INVALID); }
static void forget_results(void) { feclearexcept(FE_INVALID); }
#else
static bool has_no_result(void) { return false; }
static void forget_results(void) {}
#endif

/* ---- gas ---- */
static void check_gas(lua_State *L, pl_sandbox *sandbox) {
  if (has_no_result()) luaL_error(L, "%s", pl_translate(no_result));
  if (sandbox->gas > 0) return;
  if (sandbox->given < sandbox->gas_a_call)
    pl_sandbox_limit(L,
                     PL_TEXT("more than %d units of work in one round, or in reading the scenario (the limit): do "
                             "less"),
                     (int)sandbox->gas_a_stretch);
  pl_sandbox_limit(L,
                   PL_TEXT("more than %d units of work in one call (the limit): is there a loop without end? Do less "
                           "per call"),
                   (int)sandbox->gas_a_call);
}

/* The count hook. */
static void count_step(lua_State *L, lua_Debug *ar) {
  pl_sandbox *sandbox = pl_sandbox_of(L);
  if (lua_getinfo(L, "Sl", ar)) {
    copy_name(sandbox->near_file, sizeof sandbox->near_file, ar->source);
    sandbox->near_line = ar->currentline;
  }
  spend(sandbox, STEP);
  check_gas(L, sandbox);
  if (is_out_of_time(sandbox)) pl_sandbox_limit(L, "%s", pl_translate(refusal_texts[REFUSED_TIME]));
}

void pl_sandbox_charge(lua_State *L, size_t units) {
  pl_sandbox *sandbox = pl_sandbox_of(L);
  spend(sandbox, units);
  check_gas(L, sandbox);
}

int pl_sandbox_limit(lua_State *L, const char *format, ...) {
  va_list arguments;
  pl_sandbox_of(L)->is_limit = true;
  va_start(arguments, format);
  lua_pushvfstring(L, format, arguments);
  va_end(arguments);
  return lua_error(L);
}

int pl_sandbox_no_memory(lua_State *L) {
  pl_sandbox_of(L)->is_without_memory = true;
  lua_pushliteral(L, "");
  return lua_error(L);
}

/* ---- faults ---- */

/* Cuts `text` at a whole character and makes one line of it. */
static void copy_line(char *out, size_t size, const char *text) {
  size_t length = strlen(text);
  if (length >= size)
    for (length = size - 1; length > 0 && ((unsigned char)text[length] & 0xC0) == 0x80;) length--;
  memcpy(out, text, length);
  out[length] = '\0';
  pl_plain_line(out);
}

/* Takes "file:line: " off the front of a message; the position of the message wins over the noted one. */
static const char *strip_position(const char *message, pl_fault *fault) {
  size_t name = strcspn(message, ": \n");
  if (message[name] != ':' || name == 0 || name >= sizeof fault->file) return message;
  char *end;
  long line = strtol(message + name + 1, &end, 10);
  if (end == message + name + 1 || line <= 0 || end[0] != ':' || end[1] != ' ') return message;
  if (strncmp(message, "...", 3) != 0) { /* Lua shortens long names so */
    memcpy(fault->file, message, name);
    fault->file[name] = '\0';
  }
  fault->line = (int)line;
  return end + 2;
}

/* Fills the fault from the error value on top, pops it. Raises nothing: looks at strings only. */
static pl_status explain(pl_sandbox *sandbox, int status, pl_fault *fault) {
  lua_State *L = sandbox->L;
  pl_fault unused;
  if (!fault) fault = &unused;
  memset(fault, 0, sizeof *fault);
  memcpy(fault->file, sandbox->file, sizeof fault->file);
  fault->line = sandbox->line;
  fault->is_syntax = status == LUA_ERRSYNTAX;
  fault->is_limit = sandbox->is_limit;
  const char *const too_deep = PL_TEXT("calls or brackets are nested too deeply (the limit is about 200 levels)");
  const char *text = too_deep;
  if (status == LUA_ERRMEM) {
    text = pl_translate(refusal_texts[sandbox->refused]);
    fault->is_limit = true;
  } else if (status == LUA_ERRERR) {
    fault->is_limit = true;
  } else if (lua_type(L, -1) == LUA_TSTRING) {
    text = strip_position(lua_tostring(L, -1), fault);
  } else {
    text = PL_TEXT("error was called with something other than a text");
  }
  if (strstr(text, "stack overflow")) { /* Lua's words for both kinds of nesting */
    text = too_deep;
    fault->is_limit = true;
  }
  copy_line(fault->text, sizeof fault->text, text);
  lua_pop(L, 1);
  bool is_refused = status == LUA_ERRMEM && sandbox->refused == REFUSED_BY_SYSTEM;
  return is_refused || sandbox->is_without_memory ? PL_NO_MEMORY : PL_BAD_INPUT;
}

/* The message handler: notes the place and leaves the message alone. */
static int note_error(lua_State *L) {
  note_position(pl_sandbox_of(L), L);
  return 1;
}

/* ---- doors ---- */

/* What a call used is taken from the stretch. */
static void settle(pl_sandbox *sandbox) {
  sandbox->stretch -= sandbox->given - sandbox->gas;
  sandbox->given = sandbox->gas = 0;
}

static void refill(pl_sandbox *sandbox) {
  settle(sandbox);
  sandbox->given = sandbox->gas_a_call < sandbox->stretch ? sandbox->gas_a_call : sandbox->stretch;
  sandbox->gas = sandbox->given;
  sandbox->is_limit = sandbox->is_without_memory = false;
  sandbox->refused = REFUSED_NOT;
  sandbox->file[0] = sandbox->near_file[0] = '\0';
  sandbox->line = sandbox->near_line = 0;
  lua_sethook(sandbox->L, count_step, LUA_MASKCOUNT, STEP); /* starts its count anew */
}

void pl_sandbox_refill(lua_State *L) {
  pl_sandbox *sandbox = pl_sandbox_of(L);
  if (sandbox->depth == 1) refill(sandbox);
}

/* Enters a protected call: fresh gas for the outermost one, and the C locale. Returns the locale to go back to. */
static locale_t enter(pl_sandbox *sandbox) {
  if (sandbox->depth++ > 0) return (locale_t)0;
  refill(sandbox);
  forget_results();
  sandbox->start = read_clock(CLOCK_THREAD_CPUTIME_ID);
  return uselocale(sandbox->locale);
}

static void leave(pl_sandbox *sandbox, locale_t before) {
  if (--sandbox->depth > 0) return;
  sandbox->spent += read_clock(CLOCK_THREAD_CPUTIME_ID) - sandbox->start;
  settle(sandbox);
  uselocale(before);
}

/* Noticed at the end only: the place of the last look must do. */
static void explain_no_result(const pl_sandbox *sandbox, pl_fault *fault) {
  *fault = (pl_fault){.line = sandbox->near_line};
  memcpy(fault->file, sandbox->near_file, sizeof fault->file);
  copy_line(fault->text, sizeof fault->text, pl_translate(no_result));
}

pl_status pl_sandbox_call(pl_sandbox *sandbox, int arguments, int results, pl_fault *fault) {
  lua_State *L = sandbox->L;
  if (!lua_checkstack(L, results + 2)) { /* no room for the handler either? */
    lua_settop(L, lua_gettop(L) - arguments - 1);
    if (fault) *fault = (pl_fault){.is_limit = true, .text = PL_LATER("functions call each other too deeply")};
    return PL_BAD_INPUT;
  }
  int handler = lua_gettop(L) - arguments;
  lua_pushcfunction(L, note_error);
  lua_insert(L, handler);
  locale_t before = enter(sandbox);
  int status = lua_pcall(L, arguments, results, handler);
  leave(sandbox, before);
  pl_status answer = status == LUA_OK ? PL_OK : explain(sandbox, status, fault);
  lua_remove(L, handler);
  if (answer || sandbox->depth > 0 || !has_no_result()) return answer;
  lua_settop(L, handler - 1);
  if (fault) explain_no_result(sandbox, fault);
  return PL_BAD_INPUT;
}

pl_status pl_sandbox_protect(pl_sandbox *sandbox, lua_CFunction function, void *context, int results, pl_fault *fault) {
  lua_State *L = sandbox->L;
  if (!lua_checkstack(L, 3)) {
    if (fault) *fault = (pl_fault){.is_limit = true, .text = PL_LATER("functions call each other too deeply")};
    return PL_BAD_INPUT;
  }
  lua_pushcfunction(L, function);
  lua_pushlightuserdata(L, context);
  return pl_sandbox_call(sandbox, 1, results, fault);
}

/* ---- loading ---- */
typedef struct source {
  const char *name, *bytes;
  size_t length;
  int lines, lines_in_piece; /* ends of line before and in the piece handed out last */
} source;

/* lua_Reader: hands the source out in pieces, to look at the clock between them. */
static const char *read_piece(lua_State *L, void *context, size_t *size) {
  source *from = context;
  if (is_out_of_time(pl_sandbox_of(L))) pl_sandbox_limit(L, "%s", pl_translate(refusal_texts[REFUSED_TIME]));
  const char *piece = from->bytes;
  *size = from->length < PIECE ? from->length : PIECE;
  from->bytes += *size;
  from->length -= *size;
  from->lines += from->lines_in_piece;
  from->lines_in_piece = 0;
  for (size_t i = 0; i < *size; i++) from->lines_in_piece += piece[i] == '\n';
  return *size > 0 ? piece : NULL;
}

/* What is wrong with the bytes before any compiling, or NULL; `line` is where. */
static const char *source_problem(const char *bytes, size_t length, int *line) {
  *line = 1;
  if (length > PL_SANDBOX_SOURCE)
    return PL_TEXT("the file is larger than 1048576 bytes (the limit): split it and use include");
  if (length > 0 && bytes[0] == LUA_SIGNATURE[0])
    return PL_TEXT("this is compiled Lua; Polder reads source text only: use the .lua file it was made from");
  for (size_t i = 0; i < length; i++) {
    if (bytes[i] == '\0') return PL_TEXT("the file contains a zero byte: save it as UTF-8 text");
    *line += bytes[i] == '\n';
  }
  return NULL;
}

/* The compiler protects itself, so it is called directly; that keeps its status. */
pl_status pl_sandbox_load(pl_sandbox *sandbox, const char *name, const char *bytes, size_t length, pl_fault *fault) {
  if (!lua_checkstack(sandbox->L, 4)) return PL_NO_MEMORY;
  if (length >= 3 && memcmp(bytes, "\xEF\xBB\xBF", 3) == 0) {
    bytes += 3;
    length -= 3;
  }
  int line;
  const char *problem = source_problem(bytes, length, &line);
  if (problem) {
    if (!fault) return PL_BAD_INPUT;
    *fault = (pl_fault){.line = line, .is_syntax = true, .is_limit = length > PL_SANDBOX_SOURCE};
    snprintf(fault->file, sizeof fault->file, "%s", name);
    copy_line(fault->text, sizeof fault->text, problem);
    return PL_BAD_INPUT;
  }
  source from = {.name = name, .bytes = bytes, .length = length};
  char chunk[sizeof fault->file];
  snprintf(chunk, sizeof chunk, "@%s", name);
  locale_t before = enter(sandbox);
  int status = lua_load(sandbox->L, read_piece, &from, chunk, "t");
  leave(sandbox, before);
  if (status == LUA_OK) return PL_OK;
  pl_status answer = explain(sandbox, status, fault);
  if (fault && fault->file[0] == '\0') snprintf(fault->file, sizeof fault->file, "%s", name);
  if (fault && fault->line == 0) fault->line = from.lines + 1; /* Lua does not say; it is not far from here */
  return answer;
}

/* lua_Writer */
static int write_piece(lua_State *L, const void *bytes, size_t length, void *context) {
  (void)L;
  pl_buffer *code = context;
  pl_buffer_add(code, bytes, length);
  return code->failed;
}

pl_status pl_sandbox_dump(pl_sandbox *sandbox, pl_buffer *code) {
  return lua_dump(sandbox->L, write_piece, code, 0) ? PL_NO_MEMORY : PL_OK; /* with lines, for errors */
}

/* lua_Reader: everything at once. */
static const char *read_code(lua_State *L, void *context, size_t *size) {
  (void)L;
  source *from = context;
  *size = from->length;
  from->length = 0;
  return *size > 0 ? from->bytes : NULL;
}

pl_status pl_sandbox_undump(pl_sandbox *sandbox, const char *code, size_t length, pl_fault *fault) {
  if (!lua_checkstack(sandbox->L, 4)) return PL_NO_MEMORY;
  source from = {.bytes = code, .length = length};
  locale_t before = enter(sandbox);
  int status = lua_load(sandbox->L, read_code, &from, "=kept", "b");
  leave(sandbox, before);
  return status == LUA_OK ? PL_OK : explain(sandbox, status, fault);
}

/* ---- names that do not exist ---- */

/* The smallest name in the table at `known` after `after` (NULL: the smallest of all), or NULL. */
static const char *next_name(lua_State *L, int known, const char *after) {
  const char *best = NULL;
  lua_pushnil(L);
  while (lua_next(L, known)) {
    int at = lua_type(L, -2) == LUA_TSTRING ? -2 : -1; /* a set of names, or a list */
    const char *name = lua_type(L, at) == LUA_TSTRING ? lua_tostring(L, at) : NULL;
    if (name && (!after || strcmp(name, after) > 0) && (!best || strcmp(name, best) < 0)) best = name;
    lua_pop(L, 1);
  }
  return best;
}

static void offer_all(lua_State *L, int known, pl_suggestion *suggestion) {
  lua_pushnil(L);
  while (lua_next(L, known)) {
    pl_sandbox_charge(L, PL_SANDBOX_COMPARING);
    int at = lua_type(L, -2) == LUA_TSTRING ? -2 : -1;
    if (lua_type(L, at) == LUA_TSTRING) pl_suggestion_offer(suggestion, lua_tostring(L, at));
    lua_pop(L, 1);
  }
}

int pl_sandbox_unknown(lua_State *L, const char *kind, const char *name, int known) {
  known = lua_absindex(L, known);
  luaL_checkstack(L, 8, NULL);
  pl_sandbox_charge(L, 64);
  pl_suggestion suggestion = pl_suggestion_for(name);
  offer_all(L, known, &suggestion);
  char shown_name[64];
  copy_line(shown_name, sizeof shown_name, name);
  lua_pushfstring(L, PL_TEXT("no %s called \"%s\""), pl_translate(kind), shown_name);
  if (suggestion.best) {
    lua_pushfstring(L, PL_TEXT("%s, did you mean \"%s\"?"), lua_tostring(L, -1), suggestion.best);
    return lua_error(L);
  }
  const char *at = next_name(L, known, NULL);
  for (int shown = 0; at; shown++) {
    const char *mark = shown == 0 ? PL_TEXT(" (there are: ") : ", ";
    if (shown == NAMES_SHOWN) at = "…";
    lua_pushfstring(L, "%s%s%s", lua_tostring(L, -1), mark, at);
    lua_remove(L, -2);
    at = shown < NAMES_SHOWN ? next_name(L, known, at) : NULL;
    if (!at) lua_pushfstring(L, "%s)", lua_tostring(L, -1));
  }
  return lua_error(L);
}

const char *pl_sandbox_text(lua_State *L, int index, size_t *length) {
  int type = lua_type(L, index);
  if (type != LUA_TNUMBER && type != LUA_TSTRING) return NULL;
  lua_pushvalue(L, index);
  if (type == LUA_TNUMBER) {
    lua_Number number = lua_tonumber(L, -1);
    if (number != number) { /* its sign differs between machines */
      lua_pop(L, 1);
      lua_pushliteral(L, "nan");
    }
  }
  return lua_tolstring(L, -1, length);
}

/* ---- life ---- */

void pl_sandbox_set_limits(pl_sandbox *sandbox, size_t gas, int brake_milliseconds) {
  sandbox->gas_a_call = gas;
  sandbox->gas_a_stretch = sandbox->stretch = gas < PL_SANDBOX_STRETCH ? PL_SANDBOX_STRETCH : gas;
  sandbox->brake = (int64_t)brake_milliseconds * 1000000;
}

void pl_sandbox_begin(pl_sandbox *sandbox) {
  sandbox->stretch = sandbox->gas_a_stretch;
  sandbox->spent = 0;
}

bool pl_sandbox_starve(pl_sandbox *sandbox, long count) {
  bool has_starved = sandbox->has_starved;
  sandbox->starving = count;
  sandbox->has_starved = false;
  return has_starved;
}

static int open_library(lua_State *L) {
  pl_library_open(L);
  return 0;
}

/* Lua does not say which block is its stack: it is the one that grows when the stack is asked to. Up to 5.4.4 none
 * does, because Lua copies its stack to a new block and leaves the old one fit to be looked at. */
static bool find_stack(pl_sandbox *sandbox) {
  sandbox->seeks_stack = true;
  bool has_grown = lua_checkstack(sandbox->L, 500);
  sandbox->seeks_stack = false;
  return has_grown;
}

pl_sandbox *pl_sandbox_new(void) {
  pl_sandbox *sandbox = calloc(1, sizeof *sandbox);
  if (!sandbox) return NULL;
  pl_sandbox_set_limits(sandbox, PL_SANDBOX_GAS, PL_SANDBOX_BRAKE * PL_POOL_SLOWNESS);
  pl_sandbox_begin(sandbox);
  pl_sandbox_starve(sandbox, -1);
  sandbox->locale = newlocale(LC_ALL_MASK, "C", (locale_t)0);
  if (!sandbox->locale) goto failed;
  sandbox->L = lua_newstate(allocate, sandbox);
  if (!sandbox->L || !find_stack(sandbox)) goto failed;
  *(pl_sandbox **)lua_getextraspace(sandbox->L) = sandbox;
  lua_gc(sandbox->L, LUA_GCINC, PAUSE, 0, 0);
  if (pl_sandbox_protect(sandbox, open_library, NULL, 0, NULL) != PL_OK) goto failed;
  return sandbox;
failed:
  pl_sandbox_free(sandbox);
  return NULL;
}

void pl_sandbox_free(pl_sandbox *sandbox) {
  if (!sandbox) return;
  pl_pool_clear(&sandbox->pool); /* lua_close would visit every object, and there are no finalisers to run */
  if (sandbox->release) sandbox->release(sandbox->attached);
  if (sandbox->locale) freelocale(sandbox->locale);
  free(sandbox);
}
