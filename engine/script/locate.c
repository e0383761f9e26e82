/* Locating: a tokenizer for Lua and a walk through nested table constructors.
 *
 *     forum { id = "delta", dues = 2, members = { "a", "b" } }
 *     word    key    value  key   value           item 1
 *
 * The tokenizer knows names, numbers, strings (short and long), comments and single marks; it does not know
 * grammar. The walk needs only one rule of it: inside braces, fields are separated by , or ; at the same depth
 * of ( [ {, except that a function's body is skipped from `function` to its `end`. Errors in the source do no
 * harm, for Lua has judged it before. */
#include "locate.h"

#include <string.h>

typedef struct cursor {
  const char *source;
  size_t at, length;
  int line, column;
} cursor;

static char look(const cursor *c, size_t ahead) { return c->at + ahead < c->length ? c->source[c->at + ahead] : 0; }

static void step_over(cursor *c) {
  unsigned char byte = (unsigned char)c->source[c->at++];
  if (byte == '\n') {
    c->line++;
    c->column = 1;
  } else if (c->at >= c->length || ((unsigned char)c->source[c->at] & 0xC0) != 0x80) {
    c->column++; /* a character ends where the next byte does not continue it */
  }
}

static bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; }
static bool is_digit(char c) { return c >= '0' && c <= '9'; }

/* The number of = in a long bracket that opens here, or −1: no long bracket. */
static int long_bracket(const cursor *c, size_t ahead) {
  if (look(c, ahead) != '[') return -1;
  int level = 0;
  while (look(c, ahead + 1 + (size_t)level) == '=') level++;
  return look(c, ahead + 1 + (size_t)level) == '[' ? level : -1;
}

static void skip_long(cursor *c, int level) {
  for (int i = 0; i < level + 2; i++) step_over(c);
  while (c->at < c->length) {
    if (look(c, 0) == ']') {
      int closing = 0;
      while (look(c, 1 + (size_t)closing) == '=') closing++;
      if (closing == level && look(c, 1 + (size_t)closing) == ']') {
        for (int i = 0; i < level + 2; i++) step_over(c);
        return;
      }
    }
    step_over(c);
  }
}

static void skip_comment(cursor *c) {
  int level = long_bracket(c, 2);
  if (level >= 0) {
    step_over(c), step_over(c);
    skip_long(c, level);
  } else {
    while (c->at < c->length && look(c, 0) != '\n') step_over(c);
  }
}

static void skip_between(cursor *c) {
  while (c->at < c->length) {
    char next = look(c, 0);
    if (next == '-' && look(c, 1) == '-') skip_comment(c);
    else if (next == ' ' || (next >= '\t' && next <= '\r')) step_over(c);
    else return;
  }
}

static void skip_quoted(cursor *c) {
  char quote = look(c, 0);
  step_over(c);
  while (c->at < c->length && look(c, 0) != quote && look(c, 0) != '\n') {
    if (look(c, 0) == '\\' && c->at + 1 < c->length) step_over(c);
    step_over(c);
  }
  if (c->at < c->length && look(c, 0) == quote) step_over(c);
}

static void skip_number(cursor *c) {
  while (is_digit(look(c, 0)) || is_letter(look(c, 0)) || look(c, 0) == '.' ||
         ((look(c, 0) == '-' || look(c, 0) == '+') && strchr("eEpP", c->source[c->at - 1])))
    step_over(c);
}

/* `..` and `...` must not look like numbers, `//` and `==` need one mark each; other marks stand alone. */
static void skip_mark(cursor *c) {
  static const char *const longer[] = {"...", "..", "//", "==", "~=", "<=", ">=", "::", "<<", ">>"};
  for (size_t i = 0; i < sizeof longer / sizeof longer[0]; i++) {
    size_t length = strlen(longer[i]);
    if (c->at + length <= c->length && !memcmp(c->source + c->at, longer[i], length)) {
      while (length--) step_over(c);
      return;
    }
  }
  step_over(c);
}

static pl_token next_token(cursor *c) {
  pl_token token = {.start = (uint32_t)c->at, .line = c->line, .column = c->column};
  char first = look(c, 0);
  int level = long_bracket(c, 0);
  if (is_letter(first)) {
    token.kind = PL_TOKEN_NAME;
    while (is_letter(look(c, 0)) || is_digit(look(c, 0))) step_over(c);
  } else if (is_digit(first) || (first == '.' && is_digit(look(c, 1)))) {
    token.kind = PL_TOKEN_NUMBER;
    skip_number(c);
  } else if (first == '"' || first == '\'') {
    token.kind = PL_TOKEN_TEXT;
    skip_quoted(c);
  } else if (level >= 0) {
    token.kind = PL_TOKEN_TEXT;
    skip_long(c, level);
  } else {
    token.kind = PL_TOKEN_MARK;
    skip_mark(c);
  }
  token.length = (uint32_t)(c->at - token.start);
  token.width = c->line == token.line ? c->column - token.column : 1;
  return token;
}

static size_t read_tokens(const char *source, size_t length, pl_token *tokens) {
  cursor c = {source, 0, length, 1, 1};
  if (length >= 3 && !memcmp(source, "\xEF\xBB\xBF", 3)) c.at = 3;
  size_t count = 0;
  for (skip_between(&c); c.at < c.length; skip_between(&c)) {
    pl_token token = next_token(&c);
    if (tokens) tokens[count] = token;
    count++;
  }
  return count;
}

size_t pl_tokens_count(const char *source, size_t length) { return read_tokens(source, length, NULL); }

bool pl_tokens_next(const char *source, size_t length, size_t *at, int *line, pl_token *token) {
  cursor c = {source, *at, length, *line ? *line : 1, 1};
  if (!c.at && length >= 3 && !memcmp(source, "\xEF\xBB\xBF", 3)) c.at = 3;
  skip_between(&c);
  bool is_there = c.at < c.length;
  if (is_there) *token = next_token(&c);
  *at = c.at;
  *line = c.line;
  return is_there;
}

bool pl_tokens_read(pl_arena *arena, const char *source, size_t length, pl_tokens *tokens) {
  size_t count = read_tokens(source, length, NULL);
  pl_token *token = pl_arena_array(arena, count, sizeof *token);
  if (!token) return false;
  read_tokens(source, length, token);
  *tokens = (pl_tokens){.source = source, .token = token, .count = count};
  return true;
}

/* ---- the walk ---- */
size_t pl_tokens_find_line(const pl_tokens *t, int line) {
  size_t low = 0, high = t->count;
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    if (t->token[middle].line < line) low = middle + 1;
    else high = middle;
  }
  return low;
}

/* One more token is looked at; false: that was enough for one scenario. */
static bool look_at_token(const pl_tokens *t) { return !t->left || (*t->left && (*t->left)--); }

static bool is_word(const pl_tokens *t, size_t i, const char *word) {
  size_t length = strlen(word);
  return i < t->count && t->token[i].length == length && !memcmp(t->source + t->token[i].start, word, length);
}

static bool is_quoted(const pl_tokens *t, size_t i, const char *text) {
  size_t length = strlen(text);
  return i < t->count && t->token[i].kind == PL_TOKEN_TEXT && t->token[i].length == length + 2 &&
         !memcmp(t->source + t->token[i].start + 1, text, length);
}

/* How a token changes the depth of brackets and blocks. `if`, `for`, `while` close with the `end` of their `then`
 * or `do`; `repeat` closes with `until`. */
static int nesting(const pl_tokens *t, size_t i) {
  static const char *const opens[] = {"(", "[", "{", "function", "do", "then", "repeat"};
  static const char *const closes[] = {")", "]", "}", "end", "until", "elseif"};
  if (t->token[i].kind == PL_TOKEN_TEXT) return 0;
  for (size_t k = 0; k < sizeof opens / sizeof opens[0]; k++)
    if (is_word(t, i, opens[k])) return 1;
  for (size_t k = 0; k < sizeof closes / sizeof closes[0]; k++)
    if (is_word(t, i, closes[k])) return -1;
  return 0;
}

/* The first token after the value that starts at `i`: its separator, or the brace that closes the table. */
static size_t value_end(const pl_tokens *t, size_t i) {
  int depth = 0;
  for (; i < t->count; i++) {
    if (!look_at_token(t)) return t->count;
    if (depth == 0 && (is_word(t, i, ",") || is_word(t, i, ";") || is_word(t, i, "}"))) break;
    depth += nesting(t, i);
  }
  return i;
}

typedef struct field {
  size_t key, value; /* token indices; equal for list items */
  bool has_key;
} field;

/* Reads the field at `i` (a token after { or a separator). */
static field read_field(const pl_tokens *t, size_t i) {
  if (t->token[i].kind == PL_TOKEN_NAME && is_word(t, i + 1, "=")) return (field){i, i + 2, true};
  if (is_word(t, i, "[") && is_word(t, i + 2, "]") && is_word(t, i + 3, "=")) return (field){i + 1, i + 4, true};
  return (field){i, i, false};
}

/* Looks for one step in the table whose { is token `open`. */
static bool find_step(const pl_tokens *t, size_t open, const pl_step *step, field *found) {
  int index = 0;
  for (size_t i = open + 1; i < t->count && !is_word(t, i, "}");) {
    field f = read_field(t, i);
    if (f.value >= t->count) return false;
    if (!f.has_key) index++;
    bool hit = step->key ? f.has_key && (is_word(t, f.key, step->key) || is_quoted(t, f.key, step->key))
                         : !f.has_key && index == step->index;
    if (hit) {
      *found = f;
      return true;
    }
    i = value_end(t, f.value);
    if (i < t->count && !is_word(t, i, "}")) i++;
  }
  return false;
}

/* The { of a call's argument, or 0 where it has none: `state { … }` and `state({ … })`. */
static size_t argument(const pl_tokens *t, size_t word) {
  size_t i = word + 1;
  if (is_word(t, i, "(")) i++;
  return is_word(t, i, "{") ? i : 0;
}

/* Index of the constructor's name, or count. */
static size_t find_call(const pl_tokens *t, int line, const char *constructor, const char *id) {
  size_t first = t->count;
  const pl_step step = {"id", 0};
  for (size_t i = pl_tokens_find_line(t, line); i < t->count && t->token[i].line <= line; i++) {
    if (!look_at_token(t)) break;
    if (t->token[i].kind != PL_TOKEN_NAME || !is_word(t, i, constructor)) continue;
    if (first == t->count) first = i;
    field f;
    if (id && argument(t, i) && find_step(t, argument(t, i), &step, &f) && is_quoted(t, f.value, id)) return i;
  }
  return first;
}

pl_place_found pl_locate(const pl_tokens *tokens, int line, const char *constructor, const char *id,
                         const pl_step *steps, size_t step_count) {
  pl_place_found found = {0};
  size_t word = find_call(tokens, line, constructor, id);
  if (word == tokens->count) return found;
  found.word = &tokens->token[word];
  if (word + 1 < tokens->count) found.value = found.last = &tokens->token[word + 1];
  size_t open = argument(tokens, word);
  for (; open && found.depth < step_count; found.depth++) {
    field f;
    if (!find_step(tokens, open, &steps[found.depth], &f)) break;
    found.key = &tokens->token[f.key];
    found.value = &tokens->token[f.value];
    found.last = &tokens->token[value_end(tokens, f.value) - 1];
    open = is_word(tokens, f.value, "{") ? f.value : 0;
  }
  return found;
}
