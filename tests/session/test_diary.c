/* The diary: written in order, copied, read back from a file, and never believed. */
#include "file_support.h"

#include <polder/diary.h>

static const pl_diary_entry written[] = {
    {.kind = PL_DIARY_START, .at = 1000, .seat = -1},
    {.kind = PL_DIARY_PAUSE, .at = 2000, .seat = -1},
    {.kind = PL_DIARY_HAND, .round = 1, .at = 3000, .seat = 2, .to_people = true},
    {.kind = PL_DIARY_EXTEND, .round = 1, .at = 4000, .seat = -1, .seconds = -60},
    {.kind = PL_DIARY_BACK, .round = 0, .at = 5000, .seat = -1, .file = "monday.polder"}};
enum { WRITTEN = sizeof written / sizeof written[0] };

static void write_all(pl_session *session) {
  pl_error error = {0};
  for (size_t i = 0; i < WRITTEN; i++) file_expect(pl_diary_add(session, &written[i], &error), PL_OK, &error);
}

static void assert_read(const pl_session *session) {
  pl_error error = {0};
  size_t count;
  pl_diary_entry *read = pl_diary_read(session, &count, &error);
  assert_non_null(read);
  assert_int_equal(count, WRITTEN);
  for (size_t i = 0; i < WRITTEN; i++) {
    assert_int_equal(read[i].kind, written[i].kind);
    assert_int_equal(read[i].round, written[i].round);
    assert_int_equal(read[i].at, written[i].at);
    assert_int_equal(read[i].seat, written[i].seat);
    assert_int_equal(read[i].to_people, written[i].to_people);
    assert_int_equal(read[i].seconds, written[i].kind == PL_DIARY_EXTEND ? written[i].seconds : 0);
    assert_string_equal(read[i].file, written[i].file);
  }
  free(read);
}

static void test_written_copied_and_read(void **state) {
  file_room *room = *state;
  pl_error error = {0};
  pl_session *session = file_start(room), *copy = file_start(room);
  const pl_room_row beside[] = {{"moment", "{}"}, {"dial", "a key before"}, {"diary0", "no key of the diary"}};
  file_expect(pl_session_keep(session, room->path, &error), PL_OK, &error);
  file_expect(pl_session_set_room(session, beside, 3, &error), PL_OK, &error);
  write_all(session);
  assert_read(session);
  file_expect(pl_diary_copy(session, copy, &error), PL_OK, &error);
  assert_read(copy);
  size_t rows;
  pl_session_room(copy, &rows);
  assert_int_equal(rows, WRITTEN);
  pl_session_free(session);
  pl_session *read = file_read(room, -1); /* which has nothing else of the room */
  assert_read(read);
  pl_session_room(read, &rows);
  assert_int_equal(rows, WRITTEN);
  pl_session_free(read);
  pl_session_free(copy);
}

static void test_nonsense_is_left_out(void **state) {
  file_room *room = *state;
  pl_error error = {0};
  pl_session *session = file_start(room);
  static const pl_room_row rows[] = {{"diary/0001", "{\"do\":\"pause\",\"round\":1,\"at\":7}"},
                                     {"diary/0002", "no JSON"},
                                     {"diary/0003", "{\"do\":\"dance\",\"round\":1,\"at\":7}"},
                                     {"diary/0004", "{\"do\":\"pause\",\"round\":99,\"at\":7}"},
                                     {"diary/0005", "{\"do\":\"hand\",\"round\":1,\"at\":7,\"seat\":\"XXX\"}"},
                                     {"diary/0006", "[]"},
                                     {"diary/0007", "{\"do\":\"pause\",\"round\":1,\"at\":-7}"},
                                     {"diary/0008", "{\"do\":\"end\",\"round\":4,\"at\":8,\"file\":17}"}};
  file_expect(pl_session_set_room(session, rows, sizeof rows / sizeof rows[0], &error), PL_OK, &error);
  size_t count;
  pl_diary_entry *read = pl_diary_read(session, &count, &error);
  assert_int_equal(count, 2);
  assert_int_equal(read[0].kind, PL_DIARY_PAUSE);
  assert_int_equal(read[1].kind, PL_DIARY_END);
  assert_string_equal(read[1].file, "");
  free(read);
  pl_session_free(session);
}

static void test_it_has_an_end(void **state) {
  pl_error error = {0};
  pl_session *session = file_start(*state);
  for (int i = 0; i < PL_DIARY_ENTRIES; i++)
    file_expect(pl_diary_add(session, &written[i % WRITTEN], &error), PL_OK, &error);
  file_expect(pl_diary_add(session, &written[0], &error), PL_BAD_INPUT, &error);
  pl_session_free(session);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup_teardown(test_written_copied_and_read, file_set_up, file_tear_down),
      cmocka_unit_test_setup_teardown(test_nonsense_is_left_out, file_set_up, file_tear_down),
      cmocka_unit_test_setup_teardown(test_it_has_an_end, file_set_up, file_tear_down),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
