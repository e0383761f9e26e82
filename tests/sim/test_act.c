/* Control's acts in a world: injects fired, skipped, delayed and reworded; rulings, their odds and their effects. */
#include "story_support.h"

#include "fault.h"

#include <polder/act.h>

/* 0 "ask" to s1, fired by nobody, with two options; 1 "next" follows it at once; 2 "later" to s2 in round 2, from 0. */
static story_room *begin(void) {
  static const pl_effect grief = {.kind = PL_EFFECT_CONFIDENCE, .subject = PL_NONE, .other = PL_NONE,
                                  .incident = PL_NONE, .amount = -3000};
  story_room *room = story_room_new();
  story_inject(room, "ask", 1, -1)->text = (pl_text){{"Do you help?", "Helpt u?"}};
  story_option(room, "yes", false)->effects = (pl_effect_list){&grief, 1};
  story_option(room, "no", true);
  story_inject(room, "next", 1, -1)->after = 0;
  story_inject(room, "later", 2, 2)->text = (pl_text){{"Later", NULL}};
  room->variable[0] = (pl_variable_spec){.name = "alarm", .kind = PL_VARIABLE_BOOLEAN};
  room->variable[1] = (pl_variable_spec){.name = "mood", .kind = PL_VARIABLE_TEXT, .text = "calm"};
  room->base.scenario.variable_count = 2;
  story_begin(room, false);
  return room;
}

static pl_act inject_act(pl_act_kind kind, int inject) {
  return (pl_act){.kind = kind, .inject = (uint16_t)inject, .seat = PL_NONE, .message = -1};
}

static pl_status try_act(story_room *room, pl_act act, pl_error *error) {
  *error = (pl_error){.status = PL_OK};
  return pl_world_check_act(room->world, &act, error);
}

static int act(story_room *room, pl_act act) {
  pl_error error;
  int outcome = -1;
  if (try_act(room, act, &error) != PL_OK) fail_msg("%s", error.text);
  if (pl_world_act(room->world, &act, &outcome, &error) != PL_OK) fail_msg("%s", error.text);
  return outcome;
}

static void refuse(story_room *room, pl_act act, const char *reason) {
  pl_error error;
  const uint64_t before = pl_world_digest(room->world);
  assert_int_equal(try_act(room, act, &error), PL_BAD_INPUT);
  if (!strstr(error.text, reason)) fail_msg("\"%s\" does not say \"%s\"", error.text, reason);
  assert_int_equal(pl_world_act(room->world, &act, NULL, &error), PL_OK); /* and does nothing */
  assert_true(before == pl_world_digest(room->world));
}

/* ---- injects ---- */

static void test_fired_it_is_answered_in_the_same_round(void **state) {
  (void)state;
  story_room *room = begin();
  story_open(room);
  assert_false(pl_world_may_answer(room->world, 0, 1));
  act(room, inject_act(PL_ACT_FIRE, 0));
  assert_true(pl_world_may_answer(room->world, 0, 1));
  assert_int_equal(story_fired(room, 0), 0);
  assert_int_equal(story_fired(room, 1), 0); /* what follows without delay comes along */
  const pl_decision yes = story_answer(1, 0, 0);
  const pl_q16 before = room->world->state[1].confidence;
  story_resolve(room, &yes, 1);
  assert_non_null(story_event(room, PL_EVENT_ANSWER, 0));
  assert_true(room->world->state[1].confidence < before);
  story_open(room);
  refuse(room, inject_act(PL_ACT_FIRE, 0), "has come in round 1");
  refuse(room, inject_act(PL_ACT_REWORD, 0), "has come in round 1");
  story_end(room);
}

static const pl_condition shaken = {.kind = PL_WHEN_CONFIDENCE, .state = 3, .at_least = INT64_MIN, .at_most = 1000};

/* A condition that came true meanwhile is not what was fired. */
static void test_what_waits_for_the_opening_keeps_waiting(void **state) {
  (void)state;
  story_room *room = begin();
  room->inject[2] = (pl_inject_spec){.id = "later", .to = room->seats[2], .to_count = 1, .label = -1, .round = -1,
                                     .after = PL_NONE, .after_option = PL_NONE, .when = &shaken};
  story_open(room);
  room->world->state[3].confidence = 500;
  act(room, inject_act(PL_ACT_FIRE, 0));
  assert_int_equal(story_fired(room, 2), -1);
  story_end(room);
}

static void test_skipped_it_does_not_come(void **state) {
  (void)state;
  story_room *room = begin();
  const pl_effect call = story_effect(PL_EFFECT_FIRE, PL_NONE, 2, 0);
  const pl_state_set nobody = {{0}};
  story_open(room);
  act(room, inject_act(PL_ACT_SKIP, 2));
  assert_true(pl_world_is_held(room->world, 2));
  refuse(room, inject_act(PL_ACT_SKIP, 2), "skipped already");
  pl_story_apply(room->world, &call, 1, &nobody); /* nor for what the scenario does */
  story_resolve(room, NULL, 0);
  story_round(room);
  story_round(room);
  story_open(room);
  assert_int_equal(story_fired(room, 2), -1);
  act(room, inject_act(PL_ACT_FIRE, 2)); /* only when it is fired */
  assert_int_equal(story_fired(room, 2), 3);
  story_end(room);
}

static void test_skipped_it_is_followed_by_nothing(void **state) {
  (void)state;
  story_room *room = begin();
  story_open(room);
  act(room, inject_act(PL_ACT_SKIP, 1));
  act(room, inject_act(PL_ACT_FIRE, 0));
  assert_int_equal(story_fired(room, 1), -1);
  story_end(room);
}

static void test_delayed_it_comes_then_and_not_before(void **state) {
  (void)state;
  story_room *room = begin();
  pl_act delay = inject_act(PL_ACT_DELAY, 2);
  story_open(room);
  delay.round = 0;
  refuse(room, delay, "to the rounds 2 to 4");
  delay.round = 4;
  refuse(room, delay, "to the rounds 2 to 4");
  delay.round = 3;
  act(room, delay);
  story_resolve(room, NULL, 0);
  story_round(room);
  story_round(room);
  assert_int_equal(story_fired(room, 2), -1); /* round 3 was its own */
  story_open(room);
  assert_int_equal(story_fired(room, 2), 3);
  delay.inject = 0;
  refuse(room, delay, "last round");
  story_end(room);
}

static void test_reworded_it_says_so(void **state) {
  (void)state;
  story_room *room = begin();
  char words[] = "Would you help?";
  pl_act reword = inject_act(PL_ACT_REWORD, 0);
  story_open(room);
  refuse(room, reword, "empty");
  reword.text = words;
  act(room, reword);
  words[0] = 'C';
  const uint64_t before = pl_world_digest(room->world);
  act(room, reword); /* the last counts, and no digest knows of it */
  assert_true(before == pl_world_digest(room->world));
  assert_string_equal(pl_world_inject_text(room->world, 0), "Could you help?");
  assert_null(pl_world_inject_text(room->world, 2));
  act(room, inject_act(PL_ACT_FIRE, 0));
  const pl_event *event = story_event(room, PL_EVENT_INJECT, 0);
  pl_text text = pl_event_inject_text(&room->base.scenario, &room->log, event);
  assert_string_equal(pl_text_in(&text, PL_DUTCH), "Could you help?");
  text = pl_event_inject_text(&room->base.scenario, NULL, event);
  assert_string_equal(pl_text_in(&text, PL_DUTCH), "Helpt u?");
  pl_world *copy = pl_world_copy(room->world);
  assert_non_null(copy);
  assert_string_equal(pl_world_inject_text(copy, 0), "Could you help?");
  pl_world_free(copy);
  story_end(room);
}

/* ---- rulings ---- */

static pl_act ruling(int seat, const pl_effect *effects, int count) {
  return (pl_act){.kind = PL_ACT_RULE, .inject = PL_NONE, .seat = (uint16_t)seat, .message = -1, .outcome_count = 1,
                  .text = "switch it off",
                  .outcome = {{.odds = PL_ONE, .text = "It works", .effects = {effects, (uint16_t)count}}}};
}

static void test_a_ruling_takes_effect_at_once_and_is_told(void **state) {
  (void)state;
  story_room *room = begin();
  const pl_effect effects[] = {story_effect(PL_EFFECT_CONFIDENCE, PL_NONE, 0, -2000),
                               story_effect(PL_EFFECT_STANDING, 3, 0, -1000),
                               story_effect(PL_EFFECT_BUDGET, PL_NONE, 0, 7000),
                               story_effect(PL_EFFECT_FIRE, PL_NONE, 0, 0)};
  story_open(room);
  const pl_q16 confidence = room->world->state[1].confidence, standing = room->world->state[3].standing;
  assert_int_equal(act(room, ruling(1, effects, 4)), 0);
  assert_int_equal(room->world->state[1].confidence, confidence - 2000);
  assert_int_equal(room->world->state[3].standing, standing - 1000);
  assert_int_equal(room->world->state[1].bonus, 0); /* money is for the next round */
  assert_int_equal(story_fired(room, 0), -1);
  const pl_event *event = story_event(room, PL_EVENT_RULING, 0);
  assert_int_equal(event->state, 1);
  assert_true(pl_set_has(&event->seen_by, 1) && pl_set_count(&event->seen_by) == 1 && !event->is_public);
  assert_string_equal(pl_event_ruling(&room->log, event), "It works");
  assert_string_equal(pl_event_move(&room->log, event), "switch it off");
  story_resolve(room, NULL, 0);
  story_open(room);
  assert_int_equal(story_fired(room, 0), 1);
  assert_int_equal(room->world->state[1].bonus, 7000);
  story_end(room);
}

/* Who was made a member did not decide to join. */
static void test_a_membership_by_ruling_is_no_decision(void **state) {
  (void)state;
  story_room *room = begin();
  const pl_effect join = story_effect(PL_EFFECT_JOIN, PL_NONE, 1, 0);
  const pl_decision too = {.seat = 3, .action = PL_ACTION_JOIN, .target = 1};
  story_open(room);
  act(room, ruling(3, &join, 1));
  assert_true(pl_set_has(&room->world->forum[1].members, 3));
  story_resolve(room, &too, 1);
  assert_int_equal(pl_world_times_done(room->world, 3, PL_ACTION_JOIN), 0);
  story_end(room);
}

/* Four outcomes with odds 10, 20, 30, 40 %: over 4 · 64 · 8 draws each comes about as often as it should. */
static void test_odds(void **state) {
  (void)state;
  static const pl_q16 odds[4] = {6554, 13107, 19661, 26214};
  int times[4] = {0};
  enum { SEEDS = 32 };
  for (int seed = 0; seed < SEEDS; seed++) {
    story_room *room = begin();
    pl_act move = ruling(0, NULL, 0);
    room->world->seed = (uint64_t)seed;
    move.outcome_count = 4;
    for (int i = 0; i < 4; i++) move.outcome[i] = (pl_act_outcome){.odds = odds[i], .text = "so"};
    for (int r = 0; r < 4; r++) {
      story_open(room);
      for (move.number = 0; move.number < PL_ROUND_RULINGS; move.number++) times[act(room, move)]++;
      story_resolve(room, NULL, 0);
    }
    story_end(room);
  }
  const int draws = SEEDS * 4 * PL_ROUND_RULINGS;
  for (int i = 0; i < 4; i++)
    assert_in_range(times[i], draws * (odds[i] - 1000) / PL_ONE, draws * (odds[i] + 1000) / PL_ONE);
}

/* The same number in the same round falls the same way, whatever else happened. */
static void test_a_draw_depends_on_nothing_else(void **state) {
  (void)state;
  story_room *rooms[2] = {begin(), begin()};
  pl_act move = ruling(0, NULL, 0);
  move.outcome_count = 2;
  move.outcome[0].odds = PL_ONE / 2;
  move.outcome[1] = (pl_act_outcome){.odds = PL_ONE / 2, .text = "It fails"};
  story_open(rooms[0]);
  story_open(rooms[1]);
  act(rooms[1], inject_act(PL_ACT_FIRE, 0));
  for (move.number = 0; move.number < 32; move.number++) {
    rooms[1]->world->state[2].confidence /= 2;
    move.seat = 0;
    const int outcome = act(rooms[0], move);
    move.seat = 3;
    assert_int_equal(outcome, act(rooms[1], move));
  }
  story_end(rooms[0]);
  story_end(rooms[1]);
}

static void test_what_no_ruling_may_say(void **state) {
  (void)state;
  story_room *room = begin();
  pl_effect e = story_effect(PL_EFFECT_CONFIDENCE, PL_NONE, PL_NONE, 10);
  static char long_text[PL_ACT_TEXT_BYTES + 2];
  memset(long_text, 'x', sizeof long_text - 1);
  story_open(room);
  pl_act move = ruling(9, &e, 1);
  refuse(room, move, "no seat 9");
  move = ruling(1, &e, 1);
  move.number = PL_ROUND_RULINGS;
  refuse(room, move, "64 moves");
  move = ruling(1, &e, 1);
  move.outcome_count = 0;
  refuse(room, move, "one to 4 outcomes");
  move = ruling(1, &e, 1);
  move.outcome[0].odds = PL_ONE - 1;
  refuse(room, move, "add up to 100%");
  move.outcome[0].odds = 0;
  refuse(room, move, "more than none");
  move = ruling(1, &e, 1);
  move.outcome[0].text = "";
  refuse(room, move, "text of an outcome is empty");
  move.outcome[0].text = long_text;
  refuse(room, move, "too long");
  refuse(room, ruling(1, &e, PL_ACT_EFFECTS + 1), "at most 8 effects");
  refuse(room, ruling(STORY_ROLE, &e, 1), "press is no state");
  const struct {
    pl_effect effect;
    const char *reason;
  } bad[] = {{story_effect((pl_effect_kind)77, 1, 0, 0), "no effect of kind 77"},
             {story_effect(PL_EFFECT_CONFIDENCE, STORY_ROLE, 0, 0), "names no state"},
             {story_effect(PL_EFFECT_CONFIDENCE, 1, 0, PL_ONE + 1), "-1000 to 1000"},
             {story_effect(PL_EFFECT_BUDGET, 1, 0, INT64_MIN), "-1000000 to 1000000"},
             {story_effect(PL_EFFECT_TRUST_IN, 1, 9, 0), "needs \"on\""},
             {story_effect(PL_EFFECT_JOIN, 1, 9, 0), "needs \"on\""},
             {story_effect(PL_EFFECT_TENSION, 1, 2, 0), "needs \"on\""},
             {story_effect(PL_EFFECT_FIRE, PL_NONE, 3, 0), "needs \"on\""},
             {story_effect(PL_EFFECT_KNOWLEDGE, 1, 0, 10), "\"incident\""},
             {story_effect(PL_EFFECT_SET, PL_NONE, 2, 1), "needs \"on\""},
             {story_effect(PL_EFFECT_SET, PL_NONE, 0, 2), "1 or 0"},
             {story_effect(PL_EFFECT_SET, PL_NONE, 1, 2), "holds a text"}};
  for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) refuse(room, ruling(1, &bad[i].effect, 1), bad[i].reason);
  const pl_effect named = story_effect(PL_EFFECT_CONFIDENCE, 2, 0, 10);
  act(room, ruling(STORY_ROLE, &named, 1)); /* a role's move that does something to a state */
  story_end(room);
}

static void test_out_of_turn(void **state) {
  (void)state;
  story_room *room = begin();
  pl_error error;
  pl_act fire = inject_act(PL_ACT_FIRE, 0);
  assert_int_equal(try_act(room, fire, &error), PL_BAD_INPUT);
  assert_int_equal(pl_world_act(room->world, &fire, NULL, &error), PL_BUG);
  story_open(room);
  refuse(room, inject_act(PL_ACT_FIRE, 3), "no inject 3");
  refuse(room, inject_act(PL_ACT_KINDS, 0), "no act");
  story_end(room);
}

/* ---- what is kept ---- */

static void test_a_checkpoint_holds_all_of_it(void **state) {
  (void)state;
  story_room *room = begin();
  pl_error error;
  pl_act reword = inject_act(PL_ACT_REWORD, 2), delay = inject_act(PL_ACT_DELAY, 2);
  reword.text = "Sooner";
  delay.round = 3;
  story_open(room);
  act(room, reword);
  act(room, delay);
  act(room, inject_act(PL_ACT_SKIP, 0));
  act(room, ruling(1, NULL, 0));
  story_resolve(room, NULL, 0);
  pl_buffer world = {0}, events = {0};
  pl_world_save(room->world, &world);
  pl_event_log_save(&room->log, 0, &events);
  pl_world *again = pl_world_load(&room->base.scenario, room->map, NULL, 7, world.bytes, world.length, &error);
  if (!again) fail_msg("%s", error.text);
  assert_string_equal(pl_world_inject_text(again, 2), "Sooner");
  assert_true(pl_world_is_held(again, 0) && pl_world_is_held(again, 2));
  pl_event_log log = {0};
  if (pl_event_log_load(&log, again, events.bytes, events.length, &error) != PL_OK) fail_msg("%s", error.text);
  size_t i = 0;
  while (i < log.count && log.event[i].kind != PL_EVENT_RULING) i++;
  assert_true(i < log.count);
  assert_string_equal(pl_event_ruling(&log, &log.event[i]), "It works");
  assert_string_equal(pl_event_move(&log, &log.event[i]), "switch it off");
  pl_event_log_clear(&log);
  pl_world_record(again, &log);
  for (int r = 1; r < 4; r++) {
    story_round(room);
    assert_int_equal(pl_world_open_round(again, &error), PL_OK);
    assert_int_equal(pl_world_resolve(again, NULL, 0, &error), PL_OK);
    assert_true(pl_world_digest(again) == pl_world_digest(room->world));
  }
  for (i = 0; i < log.count && log.event[i].kind != PL_EVENT_INJECT; i++) continue;
  assert_true(i < log.count);
  const pl_text text = pl_event_inject_text(&room->base.scenario, &log, &log.event[i]);
  assert_string_equal(pl_text_in(&text, PL_ENGLISH), "Sooner");
  pl_world_free(again);
  pl_event_log_clear(&log);
  pl_buffer_clear(&world);
  pl_buffer_clear(&events);
  story_end(room);
}

static void test_a_copy_is_one_piece(void **state) {
  (void)state;
  const pl_effect effects[] = {{.kind = PL_EFFECT_SET, .text = "tense"}, {.kind = PL_EFFECT_BUDGET, .amount = 5}};
  const pl_act original = ruling(1, effects, 2);
  for (long n = 0;; n++) {
    fault_after(n);
    pl_act *copy = pl_act_copy(&original);
    const bool reached = fault_stop();
    assert_true(reached == !copy);
    if (!copy) continue;
    assert_int_equal(n, 1);
    assert_string_equal(copy->text, original.text);
    assert_ptr_not_equal(copy->text, original.text);
    assert_string_equal(copy->outcome[0].effects.row[0].text, "tense");
    assert_int_equal(copy->outcome[0].effects.row[1].amount, 5);
    free(copy);
    break;
  }
}

static void test_without_memory(void **state) {
  (void)state;
  const pl_effect fire = story_effect(PL_EFFECT_FIRE, PL_NONE, 0, 0);
  pl_act acts[] = {inject_act(PL_ACT_FIRE, 0), inject_act(PL_ACT_REWORD, 2), ruling(1, &fire, 1)};
  acts[1].text = "Sooner";
  for (size_t i = 0; i < sizeof acts / sizeof acts[0]; i++)
    for (long n = 0;; n++) {
      story_room *room = begin();
      pl_error error;
      story_open(room);
      fault_after(n);
      const pl_status status = pl_world_act(room->world, &acts[i], NULL, &error);
      const bool reached = fault_stop();
      assert_int_equal(status, reached ? PL_NO_MEMORY : PL_OK);
      story_end(room);
      if (!reached) break;
    }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_fired_it_is_answered_in_the_same_round),
      cmocka_unit_test(test_what_waits_for_the_opening_keeps_waiting),
      cmocka_unit_test(test_skipped_it_does_not_come),
      cmocka_unit_test(test_skipped_it_is_followed_by_nothing),
      cmocka_unit_test(test_delayed_it_comes_then_and_not_before),
      cmocka_unit_test(test_reworded_it_says_so),
      cmocka_unit_test(test_a_ruling_takes_effect_at_once_and_is_told),
      cmocka_unit_test(test_a_membership_by_ruling_is_no_decision),
      cmocka_unit_test(test_odds),
      cmocka_unit_test(test_a_draw_depends_on_nothing_else),
      cmocka_unit_test(test_what_no_ruling_may_say),
      cmocka_unit_test(test_out_of_turn),
      cmocka_unit_test(test_a_checkpoint_holds_all_of_it),
      cmocka_unit_test(test_a_copy_is_one_piece),
      cmocka_unit_test(test_without_memory),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
