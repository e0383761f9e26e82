/* Records: what the fields of a constructor are read into, before they are compiled.
 *
 * Most are the spec of scenario.h with a few values beside it that only matter while compiling. The schema's
 * offsets point into these. */
#ifndef POLDER_SCRIPT_RECORDS_H
#define POLDER_SCRIPT_RECORDS_H

#include "schema.h"

typedef enum pl_random_incidents {
  PL_RANDOM_BOTH,
  PL_RANDOM_CRIMINAL,
  PL_RANDOM_STATE,
  PL_RANDOM_NONE
} pl_random_incidents;

typedef struct pl_scenario_record {
  pl_scenario spec;
  int32_t organisations; /* per state, unless it says otherwise */
  pl_random_incidents random;
  pl_q16 kappa, aggregation;
} pl_scenario_record;

typedef struct pl_state_record {
  pl_state_spec spec;
  pl_q16 stock[PL_TRACKS]; /* multiples of the budget; −1: the usual */
} pl_state_record;

typedef struct pl_link_record {
  int kind; /* 0 dependency, 1 alliance */
  pl_q16 strength;
} pl_link_record;

typedef struct pl_adversary_record {
  pl_adversary_spec spec;
  int kind; /* 0 criminal, 1 state */
  pl_q16 activity;
} pl_adversary_record;

typedef struct pl_order_record {
  uint16_t seat;
  int32_t round;
} pl_order_record;

typedef struct pl_option_record {
  pl_option_spec spec;
  uint16_t fires;
} pl_option_record;

typedef struct pl_inject_record {
  pl_inject_spec spec;
  pl_seat_list to;
} pl_inject_record;

typedef struct pl_objective_record {
  pl_objective_spec spec;
  pl_seat_list seats;
} pl_objective_record;

typedef struct pl_action_record {
  pl_action_spec spec;
  pl_seat_list who;
} pl_action_record;

typedef struct pl_what_if_record {
  uint16_t seat;
  int32_t round;
  pl_audience posture;
} pl_what_if_record;

/* Measures of a state with limits below and above; −1: no limit. */
enum { PL_MEASURES = 7 };
typedef struct pl_limits {
  int32_t least, most;
} pl_limits;
typedef struct pl_when_trust { uint16_t of, in; pl_limits limit; } pl_when_trust;
typedef struct pl_when_member { uint16_t state, forum; } pl_when_member;
typedef struct pl_when_shared { uint16_t state, item, with; } pl_when_shared;
typedef struct pl_when_knows { uint16_t state, incident; pl_limits limit; } pl_when_knows;
typedef struct pl_when_did { uint16_t seat, action; } pl_when_did;
typedef struct pl_condition_record {
  pl_limits round;
  uint16_t state, incident;
  pl_limits measure[PL_MEASURES]; /* hit_now, hit_peak, hit_total, loss_percent, confidence, standing, rights */
  pl_when_trust trust;
  pl_when_member member, left;
  pl_when_shared shared;
  pl_when_knows knows;
  uint16_t chosen[2];
  pl_when_did did;
} pl_condition_record;

#endif
