/* What an author's functions are given and may call, row by row. Types are LuaCATS', which editors understand; shares
 * are numbers from 0 to 1, money is in budget units, ids are strings, rounds count from 1. */
#include "api.h"

#define COUNT(table) (sizeof(table) / sizeof((table)[0]))

/* ---- the world that a hook sees ---- */
static const pl_api_member world_members[] = {
    {"round", "integer", "the round, from 1"},
    {"rounds", "integer", "how many there are"},
    {"vars", "table<string, boolean|integer|string>", "the scenario's variables; read only"},
    {"state", "fun(id: string): polder.StateView", "a state as it is now"},
    {"incident", "fun(id: string): polder.IncidentView", "an incident, begun or not"},
    {"forum", "fun(id: string): polder.ForumView", "a forum as it is now"},
    {"adversary", "fun(id: string): polder.AdversaryView", "an adversary as it is now"},
    {"shared", "fun(item: string, from: string, to: string): boolean", "whether a state's item on this intel or incident was sent to another"},
    {"knows", "fun(state: string, incident: string): number", "how much a state knows about an incident, 0 to 1"},
    {"chosen", "fun(option: string): boolean", "whether anybody chose \"inject.option\", or answered \"inject\" at all"},
    {"chance", "fun(label: string, p: number): boolean", "a die with a name of its own: true with chance p; each label once in a call"},
    {"effect", "fun(seat: string, effects: polder.Effects|polder.Effects[])", "effects on a seat, applied when the hook is done"},
    {"set", "fun(variable: string, value: boolean|integer|string)", "gives a variable a value of its kind"},
    {"fire", "fun(inject: string)", "fires an inject"},
    {"launch", "fun(incident: string)", "an incident starts this round"},
    {"log", "fun(text: polder.Text)", "a line in the journal of the exercise"},
};

static const pl_api_member state_members[] = {
    {"id", "string", "its id"},
    {"hit_now", "integer", "organisations damaged at this moment"},
    {"hit_peak", "integer", "the most at one moment so far"},
    {"hit_total", "integer", "ever infected, over all incidents"},
    {"loss_percent", "number", "loss so far, in per cent of the whole exercise's budget"},
    {"standing", "number", "standing among states"},
    {"confidence", "number", "confidence of its people"},
    {"rights", "number", "fundamental rights"},
    {"budget", "number", "units per round"},
    {"trust", "table<string, number>", "its trust in each other state"},
    {"forums", "string[]", "the forums it is a member of"},
};

static const pl_api_member incident_members[] = {
    {"id", "string", "its id, or adversary.round.number for a random one"},
    {"adversary", "string", "whose it is"},
    {"family", "polder.Family", "what it does"},
    {"launched", "boolean", "it has begun"},
    {"detected", "boolean", "somebody found it"},
    {"ended", "boolean", "it is over"},
    {"round", "integer", "of its launch; 0: not begun"},
    {"infections", "integer", "organisations ever infected by it"},
    {"hit", "table<string, integer>", "the same by state"},
};

static const pl_api_member forum_members[] = {
    {"id", "string", "its id"},
    {"members", "string[]", "at this moment"},
    {"delay", "integer", "how long an item takes through it, in ticks of six hours"},
    {"quality", "number", "how much of an item arrives"},
};

static const pl_api_member adversary_members[] = {
    {"id", "string", "its id"},
    {"tension", "table<string, number>", "its quarrel with each state"},
};

static const pl_api_member share_members[] = {
    {"from", "string", "who gave it"},
    {"to", "string", "who received it"},
    {"incident", "string", "what it is about"},
};

static const pl_api_member decision_members[] = {
    {"seat", "string", "who decided"},
    {"action", "string", "what: a built-in action, or one of the scenario's"},
    {"option", "string|false", "the option chosen, or the ballot"},
    {"target", "string|false", "the state, forum, adversary or inject it is about"},
    {"incident", "string|false", "the incident that the item is about"},
    {"on", "boolean", "what a switch was set to, or whether it is a tear-line"},
};

/* ---- what a bot of the scenario knows ---- */
static const pl_api_member brief_members[] = {
    {"round", "integer", "the round, from 1"},
    {"rounds", "integer", "how many there are"},
    {"seat", "string", "for whom it decides"},
    {"budget", "number", "units per round"},
    {"money", "number", "units left this round, dues paid"},
    {"loss", "number", "units, so far"},
    {"payoff", "number", "units, so far"},
    {"expertise", "number", "how good its people are"},
    {"standing", "number", "standing among states"},
    {"confidence", "number", "confidence of its people"},
    {"rights", "number", "fundamental rights"},
    {"prevent", "number", "level of the track"},
    {"defend", "number", "level of the track"},
    {"strengthen", "number", "level of the track"},
    {"organisations", "integer", "its own, in all"},
    {"contained", "integer", "of these found hit, now"},
    {"recovered", "integer", "recovered at least once"},
    {"forums", "string[]", "the forums it is a member of"},
    {"others", "table<string, polder.BriefOther>", "the other states"},
    {"items", "polder.BriefItem[]", "what it holds"},
    {"incidents", "polder.BriefIncident[]", "what it knows of"},
    {"injects", "polder.BriefInject[]", "what lies before it this round"},
    {"bodies", "table<string, polder.BriefForum>", "the forums"},
};

static const pl_api_member other_members[] = {
    {"trust", "number", "its own trust in that state"},
    {"trust_in_me", "integer", "that state's trust in it, in five steps; 0: not known"},
    {"is_ally", "boolean", "by a treaty or an alliance"},
    {"seen", "boolean", "was perceived to cooperate last round"},
    {"ever_defected", "boolean", "was perceived to defect at least once"},
    {"was_peer", "boolean", "had something to share with it last round"},
    {"standing", "number", "standing among states"},
    {"hits", "integer|false", "organisations hit; false: not known"},
    {"forums", "string[]", "the forums it is a member of"},
};

static const pl_api_member item_members[] = {
    {"incident", "string", "what it is about"},
    {"from", "string", "who found it"},
    {"own", "boolean", "found by itself"},
    {"tear", "boolean", "only the tear-line"},
    {"open", "boolean", "may still be decided about"},
    {"quality", "number", "what it is worth by now"},
    {"age", "number", "days"},
    {"label", "polder.Label", "TLP"},
    {"sent", "string[]", "who it was sent to"},
};

static const pl_api_member brief_incident_members[] = {
    {"id", "string", "its name"},
    {"adversary", "string|false", "whose it is; false: not known"},
    {"family", "polder.Family", "what it does"},
    {"over", "boolean", "it has ended"},
    {"knowledge", "number", "how much it knows about it"},
    {"contained", "integer", "own organisations found hit by it, now"},
    {"recovered", "integer", "own organisations recovered from it"},
};

static const pl_api_member brief_inject_members[] = {
    {"id", "string", "its id"},
    {"open", "boolean", "may be answered"},
    {"options", "string[]", "those that may be chosen"},
};

static const pl_api_member brief_forum_members[] = {
    {"members", "string[]", "at this moment"},
    {"delay", "integer", "how long an item takes through it, in ticks of six hours"},
    {"quality", "number", "how much of an item arrives"},
    {"member", "boolean", "it is one itself"},
    {"may_join", "boolean", "it may join, or apply"},
    {"applicant", "string|false", "who asks to join, for members"},
};

#define CLASS(name, members, text) {name, text, members, COUNT(members)}

const pl_api_class *pl_api_classes(size_t *count) {
  static const pl_api_class classes[] = {
      CLASS("World", world_members, "the world as a hook sees it: `w`"),
      CLASS("StateView", state_members, "what `w.state(id)` gives"),
      CLASS("IncidentView", incident_members, "what `w.incident(id)` and `on_incident` give"),
      CLASS("ForumView", forum_members, "what `w.forum(id)` gives"),
      CLASS("AdversaryView", adversary_members, "what `w.adversary(id)` gives"),
      CLASS("ShareView", share_members, "what `on_share` gives"),
      CLASS("DecisionView", decision_members, "what `on_decision` gives"),
      CLASS("Brief", brief_members, "what the `decide` of a bot is given: all that its seat knows"),
      CLASS("BriefOther", other_members, "an entry of `brief.others`"),
      CLASS("BriefItem", item_members, "an entry of `brief.items`"),
      CLASS("BriefIncident", brief_incident_members, "an entry of `brief.incidents`"),
      CLASS("BriefInject", brief_inject_members, "an entry of `brief.injects`"),
      CLASS("BriefForum", brief_forum_members, "an entry of `brief.bodies`"),
  };
  *count = COUNT(classes);
  return classes;
}

/* ---- functions ---- */
const pl_api_function *pl_api_calls(size_t *count) {
  static const pl_api_function calls[] = {
      {"polder", "version: \"1\"", NULL, "the schema's version: the first statement of a scenario"},
      {"texts", "name: string", "polder.Texts", "the texts of NAME.en.ftl and NAME.nl.ftl: `T.key` after `local T = texts \"main\"`"},
      {"include", "file: string", NULL, "runs another file of the scenario here, once"},
      {"vars", "variables: table<string, boolean|integer|string>", NULL, "the scenario's only memory, with first values"},
      {"debrief", "entries: (polder.Text|{ what_if: polder.WhatIf, text: polder.Text })[]", NULL, "questions for the discussion afterwards"},
      {"on_round", "hook: fun(w: polder.World)", NULL, "before the decisions of each round"},
      {"on_decision", "id: string; hook: fun(w: polder.World, d: polder.DecisionView)", NULL, "when a decision on this action or inject takes effect"},
      {"on_incident", "id: string; hook: fun(w: polder.World, incident: polder.IncidentView)", NULL, "after each round in which the incident was active"},
      {"on_share", "hook: fun(w: polder.World, share: polder.ShareView)", NULL, "after the round, for each item that arrived"},
      {"on_end", "hook: fun(w: polder.World)", NULL, "after the last round"},
  };
  *count = COUNT(calls);
  return calls;
}

const pl_api_function *pl_api_library(size_t *count) {
  static const pl_api_function functions[] = {
      {"assert", "value: any; message?: string", "any", "the value, or an error if it is false or nil"},
      {"error", "message: string; level?: integer", NULL, "ends the run with this message and its place"},
      {"ipairs", "list: any[]", "fun(): integer, any", "walks a list in order"},
      {"pairs", "table: table", "fun(): any, any", "walks all keys in a fixed order: numbers, then strings by bytes"},
      {"select", "which: integer|\"#\"; ...: any", "any", "the arguments from that one on, or how many there are"},
      {"tonumber", "value: any; base?: integer", "number?", "the number a text spells, or nil"},
      {"tostring", "value: any", "string", "as text; tables and functions show no address"},
      {"type", "value: any", "string", "\"nil\", \"number\", \"string\", \"boolean\", \"table\" or \"function\""},
      {"string.len", "s: string", "integer", "bytes"},
      {"string.sub", "s: string; from: integer; to?: integer", "string", "bytes from … to; negative ones count from the end"},
      {"string.byte", "s: string; from?: integer; to?: integer", "integer", "the bytes as numbers"},
      {"string.upper", "s: string", "string", "A to Z only"},
      {"string.lower", "s: string", "string", "a to z only"},
      {"string.rep", "s: string; times: integer; between?: string", "string", "repeated"},
      {"string.find", "s: string; what: string; from?: integer", "integer?, integer?", "where a plain text begins and ends; no patterns"},
      {"table.insert", "list: any[]; position: any; value?: any", NULL, "puts a value at a position, or at the end"},
      {"table.remove", "list: any[]; position?: integer", "any", "takes one out, the last by default"},
      {"table.concat", "list: any[]; between?: string; from?: integer; to?: integer", "string", "joins texts and numbers"},
      {"table.unpack", "list: any[]; from?: integer; to?: integer", "any", "its values, at most 250"},
      {"table.sort", "list: any[]; is_less?: fun(a: any, b: any): boolean", NULL, "in place"},
      {"math.abs", "x: number", "number", "without its sign"},
      {"math.ceil", "x: number", "integer", "rounded up"},
      {"math.floor", "x: number", "integer", "rounded down"},
      {"math.fmod", "x: number; y: number", "number", "remainder, with the sign of x"},
      {"math.max", "x: number; ...: number", "number", "the largest"},
      {"math.min", "x: number; ...: number", "number", "the smallest"},
      {"math.tointeger", "x: any", "integer?", "the integer it equals, or nil"},
      {"math.type", "x: any", "string?", "\"integer\", \"float\" or nil"},
      {"math.ult", "a: integer; b: integer", "boolean", "a < b without signs"},
      {"utf8.len", "s: string", "integer?", "characters"},
      {"utf8.char", "...: integer", "string", "the characters with these numbers"},
      {"text.split", "s: string; between: string", "string[]", "the parts between a plain text"},
      {"text.trim", "s: string", "string", "without blanks at both ends"},
      {"text.starts_with", "s: string; start: string", "boolean", "whether it begins so"},
  };
  *count = COUNT(functions);
  return functions;
}
