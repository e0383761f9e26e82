/* The schema's tables, one per constructor, in the order of pl_kind.
 *
 * Two rules hold throughout. Leaving everything out gives the standard model exactly. A number from 0 to 1 is a level
 * or a chance; what scales a parameter of the model is a factor, with 1 as the model has it. Rows are in the order in
 * which a manual would list them; effects in the order in which they are applied. */
#include "records.h"

#include <polder/translate.h>

#include <stddef.h>

#define COUNT(table) (sizeof(table) / sizeof((table)[0]))
#define INTO(record, member) .offset = offsetof(record, member), .since = 1
#define NOWHERE .flags = PL_FIELD_NOWHERE, .since = 1
#define SHARE(usual) .type = PL_TYPE_NUMBER, .noun = PL_LATER("a share"), .least = 0, .most = 1, .standard = (usual)
#define FACTOR .type = PL_TYPE_NUMBER, .noun = PL_LATER("a factor"), .least = 0, .most = 4, .standard = 1
#define NUMBER(smallest, largest, usual)                                                                             \
  .type = PL_TYPE_NUMBER, .noun = PL_LATER("a number"), .least = (smallest), .most = (largest), .standard = (usual)
#define INTEGER(smallest, largest, usual)                                                                            \
  .type = PL_TYPE_INTEGER, .least = (smallest), .most = (largest), .standard = (usual)
#define UNITS(smallest, largest)                                                                                     \
  .type = PL_TYPE_UNITS, .noun = PL_LATER("a number of budget units"), .least = (smallest), .most = (largest)
#define ONE_OF(list) .type = PL_TYPE_CHOICE, .words = (list)
#define ONE(kind) .type = PL_TYPE_REFERENCE, .refers = (kind)
#define OTHER(expected, type_) .type = PL_TYPE_OTHER, .noun = (expected), .lua = (type_)
#define FUNCTION(type_) .type = PL_TYPE_FUNCTION, .lua = (type_)
#define SCHEMA(word, table, record, limit, text) {word, table, COUNT(table), sizeof(record), limit, text}

enum { NEEDED = PL_FIELD_REQUIRED, LATER = PL_FIELD_COMPUTED, PROPER = PL_FIELD_IS_NAME };

static const char *const random_words[] = {"both", "criminal", "state", "none", NULL};
static const char *const size_words[] = {"small", "middle", "large", "great", NULL};
static const char *const label_words[] = {"TLP:CLEAR", "TLP:GREEN", "TLP:AMBER", "TLP:AMBER+STRICT", "TLP:RED", NULL};
static const char *const forum_words[] = {"exchange", "capacity", "alliance", NULL};
static const char *const vote_words[] = {"open", "majority", "unanimity", NULL};
static const char *const link_words[] = {"dependency", "alliance", NULL};
static const char *const adversary_words[] = {"criminal", "state", NULL};
static const char *const family_words[] = {"ransomware", "election", "espionage", "wiper", NULL};
static const char *const target_words[] = {"none", "state", "forum", "adversary", NULL};

const char *const pl_schema_policies[] = {"always", "never",     "tft",     "gtft",   "grim",
                                          "pavlov", "threshold", "trusted", "greedy", NULL};
const pl_family pl_schema_family_order[PL_FAMILIES] = {PL_ESPIONAGE, PL_ELECTION, PL_WIPER, PL_RANSOMWARE};

/* ---- scenario ---- */
static const pl_field map_fields[] = {
  {.name = "seed", .type = PL_TYPE_SEED, .standard = 1, INTO(pl_map_spec, seed), .doc = "luck of the map, apart from the seed"},
  {.name = "organisations", OTHER(PL_LATER("an integer from 0 to 20000"), "integer"), .fallback = "40", .since = 1, .doc = "organisations per state"},
  {.name = "domestic_links", INTEGER(0, 6, 3), INTO(pl_map_spec, domestic_links), .doc = "suppliers at home, per organisation"},
  {.name = "foreign_links", INTEGER(0, 4, 2), INTO(pl_map_spec, foreign_links), .doc = "suppliers abroad at most, per organisation"},
  {.name = "foreign_chance", SHARE(36000 / 65536.0), INTO(pl_map_spec, foreign_chance), .doc = "chance of each of those"},
  {.name = "sectors", OTHER(PL_LATER("a list of 8 names"), "string[]"), .fallback = "government energy health digital finance transport industry media",
   .since = 1, .doc = "names of the sectors; the first two are worth double, the first four are vital"},
};
static const pl_schema map_schema = SCHEMA("map", map_fields, pl_map_spec, 1, "the map of organisations and links");

static const pl_field scenario_fields[] = {
  {.name = "id", .type = PL_TYPE_ID, .flags = NEEDED, INTO(pl_scenario_record, spec.id), .doc = "name of the file's exercise"},
  {.name = "title", .type = PL_TYPE_TEXT, .flags = NEEDED | PROPER, INTO(pl_scenario_record, spec.title), .doc = "shown"},
  {.name = "summary", .type = PL_TYPE_TEXT, INTO(pl_scenario_record, spec.summary), .doc = "shown in the list of scenarios"},
  {.name = "version", .type = PL_TYPE_WORD, .fallback = "", INTO(pl_scenario_record, spec.version), .doc = "shown only"},
  {.name = "starts", .type = PL_TYPE_DATE, .fallback = "2026-01-07", INTO(pl_scenario_record, spec.starts), .doc = "turns days into dates"},
  {.name = "rounds", INTEGER(1, PL_MAX_ROUNDS, 12), INTO(pl_scenario_record, spec.rounds), .doc = "length, in weeks"},
  {.name = "seed", .type = PL_TYPE_SEED, .standard = 1, INTO(pl_scenario_record, spec.seed), .doc = "luck, unless the host gives a seed"},
  {.name = "languages", OTHER(PL_LATER("a list of \"en\" and \"nl\""), "polder.Language[]"), .fallback = "{ \"en\" }", .since = 1, .doc = "texts must have these"},
  {.name = "recommended", ONE(PL_KIND_ANY_SEAT), .flags = LATER, .fallback = "the first playable state",
   INTO(pl_scenario_record, spec.recommended), .doc = "the seat that is offered first"},
  {.name = "decide_minutes", INTEGER(1, 120, 10), INTO(pl_scenario_record, spec.decide_minutes), .doc = "the host's clock"},
  {.name = "map", .type = PL_TYPE_RECORD, .inner = &map_schema, INTO(pl_scenario_record, spec.map), .doc = "the map"},
  {.name = "random_incidents", ONE_OF(random_words), .fallback = "both", INTO(pl_scenario_record, random),
   .doc = "which adversaries launch incidents beside the declared ones"},
  {.name = "kappa", NUMBER(-0.75, 1, 0), .flags = LATER, .fallback = "0", INTO(pl_scenario_record, kappa),
   .doc = "below 0 intelligence replaces own defence, above 0 it needs it"},
  {.name = "aggregation", NUMBER(-1, 1, 0), .flags = LATER, .fallback = "0", INTO(pl_scenario_record, aggregation),
   .doc = "forums are as good as their weakest member (-1), the sum (0), the best (1)"},
  {.name = "model", OTHER(PL_LATER("a table { parameter = integer }"), "table<polder.Parameter, integer>"),
   .since = 1, .doc = "parameters of the model in their own unit, for experts"},
  {.name = "actions", OTHER(PL_LATER("a list of action names"), "polder.Action[]"), .fallback = "all", .since = 1, .doc = "which built-in actions are offered"},
};

/* ---- who takes part ---- */
static const pl_field place_fields[] = {
  {.name = "lon", NUMBER(-180, 180, 0), .flags = NEEDED | PL_FIELD_NOWHERE, .since = 1, .doc = "degrees east"},
  {.name = "lat", NUMBER(-90, 90, 0), .flags = NEEDED | PL_FIELD_NOWHERE, .since = 1, .doc = "degrees north"},
};
static const pl_schema place_schema = SCHEMA("at", place_fields, pl_place, 0, "a place on the board");

static const pl_field state_fields[] = {
  {.name = "id", .type = PL_TYPE_ID, .flags = NEEDED, INTO(pl_state_record, spec.id), .doc = "an ISO alpha-3 code brings name and place"},
  {.name = "name", .type = PL_TYPE_TEXT, .flags = LATER | PROPER, .fallback = "the ISO name", INTO(pl_state_record, spec.name), .doc = "shown"},
  {.name = "size", ONE_OF(size_words), .fallback = "middle", INTO(pl_state_record, spec.size), .doc = "sets budget and expertise"},
  {.name = "budget", UNITS(1, 1000), .flags = LATER, .fallback = "from size", INTO(pl_state_record, spec.budget), .doc = "per round"},
  {.name = "expertise", SHARE(0), .flags = LATER, .fallback = "from size", INTO(pl_state_record, spec.expertise), .doc = "how good its people are"},
  {.name = "organisations", INTEGER(0, PL_MAX_PER_STATE, 0), .flags = LATER, .fallback = "map.organisations",
   INTO(pl_state_record, spec.organisations), .doc = "how many, the named ones included"},
  {.name = "prevent", NUMBER(0, 3, 0), .flags = LATER, .fallback = "init_stock (1.1 times the budget)",
   INTO(pl_state_record, stock[PL_PREVENT]), .doc = "what was built up before, as a multiple of the budget"},
  {.name = "defend", NUMBER(0, 3, 0), .flags = LATER, .fallback = "init_stock (1.1 times the budget)",
   INTO(pl_state_record, stock[PL_DEFEND]), .doc = "the same for defend"},
  {.name = "strengthen", NUMBER(0, 3, 0), .flags = LATER, .fallback = "init_stock (1.1 times the budget)",
   INTO(pl_state_record, stock[PL_STRENGTHEN]), .doc = "the same for strengthen"},
  {.name = "standing", SHARE(0.5), INTO(pl_state_record, spec.standing), .doc = "at the start"},
  {.name = "confidence", SHARE(1), INTO(pl_state_record, spec.confidence), .doc = "of its people in it, at the start"},
  {.name = "rights", SHARE(1), INTO(pl_state_record, spec.rights), .doc = "fundamental rights, at the start"},
  {.name = "trust", .type = PL_TYPE_BY_STATE, .flags = PL_FIELD_DEFAULT, .noun = PL_LATER("a share"), .least = 0, .most = 1,
   .standard = -1 / 65536.0, .fallback = "0.46, allies 0.69", INTO(pl_state_record, spec.trust),
   .doc = "what it thinks of others, at the start"},
  {.name = "playable", .type = PL_TYPE_BOOLEAN, .standard = 1, INTO(pl_state_record, spec.is_playable), .doc = "may be taken by a person"},
  {.name = "bot", OTHER(PL_LATER("the name of a bot"), "polder.Policy|string"), .fallback = "gtft", .refers = PL_KIND_POLICY,
   .since = 1, .doc = "who plays when nobody sits there"},
  {.name = "split", .type = PL_TYPE_SPLIT, .fallback = "thirds", INTO(pl_state_record, spec.split), .doc = "of the budget at first"},
  {.name = "posture", .type = PL_TYPE_AUDIENCE, .flags = LATER, .fallback = "forums", INTO(pl_state_record, spec.posture),
   .doc = "standing order for new items at first"},
  {.name = "at", .type = PL_TYPE_PLACE, .flags = LATER, .inner = &place_schema, .fallback = "the ISO place, else a ring",
   INTO(pl_state_record, spec.at), .doc = "on the board only"},
};

static const pl_field seat_fields[] = {
  {.name = "id", .type = PL_TYPE_ID, .flags = NEEDED, INTO(pl_role_spec, id), .doc = "a role without a state"},
  {.name = "name", .type = PL_TYPE_TEXT, .flags = NEEDED | PROPER, INTO(pl_role_spec, name), .doc = "shown"},
  {.name = "sees", OTHER(PL_LATER("a list of states and forums"), "string[]"), .fallback = "{}", .since = 1, .doc = "whose briefing it may read"},
};

static const pl_field organisation_fields[] = {
  {.name = "id", .type = PL_TYPE_ID, .flags = NEEDED, INTO(pl_organisation_spec, id), .doc = "one named organisation"},
  {.name = "name", .type = PL_TYPE_TEXT, .flags = NEEDED | PROPER, INTO(pl_organisation_spec, name), .doc = "shown"},
  {.name = "state", ONE(PL_KIND_STATE), .flags = NEEDED, INTO(pl_organisation_spec, state), .doc = "where it is"},
  {.name = "sector", OTHER(PL_LATER("the name of a sector"), "string"), .flags = NEEDED, .since = 1, .doc = "one of map.sectors"},
  {.name = "weight", FACTOR, .flags = LATER, .fallback = "drawn", INTO(pl_organisation_spec, weight), .doc = "worth beside the others of its state"},
  {.name = "weakness", NUMBER(0.5, 1.5, 1), .flags = LATER, .fallback = "drawn", INTO(pl_organisation_spec, weakness), .doc = "higher is weaker"},
};

static const pl_field forum_fields[] = {
  {.name = "id", .type = PL_TYPE_ID, .flags = NEEDED, INTO(pl_forum_spec, id), .doc = "a place where states share"},
  {.name = "name", .type = PL_TYPE_TEXT, .flags = NEEDED | PROPER, INTO(pl_forum_spec, name), .doc = "shown"},
  {.name = "members", .type = PL_TYPE_STATES, .flags = NEEDED, INTO(pl_forum_spec, members), .doc = "at the start"},
  {.name = "dues", .type = PL_TYPE_NUMBER, .noun = PL_LATER("a share"), .least = 0, .most = 0.2, .flags = LATER, .fallback = "0.02",
   INTO(pl_forum_spec, dues), .doc = "share of a member's budget, per round"},
  {.name = "max_label", ONE_OF(label_words), .fallback = "TLP:AMBER", INTO(pl_forum_spec, ceiling), .doc = "nothing more closed passes through it"},
  {.name = "kind", ONE_OF(forum_words), .fallback = "exchange", INTO(pl_forum_spec, kind),
   .doc = "capacity: builds expertise; alliance: members are allies"},
  {.name = "open_to", .type = PL_TYPE_STATES, .flags = LATER | PL_FIELD_NONE, .fallback = "all", INTO(pl_forum_spec, open_to), .doc = "who may join"},
  {.name = "vote", ONE_OF(vote_words), .fallback = "open", INTO(pl_forum_spec, vote), .doc = "how members decide on who joins"},
  {.name = "delay", INTEGER(0, PL_MAX_ROUNDS, 1), INTO(pl_forum_spec, delay), .doc = "rounds between a passed vote and membership"},
  {.name = "mark", OTHER(PL_LATER("one letter"), "string"), .fallback = "from name", .since = 1, .doc = "on the board only"},
  {.name = "at", .type = PL_TYPE_PLACE, .flags = LATER, .inner = &place_schema, INTO(pl_forum_spec, at), .doc = "on the board only"},
};

static const pl_field link_fields[] = {
  {.name = "kind", ONE_OF(link_words), .flags = NEEDED, INTO(pl_link_record, kind), .doc = "infection runs from supplier to customer"},
  {.name = "customer", OTHER(PL_LATER("a state or an organisation"), "string"), .since = 1, .doc = "of a dependency"},
  {.name = "supplier", OTHER(PL_LATER("a state or an organisation"), "string"), .since = 1, .doc = "of a dependency"},
  {.name = "between", OTHER(PL_LATER("a list of two states"), "string[]"), .since = 1, .doc = "of an alliance"},
  {.name = "strength", FACTOR, INTO(pl_link_record, strength),
   .doc = "between states times the usual chance of links, between organisations the link's weight (at most 1.5)"},
};

/* ---- the threat ---- */
static const pl_field adversary_fields[] = {
  {.name = "id", .type = PL_TYPE_ID, .flags = NEEDED, INTO(pl_adversary_record, spec.id), .doc = "who attacks"},
  {.name = "kind", ONE_OF(adversary_words), .flags = NEEDED, INTO(pl_adversary_record, kind), .doc = "criminals attack often, state actors aim"},
  {.name = "name", .type = PL_TYPE_TEXT, .flags = LATER | PROPER, .fallback = "id", INTO(pl_adversary_record, spec.name), .doc = "shown"},
  {.name = "activity", FACTOR, INTO(pl_adversary_record, activity), .doc = "times the usual rate of incidents"},
  {.name = "skill", NUMBER(0.5, 2, 1), INTO(pl_adversary_record, spec.skill), .doc = "more pressure, harder to detect"},
  {.name = "slots", INTEGER(0, PL_MAX_SLOTS, 0), .flags = LATER, .fallback = "3 for criminals, 2 for state actors",
   INTO(pl_adversary_record, spec.slots), .doc = "incidents per round at most; 0: only declared ones"},
  {.name = "families", OTHER(PL_LATER("a table { family = weight }"), "table<polder.Family, number>"), .fallback = "as the model", .since = 1, .doc = "what it does, by weight"},
  {.name = "prefers", .type = PL_TYPE_BY_STATE, .noun = PL_LATER("a number"), .least = 0.25, .most = 4, .standard = 1,
   INTO(pl_adversary_record, spec.prefers), .doc = "states it goes for more, or less, than the model would"},
  {.name = "from_round", .type = PL_TYPE_ROUND, .standard = 1, INTO(pl_adversary_record, spec.from_round), .doc = "launches from then"},
  {.name = "to_round", .type = PL_TYPE_ROUND, .flags = LATER, .fallback = "the last", INTO(pl_adversary_record, spec.to_round), .doc = "launches until then"},
  {.name = "tension", .type = PL_TYPE_BY_STATE, .noun = PL_LATER("a share"), .least = 0, .most = 1, .standard = 0,
   INTO(pl_adversary_record, spec.tension), .doc = "with whom it already has a quarrel"},
};

static const pl_field incident_fields[] = {
  {.name = "id", .type = PL_TYPE_ID, .flags = NEEDED, INTO(pl_incident_spec, id), .doc = "an incident beside the random ones"},
  {.name = "by", ONE(PL_KIND_ADVERSARY), .flags = NEEDED, INTO(pl_incident_spec, by), .doc = "whose it is"},
  {.name = "family", ONE_OF(family_words), .flags = NEEDED, INTO(pl_incident_spec, family), .doc = "what it does"},
  {.name = "round", .type = PL_TYPE_ROUND, .flags = LATER, .fallback = "1", INTO(pl_incident_spec, round), .doc = "launch"},
  {.name = "day", .type = PL_TYPE_DAY, .standard = 1, INTO(pl_incident_spec, tick), .doc = "launch"},
  {.name = "when", .type = PL_TYPE_CONDITION, INTO(pl_incident_spec, when), .doc = "instead of round: the first round at whose start this holds"},
  {.name = "by_hook", .type = PL_TYPE_BOOLEAN, NOWHERE, .doc = "only an effect or a hook launches it"},
  {.name = "chance", SHARE(1), INTO(pl_incident_spec, chance), .doc = "that it happens at all"},
  {.name = "targets", .type = PL_TYPE_STATES, .flags = LATER, .fallback = "as the model", INTO(pl_incident_spec, targets), .doc = "states it goes for"},
  {.name = "delay", OTHER(PL_LATER("a table { [state] = days }"), "table<string, number>"), .fallback = "as the model", .refers = PL_KIND_STATE,
   .least = 0, .most = 420, .since = 1,
   .doc = "when it reaches a state"},
  {.name = "exposure", SHARE(0), .flags = LATER, .fallback = "as the model", INTO(pl_incident_spec, exposure), .doc = "organisations within reach, before prevention"},
  {.name = "virulence", FACTOR, INTO(pl_incident_spec, virulence), .doc = "spreads along links"},
  {.name = "pressure", FACTOR, INTO(pl_incident_spec, pressure), .doc = "enters from outside"},
  {.name = "damage", FACTOR, INTO(pl_incident_spec, damage), .doc = "costs"},
  {.name = "stealth", .type = PL_TYPE_NUMBER, .noun = PL_LATER("a factor"), .least = 0.25, .most = 4, .standard = 1, INTO(pl_incident_spec, stealth), .doc = "harder to detect"},
  {.name = "label", ONE_OF(label_words), .flags = LATER, .fallback = "by family", INTO(pl_incident_spec, label), .doc = "of items about it"},
  {.name = "sensitivity", SHARE(0), .flags = LATER, .fallback = "by family", INTO(pl_incident_spec, sensitivity), .doc = "of sources about it"},
  {.name = "name", .type = PL_TYPE_TEXT, .flags = LATER | PROPER, .fallback = "the family", INTO(pl_incident_spec, name), .doc = "shown"},
  {.name = "text", .type = PL_TYPE_TEXT, INTO(pl_incident_spec, text), .doc = "shown when first detected"},
};

static const pl_field intel_fields[] = {
  {.name = "id", .type = PL_TYPE_ID, .flags = NEEDED, INTO(pl_intel_spec, id), .doc = "an item somebody has before detecting anything"},
  {.name = "about", ONE(PL_KIND_INCIDENT), .flags = NEEDED, INTO(pl_intel_spec, about), .doc = "a declared incident"},
  {.name = "holder", ONE(PL_KIND_STATE), .flags = NEEDED, INTO(pl_intel_spec, holder), .doc = "who has it"},
  {.name = "round", .type = PL_TYPE_ROUND, .flags = LATER, .fallback = "the incident's", INTO(pl_intel_spec, round), .doc = "from when"},
  {.name = "day", .type = PL_TYPE_DAY, .flags = LATER, .fallback = "the incident's", INTO(pl_intel_spec, tick), .doc = "from when"},
  {.name = "quality", SHARE(0), .flags = LATER, .fallback = "as own detection", INTO(pl_intel_spec, quality), .doc = "at first"},
  {.name = "label", ONE_OF(label_words), .flags = LATER, .fallback = "the incident's", INTO(pl_intel_spec, label), .doc = "TLP"},
  {.name = "text", .type = PL_TYPE_TEXT, INTO(pl_intel_spec, text), .doc = "on the card"},
};

/* ---- the story ---- */
static const pl_field order_fields[] = {
  {.name = "seat", ONE(PL_KIND_STATE), .flags = NEEDED, INTO(pl_order_record, seat), .doc = "a bot's seat"},
  {.name = "round", .type = PL_TYPE_ROUND, .flags = NEEDED, INTO(pl_order_record, round), .doc = "when it decides this"},
  {.name = "posture", .type = PL_TYPE_AUDIENCE, NOWHERE, .doc = "standing order for new items"},
  {.name = "split", .type = PL_TYPE_SPLIT, NOWHERE, .doc = "of the budget"},
  {.name = "publish", .type = PL_TYPE_BOOLEAN, NOWHERE, .doc = "publish new items"},
  {.name = "buy", .type = PL_TYPE_BOOLEAN, NOWHERE, .doc = "commercial intelligence"},
  {.name = "strike", OTHER(PL_LATER("an adversary, or a list of them"), "string|string[]"), .refers = PL_KIND_ADVERSARY, .since = 1, .doc = "strike at them"},
  {.name = "takedown", OTHER(PL_LATER("an adversary, or a list of them"), "string|string[]"), .refers = PL_KIND_ADVERSARY, .since = 1, .doc = "join a takedown"},
  {.name = "leave", OTHER(PL_LATER("a forum, or a list of them"), "string|string[]"), .refers = PL_KIND_FORUM, .since = 1, .doc = "leave them"},
  {.name = "join", OTHER(PL_LATER("a forum, or a list of them"), "string|string[]"), .refers = PL_KIND_FORUM, .since = 1, .doc = "join them"},
};

static const pl_field option_fields[] = {
  {.name = "id", .type = PL_TYPE_ID, .flags = NEEDED, INTO(pl_option_record, spec.id), .doc = "unique within the inject"},
  {.name = "text", .type = PL_TYPE_TEXT, .flags = NEEDED, INTO(pl_option_record, spec.text), .doc = "shown"},
  {.name = "cost", UNITS(0, 100000), INTO(pl_option_record, spec.cost), .doc = "from this round's money"},
  {.name = "needs", .type = PL_TYPE_CONDITION, INTO(pl_option_record, spec.needs), .doc = "may only be chosen then"},
  {.name = "effects", .type = PL_TYPE_EFFECTS, INTO(pl_option_record, spec.effects), .doc = "what it does"},
  {.name = "fires", ONE(PL_KIND_INJECT), .flags = LATER, INTO(pl_option_record, fires), .doc = "another inject"},
  {.name = "default", .type = PL_TYPE_BOOLEAN, INTO(pl_option_record, spec.is_default), .doc = "when nobody answers; exactly one"},
};
const pl_schema pl_schema_option = SCHEMA("option", option_fields, pl_option_record, 64, "an answer to an inject");

static const pl_field inject_fields[] = {
  {.name = "id", .type = PL_TYPE_ID, .flags = NEEDED, INTO(pl_inject_record, spec.id), .doc = "a message from the story"},
  {.name = "to", .type = PL_TYPE_SEATS, .flags = NEEDED, INTO(pl_inject_record, to), .doc = "who receives it"},
  {.name = "text", .type = PL_TYPE_TEXT, .flags = NEEDED, INTO(pl_inject_record, spec.text), .doc = "shown"},
  {.name = "from", .type = PL_TYPE_TEXT, .flags = PROPER, INTO(pl_inject_record, spec.from), .doc = "the sender"},
  {.name = "label", ONE_OF(label_words), .flags = LATER, .fallback = "none", INTO(pl_inject_record, spec.label), .doc = "a chip beside it"},
  {.name = "public", .type = PL_TYPE_BOOLEAN, INTO(pl_inject_record, spec.is_public), .doc = "also on the board"},
  {.name = "round", .type = PL_TYPE_ROUND, .flags = LATER | PL_FIELD_LATE, .fallback = "none", INTO(pl_inject_record, spec.round), .doc = "fires then"},
  {.name = "day", .type = PL_TYPE_DAY, .standard = 1, INTO(pl_inject_record, spec.tick), .doc = "later than 1 only without options"},
  {.name = "after", ONE(PL_KIND_OPTION), .flags = LATER, .fallback = "none", INTO(pl_inject_record, spec.after), .doc = "fires when that inject fired, or that option was chosen"},
  {.name = "delay", INTEGER(0, PL_MAX_ROUNDS, 0), INTO(pl_inject_record, spec.delay), .doc = "rounds after that"},
  {.name = "when", .type = PL_TYPE_CONDITION, INTO(pl_inject_record, spec.when), .doc = "fires at the first round start at which this holds"},
  {.name = "by_hook", .type = PL_TYPE_BOOLEAN, INTO(pl_inject_record, spec.by_hook), .doc = "only an effect or a hook fires it"},
  {.name = "options", OTHER(PL_LATER("a list of options { id = …, text = … }"), "polder.Option[]"), .fallback = "none", .since = 1, .doc = "answered in that round"},
  {.name = "effects", .type = PL_TYPE_EFFECTS, INTO(pl_inject_record, spec.effects), .doc = "without options: what it does to each recipient"},
};

static const pl_field objective_fields[] = {
  {.name = "id", .type = PL_TYPE_ID, .flags = NEEDED, INTO(pl_objective_record, spec.id), .doc = "an aim"},
  {.name = "seats", .type = PL_TYPE_SEATS, .flags = NEEDED, INTO(pl_objective_record, seats), .doc = "whose; \"all\": every state"},
  {.name = "text", .type = PL_TYPE_TEXT, .flags = NEEDED, INTO(pl_objective_record, spec.text), .doc = "shown"},
  {.name = "points", INTEGER(0, 100, 0), INTO(pl_objective_record, spec.points), .doc = "for the discussion, never part of payoff"},
  {.name = "when", .type = PL_TYPE_CONDITION, INTO(pl_objective_record, spec.when), .doc = "met if this holds"},
  {.name = "at", OTHER(PL_LATER("\"end\" or a round"), "\"end\"|integer"), .fallback = "end", .since = 1, .doc = "judged then"},
  {.name = "test", FUNCTION("fun(w: polder.World): boolean|number"), INTO(pl_objective_record, spec.has_test), .doc = "instead of when: function(w) giving true, false or 0 to 1"},
};

static const pl_field action_fields[] = {
  {.name = "id", .type = PL_TYPE_ID, .flags = NEEDED, INTO(pl_action_record, spec.id), .doc = "one more thing a seat can do"},
  {.name = "text", .type = PL_TYPE_TEXT, .flags = NEEDED, INTO(pl_action_record, spec.text), .doc = "shown"},
  {.name = "who", .type = PL_TYPE_SEATS, .flags = LATER, .fallback = "all", INTO(pl_action_record, who), .doc = "who may"},
  {.name = "target", ONE_OF(target_words), .fallback = "none", INTO(pl_action_record, spec.target), .doc = "what it is done to"},
  {.name = "cost", UNITS(0, 100000), INTO(pl_action_record, spec.cost), .doc = "from this round's money"},
  {.name = "limit", INTEGER(0, 1000, 0), INTO(pl_action_record, spec.limit), .doc = "times per seat and game; 0: no limit"},
  {.name = "needs", .type = PL_TYPE_CONDITION, INTO(pl_action_record, spec.needs), .doc = "may only be done then"},
  {.name = "effects", .type = PL_TYPE_EFFECTS, INTO(pl_action_record, spec.effects), .doc = "what it does"},
};

static const pl_field what_if_fields[] = {
  {.name = "seat", ONE(PL_KIND_STATE), .flags = NEEDED, INTO(pl_what_if_record, seat), .doc = "who decides otherwise"},
  {.name = "round", .type = PL_TYPE_ROUND, .flags = NEEDED, INTO(pl_what_if_record, round), .doc = "when"},
  {.name = "posture", .type = PL_TYPE_AUDIENCE, .flags = LATER, INTO(pl_what_if_record, posture), .doc = "what if it had shared new items with these"},
  {.name = "share", OTHER(PL_LATER("a table { [intel or incident] = audience }"), "table<string, polder.Audience>"), .refers = PL_KIND_ITEM,
   .since = 1, .doc = "what if it had shared this"},
  {.name = "withhold", OTHER(PL_LATER("an intel or incident"), "string"), .refers = PL_KIND_ITEM, .since = 1, .doc = "what if it had kept this"},
  {.name = "without", OTHER(PL_LATER("the name of a built-in action"), "string"), .since = 1,
   .doc = "what if it had not decided this, by order or not"},
};
const pl_schema pl_schema_what_if = SCHEMA("what_if", what_if_fields, pl_what_if_record, 0,
                                           "another course of things, computed by the report");

static const pl_field bot_fields[] = {
  {.name = "id", .type = PL_TYPE_ID, .flags = NEEDED, INTO(pl_bot_spec, id), .doc = "a policy of your own"},
  {.name = "name", .type = PL_TYPE_TEXT, .flags = NEEDED | PROPER, INTO(pl_bot_spec, name), .doc = "shown"},
  {.name = "decide", FUNCTION("fun(brief: polder.Brief): polder.Decisions"), .flags = NEEDED | PL_FIELD_NOWHERE, .since = 1, .doc = "function(brief) giving an order's fields"},
};

/* ---- conditions ---- */
#define LIMITS(word, kind, noun_, largest, member, text)                                                             \
  {.name = word "_at_least", .type = kind, .noun = noun_, .least = 0, .most = largest, .flags = LATER,               \
   INTO(pl_condition_record, member.least), .doc = text},                                                            \
  {.name = word "_at_most", .type = kind, .noun = noun_, .least = 0, .most = largest, .flags = LATER,                \
   INTO(pl_condition_record, member.most), .doc = text}

static const pl_field trust_fields[] = {
  {.name = "of", ONE(PL_KIND_STATE), .flags = NEEDED, INTO(pl_when_trust, of), .doc = "who trusts"},
  {.name = "in_", ONE(PL_KIND_STATE), .flags = NEEDED, INTO(pl_when_trust, in), .doc = "whom"},
  {.name = "at_least", SHARE(0), .flags = LATER, INTO(pl_when_trust, limit.least), .doc = "not less"},
  {.name = "at_most", SHARE(0), .flags = LATER, INTO(pl_when_trust, limit.most), .doc = "not more"},
};
static const pl_field member_fields[] = {
  {.name = "state", ONE(PL_KIND_STATE), .flags = NEEDED, INTO(pl_when_member, state), .doc = "who"},
  {.name = "forum", ONE(PL_KIND_FORUM), .flags = NEEDED, INTO(pl_when_member, forum), .doc = "where"},
};
static const pl_field shared_fields[] = {
  {.name = "state", ONE(PL_KIND_STATE), .flags = NEEDED, INTO(pl_when_shared, state), .doc = "whose item"},
  {.name = "intel", ONE(PL_KIND_ITEM), .flags = NEEDED, INTO(pl_when_shared, item), .doc = "an intel or an incident"},
  {.name = "with", ONE(PL_KIND_STATE), .flags = NEEDED, INTO(pl_when_shared, with), .doc = "who it was sent to"},
};
static const pl_field knows_fields[] = {
  {.name = "state", ONE(PL_KIND_STATE), .flags = NEEDED, INTO(pl_when_knows, state), .doc = "who"},
  {.name = "incident", ONE(PL_KIND_INCIDENT), .flags = NEEDED, INTO(pl_when_knows, incident), .doc = "about what"},
  {.name = "at_least", SHARE(0), .flags = LATER, .fallback = "anything", INTO(pl_when_knows, limit.least), .doc = "how much"},
};
static const pl_field did_fields[] = {
  {.name = "seat", ONE(PL_KIND_ANY_SEAT), .flags = NEEDED, INTO(pl_when_did, seat), .doc = "who"},
  {.name = "action", ONE(PL_KIND_ANY_ACTION), .flags = NEEDED, INTO(pl_when_did, action), .doc = "ever did this"},
};
static const pl_schema trust_schema = SCHEMA("trust", trust_fields, pl_when_trust, 0, "trust of one state in another");
static const pl_schema member_schema = SCHEMA("member", member_fields, pl_when_member, 0, "is a member");
static const pl_schema left_schema = SCHEMA("left", member_fields, pl_when_member, 0, "left at some time");
static const pl_schema shared_schema = SCHEMA("shared", shared_fields, pl_when_shared, 0, "an item was sent");
static const pl_schema knows_schema = SCHEMA("knows", knows_fields, pl_when_knows, 0, "knowledge of an incident");
static const pl_schema did_schema = SCHEMA("did", did_fields, pl_when_did, 0, "an action was done");

#define PART(word, schema, member_, text)                                                                            \
  {.name = word, .type = PL_TYPE_RECORD, .flags = LATER, .inner = schema, INTO(pl_condition_record, member_), .doc = text}

static const pl_field condition_fields[] = {
  {.name = "round_at_least", .type = PL_TYPE_ROUND, .flags = LATER | PL_FIELD_LATE, INTO(pl_condition_record, round.least), .doc = "the round"},
  {.name = "round_at_most", .type = PL_TYPE_ROUND, .flags = LATER | PL_FIELD_LATE, INTO(pl_condition_record, round.most), .doc = "the round"},
  {.name = "state", ONE(PL_KIND_STATE), .flags = LATER, INTO(pl_condition_record, state), .doc = "whose numbers the next ones are"},
  {.name = "incident", ONE(PL_KIND_INCIDENT), .flags = LATER, INTO(pl_condition_record, incident), .doc = "with hit_total: by this one only"},
  LIMITS("hit_now", PL_TYPE_INTEGER, NULL, 1000000, measure[0], "organisations damaged at this moment"),
  LIMITS("hit_peak", PL_TYPE_INTEGER, NULL, 1000000, measure[1], "the most at one moment so far"),
  LIMITS("hit_total", PL_TYPE_INTEGER, NULL, 1000000, measure[2], "ever infected"),
  LIMITS("loss_percent", PL_TYPE_NUMBER, "a percentage", 1000, measure[3],
         "loss so far, of the whole exercise's budget"),
  LIMITS("confidence", PL_TYPE_NUMBER, "a share", 1, measure[4], "confidence of its people"),
  LIMITS("standing", PL_TYPE_NUMBER, "a share", 1, measure[5], "standing among states"),
  LIMITS("rights", PL_TYPE_NUMBER, "a share", 1, measure[6], "fundamental rights"),
  PART("trust", &trust_schema, trust, "trust of one state in another"),
  PART("member", &member_schema, member, "is a member of a forum"),
  PART("left", &left_schema, left, "left a forum at some time"),
  PART("shared", &shared_schema, shared, "its item was sent to another"),
  PART("knows", &knows_schema, knows, "knows so much about an incident"),
  {.name = "chosen", ONE(PL_KIND_OPTION), .flags = LATER, INTO(pl_condition_record, chosen), .doc = "somebody chose this option"},
  PART("did", &did_schema, did, "a seat ever did an action"),
  {.name = "var", OTHER(PL_LATER("a table { name = …, is = … }"), "{ name: string, is: boolean|integer|string }"), .since = 1, .doc = "a variable has this value"},
  {.name = "any", OTHER(PL_LATER("a list of conditions { { … }, { … } }"), "polder.Condition[]"), .since = 1, .doc = "at least one of them holds"},
  {.name = "none_of", OTHER(PL_LATER("a list of conditions { { … }, { … } }"), "polder.Condition[]"), .since = 1, .doc = "not one of them holds"},
};
const pl_schema pl_schema_condition = SCHEMA("condition", condition_fields, pl_condition_record, 0,
                                             "all fields must hold");

/* ---- effects, in the order of pl_effect_kind ---- */
#define SIGNED .type = PL_TYPE_NUMBER, .noun = PL_LATER("a number"), .least = -1, .most = 1, NOWHERE
static const pl_field effects_fields[] = {
  {.name = "of", ONE(PL_KIND_STATE), .flags = PL_FIELD_NOWHERE, .fallback = "who decides", .since = 1, .doc = "whom it happens to"},
  {.name = "budget", UNITS(-1000, 1000), NOWHERE, .doc = "money next round"},
  {.name = "prevent", NUMBER(-3, 3, 0), NOWHERE, .doc = "times the budget, on this track"},
  {.name = "defend", NUMBER(-3, 3, 0), NOWHERE, .doc = "times the budget, on this track"},
  {.name = "strengthen", NUMBER(-3, 3, 0), NOWHERE, .doc = "times the budget, on this track"},
  {.name = "standing", SIGNED, .doc = "more or less of it"},
  {.name = "confidence", SIGNED, .doc = "more or less of it"},
  {.name = "rights", SIGNED, .doc = "more or less of it"},
  {.name = "trust_in", OTHER(PL_LATER("a table { [state] = number from -1 to 1 }"), "table<string, number>"), .refers = PL_KIND_STATE, .least = -1, .most = 1,
   .since = 1, .doc = "its trust in others"},
  {.name = "trust_from", OTHER(PL_LATER("a table { [state] = number from -1 to 1 }"), "table<string, number>"), .refers = PL_KIND_STATE, .least = -1, .most = 1,
   .since = 1, .doc = "others' trust in it"},
  {.name = "knowledge", OTHER(PL_LATER("a table { [incident] = share }"), "table<string, number>"), .refers = PL_KIND_INCIDENT, .least = 0, .most = 1,
   .since = 1, .doc = "adds to what it knows"},
  {.name = "tension", OTHER(PL_LATER("a table { [adversary] = number from -1 to 1 }"), "table<string, number>"), .refers = PL_KIND_ADVERSARY, .least = -1, .most = 1,
   .since = 1, .doc = "quarrel with an adversary"},
  {.name = "join", OTHER(PL_LATER("a forum, or a list of them"), "string|string[]"), .refers = PL_KIND_FORUM, .since = 1, .doc = "becomes a member"},
  {.name = "leave", OTHER(PL_LATER("a forum, or a list of them"), "string|string[]"), .refers = PL_KIND_FORUM, .since = 1, .doc = "is no longer a member"},
  {.name = "share", OTHER(PL_LATER("a table { [intel or incident] = audience }"), "table<string, polder.Audience>"), .refers = PL_KIND_ITEM,
   .since = 1, .doc = "its item goes to these"},
  {.name = "launch", OTHER(PL_LATER("an incident, or a list of them"), "string|string[]"), .refers = PL_KIND_INCIDENT, .since = 1, .doc = "starts this round"},
  {.name = "fire", OTHER(PL_LATER("an inject, or a list of them"), "string|string[]"), .refers = PL_KIND_INJECT, .since = 1, .doc = "fires"},
  {.name = "set", OTHER(PL_LATER("a table { variable = value }"), "table<string, boolean|integer|string>"), .since = 1, .doc = "variables"},
};
const pl_schema pl_schema_effects = SCHEMA("effects", effects_fields, pl_effect, 0, "a closed table of effects");

/* ---- the constructors ---- */
static const pl_field no_fields[] = {{.name = NULL}};

const pl_schema *pl_schema_of(pl_kind kind) {
  static const pl_schema schemas[PL_KINDS] = {
    [PL_KIND_POLDER] = {"polder", no_fields, 0, 0, 1, "the schema's version: first statement of a scenario"},
    [PL_KIND_SCENARIO] = SCHEMA("scenario", scenario_fields, pl_scenario_record, 1, "the exercise as a whole"),
    [PL_KIND_TEXTS] = {"texts", no_fields, 0, 0, 0, "texts from files, one per language"},
    [PL_KIND_INCLUDE] = {"include", no_fields, 0, 0, 0, "runs another file of the scenario here"},
    [PL_KIND_STATE] = SCHEMA("state", state_fields, pl_state_record, PL_MAX_STATES, "a state"),
    [PL_KIND_SEAT] = SCHEMA("seat", seat_fields, pl_role_spec, PL_MAX_SEATS - PL_MAX_STATES, "a role without a state"),
    [PL_KIND_ORGANISATION] = SCHEMA("organisation", organisation_fields, pl_organisation_spec, 20000, "a named organisation"),
    [PL_KIND_FORUM] = SCHEMA("forum", forum_fields, pl_forum_spec, PL_MAX_FORUMS, "a forum"),
    [PL_KIND_LINK] = SCHEMA("link", link_fields, pl_link_record, 20000, "a dependency or an alliance"),
    [PL_KIND_ADVERSARY] = SCHEMA("adversary", adversary_fields, pl_adversary_record, PL_MAX_ADVERSARIES, "an adversary"),
    [PL_KIND_INCIDENT] = SCHEMA("incident", incident_fields, pl_incident_spec, PL_MAX_DECLARED, "a declared incident"),
    [PL_KIND_INTEL] = SCHEMA("intel", intel_fields, pl_intel_spec, 4000, "an item held from the start"),
    [PL_KIND_ORDER] = SCHEMA("order", order_fields, pl_order_record, 4000, "a scripted decision"),
    [PL_KIND_INJECT] = SCHEMA("inject", inject_fields, pl_inject_record, 4000, "a message"),
    [PL_KIND_OBJECTIVE] = SCHEMA("objective", objective_fields, pl_objective_record, 1000, "an aim"),
    [PL_KIND_ACTION] = SCHEMA("action", action_fields, pl_action_record, 100, "an action of the scenario's own"),
    [PL_KIND_VARS] = {"vars", no_fields, 0, 0, 0, "the scenario's memory"},
    [PL_KIND_DEBRIEF] = {"debrief", no_fields, 0, 0, 0, "questions for the discussion afterwards"},
    [PL_KIND_BOT] = SCHEMA("bot", bot_fields, pl_bot_spec, 100, "a policy written in Lua"),
  };
  return &schemas[kind];
}
