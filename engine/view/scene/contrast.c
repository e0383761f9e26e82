/* Two moments laid over each other.
 *
 * An organisation that was ever hit does not become clean again (timeline_steps.c), so one that is clean at a moment
 * was spared up to then. What other states told a seat is a number and no organisation, and is left out. */
#include "contrast.h"

#include <stdlib.h>
#include <string.h>

#include "timeline_internal.h"

bool pl_contrast_init(pl_contrast *contrast, const pl_history *history) {
  const size_t states = history->scenario->state_count;
  *contrast = (pl_contrast){.organisation = calloc((size_t)history->first[states] + 1, 1),
                            .state = calloc(states + 1, sizeof *contrast->state)};
  if (contrast->organisation && contrast->state) return true;
  pl_contrast_clear(contrast);
  return false;
}

void pl_contrast_clear(pl_contrast *contrast) {
  free(contrast->organisation);
  free(contrast->state);
  *contrast = (pl_contrast){.organisation = NULL};
}

static pl_contrast_mark mark_of(uint8_t played, uint8_t otherwise) {
  const bool was = played != PL_SHOWN_CLEAN, is = otherwise != PL_SHOWN_CLEAN;
  return was == is ? PL_CONTRAST_NONE : was ? PL_CONTRAST_SPARED : PL_CONTRAST_EXTRA;
}

static void compare_state(pl_contrast *contrast, const pl_timeline *t, const pl_moment *played,
                          const pl_moment *otherwise, int s) {
  pl_state_contrast *state = &contrast->state[s];
  for (uint32_t o = t->history->first[s]; o < t->history->first[s + 1]; o++) {
    const pl_contrast_mark mark = mark_of(played->condition[o], otherwise->condition[o]);
    contrast->organisation[o] = (uint8_t)mark;
    state->spared += mark == PL_CONTRAST_SPARED;
    state->extra += mark == PL_CONTRAST_EXTRA;
  }
  contrast->spared += state->spared;
  contrast->extra += state->extra;
}

void pl_contrast_compute(pl_contrast *contrast, pl_timeline *played, pl_timeline *otherwise, pl_tick tick) {
  const pl_moment *was = pl_timeline_at(played, tick), *is = pl_timeline_at(otherwise, tick);
  contrast->spared = contrast->extra = 0;
  memset(contrast->organisation, PL_CONTRAST_NONE, played->organisations);
  memset(contrast->state, 0, (size_t)played->states * sizeof *contrast->state);
  for (int s = 0; s < played->states; s++)
    if (pl_timeline_counts(played, s)) compare_state(contrast, played, was, is, s);
}
