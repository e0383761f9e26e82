/* A room with clients that are arrays of texts: no sockets, and time is what the test says. */
#ifndef POLDER_TESTS_HOST_HOSTED_H
#define POLDER_TESTS_HOST_HOSTED_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include <cmocka.h>
#include <jansson.h>

#include <polder/script.h>

#include "requests.h"

enum { HOSTED_CLIENTS = 64, HOSTED_SHEETS = 12 };

/* What a client has been sent. */
typedef struct hosted_client {
  json_t *answer;                 /* the last one */
  json_t *sheet[HOSTED_SHEETS];   /* the last of each name */
  char name[HOSTED_SHEETS][16];
  int sheets;                     /* how many came */
  int answers;
  bool is_closed;
  uint32_t asked;
} hosted_client;

typedef struct hosted {
  pl_room *room;
  pl_policy_table bots;
  pl_room_options options;
  pl_time now;
  hosted_client client[HOSTED_CLIENTS];
  char path[256];
  pl_buffer told;
  bool is_limited;                /* requests cost the allowance of who asks; else everybody is patient */
} hosted;

static inline void hosted_must(pl_status status, const pl_error *error) {
  if (status != PL_OK) fail_msg("%s", error->text);
}

/* ---- what the server would do ---- */

/* A sheet that came in part, and the one before it. */
static inline void hosted_complete(const json_t *before, json_t *message) {
  const char *key;
  json_t *value;
  assert_non_null(before);
  assert_int_equal(json_integer_value(json_object_get(message, "after")),
                   json_integer_value(json_object_get(before, "version")));
  json_t *body = json_copy(json_object_get(before, "body"));
  json_object_update(body, json_object_get(message, "body"));
  json_object_foreach(json_object_get(message, "lists"), key, value) {
    json_t *list = json_array();
    const json_t *had = json_object_get(body, key);
    for (size_t i = (size_t)json_integer_value(json_object_get(value, "cut")); i < json_array_size(had); i++)
      json_array_append(list, json_array_get(had, i));
    if (json_object_get(value, "add")) json_array_extend(list, json_object_get(value, "add"));
    for (size_t i = 0; i < json_array_size(json_object_get(value, "put")); i++) {
      const json_t *put = json_array_get(json_object_get(value, "put"), i);
      json_array_set(list, (size_t)json_integer_value(json_array_get(put, 0)), json_array_get(put, 1));
    }
    json_object_set_new(body, key, list);
  }
  json_object_set_new(message, "body", body);
}

static inline void hosted_put_sheet(hosted_client *c, json_t *message) {
  const char *name = json_string_value(json_object_get(message, "sheet"));
  for (int i = 0; i < HOSTED_SHEETS; i++) {
    if (c->name[i][0] && strcmp(c->name[i], name)) continue;
    if (c->sheet[i]) {
      const json_int_t before = json_integer_value(json_object_get(c->sheet[i], "version"));
      assert_true(json_integer_value(json_object_get(message, "version")) >= before);
    }
    if (json_object_get(message, "after")) hosted_complete(c->sheet[i], message);
    snprintf(c->name[i], sizeof c->name[i], "%s", name);
    json_decref(c->sheet[i]);
    c->sheet[i] = message;
    c->sheets++;
    return;
  }
  fail_msg("too many kinds of sheets: %s", name);
}

static inline void hosted_send(void *context, pl_client client, pl_letter *letter) {
  hosted *h = context;
  assert_true(client > 0 && client < HOSTED_CLIENTS);
  hosted_client *c = &h->client[client];
  json_error_t why;
  assert_int_equal(strlen(letter->text), letter->length);
  json_t *message = json_loadb(letter->text, letter->length, JSON_REJECT_DUPLICATES, &why);
  if (!message) fail_msg("no JSON: %s in %s", why.text, letter->text);
  if (json_object_get(message, "sheet")) {
    hosted_put_sheet(c, message);
    return;
  }
  json_decref(c->answer);
  c->answer = message;
  c->answers++;
}

static inline void hosted_close(void *context, pl_client client) {
  hosted *h = context;
  if (client < HOSTED_CLIENTS) h->client[client].is_closed = true;
}

static inline void hosted_wake(void *context) { (void)context; }

static inline void hosted_tell(void *context, const char *line) {
  hosted *h = context;
  pl_buffer_add_text(&h->told, line);
  pl_buffer_add_text(&h->told, "\n");
}

static inline pl_status hosted_report(void *context, const pl_session *session, const char *ending, pl_buffer *out,
                                      pl_error *error) {
  (void)context;
  if (!strcmp(ending, "doc")) return pl_error_set(error, PL_USAGE, "there is no such report");
  pl_buffer_add_format(out, "%d rounds as %s", pl_session_rounds_done(session), ending);
  return PL_OK;
}

/* ---- a room ---- */

/* The first share, with everybody to be played and the press in a seat without a state. */
static inline void hosted_open_up(const pl_bundle_room *bundle, pl_buffer *text, pl_file file[32]) {
  static const char closed[] = "playable = false, ";
  assert_true(bundle->bundle.count <= 32);
  for (size_t i = 0; i < bundle->bundle.count; i++) {
    file[i] = bundle->bundle.file[i];
    if (strcmp(file[i].name, "scenario.lua")) continue;
    const char *from = file[i].bytes;
    for (const char *at = strstr(from, closed); at; at = strstr(from, closed)) {
      pl_buffer_add(text, from, (size_t)(at - from));
      from = at + strlen(closed);
    }
    pl_buffer_add_text(text, from);
    pl_buffer_add_text(text, "\nseat { id = \"press\", name = \"The press\", sees = { \"noordland\" } }\n");
    file[i].bytes = text->bytes;
    file[i].length = text->length;
  }
}

static inline pl_session *hosted_new_session(const char *scenario, uint64_t seed) {
  pl_error error = {0};
  pl_bundle_room bundle = {0};
  pl_buffer text = {0};
  pl_file file[32];
  pl_rules_factory factory = pl_script_factory();
  const pl_session_options options = {.seed = seed, .record_events = true};
  const bool is_open = !strcmp(scenario, "four-teams");
  char folder[512];
  snprintf(folder, sizeof folder, "%s/scenarios/%s", POLDER_SOURCE_DIR, is_open ? "first-share" : scenario);
  hosted_must(pl_bundle_read(folder, &bundle, &error), &error);
  pl_bundle all = bundle.bundle;
  if (is_open) {
    hosted_open_up(&bundle, &text, file);
    all.file = file;
  }
  pl_session *session = pl_session_new(&factory, &all, NULL, &options, &error);
  if (!session) fail_msg("%s", error.text);
  pl_buffer_clear(&text);
  pl_bundle_clear(&bundle);
  return session;
}

static inline void hosted_open(hosted *h, pl_session *session) {
  pl_error error = {0};
  pl_policy_table_init(&h->bots, pl_session_scenario(session));
  h->options.send = hosted_send;
  h->options.close = hosted_close;
  h->options.wake = hosted_wake;
  h->options.tell = hosted_tell;
  h->options.report = hosted_report;
  h->options.context = h;
  if (!h->options.address) h->options.address = "http://192.168.1.5:8080/";
  h->room = pl_room_new(session, &h->bots, &h->options, h->now, &error);
  if (!h->room) fail_msg("%s", error.text);
}

/* A new exercise of a scenario ("four-teams": see above), in no file. */
static inline void hosted_begin_in_memory(hosted *h, const char *scenario, pl_mode mode) {
  *h = (hosted){.now = {.milliseconds = 1000, .wall = 1795000000000}};
  h->options.mode = mode;
  h->options.deciding_seconds = 600;
  hosted_open(h, hosted_new_session(scenario, 10));
}

/* The same, kept in a file of its own. */
static inline void hosted_begin(hosted *h, const char *scenario, pl_mode mode) {
  pl_error error = {0};
  *h = (hosted){.now = {.milliseconds = 1000, .wall = 1795000000000}};
  h->options.mode = mode;
  h->options.deciding_seconds = 600;
  snprintf(h->path, sizeof h->path, "/tmp/polder-room-XXXXXX");
  assert_non_null(mkdtemp(h->path));
  strcat(h->path, "/exercise.polder");
  pl_session *session = hosted_new_session(scenario, 10);
  hosted_must(pl_session_keep(session, h->path, &error), &error);
  hosted_open(h, session);
}

static inline void hosted_forget_clients(hosted *h) {
  for (int i = 0; i < HOSTED_CLIENTS; i++) {
    hosted_client *c = &h->client[i];
    json_decref(c->answer);
    for (int s = 0; s < HOSTED_SHEETS; s++) json_decref(c->sheet[s]);
    *c = (hosted_client){.asked = 0};
  }
}

/* The program ends and is started again; all clients are gone.. */
static inline void hosted_restart(hosted *h) {
  pl_error error = {0};
  pl_rules_factory factory = pl_script_factory();
  char path[512];
  snprintf(path, sizeof path, "%s", pl_session_path(pl_room_session(h->room)));
  pl_room_free(h->room);
  hosted_forget_clients(h);
  h->now.milliseconds = 77777;
  pl_session *session = pl_session_resume(&factory, path, &error);
  if (!session) fail_msg("%s", error.text);
  hosted_open(h, session);
}

static inline void hosted_end(hosted *h) {
  char command[600];
  pl_room_free(h->room);
  hosted_forget_clients(h);
  pl_buffer_clear(&h->told);
  if (!h->path[0]) return;
  *strrchr(h->path, '/') = 0;
  snprintf(command, sizeof command, "rm -rf '%s'", h->path);
  assert_int_equal(system(command), 0);
}

/* ---- time ---- */

static inline void hosted_pass(hosted *h, int64_t milliseconds) {
  h->now.milliseconds += milliseconds;
  h->now.wall += milliseconds;
  while (!pl_room_pass(h->room, h->now)) continue;
}

/* As long as sheets are held back. */
static inline void hosted_settle(hosted *h) {
  for (int i = 0; i < 3; i++) hosted_pass(h, 150);
}

/* Until jobs are done; in real time, as workers work in it. */
static inline void hosted_wait(hosted *h, pl_client client, int answers) {
  for (int i = 0; i < 6000 && h->client[client].answers < answers; i++) {
    pl_room_pass(h->room, h->now);
    nanosleep(&(struct timespec){.tv_nsec = 5000000}, NULL);
  }
  assert_true(h->client[client].answers >= answers);
}

/* ---- asking ---- */

/* Asks with the members of an object that jansson packs: "{s:s, …}". The answer, borrowed; NULL: none yet. */
static inline const json_t *hosted_ask_object(hosted *h, pl_client client, const char *what, json_t *object) {
  hosted_client *c = &h->client[client];
  assert_non_null(object);
  json_object_set_new(object, "do", json_string(what));
  json_object_set_new(object, "ask", json_integer(++c->asked));
  char *text = json_dumps(object, 0);
  const int before = c->answers;
  pl_visitor *visitor = pl_room_visitor(h->room, client);
  if (visitor && !h->is_limited) *pl_allowance_of(h->room, visitor) = (pl_bucket){0};
  pl_room_hear(h->room, client, text, strlen(text), h->now);
  pl_room_keep(h->room, h->now);
  free(text);
  json_decref(object);
  if (c->answers == before) return NULL;
  assert_int_equal(json_integer_value(json_object_get(c->answer, "re")), c->asked);
  return c->answer;
}
#define hosted_ask(h, client, what, ...) hosted_ask_object(h, client, what, json_pack(__VA_ARGS__))

static inline const json_t *hosted_ok(const json_t *answer) {
  if (!answer) fail_msg("no answer");
  const json_t *ok = json_object_get(answer, "ok");
  if (!ok) fail_msg("refused: %s", json_string_value(json_object_get(json_object_get(answer, "refused"), "text")));
  return ok;
}

static inline void hosted_refused(const json_t *answer, const char *why) {
  if (!answer) fail_msg("no answer");
  const json_t *refused = json_object_get(answer, "refused");
  if (!refused) fail_msg("not refused, but was to be: %s", why);
  assert_string_equal(json_string_value(json_object_get(refused, "why")), why);
  assert_true(json_string_length(json_object_get(refused, "text")) > 0);
}

/* The body of the last sheet of that name; NULL: none came. Borrowed. */
static inline const json_t *hosted_sheet(const hosted *h, pl_client client, const char *name) {
  for (int i = 0; i < HOSTED_SHEETS; i++)
    if (!strcmp(h->client[client].name[i], name)) return json_object_get(h->client[client].sheet[i], "body");
  return NULL;
}

static inline void hosted_hello(hosted *h, pl_client client, const char *page, const char *token) {
  pl_room_enter(h->room, client, "192.168.1.20", h->now);
  json_t *object = json_pack("{s:i, s:s}", "protocol", PL_PROTOCOL_VERSION, "page", page);
  if (token) json_object_set_new(object, "token", json_string(token));
  hosted_ok(hosted_ask_object(h, client, "hello", object));
}

/* Joins a team and turns to its page; `token`, unless NULL, gets the token. */
static inline void hosted_join(hosted *h, pl_client client, const char *seat, const char *name, char token[33]) {
  char own[33];
  hosted_hello(h, client, "join", NULL);
  const json_t *ok = hosted_ok(hosted_ask(h, client, "join", "{s:s, s:s, s:s}", "pin", pl_room_pin(h->room), "seat",
                                          seat, "name", name));
  snprintf(own, sizeof own, "%s", json_string_value(json_object_get(ok, "token")));
  assert_int_equal(strlen(own), 32);
  hosted_ok(hosted_ask(h, client, "hello", "{s:i, s:s, s:s}", "protocol", PL_PROTOCOL_VERSION, "page", "team",
                       "token", own));
  if (token) strcpy(token, own);
}

static inline void hosted_control(hosted *h, pl_client client, char token[33]) {
  char own[33];
  hosted_hello(h, client, "control", NULL);
  const json_t *ok =
      hosted_ok(hosted_ask(h, client, "control", "{s:s}", "code", pl_room_control_code(h->room)));
  snprintf(own, sizeof own, "%s", json_string_value(json_object_get(ok, "token")));
  if (token) strcpy(token, own);
}

static inline void hosted_leave(hosted *h, pl_client client) {
  pl_room_leave(h->room, client, h->now);
  hosted_client *c = &h->client[client];
  json_decref(c->answer);
  for (int s = 0; s < HOSTED_SHEETS; s++) json_decref(c->sheet[s]);
  *c = (hosted_client){.asked = 0};
}

#endif
