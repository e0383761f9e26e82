/* polder report: what is left in people's hands after an exercise. */
#include <string.h>

#include <polder/report.h>

#include "commands.h"
#include "laid_out.h"
#include "progress.h"

static pl_status check_arguments(const pl_arguments *arguments, pl_error *error) {
  if (!arguments->out)
    return pl_error_set(error, PL_USAGE, "--out is missing: where is the report to go? --out report.html");
  if (pl_report_kind_of(arguments->out) < PL_REPORT_KINDS) return PL_OK;
  pl_buffer known = {0};
  for (int kind = 0; kind < PL_REPORT_KINDS; kind++)
    pl_buffer_add_format(&known, "%s%s", kind ? ", " : "", pl_report_ending((pl_report_kind)kind));
  pl_error_set(error, PL_USAGE, "--out is \"%.200s\": its ending says which kind of file it is to be, one of %s",
               arguments->out, pl_buffer_text(&known));
  pl_buffer_clear(&known);
  return PL_USAGE;
}

static const char *name_of(const char *path) {
  const char *slash = strrchr(path, '/');
  return slash ? slash + 1 : path;
}

static pl_status write_report(const pl_arguments *arguments, const pl_session *session, pl_language language,
                              pl_error *error) {
  pl_policy_table table;
  pl_progress_line line;
  pl_status status = pl_policy_table_take(&table, session, error);
  if (status != PL_OK) return status;
  const pl_bots bots = {.decide = pl_policy_decide, .context = &table};
  const pl_report_options options = {.language = language,
                                     .runs = arguments->runs > 0 ? (int32_t)arguments->runs : 0,
                                     .workers = arguments->jobs > 0 ? (int)arguments->jobs : 0,
                                     .file = name_of(arguments->operand),
                                     .progress = pl_progress_begin(&line, PL_TEXT("computing the report"),
                                                                   arguments->quiet)};
  status = pl_report_write(session, &bots, arguments->out, &options, error);
  pl_progress_end(&line);
  return status;
}

static pl_status report(const pl_arguments *arguments, pl_error *error) {
  pl_kept_guard guard = {.is_checked = false};
  pl_status status = check_arguments(arguments, error);
  if (status != PL_OK) return status;
  pl_session *session = pl_kept_read(arguments, &guard, -1, error);
  if (!session) return error->status;
  status = write_report(arguments, session, pl_kept_language(arguments, session), error);
  pl_session_free(session);
  return status;
}

static const pl_option_row options[] = {
    {"--out", "OUT", PL_LATER("the file to write; its ending says which kind: .html, .md, .csv, .xlsx, .json or "
                              ".stix.json"),
     PL_OPTION_TEXT, offsetof(pl_arguments, out), 0, 0},
    {"--runs", "N", PL_LATER("so many runs under other luck for each question (default: 200)"), PL_OPTION_NUMBER,
     offsetof(pl_arguments, runs), 1, PL_MOST_RUNS},
    PL_OPTION_ROW_JOBS,
    PL_OPTION_ROW_QUIET,
    PL_OPTION_ROW_LANG_OF_FILE,
    PL_OPTION_ROW_HELP};
const pl_command_row pl_command_report = {
    .name = "report",
    .operand = "FILE",
    .explain = PL_LATER("write the after-action report of a kept exercise, or export it"),
    .options = options,
    .option_count = sizeof options / sizeof options[0],
    .run = report,
    .more = PL_LATER(
        "FILE is only read; an exercise that goes on will do, as far as it is. The page (.html) stands by itself, "
        "needs no network and prints on A4; .md is the same as plain text; .csv has events and decisions, one row "
        "each; .xlsx is a workbook of all tables; .json has all figures with the commands that compute them again; "
        ".stix.json the intelligence that was shared, as a STIX 2.1 bundle. A file that was there is replaced once the "
        "new one is whole.\n"
        "Examples:\n"
        "polder report monday.polder --out monday.html\n"
        "polder report monday.polder --out maandag.html --lang nl --runs 1000")};
