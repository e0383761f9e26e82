/* The story: what a scenario scripted around the model, and where in a round it happens.
 *
 *   opening    money from effects arrives · on_round · conditional incidents · injects due, until none is left
 *   deciding   control's acts as they come (act.c)
 *   resolving  answers and the scenario's own actions (story_effects.c) · on_decision
 *   ticks      injects with a day, intel
 *   closing    on_incident · on_share · objectives due · after the last round on_end
 *
 * An inject fires at most once, an incident is due once, an objective is judged once. Injects that follow each other
 * without delay all fire in one opening: they are looked through again until none is due, which ends because each can
 * fire only once. Hooks run here and nowhere else; a world without rules (a copy for looking ahead) simply has no
 * hooks, everything declared as data still happens in it. */
#include "story.h"

#include <stdlib.h>
#include <string.h>

/* ---- life ---- */

/* calloc that gives a pointer also for nothing. */
static void *cells(size_t count, size_t size) { return calloc(count + 1, size); }

static void clear(story *s, const pl_scenario *scenario) {
  for (size_t i = 0; s->owned_text && i < scenario->variable_count; i++) free(s->owned_text[i]);
  for (size_t i = 0; s->inject_text && i < scenario->inject_count; i++) free(s->inject_text[i]);
  free(s->inject);
  free(s->inject_seats);
  free(s->inject_called);
  free(s->inject_held);
  free(s->inject_text);
  free(s->variable);
  free(s->owned_text);
  free(s->incident_due);
  free(s->incident_created);
  free(s->incident_was_active);
  free(s->intel_born);
  free(s->bonus);
  free(s->forums_before);
  free(s->done);
  free(s->objective);
  free(s->arrival);
  *s = (story){0};
}

static bool allocate(story *s, const pl_scenario *scenario) {
  const size_t seats = (size_t)pl_scenario_seat_count(scenario);
  *s = (story){.action_total = PL_ACTIONS + scenario->action_count};
  s->inject = cells(scenario->inject_count, sizeof *s->inject);
  s->inject_seats = cells(scenario->inject_count, sizeof *s->inject_seats);
  s->inject_called = cells(scenario->inject_count, sizeof *s->inject_called);
  s->inject_held = cells(scenario->inject_count, sizeof *s->inject_held);
  s->inject_text = cells(scenario->inject_count, sizeof *s->inject_text);
  s->variable = cells(scenario->variable_count, sizeof *s->variable);
  s->owned_text = cells(scenario->variable_count, sizeof *s->owned_text);
  s->incident_due = cells(scenario->incident_count, sizeof *s->incident_due);
  s->incident_created = cells(scenario->incident_count, sizeof *s->incident_created);
  s->incident_was_active = cells(scenario->incident_count, sizeof *s->incident_was_active);
  s->intel_born = cells(scenario->intel_count, sizeof *s->intel_born);
  s->bonus = cells(scenario->state_count, sizeof *s->bonus);
  s->forums_before = cells(scenario->state_count, sizeof *s->forums_before);
  s->done = cells(seats * (size_t)s->action_total, sizeof *s->done);
  s->objective = cells(seats * scenario->objective_count, sizeof *s->objective);
  if (s->inject && s->inject_seats && s->inject_called && s->inject_held && s->inject_text && s->variable &&
      s->owned_text && s->incident_due && s->incident_created && s->incident_was_active && s->intel_born && s->bonus &&
      s->forums_before && s->done && s->objective)
    return true;
  clear(s, scenario);
  return false;
}

bool pl_story_new(pl_world *w) {
  const pl_scenario *scenario = w->scenario;
  story *s = &w->story;
  if (!allocate(s, scenario)) return false;
  for (int i = 0; i < scenario->inject_count; i++) {
    const pl_inject_spec *spec = &scenario->injects[i];
    s->inject[i] = (pl_inject_state){.fired_round = -1, .due_round = spec->round, .answered_round = -1};
    s->has_days = s->has_days || spec->tick > 0;
  }
  for (int i = 0; i < scenario->variable_count; i++)
    s->variable[i] = (pl_variable){.value = scenario->variables[i].value, .text = scenario->variables[i].text};
  for (int i = 0; i < scenario->incident_count; i++)
    s->incident_due[i] = scenario->incidents[i].when ? -1 : scenario->incidents[i].round;
  for (int i = 0; i < scenario->objective_count * pl_scenario_seat_count(scenario); i++) s->objective[i] = -1;
  s->has_days = s->has_days || scenario->intel_count > 0;
  return true;
}

static bool copy_owned(char **to, char *const *from, size_t count) {
  for (size_t i = 0; i < count; i++) {
    if (!from[i]) continue;
    const size_t size = strlen(from[i]) + 1;
    to[i] = malloc(size);
    if (!to[i]) return false;
    memcpy(to[i], from[i], size);
  }
  return true;
}

static bool copy_texts(story *to, const story *from, const pl_scenario *scenario) {
  const size_t variables = scenario->variable_count;
  const bool is_whole = copy_owned(to->owned_text, from->owned_text, variables) &&
                        copy_owned(to->inject_text, from->inject_text, scenario->inject_count);
  for (size_t i = 0; is_whole && i < variables; i++)
    if (to->owned_text[i]) to->variable[i].text = to->owned_text[i];
  return is_whole;
}

/* Arrivals are left behind: they are only for hooks, and a copy has none. */
bool pl_story_copy(pl_world *to, const pl_world *from) {
  const pl_scenario *scenario = from->scenario;
  const story *f = &from->story;
  story *t = &to->story;
  const size_t seats = (size_t)pl_scenario_seat_count(scenario);
  if (!allocate(t, scenario)) return false;
  memcpy(t->inject, f->inject, scenario->inject_count * sizeof *t->inject);
  memcpy(t->inject_seats, f->inject_seats, scenario->inject_count * sizeof *t->inject_seats);
  memcpy(t->inject_called, f->inject_called, scenario->inject_count * sizeof *t->inject_called);
  memcpy(t->inject_held, f->inject_held, scenario->inject_count * sizeof *t->inject_held);
  memcpy(t->variable, f->variable, scenario->variable_count * sizeof *t->variable);
  memcpy(t->incident_due, f->incident_due, scenario->incident_count * sizeof *t->incident_due);
  memcpy(t->incident_created, f->incident_created, scenario->incident_count * sizeof *t->incident_created);
  memcpy(t->incident_was_active, f->incident_was_active, scenario->incident_count * sizeof *t->incident_was_active);
  memcpy(t->intel_born, f->intel_born, scenario->intel_count * sizeof *t->intel_born);
  memcpy(t->bonus, f->bonus, scenario->state_count * sizeof *t->bonus);
  memcpy(t->forums_before, f->forums_before, scenario->state_count * sizeof *t->forums_before);
  memcpy(t->done, f->done, seats * (size_t)f->action_total * sizeof *t->done);
  memcpy(t->objective, f->objective, seats * scenario->objective_count * sizeof *t->objective);
  t->moment = f->moment;
  t->has_days = f->has_days;
  if (copy_texts(t, f, scenario)) return true;
  clear(t, scenario);
  return false;
}

void pl_story_free(pl_world *w) {
  if (w->scenario) clear(&w->story, w->scenario);
}

/* ---- injects ---- */

void pl_story_schedule(pl_world *w, int inject, int option, int earliest) {
  for (int i = 0; i < w->scenario->inject_count; i++) {
    const pl_inject_spec *spec = &w->scenario->injects[i];
    pl_inject_state *state = &w->story.inject[i];
    if (spec->after != inject || spec->after_option != option || state->due_round >= 0) continue;
    if (w->story.inject_held[i]) continue;
    const int due = w->round + spec->delay;
    state->due_round = due > earliest ? due : earliest;
  }
}

static pl_state_set addressees(const pl_inject_spec *spec) {
  pl_state_set seats = {{0}};
  for (int i = 0; i < spec->to_count; i++) pl_set_add(&seats, spec->to[i]);
  return seats;
}

void pl_story_fire(pl_world *w, int inject) {
  const pl_inject_spec *spec = &w->scenario->injects[inject];
  const pl_state_set to = addressees(spec);
  w->story.inject[inject].fired_round = w->round;
  w->story.inject[inject].due_round = w->round;
  if (pl_is_recording(w)) {
    pl_event event = pl_event_now(w, PL_EVENT_INJECT);
    event.index = (uint16_t)inject;
    if (w->story.inject_text[inject]) event.other = pl_event_log_add_line(w->log, w->story.inject_text[inject]);
    event.flag = w->story.is_by_hand;
    event.is_public = spec->is_public;
    event.seen_by = to;
    pl_record(w, &event);
  }
  if (spec->option_count) w->story.inject_seats[inject] = to;
  else pl_story_apply(w, spec->effects.row, spec->effects.count, &to);
  pl_story_schedule(w, inject, PL_NONE, w->round);
}

/* Waits for a tick of this round, not for its opening. */
static bool has_day_now(const pl_world *w, int inject) {
  const pl_inject_spec *spec = &w->scenario->injects[inject];
  return spec->tick > 0 && spec->round == w->round && !w->story.inject_called[inject];
}

bool pl_story_is_due(const pl_world *w, int inject) {
  const pl_inject_spec *spec = &w->scenario->injects[inject];
  const pl_inject_state *state = &w->story.inject[inject];
  if (state->fired_round >= 0) return false;
  const bool is_time = state->due_round >= 0 && state->due_round <= w->round;
  if (w->story.inject_called[inject]) return is_time;
  if (w->story.inject_held[inject]) return false;
  const bool has_time = spec->round >= 0 || spec->after != PL_NONE;
  if (spec->by_hook || (has_time ? !is_time : !spec->when)) return false;
  return pl_world_holds(w, spec->when);
}

static void fire_due(pl_world *w) {
  bool has_fired = true;
  while (has_fired) {
    has_fired = false;
    for (int i = 0; i < w->scenario->inject_count; i++) {
      if (has_day_now(w, i) || !pl_story_is_due(w, i)) continue;
      pl_story_fire(w, i);
      has_fired = true;
    }
  }
}

/* ---- opening ---- */

static void arrange_incidents(pl_world *w) {
  for (int i = 0; i < w->scenario->incident_count; i++) {
    const pl_condition *when = w->scenario->incidents[i].when;
    if (when && w->story.incident_due[i] < 0 && pl_world_holds(w, when)) w->story.incident_due[i] = w->round;
  }
}

static void note_active(pl_world *w) {
  for (int i = 0; i < w->scenario->incident_count; i++) {
    const int index = w->story.incident_created[i] ? pl_world_find_declared(w, i) : -1;
    w->story.incident_was_active[i] = index >= 0 && w->incident[index]->phase != PL_PHASE_ENDED;
  }
}

static pl_status check_memory(const pl_world *w, pl_error *error) {
  if (!w->out_of_memory) return PL_OK;
  return pl_error_set(error, PL_NO_MEMORY, "out of memory in round %d", w->round + 1);
}

pl_status pl_story_open_round(pl_world *w, pl_error *error) {
  w->story.moment = STORY_OPENING;
  w->story.arrival_count = 0;
  for (int s = 0; s < w->n; s++) {
    w->state[s].bonus = w->story.bonus[s];
    w->story.bonus[s] = 0;
  }
  note_active(w);
  const pl_hook_call call = {.kind = PL_HOOK_ROUND, .incident = PL_NONE, .state = PL_NONE, .other = PL_NONE};
  const pl_status status = pl_story_hook(w, &call, error);
  if (status != PL_OK) return status;
  arrange_incidents(w);
  fire_due(w);
  for (int s = 0; s < w->n; s++) w->story.forums_before[s] = w->state[s].forums;
  w->story.moment = STORY_DECIDING;
  return check_memory(w, error);
}

/* ---- ticks ---- */

static void fire_of_the_day(pl_world *w) {
  for (int i = 0; i < w->scenario->inject_count; i++) {
    const pl_tick tick = w->round * PL_TICKS_PER_ROUND + w->scenario->injects[i].tick;
    if (has_day_now(w, i) && tick == w->now && pl_story_is_due(w, i)) pl_story_fire(w, i);
  }
}

/* Intel comes at its own time, but never before its incident has begun. It is lost on a holder who has found the
 * incident by then, and when the incident is over. */
static void bear_intel(pl_world *w, int i) {
  const pl_intel_spec *spec = &w->scenario->intel[i];
  const int index = w->story.incident_created[spec->about] ? pl_world_find_declared(w, spec->about) : -1;
  if (index < 0 || w->now < w->incident[index]->launch) return;
  if (spec->round >= 0 && w->now < spec->round * PL_TICKS_PER_ROUND + spec->tick) return;
  w->story.intel_born[i] = true;
  if (w->incident[index]->phase == PL_PHASE_ENDED || w->incident[index]->item[spec->holder].birth >= 0) return;
  pl_item_born(w, index, spec->holder, spec->quality, spec->label);
}

void pl_story_tick(pl_world *w) {
  w->story.moment = STORY_LATER;
  if (!w->story.has_days) return;
  fire_of_the_day(w);
  for (int i = 0; i < w->scenario->intel_count; i++)
    if (!w->story.intel_born[i]) bear_intel(w, i);
}

/* ---- closing ---- */

void pl_story_note_arrival(pl_world *w, int incident, int originator, int recipient) {
  story *s = &w->story;
  if (originator >= w->n || !pl_story_has_hook(w, PL_HOOK_SHARE)) return;
  if (s->arrival_count == s->arrival_capacity) {
    const size_t capacity = s->arrival_capacity ? s->arrival_capacity * 2 : 64;
    arrival *rows = realloc(s->arrival, capacity * sizeof *rows);
    if (!rows) {
      w->out_of_memory = true;
      return;
    }
    s->arrival = rows;
    s->arrival_capacity = capacity;
  }
  s->arrival[s->arrival_count++] = (arrival){(uint16_t)originator, (uint16_t)incident, (uint16_t)recipient};
}

static int compare_arrivals(const void *a, const void *b) {
  const arrival *x = a, *y = b;
  if (x->originator != y->originator) return x->originator < y->originator ? -1 : 1;
  if (x->incident != y->incident) return x->incident < y->incident ? -1 : 1;
  return (x->recipient > y->recipient) - (x->recipient < y->recipient);
}

static pl_status tell_shares(pl_world *w, pl_error *error) {
  story *s = &w->story;
  const size_t count = s->arrival_count;
  if (!count) return PL_OK;
  pl_hook_call *calls = malloc(count * sizeof *calls);
  if (!calls) return pl_error_set(error, PL_NO_MEMORY, "out of memory in round %d", w->round + 1);
  qsort(s->arrival, count, sizeof *s->arrival, compare_arrivals);
  for (size_t i = 0; i < count; i++) {
    const pl_incident *incident = w->incident[s->arrival[i].incident];
    calls[i] = (pl_hook_call){.kind = PL_HOOK_SHARE, .incident = incident->declared, .iid = incident->iid,
                              .state = s->arrival[i].originator, .other = s->arrival[i].recipient};
  }
  const pl_status status = pl_story_hook_many(w, calls, count, error);
  free(calls);
  s->arrival_count = 0;
  return status;
}

/* Whether a declared incident was active at any moment of this round. */
static bool was_active(const pl_world *w, const pl_incident *incident) {
  return incident->declared < w->scenario->incident_count &&
         (w->story.incident_was_active[incident->declared] || incident->launch / PL_TICKS_PER_ROUND == w->round);
}

/* The incident after `last` (−1: the first) among the declared ones active this round, by launch, then creation; −1:
 * there is none. */
static int next_launched(const pl_world *w, int last) {
  int best = -1;
  for (int i = 0; i < w->incident_count; i++) {
    const pl_tick launch = w->incident[i]->launch;
    if (!was_active(w, w->incident[i])) continue;
    const pl_tick before = last < 0 ? -1 : w->incident[last]->launch;
    if (launch < before || (launch == before && i <= last)) continue;
    if (best < 0 || launch < w->incident[best]->launch) best = i;
  }
  return best;
}

static pl_status tell_incidents(pl_world *w, pl_error *error) {
  if (!pl_story_has_hook(w, PL_HOOK_INCIDENT)) return PL_OK;
  for (int i = next_launched(w, -1); i >= 0; i = next_launched(w, i)) {
    const pl_hook_call call = {.kind = PL_HOOK_INCIDENT, .incident = w->incident[i]->declared,
                               .iid = w->incident[i]->iid, .state = PL_NONE, .other = PL_NONE};
    const pl_status status = pl_story_hook(w, &call, error);
    if (status != PL_OK) return status;
  }
  return PL_OK;
}

static void record_objective(pl_world *w, int objective, int seat, pl_q16 met) {
  if (!pl_is_recording(w)) return;
  pl_event event = pl_event_now(w, PL_EVENT_OBJECTIVE);
  event.index = (uint16_t)objective;
  event.state = (uint16_t)seat;
  event.amount = met;
  event.seen_by = pl_seen_by(seat);
  pl_record(w, &event);
}

/* A test needs rules; in a world without them it stays unjudged. */
static pl_status judge(pl_world *w, int objective, pl_error *error) {
  const pl_objective_spec *spec = &w->scenario->objectives[objective];
  pl_q16 met = 0;
  if (spec->has_test) {
    if (!w->rules || !w->rules->test) return PL_OK;
    const pl_status status = w->rules->test(w->rules->self, w, objective, &met, error);
    if (status != PL_OK) return status;
  } else {
    met = pl_world_holds(w, spec->when) ? PL_ONE : 0;
  }
  met = clampq(met);
  for (int i = 0; i < spec->seat_count; i++) {
    w->story.objective[objective * pl_scenario_seat_count(w->scenario) + spec->seats[i]] = met;
    record_objective(w, objective, spec->seats[i], met);
  }
  return PL_OK;
}

static pl_status judge_due(pl_world *w, bool is_last, pl_error *error) {
  for (int i = 0; i < w->scenario->objective_count; i++) {
    const int at = w->scenario->objectives[i].at;
    if (at != w->round && !(is_last && at >= w->round)) continue;
    const pl_status status = judge(w, i, error);
    if (status != PL_OK) return status;
  }
  return PL_OK;
}

pl_status pl_story_close_round(pl_world *w, pl_error *error) {
  const bool is_last = w->round + 1 >= w->scenario->rounds;
  const pl_hook_call end = {.kind = PL_HOOK_END, .incident = PL_NONE, .state = PL_NONE, .other = PL_NONE};
  w->story.moment = STORY_LATER;
  pl_status status = tell_incidents(w, error);
  if (status == PL_OK) status = tell_shares(w, error);
  if (status == PL_OK) status = judge_due(w, is_last, error);
  if (status == PL_OK && is_last) status = pl_story_hook(w, &end, error);
  return status == PL_OK ? check_memory(w, error) : status;
}

/* ---- looking ---- */

const pl_inject_state *pl_world_inject(const pl_world *world, int inject) {
  return inject >= 0 && inject < world->scenario->inject_count ? &world->story.inject[inject] : NULL;
}

const char *pl_world_inject_text(const pl_world *world, int inject) {
  return inject >= 0 && inject < world->scenario->inject_count ? world->story.inject_text[inject] : NULL;
}

bool pl_world_is_held(const pl_world *world, int inject) {
  return inject >= 0 && inject < world->scenario->inject_count && world->story.inject_held[inject];
}

bool pl_world_may_answer(const pl_world *world, int inject, int seat) {
  return inject >= 0 && inject < world->scenario->inject_count && seat >= 0 &&
         pl_set_has(&world->story.inject_seats[inject], (unsigned)seat);
}

const pl_variable *pl_world_variable(const pl_world *world, int variable) {
  return variable >= 0 && variable < world->scenario->variable_count ? &world->story.variable[variable] : NULL;
}

int pl_world_times_done(const pl_world *world, int seat, int action) {
  if (seat < 0 || seat >= pl_scenario_seat_count(world->scenario)) return 0;
  if (action < 0 || action >= world->story.action_total) return 0;
  return (int)*pl_story_done(world, seat, action);
}

pl_q16 pl_world_objective(const pl_world *world, int objective, int seat) {
  const int seats = pl_scenario_seat_count(world->scenario);
  if (objective < 0 || objective >= world->scenario->objective_count || seat < 0 || seat >= seats) return -1;
  return world->story.objective[objective * seats + seat];
}

bool pl_world_chance(const pl_world *world, const char *label, int seat, pl_q16 p) {
  uint64_t hash = 0;
  for (const char *c = label; *c; c++) hash = pl_luck_mix(hash ^ (unsigned char)*c);
  const uint32_t name = (uint32_t)(hash >> 32);
  return pl_luck_unif(pl_luck_key(world->seed, PL_LUCK_HOOK, name, (uint32_t)world->round, (uint32_t)seat)) < p;
}
