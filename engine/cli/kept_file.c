/* What resume, replay and fork have in common. */
#include "kept_file.h"

#include <errno.h>
#include <sys/stat.h>

#include "language.h"

pl_language pl_kept_language(const pl_arguments *arguments, const pl_session *session) {
  pl_language language = arguments->language_name ? arguments->language : pl_session_language(session);
  pl_language_speak(language);
  return language;
}

/* ---- the scenario inside ---- */

static pl_status open_scenario(void *context, const pl_bundle *bundle, pl_rules *rules, pl_error *error) {
  pl_kept_guard *guard = context;
  pl_rules_factory factory = pl_script_factory();
  if (!guard->is_checked) {
    pl_report report = {0};
    pl_status status = pl_script_check(bundle, &report, NULL, error);
    pl_report_clear(&report);
    if (status != PL_OK) return status;
    guard->is_checked = true;
  }
  return factory.open(factory.context, bundle, rules, error);
}

pl_rules_factory pl_kept_factory(pl_kept_guard *guard) {
  return (pl_rules_factory){.context = guard, .open = open_scenario};
}

/* ---- the file ---- */

/* What is missing, or a folder, the session itself has words for. */
pl_status pl_kept_look(const char *path, pl_error *error) {
  struct stat info;
  if (stat(path, &info))
    return errno == EACCES ? pl_error_set(error, PL_SYSTEM, PL_TEXT("%.200s cannot be read: is it yours?"), path)
                           : PL_OK;
  if (S_ISREG(info.st_mode) || S_ISDIR(info.st_mode)) return PL_OK;
  return pl_error_set(error, PL_BAD_INPUT,
                      PL_TEXT("%.200s is a pipe, a socket or a device: give a file that polder play --session made"),
                      path);
}

pl_session *pl_kept_read(const pl_arguments *arguments, pl_kept_guard *guard, int until_round, pl_error *error) {
  pl_rules_factory factory = pl_kept_factory(guard);
  if (pl_kept_look(arguments->operand, error) != PL_OK) return NULL;
  return pl_session_read(&factory, arguments->operand, until_round, error);
}

pl_status pl_kept_seat(const pl_session *session, const char *id, int *seat, pl_error *error) {
  const pl_scenario *scenario = pl_session_scenario(session);
  *seat = id ? pl_scenario_find_seat(scenario, id) : -1;
  if (!id || *seat >= 0) return PL_OK;
  pl_buffer known = {0};
  for (int s = 0; s < pl_scenario_seat_count(scenario); s++)
    pl_buffer_add_format(&known, "%s%s", s ? ", " : "", pl_scenario_seat_id(scenario, s));
  pl_error_set(error, PL_USAGE, PL_TEXT("--seat is \"%.64s\", expected one of: %s"), id, pl_buffer_text(&known));
  pl_buffer_clear(&known);
  return PL_USAGE;
}
