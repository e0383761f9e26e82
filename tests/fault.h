/* Allocations that fail on purpose.
 *
 * Every test program is linked so that the calls of malloc, calloc and realloc in Polder's own code come here
 * first (the linker's --wrap). The idea of an allocation-failure test is to let the first one fail, then the
 * second, and so on, until the body succeeds without reaching the one that should have failed:
 *
 *   for (long n = 0; ; n++) {
 *     fault_after(n);                       // n allocations succeed, the next one fails, once
 *     pl_status status = body();
 *     bool reached = fault_stop();
 *     if (!reached) { assert_int_equal(status, PL_OK); break; }
 *     assert_int_equal(status, PL_NO_MEMORY);
 *   }
 *
 * Allocations inside shared libraries are not touched. */
#ifndef POLDER_TESTS_FAULT_H
#define POLDER_TESTS_FAULT_H

#include <stdbool.h>

/* From now on `count` allocations succeed and the next one fails; those after it succeed again. */
void fault_after(long count);
/* As fault_after, but everything after the first failure fails as well. */
void fault_from(long count);
/* Back to normal. Was the failing allocation reached? */
bool fault_stop(void);

#endif
