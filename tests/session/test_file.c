/* A session in a file: what was acknowledged is there, and taken up again it is the same exercise. */
#include "fault_vfs.h"

#include "store.h"

static void keep(file_room *room, pl_session *session) {
  pl_error error = {0};
  file_expect(pl_session_keep(session, room->path, &error), PL_OK, &error);
}

/* Everything played, in memory alone: what any file must come to. */
static pl_session *play_in_memory(file_room *room, int until) {
  pl_session *session = file_start(room);
  file_play(session, 0, until);
  return session;
}

/* Leaves and comes back before every step, and is always where it was. */
static void test_resuming_anywhere(void **state) {
  file_room *room = *state;
  pl_session *session = file_start(room);
  keep(room, session);
  for (int step = 0; step < FILE_STEPS; step++) {
    file_play(session, step, step + 1);
    pl_session *memory = play_in_memory(room, step + 1);
    pl_session_free(session);
    session = file_resume(room);
    if (step % FILE_STEPS_PER_ROUND == 0 && !pl_session_is_open(session)) file_play(session, step, step + 1);
    assert_int_equal(pl_session_is_open(session), pl_session_is_open(memory));
    file_assert_same(session, memory);
    pl_session_free(memory);
  }
  assert_true(pl_session_is_over(session));
  pl_session_free(session);
}


/* ---- keeping ---- */

static void test_a_file_that_is_there_is_not_touched(void **state) {
  file_room *room = *state;
  pl_error error = {0};
  static const char *const contents[] = {"", "something dear"};
  for (int i = 0; i < 2; i++) {
    file_store(room->path, contents[i], strlen(contents[i]));
    file_bytes before = file_load(room->path);
    pl_session *session = file_start(room);
    file_expect(pl_session_keep(session, room->path, &error), PL_BAD_INPUT, &error);
    assert_non_null(strstr(error.text, "already"));
    assert_null(pl_session_path(session));
    assert_true(file_is(room->path, &before));
    file_play(session, 0, FILE_STEPS); /* it goes on in memory */
    pl_session_free(session);
    free(before.byte);
  }
}

static void test_a_folder_that_is_not_there(void **state) {
  file_room *room = *state;
  pl_error error = {0};
  pl_session *session = file_start(room);
  char path[FILE_PATH + 16];
  snprintf(path, sizeof path, "%s/no/such.polder", room->folder);
  file_expect(pl_session_keep(session, path, &error), PL_SYSTEM, &error);
  assert_non_null(strstr(error.text, "cannot be made"));
  snprintf(path, sizeof path, "%s", room->folder);
  file_expect(pl_session_keep(session, path, &error), PL_BAD_INPUT, &error);
  pl_session_free(session);
}

static void assert_alone_in_folder(const file_room *room) {
  char path[FILE_PATH + 16];
  snprintf(path, sizeof path, "%s-journal", room->path);
  assert_int_not_equal(access(path, F_OK), 0);
}

/* Kept at any moment, the file holds all that went before. */
static void test_keeping_late(void **state) {
  file_room *room = *state;
  for (int step = 0; step <= FILE_STEPS; step += 3) {
    pl_session *session = play_in_memory(room, step), *memory = play_in_memory(room, FILE_STEPS);
    keep(room, session);
    assert_string_equal(pl_session_path(session), room->path);
    pl_session_free(session);
    session = file_resume(room);
    if (step % FILE_STEPS_PER_ROUND && !pl_session_is_open(session)) file_play(session, 0, 1);
    file_play(session, step, FILE_STEPS);
    pl_session_free(session);
    assert_alone_in_folder(room);
    session = file_resume(room);
    file_assert_same(session, memory);
    pl_session_free(session);
    pl_session_free(memory);
    pl_verification found;
    pl_error error = {0};
    pl_rules_factory factory = support_factory(&room->scenario);
    file_expect(pl_session_verify(&factory, room->path, &found, &error), PL_OK, &error);
    assert_int_equal(found.rounds, FILE_ROUNDS);
    remove(room->path);
  }
}

static void test_going_on_in_another_file(void **state) {
  file_room *room = *state;
  pl_error error = {0};
  char other[FILE_PATH + 8];
  pl_session *session = file_start(room), *memory = play_in_memory(room, FILE_STEPS);
  keep(room, session);
  file_play(session, 0, 13);
  file_bytes before = file_load(room->path);
  snprintf(other, sizeof other, "%s.2", room->path);
  file_expect(pl_session_keep(session, other, &error), PL_OK, &error);
  assert_string_equal(pl_session_path(session), other);
  file_play(session, 13, FILE_STEPS);
  pl_session_free(session);
  assert_true(file_is(room->path, &before));
  rename(other, room->path);
  session = file_resume(room);
  file_assert_same(session, memory);
  pl_session_free(session);
  pl_session_free(memory);
  free(before.byte);
}

static void test_an_exercise_without_a_record(void **state) {
  file_room *room = *state;
  pl_error error = {0};
  pl_rules_factory factory = support_factory(&room->scenario);
  pl_session_options options = {.seed = 7};
  pl_session *session = pl_session_new(&factory, &file_bundle, NULL, &options, &error);
  keep(room, session); /* before the first round it gets one */
  file_play(session, 0, FILE_STEPS_PER_ROUND);
  assert_true(pl_session_events(session)->count > 0);
  pl_session_free(session);
  remove(room->path);
  session = pl_session_new(&factory, &file_bundle, NULL, &options, &error);
  file_play(session, 0, FILE_STEPS_PER_ROUND);
  file_expect(pl_session_keep(session, room->path, &error), PL_BAD_INPUT, &error);
  assert_int_not_equal(access(room->path, F_OK), 0);
  pl_session_free(session);
}

/* ---- one file, several programs ---- */

static void test_only_one_has_it_open(void **state) {
  file_room *room = *state;
  pl_error error = {0};
  pl_verification found;
  pl_rules_factory factory = support_factory(&room->scenario);
  pl_session *session = file_start(room);
  keep(room, session);
  for (int step = 0; step < 4; step++) {
    assert_null(pl_session_resume(&factory, room->path, &error));
    file_expect(error.status, PL_SYSTEM, &error);
    assert_non_null(strstr(error.text, "in use by another Polder"));
    assert_null(pl_session_read(&factory, room->path, -1, &error));
    file_expect(error.status, PL_SYSTEM, &error);
    assert_int_equal(pl_session_verify(&factory, room->path, &found, &error), PL_SYSTEM);
    file_play(session, step, step + 1);
  }
  pl_session_free(session);
  session = file_resume(room);
  assert_null(pl_session_resume(&factory, room->path, &error));
  file_expect(error.status, PL_SYSTEM, &error);
  pl_session_free(session);
}

static void test_a_file_that_is_moved_or_removed(void **state) {
  file_room *room = *state;
  pl_error error = {0};
  char other[FILE_PATH + 8];
  snprintf(other, sizeof other, "%s.moved", room->path);
  pl_session *session = file_start(room), *memory = play_in_memory(room, FILE_STEPS);
  keep(room, session);
  file_play(session, 0, 2);
  rename(room->path, other);
  for (int i = 0; i < 2; i++) {
    file_expect(file_step(session, 2, &error), PL_SYSTEM, &error);
    assert_non_null(strstr(error.text, "moved or removed"));
  }
  rename(other, room->path); /* back again */
  file_play(session, 2, 4);
  file_store(other, "", 0);
  rename(other, room->path); /* another file in its place */
  file_expect(file_step(session, 4, &error), PL_SYSTEM, &error);
  assert_non_null(strstr(error.text, "moved or removed"));
  assert_true(file_is(room->path, &(file_bytes){(unsigned char *)(char[]){""}, 0}));
  remove(room->path);
  file_expect(file_step(session, 4, &error), PL_SYSTEM, &error);
  file_expect(pl_session_keep(session, room->path, &error), PL_OK, &error);
  file_play(session, 4, FILE_STEPS);
  pl_session_free(session);
  session = file_resume(room);
  file_assert_same(session, memory);
  pl_session_free(session);
  pl_session_free(memory);
}

static void test_two_sessions_do_not_touch_each_other(void **state) {
  file_room *room = *state;
  file_room rooms[2] = {*room, *room};
  pl_session *sessions[2], *memory = play_in_memory(room, FILE_STEPS);
  for (int i = 0; i < 2; i++) {
    snprintf(rooms[i].path, sizeof rooms[i].path, "%.200s/%d.polder", room->folder, i);
    sessions[i] = file_start(&rooms[i]);
    keep(&rooms[i], sessions[i]);
  }
  for (int step = 0; step < FILE_STEPS; step++)
    for (int i = 0; i < 2; i++) file_play(sessions[i], step, step + 1);
  for (int i = 0; i < 2; i++) {
    pl_session_free(sessions[i]);
    sessions[i] = file_resume(&rooms[i]);
    file_assert_same(sessions[i], memory);
    pl_session_free(sessions[i]);
  }
  pl_session_free(memory);
}

/* ---- reading ---- */

static void test_reading_up_to_a_round(void **state) {
  file_room *room = *state;
  pl_error error = {0};
  pl_rules_factory factory = support_factory(&room->scenario);
  pl_session *session = play_in_memory(room, FILE_STEPS - 3);
  keep(room, session);
  pl_session_free(session);
  file_bytes before = file_load(room->path);
  for (int r = 0; r < FILE_ROUNDS; r++) {
    pl_session *copy = file_read(room, r), *memory = play_in_memory(room, r * FILE_STEPS_PER_ROUND);
    assert_false(pl_session_is_open(copy));
    file_assert_same(copy, memory);
    assert_null(pl_session_path(copy));
    pl_session_free(copy);
    pl_session_free(memory);
  }
  assert_null(pl_session_read(&factory, room->path, FILE_ROUNDS, &error));
  file_expect(error.status, PL_BAD_INPUT, &error);
  session = file_read(room, -1);
  assert_true(pl_session_is_open(session));
  pl_session_free(session);
  assert_true(file_is(room->path, &before));
  free(before.byte);
}

static void test_a_fork_is_a_file_of_its_own(void **state) {
  file_room *room = *state;
  file_room fork = *room;
  pl_error error = {0};
  snprintf(fork.path, sizeof fork.path, "%.200s/fork.polder", room->folder);
  pl_session *session = play_in_memory(room, FILE_STEPS), *memory = play_in_memory(room, FILE_STEPS);
  keep(room, session);
  pl_session_free(session);
  session = file_read(room, 2);
  file_expect(pl_session_keep(session, fork.path, &error), PL_OK, &error);
  pl_session_free(session);
  session = file_resume(&fork);
  assert_int_equal(pl_session_rounds_done(session), 2);
  file_play(session, 2 * FILE_STEPS_PER_ROUND, FILE_STEPS);
  file_assert_same(session, memory);
  pl_session_free(session);
  pl_session_free(memory);
}

static int64_t ask(const char *path, const char *sql) {
  sqlite3 *db = NULL;
  sqlite3_stmt *statement = NULL;
  int64_t answer = -1;
  if (sqlite3_open(path, &db) || sqlite3_prepare_v2(db, sql, -1, &statement, NULL)) fail_msg("%s", sqlite3_errmsg(db));
  if (sqlite3_step(statement) == SQLITE_ROW) answer = sqlite3_column_int64(statement, 0);
  sqlite3_finalize(statement);
  sqlite3_close(db);
  return answer;
}

/* What people find who look into the file with SQL. */
static void test_views_for_people(void **state) {
  file_room *room = *state;
  pl_session *session = play_in_memory(room, FILE_STEPS);
  keep(room, session);
  size_t count;
  pl_session_journal(session, &count);
  pl_session_free(session);
  assert_int_equal(ask(room->path, "SELECT count(*) FROM decisions"), count);
  assert_int_equal(ask(room->path, "SELECT count(*) FROM decisions WHERE taken_back AND seat = 's1'"), FILE_ROUNDS);
  assert_int_equal(ask(room->path, "SELECT count(*) FROM decisions WHERE round = 2 AND action = 'leave' AND "
                       "author = 'order'"), 2);
  assert_int_equal(ask(room->path, "SELECT count(*) FROM decisions WHERE player = 'gtft'"), FILE_ROUNDS);
  assert_int_equal(ask(room->path, "SELECT count(*) FROM notes WHERE seat = 's1'"), 1);
  assert_int_equal(ask(room->path, "SELECT count(*) FROM checks"), FILE_ROUNDS);
}

/* ---- checkpoints ---- */

typedef struct counting { /* rules that count how often a round is opened, and remember something */
  file_room *room;
  int opened;
  uint64_t fingerprint;
} counting;

static bool has_round_hook(void *self, pl_hook kind) {
  (void)self;
  return kind == PL_HOOK_ROUND;
}
static pl_status count_round(void *self, const pl_world *world, const pl_hook_call *call, pl_effect_queue *out,
                             pl_error *error) {
  (void)world, (void)call, (void)error;
  ((counting *)self)->opened++;
  *out = (pl_effect_queue){.count = 0};
  return PL_OK;
}
static uint64_t remember(void *self) { return ((counting *)self)->fingerprint; }
static pl_status open_counting(void *context, const pl_bundle *bundle, pl_rules *rules, pl_error *error) {
  (void)bundle, (void)error;
  *rules = (pl_rules){.scenario = &((counting *)context)->room->scenario.scenario, .self = context,
                      .has = has_round_hook, .hook = count_round, .fingerprint = remember, .close = support_close};
  return PL_OK;
}

/* How many rounds are played again to resume. */
static int rounds_replayed(counting *count, const char *path, const pl_session *expected) {
  pl_error error = {0};
  pl_rules_factory factory = {.context = count, .open = open_counting};
  pl_session *session = pl_session_resume(&factory, path, &error);
  if (!session) fail_msg("%s", error.text);
  const int opened = count->opened;
  file_assert_same(session, expected);
  assert_int_equal(pl_session_events(session)->count, pl_session_events(expected)->count);
  pl_session_free(session);
  count->opened = 0;
  return opened;
}

static void test_a_checkpoint_saves_the_replay(void **state) {
  file_room *room = *state;
  counting count = {.room = room};
  pl_session *session = file_start(room), *memory = play_in_memory(room, 3 * FILE_STEPS_PER_ROUND);
  keep(room, session);
  file_play(session, 0, 3 * FILE_STEPS_PER_ROUND);
  pl_session_free(session);
  assert_int_equal(rounds_replayed(&count, room->path, memory), 0);
  pl_session_free(memory);
}

/* Whatever the number is with which the rules begin: what they remember later keeps them from a checkpoint. */
static void test_code_that_remembers_is_played_again(void **state) {
  file_room *room = *state;
  pl_error error = {0};
  counting count = {.room = room, .fingerprint = 7};
  pl_rules_factory factory = {.context = &count, .open = open_counting};
  pl_session *memory = play_in_memory(room, 3 * FILE_STEPS_PER_ROUND);
  pl_session *session = file_start(room);
  keep(room, session);
  pl_session_free(session);
  session = pl_session_resume(&factory, room->path, &error);
  if (!session) fail_msg("%s", error.text);
  count.fingerprint = 8;
  file_play(session, 0, 3 * FILE_STEPS_PER_ROUND);
  pl_session_free(session);
  count = (counting){.room = room, .fingerprint = 9};
  assert_int_equal(rounds_replayed(&count, room->path, memory), 3);
  count.fingerprint = 10; /* it forgot all that, so that a checkpoint could be made */
  assert_int_equal(rounds_replayed(&count, room->path, memory), 0);
  pl_session_free(memory);
}

/* ---- a scenario whose code fails ---- */

static pl_status fail_in_second_round(void *self, const pl_world *world, const pl_hook_call *call,
                                      pl_effect_queue *out, pl_error *error) {
  (void)self, (void)call;
  *out = (pl_effect_queue){.count = 0};
  if (pl_world_round(world) < 1) return PL_OK;
  return pl_error_set(error, PL_BAD_INPUT, "scenario.lua:12: nothing is as it was");
}
static bool has_incident_hook(void *self, pl_hook kind) {
  (void)self;
  return kind == PL_HOOK_INCIDENT;
}
static pl_status open_failing(void *context, const pl_bundle *bundle, pl_rules *rules, pl_error *error) {
  (void)bundle, (void)error;
  *rules = (pl_rules){.scenario = &((file_room *)context)->scenario.scenario, .self = context,
                      .has = has_incident_hook, .hook = fail_in_second_round, .close = support_close};
  return PL_OK;
}

/* The round was sealed and cannot be played, now or ever; what went before it can be had. */
static void test_a_round_that_fails_for_ever(void **state) {
  file_room *room = *state;
  pl_error error = {0};
  pl_rules_factory factory = {.context = room, .open = open_failing};
  pl_session_options options = {.seed = 7};
  pl_session *session = pl_session_new(&factory, &file_bundle, NULL, &options, &error);
  keep(room, session);
  file_play(session, 0, 2 * FILE_STEPS_PER_ROUND - 1);
  file_expect(file_step(session, 2 * FILE_STEPS_PER_ROUND - 1, &error), PL_BAD_INPUT, &error);
  pl_session_free(session);
  assert_null(pl_session_resume(&factory, room->path, &error));
  file_expect(error.status, PL_BAD_INPUT, &error);
  assert_non_null(strstr(error.text, "round 2 cannot be played (scenario.lua:12"));
  session = pl_session_read(&factory, room->path, 1, &error);
  assert_int_equal(pl_session_rounds_done(session), 1);
  pl_session_free(session);
}

/* A cache that is damaged, or gone in part, costs time and nothing else. */
static void test_a_cache_is_only_a_cache(void **state) {
  file_room *room = *state;
  static const char *const edits[] = {
      "DELETE FROM checkpoints WHERE round = 3",
      "DELETE FROM events WHERE round = 2",
      "UPDATE events SET bytes = zeroblob(length(bytes)) WHERE round = 1",
      "UPDATE checkpoints SET world = zeroblob(length(world))",
      "UPDATE checkpoints SET engine = '0.0.1'",
      "DELETE FROM checks WHERE round = 3; DELETE FROM checkpoints",
  };
  for (size_t i = 0; i < sizeof edits / sizeof edits[0]; i++) {
    counting count = {.room = room};
    pl_session *session = file_start(room), *memory = play_in_memory(room, 3 * FILE_STEPS_PER_ROUND);
    sqlite3 *db = NULL;
    keep(room, session);
    file_play(session, 0, 3 * FILE_STEPS_PER_ROUND);
    pl_session_free(session);
    if (sqlite3_open(room->path, &db) || sqlite3_exec(db, edits[i], NULL, NULL, NULL))
      fail_msg("%s", sqlite3_errmsg(db));
    sqlite3_close(db);
    assert_int_equal(rounds_replayed(&count, room->path, memory), i ? 3 : 1);
    assert_int_equal(rounds_replayed(&count, room->path, memory), 0);
    pl_session_free(memory);
    remove(room->path);
  }
}

/* ---- notes ---- */

static void test_notes(void **state) {
  file_room *room = *state;
  pl_error error = {0};
  pl_session *session = file_start(room);
  static char long_text[PL_NOTE_BYTES + 2];
  static const char *const bad[] = {"", "\x80", "\xC0\x80", "\xE0\x80\x80", "\xED\xA0\x80", "\xF5\x80\x80\x80",
                                    "\xF0\x9F\xA6", "caf\xE9"};
  keep(room, session);
  memset(long_text, 'x', PL_NOTE_BYTES + 1);
  file_expect(pl_session_note(session, 0, long_text, &error), PL_BAD_INPUT, &error);
  long_text[PL_NOTE_BYTES] = 0;
  file_expect(pl_session_note(session, 0, long_text, &error), PL_OK, &error);
  for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++)
    file_expect(pl_session_note(session, 0, bad[i], &error), PL_BAD_INPUT, &error);
  file_expect(pl_session_note(session, 5, "x", &error), PL_BAD_INPUT, &error);
  file_expect(pl_session_note(session, -2, "x", &error), PL_BAD_INPUT, &error);
  /* The first and last character of each length, a line, a tab, a mark of direction, one beyond the first plane. */
  file_expect(pl_session_note(session, 4, "\x01\x7F\xC2\x80\xDF\xBF\xE0\xA0\x80\xEF\xBF\xBF\xF0\x90\x80\x80\xF4\x8F\xBF"
                              "\xBF\n\t\xE2\x80\xAE\xF0\x9F\xA6\x8A", &error), PL_OK, &error);
  file_play(session, 0, FILE_STEPS);
  file_expect(pl_session_note(session, -1, "after the last round", &error), PL_OK, &error);
  size_t count;
  const pl_note *notes = pl_session_notes(session, &count);
  assert_int_equal(count, FILE_ROUNDS + 3);
  assert_int_equal(notes[count - 1].round, FILE_ROUNDS);
  pl_session *branch = pl_session_branch(session, 1, &error);
  pl_session_notes(branch, &count);
  assert_int_equal(count, 4); /* what was remarked until then */
  pl_session_free(branch);
  pl_session_free(session);
  session = file_resume(room);
  notes = pl_session_notes(session, &count);
  assert_int_equal(count, FILE_ROUNDS + 3);
  assert_int_equal(notes[0].seat, 0);
  assert_int_equal(notes[1].seat, 4);
  assert_true(notes[1].text[0] == 1 && strlen(notes[1].text) == 29);
  pl_session_free(session);
}

static void test_players_are_kept(void **state) {
  file_room *room = *state;
  pl_error error = {0};
  pl_session *session = file_start(room);
  keep(room, session);
  file_expect(pl_session_set_player(session, 3, "never", &error), PL_OK, &error);
  pl_session_set_person(session, 3, true); /* with the next decision */
  file_play(session, 0, 2);
  pl_session_free(session);
  session = file_resume(room);
  assert_string_equal(pl_session_player(session, 3), "never");
  assert_true(pl_session_is_person(session, 3));
  pl_session_free(session);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup_teardown(test_resuming_anywhere, file_set_up, file_tear_down),
      cmocka_unit_test_setup_teardown(test_a_file_that_is_there_is_not_touched, file_set_up, file_tear_down),
      cmocka_unit_test_setup_teardown(test_a_folder_that_is_not_there, file_set_up, file_tear_down),
      cmocka_unit_test_setup_teardown(test_keeping_late, file_set_up, file_tear_down),
      cmocka_unit_test_setup_teardown(test_going_on_in_another_file, file_set_up, file_tear_down),
      cmocka_unit_test_setup_teardown(test_an_exercise_without_a_record, file_set_up, file_tear_down),
      cmocka_unit_test_setup_teardown(test_only_one_has_it_open, file_set_up, file_tear_down),
      cmocka_unit_test_setup_teardown(test_a_file_that_is_moved_or_removed, file_set_up, file_tear_down),
      cmocka_unit_test_setup_teardown(test_two_sessions_do_not_touch_each_other, file_set_up, file_tear_down),
      cmocka_unit_test_setup_teardown(test_reading_up_to_a_round, file_set_up, file_tear_down),
      cmocka_unit_test_setup_teardown(test_a_fork_is_a_file_of_its_own, file_set_up, file_tear_down),
      cmocka_unit_test_setup_teardown(test_views_for_people, file_set_up, file_tear_down),
      cmocka_unit_test_setup_teardown(test_a_checkpoint_saves_the_replay, file_set_up, file_tear_down),
      cmocka_unit_test_setup_teardown(test_code_that_remembers_is_played_again, file_set_up, file_tear_down),
      cmocka_unit_test_setup_teardown(test_a_round_that_fails_for_ever, file_set_up, file_tear_down),
      cmocka_unit_test_setup_teardown(test_a_cache_is_only_a_cache, file_set_up, file_tear_down),
      cmocka_unit_test_setup_teardown(test_notes, file_set_up, file_tear_down),
      cmocka_unit_test_setup_teardown(test_players_are_kept, file_set_up, file_tear_down),
  };
  return cmocka_run_group_tests(tests, fault_vfs_set_up_group, NULL);
}
