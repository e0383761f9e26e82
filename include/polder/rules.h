/* Rules: what a scenario's own code may do, seen from the engine.
 *
 * `sim` declares the interface, `script` implements it with Lua, and the engine runs as well without any
 * (all hooks NULL). Hooks run at round edges only, never inside the ticks. They read the world through
 * world.h and answer with effects, which the world then checks, clamps and applies in order. One pl_rules
 * belongs to one world; none is ever shared or saved. */
#ifndef POLDER_RULES_H
#define POLDER_RULES_H

#include <polder/decision.h>

struct pl_world;
struct pl_brief;

/* Effects queued by a hook, with the log lines. Borrowed by the world until the next call into the rules. */
typedef struct pl_effect_queue {
  const pl_effect *effect;
  size_t count;
  const pl_text *line; /* in one language or in each */
  size_t line_count;
} pl_effect_queue;

typedef enum pl_hook {
  PL_HOOK_ROUND,    /* a round begins */
  PL_HOOK_DECISION, /* after step 3: `decision` took effect */
  PL_HOOK_INCIDENT, /* after the round: declared incident `incident` is or was active in it */
  PL_HOOK_SHARE,    /* after the round: `state`'s item on `iid` reached `other` */
  PL_HOOK_END,      /* after the last round */
  PL_HOOKS
} pl_hook;

typedef struct pl_hook_call {
  pl_hook kind;
  const pl_decision *decision;
  uint16_t incident;       /* declared incident, or PL_NONE */
  pl_iid iid;
  uint16_t state, other;
} pl_hook_call;

typedef struct pl_rules {
  const pl_scenario *scenario;  /* owned by self, alive until close */
  void *self;
  /* Whether any hook of this kind is declared; lets the world skip the call. */
  bool (*has)(void *self, pl_hook kind);
  /* Runs the hooks of `call` against the world, in the order of their declaration. On PL_OK `out` holds what
   * they queued. PL_BAD_INPUT: the scenario's code failed; the error names file, line and reason, and the
   * world must not go on. */
  pl_status (*hook)(void *self, const struct pl_world *world, const pl_hook_call *call, pl_effect_queue *out,
                    pl_error *error);
  /* The same for each of `calls`, in order, up to and including the first that queued something, so that a hook sees
   * what those before it did. `done` says how many that were, at least 1. NULL: the world calls `hook` for each. */
  pl_status (*hook_many)(void *self, const struct pl_world *world, const pl_hook_call *calls, size_t count,
                         size_t *done, pl_effect_queue *out, pl_error *error);
  /* How far objective `objective` with a test is met, 0 … 65536. */
  pl_status (*test)(void *self, const struct pl_world *world, int objective, pl_q16 *met, pl_error *error);
  /* The decisions of the scenario's bot `bot` for the seat of `brief`; at most `capacity`, `count` says how many. */
  pl_status (*decide)(void *self, int bot, const struct pl_brief *brief, pl_decision *decisions, size_t capacity,
                      size_t *count, pl_error *error);
  /* A hash of everything the scenario's code could remember beside the world: locals and tables that its hooks share.
   * It means something within these rules only: while it is what it was after opening, a world loaded from a
   * checkpoint with rules newly opened goes on as the original would. NULL: the code remembers nothing. */
  uint64_t (*fingerprint)(void *self);
  void (*close)(void *self); /* frees everything, the scenario included */
} pl_rules;

/* A scenario's files, as read from disk or from a session: the first is scenario.lua. */
typedef struct pl_file {
  const char *name;  /* relative, forward slashes */
  const char *bytes;
  size_t length;
} pl_file;
typedef struct pl_bundle {
  const pl_file *file;
  size_t count;
} pl_bundle;

/* Makes rules from a scenario's bytes. The bundle is borrowed for the call; `rules` is filled on PL_OK and
 * must be closed by the caller. */
typedef struct pl_rules_factory {
  void *context;
  pl_status (*open)(void *context, const pl_bundle *bundle, pl_rules *rules, pl_error *error);
} pl_rules_factory;

#endif
