/* A scenario, compiled: what the engine needs of a Lua file, as plain structs.
 *
 * `script` makes one in an arena, `sim` and everything above read it. It never changes after loading. All
 * indices are in declared order; every number is already in the world's unit (q16, mu, ticks, rounds from
 * 0), every default filled in, every reference resolved and every range checked: readers need not look
 * twice. Strings and arrays live as long as the scenario. What an author writes is in
 * scenarios/README.md; here stands what it became. */
#ifndef POLDER_SCENARIO_H
#define POLDER_SCENARIO_H

#include <polder/parameters.h>

/* ---- conditions ---- */
typedef enum pl_condition_kind {
  PL_WHEN_ALL,         /* every child holds (also what a table of several fields becomes) */
  PL_WHEN_ANY,         /* at least one child holds */
  PL_WHEN_NONE_OF,     /* no child holds */
  PL_WHEN_ROUND,       /* the current round (from 0) */
  PL_WHEN_HIT_NOW,     /* organisations of a state in I or C */
  PL_WHEN_HIT_PEAK,    /* the largest value of that so far */
  PL_WHEN_HIT_TOTAL,   /* ever infected; all incidents, or one (subject `incident`) */
  PL_WHEN_LOSS,        /* loss so far in percent of the whole game's budget, q16 of one percent */
  PL_WHEN_CONFIDENCE, PL_WHEN_STANDING, PL_WHEN_RIGHTS, /* q16 */
  PL_WHEN_TRUST,       /* trust of `state` in `other` */
  PL_WHEN_MEMBER,      /* `state` is a member of `forum` */
  PL_WHEN_LEFT,        /* `state` has left `forum` at some time */
  PL_WHEN_SHARED,      /* `state`'s item on `incident` was sent to `other` */
  PL_WHEN_KNOWS,       /* K of `state` on `incident` */
  PL_WHEN_CHOSEN,      /* `option` of `inject` was chosen by anybody (option PL_NONE: inject answered) */
  PL_WHEN_DID,         /* `state` (a seat) ever did `action` */
  PL_WHEN_VAR          /* variable `var` equals `value` / `text` */
} pl_condition_kind;

typedef struct pl_condition {
  pl_condition_kind kind;
  /* Limits, both inclusive; the kinds with a number compare it with these. Unused: INT64_MIN / INT64_MAX. */
  int64_t at_least, at_most;
  uint16_t state, other; /* seat indices */
  uint16_t forum, incident /* declared */, inject, option, action, var;
  int64_t value;         /* PL_WHEN_VAR: boolean or integer */
  const char *text;      /* PL_WHEN_VAR: text, else NULL */
  const struct pl_condition *children;
  uint16_t child_count;  /* PL_WHEN_ALL / ANY / NONE_OF */
} pl_condition;

/* ---- effects: a closed table, applied in this order, each clamped ---- */
typedef enum pl_effect_kind {
  PL_EFFECT_BUDGET,     /* amount mu, next round's money */
  PL_EFFECT_STOCK,      /* track, amount q16 of B */
  PL_EFFECT_STANDING, PL_EFFECT_CONFIDENCE, PL_EFFECT_RIGHTS, /* amount, signed q16 */
  PL_EFFECT_TRUST_IN,   /* trust[subject][other] += amount */
  PL_EFFECT_TRUST_FROM, /* trust[other][subject] += amount */
  PL_EFFECT_KNOWLEDGE,  /* K[incident][subject] noisy-or amount */
  PL_EFFECT_TENSION,    /* tens[adversary][subject] += amount */
  PL_EFFECT_JOIN, PL_EFFECT_LEAVE, /* forum */
  PL_EFFECT_SHARE,      /* subject's item on incident goes to audience */
  PL_EFFECT_LAUNCH,     /* declared incident starts this round */
  PL_EFFECT_FIRE,       /* inject */
  PL_EFFECT_SET         /* var = value / text */
} pl_effect_kind;

/* Constructors put effects in the order of pl_effect_kind; hooks in the order they were queued. */
typedef struct pl_effect {
  pl_effect_kind kind;
  uint16_t subject;     /* seat; PL_NONE: whoever decides */
  uint16_t other;       /* state, forum, adversary, inject or var, by kind */
  uint16_t incident;    /* declared incident, by kind */
  pl_track track;
  int64_t amount;       /* also the value of PL_EFFECT_SET */
  const char *text;     /* PL_EFFECT_SET of a text */
  pl_audience audience; /* PL_EFFECT_SHARE */
} pl_effect;

typedef struct pl_effect_list {
  const pl_effect *row;
  uint16_t count;
} pl_effect_list;

/* ---- declarations ---- */
typedef struct pl_place { /* for the board only; thousandths of a degree */
  bool is_known;
  int32_t longitude, latitude;
} pl_place;

typedef enum pl_size { PL_SIZE_SMALL, PL_SIZE_MIDDLE, PL_SIZE_LARGE, PL_SIZE_GREAT } pl_size;

/* What seat i is at the start. Seats 0 … state_count−1 are the states, in declared order. */
typedef struct pl_state_spec {
  const char *id;
  pl_text name;
  pl_size size;             /* shown; budget and expertise below are what counts */
  pl_mu budget;             /* per round, 1 … 1,000,000 */
  pl_q16 expertise;
  int32_t organisations;    /* in all, the named ones included */
  pl_mu stock[PL_TRACKS];
  pl_q16 standing, confidence, rights;
  const pl_q16 *trust;      /* [state_count]; −1: the standard value (30000, allies 45000) */
  bool is_playable;
  const char *bot_name;     /* built-in policy or the scenario's own bot; never NULL */
  uint16_t split[PL_TRACKS]; /* thousandths */
  pl_audience posture;
  pl_place at;
} pl_state_spec;

/* A seat without a state: receives and sends, decides nothing but injects. Seat index state_count + i. */
typedef struct pl_role_spec {
  const char *id;
  pl_text name;
  pl_state_set sees_states;
  uint64_t sees_forums;
} pl_role_spec;

typedef struct pl_organisation_spec {
  const char *id;
  pl_text name;
  uint16_t state, sector;
  pl_q16 weight;   /* raw weight; −1: drawn */
  pl_q16 weakness; /* h, 32768 … 98304; −1: drawn */
} pl_organisation_spec;

typedef enum pl_forum_kind { PL_FORUM_EXCHANGE, PL_FORUM_CAPACITY, PL_FORUM_ALLIANCE } pl_forum_kind;
typedef enum pl_vote { PL_VOTE_OPEN, PL_VOTE_MAJORITY, PL_VOTE_UNANIMITY } pl_vote;
typedef struct pl_forum_spec {
  const char *id;
  pl_text name;
  pl_state_set members;
  pl_q16 dues;           /* share of B */
  pl_label ceiling;
  pl_forum_kind kind;
  pl_state_set open_to;  /* who may join */
  pl_vote vote;
  int32_t delay;         /* rounds between a passed vote and membership */
  const char *mark;      /* one letter */
  pl_place at;
} pl_forum_spec;

typedef struct pl_dependency_spec { /* between states: scales a MAPW weight */
  uint16_t customer, supplier;
  pl_q16 strength;
} pl_dependency_spec;

typedef struct pl_link_spec { /* between named organisations */
  uint16_t customer, supplier; /* indices in organisations */
  pl_q16 weight;
} pl_link_spec;

typedef struct pl_adversary_spec {
  const char *id;
  pl_text name;
  bool is_state;
  pl_q16 rate;                      /* crim_rate or state_rate × activity, 0 where random incidents are off */
  pl_q16 skill;                     /* 32768 … 131072 */
  int32_t slots;
  int32_t family_below[PL_FAMILIES]; /* cumulative: espionage, election, wiper, ransomware (see sim/launch.c) */
  const pl_q16 *prefers;            /* [state_count], 65536 = neutral */
  int32_t from_round, to_round;     /* inclusive, from 0 */
  const pl_q16 *tension;            /* [state_count], at the start */
} pl_adversary_spec;

typedef struct pl_incident_spec {
  const char *id;
  pl_text name, text;
  uint16_t by;
  pl_family family;
  int32_t round, tick;       /* round from 0, tick within it; round −1: only `when`, `launch` or a hook */
  const pl_condition *when;  /* NULL: at `round` */
  pl_q16 chance;
  bool has_targets;
  pl_state_set targets;
  const pl_tick *delay;      /* [state_count]; −1: as the model draws it; NULL: all drawn */
  pl_q16 exposure;           /* −1: by kind of adversary */
  pl_q16 virulence, pressure, damage, stealth; /* factors */
  pl_label label;
  pl_q16 sensitivity;
} pl_incident_spec;

typedef struct pl_intel_spec {
  const char *id;
  pl_text text;
  uint16_t about, holder;
  int32_t round, tick;  /* round −1: at the incident's launch */
  pl_q16 quality;       /* −1: as a birth of model §4 */
  pl_label label;
} pl_intel_spec;

typedef struct pl_option_spec {
  const char *id;
  pl_text text;
  pl_mu cost;
  const pl_condition *needs; /* NULL: always */
  pl_effect_list effects;
  bool is_default;
} pl_option_spec;

typedef struct pl_inject_spec {
  const char *id;
  const uint16_t *to;        /* seats */
  uint16_t to_count;
  pl_text text, from;
  int32_t label;             /* pl_label, or −1: none */
  bool is_public;
  int32_t round, tick;       /* −1: not by the calendar */
  uint16_t after, after_option; /* PL_NONE: none; option PL_NONE: after the inject itself */
  int32_t delay;             /* rounds after `after` */
  const pl_condition *when;
  bool by_hook;
  const pl_option_spec *options;
  uint16_t option_count;
  pl_effect_list effects;    /* without options: at firing, subject each recipient state */
} pl_inject_spec;

typedef struct pl_objective_spec {
  const char *id;
  pl_text text;
  const uint16_t *seats;
  uint16_t seat_count;
  int32_t points;
  const pl_condition *when;  /* NULL with has_test */
  bool has_test;             /* rules->test answers, 0 … 65536 */
  int32_t at;                /* judged after this round (from 0); the last for "end" */
} pl_objective_spec;

typedef enum pl_target_kind { PL_TARGET_NONE, PL_TARGET_STATE, PL_TARGET_FORUM, PL_TARGET_ADVERSARY } pl_target_kind;
typedef struct pl_action_spec { /* an action that the scenario adds */
  const char *id;
  pl_text text;
  bool is_for_all;
  const uint16_t *who;       /* seats, unless is_for_all */
  uint16_t who_count;
  pl_target_kind target;
  pl_mu cost;
  int32_t limit;             /* per seat and game; 0: none */
  const pl_condition *needs;
  pl_effect_list effects;
} pl_action_spec;

typedef enum pl_variable_kind { PL_VARIABLE_BOOLEAN, PL_VARIABLE_INTEGER, PL_VARIABLE_TEXT } pl_variable_kind;
typedef struct pl_variable_spec { /* sorted by name */
  const char *name;
  pl_variable_kind kind;
  int64_t value;
  const char *text;
} pl_variable_spec;

typedef struct pl_debrief_spec {
  pl_text text;
  bool has_what_if;
  int32_t round;             /* from 0 */
  uint16_t seat, about;      /* about: declared incident or PL_NONE (posture, or without an action) */
  bool is_withhold, is_without;
  uint16_t without;          /* with is_without: the pl_action that is taken back */
  pl_audience share;
} pl_debrief_spec;

typedef struct pl_bot_spec { /* a policy written in Lua; rules->decide answers */
  const char *id;
  pl_text name;
} pl_bot_spec;

/* A scripted decision for a bot's seat. `decisions` in the scenario's order; defined in decision.h. */
struct pl_decision;
typedef struct pl_order_spec {
  int32_t round;
  const struct pl_decision *decisions;
  uint16_t decision_count;
} pl_order_spec;

typedef struct pl_map_spec {
  uint64_t seed;
  int32_t domestic_links, foreign_links;
  pl_q16 foreign_chance;
  const char *sectors[PL_SECTORS];
} pl_map_spec;

typedef struct pl_scenario {
  const char *id;
  pl_text title, summary;
  const char *version, *starts;   /* "" / "YYYY-MM-DD" or NULL */
  int32_t rounds;
  uint64_t seed;
  bool has_language[PL_LANGUAGES];
  uint16_t recommended;           /* seat, PL_NONE: nobody is playable */
  int32_t decide_minutes;
  pl_map_spec map;
  uint64_t actions;               /* which built-in rows are offered: 1 << pl_action */
  pl_parameters parameters;

  uint16_t state_count, role_count, organisation_count, forum_count, dependency_count, link_count,
      adversary_count, incident_count, intel_count, order_count, inject_count, objective_count, action_count,
      variable_count, debrief_count, bot_count;
  const pl_state_spec *states;
  const pl_role_spec *roles;
  const pl_organisation_spec *organisations;
  const pl_forum_spec *forums;
  const pl_dependency_spec *dependencies;
  const pl_link_spec *links;
  const pl_state_set *treaties;   /* [state_count]: alliance links, both ways; forums of kind alliance come on top */
  const pl_adversary_spec *adversaries;
  const pl_incident_spec *incidents;
  const pl_intel_spec *intel;
  const pl_order_spec *orders;
  const pl_inject_spec *injects;
  const pl_objective_spec *objectives;
  const pl_action_spec *custom_actions;
  const pl_variable_spec *variables;
  const pl_debrief_spec *debrief;
  const pl_bot_spec *bots;
} pl_scenario;

/* The number of seats: states and roles. */
static inline int pl_scenario_seat_count(const pl_scenario *s) { return s->state_count + s->role_count; }
/* Id and name of a seat (state or role). Borrowed. */
const char *pl_scenario_seat_id(const pl_scenario *scenario, int seat);
const pl_text *pl_scenario_seat_name(const pl_scenario *scenario, int seat);
/* The index of an id, or −1. */
int pl_scenario_find_seat(const pl_scenario *scenario, const char *id);
int pl_scenario_find_forum(const pl_scenario *scenario, const char *id);
int pl_scenario_find_adversary(const pl_scenario *scenario, const char *id);
int pl_scenario_find_incident(const pl_scenario *scenario, const char *id); /* declared */

#endif
