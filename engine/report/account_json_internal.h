/* What the accounts for machines share. */
#ifndef POLDER_REPORT_ACCOUNT_JSON_INTERNAL_H
#define POLDER_REPORT_ACCOUNT_JSON_INTERNAL_H

#include <jansson.h>

#include <polder/account_json.h>
#include <polder/session.h>

/* What each object begins with: "exercise", what it is of, and the caveat. */
json_t *pl_json_of_exercise(const pl_session *session);
/* Adds to a list. `value` is taken; once anything failed (a NULL value too) the list is given back and NULL. */
void pl_json_add(json_t **list, json_t *value);
/* The same for a member of an object; a text that is NULL is left out. */
void pl_json_set(json_t **object, const char *key, json_t *value);
void pl_json_set_text(json_t **object, const char *key, const char *text);
/* `object` with the members of `more`, which is taken. NULL, and neither is left: out of memory. */
json_t *pl_json_joined(json_t *object, json_t *more);

json_t *pl_json_of_spread(const pl_spread *spread);
json_t *pl_json_of_band(const pl_band *band, pl_tick count);
json_t *pl_json_of_outcome(const pl_scenario *scenario, const pl_outcome *outcome);
/* "worm" */
json_t *pl_json_of_incident(const pl_scenario *scenario, pl_iid iid);
/* The ids of states. */
json_t *pl_json_of_states(const pl_scenario *scenario, const pl_state_set *states);
json_t *pl_json_of_decision(const pl_scenario *scenario, const pl_decision *decision);
/* The id of what a decision is aimed at: a forum, adversary, message or state; NULL: nothing. */
const char *pl_json_target(const pl_scenario *scenario, const pl_decision *decision);
/* "move"; "met", or NULL where nothing was observed. */
const char *pl_json_message_form(pl_message_form form);
const char *pl_json_observed(pl_observed observed);
/* "forum", … */
const char *pl_json_channel(pl_channel channel);

#endif
