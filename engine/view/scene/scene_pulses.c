/* Pulses: where on its way each thing is.
 *
 * On the map what goes through a forum takes its threads, to the hub and from there on; on the network it goes
 * straight. During the passage it is somewhere between the two. An incident from outside comes in from above, a short
 * way. */
#include "scene_internal.h"

#include <math.h>

#define SHARED_SIZE 9.0f
#define SHARED_MOST 13.0f
#define INCIDENT_LARGER 1.25f
#define TAIL_STEP 0.028f   /* of the way, between two places of the tail */
#define OTHERS 0.3f
#define STILL_AT 0.5f
#define STILL_BY_HUB 0.75f /* in the middle of the receiver's thread */

/* The ways that one flow can take. */
typedef struct ways {
  pl_curve straight, to_hub, from_hub;
  bool has_straight, has_hub;
} ways;

static pl_curve from_outside(const pl_scene_work *work, int state) {
  const pl_scene_state *disc = pl_scene_disc(work, state);
  const float far = disc->radius + PL_RIM + 64;
  const pl_point from = {disc->at.x - far * 0.6f, disc->at.y - far * 0.8f};
  const pl_point to = {disc->at.x - disc->radius * 0.6f, disc->at.y - disc->radius * 0.8f};
  return (pl_curve){from, pl_point_mix(from, to, 0.5f), to};
}

static ways ways_of(pl_scene_work *work, const pl_flow *flow) {
  ways w = {.has_hub = false};
  if (flow->from >= work->states) {
    w.straight = from_outside(work, flow->to);
    w.has_straight = true;
    return w;
  }
  w.has_straight = pl_scene_curve(work, flow->from, flow->to, 0, &w.straight);
  if (!pl_scene_is_drawn(work, flow->forum)) return w;
  const int hub = work->states + flow->forum;
  pl_curve back;
  w.has_hub = pl_scene_curve(work, flow->from, hub, 0, &w.to_hub) && pl_scene_curve(work, flow->to, hub, 0, &back);
  if (w.has_hub) w.from_hub = (pl_curve){back.to, back.bend, back.from};
  return w;
}

static pl_point along(const pl_scene_work *work, const ways *w, float t) {
  const float at = t < 0 ? 0 : t > 1 ? 1 : t;
  if (!w->has_hub) return pl_curve_at(&w->straight, at);
  const pl_point by_hub = at < 0.5f ? pl_curve_at(&w->to_hub, 2 * at) : pl_curve_at(&w->from_hub, 2 * at - 1);
  return w->has_straight ? pl_point_mix(by_hub, pl_curve_at(&w->straight, at), work->travel) : by_hub;
}

static bool is_at_label(const pl_scene *scene, pl_point at, float size) {
  for (int i = 0; i < scene->label_count; i++)
    if (pl_rect_has(pl_rect_inset(scene->label[i].rect, -size), at)) return true;
  return false;
}

static float size_of(const pl_seen_flow *seen) {
  const float size = fminf(SHARED_MOST, SHARED_SIZE + log2f((float)(seen->count > 1 ? seen->count : 1)));
  return seen->flow->kind == PL_FLOW_INCIDENT ? size * INCIDENT_LARGER : size;
}

static void put_publication(pl_scene_work *work, const pl_seen_flow *seen, pl_pulse *pulse) {
  const pl_scene_state *disc = pl_scene_disc(work, seen->flow->from);
  pulse->at = disc->at;
  pulse->size = disc->radius;
  for (int i = 0; i < 6; i++) pulse->tail[i] = disc->at;
}

static void put_on_way(pl_scene_work *work, const pl_seen_flow *seen, const ways *w, pl_pulse *pulse) {
  const bool is_incident = seen->flow->kind == PL_FLOW_INCIDENT, is_still = work->view->is_still;
  const float eased = is_incident ? pl_ease_in_out(seen->progress) : pl_ease_out(seen->progress);
  const float at = !is_still ? eased : w->has_hub && work->travel < 0.5f ? STILL_BY_HUB : STILL_AT;
  pulse->at = along(work, w, at);
  pulse->size = size_of(seen);
  for (int i = 0; i < 6; i++) pulse->tail[i] = is_still ? pulse->at : along(work, w, at - TAIL_STEP * (float)(i + 1));
  pulse->is_under_label = is_at_label(work->scene, pulse->at, pulse->size);
}

static float opacity_of(const pl_scene_work *work, const pl_flow *flow) {
  const int isolated = work->view->isolated;
  return !pl_scene_is_isolating(work) || flow->from == isolated || flow->to == isolated ? 1 : OTHERS;
}

static void put(pl_scene_work *work, const pl_seen_flow *seen) {
  ways w = {.has_hub = false};
  const bool is_published = seen->flow->kind == PL_FLOW_PUBLISHED;
  if (!is_published) w = ways_of(work, seen->flow);
  if (!is_published && !w.has_straight && !w.has_hub) return;
  pl_pulse *pulse = PL_SCENE_ADD(work, pulse);
  if (!pulse) return;
  pulse->kind = seen->flow->kind;
  pulse->progress = seen->progress;
  pulse->count = seen->count;
  pulse->opacity = opacity_of(work, seen->flow);
  if (is_published)
    put_publication(work, seen, pulse);
  else
    put_on_way(work, seen, &w, pulse);
}

void pl_scene_put_pulses(pl_scene_work *work) {
  for (int i = 0; i < work->incidents.count; i++) put(work, &work->incidents.row[i]);
  for (int i = 0; i < work->shared.count; i++) put(work, &work->shared.row[i]);
}
