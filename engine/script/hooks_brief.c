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
  pl_hooks_set_integer(L, "round", brief->round + 1);
  pl_hooks_set_integer(L, "rounds", hooks->scenario->rounds);
  pl_hooks_set_text(L, "seat", pl_scenario_seat_id(hooks->scenario, brief->seat));
  pl_hooks_set_units(L, "budget", brief->budget);
  pl_hooks_set_units(L, "money", brief->money);
  pl_hooks_set_units(L, "loss", brief->loss);
  pl_hooks_set_units(L, "payoff", brief->payoff);
  pl_hooks_set_share(L, "expertise", brief->expertise);
  pl_hooks_set_share(L, "standing", brief->standing);
  pl_hooks_set_share(L, "confidence", brief->confidence);
  pl_hooks_set_share(L, "rights", brief->rights);
  pl_hooks_set_share(L, "prevent", brief->level[PL_PREVENT]);
  pl_hooks_set_share(L, "defend", brief->level[PL_DEFEND]);
  pl_hooks_set_share(L, "strengthen", brief->level[PL_STRENGTHEN]);
  pl_hooks_set_integer(L, "organisations", brief->organisations);
  pl_hooks_set_integer(L, "contained", brief->contained);
  pl_hooks_set_integer(L, "recovered", brief->recovered);
  set_forums(L, hooks, "forums", brief->forums_joined);
}

static void push_other(lua_State *L, const pl_hooks *hooks, const pl_brief_other *other) {
  lua_createtable(L, 0, 10);
  pl_hooks_set_share(L, "trust", other->trust);
  pl_hooks_set_integer(L, "trust_in_me", other->trust_in_me);
  pl_hooks_set_boolean(L, "is_ally", other->is_ally);
  pl_hooks_set_boolean(L, "seen", other->seen);
  pl_hooks_set_boolean(L, "ever_defected", other->ever_defected);
  pl_hooks_set_boolean(L, "was_peer", other->was_peer);
  pl_hooks_set_share(L, "standing", other->standing);
  if (other->hits >= 0)
    pl_hooks_set_integer(L, "hits", other->hits);
  else
    pl_hooks_set_boolean(L, "hits", false);
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
  pl_hooks_set_text(L, "from", pl_scenario_seat_id(hooks->scenario, item->originator));
  pl_hooks_set_boolean(L, "own", item->is_own);
  pl_hooks_set_boolean(L, "tear", item->is_tear);
  pl_hooks_set_boolean(L, "open", item->is_open);
  pl_hooks_set_share(L, "quality", item->quality);
  lua_pushnumber(L, (lua_Number)(now - item->birth) / PL_TICKS_PER_DAY);
  lua_setfield(L, -2, "age");
  pl_hooks_set_text(L, "label", pl_label_name(item->label));
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
    pl_hooks_set_text(L, "adversary", hooks->scenario->adversaries[incident->adversary].id);
  else
    pl_hooks_set_boolean(L, "adversary", false);
  pl_hooks_set_text(L, "family", pl_family_name(incident->family));
  pl_hooks_set_boolean(L, "over", incident->is_over);
  pl_hooks_set_share(L, "knowledge", incident->knowledge);
  pl_hooks_set_integer(L, "contained", incident->contained);
  pl_hooks_set_integer(L, "recovered", incident->recovered);
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
  pl_hooks_set_text(L, "id", spec->id);
  pl_hooks_set_boolean(L, "open", inject->is_open);
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
  pl_hooks_set_integer(L, "delay", forum->latency);
  pl_hooks_set_share(L, "quality", forum->quality);
  pl_hooks_set_boolean(L, "member", forum->is_member);
  pl_hooks_set_boolean(L, "may_join", forum->may_join);
  if (forum->applicant == PL_NONE)
    pl_hooks_set_boolean(L, "applicant", false);
  else
    pl_hooks_set_text(L, "applicant", pl_scenario_seat_id(hooks->scenario, forum->applicant));
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
