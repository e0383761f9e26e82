/* The linker turns each call of malloc in the linked objects into __wrap_malloc, and __real_malloc into the
 * library's own; likewise calloc and realloc. The countdown is this test program's own state: tests run in
 * one thread. */
#include "fault.h"

#include <stddef.h>

void *__real_malloc(size_t size);
void *__real_calloc(size_t count, size_t size);
void *__real_realloc(void *old, size_t size);
void *__wrap_malloc(size_t size);
void *__wrap_calloc(size_t count, size_t size);
void *__wrap_realloc(void *old, size_t size);

static struct {
  bool armed;
  bool lasting;
  bool reached;
  long left;
} fault;

void fault_after(long count) {
  fault.armed = true;
  fault.lasting = false;
  fault.reached = false;
  fault.left = count;
}

void fault_from(long count) {
  fault_after(count);
  fault.lasting = true;
}

bool fault_stop(void) {
  fault.armed = false;
  return fault.reached;
}

static bool fails_now(void) {
  if (!fault.armed) return false;
  if (fault.reached) return fault.lasting;
  if (fault.left-- > 0) return false;
  fault.reached = true;
  return true;
}

void *__wrap_malloc(size_t size) { return fails_now() ? NULL : __real_malloc(size); }

void *__wrap_calloc(size_t count, size_t size) { return fails_now() ? NULL : __real_calloc(count, size); }

void *__wrap_realloc(void *old, size_t size) { return fails_now() ? NULL : __real_realloc(old, size); }
