/* A room from the lobby to the end: people join, decide and commit; the phases follow their clocks. */
#include "support/hosted.h"

static void test_a_team_joins_drafts_and_commits(void **state) {
  hosted h;
  (void)state;
  hosted_begin(&h, "first-share", PL_MODE_WORKSHOP);
  const char *seat = pl_scenario_seat_id(pl_session_scenario(h.session), 0);
  hosted_control(&h, 1, NULL);
  hosted_join(&h, 2, seat, "Anna", NULL);
  hosted_ok(hosted_ask(&h, 1, "start", "{}"));
  json_t *decision = json_pack("{s:s, s:s, s:s}", "seat", seat, "action", "posture", "audience", "all");
  const json_t *ok = hosted_ok(hosted_ask(&h, 2, "draft", "{s:o}", "decision", decision));
  const json_int_t version = json_integer_value(json_object_get(ok, "version"));
  hosted_refused(hosted_ask(&h, 2, "commit", "{s:I}", "draft", version - 1), "changed");
  hosted_ok(hosted_ask(&h, 2, "commit", "{s:I}", "draft", version));
  pl_decision decided[4];
  assert_int_equal(pl_session_decisions(h.session, 0, decided, 4), 1);
  assert_int_equal(decided[0].action, PL_ACTION_POSTURE);
  hosted_settle(&h);
  assert_non_null(hosted_sheet(&h, 2, "plan"));
  assert_non_null(hosted_sheet(&h, 2, "seat"));
  assert_non_null(hosted_sheet(&h, 1, "control"));
  assert_null(hosted_sheet(&h, 2, "control"));
  hosted_end(&h);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_a_team_joins_drafts_and_commits),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
