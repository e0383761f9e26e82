/* Reading records: the walk over a schema's rows, and how to say what is wrong.
 *
 * A complaint has three parts: what it is about (`incident "worm": virulence`), what was found and what was
 * expected, and a guess at what was meant. The guess knows the two usual slips with numbers: a percentage where a share
 * is expected, and thousandths where units are. The place in the source is looked up only when there is something to
 * say, so a clean file is never tokenized. */
#include "read.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "words.h"

enum { SHORT = 160, LONG = 700, DEEPEST = PL_NODE_DEPTH + 2, WIDEST = 60 };

bool pl_reader_no_memory(pl_reader *reader) {
  reader->no_memory = reader->has_failed = true;
  return false;
}

void *pl_reader_take(pl_reader *reader, size_t count, size_t size) {
  void *memory = pl_arena_array(reader->arena, count, size);
  if (!memory) pl_reader_no_memory(reader);
  return memory;
}

/* ---- what it is about ---- */
/* The steps from the declaration to a node; returns how many. */
static size_t path_of(const pl_node *node, pl_step steps[DEEPEST]) {
  size_t depth = 0;
  for (const pl_node *n = node; n && n->parent; n = n->parent) depth++;
  size_t at = depth;
  for (const pl_node *n = node; n && n->parent && at; n = n->parent)
    if (--at < DEEPEST) steps[at] = (pl_step){n->key, n->index};
  return depth < DEEPEST ? depth : DEEPEST;
}

static size_t append(char *text, size_t size, size_t used, const char *format, ...)
#if defined(__GNUC__)
    __attribute__((format(printf, 4, 5)))
#endif
    ;
static size_t append(char *text, size_t size, size_t used, const char *format, ...) {
  if (used >= size) return used;
  va_list arguments;
  va_start(arguments, format);
  int written = vsnprintf(text + used, size - used, format, arguments);
  va_end(arguments);
  return written < 0 ? used : used + (size_t)written;
}

void pl_reader_subject(const pl_reader *reader, const pl_node *node, char *text, size_t size) {
  size_t used = 0;
  const pl_declaration *d = reader->declaration;
  text[0] = 0;
  if (d) {
    used = append(text, size, used, "%s", pl_schema_of(d->kind)->name);
    if (d->id[0]) used = append(text, size, used, " \"%.40s\"", d->id);
  }
  pl_step steps[DEEPEST];
  size_t depth = path_of(node, steps);
  if (depth && used) used = append(text, size, used, ": ");
  for (size_t i = 0; i < depth; i++) {
    if (steps[i].key) used = append(text, size, used, "%s%.40s", i ? "." : "", steps[i].key);
    else if (i || reader->declaration)
      used = append(text, size, used, i ? "[%d]" : PL_TEXT("item %d"), steps[i].index);
    else
      used = append(text, size, used, PL_TEXT("item %d"), steps[i].index);
  }
  if (!used) snprintf(text, size, "%s", PL_TEXT("this"));
}

/* The node's value in a few words: 35, "noordlnd", a table. */
static void describe(const pl_node *node, char *text, size_t size) {
  if (node->kind == PL_NODE_TEXT && !pl_text_problem(node->text, node->length) && !strchr(node->text, '\n'))
    snprintf(text, size, node->length > 40 ? "\"%.37s…\"" : "\"%s\"", node->text);
  else if (node->kind == PL_NODE_NUMBER && node->number != node->number)
    snprintf(text, size, PL_TEXT("not a number (0/0)"));
  else if (node->kind == PL_NODE_NUMBER) snprintf(text, size, "%.10g", node->number);
  else snprintf(text, size, "%s", pl_node_kind_name(node));
}

/* ---- where it is ---- */
/* The tokens of a file; none where the files have too many. */
static bool read_tokens(pl_source *source, const pl_file *file, pl_tokens *tokens) {
  size_t count = pl_tokens_count(file->bytes, file->length);
  *tokens = (pl_tokens){.source = file->bytes};
  if (source->kept + count > PL_SOURCE_TOKENS) return true;
  if (!pl_tokens_read(source->arena, file->bytes, file->length, tokens)) return false;
  source->kept += count;
  tokens->left = &source->tokens_left;
  return true;
}

static const pl_tokens *tokens_of(pl_source *source, const char *file) {
  const pl_bundle *bundle = source->bundle;
  for (size_t i = 0; i < bundle->count; i++) {
    if (strcmp(bundle->file[i].name, file)) continue;
    pl_tokens *tokens = &source->tokens[i];
    return tokens->source || read_tokens(source, &bundle->file[i], tokens) ? tokens : NULL;
  }
  return NULL;
}

/* Whether a finding will be kept: looking up the place of one that is only counted may take long. */
static bool has_room(const pl_source *source) { return source->report->count < PL_FINDINGS_KEPT; }

bool pl_reader_may_guess(pl_reader *reader) {
  pl_source *source = reader->source;
  return !source || (has_room(source) && source->names_left && source->names_left--);
}

static int width_of(const pl_token *first, const pl_token *last) {
  int width = last && last->line == first->line ? last->column + last->width - first->column : first->width;
  return width > WIDEST ? first->width : width;
}

static void place(pl_source *source, const pl_declaration *d, const pl_node *node, pl_spot spot, pl_finding *finding) {
  finding->file = d->file;
  finding->line = d->line;
  const pl_tokens *tokens = tokens_of(source, d->file);
  if (!tokens) return;
  pl_step steps[DEEPEST];
  size_t depth = path_of(node, steps);
  pl_place_found found = pl_locate(tokens, d->line, pl_schema_of(d->kind)->name, d->id[0] ? d->id : NULL, steps, depth);
  const pl_token *first = found.word, *last = found.word;
  if (spot == PL_SPOT_VALUE && found.value &&
      (found.depth || d->kind == PL_KIND_POLDER || d->kind == PL_KIND_TEXTS || d->kind == PL_KIND_INCLUDE))
    first = found.value, last = found.last;
  else if (spot == PL_SPOT_KEY && found.key) first = last = found.key;
  if (!first) return;
  finding->line = first->line;
  finding->column = first->column;
  finding->width = width_of(first, last);
}

static bool is_token(const pl_tokens *tokens, const pl_token *token, const char *word) {
  size_t length = strlen(word), quotes = token->kind == PL_TOKEN_TEXT ? 1 : 0;
  return token->length == length + 2 * quotes && !memcmp(tokens->source + token->start + quotes, word, length);
}

bool pl_source_complain(pl_source *source, const char *code, const char *file, int line, const char *word,
                        const char *hint, const char *message) {
  pl_finding finding = {.severity = code[0] == 'W' ? PL_SEVERITY_WARNING : PL_SEVERITY_ERROR,
                        .file = file,
                        .line = line,
                        .message = pl_translate(message),
                        .hint = hint ? pl_translate(hint) : NULL};
  snprintf(finding.code, sizeof finding.code, "%s", code);
  const pl_tokens *tokens = word && has_room(source) ? tokens_of(source, file) : NULL;
  for (size_t i = tokens ? pl_tokens_find_line(tokens, line) : 0; tokens && i < tokens->count; i++) {
    const pl_token *token = &tokens->token[i];
    if (token->line > line || !source->tokens_left) break;
    source->tokens_left--;
    if (!is_token(tokens, token, word)) continue;
    finding.column = token->column;
    finding.width = token->width;
    break;
  }
  return pl_report_add(source->report, &finding);
}

bool pl_complain(pl_reader *reader, const char *code, const pl_node *node, pl_spot spot, const char *hint,
                 const char *format, ...) {
  char message[LONG];
  va_list arguments;
  va_start(arguments, format);
  vsnprintf(message, sizeof message, pl_translate(format), arguments);
  va_end(arguments);
  if (hint) hint = pl_translate(hint);
  bool is_warning = code[0] == 'W';
  if (reader->source && reader->declaration) {
    pl_finding finding = {
        .severity = is_warning ? PL_SEVERITY_WARNING : PL_SEVERITY_ERROR, .message = message, .hint = hint};
    snprintf(finding.code, sizeof finding.code, "%s", code);
    if (has_room(reader->source)) place(reader->source, reader->declaration, node, spot, &finding);
    if (!pl_report_add(reader->source->report, &finding)) pl_reader_no_memory(reader);
  } else if (!is_warning && !reader->has_failed && reader->problem) {
    snprintf(reader->problem, reader->problem_size, "%s%s%s", message, hint ? "; " : "", hint ? hint : "");
  }
  if (!is_warning) reader->has_failed = true;
  return is_warning;
}

/* ---- wrong values ---- */
static int last_round(const pl_reader *reader) {
  return reader->names->rounds > 0 ? reader->names->rounds : PL_MAX_ROUNDS;
}

static bool is_within(const pl_field *field, double number) { return number >= field->least && number <= field->most; }

/* A percentage for a share, thousandths for units. Writes the guess, or leaves `hint` empty. */
static void guess_number(const pl_field *field, double number, char *hint, size_t size) {
  static const double shares[] = {100, 10}, units[] = {1000, 100, 10};
  const double *divisor = field->type == PL_TYPE_UNITS ? units : shares;
  size_t count = field->type == PL_TYPE_UNITS ? 3 : 2;
  hint[0] = 0;
  if (field->type != PL_TYPE_NUMBER && field->type != PL_TYPE_UNITS && field->type != PL_TYPE_OTHER) return;
  for (size_t i = 0; i < count && !hint[0]; i++)
    if (number != 0 && is_within(field, number / divisor[i]))
      snprintf(hint, size, PL_TEXT("did you mean %.6g?"), number / divisor[i]);
}

bool pl_complain_range(pl_reader *reader, const pl_field *field, const pl_node *node) {
  char subject[LONG / 2], value[SHORT], expected[SHORT * 2], hint[SHORT];
  pl_reader_subject(reader, node, subject, sizeof subject);
  describe(node, value, sizeof value);
  pl_field_expectation(field, last_round(reader), expected, sizeof expected);
  guess_number(field, node->number, hint, sizeof hint);
  return pl_complain(reader, "E204", node, PL_SPOT_VALUE, hint[0] ? hint : NULL, PL_LATER("%s is %s, expected %s"),
                     subject, value, expected);
}

/* A candidate that what was written is part of: AMBER for TLP:AMBER. */
static void offer_whole(const char *written, const char *candidate, const char **best) {
  if (!*best && strlen(written) > 2 && strstr(candidate, written)) *best = candidate;
}

/* A text where one of a few words is expected, a number in quotes. */
static void guess_value(const pl_field *field, const pl_node *node, char *hint, size_t size) {
  hint[0] = 0;
  if (node->kind != PL_NODE_TEXT) return;
  if (field->type == PL_TYPE_CHOICE) {
    pl_suggestion suggestion = pl_suggestion_for(node->text);
    for (size_t i = 0; field->words[i]; i++) pl_suggestion_offer(&suggestion, field->words[i]);
    for (size_t i = 0; field->words[i]; i++) offer_whole(node->text, field->words[i], &suggestion.best);
    if (suggestion.best) snprintf(hint, size, PL_TEXT("did you mean \"%s\"?"), suggestion.best);
  } else if (field->type >= PL_TYPE_NUMBER && field->type <= PL_TYPE_DAY && node->length && node->length < 20 &&
             strspn(node->text, "0123456789.-") == node->length) {
    snprintf(hint, size, PL_TEXT("write the number without quotes: %s"), node->text);
  } else if (field->type == PL_TYPE_BOOLEAN && (!strcmp(node->text, "true") || !strcmp(node->text, "false"))) {
    snprintf(hint, size, PL_TEXT("write it without quotes: %s"), node->text);
  } else if ((field->type == PL_TYPE_STATES || field->type == PL_TYPE_SEATS || field->type == PL_TYPE_AUDIENCE) &&
             pl_is_id(node->text, node->length)) {
    snprintf(hint, size, PL_TEXT("did you mean { \"%s\" }?"), node->text);
  }
}

bool pl_complain_type(pl_reader *reader, const pl_field *field, const pl_node *node) {
  char subject[LONG / 2], value[SHORT], expected[SHORT * 2], hint[SHORT];
  pl_reader_subject(reader, node, subject, sizeof subject);
  describe(node, value, sizeof value);
  pl_field_expectation(field, last_round(reader), expected, sizeof expected);
  guess_value(field, node, hint, sizeof hint);
  return pl_complain(reader, "E203", node, PL_SPOT_VALUE, hint[0] ? hint : NULL, PL_LATER("%s is %s, expected %s"),
                     subject, value, expected);
}

/* ---- records ---- */
static bool complain_field(pl_reader *reader, const pl_schema *schema, const pl_node *child) {
  char hint[LONG / 2], fields[LONG / 3] = "";
  pl_suggestion suggestion = pl_suggestion_for(child->key);
  size_t used = 0;
  for (size_t i = 0; i < schema->count; i++) {
    pl_suggestion_offer(&suggestion, schema->field[i].name);
    if (used < sizeof fields - 40)
      used = append(fields, sizeof fields, used, "%s%s", i ? ", " : "", schema->field[i].name);
    else if (i + 1 == schema->count) append(fields, sizeof fields, used, ", …");
  }
  for (size_t i = 0; i < schema->count; i++) offer_whole(child->key, schema->field[i].name, &suggestion.best);
  if (suggestion.best)
    snprintf(hint, sizeof hint, PL_TEXT("did you mean \"%s\"?"), suggestion.best);
  else
    snprintf(hint, sizeof hint, PL_TEXT("fields: %s"), fields);
  char subject[LONG / 2];
  pl_reader_subject(reader, child->parent, subject, sizeof subject);
  return pl_complain(reader, "E202", child, PL_SPOT_KEY, hint, PL_LATER("%s has no field \"%.40s\""), subject,
                     child->key);
}

bool pl_read_unknown(pl_reader *reader, const pl_schema *schema, const pl_node *node) {
  bool is_fine = true;
  char subject[LONG / 2];
  for (size_t i = 0; i < node->count; i++) {
    const pl_node *child = &node->child[i];
    if (child->key && pl_schema_find(schema, child->key)) continue;
    is_fine = false;
    if (child->key) {
      complain_field(reader, schema, child);
      continue;
    }
    pl_reader_subject(reader, node, subject, sizeof subject);
    pl_complain(reader, "E202", child, PL_SPOT_VALUE, PL_LATER("write it as name = value"),
                PL_LATER("%s: item %d has no name"), subject, child->index);
  }
  return is_fine;
}

static bool complain_missing(pl_reader *reader, const pl_field *field, const pl_node *node) {
  char subject[LONG / 2], expected[SHORT * 2];
  pl_reader_subject(reader, node, subject, sizeof subject);
  pl_field_expectation(field, last_round(reader), expected, sizeof expected);
  return pl_complain(reader, "E205", node, node->parent ? PL_SPOT_KEY : PL_SPOT_WORD, NULL,
                     PL_LATER("%s has no \"%s\", expected %s"), subject, field->name, expected);
}

static void put_int(void *into, int value) { memcpy(into, &value, sizeof value); }

/* The default of a field that is absent; zero is already there. */
static bool fill_standard(pl_reader *reader, const pl_field *field, void *into) {
  static const uint16_t thirds[PL_TRACKS] = {333, 333, 333};
  switch (field->type) {
  case PL_TYPE_NUMBER: *(pl_q16 *)into = pl_q16_from(field->standard); return true;
  case PL_TYPE_INTEGER: *(int32_t *)into = (int32_t)field->standard; return true;
  case PL_TYPE_ROUND:
  case PL_TYPE_DAY: *(int32_t *)into = field->standard > 0 ? (int32_t)field->standard - 1 : 0; return true;
  case PL_TYPE_SEED: *(uint64_t *)into = (uint64_t)field->standard; return true;
  case PL_TYPE_BOOLEAN: *(bool *)into = field->standard != 0; return true;
  case PL_TYPE_WORD:
  case PL_TYPE_DATE: *(const char **)into = field->fallback; return true;
  case PL_TYPE_SPLIT: memcpy(into, thirds, sizeof thirds); return true;
  case PL_TYPE_BY_STATE: return pl_read_by_state(reader, field, NULL, into);
  case PL_TYPE_CHOICE:
    for (int i = 0; field->words[i]; i++)
      if (field->fallback && !strcmp(field->words[i], field->fallback)) put_int(into, i);
    return true;
  case PL_TYPE_RECORD: {
    const pl_node nothing = {.kind = PL_NODE_TABLE};
    return pl_read_record(reader, field->inner, &nothing, into);
  }
  default: return true;
  }
}

bool pl_read_record(pl_reader *reader, const pl_schema *schema, const pl_node *node, void *record) {
  bool is_fine = pl_read_unknown(reader, schema, node);
  union { /* somewhere to put what is checked but not stored */
    pl_audience audience;
    pl_effect_list effects;
    int64_t number;
    uint16_t split[PL_TRACKS];
  } aside;
  for (size_t i = 0; i < schema->count; i++) {
    const pl_field *field = &schema->field[i];
    const pl_node *value = pl_node_find(node, field->name);
    void *into = field->flags & PL_FIELD_NOWHERE ? (void *)&aside : (char *)record + field->offset;
    if (value) is_fine &= pl_read_field(reader, field, value, into);
    else if (field->flags & PL_FIELD_REQUIRED) is_fine = complain_missing(reader, field, node);
    else if (field->type != PL_TYPE_OTHER && !(field->flags & PL_FIELD_COMPUTED))
      is_fine &= fill_standard(reader, field, into);
  }
  return is_fine;
}
