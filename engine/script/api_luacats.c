/* Stubs for editors: what lua-language-server and its relatives need to complete and check a scenario.
 *
 * One file of declarations that nobody runs. Each table of the schema is a class, each choice a set of words, each
 * function has the types of what it takes and gives. What the sandbox lacks is not declared. */
#include "api.h"

#include <stdio.h>
#include <string.h>

#include <polder/decision.h>
#include <polder/script.h>

static const char *const labels[] = {"TLP:CLEAR", "TLP:GREEN", "TLP:AMBER", "TLP:AMBER+STRICT", "TLP:RED", NULL};

static const char head[] =
    "---@meta\n"
    "-- What a scenario can say, for editors that know LuaCATS (lua-language-server and others).\n"
    "-- Made by `polder api --luacats`; changes are lost.\n"
    "-- luacheck: ignore\n\n"
    "---@alias polder.Language \"en\"|\"nl\"\n"
    "---@alias polder.Text string|{ en?: string, nl?: string }\n"
    "---@alias polder.Texts table<string, polder.Text>\n"
    "---@alias polder.Audience \"all\"|\"none\"|\"allies\"|\"forums\"|string[]\n";

/* ---- aliases ---- */

static void put_word(pl_buffer *out, const char *word, const char *doc) {
  pl_buffer_add_format(out, "---| \"%s\"%s%s\n", word, doc ? " # " : "", doc ? doc : "");
}

static void put_alias(pl_buffer *out, const char *name, const char *const *words) {
  pl_buffer_add_format(out, "---@alias polder.%s\n", name);
  for (; *words; words++) put_word(out, *words, NULL);
}

static void put_aliases(pl_buffer *out) {
  size_t count;
  const pl_parameter_row *parameters = pl_parameter_rows(&count);
  put_alias(out, "Label", labels);
  pl_buffer_add_text(out, "---@alias polder.Family\n");
  for (int i = 0; i < PL_FAMILIES; i++) put_word(out, pl_family_name((pl_family)i), NULL);
  put_alias(out, "Policy", pl_schema_policies);
  pl_buffer_add_text(out, "---@alias polder.Action\n");
  for (int i = 0; i < PL_ACTIONS; i++) put_word(out, pl_action_rows()[i].name, pl_action_rows()[i].help);
  pl_buffer_add_text(out, "---@alias polder.Parameter\n");
  for (size_t i = 0; i < count; i++) put_word(out, parameters[i].name, parameters[i].meaning);
}

/* ---- types of fields ---- */

/* "what_if" becomes "WhatIf". */
static void put_class_name(pl_buffer *out, const char *name) {
  bool is_start = true;
  pl_buffer_add_text(out, "polder.");
  for (; *name; name++) {
    char c = is_start && *name >= 'a' && *name <= 'z' ? (char)(*name - 'a' + 'A') : *name;
    is_start = *name == '_';
    if (!is_start) pl_buffer_add(out, &c, 1);
  }
}

static void put_choice(pl_buffer *out, const char *const *words) {
  if (!strncmp(words[0], "TLP:", 4)) {
    pl_buffer_add_text(out, "polder.Label");
  } else if (!strcmp(words[0], pl_family_name((pl_family)0))) {
    pl_buffer_add_text(out, "polder.Family");
  } else {
    for (size_t i = 0; words[i]; i++) pl_buffer_add_format(out, "%s\"%s\"", i ? "|" : "", words[i]);
  }
}

static void put_type(pl_buffer *out, const pl_field *field) {
  switch (field->type) {
  case PL_TYPE_ID:
  case PL_TYPE_WORD:
  case PL_TYPE_DATE:
  case PL_TYPE_REFERENCE: pl_buffer_add_text(out, "string"); break;
  case PL_TYPE_TEXT: pl_buffer_add_text(out, "polder.Text"); break;
  case PL_TYPE_NUMBER:
  case PL_TYPE_UNITS: pl_buffer_add_text(out, "number"); break;
  case PL_TYPE_INTEGER:
  case PL_TYPE_SEED:
  case PL_TYPE_ROUND:
  case PL_TYPE_DAY: pl_buffer_add_text(out, "integer"); break;
  case PL_TYPE_BOOLEAN: pl_buffer_add_text(out, "boolean"); break;
  case PL_TYPE_CHOICE: put_choice(out, field->words); break;
  case PL_TYPE_STATES:
    pl_buffer_add_text(out, field->flags & PL_FIELD_NONE ? "\"all\"|\"none\"|string[]" : "\"all\"|string[]");
    break;
  case PL_TYPE_SEATS: pl_buffer_add_text(out, "\"all\"|string[]"); break;
  case PL_TYPE_AUDIENCE: pl_buffer_add_text(out, "polder.Audience"); break;
  case PL_TYPE_SPLIT: pl_buffer_add_text(out, "number[]"); break;
  case PL_TYPE_BY_STATE: pl_buffer_add_text(out, "table<string, number>"); break;
  case PL_TYPE_CONDITION: pl_buffer_add_text(out, "polder.Condition"); break;
  case PL_TYPE_EFFECTS: pl_buffer_add_text(out, "polder.Effects|polder.Effects[]"); break;
  case PL_TYPE_PLACE:
  case PL_TYPE_RECORD: put_class_name(out, field->inner->name); break;
  case PL_TYPE_FUNCTION:
  case PL_TYPE_OTHER: pl_buffer_add_text(out, field->lua); break;
  }
}

/* "per round; a number of budget units from 1 to 1000; default: from size" */
static void put_field_doc(pl_buffer *out, const pl_field *field) {
  char text[200];
  pl_api_expectation(field, text, sizeof text);
  pl_buffer_add_format(out, "%s; %s", field->doc, text);
  pl_api_default(field, text, sizeof text);
  if (*text) pl_buffer_add_format(out, "; default: %s", text);
}

static void put_field(pl_buffer *out, const pl_field *field) {
  pl_buffer_add_format(out, "---@field %s%s ", field->name, field->flags & PL_FIELD_REQUIRED ? "" : "?");
  put_type(out, field);
  pl_buffer_add_text(out, " ");
  put_field_doc(out, field);
  pl_buffer_add_text(out, "\n");
}

/* ---- classes ---- */

static void put_schema(pl_buffer *out, const pl_schema *schema) {
  pl_buffer_add_format(out, "\n--- %s\n---@class (exact) ", schema->doc);
  put_class_name(out, schema->name);
  pl_buffer_add_text(out, "\n");
  for (size_t i = 0; i < schema->count; i++) put_field(out, &schema->field[i]);
  if (!pl_api_is_constructor(schema)) return;
  pl_buffer_add_text(out, "---@param declaration ");
  put_class_name(out, schema->name);
  pl_buffer_add_format(out, "\nfunction %s(declaration) end\n", schema->name);
}

/* What a bot's `decide` returns: an order without seat and round. */
static void put_decisions(pl_buffer *out) {
  const pl_schema *order = pl_schema_of(PL_KIND_ORDER);
  pl_buffer_add_text(out, "\n--- what a bot decides: an order's fields\n---@class (exact) polder.Decisions\n");
  for (size_t i = 0; i < order->count; i++)
    if (!(order->field[i].flags & PL_FIELD_REQUIRED)) put_field(out, &order->field[i]);
}

static void put_class(pl_buffer *out, const pl_api_class *class) {
  pl_buffer_add_format(out, "\n--- %s\n---@class (exact) polder.%s\n", class->doc, class->name);
  for (size_t i = 0; i < class->count; i++) {
    const pl_api_member *member = &class->member[i];
    pl_buffer_add_format(out, "---@field %s %s %s\n", member->name, member->type, member->doc);
  }
}

/* ---- functions ---- */

/* The parameters one by one: "name: type; name?: type". */
static const char *next_parameter(const char *at, size_t *name, const char **type, size_t *length) {
  const char *end = strstr(at, "; ");
  *length = end ? (size_t)(end - at) : strlen(at);
  *name = strcspn(at, ":");
  *type = at + *name + 2;
  *length -= *name + 2;
  return end ? end + 2 : NULL;
}

static void put_function(pl_buffer *out, const pl_api_function *function) {
  pl_buffer names = {0};
  size_t name, length;
  const char *type;
  pl_buffer_add_format(out, "\n--- %s\n", function->doc);
  for (const char *at = function->parameters; at;) {
    const char *start = at;
    at = next_parameter(at, &name, &type, &length);
    pl_buffer_add_format(out, "---@param %.*s %.*s\n", (int)name, start, (int)length, type);
    if (names.length) pl_buffer_add_text(&names, ", ");
    pl_buffer_add(&names, start, start[name - 1] == '?' ? name - 1 : name);
  }
  if (function->result) pl_buffer_add_format(out, "---@return %s\n", function->result);
  pl_buffer_add_format(out, "function %s(%s) end\n", function->name, pl_buffer_text(&names));
  if (names.failed) out->failed = true;
  pl_buffer_clear(&names);
}

/* The tables of the library, each before the first function in it. `string` is what texts have as methods. */
static void put_library(pl_buffer *out) {
  size_t count;
  const pl_api_function *functions = pl_api_library(&count);
  const char *table = "";
  for (size_t i = 0; i < count; i++) {
    const char *dot = strchr(functions[i].name, '.');
    size_t length = dot ? (size_t)(dot - functions[i].name) : 0;
    if (dot && (strlen(table) < length || strncmp(table, functions[i].name, length))) {
      table = functions[i].name;
      pl_buffer_add_format(out, "\n---@class %.*slib\n%.*s = {}\n", (int)length, table, (int)length, table);
    }
    put_function(out, &functions[i]);
  }
  pl_buffer_add_text(out, "\n---@type integer\nmath.maxinteger = 0\n---@type integer\nmath.mininteger = 0\n");
}

void pl_script_api_luacats(pl_buffer *out) {
  const pl_schema *schemas[PL_API_SCHEMAS];
  size_t count = pl_api_schemas(schemas), classes, calls;
  const pl_api_class *class = pl_api_classes(&classes);
  const pl_api_function *call = pl_api_calls(&calls);
  pl_buffer_add_text(out, head);
  put_aliases(out);
  for (size_t i = 0; i < calls; i++) put_function(out, &call[i]);
  for (size_t i = 0; i < count; i++) put_schema(out, schemas[i]);
  put_decisions(out);
  for (size_t i = 0; i < classes; i++) put_class(out, &class[i]);
  put_library(out);
}
