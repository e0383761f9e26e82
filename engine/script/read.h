/* Reading: from nodes to the values of scenario.h, by the rows of the schema.
 *
 * One reader serves two moments. While a scenario is loaded, everything wrong becomes a finding with its place in the
 * source, and reading goes on; while it runs, the first thing wrong becomes a sentence. In both, the names that may be
 * referred to are those of a pl_scenario: when loading, one of which only the ids are filled in. */
#ifndef POLDER_SCRIPT_READ_H
#define POLDER_SCRIPT_READ_H

#include <lua.h>

#include <polder/decision.h>

#include "findings.h"
#include "locate.h"
#include "names.h"
#include "node.h"
#include "records.h"

/* One call of a constructor. */
typedef struct pl_declaration {
  pl_kind kind;
  pl_node node;      /* its argument */
  const char *id;    /* "" where it has none */
  const char *file;
  int line;
  uint16_t index;    /* among its kind */
} pl_declaration;

/* Where findings go, and the source they point into. */
typedef struct pl_source {
  pl_report *report;
  const pl_bundle *bundle;
  pl_tokens *tokens;  /* by file; empty until needed */
  pl_arena *arena;    /* borrowed: lives as long as the reader */
  size_t kept;        /* tokens of all files */
  size_t tokens_left, names_left; /* what may still be looked at for the sake of findings */
} pl_source;
/* Enough for the findings of any honest scenario, and done within a moment; beyond them findings name a line only, and
 * guess no names. */
enum { PL_SOURCE_TOKENS = 400000, PL_SOURCE_LOOKS = 10000000, PL_SOURCE_NAMES = 400000 };

typedef struct pl_reader {
  pl_arena *arena;            /* compiled values go here; borrowed */
  const pl_scenario *names;   /* borrowed */
  const pl_names *index;      /* of the same names; borrowed */
  pl_source *source;          /* NULL: while running */
  const pl_declaration *declaration; /* being read; NULL: while running */
  char *problem;              /* while running: the first complaint */
  size_t problem_size;
  bool has_failed, no_memory;
} pl_reader;

/* ---- complaints ---- */
/* A finding on a line of a file; `word` (a name, or a text without its quotes; NULL: none) is marked there if it can be
 * found. False: out of memory. */
bool pl_source_complain(pl_source *source, const char *code, const char *file, int line, const char *word,
                        const char *hint, const char *message);
typedef enum pl_spot { PL_SPOT_VALUE, PL_SPOT_KEY, PL_SPOT_WORD } pl_spot;
/* Records what is wrong with `node` (NULL: with the declaration) and returns false, so that a reader can
 * `return pl_complain(…)`. A code that starts with W is a warning and does not count as a failure. */
#if defined(__GNUC__)
__attribute__((format(printf, 6, 7)))
#endif
bool pl_complain(pl_reader *reader, const char *code, const pl_node *node, pl_spot spot, const char *hint,
                 const char *format, ...);
/* `incident "worm": virulence`: what a message is about. Writes to `text`. */
void pl_reader_subject(const pl_reader *reader, const pl_node *node, char *text, size_t size);
/* `SUBJECT is VALUE, expected …` with a guess at what was meant. */
bool pl_complain_type(pl_reader *reader, const pl_field *field, const pl_node *node);
bool pl_complain_range(pl_reader *reader, const pl_field *field, const pl_node *node);
/* Out of memory; returns false. */
bool pl_reader_no_memory(pl_reader *reader);
/* Whether one more name may be looked at as what was probably meant. While running: always, as an error is the last. */
bool pl_reader_may_guess(pl_reader *reader);
/* Memory for `count` elements, or NULL and no_memory. */
void *pl_reader_take(pl_reader *reader, size_t count, size_t size);

/* ---- records ---- */
/* Reads every field of `schema` from the table `node` into `record`, defaults included, and complains about what the
 * schema does not know. False: something was wrong. */
bool pl_read_record(pl_reader *reader, const pl_schema *schema, const pl_node *node, void *record);
bool pl_read_field(pl_reader *reader, const pl_field *field, const pl_node *node, void *into);
/* Complains about fields and items that the schema does not have. */
bool pl_read_unknown(pl_reader *reader, const pl_schema *schema, const pl_node *node);

/* ---- values ---- */
pl_q16 pl_q16_from(double number);   /* floor(x·65536 + 0.5) */
int64_t pl_floor(double number);
bool pl_read_number(pl_reader *reader, const pl_field *field, const pl_node *node, double *number);
bool pl_read_text(pl_reader *reader, const pl_field *field, const pl_node *node, pl_text *text);
/* Complains about a text that is not fit to be shown. */
bool pl_check_text(pl_reader *reader, const pl_node *node);
bool pl_read_split(pl_reader *reader, const pl_field *field, const pl_node *node, uint16_t split[PL_TRACKS]);
/* Whether a text could be an id. */
bool pl_is_id(const char *text, size_t length);

/* ---- names ---- */
/* Complains that there is no such name, with the nearest and some known ones. */
bool pl_complain_name(pl_reader *reader, const pl_node *node, pl_spot spot, pl_kind kind, const char *name);
/* The value / the key of a node as the index of a name. */
bool pl_read_reference(pl_reader *reader, const pl_field *field, const pl_node *node, uint16_t *index);
bool pl_read_key(pl_reader *reader, const pl_field *field, const pl_node *node, uint16_t *index);
/* "inject" or "inject.option". The option becomes PL_NONE in the first case. */
bool pl_read_option(pl_reader *reader, const pl_node *node, uint16_t index[2]);
/* One id or a list of them: calls `each` for every one. */
typedef bool pl_each(pl_reader *reader, void *context, uint16_t index);
bool pl_read_references(pl_reader *reader, const pl_field *field, const pl_node *node, pl_each *each, void *context);
bool pl_read_states(pl_reader *reader, const pl_field *field, const pl_node *node, pl_state_set *set);
bool pl_read_seats(pl_reader *reader, const pl_field *field, const pl_node *node, pl_seat_list *list);
bool pl_read_by_state(pl_reader *reader, const pl_field *field, const pl_node *node, const pl_q16 **values);
bool pl_read_audience_node(pl_reader *reader, const pl_field *field, const pl_node *node, pl_audience *audience);
/* Whether a node is a list: items 1 … n and no fields. */
bool pl_node_is_list(const pl_node *node);

/* ---- trees ---- */
bool pl_read_condition(pl_reader *reader, const pl_field *field, const pl_node *node, const pl_condition **condition);
/* The value of a variable of that kind. */
bool pl_read_variable(pl_reader *reader, const pl_node *node, pl_variable_kind kind, int64_t *value, const char **text);
/* Appends the rows of one effects table. `subject` is the seat where it says no `of`, or PL_NONE. */
typedef struct pl_effect_room {
  pl_effect *row;
  size_t count, capacity;
  uint16_t subject;
} pl_effect_room;
bool pl_read_effects_node(pl_reader *reader, const pl_node *node, pl_effect_room *room);
/* How many rows a table can need at most. */
size_t pl_count_effects(const pl_node *node);
/* Appends the decisions of an order's fields, in the order of the action table. */
typedef struct pl_decision_room {
  pl_decision *row;
  size_t count, capacity;
  uint16_t seat;
} pl_decision_room;
bool pl_read_order_node(pl_reader *reader, const pl_node *node, pl_decision_room *room);
size_t pl_count_decisions(const pl_node *node);

/* ---- while running ---- */
/* A table of effects / an order's fields / an audience, from the Lua value at `index`. Call in protected mode: they
 * raise only when gas or memory run out. False: `problem` says what is wrong with the data. Texts in the rows are
 * borrowed from the Lua values and live as long as those. `subject_seat`: whom effects without `of` are about; PL_NONE:
 * nobody. */
bool pl_read_effects(lua_State *L, int index, const pl_names *names, int subject_seat, pl_effect *rows,
                     size_t capacity, size_t *count, char *problem, size_t problem_size);
bool pl_read_order(lua_State *L, int index, const pl_names *names, int seat, pl_decision *rows, size_t capacity,
                   size_t *count, char *problem, size_t problem_size);
bool pl_read_audience(lua_State *L, int index, const pl_names *names, pl_audience *audience, char *problem,
                      size_t problem_size);

#endif
