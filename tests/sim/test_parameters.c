/* The table of parameters: rows, struct and defaults agree. */
#include "support.h"

static int32_t value_of(const pl_parameters *parameters, const pl_parameter_row *row) {
  int32_t value;
  memcpy(&value, (const char *)parameters + row->offset, sizeof value);
  return value;
}

static void test_rows_cover_the_struct_once(void **state) {
  (void)state;
  size_t count;
  const pl_parameter_row *rows = pl_parameter_rows(&count);
  assert_int_equal(count * sizeof(int32_t), sizeof(pl_parameters));
  bool seen[sizeof(pl_parameters) / sizeof(int32_t)] = {false};
  for (size_t i = 0; i < count; i++) {
    assert_int_equal(rows[i].offset % sizeof(int32_t), 0);
    assert_false(seen[rows[i].offset / sizeof(int32_t)]);
    seen[rows[i].offset / sizeof(int32_t)] = true;
  }
}

static void test_defaults_lie_in_their_ranges(void **state) {
  (void)state;
  size_t count;
  const pl_parameter_row *rows = pl_parameter_rows(&count);
  pl_parameters parameters;
  pl_parameters_init(&parameters);
  for (size_t i = 0; i < count; i++) {
    if (value_of(&parameters, &rows[i]) != rows[i].standard || rows[i].standard < rows[i].smallest ||
        rows[i].standard > rows[i].largest)
      fail_msg("%s: %d is not in %d … %d", rows[i].name, (int)rows[i].standard, (int)rows[i].smallest,
               (int)rows[i].largest);
    assert_true(*rows[i].unit && *rows[i].meaning);
  }
}

static void test_names_are_unique_and_found(void **state) {
  (void)state;
  size_t count;
  const pl_parameter_row *rows = pl_parameter_rows(&count);
  for (size_t i = 0; i < count; i++) assert_ptr_equal(pl_parameter_find(rows[i].name), &rows[i]);
  assert_null(pl_parameter_find("beta"));
  assert_null(pl_parameter_find(""));
  assert_null(pl_parameter_find("Kappa"));
}

static void test_a_family_parameter_is_four_rows(void **state) {
  (void)state;
  pl_parameters parameters;
  pl_parameters_init(&parameters);
  assert_int_equal(value_of(&parameters, pl_parameter_find("beta_r")), 2200);
  assert_int_equal(value_of(&parameters, pl_parameter_find("beta_w")), parameters.beta[PL_WIPER]);
  assert_int_equal(parameters.det[PL_ESPIONAGE], 1600);
  assert_int_equal(value_of(&parameters, pl_parameter_find("imax_e")), parameters.imax[PL_ELECTION]);
  assert_int_equal(parameters.imax[PL_ELECTION], 28);
  assert_int_equal(parameters.kappa, 0);
  assert_int_equal(pl_parameter_find("kappa")->smallest, -49152);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_rows_cover_the_struct_once),
      cmocka_unit_test(test_defaults_lie_in_their_ranges),
      cmocka_unit_test(test_names_are_unique_and_found),
      cmocka_unit_test(test_a_family_parameter_is_four_rows),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
