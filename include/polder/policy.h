/* Policies: bots. A brief in, decisions out, through the same door as everybody (model §9). */
#ifndef POLDER_POLICY_H
#define POLDER_POLICY_H

#include <polder/brief.h>
#include <polder/session.h>

typedef struct pl_policy_row {
  const char *name;    /* "gtft" */
  const char *title;   /* "generous tit for tat"; English, as the next: translated where they are shown */
  const char *explain; /* one sentence */
  unsigned parts;      /* PL_BRIEF_… it reads */
  bool is_omniscient;  /* looks at the true world (greedy only) */
} pl_policy_row;

/* The built-in policies. Constant. */
const pl_policy_row *pl_policy_rows(size_t *count);
/* The index of a built-in policy, or −1. */
int pl_policy_find(const char *name);

/* The posture a built-in policy chooses; a pure function of the brief. Not for omniscient ones. */
pl_state_set pl_policy_posture(int policy, const pl_brief *brief);

/* Who plays each bot seat: built-in index, or −1 − i for the scenario's Lua bot i. */
typedef struct pl_policy_table {
  int16_t of[PL_MAX_STATES];
} pl_policy_table;
/* What the scenario declares. */
void pl_policy_table_init(pl_policy_table *table, const pl_scenario *scenario);
/* "tft" for every seat, or "NLD=never,DEU=tft"; several calls add up. PL_USAGE names what is unknown and what
 * is known. */
pl_status pl_policy_table_parse(pl_policy_table *table, const pl_scenario *scenario, const char *text, pl_error *error);

/* Who plays the seats of this session, as it remembers them (pl_session_player). PL_BAD_INPUT: somebody unknown. */
pl_status pl_policy_table_take(pl_policy_table *table, const pl_session *session, pl_error *error);

/* Lets every seat that no person plays decide in the open round, in seat order. Bots answer injects with the default
 * option, vote by trust, and leave alone what an order of this round, or control, decided for them. `room` is
 * scratch. */
pl_status pl_policy_play(pl_session *session, const pl_policy_table *table, pl_brief_room *room, pl_error *error);
/* The same with room of its own, as pl_bots.decide asks for it (what_if.h): `table` is a pl_policy_table. */
pl_status pl_policy_decide(const void *table, pl_session *session, pl_error *error);

#endif
