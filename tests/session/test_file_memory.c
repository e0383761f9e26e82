/* When memory runs out around a file: the answer is an error that says so, nothing acknowledged is lost, and the same
 * step succeeds as soon as there is memory again. Both Polder's own allocations and SQLite's fail here. */
#include "fault.h"
#include "fault_vfs.h"

enum { STEPS = 2 * FILE_STEPS_PER_ROUND, MOST_TRIES = 4 };

/* ---- SQLite's memory ---- */

static struct {
  sqlite3_mem_methods real;
  long left; /* allocations that still succeed; −1: all */
  bool failed;
} sqlite_memory = {.left = -1};

static bool fails_now(void) {
  if (sqlite_memory.left < 0 || sqlite_memory.left-- > 0) return false;
  sqlite_memory.failed = true;
  return true;
}
static void *take(int size) { return fails_now() ? NULL : sqlite_memory.real.xMalloc(size); }
static void *grow(void *memory, int size) { return fails_now() ? NULL : sqlite_memory.real.xRealloc(memory, size); }

static int set_up_group(void **state) {
  (void)state;
  sqlite3_config(SQLITE_CONFIG_GETMALLOC, &sqlite_memory.real);
  sqlite3_mem_methods mine = sqlite_memory.real;
  mine.xMalloc = take;
  mine.xRealloc = grow;
  if (sqlite3_config(SQLITE_CONFIG_MALLOC, &mine) != SQLITE_OK) return 1;
  fault_vfs_install();
  return 0;
}

/* Whose memory fails. */
typedef struct memory {
  void (*fail_after)(long count);
  bool (*stop)(void);
} memory;

static void sqlite_fail_after(long count) {
  sqlite_memory.left = count;
  sqlite_memory.failed = false;
}
static bool sqlite_stop(void) {
  sqlite_memory.left = -1;
  return sqlite_memory.failed;
}

static const memory ours = {fault_after, fault_stop}, sqlites = {sqlite_fail_after, sqlite_stop};

/* ---- */

static void expect_no_memory(long n, const pl_error *error) {
  if (error->status != PL_NO_MEMORY) fail_msg("allocation %ld: status %d: %s", n, error->status, error->text);
}

/* A session that stopped for want of memory is taken up from its file. */
static pl_session *step_stubbornly(file_room *room, pl_session *session, int step, long n) {
  pl_error error = {0};
  for (int i = 0; i < MOST_TRIES; i++) {
    int done = pl_session_rounds_done(session);
    if (file_step(session, step, &error) == PL_OK) return session;
    expect_no_memory(n, &error);
    assert_int_equal(pl_session_rounds_done(session), done);
    bool is_stopped = pl_session_check(session, &(pl_decision){.seat = 0, .action = PL_ACTION_SPLIT}, &error) ==
                      PL_NO_MEMORY;
    if (!is_stopped) continue;
    pl_session_free(session);
    session = file_resume(room);
    if (pl_session_rounds_done(session) > done) return session; /* it was sealed */
    if (step % FILE_STEPS_PER_ROUND && !pl_session_is_open(session))
      file_expect(pl_session_open_round(session, &error), PL_OK, &error);
  }
  fail_msg("allocation %ld: step %d fails for ever: %s", n, step, error.text);
  return NULL;
}

static bool play_with(file_room *room, const memory *whose, long n, const pl_session *expected) {
  pl_error error = {0};
  pl_session *session = file_start(room);
  remove(room->path);
  whose->fail_after(n);
  for (int i = 0; pl_session_keep(session, room->path, &error) != PL_OK; i++) {
    expect_no_memory(n, &error);
    assert_int_not_equal(access(room->path, F_OK), 0);
    assert_true(i < MOST_TRIES);
  }
  for (int step = 0; step < STEPS; step++) session = step_stubbornly(room, session, step, n);
  bool reached = whose->stop();
  pl_session_free(session);
  session = file_read(room, -1);
  const char *difference = file_difference(session, expected);
  if (difference) fail_msg("allocation %ld: the file's %s are others", n, difference);
  pl_session_free(session);
  return reached;
}

/* Opens it in one of three ways; the file is as it was. */
static bool open_with(file_room *room, const memory *whose, long n, int way, const pl_session *expected) {
  pl_error error = {0};
  pl_verification found;
  pl_status status = PL_OK;
  pl_session *session = NULL;
  pl_rules_factory factory = support_factory(&room->scenario);
  whose->fail_after(n);
  if (way == 0) session = pl_session_resume(&factory, room->path, &error);
  if (way == 1) session = pl_session_read(&factory, room->path, -1, &error);
  if (way == 2) status = pl_session_verify(&factory, room->path, &found, &error);
  bool reached = whose->stop();
  if (session && file_difference(session, expected)) fail_msg("allocation %ld: another session", n);
  if (way < 2 ? !session : status != PL_OK) {
    assert_true(reached);
    expect_no_memory(n, &error);
  }
  pl_session_free(session);
  return reached;
}

static void test_playing(void **state) {
  file_room *room = *state;
  const memory *memories[] = {&ours, &sqlites};
  pl_session *expected = file_start(room);
  file_play(expected, 0, STEPS);
  for (int i = 0; i < 2; i++) {
    long n = 0, stride = i ? 41 : 3;
    while (play_with(room, memories[i], n, expected)) n += stride;
    assert_true(n > 100);
  }
  pl_session_free(expected);
}

static void test_opening(void **state) {
  file_room *room = *state;
  const memory *memories[] = {&ours, &sqlites};
  pl_session *expected = file_start(room), *session = file_start(room);
  file_play(expected, 0, STEPS - 2);
  file_expect(pl_session_keep(session, room->path, NULL), PL_OK, &(pl_error){0});
  file_play(session, 0, STEPS - 2);
  pl_session_free(session);
  for (int way = 0; way < 3; way++)
    for (int i = 0; i < 2; i++) {
      long n = 0;
      while (open_with(room, memories[i], n, way, expected)) n += i ? 7 : 1;
      assert_true(n > 50);
    }
  pl_session_free(expected);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup_teardown(test_playing, file_set_up, file_tear_down),
      cmocka_unit_test_setup_teardown(test_opening, file_set_up, file_tear_down),
  };
  return cmocka_run_group_tests(tests, set_up_group, NULL);
}
