/* Checks: would this decision be accepted, and if not, why not and what would do.
 *
 * A decision is looked at in five steps, each of which may refuse it with one sentence for people:
 *
 *   who       the round is open, the seat exists and the scenario offers it this action
 *   shape     the arguments that the action's row names are in range, all others are 0    table `arguments`
 *   rules     what the action needs: a membership, an item, an open application           table `rules`
 *   repeats   not the same thing twice in one round
 *   money     what the seat has left after its earlier decisions covers it
 *
 * This is a courtesy to whoever decides, not the law: resolving a round looks again, at the world as it is by then, and
 * what is no longer possible lapses. A check must not tell more than the seat's brief does: about an incident that a
 * seat has no item on, the answer is the same whether it exists or not. */
#include "story.h"

#include <inttypes.h>
#include <stdio.h>

typedef struct question {
  const pl_world *w;
  const pl_scenario *scenario;
  const pl_decision *d, *earlier; /* of the same seat and round */
  size_t earlier_count;
  const char *seat, *action;      /* their names */
  pl_error *error;
} question;

/* ---- words ---- */

enum { UNITS_SIZE = 32 };

/* Money in units, as people see it: 27466 mu are "27.466", in Dutch "27,466". */
static const char *units(pl_mu money, char out[UNITS_SIZE]) {
  const pl_mu size = money < 0 ? -money : money;
  const char mark = pl_translate_language() == PL_DUTCH ? ',' : '.';
  snprintf(out, UNITS_SIZE, "%s%" PRId64 "%c%03d", money < 0 ? "-" : "", size / 1000, mark, (int)(size % 1000));
  return out;
}

static const char *forum_id(const question *q) { return q->scenario->forums[q->d->target].id; }

/* A sentence about the seat and the incident. */
static pl_status refuse_item(const question *q, const char *format) {
  pl_buffer name = {0};
  pl_iid_print(q->scenario, q->d->iid, &name);
  pl_error_set(q->error, PL_BAD_INPUT, format, q->seat, pl_buffer_text(&name));
  pl_buffer_clear(&name);
  return PL_BAD_INPUT;
}

/* ---- what was decided before ---- */

static bool has_decided(const question *q, int action, int target) {
  for (size_t i = 0; i < q->earlier_count; i++)
    if (q->earlier[i].action == action && q->earlier[i].target == target) return true;
  return false;
}

static bool is_about_item(const pl_scenario *scenario, const pl_decision *d) {
  return pl_action_arguments(scenario, d->action) & PL_ARGUMENT_ITEM;
}

/* A later answer to the same inject takes the place of an earlier one. */
static bool is_replaced(const question *q, const pl_decision *d) {
  if (d->action != PL_ACTION_ANSWER) return false;
  for (const pl_decision *later = d + 1; later < q->earlier + q->earlier_count; later++)
    if (later->action == d->action && later->target == d->target) return true;
  return q->d->action == d->action && q->d->target == d->target;
}

/* ---- who ---- */

static bool is_offered(const question *q) {
  const int action = q->d->action;
  if (action == PL_ACTION_ANSWER || action == PL_ACTION_VOTE) return true;
  return action >= PL_ACTIONS || q->scenario->actions >> action & 1;
}

static pl_status check_who(const question *q) {
  const pl_decision *d = q->d;
  const bool is_custom = pl_story_is_custom(q->w, d->action);
  if (q->w->stage != STAGE_OPEN)
    return pl_error_set(q->error, PL_BAD_INPUT, "%s",
                        pl_world_is_over(q->w) ? PL_TEXT("the exercise is over: nothing can be decided")
                                               : PL_TEXT("no round is open: open one before deciding"));
  if (d->seat >= pl_scenario_seat_count(q->scenario))
    return pl_error_set(q->error, PL_BAD_INPUT, "there is no seat %d: seats are 0 to %d", d->seat,
                        pl_scenario_seat_count(q->scenario) - 1);
  if (d->action >= q->w->story.action_total)
    return pl_error_set(q->error, PL_BAD_INPUT, "there is no action %d: actions are 0 to %d", d->action,
                        q->w->story.action_total - 1);
  if (!is_offered(q))
    return pl_error_set(q->error, PL_BAD_INPUT, "this scenario does not offer %s: choose another action", q->action);
  if (is_custom && !pl_story_may_do(q->w, pl_story_custom(q->w, d->action), d->seat))
    return pl_error_set(q->error, PL_BAD_INPUT, "%s is not for %s: choose another action", q->action, q->seat);
  if (!is_custom && d->seat >= q->w->n && d->action != PL_ACTION_ANSWER)
    return pl_error_set(q->error, PL_BAD_INPUT, "%s is no state and cannot %s: only answers to injects are possible",
                        q->seat, q->action);
  return PL_OK;
}

/* ---- shape ---- */

/* A seat may name itself: what it shares never goes to itself. */
static pl_status check_audience(const question *q) {
  const pl_audience *audience = &q->d->audience;
  const pl_state_set all = pl_set_first((unsigned)q->w->n);
  const pl_state_set strangers = pl_set_difference(audience->states, all);
  const int words = PL_AUDIENCE_ALL | PL_AUDIENCE_ALLIES | PL_AUDIENCE_FORUMS;
  if (!pl_set_is_empty(&strangers))
    return pl_error_set(q->error, PL_BAD_INPUT, "the audience names a seat that is no state: states are 0 to %d",
                        q->w->n - 1);
  if (q->w->forum_count < PL_MAX_FORUMS && audience->forums >> q->w->forum_count)
    return pl_error_set(q->error, PL_BAD_INPUT, "the audience names a forum that does not exist: there are %d",
                        q->w->forum_count);
  if (audience->words & ~words)
    return pl_error_set(q->error, PL_BAD_INPUT, "the audience has an unknown word: known are all, allies, forums");
  return PL_OK;
}

static pl_status check_flag(const question *q) {
  if (q->d->flag <= 1) return PL_OK;
  return pl_error_set(q->error, PL_BAD_INPUT, "%s takes on or off (1 or 0), not %d", q->action, q->d->flag);
}

static pl_status check_split(const question *q) {
  const uint16_t *split = q->d->split;
  const int sum = split[PL_PREVENT] + split[PL_DEFEND] + split[PL_STRENGTHEN];
  if (sum <= 1000) return PL_OK;
  return pl_error_set(q->error, PL_BAD_INPUT, "%d/%d/%d divides %d thousandths of the budget: at most 1000 may be used",
                      split[PL_PREVENT], split[PL_DEFEND], split[PL_STRENGTHEN], sum);
}

static pl_status check_index(const question *q, const char *what, int count) {
  if (q->d->target < count) return PL_OK;
  return pl_error_set(q->error, PL_BAD_INPUT, "there is no %s %d: %s has %d of them", pl_translate(what), q->d->target,
                      q->scenario->id ? q->scenario->id : PL_TEXT("the scenario"), count);
}

static pl_status check_adversary(const question *q) {
  return check_index(q, PL_LATER("adversary"), q->w->adversary_count);
}

static pl_status check_forum(const question *q) { return check_index(q, PL_LATER("forum"), q->w->forum_count); }

static pl_status check_state(const question *q) {
  if (q->d->target != q->d->seat) return check_index(q, PL_LATER("state"), q->w->n);
  return pl_error_set(q->error, PL_BAD_INPUT, "%s needs a state other than %s: name another", q->action, q->seat);
}

/* Its own item, young enough, on an incident that is not over. */
static pl_status check_item(const question *q) {
  const int index = pl_world_find_incident(q->w, q->d->iid);
  const pl_incident *incident = index < 0 ? NULL : pl_world_incident(q->w, index);
  const pl_item *item = incident ? &incident->item[q->d->seat] : NULL;
  if (!item || item->birth < 0)
    return refuse_item(q, PL_LATER("%s has no own item on %s: a state can decide about what it found out itself"));
  if (incident->phase != PL_PHASE_ACTIVE) return refuse_item(q, PL_LATER("%s comes too late: %s is over"));
  if (q->w->round * PL_TICKS_PER_ROUND - item->birth > PL_TICKS_PER_ROUND)
    return refuse_item(q, PL_LATER("%s comes too late: the item on %s is more than a round old"));
  int decided = 0;
  for (size_t i = 0; i < q->earlier_count; i++) decided += is_about_item(q->scenario, &q->earlier[i]);
  if (decided < PL_MAX_ITEM_DECISIONS) return PL_OK;
  return pl_error_set(q->error, PL_BAD_INPUT, "%s has decided about items %d times, as often as a round allows: "
                      "take one back, or let posture decide", q->seat, decided);
}

static pl_status check_families(const question *q) {
  if (!(q->d->families >> PL_FAMILIES)) return PL_OK;
  return pl_error_set(q->error, PL_BAD_INPUT, "%s names a family that does not exist: there are %d", q->action,
                      (int)PL_FAMILIES);
}

static pl_status check_inject(const question *q) {
  if (q->d->target >= q->scenario->inject_count) return check_index(q, "inject", q->scenario->inject_count);
  const pl_inject_spec *inject = &q->scenario->injects[q->d->target];
  if (!pl_world_may_answer(q->w, q->d->target, q->d->seat))
    return pl_error_set(q->error, PL_BAD_INPUT, "%s does not wait for an answer of %s in this round", inject->id,
                        q->seat);
  if (q->d->option < inject->option_count) return PL_OK;
  return pl_error_set(q->error, PL_BAD_INPUT, "%s has no option %d: its options are 0 (%s) to %d (%s)", inject->id,
                      q->d->option, inject->options[0].id, inject->option_count - 1,
                      inject->options[inject->option_count - 1].id);
}

static pl_status check_ballot(const question *q) {
  if (q->d->option > PL_BALLOT_ABSTAIN)
    return pl_error_set(q->error, PL_BAD_INPUT, "a ballot is no, yes or abstain (0, 1 or 2), not %d", q->d->option);
  return check_forum(q);
}

/* The item comes last: what is wrong with the words of a decision is said before what is wrong with the world. */
static const struct {
  unsigned bit;
  pl_status (*check)(const question *q);
} arguments[] = {
    {PL_ARGUMENT_AUDIENCE, check_audience}, {PL_ARGUMENT_SWITCH, check_flag},
    {PL_ARGUMENT_SPLIT, check_split},       {PL_ARGUMENT_ADVERSARY, check_adversary},
    {PL_ARGUMENT_FORUM, check_forum},       {PL_ARGUMENT_TEAR, check_flag},
    {PL_ARGUMENT_FAMILIES, check_families}, {PL_ARGUMENT_INJECT, check_inject},
    {PL_ARGUMENT_BALLOT, check_ballot},     {PL_ARGUMENT_STATE, check_state},
    {PL_ARGUMENT_ITEM, check_item},
};

/* A decision is compared field by field, so what an action does not read must be 0. */
static const char *unused_field(const pl_decision *d, unsigned used) {
  const unsigned targets =
      PL_ARGUMENT_ADVERSARY | PL_ARGUMENT_FORUM | PL_ARGUMENT_INJECT | PL_ARGUMENT_BALLOT | PL_ARGUMENT_STATE;
  const struct {
    unsigned read_by;
    bool is_set;
    const char *name;
  } fields[] = {
      {targets, d->target, "target"},
      {PL_ARGUMENT_INJECT | PL_ARGUMENT_BALLOT, d->option, "option"},
      {PL_ARGUMENT_SPLIT, d->split[0] || d->split[1] || d->split[2], "split"},
      {PL_ARGUMENT_FAMILIES, d->families, "families"},
      {PL_ARGUMENT_SWITCH | PL_ARGUMENT_TEAR, d->flag, "flag"},
      {PL_ARGUMENT_ITEM, d->iid, "item"},
      {PL_ARGUMENT_AUDIENCE, !pl_audience_is_empty(&d->audience), "audience"},
  };
  for (size_t i = 0; i < sizeof fields / sizeof fields[0]; i++)
    if (fields[i].is_set && !(used & fields[i].read_by)) return fields[i].name;
  return NULL;
}

static pl_status check_shape(const question *q) {
  const unsigned used = pl_action_arguments(q->scenario, q->d->action);
  const char *extra = unused_field(q->d, used);
  if (extra) return pl_error_set(q->error, PL_BAD_INPUT, "%s takes no %s: leave it out", q->action, extra);
  pl_status status = PL_OK;
  for (size_t i = 0; i < sizeof arguments / sizeof arguments[0] && status == PL_OK; i++)
    if (used & arguments[i].bit) status = arguments[i].check(q);
  return status;
}

/* ---- rules of single actions ---- */

static bool is_member(const question *q) { return q->w->state[q->d->seat].forums >> q->d->target & 1; }

/* Memberships change before anything else in a round. */
static pl_status check_stays(const question *q) {
  if (!has_decided(q, PL_ACTION_LEAVE, q->d->target)) return PL_OK;
  return pl_error_set(q->error, PL_BAD_INPUT, "%s leaves %s this round: take that back first", q->seat, forum_id(q));
}

static pl_status check_share(const question *q) {
  pl_state_set reached = pl_world_resolve_audience(q->w, q->d->seat, &q->d->audience);
  pl_set_remove(&reached, q->d->seat);
  if (!pl_set_is_empty(&reached)) return PL_OK;
  return refuse_item(q, PL_LATER("%s would share %s with nobody: name an audience, or withhold the item"));
}

/* The label that counts: a tear-line is one step more open. */
static pl_label label_as_shared(const question *q, bool is_tear) {
  const int index = pl_world_find_incident(q->w, q->d->iid);
  const pl_label label = pl_world_incident(q->w, index)->item[q->d->seat].label;
  return is_tear ? pl_label_of_tear(label) : label;
}

static pl_status check_label(const question *q, const char *where, pl_label ceiling) {
  const pl_label label = label_as_shared(q, q->d->flag);
  if (label <= ceiling) return PL_OK;
  const bool would_fit = label_as_shared(q, true) <= ceiling;
  const char *format = would_fit
                           ? PL_LATER("%s is too closed for %s, which takes up to %s: share it as a tear-line")
                           : PL_LATER("%s is too closed for %s, which takes up to %s: share with states by name");
  return pl_error_set(q->error, PL_BAD_INPUT, format, pl_label_name(label), where, pl_label_name(ceiling));
}

static pl_status check_share_forum(const question *q) {
  if (!is_member(q))
    return pl_error_set(q->error, PL_BAD_INPUT, "%s is no member of %s: share with states by name, or join first",
                        q->seat, forum_id(q));
  const pl_status status = check_stays(q);
  return status == PL_OK ? check_label(q, forum_id(q), q->scenario->forums[q->d->target].ceiling) : status;
}

static pl_status check_share_public(const question *q) { return check_label(q, PL_TEXT("the public"), PL_AMBER); }

static pl_status check_leave(const question *q) {
  if (!is_member(q))
    return pl_error_set(q->error, PL_BAD_INPUT, "%s is no member of %s: there is nothing to leave", q->seat,
                        forum_id(q));
  if (has_decided(q, PL_ACTION_JOIN, q->d->target))
    return pl_error_set(q->error, PL_BAD_INPUT, "%s joins %s this round: take that back instead", q->seat,
                        forum_id(q));
  if (has_decided(q, PL_ACTION_SHARE_FORUM, q->d->target) || has_decided(q, PL_ACTION_VOTE, q->d->target))
    return pl_error_set(q->error, PL_BAD_INPUT, "%s shares or votes in %s this round: take that back first", q->seat,
                        forum_id(q));
  return PL_OK;
}

static pl_status check_application(const question *q) {
  const pl_forum *forum = &q->w->forum[q->d->target];
  if (forum->applicant == q->d->seat)
    return pl_error_set(q->error, PL_BAD_INPUT, "%s has applied to %s already: its members vote this round", q->seat,
                        forum_id(q));
  if (forum->admit_round[q->d->seat] >= 0)
    return pl_error_set(q->error, PL_BAD_INPUT, "%s is admitted to %s already, from round %d on", q->seat, forum_id(q),
                        forum->admit_round[q->d->seat] + 1);
  return PL_OK;
}

static pl_status check_join(const question *q) {
  const pl_forum_spec *forum = &q->scenario->forums[q->d->target];
  if (has_decided(q, PL_ACTION_LEAVE, q->d->target))
    return pl_error_set(q->error, PL_BAD_INPUT, "%s leaves %s this round: coming back takes a later one", q->seat,
                        forum->id);
  if (is_member(q))
    return pl_error_set(q->error, PL_BAD_INPUT, "%s is a member of %s already", q->seat, forum->id);
  if (!pl_set_has(&forum->open_to, q->d->seat))
    return pl_error_set(q->error, PL_BAD_INPUT, "%s is not open to %s: share with its members by name", forum->id,
                        q->seat);
  return forum->vote == PL_VOTE_OPEN ? PL_OK : check_application(q);
}

static pl_status check_vote(const question *q) {
  const pl_forum *forum = &q->w->forum[q->d->target];
  if (!is_member(q))
    return pl_error_set(q->error, PL_BAD_INPUT, "%s is no member of %s: only members vote", q->seat, forum_id(q));
  if (forum->applicant == PL_NONE || forum->applied_round >= q->w->round)
    return pl_error_set(q->error, PL_BAD_INPUT, "nobody's application to %s is open: there is nothing to vote on",
                        forum_id(q));
  return check_stays(q);
}

static pl_status check_answer(const question *q) {
  const pl_inject_spec *inject = &q->scenario->injects[q->d->target];
  const pl_option_spec *option = &inject->options[q->d->option];
  if (pl_world_holds(q->w, option->needs)) return PL_OK;
  return pl_error_set(q->error, PL_BAD_INPUT,
                      "%s.%s is not possible now, its condition does not hold: choose another option", inject->id,
                      option->id);
}

static pl_status check_custom(const question *q) {
  const pl_action_spec *spec = pl_story_custom(q->w, q->d->action);
  int times = pl_world_times_done(q->w, q->d->seat, q->d->action);
  for (size_t i = 0; i < q->earlier_count; i++) times += q->earlier[i].action == q->d->action;
  if (spec->limit > 0 && times >= spec->limit)
    return pl_error_set(q->error, PL_BAD_INPUT, "%s has done %s %d times, as often as the scenario allows", q->seat,
                        q->action, times);
  if (pl_world_holds(q->w, spec->needs)) return PL_OK;
  return pl_error_set(q->error, PL_BAD_INPUT, "%s is not possible now, its condition does not hold: try it later",
                      q->action);
}

static pl_status (*const rules[PL_ACTIONS])(const question *q) = {
    [PL_ACTION_SHARE] = check_share,
    [PL_ACTION_SHARE_FORUM] = check_share_forum,
    [PL_ACTION_SHARE_PUBLIC] = check_share_public,
    [PL_ACTION_LEAVE] = check_leave,
    [PL_ACTION_JOIN] = check_join,
    [PL_ACTION_VOTE] = check_vote,
    [PL_ACTION_ANSWER] = check_answer,
};

static pl_status check_rules(const question *q) {
  if (pl_story_is_custom(q->w, q->d->action)) return check_custom(q);
  return rules[q->d->action] ? rules[q->d->action](q) : PL_OK;
}

/* ---- repeats ---- */

/* Standing orders, answers and decisions on items may be given again; what happens once a round may not. */
static bool is_once_a_round(int action) {
  switch (action) {
  case PL_ACTION_BUY:
  case PL_ACTION_STRIKE:
  case PL_ACTION_TAKEDOWN:
  case PL_ACTION_LEAVE:
  case PL_ACTION_JOIN:
  case PL_ACTION_VOTE: return true;
  default: return false;
  }
}

static pl_status check_repeats(const question *q) {
  if (!is_once_a_round(q->d->action) || !has_decided(q, q->d->action, q->d->target)) return PL_OK;
  const char *format = q->d->action == PL_ACTION_BUY
                           ? PL_LATER("%s has decided to %s already this round: take that back to change it")
                           : PL_LATER("%s has decided to %s there already this round: take that back to change it");
  return pl_error_set(q->error, PL_BAD_INPUT, format, q->seat, q->action);
}

/* ---- money ---- */

/* What is left after the seat's earlier decisions; whoever leaves a forum saves its dues. */
static pl_mu money_left(const question *q) {
  const int seat = q->d->seat;
  pl_mu money = pl_world_money(q->w, seat);
  for (size_t i = 0; i < q->earlier_count; i++) {
    const pl_decision *d = &q->earlier[i];
    if (is_replaced(q, d)) continue;
    money -= pl_world_action_cost(q->w, seat, d);
    if (d->action == PL_ACTION_LEAVE && d->target < q->w->forum_count)
      money += mul(q->w->state[seat].budget, q->scenario->forums[d->target].dues);
  }
  return money;
}

/* Dues are never refused: who joins has less for the rest. */
static pl_status check_money(const question *q) {
  char price[UNITS_SIZE], left[UNITS_SIZE];
  if (q->d->seat >= q->w->n || q->d->action == PL_ACTION_JOIN) return PL_OK;
  const pl_mu cost = pl_world_action_cost(q->w, q->d->seat, q->d);
  if (cost <= 0) return PL_OK;
  const pl_mu money = money_left(q);
  if (cost <= money) return PL_OK;
  const char *format = q->earlier_count
                           ? PL_LATER("%s costs %s units and %s has %s left this round: take something else back")
                           : PL_LATER("%s costs %s units and %s has %s left this round: choose something cheaper");
  return pl_error_set(q->error, PL_BAD_INPUT, format, q->action, units(cost, price), q->seat,
                      units(money > 0 ? money : 0, left));
}

pl_status pl_world_check(const pl_world *world, const pl_decision *decision, const pl_decision *earlier,
                         size_t earlier_count, pl_error *error) {
  static pl_status (*const steps[])(const question *q) = {check_who, check_shape, check_rules, check_repeats,
                                                          check_money};
  const question q = {.w = world,
                      .scenario = world->scenario,
                      .d = decision,
                      .earlier = earlier,
                      .earlier_count = earlier_count,
                      .seat = pl_scenario_seat_id(world->scenario, decision->seat),
                      .action = pl_action_name(world->scenario, decision->action),
                      .error = error};
  pl_status status = PL_OK;
  for (size_t i = 0; i < sizeof steps / sizeof steps[0] && status == PL_OK; i++) status = steps[i](&q);
  return status;
}
