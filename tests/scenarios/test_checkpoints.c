/* The scenarios that Polder ships, saved after every round and played on by a world and a Lua state that were not there
 * before: the same digests, quantities and events to the end. None of them remembers anything outside of vars, so all
 * of them resume from a checkpoint. */
#include "support.h"

#include <polder/policy.h>
#include <polder/script.h>

#include <stdlib.h>

enum { MOST_ROUNDS = 16, QUANTITIES = 64, SEEDS = 2 };

typedef struct sealed { /* decisions of a round, as they were resolved */
  pl_decision *decision;
  size_t count;
} sealed;

typedef struct course {
  pl_bundle_room bundle;
  pl_rules_factory factory;
  pl_rules rules;
  pl_map *map;
  int rounds;
  uint64_t seed;
  sealed sealed[MOST_ROUNDS];
  uint64_t digest[MOST_ROUNDS];
  pl_quantity quantity[MOST_ROUNDS][QUANTITIES];
  pl_buffer saved[MOST_ROUNDS]; /* before each round */
  pl_event_log log;
  size_t events[MOST_ROUNDS]; /* before each round */
} course;

static void must(pl_status status, const pl_error *error) {
  if (status != PL_OK) fail_msg("%s", error->text);
}

/* ---- what bots decide ---- */

static void take_round(course *c, const pl_session *session, int round) {
  size_t count;
  const pl_journal_entry *entry = pl_session_journal(session, &count);
  sealed *s = &c->sealed[round];
  s->decision = calloc(count + 1, sizeof *s->decision);
  assert_non_null(s->decision);
  for (int seat = 0; seat < pl_scenario_seat_count(pl_session_scenario(session)); seat++)
    for (size_t i = 0; i < count; i++)
      if (entry[i].round == round && !entry[i].is_withdrawn && entry[i].decision.seat == seat)
        s->decision[s->count++] = entry[i].decision;
}

static void play_bots(course *c) {
  pl_error error = {0};
  const pl_session_options options = {.seed = c->seed, .record_events = true};
  pl_session *session = pl_session_new(&c->factory, &c->bundle.bundle, NULL, &options, &error);
  if (!session) fail_msg("%s", error.text);
  for (; !pl_session_is_over(session); c->rounds++) {
    pl_policy_table table;
    pl_brief_room briefs = {0};
    assert_true(c->rounds < MOST_ROUNDS);
    pl_policy_table_init(&table, pl_session_scenario(session));
    must(pl_session_open_round(session, &error), &error);
    must(pl_policy_play(session, &table, &briefs, &error), &error);
    must(pl_session_resolve_round(session, &error), &error);
    c->digest[c->rounds] = pl_session_digest(session, c->rounds);
    take_round(c, session, c->rounds);
    pl_brief_room_clear(&briefs);
  }
  pl_session_free(session);
}

/* ---- the same without a session ---- */

static void play_round(pl_world *w, const course *c, int round) {
  pl_error error = {0};
  must(pl_world_open_round(w, &error), &error);
  must(pl_world_resolve(w, c->sealed[round].decision, c->sealed[round].count, &error), &error);
}

static uint64_t fingerprint(const pl_rules *rules) { return rules->fingerprint(rules->self); }

static void play_and_save(course *c) {
  pl_error error = {0};
  must(c->factory.open(c->factory.context, &c->bundle.bundle, &c->rules, &error), &error);
  c->map = pl_map_new(c->rules.scenario, &error);
  assert_non_null(c->map);
  pl_world *w = pl_world_new(c->rules.scenario, c->map, &c->rules, c->seed, &error);
  assert_non_null(w);
  pl_world_record(w, &c->log);
  const uint64_t before = fingerprint(&c->rules);
  for (int r = 0; r < c->rounds; r++) {
    pl_world_save(w, &c->saved[r]);
    c->events[r] = c->log.count;
    play_round(w, c, r);
    assert_true(pl_world_digest(w) == c->digest[r]);
    pl_world_quantities(w, c->quantity[r], QUANTITIES);
    if (fingerprint(&c->rules) != before) fail_msg("round %d: a hook remembers something outside of vars", r + 1);
  }
  pl_world_free(w);
}

static void compare_round(const course *c, const pl_world *w, int round) {
  pl_quantity quantity[QUANTITIES];
  const size_t count = pl_world_quantities(w, quantity, QUANTITIES);
  assert_true(count <= QUANTITIES);
  for (size_t i = 0; i < count; i++)
    if (quantity[i].digest != c->quantity[round][i].digest) fail_msg("round %d: %s", round + 1, quantity[i].name);
  assert_true(pl_world_digest(w) == c->digest[round]);
}

/* In a Lua state that saw nothing of the rounds before. */
static void play_from(const course *c, int round) {
  pl_error error = {0};
  pl_event_log log = {0};
  pl_rules rules;
  must(c->factory.open(c->factory.context, &c->bundle.bundle, &rules, &error), &error);
  const pl_buffer *bytes = &c->saved[round];
  pl_world *w = pl_world_load(rules.scenario, c->map, &rules, c->seed, bytes->bytes, bytes->length, &error);
  if (!w) fail_msg("%s", error.text);
  pl_world_record(w, &log);
  for (int r = round; r < c->rounds; r++) {
    play_round(w, c, r);
    compare_round(c, w, r);
  }
  assert_int_equal(log.count, c->log.count - c->events[round]);
  for (size_t i = 0; i < log.count; i++) {
    const pl_event *a = &log.event[i], *b = &c->log.event[c->events[round] + i];
    assert_true(a->kind == b->kind && a->tick == b->tick && a->state == b->state && a->other == b->other);
    assert_true(a->iid == b->iid && a->amount == b->amount && a->organisation == b->organisation);
  }
  pl_event_log_clear(&log);
  pl_world_free(w);
  rules.close(rules.self);
}

static course *course_new(const char *scenario, uint64_t seed) {
  char path[1024];
  pl_error error = {0};
  course *c = calloc(1, sizeof *c);
  assert_non_null(c);
  c->factory = pl_script_factory();
  c->seed = seed;
  snprintf(path, sizeof path, "%s/scenarios/%s", POLDER_SOURCE_DIR, scenario);
  must(pl_bundle_read(path, &c->bundle, &error), &error);
  play_bots(c);
  play_and_save(c);
  return c;
}

static void course_free(course *c) {
  for (int r = 0; r < c->rounds; r++) {
    free(c->sealed[r].decision);
    pl_buffer_clear(&c->saved[r]);
  }
  pl_event_log_clear(&c->log);
  pl_map_free(c->map);
  c->rules.close(c->rules.self);
  pl_bundle_clear(&c->bundle);
  free(c);
}

/* What differs in its digest differs in a quantity. */
static void expect_differences(const course *a, const course *b) {
  for (int r = 0; r < a->rounds; r++) {
    int differences = 0;
    assert_true(a->digest[r] != b->digest[r]);
    for (int i = 0; i < QUANTITIES; i++) differences += a->quantity[r][i].digest != b->quantity[r][i].digest;
    assert_true(differences > 0);
  }
}

static void check_scenario(const char *scenario) {
  course *c[SEEDS];
  for (int i = 0; i < SEEDS; i++) {
    c[i] = course_new(scenario, (uint64_t)i + 1);
    for (int r = 0; r < c[i]->rounds; r++) play_from(c[i], r);
  }
  expect_differences(c[0], c[1]);
  for (int i = 0; i < SEEDS; i++) course_free(c[i]);
}

static void test_first_share(void **state) { (void)state, check_scenario("first-share"); }
static void test_withdrawal(void **state) { (void)state, check_scenario("withdrawal"); }
static void test_standard_map(void **state) { (void)state, check_scenario("standard-map"); }

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_first_share),
      cmocka_unit_test(test_withdrawal),
      cmocka_unit_test(test_standard_map),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
