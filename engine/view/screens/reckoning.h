/* When all is over: the parts of its screen. */
#ifndef POLDER_VIEW_RECKONING_H
#define POLDER_VIEW_RECKONING_H

#include "app.h"

/* One's own aims and what the result is made of (reckoning_own.c). Returns the height. */
float pl_reckoning_own(pl_app *app, pl_rect area, const pl_reckoning *reckoning);
/* How every state fared, best first (reckoning_states.c). Returns the height. */
float pl_reckoning_states(pl_app *app, pl_rect area, const pl_reckoning *reckoning);

/* In tenths of a per cent of what the state had to spend in all rounds played. */
static inline int pl_tenths_of_budget(const pl_reckoning_state *state, pl_mu money) {
  return state->budget ? (int)(money * 1000 / state->budget) : 0;
}

#endif
