/* Forecasts: from the brief alone, the same for the same brief, near the truth, and honest where there is nothing to
 * say. */
#include "support.h"

#include "../sim/world_internal.h"
#include "fault.h"

#include <polder/forecast.h>
#include <polder/policy.h>
#include <stdlib.h>

enum { STATES = 6, ORGANISATIONS = 16, SEAT = 2 };

typedef struct table { /* a true world in the middle of a game, and what the seat knows of it */
  support_room room;
  pl_map *map;
  pl_world *world;
  pl_event_log log;
  pl_brief_room brief;
  pl_forecaster *forecaster;
} table;

static pl_decision posture_of(int seat, uint8_t words) {
  return (pl_decision){.seat = (uint16_t)seat, .action = PL_ACTION_POSTURE, .audience = {.words = words}};
}

static void must(pl_status status, const pl_error *error) {
  if (status != PL_OK) fail_msg("%s", error->text);
}

static void brief_seat(table *t, int seat) {
  pl_error error = {0};
  must(pl_brief_build(t->world, &t->log, seat, PL_BRIEF_ALL, &t->brief, &error), &error);
}

static void small_scenario(support_room *room, int states) {
  support_scenario(room, states);
  for (int s = 0; s < states; s++) {
    room->state[s].organisations = ORGANISATIONS;
    room->state[s].posture = (pl_audience){.words = PL_AUDIENCE_ALL};
  }
}

static void start(table *t, uint64_t seed) {
  pl_error error = {0};
  t->map = pl_map_new(&t->room.scenario, &error);
  assert_non_null(t->map);
  t->world = pl_world_new(&t->room.scenario, t->map, NULL, seed, &error);
  assert_non_null(t->world);
  pl_world_record(t->world, &t->log);
  t->forecaster = pl_forecaster_new(&t->room.scenario, &error);
  assert_non_null(t->forecaster);
}

/* The seat keeps its items; everybody else shares, or (`others` false) nobody does. */
static void play_until(table *t, int round, bool others) {
  pl_error error = {0};
  pl_decision d[STATES + 1];
  while (pl_world_round(t->world) < round) {
    size_t count = 0;
    must(pl_world_open_round(t->world, &error), &error);
    for (int s = 0; s < t->room.scenario.state_count; s++)
      d[count++] = posture_of(s, s == SEAT || !others ? 0 : PL_AUDIENCE_ALL);
    must(pl_world_resolve(t->world, d, count, &error), &error);
  }
  must(pl_world_open_round(t->world, &error), &error);
  brief_seat(t, t->room.scenario.state_count > SEAT ? SEAT : 0);
}

static table *table_at(int states, uint64_t seed, int round, bool others) {
  table *t = calloc(1, sizeof *t);
  assert_non_null(t);
  small_scenario(&t->room, states);
  start(t, seed);
  play_until(t, round, others);
  return t;
}

static void clear(table *t) {
  pl_forecaster_free(t->forecaster);
  pl_world_free(t->world);
  pl_map_free(t->map);
  pl_event_log_clear(&t->log);
  pl_brief_room_clear(&t->brief);
  free(t);
}

static pl_forecast forecast(table *t, const pl_decision *decision) {
  pl_error error = {0};
  pl_forecast f = {0};
  must(pl_forecast_decision(t->forecaster, &t->brief.brief, decision, NULL, 0, &f, &error), &error);
  assert_true(f.runs >= 8);
  assert_true(f.low <= f.high);
  assert_true(f.burnt >= 0 && f.burnt <= f.runs);
  return f;
}

static void assert_same(const pl_forecast *a, const pl_forecast *b) {
  assert_int_equal(a->runs, b->runs);
  assert_int_equal(a->until_day, b->until_day);
  assert_int_equal(a->low, b->low);
  assert_int_equal(a->high, b->high);
  assert_int_equal(a->mean_tenths, b->mean_tenths);
  assert_int_equal(a->own_mean_tenths, b->own_mean_tenths);
  assert_int_equal(a->cost, b->cost);
  assert_int_equal(a->burnt, b->burnt);
}

static void assert_nothing(const pl_forecast *f) {
  assert_int_equal(f->low, 0);
  assert_int_equal(f->high, 0);
  assert_int_equal(f->mean_tenths, 0);
  assert_int_equal(f->burnt, 0);
}

static const pl_brief_item *open_item(const pl_brief *b) {
  for (size_t i = 0; i < b->item_count; i++)
    if (b->items[i].is_own && b->items[i].is_open) return &b->items[i];
  return NULL;
}

static pl_decision share_all(const pl_brief *b, pl_iid iid) {
  return (pl_decision){.seat = b->seat, .action = PL_ACTION_SHARE, .iid = iid,
                       .audience = {.words = PL_AUDIENCE_ALL}};
}

/* ---- what the seat cannot know ---- */

/* Infects an organisation of `state` that was not, where nobody has found it. */
static void infect_somebody(pl_world *w, pl_incident *incident, int state) {
  const pl_map *map = w->map;
  for (uint32_t o = map->first[state]; o < map->first[state + 1]; o++) {
    if (pl_outbreak_status(incident->outbreak, o) != 'S') continue;
    assert_true(pl_outbreak_seed(incident->outbreak, o, w->now - incident->launch));
    incident->hit[state]++;
    return;
  }
}

/* Everything that the brief never shows is made another. */
static void change_hidden_things(pl_world *w, int seat) {
  pl_world_redraw(w, w->seed ^ 0x5EED);
  w->norm += 9000;
  for (int a = 0; a < w->adversary_count; a++) {
    w->adversary[a].suppression = 40000;
    w->adversary[a].success = 30000;
    for (int s = 0; s < w->n; s++) w->adversary[a].pending[s] = w->adversary[a].tension[s] = 20000;
  }
  for (int s = 0; s < w->n; s++) {
    if (s == seat) continue;
    w->state[s].stock[PL_DEFEND] *= 2;
    w->state[s].confidence /= 2;
    w->state[s].loss += INT64_C(5000000000);
    for (int t = 0; t < w->n; t++)
      if (t != seat && t != s) *pl_trust(w, s, t) /= 2;
  }
  for (int i = 0; i < w->active_count; i++) {
    pl_incident *incident = w->incident[w->active[i]];
    if (incident->launch >= w->now) continue;
    for (int s = 0; s < w->n; s++) {
      infect_somebody(w, incident, s);
      if (s == seat || pl_set_has(&incident->item[s].hold, (unsigned)seat)) continue;
      incident->item[s].birth = incident->item[s].birth < 0 ? w->now - 1 : -1; /* withheld from the seat */
      incident->knowledge[s] = PL_ONE / 3;
    }
  }
}

static void assert_same_brief(const pl_brief *a, const pl_brief *b) {
  assert_int_equal(a->item_count, b->item_count);
  assert_int_equal(a->incident_count, b->incident_count);
  assert_int_equal(a->contained, b->contained);
  assert_int_equal(a->payoff, b->payoff);
  for (size_t i = 0; i < a->incident_count; i++) assert_int_equal(a->incidents[i].knowledge, b->incidents[i].knowledge);
  for (int t = 0; t < STATES; t++) assert_int_equal(a->others[t].trust_in_me, b->others[t].trust_in_me);
}

static void test_what_the_seat_cannot_know_changes_nothing(void **state) {
  (void)state;
  for (uint64_t seed = 1; seed <= 4; seed++) {
    table *t = table_at(STATES, seed, 4, seed % 2);
    pl_error error = {0};
    const pl_decision all = posture_of(SEAT, PL_AUDIENCE_ALL);
    const pl_brief_item *item = open_item(&t->brief.brief);
    const pl_decision one = item ? share_all(&t->brief.brief, item->iid) : all;
    const pl_forecast of_all = forecast(t, &all), of_one = forecast(t, &one);
    pl_brief_room other = {0};
    change_hidden_things(t->world, SEAT);
    must(pl_brief_build(t->world, &t->log, SEAT, PL_BRIEF_ALL, &other, &error), &error);
    assert_int_not_equal(other.brief.seed, t->brief.brief.seed);
    assert_same_brief(&t->brief.brief, &other.brief);
    pl_brief_room_clear(&t->brief);
    t->brief = other;
    const pl_forecast all_again = forecast(t, &all), one_again = forecast(t, &one);
    assert_same(&of_all, &all_again);
    assert_same(&of_one, &one_again);
    clear(t);
  }
}

/* But what it does know counts. */
static void test_what_the_seat_knows_counts(void **state) {
  (void)state;
  table *t = table_at(STATES, 5, 4, true);
  const pl_decision all = posture_of(SEAT, PL_AUDIENCE_ALL);
  const pl_forecast before = forecast(t, &all);
  for (int s = 0; s < STATES; s++) t->brief.brief.others[s].forums = t->brief.brief.others[s].seen = false;
  for (int f = 0; f < t->room.scenario.forum_count; f++) t->brief.brief.forums[f].members = (pl_state_set){{0}};
  const pl_forecast after = forecast(t, &all);
  assert_true(before.mean_tenths != after.mean_tenths || before.low != after.low || before.cost != after.cost);
  clear(t);
}

static void test_the_same_brief_gives_the_same_forecast(void **state) {
  (void)state;
  table *t = table_at(STATES, 3, 5, true);
  pl_error error = {0};
  const pl_decision all = posture_of(SEAT, PL_AUDIENCE_ALL), publish = {.seat = SEAT, .action = PL_ACTION_PUBLISH,
                                                                       .flag = 1};
  const pl_forecast first = forecast(t, &all);
  forecast(t, &publish); /* what a forecaster keeps must not show */
  const pl_forecast second = forecast(t, &all);
  assert_same(&first, &second);
  pl_forecaster_free(t->forecaster);
  t->forecaster = pl_forecaster_new(&t->room.scenario, &error);
  assert_non_null(t->forecaster);
  const pl_forecast third = forecast(t, &all);
  assert_same(&first, &third);
  clear(t);
}

/* ---- sense ---- */

static void test_nothing_decided_anew_changes_nothing(void **state) {
  (void)state;
  table *t = table_at(STATES, 3, 5, true);
  pl_decision keep = posture_of(SEAT, 0), withhold;
  const pl_forecast f = forecast(t, &keep); /* its standing order already */
  assert_nothing(&f);
  assert_int_equal(f.cost, 0);
  withhold = share_all(&t->brief.brief, 0x00FF00FF); /* nobody has ever heard of this */
  withhold.action = PL_ACTION_WITHHOLD;
  const pl_forecast g = forecast(t, &withhold);
  assert_nothing(&g);
  clear(t);
}

static void test_who_has_it_already_gains_nothing(void **state) {
  (void)state;
  bool is_found = false;
  for (uint64_t seed = 1; !is_found && seed < 40; seed++) {
    table *t = table_at(STATES, seed, 3, true);
    pl_brief_item *item = (pl_brief_item *)open_item(&t->brief.brief);
    is_found = item != NULL;
    if (item) {
      item->sent = pl_set_first(STATES);
      const pl_decision share = share_all(&t->brief.brief, item->iid);
      const pl_forecast f = forecast(t, &share);
      assert_int_equal(f.low, 0);
      assert_int_equal(f.high, 0);
      assert_int_equal(f.burnt, 0);
      assert_true(f.cost == 0);
    }
    clear(t);
  }
  assert_true(is_found);
}

static void test_pending_decisions_count(void **state) {
  (void)state;
  table *t = table_at(STATES, 3, 5, true);
  pl_error error = {0};
  pl_forecast f;
  const pl_decision all = posture_of(SEAT, PL_AUDIENCE_ALL);
  must(pl_forecast_decision(t->forecaster, &t->brief.brief, &all, &all, 1, &f, &error), &error);
  assert_nothing(&f);
  clear(t);
}

static void test_where_nobody_shares_sharing_helps(void **state) {
  (void)state;
  int64_t tenths = 0, low = 0;
  for (uint64_t seed = 1; seed <= 6; seed++) {
    table *t = table_at(STATES, seed, 4, false);
    const pl_decision all = posture_of(SEAT, PL_AUDIENCE_ALL);
    const pl_forecast f = forecast(t, &all);
    tenths += f.mean_tenths;
    low += f.low;
    clear(t);
  }
  assert_true(tenths > 0);
  assert_true(low >= -6);
}

/* ---- the edges ---- */

static void test_first_and_last_round(void **state) {
  (void)state;
  table *t = table_at(STATES, 7, 0, true);
  const pl_decision none = posture_of(SEAT, 0);
  assert_int_equal(forecast(t, &none).until_day, 21);
  clear(t);
  t = table_at(STATES, 7, 11, true);
  const pl_decision all = posture_of(SEAT, PL_AUDIENCE_ALL);
  assert_int_equal(forecast(t, &all).until_day, 84);
  clear(t);
}

static void test_few_states(void **state) {
  (void)state;
  for (int states = 1; states <= 2; states++) {
    table *t = table_at(states, 7, 3, true);
    const pl_decision all = posture_of(0, PL_AUDIENCE_ALL), none = posture_of(0, 0);
    forecast(t, &all);
    forecast(t, &none);
    clear(t);
  }
}

static void assert_refused(table *t, const pl_decision *decision, const char *why) {
  pl_error error = {0};
  pl_forecast f;
  assert_int_equal(pl_forecast_decision(t->forecaster, &t->brief.brief, decision, NULL, 0, &f, &error), PL_BAD_INPUT);
  if (!strstr(error.text, why)) fail_msg("%s", error.text);
}

static void test_what_has_no_forecast_is_refused(void **state) {
  (void)state;
  table *t = calloc(1, sizeof *t);
  assert_non_null(t);
  small_scenario(&t->room, STATES);
  t->room.role = (pl_role_spec){.id = "press"};
  t->room.scenario.role_count = 1;
  start(t, 1);
  play_until(t, 1, true);
  const pl_decision strike = {.seat = SEAT, .action = PL_ACTION_STRIKE};
  const pl_decision answer = {.seat = SEAT, .action = PL_ACTION_ANSWER};
  assert_refused(t, &strike, "no forecast for strike");
  assert_refused(t, &answer, "no forecast for answer");
  brief_seat(t, STATES);
  const pl_decision all = posture_of(STATES, PL_AUDIENCE_ALL);
  assert_refused(t, &all, "press has no state");
  clear(t);
}

static void test_a_very_large_world_has_none(void **state) {
  (void)state;
  table *t = table_at(STATES, 1, 0, true);
  for (int s = 0; s < STATES; s++) t->room.state[s].organisations = PL_MAX_PER_STATE; /* only the size is looked at */
  const pl_decision all = posture_of(SEAT, PL_AUDIENCE_ALL);
  assert_refused(t, &all, "too large");
  clear(t);
}

static bool stop_at(void *context, size_t done, size_t total) {
  const size_t *at = context;
  assert_true(done < total);
  return done < *at;
}

/* Whoever no longer wants to know can stop it, at any run; the next forecast is what it would have been. */
static void test_it_can_be_stopped(void **state) {
  (void)state;
  table *t = table_at(STATES, 7, 3, true);
  const pl_decision all = posture_of(SEAT, PL_AUDIENCE_ALL);
  const pl_forecast whole = forecast(t, &all);
  for (size_t at = 0; at < 9; at += 4) {
    pl_error error = {0};
    pl_forecast f;
    pl_forecaster_watch(t->forecaster, &(pl_progress){stop_at, &at});
    assert_int_equal(pl_forecast_decision(t->forecaster, &t->brief.brief, &all, NULL, 0, &f, &error),
                     (size_t)whole.runs > at ? PL_CANCELLED : PL_OK);
  }
  pl_forecaster_watch(t->forecaster, NULL);
  const pl_forecast again = forecast(t, &all);
  assert_memory_equal(&whole, &again, sizeof whole);
  clear(t);
}

static void test_every_allocation_may_fail(void **state) {
  (void)state;
  table *t = table_at(STATES, 3, 3, true);
  const pl_decision all = posture_of(SEAT, PL_AUDIENCE_ALL);
  bool is_reached = true;
  for (long n = 0; is_reached; n += n < 150 ? 1 : 1 + n / 3) { /* one for one at first, then now and then */
    pl_error error = {0};
    pl_forecast f;
    fault_after(n);
    const pl_status status = pl_forecast_decision(t->forecaster, &t->brief.brief, &all, NULL, 0, &f, &error);
    is_reached = fault_stop();
    assert_int_equal(status, is_reached ? PL_NO_MEMORY : PL_OK);
  }
  clear(t);
}

/* ---- near the truth ---- */

/* The others share with whom they saw share. */
static size_t decide_for_others(const pl_world *w, pl_decision *d) {
  size_t count = 0;
  for (int s = 0; s < STATES; s++) {
    if (s == SEAT) continue;
    d[count] = posture_of(s, 0);
    d[count++].audience.states = pl_world_state(w, s)->seen;
  }
  return count;
}

static int64_t hits_until(const table *t, const pl_decision *own, int day) {
  pl_error error = {0};
  int64_t hits = 0;
  pl_world *w = pl_world_copy(t->world);
  assert_non_null(w);
  for (bool is_first = true; pl_world_round(w) * 7 < day; is_first = false) {
    pl_decision d[STATES + 1];
    if (!is_first) must(pl_world_open_round(w, &error), &error);
    size_t count = decide_for_others(w, d);
    if (is_first && own) { /* in the order of seats */
      memmove(d + SEAT + 1, d + SEAT, (count - SEAT) * sizeof *d);
      d[SEAT] = *own;
      count++;
    }
    must(pl_world_resolve(w, d, count, &error), &error);
  }
  for (int s = 0; s < STATES; s++) hits += pl_world_state(w, s)->hit_total;
  pl_world_free(w);
  return hits;
}

/* Four of five should lie within. With n games the count has a standard deviation of at most √(n·0.16); three of these
 * below is worse than chance. tests/validation/calibration.c measures it closely, on worlds of ordinary size. */
static void test_intervals_hold_most_truths(void **state) {
  (void)state;
  enum { GAMES = 25, EXPECTED = GAMES * 4 / 5, MARGIN = 6 };
  int inside = 0;
  int64_t forecast_tenths = 0, truth = 0;
  for (uint64_t seed = 101; seed < 101 + GAMES; seed++) {
    table *t = table_at(STATES, seed, 3 + (int)(seed % 4), true);
    const pl_decision all = posture_of(SEAT, PL_AUDIENCE_ALL);
    const pl_forecast f = forecast(t, &all);
    const int64_t fewer = hits_until(t, NULL, f.until_day) - hits_until(t, &all, f.until_day);
    inside += fewer >= f.low && fewer <= f.high;
    forecast_tenths += f.mean_tenths;
    truth += fewer;
    clear(t);
  }
  if (inside < EXPECTED - MARGIN) fail_msg("%d of %d inside", inside, (int)GAMES);
  assert_true(forecast_tenths > 0);
  assert_true(truth > 0);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_what_the_seat_cannot_know_changes_nothing),
      cmocka_unit_test(test_what_the_seat_knows_counts),
      cmocka_unit_test(test_the_same_brief_gives_the_same_forecast),
      cmocka_unit_test(test_nothing_decided_anew_changes_nothing),
      cmocka_unit_test(test_who_has_it_already_gains_nothing),
      cmocka_unit_test(test_pending_decisions_count),
      cmocka_unit_test(test_where_nobody_shares_sharing_helps),
      cmocka_unit_test(test_first_and_last_round),
      cmocka_unit_test(test_few_states),
      cmocka_unit_test(test_what_has_no_forecast_is_refused),
      cmocka_unit_test(test_a_very_large_world_has_none),
      cmocka_unit_test(test_it_can_be_stopped),
      cmocka_unit_test(test_every_allocation_may_fail),
      cmocka_unit_test(test_intervals_hold_most_truths),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
