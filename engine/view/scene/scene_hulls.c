/* Hulls: a forum on the network is a line round its members.
 *
 * The hull of discs and the labels below them is found direction by direction: of everything inside, the point that
 * lies farthest that way is on the hull. With as many directions as a hull may have points it comes out closed, convex
 * and rounded by itself. Forums with the same members would lie on each other, so a smaller one keeps nearer to its
 * members than a larger one. */
#include "scene_internal.h"

#include <math.h>

#define FULL_TURN 6.28318531f
#define MARGIN 12.0f
#define APART 9.0f      /* between nested hulls */
#define OTHERS 0.3f

typedef struct rim { /* something round that a hull goes about */
  pl_point at;
  float radius;
} rim;

enum { MOST_RIMS = 3 * PL_MAX_STATES };

static int add_label_rims(const pl_scene_work *work, int state, rim *rims, int count) {
  for (int i = 0; i < work->scene->label_count; i++) {
    const pl_scene_label *label = &work->scene->label[i];
    if (label->kind != PL_LABEL_STATE || label->index != state) continue;
    const float right = label->rect.x + label->rect.w, foot = label->rect.y + label->rect.h * 0.8f;
    rims[count++] = (rim){{label->rect.x, foot}, 0};
    rims[count++] = (rim){{right, foot}, 0};
    return count;
  }
  return count;
}

static int collect(const pl_scene_work *work, int forum, rim rims[MOST_RIMS]) {
  int count = 0;
  for (int i = 0; i < work->scene->state_count; i++) {
    const pl_scene_state *disc = &work->scene->state[i];
    if (!pl_set_has(&work->moment->members[forum], disc->state)) continue;
    rims[count++] = (rim){disc->at, disc->radius + PL_RIM};
    count = add_label_rims(work, disc->state, rims, count);
  }
  return count;
}

static void wrap(const rim *rims, int count, float margin, pl_hull *hull) {
  for (int k = 0; k < PL_HULL_POINTS; k++) {
    const float angle = FULL_TURN * (float)k / PL_HULL_POINTS, x = cosf(angle), y = sinf(angle);
    float farthest = -INFINITY;
    int best = 0;
    for (int i = 0; i < count; i++) {
      const float reach = rims[i].at.x * x + rims[i].at.y * y + rims[i].radius;
      if (reach <= farthest) continue;
      farthest = reach;
      best = i;
    }
    const float radius = rims[best].radius + margin;
    hull->point[k] = (pl_point){rims[best].at.x + radius * x, rims[best].at.y + radius * y};
  }
  hull->count = PL_HULL_POINTS;
}

/* How many drawn forums have fewer members, or as many and come before. */
static int rank_of(const pl_scene_work *work, int forum) {
  const int size = pl_set_count(&work->moment->members[forum]);
  int rank = 0;
  for (int f = 0; f < work->forums; f++) {
    const int other = pl_set_count(&work->moment->members[f]);
    rank += pl_scene_is_drawn(work, f) && (other < size || (other == size && f < forum));
  }
  return rank;
}

static float opacity_of(const pl_scene_work *work, int forum) {
  const pl_scene_view *view = work->view;
  const bool is_isolated = pl_scene_is_isolating(work) &&
                           !pl_set_has(&work->moment->members[forum], (unsigned)view->isolated);
  const bool is_lowered = view->lifted_forum >= 0 && view->lifted_forum < work->forums && view->lifted_forum != forum;
  return work->hulls * (is_isolated || is_lowered ? OTHERS : 1);
}

void pl_scene_put_hulls(pl_scene_work *work) {
  rim rims[MOST_RIMS];
  for (int f = 0; f < work->forums && work->hulls > 0; f++) {
    if (!pl_scene_is_drawn(work, f)) continue;
    const int count = collect(work, f, rims);
    pl_hull *hull = count ? PL_SCENE_ADD(work, hull) : NULL;
    if (!hull) continue;
    hull->forum = (uint16_t)f;
    hull->opacity = opacity_of(work, f);
    wrap(rims, count, MARGIN + APART * (float)rank_of(work, f), hull);
  }
}
