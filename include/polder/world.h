/* The world: the state of one exercise, and the only code that changes it.
 *
 * A world is built from a scenario, a seed and, round by round, the sealed decisions: pl_world_new, then for
 * every round pl_world_open_round, pl_world_resolve. Same scenario, seed and decisions give the same digest
 * on every machine. Everything here is integers; no clock, file, environment or locale is read.
 *
 * Readers get const pointers into the world; they are valid until the world next changes. Loops everywhere
 * run in ascending index. Sources of the formulas: "Polder — the standard model", cited as model §n. */
#ifndef POLDER_WORLD_H
#define POLDER_WORLD_H

#include <polder/event.h>
#include <polder/rules.h>

/* ---- the map: immutable, may be shared by many worlds ---- */
typedef struct pl_arc { /* an out-link: infection goes from the owner to `customer` */
  uint32_t customer;
  pl_q16 weight;
} pl_arc;
typedef struct pl_map {
  int32_t state_count, organisation_count;
  uint32_t *first;         /* [state_count + 1]: organisations of state s are first[s] … first[s+1]−1 */
  uint16_t *state;         /* [organisation_count] */
  uint8_t *sector;         /* 0 … 7 */
  int64_t *value;          /* v, q16 mu per tick at full outage */
  pl_q16 *hygiene;         /* h */
  uint32_t *out_first;     /* [organisation_count + 1], into arc */
  pl_arc *arc;             /* by supplier, then customer, then order of generation */
  uint32_t arc_count;
  int64_t *link_in;        /* [state_count²]: summed weight of links from state t into s, at s·n + t */
  pl_q16 *threshold_floor; /* lower bounds of expq, see sim/luck.h */
} pl_map;
/* The map of model §12 with the scenario's sizes, named organisations and links. NULL and an error: out of memory, or a
 * sum that could overflow (PL_BAD_INPUT). The caller frees it after every world that uses it. */
pl_map *pl_map_new(const pl_scenario *scenario, pl_error *error);
void pl_map_free(pl_map *map);

/* ---- what readers may look at ---- */
typedef struct pl_state {
  pl_mu budget;                 /* B, per round */
  pl_q16 expertise;             /* E */
  pl_mu stock[PL_TRACKS];       /* X */
  pl_q16 level[PL_TRACKS];      /* V, of the last §4 */
  pl_q16 effective_expertise;   /* Ee */
  pl_q16 standing, confidence, rights;
  pl_state_set allies;
  uint64_t forums, ever_left;   /* memberships; forums ever left */
  pl_seat_orders orders;
  pl_state_set posture;         /* of the last round resolved, as states (all before the first) */
  pl_state_set seen;            /* perceived as cooperating last round (all at first) */
  pl_state_set ever_defected;   /* perceived to defect at least once */
  bool has_subscription;        /* bought commercial intelligence this round */
  int64_t loss;                 /* q16 mu, cumulative; shown as >> 16 */
  pl_mu edge, burn, effort;     /* cumulative */
  pl_mu spent;                  /* money left for the tracks this round, b of §5.3 */
  pl_mu bonus;                  /* from effects: added to the next round's money */
  int32_t hit_now, hit_peak;    /* organisations in I or C, over all incidents */
  int64_t hit_total;            /* ever infected, over all incidents */
} pl_state;

typedef struct pl_item { /* what `originator` found out about one incident */
  pl_tick birth;         /* −1: there is none */
  pl_q16 quality;        /* at birth */
  pl_q16 sensitivity;
  pl_label label;
  pl_state_set sent;     /* who it was sent to; ⊇ hold */
  pl_state_set hold;     /* who received it */
  pl_state_set tear;     /* ⊆ sent: got the tear-line */
  pl_state_set leaked;   /* ⊆ sent: passed on without consent, and the originator has not found out */
  bool is_single;        /* under individual control (extension §17) */
  bool is_burnt;         /* the originator paid for this source */
  bool is_published;
} pl_item;

typedef enum pl_phase { PL_PHASE_SLEEPING, PL_PHASE_ACTIVE, PL_PHASE_ENDED } pl_phase;

struct pl_outbreak;
typedef struct pl_incident {
  pl_iid iid;
  uint16_t adversary;
  uint16_t declared;           /* index in the scenario's incidents, or PL_NONE */
  pl_family family;
  pl_phase phase;
  pl_tick launch, first_detection; /* −1: nobody detected it yet */
  uint16_t first_detector;
  pl_state_set targets;
  pl_q16 beta, background, detection; /* β, bg, base hazard */
  int64_t d0, dI, dC;
  pl_label label;
  pl_q16 sensitivity;
  bool is_burnt;
  pl_tick burnt_at;
  pl_tick *wave;               /* [state_count], after launch */
  pl_q16 *knowledge;           /* K, [state_count] */
  pl_item *item;               /* [state_count], by originator */
  int32_t *hit;                /* [state_count], ever infected */
  int32_t infections;
  int64_t damage;              /* q16 mu */
  struct pl_outbreak *outbreak; /* NULL once the incident is over: then nothing of it changes any more */
  uint64_t sealed;             /* its part of the digest, once it is over */
} pl_incident;

typedef struct pl_forum {
  pl_state_set members;
  pl_q16 phi, quality;
  pl_tick latency;
  /* an open application (extension §19); applicant PL_NONE: none */
  uint16_t applicant;
  int32_t applied_round;
  int32_t admit_round[PL_MAX_STATES]; /* membership starts then; −1: not admitted */
} pl_forum;

typedef struct pl_adversary {
  pl_q16 suppression, success;
  pl_q16 *tension, *pending;   /* [state_count] */
} pl_adversary;

typedef struct pl_inject_state {
  int32_t fired_round;         /* −1: not yet */
  int32_t due_round;           /* −1: not scheduled */
  int32_t answered_round;      /* last round in which some seat answered, −1 */
  uint64_t chosen;             /* options chosen by anybody: 1 << option */
} pl_inject_state;

typedef struct pl_variable {
  int64_t value;
  const char *text;            /* of PL_VARIABLE_TEXT */
} pl_variable;

/* One world. The struct is in engine/sim/world_internal.h. */
typedef struct pl_world pl_world;

/* ---- life ---- */
/* A world before its first round. Borrows scenario, map and rules (NULL: none) until it is freed. */
pl_world *pl_world_new(const pl_scenario *scenario, const pl_map *map, const pl_rules *rules, uint64_t seed,
                       pl_error *error);
/* An equal world that shares scenario and map but has no rules and no event log. NULL: out of memory. */
pl_world *pl_world_copy(const pl_world *world);
void pl_world_free(pl_world *world);
/* From now on the world appends to `log` (borrowed; NULL: records nothing). */
void pl_world_record(pl_world *world, pl_event_log *log);

/* Before decisions: delayed effects, on_round hooks, conditional incidents, injects due (schema "Where these
 * happen"). Fails with PL_BAD_INPUT when a hook fails, PL_NO_MEMORY, or PL_BUG when called out of turn; the
 * world is then unusable except for pl_world_free. */
pl_status pl_world_open_round(pl_world *world, pl_error *error);
/* Would this decision be accepted now, after the seat's `earlier` decisions of this round? Shape, ranges, who may,
 * preconditions. PL_BAD_INPUT and a sentence saying why not, and what would do. Changes nothing. */
pl_status pl_world_check(const pl_world *world, const pl_decision *decision, const pl_decision *earlier,
                         size_t earlier_count, pl_error *error);
/* The round: membership, money, tracks, launches, 28 ticks, perception, society, hooks, objectives (model §5).
 * `decisions` in the total order seat, then submission. A decision that is not (or no longer) possible lapses
 * and is recorded. Errors as pl_world_open_round. */
pl_status pl_world_resolve(pl_world *world, const pl_decision *decisions, size_t count, pl_error *error);
/* The hash of the whole state after the last round resolved; the same whatever the engine's inner layout. */
uint64_t pl_world_digest(const pl_world *world);

/* One part of the state under its name, hashed by itself, so that two worlds that differ can be told where. */
typedef struct pl_quantity {
  const char *name; /* constant: "loss", "trust", "standing", … */
  uint64_t digest;
} pl_quantity;
/* All parts, in declared order; returns how many there are and writes at most `capacity`. Two worlds have the same
 * digest exactly when all their quantities agree (but for collisions). */
size_t pl_world_quantities(const pl_world *world, pl_quantity *quantities, size_t capacity);

/* ---- checkpoints: a cache, never the truth ---- */
/* Appends the whole state between two rounds, in a form of this version of the engine alone. In the middle of a round
 * nothing is appended. */
void pl_world_save(const pl_world *world, pl_buffer *out);
/* The world that was saved; it goes on exactly as the original. Arguments as of pl_world_new. Any bytes are safe: NULL
 * and PL_BAD_INPUT when they are not a state of this scenario, map and seed, NULL and PL_NO_MEMORY. */
pl_world *pl_world_load(const pl_scenario *scenario, const pl_map *map, const pl_rules *rules, uint64_t seed,
                        const void *bytes, size_t length, pl_error *error);

/* ---- looking ---- */
const pl_scenario *pl_world_scenario(const pl_world *world);
const pl_map *pl_world_map(const pl_world *world);
uint64_t pl_world_seed(const pl_world *world);
int pl_world_round(const pl_world *world);          /* the round being played, from 0; rounds when all are over */
bool pl_world_is_over(const pl_world *world);
pl_tick pl_world_tick(const pl_world *world);       /* now: first tick of the coming round between rounds */
const pl_state *pl_world_state(const pl_world *world, int state);
const pl_forum *pl_world_forum(const pl_world *world, int forum);
const pl_adversary *pl_world_adversary(const pl_world *world, int adversary);
int pl_world_incident_count(const pl_world *world);
const pl_incident *pl_world_incident(const pl_world *world, int incident); /* in order of creation */
int pl_world_find_incident(const pl_world *world, pl_iid iid);             /* index, or −1 */
int pl_world_find_declared(const pl_world *world, int declared);           /* index of its last launch, or −1 */
pl_q16 pl_world_trust(const pl_world *world, int of, int in);              /* trust[of][in] */
pl_q16 pl_world_norm(const pl_world *world);
const pl_inject_state *pl_world_inject(const pl_world *world, int inject);
/* What control made it say instead of the scenario's text, in whatever language; NULL: nothing. What has come keeps
 * it. */
const char *pl_world_inject_text(const pl_world *world, int inject);
/* Control skipped or delayed it: it comes at its due_round if it has one, and else not by itself. */
bool pl_world_is_held(const pl_world *world, int inject);
/* Whether a seat has an inject before it in this round that it may answer. */
bool pl_world_may_answer(const pl_world *world, int inject, int seat);
const pl_variable *pl_world_variable(const pl_world *world, int variable);
int pl_world_times_done(const pl_world *world, int seat, int action);      /* how often a seat did an action */
pl_q16 pl_world_objective(const pl_world *world, int objective, int seat); /* met, q16; −1: not judged yet */
bool pl_world_holds(const pl_world *world, const pl_condition *condition); /* NULL holds */
pl_state_set pl_world_resolve_audience(const pl_world *world, int seat, const pl_audience *audience);
/* Money a seat has to spend this round before actions: b of §5.3 after dues (of its present memberships). */
pl_mu pl_world_money(const pl_world *world, int state);
pl_mu pl_world_action_cost(const pl_world *world, int state, const pl_decision *decision);
pl_mu pl_world_payoff(const pl_world *world, int state); /* edge − loss − burn − effort, model §10 */
/* One keyed draw with probability `p` for a hook's labelled dice (stream 22): label hash, round, seat. */
bool pl_world_chance(const pl_world *world, const char *label, int seat, pl_q16 p);
/* The status of an organisation in an incident: 'S' 'L' 'I' 'C' 'R'; '-' once the incident is over. */
char pl_world_organisation_status(const pl_world *world, int incident, uint32_t organisation);

/* For rollouts: redraws every hidden thing of the future under a new seed: thresholds as pressure so far + new
 * draw, detection remainders anew (model §9). */
void pl_world_redraw(pl_world *world, uint64_t seed);
/* The same for analysis: other luck from now on, number `run` of any. */
void pl_world_redraw_run(pl_world *world, uint32_t run);

/* ---- supposing ---- */
/* Supposes that `originator`'s item on `iid` goes to `audience`, at birth or (born already) when the next round is
 * resolved, and to nobody else besides whom it was sent to before: neither its seat's decisions and standing orders nor
 * the scenario's effects send it. Whoever gets it may pass it on. */
typedef struct pl_supposition {
  pl_iid iid;
  uint16_t originator;
  pl_audience audience; /* nothing in it: the item is withheld */
} pl_supposition;
/* From now on; in place of what was supposed before. `rows` are borrowed, by copies of this world too. */
void pl_world_suppose(pl_world *world, const pl_supposition *rows, size_t count);

/* From now on each tick of a round writes how many organisations of each state are hit (I or C) after it, to
 * counts[tick · state_count + state]. Borrowed, with room for all ticks of the scenario; NULL: no more. Not copied. */
void pl_world_count(pl_world *world, int32_t *counts);

/* How many decisions lapsed in this world since it was made or copied. */
uint64_t pl_world_lapses(const pl_world *world);
/* How many of control's acts were moot in it since then. */
uint64_t pl_world_moots(const pl_world *world);

/* The world goes on with these rules: another opening of the scenario that its own were. For copies. */
void pl_world_take_rules(pl_world *world, const pl_rules *rules);

/* ---- imagining ---- */
/* What a seat knows of an incident `declared` in an imagined scenario. */
typedef struct pl_imagined {
  int declared;
  pl_q16 knowledge;      /* K of the seat */
  bool has_item;         /* its own item, as it stands now: */
  bool is_single, is_burnt;
  pl_tick birth;
  pl_q16 quality, sensitivity;
  pl_label label;
  pl_state_set sent;
} pl_imagined;
/* For forecasts, in an open round: puts the figures of all states back to what the scenario says at the start, gives
 * `seat` the knowledge and the items it has, and ends every other incident that it would have heard of. */
void pl_world_imagine(pl_world *world, int seat, const pl_imagined *known, size_t count);

#endif
