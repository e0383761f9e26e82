/* Effects: each kind and its clamps; injects, answers and hooks at their places in the round. */
#include "story_support.h"

#include "fault.h"

static const pl_state_set nobody = {{0}};

static void apply(pl_world *w, pl_effect effect) { pl_story_apply(w, &effect, 1, &nobody); }

/* ---- kinds ---- */

static void test_figures_move_and_stop_at_their_limits(void **state) {
  (void)state;
  story_room *room = story_room_new();
  pl_world *w = story_begin(room, false);
  const struct {
    pl_effect_kind kind;
    pl_q16 *figure;
  } cases[] = {{PL_EFFECT_STANDING, &w->state[1].standing},   {PL_EFFECT_CONFIDENCE, &w->state[1].confidence},
               {PL_EFFECT_RIGHTS, &w->state[1].rights},       {PL_EFFECT_TRUST_IN, pl_trust(w, 1, 0)},
               {PL_EFFECT_TRUST_FROM, pl_trust(w, 0, 1)},     {PL_EFFECT_TENSION, &w->adversary[0].tension[1]}};
  for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
    *cases[i].figure = 30000;
    apply(w, story_effect(cases[i].kind, 1, 0, 5000));
    assert_int_equal(*cases[i].figure, 35000);
    apply(w, story_effect(cases[i].kind, 1, 0, -6000));
    assert_int_equal(*cases[i].figure, 29000);
    apply(w, story_effect(cases[i].kind, 1, 0, INT64_MAX));
    assert_int_equal(*cases[i].figure, PL_ONE);
    apply(w, story_effect(cases[i].kind, 1, 0, INT64_MIN));
    assert_int_equal(*cases[i].figure, 0);
  }
  story_end(room);
}

static void test_stock_is_counted_in_budgets(void **state) {
  (void)state;
  story_room *room = story_room_new();
  pl_world *w = story_begin(room, false);
  pl_effect effect = story_effect(PL_EFFECT_STOCK, 2, 0, PL_ONE / 2);
  effect.track = PL_DEFEND;
  const pl_mu before = w->state[2].stock[PL_DEFEND], other = w->state[2].stock[PL_PREVENT];
  apply(w, effect);
  assert_int_equal(w->state[2].stock[PL_DEFEND], before + w->state[2].budget / 2);
  assert_int_equal(w->state[2].stock[PL_PREVENT], other);
  effect.amount = INT64_MIN;
  apply(w, effect);
  assert_int_equal(w->state[2].stock[PL_DEFEND], 0);
  story_end(room);
}

static void test_effects_on_nobody_do_nothing(void **state) {
  (void)state;
  story_room *room = story_room_new();
  support_incident(&room->base, "worm", 3, PL_ONE);
  pl_world *w = story_begin(room, false);
  const uint64_t before = pl_world_digest(w);
  for (int kind = PL_EFFECT_BUDGET; kind <= PL_EFFECT_SHARE; kind++) {
    apply(w, story_effect((pl_effect_kind)kind, STORY_ROLE, 0, 1000));  /* a role has no figures */
    apply(w, story_effect((pl_effect_kind)kind, PL_NONE, 0, 1000));     /* nobody decides */
  }
  apply(w, story_effect(PL_EFFECT_TRUST_IN, 1, 1, 1000));               /* trust in oneself is not kept */
  apply(w, story_effect(PL_EFFECT_TRUST_IN, 1, STORY_ROLE, 1000));
  apply(w, story_effect(PL_EFFECT_KNOWLEDGE, 1, 0, 1000));              /* the incident has not begun */
  apply(w, story_effect(PL_EFFECT_JOIN, 1, 0, 0));                      /* is a member */
  apply(w, story_effect(PL_EFFECT_LEAVE, 3, 1, 0));                     /* is none */
  apply(w, story_effect((pl_effect_kind)77, 1, 0, 1000));
  assert_true(before == pl_world_digest(w));
  story_end(room);
}

static void test_money_comes_next_round_and_only_then(void **state) {
  (void)state;
  story_room *room = story_room_new();
  const pl_effect grant = story_effect(PL_EFFECT_BUDGET, 2, 0, 5000);
  story_inject(room, "grant", 2, 1)->effects = (pl_effect_list){&grant, 1};
  pl_world *w = story_begin(room, false);
  pl_mu bonus[4];
  for (int r = 0; r < 4; r++) {
    story_open(room);
    w->state[2].confidence = PL_ONE;
    bonus[r] = pl_world_money(w, 2);
    story_resolve(room, NULL, 0);
  }
  assert_int_equal(bonus[1], bonus[0]);
  assert_int_equal(bonus[2], bonus[0] + 5000);
  assert_int_equal(bonus[3], bonus[0]);
  story_end(room);
}

static void test_memberships_by_effect(void **state) {
  (void)state;
  story_room *room = story_room_new();
  pl_world *w = story_begin(room, false);
  apply(w, story_effect(PL_EFFECT_JOIN, 3, 1, 0));
  assert_true(pl_set_has(&w->forum[1].members, 3));
  apply(w, story_effect(PL_EFFECT_LEAVE, 3, 1, 0));
  assert_false(pl_set_has(&w->forum[1].members, 3));
  assert_true(w->state[3].ever_left >> 1 & 1);
  story_end(room);
}

static void test_variables_are_set(void **state) {
  (void)state;
  story_room *room = story_room_new();
  room->variable[0] = (pl_variable_spec){.name = "ally", .kind = PL_VARIABLE_BOOLEAN};
  room->variable[1] = (pl_variable_spec){.name = "mood", .kind = PL_VARIABLE_TEXT, .text = "calm"};
  room->variable[2] = (pl_variable_spec){.name = "talks", .kind = PL_VARIABLE_INTEGER, .value = 3};
  room->base.scenario.variable_count = 3;
  pl_world *w = story_begin(room, false);
  const uint64_t before = pl_world_digest(w);
  char text[] = "tense";
  pl_effect mood = story_effect(PL_EFFECT_SET, PL_NONE, 1, 0);
  mood.text = text;
  apply(w, mood);
  text[0] = 'd'; /* the world keeps a copy */
  assert_string_equal(pl_world_variable(w, 1)->text, "tense");
  assert_true(before != pl_world_digest(w));
  apply(w, story_effect(PL_EFFECT_SET, PL_NONE, 0, 5));
  apply(w, story_effect(PL_EFFECT_SET, PL_NONE, 2, -8));
  assert_int_equal(pl_world_variable(w, 0)->value, 1);
  assert_int_equal(pl_world_variable(w, 2)->value, -8);
  pl_world *copy = pl_world_copy(w);
  assert_non_null(copy);
  assert_true(pl_world_digest(copy) == pl_world_digest(w));
  apply(w, mood);
  assert_string_equal(pl_world_variable(copy, 1)->text, "tense");
  assert_string_equal(pl_world_variable(w, 1)->text, "dense");
  pl_world_free(copy);
  story_end(room);
}

static void test_knowledge_rises_and_items_are_shared(void **state) {
  (void)state;
  story_room *room = story_room_new();
  support_incident(&room->base, "worm", 0, PL_ONE);
  room->intel[0] = (pl_intel_spec){.about = 0, .holder = 2, .round = 0, .tick = 1, .quality = 40000, .label = PL_GREEN};
  room->base.scenario.intel_count = 1;
  room->base.incident[0].exposure = 0; /* nobody finds it otherwise */
  room->base.state[2].posture = (pl_audience){.words = 0};
  pl_world *w = story_begin(room, false);
  story_round(room);
  const pl_incident *worm = pl_world_incident(w, pl_world_find_declared(w, 0));
  assert_int_equal(worm->item[2].birth, 1);
  assert_int_equal(worm->item[2].quality, 40000);
  assert_int_equal(worm->knowledge[2], 40000);
  assert_true(pl_set_is_empty(&worm->item[2].sent));
  pl_effect knowledge = story_effect(PL_EFFECT_KNOWLEDGE, 1, 0, PL_ONE / 2);
  knowledge.incident = 0;
  apply(w, knowledge);
  apply(w, knowledge);
  assert_int_equal(worm->knowledge[1], PL_ONE * 3 / 4);
  pl_effect share = story_effect(PL_EFFECT_SHARE, 2, 0, 0);
  share.incident = 0;
  pl_set_add(&share.audience.states, 3);
  pl_set_add(&share.audience.states, 2);
  apply(w, share);
  assert_int_equal(pl_set_count(&worm->item[2].sent), 1);
  assert_true(pl_set_has(&worm->item[2].sent, 3));
  share.subject = 1; /* has no item */
  apply(w, share);
  assert_true(pl_set_is_empty(&worm->item[1].sent));
  story_end(room);
}

/* ---- injects ---- */

static void test_effects_of_an_inject_reach_each_addressee_once(void **state) {
  (void)state;
  story_room *room = story_room_new();
  const pl_effect rows[] = {story_effect(PL_EFFECT_TENSION, PL_NONE, 1, 1000),
                            story_effect(PL_EFFECT_TENSION, 3, 0, 500)};
  pl_inject_spec *inject = story_inject(room, "alarm", 0, 0);
  inject->to = room->everyone;
  inject->to_count = 5;
  inject->is_public = true;
  inject->effects = (pl_effect_list){rows, 2};
  pl_world *w = story_begin(room, false);
  story_open(room);
  for (int s = 0; s < STORY_STATES; s++) {
    assert_int_equal(w->adversary[1].tension[s], 1000);
    assert_int_equal(w->adversary[0].tension[s], s == 3 ? 500 : 0);
  }
  const pl_event *event = story_event(room, PL_EVENT_INJECT, 0);
  assert_non_null(event);
  assert_true(event->is_public);
  assert_true(pl_set_has(&event->seen_by, STORY_ROLE));
  assert_false(pl_world_may_answer(w, 0, 0)); /* nothing to choose */
  story_end(room);
}

static void test_calendar_after_and_delay(void **state) {
  (void)state;
  story_room *room = story_room_new();
  room->base.scenario.rounds = 6;
  story_inject(room, "same round", 0, -1)->after = 1; /* stands before what it follows */
  story_inject(room, "first", 0, 1);
  story_option(room, "yes", false);
  story_option(room, "no", true);
  story_inject(room, "two later", 0, -1)->after = 1;
  room->inject[2].delay = 2;
  story_inject(room, "after yes", 0, -1)->after = 1;
  room->inject[3].after_option = 0;
  story_inject(room, "after no", 0, -1)->after = 1;
  room->inject[4].after_option = 1;
  pl_world *w = story_begin(room, false);
  story_round(room);
  assert_int_equal(story_fired(room, 1), -1);
  story_open(room);
  const pl_decision yes = story_answer(0, 1, 0);
  story_resolve(room, &yes, 1);
  for (int r = 2; r < 5; r++) story_round(room);
  assert_int_equal(story_fired(room, 1), 1);
  assert_int_equal(story_fired(room, 0), 1);
  assert_int_equal(story_fired(room, 2), 3);
  assert_int_equal(story_fired(room, 3), 2);
  assert_int_equal(story_fired(room, 4), -1);
  assert_int_equal(pl_world_inject(w, 1)->answered_round, 1);
  story_end(room);
}

static void test_a_condition_fires_once_at_the_first_round_it_holds(void **state) {
  (void)state;
  story_room *room = story_room_new();
  const pl_condition late = {.kind = PL_WHEN_ROUND, .at_least = 2, .at_most = MOST};
  story_inject(room, "when", 0, -1)->when = &late;
  story_inject(room, "time and condition", 0, 1)->when = &late;
  story_inject(room, "by hook", 0, -1)->by_hook = true;
  story_begin(room, false);
  for (int r = 0; r < 4; r++) story_round(room);
  assert_int_equal(story_fired(room, 0), 2);
  assert_int_equal(story_fired(room, 1), 2);
  assert_int_equal(story_fired(room, 2), -1);
  assert_null(story_event(room, PL_EVENT_INJECT, 2));
  story_end(room);
}

static void test_an_inject_with_a_day_fires_at_its_tick(void **state) {
  (void)state;
  story_room *room = story_room_new();
  story_inject(room, "thursday", 0, 1)->tick = 12;
  story_begin(room, false);
  story_round(room);
  story_open(room);
  assert_int_equal(story_fired(room, 0), -1);
  story_resolve(room, NULL, 0);
  assert_int_equal(story_fired(room, 0), 1);
  assert_int_equal(story_event(room, PL_EVENT_INJECT, 0)->tick, 28 + 12);
  assert_null(story_event(room, PL_EVENT_INJECT, 1));
  story_end(room);
}

static void test_fire_takes_the_next_opening(void **state) {
  (void)state;
  story_room *room = story_room_new();
  const pl_effect fire_second = story_effect(PL_EFFECT_FIRE, PL_NONE, 1, 0);
  const pl_effect fire_third = story_effect(PL_EFFECT_FIRE, PL_NONE, 2, 0);
  story_inject(room, "first", 0, 0)->effects = (pl_effect_list){&fire_second, 1};
  story_inject(room, "second", 0, -1)->by_hook = true;
  story_option(room, "go", true)->effects = (pl_effect_list){&fire_third, 1};
  story_inject(room, "third", 0, -1)->by_hook = true;
  pl_world *w = story_begin(room, false);
  story_open(room);
  assert_int_equal(story_fired(room, 1), 0); /* fired in the same opening, and can be answered */
  assert_true(pl_world_may_answer(w, 1, 0));
  story_resolve(room, NULL, 0);
  assert_int_equal(story_fired(room, 2), -1);
  story_open(room);
  assert_int_equal(story_fired(room, 2), 1);
  story_end(room);
}

/* ---- answers ---- */

static void test_silence_takes_the_default(void **state) {
  (void)state;
  story_room *room = story_room_new();
  const pl_effect up = story_effect(PL_EFFECT_TENSION, PL_NONE, 0, 700);
  pl_inject_spec *inject = story_inject(room, "warn", 0, 0);
  inject->to = room->everyone;
  inject->to_count = 5;
  story_option(room, "share", false);
  story_option(room, "wait", true)->effects = (pl_effect_list){&up, 1};
  pl_world *w = story_begin(room, false);
  story_open(room);
  const pl_decision answers[] = {story_answer(1, 0, 0), story_answer(STORY_ROLE, 0, 0)};
  story_resolve(room, answers, 2);
  assert_int_equal(w->adversary[0].tension[1], 0);
  assert_true(w->adversary[0].tension[0] > 0);
  assert_true(w->adversary[0].tension[3] > 0);
  assert_int_equal(pl_world_inject(w, 0)->chosen, 3);
  assert_int_equal(pl_world_times_done(w, 1, PL_ACTION_ANSWER), 1);
  assert_int_equal(pl_world_times_done(w, 0, PL_ACTION_ANSWER), 0);
  int by_default = 0;
  for (int i = 0; i < 5; i++) by_default += story_event(room, PL_EVENT_ANSWER, i)->flag;
  assert_int_equal(by_default, 3);
  story_open(room);
  for (int seat = 0; seat < 5; seat++) assert_false(pl_world_may_answer(w, 0, seat));
  story_end(room);
}

static void test_the_last_answer_counts(void **state) {
  (void)state;
  story_room *room = story_room_new();
  story_inject(room, "warn", 2, 0);
  story_option(room, "share", false);
  story_option(room, "tell", false);
  story_option(room, "wait", true);
  pl_world *w = story_begin(room, false);
  story_open(room);
  const pl_decision answers[] = {story_answer(2, 0, 0), story_answer(2, 0, 1)};
  story_resolve(room, answers, 2);
  assert_int_equal(pl_world_inject(w, 0)->chosen, 2);
  assert_null(story_event(room, PL_EVENT_LAPSED, 0)); /* replaced, not lapsed */
  story_end(room);
}

static void test_an_answer_that_cannot_be_paid_lapses_into_the_default(void **state) {
  (void)state;
  story_room *room = story_room_new();
  story_inject(room, "warn", 2, 0);
  story_option(room, "buy it off", false)->cost = 100000000;
  story_option(room, "wait", true);
  pl_world *w = story_begin(room, false);
  story_open(room);
  const pl_decision answer = story_answer(2, 0, 0);
  story_resolve(room, &answer, 1);
  assert_int_equal(pl_world_inject(w, 0)->chosen, 2);
  assert_int_equal(story_event(room, PL_EVENT_LAPSED, 0)->amount, PL_LAPSE_MONEY);
  story_end(room);
}

static void test_options_cost_what_they_say(void **state) {
  (void)state;
  pl_mu spent[2];
  for (int i = 0; i < 2; i++) {
    story_room *room = story_room_new();
    story_inject(room, "warn", 2, 0);
    story_option(room, "help", false)->cost = 3000;
    story_option(room, "wait", true);
    pl_world *w = story_begin(room, false);
    story_open(room);
    const pl_decision answer = story_answer(2, 0, i);
    story_resolve(room, &answer, 1);
    spent[i] = w->state[2].spent;
    story_end(room);
  }
  assert_int_equal(spent[1] - spent[0], 3000);
}

static void test_custom_actions_have_limits_and_effects(void **state) {
  (void)state;
  story_room *room = story_room_new();
  const pl_effect up = story_effect(PL_EFFECT_SET, PL_NONE, 0, 1);
  const uint16_t who[] = {1, STORY_ROLE};
  room->variable[0] = (pl_variable_spec){.name = "said", .kind = PL_VARIABLE_BOOLEAN};
  room->base.scenario.variable_count = 1;
  room->action[0] = (pl_action_spec){.id = "speech", .who = who, .who_count = 2, .target = PL_TARGET_STATE,
                                     .cost = 1000, .limit = 2, .effects = {&up, 1}};
  room->base.scenario.action_count = 1;
  pl_world *w = story_begin(room, false);
  story_open(room);
  pl_decision d[] = {{.seat = 0, .action = PL_ACTIONS, .target = 3}, {.seat = 1, .action = PL_ACTIONS, .target = 3},
                     {.seat = 1, .action = PL_ACTIONS, .target = 2}, {.seat = 1, .action = PL_ACTIONS, .target = 0}};
  story_resolve(room, d, 1);
  assert_int_equal(pl_world_variable(w, 0)->value, 0); /* not for s0 */
  story_open(room);
  story_resolve(room, d + 1, 3);
  assert_int_equal(pl_world_variable(w, 0)->value, 1);
  assert_int_equal(pl_world_times_done(w, 1, PL_ACTIONS), 2);
  assert_int_equal(story_event(room, PL_EVENT_LAPSED, 1)->amount, PL_LAPSE_LIMIT);
  assert_int_equal(story_event(room, PL_EVENT_CUSTOM, 1)->other, 2);
  story_end(room);
}

/* ---- incidents ---- */

static void test_launching(void **state) {
  (void)state;
  for (int late = 0; late < 2; late++) {
    story_room *room = story_room_new();
    support_incident(&room->base, "worm", -1, PL_ONE);
    pl_effect launch = story_effect(PL_EFFECT_LAUNCH, PL_NONE, 0, 0);
    launch.incident = 0;
    room->queued[PL_HOOK_ROUND] = late ? NULL : &launch;
    room->queued_count[PL_HOOK_ROUND] = !late;
    pl_world *w = story_begin(room, true);
    if (late) { /* after this round's launches */
      story_open(room);
      w->story.moment = STORY_LATER;
      apply(w, launch);
      story_resolve(room, NULL, 0);
      assert_int_equal(pl_world_find_declared(w, 0), -1);
    }
    for (int r = late; r < 4; r++) story_round(room);
    const int index = pl_world_find_declared(w, 0);
    assert_true(index >= 0);
    assert_int_equal(w->incident[index]->launch, late ? 28 : 0);
    assert_int_equal(pl_world_incident_count(w), 1); /* at most once */
    story_end(room);
  }
}

static void test_conditional_incidents(void **state) {
  (void)state;
  story_room *room = story_room_new();
  const pl_condition late = {.kind = PL_WHEN_ROUND, .at_least = 2, .at_most = MOST};
  support_incident(&room->base, "worm", -1, PL_ONE);
  room->base.incident[0].when = &late;
  pl_world *w = story_begin(room, false);
  for (int r = 0; r < 4; r++) story_round(room);
  assert_int_equal(pl_world_incident_count(w), 1);
  assert_int_equal(w->incident[0]->launch, 2 * PL_TICKS_PER_ROUND);
  story_end(room);
}

static void test_intel_waits_for_its_incident(void **state) {
  (void)state;
  story_room *room = story_room_new();
  support_incident(&room->base, "worm", 1, PL_ONE);
  room->base.incident[0].tick = 5;
  room->base.incident[0].exposure = 0;
  room->intel[0] = (pl_intel_spec){.about = 0, .holder = 0, .round = 0, .tick = 3, .quality = 1000, .label = PL_RED};
  room->intel[1] = (pl_intel_spec){.about = 0, .holder = 1, .round = -1, .quality = -1, .label = PL_AMBER};
  room->base.scenario.intel_count = 2;
  pl_world *w = story_begin(room, false);
  for (int r = 0; r < 2; r++) story_round(room);
  assert_int_equal(w->incident[0]->item[0].birth, 33);
  assert_int_equal(w->incident[0]->item[0].label, PL_RED);
  assert_int_equal(w->incident[0]->item[1].birth, 33);
  assert_true(w->incident[0]->item[1].quality > 1000); /* as the model draws it */
  assert_int_equal(w->incident[0]->item[2].birth, -1);
  story_end(room);
}

/* ---- hooks ---- */

static void test_hooks_come_in_order(void **state) {
  (void)state;
  story_room *room = story_room_new();
  room->base.scenario.rounds = 1;
  support_incident(&room->base, "worm", 0, PL_ONE);
  support_incident(&room->base, "bug", 0, PL_ONE);
  room->base.incident[0].tick = 9; /* declared first, launched last */
  for (int i = 0; i < 2; i++) room->base.incident[i].exposure = 0;
  room->intel[0] = (pl_intel_spec){.about = 1, .holder = 3, .round = -1, .quality = 40000, .label = PL_GREEN};
  room->intel[1] = (pl_intel_spec){.about = 1, .holder = 0, .round = -1, .quality = 40000, .label = PL_GREEN};
  room->base.scenario.intel_count = 2;
  pl_world *w = story_begin(room, true);
  story_open(room);
  const pl_decision d[] = {{.seat = 0, .action = PL_ACTION_BUY},
                           {.seat = 1, .action = PL_ACTION_STRIKE, .target = 1},
                           {.seat = 2, .action = PL_ACTION_LEAVE, .target = 0},
                           {.seat = 3, .action = PL_ACTION_JOIN, .target = 0}}; /* a member already: lapses */
  story_resolve(room, d, 4);
  const pl_hook expected[] = {PL_HOOK_ROUND, PL_HOOK_DECISION, PL_HOOK_DECISION, PL_HOOK_DECISION};
  for (int i = 0; i < 4; i++) assert_int_equal(room->call[i].kind, expected[i]);
  assert_int_equal(room->called_with[1].action, PL_ACTION_BUY);
  assert_int_equal(room->called_with[2].action, PL_ACTION_STRIKE);
  assert_int_equal(room->called_with[3].action, PL_ACTION_LEAVE);
  int i = 4;
  assert_int_equal(room->call[i].kind, PL_HOOK_INCIDENT);
  assert_int_equal(room->call[i].incident, 1);
  assert_int_equal(room->call[i + 1].kind, PL_HOOK_INCIDENT);
  assert_int_equal(room->call[i + 1].incident, 0);
  int shares = 0;
  for (i += 2; room->call[i].kind == PL_HOOK_SHARE; i++, shares++) {
    const pl_hook_call *call = &room->call[i];
    assert_int_equal(call->incident, 1);
    assert_true(pl_set_has(&w->incident[1]->item[call->state].hold, call->other));
    if (!shares) continue;
    assert_true(call->state > call[-1].state || (call->state == call[-1].state && call->other > call[-1].other));
  }
  assert_true(shares >= 3);
  assert_int_equal(room->call[i].kind, PL_HOOK_END);
  assert_int_equal(room->call_count, i + 1);
  story_end(room);
}

static void test_hooks_queue_effects_and_lines(void **state) {
  (void)state;
  story_room *room = story_room_new();
  const pl_effect rows[] = {story_effect(PL_EFFECT_TENSION, 1, 0, 900), story_effect(PL_EFFECT_TENSION, 1, 0, -300)};
  room->queued[PL_HOOK_ROUND] = rows;
  room->queued_count[PL_HOOK_ROUND] = 2;
  pl_world *w = story_begin(room, true);
  story_open(room);
  assert_int_equal(w->adversary[0].tension[1], 600);
  const pl_event *event = story_event(room, PL_EVENT_LOG, 0);
  assert_string_equal(pl_event_log_line(&room->log, event, PL_ENGLISH), "a line");
  assert_string_equal(pl_event_log_line(&room->log, event, PL_DUTCH), "een regel");
  assert_true(pl_set_is_empty(&event->seen_by));
  assert_false(event->is_public);
  story_end(room);
}

/* A line that is saved comes back in both languages. */
static void test_lines_are_kept(void **state) {
  (void)state;
  story_room *room = story_room_new();
  const pl_effect rows[] = {story_effect(PL_EFFECT_TENSION, 1, 0, 900)};
  room->queued[PL_HOOK_ROUND] = rows;
  room->queued_count[PL_HOOK_ROUND] = 1;
  pl_world *w = story_begin(room, true);
  story_open(room);
  story_resolve(room, NULL, 0);
  pl_buffer saved = {0};
  pl_event_log again = {0};
  pl_error error;
  pl_event_log_save(&room->log, 0, &saved);
  assert_int_equal(pl_event_log_load(&again, w, saved.bytes, saved.length, &error), PL_OK);
  assert_int_equal(again.count, room->log.count);
  assert_int_equal(again.line_count, room->log.line_count);
  for (size_t i = 0; i < again.count; i++) {
    if (again.event[i].kind != PL_EVENT_LOG) continue;
    assert_string_equal(pl_event_log_line(&again, &again.event[i], PL_ENGLISH), "a line");
    assert_string_equal(pl_event_log_line(&again, &again.event[i], PL_DUTCH), "een regel");
  }
  pl_event_log_clear(&again);
  pl_buffer_clear(&saved);
  story_end(room);
}

static void test_a_hook_that_fails_ends_the_exercise(void **state) {
  (void)state;
  for (int kind = PL_HOOK_ROUND; kind < PL_HOOKS; kind++) {
    story_room *room = story_room_new();
    room->base.scenario.rounds = 1;
    support_incident(&room->base, "worm", 0, PL_ONE);
    room->intel[0] = (pl_intel_spec){.about = 0, .holder = 0, .round = -1, .quality = 40000, .label = PL_CLEAR};
    room->base.scenario.intel_count = 1;
    room->failing = (pl_hook)kind;
    pl_world *w = story_begin(room, true);
    pl_error error = {PL_OK, ""};
    const pl_decision d = {.seat = 0, .action = PL_ACTION_BUY};
    pl_status status = pl_world_open_round(w, &error);
    if (status == PL_OK) status = pl_world_resolve(w, &d, 1, &error);
    assert_int_equal(status, PL_BAD_INPUT);
    assert_string_equal(error.text, "scenario.lua:1: it broke");
    assert_int_equal(pl_world_open_round(w, &error), PL_BUG);
    story_end(room);
  }
}

static void test_a_copy_has_no_hooks(void **state) {
  (void)state;
  story_room *room = story_room_new();
  pl_world *w = story_begin(room, true);
  story_open(room);
  const int before = room->call_count;
  pl_world *copy = pl_world_copy(w);
  pl_error error;
  assert_int_equal(pl_world_resolve(copy, NULL, 0, &error), PL_OK);
  assert_int_equal(room->call_count, before);
  pl_world_free(copy);
  story_end(room);
}

/* ---- objectives ---- */

static void test_objectives_are_judged_when_due(void **state) {
  (void)state;
  story_room *room = story_room_new();
  const pl_condition safe = {.kind = PL_WHEN_HIT_NOW, .at_least = 0, .at_most = 0, .state = 1};
  const pl_condition late = {.kind = PL_WHEN_ROUND, .at_least = 3, .at_most = 3};
  const uint16_t seats[] = {1, STORY_ROLE};
  room->objective[0] = (pl_objective_spec){.id = "safe", .seats = seats, .seat_count = 2, .when = &safe, .at = 1};
  room->objective[1] = (pl_objective_spec){.id = "end", .seats = seats, .seat_count = 1, .when = &late, .at = 3};
  room->objective[2] = (pl_objective_spec){.id = "test", .seats = seats, .seat_count = 1, .has_test = true, .at = 2};
  room->base.scenario.objective_count = 3;
  room->met = 99999;
  pl_world *w = story_begin(room, true);
  story_round(room);
  assert_int_equal(pl_world_objective(w, 0, 1), -1);
  story_round(room);
  assert_int_equal(pl_world_objective(w, 0, 1), PL_ONE);
  assert_int_equal(pl_world_objective(w, 0, STORY_ROLE), PL_ONE);
  assert_int_equal(pl_world_objective(w, 0, 0), -1); /* not its objective */
  w->state[1].hit_now = 5;                           /* judged once */
  story_round(room);
  assert_int_equal(pl_world_objective(w, 0, 1), PL_ONE);
  assert_int_equal(pl_world_objective(w, 2, 1), PL_ONE); /* clamped */
  assert_int_equal(pl_world_objective(w, 1, 1), -1);
  story_round(room);
  assert_int_equal(pl_world_objective(w, 1, 1), PL_ONE);
  const pl_event *event = story_event(room, PL_EVENT_OBJECTIVE, 1);
  assert_int_equal(event->state, STORY_ROLE);
  assert_true(pl_set_has(&event->seen_by, STORY_ROLE));
  assert_false(pl_set_has(&event->seen_by, 1));
  story_end(room);
}

/* ---- luck, memory ---- */

static void test_labelled_dice(void **state) {
  (void)state;
  story_room *room = story_room_new();
  pl_world *w = story_begin(room, false);
  assert_false(pl_world_chance(w, "leak", 1, 0));
  assert_true(pl_world_chance(w, "leak", 1, PL_ONE));
  int yes = 0;
  char label[16];
  for (int i = 0; i < 1000; i++) {
    snprintf(label, sizeof label, "leak%d", i);
    const bool answer = pl_world_chance(w, label, 1, PL_ONE / 4);
    assert_int_equal(answer, pl_world_chance(w, label, 1, PL_ONE / 4));
    yes += answer;
  }
  assert_in_range(yes, 200, 300);
  story_end(room);
}

static void make_scripted(story_room *room) {
  static const pl_effect set = {.kind = PL_EFFECT_SET, .subject = PL_NONE, .other = 0, .text = "tense"};
  room->variable[0] = (pl_variable_spec){.name = "mood", .kind = PL_VARIABLE_TEXT, .text = "calm"};
  room->base.scenario.variable_count = 1;
  story_inject(room, "warn", 0, 0)->effects = (pl_effect_list){&set, 1};
  support_incident(&room->base, "worm", 0, PL_ONE);
  room->intel[0] = (pl_intel_spec){.about = 0, .holder = 0, .round = -1, .quality = 40000, .label = PL_GREEN};
  room->base.scenario.intel_count = 1;
}

static void test_memory_that_runs_out_is_reported(void **state) {
  (void)state;
  bool reached = true;
  for (long n = 0; reached; n++) {
    story_room *room = story_room_new();
    make_scripted(room);
    pl_error error = {PL_OK, ""};
    room->map = pl_map_new(&room->base.scenario, &error);
    fault_after(n);
    room->world = pl_world_new(&room->base.scenario, room->map, &room->rules, 7, &error);
    pl_status status = room->world ? PL_OK : error.status;
    pl_world *copy = NULL;
    if (status == PL_OK) status = pl_world_open_round(room->world, &error);
    if (status == PL_OK && !(copy = pl_world_copy(room->world))) status = PL_NO_MEMORY;
    if (status == PL_OK) status = pl_world_resolve(room->world, NULL, 0, &error);
    reached = fault_stop();
    assert_int_equal(status, reached ? PL_NO_MEMORY : PL_OK);
    pl_world_free(copy);
    story_end(room);
  }
}

static void test_a_copy_goes_on_alike(void **state) {
  (void)state;
  story_room *room = story_room_new();
  make_scripted(room);
  pl_world *w = story_begin(room, false);
  story_open(room);
  pl_world *copy = pl_world_copy(w);
  pl_error error;
  for (int r = 0; r < 4; r++) {
    if (r) assert_int_equal(pl_world_open_round(copy, &error), PL_OK);
    assert_int_equal(pl_world_resolve(copy, NULL, 0, &error), PL_OK);
    if (r) story_open(room);
    story_resolve(room, NULL, 0);
    assert_true(pl_world_digest(w) == pl_world_digest(copy));
  }
  pl_world_free(copy);
  story_end(room);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_figures_move_and_stop_at_their_limits),
      cmocka_unit_test(test_stock_is_counted_in_budgets),
      cmocka_unit_test(test_effects_on_nobody_do_nothing),
      cmocka_unit_test(test_money_comes_next_round_and_only_then),
      cmocka_unit_test(test_memberships_by_effect),
      cmocka_unit_test(test_variables_are_set),
      cmocka_unit_test(test_knowledge_rises_and_items_are_shared),
      cmocka_unit_test(test_effects_of_an_inject_reach_each_addressee_once),
      cmocka_unit_test(test_calendar_after_and_delay),
      cmocka_unit_test(test_a_condition_fires_once_at_the_first_round_it_holds),
      cmocka_unit_test(test_an_inject_with_a_day_fires_at_its_tick),
      cmocka_unit_test(test_fire_takes_the_next_opening),
      cmocka_unit_test(test_silence_takes_the_default),
      cmocka_unit_test(test_the_last_answer_counts),
      cmocka_unit_test(test_an_answer_that_cannot_be_paid_lapses_into_the_default),
      cmocka_unit_test(test_options_cost_what_they_say),
      cmocka_unit_test(test_custom_actions_have_limits_and_effects),
      cmocka_unit_test(test_launching),
      cmocka_unit_test(test_conditional_incidents),
      cmocka_unit_test(test_intel_waits_for_its_incident),
      cmocka_unit_test(test_hooks_come_in_order),
      cmocka_unit_test(test_hooks_queue_effects_and_lines),
      cmocka_unit_test(test_lines_are_kept),
      cmocka_unit_test(test_a_hook_that_fails_ends_the_exercise),
      cmocka_unit_test(test_a_copy_has_no_hooks),
      cmocka_unit_test(test_objectives_are_judged_when_due),
      cmocka_unit_test(test_labelled_dice),
      cmocka_unit_test(test_memory_that_runs_out_is_reported),
      cmocka_unit_test(test_a_copy_goes_on_alike),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
