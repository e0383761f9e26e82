/* Figures on their way: rings and counters go to a new value in a moment instead of jumping there.
 *
 * Each state's hit and recovered organisations have a value that is shown and one that is true. When the true one
 * changes, the shown one sets off for it, at such a pace that it is there after PL_TIME_COUNTER or with the next tick,
 * whichever comes first: at high speed nothing lags behind the days. Discs that stand for several states and the sum of
 * all add up what is shown of each, so that no two figures disagree on the way. Where nothing eases (still, or after a
 * jump in time) what is shown is what is true. */
#include "scene_internal.h"

#include <math.h>

static float pace(const pl_scene_view *view) {
  const float tick = view->seconds_per_tick;
  return tick > 0 && tick < PL_TIME_COUNTER ? tick : PL_TIME_COUNTER;
}

/* Returns whether it is still on its way. */
static bool ease(pl_eased *figure, int32_t to, const pl_scene_view *view) {
  if (figure->to != to) {
    figure->to = to;
    figure->left = pace(view);
  }
  if (!view->is_easing || view->is_still || view->seconds >= figure->left) {
    figure->shown = (float)to;
    figure->left = 0;
    return false;
  }
  if (view->seconds > 0) {
    figure->shown += ((float)to - figure->shown) * view->seconds / figure->left;
    figure->left -= view->seconds;
  }
  return true;
}

void pl_scene_ease_figures(pl_scene_work *work) {
  pl_scene *scene = work->scene;
  float hit = 0, recovered = 0;
  for (int s = 0; s < work->states; s++) {
    const pl_state_moment *moment = &work->moment->state[s];
    pl_shown_figures *figures = &work->memory->figures[s];
    const bool is_hit_easing = ease(&figures->hit, moment->is_known ? moment->hit : 0, work->view);
    const bool is_recovered_easing = ease(&figures->recovered, moment->is_known ? moment->recovered : 0, work->view);
    scene->is_easing = scene->is_easing || is_hit_easing || is_recovered_easing;
    hit += figures->hit.shown;
    recovered += figures->recovered.shown;
  }
  scene->hit = scene->is_easing ? (int32_t)lroundf(hit) : work->moment->hit;
  scene->recovered = scene->is_easing ? (int32_t)lroundf(recovered) : work->moment->recovered;
}
