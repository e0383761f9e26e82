/* Organisations found hit, counted as boards count them: each once, however many incidents it is in. */
#include "support.h"

#include "body.h"
#include "fault.h"

enum { STATES = 2 };

static uint32_t first[STATES + 1] = {0, 3, 5};

static pl_event event_of(pl_event_kind kind, pl_tick tick, int state, uint32_t organisation, pl_iid iid) {
  return (pl_event){.kind = (uint8_t)kind, .tick = tick, .state = (uint16_t)state, .organisation = organisation,
                    .iid = iid};
}

static void assert_counts(const pl_tally *tally, int hit, int recovered, int other_hit) {
  assert_int_equal(pl_tally_hit(tally)[0], hit);
  assert_int_equal(pl_tally_recovered(tally)[0], recovered);
  assert_int_equal(pl_tally_hit(tally)[1], other_hit);
}

/* Two incidents in one organisation: it is hit once, and recovered when it is out of both. */
static void test_once(void **state) {
  (void)state;
  pl_event event[] = {
      event_of(PL_EVENT_CONTAINED, 1, 0, 2, 7),  event_of(PL_EVENT_CONTAINED, 2, 0, 2, 8),
      event_of(PL_EVENT_RECOVERED, 3, 0, 2, 7),  event_of(PL_EVENT_CONTAINED, 3, 1, 4, 8),
      event_of(PL_EVENT_RECOVERED, 5, 0, 2, 8),  event_of(PL_EVENT_CONTAINED, 6, 0, 0, 8),
      event_of(PL_EVENT_CONTAINED, 6, 9, 0, 8),  event_of(PL_EVENT_CONTAINED, 6, 0, 99, 8),
      event_of(PL_EVENT_ENDED, 7, PL_NONE, 0, 8)};
  const pl_history history = {.first = first, .event = event, .event_count = sizeof event / sizeof event[0]};
  pl_tally *tally = pl_tally_new(&history, STATES);
  assert_non_null(tally);
  static const struct {
    pl_tick until;
    int hit, recovered, other_hit;
  } rows[] = {{1, 0, 0, 0}, {2, 1, 0, 0}, {3, 1, 0, 0}, {4, 1, 0, 1}, {6, 0, 1, 1}, {7, 1, 1, 1}, {INT32_MAX, 0, 2, 0}};
  for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
    assert_true(pl_tally_go_on(tally, rows[i].until));
    assert_counts(tally, rows[i].hit, rows[i].recovered, rows[i].other_hit);
  }
  pl_tally_free(tally);
}

static void test_nothing(void **state) {
  (void)state;
  pl_tally *tally = pl_tally_new(NULL, STATES);
  assert_non_null(tally);
  assert_true(pl_tally_go_on(tally, INT32_MAX));
  assert_counts(tally, 0, 0, 0);
  pl_tally_free(tally);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_once), cmocka_unit_test(test_nothing)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
