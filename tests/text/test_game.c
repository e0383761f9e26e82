/* A game without a screen: the same decisions are the same exercise, what is refused is said in words, what is told is
 * told at its moment and again when it is asked again, and the figures at the end are those of the briefs. */
#include "text_support.h"

#include <polder/script.h>

#include <unistd.h>

#include "fault.h"

enum { SEAT = 0, ROUNDS = 6 };

static support_room room;

static void must(pl_status status, const pl_error *error) {
  if (status != PL_OK) fail_msg("%s", error->text);
}

/* ---- first-share, a scenario with messages, own items and aims ---- */

static pl_session *first_share(void) {
  pl_error error = {0};
  pl_bundle_room bundle = {0};
  pl_rules_factory factory = pl_script_factory();
  pl_session_options options = {.seed = 10, .record_events = true};
  must(pl_bundle_read(POLDER_SOURCE_DIR "/scenarios/first-share", &bundle, &error), &error);
  pl_session *session = pl_session_new(&factory, &bundle.bundle, NULL, &options, &error);
  must(session ? PL_OK : error.status, &error);
  pl_bundle_clear(&bundle);
  return session;
}

static const pl_decision decisions[ROUNDS] = {
    {.seat = SEAT, .action = PL_ACTION_POSTURE, .audience = {.words = PL_AUDIENCE_ALL}},
    {.seat = SEAT, .action = PL_ACTION_ANSWER, .target = 1, .option = 0},
    {.seat = SEAT, .action = PL_ACTION_SPLIT, .split = {500, 300, 200}},
    {.seat = SEAT, .action = PL_ACTION_HOLD, .families = 1 << PL_ESPIONAGE},
    {.seat = SEAT, .action = PL_ACTION_POSTURE},
    {.seat = SEAT, .action = PL_ACTION_SPLIT, .split = {0, 1000, 0}},
};

static uint64_t digest_without_a_game(void) {
  pl_session *session = first_share();
  pl_policy_table bots;
  pl_brief_room briefs = {0};
  pl_error error = {0};
  pl_policy_table_init(&bots, pl_session_scenario(session));
  pl_session_set_person(session, SEAT, true);
  for (int r = 0; r < ROUNDS; r++) {
    must(pl_session_open_round(session, &error), &error);
    must(pl_session_decide(session, &decisions[r], PL_AUTHOR_PERSON, &error), &error);
    must(pl_policy_play(session, &bots, &briefs, &error), &error);
    must(pl_session_resolve_round(session, &error), &error);
  }
  uint64_t digest = pl_session_digest(session, ROUNDS - 1);
  pl_brief_room_clear(&briefs);
  pl_session_free(session);
  return digest;
}

static pl_game *begin(pl_session *session, pl_policy_table *bots, int seat) {
  pl_error error = {0};
  pl_game_options options = {.seat = seat};
  pl_policy_table_init(bots, pl_session_scenario(session));
  pl_game *game = pl_game_new(session, bots, &options, &error);
  must(game ? PL_OK : error.status, &error);
  return game;
}

/* What a window may meet in a paragraph: printable UTF-8, a style or a chip, a hang. */
static void assert_tame(const pl_tale *tale) {
  for (size_t i = 0; i < tale->count; i++) {
    const char *text = tale->paragraph[i].text;
    for (const char *at = text; *at; at++) {
      if (*at == '\001') {
        assert_non_null(strchr("bdgr.01234", at[1]));
        if (!*++at) fail_msg("a style without its byte: %s", text);
      } else if ((unsigned char)*at < 0x20 && *at != '\002') {
        fail_msg("byte %d in: %s", *at, text);
      }
    }
  }
}

/* How many paragraphs a topic has now; the same number when it is asked for again. */
static size_t told(pl_game *game, pl_topic topic) {
  pl_error error = {0};
  pl_tale tale = {0}, again = {0};
  must(pl_game_tell(game, topic, &tale, &error), &error);
  must(pl_game_tell(game, topic, &again, &error), &error);
  assert_tame(&tale);
  size_t count = tale.count;
  assert_int_equal(again.count, count);
  for (size_t i = 0; i < count; i++) assert_string_equal(again.paragraph[i].text, tale.paragraph[i].text);
  pl_tale_clear(&tale);
  pl_tale_clear(&again);
  return count;
}

static void test_the_same_decisions_are_the_same_exercise(void **state) {
  (void)state;
  pl_session *session = first_share();
  pl_policy_table bots;
  pl_error error = {0};
  pl_game *game = begin(session, &bots, SEAT);
  size_t news = 0, most = 0, changes = 0, hindsight = 0;
  assert_null(pl_game_brief(game));
  assert_null(pl_game_before(game));
  assert_true(told(game, PL_TOPIC_OPENING) > 3);
  for (int r = 0; r < ROUNDS; r++) {
    assert_false(pl_game_is_over(game));
    must(pl_game_open_round(game, &error), &error);
    must(pl_game_open_round(game, &error), &error); /* it is open already */
    assert_int_equal(pl_game_brief(game)->round, r);
    assert_int_equal(told(game, PL_TOPIC_NEWS) + told(game, PL_TOPIC_CHANGES) + told(game, PL_TOPIC_HINDSIGHT), 0);
    told(game, PL_TOPIC_BEGINNING);
    must(pl_game_decide(game, &decisions[r], &error), &error);
    assert_int_equal(pl_game_history(game)->rounds, r);
    must(pl_game_close_round(game, &error), &error);
    assert_false(pl_game_is_open(game));
    assert_non_null(pl_game_before(game));
    assert_int_equal(told(game, PL_TOPIC_BEGINNING), 0);
    size_t now = told(game, PL_TOPIC_NEWS);
    news += now >= 2; /* a heading, and what happened or that nothing did */
    most = now > most ? now : most;
    changes += told(game, PL_TOPIC_CHANGES) >= 2;
    hindsight += told(game, PL_TOPIC_HINDSIGHT) == 2;
    assert_int_equal(pl_game_history(game)->rounds, r + 1);
  }
  assert_true(pl_game_is_over(game));
  assert_int_equal(news, ROUNDS);
  assert_true(most > 4);
  assert_true(changes > 0 && hindsight > 0);
  assert_true(told(game, PL_TOPIC_DEBRIEF) > 3);
  assert_int_equal(pl_game_digest(game, ROUNDS - 1), digest_without_a_game());
  pl_game_free(game);
  pl_session_free(session);
}

static void test_undo_gives_back_what_was_decided(void **state) {
  (void)state;
  pl_session *session = first_share();
  pl_policy_table bots;
  pl_error error = {0};
  pl_decision pending[PL_PENDING], taken;
  pl_game *game = begin(session, &bots, SEAT);
  must(pl_game_open_round(game, &error), &error);
  assert_int_equal(pl_game_undo(game, &taken, &error), PL_BAD_INPUT);
  must(pl_game_check(game, &decisions[2], &error), &error);
  assert_int_equal(pl_game_pending(game, pending), 0);
  must(pl_game_decide(game, &decisions[0], &error), &error);
  must(pl_game_decide(game, &decisions[2], &error), &error);
  assert_int_equal(pl_game_pending(game, pending), 2);
  must(pl_game_undo(game, &taken, &error), &error);
  assert_int_equal(taken.action, PL_ACTION_SPLIT);
  must(pl_game_undo(game, NULL, &error), &error);
  assert_int_equal(pl_game_pending(game, pending), 0);
  pl_game_free(game);
  pl_session_free(session);
}

static void test_messages_wait_for_an_answer(void **state) {
  (void)state;
  pl_session *session = first_share();
  pl_policy_table bots;
  pl_error error = {0};
  pl_game *game = begin(session, &bots, SEAT);
  must(pl_game_open_round(game, &error), &error);
  assert_int_equal(pl_game_unanswered(game), 0);
  must(pl_game_close_round(game, &error), &error);
  must(pl_game_open_round(game, &error), &error);
  assert_int_equal(pl_game_unanswered(game), 1);
  pl_mu before = pl_game_money_left(game), cost = pl_game_cost(game, &decisions[1]);
  assert_true(cost > 0);
  must(pl_game_decide(game, &decisions[1], &error), &error);
  assert_int_equal(pl_game_unanswered(game), 0);
  assert_int_equal(pl_game_money_left(game), before - cost);
  pl_game_free(game);
  pl_session_free(session);
}

/* The same words that a player reads: to him, a sentence, with a stop. */
static void test_what_is_refused_is_said_in_words(void **state) {
  (void)state;
  pl_session *session = first_share();
  pl_policy_table bots;
  pl_error error = {0}, as_said = {0};
  pl_game *game = begin(session, &bots, SEAT);
  pl_decision withhold = {.seat = SEAT, .action = PL_ACTION_WITHHOLD, .iid = 12345};
  must(pl_game_open_round(game, &error), &error);
  assert_int_equal(pl_session_check(session, &withhold, &as_said), PL_BAD_INPUT);
  assert_int_equal(pl_game_check(game, &withhold, &error), PL_BAD_INPUT);
  assert_non_null(strstr(as_said.text, "noordland"));
  assert_null(strstr(error.text, "noordland"));
  assert_memory_equal(error.text, "You ", 4);
  assert_non_null(strchr(".?", error.text[strlen(error.text) - 1]));
  pl_error decided = {0};
  assert_int_equal(pl_game_decide(game, &withhold, &decided), PL_BAD_INPUT);
  assert_string_equal(decided.text, error.text);
  pl_game_free(game);
  pl_session_free(session);
}

static void test_what_is_out_of_turn_is_refused(void **state) {
  (void)state;
  pl_session *session = first_share();
  pl_policy_table bots;
  pl_error error = {0};
  pl_reckoning reckoning;
  pl_game *game = begin(session, &bots, -1);
  assert_int_equal(pl_game_seat(game), -1);
  assert_null(pl_game_history(game));
  assert_int_equal(told(game, PL_TOPIC_OPENING), 0);
  assert_int_equal(pl_game_open_round(game, &error), PL_BAD_INPUT);
  assert_int_equal(pl_game_sit(game, 1, &error), PL_BAD_INPUT); /* a bot's for good */
  assert_int_equal(pl_game_sit(game, 99, &error), PL_BAD_INPUT);
  must(pl_game_sit(game, SEAT, &error), &error);
  assert_int_equal(pl_game_close_round(game, &error), PL_BAD_INPUT);
  assert_int_equal(pl_game_reckon(game, &reckoning, &error), PL_BAD_INPUT);
  assert_int_equal(pl_game_money_left(game), 0);
  pl_game_free(game);
  pl_session_free(session);
}

static void test_every_action_has_a_title(void **state) {
  (void)state;
  support_standard(&room);
  pl_action_spec own = {.id = "second", .text = {{"Second an expert. It takes a while.", NULL}}, .is_for_all = true};
  room.scenario.custom_actions = &own;
  room.scenario.action_count = 1;
  pl_session *session = text_session(&room, 1);
  pl_policy_table bots;
  pl_game *game = begin(session, &bots, 3);
  for (int action = 0; action <= PL_ACTIONS; action++) {
    pl_buffer title = {0};
    pl_put_action_title(&title, game, action);
    int width = pl_text_width(pl_buffer_text(&title));
    if (!width || width > 30) fail_msg("action %d: \"%s\"", action, pl_buffer_text(&title));
    if (action == PL_ACTIONS) assert_string_equal(pl_buffer_text(&title), "Second an expert");
    pl_buffer_clear(&title);
  }
  pl_game_free(game);
  pl_session_free(session);
}

/* ---- an exercise of many states ---- */

static int set_up(void **state) {
  (void)state;
  support_standard(&room);
  room.scenario.rounds = 4;
  for (int a = 0; a < SUPPORT_ADVERSARIES; a++) room.adversary[a].to_round = 3;
  support_inject(&room, 3, 1);
  return 0;
}

static void play_on(pl_game *game, int rounds) {
  pl_error error = {0};
  for (int r = 0; r < rounds; r++) {
    must(pl_game_open_round(game, &error), &error);
    must(pl_game_close_round(game, &error), &error);
  }
}

static void test_the_reckoning_is_that_of_the_briefs(void **state) {
  (void)state;
  pl_session *session = text_session(&room, 1);
  pl_policy_table bots;
  pl_error error = {0};
  pl_reckoning reckoning;
  pl_brief_room briefs = {0};
  pl_game *game = begin(session, &bots, 3);
  play_on(game, 4);
  must(pl_game_reckon(game, &reckoning, &error), &error);
  assert_int_equal(reckoning.state_count, SUPPORT_STATES);
  pl_state_set seen = {{0}};
  for (int i = 0; i < reckoning.state_count; i++) {
    int s = reckoning.order[i];
    const pl_reckoning_state *row = &reckoning.state[s];
    must(pl_brief_build(pl_session_world(session), pl_session_events(session), s, PL_BRIEF_ALL, &briefs, &error),
         &error);
    assert_int_equal(row->payoff, briefs.brief.payoff);
    assert_int_equal(row->payoff, row->edge - row->loss - row->burn - row->effort);
    assert_int_equal(row->budget, 4 * briefs.brief.budget);
    assert_int_equal(row->organisations, briefs.brief.organisations);
    assert_int_equal(row->standing, briefs.brief.standing);
    if (i) assert_true(row->payoff <= reckoning.state[reckoning.order[i - 1]].payoff);
    pl_set_add(&seen, (unsigned)s);
  }
  assert_int_equal(pl_set_count(&seen), SUPPORT_STATES);
  pl_brief_room_clear(&briefs);
  pl_game_free(game);
  pl_session_free(session);
}

static bool has_paragraph(const pl_tale *tale, const char *words) {
  for (size_t i = 0; i < tale->count; i++)
    if (strstr(tale->paragraph[i].text, words)) return true;
  return false;
}

static void test_a_round_is_told_again(void **state) {
  (void)state;
  pl_session *session = text_session(&room, 1);
  pl_policy_table bots;
  pl_error error = {0};
  pl_game *game = begin(session, &bots, 3);
  pl_decision keep = {.seat = 3, .action = PL_ACTION_POSTURE};
  play_on(game, 1);
  must(pl_game_open_round(game, &error), &error);
  must(pl_game_decide(game, &keep, &error), &error);
  must(pl_game_remark(game, "They kept it.", &error), &error);
  must(pl_game_close_round(game, &error), &error);
  pl_tale as_played = {0}, seat = {0}, control = {0}, nothing = {0};
  must(pl_game_tell(game, PL_TOPIC_NEWS, &as_played, &error), &error);
  must(pl_retell_round(session, 3, 1, PL_ENGLISH, &seat, &error), &error);
  must(pl_retell_round(session, -1, 1, PL_ENGLISH, &control, &error), &error);
  must(pl_retell_round(session, -1, 2, PL_ENGLISH, &nothing, &error), &error);
  assert_tame(&seat);
  assert_tame(&control);
  assert_int_equal(nothing.count, 0);
  for (size_t i = 0; i < as_played.count; i++) assert_true(has_paragraph(&seat, as_played.paragraph[i].text));
  assert_true(has_paragraph(&seat, "They kept it."));
  assert_true(has_paragraph(&seat, "From now on, new items go to nobody"));
  assert_false(has_paragraph(&seat, "(bot)"));
  assert_true(has_paragraph(&control, "(bot)"));
  assert_true(has_paragraph(&control, "They kept it."));
  pl_tale_clear(&as_played);
  pl_tale_clear(&seat);
  pl_tale_clear(&control);
  pl_game_free(game);
  pl_session_free(session);
}

static void test_an_outlook_leaves_the_forecast_to_who_asks(void **state) {
  (void)state;
  pl_session *session = text_session(&room, 1);
  pl_policy_table bots;
  pl_error error = {0};
  pl_tale tale = {0};
  pl_decision all = {.seat = 3, .action = PL_ACTION_POSTURE, .audience = {.words = PL_AUDIENCE_ALL}};
  pl_game *game = begin(session, &bots, 3);
  must(pl_game_open_round(game, &error), &error);
  must(pl_game_tell_outlook(game, &all, &tale, &error), &error);
  assert_tame(&tale);
  assert_true(has_paragraph(&tale, "reaches"));
  assert_false(has_paragraph(&tale, "Forecast"));
  pl_forecaster *forecaster = pl_forecaster_new(pl_game_scenario(game), &error);
  pl_forecast forecast;
  pl_buffer line = {0};
  assert_non_null(forecaster);
  must(pl_forecast_decision(forecaster, pl_game_brief(game), &all, NULL, 0, &forecast, &error), &error);
  pl_put_forecast(&line, pl_game_voice(game), &forecast);
  assert_memory_equal(pl_buffer_text(&line), "Forecast: ", 10);
  pl_buffer_clear(&line);
  pl_forecaster_free(forecaster);
  pl_tale_clear(&tale);
  pl_game_free(game);
  pl_session_free(session);
}

/* ---- keeping ---- */

static void test_a_round_that_cannot_be_saved_stays_open(void **state) {
  (void)state;
  char folder[] = "/tmp/polder-game-XXXXXX", path[64], elsewhere[64];
  assert_non_null(mkdtemp(folder));
  snprintf(path, sizeof path, "%s/a.polder", folder);
  snprintf(elsewhere, sizeof elsewhere, "%s/b.polder", folder);
  pl_session *session = text_session(&room, 1);
  pl_policy_table bots;
  pl_error error = {0};
  const char *kept;
  pl_game_options options = {.seat = 3, .keep = path};
  pl_policy_table_init(&bots, &room.scenario);
  pl_game *game = pl_game_new(session, &bots, &options, &error);
  must(game ? PL_OK : error.status, &error);
  assert_non_null(strstr(pl_game_keeping(game, &kept), path));
  assert_string_equal(kept, path);
  must(pl_game_open_round(game, &error), &error);
  assert_int_equal(unlink(path), 0);
  assert_non_null(strstr(pl_game_keeping(game, NULL), "moved or removed"));
  pl_decision all = {.seat = 3, .action = PL_ACTION_POSTURE, .audience = {.words = PL_AUDIENCE_ALL}},
              pending[PL_PENDING];
  assert_int_equal(pl_game_decide(game, &all, &error), PL_SYSTEM);
  assert_int_equal(pl_game_pending(game, pending), 0);
  assert_int_equal(pl_game_close_round(game, &error), PL_SYSTEM);
  assert_true(pl_game_is_open(game));
  assert_int_equal(pl_game_rounds_done(game), 0);
  assert_int_equal(told(game, PL_TOPIC_NEWS), 0);
  must(pl_game_keep_in(game, elsewhere, &error), &error);
  must(pl_game_close_round(game, &error), &error);
  assert_int_equal(pl_game_rounds_done(game), 1);
  pl_game_free(game);
  pl_session_free(session);
  assert_int_equal(unlink(elsewhere), 0);
  assert_int_equal(rmdir(folder), 0);
}

static void test_an_offer_to_keep_may_fail(void **state) {
  (void)state;
  pl_session *session = text_session(&room, 1);
  pl_policy_table bots;
  pl_error error = {0};
  const char *path = "";
  pl_game_options options = {.seat = 3, .keep = "/nowhere/a.polder"};
  pl_policy_table_init(&bots, &room.scenario);
  assert_null(pl_game_new(session, &bots, &options, &error));
  assert_int_equal(error.status, PL_SYSTEM);
  options.keep_is_offer = true;
  pl_game *game = pl_game_new(session, &bots, &options, &error);
  assert_non_null(game);
  assert_non_null(strstr(pl_game_keeping(game, &path), "not kept: "));
  assert_null(path);
  pl_game_free(game);
  pl_session_free(session);
}

/* ---- without memory ---- */

typedef pl_status body_of(pl_session *session, pl_game *game, pl_error *error);

static pl_status tell_topics(pl_session *session, pl_game *game, pl_error *error) {
  (void)session;
  pl_tale tale = {0};
  pl_status status = PL_OK;
  for (int topic = 0; topic < PL_TOPICS && status == PL_OK; topic++)
    if (topic != PL_TOPIC_HINDSIGHT) status = pl_game_tell(game, (pl_topic)topic, &tale, error);
  pl_tale_clear(&tale);
  return status;
}

static pl_status look_ahead(pl_session *session, pl_game *game, pl_error *error) {
  (void)session;
  pl_decision all = {.seat = 3, .action = PL_ACTION_POSTURE, .audience = {.words = PL_AUDIENCE_ALL}};
  pl_tale tale = {0};
  pl_status status = pl_game_tell_outlook(game, &all, &tale, error);
  pl_tale_clear(&tale);
  return status;
}

static pl_status reckon(pl_session *session, pl_game *game, pl_error *error) {
  (void)session;
  pl_reckoning reckoning;
  return pl_game_reckon(game, &reckoning, error);
}

static pl_status retell(pl_session *session, pl_game *game, pl_error *error) {
  (void)game;
  pl_tale tale = {0};
  pl_status status = pl_retell_round(session, 3, 0, PL_ENGLISH, &tale, error);
  pl_tale_clear(&tale);
  return status;
}

static pl_status retell_to_control(pl_session *session, pl_game *game, pl_error *error) {
  (void)game;
  pl_tale tale = {0};
  pl_status status = pl_retell_round(session, -1, 0, PL_ENGLISH, &tale, error);
  pl_tale_clear(&tale);
  return status;
}

/* Lets one allocation after the other fail, `step` apart; what is told then is refused, never told by halves. */
static void starve(body_of *body, pl_session *session, pl_game *game, long step) {
  for (long n = 0;; n += step) {
    pl_error error = {0};
    fault_after(n);
    pl_status status = body(session, game, &error);
    bool is_reached = fault_stop();
    if (!is_reached) {
      must(status, &error);
      return;
    }
    if (status != PL_NO_MEMORY) fail_msg("allocation %ld: status %d", n, status);
  }
}

static void test_memory_may_end_anywhere(void **state) {
  (void)state;
  pl_session *session = text_session(&room, 1);
  pl_policy_table bots;
  pl_game *game = begin(session, &bots, 3);
  play_on(game, 4);
  starve(tell_topics, session, game, 1);
  starve(look_ahead, session, game, 1);
  starve(reckon, session, game, 1);
  starve(retell, session, game, 11);
  starve(retell_to_control, session, game, 11);
  pl_game_free(game);
  pl_session_free(session);
}

static pl_status begin_and_open(pl_session *session, pl_game *none, pl_error *error) {
  (void)none;
  pl_game_options options = {.seat = 3};
  pl_game *game = pl_game_new(session, NULL, &options, error);
  if (!game) return error->status;
  pl_status status = pl_game_open_round(game, error);
  if (status == PL_OK && !pl_game_history(game)) status = pl_error_set(error, PL_NO_MEMORY, "no history");
  pl_game_free(game);
  return status;
}

static void test_a_game_can_be_begun_again(void **state) {
  (void)state;
  for (long n = 0;; n++) {
    pl_session *session = text_session(&room, 1);
    pl_error error = {0};
    fault_after(n);
    pl_status status = begin_and_open(session, NULL, &error);
    bool is_reached = fault_stop();
    pl_session_free(session);
    if (!is_reached) {
      must(status, &error);
      return;
    }
    assert_int_equal(status, PL_NO_MEMORY);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_the_same_decisions_are_the_same_exercise),
      cmocka_unit_test(test_undo_gives_back_what_was_decided),
      cmocka_unit_test(test_messages_wait_for_an_answer),
      cmocka_unit_test(test_what_is_refused_is_said_in_words),
      cmocka_unit_test(test_what_is_out_of_turn_is_refused),
      cmocka_unit_test(test_every_action_has_a_title),
      cmocka_unit_test_setup(test_the_reckoning_is_that_of_the_briefs, set_up),
      cmocka_unit_test_setup(test_a_round_is_told_again, set_up),
      cmocka_unit_test_setup(test_an_outlook_leaves_the_forecast_to_who_asks, set_up),
      cmocka_unit_test_setup(test_a_round_that_cannot_be_saved_stays_open, set_up),
      cmocka_unit_test_setup(test_an_offer_to_keep_may_fail, set_up),
      cmocka_unit_test_setup(test_memory_may_end_anywhere, set_up),
      cmocka_unit_test_setup(test_a_game_can_be_begun_again, set_up),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
