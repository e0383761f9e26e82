/* Keyed randomness (model §2): every draw is a pure function of what it is for.
 *
 * There is no generator and no order of drawing. A key is seed, stream and up to three numbers that name the thing
 * drawn for; so a changed decision shifts nobody else's dice, and adding a draw changes no other. */
#ifndef POLDER_SIM_LUCK_H
#define POLDER_SIM_LUCK_H

#include <polder/types.h>

/* Streams and their keys (a, b, c). Pairs of states are packed s << 16 | t. */
typedef enum pl_stream {
  PL_LUCK_LAUNCH = 1,  /* does it exist: adversary, round, slot */
  PL_LUCK_TICK,        /* launch tick: adversary, round, slot */
  PL_LUCK_FAMILY,      /* family: adversary, round, slot */
  PL_LUCK_TARGET,      /* exponential race: iid, state */
  PL_LUCK_EXPOSED,     /* organisation exposed: iid, organisation */
  PL_LUCK_THRESHOLD,   /* resistance: iid, organisation */
  PL_LUCK_DETECT,      /* detection threshold: iid, organisation */
  PL_LUCK_RECOVER,     /* recovery length: iid, organisation */
  PL_LUCK_WAVE,        /* when a wave arrives: iid, state */
  PL_LUCK_QUALITY,     /* jitter of an item: iid, state */
  PL_LUCK_BURN,        /* source burnt: iid, originator, recipient */
  PL_LUCK_OBSERVE,     /* perception: s<<16|t, round, which */
  PL_LUCK_FORGIVE,     /* generous tit for tat: s<<16|t, round */
  PL_LUCK_ONWARD,      /* breach discovered: iid, forwarder<<16|originator, recipient */
  PL_LUCK_VENDOR,      /* vendors cover an incident: iid, 0 criminal / 1 state */
  PL_LUCK_DISRUPT,     /* takedown works: adversary, round */
  PL_LUCK_ROLLOUT,     /* seed of a rollout: state, round, n */
  PL_LUCK_MAP,         /* value, hygiene: organisation, 0/1 */
  PL_LUCK_LINK,        /* links: organisation, k, 0… */
  PL_LUCK_TARGETS,     /* number of targets: iid */
  PL_LUCK_ASSIGN,      /* bots to seats: state */
  PL_LUCK_HOOK,        /* hooks' dice: hash of the label, round, seat */
  PL_LUCK_RULING,      /* control's rulings: round, number of the ruling */
  PL_LUCK_OTHERWISE    /* seed of other luck from a round on: round, run */
} pl_stream;

static inline uint64_t pl_luck_mix(uint64_t z) {
  z += UINT64_C(0x9E3779B97F4A7C15);
  z = (z ^ z >> 30) * UINT64_C(0xBF58476D1CE4E5B9);
  z = (z ^ z >> 27) * UINT64_C(0x94D049BB133111EB);
  return z ^ z >> 31;
}
/* The first half of a key; finish it with pl_luck_finish for many b. */
static inline uint64_t pl_luck_begin(uint64_t seed, unsigned stream, uint32_t a) {
  return pl_luck_mix(pl_luck_mix(seed ^ (uint64_t)stream << 56) ^ a);
}
static inline uint64_t pl_luck_finish(uint64_t begun, uint32_t b, uint32_t c) {
  return pl_luck_mix(pl_luck_mix(begun ^ b) ^ c);
}
static inline uint64_t pl_luck_key(uint64_t seed, unsigned stream, uint32_t a, uint32_t b, uint32_t c) {
  return pl_luck_finish(pl_luck_begin(seed, stream, a), b, c);
}
/* Uniform in 0 … 65535: "with probability p" means pl_luck_unif(key) < p. */
static inline int32_t pl_luck_unif(uint64_t key) { return (int32_t)(key >> 48); }
/* Exponential with mean 1.0 in q16, 0 … 1453632; never rises as key rises. */
int32_t pl_luck_exponential(uint64_t key);

/* Lower bounds of pl_luck_exponential: most thresholds are never reached, so the exact draw is put off until the
 * bound is. A cell is an exponent and six mantissa bits of the key's upper half. */
enum { PL_LUCK_CELLS = 33 * 64 };
void pl_luck_floors_init(pl_q16 floors[PL_LUCK_CELLS]);
int pl_luck_cell(uint64_t key);

#endif
