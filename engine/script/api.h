/* The interface for authors as data: what a manual and an editor are told.
 *
 * Declarations come from the schema. What is beside them (hooks, the world that a hook sees, a bot's brief, the
 * language's own library) stands in the tables of api_tables.c; a test holds these against what really exists. */
#ifndef POLDER_SCRIPT_API_H
#define POLDER_SCRIPT_API_H

#include "schema.h"

typedef struct pl_api_member {
  const char *name, *type, *doc; /* the type as LuaCATS writes it */
} pl_api_member;

/* A table that is handed to an author's function. */
typedef struct pl_api_class {
  const char *name; /* "World": polder.World for editors */
  const char *doc;
  const pl_api_member *member;
  size_t count;
} pl_api_class;

typedef struct pl_api_function {
  const char *name;       /* "string.sub" */
  const char *parameters; /* "s: string; from: integer; to?: integer" */
  const char *result;     /* a type; NULL: nothing */
  const char *doc;
} pl_api_function;

const pl_api_class *pl_api_classes(size_t *count);
/* Constructors without a table of fields, and hooks. */
const pl_api_function *pl_api_calls(size_t *count);
/* The language's own library. */
const pl_api_function *pl_api_library(size_t *count);

/* Every schema there is, the constructors in their order and then what is inside them; at most `capacity`. */
enum { PL_API_SCHEMAS = 48 };
size_t pl_api_schemas(const pl_schema *schemas[PL_API_SCHEMAS]);
/* Whether the schema is a constructor, and not a part of one. */
bool pl_api_is_constructor(const pl_schema *schema);
/* What a field takes, in words: "a share from 0 to 1". */
void pl_api_expectation(const pl_field *field, char *text, size_t size);
/* The default in words; "" for a required field. */
void pl_api_default(const pl_field *field, char *text, size_t size);

#endif
