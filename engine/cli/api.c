/* polder api: what a scenario can say, for editors and as a manual of reference. Both are in English, whatever is
 * spoken: they are kept in files, and whoever renews them must get the same. */
#include <polder/script.h>
#include <polder/translate.h>

#include "commands.h"
#include "language.h"

static pl_status api(const pl_arguments *arguments, pl_error *error) {
  pl_buffer out = {0};
  if (arguments->luacats == arguments->markdown)
    return pl_error_set(error, PL_USAGE, "say which: --luacats (stubs for editors) or --markdown (the reference)");
  pl_language_speak(PL_ENGLISH);
  if (arguments->luacats) pl_script_api_luacats(&out);
  else pl_script_api_markdown(&out);
  bool failed = out.failed;
  fputs(pl_buffer_text(&out), stdout);
  pl_buffer_clear(&out);
  return failed ? pl_error_set(error, PL_NO_MEMORY, "out of memory: cannot write the interface") : PL_OK;
}

static const pl_option_row options[] = {
    {"--luacats", NULL, PL_LATER("stubs for lua-language-server and its relatives"), PL_OPTION_FLAG,
     offsetof(pl_arguments, luacats), 0, 0},
    {"--markdown", NULL, PL_LATER("the manual of reference"), PL_OPTION_FLAG, offsetof(pl_arguments, markdown), 0, 0},
    PL_OPTION_ROW_HELP};
const pl_command_row pl_command_api = {
    .name = "api",
    .explain = PL_LATER("what a scenario can say, for editors or as a manual"),
    .options = options,
    .option_count = sizeof options / sizeof options[0],
    .run = api,
    .more = PL_LATER("scenarios/polder.lua and scenarios/REFERENCE.md are made with it.")};
