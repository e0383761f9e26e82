/* Event log: append, never change.
 *
 * The world writes thousands of small records while a round is resolved and must not stop halfway for want of memory:
 * a log that cannot grow remembers that it failed and ignores what follows, and the world goes on (events are no part
 * of its state). Readers hold pointers into `event` only until the log grows. */
#include "world_internal.h"

#include <polder/event.h>
#include <polder/scenario.h>

#include <stdlib.h>
#include <string.h>

static const char *const names[] = {
#define X(constant, name, meaning) name,
    PL_EVENT_TABLE(X)
#undef X
};

const char *pl_event_name(pl_event_kind kind) { return (unsigned)kind < PL_EVENT_KINDS ? names[kind] : "?"; }

/* Room for one element more: the array, moved if need be, or NULL and the log has failed. */
static void *grow(pl_event_log *log, void *array, size_t count, size_t *capacity, size_t size, size_t first) {
  if (count < *capacity) return array;
  size_t wanted = *capacity ? *capacity * 2 : first;
  void *larger = wanted > SIZE_MAX / size ? NULL : realloc(array, wanted * size);
  if (larger) *capacity = wanted;
  else log->failed = true;
  return larger;
}

void pl_event_log_add(pl_event_log *log, const pl_event *event) {
  if (log->failed) return;
  pl_event *events = grow(log, log->event, log->count, &log->capacity, sizeof *events, 256);
  if (!events) return;
  log->event = events;
  events[log->count++] = *event;
}

uint16_t pl_event_log_add_line(pl_event_log *log, const char *text) {
  if (log->failed || log->line_count >= PL_NONE) return PL_NONE;
  char **lines = grow(log, log->line, log->line_count, &log->line_capacity, sizeof *lines, 16);
  if (!lines) return PL_NONE;
  log->line = lines;
  size_t size = strlen(text) + 1;
  char *copy = malloc(size);
  if (!copy) {
    log->failed = true;
    return PL_NONE;
  }
  memcpy(copy, text, size);
  lines[log->line_count] = copy;
  return (uint16_t)log->line_count++;
}

const char *pl_event_log_line(const pl_event_log *log, const pl_event *event, pl_language language) {
  size_t index = (size_t)event->index + (event->flag && language == PL_DUTCH);
  return index < log->line_count ? log->line[index] : "";
}

static const char *line_at(const pl_event_log *log, uint16_t index) {
  return log && index < log->line_count ? log->line[index] : NULL;
}

pl_text pl_event_inject_text(const pl_scenario *scenario, const pl_event_log *log, const pl_event *event) {
  const char *words = event->other == PL_NONE ? NULL : line_at(log, event->other);
  if (words) return (pl_text){.in = {[PL_ENGLISH] = words}};
  return event->index < scenario->inject_count ? scenario->injects[event->index].text : (pl_text){{NULL}};
}

const char *pl_event_ruling(const pl_event_log *log, const pl_event *event) {
  const char *words = line_at(log, event->index);
  return words ? words : "";
}

const char *pl_event_move(const pl_event_log *log, const pl_event *event) {
  const char *words = line_at(log, event->other);
  return words ? words : "";
}

pl_event_lines pl_event_lines_of(pl_event *event) {
  uint16_t *const other = event->other != PL_NONE ? &event->other : NULL;
  if (event->kind == PL_EVENT_LOG) return (pl_event_lines){&event->index, NULL, event->flag};
  if (event->kind == PL_EVENT_RULING) return (pl_event_lines){&event->index, other, false};
  return (pl_event_lines){event->kind == PL_EVENT_INJECT ? other : NULL, NULL, false};
}

static uint16_t take_line(pl_event_log *to, const pl_event_log *from, size_t index) {
  return index < from->line_count ? pl_event_log_add_line(to, from->line[index]) : PL_NONE;
}

void pl_event_log_take_lines(pl_event_log *to, const pl_event_log *from, pl_event *event) {
  const pl_event_lines named = pl_event_lines_of(event);
  const size_t first = named.first ? *named.first : 0;
  if (named.first) *named.first = take_line(to, from, first);
  if (named.is_in_two) take_line(to, from, first + 1);
  if (named.second) *named.second = take_line(to, from, *named.second);
}

void pl_event_log_clear(pl_event_log *log) {
  for (size_t i = 0; i < log->line_count; i++) free(log->line[i]);
  free(log->line);
  free(log->event);
  *log = (pl_event_log){0};
}
