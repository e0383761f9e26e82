/* What the files of this layer share. */
#ifndef POLDER_POLICY_INTERNAL_H
#define POLDER_POLICY_INTERNAL_H

#include <polder/policy.h>

/* The posture of a bot that looks ahead (greedy.c). `fixed` are its decisions that stand already; `room` is scratch. */
pl_status pl_greedy_posture(const pl_session *session, const pl_policy_table *table, int seat, const pl_decision *fixed,
                            size_t fixed_count, pl_brief_room *room, pl_state_set *posture, pl_error *error);
/* The decision that makes `posture` the seat's standing order, spelt the way a person would. */
pl_decision pl_posture_decision(const pl_scenario *scenario, int seat, pl_state_set posture);

#endif
