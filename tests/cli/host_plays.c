/* Plays a hosted exercise with something of everything in it, without a socket and without waiting, and leaves its
 * file:
 *
 *   host_plays FOLDER three    FOLDER/three.polder, and three-2.polder in which it went on after a step back: rounds of
 *                              decisions, messages, moves with rulings, injects fired, skipped, delayed, reworded and
 *                              written anew, a seat that control decides for, a seat handed to a bot and back, a pause,
 *                              notes by two evaluators and by teams
 *   host_plays FOLDER six      FOLDER/six.polder: six rounds with 500 messages and 60 notes
 *
 * What the program makes of such a file is for the script beside this one to say. */
#include "../host/support/hosted.h"

#include <polder/script.h>

enum { CONTROL = 1, DUTCH, GERMAN, POLISH, ESTONIAN, PRESS, EVA, OMAR };
enum { DAY = 5000 };

static const char *folder, *kind;

/* ---- who is there ---- */

static void come(hosted *h) {
  static const struct {
    pl_client client;
    const char *seat, *name;
  } teams[] = {{DUTCH, "NLD", "Anna"}, {GERMAN, "DEU", "Jürgen"}, {POLISH, "POL", "Zofia"},
               {ESTONIAN, "EST", "Mart"}, {PRESS, "press", "Kim"}};
  static const char *const evaluators[] = {"Eva", "Omar"};
  hosted_control(h, CONTROL, NULL);
  for (size_t i = 0; i < sizeof teams / sizeof teams[0]; i++)
    hosted_join(h, teams[i].client, teams[i].seat, teams[i].name, NULL);
  for (int i = 0; i < 2; i++) {
    hosted_hello(h, EVA + (pl_client)i, "evaluator", NULL);
    hosted_ok(hosted_ask(h, EVA + (pl_client)i, "evaluate", "{s:s, s:s}", "pin", pl_room_evaluator_pin(h->room), "name",
                         evaluators[i]));
  }
}

/* ---- what they do ---- */

static void commit(hosted *h, pl_client client, json_t *decision) {
  const json_t *ok = hosted_ok(hosted_ask(h, client, "draft", "{s:o}", "decision", decision));
  const json_int_t version = json_integer_value(json_object_get(ok, "version"));
  hosted_ok(hosted_ask(h, client, "commit", "{s:I}", "draft", version));
}

static json_t *posture(const char *seat, const char *audience) {
  return json_pack("{s:s, s:s, s:s}", "action", "posture", "seat", seat, "audience", audience);
}

static int say(hosted *h, pl_client client, const char *to, const char *text, int about) {
  json_t *object = json_pack("{s:[s], s:s}", "to", to, "text", text);
  if (about >= 0) json_object_set_new(object, "about", json_integer(about));
  hosted_ok(hosted_ask_object(h, client, "say", object));
  size_t count;
  pl_session_messages(pl_room_session(h->room), &count);
  return (int)count - 1;
}

static int move(hosted *h, pl_client client, const char *text) {
  hosted_ok(hosted_ask(h, client, "move", "{s:s}", "text", text));
  size_t count;
  pl_session_messages(pl_room_session(h->room), &count);
  return (int)count - 1;
}

static void note(hosted *h, pl_client client, const char *text, const char *objective, const char *observed) {
  json_t *object = json_pack("{s:s}", "text", text);
  if (objective) json_object_set_new(object, "objective", json_string(objective));
  if (observed) json_object_set_new(object, "observed", json_string(observed));
  hosted_ok(hosted_ask_object(h, client, "note", object));
}

static void act(hosted *h, json_t *what) { hosted_ok(hosted_ask(h, CONTROL, "act", "{s:o}", "act", what)); }

static void act_on(hosted *h, const char *what, const char *inject) {
  act(h, json_pack("{s:s, s:s}", "act", what, "inject", inject));
}

static void close_round(hosted *h) {
  hosted_ok(hosted_ask(h, CONTROL, "next", "{}"));
  hosted_pass(h, 3 * DAY);
  hosted_ok(hosted_ask(h, CONTROL, "next", "{}"));
  hosted_pass(h, 60000);
}

/* ---- three rounds ---- */

static void first(hosted *h) {
  hosted_pass(h, 90000);
  commit(h, DUTCH, posture("NLD", "all"));
  commit(h, POLISH, posture("POL", "EST+NLD"));
  const int asked = say(h, DUTCH, "DEU", "Shall we answer Washington together?", -1);
  hosted_pass(h, 30000);
  say(h, GERMAN, "NLD", "Yes, but only after Thursday.", asked);
  say(h, PRESS, "NLD", "Is it true that <b>you</b> leave as well? =1+1", -1);
  note(h, EVA, "Den Haag shared on day 1, before it was asked.", "aim-table", "met");
  note(h, OMAR, "Berlin talked for six minutes about who may sign.", "de-lead", "partly");
  note(h, GERMAN, "We lacked a line to take.", NULL, NULL);
  hosted_ok(hosted_ask(h, CONTROL, "pause", "{}"));
  hosted_pass(h, 240000);
  hosted_ok(hosted_ask(h, CONTROL, "resume", "{}"));
  close_round(h);
}

static json_t *cable(int message) {
  return json_pack("{s:s, s:s, s:i, s:s, s:b, s:[{s:i, s:s, s:[{s:s, s:i}]}, {s:i, s:s, s:[]}]}", "act", "rule", "seat",
                   "POL", "message", message, "text", "Cut the grey cable at Wrocław", "public", 1, "outcomes", "odds",
                   350, "text", "The cable is cut, and the probes stop.", "effects", "effect", "confidence", "amount",
                   50, "odds", 650, "text", "It was the wrong cable.", "effects");
}

static json_t *statement(int message) {
  return json_pack("{s:s, s:s, s:i, s:s, s:b, s:[{s:i, s:s, s:[{s:s, s:i}]}]}", "act", "rule", "seat", "NLD", "message",
                   message, "text", "A joint statement with Tallinn", "public", 0, "outcomes", "odds", 1000, "text",
                   "The statement is printed on page one.", "effects", "effect", "standing", "amount", 20);
}

static void second(hosted *h) {
  commit(h, GERMAN, posture("DEU", "forums"));
  const int cut = move(h, POLISH, "We cut the grey cable at Wrocław.");
  const int joint = move(h, DUTCH, "A joint statement with Tallinn.");
  const int flown = move(h, ESTONIAN, "We fly to Washington and ask.");
  act(h, cable(cut));
  act(h, statement(joint));
  hosted_ok(hosted_ask(h, CONTROL, "refuse", "{s:i, s:s}", "about", flown, "text", "Nobody receives you there."));
  act(h, json_pack("{s:s, s:s, s:s}", "act", "reword", "inject", "night-watch", "text",
                   "The night watch asks for two more people, and for coffee."));
  act_on(h, "fire", "night-watch");
  act_on(h, "skip", "vendor-letter");
  act(h, json_pack("{s:s, s:s, s:i}", "act", "delay", "inject", "leave-day", "round", 4));
  hosted_ok(hosted_ask(h, CONTROL, "write", "{s:[s, s], s:s, s:s, s:s, s:b}", "to", "NLD", "EST", "text",
                       "A rumour: the exchange in Tallinn is closed for repairs.", "sender", "a friend", "label",
                       "TLP:AMBER", "public", 0));
  hosted_ok(hosted_ask(h, CONTROL, "decide", "{s:s, s:[o]}", "seat", "FRA", "decisions", posture("FRA", "NLD+DEU")));
  hosted_ok(hosted_ask(h, CONTROL, "hand", "{s:s, s:s}", "seat", "EST", "to", "bot"));
  note(h, EVA, "The ruling on the cable took four minutes; Warsaw had stopped waiting.", "pl-lights", "not met");
  note(h, OMAR, "Nobody in the room asked for the label of the rumour.", NULL, NULL);
  note(h, CONTROL, "Coffee at three.", NULL, NULL);
  close_round(h);
  hosted_ok(hosted_ask(h, CONTROL, "hand", "{s:s, s:s}", "seat", "EST", "to", "people"));
}

static void third(hosted *h) {
  commit(h, DUTCH, posture("NLD", "none"));
  commit(h, ESTONIAN, posture("EST", "all"));
  say(h, CONTROL, "NLD", "Ten minutes.", -1);
  note(h, EVA, "Den Haag closed up without a word to the forums.", "aim-table", "not met");
  note(h, OMAR, "Tallinn warned its neighbours within the hour.", "ee-neighbours", "met");
  close_round(h);
}

static void play_three(hosted *h) {
  hosted_ok(hosted_ask(h, CONTROL, "start", "{}"));
  first(h);
  second(h);
  hosted_ok(hosted_ask(h, CONTROL, "back", "{s:i}", "round", 2));
  hosted_ok(hosted_ask(h, CONTROL, "resume", "{}"));
  second(h);
  third(h);
  hosted_ok(hosted_ask(h, CONTROL, "end", "{}"));
}

/* ---- six rounds ---- */

static void play_six(hosted *h) {
  static const char *const seats[] = {"NLD", "DEU", "POL", "EST"}, *const observed[] = {"met", "partly", "not met"};
  enum { ROUNDS = 6, MESSAGES = 500, NOTES = 60 };
  hosted_ok(hosted_ask(h, CONTROL, "start", "{}"));
  for (int i = 0; i < MESSAGES; i++) {
    char text[200];
    snprintf(text, sizeof text, "Message %d of round %d: what do you hold on the worm, and may we pass it on?", i,
             i * ROUNDS / MESSAGES + 1);
    say(h, (pl_client)(DUTCH + i % 4), seats[(i + 1 + i / 4 % 3) % 4], text, -1);
    snprintf(text, sizeof text, "Observation %d.", i * NOTES / MESSAGES);
    if (i * NOTES / MESSAGES != (i - 1) * NOTES / MESSAGES || !i)
      note(h, i % 2 ? EVA : OMAR, text, i % 3 ? "aim-small" : "aim-table", observed[i % 3]);
    if ((i + 1) * ROUNDS / MESSAGES != i * ROUNDS / MESSAGES) close_round(h);
  }
  hosted_ok(hosted_ask(h, CONTROL, "end", "{}"));
}

static void play(void **state) {
  hosted h = {.now = {.milliseconds = 1000, .wall = 1795000000000}};
  pl_error error = {0};
  char path[512];
  (void)state;
  h.options.deciding_seconds = 600;
  snprintf(path, sizeof path, "%s/%s.polder", folder, kind);
  pl_session *session = hosted_new_session("withdrawal", 10);
  hosted_must(pl_session_keep(session, path, &error), &error);
  hosted_open(&h, session);
  come(&h);
  if (strcmp(kind, "six")) play_three(&h);
  else play_six(&h);
  hosted_end(&h);
}

int main(int count, char **arguments) {
  if (count != 3) return 2;
  folder = arguments[1];
  kind = arguments[2];
  const struct CMUnitTest tests[] = {cmocka_unit_test(play)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
