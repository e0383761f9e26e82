/* How much of an exercise is spent in its scenario's Lua.
 *
 * The rules a scenario opens are wrapped: every call through pl_rules is counted and timed and passed on. A call's
 * time holds the Lua code and the way into it and back, reads of the world included, so the share of all calls
 * together is an upper bound of what the glue alone costs. What looking at the clock costs is taken off. */
#include "exercise.h"

#include <polder/script.h>

/* One row per hook kind, then the rest of the interface. */
enum { ROW_OPEN = PL_HOOKS, ROW_TEST, ROW_DECIDE, ROW_CLOSE, ROWS };
static const char *const row_name[ROWS] = {
  [PL_HOOK_ROUND] = "on_round", [PL_HOOK_DECISION] = "on_decision", [PL_HOOK_INCIDENT] = "on_incident",
  [PL_HOOK_SHARE] = "on_share", [PL_HOOK_END] = "on_end", [ROW_OPEN] = "open", [ROW_TEST] = "objective's test",
  [ROW_DECIDE] = "bot's decide", [ROW_CLOSE] = "close",
};

typedef struct meter {
  pl_rules_factory inner;
  double clock;      /* cost of one look at it */
  double seconds[ROWS];
  uint64_t calls[ROWS];
} meter;

typedef struct shim { /* self of the wrapped rules */
  pl_rules inner;
  meter *meter;
} shim;

static void count(meter *m, int row, double start) {
  m->seconds[row] += bench_wall() - start - m->clock;
  m->calls[row]++;
}

static bool shim_has(void *self, pl_hook kind) {
  const shim *s = self;
  return s->inner.has(s->inner.self, kind);
}

static pl_status shim_hook(void *self, const struct pl_world *world, const pl_hook_call *call, pl_effect_queue *out,
                           pl_error *error) {
  const shim *s = self;
  const double start = bench_wall();
  const pl_status status = s->inner.hook(s->inner.self, world, call, out, error);
  count(s->meter, call->kind, start);
  return status;
}

static pl_status shim_hook_many(void *self, const struct pl_world *world, const pl_hook_call *calls, size_t call_count,
                                size_t *done, pl_effect_queue *out, pl_error *error) {
  const shim *s = self;
  const double start = bench_wall();
  const pl_status status = s->inner.hook_many(s->inner.self, world, calls, call_count, done, out, error);
  count(s->meter, calls->kind, start);
  if (status == PL_OK) s->meter->calls[calls->kind] += *done - 1; /* they share one way into Lua and back */
  return status;
}

static pl_status shim_test(void *self, const struct pl_world *world, int objective, pl_q16 *met, pl_error *error) {
  const shim *s = self;
  const double start = bench_wall();
  const pl_status status = s->inner.test(s->inner.self, world, objective, met, error);
  count(s->meter, ROW_TEST, start);
  return status;
}

static pl_status shim_decide(void *self, int bot, const struct pl_brief *brief, pl_decision *decisions, size_t capacity,
                             size_t *decision_count, pl_error *error) {
  const shim *s = self;
  const double start = bench_wall();
  const pl_status status = s->inner.decide(s->inner.self, bot, brief, decisions, capacity, decision_count, error);
  count(s->meter, ROW_DECIDE, start);
  return status;
}

static void shim_close(void *self) {
  shim *s = self;
  const double start = bench_wall();
  s->inner.close(s->inner.self);
  count(s->meter, ROW_CLOSE, start);
  free(s);
}

static pl_status shim_open(void *context, const pl_bundle *bundle, pl_rules *rules, pl_error *error) {
  meter *m = context;
  shim *s = calloc(1, sizeof *s);
  if (!s) return pl_error_set(error, PL_NO_MEMORY, "out of memory");
  s->meter = m;
  const double start = bench_wall();
  const pl_status status = m->inner.open(m->inner.context, bundle, &s->inner, error);
  count(m, ROW_OPEN, start);
  if (status != PL_OK) {
    free(s);
    return status;
  }
  *rules = (pl_rules){.scenario = s->inner.scenario, .self = s, .has = shim_has, .close = shim_close,
                      .hook = s->inner.hook ? shim_hook : NULL,
                      .hook_many = s->inner.hook_many ? shim_hook_many : NULL, .test = s->inner.test ? shim_test : NULL,
                      .decide = s->inner.decide ? shim_decide : NULL};
  return PL_OK;
}

static double cost_of_clock(void) {
  enum { LOOKS = 100000 };
  const double start = bench_wall();
  for (int i = 0; i < LOOKS; i++) bench_wall();
  return (bench_wall() - start) / LOOKS;
}

static void print_rows(const meter *m, double total, int games) {
  printf("                     calls a game   µs a call   share of the time\n");
  for (int row = 0; row < ROWS; row++)
    if (m->calls[row])
      printf("  %-18s %12.1f %11.2f %17.1f %%\n", row_name[row], (double)m->calls[row] / games,
             m->seconds[row] / (double)m->calls[row] * 1e6, 100 * m->seconds[row] / total);
}

/* Totals of one repetition; the fastest repetition is the one shown. */
static bool play(const exercise *x, meter *m, int games, double *total) {
  memset(m->seconds, 0, sizeof m->seconds);
  memset(m->calls, 0, sizeof m->calls);
  const double start = bench_wall();
  if (!exercise_many(x, 1, games, NULL)) return false;
  *total = bench_wall() - start;
  return true;
}

static void report(const exercise *x, const meter *m, double total, int games) {
  const double opening = m->seconds[ROW_OPEN] + m->seconds[ROW_CLOSE];
  double calls = m->seconds[ROW_TEST] + m->seconds[ROW_DECIDE];
  for (int kind = 0; kind < PL_HOOKS; kind++) calls += m->seconds[kind];
  printf("\n%s: %.3f ms an exercise, %.0f a second (goal for withdrawal: at least 400)\n", x->name, total / games * 1e3,
         games / total);
  print_rows(m, total, games);
  printf("  calls into Lua while playing take %.1f %% of the time; with opening and closing left out, %.1f %%\n"
         "  (goal for the glue in them: at most 25 %%)\n"
         "  opening and closing take %.1f %%; without them: %.0f exercises a second\n",
         100 * calls / total, 100 * calls / (total - opening), 100 * opening / total, games / (total - opening));
}

static bool measure(const char *name, int games) {
  char path[1024];
  snprintf(path, sizeof path, "%s/scenarios/%s", POLDER_SOURCE_DIR, name);
  pl_bundle_room room = {0};
  pl_rules rules;
  pl_error error = {0};
  pl_script_cache *cache = pl_script_cache_new();
  if (!cache) return false;
  meter m = {.inner = pl_script_cache_factory(cache), .clock = cost_of_clock()}, best = m;
  exercise x = {.name = name, .factory = {&m, shim_open}};
  bool good = exercise_is_good(&x, pl_bundle_read(path, &room, &error), &error) &&
              exercise_is_good(&x, m.inner.open(m.inner.context, &room.bundle, &rules, &error), &error);
  if (good) {
    pl_map *map = pl_map_new(rules.scenario, &error);
    x.bundle = &room.bundle;
    x.map = map;
    good = map != NULL;
    double total = 0, fastest = 0;
    for (int r = 0; good && r < 5; r++) {
      good = play(&x, &m, games, &total);
      if (!good || (fastest > 0 && total >= fastest)) continue;
      fastest = total;
      best = m;
    }
    if (good) report(&x, &best, fastest, games);
    pl_map_free(map);
    rules.close(rules.self);
  }
  pl_bundle_clear(&room);
  pl_script_cache_free(cache);
  return good;
}

int main(int argument_count, char **text) {
  bench_option option[] = {{"--games", 100, "exercises per scenario and repetition"}};
  if (!bench_options(argument_count, text, option, 1)) return 2;
  const int games = option[0].value >= 1 ? (int)option[0].value : 1;
  printf("Time in Lua, seconds that passed, best of five repetitions of %d exercises; the map is built once.\n", games);
  bool good = true;
  static const char *const scenario[] = {"withdrawal", "first-share", "standard-map"};
  for (size_t i = 0; i < sizeof scenario / sizeof *scenario; i++) good &= measure(scenario[i], games);
  return good ? 0 : 1;
}
