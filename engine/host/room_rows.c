/* What is remembered beside the exercise, in the session's file: rows of a key and a text.
 *
 *   exercise, pin, evaluator_pin      secrets that stay (the control code does not)
 *   moment                            {"phase": "deciding", "paused": false, "done": 2, "left": 1000, "of": 2000,
 *                                     "day": 4000}
 *   public                            {"reveals": 1, "spotlight": ""}
 *   seat/NLD                          {"people": true, "lent": false, "round": 2, "ready": false, "version": 7, "by":
 *                                     "Anna", "draft": [decisions]}
 *   person/HASH                       {"name": "Anna", "role": 1, "seat": "NLD"}; the hash is that of the token
 *   kept                              ["old.polder"]; in an old file: went_on, "new.polder"
 *   diary/0001                        what control did to the course of the exercise (polder/diary.h)
 *
 * Rows are written before memory changes, in one transaction for each request. What is read back is looked at as if a
 * stranger had written it: what makes no sense counts as not there. */
#include <polder/decision_json.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "requests.h"

/* ---- writing ---- */

/* Rows in the making. */
typedef struct rows {
  pl_room_row *row; /* keys and values owned */
  size_t count, capacity;
  bool failed;
} rows;

static void add_text(rows *r, const char *key, const char *value) {
  if (r->count == r->capacity) {
    const size_t capacity = r->capacity ? 2 * r->capacity : 8;
    pl_room_row *row = realloc(r->row, capacity * sizeof *row);
    if (!row) {
      r->failed = true;
      return;
    }
    r->row = row;
    r->capacity = capacity;
  }
  char *own_key = malloc(strlen(key) + 1), *own_value = value ? malloc(strlen(value) + 1) : NULL;
  if (!own_key || (value && !own_value)) {
    free(own_key);
    free(own_value);
    r->failed = true;
    return;
  }
  strcpy(own_key, key);
  if (value) strcpy(own_value, value);
  r->row[r->count++] = (pl_room_row){.key = own_key, .value = own_value};
}

/* Takes the value. */
static void add(rows *r, const char *key, json_t *value) {
  char *text = value ? json_dumps(value, JSON_COMPACT | JSON_SORT_KEYS | JSON_ENCODE_ANY) : NULL;
  if (text)
    add_text(r, key, text);
  else
    r->failed = true;
  free(text);
  json_decref(value);
}

static pl_status write_rows(pl_session *session, rows *r, pl_error *error) {
  pl_status status = r->failed ? pl_error_set(error, PL_NO_MEMORY, "out of memory: this was not remembered; try again")
                               : pl_session_set_room(session, r->row, r->count, error);
  for (size_t i = 0; i < r->count; i++) {
    free((char *)r->row[i].key);
    free((char *)r->row[i].value);
  }
  free(r->row);
  return status;
}

static void add_moment(rows *r, const pl_moment *moment) {
  add(r, "moment",
      json_pack("{s:s, s:b, s:i, s:I, s:I, s:I}", "phase", pl_room_phase_name(moment->phase), "paused",
                moment->is_paused, "done", (int)moment->done, "left", (json_int_t)moment->left, "of",
                (json_int_t)moment->of, "day", (json_int_t)moment->day));
}

static json_t *decision_json(const pl_scenario *scenario, const pl_decision *decision) {
  pl_buffer text = {0};
  pl_decision_to_json(scenario, decision, &text);
  json_t *object = text.failed ? NULL : json_loadb(pl_buffer_text(&text), text.length, 0, NULL);
  pl_buffer_clear(&text);
  return object;
}

/* A chair as it is in the round that comes after `done`. */
static void add_chair(rows *r, const pl_room *room, int32_t done, int seat, const pl_chair *chair) {
  char key[PL_ROOM_KEY_BYTES];
  json_t *draft = json_array();
  for (size_t i = 0; i < chair->draft_count; i++)
    if (json_array_append_new(draft, decision_json(room->scenario, &chair->draft[i]))) r->failed = true;
  snprintf(key, sizeof key, "seat/%.90s", pl_scenario_seat_id(room->scenario, seat));
  add(r, key,
      json_pack("{s:b, s:b, s:i, s:b, s:I, s:s, s:o}", "people", chair->has_people, "lent", chair->is_lent, "round",
                (int)done, "ready", chair->is_ready, "version",
                (json_int_t)chair->draft_version, "by", chair->drafted_by, "draft", draft));
}

static void put_person_key(const pl_person *person, char key[PL_ROOM_KEY_BYTES]) {
  snprintf(key, PL_ROOM_KEY_BYTES, "person/%s", person->token_hash);
}

static void add_person(rows *r, const pl_room *room, const pl_person *person) {
  char key[PL_ROOM_KEY_BYTES];
  put_person_key(person, key);
  add(r, key,
      json_pack("{s:s, s:i, s:s}", "name", person->name, "role", (int)person->role, "seat",
                person->seat < 0 ? "" : pl_scenario_seat_id(room->scenario, person->seat)));
}

static void add_public(rows *r, unsigned reveals, const char *spotlight) {
  add(r, "public", json_pack("{s:i, s:s}", "reveals", (int)reveals, "spotlight", spotlight));
}

static void add_kept(rows *r, const pl_room *room) {
  json_t *kept = json_array();
  for (size_t i = 0; i < room->kept_count; i++)
    if (json_array_append_new(kept, json_string(room->kept[i]))) r->failed = true;
  add(r, "kept", kept);
}

pl_status pl_rows_keep_moment(pl_room *room, const pl_moment *moment, pl_error *error) {
  rows r = {0};
  add_moment(&r, moment);
  return write_rows(room->session, &r, error);
}

pl_status pl_rows_keep_chair(pl_room *room, int seat, const pl_chair *chair, pl_error *error) {
  rows r = {0};
  add_chair(&r, room, pl_session_rounds_done(room->session), seat, chair);
  return write_rows(room->session, &r, error);
}

pl_status pl_rows_keep_person(pl_room *room, const pl_person *person, int seat, const pl_chair *chair,
                              pl_error *error) {
  rows r = {0};
  add_person(&r, room, person);
  if (seat >= 0) add_chair(&r, room, pl_session_rounds_done(room->session), seat, chair);
  return write_rows(room->session, &r, error);
}

pl_status pl_rows_drop_person(pl_room *room, const pl_person *person, int seat, const pl_chair *chair,
                              pl_error *error) {
  rows r = {0};
  char key[PL_ROOM_KEY_BYTES];
  put_person_key(person, key);
  add_text(&r, key, NULL);
  if (seat >= 0) add_chair(&r, room, pl_session_rounds_done(room->session), seat, chair);
  return write_rows(room->session, &r, error);
}

pl_status pl_rows_keep_public(pl_room *room, unsigned reveals, const char *spotlight, pl_error *error) {
  rows r = {0};
  add_public(&r, reveals, spotlight);
  return write_rows(room->session, &r, error);
}

/* What was drafted for a round of one session is nothing in another, even if its number is the same. */
static void empty_draft(pl_chair *chair) {
  chair->draft_count = 0;
  chair->is_ready = false;
  chair->drafted_by[0] = 0;
}

pl_status pl_rows_keep_all(pl_room *room, pl_session *session, const pl_moment *moment, pl_error *error) {
  rows r = {0};
  add_text(&r, "exercise", room->exercise);
  add_text(&r, "pin", room->pin);
  add_text(&r, "evaluator_pin", room->evaluator_pin);
  add_moment(&r, moment);
  add_public(&r, room->reveals, room->spotlight);
  add_kept(&r, room);
  for (size_t i = 0; i < room->person_count; i++) add_person(&r, room, &room->person[i]);
  for (int s = 0; s < room->seat_count; s++) {
    pl_chair chair = room->chair[s];
    if (session != room->session) empty_draft(&chair);
    add_chair(&r, room, moment->done, s, &chair);
  }
  return write_rows(session, &r, error);
}

pl_status pl_rows_try(pl_room *room, const pl_moment *moment, pl_error *error) {
  enum { SPARE = 16384 };
  rows with = {0}, without = {0};
  char *spare = malloc(SPARE + 1);
  if (!spare) return pl_error_set(error, PL_NO_MEMORY, "out of memory: this was not remembered; try again");
  memset(spare, '.', SPARE);
  spare[SPARE] = 0;
  add_moment(&with, moment);
  add_text(&with, "spare", spare);
  free(spare);
  pl_status status = write_rows(room->session, &with, error);
  if (status != PL_OK) return status;
  add_text(&without, "spare", NULL);
  return write_rows(room->session, &without, error);
}

pl_status pl_rows_keep_went_on(pl_session *session, const char *path, pl_error *error) {
  const pl_room_row row = {.key = "went_on", .value = path};
  return pl_session_set_room(session, &row, 1, error);
}

/* ---- reading ---- */

static json_t *value_of(const pl_room_row *row) {
  return json_loadb(row->value, strlen(row->value), JSON_REJECT_DUPLICATES | JSON_DECODE_ANY, NULL);
}

static const char *text_in(const json_t *object, const char *key) {
  const char *text = json_string_value(json_object_get(object, key));
  return text ? text : "";
}

static int64_t number_in(const json_t *object, const char *key, int64_t least, int64_t most) {
  const int64_t number = json_integer_value(json_object_get(object, key));
  return number < least ? least : number > most ? most : number;
}

static bool truth_in(const json_t *object, const char *key) { return json_is_true(json_object_get(object, key)); }

static void read_moment(pl_room *room, const char *key, const json_t *value, pl_moment *moment) {
  (void)room, (void)key;
  for (int p = 0; p < PL_ROOM_PHASES; p++)
    if (!strcmp(text_in(value, "phase"), pl_room_phase_name((pl_room_phase)p))) moment->phase = (pl_room_phase)p;
  moment->is_paused = truth_in(value, "paused");
  moment->done = (int32_t)number_in(value, "done", 0, PL_MAX_ROUNDS);
  moment->left = number_in(value, "left", -1, PL_LONGEST_CLOCK);
  moment->of = number_in(value, "of", -1, PL_LONGEST_CLOCK);
  moment->day = number_in(value, "day", 100, 60000);
}

static void read_public(pl_room *room, const char *key, const json_t *value, pl_moment *moment) {
  (void)key, (void)moment;
  room->reveals = (unsigned)number_in(value, "reveals", 0, PL_REVEAL_ALL);
  snprintf(room->spotlight, sizeof room->spotlight, "%s", text_in(value, "spotlight"));
}

static void read_draft(pl_room *room, int seat, pl_chair *chair, const json_t *draft) {
  for (size_t i = 0; i < json_array_size(draft) && chair->draft_count < PL_PENDING; i++) {
    char *text = json_dumps(json_array_get(draft, i), JSON_COMPACT);
    pl_decision *decision = &chair->draft[chair->draft_count];
    if (text && pl_decision_from_json(room->scenario, text, strlen(text), decision, NULL) == PL_OK &&
        decision->seat == seat)
      chair->draft_count++;
    free(text);
  }
}

/* A draft of another round is none; `is_changed` says that one was read, until it is compared. */
static void read_chair(pl_room *room, const char *key, const json_t *value, pl_moment *moment) {
  (void)moment;
  const int seat = pl_scenario_find_seat(room->scenario, key);
  if (seat < 0) return;
  pl_chair *chair = &room->chair[seat];
  chair->has_people = truth_in(value, "people") && pl_room_seat_is_for_people(room, seat);
  chair->is_lent = truth_in(value, "lent");
  chair->draft_version = (uint32_t)number_in(value, "version", 0, INT32_MAX);
  if (number_in(value, "round", -1, PL_MAX_ROUNDS) != pl_session_rounds_done(room->session)) return;
  chair->is_ready = truth_in(value, "ready");
  chair->is_changed = true;
  snprintf(chair->drafted_by, sizeof chair->drafted_by, "%s", text_in(value, "by"));
  read_draft(room, seat, chair, json_object_get(value, "draft"));
}

static void read_person(pl_room *room, const char *key, const json_t *value, pl_moment *moment) {
  (void)moment;
  pl_person person = {.role = (pl_role)number_in(value, "role", 0, PL_ROLES - 1), .lost_since = -1,
                      .present = PL_LONG_PRESENT};
  person.seat = pl_scenario_find_seat(room->scenario, text_in(value, "seat"));
  const bool is_sound = strlen(key) == PL_SECRET_HASH - 1 && person.role != PL_ROLE_OBSERVER &&
                        (person.role == PL_ROLE_TEAM) == (person.seat >= 0) &&
                        room->person_count < room->person_capacity;
  if (!is_sound) return;
  strcpy(person.token_hash, key);
  snprintf(person.name, sizeof person.name, "%s", text_in(value, "name"));
  room->person[room->person_count++] = person;
}

static void read_kept(pl_room *room, const char *key, const json_t *value, pl_moment *moment) {
  (void)key, (void)moment;
  const size_t count = json_array_size(value);
  room->kept = calloc(count + 1, sizeof *room->kept);
  for (size_t i = 0; room->kept && i < count; i++) {
    const char *path = json_string_value(json_array_get(value, i));
    char *own = path ? malloc(strlen(path) + 1) : NULL;
    if (own) room->kept[room->kept_count++] = strcpy(own, path);
  }
}

static const struct {
  const char *prefix;
  bool is_whole; /* the prefix is the whole key */
  void (*read)(pl_room *room, const char *key, const json_t *value, pl_moment *moment);
} readers[] = {
    {"moment", true, read_moment}, {"public", true, read_public}, {"kept", true, read_kept},
    {"seat/", false, read_chair},  {"person/", false, read_person},
};

static void read_row(pl_room *room, const pl_room_row *row, pl_moment *moment) {
  for (size_t i = 0; i < sizeof readers / sizeof readers[0]; i++) {
    const size_t length = strlen(readers[i].prefix);
    if (strncmp(row->key, readers[i].prefix, length) || (readers[i].is_whole && row->key[length])) continue;
    json_t *value = value_of(row);
    if (value) readers[i].read(room, row->key + length, value, moment);
    json_decref(value);
  }
}

static void take(char *out, const char *text, size_t length, const char *digits) {
  if (strlen(text) == length && strspn(text, digits) == length) strcpy(out, text);
}

void pl_rows_read(pl_room *room, pl_moment *moment) {
  size_t count;
  const pl_room_row *row = pl_session_room(room->session, &count);
  for (size_t i = 0; i < count; i++) {
    if (!strcmp(row[i].key, "exercise")) take(room->exercise, row[i].value, 16, "0123456789abcdef");
    if (!strcmp(row[i].key, "pin")) take(room->pin, row[i].value, PL_PROTOCOL_PIN_DIGITS, "0123456789");
    if (!strcmp(row[i].key, "evaluator_pin"))
      take(room->evaluator_pin, row[i].value, PL_PROTOCOL_PIN_DIGITS, "0123456789");
    read_row(room, &row[i], moment);
  }
}

const char *pl_host_went_on(const pl_session *session) {
  size_t count;
  const pl_room_row *row = pl_session_room(session, &count);
  for (size_t i = 0; i < count; i++)
    if (!strcmp(row[i].key, "went_on")) return row[i].value;
  return NULL;
}
