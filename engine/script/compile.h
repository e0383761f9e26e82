/* Compiling: from recorded declarations to one pl_scenario. */
#ifndef POLDER_SCRIPT_COMPILE_H
#define POLDER_SCRIPT_COMPILE_H

#include "record.h"

enum { PL_STANDARD_ORGANISATIONS = 40 }; /* per state */

typedef struct pl_compiler {
  pl_reader reader;
  const pl_recorder *recorder;
  pl_scenario *scenario;      /* being filled; in the reader's arena */
  pl_names names;             /* of it, as soon as there are any */
  pl_scenario_record record;  /* of the scenario's own declaration */
  pl_random_incidents random;
  bool *is_launched;          /* by incident: some effect launches it */
  /* Declarations by kind, in order; at most the schema's limit of each. */
  const pl_declaration **of[PL_KINDS];
  size_t count[PL_KINDS];
  /* The same arrays as in the scenario, to write to. */
  pl_state_spec *states;
  pl_role_spec *roles;
  pl_organisation_spec *organisations;
  pl_forum_spec *forums;
  pl_dependency_spec *dependencies;
  pl_link_spec *links;
  pl_state_set *treaties;
  pl_adversary_spec *adversaries;
  pl_incident_spec *incidents;
  pl_intel_spec *intel;
  pl_order_spec *orders;
  pl_inject_spec *injects;
  pl_objective_spec *objectives;
  pl_action_spec *actions;
  pl_variable_spec *variables;
  pl_debrief_spec *debrief;
  pl_bot_spec *bots;
} pl_compiler;

/* Compiles everything recorded. `source` and `arena` are borrowed; the scenario lives in `arena`. PL_OK: compiled,
 * though the report may have errors, and then the scenario is not to be used. PL_NO_MEMORY otherwise. */
pl_status pl_compile(pl_compiler *compiler, const pl_recorder *recorder, pl_source *source, pl_arena *arena);

/* One declaration each. Findings go to the report; the result is stored at the declaration's index. */
void pl_compile_scenario(pl_compiler *c, const pl_declaration *d);
void pl_compile_state(pl_compiler *c, const pl_declaration *d);
void pl_compile_seat(pl_compiler *c, const pl_declaration *d);
void pl_compile_organisation(pl_compiler *c, const pl_declaration *d);
void pl_compile_forum(pl_compiler *c, const pl_declaration *d);
void pl_compile_link(pl_compiler *c, const pl_declaration *d);
void pl_compile_adversary(pl_compiler *c, const pl_declaration *d);
void pl_compile_incident(pl_compiler *c, const pl_declaration *d);
void pl_compile_intel(pl_compiler *c, const pl_declaration *d);
void pl_compile_order(pl_compiler *c, const pl_declaration *d);
void pl_compile_inject(pl_compiler *c, const pl_declaration *d);
void pl_compile_objective(pl_compiler *c, const pl_declaration *d);
void pl_compile_action(pl_compiler *c, const pl_declaration *d);
void pl_compile_bot(pl_compiler *c, const pl_declaration *d);
void pl_compile_debrief(pl_compiler *c, const pl_declaration *d, const pl_node *entry);
/* Names, kinds and first values of all variables, sorted. */
void pl_compile_variables(pl_compiler *c);
/* Fills is_launched. False: out of memory. */
bool pl_find_launched(pl_compiler *c);
/* Ids of an inject's options, so that others can refer to them. */
void pl_name_options(pl_compiler *c, const pl_declaration *d, pl_inject_spec *inject);

/* `SUBJECT message`, marked at `node`; always false. */
bool pl_compile_complain(pl_compiler *c, const char *code, const pl_node *node, const char *hint, const char *message);

/* floor(a·b / 65536) and the clamp to a share, as the model has them. */
int64_t pl_scale(int64_t a, int64_t b);
pl_q16 pl_scale_share(pl_q16 parameter, pl_q16 factor);

/* Warnings about what can be seen without playing: see lint.c. False: out of memory. */
bool pl_lint(pl_compiler *c, pl_sandbox *sandbox);
/* Binds the ids of hooks to what they name, with findings for those that name nothing. */
bool pl_bind_hooks(pl_compiler *c, pl_sandbox *sandbox);

#endif
