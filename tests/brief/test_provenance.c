/* Provenance: small exercises in which every hop is known beforehand; and random ones, held against the world's own
 * books and against each seat's briefs, neither of which is read for it. */
#include "exercise.h"
#include "fault.h"

#include <polder/provenance.h>

/* ---- helpers ---- */

static pl_provenance *fold(const pl_history *history) {
  pl_error error = {0};
  pl_provenance *provenance = pl_provenance_new(history, &error);
  if (!provenance) fail_msg("%s", error.text);
  return provenance;
}

static pl_provenance *trace(const pl_session *session, pl_viewer viewer, int seat, unsigned reveals) {
  pl_history *history = exercise_look(session, viewer, seat, reveals);
  pl_provenance *provenance = fold(history);
  pl_history_free(history);
  return provenance;
}

static pl_provenance *trace_all(const exercise *e) { return trace(e->session, PL_VIEWER_CONTROL, 0, 0); }
static pl_provenance *trace_seat(const exercise *e, int seat) { return trace(e->session, PL_VIEWER_SEAT, seat, 0); }

static const pl_hop *hop_to(const pl_provenance_item *item, int to) {
  for (size_t i = 0; item && i < item->hop_count; i++)
    if (item->hop[i].to == to) return &item->hop[i];
  return NULL;
}

static const pl_provenance_item *only_item(const pl_provenance *p) {
  assert_int_equal(p->item_count, 1);
  return p->item;
}

/* 0 shares with 1; in round 0 unless `decisions` say otherwise. */
static exercise *share_with_one(pl_label label, const pl_decision *more, size_t count) {
  exercise *e = exercise_new(label);
  exercise_start(e);
  pl_decision decisions[8] = {exercise_order(0, PL_ACTION_POSTURE, exercise_one(1))};
  for (size_t i = 0; i < count; i++) decisions[i + 1] = more[i];
  exercise_round(e, decisions, count + 1);
  return e;
}

/* ---- by hand ---- */

static void a_share_is_one_hop(void **state) {
  (void)state;
  exercise *e = share_with_one(PL_GREEN, NULL, 0);
  pl_provenance *p = trace_all(e);
  const pl_provenance_item *item = only_item(p);
  assert_int_equal(item->iid, exercise_worm(e));
  assert_int_equal(item->originator, 0);
  assert_int_equal(item->birth, 0);
  assert_int_equal(item->quality, PL_ONE);
  assert_int_equal(item->label_at_birth, PL_GREEN);
  assert_int_equal(item->label_now, PL_GREEN);
  assert_int_equal(item->published, -1);
  assert_int_equal(item->burnt, -1);
  assert_int_equal(item->hop_count, 1);
  const pl_hop *hop = item->hop;
  assert_int_equal(hop->from, 0);
  assert_int_equal(hop->to, 1);
  assert_int_equal(hop->label, PL_GREEN);
  assert_int_equal(hop->sent, 0);
  assert_int_equal(hop->arrival, PL_ARRIVAL_RECEIVED);
  assert_true(hop->received > hop->sent && hop->quality > 0 && !hop->is_tear);
  assert_int_equal(hop->handling, PL_HANDLING_ORIGINATOR);
  assert_false(hop->is_beyond_label);
  assert_int_equal(hop->found, -1);
  assert_true(hop->channel == PL_CHANNEL_FORUM ? hop->forum < 2 : hop->forum == PL_NONE);
  assert_int_equal(p->all.items, 1);
  assert_int_equal(p->all.sent, 1);
  assert_int_equal(p->all.received, 1);
  assert_int_equal(p->all.never_sent + p->all.relayed + p->all.breaches, 0);
  assert_int_equal(p->state[1].received, 1);
  assert_ptr_equal(pl_provenance_find(p, item->iid, 0), item);
  assert_null(pl_provenance_find(p, item->iid, 1));
  pl_provenance_free(p);
  exercise_free(e);
}

static void what_nobody_gets_is_counted(void **state) {
  (void)state;
  exercise *e = exercise_new(PL_GREEN);
  exercise_start(e);
  exercise_round(e, NULL, 0);
  pl_provenance *p = trace_all(e);
  assert_int_equal(only_item(p)->hop_count, 0);
  assert_int_equal(p->all.never_sent, 1);
  assert_int_equal(p->state[0].never_sent, 1);
  pl_provenance_free(p);
  exercise_free(e);
}

/* 1 passes on to 2 what 0 sent it. */
static exercise *pass_on(pl_label label, bool consents, bool is_found) {
  exercise *e = exercise_new(label);
  e->room.scenario.parameters.onw_disc = is_found ? PL_ONE : 0;
  exercise_start(e);
  pl_decision decisions[] = {exercise_order(0, PL_ACTION_POSTURE, exercise_one(1)),
                             exercise_order(0, PL_ACTION_CONSENT, exercise_one(2)),
                             exercise_order(1, PL_ACTION_POSTURE, exercise_one(2)),
                             exercise_switch(1, consents ? PL_ACTION_RELAY : PL_ACTION_ONWARD)};
  if (!consents) decisions[1].audience = exercise_one(3);
  exercise_round(e, decisions, 4);
  return e;
}

static void consent_lets_it_pass_whatever_the_label(void **state) {
  (void)state;
  for (int label = PL_GREEN; label <= PL_RED; label++) {
    exercise *e = pass_on((pl_label)label, true, false);
    pl_provenance *p = trace_all(e);
    const pl_hop *first = hop_to(only_item(p), 1), *second = hop_to(only_item(p), 2);
    assert_int_equal(second->from, 1);
    assert_int_equal(second->channel, PL_CHANNEL_RELAY);
    assert_int_equal(second->handling, PL_HANDLING_CONSENT);
    assert_int_equal(second->label, label);
    assert_int_equal(second->sent, first->received);
    assert_false(second->is_beyond_label);
    assert_int_equal(p->state[1].relayed, 1);
    assert_int_equal(p->all.breaches, 0);
    pl_provenance_free(p);
    exercise_free(e);
  }
}

static void without_consent_it_is_a_breach(void **state) {
  (void)state;
  for (int label = PL_CLEAR; label <= PL_RED; label++) {
    for (int is_found = 0; is_found < 2; is_found++) {
      exercise *e = pass_on((pl_label)label, false, is_found);
      pl_provenance *p = trace_all(e);
      const pl_hop *hop = hop_to(only_item(p), 2);
      assert_int_equal(hop->from, 1);
      assert_int_equal(hop->handling, PL_HANDLING_BREACH);
      assert_int_equal(hop->found, is_found ? hop->sent : -1);
      assert_int_equal(hop->is_beyond_label, label > PL_GREEN);
      assert_int_equal(p->state[1].breaches, 1);
      assert_int_equal(p->state[1].found, is_found);
      assert_int_equal(p->state[1].beyond_label, label > PL_GREEN);
      pl_provenance_free(p);
      exercise_free(e);
    }
  }
}

/* Who is told of a breach: the two between whom it happened; the originator and everybody once it is found. */
static void a_breach_is_told_to_whom_it_concerns(void **state) {
  (void)state;
  for (int is_found = 0; is_found < 2; is_found++) {
    exercise *e = pass_on(PL_AMBER, false, is_found);
    for (int seat = 0; seat < EXERCISE_STATES; seat++) {
      pl_provenance *p = trace_seat(e, seat);
      const pl_hop *hop = p->item_count ? hop_to(p->item, 2) : NULL;
      const bool took_part = seat == 1 || seat == 2;
      assert_int_equal(hop != NULL, took_part || is_found);
      if (hop) {
        assert_int_equal(hop->handling, PL_HANDLING_BREACH);
        assert_int_equal(hop->found >= 0, is_found);
        assert_int_equal(hop->received >= 0, seat == 2);
        assert_int_equal(hop->arrival, seat == 2 ? PL_ARRIVAL_RECEIVED : PL_ARRIVAL_UNKNOWN);
        assert_int_equal(hop->label, took_part ? PL_AMBER : PL_LABELS);
      }
      pl_provenance_free(p);
    }
    pl_provenance *p = trace(e->session, PL_VIEWER_PUBLIC, 0, 0);
    assert_int_equal(p->hop_count, is_found);
    assert_int_equal(p->all.breaches, is_found);
    pl_provenance_free(p);
    exercise_free(e);
  }
}

static void a_tear_line_is_one_step_more_open(void **state) {
  (void)state;
  const pl_decision more[] = {exercise_order(0, PL_ACTION_TEAR, exercise_one(2)),
                              exercise_order(2, PL_ACTION_POSTURE, exercise_one(3)),
                              exercise_switch(2, PL_ACTION_ONWARD)};
  exercise *e = share_with_one(PL_AMBER, more, 3);
  pl_provenance *p = trace_all(e);
  const pl_hop *full = hop_to(only_item(p), 1), *tear = hop_to(p->item, 2), *onward = hop_to(p->item, 3);
  assert_true(!full->is_tear && full->label == PL_AMBER);
  assert_true(tear->is_tear && tear->label == PL_GREEN);
  assert_true(onward->is_tear && onward->label == PL_GREEN);
  assert_int_equal(onward->handling, PL_HANDLING_BREACH); /* originator control holds for it, too, */
  assert_false(onward->is_beyond_label);                  /* though its label would have let it */
  assert_int_equal(p->item->label_now, PL_AMBER);
  pl_provenance_free(p);
  p = trace_seat(e, 2);
  assert_int_equal(only_item(p)->label_at_birth, PL_LABELS); /* that of the full text is not told */
  assert_int_equal(hop_to(p->item, 2)->label, PL_GREEN);
  pl_provenance_free(p);
  exercise_free(e);
}

static void publishing_re_marks_the_full_text(void **state) {
  (void)state;
  for (int is_tear = 0; is_tear < 2; is_tear++) {
    exercise *e = share_with_one(PL_AMBER, NULL, 0);
    pl_decision publish = {.seat = 0, .action = PL_ACTION_SHARE_PUBLIC, .iid = exercise_worm(e),
                           .flag = (uint8_t)is_tear};
    exercise_round(e, &publish, 1);
    pl_provenance *p = trace_all(e);
    const pl_provenance_item *item = only_item(p);
    assert_int_equal(item->hop_count, EXERCISE_STATES - 1);
    assert_int_equal(item->published, PL_TICKS_PER_ROUND);
    assert_int_equal(item->is_tear_published, is_tear);
    assert_int_equal(item->label_at_birth, PL_AMBER);
    assert_int_equal(item->label_now, is_tear ? PL_AMBER : PL_CLEAR);
    assert_int_equal(hop_to(item, 1)->label, PL_AMBER);
    for (int s = 2; s < EXERCISE_STATES; s++) {
      const pl_hop *hop = hop_to(item, s);
      assert_int_equal(hop->channel, PL_CHANNEL_PUBLIC);
      assert_int_equal(hop->label, PL_CLEAR);
      assert_int_equal(hop->is_tear, is_tear);
      assert_int_equal(hop->handling, PL_HANDLING_ORIGINATOR);
    }
    pl_provenance_free(p);
    p = trace_seat(e, 1); /* who had the full text before knows how it was labelled */
    assert_int_equal(only_item(p)->label_at_birth, PL_AMBER);
    assert_int_equal(p->item->published, PL_TICKS_PER_ROUND);
    pl_provenance_free(p);
    p = trace(e->session, PL_VIEWER_PUBLIC, 0, 0);
    assert_int_equal(only_item(p)->published, PL_TICKS_PER_ROUND);
    assert_int_equal(p->hop_count, 0);
    pl_provenance_free(p);
    exercise_free(e);
  }
}

/* Forum 0 takes no more than TLP:AMBER, forum 1, of states 0 to 2, takes everything. */
static void a_forum_above_its_ceiling_is_not_used(void **state) {
  (void)state;
  const pl_label labels[] = {PL_AMBER, PL_RED};
  for (int i = 0; i < 2; i++) {
    exercise *e = exercise_new(labels[i]);
    e->room.scenario.parameters.bil_lat = 27; /* forums are preferred where they may be used */
    exercise_start(e);
    const pl_decision all = exercise_order(0, PL_ACTION_POSTURE, (pl_audience){.words = PL_AUDIENCE_ALL});
    exercise_round(e, &all, 1);
    pl_provenance *p = trace_all(e);
    for (int s = 1; s < EXERCISE_STATES; s++) {
      const pl_hop *hop = hop_to(only_item(p), s);
      assert_non_null(hop);
      if (labels[i] == PL_RED) assert_int_equal(hop->forum, s < 3 ? 1 : PL_NONE);
      else assert_true(hop->forum < 2);
      assert_false(hop->is_beyond_label);
    }
    pl_provenance_free(p);
    exercise_free(e);
  }
}

/* No world does this; what would it be? */
static void what_a_forum_should_not_have_carried_is_seen(void **state) {
  (void)state;
  exercise *e = share_with_one(PL_AMBER, NULL, 0);
  pl_history *history = exercise_look(e->session, PL_VIEWER_CONTROL, 0, 0);
  for (size_t i = 0; i < history->event_count; i++) {
    pl_event *event = &history->event[i];
    if (event->kind != PL_EVENT_SENT) continue;
    event->index = PL_CHANNEL_FORUM;
    event->forum = 0;
    event->label = PL_RED;
  }
  pl_provenance *p = fold(history);
  assert_true(hop_to(only_item(p), 1)->is_beyond_label);
  assert_int_equal(p->state[0].beyond_label, 1);
  pl_provenance_free(p);
  pl_history_free(history);
  exercise_free(e);
}

static void an_item_may_come_too_late_or_be_under_way(void **state) {
  (void)state;
  for (int is_late = 0; is_late < 2; is_late++) {
    exercise *e = exercise_new(PL_GREEN);
    e->intel.round = 0;
    e->intel.tick = is_late ? 1 : PL_TICKS_PER_ROUND - 1;
    if (is_late) e->room.scenario.parameters.life = 2;
    e->room.scenario.parameters.bil_lat = 9;
    e->room.forum[0].members = e->room.forum[1].members = support_set(0, NULL);
    exercise_start(e);
    const pl_decision share = exercise_order(0, PL_ACTION_POSTURE, exercise_one(1));
    exercise_round(e, &share, 1);
    pl_provenance *p = trace_all(e);
    const pl_hop *hop = hop_to(only_item(p), 1);
    assert_int_equal(hop->sent, e->intel.tick);
    assert_int_equal(hop->received, -1);
    assert_int_equal(hop->arrival, is_late ? PL_ARRIVAL_TOO_LATE : PL_ARRIVAL_UNDER_WAY);
    assert_int_equal(p->all.received, 0);
    pl_provenance_free(p);
    exercise_free(e);
  }
}

static void a_burnt_source_has_its_cost(void **state) {
  (void)state;
  exercise *e = exercise_new(PL_GREEN);
  e->room.scenario.parameters.burn_p = PL_ONE;
  e->room.incident[0].sensitivity = PL_ONE;
  exercise_start(e);
  const pl_decision share = exercise_order(0, PL_ACTION_POSTURE, exercise_one(1));
  exercise_round(e, &share, 1);
  pl_provenance *p = trace_all(e), *originator = trace_seat(e, 0), *recipient = trace_seat(e, 1);
  assert_int_equal(only_item(p)->burnt, p->item->hop->received);
  assert_int_equal(p->item->burn_cost, pl_world_state(pl_session_world(e->session), 0)->burn);
  assert_true(p->item->burn_cost > 0);
  assert_int_equal(only_item(originator)->burn_cost, p->item->burn_cost);
  assert_int_equal(only_item(recipient)->burnt, -1);
  pl_provenance_free(p);
  pl_provenance_free(originator);
  pl_provenance_free(recipient);
  exercise_free(e);
}

/* ---- against the world ---- */

static void check_item(const pl_world *world, const pl_provenance *p, const pl_incident *incident, int originator) {
  const pl_item *item = &incident->item[originator];
  const pl_provenance_item *traced = pl_provenance_find(p, incident->iid, (uint16_t)originator);
  if (item->birth < 0) {
    assert_null(traced);
    return;
  }
  assert_non_null(traced);
  assert_int_equal(traced->birth, item->birth);
  assert_int_equal(traced->quality, item->quality);
  assert_int_equal(traced->label_now, item->label);
  assert_int_equal(traced->published >= 0, item->is_published);
  assert_int_equal(traced->burnt >= 0, item->is_burnt);
  pl_state_set sent = {{0}}, hold = {{0}}, tear = {{0}}, leaked = {{0}};
  for (size_t i = 0; i < traced->hop_count; i++) {
    const pl_hop *hop = &traced->hop[i];
    assert_false(pl_set_has(&sent, hop->to)); /* no hop twice */
    pl_set_add(&sent, hop->to);
    if (hop->received >= 0) pl_set_add(&hold, hop->to);
    if (hop->is_tear) pl_set_add(&tear, hop->to);
    if (hop->handling == PL_HANDLING_BREACH && hop->found < 0) pl_set_add(&leaked, hop->to);
    assert_true(hop->sent >= item->birth && (hop->received < 0 || hop->received >= hop->sent));
    assert_true(!hop->is_beyond_label || hop->handling == PL_HANDLING_BREACH);
    assert_true((hop->arrival == PL_ARRIVAL_TOO_LATE) == (hop->received < 0 && incident->phase == PL_PHASE_ENDED));
    if (i) assert_true(traced->hop[i - 1].sent <= hop->sent);
    if (hop->from == originator) continue;
    const pl_hop *giver = hop_to(traced, hop->from); /* nobody passes on what it has not received */
    assert_non_null(giver);
    assert_int_equal(giver->received, hop->sent);
  }
  assert_true(pl_set_is_equal(sent, item->sent) && pl_set_is_equal(hold, item->hold));
  assert_true(pl_set_is_equal(leaked, item->leaked));
  for (int s = 0; s < pl_world_scenario(world)->state_count; s++)
    if (pl_set_has(&item->tear, (unsigned)s)) assert_true(pl_set_has(&tear, (unsigned)s));
}

static size_t count_events(const pl_session *session, pl_event_kind kind) {
  const pl_event_log *log = pl_session_events(session);
  size_t count = 0;
  for (size_t i = 0; i < log->count; i++) count += log->event[i].kind == kind;
  return count;
}

static void check_counts(const pl_session *session, const pl_provenance *p, int *seen) {
  size_t sent = 0, received = 0, found = 0;
  for (size_t i = 0; i < p->hop_count; i++) {
    const pl_hop *hop = &p->hop[i];
    sent += hop->sent >= 0;
    received += hop->received >= 0;
    found += hop->found >= 0;
    assert_int_equal(hop->handling == PL_HANDLING_VENDOR, hop->from == PL_NONE);
    assert_true(hop->handling == PL_HANDLING_VENDOR || hop->label < PL_LABELS);
    seen[hop->channel]++;
  }
  assert_int_equal(sent, count_events(session, PL_EVENT_SENT));
  assert_int_equal(received, count_events(session, PL_EVENT_RECEIVED));
  assert_int_equal(received, p->all.received);
  assert_int_equal(found, count_events(session, PL_EVENT_BREACH));
  assert_int_equal(found, p->all.found);
  assert_int_equal(p->all.items, count_events(session, PL_EVENT_ITEM));
  assert_int_equal(sent, p->all.sent + p->all.relayed + p->all.breaches);
}

/* ---- against control's, and against briefs ---- */

static bool is_unknown_or(int64_t seen, int64_t unknown, int64_t truth) { return seen == unknown || seen == truth; }

static void check_part(const pl_provenance_item *seen, const pl_provenance_item *truth) {
  assert_non_null(truth);
  assert_true(is_unknown_or(seen->birth, -1, truth->birth));
  assert_true(is_unknown_or(seen->quality, -1, truth->quality));
  assert_true(is_unknown_or(seen->label_at_birth, PL_LABELS, truth->label_at_birth));
  assert_true(is_unknown_or(seen->label_now, PL_LABELS, truth->label_now));
  assert_true(is_unknown_or(seen->burnt, -1, truth->burnt));
  assert_int_equal(seen->published, truth->published);
  for (size_t i = 0; i < seen->hop_count; i++) {
    const pl_hop *hop = &seen->hop[i], *real = hop_to(truth, hop->to);
    assert_non_null(real);
    assert_int_equal(hop->from, real->from);
    assert_int_equal(hop->channel, real->channel);
    assert_int_equal(hop->handling, real->handling);
    assert_int_equal(hop->found, real->found);
    assert_true(is_unknown_or(hop->forum, PL_NONE, real->forum));
    assert_true(is_unknown_or(hop->sent, -1, real->sent));
    assert_true(is_unknown_or(hop->received, -1, real->received));
    assert_true(is_unknown_or(hop->quality, -1, real->quality));
    const bool is_re_marked = hop->label == PL_CLEAR && truth->published >= 0; /* while it was on its way */
    assert_true(is_re_marked || is_unknown_or(hop->label, PL_LABELS, real->label));
    assert_true(!hop->is_beyond_label || real->is_beyond_label);
  }
}

static void check_brief(const pl_session *session, const pl_provenance *p, int seat, pl_brief_room *room) {
  pl_error error = {0};
  exercise_must(pl_brief_build(pl_session_world(session), pl_session_events(session), seat, PL_BRIEF_ITEMS, room,
                               &error),
                &error);
  for (size_t i = 0; i < room->brief.item_count; i++) {
    const pl_brief_item *item = &room->brief.items[i];
    const pl_provenance_item *traced = pl_provenance_find(p, item->iid, item->originator);
    assert_non_null(traced);
    if (item->is_own) {
      pl_state_set sent = {{0}};
      for (size_t h = 0; h < traced->hop_count; h++) pl_set_add(&sent, traced->hop[h].to);
      assert_true(pl_set_is_equal(sent, item->sent));
      assert_int_equal(traced->label_now, item->label);
      continue;
    }
    const pl_hop *hop = hop_to(traced, seat);
    assert_non_null(hop);
    assert_int_equal(hop->received, item->received);
    assert_int_equal(hop->quality, item->quality);
    assert_int_equal(hop->is_tear, item->is_tear);
    if (!item->is_tear && hop->channel != PL_CHANNEL_PUBLIC) assert_int_equal(traced->label_now, item->label);
  }
}

static void check_seats(const pl_session *session, const pl_provenance *control) {
  const pl_scenario *scenario = pl_session_scenario(session);
  pl_brief_room room = {.memory = NULL};
  for (int s = 0; s < pl_scenario_seat_count(scenario); s++) {
    pl_provenance *p = trace(session, PL_VIEWER_SEAT, s, 0);
    assert_true(p->hop_count <= control->hop_count);
    for (size_t i = 0; i < p->item_count; i++)
      if (p->item[i].originator != PL_NONE)
        check_part(&p->item[i], pl_provenance_find(control, p->item[i].iid, p->item[i].originator));
    if (s < scenario->state_count) check_brief(session, p, s, &room);
    pl_provenance_free(p);
  }
  pl_brief_room_clear(&room);
}

/* The public sees as much of items as is published, found out or revealed. */
static void check_public(const pl_session *session, const pl_provenance *control) {
  for (unsigned reveals = 0; reveals <= PL_REVEAL_ALL; reveals++) {
    pl_provenance *p = trace(session, PL_VIEWER_PUBLIC, 0, reveals);
    for (size_t i = 0; i < p->item_count; i++) {
      assert_int_equal(p->item[i].birth, -1);
      assert_int_not_equal(p->item[i].originator, PL_NONE);
      check_part(&p->item[i], pl_provenance_find(control, p->item[i].iid, p->item[i].originator));
    }
    if (!(reveals & PL_REVEAL_SHARING)) assert_int_equal(p->hop_count, control->all.found);
    for (size_t i = 0; i < p->hop_count; i++) assert_int_equal(p->hop[i].quality, -1);
    pl_provenance_free(p);
  }
}

static void it_agrees_with_all_other_books(void **state) {
  (void)state;
  static const char *const scenarios[] = {"first-share", "withdrawal"};
  int seen[PL_CHANNEL_COMMERCIAL + 1] = {0};
  for (int i = 0; i < 2; i++) {
    pl_session *session = exercise_random(scenarios[i], 3);
    const pl_world *world = pl_session_world(session);
    pl_provenance *p = trace(session, PL_VIEWER_CONTROL, 0, 0);
    for (int k = 0; k < pl_world_incident_count(world); k++)
      for (int s = 0; s < pl_session_scenario(session)->state_count; s++)
        check_item(world, p, pl_world_incident(world, k), s);
    check_counts(session, p, seen);
    check_seats(session, p);
    check_public(session, p);
    pl_provenance_free(p);
    pl_session_free(session);
  }
  for (int c = 0; c <= PL_CHANNEL_COMMERCIAL; c++) assert_true(seen[c] > 0);
}

static void a_failed_allocation_makes_none(void **state) {
  (void)state;
  exercise *e = pass_on(PL_AMBER, false, true);
  pl_history *history = exercise_look(e->session, PL_VIEWER_CONTROL, 0, 0);
  for (long n = 0;; n++) {
    pl_error error = {0};
    fault_after(n);
    pl_provenance *p = pl_provenance_new(history, &error);
    const bool is_reached = fault_stop();
    assert_int_equal(p == NULL, is_reached);
    if (is_reached) assert_int_equal(error.status, PL_NO_MEMORY);
    pl_provenance_free(p);
    if (!is_reached) break;
  }
  pl_history_free(history);
  exercise_free(e);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(a_share_is_one_hop),
      cmocka_unit_test(what_nobody_gets_is_counted),
      cmocka_unit_test(consent_lets_it_pass_whatever_the_label),
      cmocka_unit_test(without_consent_it_is_a_breach),
      cmocka_unit_test(a_breach_is_told_to_whom_it_concerns),
      cmocka_unit_test(a_tear_line_is_one_step_more_open),
      cmocka_unit_test(publishing_re_marks_the_full_text),
      cmocka_unit_test(a_forum_above_its_ceiling_is_not_used),
      cmocka_unit_test(what_a_forum_should_not_have_carried_is_seen),
      cmocka_unit_test(an_item_may_come_too_late_or_be_under_way),
      cmocka_unit_test(a_burnt_source_has_its_cost),
      cmocka_unit_test(it_agrees_with_all_other_books),
      cmocka_unit_test(a_failed_allocation_makes_none),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
