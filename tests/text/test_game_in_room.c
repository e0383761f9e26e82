/* Games of one room: several seats on one session that somebody else opens, closes and opens again before the days have
 * passed; a seat without a state among them, of which everything can be told as well. */
#include "text_support.h"

#include <polder/policy.h>

enum { STATES = 4, PRESS = STATES, ROUNDS = 4 };

typedef struct table {
  support_room room;
  pl_session *session;
  pl_policy_table bots;
  pl_brief_room briefs;
  pl_game *game[STATES + 1];
} table;

static void must(pl_status status, const pl_error *error) {
  if (status != PL_OK) fail_msg("%s", error->text);
}

static void lay(table *t) {
  pl_error error = {0};
  support_scenario(&t->room, STATES);
  t->room.role = (pl_role_spec){.id = "press", .name = {{"The press", NULL}}, .sees_states = pl_set_first(1)};
  t->room.scenario.role_count = 1;
  t->room.scenario.rounds = ROUNDS;
  t->room.state[3].is_playable = false;
  support_incident(&t->room, "worm", 1, PL_ONE);
  support_inject(&t->room, PRESS, 1);
  t->session = text_session(&t->room, 7);
  pl_policy_table_init(&t->bots, &t->room.scenario);
  for (int s = 0; s <= STATES; s++) {
    const pl_game_options options = {.seat = s, .is_in_room = true};
    t->game[s] = pl_game_new(t->session, &t->bots, &options, &error);
    must(t->game[s] ? PL_OK : error.status, &error);
    assert_false(pl_session_is_person(t->session, s));
  }
}

static void clear(table *t) {
  for (int s = 0; s <= STATES; s++) pl_game_free(t->game[s]);
  pl_brief_room_clear(&t->briefs);
  pl_session_free(t->session);
}

static void open_games(table *t) {
  pl_error error = {0};
  for (int s = 0; s <= STATES; s++) must(pl_game_open_round(t->game[s], &error), &error);
}

/* As a host does it: the next round of the session is open before anybody is told. */
static void close_round(table *t) {
  pl_error error = {0};
  for (int s = 0; s <= STATES; s++) pl_game_before_close(t->game[s]);
  must(pl_policy_play(t->session, &t->bots, &t->briefs, &error), &error);
  must(pl_session_resolve_round(t->session, &error), &error);
  for (int s = 0; s <= STATES; s++) must(pl_game_after_close(t->game[s], &error), &error);
  if (!pl_session_is_over(t->session)) must(pl_session_open_round(t->session, &error), &error);
}

static char *told(pl_game *game, pl_topic topic) {
  pl_error error = {0};
  pl_tale tale = {0};
  pl_buffer all = {0};
  must(pl_game_tell(game, topic, &tale, &error), &error);
  for (size_t i = 0; i < tale.count; i++) pl_buffer_add_format(&all, "%s\n", tale.paragraph[i].text);
  pl_tale_clear(&tale);
  pl_buffer_add_text(&all, "");
  return all.bytes ? all.bytes : calloc(1, 1);
}

static size_t length_of(pl_game *game, pl_topic topic) {
  char *text = told(game, topic);
  const size_t length = strlen(text);
  free(text);
  return length;
}

static void test_a_room_tells_what_one_player_is_told(void **state) {
  table t = {.session = NULL};
  pl_error error = {0};
  (void)state;
  lay(&t);
  pl_session *alone = text_session(&t.room, 7);
  const pl_game_options options = {.seat = 0};
  pl_game *player = pl_game_new(alone, &t.bots, &options, &error);
  must(player ? PL_OK : error.status, &error);
  pl_session_set_person(t.session, 0, true);
  must(pl_session_open_round(t.session, &error), &error);
  for (int round = 0; round < ROUNDS; round++) {
    open_games(&t);
    must(pl_game_open_round(player, &error), &error);
    assert_true(pl_game_is_open(t.game[0]));
    char *one = told(t.game[0], PL_TOPIC_BEGINNING), *other = told(player, PL_TOPIC_BEGINNING);
    assert_string_equal(one, other);
    free(one);
    free(other);
    close_round(&t);
    must(pl_game_close_round(player, &error), &error);
    assert_false(pl_game_is_open(t.game[0]));
    static const pl_topic after[] = {PL_TOPIC_NEWS, PL_TOPIC_CHANGES, PL_TOPIC_HINDSIGHT, PL_TOPIC_BEGINNING};
    for (size_t i = 0; i < sizeof after / sizeof after[0]; i++) {
      one = told(t.game[0], after[i]);
      other = told(player, after[i]);
      assert_string_equal(one, other);
      free(one);
      free(other);
    }
  }
  assert_true(pl_game_is_over(t.game[0]));
  assert_true(pl_game_digest(t.game[0], ROUNDS - 1) == pl_game_digest(player, ROUNDS - 1));
  pl_game_free(player);
  pl_session_free(alone);
  clear(&t);
}

/* Every action, whether a role can take it or not. */
static void try_everything(pl_game *game, const pl_scenario *scenario) {
  uint64_t luck = 3;
  for (int i = 0; i < 200; i++) {
    pl_error error = {0};
    pl_tale tale = {0};
    pl_buffer words = {0};
    const pl_decision d = support_random_decision(&luck, scenario, PRESS, 1);
    must(pl_game_tell_outlook(game, &d, &tale, &error), &error);
    if (pl_game_check(game, &d, &error) == PL_OK) assert_int_equal(d.action, PL_ACTION_ANSWER);
    pl_put_decision(&words, game, &d);
    assert_int_equal(pl_game_cost(game, &d), 0);
    assert_int_equal(pl_game_offers(game, d.action), d.action == PL_ACTION_ANSWER);
    pl_tale_clear(&tale);
    pl_buffer_clear(&words);
  }
}

static void test_a_seat_without_a_state_is_told_everything(void **state) {
  table t = {.session = NULL};
  pl_error error = {0};
  pl_gauges gauges;
  pl_change changes[PL_CHANGES];
  (void)state;
  lay(&t);
  pl_game *press = t.game[PRESS];
  pl_session_set_person(t.session, PRESS, true);
  must(pl_session_open_round(t.session, &error), &error);
  for (int round = 0; round < ROUNDS; round++) {
    open_games(&t);
    assert_false(pl_game_brief(press)->is_state);
    assert_true(length_of(press, PL_TOPIC_OPENING) > 0);
    assert_int_equal(pl_game_unanswered(press), round == 1);
    if (round == 1) {
      const pl_decision answer = {.seat = PRESS, .action = PL_ACTION_ANSWER, .target = 0, .option = 1};
      must(pl_game_check(press, &answer, &error), &error);
      must(pl_game_decide(press, &answer, &error), &error);
      assert_int_equal(pl_game_unanswered(press), 0);
    }
    try_everything(press, &t.room.scenario);
    assert_int_equal(pl_game_money_left(press), 0);
    assert_non_null(pl_game_history(press));
    close_round(&t);
    for (int topic = 0; topic < PL_TOPICS; topic++) length_of(press, (pl_topic)topic);
    assert_int_equal(length_of(press, PL_TOPIC_HINDSIGHT), 0);
    assert_int_equal(pl_game_changes(press, changes), 0);
    pl_game_gauges(pl_game_brief(press), &gauges);
  }
  pl_reckoning reckoning;
  must(pl_game_reckon(press, &reckoning, &error), &error);
  assert_int_equal(reckoning.state_count, STATES);
  pl_turn turn = {.kind = PL_TURN_DECIDE,
                  .decision = {.seat = PRESS, .action = PL_ACTION_ANSWER, .target = 0, .option = 0}};
  const pl_what_if what_if = {.round = 1, .turn = &turn, .turn_count = 1};
  pl_tale tale = {0};
  must(pl_game_tell_what_if(press, &what_if, &tale, &error), &error);
  assert_true(tale.count > 0);
  pl_tale_clear(&tale);
  clear(&t);
}

static void test_a_player_alone_does_not_sit_in_for_the_press(void **state) {
  table t = {.session = NULL};
  pl_error error = {0};
  (void)state;
  lay(&t);
  for (int seat = 3; seat <= STATES; seat++) {
    const pl_game_options options = {.seat = seat};
    assert_null(pl_game_new(t.session, &t.bots, &options, &error));
    assert_int_equal(error.status, PL_BAD_INPUT);
  }
  const pl_game_options nobody = {.seat = STATES + 1, .is_in_room = true};
  assert_null(pl_game_new(t.session, &t.bots, &nobody, &error));
  clear(&t);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_a_room_tells_what_one_player_is_told),
      cmocka_unit_test(test_a_seat_without_a_state_is_told_everything),
      cmocka_unit_test(test_a_player_alone_does_not_sit_in_for_the_press),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
