/* Ties: threads to hubs, cut threads, alliances, dependencies, trust.
 *
 * Threads belong to the map: on the way to the network they fade as hulls take their place. A forum that was left in
 * the round that is passing shows as a cut thread on both. Dependencies are drawn while they carry an incident,
 * everything else between two states only for whom one looks at, unless it is asked for. */
#include "scene_internal.h"

#include <math.h>

#define THREAD_WIDTH 2.8f
#define THREAD_OPACITY 0.62f
#define CROWDED_OPACITY 0.2f  /* threads that carry nothing, where there are too many to follow one */
#define STILL_WIDTH 6.0f      /* of what carries something, when nothing travels */
#define CARRYING_MAP 2.6f
#define CARRYING_NETWORK 4.0f
#define HOVER_WIDTH 1.5f
#define ALLIANCE_OPACITY 0.55f
#define TRUST_OPACITY 0.6f
#define TRUST_ASIDE 0.05f     /* so that trust and its return do not lie on each other */
#define OTHERS 0.3f
#define LIFTED_OPACITY 0.95f
enum { MOST_SUPPLIERS = 5, ALL_SUPPLIERS = 2, CROWDED = 60 };

static bool is_looked_at(const pl_scene_work *work, int state) {
  const pl_scene_view *view = work->view;
  return state == view->hovered || state == view->selected || state == view->isolated;
}

static float isolation(const pl_scene_work *work, int a, int b) {
  const int isolated = work->view->isolated;
  return !pl_scene_is_isolating(work) || a == isolated || b == isolated ? 1 : OTHERS;
}

/* A tie from node `a` to node `b`; NULL: it can't be drawn. */
static pl_tie *add_tie(pl_scene_work *work, pl_tie_kind kind, int a, int b, float aside) {
  pl_curve curve;
  if (!pl_scene_curve(work, a, b, aside, &curve)) return NULL;
  pl_tie *tie = PL_SCENE_ADD(work, tie);
  if (!tie) return NULL;
  const bool is_to_hub = b >= work->states;
  *tie = (pl_tie){.kind = kind, .from = curve.from, .bend = curve.bend, .to = curve.to, .state = (uint16_t)a,
                  .other = is_to_hub ? PL_NONE : (uint16_t)b,
                  .forum = is_to_hub ? (uint16_t)(b - work->states) : PL_NONE, .opacity = 1};
  return tie;
}

/* ---- forums ---- */

static void add_thread(pl_scene_work *work, int state, int forum) {
  const int lifted = work->view->lifted_forum;
  const bool is_lowered = lifted >= 0 && lifted < work->forums && lifted != forum;
  pl_tie *tie = add_tie(work, PL_TIE_THREAD, state, work->states + forum, 0);
  if (!tie) return;
  tie->is_carrying = pl_set_has(&work->memory->carrying[forum], (unsigned)state);
  tie->width = tie->is_carrying && work->view->is_still ? STILL_WIDTH : THREAD_WIDTH;
  const float quiet = work->states > CROWDED && work->view->hovered != state ? CROWDED_OPACITY : THREAD_OPACITY;
  const float own = lifted == forum ? LIFTED_OPACITY : tie->is_carrying ? fminf(LIFTED_OPACITY, 1.5f * quiet) : quiet;
  tie->opacity = own * work->threads * isolation(work, state, -1) * (is_lowered ? OTHERS : 1);
}

/* One thread for each disc, though it stands for several members. */
static void add_threads(pl_scene_work *work, int forum) {
  const pl_state_set *members = &work->moment->members[forum];
  pl_state_set done = {{0}};
  for (int s = pl_set_next(members, 0); s >= 0 && s < work->states; s = pl_set_next(members, s + 1)) {
    const unsigned disc = (unsigned)work->memory->disc_of[s];
    if (pl_set_has(&done, disc)) continue;
    pl_set_add(&done, disc);
    add_thread(work, s, forum);
  }
}

static void add_cuts(pl_scene_work *work) {
  size_t count;
  const pl_leaving *leaving = pl_timeline_leavings(work->timeline, &count);
  for (size_t i = count; i-- && leaving[i].tick >= work->round * PL_TICKS_PER_ROUND;) {
    const double passed = work->view->tick - leaving[i].tick;
    const int state = leaving[i].state, forum = leaving[i].forum;
    if (passed <= 0 || !pl_scene_is_drawn(work, forum)) continue;
    if (pl_set_has(&work->moment->members[forum], (unsigned)state)) continue; /* it is back */
    pl_tie *tie = add_tie(work, PL_TIE_CUT, state, work->states + forum, 0);
    if (!tie) continue;
    tie->width = THREAD_WIDTH;
    tie->opacity = isolation(work, state, -1);
    tie->gap = work->view->is_still ? 1 : pl_ease_out((float)passed * work->view->seconds_per_tick / PL_TIME_CUT);
  }
}

/* ---- between two states ---- */

/* A treaty of their own, not one that comes with an alliance's forum: its hull or hub says so already. */
static bool is_treaty(const pl_scene_work *work, int a, int b) {
  const pl_scenario *scenario = work->history->scenario;
  for (int f = 0; f < work->forums; f++) {
    const pl_state_set *members = &work->moment->members[f];
    if (scenario->forums[f].kind == PL_FORUM_ALLIANCE && pl_scene_is_drawn(work, f) &&
        pl_set_has(members, (unsigned)a) && pl_set_has(members, (unsigned)b))
      return false;
  }
  return true;
}

static void add_alliances(pl_scene_work *work) {
  if (!work->relations || !work->relations->allies) return;
  for (int s = 0; s < work->states; s++) {
    const pl_state_set *allies = &work->relations->allies[s];
    for (int t = pl_set_next(allies, s + 1); t >= 0 && t < work->states; t = pl_set_next(allies, t + 1)) {
      const bool is_asked = work->view->has_alliances && is_treaty(work, s, t);
      if (!is_asked && !is_looked_at(work, s) && !is_looked_at(work, t)) continue;
      pl_tie *tie = add_tie(work, PL_TIE_ALLIANCE, s, t, 0);
      if (!tie) continue;
      tie->width = CARRYING_NETWORK;
      tie->opacity = ALLIANCE_OPACITY * isolation(work, s, t);
    }
  }
}

static void add_dependency(pl_scene_work *work, int supplier, int customer) {
  pl_tie *tie = add_tie(work, PL_TIE_DEPENDENCY, supplier, customer, 0);
  if (!tie) return;
  tie->width = HOVER_WIDTH;
  tie->opacity = isolation(work, supplier, customer);
}

/* Those on whom a state depends most: at most `most` of them. */
static void add_suppliers(pl_scene_work *work, int customer, int most) {
  const int64_t *weight = work->history->dependency + (size_t)customer * (size_t)work->states;
  pl_state_set done = {{0}};
  pl_set_add(&done, (unsigned)customer);
  for (int i = 0; i < most; i++) {
    int best = -1;
    for (int s = 0; s < work->states; s++)
      if (!pl_set_has(&done, (unsigned)s) && weight[s] > 0 && (best < 0 || weight[s] > weight[best])) best = s;
    if (best < 0) return;
    pl_set_add(&done, (unsigned)best);
    add_dependency(work, best, customer);
  }
}

static void add_dependencies(pl_scene_work *work) {
  if (!work->history->dependency) return;
  for (int s = 0; s < work->states; s++) {
    if (is_looked_at(work, s))
      add_suppliers(work, s, MOST_SUPPLIERS);
    else if (work->view->has_dependencies)
      add_suppliers(work, s, ALL_SUPPLIERS);
  }
}

static float trust_width(const pl_scene_work *work, int of, int in) {
  const size_t at = (size_t)of * (size_t)work->states + (size_t)in;
  const pl_relations *relations = work->relations;
  if (relations->trust && relations->trust[at] >= 0) return 1 + 4 * (float)relations->trust[at] / PL_ONE;
  return relations->trust_step && relations->trust_step[at] ? (float)relations->trust_step[at] : 0;
}

static void add_trust_of(pl_scene_work *work, int state) {
  for (int t = 0; t < work->states; t++) {
    const float width = t == state ? 0 : trust_width(work, state, t);
    pl_tie *tie = width > 0 ? add_tie(work, PL_TIE_TRUST, state, t, TRUST_ASIDE) : NULL;
    if (!tie) continue;
    tie->width = width;
    tie->opacity = TRUST_OPACITY * isolation(work, state, t);
  }
}

static void add_trust(pl_scene_work *work) {
  if (!work->relations || work->view->is_public || work->states > CROWDED) return;
  for (int s = 0; s < work->states; s++)
    if (s == work->view->hovered || work->view->has_trust) add_trust_of(work, s);
}

/* ---- what is on its way ---- */

/* A dependency appears as its incident sets out. */
static float arriving(float progress) { return progress * 6 < 1 ? progress * 6 : 1; }

static void add_carriers(pl_scene_work *work, const pl_seen_flows *seen) {
  for (int i = 0; i < seen->count; i++) {
    const pl_flow *flow = seen->row[i].flow;
    const bool is_incident = flow->kind == PL_FLOW_INCIDENT;
    const bool is_by_threads = pl_scene_is_drawn(work, flow->forum) && work->hulls <= 0;
    if (flow->kind == PL_FLOW_PUBLISHED || flow->from >= work->states || is_by_threads) continue;
    pl_tie *tie = add_tie(work, is_incident ? PL_TIE_DEPENDENCY : PL_TIE_THREAD, flow->from, flow->to, 0);
    if (!tie) continue;
    const float width = pl_mix(CARRYING_MAP, CARRYING_NETWORK, work->travel);
    tie->is_carrying = true;
    tie->forum = flow->forum;
    tie->width = work->view->is_still ? STILL_WIDTH : width;
    tie->opacity = pl_mix(0.62f, 0.8f, work->travel) * arriving(seen->row[i].progress) *
                   isolation(work, flow->from, flow->to);
    if (!is_incident && pl_scene_is_drawn(work, flow->forum)) tie->opacity *= work->hulls;
  }
}

void pl_scene_put_ties(pl_scene_work *work) {
  add_alliances(work);
  add_dependencies(work);
  add_carriers(work, &work->incidents);
  add_trust(work);
  for (int f = 0; f < work->forums && work->threads > 0; f++)
    if (pl_scene_is_drawn(work, f)) add_threads(work, f);
  add_carriers(work, &work->shared);
  add_cuts(work);
}
