/* polder list: the scenarios that can be named without a path. */
#include <jansson.h>
#include <string.h>

#include "commands.h"
#include "scenarios.h"

/* Opens one scenario to read its title; false: it does not load. */
static bool open_scenario(const char *path, pl_rules *rules, pl_error *why) {
  pl_bundle_room room = {0};
  pl_rules_factory factory = pl_script_factory();
  if (pl_bundle_read(path, &room, why) != PL_OK) return false;
  pl_status status = factory.open(factory.context, &room.bundle, rules, why);
  pl_bundle_clear(&room);
  return status == PL_OK;
}

static void print_row(const pl_found *found, pl_language language) {
  pl_rules rules = {0};
  pl_error why = {0};
  if (!open_scenario(found->path, &rules, &why)) {
    printf(PL_TEXT("%-16s does not load: see polder check %s\n"), found->name, found->path);
    return;
  }
  const pl_scenario *scenario = rules.scenario;
  printf(scenario->has_language[PL_DUTCH] ? PL_TEXT("%-16s %s (%d states, %d rounds, English and Dutch)\n")
                                          : PL_TEXT("%-16s %s (%d states, %d rounds)\n"),
         found->name, pl_text_in(&scenario->title, language), scenario->state_count, (int)scenario->rounds);
  rules.close(rules.self);
}

static json_t *row_of(const pl_found *found, pl_language language) {
  pl_rules rules = {0};
  pl_error why = {0};
  if (!open_scenario(found->path, &rules, &why))
    return json_pack("{s:s,s:s,s:s}", "name", found->name, "path", found->path, "error", why.text);
  const pl_scenario *scenario = rules.scenario;
  json_t *row = json_pack("{s:s,s:s,s:s,s:s,s:i,s:i}", "name", found->name, "path", found->path, "id", scenario->id,
                          "title", pl_text_in(&scenario->title, language), "states", (int)scenario->state_count,
                          "rounds", (int)scenario->rounds);
  rules.close(rules.self);
  return row;
}

static pl_status list_for_machines(const pl_found_list *found, pl_language language, pl_error *error) {
  json_t *rows = json_array();
  for (size_t i = 0; rows && i < found->count; i++) {
    if (!json_array_append_new(rows, row_of(&found->found[i], language))) continue;
    json_decref(rows);
    rows = NULL;
  }
  return pl_print_json(rows, error);
}

static pl_status list(const pl_arguments *arguments, pl_error *error) {
  pl_found_list *found = pl_found_new(error);
  if (!found) return error->status;
  pl_status status = PL_OK;
  if (arguments->json) status = list_for_machines(found, arguments->language, error);
  for (size_t i = 0; !arguments->json && i < found->count; i++) print_row(&found->found[i], arguments->language);
  if (!arguments->json && !found->count)
    puts(PL_TEXT("No scenarios are installed. Name one by its path: polder play FOLDER"));
  pl_found_free(found);
  return status;
}

static const pl_option_row options[] = {PL_OPTION_ROW_JSON, PL_OPTION_ROW_LANG, PL_OPTION_ROW_HELP};
const pl_command_row pl_command_list = {.name = "list",
                                        .explain = PL_LATER("the scenarios that are installed or lie in ./scenarios"),
                                        .options = options,
                                        .option_count = sizeof options / sizeof options[0],
                                        .run = list};
