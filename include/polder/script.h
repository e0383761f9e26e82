/* Lua scenarios: reading, checking, running their hooks in a sandbox. */
#ifndef POLDER_SCRIPT_H
#define POLDER_SCRIPT_H

#include <polder/rules.h>

typedef enum pl_severity { PL_SEVERITY_ERROR, PL_SEVERITY_WARNING } pl_severity;

/* One thing to say about a scenario's text. Strings are owned by the report. */
typedef struct pl_finding {
  pl_severity severity;
  char code[5];            /* "E204" */
  const char *file;
  int line, column;        /* from 1; 0: not known */
  int width;               /* of the marked text, in columns; 0: none */
  const char *message;     /* what was found, what was expected */
  const char *hint;        /* what to do, "did you mean …"; NULL: nothing to add */
} pl_finding;

/* At most 50 findings, in the order file, line, column; `dropped` counts the rest. Zeroed is valid and empty. */
typedef struct pl_report {
  pl_finding *finding;
  size_t count, dropped;
  size_t errors, warnings;
  pl_arena *arena;         /* owned */
} pl_report;
void pl_report_clear(pl_report *report);
/* Prints a finding with its source line and a caret mark, as compilers do. */
void pl_report_print(const pl_report *report, const pl_bundle *bundle, pl_buffer *out);
/* The same as a JSON array for editors. */
void pl_report_print_json(const pl_report *report, pl_buffer *out);

/* Reads a scenario folder or a single .lua file into memory: scenario.lua first, then its .lua and .ftl files by
 * name. The caller clears it. PL_SYSTEM or PL_BAD_INPUT: nothing is left allocated. */
typedef struct pl_bundle_room {
  pl_bundle bundle;
  pl_arena *arena; /* owned */
} pl_bundle_room;
pl_status pl_bundle_read(const char *path, pl_bundle_room *room, pl_error *error);
void pl_bundle_clear(pl_bundle_room *room);

/* The factory that session uses: Lua 5.4 in the sandbox. The error is the first finding in one line. */
pl_rules_factory pl_script_factory(void);
/* A factory that remembers the scenario it opened last. Given the same bytes again, it takes what it read and compiled
 * and only makes a fresh Lua state for the new world, which is several times faster: for batches, replays and
 * what-if. Other bytes are read anew. Not for several threads: the cache and all rules opened through it belong to
 * one. NULL: out of memory. */
typedef struct pl_script_cache pl_script_cache;
pl_script_cache *pl_script_cache_new(void);
void pl_script_cache_free(pl_script_cache *cache); /* rules opened through it stay usable; NULL is fine */
pl_rules_factory pl_script_cache_factory(pl_script_cache *cache); /* borrows the cache */

/* As the factory's open, but collects every finding (warnings too). `rules` may be NULL: then nothing is kept.
 * PL_OK: usable (there may be warnings). PL_BAD_INPUT: the report has errors. */
pl_status pl_script_open(const pl_bundle *bundle, pl_rules *rules, pl_report *report, pl_error *error);

/* What stood between a scenario and the machine, beside the sandbox, while it was checked. */
typedef struct pl_walls {
  bool has_process; /* it ran in a process of its own, which its death or loop would have been the end of */
  bool has_limits;  /* on that process's memory, time and files */
  bool has_filter;  /* on what that process may ask of the system */
} pl_walls;
/* As pl_script_open without rules, in a confined process where the system has one. A process that dies, is ended or
 * answers nonsense is a finding, E104. `walls` may be NULL. */
pl_status pl_script_check(const pl_bundle *bundle, pl_report *report, pl_walls *walls, pl_error *error);

/* ---- for authors ---- */
/* Appends stubs for editors that know LuaCATS: what a scenario can say, with types, ranges and defaults. */
void pl_script_api_luacats(pl_buffer *out);
/* Appends the same as a manual of reference in Markdown. */
void pl_script_api_markdown(pl_buffer *out);

#endif
