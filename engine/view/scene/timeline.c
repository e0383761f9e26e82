/* A history as moments.
 *
 * Events are read once, into steps: an organisation's part in one incident became something else, a state entered or
 * left a forum. The moment is the fold of all steps before its tick. A step says what was there before it, so it can be
 * undone, and any tick is reached from any other by making or undoing what lies between:
 *
 *   steps   | … tick 26 | tick 27 | tick 27 | tick 29 … |
 *                                           ▲ `step`: those on its left are in the moment
 *
 * Invariant: an organisation's condition is the worst of its parts in all incidents, which count[] counts. What other
 * states told a seat is no step: it is put in and taken out as a whole, for the round it belongs to. */
#include "timeline_internal.h"

#include <stdlib.h>
#include <string.h>

/* ---- growing ---- */

void *pl_list_add(pl_list *list, size_t size) {
  if (list->count == list->capacity) {
    const size_t capacity = list->capacity ? list->capacity * 2 : 64;
    void *larger = realloc(list->row, capacity * size);
    if (!larger) return NULL;
    list->row = larger;
    list->capacity = capacity;
  }
  void *row = (char *)list->row + list->count++ * size;
  memset(row, 0, size);
  return row;
}

static void list_clear(pl_list *list) {
  free(list->row);
  *list = (pl_list){.row = NULL};
}

/* ---- one step, forward and back ---- */

/* The worst of all parts. */
static uint8_t condition_of(const uint16_t count[4]) {
  for (int shown = PL_SHOWN_HIT; shown > PL_SHOWN_CLEAN; shown--)
    if (count[shown]) return (uint8_t)shown;
  return PL_SHOWN_CLEAN;
}

static void count_condition(pl_state_moment *state, uint8_t condition, int32_t by) {
  switch ((pl_condition_shown)condition) {
  case PL_SHOWN_CLEAN: break;
  case PL_SHOWN_RECOVERED: state->recovered += by; break;
  case PL_SHOWN_LATENT: state->latent += by; break;
  case PL_SHOWN_HIT: state->hit += by; break;
  }
}

static void show(pl_moment *moment, pl_state_moment *state, uint32_t organisation, uint8_t condition) {
  count_condition(state, moment->condition[organisation], -1);
  moment->condition[organisation] = condition;
  count_condition(state, condition, 1);
}

static void make_step(pl_timeline *t, pl_step *step) {
  pl_moment *moment = &t->moment;
  pl_state_moment *state = &moment->state[step->state];
  uint16_t *count = t->count[step->organisation];
  if (step->from) count[step->from]--;
  if (step->to) count[step->to]++;
  if (step->to == PL_SHOWN_HIT && !count[0]++) state->ever_hit++;
  step->changed_before = moment->changed[step->organisation];
  const uint8_t condition = condition_of(count);
  if (condition == moment->condition[step->organisation]) return;
  show(moment, state, step->organisation, condition);
  moment->changed[step->organisation] = step->tick;
  if (state->hit > t->most_hit[step->state]) t->most_hit[step->state] = state->hit;
}

static void undo_step(pl_timeline *t, const pl_step *step) {
  pl_state_moment *state = &t->moment.state[step->state];
  uint16_t *count = t->count[step->organisation];
  if (step->to == PL_SHOWN_HIT && !--count[0]) state->ever_hit--;
  if (step->to) count[step->to]--;
  if (step->from) count[step->from]++;
  show(&t->moment, state, step->organisation, condition_of(count));
  t->moment.changed[step->organisation] = step->changed_before;
}

static void make_membership(pl_timeline *t, pl_membership *change) {
  pl_state_set *members = &t->moment.members[change->forum];
  change->was_member = pl_set_has(members, change->state);
  if (change->is_left)
    pl_set_remove(members, change->state);
  else
    pl_set_add(members, change->state);
}

static void undo_membership(pl_timeline *t, const pl_membership *change) {
  pl_state_set *members = &t->moment.members[change->forum];
  if (change->was_member)
    pl_set_add(members, change->state);
  else
    pl_set_remove(members, change->state);
}

/* ---- what other states told a seat ---- */

static int32_t told(const pl_timeline *t, int round, int state) {
  const pl_relations *relations = &t->history->after[round];
  return relations->reported ? relations->reported[state] : -1;
}

/* A walk through the n organisations of a state that looks scattered, and is the same whenever it is taken: so that one
 * more that is told of is one more diamond, and the others stay. */
static uint32_t stride_of(uint32_t n) {
  uint32_t stride = (uint32_t)((uint64_t)n * 618 / 1000) | 1;
  for (;;) {
    uint32_t a = n, b = stride;
    while (b) {
      const uint32_t rest = a % b;
      a = b;
      b = rest;
    }
    if (a == 1) return stride;
    stride += 2;
  }
}

static void show_told(pl_timeline *t, int state, int32_t count) {
  const uint32_t first = t->history->first[state], n = t->history->first[state + 1] - first;
  pl_state_moment *s = &t->moment.state[state];
  const uint32_t hit = count < 0 ? 0 : (uint32_t)count < n ? (uint32_t)count : n;
  const uint32_t stride = n ? stride_of(n) : 1;
  memset(t->moment.condition + first, PL_SHOWN_CLEAN, n);
  for (uint32_t i = 0, at = n / 2; i < hit; i++, at = (at + stride) % n) t->moment.condition[first + at] = PL_SHOWN_HIT;
  s->is_known = count >= 0;
  s->hit = s->ever_hit = (int32_t)hit;
  if (s->hit > t->most_hit[state]) t->most_hit[state] = s->hit;
}

static void show_round(pl_timeline *t, int round) {
  if (t->reported_round == round || t->history->sight.viewer != PL_VIEWER_SEAT) return;
  for (int s = 0; s < t->states; s++)
    if (!pl_timeline_counts(t, s)) show_told(t, s, told(t, round, s));
  t->reported_round = round;
}

/* ---- seeking ---- */

static void seek_steps(pl_timeline *t, pl_tick before) {
  pl_step *step = t->steps.row;
  while (t->step < t->steps.count && step[t->step].tick < before) make_step(t, &step[t->step++]);
  while (t->step && step[t->step - 1].tick >= before) undo_step(t, &step[--t->step]);
}

static void seek_memberships(pl_timeline *t, pl_tick before) {
  pl_membership *change = t->memberships.row;
  while (t->membership < t->memberships.count && change[t->membership].tick < before)
    make_membership(t, &change[t->membership++]);
  while (t->membership && change[t->membership - 1].tick >= before) undo_membership(t, &change[--t->membership]);
}

/* The first leaving in or after a tick. */
static size_t first_leaving(const pl_timeline *t, pl_tick from) {
  const pl_leaving *leaving = t->leavings.row;
  size_t low = 0, high = t->leavings.count;
  while (low < high) {
    const size_t middle = (low + high) / 2;
    if (leaving[middle].tick < from)
      low = middle + 1;
    else
      high = middle;
  }
  return low;
}

static void note_left(pl_timeline *t, pl_tick before) {
  const pl_leaving *leaving = t->leavings.row;
  for (int s = 0; s < t->states; s++) t->moment.state[s].left = 0;
  for (size_t i = first_leaving(t, t->moment.round * PL_TICKS_PER_ROUND); i < t->leavings.count; i++) {
    if (leaving[i].tick >= before) break;
    t->moment.state[leaving[i].state].left |= UINT64_C(1) << leaving[i].forum;
  }
}

static void sum_up(pl_moment *moment, const pl_timeline *t) {
  moment->hit = moment->latent = moment->recovered = moment->ever_hit = moment->organisations = 0;
  for (int s = 0; s < t->states; s++) {
    const pl_state_moment *state = &moment->state[s];
    if (!state->is_known) continue;
    moment->hit += state->hit;
    moment->latent += state->latent;
    moment->recovered += state->recovered;
    moment->ever_hit += state->ever_hit;
    moment->organisations += (int32_t)(t->history->first[s + 1] - t->history->first[s]);
  }
}

pl_tick pl_timeline_end(const pl_timeline *t) { return t->rounds * PL_TICKS_PER_ROUND; }

/* Memberships that change while the next round is opened are of its first tick; at the end, where there is no later
 * moment, they are in. */
const pl_moment *pl_timeline_at(pl_timeline *t, pl_tick tick) {
  const pl_tick end = pl_timeline_end(t);
  const pl_tick at = tick < 0 ? 0 : tick > end ? end : tick;
  const int round = at / PL_TICKS_PER_ROUND;
  t->moment.tick = at;
  t->moment.round = round < t->rounds || !round ? round : t->rounds - 1;
  seek_steps(t, at);
  seek_memberships(t, at == end && !t->failed ? INT32_MAX : at);
  show_round(t, round);
  note_left(t, at);
  sum_up(&t->moment, t);
  return &t->moment;
}

/* ---- reading a history ---- */

static bool read_mark(pl_timeline *t, const pl_event *event) {
  if (event->kind != PL_EVENT_LEFT && event->kind != PL_EVENT_JOINED && event->kind != PL_EVENT_STRUCK &&
      event->kind != PL_EVENT_TAKEDOWN)
    return true;
  pl_mark_on_curve *last = t->marks.count ? (pl_mark_on_curve *)t->marks.row + t->marks.count - 1 : NULL;
  const bool is_same = last && last->tick == event->tick && last->kind == event->kind && last->state == event->state;
  if (is_same && event->kind == PL_EVENT_LEFT) {
    last->count++;
    return true;
  }
  pl_mark_on_curve *mark = pl_list_add(&t->marks, sizeof *mark);
  if (!mark) return false;
  *mark = (pl_mark_on_curve){event->tick, event->kind, event->state, event->forum, event->adversary, 1};
  return true;
}

static bool read_event(pl_timeline *t, const pl_event *event) {
  return read_mark(t, event) && pl_timeline_read_step(t, event) && pl_timeline_read_knowing(t, event) &&
         pl_timeline_read_flow(t, event);
}

static bool add_days(pl_timeline *t) {
  const size_t days = (size_t)pl_timeline_end(t) / PL_TICKS_PER_DAY;
  while (t->curve.count < days) {
    int32_t *day = pl_list_add(&t->curve, sizeof *day);
    if (!day) return false;
    *day = pl_timeline_at(t, (pl_tick)t->curve.count * PL_TICKS_PER_DAY)->hit;
  }
  return true;
}

static bool extend(pl_timeline *t) {
  const pl_history *history = t->history;
  const size_t flows = t->flows.count;
  for (; t->read < history->event_count; t->read++)
    if (!read_event(t, &history->event[t->read])) return false;
  if (!pl_timeline_settle_flows(t, history->rounds * PL_TICKS_PER_ROUND, flows) || !pl_timeline_rank_incidents(t))
    return false;
  t->rounds = history->rounds;
  t->reported_round = -1; /* what was told may have been settled since */
  return add_days(t);
}

pl_status pl_timeline_extend(pl_timeline *t, pl_error *error) {
  if (!t->failed && extend(t)) return PL_OK;
  t->failed = true;
  return pl_error_set(error, PL_NO_MEMORY, "out of memory: the board can't follow the exercise any further");
}

/* ---- life ---- */

static bool make_moment(pl_timeline *t) {
  const size_t n = (size_t)t->states, organisations = t->organisations, forums = t->history->scenario->forum_count;
  pl_moment *m = &t->moment;
  m->state = calloc(n + 1, sizeof *m->state);
  m->condition = calloc(organisations + 1, 1);
  m->changed = malloc((organisations + 1) * sizeof *m->changed);
  m->members = calloc(forums + 1, sizeof *m->members);
  t->count = calloc(organisations + 1, sizeof *t->count);
  t->newest_part = calloc(organisations + 1, sizeof *t->newest_part);
  t->latest_flow = calloc(2 * (n + 1) * n + 1, sizeof *t->latest_flow);
  t->most_hit = calloc(n + 1, sizeof *t->most_hit);
  if (!m->state || !m->condition || !m->changed || !m->members) return false;
  if (!t->count || !t->newest_part || !t->latest_flow || !t->most_hit) return false;
  for (size_t o = 0; o < organisations; o++) m->changed[o] = -1;
  for (size_t s = 0; s < n; s++) m->state[s].is_known = pl_timeline_counts(t, (int)s);
  for (size_t f = 0; f < forums; f++) m->members[f] = t->history->scenario->forums[f].members;
  return true;
}

pl_timeline *pl_timeline_new(const pl_history *history, pl_error *error) {
  pl_timeline *t = calloc(1, sizeof *t);
  if (t) {
    t->history = history;
    t->states = history->scenario->state_count;
    t->organisations = history->first[t->states];
    t->reported_round = -1;
    if (make_moment(t) && pl_timeline_extend(t, error) == PL_OK) return t;
  }
  pl_timeline_free(t);
  pl_error_set(error, PL_NO_MEMORY, "out of memory: the course of the exercise can't be shown");
  return NULL;
}

void pl_timeline_free(pl_timeline *t) {
  if (!t) return;
  const pl_incident_seen *incident = t->incidents.row;
  for (size_t i = 0; i < t->incidents.count; i++) free(incident[i].row);
  pl_list *list[] = {&t->steps, &t->memberships, &t->leavings, &t->flows,  &t->marks, &t->curve,
                     &t->incidents, &t->heard,    &t->parts,    &t->posted, &t->given, &t->slots};
  for (size_t i = 0; i < sizeof list / sizeof *list; i++) list_clear(list[i]);
  free(t->moment.state);
  free(t->moment.condition);
  free(t->moment.changed);
  free(t->moment.members);
  free(t->count);
  free(t->newest_part);
  free(t->latest_flow);
  free(t->under_way);
  free(t->most_hit);
  free(t);
}

/* ---- looking ---- */

int32_t pl_timeline_most_hit(const pl_timeline *t, int state) { return t->most_hit[state]; }

const pl_history *pl_timeline_history(const pl_timeline *t) { return t->history; }

const int32_t *pl_timeline_curve(const pl_timeline *t, size_t *days) {
  *days = t->curve.count;
  return t->curve.row;
}

const pl_mark_on_curve *pl_timeline_marks(const pl_timeline *t, size_t *count) {
  *count = t->marks.count;
  return t->marks.row;
}

const pl_leaving *pl_timeline_leavings(const pl_timeline *t, size_t *count) {
  *count = t->leavings.count;
  return t->leavings.row;
}
