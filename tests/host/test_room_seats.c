/* The whole life of a seat: free, taken, its people away for a while or for good, given to a bot and taken back, joined
 * late; what control sees of it all the while, and who decides there when the round closes. And how many may sit
 * down. */
#include "support/hosted.h"

enum { CONTROL = 1, ANNA = 2, AMIR = 3, LATE = 4, BOARD = 5, CROWD = 6, SOME = 7, HOUR = 3600 * 1000 };

static void gather(hosted *h) {
  hosted_begin(h, "four-teams", PL_MODE_WORKSHOP);
  hosted_control(h, CONTROL, NULL);
  hosted_ok(hosted_ask(h, CONTROL, "start", "{}"));
}

static void commit(hosted *h, pl_client client, const char *audience) {
  const json_t *ok = hosted_ok(hosted_ask(h, client, "draft", "{s:{s:s, s:s, s:s}}", "decision", "seat", "noordland",
                                          "action", "posture", "audience", audience));
  hosted_ok(hosted_ask(h, client, "commit", "{s:I}", "draft", json_integer_value(json_object_get(ok, "version"))));
}

/* Control's row of the first seat: who plays it, how many people it has and how many are connected, whether it is
 * ready, and how many decisions stand. "people 2/1 ready 1" */
static const char *seat_of(hosted *h) {
  static char text[80];
  int here = 0;
  size_t i;
  json_t *person;
  hosted_settle(h);
  const json_t *row = json_array_get(json_object_get(hosted_sheet(h, CONTROL, "control"), "seats"), 0);
  const json_t *people = json_object_get(row, "people");
  json_array_foreach((json_t *)people, i, person) here += json_is_true(json_object_get(person, "here"));
  const bool is_ready = json_is_true(json_object_get(row, "ready"));
  snprintf(text, sizeof text, "%s %d/%d %s %d", json_string_value(json_object_get(row, "by")),
           (int)json_array_size(people), here, is_ready ? "ready" : "not ready",
           (int)json_array_size(json_object_get(row, "committed")));
  assert_int_equal(pl_room_billboard(h->room, h->now)->seat[0].is_ready, is_ready);
  return text;
}

static void next_round(hosted *h) {
  hosted_ok(hosted_ask(h, CONTROL, "next", "{}"));
  hosted_ok(hosted_ask(h, CONTROL, "next", "{}"));
}

/* How many decisions of a bot there are for the first seat. */
static int of_bot(const hosted *h) {
  size_t count;
  int found = 0;
  const pl_journal_entry *journal = pl_session_journal(pl_room_session(h->room), &count);
  for (size_t i = 0; i < count; i++)
    found += !journal[i].act && journal[i].author == PL_AUTHOR_BOT && journal[i].decision.seat == 0;
  return found;
}

static void control_again(hosted *h) { hosted_control(h, CONTROL, NULL); }

/* ---- a seat ---- */

static void test_a_seat_is_taken_and_left(void **state) {
  hosted h;
  (void)state;
  gather(&h);
  assert_string_equal(seat_of(&h), "bot 0/0 not ready 0");
  hosted_join(&h, ANNA, "noordland", "Anna", NULL);
  assert_string_equal(seat_of(&h), "people 1/1 not ready 0");
  commit(&h, ANNA, "all");
  assert_string_equal(seat_of(&h), "people 1/1 ready 1");
  hosted_join(&h, AMIR, "noordland", "Amir", NULL); /* late, where something is committed */
  hosted_settle(&h);
  assert_true(json_is_true(json_object_get(hosted_sheet(&h, AMIR, "plan"), "ready")));
  assert_string_equal(seat_of(&h), "people 2/2 ready 1");
  hosted_ok(hosted_ask(&h, ANNA, "leave", "{}"));
  assert_string_equal(seat_of(&h), "people 1/1 ready 1");
  hosted_ok(hosted_ask(&h, AMIR, "leave", "{}")); /* the last: a bot plays it, and nobody there is ready */
  assert_string_equal(seat_of(&h), "bot 0/0 not ready 1");
  hosted_restart(&h);
  control_again(&h);
  assert_string_equal(seat_of(&h), "bot 0/0 not ready 1");
  hosted_join(&h, LATE, "noordland", "Lea", NULL); /* what the others committed stands until she changes it */
  assert_string_equal(seat_of(&h), "people 1/1 ready 1");
  hosted_restart(&h);
  control_again(&h);
  assert_string_equal(seat_of(&h), "people 1/0 ready 1");
  next_round(&h);
  assert_string_equal(seat_of(&h), "people 1/0 not ready 0");
  hosted_end(&h);
}

/* Hours and rounds go by: the seat is its people's, and no bot decides for them. */
static void test_a_sleeping_phone_keeps_its_seat(void **state) {
  hosted h;
  char token[33];
  (void)state;
  gather(&h);
  hosted_join(&h, ANNA, "noordland", "Anna", token);
  commit(&h, ANNA, "all");
  hosted_leave(&h, ANNA);
  assert_string_equal(seat_of(&h), "people 1/0 ready 1");
  const json_t *row = json_array_get(json_object_get(hosted_sheet(&h, CONTROL, "control"), "seats"), 0);
  const json_t *person = json_array_get(json_object_get(row, "people"), 0);
  assert_true(json_integer_value(json_object_get(person, "lost_ms")) > 0); /* control sees since when */
  next_round(&h);
  next_round(&h);
  hosted_pass(&h, 5 * HOUR);
  assert_int_equal(h.room->phase, PL_ROOM_PASSING); /* nobody was waited for */
  hosted_restart(&h);
  control_again(&h);
  hosted_ok(hosted_ask(&h, CONTROL, "next", "{}"));
  assert_int_equal(of_bot(&h), 0);
  assert_true(pl_session_is_person(pl_room_session(h.room), 0));
  hosted_hello(&h, ANNA, "team", token);
  commit(&h, ANNA, "none");
  assert_string_equal(seat_of(&h), "people 1/1 ready 1");
  hosted_end(&h);
}

static void test_control_lends_a_seat_and_takes_it_back(void **state) {
  hosted h;
  (void)state;
  gather(&h);
  hosted_join(&h, ANNA, "noordland", "Anna", NULL);
  commit(&h, ANNA, "all");
  hosted_ok(hosted_ask(&h, CONTROL, "hand", "{s:s, s:s}", "seat", "noordland", "to", "bot"));
  assert_string_equal(seat_of(&h), "bot 1/1 not ready 1");
  hosted_join(&h, AMIR, "noordland", "Amir", NULL); /* it stays the bot's, whoever comes */
  assert_string_equal(seat_of(&h), "bot 2/2 not ready 1");
  hosted_restart(&h);
  control_again(&h);
  assert_string_equal(seat_of(&h), "bot 2/0 not ready 1");
  hosted_ok(hosted_ask(&h, CONTROL, "hand", "{s:s, s:s}", "seat", "noordland", "to", "people"));
  assert_string_equal(seat_of(&h), "people 2/0 ready 1"); /* in the same round: what they committed stands */
  hosted_ok(hosted_ask(&h, CONTROL, "hand", "{s:s, s:s}", "seat", "noordland", "to", "bot"));
  next_round(&h);
  next_round(&h);
  assert_true(of_bot(&h) > 0);
  hosted_ok(hosted_ask(&h, CONTROL, "hand", "{s:s, s:s}", "seat", "noordland", "to", "people"));
  assert_string_equal(seat_of(&h), "people 2/0 not ready 0");
  hosted_ok(hosted_ask(&h, CONTROL, "expel", "{s:s}", "seat", "noordland"));
  assert_string_equal(seat_of(&h), "bot 0/0 not ready 0");
  hosted_join(&h, LATE, "noordland", "Lea", NULL);
  assert_string_equal(seat_of(&h), "people 1/1 not ready 0");
  hosted_end(&h);
}

/* What control decides while a bot plays stands for whoever comes. */
static void test_who_takes_a_seat_finds_what_stands(void **state) {
  hosted h;
  (void)state;
  gather(&h);
  hosted_ok(hosted_ask(&h, CONTROL, "decide", "{s:s, s:[{s:s, s:s, s:s}]}", "seat", "noordland", "decisions", "seat",
                       "noordland", "action", "posture", "audience", "none"));
  assert_string_equal(seat_of(&h), "bot 0/0 not ready 1");
  hosted_join(&h, ANNA, "noordland", "Anna", NULL);
  assert_string_equal(seat_of(&h), "people 1/1 ready 1");
  hosted_end(&h);
}

/* ---- how many ---- */

static const json_t *join(hosted *h, pl_client client, const char *seat, const char *name) {
  return hosted_ask(h, client, "join", "{s:s, s:s, s:s}", "pin", pl_room_pin(h->room), "seat", seat, "name", name);
}

/* One sits down and is gone at once, as a script would. */
static bool crowd_in(hosted *h, const char *seat) {
  hosted_hello(h, CROWD, "join", NULL);
  const json_t *answer = join(h, CROWD, seat, "Nobody");
  const bool is_in = json_object_get(answer, "ok") != NULL;
  hosted_leave(h, CROWD);
  hosted_pass(h, 500);
  return is_in;
}

static size_t people_in(const hosted *h, int seat) { return (size_t)pl_room_people_at(h->room, seat, false); }

/* Whoever has the PIN fills a seat, and then another, and nobody loses theirs: not who is connected, not who sleeps,
 * not the only one of a seat; and there is place for everybody who comes. */
static void test_nobody_fills_the_room(void **state) {
  hosted h;
  char anna[33], amir[33];
  (void)state;
  hosted_begin_in_memory(&h, "four-teams", PL_MODE_WORKSHOP);
  hosted_join(&h, ANNA, "noordland", "Anna", anna);
  hosted_join(&h, AMIR, "zuidland", "Amir", amir);
  hosted_join(&h, SOME, "noordland", "Some", NULL);
  hosted_pass(&h, 60000);
  hosted_leave(&h, ANNA);
  hosted_leave(&h, AMIR);
  for (int i = 0; i < 400; i++) assert_true(crowd_in(&h, "noordland"));
  assert_int_equal(people_in(&h, 0), 200);
  for (int i = 0; i < 250; i++) assert_true(crowd_in(&h, "eilanden"));
  for (int i = 0; i < 250; i++) assert_true(crowd_in(&h, "oosterveen"));
  for (int i = 0; i < 250; i++) assert_true(crowd_in(&h, "zuidland"));
  for (int i = 0; i < 250; i++) assert_true(crowd_in(&h, "press"));
  assert_int_equal(h.room->person_count, 900);
  assert_true(people_in(&h, 0) < 200); /* the first of them have made place again */
  hosted_hello(&h, ANNA, "team", anna); /* they sleep, and wake up */
  hosted_hello(&h, AMIR, "team", amir);
  hosted_join(&h, LATE, "noordland", "Lea", NULL);
  hosted_control(&h, CONTROL, NULL);
  hosted_hello(&h, BOARD, "evaluator", NULL);
  hosted_ok(hosted_ask(&h, BOARD, "evaluate", "{s:s, s:s}", "pin", pl_room_evaluator_pin(h.room), "name", "Eva"));
  hosted_ok(hosted_ask(&h, CONTROL, "expel", "{s:s}", "seat", "press"));
  assert_int_equal(people_in(&h, 4), 0);
  hosted_end(&h);
}

/* The only one of a seat keeps it, however short they were here. */
static void test_the_last_of_a_seat_is_never_let_go(void **state) {
  hosted h;
  (void)state;
  hosted_begin_in_memory(&h, "four-teams", PL_MODE_WORKSHOP);
  assert_true(crowd_in(&h, "zuidland"));
  hosted_hello(&h, ANNA, "join", NULL);
  for (size_t i = h.room->person_count; i < 900; i++) { /* all the others are connected */
    h.room->person[i] = (pl_person){.role = PL_ROLE_TEAM, .seat = (int)(i % 3) * (i % 3 == 1 ? 2 : 1), .here = 1};
    snprintf(h.room->person[i].token_hash, PL_SECRET_HASH, "%064d", (int)i);
    if (h.room->person[i].seat == 1) h.room->person[i].seat = 3;
    h.room->person_count = i + 1;
  }
  for (int seat = 0; seat < 5; seat++) h.room->chair[seat].has_people = people_in(&h, seat) > 0;
  hosted_refused(join(&h, ANNA, "press", "Anna"), "seat");
  assert_int_equal(people_in(&h, 1), 1);
  h.room->person[5].here = 0;
  hosted_ok(join(&h, ANNA, "press", "Anna"));
  assert_int_equal(people_in(&h, 1), 1);
  assert_int_equal(h.room->person_count, 900);
  for (size_t i = 0; i < h.room->person_count; i++) h.room->person[i].here = 0;
  hosted_end(&h);
}

/* Three hundred phones behind one address sit down in one moment; a script does so no faster than a class does. */
static void test_a_school_sits_down_at_once(void **state) {
  static const char *const seats[] = {"noordland", "zuidland", "eilanden", "oosterveen"};
  hosted h;
  int joined = 0;
  (void)state;
  hosted_begin_in_memory(&h, "four-teams", PL_MODE_WORKSHOP);
  for (int i = 0; i < 400; i++) {
    hosted_hello(&h, CROWD, "join", NULL);
    const json_t *answer = join(&h, CROWD, seats[i % 4], "Pupil");
    joined += json_object_get(answer, "ok") != NULL;
    if (!json_object_get(answer, "ok")) hosted_refused(answer, "often");
    hosted_leave(&h, CROWD);
  }
  assert_int_equal(joined, 300);
  hosted_pass(&h, 500);
  assert_true(crowd_in(&h, "noordland"));
  hosted_end(&h);
}

/* ---- what is shown of much ---- */

static void test_what_is_shown_is_bounded(void **state) {
  hosted h;
  char text[40];
  (void)state;
  gather(&h);
  hosted_hello(&h, BOARD, "board", NULL);
  for (int i = 0; i < 130; i++) {
    snprintf(text, sizeof text, "News %d", i);
    hosted_ok(hosted_ask(&h, CONTROL, "write", "{s:[], s:s, s:s, s:b}", "to", "text", text, "sender", "Radio", "public",
                         1));
  }
  hosted_settle(&h);
  const json_t *shown = json_object_get(hosted_sheet(&h, BOARD, "board"), "messages");
  assert_int_equal(json_array_size(shown), 60);
  assert_string_equal(json_string_value(json_object_get(json_array_get(shown, 59), "text")), "News 129");
  const json_t *written = json_object_get(hosted_sheet(&h, CONTROL, "control"), "written");
  assert_int_equal(json_array_size(written), 100);
  assert_string_equal(json_string_value(json_object_get(json_array_get(written, 99), "text")), "News 129");
  assert_int_equal(pl_room_billboard(h.room, h.now)->news_count, PL_ROOM_NEWS);
  hosted_end(&h);
}

/* A team that floods control with moves hides its own older ones, and none of another team's. */
static void test_moves_are_bounded_for_each_seat(void **state) {
  hosted h;
  int of_anna = 0, of_amir = 0;
  size_t i;
  json_t *move;
  (void)state;
  gather(&h);
  hosted_join(&h, ANNA, "noordland", "Anna", NULL);
  hosted_join(&h, AMIR, "zuidland", "Amir", NULL);
  hosted_ok(hosted_ask(&h, AMIR, "move", "{s:s}", "text", "We call."));
  for (int n = 0; n < 45; n++) hosted_ok(hosted_ask(&h, ANNA, "move", "{s:s}", "text", "And we?"));
  hosted_settle(&h);
  json_array_foreach(json_object_get(hosted_sheet(&h, CONTROL, "control"), "moves"), i, move) {
    of_anna += !strcmp(json_string_value(json_object_get(move, "by")), "Anna");
    of_amir += !strcmp(json_string_value(json_object_get(move, "by")), "Amir");
  }
  assert_int_equal(of_anna, 30);
  assert_int_equal(of_amir, 1);
  hosted_end(&h);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_a_seat_is_taken_and_left),
      cmocka_unit_test(test_a_sleeping_phone_keeps_its_seat),
      cmocka_unit_test(test_control_lends_a_seat_and_takes_it_back),
      cmocka_unit_test(test_who_takes_a_seat_finds_what_stands),
      cmocka_unit_test(test_nobody_fills_the_room),
      cmocka_unit_test(test_the_last_of_a_seat_is_never_let_go),
      cmocka_unit_test(test_a_school_sits_down_at_once),
      cmocka_unit_test(test_what_is_shown_is_bounded),
      cmocka_unit_test(test_moves_are_bounded_for_each_seat),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
