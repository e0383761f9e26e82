/* What the shipped scenarios promise their players.
 *
 * A text that names a figure must be right, an inject must be able to fire and an option to be chosen, and the choice
 * that a scenario is about must matter. People play here by dice or with a fixed posture, bots play the rest. If a
 * change of the model breaks one of these, the scenario has to be set anew: texts, thresholds or seed. */
#include "support.h"

#include <polder/policy.h>
#include <polder/script.h>

#define SCENARIOS POLDER_SOURCE_DIR "/scenarios"

enum { MOST_INJECTS = 256, RANDOM_GAMES = 120, PAIRS = 24 };

typedef struct game { /* one scenario, opened for many exercises */
  pl_bundle_room bundle;
  pl_rules rules;
  const pl_scenario *scenario;
  pl_map *map;
} game;

static void must(pl_status status, const pl_error *error) {
  if (status != PL_OK) fail_msg("%s", error->text);
}

/* Rules that are opened once and lent to one session after another. */
static void keep(void *self) { (void)self; }

static pl_status lend(void *context, const pl_bundle *bundle, pl_rules *rules, pl_error *error) {
  (void)bundle;
  (void)error;
  *rules = *(const pl_rules *)context;
  rules->close = keep;
  return PL_OK;
}

static void game_open(game *g, const char *name) {
  char path[1024];
  pl_error error = {0};
  pl_rules_factory factory = pl_script_factory();
  memset(g, 0, sizeof *g);
  snprintf(path, sizeof path, "%s/%s", SCENARIOS, name);
  must(pl_bundle_read(path, &g->bundle, &error), &error);
  must(factory.open(factory.context, &g->bundle.bundle, &g->rules, &error), &error);
  g->scenario = g->rules.scenario;
  g->map = pl_map_new(g->scenario, &error);
  must(g->map ? PL_OK : error.status, &error);
}

static void game_close(game *g) {
  pl_map_free(g->map);
  g->rules.close(g->rules.self);
  pl_bundle_clear(&g->bundle);
}

/* ---- the person ---- */

typedef struct person {
  int seat;
  const char *posture; /* NULL: as the scenario has it */
  uint32_t dice;       /* 0: messages are left to their defaults; else the state of a small generator */
} person;

static uint32_t roll(person *p, uint32_t sides) {
  p->dice ^= p->dice << 13; /* xorshift */
  p->dice ^= p->dice >> 17;
  p->dice ^= p->dice << 5;
  return (p->dice >> 8) % sides;
}

static void submit(pl_session *session, const pl_decision *decision) {
  pl_error error = {0};
  must(pl_session_decide(session, decision, PL_AUTHOR_PERSON, &error), &error);
}

static void answer_by_dice(pl_session *session, person *p, const pl_brief *brief) {
  for (size_t i = 0; i < brief->inject_count; i++) {
    const pl_brief_inject *inject = &brief->injects[i];
    if (!inject->is_open) continue;
    const uint16_t count = brief->scenario->injects[inject->inject].option_count;
    pl_decision d = {.seat = (uint16_t)p->seat, .action = PL_ACTION_ANSWER, .target = inject->inject};
    do d.option = (uint16_t)roll(p, count);
    while (!(inject->available >> d.option & 1));
    submit(session, &d);
  }
}

static void decide(pl_session *session, person *p, pl_brief_room *room) {
  static const char *const postures[] = {"all", "forums", "none"};
  pl_error error = {0};
  pl_decision d = {.seat = (uint16_t)p->seat, .action = PL_ACTION_POSTURE};
  const char *posture = p->dice ? postures[roll(p, 3)] : p->posture;
  if (posture) {
    must(pl_audience_parse(pl_session_scenario(session), posture, &d.audience, &error), &error);
    submit(session, &d);
  }
  if (!p->dice) return;
  must(pl_brief_build(pl_session_world(session), NULL, p->seat, PL_BRIEF_INBOX, room, &error), &error);
  answer_by_dice(session, p, &room->brief);
}

static pl_session *begin(game *g, uint64_t seed, const person *people, int people_count) {
  pl_error error = {0};
  const pl_rules_factory factory = {&g->rules, lend};
  const pl_session_options options = {.seed = seed};
  pl_session *session = pl_session_new(&factory, &g->bundle.bundle, g->map, &options, &error);
  must(session ? PL_OK : error.status, &error);
  for (int i = 0; i < people_count; i++) pl_session_set_person(session, people[i].seat, true);
  return session;
}

static void play_round(pl_session *session, person *people, int people_count) {
  pl_error error = {0};
  pl_policy_table bots;
  pl_brief_room room = {0};
  pl_policy_table_init(&bots, pl_session_scenario(session));
  must(pl_session_open_round(session, &error), &error);
  for (int i = 0; i < people_count; i++) decide(session, &people[i], &room);
  must(pl_policy_play(session, &bots, &room, &error), &error);
  must(pl_session_resolve_round(session, &error), &error);
  pl_brief_room_clear(&room);
}

static pl_session *play(game *g, uint64_t seed, person p) {
  pl_session *session = begin(g, seed, &p, 1);
  while (!pl_session_is_over(session)) play_round(session, &p, 1);
  return session;
}

/* A team in every playable seat, and all of them leave it to the dice. */
static pl_session *play_by_dice(game *g, uint64_t seed) {
  person people[PL_MAX_STATES];
  int teams = 0;
  for (int s = 0; s < g->scenario->state_count; s++) {
    const uint32_t dice = (uint32_t)(seed * 64 + (uint64_t)s) * 2654435761u; /* never 0: seeds start at 1 */
    if (g->scenario->states[s].is_playable) people[teams++] = (person){s, NULL, dice};
  }
  pl_session *session = begin(g, seed, people, teams);
  while (!pl_session_is_over(session)) play_round(session, people, teams);
  return session;
}

/* ---- reading ---- */

static int find_inject(const pl_scenario *scenario, const char *id) {
  for (int i = 0; i < scenario->inject_count; i++)
    if (!strcmp(scenario->injects[i].id, id)) return i;
  fail_msg("there is no inject \"%s\"", id);
  return -1;
}

static bool has_fired(const pl_session *session, const char *id) {
  return pl_world_inject(pl_session_world(session), find_inject(pl_session_scenario(session), id))->fired_round >= 0;
}

static double damage(const pl_session *session, int state) {
  return (double)(pl_world_state(pl_session_world(session), state)->loss >> 16) / 1000;
}

/* ---- no dead branches ---- */

typedef struct tally {
  bool fired[MOST_INJECTS];
  uint64_t chosen[MOST_INJECTS];
} tally;

static void count(const pl_session *session, tally *t) {
  for (int i = 0; i < pl_session_scenario(session)->inject_count; i++) {
    const pl_inject_state *inject = pl_world_inject(pl_session_world(session), i);
    t->fired[i] |= inject->fired_round >= 0;
    t->chosen[i] |= inject->chosen;
  }
}

static void assert_no_dead_branch(const char *name) {
  game g;
  tally t = {{false}, {0}};
  game_open(&g, name);
  assert_true(g.scenario->inject_count <= MOST_INJECTS);
  for (uint64_t seed = 1; seed <= RANDOM_GAMES; seed++) {
    pl_session *session = play_by_dice(&g, seed);
    count(session, &t);
    pl_session_free(session);
  }
  for (int i = 0; i < g.scenario->inject_count; i++) {
    const pl_inject_spec *inject = &g.scenario->injects[i];
    if (!t.fired[i]) fail_msg("%s: inject \"%s\" never fired", name, inject->id);
    for (int o = 0; o < inject->option_count; o++)
      if (!(t.chosen[i] >> o & 1)) fail_msg("%s: nobody could choose %s.%s", name, inject->id, inject->options[o].id);
  }
  game_close(&g);
}

static void test_no_dead_branch_in_first_share(void **state) {
  (void)state;
  assert_no_dead_branch("first-share");
}

static void test_no_dead_branch_in_withdrawal(void **state) {
  (void)state;
  assert_no_dead_branch("withdrawal");
}

/* ---- first-share ---- */

static void test_the_first_game_shows_what_silence_costs(void **state) {
  (void)state;
  game g;
  game_open(&g, "first-share");
  pl_session *silent = play(&g, g.scenario->seed, (person){.posture = "none"});
  pl_session *open = play(&g, g.scenario->seed, (person){.posture = "all"});
  assert_true(damage(silent, 0) > 1.5 * damage(open, 0));
  assert_true(has_fired(silent, "gale-silence") && !has_fired(silent, "gale-returned"));
  assert_true(has_fired(open, "gale-returned") && !has_fired(open, "gale-silence"));
  pl_session_free(silent);
  pl_session_free(open);
  game_close(&g);
}

/* Damage of the person's state over some seeds, and that of all others together. */
static void add_up(game *g, int seat, const char *posture, double *own, double *others) {
  *own = *others = 0;
  for (uint64_t seed = 1; seed <= PAIRS; seed++) {
    pl_session *session = play(g, seed, (person){seat, posture, 0});
    for (int s = 0; s < g->scenario->state_count; s++) *(s == seat ? own : others) += damage(session, s);
    pl_session_free(session);
  }
}

static void test_sharing_pays_in_first_share(void **state) {
  (void)state;
  game g;
  double own[2], others[2];
  game_open(&g, "first-share");
  add_up(&g, 0, "none", &own[0], &others[0]);
  add_up(&g, 0, "all", &own[1], &others[1]);
  assert_true(own[1] < own[0]);
  assert_true(others[1] < 0.8 * others[0]);
  game_close(&g);
}

/* ---- withdrawal ---- */

static const pl_forum *forum_of(const pl_session *session, const char *id) {
  const int f = pl_scenario_find_forum(pl_session_scenario(session), id);
  if (f < 0) fail_msg("there is no forum \"%s\"", id);
  return pl_world_forum(pl_session_world(session), f);
}

static void assert_forum(const pl_session *session, const char *id, pl_tick latency, int percent) {
  const pl_forum *forum = forum_of(session, id);
  assert_int_equal(forum->latency, latency);
  assert_int_equal(((int64_t)forum->quality * 200 + PL_ONE) / (2 * PL_ONE), percent);
}

/* The inject "slower" says: two and a quarter days and 76 per cent, then three days and 67 per cent. */
static void test_the_withdrawal_slows_forums_as_the_text_says(void **state) {
  (void)state;
  game g;
  game_open(&g, "withdrawal");
  person p = {.seat = pl_scenario_find_seat(g.scenario, "NLD")};
  pl_session *session = begin(&g, 1, &p, 1);
  for (int r = 0; r < 2; r++) play_round(session, &p, 1);
  assert_forum(session, "gfce", 9, 76);
  assert_forum(session, "hybrid", 9, 76);
  const pl_tick network = forum_of(session, "csirts")->latency;
  for (int r = 2; r < 4; r++) play_round(session, &p, 1);
  assert_forum(session, "gfce", 12, 67);
  assert_forum(session, "hybrid", 12, 67);
  assert_int_equal(forum_of(session, "csirts")->latency, network);
  assert_true(has_fired(session, "slower"));
  pl_session_free(session);
  game_close(&g);
}

static void test_silence_costs_in_withdrawal(void **state) {
  (void)state;
  static const char *const seats[] = {"NLD", "EST", "GBR"};
  game g;
  game_open(&g, "withdrawal");
  for (int i = 0; i < 3; i++) {
    double own[2], others[2];
    const int seat = pl_scenario_find_seat(g.scenario, seats[i]);
    add_up(&g, seat, "none", &own[0], &others[0]);
    add_up(&g, seat, "forums", &own[1], &others[1]);
    if (own[1] >= 0.95 * own[0]) fail_msg("%s: %.0f with sharing, %.0f without", seats[i], own[1], own[0]);
  }
  game_close(&g);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_no_dead_branch_in_first_share),
      cmocka_unit_test(test_no_dead_branch_in_withdrawal),
      cmocka_unit_test(test_the_first_game_shows_what_silence_costs),
      cmocka_unit_test(test_sharing_pays_in_first_share),
      cmocka_unit_test(test_the_withdrawal_slows_forums_as_the_text_says),
      cmocka_unit_test(test_silence_costs_in_withdrawal),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
