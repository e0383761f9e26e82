/* Scenario: looking things up by index and by id.
 *
 * A compiled scenario is immutable and small (at most 232 seats, 64 forums, 248 incidents), and ids are only looked
 * up where people type them: a walk in declared order is fast enough and needs no index to keep true. */
#include <polder/scenario.h>

#include <string.h>

static const pl_text nameless = {{NULL, NULL}};

const char *pl_scenario_seat_id(const pl_scenario *scenario, int seat) {
  if (seat < 0 || seat >= pl_scenario_seat_count(scenario)) return "?";
  return seat < scenario->state_count ? scenario->states[seat].id : scenario->roles[seat - scenario->state_count].id;
}

const pl_text *pl_scenario_seat_name(const pl_scenario *scenario, int seat) {
  if (seat < 0 || seat >= pl_scenario_seat_count(scenario)) return &nameless;
  return seat < scenario->state_count ? &scenario->states[seat].name
                                      : &scenario->roles[seat - scenario->state_count].name;
}

int pl_scenario_find_seat(const pl_scenario *scenario, const char *id) {
  for (int i = 0; i < pl_scenario_seat_count(scenario); i++)
    if (!strcmp(pl_scenario_seat_id(scenario, i), id)) return i;
  return -1;
}

int pl_scenario_find_forum(const pl_scenario *scenario, const char *id) {
  for (int i = 0; i < scenario->forum_count; i++)
    if (!strcmp(scenario->forums[i].id, id)) return i;
  return -1;
}

int pl_scenario_find_adversary(const pl_scenario *scenario, const char *id) {
  for (int i = 0; i < scenario->adversary_count; i++)
    if (!strcmp(scenario->adversaries[i].id, id)) return i;
  return -1;
}

int pl_scenario_find_incident(const pl_scenario *scenario, const char *id) {
  for (int i = 0; i < scenario->incident_count; i++)
    if (!strcmp(scenario->incidents[i].id, id)) return i;
  return -1;
}
