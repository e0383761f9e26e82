/* polder: the program. It finds the subcommand, reads its arguments, and turns a status into an exit code.
 *
 *   0 done · 1 findings · 2 usage · 3 bad input · 4 the system refused · 70 a bug in Polder
 *
 * An error is one line on stderr. Output that could not be written is an error too, so it is checked once at the end; a
 * reader who closes the pipe has seen enough, and that is none. Numbers and order never depend on the locale:
 * pl_translate_into sees to that. */
#include <errno.h>
#include <fcntl.h>
#include <jansson.h>
#include <locale.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <polder/play.h>
#include <polder/spelling.h>

#include "commands.h"
#include "language.h"

static const pl_command_row *const commands[] = {
    &pl_command_play,  &pl_command_host,  &pl_command_run,    &pl_command_resume,     &pl_command_replay,
    &pl_command_fork,  &pl_command_whatif, &pl_command_ledger, &pl_command_fan,       &pl_command_provenance,
    &pl_command_report, &pl_command_check, &pl_command_list,   &pl_command_policies,  &pl_command_new,
    &pl_command_api,   &pl_command_version};
enum { COMMANDS = sizeof commands / sizeof commands[0] };

pl_status pl_print_json(json_t *object, pl_error *error) {
  int failed = object ? json_dumpf(object, stdout, JSON_INDENT(1) | JSON_ENSURE_ASCII) : 0;
  bool has_memory = object != NULL;
  json_decref(object);
  if (!has_memory) return pl_error_set(error, PL_NO_MEMORY, "out of memory: cannot write JSON");
  return failed || putchar('\n') == EOF ? pl_output_refused(stdout, errno, error) : PL_OK;
}

static void print_usage(FILE *out) {
  fputs(PL_TEXT("polder: tabletop exercises about sharing cyber-threat intelligence\n\n"
                "Usage: polder SUBCOMMAND [options]\n\n"),
        out);
  for (int i = 0; i < COMMANDS; i++) {
    int width = fprintf(out, "  %s%s%s", commands[i]->name, commands[i]->operand ? " " : "",
                        commands[i]->operand ? commands[i]->operand : "");
    fprintf(out, "%*s", width < 22 ? 22 - width : 1, "");
    pl_print_wrapped(PL_TEXT(commands[i]->explain), width < 22 ? 22 : width + 1, out);
  }
  fputc('\n', out);
  pl_print_wrapped(PL_TEXT("SCENARIO is a folder, a scenario.lua, or the name of an installed scenario; FILE holds an "
                           "exercise.\nMore on each: polder SUBCOMMAND --help. A good start: polder play first-share"),
                   0, out);
}

static const pl_command_row *find_command(const char *word) {
  for (int i = 0; i < COMMANDS; i++)
    if (!strcmp(commands[i]->name, word)) return commands[i];
  return NULL;
}

static pl_status refuse_command(const char *word, pl_error *error) {
  pl_spelling spelling;
  pl_spelling_init(&spelling, word);
  for (int i = 0; i < COMMANDS; i++) pl_spelling_offer(&spelling, commands[i]->name);
  return pl_spelling_refuse(&spelling, PL_USAGE, "subcommand", error);
}

static bool is_word(const char *word, const char *a, const char *b) { return !strcmp(word, a) || !strcmp(word, b); }

static pl_status run_command(const pl_command_row *command, int count, char **words, pl_error *error) {
  pl_arguments arguments;
  pl_status status = pl_arguments_parse(command, count, words, &arguments, error);
  if (status != PL_OK) return status;
  if (!arguments.help) return command->run(&arguments, error);
  pl_arguments_help(command, stdout);
  return PL_OK;
}

/* About one subcommand, or all of them (NULL). */
static pl_status help(const char *word, pl_error *error) {
  const pl_command_row *asked = word ? find_command(word) : NULL;
  if (word && !asked && word[0] != '-') return refuse_command(word, error);
  if (asked)
    pl_arguments_help(asked, stdout);
  else
    print_usage(stdout);
  return PL_OK;
}

static pl_status run(int count, char **words, const char **about, pl_error *error) {
  if (count < 2) {
    print_usage(stderr);
    return pl_error_set(error, PL_USAGE, "a subcommand is missing: choose one of the above");
  }
  if (is_word(words[1], "--help", "-h") || !strcmp(words[1], "help")) return help(count > 2 ? words[2] : NULL, error);
  const pl_command_row *command = find_command(!strcmp(words[1], "--version") ? "version" : words[1]);
  if (!command) return refuse_command(words[1], error);
  *about = command->name;
  return run_command(command, count - 2, words + 2, error);
}

/* Whatever was printed must have arrived, unless nobody wants it any more. */
static pl_status finish_output(pl_status status, pl_error *error) {
  errno = 0;
  bool failed = fflush(stdout) || ferror(stdout);
  if (!failed || (status != PL_OK && status != PL_FINDINGS)) return status;
  const pl_status refused = pl_output_refused(stdout, errno, error);
  return refused == PL_OK ? status : refused;
}

static void print_error(pl_status status, const char *about, const char *text) {
  if (!about)
    fprintf(stderr, "polder: %s\n", text);
  else if (status == PL_USAGE)
    fprintf(stderr, PL_TEXT("polder %s: %s. See: polder %s --help\n"), about, text, about);
  else
    fprintf(stderr, "polder %s: %s\n", about, text);
}

static bool is_open(int descriptor) { return fcntl(descriptor, F_GETFD) != -1; }

int main(int count, char **words) {
  pl_error error = {0};
  const char *about = NULL;
  setlocale(LC_ALL, "");
  pl_language_speak(pl_language_wanted(count, words));
  signal(SIGPIPE, SIG_IGN); /* what is being kept is kept, whether or not anybody reads on */
  signal(SIGXFSZ, SIG_IGN); /* and so is a file that may not grow */
  pl_status status = is_open(STDOUT_FILENO)
                         ? run(count, words, &about, &error)
                         : pl_error_set(&error, PL_SYSTEM, "standard output is closed: run it with an open one");
  status = finish_output(status, &error);
  if (status != PL_OK && *error.text) print_error(status, about, error.text);
  return pl_status_exit_code(status);
}
