/* Exponential draws from integers alone (model §2).
 *
 * −ln(u) = (32 − log2 x)·ln 2 for x = the upper half of the key + 1, and log2 comes out bit by bit: squaring the
 * mantissa doubles its logarithm, and a carry into the next power of two is the next binary digit. */
#include "luck.h"

enum { LN2_Q16 = 45426 };

static int highest_bit(uint64_t x) { /* x ≥ 1 */
#if defined(__GNUC__)
  return 63 - __builtin_clzll(x);
#else
  int n = 0;
  for (int step = 32; step; step >>= 1)
    if (x >> step) x >>= step, n += step;
  return n;
#endif
}

static int32_t exponential_of(uint64_t x) { /* x in 1 … 2^32 */
  const int n = highest_bit(x);
  if (n == 32) return 0;
  uint64_t y = x << (31 - n);
  uint64_t log = 0;
  for (int bit = 15; bit >= 0; bit--) {
    y = y * y >> 31;
    const uint64_t carry = y >> 32;
    y >>= carry;
    log |= carry << bit;
  }
  log += (uint64_t)n << 16;
  return (int32_t)(((UINT64_C(32) << 16) - log) * LN2_Q16 >> 16);
}

int32_t pl_luck_exponential(uint64_t key) { return exponential_of((key >> 32) + 1); }

int pl_luck_cell(uint64_t key) {
  const uint64_t x = (key >> 32) + 1;
  const int n = highest_bit(x);
  const uint64_t mantissa = n >= 6 ? x >> (n - 6) : x << (6 - n);
  return n * 64 + (int)(mantissa & 63);
}

/* The draw falls as x rises, so the largest x of a cell bounds all of it from below. */
void pl_luck_floors_init(pl_q16 floors[PL_LUCK_CELLS]) {
  for (int cell = 0; cell < PL_LUCK_CELLS; cell++) {
    const int n = cell / 64;
    const uint64_t mantissa = 64 + (uint64_t)(cell % 64);
    const uint64_t largest = n >= 6 ? ((mantissa + 1) << (n - 6)) - 1 : mantissa >> (6 - n);
    floors[cell] = n == 32 ? 0 : exponential_of(largest);
  }
}
