/* How libFuzzer changes a scenario: by the words of the language rather than by bytes.
 *
 * Lua with a few bytes changed is nearly always a syntax error; what lies behind the parser would be reached by luck
 * only. So three changes in four are made on tokens: a value is replaced by one of its kind or of another, a balanced
 * piece (a table, a call, a field) is deleted, doubled or moved, and a field of the schema is added with a value at or
 * beyond the edges of its range. Only the program that searches has this; tests replay what it made. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "fuzz.h"
#include "schema.h"

size_t LLVMFuzzerMutate(uint8_t *bytes, size_t size, size_t capacity);
size_t LLVMFuzzerCustomMutator(uint8_t *bytes, size_t size, size_t capacity, unsigned seed);
size_t LLVMFuzzerCustomCrossOver(const uint8_t *left, size_t left_size, const uint8_t *right, size_t right_size,
                                 uint8_t *out, size_t capacity, unsigned seed);

enum { MOST_TOKENS = 8192, LONGEST = 256 };

typedef enum token_kind { TOKEN_NAME, TOKEN_NUMBER, TOKEN_TEXT, TOKEN_OPEN, TOKEN_CLOSE, TOKEN_OTHER } token_kind;
typedef struct token {
  uint32_t at, length;
  token_kind kind;
} token;
typedef struct piece { /* tokens first … last, the last included */
  size_t first, last;
} piece;
typedef struct source {
  const char *text;
  size_t size, count;
  token tokens[MOST_TOKENS];
} source;

/* ---- dice: from libFuzzer's seed alone ---- */
typedef struct dice { uint32_t state; } dice;

static size_t roll(dice *d, size_t sides) {
  d->state = d->state * 1664525u + 1013904223u;
  return sides ? (d->state >> 8) % sides : 0;
}

/* ---- tokens ---- */
static bool is_word(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

static size_t length_of_text(const char *at, size_t left) {
  size_t i = 1;
  while (i < left && at[i] != at[0] && at[i] != '\n') i += at[i] == '\\' && i + 1 < left ? 2 : 1;
  return i < left ? i + 1 : left;
}

static token read_token(const char *text, size_t at, size_t size) {
  token t = {.at = (uint32_t)at, .length = 1, .kind = TOKEN_OTHER};
  char c = text[at];
  if (c == '"' || c == '\'') {
    t.kind = TOKEN_TEXT;
    t.length = (uint32_t)length_of_text(text + at, size - at);
  } else if (is_word(c)) {
    bool is_number = c >= '0' && c <= '9';
    t.kind = is_number ? TOKEN_NUMBER : TOKEN_NAME;
    while (at + t.length < size && (is_word(text[at + t.length]) || (is_number && text[at + t.length] == '.')))
      t.length++;
  } else if (strchr("{([", c)) {
    t.kind = TOKEN_OPEN;
  } else if (strchr("})]", c)) {
    t.kind = TOKEN_CLOSE;
  }
  return t;
}

static void read_source(source *s, const uint8_t *bytes, size_t size) {
  s->text = (const char *)bytes;
  s->size = size;
  s->count = 0;
  for (size_t at = 0; at < size && s->count < MOST_TOKENS;) {
    char c = s->text[at];
    if (c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\0') {
      at++;
    } else {
      s->tokens[s->count++] = read_token(s->text, at, size);
      at += s->tokens[s->count - 1].length;
    }
  }
}

/* The token that closes what token `open` opens, or the last one. */
static size_t find_close(const source *s, size_t open) {
  int depth = 0;
  for (size_t i = open; i < s->count; i++) {
    depth += s->tokens[i].kind == TOKEN_OPEN;
    depth -= s->tokens[i].kind == TOKEN_CLOSE;
    if (depth <= 0) return i;
  }
  return s->count - 1;
}

/* Something that can stand alone: one token, a table, `name { … }`, or `name = value ,`. */
static piece pick_piece(const source *s, dice *d) {
  size_t first = roll(d, s->count), last = first;
  const token *t = &s->tokens[first];
  if (t->kind == TOKEN_NAME && first + 2 < s->count) {
    char next = s->text[s->tokens[first + 1].at];
    if (s->tokens[first + 1].kind == TOKEN_OPEN) last = find_close(s, first + 1);
    if (next == '=') last = s->tokens[first + 2].kind == TOKEN_OPEN ? find_close(s, first + 2) : first + 2;
    if (next == '=' && last + 1 < s->count && s->text[s->tokens[last + 1].at] == ',') last++;
  } else if (t->kind == TOKEN_OPEN) {
    last = find_close(s, first);
  }
  return (piece){first, last};
}

static size_t start_of(const source *s, size_t i) { return s->tokens[i].at; }
static size_t end_of(const source *s, size_t i) { return s->tokens[i].at + s->tokens[i].length; }

/* ---- writing ---- */
typedef struct writer {
  uint8_t *bytes;
  size_t size, capacity;
} writer;

static void put(writer *w, const char *text, size_t size) {
  if (size > w->capacity - w->size) size = w->capacity - w->size;
  memcpy(w->bytes + w->size, text, size);
  w->size += size;
}

/* The source with `from` … `to` replaced by `text`. */
static void splice(writer *w, const source *s, size_t from, size_t to, const char *text, size_t size) {
  put(w, s->text, from);
  put(w, " ", 1);
  put(w, text, size);
  put(w, " ", 1);
  put(w, s->text + to, s->size - to);
}

/* ---- values ---- */
static const char *const numbers[] = {
    "0", "1", "-1", "2", "3", "7", "8", "0.5", "1.5", "-0.5", "1e-9", "0.99999", "1.00001", "60", "61", "200", "255",
    "256", "1000", "65535", "65536", "1000000", "2147483647", "2147483648", "-2147483648", "4294967296",
    "9223372036854775807", "math.mininteger", "1e18", "1e308", "(1/0)", "(-1/0)", "(0/0)", "0x7fffffffffffffff",
    "1e15"};
static const char *const values[] = {
    "nil", "true", "false", "{}", "\"\"", "\"all\"", "\"none\"", "{ {} }", "function() end", "T.title", "T",
    "{ en = \"x\" }", "function(w) return w.vars end", "(\"x\"):rep(300)"};
static const char *const words[] = {
    "w", "w.round", "w.rounds", "w.vars", "w.state(\"a\")", "w.incident(\"w\")", "w.forum(\"f\")",
    "w.adversary(\"x\")", "w.shared(\"i\", \"b\", \"a\")", "w.knows(\"a\", \"w\")", "w.chosen(\"q.yes\")",
    "w.chance(\"d\", 0.5)", "w.effect(\"a\", { standing = 1 })", "w.set(\"n\", 1)", "w.fire(\"r\")",
    "w.launch(\"u\")", "w.log(\"l\")", "w.effect", "brief.others", "brief.items[1]", "brief.incidents[1].id",
    "on_round(function(w) end)", "on_end(function(w) end)", "texts \"main\"", "include \"more.lua\"",
    "string.rep(\"x\", 99)", "table.concat({ \"a\", \"b\" }, \",\")", "table.sort({ 3, 1, 2 })",
    "table.unpack({ 1, 2 })", "text.split(\"a,b\", \",\")", "utf8.char(0x202e)", "tostring({})", "tonumber(\"0x10\")",
    "select(\"#\", nil)", "pairs", "ipairs", "for i = 1, 99 do", "while true do", "end", "local", "goto x", "::x::",
    "return", "not", "and", "or", "if", "then", "..", "//", ">>", "~", "#", "\n==== main.en.ftl\n",
    "\n==== main.nl.ftl\n", "\n==== more.lua\n"};

#define PICK(d, list) list[roll(d, sizeof(list) / sizeof((list)[0]))]

/* A text of this input, most likely an id of something. */
static void value_of_input(const source *s, dice *d, char *out, size_t size) {
  snprintf(out, size, "\"a\"");
  for (int tries = 0; tries < 50; tries++) {
    const token *t = &s->tokens[roll(d, s->count)];
    if (t->kind != TOKEN_TEXT || t->length >= size || s->text[t->at] == '\'') continue;
    memcpy(out, s->text + t->at, t->length);
    out[t->length] = '\0';
    return;
  }
}

static void value_in_range(const pl_field *field, dice *d, char *out, size_t size) {
  double span = field->most - field->least;
  const double choice[] = {field->least, field->most, field->least - 1e-5, field->most + 1e-5, field->standard,
                           field->least + span * (double)roll(d, 101) / 100};
  double value = PICK(d, choice);
  bool is_whole = field->type == PL_TYPE_INTEGER || field->type == PL_TYPE_ROUND || field->type == PL_TYPE_DAY;
  if (is_whole) snprintf(out, size, "%ld", (long)value);
  else snprintf(out, size, "%.9g", value);
}

/* A value for this field that is often right, and often nearly so. */
static void value_of_field(const pl_field *field, const source *s, dice *d, char *out, size_t size) {
  size_t count = 0;
  switch (field->type) {
  case PL_TYPE_NUMBER:
  case PL_TYPE_UNITS:
  case PL_TYPE_INTEGER: value_in_range(field, d, out, size); return;
  case PL_TYPE_ROUND:
  case PL_TYPE_DAY: snprintf(out, size, "%d", (int)roll(d, 9)); return;
  case PL_TYPE_BOOLEAN: snprintf(out, size, "%s", roll(d, 2) ? "true" : "false"); return;
  case PL_TYPE_CHOICE:
    while (field->words[count]) count++;
    snprintf(out, size, "\"%s\"", field->words[roll(d, count)]);
    return;
  case PL_TYPE_STATES:
  case PL_TYPE_SEATS:
  case PL_TYPE_AUDIENCE: {
    char one[LONGEST / 4], two[LONGEST / 4];
    value_of_input(s, d, one, sizeof one);
    value_of_input(s, d, two, sizeof two);
    snprintf(out, size, "{ %s, %s }", one, two);
    return;
  }
  case PL_TYPE_SPLIT: snprintf(out, size, "{ %s, %s, 0.1 }", PICK(d, numbers), PICK(d, numbers)); return;
  case PL_TYPE_BY_STATE: {
    char key[LONGEST / 4];
    value_of_input(s, d, key, sizeof key);
    snprintf(out, size, "{ [%s] = %s }", key, PICK(d, numbers));
    return;
  }
  default: value_of_input(s, d, out, size); return;
  }
}

static const pl_schema *pick_schema(dice *d) {
  const pl_schema *const inner[] = {&pl_schema_option, &pl_schema_what_if, &pl_schema_condition, &pl_schema_effects};
  size_t i = roll(d, PL_KINDS + 8);
  return i < PL_KINDS ? pl_schema_of((pl_kind)i) : inner[(i - PL_KINDS) / 2];
}

/* A schema whose name stands before the table that token `open` opens, else any. */
static const pl_schema *schema_before(const source *s, size_t open, dice *d) {
  const token *name = open > 0 ? &s->tokens[open - 1] : NULL;
  for (int k = 0; name && k < PL_KINDS; k++) {
    const pl_schema *schema = pl_schema_of((pl_kind)k);
    if (strlen(schema->name) == name->length && !memcmp(schema->name, s->text + name->at, name->length)) return schema;
  }
  return pick_schema(d);
}

/* ---- changes ---- */
typedef void change(writer *w, const source *s, dice *d);

static void add_field(writer *w, const source *s, dice *d) {
  char value[LONGEST], text[2 * LONGEST];
  size_t open = roll(d, s->count);
  while (open < s->count && s->text[s->tokens[open].at] != '{') open++;
  if (open == s->count) return;
  const pl_schema *schema = schema_before(s, open, d);
  if (!schema->count) return;
  const pl_field *field = &schema->field[roll(d, schema->count)];
  value_of_field(field, s, d, value, sizeof value);
  if (roll(d, 8) == 0) snprintf(value, sizeof value, "%s", roll(d, 2) ? PICK(d, numbers) : PICK(d, values));
  snprintf(text, sizeof text, "%s = %s,", field->name, value);
  splice(w, s, end_of(s, open), end_of(s, open), text, strlen(text));
}

static void replace_value(writer *w, const source *s, dice *d) {
  char value[LONGEST];
  size_t i = roll(d, s->count);
  for (size_t n = 0; n < s->count && s->tokens[i].kind != TOKEN_NUMBER && s->tokens[i].kind != TOKEN_TEXT; n++)
    i = (i + 1) % s->count;
  const char *text = roll(d, 4) ? PICK(d, numbers) : PICK(d, values);
  if (s->tokens[i].kind == TOKEN_TEXT && roll(d, 4)) {
    value_of_input(s, d, value, sizeof value);
    text = value;
  }
  splice(w, s, start_of(s, i), end_of(s, i), text, strlen(text));
}

static void insert_word(writer *w, const source *s, dice *d) {
  const char *word = PICK(d, words);
  size_t i = roll(d, s->count);
  splice(w, s, roll(d, 2) ? start_of(s, i) : end_of(s, i), end_of(s, i), word, strlen(word));
}

static void delete_piece(writer *w, const source *s, dice *d) {
  piece p = pick_piece(s, d);
  splice(w, s, start_of(s, p.first), end_of(s, p.last), "", 0);
}

static void copy_piece(writer *w, const source *s, dice *d) {
  piece p = pick_piece(s, d);
  size_t to = roll(d, s->count), from = start_of(s, p.first), size = end_of(s, p.last) - from;
  size_t end = roll(d, 2) ? end_of(s, to) : start_of(s, to); /* instead of the token there, or before it */
  splice(w, s, start_of(s, to), end, s->text + from, size);
}

static void replace_piece(writer *w, const source *s, dice *d) {
  piece from = pick_piece(s, d), to = pick_piece(s, d);
  size_t start = start_of(s, from.first);
  splice(w, s, start_of(s, to.first), end_of(s, to.last), s->text + start, end_of(s, from.last) - start);
}

static void double_piece(writer *w, const source *s, dice *d) {
  piece p = pick_piece(s, d);
  size_t start = start_of(s, p.first), end = end_of(s, p.last);
  splice(w, s, end, end, s->text + start, end - start);
}

size_t LLVMFuzzerCustomMutator(uint8_t *bytes, size_t size, size_t capacity, unsigned seed) {
  static change *const changes[] = {add_field,    add_field,  replace_value, replace_value, insert_word,
                                    delete_piece, copy_piece, replace_piece, double_piece};
  static source s; /* of this program alone, and too large for the stack */
  dice d = {seed};
  if (roll(&d, 4) == 0) return LLVMFuzzerMutate(bytes, size, capacity);
  read_source(&s, bytes, size);
  if (s.count == 0) return LLVMFuzzerMutate(bytes, size, capacity);
  writer w = {malloc(capacity), 0, capacity};
  if (!w.bytes) return size;
  PICK(&d, changes)(&w, &s, &d);
  if (w.size > 0) memcpy(bytes, w.bytes, size = w.size);
  free(w.bytes);
  return size;
}

/* A piece of the right one is put into the left one. */
size_t LLVMFuzzerCustomCrossOver(const uint8_t *left, size_t left_size, const uint8_t *right, size_t right_size,
                                 uint8_t *out, size_t capacity, unsigned seed) {
  static source to, from;
  dice d = {seed};
  read_source(&to, left, left_size);
  read_source(&from, right, right_size);
  if (to.count == 0 || from.count == 0) return 0;
  writer w = {out, 0, capacity};
  piece p = pick_piece(&from, &d);
  size_t start = start_of(&from, p.first), i = roll(&d, to.count);
  splice(&w, &to, start_of(&to, i), roll(&d, 2) ? start_of(&to, i) : end_of(&to, i), from.text + start,
         end_of(&from, p.last) - start);
  return w.size;
}
