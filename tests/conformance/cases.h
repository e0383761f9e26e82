/* The seventeen reference cases of the standard model, and how to play one (reference/README.md names them). */
#ifndef POLDER_TESTS_CASES_H
#define POLDER_TESTS_CASES_H

#include <polder/policy.h>
#include <polder/script.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { CASE_STATES = 14, CASE_ROUNDS = 12 };

typedef struct reference_case {
  const char *name;
  const char *bots;    /* as --bots; NULL: the mixed table */
  const char *setting; /* put into the scenario table of the Lua file, "" for none */
  /* What is decided beside the bots' posture, before round `round` (from 0). */
  pl_status (*decide)(pl_session *session, int round, pl_error *error);
} reference_case;

static inline pl_status case_decide(pl_session *session, int seat, pl_action action, int target, pl_error *error) {
  const bool is_switch = pl_action_rows()[action].arguments & PL_ARGUMENT_SWITCH;
  const pl_decision d = {.seat = (uint16_t)seat, .action = (uint16_t)action, .target = (uint16_t)target,
                         .flag = is_switch};
  return pl_session_decide(session, &d, PL_AUTHOR_PERSON, error);
}

typedef struct planned { /* one decision of a plan: rounds from 1, as in the reference */
  int round, seat;
  pl_action action;
  int target;
} planned;

static inline pl_status case_plan(pl_session *session, int round, const planned *plan, size_t count, pl_error *error) {
  pl_status status = PL_OK;
  for (size_t i = 0; i < count && status == PL_OK; i++)
    if (plan[i].round == round + 1) status = case_decide(session, plan[i].seat, plan[i].action, plan[i].target, error);
  return status;
}
#define CASE_PLAN(name, ...)                                                                  \
  static inline pl_status name(pl_session *session, int round, pl_error *error) {             \
    static const planned plan[] = {__VA_ARGS__};                                              \
    return case_plan(session, round, plan, sizeof plan / sizeof *plan, error);                \
  }

CASE_PLAN(decide_leave, {3, 0, PL_ACTION_LEAVE, 0}, {3, 0, PL_ACTION_LEAVE, 1})
CASE_PLAN(decide_strike, {3, 0, PL_ACTION_STRIKE, 6})
CASE_PLAN(decide_strikes, {2, 1, PL_ACTION_STRIKE, 2}, {5, 1, PL_ACTION_STRIKE, 2}, {3, 0, PL_ACTION_STRIKE, 6},
          {9, 0, PL_ACTION_STRIKE, 7}, {9, 2, PL_ACTION_STRIKE, 6})
CASE_PLAN(decide_members, {2, 0, PL_ACTION_LEAVE, 1}, {5, 0, PL_ACTION_JOIN, 1}, {3, 7, PL_ACTION_JOIN, 1},
          {4, 3, PL_ACTION_LEAVE, 2}, {4, 4, PL_ACTION_LEAVE, 2})
CASE_PLAN(decide_publish, {1, 5, PL_ACTION_PUBLISH, 0})

static inline pl_status decide_buy_takedown(pl_session *session, int round, pl_error *error) {
  pl_status status = case_decide(session, 3, PL_ACTION_BUY, 0, error);
  for (int s = 0; s < 7 && round % 3 == 0 && status == PL_OK; s++)
    status = case_decide(session, s, PL_ACTION_TAKEDOWN, round % 6 == 0 ? 0 : 3, error);
  return status;
}

static inline pl_status decide_buy_all(pl_session *session, int round, pl_error *error) {
  (void)round;
  pl_status status = PL_OK;
  for (int s = 0; s < CASE_STATES && status == PL_OK; s++) status = case_decide(session, s, PL_ACTION_BUY, 0, error);
  return status;
}

static inline pl_status decide_islands(pl_session *session, int round, pl_error *error) {
  (void)round;
  static const uint16_t split[4][PL_TRACKS] = {{1000, 0, 0}, {0, 1000, 0}, {500, 500, 0}, {0, 0, 0}};
  pl_status status = PL_OK;
  for (int s = 0; s < 4 && status == PL_OK; s++) {
    pl_decision d = {.seat = (uint16_t)s, .action = PL_ACTION_SPLIT};
    memcpy(d.split, split[s], sizeof d.split);
    status = pl_session_decide(session, &d, PL_AUTHOR_PERSON, error);
  }
  return status;
}

/* Postures are fixed here; the bots named "never" are overruled every round. */
static inline pl_status decide_onward(pl_session *session, int round, pl_error *error) {
  pl_status status = PL_OK;
  for (int s = 0; s < CASE_STATES && status == PL_OK; s++) {
    const uint8_t words = s == 3 ? PL_AUDIENCE_ALL : PL_AUDIENCE_ALLIES;
    const pl_decision d = {.seat = (uint16_t)s, .action = PL_ACTION_POSTURE, .audience = {.words = words}};
    status = pl_session_decide(session, &d, PL_AUTHOR_PERSON, error);
  }
  if (round == 0 && status == PL_OK) status = case_decide(session, 3, PL_ACTION_ONWARD, 0, error);
  return status;
}

static const reference_case reference_cases[] = {
    {"always", "always", "", NULL},
    {"never", "never", "", NULL},
    {"tft", "tft", "", NULL},
    {"gtft", "gtft", "", NULL},
    {"mixed", NULL, "", NULL},
    {"gtft-leave", "gtft", "", decide_leave},
    {"gtft-strike", "gtft", "", decide_strike},
    {"gtft-buy-takedown", "gtft", "", decide_buy_takedown},
    {"gtft-publish", "gtft", "", decide_publish},
    {"allies-onward", "never", "", decide_onward},
    {"gtft-islands", "gtft", "", decide_islands},
    {"gtft-members", "gtft", "", decide_members},
    {"gtft-strikes", "gtft", "", decide_strikes},
    {"trusted", "trusted", "", NULL},
    {"gtft-best-shot", "gtft", "kappa = -0.5, aggregation = 0.5, ", NULL},
    {"gtft-weakest-link", "gtft", "kappa = 0.5, aggregation = -0.5, ", NULL},
    {"gtft-buy-all", "gtft", "", decide_buy_all},
};
enum { REFERENCE_CASES = sizeof reference_cases / sizeof *reference_cases };

static inline pl_status case_bots(pl_policy_table *table, const pl_scenario *scenario, const reference_case *c,
                                  pl_error *error) {
  static const char *const mixed[] = {"always", "never", "tft", "gtft", "grim", "pavlov", "threshold"};
  pl_policy_table_init(table, scenario);
  if (c->bots) return pl_policy_table_parse(table, scenario, c->bots, error);
  for (int s = 0; s < scenario->state_count; s++) table->of[s] = (int16_t)pl_policy_find(mixed[s % 7]);
  return PL_OK;
}

/* Plays the next round of a case: the bots first, then what the case adds; the last word counts. */
static inline pl_status case_round(pl_session *session, const reference_case *c, const pl_policy_table *table,
                                   pl_brief_room *room, pl_error *error) {
  const int round = pl_session_rounds_done(session);
  pl_status status = pl_session_open_round(session, error);
  if (status == PL_OK) status = pl_policy_play(session, table, room, error);
  if (status == PL_OK && c->decide) status = c->decide(session, round, error);
  return status == PL_OK ? pl_session_resolve_round(session, error) : status;
}

#endif
