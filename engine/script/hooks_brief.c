/* A brief as a Lua table: all that a scenario's own bot gets to know.
 *
 *   { round, rounds, seat, budget, money, loss, payoff, expertise, standing, confidence, rights,
 *     prevent, defend, strengthen, organisations, contained, recovered, forums = { ids },
 *     others    = { [state] = { trust, trust_in_me, is_ally, seen, ever_defected, was_peer, standing, hits, forums } },
 *     items     = { { incident, from, own, tear, open, quality, age, label, sent = { ids } } … },
 *     incidents = { { id, adversary, family, over, knowledge, contained, recovered } … },
 *     injects   = { { id, open, options = { ids } } … },
 *     bodies    = { [forum] = { members, delay, quality, member, may_join, applicant } } }
 *
 * Shares are 0 … 1, money is in units, age in days. What is not known is false. A part that was not built is empty. */
#include "hooks_internal.h"

/* ---- setters of fields of the table on top ---- */

static void set_integer(lua_State *L, const char *field, lua_Integer n) {
  lua_pushinteger(L, n);
  lua_setfield(L, -2, field);
}

static void set_share(lua_State *L, const char *field, pl_q16 x) {
  pl_hooks_push_share_of_one(L, x);
  lua_setfield(L, -2, field);
}

static void set_units(lua_State *L, const char *field, pl_mu money) {
  pl_hooks_push_units(L, money);
  lua_setfield(L, -2, field);
}

static void set_boolean(lua_State *L, const char *field, bool b) {
  lua_pushboolean(L, b);
  lua_setfield(L, -2, field);
}

static void set_text(lua_State *L, const char *field, const char *text) {
  lua_pushstring(L, text);
  lua_setfield(L, -2, field);
}

static void set_forums(lua_State *L, const pl_hooks *hooks, const char *field, uint64_t forums) {
  pl_hooks_push_forums(L, hooks, forums);
  lua_setfield(L, -2, field);
}

/* The table on top becomes a brief's: unknown fields raise. */
static void close_table(lua_State *L, const pl_hooks *hooks) {
  pl_hooks_push(L, hooks, PL_ANCHOR_OF_BRIEF);
  lua_setmetatable(L, -2);
}

/* ---- parts ---- */

static void set_own(lua_State *L, const pl_hooks *hooks, const pl_brief *brief) {
  set_integer(L, "round", brief->round + 1);
  set_integer(L, "rounds", hooks->scenario->rounds);
  set_text(L, "seat", pl_scenario_seat_id(hooks->scenario, brief->seat));
  set_units(L, "budget", brief->budget);
  set_units(L, "money", brief->money);
  set_units(L, "loss", brief->loss);
  set_units(L, "payoff", brief->payoff);
  set_share(L, "expertise", brief->expertise);
  set_share(L, "standing", brief->standing);
  set_share(L, "confidence", brief->confidence);
  set_share(L, "rights", brief->rights);
  set_share(L, "prevent", brief->level[PL_PREVENT]);
  set_share(L, "defend", brief->level[PL_DEFEND]);
  set_share(L, "strengthen", brief->level[PL_STRENGTHEN]);
  set_integer(L, "organisations", brief->organisations);
  set_integer(L, "contained", brief->contained);
  set_integer(L, "recovered", brief->recovered);
  set_forums(L, hooks, "forums", brief->forums_joined);
}

static void push_other(lua_State *L, const pl_hooks *hooks, const pl_brief_other *other) {
  lua_createtable(L, 0, 10);
  set_share(L, "trust", other->trust);
  set_integer(L, "trust_in_me", other->trust_in_me);
  set_boolean(L, "is_ally", other->is_ally);
  set_boolean(L, "seen", other->seen);
  set_boolean(L, "ever_defected", other->ever_defected);
  set_boolean(L, "was_peer", other->was_peer);
  set_share(L, "standing", other->standing);
  if (other->hits >= 0) set_integer(L, "hits", other->hits);
  else set_boolean(L, "hits", false);
  set_forums(L, hooks, "forums", other->forums);
  close_table(L, hooks);
}

static void set_others(lua_State *L, const pl_hooks *hooks, const pl_brief *brief) {
  int states = brief->others ? hooks->scenario->state_count : 0;
  lua_createtable(L, 0, states);
  for (int s = 0; s < states; s++) {
    if (s == brief->seat) continue;
    push_other(L, hooks, &brief->others[s]);
    lua_setfield(L, -2, hooks->scenario->states[s].id);
  }
  lua_setfield(L, -2, "others");
}

static void push_item(lua_State *L, const pl_hooks *hooks, const pl_brief *brief, const pl_brief_item *item) {
  pl_tick now = brief->round * PL_TICKS_PER_ROUND;
  lua_createtable(L, 0, 10);
  pl_hooks_push_iid(L, hooks, item->iid);
  lua_setfield(L, -2, "incident");
  set_text(L, "from", pl_scenario_seat_id(hooks->scenario, item->originator));
  set_boolean(L, "own", item->is_own);
  set_boolean(L, "tear", item->is_tear);
  set_boolean(L, "open", item->is_open);
  set_share(L, "quality", item->quality);
  lua_pushnumber(L, (lua_Number)(now - item->birth) / PL_TICKS_PER_DAY);
  lua_setfield(L, -2, "age");
  set_text(L, "label", pl_label_name(item->label));
  pl_hooks_push_states(L, hooks, &item->sent);
  lua_setfield(L, -2, "sent");
  close_table(L, hooks);
}

static void set_items(lua_State *L, const pl_hooks *hooks, const pl_brief *brief) {
  lua_newtable(L);
  for (size_t i = 0; brief->items && i < brief->item_count; i++) {
    push_item(L, hooks, brief, &brief->items[i]);
    lua_rawseti(L, -2, (lua_Integer)i + 1);
  }
  lua_setfield(L, -2, "items");
}

static void push_incident(lua_State *L, const pl_hooks *hooks, const pl_brief_incident *incident) {
  lua_createtable(L, 0, 7);
  pl_hooks_push_iid(L, hooks, incident->iid);
  lua_setfield(L, -2, "id");
  if (incident->adversary < hooks->scenario->adversary_count)
    set_text(L, "adversary", hooks->scenario->adversaries[incident->adversary].id);
  else
    set_boolean(L, "adversary", false);
  set_text(L, "family", pl_family_name(incident->family));
  set_boolean(L, "over", incident->is_over);
  set_share(L, "knowledge", incident->knowledge);
  set_integer(L, "contained", incident->contained);
  set_integer(L, "recovered", incident->recovered);
  close_table(L, hooks);
}

static void set_incidents(lua_State *L, const pl_hooks *hooks, const pl_brief *brief) {
  lua_newtable(L);
  for (size_t i = 0; brief->incidents && i < brief->incident_count; i++) {
    push_incident(L, hooks, &brief->incidents[i]);
    lua_rawseti(L, -2, (lua_Integer)i + 1);
  }
  lua_setfield(L, -2, "incidents");
}

static void push_inject(lua_State *L, const pl_hooks *hooks, const pl_brief_inject *inject) {
  const pl_inject_spec *spec = &hooks->scenario->injects[inject->inject];
  lua_Integer count = 0;
  lua_createtable(L, 0, 3);
  set_text(L, "id", spec->id);
  set_boolean(L, "open", inject->is_open);
  lua_newtable(L);
  for (int i = 0; i < spec->option_count; i++) {
    if (!(inject->available >> i & 1)) continue;
    lua_pushstring(L, spec->options[i].id);
    lua_rawseti(L, -2, ++count);
  }
  lua_setfield(L, -2, "options");
  close_table(L, hooks);
}

static void set_injects(lua_State *L, const pl_hooks *hooks, const pl_brief *brief) {
  lua_newtable(L);
  for (size_t i = 0; brief->injects && i < brief->inject_count; i++) {
    push_inject(L, hooks, &brief->injects[i]);
    lua_rawseti(L, -2, (lua_Integer)i + 1);
  }
  lua_setfield(L, -2, "injects");
}

static void push_forum(lua_State *L, const pl_hooks *hooks, const pl_brief_forum *forum) {
  lua_createtable(L, 0, 6);
  pl_hooks_push_states(L, hooks, &forum->members);
  lua_setfield(L, -2, "members");
  set_integer(L, "delay", forum->latency);
  set_share(L, "quality", forum->quality);
  set_boolean(L, "member", forum->is_member);
  set_boolean(L, "may_join", forum->may_join);
  if (forum->applicant == PL_NONE) set_boolean(L, "applicant", false);
  else set_text(L, "applicant", pl_scenario_seat_id(hooks->scenario, forum->applicant));
  close_table(L, hooks);
}

static void set_bodies(lua_State *L, const pl_hooks *hooks, const pl_brief *brief) {
  int forums = brief->forums ? hooks->scenario->forum_count : 0;
  lua_createtable(L, 0, forums);
  for (int f = 0; f < forums; f++) {
    push_forum(L, hooks, &brief->forums[f]);
    lua_setfield(L, -2, hooks->scenario->forums[f].id);
  }
  lua_setfield(L, -2, "bodies");
}

void pl_hooks_push_brief(lua_State *L, const pl_hooks *hooks, const pl_brief *brief) {
  luaL_checkstack(L, 10, NULL);
  lua_createtable(L, 0, 24);
  set_own(L, hooks, brief);
  set_others(L, hooks, brief);
  set_items(L, hooks, brief);
  set_incidents(L, hooks, brief);
  set_injects(L, hooks, brief);
  set_bodies(L, hooks, brief);
  close_table(L, hooks);
}
