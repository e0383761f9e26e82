/* What control did is told to control, a ruling to the seat whose move it was, an inject in control's words. */
#include "text_support.h"

#include "../session/acts.h"

static char *told(const pl_session *session, int seat) {
  pl_error error = {0};
  pl_play_options options = {.in = tmpfile(), .out = tmpfile(), .game.seat = seat, .columns = 100};
  if (pl_retell(session, &options, &error) != PL_OK) fail_msg("%s", error.text);
  fclose(options.in);
  fseek(options.out, 0, SEEK_END);
  return text_of(options.out);
}

static void assert_has(const char *text, const char *words, bool is_there) {
  if ((strstr(text, words) != NULL) != is_there) fail_msg("\"%s\" is %s in\n%s", words, is_there ? "not" : "", text);
}

static void test_told_to_whom_it_concerns(void **state) {
  acts_room *room = acts_begin(state);
  pl_session *session = file_start(&room->file);
  acts_play(session, 0, FILE_STEPS);
  char *control = told(session, -1), *mover = told(session, 3), *other = told(session, 0);
  assert_has(control, "message help now", true);
  assert_has(control, "message warning delayed to round 4", true);
  assert_has(control, "message warning in other words", true);
  assert_has(control, "message warning skipped", true);
  assert_has(control, "a ruling on a move of", true);
  assert_has(control, "Message warning to s1: Take \"care\"", true);
  assert_has(control, "switch \"it\" off", true);
  assert_has(mover, "Control on your move: It", true); /* works or fails */
  assert_has(other, "Control on", false);
  assert_has(other, "While the round was open this message came: Help?", true);
  assert_has(mover, "Help?", false);
  assert_has(other, "message help now", false);
  free(control);
  free(mover);
  free(other);
  pl_session_free(session);
  free(room);
}

/* A seat's retelling plays all of it once more, and would stop where a digest is another. */
static void test_a_move_that_was_a_message(void **state) {
  acts_room *room = acts_begin(state);
  pl_error error = {0};
  pl_session *session = file_start(&room->file);
  const pl_message move = {.form = PL_MESSAGE_MOVE, .seat = 3, .to_control = true, .label = PL_LABELS, .about = -1,
                           .text = "switch it off"};
  pl_act act = acts_ruling(3);
  file_expect(pl_session_open_round(session, &error), PL_OK, &error);
  file_expect(pl_session_say(session, &move, &act.message, &error), PL_OK, &error);
  file_expect(pl_session_act(session, &act, NULL, &error), PL_OK, &error);
  file_expect(pl_session_resolve_round(session, &error), PL_OK, &error);
  free(told(session, 3));
  pl_session_free(session);
  free(room);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup_teardown(test_told_to_whom_it_concerns, file_set_up, file_tear_down),
      cmocka_unit_test_setup_teardown(test_a_move_that_was_a_message, file_set_up, file_tear_down),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
