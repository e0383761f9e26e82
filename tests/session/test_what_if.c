/* What-ifs whose answers are known. The sums beside the engine's are done here anew, from the model's text (§2, §6). */
#include "small_world.h"

/* ---- luck and pressure, by hand ---- */

static uint64_t mix(uint64_t z) {
  z += UINT64_C(0x9E3779B97F4A7C15);
  z = (z ^ z >> 30) * UINT64_C(0xBF58476D1CE4E5B9);
  z = (z ^ z >> 27) * UINT64_C(0x94D049BB133111EB);
  return z ^ z >> 31;
}

/* An exponential draw of mean 65536, by 16 squarings of a logarithm. */
static int64_t exponential(uint64_t key) {
  const uint64_t x = (key >> 32) + 1;
  int n = 0;
  while (x >> (n + 1)) n++;
  uint64_t y = n < 32 ? x << (31 - n) : x >> 1;
  int64_t log2 = 0;
  for (int bit = 15; bit >= 0; bit--) {
    y = y * y >> 31;
    if (y >> 32) y >>= 1, log2 |= 1 << bit;
  }
  return ((INT64_C(32) << 16) - (log2 + ((int64_t)n << 16))) * 45426 >> 16;
}

static int64_t threshold(uint64_t seed, pl_iid iid, uint32_t organisation) {
  return exponential(mix(mix(mix(mix(seed ^ UINT64_C(6) << 56) ^ iid) ^ organisation)));
}

enum { LIFE = 56 }; /* of an incident */

/* When the customer is infected; −1: never. The supplier is under pressure for one round; from three ticks after its
 * infection on the customer is, as long as the incident lives, less so from the warning on (−1: there is none). */
static pl_tick expect_customer(uint64_t seed, pl_iid iid, pl_tick warned) {
  int64_t supplier = 0, customer = 0;
  pl_tick first = -1;
  for (pl_tick t = 0; t < PL_TICKS_PER_ROUND && first < 0; t++)
    if ((supplier += 5200) >= threshold(seed, iid, 0)) first = t;
  for (pl_tick t = first + 3; first >= 0 && t < LIFE; t++) {
    const int64_t susceptible = warned >= 0 && t >= warned ? 65536 - 58000 : 65536;
    if ((customer += 3000 * susceptible >> 16) >= threshold(seed, iid, 1)) return t;
  }
  return -1;
}

/* Every seed and every tick of the warning, and what comes of it, to the tick. */
static void a_warning_before_the_crossing_prevents_it(void **state) {
  (void)state;
  int prevented = 0, delayed = 0, too_late = 0, never = 0;
  for (uint64_t seed = 1; seed <= 40; seed++) {
    for (pl_tick told = 0; told < PL_TICKS_PER_ROUND; told += 3) {
      small_world w;
      small_init(&w, told);
      small_start(&w, seed);
      small_course(&w, SMALL_ROUNDS, NULL, 1);
      const pl_turn turn = small_item(&w, 2, 1u << 1);
      const pl_what_if what_if = {.turn = &turn, .turn_count = 1}, nothing = {.round = 0};
      const pl_tick was = expect_customer(seed, small_worm(&w), -1);
      const pl_tick is = expect_customer(seed, small_worm(&w), told + WARNING_TICKS);
      pl_session *silent = small_whole(&w, &nothing), *warned = small_whole(&w, &what_if);
      assert_int_equal(small_infected(silent, 1), was);
      assert_int_equal(small_infected(warned, 1), is);
      assert_int_equal(small_infected(silent, 0), small_infected(warned, 0));
      pl_comparison *c = small_compare(&w, &what_if);
      assert_int_equal(c->played.state[1].hit - c->otherwise.state[1].hit, (was >= 0) - (is >= 0));
      assert_int_equal(c->played.state[0].hit, c->otherwise.state[0].hit);
      assert_true(c->first.is_any); /* the warning itself */
      assert_int_equal(c->first.event.kind, PL_EVENT_SENT);
      assert_int_equal(c->first.event.tick, told);
      assert_false(c->first.was_played);
      assert_int_equal(c->first.event.state, 2);
      assert_int_equal(c->first.event.other, 1);
      assert_int_equal(c->first_hit.is_any, was != is);
      if (was != is) {
        assert_int_equal(c->first_hit.event.tick, was);
        assert_int_equal(c->first_hit.event.organisation, 1);
        assert_int_equal(c->first_hit.event.state, 1);
        assert_int_equal(c->first_hit.event.other, 0); /* from its supplier */
        assert_true(c->first_hit.was_played);
      }
      prevented += was >= 0 && is < 0;
      delayed += was >= 0 && is > was;
      too_late += was >= 0 && is == was;
      never += was < 0;
      pl_comparison_free(c);
      pl_session_free(silent);
      pl_session_free(warned);
      small_end(&w);
    }
  }
  assert_true(prevented > 20 && too_late > 20 && delayed > 0 && never > 20); /* all of it was there */
}

/* ---- the ways to decide it ---- */

/* A seed whose customer is infected within these ticks, and never if it is warned at once. */
static uint64_t find_seed(pl_tick earliest, pl_tick latest) {
  for (uint64_t seed = 1;; seed++) {
    small_world w;
    small_init(&w, 0);
    const pl_tick was = expect_customer(seed, small_worm(&w), -1);
    if (was >= earliest && was <= latest && expect_customer(seed, small_worm(&w), WARNING_TICKS) < 0)
      return seed;
  }
}

typedef struct answer { /* of the customer */
  int64_t played, otherwise;
} answer;

static answer ask(small_world *w, int round, const pl_turn *turn, size_t count) {
  const pl_what_if what_if = {.round = round, .turn = turn, .turn_count = count};
  pl_comparison *c = small_compare(w, &what_if);
  const answer a = {c->played.state[1].hit, c->otherwise.state[1].hit};
  pl_comparison_free(c);
  return a;
}

static void a_posture_does_what_the_item_does(void **state) {
  (void)state;
  small_world w;
  small_init(&w, 0);
  small_start(&w, find_seed(8, 27));
  small_course(&w, SMALL_ROUNDS, NULL, 1);
  const pl_turn turns[] = {{.kind = PL_TURN_DECIDE, .decision = small_posture(2, 1u << 1)},
                           small_item(&w, 2, 1u << 1)};
  for (int i = 0; i < 2; i++) {
    const answer a = ask(&w, 0, &turns[i], 1);
    assert_int_equal(a.played, 1);
    assert_int_equal(a.otherwise, 0);
  }
  small_end(&w);
}

/* Recorded: shared by posture. Otherwise: the item is withheld, the posture taken back, or another one decided. */
static void what_was_shared_can_be_kept(void **state) {
  (void)state;
  small_world w;
  small_init(&w, 0);
  small_start(&w, find_seed(8, 27));
  small_decide(&w, 0, small_posture(2, 1u << 1));
  small_course(&w, SMALL_ROUNDS, NULL, 1);
  const pl_turn withheld = small_item(&w, 2, 0), taken = {.kind = PL_TURN_TAKE_BACK, .decision = small_posture(2, 0)},
                other = {.kind = PL_TURN_DECIDE, .decision = small_posture(2, 1u << 0)};
  const pl_turn *const turns[] = {&withheld, &other};
  for (int i = 0; i < 2; i++) {
    const answer a = ask(&w, 0, turns[i], 1);
    assert_int_equal(a.played, 0);
    assert_int_equal(a.otherwise, 1);
  }
  pl_turn back = taken;
  back.decision.target = PL_NONE; /* whatever it was about */
  const answer a = ask(&w, 0, &back, 1);
  assert_int_equal(a.otherwise, 1);
  const pl_turn both[] = {{.kind = PL_TURN_DECIDE, .decision = small_posture(2, 1u << 1)}, back};
  assert_int_equal(ask(&w, 0, both, 2).otherwise, 0); /* taken back first, whatever the order */
  small_end(&w);
}

static void an_order_can_be_taken_back(void **state) {
  (void)state;
  small_world w;
  small_init(&w, 0);
  w.room.ordered[0] = small_posture(2, 1u << 1);
  w.room.order[0] = (pl_order_spec){.round = 0, .decisions = w.room.ordered, .decision_count = 1};
  w.room.scenario.order_count = 1;
  small_start(&w, find_seed(8, 27));
  small_course(&w, SMALL_ROUNDS, NULL, 1);
  const pl_turn turn = {.kind = PL_TURN_TAKE_BACK,
                        .decision = {.seat = 2, .action = PL_ACTION_POSTURE, .target = PL_NONE}};
  const answer a = ask(&w, 0, &turn, 1);
  assert_int_equal(a.played, 0);
  assert_int_equal(a.otherwise, 1);
  small_end(&w);
}

/* 0 is an incident like any other: no name for all of them. */
static void one_item_can_be_meant(void **state) {
  (void)state;
  small_world w;
  small_init(&w, 4);
  small_start(&w, find_seed(8, 27));
  const pl_iid worm = small_worm(&w);
  small_decide(&w, 1, (pl_decision){.seat = 2, .action = PL_ACTION_SHARE, .iid = worm, .audience = small_audience(2)});
  small_course(&w, SMALL_ROUNDS, NULL, 1);
  const pl_iid meant[] = {worm, PL_NO_INCIDENT, 0, worm + 1};
  assert_true(worm != 0);
  for (int i = 0; i < 4; i++) {
    const pl_turn turn = {.kind = PL_TURN_TAKE_BACK, .decision = {.seat = 2, .action = PL_ACTION_SHARE,
                                                                  .target = PL_NONE, .iid = meant[i]}};
    const pl_what_if what_if = {.round = 1, .turn = &turn, .turn_count = 1};
    pl_error error = {0};
    pl_comparison *c = pl_what_if_compare(w.course, &what_if, &error);
    assert_int_equal(c != NULL, i < 2);
    if (!c) assert_non_null(strstr(error.text, "s2 decided no such share"));
    pl_comparison_free(c);
  }
  small_end(&w);
}

/* One option costs the answering state a quarter of its standing at once, the other nothing. */
static void another_answer_has_its_effects(void **state) {
  (void)state;
  small_world w;
  small_init(&w, 0);
  support_inject(&w.room, 0, 1);
  const pl_effect shame = {.kind = PL_EFFECT_STANDING, .subject = PL_NONE, .amount = -PL_ONE / 4};
  w.room.option[0].effects = (pl_effect_list){.row = &shame, .count = 1};
  small_start(&w, 1);
  small_course(&w, SMALL_ROUNDS, NULL, 1);
  const pl_turn turn = {.kind = PL_TURN_DECIDE,
                        .decision = {.seat = 0, .action = PL_ACTION_ANSWER, .target = 0, .option = 0}};
  const pl_what_if what_if = {.round = 1, .turn = &turn, .turn_count = 1, .rounds = 1};
  pl_comparison *c = small_compare(&w, &what_if);
  /* Standing begins at a half, stays there, and goes a twentieth of the way back within the round. */
  assert_int_equal(c->played.state[0].standing, PL_ONE / 2);
  assert_int_equal(c->otherwise.state[0].standing, PL_ONE / 4 + PL_ONE / 4 / 20);
  assert_int_equal(c->first.event.kind, PL_EVENT_ANSWER);
  assert_int_equal(c->first.event.tick, PL_TICKS_PER_ROUND);
  pl_comparison_free(c);
  small_end(&w);
}

/* ---- how far it goes ---- */

static void it_is_played_as_far_as_asked(void **state) {
  (void)state;
  small_world w;
  small_init(&w, 0);
  const uint64_t seed = find_seed(30, 55); /* it happens in the second round */
  small_start(&w, seed);
  small_course(&w, SMALL_ROUNDS, NULL, 1);
  const pl_turn turn = small_item(&w, 2, 1u << 1);
  for (int rounds = 0; rounds <= SMALL_ROUNDS + 1; rounds++) {
    const pl_what_if what_if = {.turn = &turn, .turn_count = 1, .rounds = rounds};
    const int until = rounds && rounds < SMALL_ROUNDS ? rounds : SMALL_ROUNDS;
    pl_comparison *c = small_compare(&w, &what_if);
    assert_int_equal(c->played.ticks, until * PL_TICKS_PER_ROUND);
    assert_int_equal(c->otherwise.ticks, until * PL_TICKS_PER_ROUND);
    assert_int_equal(c->played.state[1].hit, until > 1);
    assert_int_equal(c->otherwise.state[1].hit, 0);
    assert_int_equal(c->played.digest, pl_session_digest(w.session, until - 1));
    const pl_tick crossed = expect_customer(seed, small_worm(&w), -1) + 2; /* after its latency */
    for (pl_tick t = 0; t < c->played.ticks; t++)
      assert_int_equal(c->played.curve[t] - c->otherwise.curve[t], t >= crossed);
    pl_comparison_free(c);
  }
  small_end(&w);
}

static void nothing_turned_is_nothing_changed(void **state) {
  (void)state;
  small_world w;
  small_init(&w, 4);
  small_start(&w, find_seed(8, 27));
  small_decide(&w, 0, small_posture(2, 1u << 0));
  small_course(&w, SMALL_ROUNDS, NULL, 1);
  const pl_turn same[] = {small_item(&w, 2, 1u << 0), {.kind = PL_TURN_DECIDE, .decision = small_posture(2, 1u << 0)}};
  for (int i = 0; i < 3; i++) { /* no turn at all, or one to what was anyway */
    const pl_what_if what_if = {.turn = i ? &same[i - 1] : NULL, .turn_count = i ? 1 : 0};
    pl_comparison *c = small_compare(&w, &what_if);
    assert_false(c->first.is_any);
    assert_false(c->first_hit.is_any);
    assert_int_equal(c->lapsed_count, 0);
    assert_int_equal(c->played.digest, c->otherwise.digest);
    assert_memory_equal(c->played.state, c->otherwise.state, 3 * sizeof *c->played.state);
    pl_comparison_free(c);
  }
  small_end(&w);
}

/* Two were told in the last hours of a round and send what they know to the first state at the opening of the next.
 * What is supposed of an item goes out before all others: that is another order, and the same exercise. */
static void another_order_is_no_difference(void **state) {
  (void)state;
  small_world w;
  small_init(&w, 27);
  pl_intel_spec tips[] = {w.intel, w.intel};
  tips[0].holder = 1;
  tips[0].id = "tip-too";
  w.room.scenario.intel = tips;
  w.room.scenario.intel_count = 2;
  small_start(&w, 1);
  small_decide(&w, 1, small_posture(1, 1u << 0));
  small_decide(&w, 1, small_posture(2, 1u << 0));
  small_course(&w, SMALL_ROUNDS, NULL, 1);
  const pl_turn same = small_item(&w, 2, 1u << 0), more = small_item(&w, 2, 1u << 0 | 1u << 1);
  const pl_what_if nothing_new = {.round = 1, .turn = &same, .turn_count = 1};
  pl_comparison *c = small_compare(&w, &nothing_new);
  assert_int_equal(c->played.digest, c->otherwise.digest);
  assert_false(c->first.is_any);
  pl_comparison_free(c);
  const pl_what_if one_more = {.round = 1, .turn = &more, .turn_count = 1};
  c = small_compare(&w, &one_more);
  assert_true(c->first.is_any);
  assert_false(c->first.was_played);
  assert_int_equal(c->first.event.kind, PL_EVENT_SENT);
  assert_int_equal(c->first.event.tick, PL_TICKS_PER_ROUND);
  assert_int_equal(c->first.event.state, 2);
  assert_int_equal(c->first.event.other, 1);
  pl_comparison_free(c);
  small_end(&w);
}

/* ---- what becomes impossible ---- */

/* The customer finds the worm and shares that in the third round; warned, it has nothing to find and to share. */
static void decisions_that_became_impossible_are_listed(void **state) {
  (void)state;
  small_world w;
  small_init(&w, 0);
  w.room.scenario.parameters.imax[PL_RANSOMWARE] = 25;
  small_start(&w, find_seed(8, 27));
  const pl_decision share = {.seat = 1, .action = PL_ACTION_SHARE, .iid = small_worm(&w),
                             .audience = small_audience(1u << 2)};
  small_decide(&w, 2, share);
  small_course(&w, SMALL_ROUNDS, NULL, 1);
  const pl_turn turn = small_item(&w, 2, 1u << 1);
  const pl_what_if what_if = {.turn = &turn, .turn_count = 1};
  pl_comparison *c = small_compare(&w, &what_if);
  assert_int_equal(c->played.state[1].hit, 1);
  assert_int_equal(c->otherwise.state[1].hit, 0);
  assert_int_equal(c->lapsed_count, 1);
  assert_int_equal(c->lapsed[0].state, 1);
  assert_int_equal(c->lapsed[0].round, 2);
  assert_int_equal(c->lapsed[0].index, PL_ACTION_SHARE);
  assert_int_equal(c->lapsed[0].amount, PL_LAPSE_NO_ITEM);
  pl_comparison_free(c);
  small_end(&w);
}

typedef struct refusal {
  int round;
  pl_turn turn;
  const char *says;
} refusal;

static void an_impossible_turn_says_why(void **state) {
  (void)state;
  small_world w;
  small_init(&w, 4);
  small_start(&w, find_seed(8, 27));
  small_decide(&w, 0, small_posture(2, 1u << 0));
  small_course(&w, SMALL_ROUNDS, NULL, 1);
  const refusal refusals[] = {
      {3, {.kind = PL_TURN_DECIDE}, "rounds 1 to 3 are done"},
      {-1, {.kind = PL_TURN_DECIDE}, "rounds 1 to 3 are done"},
      {0, small_item(&w, 1, 1), "s1 never found out about worm"},
      {1, small_item(&w, 2, 0), "it cannot be withheld any more; try round 1"},
      {2, small_item(&w, 2, 1u << 1), "is too old in round 3: try an earlier round"},
      {1, {.kind = PL_TURN_TAKE_BACK, .decision = {.seat = 2, .target = PL_NONE}},
       "s2 decided nothing in round 2, so there is no posture to take back"},
      {0, {.kind = PL_TURN_TAKE_BACK, .decision = {.seat = 2, .action = PL_ACTION_STRIKE, .target = PL_NONE}},
       "that could be taken back; it decided: "},
      {0, {.kind = PL_TURN_DECIDE, .decision = {.seat = 0, .action = PL_ACTION_LEAVE, .target = 0}}, "member"},
      {0, {.kind = PL_TURN_DECIDE, .decision = {.seat = 99}}, "there is no seat 99"},
      {0, {.kind = PL_TURN_ITEM, .decision = {.seat = 99}}, "there is no seat 99"},
      {0, {.kind = PL_TURN_TAKE_BACK, .decision = {.seat = 99, .target = PL_NONE}}, "there is no seat 99"},
      {0, {.kind = PL_TURN_TAKE_BACK, .decision = {.seat = 0, .action = 999, .target = PL_NONE}}, "no action 999"},
      {0, {.kind = (pl_turn_kind)9}, "no turn of kind 9"}};
  for (size_t i = 0; i < sizeof refusals / sizeof *refusals; i++) {
    const pl_what_if what_if = {.round = refusals[i].round, .turn = &refusals[i].turn, .turn_count = 1};
    pl_error error = {0}, again = {0};
    assert_null(pl_what_if_compare(w.course, &what_if, &error));
    if (!strstr(error.text, refusals[i].says)) fail_msg("%zu: %s", i, error.text);
    assert_int_equal(error.status, refusals[i].turn.kind > PL_TURN_ITEM ? PL_BUG : PL_BAD_INPUT);
    assert_null(pl_what_if_session(w.course, &what_if, &again));
    assert_string_equal(again.text, error.text);
    assert_null(pl_what_if_pairs(w.course, &what_if, 3, NULL, &again));
    assert_string_equal(again.text, error.text);
  }
  const pl_what_if bots = {.others = PL_OTHERS_BOTS};
  pl_error error = {0};
  assert_null(pl_what_if_compare(w.course, &bots, &error));
  assert_non_null(strstr(error.text, "there are no bots to answer"));
  small_end(&w);
}

static void there_is_no_course_without_a_round(void **state) {
  (void)state;
  small_world w;
  pl_error error = {0};
  small_init(&w, 0);
  small_start(&w, 1);
  assert_null(pl_course_new(w.session, NULL, 1, &error));
  assert_int_equal(error.status, PL_BAD_INPUT);
  assert_non_null(strstr(error.text, "no round is done yet"));
  small_end(&w);
}

/* What was decided otherwise is in the journal, like anything else; what was supposed of an item is not. */
static void an_exercise_otherwise_has_a_course_if_it_can_be_told_whole(void **state) {
  (void)state;
  small_world w;
  small_init(&w, 0);
  small_start(&w, find_seed(8, 27));
  small_course(&w, SMALL_ROUNDS, NULL, 1);
  const pl_turn turns[] = {{.kind = PL_TURN_DECIDE, .decision = small_posture(2, 1u << 1)},
                           small_item(&w, 2, 1u << 1)};
  for (int i = 0; i < 2; i++) {
    pl_error error = {0};
    const pl_what_if what_if = {.turn = &turns[i], .turn_count = 1}, nothing = {.round = 1};
    pl_session *otherwise = small_whole(&w, &what_if);
    pl_course *course = pl_course_new(otherwise, NULL, 1, &error);
    if (i) {
      assert_null(course);
      assert_int_equal(error.status, PL_BAD_INPUT);
      assert_non_null(strstr(error.text, "itself played otherwise"));
    } else {
      pl_comparison *c = pl_what_if_compare(course, &nothing, &error);
      assert_int_equal(c->played.digest, pl_session_digest(otherwise, SMALL_ROUNDS - 1));
      assert_int_equal(c->otherwise.digest, c->played.digest);
      pl_comparison_free(c);
    }
    pl_course_free(course);
    pl_session_free(otherwise);
  }
  small_end(&w);
}

static void memory_may_end_at_any_moment(void **state) {
  (void)state;
  small_world w;
  small_init(&w, 0);
  small_start(&w, find_seed(8, 27));
  small_go_to(&w, SMALL_ROUNDS);
  for (long n = 0;; n++) {
    pl_error error = {0};
    fault_after(n);
    pl_course *course = pl_course_new(w.session, NULL, 1, &error);
    const pl_turn turn = small_item(&w, 2, 1u << 1);
    const pl_what_if what_if = {.turn = &turn, .turn_count = 1};
    pl_comparison *c = course ? pl_what_if_compare(course, &what_if, &error) : NULL;
    pl_session *whole = c ? pl_what_if_session(course, &what_if, &error) : NULL;
    const bool was_reached = fault_stop(), is_done = whole != NULL;
    if (!whole) assert_int_equal(error.status, PL_NO_MEMORY);
    if (course && !whole) { /* once more, and it is there */
      pl_comparison *later = pl_what_if_compare(course, &what_if, &error);
      assert_non_null(later);
      assert_int_equal(later->otherwise.state[1].hit, 0);
      pl_comparison_free(later);
    }
    pl_session_free(whole);
    pl_comparison_free(c);
    pl_course_free(course);
    if (!was_reached) {
      assert_true(is_done);
      break;
    }
  }
  small_end(&w);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(a_warning_before_the_crossing_prevents_it),
      cmocka_unit_test(a_posture_does_what_the_item_does),
      cmocka_unit_test(what_was_shared_can_be_kept),
      cmocka_unit_test(an_order_can_be_taken_back),
      cmocka_unit_test(one_item_can_be_meant),
      cmocka_unit_test(another_answer_has_its_effects),
      cmocka_unit_test(it_is_played_as_far_as_asked),
      cmocka_unit_test(nothing_turned_is_nothing_changed),
      cmocka_unit_test(another_order_is_no_difference),
      cmocka_unit_test(decisions_that_became_impossible_are_listed),
      cmocka_unit_test(an_impossible_turn_says_why),
      cmocka_unit_test(there_is_no_course_without_a_round),
      cmocka_unit_test(an_exercise_otherwise_has_a_course_if_it_can_be_told_whole),
      cmocka_unit_test(memory_may_end_at_any_moment),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
