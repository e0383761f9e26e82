/* How many whole exercises a core plays per second, how that grows with the world, and what two workers gain.
 *
 * One map per scenario is built once and shared by all its games, as in a batch run; everything else — rules, world,
 * briefs, bots, journal, a digest after each round — is part of a game. */
#include "../support.h"

#include "exercise.h"

#ifdef BENCH_HAS_SCRIPT
#include <polder/script.h>
#endif
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

enum { REPETITIONS = 5 };

static const pl_file no_file = {"scenario.lua", "", 0};
static const pl_bundle no_bundle = {&no_file, 1};

/* ---- single games ---- */
static bool print_probe(const exercise *x, int games) {
  exercise_probe probe = {0}, sum = {0};
  double total = 0;
  for (int i = 0; i < games; i++) {
    pl_error error = {0};
    const double start = bench_wall();
    probe = (exercise_probe){0};
    if (!exercise_is_good(x, exercise_play(x, (uint64_t)i + 1, &probe, &error), &error)) return false;
    total += bench_wall() - start;
    sum.digest += probe.digest;
    sum.decisions += probe.decisions;
    sum.incidents += probe.incidents;
    sum.infections += probe.infections;
  }
  printf("  per game: %.0f decisions, %.0f incidents, %.0f infections; digests %.3f ms, %.1f %% of the time\n",
         (double)sum.decisions / games, (double)sum.incidents / games, (double)sum.infections / games,
         sum.digest / games * 1e3, 100 * sum.digest / (total - sum.digest));
  return true;
}

/* ---- two workers ---- */
static bool wait_for(const pid_t *worker, int count) {
  bool good = true;
  for (int i = 0; i < count; i++) {
    int status = 0;
    if (worker[i] < 0 || waitpid(worker[i], &status, 0) < 0) good = false;
    good = good && WIFEXITED(status) && WEXITSTATUS(status) == 0;
  }
  return good;
}

/* Seconds until `count` processes have played `games` games each. */
static double time_workers(const exercise *x, int count, int games) {
  pid_t worker[2];
  const double start = bench_wall();
  for (int i = 0; i < count; i++) {
    worker[i] = fork();
    if (worker[i] == 0) _exit(exercise_many(x, 1 + (uint64_t)i * (uint64_t)games, games, NULL) ? 0 : 1);
  }
  return wait_for(worker, count) ? bench_wall() - start : -1;
}

static bool print_workers(const exercise *x, int games) {
  bench_samples one = {0}, two = {0};
  fflush(stdout);
  for (int r = 0; r < REPETITIONS; r++) {
    const double a = time_workers(x, 1, games), b = time_workers(x, 2, games);
    if (a < 0 || b < 0) return false;
    bench_add(&one, a);
    bench_add(&two, b);
  }
  printf("  two workers play %.2f × as much as one (%.0f and %.0f games a second; goal: at least 1.9)\n",
         2 * bench_best(&one) / bench_best(&two), games / bench_best(&one), 2 * games / bench_best(&two));
  return true;
}

static bool bench_one(const exercise *x, int games, bool with_workers) {
  bench_samples seconds = {0}, mean_of = {0};
  for (int r = 0; r < REPETITIONS; r++) {
    seconds.count = 0;
    if (!exercise_many(x, 1, games, &seconds)) return false;
    bench_add(&mean_of, bench_mean(&seconds));
  }
  const double mean = bench_best(&mean_of);
  printf("\n%s, bots: %s, %d games\n", x->name, x->bots ? x->bots : "as declared", games);
  printf("  %d organisations, %u links\n", x->map->organisation_count, x->map->arc_count);
  printf("  %.3f ms a game: %.0f a second and core (mean of the best of %d repetitions; of their median %.3f ms;\n"
         "  games of the last from %.3f to %.3f ms)\n", mean * 1e3, 1 / mean, REPETITIONS, bench_median(&mean_of) * 1e3,
         bench_best(&seconds) * 1e3, bench_quantile(&seconds, 1) * 1e3);
  if (!print_probe(x, games < 50 ? games : 50)) return false;
  return !with_workers || print_workers(x, games);
}

/* ---- made by hand ---- */
static bool bench_hand_made(int games, bool with_workers) {
  support_room room;
  pl_error error = {0};
  support_standard(&room);
  const double start = bench_busy();
  pl_map *map = pl_map_new(&room.scenario, &error);
  const double built = bench_busy() - start;
  const exercise x = {"Standard map made by hand (goal: 1.7 ms, better 1)", support_factory(&room), &no_bundle, map,
                      "gtft"};
  const bool good = map && bench_one(&x, games, with_workers);
  printf("  its map takes %.2f ms, once\n", built * 1e3);
  pl_map_free(map);
  return good;
}

/* ---- large worlds, each in a process of its own, so that its memory can be told ---- */
static int play_large(int per_state) {
  support_room room;
  pl_error error = {0};
  support_standard(&room);
  for (int s = 0; s < SUPPORT_STATES; s++) room.state[s].organisations = per_state;
  double start = bench_busy();
  pl_map *map = pl_map_new(&room.scenario, &error);
  if (!map) return fprintf(stderr, "%s\n", error.text), 1;
  printf("\nStandard map of %d organisations, %u links, bots: gtft\n  map %.2f s", map->organisation_count,
         map->arc_count, bench_busy() - start);
  const exercise x = {"large world", support_factory(&room), &no_bundle, map, "gtft"};
  for (uint64_t seed = 1; seed <= 3; seed++) {
    exercise_probe probe = {0};
    start = bench_busy();
    if (!exercise_is_good(&x, exercise_play(&x, seed, &probe, &error), &error)) return 1;
    const double seconds = bench_busy() - start - probe.digest;
    printf(";%s game %d: %.3f s, %d incidents, %.0f thousand infections, digests %.1f %%", seed == 1 ? "" : "\n ",
           (int)seed, seconds, probe.incidents, (double)probe.infections / 1e3, 100 * probe.digest / seconds);
  }
  struct rusage usage;
  getrusage(RUSAGE_SELF, &usage);
  printf("\n  peak memory %.0f MB, map included\n", (double)usage.ru_maxrss / 1024);
  pl_map_free(map);
  return 0;
}

static bool bench_large(int organisations, const char *goal) {
  fflush(stdout);
  const pid_t child = fork();
  if (child == 0) {
    const int status = play_large(organisations / SUPPORT_STATES);
    fflush(stdout);
    _exit(status);
  }
  const bool good = wait_for(&child, 1);
  printf("  goal: %s\n", goal);
  return good;
}

/* ---- from Lua ---- */
#ifdef BENCH_HAS_SCRIPT
static bool bench_file(const char *name, const char *path, const char *bots, int games, bool with_workers) {
  pl_bundle_room room = {0};
  pl_rules rules;
  pl_error error = {0};
  pl_script_cache *cache = pl_script_cache_new(); /* a batch opens the same scenario again and again */
  if (!cache) return false;
  exercise x = {.name = name, .factory = pl_script_cache_factory(cache), .bots = bots};
  bool good = exercise_is_good(&x, pl_bundle_read(path, &room, &error), &error) &&
              exercise_is_good(&x, x.factory.open(x.factory.context, &room.bundle, &rules, &error), &error);
  if (good) {
    pl_map *map = pl_map_new(rules.scenario, &error);
    x.bundle = &room.bundle;
    x.map = map;
    good = map && bench_one(&x, games, with_workers);
    pl_map_free(map);
    rules.close(rules.self);
  }
  pl_bundle_clear(&room);
  pl_script_cache_free(cache);
  return good;
}
#endif

int main(int count, char **text) {
  bench_option option[] = {{"--games", 200, "games of each small scenario"},
                           {"--largest", 1e6, "organisations of the largest world; 0: no large worlds"},
                           {"--workers", 1, "0: without the comparison of one and two workers"},
                           {"--lua", 1, "0: without the scenarios written in Lua"}};
  if (!bench_options(count, text, option, 4)) return 2;
  int games = (int)option[0].value;
  if (games < 1 || games > BENCH_MOST_SAMPLES) games = games < 1 ? 1 : BENCH_MOST_SAMPLES;
  const bool with_workers = option[2].value > 0;
  printf("Exercises of 12 rounds; CPU time of one core; the map is built once and shared.\n");
  bool good = bench_hand_made(games, with_workers);
#ifdef BENCH_HAS_SCRIPT
  if (option[3].value > 0) {
    good &= bench_file("scenarios/standard-map", POLDER_SOURCE_DIR "/scenarios/standard-map", "gtft", games,
                       with_workers);
    good &= bench_file("scenarios/withdrawal (goal: at least 400 a second)", POLDER_SOURCE_DIR "/scenarios/withdrawal",
                       NULL, games, with_workers);
  }
#else
  printf("\nThe script layer is not built: the scenarios written in Lua are left out.\n");
#endif
  if (option[1].value >= 1e5) good &= bench_large(100002, "under 0.5 s");
  if (option[1].value >= 1e6) good &= bench_large(1000000, "under 10 s and 1 GB");
  return good ? 0 : 1;
}
