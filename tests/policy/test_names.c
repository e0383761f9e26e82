/* The script layer knows the names of the built-in bots without knowing the bots, which are above it: the two lists
 * must be one. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <polder/policy.h>

#include "../../engine/script/schema.h"

static void scenarios_can_name_every_policy_and_no_other(void **state) {
  (void)state;
  size_t count;
  const pl_policy_row *rows = pl_policy_rows(&count);
  for (size_t i = 0; i < count; i++) {
    assert_non_null(pl_schema_policies[i]);
    assert_string_equal(pl_schema_policies[i], rows[i].name);
  }
  assert_null(pl_schema_policies[count]);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(scenarios_can_name_every_policy_and_no_other)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
