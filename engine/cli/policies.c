/* polder policies: the bots, one line each. */
#include <jansson.h>

#include <polder/policy.h>

#include "commands.h"

static pl_status policies_for_machines(pl_error *error) {
  size_t count;
  const pl_policy_row *rows = pl_policy_rows(&count);
  json_t *list = json_array();
  for (size_t i = 0; list && i < count; i++) {
    json_t *row = json_pack("{s:s,s:s,s:s,s:b}", "name", rows[i].name, "title", rows[i].title, "explain",
                            rows[i].explain, "omniscient", rows[i].is_omniscient);
    if (!json_array_append_new(list, row)) continue;
    json_decref(list);
    list = NULL;
  }
  return pl_print_json(list, error);
}

static pl_status policies(const pl_arguments *arguments, pl_error *error) {
  size_t count;
  const pl_policy_row *rows = pl_policy_rows(&count);
  if (arguments->json) return policies_for_machines(error);
  for (size_t i = 0; i < count; i++)
    printf("%-10s %s: %s%s\n", rows[i].name, PL_TEXT(rows[i].title), PL_TEXT(rows[i].explain),
           rows[i].is_omniscient ? PL_TEXT(" (sees the true world)") : "");
  return PL_OK;
}

static const pl_option_row options[] = {PL_OPTION_ROW_JSON, PL_OPTION_ROW_LANG, PL_OPTION_ROW_HELP};
const pl_command_row pl_command_policies = {.name = "policies",
                                            .explain = PL_LATER("the bots that can play the other seats"),
                                            .options = options,
                                            .option_count = sizeof options / sizeof options[0],
                                            .run = policies};
