/* A past: everything that the seat does not know, drawn, and played up to the present.
 *
 * An incident heard of began in the round that its name says, no later than anybody is known to have found it. Whom it
 * aims at, when it reaches them and who stands open to it is drawn; those known to have found it found it when they did
 * (they are handed their item as intel). One of the scenario's own incidents is as severe as one of them, taken at
 * random: the seat knows what sort of exercise this is, but not what the author wrote about this incident. Those of
 * them that are still to come do so in a round that is drawn.
 *
 * How well a past agrees with what the seat found at home and was told by others is its misfit. */
#include "forecast_internal.h"

#include "../sim/fixed.h"
#include "../sim/luck.h"

#include <stdlib.h>

/* What is drawn about a past; the number says for whom. */
enum { DRAW_SEED = 1, DRAW_LAUNCH, DRAW_MODEL, DRAW_AIMS, DRAW_RACE, DRAW_DELAY, DRAW_COMING, DRAW_DAY, DRAW_HOLDER };

typedef struct sketch { /* a past in the making */
  pl_past *past;
  const pl_belief *belief;
  uint32_t run;
} sketch;

static uint64_t draw(const sketch *s, uint32_t what, int about, int number) {
  return pl_belief_key(s->belief, s->run, what, (uint32_t)about << 16 | (uint32_t)number);
}

static const pl_scenario *declared_by(const sketch *s) { return s->belief->brief->scenario; }

/* ---- whom it aims at, and when it comes ---- */

/* Enlarges `targets` to `wanted` states, the rich more likely. */
static void add_targets(const sketch *s, int about, int wanted, pl_state_set *targets) {
  const pl_scenario *scenario = declared_by(s);
  int64_t time[PL_MAX_STATES];
  if (wanted >= scenario->state_count) *targets = pl_set_first(scenario->state_count);
  for (int t = 0; t < scenario->state_count; t++) {
    const int64_t weight = scenario->states[t].budget / 1000 + 60;
    time[t] = ((int64_t)pl_luck_exponential(draw(s, DRAW_RACE, about, t)) << 24) / weight;
  }
  for (int count = pl_set_count(targets); count < wanted; count++) {
    int first = -1;
    for (int t = 0; t < scenario->state_count; t++)
      if (!pl_set_has(targets, (unsigned)t) && (first < 0 || time[t] < time[first])) first = t;
    if (first < 0) return;
    pl_set_add(targets, (unsigned)first);
  }
}

/* The delays that `model` declares, dealt out anew: to each target one of them. */
static void deal_delays(const sketch *s, int about, const pl_incident_spec *model, const pl_state_set *targets,
                        pl_tick *delay) {
  const int n = declared_by(s)->state_count;
  int count = 0;
  pl_tick known[PL_MAX_STATES];
  for (int t = 0; model->delay && t < n; t++)
    if (model->delay[t] >= 0) known[count++] = model->delay[t];
  for (int t = 0; t < n; t++) delay[t] = -1;
  for (int t = pl_set_next(targets, 0); count && t >= 0; t = pl_set_next(targets, t + 1))
    delay[t] = known[draw(s, DRAW_DELAY, about, t) % (uint64_t)count];
}

/* A state actor's waves come six ticks after each other, in an order of its own. */
static void space_waves(const sketch *s, int about, const pl_state_set *targets, pl_tick *delay) {
  const int n = declared_by(s)->state_count;
  for (int t = 0; t < n; t++) delay[t] = -1;
  for (int t = pl_set_next(targets, 0); t >= 0; t = pl_set_next(targets, t + 1)) {
    int before = 0;
    for (int u = pl_set_next(targets, 0); u >= 0; u = pl_set_next(targets, u + 1))
      before += draw(s, DRAW_DELAY, about, u) < draw(s, DRAW_DELAY, about, t);
    delay[t] = 6 * (before % 3);
  }
}

/* ---- incidents ---- */
static pl_incident_spec ordinary_incident(const pl_scenario *scenario, int adversary, pl_family family) {
  static const pl_label labels[PL_FAMILIES] = {PL_GREEN, PL_AMBER, PL_AMBER_STRICT, PL_AMBER};
  return (pl_incident_spec){.id = "", .by = (uint16_t)adversary, .family = family, .chance = PL_ONE, .exposure = -1,
                            .virulence = PL_ONE, .pressure = PL_ONE, .damage = PL_ONE, .stealth = PL_ONE,
                            .label = labels[family], .sensitivity = scenario->parameters.sens[family]};
}

/* One of the scenario's own incidents, by an adversary of the same kind if there is one. */
static const pl_incident_spec *pick_model(const sketch *s, int about, bool is_state) {
  const pl_scenario *scenario = declared_by(s);
  int alike = 0;
  for (int i = 0; i < scenario->incident_count; i++)
    alike += scenario->adversaries[scenario->incidents[i].by].is_state == is_state;
  const int count = alike ? alike : scenario->incident_count;
  int at = count ? (int)(draw(s, DRAW_MODEL, about, 0) % (uint64_t)count) : -1;
  for (int i = 0; at >= 0 && i < scenario->incident_count; i++) {
    const pl_incident_spec *spec = &scenario->incidents[i];
    if (alike && scenario->adversaries[spec->by].is_state != is_state) continue;
    if (at-- == 0) return spec;
  }
  return NULL;
}

static void take_severity(pl_incident_spec *spec, const pl_incident_spec *model) {
  spec->exposure = model->exposure;
  spec->virulence = model->virulence;
  spec->pressure = model->pressure;
  spec->damage = model->damage;
  spec->stealth = model->stealth;
}

/* `model` NULL: a random incident. `known` are certainly among its targets. */
static void aim(const sketch *s, int about, const pl_incident_spec *model, pl_state_set known, pl_incident_spec *spec,
                pl_tick *delay) {
  const pl_scenario *scenario = declared_by(s);
  const bool is_state = scenario->adversaries[spec->by].is_state;
  if (!is_state && !(model && model->has_targets)) return; /* criminals go everywhere, as the model draws it */
  const int wanted = model && model->has_targets ? pl_set_count(&model->targets)
                                                 : 1 + (int)(draw(s, DRAW_AIMS, about, 0) % 3);
  spec->has_targets = true;
  spec->targets = known;
  add_targets(s, about, wanted, &spec->targets);
  spec->delay = delay;
  if (model && model->delay) deal_delays(s, about, model, &spec->targets, delay);
  else if (is_state) space_waves(s, about, &spec->targets, delay);
  else spec->delay = NULL;
}

static void draw_heard(const sketch *s, int i) {
  const pl_belief *belief = s->belief;
  const pl_heard *heard = &belief->heard[i];
  const pl_brief_incident *incident = heard->incident;
  const bool is_state = declared_by(s)->adversaries[incident->adversary].is_state;
  const pl_incident_spec *model = incident->declared == PL_NONE ? NULL : pick_model(s, i, is_state);
  pl_incident_spec *spec = &s->past->incidents[i];
  *spec = ordinary_incident(declared_by(s), incident->adversary, incident->family);
  if (model) take_severity(spec, model);
  if (heard->fact.has_item) {
    spec->label = heard->fact.label;
    spec->sensitivity = heard->fact.sensitivity;
  }
  spec->round = (int)(incident->iid >> 8 & 0xFF) - belief->first_round;
  pl_tick days = PL_TICKS_PER_ROUND;
  if (heard->first_sign >= 0 && heard->first_sign - spec->round * PL_TICKS_PER_ROUND < days)
    days = heard->first_sign - spec->round * PL_TICKS_PER_ROUND + 1;
  spec->tick = days > 0 ? (pl_tick)(draw(s, DRAW_LAUNCH, i, 0) % (uint64_t)days) : 0;
  pl_state_set known = heard->finders;
  if (heard->was_found_here) pl_set_add(&known, belief->brief->seat);
  aim(s, i, model, known, spec, s->past->delay + (size_t)i * declared_by(s)->state_count);
}

static bool was_heard_of(const pl_brief *b, int declared) {
  for (size_t i = 0; i < b->incident_count; i++)
    if (b->incidents[i].declared == declared) return true;
  return false;
}

/* Some of the author's incidents are known to somebody before they hit: as often as his are, at such a time after the
 * launch, and to whom it falls as it usually does here. */
static void draw_intel(const sketch *s, const pl_incident_spec *model, const pl_incident_spec *spec, int about) {
  const pl_scenario *scenario = declared_by(s);
  for (int i = 0; i < scenario->intel_count; i++) {
    const pl_intel_spec *from = &scenario->intel[i];
    if (&scenario->incidents[from->about] != model) continue;
    const int holder = (int)(draw(s, DRAW_HOLDER, about, i) % (uint64_t)scenario->intel_count);
    pl_tick later = 0;
    if (from->round >= 0 && model->round >= 0)
      later = (from->round - model->round) * PL_TICKS_PER_ROUND + from->tick - model->tick;
    const pl_tick at = spec->round * PL_TICKS_PER_ROUND + spec->tick + (later > 0 ? later : 0);
    s->past->intel[s->past->scenario.intel_count++] = (pl_intel_spec){
        .id = "", .about = (uint16_t)about, .holder = scenario->intel[holder].holder,
        .round = at / PL_TICKS_PER_ROUND, .tick = at % PL_TICKS_PER_ROUND, .quality = from->quality,
        .label = spec->label};
    return; /* the first to know is what counts */
  }
}

/* One of the author's incidents that the seat has not heard of; true if it comes within the time that is played. */
static bool draw_coming(const sketch *s, int declared, int at) {
  const pl_belief *belief = s->belief;
  const pl_scenario *scenario = declared_by(s);
  if (scenario->incidents[declared].when || was_heard_of(belief->brief, declared)) return false;
  const int first = belief->brief->round > 0 ? belief->brief->round - 1 : 0, left = scenario->rounds - first;
  const int round = first + (int)(draw(s, DRAW_COMING, at, 0) % (uint64_t)left) - belief->first_round;
  if (round >= belief->scenario.rounds) return false;
  const bool is_state = scenario->adversaries[scenario->incidents[declared].by].is_state;
  const pl_incident_spec *model = pick_model(s, at, is_state);
  pl_incident_spec *spec = &s->past->incidents[at];
  *spec = ordinary_incident(scenario, model->by, model->family);
  take_severity(spec, model);
  spec->round = round;
  spec->tick = (pl_tick)(draw(s, DRAW_DAY, at, 0) % PL_TICKS_PER_ROUND);
  aim(s, at, model, (pl_state_set){{0}}, spec, s->past->delay + (size_t)at * scenario->state_count);
  draw_intel(s, model, spec, at);
  return true;
}

/* ---- who found what when ---- */
static void hand_out_items(const sketch *s) {
  const pl_brief *b = s->belief->brief;
  for (size_t i = 0; i < b->item_count; i++) {
    const int about = pl_belief_find(s->belief, b->items[i].iid);
    if (about < 0) continue;
    pl_tick birth = b->items[i].birth - s->belief->first_round * PL_TICKS_PER_ROUND;
    if (birth < 0) birth = 0;
    s->past->intel[s->past->scenario.intel_count++] = (pl_intel_spec){
        .id = "", .about = (uint16_t)about, .holder = b->items[i].originator, .round = birth / PL_TICKS_PER_ROUND,
        .tick = birth % PL_TICKS_PER_ROUND, .quality = b->items[i].is_own ? b->items[i].quality : -1,
        .label = s->past->incidents[about].label};
  }
}

/* The seat itself keeps its items in the past, for whom it told is put right at the present. */
static void assign_postures(const sketch *s) {
  const pl_belief *belief = s->belief;
  pl_habits_draw(&s->past->habits, belief, s->run);
  for (int t = 0; t < declared_by(s)->state_count; t++) {
    const bool sees_seat = !pl_set_has(&s->past->habits.wary, (unsigned)t);
    s->past->states[t] = belief->scenario.states[t];
    s->past->states[t].posture =
        (pl_audience){.states = pl_habits_posture(&s->past->habits, belief, t, sees_seat)};
  }
  s->past->scenario.states = s->past->states;
}

static bool allocate(pl_past *past, const pl_belief *belief) {
  const pl_scenario *scenario = belief->brief->scenario;
  const size_t most = (size_t)belief->heard_count + scenario->incident_count;
  past->states = calloc(scenario->state_count, sizeof *past->states);
  past->incidents = calloc(most + 1, sizeof *past->incidents);
  past->delay = calloc((most + 1) * scenario->state_count, sizeof *past->delay);
  past->intel = calloc(belief->brief->item_count + scenario->incident_count + 1, sizeof *past->intel);
  return past->states && past->incidents && past->delay && past->intel;
}

static pl_status play_past(pl_past *past, const pl_belief *belief, pl_error *error) {
  const pl_decision keep = {.seat = belief->brief->seat, .action = PL_ACTION_HOLD, .families = (1 << PL_FAMILIES) - 1};
  pl_status status = PL_OK;
  for (int r = 0; status == PL_OK && r < belief->past_rounds; r++) {
    status = pl_world_open_round(past->world, error);
    if (status == PL_OK) status = pl_world_resolve(past->world, &keep, 1, error);
  }
  return status == PL_OK ? pl_world_open_round(past->world, error) : status;
}

void pl_past_put_right(pl_past *past, const pl_belief *belief) {
  pl_imagined fact[PL_MAX_DECLARED];
  for (int i = 0; i < belief->heard_count; i++) fact[i] = belief->heard[i].fact;
  pl_world_imagine(past->world, belief->brief->seat, fact, (size_t)belief->heard_count);
}

pl_status pl_past_draw(pl_past *past, const pl_belief *belief, const pl_map *map, uint32_t run, pl_error *error) {
  *past = (pl_past){.scenario = belief->scenario};
  const sketch s = {past, belief, run};
  pl_status status = PL_NO_MEMORY;
  if (allocate(past, belief)) {
    assign_postures(&s);
    int count = belief->heard_count;
    for (int i = 0; i < count; i++) draw_heard(&s, i);
    for (int i = 0; i < declared_by(&s)->incident_count && count < PL_MAX_DECLARED; i++)
      count += draw_coming(&s, i, count);
    past->scenario.incidents = past->incidents;
    past->scenario.incident_count = (uint16_t)count;
    past->scenario.intel = past->intel;
    hand_out_items(&s);
    past->world = pl_world_new(&past->scenario, map, NULL, draw(&s, DRAW_SEED, 0, 0), error);
    if (past->world) status = play_past(past, belief, error);
  } else {
    pl_error_set(error, PL_NO_MEMORY, "out of memory: no forecast");
  }
  if (status != PL_OK) pl_past_clear(past);
  return status;
}

void pl_past_clear(pl_past *past) {
  pl_world_free(past->world);
  free(past->states);
  free(past->incidents);
  free(past->intel);
  free(past->delay);
  *past = (pl_past){.world = NULL};
}

/* ---- does it fit? ---- */
enum { ENDED_EARLY = 1000, PER_ORGANISATION = 4, PER_LETTER = 4 };

static int32_t difference(int64_t a, int64_t b) { return (int32_t)(a > b ? a - b : b - a); }

static int32_t found_at_home(const pl_world *world, int index, int seat) {
  const pl_map *map = pl_world_map(world);
  int32_t found = 0;
  for (uint32_t o = map->first[seat]; o < map->first[seat + 1]; o++) {
    const char status = pl_world_organisation_status(world, index, o);
    found += status == 'C' || status == 'R';
  }
  return found;
}

/* Items: found when they were, received from whom they were. */
static int32_t misfit_of_items(const pl_incident *incident, const pl_belief *belief, const pl_heard *heard) {
  const pl_brief *b = belief->brief;
  int32_t misfit = 0;
  for (size_t i = 0; i < b->item_count; i++) {
    if (b->items[i].iid != heard->incident->iid) continue;
    const pl_tick birth = b->items[i].birth - belief->first_round * PL_TICKS_PER_ROUND;
    misfit += difference(incident->item[b->items[i].originator].birth, birth);
  }
  for (int t = 0; t < b->scenario->state_count; t++) {
    const bool has_sent = t != b->seat && pl_set_has(&incident->item[t].hold, b->seat);
    if (t != b->seat && has_sent != pl_set_has(&heard->finders, (unsigned)t)) misfit += PER_LETTER;
  }
  return misfit;
}

static int32_t misfit_of(const pl_past *past, const pl_belief *belief, int i) {
  const pl_heard *heard = &belief->heard[i];
  const int index = pl_world_find_declared(past->world, i);
  if (index < 0 || pl_world_incident(past->world, index)->phase != PL_PHASE_ACTIVE) return ENDED_EARLY;
  const int32_t found = found_at_home(past->world, index, belief->brief->seat);
  return PER_ORGANISATION * difference(found, heard->incident->contained + heard->incident->recovered) +
         misfit_of_items(pl_world_incident(past->world, index), belief, heard);
}

int32_t pl_past_misfit(const pl_past *past, const pl_belief *belief, int heard) {
  if (heard >= 0) return misfit_of(past, belief, heard);
  int32_t misfit = 0;
  for (int i = 0; i < belief->heard_count; i++)
    if (belief->heard[i].fact.has_item) misfit += misfit_of(past, belief, i);
  return misfit;
}
