/* What stubs and manual share: which schemas there are, and a field's range and default in words. */
#include "api.h"

#include <stdio.h>
#include <string.h>

static void add(const pl_schema *schemas[PL_API_SCHEMAS], size_t *count, const pl_schema *schema) {
  for (size_t i = 0; i < *count; i++)
    if (schemas[i] == schema) return;
  if (schema->count && *count < PL_API_SCHEMAS) schemas[(*count)++] = schema;
}

static bool has_fields(const pl_schema *schema) { return schema->count > 0 && schema->field[0].name; }

size_t pl_api_schemas(const pl_schema *schemas[PL_API_SCHEMAS]) {
  const pl_schema *const parts[] = {&pl_schema_option, &pl_schema_what_if, &pl_schema_condition, &pl_schema_effects};
  size_t count = 0;
  for (int kind = 0; kind < PL_KINDS; kind++)
    if (has_fields(pl_schema_of((pl_kind)kind))) add(schemas, &count, pl_schema_of((pl_kind)kind));
  for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++) add(schemas, &count, parts[i]);
  for (size_t i = 0; i < count; i++) /* the list grows while it is walked */
    for (size_t k = 0; k < schemas[i]->count; k++)
      if (schemas[i]->field[k].inner) add(schemas, &count, schemas[i]->field[k].inner);
  return count;
}

bool pl_api_is_constructor(const pl_schema *schema) {
  for (int kind = 0; kind < PL_KINDS; kind++)
    if (pl_schema_of((pl_kind)kind) == schema) return true;
  return false;
}

void pl_api_expectation(const pl_field *field, char *text, size_t size) {
  if (field->type == PL_TYPE_ROUND) snprintf(text, size, "a round, counted from 1");
  else if (field->type == PL_TYPE_CONDITION) snprintf(text, size, "a condition");
  else if (field->type == PL_TYPE_EFFECTS) snprintf(text, size, "effects, or a list of them");
  else if (field->type == PL_TYPE_RECORD) snprintf(text, size, "a table, see `%s`", field->inner->name);
  else pl_field_expectation(field, PL_MAX_ROUNDS, text, size);
}

static bool has_standard(const pl_field *field) {
  switch (field->type) {
  case PL_TYPE_NUMBER:
  case PL_TYPE_UNITS:
  case PL_TYPE_INTEGER:
  case PL_TYPE_SEED:
  case PL_TYPE_ROUND:
  case PL_TYPE_DAY:
  case PL_TYPE_BY_STATE: return !(field->flags & (PL_FIELD_COMPUTED | PL_FIELD_NOWHERE));
  default: return false;
  }
}

void pl_api_default(const pl_field *field, char *text, size_t size) {
  if (field->flags & PL_FIELD_REQUIRED) *text = '\0';
  else if (field->fallback) snprintf(text, size, "%s", *field->fallback ? field->fallback : "\"\"");
  else if (field->type == PL_TYPE_BOOLEAN) snprintf(text, size, "%s", field->standard != 0 ? "true" : "false");
  else if (field->type == PL_TYPE_RECORD && !(field->flags & PL_FIELD_COMPUTED))
    snprintf(text, size, "its own defaults");
  else if (has_standard(field)) snprintf(text, size, "%.4g", field->standard);
  else snprintf(text, size, "none");
}
