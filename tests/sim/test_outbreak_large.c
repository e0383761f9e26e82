/* The kernel in a world large enough for everything it does only there: many pages of the index, memory asked for
 * ahead, frontiers that are swept, many infections to be sorted in one tick.
 *
 * The oracle is again the plain text of model §6, a little less naive than that of test_outbreak.c: net pressure is
 * added up anew each tick, but from the infectious outwards. */
#include "support.h"

#include "fixed.h"
#include "graph.h"

enum { STATES = 2, SIZE = 12000, ALL = STATES * SIZE, IID = 9, LESSON = 300 };

typedef struct world { /* what kernel and oracle are both given */
  graph g;
  pl_disease disease;
  pl_q16 share[PL_SECTORS], susceptibility[STATES], hazard[STATES];
  pl_tick wave[STATES];
  int detections;
  uint64_t story; /* of the detections, in order */
} world;

static void make_world(world *x, uint64_t seed) {
  uint64_t luck = seed;
  *x = (world){.disease = {.beta = 11000, .background = 1500, .latency = 2, .longest_infectious = 12, .recovery = 9,
                           .life = 60, .window = 10},
               .susceptibility = {60000, 45000}, .hazard = {5000, 8000}, .wave = {0, 7}};
  for (int k = 0; k < PL_SECTORS; k++) x->share[k] = PL_ONE / 10;
  graph_begin(&x->g, STATES, SIZE);
  for (uint32_t i = 0; i < 6 * ALL; i++) { /* one draw a line: compilers evaluate arguments in any order */
    const uint32_t supplier = support_random(&luck, ALL);
    const uint32_t customer = support_random(&luck, ALL);
    graph_add(&x->g, supplier, customer, (pl_q16)support_random(&luck, PL_ONE));
  }
  graph_finish(&x->g);
  for (uint32_t o = 0; o < ALL; o++) x->g.map.hygiene[o] = PL_ONE / 2 + (pl_q16)support_random(&luck, PL_ONE);
}

/* Whether the figures of the state have changed: now and then a detection teaches it something. */
static bool detected(world *x, uint32_t organisation, int state) {
  x->story = pl_luck_mix(x->story ^ organisation);
  if (++x->detections % LESSON) return false;
  x->susceptibility[state] -= x->susceptibility[state] / 20;
  x->hazard[state] += 100;
  return true;
}

/* ---- the oracle ---- */
typedef struct plain {
  world x;
  uint64_t seed;
  char status[ALL];
  bool exposed[ALL];
  int32_t net[ALL], pressure[ALL], threshold[ALL], remainder[ALL];
  pl_tick timer[ALL];
  uint32_t infected[ALL];
  int infections;
} plain;

static int32_t draw(const plain *p, pl_stream stream, uint32_t o) {
  return pl_luck_exponential(pl_luck_key(p->seed, stream, IID, o, 0));
}

static void plain_begin(plain *p, uint64_t seed) {
  p->seed = seed;
  make_world(&p->x, seed);
  for (uint32_t o = 0; o < ALL; o++) {
    p->status[o] = 'S';
    p->threshold[o] = draw(p, PL_LUCK_THRESHOLD, o);
    p->exposed[o] = pl_luck_unif(pl_luck_key(seed, PL_LUCK_EXPOSED, IID, o, 0)) < p->x.share[0];
  }
}

static void plain_net(plain *p, pl_tick age) {
  const pl_map *map = &p->x.g.map;
  for (uint32_t o = 0; o < ALL; o++) {
    const pl_tick since = age - p->x.wave[o / SIZE];
    p->net[o] = p->exposed[o] && since >= 0 && since < p->x.disease.window ? p->x.disease.background : 0;
  }
  for (uint32_t o = 0; o < ALL; o++)
    for (uint32_t a = map->out_first[o]; p->status[o] == 'I' && a < map->out_first[o + 1]; a++)
      p->net[map->arc[a].customer] += (int32_t)mul(p->x.disease.beta, map->arc[a].weight);
}

static void plain_press(plain *p, pl_tick age) {
  plain_net(p, age);
  for (uint32_t o = 0; o < ALL; o++) {
    if (p->status[o] != 'S' || p->net[o] == 0) continue;
    p->pressure[o] += (int32_t)mul(mul(p->net[o], p->x.susceptibility[o / SIZE]), p->x.g.map.hygiene[o]);
    if (p->pressure[o] < p->threshold[o]) continue;
    p->status[o] = 'L';
    p->timer[o] = age + p->x.disease.latency;
    p->remainder[o] = draw(p, PL_LUCK_DETECT, o);
    p->infected[p->infections++] = o;
  }
}

static void plain_progress(plain *p, uint32_t o, pl_tick age) {
  const bool is_due = p->timer[o] <= age;
  if (p->status[o] == 'L' && is_due) {
    p->status[o] = 'I';
    p->timer[o] = age + p->x.disease.longest_infectious;
  } else if (p->status[o] == 'I') {
    p->remainder[o] -= p->x.hazard[o / SIZE];
    if (p->remainder[o] > 0 && !is_due) return;
    const int64_t mean = (int64_t)p->x.disease.recovery << 16;
    const int64_t time = (mean + mul(mean, draw(p, PL_LUCK_RECOVER, o))) / 2;
    p->status[o] = 'C';
    p->timer[o] = age + (pl_tick)clamp((time + PL_ONE / 2) >> 16, 1, 40);
    detected(&p->x, o, (int)(o / SIZE));
  } else if (p->status[o] == 'C' && is_due) {
    p->status[o] = 'R';
  }
}

/* ---- the kernel ---- */
typedef struct player {
  world x;
  pl_outbreak *outbreak;
} player;

static void moved(void *context, uint32_t organisation, int state, char status) {
  player *k = context;
  if (status == 'C' && detected(&k->x, organisation, state))
    pl_outbreak_set_state(k->outbreak, state, k->x.susceptibility[state], k->x.hazard[state]);
}

static pl_q16 no_aid(void *context, int state) {
  (void)context, (void)state;
  return 0;
}

static void begin(player *k, uint64_t seed) {
  make_world(&k->x, seed);
  k->outbreak = pl_outbreak_new(&k->x.g.map, &k->x.disease, seed, IID);
  assert_non_null(k->outbreak);
  for (int s = 0; s < STATES; s++) {
    assert_true(pl_outbreak_expose(k->outbreak, s, k->x.share, k->x.wave[s]));
    pl_outbreak_set_state(k->outbreak, s, k->x.susceptibility[s], k->x.hazard[s]);
  }
}

static void expect_same(const plain *p, const player *k, pl_tick age) {
  for (uint32_t o = 0; o < ALL; o++)
    if (pl_outbreak_status(k->outbreak, o) != p->status[o])
      fail_msg("tick %d, organisation %d: %c, expected %c", age, (int)o, pl_outbreak_status(k->outbreak, o),
               p->status[o]);
  assert_true(k->x.story == p->x.story);
}

static void test_a_large_world_does_what_the_plain_text_says(void **state) {
  (void)state;
  plain *p = calloc(1, sizeof *p);
  assert_non_null(p);
  player k;
  plain_begin(p, 2026);
  begin(&k, 2026);
  const pl_outbreak_host host = {&k, moved, no_aid};
  int most = 0;
  for (pl_tick age = 0; age < 120; age++) {
    const int before = p->infections;
    if (age < p->x.disease.life) plain_press(p, age);
    for (int i = 0; i < p->infections; i++) plain_progress(p, p->infected[i], age);
    if (p->infections - before > most) most = p->infections - before;
    assert_true(pl_outbreak_tick(k.outbreak, age, &host));
    expect_same(p, &k, age);
    if (age != 20) continue;
    pl_outbreak *copy = pl_outbreak_copy(k.outbreak); /* and goes on as a copy */
    assert_non_null(copy);
    assert_true(pl_outbreak_digest(copy) == pl_outbreak_digest(k.outbreak));
    pl_outbreak_free(k.outbreak);
    k.outbreak = copy;
  }
  assert_true(pl_outbreak_is_quiet(k.outbreak));
  if (most < 100 || p->infections < ALL / 10 || p->infections > ALL * 9 / 10) /* a wave that does not reach all? */
    fail_msg("%d infections, %d in one tick at most", p->infections, most);
  pl_outbreak_free(k.outbreak);
  graph_clear(&k.x.g);
  graph_clear(&p->x.g);
  free(p);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_a_large_world_does_what_the_plain_text_says)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
