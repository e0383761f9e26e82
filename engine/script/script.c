/* Opening a scenario: record, compile, bind, lint, and hand over.
 *
 *     files ── sandbox ── declarations ── pl_scenario ─┐
 *                  └──── hooks, tests, bots ───────────┴─ pl_rules
 *
 * Two arenas: one for what the scenario keeps, one for what is only needed to say where a mistake is. Warnings are only
 * looked for when there are no errors: a scenario with holes would give wrong ones. */
#include <polder/script.h>

#include <stdio.h>

#include "compile.h"
#include "hooks.h"

enum { MOST_BYTES = 256 << 20 };

typedef struct opening {
  pl_sandbox *sandbox;   /* owned until handed over */
  pl_arena *arena;       /* owned until handed over */
  pl_arena *scratch;     /* owned */
  pl_source source;
  pl_recorder recorder;
  pl_compiler compiler;
} opening;

static bool start(opening *o, const pl_bundle *bundle, pl_report *report) {
  o->sandbox = pl_sandbox_new();
  o->arena = pl_arena_new(MOST_BYTES);
  o->scratch = pl_arena_new(MOST_BYTES);
  if (!o->sandbox || !o->arena || !o->scratch) return false;
  pl_tokens *tokens = pl_arena_array(o->scratch, bundle->count, sizeof *tokens);
  o->source = (pl_source){.report = report, .bundle = bundle, .tokens = tokens, .arena = o->scratch};
  o->recorder = (pl_recorder){.source = &o->source, .arena = o->arena};
  return tokens;
}

/* Everything up to a scenario without errors, and warnings if somebody reads them: an exercise that is opened again and
 * again has no use for them. PL_BAD_INPUT: the report says why. */
static pl_status read_all(opening *o, bool wants_warnings) {
  pl_report *report = o->source.report;
  pl_status status = pl_declarations_record(o->sandbox, &o->recorder);
  if (status) return status;
  status = pl_compile(&o->compiler, &o->recorder, &o->source, o->arena);
  if (status) return status;
  if (!pl_bind_hooks(&o->compiler, o->sandbox)) return PL_NO_MEMORY;
  if (wants_warnings && !report->errors && !pl_lint(&o->compiler, o->sandbox)) return PL_NO_MEMORY;
  return report->errors ? PL_BAD_INPUT : PL_OK;
}

static void finish(opening *o) {
  pl_sandbox_free(o->sandbox);
  pl_arena_free(o->arena);
  pl_arena_free(o->scratch);
}

pl_status pl_script_open(const pl_bundle *bundle, pl_rules *rules, pl_report *report, pl_error *error) {
  pl_report own = {0}, *into = report ? report : &own;
  opening o = {.sandbox = NULL};
  pl_status status = PL_NO_MEMORY;
  *into = (pl_report){0};
  if (!bundle->count) return pl_error_set(error, PL_BAD_INPUT, "there is no scenario.lua");
  if (start(&o, bundle, into)) status = read_all(&o, report != NULL);
  pl_report_finish(into);
  if (status == PL_OK && rules) {
    status = pl_hooks_rules(o.sandbox, o.compiler.scenario, o.arena, rules, error);
    if (status == PL_OK) o.sandbox = NULL, o.arena = NULL; /* taken */
  } else if (status == PL_BAD_INPUT) {
    char first[sizeof error->text];
    pl_report_first(into, first, sizeof first);
    pl_error_set(error, status, "%s", first);
  } else if (status) {
    pl_error_set(error, status, "out of memory while reading the scenario");
  }
  finish(&o);
  pl_report_clear(&own);
  return status;
}

static pl_status open_rules(void *context, const pl_bundle *bundle, pl_rules *rules, pl_error *error) {
  (void)context;
  return pl_script_open(bundle, rules, NULL, error);
}

pl_rules_factory pl_script_factory(void) { return (pl_rules_factory){NULL, open_rules}; }
