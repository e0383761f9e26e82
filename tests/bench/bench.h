/* What the benchmark programs share: clocks, samples, options. Nothing here judges: figures are printed and never
 * asserted. */
#ifndef POLDER_BENCH_H
#define POLDER_BENCH_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static inline double bench_clock(clockid_t clock) {
  struct timespec t;
  clock_gettime(clock, &t);
  return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}
/* Seconds this process has computed: what else runs on the machine does not count, though it still disturbs caches. */
static inline double bench_busy(void) { return bench_clock(CLOCK_PROCESS_CPUTIME_ID); }
/* Seconds that have passed. */
static inline double bench_wall(void) { return bench_clock(CLOCK_MONOTONIC); }

enum { BENCH_MOST_SAMPLES = 1024 };
typedef struct bench_samples {
  double value[BENCH_MOST_SAMPLES];
  int count;
} bench_samples;

static inline void bench_add(bench_samples *samples, double value) {
  if (samples->count < BENCH_MOST_SAMPLES) samples->value[samples->count++] = value;
}
static inline int bench_ascending(const void *a, const void *b) {
  const double x = *(const double *)a, y = *(const double *)b;
  return (x > y) - (x < y);
}
/* The value below which a `share` of the samples lies: 0 is the best, .5 the median. 0 without samples. */
static inline double bench_quantile(const bench_samples *samples, double share) {
  bench_samples sorted = *samples;
  if (!sorted.count) return 0;
  qsort(sorted.value, (size_t)sorted.count, sizeof *sorted.value, bench_ascending);
  return sorted.value[(int)(share * (sorted.count - 1) + .5)];
}
static inline double bench_best(const bench_samples *samples) { return bench_quantile(samples, 0); }
static inline double bench_median(const bench_samples *samples) { return bench_quantile(samples, .5); }
static inline double bench_mean(const bench_samples *samples) {
  double sum = 0;
  for (int i = 0; i < samples->count; i++) sum += samples->value[i];
  return samples->count ? sum / samples->count : 0;
}

typedef struct bench_option {
  const char *name; /* "--games" */
  double value;     /* the default, until bench_options finds another */
  const char *explain;
} bench_option;

/* Reads `--name number` pairs. False: something was not understood, and the usage was printed. */
static inline bool bench_options(int count, char **text, bench_option *option, int option_count) {
  for (int i = 1; i < count; i += 2) {
    int found = 0;
    while (found < option_count && strcmp(text[i], option[found].name) != 0) found++;
    char *end = NULL;
    if (found < option_count && i + 1 < count) option[found].value = strtod(text[i + 1], &end);
    if (end && end != text[i + 1] && !*end) continue;
    fprintf(stderr, "usage: %s [option number]…\n", text[0]);
    for (int k = 0; k < option_count; k++)
      fprintf(stderr, "  %-16s %s (%g)\n", option[k].name, option[k].explain, option[k].value);
    return false;
  }
  return true;
}

#endif
