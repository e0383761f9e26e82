/* Messages and observations: kept as they were written, in memory, in files, in forks; the rules never read them. */
#include "fault.h"
#include "file_support.h"

#include <sqlite3.h>

enum { PRESS = 4 };

static void keep(file_room *room, pl_session *session) {
  pl_error error = {0};
  file_expect(pl_session_keep(session, room->path, &error), PL_OK, &error);
}

static pl_message to_control(int seat, const char *text) {
  return (pl_message){.seat = seat, .to_control = true, .label = PL_LABELS, .about = -1, .text = text};
}

static int32_t say(pl_session *session, pl_message message) {
  pl_error error = {0};
  int32_t number = -1;
  file_expect(pl_session_say(session, &message, &number, &error), PL_OK, &error);
  return number;
}

/* One of each form, with something in every field. */
static void say_everything(pl_session *session) {
  pl_message message = to_control(1, "First \xE2\x98\x83\n\"quoted\"");
  const int32_t first = say(session, message);
  message = to_control(PRESS, "switch it off");
  message.form = PL_MESSAGE_MOVE;
  message.by = "An\xC3\xAF";
  pl_set_add(&message.to, 0);
  pl_set_add(&message.to, 3);
  const int32_t move = say(session, message);
  assert_int_equal(move, first + 1);
  message = (pl_message){.form = PL_MESSAGE_INJECT, .seat = -1, .is_public = true, .sender = "your CSIRT",
                         .label = PL_AMBER_STRICT, .about = -1, .text = "Look out"};
  say(session, message);
  message = (pl_message){.form = PL_MESSAGE_RULING, .seat = -1, .label = PL_LABELS, .about = move,
                         .text = "Which one?"};
  pl_set_add(&message.to, PRESS);
  say(session, message);
}

static void observe_everything(pl_session *session) {
  pl_error error = {0};
  const pl_note note = {.seat = -1, .text = "They asked first", .by = "Eva", .objective = 0,
                        .observed = PL_OBSERVED_PARTLY};
  const pl_note plain = {.seat = 2, .text = "x", .objective = PL_NONE, .observed = PL_OBSERVED_NOT_MET};
  file_expect(pl_session_observe(session, &note, &error), PL_OK, &error);
  file_expect(pl_session_observe(session, &plain, &error), PL_OK, &error);
  file_expect(pl_session_note(session, -1, "of control", &error), PL_OK, &error);
}

static pl_objective_spec objective;
static const uint16_t everybody[] = {0};

static void give_objective(file_room *room) {
  objective = (pl_objective_spec){.id = "shared", .text = {{"They shared", NULL}}, .seats = everybody, .seat_count = 1,
                                  .points = 1, .at = FILE_ROUNDS - 1};
  room->scenario.scenario.objectives = &objective;
  room->scenario.scenario.objective_count = 1;
}

static void assert_same_words(const pl_session *a, const pl_session *b, bool with_times) {
  size_t counts[2], notes[2];
  const pl_message *x = pl_session_messages(a, &counts[0]), *y = pl_session_messages(b, &counts[1]);
  const pl_note *n = pl_session_notes(a, &notes[0]), *m = pl_session_notes(b, &notes[1]);
  assert_int_equal(counts[0], counts[1]);
  assert_int_equal(notes[0], notes[1]);
  for (size_t i = 0; i < counts[0]; i++) {
    assert_true(x[i].number == y[i].number && x[i].round == y[i].round && x[i].form == y[i].form &&
                x[i].seat == y[i].seat && x[i].to_control == y[i].to_control && x[i].is_public == y[i].is_public &&
                x[i].label == y[i].label && x[i].about == y[i].about && pl_set_is_equal(x[i].to, y[i].to));
    assert_int_equal(x[i].number, i);
    assert_string_equal(x[i].text, y[i].text);
    assert_string_equal(x[i].by, y[i].by);
    assert_string_equal(x[i].sender, y[i].sender);
    if (with_times) assert_string_equal(x[i].at, y[i].at);
  }
  for (size_t i = 0; i < notes[0]; i++) {
    assert_true(n[i].round == m[i].round && n[i].seat == m[i].seat && n[i].objective == m[i].objective &&
                n[i].observed == m[i].observed);
    assert_string_equal(n[i].text, m[i].text);
    assert_string_equal(n[i].by, m[i].by);
    if (with_times) assert_string_equal(n[i].at, m[i].at);
  }
}

static void test_kept_and_taken_up(void **state) {
  file_room *room = *state;
  pl_error error = {0};
  give_objective(room);
  pl_session *session = file_start(room);
  say_everything(session); /* in the lobby */
  keep(room, session);
  for (int r = 0; r < FILE_ROUNDS; r++) {
    file_play(session, r * FILE_STEPS_PER_ROUND, r * FILE_STEPS_PER_ROUND + 1);
    say_everything(session);
    observe_everything(session);
    pl_session *copy = pl_session_replay(session, -1, &error);
    if (!copy) fail_msg("%s", error.text);
    assert_same_words(session, copy, true);
    pl_session_free(copy);
    file_play(session, r * FILE_STEPS_PER_ROUND + 1, (r + 1) * FILE_STEPS_PER_ROUND);
  }
  say_everything(session); /* after the last round */
  size_t count;
  const pl_message *messages = pl_session_messages(session, &count);
  assert_int_equal(count, 4 * (FILE_ROUNDS + 2));
  assert_int_equal(messages[0].round, 0);
  assert_string_equal(messages[0].at, ""); /* there was no file yet */
  for (size_t i = 4; i < count; i++) assert_int_equal(strlen(messages[i].at), strlen("2026-11-21T14:03:00.000Z"));
  pl_session *memory = pl_session_replay(session, -1, &error);
  pl_session_free(session);
  session = file_resume(room);
  assert_same_words(session, memory, false);
  pl_session *again = pl_session_replay(session, -1, &error);
  assert_same_words(session, again, true);
  pl_session_free(again);
  pl_session_free(memory);
  pl_session_free(session);
}

/* Another file says when they were written, not when they were copied. */
static void test_another_file_keeps_the_times(void **state) {
  file_room *room = *state;
  pl_error error = {0};
  char first[FILE_PATH];
  give_objective(room);
  pl_session *session = file_start(room);
  keep(room, session);
  say_everything(session);
  observe_everything(session);
  snprintf(first, sizeof first, "%s", room->path);
  snprintf(room->path, sizeof room->path, "%.200s/other.polder", room->folder);
  keep(room, session);
  pl_session_free(session);
  session = file_resume(room);
  pl_rules_factory factory = support_factory(&room->scenario);
  pl_session *before = pl_session_read(&factory, first, -1, &error);
  if (!before) fail_msg("%s", error.text);
  assert_same_words(session, before, true);
  pl_session_free(before);
  pl_session_free(session);
}

static void test_a_fork_has_those_of_its_rounds(void **state) {
  file_room *room = *state;
  pl_error error = {0};
  size_t count, notes;
  give_objective(room);
  pl_session *session = file_start(room);
  keep(room, session);
  for (int r = 0; r < 2; r++) {
    say_everything(session);
    observe_everything(session);
    file_play(session, r * FILE_STEPS_PER_ROUND, (r + 1) * FILE_STEPS_PER_ROUND);
  }
  pl_session *fork = pl_session_replay(session, 1, &error);
  pl_session_free(session);
  pl_session *read = file_read(room, 1);
  assert_same_words(fork, read, true);
  pl_session_messages(read, &count);
  pl_session_notes(read, &notes);
  assert_int_equal(count, 4);
  assert_int_equal(notes, 4); /* with the one of file_step */
  pl_session_free(fork);
  pl_session_free(read);
}

/* The rules do not read them. */
static void test_words_change_no_digest(void **state) {
  file_room *room = *state;
  pl_session *quiet = file_start(room), *loud = file_start(room);
  file_play(quiet, 0, FILE_STEPS);
  for (int step = 0; step < FILE_STEPS; step++) {
    say_everything(loud);
    file_play(loud, step, step + 1);
  }
  for (int r = 0; r < FILE_ROUNDS; r++) assert_true(pl_session_digest(quiet, r) == pl_session_digest(loud, r));
  pl_session_free(quiet);
  pl_session_free(loud);
}

static void test_what_is_no_message(void **state) {
  file_room *room = *state;
  pl_session *session = file_start(room);
  static char long_text[PL_MESSAGE_BYTES + 2], long_name[PL_NAME_BYTES + 2];
  memset(long_text, 'x', sizeof long_text - 1);
  memset(long_name, 'x', sizeof long_name - 1);
  pl_message bad[12];
  for (size_t i = 0; i < 12; i++) bad[i] = to_control(0, "x");
  bad[0].text = "";
  bad[1].text = long_text;
  bad[2].text = "\xC3";
  bad[3].to_control = false;
  bad[4].about = 0;
  bad[5].seat = 5;
  bad[6].seat = -2;
  bad[7].is_public = true;
  bad[8].by = long_name;
  bad[9].sender = "\xFF";
  pl_set_add(&bad[10].to, 5);
  bad[11].form = PL_MESSAGE_FORMS;
  for (size_t i = 0; i < 12; i++) {
    pl_error error = {0};
    if (pl_session_say(session, &bad[i], NULL, &error) != PL_BAD_INPUT) fail_msg("message %zu was accepted", i);
    assert_true(*error.text);
  }
  size_t count;
  pl_session_messages(session, &count);
  assert_int_equal(count, 0);
  pl_error error = {0};
  const pl_note notes[] = {{.seat = -1, .text = "x", .objective = 0},
                           {.seat = -1, .text = "x", .objective = PL_NONE, .by = long_name},
                           {.seat = -1, .text = "x", .objective = PL_NONE, .observed = (pl_observed)9}};
  for (size_t i = 0; i < 3; i++) assert_int_equal(pl_session_observe(session, &notes[i], &error), PL_BAD_INPUT);
  pl_session_free(session);
}

static void test_the_largest_fits(void **state) {
  file_room *room = *state;
  static char text[PL_MESSAGE_BYTES + 1];
  memset(text, 1, sizeof text - 1); /* six bytes each in JSON */
  pl_session *session = file_start(room);
  keep(room, session);
  pl_message message = to_control(-1, text);
  message.to = pl_set_first(5);
  say(session, message);
  pl_session_free(session);
  session = file_resume(room);
  size_t count;
  assert_string_equal(pl_session_messages(session, &count)[0].text, text);
  pl_session_free(session);
}

static void test_without_memory(void **state) {
  file_room *room = *state;
  const pl_message message = to_control(0, "x");
  const pl_note note = {.seat = -1, .text = "x", .by = "Eva", .objective = PL_NONE};
  for (int which = 0; which < 2; which++)
    for (long n = 0;; n++) {
      pl_error error = {0};
      size_t messages, notes;
      pl_session *session = file_start(room);
      keep(room, session);
      fault_after(n);
      const pl_status status = which ? pl_session_observe(session, &note, &error)
                                     : pl_session_say(session, &message, NULL, &error);
      const bool reached = fault_stop();
      file_expect(status, reached ? PL_NO_MEMORY : PL_OK, &error);
      pl_session_messages(session, &messages);
      pl_session_notes(session, &notes);
      assert_int_equal(messages + notes, !reached);
      pl_session_free(session);
      session = file_resume(room);
      pl_session_messages(session, &messages);
      pl_session_notes(session, &notes);
      assert_int_equal(messages + notes, !reached);
      pl_session_free(session);
      remove(room->path);
      if (!reached) break;
    }
}

static void test_tampered_words(void **state) {
  file_room *room = *state;
  static const char *const edits[] = {"UPDATE journal SET body = replace(body, 'First', 'Last') WHERE kind = 'message'",
                                      "UPDATE journal SET player = 'Bob' WHERE kind = 'message'",
                                      "UPDATE journal SET author = 'met' WHERE kind = 'note'",
                                      "DELETE FROM journal WHERE sequence = 2"};
  pl_rules_factory factory = support_factory(&room->scenario);
  give_objective(room);
  for (size_t i = 0; i < sizeof edits / sizeof edits[0]; i++) {
    pl_error error = {0};
    sqlite3 *db = NULL;
    pl_session *session = file_start(room);
    keep(room, session);
    say_everything(session);
    observe_everything(session);
    pl_session_free(session);
    assert_int_equal(sqlite3_open(room->path, &db), SQLITE_OK);
    assert_int_equal(sqlite3_exec(db, edits[i], NULL, NULL, NULL), SQLITE_OK);
    sqlite3_close(db);
    assert_null(pl_session_resume(&factory, room->path, &error));
    assert_int_equal(error.status, PL_BAD_INPUT);
    assert_non_null(strstr(error.text, "damaged"));
    remove(room->path);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup_teardown(test_kept_and_taken_up, file_set_up, file_tear_down),
      cmocka_unit_test_setup_teardown(test_another_file_keeps_the_times, file_set_up, file_tear_down),
      cmocka_unit_test_setup_teardown(test_a_fork_has_those_of_its_rounds, file_set_up, file_tear_down),
      cmocka_unit_test_setup_teardown(test_words_change_no_digest, file_set_up, file_tear_down),
      cmocka_unit_test_setup_teardown(test_what_is_no_message, file_set_up, file_tear_down),
      cmocka_unit_test_setup_teardown(test_the_largest_fits, file_set_up, file_tear_down),
      cmocka_unit_test_setup_teardown(test_without_memory, file_set_up, file_tear_down),
      cmocka_unit_test_setup_teardown(test_tampered_words, file_set_up, file_tear_down),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
