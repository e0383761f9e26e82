/* A running host to be attacked, and clients that sit down, ask again where it was too soon, and are refused. */
#ifndef POLDER_TESTS_HOST_TARGET_H
#define POLDER_TESTS_HOST_TARGET_H

#include <pthread.h>

#include "wire.h"

#include "server.h"

typedef struct target {
  pl_host *host;
  pl_policy_table bots;
  char folder[64], path[96];
  int port;
  pthread_mutex_t lock;
  pl_buffer told;
  pl_limits limits;
} target;

static inline void listen_in(void *context, const char *line) {
  target *t = context;
  pthread_mutex_lock(&t->lock);
  pl_buffer_add_text(&t->told, line);
  pl_buffer_add_text(&t->told, "\n");
  pthread_mutex_unlock(&t->lock);
}

static inline void begin_within(target *t, pl_limits limits) {
  pl_error error = {0};
  *t = (target){.limits = limits};
  pthread_mutex_init(&t->lock, NULL);
  strcpy(t->folder, "/tmp/polder-attacks-XXXXXX");
  assert_non_null(mkdtemp(t->folder));
  snprintf(t->path, sizeof t->path, "%s/exercise.polder", t->folder);
  pl_session *session = hosted_new_session("four-teams", 7);
  hosted_must(pl_session_keep(session, t->path, &error), &error);
  pl_policy_table_init(&t->bots, pl_session_scenario(session));
  const pl_host_options options = {.session = session, .bots = &t->bots, .deciding_seconds = 600,
                                   .report = hosted_report, .tell = listen_in, .context = t};
  t->host = pl_host_start_within(&options, &t->limits, &error);
  if (!t->host) fail_msg("%s", error.text);
  t->port = wire_port(t->host);
}

static inline void begin(target *t) { begin_within(t, pl_limits_usual()); }

static inline void stop(target *t) {
  pl_host_free(t->host);
  t->host = NULL;
}

static inline void end(target *t) {
  char command[128];
  stop(t);
  pl_buffer_clear(&t->told);
  pthread_mutex_destroy(&t->lock);
  snprintf(command, sizeof command, "rm -rf '%s'", t->folder);
  assert_int_equal(system(command), 0);
}

/* ---- clients ---- */

/* From an address of this machine. */
static inline wire connect_from(int port, const char *from) {
  wire w = {.fd = socket(AF_INET, SOCK_STREAM, 0), .text = malloc(WIRE_ROOM)};
  struct sockaddr_in to = {.sin_family = AF_INET, .sin_port = htons((uint16_t)port),
                           .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
  struct sockaddr_in own = {.sin_family = AF_INET, .sin_addr.s_addr = inet_addr(from)};
  assert_true(w.fd >= 0 && w.text);
  assert_int_equal(bind(w.fd, (struct sockaddr *)&own, sizeof own), 0);
  assert_int_equal(connect(w.fd, (struct sockaddr *)&to, sizeof to), 0);
  return w;
}

static inline wire open_from(int port, const char *from, const char *page) {
  wire w = connect_from(port, from);
  assert_int_equal(wire_upgrade(&w, "/socket", WIRE_GOOD), 101);
  wire_hello(&w, page);
  return w;
}

static inline void copy_token(const json_t *ok, char token[33]) {
  assert_int_equal(json_string_length(json_object_get(ok, "token")), 32);
  strcpy(token, json_string_value(json_object_get(ok, "token")));
}

/* A person of a team on its page; `token` unless NULL gets the token. */
static inline wire sit(const target *t, const char *seat, const char *name, char token[33]) {
  char own[33];
  wire w = wire_open(t->port);
  wire_hello(&w, "join");
  json_t *ok = wire_ok(&w, "join", json_pack("{s:s,s:s,s:s}", "pin", pl_host_pin(t->host), "seat", seat, "name", name));
  copy_token(ok, own);
  json_decref(ok);
  wire_done(&w, "hello", json_pack("{s:i,s:s,s:s}", "protocol", PL_PROTOCOL_VERSION, "page", "team", "token", own));
  if (token) strcpy(token, own);
  return w;
}

static inline wire take_control(const target *t) {
  wire w = wire_control(t->host);
  wire_done(&w, "start", json_object());
  return w;
}

static inline void rest(int64_t milliseconds) {
  nanosleep(&(struct timespec){.tv_sec = milliseconds / 1000, .tv_nsec = (long)(milliseconds % 1000) * 1000000}, NULL);
}

/* The answer to a request; where the host says that it was too soon, to one of later. */
static inline json_t *ask_patiently(wire *w, const char *what, json_t *object) {
  for (;;) {
    json_t *answer = wire_request(w, what, json_deep_copy(object));
    const json_t *wait = json_object_get(json_object_get(answer, "refused"), "wait_ms");
    if (!wait) {
      json_decref(object);
      return answer;
    }
    rest(json_integer_value(wait) + 1);
    json_decref(answer);
  }
}

static inline void accepted(wire *w, const char *what, json_t *object) {
  json_t *answer = ask_patiently(w, what, object);
  if (!json_object_get(answer, "ok")) fail_msg("%s: %s", what, w->text);
  json_decref(answer);
}

/* Refused: why, and in which words, is written to `says` unless NULL. */
static inline void refused(wire *w, const char *what, json_t *object, const char *why, char says[400]) {
  json_t *answer = ask_patiently(w, what, object);
  const json_t *no = json_object_get(answer, "refused");
  if (!no) fail_msg("%s is not refused: %s", what, w->text);
  const char *is = json_string_value(json_object_get(no, "why"));
  if (why && strcmp(is, why)) fail_msg("%s is refused as %s: %s", what, is, w->text);
  if (says) snprintf(says, 400, "%s|%s", is, json_string_value(json_object_get(no, "text")));
  json_decref(answer);
}

static inline void still_serves(const target *t) {
  wire w = wire_open(t->port);
  wire_hello(&w, "join");
  wire_done(&w, "ping", json_object());
  wire_end(&w);
  assert_int_equal(wire_code(t->port, "GET", "/", ""), 200);
}

/* Somebody else, who may ask as much again. */
static inline void sit_anew(const target *t, wire *w) {
  wire_end(w);
  *w = sit(t, "zuidland", "Zoe", NULL);
}

#endif
