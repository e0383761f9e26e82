/* The command line: one table of options for each subcommand, from which parsing, checks and --help follow. */
#ifndef POLDER_CLI_ARGUMENTS_H
#define POLDER_CLI_ARGUMENTS_H

#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <polder/status.h>
#include <polder/translate.h>
#include <polder/types.h>

enum { PL_MAX_BOTS = 64, PL_MOST_TURNS = 32 };

/* One thing that is to be otherwise: the option's name without its dashes, and what it was given. */
typedef struct pl_argument_turn {
  const char *word, *value;
} pl_argument_turn;

/* Everything that any subcommand can be told. Numbers that were not given are −1, texts NULL. */
typedef struct pl_arguments {
  const char *operand; /* SCENARIO or FILE */
  const char *seat, *session, *out, *template;
  const char *screenshot, *at_moment, *mode, *size;
  const char *bots[PL_MAX_BOTS]; /* each --bots, in order */
  size_t bots_count;
  pl_argument_turn turns[PL_MOST_TURNS]; /* in order */
  size_t turn_count;
  const char *others, *by, *item;
  const char *bind, *tls_certificate, *tls_key;
  int64_t port, minutes;
  int64_t seed, rounds, at, scale, round, seeds, runs, jobs;
  const char *language_name;
  pl_language language;
  bool json, quiet, text, verify, help, luacats, markdown, reduced_motion, full_screen, public_form, all, truth;
  bool solo, rehearse, no_board;
} pl_arguments;

typedef enum pl_option_kind {
  PL_OPTION_FLAG, PL_OPTION_NUMBER, PL_OPTION_TEXT, PL_OPTION_LIST, PL_OPTION_TURN
} pl_option_kind;

typedef struct pl_option_row {
  const char *name;  /* "--seed" */
  const char *value; /* "N"; NULL: a flag */
  const char *help;
  pl_option_kind kind;
  size_t offset; /* in pl_arguments; of a LIST: bots, of a TURN: turns */
  int64_t smallest, largest;
} pl_option_row;

/* The rows that subcommands put into their tables. */
#define PL_OPTION_ROW_SEED                                                                                         \
  {                                                                                                                \
    "--seed", "N", PL_LATER("the luck: the same seed and decisions give the same game (default: the scenario's)"), \
        PL_OPTION_NUMBER, offsetof(pl_arguments, seed), 0, 9007199254740991                                        \
  }
#define PL_OPTION_ROW_ROUNDS                                                           \
  {                                                                                    \
    "--rounds", "N", PL_LATER("stop after N rounds (default: all)"), PL_OPTION_NUMBER, \
        offsetof(pl_arguments, rounds), 1, PL_MAX_ROUNDS                               \
  }
#define PL_OPTION_ROW_BOTS                                                                                \
  {                                                                                                       \
    "--bots", "POLICY",                                                                                   \
        PL_LATER("who plays the other seats: a policy for all, or SEAT=POLICY,… (see: polder policies)"), \
        PL_OPTION_LIST, offsetof(pl_arguments, bots), 0, 0                                                \
  }
#define PL_OPTION_ROW_SEAT                                                                        \
  {                                                                                               \
    "--seat", "ID", PL_LATER("the state you speak for (default: you are asked)"), PL_OPTION_TEXT, \
        offsetof(pl_arguments, seat), 0, 0                                                        \
  }
#define PL_OPTION_ROW_SESSION(explain) \
  { "--session", "FILE", explain, PL_OPTION_TEXT, offsetof(pl_arguments, session), 0, 0 }
#define PL_OPTION_ROW_TEXT                                                                  \
  {                                                                                         \
    "--text", NULL, PL_LATER("in the terminal, not in a window"), PL_OPTION_FLAG, offsetof(pl_arguments, text), 0, 0 \
  }
#define PL_OPTION_ROW_SCALE                                                                                      \
  {                                                                                                              \
    "--scale", "PERCENT", PL_LATER("size of everything in the window, 80 to 200 (default: 100)"), PL_OPTION_NUMBER, \
        offsetof(pl_arguments, scale), 80, 200                                                                   \
  }
#define PL_OPTION_ROW_REDUCED_MOTION                                                         \
  {                                                                                          \
    "--reduced-motion", NULL, PL_LATER("nothing travels in the window"), PL_OPTION_FLAG, \
        offsetof(pl_arguments, reduced_motion), 0, 0                                         \
  }
#define PL_OPTION_ROW_FULL_SCREEN                                                     \
  {                                                                                   \
    "--full-screen", NULL, PL_LATER("the window fills the screen"), PL_OPTION_FLAG, \
        offsetof(pl_arguments, full_screen), 0, 0                                     \
  }
#define PL_OPTION_ROW_JOBS                                                                                            \
  { "--jobs", "N", PL_LATER("so many at the same time (default: as many as the machine has room for)"), \
        PL_OPTION_NUMBER, offsetof(pl_arguments, jobs), 1, 64 }
#define PL_OPTION_ROW_JSON \
  { "--json", NULL, PL_LATER("for machines: one JSON object"), PL_OPTION_FLAG, offsetof(pl_arguments, json), 0, 0 }
#define PL_OPTION_ROW_QUIET \
  { "--quiet", NULL, PL_LATER("less to read"), PL_OPTION_FLAG, offsetof(pl_arguments, quiet), 0, 0 }
#define PL_OPTION_ROW_LANG                                                                                       \
  {                                                                                                              \
    "--lang", "en|nl", PL_LATER("language of all that is said (default: from the environment)"), PL_OPTION_TEXT, \
        offsetof(pl_arguments, language_name), 0, 0                                                              \
  }
#define PL_OPTION_ROW_LANG_OF_FILE                                                                              \
  { "--lang", "en|nl", PL_LATER("language of all that is said (default: the exercise's)"), PL_OPTION_TEXT, \
        offsetof(pl_arguments, language_name), 0, 0 }
#define PL_OPTION_ROW_HELP \
  { "--help", NULL, PL_LATER("this text"), PL_OPTION_FLAG, offsetof(pl_arguments, help), 0, 0 }

typedef struct pl_command_row {
  const char *name;
  const char *operand; /* "SCENARIO", "[SCENARIO]", "FILE"; NULL: takes none */
  const char *explain; /* one line */
  const pl_option_row *options;
  size_t option_count;
  const char *more; /* a paragraph under --help, or NULL */
  pl_status (*run)(const pl_arguments *arguments, pl_error *error);
} pl_command_row;

/* Reads what follows the subcommand. PL_USAGE: one line saying what is wrong and what would do. */
pl_status pl_arguments_parse(const pl_command_row *command, int count, char **words, pl_arguments *arguments,
                             pl_error *error);
void pl_arguments_help(const pl_command_row *command, FILE *out);
/* Prints a paragraph as lines of at most 80 columns, from column `indent` on, where it stands already. */
void pl_print_wrapped(const char *text, int indent, FILE *out);

#endif
