/* At the table: drafts that several people change, messages, moves and rulings, who decides for whom, what control
 * shows, and what takes long. Nobody gets what is not theirs. */
#include "support/hosted.h"

enum { CONTROL = 1, ANNA = 2, AMIR = 3, BRAM = 4, EVA = 5, BOARD = 6, ISLES = 7 };

static json_t *posture(const char *seat, const char *audience) {
  return json_pack("{s:s, s:s, s:s}", "seat", seat, "action", "posture", "audience", audience);
}

static json_t *split(const char *seat, int a, int b, int c) {
  return json_pack("{s:s, s:s, s:[i, i, i]}", "seat", seat, "action", "split", "split", a, b, c);
}

static json_int_t draft(hosted *h, pl_client client, json_t *decision) {
  const json_t *ok = hosted_ok(hosted_ask(h, client, "draft", "{s:o}", "decision", decision));
  return json_integer_value(json_object_get(ok, "version"));
}

static void commit(hosted *h, pl_client client, json_int_t version) {
  hosted_ok(hosted_ask(h, client, "commit", "{s:I}", "draft", version));
}

/* Two at noordland, one at zuidland, one at eilanden, control, an evaluator and a board; the first round is open. */
static void gather(hosted *h) {
  hosted_begin_in_memory(h, "four-teams", PL_MODE_WORKSHOP);
  hosted_control(h, CONTROL, NULL);
  hosted_join(h, ANNA, "noordland", "Anna", NULL);
  hosted_join(h, AMIR, "noordland", "Amir", NULL);
  hosted_join(h, BRAM, "zuidland", "Bram", NULL);
  hosted_join(h, ISLES, "eilanden", "Ines", NULL);
  hosted_hello(h, EVA, "evaluator", NULL);
  hosted_ok(hosted_ask(h, EVA, "evaluate", "{s:s, s:s}", "pin", pl_room_evaluator_pin(h->room), "name", "Eva"));
  hosted_hello(h, BOARD, "board", NULL);
  hosted_ok(hosted_ask(h, CONTROL, "start", "{}"));
  hosted_settle(h);
}

static size_t decided(const hosted *h, int seat) {
  pl_decision decisions[PL_PENDING];
  return pl_session_decisions(pl_room_session(h->room), seat, decisions, PL_PENDING);
}

static size_t drafted(const hosted *h, int seat) { return h->room->chair[seat].draft_count; }

/* Everything that this client has been sent, as one text. The caller frees it. */
static char *all_of(const hosted *h, pl_client client) {
  pl_buffer all = {0};
  for (int i = 0; i < HOSTED_SHEETS; i++) {
    char *text = h->client[client].sheet[i] ? json_dumps(h->client[client].sheet[i], 0) : NULL;
    pl_buffer_add_text(&all, text ? text : "");
    free(text);
  }
  char *answer = h->client[client].answer ? json_dumps(h->client[client].answer, 0) : NULL;
  pl_buffer_add_text(&all, answer ? answer : "");
  free(answer);
  return all.bytes;
}

static bool knows(const hosted *h, pl_client client, const char *words) {
  char *all = all_of(h, client);
  const bool is_known = all && strstr(all, words) != NULL;
  free(all);
  return is_known;
}

/* ---- drafts ---- */

static void test_a_draft_is_shared(void **state) {
  hosted h;
  (void)state;
  gather(&h);
  draft(&h, ANNA, posture("noordland", "all"));
  draft(&h, AMIR, split("noordland", 200, 300, 500));
  json_int_t version = draft(&h, AMIR, posture("noordland", "none")); /* in place of the first */
  assert_int_equal(drafted(&h, 0), 2);
  hosted_settle(&h);
  const json_t *plan = hosted_sheet(&h, ANNA, "plan");
  assert_int_equal(json_integer_value(json_object_get(plan, "version")), version);
  assert_string_equal(json_string_value(json_object_get(plan, "by")), "Amir");
  assert_int_equal(json_array_size(json_object_get(plan, "draft")), 2);
  hosted_refused(hosted_ask(&h, ANNA, "commit", "{s:I}", "draft", version - 1), "changed");
  hosted_refused(hosted_ask(&h, ANNA, "drop", "{s:i}", "index", 2), "changed");
  hosted_refused(hosted_ask(&h, ANNA, "drop", "{s:i}", "index", -1), "changed");
  hosted_ok(hosted_ask(&h, ANNA, "drop", "{s:i}", "index", 1));
  hosted_refused(hosted_ask(&h, AMIR, "commit", "{s:I}", "draft", version), "changed");
  commit(&h, AMIR, version + 1);
  assert_int_equal(decided(&h, 0), 1);
  version = draft(&h, ANNA, split("noordland", 500, 300, 200));
  hosted_ok(hosted_ask(&h, AMIR, "clear", "{}"));
  assert_int_equal(h.room->chair[0].draft[0].split[0], 200);
  assert_false(h.room->chair[0].is_changed);
  hosted_refused(hosted_ask(&h, ANNA, "commit", "{s:I}", "draft", version), "changed");
  hosted_end(&h);
}

static void test_what_the_rules_refuse_is_said(void **state) {
  hosted h;
  (void)state;
  gather(&h);
  hosted_refused(hosted_ask(&h, ANNA, "draft", "{s:o}", "decision", posture("zuidland", "all")), "seat");
  hosted_refused(hosted_ask(&h, ANNA, "draft", "{s:o}", "decision", posture("noordland", "atlantis")), "shape");
  hosted_refused(hosted_ask(&h, ANNA, "draft", "{s:o}", "decision", split("noordland", 900, 900, 900)), "rules");
  hosted_refused(hosted_ask(&h, ANNA, "expect", "{s:o}", "decision", split("noordland", 900, 900, 900)), "rules");
  hosted_refused(hosted_ask(&h, CONTROL, "check", "{s:s, s:[o]}", "seat", "zuidland", "decisions",
                            split("zuidland", 900, 900, 900)), "rules");
  assert_int_equal(drafted(&h, 0), 0);
  hosted_end(&h);
}

static void test_to_decide_nothing_is_to_be_ready(void **state) {
  hosted h;
  (void)state;
  gather(&h);
  assert_false(pl_room_billboard(h.room, h.now)->seat[0].is_ready);
  commit(&h, ANNA, h.room->chair[0].draft_version);
  assert_true(pl_room_billboard(h.room, h.now)->seat[0].is_ready);
  hosted_end(&h);
}

static void test_a_draft_is_not_played(void **state) {
  hosted h;
  (void)state;
  gather(&h);
  draft(&h, ANNA, posture("noordland", "all"));
  hosted_ok(hosted_ask(&h, CONTROL, "next", "{}"));
  size_t count;
  const pl_journal_entry *journal = pl_session_journal(pl_room_session(h.room), &count);
  for (size_t i = 0; i < count; i++) assert_int_not_equal(journal[i].decision.seat, 0);
  assert_int_equal(drafted(&h, 0), 0);
  hosted_end(&h);
}

/* ---- messages ---- */

static json_t *to(const char *one, const char *two) {
  json_t *list = json_pack("[s]", one);
  if (two) json_array_append_new(list, json_string(two));
  return list;
}

static void test_messages_reach_whom_they_are_to(void **state) {
  hosted h;
  (void)state;
  gather(&h);
  hosted_ok(hosted_ask(&h, ANNA, "say", "{s:o, s:s}", "to", to("zuidland", "control"), "text", "<i>Lentebries</i>"));
  hosted_settle(&h);
  assert_true(knows(&h, ANNA, "Lentebries"));
  assert_true(knows(&h, AMIR, "Lentebries")); /* her own team */
  assert_true(knows(&h, BRAM, "Lentebries"));
  assert_true(knows(&h, CONTROL, "Lentebries"));
  assert_true(knows(&h, EVA, "Lentebries"));
  assert_false(knows(&h, ISLES, "Lentebries"));
  assert_false(knows(&h, BOARD, "Lentebries"));
  hosted_refused(hosted_ask(&h, ISLES, "say", "{s:o, s:s, s:i}", "to", to("noordland", NULL), "text", "?", "about", 0),
                 "rules"); /* what one did not get cannot be answered */
  hosted_ok(hosted_ask(&h, BRAM, "say", "{s:o, s:s, s:i}", "to", to("noordland", NULL), "text", "Herfstwind", "about",
                       0));
  hosted_refused(hosted_ask(&h, ANNA, "say", "{s:o, s:s}", "to", to("noordland", NULL), "text", "x"), "seat");
  hosted_refused(hosted_ask(&h, ANNA, "say", "{s:o, s:s}", "to", to("atlantis", NULL), "text", "x"), "seat");
  hosted_refused(hosted_ask(&h, ANNA, "say", "{s:[], s:s}", "to", "text", "x"), "rules");
  hosted_refused(hosted_ask(&h, ANNA, "say", "{s:o, s:s}", "to", to("zuidland", NULL), "text", ""), "rules");
  hosted_end(&h);
}

/* Its number as control knows it: teams count their own. */
static json_int_t last_message(const hosted *h) {
  size_t count;
  const pl_message *message = pl_session_messages(pl_room_session(h->room), &count);
  return message[count - 1].number;
}

static void test_control_writes_and_answers(void **state) {
  hosted h;
  (void)state;
  gather(&h);
  hosted_ok(hosted_ask(&h, CONTROL, "write", "{s:o, s:s, s:s, s:s, s:b}", "to", to("noordland", NULL), "text",
                       "Zomerstorm", "sender", "Your CSIRT", "label", "TLP:RED", "public", 0));
  hosted_ok(hosted_ask(&h, CONTROL, "write", "{s:[], s:s, s:s, s:b}", "to", "text", "Winterstilte", "sender",
                       "The radio", "public", 1));
  hosted_refused(hosted_ask(&h, CONTROL, "write", "{s:[], s:s, s:s, s:s, s:b}", "to", "text", "x", "sender", "y",
                            "label", "TLP:PINK", "public", 1), "shape");
  hosted_settle(&h);
  assert_true(knows(&h, ANNA, "Zomerstorm"));
  assert_false(knows(&h, BRAM, "Zomerstorm"));
  assert_true(knows(&h, BRAM, "Winterstilte"));
  assert_true(knows(&h, BOARD, "Winterstilte"));
  const pl_billboard *b = pl_room_billboard(h.room, h.now);
  assert_int_equal(b->news_count, 1);
  assert_string_equal(b->news[0], "The radio: Winterstilte");
  hosted_ok(hosted_ask(&h, BRAM, "move", "{s:s}", "text", "We cut the cable."));
  const json_int_t move = last_message(&h);
  hosted_refused(hosted_ask(&h, CONTROL, "refuse", "{s:i, s:s}", "about", 0, "text", "No."), "rules"); /* no move */
  hosted_ok(hosted_ask(&h, CONTROL, "refuse", "{s:I, s:s}", "about", move, "text", "Welke kabel?"));
  hosted_settle(&h);
  assert_true(knows(&h, BRAM, "Welke kabel?"));
  assert_false(knows(&h, ANNA, "Welke kabel?"));
  assert_false(knows(&h, ANNA, "We cut the cable."));
  hosted_end(&h);
}

static json_t *ruling(const char *seat, json_int_t message, bool is_public, int odds) {
  return json_pack("{s:s, s:s, s:I, s:s, s:b, s:[{s:i, s:s, s:[{s:s, s:i}]}, {s:i, s:s, s:[]}]}", "act", "rule", "seat",
                   seat, "message", message, "text", "cut the cable", "public", is_public, "outcomes", "odds", odds,
                   "text", "De kabel is door.", "effects", "effect", "confidence", "amount", -250, "odds", 1000 - odds,
                   "text", "De kabel houdt.", "effects");
}

static void test_a_ruling_answers_a_move(void **state) {
  hosted h;
  (void)state;
  gather(&h);
  json_t *before = json_deep_copy(json_object_get(hosted_sheet(&h, BRAM, "seat"), "figures"));
  hosted_ok(hosted_ask(&h, BRAM, "move", "{s:s}", "text", "We cut the cable."));
  const json_int_t move = last_message(&h);
  hosted_refused(hosted_ask(&h, CONTROL, "act", "{s:o}", "act", ruling("zuidland", move, false, 1100)), "shape");
  const json_t *ok = hosted_ok(hosted_ask(&h, CONTROL, "act", "{s:o}", "act", ruling("zuidland", move, false, 999)));
  assert_int_equal(json_integer_value(json_object_get(ok, "outcome")), 0);
  assert_string_equal(json_string_value(json_object_get(ok, "text")), "De kabel is door.");
  hosted_settle(&h);
  assert_true(knows(&h, BRAM, "De kabel is door."));
  assert_false(knows(&h, ANNA, "De kabel is door."));
  assert_false(json_equal(before, json_object_get(hosted_sheet(&h, BRAM, "seat"), "figures")));
  json_decref(before);
  size_t count;
  const pl_message *message = pl_session_messages(pl_room_session(h.room), &count);
  assert_int_equal(message[count - 1].about, move);
  assert_int_equal(message[count - 1].form, PL_MESSAGE_RULING);
  /* While days pass control can act as well; it is seen when the next round is open. */
  hosted_ok(hosted_ask(&h, CONTROL, "next", "{}"));
  hosted_ok(hosted_ask(&h, CONTROL, "act", "{s:o}", "act", json_pack("{s:s, s:s}", "act", "fire", "inject", "taker")));
  hosted_ok(hosted_ask(&h, CONTROL, "next", "{}"));
  hosted_settle(&h);
  bool is_there = false;
  const pl_brief *brief = pl_game_brief(h.room->chair[0].game);
  for (size_t i = 0; i < brief->inject_count; i++)
    is_there = is_there || !strcmp(h.room->scenario->injects[brief->injects[i].inject].id, "taker");
  assert_true(is_there);
  hosted_end(&h);
}

/* ---- who decides ---- */

static void test_a_seat_is_handed_over(void **state) {
  hosted h;
  (void)state;
  gather(&h);
  hosted_ok(hosted_ask(&h, CONTROL, "hand", "{s:s, s:s}", "seat", "noordland", "to", "bot"));
  assert_false(pl_session_is_person(pl_room_session(h.room), 0));
  hosted_refused(hosted_ask(&h, ANNA, "draft", "{s:o}", "decision", posture("noordland", "all")), "phase");
  hosted_ok(hosted_ask(&h, ANNA, "say", "{s:o, s:s}", "to", to("control", NULL), "text", "Hello?"));
  hosted_settle(&h);
  const json_t *seat = json_array_get(json_object_get(hosted_sheet(&h, ANNA, "room"), "seats"), 0);
  assert_string_equal(json_string_value(json_object_get(seat, "by")), "bot");
  hosted_ok(hosted_ask(&h, CONTROL, "hand", "{s:s, s:s}", "seat", "noordland", "to", "people"));
  draft(&h, ANNA, posture("noordland", "all"));
  hosted_refused(hosted_ask(&h, CONTROL, "hand", "{s:s, s:s}", "seat", "noordland", "to", "cat"), "shape");
  /* The last one leaves, and a bot plays; somebody comes, and it does not. */
  hosted_ok(hosted_ask(&h, BRAM, "leave", "{}"));
  assert_false(pl_session_is_person(pl_room_session(h.room), 1));
  hosted_join(&h, 10, "zuidland", "Cor", NULL);
  assert_true(pl_session_is_person(pl_room_session(h.room), 1));
  hosted_end(&h);
}

static void test_control_decides_for_a_seat(void **state) {
  hosted h;
  (void)state;
  gather(&h);
  draft(&h, ANNA, posture("noordland", "all"));
  const uint32_t seen = h.room->chair[0].draft_version;
  hosted_ok(hosted_ask(&h, CONTROL, "decide", "{s:s, s:[o, o]}", "seat", "noordland", "decisions",
                       posture("noordland", "none"), split("noordland", 100, 100, 800)));
  assert_int_equal(decided(&h, 0), 2);
  hosted_refused(hosted_ask(&h, ANNA, "commit", "{s:I}", "draft", (json_int_t)seen), "changed");
  hosted_refused(hosted_ask(&h, CONTROL, "decide", "{s:s, s:[o]}", "seat", "noordland", "decisions",
                            posture("zuidland", "none")), "seat");
  hosted_refused(hosted_ask(&h, CONTROL, "decide", "{s:s, s:[o]}", "seat", "noordland", "decisions",
                            split("noordland", 999, 999, 999)), "rules");
  assert_int_equal(decided(&h, 0), 2);
  hosted_ok(hosted_ask(&h, CONTROL, "decide", "{s:s, s:[o]}", "seat", "oosterveen", "decisions",
                       posture("oosterveen", "all")));
  hosted_ok(hosted_ask(&h, CONTROL, "next", "{}")); /* a bot's seat keeps what control decided */
  size_t count, of_bot = 0;
  const pl_journal_entry *journal = pl_session_journal(pl_room_session(h.room), &count);
  for (size_t i = 0; i < count; i++)
    of_bot += !journal[i].is_withdrawn && journal[i].decision.seat == 3 &&
              journal[i].decision.action == PL_ACTION_POSTURE;
  assert_int_equal(of_bot, 1);
  hosted_end(&h);
}

/* ---- what everybody sees ---- */

static void test_reveals_and_spotlight(void **state) {
  hosted h;
  (void)state;
  gather(&h);
  hosted_ok(hosted_ask(&h, CONTROL, "spotlight", "{s:s}", "text", "  Five minutes  "));
  assert_string_equal(pl_room_billboard(h.room, h.now)->spotlight, "Five minutes");
  hosted_ok(hosted_ask(&h, CONTROL, "spotlight", "{s:s}", "text", ""));
  assert_string_equal(pl_room_billboard(h.room, h.now)->spotlight, "");
  hosted_refused(hosted_ask(&h, CONTROL, "spotlight", "{s:s}", "text", "a\nb"), "shape");
  assert_int_equal(pl_room_billboard(h.room, h.now)->history->sight.reveals, 0);
  const uint64_t version = pl_room_billboard(h.room, h.now)->version;
  hosted_ok(hosted_ask(&h, CONTROL, "reveal", "{s:s, s:b}", "what", "found", "shown", 1));
  hosted_ok(hosted_ask(&h, CONTROL, "reveal", "{s:s, s:b}", "what", "sharing", "shown", 1));
  assert_int_equal(pl_room_billboard(h.room, h.now)->history->sight.reveals, PL_REVEAL_ALL);
  assert_true(pl_room_billboard(h.room, h.now)->version > version);
  hosted_ok(hosted_ask(&h, CONTROL, "reveal", "{s:s, s:b}", "what", "found", "shown", 0));
  assert_int_equal(pl_room_billboard(h.room, h.now)->history->sight.reveals, PL_REVEAL_SHARING);
  hosted_refused(hosted_ask(&h, CONTROL, "reveal", "{s:s, s:b}", "what", "trust", "shown", 1), "shape");
  hosted_end(&h);
}

static void test_notes_are_for_the_debrief(void **state) {
  hosted h;
  size_t count;
  (void)state;
  gather(&h);
  const char *objective = h.room->scenario->objective_count ? h.room->scenario->objectives[0].id : NULL;
  hosted_ok(hosted_ask(&h, ANNA, "note", "{s:s}", "text", "Te laat gebeld."));
  if (objective)
    hosted_ok(hosted_ask(&h, EVA, "note", "{s:s, s:s, s:s}", "text", "Goed overleg.", "objective", objective,
                         "observed", "partly"));
  hosted_refused(hosted_ask(&h, EVA, "note", "{s:s, s:s}", "text", "x", "objective", "none such"), "shape");
  hosted_refused(hosted_ask(&h, EVA, "note", "{s:s, s:s}", "text", "x", "observed", "maybe"), "shape");
  hosted_refused(hosted_ask(&h, EVA, "note", "{s:s}", "text", ""), "rules");
  hosted_settle(&h);
  const pl_note *note = pl_session_notes(pl_room_session(h.room), &count);
  assert_int_equal(count, objective ? 2 : 1);
  assert_int_equal(note[0].seat, 0);
  assert_true(knows(&h, EVA, "Te laat gebeld."));
  assert_false(knows(&h, BRAM, "Te laat gebeld."));
  assert_false(knows(&h, ANNA, "Goed overleg."));
  if (objective) assert_string_equal(note[1].by, "Eva");
  hosted_end(&h);
}

/* ---- looking back, and what takes long ---- */

/* Plays a round to its end. */
static void play(hosted *h) {
  hosted_ok(hosted_ask(h, CONTROL, "next", "{}"));
  hosted_ok(hosted_ask(h, CONTROL, "next", "{}"));
}

static void test_a_round_is_told_when_it_is_over(void **state) {
  hosted h;
  (void)state;
  gather(&h);
  hosted_refused(hosted_ask(&h, ANNA, "story", "{s:i}", "round", 1), "phase");
  hosted_ok(hosted_ask(&h, CONTROL, "next", "{}"));
  hosted_refused(hosted_ask(&h, ANNA, "story", "{s:i}", "round", 1), "phase"); /* its days still pass */
  hosted_ok(hosted_ask(&h, CONTROL, "story", "{s:i}", "round", 1));
  hosted_ok(hosted_ask(&h, CONTROL, "next", "{}"));
  hosted_ok(hosted_ask(&h, ANNA, "story", "{s:i}", "round", 1));
  hosted_ok(hosted_ask(&h, EVA, "story", "{s:i, s:s}", "round", 1, "seat", "zuidland"));
  hosted_refused(hosted_ask(&h, EVA, "story", "{s:i, s:s}", "round", 1, "seat", "atlantis"), "seat");
  hosted_refused(hosted_ask(&h, ANNA, "story", "{s:i}", "round", 0), "phase");
  hosted_refused(hosted_ask(&h, ANNA, "offers", "{s:i}", "round", 1), "phase");
  hosted_refused(hosted_ask(&h, ANNA, "what_if", "{s:i, s:i}", "round", 1, "offer", 0), "phase");
  hosted_ok(hosted_ask(&h, CONTROL, "offers", "{s:i, s:s}", "round", 1, "seat", "noordland"));
  hosted_end(&h);
}

/* An answer that comes later. */
static const json_t *later(hosted *h, pl_client client, const char *what, json_t *object) {
  const int before = h->client[client].answers;
  const json_t *answer = hosted_ask_object(h, client, what, object);
  if (!answer) hosted_wait(h, client, before + 1);
  return h->client[client].answer;
}

static void test_forecasts_come_later(void **state) {
  hosted h;
  (void)state;
  gather(&h);
  const json_t *ok = hosted_ok(later(&h, ANNA, "expect", json_pack("{s:o}", "decision", posture("noordland", "all"))));
  assert_true(json_is_array(json_object_get(ok, "outlook")));
  assert_true(json_is_string(json_object_get(ok, "forecast")));
  char *first = json_dumps(ok, 0);
  ok = hosted_ok(later(&h, AMIR, "expect", json_pack("{s:o}", "decision", posture("noordland", "all"))));
  char *second = json_dumps(ok, 0);
  assert_string_equal(first, second); /* the same question, the same answer */
  free(first);
  free(second);
  /* The second takes the place of the first, and the third that of the second; who has left gets nothing, and nothing
   * is lost by that. */
  json_t *asked = json_pack("{s:o}", "decision", posture("noordland", "all"));
  assert_null(hosted_ask_object(&h, ANNA, "expect", json_deep_copy(asked)));
  assert_null(hosted_ask_object(&h, ANNA, "expect", json_deep_copy(asked)));
  assert_null(hosted_ask_object(&h, ANNA, "expect", json_deep_copy(asked)));
  assert_null(hosted_ask_object(&h, BRAM, "expect", json_pack("{s:o}", "decision", posture("zuidland", "all"))));
  hosted_leave(&h, BRAM);
  hosted_leave(&h, ANNA);
  assert_null(hosted_ask_object(&h, AMIR, "expect", asked));
  hosted_ok(hosted_ask(&h, CONTROL, "next", "{}")); /* the round goes on under it */
  hosted_wait(&h, AMIR, h.client[AMIR].answers + 1);
  while (pl_jobs_count(h.room)) pl_room_pass(h.room, h.now);
  hosted_end(&h);
}

/* Two are computed at a time, whatever a team asks for: the others' turn comes next. */
static void test_no_team_takes_all_forecasts(void **state) {
  enum { FIRST = 20, MANY = 5 };
  hosted h;
  (void)state;
  gather(&h);
  for (pl_client i = FIRST; i < FIRST + MANY; i++) hosted_join(&h, i, "noordland", "Somebody", NULL);
  for (pl_client i = FIRST; i < FIRST + MANY; i++)
    assert_null(hosted_ask(&h, i, "expect", "{s:o}", "decision", posture("noordland", "all")));
  assert_null(hosted_ask(&h, BRAM, "expect", "{s:o}", "decision", posture("zuidland", "all")));
  for (pl_client i = FIRST; i < FIRST + MANY; i++) hosted_wait(&h, i, 4); /* after "join" and "hello" twice */
  while (pl_jobs_count(h.room)) pl_room_pass(h.room, h.now);
  assert_int_equal(h.room->served[1], 3);       /* after the two that ran already */
  assert_int_equal(h.room->served_last, MANY);  /* four of one team, and one of the other */
  int without = 0;
  for (pl_client i = FIRST; i < FIRST + MANY; i++)
    without += json_is_null(json_object_get(hosted_ok(h.client[i].answer), "forecast"));
  assert_int_equal(without, 1);
  hosted_end(&h);
}

#define FAN "{s:i, s:i, s:s}"
static void test_control_looks_at_other_luck_and_other_decisions(void **state) {
  hosted h;
  (void)state;
  gather(&h);
  hosted_refused(hosted_ask(&h, CONTROL, "fan", FAN, "runs", 20, "round", 1, "decided", "recorded"), "phase");
  play(&h);
  play(&h);
  hosted_refused(hosted_ask(&h, CONTROL, "fan", FAN, "runs", 0, "round", 1, "decided", "recorded"), "shape");
  hosted_refused(hosted_ask(&h, CONTROL, "fan", FAN, "runs", 20, "round", 1, "decided", "nobody"), "shape");
  hosted_refused(hosted_ask(&h, CONTROL, "fan", FAN, "runs", 20, "round", 3, "decided", "recorded"), "phase");
  hosted_refused(hosted_ask(&h, CONTROL, "fan", FAN, "runs", 20, "round", 4, "decided", "bots"), "phase");
  const json_t *fan = hosted_ok(later(&h, CONTROL, "fan", json_pack(FAN, "runs", 20, "round", 3, "decided", "bots")));
  json_t *said = json_deep_copy(fan);
  fan = hosted_ok(later(&h, CONTROL, "fan", json_pack("{s:i, s:s}", "runs", 20, "decided", "bots")));
  assert_true(json_equal(said, fan)); /* where nothing is said it goes on from now */
  json_decref(said);
  const json_t *ok = hosted_ok(later(&h, CONTROL, "fan", json_pack(FAN, "runs", 20, "round", 2, "decided",
                                                                   "recorded")));
  json_t *counts = json_object_get(json_object_get(ok, "bins"), "counts"), *count;
  size_t i;
  json_int_t sum = 0;
  json_array_foreach(counts, i, count) sum += json_integer_value(count);
  assert_int_equal(sum, 20);
  ok = hosted_ok(hosted_ask(&h, CONTROL, "offers", "{s:i, s:s}", "round", 2, "seat", "noordland"));
  const size_t offers = json_array_size(json_object_get(ok, "offers"));
  assert_true(offers > 0);
  hosted_refused(hosted_ask(&h, CONTROL, "what_if", "{s:i, s:s, s:i, s:s}", "round", 2, "seat", "noordland", "offer",
                            (int)offers, "others", "recorded"), "changed");
  ok = hosted_ok(later(&h, CONTROL, "what_if", json_pack("{s:i, s:s, s:i, s:s}", "round", 2, "seat", "noordland",
                                                         "offer", 0, "others", "recorded")));
  assert_true(json_array_size(json_object_get(ok, "paragraphs")) > 0);
  assert_int_equal(json_array_size(json_object_get(json_object_get(ok, "curves"), "played")), 2 * PL_TICKS_PER_ROUND);
  hosted_end(&h);
}

/* A seat is looked at as it was, and any decision of it can be another. */
static void test_control_looks_back_into_a_round(void **state) {
  hosted h;
  (void)state;
  gather(&h);
  commit(&h, ANNA, draft(&h, ANNA, split("noordland", 500, 300, 200)));
  play(&h);
  play(&h);
  const json_t *ok = hosted_ok(hosted_ask(&h, CONTROL, "look", "{s:s, s:i}", "seat", "noordland", "round", 1));
  assert_int_equal(json_array_size(json_object_get(json_object_get(ok, "plan"), "draft")), 1);
  assert_true(json_is_true(json_object_get(json_object_get(ok, "seat"), "is_open")));
  assert_int_equal(json_integer_value(json_object_get(json_object_get(ok, "seat"), "round")), 1);
  hosted_refused(hosted_ask(&h, CONTROL, "look", "{s:s, s:i}", "seat", "noordland", "round", 3), "phase");
  hosted_refused(hosted_ask(&h, CONTROL, "what_if", "{s:i, s:s, s:o, s:s}", "round", 1, "seat", "noordland",
                            "decision", posture("zuidland", "all"), "others", "recorded"), "seat");
  ok = hosted_ok(later(&h, CONTROL, "what_if", json_pack("{s:i, s:s, s:o, s:s}", "round", 1, "seat", "noordland",
                                                         "decision", split("noordland", 0, 0, 1000), "others",
                                                         "recorded")));
  assert_true(json_string_length(json_object_get(ok, "says")) > 0);
  hosted_end(&h);
}

/* What is tried out for a seat is like a draft, but nobody's. */
static void test_control_tries_out_what_a_seat_could_decide(void **state) {
  hosted h;
  (void)state;
  gather(&h);
  const uint32_t version = h.room->chair[0].draft_version;
  const json_t *ok = hosted_ok(hosted_ask(&h, CONTROL, "check", "{s:s, s:[o, o, o]}", "seat", "noordland", "decisions",
                                          posture("noordland", "all"), split("noordland", 500, 300, 200),
                                          posture("noordland", "none")));
  const json_t *plan = json_object_get(ok, "plan");
  assert_int_equal(json_array_size(json_object_get(plan, "draft")), 2); /* the later posture in place of the earlier */
  assert_int_equal(h.room->chair[0].draft_version, version);
  assert_int_equal(h.room->chair[0].draft_count, 0);
  hosted_refused(hosted_ask(&h, CONTROL, "check", "{s:s, s:[o]}", "seat", "noordland", "decisions",
                            split("noordland", 999, 999, 999)), "rules");
  ok = hosted_ok(later(&h, CONTROL, "expect", json_pack("{s:s, s:[], s:o}", "seat", "noordland", "decisions",
                                                        "decision", posture("noordland", "all"))));
  assert_true(json_array_size(json_object_get(ok, "outlook")) > 0);
  hosted_end(&h);
}

static void test_a_team_looks_back_when_all_is_over(void **state) {
  hosted h;
  (void)state;
  gather(&h);
  for (int round = 0; round < 6; round++) play(&h);
  assert_int_equal(pl_room_billboard(h.room, h.now)->phase, PL_ROOM_OVER);
  const json_t *ok = hosted_ok(hosted_ask(&h, ANNA, "offers", "{s:i}", "round", 2));
  assert_true(json_array_size(json_object_get(ok, "offers")) > 0);
  ok = hosted_ok(later(&h, ANNA, "what_if", json_pack("{s:i, s:i}", "round", 2, "offer", 0)));
  assert_true(json_array_size(json_object_get(ok, "paragraphs")) > 0);
  hosted_end(&h);
}

static void test_a_report_is_fetched_once(void **state) {
  hosted h;
  pl_buffer bytes = {0};
  const char *type;
  char path[80];
  (void)state;
  gather(&h);
  play(&h);
  hosted_refused(hosted_ask(&h, CONTROL, "report", "{s:s}", "as", "../etc"), "shape");
  hosted_refused(later(&h, CONTROL, "report", json_pack("{s:s}", "as", "doc")), "rules");
  const json_t *ok = hosted_ok(later(&h, CONTROL, "report", json_pack("{s:s}", "as", "html")));
  snprintf(path, sizeof path, "%s", json_string_value(json_object_get(ok, "path")));
  assert_false(pl_room_fetch(h.room, "/report/", &bytes, &type, h.now));
  assert_true(pl_room_fetch(h.room, path, &bytes, &type, h.now));
  assert_string_equal(pl_buffer_text(&bytes), "1 rounds as html");
  assert_string_equal(type, "text/html; charset=utf-8");
  pl_buffer_clear(&bytes);
  assert_false(pl_room_fetch(h.room, path, &bytes, &type, h.now));
  ok = hosted_ok(later(&h, CONTROL, "report", json_pack("{s:s}", "as", "json")));
  snprintf(path, sizeof path, "%s", json_string_value(json_object_get(ok, "path")));
  hosted_ok(hosted_ask(&h, CONTROL, "pause", "{}"));
  hosted_pass(&h, 86400000); /* nothing expires in a pause */
  hosted_pass(&h, 86400000);
  assert_true(pl_room_fetch(h.room, path, &bytes, &type, h.now));
  pl_buffer_clear(&bytes);
  hosted_ok(hosted_ask(&h, CONTROL, "resume", "{}"));
  ok = hosted_ok(later(&h, CONTROL, "report", json_pack("{s:s}", "as", "md")));
  snprintf(path, sizeof path, "%s", json_string_value(json_object_get(ok, "path")));
  hosted_pass(&h, 600001);
  assert_false(pl_room_fetch(h.room, path, &bytes, &type, h.now));
  hosted_end(&h);
}

static void test_the_room_can_end_while_it_computes(void **state) {
  hosted h;
  (void)state;
  gather(&h);
  play(&h);
  assert_null(hosted_ask(&h, CONTROL, "fan", FAN, "runs", 1000, "round", 1, "decided", "recorded"));
  assert_null(hosted_ask(&h, ANNA, "expect", "{s:o}", "decision", posture("noordland", "all")));
  hosted_end(&h);
  gather(&h);
  play(&h);
  assert_null(hosted_ask(&h, CONTROL, "fan", FAN, "runs", 1000, "round", 1, "decided", "recorded"));
  assert_null(hosted_ask(&h, ANNA, "expect", "{s:o}", "decision", posture("noordland", "all")));
  const int before = h.client[ANNA].answers;
  hosted_ok((json_decref(h.client[CONTROL].answer), h.client[CONTROL].answer = NULL,
             hosted_ask(&h, CONTROL, "pause", "{}")));
  hosted_ok(hosted_ask(&h, CONTROL, "back", "{s:i}", "round", 1));
  assert_int_equal(h.client[ANNA].answers, before + 1); /* what they had asked about is gone */
  hosted_refused(h.client[ANNA].answer, "changed");
  hosted_end(&h);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_a_draft_is_shared),
      cmocka_unit_test(test_what_the_rules_refuse_is_said),
      cmocka_unit_test(test_to_decide_nothing_is_to_be_ready),
      cmocka_unit_test(test_a_draft_is_not_played),
      cmocka_unit_test(test_messages_reach_whom_they_are_to),
      cmocka_unit_test(test_control_writes_and_answers),
      cmocka_unit_test(test_a_ruling_answers_a_move),
      cmocka_unit_test(test_a_seat_is_handed_over),
      cmocka_unit_test(test_control_decides_for_a_seat),
      cmocka_unit_test(test_reveals_and_spotlight),
      cmocka_unit_test(test_notes_are_for_the_debrief),
      cmocka_unit_test(test_a_round_is_told_when_it_is_over),
      cmocka_unit_test(test_forecasts_come_later),
      cmocka_unit_test(test_no_team_takes_all_forecasts),
      cmocka_unit_test(test_control_looks_at_other_luck_and_other_decisions),
      cmocka_unit_test(test_control_looks_back_into_a_round),
      cmocka_unit_test(test_control_tries_out_what_a_seat_could_decide),
      cmocka_unit_test(test_a_team_looks_back_when_all_is_over),
      cmocka_unit_test(test_a_report_is_fetched_once),
      cmocka_unit_test(test_the_room_can_end_while_it_computes),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
