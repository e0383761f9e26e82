/* Perspective: two histories of one exercise, folded side by side.
 *
 *   control's events ──► incidents: launch, end, when they first infected the seat      the truth
 *                    └─► organisations latent, infectious, found, of each state ─┐
 *   seat's events ─────► when it first heard of each incident                    ├─► moment[r], at each opening
 *   both relations ────► what others told it, trust ──────────────────────────────┘
 *
 * What happened in the rounds before r is what counts at the opening of r; all of it has ticks below r · 28. */
#include <polder/perspective.h>

#include <stdlib.h>

typedef struct place { /* of an incident */
  pl_iid iid;
  uint32_t index;
} place;

typedef struct tally { /* organisations of one state now, once for each incident */
  int32_t latent, infectious, found;
} tally;

typedef struct folding {
  const pl_history *seat, *control;
  pl_perspective *out;
  pl_arena *arena;  /* of what stays */
  place *places;    /* owned: the incidents, sorted by iid */
  tally *tallies;   /* owned, [states] */
  int states;
} folding;

static pl_tick opening_of(int round) { return round * PL_TICKS_PER_ROUND; }

/* ---- incidents ---- */

static int by_iid(const void *a, const void *b) {
  const place *x = a, *y = b;
  return (x->iid > y->iid) - (x->iid < y->iid);
}

static bool gather_incidents(folding *f) {
  const pl_history *history = f->control;
  pl_perspective *out = f->out;
  size_t count = 0;
  for (size_t i = 0; i < history->event_count; i++) count += history->event[i].kind == PL_EVENT_LAUNCHED;
  out->incident = pl_arena_array(f->arena, count, sizeof *out->incident);
  f->places = malloc((count + 1) * sizeof *f->places);
  if (!out->incident || !f->places) return false;
  for (size_t i = 0; i < history->event_count; i++) {
    const pl_event *event = &history->event[i];
    if (event->kind != PL_EVENT_LAUNCHED) continue;
    f->places[out->incident_count] = (place){.iid = event->iid, .index = (uint32_t)out->incident_count};
    out->incident[out->incident_count++] =
        (pl_perspective_incident){.iid = event->iid, .launch = event->tick, .over = -1, .heard = -1, .from = PL_NONE,
                                  .originator = PL_NONE, .hit_here = -1};
  }
  qsort(f->places, count, sizeof *f->places, by_iid);
  return true;
}

static pl_perspective_incident *incident_of(const folding *f, pl_iid iid) {
  const place wanted = {.iid = iid};
  const place *found = bsearch(&wanted, f->places, f->out->incident_count, sizeof wanted, by_iid);
  return found ? &f->out->incident[found->index] : NULL;
}

/* ---- what the seat heard ---- */

static const bool names_incident[PL_EVENT_KINDS] = {
    [PL_EVENT_CONTAINED] = true, [PL_EVENT_RECOVERED] = true, [PL_EVENT_ITEM] = true,  [PL_EVENT_SENT] = true,
    [PL_EVENT_RECEIVED] = true,  [PL_EVENT_PUBLISHED] = true, [PL_EVENT_BURNT] = true, [PL_EVENT_BREACH] = true};

/* A seat that is no state finds nothing itself; it hears of others' doings. */
static pl_hearing hearing_from(const folding *f, const pl_event *event) {
  const int seat = f->out->seat;
  if (!f->out->is_state) return PL_HEARING_SAID;
  const bool is_own = event->state == seat;
  if (is_own && (event->kind == PL_EVENT_ITEM || event->kind == PL_EVENT_CONTAINED)) return PL_HEARING_FOUND;
  if (event->kind != PL_EVENT_RECEIVED || event->other != seat) return PL_HEARING_NEVER;
  return event->originator == PL_NONE ? PL_HEARING_VENDOR : PL_HEARING_TOLD;
}

static void hear(folding *f) {
  for (size_t i = 0; i < f->seat->event_count; i++) {
    const pl_event *event = &f->seat->event[i];
    pl_perspective_incident *incident = names_incident[event->kind] ? incident_of(f, event->iid) : NULL;
    if (!incident || incident->hearing != PL_HEARING_NEVER) continue;
    incident->hearing = hearing_from(f, event);
    if (incident->hearing == PL_HEARING_NEVER) continue;
    incident->heard = event->tick;
    if (incident->hearing != PL_HEARING_TOLD) continue;
    incident->from = event->state;
    incident->originator = event->originator;
  }
}

/* ---- what happened ---- */

static void note_infection(folding *f, const pl_event *event) {
  pl_perspective_incident *incident = event->state == f->out->seat ? incident_of(f, event->iid) : NULL;
  if (!incident) return;
  if (incident->hit_here < 0) incident->hit_here = event->tick;
  incident->infected_here++;
  incident->infected_unheard += incident->heard < 0 || event->tick < incident->heard;
}

static void note_end(folding *f, const pl_event *event) {
  pl_perspective_incident *incident = incident_of(f, event->iid);
  if (incident) incident->over = event->tick;
}

static void note_event(folding *f, const pl_event *event) {
  tally *t = event->state < f->states ? &f->tallies[event->state] : NULL;
  switch ((pl_event_kind)event->kind) {
  case PL_EVENT_LATENT:
    t->latent++;
    note_infection(f, event);
    break;
  case PL_EVENT_INFECTIOUS:
    t->latent--;
    t->infectious++;
    break;
  case PL_EVENT_CONTAINED:
    t->infectious--;
    t->found++;
    break;
  case PL_EVENT_RECOVERED: t->found--; break;
  case PL_EVENT_ENDED: note_end(f, event); break;
  default: break;
  }
}

/* ---- moments ---- */

static void look_at_other(const folding *f, int round, int other, pl_perspective_other *out) {
  const int me = f->out->seat;
  const int64_t towards_me = (int64_t)other * f->states + me;
  const pl_relations *believed = &f->seat->after[round], *true_then = &f->control->after[round];
  const tally *t = &f->tallies[other];
  *out = (pl_perspective_other){.told = -1, .found = t->found, .hit = t->found + t->infectious};
  if (!f->out->is_state) return;
  if (other == me) {
    *out = (pl_perspective_other){.told = -1};
    return;
  }
  out->told = believed->reported[other];
  out->trust_seen = believed->trust_step[towards_me];
  out->trust_step = true_then->trust_step[towards_me];
  out->trust = true_then->trust[towards_me];
}

/* What the seat had found is in its own history too; it is the same. */
static bool take_moment(folding *f, int round) {
  pl_perspective_moment *moment = &f->out->moment[round];
  *moment = (pl_perspective_moment){.found = -1, .hit = -1, .latent = -1};
  moment->other = pl_arena_array(f->arena, (size_t)f->states, sizeof *moment->other);
  if (!moment->other) return false;
  for (int s = 0; s < f->states; s++) look_at_other(f, round, s, &moment->other[s]);
  if (!f->out->is_state) return true;
  const tally *own = &f->tallies[f->out->seat];
  moment->found = own->found;
  moment->hit = own->found + own->infectious;
  moment->latent = own->latent;
  return true;
}

static bool follow(folding *f) {
  const pl_history *history = f->control;
  int next = 0;
  for (size_t i = 0; i < history->event_count; i++) {
    const pl_event *event = &history->event[i];
    while (next <= event->round && next <= history->rounds)
      if (!take_moment(f, next++)) return false;
    note_event(f, event);
  }
  while (next <= history->rounds)
    if (!take_moment(f, next++)) return false;
  return true;
}

/* Incidents going on at each opening, once it is known when they ended. */
static void count_incidents(const folding *f, int round) {
  const pl_tick opening = opening_of(round);
  pl_perspective_moment *moment = &f->out->moment[round];
  for (size_t i = 0; i < f->out->incident_count; i++) {
    const pl_perspective_incident *incident = &f->out->incident[i];
    if (incident->launch >= opening || (incident->over >= 0 && incident->over < opening)) continue;
    const bool is_heard = incident->heard >= 0 && incident->heard < opening;
    const bool is_here = incident->hit_here >= 0 && incident->hit_here < opening;
    moment->active++;
    moment->heard += is_heard;
    moment->active_here += is_here;
    moment->heard_here += is_here && is_heard;
  }
}

/* ---- summaries ---- */

static pl_tick unaware_of(const pl_perspective_incident *incident, pl_tick now) {
  if (incident->hit_here < 0) return 0;
  const pl_tick until = incident->heard >= 0 ? incident->heard : incident->over >= 0 ? incident->over : now;
  return until > incident->hit_here ? until - incident->hit_here : 0;
}

static void sum_up(folding *f) {
  pl_perspective *out = f->out;
  pl_tick longest = 0;
  out->blind_spot = -1;
  for (size_t i = 0; i < out->incident_count; i++) {
    pl_perspective_incident *incident = &out->incident[i];
    incident->unaware = unaware_of(incident, opening_of(out->rounds));
    if (incident->unaware <= longest) continue;
    longest = incident->unaware;
    out->blind_spot = (int)i;
  }
  for (int r = 0; r <= out->rounds; r++) count_incidents(f, r);
  for (int r = 1; r <= out->rounds; r++) {
    const pl_perspective_moment *moment = &out->moment[r];
    out->underestimated += moment->found < moment->hit;
    out->unheard += moment->heard_here < moment->active_here;
    out->unfound += moment->hit - moment->found;
  }
}

/* ---- life ---- */

static bool fold(folding *f) {
  f->tallies = calloc((size_t)f->states, sizeof *f->tallies);
  f->out->moment = pl_arena_array(f->arena, (size_t)f->out->rounds + 1, sizeof *f->out->moment);
  if (!f->tallies || !f->out->moment || !gather_incidents(f)) return false;
  hear(f);
  if (!follow(f)) return false;
  sum_up(f);
  return true;
}

static bool is_pair(const pl_history *seat, const pl_history *control) {
  return seat->sight.viewer == PL_VIEWER_SEAT && control->sight.viewer == PL_VIEWER_CONTROL &&
         seat->rounds == control->rounds && seat->scenario->state_count == control->scenario->state_count;
}

pl_perspective *pl_perspective_new(const pl_history *seat, const pl_history *control, pl_error *error) {
  if (!is_pair(seat, control)) {
    pl_error_set(error, PL_BUG, "a perspective is made from a seat's and control's history of the same rounds");
    return NULL;
  }
  pl_arena *arena = pl_arena_new(0);
  pl_perspective *out = arena ? pl_arena_take(arena, sizeof *out) : NULL;
  folding f = {.seat = seat, .control = control, .out = out, .arena = arena, .states = control->scenario->state_count};
  bool is_whole = false;
  if (out) {
    *out = (pl_perspective){.scenario = control->scenario, .seat = seat->sight.seat, .rounds = control->rounds,
                            .is_state = seat->sight.seat < f.states, .memory = arena};
    is_whole = fold(&f);
  }
  free(f.places);
  free(f.tallies);
  if (is_whole) return out;
  pl_arena_free(arena);
  pl_error_set(error, PL_NO_MEMORY, "out of memory: cannot compare what a seat believed with what was true");
  return NULL;
}

void pl_perspective_free(pl_perspective *perspective) {
  if (perspective) pl_arena_free(perspective->memory);
}
