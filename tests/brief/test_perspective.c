/* What seats believed beside what was true: a history written by hand, whose figures are known beforehand, and random
 * exercises, held against the world and the briefs at each opening. And the history of an exercise otherwise. */
#include "exercise.h"
#include "fault.h"

#include <polder/perspective.h>
#include <polder/what_if.h>

static pl_perspective *compare(const pl_history *seat, const pl_history *control) {
  pl_error error = {0};
  pl_perspective *p = pl_perspective_new(seat, control, &error);
  if (!p) fail_msg("%s", error.text);
  return p;
}

/* ---- by hand ---- */

enum { TOLD_BY = 2, WORM = 9, MOLE = 10, FLY = 11 };

/* Two states and a third; seat 0. The worm begins on tick 0 and is in seat 0 from tick 4 on, which finds it on tick 30;
 * the mole is in seat 0 from tick 8 on, which hears of it from state 2 on tick 20; the fly is nowhere, and sold. */
static const pl_event by_hand[] = {
    {.kind = PL_EVENT_ROUND, .round = 0, .tick = 0, .is_public = true},
    {.kind = PL_EVENT_LAUNCHED, .round = 0, .tick = 0, .iid = WORM},
    {.kind = PL_EVENT_LATENT, .round = 0, .tick = 4, .state = 0, .organisation = 0, .iid = WORM},
    {.kind = PL_EVENT_LATENT, .round = 0, .tick = 5, .state = 0, .organisation = 1, .iid = WORM},
    {.kind = PL_EVENT_LAUNCHED, .round = 0, .tick = 6, .iid = MOLE},
    {.kind = PL_EVENT_LATENT, .round = 0, .tick = 8, .state = 0, .organisation = 2, .iid = MOLE},
    {.kind = PL_EVENT_INFECTIOUS, .round = 0, .tick = 9, .state = 0, .organisation = 0, .iid = WORM},
    {.kind = PL_EVENT_LATENT, .round = 0, .tick = 10, .state = TOLD_BY, .organisation = 80, .iid = MOLE},
    {.kind = PL_EVENT_INFECTIOUS, .round = 0, .tick = 12, .state = TOLD_BY, .organisation = 80, .iid = MOLE},
    {.kind = PL_EVENT_RECEIVED, .round = 0, .tick = 20, .state = 1, .originator = TOLD_BY, .other = 0, .iid = MOLE},
    {.kind = PL_EVENT_LATENT, .round = 0, .tick = 21, .state = 0, .organisation = 3, .iid = MOLE},
    {.kind = PL_EVENT_ROUND, .round = 1, .tick = 28, .is_public = true},
    {.kind = PL_EVENT_LAUNCHED, .round = 1, .tick = 28, .iid = FLY},
    {.kind = PL_EVENT_RECEIVED, .round = 1, .tick = 29, .state = PL_NONE, .originator = PL_NONE, .other = 0, .iid = FLY},
    {.kind = PL_EVENT_CONTAINED, .round = 1, .tick = 30, .state = 0, .organisation = 0, .iid = WORM},
    {.kind = PL_EVENT_ITEM, .round = 1, .tick = 30, .state = 0, .originator = 0, .iid = WORM},
    {.kind = PL_EVENT_CONTAINED, .round = 1, .tick = 31, .state = TOLD_BY, .organisation = 80, .iid = MOLE},
    {.kind = PL_EVENT_INFECTIOUS, .round = 1, .tick = 40, .state = 0, .organisation = 1, .iid = WORM},
    {.kind = PL_EVENT_ENDED, .round = 1, .tick = 55, .iid = FLY},
};
enum { BY_HAND = sizeof by_hand / sizeof *by_hand };

static bool seat_sees(const pl_event *event) {
  switch ((pl_event_kind)event->kind) {
  case PL_EVENT_RECEIVED: return event->other == 0;
  case PL_EVENT_CONTAINED:
  case PL_EVENT_ITEM: return event->state == 0;
  default: return event->is_public;
  }
}

typedef struct written { /* two histories over the same events */
  support_room room;
  pl_event event[2][BY_HAND];
  pl_relations after[2][3];
  pl_q16 trust[2][9];
  uint8_t step[2][9];
  int32_t reported[3][3];
  pl_history seat, control;
} written;

static void write_down(written *w) {
  *w = (written){.seat = {.rounds = 0}};
  support_scenario(&w->room, 3);
  w->seat = (pl_history){.scenario = &w->room.scenario, .sight = {.viewer = PL_VIEWER_SEAT}, .rounds = 2,
                         .event = w->event[0], .after = w->after[0]};
  w->control = (pl_history){.scenario = &w->room.scenario, .sight = {.viewer = PL_VIEWER_CONTROL}, .rounds = 2,
                            .event = w->event[1], .after = w->after[1]};
  for (size_t i = 0; i < BY_HAND; i++) {
    w->control.event[w->control.event_count++] = by_hand[i];
    if (seat_sees(&by_hand[i])) w->seat.event[w->seat.event_count++] = by_hand[i];
  }
  for (int v = 0; v < 2; v++)
    for (int r = 0; r < 3; r++)
      w->after[v][r] = (pl_relations){.trust = w->trust[v], .trust_step = w->step[v], .reported = w->reported[r]};
  for (int r = 0; r < 3; r++)
    for (int s = 0; s < 3; s++) w->reported[r][s] = -1;
  w->reported[2][TOLD_BY] = 1;
  w->trust[0][TOLD_BY * 3] = -1;
  w->trust[1][TOLD_BY * 3] = 30000;
  w->step[0][TOLD_BY * 3] = w->step[1][TOLD_BY * 3] = 3;
}

static void figures_by_hand(void **state) {
  (void)state;
  written w;
  write_down(&w);
  pl_perspective *p = compare(&w.seat, &w.control);
  assert_true(p->is_state);
  assert_int_equal(p->incident_count, 3);
  const pl_perspective_moment *m = p->moment;
  assert_int_equal(m[0].hit + m[0].latent + m[0].active + m[0].found, 0);
  assert_int_equal(m[1].found, 0);
  assert_int_equal(m[1].hit, 1);
  assert_int_equal(m[1].latent, 3);
  assert_int_equal(m[1].active, 2);
  assert_int_equal(m[1].heard, 1);
  assert_int_equal(m[1].active_here, 2);
  assert_int_equal(m[1].heard_here, 1);
  assert_int_equal(m[1].other[TOLD_BY].told, -1);
  assert_int_equal(m[1].other[TOLD_BY].hit, 1);
  assert_int_equal(m[1].other[TOLD_BY].found, 0);
  assert_int_equal(m[2].found, 1);
  assert_int_equal(m[2].hit, 2);
  assert_int_equal(m[2].latent, 2);
  assert_int_equal(m[2].active, 2); /* the fly is over */
  assert_int_equal(m[2].heard, 2);
  assert_int_equal(m[2].other[TOLD_BY].told, 1);
  assert_int_equal(m[2].other[TOLD_BY].found, 1);
  assert_int_equal(m[2].other[TOLD_BY].trust, 30000);
  assert_int_equal(m[2].other[TOLD_BY].trust_seen, 3);
  assert_int_equal(m[2].other[0].told, -1);
  assert_int_equal(p->underestimated, 2);
  assert_int_equal(p->unheard, 1);
  assert_int_equal(p->unfound, 2);
  pl_perspective_free(p);
}

static void incidents_by_hand(void **state) {
  (void)state;
  written w;
  write_down(&w);
  pl_perspective *p = compare(&w.seat, &w.control);
  const pl_perspective_incident *worm = &p->incident[0], *mole = &p->incident[1], *fly = &p->incident[2];
  assert_int_equal(worm->iid, WORM);
  assert_int_equal(worm->hearing, PL_HEARING_FOUND);
  assert_int_equal(worm->heard, 30);
  assert_int_equal(worm->hit_here, 4);
  assert_int_equal(worm->unaware, 26);
  assert_int_equal(worm->infected_here, 2);
  assert_int_equal(worm->infected_unheard, 2);
  assert_int_equal(worm->over, -1);
  assert_int_equal(mole->hearing, PL_HEARING_TOLD);
  assert_int_equal(mole->from, 1);
  assert_int_equal(mole->originator, TOLD_BY);
  assert_int_equal(mole->launch, 6);
  assert_int_equal(mole->unaware, 12);
  assert_int_equal(mole->infected_here, 2);
  assert_int_equal(mole->infected_unheard, 1);
  assert_int_equal(fly->hearing, PL_HEARING_VENDOR);
  assert_int_equal(fly->hit_here, -1);
  assert_int_equal(fly->unaware, 0);
  assert_int_equal(fly->over, 55);
  assert_int_equal(p->blind_spot, 0);
  pl_perspective_free(p);
}

/* Who never hears is unaware until the end: of the incident, or of what there is to look at. */
static void who_never_hears(void **state) {
  (void)state;
  written w;
  write_down(&w);
  w.seat.event_count = 0;
  pl_perspective *p = compare(&w.seat, &w.control);
  assert_int_equal(p->incident[0].hearing, PL_HEARING_NEVER);
  assert_int_equal(p->incident[0].unaware, 2 * PL_TICKS_PER_ROUND - 4);
  assert_int_equal(p->moment[2].heard, 0);
  pl_perspective_free(p);
  w.control.event[w.control.event_count - 1].iid = WORM;
  p = compare(&w.seat, &w.control);
  assert_int_equal(p->incident[0].unaware, 55 - 4);
  pl_perspective_free(p);
}

static void only_a_seat_beside_control(void **state) {
  (void)state;
  written w;
  pl_error error = {0};
  write_down(&w);
  assert_null(pl_perspective_new(&w.control, &w.seat, &error));
  assert_int_equal(error.status, PL_BUG);
  w.control.rounds = 1;
  assert_null(pl_perspective_new(&w.seat, &w.control, NULL));
}

/* ---- against world and briefs ---- */

typedef struct watching {
  const pl_perspective *p;
  int seat;
  pl_brief_room room;
  int underestimated, looked;
} watching;

static void count_state(const pl_world *world, int state, int32_t *latent, int32_t *infectious, int32_t *found) {
  const pl_map *map = pl_world_map(world);
  *latent = *infectious = *found = 0;
  for (int i = 0; i < pl_world_incident_count(world); i++) {
    if (pl_world_incident(world, i)->phase != PL_PHASE_ACTIVE) continue;
    for (uint32_t o = map->first[state]; o < map->first[state + 1]; o++) {
      const char status = pl_world_organisation_status(world, i, o);
      *latent += status == 'L';
      *infectious += status == 'I';
      *found += status == 'C';
    }
  }
}

static pl_status watch(void *context, const pl_session *then, pl_error *error) {
  watching *w = context;
  const pl_world *world = pl_session_world(then);
  const int round = pl_session_rounds_done(then), n = pl_session_scenario(then)->state_count;
  const pl_perspective_moment *moment = &w->p->moment[round];
  int32_t latent, infectious, found, heard = 0, active = 0;
  count_state(world, w->seat, &latent, &infectious, &found);
  assert_int_equal(moment->latent, latent);
  assert_int_equal(moment->hit, infectious + found);
  assert_int_equal(moment->found, found);
  w->underestimated += round > 0 && infectious > 0;
  exercise_must(pl_brief_build(world, pl_session_events(then), w->seat, PL_BRIEF_ALL, &w->room, error), error);
  const pl_brief *brief = &w->room.brief;
  for (size_t i = 0; i < brief->incident_count; i++) heard += !brief->incidents[i].is_over;
  assert_int_equal(moment->heard, heard);
  for (int i = 0; i < pl_world_incident_count(world); i++)
    active += pl_world_incident(world, i)->phase == PL_PHASE_ACTIVE;
  assert_int_equal(moment->active, active);
  for (int t = 0; t < n; t++) {
    const pl_perspective_other *other = &moment->other[t];
    if (t == w->seat) continue;
    count_state(world, t, &latent, &infectious, &found);
    assert_int_equal(other->hit, infectious + found);
    assert_int_equal(other->found, found);
    assert_int_equal(other->told, brief->others[t].hits);
    assert_true(other->told < 0 || other->told == other->found); /* who tells, tells what it has found */
    assert_int_equal(other->trust, pl_world_trust(world, t, w->seat));
    assert_int_equal(other->trust_seen, brief->others[t].trust_in_me);
  }
  w->looked++;
  return PL_OK;
}

static void it_agrees_with_world_and_briefs(void **state) {
  (void)state;
  pl_session *session = exercise_random("withdrawal", 4);
  pl_history *control = exercise_look(session, PL_VIEWER_CONTROL, 0, 0);
  int blind = 0;
  for (int s = 0; s < control->scenario->state_count; s += 3) {
    pl_error error = {0};
    pl_history *seat = exercise_look(session, PL_VIEWER_SEAT, s, 0);
    pl_perspective *p = compare(seat, control);
    watching w = {.p = p, .seat = s};
    exercise_must(pl_session_retrace(session, watch, &w, &error), &error);
    assert_int_equal(w.looked, p->rounds + 1);
    assert_int_equal(p->underestimated, w.underestimated);
    blind += p->blind_spot >= 0;
    pl_brief_room_clear(&w.room);
    pl_perspective_free(p);
    pl_history_free(seat);
  }
  assert_true(blind > 0);
  pl_history_free(control);
  pl_session_free(session);
}

/* A seat that is no state finds nothing, and hears what it is let see. */
static void a_role_has_nothing_of_its_own(void **state) {
  (void)state;
  exercise *e = exercise_new(PL_GREEN);
  e->room.role = (pl_role_spec){.id = "press"};
  pl_set_add(&e->room.role.sees_states, 1);
  e->room.scenario.role_count = 1;
  exercise_start(e);
  const pl_decision share = exercise_order(0, PL_ACTION_POSTURE, exercise_one(1));
  exercise_round(e, &share, 1);
  pl_history *control = exercise_look(e->session, PL_VIEWER_CONTROL, 0, 0);
  pl_history *press = exercise_look(e->session, PL_VIEWER_SEAT, EXERCISE_STATES, 0);
  pl_perspective *p = compare(press, control);
  assert_false(p->is_state);
  assert_int_equal(p->moment[1].found, -1);
  assert_int_equal(p->moment[1].hit, -1);
  assert_int_equal(p->moment[1].active, 1);
  assert_int_equal(p->underestimated + p->unheard, 0);
  assert_int_equal(p->unfound, 0);
  assert_int_equal(p->moment[1].other[0].told, -1);
  pl_perspective_free(p);
  pl_history_free(control);
  pl_history_free(press);
  exercise_free(e);
}

static void a_failed_allocation_makes_none(void **state) {
  (void)state;
  written w;
  write_down(&w);
  for (long n = 0;; n++) {
    pl_error error = {0};
    fault_after(n);
    pl_perspective *p = pl_perspective_new(&w.seat, &w.control, &error);
    const bool is_reached = fault_stop();
    assert_int_equal(p == NULL, is_reached);
    if (is_reached) assert_int_equal(error.status, PL_NO_MEMORY);
    pl_perspective_free(p);
    if (!is_reached) break;
  }
}

/* ---- otherwise ---- */

static pl_history *look_otherwise(pl_course *course, const pl_what_if *what_if, pl_sight sight) {
  pl_error error = {0};
  pl_history *history = pl_history_otherwise(course, what_if, sight, &error);
  if (!history) fail_msg("%s", error.text);
  return history;
}

static const pl_sight sights[] = {{.viewer = PL_VIEWER_CONTROL}, {.viewer = PL_VIEWER_SEAT, .seat = 1},
                                  {.viewer = PL_VIEWER_PUBLIC, .reveals = PL_REVEAL_ALL}};

static bool is_same_event(const pl_event *a, const pl_event *b) {
  return a->kind == b->kind && a->tick == b->tick && a->state == b->state && a->other == b->other &&
         a->originator == b->originator && a->iid == b->iid && a->organisation == b->organisation &&
         a->amount == b->amount && a->label == b->label && a->flag == b->flag;
}

/* Each history has lines of its own. */
static void assert_same_line(const pl_history *was, const pl_history *is, size_t i) {
  const pl_event *x = &was->event[i], *y = &is->event[i];
  if (x->kind != PL_EVENT_LOG) assert_int_equal(x->index, y->index);
  else assert_string_equal(pl_event_log_line(was->said, x, PL_DUTCH), pl_event_log_line(is->said, y, PL_DUTCH));
}

/* Of a world where nothing was turned around it is the history of the world as it was. */
static void assert_same_history(const pl_history *was, const pl_history *is) {
  const size_t n = was->scenario->state_count;
  assert_ptr_equal(is->scenario, was->scenario);
  assert_int_equal(is->rounds, was->rounds);
  assert_int_equal(is->event_count, was->event_count);
  for (size_t i = 0; i < was->event_count; i++) {
    assert_true(is_same_event(&is->event[i], &was->event[i]));
    assert_same_line(was, is, i);
  }
  for (int r = 0; r <= was->rounds; r++) {
    assert_memory_equal(is->after[r].trust, was->after[r].trust, n * n * sizeof *was->after[r].trust);
    assert_memory_equal(is->after[r].reported, was->after[r].reported, n * sizeof *was->after[r].reported);
  }
  assert_memory_equal(is->first, was->first, (n + 1) * sizeof *was->first);
}

static void otherwise_it_stands_by_itself(void **state) {
  (void)state;
  pl_error error = {0};
  pl_session *session = exercise_random("withdrawal", 5);
  pl_course *course = pl_course_new(session, NULL, 1, &error);
  if (!course) fail_msg("%s", error.text);
  const pl_what_if nothing = {.round = 2};
  for (size_t i = 0; i < sizeof sights / sizeof *sights; i++) {
    pl_history *was = pl_history_new(session, sights[i], &error);
    pl_history *is = look_otherwise(course, &nothing, sights[i]);
    assert_same_history(was, is);
    pl_history_free(was);
    pl_history_free(is);
  }
  pl_course_free(course);
  pl_session_free(session);
}

/* Withheld, the item goes nowhere; the rest is as it was; and an impossible turn says why. */
static void otherwise_it_is_another(void **state) {
  (void)state;
  pl_error error = {0};
  exercise *e = exercise_new(PL_GREEN);
  exercise_start(e);
  const pl_decision share = exercise_order(0, PL_ACTION_POSTURE, exercise_one(1));
  exercise_round(e, &share, 1);
  exercise_round(e, NULL, 0);
  pl_course *course = pl_course_new(e->session, NULL, 1, &error);
  if (!course) fail_msg("%s", error.text);
  const pl_turn withhold = {.kind = PL_TURN_ITEM, .decision = {.seat = 0, .iid = exercise_worm(e)}};
  const pl_what_if what_if = {.round = 0, .turn = &withhold, .turn_count = 1};
  pl_history *is = look_otherwise(course, &what_if, sights[0]);
  assert_int_equal(is->rounds, 2);
  assert_ptr_equal(is->scenario, pl_session_scenario(e->session));
  for (size_t i = 0; i < is->event_count; i++) assert_int_not_equal(is->event[i].kind, PL_EVENT_SENT);
  pl_history_free(is);
  const pl_what_if late = {.round = 2};
  assert_null(pl_history_otherwise(course, &late, sights[0], &error));
  assert_int_equal(error.status, PL_BAD_INPUT);
  assert_true(*error.text);
  pl_course_free(course);
  exercise_free(e);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(figures_by_hand),
      cmocka_unit_test(incidents_by_hand),
      cmocka_unit_test(who_never_hears),
      cmocka_unit_test(only_a_seat_beside_control),
      cmocka_unit_test(it_agrees_with_world_and_briefs),
      cmocka_unit_test(a_role_has_nothing_of_its_own),
      cmocka_unit_test(a_failed_allocation_makes_none),
      cmocka_unit_test(otherwise_it_stands_by_itself),
      cmocka_unit_test(otherwise_it_is_another),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
