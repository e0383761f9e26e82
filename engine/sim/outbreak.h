/* The spread of one incident among organisations: the kernel (model §6.2, Sellke's construction).
 *
 * Every organisation has one exponential threshold per incident and gathers pressure: `background` while its
 * state's campaign window is open and it is exposed, plus the virulence times link weight of every infectious supplier.
 * When pressure reaches the threshold it goes S → L latent → I infectious → C contained → R recovered. With levels and
 * the course of knowledge given, less pressure anywhere can only infect a subset, each at the same tick or later.
 *
 * Work is proportional to what is touched, never to the number of organisations. An outbreak knows no policies, no
 * sharing and no events: it tells its host through one callback and takes from it two figures per state. */
#ifndef POLDER_SIM_OUTBREAK_H
#define POLDER_SIM_OUTBREAK_H

#include "archive.h"
#include "luck.h"

#include <polder/world.h>

/* What an incident does to organisations. Times in ticks, damage q16 of an organisation's value per tick. */
typedef struct pl_disease {
  pl_q16 beta, background;
  pl_tick latency, longest_infectious, recovery, life, window;
  int64_t damage_start, damage_infectious, damage_contained;
} pl_disease;

typedef struct pl_outbreak_host {
  void *context;
  /* An organisation of `state` moved to `status` ('L' 'I' 'C' 'R') at the tick being computed. At 'C' its state has
   * detected the incident; the host may then change that state's figures (pl_outbreak_set_state) and this outbreak's
   * waves. */
  void (*moved)(void *context, uint32_t organisation, int state, char status);
  /* How much a recovery that starts now in `state` is shortened, q16 of its length. */
  pl_q16 (*recovery_aid)(void *context, int state);
} pl_outbreak_host;

typedef struct pl_outbreak pl_outbreak;

/* An outbreak of `disease` named `iid`, nobody exposed yet. `map` is borrowed. NULL: out of memory. */
pl_outbreak *pl_outbreak_new(const pl_map *map, const pl_disease *disease, uint64_t seed, pl_iid iid);
pl_outbreak *pl_outbreak_copy(const pl_outbreak *outbreak);
void pl_outbreak_free(pl_outbreak *outbreak);

/* Exposes each organisation of `state` with chance share[sector], drawn by its own key; its campaign window opens
 * `wave` ticks after the launch. States in ascending order, before the first tick. False: out of memory. */
bool pl_outbreak_expose(pl_outbreak *outbreak, int state, const pl_q16 share[PL_SECTORS], pl_tick wave);
/* Infects an organisation outright (tests and benchmarks). */
bool pl_outbreak_seed(pl_outbreak *outbreak, uint32_t organisation, pl_tick age);
/* Susceptibility and detection hazard of a state from now on (q16 per tick), and the share of damage it is shielded
 * from.
 * The shield may change between rounds only, after pl_outbreak_settle. */
void pl_outbreak_set_state(pl_outbreak *outbreak, int state, pl_q16 susceptibility, pl_q16 hazard);
void pl_outbreak_set_shield(pl_outbreak *outbreak, int state, pl_q16 shield);
/* Moves a window that is still to open. */
void pl_outbreak_move_wave(pl_outbreak *outbreak, int state, pl_tick wave);
/* A strike: other virulence and background pressure from now on. */
void pl_outbreak_weaken(pl_outbreak *outbreak, pl_q16 beta, pl_q16 background);

/* One tick at `age` ticks after launch (0, 1, 2, …). False: out of memory. */
bool pl_outbreak_tick(pl_outbreak *outbreak, pl_tick age, const pl_outbreak_host *host);
/* Nobody is L, I or C. */
bool pl_outbreak_is_quiet(const pl_outbreak *outbreak);
/* Charges damage up to and including tick `age`, and moves the sum since the last call to damage[state], q16 mu. */
void pl_outbreak_settle(pl_outbreak *outbreak, pl_tick age, int64_t *damage);

char pl_outbreak_status(const pl_outbreak *outbreak, uint32_t organisation);
/* A hash of every organisation's condition that does not depend on the order of anything inside. */
uint64_t pl_outbreak_digest(const pl_outbreak *outbreak);

/* Who pressed how much on whom, while the infections of a tick are traced. A zeroed trace is a valid empty one; it may
 * be used again and again. */
typedef struct pl_press {
  int64_t amount;
  uint32_t organisation;
  uint16_t state; /* of the suppliers */
} pl_press;
typedef struct pl_trace {
  pl_press *press; /* owned */
  size_t count, capacity;
} pl_trace;
/* Finds where the infections of this tick come from. Only from within `moved`, when that tells of the first 'L' of a
 * tick (`first`): the answer is then about all that follow in the tick, too. False: out of memory. */
bool pl_outbreak_trace(const pl_outbreak *outbreak, uint32_t first, pl_trace *trace);
/* The state whose infectious organisations press most on this organisation as it is infected (of equals the lowest
 * index); PL_NONE: none does, it comes straight from the adversary. */
uint16_t pl_trace_source(const pl_trace *trace, uint32_t organisation);
void pl_trace_clear(pl_trace *trace);

/* New luck for what has not happened yet (model §9): thresholds as pressure so far plus a new draw. */
void pl_outbreak_redraw(pl_outbreak *outbreak, uint64_t seed);
/* Saves an outbreak that was settled at `age`, or loads it into a new one of the same disease, seed, iid and figures
 * per state, whose windows open at wave[state]. After a load that went wrong the outbreak can only be freed. */
void pl_outbreak_carry(pl_outbreak *outbreak, pl_archive *archive, pl_tick age, const pl_tick *wave);

#endif
