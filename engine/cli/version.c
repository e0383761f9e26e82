/* polder version: of the program and of the libraries it was built with. */
#include <jansson.h>
#include <lua.h>
#include <sqlite3.h>

#include <polder/host.h>
#include <polder/script.h>

#include "commands.h"
#include "window.h"

#ifndef POLDER_VERSION
#define POLDER_VERSION "unknown"
#endif
#define POLDER_SCHEMA "1"

/* What stands between a stranger's scenario and this machine, tried out on a small one. */
static pl_walls find_walls(void) {
  static const char text[] = "polder \"1\"";
  const pl_file file = {"scenario.lua", text, sizeof text - 1};
  const pl_bundle bundle = {&file, 1};
  pl_report report = {0};
  pl_walls walls = {0};
  pl_error unimportant; /* it is too small to be a scenario */
  pl_script_check(&bundle, &report, &walls, &unimportant);
  pl_report_clear(&report);
  return walls;
}

static void print_host(void) {
#ifdef POLDER_HAS_HOST
  pl_buffer lines = {0};
  pl_host_versions(&lines);
  fputs(pl_buffer_text(&lines), stdout);
  pl_buffer_clear(&lines);
#endif
}

static pl_status version(const pl_arguments *arguments, pl_error *error) {
  pl_walls walls = find_walls();
  if (arguments->json)
    return pl_print_json(json_pack("{s:s,s:s,s:s,s:s,s:s,s:{s:b,s:b,s:b}}", "polder", POLDER_VERSION, "schema",
                                   POLDER_SCHEMA, "lua", LUA_RELEASE, "jansson", JANSSON_VERSION, "sqlite",
                                   sqlite3_libversion(), "walls", "process", (int)walls.has_process, "limits",
                                   (int)walls.has_limits, "filter", (int)walls.has_filter),
                         error);
  printf("polder %s\n", POLDER_VERSION);
  printf(PL_TEXT("scenario schema %s\n"), POLDER_SCHEMA);
  printf("%s\n", LUA_RELEASE);
  printf("jansson %s\n", JANSSON_VERSION);
  printf("SQLite %s\n", sqlite3_libversion());
  pl_window_versions(stdout);
  print_host();
  if (!walls.has_process) puts(PL_TEXT("scenarios are checked in this process"));
  else if (!walls.has_filter) puts(PL_TEXT("scenarios are checked in a process of their own"));
  else puts(PL_TEXT("scenarios are checked in a process of their own, behind a filter on system calls"));
  return PL_OK;
}

static const pl_option_row options[] = {PL_OPTION_ROW_JSON, PL_OPTION_ROW_LANG, PL_OPTION_ROW_HELP};
const pl_command_row pl_command_version = {.name = "version",
                                           .explain = PL_LATER("versions of the program and its libraries"),
                                           .options = options,
                                           .option_count = sizeof options / sizeof options[0],
                                           .run = version};
