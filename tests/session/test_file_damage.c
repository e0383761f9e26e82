/* Files that are not what they should be: each is refused with its reason and left byte for byte as it was, or it is
 * provably the exercise that was kept. */
#include "fault_vfs.h"

#include "store.h"

enum { STEPS = FILE_STEPS_PER_ROUND + 5 }; /* a round that is done, and one that is open */

typedef struct damage_room {
  file_room *file;
  pl_session *expected;
  file_bytes whole;
} damage_room;

static damage_room begin(file_room *file) {
  pl_error error = {0};
  damage_room room = {.file = file};
  pl_session *session = file_start(file);
  file_expect(pl_session_keep(session, file->path, &error), PL_OK, &error);
  file_play(session, 0, STEPS);
  pl_session_free(session);
  room.expected = file_start(file);
  file_play(room.expected, 0, STEPS);
  room.whole = file_load(file->path);
  return room;
}

static void end(damage_room *room) {
  pl_session_free(room->expected);
  free(room->whole.byte);
}

static pl_session *read_it(const damage_room *room, pl_error *error) {
  pl_rules_factory factory = support_factory(&room->file->scenario);
  return pl_session_read(&factory, room->file->path, -1, error);
}

static pl_session *resume_it(const damage_room *room, pl_error *error) {
  pl_rules_factory factory = support_factory(&room->file->scenario);
  return pl_session_resume(&factory, room->file->path, error);
}

/* Refused by all three ways of opening, for this reason, and nothing was touched. */
static void assert_refused(const damage_room *room, pl_status status, const char *reason) {
  pl_verification found;
  pl_rules_factory factory = support_factory(&room->file->scenario);
  file_bytes before = file_load(room->file->path);
  for (int way = 0; way < 3; way++) {
    pl_error error = {0};
    pl_session *session = way == 0 ? read_it(room, &error) : way == 1 ? resume_it(room, &error) : NULL;
    if (way == 2) pl_session_verify(&factory, room->file->path, &found, &error);
    assert_null(session);
    file_expect(error.status, status, &error);
    if (!strstr(error.text, reason)) fail_msg("\"%s\" does not say \"%s\"", error.text, reason);
    if (before.byte) assert_true(file_is(room->file->path, &before));
  }
  free(before.byte);
}

/* Whatever was done to the file, it is refused or the same. Returns whether it was refused. */
static bool assert_refused_or_same(const damage_room *room, const unsigned char *bytes, size_t length, size_t at) {
  pl_error error = {0};
  file_store(room->file->path, bytes, length);
  pl_session *session = at % 2 ? read_it(room, &error) : resume_it(room, &error);
  if (session) {
    const char *difference = file_difference(session, room->expected);
    if (difference) fail_msg("byte %zu: the session's %s are others", at, difference);
    pl_session_free(session);
    return false;
  }
  if (error.status != PL_BAD_INPUT && error.status != PL_SYSTEM) fail_msg("byte %zu: status %d", at, error.status);
  if (!strstr(error.text, room->file->path)) fail_msg("byte %zu: %s", at, error.text);
  file_bytes before = {(unsigned char *)(uintptr_t)bytes, length};
  if (!file_is(room->file->path, &before)) fail_msg("byte %zu: the file was changed (%s)", at, error.text);
  return true;
}

static void test_bytes_that_flip(void **state) {
  damage_room room = begin(*state);
  static const unsigned char masks[] = {0x01, 0x80, 0xFF};
  size_t refused = 0, tried = 0;
  for (size_t at = 0; at < room.whole.length; at += at < 512 ? 3 : 41) {
    unsigned char *byte = &room.whole.byte[at], before = *byte;
    *byte ^= masks[at % 3];
    refused += assert_refused_or_same(&room, room.whole.byte, room.whole.length, at);
    tried++;
    *byte = before;
  }
  assert_true(tried > 500 && refused > 50);
  end(&room);
}

static void test_files_cut_short(void **state) {
  damage_room room = begin(*state);
  for (size_t length = 0; length < room.whole.length; length += length < 200 ? 13 : 509)
    assert_true(assert_refused_or_same(&room, room.whole.byte, length, length));
  assert_true(assert_refused_or_same(&room, room.whole.byte, room.whole.length - 1, 1));
  end(&room);
}

/* ---- files that are something else ---- */

static void test_what_is_no_session_file(void **state) {
  damage_room room = begin(*state);
  char path[FILE_PATH];
  remove(room.file->path);
  assert_refused(&room, PL_SYSTEM, "there is no file");
  file_store(room.file->path, "", 0);
  assert_refused(&room, PL_BAD_INPUT, "is empty");
  file_store(room.file->path, "polder \"1\"\n", 11);
  assert_refused(&room, PL_BAD_INPUT, "is no session file");
  snprintf(path, sizeof path, "%s", room.file->path);
  snprintf(room.file->path, sizeof room.file->path, "%s", room.file->folder);
  assert_refused(&room, PL_SYSTEM, "is a folder");
  snprintf(room.file->path, sizeof room.file->path, "%s", path);
  end(&room);
}

/* Runs SQL as anybody could. */
static void run(const char *path, const char *sql) {
  sqlite3 *db = NULL;
  char *message = NULL;
  int result = sqlite3_open_v2(path, &db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, fault_disk.real->zName);
  if (result == SQLITE_OK) result = sqlite3_exec(db, sql, NULL, NULL, &message);
  if (result != SQLITE_OK) fail_msg("%s: %s", sql, message ? message : sqlite3_errmsg(db));
  sqlite3_close(db);
}

static void test_databases_of_others(void **state) {
  damage_room room = begin(*state);
  remove(room.file->path);
  run(room.file->path, "CREATE TABLE journal(sequence)");
  assert_refused(&room, PL_BAD_INPUT, "a database of another program");
  run(room.file->path, "PRAGMA application_id = 1347175506; PRAGMA user_version = 1");
  assert_refused(&room, PL_BAD_INPUT, "other tables");
  end(&room);
}

/* Each edit is made to a fresh copy. */
static void test_edits(void **state) {
  damage_room room = begin(*state);
  static const struct {
    const char *sql, *reason;
  } edits[] = {
      {"PRAGMA user_version = 2", "newer Polder (format 2"},
      {"PRAGMA journal_mode = WAL", "first page"},
      {"UPDATE journal SET kind = 'pause' WHERE sequence = 3", "does not know (pause)"},
      {"UPDATE journal SET body = replace(body, '100', '200') WHERE sequence = 1", "entry 1 of its journal"},
      {"UPDATE journal SET author = 'bot' WHERE sequence = 2", "entry 2 of its journal"},
      {"UPDATE journal SET round = 2 WHERE sequence = 2", "entry 2 of its journal"},
      {"DELETE FROM journal WHERE sequence = 2", "entry 2 of its journal"},
      {"DELETE FROM journal WHERE sequence = (SELECT max(sequence) FROM journal)", "missing at the end"},
      {"DELETE FROM journal", "missing at the end"},
      {"DELETE FROM tip", "table tip"},
      {"UPDATE tip SET sequence = 1", "missing at the end"},
      {"UPDATE meta SET value = '8' WHERE key = 'seed'", "the seed"},
      {"UPDATE meta SET value = '8' WHERE key = 'seal'", "table meta"},
      {"UPDATE files SET bytes = CAST('polder \"1\" ' AS BLOB) WHERE position = 1", "scenario's files"},
      {"DELETE FROM files WHERE position = 2", "scenario's files"},
      {"UPDATE seats SET person = 1 WHERE seat = 's2'", "table seats"},
      {"UPDATE seats SET seat = 's9' WHERE seat = 's2'", "table seats"},
      {"UPDATE checks SET digest = '0123456789abcdef'", "table checks"},
      {"CREATE TABLE more(a)", "other tables"},
      {"CREATE TRIGGER t AFTER INSERT ON journal BEGIN DELETE FROM journal; END", "other tables"},
      {"DROP VIEW notes; CREATE VIEW notes AS SELECT load_extension('x')", "other tables"},
      {"DROP VIEW notes", "tables are missing"},
      {"ALTER TABLE checks ADD COLUMN more TEXT", "other tables"},
  };
  for (size_t i = 0; i < sizeof edits / sizeof edits[0]; i++) {
    file_store(room.file->path, room.whole.byte, room.whole.length);
    run(room.file->path, edits[i].sql);
    assert_refused(&room, PL_BAD_INPUT, edits[i].reason);
  }
  end(&room);
}

/* Somebody who computes the seals anew gets further, and is refused where it makes no sense. */
static void test_forged_entries(void **state) {
  damage_room room = begin(*state);
  static const struct {
    pl_store_row row;
    const char *reason;
  } forged[] = {
      {{.kind = PL_ROW_DECIDE, .round = 1, .author = "person", .body = "{}"}, "no \"seat\""},
      {{.kind = PL_ROW_DECIDE, .round = 1, .author = "person", .body = "{\"seat\": \"s9\", \"action\": \"buy\"}"}, "seat"},
      {{.kind = PL_ROW_DECIDE, .round = 1, .author = "ghost", .body = "{}"}, "no decision"},
      {{.kind = PL_ROW_DECIDE, .round = 1, .author = "bot", .body = "{\"seat\": \"s2\", \"action\": \"buy\"}"}, "a bot has"},
      {{.kind = PL_ROW_DECIDE, .round = 0, .author = "person", .body = "{}"}, "another round"},
      {{.kind = PL_ROW_DECIDE, .round = 1, .author = "person", .place = 99,
        .body = "{\"seat\": \"s1\", \"action\": \"split\", \"split\": [900, 900, 0]}"}, "could not be decided here"},
      {{.kind = PL_ROW_DECIDE, .round = 1, .author = "person", .place = 99,
        .body = "{\"seat\": \"press\", \"action\": \"buy\"}"}, "could not be decided here"},
      {{.kind = PL_ROW_UNDO, .round = 1, .takes_back = 1}, "nothing to take back"},
      {{.kind = PL_ROW_UNDO, .round = 1, .takes_back = 400}, "nothing to take back"},
      {{.kind = PL_ROW_NOTE, .round = 1, .place = -1, .seat = "nobody", .body = "x"}, "no note"},
      {{.kind = PL_ROW_NOTE, .round = 1, .place = -1, .seat = "s1", .body = "\xff"}, "not UTF-8"},
      {{.kind = PL_ROW_SEAL, .round = 2}, "another round"},
  };
  for (size_t i = 0; i < sizeof forged / sizeof forged[0]; i++) {
    pl_error error = {0};
    file_store(room.file->path, room.whole.byte, room.whole.length);
    pl_store *store = pl_store_open(room.file->path, true, &error);
    if (!store) fail_msg("%s", error.text);
    pl_store_row row = forged[i].row;
    if (row.kind != PL_ROW_UNDO) row.takes_back = -1;
    file_expect(pl_store_begin(store, &error), PL_OK, &error);
    file_expect(pl_store_append(store, &row, &error), PL_OK, &error);
    file_expect(pl_store_commit(store, &error), PL_OK, &error);
    pl_store_close(store);
    assert_refused(&room, PL_BAD_INPUT, forged[i].reason);
  }
  end(&room);
}

static void test_a_stray_log_beside(void **state) {
  damage_room room = begin(*state);
  char path[FILE_PATH + 8];
  snprintf(path, sizeof path, "%s-wal", room.file->path);
  file_store(path, "x", 1);
  assert_refused(&room, PL_BAD_INPUT, "-wal");
  end(&room);
}

/* ---- another result ---- */

/* Writes another check for `round`, as another engine would have come to. */
static void change_check(const damage_room *room, int round, const char *quantities) {
  pl_error error = {0};
  pl_store *store = pl_store_open(room->file->path, true, &error);
  if (!store) fail_msg("%s", error.text);
  pl_store_check check = {.round = round, .digest = 4711, .quantities = quantities};
  file_expect(pl_store_begin(store, &error), PL_OK, &error);
  file_expect(pl_store_put_check(store, &check, &error), PL_OK, &error);
  file_expect(pl_store_drop_cache(store, &error), PL_OK, &error);
  file_expect(pl_store_commit(store, &error), PL_OK, &error);
  pl_store_close(store);
}

static void test_an_engine_that_computes_something_else(void **state) {
  damage_room room = begin(*state);
  pl_error error = {0};
  pl_verification found;
  pl_rules_factory factory = support_factory(&room.file->scenario);
  file_expect(pl_session_verify(&factory, room.file->path, &found, &error), PL_OK, &error);
  assert_int_equal(found.rounds, 1);
  assert_int_equal(found.differs_in, -1);
  assert_true(found.digest == pl_session_digest(room.expected, 0));
  change_check(&room, 0, "{\"loss\": \"0123456789abcdef\", \"trust\": \"0123456789abcdef\"}");
  file_bytes before = file_load(room.file->path);
  assert_int_equal(pl_session_verify(&factory, room.file->path, &found, &error), PL_FINDINGS);
  assert_int_equal(found.differs_in, 0);
  assert_string_equal(found.quantity, "loss");
  assert_non_null(strstr(error.text, "round 1 is another"));
  assert_null(read_it(&room, &error));
  file_expect(error.status, PL_BAD_INPUT, &error);
  assert_non_null(strstr(error.text, "something else from round 1 on"));
  assert_null(resume_it(&room, &error));
  assert_non_null(strstr(error.text, "something else from round 1 on"));
  assert_true(file_is(room.file->path, &before));
  pl_session *fork = pl_session_read(&factory, room.file->path, 0, &error); /* before that round there is a way */
  assert_non_null(fork);
  pl_session_free(fork);
  free(before.byte);
  change_check(&room, 0, "nonsense");
  assert_int_equal(pl_session_verify(&factory, room.file->path, &found, &error), PL_FINDINGS);
  assert_string_equal(found.quantity, "");
  end(&room);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup_teardown(test_bytes_that_flip, file_set_up, file_tear_down),
      cmocka_unit_test_setup_teardown(test_files_cut_short, file_set_up, file_tear_down),
      cmocka_unit_test_setup_teardown(test_what_is_no_session_file, file_set_up, file_tear_down),
      cmocka_unit_test_setup_teardown(test_databases_of_others, file_set_up, file_tear_down),
      cmocka_unit_test_setup_teardown(test_edits, file_set_up, file_tear_down),
      cmocka_unit_test_setup_teardown(test_forged_entries, file_set_up, file_tear_down),
      cmocka_unit_test_setup_teardown(test_a_stray_log_beside, file_set_up, file_tear_down),
      cmocka_unit_test_setup_teardown(test_an_engine_that_computes_something_else, file_set_up, file_tear_down),
  };
  return cmocka_run_group_tests(tests, fault_vfs_set_up_group, NULL);
}
