/* Reading single values: numbers into the engine's units, texts into languages, words into choices.
 *
 * A share becomes floor(x·65536 + 0.5), the double exactly as Lua has it; money floor(x·1000 + 0.5). NaN fails
 * every range check here, because the checks ask whether a number is inside, never whether it is outside. */
#include "read.h"

#include <stdio.h>
#include <string.h>

#include "words.h"

enum { LONGEST_NAME = 200, LONGEST_TEXT = 16000 /* bytes */ };

/* Towards minus infinity, for |number| < 2^62. */
int64_t pl_floor(double number) {
  int64_t whole = (int64_t)number;
  return (double)whole > number ? whole - 1 : whole;
}

pl_q16 pl_q16_from(double number) { return (pl_q16)pl_floor(number * 65536 + 0.5); }

bool pl_is_id(const char *text, size_t length) {
  if (length < 1 || length > 32) return false;
  for (size_t i = 0; i < length; i++) {
    char c = text[i];
    bool is_letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    if (!is_letter && (i == 0 || !((c >= '0' && c <= '9') || c == '-'))) return false;
  }
  return true;
}

bool pl_read_number(pl_reader *reader, const pl_field *field, const pl_node *node, double *number) {
  if (node->kind != PL_NODE_NUMBER) return pl_complain_type(reader, field, node);
  if (!(node->number >= field->least && node->number <= field->most)) return pl_complain_range(reader, field, node);
  *number = node->number;
  return true;
}

/* An integer in least … most; 2.0 is one, 2.5 is not. */
static bool read_integer(pl_reader *reader, const pl_field *field, const pl_node *node, double least, double most,
                         int64_t *integer) {
  if (node->kind != PL_NODE_NUMBER) return pl_complain_type(reader, field, node);
  if (!node->is_integer || !(node->number >= least && node->number <= most))
    return pl_complain_range(reader, field, node);
  *integer = node->integer;
  return true;
}

static bool read_int32(pl_reader *reader, const pl_field *field, const pl_node *node, double least, double most,
                       int32_t add, int32_t times, int32_t *into) {
  int64_t integer = 0;
  if (!read_integer(reader, field, node, least, most, &integer)) return false;
  *into = ((int32_t)integer + add) * times;
  return true;
}

static bool read_round(pl_reader *reader, const pl_field *field, const pl_node *node, int32_t *round) {
  int last = field->flags & PL_FIELD_LATE ? PL_MAX_ROUNDS : reader->names->rounds;
  return read_int32(reader, field, node, 1, last, -1, 1, round);
}

static bool read_seed(pl_reader *reader, const pl_field *field, const pl_node *node, uint64_t *seed) {
  int64_t integer = 0;
  if (!read_integer(reader, field, node, 0, 9007199254740991.0, &integer)) return false;
  *seed = (uint64_t)integer;
  return true;
}

/* ---- texts ---- */
static const char *const language_names[PL_LANGUAGES] = {PL_LATER("English"), PL_LATER("Dutch")};
static const char *const language_codes[PL_LANGUAGES] = {"en", "nl"};

static bool complain_placeholder(pl_reader *reader, const pl_node *node, const char *found, int length) {
  char subject[400];
  pl_reader_subject(reader, node, subject, sizeof subject);
  return pl_complain(reader, "E402", node, PL_SPOT_VALUE,
                     PL_LATER("known: {seat}, {round}, {state:ID.name}, {state:ID.hit_now}"),
                     PL_LATER("%s has an unknown placeholder: %.*s"), subject, length, found);
}

/* What a text asks to be filled in: the same things in each language. */
typedef struct placeholders {
  bool seat, round;
  pl_state_set name, hit_now;
} placeholders;

/* "state:ID.name" or "state:ID.hit_now" */
static bool note_state(const pl_reader *reader, const char *name, size_t length, placeholders *found) {
  if (length < 8 || memcmp(name, "state:", 6)) return false;
  const char *dot = memchr(name, '.', length);
  if (!dot || dot - name - 6 > 32) return false;
  char id[40] = "";
  memcpy(id, name + 6, (size_t)(dot - name - 6));
  size_t rest = length - (size_t)(dot + 1 - name);
  bool is_name = rest == 4 && !memcmp(dot + 1, "name", 4), is_hit_now = rest == 7 && !memcmp(dot + 1, "hit_now", 7);
  int state = is_name || is_hit_now ? pl_name_find(reader->index, PL_KIND_STATE, id) : -1;
  if (state >= 0 && state < PL_MAX_STATES) pl_set_add(is_name ? &found->name : &found->hit_now, (unsigned)state);
  return state >= 0;
}

static bool note_placeholder(const pl_reader *reader, const char *name, size_t length, placeholders *found) {
  bool is_seat = length == 4 && !memcmp(name, "seat", 4), is_round = length == 5 && !memcmp(name, "round", 5);
  found->seat |= is_seat;
  found->round |= is_round;
  return is_seat || is_round || note_state(reader, name, length, found);
}

static bool check_placeholders(pl_reader *reader, const pl_node *node, const char *text, placeholders *found) {
  for (const char *at = text; (at = strpbrk(at, "{}"));) {
    const char *end = *at == '{' ? strchr(at, '}') : NULL;
    if (!end) return complain_placeholder(reader, node, at, 12);
    size_t length = (size_t)(end - at - 1);
    if (!note_placeholder(reader, at + 1, length, found))
      return complain_placeholder(reader, node, at, length < 60 ? (int)length + 2 : 60);
    at = end + 1;
  }
  return true;
}

bool pl_check_text(pl_reader *reader, const pl_node *node) {
  char subject[400];
  const char *problem = pl_text_problem(node->text, node->length);
  if (!problem) return true;
  pl_reader_subject(reader, node, subject, sizeof subject);
  return pl_complain(reader, "E403", node, PL_SPOT_VALUE, NULL, PL_LATER("%s contains %s"), subject, problem);
}

/* Names stand in tables, on boards and in sentences: they are one short line. */
static bool check_length(pl_reader *reader, const pl_field *field, const pl_node *node) {
  bool is_name = field->flags & PL_FIELD_IS_NAME;
  size_t most = is_name ? LONGEST_NAME : LONGEST_TEXT;
  bool is_broken = is_name && strchr(node->text, '\n');
  char subject[400];
  if (!is_broken && node->length <= most) return true;
  pl_reader_subject(reader, node, subject, sizeof subject);
  if (is_broken)
    return pl_complain(reader, "E403", node, PL_SPOT_VALUE, PL_LATER("write it on one line"),
                       PL_LATER("%s contains a line break"), subject);
  return pl_complain(reader, "E403", node, PL_SPOT_VALUE, PL_LATER("shorten it"),
                     PL_LATER("%s is %zu bytes long, expected at most %zu"), subject, node->length, most);
}

/* One language's text. It stays where it was recorded: that lives as long as what is compiled. */
static bool keep_text(pl_reader *reader, const pl_field *field, const pl_node *node, const char **into,
                      placeholders *found) {
  if (!pl_check_text(reader, node) || !check_length(reader, field, node)) return false;
  *into = node->text;
  return check_placeholders(reader, node, node->text, found);
}

static int count_languages(const pl_scenario *names) {
  int count = 0;
  for (int i = 0; i < PL_LANGUAGES; i++) count += names->has_language[i];
  return count;
}

static bool complain_language(pl_reader *reader, const pl_node *node, int language) {
  char subject[400];
  pl_reader_subject(reader, node, subject, sizeof subject);
  return pl_complain(reader, "E401", node, PL_SPOT_VALUE, NULL,
                     PL_LATER("%s has no %s (\"%s\"), one of the scenario's languages"), subject,
                     pl_translate(language_names[language]), language_codes[language]);
}

/* The first thing that one text asks for and the other does not, as it is written; false: there is none. */
static bool put_missing(const pl_reader *reader, const placeholders *in, const placeholders *other, char *out,
                        size_t size) {
  pl_state_set name = pl_set_difference(in->name, other->name);
  pl_state_set hit_now = pl_set_difference(in->hit_now, other->hit_now);
  bool is_name = !pl_set_is_empty(&name);
  int state = pl_set_next(is_name ? &name : &hit_now, 0);
  if (in->seat && !other->seat)
    snprintf(out, size, "{seat}");
  else if (in->round && !other->round)
    snprintf(out, size, "{round}");
  else if (state >= 0)
    snprintf(out, size, "{state:%s.%s}", reader->names->states[state].id, is_name ? "name" : "hit_now");
  else
    return false;
  return true;
}

static bool check_alike(pl_reader *reader, const pl_node *node, const placeholders found[PL_LANGUAGES]) {
  char subject[400], missing[80];
  for (int i = 0; i < PL_LANGUAGES; i++) {
    int other = PL_LANGUAGES - 1 - i;
    if (!put_missing(reader, &found[i], &found[other], missing, sizeof missing)) continue;
    pl_reader_subject(reader, node, subject, sizeof subject);
    return pl_complain(reader, "E406", node, PL_SPOT_VALUE, PL_LATER("what is filled in is the same in every language"),
                       PL_LATER("%s has %s in %s and not in %s"), subject, missing, pl_translate(language_names[i]),
                       pl_translate(language_names[other]));
  }
  return true;
}

/* A plain text is in the scenario's first language; as a name it serves for all. */
static bool read_plain(pl_reader *reader, const pl_field *field, const pl_node *node, pl_text *text) {
  int first = reader->names->has_language[PL_ENGLISH] || !reader->names->has_language[PL_DUTCH] ? PL_ENGLISH : PL_DUTCH;
  placeholders found = {0};
  if (!keep_text(reader, field, node, &text->in[first], &found)) return false;
  if (field->flags & PL_FIELD_IS_NAME || count_languages(reader->names) < 2) return true;
  return complain_language(reader, node, first == PL_ENGLISH ? PL_DUTCH : PL_ENGLISH);
}

static bool read_languages(pl_reader *reader, const pl_field *field, const pl_node *node, pl_text *text) {
  bool is_fine = true;
  placeholders found[PL_LANGUAGES] = {{0}};
  for (size_t i = 0; i < node->count; i++) {
    const pl_node *child = &node->child[i];
    int language = 0;
    while (language < PL_LANGUAGES && !(child->key && !strcmp(child->key, language_codes[language]))) language++;
    if (language == PL_LANGUAGES || child->kind != PL_NODE_TEXT) return pl_complain_type(reader, field, node);
    is_fine &= keep_text(reader, field, child, &text->in[language], &found[language]);
  }
  if (!node->count) return pl_complain_type(reader, field, node);
  for (int i = 0; i < PL_LANGUAGES; i++)
    if (reader->names->has_language[i] && !text->in[i]) is_fine = complain_language(reader, node, i);
  bool has_each = text->in[PL_ENGLISH] && text->in[PL_DUTCH];
  return is_fine && has_each ? check_alike(reader, node, found) : is_fine;
}

bool pl_read_text(pl_reader *reader, const pl_field *field, const pl_node *node, pl_text *text) {
  if (node->kind == PL_NODE_TEXT) return read_plain(reader, field, node, text);
  if (node->kind == PL_NODE_TABLE) return read_languages(reader, field, node, text);
  return pl_complain_type(reader, field, node);
}

/* ---- words ---- */
static bool read_word(pl_reader *reader, const pl_field *field, const pl_node *node, const char **word) {
  if (node->kind != PL_NODE_TEXT || node->length > 200 || pl_text_problem(node->text, node->length) ||
      strchr(node->text, '\n'))
    return pl_complain_type(reader, field, node);
  *word = node->text; /* as long as the scenario, see keep_text */
  return true;
}

static bool read_id(pl_reader *reader, const pl_field *field, const pl_node *node, const char **id) {
  if (node->kind != PL_NODE_TEXT || !pl_is_id(node->text, node->length)) return pl_complain_type(reader, field, node);
  return read_word(reader, field, node, id);
}

static int digits(const char *text, size_t count) {
  int number = 0;
  for (size_t i = 0; i < count; i++) {
    if (text[i] < '0' || text[i] > '9') return -1;
    number = number * 10 + text[i] - '0';
  }
  return number;
}

static bool is_date(const char *text) {
  static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  if (strlen(text) != 10 || text[4] != '-' || text[7] != '-') return false;
  int year = digits(text, 4), month = digits(text + 5, 2), day = digits(text + 8, 2);
  if (year < 1900 || month < 1 || month > 12 || day < 1) return false;
  bool is_leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
  return day <= days[month - 1] + (month == 2 && is_leap);
}

static bool read_date(pl_reader *reader, const pl_field *field, const pl_node *node, const char **date) {
  if (node->kind != PL_NODE_TEXT || !is_date(node->text)) return pl_complain_type(reader, field, node);
  return read_word(reader, field, node, date);
}

static bool read_choice(pl_reader *reader, const pl_field *field, const pl_node *node, void *into) {
  for (int i = 0; node->kind == PL_NODE_TEXT && field->words[i]; i++) {
    if (strcmp(field->words[i], node->text)) continue;
    memcpy(into, &i, sizeof i); /* enums are as wide as int, in every compiler this builds with; see below */
    return true;
  }
  return pl_complain_type(reader, field, node);
}
_Static_assert(sizeof(pl_label) == sizeof(int) && sizeof(pl_size) == sizeof(int), "choices are stored as int");

bool pl_read_split(pl_reader *reader, const pl_field *field, const pl_node *node, uint16_t split[PL_TRACKS]) {
  if (!pl_node_is_list(node) || node->count != PL_TRACKS) return pl_complain_type(reader, field, node);
  double sum = 0;
  int total = 0;
  for (int i = 0; i < PL_TRACKS; i++) {
    const pl_node *item = &node->child[i];
    if (item->kind != PL_NODE_NUMBER || !(item->number >= 0 && item->number <= 1))
      return pl_complain_type(reader, field, item);
    sum += item->number;
    split[i] = (uint16_t)pl_floor(item->number * 1000 + 0.5);
    total += split[i];
  }
  if (sum > 1.0000001) return pl_complain_type(reader, field, node);
  for (int i = PL_TRACKS - 1; i >= 0 && total > 1000; i--) /* rounding may make 1001 of exactly 1 */
    if (split[i]) split[i]--, total--;
  return true;
}

static bool read_place(pl_reader *reader, const pl_field *field, const pl_node *node, pl_place *place) {
  if (node->kind != PL_NODE_TABLE) return pl_complain_type(reader, field, node);
  if (!pl_read_record(reader, field->inner, node, place)) return false;
  place->is_known = true;
  place->longitude = (int32_t)pl_floor(pl_node_find(node, "lon")->number * 1000 + 0.5);
  place->latitude = (int32_t)pl_floor(pl_node_find(node, "lat")->number * 1000 + 0.5);
  return true;
}

static bool read_units(pl_reader *reader, const pl_field *field, const pl_node *node, pl_mu *money) {
  double number = 0;
  if (!pl_read_number(reader, field, node, &number)) return false;
  *money = pl_floor(number * 1000 + 0.5);
  return true;
}

static bool read_q16(pl_reader *reader, const pl_field *field, const pl_node *node, pl_q16 *value) {
  double number = 0;
  if (!pl_read_number(reader, field, node, &number)) return false;
  *value = pl_q16_from(number);
  return true;
}

static bool read_boolean(pl_reader *reader, const pl_field *field, const pl_node *node, bool *value) {
  if (node->kind != PL_NODE_BOOLEAN) return pl_complain_type(reader, field, node);
  *value = node->boolean;
  return true;
}

static bool read_effects(pl_reader *reader, const pl_field *field, const pl_node *node, pl_effect_list *list) {
  if (node->kind != PL_NODE_TABLE) return pl_complain_type(reader, field, node);
  pl_effect_room room = {.capacity = pl_count_effects(node), .subject = PL_NONE};
  room.row = pl_reader_take(reader, room.capacity, sizeof *room.row);
  if (!room.row || !pl_read_effects_node(reader, node, &room)) return false;
  *list = (pl_effect_list){room.row, (uint16_t)room.count};
  return true;
}

bool pl_read_field(pl_reader *reader, const pl_field *field, const pl_node *node, void *into) {
  switch (field->type) {
  case PL_TYPE_ID: return read_id(reader, field, node, into);
  case PL_TYPE_WORD: return read_word(reader, field, node, into);
  case PL_TYPE_DATE: return read_date(reader, field, node, into);
  case PL_TYPE_TEXT: return pl_read_text(reader, field, node, into);
  case PL_TYPE_NUMBER: return read_q16(reader, field, node, into);
  case PL_TYPE_UNITS: return read_units(reader, field, node, into);
  case PL_TYPE_INTEGER: return read_int32(reader, field, node, field->least, field->most, 0, 1, into);
  case PL_TYPE_SEED: return read_seed(reader, field, node, into);
  case PL_TYPE_ROUND: return read_round(reader, field, node, into);
  case PL_TYPE_DAY: return read_int32(reader, field, node, 1, 7, -1, PL_TICKS_PER_DAY, into);
  case PL_TYPE_BOOLEAN: return read_boolean(reader, field, node, into);
  case PL_TYPE_CHOICE: return read_choice(reader, field, node, into);
  case PL_TYPE_REFERENCE:
    return field->refers == PL_KIND_OPTION ? pl_read_option(reader, node, into)
                                           : pl_read_reference(reader, field, node, into);
  case PL_TYPE_STATES: return pl_read_states(reader, field, node, into);
  case PL_TYPE_SEATS: return pl_read_seats(reader, field, node, into);
  case PL_TYPE_AUDIENCE: return pl_read_audience_node(reader, field, node, into);
  case PL_TYPE_PLACE: return read_place(reader, field, node, into);
  case PL_TYPE_SPLIT: return pl_read_split(reader, field, node, into);
  case PL_TYPE_BY_STATE: return pl_read_by_state(reader, field, node, into);
  case PL_TYPE_CONDITION: return pl_read_condition(reader, field, node, into);
  case PL_TYPE_EFFECTS: return read_effects(reader, field, node, into);
  case PL_TYPE_FUNCTION:
    if (node->kind != PL_NODE_FUNCTION) return pl_complain_type(reader, field, node);
    *(bool *)into = true;
    return true;
  case PL_TYPE_RECORD:
    if (node->kind != PL_NODE_TABLE) return pl_complain_type(reader, field, node);
    return pl_read_record(reader, field->inner, node, into);
  case PL_TYPE_OTHER: return true; /* the constructor's own code does it */
  }
  return true;
}
