/* Conditions: the questions a scenario may ask about the world.
 *
 * A condition is a tree of rows; every kind is one small function in a table, and none of them changes anything. A
 * question about something that does not exist (yet) is answered with no: figures of a seat without a state, items and
 * knowledge of an incident that has not begun. The one exception is counting: who was never hit was hit 0 times, so
 * that "at most 3" holds from the start. */
#include "story.h"

#include <string.h>

static bool is_within(const pl_condition *c, int64_t x) { return x >= c->at_least && x <= c->at_most; }

static const pl_state *state_of(const pl_world *w, const pl_condition *c) {
  return c->state < w->n ? &w->state[c->state] : NULL;
}

/* The last launch of the condition's incident, or NULL. */
static const pl_incident *incident_of(const pl_world *w, const pl_condition *c) {
  const int index = c->incident < w->scenario->incident_count ? pl_world_find_declared(w, c->incident) : -1;
  return index < 0 ? NULL : pl_world_incident(w, index);
}

/* ---- of conditions ---- */

static bool holds_all(const pl_world *w, const pl_condition *c) {
  for (int i = 0; i < c->child_count; i++)
    if (!pl_world_holds(w, &c->children[i])) return false;
  return true;
}

static bool holds_any(const pl_world *w, const pl_condition *c) {
  for (int i = 0; i < c->child_count; i++)
    if (pl_world_holds(w, &c->children[i])) return true;
  return false;
}

static bool holds_none(const pl_world *w, const pl_condition *c) { return !holds_any(w, c); }

/* ---- of time and figures ---- */

static bool holds_round(const pl_world *w, const pl_condition *c) { return is_within(c, w->round); }

static bool holds_hit_now(const pl_world *w, const pl_condition *c) {
  const pl_state *s = state_of(w, c);
  return s && is_within(c, s->hit_now);
}

static bool holds_hit_peak(const pl_world *w, const pl_condition *c) {
  const pl_state *s = state_of(w, c);
  return s && is_within(c, s->hit_peak);
}

static bool holds_hit_total(const pl_world *w, const pl_condition *c) {
  const pl_state *s = state_of(w, c);
  if (!s) return false;
  if (c->incident == PL_NONE) return is_within(c, s->hit_total);
  const pl_incident *incident = incident_of(w, c);
  return is_within(c, incident ? incident->hit[c->state] : 0);
}

/* Loss is kept in q16 mu, so that percent of a sum in mu comes out as q16 of one percent. */
static bool holds_loss(const pl_world *w, const pl_condition *c) {
  const pl_state *s = state_of(w, c);
  if (!s) return false;
  const int64_t whole = w->scenario->states[c->state].budget * w->scenario->rounds;
  return is_within(c, whole > 0 ? s->loss / whole * 100 + s->loss % whole * 100 / whole : 0);
}

static bool holds_confidence(const pl_world *w, const pl_condition *c) {
  const pl_state *s = state_of(w, c);
  return s && is_within(c, s->confidence);
}

static bool holds_standing(const pl_world *w, const pl_condition *c) {
  const pl_state *s = state_of(w, c);
  return s && is_within(c, s->standing);
}

static bool holds_rights(const pl_world *w, const pl_condition *c) {
  const pl_state *s = state_of(w, c);
  return s && is_within(c, s->rights);
}

static bool holds_trust(const pl_world *w, const pl_condition *c) {
  if (c->state >= w->n || c->other >= w->n || c->state == c->other) return false;
  return is_within(c, pl_world_trust(w, c->state, c->other));
}

/* ---- of forums, items and knowledge ---- */

static bool holds_member(const pl_world *w, const pl_condition *c) {
  const pl_state *s = state_of(w, c);
  return s && c->forum < w->forum_count && (s->forums >> c->forum & 1);
}

static bool holds_left(const pl_world *w, const pl_condition *c) {
  const pl_state *s = state_of(w, c);
  return s && c->forum < w->forum_count && (s->ever_left >> c->forum & 1);
}

static bool holds_shared(const pl_world *w, const pl_condition *c) {
  const pl_incident *incident = incident_of(w, c);
  if (!incident || c->state >= w->n) return false;
  const pl_item *item = &incident->item[c->state];
  return item->birth >= 0 && pl_set_has(&item->sent, c->other);
}

static bool holds_knows(const pl_world *w, const pl_condition *c) {
  const pl_incident *incident = incident_of(w, c);
  return incident && c->state < w->n && is_within(c, incident->knowledge[c->state]);
}

/* ---- of what was decided ---- */

static bool holds_chosen(const pl_world *w, const pl_condition *c) {
  if (c->inject >= w->scenario->inject_count) return false;
  const pl_inject_state *inject = &w->story.inject[c->inject];
  return c->option == PL_NONE ? inject->chosen != 0 : c->option < 64 && (inject->chosen >> c->option & 1);
}

static bool holds_did(const pl_world *w, const pl_condition *c) {
  return pl_world_times_done(w, c->state, c->action) > 0;
}

static bool holds_variable(const pl_world *w, const pl_condition *c) {
  if (c->var >= w->scenario->variable_count) return false;
  const pl_variable *variable = &w->story.variable[c->var];
  if (w->scenario->variables[c->var].kind != PL_VARIABLE_TEXT) return variable->value == c->value;
  return c->text && variable->text && !strcmp(variable->text, c->text);
}

typedef bool (*question)(const pl_world *w, const pl_condition *c);

static const question questions[] = {
    [PL_WHEN_ALL] = holds_all,
    [PL_WHEN_ANY] = holds_any,
    [PL_WHEN_NONE_OF] = holds_none,
    [PL_WHEN_ROUND] = holds_round,
    [PL_WHEN_HIT_NOW] = holds_hit_now,
    [PL_WHEN_HIT_PEAK] = holds_hit_peak,
    [PL_WHEN_HIT_TOTAL] = holds_hit_total,
    [PL_WHEN_LOSS] = holds_loss,
    [PL_WHEN_CONFIDENCE] = holds_confidence,
    [PL_WHEN_STANDING] = holds_standing,
    [PL_WHEN_RIGHTS] = holds_rights,
    [PL_WHEN_TRUST] = holds_trust,
    [PL_WHEN_MEMBER] = holds_member,
    [PL_WHEN_LEFT] = holds_left,
    [PL_WHEN_SHARED] = holds_shared,
    [PL_WHEN_KNOWS] = holds_knows,
    [PL_WHEN_CHOSEN] = holds_chosen,
    [PL_WHEN_DID] = holds_did,
    [PL_WHEN_VAR] = holds_variable,
};

bool pl_world_holds(const pl_world *world, const pl_condition *condition) {
  if (!condition) return true;
  const unsigned kind = (unsigned)condition->kind;
  return kind < sizeof questions / sizeof questions[0] && questions[kind](world, condition);
}
