/* The schema's small grammar: finding rows, and saying in words what a row expects. */
#include "schema.h"

#include <polder/translate.h>

#include <stdio.h>
#include <string.h>

const char *pl_kind_noun(pl_kind kind) {
  switch (kind) {
  case PL_KIND_ANY_SEAT: return PL_TEXT("state or seat");
  case PL_KIND_ITEM: return PL_TEXT("intel or incident");
  case PL_KIND_OPTION: return PL_TEXT("inject or option");
  case PL_KIND_ANY_ACTION: return "action";
  case PL_KIND_POLICY: return "bot";
  case PL_KIND_ANY: return "declaration";
  default: return pl_schema_of(kind)->name;
  }
}

const pl_field *pl_schema_find(const pl_schema *schema, const char *field) {
  for (size_t i = 0; i < schema->count; i++)
    if (!strcmp(schema->field[i].name, field)) return &schema->field[i];
  return NULL;
}

static void say_words(const pl_field *field, char *text, size_t size) {
  size_t used = 0;
  for (size_t i = 0; field->words[i] && used < size; i++) {
    const char *between = i == 0 ? "" : field->words[i + 1] ? ", " : PL_TEXT(" or ");
    used += (size_t)snprintf(text + used, size - used, "%s\"%s\"", between, field->words[i]);
  }
}

void pl_field_expectation(const pl_field *field, int last_round, char *text, size_t size) {
  const char *noun = pl_kind_noun(field->refers);
  const char *article = noun[0] && strchr("aeiou", noun[0]) ? PL_TEXT("an") : PL_TEXT("a");
  switch (field->type) {
  case PL_TYPE_ID: snprintf(text, size, PL_TEXT("an id: a letter, then at most 31 letters, digits or hyphens")); break;
  case PL_TYPE_WORD: snprintf(text, size, PL_TEXT("a text of one line")); break;
  case PL_TYPE_DATE: snprintf(text, size, PL_TEXT("a date as \"2026-01-07\"")); break;
  case PL_TYPE_TEXT: snprintf(text, size, PL_TEXT("a text, or { en = \"…\", nl = \"…\" }")); break;
  case PL_TYPE_NUMBER:
  case PL_TYPE_UNITS:
    snprintf(text, size, PL_TEXT("%s from %g to %g"), pl_translate(field->noun), field->least, field->most);
    break;
  case PL_TYPE_INTEGER: snprintf(text, size, PL_TEXT("an integer from %.0f to %.0f"), field->least, field->most); break;
  case PL_TYPE_SEED: snprintf(text, size, PL_TEXT("an integer from 0 to 9007199254740991")); break;
  case PL_TYPE_ROUND: snprintf(text, size, PL_TEXT("a round from 1 to %d"), last_round); break;
  case PL_TYPE_DAY: snprintf(text, size, PL_TEXT("a day from 1 to 7")); break;
  case PL_TYPE_BOOLEAN: snprintf(text, size, PL_TEXT("true or false")); break;
  case PL_TYPE_CHOICE: say_words(field, text, size); break;
  case PL_TYPE_REFERENCE: snprintf(text, size, PL_TEXT("the id of %s %s"), article, noun); break;
  case PL_TYPE_STATES:
    snprintf(text, size,
             field->flags & PL_FIELD_NONE ? PL_TEXT("\"all\", \"none\" or a list of states")
                                          : PL_TEXT("\"all\" or a list of states"));
    break;
  case PL_TYPE_SEATS: snprintf(text, size, PL_TEXT("\"all\" or a list of seats")); break;
  case PL_TYPE_AUDIENCE:
    snprintf(text, size, PL_TEXT("\"all\", \"none\", \"allies\", \"forums\" or a list of states and \"forum:…\""));
    break;
  case PL_TYPE_PLACE: snprintf(text, size, PL_TEXT("a place { lon = …, lat = … }")); break;
  case PL_TYPE_SPLIT:
    snprintf(text, size, PL_TEXT("three shares { prevent, defend, strengthen } that add up to at most 1"));
    break;
  case PL_TYPE_BY_STATE:
    snprintf(text, size, PL_TEXT("a table { [state] = %s from %g to %g }"), pl_translate(field->noun), field->least,
             field->most);
    break;
  case PL_TYPE_CONDITION: snprintf(text, size, PL_TEXT("a condition { … }")); break;
  case PL_TYPE_EFFECTS: snprintf(text, size, PL_TEXT("a table of effects { … }")); break;
  case PL_TYPE_FUNCTION: snprintf(text, size, PL_TEXT("a function")); break;
  case PL_TYPE_RECORD: snprintf(text, size, PL_TEXT("a table { … }")); break;
  case PL_TYPE_OTHER: snprintf(text, size, "%s", pl_translate(field->noun)); break;
  }
}
