/* What deciding otherwise costs, and what keyed luck is worth.
 *
 * One exercise of `withdrawal` among its own bots is recorded; then one decision of it is turned around, again and
 * again: every state's posture in every round for the time of one comparison, and a few changes of each kind for pairs
 * under other luck. Beside the speed stands the variance of the difference, in pairs and between runs of different
 * luck: their ratio says how many times more runs one would need without keyed draws. */
#include <polder/script.h>
#include <polder/what_if.h>

#include "exercise.h"

typedef struct desk {
  pl_bundle_room room;
  pl_rules_factory factory;
  exercise exercise;
  pl_policy_table table;
  pl_bots bots;
  pl_session *session;
} desk;

static bool is_good(const desk *d, pl_status status, const pl_error *error) {
  return exercise_is_good(&d->exercise, status, error);
}

static bool record(desk *d, uint64_t seed) {
  pl_error error = {0};
  char path[512];
  snprintf(path, sizeof path, "%s/scenarios/withdrawal", POLDER_SOURCE_DIR);
  pl_status status = pl_bundle_read(path, &d->room, &error);
  if (!is_good(d, status, &error)) return false;
  d->factory = pl_script_factory();
  d->exercise = (exercise){.name = "withdrawal", .factory = d->factory, .bundle = &d->room.bundle};
  const pl_session_options options = {.seed = seed, .record_events = true};
  d->session = pl_session_new(&d->factory, &d->room.bundle, NULL, &options, &error);
  if (!d->session) return is_good(d, error.status, &error);
  pl_policy_table_init(&d->table, pl_session_scenario(d->session));
  d->bots = (pl_bots){.decide = pl_policy_decide, .context = &d->table};
  return is_good(d, exercise_rounds(&d->exercise, d->session, NULL, &error), &error);
}

static pl_course *lay_out(const desk *d, int workers) {
  pl_error error = {0};
  pl_course *course = pl_course_new(d->session, &d->bots, workers, &error);
  if (!course) is_good(d, error.status, &error);
  return course;
}

/* ---- one comparison ---- */

static pl_turn silence_of(int seat) {
  return (pl_turn){.kind = PL_TURN_DECIDE, .decision = {.seat = (uint16_t)seat, .action = PL_ACTION_POSTURE}};
}

static bool time_compare(const desk *d, pl_course *course, pl_others others) {
  bench_samples seconds = {0}, first = {0};
  for (int round = 0; round < pl_course_rounds(course); round++) {
    for (int seat = 0; seat < pl_course_scenario(course)->state_count; seat++) {
      pl_error error = {0};
      const pl_turn turn = silence_of(seat);
      const pl_what_if what_if = {.round = round, .turn = &turn, .turn_count = 1, .others = others};
      const double start = bench_wall();
      pl_comparison *c = pl_what_if_compare(course, &what_if, &error);
      bench_add(&seconds, bench_wall() - start);
      if (!round) bench_add(&first, bench_wall() - start);
      if (!c) return is_good(d, error.status, &error);
      pl_comparison_free(c);
    }
  }
  printf("  one what-if, others %-9s %6.2f ms (median), worst %6.2f ms; of the first round %6.2f ms\n",
         others == PL_OTHERS_BOTS ? "bots:" : "recorded:", bench_median(&seconds) * 1e3,
         bench_quantile(&seconds, 1) * 1e3, bench_median(&first) * 1e3);
  return true;
}

static bool time_layout(const desk *d) {
  bench_samples seconds = {0};
  for (int i = 0; i < 5; i++) {
    const double start = bench_wall();
    pl_course *course = lay_out(d, 1);
    bench_add(&seconds, bench_wall() - start);
    if (!course) return false;
    pl_course_free(course);
  }
  printf("  laying out the course                %6.2f ms\n", bench_median(&seconds) * 1e3);
  return true;
}

/* ---- many pairs ---- */

typedef struct change {
  const char *name;
  pl_what_if what_if;
  pl_turn turn;
} change;

/* The first item of round `round` that reached more than one state. */
static bool find_item(const pl_session *session, int round, pl_turn *turn) {
  const pl_event_log *log = pl_session_events(session);
  const pl_world *world = pl_session_world(session);
  for (size_t i = 0; i < log->count; i++) {
    const pl_event *e = &log->event[i];
    if (e->kind != PL_EVENT_ITEM || e->round != round) continue;
    const pl_incident *incident = pl_world_incident(world, pl_world_find_incident(world, e->iid));
    if (pl_set_count(&incident->item[e->state].hold) < 2) continue;
    *turn = (pl_turn){.kind = PL_TURN_ITEM, .decision = {.seat = e->state, .iid = e->iid}};
    return true;
  }
  return false;
}

static bool find_order(const pl_session *session, int *round, pl_turn *turn) {
  size_t count;
  const pl_journal_entry *entry = pl_session_journal(session, &count);
  for (size_t i = 0; i < count; i++) {
    if (entry[i].author != PL_AUTHOR_ORDER || entry[i].is_withdrawn) continue;
    *turn = (pl_turn){.kind = PL_TURN_TAKE_BACK, .decision = entry[i].decision};
    *round = entry[i].round;
    return true;
  }
  return false;
}

enum { MOST_CHANGES = 8 };
static int find_changes(const desk *d, change *changes) {
  int count = 0, round = 0;
  const int middle = pl_session_scenario(d->session)->state_count / 2;
  changes[count++] = (change){.name = "one posture: none, to the end", .what_if.round = 2, .turn = silence_of(middle)};
  changes[count++] = (change){.name = "the same, seen after that round", .what_if = {.round = 2, .rounds = 1},
                              .turn = silence_of(middle)};
  changes[count++] = (change){.name = "the first state's posture: none", .what_if.round = 2, .turn = silence_of(0)};
  changes[count++] = (change){.name = "a posture, and bots answer",
                              .what_if = {.round = 2, .others = PL_OTHERS_BOTS}, .turn = silence_of(middle)};
  if (find_item(d->session, 0, &changes[count].turn)) changes[count++].name = "an item withheld";
  if (find_order(d->session, &round, &changes[count].turn)) {
    changes[count].name = "an order taken back";
    changes[count++].what_if.round = round;
  }
  for (int i = 0; i < count; i++) changes[i].what_if.turn = &changes[i].turn, changes[i].what_if.turn_count = 1;
  return count;
}

static bool print_variances(const desk *d, pl_course *course, int32_t runs) {
  change changes[MOST_CHANGES] = {{.name = NULL}};
  const int count = find_changes(d, changes);
  printf("\nDifference in organisations hit, %d pairs under other luck (goal: a variance at least 10 times smaller)\n",
         (int)runs);
  printf("  %-34s %5s %22s %12s %12s %8s\n", "", "round", "fewer hit: mean, error", "var paired", "var apart",
         "ratio");
  for (int i = 0; i < count; i++) {
    pl_error error = {0};
    pl_pairs *p = pl_what_if_pairs(course, &changes[i].what_if, runs, NULL, &error);
    if (!p) return is_good(d, error.status, &error);
    printf("  %-34s %5d %12.3f ± %7.3f %12.1f %12.1f", changes[i].name, changes[i].what_if.round + 1,
           (double)p->hit_fewer.mean / 1e3, (double)p->hit_fewer.error / 1e3, (double)p->variance_paired / 1e3,
           (double)p->variance_independent / 1e3);
    if (p->variance_paired) printf(" %8.0f\n", (double)p->variance_independent / (double)p->variance_paired);
    else printf(" %8s\n", "none");
    pl_pairs_free(p);
  }
  return true;
}

/* ---- the time of many ---- */

typedef struct took {
  double passed, computed; /* seconds; passed < 0: it failed */
} took;

static took time_pairs(const desk *d, int workers, int32_t runs, int round) {
  pl_error error = {0};
  const pl_turn turn = silence_of(0);
  const pl_what_if what_if = {.round = round, .turn = &turn, .turn_count = 1};
  pl_course *course = lay_out(d, workers);
  if (!course) return (took){.passed = -1};
  const double start = bench_wall(), busy = bench_busy();
  pl_pairs *p = pl_what_if_pairs(course, &what_if, runs, NULL, &error);
  const took seconds = {.passed = p ? bench_wall() - start : -1, .computed = bench_busy() - busy};
  if (!p) is_good(d, error.status, &error);
  pl_pairs_free(p);
  pl_course_free(course);
  return seconds;
}

static took time_fan(const desk *d, int workers, int32_t runs, pl_others decided) {
  pl_error error = {0};
  pl_course *course = lay_out(d, workers);
  if (!course) return (took){.passed = -1};
  const double start = bench_wall(), busy = bench_busy();
  pl_fan *fan = pl_fan_new(course, 0, decided, runs, NULL, &error);
  const took seconds = {.passed = fan ? bench_wall() - start : -1, .computed = bench_busy() - busy};
  if (!fan) is_good(d, error.status, &error);
  pl_fan_free(fan);
  pl_course_free(course);
  return seconds;
}

static bool print_both(const char *what, took one, took two) {
  if (one.passed < 0 || two.passed < 0) return false;
  printf("  %-34s %7.2f (%5.2f) %10.2f (%5.2f) %10.2f\n", what, one.passed, one.computed, two.passed, two.computed,
         one.passed / two.passed);
  return true;
}

static bool print_many(const desk *d, int32_t runs, int32_t fan) {
  char what[64];
  bool is_done = true;
  printf("\n  %-34s %15s %18s %10s\n", "seconds that passed (of CPU)", "one worker", "two workers", "speed-up");
  for (int round = 0; is_done && round <= 6; round += 6) {
    snprintf(what, sizeof what, "%d pairs from round %d", (int)runs, round + 1);
    is_done = print_both(what, time_pairs(d, 1, runs, round), time_pairs(d, 2, runs, round));
  }
  for (int decided = 0; is_done && decided < 2; decided++) {
    snprintf(what, sizeof what, "fan of %d from round 1, %s", (int)fan, decided ? "bots" : "recorded");
    is_done = print_both(what, time_fan(d, 1, fan, (pl_others)decided), time_fan(d, 2, fan, (pl_others)decided));
  }
  return is_done;
}

int main(int count, char **text) {
  bench_option option[] = {{"--pairs", 1000, "pairs to be timed"},
                           {"--runs", 400, "pairs for the variances"},
                           {"--fan", 200, "runs of the fan"},
                           {"--seed", 1, "of the exercise"}};
  if (!bench_options(count, text, option, sizeof option / sizeof *option)) return 1;
  desk d = {.session = NULL};
  bool is_done = record(&d, (uint64_t)option[3].value);
  pl_course *course = is_done ? lay_out(&d, 2) : NULL;
  printf("withdrawal, %d rounds (goals: one what-if 20 ms, 1000 pairs with two workers 5 s)\n",
         course ? pl_course_rounds(course) : 0);
  is_done = course && time_layout(&d) && time_compare(&d, course, PL_OTHERS_RECORDED) &&
            time_compare(&d, course, PL_OTHERS_BOTS) &&
            print_many(&d, (int32_t)option[0].value, (int32_t)option[2].value) &&
            print_variances(&d, course, (int32_t)option[1].value);
  pl_course_free(course);
  pl_session_free(d.session);
  pl_bundle_clear(&d.room);
  return !is_done;
}
