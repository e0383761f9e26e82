/* Accounts: what is read is what is played, and what is told is what was computed. */
#include "text_support.h"

#include <polder/accounts.h>
#include <polder/world.h>

#include "command.h"

enum { STATES = 4, ORGANISATIONS = 30, LATE = 20, ROUNDS = 3 };

static support_room room;
static pl_intel_spec intel;

/* s0 knows at once of a worm that reaches the others late in the first week. */
static void warn_first(void) {
  static pl_tick delay[STATES];
  const int worm = support_incident(&room, "worm", 0, PL_ONE);
  pl_incident_spec *spec = &room.incident[worm];
  for (int s = 0; s < STATES; s++) delay[s] = LATE;
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
  room.scenario.rounds = ROUNDS;
  room.scenario.adversary_count = 1;
  room.adversary[0].rate = 0;
  room.adversary[0].to_round = ROUNDS - 1;
  for (int s = 0; s < STATES; s++) room.state[s].organisations = ORGANISATIONS;
  warn_first();
  return 0;
}

/* All rounds, with these decisions of s0's in the first and, unless NULL, in the last. */
static pl_session *played_to(const pl_decision *first, const pl_decision *last) {
  pl_error error = {0};
  pl_session *session = text_session(&room, 1);
  for (int s = 0; s < STATES; s++) pl_session_set_person(session, s, true);
  for (int r = 0; r < ROUNDS; r++) {
    assert_int_equal(pl_session_open_round(session, &error), PL_OK);
    const pl_decision *decision = r == 0 ? first : r == ROUNDS - 1 ? last : NULL;
    if (decision) assert_int_equal(pl_session_decide(session, decision, PL_AUTHOR_PERSON, &error), PL_OK);
    assert_int_equal(pl_session_resolve_round(session, &error), PL_OK);
  }
  return session;
}

static pl_session *played(const pl_decision *first) { return played_to(first, NULL); }

static const pl_decision keep = {.action = PL_ACTION_POSTURE},
                         share = {.action = PL_ACTION_POSTURE, .audience = {.words = PL_AUDIENCE_ALL}};

static int64_t hits_of(const pl_session *session, int state) {
  return pl_world_state(pl_session_world(session), state)->hit_total;
}

/* A whole tale as lines, styles left out. */
static char *text_of_tale(const pl_tale *tale) {
  pl_error error = {0};
  const pl_play_options options = {.out = tmpfile(), .columns = 200};
  assert_non_null(options.out);
  assert_int_equal(pl_show_tale(tale, &options, &error), PL_OK);
  fseek(options.out, 0, SEEK_END);
  return text_of(options.out);
}

static void assert_says(const char *text, const char *sentence) {
  if (!strstr(text, sentence)) fail_msg("\"%s\" is not in: %s", sentence, text);
}

static void assert_hides(const char *text, const char *sentence) {
  if (strstr(text, sentence)) fail_msg("\"%s\" is in: %s", sentence, text);
}

/* ---- a comparison ---- */

typedef struct desk {
  pl_session *session;
  pl_course *course;
  pl_narrator *narrator;
  pl_turn turn;
  pl_what_if what_if;
  pl_comparison *comparison;
} desk;

static void open_desk(desk *d, const pl_decision *first) {
  pl_error error = {0};
  *d = (desk){.session = played(first)};
  d->course = pl_course_new(d->session, NULL, 1, &error);
  d->narrator = pl_narrator_new(d->session, PL_ENGLISH, &error);
  assert_non_null(d->course);
  assert_non_null(d->narrator);
}

static void compare(desk *d, int round, const char *word, const char *value) {
  pl_error error = {0};
  if (pl_turn_read(d->session, 0, word, value, &d->turn, &error) != PL_OK) fail_msg("%s", error.text);
  d->what_if = (pl_what_if){.round = round, .turn = &d->turn, .turn_count = 1};
  d->comparison = pl_what_if_compare(d->course, &d->what_if, &error);
  if (!d->comparison) fail_msg("%s", error.text);
}

static char *told(const desk *d, unsigned flags) {
  pl_tale tale = {0};
  pl_tell_comparison(pl_narrator_voice(d->narrator), &d->what_if, d->comparison, flags, &tale);
  assert_false(tale.failed);
  char *text = text_of_tale(&tale);
  pl_tale_clear(&tale);
  return text;
}

static void close_desk(desk *d) {
  pl_comparison_free(d->comparison);
  pl_narrator_free(d->narrator);
  pl_course_free(d->course);
  pl_session_free(d->session);
}

static void the_difference_is_that_of_two_games(void **state) {
  (void)state;
  desk d;
  open_desk(&d, &keep);
  pl_session *otherwise = played(&share);
  compare(&d, 0, "posture", "all");
  int64_t fewer = 0;
  for (int s = 0; s < STATES; s++) {
    pl_difference difference;
    pl_difference_of(&room.scenario, d.comparison, s, &difference);
    assert_int_equal(difference.hit, hits_of(otherwise, s) - hits_of(d.session, s));
    fewer -= difference.hit;
  }
  assert_true(fewer > 1);
  char *text = told(&d, 0), sentence[80];
  snprintf(sentence, sizeof sentence, "%d organisations fewer would have been hit.", (int)fewer);
  assert_says(text, sentence);
  assert_says(text, "s0: From now on, new items go to all other states");
  assert_says(text, "otherwise only.");
  assert_says(text, "people might have acted differently");
  free(text);
  pl_session_free(otherwise);
  close_desk(&d);
}

/* A standing order holds until the seat decided about it again, and that is said. */
static void how_long_it_holds(void **state) {
  (void)state;
  pl_error error = {0};
  desk d = {.session = played_to(&keep, &keep)};
  d.course = pl_course_new(d.session, NULL, 1, &error);
  d.narrator = pl_narrator_new(d.session, PL_ENGLISH, &error);
  compare(&d, 0, "posture", "all");
  char *text = told(&d, 0);
  assert_says(text, "all other states (until round 3, when it decided about this again)");
  free(text);
  pl_comparison_free(d.comparison);
  compare(&d, 2, "posture", "all");
  text = told(&d, 0);
  assert_hides(text, "until round");
  free(text);
  pl_comparison_free(d.comparison);
  compare(&d, 0, "withhold", "worm");
  text = told(&d, 0);
  assert_hides(text, "until round");
  free(text);
  close_desk(&d);
}

static void what_changes_nothing_says_so(void **state) {
  (void)state;
  desk d;
  open_desk(&d, &keep);
  compare(&d, 0, "posture", "none");
  char *text = told(&d, 0);
  assert_says(text, "It would have made no difference at all.");
  assert_hides(text, "What is different");
  assert_hides(text, "Where the two exercises part");
  free(text);
  close_desk(&d);
}

static void a_seat_hears_of_itself(void **state) {
  (void)state;
  desk d;
  open_desk(&d, &keep);
  compare(&d, 0, "share", "worm=all");
  pl_tale tale = {0};
  pl_voice voice = *pl_narrator_voice(d.narrator);
  voice.seat = 0;
  pl_tell_comparison(&voice, &d.what_if, d.comparison, PL_ACCOUNT_OWN, &tale);
  char *text = text_of_tale(&tale);
  assert_says(text, "its finding on worm goes to all other states");
  assert_says(text, "\n  s0 ");
  assert_hides(text, "\n  s1 ");
  assert_hides(text, "Where the two exercises part");
  free(text);
  pl_tale_clear(&tale);
  text = told(&d, PL_ACCOUNT_ALL_STATES);
  for (int s = 0; s < STATES; s++) {
    char row[16];
    snprintf(row, sizeof row, "\n  s%d ", s);
    assert_says(text, row);
  }
  free(text);
  close_desk(&d);
}

/* The first two rounds, with this decision of s0's in the first. */
static pl_session *played_in_part(const pl_decision *first) {
  pl_error error = {0};
  pl_session *session = text_session(&room, 1);
  for (int s = 0; s < STATES; s++) pl_session_set_person(session, s, true);
  for (int r = 0; r < ROUNDS - 1; r++) {
    assert_int_equal(pl_session_open_round(session, &error), PL_OK);
    if (!r) assert_int_equal(pl_session_decide(session, first, PL_AUTHOR_PERSON, &error), PL_OK);
    assert_int_equal(pl_session_resolve_round(session, &error), PL_OK);
  }
  return session;
}

static char *heard(pl_session *session, const pl_what_if *what_if) {
  pl_error error = {0};
  pl_tale tale = {0};
  const pl_game_options options = {.seat = 0};
  pl_game *game = pl_game_new(session, NULL, &options, &error);
  assert_non_null(game);
  assert_int_equal(pl_game_open_round(game, &error), PL_OK);
  if (pl_game_tell_what_if(game, what_if, &tale, &error) != PL_OK) fail_msg("%s", error.text);
  char *text = text_of_tale(&tale);
  pl_tale_clear(&tale);
  pl_game_free(game);
  return text;
}

static const char told_later[] = "What it meant for others, and in all, is told after the last round.";

/* Two dozen organisations of others are spared, and nothing of that is in its own briefs. */
static void in_the_middle_a_seat_hears_what_it_would_know(void **state) {
  (void)state;
  pl_error error = {0};
  pl_session *session = played_in_part(&keep), *otherwise = played_in_part(&share);
  const pl_turn turn = {.kind = PL_TURN_DECIDE, .decision = share};
  const pl_what_if what_if = {.round = 0, .turn = &turn, .turn_count = 1};
  assert_true(hits_of(session, 1) > hits_of(otherwise, 1));
  char *text = heard(session, &what_if);
  assert_says(text, told_later);
  assert_says(text, "people might have acted differently");
  assert_says(text, "More trust in you: ");
  static const char *const secrets[] = {"would have been hit", "fewer", "Where the two", "\n  s1 ", "at the same time"};
  for (size_t i = 0; i < sizeof secrets / sizeof *secrets; i++) assert_hides(text, secrets[i]);
  free(text);

  pl_own_account own;
  pl_brief_room briefs = {.memory = NULL};
  pl_course *course = pl_course_new(session, NULL, 1, &error);
  assert_non_null(course);
  assert_int_equal(pl_own_account_make(course, &what_if, 0, &own, &error), PL_OK);
  assert_int_equal(pl_brief_build(pl_session_world(otherwise), pl_session_events(otherwise), 0, PL_BRIEF_ALL, &briefs,
                                  &error), PL_OK);
  assert_int_equal(own.rounds, ROUNDS - 1);
  assert_int_equal(own.otherwise.loss, briefs.brief.loss);
  assert_int_equal(own.otherwise.found, briefs.brief.contained);
  assert_int_equal(own.otherwise.confidence, briefs.brief.confidence);
  for (int s = 1; s < STATES; s++) assert_int_equal(own.otherwise.trust[s], briefs.brief.others[s].trust_in_me);
  pl_brief_room_clear(&briefs);
  pl_course_free(course);
  pl_session_free(otherwise);
  pl_session_free(session);
}

/* Even that nothing happened otherwise is told in the same words as that nothing can be known of it. */
static void a_null_change_tells_no_more(void **state) {
  (void)state;
  pl_session *session = played_in_part(&keep);
  const pl_turn turn = {.kind = PL_TURN_DECIDE, .decision = keep};
  const pl_what_if what_if = {.round = 0, .turn = &turn, .turn_count = 1};
  char *text = heard(session, &what_if);
  assert_says(text, "You would know of no difference so far.");
  assert_says(text, told_later);
  assert_hides(text, "made no difference");
  free(text);
  pl_session_free(session);
}

/* ---- reading ---- */

static void turns_are_read(void **state) {
  (void)state;
  static const struct {
    const char *word, *value;
    pl_status status;
    pl_turn_kind kind;
    const char *says; /* the error */
  } rows[] = {
      {"share", "worm=s1+s2", PL_OK, PL_TURN_ITEM, NULL},
      {"share", "worm", PL_USAGE, PL_TURN_ITEM, "ITEM=AUDIENCE"},
      {"share", "worm=", PL_USAGE, PL_TURN_ITEM, "ITEM=AUDIENCE"},
      {"share", "=all", PL_USAGE, PL_TURN_ITEM, "names no item"},
      {"share", "worm=moon", PL_BAD_INPUT, PL_TURN_ITEM, "moon"},
      {"withhold", "worm@s2", PL_OK, PL_TURN_ITEM, NULL},
      {"withhold", "worm@s9", PL_BAD_INPUT, PL_TURN_ITEM, "unknown state"},
      {"withhold", "wrom", PL_BAD_INPUT, PL_TURN_ITEM, "worm"},
      {"posture", "none", PL_OK, PL_TURN_DECIDE, NULL},
      {"without", "posture", PL_OK, PL_TURN_TAKE_BACK, NULL},
      {"without", "strike=gang0", PL_OK, PL_TURN_TAKE_BACK, NULL},
      {"without", "strike=gnag0", PL_BAD_INPUT, PL_TURN_TAKE_BACK, "unknown adversary"},
      {"without", "share=worm", PL_OK, PL_TURN_TAKE_BACK, NULL},
      {"without", "buy=worm", PL_USAGE, PL_TURN_TAKE_BACK, "aimed at nothing"},
      {"without", "postur", PL_BAD_INPUT, PL_TURN_TAKE_BACK, "posture"},
      {"without", "", PL_USAGE, PL_TURN_TAKE_BACK, "names no action"},
      {"decision", "{\"seat\": \"s0\", \"action\": \"buy\"}", PL_OK, PL_TURN_DECIDE, NULL},
      {"decision", "{\"seat\": \"s1\", \"action\": \"buy\"}", PL_USAGE, PL_TURN_DECIDE, "s1"},
      {"decision", "buy", PL_BAD_INPUT, PL_TURN_DECIDE, ""},
      {"sing", "worm", PL_USAGE, PL_TURN_DECIDE, "nothing that can be otherwise"},
  };
  pl_session *session = played(&keep);
  for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
    pl_error error = {0};
    pl_turn turn;
    const pl_status status = pl_turn_read(session, 0, rows[i].word, rows[i].value, &turn, &error);
    if (status != rows[i].status) fail_msg("%s %s: %d, %s", rows[i].word, rows[i].value, (int)status, error.text);
    if (status == PL_OK) assert_int_equal(turn.kind, rows[i].kind);
    else assert_says(error.text, rows[i].says);
  }
  pl_turn turn;
  pl_error error = {0};
  assert_int_equal(pl_turn_read(session, 0, "withhold", "worm@s2", &turn, &error), PL_OK);
  assert_int_equal(turn.decision.seat, 2);
  assert_true(pl_set_is_empty(&turn.decision.audience.states) && !turn.decision.audience.words);
  pl_session_free(session);
}

/* An incident that began on a hook's word is found by its name alone. */
static void a_late_incident_is_found(void **state) {
  (void)state;
  room.incident[0].round = 1;
  pl_session *session = played(&keep);
  pl_turn turn;
  pl_error error = {0};
  room.incident[0].round = -1; /* what the scenario would say of it then */
  assert_int_equal(pl_turn_read(session, 0, "withhold", "worm", &turn, &error), PL_OK);
  assert_int_equal(turn.decision.iid, pl_iid_declared(&room.scenario, 0, 1));
  pl_session_free(session);
}

/* ---- typed in play ---- */

static void it_can_be_typed(void **state) {
  (void)state;
  static const struct {
    const char *line;
    int round;
    pl_turn_kind kind;
    const char *refusal;
  } rows[] = {
      {"whatif 1 posture none", 0, PL_TURN_DECIDE, NULL},
      {"whatif 2 share worm=all", 1, PL_TURN_ITEM, NULL},
      {"whatif 2 share worm s1 s2", 1, PL_TURN_ITEM, NULL},
      {"what-if 2 withhold worm", 1, PL_TURN_ITEM, NULL},
      {"whatif 3 without posture", 2, PL_TURN_TAKE_BACK, NULL},
      {"whatif 3 buy", 2, PL_TURN_DECIDE, NULL},
      {"whatif", 0, PL_TURN_DECIDE, "Say in which round"},
      {"whatif 9 buy", 0, PL_TURN_DECIDE, "there are 1 to 3"},
      {"whatif 2", 1, PL_TURN_DECIDE, NULL}, /* lists what there is to choose from */
      {"whatif 2 s0 withhold worm", 1, PL_TURN_ITEM, NULL},
      {"whatif 2 s1 withhold worm", 1, PL_TURN_ITEM, "what somebody else decided; here it is about s0"},
      {"whatif 2 without share=worm@s1", 1, PL_TURN_ITEM, "what somebody else decided"},
      {"whatif 2 1", 1, PL_TURN_ITEM, NULL}, /* the first of those listed */
      {"whatif 2 50", 1, PL_TURN_ITEM, "There is no number 50"},
      {"whatif 2 without", 0, PL_TURN_DECIDE, "Say in which round"},
  };
  const pl_game_options options = {.seat = 0};
  pl_error error = {0};
  pl_session *session = played(&keep);
  pl_game *game = pl_game_new(session, NULL, &options, &error);
  assert_non_null(game);
  for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
    static pl_command command;
    error = (pl_error){0};
    const pl_status status = pl_command_read(game, rows[i].line, &command, &error);
    assert_int_equal(command.verb, PL_VERB_WHATIF);
    if (rows[i].refusal) {
      assert_int_equal(status, PL_BAD_INPUT);
      assert_says(error.text, rows[i].refusal);
      continue;
    }
    if (status != PL_OK) fail_msg("%s: %s", rows[i].line, error.text);
    assert_int_equal(command.round, rows[i].round);
    assert_int_equal(command.turn[0].kind, rows[i].kind);
  }
  pl_game_free(game);
  pl_session_free(session);
}

/* ---- the debrief ---- */

static void a_question_is_answered(void **state) {
  (void)state;
  static const pl_debrief_spec questions[] = {
      {.text = {{"why", "why"}}, .seat = PL_NONE, .about = PL_NONE},
      {.text = {{"all", "all"}}, .has_what_if = true, .round = 0, .seat = 0, .about = PL_NONE,
       .share = {.words = PL_AUDIENCE_ALL}},
      {.text = {{"worm", "worm"}}, .has_what_if = true, .round = 0, .seat = 0, .about = 0, .is_withhold = true},
      {.text = {{"order", "order"}}, .has_what_if = true, .round = 0, .seat = 0, .about = PL_NONE, .is_without = true,
       .without = PL_ACTION_LEAVE},
      {.text = {{"late", "late"}}, .has_what_if = true, .round = ROUNDS, .seat = 0, .about = PL_NONE},
  };
  room.scenario.debrief = questions;
  room.scenario.debrief_count = sizeof questions / sizeof questions[0];
  pl_session *session = played(&keep);
  pl_turn turn;
  pl_what_if what_if;
  assert_false(pl_debrief_what_if(session, 0, &turn, &what_if));
  assert_true(pl_debrief_what_if(session, 1, &turn, &what_if));
  assert_int_equal(turn.kind, PL_TURN_DECIDE);
  assert_true(pl_debrief_what_if(session, 2, &turn, &what_if));
  assert_int_equal(turn.kind, PL_TURN_ITEM);
  assert_int_equal(turn.decision.iid, pl_iid_declared(&room.scenario, 0, 0));
  assert_true(pl_debrief_what_if(session, 3, &turn, &what_if));
  assert_int_equal(turn.kind, PL_TURN_TAKE_BACK);
  assert_int_equal(turn.decision.action, PL_ACTION_LEAVE);
  assert_false(pl_debrief_what_if(session, 4, &turn, &what_if));

  const pl_game_options options = {.seat = 0};
  pl_error error = {0};
  pl_tale tale = {0};
  pl_game *game = pl_game_new(session, NULL, &options, &error);
  assert_non_null(game);
  assert_int_equal(pl_game_tell(game, PL_TOPIC_DEBRIEF, &tale, &error), PL_OK);
  char *text = text_of_tale(&tale);
  assert_says(text, "fewer would have been hit.");
  assert_says(text, "It would have made no difference at all."); /* it was withheld anyway */
  assert_says(text, "You decided no such leave in round 1");
  assert_says(text, "people might have acted differently");
  free(text);
  pl_tale_clear(&tale);
  pl_game_free(game);
  pl_session_free(session);
}

/* ---- many exercises, made up ---- */

static void curves_are_drawn_to_scale(void **state) {
  (void)state;
  static const int32_t curve[] = {0, 0, 1, 0, 7, 3, 14, 2};
  pl_buffer out = {0};
  pl_put_curve(&out, curve, 8, 4, 14);
  assert_string_equal(pl_buffer_text(&out), "▁▂▅█");
  pl_buffer_clear(&out);
  pl_put_curve(&out, curve, 8, 2, 0);
  assert_string_equal(pl_buffer_text(&out), "▁▁");
  pl_buffer_clear(&out);
}

static void luck_is_a_percentile(void **state) {
  (void)state;
  const pl_fan fan = {.runs = 200, .unluckier = 150, .as_lucky = 20};
  assert_int_equal(pl_fan_luck(&fan), 800);
  assert_string_equal(pl_luck_word(1000), "very lucky");
  assert_string_equal(pl_luck_word(800), "rather lucky");
  assert_string_equal(pl_luck_word(750), "rather lucky");
  assert_string_equal(pl_luck_word(749), "neither lucky nor unlucky");
  assert_string_equal(pl_luck_word(250), "rather unlucky");
  assert_string_equal(pl_luck_word(50), "very unlucky");
  assert_string_equal(pl_luck_word(0), "very unlucky");
}

static const pl_spread fewer = {.mean = 9250, .error = 760, .p5 = -2, .p25 = 3, .median = 9, .p75 = 12, .p95 = 20,
                                .least = -4, .most = 31};

/* As played less otherwise is computed, otherwise less as played is told. */
static void pairs_are_told_the_same_way_round(void **state) {
  (void)state;
  desk d;
  pl_tale tale = {0};
  int32_t flat[PL_TICKS_PER_ROUND] = {0};
  pl_spread by_state[STATES] = {fewer};
  const pl_band band = {flat, flat, flat};
  const pl_pairs pairs = {.runs = 40, .state_count = STATES, .ticks = PL_TICKS_PER_ROUND, .played = band,
                          .otherwise = band, .hit_fewer = fewer, .state_fewer = by_state, .state_less = by_state,
                          .lapsed = 3};
  open_desk(&d, &keep);
  pl_tell_pairs(pl_narrator_voice(d.narrator), &d.what_if, &pairs, 0, &tale);
  char *text = text_of_tale(&tale);
  assert_says(text, "40 pairs of exercises");
  assert_says(text, "In at least 9 of 10 pairs the difference was between −20 and +2 organisations; on average it was "
                    "−9.3, with a standard error of 0.8.");
  assert_says(text, "In 3 of the 40 other exercises");
  assert_says(text, "\n  s0 ");
  assert_hides(text, "\n  s1 ");
  free(text);
  pl_tale_clear(&tale);
  pl_pairs one = pairs; /* of which nothing is known that could be called an error */
  pl_buffer sentence = {0};
  one.runs = 1;
  pl_put_pairs(&sentence, pl_narrator_voice(d.narrator), &one);
  assert_says(pl_buffer_text(&sentence), "In this one pair the difference was ");
  assert_hides(pl_buffer_text(&sentence), "standard error");
  pl_buffer_clear(&sentence);
  close_desk(&d);
}

static void a_ledger_adds_up_in_words(void **state) {
  (void)state;
  desk d;
  pl_tale tale = {0};
  open_desk(&d, &keep);
  pl_ledger_item items[] = {
      {.iid = pl_iid_declared(&room.scenario, 0, 0), .originator = 0, .was_shared = true, .spared = 12, .share = 8500,
       .share_error = 300, .sent = pl_set_first(2)},
      {.iid = pl_iid_declared(&room.scenario, 0, 0), .originator = 1, .was_shared = true, .spared = -1, .share = -500,
       .sent = pl_set_first(1)},
      {.iid = pl_iid_declared(&room.scenario, 0, 0), .originator = 2, .spared = 5}};
  pl_ledger_incident incident = {.iid = items[0].iid, .sharers = 2, .spared = 8, .split = PL_SPLIT_SAMPLED};
  pl_ledger_state states[STATES] = {{.gave = 1, .spared_others = 8500}};
  const pl_ledger ledger = {.state_count = STATES, .item = items, .item_count = 3, .incident = &incident,
                            .incident_count = 1, .state = states, .split = 8, .total = 10, .together = 2,
                            .replays = 77};
  pl_tell_ledger(pl_narrator_voice(d.narrator), &ledger, 0, &tale);
  char *text = text_of_tale(&tale);
  assert_says(text, "All that was shared spared 10 organisations");
  assert_says(text, "the difference of 2");
  assert_says(text, "without it 12 organisations more would have been hit. Its fair share: 8.5, with a standard error "
                    "of 0.3.");
  assert_says(text, "without it 1 organisation fewer would have been hit. Its fair share: −0.5.");
  assert_says(text, "with all others it would have spared 5 organisations.");
  assert_says(text, "by 2 states (split by sampled orders)");
  assert_true(strstr(text, "8.5, with") < strstr(text, "1 organisation fewer"));
  free(text);
  pl_tale_clear(&tale);
  close_desk(&d);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup(the_difference_is_that_of_two_games, set_up),
      cmocka_unit_test_setup(how_long_it_holds, set_up),
      cmocka_unit_test_setup(what_changes_nothing_says_so, set_up),
      cmocka_unit_test_setup(a_seat_hears_of_itself, set_up),
      cmocka_unit_test_setup(in_the_middle_a_seat_hears_what_it_would_know, set_up),
      cmocka_unit_test_setup(a_null_change_tells_no_more, set_up),
      cmocka_unit_test_setup(turns_are_read, set_up),
      cmocka_unit_test_setup(a_late_incident_is_found, set_up),
      cmocka_unit_test_setup(it_can_be_typed, set_up),
      cmocka_unit_test_setup(a_question_is_answered, set_up),
      cmocka_unit_test(curves_are_drawn_to_scale),
      cmocka_unit_test(luck_is_a_percentile),
      cmocka_unit_test_setup(pairs_are_told_the_same_way_round, set_up),
      cmocka_unit_test_setup(a_ledger_adds_up_in_words, set_up),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
