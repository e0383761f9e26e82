/* Room rows: kept in the session's file, all or none of a change, and in no copy of the exercise. */
#include "fault.h"
#include "file_support.h"

#include <sqlite3.h>

static void keep(file_room *room, pl_session *session) {
  pl_error error = {0};
  file_expect(pl_session_keep(session, room->path, &error), PL_OK, &error);
}

static void set(pl_session *session, const char *key, const char *value) {
  pl_error error = {0};
  const pl_room_row row = {key, value};
  file_expect(pl_session_set_room(session, &row, 1, &error), PL_OK, &error);
}

static const char *get(const pl_session *session, const char *key) {
  size_t count;
  const pl_room_row *rows = pl_session_room(session, &count);
  for (size_t i = 0; i < count; i++)
    if (!strcmp(rows[i].key, key)) return rows[i].value;
  return NULL;
}

static size_t count_rows(const pl_session *session) {
  size_t count;
  const pl_room_row *rows = pl_session_room(session, &count);
  for (size_t i = 1; i < count; i++) assert_true(strcmp(rows[i - 1].key, rows[i].key) < 0);
  return count;
}

static void test_rows_come_change_and_go(void **state) {
  file_room *room = *state;
  pl_error error = {0};
  const pl_room_row rows[] = {{"clock", "90"}, {"seat.s0", "{\"name\": \"An\xC3\xAF\"}"}, {"a", ""}, {"clock", "80"}};
  pl_session *session = file_start(room);
  keep(room, session);
  assert_int_equal(count_rows(session), 0);
  set(session, "nothing", NULL);
  file_expect(pl_session_set_room(session, rows, 4, &error), PL_OK, &error);
  assert_int_equal(count_rows(session), 3);
  assert_string_equal(get(session, "clock"), "80");
  assert_string_equal(get(session, "a"), "");
  set(session, "a", NULL);
  set(session, "b", "x");
  for (int i = 0; i < 2; i++) {
    assert_int_equal(count_rows(session), 3);
    assert_null(get(session, "a"));
    assert_string_equal(get(session, "seat.s0"), rows[1].value);
    pl_session_free(session);
    session = file_resume(room);
  }
  pl_session_free(session);
}

/* A file without a room is as it always was; one with a room is still verified. */
static void test_files_without_and_with(void **state) {
  file_room *room = *state;
  pl_error error = {0};
  pl_rules_factory factory = support_factory(&room->scenario);
  pl_session *session = file_start(room);
  keep(room, session);
  file_play(session, 0, 3);
  pl_session_free(session);
  session = file_resume(room);
  assert_int_equal(count_rows(session), 0);
  set(session, "clock", "1");
  file_play(session, 3, FILE_STEPS);
  set(session, "clock", "2");
  pl_session_free(session);
  pl_verification found;
  file_expect(pl_session_verify(&factory, room->path, &found, &error), PL_OK, &error);
}

static void test_no_copy_has_them(void **state) {
  file_room *room = *state;
  pl_error error = {0};
  pl_session *session = file_start(room);
  set(session, "clock", "90"); /* before there is a file: they go into its first */
  keep(room, session);
  file_play(session, 0, FILE_STEPS_PER_ROUND);
  pl_session *copy = pl_session_replay(session, -1, &error);
  if (!copy) fail_msg("%s", error.text);
  assert_int_equal(count_rows(copy), 0);
  pl_session_free(copy);
  pl_session_free(session);
  session = file_resume(room);
  assert_string_equal(get(session, "clock"), "90");
  snprintf(room->path, sizeof room->path, "%.200s/other.polder", room->folder);
  keep(room, session); /* another file is another room's */
  assert_int_equal(count_rows(session), 0);
  set(session, "new", "1");
  pl_session_free(session);
  session = file_resume(room);
  assert_int_equal(count_rows(session), 1);
  pl_session_free(session);
}

static void test_limits(void **state) {
  file_room *room = *state;
  pl_error error = {0};
  static char key[PL_ROOM_KEY_BYTES + 2], value[PL_ROOM_VALUE_BYTES + 2];
  memset(key, 'k', sizeof key - 1);
  memset(value, 'v', sizeof value - 1);
  pl_session *session = file_start(room);
  keep(room, session);
  const pl_room_row bad[] = {{"", "x"}, {key, "x"}, {"x", value}, {"\xFF", "x"}, {"x", "\xFF"}};
  for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
    const pl_room_row rows[] = {{"good", "x"}, bad[i]};
    file_expect(pl_session_set_room(session, rows, 2, &error), PL_BAD_INPUT, &error);
    assert_int_equal(count_rows(session), 0); /* none of them */
  }
  key[PL_ROOM_KEY_BYTES] = value[PL_ROOM_VALUE_BYTES] = 0;
  set(session, key, value);
  pl_room_row *many = calloc(PL_ROOM_ROWS, sizeof *many);
  char(*keys)[8] = calloc(PL_ROOM_ROWS, sizeof *keys);
  assert_non_null(many);
  assert_non_null(keys);
  for (int i = 0; i < PL_ROOM_ROWS; i++) {
    snprintf(keys[i], sizeof keys[i], "%d", i);
    many[i] = (pl_room_row){keys[i], "x"};
  }
  file_expect(pl_session_set_room(session, many, PL_ROOM_ROWS, &error), PL_BAD_INPUT, &error);
  assert_non_null(strstr(error.text, "at most 4096"));
  set(session, key, NULL);
  file_expect(pl_session_set_room(session, many, PL_ROOM_ROWS, &error), PL_OK, &error);
  pl_session_free(session);
  session = file_resume(room);
  assert_int_equal(count_rows(session), PL_ROOM_ROWS);
  free(many);
  free(keys);
  pl_session_free(session);
}

static void test_without_memory(void **state) {
  file_room *room = *state;
  const pl_room_row rows[] = {{"a", "2"}, {"b", NULL}, {"c", "3"}};
  for (long n = 0;; n++) {
    pl_error error = {0};
    pl_session *session = file_start(room);
    keep(room, session);
    set(session, "a", "1");
    set(session, "b", "1");
    fault_after(n);
    const pl_status status = pl_session_set_room(session, rows, 3, &error);
    const bool reached = fault_stop();
    file_expect(status, reached ? PL_NO_MEMORY : PL_OK, &error);
    for (int i = 0; i < 2; i++) {
      assert_string_equal(get(session, "a"), reached ? "1" : "2");
      assert_true((get(session, "b") != NULL) == reached && (get(session, "c") == NULL) == reached);
      pl_session_free(session);
      session = file_resume(room);
    }
    pl_session_free(session);
    remove(room->path);
    if (!reached) break;
  }
}

static void test_tampered_rooms(void **state) {
  file_room *room = *state;
  static const char *const edits[] = {"UPDATE room SET value = '2'", "UPDATE room SET key = 'watch'",
                                      "DROP TABLE room; CREATE TABLE room(key, value, seal)",
                                      "CREATE TABLE more(a)"};
  pl_rules_factory factory = support_factory(&room->scenario);
  for (size_t i = 0; i < sizeof edits / sizeof edits[0]; i++) {
    pl_error error = {0};
    sqlite3 *db = NULL;
    pl_session *session = file_start(room);
    keep(room, session);
    set(session, "clock", "1");
    pl_session_free(session);
    assert_int_equal(sqlite3_open(room->path, &db), SQLITE_OK);
    assert_int_equal(sqlite3_exec(db, edits[i], NULL, NULL, NULL), SQLITE_OK);
    sqlite3_close(db);
    assert_null(pl_session_resume(&factory, room->path, &error));
    assert_int_equal(error.status, PL_BAD_INPUT);
    remove(room->path);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup_teardown(test_rows_come_change_and_go, file_set_up, file_tear_down),
      cmocka_unit_test_setup_teardown(test_files_without_and_with, file_set_up, file_tear_down),
      cmocka_unit_test_setup_teardown(test_no_copy_has_them, file_set_up, file_tear_down),
      cmocka_unit_test_setup_teardown(test_limits, file_set_up, file_tear_down),
      cmocka_unit_test_setup_teardown(test_without_memory, file_set_up, file_tear_down),
      cmocka_unit_test_setup_teardown(test_tampered_rooms, file_set_up, file_tear_down),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
