/* A scenario with a story, made by hand: four states (s0 … s3) and a role ("press", seat 4), no random incidents, and
 * room for injects, actions, variables, intel and objectives. Fill in the room, then story_begin. */
#ifndef POLDER_TESTS_STORY_SUPPORT_H
#define POLDER_TESTS_STORY_SUPPORT_H

#include "../support.h"

#include "story.h"

#include <stdlib.h>

enum { STORY_STATES = 4, STORY_ROLE = 4, STORY_CALLS = 64, NONE = PL_NONE };
static const int64_t LEAST = INT64_MIN, MOST = INT64_MAX;

typedef struct story_room {
  support_room base;
  uint16_t everyone[5];
  uint16_t seats[8][1];
  pl_inject_spec inject[8];
  pl_option_spec option[8][3];
  pl_variable_spec variable[3];
  pl_action_spec action[2];
  pl_intel_spec intel[2];
  pl_objective_spec objective[3];
  pl_map *map;
  pl_world *world;
  pl_event_log log;
  /* rules: what each kind of hook queues, and what was called */
  pl_rules rules;
  const pl_effect *queued[PL_HOOKS];
  size_t queued_count[PL_HOOKS];
  pl_hook_call call[STORY_CALLS];
  pl_decision called_with[STORY_CALLS];
  int call_count;
  pl_hook failing;
  pl_q16 met;
} story_room;

static inline bool story_has(void *self, pl_hook kind) {
  (void)self, (void)kind;
  return true;
}

static inline pl_status story_hook(void *self, const pl_world *world, const pl_hook_call *call, pl_effect_queue *out,
                                   pl_error *error) {
  story_room *room = self;
  assert_non_null(world);
  assert_true(room->call_count < STORY_CALLS);
  if (call->decision) room->called_with[room->call_count] = *call->decision;
  room->call[room->call_count++] = *call;
  if (room->failing == call->kind) return pl_error_set(error, PL_BAD_INPUT, "scenario.lua:1: it broke");
  static const pl_text line = {{"a line", "een regel"}};
  out->effect = room->queued[call->kind];
  out->count = room->queued_count[call->kind];
  out->line = &line;
  out->line_count = out->count ? 1 : 0;
  return PL_OK;
}

static inline pl_status story_test(void *self, const pl_world *world, int objective, pl_q16 *met, pl_error *error) {
  (void)world, (void)objective, (void)error;
  *met = ((story_room *)self)->met;
  return PL_OK;
}

static inline story_room *story_room_new(void) {
  story_room *room = calloc(1, sizeof *room);
  assert_non_null(room);
  support_scenario(&room->base, STORY_STATES);
  pl_scenario *x = &room->base.scenario;
  x->rounds = 4;
  for (int a = 0; a < 2; a++) room->base.adversary[a].slots = 0;
  x->role_count = 1;
  room->base.role = (pl_role_spec){.id = "press", .name = {{"The press", NULL}}};
  for (uint16_t i = 0; i < 5; i++) room->everyone[i] = i;
  x->injects = room->inject;
  x->variables = room->variable;
  x->custom_actions = room->action;
  x->intel = room->intel;
  x->objectives = room->objective;
  room->failing = PL_HOOKS;
  room->rules = (pl_rules){.scenario = x, .self = room, .has = story_has, .hook = story_hook, .test = story_test};
  return room;
}

/* An inject to one seat, by the calendar in `round` (−1: not), without options. */
static inline pl_inject_spec *story_inject(story_room *room, const char *id, int seat, int round) {
  const int i = room->base.scenario.inject_count++;
  room->seats[i][0] = (uint16_t)seat;
  room->inject[i] = (pl_inject_spec){.id = id, .to = room->seats[i], .to_count = 1, .label = -1, .round = round,
                                     .after = PL_NONE, .after_option = PL_NONE, .options = room->option[i]};
  return &room->inject[i];
}

/* An option for the last inject made. */
static inline pl_option_spec *story_option(story_room *room, const char *id, bool is_default) {
  const int i = room->base.scenario.inject_count - 1;
  pl_option_spec *option = &room->option[i][room->inject[i].option_count++];
  *option = (pl_option_spec){.id = id, .is_default = is_default};
  return option;
}

static inline pl_effect story_effect(pl_effect_kind kind, int subject, int other, int64_t amount) {
  return (pl_effect){.kind = kind, .subject = (uint16_t)subject, .other = (uint16_t)other, .amount = amount};
}

/* Makes the world; `has_rules`: with hooks. */
static inline pl_world *story_begin(story_room *room, bool has_rules) {
  pl_error error;
  room->map = pl_map_new(&room->base.scenario, &error);
  assert_non_null(room->map);
  room->world = pl_world_new(&room->base.scenario, room->map, has_rules ? &room->rules : NULL, 7, &error);
  assert_non_null(room->world);
  pl_world_record(room->world, &room->log);
  return room->world;
}

static inline void story_end(story_room *room) {
  pl_world_free(room->world);
  pl_map_free(room->map);
  pl_event_log_clear(&room->log);
  free(room);
}

static inline void story_open(story_room *room) {
  pl_error error = {PL_OK, ""};
  if (pl_world_open_round(room->world, &error) != PL_OK) fail_msg("%s", error.text);
}

static inline void story_resolve(story_room *room, const pl_decision *decisions, size_t count) {
  pl_error error = {PL_OK, ""};
  if (pl_world_resolve(room->world, decisions, count, &error) != PL_OK) fail_msg("%s", error.text);
}

static inline void story_round(story_room *room) {
  story_open(room);
  story_resolve(room, NULL, 0);
}

static inline pl_decision story_answer(int seat, int inject, int option) {
  return (pl_decision){.seat = (uint16_t)seat, .action = PL_ACTION_ANSWER, .target = (uint16_t)inject,
                       .option = (uint16_t)option};
}

/* The n-th event of that kind (from 0), or NULL. */
static inline const pl_event *story_event(const story_room *room, pl_event_kind kind, int n) {
  for (size_t i = 0; i < room->log.count; i++)
    if (room->log.event[i].kind == kind && n-- == 0) return &room->log.event[i];
  return NULL;
}

static inline int story_fired(const story_room *room, int inject) {
  return pl_world_inject(room->world, inject)->fired_round;
}

#endif
