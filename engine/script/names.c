/* Names, sorted.
 *
 * A scenario may declare tens of thousands of things and refer to each of them many times, and it may come from
 * somebody who wants that to take long. So a name is found by halving a sorted list, which costs the same whatever the
 * names are; a hash table would invite names that collide. */
#include "names.h"

#include <stdlib.h>
#include <string.h>

/* ---- in declared order ---- */
static size_t built_in_policies(void) {
  size_t count = 0;
  while (pl_schema_policies[count]) count++;
  return count;
}

const char *pl_name_at(const pl_scenario *s, pl_kind kind, size_t i) {
  size_t built_in = kind == PL_KIND_POLICY ? built_in_policies() : 0;
  switch (kind) {
  case PL_KIND_STATE: return i < s->state_count ? s->states[i].id : NULL;
  case PL_KIND_SEAT: return i < s->role_count ? s->roles[i].id : NULL;
  case PL_KIND_ANY_SEAT: return i < (size_t)pl_scenario_seat_count(s) ? pl_scenario_seat_id(s, (int)i) : NULL;
  case PL_KIND_ORGANISATION: return i < s->organisation_count ? s->organisations[i].id : NULL;
  case PL_KIND_FORUM: return i < s->forum_count ? s->forums[i].id : NULL;
  case PL_KIND_ADVERSARY: return i < s->adversary_count ? s->adversaries[i].id : NULL;
  case PL_KIND_INCIDENT: return i < s->incident_count ? s->incidents[i].id : NULL;
  case PL_KIND_INTEL: return i < s->intel_count ? s->intel[i].id : NULL;
  case PL_KIND_ITEM: return i < s->intel_count ? s->intel[i].id : pl_name_at(s, PL_KIND_INCIDENT, i - s->intel_count);
  case PL_KIND_INJECT:
  case PL_KIND_OPTION: return i < s->inject_count ? s->injects[i].id : NULL;
  case PL_KIND_OBJECTIVE: return i < s->objective_count ? s->objectives[i].id : NULL;
  case PL_KIND_ACTION: return i < s->action_count ? s->custom_actions[i].id : NULL;
  case PL_KIND_ANY_ACTION:
    return i < PL_ACTIONS ? pl_action_rows()[i].name : pl_name_at(s, PL_KIND_ACTION, i - PL_ACTIONS);
  case PL_KIND_BOT: return i < s->bot_count ? s->bots[i].id : NULL;
  case PL_KIND_POLICY: return i < built_in ? pl_schema_policies[i] : pl_name_at(s, PL_KIND_BOT, i - built_in);
  case PL_KIND_VARS: return i < s->variable_count ? s->variables[i].name : NULL;
  default: return NULL;
  }
}

/* ---- sorting ---- */
/* Equal ids, which are a mistake that others report, in the order in which they were declared. */
static int compare(const void *left, const void *right) {
  const pl_name_row *a = left, *b = right;
  int order = strcmp(a->id, b->id);
  return order ? order : (a->index > b->index) - (a->index < b->index);
}

bool pl_names_add(pl_names *names, pl_arena *arena, pl_kind kind) {
  size_t count = 0;
  while (pl_name_at(names->of, kind, count)) count++;
  pl_name_row *row = pl_arena_array(arena, count, sizeof *row);
  if (!row) return false;
  for (size_t i = 0; i < count; i++) row[i] = (pl_name_row){pl_name_at(names->of, kind, i), (uint16_t)i};
  qsort(row, count, sizeof *row, compare);
  names->row[kind] = row;
  names->count[kind] = count;
  return true;
}

bool pl_names_add_all(pl_names *names, pl_arena *arena) {
  bool has_memory = true;
  for (int kind = 0; kind < PL_KINDS && has_memory; kind++) has_memory = pl_names_add(names, arena, (pl_kind)kind);
  return has_memory;
}

/* ---- finding ---- */
static int find_declared(const pl_names *names, pl_kind kind, const char *id) {
  const pl_name_row *row = names->row[kind];
  size_t low = 0, high = names->count[kind];
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    if (strcmp(row[middle].id, id) < 0) low = middle + 1;
    else high = middle;
  }
  return low < names->count[kind] && !strcmp(row[low].id, id) ? row[low].index : -1;
}

/* Two kinds in one list: the second's indices follow the first's. */
static int find_after(const pl_names *names, pl_kind kind, const char *id, size_t before) {
  int found = find_declared(names, kind, id);
  return found < 0 ? found : found + (int)before;
}

static int find_action(const pl_names *names, const char *id) {
  for (int i = 0; i < PL_ACTIONS; i++)
    if (!strcmp(pl_action_rows()[i].name, id)) return i;
  return find_after(names, PL_KIND_ACTION, id, PL_ACTIONS);
}

static int find_policy(const pl_names *names, const char *id) {
  for (int i = 0; pl_schema_policies[i]; i++)
    if (!strcmp(pl_schema_policies[i], id)) return i;
  return find_after(names, PL_KIND_BOT, id, built_in_policies());
}

int pl_name_find(const pl_names *names, pl_kind kind, const char *id) {
  int found;
  if (!id[0]) return -1;
  switch (kind) {
  case PL_KIND_ANY_SEAT:
    found = find_declared(names, PL_KIND_STATE, id);
    return found >= 0 ? found : find_after(names, PL_KIND_SEAT, id, names->of->state_count);
  case PL_KIND_ITEM:
    found = find_declared(names, PL_KIND_INTEL, id);
    return found >= 0 ? names->of->intel[found].about : find_declared(names, PL_KIND_INCIDENT, id);
  case PL_KIND_OPTION: return find_declared(names, PL_KIND_INJECT, id);
  case PL_KIND_ANY_ACTION: return find_action(names, id);
  case PL_KIND_POLICY: return find_policy(names, id);
  default: return kind < PL_KINDS ? find_declared(names, kind, id) : -1;
  }
}
