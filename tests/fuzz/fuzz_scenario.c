/* Any bytes as a scenario: opened with a report, and played for two rounds where it opens and is small.
 *
 * What must hold: reading ends with PL_OK or an error in words; the report and the status agree; what is shown of it is
 * safe on a terminal and valid JSON; opening with and without a report agree; the same scenario plays the same way
 * through the cache and in a replay. */
#include "fuzz.h"

#include <jansson.h>
#include <string.h>

#include <polder/script.h>

static void check_report(const pl_report *report, const pl_bundle *bundle, pl_status status) {
  pl_buffer out = {0};
  fuzz_must((status == PL_OK) == (report->errors == 0) || status == PL_NO_MEMORY, "report and status agree");
  for (size_t i = 0; i < report->count; i++) {
    const pl_finding *finding = &report->finding[i];
    fuzz_must(finding->line >= 0 && finding->column >= 0 && finding->width >= 0, "a finding has a place");
    fuzz_must(finding->message[0] != '\0', "a finding has words");
  }
  pl_report_print(report, bundle, &out);
  fuzz_must(!out.failed, "a report can be printed");
  fuzz_must_be_safe(pl_buffer_text(&out), out.length, true);
  pl_buffer_clear(&out);
  pl_report_print_json(report, &out);
  json_t *read = json_loads(pl_buffer_text(&out), 0, NULL);
  fuzz_must(!out.failed && json_is_array(read), "a report as JSON is JSON");
  json_decref(read);
  pl_buffer_clear(&out);
}

static void check_bundle(const pl_bundle *bundle) {
  pl_report report;
  pl_rules rules;
  pl_error error = {0}, other = {0};
  pl_rules_factory plain = pl_script_factory();
  pl_status status = pl_script_open(bundle, &rules, &report, &error);
  check_report(&report, bundle, status);
  pl_report_clear(&report);
  if (status != PL_OK) {
    fuzz_must_explain(status, &error);
    fuzz_must(plain.open(plain.context, bundle, &rules, &other) == status, "with and without a report");
    fuzz_must(strcmp(error.text, other.text) == 0, "the same error with and without a report");
    return;
  }
  bool is_small = fuzz_is_small(rules.scenario);
  rules.close(rules.self);
  if (!is_small) return;
  pl_script_cache *cache = pl_script_cache_new();
  fuzz_must(cache != NULL, "there is memory");
  pl_rules_factory cached = pl_script_cache_factory(cache);
  fuzz_must(cached.open(cached.context, bundle, &rules, &error) == PL_OK, "what opened once opens again");
  rules.close(rules.self);
  fuzz_play(bundle, &plain, &cached);
  pl_script_cache_free(cache);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size) {
  pl_arena *arena = pl_arena_new(0);
  fuzz_must(arena != NULL, "there is memory");
  pl_bundle bundle = fuzz_bundle(bytes, size, arena);
  check_bundle(&bundle);
  fuzz_bundle_clear(&bundle);
  pl_arena_free(arena);
  return 0;
}
