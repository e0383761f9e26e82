/* Conditions: each kind, its limits, and what does not exist yet. */
#include "story_support.h"

static pl_condition about(pl_condition_kind kind, int state) {
  return (pl_condition){.kind = kind, .at_least = LEAST, .at_most = MOST, .state = (uint16_t)state, .other = NONE,
                        .forum = NONE, .incident = NONE, .inject = NONE, .option = NONE, .action = NONE, .var = NONE};
}

static bool is_between(const pl_world *w, pl_condition c, int64_t least, int64_t most) {
  c.at_least = least;
  c.at_most = most;
  return pl_world_holds(w, &c);
}

/* Holds exactly for limits that include `x`, on both sides. */
static void assert_is(const pl_world *w, pl_condition c, int64_t x) {
  assert_true(is_between(w, c, x, x));
  assert_true(is_between(w, c, LEAST, x));
  assert_true(is_between(w, c, x, MOST));
  assert_false(is_between(w, c, x + 1, MOST));
  assert_false(is_between(w, c, LEAST, x - 1));
}

static void test_no_condition_holds(void **state) {
  (void)state;
  story_room *room = story_room_new();
  assert_true(pl_world_holds(story_begin(room, false), NULL));
  story_end(room);
}

static void test_all_any_none(void **state) {
  (void)state;
  story_room *room = story_room_new();
  pl_world *w = story_begin(room, false);
  pl_condition yes = about(PL_WHEN_ROUND, 0), no = about(PL_WHEN_ROUND, 0);
  no.at_least = 3;
  const struct {
    pl_condition children[2];
    int count;
    bool all, any, none_of;
  } cases[] = {{{yes, yes}, 2, true, true, false},
               {{yes, no}, 2, false, true, false},
               {{no, yes}, 2, false, true, false},
               {{no, no}, 2, false, false, true},
               {{yes, yes}, 0, true, false, true}};
  for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
    pl_condition c = {.children = cases[i].children, .child_count = (uint16_t)cases[i].count};
    c.kind = PL_WHEN_ALL;
    assert_int_equal(pl_world_holds(w, &c), cases[i].all);
    c.kind = PL_WHEN_ANY;
    assert_int_equal(pl_world_holds(w, &c), cases[i].any);
    c.kind = PL_WHEN_NONE_OF;
    assert_int_equal(pl_world_holds(w, &c), cases[i].none_of);
  }
  pl_condition unknown = about((pl_condition_kind)99, 0);
  assert_false(pl_world_holds(w, &unknown));
  story_end(room);
}

static void test_figures(void **state) {
  (void)state;
  story_room *room = story_room_new();
  pl_world *w = story_begin(room, false);
  pl_state *s = &w->state[2];
  s->hit_now = 3, s->hit_peak = 5, s->hit_total = 8, s->confidence = 40000, s->standing = 30000, s->rights = 20000;
  *pl_trust(w, 2, 1) = 12345;
  assert_is(w, about(PL_WHEN_ROUND, 0), 0);
  assert_is(w, about(PL_WHEN_HIT_NOW, 2), 3);
  assert_is(w, about(PL_WHEN_HIT_PEAK, 2), 5);
  assert_is(w, about(PL_WHEN_HIT_TOTAL, 2), 8);
  assert_is(w, about(PL_WHEN_CONFIDENCE, 2), 40000);
  assert_is(w, about(PL_WHEN_STANDING, 2), 30000);
  assert_is(w, about(PL_WHEN_RIGHTS, 2), 20000);
  pl_condition trust = about(PL_WHEN_TRUST, 2);
  trust.other = 1;
  assert_is(w, trust, 12345);
  trust.state = 1, trust.other = 2;
  assert_is(w, trust, 30000); /* the other way round is another figure */
  story_end(room);
}

static void test_loss_is_percent_of_the_whole_budget(void **state) {
  (void)state;
  story_room *room = story_room_new();
  pl_world *w = story_begin(room, false);
  const int64_t percent = room->base.state[3].budget * room->base.scenario.rounds * PL_ONE / 100;
  w->state[3].loss = percent;
  assert_is(w, about(PL_WHEN_LOSS, 3), PL_ONE);
  w->state[3].loss = percent - 1;
  assert_is(w, about(PL_WHEN_LOSS, 3), PL_ONE - 1);
  w->state[3].loss = percent * 250;
  assert_is(w, about(PL_WHEN_LOSS, 3), 250 * PL_ONE);
  w->state[3].loss = INT64_MAX; /* absurd, but no overflow */
  pl_condition c = about(PL_WHEN_LOSS, 3);
  assert_true(is_between(w, c, 1000 * (int64_t)PL_ONE, MOST));
  story_end(room);
}

static void test_a_role_has_no_figures(void **state) {
  (void)state;
  story_room *room = story_room_new();
  pl_world *w = story_begin(room, false);
  const pl_condition_kind kinds[] = {PL_WHEN_HIT_NOW, PL_WHEN_HIT_PEAK, PL_WHEN_HIT_TOTAL, PL_WHEN_LOSS,
                                     PL_WHEN_CONFIDENCE, PL_WHEN_STANDING, PL_WHEN_RIGHTS, PL_WHEN_TRUST,
                                     PL_WHEN_MEMBER, PL_WHEN_LEFT, PL_WHEN_SHARED, PL_WHEN_KNOWS};
  for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++) {
    pl_condition c = about(kinds[i], STORY_ROLE);
    c.other = c.forum = c.incident = 0;
    assert_false(pl_world_holds(w, &c));
  }
  story_end(room);
}

static void test_membership(void **state) {
  (void)state;
  story_room *room = story_room_new();
  pl_world *w = story_begin(room, false);
  pl_condition member = about(PL_WHEN_MEMBER, 1), left = about(PL_WHEN_LEFT, 1);
  member.forum = left.forum = 0;
  assert_true(pl_world_holds(w, &member));
  assert_false(pl_world_holds(w, &left));
  story_open(room);
  const pl_decision leave = {.seat = 1, .action = PL_ACTION_LEAVE, .target = 0};
  story_resolve(room, &leave, 1);
  assert_false(pl_world_holds(w, &member));
  assert_true(pl_world_holds(w, &left));
  pl_condition did = about(PL_WHEN_DID, 1);
  did.action = PL_ACTION_LEAVE;
  assert_true(pl_world_holds(w, &did));
  did.action = PL_ACTION_JOIN;
  assert_false(pl_world_holds(w, &did));
  did.action = 9999;
  assert_false(pl_world_holds(w, &did));
  story_end(room);
}

static void test_an_incident_before_and_after_it_begins(void **state) {
  (void)state;
  story_room *room = story_room_new();
  support_incident(&room->base, "worm", 1, PL_ONE);
  room->base.incident[0].exposure = PL_ONE;
  pl_world *w = story_begin(room, false);
  pl_condition total = about(PL_WHEN_HIT_TOTAL, 0), knows = about(PL_WHEN_KNOWS, 0), shared = about(PL_WHEN_SHARED, 0);
  total.incident = knows.incident = shared.incident = 0;
  shared.other = 1;
  assert_is(w, total, 0);
  assert_false(pl_world_holds(w, &knows));
  assert_false(pl_world_holds(w, &shared));
  story_round(room);
  assert_is(w, total, 0);
  story_round(room);
  const int index = pl_world_find_declared(w, 0);
  assert_true(index >= 0);
  assert_true(w->incident[index]->hit[0] > 0);
  assert_is(w, total, w->incident[index]->hit[0]);
  assert_is(w, knows, w->incident[index]->knowledge[0]);
  w->incident[index]->item[0].birth = 30;
  w->incident[index]->item[0].sent = pl_seen_by(1);
  assert_true(pl_world_holds(w, &shared));
  shared.other = 2;
  assert_false(pl_world_holds(w, &shared));
  story_end(room);
}

static void test_choices(void **state) {
  (void)state;
  story_room *room = story_room_new();
  story_inject(room, "warn", 0, 0);
  story_option(room, "share", false);
  story_option(room, "wait", true);
  pl_world *w = story_begin(room, false);
  pl_condition first = about(PL_WHEN_CHOSEN, NONE), second = first, any = first;
  first.inject = second.inject = any.inject = 0;
  first.option = 0;
  second.option = 1;
  story_open(room);
  assert_false(pl_world_holds(w, &any));
  const pl_decision answer = story_answer(0, 0, 0);
  story_resolve(room, &answer, 1);
  assert_true(pl_world_holds(w, &any));
  assert_true(pl_world_holds(w, &first));
  assert_false(pl_world_holds(w, &second));
  story_end(room);
}

static void test_variables(void **state) {
  (void)state;
  story_room *room = story_room_new();
  room->variable[0] = (pl_variable_spec){.name = "mood", .kind = PL_VARIABLE_TEXT, .text = "calm"};
  room->variable[1] = (pl_variable_spec){.name = "talks", .kind = PL_VARIABLE_INTEGER, .value = 3};
  room->base.scenario.variable_count = 2;
  pl_world *w = story_begin(room, false);
  pl_condition mood = about(PL_WHEN_VAR, NONE), talks = mood;
  mood.var = 0, mood.text = "calm";
  talks.var = 1, talks.value = 3;
  assert_true(pl_world_holds(w, &mood));
  assert_true(pl_world_holds(w, &talks));
  mood.text = "tense", talks.value = 4;
  assert_false(pl_world_holds(w, &mood));
  assert_false(pl_world_holds(w, &talks));
  mood.text = NULL;
  assert_false(pl_world_holds(w, &mood));
  mood.var = 2;
  assert_false(pl_world_holds(w, &mood));
  story_end(room);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_no_condition_holds),
      cmocka_unit_test(test_all_any_none),
      cmocka_unit_test(test_figures),
      cmocka_unit_test(test_loss_is_percent_of_the_whole_budget),
      cmocka_unit_test(test_a_role_has_no_figures),
      cmocka_unit_test(test_membership),
      cmocka_unit_test(test_an_incident_before_and_after_it_begins),
      cmocka_unit_test(test_choices),
      cmocka_unit_test(test_variables),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
