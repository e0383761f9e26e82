/* Effects and decisions about the story: what options, the scenario's own actions and hooks do to the world.
 *
 * Effects are a closed table: one function per kind, each of which clamps what it changes, so that no scenario can
 * bring a figure out of its range. What a row names may not exist at that moment (an item not yet found, a membership
 * already given up); such a row does nothing, and says so nowhere: the author asked for an outcome, not for an event.
 *
 * A round has three moments for effects. While it opens, and up to the decisions, an incident launched still starts
 * this round; injects fired while it opens are still answered in it. Everything later waits for the next opening, and
 * money is always for the next round.
 *
 * Decisions pass here twice: pl_story_pay says which of them take effect, while each state pays; pl_story_effects lets
 * them, after all have paid. In between nothing of the story changes, so nobody gains by having a lower seat number. */
#include "story.h"

#include <stdlib.h>
#include <string.h>

/* Far above what a game can hold, far below what could overflow. */
static const pl_mu BONUS_LIMIT = 1000000000;
enum { STOCK_LIMIT = 16 /* times B */ };

/* ---- figures of a state ---- */

static void change_budget(pl_world *w, const pl_effect *e, int s) {
  pl_mu *bonus = &w->story.bonus[s];
  *bonus = clamp(*bonus + clamp(e->amount, -BONUS_LIMIT, BONUS_LIMIT), -BONUS_LIMIT, BONUS_LIMIT);
}

/* A sum of two numbers that effects may make absurdly large. */
static pl_q16 moved(pl_q16 x, int64_t amount) { return clampq(x + clamp(amount, -PL_ONE, PL_ONE)); }

static void change_stock(pl_world *w, const pl_effect *e, int s) {
  const pl_mu budget = w->state[s].budget;
  if ((unsigned)e->track >= PL_TRACKS) return;
  const int64_t share = clamp(e->amount, -STOCK_LIMIT * PL_ONE, STOCK_LIMIT * PL_ONE);
  pl_mu *stock = &w->state[s].stock[e->track];
  *stock = clamp(*stock + mul(budget, share), 0, STOCK_LIMIT * budget);
}

static void change_standing(pl_world *w, const pl_effect *e, int s) {
  w->state[s].standing = moved(w->state[s].standing, e->amount);
}

static void change_confidence(pl_world *w, const pl_effect *e, int s) {
  w->state[s].confidence = moved(w->state[s].confidence, e->amount);
}

static void change_rights(pl_world *w, const pl_effect *e, int s) {
  w->state[s].rights = moved(w->state[s].rights, e->amount);
}

static void change_trust(pl_world *w, int of, int in, int64_t amount) {
  if (of >= w->n || in >= w->n || of == in) return;
  *pl_trust(w, of, in) = moved(*pl_trust(w, of, in), amount);
}

static void change_trust_in(pl_world *w, const pl_effect *e, int s) { change_trust(w, s, e->other, e->amount); }

static void change_trust_from(pl_world *w, const pl_effect *e, int s) { change_trust(w, e->other, s, e->amount); }

/* The index of the last launch of the row's incident, or −1. */
static int incident_of(const pl_world *w, const pl_effect *e) {
  return e->incident < w->scenario->incident_count ? pl_world_find_declared(w, e->incident) : -1;
}

static void add_knowledge(pl_world *w, const pl_effect *e, int s) {
  const int incident = incident_of(w, e);
  if (incident >= 0 && e->amount > 0) pl_knowledge_add(w, incident, s, clampq(e->amount));
}

static void change_tension(pl_world *w, const pl_effect *e, int s) {
  if (e->other >= w->adversary_count) return;
  pl_q16 *tension = &w->adversary[e->other].tension[s];
  *tension = moved(*tension, e->amount);
}

/* ---- memberships and items ---- */

static void join_forum(pl_world *w, const pl_effect *e, int s) {
  if (e->other < w->forum_count && !(w->state[s].forums >> e->other & 1)) pl_member_join(w, s, e->other);
}

static void leave_forum(pl_world *w, const pl_effect *e, int s) {
  if (e->other < w->forum_count && (w->state[s].forums >> e->other & 1)) pl_member_leave(w, s, e->other);
}

static void share_item(pl_world *w, const pl_effect *e, int s) {
  const int incident = incident_of(w, e);
  if (incident < 0 || w->incident[incident]->phase != PL_PHASE_ACTIVE) return;
  if (w->incident[incident]->item[s].birth < 0) return;
  pl_share_with(w, incident, s, pl_world_resolve_audience(w, s, &e->audience), -1, false);
}

/* ---- the story itself ---- */

static void launch_incident(pl_world *w, const pl_effect *e, int s) {
  (void)s;
  if (e->incident >= w->scenario->incident_count || w->story.incident_created[e->incident]) return;
  w->story.incident_due[e->incident] = w->round + (w->story.moment == STORY_LATER);
}

static void fire_inject(pl_world *w, const pl_effect *e, int s) {
  (void)s;
  if (e->other >= w->scenario->inject_count || w->story.inject[e->other].fired_round >= 0) return;
  if (w->story.inject_held[e->other]) return;
  w->story.inject_called[e->other] = true;
  w->story.inject[e->other].due_round = w->round + (w->story.moment != STORY_OPENING);
}

static void set_text(pl_world *w, int index, const char *text) {
  const size_t size = strlen(text) + 1;
  char *copy = malloc(size);
  if (!copy) {
    w->out_of_memory = true;
    return;
  }
  memcpy(copy, text, size);
  free(w->story.owned_text[index]);
  w->story.variable[index].text = w->story.owned_text[index] = copy;
}

static void set_variable(pl_world *w, const pl_effect *e, int s) {
  (void)s;
  if (e->other >= w->scenario->variable_count) return;
  switch (w->scenario->variables[e->other].kind) {
  case PL_VARIABLE_BOOLEAN: w->story.variable[e->other].value = e->amount != 0; break;
  case PL_VARIABLE_INTEGER: w->story.variable[e->other].value = e->amount; break;
  case PL_VARIABLE_TEXT: set_text(w, e->other, e->text ? e->text : ""); break;
  }
}

/* ---- the table ---- */

static const struct {
  void (*apply)(pl_world *w, const pl_effect *effect, int subject);
  bool has_subject; /* about a state: nothing happens to a seat without one */
} kinds[] = {
    [PL_EFFECT_BUDGET] = {change_budget, true},
    [PL_EFFECT_STOCK] = {change_stock, true},
    [PL_EFFECT_STANDING] = {change_standing, true},
    [PL_EFFECT_CONFIDENCE] = {change_confidence, true},
    [PL_EFFECT_RIGHTS] = {change_rights, true},
    [PL_EFFECT_TRUST_IN] = {change_trust_in, true},
    [PL_EFFECT_TRUST_FROM] = {change_trust_from, true},
    [PL_EFFECT_KNOWLEDGE] = {add_knowledge, true},
    [PL_EFFECT_TENSION] = {change_tension, true},
    [PL_EFFECT_JOIN] = {join_forum, true},
    [PL_EFFECT_LEAVE] = {leave_forum, true},
    [PL_EFFECT_SHARE] = {share_item, true},
    [PL_EFFECT_LAUNCH] = {launch_incident, false},
    [PL_EFFECT_FIRE] = {fire_inject, false},
    [PL_EFFECT_SET] = {set_variable, false},
};

static void apply_row(pl_world *w, const pl_effect *row, const pl_state_set *subjects) {
  const unsigned kind = (unsigned)row->kind;
  if (kind >= sizeof kinds / sizeof kinds[0]) return;
  if (!kinds[kind].has_subject) {
    kinds[kind].apply(w, row, -1);
  } else if (row->subject != PL_NONE) {
    if (row->subject < w->n) kinds[kind].apply(w, row, row->subject);
  } else {
    for (int s = pl_set_next(subjects, 0); s >= 0 && s < w->n; s = pl_set_next(subjects, s + 1))
      kinds[kind].apply(w, row, s);
  }
}

void pl_story_apply(pl_world *w, const pl_effect *rows, size_t count, const pl_state_set *subjects) {
  for (size_t i = 0; i < count; i++) apply_row(w, &rows[i], subjects);
}

/* ---- hooks ---- */

static void record_line(pl_world *w, const pl_text *line) {
  if (!pl_is_recording(w)) return;
  pl_event event = pl_event_now(w, PL_EVENT_LOG);
  const char *english = line->in[PL_ENGLISH], *dutch = line->in[PL_DUTCH];
  event.index = pl_event_log_add_line(w->log, english ? english : dutch);
  event.flag = english && dutch && pl_event_log_add_line(w->log, dutch) != PL_NONE;
  pl_record(w, &event);
}

static void apply_queue(pl_world *w, const pl_effect_queue *queue) {
  const pl_state_set nobody = {{0}};
  for (size_t i = 0; i < queue->line_count; i++) record_line(w, &queue->line[i]);
  pl_story_apply(w, queue->effect, queue->count, &nobody);
}

pl_status pl_story_hook(pl_world *w, const pl_hook_call *call, pl_error *error) {
  if (!pl_story_has_hook(w, call->kind)) return PL_OK;
  pl_effect_queue queue = {0};
  const pl_status status = w->rules->hook(w->rules->self, w, call, &queue, error);
  if (status == PL_OK) apply_queue(w, &queue);
  return status;
}

pl_status pl_story_hook_many(pl_world *w, const pl_hook_call *calls, size_t count, pl_error *error) {
  const pl_rules *rules = w->rules;
  const bool one_by_one = !rules || !rules->hook_many;
  for (size_t next = 0, done = 1; next < count; next += done) {
    pl_effect_queue queue = {0};
    const pl_status status = one_by_one
                                 ? pl_story_hook(w, &calls[next], error)
                                 : rules->hook_many(rules->self, w, &calls[next], count - next, &done, &queue, error);
    if (status != PL_OK) return status;
    apply_queue(w, &queue);
  }
  return PL_OK;
}

/* ---- decisions: paying ---- */

bool pl_story_may_do(const pl_world *w, const pl_action_spec *spec, int seat) {
  if (spec->is_for_all) return seat < w->n;
  for (int i = 0; i < spec->who_count; i++)
    if (spec->who[i] == seat) return true;
  return false;
}

/* A state that an action is aimed at is another one. */
static bool is_target(const pl_world *w, const pl_action_spec *spec, int seat, int target) {
  switch (spec->target) {
  case PL_TARGET_NONE: return true;
  case PL_TARGET_STATE: return target < w->n && target != seat;
  case PL_TARGET_FORUM: return target < w->forum_count;
  case PL_TARGET_ADVERSARY: return target < w->adversary_count;
  }
  return false;
}

/* Seats without a state pay nothing. */
static bool pay(pl_mu cost, pl_mu *money) {
  if (!money || cost <= 0) return true;
  if (cost > *money) return false;
  *money -= cost;
  return true;
}

/* A second answer to the same inject replaces the first. */
static bool is_replaced(const pl_decision *decisions, size_t count, size_t index) {
  for (size_t i = index + 1; i < count; i++)
    if (decisions[i].action == PL_ACTION_ANSWER && decisions[i].seat == decisions[index].seat &&
        decisions[i].target == decisions[index].target)
      return true;
  return false;
}

static bool pay_answer(pl_world *w, const pl_decision *d, pl_mu *money) {
  const pl_inject_spec *inject = d->target < w->scenario->inject_count ? &w->scenario->injects[d->target] : NULL;
  pl_lapse why = PL_LAPSE_NOT_OPEN;
  if (inject && d->option < inject->option_count && pl_world_may_answer(w, d->target, d->seat)) {
    const pl_option_spec *option = &inject->options[d->option];
    why = PL_LAPSE_NEEDS;
    if (pl_world_holds(w, option->needs)) {
      if (pay(option->cost, money)) return true;
      why = PL_LAPSE_MONEY;
    }
  }
  pl_record_lapse(w, d->seat, d->action, d->target, why);
  return false;
}

static int times_accepted(const pl_decision *decisions, size_t before, const bool *accepted, const pl_decision *d) {
  int times = 0;
  for (size_t i = 0; i < before; i++)
    times += accepted[i] && decisions[i].seat == d->seat && decisions[i].action == d->action;
  return times;
}

static bool pay_custom(pl_world *w, const pl_decision *d, int times_now, pl_mu *money) {
  const pl_action_spec *spec = pl_story_custom(w, d->action);
  const int times = pl_world_times_done(w, d->seat, d->action) + times_now;
  pl_lapse why = PL_LAPSE_NOT_OPEN;
  if (pl_story_may_do(w, spec, d->seat) && is_target(w, spec, d->seat, d->target)) {
    if (spec->limit > 0 && times >= spec->limit) why = PL_LAPSE_LIMIT;
    else if (!pl_world_holds(w, spec->needs)) why = PL_LAPSE_NEEDS;
    else if (!pay(spec->cost, money)) why = PL_LAPSE_MONEY;
    else return true;
  }
  pl_record_lapse(w, d->seat, d->action, d->target, why);
  return false;
}

void pl_story_pay(pl_world *w, int seat, const pl_decision *decisions, size_t count, bool *accepted, pl_mu *money) {
  for (size_t i = 0; i < count; i++) {
    const pl_decision *d = &decisions[i];
    if (d->seat != seat) continue;
    if (d->action == PL_ACTION_ANSWER) {
      accepted[i] = !is_replaced(decisions, count, i) && pay_answer(w, d, money);
    } else if (pl_story_is_custom(w, d->action)) {
      accepted[i] = pay_custom(w, d, times_accepted(decisions, i, accepted, d), money);
    }
  }
}

/* ---- decisions: taking effect ---- */

static void take_option(pl_world *w, int inject, int option, int seat, bool is_default) {
  const pl_option_spec *spec = &w->scenario->injects[inject].options[option];
  const pl_state_set subject = pl_seen_by(seat);
  pl_set_remove(&w->story.inject_seats[inject], (unsigned)seat);
  w->story.inject[inject].chosen |= (uint64_t)1 << (option & 63);
  w->story.inject[inject].answered_round = w->round;
  if (pl_is_recording(w)) {
    pl_event event = pl_event_now(w, PL_EVENT_ANSWER);
    event.state = (uint16_t)seat;
    event.other = (uint16_t)option;
    event.index = (uint16_t)inject;
    event.flag = is_default;
    event.seen_by = subject;
    pl_record(w, &event);
  }
  pl_story_apply(w, spec->effects.row, spec->effects.count, &subject);
  pl_story_schedule(w, inject, option, w->round + 1);
}

static void do_custom(pl_world *w, const pl_decision *d) {
  const pl_action_spec *spec = pl_story_custom(w, d->action);
  const pl_state_set subject = pl_seen_by(d->seat);
  if (pl_is_recording(w)) {
    pl_event event = pl_event_now(w, PL_EVENT_CUSTOM);
    event.state = d->seat;
    event.other = spec->target == PL_TARGET_NONE ? PL_NONE : d->target;
    event.index = (uint16_t)(d->action - PL_ACTIONS);
    event.seen_by = subject;
    pl_record(w, &event);
  }
  pl_story_apply(w, spec->effects.row, spec->effects.count, &subject);
}

/* Silence takes the default, which must be free: nobody pays for what they did not choose. */
static void take_defaults(pl_world *w, int inject) {
  const pl_inject_spec *spec = &w->scenario->injects[inject];
  const pl_state_set silent = w->story.inject_seats[inject];
  int option = 0;
  while (option < spec->option_count && !spec->options[option].is_default) option++;
  const bool is_possible = option < spec->option_count && spec->options[option].cost <= 0;
  for (int seat = pl_set_next(&silent, 0); seat >= 0; seat = pl_set_next(&silent, seat + 1))
    if (is_possible && pl_world_holds(w, spec->options[option].needs)) take_option(w, inject, option, seat, true);
  w->story.inject_seats[inject] = (pl_state_set){{0}};
}

static bool has_item(const pl_world *w, const pl_decision *d) {
  const int index = pl_world_find_incident(w, d->iid);
  return index >= 0 && w->incident[index]->phase == PL_PHASE_ACTIVE && w->incident[index]->item[d->seat].birth >= 0;
}

static bool has_applied(const pl_world *w, const pl_decision *d) {
  const pl_forum *forum = &w->forum[d->target];
  return forum->applicant == d->seat && forum->applied_round == w->round;
}

/* Whether a built-in decision came to something, told by the traces it left: those that lapsed left none. Items are
 * decided about a little later, in the flush. */
static bool has_happened(const pl_world *w, const pl_decision *d) {
  if (d->seat >= w->n) return false;
  const bool is_forum = d->target < w->forum_count, is_adversary = d->target < w->adversary_count;
  const bool is_member = is_forum && pl_set_has(&w->forum[d->target].members, d->seat);
  const bool was_member = is_forum && (w->story.forums_before[d->seat] >> d->target & 1);
  switch ((pl_action)d->action) {
  case PL_ACTION_POSTURE: case PL_ACTION_SPLIT: case PL_ACTION_PUBLISH: case PL_ACTION_ONWARD: case PL_ACTION_CONSENT:
  case PL_ACTION_RELAY: case PL_ACTION_HOLD: case PL_ACTION_TEAR: return true;
  case PL_ACTION_SHARE_FORUM: return is_member && has_item(w, d);
  case PL_ACTION_SHARE: case PL_ACTION_SHARE_PUBLIC: case PL_ACTION_WITHHOLD: case PL_ACTION_RELEASE:
    return has_item(w, d);
  case PL_ACTION_BUY: return w->state[d->seat].has_subscription;
  case PL_ACTION_STRIKE: return is_adversary && (w->room.orders[d->seat].strike >> d->target & 1);
  case PL_ACTION_TAKEDOWN:
    return is_adversary && (w->room.takedown_paid[d->target][d->seat >> 6] >> (d->seat & 63) & 1);
  case PL_ACTION_LEAVE: return was_member && !is_member;
  case PL_ACTION_JOIN: return is_forum && !was_member && (is_member || has_applied(w, d));
  case PL_ACTION_VOTE: return is_member;
  case PL_ACTION_ANSWER: case PL_ACTIONS: return false;
  }
  return false;
}

/* What the story itself accepted, and the built-in decisions that happened. */
static bool has_taken_effect(const pl_world *w, const pl_decision *d, bool is_accepted) {
  const bool is_story = d->action == PL_ACTION_ANSWER || d->action >= PL_ACTIONS;
  return is_story ? is_accepted : has_happened(w, d);
}

static void take_effect(pl_world *w, const pl_decision *d) {
  if (d->action == PL_ACTION_ANSWER) take_option(w, d->target, d->option, d->seat, false);
  else if (pl_story_is_custom(w, d->action)) do_custom(w, d);
  ++*pl_story_done(w, d->seat, d->action);
}

static pl_status tell_decisions(pl_world *w, const pl_decision *decisions, size_t count, const bool *happened,
                                pl_error *error) {
  for (size_t i = 0; i < count; i++) {
    if (!happened[i]) continue;
    const pl_hook_call call = {.kind = PL_HOOK_DECISION, .decision = &decisions[i], .incident = PL_NONE,
                               .iid = decisions[i].iid, .state = decisions[i].seat, .other = PL_NONE};
    const pl_status status = pl_story_hook(w, &call, error);
    if (status != PL_OK) return status;
  }
  return PL_OK;
}

/* What happened is settled before the first effect, so that no effect can undo the record of a decision. */
pl_status pl_story_effects(pl_world *w, const pl_decision *decisions, size_t count, const bool *accepted,
                           pl_error *error) {
  bool *happened = malloc((count + 1) * sizeof *happened);
  if (!happened) return pl_error_set(error, PL_NO_MEMORY, "out of memory in round %d", w->round + 1);
  w->story.moment = STORY_DECIDING;
  for (size_t i = 0; i < count; i++) happened[i] = has_taken_effect(w, &decisions[i], accepted[i]);
  for (size_t i = 0; i < count; i++)
    if (happened[i]) take_effect(w, &decisions[i]);
  for (int i = 0; i < w->scenario->inject_count; i++) take_defaults(w, i);
  pl_status status = tell_decisions(w, decisions, count, happened, error);
  w->story.moment = STORY_LATER;
  if (status == PL_OK && w->out_of_memory)
    status = pl_error_set(error, PL_NO_MEMORY, "out of memory in round %d", w->round + 1);
  free(happened);
  return status;
}
