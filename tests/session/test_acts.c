/* Acts in a session: journaled, kept, resumed, replayed, forked, verified and turned around, always the same. */
#include "acts.h"
#include "fault.h"

#include <polder/what_if.h>

#include <sqlite3.h>

static void keep(acts_room *room, pl_session *session) {
  pl_error error = {0};
  file_expect(pl_session_keep(session, room->file.path, &error), PL_OK, &error);
}

static pl_session *play_in_memory(acts_room *room, int until) {
  pl_session *session = file_start(&room->file);
  acts_play(session, 0, until);
  return session;
}

/* Leaves and comes back after every step. */
static void test_resuming_anywhere(void **state) {
  acts_room *room = acts_begin(state);
  pl_session *session = file_start(&room->file);
  keep(room, session);
  for (int step = 0; step < FILE_STEPS; step++) {
    acts_play(session, step, step + 1);
    pl_session *memory = play_in_memory(room, step + 1);
    pl_session_free(session);
    session = file_resume(&room->file);
    if (step % FILE_STEPS_PER_ROUND == 0 && !pl_session_is_open(session)) acts_play(session, step, step + 1);
    acts_assert_same(session, memory);
    if (pl_session_is_open(session)) /* what was fired can be answered */
      assert_int_equal(pl_world_may_answer(pl_session_world(session), HELP, 0),
                       pl_world_may_answer(pl_session_world(memory), HELP, 0));
    pl_session_free(memory);
  }
  assert_int_equal(acts_count(session), FILE_ROUNDS * ACTS_PER_ROUND);
  pl_session_free(session);
  free(room);
}

static void test_kept_late_read_and_verified(void **state) {
  acts_room *room = acts_begin(state);
  pl_error error = {0};
  pl_rules_factory factory = support_factory(&room->file.scenario);
  for (int step = 2; step <= FILE_STEPS; step += 5) {
    pl_session *session = play_in_memory(room, step);
    keep(room, session);
    pl_session *read = acts_read_copy(room);
    acts_assert_same(session, read);
    acts_play(session, step, FILE_STEPS);
    pl_session_free(read);
    pl_session_free(session);
    pl_verification found;
    file_expect(pl_session_verify(&factory, room->file.path, &found, &error), PL_OK, &error);
    assert_int_equal(found.rounds, FILE_ROUNDS);
    remove(room->file.path);
  }
  free(room);
}

static void test_replays_forks_and_branches(void **state) {
  acts_room *room = acts_begin(state);
  pl_error error = {0};
  pl_session *session = play_in_memory(room, FILE_STEPS);
  pl_session *replay = pl_session_replay(session, -1, &error);
  if (!replay) fail_msg("%s", error.text);
  acts_assert_same(session, replay);
  pl_session_free(session); /* a replay owns its acts */
  for (int round = 0; round < FILE_ROUNDS; round++) {
    pl_session *branch = pl_session_branch(replay, round, &error), *fork = pl_session_replay(replay, round, &error);
    if (!branch || !fork) fail_msg("%s", error.text);
    file_expect(pl_session_resolve_round(branch, &error), PL_OK, &error);
    acts_play(fork, round * FILE_STEPS_PER_ROUND, (round + 1) * FILE_STEPS_PER_ROUND);
    assert_true(pl_session_digest(branch, round) == pl_session_digest(replay, round));
    assert_true(pl_session_digest(fork, round) == pl_session_digest(replay, round));
    pl_session_free(branch);
    pl_session_free(fork);
  }
  pl_session_free(replay);
  free(room);
}

/* Whatever compiled it. */
static void test_the_same_everywhere(void **state) {
  acts_room *room = acts_begin(state);
  pl_session *session = play_in_memory(room, FILE_STEPS);
  static const uint64_t digest[FILE_ROUNDS] = {
      0x498ef778e1e9607e, 0x01e90f16cdc4493a,
      0xb471017c43530454, 0x55c1fb0ae8106db5};
  for (int r = 0; r < FILE_ROUNDS; r++)
    if (pl_session_digest(session, r) != digest[r])
      fail_msg("round %d: %016llx", r + 1, (unsigned long long)pl_session_digest(session, r));
  pl_session_free(session);
  free(room);
}

/* Without the acts it is another exercise, so they did something. */
static void test_acts_change_the_world(void **state) {
  acts_room *room = acts_begin(state);
  pl_session *with = play_in_memory(room, FILE_STEPS), *without = file_start(&room->file);
  file_play(without, 0, FILE_STEPS);
  for (int r = 0; r < FILE_ROUNDS; r++) assert_true(pl_session_digest(with, r) != pl_session_digest(without, r));
  pl_session_free(with);
  pl_session_free(without);
  free(room);
}

static void test_a_what_if_carries_them_out(void **state) {
  acts_room *room = acts_begin(state);
  pl_error error = {0};
  pl_session *session = play_in_memory(room, FILE_STEPS);
  pl_course *course = pl_course_new(session, NULL, 1, &error);
  if (!course) fail_msg("%s", error.text);
  const pl_turn same = {.kind = PL_TURN_DECIDE, .decision = file_split(0, 100)}; /* as it was decided anyhow */
  const pl_what_if what_if = {.round = 1, .turn = &same, .turn_count = 1, .others = PL_OTHERS_RECORDED};
  pl_comparison *comparison = pl_what_if_compare(course, &what_if, &error);
  if (!comparison) fail_msg("%s", error.text);
  assert_true(comparison->otherwise.digest == pl_session_digest(session, FILE_ROUNDS - 1));
  assert_false(comparison->first.is_any);
  pl_comparison_free(comparison);
  pl_session *whole = pl_what_if_session(course, &what_if, &error);
  if (!whole) fail_msg("%s", error.text);
  assert_int_equal(acts_count(whole), FILE_ROUNDS * ACTS_PER_ROUND);
  pl_session_free(whole);
  pl_course_free(course);
  pl_session_free(session);
  free(room);
}

/* A copy on another disk of what was acknowledged is all that a power cut leaves. */
static void test_on_disk_before_it_is_acknowledged(void **state) {
  acts_room *room = acts_begin(state);
  pl_error error = {0};
  pl_session *session = file_start(&room->file);
  keep(room, session);
  file_expect(pl_session_open_round(session, &error), PL_OK, &error);
  const pl_act fire = acts_on(PL_ACT_FIRE, HELP);
  file_expect(pl_session_act(session, &fire, NULL, &error), PL_OK, &error);
  const pl_decision answer = {.seat = 0, .action = PL_ACTION_ANSWER, .target = HELP};
  file_expect(pl_session_decide(session, &answer, PL_AUTHOR_CONTROL, &error), PL_OK, &error);
  pl_session *read = acts_read_copy(room);
  size_t count;
  const pl_journal_entry *journal = pl_session_journal(read, &count);
  assert_int_equal(count, 2);
  assert_true(journal[0].act && journal[0].act->kind == PL_ACT_FIRE && journal[0].author == PL_AUTHOR_CONTROL);
  assert_true(!journal[1].act && journal[1].author == PL_AUTHOR_CONTROL);
  assert_true(pl_world_may_answer(pl_session_world(read), HELP, 0));
  pl_session_free(read);
  pl_session_free(session);
  free(room);
}

static void test_the_same_draw_as_it_is_written(void **state) {
  acts_room *room = acts_begin(state);
  pl_error error = {0};
  pl_session *session = file_start(&room->file);
  file_expect(pl_session_open_round(session, &error), PL_OK, &error);
  const pl_act move = acts_ruling(3);
  int came[2] = {0};
  for (int i = 0; i < PL_ROUND_RULINGS; i++) {
    int outcome = -1;
    file_expect(pl_session_act(session, &move, &outcome, &error), PL_OK, &error);
    assert_in_range(outcome, 0, 1);
    came[outcome]++;
  }
  assert_true(came[0] > 8 && came[1] > 16); /* of 64, at 34 and 66 % */
  file_expect(pl_session_act(session, &move, NULL, &error), PL_BAD_INPUT, &error);
  size_t count;
  const pl_journal_entry *journal = pl_session_journal(session, &count);
  for (size_t i = 0; i < count; i++) assert_int_equal(journal[i].act->number, i);
  assert_int_equal(journal[0].act->outcome[0].odds, 22217); /* 339 thousandths: what a file can say */
  assert_int_equal(journal[0].act->outcome[0].odds + journal[0].act->outcome[1].odds, PL_ONE);
  pl_session_free(session);
  free(room);
}

static void test_what_is_refused_leaves_nothing(void **state) {
  acts_room *room = acts_begin(state);
  pl_error error = {0};
  size_t count;
  pl_session *session = file_start(&room->file);
  pl_act move = acts_ruling(3), fire = acts_on(PL_ACT_FIRE, 77), reword = acts_on(PL_ACT_REWORD, HELP);
  file_expect(pl_session_act(session, &move, NULL, &error), PL_BAD_INPUT, &error);
  assert_non_null(strstr(error.text, "no round is open"));
  file_expect(pl_session_open_round(session, &error), PL_OK, &error);
  move.message = 0;
  file_expect(pl_session_act(session, &move, NULL, &error), PL_BAD_INPUT, &error);
  assert_non_null(strstr(error.text, "no message 0"));
  file_expect(pl_session_act(session, &fire, NULL, &error), PL_BAD_INPUT, &error);
  reword.text = "\xff";
  file_expect(pl_session_act(session, &reword, NULL, &error), PL_BAD_INPUT, &error);
  assert_non_null(strstr(error.text, "not UTF-8"));
  pl_session_journal(session, &count);
  assert_int_equal(count, 0);
  pl_session_free(session);
  free(room);
}

/* ---- all of it anew ---- */

static size_t decisions_of(const pl_session *session, int seat, pl_decision *list) {
  return pl_session_decisions(session, seat, list, 8);
}

static void test_deciding_anew(void **state) {
  acts_room *room = acts_begin(state);
  pl_error error = {0};
  pl_decision list[8];
  size_t refused = 9;
  pl_session *session = file_start(&room->file);
  keep(room, session);
  file_expect(pl_session_open_round(session, &error), PL_OK, &error);
  const pl_decision first[] = {file_split(0, 100), file_posture(0, 1)}, second[] = {file_posture(0, 2)};
  const pl_decision bad[] = {file_split(0, 300), {.seat = 0, .action = PL_ACTION_ANSWER, .target = HELP}};
  const pl_decision strange[] = {file_split(0, 300), file_split(1, 300)};
  file_expect(pl_session_decide_anew(session, 0, first, 2, PL_AUTHOR_PERSON, &refused, &error), PL_OK, &error);
  file_expect(pl_session_decide_anew(session, 0, bad, 2, PL_AUTHOR_PERSON, &refused, &error), PL_BAD_INPUT, &error);
  assert_int_equal(refused, 1);
  file_expect(pl_session_decide_anew(session, 0, strange, 2, PL_AUTHOR_PERSON, &refused, &error), PL_BAD_INPUT,
              &error);
  assert_int_equal(refused, 1);
  assert_int_equal(decisions_of(session, 0, list), 2);
  file_expect(pl_session_decide_anew(session, 0, second, 1, PL_AUTHOR_CONTROL, NULL, &error), PL_OK, &error);
  assert_int_equal(decisions_of(session, 0, list), 1);
  assert_int_equal(list[0].action, PL_ACTION_POSTURE);
  pl_session_free(session);
  session = file_resume(&room->file);
  assert_int_equal(decisions_of(session, 0, list), 1);
  file_expect(pl_session_undo(session, 0, &error), PL_OK, &error);
  assert_int_equal(decisions_of(session, 0, list), 0); /* what was replaced does not come back */
  file_expect(pl_session_decide_anew(session, 0, first, 2, PL_AUTHOR_PERSON, NULL, &error), PL_OK, &error);
  file_expect(pl_session_decide_anew(session, 0, NULL, 0, PL_AUTHOR_PERSON, NULL, &error), PL_OK, &error);
  assert_int_equal(decisions_of(session, 0, list), 0);
  pl_session *read = acts_read_copy(room);
  acts_assert_same(session, read);
  pl_session_free(read);
  pl_session_free(session);
  free(room);
}

/* Twice the same kind within the list: the later counts, as it would have one by one. */
static void test_deciding_anew_is_deciding_one_by_one(void **state) {
  acts_room *room = acts_begin(state);
  pl_error error = {0};
  pl_decision list[8];
  pl_session *sessions[2] = {file_start(&room->file), file_start(&room->file)};
  const pl_decision wanted[] = {file_split(2, 100), file_posture(2, 1), file_split(2, 300),
                                {.seat = 2, .action = PL_ACTIONS, .target = 3}};
  for (int i = 0; i < 2; i++) {
    file_expect(pl_session_open_round(sessions[i], &error), PL_OK, &error);
    file_expect(file_bot(sessions[i], 0, &error), PL_OK, &error);
  }
  file_expect(pl_session_decide_anew(sessions[0], 2, wanted, 4, PL_AUTHOR_CONTROL, NULL, &error), PL_OK, &error);
  file_expect(pl_session_undo(sessions[1], 2, &error), PL_OK, &error);
  for (int i = 0; i < 4; i++)
    file_expect(pl_session_decide(sessions[1], &wanted[i], PL_AUTHOR_CONTROL, &error), PL_OK, &error);
  assert_int_equal(decisions_of(sessions[0], 2, list), 3);
  for (int i = 0; i < 2; i++) file_expect(pl_session_resolve_round(sessions[i], &error), PL_OK, &error);
  assert_true(pl_session_digest(sessions[0], 0) == pl_session_digest(sessions[1], 0));
  file_assert_same(sessions[0], sessions[1]);
  pl_session_free(sessions[0]);
  pl_session_free(sessions[1]);
  free(room);
}

/* ---- without memory, and with other people's hands in the file ---- */

typedef pl_status (*step)(pl_session *session, pl_error *error);

static pl_status do_act(pl_session *session, pl_error *error) {
  const pl_act move = acts_ruling(3);
  return pl_session_act(session, &move, NULL, error);
}
static pl_status do_anew(pl_session *session, pl_error *error) {
  const pl_decision list[] = {file_split(0, 100), file_posture(0, 1)};
  return pl_session_decide_anew(session, 0, list, 2, PL_AUTHOR_PERSON, NULL, error);
}

static void test_without_memory(void **state) {
  acts_room *room = acts_begin(state);
  static const step steps[] = {do_act, do_anew};
  for (size_t i = 0; i < sizeof steps / sizeof steps[0]; i++)
    for (long n = 0;; n++) {
      pl_error error = {0};
      pl_session *session = file_start(&room->file);
      keep(room, session);
      file_expect(pl_session_open_round(session, &error), PL_OK, &error);
      fault_after(n);
      const pl_status status = steps[i](session, &error);
      const bool reached = fault_stop();
      file_expect(status, reached ? PL_NO_MEMORY : PL_OK, &error);
      pl_session_free(session);
      pl_session *read = file_read(&room->file, -1); /* the file is sound, whatever happened */
      pl_session_free(read);
      remove(room->file.path);
      if (!reached) break;
    }
  free(room);
}

static void edit(const char *path, const char *sql) {
  sqlite3 *db = NULL;
  char *message = NULL;
  int result = sqlite3_open_v2(path, &db, SQLITE_OPEN_READWRITE, NULL);
  if (result == SQLITE_OK) result = sqlite3_exec(db, sql, NULL, NULL, &message);
  if (result != SQLITE_OK) fail_msg("%s: %s", sql, message ? message : sqlite3_errmsg(db));
  sqlite3_close(db);
}

static void test_tampered_acts(void **state) {
  acts_room *room = acts_begin(state);
  static const char *const edits[] = {
      "UPDATE journal SET body = replace(body, '339', '340') WHERE kind = 'act'",
      "UPDATE journal SET place = place + 1 WHERE kind = 'act'",
      "DELETE FROM journal WHERE kind = 'act'",
      "UPDATE journal SET kind = 'note', seat = '' WHERE kind = 'act'"};
  pl_rules_factory factory = support_factory(&room->file.scenario);
  for (size_t i = 0; i < sizeof edits / sizeof edits[0]; i++) {
    pl_error error = {0};
    pl_session *session = play_in_memory(room, FILE_STEPS_PER_ROUND);
    keep(room, session);
    pl_session_free(session);
    edit(room->file.path, edits[i]);
    assert_null(pl_session_resume(&factory, room->file.path, &error));
    assert_int_equal(error.status, PL_BAD_INPUT);
    assert_non_null(strstr(error.text, "damaged"));
    remove(room->file.path);
  }
  free(room);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup_teardown(test_resuming_anywhere, file_set_up, file_tear_down),
      cmocka_unit_test_setup_teardown(test_kept_late_read_and_verified, file_set_up, file_tear_down),
      cmocka_unit_test_setup_teardown(test_replays_forks_and_branches, file_set_up, file_tear_down),
      cmocka_unit_test_setup_teardown(test_the_same_everywhere, file_set_up, file_tear_down),
      cmocka_unit_test_setup_teardown(test_acts_change_the_world, file_set_up, file_tear_down),
      cmocka_unit_test_setup_teardown(test_a_what_if_carries_them_out, file_set_up, file_tear_down),
      cmocka_unit_test_setup_teardown(test_on_disk_before_it_is_acknowledged, file_set_up, file_tear_down),
      cmocka_unit_test_setup_teardown(test_the_same_draw_as_it_is_written, file_set_up, file_tear_down),
      cmocka_unit_test_setup_teardown(test_what_is_refused_leaves_nothing, file_set_up, file_tear_down),
      cmocka_unit_test_setup_teardown(test_deciding_anew, file_set_up, file_tear_down),
      cmocka_unit_test_setup_teardown(test_deciding_anew_is_deciding_one_by_one, file_set_up, file_tear_down),
      cmocka_unit_test_setup_teardown(test_without_memory, file_set_up, file_tear_down),
      cmocka_unit_test_setup_teardown(test_tampered_acts, file_set_up, file_tear_down),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
