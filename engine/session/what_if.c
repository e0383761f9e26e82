/* What-if: an exercise as it was and the same exercise otherwise, side by side.
 *
 * The one is on record (course.c), the other is played by a worker. Their figures are put into the same shape, and
 * their events, which begin alike, are followed up to the first that only one of them has. */
#include "course.h"

#include <string.h>

/* ---- figures ---- */

typedef struct source { /* of an outcome */
  const pl_world *world;
  const int32_t *early;  /* counts before tick `from`, */
  const int32_t *counts; /* and from there on */
  pl_tick from;
  uint64_t digest;
} source;

static bool allocate(pl_outcome *outcome, const pl_world *world, pl_arena *arena) {
  const pl_scenario *scenario = pl_world_scenario(world);
  const size_t n = scenario->state_count, seats = (size_t)pl_scenario_seat_count(scenario);
  const size_t ticks = (size_t)pl_world_tick(world);
  *outcome = (pl_outcome){.state_count = scenario->state_count, .seat_count = (int32_t)seats,
                          .objective_count = scenario->objective_count, .ticks = (pl_tick)ticks};
  outcome->state = pl_arena_array(arena, n, sizeof *outcome->state);
  outcome->curve = pl_arena_array(arena, ticks, sizeof *outcome->curve);
  outcome->state_curve = pl_arena_array(arena, ticks * n, sizeof *outcome->state_curve);
  outcome->met = pl_arena_array(arena, scenario->objective_count * seats, sizeof *outcome->met);
  return outcome->state && outcome->curve && outcome->state_curve && outcome->met;
}

static void take_state(pl_outcome_state *out, const pl_world *world, int state) {
  const pl_state *s = pl_world_state(world, state);
  *out = (pl_outcome_state){.hit = s->hit_total, .loss = s->loss >> 16, .edge = s->edge, .burn = s->burn,
                            .effort = s->effort, .standing = s->standing, .confidence = s->confidence,
                            .rights = s->rights};
  for (int t = 0; t < pl_world_scenario(world)->state_count; t++)
    if (t != state) out->trust += pl_world_trust(world, t, state);
}

static void take_curve(pl_outcome *out, const source *from) {
  const size_t n = (size_t)out->state_count, split = (size_t)from->from * n, end = (size_t)out->ticks * n;
  if (split) memcpy(out->state_curve, from->early, split * sizeof *out->state_curve);
  if (end > split) memcpy(out->state_curve + split, from->counts + split, (end - split) * sizeof *out->state_curve);
  for (pl_tick t = 0; t < out->ticks; t++) {
    for (size_t s = 0; s < n; s++) out->curve[t] += out->state_curve[(size_t)t * n + s];
    if (out->curve[t] <= out->peak) continue;
    out->peak = out->curve[t];
    out->peak_tick = t;
  }
}

static void take_objectives(pl_outcome *out, const pl_world *world) {
  for (int o = 0; o < out->objective_count; o++)
    for (int s = 0; s < out->seat_count; s++)
      out->met[o * out->seat_count + s] = pl_world_objective(world, o, s);
}

static bool take_outcome(pl_outcome *out, const source *from, pl_arena *arena) {
  if (!allocate(out, from->world, arena)) return false;
  for (int s = 0; s < out->state_count; s++) {
    take_state(&out->state[s], from->world, s);
    out->hit += out->state[s].hit;
    out->loss += out->state[s].loss;
  }
  take_curve(out, from);
  take_objectives(out, from->world);
  out->digest = from->digest;
  return true;
}

/* ---- where they part ---- */

typedef struct record { /* of one exercise, from the same opening on */
  const pl_event *event;
  size_t count;
  const pl_event_log *log; /* for its lines */
} record;

static bool is_same_line(const record *a, const pl_event *x, const record *b, const pl_event *y) {
  return !strcmp(pl_event_log_line(a->log, x, PL_ENGLISH), pl_event_log_line(b->log, y, PL_ENGLISH));
}

/* Lines are numbered by each log for itself. */
static bool is_same_ruling(const record *a, const pl_event *x, const record *b, const pl_event *y) {
  return x->state == y->state && x->amount == y->amount &&
         !strcmp(pl_event_ruling(a->log, x), pl_event_ruling(b->log, y));
}

static bool is_same(const record *a, const pl_event *x, const record *b, const pl_event *y) {
  if (x->kind != y->kind || x->tick != y->tick || x->round != y->round) return false;
  if (x->kind == PL_EVENT_LOG) return is_same_line(a, x, b, y);
  if (x->kind == PL_EVENT_RULING) return is_same_ruling(a, x, b, y);
  if (x->kind == PL_EVENT_INJECT) return x->index == y->index;
  return x->flag == y->flag && x->state == y->state && x->other == y->other && x->originator == y->originator &&
         x->forum == y->forum && x->adversary == y->adversary && x->index == y->index && x->iid == y->iid &&
         x->organisation == y->organisation && x->amount == y->amount;
}

static bool is_any(const pl_event *event) {
  (void)event;
  return true;
}
static bool is_hit(const pl_event *event) { return event->kind == PL_EVENT_LATENT; }

/* The next event that counts, or `count`. */
static size_t next(const record *r, size_t from, bool (*counts)(const pl_event *)) {
  while (from < r->count && !counts(&r->event[from])) from++;
  return from;
}

/* What happened in one tick, from some place on. In which order means nothing: it may differ because trust does. */
typedef struct span {
  const record *of;
  size_t from, to;
} span;

static span span_of(const record *r, size_t from, pl_tick tick) {
  span s = {.of = r, .from = from, .to = from};
  while (s.to < r->count && r->event[s.to].tick <= tick) s.to++;
  return s;
}

/* How often it has that event of `r`, before place `to`. */
static size_t times(const span *s, size_t to, const record *r, const pl_event *event) {
  size_t count = 0;
  for (size_t i = s->from; i < to; i++) count += is_same(s->of, &s->of->event[i], r, event);
  return count;
}

/* Whether `other` has the event at `place` less often than it has happened by then. */
static bool is_alone(const span *s, size_t place, const span *other) {
  const pl_event *event = &s->of->event[place];
  return times(s, place + 1, s->of, event) > times(other, other->to, s->of, event);
}

/* The first that counts and that only this one has, or its end. */
static size_t first_alone(const span *s, const span *other, bool (*counts)(const pl_event *)) {
  size_t place = s->from;
  while (place < s->to && !(counts(&s->of->event[place]) && is_alone(s, place, other))) place++;
  return place;
}

/* The log of what happened otherwise ends before long. */
static pl_event keep(pl_event_log *said, const record *r, size_t place) {
  pl_event event = r->event[place];
  pl_event_log_take_lines(said, r->log, &event);
  return event;
}

static void part(const record *r, size_t place, bool was_played, pl_event_log *said, pl_parting *out) {
  *out = (pl_parting){.is_any = true, .was_played = was_played, .event = keep(said, r, place)};
}

/* Within one tick in which they are not the same one after the other. False: they are the same in another order. */
static bool part_within(const span *was, const span *is, bool (*counts)(const pl_event *), pl_event_log *said,
                        pl_parting *out) {
  const size_t p = first_alone(was, is, counts), o = first_alone(is, was, counts);
  if (p == was->to && o == is->to) return false;
  const bool was_played = o == is->to || (p < was->to && p - was->from < o - is->from);
  part(was_played ? was->of : is->of, was_played ? p : o, was_played, said, out);
  return true;
}

static void find_parting(const record *played, const record *otherwise, bool (*counts)(const pl_event *),
                         pl_event_log *said, pl_parting *out) {
  size_t p = next(played, 0, counts), o = next(otherwise, 0, counts);
  while (p < played->count && o < otherwise->count) {
    const pl_event *x = &played->event[p], *y = &otherwise->event[o];
    if (is_same(played, x, otherwise, y)) {
      p = next(played, p + 1, counts);
      o = next(otherwise, o + 1, counts);
      continue;
    }
    const pl_tick tick = x->tick < y->tick ? x->tick : y->tick;
    const span was = span_of(played, p, tick), is = span_of(otherwise, o, tick);
    if (part_within(&was, &is, counts, said, out)) return;
    p = next(played, was.to, counts);
    o = next(otherwise, is.to, counts);
  }
  if (o < otherwise->count) part(otherwise, o, false, said, out);
  else if (p < played->count) part(played, p, true, said, out);
}

static bool has_lapsed(const pl_event *event) {
  return event->kind == PL_EVENT_LAPSED || event->kind == PL_EVENT_MOOT;
}

/* What lapsed otherwise and did not as played. */
static bool find_lapsed(const record *played, const record *otherwise, pl_comparison *out, pl_arena *arena) {
  out->lapsed = pl_arena_array(arena, otherwise->count, sizeof *out->lapsed);
  if (!out->lapsed) return false;
  span was = {.of = played}, is = {.of = otherwise};
  while (is.to < otherwise->count) {
    const pl_tick tick = otherwise->event[is.to].tick;
    is = span_of(otherwise, is.to, tick);
    was = span_of(played, span_of(played, was.to, tick - 1).to, tick);
    for (size_t i = is.from; i < is.to; i++)
      if (has_lapsed(&otherwise->event[i]) && is_alone(&is, i, &was))
        out->lapsed[out->lapsed_count++] = otherwise->event[i];
  }
  return true;
}

/* ---- how long it holds ---- */

static int32_t decided_again(const pl_course *course, int round, const pl_turn *turn) {
  size_t count;
  const pl_journal_entry *entry = pl_session_journal(course->original, &count);
  const pl_decision *d = &turn->decision;
  if (turn->kind != PL_TURN_DECIDE || d->action >= PL_ACTIONS || !pl_action_rows()[d->action].is_standing) return -1;
  for (size_t i = 0; i < count; i++) {
    const pl_journal_entry *e = &entry[i];
    if (e->is_withdrawn || e->round <= round || e->round >= course->rounds) continue;
    if (e->decision.seat == d->seat && e->decision.action == d->action) return e->round;
  }
  return -1;
}

static bool take_turns(pl_comparison *out, const pl_course *course, const pl_playing *playing, pl_arena *arena) {
  out->turn_count = playing->turn_count;
  out->again = pl_arena_array(arena, playing->turn_count + 1, sizeof *out->again);
  for (size_t i = 0; out->again && i < playing->turn_count; i++)
    out->again[i] = decided_again(course, playing->round, &playing->turn[i]);
  return out->again;
}

/* ---- together ---- */

/* As played, up to the end of the same round: from the opening of the next. */
static source source_played(const pl_course *course, const pl_playing *playing) {
  return (source){.world = course->opening[playing->until], .counts = course->counts,
                  .digest = course->base->digest[playing->until - 1]};
}

static bool fill(pl_comparison *out, const pl_course *course, const pl_playing *playing, const pl_session *session,
                 int worker) {
  pl_arena *arena = out->memory;
  const source was = source_played(course, playing);
  const source is = {.world = session->world, .early = course->counts, .counts = course->worker_counts[worker],
                     .from = playing->round * PL_TICKS_PER_ROUND, .digest = session->digest[playing->until - 1]};
  const size_t first = course->events[playing->round];
  const record played = {.event = course->base->log.event + first, .log = &course->base->log,
                         .count = course->events[playing->until] - first};
  record otherwise = {.log = &session->log};
  otherwise.event = pl_course_events(course, session, playing, &otherwise.count);
  find_parting(&played, &otherwise, is_any, &out->said, &out->first);
  find_parting(&played, &otherwise, is_hit, &out->said, &out->first_hit);
  return !out->said.failed && take_outcome(&out->played, &was, arena) && take_outcome(&out->otherwise, &is, arena) &&
         find_lapsed(&played, &otherwise, out, arena) && take_turns(out, course, playing, arena);
}

pl_comparison *pl_what_if_compare(pl_course *course, const pl_what_if *what_if, pl_error *error) {
  pl_playing playing;
  const pl_session *session;
  pl_status status = pl_course_plan(course, what_if, &playing, error);
  playing.records = true;
  if (status == PL_OK) status = pl_course_play(course, 0, &playing, &session, error);
  if (status != PL_OK) return NULL;
  pl_arena *arena = pl_arena_new(0);
  pl_comparison *out = arena ? pl_arena_take(arena, sizeof *out) : NULL;
  if (out) *out = (pl_comparison){.memory = arena};
  if (out && fill(out, course, &playing, session, 0)) return out;
  if (out) pl_event_log_clear(&out->said);
  pl_arena_free(arena);
  pl_error_set(error, PL_NO_MEMORY, "out of memory: cannot compare the two exercises");
  return NULL;
}

void pl_comparison_free(pl_comparison *comparison) {
  if (!comparison) return;
  pl_event_log_clear(&comparison->said);
  pl_arena_free(comparison->memory);
}

/* A branch and not a worker's, because it has to last, and to hold all that happened from the beginning. */
pl_session *pl_what_if_session(pl_course *course, const pl_what_if *what_if, pl_error *error) {
  pl_playing playing;
  if (pl_course_plan(course, what_if, &playing, error) != PL_OK) return NULL;
  pl_session *session = pl_course_branch(course, &playing, error);
  pl_status status = session ? pl_turns_make(course, session, &playing, error) : PL_BUG;
  if (status == PL_OK) status = pl_course_go_on(course, session, &playing, error);
  if (status == PL_OK) return session;
  pl_session_free(session);
  return NULL;
}
