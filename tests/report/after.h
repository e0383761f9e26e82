/* A shipped exercise that bots played, and all that a report is made of: made once for all tests of a program, because
 * that takes longest. */
#ifndef POLDER_TESTS_REPORT_AFTER_H
#define POLDER_TESTS_REPORT_AFTER_H

#include "support.h"

#include <polder/policy.h>
#include <polder/script.h>

#include <stdlib.h>

#include "writers.h"

typedef struct after_room {
  pl_session *session;
  pl_policy_table table;
  pl_after_action after;
} after_room;

/* All rounds of a scenario (a folder), `seat` played by a person who shares with everybody from the second round on. */
static inline pl_session *after_play(const char *path, const char *seat, pl_language language) {
  pl_error error = {0};
  pl_bundle_room bundle = {0};
  pl_policy_table table;
  const pl_rules_factory factory = pl_script_factory();
  const pl_session_options options = {.seed = 7, .record_events = true, .language = language};
  if (pl_bundle_read(path, &bundle, &error) != PL_OK) fail_msg("%s", error.text);
  pl_session *session = pl_session_new(&factory, &bundle.bundle, NULL, &options, &error);
  if (!session) fail_msg("%s", error.text);
  pl_bundle_clear(&bundle);
  const int person = pl_scenario_find_seat(pl_session_scenario(session), seat);
  assert_true(person >= 0);
  pl_session_set_person(session, person, true);
  assert_int_equal(pl_policy_table_take(&table, session, &error), PL_OK);
  while (!pl_session_is_over(session)) {
    const int round = pl_session_rounds_done(session);
    const pl_decision open = {.seat = (uint16_t)person, .action = PL_ACTION_POSTURE,
                              .audience.words = round % 2 ? PL_AUDIENCE_ALL : PL_AUDIENCE_FORUMS};
    assert_int_equal(pl_session_open_round(session, &error), PL_OK);
    assert_int_equal(pl_session_decide(session, &open, PL_AUTHOR_PERSON, &error), PL_OK);
    if (pl_policy_decide(&table, session, &error) != PL_OK) fail_msg("%s", error.text);
    if (pl_session_resolve_round(session, &error) != PL_OK) fail_msg("%s", error.text);
  }
  return session;
}

/* `parts` as in after_action.h. */
static inline after_room *after_make(pl_session *session, unsigned parts, pl_language language) {
  after_room *room = calloc(1, sizeof *room);
  pl_error error = {0};
  assert_non_null(room);
  room->session = session;
  assert_int_equal(pl_policy_table_take(&room->table, session, &error), PL_OK);
  const pl_bots bots = {.decide = pl_policy_decide, .context = &room->table};
  const pl_report_options options = {.language = language, .runs = 8, .workers = 1, .file = "monday.polder"};
  if (pl_after_action_make(&room->after, session, &bots, parts, &options, &error) != PL_OK)
    fail_msg("%s", error.text);
  return room;
}

static inline after_room *after_shipped(const char *scenario, const char *seat, unsigned parts) {
  char path[512];
  snprintf(path, sizeof path, "%s/scenarios/%s", POLDER_SOURCE_DIR, scenario);
  return after_make(after_play(path, seat, PL_ENGLISH), parts, PL_ENGLISH);
}

static inline void after_free(after_room *room) {
  pl_after_action_clear(&room->after);
  pl_session_free(room->session);
  free(room);
}

/* The bytes that a writer makes; the caller clears them. */
static inline pl_buffer after_write(const after_room *room, pl_report_writer write) {
  pl_buffer out = {0};
  pl_error error = {0};
  if (write(&room->after, &out, &error) != PL_OK) fail_msg("%s", error.text);
  assert_false(out.failed);
  return out;
}

#endif
