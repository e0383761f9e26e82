/* What cannot be saved does not happen, and is said; memory may end anywhere. */
#include "support/hosted.h"

#include "fault.h"

enum { CONTROL = 1, ANNA = 2, BRAM = 3, EVE = 4 };

static json_t *posture(const char *audience) {
  return json_pack("{s:s, s:s, s:s}", "seat", "noordland", "action", "posture", "audience", audience);
}

static void gather(hosted *h, bool is_kept) {
  if (is_kept) hosted_begin(h, "four-teams", PL_MODE_WORKSHOP);
  else hosted_begin_in_memory(h, "four-teams", PL_MODE_WORKSHOP);
  hosted_control(h, CONTROL, NULL);
  hosted_join(h, ANNA, "noordland", "Anna", NULL);
  hosted_ok(hosted_ask(h, CONTROL, "start", "{}"));
  hosted_ok(hosted_ask(h, ANNA, "draft", "{s:o}", "decision", posture("all")));
}

/* The file is taken away, as if its disk were. */
static void take_away(const hosted *h, bool is_gone) {
  char away[300];
  snprintf(away, sizeof away, "%s.away", h->path);
  assert_int_equal(is_gone ? rename(h->path, away) : rename(away, h->path), 0);
}

static size_t decided(const hosted *h) {
  pl_decision decisions[PL_PENDING];
  return pl_session_decisions(pl_room_session(h->room), 0, decisions, PL_PENDING);
}

static void test_what_cannot_be_saved_does_not_happen(void **state) {
  hosted h;
  size_t count;
  (void)state;
  gather(&h, true);
  hosted_hello(&h, EVE, "join", NULL);
  const json_int_t version = h.room->chair[0].draft_version;
  take_away(&h, true);
  hosted_refused(hosted_ask(&h, EVE, "join", "{s:s, s:s, s:s}", "pin", pl_room_pin(h.room), "seat", "zuidland", "name",
                            "Eve"), "saved");
  hosted_refused(hosted_ask(&h, ANNA, "draft", "{s:o}", "decision", posture("none")), "saved");
  hosted_refused(hosted_ask(&h, ANNA, "drop", "{s:i}", "index", 0), "saved");
  hosted_refused(hosted_ask(&h, ANNA, "commit", "{s:I}", "draft", version), "saved");
  hosted_refused(hosted_ask(&h, ANNA, "move", "{s:s}", "text", "x"), "saved");
  hosted_refused(hosted_ask(&h, ANNA, "note", "{s:s}", "text", "x"), "saved");
  hosted_refused(hosted_ask(&h, ANNA, "leave", "{}"), "saved");
  hosted_refused(hosted_ask(&h, CONTROL, "pause", "{}"), "saved");
  hosted_refused(hosted_ask(&h, CONTROL, "extend", "{s:i}", "seconds", 60), "saved");
  hosted_refused(hosted_ask(&h, CONTROL, "end", "{}"), "saved");
  hosted_refused(hosted_ask(&h, CONTROL, "next", "{}"), "saved");
  hosted_refused(hosted_ask(&h, CONTROL, "hand", "{s:s, s:s}", "seat", "noordland", "to", "bot"), "saved");
  hosted_refused(hosted_ask(&h, CONTROL, "expel", "{s:s}", "seat", "noordland"), "saved");
  hosted_refused(hosted_ask(&h, CONTROL, "spotlight", "{s:s}", "text", "x"), "saved");
  hosted_refused(hosted_ask(&h, CONTROL, "decide", "{s:s, s:[]}", "seat", "zuidland", "decisions"), "saved");
  hosted_refused(hosted_ask(&h, CONTROL, "act", "{s:{s:s, s:s}}", "act", "act", "fire", "inject", "taker"), "saved");
  assert_int_equal(h.room->person_count, 2);
  assert_int_equal(h.room->chair[0].draft_version, version);
  assert_int_equal(decided(&h), 0);
  assert_int_equal(h.room->phase, PL_ROOM_DECIDING);
  assert_false(h.room->is_paused);
  assert_true(h.room->chair[0].has_people);
  assert_string_equal(h.room->spotlight, "");
  pl_session_messages(pl_room_session(h.room), &count);
  assert_int_equal(count, 0);
  take_away(&h, false);
  hosted_ok(hosted_ask(&h, ANNA, "commit", "{s:I}", "draft", version));
  hosted_ok(hosted_ask(&h, EVE, "join", "{s:s, s:s, s:s}", "pin", pl_room_pin(h.room), "seat", "zuidland", "name",
                       "Eve"));
  hosted_ok(hosted_ask(&h, CONTROL, "next", "{}"));
  hosted_end(&h);
}

static void test_time_stands_still_where_a_round_cannot_be_closed(void **state) {
  hosted h;
  (void)state;
  gather(&h, true);
  hosted_pass(&h, 1000);
  take_away(&h, true);
  hosted_pass(&h, 700000);
  assert_int_equal(h.room->phase, PL_ROOM_DECIDING);
  assert_true(h.room->is_paused);
  assert_false(pl_room_has_failed(h.room, NULL));
  assert_non_null(strstr(pl_buffer_text(&h.told), "stands still"));
  take_away(&h, false);
  hosted_ok(hosted_ask(&h, ANNA, "commit", "{s:I}", "draft", (json_int_t)h.room->chair[0].draft_version));
  hosted_ok(hosted_ask(&h, CONTROL, "resume", "{}"));
  hosted_pass(&h, 1);
  assert_int_equal(h.room->phase, PL_ROOM_PASSING);
  assert_int_equal(pl_session_rounds_done(pl_room_session(h.room)), 1);
  hosted_end(&h);
}

/* ---- the end of the program at any moment ---- */

/* Another room, from a copy of the file as it is on disk at this moment. */
static void take_up_a_copy(const hosted *h, hosted *copy) {
  char command[700];
  pl_error error = {0};
  pl_rules_factory factory = pl_script_factory();
  *copy = (hosted){.now = {.milliseconds = 5}};
  snprintf(copy->path, sizeof copy->path, "%.200s-copy", pl_session_path(pl_room_session(h->room)));
  snprintf(command, sizeof command, "cp '%s' '%s'", pl_session_path(pl_room_session(h->room)), copy->path);
  assert_int_equal(system(command), 0);
  pl_session *session = pl_session_resume(&factory, copy->path, &error);
  hosted_must(session ? PL_OK : error.status, &error);
  hosted_open(copy, session);
}

static void assert_all_is_there(const hosted *h) {
  hosted copy;
  size_t messages, copied;
  take_up_a_copy(h, &copy);
  assert_int_equal(copy.room->phase, h->room->phase);
  assert_int_equal(copy.room->person_count, h->room->person_count);
  assert_string_equal(copy.room->spotlight, h->room->spotlight);
  assert_int_equal(copy.room->reveals, h->room->reveals);
  assert_int_equal(copy.room->kept_count, h->room->kept_count);
  assert_int_equal(copy.room->day, h->room->day);
  for (int s = 0; s < h->room->seat_count; s++) {
    const pl_chair *one = &h->room->chair[s], *other = &copy.room->chair[s];
    assert_int_equal(one->has_people, other->has_people);
    assert_int_equal(one->is_lent, other->is_lent);
    assert_int_equal(one->is_ready, other->is_ready);
    assert_int_equal(one->is_changed, other->is_changed);
    assert_int_equal(one->draft_count, other->draft_count);
    assert_memory_equal(one->draft, other->draft, one->draft_count * sizeof *one->draft);
  }
  pl_session_messages(pl_room_session(h->room), &messages);
  pl_session_messages(pl_room_session(copy.room), &copied);
  assert_int_equal(messages, copied);
  assert_int_equal(decided(h), decided(&copy));
  assert_int_equal(pl_session_events(pl_room_session(h->room))->count,
                   pl_session_events(pl_room_session(copy.room))->count);
  char away[300];
  snprintf(away, sizeof away, "%s", copy.path);
  pl_room_free(copy.room);
  hosted_forget_clients(&copy);
  pl_buffer_clear(&copy.told);
  assert_int_equal(unlink(away), 0);
}

static json_t *fire(const char *inject) { return json_pack("{s:s, s:s}", "act", "fire", "inject", inject); }

static void test_what_is_acknowledged_is_on_disk(void **state) {
  hosted h;
  (void)state;
  gather(&h, true);
  const json_int_t version = h.room->chair[0].draft_version;
  const struct {
    pl_client client;
    const char *what;
    json_t *object;
  } asked[] = {
      {ANNA, "commit", json_pack("{s:I}", "draft", version)},
      {ANNA, "draft", json_pack("{s:o}", "decision", posture("none"))},
      {ANNA, "say", json_pack("{s:[s], s:s}", "to", "zuidland", "text", "Hello")},
      {CONTROL, "act", json_pack("{s:o}", "act", fire("taker"))},
      {CONTROL, "hand", json_pack("{s:s, s:s}", "seat", "eilanden", "to", "people")},
      {CONTROL, "decide", json_pack("{s:s, s:[]}", "seat", "eilanden", "decisions")},
      {CONTROL, "spotlight", json_pack("{s:s}", "text", "Look here")},
      {CONTROL, "reveal", json_pack("{s:s, s:b}", "what", "found", "shown", 1)},
      {CONTROL, "pace", json_pack("{s:i}", "seconds", 3)},
      {CONTROL, "next", json_object()},
      {CONTROL, "act", json_pack("{s:o}", "act", fire("budget"))},
      {CONTROL, "next", json_object()},
      {CONTROL, "hand", json_pack("{s:s, s:s}", "seat", "noordland", "to", "bot")},
      {CONTROL, "next", json_object()},
      {CONTROL, "back", json_pack("{s:i}", "round", 2)},
      {CONTROL, "expel", json_pack("{s:s}", "seat", "noordland")},
      {CONTROL, "end", json_object()},
  };
  assert_all_is_there(&h);
  for (size_t i = 0; i < sizeof asked / sizeof asked[0]; i++) {
    hosted_ok(hosted_ask_object(&h, asked[i].client, asked[i].what, asked[i].object));
    assert_all_is_there(&h);
  }
  hosted_end(&h);
}

static void test_to_decide_nothing_is_on_disk_too(void **state) {
  hosted h;
  (void)state;
  gather(&h, true);
  const json_t *ok = hosted_ok(hosted_ask(&h, ANNA, "drop", "{s:i}", "index", 0));
  const json_int_t version = json_integer_value(json_object_get(ok, "version"));
  hosted_ok(hosted_ask(&h, ANNA, "commit", "{s:I}", "draft", version));
  assert_true(h.room->chair[0].is_ready);
  assert_all_is_there(&h);
  hosted_end(&h);
}

/* ---- memory ---- */

static void try_until_it_works(hosted *h, pl_client client, const char *what, json_t *object) {
  for (long n = 0;; n++) {
    json_t *copy = json_deep_copy(object);
    const uint32_t version = h->room->chair[0].draft_version;
    const size_t persons = h->room->person_count;
    fault_after(n);
    const json_t *answer = hosted_ask_object(h, client, what, copy);
    const bool is_reached = fault_stop();
    if (!is_reached) {
      hosted_ok(answer);
      break;
    }
    if (answer && json_object_get(answer, "ok")) continue; /* it was not needed */
    if (!answer) { /* no memory for the answer: the client is sent away and comes again, to see what there is */
      assert_true(h->client[client].is_closed);
      h->client[client].is_closed = false;
      continue;
    }
    assert_int_equal(h->room->chair[0].draft_version, version);
    assert_int_equal(h->room->person_count, persons);
  }
  json_decref(object);
}

static void test_memory_may_end_in_a_request(void **state) {
  hosted h;
  (void)state;
  gather(&h, false);
  try_until_it_works(&h, ANNA, "draft", json_pack("{s:o}", "decision", posture("none")));
  try_until_it_works(&h, ANNA, "clear", json_object());
  try_until_it_works(&h, ANNA, "commit", json_pack("{s:I}", "draft", (json_int_t)h.room->chair[0].draft_version));
  try_until_it_works(&h, ANNA, "move", json_pack("{s:s}", "text", "We call."));
  try_until_it_works(&h, ANNA, "note", json_pack("{s:s}", "text", "Late."));
  try_until_it_works(&h, CONTROL, "pause", json_object());
  try_until_it_works(&h, CONTROL, "spotlight", json_pack("{s:s}", "text", "Hurry"));
  try_until_it_works(&h, CONTROL, "hand", json_pack("{s:s, s:s}", "seat", "zuidland", "to", "people"));
  try_until_it_works(&h, CONTROL, "look", json_pack("{s:s}", "seat", "zuidland"));
  hosted_end(&h);
}

static void test_memory_may_end_while_sheets_are_made(void **state) {
  hosted h;
  (void)state;
  gather(&h, false);
  for (long n = 0; n < 4000; n = n < 60 ? n + 1 : n + 61) {
    pl_room_stale_everything(h.room);
    fault_after(n);
    hosted_pass(&h, 1100);
    pl_room_billboard(h.room, h.now);
    if (!fault_stop()) break;
  }
  hosted_ok(hosted_ask(&h, CONTROL, "spotlight", "{s:s}", "text", "Still here"));
  hosted_settle(&h);
  assert_string_equal(json_string_value(json_object_get(hosted_sheet(&h, ANNA, "room"), "spotlight")), "Still here");
  hosted_end(&h);
}

/* A world that could not be played on stops the exercise, which says so; else it goes on. */
static void test_memory_may_end_while_a_round_is_closed(void **state) {
  (void)state;
  for (long n = 0; n < 3000; n = n < 20 ? n + 1 : n + 83) {
    hosted h;
    pl_error why = {0};
    gather(&h, false);
    fault_after(n);
    const json_t *answer = hosted_ask(&h, CONTROL, "next", "{}");
    const bool is_reached = fault_stop();
    if (pl_room_has_failed(h.room, &why)) {
      assert_true(why.text[0] != 0);
      hosted_refused(hosted_ask(&h, ANNA, "move", "{s:s}", "text", "x"), "saved");
    } else if (answer && json_object_get(answer, "refused")) {
      hosted_ok(hosted_ask(&h, CONTROL, "next", "{}"));
    }
    hosted_pass(&h, 1000);
    hosted_end(&h);
    if (!is_reached) break;
  }
}

static void test_memory_may_end_at_the_beginning(void **state) {
  (void)state;
  for (long n = 0; n < 3000; n = n < 40 ? n + 1 : n + 47) {
    hosted h = {.now = {.milliseconds = 1000}};
    pl_error error = {0};
    pl_session *session = hosted_new_session("four-teams", 10);
    pl_policy_table_init(&h.bots, pl_session_scenario(session));
    h.options = (pl_room_options){.send = hosted_send, .close = hosted_close, .wake = hosted_wake, .context = &h,
                                  .address = "http://192.168.1.5:8080/"};
    fault_after(n);
    pl_room *room = pl_room_new(session, &h.bots, &h.options, h.now, &error);
    const bool is_reached = fault_stop();
    if (room) {
      pl_room_free(room);
    } else {
      assert_true(is_reached && error.text[0]);
      pl_session_free(session);
    }
    if (!is_reached) break;
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_what_cannot_be_saved_does_not_happen),
      cmocka_unit_test(test_time_stands_still_where_a_round_cannot_be_closed),
      cmocka_unit_test(test_what_is_acknowledged_is_on_disk),
      cmocka_unit_test(test_to_decide_nothing_is_on_disk_too),
      cmocka_unit_test(test_memory_may_end_in_a_request),
      cmocka_unit_test(test_memory_may_end_while_sheets_are_made),
      cmocka_unit_test(test_memory_may_end_while_a_round_is_closed),
      cmocka_unit_test(test_memory_may_end_at_the_beginning),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
