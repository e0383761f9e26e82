/* What pages send to the room of a hosted exercise.
 *
 * Each line is one thing that happens. Its first character says who sends the rest: o an observer, t a team, c control,
 * e an evaluator, n one who has just come, p who sits in a seat without a state. A line that begins with "w" lets so
 * many milliseconds pass.
 *
 * What must hold: each text that is sent is JSON, an answer or a sheet; each request gets one answer, or its sender is
 * sent away; nobody but control is told the control code; and in the end
 * the exercise can be replayed with the same digests. What takes long (forecasts, fans, what-ifs) is left out. */
#include "fuzz.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <polder/policy.h>

#include "requests.h"

enum { MOST_LINES = 64, LONGEST_WAIT = 1000000, FIRST = 1, CLIENTS = 7, MOST_SHEETS = 1000 };
static const char who[] = "-otcenp"; /* clients from 1 on */

typedef struct scene {
  pl_room *room;
  pl_policy_table bots;
  pl_time now;
  int answers[CLIENTS];
  bool is_closed[CLIENTS];
} scene;

/* ---- what the room sends ---- */

static void must_be_shaped(scene *s, pl_client client, const pl_letter *letter) {
  json_t *message = json_loadb(letter->text, letter->length, JSON_REJECT_DUPLICATES, NULL);
  fuzz_must(json_is_object(message), "what is sent is an object of JSON");
  const bool is_sheet = json_is_string(json_object_get(message, "sheet"));
  const bool is_answer = json_is_integer(json_object_get(message, "re"));
  const bool is_ok = json_is_object(json_object_get(message, "ok"));
  const bool is_refused = json_is_string(json_object_get(json_object_get(message, "refused"), "text"));
  fuzz_must(is_sheet ? json_is_object(json_object_get(message, "body")) : is_answer && is_ok != is_refused,
            "what is sent is a sheet or an answer");
  if (!is_sheet) s->answers[client]++;
  json_decref(message);
}

static void send(void *context, pl_client client, pl_letter *letter) {
  scene *s = context;
  fuzz_must(client >= FIRST && client < CLIENTS, "it is sent to somebody who is there");
  must_be_shaped(s, client, letter);
  if (who[client] == 'c' || !s->room) return;
  fuzz_must(!strstr(letter->text, pl_room_control_code(s->room)), "the control code stays where it is");
}

static void close_client(void *context, pl_client client) {
  scene *s = context;
  s->is_closed[client] = true;
}

/* ---- the room ---- */

static void hear(scene *s, pl_client client, const char *text, size_t length) {
  const int before = s->answers[client];
  pl_room_hear(s->room, client, text, length, s->now);
  pl_room_keep(s->room, s->now);
  fuzz_must(s->answers[client] == before + 1 || s->is_closed[client], "each request has one answer");
}

static void ask(scene *s, pl_client client, const char *text) { hear(s, client, text, strlen(text)); }

static void come(scene *s, pl_client client) {
  pl_room_enter(s->room, client, "192.168.1.20", s->now);
  s->is_closed[client] = false;
}

static void sit_down(scene *s, pl_client client, const char *seat) {
  char text[200];
  come(s, client);
  ask(s, client, "{\"ask\":1,\"do\":\"hello\",\"protocol\":1,\"page\":\"team\"}");
  snprintf(text, sizeof text, "{\"ask\":2,\"do\":\"join\",\"pin\":\"%s\",\"seat\":\"%s\",\"name\":\"%c\"}",
           pl_room_pin(s->room), seat, who[client]);
  ask(s, client, text);
}

static void set_the_scene(scene *s) {
  char text[200];
  come(s, 1);
  ask(s, 1, "{\"ask\":1,\"do\":\"hello\",\"protocol\":1,\"page\":\"board\"}");
  sit_down(s, 2, "a");
  come(s, 3);
  ask(s, 3, "{\"ask\":1,\"do\":\"hello\",\"protocol\":1,\"page\":\"control\"}");
  snprintf(text, sizeof text, "{\"ask\":2,\"do\":\"control\",\"code\":\"%s\"}", pl_room_control_code(s->room));
  ask(s, 3, text);
  come(s, 4);
  ask(s, 4, "{\"ask\":1,\"do\":\"hello\",\"protocol\":1,\"page\":\"evaluator\"}");
  snprintf(text, sizeof text, "{\"ask\":2,\"do\":\"evaluate\",\"pin\":\"%s\",\"name\":\"Eva\"}",
           pl_room_evaluator_pin(s->room));
  ask(s, 4, text);
  come(s, 5);
  sit_down(s, 6, "press");
}

/* ---- the lines ---- */

static bool has(const char *text, size_t length, const char *word) {
  const size_t size = strlen(word);
  for (size_t i = 0; i + size <= length; i++)
    if (!memcmp(text + i, word, size)) return true;
  return false;
}

static bool takes_long(const char *text, size_t length) {
  static const char *const words[] = {"fan", "what_if", "expect", "\\u"}; /* the last could spell one of them */
  for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
    if (has(text, length, words[i])) return true;
  return false;
}

static void pass(scene *s, const char *text, size_t length) {
  int64_t milliseconds = 0;
  for (size_t i = 0; i < length && text[i] >= '0' && text[i] <= '9' && milliseconds < LONGEST_WAIT; i++)
    milliseconds = 10 * milliseconds + text[i] - '0';
  s->now.milliseconds += milliseconds;
  int calls = 0;
  while (!pl_room_pass(s->room, s->now)) fuzz_must(++calls < MOST_SHEETS, "sheets come to an end");
}

static void play_line(scene *s, const char *text, size_t length) {
  const char *one = length && text[0] ? strchr(who + FIRST, text[0]) : NULL;
  if (length && text[0] == 'w') pass(s, text + 1, length - 1);
  if (!one || takes_long(text + 1, length - 1)) return;
  const pl_client client = (pl_client)(one - who);
  if (s->is_closed[client]) {
    pl_room_leave(s->room, client, s->now);
    come(s, client);
  }
  hear(s, client, text + 1, length - 1);
}

static void must_replay(const pl_session *session) {
  pl_error error = {.status = PL_OK};
  const int rounds = pl_session_rounds_done(session);
  pl_session *again = pl_session_replay(session, -1, &error);
  fuzz_must(again != NULL, "the exercise can be replayed");
  for (int r = 0; r < rounds; r++)
    fuzz_must(pl_session_digest(again, r) == pl_session_digest(session, r), "and comes to the same");
  pl_session_free(again);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size) {
  scene s = {.now = {.milliseconds = 1000}};
  pl_error error = {.status = PL_OK};
  pl_session *session = fuzz_table_session(fuzz_table_lay());
  const pl_room_options options = {.mode = PL_MODE_WORKSHOP, .deciding_seconds = 60, .address = "http://10.0.0.1/",
                                   .send = send, .close = close_client, .context = &s};
  pl_policy_table_init(&s.bots, pl_session_scenario(session));
  s.room = pl_room_new(session, &s.bots, &options, s.now, &error);
  fuzz_must(s.room != NULL, "there is a room");
  set_the_scene(&s);
  const char *text = (const char *)bytes, *end = text + size;
  for (int line = 0; text < end && line < MOST_LINES; line++) {
    const char *next = memchr(text, '\n', (size_t)(end - text));
    play_line(&s, text, (size_t)((next ? next : end) - text));
    text = next ? next + 1 : end;
  }
  pl_room_pass(s.room, s.now);
  if (!pl_room_has_failed(s.room, &error)) must_replay(pl_room_session(s.room));
  pl_room_free(s.room);
  return 0;
}
