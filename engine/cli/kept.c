/* What resume, replay and fork have in common. */
#include "kept.h"

#include "language.h"

pl_language pl_kept_language(const pl_arguments *arguments, const pl_session *session) {
  pl_language language = arguments->language_name ? arguments->language : pl_session_language(session);
  pl_language_speak(language);
  return language;
}

pl_status pl_kept_bots(const pl_session *session, pl_policy_table *bots, pl_error *error) {
  const pl_scenario *scenario = pl_session_scenario(session);
  pl_status status = PL_OK;
  pl_policy_table_init(bots, scenario);
  for (int s = 0; s < scenario->state_count && status == PL_OK; s++) {
    const char *player = pl_session_player(session, s);
    char choice[160];
    snprintf(choice, sizeof choice, "%.64s=%.64s", scenario->states[s].id, player);
    if (*player) status = pl_policy_table_parse(bots, scenario, choice, error);
  }
  if (status == PL_USAGE) status = error->status = PL_BAD_INPUT; /* the file says so, not the command line */
  return status;
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

pl_session *pl_kept_read(const pl_arguments *arguments, pl_kept_guard *guard, int until_round, pl_error *error) {
  pl_rules_factory factory = pl_kept_factory(guard);
  return pl_session_read(&factory, arguments->operand, until_round, error);
}
