/* Exercises for tests of what a history can be folded into: a small one by hand, and shipped scenarios at random.
 *
 * In the small one six states share nothing of themselves, nobody attacks, and state 0 finds the worm in the first tick
 * of the first round; change the room before exercise_start. */
#ifndef POLDER_TESTS_BRIEF_EXERCISE_H
#define POLDER_TESTS_BRIEF_EXERCISE_H

#include "support.h"

#include <polder/brief.h>
#include <polder/history.h>
#include <polder/script.h>
#include <polder/session.h>

#include <stdlib.h>

enum { EXERCISE_STATES = 6 };

typedef struct exercise {
  support_room room;
  pl_intel_spec intel;
  pl_session *session;
} exercise;

static inline void exercise_must(pl_status status, const pl_error *error) {
  if (status != PL_OK) fail_msg("%s", error->text);
}

static inline exercise *exercise_new(pl_label label) {
  exercise *e = calloc(1, sizeof *e);
  assert_non_null(e);
  support_scenario(&e->room, EXERCISE_STATES);
  pl_scenario *x = &e->room.scenario;
  e->room.adversary[0].rate = e->room.adversary[1].rate = 0;
  for (int s = 0; s < EXERCISE_STATES; s++) e->room.state[s].posture = (pl_audience){.words = 0};
  x->parameters.noise = x->parameters.burn_p = x->parameters.burn_pub = x->parameters.onw_disc = 0;
  const int worm = support_incident(&e->room, "worm", 0, PL_ONE);
  e->room.incident[worm].exposure = 0;
  e->room.incident[worm].label = label;
  e->intel = (pl_intel_spec){.id = "intel", .about = (uint16_t)worm, .round = -1, .quality = PL_ONE, .label = label};
  x->intel = &e->intel;
  x->intel_count = 1;
  return e;
}

static inline pl_iid exercise_worm(const exercise *e) { return pl_iid_declared(&e->room.scenario, 0, 0); }

static inline void exercise_start(exercise *e) {
  static const pl_file file = {.name = "scenario.lua", .bytes = "", .length = 0};
  static const pl_bundle bundle = {.file = &file, .count = 1};
  pl_error error = {0};
  const pl_rules_factory factory = support_factory(&e->room);
  const pl_session_options options = {.seed = 1, .record_events = true};
  e->session = pl_session_new(&factory, &bundle, NULL, &options, &error);
  if (!e->session) fail_msg("%s", error.text);
}

static inline void exercise_round(exercise *e, const pl_decision *decisions, size_t count) {
  pl_error error = {0};
  exercise_must(pl_session_open_round(e->session, &error), &error);
  for (size_t i = 0; i < count; i++)
    exercise_must(pl_session_decide(e->session, &decisions[i], PL_AUTHOR_PERSON, &error), &error);
  exercise_must(pl_session_resolve_round(e->session, &error), &error);
}

static inline void exercise_free(exercise *e) {
  pl_session_free(e->session);
  free(e);
}

/* ---- decisions ---- */

static inline pl_audience exercise_one(int state) { return (pl_audience){.states = support_set(1, &state)}; }

static inline pl_decision exercise_order(int seat, pl_action action, pl_audience audience) {
  return (pl_decision){.seat = (uint16_t)seat, .action = (uint16_t)action, .audience = audience};
}

static inline pl_decision exercise_switch(int seat, pl_action action) {
  return (pl_decision){.seat = (uint16_t)seat, .action = (uint16_t)action, .flag = 1};
}

/* ---- looking ---- */

static inline pl_history *exercise_look(const pl_session *session, pl_viewer viewer, int seat, unsigned reveals) {
  pl_error error = {0};
  pl_history *history =
      pl_history_new(session, (pl_sight){.viewer = viewer, .seat = seat, .reveals = reveals}, &error);
  if (!history) fail_msg("%s", error.text);
  return history;
}

/* ---- shipped scenarios ---- */

/* All rounds, with random decisions, many of them about passing on. */
static inline pl_session *exercise_random(const char *scenario, uint64_t seed) {
  char path[512];
  pl_error error = {0};
  pl_bundle_room bundle = {0};
  pl_rules_factory factory = pl_script_factory();
  pl_session_options options = {.seed = seed, .record_events = true};
  uint64_t luck = seed;
  snprintf(path, sizeof path, "%s/scenarios/%s", POLDER_SOURCE_DIR, scenario);
  exercise_must(pl_bundle_read(path, &bundle, &error), &error);
  pl_session *session = pl_session_new(&factory, &bundle.bundle, NULL, &options, &error);
  if (!session) fail_msg("%s", error.text);
  pl_bundle_clear(&bundle);
  const pl_scenario *x = pl_session_scenario(session);
  while (!pl_session_is_over(session)) {
    exercise_must(pl_session_open_round(session, &error), &error);
    for (int s = 0; s < x->state_count; s++) {
      static const pl_action passing[] = {PL_ACTION_ONWARD, PL_ACTION_RELAY, PL_ACTION_BUY, PL_ACTION_CONSENT};
      pl_decision posture = exercise_order(s, PL_ACTION_POSTURE, support_random_audience(&luck, x));
      pl_decision pass = exercise_switch(s, passing[support_random(&luck, 4)]);
      if (pass.action == PL_ACTION_CONSENT) pass.audience = support_random_audience(&luck, x);
      if (pass.action == PL_ACTION_CONSENT || pass.action == PL_ACTION_BUY) pass.flag = 0;
      if (support_random(&luck, 3)) pl_session_decide(session, &posture, PL_AUTHOR_BOT, NULL);
      pl_session_decide(session, &pass, PL_AUTHOR_BOT, NULL);
      for (int i = 0; i < 3; i++) {
        const pl_decision d = support_random_decision(&luck, x, s, pl_session_rounds_done(session));
        pl_session_decide(session, &d, PL_AUTHOR_BOT, NULL);
      }
    }
    exercise_must(pl_session_resolve_round(session, &error), &error);
  }
  return session;
}

#endif
