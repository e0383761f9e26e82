/* A writer of JSON whose n-th allocation fails, jansson's among them. */
#ifndef POLDER_TESTS_REPORT_MEMORY_H
#define POLDER_TESTS_REPORT_MEMORY_H

#include "after.h"
#include "fault.h"

#include <jansson.h>

static long memory_left;
static inline void *memory_fail_sometimes(size_t size) { return memory_left-- == 0 ? NULL : malloc(size); }

static inline bool memory_was_reached_by_jansson(const after_room *room, pl_report_writer write, long n,
                                                 pl_status *status) {
  json_malloc_t usual_malloc;
  json_free_t usual_free;
  pl_buffer out = {0};
  memory_left = n;
  json_get_alloc_funcs(&usual_malloc, &usual_free);
  json_set_alloc_funcs(memory_fail_sometimes, free);
  *status = write(&room->after, &out, NULL);
  json_set_alloc_funcs(usual_malloc, usual_free);
  pl_buffer_clear(&out);
  return memory_left < 0;
}

static inline bool memory_was_reached(const after_room *room, pl_report_writer write, long n, pl_status *status) {
  pl_buffer out = {0};
  fault_after(n);
  *status = write(&room->after, &out, NULL);
  const bool reached = fault_stop();
  pl_buffer_clear(&out);
  return reached;
}

/* The first ones one by one, the later ones further and further apart. */
static inline void memory_try(const after_room *room, pl_report_writer write) {
  pl_status status;
  bool was_reached = true;
  for (long n = 0; was_reached; n = n < 40 ? n + 1 : n * 2) {
    was_reached = memory_was_reached_by_jansson(room, write, n, &status);
    room->after.voice->phrases->failed = false;
    assert_int_equal(status, was_reached ? PL_NO_MEMORY : PL_OK);
  }
  was_reached = true;
  for (long n = 0; was_reached; n = n < 30 ? n + 1 : n * 2) {
    was_reached = memory_was_reached(room, write, n, &status);
    room->after.voice->phrases->failed = false;
    assert_int_equal(status, was_reached ? PL_NO_MEMORY : PL_OK);
  }
}

#endif
