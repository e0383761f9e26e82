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
#include "open.h"

typedef struct opening {
  pl_sandbox *sandbox;   /* owned until handed over */
  pl_arena *scratch;     /* owned */
  pl_source source;
  pl_recorder recorder;
  pl_compiler compiler;
} opening;

static bool start(opening *o, const pl_bundle *bundle, pl_arena *arena, pl_kept *kept, pl_report *report) {
  o->sandbox = pl_sandbox_new();
  o->scratch = pl_arena_new(PL_OPEN_SCRATCH);
  if (!o->sandbox || !o->scratch) return false;
  pl_tokens *tokens = pl_arena_array(o->scratch, bundle->count, sizeof *tokens);
  o->source = (pl_source){.report = report,
                          .bundle = bundle,
                          .tokens = tokens,
                          .arena = o->scratch,
                          .tokens_left = PL_SOURCE_LOOKS,
                          .names_left = PL_SOURCE_NAMES};
  o->recorder = (pl_recorder){.source = &o->source, .arena = arena, .kept = kept};
  return tokens;
}

/* Not the machine's memory ran out, but what a scenario may take: that is the scenario's mistake. Said at the
 * declaration at which it happened. */
static pl_status explain_full(opening *o) {
  char message[160];
  const pl_source *source = &o->source;
  const pl_declaration *d = o->compiler.reader.declaration;
  if (!pl_arena_is_full(o->recorder.arena)) return PL_NO_MEMORY;
  if (!d && o->recorder.last) d = &o->recorder.last->declaration;
  snprintf(message, sizeof message,
           PL_TEXT("the scenario takes more than %d bytes of memory (the limit): declare less"), PL_OPEN_BYTES);
  bool is_said = pl_source_complain(&o->source, "E103", d && d->file[0] ? d->file : source->bundle->file[0].name,
                                    d ? d->line : 1, d ? pl_schema_of(d->kind)->name : NULL, NULL, message);
  return is_said ? PL_BAD_INPUT : PL_NO_MEMORY;
}

/* Everything up to a scenario without errors, and warnings if somebody reads them: an exercise that is opened again and
 * again has no use for them. PL_BAD_INPUT: the report says why. */
static pl_status read_all(opening *o, bool wants_warnings) {
  pl_report *report = o->source.report;
  pl_status status = pl_declarations_record(o->sandbox, &o->recorder);
  if (status) return status;
  status = pl_compile(&o->compiler, &o->recorder, &o->source, o->recorder.arena);
  if (status) return status;
  if (!pl_bind_hooks(&o->compiler, o->sandbox)) return PL_NO_MEMORY;
  if (wants_warnings && !report->errors && !pl_lint(&o->compiler, o->sandbox)) return PL_NO_MEMORY;
  return report->errors ? PL_BAD_INPUT : PL_OK;
}

/* Hands the sandbox over or frees it. */
static void finish(opening *o, pl_status status, pl_sandbox **sandbox) {
  if (status == PL_OK) *sandbox = o->sandbox;
  else pl_sandbox_free(o->sandbox);
  pl_arena_free(o->scratch);
}

pl_status pl_open(const pl_bundle *bundle, pl_arena *arena, pl_kept *kept, bool wants_warnings, pl_report *report,
                  pl_sandbox **sandbox, pl_scenario **scenario) {
  opening o = {.sandbox = NULL};
  pl_status status = start(&o, bundle, arena, kept, report) ? read_all(&o, wants_warnings) : PL_NO_MEMORY;
  if (status == PL_NO_MEMORY && o.source.report) status = explain_full(&o);
  pl_report_finish(report);
  *scenario = o.compiler.scenario;
  finish(&o, status, sandbox);
  return status;
}

pl_status pl_open_again(const pl_bundle *bundle, pl_kept *kept, pl_sandbox **sandbox) {
  pl_report report = {0}; /* stays empty: the files had no mistakes the first time */
  opening o = {.sandbox = NULL};
  pl_status status = PL_NO_MEMORY;
  if (start(&o, bundle, NULL, kept, &report)) {
    o.recorder.arena = o.scratch;
    o.recorder.is_repeat = true;
    status = pl_declarations_record(o.sandbox, &o.recorder);
    if (status == PL_OK && report.errors) status = PL_BAD_INPUT;
  }
  finish(&o, status, sandbox);
  pl_report_clear(&report);
  return status;
}

pl_status pl_open_error(pl_status status, const pl_report *report, pl_error *error) {
  char first[sizeof error->text];
  if (status != PL_BAD_INPUT) return pl_error_set(error, status, "out of memory while reading the scenario");
  pl_report_first(report, first, sizeof first);
  return pl_error_set(error, status, "%s", first);
}

pl_status pl_script_open(const pl_bundle *bundle, pl_rules *rules, pl_report *report, pl_error *error) {
  pl_report own = {0}, *into = report ? report : &own;
  pl_sandbox *sandbox = NULL;
  pl_scenario *scenario = NULL;
  *into = (pl_report){0};
  if (!bundle->count) return pl_error_set(error, PL_BAD_INPUT, "there is no scenario.lua");
  pl_arena *arena = pl_arena_new(PL_OPEN_BYTES);
  pl_status status = arena ? pl_open(bundle, arena, NULL, report != NULL, into, &sandbox, &scenario) : PL_NO_MEMORY;
  if (status) {
    pl_open_error(status, into, error);
  } else if (rules) {
    status = pl_hooks_rules(sandbox, scenario, arena, rules, error);
    if (status == PL_OK) sandbox = NULL, arena = NULL; /* taken */
  }
  pl_sandbox_free(sandbox);
  pl_arena_free(arena);
  pl_report_clear(&own);
  return status;
}

static pl_status open_rules(void *context, const pl_bundle *bundle, pl_rules *rules, pl_error *error) {
  (void)context;
  return pl_script_open(bundle, rules, NULL, error);
}

pl_rules_factory pl_script_factory(void) { return (pl_rules_factory){NULL, open_rules}; }
