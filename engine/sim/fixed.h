/* Fixed-point arithmetic of model §1. Multiplication rounds down, also for negatives, on every compiler. */
#ifndef POLDER_SIM_FIXED_H
#define POLDER_SIM_FIXED_H

#include <polder/types.h>

/* floor(x / 65536) without relying on how a compiler shifts negative numbers. */
static inline int64_t q16_floor(int64_t x) { return x >= 0 ? x >> 16 : ~(~x >> 16); }
/* floor(a·b / 65536); the product must fit 63 bits. */
static inline int64_t mul(int64_t a, int64_t b) { return q16_floor(a * b); }

static inline int64_t clamp(int64_t x, int64_t low, int64_t high) { return x < low ? low : x > high ? high : x; }
static inline pl_q16 clampq(int64_t x) { return (pl_q16)clamp(x, 0, PL_ONE); }
/* x or q, as independent chances: x + (1 − x)·q. */
static inline pl_q16 noisy_or(pl_q16 x, pl_q16 q) { return x + (pl_q16)mul(PL_ONE - x, q); }

#endif
