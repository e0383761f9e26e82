/* How fast one incident spreads, beside what others reach on the same graph in the same run.
 *
 * SIR on Erdős–Rényi graphs of mean degree 10, tau = .25, gamma = 1, one first case. The expected final size of a large
 * outbreak is .7969 (R = 1 − e^−2R); outbreaks that died out early are thrown again and not timed. The kernels take
 * turns, so that what else the machine does hits all of them alike. */
#include "bench.h"
#include "luck.h"
#include "spread.h"

typedef struct contender {
  const char *name;
  spread_kernel *run;
  bench_samples seconds, size, peak, peak_time, per_link;
} contender;

enum { POLDER, REFERENCE, IGRAPH, CONTENDERS };

/* The next outbreak of at least a tenth of the graph. */
static bool run_large(contender *c, const spread_problem *problem, uint64_t *seed, spread_result *result) {
  do {
    const uint64_t key = pl_luck_mix(++*seed);
    if (!c->run(problem, (uint32_t)(key >> 32) % problem->graph->n, key, result)) return false;
  } while (result->cases < problem->graph->n / 10);
  return true;
}

static void add_result(contender *c, const spread_problem *problem, const spread_result *result,
                       double *links_per_case) {
  if (result->links) *links_per_case = (double)result->links / result->cases;
  bench_add(&c->seconds, result->seconds);
  bench_add(&c->size, (double)result->cases / problem->graph->n);
  bench_add(&c->peak, (double)result->peak / problem->graph->n);
  bench_add(&c->peak_time, result->peak_time);
  bench_add(&c->per_link, result->seconds / (result->cases * *links_per_case));
}

static bool compete(contender *c, int count, const spread_problem *problem, int repetitions) {
  uint64_t seed[CONTENDERS] = {0};
  double links_per_case = 10;
  for (int r = 0; r < repetitions; r++)
    for (int i = 0; i < count; i++) {
      spread_result result;
      if (!run_large(&c[i], problem, &seed[i], &result)) return false;
      add_result(&c[i], problem, &result, &links_per_case);
    }
  return true;
}

static void print_row(const contender *c, const contender *reference) {
  printf("  %-22s %9.2f %9.2f %7.2f %9.4f %8.4f %7.2f %8.1f\n", c->name, bench_best(&c->seconds) * 1e3,
         bench_median(&c->seconds) * 1e3, bench_best(&c->seconds) / bench_best(&reference->seconds),
         bench_mean(&c->size), bench_mean(&c->peak), bench_mean(&c->peak_time), bench_best(&c->per_link) * 1e9);
}

static void print_goals(const contender *c, int count, uint32_t n) {
  const double ours = bench_best(&c[POLDER].seconds);
  printf("  polder takes %.2f × the reference (goal: at most 1.5; by medians %.2f)",
         ours / bench_best(&c[REFERENCE].seconds), bench_median(&c[POLDER].seconds) /
         bench_median(&c[REFERENCE].seconds));
  if (count > IGRAPH) {
    printf("; igraph_sir takes %.2f × polder", bench_best(&c[IGRAPH].seconds) / ours);
    if (n >= 100000) printf(" (goal: at least %d)", n >= 1000000 ? 3 : 2);
  }
  printf("\n");
}

static const char heading[] =
    "                         best ms median ms × refer. final size   peak  at time  ns/link\n";

static bool compare(const spread_problem *problem, int repetitions) {
  contender c[CONTENDERS] = {{.name = "polder", .run = spread_polder},
                             {.name = "event-driven reference", .run = spread_reference}};
  int count = REFERENCE + 1;
#ifdef BENCH_HAS_IGRAPH
  if (problem->igraph) c[count++] = (contender){.name = "igraph_sir", .run = spread_igraph};
#endif
  if (!compete(c, count, problem, repetitions)) return false;
  printf("\nn = %u, %u links, %d large outbreaks each\n%s", problem->graph->n, problem->graph->link_count, repetitions,
         heading);
  for (int i = 0; i < count; i++) print_row(&c[i], &c[REFERENCE]);
  print_goals(c, count, problem->graph->n);
  return true;
}

/* What a finer or coarser tick costs, and what it changes. */
static bool compare_ticks(const spread_problem *problem, int repetitions) {
  static const double ticks[] = {.5, .25, .125, .0625, .03125};
  enum { TICKS = sizeof ticks / sizeof *ticks };
  contender c[TICKS];
  char name[TICKS][32];
  printf("  the same with ticks of other lengths\n");
  for (int i = 0; i < TICKS; i++) {
    snprintf(name[i], sizeof name[i], "polder, dt = %g", ticks[i]);
    c[i] = (contender){.name = name[i], .run = spread_polder};
    spread_problem changed = *problem;
    changed.tick = ticks[i];
    if (!compete(&c[i], 1, &changed, repetitions)) return false;
    printf("  %-22s %9.2f %9.2f         %9.4f %8.4f %7.2f %8.1f\n", c[i].name, bench_best(&c[i].seconds) * 1e3,
           bench_median(&c[i].seconds) * 1e3, bench_mean(&c[i].size), bench_mean(&c[i].peak),
           bench_mean(&c[i].peak_time), bench_best(&c[i].per_link) * 1e9);
  }
  return true;
}

/* An outbreak that goes nowhere should cost the same in every world. */
static bool time_small(const spread_problem *problem, double *silent, double *island) {
  spread_problem harmless = *problem;
  harmless.tau = 0;
  bench_samples of_silent = {0}, of_island = {0};
  for (uint64_t i = 0; i < 500; i++) {
    spread_result result;
    if (!spread_polder(&harmless, (uint32_t)(pl_luck_mix(i) % problem->graph->n), i, &result)) return false;
    bench_add(&of_silent, result.seconds);
    if (!spread_polder(problem, problem->graph->n + (uint32_t)(i % GRAPH_ISLAND), i, &result)) return false;
    bench_add(&of_island, result.seconds);
  }
  *silent = bench_median(&of_silent);
  *island = bench_median(&of_island);
  return true;
}

typedef struct small_row {
  uint32_t n;
  double silent, island;
} small_row;

static bool bench_size(uint32_t n, double tick, int repetitions, small_row *small) {
  bench_graph graph;
  if (!bench_graph_init(&graph, n, 10, 20260101)) return false;
  spread_problem problem = {.graph = &graph, .tau = .25, .gamma = 1, .tick = tick};
  pl_map *map = bench_graph_map(&graph, PL_ONE);
  problem.map = map;
  void *igraph = NULL;
#ifdef BENCH_HAS_IGRAPH
  igraph = spread_igraph_new(&graph);
#endif
  problem.igraph = igraph;
  bool good = map && compare(&problem, repetitions);
  if (good && n == 100000) good = compare_ticks(&problem, repetitions);
  small->n = n;
  good = good && time_small(&problem, &small->silent, &small->island);
#ifdef BENCH_HAS_IGRAPH
  spread_igraph_free(igraph);
#endif
  pl_map_free(map);
  bench_graph_clear(&graph);
  return good;
}

int main(int count, char **text) {
  bench_option option[] = {{"--largest", 1e6, "largest number of organisations, of 1e4, 1e5 and 1e6"},
                           {"--repetitions", 0, "large outbreaks per kernel; 0: as many as suit the size"},
                           {"--tick", .125, "length of Polder's tick, in mean infectious times"}};
  if (!bench_options(count, text, option, 3)) return 2;
  printf("SIR on Erdős–Rényi graphs, mean degree 10, tau .25, gamma 1, one first case. Expected final size .7969.\n"
         "Polder in ticks of %g; the others in continuous time. CPU time from taking a run's memory to giving it\n"
         "back (Polder's index of 4 bytes per organisation included); full series kept; graph built beforehand.\n",
         option[2].value);
#ifndef BENCH_HAS_IGRAPH
  printf("igraph is missing: that comparison is left out. On Debian: apt-get install libigraph-dev\n");
#endif
  small_row small[3];
  int rows = 0;
  for (uint32_t n = 10000; n <= option[0].value && rows < 3; n *= 10) {
    const int usual = n >= 1000000 ? 5 : n >= 100000 ? 15 : 40;
    const int repetitions = option[1].value > 0 ? (int)option[1].value : usual;
    if (bench_size(n, option[2].value, repetitions, &small[rows++])) continue;
    fprintf(stderr, "out of memory at n = %u: use --largest\n", n);
    return 1;
  }
  printf("\nOutbreaks that go nowhere, polder, median µs: the same at every n?\n"
         "         n   nobody else infected   a ring of 16, cut off\n");
  for (int i = 0; i < rows; i++)
    printf("  %8u %15.1f %23.1f\n", small[i].n, small[i].silent * 1e6, small[i].island * 1e6);
  return 0;
}
