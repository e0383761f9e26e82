/* Sheets in part: what is new since the version before, for everybody who has that one.
 *
 *   before   {"messages":[a,b,c],"left_out":0,"title":"x"}
 *   now      {"messages":[b,c,d],"left_out":1,"title":"x"}
 *   part     "body":{"left_out":1},"lists":{"messages":{"cut":1,"add":[d]}}
 *
 * A key that says what it said is left out; a list that lost some at its beginning and got some at its end says so, and
 * one of which a few items are others says which ("put":[[3,e]]). Both texts are ours and compact, so they are compared
 * as texts: no sheet is kept as anything but its letter. A part tells its reader nothing that the two wholes would not
 * have told. Where a part would not be much shorter there is none.
 *
 * WebSockets are not compressed (permessage-deflate): zlib would keep some 300 KB for each of hundreds of clients, each
 * letter would have to be packed for each of them, and the length of what is packed tells whoever listens on the
 * network how much a text that somebody else chose has in common with the secrets beside it, over TLS too. */
#include <stdlib.h>
#include <string.h>

#include "requests.h"

enum { MOST_FIELDS = 48 };

typedef struct span {
  const char *at;
  size_t length;
} span;

typedef struct field {
  span key, value; /* the key with its quotation marks */
} field;

typedef struct object {
  field field[MOST_FIELDS];
  int count;       /* −1: there are more */
} object;

static bool is_same(span a, span b) { return a.length == b.length && !memcmp(a.at, b.at, a.length); }

static span span_until(const char *at, const char *end) { return (span){at, (size_t)(end - at)}; }

/* ---- reading ---- */

static const char *after_text(const char *at) {
  for (at++; *at && *at != '"'; at++)
    if (*at == '\\' && at[1]) at++;
  return *at ? at + 1 : at;
}

static const char *after_value(const char *at) {
  int depth = 0;
  do {
    if (*at == '"') at = after_text(at);
    else if (*at == '{' || *at == '[') depth++, at++;
    else if (*at == '}' || *at == ']') depth--, at++;
    else if (depth) at++;
    else return at + strcspn(at, ",]}");
  } while (depth && *at);
  return at;
}

static void read_object(const char *text, object *out) {
  out->count = 0;
  for (const char *at = text + 1; *text == '{' && *at == '"' && out->count >= 0;) {
    const char *end = after_text(at);
    field f = {.key = span_until(at, end)};
    if (*end++ != ':') break;
    at = after_value(end);
    f.value = span_until(end, at);
    at += *at == ',';
    if (out->count < MOST_FIELDS) out->field[out->count++] = f;
    else out->count = -1;
  }
}

/* The items of a list, an array that the caller frees; NULL: no list, none in it, or no memory. */
static span *read_list(span list, size_t *count) {
  const char *const end = list.at + list.length - 1;
  size_t capacity = 0;
  span *item = NULL;
  *count = 0;
  if (list.length < 3 || *list.at != '[') return NULL;
  for (const char *at = list.at + 1; at < end; at++) { /* over the comma */
    if (*count == capacity) {
      capacity = capacity ? 2 * capacity : 16;
      span *larger = realloc(item, capacity * sizeof *item);
      if (!larger) {
        free(item);
        return NULL;
      }
      item = larger;
    }
    const char *from = at;
    at = after_value(at);
    item[(*count)++] = span_until(from, at);
  }
  return item;
}

static const field *find(const object *in, span key) {
  for (int i = 0; i < in->count; i++)
    if (is_same(in->field[i].key, key)) return &in->field[i];
  return NULL;
}

/* ---- comparing ---- */

/* How many went from the beginning of a list, if nothing else changed but that some came at its end. */
static bool find_cut(const span *was, size_t was_count, const span *is, size_t is_count, size_t *cut) {
  *cut = 0;
  while (*cut < was_count && !is_same(was[*cut], is[0])) ++*cut;
  const size_t stayed = was_count - *cut;
  if (!stayed || stayed > is_count) return false;
  for (size_t i = 0; i < stayed; i++)
    if (!is_same(was[*cut + i], is[i])) return false;
  return true;
}

/* "key":{"cut":1,"add":[…]} */
static void put_longer(pl_buffer *out, const field *is, const span *now, size_t count, size_t stayed, size_t cut) {
  const char *end = is->value.at + is->value.length, *from = stayed < count ? now[stayed].at : end - 1;
  pl_buffer_add(out, is->key.at, is->key.length);
  pl_buffer_add_format(out, ":{\"cut\":%d,\"add\":[", (int)cut);
  pl_buffer_add(out, from, (size_t)(end - from)); /* with the bracket */
  pl_buffer_add_text(out, "}");
}

/* "key":{"put":[[3,…]]} */
static void put_others(pl_buffer *out, const field *is, const span *before, const span *now, size_t count) {
  const char *between = "";
  pl_buffer_add(out, is->key.at, is->key.length);
  pl_buffer_add_text(out, ":{\"put\":[");
  for (size_t i = 0; i < count; i++) {
    if (is_same(before[i], now[i])) continue;
    pl_buffer_add_format(out, "%s[%d,", between, (int)i);
    pl_buffer_add(out, now[i].at, now[i].length);
    pl_buffer_add_text(out, "]");
    between = ",";
  }
  pl_buffer_add_text(out, "]}");
}

static bool has_few_others(const span *before, const span *now, size_t count) {
  size_t others = 0;
  for (size_t i = 0; i < count; i++) others += !is_same(before[i], now[i]);
  return others <= count / 2;
}

/* What became of a list; false: it is to be sent whole. */
static bool put_list(pl_buffer *out, const field *was, const field *is) {
  size_t was_count, is_count, cut;
  span *before = read_list(was->value, &was_count), *now = read_list(is->value, &is_count);
  const bool are_lists = before && now;
  const bool has_others = are_lists && was_count == is_count && has_few_others(before, now, is_count);
  const bool is_longer = are_lists && !has_others && find_cut(before, was_count, now, is_count, &cut);
  if (has_others) put_others(out, is, before, now, is_count);
  if (is_longer) put_longer(out, is, now, is_count, was_count - cut, cut);
  free(before);
  free(now);
  return has_others || is_longer;
}

/* What runs by itself is another in each letter of the same version, so it is always said. */
static bool runs(span key) {
  static const char *const running[] = {"\"clock\"", "\"tick\""};
  for (size_t i = 0; i < sizeof running / sizeof running[0]; i++)
    if (is_same(key, (span){running[i], strlen(running[i])})) return true;
  return false;
}

static void put_fields(const object *was, const object *is, pl_buffer *body, pl_buffer *lists) {
  for (int i = 0; i < is->count; i++) {
    const field *now = &is->field[i], *before = find(was, now->key);
    if (is_same(before->value, now->value) && !runs(now->key)) continue;
    const size_t had = lists->length;
    if (had) pl_buffer_add_text(lists, ",");
    if (put_list(lists, before, now)) continue;
    if (had) lists->bytes[lists->length = had] = 0;
    if (body->length) pl_buffer_add_text(body, ",");
    pl_buffer_add(body, now->key.at, now->key.length);
    pl_buffer_add_text(body, ":");
    pl_buffer_add(body, now->value.at, now->value.length);
  }
}

static bool has_same_keys(const object *was, const object *is) {
  if (was->count <= 0 || was->count != is->count) return false;
  for (int i = 0; i < is->count; i++)
    if (!find(was, is->field[i].key)) return false;
  return true;
}

pl_letter *pl_part_new(const char *name, uint32_t version, const char *before, const char *now) {
  object was, is;
  pl_buffer body = {0}, lists = {0}, text = {0};
  read_object(before, &was);
  read_object(now, &is);
  if (!has_same_keys(&was, &is)) return NULL;
  put_fields(&was, &is, &body, &lists);
  pl_buffer_add_format(&text, "{\"sheet\":\"%s\",\"version\":%u,\"after\":%u,\"body\":{%s},\"lists\":{", name,
                       (unsigned)version, (unsigned)version - 1, pl_buffer_text(&body));
  pl_buffer_add(&text, pl_buffer_text(&lists), lists.length);
  pl_buffer_add_text(&text, "}}");
  const bool is_worth_it = !body.failed && !lists.failed && !text.failed && text.length < strlen(now) / 4 * 3;
  pl_letter *letter = is_worth_it ? pl_letter_new(pl_buffer_text(&text), text.length) : NULL;
  pl_buffer_clear(&body);
  pl_buffer_clear(&lists);
  pl_buffer_clear(&text);
  return letter;
}
