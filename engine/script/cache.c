/* Opening the same scenario again.
 *
 *     first time    files ── compile ──► scenario, texts, compiled chunks, what each hook is about ─┐ kept
 *                                                                                                  │
 *     every time    fresh Lua state ── undump, run: functions only ── bind ◄───────────────────────┘──► pl_rules
 *
 * The files run again because hooks are closures: their upvalues are the locals of that run. The constructors then
 * only count and keep functions, so the numbers are those of the first time; running a file twice cannot differ, since
 * nothing in the small language depends on time, addresses or luck. What is kept is never changed, and ends with its
 * last user: the cache or a world's rules. */
#include <string.h>

#include "hooks.h"
#include "open.h"

#include <stdlib.h>

typedef struct shared {
  size_t users;
  pl_arena *arena;        /* owned; everything below lives in it */
  pl_bundle bundle;       /* a copy */
  pl_scenario *scenario;
  pl_kept kept;
  int *bound;             /* [hook_count] what the hooks are about */
  size_t hook_count;
} shared;

struct pl_script_cache {
  shared *last; /* NULL: nothing opened yet */
};

/* ---- sharing ---- */
static void leave(void *owner) {
  shared *s = owner;
  if (!s || --s->users) return;
  pl_arena_free(s->arena);
  free(s);
}

static bool copy_bundle(shared *s, const pl_bundle *bundle) {
  pl_file *files = pl_arena_array(s->arena, bundle->count, sizeof *files);
  for (size_t i = 0; files && i < bundle->count; i++) {
    const pl_file *from = &bundle->file[i];
    files[i] = (pl_file){.name = pl_arena_text(s->arena, from->name, strlen(from->name)),
                         .bytes = pl_arena_text(s->arena, from->bytes, from->length), .length = from->length};
    if (!files[i].name || !files[i].bytes) return false;
  }
  s->bundle = (pl_bundle){.file = files, .count = bundle->count};
  return files;
}

static bool is_same(const pl_bundle *a, const pl_bundle *b) {
  if (a->count != b->count) return false;
  for (size_t i = 0; i < a->count; i++) {
    const pl_file *x = &a->file[i], *y = &b->file[i];
    if (x->length != y->length || strcmp(x->name, y->name) || memcmp(x->bytes, y->bytes, x->length)) return false;
  }
  return true;
}

/* ---- opening ---- */
static bool note_hooks(shared *s, pl_sandbox *sandbox) {
  s->hook_count = pl_hooks_count(sandbox);
  s->bound = pl_arena_array(s->arena, s->hook_count, sizeof *s->bound);
  for (size_t i = 0; s->bound && i < s->hook_count; i++) s->bound[i] = pl_hooks_bound(sandbox, i);
  return s->bound;
}

/* Reads and compiles. `*out` is owned by the caller on PL_OK, as its only user. */
static pl_status open_first(const pl_bundle *bundle, shared **out, pl_sandbox **sandbox, pl_error *error) {
  pl_report report = {0};
  pl_status status = PL_NO_MEMORY;
  shared *s = calloc(1, sizeof *s);
  if (s) *s = (shared){.users = 1, .arena = pl_arena_new(PL_OPEN_BYTES)};
  if (s && s->arena && copy_bundle(s, bundle))
    status = pl_open(&s->bundle, s->arena, &s->kept, false, &report, sandbox, &s->scenario);
  if (status == PL_OK && !note_hooks(s, *sandbox)) {
    pl_sandbox_free(*sandbox);
    status = PL_NO_MEMORY;
  }
  if (status == PL_OK) *out = s;
  else pl_open_error(status, &report, error), leave(s);
  pl_report_clear(&report);
  return status;
}

static pl_status open_again(shared *s, pl_sandbox **sandbox, pl_error *error) {
  pl_status status = pl_open_again(&s->bundle, &s->kept, sandbox);
  if (status == PL_NO_MEMORY) return pl_error_set(error, status, "out of memory while reading the scenario");
  if (status == PL_OK && pl_hooks_count(*sandbox) == s->hook_count) {
    for (size_t i = 0; i < s->hook_count; i++) pl_hooks_bind(*sandbox, i, s->bound[i]);
    return PL_OK;
  }
  if (status == PL_OK) pl_sandbox_free(*sandbox);
  return pl_error_set(error, PL_BUG, "the scenario ran differently the second time it was opened");
}

static pl_status open_cached(void *context, const pl_bundle *bundle, pl_rules *rules, pl_error *error) {
  pl_script_cache *cache = context;
  pl_sandbox *sandbox = NULL;
  pl_status status;
  if (!bundle->count) return pl_error_set(error, PL_BAD_INPUT, "there is no scenario.lua");
  if (cache->last && is_same(&cache->last->bundle, bundle)) {
    status = open_again(cache->last, &sandbox, error);
  } else {
    shared *first = NULL;
    status = open_first(bundle, &first, &sandbox, error);
    if (status == PL_OK) {
      leave(cache->last);
      cache->last = first;
    }
  }
  if (status != PL_OK) return status;
  status = pl_hooks_rules_shared(sandbox, cache->last->scenario, cache->last, leave, rules, error);
  if (status == PL_OK) cache->last->users++;
  else pl_sandbox_free(sandbox);
  return status;
}

/* ---- life ---- */
pl_script_cache *pl_script_cache_new(void) { return calloc(1, sizeof(pl_script_cache)); }

void pl_script_cache_free(pl_script_cache *cache) {
  if (!cache) return;
  leave(cache->last);
  free(cache);
}

pl_rules_factory pl_script_cache_factory(pl_script_cache *cache) { return (pl_rules_factory){cache, open_cached}; }
