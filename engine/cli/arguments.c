/* Reading the command line by table.
 *
 *   polder SUBCOMMAND [--option [value] | --option=value | operand]… [-- operand]
 *
 * Options and operand may stand in any order. An option is a row: its name, what its value is, where it goes and which
 * range it has; --help prints the same rows. Nothing is guessed: an unknown word gets the nearest known one as a
 * suggestion, a number out of its range the range. */
#include "arguments.h"

#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include <polder/spelling.h>

#include "language.h"

typedef struct reading {
  const pl_command_row *command;
  pl_arguments *arguments;
  char **words;
  int count, at;
  pl_error *error;
} reading;

static const pl_option_row *find_option(const pl_command_row *command, const char *word, size_t length) {
  for (size_t i = 0; i < command->option_count; i++) {
    const char *name = command->options[i].name;
    if (strlen(name) == length && !memcmp(name, word, length)) return &command->options[i];
  }
  return NULL;
}

static pl_status refuse_option(reading *r, const char *word) {
  pl_spelling spelling;
  pl_spelling_init(&spelling, word);
  for (size_t i = 0; i < r->command->option_count; i++) pl_spelling_offer(&spelling, r->command->options[i].name);
  return pl_spelling_refuse(&spelling, PL_USAGE, "option", r->error);
}

static pl_status read_number(reading *r, const pl_option_row *row, const char *value) {
  char *end;
  bool is_digits = *value && strspn(value, "0123456789") == strlen(value);
  errno = 0;
  long long number = strtoll(value, &end, 10);
  if (!is_digits || errno || number < row->smallest || number > row->largest)
    return pl_error_set(r->error, PL_USAGE, "%s is \"%.64s\", expected a whole number from %" PRId64 " to %" PRId64,
                        row->name, value, row->smallest, row->largest);
  memcpy((char *)r->arguments + row->offset, &(int64_t){number}, sizeof(int64_t));
  return PL_OK;
}

static pl_status store(reading *r, const pl_option_row *row, const char *value) {
  switch (row->kind) {
  case PL_OPTION_FLAG: memcpy((char *)r->arguments + row->offset, &(bool){true}, sizeof(bool)); break;
  case PL_OPTION_NUMBER: return read_number(r, row, value);
  case PL_OPTION_TEXT: memcpy((char *)r->arguments + row->offset, &value, sizeof value); break;
  case PL_OPTION_LIST:
    if (r->arguments->bots_count == PL_MAX_BOTS)
      return pl_error_set(r->error, PL_USAGE, "%s is given more than %d times: join them with commas", row->name,
                          PL_MAX_BOTS);
    r->arguments->bots[r->arguments->bots_count++] = value;
    break;
  case PL_OPTION_TURN:
    if (r->arguments->turn_count == PL_MOST_TURNS)
      return pl_error_set(r->error, PL_USAGE, "%s is one thing too many: at most %d can be otherwise", row->name,
                          PL_MOST_TURNS);
    r->arguments->turns[r->arguments->turn_count++] = (pl_argument_turn){.word = row->name + 2, .value = value};
    break;
  }
  return PL_OK;
}

static pl_status read_option(reading *r, const char *word) {
  const char *equals = strchr(word, '=');
  size_t length = equals ? (size_t)(equals - word) : strlen(word);
  const pl_option_row *row = find_option(r->command, word, length);
  if (!row && !strcmp(word, "-h")) row = find_option(r->command, "--help", 6);
  if (!row) return refuse_option(r, word);
  if (!row->value && equals) return pl_error_set(r->error, PL_USAGE, "%s takes no value: write it alone", row->name);
  const char *value = equals ? equals + 1 : NULL;
  if (row->value && !value) {
    if (r->at == r->count || !strncmp(r->words[r->at], "--", 2))
      return pl_error_set(r->error, PL_USAGE, "%s needs a value: %s %s", row->name, row->name, row->value);
    value = r->words[r->at++];
  }
  if (row->value && !*value && !strcmp(row->value, "FILE"))
    return pl_error_set(r->error, PL_USAGE, "%s is empty: name a file", row->name);
  return store(r, row, value);
}

/* The operand's name, and what it means for whoever left it out. */
typedef struct operand_row {
  const char *name, *meaning;
} operand_row;

static const operand_row *operand_of(const pl_command_row *command) {
  static const operand_row rows[] = {
      {"FILE", PL_LATER("name the file that an exercise was kept in")},
      {"DIR", PL_LATER("name the folder that is to be made")},
      {"SCENARIO", PL_LATER("name a folder, a scenario.lua or an installed scenario (polder list shows them)")},
  };
  const operand_row *row = rows;
  while (!strstr(command->operand, row->name)) row++;
  return row;
}

static pl_status read_operand(reading *r, const char *word) {
  if (!r->command->operand)
    return pl_error_set(r->error, PL_USAGE, "\"%.64s\" is one word too many: polder %s takes options only", word,
                        r->command->name);
  if (r->arguments->operand)
    return pl_error_set(r->error, PL_USAGE, "\"%.64s\" is one word too many after \"%.64s\": polder %s takes one %s",
                        word, r->arguments->operand, r->command->name, operand_of(r->command)->name);
  if (!*word)
    return pl_error_set(r->error, PL_USAGE, "%s is empty: %s", operand_of(r->command)->name,
                        pl_translate(operand_of(r->command)->meaning));
  r->arguments->operand = word;
  return PL_OK;
}

static pl_status choose_language(pl_arguments *arguments, pl_error *error) {
  const char *name = arguments->language_name;
  arguments->language = pl_language_wanted(0, NULL);
  if (!name) return PL_OK;
  if (strcmp(name, "en") && strcmp(name, "nl"))
    return pl_error_set(error, PL_USAGE, "--lang is \"%.64s\", expected en or nl", name);
  arguments->language = strcmp(name, "nl") ? PL_ENGLISH : PL_DUTCH;
  return PL_OK;
}

pl_status pl_arguments_parse(const pl_command_row *command, int count, char **words, pl_arguments *arguments,
                             pl_error *error) {
  *arguments = (pl_arguments){.seed = -1, .rounds = -1, .at = -1, .scale = -1,
                              .round = -1, .seeds = -1, .runs = -1, .jobs = -1, .port = -1, .minutes = -1};
  reading r = {.command = command, .arguments = arguments, .words = words, .count = count, .error = error};
  bool has_ended = false; /* after "--" nothing is an option */
  while (r.at < count) {
    const char *word = words[r.at++];
    if (!has_ended && !strcmp(word, "--")) {
      has_ended = true;
      continue;
    }
    pl_status status = !has_ended && word[0] == '-' && word[1] ? read_option(&r, word) : read_operand(&r, word);
    if (status != PL_OK) return status;
  }
  if (arguments->help) return PL_OK;
  if (command->operand && *command->operand != '[' && !arguments->operand)
    return pl_error_set(error, PL_USAGE, "%s is missing: %s", operand_of(command)->name,
                        pl_translate(operand_of(command)->meaning));
  return choose_language(arguments, error);
}

enum { COLUMNS = 80, HELP_AT = 18 };

/* Columns that the first `length` bytes take. */
static int width_of(const char *text, size_t length) {
  int width = 0;
  for (size_t i = 0; i < length; i++) width += ((unsigned char)text[i] & 0xC0) != 0x80;
  return width;
}

void pl_print_wrapped(const char *text, int indent, FILE *out) {
  int column = indent;
  bool is_first = true; /* word of its line */
  while (*text) {
    size_t length = strcspn(text, " \n");
    int width = width_of(text, length);
    if (!is_first && column + 1 + width > COLUMNS) {
      fprintf(out, "\n%*s", indent, "");
      column = indent;
      is_first = true;
    }
    fprintf(out, "%s%.*s", is_first ? "" : " ", (int)length, text);
    column += width + !is_first;
    is_first = text[length] == '\n';
    if (is_first) fprintf(out, "\n%*s", indent, "");
    if (is_first) column = indent;
    text += length + (text[length] != 0);
  }
  fputc('\n', out);
}

void pl_arguments_help(const pl_command_row *command, FILE *out) {
  fprintf(out, PL_TEXT("polder %s%s%s [options]\n%s\n\nOptions:\n"), command->name, command->operand ? " " : "",
          command->operand ? command->operand : "", PL_TEXT(command->explain));
  for (size_t i = 0; i < command->option_count; i++) {
    const pl_option_row *row = &command->options[i];
    int width = fprintf(out, "  %s%s%s", row->name, row->value ? " " : "", row->value ? row->value : "");
    if (width < HELP_AT) fprintf(out, "%*s", HELP_AT - width, "");
    else fprintf(out, "\n%*s", HELP_AT, "");
    pl_print_wrapped(PL_TEXT(row->help), HELP_AT, out);
  }
  if (!command->more) return;
  fputc('\n', out);
  pl_print_wrapped(PL_TEXT(command->more), 0, out);
}
