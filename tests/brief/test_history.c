/* Histories: what each viewer sees of an exercise, and that it is the same whenever it is looked at.
 *
 * What may be seen is written here a second time: for seats from their briefs, for the public as a table by kind of
 * event. Exercises of the shipped scenarios are played with random decisions. */
#include "fault.h"
#include "support.h"

#include <polder/brief.h>
#include <polder/history.h>
#include <polder/script.h>
#include <polder/session.h>

#include <stdlib.h>
#include <unistd.h>

/* ---- playing ---- */

static void must(pl_status status, const pl_error *error) {
  if (status != PL_OK) fail_msg("%s", error->text);
}

static pl_session *start(const char *scenario, uint64_t seed) {
  char path[512];
  pl_error error = {0};
  pl_bundle_room bundle = {0};
  pl_rules_factory factory = pl_script_factory();
  pl_session_options options = {.seed = seed, .record_events = true};
  snprintf(path, sizeof path, "%s/scenarios/%s", POLDER_SOURCE_DIR, scenario);
  must(pl_bundle_read(path, &bundle, &error), &error);
  pl_session *session = pl_session_new(&factory, &bundle.bundle, NULL, &options, &error);
  if (!session) fail_msg("%s", error.text);
  pl_bundle_clear(&bundle);
  return session;
}

static void open_round(pl_session *session) {
  pl_error error = {0};
  must(pl_session_open_round(session, &error), &error);
}

static void decide_and_resolve(pl_session *session, uint64_t *luck) {
  pl_error error = {0};
  const pl_scenario *scenario = pl_session_scenario(session);
  for (int s = 0; s < scenario->state_count; s++) {
    pl_decision posture = {.seat = (uint16_t)s, .action = PL_ACTION_POSTURE, .audience = {.words = PL_AUDIENCE_FORUMS}};
    if (support_random(luck, 3)) pl_session_decide(session, &posture, PL_AUTHOR_BOT, NULL);
    for (int i = 0; i < 3; i++) {
      pl_decision d = support_random_decision(luck, scenario, s, pl_session_rounds_done(session));
      pl_session_decide(session, &d, PL_AUTHOR_BOT, NULL);
    }
  }
  must(pl_session_resolve_round(session, &error), &error);
}

static void play(pl_session *session, int rounds, uint64_t *luck) {
  while (pl_session_rounds_done(session) < rounds) {
    open_round(session);
    decide_and_resolve(session, luck);
  }
}

static pl_session *play_all(const char *scenario, uint64_t seed) {
  uint64_t luck = seed;
  pl_session *session = start(scenario, seed);
  play(session, pl_session_scenario(session)->rounds, &luck);
  return session;
}

static pl_history *look(const pl_session *session, pl_sight sight) {
  pl_error error = {0};
  pl_history *history = pl_history_new(session, sight, &error);
  if (!history) fail_msg("%s", error.text);
  return history;
}

static void extend(pl_history *history, const pl_session *session) {
  pl_error error = {0};
  must(pl_history_extend(history, session, &error), &error);
}

/* One of each kind of viewer. */
static const pl_sight sights[] = {{.viewer = PL_VIEWER_CONTROL},
                                  {.viewer = PL_VIEWER_SEAT, .seat = 1},
                                  {.viewer = PL_VIEWER_PUBLIC},
                                  {.viewer = PL_VIEWER_PUBLIC, .reveals = PL_REVEAL_ALL}};
enum { SIGHTS = sizeof sights / sizeof *sights };
static const char *const scenarios[] = {"first-share", "withdrawal"};
enum { SCENARIOS = sizeof scenarios / sizeof *scenarios };

/* ---- comparing ---- */

/* Equal but for the two fields that a viewer may get differently. */
static bool is_same_but(const pl_event *a, const pl_event *b) {
  return a->kind == b->kind && a->flag == b->flag && a->round == b->round && a->tick == b->tick &&
         a->state == b->state && a->originator == b->originator && a->forum == b->forum &&
         a->adversary == b->adversary && a->index == b->index && a->iid == b->iid &&
         a->organisation == b->organisation && a->is_public == b->is_public;
}

static bool is_same(const pl_event *a, const pl_event *b) {
  return is_same_but(a, b) && a->other == b->other && a->amount == b->amount &&
         pl_set_is_equal(a->seen_by, b->seen_by);
}

static void assert_same_relations(const pl_history *history, const pl_relations *a, const pl_relations *b) {
  const size_t n = history->scenario->state_count;
  assert_memory_equal(a->trust, b->trust, n * n * sizeof *a->trust);
  assert_memory_equal(a->trust_step, b->trust_step, n * n);
  assert_memory_equal(a->members, b->members, history->scenario->forum_count * sizeof *a->members);
  assert_memory_equal(a->allies, b->allies, n * sizeof *a->allies);
  assert_memory_equal(a->reported, b->reported, n * sizeof *a->reported);
}

static void assert_same(const pl_history *a, const pl_history *b) {
  const size_t n = a->scenario->state_count;
  assert_int_equal(a->rounds, b->rounds);
  assert_int_equal(a->event_count, b->event_count);
  for (size_t i = 0; i < a->event_count; i++) assert_true(is_same(&a->event[i], &b->event[i]));
  for (int r = 0; r <= a->rounds; r++) assert_same_relations(a, &a->after[r], &b->after[r]);
  assert_memory_equal(a->first, b->first, (n + 1) * sizeof *a->first);
  assert_memory_equal(a->sector, b->sector, a->first[n]);
  assert_memory_equal(a->dependency, b->dependency, n * n * sizeof *a->dependency);
}

/* A history made now tells the same. */
static void assert_is_up_to_date(const pl_history *history, const pl_session *session) {
  pl_history *now = look(session, history->sight);
  assert_same(history, now);
  pl_history_free(now);
}

/* ---- what seats see ---- */

static void check_seat(const pl_session *session, int seat) {
  const pl_scenario *scenario = pl_session_scenario(session);
  const pl_event_log *log = pl_session_events(session);
  pl_history *history = look(session, (pl_sight){.viewer = PL_VIEWER_SEAT, .seat = seat});
  const size_t n = scenario->state_count;
  size_t seen = 0;
  for (size_t i = 0; i < log->count; i++) {
    if (!pl_brief_may_see(scenario, seat, &log->event[i])) continue;
    assert_true(seen < history->event_count);
    assert_true(is_same(&history->event[seen++], &log->event[i]));
    if (log->event[i].kind == PL_EVENT_CONTAINED) assert_int_equal(log->event[i].other, PL_NONE);
  }
  assert_int_equal(history->event_count, seen);
  for (int r = 0; r <= history->rounds; r++) {
    const pl_relations *then = &history->after[r];
    for (size_t s = 0; s < n; s++) {
      for (size_t t = 0; t < n; t++) {
        const bool is_own = (int)s == seat && t != s, is_in_me = (int)t == seat && t != s;
        assert_int_equal(then->trust[s * n + t] >= 0, is_own);
        assert_int_equal(then->trust_step[s * n + t] > 0, is_own || is_in_me);
        if ((int)s != seat) assert_true(history->dependency[s * n + t] == 0);
      }
    }
  }
  pl_history_free(history);
}

static void test_a_seat_sees_what_its_briefs_held(void **state) {
  (void)state;
  for (int i = 0; i < SCENARIOS; i++) {
    pl_session *session = play_all(scenarios[i], 3);
    const int seats = pl_scenario_seat_count(pl_session_scenario(session));
    for (int s = 0; s < seats; s++) check_seat(session, s);
    pl_session_free(session);
  }
}

/* A seat that is no state has no trust; one that does not exist has no history. */
static void test_roles_and_nobody(void **state) {
  (void)state;
  static support_room room;
  static const pl_file file = {.name = "scenario.lua", .bytes = "", .length = 0};
  static const pl_bundle bundle = {.file = &file, .count = 1};
  pl_error error = {0};
  support_standard(&room);
  room.role = (pl_role_spec){.id = "press", .sees_forums = 1u << 1};
  pl_set_add(&room.role.sees_states, 9);
  room.scenario.role_count = 1;
  const pl_rules_factory factory = support_factory(&room);
  const pl_session_options options = {.seed = 4, .record_events = true};
  pl_session *session = pl_session_new(&factory, &bundle, NULL, &options, &error);
  assert_non_null(session);
  uint64_t luck = 4;
  play(session, 5, &luck);
  check_seat(session, SUPPORT_STATES);
  const pl_sight nobody[] = {{.viewer = PL_VIEWER_SEAT, .seat = -1},
                             {.viewer = PL_VIEWER_SEAT, .seat = SUPPORT_STATES + 1}};
  for (int i = 0; i < 2; i++) {
    assert_null(pl_history_new(session, nobody[i], &error));
    assert_int_equal(error.status, PL_BUG);
  }
  pl_session_free(session);
}

/* ---- what everybody sees ---- */

typedef enum reach { NEVER, IF_PUBLIC, WITH_FOUND, WITH_SHARING } reach;
static const reach reaches[PL_EVENT_KINDS] = {
    [PL_EVENT_ROUND] = IF_PUBLIC, [PL_EVENT_INJECT] = IF_PUBLIC, [PL_EVENT_ANSWER] = NEVER, [PL_EVENT_LEFT] = IF_PUBLIC,
    [PL_EVENT_JOINED] = IF_PUBLIC, [PL_EVENT_APPLIED] = NEVER, [PL_EVENT_ADMISSION] = NEVER, [PL_EVENT_BOUGHT] = NEVER,
    [PL_EVENT_STRUCK] = IF_PUBLIC, [PL_EVENT_TAKEDOWN] = IF_PUBLIC, [PL_EVENT_LAPSED] = NEVER,
    [PL_EVENT_CUSTOM] = NEVER, [PL_EVENT_LAUNCHED] = NEVER, [PL_EVENT_ENDED] = NEVER, [PL_EVENT_LATENT] = NEVER,
    [PL_EVENT_INFECTIOUS] = NEVER, [PL_EVENT_CONTAINED] = WITH_FOUND, [PL_EVENT_RECOVERED] = WITH_FOUND,
    [PL_EVENT_ITEM] = NEVER, [PL_EVENT_SENT] = WITH_SHARING, [PL_EVENT_RECEIVED] = WITH_SHARING,
    [PL_EVENT_PUBLISHED] = IF_PUBLIC, [PL_EVENT_BURNT] = NEVER, [PL_EVENT_BREACH] = IF_PUBLIC,
    [PL_EVENT_DEFECTED] = NEVER, [PL_EVENT_OBJECTIVE] = NEVER, [PL_EVENT_LOG] = NEVER};

static bool everybody_may_know(unsigned reveals, const pl_event *event) {
  switch (reaches[event->kind]) {
  case NEVER: return false;
  case IF_PUBLIC: return event->is_public;
  case WITH_FOUND: return reveals & PL_REVEAL_FOUND;
  case WITH_SHARING: return reveals & PL_REVEAL_SHARING && event->state != PL_NONE;
  }
  return false;
}

static void check_public(const pl_session *session, unsigned reveals, size_t *kinds) {
  const pl_event_log *log = pl_session_events(session);
  pl_history *history = look(session, (pl_sight){.viewer = PL_VIEWER_PUBLIC, .reveals = reveals});
  const size_t n = history->scenario->state_count;
  size_t seen = 0;
  for (size_t i = 0; i < log->count; i++) {
    const pl_event *event = &log->event[i], *copy = &history->event[seen];
    if (!everybody_may_know(reveals, event)) continue;
    assert_true(seen++ < history->event_count);
    assert_true(is_same_but(copy, event));
    if (event->kind == PL_EVENT_RECEIVED) assert_int_equal(copy->amount, 0);
    if (event->kind != PL_EVENT_TAKEDOWN) assert_true(pl_set_is_empty(&copy->seen_by));
    if (event->kind != PL_EVENT_CONTAINED) assert_int_equal(copy->other, event->other);
    kinds[event->kind]++;
  }
  assert_int_equal(history->event_count, seen);
  for (int r = 0; r <= history->rounds; r++) {
    const pl_relations *then = &history->after[r];
    for (size_t i = 0; i < n * n; i++) {
      assert_int_equal(then->trust[i], -1);
      assert_int_equal(then->trust_step[i], 0);
      assert_true(history->dependency[i] == 0);
    }
    for (size_t s = 0; s < n; s++) assert_int_equal(then->reported[s], -1);
  }
  pl_history_free(history);
}

static void test_the_public_learns_no_secret(void **state) {
  (void)state;
  size_t kinds[PL_EVENT_KINDS] = {0};
  for (int i = 0; i < SCENARIOS; i++) {
    pl_session *session = play_all(scenarios[i], 5);
    for (unsigned reveals = 0; reveals <= PL_REVEAL_ALL; reveals++) check_public(session, reveals, kinds);
    pl_session_free(session);
  }
  static const pl_event_kind expected[] = {PL_EVENT_ROUND, PL_EVENT_LEFT, PL_EVENT_CONTAINED, PL_EVENT_RECOVERED,
                                           PL_EVENT_SENT, PL_EVENT_RECEIVED, PL_EVENT_PUBLISHED, PL_EVENT_STRUCK};
  for (size_t i = 0; i < sizeof expected / sizeof *expected; i++) assert_true(kinds[expected[i]] > 0);
}

/* ---- where infections came from ---- */

static bool has_link(const pl_map *map, const bool *is_infectious, int from, uint32_t to) {
  for (uint32_t o = map->first[from]; o < map->first[from + 1]; o++)
    for (uint32_t a = map->out_first[o]; is_infectious[o] && a < map->out_first[o + 1]; a++)
      if (map->arc[a].customer == to && map->arc[a].weight > 0) return true;
  return false;
}

/* One incident after the other: infections come along links from states whose organisations are infectious then. */
static void check_incident(const pl_history *history, const pl_map *map, pl_iid iid, size_t *found) {
  const size_t all = (size_t)map->organisation_count;
  bool *is_infectious = calloc(all, sizeof *is_infectious);
  uint16_t *source = calloc(all, sizeof *source);
  assert_true(is_infectious && source);
  for (size_t i = 0; i < history->event_count; i++) {
    const pl_event *event = &history->event[i];
    if (event->iid != iid) continue;
    if (event->kind == PL_EVENT_LATENT) {
      source[event->organisation] = event->other;
      if (event->other != PL_NONE) assert_true(has_link(map, is_infectious, event->other, event->organisation));
    } else if (event->kind == PL_EVENT_INFECTIOUS) {
      is_infectious[event->organisation] = true;
    } else if (event->kind == PL_EVENT_CONTAINED) {
      is_infectious[event->organisation] = false;
      assert_int_equal(event->other, source[event->organisation]);
      found[event->other == PL_NONE ? 0 : event->other == event->state ? 1 : 2]++;
    }
  }
  free(is_infectious);
  free(source);
}

static void test_control_sees_where_infections_came_from(void **state) {
  (void)state;
  pl_session *session = play_all("withdrawal", 2);
  const pl_world *world = pl_session_world(session);
  pl_history *control = look(session, sights[0]);
  pl_history *revealed = look(session, (pl_sight){.viewer = PL_VIEWER_PUBLIC, .reveals = PL_REVEAL_FOUND});
  size_t found[3] = {0};
  assert_int_equal(control->event_count, pl_session_events(session)->count);
  for (int i = 0; i < pl_world_incident_count(world); i++)
    check_incident(control, pl_world_map(world), pl_world_incident(world, i)->iid, found);
  assert_true(found[0] && found[1] && found[2]); /* from outside, from its own state, from another */
  for (size_t i = 0, j = 0; i < control->event_count; i++) { /* the public is told the same of those found */
    if (control->event[i].kind != PL_EVENT_CONTAINED) continue;
    while (j < revealed->event_count && revealed->event[j].kind != PL_EVENT_CONTAINED) j++;
    assert_true(j < revealed->event_count);
    assert_int_equal(revealed->event[j++].other, control->event[i].other);
  }
  pl_history_free(control);
  pl_history_free(revealed);
  pl_session_free(session);
}

/* ---- relations ---- */

static void check_now(const pl_session *session, const pl_relations *control, const pl_relations *seat, int me,
                      pl_brief_room *room) {
  const pl_world *world = pl_session_world(session);
  const pl_scenario *scenario = pl_session_scenario(session);
  const int n = scenario->state_count;
  pl_error error = {0};
  must(pl_brief_build(world, pl_session_events(session), me, PL_BRIEF_ALL, room, &error), &error);
  for (int s = 0; s < n; s++) {
    for (int t = 0; t < n; t++)
      if (s != t) assert_int_equal(control->trust[s * n + t], pl_world_trust(world, s, t));
    assert_true(pl_set_is_equal(control->allies[s], pl_world_state(world, s)->allies));
    assert_int_equal(control->reported[s], -1);
    if (s == me) assert_int_equal(seat->reported[s], room->brief.contained);
    if (s == me) continue;
    assert_int_equal(seat->trust[me * n + s], room->brief.others[s].trust);
    assert_int_equal(seat->trust_step[s * n + me], room->brief.others[s].trust_in_me);
    assert_int_equal(seat->trust_step[s * n + me], control->trust_step[s * n + me]);
    assert_int_equal(seat->reported[s], room->brief.others[s].hits);
  }
  for (int f = 0; f < scenario->forum_count; f++) {
    assert_true(pl_set_is_equal(control->members[f], pl_world_forum(world, f)->members));
    assert_true(pl_set_is_equal(seat->members[f], pl_world_forum(world, f)->members));
  }
}

/* Two histories made at the end against what was seen at each opening. */
static void test_relations_are_those_of_each_opening(void **state) {
  (void)state;
  enum { ME = 2 };
  for (int i = 0; i < SCENARIOS; i++) {
    pl_session *played = play_all(scenarios[i], 11), *again = start(scenarios[i], 11);
    pl_history *control = look(played, sights[0]);
    pl_history *seat = look(played, (pl_sight){.viewer = PL_VIEWER_SEAT, .seat = ME});
    pl_brief_room room = {0};
    uint64_t luck = 11;
    const int rounds = pl_session_rounds_done(played);
    for (int r = 0; r <= rounds; r++) {
      if (r < rounds) open_round(again);
      check_now(again, &control->after[r], &seat->after[r], ME, &room);
      if (r < rounds) decide_and_resolve(again, &luck);
    }
    pl_brief_room_clear(&room);
    pl_history_free(control);
    pl_history_free(seat);
    pl_session_free(played);
    pl_session_free(again);
  }
}

/* ---- extending ---- */

/* Whether a viewer looks at this moment: at the opening of a round, or after it. */
typedef bool habit(int round, bool is_open);
static bool always(int round, bool is_open) { return round >= 0 || is_open; }
static bool at_openings(int round, bool is_open) { return round >= 0 && is_open; }
static bool after_rounds(int round, bool is_open) { return round >= 0 && !is_open; }
static bool now_and_then(int round, bool is_open) { return round % 3 == 1 && is_open == (round % 2 == 0); }
static bool never(int round, bool is_open) { return round < 0 && is_open; }

static void check_habit(const char *scenario, habit *looks) {
  uint64_t luck = 8;
  pl_session *session = start(scenario, 8);
  pl_history *histories[SIGHTS];
  for (int i = 0; i < SIGHTS; i++) histories[i] = look(session, sights[i]);
  for (int r = 0; !pl_session_is_over(session); r++) {
    open_round(session);
    for (int i = 0; looks(r, true) && i < SIGHTS; i++) extend(histories[i], session);
    for (int i = 0; looks(r, true) && i < SIGHTS; i++) assert_is_up_to_date(histories[i], session);
    decide_and_resolve(session, &luck);
    for (int i = 0; looks(r, false) && i < SIGHTS; i++) extend(histories[i], session);
    for (int i = 0; looks(r, false) && i < SIGHTS; i++) assert_is_up_to_date(histories[i], session);
  }
  for (int i = 0; i < SIGHTS; i++) {
    for (int twice = 0; twice < 2; twice++) extend(histories[i], session);
    assert_is_up_to_date(histories[i], session);
    pl_history_free(histories[i]);
  }
  pl_session_free(session);
}

static void test_extended_is_as_made_at_once(void **state) {
  (void)state;
  habit *const habits[] = {always, at_openings, after_rounds, now_and_then, never};
  for (size_t i = 0; i < sizeof habits / sizeof *habits; i++) check_habit("first-share", habits[i]);
  check_habit("withdrawal", now_and_then);
}

static void test_another_exercise_is_refused(void **state) {
  (void)state;
  pl_session *one = play_all("first-share", 1), *two = play_all("first-share", 2), *large = play_all("withdrawal", 1);
  pl_session *early = start("first-share", 1);
  const pl_session *const strangers[] = {two, large, early};
  pl_history *history = look(one, sights[0]);
  for (int i = 0; i < 3; i++) {
    pl_error error = {0};
    assert_int_equal(pl_history_extend(history, strangers[i], &error), PL_BUG);
    assert_is_up_to_date(history, one);
  }
  pl_history_free(history);
  pl_session_free(one);
  pl_session_free(two);
  pl_session_free(large);
  pl_session_free(early);
}

/* ---- kept and taken up again ---- */

static void test_taken_up_again(void **state) {
  (void)state;
  char path[] = "/tmp/polder-history-XXXXXX";
  const int file = mkstemp(path);
  assert_true(file >= 0);
  close(file);
  unlink(path);
  pl_error error = {0};
  const pl_rules_factory factory = pl_script_factory();
  uint64_t luck = 6;
  pl_session *session = start("withdrawal", 6);
  must(pl_session_keep(session, path, &error), &error);
  pl_history *histories[SIGHTS];
  play(session, 4, &luck);
  open_round(session); /* nobody decides: who resumes finds this round still to be opened */
  for (int i = 0; i < SIGHTS; i++) histories[i] = look(session, sights[i]);
  pl_history *before[SIGHTS];
  for (int i = 0; i < SIGHTS; i++) before[i] = look(session, sights[i]);
  pl_session_free(session);

  session = pl_session_resume(&factory, path, &error);
  if (!session) fail_msg("%s", error.text);
  for (int i = 0; i < SIGHTS; i++) {
    extend(histories[i], session);
    assert_ptr_equal(histories[i]->scenario, pl_session_scenario(session));
    before[i]->scenario = histories[i]->scenario;
    assert_same(histories[i], before[i]);
    pl_history_free(before[i]);
  }
  if (!pl_session_is_open(session)) open_round(session);
  for (int i = 0; i < SIGHTS; i++) assert_is_up_to_date(histories[i], session);
  decide_and_resolve(session, &luck);
  play(session, 7, &luck);
  for (int i = 0; i < SIGHTS; i++) {
    extend(histories[i], session);
    assert_is_up_to_date(histories[i], session);
  }
  pl_session_free(session);

  pl_session *read = pl_session_read(&factory, path, -1, &error);
  if (!read) fail_msg("%s", error.text);
  for (int i = 0; i < SIGHTS; i++) {
    extend(histories[i], read);
    assert_is_up_to_date(histories[i], read);
    pl_history_free(histories[i]);
  }
  pl_session_free(read);
  unlink(path);
}

/* ---- a small exercise; out of memory ---- */

static support_room small;

/* At the opening of the second round seat 1 loses the trust of seat 0. */
static void let_an_opening_cost_trust(void) {
  static const pl_effect loss = {.kind = PL_EFFECT_TRUST_FROM, .subject = PL_NONE, .other = 0, .incident = PL_NONE,
                                 .amount = -9000};
  support_inject(&small, 1, 1);
  small.inject.option_count = 0;
  small.inject.effects = (pl_effect_list){.row = &loss, .count = 1};
}

static pl_session *start_small(bool record_events) {
  static const pl_file file = {.name = "scenario.lua", .bytes = "", .length = 0};
  static const pl_bundle bundle = {.file = &file, .count = 1};
  pl_error error = {0};
  support_scenario(&small, 3);
  for (int s = 0; s < 3; s++) small.state[s].organisations = 12;
  support_incident(&small, "worm", 0, PL_ONE);
  let_an_opening_cost_trust();
  const pl_rules_factory factory = support_factory(&small);
  const pl_session_options options = {.seed = 5, .record_events = record_events};
  pl_session *session = pl_session_new(&factory, &bundle, NULL, &options, &error);
  if (!session) fail_msg("%s", error.text);
  return session;
}

/* What the opening of a round changes counts, also for who looked just before it and then after the round. */
static void test_openings_count(void **state) {
  (void)state;
  uint64_t luck = 3;
  pl_session *session = start_small(true);
  play(session, 1, &luck);
  pl_history *history = look(session, sights[0]);
  const int n = history->scenario->state_count;
  const pl_q16 before = history->after[1].trust[0 * n + 1];
  open_round(session);
  pl_history *opened = look(session, sights[0]);
  assert_int_equal(opened->after[1].trust[0 * n + 1], before - 9000);
  decide_and_resolve(session, &luck);
  extend(history, session);
  assert_int_equal(history->after[1].trust[0 * n + 1], before - 9000);
  assert_is_up_to_date(history, session);
  pl_history_free(history);
  pl_history_free(opened);
  pl_session_free(session);
}

static void test_nothing_without_a_record(void **state) {
  (void)state;
  pl_error error = {0};
  uint64_t luck = 1;
  pl_session *session = start_small(false);
  play(session, 1, &luck);
  assert_null(pl_history_new(session, sights[0], &error));
  assert_int_equal(error.status, PL_BUG);
  pl_session_free(session);
}

static void test_a_failed_allocation_makes_no_history(void **state) {
  (void)state;
  uint64_t luck = 2;
  pl_session *session = start_small(true);
  play(session, 3, &luck);
  for (int i = 0; i < SIGHTS; i++) {
    for (long n = 0;; n++) {
      pl_error error = {0};
      fault_after(n);
      pl_history *history = pl_history_new(session, sights[i], &error);
      const bool is_reached = fault_stop();
      assert_int_equal(history == NULL, is_reached);
      if (is_reached) assert_int_equal(error.status, PL_NO_MEMORY);
      pl_history_free(history);
      if (!is_reached) break;
    }
  }
  pl_session_free(session);
}

/* Two rounds are missing, so that the past is played again; or one is news. */
static void check_failing_extension(pl_sight sight, int missed) {
  uint64_t luck = 2;
  pl_session *session = start_small(true);
  play(session, 1, &luck);
  open_round(session);
  pl_history *history = look(session, sight), *before = look(session, sight);
  decide_and_resolve(session, &luck);
  play(session, 1 + missed, &luck);
  for (long n = 0;; n++) {
    pl_error error = {0};
    fault_after(n);
    const pl_status status = pl_history_extend(history, session, &error);
    if (!fault_stop()) {
      must(status, &error);
      break;
    }
    assert_int_equal(status, PL_NO_MEMORY);
    assert_int_equal(error.status, PL_NO_MEMORY);
    assert_same(history, before);
  }
  assert_is_up_to_date(history, session);
  pl_history_free(history);
  pl_history_free(before);
  pl_session_free(session);
}

static void test_a_failed_extension_changes_nothing(void **state) {
  (void)state;
  for (int i = 0; i < SIGHTS; i++)
    for (int missed = 1; missed <= 2; missed++) check_failing_extension(sights[i], missed);
}

/* A round that ran out of memory is not seen by anybody; the rounds before it still are. */
static void test_a_stopped_exercise_shows_what_was_done(void **state) {
  (void)state;
  uint64_t luck = 2;
  pl_session *sound = start_small(true);
  play(sound, 2, &luck);
  pl_history *expected = look(sound, sights[0]);
  int stopped = 0;
  for (long n = 0;; n += 3) {
    luck = 2;
    pl_session *session = start_small(true);
    play(session, 2, &luck);
    pl_history *history = look(session, sights[0]);
    open_round(session);
    fault_after(n);
    pl_session_resolve_round(session, NULL);
    const bool is_reached = fault_stop();
    if (is_reached && !pl_session_is_open(session) && pl_session_rounds_done(session) == 2) {
      stopped++;
      extend(history, session);
      assert_same(history, expected);
      pl_history *late = look(session, sights[0]);
      assert_same(late, expected);
      pl_history_free(late);
    }
    pl_history_free(history);
    pl_session_free(session);
    if (!is_reached) break;
  }
  assert_true(stopped > 0);
  pl_history_free(expected);
  pl_session_free(sound);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_a_seat_sees_what_its_briefs_held),
      cmocka_unit_test(test_roles_and_nobody),
      cmocka_unit_test(test_the_public_learns_no_secret),
      cmocka_unit_test(test_control_sees_where_infections_came_from),
      cmocka_unit_test(test_relations_are_those_of_each_opening),
      cmocka_unit_test(test_extended_is_as_made_at_once),
      cmocka_unit_test(test_another_exercise_is_refused),
      cmocka_unit_test(test_taken_up_again),
      cmocka_unit_test(test_openings_count),
      cmocka_unit_test(test_nothing_without_a_record),
      cmocka_unit_test(test_a_failed_allocation_makes_no_history),
      cmocka_unit_test(test_a_failed_extension_changes_nothing),
      cmocka_unit_test(test_a_stopped_exercise_shows_what_was_done),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
