/* What the files of hooks share: registrations, and the call that is running. */
#ifndef POLDER_SCRIPT_HOOKS_INTERNAL_H
#define POLDER_SCRIPT_HOOKS_INTERNAL_H

#include <polder/brief.h>
#include <polder/rules.h>
#include <polder/world.h>

#include "hooks.h"
#include "names.h"

enum {
  PL_HOOKS_MOST = 512,      /* registrations */
  PL_HOOKS_EFFECTS = 1024,  /* effects one call may queue */
  PL_HOOKS_LINES = 64,      /* log lines of one call */
  PL_HOOKS_ROUND_EFFECTS = 8192, PL_HOOKS_ROUND_LINES = 512, /* of all calls in one round */
  PL_HOOKS_TEXT = 1024      /* bytes of a log line or of a text in vars */
};

typedef struct pl_registration {
  pl_hook kind;
  const char *id, *file; /* kept alive by the registry; id NULL: the kind has none */
  int line, index;       /* index −1: not bound */
} pl_registration;

/* What is running, and so what may be done. */
typedef enum pl_running { PL_RUNNING_NOTHING, PL_RUNNING_HOOK, PL_RUNNING_TEST, PL_RUNNING_BOT } pl_running;

/* Everything Lua-shaped a view needs, in the registry by number. */
typedef enum pl_anchor {
  PL_ANCHOR_W,         /* the table passed to hooks */
  PL_ANCHOR_W_FIELDS,  /* what reading it gives */
  PL_ANCHOR_FUNCTIONS, /* hooks, in the order of registration */
  PL_ANCHOR_WORDS,     /* ids and files of registrations */
  PL_ANCHOR_LABELS,    /* label → number of the call that used it last */
  PL_ANCHOR_TEXTS,     /* texts of queued effects and lines */
  PL_ANCHOR_NAMES,     /* iid → name, filled as they are needed */
  PL_ANCHOR_SEAT_IDS,  /* a list: ids by seat + 1 */
  PL_ANCHOR_SEATS, PL_ANCHOR_STATES, PL_ANCHOR_FORUMS, PL_ANCHOR_ADVERSARIES, PL_ANCHOR_INCIDENTS, PL_ANCHOR_INJECTS,
  PL_ANCHOR_VARIABLES, PL_ANCHOR_INTEL, /* id → index */
  PL_ANCHOR_OF_STATE, PL_ANCHOR_OF_FORUM, PL_ANCHOR_OF_ADVERSARY, PL_ANCHOR_OF_INCIDENT, PL_ANCHOR_OF_SHARE,
  PL_ANCHOR_OF_DECISION, PL_ANCHOR_OF_STATES, PL_ANCHOR_OF_BRIEF, /* metatables of views */
  PL_ANCHORS
} pl_anchor;

typedef struct pl_hooks {
  pl_sandbox *sandbox;
  pl_scenario *scenario; /* NULL while declaring */
  void *owner; /* of the scenario; released with it when the rules are closed */
  void (*release_owner)(void *owner);
  pl_names names;   /* of the scenario */
  pl_arena *sorted; /* owned: what `names` consists of */
  int anchor[PL_ANCHORS];
  pl_registration row[PL_HOOKS_MOST];
  size_t count;
  bool has[PL_HOOKS];
  /* the call that is running */
  pl_running running;
  const pl_world *world;  /* NULL for a bot, and between calls */
  const pl_hook_call *call;
  const pl_registration *at; /* the hook that is running */
  char function_file[128];   /* where the test or bot that is running begins */
  int function_line;
  lua_Integer number;        /* of calls so far */
  lua_Integer text_count;
  uint64_t lost_count;       /* of fingerprints that were too much to take */
  pl_effect *effect;         /* [PL_HOOKS_EFFECTS], owned; NULL until rules are made */
  size_t effect_count;
  pl_text line[PL_HOOKS_LINES];
  size_t line_count;
  int round;                 /* of the last call; −1: there was none */
  size_t effects_before, lines_before; /* by the calls before it, in that round */
} pl_hooks;

pl_hooks *pl_hooks_of(lua_State *L);
/* Pushes an anchored value. Needs one slot, raises nothing. */
void pl_hooks_push(lua_State *L, const pl_hooks *hooks, pl_anchor anchor);

/* ---- hooks_world.c ---- */
/* Makes the names, the metatables of views and `w`. Raises. */
void pl_hooks_open_world(lua_State *L, pl_hooks *hooks);
/* Brings w.round up to date. Raises. */
void pl_hooks_set_round(lua_State *L, const pl_hooks *hooks);
/* Push a fresh table; raise only when memory or gas run out. */
void pl_hooks_push_incident(lua_State *L, const pl_hooks *hooks, int index);
/* The table of the running call's share, made with what pl_hooks_push_share_parts left at `parts` on the stack: that is
 * done once for many shares. */
enum { PL_HOOKS_SHARE_PARTS = 6 };
void pl_hooks_push_share_parts(lua_State *L, const pl_hooks *hooks);
void pl_hooks_push_share(lua_State *L, const pl_hooks *hooks, int parts);
void pl_hooks_push_decision(lua_State *L, const pl_hooks *hooks);
/* Pushes an incident's id, or the name of a random one ("gang0.3.1"). */
void pl_hooks_push_iid(lua_State *L, const pl_hooks *hooks, pl_iid iid);
void pl_hooks_push_states(lua_State *L, const pl_hooks *hooks, const pl_state_set *set);
void pl_hooks_push_forums(lua_State *L, const pl_hooks *hooks, uint64_t forums);
/* Set a field of the table on top. */
void pl_hooks_set_integer(lua_State *L, const char *field, lua_Integer n);
void pl_hooks_set_share(lua_State *L, const char *field, pl_q16 x);
void pl_hooks_set_units(lua_State *L, const char *field, pl_mu money);
void pl_hooks_set_boolean(lua_State *L, const char *field, bool b);
void pl_hooks_set_text(lua_State *L, const char *field, const char *text);

/* ---- hooks_queue.c ---- */
/* The functions of w that ask for something to happen. */
const luaL_Reg *pl_hooks_setters(void);

/* ---- fingerprint.c ---- */
/* pl_rules.fingerprint. Between calls only. */
uint64_t pl_hooks_fingerprint(pl_hooks *hooks);

/* ---- hooks_brief.c ---- */
/* Pushes a brief as a plain table. Raises. */
void pl_hooks_push_brief(lua_State *L, const pl_hooks *hooks, const pl_brief *brief);

#endif
