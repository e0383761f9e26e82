/* Reach: what the outlook says beforehand is what the rules then do: the same channels, delays and qualities. */
#include "text_support.h"

#include <polder/reach.h>

static support_room room;

static void must(pl_status status, const pl_error *error) {
  if (status != PL_OK) fail_msg("%s", error->text);
}

static const pl_reach_row *row_for(const pl_reach *reach, int state) {
  for (size_t i = 0; i < reach->count; i++)
    if (reach->row[i].state == state) return &reach->row[i];
  return NULL;
}

static const pl_event *find(const pl_event_log *log, size_t from, pl_event_kind kind, pl_iid iid, int originator,
                            int other) {
  for (size_t i = from; i < log->count; i++) {
    const pl_event *event = &log->event[i];
    if (event->kind == kind && event->iid == iid && event->originator == originator && event->other == other)
      return event;
  }
  return NULL;
}

/* Compares the forecast with the log of the round; returns how many deliveries were compared. */
static int compare(const pl_reach *reach, const pl_event_log *log, size_t from, const pl_brief_item *item, int seat,
                   pl_tick start) {
  int compared = 0;
  for (int t = 0; t < room.scenario.state_count; t++) {
    const pl_reach_row *row = row_for(reach, t);
    const pl_event *sent = find(log, from, PL_EVENT_SENT, item->iid, seat, t);
    if (!row) continue;
    if ((row->way == PL_WAY_NONE) != !sent) fail_msg("s%d: way %d, sent %d", t, row->way, sent != NULL);
    if (!sent) continue;
    static const pl_channel channels[] = {
        [PL_WAY_FORUM] = PL_CHANNEL_FORUM, [PL_WAY_DIRECT] = PL_CHANNEL_BILATERAL, [PL_WAY_PUBLIC] = PL_CHANNEL_PUBLIC};
    assert_int_equal(sent->index, channels[row->way]);
    assert_int_equal(sent->tick, start);
    const pl_event *received = find(log, from, PL_EVENT_RECEIVED, item->iid, seat, t);
    if (!received) continue; /* the incident may end before */
    assert_int_equal(received->tick - start, row->latency);
    bool is_adapted = received->amount == (int64_t)row->quality * room.scenario.parameters.adapt / PL_ONE;
    if (received->amount != row->quality && !is_adapted)
      fail_msg("s%d: quality %lld, forecast %d", t, (long long)received->amount, row->quality);
    compared++;
  }
  return compared;
}

/* Plays some rounds in which `seat` keeps everything, then shares each open item and compares. */
static int play(uint64_t seed, int seat, bool is_tear) {
  pl_session *session = text_session(&room, seed);
  pl_brief_room briefs = {0};
  pl_error error = {0};
  int compared = 0;
  for (int round = 0; round < 6; round++) {
    must(pl_session_open_round(session, &error), &error);
    must(pl_brief_build(pl_session_world(session), pl_session_events(session), seat, PL_BRIEF_ALL, &briefs, &error),
         &error);
    pl_decision none = {.seat = (uint16_t)seat, .action = PL_ACTION_POSTURE};
    must(pl_session_decide(session, &none, PL_AUTHOR_PERSON, &error), &error);
    const pl_brief_item *item = NULL;
    for (size_t i = 0; i < briefs.brief.item_count && !item; i++)
      if (briefs.brief.items[i].is_own && briefs.brief.items[i].is_open) item = &briefs.brief.items[i];
    size_t from = pl_session_events(session)->count;
    pl_tick start = round * PL_TICKS_PER_ROUND;
    pl_reach reach;
    pl_brief_item kept = {0};
    if (item) {
      kept = *item;
      pl_offer offer = pl_offer_of(&briefs.brief, item, is_tear);
      pl_state_set all = pl_set_first(room.scenario.state_count);
      pl_reach_find(&briefs.brief, &offer, &all, &reach);
      pl_decision share = {.seat = (uint16_t)seat,
                           .action = PL_ACTION_SHARE,
                           .iid = item->iid,
                           .flag = is_tear,
                           .audience = {.words = PL_AUDIENCE_ALL}};
      must(pl_session_decide(session, &share, PL_AUTHOR_PERSON, &error), &error);
    }
    must(pl_session_resolve_round(session, &error), &error);
    if (item) compared += compare(&reach, pl_session_events(session), from, &kept, seat, start);
  }
  pl_brief_room_clear(&briefs);
  pl_session_free(session);
  return compared;
}

static void test_forecast_and_fact_agree(void **state) {
  (void)state;
  int compared = 0;
  for (uint64_t seed = 1; seed <= 12; seed++) {
    support_standard(&room);
    compared += play(seed, (int)(seed % SUPPORT_STATES), seed % 3 == 0);
  }
  assert_true(compared > 50);
}

static void test_an_item_that_all_have_reaches_nobody_new(void **state) {
  (void)state;
  support_scenario(&room, 4);
  pl_brief_other others[4] = {{0}};
  pl_brief_forum forums[2] = {{.latency = 4, .quality = 30000}, {.latency = 4, .quality = 30000}};
  pl_brief brief = {.scenario = &room.scenario, .is_state = true, .others = others, .forums = forums, .budget = 100000};
  pl_offer offer = pl_offer_expected(&brief, PL_RANSOMWARE);
  offer.sent = pl_set_first(4);
  pl_state_set all = pl_set_first(4);
  pl_reach reach;
  pl_reach_find(&brief, &offer, &all, &reach);
  assert_int_equal(reach.count, 0);
  assert_int_equal(pl_set_count(&reach.already), 4);
  assert_int_equal(reach.burn, 0);
  assert_int_equal(reach.effort, 0);
}

static void explains(const pl_voice *voice, const pl_offer *offer, int state, const char *expected) {
  pl_buffer out = {0};
  pl_put_out_of_reach(&out, voice, offer, state);
  assert_string_equal(pl_buffer_text(&out), expected);
  pl_buffer_clear(&out);
}

/* s0 is in both forums, s1 in the first, which carries up to TLP:AMBER, s2 in none. */
static void test_who_is_out_of_reach_is_told_why(void **state) {
  (void)state;
  support_scenario(&room, 4);
  room.forum[0].ceiling = PL_AMBER;
  room.scenario.parameters.bil_cap = 2;
  pl_brief_other others[4] = {{0}, {.forums = 1}, {0}, {0}};
  pl_brief_forum forums[2] = {{.latency = 4, .quality = 30000}, {.latency = 4, .quality = 30000}};
  pl_brief brief = {.scenario = &room.scenario,
                    .is_state = true,
                    .others = others,
                    .forums = forums,
                    .forums_joined = 1,
                    .budget = 100000};
  pl_phrases phrases = {0};
  pl_voice voice = {.scenario = &room.scenario, .brief = &brief, .phrases = &phrases};
  pl_offer offer = pl_offer_expected(&brief, PL_RANSOMWARE);
  offer.label = PL_RED;
  explains(
      &voice, &offer, 1,
      "No forum that you share with s1 carries \0014TLP:RED\001., and the 2 direct calls about one item go to whom "
      "you trust more.");
  explains(&voice, &offer, 2,
           "You share no forum with s2, and the 2 direct calls about one item go to whom you trust more.");
  room.scenario.parameters.bil_cap = 0;
  explains(&voice, &offer, 1, "No forum that you share with s1 carries \0014TLP:RED\001..");
  explains(&voice, &offer, 2, "You share no forum with s2.");
  offer.forum = 0;
  char expected[200], forum[100];
  snprintf(forum, sizeof forum, "%s", pl_name_of_forum(&voice, 0));
  snprintf(expected, sizeof expected, "%s carries labels up to \0012TLP:AMBER\001., and this is \0014TLP:RED\001..",
           forum);
  explains(&voice, &offer, 1, expected);
  snprintf(expected, sizeof expected, "s2 is not in %s.", forum);
  explains(&voice, &offer, 2, expected);
  offer.forum = 1;
  snprintf(expected, sizeof expected, "You are not in %s.", pl_name_of_forum(&voice, 1));
  explains(&voice, &offer, 1, expected);
  pl_set_add(&offer.sent, 2);
  explains(&voice, &offer, 2, "s2 has it already.");
  pl_phrases_clear(&phrases);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_forecast_and_fact_agree),
      cmocka_unit_test(test_an_item_that_all_have_reaches_nobody_new),
      cmocka_unit_test(test_who_is_out_of_reach_is_told_why),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
