/* Where infections come from, as the record of events says it: by hand on a small graph, and in random play against an
 * oracle that knows nothing but the map and the events before. */
#include "game.h"
#include "graph.h"

/* ---- by hand ---- */

typedef struct listener {
  pl_outbreak *outbreak;
  pl_trace trace;
  bool has_trace;
  bool has_fallen[16];
  uint16_t source[16];
} listener;

static void moved(void *context, uint32_t organisation, int state, char status) {
  listener *l = context;
  (void)state;
  if (status != 'L') return;
  if (!l->has_trace) assert_true(pl_outbreak_trace(l->outbreak, organisation, &l->trace));
  l->has_trace = l->has_fallen[organisation] = true;
  l->source[organisation] = pl_trace_source(&l->trace, organisation);
}

static pl_q16 no_aid(void *context, int state) {
  (void)context, (void)state;
  return 0;
}

/* States of four: 0–3, 4–7, 8–11, 12–15. Organisations 0, 4, 8 and 12 are infectious from the same tick on, and
 * everybody falls at the first touch. */
static void test_the_heaviest_state_is_the_source(void **state) {
  (void)state;
  static const struct { uint32_t supplier, customer; pl_q16 weight; } links[] = {
      {4, 1, 3 * PL_ONE}, {8, 1, 2 * PL_ONE},                    /* one weighs more */
      {4, 2, 2 * PL_ONE}, {8, 2, PL_ONE}, {8, 2, PL_ONE + 1},    /* two together weigh more than one */
      {12, 3, PL_ONE}, {8, 3, PL_ONE},                           /* equal: the lower index */
      {0, 5, PL_ONE}, {5, 6, 9 * PL_ONE}, {0, 6, PL_ONE},        /* 5 is infected itself, but does not press yet */
      {4, 7, PL_ONE},                                            /* its own state */
      {4, 9, 0}};                                                /* a link that carries nothing */
  const pl_q16 all[PL_SECTORS] = {PL_ONE, PL_ONE, PL_ONE, PL_ONE, PL_ONE, PL_ONE, PL_ONE, PL_ONE};
  const pl_disease disease = {.beta = 40 * PL_ONE, .background = 40 * PL_ONE, .latency = 2, .longest_infectious = 99,
                              .recovery = 9, .life = 99, .window = 99};
  graph g;
  graph_begin(&g, 4, 4);
  for (size_t i = 0; i < sizeof links / sizeof *links; i++)
    graph_add(&g, links[i].supplier, links[i].customer, links[i].weight);
  graph_finish(&g);
  listener l = {.outbreak = pl_outbreak_new(&g.map, &disease, 7, 1)};
  const pl_outbreak_host host = {&l, moved, no_aid};
  assert_non_null(l.outbreak);
  assert_true(pl_outbreak_expose(l.outbreak, 2, all, 3)); /* a campaign against 8 … 11 opens when the others fall */
  for (int s = 0; s < 4; s++) pl_outbreak_set_state(l.outbreak, s, PL_ONE, 0);
  for (uint32_t o = 0; o < 16; o += 4) assert_true(pl_outbreak_seed(l.outbreak, o, 0));
  for (pl_tick age = 1; age < 4; age++) {
    l.has_trace = false;
    assert_true(pl_outbreak_tick(l.outbreak, age, &host));
  }
  static const int expected[16] = {-1, 1, 2, 2, -1, 0, 0, 1, -1, PL_NONE, PL_NONE, PL_NONE, -1, -1, -1, -1};
  for (int o = 0; o < 16; o++) {
    assert_int_equal(l.has_fallen[o], expected[o] >= 0);
    if (l.has_fallen[o]) assert_int_equal(l.source[o], expected[o]);
  }
  pl_trace_clear(&l.trace);
  pl_outbreak_free(l.outbreak);
  graph_clear(&g);
}

/* ---- in play ---- */

enum { ALL = SUPPORT_STATES * 40, MOST_INCIDENTS = 400 };

typedef struct course { /* who is infectious, incident by incident, as the events tell it */
  pl_iid iid[MOST_INCIDENTS];
  bool is_infectious[MOST_INCIDENTS][ALL];
  size_t count;
  int from_states, from_outside;
} course;

static bool *infectious_by(course *c, pl_iid iid) {
  size_t i = 0;
  while (i < c->count && c->iid[i] != iid) i++;
  assert_true(i < MOST_INCIDENTS);
  if (i == c->count) c->iid[c->count++] = iid;
  return c->is_infectious[i];
}

/* Weight of the links from each state's infectious organisations. */
static void weigh_suppliers(const pl_map *map, const bool *is_infectious, uint32_t customer, int64_t *weight) {
  for (uint32_t o = 0; o < ALL; o++)
    for (uint32_t a = map->out_first[o]; is_infectious[o] && a < map->out_first[o + 1]; a++)
      if (map->arc[a].customer == customer) weight[map->state[o]] += map->arc[a].weight;
}

static void check_source(course *c, const pl_world *w, const pl_event *event) {
  int64_t weight[SUPPORT_STATES] = {0};
  int64_t heaviest = 0;
  weigh_suppliers(pl_world_map(w), infectious_by(c, event->iid), event->organisation, weight);
  for (int s = 0; s < SUPPORT_STATES; s++)
    if (weight[s] > heaviest) heaviest = weight[s];
  if (event->other == PL_NONE) {
    c->from_outside++;
    assert_true(heaviest == 0);
    return;
  }
  enum { ROUNDING = 200 }; /* pressure is rounded for each link, and virulence is no less than a hundredth */
  c->from_states++;
  assert_true(event->other < SUPPORT_STATES);
  assert_true(weight[event->other] > 0);
  assert_true(weight[event->other] + ROUNDING >= heaviest);
}

static void test_sources_in_play(void **state) {
  (void)state;
  for (uint64_t seed = 1; seed <= 3; seed++) {
    game *g = game_new(seed, ALL_ACTIONS);
    course *c = calloc(1, sizeof *c);
    assert_non_null(c);
    game_start(g, seed);
    for (int r = 0; r < ROUNDS; r++) play_round(g);
    for (size_t i = 0; i < g->log.count; i++) {
      const pl_event *event = &g->log.event[i];
      if (event->kind == PL_EVENT_LATENT) check_source(c, g->world, event);
      if (event->kind == PL_EVENT_INFECTIOUS) infectious_by(c, event->iid)[event->organisation] = true;
      if (event->kind == PL_EVENT_CONTAINED) {
        infectious_by(c, event->iid)[event->organisation] = false;
        assert_int_equal(event->other, PL_NONE);
      }
    }
    assert_true(c->from_states > 50 && c->from_outside > 50);
    free(c);
    game_free(g);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_the_heaviest_state_is_the_source),
      cmocka_unit_test(test_sources_in_play),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
