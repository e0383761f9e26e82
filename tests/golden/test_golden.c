/* Golden digests: every scenario that Polder ships, three seeds each, bots in every seat.
 *
 * digests.txt holds one line per exercise: scenario, seed, the digest after the last round. A change of the model or of
 * a scenario changes some of them, and then the change says so; anything else that does is a bug. After a change that
 * is meant, `test_golden_golden --record > tests/golden/digests.txt`.
 *
 * The other tests are about what must not matter: another exercise in the same process, a display name, an incident
 * that never happens, a hook that only looks. */
#include "support.h"

#include <polder/policy.h>
#include <polder/script.h>

#include <dirent.h>
#include <inttypes.h>
#include <stdlib.h>

#define SCENARIOS POLDER_SOURCE_DIR "/scenarios"
#define DIGESTS POLDER_SOURCE_DIR "/tests/golden/digests.txt"

enum { SEEDS = 3, MOST_SCENARIOS = 64, TITLE = 64 };

/* ---- playing ---- */

static void must(pl_status status, const pl_error *error) {
  if (status == PL_OK) return;
  fprintf(stderr, "%s\n", error->text);
  fail_msg("%s", error->text);
}

static pl_session *start(const pl_bundle *bundle, uint64_t seed) {
  pl_error error = {0};
  pl_rules_factory factory = pl_script_factory();
  pl_session_options options = {.seed = seed, .record_events = true};
  pl_session *session = pl_session_new(&factory, bundle, NULL, &options, &error);
  must(session ? PL_OK : error.status, &error);
  return session;
}

static void play_round(pl_session *session) {
  pl_error error = {0};
  pl_policy_table table;
  pl_brief_room briefs = {0};
  pl_policy_table_init(&table, pl_session_scenario(session));
  must(pl_session_open_round(session, &error), &error);
  must(pl_policy_play(session, &table, &briefs, &error), &error);
  must(pl_session_resolve_round(session, &error), &error);
  pl_brief_room_clear(&briefs);
}

static pl_session *play(const pl_bundle *bundle, uint64_t seed) {
  pl_session *session = start(bundle, seed);
  while (!pl_session_is_over(session)) play_round(session);
  return session;
}

static uint64_t last_digest(const pl_session *session) {
  return pl_session_digest(session, pl_session_rounds_done(session) - 1);
}

static void assert_same_digests(const pl_session *a, const pl_session *b) {
  assert_int_equal(pl_session_rounds_done(a), pl_session_rounds_done(b));
  for (int r = 0; r < pl_session_rounds_done(a); r++)
    if (pl_session_digest(a, r) != pl_session_digest(b, r)) fail_msg("the digests of round %d differ", r + 1);
}

/* ---- scenarios ---- */

static void read_scenario(const char *name, pl_bundle_room *room) {
  char path[1024];
  pl_error error = {0};
  if (snprintf(path, sizeof path, "%s/%s", SCENARIOS, name) >= (int)sizeof path) fail_msg("%s: too long a path", name);
  must(pl_bundle_read(path, room, &error), &error);
}

static int by_name(const void *a, const void *b) { return strcmp(a, b); }

/* The folders under scenarios/ that hold a scenario, by name. */
static size_t list_scenarios(char names[MOST_SCENARIOS][TITLE]) {
  size_t count = 0;
  DIR *folder = opendir(SCENARIOS);
  if (!folder) fail_msg("cannot read %s", SCENARIOS);
  for (struct dirent *entry; (entry = readdir(folder)) && count < MOST_SCENARIOS;) {
    char path[1024];
    snprintf(path, sizeof path, "%s/%s/scenario.lua", SCENARIOS, entry->d_name);
    FILE *file = entry->d_name[0] == '.' || strlen(entry->d_name) >= TITLE ? NULL : fopen(path, "r");
    if (!file) continue;
    fclose(file);
    strcpy(names[count++], entry->d_name);
  }
  closedir(folder);
  qsort(names, count, TITLE, by_name);
  return count;
}

/* ---- recorded digests ---- */

static int record(void) {
  char names[MOST_SCENARIOS][TITLE];
  size_t count = list_scenarios(names);
  for (size_t i = 0; i < count; i++) {
    pl_bundle_room bundle = {0};
    read_scenario(names[i], &bundle);
    for (uint64_t seed = 1; seed <= SEEDS; seed++) {
      pl_session *session = play(&bundle.bundle, seed);
      printf("%s %" PRIu64 " %016" PRIx64 "\n", names[i], seed, last_digest(session));
      pl_session_free(session);
    }
    pl_bundle_clear(&bundle);
  }
  return 0;
}

/* The recorded digest; false: none. */
static bool find_recorded(const char *name, uint64_t seed, uint64_t *digest) {
  char line[256], title[TITLE];
  uint64_t of;
  bool found = false;
  FILE *file = fopen(DIGESTS, "r");
  if (!file) fail_msg("cannot read %s", DIGESTS);
  while (!found && fgets(line, sizeof line, file))
    found = sscanf(line, "%63s %" SCNu64 " %" SCNx64, title, &of, digest) == 3 && !strcmp(title, name) && of == seed;
  fclose(file);
  return found;
}

static void test_digests_are_as_recorded(void **state) {
  (void)state;
  char names[MOST_SCENARIOS][TITLE];
  size_t count = list_scenarios(names);
  int wrong = 0;
  assert_true(count >= 3);
  for (size_t i = 0; i < count; i++) {
    pl_bundle_room bundle = {0};
    read_scenario(names[i], &bundle);
    for (uint64_t seed = 1; seed <= SEEDS; seed++) {
      uint64_t expected = 0;
      bool is_recorded = find_recorded(names[i], seed, &expected);
      pl_session *session = play(&bundle.bundle, seed);
      if (!is_recorded || last_digest(session) != expected) {
        print_error("%s, seed %" PRIu64 ": %016" PRIx64 ", recorded %016" PRIx64 "\n", names[i], seed,
                    last_digest(session), expected);
        wrong++;
      }
      pl_session_free(session);
    }
    pl_bundle_clear(&bundle);
  }
  if (wrong) fail_msg("%d digests differ; if that is meant, record them anew: see the head of this file", wrong);
}

/* ---- what must not matter ---- */

static void test_replay_is_the_same_exercise(void **state) {
  (void)state;
  char names[MOST_SCENARIOS][TITLE];
  size_t count = list_scenarios(names);
  for (size_t i = 0; i < count; i++) {
    pl_bundle_room bundle = {0};
    pl_error error = {0};
    read_scenario(names[i], &bundle);
    pl_session *session = play(&bundle.bundle, 5);
    pl_bundle_clear(&bundle); /* the session has its own copy */
    pl_session *copy = pl_session_replay(session, -1, &error);
    if (!copy) fail_msg("%s: %s", names[i], error.text);
    assert_same_digests(session, copy);
    assert_int_equal(pl_session_events(session)->count, pl_session_events(copy)->count);
    pl_session_free(session);
    pl_session_free(copy);
  }
}

static void test_exercises_side_by_side(void **state) {
  (void)state;
  static const char *const names[2] = {"withdrawal", "standard-map"};
  pl_bundle_room bundles[2] = {{.arena = NULL}};
  pl_session *alone[2], *woven[2];
  for (int i = 0; i < 2; i++) {
    read_scenario(names[i], &bundles[i]);
    alone[i] = play(&bundles[i].bundle, 4);
    woven[i] = start(&bundles[i].bundle, 4);
  }
  while (!pl_session_is_over(woven[0]) || !pl_session_is_over(woven[1]))
    for (int i = 0; i < 2; i++)
      if (!pl_session_is_over(woven[i])) play_round(woven[i]);
  for (int i = 0; i < 2; i++) {
    assert_same_digests(alone[i], woven[i]);
    pl_session_free(alone[i]);
    pl_session_free(woven[i]);
    pl_bundle_clear(&bundles[i]);
  }
}

/* The scenario with `from` replaced by `to` in its first file (at least once), and `more` at its end. */
static void read_changed(const char *name, const char *from, const char *to, const char *more, pl_bundle_room *room) {
  read_scenario(name, room);
  pl_buffer text = {0};
  const char *rest = room->bundle.file[0].bytes;
  int changes = 0;
  for (const char *at; *from && (at = strstr(rest, from)); rest = at + strlen(from), changes++) {
    pl_buffer_add(&text, rest, (size_t)(at - rest));
    pl_buffer_add_text(&text, to);
  }
  assert_true(!*from || changes > 0);
  pl_buffer_add_text(&text, rest);
  pl_buffer_add_text(&text, more);
  pl_file *files = pl_arena_array(room->arena, room->bundle.count, sizeof *files);
  memcpy(files, room->bundle.file, room->bundle.count * sizeof *files);
  files[0].bytes = pl_arena_text(room->arena, pl_buffer_text(&text), text.length);
  files[0].length = text.length;
  room->bundle.file = files;
  pl_buffer_clear(&text);
}

static void test_names_are_for_people(void **state) {
  (void)state;
  pl_bundle_room plain = {0}, renamed = {0};
  read_scenario("standard-map", &plain);
  read_changed("standard-map", "\"State \"", "\"Realm of \"", "", &renamed);
  pl_session *a = play(&plain.bundle, 6), *b = play(&renamed.bundle, 6);
  assert_string_equal(pl_text_in(pl_scenario_seat_name(pl_session_scenario(b), 3), PL_ENGLISH), "Realm of 3");
  assert_same_digests(a, b);
  pl_session_free(a);
  pl_session_free(b);
  pl_bundle_clear(&plain);
  pl_bundle_clear(&renamed);
}

/* The same luck everywhere: figures of all states, and every incident that both worlds have. */
static void assert_same_luck(const pl_session *a, const pl_session *b) {
  const pl_world *one = pl_session_world(a), *other = pl_session_world(b);
  for (int s = 0; s < pl_session_scenario(a)->state_count; s++) {
    const pl_state *x = pl_world_state(one, s), *y = pl_world_state(other, s);
    assert_true(x->loss == y->loss && x->edge == y->edge && x->burn == y->burn && x->hit_total == y->hit_total);
    assert_true(x->standing == y->standing && x->confidence == y->confidence);
  }
  assert_int_equal(pl_world_incident_count(one), pl_world_incident_count(other));
  for (int i = 0; i < pl_world_incident_count(one); i++) {
    const pl_incident *x = pl_world_incident(one, i), *y = pl_world_incident(other, i);
    assert_int_equal(x->iid, y->iid);
    assert_int_equal(x->infections, y->infections);
    assert_int_equal(x->first_detection, y->first_detection);
  }
}

static void assert_matters_not(const char *more) {
  pl_bundle_room plain = {0}, longer = {0};
  read_scenario("standard-map", &plain);
  read_changed("standard-map", "", "", more, &longer);
  pl_session *a = play(&plain.bundle, 7), *b = play(&longer.bundle, 7);
  assert_same_luck(a, b);
  pl_session_free(a);
  pl_session_free(b);
  pl_bundle_clear(&plain);
  pl_bundle_clear(&longer);
}

static void test_what_never_happens_changes_no_luck(void **state) {
  (void)state;
  assert_matters_not("\nincident { id = \"never\", by = \"gang0\", family = \"wiper\", round = 3, chance = 0 }\n");
}

static void test_a_hook_that_only_looks_changes_no_luck(void **state) {
  (void)state;
  assert_matters_not("\non_round(function(w) if w.chance(\"coin\", 0.5) then w.log(\"round \" .. w.round) end end)\n");
}

/* Against a test that cannot fail: an incident that does happen is noticed. */
static void test_what_does_happen_is_noticed(void **state) {
  (void)state;
  pl_bundle_room plain = {0}, longer = {0};
  read_scenario("standard-map", &plain);
  const char *blow = "\nincident { id = \"blow\", by = \"gang0\", family = \"wiper\", round = 3, targets = \"all\" }\n";
  read_changed("standard-map", "", "", blow, &longer);
  pl_session *a = play(&plain.bundle, 7), *b = play(&longer.bundle, 7);
  assert_true(pl_world_state(pl_session_world(a), 0)->loss < pl_world_state(pl_session_world(b), 0)->loss);
  assert_int_equal(pl_world_incident_count(pl_session_world(a)) + 1, pl_world_incident_count(pl_session_world(b)));
  pl_session_free(a);
  pl_session_free(b);
  pl_bundle_clear(&plain);
  pl_bundle_clear(&longer);
}

int main(int argc, char **argv) {
  if (argc > 1 && !strcmp(argv[1], "--record")) return record();
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_digests_are_as_recorded),
      cmocka_unit_test(test_replay_is_the_same_exercise),
      cmocka_unit_test(test_exercises_side_by_side),
      cmocka_unit_test(test_names_are_for_people),
      cmocka_unit_test(test_what_never_happens_changes_no_luck),
      cmocka_unit_test(test_a_hook_that_only_looks_changes_no_luck),
      cmocka_unit_test(test_what_does_happen_is_noticed),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
