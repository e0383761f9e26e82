/* What happens to a computer in a room: it sleeps, it changes networks, its disk is full. */
#include "support/hosted.h"

enum { CONTROL = 1, ANNA = 2, BOARD = 3, LONGEST = 5000 };

static void begin(hosted *h) {
  pl_error error = {0};
  *h = (hosted){.now = {.milliseconds = 1000, .wall = 1795000000000}};
  h->options.deciding_seconds = 600;
  h->options.longest_silence = LONGEST;
  strcpy(h->path, "/tmp/polder-room-XXXXXX");
  assert_non_null(mkdtemp(h->path));
  strcat(h->path, "/exercise.polder");
  pl_session *session = hosted_new_session("four-teams", 10);
  hosted_must(pl_session_keep(session, h->path, &error), &error);
  hosted_open(h, session);
  hosted_control(h, CONTROL, NULL);
  hosted_join(h, ANNA, "noordland", "Anna", NULL);
  hosted_ok(hosted_ask(h, CONTROL, "start", "{}"));
}

static json_int_t left_ms(const hosted *h, pl_client client) {
  return json_integer_value(json_object_get(json_object_get(hosted_sheet(h, client, "room"), "clock"), "left_ms"));
}

/* ---- time ---- */

static void test_time_asleep_is_nobodys(void **state) {
  hosted h;
  (void)state;
  begin(&h);
  hosted_pass(&h, 1000);
  hosted_pass(&h, LONGEST); /* a busy machine: this counts */
  assert_int_equal(pl_room_left(h.room), 594000);
  hosted_pass(&h, 3 * 3600 * 1000);
  assert_int_equal(pl_room_left(h.room), 594000);
  assert_int_equal(h.room->phase, PL_ROOM_DECIDING);
  assert_non_null(strstr(pl_buffer_text(&h.told), "10800 seconds"));
  hosted_settle(&h);
  assert_in_range(left_ms(&h, ANNA), 593000, 594000); /* whose page had counted on */
  hosted_ok(hosted_ask(&h, CONTROL, "next", "{}"));
  const int64_t left = pl_room_left(h.room);
  h.now.milliseconds += 60000;
  hosted_hello(&h, BOARD, "board", NULL); /* a knock is the first that is heard after it */
  hosted_pass(&h, 0);
  assert_int_equal(pl_room_left(h.room), left);
  assert_int_equal(h.room->phase, PL_ROOM_PASSING);
  hosted_ok(hosted_ask(&h, CONTROL, "pause", "{}"));
  hosted_pass(&h, 60000);
  assert_int_equal(pl_room_left(h.room), left);
  hosted_end(&h);
}

/* ---- networks ---- */

static const char *text_in(const hosted *h, pl_client client, const char *sheet, const char *key) {
  const json_t *body = hosted_sheet(h, client, sheet);
  if (!strcmp(sheet, "control")) body = json_object_get(body, "join");
  return json_string_value(json_object_get(body, key));
}

static void test_the_address_follows_the_network(void **state) {
  static const char *const at_home[] = {"http://10.0.0.7:8080/"};
  static const char *const docked[] = {"http://192.168.7.3:8080/", "http://10.0.0.7:8080/"};
  hosted h;
  (void)state;
  begin(&h);
  pl_room_enter(h.room, BOARD, "127.0.0.1", h.now);
  hosted_ok(hosted_ask(&h, BOARD, "hello", "{s:i, s:s}", "protocol", PL_PROTOCOL_VERSION, "page", "board"));
  hosted_settle(&h);
  assert_string_equal(text_in(&h, BOARD, "room", "address"), "http://192.168.1.5:8080/");
  json_t *code = json_deep_copy(json_object_get(hosted_sheet(&h, BOARD, "room"), "code"));
  const uint64_t version = pl_room_billboard(h.room, h.now)->version;
  pl_room_set_addresses(h.room, at_home, 1, h.now);
  hosted_settle(&h);
  assert_string_equal(text_in(&h, BOARD, "room", "address"), at_home[0]);
  assert_non_null(strstr(text_in(&h, BOARD, "room", "link"), "http://10.0.0.7:8080/#"));
  assert_false(json_equal(code, json_object_get(hosted_sheet(&h, BOARD, "room"), "code")));
  json_decref(code);
  assert_string_equal(text_in(&h, CONTROL, "control", "address"), at_home[0]);
  assert_non_null(strstr(pl_buffer_text(&h.told), "Join at http://10.0.0.7:8080/ from now on."));
  const pl_billboard *board = pl_room_billboard(h.room, h.now);
  assert_true(board->version > version);
  assert_string_equal(board->address, at_home[0]);
  assert_non_null(strstr(board->join, "10.0.0.7"));
  pl_room_set_addresses(h.room, docked, 2, h.now); /* the best has changed */
  hosted_settle(&h);
  assert_string_equal(text_in(&h, BOARD, "room", "address"), docked[0]);
  const json_t *all = json_object_get(json_object_get(hosted_sheet(&h, CONTROL, "control"), "join"), "addresses");
  assert_int_equal(json_array_size(all), 2);
  hosted_end(&h);
}

static void test_control_chooses_the_address(void **state) {
  static const char *const docked[] = {"http://192.168.7.3:8080/", "http://10.0.0.7:8080/"};
  hosted h;
  (void)state;
  begin(&h);
  hosted_refused(hosted_ask(&h, CONTROL, "address", "{s:s}", "address", docked[1]), "changed");
  pl_room_set_addresses(h.room, docked, 2, h.now);
  hosted_ok(hosted_ask(&h, CONTROL, "address", "{s:s}", "address", docked[1]));
  assert_string_equal(pl_room_billboard(h.room, h.now)->address, docked[1]);
  pl_room_set_addresses(h.room, docked, 1, h.now); /* it is gone, */
  assert_string_equal(pl_room_billboard(h.room, h.now)->address, docked[0]);
  pl_room_set_addresses(h.room, docked, 2, h.now); /* and comes back */
  assert_string_equal(pl_room_billboard(h.room, h.now)->address, docked[1]);
  hosted_ok(hosted_ask(&h, CONTROL, "address", "{s:s}", "address", ""));
  assert_string_equal(pl_room_billboard(h.room, h.now)->address, docked[0]);
  hosted_refused(hosted_ask(&h, CONTROL, "address", "{s:s}", "address", "http://evil.example/"), "changed");
  hosted_end(&h);
}

/* ---- disks ---- */

static void take_away(const hosted *h, bool is_gone) {
  char away[300];
  snprintf(away, sizeof away, "%s.away", h->path);
  assert_int_equal(is_gone ? rename(h->path, away) : rename(away, h->path), 0);
}

static const char *trouble(hosted *h) {
  hosted_settle(h);
  return json_string_value(json_object_get(hosted_sheet(h, CONTROL, "control"), "trouble"));
}

/* Control is told why, no clock runs, and it goes on when there is room again. */
static void test_trouble_with_the_disk_is_said_and_passes(void **state) {
  hosted h;
  (void)state;
  begin(&h);
  assert_null(trouble(&h));
  const json_t *ok = hosted_ok(hosted_ask(&h, ANNA, "draft", "{s:{s:s, s:s, s:s}}", "decision", "seat", "noordland",
                                          "action", "posture", "audience", "all"));
  const json_int_t version = json_integer_value(json_object_get(ok, "version"));
  take_away(&h, true);
  hosted_refused(hosted_ask(&h, ANNA, "commit", "{s:I}", "draft", version), "saved");
  const char *says = trouble(&h);
  assert_non_null(says);
  assert_non_null(strstr(says, "exercise.polder"));
  assert_true(h.room->is_paused);
  assert_true(json_is_true(json_object_get(hosted_sheet(&h, ANNA, "room"), "paused")));
  const int64_t left = pl_room_left(h.room);
  for (int i = 0; i < 100; i++) hosted_pass(&h, 4000);
  assert_int_equal(pl_room_left(h.room), left);
  assert_false(pl_room_has_failed(h.room, NULL));
  hosted_refused(hosted_ask(&h, CONTROL, "resume", "{}"), "saved");
  take_away(&h, false);
  hosted_pass(&h, 4000);
  assert_null(trouble(&h));
  assert_non_null(strstr(pl_buffer_text(&h.told), "can be saved again"));
  assert_true(h.room->is_paused); /* control says when it goes on */
  hosted_ok(hosted_ask(&h, ANNA, "commit", "{s:I}", "draft", version));
  hosted_ok(hosted_ask(&h, CONTROL, "resume", "{}"));
  hosted_restart(&h);
  assert_int_equal(h.room->chair[0].draft_count, 1);
  assert_true(h.room->chair[0].is_ready);
  hosted_end(&h);
}

/* Nobody asks for anything: it is found out all the same, before somebody does. */
static void test_trouble_is_found_while_nobody_asks(void **state) {
  hosted h;
  (void)state;
  begin(&h);
  take_away(&h, true);
  for (int i = 0; i < 3; i++) hosted_pass(&h, 4000);
  assert_non_null(trouble(&h));
  assert_true(h.room->is_paused);
  take_away(&h, false);
  hosted_pass(&h, 4000);
  assert_null(trouble(&h));
  hosted_end(&h);
}

/* One refusal that passes stops nobody. */
static void test_a_moment_without_disk_stops_nobody(void **state) {
  hosted h;
  (void)state;
  begin(&h);
  take_away(&h, true);
  hosted_refused(hosted_ask(&h, ANNA, "note", "{s:s}", "text", "x"), "saved");
  take_away(&h, false);
  hosted_pass(&h, 10);
  assert_null(trouble(&h));
  assert_false(h.room->is_paused);
  hosted_end(&h);
}

/* Stepping back where the old file cannot say where it went: it is refused, and leaves no other file. */
static void test_stepping_back_is_whole_or_not_at_all(void **state) {
  hosted h;
  char beside[300];
  (void)state;
  begin(&h);
  hosted_ok(hosted_ask(&h, CONTROL, "next", "{}"));
  hosted_ok(hosted_ask(&h, CONTROL, "next", "{}"));
  snprintf(beside, sizeof beside, "%.*s-2.polder", (int)(strlen(h.path) - strlen(".polder")), h.path);
  take_away(&h, true);
  hosted_refused(hosted_ask(&h, CONTROL, "back", "{s:i}", "round", 1), "saved");
  assert_int_not_equal(access(beside, F_OK), 0);
  assert_string_equal(pl_session_path(pl_room_session(h.room)), h.path);
  assert_int_equal(h.room->kept_count, 0);
  take_away(&h, false);
  hosted_ok(hosted_ask(&h, CONTROL, "back", "{s:i}", "round", 1));
  assert_int_equal(access(beside, F_OK), 0);
  assert_string_equal(pl_session_path(pl_room_session(h.room)), beside);
  hosted_end(&h);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_time_asleep_is_nobodys),
      cmocka_unit_test(test_the_address_follows_the_network),
      cmocka_unit_test(test_control_chooses_the_address),
      cmocka_unit_test(test_trouble_with_the_disk_is_said_and_passes),
      cmocka_unit_test(test_trouble_is_found_while_nobody_asks),
      cmocka_unit_test(test_a_moment_without_disk_stops_nobody),
      cmocka_unit_test(test_stepping_back_is_whole_or_not_at_all),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
