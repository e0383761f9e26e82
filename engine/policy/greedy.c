/* Greedy: try it out on a copy of the world.
 *
 * Three candidates (nobody, everybody, allies), one round, twice each; the one that pays itself most is played, the
 * first on ties. What the copy shows must not be foresight: its seed is new (the same for all candidates, so that they
 * compete under common luck) and every hidden threshold is redrawn. In the copy other bots follow their own rule with
 * the copy's dice; other greedy bots count as never sharing, or the copies would need copies; persons and bots written
 * in Lua keep to their standing orders, for nobody may look at their decisions of this round and no scenario code runs
 * in a copy. */
#include "policy_internal.h"

#include "../sim/luck.h"

#include <stdlib.h>

enum { CANDIDATES = 3, ROLLOUTS = 2 };

/* What happens in the copies of one rollout besides the candidate: decisions in seat order, with room for the
 * candidate's own posture at `own`. */
typedef struct rollout {
  pl_decision *decision; /* owned */
  size_t count, own;
} rollout;

/* What another bot would do in the copy. */
static pl_status decide_for(const pl_world *copy, int policy, int seat, pl_brief_room *room, pl_state_set *posture,
                            pl_error *error) {
  const pl_policy_row *row = &pl_policy_rows(NULL)[policy];
  *posture = (pl_state_set){{0}};
  if (row->is_omniscient) return PL_OK;
  pl_status status = pl_brief_build(copy, NULL, seat, row->parts, room, error);
  if (status == PL_OK) *posture = pl_policy_posture(policy, &room->brief);
  return status;
}

static pl_status gather(rollout *out, const pl_session *session, const pl_policy_table *table, const pl_world *copy,
                        int me, const pl_decision *fixed, size_t fixed_count, pl_brief_room *room, pl_error *error) {
  const pl_scenario *scenario = pl_session_scenario(session);
  out->count = 0;
  for (int s = 0; s < scenario->state_count; s++) {
    if (s == me) {
      for (size_t i = 0; i < fixed_count; i++) out->decision[out->count++] = fixed[i];
      out->own = out->count++;
      continue;
    }
    if (table->of[s] < 0 || pl_session_is_person(session, s)) continue;
    pl_state_set posture;
    pl_status status = decide_for(copy, table->of[s], s, room, &posture, error);
    if (status != PL_OK) return status;
    out->decision[out->count++] = pl_posture_decision(scenario, s, posture);
  }
  return PL_OK;
}

/* Plays the round in the copy, which it takes, and adds what it paid. */
static pl_status play_out(pl_world *copy, rollout *plan, int me, pl_state_set candidate, pl_mu *total,
                          pl_error *error) {
  if (!copy) return pl_error_set(error, PL_NO_MEMORY, "out of memory: cannot look one round ahead");
  plan->decision[plan->own] = pl_posture_decision(pl_world_scenario(copy), me, candidate);
  pl_status status = pl_world_resolve(copy, plan->decision, plan->count, error);
  if (status == PL_OK) *total += pl_world_payoff(copy, me);
  pl_world_free(copy);
  return status;
}

static pl_status roll(const pl_session *session, const pl_policy_table *table, int me, const pl_decision *fixed,
                      size_t fixed_count, uint32_t n, const pl_state_set candidates[CANDIDATES],
                      pl_mu totals[CANDIDATES], rollout *plan, pl_brief_room *room, pl_error *error) {
  const pl_world *world = pl_session_world(session);
  pl_world *base = pl_world_copy(world);
  if (!base) return pl_error_set(error, PL_NO_MEMORY, "out of memory: cannot look one round ahead");
  uint32_t round = (uint32_t)pl_world_round(world);
  pl_world_redraw(base, pl_luck_key(pl_world_seed(world), PL_LUCK_ROLLOUT, (uint32_t)me, round, n));
  pl_status status = gather(plan, session, table, base, me, fixed, fixed_count, room, error);
  for (int c = 0; status == PL_OK && c < CANDIDATES; c++)
    status = play_out(pl_world_copy(base), plan, me, candidates[c], &totals[c], error);
  pl_world_free(base);
  return status;
}

pl_status pl_greedy_posture(const pl_session *session, const pl_policy_table *table, int seat, const pl_decision *fixed,
                            size_t fixed_count, pl_brief_room *room, pl_state_set *posture, pl_error *error) {
  const pl_scenario *scenario = pl_session_scenario(session);
  pl_state_set everybody = pl_set_first(scenario->state_count), nobody = {{0}};
  pl_set_remove(&everybody, (unsigned)seat);
  const pl_state_set candidates[CANDIDATES] = {nobody, everybody,
                                               pl_world_state(pl_session_world(session), seat)->allies};
  pl_mu totals[CANDIDATES] = {0};
  rollout plan = {.decision = malloc((scenario->state_count + fixed_count) * sizeof *plan.decision)};
  if (!plan.decision) return pl_error_set(error, PL_NO_MEMORY, "out of memory: cannot look one round ahead");
  pl_status status = PL_OK;
  for (uint32_t n = 0; status == PL_OK && n < ROLLOUTS; n++)
    status = roll(session, table, seat, fixed, fixed_count, n, candidates, totals, &plan, room, error);
  free(plan.decision);
  int best = 0;
  for (int c = 1; c < CANDIDATES; c++)
    if (totals[c] > totals[best]) best = c;
  *posture = candidates[best];
  return status;
}
