/* What it takes to take up an exercise from its file, and to record one decision.
 *
 * An exercise is played among bots into a file; after its first round and after its last it is resumed: from the newest
 * checkpoint, and with the checkpoints deleted, which replays the journal. Beside it stands a replay in memory of the
 * same journal. Opening the rules and making the map are part of all three, as they are for whoever resumes. A decision
 * of a person waits for the disk, so that is a figure of the disk's. */
#include "../support.h"

#include <sqlite3.h>
#include <unistd.h>

#include <polder/script.h>

#include "exercise.h"

enum { PATH = 1024 };

typedef struct kept {
  const exercise *exercise;
  char path[PATH];
  int samples;
} kept;

static bool is_good(const kept *k, pl_status status, const pl_error *error) {
  return exercise_is_good(k->exercise, status, error);
}

static bool forget_checkpoints(const kept *k) {
  sqlite3 *db = NULL;
  const int result = sqlite3_open(k->path, &db);
  const bool is_done = result == SQLITE_OK &&
                       sqlite3_exec(db, "DELETE FROM checkpoints; DELETE FROM events", NULL, NULL, NULL) == SQLITE_OK;
  sqlite3_close(db);
  return is_done;
}

static bool time_resume(const kept *k, bool with_checkpoint, bench_samples *seconds) {
  for (int i = 0; i < k->samples; i++) {
    pl_error error = {0};
    if (!with_checkpoint && !forget_checkpoints(k)) return false;
    const double start = bench_busy();
    pl_session *session = pl_session_resume(&k->exercise->factory, k->path, &error);
    bench_add(seconds, bench_busy() - start);
    if (!session) return is_good(k, error.status, &error);
    pl_session_free(session);
  }
  return true;
}

static bool time_replay(const kept *k, bench_samples *seconds) {
  pl_error error = {0};
  pl_session *session = pl_session_read(&k->exercise->factory, k->path, -1, &error);
  for (int i = 0; session && i < k->samples; i++) {
    const double start = bench_busy();
    pl_session *copy = pl_session_replay(session, -1, &error);
    bench_add(seconds, bench_busy() - start);
    if (!copy) break;
    pl_session_free(copy);
  }
  pl_session_free(session);
  return session ? seconds->count == k->samples : is_good(k, error.status, &error);
}

static bool print_resume(const kept *k, int round) {
  bench_samples with = {0}, without = {0}, replay = {0};
  if (!time_resume(k, true, &with) || !time_resume(k, false, &without) || !time_replay(k, &replay)) return false;
  printf("  after round %2d: resumed in %7.2f ms; without checkpoint %8.2f ms; replay in memory %8.2f ms\n", round,
         bench_median(&with) * 1e3, bench_median(&without) * 1e3, bench_median(&replay) * 1e3);
  return true;
}

static pl_status play_round(pl_session *session, const pl_policy_table *bots, pl_brief_room *room, pl_error *error) {
  pl_status status = pl_session_open_round(session, error);
  if (status == PL_OK) status = pl_policy_play(session, bots, room, error);
  return status == PL_OK ? pl_session_resolve_round(session, error) : status;
}

/* A person's decision, again and again. */
static bool print_decisions(const kept *k, pl_session *session) {
  bench_samples seconds = {0};
  pl_error error = {0};
  pl_status status = pl_session_open_round(session, &error);
  for (int i = 0; status == PL_OK && i < 100; i++) {
    const pl_decision decision = {.seat = 0, .action = PL_ACTION_SPLIT, .split = {(uint16_t)i, 1, 1}};
    const double start = bench_wall();
    status = pl_session_decide(session, &decision, PL_AUTHOR_PERSON, &error);
    bench_add(&seconds, bench_wall() - start);
  }
  if (status == PL_OK)
    printf("  a decision is on disk after %.2f ms (worst of 100: %.2f ms)\n", bench_median(&seconds) * 1e3,
           bench_quantile(&seconds, 1) * 1e3);
  return is_good(k, status, &error);
}

static bool print_size(const kept *k) {
  FILE *file = fopen(k->path, "rb");
  if (!file || fseek(file, 0, SEEK_END)) return false;
  printf("  the file takes %.0f KB\n", (double)ftell(file) / 1024);
  return !fclose(file);
}

/* Plays on until `round`, and measures there. */
static bool play_until(const kept *k, int round) {
  pl_policy_table bots;
  pl_brief_room room = {0};
  pl_error error = {0};
  pl_session *session = pl_session_resume(&k->exercise->factory, k->path, &error);
  if (!session) return is_good(k, error.status, &error);
  pl_policy_table_init(&bots, pl_session_scenario(session));
  pl_status status = PL_OK;
  if (k->exercise->bots)
    status = pl_policy_table_parse(&bots, pl_session_scenario(session), k->exercise->bots, &error);
  while (status == PL_OK && pl_session_rounds_done(session) < round) status = play_round(session, &bots, &room, &error);
  pl_brief_room_clear(&room);
  pl_session_free(session);
  return is_good(k, status, &error) && print_resume(k, round);
}

static bool bench(const exercise *x, int samples) {
  kept k = {.exercise = x, .samples = samples};
  pl_error error = {0};
  const pl_session_options options = {.seed = 1, .record_events = true};
  snprintf(k.path, sizeof k.path, "/tmp/bench_session.%ld.polder", (long)getpid());
  printf("\n%s, %d samples\n", x->name, samples);
  pl_session *session = pl_session_new(&x->factory, x->bundle, NULL, &options, &error);
  if (!session) return is_good(&k, error.status, &error);
  const int rounds = pl_session_scenario(session)->rounds;
  bool good = is_good(&k, pl_session_keep(session, k.path, &error), &error);
  pl_session_free(session);
  good = good && play_until(&k, 1) && play_until(&k, rounds) && print_size(&k);
  session = good ? pl_session_read(&x->factory, k.path, 0, &error) : NULL;
  remove(k.path);
  good = session && is_good(&k, pl_session_keep(session, k.path, &error), &error) && print_decisions(&k, session);
  pl_session_free(session);
  remove(k.path);
  return good;
}

static bool bench_file(const char *name, const char *path, int samples) {
  pl_bundle_room room = {0};
  pl_error error = {0};
  exercise x = {.name = name, .factory = pl_script_factory(), .bundle = &room.bundle};
  const bool good = exercise_is_good(&x, pl_bundle_read(path, &room, &error), &error) && bench(&x, samples);
  pl_bundle_clear(&room);
  return good;
}

static bool bench_large(int organisations, int samples) {
  static const pl_file no_file = {"scenario.lua", "", 0};
  static const pl_bundle no_bundle = {&no_file, 1};
  support_room room;
  char name[80];
  support_standard(&room);
  for (int s = 0; s < SUPPORT_STATES; s++) room.state[s].organisations = organisations / SUPPORT_STATES;
  snprintf(name, sizeof name, "standard map of %d organisations", organisations / SUPPORT_STATES * SUPPORT_STATES);
  const exercise x = {.name = name, .factory = support_factory(&room), .bundle = &no_bundle, .bots = "gtft"};
  return bench(&x, samples);
}

int main(int count, char **text) {
  bench_option option[] = {{"--samples", 15, "of each figure; the median is printed"},
                           {"--largest", 1e5, "organisations of the large world; 0: none"}};
  if (!bench_options(count, text, option, 2)) return 2;
  int samples = (int)option[0].value;
  if (samples < 1 || samples > BENCH_MOST_SAMPLES) samples = samples < 1 ? 1 : BENCH_MOST_SAMPLES;
  printf("Resuming exercises of 12 rounds; CPU time of one core, rules and map included; decisions in time that "
         "passes.\n");
  bool good = bench_file("withdrawal (goal: under 20 ms after round 12)", POLDER_SOURCE_DIR "/scenarios/withdrawal",
                         samples);
  if (option[1].value >= SUPPORT_STATES) good &= bench_large((int)option[1].value, samples < 5 ? samples : 5);
  return good ? 0 : 1;
}
