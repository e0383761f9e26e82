/* How long a ledger takes, how many exercises it plays for it, and what comes out in a few figures. */
#include <polder/ledger.h>
#include <polder/policy.h>
#include <polder/script.h>

#include "exercise.h"

enum { SEED, EXACT, ORDERS, INCIDENTS, LIST, OPTIONS };
static const bench_option defaults[OPTIONS] = {
    [SEED] = {"--seed", 1, "of the exercise"},
    [EXACT] = {"--exact", 0, "sharers of an incident up to which all coalitions are played; 0: the usual"},
    [ORDERS] = {"--orders", 0, "sampled orders beyond; 0: the usual"},
    [INCIDENTS] = {"--incidents", 0, "so many are split so; 0: the usual"},
    [LIST] = {"--list", 0, "1: every incident in a line of its own"},
};

static const char *const splits[] = {"alone", "exact", "sampled", "in proportion"};

static double thousandth(int64_t x) { return (double)x / 1000; }

static void print_incidents(const pl_ledger *ledger) {
  printf("    incident   sharers  spared  split          orders  largest share    error\n");
  for (size_t i = 0; i < ledger->incident_count; i++) {
    const pl_ledger_incident *x = &ledger->incident[i];
    int64_t largest = INT64_MIN, error = 0;
    for (size_t k = 0; k < ledger->item_count; k++) {
      const pl_ledger_item *item = &ledger->item[k];
      if (item->iid != x->iid || !item->was_shared) continue;
      if (item->share > largest) largest = item->share;
      if (item->share_error > error) error = item->share_error;
    }
    printf("    %08x  %8d  %6lld  %-13s  %6d  %13.3f  %7.3f\n", (unsigned)x->iid, (int)x->sharers,
           (long long)x->spared, splits[x->split], (int)x->orders, thousandth(largest), thousandth(error));
  }
}

static void print_sums(const pl_ledger *ledger) {
  int64_t split_well = 0, split = 0;
  int kinds[4] = {0};
  for (size_t i = 0; i < ledger->incident_count; i++) {
    const int64_t spared = ledger->incident[i].spared, size = spared < 0 ? -spared : spared;
    kinds[ledger->incident[i].split]++;
    split += size;
    if (ledger->incident[i].split != PL_SPLIT_IN_PROPORTION) split_well += size;
  }
  bench_samples errors = {.count = 0};
  for (size_t i = 0; i < ledger->item_count; i++)
    if (ledger->item[i].share_error) bench_add(&errors, thousandth(ledger->item[i].share_error));
  printf("  %zu items, %zu incidents: %d alone, %d exact, %d sampled, %d in proportion (%.0f %% of what was spared is "
         "split well)\n",
         ledger->item_count, ledger->incident_count, kinds[0], kinds[1], kinds[2], kinds[3],
         split ? 100. * (double)split_well / (double)split : 100.);
  printf("  spared: total %lld, split %lld, together %lld; error of a sampled share: median %.3f, largest %.3f\n",
         (long long)ledger->total, (long long)ledger->split, (long long)ledger->together, bench_median(&errors),
         bench_quantile(&errors, 1));
}

static bool draw_up(const pl_session *session, int workers, const pl_ledger_options *options, bool is_first,
                    bool lists) {
  pl_error error = {.text = ""};
  const double wall = bench_wall(), busy = bench_busy();
  pl_course *course = pl_course_new(session, NULL, workers, &error);
  pl_ledger *ledger = course ? pl_ledger_new(course, options, &error) : NULL;
  if (!ledger) fprintf(stderr, "%s\n", error.text);
  if (ledger)
    printf("  %d worker%s: %6.2f s (%.2f s of computing), %d replays, %.2f ms each\n", workers, workers > 1 ? "s" : " ",
           bench_wall() - wall, bench_busy() - busy, (int)ledger->replays,
           (bench_busy() - busy) * 1e3 / (ledger->replays ? ledger->replays : 1));
  if (ledger && is_first) print_sums(ledger);
  if (ledger && is_first && lists) print_incidents(ledger);
  const bool is_good = ledger;
  pl_ledger_free(ledger);
  pl_course_free(course);
  return is_good;
}

static bool measure(const char *scenario, const bench_option *option) {
  pl_bundle_room room;
  pl_error error = {.text = ""};
  char path[512];
  snprintf(path, sizeof path, "%s/scenarios/%s", POLDER_SOURCE_DIR, scenario);
  exercise x = {.name = scenario, .factory = pl_script_factory()};
  const pl_session_options options = {.seed = (uint64_t)option[SEED].value};
  const pl_ledger_options wanted = {.exact_up_to = (int32_t)option[EXACT].value,
                                    .orders = (int32_t)option[ORDERS].value,
                                    .most_incidents = (int32_t)option[INCIDENTS].value};
  pl_status status = pl_bundle_read(path, &room, &error);
  x.bundle = &room.bundle;
  pl_session *session = status == PL_OK ? pl_session_new(&x.factory, x.bundle, NULL, &options, &error) : NULL;
  bool is_good = exercise_is_good(&x, session ? exercise_rounds(&x, session, NULL, &error) : PL_BAD_INPUT, &error);
  if (is_good) printf("%s, seed %.0f\n", scenario, option[SEED].value);
  for (int workers = 1; is_good && workers <= 2; workers++)
    is_good = draw_up(session, workers, &wanted, workers == 1, option[LIST].value > 0);
  pl_session_free(session);
  pl_bundle_clear(&room);
  return is_good;
}

int main(int count, char **text) {
  bench_option option[OPTIONS];
  memcpy(option, defaults, sizeof option);
  if (!bench_options(count, text, option, OPTIONS)) return 2;
  bool is_good = true;
  const char *const scenarios[] = {"first-share", "withdrawal", "standard-map"};
  for (size_t i = 0; is_good && i < sizeof scenarios / sizeof *scenarios; i++) is_good = measure(scenarios[i], option);
  printf("goal: a whole report in 15 s on two cores, and its ledger well under 8 s\n");
  return is_good ? 0 : 1;
}
