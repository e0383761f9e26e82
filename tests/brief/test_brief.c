/* Briefs: complete for what a seat knows, silent about the rest.
 *
 * The secrets are tested by random play with every kind of decision. What may be known is written here a second time,
 * as a table by kind of event and from first principles for items, and every brief of every seat and round is held
 * against it. */
#include "support.h"

#include <polder/brief.h>
#include <polder/session.h>

static support_room room;
static const pl_file file = {.name = "scenario.lua", .bytes = "", .length = 0};
static const pl_bundle bundle = {.file = &file, .count = 1};

static int set_up(void **state) {
  (void)state;
  support_standard(&room);
  support_incident(&room, "worm", 1, PL_ONE);
  support_inject(&room, 5, 2);
  room.role = (pl_role_spec){.id = "press", .sees_forums = 1u << 1};
  pl_set_add(&room.role.sees_states, 9);
  room.scenario.role_count = 1;
  return 0;
}

enum { PRESS = SUPPORT_STATES };

static pl_session *start(uint64_t seed, bool record_events) {
  pl_error error = {0};
  pl_rules_factory factory = support_factory(&room);
  pl_session_options options = {.seed = seed, .record_events = record_events};
  pl_session *session = pl_session_new(&factory, &bundle, NULL, &options, &error);
  if (!session) fail_msg("%s", error.text);
  return session;
}

static void next_round(pl_session *session, uint64_t *luck) {
  pl_error error = {0};
  if (pl_session_open_round(session, &error) != PL_OK) fail_msg("%s", error.text);
  for (int s = 0; luck && s < SUPPORT_STATES; s++) {
    for (int i = 0; i < 4; i++) {
      pl_decision d = support_random_decision(luck, &room.scenario, s, pl_session_rounds_done(session));
      pl_session_decide(session, &d, PL_AUTHOR_PERSON, NULL);
    }
  }
  if (pl_session_resolve_round(session, &error) != PL_OK) fail_msg("%s", error.text);
}

static const pl_brief *brief_of(const pl_session *session, int seat, unsigned parts, pl_brief_room *briefs) {
  pl_error error = {0};
  pl_status status = pl_brief_build(pl_session_world(session), pl_session_events(session), seat, parts, briefs, &error);
  if (status != PL_OK) fail_msg("%s", error.text);
  return &briefs->brief;
}

/* ---- secrets ---- */

/* Who may ever know: everybody, the state it is about, the other state, the seats addressed, nobody. */
typedef enum reach { ALL, OF_STATE, OF_OTHER, ADDRESSED, NOBODY } reach;
static const reach reaches[PL_EVENT_KINDS] = {
    [PL_EVENT_ROUND] = ALL, [PL_EVENT_INJECT] = ADDRESSED, [PL_EVENT_ANSWER] = OF_STATE, [PL_EVENT_LEFT] = ALL,
    [PL_EVENT_JOINED] = ALL, [PL_EVENT_APPLIED] = ADDRESSED, [PL_EVENT_ADMISSION] = ALL, [PL_EVENT_BOUGHT] = OF_STATE,
    [PL_EVENT_STRUCK] = ALL, [PL_EVENT_TAKEDOWN] = ALL, [PL_EVENT_LAPSED] = OF_STATE, [PL_EVENT_CUSTOM] = OF_STATE,
    [PL_EVENT_LAUNCHED] = NOBODY, [PL_EVENT_ENDED] = NOBODY, [PL_EVENT_LATENT] = NOBODY,
    [PL_EVENT_INFECTIOUS] = NOBODY, [PL_EVENT_CONTAINED] = OF_STATE, [PL_EVENT_RECOVERED] = OF_STATE,
    [PL_EVENT_ITEM] = OF_STATE, [PL_EVENT_SENT] = OF_STATE, [PL_EVENT_RECEIVED] = OF_OTHER,
    [PL_EVENT_PUBLISHED] = ALL, [PL_EVENT_BURNT] = OF_STATE, [PL_EVENT_BREACH] = ALL, [PL_EVENT_DEFECTED] = OF_OTHER,
    [PL_EVENT_OBJECTIVE] = OF_STATE, [PL_EVENT_LOG] = ADDRESSED};

static bool may_know(int seat, const pl_event *event) {
  switch (reaches[event->kind]) {
  case ALL: return true;
  case OF_STATE:
    if (event->kind == PL_EVENT_SENT && event->index == PL_CHANNEL_RELAY && event->originator == seat) return true;
    return event->state == seat;
  case OF_OTHER: return event->other == seat;
  case ADDRESSED: return event->is_public || pl_set_has(&event->seen_by, (unsigned)seat);
  case NOBODY: return false;
  }
  return false;
}

static void check_events(const pl_brief *brief) {
  for (size_t i = 0; i < brief->event_count; i++) {
    const pl_event *event = brief->events[i];
    bool is_known = may_know(brief->seat, event);
    if (brief->seat == PRESS) is_known = is_known || may_know(9, event);
    if (!is_known) fail_msg("seat %d reads \"%s\"", brief->seat, pl_event_name((pl_event_kind)event->kind));
    assert_in_range(event->round, brief->round - 1, brief->round);
  }
}

/* Whether the log says that this seat found or received the item: an account of knowledge kept apart from `hold`. */
static bool log_says_has(const pl_event_log *log, int seat, pl_iid iid, int originator) {
  for (size_t i = 0; i < log->count; i++) {
    const pl_event *event = &log->event[i];
    if (event->iid != iid || event->originator != originator) continue;
    if (event->kind == PL_EVENT_ITEM && event->state == seat) return true;
    if (event->kind == PL_EVENT_RECEIVED && event->other == seat) return true;
  }
  return false;
}

/* Whom the seat's own item went to as its own log has it: what it sent, what was relayed, breaches that came out. */
static pl_state_set log_says_sent(const pl_event_log *log, int seat, pl_iid iid) {
  pl_state_set sent = {{0}};
  for (size_t i = 0; i < log->count; i++) {
    const pl_event *event = &log->event[i];
    if (event->iid != iid || event->originator != seat) continue;
    const bool is_told = event->state == seat || event->index == PL_CHANNEL_RELAY;
    if (event->kind == PL_EVENT_BREACH || (event->kind == PL_EVENT_SENT && is_told)) pl_set_add(&sent, event->other);
  }
  return sent;
}

static void check_items(const pl_brief *brief, const pl_event_log *log) {
  pl_tick now = brief->round * PL_TICKS_PER_ROUND;
  for (size_t i = 0; i < brief->item_count; i++) {
    const pl_brief_item *item = &brief->items[i];
    if (!log_says_has(log, brief->seat, item->iid, item->originator))
      fail_msg("seat %d has state %d's item", brief->seat, item->originator);
    assert_int_equal(item->is_own, item->originator == brief->seat);
    assert_true(item->birth >= 0 && item->birth < now && item->received >= item->birth && item->received < now);
    assert_in_range(item->quality, 0, PL_ONE);
    if (item->is_own) {
      assert_true(pl_set_is_equal(item->sent, log_says_sent(log, brief->seat, item->iid)));
      continue;
    }
    assert_true(pl_set_is_empty(&item->sent) && !item->is_burnt && !item->is_single && !item->is_open);
    assert_int_equal(item->sensitivity, 0);
  }
}

/* An incident is known by an own finding or by what was received, and counts own organisations as their reports do. */
static void check_incidents(const pl_brief *brief, const pl_event_log *log) {
  for (size_t i = 0; i < brief->incident_count; i++) {
    const pl_brief_incident *incident = &brief->incidents[i];
    int reports = 0, found = 0, back = 0;
    for (size_t k = 0; k < log->count; k++) {
      const pl_event *event = &log->event[k];
      if (event->iid != incident->iid) continue;
      reports += event->kind == PL_EVENT_RECEIVED && event->other == brief->seat;
      if (event->state != brief->seat) continue;
      reports += event->kind == PL_EVENT_ITEM;
      found += event->kind == PL_EVENT_CONTAINED;
      back += event->kind == PL_EVENT_RECOVERED;
    }
    if (!reports) fail_msg("seat %d has never heard of incident %x", brief->seat, (unsigned)incident->iid);
    assert_int_equal(incident->contained, found - back);
    assert_int_equal(incident->recovered, back);
  }
}

/* What the seat can count in its own reports is exactly what the brief says. */
static void check_own(const pl_brief *brief, const pl_event_log *log) {
  static uint8_t recovered[SUPPORT_STATES * 40 + 40];
  static int32_t contained[SUPPORT_STATES * 40 + 40];
  memset(recovered, 0, sizeof recovered);
  memset(contained, 0, sizeof contained);
  int32_t found = 0, back = 0;
  for (size_t i = 0; i < log->count; i++) {
    const pl_event *event = &log->event[i];
    if (event->state != brief->seat) continue;
    if (event->kind == PL_EVENT_CONTAINED) contained[event->organisation]++;
    if (event->kind == PL_EVENT_RECOVERED) contained[event->organisation]--, recovered[event->organisation] = 1;
  }
  for (size_t o = 0; o < sizeof recovered; o++) found += contained[o] > 0, back += recovered[o];
  assert_int_equal(brief->contained, found);
  assert_int_equal(brief->recovered, back);
  assert_int_equal(brief->organisations, 40);
}

static int contained_in(const pl_world *world, int state) {
  const uint32_t *first = pl_world_map(world)->first + state;
  int count = 0;
  for (int i = 0; i < pl_world_incident_count(world); i++)
    for (uint32_t o = first[0]; o < first[1]; o++) count += pl_world_organisation_status(world, i, o) == 'C';
  return count;
}

/* What others report of themselves is what they have found out, not what is going on. */
static void check_hits(const pl_brief *brief, const pl_world *world, const pl_event_log *log) {
  for (int t = 0; t < SUPPORT_STATES; t++) {
    bool is_told = false;
    for (size_t i = 0; i < log->count; i++) {
      const pl_event *event = &log->event[i];
      is_told |= event->kind == PL_EVENT_RECEIVED && event->round == brief->round - 1 &&
                 event->originator == t && event->other == brief->seat;
    }
    if (!is_told) assert_int_equal(brief->others[t].hits, -1);
    else assert_int_equal(brief->others[t].hits, contained_in(world, t));
  }
}

static void test_no_brief_tells_a_secret(void **state) {
  (void)state;
  pl_brief_room briefs = {0};
  size_t events = 0, items = 0, incidents = 0;
  for (uint64_t seed = 1; seed <= 2; seed++) {
    pl_session *session = start(seed, true);
    uint64_t luck = seed + 100;
    while (!pl_session_is_over(session)) {
      next_round(session, &luck);
      const pl_event_log *log = pl_session_events(session);
      for (int s = 0; s <= PRESS; s++) {
        const pl_brief *brief = brief_of(session, s, PL_BRIEF_ALL, &briefs);
        check_events(brief);
        if (pl_session_rounds_done(session) % 3 == 0) check_items(brief, log); /* the log is long */
        check_incidents(brief, log);
        if (brief->is_state) check_own(brief, log);
        if (brief->is_state) check_hits(brief, pl_session_world(session), log);
        events += brief->event_count;
        items += brief->item_count;
        incidents += brief->incident_count;
      }
    }
    pl_session_free(session);
  }
  assert_true(events > 5000 && items > 5000 && incidents > 5000); /* or nothing was tested */
  pl_brief_room_clear(&briefs);
}

static void test_hidden_kinds_stay_hidden_whatever_their_eye_says(void **state) {
  (void)state;
  pl_event event = {.kind = PL_EVENT_LATENT, .state = 1, .is_public = true};
  assert_false(pl_brief_may_see(&room.scenario, 1, &event));
  event.kind = PL_EVENT_INFECTIOUS;
  pl_set_add(&event.seen_by, 1);
  assert_false(pl_brief_may_see(&room.scenario, 1, &event));
  event.kind = PL_EVENT_CONTAINED;
  event.is_public = false;
  assert_true(pl_brief_may_see(&room.scenario, 1, &event));
  assert_false(pl_brief_may_see(&room.scenario, 2, &event));
  assert_false(pl_brief_may_see(&room.scenario, -1, &event));
  assert_false(pl_brief_may_see(&room.scenario, 500, &event));
}

static void test_a_role_sees_through_those_it_watches(void **state) {
  (void)state;
  pl_event event = {.kind = PL_EVENT_ITEM, .state = 9, .forum = PL_NONE};
  pl_set_add(&event.seen_by, 9);
  assert_true(pl_brief_may_see(&room.scenario, PRESS, &event));
  pl_event other = {.kind = PL_EVENT_ITEM, .state = 8, .forum = PL_NONE};
  pl_set_add(&other.seen_by, 8);
  assert_false(pl_brief_may_see(&room.scenario, PRESS, &other));
  pl_event joined = {.kind = PL_EVENT_APPLIED, .state = 8, .forum = 1};
  assert_true(pl_brief_may_see(&room.scenario, PRESS, &joined));
  joined.forum = 2;
  assert_false(pl_brief_may_see(&room.scenario, PRESS, &joined));
}

/* ---- contents ---- */

static void test_parts_not_asked_for_are_empty(void **state) {
  (void)state;
  pl_brief_room briefs = {0};
  pl_session *session = start(1, true);
  for (int r = 0; r < 3; r++) next_round(session, NULL);
  const pl_brief *b = brief_of(session, 3, 0, &briefs);
  assert_true(!b->others && !b->items && !b->incidents && !b->injects && !b->forums && !b->events);
  assert_int_equal(b->item_count + b->incident_count + b->inject_count + b->event_count, 0);
  assert_int_equal(b->budget, 100000);
  b = brief_of(session, 3, PL_BRIEF_RELATIONS, &briefs);
  assert_true(b->others && !b->items && !b->forums && !b->events);
  b = brief_of(session, 3, PL_BRIEF_ITEMS, &briefs);
  assert_true(!b->others && b->item_count > 0 && b->incident_count > 0);
  b = brief_of(session, PRESS, PL_BRIEF_ALL, &briefs);
  assert_false(b->is_state);
  assert_true(!b->others && !b->items && !b->forums && b->events);
  assert_int_equal(b->budget, 0);
  pl_session_free(session);
  pl_brief_room_clear(&briefs);
}

static void test_relations_mirror_the_world(void **state) {
  (void)state;
  pl_brief_room briefs = {0};
  uint64_t luck = 3;
  pl_session *session = start(2, true);
  for (int r = 0; r < 4; r++) next_round(session, &luck);
  const pl_world *world = pl_session_world(session);
  const pl_brief *b = brief_of(session, 4, PL_BRIEF_RELATIONS, &briefs);
  const pl_state *me = pl_world_state(world, 4);
  for (int t = 0; t < SUPPORT_STATES; t++) {
    const pl_brief_other *other = &b->others[t];
    assert_int_equal(other->link_in, pl_world_map(world)->link_in[4 * SUPPORT_STATES + t]);
    if (t == 4) continue;
    assert_int_equal(other->trust, pl_world_trust(world, 4, t));
    assert_int_equal(other->seen, pl_set_has(&me->seen, (unsigned)t));
    assert_int_equal(other->ever_defected, pl_set_has(&me->ever_defected, (unsigned)t));
    assert_int_equal(other->was_peer, pl_set_has(&me->posture, (unsigned)t));
    assert_int_equal(other->forums, pl_world_state(world, t)->forums);
    int fifths = other->trust_in_me, exact = pl_world_trust(world, t, 4);
    assert_in_range(fifths, 1, 5);
    assert_true(exact * 5 >= (fifths - 1) * PL_ONE && (fifths == 5 || exact * 5 < fifths * PL_ONE));
  }
  assert_int_equal(b->payoff, b->edge - b->loss - b->burn - b->effort);
  pl_session_free(session);
  pl_brief_room_clear(&briefs);
}

static void test_at_first_everybody_cooperates(void **state) {
  (void)state;
  pl_brief_room briefs = {0};
  pl_session *session = start(2, false);
  const pl_brief *b = brief_of(session, 0, PL_BRIEF_RELATIONS, &briefs);
  for (int t = 1; t < SUPPORT_STATES; t++)
    assert_true(b->others[t].seen && b->others[t].was_peer && !b->others[t].ever_defected && b->others[t].hits == -1);
  assert_true(b->others[1].is_ally && !b->others[5].is_ally);
  pl_session_free(session);
  pl_brief_room_clear(&briefs);
}

static void test_an_inject_waits_for_its_seat(void **state) {
  (void)state;
  pl_brief_room briefs = {0};
  pl_session *session = start(1, true);
  next_round(session, NULL);
  next_round(session, NULL);
  assert_int_equal(pl_session_open_round(session, NULL), PL_OK);
  const pl_brief *b = brief_of(session, 5, PL_BRIEF_INBOX, &briefs);
  assert_int_equal(b->inject_count, 1);
  assert_true(b->injects[0].is_open);
  assert_int_equal(b->injects[0].available, 3);
  assert_int_equal(brief_of(session, 6, PL_BRIEF_INBOX, &briefs)->inject_count, 0);
  assert_int_equal(pl_session_resolve_round(session, NULL), PL_OK);
  assert_int_equal(pl_session_open_round(session, NULL), PL_OK);
  assert_int_equal(brief_of(session, 5, PL_BRIEF_INBOX, &briefs)->inject_count, 0);
  pl_session_free(session);
  pl_brief_room_clear(&briefs);
}

static void test_forums_say_who_may_come_in(void **state) {
  (void)state;
  pl_brief_room briefs = {0};
  room.forum[2].open_to = pl_set_first(3);
  pl_session *session = start(1, true);
  assert_int_equal(pl_session_open_round(session, NULL), PL_OK);
  const pl_brief *b = brief_of(session, 0, PL_BRIEF_OWN, &briefs);
  assert_true(b->forums[0].is_member && !b->forums[0].may_join);
  assert_true(!b->forums[2].is_member && b->forums[2].may_join);
  assert_int_equal(b->forums[0].latency, 11); /* with all fourteen in the capacity forum */
  pl_session_free(session);
  pl_brief_room_clear(&briefs);
}

static void test_a_room_is_used_again(void **state) {
  (void)state;
  pl_brief_room briefs = {0};
  pl_session *session = start(1, true);
  for (int r = 0; r < 3; r++) next_round(session, NULL);
  brief_of(session, 0, PL_BRIEF_ALL, &briefs);
  void *memory = briefs.memory;
  for (int s = 0; s < SUPPORT_STATES; s++) brief_of(session, s, PL_BRIEF_RELATIONS, &briefs);
  assert_ptr_equal(briefs.memory, memory);
  pl_error error = {0};
  assert_int_equal(pl_brief_build(pl_session_world(session), NULL, 99, PL_BRIEF_ALL, &briefs, &error), PL_BUG);
  pl_brief_room_clear(&briefs);
  assert_null(briefs.memory);
  pl_session_free(session);
}

/* Known answers: two warnings on one incident, one of them a tear-line, one bought, beside a finding of its own. */
static void test_what_others_sent_about_an_incident(void **state) {
  (void)state;
  static const pl_brief_item items[] = {
      {.iid = 7, .is_own = true, .originator = 3, .quality = PL_ONE, .label = PL_RED, .received = 90},
      {.iid = 7, .originator = 1, .quality = 100, .label = PL_AMBER, .received = 20, .is_tear = true},
      {.iid = 7, .originator = PL_NONE, .quality = 300, .label = PL_GREEN, .received = 40},
      {.iid = 8, .originator = 2, .quality = 500, .label = PL_CLEAR, .received = 60, .is_tear = true},
      {.iid = 7, .originator = 5, .quality = 200, .label = PL_CLEAR, .received = 30}};
  pl_brief_item copies[sizeof items / sizeof items[0]];
  memcpy(copies, items, sizeof items);
  const pl_brief brief = {.items = copies, .item_count = sizeof items / sizeof items[0]};
  const pl_brief_received all = pl_brief_received_about(&brief, 7), tears = pl_brief_received_about(&brief, 8);
  assert_int_equal(pl_set_count(&all.from), 2);
  assert_true(pl_set_has(&all.from, 1) && pl_set_has(&all.from, 5));
  assert_int_equal(all.quality, 300);
  assert_int_equal(all.label, PL_AMBER);
  assert_int_equal(all.last, 40);
  assert_int_equal(all.count, 3);
  assert_true(all.has_own && !all.is_tear_only);
  assert_true(tears.is_tear_only && !tears.has_own);
  assert_int_equal(tears.count, 1);
  assert_int_equal(pl_brief_received_about(&brief, 9).count, 0);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup(test_no_brief_tells_a_secret, set_up),
      cmocka_unit_test_setup(test_hidden_kinds_stay_hidden_whatever_their_eye_says, set_up),
      cmocka_unit_test_setup(test_a_role_sees_through_those_it_watches, set_up),
      cmocka_unit_test_setup(test_parts_not_asked_for_are_empty, set_up),
      cmocka_unit_test_setup(test_relations_mirror_the_world, set_up),
      cmocka_unit_test_setup(test_at_first_everybody_cooperates, set_up),
      cmocka_unit_test_setup(test_an_inject_waits_for_its_seat, set_up),
      cmocka_unit_test_setup(test_forums_say_who_may_come_in, set_up),
      cmocka_unit_test_setup(test_a_room_is_used_again, set_up),
      cmocka_unit_test(test_what_others_sent_about_an_incident),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
