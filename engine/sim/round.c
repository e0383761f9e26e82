/* One round, in the order of model §5, and one tick, in the order of §6.
 *
 * This file decides nothing: it gathers the sealed decisions into orders, calls the parts in their order and keeps the
 * list of incidents that are not over. Read it first to see what happens when. */
#include "world_internal.h"

#include <stdlib.h>
#include <string.h>

/* ---- decisions become orders ---- */
static void take_round_order(round_orders *orders, const pl_decision *d) {
  const uint64_t target = UINT64_C(1) << (d->target & 63);
  switch ((pl_action)d->action) {
    case PL_ACTION_BUY: orders->buy = true; break;
    case PL_ACTION_STRIKE: orders->strike |= target; break;
    case PL_ACTION_TAKEDOWN: orders->takedown |= target; break;
    case PL_ACTION_LEAVE: orders->leave |= target; break;
    case PL_ACTION_JOIN: orders->join |= target; break;
    case PL_ACTION_VOTE: /* the last ballot counts */
      orders->votes_yes &= ~target;
      orders->votes_no &= ~target;
      orders->votes_abstain &= ~target;
      if (d->option == PL_BALLOT_YES) orders->votes_yes |= target;
      else if (d->option == PL_BALLOT_NO) orders->votes_no |= target;
      else orders->votes_abstain |= target;
      break;
    case PL_ACTION_POSTURE: case PL_ACTION_SPLIT: case PL_ACTION_PUBLISH: case PL_ACTION_ONWARD:
    case PL_ACTION_CONSENT: case PL_ACTION_RELAY: case PL_ACTION_HOLD: case PL_ACTION_TEAR: case PL_ACTION_SHARE:
    case PL_ACTION_SHARE_FORUM: case PL_ACTION_SHARE_PUBLIC: case PL_ACTION_WITHHOLD: case PL_ACTION_RELEASE:
    case PL_ACTION_ANSWER: case PL_ACTIONS: break;
  }
}

static void gather(pl_world *w, const pl_decision *decisions, size_t count) {
  const size_t n = (size_t)w->n;
  memset(w->room.orders, 0, n * sizeof *w->room.orders);
  memset(w->room.gave, 0, n * sizeof *w->room.gave);
  memset(w->room.breach, 0, n * sizeof *w->room.breach);
  memset(w->room.applicants, 0, sizeof w->room.applicants);
  memset(w->room.takedown_paid, 0, sizeof w->room.takedown_paid);
  w->room.takedowns = 0;
  for (size_t s = 0; s < n; s++) {
    w->room.loss_before[s] = w->state[s].loss;
    w->room.election_loss[s] = 0;
  }
  for (size_t i = 0; i < count; i++) {
    const pl_decision *d = &decisions[i];
    if (d->seat >= n || d->action >= PL_ACTIONS) continue;
    pl_seat_orders_take(&w->state[d->seat].orders, d);
    take_round_order(&w->room.orders[d->seat], d);
  }
}

static void resolve_postures(pl_world *w) {
  for (int s = 0; s < w->n; s++)
    w->state[s].posture = pl_world_resolve_audience(w, s, &w->state[s].orders.posture);
}

static void decide_items(pl_world *w, const pl_decision *decisions, size_t count) {
  for (size_t i = 0; i < count; i++) {
    const bool is_about_item = decisions[i].action >= PL_ACTION_SHARE && decisions[i].action <= PL_ACTION_RELEASE;
    if (is_about_item && decisions[i].seat < w->n) pl_item_decide(w, &decisions[i]);
  }
}

/* ---- one incident within a tick ---- */
typedef struct witness { /* what the outbreak's host needs to know */
  pl_world *world;
  int incident;
  bool has_trace; /* the infections of this tick were traced */
} witness;

/* The first infection of a tick asks for all. */
static uint16_t source_of(witness *seen, uint32_t organisation) {
  pl_world *w = seen->world;
  if (!seen->has_trace && !pl_outbreak_trace(w->incident[seen->incident]->outbreak, organisation, &w->trace))
    w->out_of_memory = true;
  seen->has_trace = true;
  return pl_trace_source(&w->trace, organisation);
}

static void record_move(witness *seen, uint32_t organisation, int state, char status) {
  pl_world *w = seen->world;
  if (!pl_is_recording(w)) return;
  static const struct { char status; pl_event_kind kind; } kind[] = {
      {'L', PL_EVENT_LATENT}, {'I', PL_EVENT_INFECTIOUS}, {'C', PL_EVENT_CONTAINED}, {'R', PL_EVENT_RECOVERED}};
  for (size_t i = 0; i < sizeof kind / sizeof *kind; i++) {
    if (kind[i].status != status) continue;
    pl_event event = pl_event_now(w, kind[i].kind);
    event.state = (uint16_t)state;
    event.iid = w->incident[seen->incident]->iid;
    event.organisation = organisation;
    if (status == 'L') event.other = source_of(seen, organisation);
    if (status == 'C' || status == 'R') event.seen_by = pl_seen_by(state); /* L and I: nobody knows yet */
    pl_record(w, &event);
  }
}

static void detect(pl_world *w, int index, int state) {
  pl_incident *incident = w->incident[index];
  const bool is_first = incident->first_detection < 0;
  if (is_first) {
    incident->first_detection = w->now;
    incident->first_detector = (uint16_t)state;
  }
  pl_item_born(w, index, state, -1, incident->label);
  if (is_first) pl_share_vendors(w, index);
}

static void organisation_moved(void *context, uint32_t organisation, int state, char status) {
  witness *seen = context;
  pl_world *w = seen->world;
  pl_incident *incident = w->incident[seen->incident];
  record_move(seen, organisation, state, status);
  if (status == 'L') {
    incident->hit[state]++;
    incident->infections++;
    w->state[state].hit_total++;
  } else if (status == 'I') {
    w->state[state].hit_now++;
  } else if (status == 'C') {
    detect(w, seen->incident, state);
  } else {
    w->state[state].hit_now--;
  }
}

static pl_q16 recovery_aid(void *context, int state) {
  const pl_world *w = ((const witness *)context)->world;
  const pl_state *s = &w->state[state];
  return clampq(mul(w->p->recS, s->level[PL_STRENGTHEN]) + mul(w->p->aid, s->standing));
}

/* Moves the damage up to `age` from the outbreak to the states that bear it. */
static void settle(pl_world *w, pl_incident *incident, pl_tick age) {
  int64_t damage[PL_MAX_STATES] = {0};
  pl_outbreak_settle(incident->outbreak, age, damage);
  for (int s = 0; s < w->n; s++) {
    w->state[s].loss += damage[s];
    incident->damage += damage[s];
    if (incident->family == PL_ELECTION) w->room.election_loss[s] += damage[s];
  }
}

static void record_phase(pl_world *w, const pl_incident *incident, pl_event_kind kind) {
  if (!pl_is_recording(w)) return;
  pl_event event = pl_event_now(w, kind);
  event.iid = incident->iid;
  event.adversary = incident->adversary;
  pl_record(w, &event); /* control only: states learn by detecting or by being told */
}

/* Whether the incident is still going on after this tick. */
static bool tick_incident(pl_world *w, int index) {
  pl_incident *incident = w->incident[index];
  const pl_tick age = w->now - incident->launch;
  if (age < 0) return true;
  if (age >= w->p->life && pl_outbreak_is_quiet(incident->outbreak)) {
    settle(w, incident, age);
    pl_outbreak_free(incident->outbreak);
    incident->outbreak = NULL;
    incident->phase = PL_PHASE_ENDED;
    incident->sealed = pl_incident_digest(incident, w->n);
    record_phase(w, incident, PL_EVENT_ENDED);
    return false;
  }
  witness seen = {.world = w, .incident = index};
  const pl_outbreak_host host = {&seen, organisation_moved, recovery_aid};
  if (!pl_outbreak_tick(incident->outbreak, age, &host)) w->out_of_memory = true;
  return true;
}

/* Incidents of this tick begin before anything else, so that intel born with them can be shared at once. */
static void wake(pl_world *w) {
  for (int i = 0; i < w->active_count; i++) {
    pl_incident *incident = w->incident[w->active[i]];
    if (incident->phase != PL_PHASE_SLEEPING || w->now < incident->launch) continue;
    incident->phase = PL_PHASE_ACTIVE;
    record_phase(w, incident, PL_EVENT_LAUNCHED);
  }
}

static void tick(pl_world *w) {
  wake(w);
  pl_story_tick(w);
  pl_share_deliver(w);
  int kept = 0;
  for (int i = 0; i < w->active_count; i++) {
    const int index = w->active[i];
    if (tick_incident(w, index)) w->active[kept++] = index;
  }
  w->active_count = kept;
  for (int s = 0; s < w->n; s++) {
    if (w->state[s].hit_now > w->state[s].hit_peak) w->state[s].hit_peak = w->state[s].hit_now;
    if (w->counts) w->counts[w->now * w->n + s] = w->state[s].hit_now;
  }
  w->now++;
}

static void settle_all(pl_world *w) {
  for (int i = 0; i < w->active_count; i++) {
    pl_incident *incident = w->incident[w->active[i]];
    settle(w, incident, w->now - 1 - incident->launch);
  }
}

/* ---- the round ---- */
static pl_status out_of_memory(pl_error *error) {
  return pl_error_set(error, PL_NO_MEMORY, "the round ran out of memory; use a smaller map or close other programs");
}

static pl_status run_round(pl_world *w, const pl_decision *decisions, size_t count, bool *accepted, pl_error *error) {
  gather(w, decisions, count);
  pl_members_resolve(w);
  pl_money_resolve(w, decisions, count, accepted);
  const pl_status status = pl_story_effects(w, decisions, count, accepted, error);
  if (status != PL_OK) return status;
  pl_levels_update(w);
  if (!pl_launch_round(w)) return out_of_memory(error);
  resolve_postures(w);
  decide_items(w, decisions, count);
  pl_share_supposed(w);
  pl_share_flush(w);
  for (int t = 0; t < PL_TICKS_PER_ROUND && !w->out_of_memory; t++) tick(w);
  settle_all(w);
  pl_aftermath(w);
  const pl_status closed = pl_story_close_round(w, error);
  if (closed != PL_OK) return closed;
  w->round++;
  return w->out_of_memory ? out_of_memory(error) : PL_OK;
}

static pl_status take_turn(pl_world *w, world_stage expected, const char *call, pl_error *error) {
  if (w->stage == expected && !pl_world_is_over(w)) return PL_OK;
  return pl_error_set(error, PL_BUG, "%s called out of turn (round %d)", call, w->round + 1);
}

pl_status pl_world_open_round(pl_world *w, pl_error *error) {
  pl_status status = take_turn(w, STAGE_BETWEEN, "pl_world_open_round", error);
  if (status != PL_OK) return status;
  if (pl_is_recording(w)) {
    pl_event event = pl_event_now(w, PL_EVENT_ROUND);
    event.is_public = true;
    pl_record(w, &event);
  }
  status = pl_story_open_round(w, error);
  if (status == PL_OK && w->out_of_memory) status = out_of_memory(error);
  w->stage = status == PL_OK ? STAGE_OPEN : STAGE_BROKEN;
  return status;
}

pl_status pl_world_resolve(pl_world *w, const pl_decision *decisions, size_t count, pl_error *error) {
  pl_status status = take_turn(w, STAGE_OPEN, "pl_world_resolve", error);
  if (status != PL_OK) return status;
  bool *accepted = calloc(count + 1, sizeof *accepted);
  status = accepted ? run_round(w, decisions, count, accepted, error) : out_of_memory(error);
  free(accepted);
  w->stage = status == PL_OK ? STAGE_BETWEEN : STAGE_BROKEN;
  return status;
}
