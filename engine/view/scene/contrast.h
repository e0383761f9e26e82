/* The contrast: one exercise and the same exercise otherwise, at the same moment.
 *
 * Counted are organisations that were hit up to that moment, found or not as far as the viewer sees it, in the one
 * world and not in the other. Nothing here knows pixels. */
#ifndef POLDER_VIEW_CONTRAST_H
#define POLDER_VIEW_CONTRAST_H

#include "timeline.h"

typedef enum pl_contrast_mark {
  PL_CONTRAST_NONE,
  PL_CONTRAST_SPARED, /* hit as played only */
  PL_CONTRAST_EXTRA   /* hit otherwise only */
} pl_contrast_mark;

typedef struct pl_state_contrast {
  int32_t spared, extra; /* organisations */
} pl_state_contrast;

/* A zeroed one is valid: there is no other world. */
typedef struct pl_contrast {
  uint8_t *organisation;    /* [organisations]: pl_contrast_mark; owned, as the next */
  pl_state_contrast *state; /* [state_count]; states of whose organisations the viewer knows nothing: 0 */
  int32_t spared, extra;    /* all states */
} pl_contrast;

/* Room for histories of this scenario. False: out of memory. */
bool pl_contrast_init(pl_contrast *contrast, const pl_history *history);
void pl_contrast_clear(pl_contrast *contrast);
/* Both timelines are of the same scenario and viewer. Afterwards both are at `tick`. */
void pl_contrast_compute(pl_contrast *contrast, pl_timeline *played, pl_timeline *otherwise, pl_tick tick);

#endif
