/* Single items and tear-lines (extension §17), consent and relaying (§18), accession by vote (§19).
 *
 * The worlds here are quiet: no random incidents, and declared ones that infect nobody. Items come as intel, with
 * quality and label as the test wants them, at the first tick of the exercise; what happens to them can be reckoned
 * by hand. Misperception is off and every other chance 0 or 1, unless said otherwise. */
#include "fixed.h"
#include "game.h"

enum { QUALITY = 40000, MOST_DECISIONS = 40, INTEL = 4 };

typedef struct quiet {
  support_room room;
  pl_intel_spec intel[INTEL];
  pl_map *map;
  pl_world *world;
  pl_event_log log;
  pl_decision decision[MOST_DECISIONS];
  size_t count;
} quiet;

/* ---- a quiet world ---- */
static quiet *quiet_new(int states) {
  quiet *q = calloc(1, sizeof *q);
  assert_non_null(q);
  support_scenario(&q->room, states);
  q->room.adversary[0].rate = q->room.adversary[1].rate = 0;
  for (int s = 0; s < states; s++) q->room.state[s].posture = (pl_audience){.words = 0};
  q->room.scenario.parameters.noise = 0;
  q->room.scenario.parameters.burn_p = 0;
  return q;
}

static pl_parameters *parameters(quiet *q) { return &q->room.scenario.parameters; }

/* Declares incident 0 or 1 from the first tick on. */
static int quiet_incident(quiet *q, const char *id, pl_family family, pl_label label) {
  const int i = support_incident(&q->room, id, 0, PL_ONE);
  q->room.incident[i].exposure = 0;
  q->room.incident[i].family = family;
  q->room.incident[i].label = label;
  return i;
}

static void quiet_item(quiet *q, int incident, int holder, pl_label label) {
  const int i = q->room.scenario.intel_count++;
  q->intel[i] = (pl_intel_spec){.id = "intel", .about = (uint16_t)incident, .holder = (uint16_t)holder, .round = -1,
                                .quality = QUALITY, .label = label};
  q->room.scenario.intel = q->intel;
}

static void quiet_start(quiet *q) {
  pl_error error = {0};
  q->map = pl_map_new(&q->room.scenario, &error);
  if (!q->map) fail_msg("%s", error.text);
  q->world = pl_world_new(&q->room.scenario, q->map, NULL, 1, &error);
  if (!q->world) fail_msg("%s", error.text);
  pl_world_record(q->world, &q->log);
  open_round(q->world);
}

static void quiet_free(quiet *q) {
  pl_world_free(q->world);
  pl_map_free(q->map);
  pl_event_log_clear(&q->log);
  free(q);
}

/* One state holds an item on one incident; nothing decided yet. */
static quiet *quiet_with_item(int states, int holder, pl_family family, pl_label label) {
  quiet *q = quiet_new(states);
  quiet_item(q, quiet_incident(q, "worm", family, label), holder, label);
  return q;
}

/* Adds a decision where its seat's others are, whatever the check says. */
static void force(quiet *q, pl_decision d) {
  size_t at = q->count++;
  for (; at > 0 && q->decision[at - 1].seat > d.seat; at--) q->decision[at] = q->decision[at - 1];
  q->decision[at] = d;
}

static bool is_accepted(const quiet *q, const pl_decision *d) {
  pl_decision earlier[MOST_DECISIONS];
  size_t count = 0;
  pl_error error;
  for (size_t i = 0; i < q->count; i++)
    if (q->decision[i].seat == d->seat) earlier[count++] = q->decision[i];
  return pl_world_check(q->world, d, earlier, count, &error) == PL_OK;
}

static void decide_now(quiet *q, pl_decision d) {
  if (!is_accepted(q, &d)) fail_msg("seat %d's action %d is refused", d.seat, d.action);
  force(q, d);
}

/* What the check refuses; the world must cope all the same. */
static void decide_in_vain(quiet *q, pl_decision d) {
  assert_false(is_accepted(q, &d));
  force(q, d);
}

static void finish_round(quiet *q) {
  resolve(q->world, q->decision, q->count);
  q->count = 0;
  if (!pl_world_is_over(q->world)) open_round(q->world);
}

/* ---- decisions ---- */
static pl_audience states_of(int count, const int *states) {
  return (pl_audience){.states = support_set(count, states)};
}
#define AUDIENCE(...) states_of((int)(sizeof(int[]){__VA_ARGS__} / sizeof(int)), (int[]){__VA_ARGS__})

static pl_decision to(int seat, pl_action action, pl_audience audience) {
  return (pl_decision){.seat = (uint16_t)seat, .action = (uint16_t)action, .audience = audience};
}
static pl_decision on(int seat, pl_action action) {
  return (pl_decision){.seat = (uint16_t)seat, .action = (uint16_t)action, .flag = 1};
}
static pl_decision item(const quiet *q, int seat, pl_action action, int incident) {
  return (pl_decision){.seat = (uint16_t)seat, .action = (uint16_t)action,
                       .iid = pl_iid_declared(&q->room.scenario, incident, 0)};
}
static pl_decision share(const quiet *q, int seat, int incident, pl_audience audience, bool is_tear) {
  pl_decision d = item(q, seat, PL_ACTION_SHARE, incident);
  d.audience = audience;
  d.flag = is_tear;
  return d;
}
static pl_decision hold(int seat, pl_family family) {
  return (pl_decision){.seat = (uint16_t)seat, .action = PL_ACTION_HOLD, .families = (uint8_t)(1u << family)};
}

/* ---- looking ---- */
static const pl_item *item_of(const quiet *q, int incident, int originator) {
  return &pl_world_incident(q->world, pl_world_find_declared(q->world, incident))->item[originator];
}

static void expect_set(pl_state_set found, pl_audience expected) {
  assert_true(pl_set_is_equal(found, expected.states));
}
static const pl_audience NOBODY = {.words = 0};

static const pl_event *find_event(const quiet *q, pl_event_kind kind, int other) {
  const pl_event *found = NULL;
  for (size_t i = 0; i < q->log.count; i++)
    if (q->log.event[i].kind == kind && (other < 0 || q->log.event[i].other == other)) found = &q->log.event[i];
  return found;
}

static void expect_lapse(const quiet *q, int seat, pl_lapse why) {
  const pl_event *e = find_event(q, PL_EVENT_LAPSED, -1);
  assert_non_null(e);
  assert_int_equal(e->state, seat);
  assert_int_equal(e->amount, why);
}

/* Quality on arrival through a channel, as model §7 has it. */
static pl_q16 quality_sent(const quiet *q, int s, int t, pl_tick age, pl_tick latency, pl_q16 channel, bool is_tear) {
  const pl_parameters *p = &q->room.scenario.parameters;
  int64_t quality = QUALITY, fresh = PL_ONE;
  for (pl_tick i = 0; i < age; i++) quality = mul(quality, p->fresh);
  if (is_tear) quality = mul(quality, p->tear_q);
  for (pl_tick i = 0; i < latency; i++) fresh = mul(fresh, p->fresh);
  const int64_t detail = p->det_lo + mul(p->det_tr, pl_world_trust(q->world, s, t));
  return (pl_q16)mul(mul(mul(quality, fresh), channel), detail);
}

/* ---- §17: holding and deciding ---- */
static void test_held_families_wait_and_others_do_not(void **state) {
  (void)state;
  quiet *q = quiet_new(5);
  quiet_item(q, quiet_incident(q, "worm", PL_RANSOMWARE, PL_GREEN), 0, PL_GREEN);
  quiet_item(q, quiet_incident(q, "mole", PL_ESPIONAGE, PL_GREEN), 0, PL_GREEN);
  quiet_start(q);
  decide_now(q, to(0, PL_ACTION_POSTURE, AUDIENCE(1, 2)));
  decide_now(q, hold(0, PL_ESPIONAGE));
  finish_round(q);
  expect_set(item_of(q, 0, 0)->sent, AUDIENCE(1, 2));
  assert_false(item_of(q, 0, 0)->is_single);
  expect_set(item_of(q, 1, 0)->sent, NOBODY);
  assert_true(item_of(q, 1, 0)->is_single);
  decide_now(q, to(0, PL_ACTION_POSTURE, AUDIENCE(1, 2, 3))); /* posture does not reach it, round after round */
  finish_round(q);
  expect_set(item_of(q, 0, 0)->sent, AUDIENCE(1, 2, 3));
  expect_set(item_of(q, 1, 0)->sent, NOBODY);
  quiet_free(q);
}

static void test_a_decision_takes_an_item_out_of_postures_hands(void **state) {
  (void)state;
  quiet *q = quiet_with_item(6, 0, PL_RANSOMWARE, PL_GREEN);
  quiet_start(q);
  finish_round(q);
  expect_set(item_of(q, 0, 0)->sent, NOBODY);
  decide_now(q, to(0, PL_ACTION_POSTURE, AUDIENCE(1, 2)));
  decide_now(q, share(q, 0, 0, AUDIENCE(4), false));
  decide_now(q, share(q, 0, 0, AUDIENCE(5), true)); /* several decisions on one item, in their order */
  finish_round(q);
  expect_set(item_of(q, 0, 0)->sent, AUDIENCE(4, 5));
  expect_set(item_of(q, 0, 0)->tear, AUDIENCE(5));
  assert_true(item_of(q, 0, 0)->is_single);
  const pl_event *sent = find_event(q, PL_EVENT_SENT, 4);
  assert_int_equal(sent->tick, PL_TICKS_PER_ROUND); /* at the beginning of the round */
  quiet_free(q);
}

static void test_withheld_until_released(void **state) {
  (void)state;
  for (int released = 0; released < 2; released++) {
    quiet *q = quiet_with_item(5, 0, PL_RANSOMWARE, PL_GREEN);
    quiet_start(q);
    finish_round(q);
    decide_now(q, to(0, PL_ACTION_POSTURE, AUDIENCE(1, 2)));
    decide_now(q, item(q, 0, PL_ACTION_WITHHOLD, 0));
    if (released) decide_now(q, item(q, 0, PL_ACTION_RELEASE, 0));
    finish_round(q);
    expect_set(item_of(q, 0, 0)->sent, released ? AUDIENCE(1, 2) : NOBODY);
    quiet_free(q);
  }
}

static void test_sharing_in_one_forum_stays_in_it(void **state) {
  (void)state;
  quiet *q = quiet_with_item(6, 0, PL_RANSOMWARE, PL_AMBER); /* forum 1: states 0, 1, 2 */
  quiet_start(q);
  finish_round(q);
  pl_decision d = item(q, 0, PL_ACTION_SHARE_FORUM, 0);
  d.target = 1;
  decide_now(q, d);
  finish_round(q);
  expect_set(item_of(q, 0, 0)->sent, AUDIENCE(1, 2));
  const pl_event *received = find_event(q, PL_EVENT_RECEIVED, 2);
  assert_int_equal(received->index, PL_CHANNEL_FORUM);
  const pl_forum *forum = pl_world_forum(q->world, 1);
  assert_int_equal(received->tick, PL_TICKS_PER_ROUND + forum->latency);
  quiet_free(q);
}

/* AMBER+STRICT is one step above what forum 0 and the public take; its tear-line is not. */
static void test_a_tear_line_passes_one_ceiling_lower(void **state) {
  (void)state;
  static const pl_action way[] = {PL_ACTION_SHARE_FORUM, PL_ACTION_SHARE_PUBLIC}; /* forum 0 */
  for (int i = 0; i < 4; i++) {
    const bool is_tear = i % 2;
    quiet *q = quiet_with_item(5, 0, PL_ESPIONAGE, PL_AMBER_STRICT);
    quiet_start(q);
    finish_round(q);
    pl_decision d = item(q, 0, way[i / 2], 0);
    d.flag = is_tear;
    if (is_tear) decide_now(q, d);
    else decide_in_vain(q, d);
    finish_round(q);
    expect_set(item_of(q, 0, 0)->sent, is_tear ? AUDIENCE(1, 2, 3, 4) : NOBODY);
    expect_set(item_of(q, 0, 0)->tear, is_tear ? AUDIENCE(1, 2, 3, 4) : NOBODY);
    if (!is_tear) expect_lapse(q, 0, PL_LAPSE_LABEL);
    quiet_free(q);
  }
}

static void test_publishing_one_item(void **state) {
  (void)state;
  quiet *q = quiet_with_item(5, 2, PL_RANSOMWARE, PL_AMBER);
  quiet_start(q);
  finish_round(q);
  decide_now(q, item(q, 2, PL_ACTION_SHARE_PUBLIC, 0));
  finish_round(q);
  expect_set(item_of(q, 0, 2)->hold, AUDIENCE(0, 1, 3, 4));
  assert_int_equal(item_of(q, 0, 2)->label, PL_CLEAR);
  const pl_event *received = find_event(q, PL_EVENT_RECEIVED, 4);
  assert_int_equal(received->tick, PL_TICKS_PER_ROUND + parameters(q)->pub_lat);
  assert_int_equal(received->amount, mul(QUALITY, parameters(q)->pub_q)); /* the birth quality, whatever its age */
  quiet_free(q);
}

static void test_what_cannot_be_decided_lapses(void **state) {
  (void)state;
  quiet *q = quiet_with_item(6, 0, PL_RANSOMWARE, PL_GREEN);
  quiet_start(q);
  finish_round(q);
  decide_in_vain(q, share(q, 3, 0, AUDIENCE(1), false)); /* not its own */
  finish_round(q);
  expect_lapse(q, 3, PL_LAPSE_NO_ITEM);
  decide_in_vain(q, share(q, 0, 0, AUDIENCE(1), false)); /* 56 ticks old, and its incident nearly over */
  finish_round(q);
  expect_lapse(q, 0, PL_LAPSE_TOO_OLD);
  decide_in_vain(q, share(q, 0, 0, AUDIENCE(1), false));
  finish_round(q);
  expect_lapse(q, 0, PL_LAPSE_OVER);
  expect_set(item_of(q, 0, 0)->sent, NOBODY);
  quiet_free(q);
  q = quiet_with_item(6, 4, PL_RANSOMWARE, PL_GREEN);
  quiet_start(q);
  finish_round(q);
  pl_decision d = item(q, 4, PL_ACTION_SHARE_FORUM, 0);
  d.target = 1; /* 4 does not sit there */
  decide_in_vain(q, d);
  finish_round(q);
  expect_lapse(q, 4, PL_LAPSE_NOT_MEMBER);
  quiet_free(q);
}

/* ---- §17: tear-lines ---- */
static void test_a_tear_line_is_worth_less(void **state) {
  (void)state;
  for (int is_tear = 0; is_tear < 2; is_tear++) {
    quiet *q = quiet_with_item(6, 5, PL_RANSOMWARE, PL_AMBER_STRICT);
    q->room.scenario.forum_count = 0; /* bilaterally, in bil_lat ticks */
    quiet_start(q);
    finish_round(q);
    const pl_parameters *p = parameters(q);
    const pl_q16 expected = quality_sent(q, 5, 3, PL_TICKS_PER_ROUND, p->bil_lat, p->bil_q, is_tear);
    decide_now(q, share(q, 5, 0, AUDIENCE(3), is_tear));
    finish_round(q);
    const pl_event *received = find_event(q, PL_EVENT_RECEIVED, 3);
    assert_int_equal(received->amount, expected);
    assert_int_equal(received->flag, is_tear);
    assert_int_equal(received->tick, PL_TICKS_PER_ROUND + p->bil_lat);
    const int incident = pl_world_find_declared(q->world, 0);
    assert_int_equal(pl_world_incident(q->world, incident)->knowledge[3], expected);
    quiet_free(q);
  }
}

/* Nobody else has it: the whole edge. In round 2 the item, born at tick 0, is no longer young at the end. */
static void test_an_old_item_has_no_edge(void **state) {
  (void)state;
  quiet *q = quiet_with_item(5, 0, PL_RANSOMWARE, PL_GREEN);
  quiet_start(q);
  finish_round(q);
  const int64_t worth = mul(mul(q->room.state[0].budget, parameters(q)->edge), QUALITY);
  assert_true(worth > 0 && pl_world_state(q->world, 0)->edge == worth);
  finish_round(q);
  assert_true(pl_world_state(q->world, 0)->edge == worth);
  quiet_free(q);
}

/* A full text takes one recipient's slice of the edge, a tear-line half of one. */
static void test_a_tear_line_takes_half_a_slice_of_the_edge(void **state) {
  (void)state;
  enum { N = 5 };
  for (int tears = 0; tears < 2; tears++) {
    quiet *q = quiet_with_item(N, 0, PL_RANSOMWARE, PL_GREEN);
    quiet_start(q);
    decide_now(q, to(0, PL_ACTION_POSTURE, AUDIENCE(1, 2)));
    if (tears) decide_now(q, to(0, PL_ACTION_TEAR, AUDIENCE(2, 3, 4)));
    finish_round(q);
    expect_set(item_of(q, 0, 0)->hold, tears ? AUDIENCE(1, 2, 3, 4) : AUDIENCE(1, 2));
    expect_set(item_of(q, 0, 0)->tear, tears ? AUDIENCE(3, 4) : NOBODY); /* only whom nothing else reached */
    const int64_t worth = mul(mul(q->room.state[0].budget, parameters(q)->edge), QUALITY);
    const int64_t slices = tears ? 2 * 0 + 2 : 2 * 2;
    assert_true(pl_world_state(q->world, 0)->edge == worth * slices / (2 * (N - 1)));
    quiet_free(q);
  }
}

/* With burning certain, a burnt tear-line costs its share of sensitivity, and a burnt full text all of it. */
static void test_a_tear_line_is_less_sensitive(void **state) {
  (void)state;
  for (int is_tear = 0; is_tear < 2; is_tear++) {
    quiet *q = quiet_with_item(5, 0, PL_RANSOMWARE, PL_GREEN);
    parameters(q)->tear_s = PL_ONE / 2;
    parameters(q)->burn_p = PL_ONE;
    q->room.incident[0].sensitivity = PL_ONE; /* chance: (2 − trust)·sensitivity, at least ½·(2 − .7) */
    quiet_start(q);
    finish_round(q);
    decide_now(q, share(q, 0, 0, AUDIENCE(1, 2, 3, 4), is_tear));
    finish_round(q);
    const pl_mu full = mul(q->room.state[0].budget, parameters(q)->burn_cost);
    assert_true(item_of(q, 0, 0)->is_burnt);
    assert_true(pl_world_state(q->world, 0)->burn == (is_tear ? mul(full, PL_ONE / 2) : full)); /* once per item */
    quiet_free(q);
  }
}

static void test_a_recipient_gets_one_version(void **state) {
  (void)state;
  quiet *q = quiet_with_item(5, 0, PL_RANSOMWARE, PL_GREEN);
  quiet_start(q);
  finish_round(q);
  decide_now(q, share(q, 0, 0, AUDIENCE(1), true));
  decide_now(q, share(q, 0, 0, AUDIENCE(1, 2), false)); /* no upgrade for 1 */
  decide_now(q, share(q, 0, 0, AUDIENCE(2), true));     /* no tear-line for who has the text */
  finish_round(q);
  expect_set(item_of(q, 0, 0)->sent, AUDIENCE(1, 2));
  expect_set(item_of(q, 0, 0)->tear, AUDIENCE(1));
  quiet_free(q);
}

/* ---- §17: perception ---- */

/* State 0 gives 1 one of its two items and holds the other back; does 1 feel betrayed? Only if 0 decides item by item,
 * and then with the chance it_disc. */
static bool feels_betrayed(pl_q16 it_disc, bool decides_itself) {
  quiet *q = quiet_new(4);
  parameters(q)->it_disc = it_disc;
  quiet_item(q, quiet_incident(q, "worm", PL_RANSOMWARE, PL_GREEN), 0, PL_GREEN);
  quiet_item(q, quiet_incident(q, "mole", PL_ESPIONAGE, PL_GREEN), 0, PL_GREEN);
  quiet_start(q);
  if (decides_itself) {
    decide_now(q, hold(0, PL_ESPIONAGE));
    finish_round(q);
    decide_now(q, item(q, 0, PL_ACTION_WITHHOLD, 1));
    decide_now(q, share(q, 0, 0, AUDIENCE(1), false));
  } else { /* the other item stays behind for want of a channel */
    finish_round(q);
    decide_now(q, hold(0, PL_ESPIONAGE));
    decide_now(q, to(0, PL_ACTION_POSTURE, AUDIENCE(1)));
  }
  finish_round(q);
  const bool seen = pl_set_has(&pl_world_state(q->world, 1)->seen, 0);
  quiet_free(q);
  return !seen;
}

static void test_who_decides_item_by_item_is_watched_more_closely(void **state) {
  (void)state;
  assert_true(feels_betrayed(PL_ONE, true));
  assert_false(feels_betrayed(0, true));
  assert_false(feels_betrayed(PL_ONE, false)); /* gave something: as in the standard model */
}

static bool resents_tear_line(pl_label label, pl_q16 tear_no) {
  quiet *q = quiet_with_item(4, 0, PL_RANSOMWARE, label);
  parameters(q)->tear_no = tear_no;
  quiet_start(q);
  finish_round(q);
  decide_now(q, share(q, 0, 0, AUDIENCE(1, 2, 3), true));
  finish_round(q);
  const bool seen = pl_set_has(&pl_world_state(q->world, 1)->seen, 0);
  quiet_free(q);
  return !seen;
}

static void test_a_tear_line_instead_of_the_text_is_resented(void **state) {
  (void)state;
  assert_true(resents_tear_line(PL_GREEN, PL_ONE));
  assert_true(resents_tear_line(PL_AMBER, PL_ONE));
  assert_false(resents_tear_line(PL_AMBER_STRICT, PL_ONE)); /* the text was not allowed to go there */
  assert_false(resents_tear_line(PL_GREEN, 0));
}

/* ---- §18: consent ---- */

/* State 0 shares with 1 alone; 1 shares with everybody and passes on. */
static quiet *quiet_chain(bool relays, bool passes_on, pl_audience consent) {
  quiet *q = quiet_with_item(6, 0, PL_RANSOMWARE, PL_GREEN);
  parameters(q)->onw_disc = PL_ONE;
  quiet_start(q);
  decide_now(q, to(0, PL_ACTION_POSTURE, AUDIENCE(1)));
  decide_now(q, to(0, PL_ACTION_CONSENT, consent));
  decide_now(q, to(1, PL_ACTION_POSTURE, (pl_audience){.words = PL_AUDIENCE_ALL}));
  if (relays) decide_now(q, on(1, PL_ACTION_RELAY));
  if (passes_on) decide_now(q, on(1, PL_ACTION_ONWARD));
  decide_now(q, to(2, PL_ACTION_POSTURE, (pl_audience){.words = PL_AUDIENCE_ALL}));
  decide_now(q, on(2, PL_ACTION_RELAY)); /* would pass on what was passed on: no chains */
  decide_now(q, on(2, PL_ACTION_ONWARD));
  finish_round(q);
  return q;
}

static void test_relaying_with_consent_is_no_breach(void **state) {
  (void)state;
  quiet *q = quiet_chain(true, false, AUDIENCE(2, 3));
  expect_set(item_of(q, 0, 0)->sent, AUDIENCE(1, 2, 3));
  expect_set(item_of(q, 0, 0)->hold, AUDIENCE(1, 2, 3));
  assert_null(find_event(q, PL_EVENT_BREACH, -1));
  assert_true(pl_set_has(&pl_world_state(q->world, 0)->seen, 1));
  const pl_event *first = find_event(q, PL_EVENT_RECEIVED, 1), *relayed = find_event(q, PL_EVENT_RECEIVED, 3);
  assert_int_equal(relayed->index, PL_CHANNEL_RELAY);
  assert_int_equal(relayed->originator, 0); /* it stays the originator's */
  assert_int_equal(relayed->tick, first->tick + parameters(q)->bil_lat);
  assert_int_equal(relayed->amount, mul(first->amount, parameters(q)->bil_q));
  for (int t = 2; t < 6; t++) /* nobody thinks less of 1 */
    assert_true(pl_world_trust(q->world, t, 1) >= 30000);
  quiet_free(q);
}

static void test_passing_on_without_consent_is_a_breach(void **state) {
  (void)state;
  quiet *q = quiet_chain(false, true, NOBODY);
  expect_set(item_of(q, 0, 0)->sent, AUDIENCE(1, 2, 3, 4, 5));
  const pl_event *breach = find_event(q, PL_EVENT_BREACH, 3);
  assert_non_null(breach);
  assert_int_equal(breach->state, 1);
  assert_false(pl_set_has(&pl_world_state(q->world, 0)->seen, 1)); /* the originator saw a defection */
  assert_true(pl_world_trust(q->world, 0, 1) < 45000 / 3);
  assert_true(pl_world_trust(q->world, 5, 1) < 30000);
  quiet_free(q);
}

/* §18: onward without consent stays a breach; with it, it is no worse than a relay. */
static void test_consent_covers_whoever_passes_on(void **state) {
  (void)state;
  quiet *q = quiet_chain(false, true, AUDIENCE(2, 3));
  expect_set(item_of(q, 0, 0)->sent, AUDIENCE(1, 2, 3, 4, 5));
  assert_null(find_event(q, PL_EVENT_BREACH, 3));
  const pl_event *received = find_event(q, PL_EVENT_RECEIVED, 3);
  assert_non_null(received);
  assert_int_equal(received->index, PL_CHANNEL_RELAY);
  assert_int_equal(received->originator, 0);
  assert_int_equal(received->state, 1); /* the recipient sees who passed it on */
  quiet_free(q);
}

static void test_relaying_and_passing_on_differ_by_recipient(void **state) {
  (void)state;
  quiet *q = quiet_chain(true, true, AUDIENCE(2));
  static const pl_channel channel[] = {[2] = PL_CHANNEL_RELAY, [3] = PL_CHANNEL_ONWARD, [4] = PL_CHANNEL_ONWARD};
  for (int t = 2; t < 5; t++) assert_int_equal(find_event(q, PL_EVENT_RECEIVED, t)->index, channel[t]);
  assert_null(find_event(q, PL_EVENT_BREACH, 2));
  assert_non_null(find_event(q, PL_EVENT_BREACH, 4));
  quiet_free(q);
}

static void test_without_consent_a_relay_stays_silent(void **state) {
  (void)state;
  quiet *q = quiet_chain(true, false, NOBODY);
  expect_set(item_of(q, 0, 0)->sent, AUDIENCE(1));
  assert_null(find_event(q, PL_EVENT_BREACH, -1));
  quiet_free(q);
}

/* ---- §19: accession ---- */
enum { CLUB = 1, APPLICANT = 4 }; /* forum 1: members 0, 1, 2 of six */

static quiet *quiet_club(pl_vote vote, int delay) {
  quiet *q = quiet_new(6);
  q->room.forum[CLUB].vote = vote;
  q->room.forum[CLUB].delay = delay;
  quiet_start(q);
  return q;
}

static pl_decision join(int seat) {
  return (pl_decision){.seat = (uint16_t)seat, .action = PL_ACTION_JOIN, .target = CLUB};
}
static pl_decision ballot(int seat, pl_ballot choice) {
  return (pl_decision){.seat = (uint16_t)seat, .action = PL_ACTION_VOTE, .target = CLUB, .option = (uint16_t)choice};
}
static bool is_in_club(const quiet *q, int state) {
  return pl_set_has(&pl_world_forum(q->world, CLUB)->members, (unsigned)state);
}

/* Three ballots (−1: silence); whether the applicant is admitted. Silence here is yes: trust 30000 ≥ acc_th. */
static bool is_admitted(pl_vote vote, int first, int second, int third) {
  const int choice[3] = {first, second, third};
  quiet *q = quiet_club(vote, 1);
  decide_now(q, join(APPLICANT));
  finish_round(q);
  assert_int_equal(pl_world_forum(q->world, CLUB)->applicant, APPLICANT);
  assert_false(is_in_club(q, APPLICANT));
  for (int s = 0; s < 3; s++)
    if (choice[s] >= 0) decide_now(q, ballot(s, (pl_ballot)choice[s]));
  finish_round(q);
  assert_false(is_in_club(q, APPLICANT)); /* voted on, not yet in */
  assert_int_equal(pl_world_forum(q->world, CLUB)->applicant, PL_NONE);
  const pl_event *result = find_event(q, PL_EVENT_ADMISSION, -1);
  finish_round(q);
  const bool is_in = is_in_club(q, APPLICANT);
  assert_int_equal(result->flag, is_in);
  assert_int_equal(result->state, APPLICANT);
  quiet_free(q);
  return is_in;
}

static void test_majority_and_unanimity(void **state) {
  (void)state;
  enum { NO = PL_BALLOT_NO, YES = PL_BALLOT_YES, ABSTAIN = PL_BALLOT_ABSTAIN, SILENT = -1 };
  assert_true(is_admitted(PL_VOTE_MAJORITY, YES, YES, NO));
  assert_false(is_admitted(PL_VOTE_MAJORITY, YES, NO, NO));
  assert_false(is_admitted(PL_VOTE_MAJORITY, YES, NO, ABSTAIN)); /* more yes than no, not as many */
  assert_true(is_admitted(PL_VOTE_MAJORITY, YES, ABSTAIN, ABSTAIN));
  assert_false(is_admitted(PL_VOTE_MAJORITY, ABSTAIN, ABSTAIN, ABSTAIN));
  assert_true(is_admitted(PL_VOTE_UNANIMITY, YES, YES, YES));
  assert_false(is_admitted(PL_VOTE_UNANIMITY, YES, YES, NO));
  assert_true(is_admitted(PL_VOTE_UNANIMITY, YES, ABSTAIN, ABSTAIN)); /* who abstains does not block */
  assert_true(is_admitted(PL_VOTE_MAJORITY, SILENT, SILENT, SILENT));
  assert_true(is_admitted(PL_VOTE_MAJORITY, NO, SILENT, SILENT));
  assert_true(is_admitted(PL_VOTE_UNANIMITY, YES, SILENT, SILENT));
}

/* Who says nothing agrees to those it trusts: acc_th, exactly. */
static void test_silence_follows_trust(void **state) {
  (void)state;
  for (int less = 0; less < 2; less++) {
    quiet *q = quiet_new(6);
    q->room.forum[CLUB].vote = PL_VOTE_UNANIMITY;
    pl_q16 trust[SUPPORT_STATES];
    for (int t = 0; t < SUPPORT_STATES; t++) trust[t] = t == APPLICANT ? parameters(q)->acc_th - less : -1;
    q->room.state[1].trust = trust;
    quiet_start(q);
    decide_now(q, join(APPLICANT));
    finish_round(q);
    assert_int_equal(pl_world_trust(q->world, 1, APPLICANT), trust[APPLICANT]); /* nothing moved it */
    finish_round(q);
    assert_int_equal(find_event(q, PL_EVENT_ADMISSION, -1)->flag, !less);
    quiet_free(q);
  }
}

/* Applied in round r, voted on in r + 1, member from the start of r + 1 + delay, and only from then does it pay. */
static void test_membership_begins_after_the_delay(void **state) {
  (void)state;
  for (int delay = 0; delay <= 3; delay++) {
    quiet *q = quiet_club(PL_VOTE_MAJORITY, delay);
    decide_now(q, join(APPLICANT));
    const pl_mu dues = mul(q->room.state[APPLICANT].budget, q->room.forum[CLUB].dues);
    pl_mu spent = 0;
    for (int round = 0; round < 6; round++) {
      finish_round(q);
      const bool is_due = round >= 1 + delay;
      assert_int_equal(is_in_club(q, APPLICANT), is_due);
      const pl_mu now = pl_world_state(q->world, APPLICANT)->spent;
      if (round > 0) assert_int_equal(spent - now, round == 1 + delay ? dues : 0);
      spent = now;
    }
    quiet_free(q);
  }
}

static void test_one_application_at_a_time(void **state) {
  (void)state;
  quiet *q = quiet_club(PL_VOTE_UNANIMITY, 1);
  decide_now(q, join(5));
  decide_now(q, join(3));
  finish_round(q);
  assert_int_equal(pl_world_forum(q->world, CLUB)->applicant, 3); /* the lowest state */
  expect_lapse(q, 5, PL_LAPSE_NOT_OPEN);
  decide_now(q, ballot(0, PL_BALLOT_NO));
  finish_round(q);
  assert_false(find_event(q, PL_EVENT_ADMISSION, -1)->flag);
  decide_now(q, join(3)); /* refused: may try again at once */
  finish_round(q);
  assert_int_equal(pl_world_forum(q->world, CLUB)->applicant, 3);
  finish_round(q);
  finish_round(q);
  assert_true(is_in_club(q, 3));
  quiet_free(q);
}

/* Members are those after this round's leaves: the one opponent goes, and its vote with it. (The check refuses to
 * let one seat do both; the world does not rely on that.) */
static void test_who_leaves_does_not_vote(void **state) {
  (void)state;
  quiet *q = quiet_club(PL_VOTE_UNANIMITY, 0);
  decide_now(q, join(APPLICANT));
  finish_round(q);
  decide_now(q, ballot(2, PL_BALLOT_NO));
  decide_in_vain(q, (pl_decision){.seat = 2, .action = PL_ACTION_LEAVE, .target = CLUB});
  finish_round(q);
  assert_true(find_event(q, PL_EVENT_ADMISSION, -1)->flag);
  assert_true(is_in_club(q, APPLICANT));
  assert_false(is_in_club(q, 2));
  quiet_free(q);
}

static void test_who_may_vote_and_apply(void **state) {
  (void)state;
  quiet *q = quiet_club(PL_VOTE_MAJORITY, 1);
  const pl_decision vain = ballot(0, PL_BALLOT_YES);
  assert_false(is_accepted(q, &vain)); /* nothing to vote on */
  const pl_decision member = join(1);
  assert_false(is_accepted(q, &member));
  decide_now(q, join(APPLICANT));
  finish_round(q);
  const pl_decision again = join(APPLICANT), stranger = ballot(5, PL_BALLOT_YES);
  assert_false(is_accepted(q, &again));
  assert_false(is_accepted(q, &stranger));
  quiet_free(q);
}

/* Coming back takes two rounds where it is put to the vote, none where it is open. */
static void test_leaving_is_no_free_option(void **state) {
  (void)state;
  for (int vote = PL_VOTE_OPEN; vote <= PL_VOTE_MAJORITY; vote++) {
    quiet *q = quiet_club((pl_vote)vote, 1);
    decide_now(q, (pl_decision){.seat = 2, .action = PL_ACTION_LEAVE, .target = CLUB});
    finish_round(q);
    decide_now(q, join(2));
    finish_round(q);
    assert_int_equal(is_in_club(q, 2), vote == PL_VOTE_OPEN);
    finish_round(q);
    assert_int_equal(is_in_club(q, 2), vote == PL_VOTE_OPEN);
    finish_round(q);
    assert_true(is_in_club(q, 2));
    quiet_free(q);
  }
}

/* ---- unused = absent ---- */

/* The decisions of a game without extensions, with one order of every seat put before those of the first round. */
static void play_with_order(game *g, const game *of, pl_decision order) {
  pl_decision decisions[MOST + STATES];
  size_t count = 0, next = 0;
  for (int s = 0; s < STATES; s++) {
    order.seat = (uint16_t)s;
    decisions[count++] = order;
    while (next < of->count[0] && of->decision[0][next].seat == s) decisions[count++] = of->decision[0][next++];
  }
  open_round(g->world);
  resolve(g->world, decisions, count);
  note_round(g, 0);
  play_again(g, of);
}

static void expect_same_outcome(const game *g, const game *h) {
  assert_true(g->log.count > 1000);
  assert_int_equal(g->log.count, h->log.count);
  for (int s = 0; s < STATES; s++) {
    assert_true(pl_world_payoff(g->world, s) == pl_world_payoff(h->world, s));
    for (int t = 0; t < STATES; t++)
      assert_int_equal(pl_world_trust(g->world, s, t), pl_world_trust(h->world, s, t));
  }
}

/* The orders themselves are remembered, so digests differ; nothing else may. That without them digests and figures are
 * those of the standard model is for the reference cases. */
static void test_unused_extensions_change_nothing(void **state) {
  (void)state;
  static const pl_decision order[] = {
      {.action = PL_ACTION_CONSENT},
      {.action = PL_ACTION_RELAY},
      {.action = PL_ACTION_HOLD},
      {.action = PL_ACTION_TEAR},
      {.action = PL_ACTION_RELAY, .flag = 1}}; /* nobody consents */
  const uint64_t extensions = ACTION(CONSENT) | ACTION(RELAY) | ACTION(HOLD) | ACTION(TEAR) | ACTION(SHARE) |
                              ACTION(SHARE_FORUM) | ACTION(SHARE_PUBLIC) | ACTION(WITHHOLD) | ACTION(RELEASE);
  game *g = play_randomly(9, ALL_ACTIONS & ~extensions);
  for (size_t i = 0; i < sizeof order / sizeof *order; i++) {
    game *h = game_new(9, ALL_ACTIONS);
    game_start(h, 9);
    play_with_order(h, g, order[i]);
    expect_same_outcome(g, h);
    game_free(h);
  }
  game_free(g);
}

/* Consent matters to whoever passes on, with or without the relay order; where nobody does, it changes nothing. */
static void test_consent_alone_changes_nothing(void **state) {
  (void)state;
  const pl_decision consent = {.action = PL_ACTION_CONSENT, .audience = {.words = PL_AUDIENCE_ALL}};
  game *g = play_randomly(9, ACTION(POSTURE) | ACTION(BUY) | ACTION(STRIKE) | ACTION(PUBLISH));
  game *h = game_new(9, ALL_ACTIONS);
  game_start(h, 9);
  play_with_order(h, g, consent);
  expect_same_outcome(g, h);
  game_free(h);
  game_free(g);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_held_families_wait_and_others_do_not),
      cmocka_unit_test(test_a_decision_takes_an_item_out_of_postures_hands),
      cmocka_unit_test(test_withheld_until_released),
      cmocka_unit_test(test_sharing_in_one_forum_stays_in_it),
      cmocka_unit_test(test_a_tear_line_passes_one_ceiling_lower),
      cmocka_unit_test(test_publishing_one_item),
      cmocka_unit_test(test_what_cannot_be_decided_lapses),
      cmocka_unit_test(test_a_tear_line_is_worth_less),
      cmocka_unit_test(test_an_old_item_has_no_edge),
      cmocka_unit_test(test_a_tear_line_takes_half_a_slice_of_the_edge),
      cmocka_unit_test(test_a_tear_line_is_less_sensitive),
      cmocka_unit_test(test_a_recipient_gets_one_version),
      cmocka_unit_test(test_who_decides_item_by_item_is_watched_more_closely),
      cmocka_unit_test(test_a_tear_line_instead_of_the_text_is_resented),
      cmocka_unit_test(test_relaying_with_consent_is_no_breach),
      cmocka_unit_test(test_passing_on_without_consent_is_a_breach),
      cmocka_unit_test(test_consent_covers_whoever_passes_on),
      cmocka_unit_test(test_relaying_and_passing_on_differ_by_recipient),
      cmocka_unit_test(test_without_consent_a_relay_stays_silent),
      cmocka_unit_test(test_majority_and_unanimity),
      cmocka_unit_test(test_silence_follows_trust),
      cmocka_unit_test(test_membership_begins_after_the_delay),
      cmocka_unit_test(test_one_application_at_a_time),
      cmocka_unit_test(test_who_leaves_does_not_vote),
      cmocka_unit_test(test_who_may_vote_and_apply),
      cmocka_unit_test(test_leaving_is_no_free_option),
      cmocka_unit_test(test_unused_extensions_change_nothing),
      cmocka_unit_test(test_consent_alone_changes_nothing),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
