/* The door: PINs, codes and tokens; who is let in, how often one may try, and who is sent away. */
#include "support/hosted.h"

enum { CONTROL = 1, ANNA = 2, BRAM = 3, STRANGER = 4 };

static const json_t *join(hosted *h, pl_client client, const char *pin, const char *seat, const char *name) {
  return hosted_ask(h, client, "join", "{s:s, s:s, s:s}", "pin", pin, "seat", seat, "name", name);
}

/* Another PIN than the right one, another one for each number. */
static const char *wrong_pin(const hosted *h, int number) {
  static char pin[16];
  snprintf(pin, sizeof pin, "%06d", (atoi(pl_room_pin(h->room)) + 1 + number) % 1000000);
  return pin;
}

static const char *refusal_of(const json_t *answer) {
  return json_string_value(json_object_get(json_object_get(answer, "refused"), "why"));
}

static void test_secrets_look_as_they_should(void **state) {
  hosted h;
  (void)state;
  hosted_begin_in_memory(&h, "four-teams", PL_MODE_WORKSHOP);
  assert_int_equal(strspn(pl_room_pin(h.room), "0123456789"), 6);
  assert_int_equal(strlen(pl_room_pin(h.room)), 6);
  assert_string_not_equal(pl_room_pin(h.room), pl_room_evaluator_pin(h.room));
  const char *code = pl_room_control_code(h.room);
  assert_int_equal(strlen(code), 19);
  assert_null(strpbrk(code, "01IO"));
  assert_true(pl_secret_is("abc", "abc"));
  assert_false(pl_secret_is("abc", "abcd"));
  assert_false(pl_secret_is("", "a"));
  char hash[PL_SECRET_HASH];
  pl_secret_hash("abc", hash); /* FIPS 180-2, appendix B.1 */
  assert_string_equal(hash, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  hosted_end(&h);
}

static void test_names_and_seats(void **state) {
  static const char *const refused[] = {"", "   ", "a\nb", "\x7f", "a\xC2\x85", "x\xE2\x80\xAEy", "\xEF\xBB\xBF",
                                        "1234567890123456789012345678901234567890123456789012345678901"};
  hosted h;
  (void)state;
  hosted_begin(&h, "four-teams", PL_MODE_WORKSHOP);
  hosted_hello(&h, ANNA, "join", NULL);
  for (size_t i = 0; i < sizeof refused / sizeof refused[0]; i++)
    hosted_refused(join(&h, ANNA, pl_room_pin(h.room), "noordland", refused[i]), "shape");
  hosted_refused(join(&h, ANNA, pl_room_pin(h.room), "atlantis", "Anna"), "seat");
  const json_t *ok = hosted_ok(join(&h, ANNA, pl_room_pin(h.room), "noordland", "  Zoë <b>de</b> Ridder "));
  assert_string_equal(json_string_value(json_object_get(ok, "name")), "Zoë <b>de</b> Ridder");
  hosted_refused(join(&h, ANNA, pl_room_pin(h.room), "zuidland", "Anna"), "role");
  hosted_join(&h, BRAM, "noordland", "Zoë <b>de</b> Ridder", NULL); /* two of one name are two */
  assert_int_equal(pl_room_billboard(h.room, h.now)->seat[0].people, 2);
  assert_non_null(strstr(pl_buffer_text(&h.told), "Joined: Zoë"));
  assert_null(strstr(pl_buffer_text(&h.told), pl_room_pin(h.room)));
  hosted_end(&h);
}

static void test_some_seats_are_not_for_people(void **state) {
  hosted h;
  (void)state;
  hosted_begin(&h, "first-share", PL_MODE_WORKSHOP);
  hosted_hello(&h, ANNA, "join", NULL);
  hosted_refused(join(&h, ANNA, pl_room_pin(h.room), "zuidland", "Anna"), "seat");
  hosted_control(&h, CONTROL, NULL);
  hosted_refused(hosted_ask(&h, CONTROL, "hand", "{s:s, s:s}", "seat", "zuidland", "to", "people"), "seat");
  hosted_end(&h);
}

/* ---- trying ---- */

static void test_wrong_pins_run_out(void **state) {
  hosted h;
  int tried = 0;
  (void)state;
  hosted_begin_in_memory(&h, "four-teams", PL_MODE_WORKSHOP);
  hosted_hello(&h, STRANGER, "join", NULL);
  while (!strcmp(refusal_of(join(&h, STRANGER, wrong_pin(&h, tried), "noordland", "Eve")), "secret") && tried < 1000)
    tried++;
  assert_int_equal(tried, 20);
  const json_t *answer = join(&h, STRANGER, pl_room_pin(h.room), "noordland", "Eve"); /* not even the right one */
  assert_string_equal(refusal_of(answer), "often");
  const json_int_t wait = json_integer_value(json_object_get(json_object_get(answer, "refused"), "wait_ms"));
  assert_int_equal(wait, 180000);
  hosted_leave(&h, STRANGER); /* another connection is the same address */
  hosted_hello(&h, STRANGER, "join", NULL);
  assert_string_equal(refusal_of(join(&h, STRANGER, wrong_pin(&h, 1), "noordland", "Eve")), "often");
  hosted_pass(&h, wait);
  assert_string_equal(refusal_of(join(&h, STRANGER, wrong_pin(&h, 1), "noordland", "Eve")), "secret");
  assert_string_equal(refusal_of(join(&h, STRANGER, wrong_pin(&h, 1), "noordland", "Eve")), "often");
  hosted_pass(&h, wait);
  hosted_ok(join(&h, STRANGER, pl_room_pin(h.room), "noordland", "Eve"));
  hosted_end(&h);
}

static int try_from(hosted *h, const char *from, int number) {
  pl_room_enter(h->room, STRANGER, from, h->now);
  hosted_ok(hosted_ask(h, STRANGER, "hello", "{s:i, s:s}", "protocol", PL_PROTOCOL_VERSION, "page", "join"));
  const bool is_tried = !strcmp(refusal_of(join(h, STRANGER, wrong_pin(h, number), "noordland", "Eve")), "secret");
  hosted_leave(h, STRANGER);
  return is_tried;
}

static void test_many_addresses_are_one_stranger(void **state) {
  hosted h;
  int tried = 0;
  (void)state;
  hosted_begin_in_memory(&h, "four-teams", PL_MODE_WORKSHOP);
  hosted_join(&h, ANNA, "noordland", "Anna", NULL); /* from 192.168.1.20 */
  for (int i = 0; i < 600; i++) {
    char from[64];
    snprintf(from, sizeof from, "10.0.%d.%d", i / 200, i % 200 + 1);
    tried += try_from(&h, from, i);
  }
  assert_int_equal(tried, 100);
  hosted_hello(&h, BRAM, "join", NULL); /* where somebody sits already, people still come in */
  hosted_ok(join(&h, BRAM, pl_room_pin(h.room), "zuidland", "Bram"));
  /* A day of hammering from everywhere: 480 more at most. */
  tried = 0;
  for (int minute = 0; minute < 24 * 60; minute++) {
    char from[64];
    snprintf(from, sizeof from, "2001:db8:%x:%x::1", minute / 250, minute % 250);
    hosted_pass(&h, 60000);
    tried += try_from(&h, from, minute);
  }
  assert_in_range(tried, 470, 481);
  hosted_end(&h);
}

static void test_half_an_address_counts(void **state) {
  hosted h;
  int tried = 0;
  (void)state;
  hosted_begin_in_memory(&h, "four-teams", PL_MODE_WORKSHOP);
  for (int i = 0; i < 40; i++) {
    char from[64];
    snprintf(from, sizeof from, "2001:db8:1:2:%x:1:1:1", i);
    tried += try_from(&h, from, i);
  }
  assert_int_equal(tried, 20);
  hosted_end(&h);
}

static void test_forty_people_come_in_within_a_minute(void **state) {
  hosted h;
  (void)state;
  hosted_begin_in_memory(&h, "four-teams", PL_MODE_WORKSHOP);
  h.is_limited = true;
  for (pl_client client = 1; client <= 40; client++) {
    hosted_hello(&h, client, "join", NULL);
    if (client % 2) /* every second one mistypes */
      assert_string_equal(refusal_of(join(&h, client, wrong_pin(&h, (int)client), "noordland", "Anna")), "secret");
    hosted_ok(join(&h, client, pl_room_pin(h.room), client % 3 ? "noordland" : "zuidland", "Anna"));
    hosted_pass(&h, 1500);
  }
  assert_int_equal(h.room->person_count, 40);
  hosted_end(&h);
}

static void test_wrong_codes_run_out(void **state) {
  hosted h;
  int tried = 0;
  (void)state;
  hosted_begin_in_memory(&h, "four-teams", PL_MODE_WORKSHOP);
  hosted_hello(&h, STRANGER, "control", NULL);
  while (!strcmp(refusal_of(hosted_ask(&h, STRANGER, "control", "{s:s}", "code", "AAAA-BBBB-CCCC-DDDD")), "secret") &&
         tried < 100)
    tried++;
  assert_int_equal(tried, 10);
  assert_string_equal(
      refusal_of(hosted_ask(&h, STRANGER, "control", "{s:s}", "code", pl_room_control_code(h.room))), "often");
  hosted_pass(&h, 30000);
  hosted_ok(hosted_ask(&h, STRANGER, "control", "{s:s}", "code", pl_room_control_code(h.room)));
  hosted_end(&h);
}

/* ---- tokens ---- */

static void test_a_token_brings_back(void **state) {
  hosted h;
  char token[33];
  (void)state;
  hosted_begin(&h, "four-teams", PL_MODE_WORKSHOP);
  hosted_join(&h, ANNA, "noordland", "Anna", token);
  assert_int_equal(pl_room_billboard(h.room, h.now)->seat[0].here, 1);
  hosted_leave(&h, ANNA);
  assert_int_equal(pl_room_billboard(h.room, h.now)->seat[0].here, 0);
  assert_int_equal(pl_room_billboard(h.room, h.now)->seat[0].people, 1);
  hosted_hello(&h, ANNA, "team", token);
  hosted_hello(&h, BRAM, "team", token); /* on another device as well */
  assert_int_equal(pl_room_billboard(h.room, h.now)->seat[0].here, 1);
  hosted_settle(&h);
  assert_non_null(hosted_sheet(&h, BRAM, "seat"));
  hosted_ok(hosted_ask(&h, BRAM, "leave", "{}"));
  hosted_refused(hosted_ask(&h, ANNA, "move", "{s:s}", "text", "x"), "role");
  pl_room_enter(h.room, STRANGER, "192.168.1.20", h.now);
  hosted_refused(hosted_ask(&h, STRANGER, "hello", "{s:i, s:s, s:s}", "protocol", PL_PROTOCOL_VERSION, "page", "team",
                            "token", token), "token");
  hosted_ok(join(&h, STRANGER, pl_room_pin(h.room), "noordland", "Anna")); /* and is an observer, who may join */
  hosted_end(&h);
}

static void test_a_token_of_another_exercise_means_nothing(void **state) {
  hosted h, other;
  char token[33], hash[PL_SECRET_HASH];
  (void)state;
  hosted_begin(&h, "four-teams", PL_MODE_WORKSHOP);
  hosted_begin(&other, "four-teams", PL_MODE_WORKSHOP);
  hosted_join(&h, ANNA, "noordland", "Anna", token);
  pl_room_enter(other.room, ANNA, "192.168.1.20", other.now);
  hosted_refused(hosted_ask(&other, ANNA, "hello", "{s:i, s:s, s:s}", "protocol", PL_PROTOCOL_VERSION, "page", "team",
                            "token", token), "token");
  /* Nothing in the file is the token, or its hash. */
  size_t count;
  const pl_room_row *row = pl_session_room(pl_room_session(h.room), &count);
  pl_secret_hash(token, hash);
  for (size_t i = 0; i < count; i++) {
    assert_null(strstr(row[i].key, token));
    assert_null(strstr(row[i].key, hash));
    assert_null(strstr(row[i].value, token));
    assert_null(strstr(row[i].value, pl_room_control_code(h.room)));
  }
  hosted_end(&h);
  hosted_end(&other);
}

static void test_control_sends_away(void **state) {
  hosted h;
  char anna[33], bram[33];
  (void)state;
  hosted_begin(&h, "four-teams", PL_MODE_WORKSHOP);
  hosted_control(&h, CONTROL, NULL);
  hosted_join(&h, ANNA, "noordland", "Anna", anna);
  hosted_join(&h, BRAM, "noordland", "Bram", bram);
  hosted_refused(hosted_ask(&h, CONTROL, "expel", "{s:s, s:s}", "seat", "noordland", "name", "Carla"), "seat");
  hosted_ok(hosted_ask(&h, CONTROL, "expel", "{s:s, s:s}", "seat", "noordland", "name", "Anna"));
  assert_true(h.client[ANNA].is_closed);
  assert_false(h.client[BRAM].is_closed);
  assert_true(pl_room_billboard(h.room, h.now)->seat[0].has_people);
  hosted_leave(&h, ANNA);
  pl_room_enter(h.room, ANNA, "192.168.1.20", h.now);
  hosted_refused(hosted_ask(&h, ANNA, "hello", "{s:i, s:s, s:s}", "protocol", PL_PROTOCOL_VERSION, "page", "team",
                            "token", anna), "token");
  hosted_ok(hosted_ask(&h, CONTROL, "expel", "{s:s}", "seat", "noordland"));
  assert_true(h.client[BRAM].is_closed);
  assert_false(pl_room_billboard(h.room, h.now)->seat[0].has_people); /* a bot's again */
  hosted_restart(&h);
  hosted_hello(&h, STRANGER, "join", NULL);
  hosted_refused(hosted_ask(&h, STRANGER, "hello", "{s:i, s:s, s:s}", "protocol", PL_PROTOCOL_VERSION, "page", "team",
                            "token", bram), "token");
  hosted_end(&h);
}

/* The PIN is on the wall, and not on everybody's page. */
static void test_who_sees_the_pin(void **state) {
  hosted h;
  char control[33];
  (void)state;
  hosted_begin_in_memory(&h, "four-teams", PL_MODE_WORKSHOP);
  char anna[33];
  hosted_control(&h, CONTROL, control);
  hosted_join(&h, ANNA, "noordland", "Anna", anna);
  hosted_hello(&h, 7, "board", anna);
  hosted_hello(&h, STRANGER, "board", NULL);
  pl_room_enter(h.room, 5, "127.0.0.1", h.now);
  hosted_ok(hosted_ask(&h, 5, "hello", "{s:i, s:s}", "protocol", PL_PROTOCOL_VERSION, "page", "board"));
  hosted_hello(&h, 6, "board", control);
  hosted_settle(&h);
  for (pl_client client = 1; client <= 6; client++) {
    if (client == BRAM) continue;
    const json_t *room = hosted_sheet(&h, client, "room");
    assert_non_null(room);
    const bool may = client == CONTROL || client >= 5;
    assert_int_equal(json_object_get(room, "pin") != NULL, may);
    assert_int_equal(json_object_get(room, "code") != NULL, may);
  }
  assert_non_null(hosted_sheet(&h, STRANGER, "board"));
  assert_null(hosted_sheet(&h, ANNA, "board"));
  assert_null(json_object_get(hosted_sheet(&h, 7, "room"), "pin"));
  assert_null(hosted_sheet(&h, 7, "seat")); /* a wall shows the public's, whoever turns it on */
  hosted_end(&h);
}

/* Forty who join in one moment cost everybody a few sheets. */
static void test_a_storm_of_joins_is_a_few_sheets(void **state) {
  hosted h;
  (void)state;
  hosted_begin_in_memory(&h, "four-teams", PL_MODE_WORKSHOP);
  hosted_hello(&h, 60, "board", NULL);
  hosted_settle(&h);
  const int before = h.client[60].sheets;
  for (pl_client client = 1; client <= 40; client++) {
    hosted_join(&h, client, "noordland", "Anna", NULL);
    pl_room_pass(h.room, h.now);
    hosted_pass(&h, 5);
  }
  hosted_settle(&h);
  assert_in_range(h.client[60].sheets - before, 1, 5);
  assert_int_equal(pl_room_billboard(h.room, h.now)->seat[0].here, 40);
  hosted_end(&h);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_secrets_look_as_they_should),
      cmocka_unit_test(test_names_and_seats),
      cmocka_unit_test(test_some_seats_are_not_for_people),
      cmocka_unit_test(test_wrong_pins_run_out),
      cmocka_unit_test(test_many_addresses_are_one_stranger),
      cmocka_unit_test(test_half_an_address_counts),
      cmocka_unit_test(test_forty_people_come_in_within_a_minute),
      cmocka_unit_test(test_wrong_codes_run_out),
      cmocka_unit_test(test_a_token_brings_back),
      cmocka_unit_test(test_a_token_of_another_exercise_means_nothing),
      cmocka_unit_test(test_control_sends_away),
      cmocka_unit_test(test_who_sees_the_pin),
      cmocka_unit_test(test_a_storm_of_joins_is_a_few_sheets),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
