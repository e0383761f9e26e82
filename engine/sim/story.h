/* The story from inside: shared by story.c, story_effects.c, act.c and check.c. */
#ifndef POLDER_SIM_STORY_H
#define POLDER_SIM_STORY_H

#include "world_internal.h"

/* Applies rows in order. A row that names no subject is applied to every state in `subjects`, by ascending index;
 * rows about nobody (launch, fire, set) once. */
void pl_story_apply(pl_world *w, const pl_effect *rows, size_t count, const pl_state_set *subjects);

/* Whether the scenario's code has hooks of this kind. */
static inline bool pl_story_has_hook(const pl_world *w, pl_hook kind) {
  return w->rules && w->rules->hook && (!w->rules->has || w->rules->has(w->rules->self, kind));
}
/* Runs the hooks of `call` and applies what they queued. PL_OK at once where there are none. */
pl_status pl_story_hook(pl_world *w, const pl_hook_call *call, pl_error *error);
/* The same for each of `calls`; what one queued is applied before the next runs. */
pl_status pl_story_hook_many(pl_world *w, const pl_hook_call *calls, size_t count, pl_error *error);

/* Injects that wait for this one get their round: for its firing (option PL_NONE) or for an option of it. Never
 * before round `earliest`. */
void pl_story_schedule(pl_world *w, int inject, int option, int earliest);

/* A time (calendar, after) and a condition must both have come; an inject with neither is fired by effects only. */
bool pl_story_is_due(const pl_world *w, int inject);
/* An inject that has not come yet comes now. */
void pl_story_fire(pl_world *w, int inject);

/* Whether a seat is among those who may do an action that the scenario adds. */
bool pl_story_may_do(const pl_world *w, const pl_action_spec *spec, int seat);

static inline bool pl_story_is_custom(const pl_world *w, int action) {
  return action >= PL_ACTIONS && action < w->story.action_total;
}
static inline const pl_action_spec *pl_story_custom(const pl_world *w, int action) {
  return &w->scenario->custom_actions[action - PL_ACTIONS];
}
static inline uint32_t *pl_story_done(const pl_world *w, int seat, int action) {
  return &w->story.done[(size_t)seat * (size_t)w->story.action_total + (size_t)action];
}

#endif
