/* A belief: the present as one seat sees it, written down as a scenario.
 *
 * Own figures are as they are. Of others: memberships, standing, alliances and trust in bands as the brief shows them;
 * budgets, expertise and stocks as the scenario declares them for everybody to read. Whom they share with is drawn for
 * each run (forecast_habits.c). What the author scripted (orders, messages, aims, incidents still to come) is not the
 * seat's to know and is left out; only the adversaries' ordinary activity remains.
 *
 * The seed of all further draws is a hash of what the brief shows. So nobody's luck can be foreseen, and two seats that
 * see the same believe the same. Time counts from some rounds ago, so that incidents under way can be played up to
 * now. */
#include "forecast_internal.h"

#include "../sim/fixed.h"
#include "../sim/luck.h"

#include <string.h>

enum { LONGEST_PAST = 6 };

/* ---- the seed ---- */
static uint64_t add(uint64_t hash, uint64_t word) { return pl_luck_mix(hash ^ word); }

static uint64_t add_signed(uint64_t hash, int64_t word) { return add(hash, (uint64_t)word); }

static uint64_t hash_brief(const pl_brief *b) {
  uint64_t hash = add(add(PL_LUCK_ROLLOUT, b->seat), (uint64_t)b->round);
  hash = add_signed(add_signed(add_signed(hash, b->loss), b->edge), b->effort);
  for (int k = 0; k < PL_TRACKS; k++) hash = add_signed(hash, b->stock[k]);
  for (int t = 0; t < b->scenario->state_count; t++)
    hash = add_signed(add_signed(hash, b->others[t].trust), b->others[t].seen);
  for (size_t i = 0; i < b->item_count; i++)
    hash = add_signed(add_signed(add(hash, b->items[i].iid), b->items[i].birth), b->items[i].quality);
  for (size_t i = 0; i < b->incident_count; i++)
    hash = add_signed(add(hash, b->incidents[i].iid), b->incidents[i].knowledge);
  return hash;
}

uint64_t pl_belief_key(const pl_belief *belief, uint32_t run, uint32_t what, uint32_t number) {
  return pl_luck_key(belief->seed, PL_LUCK_ROLLOUT, run, what, number);
}

/* ---- states and forums ---- */
static pl_q16 middle_of_fifth(int step) { return (pl_q16)((int64_t)(2 * step - 1) * PL_ONE / 10); }

static void fill_own_state(pl_state_spec *spec, const pl_brief *b) {
  spec->budget = b->budget;
  spec->expertise = b->expertise;
  memcpy(spec->stock, b->stock, sizeof spec->stock);
  memcpy(spec->split, b->orders.split, sizeof spec->split);
  spec->standing = b->standing;
  spec->confidence = b->confidence;
  spec->rights = b->rights;
}

/* What one's own trusts are, what others' trust in one is by bands, and for the rest what was declared. */
static void fill_trust(pl_q16 *row, const pl_brief *b, int of) {
  const pl_q16 *declared = b->scenario->states[of].trust;
  for (int in = 0; in < b->scenario->state_count; in++) {
    row[in] = declared ? declared[in] : -1;
    if (of == b->seat) row[in] = b->others[in].trust;
    else if (in == b->seat) row[in] = middle_of_fifth(b->others[of].trust_in_me);
  }
}

static bool fill_states(pl_belief *belief) {
  const pl_brief *b = belief->brief;
  const size_t n = b->scenario->state_count;
  pl_state_spec *states = pl_arena_array(belief->arena, n, sizeof *states);
  pl_q16 *trust = pl_arena_array(belief->arena, n * n, sizeof *trust);
  if (!states || !trust) return false;
  for (size_t s = 0; s < n; s++) {
    states[s] = b->scenario->states[s];
    if (s == b->seat) fill_own_state(&states[s], b);
    else states[s].standing = b->others[s].standing;
    fill_trust(trust + s * n, b, (int)s);
    states[s].trust = trust + s * n;
  }
  belief->scenario.states = states;
  return true;
}

/* Allies stay allies whatever happens to the forum that made them so: treaties say all of it. */
static bool fill_treaties(pl_belief *belief) {
  const pl_brief *b = belief->brief;
  const size_t n = b->scenario->state_count;
  pl_state_set *treaties = pl_arena_array(belief->arena, n, sizeof *treaties);
  if (!treaties) return false;
  for (size_t s = 0; s < n; s++) {
    if (b->scenario->treaties) treaties[s] = b->scenario->treaties[s];
    for (int f = 0; f < b->scenario->forum_count; f++) {
      const pl_forum_spec *forum = &b->scenario->forums[f];
      if (forum->kind == PL_FORUM_ALLIANCE && pl_set_has(&forum->members, (unsigned)s))
        treaties[s] = pl_set_union(treaties[s], forum->members);
    }
  }
  belief->scenario.treaties = treaties;
  return true;
}

static bool fill_forums(pl_belief *belief) {
  const pl_brief *b = belief->brief;
  pl_forum_spec *forums = pl_arena_array(belief->arena, b->scenario->forum_count, sizeof *forums);
  if (!forums) return false;
  for (int f = 0; f < b->scenario->forum_count; f++) {
    forums[f] = b->scenario->forums[f];
    forums[f].members = b->forums[f].members;
    if (forums[f].kind == PL_FORUM_ALLIANCE) forums[f].kind = PL_FORUM_EXCHANGE; /* who is allied is settled */
  }
  belief->scenario.forums = forums;
  return true;
}

static bool fill_adversaries(pl_belief *belief) {
  const pl_scenario *from = belief->brief->scenario;
  pl_adversary_spec *adversaries = pl_arena_array(belief->arena, from->adversary_count, sizeof *adversaries);
  if (!adversaries) return false;
  for (int a = 0; a < from->adversary_count; a++) {
    adversaries[a] = from->adversaries[a];
    adversaries[a].from_round -= belief->first_round;
    adversaries[a].to_round -= belief->first_round;
  }
  belief->scenario.adversaries = adversaries;
  return true;
}

/* ---- incidents heard of ---- */
static int launch_round(pl_iid iid) { return (int)(iid >> 8 & 0xFF); }

static bool is_under_way(const pl_belief *belief, const pl_brief_incident *incident) {
  const int round = launch_round(incident->iid);
  return !incident->is_over && round >= belief->first_round && round < belief->brief->round;
}

static void note_item(pl_belief *belief, pl_heard *heard, const pl_brief_item *item) {
  const pl_tick birth = item->birth - belief->first_round * PL_TICKS_PER_ROUND;
  if (heard->first_sign < 0 || birth < heard->first_sign) heard->first_sign = birth > 0 ? birth : 0;
  pl_set_add(&heard->finders, item->originator);
  if (!item->is_own) return;
  heard->fact.has_item = true;
  heard->fact.is_single = item->is_single;
  heard->fact.is_burnt = item->is_burnt;
  heard->fact.birth = birth;
  heard->fact.quality = item->quality;
  heard->fact.sensitivity = item->sensitivity;
  heard->fact.label = item->label;
  heard->fact.sent = item->sent;
}

static bool fill_heard(pl_belief *belief) {
  const pl_brief *b = belief->brief;
  belief->heard = pl_arena_array(belief->arena, b->incident_count, sizeof *belief->heard);
  if (!belief->heard) return false;
  for (size_t i = b->incident_count; i-- > 0;) { /* the latest first, should there be too many */
    if (!is_under_way(belief, &b->incidents[i]) || belief->heard_count == PL_MAX_DECLARED / 2) continue;
    pl_heard *heard = &belief->heard[belief->heard_count];
    *heard = (pl_heard){.incident = &b->incidents[i], .first_sign = -1};
    heard->fact.declared = belief->heard_count++;
    heard->fact.knowledge = b->incidents[i].knowledge;
    heard->was_found_here = b->incidents[i].contained + b->incidents[i].recovered > 0;
    for (size_t k = 0; k < b->item_count; k++)
      if (b->items[k].iid == heard->incident->iid) note_item(belief, heard, &b->items[k]);
  }
  return true;
}

int pl_belief_find(const pl_belief *belief, pl_iid iid) {
  for (int i = 0; i < belief->heard_count; i++)
    if (belief->heard[i].incident->iid == iid) return i;
  return -1;
}

pl_iid pl_belief_iid(const pl_belief *belief, int heard) {
  const pl_brief_incident *incident = belief->heard[heard].incident;
  const int round = launch_round(incident->iid) - belief->first_round;
  return (pl_iid)incident->adversary << 16 | (pl_iid)round << 8 | (pl_iid)(PL_MAX_SLOTS + heard);
}

/* ---- the belief ---- */
/* Nothing spreads longer than an incident lives. */
static int rounds_to_cover(const pl_brief *b, pl_iid about) {
  int rounds = (b->scenario->parameters.life + PL_TICKS_PER_ROUND - 1) / PL_TICKS_PER_ROUND;
  if (about != PL_NO_INCIDENT && b->round - launch_round(about) > rounds) rounds = b->round - launch_round(about);
  if (rounds > LONGEST_PAST) rounds = LONGEST_PAST;
  return rounds < b->round ? rounds : b->round;
}

static void leave_out_the_script(pl_scenario *scenario) {
  scenario->incident_count = scenario->intel_count = scenario->order_count = scenario->inject_count = 0;
  scenario->objective_count = scenario->action_count = scenario->variable_count = scenario->debrief_count = 0;
  scenario->bot_count = scenario->role_count = 0;
}

pl_status pl_belief_form(pl_belief *belief, const pl_brief *brief, pl_iid about, int horizon, pl_error *error) {
  const pl_scenario *scenario = brief->scenario;
  *belief = (pl_belief){.brief = brief, .scenario = *scenario};
  if (!brief->is_state)
    return pl_error_set(error, PL_BAD_INPUT, "%s has no state, and so no forecast",
                        pl_scenario_seat_id(scenario, brief->seat));
  if (!brief->others || (scenario->forum_count && !brief->forums))
    return pl_error_set(error, PL_BUG, "a forecast needs all parts of a brief");
  belief->past_rounds = rounds_to_cover(brief, about);
  belief->first_round = brief->round - belief->past_rounds;
  belief->future_rounds = scenario->rounds - brief->round < horizon ? scenario->rounds - brief->round : horizon;
  belief->seed = hash_brief(brief);
  leave_out_the_script(&belief->scenario);
  belief->scenario.rounds = belief->past_rounds + belief->future_rounds;
  belief->arena = pl_arena_new(0);
  if (belief->arena && fill_states(belief) && fill_treaties(belief) && fill_forums(belief) &&
      fill_adversaries(belief) && fill_heard(belief))
    return PL_OK;
  pl_belief_clear(belief);
  return pl_error_set(error, PL_NO_MEMORY, "out of memory: no forecast");
}

void pl_belief_clear(pl_belief *belief) {
  pl_arena_free(belief->arena);
  belief->arena = NULL;
}
