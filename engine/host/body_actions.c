/* What a seat can do: a row for each action that the scenario offers it, from which a page builds its controls.
 *
 * Whether there is anything that an action could be about is asked of the rules themselves, one candidate after the
 * other, as if nothing were decided yet: a draft takes the place of all that was. */
#include "body.h"

#include <string.h>

typedef struct group_row {
  const char *group;
  unsigned actions; /* 1 << pl_action */
} group_row;

static const group_row groups[] = {
    {"share", 1u << PL_ACTION_SHARE | 1u << PL_ACTION_SHARE_FORUM | 1u << PL_ACTION_SHARE_PUBLIC |
                  1u << PL_ACTION_WITHHOLD | 1u << PL_ACTION_RELEASE},
    {"orders", 1u << PL_ACTION_POSTURE | 1u << PL_ACTION_PUBLISH | 1u << PL_ACTION_ONWARD | 1u << PL_ACTION_CONSENT |
                   1u << PL_ACTION_RELAY | 1u << PL_ACTION_HOLD | 1u << PL_ACTION_TEAR},
    {"money", 1u << PL_ACTION_SPLIT | 1u << PL_ACTION_BUY},
    {"forums", 1u << PL_ACTION_JOIN | 1u << PL_ACTION_LEAVE | 1u << PL_ACTION_VOTE},
    {"adversaries", 1u << PL_ACTION_STRIKE | 1u << PL_ACTION_TAKEDOWN},
    {"answer", 1u << PL_ACTION_ANSWER},
};

static const char *group_of(int action) {
  for (size_t i = 0; action < PL_ACTIONS && i < sizeof groups / sizeof groups[0]; i++)
    if (groups[i].actions >> action & 1) return groups[i].group;
  return "own";
}

static const struct {
  unsigned bit;
  const char *name;
} argument_names[] = {
    {PL_ARGUMENT_ITEM, "item"},           {PL_ARGUMENT_AUDIENCE, "audience"}, {PL_ARGUMENT_TEAR, "tear"},
    {PL_ARGUMENT_SPLIT, "split"},         {PL_ARGUMENT_ADVERSARY, "adversary"}, {PL_ARGUMENT_FORUM, "forum"},
    {PL_ARGUMENT_FAMILIES, "families"},   {PL_ARGUMENT_INJECT, "inject"},     {PL_ARGUMENT_BALLOT, "ballot"},
    {PL_ARGUMENT_STATE, "state"},         {PL_ARGUMENT_SWITCH, "switch"},
};

static json_t *arguments_of(pl_making *m, unsigned arguments) {
  json_t *list = pl_body_list(m);
  for (size_t i = 0; i < sizeof argument_names / sizeof argument_names[0]; i++)
    if (arguments & argument_names[i].bit) pl_body_add(m, list, json_string(argument_names[i].name));
  return list;
}

/* ---- what it could be about now ---- */

typedef struct candidates {
  json_t *choices;  /* ids; NULL: there is nothing to choose */
  bool is_possible;
  pl_error why;     /* why not, of the first that was refused */
} candidates;

static bool is_accepted(const pl_making *m, const pl_decision *decision, pl_error *error) {
  return pl_world_check(pl_session_world(m->room->session), decision, NULL, 0, error) == PL_OK;
}

/* Notes one candidate, whose id is then among the choices. */
static void try_one(pl_making *m, candidates *c, const pl_decision *decision, const char *id) {
  pl_error error = {0};
  if (is_accepted(m, decision, &error)) {
    c->is_possible = true;
    if (c->choices) pl_body_add(m, c->choices, pl_body_text(id));
  } else if (c->why.status == PL_OK) {
    c->why = error;
  }
}

static pl_decision candidate(const pl_making *m, int action) {
  return (pl_decision){.seat = (uint16_t)m->seat, .action = (uint16_t)action};
}

static void try_forums(pl_making *m, candidates *c, int action) {
  pl_decision decision = candidate(m, action);
  if (pl_action_arguments(m->scenario, action) & PL_ARGUMENT_BALLOT) decision.option = PL_BALLOT_YES;
  for (int f = 0; f < m->scenario->forum_count; f++) {
    decision.target = (uint16_t)f;
    try_one(m, c, &decision, m->scenario->forums[f].id);
  }
  if (c->is_possible || action >= PL_ACTIONS) return;
  pl_error_set(&c->why, PL_BAD_INPUT, "%s", /* of many forums the first is not the reason */
               action == PL_ACTION_VOTE    ? PL_TEXT("Nobody asks to join a forum of yours.")
               : action == PL_ACTION_LEAVE ? PL_TEXT("You are in no forum.")
                                           : PL_TEXT("There is no forum that you could join now."));
}

static void try_adversaries(pl_making *m, candidates *c, int action) {
  pl_decision decision = candidate(m, action);
  for (int a = 0; a < m->scenario->adversary_count; a++) {
    decision.target = (uint16_t)a;
    try_one(m, c, &decision, m->scenario->adversaries[a].id);
  }
}

static void try_states(pl_making *m, candidates *c, int action) {
  pl_decision decision = candidate(m, action);
  for (int t = 0; t < m->scenario->state_count; t++) {
    decision.target = (uint16_t)t;
    if (t != m->seat) try_one(m, c, &decision, m->scenario->states[t].id);
  }
}

static void find_items(pl_making *m, candidates *c) {
  for (size_t i = 0; i < m->brief->item_count; i++) {
    const pl_brief_item *item = &m->brief->items[i];
    pl_buffer id = {0};
    if (!item->is_own || !item->is_open) continue;
    pl_iid_print(m->scenario, item->iid, &id);
    pl_body_add(m, c->choices, pl_body_take(m, &id));
    c->is_possible = true;
  }
  if (!c->is_possible)
    pl_error_set(&c->why, PL_BAD_INPUT, "%s",
                 PL_TEXT("You have no item of your own to decide about now. New items follow your standing order."));
}

static void find_messages(pl_making *m, candidates *c) {
  for (size_t i = 0; i < m->brief->inject_count; i++) {
    const pl_inject_spec *inject = &m->scenario->injects[m->brief->injects[i].inject];
    if (!m->brief->injects[i].is_open || !inject->option_count) continue;
    pl_body_add(m, c->choices, pl_body_text(inject->id));
    c->is_possible = true;
  }
  if (!c->is_possible) pl_error_set(&c->why, PL_BAD_INPUT, "%s", PL_TEXT("No message waits for an answer of yours."));
}

static candidates find_candidates(pl_making *m, int action) {
  enum { CHOSEN = PL_ARGUMENT_ITEM | PL_ARGUMENT_FORUM | PL_ARGUMENT_BALLOT | PL_ARGUMENT_ADVERSARY |
                  PL_ARGUMENT_STATE | PL_ARGUMENT_INJECT };
  const unsigned arguments = pl_action_arguments(m->scenario, action);
  const pl_decision alone = candidate(m, action);
  candidates c = {.choices = arguments & CHOSEN ? pl_body_list(m) : NULL};
  if (arguments & PL_ARGUMENT_ITEM)
    find_items(m, &c);
  else if (arguments & (PL_ARGUMENT_FORUM | PL_ARGUMENT_BALLOT))
    try_forums(m, &c, action);
  else if (arguments & PL_ARGUMENT_ADVERSARY)
    try_adversaries(m, &c, action);
  else if (arguments & PL_ARGUMENT_STATE)
    try_states(m, &c, action);
  else if (arguments & PL_ARGUMENT_INJECT)
    find_messages(m, &c);
  else if (arguments)
    c.is_possible = true; /* an order, which is always there to be given */
  else
    try_one(m, &c, &alone, "");
  return c;
}

/* A refusal as a sentence to the seat. */
static json_t *reason_of(pl_making *m, const char *refusal) {
  pl_buffer text = {0};
  pl_put_refusal(&text, refusal, pl_scenario_seat_id(m->scenario, m->seat));
  if (text.length && !strchr(".?!", text.bytes[text.length - 1])) pl_buffer_add_text(&text, ".");
  return pl_body_take_sentence(m, &text);
}

static void set_candidates(pl_making *m, json_t *row, int action, bool is_open) {
  candidates c = {.choices = NULL};
  if (is_open)
    c = find_candidates(m, action);
  else
    pl_error_set(&c.why, PL_BAD_INPUT, "%s", PL_TEXT("Nothing can be decided at this moment."));
  pl_body_set(m, row, "available", json_boolean(c.is_possible));
  pl_body_set(m, row, "why_not",
              c.is_possible              ? json_null()
              : c.why.status == PL_OK ? pl_body_text(PL_TEXT("There is nothing here that it could be about."))
                                      : reason_of(m, c.why.text));
  pl_body_set(m, row, "choices", c.choices ? c.choices : json_null());
}

/* ---- rows ---- */

/* What it costs whatever it is about; null: that depends. */
static json_t *cost_of(pl_making *m, int action) {
  const pl_decision decision = {.seat = (uint16_t)m->seat, .action = (uint16_t)action, .flag = 1};
  if (action == PL_ACTION_ANSWER || action == PL_ACTION_JOIN) return json_null();
  return pl_body_money(m, pl_game_cost(m->game, &decision));
}

static json_t *action_row(pl_making *m, int action, bool is_open) {
  const bool is_custom = action >= PL_ACTIONS;
  json_t *row = pl_body_object(m);
  pl_buffer title = {0}, help = {0};
  pl_put_action_title(&title, m->game, action);
  pl_put_action_help(&help, m->game, action);
  pl_body_set(m, row, "name", pl_body_text(pl_action_name(m->scenario, action)));
  pl_body_set(m, row, "title", pl_body_take(m, &title));
  pl_body_set(m, row, "help", pl_body_take_sentence(m, &help));
  pl_body_set(m, row, "arguments", arguments_of(m, pl_action_arguments(m->scenario, action)));
  pl_body_set(m, row, "group", json_string(group_of(action)));
  pl_body_set(m, row, "is_standing", json_boolean(!is_custom && pl_action_rows()[action].is_standing));
  pl_body_set(m, row, "is_custom", json_boolean(is_custom));
  pl_body_set(m, row, "cost", cost_of(m, action));
  set_candidates(m, row, action, is_open);
  return row;
}

json_t *pl_body_actions(pl_making *m, bool is_open) {
  json_t *list = pl_body_list(m);
  const bool is_state = m->seat < m->scenario->state_count;
  for (int action = 0; m->game && m->brief && action < PL_ACTIONS + m->scenario->action_count; action++) {
    const bool is_for_roles = action == PL_ACTION_ANSWER || action >= PL_ACTIONS;
    if (pl_game_offers(m->game, action) && (is_state || is_for_roles))
      pl_body_add(m, list, action_row(m, action, is_open));
  }
  return list;
}
