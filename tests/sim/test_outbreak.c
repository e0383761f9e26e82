/* The kernel against the plain text of model §6: known courses in tiny worlds, and random play against an oracle.
 *
 * The oracle (`plain`) is the slow way to do the same: every tick it adds up the net pressure on every organisation
 * anew, draws every threshold in full, walks one list of the infected in order of infection and charges damage tick by
 * tick. The kernel may arrange itself as it likes; statuses, the order of detections and the damage must be the
 * oracle's, to the last digit.
 *
 * In all worlds here a detection makes its state learn (less susceptible, quicker to detect) and now and then brings
 * the waves that are still to come forward, as the real host does. */
#include "support.h"

#include "fault.h"
#include "fixed.h"
#include "graph.h"

enum { STATES = 3, SIZE = 8, ALL = STATES * SIZE, TICKS = 100, IID = 5 };

/* ---- a world: what the kernel is given, as a host keeps it ---- */
typedef struct setting {
  graph g;
  pl_disease disease;
  pl_q16 share[PL_SECTORS], shield[STATES];
  pl_tick wave[STATES];
  pl_q16 susceptibility[STATES], hazard[STATES]; /* as now: they change */
  pl_q16 aid[STATES];
  pl_tick rush;      /* a detection brings waves forward to now + rush; −1: it does not */
  pl_tick strike, round; /* a strike at this tick; damage is settled every `round` ticks */
} setting;

static pl_q16 up_to(uint64_t *luck, pl_q16 value) { return (pl_q16)support_random(luck, (uint32_t)value + 1); }

static void make_setting(setting *x, uint64_t seed) {
  uint64_t luck = seed * 1000003;
  *x = (setting){.rush = support_random(&luck, 3) ? -1 : up_to(&luck, 3),
                 .strike = support_random(&luck, 3) ? -1 : up_to(&luck, 40),
                 .round = 1 + up_to(&luck, 30)};
  x->disease = (pl_disease){.beta = up_to(&luck, 40000),
                            .background = up_to(&luck, 12000),
                            .latency = 1 + up_to(&luck, 4),
                            .longest_infectious = 1 + up_to(&luck, 20),
                            .recovery = 1 + up_to(&luck, 20),
                            .life = 5 + up_to(&luck, 60),
                            .window = 1 + up_to(&luck, 14),
                            .damage_start = up_to(&luck, 200000),
                            .damage_infectious = up_to(&luck, 200000),
                            .damage_contained = up_to(&luck, 200000)};
  graph_begin(&x->g, STATES, SIZE);
  for (uint32_t o = 0; o < ALL; o++) {
    x->g.map.hygiene[o] = PL_ONE / 2 + up_to(&luck, PL_ONE);
    x->g.map.value[o] = 1 + up_to(&luck, 100000000);
    x->g.map.sector[o] = (uint8_t)(o % PL_SECTORS);
  }
  for (uint32_t i = support_random(&luck, 6 * ALL); i > 0; i--)
    graph_add(&x->g, support_random(&luck, ALL), support_random(&luck, ALL), up_to(&luck, 2 * PL_ONE));
  graph_finish(&x->g);
  for (int k = 0; k < PL_SECTORS; k++) x->share[k] = up_to(&luck, PL_ONE);
  for (int s = 0; s < STATES; s++) {
    x->wave[s] = up_to(&luck, 20);
    x->susceptibility[s] = 20000 + up_to(&luck, 45000);
    x->hazard[s] = up_to(&luck, 12000);
    x->shield[s] = up_to(&luck, PL_ONE);
    x->aid[s] = up_to(&luck, PL_ONE);
  }
}

static void learn(setting *x, int state) {
  x->susceptibility[state] -= x->susceptibility[state] / 5;
  x->hazard[state] += 1500;
}

/* Waves that are still to come, as seen at `age`. */
static void rush_waves(setting *x, pl_tick age) {
  for (int s = 0; x->rush >= 0 && s < STATES; s++)
    if (x->wave[s] > age) x->wave[s] = age + x->rush;
}

/* ---- what happened ---- */
typedef struct course {
  char status[TICKS][ALL];
  uint32_t detected[ALL]; /* in order */
  int detections;
  int64_t damage[STATES];
} course;

/* ---- the oracle ---- */
typedef struct plain {
  setting *x;
  bool exposed[ALL];
  char status[ALL];
  int32_t pressure[ALL], threshold[ALL], remainder[ALL];
  pl_tick timer[ALL];
  uint32_t infected[ALL]; /* in order of infection */
  int infections;
  course *seen;
} plain;

static int32_t plain_draw(pl_stream stream, uint64_t seed, uint32_t o) {
  return pl_luck_exponential(pl_luck_key(seed, stream, IID, o, 0));
}

static void plain_begin(plain *p, setting *x, uint64_t seed, course *seen) {
  *p = (plain){.x = x, .seen = seen};
  for (uint32_t o = 0; o < ALL; o++) {
    p->exposed[o] = pl_luck_unif(pl_luck_key(seed, PL_LUCK_EXPOSED, IID, o, 0)) < x->share[o % PL_SECTORS];
    p->status[o] = 'S';
    p->threshold[o] = plain_draw(PL_LUCK_THRESHOLD, seed, o);
  }
}

static int64_t plain_net(const plain *p, uint32_t o, pl_tick age, const char *before) {
  const pl_map *map = &p->x->g.map;
  const pl_tick since = age - p->x->wave[o / SIZE];
  int64_t net = p->exposed[o] && since >= 0 && since < p->x->disease.window ? p->x->disease.background : 0;
  for (uint32_t u = 0; u < ALL; u++)
    for (uint32_t a = map->out_first[u]; a < map->out_first[u + 1]; a++)
      if (map->arc[a].customer == o && before[u] == 'I') net += mul(p->x->disease.beta, map->arc[a].weight);
  return net;
}

static void plain_press(plain *p, pl_tick age, uint64_t seed) {
  char before[ALL];
  memcpy(before, p->status, ALL);
  for (uint32_t o = 0; o < ALL; o++) {
    if (p->status[o] != 'S') continue;
    const int64_t net = plain_net(p, o, age, before);
    if (net <= 0) continue;
    p->pressure[o] += (int32_t)mul(mul(net, p->x->susceptibility[o / SIZE]), p->x->g.map.hygiene[o]);
    if (p->pressure[o] < p->threshold[o]) continue;
    p->status[o] = 'L';
    p->timer[o] = age + p->x->disease.latency;
    p->remainder[o] = plain_draw(PL_LUCK_DETECT, seed, o);
    p->infected[p->infections++] = o;
  }
}

static void plain_charge(plain *p, uint32_t o, int64_t damage) {
  int64_t x = mul(p->x->g.map.value[o], damage);
  x -= mul(x, p->x->shield[o / SIZE]);
  p->seen->damage[o / SIZE] += x;
}

static void plain_contain(plain *p, uint32_t o, pl_tick age, uint64_t seed) {
  const int state = (int)(o / SIZE);
  int64_t time = (int64_t)p->x->disease.recovery << 16;
  time -= mul(time, p->x->aid[state]);
  time = (time + mul(time, plain_draw(PL_LUCK_RECOVER, seed, o))) / 2;
  p->status[o] = 'C';
  p->timer[o] = age + (pl_tick)clamp((time + PL_ONE / 2) >> 16, 1, 40);
  p->seen->detected[p->seen->detections++] = o;
  learn(p->x, state);
  rush_waves(p->x, age);
}

static void plain_progress(plain *p, pl_tick age, uint64_t seed) {
  const pl_disease *d = &p->x->disease;
  for (int i = 0; i < p->infections; i++) {
    const uint32_t o = p->infected[i];
    if (p->status[o] == 'L') {
      if (p->timer[o] > age) continue;
      p->status[o] = 'I';
      p->timer[o] = age + d->longest_infectious;
      plain_charge(p, o, d->damage_start);
    } else if (p->status[o] == 'I') {
      plain_charge(p, o, d->damage_infectious);
      p->remainder[o] -= p->x->hazard[o / SIZE];
      if (p->remainder[o] <= 0 || p->timer[o] <= age) plain_contain(p, o, age, seed);
    } else if (p->status[o] == 'C') {
      plain_charge(p, o, d->damage_contained);
      if (p->timer[o] <= age) p->status[o] = 'R';
    }
  }
}

static void play_plain(setting *x, uint64_t seed, course *seen) {
  plain p;
  *seen = (course){.detections = 0};
  plain_begin(&p, x, seed, seen);
  for (pl_tick age = 0; age < TICKS; age++) {
    if (age == x->strike) x->disease.beta /= 4, x->disease.background /= 3;
    if (age < x->disease.life) plain_press(&p, age, seed);
    plain_progress(&p, age, seed);
    memcpy(seen->status[age], p.status, ALL);
  }
}

/* ---- the kernel, played alike ---- */
typedef struct player {
  setting *x;
  pl_outbreak *outbreak;
  course *seen;
  char last[ALL]; /* status by callbacks alone */
  pl_tick age;
} player;

/* A host that learns nothing: one step forward each time, and the state is the organisation's. */
static void only_moved(void *context, uint32_t organisation, int state, char status) {
  player *p = context;
  static const char order[] = "SLICR";
  assert_int_equal(state, organisation / SIZE);
  assert_int_equal(strchr(order, status) - strchr(order, p->last[organisation]), 1);
  p->last[organisation] = status;
}

static void moved(void *context, uint32_t organisation, int state, char status) {
  player *p = context;
  only_moved(context, organisation, state, status);
  if (status != 'C') return;
  setting before = *p->x;
  p->seen->detected[p->seen->detections++] = organisation;
  learn(p->x, state);
  rush_waves(p->x, p->age);
  pl_outbreak_set_state(p->outbreak, state, p->x->susceptibility[state], p->x->hazard[state]);
  for (int s = 0; s < STATES; s++)
    if (p->x->wave[s] != before.wave[s]) pl_outbreak_move_wave(p->outbreak, s, p->x->wave[s]);
}

static pl_q16 aid_of(void *context, int state) { return ((player *)context)->x->aid[state]; }

static bool begin(player *p, setting *x, uint64_t seed, course *seen) {
  *p = (player){.x = x, .seen = seen};
  memset(p->last, 'S', ALL);
  p->outbreak = pl_outbreak_new(&x->g.map, &x->disease, seed, IID);
  if (!p->outbreak) return false;
  for (int s = 0; s < STATES; s++) {
    if (!pl_outbreak_expose(p->outbreak, s, x->share, x->wave[s])) return false;
    pl_outbreak_set_state(p->outbreak, s, x->susceptibility[s], x->hazard[s]);
    pl_outbreak_set_shield(p->outbreak, s, x->shield[s]);
  }
  return true;
}

/* Plays the ticks up to (excluding) `until`. */
static bool play_until(player *p, pl_tick until) {
  const pl_outbreak_host host = {p, moved, aid_of};
  for (; p->age < until; p->age++) {
    setting *x = p->x;
    if (p->age == x->strike) {
      x->disease.beta /= 4, x->disease.background /= 3;
      pl_outbreak_weaken(p->outbreak, x->disease.beta, x->disease.background);
    }
    if (!pl_outbreak_tick(p->outbreak, p->age, &host)) return false;
    for (uint32_t o = 0; o < ALL; o++) p->seen->status[p->age][o] = pl_outbreak_status(p->outbreak, o);
    if ((p->age + 1) % x->round == 0) pl_outbreak_settle(p->outbreak, p->age, p->seen->damage);
  }
  return true;
}

static void finish(player *p) {
  if (p->age > 0) pl_outbreak_settle(p->outbreak, p->age - 1, p->seen->damage);
  pl_outbreak_free(p->outbreak);
}

/* Kernel and oracle in the same world. Returns the number of detections. */
static int compare(uint64_t seed) {
  setting x, y;
  make_setting(&x, seed);
  make_setting(&y, seed);
  course expected, found = {.detections = 0};
  player p;
  play_plain(&x, seed, &expected);
  assert_true(begin(&p, &y, seed, &found) && play_until(&p, TICKS));
  finish(&p);
  for (int age = 0; age < TICKS; age++)
    if (memcmp(expected.status[age], found.status[age], ALL) != 0)
      fail_msg("world %d, tick %d: %.24s, expected %.24s", (int)seed, age, found.status[age], expected.status[age]);
  assert_int_equal(found.detections, expected.detections);
  assert_memory_equal(found.detected, expected.detected, sizeof *found.detected * (size_t)found.detections);
  for (int s = 0; s < STATES; s++) assert_true(found.damage[s] == expected.damage[s]);
  assert_memory_equal(p.last, found.status[TICKS - 1], ALL);
  graph_clear(&x.g);
  graph_clear(&y.g);
  return expected.detections;
}

static void test_the_kernel_does_what_the_plain_text_says(void **state) {
  (void)state;
  enum { WORLDS = 1500 };
  long detections = 0;
  for (uint64_t seed = 1; seed <= WORLDS; seed++) detections += compare(seed);
  assert_true(detections > 2 * WORLDS && detections < WORLDS * ALL); /* neither nothing nor everything happens */
}

/* ---- a known course ---- */

/* Supplier 0 infects 1 at once (pressure above any threshold), 1 infects 2. Latency 2, infectious 3 ticks, one tick of
 * recovery: seeded at 0, I at 2, presses at 3, C at 5, R at 6; each next one is three ticks later. */
static void test_a_chain_takes_its_known_course(void **state) {
  (void)state;
  graph g;
  graph_begin(&g, 1, 4);
  graph_add(&g, 0, 1, 32 * PL_ONE);
  graph_add(&g, 1, 2, 32 * PL_ONE);
  graph_add(&g, 3, 0, 32 * PL_ONE); /* the other way: never infected */
  graph_finish(&g);
  for (uint32_t o = 0; o < 4; o++) g.map.value[o] = 1000 * PL_ONE;
  const pl_disease disease = {.beta = PL_ONE, .latency = 2, .longest_infectious = 3, .recovery = 1, .life = 100,
                              .window = 1, .damage_start = 7 * PL_ONE, .damage_infectious = 2 * PL_ONE,
                              .damage_contained = PL_ONE / 2};
  static const char course_of_all[][5] = {"LSSS", "LSSS", "ISSS", "ILSS", "ILSS", "CISS", "RILS", "RILS", "RCIS",
                                          "RRIS", "RRIS", "RRCS", "RRRS"};
  setting x = {.aid = {PL_ONE}};
  player p = {.x = &x};
  memcpy(p.last, "LSSS", 4);
  p.outbreak = pl_outbreak_new(&g.map, &disease, 1, IID);
  assert_non_null(p.outbreak);
  pl_outbreak_set_state(p.outbreak, 0, PL_ONE, 0);
  pl_outbreak_set_shield(p.outbreak, 0, PL_ONE / 4);
  assert_true(pl_outbreak_is_quiet(p.outbreak));
  assert_true(pl_outbreak_seed(p.outbreak, 0, 0));
  const pl_outbreak_host host = {&p, only_moved, aid_of};
  for (pl_tick age = 0; age < 13; age++) {
    assert_false(pl_outbreak_is_quiet(p.outbreak));
    assert_true(pl_outbreak_tick(p.outbreak, age, &host));
    for (uint32_t o = 0; o < 4; o++)
      if (pl_outbreak_status(p.outbreak, o) != course_of_all[age][o])
        fail_msg("tick %d, organisation %d: %c", age, (int)o, pl_outbreak_status(p.outbreak, o));
  }
  assert_true(pl_outbreak_is_quiet(p.outbreak));
  int64_t damage[1] = {5};
  pl_outbreak_settle(p.outbreak, 12, damage);
  /* Three organisations: 7 at once, 2 per tick for 3 ticks, ½ for one; a quarter is shielded. */
  assert_true(damage[0] == 5 + 3 * (7 + 3 * 2) * 750 * (int64_t)PL_ONE + 3 * 375 * (int64_t)PL_ONE);
  pl_outbreak_settle(p.outbreak, 12, damage);
  assert_true(damage[0] == 5 + 3 * (7 + 3 * 2) * 750 * (int64_t)PL_ONE + 3 * 375 * (int64_t)PL_ONE); /* once only */
  pl_outbreak_free(p.outbreak);
  graph_clear(&g);
}

/* Threshold and remainder are reached by exactly as much, not by one unit less. */
static void test_limits_are_met_exactly(void **state) {
  (void)state;
  const pl_q16 all[PL_SECTORS] = {PL_ONE, PL_ONE, PL_ONE, PL_ONE, PL_ONE, PL_ONE, PL_ONE, PL_ONE};
  graph g;
  graph_begin(&g, 1, 1);
  graph_finish(&g);
  for (uint64_t seed = 1; seed <= 50; seed++) {
    const int32_t threshold = plain_draw(PL_LUCK_THRESHOLD, seed, 0), remainder = plain_draw(PL_LUCK_DETECT, seed, 0);
    for (int less = 0; less < 2 && threshold > 2 && remainder > 2; less++) {
      const pl_disease disease = {.background = threshold - less, .latency = 1, .longest_infectious = 99,
                                  .recovery = 1, .life = 99, .window = 99};
      setting x = {.aid = {PL_ONE}};
      player p = {.x = &x, .last = "S"};
      const pl_outbreak_host host = {&p, only_moved, aid_of};
      p.outbreak = pl_outbreak_new(&g.map, &disease, seed, IID);
      assert_non_null(p.outbreak);
      assert_true(pl_outbreak_expose(p.outbreak, 0, all, 0));
      pl_outbreak_set_state(p.outbreak, 0, PL_ONE, remainder - less);
      char course_of_one[7] = {0};
      for (pl_tick age = 0; age < 6; age++) {
        assert_true(pl_outbreak_tick(p.outbreak, age, &host));
        course_of_one[age] = pl_outbreak_status(p.outbreak, 0);
      }
      assert_string_equal(course_of_one, less ? "SLIICR" : "LICRRR");
      pl_outbreak_free(p.outbreak);
    }
  }
  graph_clear(&g);
}

/* ---- copies, digests, settlement ---- */
static void test_a_copy_goes_on_like_its_original(void **state) {
  (void)state;
  for (uint64_t seed = 1; seed <= 60; seed++) {
    setting x, y;
    make_setting(&x, seed);
    course first = {.detections = 0}, second;
    player original, copied;
    assert_true(begin(&original, &x, seed, &first) && play_until(&original, (pl_tick)(seed % 40)));
    const uint64_t before = pl_outbreak_digest(original.outbreak);
    y = x; /* the graph is shared, figures are their own */
    second = first;
    copied = original;
    copied.x = &y;
    copied.seen = &second;
    copied.outbreak = pl_outbreak_copy(original.outbreak);
    assert_non_null(copied.outbreak);
    assert_true(pl_outbreak_digest(copied.outbreak) == before);
    assert_true(play_until(&copied, TICKS));
    assert_true(pl_outbreak_digest(original.outbreak) == before); /* untouched */
    assert_true(play_until(&original, TICKS));
    assert_true(pl_outbreak_digest(original.outbreak) == pl_outbreak_digest(copied.outbreak));
    finish(&original);
    finish(&copied);
    assert_memory_equal(first.status, second.status, sizeof first.status);
    assert_memory_equal(first.damage, second.damage, sizeof first.damage);
    graph_clear(&x.g);
  }
}

/* Two ways to the same state: one knows every organisation from the start, in their order (exposed, but to a campaign
 * without pressure), the other only those that were touched; the seeds are in opposite order. */
static void test_the_digest_does_not_show_the_layout(void **state) {
  (void)state;
  const pl_q16 all[PL_SECTORS] = {PL_ONE, PL_ONE, PL_ONE, PL_ONE, PL_ONE, PL_ONE, PL_ONE, PL_ONE};
  for (uint64_t seed = 1; seed <= 40; seed++) {
    setting x;
    make_setting(&x, seed);
    x.disease.background = 0;
    x.disease.beta += 10000;
    pl_outbreak *known = pl_outbreak_new(&x.g.map, &x.disease, seed, IID);
    pl_outbreak *touched = pl_outbreak_new(&x.g.map, &x.disease, seed, IID);
    assert_true(known && touched);
    for (int s = 0; s < STATES; s++) {
      assert_true(pl_outbreak_expose(known, s, all, 0));
      pl_outbreak_set_state(known, s, x.susceptibility[s], x.hazard[s]);
      pl_outbreak_set_state(touched, s, x.susceptibility[s], x.hazard[s]);
    }
    assert_true(pl_outbreak_digest(known) == pl_outbreak_digest(touched));
    for (uint32_t i = 0; i < 6; i++) {
      assert_true(pl_outbreak_seed(known, 4 * i, 0));
      assert_true(pl_outbreak_seed(touched, 20 - 4 * i, 0));
    }
    player p = {.x = &x}, q = {.x = &x};
    for (uint32_t o = 0; o < ALL; o++) p.last[o] = q.last[o] = o % 4 ? 'S' : 'L';
    const pl_outbreak_host one = {&p, only_moved, aid_of}, other = {&q, only_moved, aid_of};
    for (pl_tick age = 0; age < TICKS; age++) {
      assert_true(pl_outbreak_tick(known, age, &one) && pl_outbreak_tick(touched, age, &other));
      assert_memory_equal(p.last, q.last, ALL);
      assert_true(pl_outbreak_digest(known) == pl_outbreak_digest(touched));
    }
    pl_outbreak_free(known);
    pl_outbreak_free(touched);
    graph_clear(&x.g);
  }
}

static void test_the_digest_shows_every_change(void **state) {
  (void)state;
  setting x;
  make_setting(&x, 3);
  pl_outbreak *o = pl_outbreak_new(&x.g.map, &x.disease, 3, IID);
  assert_non_null(o);
  uint64_t last = pl_outbreak_digest(o);
  for (uint32_t i = 0; i < ALL; i++) {
    assert_true(pl_outbreak_seed(o, i, 0));
    assert_true(pl_outbreak_digest(o) != last);
    last = pl_outbreak_digest(o);
    assert_true(pl_outbreak_seed(o, i, 0)); /* again: nothing happens */
    assert_true(pl_outbreak_digest(o) == last);
  }
  pl_outbreak_free(o);
  graph_clear(&x.g);
}

static void test_damage_may_be_settled_at_any_rhythm(void **state) {
  (void)state;
  for (uint64_t seed = 1; seed <= 60; seed++) {
    int64_t damage[2][STATES];
    for (int way = 0; way < 2; way++) {
      setting x;
      make_setting(&x, seed);
      x.round = way ? 1 : 1000;
      course seen = {.detections = 0};
      player p;
      assert_true(begin(&p, &x, seed, &seen) && play_until(&p, TICKS));
      finish(&p);
      memcpy(damage[way], seen.damage, sizeof seen.damage);
      graph_clear(&x.g);
    }
    assert_memory_equal(damage[0], damage[1], sizeof damage[0]);
  }
}

/* ---- weaker from now on ---- */
static void play_digests(uint64_t seed, pl_tick at, bool is_weak_from_start, uint64_t digest[TICKS]) {
  setting x;
  make_setting(&x, seed);
  x.strike = -1;
  const pl_q16 beta = x.disease.beta / 2, background = x.disease.background / 2;
  if (is_weak_from_start) x.disease.beta = beta, x.disease.background = background;
  course seen = {.detections = 0};
  player p;
  assert_true(begin(&p, &x, seed, &seen));
  for (pl_tick age = 0; age < TICKS; age++) {
    if (age == at) pl_outbreak_weaken(p.outbreak, at ? x.disease.beta : beta, at ? x.disease.background : background);
    assert_true(play_until(&p, age + 1));
    digest[age] = pl_outbreak_digest(p.outbreak);
  }
  finish(&p);
  graph_clear(&x.g);
}

static void test_weakening_equals_building_anew(void **state) {
  (void)state;
  for (uint64_t seed = 1; seed <= 60; seed++) {
    uint64_t weak[TICKS], weakened[TICKS], plain_course[TICKS], same[TICKS];
    play_digests(seed, -1, true, weak);
    play_digests(seed, 0, false, weakened);
    assert_memory_equal(weak, weakened, sizeof weak);
    play_digests(seed, -1, false, plain_course);
    play_digests(seed, 1 + (pl_tick)(seed % 50), false, same); /* to what it is already: no change */
    assert_memory_equal(plain_course, same, sizeof same);
  }
}

/* ---- new luck ---- */
static void play_on(player *p, const setting *x, const course *seen, uint64_t seed, setting *y, course *after) {
  *y = *x;
  *after = *seen;
  player copy = *p;
  copy.x = y;
  copy.seen = after;
  copy.outbreak = pl_outbreak_copy(p->outbreak);
  assert_non_null(copy.outbreak);
  if (seed) pl_outbreak_redraw(copy.outbreak, seed);
  for (uint32_t o = 0; o < ALL; o++) /* what happened stays */
    assert_int_equal(pl_outbreak_status(copy.outbreak, o), pl_outbreak_status(p->outbreak, o));
  assert_true(play_until(&copy, TICKS));
  finish(&copy);
}

static void test_redrawing_keeps_what_happened_and_changes_what_will(void **state) {
  (void)state;
  int differ = 0, worlds = 0;
  for (uint64_t seed = 1; seed <= 60; seed++) {
    setting x, y;
    make_setting(&x, seed);
    course seen = {.detections = 0}, told, redrawn, again;
    player p;
    const pl_tick at = 5 + (pl_tick)(seed % 20);
    assert_true(begin(&p, &x, seed, &seen) && play_until(&p, at));
    play_on(&p, &x, &seen, 0, &y, &told);
    play_on(&p, &x, &seen, 991, &y, &redrawn);
    play_on(&p, &x, &seen, 991, &y, &again);
    assert_memory_equal(redrawn.status, again.status, sizeof again.status); /* the new luck is keyed too */
    assert_memory_equal(redrawn.status, told.status, (size_t)at * ALL);
    if (memcmp(told.status[TICKS - 1], seen.status[at - 1], ALL) != 0) { /* something was still to come */
      worlds++;
      differ += memcmp(redrawn.status, told.status, sizeof told.status) != 0;
    }
    finish(&p);
    graph_clear(&x.g);
  }
  if (worlds <= 10 || differ <= worlds / 2) fail_msg("%d of %d worlds differ", differ, worlds);
}

/* After a redraw the remaining threshold of everybody susceptible is a fresh exponential, whatever pressure was
 * gathered: an organisation under 5 ticks of pressure `step` is infected within the next 5 as often as an untouched
 * one. The chance of both is 1 − exp(−5·step); the difference of two shares of 4000 lies within
 * 4·sqrt(2·p·(1−p)/4000) ≤ .045. */
static int infected_within(const graph *g, uint64_t seed, pl_tick before) {
  const pl_disease disease = {.background = 6000, .latency = 1, .longest_infectious = 10, .recovery = 1, .life = 1000,
                              .window = 1000};
  const pl_q16 all[PL_SECTORS] = {PL_ONE, PL_ONE, PL_ONE, PL_ONE, PL_ONE, PL_ONE, PL_ONE, PL_ONE};
  setting x = {.rush = -1};
  player p = {.x = &x};
  memset(p.last, 'S', ALL);
  p.outbreak = pl_outbreak_new(&g->map, &disease, seed, IID);
  assert_non_null(p.outbreak);
  assert_true(pl_outbreak_expose(p.outbreak, 0, all, 0));
  pl_outbreak_set_state(p.outbreak, 0, PL_ONE, 0);
  const pl_outbreak_host host = {&p, only_moved, aid_of};
  for (pl_tick age = 0; age < before; age++) assert_true(pl_outbreak_tick(p.outbreak, age, &host));
  int open = 0, hit = 0;
  bool was_open[SIZE];
  for (uint32_t o = 0; o < SIZE; o++) open += was_open[o] = pl_outbreak_status(p.outbreak, o) == 'S';
  pl_outbreak_redraw(p.outbreak, seed ^ 12345);
  for (pl_tick age = before; age < before + 5; age++) assert_true(pl_outbreak_tick(p.outbreak, age, &host));
  for (uint32_t o = 0; o < SIZE; o++) hit += was_open[o] && pl_outbreak_status(p.outbreak, o) != 'S';
  pl_outbreak_free(p.outbreak);
  return open << 16 | hit;
}

static void test_redrawn_thresholds_forget_the_pressure(void **state) {
  (void)state;
  graph g;
  graph_begin(&g, 1, SIZE);
  graph_finish(&g);
  for (pl_tick before = 0; before <= 10; before += 5) {
    int open = 0, hit = 0;
    for (uint64_t seed = 1; open < 4000; seed++) {
      const int both = infected_within(&g, seed, before);
      open += both >> 16;
      hit += both & 0xFFFF;
    }
    const double share = (double)hit / open, expected = 1 - exp(-5 * 6000.0 / PL_ONE);
    if (fabs(share - expected) > 4 * sqrt(expected * (1 - expected) / open))
      fail_msg("after %d ticks %f of them, expected %f", before, share, expected);
  }
  graph_clear(&g);
}

/* ---- out of memory ---- */
static bool whole_life(setting *x, course *seen) {
  player p;
  bool is_done = begin(&p, x, 11, seen) && pl_outbreak_seed(p.outbreak, 3, 0) &&
                 (p.last[3] = pl_outbreak_status(p.outbreak, 3), play_until(&p, 30));
  pl_outbreak *copy = is_done ? pl_outbreak_copy(p.outbreak) : NULL;
  is_done = is_done && copy;
  pl_outbreak_free(copy);
  pl_outbreak_free(p.outbreak);
  return is_done;
}

/* Every allocation fails once, and from each on all of them; leaks are for the sanitizer to see. */
static void test_every_allocation_may_fail(void **state) {
  (void)state;
  void (*const modes[])(long) = {fault_after, fault_from};
  for (int mode = 0; mode < 2; mode++) {
    for (long n = 0;; n++) {
      setting x;
      make_setting(&x, 11);
      x.disease.beta = 60000, x.disease.background = 20000;
      course seen = {.detections = 0};
      modes[mode](n);
      const bool is_done = whole_life(&x, &seen);
      const bool was_reached = fault_stop();
      graph_clear(&x.g);
      assert_int_equal(is_done, !was_reached);
      if (is_done) {
        assert_true(n > 8);
        break;
      }
    }
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_a_chain_takes_its_known_course),
      cmocka_unit_test(test_the_kernel_does_what_the_plain_text_says),
      cmocka_unit_test(test_limits_are_met_exactly),
      cmocka_unit_test(test_a_copy_goes_on_like_its_original),
      cmocka_unit_test(test_the_digest_does_not_show_the_layout),
      cmocka_unit_test(test_the_digest_shows_every_change),
      cmocka_unit_test(test_damage_may_be_settled_at_any_rhythm),
      cmocka_unit_test(test_weakening_equals_building_anew),
      cmocka_unit_test(test_redrawing_keeps_what_happened_and_changes_what_will),
      cmocka_unit_test(test_redrawn_thresholds_forget_the_pressure),
      cmocka_unit_test(test_every_allocation_may_fail),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
