/* Letting the bots decide.
 *
 * A bot goes through the same door as everybody and says only what is new: a posture that its standing order does not
 * already say in as many states, a split that differs from the one its scenario gives it. What an order of this round
 * fixed, or control decided for the seat, is left alone. Silence answers the rest: injects by their default option,
 * applications by trust. */
#include "policy_internal.h"

#include <string.h>

enum { MOST_DECISIONS = 64 };

/* The decisions that the seat's orders made for this round, and control. */
typedef struct ordered {
  pl_decision decision[MOST_DECISIONS];
  size_t count;
} ordered;

static void find_ordered(const pl_session *session, int seat, ordered *out) {
  size_t count = pl_session_decisions(session, seat, out->decision, MOST_DECISIONS);
  out->count = count < MOST_DECISIONS ? count : MOST_DECISIONS;
}

static bool is_fixed(const ordered *orders, int action) {
  for (size_t i = 0; i < orders->count; i++)
    if (orders->decision[i].action == action) return true;
  return false;
}

/* Whether a built-in policy has this to decide: the scenario offers it, and no order fixed it. */
static bool is_free(const pl_scenario *scenario, const ordered *orders, pl_action action) {
  return scenario->actions >> action & 1 && !is_fixed(orders, action);
}

pl_decision pl_posture_decision(const pl_scenario *scenario, int seat, pl_state_set posture) {
  pl_decision decision = {.seat = (uint16_t)seat, .action = PL_ACTION_POSTURE, .audience = {.states = posture}};
  if (pl_set_count(&posture) == scenario->state_count - 1 && scenario->state_count > 1)
    decision.audience = (pl_audience){.words = PL_AUDIENCE_ALL};
  return decision;
}

/* Whether a standing order means these states whoever joins or leaves a forum this round. A policy chooses states; an
 * order in terms of forums is about other states as soon as somebody moves. */
static bool is_settled(const pl_world *world, int seat, pl_state_set posture) {
  const pl_audience *standing = &pl_world_state(world, seat)->orders.posture;
  if (standing->forums || standing->words & PL_AUDIENCE_FORUMS) return false;
  return pl_set_is_equal(pl_world_resolve_audience(world, seat, standing), posture);
}

static pl_status post_posture(pl_session *session, int seat, pl_state_set posture, pl_error *error) {
  if (is_settled(pl_session_world(session), seat, posture)) return PL_OK;
  pl_decision decision = pl_posture_decision(pl_session_scenario(session), seat, posture);
  return pl_session_decide(session, &decision, PL_AUTHOR_BOT, error);
}

static pl_status post_split(pl_session *session, int seat, pl_error *error) {
  pl_decision decision = {.seat = (uint16_t)seat, .action = PL_ACTION_SPLIT};
  const uint16_t *wanted = pl_session_scenario(session)->states[seat].split;
  const uint16_t *standing = pl_world_state(pl_session_world(session), seat)->orders.split;
  if (!memcmp(wanted, standing, sizeof decision.split)) return PL_OK;
  memcpy(decision.split, wanted, sizeof decision.split);
  return pl_session_decide(session, &decision, PL_AUTHOR_BOT, error);
}

static pl_status play_built_in(pl_session *session, const pl_policy_table *table, int seat, const ordered *orders,
                               pl_brief_room *room, pl_error *error) {
  const pl_scenario *scenario = pl_session_scenario(session);
  int policy = table->of[seat];
  const pl_policy_row *row = &pl_policy_rows(NULL)[policy];
  pl_status status = PL_OK;
  if (is_free(scenario, orders, PL_ACTION_POSTURE)) {
    pl_state_set posture = {{0}};
    if (row->is_omniscient) {
      status = pl_greedy_posture(session, table, seat, orders->decision, orders->count, room, &posture, error);
    } else {
      status = pl_brief_build(pl_session_world(session), NULL, seat, row->parts, room, error);
      if (status == PL_OK) posture = pl_policy_posture(policy, &room->brief);
    }
    if (status == PL_OK) status = post_posture(session, seat, posture, error);
  }
  if (status == PL_OK && is_free(scenario, orders, PL_ACTION_SPLIT)) status = post_split(session, seat, error);
  return status;
}

/* What the world refuses lapses, as it would for anybody; only a failure of the bot's code is a failure. */
static pl_status play_own(pl_session *session, int bot, int seat, const ordered *orders, pl_brief_room *room,
                          pl_error *error) {
  pl_error why = {.status = PL_NO_MEMORY};
  const pl_rules *rules = pl_session_bot_rules(session, &why);
  pl_decision decisions[MOST_DECISIONS];
  size_t count = 0;
  if (!rules) {
    if (error) *error = why;
    return why.status;
  }
  if (!rules->decide) return PL_OK;
  pl_status status = pl_brief_build(pl_session_world(session), pl_session_events(session), seat, PL_BRIEF_ALL, room,
                                    error);
  if (status == PL_OK)
    status = rules->decide(rules->self, bot, &room->brief, decisions, MOST_DECISIONS, &count, error);
  for (size_t i = 0; status == PL_OK && i < count; i++) {
    decisions[i].seat = (uint16_t)seat;
    if (is_fixed(orders, decisions[i].action)) continue;
    pl_error refused;
    status = pl_session_decide(session, &decisions[i], PL_AUTHOR_BOT, &refused);
    if (status == PL_BAD_INPUT) status = PL_OK;
    else if (status != PL_OK && error) *error = refused;
  }
  return status;
}

pl_status pl_policy_play(pl_session *session, const pl_policy_table *table, pl_brief_room *room, pl_error *error) {
  const pl_scenario *scenario = pl_session_scenario(session);
  pl_status status = PL_OK;
  for (int s = 0; status == PL_OK && s < scenario->state_count; s++) {
    if (pl_session_is_person(session, s)) continue;
    ordered orders;
    find_ordered(session, s, &orders);
    if (table->of[s] < 0) status = play_own(session, -1 - table->of[s], s, &orders, room, error);
    else status = play_built_in(session, table, s, &orders, room, error);
  }
  return status;
}

pl_status pl_policy_decide(const void *table, pl_session *session, pl_error *error) {
  pl_brief_room room = {0};
  const pl_status status = pl_policy_play(session, table, &room, error);
  pl_brief_room_clear(&room);
  return status;
}
