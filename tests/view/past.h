/* Pasts for the tests of the view: exercises that were played, and histories made by hand.
 *
 *   past past;
 *   past_play(&past, "scenarios/withdrawal", 12);      bots in every seat; past.session
 *   past_make(&past, 200, 60, 3);                      200 invented states with 60 organisations each, three forums
 *   past_play_made(&past, 4);                          the same, played
 *   pl_history *history = past_history(&past, sight);
 *   past_clear(&past); */
#ifndef POLDER_TESTS_VIEW_PAST_H
#define POLDER_TESTS_VIEW_PAST_H

#include "support.h"

#include <stdlib.h>

#include <polder/history.h>
#include <polder/policy.h>
#include <polder/script.h>
#include <polder/session.h>

enum { PAST_FORUMS = PL_MAX_FORUMS, PAST_EVENTS = 4096 };

typedef struct past {
  pl_session *session;  /* owned; NULL for a history made by hand */
  /* Made by hand: */
  pl_scenario scenario;
  pl_state_spec state[PL_MAX_STATES];
  char id[PL_MAX_STATES][8];
  pl_q16 *trust, *zeros; /* owned */
  pl_state_set treaty[PL_MAX_STATES];
  pl_forum_spec forum[PAST_FORUMS];
  char forum_id[PAST_FORUMS][24];
  support_room room;     /* of which the adversaries are taken */
  pl_history history;    /* rounds 0, until a test adds to it; arrays owned */
} past;

static const pl_file past_file = {"scenario.lua", "", 0};
static const pl_bundle past_bundle = {&past_file, 1};

static inline void past_rounds(pl_session *session, int rounds) {
  pl_error error = {0};
  pl_policy_table table;
  pl_brief_room briefs = {0};
  pl_policy_table_init(&table, pl_session_scenario(session));
  for (int r = 0; r < rounds && !pl_session_is_over(session); r++) {
    if (pl_session_open_round(session, &error) != PL_OK || pl_policy_play(session, &table, &briefs, &error) != PL_OK ||
        pl_session_resolve_round(session, &error) != PL_OK)
      fail_msg("%s", error.text);
  }
  pl_brief_room_clear(&briefs);
}

static inline void past_play(past *p, const char *folder, int rounds) {
  pl_error error = {0};
  pl_bundle_room room = {0};
  const pl_rules_factory factory = pl_script_factory();
  const pl_session_options options = {.seed = 66, .record_events = true};
  memset(p, 0, sizeof *p);
  if (pl_bundle_read(folder, &room, &error) != PL_OK) fail_msg("%s", error.text);
  p->session = pl_session_new(&factory, &room.bundle, NULL, &options, &error);
  if (!p->session) fail_msg("%s", error.text);
  pl_bundle_clear(&room);
  past_rounds(p->session, rounds);
}

/* Scattered over Europe and the Atlantic, always alike. */
static inline pl_place past_place(int s) {
  const uint32_t a = (uint32_t)(s + 1) * 2654435761u, b = (uint32_t)(s + 1) * 2246822519u;
  return (pl_place){true, -60000 + (int32_t)(a >> 8) % 90000, 35000 + (int32_t)(b >> 8) % 30000};
}

static inline void past_state(past *p, int s, int organisations) {
  snprintf(p->id[s], sizeof p->id[s], "%c%c%c", 'A' + s / 26 % 26, 'A' + s % 26, 'A' + s * 7 % 26);
  p->state[s] = (pl_state_spec){
      .id = p->id[s], .name = {{p->id[s], NULL}}, .size = PL_SIZE_MIDDLE, .budget = 100000, .expertise = 40000,
      .organisations = organisations, .stock = {100000, 100000, 100000}, .standing = PL_ONE / 2, .confidence = PL_ONE,
      .rights = PL_ONE, .trust = p->trust, .is_playable = true, .bot_name = "gtft", .split = {333, 333, 333},
      .posture = {.words = PL_AUDIENCE_FORUMS}, .at = past_place(s)};
}

static inline void past_adversaries(past *p, int states) {
  support_scenario(&p->room, 10);
  for (int a = 0; a < 2; a++) {
    p->room.adversary[a].prefers = p->zeros;
    p->room.adversary[a].tension = p->zeros + states;
  }
  for (int s = 0; s < states; s++) p->zeros[s] = PL_ONE;
}

/* Forum f has every (f + 2)-th state; the history has no rounds and no events yet, but room for PAST_EVENTS. */
static inline void past_make(past *p, int states, int organisations, int forums) {
  memset(p, 0, sizeof *p);
  p->trust = calloc((size_t)states, sizeof *p->trust);
  p->zeros = calloc(2 * (size_t)states, sizeof *p->zeros);
  assert_true(p->trust && p->zeros);
  for (int s = 0; s < states; s++) p->trust[s] = -1;
  past_adversaries(p, states);
  p->scenario = p->room.scenario;
  p->scenario.state_count = (uint16_t)states;
  p->scenario.states = p->state;
  p->scenario.treaties = p->treaty;
  p->scenario.forums = p->forum;
  p->scenario.forum_count = (uint16_t)forums;
  for (int s = 0; s < states; s++) past_state(p, s, organisations);
  for (int f = 0; f < forums; f++) {
    snprintf(p->forum_id[f], sizeof p->forum_id[f], "forum-%d", f);
    p->forum[f] = p->room.forum[0];
    p->forum[f].id = p->forum_id[f];
    p->forum[f].name.in[PL_ENGLISH] = f % 2 ? "Hybrid-threat centre" : "Exchange";
    p->forum[f].members = (pl_state_set){{0}};
    for (int s = 0; s < states; s += f + 2) pl_set_add(&p->forum[f].members, (unsigned)s);
    p->forum[f].open_to = pl_set_first((unsigned)states);
  }
  pl_history *h = &p->history;
  h->scenario = &p->scenario;
  h->first = calloc((size_t)states + 1, sizeof *h->first);
  h->sector = calloc((size_t)states * (size_t)organisations + 1, 1);
  h->dependency = calloc((size_t)states * (size_t)states, sizeof *h->dependency);
  h->event = calloc(PAST_EVENTS, sizeof *h->event);
  h->after = calloc(PL_MAX_ROUNDS + 1, sizeof *h->after);
  assert_true(h->first && h->sector && h->dependency && h->event && h->after);
  for (int s = 0; s <= states; s++) h->first[s] = (uint32_t)(s * organisations);
  for (int o = 0; o < states * organisations; o++) h->sector[o] = (uint8_t)(o % PL_SECTORS);
}

static inline pl_status past_open(void *context, const pl_bundle *bundle, pl_rules *rules, pl_error *error) {
  (void)bundle, (void)error;
  *rules = (pl_rules){.scenario = &((past *)context)->scenario, .self = context, .has = support_has,
                      .close = support_close};
  return PL_OK;
}

static inline void past_play_made(past *p, int rounds) {
  pl_error error = {0};
  const pl_rules_factory factory = {p, past_open};
  const pl_session_options options = {.seed = 66, .record_events = true};
  p->session = pl_session_new(&factory, &past_bundle, NULL, &options, &error);
  if (!p->session) fail_msg("%s", error.text);
  past_rounds(p->session, rounds);
}

static inline pl_history *past_history(const past *p, pl_sight sight) {
  pl_error error = {0};
  pl_history *history = pl_history_new(p->session, sight, &error);
  if (!history) fail_msg("%s", error.text);
  return history;
}

static inline void past_clear(past *p) {
  pl_session_free(p->session);
  free(p->trust);
  free(p->zeros);
  free(p->history.first);
  free(p->history.sector);
  free(p->history.dependency);
  free(p->history.event);
  free(p->history.after);
}

/* One event more, for a history made by hand. */
static inline void past_add(past *p, pl_event event) {
  assert_true(p->history.event_count < PAST_EVENTS);
  event.round = (uint16_t)(event.tick / PL_TICKS_PER_ROUND);
  p->history.event[p->history.event_count++] = event;
}

#endif
