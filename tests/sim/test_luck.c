/* Keyed draws: the vectors of model §2, the shape of the exponential, and the lower bounds that stand in for it. */
#include "support.h"

#include "luck.h"

#include <stdlib.h>

static uint64_t random_key(uint32_t i) { return pl_luck_key(7, 201, i, 0, 0); }

static void test_vectors(void **state) {
  (void)state;
  assert_true(pl_luck_mix(0) == UINT64_C(0xe220a8397b1dcdaf));
  assert_true(pl_luck_mix(1) == UINT64_C(0x910a2dec89025cc1));
  const uint64_t key = pl_luck_key(1, 2, 3, 4, 5);
  assert_true(key == UINT64_C(0xbbe5e66f27840194));
  assert_int_equal(pl_luck_unif(key), 48101);
  assert_int_equal(pl_luck_exponential(key), 20268);
  assert_int_equal(pl_luck_exponential(0), 1453632);
  assert_int_equal(pl_luck_exponential(UINT64_C(1) << 63), 45426);
  assert_int_equal(pl_luck_exponential(~UINT64_C(0)), 0);
}

static void test_a_key_may_be_made_in_two_steps(void **state) {
  (void)state;
  for (uint32_t i = 0; i < 100; i++)
    assert_true(pl_luck_finish(pl_luck_begin(i, i % 24, 3 * i), i + 1, i * i) ==
                pl_luck_key(i, i % 24, 3 * i, i + 1, i * i));
}

/* Each part of a name matters: seed, stream and the three numbers. */
static void test_every_part_of_a_key_counts(void **state) {
  (void)state;
  const uint64_t key = pl_luck_key(1, 2, 3, 4, 5);
  assert_true(key != pl_luck_key(2, 2, 3, 4, 5));
  assert_true(key != pl_luck_key(1, 3, 3, 4, 5));
  assert_true(key != pl_luck_key(1, 2, 4, 4, 5));
  assert_true(key != pl_luck_key(1, 2, 3, 5, 5));
  assert_true(key != pl_luck_key(1, 2, 3, 4, 6));
  assert_true(pl_luck_key(1, 2, 3, 4, 5) != pl_luck_key(1, 2, 4, 3, 5));
}

/* Mean and deviation of an exponential of mean 1 are both 65536. Over 10^6 draws the mean's own deviation is 0.1 %, so
 * 0.3 % is three of them; the squarings round down and cost another 0.04 %. The same for the deviation, whose own
 * deviation is sqrt(2)·0.1 % (an exponential's fourth moment is 9): 0.5 %. */
static void test_the_exponential_has_mean_and_deviation_one(void **state) {
  (void)state;
  enum { DRAWS = 1000000 };
  double sum = 0, squares = 0;
  for (uint32_t i = 0; i < DRAWS; i++) {
    const double x = pl_luck_exponential(random_key(i));
    sum += x;
    squares += x * x;
  }
  const double mean = sum / DRAWS, variance = squares / DRAWS - mean * mean;
  if (mean < 0.997 * PL_ONE || mean > 1.003 * PL_ONE) fail_msg("mean %f", mean);
  if (variance < 0.99 * PL_ONE * PL_ONE || variance > 1.01 * PL_ONE * PL_ONE) fail_msg("variance %f", variance);
}

/* 16 classes of equal width: chi-square with 15 degrees of freedom exceeds 44.3 once in 10^4 sets of keys. */
static void test_uniform_draws_are_uniform(void **state) {
  (void)state;
  enum { DRAWS = 160000 };
  int count[16] = {0};
  for (uint32_t i = 0; i < DRAWS; i++) {
    const int32_t x = pl_luck_unif(random_key(i));
    assert_true(x >= 0 && x < PL_ONE);
    count[x >> 12]++;
  }
  double square = 0;
  for (int k = 0; k < 16; k++) square += (count[k] - DRAWS / 16.0) * (count[k] - DRAWS / 16.0) / (DRAWS / 16.0);
  if (square > 44.3) fail_msg("chi-square %f", square);
}

static void test_the_exponential_never_rises_with_the_key(void **state) {
  (void)state;
  for (uint32_t i = 0; i < 100000; i++) { /* neighbours in the half of the key that counts */
    const uint64_t key = random_key(i);
    if (key >> 32 == UINT32_MAX) continue;
    assert_true(pl_luck_exponential(key) >= pl_luck_exponential(key + (UINT64_C(1) << 32)));
    assert_int_equal(pl_luck_exponential(key), pl_luck_exponential(key | UINT32_MAX));
  }
  for (int bit = 1; bit < 32; bit++) { /* around each power of two, where a cell of its own begins */
    const uint64_t x = (UINT64_C(1) << bit) - 1;
    for (uint64_t d = x > 3 ? x - 3 : 0; d < x + 3; d++)
      assert_true(pl_luck_exponential(d << 32) >= pl_luck_exponential((d + 1) << 32));
  }
}

/* The floor of a key's cell is at most the draw, and near: a cell spans one part in 64, which is at most
 * 65536·ln(65/64) = 1016.1 of the logarithm, and the rounding of both ends adds less than 2 together with the slack
 * of the squarings (each of 16 digits may be lost to truncation, together under 1/1000). */
static void test_floors_bound_from_below_and_stay_near(void **state) {
  (void)state;
  pl_q16 *floors = malloc(PL_LUCK_CELLS * sizeof *floors);
  assert_non_null(floors);
  pl_luck_floors_init(floors);
  for (uint32_t i = 0; i < 300000; i++) {
    const uint64_t key = i % 3 ? random_key(i) : random_key(i) >> (i % 61); /* small ones too: long thresholds */
    const int cell = pl_luck_cell(key);
    assert_true(cell >= 0 && cell < PL_LUCK_CELLS);
    const int32_t draw = pl_luck_exponential(key);
    if (floors[cell] > draw || draw - floors[cell] > 1090)
      fail_msg("key %llx: draw %d, floor %d", (unsigned long long)key, draw, floors[cell]);
    assert_true(cell == 0 || floors[cell - 1] >= draw); /* what bounds the cell before bounds this one from above */
  }
  assert_int_equal(floors[pl_luck_cell(~UINT64_C(0))], 0);
  assert_true(floors[pl_luck_cell(0)] <= pl_luck_exponential(0));
  free(floors);
}

/* The floor belongs to the cell: it is itself a draw of that cell, the smallest. Walking up from any key, the cell's
 * number never falls and changes exactly where the next cell begins. */
static void test_a_floor_is_the_smallest_draw_of_its_cell(void **state) {
  (void)state;
  pl_q16 *floors = malloc(PL_LUCK_CELLS * sizeof *floors);
  assert_non_null(floors);
  pl_luck_floors_init(floors);
  for (uint32_t i = 0; i < 20000; i++) {
    const uint64_t key = random_key(i);
    uint64_t low = key >> 32, high = UINT32_MAX; /* the last upper half with the same cell */
    while (low < high) {
      const uint64_t middle = low + (high - low + 1) / 2;
      if (pl_luck_cell(middle << 32) == pl_luck_cell(key)) low = middle;
      else high = middle - 1;
    }
    assert_int_equal(pl_luck_exponential(low << 32), floors[pl_luck_cell(key)]);
    if (low < UINT32_MAX) assert_true(pl_luck_cell((low + 1) << 32) > pl_luck_cell(key));
  }
  free(floors);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_vectors),
      cmocka_unit_test(test_a_key_may_be_made_in_two_steps),
      cmocka_unit_test(test_every_part_of_a_key_counts),
      cmocka_unit_test(test_the_exponential_has_mean_and_deviation_one),
      cmocka_unit_test(test_uniform_draws_are_uniform),
      cmocka_unit_test(test_the_exponential_never_rises_with_the_key),
      cmocka_unit_test(test_floors_bound_from_below_and_stay_near),
      cmocka_unit_test(test_a_floor_is_the_smallest_draw_of_its_cell),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
