/* Playing through a pipe: the same decisions give the same digest as without a terminal, every screen fits, and nothing
 * that is typed breaks anything. */
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

/* Plays `input`; the text is the caller's to free. */
static char *played(pl_session *session, const char *input, size_t length, pl_play_options options,
                    pl_status expected) {
  pl_policy_table bots;
  pl_error error = {0};
  pl_policy_table_init(&bots, &room.scenario);
  options.in = tmpfile();
  options.out = tmpfile();
  fwrite(input, 1, length, options.in);
  rewind(options.in);
  pl_status status = pl_play(session, &bots, &options, &error);
  if (status != expected) fail_msg("status %d: %s", status, error.text);
  fclose(options.in);
  fseek(options.out, 0, SEEK_END);
  return text_of(options.out);
}

static char *played_text(const char *input, int seat) {
  pl_session *session = text_session(&room, 1);
  char *text = played(session, input, strlen(input), (pl_play_options){.game.seat = seat, .columns = 80}, PL_OK);
  pl_session_free(session);
  return text;
}

static void must(pl_status status, const pl_error *error) {
  if (status != PL_OK) fail_msg("%s", error->text);
}

/* The game of the test below, played without a terminal. */
static uint64_t digest_of_the_same_game(void) {
  static const pl_decision decisions[4] = {
      {.seat = 3, .action = PL_ACTION_POSTURE, .audience = {.words = PL_AUDIENCE_ALL}},
      {.seat = 3, .action = PL_ACTION_ANSWER, .target = 0, .option = 0},
      {.seat = 3, .action = PL_ACTION_SPLIT, .split = {500, 300, 200}},
      {.seat = 3, .action = PL_ACTION_LEAVE, .target = 2}};
  pl_session *session = text_session(&room, 1);
  pl_policy_table bots;
  pl_brief_room briefs = {0};
  pl_error error = {0};
  pl_policy_table_init(&bots, &room.scenario);
  pl_session_set_person(session, 3, true);
  for (int r = 0; r < 4; r++) {
    must(pl_session_open_round(session, &error), &error);
    must(pl_session_decide(session, &decisions[r], PL_AUTHOR_PERSON, &error), &error);
    must(pl_policy_play(session, &bots, &briefs, &error), &error);
    must(pl_session_resolve_round(session, &error), &error);
  }
  uint64_t digest = pl_session_digest(session, 3);
  pl_brief_room_clear(&briefs);
  pl_session_free(session);
  return digest;
}

static void test_a_game_through_a_pipe_is_the_same_game(void **state) {
  (void)state;
  char *text = played_text("posture none\nposture all\ncommit\n"
                           "answer 1 b\nundo\n1a\ncost leave cell\ncommit\n"
                           "split 50 30 20\nbuy\nundo\ncommit\n"
                           "leave regional\nreview\ncommit\n",
                           3);
  char expected[40];
  snprintf(expected, sizeof expected, "digest: %016llx\n", (unsigned long long)digest_of_the_same_game());
  if (!strstr(text, expected)) fail_msg("no \"%s\" at the end of\n%s", expected, text);
  static const char *const lines[] = {"EXERCISE",
                                      "round 4 of 4",
                                      "the reckoning",
                                      "From now on, new items go to all other states",
                                      "You chose",
                                      "Taken back",
                                      "You save dues",
                                      "Not decided, only looked at",
                                      "How every state fared",
                                      "Result"};
  for (size_t i = 0; i < sizeof lines / sizeof lines[0]; i++)
    if (i != 4 && !strstr(text, lines[i])) fail_msg("\"%s\" is missing in\n%s", lines[i], text);
  assert_fits(text, 80);
  free(text);
}

static void test_every_screen_fits_into_eighty_columns(void **state) {
  (void)state;
  static const char input[] =
      "s\ninbox\nitems\nitems all\nstates\nforums\naims\nactions\ncost\nreview\nhelp\nhelp sharing\n"
      "help labels\nhelp share\nhelp trust\nhelp nothing\ncost posture all\ncost posture none\n"
      "cost publish\ncost buy\ncost strike gang0\ncost takedown actor7\ncost split 10 80 0\n"
      "cost join cell\ncost leave hybrid\ncost share 1 all tear-line\ncost withhold 1\ncommit\ncommit\n";
  char all[4 * sizeof input + 1] = "";
  for (int i = 0; i < 4; i++) strcat(all, input);
  char *text = played_text(all, 3);
  assert_fits(text, 80);
  assert_null(strchr(text, '\033'));
  assert_non_null(strstr(text, "digest: "));
  free(text);
}

static void test_narrow_and_wide_terminals(void **state) {
  (void)state;
  static const int columns[] = {60, 132};
  for (int i = 0; i < 2; i++) {
    static const char input[] = "states\nhelp\nforums\ncommit\n";
    pl_session *session = text_session(&room, 1);
    char *text = played(session, input, strlen(input), (pl_play_options){.game.seat = 5, .columns = columns[i]}, PL_OK);
    assert_fits(text, columns[i]);
    pl_session_free(session);
    free(text);
  }
}

static void test_leaving_is_no_error(void **state) {
  (void)state;
  static const char *const inputs[] = {"", "quit\n", "commit\nq\n", "posture all", "commit\n\n\n"};
  for (size_t i = 0; i < sizeof inputs / sizeof inputs[0]; i++) {
    char *text = played_text(inputs[i], 3);
    assert_non_null(strstr(text, "You stopped after"));
    assert_null(strstr(text, "digest: "));
    free(text);
  }
}

static void test_the_seat_is_asked_for(void **state) {
  (void)state;
  char *text = played_text("nobody\nS5\nquit\n", -1);
  assert_non_null(strstr(text, "For whom do you speak?"));
  assert_non_null(strstr(text, "Your seat: s5."));
  free(text);
  text = played_text("\nquit\n", -1);
  assert_non_null(strstr(text, "Your seat: s3.")); /* recommended */
  free(text);
  text = played_text("quit\n", -1);
  assert_non_null(strstr(text, "You stopped"));
  free(text);
}

static void test_an_unanswered_message_is_asked_about_once(void **state) {
  (void)state;
  char *text = played_text("commit\ncommit\ncommit\nquit\n", 3);
  const char *asked = strstr(text, "1 message is not answered");
  assert_non_null(asked);
  assert_null(strstr(asked + 1, "1 message is not answered"));
  assert_non_null(strstr(asked, "round 3 of 4"));
  free(text);
}

static void test_secrets_of_others_stay_secret(void **state) {
  (void)state;
  char *text = played_text("states\ncommit\nstates\ncommit\ncommit\nitems all\nquit\n", 9);
  assert_null(strstr(text, "threshold"));
  assert_null(strstr(text, "suppress"));
  assert_null(strstr(text, "digest"));
  free(text);
}

static void test_garbage_does_no_harm(void **state) {
  (void)state;
  uint64_t luck = 99;
  for (int game = 0; game < 20; game++) {
    size_t length = 20000;
    char *input = malloc(length);
    assert_non_null(input);
    for (size_t i = 0; i < length; i++) {
      static const char likely[] = "abcdefghijklmnopqrstuvwxyz0123456789 +-.:@\n\n";
      uint32_t pick = support_random(&luck, 300);
      input[i] = pick < 256 && game % 2 ? (char)pick : likely[support_random(&luck, sizeof likely - 1)];
    }
    pl_session *session = text_session(&room, 1);
    char *text = played(session, input, length, (pl_play_options){.game.seat = 3, .columns = 80}, PL_OK);
    assert_null(strchr(text, '\033'));
    pl_session_free(session);
    free(text);
    free(input);
  }
}

static void test_a_very_long_line_is_refused_whole(void **state) {
  (void)state;
  char *input = malloc(100001);
  assert_non_null(input);
  memset(input, 'x', 100000);
  memcpy(input, "commit ", 7);
  strcpy(input + 99990, "\nquit\n");
  char *text = played_text(input, 3);
  assert_non_null(strstr(text, "too long"));
  assert_non_null(strstr(text, "You stopped after 0 rounds"));
  free(text);
  free(input);
}

static void test_a_full_disk_ends_the_game_with_a_reason(void **state) {
  (void)state;
  FILE *full = fopen("/dev/full", "w");
  if (!full) fail_msg("/dev/full is missing: this test needs Linux");
  pl_session *session = text_session(&room, 1);
  pl_policy_table bots;
  pl_error error = {0};
  pl_policy_table_init(&bots, &room.scenario);
  FILE *in = tmpfile();
  for (int i = 0; i < 500; i++) fputs("help\n", in);
  rewind(in);
  pl_play_options options = {.in = in, .out = full, .game.seat = 3, .columns = 80};
  assert_int_equal(pl_play(session, &bots, &options, &error), PL_SYSTEM);
  assert_non_null(strstr(error.text, "cannot write"));
  fclose(in);
  fclose(full);
  pl_session_free(session);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup(test_a_game_through_a_pipe_is_the_same_game, set_up),
      cmocka_unit_test_setup(test_every_screen_fits_into_eighty_columns, set_up),
      cmocka_unit_test_setup(test_narrow_and_wide_terminals, set_up),
      cmocka_unit_test_setup(test_leaving_is_no_error, set_up),
      cmocka_unit_test_setup(test_the_seat_is_asked_for, set_up),
      cmocka_unit_test_setup(test_an_unanswered_message_is_asked_about_once, set_up),
      cmocka_unit_test_setup(test_secrets_of_others_stay_secret, set_up),
      cmocka_unit_test_setup(test_garbage_does_no_harm, set_up),
      cmocka_unit_test_setup(test_a_very_long_line_is_refused_whole, set_up),
      cmocka_unit_test_setup(test_a_full_disk_ends_the_game_with_a_reason, set_up),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
