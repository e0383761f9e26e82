/* The history of an exercise that was decided otherwise.
 *
 * It outlives the session that it was made from. What it borrows is the scenario, and the other session reads one of
 * its own, equal to the course's; so the course's takes its place. The lines that a scenario's code or control
 * wrote are in the session's log and end with it. */
#include <polder/history.h>
#include <polder/session.h>
#include <polder/what_if.h>

static bool is_nothing_but_line(const pl_event *event) {
  return event->kind == PL_EVENT_LOG || event->kind == PL_EVENT_RULING;
}

/* Without the events whose lines are gone, and without control's words for an inject. */
static void drop_lines(pl_history *history) {
  size_t kept = 0;
  for (size_t i = 0; i < history->event_count; i++) {
    if (is_nothing_but_line(&history->event[i])) continue;
    if (history->event[i].kind == PL_EVENT_INJECT) history->event[i].other = PL_NONE;
    history->event[kept++] = history->event[i];
  }
  history->event_count = kept;
}

pl_history *pl_history_otherwise(pl_course *course, const pl_what_if *what_if, pl_sight sight, pl_error *error) {
  pl_session *otherwise = pl_what_if_session(course, what_if, error);
  if (!otherwise) return NULL;
  pl_history *history = pl_history_new(otherwise, sight, error);
  pl_session_free(otherwise);
  if (!history) return NULL;
  history->scenario = pl_course_scenario(course);
  drop_lines(history);
  return history;
}
