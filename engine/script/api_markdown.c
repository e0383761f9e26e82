/* The manual of reference, from the same rows as reading, checking and the editors' stubs. */
#include "api.h"

#include <string.h>

#include <polder/decision.h>
#include <polder/script.h>

static const char head[] =
    "# Reference\n\n"
    "Every field, function and name there is, with its range and default. Made by `polder api --markdown`; changes\n"
    "are lost. How to write a scenario is told in [README.md](README.md). Money is in budget units, a round is a\n"
    "week, and a number from 0 to 1 is a level or a chance.\n";

/* A cell: what would end it is escaped. */
static void put_cell(pl_buffer *out, const char *text) {
  pl_buffer_add_text(out, " ");
  for (; *text; text++) {
    if (*text == '|') pl_buffer_add_text(out, "\\");
    pl_buffer_add(out, text, 1);
  }
  pl_buffer_add_text(out, " |");
}

/* With a capital at the start. */
static void put_sentence(pl_buffer *out, const char *text) {
  char first = *text >= 'a' && *text <= 'z' ? (char)(*text - 'a' + 'A') : *text;
  pl_buffer_add(out, &first, 1);
  pl_buffer_add_text(out, text + 1);
}

static void put_code(pl_buffer *out, const char *text) { pl_buffer_add_format(out, "| `%s` |", text); }

static void put_heading(pl_buffer *out, const char *columns) {
  pl_buffer_add_format(out, "\n%s\n", columns);
  for (const char *c = columns; *c; c++)
    if (*c == '|') pl_buffer_add_text(out, c[1] ? "|---" : "|");
  pl_buffer_add_text(out, "\n");
}

/* ---- declarations ---- */

static void put_field(pl_buffer *out, const pl_field *field) {
  char text[200];
  put_code(out, field->name);
  pl_api_expectation(field, text, sizeof text);
  put_cell(out, text);
  pl_api_default(field, text, sizeof text);
  put_cell(out, *text ? text : "**required**");
  put_cell(out, field->doc);
  if (field->since > 1) pl_buffer_add_format(out, " since schema %d |", field->since);
  pl_buffer_add_text(out, "\n");
}

static void put_schema(pl_buffer *out, const pl_schema *schema) {
  pl_buffer_add_format(out, "\n### `%s`\n\n", schema->name);
  put_sentence(out, schema->doc);
  if (pl_api_is_constructor(schema) && schema->most > 1) pl_buffer_add_format(out, "; at most %zu", schema->most);
  pl_buffer_add_text(out, ".\n");
  put_heading(out, "| field | takes | default | meaning |");
  for (size_t i = 0; i < schema->count; i++) put_field(out, &schema->field[i]);
}

static void put_schemas(pl_buffer *out, bool are_constructors) {
  const pl_schema *schemas[PL_API_SCHEMAS];
  size_t count = pl_api_schemas(schemas);
  for (size_t i = 0; i < count; i++)
    if (pl_api_is_constructor(schemas[i]) == are_constructors) put_schema(out, schemas[i]);
}

/* ---- functions and what they give ---- */

static void put_functions(pl_buffer *out, const pl_api_function *functions, size_t count) {
  put_heading(out, "| function | gives | meaning |");
  for (size_t i = 0; i < count; i++) {
    const pl_api_function *f = &functions[i];
    pl_buffer_add_format(out, "| `%s(", f->name);
    for (const char *at = f->parameters; *at;) { /* names only, as they are written in a call */
      size_t name = strcspn(at, "?:");
      pl_buffer_add(out, at, name);
      const char *next = strstr(at, "; ");
      if (next) pl_buffer_add_text(out, ", ");
      at = next ? next + 2 : "";
    }
    pl_buffer_add_text(out, ")` |");
    put_cell(out, f->result ? f->result : "");
    put_cell(out, f->doc);
    pl_buffer_add_text(out, "\n");
  }
}

static void put_class(pl_buffer *out, const pl_api_class *class) {
  pl_buffer_add_format(out, "\n### %s\n\n", class->name);
  put_sentence(out, class->doc);
  pl_buffer_add_text(out, ".\n");
  put_heading(out, "| field | type | meaning |");
  for (size_t i = 0; i < class->count; i++) {
    put_code(out, class->member[i].name);
    put_cell(out, class->member[i].type);
    put_cell(out, class->member[i].doc);
    pl_buffer_add_text(out, "\n");
  }
}

/* ---- lists of names ---- */

static void put_actions(pl_buffer *out) {
  put_heading(out, "| action | meaning |");
  for (int i = 0; i < PL_ACTIONS; i++) {
    put_code(out, pl_action_rows()[i].name);
    put_cell(out, pl_action_rows()[i].help);
    pl_buffer_add_text(out, "\n");
  }
}

static void put_policies(pl_buffer *out) {
  for (size_t i = 0; pl_schema_policies[i]; i++)
    pl_buffer_add_format(out, "%s`%s`", i ? ", " : "\n", pl_schema_policies[i]);
  pl_buffer_add_text(out, ". `polder policies` says what each of them does.\n");
}

static void put_parameters(pl_buffer *out) {
  size_t count;
  const pl_parameter_row *rows = pl_parameter_rows(&count);
  put_heading(out, "| parameter | unit | default | least | most | meaning |");
  for (size_t i = 0; i < count; i++)
    pl_buffer_add_format(out, "| `%s` | %s | %d | %d | %d | %s |\n", rows[i].name, rows[i].unit, (int)rows[i].standard,
                         (int)rows[i].smallest, (int)rows[i].largest, rows[i].meaning);
}

void pl_script_api_markdown(pl_buffer *out) {
  size_t calls, library, classes;
  const pl_api_function *call = pl_api_calls(&calls), *function = pl_api_library(&library);
  const pl_api_class *class = pl_api_classes(&classes);
  pl_buffer_add_text(out, head);
  pl_buffer_add_text(out, "\n## Declarations\n");
  put_schemas(out, true);
  pl_buffer_add_text(out, "\n## Parts of declarations\n");
  put_schemas(out, false);
  pl_buffer_add_text(out, "\n## Other statements and hooks\n");
  put_functions(out, call, calls);
  pl_buffer_add_text(out, "\n## What functions are given\n");
  for (size_t i = 0; i < classes; i++) put_class(out, &class[i]);
  pl_buffer_add_text(out, "\n## The language\n\nLua 5.4 with this library and no other; besides, there are "
                          "`math.maxinteger` and `math.mininteger`.\n");
  put_functions(out, function, library);
  pl_buffer_add_text(out, "\n## Built-in actions\n");
  put_actions(out);
  pl_buffer_add_text(out, "\n## Built-in bots\n");
  put_policies(out);
  pl_buffer_add_text(out, "\n## Parameters of the model\n\nFor `scenario.model`, in their own units: 65536 q16 are 1, "
                          "a tick is six hours.\n");
  put_parameters(out);
}
