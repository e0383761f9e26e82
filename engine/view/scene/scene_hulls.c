/* Hulls: a forum on the network is a line round its members.
 *
 * The hull of discs and the room kept for their labels is found direction by direction: of everything inside, the point
 * that lies farthest that way is on the hull. With as many directions as a hull may have points it comes out closed,
 * convex and rounded by itself. Forums with the same members would lie on each other, so a smaller one keeps nearer to
 * its members than a larger one. */
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

/* The room that is kept for a label, not the label: a hull does not grow with a number. */
static int add_label_rims(const pl_scene_work *work, int disc, rim *rims, int count) {
  const pl_label_place *place = &work->memory->label_place[disc];
  if (place->size <= 0) return count;
  const pl_point at = work->scene->state[disc].at;
  const float left = at.x + place->x, foot = at.y + place->y + place->size;
  rims[count++] = (rim){{left, foot}, 0};
  rims[count++] = (rim){{left + place->width, foot}, 0};
  return count;
}

/* A disc that stands for several is within if one of them is a member. */
static int collect(const pl_scene_work *work, int forum, rim rims[MOST_RIMS]) {
  const pl_state_set *members = &work->moment->members[forum];
  pl_state_set done = {{0}};
  int count = 0;
  for (int s = pl_set_next(members, 0); s >= 0 && s < work->states; s = pl_set_next(members, s + 1)) {
    const int at = work->memory->disc_of[s];
    if (pl_set_has(&done, (unsigned)at)) continue;
    pl_set_add(&done, (unsigned)at);
    rims[count++] = (rim){work->scene->state[at].at, work->scene->state[at].radius + PL_RIM};
    count = add_label_rims(work, at, rims, count);
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
