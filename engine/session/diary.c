/* The diary: rows that are only ever added to.
 *
 *   diary/0003   {"do": "hand", "round": 2, "at": 1795000090000, "seat": "EST", "people": false}
 *
 * Room rows are sorted by key, so numbers of one width are in the order in which they were written. What is read back
 * is looked at as if a stranger had written it. */
#include <polder/diary.h>

#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *const names[] = {
#define X(constant, name, meaning) name,
    PL_DIARY_TABLE(X)
#undef X
};

const char *pl_diary_name(pl_diary_kind kind) { return (unsigned)kind < PL_DIARY_KINDS ? names[kind] : "?"; }

/* The rows of the diary, which are neighbours. */
static const pl_room_row *rows_of(const pl_session *session, size_t *count) {
  size_t all, from = 0;
  const pl_room_row *row = pl_session_room(session, &all);
  while (from < all && strncmp(row[from].key, PL_DIARY_PREFIX, strlen(PL_DIARY_PREFIX))) from++;
  *count = 0;
  while (from + *count < all && !strncmp(row[from + *count].key, PL_DIARY_PREFIX, strlen(PL_DIARY_PREFIX))) ++*count;
  return *count ? row + from : NULL;
}

static pl_status no_memory(pl_error *error) {
  return pl_error_set(error, PL_NO_MEMORY, "out of memory: the diary of the exercise is not complete");
}

/* ---- writing ---- */

static bool set(json_t *object, const char *key, json_t *value) { return !json_object_set_new(object, key, value); }

static int append(const char *bytes, size_t length, void *out) {
  pl_buffer_add(out, bytes, length);
  return ((pl_buffer *)out)->failed ? -1 : 0;
}

static bool put_text(const pl_scenario *scenario, const pl_diary_entry *entry, pl_buffer *out) {
  json_t *object = json_pack("{s:s, s:i, s:I}", "do", names[entry->kind], "round", (int)entry->round + 1, "at",
                             (json_int_t)entry->at);
  bool is_whole = object;
  if (is_whole && entry->kind == PL_DIARY_HAND && entry->seat >= 0)
    is_whole = set(object, "seat", json_string(pl_scenario_seat_id(scenario, entry->seat))) &&
               set(object, "people", json_boolean(entry->to_people));
  if (is_whole && entry->kind == PL_DIARY_EXTEND) is_whole = set(object, "seconds", json_integer(entry->seconds));
  if (is_whole && *entry->file) is_whole = set(object, "file", json_string(entry->file));
  is_whole = is_whole && !json_dump_callback(object, append, out, JSON_COMPACT | JSON_SORT_KEYS);
  json_decref(object);
  return is_whole;
}

pl_status pl_diary_add(pl_session *session, const pl_diary_entry *entry, pl_error *error) {
  size_t count;
  char key[PL_ROOM_KEY_BYTES];
  pl_buffer text = {0};
  rows_of(session, &count);
  if (count >= PL_DIARY_ENTRIES)
    return pl_error_set(error, PL_BAD_INPUT, "the diary has %d entries, which is as many as it can have", (int)count);
  snprintf(key, sizeof key, "%s%04zu", PL_DIARY_PREFIX, count + 1);
  const bool is_whole = put_text(pl_session_scenario(session), entry, &text);
  const pl_room_row row = {.key = key, .value = pl_buffer_text(&text)};
  const pl_status status = is_whole ? pl_session_set_room(session, &row, 1, error) : no_memory(error);
  pl_buffer_clear(&text);
  return status;
}

pl_status pl_diary_copy(const pl_session *from, pl_session *to, pl_error *error) {
  size_t count;
  const pl_room_row *row = rows_of(from, &count);
  return count ? pl_session_set_room(to, row, count, error) : PL_OK;
}

/* ---- reading ---- */

static int kind_of(const char *name) {
  int kind = 0;
  while (kind < PL_DIARY_KINDS && (!name || strcmp(names[kind], name))) kind++;
  return kind;
}

static bool read_row(const pl_session *session, const json_t *object, pl_diary_entry *out) {
  const pl_scenario *scenario = pl_session_scenario(session);
  const char *seat = json_string_value(json_object_get(object, "seat"));
  const char *file = json_string_value(json_object_get(object, "file"));
  const json_int_t round = json_integer_value(json_object_get(object, "round"));
  const int kind = kind_of(json_string_value(json_object_get(object, "do")));
  if (kind == PL_DIARY_KINDS || round < 1 || round > scenario->rounds) return false;
  *out = (pl_diary_entry){.kind = (pl_diary_kind)kind, .round = (int32_t)round - 1,
                          .at = json_integer_value(json_object_get(object, "at")),
                          .seat = seat ? pl_scenario_find_seat(scenario, seat) : -1,
                          .to_people = json_is_true(json_object_get(object, "people")),
                          .seconds = json_integer_value(json_object_get(object, "seconds"))};
  if (file) snprintf(out->file, sizeof out->file, "%s", file);
  return out->at >= 0 && (kind != PL_DIARY_HAND || out->seat >= 0);
}

pl_diary_entry *pl_diary_read(const pl_session *session, size_t *count, pl_error *error) {
  size_t rows;
  const pl_room_row *row = rows_of(session, &rows);
  pl_diary_entry *list = calloc(rows + 1, sizeof *list);
  *count = 0;
  for (size_t i = 0; list && i < rows; i++) {
    json_t *object = json_loadb(row[i].value, strlen(row[i].value), JSON_REJECT_DUPLICATES, NULL);
    *count += read_row(session, object, &list[*count]);
    json_decref(object);
  }
  if (!list) no_memory(error);
  return list;
}
