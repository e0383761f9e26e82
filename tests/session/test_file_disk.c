/* A disk that fails, fills up or loses its power in the middle of an exercise: what was acknowledged is there, whole
 * and once; what was refused is not; and the exercise can go on. */
#include "fault_vfs.h"

enum { STEPS = 2 * FILE_STEPS_PER_ROUND, MOST_TRIES = 8 };

/* What the exercise is after so many steps, in memory alone. */
static pl_session *expected[STEPS + 1];

static void expect_all(file_room *room) {
  for (int step = 0; step <= STEPS; step++) {
    expected[step] = file_start(room);
    file_play(expected[step], 0, step);
  }
}

static void forget_all(void) {
  for (int step = 0; step <= STEPS; step++) {
    pl_session_free(expected[step]);
    expected[step] = NULL;
  }
}

static void clean(const file_room *room) {
  char journal[FILE_PATH + 16];
  snprintf(journal, sizeof journal, "%s-journal", room->path);
  remove(room->path);
  remove(journal);
}

/* The status of keeping it, tried until the disk gives in. */
static void keep_stubbornly(const file_room *room, pl_session *session) {
  pl_error error = {0};
  for (int i = 0; i < MOST_TRIES; i++) {
    if (pl_session_keep(session, room->path, &error) == PL_OK) return;
    assert_int_equal(error.status, PL_SYSTEM);
    assert_null(pl_session_path(session));
    clean(room); /* deleting it may have failed as well */
    if (i == 2) fault_vfs_stop();
  }
  fail_msg("%s", error.text);
}

/* A step that failed changed nothing; it can be tried again until the disk gives in. */
static void step_stubbornly(pl_session *session, int step, fault_plan *plan) {
  pl_error error = {0};
  for (int i = 0; i < MOST_TRIES; i++) {
    if (file_step(session, step, &error) == PL_OK) return;
    if (error.status != PL_SYSTEM) fail_msg("operation %ld: %s", plan->at, error.text);
    assert_false(pl_session_is_over(session));
    const char *difference = file_difference(session, expected[step]);
    if (difference) fail_msg("operation %ld: after step %d failed, its %s differ", plan->at, step, difference);
    if (i == 2) fault_vfs_stop(); /* somebody made room */
  }
  fail_msg("operation %ld: step %d fails for ever: %s", plan->at, step, error.text);
}

static void assert_file(file_room *room, int step, const fault_plan *plan) {
  pl_session *session = file_read(room, -1);
  const char *difference = file_difference(session, expected[step]);
  if (difference) fail_msg("operation %ld: the file's %s are others", plan->at, difference);
  pl_session_free(session);
}

/* Plays on through the fault. Returns whether it was reached. */
static bool play_through(file_room *room, fault_plan plan) {
  pl_session *session = file_start(room);
  fault_vfs_plan(plan);
  keep_stubbornly(room, session);
  for (int step = 0; step < STEPS; step++) step_stubbornly(session, step, &plan);
  bool reached = fault_vfs_stop();
  pl_session_free(session);
  assert_file(room, STEPS, &plan);
  clean(room);
  return reached;
}

/* Plays until something fails, which is the end of this process as far as the file can see. Returns how many steps were
 * acknowledged; −1: not even that it is kept. */
static int play_until_death(file_room *room, pl_session **session) {
  *session = file_start(room);
  if (pl_session_keep(*session, room->path, NULL) != PL_OK) return -1;
  for (int step = 0; step < STEPS; step++) {
    if (file_step(*session, step, NULL) != PL_OK) return step;
    if (fault_disk.failed) return step + 1; /* what failed was not what it waited for */
  }
  return STEPS;
}

/* Everything acknowledged is there; the step in which it died is there as a whole or not at all. */
static int find_survivor(const pl_session *session, int acknowledged, const fault_plan *plan) {
  for (int step = acknowledged; step <= acknowledged + 1 && step <= STEPS; step++)
    if (!file_difference(session, expected[step])) return step;
  fail_msg("operation %ld: died in step %d; what is there now is neither before nor after it", plan->at, acknowledged);
  return -1;
}

static bool die(file_room *room, fault_plan plan) {
  pl_session *dead, *session;
  pl_error error = {0};
  pl_rules_factory factory = support_factory(&room->scenario);
  fault_vfs_plan(plan);
  int acknowledged = play_until_death(room, &dead);
  pl_session_free(dead); /* its last writes fail, too */
  bool reached = fault_vfs_stop();
  if (plan.loses_power) fault_vfs_cut();
  fault_disk.plan.loses_power = false;
  if (acknowledged >= 0 && plan.at % 2) { /* who only reads puts it in order as well */
    session = file_read(room, -1);
    find_survivor(session, acknowledged, &plan);
    pl_session_free(session);
  }
  session = pl_session_resume(&factory, room->path, &error);
  if (acknowledged < 0 && !session) { /* it says that there is nothing in it */
    assert_true(strstr(error.text, "is empty") || strstr(error.text, "no file"));
    clean(room);
    return reached;
  }
  if (!session) fail_msg("operation %ld: died in step %d: %s", plan.at, acknowledged, error.text);
  int survived = find_survivor(session, acknowledged < 0 ? 0 : acknowledged, &plan);
  if (survived < STEPS && survived % FILE_STEPS_PER_ROUND && !pl_session_is_open(session))
    file_expect(pl_session_open_round(session, &error), PL_OK, &error);
  file_play(session, survived, STEPS);
  pl_session_free(session);
  assert_file(room, STEPS, &plan);
  clean(room);
  return reached;
}

static void for_each_operation(file_room *room, bool (*play)(file_room *room, fault_plan plan), fault_plan plan,
                               long stride) {
  expect_all(room);
  long n = 0;
  for (plan.at = 0; play(room, plan); plan.at += stride) n++;
  assert_true(n > 100 / stride);
  forget_all();
}

static void test_one_error(void **state) {
  for_each_operation(*state, play_through, (fault_plan){.code = SQLITE_IOERR_WRITE}, 1);
}

static void test_a_full_disk(void **state) {
  for_each_operation(*state, play_through, (fault_plan){.code = SQLITE_FULL, .stays = true}, 3);
}

static void test_sudden_death(void **state) {
  for_each_operation(*state, die, (fault_plan){.code = SQLITE_IOERR_WRITE, .stays = true}, 2);
}

static void test_power_loss(void **state) {
  for_each_operation(*state, die, (fault_plan){.code = SQLITE_IOERR_WRITE, .stays = true, .loses_power = true}, 1);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup_teardown(test_one_error, file_set_up, file_tear_down),
      cmocka_unit_test_setup_teardown(test_a_full_disk, file_set_up, file_tear_down),
      cmocka_unit_test_setup_teardown(test_sudden_death, file_set_up, file_tear_down),
      cmocka_unit_test_setup_teardown(test_power_loss, file_set_up, file_tear_down),
  };
  return cmocka_run_group_tests(tests, fault_vfs_set_up_group, NULL);
}
