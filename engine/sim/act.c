/* Control's acts: the hand of whoever runs the exercise, in the round that is open.
 *
 * An act takes effect at once and in the order in which it came; decisions wait for the end of their round, so within
 * one round acts come first. What control fires comes as at the opening, so that the seats it asks may still answer,
 * and brings along what follows from it without delay. What control skips or delays listens to nobody else any more:
 * neither to the calendar nor to what the scenario would have it follow (`inject_held`).
 *
 * A ruling's outcomes lie side by side on the numbers below PL_ONE, in the order in which control stated them, and one
 * keyed draw falls on one of them. Its effects are those of a scenario's options, through the same functions. */
#include "story.h"

#include <polder/act.h>

#include <stdlib.h>
#include <string.h>

static const char *const names[] = {
#define X(constant, name, meaning) name,
    PL_ACT_TABLE(X)
#undef X
};

const char *pl_act_name(pl_act_kind kind) { return (unsigned)kind < PL_ACT_KINDS ? names[kind] : "?"; }

/* ---- copies ---- */

/* Goes through everything an act points to, twice: once to count, once to copy. */
typedef struct packing {
  char *at; /* NULL: only counting */
  size_t size;
} packing;

static void *pack(packing *p, const void *from, size_t size) {
  char *to = p->at ? p->at + p->size : NULL;
  if (to && size) memcpy(to, from, size);
  p->size += (size + 15) / 16 * 16; /* whatever is next is aligned */
  return to;
}

static const char *pack_text(packing *p, const char *text) { return text ? pack(p, text, strlen(text) + 1) : NULL; }

static void pack_outcome(packing *p, const pl_act_outcome *from, pl_act_outcome *to) {
  const size_t count = from->effects.count;
  pl_effect *rows = pack(p, from->effects.row, count * sizeof *rows);
  const char *text = pack_text(p, from->text);
  if (to) *to = (pl_act_outcome){.odds = from->odds, .text = text, .effects = {.row = rows, .count = (uint16_t)count}};
  for (size_t i = 0; i < count; i++) {
    const char *words = pack_text(p, from->effects.row[i].text);
    if (rows) rows[i].text = words;
  }
}

static size_t pack_act(char *memory, const pl_act *act) {
  packing p = {.at = memory};
  pl_act *copy = pack(&p, act, sizeof *act);
  const char *text = pack_text(&p, act->text);
  if (copy) copy->text = text;
  for (int i = 0; i < act->outcome_count; i++) pack_outcome(&p, &act->outcome[i], copy ? &copy->outcome[i] : NULL);
  return p.size;
}

pl_act *pl_act_copy(const pl_act *act) {
  char *memory = malloc(pack_act(NULL, act));
  if (memory) pack_act(memory, act);
  return (pl_act *)(void *)memory;
}

/* ---- checking: injects ---- */

static pl_status check_inject(const pl_world *w, const pl_act *act, pl_error *error) {
  if (act->inject >= w->scenario->inject_count)
    return pl_error_set(error, PL_BAD_INPUT, "there is no inject %d: the scenario has %d", act->inject,
                        w->scenario->inject_count);
  const pl_inject_state *state = &w->story.inject[act->inject];
  if (state->fired_round >= 0)
    return pl_error_set(error, PL_BAD_INPUT, "the inject %s has come in round %d: write another one",
                        w->scenario->injects[act->inject].id, state->fired_round + 1);
  return PL_OK;
}

static pl_status check_skip(const pl_world *w, const pl_act *act, pl_error *error) {
  if (!w->story.inject_held[act->inject] || w->story.inject[act->inject].due_round >= 0) return PL_OK;
  return pl_error_set(error, PL_BAD_INPUT, "the inject %s is skipped already: it comes only when it is fired",
                      w->scenario->injects[act->inject].id);
}

static pl_status check_delay(const pl_world *w, const pl_act *act, pl_error *error) {
  if (w->round + 1 >= w->scenario->rounds)
    return pl_error_set(error, PL_BAD_INPUT, "this is the last round: there is none to delay an inject to; skip it");
  if (act->round > w->round && act->round < w->scenario->rounds) return PL_OK;
  return pl_error_set(error, PL_BAD_INPUT, "an inject can be delayed to the rounds %d to %d", w->round + 2,
                      w->scenario->rounds);
}

static pl_status check_text(const char *text, const char *what, pl_error *error) {
  if (!text || !*text) return pl_error_set(error, PL_BAD_INPUT, "%s is empty: write what is to be told", what);
  if (strlen(text) > PL_ACT_TEXT_BYTES)
    return pl_error_set(error, PL_BAD_INPUT, "%s is too long: at most %d bytes", what, (int)PL_ACT_TEXT_BYTES);
  return PL_OK;
}

/* ---- checking: rulings ---- */

static int count_of(const pl_world *w, const char *what) {
  const pl_scenario *x = w->scenario;
  if (!strcmp(what, "state")) return w->n;
  if (!strcmp(what, "adversary")) return x->adversary_count;
  if (!strcmp(what, "forum")) return x->forum_count;
  return strcmp(what, "inject") ? x->variable_count : x->inject_count;
}

/* Mu are thousandths already; everything else of this table is q16. */
static bool is_in_range(const pl_effect_row *row, int64_t amount) {
  if (!row->has_amount || row->kind == PL_EFFECT_SET) return true;
  if (amount < -(INT64_C(1) << 40) || amount > INT64_C(1) << 40) return false;
  const int64_t unit = row->kind == PL_EFFECT_BUDGET ? 1000 : PL_ONE;
  return amount * 1000 >= row->least * unit && amount * 1000 <= row->most * unit;
}

static pl_status check_audience(const pl_world *w, const pl_effect *e, pl_error *error) {
  const pl_state_set states = pl_set_first((unsigned)w->n);
  const pl_state_set strangers = pl_set_difference(e->audience.states, states);
  const uint64_t forums = w->forum_count < 64 ? (UINT64_C(1) << w->forum_count) - 1 : UINT64_MAX;
  if (pl_set_is_empty(&strangers) && !(e->audience.forums & ~forums)) return PL_OK;
  return pl_error_set(error, PL_BAD_INPUT, "the effect share names states or forums that there are not");
}

static pl_status check_variable(const pl_world *w, const pl_effect *e, pl_error *error) {
  const pl_variable_spec *variable = &w->scenario->variables[e->other];
  const bool is_text = variable->kind == PL_VARIABLE_TEXT;
  if (is_text != (e->text != NULL))
    return pl_error_set(error, PL_BAD_INPUT, "the variable %s holds %s: set it to that", variable->name,
                        is_text ? PL_TEXT("a text") : PL_TEXT("a number"));
  if (is_text && strlen(e->text) > PL_ACT_TEXT_BYTES)
    return pl_error_set(error, PL_BAD_INPUT, "the text for %s is too long: at most %d bytes", variable->name,
                        (int)PL_ACT_TEXT_BYTES);
  if (variable->kind == PL_VARIABLE_BOOLEAN && e->amount != 0 && e->amount != 1)
    return pl_error_set(error, PL_BAD_INPUT, "the variable %s is true or false: set it to 1 or 0", variable->name);
  return PL_OK;
}

static pl_status check_subject(const pl_world *w, const pl_effect_row *row, const pl_effect *e, int seat,
                               pl_error *error) {
  const int subject = e->subject == PL_NONE ? seat : e->subject;
  if (!row->has_subject || subject < w->n) return PL_OK;
  if (e->subject != PL_NONE) return pl_error_set(error, PL_BAD_INPUT, "the effect %s names no state: name one",
                                                 row->name);
  return pl_error_set(error, PL_BAD_INPUT, "%s is no state: name the one that the effect %s happens to",
                      pl_scenario_seat_id(w->scenario, seat), row->name);
}

static pl_status check_effect(const pl_world *w, const pl_effect *e, int seat, pl_error *error) {
  const pl_effect_row *row = pl_effect_row_of(e);
  if (!row) return pl_error_set(error, PL_BAD_INPUT, "a ruling has no effect of kind %d", (int)e->kind);
  const pl_status status = check_subject(w, row, e, seat, error);
  if (status != PL_OK) return status;
  if (row->on && e->other >= count_of(w, row->on))
    return pl_error_set(error, PL_BAD_INPUT, "the effect %s needs \"on\": whom or what it is about", row->name);
  if (row->has_incident && e->incident >= w->scenario->incident_count)
    return pl_error_set(error, PL_BAD_INPUT, "the effect %s needs an \"incident\" of the scenario", row->name);
  if (!is_in_range(row, e->amount))
    return pl_error_set(error, PL_BAD_INPUT, "the amount of the effect %s must be from %d to %d thousandths",
                        row->name, (int)row->least, (int)row->most);
  if (e->kind == PL_EFFECT_SET) return check_variable(w, e, error);
  return row->has_audience ? check_audience(w, e, error) : PL_OK;
}

static pl_status check_outcome(const pl_world *w, const pl_act_outcome *outcome, int seat, pl_error *error) {
  if (outcome->odds <= 0 || outcome->odds > PL_ONE)
    return pl_error_set(error, PL_BAD_INPUT, "the odds of each outcome must be more than none, and at most 100%%");
  pl_status status = check_text(outcome->text, PL_TEXT("the text of an outcome"), error);
  if (status == PL_OK && outcome->effects.count > PL_ACT_EFFECTS)
    status = pl_error_set(error, PL_BAD_INPUT, "an outcome has at most %d effects", (int)PL_ACT_EFFECTS);
  for (int i = 0; status == PL_OK && i < outcome->effects.count; i++)
    status = check_effect(w, &outcome->effects.row[i], seat, error);
  return status;
}

static pl_status check_ruling(const pl_world *w, const pl_act *act, pl_error *error) {
  if (act->seat >= pl_scenario_seat_count(w->scenario))
    return pl_error_set(error, PL_BAD_INPUT, "there is no seat %d to rule on", act->seat);
  if (act->number >= PL_ROUND_RULINGS)
    return pl_error_set(error, PL_BAD_INPUT, "%d moves have been ruled on in this round: wait for the next",
                        (int)PL_ROUND_RULINGS);
  if (act->outcome_count < 1 || act->outcome_count > PL_ACT_OUTCOMES)
    return pl_error_set(error, PL_BAD_INPUT, "a ruling has one to %d outcomes", (int)PL_ACT_OUTCOMES);
  if (act->text && strlen(act->text) > PL_ACT_TEXT_BYTES)
    return pl_error_set(error, PL_BAD_INPUT, "the move is too long: at most %d bytes", (int)PL_ACT_TEXT_BYTES);
  int64_t sum = 0;
  pl_status status = PL_OK;
  for (int i = 0; status == PL_OK && i < act->outcome_count; i++) {
    status = check_outcome(w, &act->outcome[i], act->seat, error);
    sum += act->outcome[i].odds;
  }
  if (status == PL_OK && sum != PL_ONE)
    return pl_error_set(error, PL_BAD_INPUT, "the odds of a ruling's outcomes must add up to 100%%");
  return status;
}

/* What each kind asks, once the inject it is about (if any) is known to be still to come. */
pl_status pl_world_check_act(const pl_world *w, const pl_act *act, pl_error *error) {
  if (w->stage != STAGE_OPEN)
    return pl_error_set(error, PL_BAD_INPUT, "no round is open: control acts in an open round");
  if (act->kind != PL_ACT_RULE && (unsigned)act->kind < PL_ACT_KINDS) {
    const pl_status status = check_inject(w, act, error);
    if (status != PL_OK) return status;
  }
  switch (act->kind) {
  case PL_ACT_FIRE: return PL_OK;
  case PL_ACT_SKIP: return check_skip(w, act, error);
  case PL_ACT_DELAY: return check_delay(w, act, error);
  case PL_ACT_REWORD: return check_text(act->text, PL_TEXT("the new text"), error);
  case PL_ACT_RULE: return check_ruling(w, act, error);
  case PL_ACT_KINDS: break;
  }
  return pl_error_set(error, PL_BAD_INPUT, "there is no act %d", (int)act->kind);
}

/* ---- carrying out: injects ---- */

/* What was waiting before keeps waiting for the next opening: only what follows from this one comes with it. */
static void fire_followers(pl_world *w, const bool *waited) {
  bool has_fired = true;
  while (has_fired) {
    has_fired = false;
    for (int i = 0; i < w->scenario->inject_count; i++) {
      if (waited[i] || !pl_story_is_due(w, i)) continue;
      pl_story_fire(w, i);
      has_fired = true;
    }
  }
}

static void fire(pl_world *w, int inject) {
  bool *waited = calloc((size_t)w->scenario->inject_count, sizeof *waited);
  if (!waited) {
    w->out_of_memory = true;
    return;
  }
  for (int i = 0; i < w->scenario->inject_count; i++) waited[i] = pl_story_is_due(w, i);
  w->story.inject_called[inject] = true;
  w->story.is_by_hand = true;
  w->story.moment = STORY_OPENING;
  pl_story_fire(w, inject);
  fire_followers(w, waited);
  w->story.moment = STORY_DECIDING;
  w->story.is_by_hand = false;
  free(waited);
}

static void hold(pl_world *w, int inject, int due_round) {
  w->story.inject_held[inject] = true;
  w->story.inject_called[inject] = due_round >= 0;
  w->story.inject[inject].due_round = due_round;
}

static void reword(pl_world *w, const pl_act *act) {
  const size_t size = strlen(act->text) + 1;
  char *copy = malloc(size);
  if (!copy) {
    w->out_of_memory = true;
    return;
  }
  memcpy(copy, act->text, size);
  free(w->story.inject_text[act->inject]);
  w->story.inject_text[act->inject] = copy;
}

/* ---- carrying out: rulings ---- */

static int draw(const pl_world *w, const pl_act *act) {
  const uint64_t key = pl_luck_key(w->seed, PL_LUCK_RULING, (uint32_t)w->round, act->number, 0);
  int32_t left = pl_luck_unif(key);
  int outcome = 0;
  while (outcome + 1 < act->outcome_count && left >= act->outcome[outcome].odds) left -= act->outcome[outcome++].odds;
  return outcome;
}

static void record_ruling(pl_world *w, const pl_act *act, int outcome) {
  if (!pl_is_recording(w)) return;
  pl_event event = pl_event_now(w, PL_EVENT_RULING);
  event.state = act->seat;
  event.amount = outcome;
  event.index = pl_event_log_add_line(w->log, act->outcome[outcome].text);
  if (act->text && *act->text) event.other = pl_event_log_add_line(w->log, act->text);
  event.is_public = act->is_public;
  event.seen_by = pl_seen_by(act->seat);
  pl_record(w, &event);
}

static int rule(pl_world *w, const pl_act *act) {
  const int outcome = draw(w, act);
  const pl_effect_list *effects = &act->outcome[outcome].effects;
  const pl_state_set subject = pl_seen_by(act->seat);
  record_ruling(w, act, outcome);
  pl_story_apply(w, effects->row, effects->count, &subject);
  return outcome;
}

/* ---- carrying out ---- */

static int carry_out(pl_world *w, const pl_act *act) {
  switch (act->kind) {
  case PL_ACT_FIRE: fire(w, act->inject); break;
  case PL_ACT_SKIP: hold(w, act->inject, -1); break;
  case PL_ACT_DELAY: hold(w, act->inject, act->round); break;
  case PL_ACT_REWORD: reword(w, act); break;
  case PL_ACT_RULE: return rule(w, act);
  case PL_ACT_KINDS: break;
  }
  return 0;
}

void pl_world_moot(pl_world *w, const pl_act *act) {
  w->moots++;
  if (!pl_is_recording(w)) return;
  pl_event event = pl_event_now(w, PL_EVENT_MOOT);
  event.amount = act->kind;
  if (act->kind == PL_ACT_RULE) event.state = act->seat;
  else event.index = act->inject;
  pl_record(w, &event);
}

pl_status pl_world_act(pl_world *w, const pl_act *act, int *outcome, pl_error *error) {
  if (outcome) *outcome = 0;
  if (w->stage != STAGE_OPEN) return pl_error_set(error, PL_BUG, "pl_world_act called out of turn (round %d)",
                                                  w->round + 1);
  if (pl_world_check_act(w, act, NULL) != PL_OK) {
    pl_world_moot(w, act);
    return PL_OK;
  }
  const int came_to = carry_out(w, act);
  if (outcome) *outcome = came_to;
  /* Who joins by control's word has not decided to. */
  for (int s = 0; s < w->n; s++) w->story.forums_before[s] = w->state[s].forums;
  if (!w->out_of_memory) return PL_OK;
  w->stage = STAGE_BROKEN;
  return pl_error_set(error, PL_NO_MEMORY, "out of memory in round %d", w->round + 1);
}
