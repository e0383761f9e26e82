/* The history of an exercise that was decided otherwise.
 *
 * It outlives the session that it was made from. What it borrows is the scenario, and the other session reads one of
 * its own, equal to the course's; so the course's takes its place. The lines that a scenario's code or control
 * wrote are in the session's log and would end with it, so the history has copies. */
#include "history_internal.h"

#include <polder/what_if.h>

/* The lines of its events, copied while the session's log is there. */
static bool take_lines(pl_history *history) {
  pl_history_memory *memory = history->memory;
  for (size_t i = 0; i < history->event_count; i++)
    pl_event_log_take_lines(&memory->said, history->said, &history->event[i]);
  history->said = &memory->said;
  return !memory->said.failed;
}

pl_history *pl_history_otherwise(pl_course *course, const pl_what_if *what_if, pl_sight sight, pl_error *error) {
  pl_session *otherwise = pl_what_if_session(course, what_if, error);
  if (!otherwise) return NULL;
  pl_history *history = pl_history_new(otherwise, sight, error);
  const bool is_whole = history && take_lines(history);
  pl_session_free(otherwise);
  if (is_whole) {
    history->scenario = pl_course_scenario(course);
    return history;
  }
  if (history) pl_error_set(error, PL_NO_MEMORY, "out of memory: the history of the exercise is not complete");
  pl_history_free(history);
  return NULL;
}
