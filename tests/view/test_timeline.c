/* The timeline: moments, flows and who knew what, against answers worked out by hand and against a naive fold. */
#include "fault.h"
#include "past.h"

#include "timeline.h"

static past world;

static pl_timeline *open_timeline(const pl_history *history) {
  pl_error error = {0};
  pl_timeline *timeline = pl_timeline_new(history, &error);
  if (!timeline) fail_msg("%s", error.text);
  return timeline;
}

static void about(pl_event_kind kind, pl_tick tick, int state, uint32_t organisation, pl_iid iid) {
  past_add(&world, (pl_event){.kind = kind, .tick = tick, .state = (uint16_t)state, .organisation = organisation,
                              .iid = iid, .other = PL_NONE, .forum = PL_NONE, .originator = PL_NONE});
}

static void infect(pl_tick tick, int state, uint32_t organisation, pl_iid iid, int from) {
  past_add(&world, (pl_event){.kind = PL_EVENT_LATENT, .tick = tick, .state = (uint16_t)state,
                              .organisation = organisation, .iid = iid, .other = (uint16_t)from, .forum = PL_NONE});
}

static void item(pl_event_kind kind, pl_tick tick, int from, int to, pl_iid iid, int channel, int forum) {
  past_add(&world, (pl_event){.kind = kind, .tick = tick, .state = (uint16_t)from, .other = (uint16_t)to,
                              .originator = (uint16_t)from, .iid = iid, .index = (uint16_t)channel,
                              .forum = (uint16_t)forum});
}

static void leave(pl_tick tick, int state, int forum) {
  past_add(&world, (pl_event){.kind = PL_EVENT_LEFT, .tick = tick, .state = (uint16_t)state, .forum = (uint16_t)forum});
}

/* Four states with five organisations each, two forums, so many rounds. */
static void begin(pl_viewer viewer, int seat, unsigned reveals, int rounds) {
  past_make(&world, 4, 5, 2);
  world.history.sight = (pl_sight){viewer, seat, reveals};
  world.history.rounds = rounds;
}

/* ---- moments ---- */

static void test_one_organisation_in_two_incidents(void **state) {
  (void)state;
  begin(PL_VIEWER_CONTROL, 0, 0, 2);
  infect(3, 1, 7, 11, PL_NONE);
  about(PL_EVENT_INFECTIOUS, 5, 1, 7, 11);
  infect(6, 1, 7, 22, 0);
  about(PL_EVENT_CONTAINED, 8, 1, 7, 11);
  about(PL_EVENT_RECOVERED, 10, 1, 7, 11);
  about(PL_EVENT_INFECTIOUS, 12, 1, 7, 22);
  about(PL_EVENT_CONTAINED, 14, 1, 7, 22);
  about(PL_EVENT_RECOVERED, 30, 1, 7, 22);
  pl_timeline *t = open_timeline(&world.history);
  static const struct { pl_tick tick; pl_condition_shown condition; pl_tick changed; int ever; } row[] = {
      {3, PL_SHOWN_CLEAN, -1, 0},   {4, PL_SHOWN_LATENT, 3, 0}, {6, PL_SHOWN_HIT, 5, 1},        {9, PL_SHOWN_HIT, 5, 1},
      {11, PL_SHOWN_LATENT, 10, 1}, {13, PL_SHOWN_HIT, 12, 1},  {56, PL_SHOWN_RECOVERED, 30, 1}};
  for (int pass = 0; pass < 2; pass++)
    for (int i = 0; i < 7; i++) {
      const int at = pass ? 6 - i : i;
      const pl_moment *m = pl_timeline_at(t, row[at].tick);
      assert_int_equal(m->condition[7], row[at].condition);
      assert_int_equal(m->changed[7], row[at].changed);
      assert_int_equal(m->state[1].ever_hit, row[at].ever);
      assert_int_equal(m->state[1].hit, row[at].condition == PL_SHOWN_HIT);
      assert_int_equal(m->hit, m->state[1].hit);
      assert_int_equal(m->organisations, 20);
    }
  assert_int_equal(pl_timeline_at(t, 999)->tick, 56);
  assert_int_equal(pl_timeline_at(t, 999)->round, 1);
  assert_int_equal(pl_timeline_at(t, -5)->tick, 0);
  assert_int_equal(pl_timeline_most_hit(t, 1), 1);
  pl_timeline_free(t);
  past_clear(&world);
}

static void test_an_incident_that_ends_early(void **state) {
  (void)state;
  begin(PL_VIEWER_CONTROL, 0, 0, 1);
  infect(1, 0, 0, 5, PL_NONE);
  infect(1, 2, 12, 5, PL_NONE);
  about(PL_EVENT_INFECTIOUS, 2, 2, 12, 5);
  about(PL_EVENT_ENDED, 9, PL_NONE, 0, 5);
  pl_timeline *t = open_timeline(&world.history);
  assert_int_equal(pl_timeline_at(t, 9)->hit, 1);
  assert_int_equal(pl_timeline_at(t, 9)->latent, 1);
  assert_int_equal(pl_timeline_at(t, 10)->hit, 0);
  assert_int_equal(pl_timeline_at(t, 10)->recovered, 2);
  pl_timeline_free(t);
  past_clear(&world);
}

static void test_public_never_counts_latent(void **state) {
  (void)state;
  for (unsigned reveals = 0; reveals <= PL_REVEAL_FOUND; reveals++) {
    begin(PL_VIEWER_PUBLIC, 0, reveals, 1);
    infect(1, 0, 0, 5, PL_NONE); /* a history would not hold these two; if one did … */
    about(PL_EVENT_INFECTIOUS, 2, 0, 0, 5);
    about(PL_EVENT_CONTAINED, 6, 0, 0, 5);
    pl_timeline *t = open_timeline(&world.history);
    for (pl_tick tick = 0; tick <= 28; tick++) {
      const pl_moment *m = pl_timeline_at(t, tick);
      assert_int_equal(m->latent, 0);
      assert_int_equal(m->hit, reveals && tick > 6);
      assert_int_equal(m->state[0].is_known, reveals != 0);
      assert_int_equal(m->organisations, reveals ? 20 : 0);
    }
    pl_timeline_free(t);
    past_clear(&world);
  }
}

static void test_a_seat_hears_of_others(void **state) {
  (void)state;
  begin(PL_VIEWER_SEAT, 0, 0, 2);
  static int32_t told[3][4] = {{0, -1, -1, -1}, {1, 3, -1, 0}, {1, 4, 9, -1}};
  for (int r = 0; r <= 2; r++) world.history.after[r].reported = told[r];
  about(PL_EVENT_CONTAINED, 4, 0, 2, 5);
  about(PL_EVENT_CONTAINED, 4, 1, 6, 5); /* not the seat's own: what it was told counts */
  pl_timeline *t = open_timeline(&world.history);
  const pl_moment *m = pl_timeline_at(t, 10);
  assert_int_equal(m->state[0].hit, 1);
  assert_true(m->state[0].is_known);
  assert_false(m->state[1].is_known);
  assert_int_equal(m->hit, 1);
  m = pl_timeline_at(t, 28);
  uint8_t was[20];
  memcpy(was, m->condition, sizeof was);
  assert_int_equal(m->state[1].hit, 3);
  assert_true(m->state[3].is_known && !m->state[2].is_known);
  assert_int_equal(m->hit, 4);
  m = pl_timeline_at(t, 56);
  assert_int_equal(m->state[1].hit, 4);
  assert_int_equal(m->state[2].hit, 5); /* it has no more */
  for (int o = 5; o < 10; o++)
    if (was[o] == PL_SHOWN_HIT) assert_int_equal(m->condition[o], PL_SHOWN_HIT);
  m = pl_timeline_at(t, 0);
  for (int o = 0; o < 20; o++) assert_int_equal(m->condition[o], PL_SHOWN_CLEAN);
  size_t days;
  const int32_t *curve = pl_timeline_curve(t, &days);
  assert_int_equal(days, 14);
  assert_int_equal(curve[13], pl_timeline_at(t, 56)->hit);
  pl_timeline_free(t);
  past_clear(&world);
}

static void test_forums(void **state) {
  (void)state;
  begin(PL_VIEWER_CONTROL, 0, 0, 2);
  leave(28, 0, 0);
  leave(28, 0, 1);
  past_add(&world, (pl_event){.kind = PL_EVENT_JOINED, .tick = 28, .state = 1, .forum = 0});
  past_add(&world, (pl_event){.kind = PL_EVENT_STRUCK, .tick = 28, .state = 2, .adversary = 1});
  past_add(&world, (pl_event){.kind = PL_EVENT_JOINED, .tick = 56, .state = 0, .forum = 1}); /* the next round opens */
  pl_timeline *t = open_timeline(&world.history);
  assert_true(pl_set_has(&pl_timeline_at(t, 28)->members[0], 0));
  assert_false(pl_set_has(&pl_timeline_at(t, 29)->members[0], 0));
  assert_true(pl_set_has(&pl_timeline_at(t, 29)->members[0], 1));
  assert_int_equal(pl_timeline_at(t, 29)->state[0].left, 3);
  assert_false(pl_set_has(&pl_timeline_at(t, 55)->members[1], 0));
  assert_true(pl_set_has(&pl_timeline_at(t, 56)->members[1], 0));
  assert_int_equal(pl_timeline_at(t, 56)->state[0].left, 3); /* the last round is still the last */
  assert_int_equal(pl_timeline_at(t, 3)->state[0].left, 0);
  assert_true(pl_set_has(&pl_timeline_at(t, 3)->members[0], 0));
  size_t count;
  const pl_mark_on_curve *mark = pl_timeline_marks(t, &count);
  assert_int_equal(count, 4);
  assert_true(mark[0].kind == PL_EVENT_LEFT && mark[0].count == 2 && mark[0].tick == 28);
  assert_true(mark[1].kind == PL_EVENT_JOINED && mark[2].kind == PL_EVENT_STRUCK && mark[2].adversary == 1);
  const pl_leaving *leaving = pl_timeline_leavings(t, &count);
  assert_int_equal(count, 2);
  assert_int_equal(leaving[1].forum, 1);
  pl_timeline_free(t);
  past_clear(&world);
}

/* ---- flows ---- */

static void test_what_is_sent_arrives(void **state) {
  (void)state;
  begin(PL_VIEWER_CONTROL, 0, 0, 2);
  infect(2, 1, 5, 9, 0);
  infect(2, 1, 6, 9, 0);
  infect(2, 1, 7, 9, 1); /* from home: nothing travels */
  item(PL_EVENT_SENT, 4, 0, 1, 9, PL_CHANNEL_FORUM, 1);
  item(PL_EVENT_SENT, 4, 0, 2, 9, PL_CHANNEL_BILATERAL, PL_NONE);
  item(PL_EVENT_SENT, 4, 0, 3, 9, PL_CHANNEL_BILATERAL, PL_NONE); /* never arrives */
  about(PL_EVENT_INFECTIOUS, 6, 1, 5, 9);
  about(PL_EVENT_PUBLISHED, 7, 3, 0, 9);
  item(PL_EVENT_SENT, 7, 3, 2, 9, PL_CHANNEL_PUBLIC, PL_NONE);
  item(PL_EVENT_RECEIVED, 8, 3, 2, 9, PL_CHANNEL_PUBLIC, PL_NONE);
  item(PL_EVENT_RECEIVED, 9, 0, 1, 9, PL_CHANNEL_FORUM, PL_NONE);
  item(PL_EVENT_RECEIVED, 30, 0, 2, 9, PL_CHANNEL_BILATERAL, PL_NONE);
  about(PL_EVENT_INFECTIOUS, 40, 2, 10, 9);
  pl_timeline *t = open_timeline(&world.history);
  size_t count;
  const pl_flow *flow = pl_timeline_flows(t, &count);
  assert_int_equal(count, 4);
  assert_true(flow[0].kind == PL_FLOW_INCIDENT && flow[0].from == 0 && flow[0].to == 1 && flow[0].count == 2);
  assert_true(flow[0].start == 0 && flow[0].end == 2);
  assert_true(flow[1].kind == PL_FLOW_PUBLISHED && flow[1].from == 3 && flow[1].to == PL_NONE && flow[1].end == 7);
  assert_true(flow[2].kind == PL_FLOW_SHARED && flow[2].to == 1 && flow[2].forum == 1);
  assert_true(flow[2].start == 4 && flow[2].end == 9 && flow[2].hit == 6 && !flow[2].was_in_time);
  assert_true(flow[3].start == 4 && flow[3].end == 30 && flow[3].forum == PL_NONE && flow[3].was_in_time);
  assert_int_equal(flow[3].hit, 40);
  assert_int_equal(pl_timeline_first_flow(t, 0), 0);
  assert_int_equal(pl_timeline_first_flow(t, 8), 2);
  assert_int_equal(pl_timeline_first_flow(t, 31), 4);
  int32_t given[16];
  pl_timeline_given(t, 1, given);
  assert_true(given[0 * 4 + 1] == 1 && given[3 * 4 + 2] == 1 && given[0 * 4 + 2] == 0);
  pl_timeline_given(t, 2, given);
  assert_true(given[0 * 4 + 1] == 1 && given[0 * 4 + 2] == 1);
  pl_timeline_given(t, 0, given);
  for (int i = 0; i < 16; i++) assert_int_equal(given[i], 0);
  pl_timeline_free(t);
  past_clear(&world);
}

static void test_a_seat_sees_one_end(void **state) {
  (void)state;
  begin(PL_VIEWER_SEAT, 1, 0, 1);
  static int32_t nothing[4] = {-1, 0, -1, -1};
  for (int r = 0; r <= 1; r++) world.history.after[r].reported = nothing;
  item(PL_EVENT_RECEIVED, 5, 0, 1, 9, PL_CHANNEL_BILATERAL, PL_NONE);
  item(PL_EVENT_SENT, 6, 1, 2, 9, PL_CHANNEL_FORUM, 0);
  item(PL_EVENT_RECEIVED, 7, 3, 1, 9, PL_CHANNEL_BILATERAL, PL_NONE);
  item(PL_EVENT_SENT, 27, 1, 3, 9, PL_CHANNEL_BILATERAL, PL_NONE);
  pl_timeline *t = open_timeline(&world.history);
  size_t count;
  const pl_flow *flow = pl_timeline_flows(t, &count);
  assert_int_equal(count, 4);
  assert_true(flow[0].from == 0 && flow[0].start == 3 && flow[0].end == 5);
  assert_true(flow[1].from == 3 && flow[1].end == 7);
  assert_true(flow[2].from == 1 && flow[2].start == 6 && flow[2].end == 8 && flow[2].forum == 0);
  assert_true(flow[3].start == 27 && flow[3].end == 28); /* within its round */
  pl_timeline_free(t);
  past_clear(&world);
}

/* ---- who knew what, when ---- */

static void test_knowing(void **state) {
  (void)state;
  begin(PL_VIEWER_CONTROL, 0, 0, 2);
  about(PL_EVENT_LAUNCHED, 0, PL_NONE, 0, 77);
  about(PL_EVENT_INFECTIOUS, 2, 0, 0, 9);
  about(PL_EVENT_CONTAINED, 6, 0, 0, 9);
  about(PL_EVENT_ITEM, 6, 0, 0, 9);
  item(PL_EVENT_SENT, 10, 0, 1, 9, PL_CHANNEL_BILATERAL, PL_NONE);
  item(PL_EVENT_RECEIVED, 14, 0, 1, 9, PL_CHANNEL_BILATERAL, PL_NONE);
  about(PL_EVENT_INFECTIOUS, 20, 1, 5, 9);
  about(PL_EVENT_INFECTIOUS, 22, 3, 15, 8);
  pl_timeline *t = open_timeline(&world.history);
  size_t count;
  const pl_iid *iid = pl_timeline_incidents(t, &count);
  assert_int_equal(count, 3);
  assert_true(iid[0] == 9 && iid[1] == 8 && iid[2] == 77);
  pl_knowing row[4];
  pl_timeline_knowing(t, 9, row);
  assert_true(row[0].is_known && row[0].hit == 2 && row[0].knows == 6 && row[0].sent == 10);
  assert_true(row[1].knows == 14 && row[1].hit == 20 && row[1].sent == -1);
  assert_true(row[2].knows == -1 && row[2].hit == -1);
  pl_timeline_knowing(t, 12345, row);
  assert_true(row[0].knows == -1 && row[0].is_known);
  pl_timeline_free(t);
  past_clear(&world);
}

/* ---- against a naive fold of an exercise that was played ---- */

enum { NAIVE_INCIDENTS = 512 };

static int place_of(pl_iid *iid, int *count, pl_iid wanted) {
  int i = 0;
  while (i < *count && iid[i] != wanted) i++;
  if (i == *count) iid[(*count)++] = wanted;
  assert_true(*count <= NAIVE_INCIDENTS);
  return i;
}

/* From the first event on, each part in each incident in a table of its own. */
static void naive_moment(const pl_history *h, pl_tick tick, uint8_t *worst, pl_state_set *members) {
  const uint32_t organisations = h->first[h->scenario->state_count];
  static const uint8_t becomes[PL_EVENT_KINDS] = {[PL_EVENT_LATENT] = PL_SHOWN_LATENT,
                                                  [PL_EVENT_INFECTIOUS] = PL_SHOWN_HIT,
                                                  [PL_EVENT_CONTAINED] = PL_SHOWN_HIT,
                                                  [PL_EVENT_RECOVERED] = PL_SHOWN_RECOVERED};
  uint8_t *part = calloc((size_t)organisations * NAIVE_INCIDENTS, 1);
  pl_iid iid[NAIVE_INCIDENTS + 1];
  int count = 0;
  assert_non_null(part);
  for (int f = 0; f < h->scenario->forum_count; f++) members[f] = h->scenario->forums[f].members;
  for (size_t i = 0; i < h->event_count; i++) {
    const pl_event *e = &h->event[i];
    if (e->tick >= tick && tick < h->rounds * PL_TICKS_PER_ROUND) break;
    if (e->kind == PL_EVENT_LEFT) pl_set_remove(&members[e->forum], e->state);
    if (e->kind == PL_EVENT_JOINED) pl_set_add(&members[e->forum], e->state);
    if (becomes[e->kind])
      part[(size_t)place_of(iid, &count, e->iid) * organisations + e->organisation] = becomes[e->kind];
  }
  for (uint32_t o = 0; o < organisations; o++) {
    worst[o] = PL_SHOWN_CLEAN;
    for (int i = 0; i < count; i++)
      if (part[(size_t)i * organisations + o] > worst[o]) worst[o] = part[(size_t)i * organisations + o];
  }
  free(part);
}

static void compare(const pl_history *h, const pl_moment *m, const uint8_t *worst, const pl_state_set *members) {
  const int n = h->scenario->state_count;
  int32_t total = 0;
  for (int s = 0; s < n; s++) {
    int32_t count[4] = {0};
    for (uint32_t o = h->first[s]; o < h->first[s + 1]; o++) {
      if (m->condition[o] != worst[o])
        fail_msg("tick %d, organisation %u: %d, not %d", m->tick, o, m->condition[o], worst[o]);
      count[worst[o]]++;
    }
    assert_int_equal(m->state[s].hit, count[PL_SHOWN_HIT]);
    assert_int_equal(m->state[s].latent, count[PL_SHOWN_LATENT]);
    assert_int_equal(m->state[s].recovered, count[PL_SHOWN_RECOVERED]);
    total += count[PL_SHOWN_HIT];
  }
  assert_int_equal(m->hit, total);
  for (int f = 0; f < h->scenario->forum_count; f++) assert_true(pl_set_is_equal(m->members[f], members[f]));
}

/* Every tick once, in an order that jumps about; each compared with the fold from the beginning. */
static void test_any_order(void **state) {
  (void)state;
  past_play(&world, POLDER_SOURCE_DIR "/scenarios/withdrawal", 5);
  pl_history *h = past_history(&world, (pl_sight){.viewer = PL_VIEWER_CONTROL});
  pl_timeline *t = open_timeline(h);
  const pl_tick end = pl_timeline_end(t);
  assert_int_equal(end, 5 * 28);
  uint8_t *worst = calloc(h->first[h->scenario->state_count], 1);
  pl_state_set members[PL_MAX_FORUMS];
  for (pl_tick i = 0; i <= end; i++) {
    const pl_tick tick = (i * 59 + 7) % (end + 1); /* 141 and 59 have no common factor */
    naive_moment(h, tick, worst, members);
    compare(h, pl_timeline_at(t, tick), worst, members);
  }
  size_t days;
  const int32_t *curve = pl_timeline_curve(t, &days);
  assert_int_equal(days, 35);
  int32_t highest = 0;
  for (size_t d = 0; d < days; d++) {
    assert_int_equal(curve[d], pl_timeline_at(t, ((pl_tick)d + 1) * PL_TICKS_PER_DAY)->hit);
    if (curve[d] > highest) highest = curve[d];
  }
  assert_true(highest > 0);
  for (int f = 0; f < h->scenario->forum_count; f++)
    assert_true(pl_set_is_equal(pl_timeline_at(t, end)->members[f], h->after[5].members[f]));
  free(worst);
  pl_timeline_free(t);
  pl_history_free(h);
  past_clear(&world);
}

/* What grows round by round is what is made at once. */
static void test_growing(void **state) {
  (void)state;
  pl_error error = {0};
  past_play(&world, POLDER_SOURCE_DIR "/scenarios/first-share", 0);
  const int seats[] = {-1, 0};
  for (int i = 0; i < 2; i++) {
    pl_session *session = pl_session_replay(world.session, -1, &error);
    assert_non_null(session);
    const pl_sight sight = {seats[i] < 0 ? PL_VIEWER_CONTROL : PL_VIEWER_SEAT, seats[i] < 0 ? 0 : seats[i], 0};
    pl_history *grown = pl_history_new(session, sight, &error);
    assert_non_null(grown);
    pl_timeline *t = open_timeline(grown);
    while (!pl_session_is_over(session)) {
      past_rounds(session, 1);
      pl_timeline_at(t, 9);
      assert_int_equal(pl_history_extend(grown, session, &error), PL_OK);
      assert_int_equal(pl_timeline_extend(t, &error), PL_OK);
    }
    pl_history *whole = pl_history_new(session, sight, &error);
    assert_non_null(whole);
    pl_timeline *u = open_timeline(whole);
    size_t flows, same_flows, days, same_days;
    const pl_flow *a = pl_timeline_flows(t, &flows), *b = pl_timeline_flows(u, &same_flows);
    assert_int_equal(flows, same_flows);
    for (size_t f = 0; f < flows; f++) {
      assert_true(a[f].from == b[f].from && a[f].to == b[f].to && a[f].count == b[f].count);
      assert_true(a[f].start == b[f].start && a[f].end == b[f].end && a[f].was_in_time == b[f].was_in_time);
    }
    const int32_t *c = pl_timeline_curve(t, &days), *d = pl_timeline_curve(u, &same_days);
    assert_int_equal(days, same_days);
    assert_memory_equal(c, d, days * sizeof *c);
    pl_timeline_free(t);
    pl_timeline_free(u);
    pl_history_free(grown);
    pl_history_free(whole);
    pl_session_free(session);
  }
  past_clear(&world);
}

static bool was_sent(const pl_history *h, size_t received) {
  const pl_event *r = &h->event[received];
  for (size_t i = received; i--;) {
    const pl_event *s = &h->event[i];
    if (s->kind == PL_EVENT_SENT && s->iid == r->iid && s->originator == r->originator && s->state == r->state &&
        s->other == r->other && s->index == r->index)
      return true;
  }
  return false;
}

/* Everything that arrived and was sent is in one flow, and nothing is in two. */
static void test_flows_are_all(void **state) {
  (void)state;
  past_make(&world, 30, 8, 4);
  past_play_made(&world, 3);
  pl_history *h = past_history(&world, (pl_sight){.viewer = PL_VIEWER_CONTROL});
  pl_timeline *t = open_timeline(h);
  size_t flows;
  const pl_flow *flow = pl_timeline_flows(t, &flows);
  int expected = 0, shared = 0;
  for (size_t i = 0; i < h->event_count; i++) {
    const pl_event *e = &h->event[i];
    expected += e->kind == PL_EVENT_RECEIVED && e->index != PL_CHANNEL_PUBLIC && e->state < 30 && was_sent(h, i);
  }
  for (size_t i = 0; i < flows; i++) shared += flow[i].kind == PL_FLOW_SHARED ? flow[i].count : 0;
  assert_true(expected > 100);
  assert_int_equal(shared, expected);
  pl_timeline_free(t);
  pl_history_free(h);
  past_clear(&world);
}

static void test_flows_are_in_order(void **state) {
  (void)state;
  past_play(&world, POLDER_SOURCE_DIR "/scenarios/withdrawal", 4);
  for (int seat = -1; seat < 5; seat += 5) {
    const pl_viewer viewer = seat < 0 ? PL_VIEWER_CONTROL : PL_VIEWER_SEAT;
    pl_history *h = past_history(&world, (pl_sight){viewer, seat < 0 ? 0 : seat, 0});
    pl_timeline *t = open_timeline(h);
    size_t count;
    const pl_flow *flow = pl_timeline_flows(t, &count);
    assert_true(count > 0);
    for (size_t i = 0; i < count; i++) {
      assert_true(flow[i].start <= flow[i].end && flow[i].count > 0);
      assert_true(!i || flow[i - 1].end <= flow[i].end);
      assert_true(flow[i].from != flow[i].to);
    }
    pl_timeline_free(t);
    pl_history_free(h);
  }
  past_clear(&world);
}

static void test_without_memory(void **state) {
  (void)state;
  past_play(&world, POLDER_SOURCE_DIR "/scenarios/first-share", 2);
  pl_history *h = past_history(&world, (pl_sight){.viewer = PL_VIEWER_CONTROL});
  for (long n = 0;; n++) {
    pl_error error = {0};
    fault_after(n);
    pl_timeline *t = pl_timeline_new(h, &error);
    const bool was_reached = fault_stop();
    assert_true(was_reached ? !t && error.status == PL_NO_MEMORY : t != NULL);
    pl_timeline_free(t);
    if (!was_reached) break;
  }
  pl_history_free(h);
  past_clear(&world);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_one_organisation_in_two_incidents),
      cmocka_unit_test(test_an_incident_that_ends_early),
      cmocka_unit_test(test_public_never_counts_latent),
      cmocka_unit_test(test_a_seat_hears_of_others),
      cmocka_unit_test(test_forums),
      cmocka_unit_test(test_what_is_sent_arrives),
      cmocka_unit_test(test_a_seat_sees_one_end),
      cmocka_unit_test(test_knowing),
      cmocka_unit_test(test_any_order),
      cmocka_unit_test(test_growing),
      cmocka_unit_test(test_flows_are_all),
      cmocka_unit_test(test_flows_are_in_order),
      cmocka_unit_test(test_without_memory),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
