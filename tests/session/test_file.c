/* A session in a file: what was acknowledged is there, and taken up again it is the same exercise. */
#include "file_support.h"

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

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup_teardown(test_resuming_anywhere, file_set_up, file_tear_down),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
