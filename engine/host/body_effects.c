/* What control builds a ruling from: the kinds of effects, and what they can be about. */
#include "body.h"

#include <polder/policy.h>

json_t *pl_body_effects(pl_making *m) {
  size_t count;
  const pl_effect_row *rows = pl_effect_rows(&count);
  json_t *list = pl_body_list(m);
  for (size_t i = 0; i < count; i++) {
    json_t *row = pl_body_object(m);
    pl_body_set(m, row, "effect", json_string(rows[i].name));
    pl_buffer help = {0};
    pl_buffer_add_text(&help, PL_TEXT(rows[i].help));
    pl_body_set(m, row, "help", pl_body_take_sentence(m, &help));
    pl_body_set(m, row, "subject", json_boolean(rows[i].has_subject));
    pl_body_set(m, row, "on", rows[i].on ? json_string(rows[i].on) : json_null());
    pl_body_set(m, row, "incident", json_boolean(rows[i].has_incident));
    pl_body_set(m, row, "amount", json_boolean(rows[i].has_amount));
    pl_body_set(m, row, "audience", json_boolean(rows[i].has_audience));
    pl_body_set(m, row, "is_signed", json_boolean(rows[i].is_signed));
    pl_body_add(m, list, row);
  }
  return list;
}

/* ---- choices ---- */

static void add(pl_making *m, json_t *list, const char *id, json_t *name) {
  pl_body_add(m, list, json_pack("{s:o, s:o}", "id", pl_body_text(id), "name", name));
}

static json_t *seats_of(pl_making *m, int count) {
  json_t *list = pl_body_list(m);
  for (int s = 0; s < count; s++)
    add(m, list, pl_scenario_seat_id(m->scenario, s), pl_body_text(pl_name_of_seat(m->voice, s)));
  return list;
}

static json_t *forums_of(pl_making *m) {
  json_t *list = pl_body_list(m);
  for (int f = 0; f < m->scenario->forum_count; f++)
    add(m, list, m->scenario->forums[f].id, pl_body_text(pl_name_of_forum(m->voice, f)));
  return list;
}

static json_t *adversaries_of(pl_making *m) {
  json_t *list = pl_body_list(m);
  for (int a = 0; a < m->scenario->adversary_count; a++)
    add(m, list, m->scenario->adversaries[a].id, pl_body_text(pl_name_of_adversary(m->voice, a)));
  return list;
}

static json_t *incidents_of(pl_making *m) {
  json_t *list = pl_body_list(m);
  for (int i = 0; i < m->scenario->incident_count; i++)
    add(m, list, m->scenario->incidents[i].id, pl_body_scenario_text(m, &m->scenario->incidents[i].name));
  return list;
}

static json_t *injects_of(pl_making *m) {
  json_t *list = pl_body_list(m);
  for (int i = 0; i < m->scenario->inject_count; i++)
    add(m, list, m->scenario->injects[i].id, pl_body_scenario_text(m, &m->scenario->injects[i].from));
  return list;
}

/* What a variable holds now, as text: "1" or "0", a whole number, or what it says. */
static json_t *variable_row(pl_making *m, int variable) {
  static const char *const kinds[] = {[PL_VARIABLE_BOOLEAN] = "switch", [PL_VARIABLE_INTEGER] = "number",
                                      [PL_VARIABLE_TEXT] = "text"};
  const pl_variable_spec *spec = &m->scenario->variables[variable];
  const pl_variable *now = pl_world_variable(pl_session_world(m->room->session), variable);
  pl_buffer value = {0};
  json_t *row = pl_body_object(m);
  if (spec->kind == PL_VARIABLE_TEXT) pl_buffer_add_text(&value, now->text ? now->text : "");
  else pl_buffer_add_format(&value, "%lld", (long long)now->value);
  pl_body_set(m, row, "id", pl_body_text(spec->name));
  pl_body_set(m, row, "name", pl_body_text(spec->name));
  pl_body_set(m, row, "kind", json_string(kinds[spec->kind]));
  pl_body_set(m, row, "value", pl_body_take(m, &value));
  return row;
}

static json_t *variables_of(pl_making *m) {
  json_t *list = pl_body_list(m);
  for (int i = 0; i < m->scenario->variable_count; i++) pl_body_add(m, list, variable_row(m, i));
  return list;
}

static json_t *labels_of(pl_making *m) {
  json_t *list = pl_body_list(m);
  for (int i = 0; i < PL_LABELS; i++) pl_body_add(m, list, pl_body_tlp(i));
  return list;
}

/* What can play a seat: the bots of the program, then the scenario's own. */
static json_t *players_of(pl_making *m) {
  size_t count;
  const pl_policy_row *rows = pl_policy_rows(&count);
  json_t *list = pl_body_list(m);
  for (size_t i = 0; i < count; i++) add(m, list, rows[i].name, pl_body_text(PL_TEXT(rows[i].title)));
  for (int i = 0; i < m->scenario->bot_count; i++)
    add(m, list, m->scenario->bots[i].id, pl_body_scenario_text(m, &m->scenario->bots[i].name));
  return list;
}

json_t *pl_body_effect_choices(pl_making *m) {
  json_t *body = pl_body_object(m);
  pl_body_set(m, body, "seats", seats_of(m, m->room->seat_count));
  pl_body_set(m, body, "states", seats_of(m, m->scenario->state_count));
  pl_body_set(m, body, "forums", forums_of(m));
  pl_body_set(m, body, "adversaries", adversaries_of(m));
  pl_body_set(m, body, "incidents", incidents_of(m));
  pl_body_set(m, body, "injects", injects_of(m));
  pl_body_set(m, body, "variables", variables_of(m));
  pl_body_set(m, body, "labels", labels_of(m));
  pl_body_set(m, body, "players", players_of(m));
  return body;
}
