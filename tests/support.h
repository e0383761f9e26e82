/* Scenarios made by hand, for tests that should not depend on Lua.
 *
 * support_scenario fills a room with a small but complete scenario of `states` states, all defaults of the standard
 * model: s0 is a great power, then large, middle and small states; every state is a member of forum 0, and the first
 * half also of forum 1, an alliance. Change the room's arrays afterwards: the scenario points to them. */
#ifndef POLDER_TESTS_SUPPORT_H
#define POLDER_TESTS_SUPPORT_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include <polder/decision.h>
#include <polder/event.h>
#include <polder/rules.h>

enum { SUPPORT_STATES = 14, SUPPORT_FORUMS = 4, SUPPORT_ADVERSARIES = 9, SUPPORT_INCIDENTS = 2, SUPPORT_ORDERS = 8 };

typedef struct support_room {
  pl_scenario scenario;
  char id[SUPPORT_STATES][16];
  char adversary_id[SUPPORT_ADVERSARIES][24];
  pl_state_spec state[SUPPORT_STATES];
  pl_role_spec role;
  pl_q16 trust[SUPPORT_STATES];       /* −1: standard */
  pl_q16 prefers[SUPPORT_STATES];     /* neutral */
  pl_q16 tension[SUPPORT_STATES];     /* none */
  pl_state_set treaty[SUPPORT_STATES];
  pl_forum_spec forum[SUPPORT_FORUMS];
  pl_adversary_spec adversary[SUPPORT_ADVERSARIES];
  pl_incident_spec incident[SUPPORT_INCIDENTS];
  pl_inject_spec inject;
  pl_option_spec option[2];
  uint16_t recipient;
  pl_action_spec action;
  pl_order_spec order[SUPPORT_ORDERS];
  pl_decision ordered[SUPPORT_ORDERS];
} support_room;

static inline pl_state_set support_set(int count, const int *members) {
  pl_state_set set = {{0}};
  for (int i = 0; i < count; i++) pl_set_add(&set, (unsigned)members[i]);
  return set;
}

static inline void support_state(support_room *room, int s) {
  static const struct { pl_mu budget; pl_q16 expertise; } sizes[] = {
      {40000, 22000}, {100000, 36000}, {200000, 49000}, {600000, 59000}};
  pl_size size = s == 0 ? PL_SIZE_GREAT : s < 3 ? PL_SIZE_LARGE : s < 7 ? PL_SIZE_MIDDLE : PL_SIZE_SMALL;
  pl_mu stock = sizes[size].budget * 72000 / PL_ONE;
  snprintf(room->id[s], sizeof room->id[s], "s%d", s);
  room->trust[s] = -1;
  room->prefers[s] = PL_ONE;
  room->state[s] = (pl_state_spec){
      .id = room->id[s], .name = {{room->id[s], NULL}}, .size = size, .budget = sizes[size].budget,
      .expertise = sizes[size].expertise, .organisations = 40, .stock = {stock, stock, stock}, .standing = PL_ONE / 2,
      .confidence = PL_ONE, .rights = PL_ONE, .trust = room->trust, .is_playable = true, .bot_name = "gtft",
      .split = {333, 333, 333}, .posture = {.words = PL_AUDIENCE_FORUMS}};
}

static inline void support_adversary(support_room *room, int a, bool is_state) {
  pl_scenario *x = &room->scenario;
  snprintf(room->adversary_id[a], sizeof room->adversary_id[a], is_state ? "actor%d" : "gang%d", a);
  room->adversary[a] = (pl_adversary_spec){
      .id = room->adversary_id[a], .name = {{room->adversary_id[a], NULL}}, .is_state = is_state,
      .rate = is_state ? x->parameters.state_rate : x->parameters.crim_rate, .skill = PL_ONE,
      .slots = is_state ? x->parameters.state_slots : x->parameters.crim_slots, .prefers = room->prefers,
      .to_round = x->rounds - 1, .tension = room->tension};
  static const int32_t below[2][PL_FAMILIES] = {{3000, 3000, 3000, PL_ONE}, {30000, 48000, PL_ONE, PL_ONE}};
  memcpy(room->adversary[a].family_below, below[is_state], sizeof below[0]);
}

static inline void support_forum(support_room *room, int f, const char *id, pl_forum_kind kind, pl_label ceiling,
                                 pl_state_set members) {
  room->forum[f] = (pl_forum_spec){.id = id, .name = {{id, NULL}}, .members = members,
                                   .dues = room->scenario.parameters.fee, .ceiling = ceiling, .kind = kind,
                                   .open_to = pl_set_first(room->scenario.state_count), .delay = 1, .mark = "F"};
  if (room->scenario.forum_count <= f) room->scenario.forum_count = (uint16_t)(f + 1);
}

/* One criminal ("gang0") and one state actor ("actor1"); nothing declared. */
static inline void support_scenario(support_room *room, int states) {
  *room = (support_room){.recipient = 0};
  pl_scenario *x = &room->scenario;
  x->id = "test";
  x->version = "";
  x->title.in[PL_ENGLISH] = "Test";
  x->rounds = 12;
  x->seed = 1;
  x->has_language[PL_ENGLISH] = true;
  x->map = (pl_map_spec){.seed = 1, .domestic_links = 3, .foreign_links = 2, .foreign_chance = 36000};
  for (int i = 0; i < PL_SECTORS; i++) x->map.sectors[i] = "sector";
  x->actions = ((uint64_t)1 << PL_ACTIONS) - 1;
  pl_parameters_init(&x->parameters);
  x->state_count = (uint16_t)states;
  x->states = room->state;
  x->roles = &room->role;
  x->treaties = room->treaty;
  x->forums = room->forum;
  x->adversaries = room->adversary;
  x->incidents = room->incident;
  x->injects = &room->inject;
  x->custom_actions = &room->action;
  x->orders = room->order;
  for (int s = 0; s < states; s++) support_state(room, s);
  support_forum(room, 0, "delta", PL_FORUM_CAPACITY, PL_AMBER, pl_set_first((unsigned)states));
  support_forum(room, 1, "cell", PL_FORUM_ALLIANCE, PL_RED, pl_set_first((unsigned)states / 2));
  support_adversary(room, 0, false);
  support_adversary(room, 1, true);
  x->adversary_count = 2;
}

/* The standard map of model §12: 14 states, four forums, six criminals, three state actors. */
static inline void support_standard(support_room *room) {
  static const int hybrid[] = {0, 1, 2, 3, 4, 5, 6, 8, 10, 12}, regional[] = {3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13},
                   cell[] = {0, 1, 2, 3, 4, 7, 8};
  support_scenario(room, SUPPORT_STATES);
  support_forum(room, 0, "capacity", PL_FORUM_CAPACITY, PL_AMBER, pl_set_first(SUPPORT_STATES));
  support_forum(room, 1, "hybrid", PL_FORUM_EXCHANGE, PL_AMBER_STRICT, support_set(10, hybrid));
  support_forum(room, 2, "regional", PL_FORUM_CAPACITY, PL_AMBER, support_set(11, regional));
  support_forum(room, 3, "cell", PL_FORUM_ALLIANCE, PL_RED, support_set(7, cell));
  for (int a = 0; a < SUPPORT_ADVERSARIES; a++) support_adversary(room, a, a > 5);
  room->scenario.adversary_count = SUPPORT_ADVERSARIES;
}

/* Declares an incident of adversary 0 that hits everybody in `round` (from 0; −1: no fixed round). */
static inline int support_incident(support_room *room, const char *id, int round, pl_q16 chance) {
  int i = room->scenario.incident_count++;
  room->incident[i] = (pl_incident_spec){
      .id = id, .name = {{id, NULL}}, .by = 0, .family = PL_RANSOMWARE, .round = round, .tick = 0, .chance = chance,
      .has_targets = true, .targets = pl_set_first(room->scenario.state_count), .exposure = -1, .virulence = PL_ONE,
      .pressure = PL_ONE, .damage = PL_ONE, .stealth = PL_ONE, .label = PL_GREEN,
      .sensitivity = room->scenario.parameters.sens[PL_RANSOMWARE]};
  return i;
}

/* An inject with the options "share" and "wait" (the default), to one seat in `round`. */
static inline void support_inject(support_room *room, int seat, int round) {
  room->recipient = (uint16_t)seat;
  room->option[0] = (pl_option_spec){.id = "share", .text = {{"Share now", NULL}}};
  room->option[1] = (pl_option_spec){.id = "wait", .text = {{"Wait", NULL}}, .is_default = true};
  room->inject = (pl_inject_spec){.id = "warn", .to = &room->recipient, .to_count = 1, .text = {{"A worm", NULL}},
                                  .label = -1, .round = round, .after = PL_NONE, .after_option = PL_NONE,
                                  .options = room->option, .option_count = 2};
  room->scenario.inject_count = 1;
}

/* Rules without any code of the scenario's own. `context` of the factory is the room. */
static inline bool support_has(void *self, pl_hook kind) {
  (void)self, (void)kind;
  return false;
}
static inline void support_close(void *self) { (void)self; }
static inline pl_status support_open(void *context, const pl_bundle *bundle, pl_rules *rules, pl_error *error) {
  (void)bundle, (void)error;
  *rules = (pl_rules){.scenario = &((support_room *)context)->scenario, .self = context, .has = support_has,
                      .close = support_close};
  return PL_OK;
}
static inline pl_rules_factory support_factory(support_room *room) {
  return (pl_rules_factory){.context = room, .open = support_open};
}

/* ---- random play ---- */
static inline uint32_t support_random(uint64_t *luck, uint32_t below) {
  *luck = *luck * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
  return below ? (uint32_t)((*luck >> 33) % below) : 0;
}

static inline pl_audience support_random_audience(uint64_t *luck, const pl_scenario *scenario) {
  pl_audience audience = {.words = (uint8_t)(support_random(luck, 3) ? 0 : support_random(luck, 8))};
  for (uint32_t i = support_random(luck, 4); i > 0; i--)
    pl_set_add(&audience.states, support_random(luck, scenario->state_count));
  if (!support_random(luck, 3)) audience.forums = (uint64_t)1 << support_random(luck, scenario->forum_count);
  return audience;
}

/* Any decision at all, most of them legal in shape; iids are guesses among the first slots. */
static inline pl_decision support_random_decision(uint64_t *luck, const pl_scenario *scenario, int seat, int round) {
  pl_decision d = {.seat = (uint16_t)seat, .action = (uint16_t)support_random(luck, PL_ACTIONS)};
  unsigned arguments = pl_action_rows()[d.action].arguments;
  if (arguments & PL_ARGUMENT_AUDIENCE) d.audience = support_random_audience(luck, scenario);
  if (arguments & (PL_ARGUMENT_SWITCH | PL_ARGUMENT_TEAR)) d.flag = (uint8_t)support_random(luck, 2);
  if (arguments & PL_ARGUMENT_FAMILIES) d.families = (uint8_t)support_random(luck, 1u << PL_FAMILIES);
  unsigned of_forum = PL_ARGUMENT_FORUM | PL_ARGUMENT_BALLOT;
  if (arguments & of_forum) d.target = (uint16_t)support_random(luck, scenario->forum_count);
  if (arguments & PL_ARGUMENT_ADVERSARY) d.target = (uint16_t)support_random(luck, scenario->adversary_count);
  if (arguments & PL_ARGUMENT_BALLOT) d.option = (uint16_t)support_random(luck, 3);
  if (arguments & PL_ARGUMENT_INJECT) d.option = (uint16_t)support_random(luck, 2);
  if (arguments & PL_ARGUMENT_ITEM)
    d.iid = support_random(luck, scenario->adversary_count) << 16 |
            (uint32_t)(round - (int)support_random(luck, round ? 2 : 1)) << 8 | support_random(luck, 3);
  for (int k = 0; arguments & PL_ARGUMENT_SPLIT && k < PL_TRACKS; k++) d.split[k] = (uint16_t)support_random(luck, 334);
  return d;
}

#endif
