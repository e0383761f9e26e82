/* A room put together by hand, so that tests say which phase it is and which day passes; nobody's clock runs in it.
 *
 *   table t = {0};
 *   table_open(&t, "scenarios/first-share", PL_ENGLISH);    the lobby; or table_take with a session of the test's own
 *   table_decide(&t);                                       round 1 is open
 *   table_pass(&t, 3);                                      it was closed with bots, and its fourth day passes
 *   table_decide(&t); … table_end(&t); table_close(&t); */
#ifndef POLDER_TESTS_HOST_BODY_TABLE_H
#define POLDER_TESTS_HOST_BODY_TABLE_H

#include "support.h"

#include <stdlib.h>

#include <polder/policy.h>
#include <polder/script.h>

#include "requests.h"

enum { TABLE_DAY = 1000, TABLE_DAYS = 7 };

typedef struct table {
  pl_room room;
  pl_policy_table bots;
} table;

static inline void table_must(pl_status status, const pl_error *error) {
  if (status != PL_OK) fail_msg("%s", error->text);
}

/* The session is the table's from here on. */
static inline void table_take(table *t, pl_session *session, pl_language language) {
  pl_error error = {0};
  pl_room *room = &t->room;
  *t = (table){.room = {.session = session, .scenario = pl_session_scenario(session), .language = language}};
  room->seat_count = pl_scenario_seat_count(room->scenario);
  room->voice = (pl_voice){.scenario = room->scenario, .language = language, .seat = -1, .phrases = &room->phrases};
  room->chair = calloc((size_t)room->seat_count, sizeof *room->chair);
  room->billboard_seat = calloc((size_t)room->seat_count, sizeof *room->billboard_seat);
  assert_non_null(room->chair);
  assert_non_null(room->billboard_seat);
  pl_policy_table_init(&t->bots, room->scenario);
  room->bots = &t->bots;
  room->phase = PL_ROOM_LOBBY;
  room->left = room->of = -1;
  room->day = TABLE_DAY;
  room->is_paused = true;
  room->options.address = "http://192.168.1.5:8080/";
  strcpy(room->exercise, "0123456789abcdef");
  strcpy(room->pin, "482913");
  strcpy(room->evaluator_pin, "771204");
  strcpy(room->control_code, "control-code-secret");
  pl_buffer_add_text(&room->join, "http://192.168.1.5:8080/#482913");
  room->billboard_is_stale = true;
  for (int s = 0; s < room->seat_count; s++) {
    const pl_game_options options = {.seat = s, .language = language, .is_in_room = true};
    room->chair[s].game = pl_game_new(session, &t->bots, &options, &error);
    if (!room->chair[s].game) fail_msg("%s", error.text);
    pl_session_set_person(session, s, false);
  }
}

static inline pl_session *table_session(const char *folder, uint64_t seed) {
  pl_error error = {0};
  pl_bundle_room bundle = {0};
  const pl_rules_factory factory = pl_script_factory();
  const pl_session_options options = {.seed = seed, .record_events = true};
  char path[512];
  snprintf(path, sizeof path, "%s/%s", POLDER_SOURCE_DIR, folder);
  if (pl_bundle_read(path, &bundle, &error) != PL_OK) fail_msg("%s: %s", folder, error.text);
  pl_session *session = pl_session_new(&factory, &bundle.bundle, NULL, &options, &error);
  if (!session) fail_msg("%s: %s", folder, error.text);
  pl_bundle_clear(&bundle);
  return session;
}

static inline void table_open(table *t, const char *folder, pl_language language) {
  table_take(t, table_session(folder, 7), language);
}

/* Every seat is briefed, and the round takes decisions. */
static inline void table_decide(table *t) {
  pl_error error = {0};
  pl_room *room = &t->room;
  if (!pl_session_is_open(room->session)) table_must(pl_session_open_round(room->session, &error), &error);
  for (int s = 0; s < room->seat_count; s++) table_must(pl_game_open_round(room->chair[s].game, &error), &error);
  room->phase = PL_ROOM_DECIDING;
  room->left = room->of = 900000;
  room->billboard_is_stale = true;
}

/* A day of the round that passes, from 0. */
static inline void table_show_day(table *t, int day) {
  t->room.left = t->room.of - (int64_t)day * TABLE_DAY;
  t->room.billboard_is_stale = true;
}

/* The round that is open is resolved and the next one opened, as the room does it; then its days pass. */
static inline void table_pass(table *t, int day) {
  pl_error error = {0};
  pl_room *room = &t->room;
  for (int s = 0; s < room->seat_count; s++) pl_game_before_close(room->chair[s].game);
  table_must(pl_policy_play(room->session, &t->bots, &room->bot_room, &error), &error);
  table_must(pl_session_resolve_round(room->session, &error), &error);
  for (int s = 0; s < room->seat_count; s++) table_must(pl_game_after_close(room->chair[s].game, &error), &error);
  room->passing = pl_session_rounds_done(room->session) - 1;
  if (!pl_session_is_over(room->session)) table_must(pl_session_open_round(room->session, &error), &error);
  room->phase = PL_ROOM_PASSING;
  room->of = (int64_t)TABLE_DAYS * TABLE_DAY;
  table_show_day(t, day);
}

static inline void table_end(table *t) {
  t->room.phase = PL_ROOM_OVER;
  t->room.left = t->room.of = -1;
  t->room.billboard_is_stale = true;
}

/* All rounds with bots, and then it is over. */
static inline void table_play_out(table *t) {
  while (!pl_session_is_over(t->room.session)) {
    table_decide(t);
    table_pass(t, 0);
  }
  table_end(t);
}

static inline void table_close(table *t) {
  pl_room *room = &t->room;
  pl_jobs_end(room);
  for (int s = 0; s < room->seat_count; s++) pl_game_free(room->chair[s].game);
  free(room->chair);
  free(room->billboard_seat);
  free(room->person);
  for (int i = 0; i < PL_ROOM_NEWS; i++) pl_buffer_clear(&room->news[i]);
  pl_bodies_free(room->bodies);
  pl_history_free(room->history);
  pl_brief_room_clear(&room->bot_room);
  pl_phrases_clear(&room->phrases);
  pl_buffer_clear(&room->join);
  pl_session_free(room->session);
  *t = (table){.bots = {{0}}};
}

/* ---- bodies ---- */

/* As it goes over the wire; the caller frees it. */
static inline char *table_text(json_t *body) {
  assert_non_null(body);
  char *text = json_dumps(body, JSON_COMPACT);
  assert_non_null(text);
  json_decref(body);
  return text;
}

typedef json_t *(*table_sheet)(pl_room *room, int seat);
/* The sheets of a seat. */
static const struct {
  const char *name;
  table_sheet make;
} table_sheets[] = {{"seat", pl_body_seat}, {"plan", pl_body_plan}, {"story", pl_body_story},
                    {"mail", pl_body_mail}, {"people", pl_body_people}};
enum { TABLE_SHEETS = sizeof table_sheets / sizeof table_sheets[0] };

#endif
