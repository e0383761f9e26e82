/* A room from the lobby to the end: the phases follow their clock, which stands still in a pause; what was hosted can
 * be taken up again at any moment, and replayed; alone, and in a rehearsal. */
#include "support/hosted.h"

enum { CONTROL = 1, NORTH = 2, SOUTH = 3, ISLES = 4, PRESS = 5, DAY = 4000, WEEK_OF_PLAYBACK = 7 * DAY };
static const int64_t a_week = (int64_t)7 * 24 * 3600 * 1000;

static json_t *posture(const char *seat, const char *audience) {
  return json_pack("{s:s, s:s, s:s}", "seat", seat, "action", "posture", "audience", audience);
}

static void decide(hosted *h, pl_client client, const char *seat, const char *audience) {
  const json_t *ok = hosted_ok(hosted_ask(h, client, "draft", "{s:o}", "decision", posture(seat, audience)));
  const json_int_t version = json_integer_value(json_object_get(ok, "version"));
  hosted_ok(hosted_ask(h, client, "commit", "{s:I}", "draft", version));
}

/* Control, two teams and the press. */
static void gather(hosted *h) {
  hosted_begin(h, "four-teams", PL_MODE_WORKSHOP);
  hosted_control(h, CONTROL, NULL);
  hosted_join(h, NORTH, "noordland", "Anna", NULL);
  hosted_join(h, SOUTH, "zuidland", "Bram", NULL);
  hosted_join(h, PRESS, "press", "Carla", NULL);
}

static pl_room_phase phase_of(hosted *h) { return pl_room_billboard(h->room, h->now)->phase; }
static int64_t left_of(hosted *h) { return pl_room_billboard(h->room, h->now)->left_ms; }

static pl_session *session_of(hosted *h) { return h->room->session; }

/* ---- decisions ---- */

static void test_a_team_joins_drafts_and_commits(void **state) {
  hosted h;
  pl_decision decided[4];
  (void)state;
  gather(&h);
  hosted_refused(hosted_ask(&h, NORTH, "draft", "{s:o}", "decision", posture("noordland", "all")), "phase");
  hosted_ok(hosted_ask(&h, CONTROL, "start", "{}"));
  const json_t *ok = hosted_ok(hosted_ask(&h, NORTH, "draft", "{s:o}", "decision", posture("noordland", "all")));
  const json_int_t version = json_integer_value(json_object_get(ok, "version"));
  hosted_refused(hosted_ask(&h, NORTH, "commit", "{s:I}", "draft", version - 1), "changed");
  assert_int_equal(pl_session_decisions(session_of(&h), 0, decided, 4), 0);
  hosted_ok(hosted_ask(&h, NORTH, "commit", "{s:I}", "draft", version));
  assert_int_equal(pl_session_decisions(session_of(&h), 0, decided, 4), 1);
  assert_int_equal(decided[0].action, PL_ACTION_POSTURE);
  assert_true(pl_room_billboard(h.room, h.now)->seat[0].is_ready);
  assert_false(pl_room_billboard(h.room, h.now)->seat[1].is_ready);
  hosted_settle(&h);
  assert_non_null(hosted_sheet(&h, NORTH, "plan"));
  assert_non_null(hosted_sheet(&h, NORTH, "seat"));
  assert_non_null(hosted_sheet(&h, CONTROL, "control"));
  assert_null(hosted_sheet(&h, NORTH, "control"));
  assert_null(hosted_sheet(&h, NORTH, "observed"));
  hosted_end(&h);
}

/* ---- the clock ---- */

static void test_the_phases_follow_the_clock(void **state) {
  hosted h;
  (void)state;
  gather(&h);
  hosted_pass(&h, a_week); /* nobody waits for anything in a lobby */
  assert_int_equal(phase_of(&h), PL_ROOM_LOBBY);
  assert_false(pl_session_is_open(session_of(&h)));
  hosted_ok(hosted_ask(&h, CONTROL, "start", "{}"));
  assert_int_equal(phase_of(&h), PL_ROOM_DECIDING);
  assert_int_equal(left_of(&h), 600000);
  decide(&h, NORTH, "noordland", "all");
  hosted_pass(&h, 599999);
  assert_int_equal(phase_of(&h), PL_ROOM_DECIDING);
  hosted_pass(&h, 1);
  assert_int_equal(phase_of(&h), PL_ROOM_PASSING);
  assert_int_equal(pl_session_rounds_done(session_of(&h)), 1);
  assert_true(pl_session_is_open(session_of(&h)));
  assert_int_equal(pl_room_billboard(h.room, h.now)->round, 0);
  assert_int_equal(pl_room_billboard(h.room, h.now)->tick, 0);
  hosted_pass(&h, WEEK_OF_PLAYBACK / 2);
  assert_int_equal(pl_room_billboard(h.room, h.now)->tick, PL_TICKS_PER_ROUND / 2);
  hosted_refused(hosted_ask(&h, NORTH, "draft", "{s:o}", "decision", posture("noordland", "none")), "phase");
  hosted_pass(&h, WEEK_OF_PLAYBACK / 2);
  assert_int_equal(phase_of(&h), PL_ROOM_DECIDING);
  assert_int_equal(pl_room_billboard(h.room, h.now)->round, 1);
  assert_false(pl_room_billboard(h.room, h.now)->seat[0].is_ready);
  assert_int_equal(left_of(&h), 600000);
  hosted_end(&h);
}

/* What can be seen of a room from outside, but for versions. */
static char *snapshot(hosted *h) {
  const pl_billboard *b = pl_room_billboard(h->room, h->now);
  char *text = malloc(256);
  snprintf(text, 256, "%d %d %d %lld %lld %d %d %zu", b->phase, b->is_paused, b->round, (long long)b->left_ms,
           (long long)b->of_ms, b->tick, pl_session_rounds_done(session_of(h)),
           pl_session_events(session_of(h))->count);
  return text;
}

static void pause_for_a_week(hosted *h) {
  hosted_ok(hosted_ask(h, CONTROL, "pause", "{}"));
  char *before = snapshot(h);
  for (int day = 0; day < 7; day++) hosted_pass(h, a_week / 7);
  char *after = snapshot(h);
  assert_string_equal(before, after);
  free(before);
  free(after);
  hosted_ok(hosted_ask(h, CONTROL, "resume", "{}"));
}

static void test_nothing_happens_in_a_pause(void **state) {
  hosted h;
  (void)state;
  gather(&h);
  hosted_ok(hosted_ask(&h, CONTROL, "start", "{}"));
  hosted_pass(&h, 1234);
  pause_for_a_week(&h);
  assert_int_equal(left_of(&h), 600000 - 1234);
  decide(&h, NORTH, "noordland", "all");
  hosted_ok(hosted_ask(&h, NORTH, "draft", "{s:o}", "decision", posture("noordland", "none")));
  pause_for_a_week(&h);
  hosted_pass(&h, 600000);
  assert_int_equal(phase_of(&h), PL_ROOM_PASSING);
  hosted_pass(&h, 5000);
  pause_for_a_week(&h);
  assert_int_equal(left_of(&h), WEEK_OF_PLAYBACK - 5000);
  hosted_ok(hosted_ask(&h, CONTROL, "end", "{}"));
  hosted_pass(&h, a_week);
  assert_int_equal(phase_of(&h), PL_ROOM_OVER);
  hosted_refused(hosted_ask(&h, CONTROL, "pause", "{}"), "phase");
  hosted_end(&h);
}

static void test_the_clock_can_be_set(void **state) {
  hosted h;
  (void)state;
  gather(&h);
  hosted_refused(hosted_ask(&h, CONTROL, "extend", "{s:i}", "seconds", 60), "phase");
  hosted_ok(hosted_ask(&h, CONTROL, "start", "{}"));
  hosted_pass(&h, 100000);
  hosted_ok(hosted_ask(&h, CONTROL, "extend", "{s:i}", "seconds", 60));
  assert_int_equal(left_of(&h), 560000);
  hosted_ok(hosted_ask(&h, CONTROL, "extend", "{s:i}", "seconds", -500));
  assert_int_equal(left_of(&h), 60000);
  hosted_refused(hosted_ask(&h, CONTROL, "extend", "{s:i}", "seconds", 3601), "shape");
  hosted_ok(hosted_ask(&h, CONTROL, "next", "{}"));
  assert_int_equal(phase_of(&h), PL_ROOM_PASSING);
  hosted_pass(&h, WEEK_OF_PLAYBACK / 4);
  const int32_t tick = pl_room_billboard(h.room, h.now)->tick;
  hosted_ok(hosted_ask(&h, CONTROL, "extend", "{s:i}", "seconds", 3000));
  assert_int_equal(pl_room_billboard(h.room, h.now)->tick, tick);
  hosted_ok(hosted_ask(&h, CONTROL, "pace", "{s:i}", "seconds", 60));
  assert_int_equal(pl_room_billboard(h.room, h.now)->tick, tick);
  assert_int_equal(left_of(&h), 7 * 60000 * 3 / 4);
  hosted_refused(hosted_ask(&h, CONTROL, "pace", "{s:i}", "seconds", 0), "shape");
  hosted_ok(hosted_ask(&h, CONTROL, "next", "{}"));
  assert_int_equal(phase_of(&h), PL_ROOM_DECIDING);
  hosted_ok(hosted_ask(&h, CONTROL, "next", "{}"));
  assert_int_equal(left_of(&h), 7 * 60000);
  hosted_end(&h);
}

static void test_days_go_by_one_at_a_time(void **state) {
  hosted h;
  (void)state;
  gather(&h);
  hosted_ok(hosted_ask(&h, CONTROL, "start", "{}"));
  hosted_refused(hosted_ask(&h, CONTROL, "step", "{}"), "phase");
  hosted_ok(hosted_ask(&h, CONTROL, "next", "{}"));
  hosted_pass(&h, WEEK_OF_PLAYBACK / 7 + 300);
  for (int day = 2; day <= 7; day++) {
    hosted_ok(hosted_ask(&h, CONTROL, "step", "{}"));
    assert_int_equal(pl_room_billboard(h.room, h.now)->tick, PL_TICKS_PER_DAY * day);
    assert_int_equal(left_of(&h), WEEK_OF_PLAYBACK / 7 * (7 - day));
    hosted_pass(&h, 3 * WEEK_OF_PLAYBACK); /* it stands still between two steps */
    assert_int_equal(pl_room_billboard(h.room, h.now)->tick, PL_TICKS_PER_DAY * day);
  }
  hosted_refused(hosted_ask(&h, CONTROL, "step", "{}"), "phase");
  assert_int_equal(phase_of(&h), PL_ROOM_PASSING);
  hosted_ok(hosted_ask(&h, CONTROL, "resume", "{}"));
  hosted_pass(&h, 1);
  assert_int_equal(phase_of(&h), PL_ROOM_DECIDING);
  hosted_end(&h);
}

/* ---- restarting ---- */

/* The program is started again, and everything is as it was, but for the pause. */
static void restart_and_compare(hosted *h, const char *token, const char *control) {
  const pl_billboard *b = pl_room_billboard(h->room, h->now);
  const pl_billboard before = *b;
  const pl_billboard_seat north = b->seat[0];
  const bool is_timed = b->phase == PL_ROOM_DECIDING || b->phase == PL_ROOM_PASSING;
  char pin[8];
  snprintf(pin, sizeof pin, "%s", pl_room_pin(h->room));
  hosted_restart(h);
  b = pl_room_billboard(h->room, h->now);
  assert_int_equal(b->phase, before.phase);
  assert_int_equal(b->is_paused, is_timed);
  assert_int_equal(b->round, before.round);
  assert_int_equal(b->left_ms, before.left_ms);
  assert_int_equal(b->tick, before.tick);
  assert_int_equal(b->seat[0].is_ready, north.is_ready);
  assert_int_equal(b->seat[0].has_people, north.has_people);
  assert_string_equal(pl_room_pin(h->room), pin);
  hosted_hello(h, NORTH, "team", token);
  hosted_hello(h, CONTROL, "control", control);
  assert_string_equal(json_string_value(json_object_get(json_object_get(h->client[NORTH].answer, "ok"), "seat")),
                      "noordland");
  assert_string_equal(json_string_value(json_object_get(json_object_get(h->client[CONTROL].answer, "ok"), "role")),
                      "control");
  if (is_timed) hosted_ok(hosted_ask(h, CONTROL, "resume", "{}"));
}

static void test_a_restart_loses_nothing(void **state) {
  hosted h;
  char token[33], control[33];
  (void)state;
  hosted_begin(&h, "four-teams", PL_MODE_WORKSHOP);
  hosted_control(&h, CONTROL, control);
  hosted_join(&h, NORTH, "noordland", "Anna", token);
  restart_and_compare(&h, token, control);
  hosted_ok(hosted_ask(&h, CONTROL, "start", "{}"));
  restart_and_compare(&h, token, control);
  decide(&h, NORTH, "noordland", "all");
  hosted_pass(&h, 4000);
  hosted_ok(hosted_ask(&h, NORTH, "draft", "{s:o}", "decision", posture("noordland", "none")));
  restart_and_compare(&h, token, control);
  hosted_settle(&h);
  const json_t *plan = hosted_sheet(&h, NORTH, "plan");
  assert_int_equal(json_array_size(json_object_get(plan, "draft")), 1);
  assert_true(json_is_true(json_object_get(plan, "changed")));
  hosted_ok(hosted_ask(&h, CONTROL, "spotlight", "{s:s}", "text", "Ten minutes!"));
  hosted_ok(hosted_ask(&h, CONTROL, "next", "{}"));
  hosted_pass(&h, 10000);
  restart_and_compare(&h, token, control);
  assert_string_equal(pl_room_billboard(h.room, h.now)->spotlight, "Ten minutes!");
  hosted_ok(hosted_ask(&h, CONTROL, "next", "{}"));
  hosted_ok(hosted_ask(&h, CONTROL, "next", "{}"));
  hosted_ok(hosted_ask(&h, CONTROL, "end", "{}"));
  restart_and_compare(&h, token, control);
  hosted_end(&h);
}

/* The last thing that was written says another phase than the session: it ended between the two. */
static void test_a_round_that_closed_unnoticed_passes(void **state) {
  hosted h;
  pl_error error = {0};
  (void)state;
  gather(&h);
  hosted_ok(hosted_ask(&h, CONTROL, "start", "{}"));
  const pl_moment moment = pl_room_moment(h.room);
  hosted_ok(hosted_ask(&h, CONTROL, "next", "{}"));
  hosted_must(pl_rows_keep_moment(h.room, &moment, &error), &error);
  h.room->has_failed = true; /* nothing is written at the end */
  hosted_restart(&h);
  assert_int_equal(phase_of(&h), PL_ROOM_PASSING);
  assert_int_equal(left_of(&h), WEEK_OF_PLAYBACK);
  assert_true(pl_session_is_open(session_of(&h)));
  hosted_end(&h);
}

/* A clock that is made longer again and again comes to an end of its own. */
static void test_no_clock_is_longer_than_a_day(void **state) {
  hosted h;
  (void)state;
  gather(&h);
  hosted_ok(hosted_ask(&h, CONTROL, "start", "{}"));
  for (int i = 0; i < 40; i++) hosted_ok(hosted_ask(&h, CONTROL, "extend", "{s:i}", "seconds", 3600));
  assert_int_equal(left_of(&h), PL_LONGEST_CLOCK);
  hosted_ok(hosted_ask(&h, CONTROL, "next", "{}"));
  for (int i = 0; i < 8; i++) { /* as little as possible is left, and all of that is multiplied */
    const int32_t tick = pl_room_billboard(h.room, h.now)->tick;
    hosted_pass(&h, left_of(&h) - 1);
    hosted_ok(hosted_ask(&h, CONTROL, "extend", "{s:i}", "seconds", 3600));
    assert_true(pl_room_billboard(h.room, h.now)->tick >= tick);
    assert_true(left_of(&h) > 0 && pl_room_billboard(h.room, h.now)->of_ms <= PL_LONGEST_CLOCK);
    assert_int_equal(phase_of(&h), PL_ROOM_PASSING);
  }
  hosted_end(&h);
}

/* What control looked at while the days passed is not what everybody is told when they are over. */
static void test_a_round_is_told_whole_once_it_is_over(void **state) {
  hosted h;
  (void)state;
  gather(&h);
  hosted_ok(hosted_ask(&h, CONTROL, "start", "{}"));
  hosted_ok(hosted_ask(&h, CONTROL, "next", "{}"));
  const json_t *row = hosted_ok(hosted_ask(&h, CONTROL, "story", "{s:i, s:s}", "round", 1, "seat", "noordland"));
  assert_true(json_is_false(json_object_get(row, "is_whole")));
  hosted_ok(hosted_ask(&h, CONTROL, "next", "{}"));
  row = hosted_ok(hosted_ask(&h, NORTH, "story", "{s:i}", "round", 1));
  assert_true(json_is_true(json_object_get(row, "is_whole")));
  hosted_end(&h);
}

/* ---- going back ---- */

/* A draft for a round of one file is none for the round of the same number in the next, also after a restart. */
static void test_what_was_drafted_stays_behind(void **state) {
  hosted h;
  (void)state;
  hosted_begin(&h, "four-teams", PL_MODE_WORKSHOP);
  hosted_control(&h, CONTROL, NULL);
  hosted_join(&h, NORTH, "noordland", "Anna", NULL);
  assert_ptr_equal(h.room->voice.log, pl_session_events(session_of(&h)));
  hosted_ok(hosted_ask(&h, CONTROL, "start", "{}"));
  hosted_ok(hosted_ask(&h, CONTROL, "next", "{}"));
  hosted_ok(hosted_ask(&h, CONTROL, "next", "{}"));
  hosted_ok(hosted_ask(&h, NORTH, "draft", "{s:o}", "decision", posture("noordland", "all")));
  hosted_ok(hosted_ask(&h, CONTROL, "back", "{s:i}", "round", 1));
  assert_ptr_equal(h.room->voice.log, pl_session_events(session_of(&h)));
  hosted_ok(hosted_ask(&h, CONTROL, "next", "{}"));
  hosted_ok(hosted_ask(&h, CONTROL, "next", "{}"));
  assert_int_equal(h.room->chair[0].draft_count, 0);
  hosted_restart(&h);
  assert_int_equal(pl_session_rounds_done(session_of(&h)), 1);
  assert_int_equal(h.room->chair[0].draft_count, 0);
  assert_false(h.room->chair[0].is_changed);
  hosted_end(&h);
}

static void test_going_back_keeps_what_was(void **state) {
  hosted h;
  pl_error error = {0};
  char token[33], first[300];
  (void)state;
  hosted_begin(&h, "four-teams", PL_MODE_WORKSHOP);
  snprintf(first, sizeof first, "%s", h.path);
  hosted_control(&h, CONTROL, NULL);
  hosted_join(&h, NORTH, "noordland", "Anna", token);
  hosted_ok(hosted_ask(&h, CONTROL, "start", "{}"));
  hosted_refused(hosted_ask(&h, CONTROL, "back", "{s:i}", "round", 1), "phase");
  for (int round = 0; round < 3; round++) {
    decide(&h, NORTH, "noordland", round % 2 ? "all" : "none");
    hosted_ok(hosted_ask(&h, CONTROL, "next", "{}"));
    hosted_ok(hosted_ask(&h, CONTROL, "next", "{}"));
  }
  const uint64_t digest = pl_session_digest(session_of(&h), 0);
  hosted_ok(hosted_ask(&h, CONTROL, "back", "{s:i}", "round", 2));
  assert_int_equal(pl_session_rounds_done(session_of(&h)), 1);
  assert_true(pl_session_digest(session_of(&h), 0) == digest);
  assert_non_null(strstr(pl_session_path(session_of(&h)), "/exercise-2.polder"));
  assert_true(pl_room_billboard(h.room, h.now)->is_paused);
  assert_int_equal(phase_of(&h), PL_ROOM_DECIDING);
  hosted_settle(&h);
  assert_int_equal(json_array_size(json_object_get(json_object_get(hosted_sheet(&h, CONTROL, "control"), "files"),
                                                   "kept")), 1);
  hosted_ok(hosted_ask(&h, CONTROL, "resume", "{}"));
  decide(&h, NORTH, "noordland", "none");
  hosted_ok(hosted_ask(&h, CONTROL, "next", "{}"));
  hosted_ok(hosted_ask(&h, CONTROL, "back", "{s:i}", "round", 1));
  assert_non_null(strstr(pl_session_path(session_of(&h)), "/exercise-3.polder"));
  hosted_restart(&h);
  hosted_hello(&h, NORTH, "team", token);
  assert_int_equal(h.room->kept_count, 2);
  assert_null(strstr(pl_buffer_text(&h.told), "went on in"));
  pl_verification found;
  pl_rules_factory factory = pl_script_factory();
  pl_room_free(h.room); /* the file that was left behind says where it went on, and can be taken up itself */
  hosted_forget_clients(&h);
  pl_session *left = pl_session_resume(&factory, first, &error);
  hosted_must(left ? PL_OK : error.status, &error);
  hosted_open(&h, left);
  assert_non_null(strstr(pl_buffer_text(&h.told), "exercise-2.polder"));
  assert_int_equal(pl_session_rounds_done(session_of(&h)), 3);
  pl_room_free(h.room);
  h.room = NULL;
  hosted_must(pl_session_verify(&factory, first, &found, &error), &error);
  assert_int_equal(found.rounds, 3);
  hosted_end(&h);
}

/* ---- whole exercises ---- */

/* Ends the room. */
static void assert_it_replays(hosted *h) {
  pl_error error = {0};
  pl_verification found = {0};
  char path[512];
  const int rounds = pl_session_rounds_done(session_of(h));
  uint64_t digest[16];
  snprintf(path, sizeof path, "%s", pl_session_path(session_of(h)));
  pl_session *again = pl_session_replay(session_of(h), -1, &error);
  hosted_must(again ? PL_OK : error.status, &error);
  for (int r = 0; r < rounds; r++) {
    digest[r] = pl_session_digest(session_of(h), r);
    assert_true(pl_session_digest(again, r) == digest[r]);
  }
  pl_session_free(again);
  pl_room_free(h->room);
  h->room = NULL;
  pl_rules_factory factory = pl_script_factory();
  hosted_must(pl_session_verify(&factory, path, &found, &error), &error);
  assert_int_equal(found.rounds, rounds);
  assert_int_equal(found.differs_in, -1);
}

static void test_a_whole_exercise_verifies(void **state) {
  hosted h;
  (void)state;
  gather(&h);
  hosted_ok(hosted_ask(&h, CONTROL, "start", "{}"));
  for (int round = 0; round < 6; round++) {
    decide(&h, NORTH, "noordland", round % 2 ? "all" : "zuidland");
    if (round != 3) decide(&h, SOUTH, "zuidland", round % 3 ? "none" : "noordland+eilanden");
    if (round == 2) {
      json_t *act = json_pack("{s:s, s:s, s:s, s:b, s:[{s:i, s:s, s:[{s:s, s:i}]}, {s:i, s:s, s:[]}]}", "act", "rule",
                              "seat", "zuidland", "text", "cut the cable", "public", 1, "outcomes", "odds", 350,
                              "text", "It works.", "effects", "effect", "confidence", "amount", 50, "odds", 650,
                              "text", "It does not.", "effects");
      hosted_ok(hosted_ask(&h, CONTROL, "act", "{s:o}", "act", act));
    }
    hosted_pass(&h, 600000);
    assert_int_equal(phase_of(&h), PL_ROOM_PASSING);
    for (int day = 0; day < 7; day++) hosted_pass(&h, DAY);
  }
  assert_int_equal(phase_of(&h), PL_ROOM_OVER);
  assert_true(pl_session_is_over(session_of(&h)));
  hosted_settle(&h);
  assert_false(json_is_null(json_object_get(hosted_sheet(&h, NORTH, "seat"), "reckoning")));
  assert_it_replays(&h);
  hosted_end(&h);
}

/* An exercise that was played elsewhere is taken up where it stands. */
static void test_what_was_not_hosted_is_taken_up(void **state) {
  hosted h = {.now = {.milliseconds = 1000}};
  pl_policy_table bots;
  pl_brief_room room = {0};
  pl_error error = {0};
  (void)state;
  pl_session *session = hosted_new_session("four-teams", 10);
  pl_policy_table_init(&bots, pl_session_scenario(session));
  for (int round = 0; round < 2; round++) {
    hosted_must(pl_session_open_round(session, &error), &error);
    hosted_must(pl_policy_play(session, &bots, &room, &error), &error);
    hosted_must(pl_session_resolve_round(session, &error), &error);
  }
  pl_brief_room_clear(&room);
  hosted_open(&h, session);
  const pl_billboard *b = pl_room_billboard(h.room, h.now);
  assert_int_equal(b->phase, PL_ROOM_DECIDING);
  assert_true(b->is_paused);
  assert_int_equal(b->round, 2);
  assert_true(b->left_ms > 0);
  hosted_control(&h, CONTROL, NULL);
  hosted_join(&h, NORTH, "noordland", "Anna", NULL);
  hosted_ok(hosted_ask(&h, CONTROL, "resume", "{}"));
  decide(&h, NORTH, "noordland", "all");
  hosted_settle(&h);
  assert_non_null(hosted_sheet(&h, NORTH, "story"));
  for (int round = 2; round < 6; round++) {
    hosted_ok(hosted_ask(&h, CONTROL, "next", "{}"));
    hosted_ok(hosted_ask(&h, CONTROL, "next", "{}"));
  }
  assert_int_equal(phase_of(&h), PL_ROOM_OVER);
  hosted_end(&h);
}

/* One that is over can be looked back on, also after a restart. */
static void test_what_is_over_is_over_again(void **state) {
  hosted h;
  char token[33];
  (void)state;
  hosted_begin(&h, "four-teams", PL_MODE_WORKSHOP);
  hosted_control(&h, CONTROL, NULL);
  hosted_join(&h, NORTH, "noordland", "Anna", token);
  hosted_ok(hosted_ask(&h, CONTROL, "start", "{}"));
  for (int round = 0; round < 6; round++) {
    hosted_ok(hosted_ask(&h, CONTROL, "next", "{}"));
    hosted_ok(hosted_ask(&h, CONTROL, "next", "{}"));
  }
  hosted_restart(&h);
  assert_int_equal(phase_of(&h), PL_ROOM_OVER);
  hosted_hello(&h, NORTH, "team", token);
  hosted_settle(&h);
  assert_false(json_is_null(json_object_get(hosted_sheet(&h, NORTH, "seat"), "reckoning")));
  hosted_ok(hosted_ask(&h, NORTH, "story", "{s:i}", "round", 6));
  hosted_ok(hosted_ask(&h, NORTH, "say", "{s:[s], s:s}", "to", "control", "text", "Thank you"));
  hosted_end(&h);
}

static void test_one_plays_alone(void **state) {
  hosted h;
  char token[33];
  (void)state;
  hosted_begin(&h, "first-share", PL_MODE_SOLO);
  assert_string_equal(pl_room_pin(h.room), "");
  hosted_hello(&h, NORTH, "join", NULL);
  hosted_refused(hosted_ask(&h, NORTH, "control", "{s:s}", "code", ""), "role");
  hosted_refused(hosted_ask(&h, NORTH, "evaluate", "{s:s, s:s}", "pin", "", "name", "Eva"), "role");
  hosted_refused(hosted_ask(&h, NORTH, "join", "{s:s, s:s}", "seat", "zuidland", "name", "Anna"), "seat");
  const json_t *ok = hosted_ok(hosted_ask(&h, NORTH, "join", "{s:s, s:s}", "seat", "noordland", "name", "Anna"));
  snprintf(token, sizeof token, "%s", json_string_value(json_object_get(ok, "token")));
  assert_int_equal(phase_of(&h), PL_ROOM_DECIDING);
  assert_int_equal(left_of(&h), -1);
  for (int round = 0; round < 6; round++) {
    hosted_pass(&h, a_week);
    decide(&h, NORTH, "noordland", "all");
    if (round == 3) {
      hosted_restart(&h);
      hosted_hello(&h, NORTH, "team", token);
    }
    hosted_ok(hosted_ask(&h, NORTH, "close", "{}"));
    assert_int_equal(phase_of(&h), round < 5 ? PL_ROOM_DECIDING : PL_ROOM_OVER);
  }
  hosted_refused(hosted_ask(&h, NORTH, "close", "{}"), "phase");
  assert_it_replays(&h);
  hosted_end(&h);
}

static void test_a_rehearsal_is_quick(void **state) {
  hosted h;
  int passes = 0;
  (void)state;
  hosted_begin(&h, "four-teams", PL_MODE_REHEARSAL);
  hosted_control(&h, CONTROL, NULL);
  hosted_ok(hosted_ask(&h, CONTROL, "start", "{}"));
  while (phase_of(&h) != PL_ROOM_OVER && passes++ < 120) hosted_pass(&h, 1000);
  assert_true(passes <= 6 * (5 + 4));
  assert_int_equal(pl_session_rounds_done(session_of(&h)), 6);
  assert_it_replays(&h);
  hosted_end(&h);
}

/* The room says when it wants to be called again, and that is enough. */
static void test_whoever_calls_when_told_misses_nothing(void **state) {
  hosted h;
  int calls = 0;
  (void)state;
  hosted_begin(&h, "four-teams", PL_MODE_REHEARSAL);
  hosted_control(&h, CONTROL, NULL);
  hosted_ok(hosted_ask(&h, CONTROL, "start", "{}"));
  const int64_t began = h.now.milliseconds;
  int64_t wait = 0;
  while (phase_of(&h) != PL_ROOM_OVER && calls++ < 2000) {
    h.now.milliseconds += wait;
    wait = pl_room_pass(h.room, h.now);
  }
  assert_int_equal(h.now.milliseconds - began, 6 * (5000 + 7 * 500));
  hosted_end(&h);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_a_team_joins_drafts_and_commits),
      cmocka_unit_test(test_the_phases_follow_the_clock),
      cmocka_unit_test(test_nothing_happens_in_a_pause),
      cmocka_unit_test(test_the_clock_can_be_set),
      cmocka_unit_test(test_days_go_by_one_at_a_time),
      cmocka_unit_test(test_a_restart_loses_nothing),
      cmocka_unit_test(test_a_round_that_closed_unnoticed_passes),
      cmocka_unit_test(test_no_clock_is_longer_than_a_day),
      cmocka_unit_test(test_a_round_is_told_whole_once_it_is_over),
      cmocka_unit_test(test_what_was_drafted_stays_behind),
      cmocka_unit_test(test_going_back_keeps_what_was),
      cmocka_unit_test(test_a_whole_exercise_verifies),
      cmocka_unit_test(test_what_was_not_hosted_is_taken_up),
      cmocka_unit_test(test_what_is_over_is_over_again),
      cmocka_unit_test(test_one_plays_alone),
      cmocka_unit_test(test_a_rehearsal_is_quick),
      cmocka_unit_test(test_whoever_calls_when_told_misses_nothing),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
