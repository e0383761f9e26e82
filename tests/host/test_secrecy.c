/* Two exercises that differ in nothing but what is hidden from a seat: what others draft and take back, what they write
 * to each other and to control, what control and evaluators note, look at and rule on for others, and their names. All
 * that reaches the seat, a seat without a state, the board and somebody at the door is the same to the byte, at the
 * same moments: contents, numbers, versions, how many sheets there are and how long. */
#include "support/hosted.h"

enum { CONTROL = 1, EVALUATOR, B, C, D, B_TOO, SEAT, ROLE, BOARD, DOOR, FIRST_WATCHED = SEAT, LAST_WATCHED = DOOR };

typedef enum hidden { NOTHING, MUCH, MUCH_AND_A_WORD_TO_THE_SEAT } hidden;

typedef struct twin {
  hosted h;               /* first: it is the context of its callbacks */
  hidden hidden;
  pl_buffer log[HOSTED_CLIENTS];
} twin;

/* ---- what is written down ---- */

/* Digits or text after a key say when it was written, or are random: they are left out. */
static void put_without(pl_buffer *out, const char *text) {
  static const char *const keys[] = {"\"at_ms\":", "\"exercise\":\"", "\"token\":\""};
  while (*text) {
    size_t skipped = 0;
    for (size_t i = 0; i < sizeof keys / sizeof keys[0] && !skipped; i++)
      if (!strncmp(text, keys[i], strlen(keys[i]))) skipped = strlen(keys[i]);
    pl_buffer_add(out, text, skipped ? skipped : 1);
    text += skipped ? skipped + strspn(text + skipped, "0123456789abcdef") : 1;
  }
}

static void write_down(void *context, pl_client client, pl_letter *letter) {
  twin *t = context;
  pl_buffer_add_format(&t->log[client], "\n%lld ", (long long)t->h.now.milliseconds);
  put_without(&t->log[client], letter->text);
  hosted_send(&t->h, client, letter);
}

static void settle(twin *t) {
  hosted_settle(&t->h);
}

#define ask(t, client, what, ...) hosted_ok(hosted_ask(&(t)->h, client, what, __VA_ARGS__))

/* ---- what nobody else is to know ---- */

static bool has_secrets(const twin *t) { return t->hidden != NOTHING; }

static json_t *posture(const char *seat, const char *audience) {
  return json_pack("{s:{s:s,s:s,s:s}}", "decision", "seat", seat, "action", "posture", "audience", audience);
}

static json_int_t draft(twin *t, int client, const char *seat, const char *audience) {
  const json_t *ok = hosted_ok(hosted_ask_object(&t->h, (pl_client)client, "draft", posture(seat, audience)));
  return json_integer_value(json_object_get(ok, "version"));
}

static void commit(twin *t, int client, json_int_t version) {
  ask(t, (pl_client)client, "commit", "{s:I}", "draft", version);
}

/* Drafts that change and go, and commits that are taken back; nothing of it in the end. */
static void waver(twin *t) {
  draft(t, B, "zuidland", "none");
  draft(t, B_TOO, "zuidland", "allies");
  ask(t, B, "drop", "{s:i}", "index", 0);
  ask(t, B_TOO, "clear", "{}");
  draft(t, C, "eilanden", "all");
}

static void write_letters(twin *t) {
  const json_t *ok = NULL;
  for (int i = 0; i < 7; i++)
    ok = ask(t, B, "say", "{s:[s,s],s:s}", "to", i % 2 ? "eilanden" : "oosterveen", "control", "text", "Between us.");
  ask(t, C, "say", "{s:[s],s:s,s:i}", "to", "zuidland", "text", "We agree.", "about", 0);
  if (t->hidden == MUCH_AND_A_WORD_TO_THE_SEAT)
    ask(t, B, "say", "{s:[s],s:s}", "to", "noordland", "text", "And you?");
  ok = ask(t, B, "move", "{s:s}", "text", "We call the owner of the harbour.");
  (void)ok;
  ask(t, B, "note", "{s:s}", "text", "Zuidland's own remark.");
  ask(t, EVALUATOR, "note", "{s:s}", "text", "They hesitate.");
  ask(t, CONTROL, "note", "{s:s}", "text", "As planned.");
  ask(t, CONTROL, "say", "{s:[s],s:s}", "to", "zuidland", "text", "Think again.");
}

/* The number of the last move in control's eyes. */
static json_int_t last_move(const twin *t) {
  const json_t *moves = json_object_get(hosted_sheet(&t->h, CONTROL, "control"), "moves");
  const size_t count = json_array_size(moves);
  assert_true(count > 0);
  return json_integer_value(json_object_get(json_array_get(moves, count - 1), "number"));
}

static void rule_on_others(twin *t) {
  const json_int_t move = last_move(t);
  ask(t, CONTROL, "act", "{s:{s:s,s:s,s:I,s:s,s:b,s:[{s:i,s:s,s:[]},{s:i,s:s,s:[]}]}}", "act", "act", "rule", "seat",
      "zuidland", "message", move, "text", "They call.", "public", 0, "outcomes", "odds", 500, "text", "It works.",
      "effects", "odds", 500, "text", "It does not.", "effects");
  ask(t, CONTROL, "refuse", "{s:I,s:s}", "about", move, "text", "Only once.");
  ask(t, CONTROL, "write", "{s:[s],s:s,s:s,s:b}", "to", "eilanden", "text", "Your harbour is quiet.", "sender",
      "your CSIRT", "public", 0);
  ask(t, CONTROL, "look", "{s:s}", "seat", "zuidland");
  ask(t, CONTROL, "check", "{s:s,s:[{s:s,s:s,s:s}]}", "seat", "zuidland", "decisions", "seat", "zuidland", "action",
      "posture", "audience", "all");
  ask(t, CONTROL, "manual", "{}");
}

/* The same time passes for both. */
static void do_in_secret(twin *t) {
  if (has_secrets(t)) waver(t);
  hosted_settle(&t->h);
  if (has_secrets(t)) write_letters(t);
  hosted_settle(&t->h);
  if (has_secrets(t)) rule_on_others(t);
  hosted_pass(&t->h, 60);
}

/* ---- what everybody may know ---- */

static void come_in(twin *t) {
  hosted *h = &t->h;
  hosted_control(h, CONTROL, NULL);
  hosted_hello(h, EVALUATOR, "evaluator", NULL);
  ask(t, EVALUATOR, "evaluate", "{s:s,s:s}", "pin", pl_room_evaluator_pin(h->room), "name",
      has_secrets(t) ? "Evaluator of many words" : "Eva");
  hosted_join(h, B, "zuidland", "Bo", NULL); /* he writes to the seat */
  hosted_join(h, C, "eilanden", has_secrets(t) ? "C" : "Cornelia Catharina", NULL);
  hosted_join(h, D, "oosterveen", "Dirk", NULL);
  hosted_join(h, B_TOO, "zuidland", has_secrets(t) ? "Zed" : "Zara", NULL);
  hosted_join(h, SEAT, "noordland", "Anna", NULL);
  hosted_join(h, ROLE, "press", "Piet", NULL);
  hosted_hello(h, BOARD, "board", NULL);
  hosted_hello(h, DOOR, "join", NULL);
}

static void write_to_each_other(twin *t) {
  ask(t, SEAT, "say", "{s:[s,s],s:s}", "to", "zuidland", "press", "text", "Good morning.");
  ask(t, B, "say", "{s:[s],s:s}", "to", "noordland", "text", "And to you.");
  ask(t, CONTROL, "write", "{s:[],s:s,s:s,s:b}", "to", "text", "Rain is expected.", "sender", "The papers", "public",
      1);
  settle(t);
  ask(t, SEAT, "say", "{s:[s],s:s,s:i}", "to", "zuidland", "text", "About that.", "about", 1);
}

static void expect(twin *t, int client, const char *seat) {
  const int before = t->h.client[client].answers;
  hosted_ask_object(&t->h, (pl_client)client, "expect", posture(seat, "all"));
  hosted_wait(&t->h, (pl_client)client, before + 1);
}

static void play_round(twin *t, int round) {
  commit(t, SEAT, draft(t, SEAT, "noordland", round % 2 ? "all" : "allies"));
  commit(t, B, draft(t, B, "zuidland", has_secrets(t) ? "none" : "all"));
  settle(t);
  do_in_secret(t);
  ask(t, CONTROL, "spotlight", "{s:s}", "text", round ? "Hurry" : "Think");
  hosted_pass(&t->h, 30); /* soon after: is it held back? */
  commit(t, B, draft(t, B, "zuidland", "all")); /* again, and in the end the same */
  settle(t);
  write_to_each_other(t);
  if (has_secrets(t) && !round) expect(t, C, "eilanden");
  if (!round) expect(t, SEAT, "noordland");
  settle(t);
  ask(t, CONTROL, "next", "{}");
  for (int i = 0; i < 17; i++) { /* a day takes a second */
    settle(t);
    if (!has_secrets(t) || i % 3) continue;
    ask(t, B, "say", "{s:[s],s:s}", "to", "oosterveen", "text", "While days pass.");
    ask(t, CONTROL, "note", "{s:s}", "text", "While days pass.");
  }
  settle(t);
  ask(t, SEAT, "story", "{s:i}", "round", round + 1);
  ask(t, SEAT, "move", "{s:s}", "text", "We ask around.");
  settle(t);
}

/* Whatever is asked is answered; and where it is not, in the same words. */
static void ask_for_what_is_hidden(twin *t) {
  hosted *h = &t->h;
  for (int about = 0; about < 30; about += 3)
    hosted_ask(h, SEAT, "say", "{s:[s],s:s,s:i}", "to", "control", "text", "About?", "about", about);
  hosted_ask(h, SEAT, "commit", "{s:i}", "draft", 3);
  hosted_ask(h, SEAT, "drop", "{s:i}", "index", 5);
  hosted_ask(h, SEAT, "draft", "{s:{s:s,s:s,s:s,s:s}}", "decision", "seat", "noordland", "action", "share", "item",
             "gale", "audience", "all");
  hosted_ask(h, SEAT, "look", "{s:s}", "seat", "zuidland");
  hosted_ask(h, DOOR, "join", "{s:s,s:s,s:s}", "pin", "12", "seat", "zuidland", "name", "Eve");
  settle(t);
}

static twin *play(hidden what) {
  twin *t = calloc(1, sizeof *t);
  assert_non_null(t);
  hosted_begin_in_memory(&t->h, "four-teams", PL_MODE_WORKSHOP);
  t->hidden = what;
  t->h.room->options.send = write_down;
  come_in(t);
  settle(t);
  ask(t, CONTROL, "start", "{}");
  ask(t, CONTROL, "pace", "{s:i}", "seconds", 1);
  settle(t);
  for (int round = 0; round < 2; round++) play_round(t, round);
  ask_for_what_is_hidden(t);
  ask(t, CONTROL, "end", "{}");
  settle(t);
  ask(t, SEAT, "offers", "{s:i}", "round", 1);
  return t;
}

static void end(twin *t) {
  for (int i = 0; i < HOSTED_CLIENTS; i++) pl_buffer_clear(&t->log[i]);
  hosted_end(&t->h);
  free(t);
}

/* ---- comparing ---- */

/* Where two logs part; −1: nowhere. */
static long where_they_differ(const twin *one, const twin *two, int client) {
  const char *a = pl_buffer_text(&one->log[client]), *b = pl_buffer_text(&two->log[client]);
  long at = 0;
  while (a[at] && a[at] == b[at]) at++;
  return a[at] || b[at] ? at : -1;
}

static void test_what_others_do_in_secret_reaches_nobody(void **state) {
  (void)state;
  twin *plain = play(NOTHING), *busy = play(MUCH);
  for (int client = FIRST_WATCHED; client <= LAST_WATCHED; client++) {
    const long at = where_they_differ(plain, busy, client), from = at > 300 ? at - 300 : 0;
    assert_true(plain->log[client].length > 1000);
    if (at >= 0)
      fail_msg("client %d is told by %ld bytes:\n%.600s\n--\n%.600s", client, at,
               pl_buffer_text(&plain->log[client]) + from, pl_buffer_text(&busy->log[client]) + from);
  }
  end(plain);
  end(busy);
}

/* The comparison can fail. */
static void test_what_is_said_to_a_seat_reaches_it_alone(void **state) {
  (void)state;
  twin *busy = play(MUCH), *other = play(MUCH_AND_A_WORD_TO_THE_SEAT);
  assert_true(where_they_differ(busy, other, SEAT) >= 0);
  assert_int_equal(where_they_differ(busy, other, BOARD), -1);
  assert_int_equal(where_they_differ(busy, other, ROLE), -1);
  assert_int_equal(where_they_differ(busy, other, DOOR), -1);
  end(busy);
  end(other);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_what_others_do_in_secret_reaches_nobody),
      cmocka_unit_test(test_what_is_said_to_a_seat_reaches_it_alone),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
