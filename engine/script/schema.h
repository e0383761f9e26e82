/* The schema: what an author may write, as rows of data.
 *
 * One table per constructor. Reading, defaults, range checks and messages come from it, and so can a manual.
 * A row says what is written (type, range, unit), whether it must be, what it refers to, and where the compiled
 * value goes: an offset into the struct of scenario.h that the schema fills. */
#ifndef POLDER_SCRIPT_SCHEMA_H
#define POLDER_SCRIPT_SCHEMA_H

#include <polder/scenario.h>

/* What has an id, or a name that others refer to. */
typedef enum pl_kind {
  PL_KIND_POLDER, PL_KIND_SCENARIO, PL_KIND_TEXTS, PL_KIND_INCLUDE, PL_KIND_STATE, PL_KIND_SEAT, PL_KIND_ORGANISATION,
  PL_KIND_FORUM, PL_KIND_LINK, PL_KIND_ADVERSARY, PL_KIND_INCIDENT, PL_KIND_INTEL, PL_KIND_ORDER, PL_KIND_INJECT,
  PL_KIND_OBJECTIVE, PL_KIND_ACTION, PL_KIND_VARS, PL_KIND_DEBRIEF, PL_KIND_BOT,
  PL_KINDS,
  /* Not constructors: only what a field may refer to. */
  PL_KIND_ANY_SEAT = PL_KINDS, /* a state or a role */
  PL_KIND_ITEM,                /* an intel or an incident */
  PL_KIND_OPTION,              /* "inject" or "inject.option" */
  PL_KIND_ANY_ACTION,          /* built-in or the scenario's */
  PL_KIND_POLICY,              /* built-in or a bot of the scenario */
  PL_KIND_ANY
} pl_kind;

typedef enum pl_type {
  PL_TYPE_ID,        /* const char * */
  PL_TYPE_WORD,      /* const char *, a short plain text */
  PL_TYPE_DATE,      /* const char *, YYYY-MM-DD */
  PL_TYPE_TEXT,      /* pl_text */
  PL_TYPE_NUMBER,    /* pl_q16 from a number */
  PL_TYPE_UNITS,     /* pl_mu from a number of budget units */
  PL_TYPE_INTEGER,   /* int32_t */
  PL_TYPE_SEED,      /* uint64_t */
  PL_TYPE_ROUND,     /* int32_t from 0, written from 1 */
  PL_TYPE_DAY,       /* int32_t tick within the round, written as a day from 1 */
  PL_TYPE_BOOLEAN,   /* bool */
  PL_TYPE_CHOICE,    /* an enum: the position in `words` */
  PL_TYPE_REFERENCE, /* uint16_t */
  PL_TYPE_STATES,    /* pl_state_set: a list, or "all" */
  PL_TYPE_SEATS,     /* pl_seat_list: a list, or "all" */
  PL_TYPE_AUDIENCE,  /* pl_audience */
  PL_TYPE_PLACE,     /* pl_place */
  PL_TYPE_SPLIT,     /* uint16_t[3] */
  PL_TYPE_BY_STATE,  /* const pl_q16 *: { [state] = number }, the others get `standard` */
  PL_TYPE_CONDITION, /* const pl_condition * */
  PL_TYPE_EFFECTS,   /* pl_effect_list */
  PL_TYPE_FUNCTION,  /* bool: there is one */
  PL_TYPE_RECORD,    /* the fields of `inner`, in place */
  PL_TYPE_OTHER      /* read by the constructor's own code; `noun` says what is expected, `lua` its type */
} pl_type;

typedef struct pl_seat_list {
  const uint16_t *seat;
  uint16_t count;
  bool is_all;
} pl_seat_list;

enum {
  PL_FIELD_REQUIRED = 1,
  PL_FIELD_COMPUTED = 2, /* left alone when absent: the default depends on something else */
  PL_FIELD_IS_NAME = 4,  /* a text that may be the same in every language */
  PL_FIELD_NONE = 8,     /* "none" is also allowed */
  PL_FIELD_DEFAULT = 16, /* PL_TYPE_BY_STATE: the key `default` is allowed */
  PL_FIELD_LATE = 32,    /* PL_TYPE_ROUND: beyond the last round is only worth a warning */
  PL_FIELD_NOWHERE = 64  /* checked, not stored */
};

struct pl_schema;
typedef struct pl_field {
  const char *name;
  pl_type type;
  unsigned flags;
  double least, most;       /* of a number, inclusive */
  double standard;          /* of a number: the default */
  const char *fallback;     /* the default in words; NULL: `standard`, or none */
  const char *noun;         /* "a share", "a factor": what is expected; NULL: as the type says */
  const char *lua;          /* PL_TYPE_OTHER and PL_TYPE_FUNCTION: the type for editors, as LuaCATS writes it */
  const char *const *words; /* PL_TYPE_CHOICE: up to NULL */
  pl_kind refers;
  const struct pl_schema *inner;
  size_t offset;
  int since;
  const char *doc;
} pl_field;

typedef struct pl_schema {
  const char *name;         /* the constructor */
  const pl_field *field;
  size_t count;
  size_t size;              /* of the struct it fills */
  size_t most;              /* how many may be declared; 0: any number */
  const char *doc;
} pl_schema;

/* The schema of a constructor. */
const pl_schema *pl_schema_of(pl_kind kind);
/* The noun for messages: "state", "state or seat", "option". */
const char *pl_kind_noun(pl_kind kind);
const pl_field *pl_schema_find(const pl_schema *schema, const char *field);

/* The inner schemas: parts of a constructor with fields of their own. */
extern const pl_schema pl_schema_option, pl_schema_what_if, pl_schema_condition, pl_schema_effects;

/* Built-in bots. They are implemented in the policy layer, above this one; its test compares the two lists. */
extern const char *const pl_schema_policies[];
/* The scenario's families in the order of the cumulative thresholds. */
extern const pl_family pl_schema_family_order[PL_FAMILIES];

/* "expected a share from 0 to 0.2", without "expected". `last_round` bounds rounds. */
void pl_field_expectation(const pl_field *field, int last_round, char *text, size_t size);

#endif
