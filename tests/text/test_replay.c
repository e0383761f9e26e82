/* An exercise told again: control reads everything, a seat what it could see when it played, and both fit the screen.
 */
#include "text_support.h"

static support_room room;

static int set_up(void **state) {
  (void)state;
  support_standard(&room);
  room.scenario.rounds = 4;
  for (int a = 0; a < SUPPORT_ADVERSARIES; a++) room.adversary[a].to_round = 3;
  support_inject(&room, 3, 1);
  room.scenario.recommended = 3;
  return 0;
}

/* Plays `input` for seat 3. */
static pl_session *played(const char *input) {
  pl_session *session = text_session(&room, 1);
  pl_policy_table bots;
  pl_error error = {0};
  pl_policy_table_init(&bots, &room.scenario);
  pl_play_options options = {.in = tmpfile(), .out = tmpfile(), .game.seat = 3, .columns = 80, .quiet = true};
  fputs(input, options.in);
  rewind(options.in);
  if (pl_play(session, &bots, &options, &error) != PL_OK) fail_msg("%s", error.text);
  fclose(options.in);
  fclose(options.out);
  return session;
}

static char *told(const pl_session *session, int seat, bool quiet, int columns) {
  pl_error error = {0};
  pl_play_options options = {.in = tmpfile(), .out = tmpfile(), .game.seat = seat, .columns = columns, .quiet = quiet};
  if (pl_retell(session, &options, &error) != PL_OK) fail_msg("%s", error.text);
  fclose(options.in);
  fseek(options.out, 0, SEEK_END);
  return text_of(options.out);
}

static const char game[] =
    "posture none\nsplit 50 30 20\nundo\ncommit\nanswer 1 b\ncommit\nbuy\ncommit\nleave regional\ncommit\n";

static int count_of(const char *text, const char *words) {
  int count = 0;
  for (const char *at = strstr(text, words); at; at = strstr(at + 1, words)) count++;
  return count;
}

static void test_control_reads_every_round_with_its_digest(void **state) {
  (void)state;
  pl_session *session = played(game);
  char *text = told(session, -1, false, 80), digest[40];
  for (int r = 0; r < 4; r++) {
    snprintf(digest, sizeof digest, "digest: %016llx\n", (unsigned long long)pl_session_digest(session, r));
    if (!strstr(text, digest)) fail_msg("no \"%s\" in\n%s", digest, text);
  }
  assert_int_equal(count_of(text, "digest: "), 4);
  assert_non_null(strstr(text, "(taken back)"));
  assert_non_null(strstr(text, "(bot)"));
  assert_non_null(strstr(text, "infected"));
  assert_non_null(strstr(text, "confidence"));
  assert_fits(text, 80);
  free(text);
  pl_session_free(session);
}

static void test_a_seat_reads_what_it_could_see(void **state) {
  (void)state;
  pl_session *session = played(game);
  for (int seat = 0; seat < room.scenario.state_count; seat++) {
    char *text = told(session, seat, false, 80);
    static const char *const secrets[] = {"(bot)",        "infected", "digest", "An incident begins",
                                          "From the log", "You can:"};
    for (size_t i = 0; i < sizeof secrets / sizeof secrets[0]; i++)
      if (strstr(text, secrets[i])) fail_msg("seat %d reads \"%s\"", seat, secrets[i]);
    assert_int_equal(strstr(text, "Buy commercial") != NULL, seat == 3);
    assert_int_equal(count_of(text, "The days pass"), 4);
    assert_fits(text, 80);
    free(text);
  }
  pl_session_free(session);
}

static void test_telling_changes_nothing(void **state) {
  (void)state;
  pl_session *session = played("posture all\ncommit\nsplit 40 30 30\n");
  size_t before, after;
  pl_session_journal(session, &before);
  free(told(session, -1, false, 80));
  free(told(session, 3, false, 80));
  pl_session_journal(session, &after);
  assert_int_equal(before, after);
  assert_int_equal(pl_session_rounds_done(session), 1);
  assert_true(pl_session_is_open(session));
  pl_session_free(session);
}

static void test_an_exercise_that_is_not_over(void **state) {
  (void)state;
  pl_session *session = played("commit\nsplit 40 30 30\n");
  for (int seat = -1; seat <= 3; seat += 4) {
    char *text = told(session, seat, true, 80);
    assert_non_null(strstr(text, "still open"));
    assert_non_null(strstr(text, "40 % prevent"));
    assert_null(strstr(text, "reckoning"));
    free(text);
  }
  pl_session_free(session);
  session = text_session(&room, 1);
  char *text = told(session, -1, false, 80);
  assert_non_null(strstr(text, "Nothing has been decided yet"));
  free(text);
  pl_session_free(session);
}

static void test_narrow_and_wide(void **state) {
  (void)state;
  static const int columns[] = {40, 120};
  pl_session *session = played(game);
  for (int i = 0; i < 2; i++) {
    char *text = told(session, 3, false, columns[i]);
    free(text);
    text = told(session, -1, false, columns[i]);
    free(text);
  }
  pl_session_free(session);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup(test_control_reads_every_round_with_its_digest, set_up),
      cmocka_unit_test_setup(test_a_seat_reads_what_it_could_see, set_up),
      cmocka_unit_test_setup(test_telling_changes_nothing, set_up),
      cmocka_unit_test_setup(test_an_exercise_that_is_not_over, set_up),
      cmocka_unit_test_setup(test_narrow_and_wide, set_up),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
