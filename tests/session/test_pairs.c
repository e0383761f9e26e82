/* Pairs, the fan and spreads: the same with any number of workers, and each run by itself. */
#include "small_world.h"

#include <stdlib.h>

#include "course.h"
#include "runs.h"

enum { ROUNDS = 3, RUNS = 24 };

/* ---- spreads ---- */

static void a_spread_is_exact(void **state) {
  (void)state;
  pl_spread s;
  int64_t few[] = {4, 1, 3, 2};
  pl_spread_of(few, 4, &s);
  assert_int_equal(s.mean, 2500);
  assert_int_equal(s.error, 646); /* √(5/3 / 4) = .64549… */
  assert_int_equal(s.least, 1);
  assert_int_equal(s.p5, 1);
  assert_int_equal(s.p25, 1);
  assert_int_equal(s.median, 2);
  assert_int_equal(s.p75, 3);
  assert_int_equal(s.p95, 4);
  assert_int_equal(s.most, 4);
  assert_int_equal(pl_variance_of(few, 4), 1667);

  int64_t one[] = {-7};
  pl_spread_of(one, 1, &s);
  assert_int_equal(s.mean, -7000);
  assert_int_equal(s.error, 0);
  assert_int_equal(s.p5, -7);
  assert_int_equal(s.p95, -7);
  assert_int_equal(pl_variance_of(one, 1), 0);

  int64_t hundred[100];
  for (int i = 0; i < 100; i++) hundred[i] = 100 - i;
  pl_spread_of(hundred, 100, &s);
  assert_int_equal(s.p5, 5);
  assert_int_equal(s.p25, 25);
  assert_int_equal(s.median, 50);
  assert_int_equal(s.p75, 75);
  assert_int_equal(s.p95, 95);
  assert_int_equal(s.mean, 50500);
  assert_int_equal(s.error, 2902); /* √(841.666… / 100) = 2.90114… */
}

/* Thousandths go to the nearest, from halfway away from zero; errors go up, unless they are exact. */
static void spreads_round_as_they_say(void **state) {
  (void)state;
  static const struct { int64_t sum; size_t count; int64_t mean; } rows[] = {
      {1, 3, 333},     {2, 3, 667},      {-1, 3, -333}, {-2, 3, -667},     {1, 2000, 1},
      {-1, 2000, -1},  {1, 2001, 0},     {-1, 2001, 0}, {4001, 2000, 2001}, {-4001, 2000, -2001}};
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
    int64_t *values = calloc(rows[i].count, sizeof *values);
    pl_spread s;
    values[rows[i].count / 2] = rows[i].sum;
    pl_spread_of(values, rows[i].count, &s);
    free(values);
    assert_int_equal(s.mean, rows[i].mean);
  }
  int64_t apart[] = {0, 6}; /* variance 18, error exactly 3 */
  pl_spread s;
  pl_spread_of(apart, 2, &s);
  assert_int_equal(s.error, 3000);
  assert_int_equal(pl_variance_of(apart, 2), 18000);
}

static void large_sums_do_not_overflow(void **state) {
  (void)state;
  const int64_t large = INT64_C(1) << 50;
  int64_t *values = malloc(PL_MOST_RUNS * sizeof *values);
  pl_spread s;
  for (size_t i = 0; i < PL_MOST_RUNS; i++) values[i] = i % 2 ? large : -large;
  pl_spread_of(values, PL_MOST_RUNS, &s);
  assert_int_equal(s.mean, 0);
  assert_int_equal(s.median, -large);
  assert_int_equal(s.most, large);
  /* 2^50 / √(n − 1) = 3560428…: squared and by hand, to the thousandth, rounded up */
  const double exact = 1125899906842624.0 / 316.2261848740555 * 1000;
  assert_true((double)s.error >= exact * (1 - 1e-12) && (double)s.error <= exact * (1 + 1e-12) + 1);
  assert_int_equal(pl_variance_of(values, PL_MOST_RUNS), INT64_MAX); /* no room for more */
  free(values);
}

/* ---- a world with luck in it ---- */

static pl_status decide_nothing(const void *context, pl_session *session, pl_error *error) {
  (void)context, (void)session, (void)error;
  return PL_OK;
}
static const pl_bots bots = {.decide = decide_nothing};

/* The standard map's first states with few organisations, everybody sharing in forums, and an item to decide about. */
static void begin(small_world *w, int done, int workers) {
  *w = (small_world){.session = NULL};
  support_scenario(&w->room, 5);
  w->room.scenario.rounds = ROUNDS;
  for (int a = 0; a < 2; a++) w->room.adversary[a].to_round = ROUNDS - 1;
  for (int s = 0; s < 5; s++) w->room.state[s].organisations = 8;
  support_incident(&w->room, "worm", 0, PL_ONE);
  small_start(w, 5);
  const pl_decision buy = {.seat = 2, .action = PL_ACTION_BUY};
  if (done > 1) small_decide(w, 1, buy);
  small_course(w, done, &bots, workers);
}

static const pl_turn silence = {.kind = PL_TURN_DECIDE, .decision = {.seat = 0, .action = PL_ACTION_POSTURE}};
static const pl_what_if what_if = {.round = 1, .turn = &silence, .turn_count = 1};

static pl_pairs *pairs_of(small_world *w, int32_t runs) {
  pl_error error = {0};
  pl_pairs *p = pl_what_if_pairs(w->course, &what_if, runs, NULL, &error);
  if (!p) fail_msg("%s", error.text);
  return p;
}

static pl_fan *fan_of(small_world *w, int round, pl_others decided, int32_t runs) {
  pl_error error = {0};
  pl_fan *f = pl_fan_new(w->course, round, decided, runs, NULL, &error);
  if (!f) fail_msg("%s", error.text);
  return f;
}

static void assert_same_band(const pl_band *a, const pl_band *b, pl_tick ticks) {
  const size_t size = (size_t)ticks * sizeof *a->p5;
  assert_memory_equal(a->p5, b->p5, size);
  assert_memory_equal(a->median, b->median, size);
  assert_memory_equal(a->p95, b->p95, size);
}

static void assert_same_pairs(const pl_pairs *a, const pl_pairs *b) {
  assert_int_equal(a->runs, b->runs);
  assert_int_equal(a->from, b->from);
  assert_int_equal(a->ticks, b->ticks);
  assert_int_equal(a->lapsed, b->lapsed);
  assert_same_band(&a->played, &b->played, a->ticks - a->from);
  assert_same_band(&a->otherwise, &b->otherwise, a->ticks - a->from);
  const pl_spread *x = &a->hit_played, *y = &b->hit_played; /* nine of them stand in a row */
  assert_memory_equal(x, y, 9 * sizeof *x);
  assert_memory_equal(a->state_fewer, b->state_fewer, (size_t)a->state_count * sizeof *a->state_fewer);
  assert_memory_equal(a->state_less, b->state_less, (size_t)a->state_count * sizeof *a->state_less);
  assert_int_equal(a->variance_paired, b->variance_paired);
  assert_int_equal(a->variance_independent, b->variance_independent);
}

static void workers_make_no_difference(void **state) {
  (void)state;
  small_world one;
  begin(&one, ROUNDS, 1);
  pl_pairs *alone = pairs_of(&one, RUNS);
  pl_fan *fan = fan_of(&one, 1, PL_OTHERS_BOTS, RUNS);
  for (int workers = 2; workers <= 3; workers++) {
    small_world many;
    begin(&many, ROUNDS, workers);
    for (int again = 0; again < 2; again++) {
      pl_pairs *together = pairs_of(&many, RUNS);
      pl_fan *others = fan_of(&many, 1, PL_OTHERS_BOTS, RUNS);
      assert_same_pairs(alone, together);
      assert_memory_equal(fan->hits, others->hits, RUNS * sizeof *fan->hits);
      assert_same_band(&fan->band, &others->band, fan->ticks - fan->from);
      assert_memory_equal(&fan->hit, &others->hit, 3 * sizeof fan->hit);
      pl_pairs_free(together);
      pl_fan_free(others);
    }
    small_end(&many);
  }
  assert_true(fan->hit.most > fan->hit.least); /* there is luck in it */
  assert_true(alone->hit_fewer.most > alone->hit_fewer.least);
  pl_pairs_free(alone);
  pl_fan_free(fan);
  small_end(&one);
}

/* One run more adds one value, and leaves the others as they were. */
static void a_run_is_the_same_whatever_their_number(void **state) {
  (void)state;
  small_world w;
  begin(&w, ROUNDS, 2);
  for (int32_t n = 1; n < 12; n++) {
    pl_fan *few = fan_of(&w, 0, PL_OTHERS_RECORDED, n), *more = fan_of(&w, 0, PL_OTHERS_RECORDED, n + 1);
    int32_t added = 0;
    for (int32_t i = 0; i < n; i++) {
      if (few->hits[i] != more->hits[i + added]) added++;
      assert_true(added <= 1);
      assert_int_equal(few->hits[i], more->hits[i + added]);
    }
    pl_fan_free(few);
    pl_fan_free(more);
  }
  small_end(&w);
}

/* ---- against runs played one by one ---- */

typedef struct plain {
  int64_t hit[2][RUNS], loss[2][RUNS], peak[2][RUNS], state_fewer[5][RUNS];
  int32_t curve[2][ROUNDS * PL_TICKS_PER_ROUND][RUNS];
} plain;

static void play_plainly(small_world *w, plain *p) {
  pl_error error = {0};
  *p = (plain){.hit = {{0}}};
  for (int run = 0; run < RUNS; run++) {
    for (int other = 0; other < 2; other++) {
      const pl_playing playing = {.round = 1, .until = ROUNDS, .turn = &silence, .turn_count = (size_t)other,
                                  .has_other_luck = true, .run = (uint32_t)run};
      const pl_session *played;
      small_must(pl_course_play(w->course, 0, &playing, &played, &error), &error);
      for (int s = 0; s < 5; s++) {
        const pl_state *as = pl_world_state(played->world, s);
        p->hit[other][run] += as->hit_total;
        p->loss[other][run] += as->loss / 65536;
        p->state_fewer[s][run] += other ? -as->hit_total : as->hit_total;
        for (pl_tick t = PL_TICKS_PER_ROUND; t < ROUNDS * PL_TICKS_PER_ROUND; t++) {
          int32_t *point = &p->curve[other][t][run];
          *point += w->course->worker_counts[0][t * 5 + s];
          if (s == 4 && *point > p->peak[other][run]) p->peak[other][run] = *point;
        }
      }
    }
  }
}

static void assert_spread(const pl_spread *found, const int64_t *values, const int64_t *less) {
  int64_t copy[RUNS];
  pl_spread expected;
  for (int i = 0; i < RUNS; i++) copy[i] = values[i] - (less ? less[i] : 0);
  pl_spread_of(copy, RUNS, &expected);
  assert_memory_equal(found, &expected, sizeof expected);
}

static void pairs_sum_up_their_runs(void **state) {
  (void)state;
  static plain p;
  small_world w;
  begin(&w, ROUNDS, 2);
  pl_pairs *pairs = pairs_of(&w, RUNS);
  play_plainly(&w, &p);
  assert_int_equal(pairs->from, PL_TICKS_PER_ROUND);
  assert_int_equal(pairs->ticks, ROUNDS * PL_TICKS_PER_ROUND);
  assert_spread(&pairs->hit_played, p.hit[0], NULL);
  assert_spread(&pairs->hit_otherwise, p.hit[1], NULL);
  assert_spread(&pairs->hit_fewer, p.hit[0], p.hit[1]);
  assert_spread(&pairs->peak_played, p.peak[0], NULL);
  assert_spread(&pairs->peak_otherwise, p.peak[1], NULL);
  assert_spread(&pairs->peak_fewer, p.peak[0], p.peak[1]);
  assert_spread(&pairs->loss_played, p.loss[0], NULL);
  assert_spread(&pairs->loss_otherwise, p.loss[1], NULL);
  assert_spread(&pairs->loss_less, p.loss[0], p.loss[1]);
  for (int s = 0; s < 5; s++) assert_spread(&pairs->state_fewer[s], p.state_fewer[s], NULL);
  for (pl_tick t = pairs->from; t < pairs->ticks; t++) {
    int64_t column[RUNS];
    pl_spread s;
    for (int i = 0; i < RUNS; i++) column[i] = p.curve[1][t][i];
    pl_spread_of(column, RUNS, &s);
    assert_int_equal(pairs->otherwise.p5[t - pairs->from], s.p5);
    assert_int_equal(pairs->otherwise.median[t - pairs->from], s.median);
    assert_int_equal(pairs->otherwise.p95[t - pairs->from], s.p95);
  }
  int64_t paired[RUNS], apart[RUNS];
  for (int i = 0; i < RUNS; i++) paired[i] = p.hit[0][i] - p.hit[1][i];
  for (int i = 0; i < RUNS; i++) apart[i] = p.hit[0][i] - p.hit[1][(i + 1) % RUNS];
  assert_int_equal(pairs->variance_paired, pl_variance_of(paired, RUNS));
  assert_int_equal(pairs->variance_independent, pl_variance_of(apart, RUNS));
  assert_true(pairs->variance_paired < pairs->variance_independent);
  pl_pairs_free(pairs);
  small_end(&w);
}

static void a_null_change_makes_no_difference_under_any_luck(void **state) {
  (void)state;
  small_world w;
  pl_error error = {0};
  begin(&w, ROUNDS, 2);
  const pl_what_if nothing[] = {{.round = 0}, {.round = 1, .others = PL_OTHERS_BOTS}, {.round = 2}};
  for (int i = 0; i < 3; i++) {
    pl_pairs *p = pl_what_if_pairs(w.course, &nothing[i], RUNS, NULL, &error);
    assert_non_null(p);
    assert_int_equal(p->hit_fewer.least, 0);
    assert_int_equal(p->hit_fewer.most, 0);
    assert_int_equal(p->loss_less.most, 0);
    assert_int_equal(p->variance_paired, 0);
    assert_true(p->variance_independent > 0);
    assert_int_equal(p->lapsed, 0);
    assert_memory_equal(&p->hit_played, &p->hit_otherwise, sizeof p->hit_played);
    assert_same_band(&p->played, &p->otherwise, p->ticks - p->from);
    pl_pairs_free(p);
  }
  small_end(&w);
}

/* Runs in which something lapses, played one by one. */
static int32_t count_lapsing(small_world *w, const pl_turn *turn, int32_t runs) {
  int32_t count = 0;
  for (int32_t run = 0; run < runs; run++) {
    pl_error error = {0};
    const pl_playing playing = {.until = SMALL_ROUNDS, .turn = turn, .turn_count = turn != NULL,
                                .has_other_luck = true, .run = (uint32_t)run, .records = true};
    const pl_session *played;
    small_must(pl_course_play(w->course, 0, &playing, &played, &error), &error);
    bool has_lapsed = false;
    for (size_t i = 0; i < played->log.count; i++) has_lapsed |= played->log.event[i].kind == PL_EVENT_LAPSED;
    count += has_lapsed;
  }
  return count;
}

/* The customer shares in the third round what it found; under other luck, or warned, it may have found nothing. */
static void runs_with_impossible_decisions_are_counted(void **state) {
  (void)state;
  small_world w;
  small_init(&w, 0);
  w.room.scenario.parameters.imax[PL_RANSOMWARE] = 25;
  const pl_decision share = {.seat = 1, .action = PL_ACTION_SHARE, .iid = small_worm(&w),
                             .audience = small_audience(1)};
  bool is_found = false;
  for (uint64_t seed = 1; !is_found; seed++) {
    pl_error error = {0};
    small_start(&w, seed);
    small_go_to(&w, 2);
    is_found = pl_session_decide(w.session, &share, PL_AUTHOR_PERSON, &error) == PL_OK;
    if (!is_found) small_end(&w);
  }
  small_course(&w, SMALL_ROUNDS, NULL, 2);
  const pl_turn warning = small_item(&w, 2, 1u << 1);
  int32_t lapsed[2];
  for (int i = 0; i < 2; i++) {
    pl_error error = {0};
    const pl_what_if asked = {.turn = &warning, .turn_count = (size_t)i};
    pl_pairs *p = pl_what_if_pairs(w.course, &asked, 20, NULL, &error);
    if (!p) fail_msg("%s", error.text);
    assert_int_equal(p->lapsed, count_lapsing(&w, i ? &warning : NULL, 20));
    lapsed[i] = p->lapsed;
    pl_pairs_free(p);
  }
  assert_true(lapsed[0] < lapsed[1] && lapsed[0] > 0);
  small_end(&w);
}

/* ---- the fan ---- */

static void the_fan_places_the_real_exercise(void **state) {
  (void)state;
  small_world w;
  begin(&w, ROUNDS, 2);
  pl_fan *fan = fan_of(&w, 1, PL_OTHERS_RECORDED, RUNS);
  int64_t real = 0;
  int32_t above = 0, same = 0;
  for (int s = 0; s < 5; s++) real += pl_world_state(pl_session_world(w.session), s)->hit_total;
  for (int i = 0; i < RUNS; i++) {
    above += fan->hits[i] > real;
    same += fan->hits[i] == real;
    if (i) assert_true(fan->hits[i] >= fan->hits[i - 1]);
  }
  assert_int_equal(fan->hit_real, real);
  assert_int_equal(fan->unluckier, above);
  assert_int_equal(fan->as_lucky, same);
  assert_int_equal(fan->from, PL_TICKS_PER_ROUND);
  assert_int_equal(fan->ticks, ROUNDS * PL_TICKS_PER_ROUND);
  assert_int_equal(fan->hit.least, fan->hits[0]);
  assert_int_equal(fan->hit.most, fan->hits[RUNS - 1]);
  pl_fan_free(fan);
  small_end(&w);
}

static void the_fan_goes_on_from_the_middle(void **state) {
  (void)state;
  small_world w;
  pl_error error = {0};
  begin(&w, 2, 2); /* one round is still to come */
  for (int round = 0; round <= 2; round++) {
    pl_fan *fan = fan_of(&w, round, PL_OTHERS_BOTS, RUNS);
    assert_int_equal(fan->from, round * PL_TICKS_PER_ROUND);
    assert_int_equal(fan->ticks, ROUNDS * PL_TICKS_PER_ROUND);
    assert_int_equal(fan->hit_real, -1);
    assert_int_equal(fan->unluckier + fan->as_lucky, 0);
    assert_true(fan->hit.most > fan->hit.least);
    pl_fan_free(fan);
  }
  pl_fan *recorded = fan_of(&w, 1, PL_OTHERS_RECORDED, RUNS);
  assert_int_equal(recorded->ticks, 2 * PL_TICKS_PER_ROUND);
  assert_true(recorded->hit_real >= 0);
  pl_fan_free(recorded);
  static const struct { int32_t round, runs; pl_others decided; const char *says; } refused[] = {
      {2, RUNS, PL_OTHERS_RECORDED, "choose round 1 to 2"},
      {3, RUNS, PL_OTHERS_BOTS, "choose round 1 to 3"},
      {-1, RUNS, PL_OTHERS_BOTS, "choose round 1 to 3"},
      {0, 0, PL_OTHERS_BOTS, "ask for 1 to 100000 runs"},
      {0, PL_MOST_RUNS + 1, PL_OTHERS_BOTS, "ask for 1 to 100000 runs"}};
  for (size_t i = 0; i < sizeof refused / sizeof *refused; i++) {
    assert_null(pl_fan_new(w.course, refused[i].round, refused[i].decided, refused[i].runs, NULL, &error));
    assert_int_equal(error.status, PL_BAD_INPUT);
    assert_non_null(strstr(error.text, refused[i].says));
  }
  small_end(&w);
  begin(&w, ROUNDS, 1);
  assert_null(pl_fan_new(w.course, ROUNDS, PL_OTHERS_BOTS, RUNS, NULL, &error)); /* nothing comes after the last */
  small_end(&w);
}

/* ---- bots that remember ---- */

typedef struct thinker { /* one opening of the code */
  support_room *room;
  uint64_t times_asked;
} thinker;

static void thinker_close(void *self) { free(self); }
static uint64_t thinker_fingerprint(void *self) { return ((thinker *)self)->times_asked + 1; }

/* Every second time it is asked it shares with all, else with nobody. */
static pl_status thinker_decide(void *self, int bot, const struct pl_brief *brief, pl_decision *decisions,
                                size_t capacity, size_t *count, pl_error *error) {
  (void)bot, (void)brief, (void)capacity, (void)error;
  decisions[0] = (pl_decision){.action = PL_ACTION_POSTURE};
  decisions[0].audience.words = ((thinker *)self)->times_asked++ / 3 % 2 ? PL_AUDIENCE_ALL : 0;
  *count = 1;
  return PL_OK;
}

static pl_status thinker_open(void *context, const pl_bundle *bundle, pl_rules *rules, pl_error *error) {
  thinker *t = malloc(sizeof *t);
  (void)bundle;
  if (!t) return pl_error_set(error, PL_NO_MEMORY, "out of memory");
  *t = (thinker){.room = context};
  *rules = (pl_rules){.scenario = &t->room->scenario, .self = t, .has = support_has, .close = thinker_close,
                      .decide = thinker_decide, .fingerprint = thinker_fingerprint};
  return PL_OK;
}

/* With a context they are shy: only asked once the first state keeps everything to itself. */
static pl_status let_thinkers_decide(const void *context, pl_session *session, pl_error *error) {
  const pl_audience *first = &pl_world_state(pl_session_world(session), 0)->orders.posture;
  if (context && (first->words || !pl_set_is_empty(&first->states))) return PL_OK;
  const pl_rules *rules = pl_session_bot_rules(session, error);
  if (!rules) return PL_NO_MEMORY;
  pl_status status = PL_OK;
  for (int s = 0; s < 5 && status == PL_OK; s++) {
    pl_decision decision;
    size_t count;
    rules->decide(rules->self, 0, NULL, &decision, 1, &count, error);
    decision.seat = (uint16_t)s;
    status = pl_session_decide(session, &decision, PL_AUTHOR_BOT, error);
  }
  return status;
}

static void begin_with_thinkers(small_world *w, int workers, bool are_shy) {
  static const char shy;
  const pl_bots thinkers = {.decide = let_thinkers_decide, .context = are_shy ? &shy : NULL};
  static const pl_bot_spec bot = {.id = "thinker"};
  const pl_session_options options = {.seed = 5};
  pl_error error = {0};
  *w = (small_world){.session = NULL};
  support_scenario(&w->room, 5);
  w->room.scenario.rounds = ROUNDS;
  w->room.scenario.bots = &bot;
  w->room.scenario.bot_count = 1;
  for (int a = 0; a < 2; a++) w->room.adversary[a].to_round = ROUNDS - 1;
  support_incident(&w->room, "worm", 0, PL_ONE);
  w->factory = (pl_rules_factory){.context = &w->room, .open = thinker_open};
  w->session = pl_session_new(&w->factory, &small_bundle, NULL, &options, &error);
  assert_non_null(w->session);
  while (!pl_session_is_over(w->session)) {
    small_must(pl_session_open_round(w->session, &error), &error);
    small_must(thinkers.decide(thinkers.context, w->session, &error), &error);
    small_must(pl_session_resolve_round(w->session, &error), &error);
  }
  w->course = pl_course_new(w->session, &thinkers, workers, &error);
  assert_non_null(w->course);
}

/* What a bot remembers of the rounds before it remembers otherwise as well. */
static void bots_remember_their_own_exercise_only(void **state) {
  (void)state;
  small_world w;
  begin_with_thinkers(&w, 1, false);
  for (int round = 0; round < ROUNDS; round++) {
    const pl_what_if nothing = {.round = round, .others = PL_OTHERS_BOTS};
    pl_comparison *c = small_compare(&w, &nothing);
    assert_false(c->first.is_any);
    assert_int_equal(c->otherwise.digest, c->played.digest);
    pl_session *whole = small_whole(&w, &nothing);
    assert_int_equal(pl_session_digest(whole, ROUNDS - 1), c->played.digest);
    pl_session_free(whole);
    pl_comparison_free(c);
  }
  small_end(&w);
}

/* Also where there was nothing to remember as it was played. */
static void bots_remember_nothing_of_other_runs(void **state) {
  (void)state;
  const pl_what_if asked = {.round = 0, .turn = &silence, .turn_count = 1, .others = PL_OTHERS_BOTS};
  for (int are_shy = 0; are_shy < 2; are_shy++) {
    pl_fan *fan[2];
    pl_pairs *pairs[2];
    for (int i = 0; i < 2; i++) {
      small_world w;
      pl_error error = {0};
      begin_with_thinkers(&w, 1 + 2 * i, are_shy);
      assert_int_equal(w.course->bots_remember, !are_shy);
      pairs[i] = pl_what_if_pairs(w.course, &asked, RUNS, NULL, &error);
      fan[i] = fan_of(&w, 0, PL_OTHERS_BOTS, RUNS);
      pl_comparison *c = small_compare(&w, &asked);
      pl_session *whole = small_whole(&w, &asked); /* of fresh code */
      assert_int_equal(c->otherwise.digest, pl_session_digest(whole, ROUNDS - 1));
      pl_session_free(whole);
      pl_comparison_free(c);
      small_end(&w);
    }
    assert_same_pairs(pairs[0], pairs[1]);
    assert_memory_equal(fan[0]->hits, fan[1]->hits, RUNS * sizeof *fan[0]->hits);
    for (int i = 0; i < 2; i++) {
      pl_pairs_free(pairs[i]);
      pl_fan_free(fan[i]);
    }
  }
}

/* ---- when it ends early ---- */

static bool stop_at_five(void *context, size_t done, size_t total) {
  (void)context, (void)total;
  return done < 5;
}

static void they_can_be_cancelled(void **state) {
  (void)state;
  for (int workers = 1; workers <= 2; workers++) {
    small_world w;
    const pl_progress progress = {.step = stop_at_five};
    pl_error error = {0};
    begin(&w, ROUNDS, workers);
    assert_null(pl_what_if_pairs(w.course, &what_if, 5000, &progress, &error));
    assert_int_equal(error.status, PL_CANCELLED);
    error = (pl_error){0};
    assert_null(pl_fan_new(w.course, 0, PL_OTHERS_BOTS, 5000, &progress, &error));
    assert_int_equal(error.status, PL_CANCELLED);
    pl_pairs_free(pairs_of(&w, 3)); /* and be asked for again */
    small_end(&w);
  }
}

static void memory_may_end_at_any_moment(void **state) {
  (void)state;
  small_world w;
  small_init(&w, 0);
  small_start(&w, 3);
  small_course(&w, SMALL_ROUNDS, &bots, 1);
  const pl_turn turn = small_item(&w, 2, 1u << 1);
  const pl_what_if asked = {.turn = &turn, .turn_count = 1, .rounds = 1};
  for (long n = 0;; n++) {
    pl_error error = {0};
    fault_after(n);
    pl_pairs *pairs = pl_what_if_pairs(w.course, &asked, 2, NULL, &error);
    pl_fan *fan = pairs ? pl_fan_new(w.course, 2, PL_OTHERS_BOTS, 2, NULL, &error) : NULL;
    const bool was_reached = fault_stop(), is_done = fan != NULL;
    if (!fan) assert_int_equal(error.status, PL_NO_MEMORY);
    pl_fan_free(fan);
    pl_pairs_free(pairs);
    if (!was_reached) {
      assert_true(is_done);
      break;
    }
  }
  small_end(&w);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(a_spread_is_exact),
      cmocka_unit_test(spreads_round_as_they_say),
      cmocka_unit_test(large_sums_do_not_overflow),
      cmocka_unit_test(workers_make_no_difference),
      cmocka_unit_test(a_run_is_the_same_whatever_their_number),
      cmocka_unit_test(pairs_sum_up_their_runs),
      cmocka_unit_test(a_null_change_makes_no_difference_under_any_luck),
      cmocka_unit_test(runs_with_impossible_decisions_are_counted),
      cmocka_unit_test(the_fan_places_the_real_exercise),
      cmocka_unit_test(the_fan_goes_on_from_the_middle),
      cmocka_unit_test(bots_remember_their_own_exercise_only),
      cmocka_unit_test(bots_remember_nothing_of_other_runs),
      cmocka_unit_test(they_can_be_cancelled),
      cmocka_unit_test(memory_may_end_at_any_moment),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
