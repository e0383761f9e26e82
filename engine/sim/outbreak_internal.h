/* An outbreak from inside: shared by outbreak.c, which lets it spread, outbreak_life.c, which makes, copies, hashes and
 * redraws it, and outbreak_checkpoint.c.
 *
 *   organisation ──► page ──► entry      the number of its slot and its condition, S L I C R
 *                               │
 *                 slot[] ◄──────┘        one per organisation ever touched; the exposed first, state by state
 *                 │    ▲
 *           place │    │ slot
 *                 ▼    │
 *                frontier                susceptible slots under pressure, as parallel arrays:
 *                                          pressure[] += step[], one addition each per tick, compared with bound[]
 *
 *   latent ──► infectious ──► contained  lists, in order of infection within those who moved on together
 *
 * What holds between ticks:
 *   1. The entry alone knows the condition; an entry of nought is somebody susceptible without a slot. Slot 0 is
 *      nobody's. Pages are made when first written to, so that a small outbreak costs the same in a large world.
 *   2. A slot outside the frontier is under no pressure (net = 0). One inside may be idle, too: when its pressure
 *      ends or it is infected, its step becomes nought and it stays, for pressure often returns and leaving one by one
 *      means jumping about in memory. Once half of the frontier is idle, all of these are swept out together.
 *   3. step = net × susceptibility × hygiene, unless the state is stale: then it is put right before the next advance.
 *   4. A bound that is not exact is at most the threshold. */
#ifndef POLDER_SIM_OUTBREAK_INTERNAL_H
#define POLDER_SIM_OUTBREAK_INTERNAL_H

#include "fixed.h"
#include "outbreak.h"

typedef enum condition { SUSCEPTIBLE, LATENT, INFECTIOUS, CONTAINED, RECOVERED } condition;
enum { CONDITION_BITS = 3, CONDITION_MASK = (1 << CONDITION_BITS) - 1 };

/* The index: one entry per organisation, 29 bits of slot number and three of condition. */
enum { PAGE_BITS = 10, PAGE_ENTRIES = 1 << PAGE_BITS };

enum { OUTSIDE = -1, INFECTED = -2 }; /* places of a slot that is not in the frontier */

/* 32 bytes. What pressing needs is in the first 16, so that it lies in one cache line. */
typedef struct slot {
  int32_t net; /* pressure per tick before susceptibility and hygiene, ≥ 0 */
  int32_t hygiene;
  int32_t place; /* in the frontier, or OUTSIDE, or INFECTED */
  uint32_t state;
  uint32_t organisation;
  int32_t pressure, bound; /* while OUTSIDE; in the frontier, those of the frontier count */
  bool is_exact;           /* the bound is the threshold itself, not a lower bound of it */
} slot;

/* Parallel arrays in one block of memory, owned through pressure, the first. */
enum { FRONTIER_ARRAYS = 5 };
typedef struct frontier {
  int32_t *pressure, *step, *bound, *state, *slot;
  uint32_t count, capacity;
  uint32_t idle; /* entries with net = 0 */
} frontier;

typedef struct stay { /* an organisation in L, I or C */
  int64_t value;
  uint32_t organisation;
  pl_tick timer;     /* age at which it moves on */
  pl_tick charged;   /* damage is charged up to and including this age */
  int32_t remainder; /* hazard left before detection */
  uint16_t state;
} stay;

typedef struct stay_list {
  stay *row;
  uint32_t first, count, capacity; /* rows first … count−1 */
} stay_list;

typedef struct region { /* what the outbreak knows of one state */
  pl_q16 susceptibility, hazard, shield;
  pl_tick wave;
  uint32_t exposed, exposed_end; /* slots */
  int64_t damage;                /* since the last settlement */
  bool is_open, is_stale;
} region;

struct pl_outbreak {
  const pl_map *map;
  pl_disease disease;
  uint64_t seed, exposed_key, threshold_key, detect_key, recover_key; /* keys half made */
  pl_iid iid;
  uint32_t **page; /* [page_count], NULL: nobody there was touched */
  uint32_t page_count, page_size; /* entries; no longer than the map */
  slot *slot;
  uint32_t slot_count, slot_capacity;
  region *region; /* [state_count] */
  frontier frontier;
  stay_list latent, infectious, contained;
  uint32_t *reached; /* scratch */
  uint32_t reached_capacity;
  pl_tick next_edge;     /* no window opens or closes before this age */
  pl_tick next_recovery; /* nobody recovers before this age */
  bool any_stale, is_spent, failed;
};

static inline uint32_t entry_of(const pl_outbreak *o, uint32_t organisation) {
  const uint32_t *page = o->page[organisation >> PAGE_BITS];
  return page ? page[organisation % PAGE_ENTRIES] : 0;
}
static inline condition condition_of(uint32_t entry) { return (condition)(entry & CONDITION_MASK); }
static inline uint32_t slot_number(uint32_t entry) { return entry >> CONDITION_BITS; }

/* Of one who has a slot, as every infected has. */
static inline uint32_t *address_of(const pl_outbreak *o, uint32_t organisation) {
  return &o->page[organisation >> PAGE_BITS][organisation % PAGE_ENTRIES];
}
static inline void set_condition(pl_outbreak *o, uint32_t organisation, condition to) {
  uint32_t *entry = address_of(o, organisation);
  *entry = (*entry & ~(uint32_t)CONDITION_MASK) | to;
}

/* The number of a new slot for an organisation without one; 0: out of memory, and the outbreak has failed. */
uint32_t pl_outbreak_add_slot(pl_outbreak *outbreak, uint32_t organisation);
/* Room for more entries. False: out of memory, nothing has changed. */
bool pl_outbreak_grow_frontier(frontier *f);

#endif
