/* Looking back: the sentence after a round says what two plain games, one with and one without, would differ by. */
#include "text_support.h"

#include <polder/world.h>

enum { STATES = 4, ORGANISATIONS = 30, LATE = 20 };

static support_room room;
static pl_intel_spec intel;

/* s0 knows at once of a worm that reaches the others late in the first or second week. */
static void warn_first(pl_tick wave) {
  static pl_tick delay[STATES];
  const int worm = support_incident(&room, "worm", 0, PL_ONE);
  pl_incident_spec *spec = &room.incident[worm];
  for (int s = 0; s < STATES; s++) delay[s] = wave;
  spec->targets = pl_set_first(STATES);
  pl_set_remove(&spec->targets, 0);
  spec->delay = delay;
  spec->exposure = PL_ONE;
  spec->pressure = 4 * PL_ONE;
  intel = (pl_intel_spec){.id = "sample", .about = (uint16_t)worm, .holder = 0, .round = 0, .tick = 0,
                          .quality = PL_ONE, .label = PL_GREEN};
  room.scenario.intel = &intel;
  room.scenario.intel_count = 1;
}

static int set_up(void **state) {
  (void)state;
  support_scenario(&room, STATES);
  room.scenario.rounds = 3;
  room.scenario.adversary_count = 1;
  room.adversary[0].rate = 0;
  room.adversary[0].to_round = 2;
  for (int s = 0; s < STATES; s++) {
    room.state[s].organisations = ORGANISATIONS;
    room.state[s].posture = (pl_audience){.words = PL_AUDIENCE_ALL};
    room.state[s].bot_name = "never";
  }
  return 0;
}

static char *played(pl_session *session, const char *input, bool quiet) {
  pl_policy_table bots;
  pl_error error = {0};
  pl_play_options options = {.in = tmpfile(), .out = tmpfile(), .game.seat = 0, .columns = 200, .quiet = quiet};
  pl_policy_table_init(&bots, &room.scenario);
  fputs(input, options.in);
  rewind(options.in);
  if (pl_play(session, &bots, &options, &error) != PL_OK) fail_msg("%s", error.text);
  fclose(options.in);
  fseek(options.out, 0, SEEK_END);
  return text_of(options.out);
}

static char *played_text(const char *input) {
  pl_session *session = text_session(&room, 1);
  char *text = played(session, input, false);
  pl_session_free(session);
  return text;
}

static void assert_says(const char *text, const char *sentence) {
  if (!strstr(text, sentence)) fail_msg("\"%s\" is not in: %s", sentence, text);
}

static int count_of(const char *text, const char *part) {
  int count = 0;
  for (const char *at = strstr(text, part); at; at = strstr(at + 1, part)) count++;
  return count;
}

/* Organisations hit by state when s0 does `mine` before the first round, after `rounds` rounds. */
static void hits_after(const pl_decision *mine, int rounds, int32_t hit[STATES]) {
  pl_error error = {0};
  pl_session *session = text_session(&room, 1);
  for (int s = 0; s < STATES; s++) pl_session_set_person(session, s, true);
  for (int r = 0; r < rounds; r++) {
    assert_int_equal(pl_session_open_round(session, &error), PL_OK);
    for (int s = 1; s < STATES; s++) {
      const pl_decision never = {.seat = (uint16_t)s, .action = PL_ACTION_POSTURE};
      assert_int_equal(pl_session_decide(session, &never, PL_AUTHOR_PERSON, &error), PL_OK);
    }
    if (r == 0) assert_int_equal(pl_session_decide(session, mine, PL_AUTHOR_PERSON, &error), PL_OK);
    assert_int_equal(pl_session_resolve_round(session, &error), PL_OK);
  }
  for (int s = 0; s < STATES; s++) hit[s] = (int32_t)pl_world_state(pl_session_world(session), s)->hit_total;
  pl_session_free(session);
}

/* What keeping costs in the first week, from two games: the state that pays most, what it pays, and the sum. */
static int cost_of_keeping(int32_t *most, int32_t *sum) {
  const pl_decision keep = {.action = PL_ACTION_POSTURE},
                    share = {.action = PL_ACTION_POSTURE, .audience = {.words = PL_AUDIENCE_ALL}};
  int32_t kept[STATES], shared[STATES];
  int state = 0;
  hits_after(&keep, 1, kept);
  hits_after(&share, 1, shared);
  *sum = 0;
  for (int s = 0; s < STATES; s++) {
    if (kept[s] - shared[s] > kept[state] - shared[state]) state = s;
    *sum += kept[s] - shared[s];
  }
  *most = kept[state] - shared[state];
  return state;
}

static void test_what_keeping_cost(void **state) {
  (void)state;
  warn_first(LATE);
  int32_t most, sum;
  const int who = cost_of_keeping(&most, &sum);
  assert_true(most > 1);
  assert_true(sum > most);
  char sentence[200];
  snprintf(sentence, sizeof sentence,
           "Keeping your findings to yourself cost s%d %d organisations in these seven days. In all states together it "
           "was %d.", who, most, sum);
  char *text = played_text("posture none\ncommit\nquit\n");
  assert_says(text, sentence);
  free(text);
}

/* To hold items back for a decision is to keep them, whoever would get them otherwise. */
static void test_what_holding_cost(void **state) {
  (void)state;
  warn_first(LATE);
  int32_t most, sum;
  const int who = cost_of_keeping(&most, &sum);
  char sentence[200];
  snprintf(sentence, sizeof sentence, "Keeping your findings to yourself cost s%d %d organisations", who, most);
  char *text = played_text("posture s1+s2+s3\nhold all\ncommit\nquit\n");
  assert_says(text, sentence);
  free(text);
}

static void test_what_sharing_spared(void **state) {
  (void)state;
  warn_first(LATE);
  int32_t most, sum;
  const int who = cost_of_keeping(&most, &sum);
  char sentence[200];
  snprintf(sentence, sizeof sentence, "What you shared spared s%d %d organisations in these seven days.", who, most);
  char *text = played_text("posture all\ncommit\nquit\n");
  assert_says(text, sentence);
  free(text);
}

/* A single item that waits for a decision: what is turned around is that decision, not the standing order. */
static void test_single_items(void **state) {
  (void)state;
  warn_first(28 + LATE);
  char *text = played_text("hold all\ncommit\ncommit\nquit\n");
  assert_says(text, "Keeping worm back cost s");
  free(text);
  text = played_text("hold all\ncommit\nshare 1 all\ncommit\nquit\n");
  assert_says(text, "Sharing worm spared s");
  free(text);
}

/* The worm comes in the second week only. */
static void test_nothing_happened(void **state) {
  (void)state;
  warn_first(28 + LATE);
  char *text = played_text("posture none\ncommit\nquit\n");
  assert_says(text, "What you kept to yourself made no difference in these seven days.");
  free(text);
  text = played_text("posture all\ncommit\nposture none\ncommit\nquit\n");
  assert_says(text, "What you shared made no difference in these seven days.");
  assert_int_equal(count_of(text, "Looking back"), 2);
  assert_int_equal(count_of(text, "played again"), 1); /* how it is known is explained once */
  free(text);
}

/* Who found nothing has neither shared nor kept anything. */
static void test_nothing_to_share(void **state) {
  (void)state;
  char *text = played_text("posture none\ncommit\nposture all\ncommit\nquit\n");
  assert_int_equal(count_of(text, "In these seven days you had nothing of your own to share or to keep."), 2);
  assert_int_equal(count_of(text, "played again"), 0);
  free(text);
}

static void test_whoever_asks_for_quiet_gets_it(void **state) {
  (void)state;
  warn_first(LATE);
  pl_session *session = text_session(&room, 1);
  char *text = played(session, "posture none\ncommit\nquit\n", true);
  assert_null(strstr(text, "Looking back"));
  free(text);
  pl_session_free(session);
}

/* The exercise itself is as if nobody had looked back. */
static void test_the_exercise_is_not_touched(void **state) {
  (void)state;
  warn_first(LATE);
  uint64_t digest[2];
  size_t entries[2], events[2];
  for (int quiet = 0; quiet < 2; quiet++) {
    pl_session *session = text_session(&room, 1);
    free(played(session, "posture none\ncommit\ncommit\ncommit\n", quiet));
    assert_int_equal(pl_session_rounds_done(session), 3);
    digest[quiet] = pl_session_digest(session, 2);
    pl_session_journal(session, &entries[quiet]);
    events[quiet] = pl_session_events(session)->count;
    pl_session_free(session);
  }
  assert_true(digest[0] == digest[1]);
  assert_int_equal(entries[0], entries[1]);
  assert_int_equal(events[0], events[1]);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup(test_what_keeping_cost, set_up),
      cmocka_unit_test_setup(test_what_holding_cost, set_up),
      cmocka_unit_test_setup(test_what_sharing_spared, set_up),
      cmocka_unit_test_setup(test_single_items, set_up),
      cmocka_unit_test_setup(test_nothing_happened, set_up),
      cmocka_unit_test_setup(test_nothing_to_share, set_up),
      cmocka_unit_test_setup(test_whoever_asks_for_quiet_gets_it, set_up),
      cmocka_unit_test_setup(test_the_exercise_is_not_touched, set_up),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
