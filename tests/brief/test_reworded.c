/* An inject that control put into other words says so in every brief that it is in, and in no other. */
#include "../session/acts.h"

#include <polder/brief.h>

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

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup_teardown(test_a_brief_says_it_in_other_words, file_set_up, file_tear_down),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
