/* The contrast of two worlds, against answers worked out by hand and against the account of the same two. */
#include "past.h"

#include "contrast.h"

#include <polder/accounts.h>

/* Two histories of one invented scenario: four states with five organisations each, one round. */
typedef struct both {
  past world[2];
  pl_timeline *timeline[2];
  pl_contrast contrast;
} both;

static void begin(both *b, pl_viewer viewer, int seat) {
  memset(b, 0, sizeof *b);
  for (int i = 0; i < 2; i++) {
    past_make(&b->world[i], 4, 5, 2);
    b->world[i].history.sight = (pl_sight){viewer, seat, 0};
    b->world[i].history.rounds = 1;
  }
}

/* In that world an organisation is hit. */
static void hit(both *b, int world, pl_tick tick, uint32_t organisation) {
  past_add(&b->world[world],
           (pl_event){.kind = PL_EVENT_CONTAINED, .tick = tick, .organisation = organisation, .iid = 5,
                      .state = (uint16_t)(organisation / 5), .other = PL_NONE, .forum = PL_NONE});
}

static void compare_at(both *b, pl_tick tick) {
  pl_error error = {0};
  for (int i = 0; i < 2 && !b->timeline[i]; i++) b->timeline[i] = pl_timeline_new(&b->world[i].history, &error);
  if (!b->timeline[1]) b->timeline[1] = pl_timeline_new(&b->world[1].history, &error);
  assert_true(b->timeline[0] && b->timeline[1]);
  if (!b->contrast.state) assert_true(pl_contrast_init(&b->contrast, &b->world[0].history));
  pl_contrast_compute(&b->contrast, b->timeline[0], b->timeline[1], tick);
}

static void end(both *b) {
  for (int i = 0; i < 2; i++) {
    pl_timeline_free(b->timeline[i]);
    past_clear(&b->world[i]);
  }
  pl_contrast_clear(&b->contrast);
}

static void check(const both *b, int spared, int extra) {
  assert_int_equal(b->contrast.spared, spared);
  assert_int_equal(b->contrast.extra, extra);
}

static void test_by_hand(void **state) {
  (void)state;
  both b;
  begin(&b, PL_VIEWER_CONTROL, -1);
  hit(&b, 0, 3, 2), hit(&b, 1, 9, 2);  /* later, but hit all the same */
  hit(&b, 0, 5, 7);                    /* spared */
  hit(&b, 0, 6, 8);                    /* spared */
  hit(&b, 1, 7, 16);                   /* otherwise only */
  compare_at(&b, 3);
  check(&b, 0, 0);
  compare_at(&b, 4);
  check(&b, 1, 0);
  assert_int_equal(b.contrast.organisation[2], PL_CONTRAST_SPARED);
  compare_at(&b, 28);
  check(&b, 2, 1);
  assert_int_equal(b.contrast.organisation[2], PL_CONTRAST_NONE);
  assert_int_equal(b.contrast.organisation[7], PL_CONTRAST_SPARED);
  assert_int_equal(b.contrast.organisation[16], PL_CONTRAST_EXTRA);
  assert_int_equal(b.contrast.state[1].spared, 2);
  assert_int_equal(b.contrast.state[3].extra, 1);
  compare_at(&b, 7); /* and back */
  check(&b, 3, 0);
  end(&b);
}

static void test_no_difference(void **state) {
  (void)state;
  both b;
  begin(&b, PL_VIEWER_CONTROL, -1);
  for (uint32_t o = 0; o < 20; o += 3)
    for (int i = 0; i < 2; i++) hit(&b, i, (pl_tick)o, o);
  for (pl_tick tick = 0; tick <= 28; tick++) {
    compare_at(&b, tick);
    check(&b, 0, 0);
    for (int o = 0; o < 20; o++) assert_int_equal(b.contrast.organisation[o], PL_CONTRAST_NONE);
  }
  end(&b);
}

/* A seat was told numbers of others: no organisation of theirs is marked. */
static void test_a_seat_compares_its_own(void **state) {
  (void)state;
  static int32_t told[2][2][4] = {{{0, 3, 2, 1}, {0, 3, 2, 1}}, {{0, 0, 5, 1}, {0, 0, 5, 1}}};
  both b;
  begin(&b, PL_VIEWER_SEAT, 0);
  for (int i = 0; i < 2; i++)
    for (int r = 0; r < 2; r++) b.world[i].history.after[r].reported = told[i][r];
  hit(&b, 0, 5, 4);
  compare_at(&b, 20);
  check(&b, 1, 0);
  assert_int_equal(b.contrast.state[0].spared, 1);
  for (int o = 5; o < 20; o++) assert_int_equal(b.contrast.organisation[o], PL_CONTRAST_NONE);
  end(&b);
}

/* The first thing that, decided otherwise, makes a difference to who is hit. */
static pl_what_if find_difference(const past *p, pl_course *course, pl_offer *offer) {
  pl_offer offers[64];
  pl_error error = {0};
  for (int at = 0; at < 6 * 4; at++) {
    const size_t count = pl_offer_turns(p->session, at / 4, at % 4, offers, 64);
    for (size_t i = 0; i < count && i < 64; i++) {
      *offer = offers[i];
      const pl_what_if what_if = {.round = at / 4, .turn = offer->turn, .turn_count = offer->turn_count};
      pl_comparison *comparison = pl_what_if_compare(course, &what_if, &error);
      const bool is_it = comparison && comparison->first_hit.is_any;
      pl_comparison_free(comparison);
      if (is_it) return what_if;
    }
  }
  fail_msg("nothing makes a difference");
  return (pl_what_if){.round = 0};
}

/* Of a real exercise: who is marked at the end is whom exactly one of the two histories ever had hit. */
static void test_a_whole_exercise(void **state) {
  (void)state;
  past p;
  pl_error error = {0};
  past_play(&p, POLDER_SOURCE_DIR "/scenarios/first-share", 6);
  pl_course *course = pl_course_new(p.session, NULL, 1, &error);
  pl_offer offer;
  const pl_what_if what_if = find_difference(&p, course, &offer);
  const pl_sight sight = {.viewer = PL_VIEWER_CONTROL, .seat = -1};
  pl_history *history[2] = {past_history(&p, sight), pl_history_otherwise(course, &what_if, sight, &error)};
  assert_non_null(history[1]);
  pl_timeline *timeline[2] = {pl_timeline_new(history[0], &error), pl_timeline_new(history[1], &error)};
  pl_contrast contrast;
  assert_true(pl_contrast_init(&contrast, history[0]));
  pl_contrast_compute(&contrast, timeline[0], timeline[1], 6 * PL_TICKS_PER_ROUND);
  assert_true(contrast.spared + contrast.extra > 0);
  for (uint32_t o = 0; o < history[0]->first[history[0]->scenario->state_count]; o++) {
    bool was[2] = {false, false};
    for (int i = 0; i < 2; i++)
      for (size_t e = 0; e < history[i]->event_count; e++)
        was[i] |= history[i]->event[e].kind == PL_EVENT_LATENT && history[i]->event[e].organisation == o;
    const int mark = was[0] == was[1] ? PL_CONTRAST_NONE : was[0] ? PL_CONTRAST_SPARED : PL_CONTRAST_EXTRA;
    assert_int_equal(contrast.organisation[o], mark);
  }
  pl_contrast_clear(&contrast);
  for (int i = 0; i < 2; i++) {
    pl_timeline_free(timeline[i]);
    pl_history_free(history[i]);
  }
  pl_course_free(course);
  past_clear(&p);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_by_hand),
      cmocka_unit_test(test_no_difference),
      cmocka_unit_test(test_a_seat_compares_its_own),
      cmocka_unit_test(test_a_whole_exercise),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
