/* polder version: of the program and of the libraries it was built with. */
#include <jansson.h>
#include <lua.h>
#include <sqlite3.h>

#include "commands.h"

#ifndef POLDER_VERSION
#define POLDER_VERSION "unknown"
#endif
#define POLDER_SCHEMA "1"

static pl_status version(const pl_arguments *arguments, pl_error *error) {
  if (arguments->json)
    return pl_print_json(json_pack("{s:s,s:s,s:s,s:s,s:s}", "polder", POLDER_VERSION, "schema", POLDER_SCHEMA, "lua",
                                   LUA_RELEASE, "jansson", JANSSON_VERSION, "sqlite", sqlite3_libversion()),
                         error);
  printf("polder %s\n", POLDER_VERSION);
  printf(PL_TEXT("scenario schema %s\n"), POLDER_SCHEMA);
  printf("%s\n", LUA_RELEASE);
  printf("jansson %s\n", JANSSON_VERSION);
  printf("SQLite %s\n", sqlite3_libversion());
  return PL_OK;
}

static const pl_option_row options[] = {PL_OPTION_ROW_JSON, PL_OPTION_ROW_LANG, PL_OPTION_ROW_HELP};
const pl_command_row pl_command_version = {.name = "version",
                                           .explain = PL_LATER("versions of the program and its libraries"),
                                           .options = options,
                                           .option_count = sizeof options / sizeof options[0],
                                           .run = version};
