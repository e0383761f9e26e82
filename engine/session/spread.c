/* Spreads: many numbers in a few, exactly.
 *
 * The figures are to be the same on every machine, so nothing is rounded before the end: sums of squares are kept in
 * 256 bits, and quotient and root are found bit by bit as the largest number whose product is not larger. With d the
 * distances from the least value, n values have the variance (n·Σd² − (Σd)²) / (n·(n − 1)), and their mean the standard
 * error √(variance / n). Distances below 2^54 and n below 2^32 leave room to spare. */
#include "runs.h"

#include <stdlib.h>

/* ---- wide numbers: natural, below 2^256 ---- */
enum { LIMBS = 8 };
typedef struct wide {
  uint32_t limb[LIMBS]; /* the lowest first */
} wide;

static wide wide_of(uint64_t x) { return (wide){{(uint32_t)x, (uint32_t)(x >> 32)}}; }

static wide sum(wide a, wide b) {
  uint64_t carry = 0;
  for (int i = 0; i < LIMBS; i++) {
    carry += (uint64_t)a.limb[i] + b.limb[i];
    a.limb[i] = (uint32_t)carry;
    carry >>= 32;
  }
  return a;
}

/* Of a ≥ b. */
static wide difference(wide a, wide b) {
  uint32_t borrow = 0;
  for (int i = 0; i < LIMBS; i++) {
    const uint64_t taken = (uint64_t)b.limb[i] + borrow;
    borrow = a.limb[i] < taken;
    a.limb[i] = (uint32_t)(a.limb[i] - taken);
  }
  return a;
}

static wide product(wide a, wide b) {
  wide out = {{0}};
  for (int i = 0; i < LIMBS; i++) {
    uint64_t carry = 0;
    for (int j = 0; a.limb[i] && i + j < LIMBS; j++) {
      carry += (uint64_t)a.limb[i] * b.limb[j] + out.limb[i + j];
      out.limb[i + j] = (uint32_t)carry;
      carry >>= 32;
    }
  }
  return out;
}

static int compare(wide a, wide b) {
  for (int i = LIMBS - 1; i >= 0; i--)
    if (a.limb[i] != b.limb[i]) return a.limb[i] < b.limb[i] ? -1 : 1;
  return 0;
}

static wide power(uint64_t x, int exponent) { return exponent == 1 ? wide_of(x) : product(wide_of(x), wide_of(x)); }

/* The largest x below 2^63 with x^exponent · divisor ≤ number. */
static uint64_t largest(wide number, wide divisor, int exponent) {
  uint64_t x = 0;
  for (int bit = 62; bit >= 0; bit--) {
    const uint64_t larger = x | UINT64_C(1) << bit;
    if (compare(product(power(larger, exponent), divisor), number) <= 0) x = larger;
  }
  return x;
}

/* ---- moments ---- */
typedef struct moments {
  uint64_t count;
  wide sum, squares; /* of the distances from the least value */
} moments;

static moments moments_of(const int64_t *values, size_t count, int64_t least) {
  moments m = {.count = count};
  for (size_t i = 0; i < count; i++) {
    const wide d = wide_of((uint64_t)values[i] - (uint64_t)least);
    m.sum = sum(m.sum, d);
    m.squares = sum(m.squares, product(d, d));
  }
  return m;
}

/* n·Σd² − (Σd)², the variance but for its divisor. */
static wide scatter_of(const moments *m) {
  return difference(product(wide_of(m->count), m->squares), product(m->sum, m->sum));
}

/* In thousandths, to the nearest; from halfway away from zero. */
static int64_t mean_of(const moments *m, int64_t least) {
  const wide thousand = product(m->sum, wide_of(1000)), count = wide_of(m->count);
  const uint64_t whole = largest(thousand, count, 1);
  const wide rest = difference(thousand, product(wide_of(whole), count));
  const int64_t below = least * 1000 + (int64_t)whole;
  const int side = compare(sum(rest, rest), count);
  return below + (side > 0 || (!side && below >= 0));
}

/* In thousandths, rounded up. */
static int64_t error_of(const moments *m) {
  if (m->count < 2) return 0;
  const wide n = wide_of(m->count), divisor = product(product(n, n), wide_of(m->count - 1));
  const wide million = product(scatter_of(m), wide_of(1000000));
  const uint64_t root = largest(million, divisor, 2);
  return (int64_t)root + (compare(product(power(root, 2), divisor), million) < 0);
}

int64_t pl_variance_of(const int64_t *values, size_t count) {
  if (count < 2) return 0;
  int64_t least = values[0];
  for (size_t i = 1; i < count; i++)
    if (values[i] < least) least = values[i];
  const moments m = moments_of(values, count, least);
  const wide divisor = product(wide_of(count), wide_of(count - 1)), thousand = product(scatter_of(&m), wide_of(1000));
  const uint64_t whole = largest(thousand, divisor, 1);
  const wide rest = difference(thousand, product(wide_of(whole), divisor));
  if (whole == INT64_MAX) return INT64_MAX;
  return (int64_t)whole + (compare(sum(rest, rest), divisor) >= 0);
}

/* ---- in order ---- */
static int ascending(const void *a, const void *b) {
  const int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
  return (x > y) - (x < y);
}

size_t pl_percentile_at(size_t count, int percent) { return (count * (size_t)percent + 99) / 100 - 1; }

void pl_spread_of(int64_t *values, size_t count, pl_spread *spread) {
  qsort(values, count, sizeof *values, ascending);
  const moments m = moments_of(values, count, values[0]);
  *spread = (pl_spread){.mean = mean_of(&m, values[0]),
                        .error = error_of(&m),
                        .p5 = values[pl_percentile_at(count, 5)],
                        .p25 = values[pl_percentile_at(count, 25)],
                        .median = values[pl_percentile_at(count, 50)],
                        .p75 = values[pl_percentile_at(count, 75)],
                        .p95 = values[pl_percentile_at(count, 95)],
                        .least = values[0],
                        .most = values[count - 1]};
}
