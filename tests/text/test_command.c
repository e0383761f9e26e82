/* Commands: many spellings, one meaning; and a helpful sentence for what has none. */
#include "text_support.h"

#include "command.h"

static support_room room;
static pl_session *session;
static pl_game game;
static pl_brief brief;
static pl_brief_other others[10];
static pl_brief_forum forums[2];
static pl_brief_item items[4];
static pl_brief_inject inbox[1];

static int set_up(void **state) {
  (void)state;
  support_scenario(&room, 10);
  room.state[1].name.in[PL_ENGLISH] = "Southland";
  room.state[2].name.in[PL_ENGLISH] = "The Isles";
  room.state[3].name.in[PL_ENGLISH] = "Southmoor";
  support_incident(&room, "worm", 1, PL_ONE);
  support_incident(&room, "reed", 1, PL_ONE);
  support_inject(&room, 0, 0);
  session = text_session(&room, 1);
  brief = (pl_brief){.scenario = &room.scenario,
                     .is_state = true,
                     .others = others,
                     .forums = forums,
                     .items = items,
                     .item_count = 3,
                     .injects = inbox,
                     .inject_count = 1,
                     .forums_joined = 3};
  for (int t = 0; t < 10; t++) others[t] = (pl_brief_other){.forums = t < 5 ? 3 : 1, .hits = -1};
  forums[0] = (pl_brief_forum){.members = pl_set_first(10), .is_member = true, .applicant = PL_NONE};
  forums[1] = (pl_brief_forum){.members = pl_set_first(5), .is_member = true, .applicant = PL_NONE};
  items[0] = (pl_brief_item){.iid = pl_iid_declared(&room.scenario, 0, 1), .originator = 4, .is_open = true};
  items[1] = (pl_brief_item){.iid = pl_iid_declared(&room.scenario, 0, 1), .is_own = true, .is_open = true};
  items[2] = (pl_brief_item){.iid = 2, .is_own = true, .is_open = true}; /* gang0.1.3 */
  inbox[0] = (pl_brief_inject){.inject = 0, .is_open = true, .available = 3};
  game =
      (pl_game){.session = session, .scenario = &room.scenario, .voice = {.scenario = &room.scenario, .brief = &brief}};
  return 0;
}

static int tear_down(void **state) {
  (void)state;
  pl_session_free(session);
  return 0;
}

static pl_command read(const char *line) {
  pl_command command;
  pl_error error = {0};
  if (pl_command_read(&game, line, &command, &error) != PL_OK) fail_msg("\"%s\": %s", line, error.text);
  return command;
}

static void refuses(const char *line, const char *reason) {
  pl_command command;
  pl_error error = {0};
  if (pl_command_read(&game, line, &command, &error) == PL_OK) fail_msg("\"%s\" was accepted", line);
  if (!strstr(error.text, reason)) fail_msg("\"%s\": \"%s\" does not say \"%s\"", line, error.text, reason);
}

/* The line is a decision that the engine spells so. */
static void means(const char *line, const char *expected) {
  pl_command command = read(line);
  pl_buffer out = {0};
  assert_int_equal(command.verb, PL_VERB_DECIDE);
  pl_decision_print(&room.scenario, &command.decision, &out);
  if (strcmp(pl_buffer_text(&out), expected)) fail_msg("\"%s\" means \"%s\"", line, pl_buffer_text(&out));
  pl_buffer_clear(&out);
}

static void test_verbs(void **state) {
  (void)state;
  static const struct {
    const char *line;
    pl_verb verb;
  } rows[] = {{"", PL_VERB_NOTHING},        {"   ", PL_VERB_NOTHING},     {"commit", PL_VERB_COMMIT},
              {"DONE", PL_VERB_COMMIT},     {"c", PL_VERB_COMMIT},        {"q", PL_VERB_QUIT},
              {"exit", PL_VERB_QUIT},       {"help trust", PL_VERB_HELP}, {"?", PL_VERB_HELP},
              {"inb", PL_VERB_INBOX},       {"s", PL_VERB_SITUATION},     {"undo", PL_VERB_UNDO},
              {"items all", PL_VERB_ITEMS}, {"cost", PL_VERB_COST},       {"revi", PL_VERB_REVIEW}};
  for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
    pl_command command = read(rows[i].line);
    if (command.verb != rows[i].verb) fail_msg("\"%s\" is verb %d", rows[i].line, command.verb);
  }
}

static void test_sharing(void **state) {
  (void)state;
  means("share worm s1+s5", "s0 share worm@s0=s1+s5");
  means("share worm with s1, s5", "s0 share worm@s0=s1+s5");
  means("share worm with Southland and The Isles", "s0 share worm@s0=s1+s2");
  means("SHARE WORM WITH ISLES", "s0 share worm@s0=s2");
  means("share 1 all", "s0 share worm@s0=all");
  means("share 2 forum:delta tear-line", "s0 share gang0.1.3@s0=forum:delta tear-line");
  means("share gang0.1.3 delta tear", "s0 share gang0.1.3@s0=forum:delta tear-line");
  means("share worm@s0 cell+s9", "s0 share worm@s0=s9+forum:cell");
  means("share worm all except s1 southmoor", "s0 share worm@s0=s2+s4+s5+s6+s7+s8+s9");
  means("withhold worm", "s0 withhold worm@s0");
  means("share-forum worm cell", "s0 share-forum worm@s0=forum:cell");
  means("release worm", "s0 release worm@s0");
  refuses("share", "an item");
  refuses("share worm", "an audience");
  refuses("share worm nobodyknows", "unknown state in an audience");
  refuses("share worm south", "unknown state in an audience"); /* two begin so */
  refuses("share reed all", "worm, gang0.1.3");
  refuses("share 3 all", "no item"); /* what others sent has no number */
  refuses("share 9 all", "no item");
}

static void test_standing_orders(void **state) {
  (void)state;
  means("posture forums", "s0 posture forums");
  means("posture to everybody", "s0 posture all");
  means("posture nobody", "s0 posture none");
  means("posture s1 s2 cell", "s0 posture s1+s2+forum:cell");
  means("split 40 30 30", "s0 split 400/300/300");
  means("split 40/30/30", "s0 split 400/300/300");
  means("split 40%, 30%, 30%", "s0 split 400/300/300");
  means("split 333 333 334", "s0 split 333/333/334");
  means("split 0 0 0", "s0 split 0/0/0");
  means("publish", "s0 publish on");
  means("publish off", "s0 publish off");
  means("hold espionage wiper", "s0 hold espionage+wiper");
  means("hold all", "s0 hold ransomware+election+espionage+wiper");
  means("hold none", "s0 hold none");
  refuses("split 40 30", "three numbers");
  refuses("split 40 30 30 10", "add up");
  refuses("split 400 400 400", "add up");
  refuses("split 50 60 10", "add up"); /* not 5, 6 and 1 per cent */
  refuses("split 99999999999999999999 1 1", "add up");
  refuses("split -1 50 50", "three numbers");
  refuses("publish maybe", "neither on nor off");
  refuses("hold rubbish", "no kind of incident");
}

static void test_moves(void **state) {
  (void)state;
  means("buy", "s0 buy");
  means("leave delta", "s0 leave delta");
  means("leave forum:delta", "s0 leave delta");
  means("join the cell", "s0 join cell");
  means("strike gang0", "s0 strike gang0");
  means("takedown actor1", "s0 takedown actor1");
  means("vote delta yes", "s0 vote delta yes");
  means("vote cell abstain", "s0 vote cell abstain");
  refuses("leave", "a forum");
  refuses("leave deltq", "did you mean \"delta\"");
  refuses("strike gangg0", "did you mean \"gang0\"");
  refuses("vote delta", "your vote");
  refuses("buy two", "one word too many");
}

static void test_answers(void **state) {
  (void)state;
  means("answer 1 b", "s0 answer warn.wait");
  means("answer 1 2", "s0 answer warn.wait");
  means("answer warn share", "s0 answer warn.share");
  means("answer b", "s0 answer warn.wait");
  means("answer 1b", "s0 answer warn.wait");
  means("1b", "s0 answer warn.wait");
  means("1 a", "s0 answer warn.share");
  refuses("answer", "the message");
  refuses("answer 1 z", "no option");
  refuses("2b", "no message");
}

static void test_what_is_not_offered_is_said_to_be_so(void **state) {
  (void)state;
  room.scenario.actions &= ~((uint64_t)1 << PL_ACTION_STRIKE);
  refuses("strike gang0", "does not offer strike");
  refuses("shaer worm all", "Did you mean share");
  refuses("xyzzy", "help lists");
  pl_command command = read("cost share worm all");
  assert_int_equal(command.verb, PL_VERB_COST);
  assert_true(command.has_decision);
  assert_int_equal(command.decision.action, PL_ACTION_SHARE);
  refuses("cost xyzzy", "not a command");
}

static void test_garbage_is_refused_or_read_but_never_crashes(void **state) {
  (void)state;
  uint64_t luck = 7;
  static const char *const pieces[] = {"share", "posture", "split",  "worm",  "s1",          "1",      "b",
                                       "+",     ",",       "\xFF",   "\033[", "all",         "except", "tear-line",
                                       "vote",  "answer",  "forum:", "@",     "99999999999", "cost",   "%s%n",
                                       "none",  "hold",    "é",      "=",     "help",        " "};
  enum { PIECES = sizeof pieces / sizeof pieces[0] };
  for (int i = 0; i < 20000; i++) {
    char line[512] = "";
    for (uint32_t k = support_random(&luck, 12); k > 0; k--) {
      strcat(line, pieces[support_random(&luck, PIECES)]);
      if (support_random(&luck, 2)) strcat(line, " ");
    }
    pl_command command;
    pl_error error = {0};
    if (pl_command_read(&game, line, &command, &error) != PL_OK) assert_true(*error.text != 0);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup_teardown(test_verbs, set_up, tear_down),
      cmocka_unit_test_setup_teardown(test_sharing, set_up, tear_down),
      cmocka_unit_test_setup_teardown(test_standing_orders, set_up, tear_down),
      cmocka_unit_test_setup_teardown(test_moves, set_up, tear_down),
      cmocka_unit_test_setup_teardown(test_answers, set_up, tear_down),
      cmocka_unit_test_setup_teardown(test_what_is_not_offered_is_said_to_be_so, set_up, tear_down),
      cmocka_unit_test_setup_teardown(test_garbage_is_refused_or_read_but_never_crashes, set_up, tear_down),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
