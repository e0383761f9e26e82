/* polder check: what is wrong with a scenario, where, and what to do about it. */
#include <polder/script.h>

#include "commands.h"
#include "scenarios.h"

static void print_summary(const pl_report *report, const char *operand) {
  if (!report->errors && !report->warnings) {
    printf(PL_TEXT("%s: no findings\n"), operand);
    return;
  }
  printf("%s: ", operand);
  printf(PL_TEXTS("%zu error, ", "%zu errors, ", report->errors), report->errors);
  printf(PL_TEXTS("%zu warning", "%zu warnings", report->warnings), report->warnings);
  if (report->dropped) printf(PL_TEXT(" (%zu not shown)"), report->dropped);
  putchar('\n');
}

static pl_status print_report(const pl_report *report, const pl_bundle *bundle, const pl_arguments *arguments,
                              pl_error *error) {
  pl_buffer text = {0};
  if (arguments->json)
    pl_report_print_json(report, &text);
  else
    pl_report_print(report, bundle, &text);
  bool failed = text.failed;
  fputs(pl_buffer_text(&text), stdout);
  if (arguments->json && text.length && text.bytes[text.length - 1] != '\n') putchar('\n');
  pl_buffer_clear(&text);
  if (failed) return pl_error_set(error, PL_NO_MEMORY, "out of memory: cannot print the findings");
  if (!arguments->json && !arguments->quiet) print_summary(report, arguments->operand);
  return report->errors ? PL_FINDINGS : PL_OK;
}

static pl_status check(const pl_arguments *arguments, pl_error *error) {
  pl_bundle_room room = {0};
  pl_report report = {0};
  pl_status status = pl_scenario_read(arguments->operand, &room, error);
  if (status != PL_OK) return status;
  status = pl_script_check(&room.bundle, &report, NULL, error);
  if (status == PL_OK || (status == PL_BAD_INPUT && report.count)) {
    *error->text = 0; /* the report says it all */
    status = print_report(&report, &room.bundle, arguments, error);
  }
  pl_report_clear(&report);
  pl_bundle_clear(&room);
  return status;
}

static const pl_option_row options[] = {PL_OPTION_ROW_JSON, PL_OPTION_ROW_QUIET, PL_OPTION_ROW_LANG,
                                        PL_OPTION_ROW_HELP};
const pl_command_row pl_command_check = {
    .name = "check",
    .operand = "SCENARIO",
    .explain = PL_LATER("what is wrong with a scenario: file, line, column and what to do"),
    .options = options,
    .option_count = sizeof options / sizeof options[0],
    .run = check,
    .more = PL_LATER(
        "Exit 0: usable (there may be warnings). Exit 1: there are errors. --json prints an array for editors.")};
