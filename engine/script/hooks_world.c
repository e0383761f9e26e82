/* The world as a hook sees it.
 *
 * `w` is one empty table for the whole exercise; reading it goes to a table of C functions, to `round`, `rounds` and
 * `vars`. Functions hand out fresh plain tables: a hook may keep or change them, the world does not notice. Their only
 * peculiarity is that reading a field they do not have raises an error with a suggestion. Ids are resolved at each
 * call; nothing here holds a pointer into the world. */
#include "hooks_internal.h"

#include <string.h>

#include "library.h"

/* ---- arguments ---- */

/* The world, while there is one to look at. */
static const pl_world *world_of(lua_State *L, const pl_hooks *hooks) {
  if (!hooks->world) luaL_error(L, PL_TEXT("w can be used only while the hook that got it is running"));
  return hooks->world;
}

/* The index of the id at `argument` among the names of `anchor`, or −1. */
static int find_id(lua_State *L, const pl_hooks *hooks, int argument, pl_anchor anchor) {
  luaL_checktype(L, argument, LUA_TSTRING);
  pl_hooks_push(L, hooks, anchor);
  lua_pushvalue(L, argument);
  int index = lua_rawget(L, -2) == LUA_TNIL ? -1 : (int)lua_tointeger(L, -1);
  lua_pop(L, 2);
  return index;
}

/* As find_id, but raises for an unknown one. */
static int check_id(lua_State *L, const pl_hooks *hooks, int argument, pl_anchor anchor, const char *kind) {
  int index = find_id(L, hooks, argument, anchor);
  if (index >= 0) return index;
  pl_hooks_push(L, hooks, anchor);
  return pl_sandbox_unknown(L, kind, lua_tostring(L, argument), -1);
}

/* The world's index of the incident named at `argument`, −1 if it has not begun. Declared ids and names of random ones.
 */
static int check_incident(lua_State *L, const pl_hooks *hooks, int argument, int *declared) {
  pl_iid iid;
  *declared = find_id(L, hooks, argument, PL_ANCHOR_INCIDENTS);
  if (*declared >= 0) return pl_world_find_declared(world_of(L, hooks), *declared);
  if (strchr(lua_tostring(L, argument), '.') &&
      pl_iid_parse(hooks->scenario, lua_tostring(L, argument), &iid, NULL) == PL_OK)
    return pl_world_find_incident(world_of(L, hooks), iid);
  return check_id(L, hooks, argument, PL_ANCHOR_INCIDENTS, "incident");
}

/* ---- values ---- */

static void push_share(lua_State *L, pl_q16 x) {
  lua_pushnumber(L, (lua_Number)x / PL_ONE); /* exact: a power of two */
}

static void push_units(lua_State *L, pl_mu money) {
  if (money % 1000 == 0)
    lua_pushinteger(L, money / 1000);
  else
    lua_pushnumber(L, (lua_Number)money / 1000);
}

/* Pushes the name anew; pl_hooks_push_iid keeps it. */
static void push_name(lua_State *L, const pl_hooks *hooks, pl_iid iid) {
  int declared = pl_iid_incident(iid);
  if (declared >= 0 && declared < hooks->scenario->incident_count) {
    lua_pushstring(L, hooks->scenario->incidents[declared].id);
    return;
  }
  /* as pl_iid_print spells it, but without a buffer that an error could lose */
  unsigned adversary = iid >> 16;
  const char *name = adversary < hooks->scenario->adversary_count ? hooks->scenario->adversaries[adversary].id : "?";
  lua_pushfstring(L, "%s.%d.%d", name, (int)(iid >> 8 & 0xFF) + 1, (int)(iid & 0xFF) + 1);
}

/* Pushes the name of `iid` from the table of names at `names`. */
static void push_kept_name(lua_State *L, const pl_hooks *hooks, int names, pl_iid iid) {
  if (lua_rawgeti(L, names, iid) != LUA_TNIL) return;
  lua_pop(L, 1);
  push_name(L, hooks, iid);
  lua_pushvalue(L, -1);
  lua_rawseti(L, names, iid);
}

void pl_hooks_push_iid(lua_State *L, const pl_hooks *hooks, pl_iid iid) {
  pl_hooks_push(L, hooks, PL_ANCHOR_NAMES);
  push_kept_name(L, hooks, lua_gettop(L), iid);
  lua_remove(L, -2);
}

void pl_hooks_push_states(lua_State *L, const pl_hooks *hooks, const pl_state_set *set) {
  lua_Integer count = 0;
  lua_createtable(L, pl_set_count(set), 0);
  for (int s = pl_set_next(set, 0); s >= 0; s = pl_set_next(set, s + 1)) {
    lua_pushstring(L, pl_scenario_seat_id(hooks->scenario, s));
    lua_rawseti(L, -2, ++count);
  }
}

void pl_hooks_push_forums(lua_State *L, const pl_hooks *hooks, uint64_t forums) {
  lua_Integer count = 0;
  lua_newtable(L);
  for (int f = 0; f < hooks->scenario->forum_count; f++) {
    if (!(forums >> f & 1)) continue;
    lua_pushstring(L, hooks->scenario->forums[f].id);
    lua_rawseti(L, -2, ++count);
  }
}

/* ---- fields of the table on top ---- */
void pl_hooks_set_integer(lua_State *L, const char *field, lua_Integer n) {
  lua_pushinteger(L, n);
  lua_setfield(L, -2, field);
}

void pl_hooks_set_share(lua_State *L, const char *field, pl_q16 x) {
  push_share(L, x);
  lua_setfield(L, -2, field);
}

void pl_hooks_set_units(lua_State *L, const char *field, pl_mu money) {
  push_units(L, money);
  lua_setfield(L, -2, field);
}

void pl_hooks_set_boolean(lua_State *L, const char *field, bool b) {
  lua_pushboolean(L, b);
  lua_setfield(L, -2, field);
}

void pl_hooks_set_text(lua_State *L, const char *field, const char *text) {
  lua_pushstring(L, text);
  lua_setfield(L, -2, field);
}

/* ---- views ---- */
static void set_metatable(lua_State *L, const pl_hooks *hooks, pl_anchor anchor) {
  pl_hooks_push(L, hooks, anchor);
  lua_setmetatable(L, -2);
}

/* Percent of the whole game's budget, as the condition loss_percent reckons it. */
static lua_Number loss_percent(const pl_hooks *hooks, const pl_state *state, int s) {
  int64_t whole = hooks->scenario->states[s].budget * hooks->scenario->rounds;
  if (whole <= 0) return 0;
  return (lua_Number)(state->loss / whole * 100 + state->loss % whole * 100 / whole) / PL_ONE;
}

static void set_trust(lua_State *L, const pl_hooks *hooks, int of) {
  int states = hooks->scenario->state_count;
  lua_createtable(L, 0, states);
  for (int s = 0; s < states; s++)
    if (s != of) pl_hooks_set_share(L, hooks->scenario->states[s].id, pl_world_trust(hooks->world, of, s));
  set_metatable(L, hooks, PL_ANCHOR_OF_STATES);
  lua_setfield(L, -2, "trust");
}

static int get_state(lua_State *L) {
  const pl_hooks *hooks = pl_hooks_of(L);
  const pl_world *world = world_of(L, hooks);
  int s = check_id(L, hooks, 1, PL_ANCHOR_STATES, "state");
  const pl_state *state = pl_world_state(world, s);
  lua_createtable(L, 0, 12);
  lua_pushvalue(L, 1);
  lua_setfield(L, -2, "id");
  pl_hooks_set_integer(L, "hit_now", state->hit_now);
  pl_hooks_set_integer(L, "hit_peak", state->hit_peak);
  pl_hooks_set_integer(L, "hit_total", state->hit_total);
  lua_pushnumber(L, loss_percent(hooks, state, s));
  lua_setfield(L, -2, "loss_percent");
  pl_hooks_set_share(L, "standing", state->standing);
  pl_hooks_set_share(L, "confidence", state->confidence);
  pl_hooks_set_share(L, "rights", state->rights);
  push_units(L, state->budget);
  lua_setfield(L, -2, "budget");
  set_trust(L, hooks, s);
  pl_hooks_push_forums(L, hooks, state->forums);
  lua_setfield(L, -2, "forums");
  set_metatable(L, hooks, PL_ANCHOR_OF_STATE);
  return 1;
}

static int get_forum(lua_State *L) {
  const pl_hooks *hooks = pl_hooks_of(L);
  const pl_world *world = world_of(L, hooks);
  const pl_forum *forum = pl_world_forum(world, check_id(L, hooks, 1, PL_ANCHOR_FORUMS, "forum"));
  lua_createtable(L, 0, 4);
  lua_pushvalue(L, 1);
  lua_setfield(L, -2, "id");
  pl_hooks_push_states(L, hooks, &forum->members);
  lua_setfield(L, -2, "members");
  pl_hooks_set_integer(L, "delay", forum->latency);
  pl_hooks_set_share(L, "quality", forum->quality);
  set_metatable(L, hooks, PL_ANCHOR_OF_FORUM);
  return 1;
}

static int get_adversary(lua_State *L) {
  const pl_hooks *hooks = pl_hooks_of(L);
  const pl_world *world = world_of(L, hooks);
  const pl_adversary *adversary = pl_world_adversary(world, check_id(L, hooks, 1, PL_ANCHOR_ADVERSARIES, "adversary"));
  int states = hooks->scenario->state_count;
  lua_createtable(L, 0, 2);
  lua_pushvalue(L, 1);
  lua_setfield(L, -2, "id");
  lua_createtable(L, 0, states);
  for (int s = 0; s < states; s++)
    pl_hooks_set_share(L, hooks->scenario->states[s].id, adversary->tension ? adversary->tension[s] : 0);
  set_metatable(L, hooks, PL_ANCHOR_OF_STATES);
  lua_setfield(L, -2, "tension");
  set_metatable(L, hooks, PL_ANCHOR_OF_ADVERSARY);
  return 1;
}

/* Fills the table on top. `incident` NULL: not begun. */
static void fill_incident(lua_State *L, const pl_hooks *hooks, const pl_incident *incident) {
  bool has_begun = incident && incident->phase != PL_PHASE_SLEEPING;
  int states = hooks->scenario->state_count;
  pl_hooks_set_boolean(L, "launched", has_begun);
  pl_hooks_set_boolean(L, "detected", has_begun && incident->first_detection >= 0);
  pl_hooks_set_boolean(L, "ended", has_begun && incident->phase == PL_PHASE_ENDED);
  pl_hooks_set_integer(L, "round", has_begun ? incident->launch / PL_TICKS_PER_ROUND + 1 : 0);
  pl_hooks_set_integer(L, "infections", has_begun ? incident->infections : 0);
  lua_createtable(L, 0, states);
  for (int s = 0; s < states; s++)
    pl_hooks_set_integer(L, hooks->scenario->states[s].id, has_begun && incident->hit ? incident->hit[s] : 0);
  set_metatable(L, hooks, PL_ANCHOR_OF_STATES);
  lua_setfield(L, -2, "hit");
}

void pl_hooks_push_incident(lua_State *L, const pl_hooks *hooks, int index) {
  const pl_incident *incident = pl_world_incident(hooks->world, index);
  lua_createtable(L, 0, 9);
  pl_hooks_push_iid(L, hooks, incident->iid);
  lua_setfield(L, -2, "id");
  pl_hooks_set_text(L, "adversary", hooks->scenario->adversaries[incident->adversary].id);
  pl_hooks_set_text(L, "family", pl_family_name(incident->family));
  fill_incident(L, hooks, incident);
  set_metatable(L, hooks, PL_ANCHOR_OF_INCIDENT);
}

static int get_incident(lua_State *L) {
  const pl_hooks *hooks = pl_hooks_of(L);
  int declared, index = (world_of(L, hooks), check_incident(L, hooks, 1, &declared));
  if (index >= 0) {
    pl_hooks_push_incident(L, hooks, index);
    return 1;
  }
  if (declared < 0) return luaL_error(L, PL_TEXT("there has been no incident %s"), lua_tostring(L, 1));
  const pl_incident_spec *spec = &hooks->scenario->incidents[declared];
  lua_createtable(L, 0, 9);
  pl_hooks_set_text(L, "id", spec->id);
  pl_hooks_set_text(L, "adversary", hooks->scenario->adversaries[spec->by].id);
  pl_hooks_set_text(L, "family", pl_family_name(spec->family));
  fill_incident(L, hooks, NULL);
  set_metatable(L, hooks, PL_ANCHOR_OF_INCIDENT);
  return 1;
}

/* Thousands of these in an exercise: everything in them is already a Lua value. */
void pl_hooks_push_share_parts(lua_State *L, const pl_hooks *hooks) {
  pl_hooks_push(L, hooks, PL_ANCHOR_SEAT_IDS);
  pl_hooks_push(L, hooks, PL_ANCHOR_NAMES);
  pl_hooks_push(L, hooks, PL_ANCHOR_OF_SHARE);
  lua_pushliteral(L, "from");
  lua_pushliteral(L, "to");
  lua_pushliteral(L, "incident");
}

void pl_hooks_push_share(lua_State *L, const pl_hooks *hooks, int parts) {
  lua_createtable(L, 0, 3);
  lua_pushvalue(L, parts + 3);
  lua_rawgeti(L, parts, hooks->call->state + 1);
  lua_rawset(L, -3);
  lua_pushvalue(L, parts + 4);
  lua_rawgeti(L, parts, hooks->call->other + 1);
  lua_rawset(L, -3);
  lua_pushvalue(L, parts + 5);
  push_kept_name(L, hooks, parts + 1, hooks->call->iid);
  lua_rawset(L, -3);
  lua_pushvalue(L, parts + 2);
  lua_setmetatable(L, -2);
}

/* ---- decisions ---- */

/* Pushes the id of a decision's target, false where it has none. */
static void push_target(lua_State *L, const pl_scenario *scenario, const pl_decision *d) {
  unsigned arguments = pl_action_arguments(scenario, d->action);
  const char *id = NULL;
  if (arguments & (PL_ARGUMENT_FORUM | PL_ARGUMENT_BALLOT) && d->target < scenario->forum_count)
    id = scenario->forums[d->target].id;
  if (arguments & PL_ARGUMENT_ADVERSARY && d->target < scenario->adversary_count)
    id = scenario->adversaries[d->target].id;
  if (arguments & PL_ARGUMENT_STATE && d->target < scenario->state_count) id = scenario->states[d->target].id;
  if (arguments & PL_ARGUMENT_INJECT && d->target < scenario->inject_count) id = scenario->injects[d->target].id;
  if (id)
    lua_pushstring(L, id);
  else
    lua_pushboolean(L, false);
}

static void push_option(lua_State *L, const pl_scenario *scenario, const pl_decision *d) {
  static const char *const ballots[] = {"no", "yes", "abstain"};
  unsigned arguments = pl_action_arguments(scenario, d->action);
  const pl_inject_spec *inject =
      arguments & PL_ARGUMENT_INJECT && d->target < scenario->inject_count ? &scenario->injects[d->target] : NULL;
  if (inject && d->option < inject->option_count)
    lua_pushstring(L, inject->options[d->option].id);
  else if (arguments & PL_ARGUMENT_BALLOT && d->option < 3)
    lua_pushstring(L, ballots[d->option]);
  else
    lua_pushboolean(L, false);
}

void pl_hooks_push_decision(lua_State *L, const pl_hooks *hooks) {
  const pl_decision *d = hooks->call->decision;
  lua_createtable(L, 0, 6);
  pl_hooks_set_text(L, "seat", pl_scenario_seat_id(hooks->scenario, d->seat));
  pl_hooks_set_text(L, "action", pl_action_name(hooks->scenario, d->action));
  push_option(L, hooks->scenario, d);
  lua_setfield(L, -2, "option");
  push_target(L, hooks->scenario, d);
  lua_setfield(L, -2, "target");
  if (pl_action_arguments(hooks->scenario, d->action) & PL_ARGUMENT_ITEM)
    pl_hooks_push_iid(L, hooks, d->iid);
  else
    lua_pushboolean(L, false);
  lua_setfield(L, -2, "incident");
  pl_hooks_set_boolean(L, "on", d->flag);
  set_metatable(L, hooks, PL_ANCHOR_OF_DECISION);
}

/* ---- questions ---- */

/* w.shared("intel or incident", "FROM", "TO") */
static int was_shared(lua_State *L) {
  const pl_hooks *hooks = pl_hooks_of(L);
  const pl_world *world = world_of(L, hooks);
  int intel = find_id(L, hooks, 1, PL_ANCHOR_INTEL), declared;
  int index = intel >= 0 ? pl_world_find_declared(world, hooks->scenario->intel[intel].about)
                         : check_incident(L, hooks, 1, &declared);
  int from = check_id(L, hooks, 2, PL_ANCHOR_STATES, "state"), to = check_id(L, hooks, 3, PL_ANCHOR_STATES, "state");
  const pl_incident *incident = index >= 0 ? pl_world_incident(world, index) : NULL;
  const pl_item *item = incident && incident->item ? &incident->item[from] : NULL;
  lua_pushboolean(L, item && item->birth >= 0 && pl_set_has(&item->sent, (unsigned)to));
  return 1;
}

/* w.knows("STATE", "incident") → 0 … 1 */
static int get_knowledge(lua_State *L) {
  const pl_hooks *hooks = pl_hooks_of(L);
  const pl_world *world = world_of(L, hooks);
  int s = check_id(L, hooks, 1, PL_ANCHOR_STATES, "state"), declared;
  int index = check_incident(L, hooks, 2, &declared);
  const pl_incident *incident = index >= 0 ? pl_world_incident(world, index) : NULL;
  push_share(L, incident && incident->knowledge ? incident->knowledge[s] : 0);
  return 1;
}

static int check_option(lua_State *L, const pl_inject_spec *inject, const char *id) {
  for (int i = 0; i < inject->option_count; i++)
    if (strcmp(inject->options[i].id, id) == 0) return i;
  lua_createtable(L, inject->option_count, 0);
  for (int i = 0; i < inject->option_count; i++) {
    lua_pushstring(L, inject->options[i].id);
    lua_rawseti(L, -2, i + 1);
  }
  lua_pushfstring(L, PL_TEXT("option of inject \"%s\""), inject->id);
  return pl_sandbox_unknown(L, lua_tostring(L, -1), id, -2);
}

/* w.chosen("inject.option"), or "inject": any option at all */
static int was_chosen(lua_State *L) {
  const pl_hooks *hooks = pl_hooks_of(L);
  const pl_world *world = world_of(L, hooks);
  const char *name = luaL_checkstring(L, 1), *dot = strchr(name, '.');
  if (dot)
    lua_pushlstring(L, name, (size_t)(dot - name));
  else
    lua_pushvalue(L, 1);
  int inject = check_id(L, hooks, lua_gettop(L), PL_ANCHOR_INJECTS, "inject");
  uint64_t chosen = pl_world_inject(world, inject)->chosen;
  int option = dot ? check_option(L, &hooks->scenario->injects[inject], dot + 1) : -1;
  lua_pushboolean(L, option < 0 ? chosen != 0 : option < 64 && chosen >> option & 1);
  return 1;
}

/* ---- vars ---- */

static void push_variable(lua_State *L, const pl_hooks *hooks, int index) {
  const pl_variable *variable = pl_world_variable(hooks->world, index);
  switch (hooks->scenario->variables[index].kind) {
  case PL_VARIABLE_BOOLEAN: lua_pushboolean(L, variable->value != 0); break;
  case PL_VARIABLE_INTEGER: lua_pushinteger(L, variable->value); break;
  case PL_VARIABLE_TEXT: lua_pushstring(L, variable->text ? variable->text : ""); break;
  }
}

/* w.vars.NAME */
static int get_variable(lua_State *L) {
  const pl_hooks *hooks = pl_hooks_of(L);
  world_of(L, hooks);
  push_variable(L, hooks, check_id(L, hooks, 2, PL_ANCHOR_VARIABLES, PL_LATER("variable in vars")));
  return 1;
}

static int refuse_variable(lua_State *L) {
  const char *name = lua_type(L, 2) == LUA_TSTRING ? lua_tostring(L, 2) : "name";
  return luaL_error(L, PL_TEXT("w.vars is read only: write w.set(\"%s\", value)"), name);
}

/* What pairs(w.vars) walks. */
static int copy_variables(lua_State *L) {
  const pl_hooks *hooks = pl_hooks_of(L);
  world_of(L, hooks);
  lua_newtable(L);
  for (int i = 0; i < hooks->scenario->variable_count; i++) {
    push_variable(L, hooks, i);
    lua_setfield(L, -2, hooks->scenario->variables[i].name);
  }
  return 1;
}

static void push_vars(lua_State *L) {
  static const luaL_Reg fields[] = {
      {"__index", get_variable}, {"__newindex", refuse_variable}, {PL_LIBRARY_CONTENTS, copy_variables}, {NULL, NULL}};
  lua_newtable(L);
  lua_createtable(L, 0, 3);
  luaL_setfuncs(L, fields, 0);
  lua_setmetatable(L, -2);
}

/* ---- opening ---- */

static const luaL_Reg getters[] = {
    {"state", get_state},   {"forum", get_forum},     {"adversary", get_adversary}, {"incident", get_incident},
    {"shared", was_shared}, {"knows", get_knowledge}, {"chosen", was_chosen},       {NULL, NULL},
};

/* The ids of one kind: a stride over structs that begin with theirs would hide the type, so each has its function. */
static const char *seat_name(const pl_scenario *s, int i) {
  return i < pl_scenario_seat_count(s) ? pl_scenario_seat_id(s, i) : NULL;
}
static const char *state_name(const pl_scenario *s, int i) { return i < s->state_count ? s->states[i].id : NULL; }
static const char *forum_name(const pl_scenario *s, int i) { return i < s->forum_count ? s->forums[i].id : NULL; }
static const char *adversary_name(const pl_scenario *s, int i) {
  return i < s->adversary_count ? s->adversaries[i].id : NULL;
}
static const char *incident_name(const pl_scenario *s, int i) {
  return i < s->incident_count ? s->incidents[i].id : NULL;
}
static const char *inject_name(const pl_scenario *s, int i) { return i < s->inject_count ? s->injects[i].id : NULL; }
static const char *variable_name(const pl_scenario *s, int i) {
  return i < s->variable_count ? s->variables[i].name : NULL;
}
static const char *intel_name(const pl_scenario *s, int i) { return i < s->intel_count ? s->intel[i].id : NULL; }

typedef struct name_row {
  pl_anchor anchor;
  const char *(*name)(const pl_scenario *scenario, int index);
} name_row;

static const name_row name_rows[] = {
    {PL_ANCHOR_SEATS, seat_name},         {PL_ANCHOR_STATES, state_name},
    {PL_ANCHOR_FORUMS, forum_name},       {PL_ANCHOR_ADVERSARIES, adversary_name},
    {PL_ANCHOR_INCIDENTS, incident_name}, {PL_ANCHOR_INJECTS, inject_name},
    {PL_ANCHOR_VARIABLES, variable_name}, {PL_ANCHOR_INTEL, intel_name},
};

typedef struct view_row {
  pl_anchor anchor;
  const char *kind;
} view_row;

static const view_row view_rows[] = {
    {PL_ANCHOR_OF_STATE, PL_LATER("field of a state")},
    {PL_ANCHOR_OF_FORUM, PL_LATER("field of a forum")},
    {PL_ANCHOR_OF_ADVERSARY, PL_LATER("field of an adversary")},
    {PL_ANCHOR_OF_INCIDENT, PL_LATER("field of an incident")},
    {PL_ANCHOR_OF_SHARE, PL_LATER("field of a share")},
    {PL_ANCHOR_OF_DECISION, PL_LATER("field of a decision")},
    {PL_ANCHOR_OF_STATES, PL_LATER("other state")},
    {PL_ANCHOR_OF_BRIEF, PL_LATER("field of a brief")},
};

static void make_names(lua_State *L, pl_hooks *hooks, const name_row *row) {
  const char *name;
  lua_newtable(L);
  for (int i = 0; (name = row->name(hooks->scenario, i)); i++) {
    lua_pushinteger(L, i);
    lua_setfield(L, -2, name);
  }
  hooks->anchor[row->anchor] = luaL_ref(L, LUA_REGISTRYINDEX);
}

static void make_seat_ids(lua_State *L, pl_hooks *hooks) {
  int seats = pl_scenario_seat_count(hooks->scenario);
  lua_createtable(L, seats, 0);
  for (int seat = 0; seat < seats; seat++) {
    lua_pushstring(L, pl_scenario_seat_id(hooks->scenario, seat));
    lua_rawseti(L, -2, seat + 1);
  }
  hooks->anchor[PL_ANCHOR_SEAT_IDS] = luaL_ref(L, LUA_REGISTRYINDEX);
}

static void make_view(lua_State *L, pl_hooks *hooks, const view_row *row) {
  lua_newtable(L);
  pl_library_make_strict(L, row->kind, false);
  lua_getmetatable(L, -1);
  hooks->anchor[row->anchor] = luaL_ref(L, LUA_REGISTRYINDEX);
  lua_pop(L, 1);
}

/* `w`: empty, final, and reading it goes to a strict table of fields. */
static void make_w(lua_State *L, pl_hooks *hooks) {
  lua_newtable(L);
  pl_library_make_strict(L, "field of w", true);
  lua_getmetatable(L, -1);
  lua_createtable(L, 0, 24);
  luaL_setfuncs(L, getters, 0);
  luaL_setfuncs(L, pl_hooks_setters(), 0);
  pl_hooks_set_integer(L, "rounds", hooks->scenario->rounds);
  pl_hooks_set_integer(L, "round", 1);
  push_vars(L);
  lua_setfield(L, -2, "vars");
  pl_library_make_strict(L, "field of w", false);
  lua_pushvalue(L, -1);
  hooks->anchor[PL_ANCHOR_W_FIELDS] = luaL_ref(L, LUA_REGISTRYINDEX);
  lua_setfield(L, -2, "__index");
  lua_pop(L, 1);
  hooks->anchor[PL_ANCHOR_W] = luaL_ref(L, LUA_REGISTRYINDEX);
}

void pl_hooks_open_world(lua_State *L, pl_hooks *hooks) {
  luaL_checkstack(L, 10, NULL);
  for (size_t i = 0; i < sizeof name_rows / sizeof *name_rows; i++) make_names(L, hooks, &name_rows[i]);
  make_seat_ids(L, hooks);
  for (size_t i = 0; i < sizeof view_rows / sizeof *view_rows; i++) make_view(L, hooks, &view_rows[i]);
  make_w(L, hooks);
}

void pl_hooks_set_round(lua_State *L, const pl_hooks *hooks) {
  int round = pl_world_round(hooks->world);
  pl_hooks_push(L, hooks, PL_ANCHOR_W_FIELDS);
  pl_hooks_set_integer(L, "round", round < hooks->scenario->rounds ? round + 1 : hooks->scenario->rounds);
  lua_pop(L, 1);
}
