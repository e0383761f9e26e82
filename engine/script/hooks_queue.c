/* What a hook may ask for, and its dice.
 *
 * Nothing happens while a hook runs: requests become rows of a queue, in the order in which they were made, and the
 * world applies them afterwards, clamped. Everything is checked here, so that the line of Lua that is wrong is the one
 * in the error. Texts in the queue are kept alive by a table of the registry until the next call. */
#include <limits.h>
#include <string.h>

#include "hooks_internal.h"
#include "library.h"
#include "read.h"
#include "words.h"

/* ---- checks ---- */

/* The hooks, while one is running that may change things. */
static pl_hooks *changing(lua_State *L, const char *what) {
  pl_hooks *hooks = pl_hooks_of(L);
  pl_sandbox_charge(L, 1);
  if (hooks->running == PL_RUNNING_TEST)
    luaL_error(L, PL_TEXT("w.%s: a test only looks; use a hook to change something"), what);
  if (hooks->running != PL_RUNNING_HOOK)
    luaL_error(L, PL_TEXT("w.%s can be used only while the hook that got w is running"), what);
  return hooks;
}

/* So many more effects in this round? */
static void check_round(lua_State *L, const pl_hooks *hooks, size_t count) {
  if (hooks->effects_before + hooks->effect_count + count > PL_HOOKS_ROUND_EFFECTS)
    pl_sandbox_limit(L, PL_TEXT("more than %d effects in one round (the limit): do less in each call"),
                     PL_HOOKS_ROUND_EFFECTS);
}

static pl_effect *next_row(lua_State *L, pl_hooks *hooks) {
  if (hooks->effect_count == PL_HOOKS_EFFECTS)
    pl_sandbox_limit(L, PL_TEXT("more than %d effects in one call (the limit): do less per round"), PL_HOOKS_EFFECTS);
  check_round(L, hooks, 1);
  pl_effect *row = &hooks->effect[hooks->effect_count];
  memset(row, 0, sizeof *row);
  row->subject = row->other = row->incident = PL_NONE;
  return row;
}

/* The index of the id at `argument`; raises for an unknown one. */
static int check_name(lua_State *L, const pl_hooks *hooks, int argument, pl_anchor anchor, const char *kind) {
  luaL_checktype(L, argument, LUA_TSTRING);
  pl_hooks_push(L, hooks, anchor);
  lua_pushvalue(L, argument);
  if (lua_rawget(L, -2) == LUA_TNIL) return pl_sandbox_unknown(L, kind, lua_tostring(L, argument), -2);
  int index = (int)lua_tointeger(L, -1);
  lua_pop(L, 2);
  return index;
}

/* Keeps the string at `index` alive until the next call and returns it. */
static const char *keep_text(lua_State *L, pl_hooks *hooks, int index) {
  const char *text = lua_tostring(L, index);
  index = lua_absindex(L, index);
  pl_hooks_push(L, hooks, PL_ANCHOR_TEXTS);
  lua_pushvalue(L, index);
  lua_rawseti(L, -2, ++hooks->text_count);
  lua_pop(L, 1);
  return text;
}

/* The string at `index` as a text fit to be shown, kept. `what` names it in errors. */
static const char *check_shown(lua_State *L, pl_hooks *hooks, int index, const char *what) {
  size_t length;
  const char *text = lua_tolstring(L, index, &length);
  const char *problem = pl_text_problem(text, length);
  if (problem) luaL_error(L, PL_TEXT("%s: the text contains %s"), what, problem);
  if (length > PL_HOOKS_TEXT)
    pl_sandbox_limit(L, PL_TEXT("%s: a text of more than %d bytes (the limit): shorten it"), what, PL_HOOKS_TEXT);
  return keep_text(L, hooks, index);
}

/* ---- requests ---- */

/* Texts of new rows are still those of the table; makes them last. */
static void keep_texts(lua_State *L, pl_hooks *hooks, size_t count) {
  for (size_t i = 0; i < count; i++) {
    pl_effect *row = &hooks->effect[hooks->effect_count + i];
    if (!row->text) continue;
    lua_pushstring(L, row->text);
    row->text = check_shown(L, hooks, -1, "w.effect");
    lua_pop(L, 1);
  }
}

/* w.effect("SEAT", { … }) */
static int queue_effect(lua_State *L) {
  pl_hooks *hooks = changing(L, "effect");
  size_t count = 0, room = PL_HOOKS_EFFECTS - hooks->effect_count;
  char problem[320] = "";
  if (lua_type(L, 1) != LUA_TSTRING || lua_type(L, 2) != LUA_TTABLE)
    return luaL_error(L, PL_TEXT("write w.effect(\"STATE\", { … effects … })"));
  int subject = check_name(L, hooks, 1, PL_ANCHOR_SEATS, "seat");
  next_row(L, hooks); /* is there room at all? */
  bool is_good = pl_read_effects(L, 2, &hooks->names, subject, hooks->effect + hooks->effect_count, room, &count,
                                 problem, sizeof problem);
  if (!is_good) return luaL_error(L, PL_TEXT("w.effect: %s"), problem);
  check_round(L, hooks, count);
  keep_texts(L, hooks, count);
  hooks->effect_count += count;
  return 0;
}

/* The value at 2 as the variable's kind wants it. */
static void read_value(lua_State *L, pl_hooks *hooks, const pl_variable_spec *spec, pl_effect *row) {
  static const char *const wanted[] = {[PL_VARIABLE_BOOLEAN] = PL_LATER("true or false"),
                                       [PL_VARIABLE_INTEGER] = PL_LATER("a whole number"),
                                       [PL_VARIABLE_TEXT] = PL_LATER("a text")};
  int is_whole = 0;
  switch (spec->kind) {
    case PL_VARIABLE_BOOLEAN:
      row->amount = lua_toboolean(L, 2);
      if (lua_type(L, 2) == LUA_TBOOLEAN) return;
      break;
    case PL_VARIABLE_INTEGER:
      row->amount = lua_type(L, 2) == LUA_TNUMBER ? lua_tointegerx(L, 2, &is_whole) : 0;
      if (is_whole) return;
      break;
    case PL_VARIABLE_TEXT:
      if (lua_type(L, 2) != LUA_TSTRING) break;
      row->text = check_shown(L, hooks, 2, "w.set");
      return;
  }
  luaL_error(L, PL_TEXT("w.set: variable \"%s\" was declared as %s, this is a %s"), spec->name,
             pl_translate(wanted[spec->kind]), luaL_typename(L, 2));
}

/* w.set("variable", value) */
static int queue_set(lua_State *L) {
  pl_hooks *hooks = changing(L, "set");
  lua_settop(L, 2);
  int index = check_name(L, hooks, 1, PL_ANCHOR_VARIABLES, PL_LATER("variable in vars"));
  pl_effect *row = next_row(L, hooks);
  row->kind = PL_EFFECT_SET;
  row->other = (uint16_t)index;
  read_value(L, hooks, &hooks->scenario->variables[index], row);
  hooks->effect_count++;
  return 0;
}

/* w.fire("inject") */
static int queue_fire(lua_State *L) {
  pl_hooks *hooks = changing(L, "fire");
  int index = check_name(L, hooks, 1, PL_ANCHOR_INJECTS, "inject");
  pl_effect *row = next_row(L, hooks);
  row->kind = PL_EFFECT_FIRE;
  row->other = (uint16_t)index;
  hooks->effect_count++;
  return 0;
}

/* w.launch("incident") */
static int queue_launch(lua_State *L) {
  pl_hooks *hooks = changing(L, "launch");
  int index = check_name(L, hooks, 1, PL_ANCHOR_INCIDENTS, "incident");
  pl_effect *row = next_row(L, hooks);
  row->kind = PL_EFFECT_LAUNCH;
  row->incident = (uint16_t)index;
  hooks->effect_count++;
  return 0;
}

/* What the table at 1 has in each language. */
static void check_languages(lua_State *L, pl_hooks *hooks, pl_text *line) {
  static const char *const codes[PL_LANGUAGES] = {"en", "nl"};
  for (int i = 0; i < PL_LANGUAGES; i++) {
    lua_pushstring(L, codes[i]);
    if (lua_rawget(L, 1) == LUA_TSTRING) line->in[i] = check_shown(L, hooks, -1, "w.log");
    lua_settop(L, 1);
  }
}

/* w.log("text"), or w.log(T.key) in each of its languages */
static int queue_line(lua_State *L) {
  pl_hooks *hooks = changing(L, "log");
  pl_text line = {{NULL}};
  lua_settop(L, 1);
  if (hooks->line_count == PL_HOOKS_LINES)
    return pl_sandbox_limit(L, PL_TEXT("more than %d log lines in one call (the limit): join some"), PL_HOOKS_LINES);
  if (hooks->lines_before + hooks->line_count == PL_HOOKS_ROUND_LINES)
    return pl_sandbox_limit(L, PL_TEXT("more than %d log lines in one round (the limit): join some"),
                            PL_HOOKS_ROUND_LINES);
  if (lua_type(L, 1) == LUA_TTABLE) {
    check_languages(L, hooks, &line);
  } else {
    if (lua_type(L, 1) == LUA_TNUMBER) pl_library_check_text(L, 1, NULL);
    if (lua_type(L, 1) == LUA_TSTRING) line.in[PL_ENGLISH] = check_shown(L, hooks, 1, "w.log");
  }
  if (!line.in[PL_ENGLISH] && !line.in[PL_DUTCH]) return luaL_error(L, PL_TEXT("w.log wants a text"));
  hooks->line[hooks->line_count++] = line;
  return 0;
}

/* ---- dice ---- */

/* A number from 0 to 1 as q16, rounded like every share in a scenario. */
static pl_q16 check_share(lua_State *L, int argument, const char *what) {
  lua_Number x = luaL_checknumber(L, argument);
  if (!(x >= 0 && x <= 1)) { /* also NaN */
    lua_pushvalue(L, argument);
    luaL_error(L, PL_TEXT("%s is %s, expected a chance from 0 to 1"), what, pl_sandbox_text(L, -1, NULL));
  }
  return (pl_q16)(x * PL_ONE + 0.5);
}

/* Whose decision or sharing this is about: part of the key of the draw. */
static int dice_seat(const pl_hooks *hooks) {
  return hooks->call->kind == PL_HOOK_DECISION ? hooks->call->decision->seat : hooks->call->state;
}

/* w.chance("label", p): each label at most once in a call, since the same key would give the same draw. */
static int draw(lua_State *L) {
  pl_hooks *hooks = changing(L, "chance");
  size_t length;
  luaL_checktype(L, 1, LUA_TSTRING);
  const char *label = lua_tolstring(L, 1, &length);
  pl_q16 p = check_share(L, 2, "w.chance");
  if (length == 0 || length > 64 || strlen(label) != length)
    return luaL_error(L, PL_TEXT("w.chance: a label has 1 to 64 bytes"));
  pl_hooks_push(L, hooks, PL_ANCHOR_LABELS);
  lua_pushvalue(L, 1);
  if (lua_rawget(L, -2) != LUA_TNIL && lua_tointeger(L, -1) == hooks->number)
    return luaL_error(
        L,
        PL_TEXT("w.chance: label \"%s\" was used before in this call and would draw the same again: give each "
                "draw its own label"),
        label);
  lua_pop(L, 1);
  lua_pushvalue(L, 1);
  lua_pushinteger(L, hooks->number);
  lua_rawset(L, -3);
  lua_pushboolean(L, pl_world_chance(hooks->world, label, dice_seat(hooks), p));
  return 1;
}

const luaL_Reg *pl_hooks_setters(void) {
  static const luaL_Reg functions[] = {
      {"effect", queue_effect}, {"set", queue_set}, {"fire", queue_fire}, {"launch", queue_launch},
      {"log", queue_line},      {"chance", draw},   {NULL, NULL},
  };
  return functions;
}
