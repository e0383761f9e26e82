/* What must hold whatever anybody does: the invariants of model §14, under random play.
 *
 * Every seat tries whatever comes to mind: strikes, publishing, passing on without asking, leaving, joining, votes,
 * single items, tear-lines, foolish splits. What the check refuses is dropped; the rest is played. The decisions are
 * kept, so that the same game can be played again with something changed, or nothing.
 *
 * (Item 3, the kernel theorem, and the vectors of item 9 are tested on the kernel itself; the lessons of item 10 by the
 * validation program.) */
#include "fault.h"
#include "game.h"

/* ---- 1, 2: determinism, replay, copies ---- */
static void test_the_same_decisions_give_the_same_digests(void **state) {
  (void)state;
  for (uint64_t seed = 1; seed <= 4; seed++) {
    game *g = play_randomly(seed, ALL_ACTIONS), *h = game_new(seed, ALL_ACTIONS);
    game_start(h, seed);
    pl_world_record(h->world, seed % 2 ? &h->log : NULL); /* recording is no part of the rules */
    play_again(h, g);
    assert_memory_equal(g->digest, h->digest, sizeof g->digest);
    size_t played = 0;
    for (int r = 0; r < ROUNDS; r++) played += g->count[r];
    assert_true(played > 300); /* random play is not all refused */
    if (seed % 2) {
      assert_int_equal(g->log.count, h->log.count);
      for (size_t i = 0; i < g->log.count; i++) {
        const pl_event *a = &g->log.event[i], *b = &h->log.event[i];
        assert_true(a->kind == b->kind && a->tick == b->tick && a->state == b->state && a->amount == b->amount);
      }
    }
    game_free(g);
    game_free(h);
  }
}

static void test_another_seed_or_decision_gives_another_digest(void **state) {
  (void)state;
  game *g = play_randomly(3, ALL_ACTIONS);
  for (int way = 0; way < 2; way++) {
    game *h = game_new(3, ALL_ACTIONS);
    game_start(h, way ? 3 : 4);
    if (way) g->count[5]--; /* one decision less in round 6 */
    play_again(h, g);
    for (int r = 0; r < ROUNDS; r++) assert_int_equal(g->digest[r] == h->digest[r], way && r < 5);
    game_free(h);
  }
  game_free(g);
}

static void test_a_copy_continued_equals_its_original(void **state) {
  (void)state;
  game *g = game_new(7, ALL_ACTIONS);
  game_start(g, 7);
  pl_world *follower = NULL; /* copied at first, then continued with the same decisions all the way */
  for (int r = 0; r < ROUNDS; r++) {
    pl_world *between = pl_world_copy(g->world);
    open_round(g->world);
    decide(g);
    pl_world *opened = pl_world_copy(g->world);
    if (!follower) follower = pl_world_copy(between);
    assert_true(between && opened && follower);
    open_round(between);
    open_round(follower);
    resolve(g->world, g->decision[r], g->count[r]);
    pl_world *const copies[] = {between, opened, follower};
    for (int i = 0; i < 3; i++) {
      resolve(copies[i], g->decision[r], g->count[r]);
      assert_true(pl_world_digest(copies[i]) == pl_world_digest(g->world));
    }
    pl_world_free(between);
    pl_world_free(opened);
  }
  pl_world_free(follower);
  game_free(g);
}

/* ---- 9: rollouts ---- */
static void test_a_rollout_leaves_the_original_alone(void **state) {
  (void)state;
  game *g = play_randomly(5, ALL_ACTIONS), *h = game_new(5, ALL_ACTIONS);
  game_start(h, 5);
  int differ = 0;
  for (int r = 0; r < ROUNDS; r++) {
    open_round(h->world);
    const uint64_t before = pl_world_digest(h->world);
    pl_world *rollout = pl_world_copy(h->world);
    assert_non_null(rollout);
    pl_world_redraw(rollout, 4242);
    assert_true(pl_world_seed(rollout) == 4242);
    for (int s = 0; s < STATES; s++) { /* what happened stays */
      assert_true(pl_world_payoff(rollout, s) == pl_world_payoff(h->world, s));
      assert_true(pl_world_state(rollout, s)->hit_now == pl_world_state(h->world, s)->hit_now);
    }
    resolve(rollout, g->decision[r], g->count[r]);
    assert_true(pl_world_digest(h->world) == before);
    resolve(h->world, g->decision[r], g->count[r]);
    differ += pl_world_payoff(rollout, 0) != pl_world_payoff(h->world, 0);
    pl_world_free(rollout);
    assert_true(pl_world_digest(h->world) == g->digest[r]);
  }
  assert_true(differ > ROUNDS / 2); /* and what comes is not foreseen */
  game_free(g);
  game_free(h);
}

/* ---- 4, 6: ranges, and what never falls ---- */
static void expect_q16(const char *what, int64_t x, int64_t most) {
  if (x < 0 || x > most) fail_msg("%s is %lld", what, (long long)x);
}

static bool contains(pl_state_set large, pl_state_set small) {
  const pl_state_set rest = pl_set_difference(small, large);
  return pl_set_is_empty(&rest);
}

static void check_state(const pl_world *w, int s, int states) {
  const pl_state *x = pl_world_state(w, s);
  expect_q16("standing", x->standing, PL_ONE);
  expect_q16("confidence", x->confidence, PL_ONE);
  expect_q16("rights", x->rights, PL_ONE);
  expect_q16("effective expertise", x->effective_expertise, PL_ONE);
  for (int k = 0; k < PL_TRACKS; k++) {
    expect_q16("level", x->level[k], PL_ONE);
    assert_true(x->stock[k] >= 0);
  }
  for (int t = 0; t < states; t++) expect_q16("trust", pl_world_trust(w, s, t), PL_ONE);
  assert_true(pl_world_money(w, s) >= 0);
  assert_true(x->spent >= 0 && x->spent <= x->budget); /* 0.8 + 0.2·confidence of B, less what was paid */
  assert_true(x->loss >= 0 && x->edge >= 0 && x->burn >= 0 && x->effort >= 0);
  assert_true(x->hit_now >= 0 && x->hit_now <= x->hit_peak && x->hit_peak <= x->hit_total);
  assert_true(!pl_world_round(w) || !pl_set_has(&x->posture, (unsigned)s)); /* before the first round: all */
}

static void check_item(const pl_item *item, int s) {
  if (item->birth < 0) return;
  expect_q16("quality", item->quality, PL_ONE);
  assert_true(contains(item->sent, item->hold));
  assert_true(contains(item->sent, item->tear));
  assert_false(pl_set_has(&item->sent, (unsigned)s)); /* never to oneself */
}

static void check_world(const pl_world *w) {
  const pl_scenario *scenario = pl_world_scenario(w);
  const int states = scenario->state_count;
  for (int s = 0; s < states; s++) check_state(w, s, states);
  for (int f = 0; f < scenario->forum_count; f++) {
    const pl_forum *forum = pl_world_forum(w, f);
    expect_q16("phi", forum->phi, PL_ONE);
    expect_q16("forum quality", forum->quality, PL_ONE);
    assert_in_range(forum->latency, scenario->parameters.lmin, scenario->parameters.lmax);
    for (int s = 0; s < states; s++)
      assert_int_equal(pl_set_has(&forum->members, (unsigned)s), pl_world_state(w, s)->forums >> f & 1);
  }
  for (int a = 0; a < scenario->adversary_count; a++) {
    const pl_adversary *adversary = pl_world_adversary(w, a);
    expect_q16("suppression", adversary->suppression, PL_ONE);
    expect_q16("success", adversary->success, PL_ONE);
    for (int s = 0; s < states; s++) {
      expect_q16("tension", adversary->tension[s], PL_ONE);
      expect_q16("pending tension", adversary->pending[s], 4 * PL_ONE);
    }
  }
  expect_q16("norm", pl_world_norm(w), 4 * PL_ONE);
  for (int i = 0; i < pl_world_incident_count(w); i++) {
    const pl_incident *incident = pl_world_incident(w, i);
    expect_q16("beta", incident->beta, PL_ONE);
    expect_q16("background", incident->background, PL_ONE);
    assert_true(incident->damage >= 0 && incident->infections >= 0);
    for (int s = 0; s < states; s++) {
      expect_q16("knowledge", incident->knowledge[s], PL_ONE);
      check_item(&incident->item[s], s);
    }
  }
}

/* One round later: what only grows has not shrunk, what is settled has not moved. */
static void check_growth(const pl_world *before, const pl_world *after) {
  for (int s = 0; s < STATES; s++) {
    const pl_state *x = pl_world_state(before, s), *y = pl_world_state(after, s);
    assert_true(y->loss >= x->loss && y->edge >= x->edge && y->burn >= x->burn && y->effort >= x->effort);
    assert_true(y->hit_total >= x->hit_total && y->hit_peak >= x->hit_peak);
    assert_true(contains(y->ever_defected, x->ever_defected));
    assert_true((y->ever_left & x->ever_left) == x->ever_left);
  }
  for (int i = 0; i < pl_world_incident_count(before); i++) {
    const pl_incident *x = pl_world_incident(before, i), *y = pl_world_incident(after, i);
    assert_int_equal(x->iid, y->iid);
    assert_true(y->phase >= x->phase && y->damage >= x->damage && y->infections >= x->infections);
    assert_true(y->beta <= x->beta && y->background <= x->background);
    assert_true(!x->is_burnt || y->is_burnt);
    for (int s = 0; s < STATES; s++) {
      assert_true(y->knowledge[s] >= x->knowledge[s]); /* K never falls */
      const pl_item *a = &x->item[s], *b = &y->item[s];
      if (a->birth < 0) continue;
      assert_true(b->birth == a->birth && b->quality == a->quality && b->label <= a->label);
      assert_true(contains(b->sent, a->sent) && contains(b->hold, a->hold) && contains(b->tear, a->tear));
      assert_true(contains(a->tear, pl_set_intersection(b->tear, a->sent))); /* one version each, no change of it */
    }
  }
}

static void test_everything_stays_in_its_range(void **state) {
  (void)state;
  for (uint64_t seed = 1; seed <= 12; seed++) {
    game *g = game_new(seed, ALL_ACTIONS);
    game_start(g, seed);
    check_world(g->world);
    while (!pl_world_is_over(g->world)) {
      pl_world *before = pl_world_copy(g->world);
      assert_non_null(before);
      play_round(g);
      check_world(g->world);
      check_growth(before, g->world);
      pl_world_free(before);
    }
    game_free(g);
  }
}

/* ---- 4: organisations move forward, one item each ---- */
static void check_moves(const game *g) {
  const int organisations = g->map->organisation_count;
  uint8_t *status = calloc((size_t)pl_world_incident_count(g->world) * (size_t)organisations, 1);
  assert_non_null(status);
  bool seen[400][STATES] = {{false}};
  for (size_t i = 0; i < g->log.count; i++) {
    const pl_event *e = &g->log.event[i];
    const int index = pl_world_find_incident(g->world, e->iid);
    if (e->kind >= PL_EVENT_LATENT && e->kind <= PL_EVENT_RECOVERED) {
      uint8_t *now = &status[index * organisations + (int)e->organisation];
      assert_int_equal(e->kind - PL_EVENT_LATENT, *now); /* exactly one step */
      assert_int_equal(e->state, g->map->state[e->organisation]);
      ++*now;
    } else if (e->kind == PL_EVENT_ITEM) {
      assert_true(index >= 0 && index < 400);
      assert_false(seen[index][e->state]);
      seen[index][e->state] = true;
    }
  }
  free(status);
}

/* ---- 5, 8: deliveries and waves ---- */
typedef struct letter { /* an item of one originator on its way to one recipient */
  pl_tick sent;         /* −1: not yet */
  uint16_t giver;
  uint8_t channel;
  bool is_tear, was_received;
} letter;

static pl_label label_sent(const pl_incident *incident, bool is_tear) {
  return is_tear && incident->label > PL_CLEAR ? (pl_label)(incident->label - 1) : incident->label;
}

/* A forum that both sit in this round, that takes this label and has this delay (−1: any). */
static bool is_possible_forum(const game *g, int round, int s, int t, pl_label label, pl_tick delay) {
  for (int f = 0; f < SUPPORT_FORUMS; f++)
    if (pl_set_has(&g->members[round][f], (unsigned)s) && pl_set_has(&g->members[round][f], (unsigned)t) &&
        g->room.forum[f].ceiling >= label && (delay < 0 || g->latency[round][f] == delay))
      return true;
  return false;
}

static void check_sent(const game *g, const pl_incident *incident, const pl_event *e, letter *l) {
  assert_true(e->other != e->originator && e->other != e->state);
  assert_int_equal(l->sent, -1); /* once per recipient */
  *l = (letter){e->tick, e->state, (uint8_t)e->index, e->flag, false};
  assert_true(incident->item[e->originator].birth <= e->tick);
  const bool is_own = e->index <= PL_CHANNEL_PUBLIC;
  assert_int_equal(is_own, e->state == e->originator);
  if (e->index == PL_CHANNEL_FORUM)
    assert_true(is_possible_forum(g, e->round, e->state, e->other, label_sent(incident, e->flag), -1));
  if (e->index == PL_CHANNEL_PUBLIC) assert_true(label_sent(incident, e->flag) <= PL_AMBER);
}

static void check_received(const game *g, const pl_incident *incident, const pl_event *e, letter *l) {
  const pl_parameters *p = &g->room.scenario.parameters;
  assert_true(l->sent >= 0 && !l->was_received);
  l->was_received = true;
  assert_int_equal(l->channel, e->index);
  assert_int_equal(l->is_tear, e->flag);
  const pl_tick delay = e->tick - l->sent;
  const int round = l->sent / PL_TICKS_PER_ROUND;
  const bool are_allies = pl_set_has(&pl_world_state(g->world, e->originator)->allies, e->other);
  switch ((pl_channel)e->index) {
    case PL_CHANNEL_FORUM:
      assert_true(is_possible_forum(g, round, e->originator, e->other, label_sent(incident, e->flag), delay));
      break;
    case PL_CHANNEL_BILATERAL: assert_int_equal(delay, are_allies ? p->ally_lat : p->bil_lat); break;
    case PL_CHANNEL_PUBLIC: assert_int_equal(delay, p->pub_lat); break;
    case PL_CHANNEL_ONWARD: case PL_CHANNEL_RELAY: assert_int_equal(delay, p->bil_lat); break;
    case PL_CHANNEL_COMMERCIAL: fail_msg("a vendor is no state"); break;
  }
}

/* Who passed something on had received it by ordinary sharing at that very tick. */
static void check_passed_on(const letter *l, const letter *received, pl_tick tick) {
  assert_true(received->was_received && received->channel <= PL_CHANNEL_BILATERAL);
  assert_int_equal(l->sent, tick);
}

static void check_vendor(const game *g, const pl_incident *incident, const pl_event *e) {
  assert_int_equal(e->index, PL_CHANNEL_COMMERCIAL);
  assert_int_equal(e->tick - incident->first_detection, g->room.scenario.parameters.comm_lat);
}

static void check_waves(const game *g, const pl_incident *incident, const pl_event *e) {
  const pl_tick latest = e->tick - incident->launch + g->room.scenario.parameters.rush;
  for (int s = pl_set_next(&incident->targets, 0); s >= 0; s = pl_set_next(&incident->targets, s + 1))
    assert_true(incident->wave[s] <= latest);
}

static void check_letters(const game *g, int count[PL_CHANNEL_COMMERCIAL + 1]) {
  const size_t size = (size_t)pl_world_incident_count(g->world) * STATES * STATES;
  letter *all = calloc(size ? size : 1, sizeof *all);
  assert_non_null(all);
  for (size_t i = 0; i < size; i++) all[i].sent = -1;
  for (size_t i = 0; i < g->log.count; i++) {
    const pl_event *e = &g->log.event[i];
    if (e->kind != PL_EVENT_SENT && e->kind != PL_EVENT_RECEIVED && e->kind != PL_EVENT_PUBLISHED) continue;
    const int index = pl_world_find_incident(g->world, e->iid);
    const pl_incident *incident = pl_world_incident(g->world, index);
    if (e->kind == PL_EVENT_PUBLISHED) {
      check_waves(g, incident, e);
      continue;
    }
    count[e->index] += e->kind == PL_EVENT_RECEIVED;
    if (e->originator == PL_NONE) {
      check_vendor(g, incident, e);
      continue;
    }
    letter *row = &all[(index * STATES + e->originator) * STATES];
    if (e->kind == PL_EVENT_RECEIVED) {
      check_received(g, incident, e, &row[e->other]);
    } else {
      check_sent(g, incident, e, &row[e->other]);
      if (e->state != e->originator) check_passed_on(&row[e->other], &row[e->state], e->tick);
    }
  }
  free(all);
}

static void test_organisations_and_letters_keep_their_rules(void **state) {
  (void)state;
  int count[PL_CHANNEL_COMMERCIAL + 1] = {0};
  for (uint64_t seed = 20; seed < 32; seed++) {
    game *g = play_randomly(seed, ALL_ACTIONS);
    check_moves(g);
    check_letters(g, count);
    game_free(g);
  }
  for (int c = 0; c <= PL_CHANNEL_COMMERCIAL; c++)
    if (count[c] < 20) fail_msg("only %d deliveries through channel %d: nothing was tested", count[c], c);
}

/* ---- 8 ---- */
static void test_without_posture_only_vendors_deliver(void **state) {
  (void)state;
  int vendors = 0;
  for (uint64_t seed = 1; seed <= 6; seed++) {
    const uint64_t sharing = ACTION(POSTURE) | ACTION(PUBLISH) | ACTION(SHARE) | ACTION(SHARE_FORUM) |
                             ACTION(SHARE_PUBLIC) | ACTION(TEAR);
    game *g = game_new(seed, ALL_ACTIONS & ~sharing);
    for (int s = 0; s < STATES; s++) g->room.state[s].posture = (pl_audience){.words = 0};
    game_start(g, seed);
    while (!pl_world_is_over(g->world)) play_round(g);
    for (size_t i = 0; i < g->log.count; i++) {
      const pl_event *e = &g->log.event[i];
      assert_true(e->kind != PL_EVENT_SENT && e->kind != PL_EVENT_PUBLISHED && e->kind != PL_EVENT_BURNT);
      if (e->kind != PL_EVENT_RECEIVED) continue;
      assert_int_equal(e->originator, PL_NONE);
      vendors++;
    }
    for (int s = 0; s < STATES; s++) {
      assert_int_equal(pl_world_state(g->world, s)->effort, 0);
      assert_int_equal(pl_world_state(g->world, s)->burn, 0);
    }
    game_free(g);
  }
  assert_true(vendors > 50);
}

static void test_without_strikes_there_is_no_tension(void **state) {
  (void)state;
  for (uint64_t seed = 1; seed <= 6; seed++) {
    game *g = play_randomly(seed, ALL_ACTIONS & ~ACTION(STRIKE));
    assert_int_equal(pl_world_norm(g->world), 0);
    for (int a = 0; a < SUPPORT_ADVERSARIES; a++)
      for (int s = 0; s < STATES; s++) {
        assert_int_equal(pl_world_adversary(g->world, a)->tension[s], 0);
        assert_int_equal(pl_world_adversary(g->world, a)->pending[s], 0);
      }
    game_free(g);
    g = play_randomly(seed, ALL_ACTIONS);
    assert_true(pl_world_norm(g->world) > 0); /* with them there is */
    game_free(g);
  }
}

/* ---- 7: every draw has its own name ---- */
static bool is_about_others(const pl_event *e, pl_iid iid) {
  return e->kind >= PL_EVENT_LAUNCHED && e->kind <= PL_EVENT_ITEM && e->iid != iid;
}

/* Everything that the log says about other incidents is the same, word for word. */
static int expect_same_elsewhere(const pl_event_log *a, const pl_event_log *b, pl_iid iid) {
  int compared = 0;
  size_t j = 0;
  for (size_t i = 0; i < a->count; i++) {
    if (!is_about_others(&a->event[i], iid)) continue;
    while (j < b->count && !is_about_others(&b->event[j], iid)) j++;
    assert_true(j < b->count);
    const pl_event *x = &a->event[i], *y = &b->event[j++];
    assert_true(x->kind == y->kind && x->tick == y->tick && x->iid == y->iid && x->state == y->state &&
                x->organisation == y->organisation && x->amount == y->amount);
    compared++;
  }
  while (j < b->count) assert_false(is_about_others(&b->event[j++], iid));
  return compared;
}

static game *play_with_incident(uint64_t seed, pl_q16 chance, int rounds) {
  game *g = game_new(seed, ALL_ACTIONS);
  const int i = support_incident(&g->room, "worm", 0, chance);
  g->room.incident[i].virulence = 3 * PL_ONE;
  for (int s = 0; s < STATES; s++) g->room.state[s].posture = (pl_audience){.words = 0};
  game_start(g, seed);
  for (int r = 0; r < rounds; r++) {
    open_round(g->world);
    resolve(g->world, NULL, 0);
  }
  return g;
}

/* A large incident, there or not. Within the round and without sharing, nothing else can be touched by it. */
static void test_an_incident_does_not_shift_the_others(void **state) {
  (void)state;
  for (uint64_t seed = 1; seed <= 8; seed++) {
    game *with = play_with_incident(seed, PL_ONE, 1), *without = play_with_incident(seed, 0, 1);
    const pl_iid worm = pl_iid_declared(&with->room.scenario, 0, 0);
    assert_int_equal(pl_world_incident_count(with->world), pl_world_incident_count(without->world) + 1);
    assert_true(pl_world_incident(with->world, pl_world_find_incident(with->world, worm))->infections > 20);
    assert_int_equal(pl_world_find_incident(without->world, worm), -1);
    assert_true(expect_same_elsewhere(&with->log, &without->log, worm) > 20);
    game_free(with);
    game_free(without);
  }
}

static void expect_same_figures(const pl_world *a, const pl_world *b) {
  for (int s = 0; s < STATES; s++) {
    const pl_state *x = pl_world_state(a, s), *y = pl_world_state(b, s);
    assert_true(x->loss == y->loss && x->edge == y->edge && x->burn == y->burn && x->effort == y->effort);
    assert_true(x->standing == y->standing && x->confidence == y->confidence && x->rights == y->rights);
    assert_true(x->hit_total == y->hit_total && pl_set_is_equal(x->seen, y->seen));
    for (int t = 0; t < STATES; t++) assert_int_equal(pl_world_trust(a, s, t), pl_world_trust(b, s, t));
  }
}

/* An incident that exposes nobody may as well not be, for a whole game of random play. */
static void test_an_incident_without_exposure_changes_nothing(void **state) {
  (void)state;
  for (uint64_t seed = 1; seed <= 3; seed++) {
    game *with = game_new(seed, ALL_ACTIONS), *without = game_new(seed, ALL_ACTIONS);
    with->room.incident[support_incident(&with->room, "worm", 2, PL_ONE)].exposure = 0;
    support_incident(&without->room, "worm", 2, 0);
    game_start(without, seed);
    while (!pl_world_is_over(without->world)) play_round(without);
    game_start(with, seed);
    play_again(with, without);
    const pl_iid worm = pl_iid_declared(&with->room.scenario, 0, 2);
    assert_true(pl_world_find_incident(with->world, worm) >= 0);
    assert_true(expect_same_elsewhere(&with->log, &without->log, worm) > 1000);
    expect_same_figures(with->world, without->world);
    game_free(with);
    game_free(without);
  }
}

/* The same map with one more organisation at its end: worth nothing, linked to nobody, beyond infection. */
static void append_organisation(pl_map *map) {
  const size_t n = (size_t)map->organisation_count;
  map->state = realloc(map->state, (n + 1) * sizeof *map->state);
  map->sector = realloc(map->sector, n + 1);
  map->value = realloc(map->value, (n + 1) * sizeof *map->value);
  map->hygiene = realloc(map->hygiene, (n + 1) * sizeof *map->hygiene);
  map->out_first = realloc(map->out_first, (n + 2) * sizeof *map->out_first);
  assert_true(map->state && map->sector && map->value && map->hygiene && map->out_first);
  map->state[n] = (uint16_t)(map->state_count - 1);
  map->sector[n] = 0;
  map->value[n] = 0;
  map->hygiene[n] = 0;
  map->out_first[n + 1] = map->out_first[n];
  map->first[map->state_count]++;
  map->organisation_count++;
}

/* The success of criminals is counted per organisation, so it is switched off here; nothing else may notice. */
static void test_an_idle_organisation_changes_nothing(void **state) {
  (void)state;
  for (uint64_t seed = 1; seed <= 3; seed++) {
    game *plain = game_new(seed, ALL_ACTIONS), *larger = game_new(seed, ALL_ACTIONS);
    plain->room.scenario.parameters.succ_gain = larger->room.scenario.parameters.succ_gain = 0;
    game_start(plain, seed);
    while (!pl_world_is_over(plain->world)) play_round(plain);
    game_start(larger, seed);
    append_organisation(larger->map);
    play_again(larger, plain);
    assert_true(expect_same_elsewhere(&plain->log, &larger->log, UINT32_MAX) > 1000);
    expect_same_figures(plain->world, larger->world);
    game_free(plain);
    game_free(larger);
  }
}

/* ---- 6: forums ---- */

/* Without its most able member, one that gives more money and more knowledge than the mean, a forum (sum) is never
 * quicker. The great power and the large states are such members wherever they are. */
static void test_a_forum_is_not_quicker_without_a_strong_member(void **state) {
  (void)state;
  int slower = 0;
  for (int leaver = 0; leaver < 3; leaver++) {
    for (int f = 0; f < SUPPORT_FORUMS; f++) {
      pl_tick latency[2];
      for (int leaves = 0; leaves < 2; leaves++) {
        game *g = game_new(1, ALL_ACTIONS);
        game_start(g, 1);
        if (!pl_set_has(&g->room.forum[f].members, (unsigned)leaver)) leaves = 1;
        const pl_decision leave = {.seat = (uint16_t)leaver, .action = PL_ACTION_LEAVE, .target = (uint16_t)f};
        open_round(g->world);
        resolve(g->world, &leave, leaves ? 1 : 0);
        latency[leaves] = pl_world_forum(g->world, f)->latency;
        if (!pl_set_has(&g->room.forum[f].members, (unsigned)leaver)) latency[0] = latency[1];
        game_free(g);
      }
      assert_true(latency[1] >= latency[0]);
      slower += latency[1] > latency[0];
    }
  }
  assert_true(slower > 0);
}

/* ---- the largest world there may be ---- */
typedef struct large_room {
  char id[PL_MAX_STATES][8], forum_id[PL_MAX_FORUMS][8], adversary_id[PL_MAX_ADVERSARIES][8];
  pl_scenario scenario;
  pl_state_spec state[PL_MAX_STATES];
  pl_forum_spec forum[PL_MAX_FORUMS];
  pl_adversary_spec adversary[PL_MAX_ADVERSARIES];
  pl_q16 trust[PL_MAX_STATES], prefers[PL_MAX_STATES], tension[PL_MAX_STATES];
  pl_state_set treaty[PL_MAX_STATES];
} large_room;

/* Copies of the small room's rows, so that what a state or a forum is, is said in one place. */
static void make_large(large_room *large, const support_room *small) {
  *large = (large_room){.scenario = small->scenario};
  pl_scenario *x = &large->scenario;
  for (int s = 0; s < PL_MAX_STATES; s++) {
    snprintf(large->id[s], sizeof large->id[s], "s%d", s);
    large->trust[s] = -1;
    large->prefers[s] = PL_ONE;
    large->state[s] = small->state[s % STATES];
    large->state[s].id = large->id[s];
    large->state[s].trust = large->trust;
    large->state[s].organisations = 20;
  }
  for (int f = 0; f < PL_MAX_FORUMS; f++) {
    snprintf(large->forum_id[f], sizeof large->forum_id[f], "f%d", f);
    large->forum[f] = small->forum[f % SUPPORT_FORUMS];
    large->forum[f].id = large->forum_id[f];
    large->forum[f].dues = 300; /* of B: a state here sits in very many */
    large->forum[f].members = (pl_state_set){{0}};
    for (unsigned s = 0; s < PL_MAX_STATES; s++)
      if (f == 0 || (s + (unsigned)f) % (2 + (unsigned)f % 7) == 0) pl_set_add(&large->forum[f].members, s);
    large->forum[f].open_to = pl_set_first(PL_MAX_STATES);
  }
  for (int a = 0; a < PL_MAX_ADVERSARIES; a++) {
    snprintf(large->adversary_id[a], sizeof large->adversary_id[a], "a%d", a);
    large->adversary[a] = small->adversary[a % SUPPORT_ADVERSARIES];
    large->adversary[a].id = large->adversary_id[a];
    large->adversary[a].prefers = large->prefers;
    large->adversary[a].tension = large->tension;
  }
  x->state_count = PL_MAX_STATES, x->forum_count = PL_MAX_FORUMS, x->adversary_count = PL_MAX_ADVERSARIES;
  x->states = large->state, x->forums = large->forum, x->adversaries = large->adversary;
  x->treaties = large->treaty;
}

static void test_the_largest_world_keeps_the_rules(void **state) {
  (void)state;
  support_room *small = calloc(1, sizeof *small);
  large_room *large = calloc(1, sizeof *large);
  assert_true(small && large);
  support_standard(small);
  make_large(large, small);
  pl_error error = {0};
  pl_map *map = pl_map_new(&large->scenario, &error);
  if (!map) fail_msg("%s", error.text);
  pl_world *w = pl_world_new(&large->scenario, map, NULL, 2, &error);
  if (!w) fail_msg("%s", error.text);
  open_round(w);
  pl_world *copy = pl_world_copy(w);
  assert_non_null(copy);
  const pl_decision strike = {.seat = PL_MAX_STATES - 1, .action = PL_ACTION_STRIKE, .target = PL_MAX_ADVERSARIES - 1};
  resolve(w, &strike, 1);
  resolve(copy, &strike, 1);
  check_world(w);
  assert_true(pl_world_digest(w) == pl_world_digest(copy));
  assert_true(pl_world_norm(w) > 0);
  if (pl_world_incident_count(w) <= 40) fail_msg("only %d incidents", pl_world_incident_count(w));
  int held = 0;
  for (int i = 0; i < pl_world_incident_count(w); i++)
    for (int s = 0; s < PL_MAX_STATES; s++) held += pl_set_count(&pl_world_incident(w, i)->item[s].hold);
  assert_true(held > 10000);
  pl_world_free(copy);
  pl_world_free(w);
  pl_map_free(map);
  free(large);
  free(small);
}

/* ---- out of memory ---- */

/* A game of two rounds and a copy in between; what fails says so, and everything is given back. */
static pl_status short_life(const support_room *room) {
  pl_error error = {0};
  pl_map *map = pl_map_new(&room->scenario, &error);
  if (!map) return error.status;
  pl_event_log log = {0};
  pl_world *copy = NULL, *w = pl_world_new(&room->scenario, map, NULL, 3, &error);
  pl_status status = w ? PL_OK : error.status;
  if (w) pl_world_record(w, &log);
  for (int r = 0; r < 2 && status == PL_OK; r++) {
    status = pl_world_open_round(w, &error);
    if (status == PL_OK) status = pl_world_resolve(w, NULL, 0, &error);
  }
  if (status == PL_OK && !(copy = pl_world_copy(w))) status = PL_NO_MEMORY;
  pl_world_free(copy);
  pl_world_free(w);
  pl_map_free(map);
  pl_event_log_clear(&log);
  return status;
}

/* Every failure among the first 100 allocations, then ever larger steps: there are thousands. */
static void test_running_out_of_memory_is_reported(void **state) {
  (void)state;
  support_room *room = calloc(1, sizeof *room);
  assert_non_null(room);
  support_scenario(room, 6);
  support_incident(room, "worm", 0, PL_ONE);
  for (long n = 0;; n += n < 100 ? 1 : 1 + n / 50) {
    fault_after(n);
    const pl_status status = short_life(room);
    if (!fault_stop()) {
      assert_int_equal(status, PL_OK);
      assert_true(n > 100);
      break;
    }
    assert_int_equal(status, PL_NO_MEMORY);
  }
  free(room);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_the_same_decisions_give_the_same_digests),
      cmocka_unit_test(test_another_seed_or_decision_gives_another_digest),
      cmocka_unit_test(test_a_copy_continued_equals_its_original),
      cmocka_unit_test(test_a_rollout_leaves_the_original_alone),
      cmocka_unit_test(test_everything_stays_in_its_range),
      cmocka_unit_test(test_organisations_and_letters_keep_their_rules),
      cmocka_unit_test(test_without_posture_only_vendors_deliver),
      cmocka_unit_test(test_without_strikes_there_is_no_tension),
      cmocka_unit_test(test_an_incident_does_not_shift_the_others),
      cmocka_unit_test(test_an_incident_without_exposure_changes_nothing),
      cmocka_unit_test(test_an_idle_organisation_changes_nothing),
      cmocka_unit_test(test_a_forum_is_not_quicker_without_a_strong_member),
      cmocka_unit_test(test_the_largest_world_keeps_the_rules),
      cmocka_unit_test(test_running_out_of_memory_is_reported),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
