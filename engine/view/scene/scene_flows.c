/* What is on its way at the moment, of all flows of an exercise.
 *
 * A flow is seen for as long as its pulse takes (theme.h), and then it arrives: an incident in the tick of the
 * infection, intelligence when it arrives, or, if it was in time, before the incident that it warns of sets out. At
 * fast playback a pulse gets more ticks, so that it can be seen at all. Without travel a flow is seen all day.
 *
 * There may be a hundred thousand of them in a round with 200 states. One pass over those near the moment keeps the few
 * that come first in rank; a flow keeps its rank while it is on its way, so pulses do not come and go. */
#include "scene_internal.h"

#include <math.h>
#include <string.h>

/* How long pulses travel, in ticks. */
typedef struct travel {
  double shared, incident;
} travel;

static double between(double value, double least, double most) {
  return value < least ? least : value > most ? most : value;
}

static travel travel_of(const pl_scene_view *view) {
  const double second = view->seconds_per_tick > 0 ? 1 / (double)view->seconds_per_tick : 4;
  return (travel){between((double)PL_TIME_SHARE * second, 0.5, PL_TICKS_PER_DAY),
                between((double)PL_TIME_INCIDENT * second, 0.75, 1.5 * PL_TICKS_PER_DAY)};
}

/* From when until when a flow is under way, in ticks. */
typedef struct span {
  double from, to;
} span;

static span span_of(const pl_flow *flow, const travel *pace) {
  const double end = flow->end, start = flow->start;
  if (flow->kind == PL_FLOW_PUBLISHED) return (span){end, end + pace->shared};
  if (flow->kind == PL_FLOW_INCIDENT) {
    const double round = flow->end / PL_TICKS_PER_ROUND * PL_TICKS_PER_ROUND, from = fmax(end - pace->incident, round);
    return (span){from, fmax(end, from + fmin(pace->incident, 2))};
  }
  const bool warns = flow->was_in_time && flow->hit >= 0;
  const double to = warns ? fmin(end, flow->hit - pace->incident) : end, from = fmax(to - pace->shared, start);
  return (span){from, fmax(to, from + fmin(pace->shared, 1))};
}

/* Whether it is under way, and how far. */
static bool is_seen(const pl_scene_view *view, const pl_flow *flow, const travel *pace, float *progress) {
  if (view->is_still) {
    *progress = 0.5f;
    return flow->end / PL_TICKS_PER_DAY == (pl_tick)view->tick / PL_TICKS_PER_DAY;
  }
  const span s = span_of(flow, pace);
  if (view->tick <= s.from || view->tick >= s.to) return false;
  *progress = (float)((view->tick - s.from) / (s.to - s.from));
  return true;
}

/* The lower the earlier: what concerns everybody, then many in one, then between states. */
static uint32_t rank_of(const pl_flow *flow) {
  const uint32_t few = flow->count < 200 ? 200 - (uint32_t)flow->count : 0;
  if (flow->kind == PL_FLOW_PUBLISHED) return 0;
  return (flow->from == PL_NONE ? 512u : 256u) + few;
}

/* Below the others of its rank, as it came later. */
static void keep(pl_seen_flows *seen, const pl_seen_flow *flow) {
  if (seen->count == PL_PULSES && flow->rank >= seen->row[PL_PULSES - 1].rank) {
    seen->others += flow->count;
    return;
  }
  if (seen->count == PL_PULSES) seen->others += seen->row[--seen->count].count;
  int at = seen->count++;
  for (; at > 0 && seen->row[at - 1].rank > flow->rank; at--) seen->row[at] = seen->row[at - 1];
  seen->row[at] = *flow;
}

/* On the map, what leaves for several members through one hub is one until it is there. */
static bool is_one_with(const pl_scene_work *work, const pl_seen_flow *last, const pl_flow *flow, float progress) {
  return work->travel < 0.5f && !work->view->is_still && last->flow && last->flow->kind == PL_FLOW_SHARED &&
         flow->kind == PL_FLOW_SHARED && flow->forum != PL_NONE && last->flow->forum == flow->forum &&
         last->flow->from == flow->from && last->progress == progress && pl_ease_out(progress) < 0.5f;
}

static void note_carrying(pl_scene_work *work, const pl_flow *flow) {
  if (flow->kind != PL_FLOW_SHARED || !pl_scene_is_drawn(work, flow->forum)) return;
  pl_set_add(&work->memory->carrying[flow->forum], flow->from);
  pl_set_add(&work->memory->carrying[flow->forum], flow->to);
}

/* Both ends in one disc: nothing to be seen. */
static bool is_within(const pl_scene_work *work, const pl_flow *flow) {
  return flow->from < work->states && flow->to < work->states &&
         work->memory->disc_of[flow->from] == work->memory->disc_of[flow->to];
}

/* So many of each kind as are fair: neither crowds the other out. */
static void share_out(pl_seen_flows *a, pl_seen_flows *b) {
  int most_a = PL_PULSES - b->count, most_b = PL_PULSES - a->count;
  if (most_a < PL_PULSES / 2) most_a = PL_PULSES / 2;
  if (most_b < PL_PULSES / 2) most_b = PL_PULSES / 2;
  while (a->count > most_a) a->others += a->row[--a->count].count;
  while (b->count > most_b) b->others += b->row[--b->count].count;
  if (a->count) a->row[a->count - 1].count += a->others;
  if (b->count) b->row[b->count - 1].count += b->others;
}

void pl_scene_find_flows(pl_scene_work *work) {
  const pl_scene_view *view = work->view;
  const travel pace = travel_of(view);
  const double until = view->is_still ? view->tick + PL_TICKS_PER_DAY : view->tick + 2 * pace.incident + pace.shared;
  const pl_tick from = (pl_tick)(view->tick - PL_TICKS_PER_DAY);
  size_t count;
  const pl_flow *flow = pl_timeline_flows(work->timeline, &count);
  pl_seen_flow held = {.flow = NULL};
  memset(work->memory->carrying, 0, (size_t)work->forums * sizeof *work->memory->carrying);
  for (size_t i = pl_timeline_first_flow(work->timeline, from); i < count && flow[i].end <= until; i++) {
    float progress;
    if (!is_seen(view, &flow[i], &pace, &progress) || is_within(work, &flow[i])) continue;
    note_carrying(work, &flow[i]);
    if (is_one_with(work, &held, &flow[i], progress)) {
      held.count += flow[i].count;
      continue;
    }
    if (held.flow) keep(held.flow->kind == PL_FLOW_INCIDENT ? &work->incidents : &work->shared, &held);
    held = (pl_seen_flow){&flow[i], progress, flow[i].count, rank_of(&flow[i])};
  }
  if (held.flow) keep(held.flow->kind == PL_FLOW_INCIDENT ? &work->incidents : &work->shared, &held);
  share_out(&work->shared, &work->incidents);
}
