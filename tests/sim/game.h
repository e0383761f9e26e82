/* Games of random play on the standard map, kept so that they can be played again with something changed, or nothing.
 *
 *   game *g = game_new(seed, actions offered);   change g->room here, if anything
 *   game_start(g, seed);
 *   play_round(g) … or play_again(g, another game)
 *   game_free(g);
 *
 * Every seat tries whatever comes to mind; what the check refuses is dropped. */
#ifndef POLDER_TESTS_GAME_H
#define POLDER_TESTS_GAME_H

#include "support.h"

#include <polder/world.h>
#include <stdlib.h>

enum { ROUNDS = 12, STATES = SUPPORT_STATES, TRIES = 6, MOST = STATES * TRIES };

typedef struct game {
  support_room room;
  pl_map *map;
  pl_world *world;
  pl_event_log log;
  uint64_t luck;
  pl_decision decision[ROUNDS][MOST];
  size_t count[ROUNDS];
  pl_tick latency[ROUNDS][SUPPORT_FORUMS]; /* as each round had them */
  pl_state_set members[ROUNDS][SUPPORT_FORUMS];
  uint64_t digest[ROUNDS];
} game;

#define ACTION(name) (UINT64_C(1) << PL_ACTION_##name)
#define ALL_ACTIONS ((UINT64_C(1) << PL_ACTIONS) - 1)

/* The standard map before anybody decided anything; change the room before game_start. */
static inline game *game_new(uint64_t seed, uint64_t actions) {
  game *g = calloc(1, sizeof *g);
  assert_non_null(g);
  support_standard(&g->room);
  g->room.scenario.actions = actions;
  g->luck = seed * 2654435761u + 1;
  return g;
}

static inline void game_start(game *g, uint64_t seed) {
  pl_error error = {0};
  g->map = pl_map_new(&g->room.scenario, &error);
  if (!g->map) fail_msg("%s", error.text);
  g->world = pl_world_new(&g->room.scenario, g->map, NULL, seed, &error);
  if (!g->world) fail_msg("%s", error.text);
  pl_world_record(g->world, &g->log);
}

static inline void game_free(game *g) {
  pl_world_free(g->world);
  pl_map_free(g->map);
  pl_event_log_clear(&g->log);
  free(g);
}

/* ---- random decisions ---- */

/* One of the seat's own items at random; false: it has none. */
static inline bool pick_item(const pl_world *w, uint64_t *luck, int seat, pl_iid *iid) {
  int count = 0;
  for (int i = 0; i < pl_world_incident_count(w); i++) {
    const pl_incident *incident = pl_world_incident(w, i);
    if (incident->phase != PL_PHASE_ACTIVE || incident->item[seat].birth < 0) continue;
    if (support_random(luck, (uint32_t)++count) == 0) *iid = incident->iid;
  }
  return count > 0;
}

static inline pl_decision propose(const pl_world *w, uint64_t *luck, int seat) {
  pl_decision d = support_random_decision(luck, pl_world_scenario(w), seat, pl_world_round(w));
  if (!support_random(luck, 3)) { /* what is one's own to decide about is easily missed by chance */
    d = (pl_decision){.seat = (uint16_t)seat, .action = (uint16_t)(PL_ACTION_SHARE + support_random(luck, 5))};
    d.flag = d.action <= PL_ACTION_SHARE_PUBLIC ? (uint8_t)support_random(luck, 2) : 0;
    if (d.action == PL_ACTION_SHARE_FORUM) d.target = (uint16_t)support_random(luck, SUPPORT_FORUMS);
    if (d.action == PL_ACTION_SHARE) d.audience = support_random_audience(luck, pl_world_scenario(w));
  }
  if (pl_action_rows()[d.action].arguments & PL_ARGUMENT_ITEM) pick_item(w, luck, seat, &d.iid);
  return d;
}

static inline void decide(game *g) {
  const int round = pl_world_round(g->world);
  pl_decision *all = g->decision[round];
  size_t count = 0;
  for (int s = 0; s < STATES; s++) {
    const size_t first = count;
    for (int i = 0; i < TRIES; i++) {
      all[count] = propose(g->world, &g->luck, s);
      pl_error error;
      if (pl_world_check(g->world, &all[count], all + first, count - first, &error) == PL_OK) count++;
    }
  }
  g->count[round] = count;
}

static inline void open_round(pl_world *w) {
  pl_error error = {0};
  if (pl_world_open_round(w, &error) != PL_OK) fail_msg("%s", error.text);
}

static inline void resolve(pl_world *w, const pl_decision *decisions, size_t count) {
  pl_error error = {0};
  if (pl_world_resolve(w, decisions, count, &error) != PL_OK) fail_msg("%s", error.text);
}

static inline void note_round(game *g, int round) {
  for (int f = 0; f < SUPPORT_FORUMS; f++) {
    g->latency[round][f] = pl_world_forum(g->world, f)->latency;
    g->members[round][f] = pl_world_forum(g->world, f)->members;
  }
  g->digest[round] = pl_world_digest(g->world);
}

static inline void play_round(game *g) {
  const int round = pl_world_round(g->world);
  open_round(g->world);
  decide(g);
  resolve(g->world, g->decision[round], g->count[round]);
  note_round(g, round);
}

static inline game *play_randomly(uint64_t seed, uint64_t actions) {
  game *g = game_new(seed, actions);
  game_start(g, seed);
  while (!pl_world_is_over(g->world)) play_round(g);
  return g;
}

/* Plays the decisions of another game. */
static inline void play_again(game *g, const game *of) {
  for (int r = pl_world_round(g->world); r < ROUNDS; r++) {
    open_round(g->world);
    resolve(g->world, of->decision[r], of->count[r]);
    note_round(g, r);
  }
}

#endif
