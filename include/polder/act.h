/* Control acts: what whoever runs an exercise does to its world, beside what the seats decide.
 *
 * An act is checked, journaled and only then carried out, like a decision; unlike one it takes effect at once, in the
 * open round, in the order in which acts and decisions came. So it is replayed where it stood, and the same acts give
 * the same digests. An exercise without acts has the digests that it always had.
 *
 * A ruling adjudicates a free-form move: control states the outcomes, with odds and effects; one keyed draw (stream 23:
 * round, number of the ruling, 0) decides among them. One certain outcome is a plain ruling, and draws nothing. */
#ifndef POLDER_ACT_H
#define POLDER_ACT_H

#include <polder/memory.h>
#include <polder/scenario.h>
#include <polder/status.h>

enum {
  PL_ACT_OUTCOMES = 4,       /* of one ruling, at most */
  PL_ACT_EFFECTS = 8,        /* of one outcome */
  PL_ACT_TEXT_BYTES = 1000,  /* of any text */
  PL_ACT_JSON_BYTES = 16384, /* longer texts are refused */
  PL_ROUND_RULINGS = 64      /* in one round */
};

/* X(constant, name in JSON, what it does) */
#define PL_ACT_TABLE(X)                                                                                       \
  X(PL_ACT_FIRE, "fire", "the scenario's inject `inject` comes now: whoever it asks may answer in this round") \
  X(PL_ACT_SKIP, "skip", "it does not come by itself any more")                                               \
  X(PL_ACT_DELAY, "delay", "it comes at the opening of round `round` (from 0, after the one that is open)")     \
  X(PL_ACT_REWORD, "reword", "from now on it says `text`; one that has come keeps what it said")               \
  X(PL_ACT_RULE, "rule", "a ruling on a move of `seat`")

typedef enum pl_act_kind {
#define X(constant, name, meaning) constant,
  PL_ACT_TABLE(X)
#undef X
  PL_ACT_KINDS
} pl_act_kind;
const char *pl_act_name(pl_act_kind kind);

typedef struct pl_act_outcome {
  pl_q16 odds;            /* above 0; those of all outcomes add up to PL_ONE */
  const char *text;       /* what is told when it comes to this; never NULL */
  pl_effect_list effects; /* subject PL_NONE: the seat whose move it is */
} pl_act_outcome;

/* A flat record but for its texts and effects, which whoever made it owns. Fields that a kind does not use are 0,
 * PL_NONE or NULL. */
typedef struct pl_act {
  pl_act_kind kind;
  uint16_t inject;        /* of the scenario */
  int32_t round;          /* PL_ACT_DELAY */
  const char *text;       /* PL_ACT_REWORD: the new text; PL_ACT_RULE: the move in control's words */
  /* PL_ACT_RULE */
  uint16_t seat;
  bool is_public;         /* the outcome is told to everybody; else to the seat alone */
  uint32_t number;        /* which ruling of its round this is, from 0; the session says */
  int32_t message;        /* the message that was ruled on, as numbered by the session; −1: none */
  pl_act_outcome outcome[PL_ACT_OUTCOMES];
  int outcome_count;
} pl_act;

/* A copy in one piece of memory, which free() releases. NULL: out of memory. */
pl_act *pl_act_copy(const pl_act *act);

struct pl_world;
/* Would this act be carried out now? PL_BAD_INPUT and a sentence saying why not, and what would do. Changes nothing. */
pl_status pl_world_check_act(const struct pl_world *world, const pl_act *act, pl_error *error);
/* Carries out an act in the round that is open; of a ruling, `outcome` (unless NULL) gets which of them it came to.
 * What has become impossible is moot. Writes events: PL_EVENT_INJECT, PL_EVENT_RULING and what its effects do. */
pl_status pl_world_act(struct pl_world *world, const pl_act *act, int *outcome, pl_error *error);
/* Does nothing but say so (PL_EVENT_MOOT, pl_world_moots): in this course of things the act has lost its premise. */
void pl_world_moot(struct pl_world *world, const pl_act *act);

/* ---- as JSON: in session files and web messages ---- */
/*   {"act": "delay", "inject": "warn", "round": 4}                                   rounds from 1
 *   {"act": "rule", "seat": "DEU", "message": 12, "text": "switch off", "public": false, "number": 0,
 *    "outcomes": [{"odds": 350, "text": "Works", "effects": [{"effect": "confidence", "amount": 50}]}, …]}
 * Odds and amounts are integers, thousandths of what a scenario writes (but a variable is set to its value itself); an
 * effect has the keys "effect", and as its kind asks: "of" (the state it happens to, instead of the seat), "on" (state,
 * adversary, forum, inject or variable), "incident", "amount", "text" (of a variable that holds one), "audience". */
void pl_act_to_json(const pl_scenario *scenario, const pl_act *act, pl_buffer *out);
/* Any bytes are safe. The act is one piece of memory that free() releases. NULL: PL_BAD_INPUT with the key's name and
 * what would do, or PL_NO_MEMORY. "number" may be missing. */
pl_act *pl_act_from_json(const pl_scenario *scenario, const char *text, size_t length, pl_error *error);

/* One row for each effect that an act may have, for whoever builds controls from it. */
typedef struct pl_effect_row {
  pl_effect_kind kind;
  const char *name;        /* "trust_from", as in a scenario */
  const char *help;        /* English; translated where it is shown */
  const char *on;          /* what "on" is: "state", "adversary", "forum", "inject", "variable"; NULL: nothing */
  bool has_incident, has_amount, has_audience, is_signed;
  bool has_subject;        /* it happens to a seat: "of"; a seat without a state can only name another */
  pl_track track;          /* PL_EFFECT_STOCK */
  int64_t least, most;     /* of "amount", thousandths; 0, 0: whatever the variable may hold */
} pl_effect_row;
const pl_effect_row *pl_effect_rows(size_t *count);
/* The row of an effect. Never NULL for one that was checked. */
const pl_effect_row *pl_effect_row_of(const pl_effect *effect);

#endif
