/* A Polder without a host: built with POLDER_HOST=OFF. */
#include "commands.h"

static pl_status host(const pl_arguments *arguments, pl_error *error) {
  (void)arguments;
  return pl_error_set(error, PL_USAGE,
                      "this Polder was built without its host (POLDER_HOST=OFF): build it with libwebsockets");
}

static const pl_option_row options[] = {PL_OPTION_ROW_LANG, PL_OPTION_ROW_HELP};
const pl_command_row pl_command_host = {.name = "host",
                                        .operand = "[SCENARIO]",
                                        .explain = PL_LATER("host an exercise for a room (not in this build)"),
                                        .options = options,
                                        .option_count = sizeof options / sizeof options[0],
                                        .run = host};
