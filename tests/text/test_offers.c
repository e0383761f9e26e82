/* Offers: what could have been decided otherwise is on record, is said, and can be played. */
#include "text_support.h"

#include <polder/accounts.h>
#include <polder/policy.h>
#include <polder/script.h>

enum { MOST = 128 };

static pl_session *session;
static pl_offer offers[MOST];

/* The exercise of the scenario that is played here, by bots. */
static int set_up(void **state) {
  (void)state;
  pl_error error = {0};
  pl_bundle_room bundle = {0};
  pl_policy_table table;
  pl_brief_room briefs = {0};
  const pl_rules_factory factory = pl_script_factory();
  const pl_session_options options = {.seed = 66, .record_events = true};
  if (pl_bundle_read(POLDER_SOURCE_DIR "/scenarios/withdrawal", &bundle, &error) != PL_OK) fail_msg("%s", error.text);
  session = pl_session_new(&factory, &bundle.bundle, NULL, &options, &error);
  if (!session) fail_msg("%s", error.text);
  pl_bundle_clear(&bundle);
  pl_policy_table_init(&table, pl_session_scenario(session));
  for (int r = 0; r < 5; r++)
    if (pl_session_open_round(session, &error) != PL_OK || pl_policy_play(session, &table, &briefs, &error) != PL_OK ||
        pl_session_resolve_round(session, &error) != PL_OK)
      fail_msg("%s", error.text);
  pl_brief_room_clear(&briefs);
  return 0;
}

static int tear_down(void **state) {
  (void)state;
  pl_session_free(session);
  return 0;
}

static bool is_same_turn(const pl_turn *a, const pl_turn *b) {
  return a->kind == b->kind && a->decision.seat == b->decision.seat && a->decision.action == b->decision.action &&
         a->decision.target == b->decision.target && a->decision.option == b->decision.option &&
         a->decision.iid == b->decision.iid && a->decision.audience.words == b->decision.audience.words &&
         (a->kind != PL_TURN_TAKE_BACK || a->decision.flag == b->decision.flag);
}

/* ---- what is listed ---- */

static void test_each_once_and_its_own(void **state) {
  (void)state;
  const int seats = pl_scenario_seat_count(pl_session_scenario(session));
  size_t all = 0;
  for (int round = 0; round < 5; round++)
    for (int seat = 0; seat < seats; seat++) {
      const size_t count = pl_offer_turns(session, round, seat, offers, MOST);
      assert_true(count <= MOST);
      assert_int_equal(pl_offer_turns(session, round, seat, NULL, 0), count);
      all += count;
      for (size_t i = 0; i < count; i++) {
        assert_int_equal(offers[i].turn[0].decision.seat, seat);
        assert_true(offers[i].turn_count >= 1 && offers[i].turn_count <= PL_OFFER_TURNS);
        assert_true(!i || offers[i].kind >= offers[i - 1].kind);
        for (size_t j = 0; j < i; j++) assert_false(is_same_turn(&offers[i].turn[0], &offers[j].turn[0]));
      }
    }
  assert_true(all > 100);
}

static void test_rounds_and_seats_that_are_not_there(void **state) {
  (void)state;
  assert_int_equal(pl_offer_turns(session, 5, 0, offers, MOST), 0);
  assert_int_equal(pl_offer_turns(session, -1, 0, offers, MOST), 0);
  assert_int_equal(pl_offer_turns(session, 0, -1, offers, MOST), 0);
  assert_int_equal(pl_offer_turns(session, 0, 500, offers, MOST), 0);
}

/* Of the journal nothing is forgotten but what changes nothing, and nothing is invented. */
static void test_what_was_decided_can_be_taken_back(void **state) {
  (void)state;
  size_t count, found = 0;
  const pl_journal_entry *journal = pl_session_journal(session, &count);
  for (size_t i = 0; i < count; i++) {
    if (journal[i].decision.action != PL_ACTION_LEAVE) continue;
    const size_t offered = pl_offer_turns(session, journal[i].round, journal[i].decision.seat, offers, MOST);
    bool is_there = false;
    for (size_t j = 0; j < offered; j++)
      is_there |= offers[j].kind == PL_OFFER_TAKE_BACK && offers[j].turn[0].decision.action == PL_ACTION_LEAVE &&
                  offers[j].turn[0].decision.target == journal[i].decision.target;
    assert_true(is_there);
    found++;
  }
  assert_true(found > 0);
}

/* ---- what can be played ---- */

/* Whatever is offered is possible, and an item that is withheld reaches nobody. */
static void test_offers_are_possible(void **state) {
  (void)state;
  pl_error error = {0};
  pl_course *course = pl_course_new(session, NULL, 1, &error);
  assert_non_null(course);
  for (int seat = 0; seat < 6; seat++)
    for (int round = 1; round < 5; round++) {
      const size_t count = pl_offer_turns(session, round, seat, offers, MOST);
      for (size_t i = 0; i < count; i++) {
        const pl_what_if what_if = {.round = round, .turn = offers[i].turn, .turn_count = offers[i].turn_count,
                                    .rounds = 1};
        pl_comparison *comparison = pl_what_if_compare(course, &what_if, &error);
        if (!comparison) print_message("round %d, seat %d: %s\n", round + 1, seat, error.text);
        assert_non_null(comparison);
        pl_comparison_free(comparison);
      }
    }
  pl_course_free(course);
}

/* ---- in words ---- */

static void test_sentences(void **state) {
  (void)state;
  pl_error error = {0};
  pl_narrator *narrator = pl_narrator_new(session, PL_ENGLISH, &error);
  assert_non_null(narrator);
  static const char *const begins[PL_OFFERS] = {[PL_OFFER_ITEM] = "Its finding on ", [PL_OFFER_ORDER] = "From now on",
                                                [PL_OFFER_TAKE_BACK] = "Without “", [PL_OFFER_ANSWER] = ""};
  for (int round = 0; round < 5; round++) {
    const size_t count = pl_offer_turns(session, round, 0, offers, MOST);
    for (size_t i = 0; i < count; i++) {
      pl_buffer text = {0};
      pl_put_offer(&text, pl_narrator_voice(narrator), &offers[i]);
      assert_int_equal(strncmp(pl_buffer_text(&text), begins[offers[i].kind], strlen(begins[offers[i].kind])), 0);
      assert_true(text.length > 12);
      if (strstr(pl_buffer_text(&text), "  ")) fail_msg("%s", pl_buffer_text(&text)); /* the first incident is 0 */
      pl_buffer_clear(&text);
    }
  }
  pl_narrator_free(narrator);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_each_once_and_its_own),
      cmocka_unit_test(test_rounds_and_seats_that_are_not_there),
      cmocka_unit_test(test_what_was_decided_can_be_taken_back),
      cmocka_unit_test(test_offers_are_possible),
      cmocka_unit_test(test_sentences),
  };
  return cmocka_run_group_tests(tests, set_up, tear_down);
}
