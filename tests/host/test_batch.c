/* What is heard together is kept together: a disk that fails at any write of it loses nothing that was acknowledged and
 * keeps nothing that was refused, and the exercise goes on afterwards. */
#include "session/fault_vfs.h"
#include "support/hosted.h"

enum { CONTROL = 1, ANNA = 2, BRAM = 3, EVE = 4, ONLOOKER = 5, MOST_FAULTS = 400 };

typedef enum asked { DRAFT, SAY, NOTE, SPOTLIGHT, JOIN, COMMIT, HAND, NEXT, REQUESTS } asked;

typedef struct evening {
  hosted h;
  char control[33], anna[33], bram[33];
} evening;

static json_t *posture(const char *seat, const char *audience) {
  return json_pack("{s:s, s:s, s:s}", "seat", seat, "action", "posture", "audience", audience);
}

static void gather(evening *e) {
  hosted *h = &e->h;
  hosted_begin(h, "four-teams", PL_MODE_WORKSHOP);
  hosted_control(h, CONTROL, e->control);
  hosted_join(h, ANNA, "noordland", "Anna", e->anna);
  hosted_join(h, BRAM, "zuidland", "Bram", e->bram);
  hosted_hello(h, EVE, "join", NULL);
  hosted_hello(h, ONLOOKER, "board", NULL);
  hosted_ok(hosted_ask(h, CONTROL, "start", "{}"));
  hosted_ok(hosted_ask(h, ANNA, "draft", "{s:o}", "decision", posture("noordland", "allies")));
  hosted_settle(h);
}

/* Without an answer yet: that is what a batch is about. */
static void whisper(hosted *h, pl_client client, const char *what, json_t *object) {
  json_object_set_new(object, "do", json_string(what));
  json_object_set_new(object, "ask", json_integer(++h->client[client].asked));
  char *text = json_dumps(object, 0);
  *pl_allowance_of(h->room, pl_room_visitor(h->room, client)) = (pl_bucket){0};
  pl_room_hear(h->room, client, text, strlen(text), h->now);
  free(text);
  json_decref(object);
}

/* The last answer of the client: was it accepted? */
static bool is_accepted(const hosted *h, pl_client client) {
  const json_t *answer = h->client[client].answer;
  assert_int_equal(json_integer_value(json_object_get(answer, "re")), h->client[client].asked);
  if (json_object_get(answer, "ok")) return true;
  hosted_refused(answer, "saved");
  return false;
}

static void listen(evening *e, asked first, asked last) {
  hosted *h = &e->h;
  for (asked what = first; what <= last; what++) {
    switch (what) {
    case DRAFT: whisper(h, ANNA, "draft", json_pack("{s:o}", "decision", posture("noordland", "none"))); break;
    case SAY: whisper(h, BRAM, "say", json_pack("{s:[s], s:s}", "to", "noordland", "text", "Hello")); break;
    case NOTE: whisper(h, BRAM, "note", json_pack("{s:s}", "text", "Late.")); break;
    case SPOTLIGHT: whisper(h, CONTROL, "spotlight", json_pack("{s:s}", "text", "Look here")); break;
    case JOIN:
      whisper(h, EVE, "join", json_pack("{s:s, s:s, s:s}", "pin", pl_room_pin(h->room), "seat", "eilanden", "name",
                                        "Eve"));
      break;
    case COMMIT:
      whisper(h, ANNA, "commit", json_pack("{s:I}", "draft", (json_int_t)h->room->chair[0].draft_version));
      break;
    case HAND: whisper(h, CONTROL, "hand", json_pack("{s:s, s:s}", "seat", "zuidland", "to", "bot")); break;
    case NEXT: whisper(h, CONTROL, "next", json_object()); break;
    case REQUESTS: break;
    }
  }
}

/* What there is of what was asked, in an exercise. */
static bool has(const pl_session *session, asked what) {
  size_t count;
  const pl_room_row *row = pl_session_room(session, &count);
  pl_decision decided[PL_PENDING];
  bool found = false;
  if (what == SAY) return pl_session_messages(session, &count) && count;
  if (what == NOTE) return pl_session_notes(session, &count) && count;
  if (what == NEXT) return pl_session_rounds_done(session) == 1;
  if (what == COMMIT && pl_session_rounds_done(session)) {
    const pl_journal_entry *entry = pl_session_journal(session, &count);
    for (size_t i = 0; i < count; i++)
      found = found || (!entry[i].act && entry[i].author == PL_AUTHOR_PERSON && !entry[i].decision.seat);
    return found;
  }
  if (what == COMMIT) return pl_session_decisions(session, 0, decided, PL_PENDING) > 0;
  for (size_t i = 0; i < count; i++) {
    if (what == DRAFT && !strcmp(row[i].key, "seat/noordland")) found = strstr(row[i].value, "\"none\"");
    if (what == SPOTLIGHT && !strcmp(row[i].key, "public")) found = strstr(row[i].value, "Look here");
    if (what == JOIN && !strncmp(row[i].key, "person/", 7)) found = found || strstr(row[i].value, "Eve");
    if (what == HAND && !strcmp(row[i].key, "seat/zuidland")) found = strstr(row[i].value, "\"lent\":true");
  }
  return found;
}

/* The exercise as another program would find it on disk now. */
static pl_session *read_copy(const hosted *h) {
  char command[700], copy[300];
  pl_error error = {0};
  pl_rules_factory factory = pl_script_factory();
  snprintf(copy, sizeof copy, "%.200s-copy", h->path);
  snprintf(command, sizeof command, "cp '%s' '%s'", h->path, copy);
  assert_int_equal(system(command), 0);
  pl_session *session = pl_session_resume(&factory, copy, &error);
  if (!session) fail_msg("%s", error.text);
  return session;
}

/* Everybody is back by what they know, and the exercise goes on to its next round. */
static void go_on(evening *e, bool is_closed) {
  hosted *h = &e->h;
  pl_error error = {0};
  pl_verification found;
  pl_rules_factory factory = pl_script_factory();
  const pl_client client[] = {CONTROL, ANNA, BRAM};
  const char *token[] = {e->control, e->anna, e->bram}, *page[] = {"control", "team", "team"};
  for (size_t i = 0; i < 3; i++) {
    if (!h->client[client[i]].is_closed) continue;
    hosted_leave(h, client[i]);
    hosted_hello(h, client[i], page[i], token[i]);
  }
  hosted_settle(h);
  if (h->room->is_paused) hosted_ok(hosted_ask(h, CONTROL, "resume", "{}"));
  if (h->room->phase == PL_ROOM_PASSING) hosted_ok(hosted_ask(h, CONTROL, "next", "{}"));
  hosted_ok(hosted_ask(h, ANNA, "draft", "{s:o}", "decision", posture("noordland", "all")));
  hosted_ok(hosted_ask(h, ANNA, "commit", "{s:I}", "draft", (json_int_t)h->room->chair[0].draft_version));
  hosted_ok(hosted_ask(h, CONTROL, "next", "{}"));
  assert_int_equal(pl_session_rounds_done(pl_room_session(h->room)), is_closed ? 2 : 1);
  char copy[300], command[700];
  snprintf(copy, sizeof copy, "%.200s-copy", h->path);
  snprintf(command, sizeof command, "cp '%s' '%s'", h->path, copy);
  assert_int_equal(system(command), 0);
  hosted_must(pl_session_verify(&factory, copy, &found, &error), &error);
}

static pl_client who_asked(asked what) {
  static const pl_client who[REQUESTS] = {[DRAFT] = ANNA, [SAY] = BRAM, [NOTE] = BRAM, [SPOTLIGHT] = CONTROL,
                                          [JOIN] = EVE, [COMMIT] = ANNA, [HAND] = CONTROL, [NEXT] = CONTROL};
  return who[what];
}

/* All of a batch, while the disk fails as planned. Returns whether it did. */
static bool live_through(asked first, asked last, fault_plan plan) {
  evening e;
  hosted *h = &e.h;
  gather(&e);
  const int sheets = h->client[ONLOOKER].sheets;
  fault_vfs_plan(plan);
  listen(&e, first, last);
  pl_room_keep(h->room, h->now);
  bool accepted[REQUESTS] = {false};
  for (asked what = first; what <= last; what++) accepted[what] = is_accepted(h, who_asked(what));
  if (h->room->is_in_doubt) { /* while the disk fails nothing is shown, and everything refused */
    hosted_pass(h, 1500);
    if (h->room->is_in_doubt) assert_int_equal(h->client[ONLOOKER].sheets, sheets);
  }
  const bool is_reached = fault_vfs_stop();
  hosted_pass(h, 2500);
  assert_false(pl_batch_is_standing(h->room));
  pl_session *kept = read_copy(h);
  for (asked what = first; what <= last; what++) {
    if (has(kept, what) != accepted[what])
      fail_msg("operation %ld: request %d was %s, and is %s", plan.at, (int)what,
               accepted[what] ? "acknowledged" : "refused", accepted[what] ? "lost" : "kept");
    if (has(pl_room_session(h->room), what) != accepted[what])
      fail_msg("operation %ld: the room is not as the file says about request %d", plan.at, (int)what);
  }
  pl_session_free(kept);
  if (accepted[HAND]) hosted_ok(hosted_ask(h, CONTROL, "hand", "{s:s, s:s}", "seat", "zuidland", "to", "people"));
  go_on(&e, accepted[NEXT]);
  hosted_end(h);
  return is_reached;
}

/* One request of each person at a time: each has one answer. */
static void fail_everywhere(asked first, asked last, fault_plan plan, long stride) {
  for (plan.at = 0; live_through(first, last, plan); plan.at += stride)
    if (plan.at > MOST_FAULTS) fail_msg("the disk fails for ever");
  assert_true(plan.at > 3);
}

static void test_one_error_in_a_batch(void **state) {
  (void)state;
  fail_everywhere(DRAFT, DRAFT, (fault_plan){.code = SQLITE_IOERR_WRITE}, 1);
  fail_everywhere(NOTE, COMMIT, (fault_plan){.code = SQLITE_IOERR_WRITE}, 1);
}

static void test_one_error_while_a_round_is_closed(void **state) {
  (void)state;
  fail_everywhere(JOIN, COMMIT, (fault_plan){.code = SQLITE_IOERR_FSYNC}, 3);
  fail_everywhere(NEXT, NEXT, (fault_plan){.code = SQLITE_IOERR_WRITE}, 2);
}

static void test_a_disk_that_is_full_for_a_while(void **state) {
  (void)state;
  fail_everywhere(NOTE, COMMIT, (fault_plan){.code = SQLITE_FULL, .stays = true}, 3);
  fail_everywhere(NEXT, NEXT, (fault_plan){.code = SQLITE_FULL, .stays = true}, 5);
}

/* ---- without faults ---- */

static void test_nothing_leaves_the_room_before_it_is_kept(void **state) {
  evening e;
  hosted *h = &e.h;
  (void)state;
  gather(&e);
  const int answers = h->client[ANNA].answers;
  listen(&e, DRAFT, DRAFT);
  assert_int_equal(h->client[ANNA].answers, answers);
  listen(&e, SPOTLIGHT, JOIN);
  whisper(h, ONLOOKER, "ping", json_object());
  whisper(h, CONTROL, "expel", json_pack("{s:s}", "seat", "zuidland"));
  assert_false(h->client[BRAM].is_closed);
  pl_session *kept = read_copy(h);
  assert_false(has(kept, DRAFT) || has(kept, SPOTLIGHT) || has(kept, JOIN));
  pl_session_free(kept);
  pl_room_keep(h->room, h->now);
  assert_int_equal(h->client[ANNA].answers, answers + 1);
  assert_true(h->client[BRAM].is_closed);
  kept = read_copy(h);
  assert_true(has(kept, DRAFT) && has(kept, SPOTLIGHT) && has(kept, JOIN));
  pl_session_free(kept);
  hosted_end(h);
}

/* A refusal in the middle takes back nothing of what was accepted before it. */
static void test_a_refusal_is_its_own(void **state) {
  evening e;
  hosted *h = &e.h;
  char text[2 * PL_MESSAGE_BYTES];
  (void)state;
  gather(&e);
  memset(text, 'x', sizeof text - 1);
  text[sizeof text - 1] = 0;
  listen(&e, DRAFT, SAY);
  whisper(h, CONTROL, "say", json_pack("{s:[s], s:s}", "to", "noordland", "text", text));
  listen(&e, JOIN, JOIN);
  pl_room_keep(h->room, h->now);
  hosted_refused(h->client[CONTROL].answer, "rules");
  assert_true(is_accepted(h, ANNA) && is_accepted(h, BRAM) && is_accepted(h, EVE));
  pl_session *kept = read_copy(h);
  assert_true(has(kept, DRAFT) && has(kept, SAY) && has(kept, JOIN));
  pl_session_free(kept);
  hosted_end(h);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_nothing_leaves_the_room_before_it_is_kept),
      cmocka_unit_test(test_a_refusal_is_its_own),
      cmocka_unit_test(test_one_error_in_a_batch),
      cmocka_unit_test(test_one_error_while_a_round_is_closed),
      cmocka_unit_test(test_a_disk_that_is_full_for_a_while),
  };
  return cmocka_run_group_tests(tests, fault_vfs_set_up_group, NULL);
}
