/* The story of a week: who sent what to whom, and through whose hands it went. */
#include "text_support.h"

static support_room room;
static pl_session *session;

static void must(pl_status status, const pl_error *error) {
  if (status != PL_OK) fail_msg("%s", error->text);
}

static int set_up(void **state) {
  (void)state;
  support_standard(&room);
  session = text_session(&room, 1);
  return 0;
}

static int tear_down(void **state) {
  (void)state;
  pl_session_free(session);
  return 0;
}

static void decide(pl_decision decision) {
  pl_error error = {0};
  must(pl_session_decide(session, &decision, PL_AUTHOR_PERSON, &error), &error);
}

/* Everybody tells the next state only, and passes on what it hears. */
static void order_a_ring(void) {
  for (int s = 0; s < room.scenario.state_count; s++) {
    pl_audience next = {.words = 0};
    pl_set_add(&next.states, (unsigned)((s + 1) % room.scenario.state_count));
    pl_session_set_person(session, s, true);
    decide((pl_decision){.seat = (uint16_t)s, .action = PL_ACTION_POSTURE, .audience = next});
    decide((pl_decision){.seat = (uint16_t)s, .action = PL_ACTION_ONWARD, .flag = 1});
  }
}

/* The story as seat `seat` is told it after `rounds` rounds; the caller frees it. */
static char *story_of(int seat, int rounds) {
  pl_error error = {0};
  pl_game *game = calloc(1, sizeof *game);
  assert_non_null(game);
  for (int r = 0; r < rounds; r++) {
    must(pl_session_open_round(session, &error), &error);
    if (!r) order_a_ring();
    must(pl_session_resolve_round(session, &error), &error);
  }
  *game = (pl_game){.session = session, .scenario = pl_session_scenario(session)};
  game->voice = (pl_voice){.scenario = game->scenario, .seat = seat, .phrases = &game->phrases};
  must(pl_brief_build(pl_session_world(session), pl_session_events(session), seat, PL_BRIEF_ALL, &game->room, &error),
       &error);
  game->voice.brief = &game->room.brief;
  pl_tale tale = {0};
  pl_screen screen = {.out = tmpfile(), .columns = 200};
  pl_tell_events(game, &tale, 0, pl_session_events(session)->count, true);
  pl_screen_tell(&screen, &tale);
  char *text = text_of(screen.out);
  pl_tale_clear(&tale);
  pl_phrases_clear(&game->phrases);
  pl_brief_room_clear(&game->room);
  free(game);
  return text;
}

static void says(const char *text, const char *words) {
  if (!strstr(text, words)) fail_msg("\"%s\" is missing in\n%s", words, text);
}

static void test_what_is_passed_on_names_who_found_it_and_who_gave_it(void **state) {
  (void)state;
  char *text = story_of(3, 8);
  says(text, "A warning of s1 on ");
  says(text, " from s2 (passed on without consent)");
  says(text, "You pass on what others sent about ");
  says(text, " to s4, without consent.");
  free(text);
}

static void test_a_warning_names_the_way_it_goes(void **state) {
  (void)state;
  char *text = story_of(3, 8);
  const char *own = strstr(text, "Your warning on ");
  assert_non_null(own);
  const char *end = strchr(own, '\n');
  const char *through = strstr(own, " to s4 through "), *directly = strstr(own, " goes directly to s4");
  assert_true((through && through < end) || (directly && directly < end));
  free(text);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup_teardown(test_what_is_passed_on_names_who_found_it_and_who_gave_it, set_up, tear_down),
      cmocka_unit_test_setup_teardown(test_a_warning_names_the_way_it_goes, set_up, tear_down),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
