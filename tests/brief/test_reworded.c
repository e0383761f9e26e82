/* An inject that control put into other words says so in every brief that it is in, and in no other. */
#include "../session/acts.h"

#include <polder/brief.h>
#include <polder/history.h>
#include <polder/what_if.h>

static void test_a_brief_says_it_in_other_words(void **state) {
  acts_room *room = acts_begin(state);
  pl_error error = {0};
  pl_brief_room brief = {0};
  pl_session *session = file_start(&room->file);
  file_expect(pl_session_open_round(session, &error), PL_OK, &error);
  pl_act reword = acts_on(PL_ACT_REWORD, HELP);
  reword.text = "In other words";
  file_expect(pl_session_act(session, &reword, NULL, &error), PL_OK, &error);
  const pl_act fire = acts_on(PL_ACT_FIRE, HELP);
  file_expect(pl_session_act(session, &fire, NULL, &error), PL_OK, &error);
  for (int seat = 0; seat < 2; seat++) {
    file_expect(pl_brief_build(pl_session_world(session), pl_session_events(session), seat, PL_BRIEF_ALL, &brief,
                               &error), PL_OK, &error);
    const bool is_for = seat == 0;
    size_t i = 0;
    while (i < brief.brief.inject_count && brief.brief.injects[i].inject != HELP) i++;
    assert_int_equal(i < brief.brief.inject_count, is_for);
    if (!is_for) continue;
    assert_true(brief.brief.injects[i].is_open);
    assert_string_equal(pl_text_in(&brief.brief.injects[i].text, PL_DUTCH), "In other words");
  }
  pl_brief_room_clear(&brief);
  pl_session_free(session);
  free(room);
}

/* The session otherwise is gone by then; its lines are not. */
static void test_a_history_otherwise_keeps_what_control_said(void **state) {
  acts_room *room = acts_begin(state);
  pl_error error = {0};
  pl_session *session = file_start(&room->file);
  acts_play(session, 0, FILE_STEPS);
  pl_course *course = pl_course_new(session, NULL, 1, &error);
  const pl_turn turn = {.kind = PL_TURN_DECIDE, .decision = file_posture(0, 1)};
  const pl_what_if what_if = {.round = 1, .turn = &turn, .turn_count = 1};
  const pl_sight sights[] = {{.viewer = PL_VIEWER_CONTROL}, {.viewer = PL_VIEWER_SEAT, .seat = 1},
                             {.viewer = PL_VIEWER_SEAT, .seat = 3}};
  static const size_t rulings[] = {7, 0, 3}, reworded[] = {1, 1, 0}; /* acts_of: on seat 3 and on the role */
  for (size_t s = 0; s < sizeof sights / sizeof sights[0]; s++) {
    pl_history *is = pl_history_otherwise(course, &what_if, sights[s], &error);
    size_t heard = 0, read = 0;
    if (!is) fail_msg("%s", error.text);
    for (size_t i = 0; i < is->event_count; i++) {
      const pl_event *event = &is->event[i];
      const pl_text words = pl_event_inject_text(is->scenario, is->said, event);
      if (event->kind == PL_EVENT_INJECT && event->index == WARNING)
        read += !strcmp(pl_text_in(&words, PL_ENGLISH), "Take \"care\"");
      if (event->kind == PL_EVENT_RULING)
        heard += !strncmp(pl_event_ruling(is->said, event), "It ", 3) && *pl_event_move(is->said, event);
    }
    assert_int_equal(heard, rulings[s]);
    assert_int_equal(read, reworded[s]);
    pl_history_free(is);
  }
  pl_course_free(course);
  pl_session_free(session);
  free(room);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup_teardown(test_a_brief_says_it_in_other_words, file_set_up, file_tear_down),
      cmocka_unit_test_setup_teardown(test_a_history_otherwise_keeps_what_control_said, file_set_up, file_tear_down),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
